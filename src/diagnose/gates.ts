// The outcome of the last candidates, from run records. Pure.
import type { PastRun } from "../types/registry.ts";
import { broken, fine, type LinkState, unseen, waiting } from "./link.ts";

export interface GateFacts {
  /** Oldest first; null: records could not be read. */
  runs: PastRun[] | null;
  /** ISO 8601 of the champion's promotion; null: there is none. */
  since: string | null;
}

/** One state: the verdict of the newest run that judged a candidate, and how many runs in a row had it. */
export function gateStates({ runs, since }: GateFacts): LinkState[] {
  if (runs === null) return [unseen("gates", "no-records", "The run records could not be read")];
  const judged = runs.filter(({ modelId, time }) => modelId !== null && (since === null || time >= since));
  const last = judged.at(-1);
  if (last === undefined || last.verdict === "promoted" || last.verdict === "checked")
    return [fine("gates", "passed", "No candidate was turned away since the champion was promoted")];
  const before = judged.findLastIndex(({ verdict }) => verdict !== last.verdict);
  const row = judged.length - 1 - before;
  const first = judged[before + 1]!;
  const runsWords = row === 1 ? "The last run" : `The last ${row} runs, since ${first.time},`;
  if (last.verdict === "kept")
    return [
      waiting("gates", "kept", `${runsWords} kept the champion: ${last.reason}`, "More hold-out rows decide; `plan` tells how many."),
    ];
  return [
    broken(
      "gates",
      last.verdict ?? "error",
      `${runsWords} turned the candidate away: ${last.reason}`,
      "Open the report of that run: it says which gate, and what to do.",
    ),
  ];
}
