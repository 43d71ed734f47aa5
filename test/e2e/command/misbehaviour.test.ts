// Ways in which scripts fail or deceive: each ends in a clear verdict or error, and nothing is published.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CONFIG, metrics, type Plan, Repository } from "./script.ts";

interface Way extends Plan {
  name: string;
  verdict?: string | null;
  exitCode?: number;
  says: RegExp;
  set?: string[];
}

const WAYS: Way[] = [
  { name: "writes no model", model: null, says: /models\/model\.bin is not there/ },
  { name: "writes no numbers", metrics: null, says: /metrics\.json is not there/ },
  { name: "swallows its errors", first: "process.exit(0)", says: /is not there/ },
  { name: "exits with 3 and a word", first: `console.error("no rows came"); process.exit(3)`, says: /exit code 3.*no rows came/ },
  { name: "reports NaN", metrics: '{"test": {"f1": NaN, "n": 200}}', says: /"NaN" at test\.f1; expected a finite number/ },
  { name: "reports text", metrics: '{"test": {"f1": "0.99", "n": 200}}', says: /"0\.99" at test\.f1/ },
  { name: "reports null", metrics: '{"test": {"f1": null, "n": 200}}', says: /null at test\.f1/ },
  { name: "has another key", metrics: '{"train": {"f1": 0.9}}', says: /no test\.f1; it has train\.f1/ },
  { name: "writes no JSON", metrics: "f1=0.9", says: /is not JSON/ },
  { name: "says no rows", metrics: '{"test": {"f1": 0.9}}', says: /no test\.n/ },
  { name: "has few rows", metrics: metrics(0.9, 40), says: /on 40 rows; at least 100/ },
  { name: "is not there", first: "", set: ["train.command=[nowhere-to-be-found]"], says: /could not be started: there is no such program/ },
  { name: "is killed by the kernel", first: "process.exit(137)", verdict: null, exitCode: 4, says: /ran out of memory/ },
  {
    name: "hangs",
    first: "await new Promise(() => setInterval(() => {}, 1000))",
    set: ["limits.minutes=0.05"],
    verdict: null,
    exitCode: 4,
    says: /longer than limits\.minutes/,
  },
  {
    name: "takes more memory than it may, in a process of its own",
    first: `(await import("node:child_process")).spawnSync(process.execPath, ["-e", "const a = []; for (;;) { a.push(Buffer.alloc(1 << 24, 1)); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50); if (a.length > 60) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000); }"])`,
    set: ["limits.memory=700MiB"],
    verdict: null,
    exitCode: 4,
    says: /more than limits\.memory \(700 MiB\)/,
  },
  {
    name: "ignores the request to end",
    first: `process.on("SIGTERM", () => {}); await new Promise(() => setInterval(() => {}, 1000))`,
    set: ["limits.minutes=0.05"],
    verdict: null,
    exitCode: 4,
    says: /longer than limits\.minutes/,
  },
  {
    name: "writes a link",
    model: null,
    first: `(await import("node:fs")).mkdirSync("models"); (await import("node:fs")).symlinkSync("/etc/passwd", "models/model.bin")`,
    says: /is a link/,
  },
  {
    name: "links the folder",
    model: null,
    first: `(await import("node:fs")).symlinkSync("/etc", "models")`,
    says: /is a link|is not there/,
  },
  {
    name: "writes a pipe",
    model: null,
    first: `(await import("node:fs")).mkdirSync("models"); (await import("node:child_process")).execFileSync("mkfifo", ["models/model.bin"])`,
    says: /cannot be opened as a plain file|no plain file/,
  },
  {
    name: "writes ten GiB of nothing",
    model: null,
    first: `const fs = await import("node:fs"); fs.mkdirSync("models"); fs.writeFileSync("models/model.bin", ""); fs.truncateSync("models/model.bin", 10 * 2 ** 30)`,
    verdict: null,
    exitCode: 4,
    says: /limits\.model-bytes/,
  },
  {
    name: "writes a folder where a file is asked for, empty",
    model: null,
    first: `(await import("node:fs")).mkdirSync("models/model.bin", { recursive: true })`,
    says: /folder is empty/,
  },
];

