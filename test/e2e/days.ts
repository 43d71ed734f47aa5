// A folder of daily files and the settings under which a run on them is short.
import { join } from "node:path";
import { inverted as invertedRows, rows, writeBatch } from "./batches.ts";

export interface Day {
  rows: number;
  seed: number;
  /** Every label the other way round. */
  inverted?: boolean;
}

/** data_20260101.csv is the first day. */
export const fileOfDay = (day: number) => `data_${new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10).replaceAll("-", "")}.csv`;

export async function writeDay(folder: string, day: number, { rows: count, seed, inverted = false }: Day): Promise<void> {
  const batch = rows(count, seed, 0);
  await writeBatch(join(folder, fileOfDay(day)), inverted ? invertedRows(batch) : batch);
}

export const DATA = "data/data_{YYYYMMDD}.csv";

/** Few trees and a wide margin: a sound batch promotes. */
export const QUICK = ["train.trees=5", "gates.champion.margin=0.5", "split.salt=quick"];
