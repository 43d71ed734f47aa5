import { counted, quoted } from "../../findings/scores.ts";
import { columnOf } from "../../table/columns/dataset.ts";
import { goldenRows, RowSet } from "../../table/rows/golden-rows.ts";
import { splitRows } from "../../table/rows/split.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { SplitRecord } from "../../types/registry.ts";
import type { Sides } from "../../types/run.ts";
import type { Dataset } from "../../types/table.ts";
import { labelled } from "../scores/rows.ts";

/** Largest relative deviation of the realised hold-out share from the configured one without a warning. */
const SHARE_TOLERANCE = 0.25;

/** Largest share of the training rows that may be left out because they equal golden rows. */
const MOST_LEFT_OUT = 0.5;

/** Splits the rows, and checks before the training that both sides have rows, labels and features. */
export function holdOut(dataset: Dataset, split: SplitRecord): { sides: Sides; checks: CheckResult[] } {
  const sides = splitRows(dataset, split);
  const found = split.by === "time" ? untimedCheck(sides, split) : split.by === "file" ? overlapCheck(dataset, sides) : [];
  return { sides, checks: [...found, sidesCheck(dataset, sides, split)] };
}

function sidesCheck(dataset: Dataset, { trainRows, holdoutRows }: Sides, split: SplitRecord): CheckResult {
  const total = trainRows.length + holdoutRows.length;
  const realised = total === 0 ? 0 : holdoutRows.length / total;
  const base = { code: "holdout", subject: "model", observed: realised, expected: split.share, where: null };
  if (dataset.features.length === 0) return { ...base, status: "inconclusive", ...NO_FEATURE };
  if (trainRows.length === 0 || holdoutRows.length === 0) return { ...base, status: "inconclusive", ...emptySide(trainRows, total, split) };
  const taught = labelled(dataset, trainRows);
  const target = columnOf(dataset, dataset.target);
  const labels: ArrayLike<number> = target.kind === "category" ? target.codes : target.values;
  if (taught.every((row) => labels[row] === labels[taught[0]!])) {
    const one = target.kind === "category" ? "are of one class" : "have one value";
    const found = taught.length === 0 ? "No training row has a label" : `All ${taught.length} labelled training rows ${one}`;
    const message = `${found}: there is nothing to learn.`;
    return { ...base, status: "inconclusive", message, suggestion: "Check the target column and the window." };
  }
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  if (split.share !== null && Math.abs(realised - split.share) > SHARE_TOLERANCE * split.share) {
    const why = split.by === "time" ? "rows of one time stay together, or a window" : "few rows, many duplicates or a window";
    const message = `${percent(realised)} of the rows are held out instead of ${percent(split.share)}: ${why}.`;
    const suggestion = split.by === "time" ? "Look at how many rows have the same time." : "Look at duplicate rows, or split by id.";
    return { ...base, status: "warn", message, suggestion };
  }
  const from = split.by === "time" ? ", the latest" : split.by === "file" ? ", those of the golden file" : "";
  const message = `${holdoutRows.length} of ${total} rows are held out${from} (${percent(realised)}).`;
  return { ...base, status: "pass", message, suggestion: null };
}

const NO_FEATURE = {
  message: "No column is left to train on: besides the target there are only ids, moments, and columns of role ignore.",
  suggestion: "Bring a column that the target may follow from; or set `role: feature` in the schema for one that is there.",
};

function emptySide(trainRows: Int32Array, total: number, { by, columns, cut }: SplitRecord): { message: string; suggestion: string } {
  if (by === "time" && (cut ?? null) === null) {
    const message = `The labelled rows do not have two different times in ${quoted(columns[0] ?? "")}: there is no past to train on and no later row to judge.`;
    return { message, suggestion: "Check that column, or split by row." };
  }
  const side = trainRows.length === 0 ? "for training" : "in the hold-out";
  const message = `Of ${total} rows none is left ${side}: nothing can be judged.`;
  if (by !== "file") return { message, suggestion: "Bring more rows, or change split.holdout." };
  return { message, suggestion: "The golden file and the data must be different rows, and both must have some." };
}

/** Rows without a time are on neither side of a split by time: they may be later than any other. */
function untimedCheck({ trainRows, holdoutRows, leftOut }: Sides, { columns }: SplitRecord): CheckResult[] {
  const total = trainRows.length + holdoutRows.length + leftOut.length;
  const base = { code: "untimed", subject: columns[0] ?? "", observed: leftOut.length, expected: 0, where: null };
  const found = `In ${quoted(columns[0] ?? "")} ${leftOut.length} of ${counted(total)} have no time`;
  if (leftOut.length === 0) return [{ ...base, status: "pass", message: `All ${counted(total)} have a time.`, suggestion: null }];
  const message = `${found}: they are neither trained on nor judged, for nobody knows what they are later than.`;
  return [
    { ...base, status: "warn", message, suggestion: "Fill in the times, or require them in the schema: constraints: {required: true}." },
  ];
}

/** Training rows with the features of a golden row are left out: a warning, or a failure if they are most of the training rows. */
function overlapCheck(dataset: Dataset, { trainRows, leftOut }: Sides): CheckResult[] {
  const held = goldenRows(dataset);
  const total = trainRows.length + leftOut.length;
  const copies = new RowSet(dataset, [...dataset.features, dataset.target], held);
  const same = leftOut.reduce((sum, row) => sum + (copies.has(row) ? 1 : 0), 0);
  const base = { code: "golden-overlap", subject: "golden file", observed: leftOut.length, expected: 0, where: null };
  if (leftOut.length === 0) {
    const message = `None of ${counted(total, "training row")} has the features of one of ${counted(held.length, "golden row")}.`;
    return [{ ...base, status: "pass", message, suggestion: null }];
  }
  const found = `${leftOut.length} of ${counted(total, "training row")} have the features of a golden row (${same} of them the same class too)`;
  if (leftOut.length > MOST_LEFT_OUT * total) {
    const message = `${found}: without them too little of the data is left to train on.`;
    const suggestion = "Take the golden rows out of the data, or name features that tell rows apart; else split by row.";
    return [{ ...base, status: "fail", message, suggestion }];
  }
  const message = `${found}: they are left out of the training, which would otherwise know the answers.`;
  return [{ ...base, status: "warn", message, suggestion: "Take the golden rows out of the data." }];
}