/** Processes of which the working directory is this one; only Linux tells. */
function runningIn(folder: string): string[] {
  return readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}

describe("a script that", () => {
  it.each(WAYS)("$name", async ({ verdict = "rejected", exitCode = 1, says, set = [], ...plan }) => {
    const team = await Repository.create();
    const { json } = await team.night(plan, ["run", ...(set.length > 0 ? ["--set", ...set] : [])]);
    expect({ verdict: json.verdict, exitCode: json.exitCode, reason: json.reason }).toMatchObject({ verdict, exitCode });
    expect(json.reason).toMatch(says);
    expect(existsSync(join(team.dir, "registry/champion.json"))).toBe(false);
    if (process.platform === "linux") expect(runningIn(team.dir)).toEqual([]);
  });

  it("leaves yesterday's files in place is not believed", async () => {
    const team = await Repository.create();
    expect((await team.night({ metrics: metrics(0.9) })).json.verdict).toBe("promoted");
    const { json } = await team.night({ first: "process.exit(0)" });
    expect(json).toMatchObject({ verdict: "rejected" });
    expect(json.reason).toMatch(/was not written in this run/);
    const half = await team.night({ metrics: null, model: "new" });
    expect(half.json.reason).toMatch(/metrics\.json was not written in this run/);
  });

  it("prints a gigabyte ends no run and fills no memory", async () => {
    const team = await Repository.create();
    const print = `const line = "x".repeat(1 << 20); for (let i = 0; i < 1024; i++) if (!process.stdout.write(line)) await new Promise((go) => process.stdout.once("drain", go))`;
    const { json } = await team.night({ first: print });
    expect(json.verdict).toBe("promoted");
    expect(json.environment.peakMemoryBytes).toBeLessThan(600 * 2 ** 20);
  });

  it("sees named variables and nothing of ours", async () => {
    const team = await Repository.create(CONFIG.replace("  model:", "  env: [DB_URL]\n  model:"));
    const secrets = {
      GITHUB_TOKEN: "canary-1",
      AWS_SECRET_ACCESS_KEY: "canary-2",
      ACTIONS_RUNTIME_TOKEN: "canary-3",
      "INPUT_GITHUB-TOKEN": "canary-4",
    };
    team.env = { ...secrets, DB_URL: "sql://here" };
    await team.night({ last: `(await import("node:fs")).writeFileSync("models/model.bin", JSON.stringify(process.env))` });
    const seen = execFileSync("cat", [join(team.dir, "models/model.bin")]).toString();
    expect(seen).toContain("sql://here");
    expect(seen).not.toContain("canary");
    const refused = await Repository.create(CONFIG.replace("  model:", "  env: [GITHUB_TOKEN]\n  model:"));
    expect((await refused.night({})).json).toMatchObject({ exitCode: 2 });
  });

  it("leaves programs running, also in a session of their own: they are ended", async () => {
    const team = await Repository.create();
    const orphan = `const { spawn } = await import("node:child_process"); spawn("setsid", ["sleep", "4711"], { detached: true, stdio: "ignore" }).unref(); spawn("sleep", ["4712"], { stdio: "inherit" }).unref()`;
    expect((await team.night({ last: `${orphan}; await new Promise((go) => setTimeout(go, 300)); process.exit(0)` })).json.verdict).toBe(
      "promoted",
    );
    const running = execFileSync("ps", ["-eo", "args"]).toString();
    expect(running).not.toMatch(/sleep 471[12]/);
  });

  it("prints a runner's commands prints words", async () => {
    const team = await Repository.create();
    const words = "::error file=x::boo";
    const finished = await team.night({
      first: `console.log(${JSON.stringify(words)}); console.error(${JSON.stringify(`##[error]${words}`)}); process.exit(1)`,
    });
    expect(finished.stderr).not.toMatch(/^::|##\[/m);
    expect(finished.json.reason).not.toContain("::error");
  });
});
