// The checked keys to the Config of types/: names, defaults and absolute paths.
import path from "node:path";
import { problem } from "../errors.ts";
import type {
  CheckPolicy,
  Config,
  DataConfig,
  GatesConfig,
  Limits,
  RegistryConfig,
  Severity,
  SplitConfig,
  TrainConfig,
} from "../types/config.ts";
import type { Problem } from "../types/problem.ts";
import { settingsOf } from "./bucket.ts";
import { type Draft, isBad } from "./checks.ts";
import { absolutePattern } from "./paths.ts";
import { DEFAULT_REGISTRY, registryOf } from "./registry.ts";
import type { RetrainFile } from "./retrain-file.ts";
import { type Path, valueAt } from "./source.ts";

type Made = Pick<
  Config,
  "data" | "target" | "split" | "retrain" | "train" | "gates" | "registry" | "limits" | "checks" | "report" | "publishFrom"
>;

export function complete(facts: Draft): { config: Made; problems: Problem[]; notices: Problem[] } {
  const { draft } = facts;
  const files = filesOf(facts);
  const config: Made = {
    data: dataOf(draft, files.files),
    target: draft.target ?? "",
    split: splitOf(draft),
    retrain: draft.retrain,
    train: trainOf(draft),
    gates: gatesOf(draft),
    registry: registryConfig(facts),
    limits: limitsOf(draft),
    publishFrom: asList(draft["publish-from"]).map((ref) => (ref.startsWith("refs/") ? ref : `refs/heads/${ref}`)),
    checks: checksOf(draft),
    report: {
      showValues: draft.report["show-values"],
      comment: draft.report.comment,
      dir: draft.report.dir === undefined ? null : path.resolve(facts.ownerBase(["report", "dir"]), draft.report.dir),
    },
  };
  return { config, problems: files.problems, notices: files.notices };
}

function asList<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function filesOf(facts: Draft): { files: string[]; problems: Problem[]; notices: Problem[] } {
  const { draft, source } = facts;
  const files: string[] = [];
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  for (const [index, pattern] of asList(draft.data.files).entries()) {
    const listed: Path = ["data", "files", index];
    const at = valueAt(source.tree, listed) === undefined ? listed.slice(0, -1) : listed;
    if (pattern.startsWith("s3://")) {
      files.push(pattern);
      continue;
    }
    const made = absolutePattern(facts.ownerBase(at), pattern, source.subject(at), { where: source.whereValue(at) });
    files.push(made.pattern);
    if (made.problem) problems.push(made.problem);
    if (made.notice) notices.push(made.notice);
  }
  return { files, problems, notices };
}

export function dataOf(draft: RetrainFile, files: string[]): DataConfig {
  return {
    files,
    window: draft.data.window,
    freshnessSeconds: draft.data.freshness,
    ignore: asList(draft.data.ignore),
    exclude: draft.data.exclude.map(({ file, digest, reason }) => ({ file, digest: digest ?? null, reason: reason ?? "" })),
    s3: settingsOf(draft.s3, { role: draft.data["role-to-assume"], owner: draft.data["bucket-owner"] }),
  };
}

export function splitOf(draft: RetrainFile): SplitConfig {
  const { holdout, by, columns, salt } = draft.split;
  const common = { holdout, columns: columns === undefined ? null : [...new Set(asList(columns))], salt: salt ?? null };
  if (typeof by === "object") return { by: by.id === undefined ? "group" : "id", column: by.id ?? by.group ?? "", ...common };
  if (by === "row") return { by: "row", column: null, ...common };
  const [, kind, column] = /^(id|group): *(.*)$/.exec(by) ?? [];
  return { by: kind === "id" ? "id" : "group", column: column?.trim() ?? "", ...common };
}

export function trainOf(draft: RetrainFile): TrainConfig {
  const { engine, trees, seed } = draft.train;
  const depth = draft.train["max-depth"];
  const asked = asList(draft.train.export);
  return {
    engine,
    trees,
    seed,
    maxDepth: depth === "none" ? null : depth,
    minLeaf: draft.train["min-leaf"],
    export: asked.includes("json") ? ["onnx", "json"] : ["onnx"],
  };
}

export function gatesOf(draft: RetrainFile): GatesConfig {
  const { gates } = draft;
  return {
    f1Threshold: gates["f1-threshold"] ?? null,
    f1Average: gates["f1-average"],
    positiveClass: gates["positive-class"] ?? null,
    require: gates.require,
    champion: gates.champion,
    dummy: gates.dummy,
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

export function limitsOf({ limits }: RetrainFile): Limits {
  const { bytes, rows, columns, cell, minutes } = limits;
  return { bytes, rows, columns, cell, modelBytes: limits["model-bytes"], minutes };
}

export function checksOf({ checks: { columns, names, ...codes } }: RetrainFile): CheckPolicy {
  const given = (severities: Record<string, Severity | undefined>) =>
    Object.fromEntries(Object.entries(severities).filter((entry): entry is [string, Severity] => entry[1] !== undefined));
  const byColumn = Object.entries(columns).map(([name, own]) => [name, typeof own === "string" ? own : given(own)] as const);
  return { codes: given(codes), columns: Object.fromEntries(byColumn), names };
}

function registryConfig(facts: Draft): RegistryConfig {
  const { registry } = facts.draft;
  const told = typeof registry === "object" ? registry : { to: registry };
  const at: Path = typeof registry === "object" ? ["registry", "to"] : ["registry"];
  const base = told.to === undefined ? facts.cwd : facts.ownerBase(at);
  const s3 = settingsOf(facts.draft.s3, { role: told["role-to-assume"], owner: told["bucket-owner"] });
  return registryOf(told.to ?? DEFAULT_REGISTRY[facts.surface], base, { keep: told.keep, s3 }) ?? { kind: "directory", path: base };
}

/** The built-in salt is public (design section 5). */
export function splitNotices(facts: Draft): Problem[] {
  if (facts.draft.split.salt !== undefined || isBad(facts, ["split", "salt"])) return [];
  const expected = "split.salt: a random text";
  const message = "split.salt is not set, so whoever knows the built-in salt can choose on which side of the hold-out a row falls";
  const where = facts.source.whereKey(["split"]);
  return [problem(`${message}; set ${expected} (init writes one).`, { where, got: "nothing", expected })];
}
