// The keys of retrain.yml below `gates`.
import { z } from "zod";
import { METRIC_GATE } from "./command-keys.ts";
import { COLUMN, choice, integer, number, section, text } from "./leaves.ts";

/** Smallest and largest bound of each metric. */
const METRICS: Record<string, [number, number]> = {
  accuracy: [0, 1],
  "balanced-accuracy": [0, 1],
  precision: [0, 1],
  recall: [0, 1],
  mcc: [-1, 1],
  kappa: [-1, 1],
  "roc-auc": [0, 1],
  "average-precision": [0, 1],
  "log-loss": [0, 100],
  brier: [0, 2],
};

const SLICE = "a column, or auto: true to search all features";
const slice = section({
  column: text(COLUMN).optional().describe("The column that is sliced; alone, each of its values or quarters is judged."),
  auto: z.literal(true, { error: "true" }).optional().describe("Search the values and quarters of all features for the weakest."),
  value: text("a value of the column").optional().describe("Only rows with this value."),
  from: z.number({ error: "a number" }).optional().describe("Only rows with this number or more."),
  to: z.number({ error: "a number" }).optional().describe("Only rows below this number."),
  "min-f1": number(0, 1).describe("F1 that the slice must reach."),
  "min-rows": integer(1, 1_000_000_000).default(100).describe("Slices with fewer hold-out rows are not judged."),
})
  .refine((one) => (one.column === undefined) === (one.auto === true), { error: SLICE })
  .refine((one) => one.value === undefined || (one.from === undefined && one.to === undefined), { error: "a value, or from and to" })
  .refine((one) => one.auto === undefined || (one.value === undefined && one.from === undefined && one.to === undefined), {
    error: "no value and no range beside auto",
  });

export const GATES = section({
  "f1-threshold": number(0, 1).optional().describe("F1 on the hold-out must reach it."),
  "f1-average": choice(["weighted", "macro", "micro", "binary"]).default("weighted").describe("How the classes' F1 become one number."),
  "positive-class": text("the name of a class").optional().describe("The class that f1-average: binary scores."),
  require: choice(["point", "confident"])
    .default("point")
    .describe("point: the estimate must reach the threshold; confident: the lower bound of its interval too."),
  champion: section({
    margin: number(0, 1).default(0.02).describe("How much worse than the champion is still no worse."),
    confidence: z
      .number({ error: "a number from 0.5, below 1" })
      .min(0.5, { error: "a number from 0.5, below 1" })
      .lt(1, { error: "a number from 0.5, below 1" })
      .default(0.95)
      .describe("One-sided confidence of the comparison."),
    horizon: integer(1, 1_000_000).default(1).describe("How many looks at the hold-out share the error."),
    undecided: choice(["keep", "fail"]).default("keep").describe("What a comparison that does not decide means."),
  })
    .prefault({})
    .describe("The candidate against the champion on the same hold-out rows."),
  "min-class-f1": z
    .record(text("the name of a class"), number(0, 1), { error: "a mapping of classes to numbers from 0 to 1" })
    .default({})
    .describe("F1 that single classes must reach: {fraud: 0.6}."),
  slices: z
    .array(slice, { error: "a list of {column, value, from, to, min-f1, min-rows}" })
    .default([])
    .describe("Parts of the hold-out that must be good too."),
  calibration: section({
    "max-error": number(0, 1).describe("How far confidence and share of right answers may lie apart (root mean square)."),
  })
    .optional()
    .describe("Whether the model's probabilities are honest."),
  metrics: section(
    Object.fromEntries(
      Object.entries(METRICS).map(([name, [least, most]]) => [name, number(least, most).optional().describe(`What ${name} must reach.`)]),
    ),
  )
    .prefault({})
    .describe("Any other metric: {roc-auc: 0.75}; log-loss and brier must not exceed theirs."),
  metric: METRIC_GATE.optional().describe(
    "engine: command: what the reported number must reach, {at-least: 0.8, margin: 0.02} or {at-most: 250, margin: 2%}.",
  ),
  "require-evidence": choice(["judged", "predicted", "reported"])
    .default("reported")
    .describe("The least that a promotion may stand on: judged by us, predicted by the trainer, or its own reported number."),
  reference: choice(["warn", "fail"])
    .default("warn")
    .describe("What a loss beyond the margin on the first 1,000 accepted hold-out rows (closed) is: a warning or a failure."),
  dummy: section({
    margin: number(0, 1).default(0.05).describe("How much better than always predicting the most frequent class."),
  })
    .prefault({})
    .describe("The candidate against a model that looks at no feature."),
});
