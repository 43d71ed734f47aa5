// One registry in a folder of its own, night after night: a file is delivered, a run judges it, and the champion is asked about rows whose truth is known.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseFlags } from "../../src/commands/common/flags.ts";
import { init } from "../../src/commands/init/init.ts";
import { predictCommand } from "../../src/commands/predict.ts";
import { run } from "../../src/commands/run.ts";
import type { CheckResult, VerdictName } from "../../src/types/judgement.ts";
import { csvOf, type Row } from "./tables.ts";

/** Not one row after another is worth a warning here: what a small hold-out cannot show, and what is told every night. */
const TOLD_ANYWAY = new Set(["f1-threshold", "holdout", "freshness", "min-class-f1", "calibration"]);

export interface Night {
  verdict: VerdictName;
  /** Codes of what was found fault with; a champion that is merely kept is no finding. */
  failed: string[];
  /** Of warnings that no night before gave of the same column and file: files that wait are judged again each night. */
  warned: string[];
}

export class Nights {
  readonly folder = mkdtempSync(join(tmpdir(), "gated-retrain-nights-"));
  readonly #truth: Row[];
  readonly #warned = new Set<string>();
  #day = 0;

  /** `truth`: fresh rows with their true classes. */
  constructor(truth: Row[], config: Record<string, unknown> = {}) {
    this.#truth = truth;
    const settings = {
      data: { files: "day_{YYYYMMDD}.csv" },
      target: "label",
      split: { salt: "nights" },
      train: { trees: 20 },
      ...config,
    };
    writeFileSync(join(this.folder, "retrain.yml"), JSON.stringify(settings));
    writeFileSync(join(this.folder, "truth.csv"), csvOf(truth));
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  nameOf(day: number): string {
    return `day_${new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10).replaceAll("-", "")}.csv`;
  }

  /** The next day's file; its number. */
  deliver(rows: Row[]): number {
    writeFileSync(join(this.folder, this.nameOf(this.#day)), csvOf(rows));
    return this.#day++;
  }

  /** Another file in the place of one that was delivered. */
  replace(day: number, rows: Row[]): void {
    writeFileSync(join(this.folder, this.nameOf(day)), csvOf(rows));
  }

  /** What init says of the files that are there, in a person's words; it writes the configuration and the schema that the nights then use. */
  async begin(): Promise<string> {
    const words = ["--data", "day_{YYYYMMDD}.csv", "--target", "label", "--force"];
    return (await init.run(parseFlags(words, init.flags), this.#host())).text;
  }

  async judge(): Promise<Night> {
    const { json } = await run.run(parseFlags(["--registry", "directory:registry"], run.flags), this.#host());
    const { verdict, checks, error } = json as { verdict: VerdictName | null; checks: CheckResult[]; error?: unknown };
    if (verdict === null) throw new Error(`a night ended without a verdict: ${JSON.stringify(error)}`);
    const codesOf = (found: CheckResult[]) => [...new Set(found.map(({ code }) => code))];
    const failed = checks.filter(({ status }) => status === "fail" || status === "inconclusive");
    const key = ({ code, subject, where }: CheckResult) => `${code} ${subject} ${where?.file}`;
    const warned = checks.filter((check) => check.status === "warn" && !TOLD_ANYWAY.has(check.code) && !this.#warned.has(key(check)));
    for (const check of warned) this.#warned.add(key(check));
    return { verdict, failed: codesOf(failed), warned: codesOf(warned) };
  }

  /** What the champion says of the known rows. */
  async answers(): Promise<string[]> {
    const words = ["--registry", "directory:registry", "--data", "truth.csv", "--out", "said.csv"];
    await predictCommand.run(parseFlags(words, predictCommand.flags), this.#host());
    const lines = readFileSync(join(this.folder, "said.csv"), "utf8").trim().split("\n").slice(1);
    return lines.map((line) => line.slice(0, line.indexOf(",")));
  }

  async accuracy(): Promise<number> {
    const said = await this.answers();
    return this.#truth.filter(({ label }, i) => said[i] === label).length / this.#truth.length;
  }

  #host() {
    return {
      cwd: this.folder,
      now: () => Date.UTC(2025, 0, 1 + this.#day),
      threads: 1,
      progress: () => {},
      origin: { run: null, actor: null, event: "bench" },
      services: { identityToken: null, repository: null },
      environment: () => ({ node: process.version, platform: process.platform, threads: 1, peakMemoryBytes: 0 }),
      // Benches and tests run in the project.
      home: process.cwd(),
    };
  }
}
