import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BACK, knownRows, NEW } from "../../src/table/rows/known-rows.ts";
import { sortedOrder } from "../../src/table/rows/row-hashes.ts";
import { rowSetOf } from "../../src/table/rows/row-set.ts";

/** Rows that stand for themselves: equal numbers are equal rows. */
const wordsOf = (rows: number[]) => Uint32Array.from(rows.flatMap((row) => [row % 3, row, row * 7]));
const setOf = (rows: number[], parts: number[]) => rowSetOf({ words: wordsOf(rows), parts: Uint32Array.from(parts) });
const find = (rows: number[], live: [rows: number[], parts: number[]], gone: number[] = [], files = rows.map(() => 0)) => {
  const words = wordsOf(rows);
  const candidates = { words, order: sortedOrder(words), files: Uint32Array.from(files) };
  return knownRows(
    candidates,
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
        const { parts, missing } = find(rows, [live, live.map((_, i) => i)], gone);
        for (let row = 0; row <= 9; row++) {
          const [n, l, g] = [countOf(rows, row), countOf(live, row), countOf(gone, row)];
          const found = Array.from(parts).filter((_, i) => rows[i] === row);
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
      { seed: 14, numRuns: 300 },
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
        ).parts,
      ),
    ).toEqual([2, 0, 1, NEW]);
  });

  it("equal rows of several batches go to the batch that most of their file is of", () => {
    const live: [number[], number[]] = [
      [1, 2, 9, 3, 4, 9],
      [0, 0, 0, 1, 1, 1],
    ];
    expect(Array.from(find([3, 4, 9, 1, 2, 9], live, [], [0, 0, 0, 1, 1, 1]).parts)).toEqual([1, 1, 1, 0, 0, 0]);
  });
});
