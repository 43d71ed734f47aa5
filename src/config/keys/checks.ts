// Checks over several keys, and against the schema file.
import { problem } from "../../types/errors.ts";
import type { Problem, Where } from "../../types/problem.ts";
import { nearest } from "../file/nearest-key.ts";
import { type Path, quoted, type Source, valueAt } from "../file/source.ts";
import type { Caller } from "../file/values.ts";
import { DEFAULT_REGISTRY } from "./registry.ts";
import type { RetrainFile } from "./retrain-file.ts";
import { splitByOf } from "./split-by.ts";

/** Most suggestions: each compares with every field. */
const MAX_SUGGESTIONS = 50;

/** The configuration while it is checked. */
export interface Draft {
  draft: RetrainFile;
  /** Keys that are reported already. */
  bad: Path[];
  /** False: the file is too broken to report missing keys. */
  complete: boolean;
  caller: Caller;
  cwd: string;
  source: Source;
  /** The folder that a path at this key is relative to. */
  ownerBase(path: Path): string;
}

/** Whether a key, or anything below or above it, was reported already. */
export function isBad(facts: Draft, ...keys: Path[]): boolean {
  const within = (a: Path, b: Path) => a.every((step, index) => step === b[index]);
  return keys.some((key) => facts.bad.some((bad) => within(bad, key) || within(key, bad)));
}

/** Problems between several keys. */
export function keyChecks(facts: Draft): Problem[] {
  return [...required(facts), ...positiveClass(facts), ...columnsOnlyByRow(facts), ...onlyByForest(facts), ...onlyInHome(facts)];
}

function required(facts: Draft): Problem[] {
  const { draft, caller, source } = facts;
  // A script that reports reads its own data and target.
  if (!facts.complete || (draft.train.engine === "command" && draft.train.predict === undefined)) return [];
  const file = source.subject([]);
  const problems: Problem[] = [];
  const missing = (at: Path, what: string, expected: string) => {
    if (valueAt(source.tree, at) !== undefined || isBad(facts, at)) return;
    const where = source.whereKey(at.slice(0, -1)) ?? top(facts);
    problems.push(problem(`${what}; expected ${expected}.`, { where, got: "nothing", expected }));
  };
  const or = (flag: string, example: string) => (caller === "terminal" ? `--${flag} ${example}` : `the input ${flag}`);
  if (draft.data.files === undefined)
    missing(["data", "files"], "No data is named", `data.files in ${file} or ${or("data", "'data/data_{YYYYMMDD}.csv'")}`);
  if (draft.target === undefined) missing(["target"], "No target is named", `target in ${file} or ${or("target", "COLUMN")}`);
  return problems;
}

/** The start of the file; null: no file. */
function top({ source }: Draft): Where | null {
  const where = source.whereValue([]);
  return where ? { ...where, line: 1, column: 1 } : null;
}

function positiveClass(facts: Draft): Problem[] {
  const { source, draft } = facts;
  const average: Path = ["gates", "f1-average"];
  const positive: Path = ["gates", "positive-class"];
  if (isBad(facts, average, positive)) return [];
  const binary = draft.gates["f1-average"] === "binary";
  const named = draft.gates["positive-class"];
  if (binary && named === undefined) {
    const expected = "gates.positive-class: the class that is scored";
    return [
      problem(`${source.subject(average)} is "binary" without a positive class; expected ${expected}.`, {
        where: source.whereValue(average),
        got: "nothing",
        expected,
      }),
    ];
  }
  if (binary || named === undefined) return [];
  const expected = "gates.f1-average: binary beside it";
  return [
    problem(`${source.subject(positive)} is ${quoted(named)}, which only f1-average: binary uses; expected ${expected}.`, {
      where: source.whereValue(positive),
      got: quoted(named),
      expected,
    }),
  ];
}

