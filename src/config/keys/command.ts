// The settings of engine: command, with defaults and checks.

import type { CommandConfig, MetricGate } from "../../types/command.ts";
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
  const { engine, command, outputs, score = null } = train;
  const gate = metricGateOf(draft);
  if (engine !== "command" || command === undefined || train.model === undefined || outputs === undefined || gate === null) return null;
  return {
    command,
    folder: ownerBase(["train", "command"]),
    files: asList(train.files),
    env: asList(train.env),
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

const NEEDED: [Path, string][] = [
  [["train", "command"], "train.command: the program and its arguments, such as [python, train.py]"],
  [["train", "model"], "train.model: the files that it writes, such as [models/model.pkl]"],
  [["train", "outputs"], "train.outputs: {file: metrics.json, metric: test.f1}, the number that it reports"],
  [["gates", "metric"], "gates.metric: {at-least: 0.8}, or {at-most: 250}: without a floor anything would be promoted"],
];
const OF_COMMANDS: Path[] = [...Object.keys(COMMAND_KEYS).map((key): Path => ["train", key]), ["gates", "metric"]];
/** Gates that apply to our own forests only. */
const OF_FORESTS: Path[] = ["f1-threshold", "min-class-f1", "slices", "metrics", "calibration", "positive-class"].map(
  (key): Path => ["gates", key],
);

/** Problems: keys of another kind of engine, and required keys of a command. */
export function engineChecks(facts: Draft): Problem[] {
  const { source, draft } = facts;
  const isCommand = draft.train.engine === "command";
  if (isBad(facts, ["train", "engine"])) return [];
  const isSet = (path: Path) => valueAt(source.tree, path) !== undefined && !isBad(facts, path);
  const misplaced = (isCommand ? OF_FORESTS : OF_COMMANDS).filter(isSet).map((path) => {
    const expected = isCommand ? "gates.metric, which judges what a command reports" : "train.engine: command beside it";
    const uses = isCommand ? "which train.engine: command does not use" : "which only train.engine: command uses";
    return problem(`${source.subject(path)} is set, ${uses}; expected ${expected}.`, {
      where: source.whereKey(path) ?? source.whereValue(path),
      got: path.join("."),
      expected,
    });
  });
  if (!isCommand || !facts.complete) return misplaced;
  const missing = NEEDED.filter(([path]) => valueAt(source.tree, path) === undefined && !isBad(facts, path)).map(([path, expected]) => {
    const where = source.whereKey(path.slice(0, -1)) ?? source.whereValue(["train", "engine"]);
    return problem(`train.engine is command, and ${path.join(".")} is not set; expected ${expected}.`, { where, got: "nothing", expected });
  });
  return [...misplaced, ...missing];
}
