// publish: the champion's files where an app reads them, and a registration of the team's own; after rollbacks and failures too.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { watched } from "../../fakes/github/contract.ts";
import { mergePull } from "../../fakes/github/pulls.ts";
import { FakeGitHub, WRITER } from "../../fakes/github/server.ts";
import { RULES } from "../../fakes/github/world.ts";
import { newFolder } from "../cli.ts";
import { type Step, stepHere } from "../step.ts";
import { CONFIG, metrics, type Plan, Repository } from "./script.ts";

const publish = (lines: string) => `${CONFIG}publish:\n${lines}`;
const COPY = "  copy: {models/model.bin: app/model.bin}\n";
const read = (team: Repository, name: string) => readFileSync(join(team.dir, name), "utf8");
const statusOf = (json: { checks: { code: string; status: string }[] }, code: string) =>
  json.checks.find((check) => check.code === code)?.status;

describe("publish.copy in a folder", () => {
  it("holds the champion's files after every night, and after a rollback", async () => {
    const team = await Repository.create(publish(COPY));
    const first = await team.night({ model: "one", metrics: metrics(0.9) });
    expect(first.json.verdict).toBe("promoted");
    expect(statusOf(first.json, "copy")).toBe("pass");
    expect(read(team, "app/model.bin")).toBe("one");
    await team.night({ model: "two", metrics: metrics(0.85) });
    await team.night({ model: "three", metrics: metrics(0.5) });
    expect(read(team, "app/model.bin")).toBe("one");
    await team.night({ model: "four", metrics: metrics(0.95) });
    expect(read(team, "app/model.bin")).toBe("four");
    await team.json(["rollback", "--registry", "registry", "--reason", "worse in use"]);
    expect(read(team, "app/model.bin")).toBe("one");
  });

  it("gives the script's own file back to the champion", async () => {
    const team = await Repository.create(publish("  copy: {models/model.bin: models/model.bin}\n"));
    await team.night({ model: "one", metrics: metrics(0.9) });
    expect((await team.night({ model: "two", metrics: metrics(0.5) })).json.verdict).toBe("rejected");
    expect(read(team, "models/model.bin")).toBe("one");
    expect((await team.night({ model: "three", metrics: metrics(0.95) })).json.verdict).toBe("promoted");
  });

  it("copies a folder, and takes away what an earlier model had there and nothing else", async () => {
    const config = publish("  copy: {models: app/models}\n").replace("model: [models/model.bin]", "model: [models]");
    const team = await Repository.create(config);
    const part = (name: string) => `(await import("node:fs")).writeFileSync("models/part-${name}", "${name}");`;
    await team.night({ first: `(await import("node:fs")).mkdirSync("models", { recursive: true }); ${part("a")}` });
    await team.write("app/models/README.md", "of the app");
    expect(read(team, "app/models/part-a")).toBe("a");
    const again = `const fs = await import("node:fs"); fs.rmSync("models/part-a"); ${part("b")}`;
    expect((await team.night({ first: again, metrics: metrics(0.95) })).json.verdict).toBe("promoted");
    expect(existsSync(join(team.dir, "app/models/part-a"))).toBe(false);
    expect(read(team, "app/models/part-b")).toBe("b");
    expect(read(team, "app/models/README.md")).toBe("of the app");
  });

  it("never writes through a link, and says so", async () => {
    const team = await Repository.create(publish(COPY));
    mkdirSync(join(team.dir, "elsewhere"));
    symlinkSync("elsewhere", join(team.dir, "app"));
    const { json } = await team.night({});
    expect(json).toMatchObject({ verdict: "promoted", exitCode: 0 });
    expect(json.checks.find(({ code }) => code === "copy")).toMatchObject({
      status: "warn",
      message: expect.stringMatching(/app, which is a link/),
    });
    expect(existsSync(join(team.dir, "elsewhere/model.bin"))).toBe(false);
  });

  it("says a name that the champion does not hold, keys without their partner, and a way without a repository", async () => {
    const team = await Repository.create(publish("  copy: {models/other.bin: app/model.bin}\n"));
    const { json } = await team.night({});
    expect(json.verdict).toBe("promoted");
    expect(json.checks.find(({ code }) => code === "copy")!.message).toMatch(
      /"models\/other\.bin", which the champion does not hold; .*models\/model\.bin/,
    );
    const mistakes = [
      ["  env: [TOKEN_X]\n  to: commit\n", /publish\.env.*publish\.command beside it[\s\S]*publish\.to.*publish\.copy beside it/],
      ["  copy: {a: ../b}\n", /a path below the folder/],
      ["  copy: {a: b, c: b}\n", /copies two files to "b"/],
      [`${COPY}  to: commit\n`, /GITHUB_REPOSITORY.*publish\.to: folder/],
    ] as const;
    for (const [lines, says] of mistakes) {
      const mistaken = (await (await Repository.create(publish(lines))).night({})).json;
      expect(mistaken.exitCode).toBe(2);
      expect(mistaken.error!.problems.map(({ message }) => message).join("\n")).toMatch(says);
    }
  });
});

