// Single shares of a column against history: gaps, one value everywhere, far-out values, lost digits.
import { percent } from "../../findings/wording.ts";
import { arcsineDistance, deviationOf, exceeds } from "../../stats/deviation.ts";
import { shareChance } from "./alarm.ts";

export interface ShareCase {
  /** Rows that have it, of how many, in the batch and per past batch. */
  hits: number;
  cells: number;
  past: { hits: number; cells: number }[];
  /** Smaller changes are of no interest. */
  floor: number;
  alpha: number;
  /** "up": only more of it alarms. */
  direction: "up" | "down" | "both";
}

export interface ShareAlarm {
  share: number;
  pastShare: number;
}

const FEWEST_ROWS = 5;

/** Whether a share moved beyond chance and past spread, and by more than a floor; null: it did not. */
export function shareAlarm({ hits, cells, past, floor, alpha, direction }: ShareCase): ShareAlarm | null {
  const known = past.filter((one) => one.cells > 0);
  if (cells === 0 || known.length === 0) return null;
  const measured = {
    batch: Float64Array.of(hits / cells),
    cells,
    past: known.map((one) => Float64Array.of(one.hits / one.cells)),
    weights: known.map((one) => one.cells),
    alpha,
  };
  const deviation = deviationOf(measured, arcsineDistance);
  const share = hits / cells;
  const pastShare = deviation.pool[0]!;
  const rose = share > pastShare;
  if ((rose && direction === "down") || (!rose && direction === "up")) return null;
  const nearest = Math.min(...measured.past.map((one) => Math.abs(share - one[0]!)));
  if (Math.abs(share - pastShare) <= floor || nearest <= 0.6 * floor || !exceeds(deviation, 0)) return null;
  const [pastHits, pastCells] = known.reduce((sum, one) => [sum[0]! + one.hits, sum[1]! + one.cells], [0, 0]) as [number, number];
  if (Math.abs(hits - pastShare * cells) < FEWEST_ROWS || shareChance(hits, cells, pastHits, pastCells) >= alpha) return null;
  return { share, pastShare };
}

/** The shares of past batches: "2 % to 3 %". */
export function shareRange(past: { hits: number; cells: number }[]): string {
  const shares = past.filter((one) => one.cells > 0).map((one) => one.hits / one.cells);
  if (shares.length === 0) return "none";
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  return percent(low) === percent(high) ? percent(low) : `${percent(low)} to ${percent(high)}`;
}
