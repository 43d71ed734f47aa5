// Where models live, and what is kept with them.
import type { Acceptance, SignedAcceptance } from "./acceptance.ts";
import type { AnswersRecord, ScriptEnvironment } from "./answers.ts";
import type { CommandRecipe, MetricGate, ReportedNumber } from "./command.ts";
import type { SplitKind } from "./config.ts";
import type { CheckResult, Confusion, VerdictName } from "./judgement.ts";
import type { Chosen, Forest, ModelFile, Recipe, ScriptModel } from "./model.ts";
import type { JsonValue } from "./problem.ts";
import type { BatchProfile, Profile } from "./profile.ts";
import type { CurrentReference, ReferenceEntry } from "./reference.ts";
import type { AcceptedRows, NamedRows, RowMoves, RowsRecord, StoredRows } from "./rows.ts";

/** As in the OCI image specification. */
export interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

/** How rows are split. `cut` and `keys` follow from the data; the others are settings. */
export interface SplitRecord {
  by: SplitKind;
  /** null: a file is held out. */
  share: number | null;
  /** The columns by which rows are split. */
  columns: string[];
  /** Empty where nothing is hashed. */
  salt: string;
  /** Version of the split rule. */
  hash: 1;
  /** By time: rows from this time on are held out, those before it are trained on; null: the rows do not have two times. */
  cut?: number | null;
  /** By file: `sha256:<hex>` of its stored bytes. */
  file?: string;
  /** `sha256:<hex>` over the cells of those columns that the rows' digest does not cover; absent: it covers all. */
  keys?: string;
}

/** Common parts of the manifests of models that were scored on held-out rows. */
interface JudgedParts {
  rows: { digest: string; count: number };
  target: string;
  /** The normalised schema: defaults filled in, no titles, no places. */
  schema: JsonValue;
  split: SplitRecord;
  holdout: Confusion;
  profile: Profile;
  files: Descriptor[];
}

/** Everything that determines a model, and its files. Its canonical JSON is hashed to the model's id. */
export interface Manifest extends JudgedParts {
  version: 1;
  recipe: Recipe;
  /** What the training chose where the recipe says auto; absent: nothing. */
  chosen?: Chosen;
}

/** A file of a script's model. */
export interface ContentRecord {
  name: string;
  digest: string;
  size: number;
}

/** Errors of a regression on its hold-out, in the target's unit; R² has none. */
export interface ErrorRecord {
  rows: number;
  mae: number;
  rmse: number;
  /** null: all targets are equal. */
  r2: number | null;
}

/** A model of a team's own script that we judged (version 2); its files are one archive. */
export interface JudgedScriptManifest extends JudgedParts {
  version: 2;
  evidence: "judged";
  recipe: CommandRecipe;
  /** The classes that it was trained on, sorted by code point; none: a regression. */
  classes: string[];
  /** Of a regression, on its hold-out; absent: a classification. */
  errors?: ErrorRecord;
  /** What the archive holds, sorted by name. */
  contents: ContentRecord[];
  /** What it answered on hold-out rows when it was promoted; absent: an earlier version made it. */
  answers?: AnswersRecord;
  /** What the script reported of its versions; absent: nothing. */
  environment?: ScriptEnvironment;
}

/** A model of a team's own script (version 2): its files are one archive, and its score is the reported one. */
export interface ReportedManifest {
  version: 2;
  evidence: "reported";
  /** Of the data that was validated before the script ran; null: it fetched its own. */
  rows: { digest: string; count: number } | null;
  target: string | null;
  schema: JsonValue;
  recipe: CommandRecipe;
  number: ReportedNumber & Pick<MetricGate, "direction">;
  /** What the archive holds, sorted by name. */
  contents: ContentRecord[];
  files: Descriptor[];
}

export type JudgedManifest = Manifest | JudgedScriptManifest;
export type AnyManifest = JudgedManifest | ReportedManifest;

export interface SourceRecord {
  uri: string;
  versionId: string | null;
  name: string;
  digest: string;
}

/** Settings of gates and window by their keys, as used by a promotion. */
export type JudgedBy = Record<string, string | number | null>;

/** A row set of a model that was rolled back. */
export interface UndoneRows {
  /** `sha256:<hex>`: the name of the set, as `data.exclude` takes it. */
  rows: string;
  /** The file in which they came. */
  file: string;
  count: number;
  /** The model. */
  id: string;
}

