// The uploaded report through the real client against a real HTTP service; dist/index.js in its own process.
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { upload } from "../../src/clients/upload.ts";
import { rows, writeBatch } from "../e2e/batches.ts";
import { newFolder } from "../e2e/cli.ts";
import { type Runner, runStep, type Step } from "../e2e/step.ts";
import { type ResultsService, startResults } from "../fakes/results/server.ts";

let runner: Runner;
let service: ResultsService;

const step = (given: Step = {}) => runStep(runner, { env: service.env, ...given });
const warnings = (stdout: string) => stdout.split("\n").filter((line) => line.startsWith("::warning"));

beforeEach(async () => {
  runner = { workspace: await newFolder(), temp: await newFolder() };
  await mkdir(join(runner.workspace, "data"));
  await writeBatch(join(runner.workspace, "data/data_20260101.csv"), rows(300, 1));
  service = await startResults();
});

afterEach(() => service.close());

describe("the uploaded report", () => {
  it("holds the three files as they were written, under the job's name; the id is an output", async () => {
    const done = await step();
    expect(done).toMatchObject({ code: 0, outputs: { verdict: "promoted", "report-artifact-id": "1001" } });
    expect(service.uploads.map(({ name }) => name)).toEqual(["gated-retrain-report-retrain"]);
    const files = service.uploads[0]!.files;
    expect([...files.keys()].sort()).toEqual(["report.html", "run.json", "summary.md"]);
    const dir = dirname(done.outputs["report-path"]!);
    for (const [name, bytes] of files) expect(bytes.equals(await readFile(join(dir, name))), name).toBe(true);
    expect(warnings(done.stdout)).toEqual([]);
  });

  it("masks the signature of the upload's address and prints nothing else of the client's", async () => {
    const { stdout, stderr } = await step();
    expect(stdout).toMatch(/^::add-mask::c2lnbmF0dXJl/m);
    expect(stdout.replace(/^::add-mask::.*$/gm, "")).not.toContain("c2lnbmF0dXJl");
    expect(stdout).not.toMatch(/Artifact name is valid|Beginning upload/);
    expect(stderr).toBe("");
  });

  it("comes from a rejected run and from one that a mistake ended, too", async () => {
    expect(await step({ inputs: { "f1-threshold": "0.999" } })).toMatchObject({ code: 1, outputs: { "report-artifact-id": "1001" } });
    expect(await step({ inputs: { target: "" } })).toMatchObject({ code: 2, outputs: { error: "config", "report-artifact-id": "1002" } });
    const verdicts = service.uploads.map(({ files }) => JSON.parse(String(files.get("run.json"))).verdict);
    expect(verdicts).toEqual(["rejected", null]);
  });

  it("takes another name where a matrix job of the run has taken it", async () => {
    const ids = [await step(), await step(), await step()].map(({ outputs }) => outputs["report-artifact-id"]);
    expect(new Set(ids).size).toBe(3);
    const [first, ...others] = service.uploads.map(({ name }) => name);
    expect(first).toBe("gated-retrain-report-retrain");
    for (const name of others) expect(name).toMatch(/^gated-retrain-report-retrain-[0-9a-f]{8}$/);
  });

  it("is not tried outside of a workflow, nor on a server that has no such service", async () => {
    const outside = await step({ env: {} });
    expect(outside).toMatchObject({ code: 0, outputs: { verdict: "promoted", "report-artifact-id": "" } });
    const enterprise = await step({ env: { ...service.env, GITHUB_SERVER_URL: "https://github.example.com" } });
    expect(enterprise).toMatchObject({ code: 0, outputs: { "report-artifact-id": "" } });
    expect(service.requests).toEqual([]);
    expect([...warnings(outside.stdout), ...warnings(enterprise.stdout)]).toEqual([]);
  });
});

describe("when the service is in trouble", () => {
  it.each([
    ["refuses", 403, "create"],
    ["is full", 400, "create"],
    ["breaks the connection", "cut", "create"],
    ["does not accept the end", 400, "finalize"],
    ["does not accept the bytes", 403, "block"],
  ] as const)("%s: one warning, and everything else as without it", async (_, fault, route) => {
    service.faults.of = (asked) => (asked === route ? fault : null);
    const done = await step();
    expect(done).toMatchObject({ code: 0, outputs: { verdict: "promoted", "exit-code": "0", "report-artifact-id": "" } });
    expect(warnings(done.stdout)).toEqual([
      expect.stringMatching(/^::warning::The upload service did not take the report: .+\. The verdict stands/),
    ]);
    expect(service.uploads).toEqual([]);
  });

  it("is down: one warning, and a rejection is still exit 1", async () => {
    await service.close();
    const done = await step({ inputs: { "f1-threshold": "0.999" } });
    expect(done).toMatchObject({ code: 1, outputs: { verdict: "rejected", "report-artifact-id": "" } });
    expect(warnings(done.stdout).filter((line) => line.includes("upload"))).toEqual([expect.stringContaining("ECONNREFUSED")]);
    expect(done.summary).toContain("Rejected");
  });

  it("answers 503 twice and then works: uploaded", async () => {
    service.faults.of = (route, times) => (route === "create" && times <= 2 ? 503 : null);
    expect(await step()).toMatchObject({ code: 0, outputs: { "report-artifact-id": "1001" } });
  });

  it("never answers: given up at the deadline", async () => {
    service.faults.of = () => "hang";
    const env = { ...process.env, ...service.env };
    Object.assign(process.env, service.env);
    const file = join(runner.workspace, "data/data_20260101.csv");
    const start = performance.now();
    await expect(upload([file], dirname(file), { env, mask: () => {}, longestMs: 1500 })).rejects.toThrow(
      /did not finish within 1.5 seconds/,
    );
    expect(performance.now() - start).toBeLessThan(10_000);
    for (const name of Object.keys(service.env)) delete process.env[name];
  });
});
