// Who may publish, and what a payload may say, against GitHub's API; the request log is the proof.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FakeGitHub, WRITER } from "../fakes/github/server.ts";
import { rows, writeBatch } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { mergeGroup, pullRequest, push, repositoryDispatch, schedule, workflowDispatch, workflowRun } from "./payloads.ts";
import { runStep, type Step, stepHere } from "./step.ts";

const INPUTS = { registry: "branch:model-registry", set: "train.trees=5\nsplit.salt=s\ngates.champion.margin=0.5" };

let github: FakeGitHub;
let workspace: string;
let temp: string;

beforeEach(async () => {
  [workspace, temp] = [await newFolder(), await newFolder()];
  await mkdir(join(workspace, "data"));
  await writeBatch(join(workspace, "data/data_20260101.csv"), rows(300, 1));
  github = await FakeGitHub.start({ owner: "owner", repo: "repo" });
  return () => github.close();
});

const env = () => ({ ...github.environment(null), "INPUT_GITHUB-TOKEN": WRITER });
const withOurs = (given: Step): Step => ({ ...given, inputs: { ...INPUTS, ...given.inputs }, env: { ...env(), ...given.env } });
const step = (given: Step) => stepHere({ workspace, temp }, withOurs(given));
const head = async () => await github.git.text(["rev-parse", "--verify", "--quiet", "refs/heads/model-registry"]).catch(() => null);

describe("publishing", () => {
  it.each<[string, Step]>([
    ["a schedule", { event: "schedule", payload: schedule() }],
    ["a schedule that says little", { event: "schedule", payload: schedule(true) }],
    ["a push to the default branch", { event: "push", payload: push() }],
    ["a dispatch by hand", { event: "workflow_dispatch", payload: workflowDispatch() }],
    ["a dispatch from outside", { event: "repository_dispatch", payload: repositoryDispatch() }],
    ["another workflow that succeeded", { event: "workflow_run", payload: workflowRun() }],
  ])("is what %s does", async (_, given) => {
    const done = await step(given);
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "promoted" } });
    expect(await head()).toBe(done.outputs["registry-commit"]);
  });

  it.each<[string, string, Step]>([
    ["a feature branch", "checked", { event: "push", payload: push("refs/heads/topic"), ref: "refs/heads/topic" }],
    ["a tag", "checked", { event: "push", payload: push("refs/tags/v1"), ref: "refs/tags/v1" }],
    ["a tag named like the default branch", "checked", { event: "push", payload: push("refs/tags/main"), ref: "refs/tags/main" }],
    [
      "a dispatch on a branch",
      "checked",
      { event: "workflow_dispatch", payload: workflowDispatch(null, "refs/heads/topic"), ref: "refs/heads/topic" },
    ],
    [
      "a dispatch on a tag",
      "checked",
      { event: "workflow_dispatch", payload: workflowDispatch(null, "refs/tags/v1"), ref: "refs/tags/v1" },
    ],
    [
      "a rollback on a branch",
      "",
      {
        event: "workflow_dispatch",
        payload: workflowDispatch(null, "refs/heads/topic"),
        ref: "refs/heads/topic",
        inputs: { mode: "rollback" },
      },
    ],
    ["a dry run", "checked", { event: "schedule", inputs: { "dry-run": "true" } }],
    ["a check", "checked", { event: "schedule", inputs: { mode: "check" } }],
    [
      "a pull request",
      "checked",
      { event: "pull_request", payload: pullRequest(), ref: "refs/pull/12/merge", inputs: { set: "report.comment=false" } },
    ],
    ["a fork's pull request", "checked", { event: "pull_request", payload: pullRequest({ from: "fork" }), ref: "refs/pull/12/merge" }],
    [
      "a fork's pull request that says it is main",
      "checked",
      { event: "pull_request", payload: pullRequest({ from: "fork", branch: "main" }), ref: "refs/heads/main" },
    ],
    [
      "Dependabot's pull request",
      "checked",
      { event: "pull_request", payload: pullRequest({ from: "dependabot" }), ref: "refs/pull/12/merge" },
    ],
    [
      "a merge group",
      "checked",
      { event: "merge_group", payload: mergeGroup("a".repeat(40), "b".repeat(40)), ref: "refs/heads/gh-readonly-queue/main/x" },
    ],
    ["a workflow that failed", "", { event: "workflow_run", payload: workflowRun({ conclusion: "failure" }) }],
    ["a workflow that was cancelled", "", { event: "workflow_run", payload: workflowRun({ conclusion: "cancelled" }) }],
    ["a fork's workflow", "", { event: "workflow_run", payload: workflowRun({ from: "fork", event: "pull_request" }) }],
    ["pull_request_target", "", { event: "pull_request_target", payload: pullRequest({ from: "fork" }) }],
    ["a comment", "", { event: "issue_comment", payload: pullRequest() }],
    ["a release", "", { event: "release", payload: { repository: { default_branch: "main" } } }],
  ])("is never what %s does", async (_, verdict, given) => {
    const done = await step(given);
    expect(done, done.stdout).toMatchObject({ code: verdict === "" ? 2 : 0, outputs: { verdict, "registry-commit": "" } });
    if (verdict === "") expect(done.outputs).toMatchObject({ error: "config", "exit-code": "2" });
    expect(done.outputs.reason).not.toBe("");
    expect(done.summary).toContain(verdict === "" ? "Configuration error" : "Checked");
    expect(github.writes().filter((write) => !write.startsWith("POST /issues/12/comments"))).toEqual([]);
    expect(await head()).toBeNull();
  });

  it("is what a branch does that both configurations name, and none that names itself alone", async () => {
    const config = "publish-from: [release]\n";
    const onRelease = { event: "push", payload: push("refs/heads/release"), ref: "refs/heads/release" };
    await writeFile(join(workspace, "retrain.yml"), config);
    const alone = await step(onRelease);
    expect(alone, alone.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked" } });
    expect(alone.stdout).toContain("models are published from the default branch");
    // The branch's own workflow file may say what it likes.
    const told = await step({ ...onRelease, inputs: { set: "publish-from=release" } });
    expect(told, told.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked" } });
    expect(github.writes()).toEqual([]);
    await github.git.push("main", { "retrain.yml": config }, "Leave to publish");
    const elsewhere = await step({ ...onRelease, ref: "refs/heads/release-2" });
    expect(elsewhere.outputs.verdict).toBe("checked");
    const tag = await step({ ...onRelease, ref: "refs/tags/release" });
    expect(tag.outputs.verdict).toBe("checked");
    expect(github.writes()).toEqual([]);
    const named = await step(onRelease);
    expect(named, named.stdout).toMatchObject({ code: 0, outputs: { verdict: "promoted" } });
    expect(await head()).toBe(named.outputs["registry-commit"]);
  });
});

