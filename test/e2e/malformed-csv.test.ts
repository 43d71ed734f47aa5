// Whatever a batch holds, every command ends in a verdict or in one clear sentence, and the champion stays.
import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampled } from "../times.ts";
import { rows, writeBatch } from "./batches.ts";
import { CLI, cliJson, newFolder, snapshot } from "./cli.ts";
import { DATA, fileOfDay, QUICK } from "./days.ts";
import { type CommandName, commandHere, type Ended, expectClear, findingsOf, SECRET } from "./here.ts";
import { FILE_CASES, type FileCase } from "./malformed-files.ts";
import { runHere } from "./surface.ts";

const BATCH = fileOfDay(2);
const FLAGS = ["--data", DATA, "--target", "label", "--f1-threshold", "0.6"];

let template: string;

beforeAll(async () => {
  template = await newFolder();
  await mkdir(join(template, "data"));
  await writeBatch(join(template, "data", fileOfDay(1)), rows(240, 1, 0));
  const first = await runHere(template, { data: DATA, target: "label", "f1-threshold": "0.6" }, QUICK);
  expect(first.verdict).toBe("promoted");
});

afterAll(() => rm(template, { recursive: true }));

async function homeOf(content: FileCase["content"], name = BATCH): Promise<string> {
  const home = await newFolder();
  await cp(template, home, { recursive: true });
  const path = join(home, "data", name);
  if (typeof content === "function") await content(path);
  else await writeFile(path, content);
  return home;
}

/** The commands that meet the file, each as a user would call it. */
const wordsOf = (command: CommandName, set: string[]): string[] => {
  const [old, next] = [join("data", fileOfDay(1)), join("data", BATCH)];
  if (command === "run" || command === "check") return [...FLAGS, "--report-dir", "report", "--set", ...QUICK, ...set];
  if (command === "validate") return ["--data", next, "--reference", old, "--target", "label"];
  if (command === "train") return ["--data", next, "--target", "label", "--trees", "3", "--out", "trained"];
  if (command === "predict") return ["--data", next, "--registry", "registry", "--out", "predictions.csv"];
  return ["--data", next, "--target", "label"];
};

async function promotedPart(home: string): Promise<[string, string][]> {
  const files = await snapshot(join(home, "registry"));
  return Object.entries(files).filter(([path]) => /^\/(model\/|history\/|champion\.json$)/.test(path));
}

/** Also what the report and the registry hold of it. */
async function expectNoSecret(home: string): Promise<void> {
  for (const folder of ["report", "registry/runs"])
    for (const name of await readdir(join(home, folder)).catch(() => []))
      expect(await readFile(join(home, folder, name), "utf8")).not.toContain(SECRET);
}

function expectNamed(ended: Ended, line: number | undefined): void {
  if (ended.code !== 1 && ended.code !== 4) return;
  const findings = findingsOf(ended);
  const names = findings.some(({ message, where }) => message.includes(BATCH) || where?.file.endsWith(BATCH));
  expect(names || isAboutAll(ended), `${ended.name}: ${JSON.stringify(findings)}`).toBe(true);
  if (line !== undefined && ended.name === "run") expect(findings.map(({ where }) => where?.line)).toContain(line);
}

/** Gates, the split and the target's classes judge all files together. */
const isAboutAll = (ended: Ended) =>
  (ended.json.checks ?? []).some(
    (one) => one.status !== "pass" && one.status !== "warn" && ["model", "label", "files"].includes(one.subject),
  );

describe(`${FILE_CASES.length} malformed files`, () => {
  it.each(FILE_CASES)("$says", async ({ content, code, line, set = [] }) => {
    const home = await homeOf(content);
    const before = await promotedPart(home);
    const run = await commandHere("run", wordsOf("run", set), home);
    expectClear(run);
    expect([code].flat(), run.text).toContain(run.code);
    expectNamed(run, line);
    if (run.json.verdict !== "promoted") expect(await promotedPart(home)).toEqual(before);
    await expectNoSecret(home);
    for (const command of ["validate", "train", "predict", "init"] as const) {
      const ended = await commandHere(command, wordsOf(command, []), home);
      expectClear(ended);
      if (command === "validate") expectNamed(ended, undefined);
      // What init writes is a configuration that run takes.
      if (command === "init" && ended.code === 0)
        expectClear(await commandHere("run", ["--dry-run", "--set", "train.trees=5"], home), [0, 1]);
    }
    await rm(home, { recursive: true });
  });

  it("a sample of them through the bundle in its own process", async () => {
    for (const [index, { says, content, code, set = [] }] of FILE_CASES.entries()) {
      if (index % 6 !== 3) continue;
      const home = await homeOf(content);
      const run = await cliJson(["run", ...wordsOf("run", set)], { cwd: home });
      expect([code].flat(), `${says}: ${run.stderr}`).toContain(run.code);
      expectClear({ name: "run", code: run.code!, text: run.stderr, json: run.json });
      await rm(home, { recursive: true });
    }
  });
});

