// Batches that are longer or shorter than the accepted ones, and nothing else: whatever fails for it is a false alarm.
import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { duplicatesIn, multiplicitiesOf, repeatsByChance } from "../../src/validate/batch/known-rows.ts";
import { repeatedChecks } from "../../src/validate/batch/repeated.ts";
import { sizeCheck } from "../../src/validate/batch/size.ts";
import { timeChecks } from "../../src/validate/batch/time.ts";
import { driftChecks } from "../../src/validate/columns/drift.ts";
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

  test("of equal numbers of rows that are about a week: a short stretch is not cut off", () => {
    const HOUR = DAY / 24;
    const ends = [167, 334, 501, 668, 838, 1005];
    const stretch = (from: number, rows: number, hours: number) =>
      rowsAt(
        Array.from({ length: rows }, (_, i) => START + (from + (i * (hours - 1)) / (rows - 1)) * HOUR),
        iso,
      );
    const past = ends.map((end, i) => stretch(ends[i - 1] ?? 0, 167, end - (ends[i - 1] ?? 0)));
    expect(sizeCheck(caseOf(past, stretch(1005, 60, 60))).status).toBe("warn");
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

describe("rows that belong together", () => {
  /** Orders of 1 to 12 rows; all rows of an order have its minute and its price class. */
  function orders(seed: number, rows: number, filled = 0): Cells {
    const random = seeded(seed);
    const minute: number[] = [];
    while (minute.length < rows) {
      const value = 600 + Math.floor(600 * random());
      const size = random() < 0.9 ? 1 + Math.floor(3 * random()) : 6 + Math.floor(7 * random());
      for (let k = 0; k < size && minute.length < rows; k++) minute.push(value);
    }
    for (let k = 0; k < filled; k++) minute[Math.floor((k * rows) / filled)] = 0;
    return { minute, label: minute.map(() => (random() < 0.5 ? "yes" : "no")) };
  }
  const found = (seed: number, rows: number, filled = 0) => {
    const past = Array.from({ length: HISTORY }, (_, i) => orders(100 * seed + i, 900));
    return codes(failures(driftChecks(caseOf(past, orders(100 * seed + 50, rows, filled)))));
  };

  test.each([120, 150, 270])("%i of them, where 900 are usual: one large order is no spike", (rows) => {
    for (let seed = 1; seed <= 8; seed++) expect(found(seed, rows)).toEqual([]);
  });

  test.each([
    [270, 6],
    [900, 10],
  ])("a default in %i rows, in one of %i, is one", (rows, of) => {
    for (let seed = 1; seed <= 8; seed++) expect(found(seed, rows, rows / of)).toContain("spike");
  });
});