describe("publish.command", () => {
  const REGISTER = `import { appendFileSync, readFileSync } from "node:fs";
const { GATED_RETRAIN_MODEL_DIR: dir, GATED_RETRAIN_MODEL_ID: id, WHERE } = process.env;
if (readFileSync("down", "utf8") === "yes") { console.error("the endpoint is down"); process.exit(7); }
appendFileSync("registered.txt", [id.slice(0, 6), readFileSync(dir + "/models/model.bin", "utf8"), WHERE, process.env.SECRET].join(" ") + "\\n");
`;

  it("runs once for each new champion, is tried again where it failed, and sees named secrets alone", async () => {
    const team = await Repository.create(publish("  command: [node, register.mjs]\n  env: [WHERE]\n"));
    team.env = { WHERE: "here", SECRET: "canary" };
    await team.write("register.mjs", REGISTER);
    await team.write("down", "yes");
    const first = (await team.night({ model: "one" })).json;
    expect(first).toMatchObject({ verdict: "promoted", exitCode: 0 });
    const failed = first.checks.find(({ code }) => code === "registration")!;
    expect(failed).toMatchObject({ status: "warn", message: expect.stringMatching(/exit code 7.*the endpoint is down/) });
    await team.write("down", "no");
    const again = (await team.night({ model: "bad", metrics: metrics(0.1) })).json;
    expect(again.verdict).toBe("rejected");
    expect(statusOf(again, "registration")).toBe("pass");
    const second = (await team.night({ model: "two", metrics: metrics(0.95) })).json;
    await team.night({ model: "worse", metrics: metrics(0.85) });
    await team.json(["rollback", "--registry", "registry"]);
    const ids = [first.modelId!, second.modelId!, first.modelId!].map((id) => id.slice(0, 6));
    expect(read(team, "registered.txt")).toBe(`${ids[0]} one here \n${ids[1]} two here \n${ids[2]} one here \n`);
    expect((await team.json<{ verdict: string }>(["verify", "--registry", "registry"])).json.verdict).toBe("checked");
  });
});

async function world(lines: string, folder = "") {
  const github = await FakeGitHub.start({ owner: "owner", repo: "repo" });
  onTestFinished(() => github.close());
  const said = watched(github);
  const [workspace, temp] = await Promise.all([newFolder(), newFolder()]);
  mkdirSync(join(workspace, ".git"));
  mkdirSync(join(workspace, folder), { recursive: true });
  const team = await Repository.create(publish(lines), join(workspace, folder));
  const step = async (plan: Plan, given: Step = {}) => {
    await team.write("plan.json", JSON.stringify({ model: "weights", metrics: metrics(0.9), first: "", last: "", ...plan }));
    const config = folder === "" ? {} : { config: `${folder}/retrain.yml` };
    const inputs = { data: "", target: "", set: "", registry: "branch:model-registry", ...config, ...given.inputs };
    return await stepHere({ workspace, temp }, { ...given, inputs, env: { ...github.environment(null), "INPUT_GITHUB-TOKEN": WRITER } });
  };
  const onMain = (path = "app/model.bin") => github.git.text(["show", `main:${path}`]).catch(() => null);
  return { github, said, team, step, onMain };
}

