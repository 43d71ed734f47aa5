// The keys of retrain.yml for engine: command: what is run, what it writes, and the gate on its score.
import { z } from "zod";
import { choice, integer, section, several, text } from "./leaves.ts";

const WORDS = "a list of words such as [python, train.py], no shell";
const RELATIVE = "a path below the folder of the configuration, such as models/model.pkl";
const NAME = "the name of an environment variable such as DB_URL";
const MARGIN = "a number of at least 0 in the metric's unit, or a share such as 2%";
const PERCENT = /^\d{1,3}(\.\d{1,6})?\s?%$/;

export const words = z.array(text(WORDS), { error: WORDS }).min(1, { error: WORDS }).max(200, { error: WORDS });

/** A relative path without `..`. */
export const inside = text(RELATIVE).refine((path) => !/^([A-Za-z]:|[\\/])|(^|[\\/])\.\.([\\/]|$)/.test(path), { error: RELATIVE });

/** Environment variables that a script must not get. */
const OURS = /^(GITHUB_TOKEN|GH_TOKEN|ACTIONS_.*|INPUT_.*|RUNNER_.*|GATED_RETRAIN.*|NODE_OPTIONS)$/i;
export const variable = text(NAME)
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, { error: NAME })
  .refine((name) => !OURS.test(name), { error: "a variable of your own: tokens and settings of the workflow are not passed on" });

/** Keys of `train` that only `engine: command` uses. */
export const COMMAND_KEYS = {
  command: words
    .optional()
    .describe(
      "engine: command: the program and its arguments, run without a shell in the folder of this file, with predict in a copy of files.",
    ),
  files: several(inside, RELATIVE, 0)
    .optional()
    .describe("engine: command: files that are part of the recipe, such as train.py; with predict the programs see no others."),
  env: several(variable, NAME, 0)
    .optional()
    .describe("engine: command: names of environment variables that the program gets, besides PATH and the like."),
  predict: words
    .optional()
    .describe("engine: command: a program that answers held-out rows with the model; with it the model is judged by us (docs/engines.md)."),
  model: several(inside, RELATIVE).optional().describe("engine: command: the files, or one folder, that the program writes: the model."),
  outputs: section({
    file: inside.describe("JSON that the program writes."),
    metric: text("a dotted key such as test.f1").describe("Where the number stands in it: test.f1."),
    rows: text("a dotted key such as test.n").optional().describe("Where the number of rows behind it stands: test.n."),
  })
    .optional()
    .describe("engine: command: the number that the program reports."),
  score: words
    .optional()
    .describe(
      "engine: command: a program that scores the champion's files in GATED_RETRAIN_MODEL_DIR on today's data and writes outputs.file.",
    ),
};

const bound = z.number({ error: "a number" });

export const METRIC_GATE = section({
  "at-least": bound.optional().describe("The number must reach it: for metrics of which more is better."),
  "at-most": bound.optional().describe("The number must not exceed it: for errors."),
  margin: z
    .union([z.number({ error: MARGIN }).min(0, { error: MARGIN }), z.string({ error: MARGIN }).regex(PERCENT, { error: MARGIN })], {
      error: MARGIN,
    })
    .default(0)
    .describe("How much worse than the champion's number is still no worse: 0.02 in its unit, or 2%."),
  "min-rows": integer(1, 2_000_000_000).optional().describe("On how many rows the number must stand."),
  measure: choice(["mae", "rmse"])
    .optional()
    .describe("With train.predict: the target is a measurement, and this is the error that we judge."),
}).refine((gate) => (gate["at-least"] === undefined) !== (gate["at-most"] === undefined), { error: "at-least or at-most, one of the two" });
