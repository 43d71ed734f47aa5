// When a deployment is asked for: while the champion is another model than the one that serves, whatever the run's verdict.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { FakeGitHub, WRITER } from "../fakes/github/server.ts";
import { inverted, rows, writeBatch } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { type Step, type StepResult, stepHere } from "./step.ts";

const SET = "train.trees=5\nsplit.salt=quick\ngates.champion.margin=0.5";

interface World {
  github: FakeGitHub;
  batch: (day: number, isPoisoned?: boolean) => Promise<void>;
  step: (given?: Step) => Promise<StepResult>;
  /** The sample's deploy job: runs where it is asked for, and records what it brought. */
  follow: (done: StepResult, ends: "success" | "failure") => Promise<boolean>;
}

async function world(inputs: Record<string, string> = { "deployment-environment": "production" }): Promise<World> {
  const github = await FakeGitHub.start({ owner: "owner", repo: "repo" });
  onTestFinished(() => github.close());
  const [workspace, temp] = await Promise.all([newFolder(), newFolder()]);
  await mkdir(join(workspace, "data"));
  const api = (path: string, body: object) =>
    fetch(`${github.apiUrl}/repos/owner/repo${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${WRITER}` },
      body: JSON.stringify(body),
    });
  return {
    github,
    batch: async (day, isPoisoned = false) => {
      const batch = rows(200, day);
      await writeBatch(join(workspace, `data/data_2026010${day}.csv`), isPoisoned ? inverted(batch) : batch);
    },
    step: (given = {}) =>
      stepHere(
        { workspace, temp },
        {
          ...given,
          inputs: { registry: "branch:model-registry", set: SET, "f1-threshold": "0.6", ...inputs, ...given.inputs },
          env: { ...github.environment(null), "INPUT_GITHUB-TOKEN": WRITER, ...given.env },
        },
      ),
    follow: async ({ outputs }, ends) => {
      if (outputs.deploy !== "true") return false;
      const payload = { "gated-retrain": { model: outputs["champion-id"] } };
      const made = (await (await api("/deployments", { ref: "main", environment: "production", payload })).json()) as { id: number };
      await api(`/deployments/${made.id}/statuses`, { state: ends });
      return true;
    },
  };
}

