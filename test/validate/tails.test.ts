// Values far out: what the accepted ones make likely, what they do not, and signs and encodings that were never there.
import { expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { validate } from "../../src/validate/validate.ts";
import { gaussian, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;
const ROWS = 400;

/** Counts with a heavy tail, weights far from zero, and towns. */
function day(seed: number): Cells {
  const random = seeded(seed);
  const cells: Cells = { visits: [], weight: [], town: [] };
  for (let i = 0; i < ROWS; i++) {
    cells.visits!.push(Math.floor(3 * (1 - random()) ** -0.6));
    cells.weight!.push((60 + 10 * gaussian(random)).toFixed(1));
    cells.town!.push(["Aachen", "Bern", "Köln", "Lyon"][Math.floor(4 * random())]!);
  }
  return cells;
}

const past = Array.from({ length: 6 }, (_, i) => tableFile(day(i + 1), `day_${i}.csv`, { digest: `sha256:${i}` }));
const { schema } = inferSchema(past, { target: null });
const failing = (cells: Cells) => {
  const file = tableFile(cells, "new.csv", { digest: "sha256:new" });
  const { checks } = validate({ files: [file], schema, target: null, reference: null, past, showValues: false });
  return checks.filter(({ status }) => status === "fail").map(({ code, subject }) => `${code} ${subject}`);
};
const withCells = (name: string, change: (cell: string | number, row: number) => string | number): Cells => {
  const cells = day(9);
  return { ...cells, [name]: cells[name]!.map(change) };
};
const most = Math.max(...past.flatMap((_, i) => day(i + 1).visits!.map(Number)));

test("a few counts beyond all before are no fault where the tail is heavy, and an overflow is one", () => {
  expect(failing(day(9))).toEqual([]);
  for (const times of [1.3, 2, 3])
    expect(failing(withCells("visits", (cell, row) => (row === 7 ? Math.round(times * most) : cell)))).toEqual([]);
  expect(failing(withCells("visits", (cell, row) => (row === 7 || row === 300 ? 2147483647 : cell))).join()).toMatch(/visits/);
  expect(failing(withCells("weight", (cell, row) => (row === 7 ? 99999 : cell))).join()).toMatch(/weight/);
});

test("values far from zero do not reach below it: a sentinel of -9, turned signs", () => {
  const weight = schema.fields.find(({ name }) => name === "weight")!;
  expect(weight.constraints.minimum).toBeGreaterThanOrEqual(0);
  expect(failing(withCells("weight", (cell, row) => (row % 40 === 0 ? -9 : cell))).join()).toMatch(/weight/);
  expect(failing(withCells("weight", (cell, row) => (row % 60 === 0 ? -Number(cell) : cell))).join()).toMatch(/weight/);
});

test("texts that were read in a wrong encoding are found in a single row, and accents of their own are not", () => {
  expect(failing(withCells("town", (cell, row) => (row === 5 ? "KÃ¶ln" : cell))).join()).toMatch(/text-form town/);
  expect(failing(withCells("town", (cell, row) => (row === 5 ? "K\ufffdln" : cell))).join()).toMatch(/text-form town/);
  expect(failing(withCells("town", (cell, row) => (row === 5 ? "Liège" : cell)))).toEqual([]);
});
