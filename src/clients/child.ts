// Runs a user's program without a shell: named environment variables only, limits on time, memory and output, no process left running.
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ChildTask {
  /** Program and arguments. */
  command: string[];
  /** Absolute. */
  folder: string;
  /** Names of environment variables passed on besides the standard ones; unset ones are omitted. */
  names: string[];
  env: Record<string, string>;
  /** Time limit in milliseconds. */
  timeoutMs: number;
  /** Memory limit in bytes for the program and its child processes; null: none. Enforced on Linux only. */
  memoryBytes: number | null;
  /** Called with each line of its output, cut to a length and without control characters. */
  onLine: (line: string) => void;
}

export type ChildResult =
  | { kind: "exited"; code: number; output: string }
  /** Ended by a signal that this process did not send. */
  | { kind: "killed"; signal: string; output: string }
  | { kind: "timeout"; output: string }
  | { kind: "memory"; output: string }
  /** The program is not there or may not be run. */
  | { kind: "not-started"; why: string };

/** Environment variables that programs need to start; none is a secret. */
const PASSED = [
  ..."PATH LD_LIBRARY_PATH DYLD_LIBRARY_PATH JAVA_HOME VIRTUAL_ENV CONDA_PREFIX pythonLocation R_LIBS_USER".split(" "),
  ..."SystemRoot windir ComSpec PATHEXT NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE".split(" "),
];
const MARK = "GATED_RETRAIN_RUN";
const MAX_OUTPUT_BYTES = 8 * 1024;
const MAX_LINE_LENGTH = 500;
const MAX_LINES = 2000;
/** Milliseconds from SIGTERM to SIGKILL; shorter than GRACE_MS of supervised-thread.ts. */
const GRACE_MS = 500;

/** Runs a program to its end, then ends its remaining child processes and removes its temporary folder. */
export async function runChild(task: ChildTask): Promise<ChildResult> {
  const home = await mkdtemp(join(tmpdir(), "gated-retrain-command-"));
  const mark = randomUUID();
  try {
    const env = await environmentOf(task, home, mark);
    const [program, ...words] = task.command;
    const child = spawn(program!, words, {
      cwd: task.folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    });
    return await followed(child, task, mark);
  } finally {
    await endMarked(mark);
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function environmentOf({ names, env }: ChildTask, home: string, mark: string): Promise<Record<string, string>> {
  const temporary = join(home, "tmp");
  await mkdir(temporary);
  const passed = (wanted: string[]) =>
    Object.fromEntries(wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const])));
  const own = {
    HOME: home,
    USERPROFILE: home,
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    LANG: "C.UTF-8",
    TZ: "UTC",
  };
  // HOME is passed on only if it is named.
  return { ...passed(PASSED), ...own, ...passed(names), ...env, [MARK]: mark };
}

function followed(child: ChildProcess, { timeoutMs, memoryBytes, onLine }: ChildTask, mark: string): Promise<ChildResult> {
  const tail = new Tail(onLine);
  let ended: "timeout" | "memory" | null = null;
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => {
        ended ??= "timeout";
        void endGroup(child, mark);
      },
      Math.min(timeoutMs, 2 ** 31 - 1),
    );
    const stopWatching = watchMemory(mark, memoryBytes, () => {
      ended ??= "memory";
      void endGroup(child, mark);
    });
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => tail.take(chunk));
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      stopWatching();
      resolve({ kind: "not-started", why: error.code === "ENOENT" ? "there is no such program" : (error.code ?? error.message) });
    });
    // "exit" rather than "close": remaining child processes may hold the pipes open.
    child.on("exit", async (code, signal) => {
      clearTimeout(timer);
      stopWatching();
      await endGroup(child, mark);
      const output = tail.close();
      if (ended !== null) resolve({ kind: ended, output });
      else resolve(code === null ? { kind: "killed", signal: signal ?? "unknown", output } : { kind: "exited", code, output });
      child.stdout?.destroy();
      child.stderr?.destroy();
    });
  });
}

/** The last lines of a program's output for a message, without stack traces and caret lines; empty: no output. */
export function outputTail(output: string): string {
  const lines = output.split("\n").filter((line) => !/^\s+at\s|^Node\.js v\d|^[\s^~]*$/.test(line));
  return lines.length === 0
    ? ""
    : ` It printed last: ${lines
        .slice(-5)
        .map((line) => line.trim())
        .join(" | ")
        .slice(-800)}`;
}

/** Keeps the end of a program's output in bounded memory, and passes its lines on as they arrive. */
class Tail {
  #output = "";
  #line = "";
  #lines = 0;
  readonly #onLine: (line: string) => void;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  take(chunk: Buffer): void {
    const text = chunk.toString("utf8");
    this.#output = (this.#output + text).slice(-MAX_OUTPUT_BYTES);
    const pieces = text.split(/\r?\n|\r/);
    for (const [i, piece] of pieces.entries()) {
      if (i > 0) this.#flush();
      if (this.#line.length < MAX_LINE_LENGTH) this.#line += piece.slice(0, MAX_LINE_LENGTH - this.#line.length);
    }
  }

  close(): string {
    this.#flush();
    return plainText(this.#output);
  }

  #flush(): void {
    const line = plainText(this.#line);
    this.#line = "";
    if (line.trim() === "" || this.#lines > MAX_LINES) return;
    this.#lines++;
    this.#onLine(this.#lines > MAX_LINES ? "… (more lines are not shown)" : line);
  }
}

/** Removes control characters and workflow commands (`::error::`, `##[error]`). */
function plainText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => (sign === "\n" || sign === "\t" ? sign : " "))
    .replace(/::|##\[/g, (mark) => `${mark[0]} ${mark[1]}${mark[2] ?? ""}`);
}

/** SIGTERM to the process group, then SIGKILL to every process with the mark. */
async function endGroup(child: ChildProcess, mark: string): Promise<void> {
  signalGroup(child, "SIGTERM");
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise<void>((done) => {
      const timer = setTimeout(done, GRACE_MS);
      child.once("exit", () => {
        clearTimeout(timer);
        done();
      });
    });
  }
  signalGroup(child, "SIGKILL");
  await endMarked(mark);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended.
  }
}

const WATCH_MS = 500;

/** Watches the memory limit; the returned function stops watching. Shared pages are counted once (PSS). */
function watchMemory(mark: string, most: number | null, end: () => void): () => void {
  if (most === null) return () => undefined;
  let isLooking = false;
  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    const held = await Promise.all((await markedProcesses(mark)).map(memoryOf));
    isLooking = false;
    if (held.reduce((sum, bytes) => sum + bytes, 0) > most) end();
  }, WATCH_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Proportional set size in bytes. */
async function memoryOf(pid: number): Promise<number> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, "latin1").catch(() => "");
  const kibibytes = /^Pss:\s+(\d+) kB/m.exec(await read("smaps_rollup")) ?? /^VmRSS:\s+(\d+) kB/m.exec(await read("status"));
  return kibibytes === null ? 0 : 1024 * Number(kibibytes[1]);
}

/** Processes with the mark in their environment, including those that left the group (setsid). Linux only. */
async function endMarked(mark: string): Promise<void> {
  for (let round = 0; round < 5; round++) {
    const pids = await markedProcesses(mark);
    if (pids.length === 0) return;
    for (const pid of pids) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended.
      }
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function markedProcesses(mark: string): Promise<number[]> {
  const names = await readdir("/proc").catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const isMarked = await Promise.all(
    pids.map(async (pid) => (await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "")).includes(`${MARK}=${mark}`)),
  );
  return pids.filter((pid, i) => isMarked[i] && pid !== process.pid);
}
