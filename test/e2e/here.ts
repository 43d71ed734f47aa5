// A command inside the test's process, parsed and explained as at a terminal, for the hundreds of cases that need no process of their own.
import { expect } from "vitest";
import type { Command, Host } from "../../src/commands/common/command.ts";
import { parseFlags } from "../../src/commands/common/flags.ts";
import { failedBeforeStart } from "../../src/commands/common/pipeline.ts";
import { execute, hostIn } from "../../src/commands/edge/terminal.ts";
import { init } from "../../src/commands/init/init.ts";
import { predictCommand } from "../../src/commands/predict.ts";
import { check, outcomeOf, run } from "../../src/commands/run.ts";
import { trainCommand } from "../../src/commands/train.ts";
import { validateCommand } from "../../src/commands/validate.ts";
import { printable } from "../../src/report/terminal.ts";
import { explain } from "../../src/types/errors.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import type { Where as Place, Problem } from "../../src/types/problem.ts";
import type { RunResult } from "../../src/types/run.ts";
import { type Finished, ROOT, type Where, withJson } from "./cli.ts";

const COMMANDS: Record<string, Command> = { run, check, validate: validateCommand, train: trainCommand, predict: predictCommand, init };

export type CommandName = "run" | "check" | "validate" | "train" | "predict" | "init";

export interface Ended {
  name: CommandName;
  code: number;
  /** What a person reads, progress included. */
  text: string;
  json: { verdict?: string | null; reason?: string; error?: { kind: string; problems: Problem[] } | null; checks?: CheckResult[] };
}

export async function commandHere(name: CommandName, words: string[], cwd: string): Promise<Ended> {
  const command = COMMANDS[name]!;
  let said = "";
  const host: Host = {
    cwd,
    now: Date.now,
    threads: 1,
    progress: (message) => {
      said += `${message}\n`;
    },
    origin: { run: null, actor: null, event: "test" },
    services: { identityToken: null, repository: null },
    environment: () => ({ node: process.version, platform: process.platform, threads: 1, peakMemoryBytes: 0 }),
    home: ROOT,
  };
  try {
    const { exitCode, json, text } = await command.run(parseFlags(words, command.flags), host);
    return { name, code: exitCode, text: said + text, json: json as Ended["json"] };
  } catch (error) {
    if (command.judges) {
      const { exitCode, json, text } = outcomeOf(await failedBeforeStart(error, { cwd, values: {} }, name, host));
      return { name, code: exitCode, text: said + text, json: json as Ended["json"] };
    }
    const { kind, exitCode, problems } = explain(error);
    // What nobody foresaw is best seen whole.
    if (kind === "bug") throw error;
    return {
      name,
      code: exitCode,
      text:
        said +
        problems
          .slice(0, 20)
          .map((one) => printable(`error: ${one.message}\n`))
          .join(""),
      json: { error: { kind, problems } },
    };
  }
}

export interface Finding {
  /** Of a check. */
  subject?: string;
  message: string;
  where: Place | null;
}

/** What a person must be told: the problems of an error, else the checks that did not pass. */
export function findingsOf({ json }: Ended): Finding[] {
  if (json.error) return json.error.problems;
  return (json.checks ?? []).filter((one) => ["fail", "inconclusive", "undecided"].includes(one.status));
}

/** A cell that no report may show. */
export const SECRET = "SECRET7731";

const VERDICTS: Record<number, RegExp> = { 0: /^(promoted|checked|skipped|kept)$/, 1: /^(rejected|inconclusive)$/ };

/** A verdict or exit 1 to 4, a sentence for each finding, no stack, no data; never a bug. */
export function expectClear(ended: Ended, codes = [0, 1, 2, 3, 4]): void {
  const { name, code, text, json } = ended;
  expect(codes, `${name}: ${text}`).toContain(code);
  const judges = COMMANDS[name]!.judges === true;
  if (judges && code < 2) expect(json.verdict).toMatch(VERDICTS[code]!);
  if (judges && code >= 2) expect(json).toMatchObject({ verdict: null, error: { kind: { 2: "config", 3: "service", 4: "limit" }[code] } });
  const findings = findingsOf(ended);
  if (code > 0) expect(findings.length).toBeGreaterThan(0);
  for (const { message, where } of findings) {
    expect(message).toMatch(/[.:?`"”)\]]$|[^.]$/s);
    expect(message.length).toBeLessThan(1500);
    expect(message).not.toMatch(/\bundefined\b|\[object |TypeError|RangeError|ENOENT|\n\s+at /);
    if (where !== null) {
      expect(where.line).toBeGreaterThan(0);
      expect(where.column).toBeGreaterThan(0);
    }
  }
  expect(text).not.toMatch(/\n\s+at .*[(:]\d/);
  expect(text.length).toBeLessThan(50_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal acts on these.
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(text + JSON.stringify(json)).not.toContain(SECRET);
}

let turn: Promise<unknown> = Promise.resolve();

/** Does the work in a folder and with the variables of another process, one work after the other; restores both. */
export async function within<T>(cwd: string, env: NodeJS.ProcessEnv, work: () => Promise<T>): Promise<T> {
  const done = turn.then(async () => {
    const [folder, variables] = [process.cwd(), process.env];
    process.chdir(cwd);
    process.env = { ...env };
    try {
      return await work();
    } finally {
      process.chdir(folder);
      process.env = variables;
    }
  });
  turn = done.catch(() => {});
  return await done;
}

/** A command line as `cli` runs it, in this process: for tests of what a command says and does, not of its process. */
export async function cliHere(words: string[], { cwd = ROOT, env = process.env }: Where = {}): Promise<Finished> {
  return await within(cwd, env, async () => {
    const finished = { code: 0, stdout: "", stderr: "" };
    const streams = {
      out: (text: string) => {
        finished.stdout += text;
      },
      err: (text: string) => {
        finished.stderr += text;
      },
      home: ROOT,
    };
    finished.code = await execute(words, streams, async () => ({ ...(await hostIn(cwd, env, streams)), threads: 1 }));
    return finished;
  });
}

/** `cliJson` in this process. */
export async function cliJsonHere<T = RunResult>(words: string[], where?: Where): Promise<Finished & { json: T }> {
  return withJson<T>(words, await cliHere([...words, "--json", "-"], where));
}
