// examples/nightly.yml under act, as it stands: nights, requests by hand, and nights that fail.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inverted, rows } from "../../e2e/batches.ts";
import { day, UserRepository } from "./repository.ts";

describe("examples/nightly.yml", () => {
  let repository: UserRepository;
  let first: string;
  let second: string;

  const head = () => repository.github.git.ref("heads/model-registry");
  const night = (more: { token?: string; env?: Record<string, string> } = {}) =>
    repository.run({ workflow: "nightly.yml", event: "schedule", ...more });
  const byHand = (inputs: Record<string, string>) =>
    repository.run({ workflow: "nightly.yml", event: "workflow_dispatch", payload: { inputs } });

  beforeAll(async () => {
    repository = await UserRepository.create();
  });
  afterAll(() => repository.remove());

  it("judges only, by hand with dry-run: nothing published, nothing deployed", async () => {
    const run = await byHand({ "dry-run": "true" });
    expect(run, run.log).toMatchObject({ code: 0, jobs: { retrain: "success" }, outputs: { retrain: { verdict: "checked" } } });
    expect(run.jobs).not.toHaveProperty("deploy");
    expect(await head()).toBeNull();
  });

  it("promotes at the first run, on Node 24, uploads the report and deploys what it promoted", async () => {
    const run = await night();
    expect(run, run.log).toMatchObject({
      code: 0,
      jobs: { retrain: "success", deploy: "success" },
      outputs: { retrain: { verdict: "promoted" } },
    });
    const { "champion-id": champion, "registry-commit": commit } = run.outputs.retrain!;
    first = champion!;
    expect(commit).toBe(await head());
    expect(run.summaries.join("")).toContain("Promoted");
    expect(run.annotations.map(({ level, properties }) => `${level} ${properties.title}`)).toContain("notice Promoted");
    expect(repository.lastReport()).toMatchObject({ verdict: "promoted", environment: { node: expect.stringMatching(/^v24\./) } });
    expect(run.log).toContain(await repository.modelHash(champion!));
  });

  it("skips the second night: nothing published, nothing deployed", async () => {
    const before = await head();
    const run = await night();
    expect(run, run.log).toMatchObject({
      code: 0,
      jobs: { retrain: "success" },
      outputs: { retrain: { verdict: "skipped", "champion-id": first } },
    });
    expect(run.jobs).not.toHaveProperty("deploy");
    expect(await head()).toBe(before);
  });

  it("fails a night with a poisoned batch: the champion stays, nothing is deployed", async () => {
    await repository.batch(day(2), inverted(rows(400, 2)));
    const commit = await repository.push("A poisoned day");
    const before = await head();
    const run = await night();
    expect(run, run.log).toMatchObject({
      code: 1,
      jobs: { retrain: "failure" },
      outputs: { retrain: { verdict: "rejected", "exit-code": "1" } },
    });
    expect(run.jobs).not.toHaveProperty("deploy");
    expect(run.summaries.join("")).toContain("Rejected");
    expect(run.annotations.filter(({ level }) => level === "error").length).toBeGreaterThan(0);
    expect(await head()).toBe(before);
    await repository.git("rm", "--quiet", day(2));
    expect(await repository.push("Without it")).not.toBe(commit);
  });

  it("fails a night with a renamed column, and points at its field in the schema", async () => {
    await repository.batch(day(2), rows(100, 2));
    const file = join(repository.dir, day(2));
    await writeFile(file, (await readFile(file, "utf8")).replace("x1", "x_1"));
    const run = await night();
    expect(run, run.log).toMatchObject({ code: 1, outputs: { retrain: { verdict: "rejected", "exit-code": "1" } } });
    const renamed = run.annotations.find(({ properties }) => properties.title?.startsWith("column-renamed"));
    expect(renamed).toMatchObject({ level: "error", properties: { file: "schema.yml", line: expect.stringMatching(/^\d+$/) } });
  });

  it("keeps its verdict with the upload service down: one warning", async () => {
    const run = await night({ env: { ACTIONS_RESULTS_URL: "http://127.0.0.1:9/" } });
    expect(run, run.log).toMatchObject({ code: 1, outputs: { retrain: { verdict: "rejected", "report-artifact-id": "" } } });
    expect(run.annotations.filter(({ message }) => message.includes("upload service"))).toHaveLength(1);
  });

  it("cannot publish with a token that only reads: exit 3 and the line to add", async () => {
    await repository.batch(day(2), rows(400, 2, 0));
    const before = await head();
    const run = await night({ token: "ghs_reader" });
    expect(run, run.log).toMatchObject({
      code: 1,
      jobs: { retrain: "failure" },
      outputs: { retrain: { verdict: "", error: "service", "exit-code": "3" } },
    });
    expect(run.outputs.retrain!.reason).toContain("contents: write");
    expect(await head()).toBe(before);
  });

  it("promotes again with new data, and deploys it", async () => {
    await repository.push("A good day");
    const run = await night();
    expect(run, run.log).toMatchObject({
      code: 0,
      jobs: { retrain: "success", deploy: "success" },
      outputs: { retrain: { verdict: "promoted" } },
    });
    second = run.outputs.retrain!["champion-id"]!;
    expect(second).not.toBe(first);
  });

  it("verifies, and rolls back by hand: going back is deployed, too", async () => {
    expect(await byHand({ mode: "verify" })).toMatchObject({ code: 0, outputs: { retrain: { verdict: "checked" } } });
    const run = await byHand({ mode: "rollback", "model-id": first, reason: "complaints since Monday" });
    expect(run, run.log).toMatchObject({
      code: 0,
      jobs: { deploy: "success" },
      outputs: { retrain: { verdict: "promoted", "champion-id": first } },
    });
    expect(run.outputs.retrain!.reason).toMatch(/^rollback to /);
    expect(run.log).toContain(await repository.modelHash(first));
  });
});
