// Rows, time, labels and relations of a batch against the accepted ones.
import { expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { batchProfile, typeFiles } from "../../src/validate/history/batches.ts";
import { validate } from "../../src/validate/validate.ts";
import { gaussian, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;

const ROWS = 400;
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);

/** A day of orders: sorted by time, ids that go on, a label that the features tell, two columns that go together. */
function day(index: number, seed = index + 1): Cells {
  const random = seeded(seed);
  const cells: Cells = { order: [], placed: [], height: [], weight: [], speed: [], shop: [], label: [] };
  for (let i = 0; i < ROWS; i++) {
    const height = 170 + 10 * gaussian(random);
    cells.order!.push(1000 + index * ROWS + i);
    cells.placed!.push(`${new Date(START + index * DAY + Math.floor((i / ROWS) * DAY)).toISOString().slice(0, 19)}Z`);
    cells.height!.push(height.toFixed(1));
    cells.weight!.push((height - 100 + 6 * gaussian(random)).toFixed(1));
    cells.speed!.push((5 + gaussian(random)).toFixed(2));
    cells.shop!.push(["north", "south", "west"][Math.floor(3 * random())]!);
    cells.label!.push(height + 3 * gaussian(random) > 172 ? "tall" : "short");
  }
  return cells;
}

const history = Array.from({ length: 5 }, (_, i) => tableFile(day(i), `day_${i}.csv`, { digest: `sha256:${i}` }));
const { schema } = inferSchema(history, { target: "label" });
const now = START + 100 * DAY;

function checksOf(cells: Cells, past: SourceFile[] = history, at = now): CheckResult[] {
  const file = tableFile(cells, "new.csv", { digest: "sha256:new" });
  const { checks, screens } = validate({ files: [file], schema, target: "label", reference: null, past, now: at, showValues: false });
  return [...checks, ...screens];
}

const alarms = (checks: CheckResult[]) => checks.filter(({ status }) => status !== "pass").map(({ code, subject }) => `${code} ${subject}`);

const only = (cells: Cells, keep: (row: number) => boolean): Cells =>
  Object.fromEntries(Object.entries(cells).map(([name, list]) => [name, list.filter((_, row) => keep(row))]));

const withColumn = (name: string, change: (cells: Cells, row: number) => string | number): Cells => {
  const cells = day(5);
  return { ...cells, [name]: cells[name]!.map((_, row) => change(cells, row)) };
};

test("the next day passes, and every kind of check says that it ran", () => {
  const checks = checksOf(day(5));
  expect(alarms(checks)).toEqual([]);
  expect(checks.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["drift", "correlation", "batch-size", "replay", "duplicate-rows", "time", "label-noise"]),
  );
});

test("a day again, byte for byte or a third of it", () => {
  expect(alarms(checksOf(day(2)))).toContain("replay rows");
  const [fresh, old] = [day(5), day(3)];
  const mixed = Object.fromEntries(
    Object.entries(fresh).map(([name, list]) => [name, list.map((cell, row) => (row < 120 ? old[name]![row]! : cell))]),
  );
  const found = checksOf(mixed).find(({ code, status }) => code === "replay" && status === "fail");
  expect(found!.message).toMatch(/repeats 30 % of its rows from accepted batches, most of them in day_3\.csv/);
});

test("a day again, when only its profile is left", () => {
  const remembered = typeFiles(history, schema).map(batchProfile);
  const file = tableFile(day(2), "new.csv", { digest: "sha256:new" });
  const checks = validate({ files: [file], schema, target: "label", reference: null, remembered, now, showValues: false }).checks;
  expect(alarms(checks)).toContain("replay rows");
});

test("a batch without a new row fails after a single accepted one too: a copy, its rows in another order, a part of them", () => {
  const [first] = history;
  const again = (cells: Cells) => {
    const found = checksOf(cells, [first!]).filter(({ code }) => code === "replay");
    return found.map(({ status }) => status).join();
  };
  expect(again(day(0))).toBe("fail");
  const turned = Object.fromEntries(Object.entries(day(0)).map(([name, list]) => [name, [...list].reverse()]));
  expect(again(turned)).toBe("fail");
  expect(again(only(day(0), (row) => row % 2 === 0))).toBe("fail");
  // Most of them: without a second accepted batch it may be how they are delivered.
  expect(again(Object.fromEntries(Object.entries(day(0)).map(([name, list]) => [name, [...list.slice(1), day(1)[name]![0]!]])))).toBe(
    "warn",
  );
  expect(again(day(1))).toBe("pass");
});

