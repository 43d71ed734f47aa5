// The action and the commands of the terminal on a registry branch: what is published, what is refused, what is survived.
import { execFileSync } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { FakeGitHub, READER, WRITER } from "../fakes/github/server.ts";
import { type LoggedRequest, RULES } from "../fakes/github/world.ts";
import { BRANCH, expectSound, lineOn, newHome, REFS, WORDS } from "./branch.ts";
import { newFolder, sha256 } from "./cli.ts";
import { DATA, QUICK, writeDay } from "./days.ts";
import { cliHere, cliJsonHere } from "./here.ts";
import { type StepResult, stepHere } from "./step.ts";

let github: FakeGitHub;
let workspace: string;
let temp: string;

beforeEach(async () => {
  github = await FakeGitHub.start();
  workspace = await newHome();
  temp = await newFolder();
});

afterEach(async () => {
  await github.close();
  for (const folder of [workspace, temp]) await rm(folder, { recursive: true });
});

const INPUTS = { data: DATA, target: "label", "f1-threshold": "0.6", threads: "1", registry: "", set: QUICK.join("\n") };

/** Nobody names a registry: the default inside a workflow. */
function step(inputs: Record<string, string> = {}, token = WRITER): Promise<StepResult> {
  const { GITHUB_API_URL, GITHUB_REPOSITORY } = github.environment() as { GITHUB_API_URL: string; GITHUB_REPOSITORY: string };
  return stepHere(
    { workspace, temp },
    { inputs: { ...INPUTS, "github-token": token, ...inputs }, env: { GITHUB_API_URL, GITHUB_REPOSITORY } },
  );
}

const head = () => github.git.ref(`heads/${BRANCH}`);
const show = (path: string) => github.git.run(["show", `${BRANCH}:${path}`]);
const isMove = ({ method, path }: LoggedRequest) => method !== "GET" && path.startsWith("/git/refs");
const day = (n: number, options = {}) => writeDay(join(workspace, "data"), n, { rows: 120, seed: 100 + n, ...options });

describe("the action on a branch", () => {
  it("promotes, skips, promotes again, rejects and goes back; the branch moves only for models", async () => {
    const main = await github.git.ref("heads/main");
    const first = await step();
    expect({ code: first.code, out: first.stdout }).toMatchObject({ code: 0 });
    expect(first.outputs).toMatchObject({ verdict: "promoted", "registry-commit": (await head())! });
    expect(sha256(await show(`model/model_${first.outputs["champion-id"]}.manifest.json`))).toBe(first.outputs["champion-id"]);

    const skipped = await step();
    expect(skipped.outputs).toMatchObject({ verdict: "skipped", "registry-commit": "", "champion-id": first.outputs["model-id"]! });
    expect(await head()).toBe(first.outputs["registry-commit"]);

    await day(3);
    const second = await step();
    expect(second.outputs).toMatchObject({ verdict: "promoted", "registry-commit": (await head())! });

    await day(4, { inverted: true });
    const rejected = await step();
    expect(rejected).toMatchObject({ code: 1, outputs: { verdict: "rejected", "registry-commit": "" } });
    expect(await head()).toBe(second.outputs["registry-commit"]);

    const back = await step({ mode: "rollback", reason: "worse" });
    expect({ code: back.code, out: back.stdout }).toMatchObject({ code: 0 });
    expect(back.outputs).toMatchObject({
      verdict: "promoted",
      "champion-id": first.outputs["model-id"]!,
      "registry-commit": (await head())!,
    });
    const verified = await step({ mode: "verify" });
    expect(verified.outputs).toMatchObject({ verdict: "checked", "champion-id": first.outputs["model-id"]! });
    expect(await lineOn(github)).toEqual([first, second, first].map(({ outputs }) => outputs["model-id"]));
    expect(await github.git.ref("heads/main")).toBe(main);
    const records = await github.git.text(["ls-tree", "--name-only", "refs/gated-retrain/runs:runs"]);
    expect(records.split("\n").filter((name) => name.endsWith(".json"))).toHaveLength(3);
    await expectSound(github, REFS);
    expect(await github.git.text(["log", "--format=%s", BRANCH])).toMatch(
      /^Go back to \w{12}: f1 .*\nPromote \w{12}: f1 .*\nPromote \w{12}: f1 [\d.]+ on \d+ held-out rows$/,
    );
  });

  it("a dry run writes nothing anywhere", async () => {
    const { code, outputs } = await step({ "dry-run": "true" });
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: "checked" });
    expect(github.writes()).toEqual([]);
  });
});

