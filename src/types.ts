// The nouns that cross a stage boundary. Types only: nothing here exists at run time.

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A place in one of the user's files; line and column count from 1. */
export interface Where {
  file: string;
  line: number;
  column: number;
}

/** One mistake or failure as the user reads it: a sentence that says what, where, and how to mend it. */
export interface Problem {
  message: string;
  where: Where | null;
  got: string | null;
  expected: string | null;
}

// ── Configuration ───────────────────────────────────────────────────────────────────────────────

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

export interface DataConfig {
  /** Patterns as the user wrote them, made absolute against the place that design section 3 names. */
  files: string[];
  window: Window;
  /** Seconds; null: not asked for. */
  freshnessSeconds: number | null;
  ignore: string[];
  exclude: Exclusion[];
  /** How the buckets of `s3://` patterns are reached. */
  s3: S3Settings;
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
}

export interface S3Access extends S3Settings {
  bucket: string;
}

export interface SplitConfig {
  /** Share of rows held out, 0 < share < 1. */
  holdout: number;
  by: "row" | "id" | "group";
  /** The column of `id` and `group`; null for `row`. */
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
  minLeaf: number;
  export: ("onnx" | "json")[];
}

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
  minClassF1: { class: string; atLeast: number }[];
  slices: SliceFloor[];
  /** null: not asked for. */
  calibration: { maxError: number } | null;
  metrics: MetricFloor[];
  /** A person said so, with a reason: comparisons with what was before are told, and hold nothing back. */
  accept?: true;
}

/** What a finding of a data check is: a fault, a warning, or nothing. */
export type Severity = "error" | "warning" | "off";

/** Only what the configuration says otherwise; a column's own word wins. */
export interface CheckPolicy {
  codes: Record<string, Severity>;
  /** Per column: one severity for all configurable checks, or one per code. */
  columns: Record<string, Severity | Record<string, Severity>>;
  /** Whether profiles hold the names of categories or their hashes. */
  names: "plain" | "hash";
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
}

/** Where models live. */
export type RegistryConfig =
  | { kind: "directory"; path: string }
  /** `keep`: of how many models besides the champion's the files stay in the branch's tree. */
  | { kind: "branch"; branch: string; keep: number }
  /** Without slashes at either end of `prefix`; empty: the whole bucket. */
  | { kind: "s3"; prefix: string; access: S3Access };

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
  retrain: { when: "new-data" | "always" };
  train: TrainConfig;
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

// ── Schema ──────────────────────────────────────────────────────────────────────────────────────

export type FieldType =
  | "string"
  | "number"
  | "integer"
  | "boolean"
  | "date"
  | "datetime"
  | "time"
  | "year"
  | "yearmonth"
  | "duration"
  | "list"
  | "object"
  | "array"
  | "geopoint"
  | "geojson"
  | "any";

/** feature: trained on; id, time, ignore: read and checked, never trained on. The target's role is `target`. */
export type FieldRole = "feature" | "target" | "id" | "time" | "ignore";

export interface Constraints {
  required?: boolean;
  unique?: boolean;
  /** As written in the schema, compared after typing. */
  enum?: string[];
  /** Typed: numbers as they are, dates in seconds since 1970. */
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
}

/** A Frictionless Table Schema field, defaults filled in. */
export interface Field {
  name: string;
  type: FieldType;
  format: string;
  constraints: Constraints;
  /** Replaces the schema's list where given. */
  missingValues: string[] | null;
  decimalChar: string;
  groupChar: string | null;
  bareNumber: boolean;
  trueValues: string[];
  falseValues: string[];
  /** Of a list: what separates its items, and the type of each. Absent: a comma, string. */
  list?: { delimiter: string; itemType: FieldType };
  /** Other names under which the column may arrive. */
  aliases: string[];
  role: FieldRole;
  /** The field's place in schema.yml; null when inferred or recorded. */
  where: Where | null;
}

