// The gate settings that a promotion was judged by, as its history entry records them, compared with today's.
import type { GatesConfig, Window } from "../../types/config.ts";
import type { JudgedBy } from "../../types/registry.ts";
import { directionOf } from "./gate-changes.ts";
import { gateSettings } from "./gate-settings.ts";

const WINDOW = "data.window";

/** Not compared: the champion passes every comparison with itself. */
const isComparison = (name: string) => name.startsWith("champion.");

/** The settings of gates and window by their keys, as a history entry records them. */
export function judgedBy(gates: GatesConfig, window: Window): JudgedBy {
  const gateValues = [...gateSettings(gates)].filter(([name]) => !isComparison(name)).map(([name, { value }]) => [`gates.${name}`, value]);
  return Object.fromEntries([...gateValues, [WINDOW, windowText(window)]]) as JudgedBy;
}

export interface NewlyAsked {
  /** Keys of retrain.yml that are stricter than those that the champion passed. */
  keys: string[];
  /** The window changed, so the same files train another model. */
  window: boolean;
}

/** Settings that are stricter today. `champion`: those of its promotion; null: no champion, or not recorded. */
export function newlyAsked(champion: JudgedBy | null, gates: GatesConfig, window: Window): NewlyAsked {
  if (champion === null) return { keys: [], window: false };
  const was = new Map(Object.entries(champion));
  const keys = [...gateSettings(gates)].flatMap(([name, { value, strict }]) => {
    const old = was.get(`gates.${name}`) ?? null;
    // A setting without a direction is left out where its floor is new.
    const isAside = strict === null && !was.has(`gates.${name}`);
    if (old === value || isAside || isComparison(name)) return [];
    return directionOf(strict, old, value) === "loosened" ? [] : [`gates.${name}`];
  });
  const otherWindow = was.get(WINDOW) !== windowText(window);
  return { keys: otherWindow ? [...keys, WINDOW] : keys, window: otherWindow };
}

/** A window as retrain.yml has it. */
export function windowText(window: Window): string {
  if (window.kind === "files") return `${window.count} files`;
  return window.kind === "days" ? `${window.days}d` : window.kind;
}
