// A step that fails in a workflow: one clear sentence, exit code, outputs, summary and annotation, and the registry branch as it was.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeGitHub, WRITER } from "../fakes/github/server.ts";
import { startResults } from "../fakes/results/server.ts";
import type { S3Server } from "../fakes/s3/server.ts";
import { put } from "../fakes/s3/store.ts";
import { rows, writeBatch } from "./batches.ts";
import { batch, keyOf, openS3, PATTERN } from "./bucket.ts";
import { newFolder } from "./cli.ts";
import { refusedStep } from "./refused-step.ts";
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

/** As AWS documents its answers: what the server is told to do, what the runner has, and the sentence. */
const REFUSALS: { what: string; spoil: (s3: S3Server) => unknown; env?: Record<string, string>; says: RegExp }[] = [
  { what: "a missing bucket", spoil: (s3) => s3.buckets.all.clear(), says: /^There is no bucket "sales"/ },
  {
    what: "a denied bucket",
    spoil: (s3) => (s3.before = () => ({ status: 403, code: "AccessDenied" })),
    says: /^S3 denies to list .*s3:ListBucket/,
  },
  { what: "a wrong secret", spoil: nothing, env: { AWS_SECRET_ACCESS_KEY: "wrong" }, says: /^The secret key does not fit/ },
  {
    what: "another account's bucket",
    spoil: nothing,
    env: { INPUT_SET: 'data.bucket-owner="210987654321"\ntrain.trees=5' },
    says: /bucket-owner, 210987654321/,
  },
  {
    what: "another region's bucket",
    spoil: (s3) => (s3.before = () => ({ status: 301, code: "PermanentRedirect", headers: { "x-amz-bucket-region": "eu-central-1" } })),
    says: /it is in eu-central-1: set s3: \{region: eu-central-1\}/,
  },
  {
    what: "an expired token",
    spoil: (s3) => s3.accounts.set("ASIATEMPORARY", { secret: "s", token: "t", expired: true }),
    env: { AWS_ACCESS_KEY_ID: "ASIATEMPORARY", AWS_SECRET_ACCESS_KEY: "s", AWS_SESSION_TOKEN: "t" },
    says: /^The session token .* has expired/,
  },
];

describe("a step that is refused its data", () => {
  it.each(REFUSALS)("$what", async ({ spoil, env = {}, says }) => {
    const s3 = await openS3();
    put(s3.buckets.create("sales"), keyOf(1), batch(1));
    await spoil(s3);
    expect(await refusedStep(github, { inputs: { data: PATTERN }, env: { ...s3.env, ...env } })).toMatch(says);
  });

  it("by nobody at the address that the environment names: the address is named", async () => {
    const s3 = await openS3();
    await s3.close();
    expect(await refusedStep(github, { inputs: { data: PATTERN }, env: s3.env })).toContain(`check the address ${s3.url}`);
  });
});
