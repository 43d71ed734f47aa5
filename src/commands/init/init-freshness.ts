// How old the newest file may be, from the rhythm in which files came.

import { everyWords, rhythmOf, spanWords } from "../../schema/words/file-rhythm.ts";
import type { SourceFile } from "../../types/table.ts";

const HOUR = 3_600_000;
/** The newest file may be so many of the longest gaps old. */
const GAPS = 2;

export interface Freshness {
  /** As retrain.yml has it: `48h`. */
  value: string;
  /** The newest file is no older than that now. */
  holds: boolean;
  comment: string;
}

/** `now` in milliseconds since 1970. Null: files have no dates in their names, or too few of them. */
export function freshnessOf(files: readonly SourceFile[], now: number): Freshness | null {
  const rhythm = rhythmOf(files);
  if (rhythm === null) return null;
  const allowed = GAPS * rhythm.longest;
  const age = now - rhythm.newest;
  const holds = age <= allowed && age >= -24 * HOUR;
  const every = `Files come ${everyWords(rhythm.usual)}, at most ${spanWords(rhythm.longest)} apart`;
  const comment = holds
    ? `${every}: a newest file older than twice that is stale.`
    : `${every}, but the newest is ${age < 0 ? `dated ${spanWords(-age)} ahead` : `${spanWords(age)} old`} now. Take this line in once they come again:`;
  return { value: `${Math.ceil(allowed / HOUR)}h`, holds, comment };
}