function columnsOnlyByRow(facts: Draft): Problem[] {
  const { source, draft } = facts;
  const columns: Path = ["split", "columns"];
  if (draft.split.columns === undefined || draft.split.by === "row" || isBad(facts, columns, ["split", "by"])) return [];
  const expected = "split.by: row beside it";
  return [
    problem(`${source.subject(columns)} is set, which only split.by: row uses; expected ${expected}.`, {
      where: source.whereValue(columns),
      got: "split.columns",
      expected,
    }),
  ];
}

/** Problems: the ml-random-forest package supports neither weights nor thresholds. */
function onlyByForest(facts: Draft): Problem[] {
  const { source, draft } = facts;
  const { train } = draft;
  if (train.engine === "forest" || isBad(facts, ["train", "engine"])) return [];
  const asked = [...(train["class-weights"] === "none" ? [] : ["class-weights"]), ...(train.decision === undefined ? [] : ["decision"])];
  const expected = "train.engine: forest beside it";
  return asked.map((key) => {
    const at: Path = ["train", key];
    const message = `${source.subject(at)} is set, which only train.engine: forest uses; expected ${expected}.`;
    return problem(message, { where: source.whereKey(at) ?? source.whereValue(at), got: `train.${key}`, expected });
  });
}

/** Keys that apply to one kind of registry only. */
const HOMES: { key: "keep" | "bucket-owner" | "role-to-assume"; scheme: string; of: string; expected: string }[] = [
  { key: "keep", scheme: "branch:", of: "a registry on a branch", expected: "registry.to: branch:NAME beside it" },
  { key: "bucket-owner", scheme: "s3:", of: "a registry in a bucket", expected: "registry.to: s3://bucket/prefix beside it" },
  { key: "role-to-assume", scheme: "s3:", of: "a registry in a bucket", expected: "registry.to: s3://bucket/prefix beside it" },
];

function onlyInHome(facts: Draft): Problem[] {
  const { source, draft, caller } = facts;
  const { registry } = draft;
  if (typeof registry !== "object" || isBad(facts, ["registry"])) return [];
  const to = registry.to ?? DEFAULT_REGISTRY[caller];
  return HOMES.filter(({ key, scheme }) => registry[key] !== undefined && !to.startsWith(scheme)).map(({ key, of, expected }) => {
    const at: Path = ["registry", key];
    const message = `${source.subject(at)} is set, which only ${of} uses; expected ${expected}.`;
    return problem(message, { where: source.whereValue(at), got: `registry.${key}`, expected });
  });
}

/** The columns that the configuration names must be fields of the schema. */
export function schemaChecks(facts: Draft, names: string[]): Problem[] {
  const known = new Set(names);
  const { source, draft } = facts;
  const named: { path: Path; column: string }[] = [];
  const { columns } = draft.split;
  const split = splitByOf(draft.split.by);
  const isMapping = typeof draft.split.by === "object";
  if (split.named !== null && split.by !== "file")
    named.push({ path: isMapping ? ["split", "by", split.by] : ["split", "by"], column: split.named });
  const list = columns === undefined ? [] : Array.isArray(columns) ? columns : [columns];
  for (const [index, column] of list.entries()) {
    const path: Path = ["split", "columns", index];
    named.push({ path: valueAt(source.tree, path) === undefined ? path.slice(0, -1) : path, column });
  }
  for (const [index, { column }] of draft.gates.slices.entries())
    if (column !== undefined) named.push({ path: ["gates", "slices", index, "column"], column });
  return named
    .filter(({ column }) => !known.has(column))
    .map(({ path, column }, index) => {
      const near = index < MAX_SUGGESTIONS ? nearest(column, names) : null;
      const expected = near ? quoted(near) : "the name of a field";
      const hint = near ? `; did you mean ${quoted(near)}?` : "; expected the name of a field.";
      return problem(`${source.subject(path)} is ${quoted(column)}, which is no field of the schema${hint}`, {
        where: source.whereValue(path),
        got: quoted(column),
        expected,
      });
    });
}
