// Everything that one run is told.
import type { Acceptance } from "./acceptance.ts";
import type { CommandConfig, Evidence } from "./command.ts";
import type { DeliveryConfig } from "./delivery.ts";
import type { Severity } from "./judgement.ts";
import type { Problem, Where } from "./problem.ts";
import type { Schema, SchemaFile } from "./schema.ts";

export type EngineName = "forest" | "ml-random-forest";
export type F1Average = "weighted" | "macro" | "micro" | "binary";

/** What to train on, counted back from the newest matching file. */
export type Window = { kind: "all" } | { kind: "latest" } | { kind: "files"; count: number } | { kind: "days"; days: number };

export interface Exclusion {
  file: string;
  /** `sha256:<hex>` of the stored bytes; null excludes the name whatever it holds. */
  digest: string | null;
  reason: string;
}

/** Rows that are left out in whatever file they come. */
export interface RowExclusion {
  /** Digest of a set of rows that a run named. */
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
  /** Seconds; null: not asked for. */
  freshnessSeconds: number | null;
  ignore: string[];
  exclude: Exclusion[];
  excludeRows: RowExclusion[];
  /** Of `split.by: {file: …}`: judged on and never trained on; null: rows of the data are held out. */
  golden: GoldenFile | null;
  /** How the buckets of `s3://` patterns are reached. */
  s3: S3Settings;
  /** The configuration's folder, whose checkout is asked how old files are; absent: the working directory. */
  repository?: string;
  /** Where a change is judged: no link in this checkout may lead out of it. Absent: links lead where they like. */
  checkout?: Checkout;
}

/** How a bucket is reached. */
export interface S3Settings {
  /** Account that the bucket must belong to, 12 digits; null: not asked. */
  owner: string | null;
  /** Assumed by GitHub's OIDC token; null: the environment's own credentials. */
  role: string | null;
  /** null: as the environment or the profile says. */
  region: string | null;
  /** Of a compatible store; null: as the environment says, else AWS. */
  endpoint: string | null;
  /** null: path style where there is an endpoint of its own. */
  pathStyle: boolean | null;
  /** The one who asks pays for requests and transfer, which such a bucket wants to be told. */
  requesterPays?: boolean;
  /** Server-side encryption that is asked for with every write. */
  encryption?: "AES256" | "aws:kms";
  /** Of `aws:kms`: another key than the account's own. */
  kmsKey?: string;
}

export interface S3Access extends S3Settings {
  bucket: string;
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
  /** null: the built-in salt that everybody knows. */
  salt: string | null;
}

export interface TrainConfig {
  engine: EngineName;
  trees: number;
  seed: number;
  /** null: grown until pure. */
  maxDepth: number | null;
  /** Bootstrapped rows that each leaf must hold; auto: as many as out-of-bag scores allow, and the file's size demands. */
  minLeaf: number | "auto";
  /** Bytes of the model file that `minLeaf: auto` keeps to, whatever the registry would take. */
  modelBytes: number;
  classWeights: ClassWeights;
  /** null: the most probable class is the answer. */
  decision: { class: string; threshold: number | "auto" } | null;
  export: ("onnx" | "json")[];
}

/** What a row of a class counts in training; classes that are not listed 1. */
export type ClassWeights = "none" | "balanced" | { class: string; weight: number }[];

/** A metric and the value that it must reach; log loss and Brier score may not exceed it. */
export interface MetricFloor {
  name: string;
  bound: number;
}

/** Without `column` all features are searched; without value and range every value of the column is judged. */
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
  /** null: not asked for (the other gates still run). */
  f1Threshold: number | null;
  f1Average: F1Average;
  /** The class that `binary` scores. */
  positiveClass: string | null;
  require: "point" | "confident";
  champion: { margin: number; confidence: number; horizon: number; undecided: "keep" | "fail" };
  dummy: { margin: number };
  /** What a finding against the frozen reference is. */
  reference: "warn" | "fail";
  minClassF1: { class: string; atLeast: number }[];
  slices: SliceFloor[];
  /** null: not asked for. */
  calibration: { maxError: number } | null;
  metrics: MetricFloor[];
  /** A person said so, with a reason: comparisons with what was before are told, and hold nothing back. */
  accept?: true;
}

/** Only what the configuration says otherwise; a column's own word wins. */
export interface CheckPolicy {
  codes: Record<string, Severity>;
  /** Per column: one severity for all configurable checks, or one per code. */
  columns: Record<string, Severity | Record<string, Severity>>;
  /** Whether profiles hold the names of categories or their hashes. */
  names: "plain" | "hash";
  /** Rows that are right although checks fail on them; absent: none. */
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
  /** Bytes; null: as much as there is (clients/memory.ts). */
  memory: number | null;
}

/** Where models live. */
export type RegistryConfig =
  | { kind: "directory"; path: string }
  /** `keep`: of how many models besides the champion's the files stay in the branch's tree. */
  | { kind: "branch"; branch: string; keep: number }
  /** Without slashes at either end of `prefix`; empty: the whole bucket. */
  | { kind: "s3"; prefix: string; access: S3Access };

/** How many rows must have come: so many, or a share of those that the champion is made of. */
export type RowsAwaited = { rows: number } | { share: number };

/** When a run trains: on other inputs than the champion's, always, or once enough has come. */
export interface RetrainPolicy {
  when: "new-data" | "always" | { minNewRows: RowsAwaited };
}

/** Everything that one run is told; complete (defaults filled in) and checked. */
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
  /** A team's own script as the trainer; null: one of our engines, as `train` says. */
  command: CommandConfig | null;
  /** Where the champion's files go besides the registry; null: nowhere. */
  delivery: DeliveryConfig | null;
  /** The least that a promotion may stand on. */
  requireEvidence: Evidence;
  gates: GatesConfig;
  registry: RegistryConfig;
  limits: Limits;
  checks: CheckPolicy;
  report: { showValues: boolean; dir: string | null /** One comment per pull request. */; comment: boolean };
  /** Full refs besides the default branch from which models may be published; they count as the default branch says them. */
  publishFrom: string[];
  /** Names that a dispatch says have arrived; one that is not among the files found fails the run. */
  requiredFiles: string[];
  threads: number;
  /** False: judge only (dry run, check). */
  publish: boolean;
  /** Notices the user should read, such as a default salt. */
  notices: Problem[];
}