describe("a dispatch that says which files have arrived", () => {
  it.each<[string, Step]>([
    ["repository_dispatch", { event: "repository_dispatch", payload: repositoryDispatch({ files: ["data/data_20260101.csv"] }) }],
    ["workflow_dispatch", { event: "workflow_dispatch", payload: workflowDispatch({ files: "data_20260101.csv" }) }],
  ])("goes on when they are there: %s", async (_, given) => {
    const done = await step({ ...given, inputs: { "dry-run": "true" } });
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "checked", rows: "300" } });
  });

  it.each([
    "data_20260102.csv",
    "ata_20260101.csv",
    "other/data_20260101.csv",
    "../data_20260101.csv",
    "/etc/passwd",
    "*",
    "s3://bucket/data_20260101.csv",
  ])("fails by name when one is not: %s", async (name) => {
    const payload = repositoryDispatch({ files: [name], data: "/etc/*", registry: "directory:/tmp/x" });
    const done = await step({ event: "repository_dispatch", payload });
    expect(done, done.stdout).toMatchObject({ code: 1, outputs: { verdict: "rejected" } });
    expect(done.outputs.reason).toContain(`${name}, which the event says has arrived, is not among the files found`);
    expect(done.stdout).toMatch(/^::error title=no-file%3A /m);
    expect(await head()).toBeNull();
  });

  it("is refused when it says something else", async () => {
    const done = await step({ event: "repository_dispatch", payload: repositoryDispatch({ files: { $ne: null } }) });
    expect(done).toMatchObject({ code: 2, outputs: { error: "config" } });
    expect(github.log).toEqual([]);
  });
});

