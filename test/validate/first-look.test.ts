// What the very first rows show of themselves: rows that belong together, a feature that tells the label, copies.
import { expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { copiesIn } from "../../src/table/rows/copied-rows.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { groupingOf } from "../../src/validate/labels/first-look.ts";
import { validate } from "../../src/validate/validate.ts";
import { gaussian, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;

const shuffled = (cells: Cells, random: () => number): Cells => {
  const rows = Object.values(cells)[0]!.map((_, row) => row);
  for (let i = rows.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [rows[i], rows[j]] = [rows[j]!, rows[i]!];
  }
  return Object.fromEntries(Object.entries(cells).map(([name, list]) => [name, rows.map((row) => list[row]!)]));
};

/** Units with measurements around values of their own and a label of their own, which has nothing to do with them. */
function readings(units: number[], each: number, nameOf: (unit: number) => string | number, seed: number): Cells {
  const cells: Cells = { unit: [], a: [], b: [], c: [], label: [] };
  const random = seeded(seed);
  for (const unit of units) {
    const own = seeded(1000 + unit);
    const [a, b, c] = [gaussian(own), gaussian(own), gaussian(own)];
    const label = own() < 0.5 ? "well" : "sick";
    for (let i = 0; i < each; i++) {
      cells.unit!.push(nameOf(unit));
      cells.a!.push((a + 0.1 * gaussian(random)).toFixed(3));
      cells.b!.push((b + 0.1 * gaussian(random)).toFixed(3));
      cells.c!.push((c + 0.1 * gaussian(random)).toFixed(3));
      cells.label!.push(label);
    }
  }
  return shuffled(cells, random);
}

const from = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
const filesOf = (...tables: Cells[]): SourceFile[] =>
  tables.map((cells, i) => tableFile(cells, `data_${i}.csv`, { digest: `sha256:${i}` }));

function looked(files: SourceFile[], more: object = {}) {
  const { schema } = inferSchema(files, { target: "label" });
  const { checks, dataset } = validate({ files, schema, target: "label", reference: null, showValues: false, ...more });
  return { dataset: dataset!, warnings: checks.filter(({ status }) => status === "warn").map(({ code, subject }) => `${code} ${subject}`) };
}

test.each([
  ["texts", (unit: number) => `P${unit}`, 60, 20],
  ["numbers in no order", (unit: number) => (unit * 7919) % 100_003, 60, 20],
  ["a few readings each", (unit: number) => `machine ${(unit * 31) % 997}`, 150, 5],
])("rows of one unit give each other's label away, and each file brings new units: %s", (_, nameOf, units, each) => {
  const files = filesOf(...[0, 1].map((file) => readings(from(file * units, units), each, nameOf, file + 1)));
  const { dataset, warnings } = looked(files);
  expect(warnings).toEqual(["grouped-rows unit"]);
  expect(groupingOf(dataset)).toMatchObject({ column: "unit", fresh: true });
  expect(looked(files, { split: { by: "group", column: "unit" } }).warnings).toEqual([]);
  // The same units every day: they are known when they come.
  const again = filesOf(...[0, 1].map((file) => readings(from(0, units), each, nameOf, file + 1)));
  expect(groupingOf(looked(again).dataset)).toMatchObject({ fresh: false });
});

/** Independent rows: the label follows from a and b, and partly from where it was. */
function orders(rows: number, seed: number): Cells {
  const random = seeded(seed);
  const cells: Cells = { shop: [], a: [], b: [], code: [], label: [] };
  for (let i = 0; i < rows; i++) {
    const shop = Math.floor(40 * random());
    const [a, b] = [gaussian(random), gaussian(random)];
    cells.shop!.push(`shop ${shop}`);
    cells.a!.push(a.toFixed(3));
    cells.b!.push(b.toFixed(3));
    cells.code!.push(["x", "y", "z"][Math.floor(3 * random())]!);
    cells.label!.push(a + b + ((shop % 7) - 3) / 4 + 0.3 * gaussian(random) > 0 ? "late" : "on time");
  }
  return cells;
}

test("independent rows show nothing, whatever shops they come from", () => {
  expect(looked(filesOf(orders(800, 3), orders(800, 4))).warnings).toEqual([]);
});

test.each([
  ["a code that is set with the outcome", (label: string) => (label === "late" ? "refund" : "none")],
  ["an amount that only late orders have", (label: string, i: number) => (label === "late" ? 100 + (i % 50) : i % 50)],
  [
    "a measure with some mistakes",
    (label: string, i: number) => ((label === "late") === i % 60 > 0 ? 7 + (i % 13) / 10 : 2 + (i % 13) / 10),
  ],
])("a feature that alone tells the label is said: %s", (_, tell) => {
  const cells = orders(900, 5);
  const told = { ...cells, told: cells.label!.map((label, i) => tell(String(label), i)) };
  expect(looked(filesOf(told)).warnings).toEqual(["leak told"]);
});

test("a feature that alone tells a rare label is said, and a good feature is none", () => {
  const random = seeded(8);
  const label = from(0, 3000).map((i) => (i % 150 === 7 ? "fraud" : "fine"));
  const rare = {
    a: label.map(() => gaussian(random).toFixed(3)),
    told: label.map((one, i) => (one === "fraud" ? 500 + i : i % 400)),
    label,
  };
  expect(looked(filesOf(rare)).warnings).toEqual(["leak told"]);
  const good = { a: label.map((one) => (gaussian(random) + (one === "fraud" ? 3 : 0)).toFixed(3)), b: rare.a, label };
  expect(looked(filesOf(good)).warnings).toEqual([]);
});

test.each([
  ["the same rows", (cells: Cells) => cells, "data_1.csv and data_2.csv hold the same 400 rows", "Keep one of the files"],
  [
    "its rows in another order",
    (cells: Cells) => shuffled(cells, seeded(5)),
    "data_1.csv and data_2.csv hold the same 400 rows",
    "Keep one",
  ],
  [
    "a part of its rows",
    (cells: Cells) => Object.fromEntries(Object.entries(cells).map(([name, list]) => [name, list.slice(100, 300)])),
    "all 200 rows of data_2.csv stand in data_1.csv too",
    "Keep one of the files",
  ],
  [
    "rows of two others",
    (cells: Cells) =>
      Object.fromEntries(Object.entries(cells).map(([name, list]) => [name, [...list.slice(200), ...orders(400, 3)[name]!.slice(200)]])),
    "400 of 1,200 rows repeat another",
    "Look for a join",
  ],
])("a file that brings %s is named", (_, again, says, remedy) => {
  const [first, second] = [orders(400, 3), orders(400, 4)];
  const files = filesOf(first, second, again(second));
  const { schema } = inferSchema(files, { target: "label" });
  const { checks } = validate({ files, schema, target: "label", reference: null, showValues: false });
  const found = checks.filter(({ code }) => code === "duplicate-rows");
  expect(found).toHaveLength(1);
  expect(found[0]!.message).toContain(says);
  expect(found[0]!.suggestion).toContain(remedy);
});

const all = (rows: number) => Int32Array.from({ length: rows }, (_, row) => row);
const copies = (cells: Cells) => {
  const { dataset } = looked(filesOf(cells));
  const found = copiesIn(dataset.columns, all(dataset.rows));
  return found === null ? null : { repeated: found.repeated, distinct: found.distinct };
};
const repeatedIn = (cells: Cells) => {
  const columns = Object.values(cells);
  return columns[0]!.length - new Set(columns[0]!.map((_, row) => JSON.stringify(columns.map((list) => list[row])))).size;
};
const times = (cells: Cells, count: number) =>
  shuffled(
    Object.fromEntries(Object.entries(cells).map(([name, list]) => [name, Array.from({ length: count }, () => list).flat()])),
    seeded(2),
  );

/** Few values in each column, that go together: many rows are equal by chance. */
function passengers(rows: number, seed: number): Cells {
  const random = seeded(seed);
  const cells: Cells = { class: [], sex: [], age: [], fare: [], label: [] };
  for (let i = 0; i < rows; i++) {
    const rank = 1 + Math.floor(3 * random());
    const sex = random() < 0.6 ? "male" : "female";
    cells.class!.push(rank);
    cells.sex!.push(sex);
    cells.age!.push(Math.floor(20 + 8 * Math.abs(gaussian(random))));
    cells.fare!.push(10 * (4 - rank) + Math.floor(3 * random()));
    cells.label!.push(random() < (sex === "female" ? 0.7 : 0.2) ? "yes" : "no");
  }
  return cells;
}

test("copied rows are told from rows that are equal by chance", () => {
  expect(repeatedIn(passengers(1300, 6))).toBeGreaterThan(100);
  expect(copies(passengers(1300, 6))).toBeNull();
  expect(copies(orders(700, 7))).toBeNull();
  expect(copies(times(orders(700, 7), 10))).toEqual({ repeated: 6300, distinct: 700 });
  const some = orders(900, 9);
  const tenth = Object.fromEntries(Object.entries(some).map(([name, list]) => [name, [...list, ...list.slice(0, 90)]]));
  expect(copies(tenth)).toEqual({ repeated: 90, distinct: 900 });
  expect(looked(filesOf(times(orders(700, 7), 10))).warnings).toEqual(["duplicate-rows rows"]);
});
