// mode: diagnose as the runner starts it.
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseMarkdown, textOf } from "../report/parsed.ts";
import { rows, writeBatch } from "./batches.ts";
import { newFolder, snapshot } from "./cli.ts";
import { runStep, type Step } from "./step.ts";

const WORKFLOW = `on: {schedule: [{cron: "17 3 * * *"}]}
jobs: {retrain: {runs-on: ubuntu-24.04, steps: [{uses: acme/gated-retrain@v1}]}}
`;

async function trained() {
  const [workspace, temp] = [await newFolder(), await newFolder()];
  await mkdir(join(workspace, "data"));
  await mkdir(join(workspace, ".github/workflows"), { recursive: true });
  await writeFile(join(workspace, ".github/workflows/retrain.yml"), WORKFLOW);
  await writeBatch(join(workspace, "data/data_20260101.csv"), rows(200, 1));
  const inputs = { "f1-threshold": "0.6", set: "train.trees=5\nsplit.salt=s" };
  const step = (given: Step = {}) => runStep({ workspace, temp }, { ...given, inputs: { ...inputs, ...given.inputs } });
  expect((await step()).outputs.verdict).toBe("promoted");
  return { workspace, step, diagnose: (given: Step = {}) => step({ ...given, inputs: { mode: "diagnose", ...given.inputs } }) };
}

describe("mode: diagnose", () => {
  it("names the cause in outputs and summary, fails the step and changes nothing", async () => {
    const { workspace, diagnose } = await trained();
    for (const name of await readdir(join(workspace, "data")))
      await rename(join(workspace, "data", name), join(workspace, "data", `sales_<b>${name}`));
    const before = await snapshot(workspace);
    const { code, outputs, summary, stdout } = await diagnose({ event: "workflow_dispatch" });
    expect({ code, cause: outputs.cause, exit: outputs["exit-code"] }).toEqual({ code: 1, cause: "data/no-file", exit: "1" });
    expect(outputs.reason).toContain("No file matches");
    const told = textOf(parseMarkdown(summary));
    expect(told).toContain("Why the model was not updated");
    expect(told).toContain("sales_<b>data_20260101.csv");
    expect(summary).not.toContain("<b>");
    expect(stdout).toContain("BROKEN");
    expect(await snapshot(workspace)).toEqual(before);
  });

  it("passes where nothing is broken, and compares the deployed model", async () => {
    const { workspace, diagnose } = await trained();
    expect(await diagnose({ event: "workflow_run" })).toMatchObject({ code: 0, outputs: { cause: "", "exit-code": "0" } });
    const other = await diagnose({ inputs: { "deployed-id": "f".repeat(64) } });
    expect(other).toMatchObject({ code: 1, outputs: { cause: "deployment/other-model" } });
    await rm(join(workspace, ".github"), { recursive: true });
    expect((await diagnose()).outputs.cause).toBe("trigger/no-workflow");
  });

  it("refuses pull requests and mistakes with their exit code", async () => {
    const { diagnose } = await trained();
    const refused = await diagnose({ event: "pull_request" });
    expect(refused).toMatchObject({ code: 2, outputs: { error: "config", "exit-code": "2" } });
    expect(refused.outputs.reason).toContain("pull_request");
    expect((await diagnose({ inputs: { "f1-threshold": "7" } })).code).toBe(2);
  });
});