describe("files that are found under odd names", () => {
  const NAMES = [
    ...["__proto__.csv", "constructor.csv", "-rf.csv", "a b.csv", "ünïcode.csv", "'quoted'.csv", "$(touch x).csv", "%s%n.csv", "a\nb.csv"],
    ...[
      "\u001b[31mred.csv",
      "\u202evsc.csv",
      "[link](x).csv",
      "<script>.csv",
      "::error::x.csv",
      `${"n".repeat(240)}.csv`,
      "*.csv",
      "{YYYY}.csv",
    ],
  ];
  it.each(NAMES)("%j", async (name) => {
    const home = await homeOf(`x0,x1,color,noise,label\n1,${SECRET}\n`, name);
    const run = await commandHere("run", ["--data", "data/*.csv", ...wordsOf("run", []).slice(2)], home);
    expectClear(run);
    expect(run.json.verdict).toBe("rejected");
    expect(run.json.checks?.find((one) => one.code === "unreadable" && one.status === "fail")?.where?.file).toBe(name);
    await rm(home, { recursive: true });
  });
});

describe("files that may not be read", () => {
  const run = promisify(execFile);

  it.skipIf(process.platform === "win32")("a pipe does not hang the run", async () => {
    const home = await homeOf((path) => run("mkfifo", [path]));
    expectClear(await commandHere("run", wordsOf("run", []), home));
    expectClear(await commandHere("train", wordsOf("train", []), home));
  });

  it.skipIf(process.platform === "win32")("a file without permission", async () => {
    const home = await homeOf("x0,x1,color,noise,label\n1,2,red,4,yes\n");
    await chmod(join(home, "data", BATCH), 0);
    // Root may read everything: then the run is nobody's.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) for (const entry of ["", "data", "registry", "registry/runs"]) await chmod(join(home, entry), 0o777);
    const nobody = isRoot ? { uid: 65534, gid: 65534 } : {};
    const words = [CLI, "run", ...wordsOf("run", []), "--json", "-"];
    const ended = await run(process.execPath, words, { cwd: home, ...nobody }).catch((error) => error);
    expect(ended.code, ended.stderr).toBe(1);
    const json = JSON.parse(ended.stdout) as Ended["json"];
    expectClear({ name: "run", code: 1, text: ended.stderr, json });
    expect(json.reason).toContain(`${BATCH} cannot be read: permission denied`);
  });
});

describe("any bytes", () => {
  const sound = Buffer.from(
    `x0,x1,color,noise,label\n${rows(30, 5, 0)
      .map((row) => row.join(","))
      .join("\n")}\n`,
  );
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(20),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc
        .constantFrom(",", '"', "\n", "\r", "\r\n", '""', '",', "\0", "\ufeff", "\u2028", "1e400", "label", "é")
        .map((part) => new Uint8Array(Buffer.from(part))),
    ),
  });
  const edited = fc.array(edit, { minLength: 1, maxLength: 12 }).map((edits) =>
    edits.reduce((bytes, { at, remove, insert }) => {
      const start = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, start), insert, bytes.subarray(start + remove)]);
    }, sound),
  );

  const judged = (command: CommandName) => async (content: Uint8Array) => {
    const home = await homeOf(content);
    const before = await promotedPart(home);
    const ended = await commandHere(command, wordsOf(command, []), home);
    expectClear(ended);
    if (ended.json.verdict !== "promoted") expect(await promotedPart(home)).toEqual(before);
    await rm(home, { recursive: true });
  };

  it("sound batches with bytes cut out and put in", async () => {
    await fc.assert(fc.asyncProperty(edited, judged("run")), { numRuns: sampled(60), seed: 1 });
  });

  it("the same through validate, train, predict and init", async () => {
    const any = fc.constantFrom<CommandName>("validate", "train", "predict", "init");
    await fc.assert(
      fc.asyncProperty(edited, any, (content, command) => judged(command)(content)),
      { numRuns: sampled(60), seed: 2 },
    );
  });

  it("files of any bytes or any text", async () => {
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: "grapheme", maxLength: 300 }).map((text) => new Uint8Array(Buffer.from(text))),
    );
    await fc.assert(fc.asyncProperty(any, judged("run")), { numRuns: sampled(40), seed: 3 });
  });
});
