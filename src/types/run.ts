// One run: what it meets outside its configuration, and what comes of it.
import type { CommandRecipe, Evidence, ReportedNumber } from "./command.ts";
import type { CheckResult, Evaluation, VerdictName } from "./judgement.ts";
import type { Recipe } from "./model.ts";
import type { JsonValue, Problem } from "./problem.ts";
import type { SplitRecord } from "./registry.ts";

/** How long an outside service is waited for. */
export interface RetryPolicy {
  /** Longest wait for one answer, milliseconds. */
  requestMs: number;
  /** After this long without success a request has failed. */
  totalMs: number;
  firstWaitMs: number;
  longestWaitMs: number;
}

/** A repository on GitHub, and what lets us in. */
export interface Repository {
  /** `https://api.github.com`, or a server's own. */
  apiUrl: string;
  owner: string;
  name: string;
  token: string;
  /** Without it two minutes for each request. */
  retryPolicy?: RetryPolicy;
}

/** What a run can reach outside its own process; made at an edge, opened only by what needs it. */
export interface Services {
  /** GitHub's OIDC token for an audience; null outside a workflow. */
  identityToken: ((audience: string) => Promise<string>) | null;
  /** null: no repository or no token is known. */
  repository: Repository | null;
  /** Secret that keys the hashes of rows; absent or null: the split's salt does. */
  rowsKey?: string | null;
  /** A job of a workflow, where a checkout gives every file its own time; absent: none. */
  isWorkflow?: boolean;
}

/** Who and what started a run: for the history, never for a decision. */
export interface Origin {
  /** URL of the workflow run. */
  run: string | null;
  actor: string | null;
}

/** What a run meets outside its configuration. */
export interface RunEnvironment {
  origin: Origin;
  progress: Progress;
  services: Services;
}

/** The four things that determine a model; known before training. */
export interface Inputs {
  /** `sha256:<hex>` over the typed rows. */
  rows: string;
  schema: JsonValue;
  recipe: Recipe | CommandRecipe;
  split: SplitRecord;
}

/** Why a run had nothing to do: the inputs made a model before, a rollback holds them, or too few new rows came. */
type SkipKind = "same-inputs" | "held" | "min-new-rows";

/** Why there is nothing to do, and what each check that ran says then; null: nothing. */
export interface SkipDecision {
  kind: SkipKind;
  reason: string;
  reportCheck: (check: CheckResult) => CheckResult | null;
}

/** Row numbers of a dataset on either side of the split. */
export interface Sides {
  trainRows: Int32Array;
  holdoutRows: Int32Array;
  /** Neither: without a time, or equal to a row of the golden file. */
  leftOut: Int32Array;
}

/** Tells a person at a terminal that long work goes on; never throws. */
export type Progress = (message: string) => void;

export type ErrorKind = "config" | "service" | "limit" | "bug" | "data";

/** What this run did to champion.json: moved it, and that is confirmed; left it; or nobody could find out. */
export type Publication = "moved" | "not-moved" | "unknown";

export interface RunError {
  kind: ErrorKind;
  problems: Problem[];
}

/** run.json, to the letter. */
export interface RunResult {
  version: 1;
  verdict: VerdictName | null;
  error: RunError | null;
  reason: string;
  exitCode: number;
  publication: Publication;
  /** Of the verdict skipped; null: another one. */
  skipped: SkipKind | null;
  /** The stage (a key of `timings`) that ended the run by an error; null: none did. */
  failedStage: string | null;
  modelId: string | null;
  /** The pointer after the run; null: there is none, or it is not known. */
  championId: string | null;
  checks: CheckResult[];
  /** Who computed what the verdict stands on; null: no model was judged. */
  evidence: Evidence | null;
  /** What a team's own script says of its model and of the champion; null where we judge ourselves. */
  reported: { candidate: ReportedNumber; champion: ReportedNumber | null } | null;
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
