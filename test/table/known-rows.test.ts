import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BACK, knownRows, NEW, usedSet } from "../../src/table/rows/known-rows.ts";
import { digestOfSet } from "../../src/table/rows/named-rows.ts";
import { rowSetOf } from "../../src/table/rows/row-set.ts";
import { sampled } from "../times.ts";

/** Rows that stand for themselves: equal numbers are equal rows. */
const wordsOf = (rows: number[]) => Uint32Array.from(rows.flatMap((row) => [row % 3, row, row * 7]));
const setOf = (rows: number[], parts: number[]) => rowSetOf({ words: wordsOf(rows), parts: Uint32Array.from(parts) });
const find = (rows: number[], live: [rows: number[], parts: number[]], gone: number[] = [], files = rows.map(() => 0)) => {
  const words = wordsOf(rows);
  const ranges = [...new Set(files)].map((file) => ({ start: files.indexOf(file), end: files.lastIndexOf(file) + 1 }));
  const eachHash = (visit: (row: number, words: Uint32Array) => void) => {
    for (let i = 0; i < rows.length; i++) visit(i, words.slice(3 * i, 3 * i + 3));
  };
  return knownRows(
    { rows: rows.length, ranges, eachHash },
    setOf(...live),
    setOf(
      gone,
      gone.map(() => 0),
    ),
  );
};
const countOf = (rows: number[], row: number) => rows.filter((one) => one === row).length;

describe("knownRows", () => {
  it("of N equal rows, L accepted and G of these gone, knows L − G, says G are back, and the rest is new", () => {
    const few = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 });
    fc.assert(
      fc.property(few, few, few, (rows, live, lost) => {
        const gone = lost.filter((row, i) => countOf(lost.slice(0, i), row) < countOf(live, row));
        const { classes, missing } = find(rows, [live, live.map((_, i) => i)], gone);
        for (let row = 0; row <= 9; row++) {
          const [n, l, g] = [countOf(rows, row), countOf(live, row), countOf(gone, row)];
          const found = Array.from(classes).filter((_, i) => rows[i] === row);
          expect(found.filter((part) => part >= 0)).toHaveLength(Math.min(n, l - g));
          expect(found.filter((part) => part === BACK)).toHaveLength(Math.min(Math.max(0, n - (l - g)), g));
          expect(found.filter((part) => part === NEW)).toHaveLength(Math.max(0, n - l));
        }
        const expected = [...Array(10).keys()].reduce(
          (sum, row) => sum + Math.max(0, countOf(live, row) - countOf(gone, row) - countOf(rows, row)),
          0,
        );
        expect(missing).toHaveLength(expected);
      }),
      { seed: 14, numRuns: sampled(300) },
    );
  });

  it("the set of what is used is that of the rows at hand, whichever of them are accepted", () => {
    const few = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 });
    fc.assert(
      fc.property(few, few, (rows, live) => {
        const accepted = setOf(
          live,
          live.map((_, i) => i),
        );
        const used = usedSet(accepted, find(rows, [live, live.map((_, i) => i)]), () => true);
        expect(used).toBe(
          digestOfSet(
            setOf(
              rows,
              rows.map(() => 0),
            ),
          ),
        );
      }),
      { seed: 15, numRuns: 200 },
    );
  });

  it("a row is of the batch that brought it", () => {
    expect(
      Array.from(
        find(
          [5, 1, 3, 8],
          [
            [1, 3, 5],
            [0, 1, 2],
          ],
        ).classes,
      ),
    ).toEqual([2, 0, 1, NEW]);
  });

  it("equal rows of several batches go to the batch that most of their file is of", () => {
    const live: [number[], number[]] = [
      [1, 2, 9, 3, 4, 9],
      [0, 0, 0, 1, 1, 1],
    ];
    expect(Array.from(find([3, 4, 9, 1, 2, 9], live, [], [0, 0, 0, 1, 1, 1]).classes)).toEqual([1, 1, 1, 0, 0, 0]);
  });
});
