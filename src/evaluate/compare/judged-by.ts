// The settings that a promotion was judged by, as its history entry remembers them, and those that ask for more today.
import type { GatesConfig, Window } from "../../types/config.ts";
import type { JudgedBy } from "../../types/registry.ts";
import { directionOf } from "./gate-changes.ts";
import { gateSettings } from "./gate-settings.ts";

const WINDOW = "data.window";

/** Comparisons with the champion: it is never worse than itself. */
const isComparison = (name: string) => name.startsWith("champion.");

/** The settings of gates and window by their keys, as a promotion records them. */
export function judgedBy(gates: GatesConfig, window: Window): JudgedBy {
  const gateValues = [...gateSettings(gates)].filter(([name]) => !isComparison(name)).map(([name, { value }]) => [`gates.${name}`, value]);
  return Object.fromEntries([...gateValues, [WINDOW, windowText(window)]]) as JudgedBy;
}

export interface NewlyAsked {
  /** Settings that the champion was not judged by and might not pass, as keys of retrain.yml. */
  keys: string[];
  /** Another window: the same rows train another model. */
  window: boolean;
}

/** `champion`: what it was judged by; null: no champion, or nobody knows. */
export function newlyAsked(champion: JudgedBy | null, gates: GatesConfig, window: Window): NewlyAsked {
  if (champion === null) return { keys: [], window: false };
  const was = new Map(Object.entries(champion));
  const keys = [...gateSettings(gates)].flatMap(([name, { value, strict }]) => {
    const old = was.get(`gates.${name}`) ?? null;
    // What goes with a floor (the rows of a slice) is new with it, and told by it.
    const isAside = strict === null && !was.has(`gates.${name}`);
    if (old === value || isAside || isComparison(name)) return [];
    return directionOf(strict, old, value) === "loosened" ? [] : [`gates.${name}`];
  });
  const otherWindow = was.get(WINDOW) !== windowText(window);
  return { keys: otherWindow ? [...keys, WINDOW] : keys, window: otherWindow };
}

function windowText(window: Window): string {
  if (window.kind === "files") return `${window.count} files`;
  return window.kind === "days" ? `${window.days}d` : window.kind;
}
