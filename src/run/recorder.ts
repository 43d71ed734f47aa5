// Records the facts of one run, and builds the run.json object from them at any end: a verdict or an error.

import { postToSupervisor } from "../clients/supervised-thread.ts";
import { check } from "../findings/check.ts";
import { told } from "../findings/sentences.ts";
import { DamagedError, explain, LimitError, UnknownChampion } from "../types/errors.ts";
import type { CheckResult, Evaluation, VerdictName } from "../types/judgement.ts";
import type { Where } from "../types/problem.ts";
import type { Profile } from "../types/profile.ts";
import type { RegistryState, RunRecord, SplitRecord } from "../types/registry.ts";
import type { NamedRows } from "../types/rows.ts";
import type { Inputs, RunResult, Sides, SkipDecision } from "../types/run.ts";
import type { SourceFile } from "../types/table.ts";

export interface RecorderOptions {
  /** Milliseconds since 1970. */
  now: () => number;
  environment: () => RunResult["environment"];
  /** Configuration file named in suggestions; absent or null: none was read, so the default name. */
  configuration?: string | null;
}

export type Facts = Omit<RunResult, "version" | "verdict" | "error" | "reason" | "exitCode" | "timings" | "environment">;

const EXIT_CODES: Record<VerdictName, number> = { promoted: 0, checked: 0, skipped: 0, kept: 0, rejected: 1, inconclusive: 1 };

export class RunRecorder {
  readonly facts: Facts = {
    publication: "not-moved",
    skipped: null,
    failedStage: null,
    modelId: null,
    championId: null,
    checks: [],
    evidence: null,
    reported: null,
    data: null,
    split: null,
    evaluation: null,
  };
  readonly now: () => number;
  readonly #environment: RecorderOptions["environment"];
  readonly #configuration: string | undefined;
  readonly #started: number;
  readonly #minutes: number;
  readonly #timings: Record<string, number> = {};
  #profile: Profile | null = null;
  #rowSets: (() => NamedRows[]) | null = null;

  /** `minutes`: time limit of the run. */
  constructor({ now, environment, configuration }: RecorderOptions, minutes = Number.POSITIVE_INFINITY) {
    this.now = now;
    this.#environment = environment;
    this.#configuration = configuration ?? undefined;
    this.#started = now();
    this.#minutes = minutes;
  }