export interface ForeignKey {
  fields: string[];
  /** null: this table itself. */
  resource: string | null;
  /** Where the values must stand, field by field. */
  reference: string[];
}

export interface Schema {
  fields: Field[];
  missingValues: string[];
  primaryKey: string[];
  /** Absent: none. */
  uniqueKeys?: string[][];
  foreignKeys?: ForeignKey[];
  fieldsMatch: "exact" | "equal" | "subset" | "superset" | "partial";
  /** Absent: UTF-8. */
  encoding?: Encoding;
  /** Absent: a comma, a tab in .tsv files. */
  delimiter?: string;
  /** schema.yml; null when inferred or recorded. */
  file: string | null;
}

export interface SchemaFile {
  text: string;
  /** Where a key or constraint of a field stands (`minimum`), or without a field a key beside the fields; null: nowhere. */
  whereOf: (field: string | null, key: string) => Where | null;
}

// ── Files and tables ────────────────────────────────────────────────────────────────────────────

/** A file that matches the pattern and is not excluded; nothing of it has been read. */
export interface ListedFile {
  /** Relative to the pattern's fixed part, with `/`. */
  name: string;
  /** Where to read it: an absolute path. */
  uri: string;
  versionId: string | null;
  /** Milliseconds since 1970, from the date in the name, else null. */
  date: number | null;
  /** Milliseconds since 1970, of the object; null when unknown. */
  modified: number | null;
  bytes: number;
}

/** One column as text, packed. A number in usual notation lives in `values` and `decimals`; any other cell is `texts[values[row]]`. */
export interface RawColumn {
  values: Float64Array;
  /** Digits after the point (0 to 20) of a plain number, SHORTEST_CELL (254) or TEXT_CELL (255). */
  decimals: Uint8Array;
  texts: string[];
}

/** A parsed file, before any type is known. */
export interface RawTable {
  header: string[];
  columns: RawColumn[];
  rows: number;
  /** The line of the file where each row begins. */
  lines: Uint32Array;
}

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** How a file's text was read. */
export interface Reading {
  encoding: Encoding;
  delimiter: string;
  /** Where the encoding shows: the first character that is no UTF-8; else the file's first. */
  line: number;
  column: number;
}

/** A file that was read: its bytes hashed, its rows parsed. */
export interface SourceFile extends ListedFile {
  /** `sha256:<hex>` of the stored bytes. */
  digest: string;
  table: RawTable;
  /** Absent: UTF-8, and the delimiter that the file's name stands for. */
  reading?: Reading;
  /** A promoted run trained on exactly this file. */
  accepted: boolean;
  /** Within `window`: may be trained on. Accepted files outside it are only judged. */
  inWindow: boolean;
}

/** A typed column of numbers, dates in seconds since 1970; NaN is missing. */
export interface NumberColumn {
  kind: "number";
  name: string;
  type: FieldType;
  values: Float64Array;
}

/** A typed column of text or booleans. Code 0 is missing, code k stands for `categories[k - 1]`; categories are sorted by code point. */
export interface CategoryColumn {
  kind: "category";
  name: string;
  type: FieldType;
  codes: Int32Array;
  categories: string[];
}

export type Column = NumberColumn | CategoryColumn;

/** The rows of one file inside a dataset: [start, end). */
export interface FileSpan {
  name: string;
  /** `sha256:<hex>` of the stored bytes, for the `exclude` entry that a gate prints. */
  digest?: string;
  start: number;
  end: number;
  accepted: boolean;
  inWindow: boolean;
}

/** Typed rows of all files read, in file order; columns in schema order under schema names. */
export interface Dataset {
  rows: number;
  columns: Column[];
  /** Names of the columns that are trained on, in schema order. */
  features: string[];
  target: string;
  files: FileSpan[];
}

// ── Model ───────────────────────────────────────────────────────────────────────────────────────