describe("refused with one sentence, exit code, outputs and summary; the branch untouched", () => {
  const refusals: [string, () => string | undefined, RegExp][] = [
    [
      "a ruleset",
      () => void github.world.rules.push({ ref: "heads/*", on: ["create", "update"], status: 422, message: RULES.pullRequest }),
      /"Changes must be made through a pull request\." \(422\): .*Settings → Rules → Rulesets/,
    ],
    [
      "branch protection",
      () => void github.world.rules.push({ ref: `heads/${BRANCH}`, on: ["create", "update"], status: 422, message: RULES.protectedChecks }),
      /"Required status check "build" is expected\." \(422\): .*Settings → Branches/,
    ],
    [
      "a token without contents: write",
      () => READER,
      /give the job `permissions: \{contents: write\}` \(403: "Resource not accessible by integration"\)/,
    ],
    ["a wrong token", () => "ghs_wrong", /GitHub does not accept the token \(401: "Bad credentials"\)/],
  ];
  it.each(refusals)("%s", async (_name, arrange, sentence) => {
    await step();
    await day(3);
    const before = await head();
    const token = arrange();
    const logged = github.log.length;
    const { code, outputs, summary } = await step({}, token ?? WRITER);
    expect(code).toBe(3);
    expect(outputs).toMatchObject({ verdict: "", error: "service", "exit-code": "3", "registry-commit": "" });
    expect(outputs.reason).toMatch(sentence);
    expect(summary).toContain("Service error");
    expect(await head()).toBe(before);
    expect(github.log.slice(logged).filter((one) => isMove(one) && one.status < 300 && one.path.includes("heads"))).toEqual([]);
  });

  it("the default branch", async () => {
    const { code, outputs } = await step({ registry: "branch:main" });
    expect({ code, error: outputs.error }).toEqual({ code: 2, error: "config" });
    expect(outputs.reason).toMatch(/branch:main is the default branch of octo-org\/weather/);
    expect(github.writes()).toEqual([]);
  });

  it("no token at all", async () => {
    const { code, outputs } = await step({ "github-token": "" });
    expect({ code, error: outputs.error }).toEqual({ code: 2, error: "config" });
    expect(outputs.reason).toMatch(/needs to know the repository and a token/);
    expect(github.log).toEqual([]);
  });
});

describe("survived", () => {
  it("the API answers 500 for some seconds in the middle of publishing", async () => {
    github.order({ when: isMove, forMs: 5_000, answer: { status: 500 } });
    const { code, outputs } = await step();
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: "promoted" });
    expect(outputs["registry-commit"]).toBe(await head());
    expect(github.log.filter(({ status }) => status === 500).length).toBeGreaterThan(2);
  });

  it("an empty repository", async () => {
    await github.close();
    github = await FakeGitHub.start({ empty: true });
    const { code, outputs } = await step();
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: "promoted" });
    expect(await lineOn(github)).toEqual([outputs["model-id"]]);
    await expectSound(github, REFS);
  });

  it("a run record that cannot be written: a warning that names the ref, the verdict stands", async () => {
    github.world.rules.push({ ref: "gated-retrain/*", on: ["create", "update"], status: 422, message: RULES.creations });
    const { code, outputs, stdout } = await step();
    expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: "promoted" });
    expect(stdout).toMatch(/::warning.*The run record could not be written: .*gated-retrain\/runs/);
  });
});