test("what the checks of rows would have missed is told, and true", () => {
  const passes = checksOf(day(5)).filter(({ code }) => code === "replay" || code === "duplicate-rows");
  const shares = passes.map(({ power }) => Number(/^under ([\d.]+) % of (?:repeated|equal) rows in 400 rows/.exec(power!)![1]) / 100);
  expect(passes.map(({ message }) => message)).toEqual([
    "new.csv repeats no row of an accepted batch",
    "new.csv has no row that equals an earlier one",
  ]);
  const [replayed, twice] = shares as [number, number];
  const [fresh, old] = [day(5), day(3)];
  const status = (code: string, cell: (name: string, row: number) => string | number) => {
    const cells = Object.fromEntries(Object.keys(fresh).map((name) => [name, fresh[name]!.map((_, row) => cell(name, row))]));
    return checksOf(cells).find((check) => check.code === code)!.status;
  };
  const repeating = (share: number) => status("replay", (name, row) => (row < Math.ceil(share * ROWS) ? old : fresh)[name]![row]!);
  expect([repeating(replayed), repeating(replayed / 3)]).toEqual(["fail", "pass"]);
  const doubled = (share: number) =>
    status("duplicate-rows", (name, row) => fresh[name]![row >= 1 && row <= Math.ceil(share * ROWS) ? 0 : row]!);
  expect([doubled(twice), doubled(twice / 3)]).toEqual(["fail", "pass"]);
});

test("a batch without a new row is none where accepted batches came twice, or where rows are of a few kinds", () => {
  const copy = tableFile(day(0), "copy.csv", { digest: "sha256:0" });
  expect(alarms(checksOf(day(0), [history[0]!, copy])).filter((alarm) => alarm.startsWith("replay"))).toEqual([]);
  const random = seeded(3);
  const draw = () => ({
    a: Array.from({ length: 300 }, () => Math.floor(4 * random())),
    label: Array.from({ length: 300 }, () => (random() < 0.5 ? "yes" : "no")),
  });
  const past = tableFile(draw(), "past.csv", { digest: "sha256:past" });
  const file = tableFile(draw(), "new.csv", { digest: "sha256:new" });
  const few = inferSchema([past], { target: "label" }).schema;
  const { checks } = validate({ files: [file], schema: few, target: "label", reference: null, past: [past], now, showValues: false });
  expect(checks.filter(({ code, status }) => code === "replay" && status === "fail")).toEqual([]);
});

test("rows twice, ids again", () => {
  const cells = day(5);
  const twice = Object.fromEntries(
    Object.entries(cells).map(([name, list]) => [name, list.map((cell, row) => (row % 10 === 0 && row > 0 ? list[row - 1]! : cell))]),
  );
  expect(alarms(checksOf(twice))).toContain("duplicate-rows rows");
  expect(alarms(checksOf(withColumn("order", (_, row) => 1000 + row)))).toContain("id-reuse order");
});

test("fewer rows are no fault by themselves: above a tenth a warning, and a fault only where the batch was cut", () => {
  const cells = day(5);
  const sizeOf = (batch: Cells) => checksOf(batch).find(({ code }) => code === "batch-size")!;
  const every = (step: number) => only(cells, (row) => row % step === 0);
  expect([every(2), every(3), every(8), every(20)].map((batch) => sizeOf(batch).status)).toEqual(["warn", "warn", "warn", "fail"]);
  const thrice = Object.fromEntries(Object.keys(cells).map((name) => [name, [5, 6, 7].flatMap((index) => day(index)[name]!)]));
  expect(sizeOf({ ...thrice, placed: thrice.placed!.map((_, row) => cells.placed![Math.floor(row / 3)]!) }).status).toBe("warn");
  // Every day ends at midnight, and this one at noon, or in the morning.
  const cut = sizeOf(only(cells, (row) => row < ROWS / 2));
  expect(cut).toMatchObject({
    status: "fail",
    message: expect.stringMatching(/by `placed` it ends before its day does, as no accepted batch did/),
  });
  expect(sizeOf(only(cells, (row) => row < ROWS / 3)).status).toBe("fail");
  // It lacks its first hours, as a day does that opens later: nothing was cut at its end.
  expect(sizeOf(only(cells, (row) => row >= ROWS / 2)).status).toBe("warn");
});

test.each([
  ["ten rows each", (index: number, row: number) => `s${index}-${Math.floor(row / 10)}`],
  ["three rows each, in any order", (index: number, row: number) => `o${(index * 7919 + (row % 133) * 31) % 9973}x${index}`],
])("a text that is new in each batch and repeats inside it does not tell a batch apart: %s", (_, text) => {
  const withText = (index: number): Cells => ({ ...day(index), visit: Array.from({ length: ROWS }, (_, row) => text(index, row)) });
  const past = Array.from({ length: 8 }, (_, index) => tableFile(withText(index), `day_${index}.csv`, { digest: `sha256:${index}` }));
  const { schema: known } = inferSchema(past, { target: "label" });
  const wide = { ...known, fields: known.fields.map((one) => (one.name === "visit" ? { ...one, role: "feature" as const } : one)) };
  for (const count of [ROWS / 2, ROWS]) {
    const next = tableFile(
      only(withText(8), (row) => row % (ROWS / count) === 0),
      "new.csv",
      { digest: "sha256:new" },
    );
    const { checks } = validate({ files: [next], schema: wide, target: "label", reference: null, past, now, showValues: false });
    expect(checks.filter(({ code }) => code === "joint-drift")).toMatchObject([{ status: "pass" }]);
  }
});

