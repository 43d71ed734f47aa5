import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowsDigest } from "../../src/table/rows/digest.ts";
import { BUILT_IN_SALT, sideOfRows } from "../../src/table/rows/split.ts";
import type { SplitRecord } from "../../src/types/registry.ts";
import type { Dataset } from "../../src/types/table.ts";
import { sampled } from "../times.ts";
import { datasetOf, field } from "./dataset.ts";

const FIELDS = [
  field("n", "number"),
  field("i", "integer"),
  field("b", "boolean"),
  field("s", "string"),
  field("d", "date"),
  field("y", "string"),
];

const row = fc.tuple(
  fc.oneof(fc.constantFrom("", "0", "-0", "1.50"), fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
  fc.oneof(fc.constant(""), fc.integer().map(String)),
  fc.constantFrom("", "true", "0"),
  fc.string({ maxLength: 5 }),
  fc.constantFrom("", "2024-02-29", "1969-12-31"),
  fc.constantFrom("a", "b"),
);
const rows = fc.array(row, { minLength: 1, maxLength: 40 });

const record = (rest: Partial<SplitRecord> = {}): SplitRecord => ({
  by: "row",
  share: 0.4,
  columns: ["n", "i", "b", "s", "d"],
  salt: "salt",
  hash: 1,
  ...rest,
});
const sides = (dataset: Dataset, split = record()) => [...sideOfRows(dataset, split)];

/** The encoding as documented, written a second time. */
const text = (value: string) =>
  Buffer.concat([Buffer.of(3), Buffer.from(Uint32Array.of(Buffer.byteLength(value)).buffer), Buffer.from(value)]);
const number = (value: number) => Buffer.concat([Buffer.of(1), Buffer.from(Float64Array.of(value).buffer)]);

describe("placeRows", () => {
  test("equal rows fall on one side; order, other rows and other columns do not matter (property)", () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (some, random) => {
        const before = sides(datasetOf(FIELDS, some));
        const shuffled = some.flatMap((_, i) => [i, i]).sort(() => (random.next().value % 3) - 1);
        expect(
          sides(
            datasetOf(
              FIELDS,
              shuffled.map((i) => some[i]!),
            ),
          ),
        ).toEqual(shuffled.map((i) => before[i]));
        const wider = datasetOf(
          [field("new", "number"), ...FIELDS],
          some.map((one, i) => [String(i), ...one]),
        );
        expect(sides(wider)).toEqual(before);
      }),
    );
  });

  test("writing 1.0 for 1 moves no row, nor does -0 for 0 (property)", () => {
    fc.assert(
      fc.property(rows, (some) => {
        const rewritten = some.map(([n, i, ...rest]) => [n === "0" ? "-0.0" : n === "1.50" ? "1.5" : n, i === "" ? i : `${i}.0`, ...rest]);
        const dataset = datasetOf(FIELDS, rewritten);
        expect(sides(dataset)).toEqual(sides(datasetOf(FIELDS, some)));
        expect(rowsDigest(dataset)).toBe(rowsDigest(datasetOf(FIELDS, some)));
      }),
    );
  });

  test("is this hash, for ever", () => {
    const dataset = datasetOf(FIELDS, [["1.5", "", "true", "é", "1970-01-02", "a"]]);
    const bytes = Buffer.concat([text("salt"), number(1.5), Buffer.of(0), Buffer.of(2, 1), text("é"), number(86400)]);
    const place = createHash("sha256").update(bytes).digest().readUIntBE(0, 6) / 2 ** 48;
    expect(sides(dataset, record({ share: place }))).toEqual([0]);
    expect(sides(dataset, record({ share: place + 1e-12 }))).toEqual([1]);
  });

  test("the share is met, another salt places anew", () => {
    const many = datasetOf(
      [field("n", "number"), field("y", "string")],
      Array.from({ length: 20_000 }, (_, i) => [String(i), "a"]),
    );
    const held = sides(many, record({ columns: ["n"], share: 0.2 }));
    expect(held.reduce((sum, side) => sum + side, 0) / 20_000).toBeCloseTo(0.2, 1);
    const other = sides(many, record({ columns: ["n"], share: 0.2, salt: BUILT_IN_SALT }));
    expect(held.filter((side, i) => side === 1 && other[i] === 1).length / 20_000).toBeCloseTo(0.04, 1);
  });

  test("by id, group: one side each; rows without one are together", () => {
    const dataset = datasetOf(
      [field("g", "string", { role: "id" }), field("n", "number"), field("y", "string")],
      Array.from({ length: 300 }, (_, i) => [i % 5 === 0 ? "" : `g${i % 30}`, String(i), "a"]),
    );
    const held = sides(dataset, record({ by: "group", columns: ["g"] }));
    for (let i = 30; i < 300; i++) expect(held[i]).toBe(held[i % 30]);
    expect(new Set(held.filter((_, i) => i % 5 === 0)).size).toBe(1);
    expect(new Set(held).size).toBe(2);
  });

  test("an unknown column is an error", () => {
    expect(() => sideOfRows(datasetOf(FIELDS, [["", "", "", "", "", ""]]), record({ columns: ["zz"] }))).toThrow('no column "zz"');
  });
});

