import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { agreementOf, type Compared, championFile, expectRoundTrip, expectSame } from "./champions.ts";
import { python } from "./python.ts";
import { predictionsOf, type RealSet, realSets, registryFolder, runAsWritten, runWithSalt, sidesOf, typedRows } from "./real-data.ts";

const SALTS = ["one", "two", "three", "four", "five"];
/** How far the mean may lie below scikit-learn's. */
const ROOM = 0.01;

interface Scored {
  set: RealSet;
  runs: RunResult[];
  ours: number[];
  sklearn: number[];
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function weightedF1({ evaluation }: RunResult): number {
  const found = evaluation?.candidate?.metrics.find((metric) => metric.name === "f1" && metric.average === "weighted");
  return found?.value ?? Number.NaN;
}

describe("init, then run, on real data without an edit", () => {
  let sets: RealSet[];
  const scored: Scored[] = [];

  beforeAll(async () => {
    sets = await realSets();
    for (const set of sets) {
      const { schema, dataset } = await typedRows(set);
      const sides = SALTS.map((salt) => sidesOf(dataset, salt));
      const runs: RunResult[] = [];
      for (const salt of SALTS) runs.push((await runWithSalt(set, salt)).json);
      runs.forEach(({ split }, i) => {
        const { trainRows, holdoutRows } = sides[i]!;
        expect(split).toEqual({ by: "row", trainRows: trainRows.length, holdoutRows: holdoutRows.length });
      });
      const task = {
        csv: join(set.dir, "data.csv"),
        target: set.target,
        features: dataset.features,
        missing: [...new Set(["", ...schema.missingValues, ...schema.fields.flatMap((field) => field.missingValues ?? [])])],
        splits: sides.map(({ holdoutRows }) => [...holdoutRows]),
      };
      const sklearn = await python<number[]>("sklearn_f1.py", [], task);
      scored.push({ set, runs, ours: runs.map(weightedF1), sklearn });
    }
    const lines = scored.map(({ set, runs, ours, sklearn }) => {
      const promoted = runs.filter(({ verdict }) => verdict === "promoted").length;
      const share = `${set.name} (${set.kind}, ${set.rows} rows)`.padEnd(56);
      return `${share} ours ${mean(ours).toFixed(4)}  scikit-learn ${mean(sklearn).toFixed(4)}  promoted ${promoted} of ${runs.length}`;
    });
    console.log(["weighted F1, mean of 5 salts, same splits:", ...lines].join("\n"));
  });

  it("finds that every set predicts its target", () => {
    expect(scored).toHaveLength(7);
    for (const { set } of scored) expect({ ...set.init, name: set.name }).toMatchObject({ name: set.name, predicts: true });
  });

  it("promotes on the split that init chose", async () => {
    for (const set of sets) {
      const { json } = await runAsWritten(set);
      expect({ set: set.name, verdict: json.verdict, reason: json.reason }).toMatchObject({ set: set.name, verdict: "promoted" });
    }
  });

  it("reaches a verdict on each other split, rejecting at most for the threshold that init found on its own", () => {
    for (const { set, runs } of scored) {
      expect(runs.map(({ error }) => error)).toEqual(SALTS.map(() => null));
      const failed = runs.flatMap(({ checks }) => checks.filter(({ status }) => status === "fail").map(({ code }) => code));
      expect([...new Set([...failed, "f1-threshold"])], set.name).toEqual(["f1-threshold"]);
      expect(runs.some(({ verdict }) => verdict === "promoted")).toBe(true);
    }
  });

  it("is as good as scikit-learn's forest on the same splits", () => {
    for (const { set, ours, sklearn } of scored) expect(mean(ours), set.name).toBeGreaterThanOrEqual(mean(sklearn) - ROOM);
  });

  it("gives models that onnxruntime reads as predict does, on every row", async () => {
    const tasks: Compared[] = [];
    for (const { set, runs } of scored) {
      const salt = SALTS[runs.findIndex(({ verdict }) => verdict === "promoted")]!;
      const model = await championFile(join(set.dir, registryFolder(salt)));
      await expectRoundTrip(model);
      tasks.push({ model, csv: join(set.dir, "data.csv"), predictions: await predictionsOf(set, salt) });
    }
    const found = await agreementOf(tasks);
    found.forEach((agreement, i) => {
      expect(agreement.rows).toBe(sets[i]!.rows);
      expectSame(agreement, sets[i]!.name);
    });
  });
});
