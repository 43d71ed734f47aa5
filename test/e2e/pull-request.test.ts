// A change to the configuration, judged before it is merged: a real git, GitHub's payloads.
import { mkdirSync, writeFileSync } from "node:fs";
import { cp, mkdir, rm, symlink } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkoutOfFile } from "../../src/clients/git/checkout.ts";
import { FakeGitHub, READER, WRITER } from "../fakes/github/server.ts";
import { rows } from "./batches.ts";
import { Checkout, type Files } from "./change.ts";
import { newFolder, snapshot } from "./cli.ts";
import { mergeGroup, type PullRequestParts, pullRequest } from "./payloads.ts";
import { type Step, stepHere } from "./step.ts";

const NONE = { data: "", target: "", registry: "", set: "" };
const CONFIG = `data:
  files: data/data_{YYYYMMDD}.csv
schema: schema.yml
target: label
split: {salt: s}
train: {trees: 20}
gates: {f1-threshold: 0.6, champion: {margin: 0.2}}
registry: directory:registry
`;
const SCHEMA = `fieldsMatch: equal
fields:
  - {name: x0, type: number, constraints: {required: true, minimum: 0}}
  - {name: x1, type: number}
  - name: color
    type: string
    constraints:
      enum: [blue, green, red]
  - {name: noise, type: number}
  - {name: label, type: string}
`;
const csv = (seed: number) =>
  `x0,x1,color,noise,label\n${rows(400, seed)
    .map((row) => row.join(","))
    .join("\n")}\n`;

let checkout: Checkout;
let base: string;
let github: FakeGitHub;

/** The checkout that each test begins with, and the registry with the first model of its configuration. */
let begun: Checkout;
let trained: { registry: string; id: string };

beforeAll(async () => {
  begun = await Checkout.create({
    "retrain.yml": CONFIG,
    "schema.yml": SCHEMA,
    "data/data_20260101.csv": csv(1),
    ".gitignore": "registry/\n",
  });
  checkout = await begun.copy();
  github = await FakeGitHub.start({ owner: "owner", repo: "repo" });
  trained = { id: await firstModel(), registry: join(checkout.workspace, "registry") };
  await github.close();
});

beforeEach(async () => {
  checkout = await begun.copy();
  github = await FakeGitHub.start({ owner: "owner", repo: "repo" });
  github.world.pulls.set(12, undefined as never);
  base = await checkout.git("rev-parse", "HEAD");
  return () => github.close();
});

const env = (token: string) => ({
  ...github.environment(null),
  GITHUB_WORKFLOW_REF: "owner/repo/.github/workflows/check.yml@refs/pull/12/merge",
  "INPUT_GITHUB-TOKEN": token,
});

const step = (given: Step) => stepHere(checkout, { ...given, inputs: { ...NONE, ...given.inputs }, env: { ...env(WRITER), ...given.env } });

/** The first model, promoted on a schedule; its id. */
async function firstModel(): Promise<string> {
  const first = await step({ event: "schedule" });
  expect(first.outputs.verdict, first.stdout).toBe("promoted");
  github.log.length = 0;
  return first.outputs["model-id"]!;
}

/** Puts the first model of `CONFIG` into the registry; its id. */
async function champion(): Promise<string> {
  await cp(trained.registry, join(checkout.workspace, "registry"), { recursive: true });
  return trained.id;
}

async function judged(files: Files, parts: PullRequestParts = {}, given: Step = {}) {
  const head = await checkout.commit(files);
  const before = await snapshot(`${checkout.workspace}/registry`);
  const token = parts.from === undefined || parts.from === "own" ? WRITER : READER;
  const done = await step({
    event: "pull_request",
    ref: "refs/pull/12/merge",
    payload: pullRequest({ base, head, ...parts }),
    ...given,
    env: { ...env(token), ...given.env },
  });
  expect(await snapshot(`${checkout.workspace}/registry`)).toEqual(before);
  return { ...done, comments: github.world.comments.map(({ body }) => body) };
}

const LOOSER = SCHEMA.replace("{required: true, minimum: 0}", "{required: true}");
const BROKEN = SCHEMA.replace("name: x1, type: number", "name: x1, type: integer");