export interface HistoryEntry {
  kind: "promotion" | "rollback" | "reset";
  /** The model that is champion from here on. */
  id: string;
  /** sha256 of the entry before; null at the first. */
  previous: string | null;
  gates: CheckResult[];
  /** Absent: an entry of an earlier version, or a rollback. */
  judgedBy?: JudgedBy;
  sources: SourceRecord[];
  /** The newest of the batches that this promotion accepted, as later batches are compared with them. */
  batches?: BatchProfile[];
  /** Absent: no reference was closed yet, or an earlier version wrote the entry. */
  reference?: ReferenceEntry;
  /** The accepted rows from this promotion on; absent: an earlier version kept none. */
  rows?: RowsRecord;
  run: string | null;
  actor: string | null;
  /** ISO 8601, UTC. */
  time: string;
  reason: string;
  /** What people accepted of the rows that this promotion brought, and that it needed; absent: nothing. */
  acceptances?: (Acceptance | SignedAcceptance)[];
  /** Of a rollback: what it undid; absent: nothing that could be told, or an earlier version wrote the entry. */
  undone?: UndoneRows[];
  /** A person's word that made it; absent: nobody's, or an earlier version wrote the entry. */
  override?: { kind: "accept" | "reset"; reason: string };
}

/** champion.json: the only thing in a registry that changes in place. */
export interface ChampionPointer {
  id: string;
  /** sha256 of the newest history entry. */
  entry: string;
}

/** The promoted model as read back from a verified registry: one that we judged. */
export interface Champion {
  pointer: ChampionPointer;
  manifest: JudgedManifest;
  model: Forest | ScriptModel;
  /** null or absent: unknown. */
  judgedBy?: JudgedBy | null;
}

/** A promoted model of a team's own script, as read back from a verified registry. */
export interface ReportedChampion {
  manifest: ReportedManifest;
  /** The canonical tar of its files. */
  archive: Uint8Array;
}

/** A registry that was read and verified as a whole. */
export interface RegistryState {
  /** champion.json as it is; null: nothing was ever promoted. */
  pointer: ChampionPointer | null;
  /** null: none, or a reported model. */
  champion: Champion | null;
  /** null: none, or a judged model. */
  reported: ReportedChampion | null;
  /** Files that the champion's line of promotions trained on, oldest promotion first. */
  accepted: SourceRecord[];
  /** The files of the newest promotion of that line, where it kept no hashes of their rows. */
  unhashed: SourceRecord[];
  /** The rows that the line accepted; null: no promotion kept them. */
  rows: AcceptedRows | null;
  /** Counts of added and removed rows between promotions, newest last; absent: not recorded. */
  moves?: RowMoves[];
  /** Of the named sets of rows that were asked for, those that an entry or a run record keeps. */
  named: NamedRows[];
  /** Inputs by which earlier models were made, as `rows.record.inputs`, and which. */
  made: { inputs: string; id: string }[];
  /** Profiles of the newest accepted batches, oldest first. */
  batches: BatchProfile[];
  /** `inputs` digests that a rollback holds, with the id that was rolled back; `rows`: as `rows.record.inputs`. */
  held: { inputs: string; id: string; rows: string | null }[];
  /** The promoted model of the champion's line that had the best result when it was judged; null: the champion itself. */
  best: { id: string; model: Forest | ScriptModel; split: SplitRecord; answers?: AnswersRecord } | null;
  /** Number of runs that scored a candidate on the line's hold-out; null: unknown. */
  looks: number | null;
  /** The champion's promotion, where the run that made it never got to say so; absent: it did. */
  unreported?: { time: string; run: string | null };
  /** Of the champion's line; null: none was closed yet. */
  reference: CurrentReference | null;
  /** Rows of models that a rollback undid and nothing brought back; absent: none. */
  undone?: UndoneRows[];
  /** What was accepted when they were rolled back, hashed as `rows`; absent: nothing. */
  undoneRows?: Pick<AcceptedRows, "live">[];
  /** What people accepted by hand and no promotion has used; absent: nothing. */
  acceptances?: SignedAcceptance[];
  /** Names of checks (`CODE` or `CODE:SUBJECT`) that promotions of the champion's line used acceptances for; absent: none. */
  acceptedChecks?: string[];
}

