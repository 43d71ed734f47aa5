// What one run has found so far; closes into run.json's object whatever happens.

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
  /** The configuration that findings tell to edit; absent or null: none was read, so the usual name. */
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

  /** `minutes`: how long the run may take. */
  constructor({ now, environment, configuration }: RecorderOptions, minutes = Number.POSITIVE_INFINITY) {
    this.now = now;
    this.#environment = environment;
    this.#configuration = configuration ?? undefined;
    this.#started = now();
    this.#minutes = minutes;
  }

  /** Runs one stage, and records how long it took and whether it failed. Throws LimitError where the run's time is over before it begins. */
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

  /** Adds check results, those without a place at `where`; true when one of them ends the run here. */
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

  /** Of new rows: findings name them by these sets. */
  recordRowSets<T extends { named: () => NamedRows[] }>(cut: T): T {
    this.#rowSets = cut.named;
    return cut;
  }

  /** Of data that was validated for a script. */
  recordScriptData(digest: string, cleanProfile: Profile): void {
    if (this.facts.data !== null) this.facts.data.digest = digest;
    this.#profile = cleanProfile;
  }

  /** `cleanProfile`: null where the run ends before anybody may remember these rows. */
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

  /** Of a model that a team's own script made. */
  recordReported(modelId: string, reported: NonNullable<RunResult["reported"]>): void {
    this.facts.evidence = "reported";
    this.facts.modelId = modelId;
    this.facts.reported = reported;
  }

  /** Milliseconds until the run's time is over. */
  remainingMs(): number {
    return this.#started + this.#minutes * 60_000 - this.now();
  }

  /** Lists what was checked as far as it counts; a run that skips leaves no record. */
  closeWithoutTraining({ kind, reason, reportCheck: says }: SkipDecision, inputs: Inputs, screens: CheckResult[]): RunResult {
    this.recordInputs(inputs, null);
    this.facts.checks = [...this.facts.checks, ...screens].flatMap((check) => says(check) ?? []);
    return this.closeSkipped({ kind, reason });
  }

  /** There is nothing to do for a script. */
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

  /** Bytes that cannot be trusted are a verdict; everything else that was thrown is an error. */
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
    // What failed before, such as a missing file, is no less a rejection for the damage.
    const failed = this.facts.checks.find((check) => check.status === "fail");
    return failed
      ? this.close({ verdict: "rejected", reason: damaged ? failed.message : reason })
      : this.close({ verdict: "inconclusive", reason });
  }

  /** What the registry remembers of this run, promoted or not. */
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

  /** Where rows were accepted, the registry keeps them anyway. */
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