describe("rowsDigest", () => {
  const digest = (fields: typeof FIELDS, some: string[][]) => rowsDigest(datasetOf(fields, some));

  test("changes with any cell, any name, any kind and the order of rows (property)", () => {
    fc.assert(
      fc.property(rows, fc.nat(), fc.nat(4), fc.constantFrom("", "7", "true", "x"), (some, at, column, text) => {
        const changed = some.map((one) => [...one]);
        const index = at % some.length;
        changed[index]![column] = text;
        const dataset = datasetOf(FIELDS, some);
        const other = datasetOf(FIELDS, changed);
        const same = JSON.stringify(cells(dataset)) === JSON.stringify(cells(other));
        expect(rowsDigest(dataset) === rowsDigest(other)).toBe(same);
      }),
      { numRuns: sampled(500) },
    );
    const some = [
      ["1", "a"],
      ["2", "b"],
    ];
    const fields = [field("n", "string"), field("y", "string")];
    const all = [
      digest(fields, some),
      digest(fields, [some[1]!, some[0]!]),
      digest([field("m", "string"), fields[1]!], some),
      digest([field("n", "integer"), fields[1]!], some),
      digest(fields, [some[0]!]),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(digest([field("n", "integer"), fields[1]!], some)).toBe(digest([field("n", "number"), fields[1]!], some));
  });

  test("columns that are not trained on do not count, nor do file boundaries", () => {
    const dataset = datasetOf(FIELDS, [["1", "2", "true", "x", "", "a"]]);
    const extra = datasetOf([field("id", "string", { role: "id" }), ...FIELDS], [["z", "1", "2", "true", "x", "", "a"]]);
    expect(
      rowsDigest({ ...extra, features: dataset.features, files: [{ name: "f", start: 0, end: 1, accepted: true, inWindow: true }] }),
    ).toBe(rowsDigest(dataset));
  });

  test("is this hash, wherever chunks end", () => {
    const long = Array.from({ length: 50 }, (_, i) => [String(i), "x".repeat(i * 700), "a"]);
    const dataset = datasetOf([field("n", "number"), field("s", "string"), field("y", "string")], long);
    const head = ["gated-retrain rows 1", "3 columns, 50 rows", "n", "number", "s", "text", "y", "text"].map(text);
    const body = long.map(([n, s]) => Buffer.concat([number(Number(n)), s === "" ? Buffer.of(0) : text(s!), text("a")]));
    const expected = createHash("sha256")
      .update(Buffer.concat([...head, ...body]))
      .digest("hex");
    expect(rowsDigest(dataset)).toBe(`sha256:${expected}`);
  });
});

function cells(dataset: Dataset): unknown[] {
  return dataset.columns.map((column) =>
    column.kind === "number"
      ? [...column.values].map((value) => (Number.isNaN(value) ? null : value + 0))
      : [...column.codes].map((code) => (code === 0 ? null : column.categories[code - 1])),
  );
}
