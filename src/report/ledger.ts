// What one run has found so far; closes into run.json's object whatever happens.
import { DamagedError, explain } from "../errors.ts";
import type { CheckResult, RunResult, SourceFile, VerdictName } from "../types.ts";

export interface Surroundings {
  /** Milliseconds since 1970. */
  now: () => number;
  environment: () => { node: string; platform: string; threads: number; peakMemoryBytes: number };
}

export type Facts = Omit<RunResult, "version" | "verdict" | "error" | "reason" | "exitCode" | "timings" | "environment">;

const EXIT_CODES: Record<VerdictName, number> = { promoted: 0, checked: 0, skipped: 0, kept: 0, rejected: 1, inconclusive: 1 };

export class Ledger {
  readonly facts: Facts = {
    modelId: null,
    championId: null,
    checks: [],
    data: null,
    split: null,
    evaluation: null,
  };
  readonly #surroundings: Surroundings;
  readonly #started: number;
  readonly #timings: Record<string, number> = {};

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#started = surroundings.now();
  }

  /** Runs one stage and notes how long it took, also when it throws. */
  async stage<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    const begun = this.#surroundings.now();
    try {
      return await work();
    } finally {
      this.#timings[name] = (this.#timings[name] ?? 0) + this.#surroundings.now() - begun;
    }
  }

  /** Adds check results; true when one of these ends the run. */
  fails(checks: CheckResult[]): boolean {
    this.facts.checks.push(...checks);
    return checks.some((check) => check.status === "fail");
  }

  files(files: SourceFile[], digest: string | null): void {
    this.facts.data = {
      digest,
      rows: files.reduce((sum, file) => sum + file.table.rows, 0),
      files: files.map(({ name, digest, bytes, table, uri, versionId }) => ({ name, digest, bytes, rows: table.rows, uri, versionId })),
    };
  }

  close(verdict: VerdictName, reason: string): RunResult {
    return this.#result({ verdict, error: null, reason, exitCode: EXIT_CODES[verdict] });
  }

  /** A registry that does not verify is a verdict; everything else thrown is an error. */
  closeThrown(thrown: unknown): RunResult {
    const { kind, exitCode, problems } = explain(thrown);
    const reason = problems.map((p) => p.message).join(" ");
    if (!(thrown instanceof DamagedError) && kind !== "data") {
      return this.#result({ verdict: null, error: { kind, problems }, reason, exitCode });
    }
    const [code, status] = thrown instanceof DamagedError ? (["registry", "inconclusive"] as const) : (["unreadable", "fail"] as const);
    for (const { message, where, got, expected } of problems) {
      const subject = where?.file ?? (code === "registry" ? "registry" : "data");
      this.facts.checks.push({ code, subject, status, observed: got, expected, message, suggestion: null, where });
    }
    return this.close(code === "registry" ? "inconclusive" : "rejected", reason);
  }

  #result(end: Pick<RunResult, "verdict" | "error" | "reason" | "exitCode">): RunResult {
    const total = this.#surroundings.now() - this.#started;
    return { version: 1, ...end, ...this.facts, timings: { ...this.#timings, total }, environment: this.#surroundings.environment() };
  }
}
