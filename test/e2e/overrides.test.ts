// reset and accept as a person asks for them by hand in a workflow: with a reason, in the history under the person's name; never otherwise.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { HistoryEntry } from "../../src/types/registry.ts";
import { FakeGitHub, WRITER } from "../fakes/github/server.ts";
import { rows, writeBatch } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { schedule, workflowDispatch } from "./payloads.ts";
import { type Step, stepHere } from "./step.ts";

const SET = "train.trees=10\ngates.champion.margin=0.02";

let github: FakeGitHub;
let workspace: string;
let temp: string;

beforeEach(async () => {
  [workspace, temp] = [await newFolder(), await newFolder()];
  await mkdir(join(workspace, "data"));
  await writeBatch(join(workspace, "data/data_20260101.csv"), rows(300, 1));
  github = await FakeGitHub.start({ owner: "owner", repo: "repo" });
  expect(await nightly("s")).toMatchObject({ code: 0, outputs: { verdict: "promoted" } });
  return () => github.close();
});

function step({ event, payload, inputs }: Step) {
  const given = { registry: "branch:model-registry", "github-token": WRITER, ...inputs };
  return stepHere({ workspace, temp }, { event, payload, inputs: given, env: github.environment(null) } as Step);
}

const nightly = (salt: string) => step({ event: "schedule", payload: schedule(), inputs: { set: `${SET}\nsplit.salt=${salt}` } });

const byHand = (mode: string, salt: string, reason = "") =>
  step({ event: "workflow_dispatch", payload: workflowDispatch(), inputs: { mode, reason, set: `${SET}\nsplit.salt=${salt}` } });

/** The newest entry of the history on the branch. */
async function newest(): Promise<HistoryEntry> {
  const { entry } = JSON.parse(await github.git.text(["show", "model-registry:champion.json"])) as { entry: string };
  return JSON.parse(await github.git.text(["show", `model-registry:history/${entry}.json`])) as HistoryEntry;
}

describe("reset", () => {
  it("is the way out of a changed hold-out: a new line, in the person's name, that later nights go on with", async () => {
    const before = await newest();
    const changed = await nightly("t");
    expect(changed).toMatchObject({ code: 1, outputs: { verdict: "inconclusive" } });
    expect(changed.outputs.reason).toMatch(/split/i);
    const done = await byHand("reset", "t", "a new hold-out");
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "promoted" } });
    const entry = await newest();
    expect(entry).toMatchObject({ kind: "reset", actor: "somebody", reason: "reset by somebody: a new hold-out" });
    expect(entry.id).not.toBe(before.id);
    expect(entry.previous).toMatch(/^[0-9a-f]{64}$/);
    expect(await nightly("t")).toMatchObject({ code: 0, outputs: { verdict: "skipped" } });
  });
});

describe("accept", () => {
  it("promotes what was only not shown to be no worse, and says so", async () => {
    await writeBatch(join(workspace, "data/data_20260102.csv"), rows(120, 2));
    expect(await nightly("s")).toMatchObject({ code: 0, outputs: { verdict: "kept" } });
    const done = await byHand("accept", "s", "looked at by hand");
    expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "promoted" } });
    const entry = await newest();
    expect(entry).toMatchObject({ kind: "promotion", actor: "somebody", reason: "accepted by somebody: looked at by hand" });
    const comparison = entry.gates.find(({ code }) => code === "champion")!;
    expect(comparison.message).toMatch(/^Accepted by a person, although it was undecided: /);
  });

  it("helps no model over a floor", async () => {
    await writeBatch(join(workspace, "data/data_20260102.csv"), rows(120, 2));
    const set = `${SET}\nsplit.salt=s\ngates.f1-threshold=0.99`;
    const done = await step({
      event: "workflow_dispatch",
      payload: workflowDispatch(),
      inputs: { mode: "accept", reason: "please", set },
    });
    expect(done).toMatchObject({ code: 1, outputs: { verdict: "rejected" } });
    expect((await newest()).reason).not.toContain("please");
  });
});

describe("neither", () => {
  it.each(["reset", "accept"])("%s is taken without a reason, or from a schedule", async (mode) => {
    const head = await github.git.ref("heads/model-registry");
    const silent = await byHand(mode, "s");
    expect(silent).toMatchObject({ code: 2, outputs: { error: "config" } });
    expect(silent.outputs.reason).toContain(`${mode} needs a reason`);
    const scheduled = await step({ event: "schedule", payload: schedule(), inputs: { mode, reason: "nobody", set: SET } });
    expect(scheduled).toMatchObject({ code: 2, outputs: { error: "config" } });
    expect(scheduled.outputs.reason).toMatch(/only a person may ask for/);
    expect(await github.git.ref("heads/model-registry")).toBe(head);
  });
});
