// Which known key somebody who wrote an unknown one most likely meant.
import { distance } from "fastest-levenshtein";

/** Longer keys are no slips of the pen, and comparing them would take time. */
const MAX_LENGTH = 40;

/** Path of a mapping → its keys; list entries stand under `*`. */
export type Outline = Map<string, string[]>;

/** `f1Threshold`, `F1_threshold` → `f1-threshold`. */
function kebab(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[\s_]+/g, "-")
    .toLowerCase();
}

/** The nearest of `known`, null when nothing is near: a third of the letters may differ, or one is the other's last or first word. */
export function nearest(key: string, known: Iterable<string>): string | null {
  if (key.length > MAX_LENGTH || key.length < 2) return null;
  const wanted = kebab(key);
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const other = kebab(candidate);
    const far = wordOf(wanted, other) ? 0.5 : beginningOf(wanted, other) ? 0.75 : distance(wanted, other);
    const allowed = Math.max(wanted.length, other.length) <= 3 ? 1 : Math.floor(Math.max(wanted.length, other.length) / 3);
    if (far <= allowed && far < least) {
      best = candidate;
      least = far;
    }
  }
  return best;
}

function wordOf(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && (long.startsWith(`${short}-`) || long.endsWith(`-${short}`));
}

/** `min` for minimum. */
function beginningOf(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.startsWith(short);
}

/** The key that was meant: a sibling, or the same key (or nearly) in another section, whose path comes with it. A sibling of which it is a word comes first. */
export function meantKey(section: string, key: string, outline: Outline): { section: string; key: string } | null {
  if (key.length > MAX_LENGTH) return null;
  const wanted = kebab(key);
  const sibling = nearest(key, outline.get(section) ?? []);
  const elsewhere = [...outline].filter(([parent]) => parent !== section && !parent.includes("*"));
  const same = elsewhere.find(([, keys]) => keys.includes(wanted));
  if (sibling !== null && (kebab(sibling) === wanted || wordOf(wanted, kebab(sibling)) || !same)) return { section, key: sibling };
  if (same) return { section: same[0], key: wanted };
  if (key.length < 4) return null;
  for (const [parent, keys] of elsewhere) {
    const near = keys.find((known) => distance(known, wanted) <= 1);
    if (near !== undefined) return { section: parent, key: near };
  }
  return null;
}
