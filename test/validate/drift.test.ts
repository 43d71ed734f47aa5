// Planted faults are found and their column named; batches of one source are quiet.
import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";
import { gaussian, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;

const ROWS = 400;

function batch(seed: number, rows = ROWS): Cells {
  const random = seeded(seed);
  const cells: Cells = { temperature: [], amount: [], wind: [], city: [], code: [], label: [] };
  for (let i = 0; i < rows; i++) {
    cells.temperature!.push((60 + 12 * gaussian(random)).toFixed(1));
    cells.amount!.push(Math.exp(3 + gaussian(random)).toFixed(2));
    cells.wind!.push(random() < 0.06 ? "" : (4 + 2 * gaussian(random)).toFixed(2));
    cells.city!.push(["Oslo", "Rome", "Lima", "Cairo"][Math.floor(4 * random() ** 1.5)]!);
    cells.code!.push(`AB-${10000 + Math.floor(90000 * random())}`);
    cells.label!.push(random() < 0.35 ? "yes" : "no");
  }
  return cells;
}

const history = Array.from({ length: 5 }, (_, i) => tableFile(batch(i + 1), `day_${i}.csv`));

function checksOf(files: SourceFile[], cells: Cells): CheckResult[] {
  const { schema } = inferSchema(files, { target: "label" });
  return validate({ files: [tableFile(cells, "new.csv")], schema, target: "label", reference: null, past: files, showValues: false })
    .checks;
}

const alarms = (checks: CheckResult[]) => checks.filter(({ status }) => status !== "pass").map(({ code, subject }) => `${code} ${subject}`);

/** The column changed cell by cell in a fresh batch. */
function changed(column: string, change: (cell: string, row: number) => string | number): CheckResult[] {
  const cells = batch(99);
  return checksOf(history, { ...cells, [column]: cells[column]!.map((cell, row) => change(String(cell), row)) });
}

describe("one column", () => {
  test("a fresh batch is like its history, and says how small a shift it could show", () => {
    const checks = checksOf(history, batch(99));
    expect(alarms(checks)).toEqual([]);
    const [drift] = checks.filter(({ code }) => code === "drift");
    expect(drift).toMatchObject({ subject: "columns", status: "pass", observed: 0 });
    expect(drift!.message).toMatch(/all 6 columns of new\.csv look like 5 accepted batches; a shift of less than \d+ % .* 400 rows/);
  });

  test("another unit is named", () => {
    const found = changed("temperature", (cell) => (((Number(cell) - 32) * 5) / 9).toFixed(1)).find(({ code }) => code === "unit");
    expect(found).toMatchObject({ subject: "temperature", status: "fail" });
    expect(found!.message).toMatch(/median 5\d\.\d+|6\d\.\d+ → 1\d\.\d+, °F → °C/);
  });

  test.each<[string, string, (cell: string, row: number) => string | number]>([
    ["drift amount", "amount", (cell) => (Number(cell) * 1.7 + 3).toFixed(2)],
    ["missing-share wind", "wind", (cell, row) => (row % 4 === 0 ? "" : cell)],
    ["missing-share amount", "amount", (cell, row) => (row % 15 === 0 ? "" : cell)],
    ["spike wind", "wind", (cell, row) => (row % 12 === 0 ? "4.11" : cell)],
    // Just outside of all values before: no batch had it once, whatever it lists.
    ["spike temperature", "temperature", (cell, row) => (row % 29 === 0 ? "9.5" : cell)],
    ["precision temperature", "temperature", (cell) => Math.round(Number(cell))],
    ["frozen temperature", "temperature", (cell, row) => (row > 300 ? "61.2" : cell)],
    ["constant city", "city", () => "Rome"],
    ["text-form code", "code", (cell, row) => (row % 10 === 0 ? cell.toLowerCase() : cell)],
    ["drift city", "city", (cell, row) => (row % 3 === 0 ? "Cairo" : cell)],
  ])("%s", (expected, column, change) => {
    expect(alarms(changed(column, change))).toContain(expected);
  });

  test("with a single accepted batch nothing fails: it does not show how batches differ", () => {
    const cells = batch(99);
    const moved = { ...cells, temperature: cells.temperature!.map((cell) => (Number(cell) + 15).toFixed(1)) };
    const drift = checksOf(history.slice(0, 1), moved).find(({ code, status }) => code === "drift" && status !== "pass");
    expect(drift).toMatchObject({ subject: "temperature", status: "warn" });
  });
});

describe("what history shows is no alarm", () => {
  const at = (seed: number, mean: number) => {
    const random = seeded(seed);
    const cells = batch(seed);
    return { ...cells, temperature: cells.temperature!.map(() => (mean + 8 * gaussian(random)).toFixed(1)) };
  };

  test("a trend that goes on", () => {
    const past = Array.from({ length: 8 }, (_, i) => tableFile(at(i + 1, 20 + 3 * i), `day_${i}.csv`));
    expect(alarms(checksOf(past, at(50, 44))).filter((alarm) => alarm.startsWith("drift"))).toEqual([]);
  });

  test("a season that comes again, while what never was is one", () => {
    const past = Array.from({ length: 12 }, (_, i) => tableFile(at(i + 1, 40 + 20 * Math.sin((i * Math.PI) / 3)), `month_${i}.csv`));
    expect(alarms(checksOf(past, at(50, 40)))).toEqual([]);
    expect(alarms(checksOf(past, at(50, 120)))).not.toEqual([]);
  });
});

test("what happened stands before what follows from it", () => {
  const cells = batch(99);
  const exchanged = checksOf(history, { ...cells, temperature: cells.amount!, amount: cells.temperature! });
  const failed = exchanged.filter(({ status }) => status === "fail");
  expect(failed.length).toBeGreaterThan(2);
  expect(failed.slice(0, 2).map(({ code }) => code)).toEqual(["swapped-columns", "swapped-columns"]);
  const metric = checksOf(history, { ...cells, amount: cells.amount!.map((cell) => String(Number(cell) * 1000)) });
  expect(metric.find(({ status }) => status === "fail")).toMatchObject({ code: "unit", subject: "amount" });
});

test("a file that moved may be left out as a whole", () => {
  const found = changed("amount", (cell) => (Number(cell) * 1.7 + 3).toFixed(2)).find(({ code }) => code === "drift");
  expect(found?.remedies).toMatchObject([{ kind: "exclude", key: "data.exclude", value: { file: "new.csv", reason: "drift of amount" } }]);
});

test("labels have no unit", () => {
  const days = Array.from({ length: 5 }, (_, i) => {
    const cells = batch(i + 1);
    return tableFile({ ...cells, label: cells.label!.map((label) => (label === "yes" ? 1 : 0)) }, `day_${i}.csv`);
  });
  const cells = batch(99);
  const swapped = { ...cells, label: cells.label!.map((label) => (label === "yes" ? 0 : 1)) };
  const { schema } = inferSchema(days, { target: "label" });
  const input = { files: [tableFile(swapped, "new.csv")], schema, target: "label", reference: null, past: days, showValues: false };
  const { checks, screens } = validate(input);
  expect([...checks, ...screens].map(({ code }) => code)).not.toContain("unit");
});