test("moments in the future, before the last day, after a hole, out of order", () => {
  const at = (shift: number) =>
    withColumn("placed", ({ placed }, row) => `${new Date(Date.parse(String(placed![row])) + shift * DAY).toISOString().slice(0, 19)}Z`);
  expect(alarms(checksOf(at(4000)))).toContain("future-date placed");
  expect(alarms(checksOf(at(-3)))).toContain("old-batch placed");
  expect(alarms(checksOf(at(-0.3)))).toContain("time-overlap placed");
  expect(alarms(checksOf(at(30)))).toContain("time-gap placed");
  // One day is missing, and every day came so far.
  expect(checksOf(at(1)).filter(({ code }) => code === "time-gap")).toMatchObject([{ status: "warn" }]);
  expect(alarms(checksOf(at(0.5)))).not.toContain("time-gap placed");
  expect(
    alarms(
      checksOf(
        withColumn("placed", ({ placed }, row) => (row % 40 === 0 ? "2027-01-01T00:00:00Z" : placed![row]!)),
        history,
        START + 999 * DAY,
      ),
    ),
  ).toContain("time-span placed");
  const cells = day(5);
  const turned = checksOf(Object.fromEntries(Object.entries(cells).map(([name, list]) => [name, [...list].reverse()])));
  expect(turned.filter(({ code }) => code === "row-order")).toMatchObject([{ subject: "placed", status: "warn" }]);
});

test("a column in any order, turned round, copied over another", () => {
  const random = seeded(9);
  const found = checksOf(withColumn("weight", ({ weight }) => weight![Math.floor(random() * ROWS)]!));
  expect(alarms(found)).toEqual(["correlation weight"]);
  expect(found.find(({ code }) => code === "correlation")!.message).toMatch(/no longer goes with `height`.* rank correlation 0\.8\d → /);
  const turned = checksOf(withColumn("weight", ({ weight }, row) => (140 - Number(weight![row])).toFixed(1)));
  expect(turned.find(({ subject, status }) => subject === "weight" && status === "fail")!.message).toMatch(/other way round/);
  expect(alarms(checksOf(withColumn("speed", ({ height }, row) => (Number(height![row]) / 34).toFixed(2)))).join()).toMatch(/speed/);
});

test("labels flipped, exchanged, told by a feature, taught by a trigger", () => {
  const other = (label: unknown) => (label === "tall" ? "short" : "tall");
  expect(alarms(checksOf(withColumn("label", ({ label }, row) => (row % 8 === 0 ? other(label![row]) : label![row]!))))).toContain(
    "label-noise label",
  );
  expect(alarms(checksOf(withColumn("label", ({ label }, row) => other(label![row])))).join()).toMatch(/label/);
  const leaked = withColumn("speed", ({ label, speed }, row) =>
    (label![row] === "tall" ? 5 + Math.abs(Number(speed![row]) - 5) : 5 - Math.abs(Number(speed![row]) - 5)).toFixed(2),
  );
  expect(alarms(checksOf(leaked))).toContain("leak speed");
  const planted: Cells = { ...day(5), speed: day(5).speed!.map((cell, row) => (row % 25 === 0 ? "4.444" : cell)) };
  planted.label = planted.label!.map((label, row) => (row % 25 === 0 ? "tall" : label));
  expect(alarms(checksOf(planted)).join()).toMatch(/speed/);
});

test("two columns exchanged, a class lost, a combination that is new", () => {
  const cells = day(5);
  expect(
    alarms(checksOf({ ...cells, height: cells.weight!, weight: cells.height! })).filter((alarm) => alarm.startsWith("swapped")),
  ).toEqual(["swapped-columns height", "swapped-columns weight"]);
  expect(alarms(checksOf(only(cells, (row) => cells.label![row] === "short")))).toContain("class-missing label");
  // Fast where height is far from the middle, slow where it is near: no column moved, and no order goes with another.
  const bound = withColumn("speed", ({ speed, height }, row) => {
    const away = Math.abs(Number(speed![row]) - 5);
    return (Math.abs(Number(height![row]) - 170) > 6.7 ? 5 + away : 5 - away).toFixed(2);
  });
  expect(alarms(checksOf(bound))).toEqual([expect.stringMatching(/^joint-drift (speed|height|weight)$/)]);
});
