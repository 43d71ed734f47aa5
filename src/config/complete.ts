// Turns checked keys into the Config of types/: names, defaults and absolute paths.
import path from "node:path";
import type {
  CheckPolicy,
  Config,
  DataConfig,
  GatesConfig,
  Limits,
  RegistryConfig,
  RetrainPolicy,
  SplitConfig,
  TrainConfig,
} from "../types/config.ts";
import { problem } from "../types/errors.ts";
import type { Severity } from "../types/judgement.ts";
import type { Problem } from "../types/problem.ts";
import { deliveryOf } from "./delivery.ts";
import { type Path, valueAt } from "./file/source.ts";
import { settingsOf } from "./keys/bucket.ts";
import { type Draft, isBad } from "./keys/checks.ts";
import { commandOf, rungOf } from "./keys/command.ts";
import { asList } from "./keys/leaves.ts";
import { DEFAULT_REGISTRY, registryOf } from "./keys/registry.ts";
import type { RetrainFile } from "./keys/retrain-file.ts";
import { splitByOf } from "./keys/split-by.ts";
import { absolutePattern, type Pattern } from "./paths.ts";
import { servingOf } from "./serving.ts";

type Made = Pick<
  Config,
  | "data"
  | "target"
  | "split"
  | "retrain"
  | "train"
  | "command"
  | "delivery"
  | "serving"
  | "requireEvidence"
  | "gates"
  | "registry"
  | "limits"
  | "checks"
  | "report"
  | "publishFrom"
>;

/** The whole configuration from its raw keys, with every problem found; `config` is usable only where there are none. */
export function complete(facts: Draft): { config: Made; problems: Problem[]; notices: Problem[] } {
  const { draft } = facts;
  const files = filesOf(facts);
  const golden = goldenOf(facts);
  const registry = registryConfig(facts);
  const config: Made = {
    data: dataOf(draft, files.files, golden.file),
    target: draft.target ?? "",
    split: splitOf(draft),
    retrain: retrainOf(draft),
    train: trainOf(draft),
    command: commandOf(facts),
    delivery: deliveryOf(facts),
    serving: servingOf(facts),
    requireEvidence: draft.gates["require-evidence"],
    gates: gatesOf(draft),
    registry,
    limits: limitsOf(draft, registry.kind),
    publishFrom: asList(draft["publish-from"]).map((ref) => (ref.startsWith("refs/") ? ref : `refs/heads/${ref}`)),
    checks: checksOf(draft),
    report: {
      showValues: draft.report["show-values"],
      comment: draft.report.comment,
      dir: draft.report.dir === undefined ? null : path.resolve(facts.ownerBase(["report", "dir"]), draft.report.dir),
    },
  };
  return { config, problems: [...files.problems, ...golden.problems], notices: files.notices };
}

/** When to retrain. */
export function retrainOf({ retrain: { when } }: RetrainFile): RetrainPolicy {
  return { when: typeof when === "string" ? when : { minNewRows: when["min-new-rows"] } };
}

function filesOf(facts: Draft): { files: string[]; problems: Problem[]; notices: Problem[] } {
  const { draft, source } = facts;
  const made = asList(draft.data.files).map((pattern, index) => {
    const listed: Path = ["data", "files", index];
    return absoluteAt(facts, valueAt(source.tree, listed) === undefined ? listed.slice(0, -1) : listed, pattern);
  });
  return {
    files: made.map(({ pattern }) => pattern),
    problems: made.flatMap(({ problem }) => problem ?? []),
    notices: made.flatMap(({ notice }) => notice ?? []),
  };
}

function absoluteAt({ source, ownerBase }: Draft, at: Path, pattern: string): Pattern {
  if (pattern.startsWith("s3://")) return { pattern, problem: null, notice: null };
  return absolutePattern(ownerBase(at), pattern, source.subject(at), { where: source.whereValue(at) });
}

function goldenOf(facts: Draft): { file: DataConfig["golden"]; problems: Problem[] } {
  const { draft, source } = facts;
  const { by, named } = splitByOf(draft.split.by);
  if (by !== "file" || named === null) return { file: null, problems: [] };
  const inside: Path = ["split", "by", "file"];
  const at = valueAt(source.tree, inside) === undefined ? inside.slice(0, -1) : inside;
  const { pattern, problem } = absoluteAt(facts, at, named);
  return { file: { path: pattern, where: source.whereValue(at) }, problems: problem === null ? [] : [problem] };
}

/** Where data comes from and which of it counts. */
export function dataOf(draft: RetrainFile, files: string[], golden: DataConfig["golden"] = null): DataConfig {
  return {
    files,
    golden,
    window: draft.data.window,
    freshnessSeconds: draft.data.freshness,
    ignore: asList(draft.data.ignore),
    exclude: draft.data.exclude.flatMap(({ file, digest = null, reason = "" }) =>
      file === undefined ? [] : [{ file: file.normalize("NFC"), digest, reason }],
    ),
    excludeRows: draft.data.exclude.flatMap(({ rows, reason = "" }) => (rows === undefined ? [] : [{ rows, reason }])),
    s3: settingsOf(draft.s3, { role: draft.data["role-to-assume"], owner: draft.data["bucket-owner"] }),
  };
}