describe("a pull request of this repository", () => {
  it("that loosens the schema is checked on the data, with a warning on the line and one comment", async () => {
    await champion();
    const done = await judged({ "schema.yml": LOOSER });
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked", error: "" } });
    expect(done.stdout).toMatch(
      /^::warning file=schema\.yml,line=3,col=\d+,title=schema-loosened%3A x0::`x0` may now be negative: the minimum 0 is gone\./m,
    );
    expect(done.comments).toHaveLength(1);
    expect(done.comments[0]).toContain("`x0` may now be negative: the minimum 0 is gone.");
    expect(done.outputs.f1).toMatch(/^0\.\d\d?$/);
    expect(github.writes()).toEqual(["POST /issues/12/comments 201"]);
  });

  it("that breaks it is rejected by the data, and the comment is updated in place when it is mended", async () => {
    await champion();
    const broken = await judged({ "schema.yml": BROKEN });
    expect(broken, broken.stdout).toMatchObject({ code: 1, outputs: { verdict: "rejected" } });
    expect(broken.comments[0]).toContain("Rejected: The change did not pass: it is not safe to merge.");
    expect(broken.stdout).toMatch(
      /^::error file=schema\.yml,line=4,col=16,title=type%3A x1::This change of the schema does not fit the data/m,
    );
    expect(broken.stdout).not.toMatch(/^::error file=data/m);
    expect(broken.outputs.reason).toMatch(/^This change of the schema does not fit the data \(data_\d+\.csv:\d+:\d+\): column `x1`/);
    const mended = await judged({ "schema.yml": SCHEMA });
    expect(mended.outputs.verdict).toBe("skipped");
    expect(mended.comments).toHaveLength(1);
    expect(mended.comments[0]).not.toContain("Rejected");
    expect(github.writes()).toEqual(["POST /issues/12/comments 201", "PATCH /issues/comments/1 200"]);
  });

  it("that only reformats it says that nothing changes", async () => {
    await champion();
    const done = await judged({
      "schema.yml": `# A comment\n${SCHEMA.replace("{name: noise, type: number}", '{type: "number", title: Noise, name: "noise"}')}`,
    });
    expect(done).toMatchObject({ code: 0, outputs: { verdict: "skipped" } });
    expect(done.stdout).toMatch(/^::notice file=schema\.yml,line=1,col=1,title=schema-reformatted%3A schema::No change of meaning/m);
    expect(done.comments[0]).toContain("No change of meaning");
  });

  it("that lowers a gate is warned of on its line", async () => {
    await champion();
    const done = await judged({ "retrain.yml": CONFIG.replace("f1-threshold: 0.6", "f1-threshold: 0.1") });
    expect(done.stdout).toMatch(
      /^::warning file=retrain\.yml,line=7,col=\d+,title=gate-loosened%3A gates\.f1-threshold::The gate gates\.f1-threshold is looser: it was 0\.6 and is 0\.1\./m,
    );
    expect(done.comments[0]).toContain("it was 0.6 and is 0.1");
  });

  it("fails a breaking change that the data allows only where fail-on says so", async () => {
    await champion();
    const dropped = SCHEMA.replace("  - {name: noise, type: number}\n", "  - {name: noise, type: number, role: ignore}\n");
    const lenient = await judged({ "schema.yml": dropped });
    expect(lenient.outputs.verdict, lenient.stdout).not.toBe("rejected");
    expect(lenient.stdout).toMatch(/^::warning file=schema\.yml,line=9,col=\d+,title=schema-breaking%3A noise/m);
    const strict = await judged({}, {}, { inputs: { "fail-on": "breaking" } });
    expect(strict).toMatchObject({ code: 1, outputs: { verdict: "rejected" } });
    expect(strict.stdout).toMatch(/^::error file=schema\.yml,line=9,col=\d+,title=schema-breaking%3A noise/m);
  });

  it("lists every mistake of its configuration and schema, and comments them", async () => {
    const done = await judged({ "schema.yml": SCHEMA.replace("type: string", "type: strnig"), "retrain.yml": `${CONFIG}bananas: 1\n` });
    expect(done).toMatchObject({ code: 2, outputs: { verdict: "", error: "config" } });
    expect(done.stdout).toMatch(/^::error file=retrain\.yml,line=9,/m);
    expect(done.stdout).toMatch(/^::error file=schema\.yml,line=6,/m);
    expect(done.comments[0]).toContain("bananas");
  });

  it("is told which permission the comment lacks", async () => {
    await champion();
    const done = await judged({ "schema.yml": LOOSER }, {}, { env: { "INPUT_GITHUB-TOKEN": READER } });
    expect(done).toMatchObject({ code: 0, outputs: { verdict: "checked" } });
    expect(done.summary).toContain("pull-requests: write");
    expect(done.comments).toEqual([]);
  });

  it("has no comment where report.comment is false at the base", async () => {
    await champion();
    base = await checkout.commit({ "retrain.yml": `${CONFIG}report: {comment: false}\n` });
    const done = await judged({ "schema.yml": LOOSER });
    expect(done.outputs.verdict).toBe("checked");
    expect(github.log).toEqual([]);
  });

  it("never edits or trusts somebody else's comment with the marker", async () => {
    await champion();
    const first = await judged({ "schema.yml": LOOSER });
    const [ours] = github.world.comments;
    const theirs = { ...ours!, id: 2, user: { login: "stranger", id: 9, type: "User" as const, name: "s" }, body: first.comments[0]! };
    github.world.comments = [theirs];
    await judged({ "schema.yml": SCHEMA });
    expect(github.world.comments[0]).toEqual(theirs);
    expect(github.world.comments).toHaveLength(2);
    expect(github.writes()).toEqual(["POST /issues/12/comments 201", "POST /issues/12/comments 201"]);
  });
});