describe("output deploy", () => {
  it("is asked for until the champion serves: a deployment that fails twice with a red night between, then a rollback", async () => {
    const { batch, step, follow } = await world();
    await batch(1);
    const first = await step();
    expect(first.outputs, first.stdout).toMatchObject({ verdict: "promoted", publication: "moved", deploy: "true" });
    expect(await follow(first, "success")).toBe(true);
    expect((await step()).outputs).toMatchObject({ verdict: "skipped", deploy: "false" });

    await batch(2);
    const second = await step();
    expect(second.outputs, second.stdout).toMatchObject({ verdict: "promoted", deploy: "true" });
    await follow(second, "failure");
    await batch(3, true);
    const red = await step();
    expect(red.outputs, red.stdout).toMatchObject({ verdict: "rejected", deploy: "true", "champion-id": second.outputs["champion-id"] });
    await follow(red, "failure");
    await batch(3);
    const third = await step();
    expect(third.outputs, third.stdout).toMatchObject({ deploy: "true" });
    await follow(third, "success");
    expect((await step()).outputs).toMatchObject({ verdict: "skipped", deploy: "false" });

    const back = await step({ event: "workflow_dispatch", inputs: { mode: "rollback" } });
    expect(back.outputs, back.stdout).toMatchObject({ verdict: "promoted", deploy: "true" });
    // Its deploy job never ran; the night after asks again, and so until it serves.
    const night = await step();
    expect(night.outputs).toMatchObject({ verdict: "skipped", deploy: "true", "champion-id": back.outputs["champion-id"] });
    await follow(night, "success");
    expect((await step()).outputs).toMatchObject({ deploy: "false" });
  });

  it("follows a promotion whose answer was lost, and a rollback at a terminal, in the night after", async () => {
    const { github, batch, step, follow } = await world();
    await batch(1);
    await follow(await step(), "success");
    await batch(2);
    const isMove = ({ method, path }: { method: string; path: string }) => method === "PATCH" && path.endsWith("model-registry");
    let wasAsked = false;
    github.order({ when: isMove, afterwards: true, answer: "cut" });
    // A refusal that is not waited for, as of a token that was revoked meanwhile.
    github.order({
      when: (request) => {
        const strikes = wasAsked;
        if (isMove(request)) wasAsked = true;
        return strikes;
      },
      times: 1e9,
      answer: { status: 401, message: "Bad credentials" },
    });
    const lost = await step();
    expect(lost.outputs, lost.stdout).toMatchObject({
      verdict: "",
      error: "service",
      publication: "unknown",
      "champion-id": "",
      deploy: "false",
    });
    github.faults.release();
    const night = await step();
    expect(night.outputs, night.stdout).toMatchObject({ verdict: "skipped", deploy: "true" });
    expect(night.stdout).toContain("was promoted at");
    await follow(night, "success");
    expect((await step()).outputs).toMatchObject({ deploy: "false" });
  });

  it("by deployed-id; with neither input as promoted; never where nothing publishes", async () => {
    const { batch, step } = await world({});
    await batch(1);
    const dry = await step({ inputs: { "dry-run": "true", "deployed-id": "none" } });
    expect(dry.outputs, dry.stdout).toMatchObject({ verdict: "checked", deploy: "false" });
    const elsewhere = await step({ event: "push", ref: "refs/heads/topic", inputs: { "deployed-id": "none" } });
    expect(elsewhere.outputs).toMatchObject({ verdict: "checked", deploy: "false" });
    const first = await step();
    expect(first.outputs).toMatchObject({ verdict: "promoted", deploy: "true" });
    expect((await step()).outputs).toMatchObject({ verdict: "skipped", deploy: "false" });
    expect((await step({ inputs: { "deployed-id": "none" } })).outputs).toMatchObject({ deploy: "true" });
    expect((await step({ inputs: { "deployed-id": first.outputs["champion-id"]! } })).outputs).toMatchObject({ deploy: "false" });
    const mistaken = await step({ inputs: { "deployed-id": "v1" } });
    expect(mistaken.outputs).toMatchObject({ "exit-code": "2", deploy: "false" });
    const both = await step({ inputs: { "deployed-id": "none", "deployment-environment": "production" } });
    expect(both.outputs).toMatchObject({ "exit-code": "2" });
  });

  it("reads only deployments of ours that succeeded, and says which permission it lacks", async () => {
    const { github, batch, step } = await world();
    await batch(1);
    const first = await step();
    const id = first.outputs["champion-id"]!;
    const add = (payload: unknown, states: string[], environment = "production") =>
      github.world.deployments.push({
        id: github.world.deployments.length + 1,
        environment,
        ref: "main",
        sha: "0".repeat(40),
        payload,
        user: github.world.tokens.get(WRITER)!.user,
        time: "2026-01-01T00:00:00Z",
        statuses: states.map((state, i) => ({ id: i, state, time: "2026-01-01T00:00:00Z" })),
      });
    for (const payload of ["", {}, "{", { "gated-retrain": { model: "../x" } }, { model: id }]) add(payload, ["success"]);
    add({ "gated-retrain": { model: id } }, ["success"], "staging");
    add({ "gated-retrain": { model: id } }, ["in_progress", "failure"]);
    expect((await step()).outputs).toMatchObject({ deploy: "true" });
    add(JSON.stringify({ "gated-retrain": { model: id } }), ["in_progress", "success", "inactive"]);
    expect((await step()).outputs).toMatchObject({ deploy: "false" });
    github.world.private = true;
    github.world.tokens.get(WRITER)!.deployments = "none";
    const refused = await step();
    expect(refused.outputs).toMatchObject({ verdict: "skipped", deploy: "false" });
    expect(refused.stdout).toContain("deployments: read");
  });
});
