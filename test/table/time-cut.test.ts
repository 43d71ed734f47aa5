import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitRows } from "../../src/table/rows/split.ts";
import { timeCut, unorderedBy } from "../../src/table/rows/time-cut.ts";
import type { SplitRecord } from "../../src/types/registry.ts";
import type { Dataset } from "../../src/types/table.ts";
import { sampled } from "../times.ts";
import { datasetOf, field } from "./dataset.ts";

const FIELDS = [field("at", "integer"), field("y", "string", { role: "target" })];

/** Files of rows [time, label]; empty: missing. */
function history(files: { rows: [string, string][]; inWindow: boolean }[]): Dataset {
  const dataset = datasetOf(
    FIELDS,
    files.flatMap(({ rows }) => rows),
  );
  let start = 0;
  const spans = files.map(({ rows, inWindow }, i) => {
    const span = { name: `${i}.csv`, start, end: start + rows.length, accepted: !inWindow, inWindow };
    start = span.end;
    return span;
  });
  return { ...dataset, target: "y", files: spans };
}

const record = (dataset: Dataset, share: number): SplitRecord => ({
  by: "time",
  share,
  columns: ["at"],
  salt: "",
  hash: 1,
  cut: timeCut(dataset, "at", share),
});

const time = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -20, max: 20 }).map(String) }, { weight: 1, arbitrary: fc.constant("") });
const row = fc.tuple(time, fc.constantFrom("a", "b", "")) as fc.Arbitrary<[string, string]>;
const files = fc.array(fc.record({ rows: fc.array(row, { maxLength: 20 }), inWindow: fc.boolean() }), { minLength: 1, maxLength: 4 });
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe("a split by time", () => {
  it("trains on no row as late as any that is held out, and leaves out what has no time (property)", () => {
    fc.assert(
      fc.property(files, share, (some, part) => {
        const dataset = history(some);
        const { trainRows, holdoutRows, leftOut } = splitRows(dataset, record(dataset, part));
        const at = (dataset.columns[0] as { values: Float64Array }).values;
        const latest = trainRows.reduce((most, row) => Math.max(most, at[row]!), Number.NEGATIVE_INFINITY);
        const earliest = holdoutRows.reduce((least, row) => Math.min(least, at[row]!), Number.POSITIVE_INFINITY);
        expect(latest).toBeLessThan(earliest);
        expect([...trainRows, ...holdoutRows].some((row) => Number.isNaN(at[row]!))).toBe(false);
        const inWindow = (row: number) => dataset.files.some((file) => file.inWindow && row >= file.start && row < file.end);
        expect([...trainRows, ...leftOut].every(inWindow)).toBe(true);
        const all = [...trainRows, ...holdoutRows, ...leftOut];
        expect(new Set(all).size).toBe(all.length);
      }),
      { numRuns: sampled(500) },
    );
  });

  it("cuts where the share of labelled rows is nearest to what is asked for (property)", () => {
    fc.assert(
      fc.property(files, share, (some, part) => {
        const dataset = history(some);
        const times = some
          .filter(({ inWindow }) => inWindow)
          .flatMap(({ rows }) => rows.filter(([at, label]) => at !== "" && label !== "").map(([at]) => Number(at)));
        const cut = timeCut(dataset, "at", part);
        const possible = [...new Set(times)].filter((one) => one > Math.min(...times));
        expect(cut === null).toBe(possible.length === 0);
        const miss = (one: number) => Math.abs(times.filter((at) => at >= one).length - part * times.length);
        if (cut !== null) expect(Math.abs(miss(cut) - Math.min(...possible.map(miss)))).toBeLessThan(1e-9);
      }),
      { numRuns: sampled(500) },
    );
  });

  it("does not depend on the order of rows and files (property)", () => {
    fc.assert(
      fc.property(files, share, (some, part) => {
        const turned = [...some].reverse().map(({ rows, inWindow }) => ({ rows: [...rows].reverse(), inWindow }));
        expect(timeCut(history(turned), "at", part)).toBe(timeCut(history(some), "at", part));
      }),
    );
  });

  it("needs a column that has an order", () => {
    const types = { date: null, datetime: null, integer: null, number: null, year: null, yearmonth: null, time: "time", string: "string" };
    for (const [type, expected] of Object.entries(types)) {
      expect(unorderedBy(datasetOf([field("c", type as "date")], [[""]]), "c")).toBe(expected);
    }
  });
});
