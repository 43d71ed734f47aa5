// Rows of one file resemble each other: levels that wander with the days are no faults, and what no weather explains is one.
import { expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { Schema } from "../../src/types/schema.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";
import { failures, gaussian, seeded, tableFile } from "./build.ts";

const FIRST = 14;
const ROWS = 96;

interface Day {
  warm: number[];
  rain: number[];
  gate: number[];
}

/** Days of a year from January: the season, fronts that last for days, the hours, and showers that last for hours. */
function daysOf(seed: number, count: number): Day[] {
  const random = seeded(seed);
  let front = 0;
  return Array.from({ length: count }, (_, day) => {
    front = 0.7 * front + 6 * gaussian(random);
    const level = 52 - 24 * Math.cos((2 * Math.PI * day) / 365) + front;
    const shower = random() < 0.3 ? [Math.floor(60 * random()), 8 + Math.floor(30 * random())] : [0, 0];
    const rows = Array.from({ length: ROWS }, (_, row) => row);
    return {
      warm: rows.map((row) => Math.round(10 * (level + 7 * Math.sin((2 * Math.PI * row) / ROWS) + gaussian(random))) / 10),
      rain: rows.map((row) => (row >= shower[0]! && row < shower[0]! + shower[1]! ? Math.ceil(20 * random()) / 100 : 0)),
      gate: rows.map(() => Math.floor(12 * random())),
    };
  });
}

const fileOf = ({ warm, rain, gate }: Day, day: number) =>
  tableFile(
    { warm, rain, gate, label: gate.map((one, row) => ((one + row) % 3 === 0 ? "late" : "soon")) },
    `day_${String(day).padStart(3, "0")}.csv`,
  );

const judge = (file: SourceFile, past: SourceFile[], schema: Schema) =>
  validate({ files: [file], schema, target: null, reference: null, past, showValues: false }).checks;

const files = [1, 2].map((seed) => daysOf(seed, 200).map(fileOf));
const inferredFrom = (days: SourceFile[]) => inferSchema(days.slice(0, FIRST), { target: "label" }).schema;
const ranges = (file: SourceFile, past: SourceFile[], schema: Schema) =>
  failures(judge(file, past, schema)).filter(({ code }) => code === "range");

test("a range inferred in January holds in July, also where it was written down", () => {
  for (const days of files) {
    const schema = inferredFrom(days);
    for (let day = FIRST; day < days.length; day += 31) {
      expect(ranges(days[day]!, days.slice(day - 10, day), schema)).toEqual([]);
      expect(ranges(days[day]!, [], { ...schema, file: "schema.yml" })).toEqual([]);
    }
  }
});

test("a range that was inferred too narrow moves on with what is accepted; one that was written does not", () => {
  const days = files[0]!;
  const inferred = inferredFrom(days);
  const fields = inferred.fields.map((field) => (field.name === "warm" ? { ...field, constraints: { minimum: 0, maximum: 60 } } : field));
  const [july, before] = [days[190]!, days.slice(170, 190)];
  expect(ranges(july, before, { ...inferred, fields })).toEqual([]);
  expect(ranges(july, before, { ...inferred, fields, file: "schema.yml" })).toMatchObject([{ subject: "warm", code: "range" }]);
});

test("sentinels and another unit are found on any day", () => {
  const year = daysOf(4, 120);
  const days = year.map(fileOf);
  const schema = inferredFrom(days);
  for (const day of [FIRST, 60, 119]) {
    const past = days.slice(Math.max(0, day - 20), day);
    const changed = (column: keyof Day, change: (value: number, row: number) => number) =>
      failures(judge(fileOf({ ...year[day]!, [column]: year[day]![column].map(change) }, day), past, schema)).map(
        ({ code, subject }) => `${code} ${subject}`,
      );
    for (const sentinel of [-999, 9999]) expect(changed("warm", (value, row) => (row === 9 ? sentinel : value))).toContain("range warm");
    expect(changed("rain", (value, row) => (row % 12 === 0 ? -1 : value))).toContain("range rain");
    expect(changed("gate", (value, row) => (row % 9 === 0 ? 99 : value))).not.toEqual([]);
    expect(changed("warm", (value) => Math.round((10 * (value * 9)) / 5) / 10 + 32)).not.toEqual([]);
  }
});

test("neither zero nor the calendar moves on", () => {
  const batch = (name: string, least: number) =>
    tableFile(
      {
        amount: Array.from({ length: 200 }, (_, row) => (row === 0 ? least : (row * 7) % 90)),
        month: Array.from({ length: 200 }, (_, row) => (row === 1 && least < 0 ? 13 : 1 + (row % 12))),
        label: Array.from({ length: 200 }, (_, row) => (row % 2 ? "a" : "b")),
      },
      name,
    );
  const history = [1, 2, 3, 4].map((day) => batch(`${day}.csv`, 0));
  const schema = inferSchema(history, { target: "label" }).schema;
  const found = judge(batch("5.csv", -1), history, schema).filter(({ code, status }) => code === "range" && status !== "pass");
  expect(found.map(({ subject }) => subject)).toEqual(["amount", "month"]);
});

test("a rainy day has more amounts, not other digits", () => {
  const random = seeded(9);
  const day = (name: string, wet: number) =>
    tableFile(
      {
        rain: Array.from({ length: 120 }, (_, row) => (row % 10 < wet ? Math.ceil(40 * random()) / 100 : 0)),
        label: Array.from({ length: 120 }, (_, row) => (row % 2 ? "a" : "b")),
      },
      name,
    );
  const history = [1, 2, 3, 4, 5, 6].map((n) => day(`${n}.csv`, 1));
  const schema = inferSchema(history, { target: "label" }).schema;
  expect(failures(judge(day("7.csv", 6), history, schema)).map(({ code }) => code)).not.toContain("precision");
});

test("a new value in one stretch of rows is one event, scattered it is many", () => {
  const day = (name: string, has: (row: number) => boolean) =>
    tableFile(
      {
        waited: Array.from({ length: 300 }, (_, row) => (has(row) ? 101 : row === 7 ? 1 : 0)),
        nights: Array.from({ length: 300 }, (_, row) => (row * 5) % 7),
        label: Array.from({ length: 300 }, (_, row) => (row % 2 ? "a" : "b")),
      },
      name,
    );
  const history = [1, 2, 3, 4, 5, 6].map((n) => day(`${n}.csv`, () => false));
  const schema = inferSchema(history, { target: "label" }).schema;
  const codes = (has: (row: number) => boolean) =>
    failures(judge(day("7.csv", has), history, schema)).map(({ code, subject }) => `${code} ${subject}`);
  expect(codes((row) => row >= 200 && row < 217)).toEqual([]);
  expect(codes((row) => row % 17 === 3)).toContain("spike waited");
});

test("a class or a value that was accepted is listed from then on where the list was inferred, and not where it was written", () => {
  const day = (seed: number, classes: string[]) => {
    const random = seeded(seed);
    const pick = (names: string[]) => Array.from({ length: 300 }, () => names[Math.floor(names.length * random())]!);
    const size = Array.from({ length: 300 }, () => 5 * Math.floor(3 * random()));
    return tableFile({ size, kind: pick(["x", "y", ...classes.slice(2)]), label: pick(classes) }, `day_${seed}.csv`);
  };
  const first = [1, 2, 3].map((seed) => day(seed, ["a", "b"]));
  const { schema } = inferSchema(first, { target: "label" });
  const listed = (past: SourceFile[], at: Schema) =>
    failures(judge(day(9, ["a", "b", "c"]), past, at))
      .filter(({ code }) => code === "enum")
      .map(({ subject }) => subject);
  expect(listed(first, schema)).toContain("label");
  const later = [...first, day(4, ["a", "b", "c"])];
  expect(listed(later, schema)).toEqual([]);
  expect(listed(later, { ...schema, file: "schema.yml" })).toContain("label");
});
