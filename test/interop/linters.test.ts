// zizmor (pedantic) and actionlint on every workflow of ours, CI's and the samples; cfn-lint on the event rule beside them.
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { named } from "../../src/commands/init/init-workflow.ts";
import { newFolder, ROOT } from "../e2e/cli.ts";

const execute = promisify(execFile);
const ZIZMOR = process.env.GR_ZIZMOR ?? join(ROOT, ".venv/bin/zizmor");
const ACTIONLINT = process.env.GR_ACTIONLINT ?? join(ROOT, ".tools/actionlint/actionlint");

const CFN_LINT = process.env.GR_CFN_LINT ?? join(ROOT, ".venv/bin/cfn-lint");

const PLANTED = `name: planted
on: issues
permissions: {}
concurrency:
  group: planted
  cancel-in-progress: true
jobs:
  planted:
    name: Planted
    runs-on: ubuntu-24.04
    steps:
      - run: echo "\${{ github.event.issue.title }}"
`;

async function written(text: string): Promise<string> {
  const file = join(await newFolder(), ".github/workflows/retrain.yml");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

async function workflowsIn(folder: string): Promise<string[]> {
  const names = (await readdir(join(ROOT, folder))).filter((name) => /\.ya?ml$/.test(name));
  return names.map((name) => join(ROOT, folder, name));
}

/** What a linter says; empty when it has nothing to say and ended well. */
function said(command: string, args: string[]): Promise<string> {
  return execute(command, args, { cwd: ROOT }).then(
    ({ stdout }) => stdout.replace(/^No findings to report\..*\n/, ""),
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  );
}

const zizmor = (files: string[]) =>
  said(ZIZMOR, ["--offline", "--no-progress", "--quiet", "--color=never", "--persona=pedantic", ...files]);
const actionlint = (files: string[]) => said(ACTIONLINT, ["-no-color", ...files]);

describe("workflows", () => {
  it.each([".github/workflows", "examples"])("%s: nothing to say", async (folder) => {
    const files = await workflowsIn(folder);
    expect(files.length).toBeGreaterThan(0);
    expect(await zizmor(files)).toBe("");
    expect(await actionlint(files)).toBe("");
  });

  it("action.yml and the workflow that init writes: nothing to say", async () => {
    const sample = await readFile(join(ROOT, "examples/nightly.yml"), "utf8");
    const file = await written(named(sample, { owner: "acme", name: "gated-retrain", commit: "0123456789".repeat(4) }));
    expect(await zizmor([join(ROOT, "action.yml"), file])).toBe("");
    expect(await actionlint([file])).toBe("");
  });

  it("the bucket's event rule is a template that CloudFormation takes", async () => {
    const template = join(ROOT, "examples/bucket-event/cloudformation.yml");
    expect(await said(CFN_LINT, [template])).toBe("");
    const broken = await written((await readFile(template, "utf8")).replace("HttpMethod: POST", "HttpMethod: SEND"));
    expect(await said(CFN_LINT, [broken])).toContain("SEND");
  });

  it("a stranger's title in a script is found by both", async () => {
    const file = await written(PLANTED);
    expect(await zizmor([file])).toContain("template-injection");
    expect(await actionlint([file])).toContain("github.event.issue.title");
  });
});
