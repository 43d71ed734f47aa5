// What a recorded profile says of a schema, held against what the data itself says.
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { replay } from "../../src/schema/difference/replay.ts";
import type { Field, Schema } from "../../src/types/schema.ts";
import { validate } from "../../src/validate/validate.ts";
import { sampled } from "../times.ts";
import { failures, field, schemaOf, tableFile } from "./build.ts";
import { CELLS, NUMBERS, TEXTS } from "./fields.ts";

const LABEL = field("label", { role: "target" });

function recorded(columns: Record<string, (string | number)[]>, schema: Schema) {
  const rows = Object.values(columns)[0]!.length;
  const files = [tableFile({ ...columns, label: Array.from({ length: rows }, (_, row) => (row % 2 ? "up" : "down")) })];
  const given = validate({ files, schema, target: "label", reference: null, showValues: false });
  return { ...given, files };
}

/** Code, subject and status of what the head's schema meets in data that the recorded schema accepted. */
function replayed(columns: Record<string, (string | number)[]>, was: Field[], is: Field[], more: Partial<Schema> = {}) {
  const before = schemaOf([...was, LABEL]);
  const { profile } = recorded(columns, before);
  return replay({ schema: schemaOf([...is, LABEL], more), target: "label", profile: profile!, recorded: before, whereOf: () => null });
}

const verdicts = (checks: ReturnType<typeof replayed>) =>
  checks
    .filter(({ subject, status }) => subject !== "label" && status !== "pass")
    .map(({ code, subject, status }) => `${code} ${subject} ${status}`);

