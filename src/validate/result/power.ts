// What a check would miss at a batch's size: its own rule is asked about batches that are not there.
import { clopperPearsonUpper } from "../../stats/interval.ts";
import { normalQuantile } from "../../stats/normal.ts";

/** How often a fault of the size that is told would be seen: in four of five batches. */
const POWER = 0.8;
/** Standard deviations that so many of all batches lie above. */
export const DEVIATIONS = normalQuantile(POWER);

/** The least count from `from` to `most` about which the rule speaks up, as it then does about larger ones; null: about none. */
export function leastCount(from: number, most: number, alarms: (count: number) => boolean): number | null {
  if (from > most || !alarms(most)) return null;
  let [quiet, loud] = [from - 1, most];
  while (loud - quiet > 1) {
    const middle = Math.floor((quiet + loud) / 2);
    if (alarms(middle)) loud = middle;
    else quiet = middle;
  }
  return loud;
}

/** The share of which `cells` draws bring `count` or more with that power: the binomial's, by C. J. Clopper & E. S. Pearson 1934. */
export function shareReaching(count: number, cells: number): number {
  return count <= 0 ? 0 : clopperPearsonUpper(count - 1, cells, POWER);
}
