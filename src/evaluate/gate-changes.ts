// What a change of the gates lets through that they stopped, and the other way round.
import type { GatesConfig } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Where } from "../types/problem.ts";

type Leaf = string | number | boolean | null;
type Direction = "loosened" | "tightened" | "changed";

/** Which way is stricter; `null` (not asked for) is the loosest. Keys that are not listed are only said to be others. */
const STRICTER: [key: RegExp, way: "higher" | "lower" | { strict: string }][] = [
  [/^f1-threshold$/, "higher"],
  [/^min-class-f1\./, "higher"],
  [/^slices\.\d+\.min-f1$/, "higher"],
  [/^champion\.margin$/, "lower"],
  [/^champion\.(confidence|horizon)$/, "higher"],
  [/^champion\.undecided$/, { strict: "fail" }],
  [/^dummy\.margin$/, "higher"],
  [/^require$/, { strict: "confident" }],
];

/** `whereOf`: where a key of the head's configuration stands. */
export function gateChanges(before: GatesConfig, after: GatesConfig, whereOf: (key: string) => Where | null): CheckResult[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].filter((key) => (was.get(key) ?? null) !== (is.get(key) ?? null));
  return keys.map((key) => {
    const [old, now] = [was.get(key) ?? null, is.get(key) ?? null];
    const direction = directionOf(key, old, now);
    const name = `gates.${key}`;
    const message = `The gate ${name} is ${SAYS[direction]}: it was ${words(old)} and is ${words(now)}.`;
    return {
      code: `gate-${direction}`,
      subject: name,
      status: direction === "tightened" ? "pass" : "warn",
      observed: now,
      expected: old,
      message,
      suggestion: direction === "loosened" ? "Merge it only if models that were stopped so far are meant to be promoted." : null,
      where: whereOf(name) ?? whereOf(`gates.${key.split(".")[0]}`) ?? whereOf("gates"),
    };
  });
}

const SAYS: Record<Direction, string> = { loosened: "looser", tightened: "stricter", changed: "another" };

function directionOf(key: string, was: Leaf, is: Leaf): Direction {
  const way = STRICTER.find(([pattern]) => pattern.test(key))?.[1];
  if (way === undefined) return "changed";
  if (typeof way === "object") return is === way.strict ? "tightened" : "loosened";
  if (was === null || is === null) return is === null ? "loosened" : "tightened";
  return Number(is) > Number(was) === (way === "higher") ? "tightened" : "loosened";
}

function words(value: Leaf): string {
  return value === null ? "not asked for" : typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : String(value);
}

/** By the keys that the configuration file has. */
function leavesOf(gates: object, path: string[] = []): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(gates) as [string, unknown][]) {
    // The names of classes are the user's, all others are ours.
    const named = path[0] === "min-class-f1" ? key : key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const at = [...path, named];
    if (typeof value === "object" && value !== null) for (const [below, leaf] of leavesOf(value, at)) leaves.set(below, leaf);
    else leaves.set(at.join("."), value as Leaf);
  }
  return leaves;
}
