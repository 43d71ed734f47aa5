import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseSchema } from "../../src/config/schema/schema.ts";
import { diffSchemas } from "../../src/schema/difference/diff.ts";
import type { Constraints, Field, Schema } from "../../src/types/schema.ts";
import { validate } from "../../src/validate/validate.ts";
import { sampled } from "../times.ts";
import { failures, field, schemaOf, tableFile } from "./build.ts";
import { CELLS, NUMBERS, TEXTS } from "./fields.ts";

const diff = (before: Schema, after: Schema) =>
  diffSchemas(before, after, "label").map(({ kind, field: name, key, says }) => ({ kind, name, key, says }));
const one = (before: Partial<Field>, after: Partial<Field>) => diff(schemaOf([field("x", before)]), schemaOf([field("x", after)]));
const number = (constraints: Constraints): Partial<Field> => ({ type: "number", constraints });

describe("a change is spelled out", () => {
  it.each<[Partial<Field>, Partial<Field>, string, string]>([
    [number({ minimum: 0 }), number({}), "loosens", "`x` may now be negative: the minimum 0 is gone"],
    [number({ minimum: 0 }), number({ minimum: -5 }), "loosens", "`x` may now be negative: the minimum was 0 and is -5"],
    [number({ minimum: 5 }), number({ minimum: 2 }), "loosens", "`x` may now be lower than before: the minimum was 5 and is 2"],
    [
      number({ minimum: 0 }),
      number({ exclusiveMinimum: 0 }),
      "tightens",
      "`x` may no longer be as low as before: the minimum was 0 and is 0 (above it)",
    ],
    [number({}), number({ maximum: 9 }), "tightens", "`x` may no longer be as high as before: the maximum 9 is new"],
    [number({ maximum: 9 }), number({ maximum: 10 }), "loosens", "`x` may now be higher than before: the maximum was 9 and is 10"],
    [
      { type: "date", constraints: { minimum: 0 } },
      { type: "date" },
      "loosens",
      "`x` may now be lower than before: the minimum 1970-01-01 is gone",
    ],
    [number({ required: true }), number({}), "loosens", "`x` may now be missing: required is gone"],
    [number({}), number({ required: true }), "tightens", "`x` may no longer be missing: required is new"],
    [
      { constraints: { enum: ["a", "b"] } },
      { constraints: { enum: ["a", "b", "c"] } },
      "loosens",
      "`x` may now hold one value that it could not",
    ],
    [{ constraints: { enum: ["a", "b"] } }, {}, "loosens", "`x` may now hold any value: the list of 2 is gone"],
    [
      { constraints: { maxLength: 3 } },
      { constraints: { maxLength: 5 } },
      "loosens",
      "`x` may now be longer than before: maxLength was 3 and is 5",
    ],
    [{ type: "integer" }, { type: "number" }, "loosens", "`x` may now hold more: the type was integer and is number"],
    [{ type: "number" }, { type: "integer" }, "tightens", "`x` may now hold less: the type was number and is integer"],
    [{ type: "number" }, { type: "string" }, "breaks", "`x` is another input of the model (category): the type was number and is string"],
    [{ type: "date" }, { type: "datetime" }, "breaks", "`x` is read in another way: the type was date and is datetime"],
    [
      { type: "date", format: "%d/%m/%Y" },
      { type: "date", format: "%m/%d/%Y" },
      "breaks",
      "`x` is read in another way: the format was %d/%m/%Y and is %m/%d/%Y",
    ],
    [{ type: "date" }, { type: "date", format: "any" }, "loosens", "`x` may now hold more: the format was default and is any"],
    [{}, { drift: "warning" }, "loosens", "`x` may differ more from the accepted batches: drift was error and is warning"],
    [{}, { inferred: true }, "loosens", "the constraints of `x` are now a guess that moves on with the accepted batches"],
    [{ inferred: true }, {}, "tightens", "the constraints of `x` are now held to the letter"],
    [{ drift: "off" }, {}, "tightens", "`x` may no longer differ as much from the accepted batches: drift was off and is error"],
    [{ role: "feature" }, { role: "ignore" }, "breaks", "the role of `x` was feature and is ignore: the model's inputs change"],
    [{ role: "id" }, { role: "ignore" }, "neutral", "the role of `x` was id and is ignore"],
    [{ type: "number" }, { type: "number", decimalChar: "," }, "breaks", "`x` is read in another way: decimalChar is another"],
    [{ aliases: [] }, { aliases: ["y"] }, "loosens", "`x` may now arrive as `y`"],
    [{ missingValues: [""] }, { missingValues: ["", "NA"] }, "loosens", "one more text now stands for a missing value of `x`"],
  ])("%j → %j", (before, after, kind, says) => {
    expect(one(before, after)).toEqual([expect.objectContaining({ kind, says, name: "x" })]);
  });

  it("for columns that come, go, and change their name", () => {
    const [x, y] = [field("x"), field("y")];
    const kinds = (before: Field[], after: Field[], more: Partial<Schema> = {}) =>
      diff(schemaOf(before, more), schemaOf(after, more)).map(({ kind, says }) => `${kind}: ${says}`);
    expect(kinds([x, y], [x])).toEqual(["breaks: the column `y` is gone from the schema: the model's inputs change"]);
    expect(kinds([x], [x, y])).toEqual(["breaks: the column `y` is new in the schema: files without it no longer fit"]);
    expect(kinds([x], [x, y], { fieldsMatch: "partial" })).toEqual([
      "breaks: the column `y` is new in the schema: the model's inputs change",
    ]);
    expect(kinds([x], [x, { ...y, role: "ignore" }], { fieldsMatch: "partial" })).toEqual([
      "tightens: the column `y` is new in the schema: files may have it, and it is checked",
    ]);
    expect(kinds([x, { ...y, role: "id" }], [x], { fieldsMatch: "subset" })).toEqual([
      "loosens: the column `y` is gone from the schema: it is no longer checked",
    ]);
    expect(kinds([x], [{ ...y, aliases: ["x"] }])).toEqual([
      "breaks: `x` is now named `y`: files may keep the old name, the model's input changes",
    ]);
    expect(kinds([x, y], [y, x])).toEqual(["neutral: the order of the fields changed, from `x` on: the same files are accepted"]);
    expect(kinds([x, y], [y, x], { fieldsMatch: "exact" })).toEqual([
      "breaks: the order of the fields changed, from `x` on: files in the old order no longer fit",
    ]);
  });

  it("for the schema as a whole", () => {
    const with_ = (more: Partial<Schema>) => schemaOf([field("x")], more);
    const kinds = (before: Partial<Schema>, after: Partial<Schema>) =>
      diff(with_(before), with_(after)).map(({ kind, name, key }) => [kind, name, key]);
    expect(kinds({ fieldsMatch: "exact" }, { fieldsMatch: "equal" })).toEqual([["loosens", null, "fieldsMatch"]]);
    expect(kinds({ fieldsMatch: "partial" }, { fieldsMatch: "superset" })).toEqual([["tightens", null, "fieldsMatch"]]);
    expect(kinds({ fieldsMatch: "subset" }, { fieldsMatch: "superset" })).toEqual([["loosens", null, "fieldsMatch"]]);
    expect(kinds({}, { primaryKey: ["x"] })).toEqual([["tightens", null, "primaryKey"]]);
    expect(kinds({ primaryKey: ["x"] }, { primaryKey: ["x", "y"] })).toEqual([["loosens", null, "primaryKey"]]);
    expect(kinds({ primaryKey: ["x"] }, {})).toEqual([["loosens", null, "primaryKey"]]);
  });
});