describe("what only the base commit may say", () => {
  let decoy: Server;
  const contacted: string[] = [];
  const elsewhere = () => `http://127.0.0.1:${(decoy.address() as AddressInfo).port}`;

  beforeEach(async () => {
    contacted.length = 0;
    decoy = createServer((request, response) => {
      contacted.push(`${request.method} ${request.url}`);
      response.end();
    });
    await new Promise<void>((done) => decoy.listen(0, "127.0.0.1", done));
  });
  afterEach(() => new Promise((done) => decoy.close(done)));

  it("is reported at its line and not followed", async () => {
    await champion();
    const head = CONFIG.replace("data/data_{YYYYMMDD}.csv", "/etc/*.csv")
      .replace("directory:registry", "directory:elsewhere")
      .replace("trees: 20", "trees: 20, engine: ml-random-forest")
      .concat("limits: {rows: 1}\nreport: {show-values: true}\n");
    const done = await judged({ "retrain.yml": head, "schema.yml": LOOSER });
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked", rows: "400" } });
    const marked = [...done.stdout.matchAll(/^::warning file=retrain\.yml,line=(\d+),col=\d+,title=base-only-key%3A ([\w.-]+)::/gm)];
    expect(marked.map(([, line, key]) => `${line} ${key}`).sort()).toEqual([
      "10 report.show-values",
      "2 data.files",
      "6 train.engine",
      "8 registry",
      "9 limits.rows",
    ]);
    expect(done.comments[0]).toContain("base-only-key");
  });

  /** Credentials and addresses lead to the decoy, should anything follow the head. */
  const led = () => ({
    AWS_ENDPOINT_URL: elsewhere(),
    AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
    AWS_SECRET_ACCESS_KEY: "secret",
    AWS_REGION: "us-east-1",
    ACTIONS_ID_TOKEN_REQUEST_URL: `${elsewhere()}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request",
  });

  it.each(["own", "fork", "dependabot"] as const)(
    "is not contacted: bucket, role, endpoint and registry of a head from %s",
    async (from) => {
      await champion();
      const role = "role-to-assume: arn:aws:iam::111122223333:role/theirs";
      const head = CONFIG.replace("files: data/data_{YYYYMMDD}.csv", `files: "s3://theirs/data_{YYYYMMDD}.csv"\n  ${role}`)
        .replace("registry: directory:registry", `registry: {to: "s3://theirs/models", ${role}}`)
        .concat(`s3: {endpoint: "${elsewhere()}", region: us-east-1}\n`);
      const done = await judged({ "retrain.yml": head, "schema.yml": LOOSER }, { from }, { env: led() });
      expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked" } });
      for (const key of ["data.files", "data.role-to-assume", "registry", "s3.endpoint"])
        expect(done.stdout).toMatch(
          new RegExp(`^::warning file=retrain\\.yml,line=\\d+,col=\\d+,title=base-only-key%3A ${key.replace(".", "\\.")}::`, "m"),
        );
      expect(contacted).toEqual([]);
    },
  );

  it("is contacted where the base says so, so the decoy would have seen it", async () => {
    await champion();
    base = await checkout.commit({
      "retrain.yml": CONFIG.replace("directory:registry", "s3://ours/models").concat(
        `s3: {endpoint: "${elsewhere()}", region: us-east-1}\n`,
      ),
    });
    const done = await judged({ "schema.yml": LOOSER }, {}, { env: led() });
    expect(done.outputs.verdict, done.stdout).not.toBe("checked");
    expect(contacted.length).toBeGreaterThan(0);
  });

  it("is read from GitHub where the checkout is shallow", async () => {
    await champion();
    const apart = await github.git.push("main", { "retrain.yml": CONFIG, "schema.yml": SCHEMA }, "Base");
    const done = await judged(
      { "retrain.yml": CONFIG.replace("directory:registry", "directory:elsewhere"), "schema.yml": LOOSER },
      { base: apart },
    );
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked", rows: "400" } });
    expect(done.stdout).toContain("title=base-only-key%3A registry");
    expect(github.log.filter(({ path }) => path === "/contents/retrain.yml")).toHaveLength(1);
  });

  it("leaves static checks where the base has no configuration", async () => {
    const bare = await Checkout.create({ "README.md": "x" });
    checkout = bare;
    base = await bare.git("rev-parse", "HEAD");
    const done = await judged({ "retrain.yml": CONFIG, "schema.yml": SCHEMA, "data/data_20260101.csv": csv(1) });
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked", rows: "" } });
    expect(done.outputs.reason).toMatch(
      /Not run: data, training and gates \(at the base commit there is no configuration that can be used/,
    );
  });

  it("is not what inputs say when the change touches the workflow", async () => {
    await champion();
    const workflow = ".github/workflows/check.yml";
    base = await checkout.commit({ [workflow]: "on: pull_request\n" });
    const inputs = { registry: "directory:elsewhere", set: "limits.rows=1" };
    const commit = (head: string) => ({ GITHUB_SHA: head });
    const head = await checkout.commit({ [workflow]: "on: [pull_request]\n", "schema.yml": LOOSER });
    const changed = await judged({}, {}, { inputs, env: commit(head) });
    expect(changed, changed.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked", rows: "400" } });
    expect(changed.stdout).toMatch(/title=base-only-key%3A registry::input registry/);
    const back = await checkout.commit({ [workflow]: "on: pull_request\n" });
    const same = await judged({}, {}, { inputs, env: commit(back) });
    expect(same.outputs, same.stdout).toMatchObject({ verdict: "", error: "limit" });
  });
});

describe("a pull request that gets no secrets", () => {
  it.each(["fork", "deleted fork", "dependabot"] as const)("from a %s is judged on the champion's profile alone", async (from) => {
    const id = await champion();
    const looser = await judged({ "schema.yml": LOOSER }, { from });
    expect(looser, looser.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked", rows: "", "champion-id": id } });
    expect(looser.outputs.reason).toMatch(/Not run: data, training and gates/);
    expect(looser.stdout).toMatch(/title=schema-loosened%3A x0/);
    expect(looser.summary).toContain("Checked: Everything that could run passed. This run publishes nothing.");
    expect(looser.summary).toContain("this summary takes the place of a comment");
    const broken = await judged({ "schema.yml": BROKEN }, { from });
    expect(broken, broken.stdout).toMatchObject({ code: 1, outputs: { verdict: "rejected" } });
    expect(broken.stdout).toMatch(/^::error file=schema\.yml,line=4,col=\d+,title=type%3A x1::/m);
    expect(broken.summary).toContain("Rejected: The change did not pass: it is not safe to merge.");
    expect(github.log).toEqual([]);
  });

  it("follows nothing that its configuration says of data and registry", async () => {
    await champion();
    const done = await judged(
      { "retrain.yml": CONFIG.replace("directory:registry", "directory:/etc"), "schema.yml": BROKEN },
      { from: "fork" },
    );
    expect(done.outputs.verdict, done.stdout).toBe("rejected");
    expect(done.stdout).toContain("title=base-only-key%3A registry");
  });
});

describe("a registry on a branch", () => {
  const ON_BRANCH = CONFIG.replace("directory:registry", "branch:model-registry");

  beforeEach(async () => {
    base = await checkout.commit({ "retrain.yml": ON_BRANCH });
  });

  it("is read with a fork's token and never written; another that the head names is not looked at", async () => {
    const id = await firstModel();
    const tip = await github.git.text(["rev-parse", "refs/heads/model-registry"]);
    const head = { "retrain.yml": ON_BRANCH.replace("model-registry", "decoy"), "schema.yml": BROKEN };
    const done = await judged(head, { from: "fork" });
    expect(done, done.stdout).toMatchObject({ code: 1, outputs: { verdict: "rejected", "champion-id": id } });
    expect(done.stdout).toMatch(/^::error file=schema\.yml,line=4,col=\d+,title=type%3A x1::/m);
    expect(done.stdout).toContain("title=base-only-key%3A registry");
    expect(github.log.length).toBeGreaterThan(0);
    expect(github.writes()).toEqual([]);
    expect(github.log.filter(({ path }) => path.includes("decoy"))).toEqual([]);
    expect(await github.git.text(["rev-parse", "refs/heads/model-registry"])).toBe(tip);
  });

  it("that cannot be read leaves the static checks, and says so", async () => {
    await firstModel();
    github.world.private = true;
    const done = await judged({ "schema.yml": LOOSER }, { from: "fork" }, { env: { "INPUT_GITHUB-TOKEN": "ghs_nothing" } });
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked", "champion-id": "" } });
    expect(done.outputs.reason).toMatch(/the replay on the champion's profile \(the registry could not be read: /);
    expect(done.stdout).toContain("schema-loosened");
  });

  it("takes part in the whole check of one's own pull request, and is only read", async () => {
    await firstModel();
    const done = await judged({ "schema.yml": LOOSER });
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked", "registry-commit": "" } });
    expect(github.writes()).toEqual(["POST /issues/12/comments 201"]);
  });
});

it.each(["/etc/passwd", "/etc/hosts"])("a schema that is a link to %s is not read", async (target) => {
  await checkout.commit({ "schema.yml": null });
  await symlink(target, `${checkout.workspace}/schema.yml`);
  await checkout.git("add", "schema.yml");
  const done = await judged({}, {}, { env: { SECRET: "SECRET7731" } });
  expect(done, done.stdout).toMatchObject({ code: 2, outputs: { error: "config" } });
  expect(done.stdout).toContain("lies outside of the checkout");
  expect(JSON.stringify(done)).not.toMatch(/SECRET7731|ghs_writer|root:/);
});

it("a merge group is checked like its pull requests, without a comment", async () => {
  await champion();
  const head = await checkout.commit({ "schema.yml": LOOSER });
  const done = await step({ event: "merge_group", ref: "refs/heads/gh-readonly-queue/main/pr-12", payload: mergeGroup(base, head) });
  expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked" } });
  expect(github.log).toEqual([]);
});

describe("a checkout in a folder of the workspace", () => {
  it.each(["app", "deep/er"])("(path: %s) is judged as one at its root: base commit, data and lines of annotations", async (folder) => {
    const { workspace } = checkout;
    const outer = await newFolder();
    const inputs = { ...NONE, config: `${folder}/retrain.yml` };
    const move = async () => {
      await mkdir(dirname(join(outer, folder)), { recursive: true });
      await rm(join(outer, folder), { recursive: true, force: true });
      await cp(workspace, join(outer, folder), { recursive: true });
    };
    const elsewhere = (given: Step) =>
      stepHere({ workspace: outer, temp: checkout.temp }, { ...given, inputs, env: { ...env(WRITER), ...given.env } });
    await move();
    const first = await elsewhere({ event: "schedule" });
    expect(first.outputs.verdict, first.stdout).toBe("promoted");
    const registry = join(outer, "registry-kept");
    await cp(join(outer, folder, "registry"), registry, { recursive: true });
    for (const [files, verdict, line] of [
      [{ "schema.yml": LOOSER }, "checked", /^::warning file=schema\.yml,line=3,col=\d+,title=schema-loosened/m],
      [{ "schema.yml": BROKEN }, "rejected", /^::error /m],
      [
        { "retrain.yml": CONFIG.replace("registry: directory:registry", "registry: branch:other"), "schema.yml": SCHEMA },
        "skipped",
        /^::warning file=retrain\.yml,line=\d+.*base-only-key/m,
      ],
    ] as [Files, string, RegExp][]) {
      const head = await checkout.commit(files);
      await move();
      await cp(registry, join(outer, folder, "registry"), { recursive: true });
      const payload = pullRequest({ base, head });
      const done = await elsewhere({ event: "pull_request", ref: "refs/pull/12/merge", payload });
      expect(done.outputs.verdict, done.stdout).toBe(verdict);
      expect(done.stdout).toMatch(line);
      expect(done.stdout).not.toContain(`file=${folder}/`);
    }
  });

  it("a submodule is a part of the repository around it", () => {
    const root = checkout.workspace;
    mkdirSync(join(root, "module"));
    writeFileSync(join(root, "module/.git"), "gitdir: ../.git/modules/module\n");
    expect(checkoutOfFile(root, join(root, "module/retrain.yml"))).toBe(root);
    expect(checkoutOfFile(join(root, "data"), join(root, "data/retrain.yml"))).toBe(join(root, "data"));
    expect(checkoutOfFile(join(root, "data"), "/elsewhere/retrain.yml")).toBe(join(root, "data"));
  });
});
