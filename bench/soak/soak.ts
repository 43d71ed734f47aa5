// A promoting run of which one call to the registry's home fails or ends the process: what it says, what is there, and what the next run does.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RunResult } from "../../src/types/run.ts";
import { uniforms } from "../../test/evaluate/random.ts";

export interface Case {
  /** From 1. */
  call: number;
  fault: string;
}

/** Where models live in the soak, and how a call to it is disturbed. */
export interface SoakHome {
  registry: string;
  /** Those whose name begins with "kill" end the process. */
  faults: readonly string[];
  /** Environment of a process whose call is disturbed; null: none is. */
  disturb(one: Case | null): Record<string, string>;
  /** The process that a fault may end. */
  watch?(child: ChildProcess): void;
  /** Names of the calls of the process that ended last, in order. */
  calls(): string[];
  /** Model that champion.json names. `folder`: the run's. */
  pointer(folder: string): Promise<string | null>;
  /** Keeps what is there, as `reset` brings it back; a directory lies in the run's folder. */
  keep?(): void | Promise<void>;
  reset?(): void | Promise<void>;
}

export interface Soaked {
  /** Names of the calls of an undisturbed run, in order. */
  calls: string[];
  tried: number;
  /** Sentences, one for each thing that is not so. */
  lies: string[];
  endings: Map<string, number>;
}

const FLAGS = ["--data", "data/day_{YYYYMMDD}.csv", "--target", "label", "--f1-threshold", "0.6"];
const SET = ["--threads", "1", "--set", "train.trees=5", "split.salt=soak", "gates.champion.margin=0.5", "--json", "-"];

interface Ended {
  code: number | null;
  result: RunResult | null;
}

/** `root`: a checkout with dist; `chosen`: which of all cases are tried. */
export async function soak(root: string, home: SoakHome, chosen: (all: Case[]) => Case[], say: (line: string) => void): Promise<Soaked> {
  const base = mkdtempSync(join(tmpdir(), "gated-retrain-soak-"));
  try {
    const begun = join(base, "home");
    mkdirSync(join(begun, "data"), { recursive: true });
    writeDay(begun, 1);
    const first = await promoted(root, begun, home);
    writeDay(begun, 2);
    await home.keep?.();
    const second = await promoted(root, copied(begun, base), home);
    const calls = home.calls();
    const all = calls.flatMap((_, i) => home.faults.map((fault) => ({ call: i + 1, fault })));
    const soaked: Soaked = { calls, tried: 0, lies: [], endings: new Map() };
    for (const one of chosen(all)) {
      await home.reset?.();
      const folder = copied(begun, base);
      const ended = await run(root, folder, home, one);
      const ending = `${one.fault}: exit ${ended.code ?? "killed"}, ${ended.result?.verdict ?? ended.result?.error?.kind ?? "nothing said"}`;
      soaked.endings.set(ending, (soaked.endings.get(ending) ?? 0) + 1);
      soaked.tried++;
      const found = [...judged(one, ended, await home.pointer(folder), { old: first, next: second })];
      found.push(...(await afterwards(root, folder, home, second)));
      const lies = found.map((lie) => `call ${one.call} (${calls[one.call - 1]}), ${one.fault}: ${lie}`);
      soaked.lies.push(...lies);
      for (const lie of lies) say(lie);
      rmSync(folder, { recursive: true, force: true });
    }
    return soaked;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function promoted(root: string, folder: string, home: SoakHome): Promise<string> {
  const { result } = await run(root, folder, home);
  if (result?.verdict !== "promoted") throw new Error(`an undisturbed run was not promoted: ${result?.reason}`);
  return result.championId!;
}

/** What the run says of itself, held against the pointer that is there. */
function judged({ fault }: Case, { code, result }: Ended, pointer: string | null, { old, next }: { old: string; next: string }): string[] {
  const lies: string[] = [];
  if (pointer !== old && pointer !== next) lies.push(`champion.json names ${pointer}`);
  if (result === null) {
    if (!fault.startsWith("kill")) lies.push(`exit ${code} without a result`);
    return lies;
  }
  if (code === 70) lies.push("exit 70");
  const { publication, championId, verdict, exitCode } = result;
  if (exitCode !== code) lies.push(`exit ${code}, and run.json says ${exitCode}`);
  if (publication === "moved" && (pointer !== next || championId !== next)) lies.push("says moved, and it has not");
  if (publication === "not-moved" && (pointer !== old || (championId !== null && championId !== old)))
    lies.push("says not moved, and it has");
  if (publication === "unknown" && (championId !== null || verdict !== null)) lies.push("does not know, and names a champion");
  if (verdict === "promoted" && publication !== "moved") lies.push("promoted without a move");
  return lies;
}

/** Undisturbed, the next run verifies and ends where the first one wanted to. */
async function afterwards(root: string, folder: string, home: SoakHome, next: string): Promise<string[]> {
  const { code, result } = await run(root, folder, home);
  const isSound = code === 0 && (result?.verdict === "promoted" || result?.verdict === "skipped") && result.championId === next;
  const left = isSound ? [] : [`the next run: exit ${code}, ${result?.verdict}, champion ${result?.championId}, ${result?.reason}`];
  const verified = await ended(start(root, folder, ["verify", "--registry", home.registry], home.disturb(null)));
  return verified.code === 0 ? left : [...left, `verify: exit ${verified.code}`];
}

function copied(home: string, base: string): string {
  const folder = mkdtempSync(join(base, "case-"));
  cpSync(home, folder, { recursive: true });
  return folder;
}

function writeDay(home: string, day: number): void {
  const uniform = uniforms(day);
  const lines = Array.from({ length: 240 }, () => {
    const [a, b] = [uniform(), uniform()];
    return `${a.toFixed(4)},${b.toFixed(4)},${a + b + 0.1 * uniform() > 1.05 ? "yes" : "no"}`;
  });
  writeFileSync(join(home, `data/day_2026010${day}.csv`), `x0,x1,label\n${lines.join("\n")}\n`);
}

async function run(root: string, cwd: string, home: SoakHome, one: Case | null = null): Promise<Ended> {
  const child = start(root, cwd, ["run", ...FLAGS, "--registry", home.registry, ...SET], home.disturb(one));
  home.watch?.(child);
  const { code, out } = await ended(child);
  return { code, result: out === "" ? null : (JSON.parse(out) as RunResult) };
}

function start(root: string, cwd: string, words: string[], env: Record<string, string>): ChildProcess {
  const hook = pathToFileURL(join(root, "bench/soak/hook.mjs")).href;
  const args = ["--import", hook, join(root, "dist/cli.js"), ...words];
  return spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "ignore"] });
}

function ended(child: ChildProcess): Promise<{ code: number | null; out: string }> {
  return new Promise((done, failed) => {
    let out = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.on("error", failed);
    child.on("close", (code) => done({ code, out }));
  });
}
