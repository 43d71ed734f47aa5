// A step that fails in a workflow: one clear sentence, exit code, outputs, summary and annotation, and the registry branch as it was.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeGitHub, WRITER } from "../fakes/github/server.ts";
import { startResults } from "../fakes/results/server.ts";
import { rows, writeBatch } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { runStep, type Step } from "./step.ts";

const DAY_2 = "data/data_20260102.csv";
const INPUTS = { registry: "branch:model-registry", "f1-threshold": "0.7", "github-token": WRITER };

let github: FakeGitHub;
let promoted: string;

const head = () => github.git.ref("heads/model-registry");

function step(workspace: string, temp: string, { inputs = {}, env = {} }: Step = {}) {
  return runStep({ workspace, temp }, { inputs: { ...INPUTS, ...inputs }, env: { ...github.environment(null), ...env } });
}

/** A workspace with the promoted day and whatever `spoil` does to it. */
async function spoiled(spoil: (path: (name: string) => string) => Promise<unknown>): Promise<string> {
  const workspace = await newFolder();
  await cp(promoted, workspace, { recursive: true });
  await spoil((name) => join(workspace, name));
  return workspace;
}

async function edited(file: string, edit: (text: string) => string): Promise<void> {
  await writeBatch(file, rows(200, 2));
  await writeFile(file, edit(await readFile(file, "utf8")));
}

beforeAll(async () => {
  github = await FakeGitHub.start();
  promoted = await newFolder();
  await mkdir(join(promoted, "data"));
  await writeBatch(join(promoted, "data/data_20260101.csv"), rows(400, 1));
  expect(await step(promoted, await newFolder())).toMatchObject({ code: 0, outputs: { verdict: "promoted" } });
});
afterAll(() => github.close());

interface Failure {
  what: string;
  spoil: (path: (name: string) => string) => Promise<unknown>;
  inputs?: Record<string, string>;
  /** The check that fails, and what its sentence must name. */
  code: string;
  says: RegExp;
}

const nothing = async () => {};
const FAILURES: Failure[] = [
  {
    what: "a renamed column",
    spoil: (path) => edited(path(DAY_2), (text) => text.replace("x1", "x_1")),
    code: "column-renamed",
    says: /`x1`.*`x_1`/,
  },
  {
    what: "F1 below the threshold",
    spoil: (path) => writeBatch(path(DAY_2), rows(200, 2)),
    inputs: { "f1-threshold": "0.99" },
    code: "f1-threshold",
    says: /0\.99/,
  },
  { what: "no matching file", spoil: nothing, inputs: { data: "elsewhere/data_{YYYYMMDD}.csv" }, code: "no-file", says: /elsewhere/ },
  {
    what: "a near miss",
    spoil: (path) => writeBatch(path("data/new_data_20260102.csv"), rows(50, 2)),
    code: "near-miss",
    says: /new_data_20260102\.csv/,
  },
  {
    what: "stale data",
    spoil: nothing,
    inputs: { set: "train.trees=20\nsplit.salt=s\ndata.freshness=36h" },
    code: "stale",
    says: /36 ?h|2026-01-01/,
  },
  {
    what: "a row with too many cells",
    spoil: (path) => edited(path(DAY_2), (text) => `${text}1,2,red,3,yes,6\n`),
    code: "unreadable",
    says: /data_20260102\.csv/,
  },
  {
    what: "a quote that never ends",
    spoil: (path) => edited(path(DAY_2), (text) => `${text}1,2,"red,3,yes\n`),
    code: "unreadable",
    says: /data_20260102\.csv/,
  },
  { what: "an empty file", spoil: (path) => writeFile(path(DAY_2), ""), code: "unreadable", says: /data_20260102\.csv/ },
  {
    what: "a header without rows",
    spoil: (path) => writeFile(path(DAY_2), "x0,x1,color,noise,label\n"),
    code: "unreadable",
    says: /data_20260102\.csv/,
  },
];

describe("a failed step", () => {
  it.each(FAILURES)("$what", async ({ spoil, inputs = {}, code, says }) => {
    const workspace = await spoiled(spoil);
    const before = await head();
    const asked = github.log.length;
    const done = await step(workspace, await newFolder(), { inputs });
    expect(done, done.stdout).toMatchObject({ code: 1, outputs: { verdict: "rejected", error: "", "exit-code": "1" } });
    const { checks } = JSON.parse(await readFile(done.outputs["run-json"]!, "utf8")) as {
      checks: { code: string; status: string; message: string }[];
    };
    const failed = checks.filter(({ status }) => status === "fail");
    expect(failed.map((check) => check.code)).toContain(code);
    const sentence = failed.find((check) => check.code === code)!.message;
    expect(sentence).toMatch(says);
    expect(done.outputs.reason).toContain(sentence.replace(/\.$/, ""));
    expect(sentence).toMatch(/^[^\n]{20,400}$/);
    expect(done.summary).toContain("Rejected");
    expect(done.stdout).toMatch(new RegExp(`^::error .*title=${code}`, "m"));
    expect(await head()).toBe(before);
    const written = github.log.slice(asked).filter(({ method, path }) => method !== "GET" && /refs\/heads/.test(path));
    expect(written).toEqual([]);
    await rm(workspace, { recursive: true });
  });

  it("with the upload service down as well: one more warning, nothing else", async () => {
    const results = await startResults();
    await results.close();
    const workspace = await spoiled((path) => edited(path(DAY_2), (text) => text.replace("x1", "x_1")));
    const done = await step(workspace, await newFolder(), { env: results.env });
    expect(done).toMatchObject({ code: 1, outputs: { verdict: "rejected", "report-artifact-id": "" } });
    expect(done.stdout.match(/^::warning::.*/gm)).toEqual([expect.stringContaining("The upload service did not take the report")]);
  });
});