describe("at a terminal, with GITHUB_REPOSITORY and GITHUB_TOKEN", () => {
  it("run, verify, predict, rollback; a clone has the same bytes", async () => {
    const where = { cwd: workspace, env: { PATH: process.env.PATH, HOME: temp, ...github.environment() } };
    const to = ["--registry", `branch:${BRANCH}`];
    const first = await cliJsonHere(["run", ...WORDS, ...to], where);
    expect({ code: first.code, said: first.stderr }).toMatchObject({ code: 0 });
    await day(3);
    const second = await cliJsonHere(["run", ...WORDS, ...to], where);
    expect(second.json.verdict).toBe("promoted");
    const verified = await cliJsonHere<RunResult & { models: number }>(["verify", ...to], where);
    expect(verified.json).toMatchObject({ verdict: "checked", models: 2, championId: second.json.modelId });

    const predicted = await cliHere(["predict", ...to, "--model-id", first.json.modelId!, "--data", "data/*.csv", "--out", "p.csv"], where);
    expect({ code: predicted.code, said: predicted.stderr }).toMatchObject({ code: 0 });
    expect((await readFile(join(workspace, "p.csv"), "utf8")).split("\n")).toHaveLength(3 * 120 + 2);

    const back = await cliJsonHere(["rollback", ...to, "--reason", "worse"], where);
    expect(back.json).toMatchObject({ verdict: "promoted", championId: first.json.modelId });
    const clone = join(temp, "clone");
    execFileSync("git", ["clone", "--quiet", "--branch", BRANCH, github.git.dir, clone], { env: where.env });
    const model = `model/model_${first.json.modelId}.onnx`;
    const { files } = JSON.parse(await readFile(join(clone, `model/model_${first.json.modelId}.manifest.json`), "utf8")) as {
      files: { digest: string }[];
    };
    expect(execFileSync("sha256sum", [join(clone, model)], { encoding: "utf8" }).slice(0, 64)).toBe(
      files[0]!.digest.slice("sha256:".length),
    );
    const local = await cliJsonHere(["verify", "--registry", clone], where);
    expect(local.json).toMatchObject({ verdict: "checked", championId: first.json.modelId });
  });

  it("without them, and with a name that is none: exit 2", async () => {
    const env = { PATH: process.env.PATH, HOME: temp };
    const nowhere = await cliJsonHere(["verify", "--registry", `branch:${BRANCH}`], { cwd: workspace, env });
    expect(nowhere).toMatchObject({ code: 2, json: { error: { kind: "config" } } });
    expect(nowhere.json.reason).toMatch(/GITHUB_REPOSITORY is OWNER\/NAME and GITHUB_TOKEN/);
    const name = await cliJsonHere(["verify", "--registry", "branch:a..b"], { cwd: workspace, env });
    expect(name).toMatchObject({ code: 2 });
    expect(github.log).toEqual([]);
  });

  it("registry.keep bounds the tree; what left it is verified all the same", async () => {
    const config = `data: {files: "${DATA}"}\ntarget: label\ngates: {f1-threshold: 0.6, champion: {margin: 0.5}}\nsplit: {salt: quick}\ntrain: {trees: 5}\nregistry: {to: "branch:${BRANCH}", keep: 1}\n`;
    await writeFile(join(workspace, "retrain.yml"), config);
    const where = { cwd: workspace, env: { PATH: process.env.PATH, HOME: temp, ...github.environment() } };
    for (const n of [3, 4, 5]) {
      await day(n);
      expect((await cliJsonHere(["run"], where)).json.verdict).toBe("promoted");
    }
    const models = (await github.git.text(["ls-tree", "--name-only", `${BRANCH}:model`])).split("\n");
    // The champion's, and the best one's of its line.
    const shown = models.filter((name) => name.endsWith(".onnx"));
    expect(shown).toHaveLength(2);
    expect(shown).toContain(`model_${(JSON.parse(await github.git.text(["show", `${BRANCH}:champion.json`])) as { id: string }).id}.onnx`);
    const verified = await cliJsonHere<RunResult & { models: number }>(["verify", "--registry", `branch:${BRANCH}`], where);
    expect(verified.json).toMatchObject({ verdict: "checked", models: 3 });
  });
});
