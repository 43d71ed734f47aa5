import { beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { history, resultOf } from "./identity.ts";

function lasting({ timings: _timings, environment: _environment, ...rest }: RunResult): Partial<RunResult> {
  return rest;
}

describe("the id of a model", () => {
  let pattern: string;
  let first: RunResult;

  beforeAll(async () => {
    pattern = await history({ folder: "data", gz: false });
    first = await resultOf(pattern, { threads: 1 });
  });

  it("is the same with 1, 2 and 4 threads, as is all else that a run tells", async () => {
    for (const threads of [2, 4]) {
      const result = await resultOf(pattern, { threads });
      expect(result.environment.threads).toBe(threads);
      expect(lasting(result)).toEqual(lasting(first));
    }
  });

  it("is the same from csv and gz, though the files are others", async () => {
    const packed = await resultOf(await history({ folder: "data", gz: true }));
    expect(packed.modelId).toBe(first.modelId);
    expect(packed.data?.digest).toBe(first.data?.digest);
    expect(packed.data?.files[0]?.digest).not.toBe(first.data?.files[0]?.digest);
  });

  it("is the same from a moved folder", async () => {
    const moved = await resultOf(await history({ folder: "elsewhere/größe und mehr", gz: false }));
    expect(moved.modelId).toBe(first.modelId);
  });

  it("is another of other rows", async () => {
    const half = await resultOf(pattern.replace("{YYYYMMDD}", "20260101"));
    expect(half.modelId).not.toBe(first.modelId);
  });
});