/** number: NaN is missing. category: codes from 1 in the order of `categories`, 0 missing or unknown. */
export interface Feature {
  name: string;
  type: FieldType;
  kind: "number" | "category";
  categories: string[];
}

/** Every tree's nodes in flat arrays; one form for training, prediction and export. */
export interface Forest {
  engine: EngineName;
  features: Feature[];
  /** Sorted by code point. */
  classes: string[];
  /** Index of each tree's root node, one per tree. */
  roots: Int32Array;
  /** Per node: NODE_LEAF, NODE_LEQ, NODE_LT or NODE_EQ. */
  mode: Uint8Array;
  /** Per node: index into `features`; 0 at a leaf. */
  feature: Int32Array;
  /** Per node: true goes to `yes`: x ≤ threshold, x < threshold or x = threshold. */
  threshold: Float64Array;
  /** Per node: 1 when a missing number goes to `yes`. */
  missingYes: Uint8Array;
  yes: Int32Array;
  no: Int32Array;
  /** Per node: index of the leaf's first weight in `weights`, -1 at a split. */
  leaf: Int32Array;
  /** Leaf weights, `classes.length` each (for two classes one: the second's), multiples of 2⁻²⁴ (design section 5). */
  weights: Float64Array;
}

export interface Predictions {
  /** Index into the forest's classes, one per row. */
  classes: Int32Array;
  /** Row-major [rows × classes]. */
  probabilities: Float64Array;
}

/** What makes the model besides the data; part of the manifest. */
export interface Recipe {
  engine: EngineName;
  version: string;
  parameters: Record<string, JsonValue>;
  seed: number;
}

/** A model file as it will be stored. */
export interface ModelFile {
  extension: "onnx" | "json";
  mediaType: string;
  bytes: Uint8Array;
}

// ── Judgement ───────────────────────────────────────────────────────────────────────────────────

export type VerdictName = "promoted" | "checked" | "skipped" | "kept" | "rejected" | "inconclusive";
export type CheckStatus = "pass" | "warn" | "undecided" | "fail" | "inconclusive";

/** One judgement, of data or of a model (design section 2). */
export interface CheckResult {
  code: string;
  /** Column, class, file or "model". */
  subject: string;
  status: CheckStatus;
  observed: JsonValue;
  expected: JsonValue;
  message: string;
  /** What to do about it, often a line to paste; null when nothing is to be done. */
  suggestion: string | null;
  where: Where | null;
  /** Gates only. */
  rows?: number | null;
  estimate?: number | null;
  bound?: number | null;
  threshold?: number | null;
}

export type MetricAverage = "weighted" | "macro" | "micro" | "binary" | null;

export interface Metric {
  name: string;
  average: MetricAverage;
  /** The class, for a per-class metric. */
  class: string | null;
  slice: string | null;
  value: number;
  lower: number | null;
  upper: number | null;
  rows: number;
}

/** counts[actual][predicted]. */
export interface Confusion {
  classes: string[];
  counts: number[][];
}

export interface ModelScore {
  metrics: Metric[];
  confusion: Confusion;
}

export interface Evaluation {
  candidate: ModelScore | null;
  champion: ModelScore | null;
  dummy: ModelScore | null;
}

// ── Registry ────────────────────────────────────────────────────────────────────────────────────

/** As in the OCI image specification. */
export interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

/** What every column's profile tells. */
interface ProfileHead {
  name: string;
  type: FieldType;
  rows: number;
  missing: number;
  distinct: number;
  /** Rows of the longest stretch in which the cell stays the same; gaps count for nothing. */
  run: number;
  /** Cells that equal the one before. */
  still: number;
}

export interface NumberProfile extends ProfileHead {
  kind: "number";
  /** Values that repeat, ascending: all when they are few, else the commonest that are common. */
  atoms: number[];
  /** Rows per atom. */
  counts: number[];
  /** Of the cells that are no atoms, at QUANTILE_LEVELS; empty when there are none. */
  quantiles: number[];
  /** Shares of the cells that are multiples of 10, 1, 0.1, 0.01. */
  grain: number[];
  /** Rows per hour of the day; datetime only, else empty. */
  hours: number[];
  /** Cells below the one before: none in a sorted column. */
  falls: number;
}

