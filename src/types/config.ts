// The configuration of a run.
import type { Acceptance } from "./acceptance.ts";
import type { CommandConfig, Evidence } from "./command.ts";
import type { DeliveryConfig } from "./delivery.ts";
import type { Severity } from "./judgement.ts";
import type { Problem, Where } from "./problem.ts";
import type { S3Access, S3Settings } from "./s3.ts";
import type { Schema, SchemaFile } from "./schema.ts";
import type { ServingPlace } from "./serving.ts";

export type EngineName = "forest" | "ml-random-forest";
export type F1Average = "weighted" | "macro" | "micro" | "binary";

/** The window of training data, counted back from the newest matching file. */
export type Window = { kind: "all" } | { kind: "latest" } | { kind: "files"; count: number } | { kind: "days"; days: number };

export interface Exclusion {
  file: string;
  /** `sha256:<hex>` of the stored bytes; null excludes the name whatever it holds. */
  digest: string | null;
  reason: string;
}

/** Rows that are left out, in any file. */
export interface RowExclusion {
  /** Digest of a row set that a run printed. */
  rows: string;
  reason: string;
}

export interface GoldenFile {
  /** Absolute, or `s3://bucket/key`. */
  path: string;
  /** Where the configuration names it. */
  where: Where | null;
}

/** A folder with `/`, as it is named and with its links resolved. */
export interface Checkout {
  path: string;
  real: string;
}

export interface DataConfig {
  /** Patterns as the user wrote them, made absolute against the folder of the file that names them. */
  files: string[];
  window: Window;
  /** Seconds; null: no limit. */
  freshnessSeconds: number | null;
  ignore: string[];
  exclude: Exclusion[];
  excludeRows: RowExclusion[];
  /** Of `split.by: {file: …}`: judged on and never trained on; null: rows of the data are held out. */
  golden: GoldenFile | null;
  /** How the buckets of `s3://` patterns are reached. */
  s3: S3Settings;
  /** The configuration's folder, whose git history gives the age of files; absent: the working directory. */
  repository?: string;
  /** For pull requests: links must not lead out of this checkout. Absent: not checked. */
  checkout?: Checkout;
}

export type SplitKind = "row" | "id" | "group" | "time" | "file";

export interface SplitConfig {
  /** Share of rows held out, 0 < share < 1. */
  holdout: number;
  by: SplitKind;
  /** The column of `id`, `group` and `time`; null for `row` and `file`. */
  column: string | null;
  /** The columns that `row` hashes; null: the features of the first champion. */
  columns: string[] | null;
  /** null: the built-in, public salt. */
  salt: string | null;
}

export interface TrainConfig {
  engine: EngineName;
  trees: number;
  seed: number;
  /** null: no limit. */
  maxDepth: number | null;
  /** Fewest bootstrapped rows of a leaf; auto: chosen by out-of-bag scores and file size. */
  minLeaf: number | "auto";
  /** Largest model file for `minLeaf: auto`. */
  modelBytes: number;
  classWeights: ClassWeights;
  /** null: the most probable class is predicted. */
  decision: { class: string; threshold: number | "auto" } | null;
  export: ("onnx" | "json")[];
}

/** Weights of classes in training; 1 for classes that are not listed. */
export type ClassWeights = "none" | "balanced" | { class: string; weight: number }[];

/** A metric and its bound: an upper one for log loss and Brier score, else a lower one. */
export interface MetricFloor {
  name: string;
  bound: number;
}

/** Without `column` all features are searched; without value and range all values of the column. */
export interface SliceFloor {
  column: string | null;
  value: string | null;
  /** Of a number: [from, to). */
  from: number | null;
  to: number | null;
  minF1: number;
  minRows: number;
}

export interface GatesConfig {
  /** null: no threshold (other gates still run). */
  f1Threshold: number | null;
  f1Average: F1Average;
  /** The class that `binary` scores. */
  positiveClass: string | null;
  require: "point" | "confident";
  champion: { margin: number; confidence: number; horizon: number; undecided: "keep" | "fail" };
  dummy: { margin: number };
  /** Severity of a loss against the frozen reference. */
  reference: "warn" | "fail";
  minClassF1: { class: string; atLeast: number }[];
  slices: SliceFloor[];
  /** null: not asked for. */
  calibration: { maxError: number } | null;
  metrics: MetricFloor[];
  /** Mode `accept`: failed comparisons with earlier models only warn. */
  accept?: true;
}

/** Severities that differ from the defaults; those of a column win. */
export interface CheckPolicy {
  codes: Record<string, Severity>;
  /** Per column: one severity for all configurable checks, or one per code. */
  columns: Record<string, Severity | Record<string, Severity>>;
  /** Whether profiles hold the names of categories or their hashes. */
  names: "plain" | "hash";
  /** Accepted rows; absent: none. */
  accept?: Acceptance[];
}

export interface Limits {
  /** Decompressed bytes over all files of a run. */
  bytes: number;
  rows: number;
  columns: number;
  /** Bytes of one cell. */
  cell: number;
  modelBytes: number;
  minutes: number;
  /** Bytes; null: what is available (clients/memory.ts). */
  memory: number | null;
}

/** Where models live. */
export type RegistryConfig =
  | { kind: "directory"; path: string }
  /** `keep`: number of models besides the champion whose files stay in the branch's tree. */
  | { kind: "branch"; branch: string; keep: number }
  /** Without slashes at either end of `prefix`; empty: the whole bucket. */
  | { kind: "s3"; prefix: string; access: S3Access };

/** Number of new rows to wait for, or a share of the champion's rows. */
export type RowsAwaited = { rows: number } | { share: number };

/** When a run trains: on new inputs, always, or once there are enough new rows. */
export interface RetrainPolicy {
  when: "new-data" | "always" | { minNewRows: RowsAwaited };
}

/** The complete configuration of a run, with defaults filled in and checked. */
export interface Config {
  /** The configuration file that was read; null: inputs and flags alone. */
  file: string | null;
  /** Where a key (`gates.f1-threshold`) stands in the file; null when it does not. */
  whereOf: (key: string) => Where | null;
  data: DataConfig;
  /** The schema file, read and checked; null: recorded by the champion or else inferred. */
  schema: Schema | null;
  /** The schema file as it is written; null without one. */
  schemaFile: SchemaFile | null;
  target: string;
  split: SplitConfig;
  retrain: RetrainPolicy;
  train: TrainConfig;
  /** Settings of engine command; null: another engine. */
  command: CommandConfig | null;
  /** Where the champion's files go besides the registry; null: nowhere. */
  delivery: DeliveryConfig | null;
  /** Where the champion is served; empty: nowhere that is known. */
  serving: ServingPlace[];
  /** The weakest evidence that allows a promotion. */
  requireEvidence: Evidence;
  gates: GatesConfig;
  registry: RegistryConfig;
  limits: Limits;
  checks: CheckPolicy;
  report: { showValues: boolean; dir: string | null /** One comment per pull request. */; comment: boolean };
  /** Full refs besides the default branch that may publish, as configured on the default branch. */
  publishFrom: string[];
  /** Names of files in a dispatch; a missing one fails the run. */
  requiredFiles: string[];
  threads: number;
  /** False: judge only (dry run, check). */
  publish: boolean;
  /** Notices for the user, such as a default salt. */
  notices: Problem[];
}