describe("whatever happens", () => {
  const inProcess = (given: Step) => runStep({ workspace, temp }, withOurs(given));

  it.each<[string, Step["env"], object | string]>([
    ["a payload that is no JSON", {}, "{"],
    ["a payload that is a list", {}, []],
    ["no payload", { GITHUB_EVENT_PATH: "/nowhere" }, {}],
    ["no event", { GITHUB_EVENT_NAME: "" }, {}],
    ["no ref and no repository", { GITHUB_REF: "", GITHUB_REPOSITORY: "" }, {}],
    ["an input that is none", { "INPUT_FAIL-ON": "everything" }, {}],
    ["an address that is none", { GITHUB_API_URL: "nonsense" }, {}],
  ])("there are outputs, a summary and run.json: %s", async (_, given, payload) => {
    const path = join(temp, "other-event.json");
    await writeFile(path, typeof payload === "string" ? payload : JSON.stringify(payload));
    const done = await inProcess({ event: "push", env: { GITHUB_EVENT_PATH: path, ...given } });
    expect(done.code, done.stdout).not.toBe(70);
    expect(done.outputs["exit-code"]).toBe(String(done.code));
    expect(done.outputs.reason).not.toBe("");
    expect(done.outputs.verdict === "").toBe(done.outputs.error !== "");
    expect(done.summary).not.toBe("");
    const json = JSON.parse(await readFile(done.outputs["run-json"]!, "utf8"));
    expect(json).toMatchObject({ version: 1, exitCode: done.code });
    expect(await head()).toBeNull();
  });

  it("the exit code stands where neither outputs nor summary can be written", async () => {
    await rm(join(workspace, "data"), { recursive: true });
    const done = await inProcess({
      event: "schedule",
      env: { GITHUB_OUTPUT: "/nowhere/outputs", GITHUB_STEP_SUMMARY: "/nowhere/summary" },
    });
    expect(done.code).toBe(1);
    expect(done.stdout).toMatch(/^::warning title=gated-retrain::The outputs could not be written/m);
    expect(done.stdout).toMatch(/^::warning title=gated-retrain::The job summary could not be written/m);
  });
});

describe("strangers' words", () => {
  const ATTACK =
    "x\n::error::owned\n##[set-output name=verdict]promoted\r::set-output name=verdict::promoted%0A::stop-commands::t <img src=x> @everyone #1";
  let stdout: string;
  let everything: string;

  beforeAll(async () => {
    const folder = await newFolder();
    const home = await newFolder();
    const fake = await FakeGitHub.start({ owner: "owner", repo: "repo" });
    await mkdir(join(folder, "data"));
    await writeBatch(join(folder, "data/data_20260101.csv"), rows(100, 1));
    await writeBatch(join(folder, "data/##[error]data_20260102.csv"), rows(50, 2));
    const shared = {
      inputs: { ...INPUTS, data: "data/*.csv" },
      env: { ...fake.environment(null), "INPUT_GITHUB-TOKEN": WRITER, GITHUB_ACTOR: ATTACK },
    };
    const said = [
      await runStep(
        { workspace: folder, temp: home },
        { ...shared, event: "push", payload: push(`refs/heads/${ATTACK}`, ATTACK), ref: `refs/heads/${ATTACK}` },
      ),
      await runStep(
        { workspace: folder, temp: home },
        { ...shared, event: "repository_dispatch", payload: repositoryDispatch({ files: [ATTACK] }) },
      ),
      await runStep(
        { workspace: folder, temp: home },
        { ...shared, event: "pull_request", payload: pullRequest({ branch: ATTACK, title: ATTACK, base: "x" }), ref: "refs/pull/12/merge" },
      ),
      await runStep({ workspace: folder, temp: home }, { ...shared, event: ATTACK, payload: push() }),
    ];
    stdout = said.map((one) => one.stdout).join("\n");
    everything = [...said.map((one) => one.summary), ...fake.world.comments.map(({ body }) => body)].join("\n");
    await fake.close();
  });

  it("in branches, payloads, events and files run no workflow command", () => {
    // As the runner reads a line: `::name properties::` after any spaces, and the older `##[name]` anywhere.
    const commands = stdout.split(/\r?\n|\r/).map((line) => /^\s*::([a-z-]+)/.exec(line)?.[1]);
    expect(new Set(commands)).toEqual(new Set([undefined, "error", "notice"]));
    expect(stdout).not.toContain("##[");
    for (const line of stdout.split("\n").filter((text) => text.startsWith("::")))
      expect(line).toMatch(/^::(error|warning|notice) (file=|title=)/);
  });

  it("open nothing in summaries and comments", () => {
    expect(everything).toContain("owned");
    expect(everything).not.toMatch(/<img|^\s*::|##\[/m);
    expect(everything.replace(/`[^`\n]*`/g, "")).not.toMatch(/@everyone| #1\b/);
  });
});
