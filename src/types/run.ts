// One run: its environment, inputs and result.
import type { CommandRecipe, Evidence, ReportedNumber } from "./command.ts";
import type { CheckResult, Evaluation, VerdictName } from "./judgement.ts";
import type { Recipe } from "./model.ts";
import type { JsonValue, Problem } from "./problem.ts";
import type { SplitRecord } from "./registry.ts";

/** Timeouts and backoff of requests to an external service. */
export interface RetryPolicy {
  /** Timeout of one request, milliseconds. */
  requestMs: number;
  /** Milliseconds over all attempts after which a request has failed. */
  totalMs: number;
  firstWaitMs: number;
  longestWaitMs: number;
}

/** A repository on GitHub and a token for it. */
export interface Repository {
  /** `https://api.github.com`, or the API of a GitHub Enterprise Server. */
  apiUrl: string;
  owner: string;
  name: string;
  token: string;
  /** Absent: the default, two minutes for each request. */
  retryPolicy?: RetryPolicy;
}

/** External services of a run; created by commands/edge, used only where needed. */
export interface Services {
  /** GitHub's OIDC token for an audience; null outside a workflow. */
  identityToken: ((audience: string) => Promise<string>) | null;
  /** null: no repository or no token is known. */
  repository: Repository | null;
  /** Secret that keys the hashes of rows; absent or null: the split's salt does. */
  rowsKey?: string | null;
  /** The run is a job of a workflow, where file times are those of the checkout; absent: false. */
  isWorkflow?: boolean;
}

/** Who and what started a run: recorded in the history, never used in a decision. */
export interface Origin {
  /** URL of the workflow run. */
  run: string | null;
  actor: string | null;
}

/** Everything a run needs besides its configuration. */
export interface RunEnvironment {
  origin: Origin;
  progress: Progress;
  services: Services;
}

/** The inputs that determine a model; known before training. */
export interface Inputs {
  /** `sha256:<hex>` over the typed rows. */
  rows: string;
  schema: JsonValue;
  recipe: Recipe | CommandRecipe;
  split: SplitRecord;
}

/** Why a run had nothing to do: the inputs made a model before, a rollback holds them, or too few new rows came. */
type SkipKind = "same-inputs" | "held" | "min-new-rows";

/** Why a run skips training. `reportCheck`: a check as the skipped run reports it; null: not reported. */
export interface SkipDecision {
  kind: SkipKind;
  reason: string;
  reportCheck: (check: CheckResult) => CheckResult | null;
}

/** Row numbers of a dataset by side of the split. */
export interface Sides {
  trainRows: Int32Array;
  holdoutRows: Int32Array;
  /** Rows on neither side: without a time, or equal to a row of the golden file. */
  leftOut: Int32Array;
}

/** Prints a progress message; never throws. */
export type Progress = (message: string) => void;

export type ErrorKind = "config" | "service" | "limit" | "bug" | "data";

/** Whether this run changed champion.json: confirmed, not changed, or unknown after an unconfirmed write. */
export type Publication = "moved" | "not-moved" | "unknown";

export interface RunError {
  kind: ErrorKind;
  problems: Problem[];
}

/** The object of run.json. */
export interface RunResult {
  version: 1;
  verdict: VerdictName | null;
  error: RunError | null;
  reason: string;
  exitCode: number;
  publication: Publication;
  /** Why training was skipped; null: another verdict. */
  skipped: SkipKind | null;
  /** The stage (a key of `timings`) that ended the run by an error; null: none did. */
  failedStage: string | null;
  modelId: string | null;
  /** The champion after the run; null: none, or unknown. */
  championId: string | null;
  checks: CheckResult[];
  /** Who computed the score that the verdict is based on; null: no model was judged. */
  evidence: Evidence | null;
  /** Scores that a script reported for its model and the champion; null if this program computed the scores. */
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
