import fc from "fast-check";
import type { Shape } from "./forests.ts";

/** Small data of every kind the forest knows: numbers and categories, missing cells, two classes and more. */
export const anyShape: fc.Arbitrary<Shape> = fc
  .record({
    seed: fc.integer({ min: 1, max: 2 ** 31 }),
    rows: fc.integer({ min: 12, max: 160 }),
    numbers: fc.integer({ min: 0, max: 4 }),
    categories: fc.integer({ min: 0, max: 3 }),
    classes: fc.integer({ min: 2, max: 6 }),
    missing: fc.constantFrom(0, 0.1, 0.6),
    distinct: fc.constantFrom(null, 2, 7),
  })
  .filter((shape) => shape.numbers + shape.categories > 0);