test("spelling is no change: YAML or JSON, order of keys, comments, titles, defaults written out", () => {
  const yaml = `fieldsMatch: exact
fields:
  - name: x # a comment
    type: number
    constraints: {minimum: 0, enum: [1, 2.50]}
  - {name: "label", title: The label}
`;
  const json = `{"fields":[{"constraints":{"enum":[1.0,2.5],"minimum":0.0,"required":false},"decimalChar":".","name":"x","type":"number","description":"!"},{"name":"label","type":"any","format":"default","missingValues":[""]}]}`;
  expect(diff(parseSchema(yaml, "a.yml", "label"), parseSchema(json, "b.json", "label"))).toEqual([]);
});

test("a hundred thousand changes take no second", () => {
  const fields = (type: Field["type"], reversed = false) => {
    const list = Array.from({ length: 10_000 }, (_, index) => field(`c${index}`, { type, aliases: [`a${index}`] }));
    return reversed ? list.reverse() : list;
  };
  const started = process.cpuUsage().user;
  expect(diff(schemaOf(fields("number")), schemaOf(fields("string", true))).length).toBe(10_001);
  expect(process.cpuUsage().user - started).toBeLessThan(3e6);
});

// The law that the words stand for, asked of the checks that judge data.

const accepts = (x: Field, cells: string[]) =>
  failures(validate({ files: [tableFile({ x: cells })], schema: schemaOf([x]), target: null, reference: null, showValues: false }).checks)
    .length === 0;

test("property: what is no longer accepted was called tighter or breaking, what is newly accepted looser or breaking", () => {
  const fields = fc.oneof(fc.tuple(NUMBERS, NUMBERS), fc.tuple(TEXTS, TEXTS), fc.tuple(NUMBERS, TEXTS));
  fc.assert(
    fc.property(fields, fc.array(fc.constantFrom(...CELLS), { minLength: 1, maxLength: 2 }), ([before, after], cells) => {
      const kinds = new Set(one(before, after).map(({ kind }) => kind));
      const [was, is] = [accepts(before, cells), accepts(after, cells)];
      const told = [...kinds].join(",");
      if (was && !is) expect(told).toMatch(/tightens|breaks/);
      if (!was && is) expect(told).toMatch(/loosens|breaks/);
    }),
    { numRuns: sampled(1500) },
  );
});

test("property: a schema differs in nothing from itself, and a change undone is its opposite", () => {
  const opposite: Record<string, string> = { loosens: "tightens", tightens: "loosens", breaks: "breaks", neutral: "neutral" };
  fc.assert(
    fc.property(fc.oneof(fc.tuple(NUMBERS, NUMBERS), fc.tuple(TEXTS, TEXTS)), ([before, after]) => {
      expect(one(before, before)).toEqual([]);
      const there = one(before, after)
        .map(({ kind, key }) => `${key} ${kind}`)
        .filter((change) => !change.startsWith("missingValues"));
      const back = one(after, before)
        .map(({ kind, key }) => `${key} ${opposite[kind]}`)
        .filter((change) => !change.startsWith("missingValues"));
      const ends = (changes: string[]) => changes.map((change) => change.replace(/^exclusiveM/, "m")).sort();
      expect(ends(back)).toEqual(ends(there));
    }),
    { numRuns: sampled(500) },
  );
});