  /** Runs one stage; records its duration and whether it failed. Throws LimitError if the time limit is exceeded before it begins. */
  async stage<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const begun = this.now();
    if (begun - this.#started > this.#minutes * 60_000) {
      this.facts.failedStage = name;
      throw new LimitError(
        `The run took longer than limits.minutes (${this.#minutes}) before ${name}. Raise the limit, or read less data.`,
      );
    }
    postToSupervisor({ kind: "stage", stage: name, facts: this.facts });
    try {
      return await work();
    } catch (error) {
      this.facts.failedStage ??= name;
      throw error;
    } finally {
      this.#timings[name] = (this.#timings[name] ?? 0) + Math.max(0, this.now() - begun);
    }
  }

  /** Adds check results (`where`: location of those without one). True if one fails or is inconclusive, so that the run must end. */
  addChecks(checks: CheckResult[], where: Where | null = null): boolean {
    this.facts.checks.push(...checks.map((check) => (check.where === null ? { ...check, where } : check)));
    return checks.some((check) => check.status === "fail" || check.status === "inconclusive");
  }

  recordChampion(state: RegistryState): RegistryState {
    this.facts.championId = state.pointer?.id ?? null;
    return state;
  }

  recordFiles<T extends { files: SourceFile[] }>(read: T): T {
    const { files } = read;
    const rows = files.reduce((sum, file) => sum + file.table.rows, 0);
    const listed = files.map(({ name, digest, bytes, table, uri, versionId }) => ({
      name,
      digest,
      bytes,
      rows: table.rows,
      uri,
      versionId,
    }));
    this.facts.data = { digest: null, rows, files: listed };
    return read;
  }

  /** Records the row sets of new rows, which findings refer to by digest. */
  recordRowSets<T extends { named: () => NamedRows[] }>(cut: T): T {
    this.#rowSets = cut.named;
    return cut;
  }

  /** Records digest and profile of data that was validated for a script. */
  recordScriptData(digest: string, cleanProfile: Profile): void {
    if (this.facts.data !== null) this.facts.data.digest = digest;
    this.#profile = cleanProfile;
  }

  /** Records the data digest. `cleanProfile`: profile for later runs; null if the run ends before the data checks pass. */
  recordInputs(inputs: Inputs, cleanProfile: Profile | null): void {
    if (this.facts.data !== null) this.facts.data.digest = inputs.rows;
    this.#profile = cleanProfile;
  }

  recordSplit(split: SplitRecord, sides: Sides, checks: CheckResult[]): boolean {
    this.facts.split = { by: split.by, trainRows: sides.trainRows.length, holdoutRows: sides.holdoutRows.length };
    return this.addChecks(checks);
  }

  recordEvaluation(modelId: string, evaluation: Evaluation, checks: CheckResult[]): void {
    this.facts.evidence = "judged";
    this.facts.modelId = modelId;
    this.facts.evaluation = evaluation;
    this.facts.checks.push(...checks);
  }

  /** Records the score that a script reported for its own model. */
  recordReported(modelId: string, reported: NonNullable<RunResult["reported"]>): void {
    this.facts.evidence = "reported";
    this.facts.modelId = modelId;
    this.facts.reported = reported;
  }

  /** Milliseconds until the time limit. */
  remainingMs(): number {
    return this.#started + this.#minutes * 60_000 - this.now();
  }

  /** Ends a run that does not train, with the checks that are reported in that case. A skipped run leaves no run record. */
  closeWithoutTraining({ kind, reason, reportCheck: says }: SkipDecision, inputs: Inputs, screens: CheckResult[]): RunResult {
    this.recordInputs(inputs, null);
    this.facts.checks = [...this.facts.checks, ...screens].flatMap((check) => says(check) ?? []);
    return this.closeSkipped({ kind, reason });
  }

  /** Ends a run with the verdict skipped. */
  closeSkipped({ kind, reason }: Pick<SkipDecision, "kind" | "reason">): RunResult {
    this.facts.skipped = kind;
    return this.close({ verdict: "skipped", reason });
  }

  closePromoted(championId: string, reason: string): RunResult {
    this.facts.championId = championId;
    this.facts.publication = "moved";
    return this.close({ verdict: "promoted", reason });
  }

  close({ verdict, reason }: { verdict: VerdictName; reason: string }): RunResult {
    return this.#result({ verdict, error: null, reason, exitCode: EXIT_CODES[verdict] });
  }

  /** Ends a run by a thrown error. Data that cannot be read gives a verdict (rejected or inconclusive), any other error an error result. */
  closeThrown(thrown: unknown): RunResult {
    const { kind, exitCode, problems } = explain(thrown);
    if (thrown instanceof UnknownChampion) {
      this.facts.championId = null;
      this.facts.publication = thrown.publication;
    }
    const reason = problems.map((p) => p.message).join(" ");
    if (kind !== "data") return this.#result({ verdict: null, error: { kind, problems }, reason, exitCode });
    const damaged = thrown instanceof DamagedError;
    for (const { message, where, got, expected } of problems) {
      const [code, status] = damaged ? (["registry", "inconclusive"] as const) : (["unreadable", "fail"] as const);
      const subject = where?.file ?? (damaged ? "registry" : "data");
      this.facts.checks.push(check(code, subject, status, message, { observed: got, expected, where }));
    }
    // An earlier failed check still rejects.
    const failed = this.facts.checks.find((check) => check.status === "fail");
    return failed
      ? this.close({ verdict: "rejected", reason: damaged ? failed.message : reason })
      : this.close({ verdict: "inconclusive", reason });
  }

  /** The run record for the registry, promoted or not. */
  record(result: RunResult): RunRecord {
    const weighted = result.evaluation?.candidate?.metrics.find((metric) => metric.name === "f1" && metric.average === "weighted");
    return {
      time: new Date(this.now()).toISOString(),
      verdict: result.verdict,
      reason: result.reason,
      modelId: result.modelId,
      championId: result.championId,
      f1: weighted?.value ?? null,
      profile: this.#profile,
      ...this.#namedRows(result),
    };
  }

  /** Row sets that findings refer to; none after a promotion, whose history entry stores them. */
  #namedRows({ publication, checks }: RunResult): Pick<RunRecord, "rowSets"> {
    if (publication === "moved" || this.#rowSets === null || checks.every(({ status }) => status === "pass")) return {};
    return { rowSets: this.#rowSets() };
  }

  #result(end: Pick<RunResult, "verdict" | "error" | "reason" | "exitCode">): RunResult {
    const timings = { ...this.#timings, total: Math.max(0, this.now() - this.#started) };
    const checks = told(this.facts.checks, this.#configuration);
    return { version: 1, ...end, ...this.facts, checks, timings, environment: this.#environment() };
  }
}
