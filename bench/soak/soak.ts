// A promoting run on a directory whose n-th file call fails or ends the process: what it says, what is there, and what the next run does.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RunResult } from "../../src/types/run.ts";
import { uniforms } from "../../test/evaluate/random.ts";

export const FAULTS = ["kill", "EIO", "ENOSPC", "EACCES"] as const;
type Fault = (typeof FAULTS)[number];

export interface Case {
  call: number;
  fault: Fault;
}

export interface Soaked {
  /** Names of the calls of an undisturbed run, in order. */
  calls: string[];
  tried: number;
  /** Sentences, one for each thing that is not so. */
  lies: string[];
  endings: Map<string, number>;
}

const FLAGS = ["--data", "data/day_{YYYYMMDD}.csv", "--target", "label", "--f1-threshold", "0.6", "--registry", "registry"];
const SET = ["--threads", "1", "--set", "train.trees=5", "split.salt=soak", "gates.champion.margin=0.5", "--json", "-"];

interface Ended {
  code: number | null;
  result: RunResult | null;
}

/** `root`: a checkout with dist; `chosen`: which of all cases are tried. */
export async function soak(root: string, chosen: (all: Case[]) => Case[], say: (line: string) => void): Promise<Soaked> {
  const base = mkdtempSync(join(tmpdir(), "gated-retrain-soak-"));
  try {
    const home = join(base, "home");
    mkdirSync(join(home, "data"), { recursive: true });
    writeDay(home, 1);
    const first = await run(root, home);
    if (first.result?.verdict !== "promoted") throw new Error(`the first run was not promoted: ${first.result?.reason}`);
    writeDay(home, 2);
    const log = join(base, "calls");
    const plain = copied(home, base);
    const second = await run(root, plain, { SOAK_LOG: log });
    if (second.result?.verdict !== "promoted") throw new Error(`the second run was not promoted: ${second.result?.reason}`);
    const calls = readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(" ")[0]!);
    const all = calls.flatMap((_, i) => FAULTS.map((fault) => ({ call: i + 1, fault })));
    const soaked: Soaked = { calls, tried: 0, lies: [], endings: new Map() };
    const ids = { old: first.result.championId!, next: second.result.championId! };
    for (const one of chosen(all)) {
      const folder = copied(home, base);
      const ended = await run(root, folder, { SOAK_AT: String(one.call), SOAK_HOW: one.fault });
      const ending = `${one.fault}: exit ${ended.code ?? "killed"}, ${ended.result?.verdict ?? ended.result?.error?.kind ?? "nothing said"}`;
      soaked.endings.set(ending, (soaked.endings.get(ending) ?? 0) + 1);
      soaked.tried++;
      const found = [...judged(one, ended, pointerOf(folder), ids), ...(await afterwards(root, folder, ids.next))];
      soaked.lies.push(...found.map((lie) => `call ${one.call} (${calls[one.call - 1]}), ${one.fault}: ${lie}`));
      for (const lie of found) say(`call ${one.call} (${calls[one.call - 1]}), ${one.fault}: ${lie}`);
      rmSync(folder, { recursive: true, force: true });
    }
    return soaked;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** What the run says of itself, held against the pointer that is there. */
function judged({ fault }: Case, { code, result }: Ended, pointer: string | null, { old, next }: { old: string; next: string }): string[] {
  const lies: string[] = [];
  if (pointer !== old && pointer !== next) lies.push(`champion.json names ${pointer}`);
  if (result === null) {
    if (fault !== "kill") lies.push(`exit ${code} without a result`);
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
async function afterwards(root: string, folder: string, next: string): Promise<string[]> {
  const { code, result } = await run(root, folder);
  const isSound = code === 0 && (result?.verdict === "promoted" || result?.verdict === "skipped") && result.championId === next;
  const left = isSound ? [] : [`the next run: exit ${code}, ${result?.verdict}, champion ${result?.championId}, ${result?.reason}`];
  const verified = await command(root, folder, ["verify", "--registry", "registry"]);
  return verified === 0 ? left : [...left, `verify: exit ${verified}`];
}

function pointerOf(folder: string): string | null {
  const path = join(folder, "registry/champion.json");
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { id: string }).id : null;
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

function run(root: string, cwd: string, env: Record<string, string> = {}): Promise<Ended> {
  const hook = pathToFileURL(join(root, "bench/soak/hook.mjs")).href;
  const args = ["--import", hook, join(root, "dist/cli.js"), "run", ...FLAGS, ...SET];
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "ignore"] });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.on("error", failed);
    child.on("close", (code) => done({ code, result: out === "" ? null : (JSON.parse(out) as RunResult) }));
  });
}

function command(root: string, cwd: string, args: string[]): Promise<number | null> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, "dist/cli.js"), ...args], { cwd, stdio: "ignore" });
    child.on("error", failed);
    child.on("close", done);
  });
}
