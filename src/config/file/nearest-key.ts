// Suggestions for unknown keys.
import { distance } from "fastest-levenshtein";

/** Longest key that is compared, to bound the time. */
const MAX_LENGTH = 40;

/** Keys by the path of their mapping; `*` is any list entry. */
export type Outline = Map<string, string[]>;

/** In kebab-case: `f1Threshold` and `F1_threshold` are `f1-threshold`. */
function kebab(key: string): string {
  return key
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[\s_]+/g, "-")
    .toLowerCase();
}

/** The nearest known key: at most a third of the letters differ, or one is the first or last word of the other. null: none. */
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

/** Whether one is a beginning of the other: `min` of minimum. */
function beginningOf(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.startsWith(short);
}

/** The suggested key: a sibling, first one that contains it as a word, or a similar key of another section with its path. */
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
