// Batches that are longer or shorter than the accepted ones, and nothing else: whatever fails for it is a false alarm.
import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { duplicatesIn, multiplicitiesOf, repeatsByChance } from "../../src/validate/batch/known-rows.ts";
import { repeatedChecks } from "../../src/validate/batch/repeated.ts";
import { sizeCheck } from "../../src/validate/batch/size.ts";
import { timeChecks } from "../../src/validate/batch/time.ts";
import { typeFiles } from "../../src/validate/history/batches.ts";
import { type BatchCase, pastBatch } from "../../src/validate/history/history.ts";
import { failures, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;

function caseOf(past: Cells[], cells: Cells): BatchCase {
  const files = past.map((one, i) => tableFile(one, `past_${i}.csv`, { digest: `sha256:${i}` }));
  const { schema } = inferSchema(files, { target: "label" });
  const [typed] = typeFiles([tableFile(cells, "new.csv", { digest: "sha256:new" })], schema);
  const history = typeFiles(files, schema).map(pastBatch);
  return { batch: pastBatch(typed!), history, schema, target: "label", now: null, showValues: false };
}

const HISTORY = 6;
const codes = (checks: { code: string }[]) => checks.map(({ code }) => code);

describe("answers to a few questions, many of them alike", () => {
  function answers(seed: number, rows: number, doubled = 0): Cells {
    const random = seeded(seed);
    const pick = (count: number) => Math.floor(count * random() ** 2);
    const drawn = Array.from({ length: rows - doubled }, () => [pick(9), pick(8), pick(9), pick(7), pick(2)]);
    const all = [...drawn, ...drawn.slice(0, doubled)];
    const names = ["school", "town", "income", "age", "label"];
    return Object.fromEntries(names.map((name, k) => [name, all.map((row) => `${name}${row[k]}`)]));
  }
  const judged = (seed: number, rows: number, doubled = 0) => {
    const past = Array.from({ length: HISTORY }, (_, i) => answers(100 * seed + i, 300));
    return codes(failures(repeatedChecks(caseOf(past, answers(100 * seed + 50, rows, doubled)))));
  };

  test.each([90, 300, 900])("%i rows are no repeats of one another by more than chance", (rows) => {
    for (let seed = 1; seed <= 8; seed++) expect(judged(seed, rows)).toEqual([]);
  });

  test.each([300, 900])("a third of %i rows that stands twice is found", (rows) => {
    for (let seed = 1; seed <= 8; seed++) expect(judged(seed, rows, Math.round(rows / 3))).toContain("duplicate-rows");
  });

  test("chance is what drawing shows", () => {
    const random = seeded(3);
    const kinds = Float64Array.from({ length: 3000 }, () => 1 + Math.floor(200 * random() ** 3));
    const expected = repeatsByChance(multiplicitiesOf([kinds.slice(0, 1000), kinds.slice(1000)]), 500);
    const draws = Array.from({ length: 200 }, () => {
      const order = Array.from(kinds, (kind) => [random(), kind] as const).sort((a, b) => a[0] - b[0]);
      return duplicatesIn(Float64Array.from(order.slice(0, 500), ([, kind]) => kind)).hits / 500;
    });
    expect(draws.reduce((sum, share) => sum + share, 0) / draws.length).toBeCloseTo(expected, 2);
    expect(repeatsByChance(multiplicitiesOf([kinds]), 3000)).toBeCloseTo(duplicatesIn(kinds).hits / 3000, 12);
    expect(repeatsByChance(new Map(), 10)).toBe(0);
  });
});

describe("moments", () => {
  const DAY = 86_400_000;
  const START = Date.UTC(2025, 0, 6);
  const rowsAt = (moments: number[], form: (moment: Date) => string): Cells => ({
    seen: moments.map((moment) => form(new Date(moment))),
    label: moments.map((_, i) => (i % 3 === 0 ? "yes" : "no")),
  });
  const iso = (moment: Date) => moment.toISOString();
  const day = (moment: Date) => moment.toISOString().slice(0, 10);

  test("of shuffled rows of one year end together, and a short batch ends before by chance", () => {
    const random = seeded(11);
    const shuffled = (rows: number) =>
      rowsAt(
        Array.from({ length: rows }, () => START + 365 * DAY * random() ** 0.2),
        iso,
      );
    const past = Array.from({ length: HISTORY }, () => shuffled(2000));
    const check = sizeCheck(caseOf(past, shuffled(300)));
    expect(check.status).toBe("warn");
    expect(check.message).not.toContain("ends before");
  });

  test("of equal numbers of rows end a little earlier each time: a short stretch is not cut off", () => {
    const HOUR = DAY / 24;
    const stretch = (from: number, rows: number) =>
      rowsAt(
        Array.from({ length: rows }, (_, i) => START + (from + i) * HOUR),
        iso,
      );
    const past = Array.from({ length: HISTORY }, (_, i) => stretch(167 * i, 167));
    const check = sizeCheck(caseOf(past, stretch(167 * HISTORY, 60)));
    expect(check.status).toBe("warn");
  });

  test("of whole weeks: a batch that ends in the middle of its week is cut off", () => {
    const HOUR = DAY / 24;
    const week = (number: number, rows: number) =>
      rowsAt(
        Array.from({ length: rows }, (_, i) => START + (168 * number + i) * HOUR),
        iso,
      );
    const past = Array.from({ length: HISTORY }, (_, i) => week(i, 168));
    expect(sizeCheck(caseOf(past, week(HISTORY, 60)))).toMatchObject({
      status: "fail",
      message: expect.stringMatching(/before its (day|week) does/),
    });
  });

  test("by the day: a longer batch that begins on the day on which the last one ended does not overlap", () => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = seeded(seed);
      const span = (from: number, days: number, rows: number) =>
        rowsAt(
          Array.from({ length: rows }, () => START + (from + Math.floor((days + 1) * random())) * DAY).sort((a, b) => a - b),
          day,
        );
      const past = Array.from({ length: HISTORY }, (_, i) => span(7 * i, 7, 300));
      expect(codes(failures(timeChecks(caseOf(past, span(7 * HISTORY, 26, 889)))))).toEqual([]);
    }
  });
});