/** A candidate to promote: manifest, files and history entry. */
export interface Promotion<M extends AnyManifest = AnyManifest> {
  id: string;
  manifest: M;
  files: ModelFile[];
  /** Files of row sets that the entry names, and that are not stored yet. */
  rowFiles?: StoredRows["blobs"];
  entry: Omit<HistoryEntry, "previous">;
}

/** The record of one run, promoted or not. */
export interface RunRecord {
  time: string;
  verdict: VerdictName | null;
  reason: string;
  modelId: string | null;
  championId: string | null;
  f1: number | null;
  /** Of a clean batch: its data checks passed. */
  profile: Profile | null;
  /** Where the registry's branch was when the run ended; absent: not known, or a home without commits. */
  commit?: string | null;
  /** Sets of new rows that its findings name, kept beside the record; absent: none. */
  rowSets?: NamedRows[];
  /** An acceptance by hand and nothing else. */
  kind?: "acceptance";
  accepted?: SignedAcceptance[];
}

/** A run record, as far as it could be parsed. */
export type PastRun = Pick<RunRecord, "time" | "verdict" | "reason" | "modelId" | "championId" | "f1">;

/** What became of an entry: it is the champion, its rows are accepted, a rollback took it off the line, or neither (a rollback, an older line). */
export type EntryState = "champion" | "accepted" | "rolled back" | "past";

/** History entries and run records, oldest first. */
export interface RegistryHistory {
  entries: { hash: string; entry: HistoryEntry; state: EntryState }[];
  /** The newest runs; null: they could not be read. */
  runs: PastRun[] | null;
}

export interface VerifyReport {
  checks: CheckResult[];
  models: number;
  entries: number;
  /** Files that nothing reachable from champion.json names: no fault. */
  unreachable: number;
  championId: string | null;
}

/** What is asked of a registry by those who bring its champion elsewhere. */
export interface Deliveries {
  /** The champion's files by the names that its script gave them, of our own models `model.onnx` and `model.json`; null: there is none. */
  champion(): Promise<{ id: string; files: { name: string; bytes: Uint8Array }[] } | null>;
  /** Names of files that models of the past had. */
  earlierNames(): Promise<string[]>;
  /** The model for which `publish.command` last succeeded; null: none, or nobody knows. */
  registered(): Promise<string | null>;
  noteRegistered(registration: { id: string; time: string; run: string | null }): Promise<void>;
}

/** A home for models. Every write is read back and hashed; `champion.json` moves by compare-and-swap only. */
export interface Registry {
  /** How a person names this registry, for reports. */
  readonly label: string;
  /** The commit that the last publish or rollback made; null where a home has no commits. */
  readonly commit: string | null;
  /** Of the last publish or rollback: why what was written, as the home had confirmed, could not be read back; null: it was. */
  readonly doubt: string | null;
  /** What the last read found of a promotion that no run has reported; null: nothing. */
  readonly found: string | null;
  /** What the last rollback undid. */
  readonly undone: UndoneRows[];
  /** `rowSets`: names of sets of rows that are asked for besides. Throws DamagedError when any byte does not match its digest. */
  read(rowSets?: string[]): Promise<RegistryState>;
  /**
   * Throws LostRace if champion.json is no longer `expected`, UnknownChampion if its content is unknown; after any other
   * error it has not moved. Returns the new pointer.
   */
  publish(promotion: Promotion, expected: ChampionPointer | null): Promise<ChampionPointer>;
  /** Points champion.json at an earlier model of the chain; null: the one promoted before the champion. */
  rollback(id: string | null, record: { reason: string; actor: string | null; run: string | null; time: string }): Promise<ChampionPointer>;
  /** Best effort by nature: the caller turns a failure into a warning. */
  record(run: RunRecord): Promise<void>;
  /** Writes anew what only people read, where a killed run left it old. Best effort. */
  mend(): Promise<void>;
  verify(): Promise<VerifyReport>;
  /** The current content of champion.json, without verifying the rest; null: unknown. Never throws. */
  championId(): Promise<string | null>;
  readonly deliveries: Deliveries;
  /** The chain of entries and at most `runs` run records; no model is read. Throws DamagedError. */
  history(runs: number): Promise<RegistryHistory>;
  /** The model's bytes and manifest, verified; null id: the champion. */
  load(id: string | null): Promise<{ id: string; manifest: Manifest; forest: Forest }>;
}