export interface CategoryProfile extends ProfileHead {
  kind: "category";
  /** The values that are common, most frequent first. Names, or their hashes by `profile: hash`. */
  values: string[];
  /** Rows per value. */
  counts: number[];
  /** Rows per bucket of the value's hash, over all cells. */
  buckets: number[];
  /** How texts are built (`Aa 99`), most frequent first, and rows per form. */
  forms: string[];
  formCounts: number[];
  /** Lengths of the texts at the levels 0, 1/8 … 1. */
  lengths: number[];
}

export type ColumnProfile = NumberProfile | CategoryProfile;

/** How columns go together: rank correlations of each pair, in hundredths, in the order (0,1) (0,2) … (1,2) …. */
export interface PairsProfile {
  columns: string[];
  hundredths: number[];
}

/** What later runs need to know of rows when their file is gone. */
export interface Profile {
  rows: number;
  columns: ColumnProfile[];
  pairs: PairsProfile;
  /** The least hashes of whole rows (bottom-k sketch), ascending, 48 bits each. */
  rowHashes: number[];
}

/** One accepted batch as it is remembered. */
export interface BatchProfile {
  name: string;
  digest: string;
  profile: Profile;
}

export interface SplitRecord {
  by: "row" | "id" | "group";
  share: number;
  /** The hashed columns. */
  columns: string[];
  salt: string;
  /** Version of the hash that places a row. */
  hash: 1;
}

/** Everything that determines a model, and its files. Its canonical JSON is hashed to the model's id. */
export interface Manifest {
  version: 1;
  rows: { digest: string; count: number };
  target: string;
  /** The normalised schema: defaults filled in, no titles, no places. */
  schema: JsonValue;
  recipe: Recipe;
  split: SplitRecord;
  holdout: Confusion;
  profile: Profile;
  files: Descriptor[];
}

export interface SourceRecord {
  uri: string;
  versionId: string | null;
  name: string;
  digest: string;
}

export interface HistoryEntry {
  kind: "promotion" | "rollback" | "reset";
  /** The model that is champion from here on. */
  id: string;
  /** sha256 of the entry before; null at the first. */
  previous: string | null;
  gates: CheckResult[];
  sources: SourceRecord[];
  /** The newest of the batches that this promotion accepted, as later batches are compared with them. */
  batches?: BatchProfile[];
  run: string | null;
  actor: string | null;
  /** ISO 8601, UTC. */
  time: string;
  reason: string;
}

/** champion.json: the only thing in a registry that changes in place. */
export interface ChampionPointer {
  id: string;
  /** sha256 of the newest history entry. */
  entry: string;
}

/** The promoted model as read back from a verified registry. */
export interface Champion {
  pointer: ChampionPointer;
  manifest: Manifest;
  forest: Forest;
}

/** A registry that was read and verified as a whole. */
export interface RegistryState {
  champion: Champion | null;
  /** Files that the champion's line of promotions trained on, oldest promotion first. */
  accepted: SourceRecord[];
  /** What is remembered of the newest accepted batches, oldest first. */
  batches: BatchProfile[];
  /** `inputs` digests that a rollback holds, with the id that was rolled back. */
  held: { inputs: string; id: string }[];
  /** The model promoted first on the champion's line: its split is everybody's. */
  firstSplit: SplitRecord | null;
  /** The promoted model of the champion's line that had the best result when it was judged; null: the champion itself. */
  best: { id: string; forest: Forest } | null;
  /** Runs that judged a candidate on the line's hold-out; null: not known. */
  looks: number | null;
}

/** What a run wants to make champion. */
export interface Promotion {
  id: string;
  manifest: Manifest;
  files: ModelFile[];
  entry: Omit<HistoryEntry, "previous">;
}

