// dist/index.js as the runner starts it: inputs and event in the environment, outputs and summary in files.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { inverted, rows, writeBatch } from "./batches.ts";
import { newFolder, snapshot } from "./cli.ts";
import { runStep, type Step } from "./step.ts";

const MAIN = { repository: { default_branch: "main" } };

let workspace: string;
let temp: string;

const step = (given: Step = {}) => runStep({ workspace, temp }, given);

beforeEach(async () => {
  workspace = await newFolder();
  temp = await newFolder();
  await mkdir(join(workspace, "data"));
  await writeBatch(join(workspace, "data/data_20260101.csv"), rows(400, 1));
});

describe("the action", () => {
  it("promotes on a schedule, then skips; outputs, summary, history and report say so", async () => {
    await writeBatch(join(workspace, "data/data_20260101.csv"), rows(400, 2));
    const first = await step();
    expect(first).toMatchObject({ code: 0, outputs: { verdict: "promoted", error: "", "exit-code": "0", rows: "400" } });
    expect(first.outputs["champion-id"]).toBe(first.outputs["model-id"]);
    expect(Number(first.outputs.f1)).toBeGreaterThan(0.8);
    expect(Number(first.outputs["f1-lower"])).toBeLessThan(Number(first.outputs.f1));
    expect(first.summary).toContain("Promoted");
    expect(JSON.parse(await readFile(first.outputs["run-json"]!, "utf8"))).toMatchObject({ version: 1, verdict: "promoted" });
    expect(await readFile(first.outputs["report-path"]!, "utf8")).toContain("</html>");
    const registry = await snapshot(join(workspace, "registry"));
    const [entry] = Object.keys(registry).filter((name) => name.startsWith("/history/"));
    expect(JSON.parse(await readFile(join(workspace, "registry", entry!), "utf8"))).toMatchObject({
      actor: "somebody",
      run: "https://github.com/owner/repo/actions/runs/7",
    });
    const second = await step();
    expect(second).toMatchObject({ code: 0, outputs: { verdict: "skipped", "champion-id": first.outputs["model-id"] } });
    expect(await snapshot(join(workspace, "registry"))).toEqual(registry);
  });

  it("fails the workflow and annotates when a batch is poisoned, and leaves the registry alone", async () => {
    await step({ inputs: { "f1-threshold": "0.7" } });
    const { "/champion.json": pointer } = await snapshot(join(workspace, "registry"));
    await writeBatch(join(workspace, "data/data_20260102.csv"), inverted(rows(400, 2)));
    const stopped = await step({ inputs: { "f1-threshold": "0.7" } });
    expect(stopped).toMatchObject({ code: 1, outputs: { verdict: "rejected", "exit-code": "1" } });
    expect(stopped.stdout).toMatch(/^::error title=/m);
    expect(stopped.summary).toContain("Rejected");
    expect((await snapshot(join(workspace, "registry")))["/champion.json"]).toBe(pointer);
  });

  it("points at the line of the configuration that is wrong, all mistakes at once", async () => {
    await writeFile(join(workspace, "retrain.yml"), "data:\n  filse: x.csv\ngates:\n  f1-threshold: high\n");
    const wrong = await step({ inputs: { data: "", target: "" } });
    expect(wrong).toMatchObject({ code: 2, outputs: { verdict: "", error: "config", "exit-code": "2" } });
    expect(wrong.stdout).toMatch(/^::error file=retrain\.yml,line=2,col=3,title=/m);
    expect(wrong.stdout).toMatch(/^::error file=retrain\.yml,line=4,col=17,title=/m);
  });

  it("annotates the schema field that was renamed, and the pattern that a newer file misses", async () => {
    const field = (name: string) => `  - name: ${name}\n    type: ${["color", "label"].includes(name) ? "string" : "number"}\n`;
    await writeFile(
      join(workspace, "schema.yml"),
      `fieldsMatch: equal\nfields:\n${["x0", "x1", "color", "noise", "label"].map(field).join("")}`,
    );
    await writeFile(join(workspace, "retrain.yml"), "data:\n  files: data/data_{YYYYMMDD}.csv\nschema: schema.yml\n");
    const file = join(workspace, "data/data_20260101.csv");
    await writeFile(file, (await readFile(file, "utf8")).replace("x1", "old_x1"));
    const renamed = await step({ inputs: { data: "" } });
    expect(renamed.stdout).toMatch(/^::error file=schema\.yml,line=5,col=11,title=column-renamed/m);
    await writeBatch(join(workspace, "data/new_data_20260102.csv"), rows(50, 2));
    const missed = await step({ inputs: { data: "" } });
    expect(missed.stdout).toMatch(/^::error file=retrain\.yml,line=2,col=3,title=near-miss/m);
  });

  it.each([
    ["pull_request", MAIN, "refs/pull/1/merge"],
    ["merge_group", MAIN, "refs/heads/gh-readonly-queue/main/pr-1"],
    ["push", MAIN, "refs/heads/feature"],
    ["push", {}, "refs/heads/main"],
    ["workflow_dispatch", MAIN, "refs/tags/v1"],
  ])("on %s outside the default branch judges and writes nothing", async (event, payload, ref) => {
    const done = await step({ event, payload, ref });
    expect(done).toMatchObject({ code: 0, outputs: { verdict: "checked", "champion-id": "" } });
    expect(await snapshot(join(workspace, "registry"))).toEqual({});
  });

  it.each([
    ["pull_request_target", MAIN, {}],
    ["issue_comment", MAIN, {}],
    ["", MAIN, {}],
    ["pull_request", MAIN, { mode: "retrain" }],
    ["pull_request", MAIN, { mode: "rollback" }],
    ["workflow_run", { ...MAIN, workflow_run: { conclusion: "failure", head_repository: { full_name: "owner/repo" } } }, {}],
    ["workflow_run", { ...MAIN, workflow_run: { conclusion: "success", head_repository: { full_name: "fork/repo" } } }, {}],
    ["schedule", MAIN, { mode: "retrian" }],
    ["schedule", MAIN, { "dry-run": "maybe" }],
  ])("refuses %s (%#) with exit 2 and writes nothing", async (event, payload, inputs) => {
    const refused = await step({ event, payload, inputs: inputs as Record<string, string> });
    expect(refused).toMatchObject({ code: 2, outputs: { verdict: "", error: "config" } });
    expect(await snapshot(join(workspace, "registry"))).toEqual({});
  });

  it("judges only with dry-run, and rolls back and verifies by mode", async () => {
    expect((await step({ inputs: { "dry-run": "true" } })).outputs.verdict).toBe("checked");
    const first = await step();
    await writeBatch(join(workspace, "data/data_20260102.csv"), rows(400, 2));
    const second = await step({ inputs: { set: "train.trees=20\nsplit.salt=s\ngates.champion.margin=0.5" } });
    expect(second.outputs.verdict).toBe("promoted");
    const back = await step({ event: "workflow_dispatch", inputs: { mode: "rollback", reason: "complaints" } });
    expect(back).toMatchObject({ code: 0, outputs: { verdict: "promoted", "champion-id": first.outputs["model-id"] } });
    expect(back.outputs.reason).toMatch(/^rollback to /);
    expect(await step({ inputs: { mode: "verify" } })).toMatchObject({ code: 0, outputs: { verdict: "checked" } });
  });

  it("gives a verdict even where summary and report cannot be written", async () => {
    await writeFile(join(temp, "occupied"), "");
    const done = await step({ inputs: { "report-dir": join(temp, "occupied", "below") } });
    expect(done).toMatchObject({ code: 0, outputs: { verdict: "promoted", "report-path": "" } });
    expect(done.stdout).toMatch(/^::warning title=gated-retrain::The report could not be written/m);
  });
});
