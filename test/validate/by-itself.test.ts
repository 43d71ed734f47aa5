import fc from "fast-check";
import { expect, test } from "vitest";
import type { CategoryColumn, NumberColumn } from "../../src/types/table.ts";
import { toldByItself } from "../../src/validate/labels/by-itself.ts";
import { sampled } from "../times.ts";

const CLASSES = ["a", "b", "c"];

const count = (list: number[], one: number) => list.filter((other) => other === one).length;
/** The first of the most frequent classes; 0 in an empty list. */
const commonest = (list: number[]) =>
  Math.max(
    0,
    CLASSES.map((_, c) => count(list, c)).reduce((best, n, c, all) => (n > all[best]! ? c : best), 0),
  );

/** By the definition, row by row. */
function byDefinition(cells: [number, number][]) {
  const values = [...new Set(cells.map(([value]) => value))].sort((a, b) => a - b);
  const groups = values.map((value) => cells.filter((cell) => cell[0] === value).map(([, label]) => label));
  const labels = cells.map(([, label]) => label);
  const others = labels.length - count(labels, commonest(labels));
  let [byValue, byNeighbour] = [0, 0];
  for (const [k, group] of groups.entries()) {
    const neighbours = [groups[k - 1], groups[k + 1]].filter((one) => one !== undefined).map(commonest);
    for (const label of group) {
      const most = Math.max(0, ...CLASSES.map((_, c) => (c === label ? 0 : count(group, c))));
      const same = count(group, label) - 1;
      if (group.length > 1) byValue += same > most ? 0 : same === most ? 0.5 : 1;
      else byValue += neighbours.filter((one) => one !== label).length / Math.max(1, neighbours.length);
      if (label !== (neighbours[0] ?? 0)) byNeighbour++;
    }
  }
  const share = (errors: number) => (others === 0 ? 0 : Math.max(0, 1 - errors / others));
  return { rows: labels.length, values: values.length, byValue: share(byValue), byNeighbour: share(byNeighbour) };
}

test("numbers tell a label as the definition says (property)", () => {
  const cell = fc.tuple(fc.oneof(fc.integer({ min: -3, max: 6 }), fc.constant(Number.NaN)), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 30 }), (cells) => {
      const column: NumberColumn = { kind: "number", name: "x", type: "number", values: Float64Array.from(cells, ([value]) => value) };
      const label: CategoryColumn = {
        kind: "category",
        name: "y",
        type: "string",
        codes: Int32Array.from(cells, ([, code]) => code),
        categories: CLASSES,
      };
      const told = toldByItself(
        column,
        label,
        Int32Array.from(cells, (_, row) => row),
      );
      const kept = cells
        .filter(([value, code]) => !Number.isNaN(value) && code > 0)
        .map(([value, code]): [number, number] => [value, code - 1]);
      expect(told).toEqual(byDefinition(kept));
    }),
    { seed: 22, numRuns: sampled(2000) },
  );
});

test("a text that stands alone is told by the commonest class; a missing one is not judged", () => {
  const column: CategoryColumn = {
    kind: "category",
    name: "x",
    type: "string",
    codes: Int32Array.of(1, 1, 1, 1, 2, 3, 3, 0),
    categories: ["p", "q", "r"],
  };
  const label: CategoryColumn = {
    kind: "category",
    name: "y",
    type: "string",
    codes: Int32Array.of(1, 1, 1, 2, 1, 2, 2, 2),
    categories: ["a", "b"],
  };
  // Of three rows that are not of the commonest class, the others of their value tell two: the b of p is taken for an a.
  expect(toldByItself(column, label, Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7))).toEqual({
    rows: 7,
    values: 3,
    byValue: 1 - 1 / 3,
    byNeighbour: 0,
  });
});
