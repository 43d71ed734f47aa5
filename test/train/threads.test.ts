import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deadlineOf, memoryError, runThreads } from "../../src/train/threads.ts";
import type { WorkerJob, WorkerReport } from "../../src/train/worker-job.ts";

const JOB: WorkerJob = {
  kind: "stock",
  values: new Float64Array(0),
  features: 0,
  labels: new Int32Array(0),
  options: { nEstimators: 1, seed: 1, noOOB: true, treeOptions: { minNumSamples: 3 } },
};
const SAY = `import { parentPort } from "node:worker_threads"; parentPort.postMessage({ kind: "stock", json: "x" });`;

describe("runThreads", () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "threads-"));
  });
  afterAll(() => rm(dir, { recursive: true }));

  async function run(
    code: string,
    options: { count?: number; minutes?: number; receive?: (report: WorkerReport) => void } = {},
  ): Promise<void> {
    const path = join(dir, `${Math.random()}.mjs`);
    await writeFile(path, code);
    await runThreads(pathToFileURL(path), JOB, options.count ?? 2, deadlineOf(options.minutes ?? 1), options.receive ?? (() => {}));
  }

  it("hears every thread and waits for all", async () => {
    const heard: string[] = [];
    await run(SAY, { count: 3, receive: (report) => heard.push(report.kind) });
    expect(heard).toEqual(["stock", "stock", "stock"]);
  });

  it("passes on what a thread throws", async () => {
    await expect(run(`throw new TypeError("broken")`)).rejects.toThrow("broken");
  });

  it("notices a thread that ends early", async () => {
    await expect(run("process.exit(3)")).rejects.toThrow("ended with code 3");
  });

  it("ends threads that never finish, at the deadline or when the receiver refuses", async () => {
    await expect(run("for (;;);", { minutes: 0.002 })).rejects.toMatchObject({ kind: "limit" });
    const refuse = () => {
      throw new RangeError("enough");
    };
    await expect(run(`${SAY} setInterval(() => {}, 1000);`, { receive: refuse })).rejects.toThrow("enough");
  });
});

describe("memoryError", () => {
  it("knows both shapes of running out of memory", () => {
    expect(memoryError(Object.assign(new Error("Worker terminated"), { code: "ERR_WORKER_OUT_OF_MEMORY" }))).toMatchObject({
      kind: "limit",
    });
    let refused: unknown;
    try {
      new ArrayBuffer(2 ** 52);
    } catch (error) {
      refused = error;
    }
    expect(memoryError(refused)).toMatchObject({ kind: "limit", cause: refused });
    expect(memoryError(new RangeError("Maximum call stack size exceeded"))).toBeNull();
  });
});
