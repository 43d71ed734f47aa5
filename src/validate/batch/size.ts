// How many rows a batch has, against how many batches had.

import { grouped, named } from "../../findings/wording.ts";
import type { CheckResult } from "../../types/judgement.ts";
import { type BatchCase, batchFinding, batchPass } from "../history/history.ts";
import { earlyEnd } from "./cut.ts";

/** Smaller changes are of no interest, whatever history says. */
const LEAST_RATIO = 1.75;
/** Fewer batches do not show well enough how sizes differ. */
const SURE_BATCHES = 4;
/** Sizes differ for good reasons: alone they are a fault only where a batch has less than this share of the usual rows. */
const FAULT_SHARE = 0.1;

/** Whether a batch has an unusual number of rows. */
export function sizeCheck(input: BatchCase): CheckResult {
  const rows = input.batch.profile.rows;
  const past = input.history.map(({ profile }) => profile.rows).filter((count) => count > 0);
  if (past.length === 0) return batchPass(input, "batch-size", rows, "unknown", `has ${grouped(rows)} rows; no accepted batch had any`);
  const sorted = [...past].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1]!;
  const away = (a: number, b: number) => Math.abs(Math.log(a / b));
  const spread = Math.max(...past.map((count) => away(count, middle)));
  const limit = Math.max(Math.log(LEAST_RATIO), (1.5 + 3 / past.length) * spread);
  const nearest = Math.min(...past.map((count) => away(rows, count)));
  const range = `${grouped(sorted[0]!)} to ${grouped(sorted.at(-1)!)}`;
  const [low, high] = [Math.floor(middle / Math.exp(limit)), Math.ceil(middle * Math.exp(limit))];
  const expected = `${low} to ${high} rows`;
  if (away(rows, middle) <= limit || nearest <= limit / 2) {
    return batchPass(
      input,
      "batch-size",
      rows,
      expected,
      `has ${grouped(rows)} rows, accepted batches ${range}; below ${grouped(low)} or above ${grouped(high)} it would be a warning`,
    );
  }
  const ratio =
    rows > middle ? `${(rows / middle).toFixed(1)} times as many as` : `${(middle / Math.max(1, rows)).toFixed(1)} times fewer than`;
  const cut = rows < middle ? earlyEnd(input) : null;
  const trace = cut === null ? "" : `, and by ${named(cut.field.name)} it ends before its ${cut.unit} does, as no accepted batch did`;
  const remedy =
    rows > middle
      ? "Look for repeated deliveries or a changed filter."
      : "Look for a cut transfer, a changed filter or an export that was taken too early.";
  const says = `has ${grouped(rows)} rows, ${ratio} usual; accepted batches had ${range}${trace}`;
  // More rows are no worse in themselves: what repeats rows is found by its own check.
  const isFault = past.length >= SURE_BATCHES && (rows < FAULT_SHARE * middle || cut !== null);
  const status = isFault ? "fail" : "warn";
  return batchFinding(input, { code: "batch-size", subject: "rows", status, observed: rows, expected, says, remedy });
}