describe("a schema that what the champion was trained on", () => {
  const numbers = { x: [-2, 0, 1.5, 3, "", 7] };
  const texts = { x: ["a", "b", "b", "", "ccc", "a"] };
  const x = (more: Partial<Field>) => [field("x", more)];
  const number = (more: Partial<Field> = {}) => x({ type: "number", ...more });

  it.each<[string, Record<string, (string | number)[]>, Field[], Field[], string[]]>([
    ["fits", numbers, number(), number(), []],
    ["lies below a new minimum", numbers, number(), number({ constraints: { minimum: 0 } }), ["range x fail"]],
    ["touches a new minimum", numbers, number(), number({ constraints: { minimum: -2 } }), []],
    ["touches an exclusive bound", numbers, number(), number({ constraints: { exclusiveMaximum: 7 } }), ["range x fail"]],
    ["has gaps that are refused", numbers, number(), number({ constraints: { required: true } }), ["required x fail"]],
    ["holds fractions", numbers, number(), x({ type: "integer" }), ["type x fail"]],
    ["is whole as far as its profile tells", { x: [1, 2, 3, 4] }, number(), x({ type: "integer" }), ["type x warn"]],
    ["is no date", numbers, number(), x({ type: "date" }), ["type x fail"]],
    ["is read as text instead", numbers, number(), x({ type: "string" }), []],
    ["is text, and numbers are asked for", texts, x({}), number(), ["type x fail"]],
    ["is text of numbers", { x: ["1", "2"] }, x({}), number(), []],
    ["holds a category that is not listed", texts, x({}), x({ constraints: { enum: ["a", "b"] } }), ["enum x fail"]],
    ["holds listed categories", texts, x({}), x({ constraints: { enum: ["a", "b", "ccc", "d"] } }), []],
    ["lies below a minimum that is a guess", numbers, number(), number({ inferred: true, constraints: { minimum: 0 } }), ["range x warn"]],
    [
      "breaks an exclusive bound of a guess",
      numbers,
      number(),
      number({ inferred: true, constraints: { exclusiveMaximum: 7 } }),
      ["range x fail"],
    ],
    [
      "has gaps that a guess did not know",
      numbers,
      number(),
      number({ inferred: true, constraints: { required: true } }),
      ["required x warn"],
    ],
    [
      "holds a category that a guess does not list",
      texts,
      x({}),
      x({ inferred: true, constraints: { enum: ["a", "b"] } }),
      ["enum x warn"],
    ],
    ["is longer than what stands beside a guess", texts, x({}), x({ inferred: true, constraints: { maxLength: 2 } }), ["length x fail"]],
    ["is too long", texts, x({}), x({ constraints: { maxLength: 2 } }), ["length x fail"]],
    ["does not match", texts, x({}), x({ constraints: { pattern: "[ab]" } }), ["pattern x fail"]],
    [
      "gains gaps by a new word for missing",
      texts,
      x({}),
      x({ missingValues: ["", "a"], constraints: { required: true } }),
      ["required x fail"],
    ],
    ["has no value twice", numbers, number(), number({ constraints: { unique: true } }), []],
    ["may have a value twice in a file", texts, x({}), x({ constraints: { unique: true } }), ["unique x warn"]],
    ["lacks a column of", numbers, number(), [...number(), field("y")], ["column-missing y fail"]],
    ["has a column too many for", { ...numbers, y: [1, 2, 3, 4, 5, 6] }, [...number(), field("y")], number(), ["column-new y fail"]],
    ["arrives under an alias", numbers, number(), [field("z", { type: "number", aliases: ["x"] })], []],
    [
      "has another date format",
      { x: ["2020-01-01", "2020-01-02"] },
      x({ type: "date" }),
      x({ type: "date", format: "%d/%m/%Y" }),
      ["type x warn"],
    ],
    [
      "holds dates too early",
      { x: ["2020-01-01", "2020-01-02"] },
      x({ type: "date" }),
      x({ type: "date", constraints: { minimum: 1577923200 } }),
      ["range x fail"],
    ],
  ])("%s", (_, columns, was, is, expected) => {
    expect(verdicts(replayed(columns, was, is))).toEqual(expected);
  });

  it("may lack what fieldsMatch lets it lack, and add what it lets it add", () => {
    const both = { x: [1, 2], y: [3, 4] };
    const [x1, y1, z1] = ["x", "y", "z"].map((name) => field(name, { type: "number" })) as [Field, Field, Field];
    expect(verdicts(replayed(both, [x1, y1], [x1, z1], { fieldsMatch: "partial" }))).toEqual([]);
    expect(verdicts(replayed(both, [x1, y1], [x1], { fieldsMatch: "superset" }))).toEqual(["column-new y warn"]);
    expect(verdicts(replayed(both, [x1, y1], [x1, y1, { ...z1, constraints: { required: true } }], { fieldsMatch: "partial" }))).toEqual([
      "column-missing z fail",
    ]);
  });

  it("is asked for keys that it was not held to before, and not for those that it was", () => {
    const columns = { a: [1, 2, 3, 4], b: ["x", "x", "y", ""] };
    const fields = [field("a", { type: "integer" }), field("b")];
    const asked = (more: Partial<Schema>) => verdicts(replayed(columns, fields, fields, more));
    expect(asked({ primaryKey: ["a"], uniqueKeys: [["a"]] })).toEqual([]);
    expect(asked({ primaryKey: ["b"] })).toEqual(["primary-key b warn"]);
    expect(asked({ uniqueKeys: [["a", "b"]] })).toEqual(["unique-key a, b warn"]);
    expect(asked({ foreignKeys: [{ fields: ["a"], resource: null, reference: ["b"] }] })).toEqual(["foreign-key a warn"]);
    const held = [field("a", { type: "integer" }), field("b", { constraints: { unique: true } })];
    expect(verdicts(replayed({ a: [1, 2], b: ["x", "y"] }, held, held))).toEqual([]);
  });

  it("has more categories than a list could hold", () => {
    const many = { x: Array.from({ length: 200 }, (_, index) => `c${index % 100}`) };
    const listed = (size: number) => [field("x", { constraints: { enum: Array.from({ length: size }, (_, index) => `c${index}`) } })];
    expect(verdicts(replayed(many, [field("x")], listed(99)))).toEqual(["enum x fail"]);
    expect(verdicts(replayed(many, [field("x")], listed(100)))).toEqual([]);
  });

  it("is never quoted", () => {
    const told = JSON.stringify(
      replayed(
        { x: ["SECRET7731", "SECRET7732"] },
        [field("x")],
        [field("x", { constraints: { enum: ["a"], pattern: "b", maxLength: 1 } })],
      ),
    );
    expect(told).toContain("enum");
    expect(told).not.toContain("SECRET");
  });
});

const fits = fc.oneof(fc.tuple(NUMBERS, NUMBERS), fc.tuple(TEXTS, TEXTS), fc.tuple(NUMBERS, TEXTS), fc.tuple(TEXTS, NUMBERS));

test("property: the replay fails only what the data fails, and passes whole only what the data passes", () => {
  fc.assert(
    fc.property(fits, fc.array(fc.constantFrom(...CELLS), { minLength: 2, maxLength: 4 }), ([was, is], cells) => {
      const before = schemaOf([{ ...was, constraints: {} }, LABEL]);
      const after = schemaOf([{ ...is, constraints: { ...is.constraints, unique: false } }, LABEL]);
      const { profile, checks, files } = recorded({ x: cells }, before);
      fc.pre(profile !== null && failures(checks).length === 0);
      const asked = replay({ schema: after, target: "label", profile: profile!, recorded: before, whereOf: () => null }).filter(
        ({ subject }) => subject === "x",
      );
      const found = failures(validate({ files, schema: after, target: "label", reference: null, showValues: false }).checks);
      if (failures(asked).length > 0) expect(found.map(({ code }) => code)).not.toEqual([]);
      if (asked.every(({ status }) => status === "pass") && was.type !== "any")
        expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    }),
    { numRuns: sampled(1500) },
  );
});
