// The settings of engine: command, with defaults and checks.

import type { CommandConfig, ErrorGate, MetricGate } from "../../types/command.ts";
import { problem } from "../../types/errors.ts";
import type { Problem } from "../../types/problem.ts";
import { type Path, valueAt } from "../file/source.ts";
import { type Draft, isBad } from "./checks.ts";
import { COMMAND_KEYS } from "./command-keys.ts";
import { asList } from "./leaves.ts";

type CommandDraft = Pick<Draft, "draft" | "ownerBase">;

/** The settings; null: another engine, or a required key is missing (reported elsewhere). */
export function commandOf({ draft, ownerBase }: CommandDraft): CommandConfig | null {
  const { train } = draft;
  const { engine, command, outputs, predict, score = null } = train;
  if (engine !== "command" || command === undefined) return null;
  const script = { command, folder: ownerBase(["train", "command"]), files: asList(train.files), env: asList(train.env) };
  if (predict !== undefined) return { evidence: "judged", ...script, predict, errorGate: errorGateOf(draft) };
  const gate = metricGateOf(draft);
  if (train.model === undefined || outputs === undefined || gate === null) return null;
  return {
    evidence: "reported",
    ...script,
    model: asList(train.model),
    outputs: { file: outputs.file, metric: outputs.metric, rows: outputs.rows ?? null },
    score,
    gate,
  };
}

function metricGateOf({ gates }: Draft["draft"]): MetricGate | null {
  const { metric } = gates;
  if (metric === undefined) return null;
  const { margin } = metric;
  const isShare = typeof margin === "string";
  return {
    direction: metric["at-least"] === undefined ? "at-most" : "at-least",
    bound: (metric["at-least"] ?? metric["at-most"])!,
    margin: isShare ? { kind: "relative", value: Number.parseFloat(margin) / 100 } : { kind: "absolute", value: margin },
    minRows: metric["min-rows"] ?? null,
  };
}

/** null: no gate on an error, so a classification. */
function errorGateOf({ gates: { metric } }: Draft["draft"]): ErrorGate | null {
  if (metric?.measure === undefined || metric["at-most"] === undefined) return null;
  const margin = typeof metric.margin === "string" ? Number.parseFloat(metric.margin) / 100 : 0;
  return { measure: metric.measure, atMost: metric["at-most"], margin, minRows: metric["min-rows"] ?? null };
}

type Rung = "forest" | "judged" | "reported";

/** What each kind of training requires beside `train.engine`. */
const NEEDED: Record<Rung, [Path, string][]> = {
  forest: [],
  judged: [
    [["train", "command"], "train.command: the program and its arguments, such as [python, train.py]"],
    [["train", "files"], "train.files: what the programs see of the repository, such as [train.py, predict.py]"],
  ],
  reported: [
    [["train", "command"], "train.command: the program and its arguments, such as [python, train.py]"],
    [["train", "model"], "train.model: the files that it writes, such as [models/model.pkl]"],
    [["train", "outputs"], "train.outputs: {file: metrics.json, metric: test.f1}, the number that it reports"],
    [["gates", "metric"], "gates.metric: {at-least: 0.8}, or {at-most: 250}: without a floor anything would be promoted"],
  ],
};

const REPORTS = ["model", "outputs", "score"].map((key): Path => ["train", key]);
const OF_COMMANDS: Path[] = [...Object.keys(COMMAND_KEYS).map((key): Path => ["train", key]), ["gates", "metric"]];
/** Gates on models that we judge. */
const JUDGES: Path[] = ["f1-threshold", "min-class-f1", "slices", "metrics", "calibration", "positive-class"].map(
  (key): Path => ["gates", key],
);

const MEASURE: Path = ["gates", "metric", "measure"];

/** Keys that a kind of training does not use, as "…, which uses; expected expected". */
const FOREIGN: Record<Rung, { keys: Path[]; uses: string; expected: string }> = {
  forest: { keys: OF_COMMANDS, uses: "which only train.engine: command uses", expected: "train.engine: command beside it" },
  judged: {
    keys: REPORTS,
    uses: "which a script that is judged by us does not use",
    expected: "train.predict without it: the model is what is written into the folder model, and our gates judge it",
  },
  reported: {
    keys: [...JUDGES, MEASURE],
    uses: "which train.engine: command does not use",
    expected: "gates.metric, which judges what a command reports; or train.predict, and our gates judge the script's model",
  },
};

/** Problems: keys of another kind of training, and required keys of a command. */
export function engineChecks(facts: Draft): Problem[] {
  const { source, draft } = facts;
  if (isBad(facts, ["train", "engine"])) return [];
  const rung = rungOf(draft);
  const isSet = (path: Path) => valueAt(source.tree, path) !== undefined && !isBad(facts, path);
  const { keys, uses, expected: instead } = FOREIGN[rung];
  const misplaced = keys.filter(isSet).map((path) =>
    problem(`${source.subject(path)} is set, ${uses}; expected ${instead}.`, {
      where: source.whereKey(path) ?? source.whereValue(path),
      got: path.join("."),
      expected: instead,
    }),
  );
  const regression = rung === "judged" && isSet(["gates", "metric"]) ? regressionChecks(facts) : [];
  if (!facts.complete) return [...misplaced, ...regression];
  const missing = NEEDED[rung]
    .filter(([path]) => valueAt(source.tree, path) === undefined && !isBad(facts, path))
    .map(([path, expected]) => {
      const where = source.whereKey(path.slice(0, -1)) ?? source.whereValue(["train", "engine"]);
      return problem(`train.engine is command, and ${path.join(".")} is not set; expected ${expected}.`, {
        where,
        got: "nothing",
        expected,
      });
    });
  return [...misplaced, ...regression, ...missing];
}

/** Problems of a gate on a regression: an upper bound, a relative margin, and no gates on classes beside it. */
function regressionChecks({ source, draft }: Draft): Problem[] {
  const { metric } = draft.gates;
  const found = (path: Path, what: string, expected: string) =>
    problem(`${source.subject(path)} ${what}; expected ${expected}.`, {
      where: source.whereKey(path) ?? source.whereValue(path),
      got: path.join("."),
      expected,
    });
  const gate: Path = ["gates", "metric"];
  const problems = JUDGES.filter((path) => valueAt(source.tree, path) !== undefined).map((path) =>
    found(path, "is set beside gates.metric, which makes this a regression", "one of the two"),
  );
  if (metric?.measure === undefined)
    problems.push(found(gate, "has no measure, and train.predict is set", "measure: mae, or measure: rmse"));
  if (metric?.["at-most"] === undefined) problems.push(found(gate, "has no at-most, and an error is judged", "at-most: the largest error"));
  if (typeof metric?.margin === "number" && metric.margin > 0)
    problems.push(
      found([...gate, "margin"], "is a number, and errors are compared by their ratio", "a share of the champion's error such as 2%"),
    );
  return problems;
}

/** A command that answers held-out rows is judged as our own engines are; another one reports. */
export function rungOf({ train }: Draft["draft"]): Rung {
  if (train.engine !== "command") return "forest";
  return train.predict === undefined ? "reported" : "judged";
}
