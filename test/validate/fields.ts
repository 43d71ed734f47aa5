// Fields of many kinds and cells that some of them accept.
import fc from "fast-check";
import type { Constraints, Field } from "../../src/types/schema.ts";
import { field } from "./build.ts";

export const CELLS = [
  "",
  "NA",
  "-1",
  "0",
  "0.5",
  "1",
  "1.0",
  "2",
  "3",
  "1,000",
  "2024",
  "true",
  "yes",
  "a",
  "b",
  "abc",
  "2020-01-01",
  "2020-01-01T00:00:00Z",
  "12 kg",
];

const maybe = <T>(values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const only = <T extends object>(given: T) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;

export const NUMBERS = fc
  .record({
    type: fc.constantFrom("number", "integer") as fc.Arbitrary<Field["type"]>,
    minimum: maybe([-1, 0, 1]),
    exclusiveMinimum: maybe([-1, 0]),
    maximum: maybe([2, 3, 2024]),
    exclusiveMaximum: maybe([3, 2025]),
    required: maybe([true]),
    enum: maybe([["1"], ["1", "2"], ["0", "1", "2", "3"]]),
    groupChar: fc.constantFrom(null, ","),
    bareNumber: fc.boolean(),
    missingValues: fc.constantFrom<(string[] | null)[]>(null, [""], ["", "NA"], ["NA"]),
  })
  .map(({ type, groupChar, bareNumber, missingValues, ...constraints }) =>
    field("x", { type, groupChar, bareNumber, missingValues, constraints: only(constraints) as Constraints }),
  );

export const TEXTS = fc
  .record({
    type: fc.constantFrom("string", "any", "boolean", "date", "datetime") as fc.Arbitrary<Field["type"]>,
    required: maybe([true]),
    unique: maybe([true]),
    enum: maybe([["a"], ["a", "b"], ["a", "b", "abc", "NA"]]),
    minLength: maybe([1, 2]),
    maxLength: maybe([1, 3]),
    pattern: maybe(["[a-z]*", "[a-z0-9]+", "a|b"]),
    missingValues: fc.constantFrom<(string[] | null)[]>(null, [""], ["", "NA"], ["NA"]),
  })
  .map(({ type, missingValues, enum: listed, minLength, maxLength, pattern, ...flags }) => {
    const text = type === "string" ? { minLength, maxLength, pattern } : {};
    const list = type === "string" || type === "any" ? { enum: listed } : {};
    return field("x", { type, missingValues, constraints: only({ ...flags, ...list, ...text }) as Constraints });
  });