describe("publish.copy in a repository", () => {
  it("commits the champion's files into the default branch: promoted, kept, rolled back; from a folder too", async () => {
    const { github, said, step, onMain } = await world(COPY, "service");
    const path = "service/app/model.bin";
    const first = await step({ model: "one" });
    expect(first.outputs, first.stdout).toMatchObject({ verdict: "promoted", deploy: "true" });
    expect(await onMain(path)).toBe("one");
    expect(await github.git.text(["log", "-1", "--format=%an %s", "main"])).toBe(
      `github-actions[bot] Model ${first.outputs["model-id"]!.slice(0, 12)} as gated-retrain promoted it`,
    );
    const before = await github.git.text(["rev-parse", "main"]);
    const kept = await step({ model: "two", metrics: metrics(0.85) });
    expect(kept.outputs).toMatchObject({ verdict: "kept", deploy: "false" });
    expect(await github.git.text(["rev-parse", "main"])).toBe(before);
    await step({ model: "three", metrics: metrics(0.95) });
    expect(await onMain(path)).toBe("three");
    const back = await step({}, { event: "workflow_dispatch", inputs: { mode: "rollback" } });
    expect(back.outputs, back.stdout).toMatchObject({ verdict: "promoted", "champion-id": first.outputs["model-id"] });
    expect(await onMain(path)).toBe("one");
    expect(await onMain("README.md")).toContain("Somebody's project");
    expect(said).toEqual([]);
  });

  it("is made again on what others committed meanwhile, and an answer that got lost is no failure", async () => {
    const { github, step, onMain } = await world(COPY);
    const isMove = ({ method, path }: { method: string; path: string }) => method === "PATCH" && path.endsWith("refs/heads/main");
    let races = 2;
    github.order({
      when: (request) => {
        if (!isMove(request) || races === 0) return false;
        races--;
        const dir = github.git.dir;
        const tree = execFileSync("git", ["rev-parse", "main^{tree}"], { cwd: dir }).toString().trim();
        const env = { ...process.env, GIT_AUTHOR_NAME: "x", GIT_AUTHOR_EMAIL: "x@y", GIT_COMMITTER_NAME: "x", GIT_COMMITTER_EMAIL: "x@y" };
        const made = execFileSync("git", ["commit-tree", tree, "-p", "main", "-m", `other ${races}`], { cwd: dir, env })
          .toString()
          .trim();
        execFileSync("git", ["update-ref", "refs/heads/main", made], { cwd: dir });
        return false;
      },
      times: 1e9,
      answer: "cut",
    });
    expect((await step({ model: "one" })).outputs).toMatchObject({ verdict: "promoted" });
    expect(await onMain()).toBe("one");
    expect(await github.git.text(["log", "--format=%s", "main"])).toMatch(/^Model .*\nother 0\nother 1\n/);
    github.order({ when: isMove, afterwards: true, answer: "cut" });
    const lost = await step({ model: "two", metrics: metrics(0.95) });
    expect(lost.outputs).toMatchObject({ verdict: "promoted", findings: "1" });
    expect(await onMain()).toBe("two");
  });

  it("keeps deploy true while a rule stands in the way, and brings the files when it is gone", async () => {
    const { github, step, onMain } = await world(COPY);
    github.world.rules.push({ ref: "heads/main", on: ["update"], status: 422, message: RULES.pullRequest });
    const first = await step({ model: "one" });
    expect(first.outputs).toMatchObject({ verdict: "promoted", deploy: "true", "exit-code": "0" });
    expect(first.stdout).toMatch(/Changes must be made through a pull request.*publish\.to: pull-request/);
    const second = await step({ model: "two", metrics: metrics(0.3) });
    expect(second.outputs).toMatchObject({ verdict: "rejected", deploy: "true" });
    github.world.rules.length = 0;
    const third = await step({ model: "three", metrics: metrics(0.85) });
    expect(third.outputs).toMatchObject({ verdict: "kept", deploy: "false" });
    expect(await onMain()).toBe("one");
  });

  it("replaces no pointer of Git LFS and no link", async () => {
    const { github, step, onMain } = await world(COPY);
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 4\n`;
    await github.git.push("main", { "app/model.bin": pointer }, "LFS");
    const done = await step({ model: "one" });
    expect(done.stdout).toMatch(/Git LFS or git-annex keeps elsewhere/);
    expect(await onMain()).toBe(pointer.trimEnd());
  });

  it("proposes the files: one pull request, kept up to date; deploy stays true until it is merged", async () => {
    const { github, said, step, onMain } = await world(`${COPY}  to: pull-request\n`);
    const first = await step({ model: "one" });
    expect(first.outputs, first.stdout).toMatchObject({ verdict: "promoted", deploy: "true" });
    const [pull] = [...github.world.pulls.values()];
    expect(pull).toMatchObject({
      number: 1,
      title: `Model ${first.outputs["model-id"]!.slice(0, 12)} for app/model.bin`,
      base: { ref: "main" },
    });
    expect(pull!.body).toMatch(/champion of branch:model-registry[\s\S]*No error rate is promised/);
    const writes = github.writes().length;
    expect((await step({ model: "two", metrics: metrics(0.5) })).outputs).toMatchObject({ verdict: "rejected", deploy: "true" });
    expect(
      github
        .writes()
        .slice(writes)
        .filter((one) => /pulls|gated-retrain\/model/.test(one)),
    ).toEqual([]);
    const second = await step({ model: "three", metrics: metrics(0.95) });
    expect(github.world.pulls.size).toBe(1);
    expect(github.world.pulls.get(1)!.body).toContain(second.outputs["model-id"]);
    expect(await onMain()).toBeNull();
    await mergePull(github.world, 1);
    expect(await onMain()).toBe("three");
    expect((await step({ model: "four", metrics: metrics(0.5) })).outputs).toMatchObject({ verdict: "rejected", deploy: "false" });
    expect((await github.git.refs("heads/gated-retrain")).length).toBe(0);

    const back = await step({}, { event: "workflow_dispatch", inputs: { mode: "rollback" } });
    expect(back.outputs, back.stdout).toMatchObject({ verdict: "promoted", deploy: "true" });
    github.world.pulls.get(2)!.state = "closed";
    const refused = await step({ metrics: metrics(0.1) });
    expect(refused.outputs).toMatchObject({ deploy: "true" });
    expect(refused.stdout).toMatch(/#2 was closed without being merged/);
    expect(github.world.pulls.size).toBe(2);
    expect(said).toEqual([]);
  });

  it("says the setting where workflows may not open pull requests, and the permission where the job lacks it", async () => {
    const { github, step } = await world(`${COPY}  to: pull-request\n`);
    github.world.tokens.get(WRITER)!.mayOpenPulls = false;
    expect((await step({})).stdout).toMatch(/Settings → Actions → General → Workflow permissions/);
    github.world.tokens.get(WRITER)!.pullRequests = "read";
    expect((await step({ metrics: metrics(0.1) })).stdout).toMatch(/pull-requests: write/);
  });

  it("is not done by a run that may not publish", async () => {
    const { github, step } = await world(COPY);
    const dry = await step({}, { inputs: { "dry-run": "true" } });
    expect(dry.outputs).toMatchObject({ verdict: "checked", deploy: "false" });
    expect(github.writes()).toEqual([]);
  });
});