/** The settings of the split, without what the data decides. */
export function splitOf(draft: RetrainFile): SplitConfig {
  const { holdout, columns, salt } = draft.split;
  const { by, named } = splitByOf(draft.split.by);
  const column = by === "file" ? null : named;
  return { by, column, holdout, columns: columns === undefined ? null : [...new Set(asList(columns))], salt: salt ?? null };
}

/** The settings of training. */
export function trainOf(draft: RetrainFile): TrainConfig {
  const { engine, trees, seed } = draft.train;
  const depth = draft.train["max-depth"];
  const asked = asList(draft.train.export);
  const weights = draft.train["class-weights"];
  const { decision } = draft.train;
  return {
    engine: engine === "command" ? "forest" : engine,
    trees,
    seed,
    maxDepth: depth === "none" ? null : depth,
    minLeaf: draft.train["min-leaf"],
    modelBytes: draft.train["model-bytes"],
    classWeights: typeof weights === "string" ? weights : Object.entries(weights).map(([name, weight]) => ({ class: name, weight })),
    decision: decision === undefined ? null : { class: decision.class, threshold: decision.above },
    export: asked.includes("json") ? ["onnx", "json"] : ["onnx"],
  };
}

/** The gates and their thresholds; null: not set. */
export function gatesOf(draft: RetrainFile): GatesConfig {
  const { gates } = draft;
  return {
    f1Threshold: gates["f1-threshold"] ?? null,
    f1Average: gates["f1-average"],
    positiveClass: gates["positive-class"] ?? null,
    require: gates.require,
    champion: gates.champion,
    dummy: gates.dummy,
    reference: gates.reference,
    minClassF1: Object.entries(gates["min-class-f1"]).map(([name, atLeast]) => ({ class: name, atLeast })),
    slices: gates.slices.map((one) => ({
      column: one.column ?? null,
      value: one.value ?? null,
      from: one.from ?? null,
      to: one.to ?? null,
      minF1: one["min-f1"],
      minRows: one["min-rows"],
    })),
    calibration: gates.calibration === undefined ? null : { maxError: gates.calibration["max-error"] },
    metrics: Object.entries(gates.metrics).flatMap(([name, bound]) => (bound === undefined ? [] : [{ name, bound }])),
  };
}

/** Largest model file by default: GitHub's API takes files of about 40 MiB. */
const modelBytesIn = (home: RegistryConfig["kind"]) => (home === "branch" ? 40 * 2 ** 20 : 2 ** 30);

/** The limits; the largest model file depends on the registry's home. */
export function limitsOf({ limits }: RetrainFile, home: RegistryConfig["kind"]): Limits {
  const { bytes, rows, columns, cell, minutes } = limits;
  return { bytes, rows, columns, cell, modelBytes: limits["model-bytes"] ?? modelBytesIn(home), minutes, memory: limits.memory ?? null };
}

function checksOf({ checks: { columns, names, accept, ...codes } }: RetrainFile): CheckPolicy {
  const given = (severities: Record<string, Severity | undefined>) =>
    Object.fromEntries(Object.entries(severities).filter((entry): entry is [string, Severity] => entry[1] !== undefined));
  const byColumn = Object.entries(columns).map(([name, own]) => [name, typeof own === "string" ? own : given(own)] as const);
  return {
    codes: given(codes),
    columns: Object.fromEntries(byColumn),
    names,
    accept: accept.map((one) => ({ ...one, reason: one.reason ?? "" })),
  };
}

function registryConfig(facts: Draft): RegistryConfig {
  const { registry } = facts.draft;
  const told = typeof registry === "object" ? registry : { to: registry };
  const at: Path = typeof registry === "object" ? ["registry", "to"] : ["registry"];
  const base = told.to === undefined ? facts.cwd : facts.ownerBase(at);
  const s3 = settingsOf(facts.draft.s3, { role: told["role-to-assume"], owner: told["bucket-owner"] });
  return registryOf(told.to ?? DEFAULT_REGISTRY[facts.caller], base, { keep: told.keep, s3 }) ?? { kind: "directory", path: base };
}

/** A notice if the split has no salt of its own: the built-in one is public. */
export function splitNotices(facts: Draft): Problem[] {
  const { by } = splitByOf(facts.draft.split.by);
  if (by === "time" || by === "file" || rungOf(facts.draft) === "reported") return [];
  if (facts.draft.split.salt !== undefined || isBad(facts, ["split", "salt"])) return [];
  const expected = "split.salt: a random text";
  const message = "split.salt is not set, so whoever knows the built-in salt can choose on which side of the hold-out a row falls";
  const where = facts.source.whereKey(["split"]);
  const later =
    "A registry that has a champion keeps it by its own hold-out: with another salt run reset once, with a reason, or every night is inconclusive";
  return [problem(`${message}; set ${expected} (init writes one). ${later}.`, { where, got: "nothing", expected })];
}
