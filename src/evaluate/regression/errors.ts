// A regression's truths and estimates on rows, its metrics and their intervals.

import { studentQuantile } from "../../stats/beta.ts";
import type { Metric, ModelScore } from "../../types/judgement.ts";
import type { ErrorRecord } from "../../types/registry.ts";
import { REPORTED_CONFIDENCE } from "../scores/score-interval.ts";
import { type MeanError, meanInOrder, meanOfUnits } from "./mean-error.ts";

/** All arrays are in the order of `rows`. */
export interface Estimates {
  /** Row numbers of the dataset. */
  rows: Int32Array;
  truth: Float64Array;
  estimate: Float64Array;
  /** Rows of one unit are dependent; null: all are independent. */
  units: Int32Array | null;
  /** Of a split by time, which orders the rows; null: another split. */
  times: Float64Array | null;
}

/** The rows for which `wanted` holds. */
export function keepRows(estimates: Estimates, wanted: (row: number) => boolean): Estimates {
  const at = Array.from(estimates.rows.keys()).filter((i) => wanted(estimates.rows[i]!));
  const { rows, truth, estimate, units, times } = estimates;
  return {
    rows: Int32Array.from(at, (i) => rows[i]!),
    truth: Float64Array.from(at, (i) => truth[i]!),
    estimate: Float64Array.from(at, (i) => estimate[i]!),
    units: units && Int32Array.from(at, (i) => units[i]!),
    times: times && Float64Array.from(at, (i) => times[i]!),
  };
}

/** The mean of a number of each row, with the error that units or order of the rows leave. */
export function meanOver({ units, times }: Estimates, values: Float64Array): MeanError {
  return times === null ? meanOfUnits(values, units) : meanInOrder(values, times);
}

/** The loss whose mean a measure is: |e| of MAE, e² of RMSE. */
export function lossesOf({ truth, estimate }: Estimates, measure: "mae" | "rmse"): Float64Array {
  return truth.map((value, i) => (measure === "mae" ? Math.abs(value - estimate[i]!) : (value - estimate[i]!) ** 2));
}

/** MAE, RMSE and R² (1 − Σe²/Σ(y − ȳ)²; null where all truths are equal). */
export function errorsOf(estimates: Estimates): ErrorRecord {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = lossesOf(estimates, "rmse");
  const spread = mean(deviationsOf(estimates.truth));
  return {
    rows: estimates.rows.length,
    mae: mean(lossesOf(estimates, "mae")),
    rmse: Math.sqrt(mean(squares)),
    r2: spread > 0 ? 1 - mean(squares) / spread : null,
  };
}

function deviationsOf(truth: Float64Array): Float64Array {
  const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
  return truth.map((value) => (value - mean) ** 2);
}

/** The metrics with 95 % intervals on the scale of logarithms, of RMSE from that of the mean square, of R² from that of 1 − R² (delta method). */
export function scoreOf(estimates: Estimates): ModelScore {
  const { rows, mae, rmse, r2 } = errorsOf(estimates);
  const [absolute, squares] = [lossesOf(estimates, "mae"), lossesOf(estimates, "rmse")];
  const deviations = deviationsOf(estimates.truth);
  const spread = deviations.reduce((sum, value) => sum + value, 0) / rows;
  const ofAbsolute = widthOf(estimates, absolute, mae);
  const ofSquares = widthOf(estimates, squares, rmse ** 2);
  const share = r2 === null ? 0 : 1 - r2;
  const moves = squares.map((value, i) => (value - share * deviations[i]!) / spread);
  const ofShare = r2 === null ? null : widthOf(estimates, moves, share);
  const around = (value: number, width: number | null) => (width === null ? null : { lower: value / width, upper: value * width });
  const explained = around(share, ofShare);
  return {
    metrics: [
      made("mae", mae, around(mae, ofAbsolute), rows),
      made("rmse", rmse, around(rmse, ofSquares && Math.sqrt(ofSquares)), rows),
      ...(r2 === null ? [] : [made("r2", r2, explained && { lower: 1 - explained.upper, upper: 1 - explained.lower }, rows)]),
    ],
    confusion: { classes: [], counts: [] },
  };
}

/** Factor between a positive quantity and the ends of its interval, from what each row moves it by; null: none, too few independent rows. */
function widthOf(estimates: Estimates, moves: Float64Array, value: number): number | null {
  if (value === 0) return 1;
  const { error, degrees } = meanOver(estimates, moves);
  const width = Math.exp((studentQuantile(1 - (1 - REPORTED_CONFIDENCE) / 2, degrees) * error) / value);
  return Number.isFinite(width) ? width : null;
}

function made(name: string, value: number, interval: { lower: number; upper: number } | null, rows: number): Metric {
  return { name, average: null, class: null, slice: null, value, lower: interval?.lower ?? null, upper: interval?.upper ?? null, rows };
}
