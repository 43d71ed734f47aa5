// The built bundle in its own process, as users run it.
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunResult } from "../../src/types/run.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** DIST names another build than the committed one, for work in progress. */
export const CLI = join(process.env.DIST ?? join(ROOT, "dist"), "cli.js");

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Where {
  cwd?: string;
  /** Another Node than the one that runs the tests. */
  node?: string;
  env?: NodeJS.ProcessEnv;
}

/** A process that the test may watch, stop and kill while it runs. */
export interface Started {
  child: ChildProcess;
  finished: Promise<Finished>;
  /** Settles when standard error holds this text, or the process has ended without it. */
  says(text: string): Promise<boolean>;
}

export function start(args: string[], { cwd = ROOT, node: executable = process.execPath, env = process.env }: Where = {}): Started {
  const child = spawn(executable, args, { cwd, env: { ...env, NODE_NO_WARNINGS: "1" }, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  const finished = new Promise<Finished>((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => done({ code, stdout, stderr }));
  });
  const says = (text: string) =>
    new Promise<boolean>((done) => {
      const look = () => stderr.includes(text) && done(true);
      child.stderr.on("data", look);
      child.on("close", () => done(stderr.includes(text)));
      look();
    });
  return { child, finished, says };
}

export function node(args: string[], where?: Where): Promise<Finished> {
  return start(args, where).finished;
}

export const cli = (args: string[], where?: Where) => node([CLI, ...args], where);

/** A command with `--json -`; the parsed result and the exit code. */
export async function cliJson<T = RunResult>(args: string[], where?: Where): Promise<Finished & { json: T }> {
  return withJson<T>(args, await cli([...args, "--json", "-"], where));
}

/** What a command printed, with its standard output parsed; throws with all that it said where that is no JSON. */
export function withJson<T>(args: string[], finished: Finished): Finished & { json: T } {
  try {
    return { ...finished, json: JSON.parse(finished.stdout) as T };
  } catch {
    throw new Error(
      `no JSON from ${args.join(" ")}: exit ${finished.code}\n${finished.stdout.slice(0, 2000)}\n${finished.stderr.slice(0, 4000)}`,
    );
  }
}

export const newFolder = () => mkdtemp(join(tmpdir(), "gated-retrain-test-"));

export const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

/** Every file below a folder with the hash of its bytes; a missing folder is empty. */
export async function snapshot(dir: string): Promise<Record<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashed = await Promise.all(files.sort().map(async (path) => [path.slice(dir.length), sha256(await readFile(path))] as const));
  return Object.fromEntries(hashed);
}
