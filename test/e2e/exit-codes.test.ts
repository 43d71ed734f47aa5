// Each verdict and exit code of design section 1 produced for real, with what must hold besides.
import { appendFile, cp, mkdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { inverted, rows, writeBatch } from "./batches.ts";
import { cli, cliJson, type Finished, newFolder, snapshot } from "./cli.ts";
import { DATA, fileOfDay, QUICK } from "./days.ts";

const KEYS = [
  ...["version", "verdict", "error", "reason", "exitCode", "publication", "skipped", "failedStage", "modelId", "championId"],
  ...["checks", "evidence", "reported", "data", "split", "evaluation", "timings", "environment"],
];
const CHECK_KEYS = ["code", "subject", "status", "observed", "expected", "message", "suggestion", "remedies", "where", "power"];
const GATES = [
  "f1-threshold",
  "f1-earlier",
  "f1-batch",
  "dummy",
  "champion",
  "champion-earlier",
  "class-f1",
  "best",
  "reference",
  "cross-validation",
  "out-of-bag",
];

const HEADLINES: Record<number, string> = { 2: "configuration", 3: "service|refused", 4: "limit" };

/** A folder with one promoted day, copied for every case. */
let promotedHome: string;
let first: Finished & { json: RunResult };

const FLAGS = ["--data", DATA, "--target", "label", "--f1-threshold", "0.6", "--threads", "1"];

beforeAll(async () => {
  promotedHome = await newFolder();
  await mkdir(join(promotedHome, "data"));
  await day(promotedHome, 1, 400);
  first = await runIn(promotedHome);
});

async function day(home: string, number: number, count: number, options: { flip?: number; inverted?: boolean } = {}): Promise<void> {
  const batch = rows(count, number, options.flip ?? 0);
  await writeBatch(join(home, "data", fileOfDay(number)), options.inverted ? inverted(batch) : batch);
}

const runIn = (home: string, more: string[] = [], command = "run", set: string[] = []) =>
  cliJson([command, ...FLAGS, "--report-dir", "report", "--set", ...QUICK, ...set, ...more], { cwd: home });

async function homeWithChampion(): Promise<string> {
  const home = await newFolder();
  await cp(promotedHome, home, { recursive: true });
  await rm(join(home, "report"), { recursive: true });
  return home;
}

async function homeWithoutChampion(count: number): Promise<string> {
  const home = await newFolder();
  await mkdir(join(home, "data"));
  await day(home, 1, count);
  return home;
}

/** What only a promotion may change. */
async function promotedPart(home: string): Promise<Record<string, string>> {
  const files = await snapshot(join(home, "registry"));
  return Object.fromEntries(Object.entries(files).filter(([path]) => /^\/(model\/|history\/|champion\.json$)/.test(path)));
}

async function expectReport(home: string, { stdout, stderr, json }: Finished & { json: RunResult }): Promise<void> {
  expect(Object.keys(json)).toEqual(KEYS);
  expect(JSON.parse(await readFile(join(home, "report/run.json"), "utf8"))).toEqual(json);
  expect(stdout.startsWith("{") && stdout.endsWith("}\n")).toBe(true);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(json.reason).toMatch(/^[^\n]{10,}[.:]?$/m);
  expect(json.timings.total).toBeGreaterThanOrEqual(0);
  expect(Object.keys(json.environment)).toEqual(["node", "platform", "threads", "peakMemoryBytes"]);
  if (json.evaluation) expect(Object.keys(json.evaluation)).toEqual(["candidate", "champion", "dummy"]);
  expect(json).toMatchObject({ evidence: json.evaluation ? "judged" : null, reported: null });
  if (json.data) expect(Object.keys(json.data)).toEqual(["digest", "rows", "files"]);
  for (const check of json.checks)
    expect(Object.keys(check)).toEqual(GATES.includes(check.code) ? [...CHECK_KEYS, "rows", "estimate", "bound", "threshold"] : CHECK_KEYS);
  expect(json.error === null).toBe(json.exitCode < 2);
  expect(json.verdict === null).toBe(json.exitCode >= 2);
  for (const name of ["summary.md", "report.html"])
    expect(await readFile(join(home, "report", name), "utf8")).toMatch(new RegExp(json.verdict ?? HEADLINES[json.exitCode]!, "i"));
}

interface Case {
  says: string;
  verdict: RunResult["verdict"];
  code: number;
  home(): Promise<string>;
  command?: "run" | "check";
  more?: string[];
  set?: string[];
  reason: RegExp;
}

const CASES: Case[] = [
  {
    says: "nothing new",
    verdict: "skipped",
    code: 0,
    home: homeWithChampion,
    reason: /nothing to do/,
  },
  {
    says: "check of a sound batch",
    verdict: "checked",
    code: 0,
    command: "check",
    home: async () => prepared(await homeWithChampion(), (home) => day(home, 2, 300)),
    reason: /would have been promoted/i,
  },
  {
    says: "dry run of a sound first batch",
    verdict: "checked",
    code: 0,
    more: ["--dry-run"],
    home: () => homeWithoutChampion(300),
    reason: /would have been promoted/i,
  },
  {
    says: "too little evidence against the champion",
    verdict: "kept",
    code: 0,
    home: async () => prepared(await homeWithChampion(), (home) => day(home, 2, 60, { flip: 0.1 })),
    set: ["gates.champion.margin=0.01"],
    reason: /more rows|champion/i,
  },
  {
    says: "the same where undecided fails",
    verdict: "inconclusive",
    code: 1,
    home: async () => prepared(await homeWithChampion(), (home) => day(home, 2, 60, { flip: 0.1 })),
    set: ["gates.champion.margin=0.01", "gates.champion.undecided=fail"],
    reason: /more rows|champion/i,
  },
  {
    says: "a batch whose labels are inverted",
    verdict: "rejected",
    code: 1,
    home: async () => prepared(await homeWithChampion(), (home) => day(home, 2, 400, { inverted: true })),
    reason: /f1/i,
  },
  {
    says: "the only accepted file again under another name",
    verdict: "rejected",
    code: 1,
    home: async () => prepared(await homeWithChampion(), (home) => cp(join(home, "data", fileOfDay(1)), join(home, "data", fileOfDay(2)))),
    reason: /data_20260102\.csv is byte for byte the accepted data_20260101\.csv/,
  },
  {
    says: "the only accepted file under another name: the same inputs",
    verdict: "skipped",
    code: 0,
    home: async () =>
      prepared(await homeWithChampion(), (home) => rename(join(home, "data", fileOfDay(1)), join(home, "data", fileOfDay(2)))),
    reason: /^Same data/,
  },
  {
    says: "a ragged file",
    verdict: "rejected",
    code: 1,
    home: async () =>
      prepared(await homeWithChampion(), (home) => writeFile(join(home, "data", fileOfDay(2)), "x0,x1,color,noise,label\n1,2\n")),
    reason: /data_20260102\.csv cannot be read/,
  },
  {
    says: "no file at all",
    verdict: "rejected",
    code: 1,
    home: async () => prepared(await homeWithChampion(), (home) => rm(join(home, "data", fileOfDay(1)))),
    reason: /no file/i,
  },
  {
    says: "rows too few to judge by",
    verdict: "inconclusive",
    code: 1,
    home: () => homeWithoutChampion(2),
    reason: /hold|rows/i,
  },
  {
    says: "a damaged model in the registry",
    verdict: "inconclusive",
    code: 1,
    home: async () =>
      prepared(await homeWithChampion(), async (home) => {
        await truncate(join(home, `registry/model/model_${first.json.modelId}.onnx`), 100);
        await day(home, 2, 300);
      }),
    reason: /model_[0-9a-f]{64}\.onnx/,
  },
  {
    says: "an unknown key",
    verdict: null,
    code: 2,
    home: homeWithChampion,
    set: ["gates.champion.margni=0.1"],
    reason: /margin/,
  },
  {
    says: "a target that is no column",
    verdict: null,
    code: 2,
    home: homeWithChampion,
    set: ["target=nonesuch", "f1-threshold=2"],
    reason: /f1-threshold|target/,
  },
  {
    says: "a registry that takes no lock",
    verdict: null,
    code: 3,
    home: async () =>
      prepared(await homeWithChampion(), async (home) => {
        await mkdir(join(home, "registry/registry.lock"));
        await day(home, 2, 300);
      }),
    reason: /registry\.lock/,
  },
  { says: "more rows than allowed", verdict: null, code: 4, home: homeWithChampion, set: ["limits.rows=10"], reason: /limits\.rows/ },
  {
    says: "more time than allowed",
    verdict: null,
    code: 4,
    home: homeWithChampion,
    set: ["limits.minutes=0.00001"],
    reason: /limits\.minutes/,
  },
  { says: "more bytes than allowed", verdict: null, code: 4, home: homeWithChampion, set: ["limits.bytes=1KiB"], reason: /limits\.bytes/ },
];

async function prepared(home: string, prepare: (home: string) => Promise<unknown>): Promise<string> {
  await prepare(home);
  return home;
}

describe("verdicts and exit codes", () => {
  it("promoted, exit 0: champion.json names the model of this run", async () => {
    expect(first).toMatchObject({ code: 0, json: { verdict: "promoted", exitCode: 0, championId: first.json.modelId } });
    await expectReport(promotedHome, first);
    expect(Object.keys(await promotedPart(promotedHome))).toHaveLength(4);
  });

  it.each(CASES)("$verdict, exit $code: $says", async ({ verdict, code, home: prepare, command = "run", more = [], set = [], reason }) => {
    const home = await prepare();
    const before = { whole: await snapshot(join(home, "registry")), promoted: await promotedPart(home) };
    const run = await runIn(home, more, command, set);
    expect(run).toMatchObject({ code, json: { verdict, exitCode: code, reason: expect.stringMatching(reason) } });
    await expectReport(home, run);
    expect(await promotedPart(home)).toEqual(before.promoted);
    const isReadOnly = command === "check" || more.includes("--dry-run") || verdict === "skipped" || verdict === null;
    if (isReadOnly) expect(await snapshot(join(home, "registry"))).toEqual(before.whole);
    await rm(home, { recursive: true });
  });

  it("a mistaken flag: exit 2, with run.json all the same", async () => {
    const home = await homeWithChampion();
    const run = await runIn(home, ["--tresholds", "3"]);
    expect(run).toMatchObject({ code: 2, json: { verdict: null, exitCode: 2, error: { kind: "config" } } });
    await expectReport(home, run);
  });

  it("a report that cannot be written is a warning: the verdict stands", async () => {
    const home = await homeWithChampion();
    await writeFile(join(home, "report"), "a file, not a folder");
    const run = await runIn(home);
    expect(run).toMatchObject({ code: 0, json: { verdict: "skipped" } });
    expect(run.stderr).toMatch(/warning: The report could not be written/);
  });

  it("a --json file that cannot be written is a warning too", async () => {
    const home = await homeWithChampion();
    const run = await cli(["run", ...FLAGS, "--set", ...QUICK, "--json", "no/such/folder/run.json"], { cwd: home });
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/warning: .*no\/such\/folder\/run\.json/);
  });

  it("rollback: promoted with its reason; without an earlier model exit 2; an unknown model exit 2", async () => {
    const home = await homeWithChampion();
    const none = await cliJson(["rollback"], { cwd: home });
    expect(none).toMatchObject({ code: 2, json: { verdict: null, error: { kind: "config" }, championId: first.json.championId } });
    expect(Object.keys(none.json)).toEqual(KEYS);
    await day(home, 2, 300);
    const second = await runIn(home);
    expect(second).toMatchObject({ code: 0, json: { verdict: "promoted" } });
    expect(second.json.championId).not.toBe(first.json.championId);
    const unknown = await cliJson(["rollback", "--model-id", "../../etc/passwd"], { cwd: home });
    expect(unknown).toMatchObject({ code: 2, json: { verdict: null, championId: second.json.championId } });
    const back = await cliJson(["rollback"], { cwd: home });
    const id = first.json.championId;
    expect(back).toMatchObject({ code: 0, json: { verdict: "promoted", championId: id, reason: `rollback to ${id}` } });
    const held = await runIn(home);
    expect(held).toMatchObject({ code: 0, json: { verdict: "skipped", reason: expect.stringContaining("rolled back"), championId: id } });
  });

  it("verify: checked, inconclusive without a registry, rejected or inconclusive once a byte is changed", async () => {
    const home = await homeWithChampion();
    expect(await cliJson(["verify"], { cwd: home })).toMatchObject({ code: 0, json: { verdict: "checked" } });
    expect(await cliJson(["verify", "--registry", "nowhere"], { cwd: home })).toMatchObject({ code: 1, json: { verdict: "inconclusive" } });
    await appendFile(join(home, `registry/model/model_${first.json.modelId}.onnx`), "x");
    const damaged = await cliJson(["verify"], { cwd: home });
    expect(damaged.code).toBe(1);
    expect(damaged.json.reason).toContain(`model_${first.json.modelId}.onnx`);
  });

  it("validate: checked, rejected, inconclusive; a limit is exit 4, an unreadable reference exit 2", async () => {
    const home = await homeWithChampion();
    await day(home, 2, 300);
    const [old, next] = [join("data", fileOfDay(1)), join("data", fileOfDay(2))];
    const validate = (...words: string[]) => cliJson(["validate", ...words], { cwd: home });
    expect(await validate("--data", next, "--reference", old, "--target", "label")).toMatchObject({
      code: 0,
      json: { verdict: "checked" },
    });
    expect(await validate("--data", next)).toMatchObject({ code: 1, json: { verdict: "inconclusive" } });
    await writeFile(join(home, "any.yml"), "fieldsMatch: superset\nfields: [{name: label}]\n");
    const { reason } = (await validate("--data", next, "--schema", "any.yml")).json;
    expect(reason).toMatch(/passed.*\. Nothing was compared with accepted batches: .*Labels were not checked: no --target\.$/);
    const absent = await validate("--data", "nothing.csv", "--schema", "any.yml");
    expect(absent).toMatchObject({ code: 1, json: { verdict: "rejected" } });
    expect(absent.json.checks.map(({ code }) => code)).toEqual(["no-file"]);
    for (const [pattern, words] of [
      ["", "--data is empty"],
      ["http://example.org/x.csv", "not available in this version"],
    ] as const) {
      expect(await validate("--data", pattern, "--schema", "any.yml")).toMatchObject({
        code: 2,
        json: { reason: expect.stringContaining(words) },
      });
    }
    await writeFile(join(home, "bad.csv"), "x0,x1\n1,2,3\n");
    expect(await validate("--data", "bad.csv", "--reference", old)).toMatchObject({ code: 1, json: { verdict: "rejected" } });
    expect(await validate("--data", next, "--reference", "bad.csv")).toMatchObject({ code: 2, json: { error: { kind: "config" } } });
    await writeFile(join(home, "retrain.yml"), `data: {files: "${DATA}"}\ntarget: label\nlimits: {rows: 10}\n`);
    const limited = await validate("--data", next, "--reference", old, "--config", "retrain.yml");
    expect(limited).toMatchObject({ code: 4, json: { error: { kind: "limit" } } });
    await writeFile(join(home, "small.csv"), (await readFile(join(home, next), "utf8")).split("\n").slice(0, 6).join("\n"));
    const tooMuchBefore = await validate("--data", "small.csv", "--reference", old, "--config", "retrain.yml");
    expect(tooMuchBefore).toMatchObject({ code: 4, json: { error: { kind: "limit" } } });
  });

  it("train, predict, init: exit 1 for data they cannot use, exit 2 for words they cannot; no verdict", async () => {
    const home = await homeWithChampion();
    await writeFile(join(home, "bad.csv"), "x0,label\n1,a\n2\n");
    await writeFile(join(home, "narrow.csv"), "x0\n1\n");
    const codeOf = async (...words: string[]) => {
      const { code, json, stderr } = await cliJson<{ error: { kind: string }; exitCode: number }>(words, { cwd: home });
      expect(json.exitCode).toBe(code);
      expect(stderr).not.toMatch(/\n\s+at /);
      return code;
    };
    expect(await codeOf("train", "--data", "bad.csv", "--target", "label", "--out", "m")).toBe(1);
    expect(await codeOf("train", "--data", "none.csv", "--target", "label", "--out", "m")).toBe(2);
    expect(await codeOf("train", "--data", "bad.csv", "--out", "m")).toBe(2);
    expect(await codeOf("predict", "--registry", "registry", "--data", "narrow.csv", "--out", "p.csv")).toBe(1);
    expect(await codeOf("predict", "--registry", "nowhere", "--data", "narrow.csv", "--out", "p.csv")).toBe(2);
    expect(await codeOf("init", "--data", "bad.csv")).toBe(1);
    expect(await codeOf("init", "--data", "narrow.csv")).toBe(2);
    expect(await codeOf("nonesuch")).toBe(2);
    await writeFile(join(home, `registry/model/model_${first.json.modelId}.onnx`), "not a model");
    expect(await codeOf("predict", "--registry", "registry", "--data", "narrow.csv", "--out", "p.csv")).toBe(1);
  });
});