/** One line of the registry's memory of runs that did not promote too. */
export interface RunRecord {
  time: string;
  verdict: VerdictName | null;
  reason: string;
  modelId: string | null;
  championId: string | null;
  f1: number | null;
  /** Of a clean batch: its data checks passed. */
  profile: Profile | null;
}

export interface VerifyReport {
  checks: CheckResult[];
  models: number;
  entries: number;
  /** Files that nothing reachable from champion.json names: no fault. */
  unreachable: number;
  championId: string | null;
}

/** A home for models. Every write is read back and hashed; `champion.json` moves by compare-and-swap only. */
export interface Registry {
  /** How a person names this registry, for reports. */
  readonly label: string;
  /** The commit that the last publish or rollback made; null where a home has no commits. */
  readonly commit: string | null;
  /** Throws DamagedError when any byte does not match its digest. */
  read(): Promise<RegistryState>;
  /** Throws LostRace when champion.json is no longer `expected`. Returns the new pointer. */
  publish(promotion: Promotion, expected: ChampionPointer | null): Promise<ChampionPointer>;
  /** Points champion.json at an earlier model of the chain; null: the one promoted before the champion. */
  rollback(id: string | null, record: { reason: string; actor: string | null; run: string | null; time: string }): Promise<ChampionPointer>;
  /** Best effort by nature: the caller turns a failure into a warning. */
  record(run: RunRecord): Promise<void>;
  verify(): Promise<VerifyReport>;
  /** The model's bytes and manifest, verified; null id: the champion. */
  load(id: string | null): Promise<{ id: string; manifest: Manifest; forest: Forest }>;
}

// ── The world outside ───────────────────────────────────────────────────────────────────────────

/** A repository on GitHub, and what lets us in. */
export interface Repository {
  /** `https://api.github.com`, or a server's own. */
  apiUrl: string;
  owner: string;
  name: string;
  token: string;
}

/** What a run can reach outside its own process; made at an edge, opened only by what needs it. */
export interface Services {
  /** GitHub's OIDC token for an audience; null outside a workflow. */
  identityToken: ((audience: string) => Promise<string>) | null;
  /** null: no repository or no token is known. */
  repository: Repository | null;
}

// ── Run ─────────────────────────────────────────────────────────────────────────────────────────

/** Who and what started a run: for the history, never for a decision. */
export interface Origin {
  /** URL of the workflow run. */
  run: string | null;
  actor: string | null;
}

/** What a run meets outside its configuration. */
export interface World {
  origin: Origin;
  progress: Progress;
  services: Services;
}

/** The four things that determine a model; known before training. */
export interface Inputs {
  /** `sha256:<hex>` over the typed rows. */
  rows: string;
  schema: JsonValue;
  recipe: Recipe;
  split: SplitRecord;
}

/** Row numbers of a dataset on either side of the split. */
export interface Sides {
  trainRows: Int32Array;
  holdoutRows: Int32Array;
}

/** Tells a person at a terminal that long work goes on; never throws. */
export type Progress = (message: string) => void;

export type ErrorKind = "config" | "service" | "limit" | "bug" | "data";

export interface RunError {
  kind: ErrorKind;
  problems: Problem[];
}

/** run.json, to the letter (design section 3). */
export interface RunResult {
  version: 1;
  verdict: VerdictName | null;
  error: RunError | null;
  reason: string;
  exitCode: number;
  modelId: string | null;
  championId: string | null;
  checks: CheckResult[];
  data: {
    digest: string | null;
    rows: number | null;
    files: { name: string; digest: string; bytes: number; rows: number; uri: string; versionId: string | null }[];
  } | null;
  split: { by: string; trainRows: number; holdoutRows: number } | null;
  evaluation: Evaluation | null;
  /** Milliseconds per stage, and `total`. */
  timings: Record<string, number>;
  environment: { node: string; platform: string; threads: number; peakMemoryBytes: number };
}
