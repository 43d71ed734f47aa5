// How old the newest file may be, from the rhythm in which files came.

import { everyWords, fileInterval, spanWords } from "../../schema/words/file-rhythm.ts";
import type { SourceFile } from "../../types/table.ts";

const HOUR = 3_600_000;
/** Freshness as a multiple of the longest gap between files. */
const GAPS = 2;

export interface Freshness {
  /** In the form of retrain.yml: `48h`. */
  value: string;
  /** The newest file is fresh now. */
  holds: boolean;
  comment: string;
}

/** The freshness to configure, from the gaps between files; null: too few dated names. `now`: milliseconds since 1970. */
export function freshnessOf(files: readonly SourceFile[], now: number): Freshness | null {
  const rhythm = fileInterval(files);
  if (rhythm === null) return null;
  const allowed = GAPS * rhythm.longest;
  const age = now - rhythm.newest;
  const holds = age <= allowed && age >= -24 * HOUR;
  const every = `Files come ${everyWords(rhythm.usual)}, at most ${spanWords(rhythm.longest)} apart`;
  const comment = holds
    ? `${every}: a newest file older than twice that is stale.`
    : `${every}, but the newest is ${age < 0 ? `dated ${spanWords(-age)} ahead` : `${spanWords(age)} old`} now. Remove the # of this line once they come again:`;
  return { value: `${Math.ceil(allowed / HOUR)}h`, holds, comment };
}
