// What the comparison of a column with its history found.
import { fisherTwoSided } from "../../stats/fisher.ts";
import type { ColumnProfile } from "../../types/profile.ts";
import type { Field } from "../../types/schema.ts";

/** One column in the batch and in the batches accepted before, oldest first. */
export interface Compared<P extends ColumnProfile = ColumnProfile> {
  field: Field;
  isTarget: boolean;
  batch: P;
  past: P[];
  /** Chance of an alarm by accident that one test of one column may have. */
  alpha: number;
  showValues: boolean;
}

export interface Alarm {
  code: string;
  /** In the column's own words. */
  observed: string;
  expected: string;
  /** What follows "column `x` ". */
  says: string;
  /** What to do. */
  remedy: string;
}

/** What to do about a column that moved where it may well have. */
export const ASK_THE_SOURCE = "Ask what changed at the source.";

/** Cells that are not missing. */
export const cellsOf = ({ rows, missing }: { rows: number; missing: number }): number => rows - missing;

/** Sum of counts. */
export const totalOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** How much oftener a cell equals the one before than in any order: 0 not at all, 1 always. Rows of one day or one event come together. */
export function autocorrelation({ rows, missing, still, counts }: ColumnProfile): number {
  const cells = Math.max(2, rows - missing);
  const byChance = counts.reduce((sum, count) => sum + (count / cells) ** 2, 0);
  if (byChance >= 1) return 0;
  return Math.min(0.999, Math.max(0, (still / (cells - 1) - byChance) / (1 - byChance)));
}

/** Cells that know nothing of each other, per cell, where equal ones stand together more than they did in history: one long stretch is one event. */
export function independence(batch: ColumnProfile, past: ColumnProfile[]): number {
  const usual = Math.max(0, ...past.map(autocorrelation));
  const more = Math.max(0, (autocorrelation(batch) - usual) / (1 - usual));
  return (1 - more) / (1 + more);
}

/** Chance that a share of `cells` as far from `past` as this is an accident. */
export function shareChance(hits: number, cells: number, pastHits: number, pastCells: number): number {
  const [a, c] = [Math.round(hits), Math.round(pastHits)];
  const [b, d] = [Math.max(0, Math.round(cells) - a), Math.max(0, Math.round(pastCells) - c)];
  return a + b === 0 || c + d === 0 ? 1 : fisherTwoSided(a, b, c, d);
}

/** Chance of a Kolmogorov–Smirnov gap as large in two samples of one distribution: an upper bound. */
export function gapChance(gap: number, cells: number, pastCells: number): number {
  const size = (cells * pastCells) / Math.max(1, cells + pastCells);
  return Math.min(1, 2 * Math.exp(-2 * size * gap * gap));
}

/** 71.2345 → "71.23": four significant digits, thousands grouped. */
export function brief(value: number): string {
  if (!Number.isFinite(value)) return "none";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return value.toExponential(2);
  const rounded = size >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
  return size >= 10_000 ? rounded.toLocaleString("en") : String(rounded);
}
