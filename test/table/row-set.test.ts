import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareHashes, hashRows, setDigest, sortedOrder } from "../../src/table/rows/row-hashes.ts";
import { decodeSet, encodeSet, mergeSets, rowSetOf, without } from "../../src/table/rows/row-set.ts";
import type { Column } from "../../src/types/table.ts";

const word = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffffffff }));
const sets = fc.array(fc.tuple(word, word, word, fc.integer({ min: 0, max: 60_000 })), { maxLength: 50 });
const setOf = (rows: [number, number, number, number][]) =>
  rowSetOf({
    words: Uint32Array.from(rows.flatMap((row) => row.slice(0, 3))),
    parts: Uint32Array.from(rows, ([, , , part]) => part),
  });

describe("sets of rows", () => {
  it("are stored in 14 bytes a row and read back, sorted", () => {
    fc.assert(
      fc.property(sets, (rows) => {
        const set = setOf(rows);
        const bytes = encodeSet(set);
        expect(bytes).toHaveLength(16 + 14 * rows.length);
        expect(decodeSet(bytes)).toEqual(set);
        for (let row = 1; row < rows.length; row++) expect(compareHashes(set.words, row - 1, set.words, row)).toBeLessThanOrEqual(0);
      }),
      { seed: 1 },
    );
  });

  it("with keys take 8 bytes a row more, and keep each row's own", () => {
    fc.assert(
      fc.property(sets, (rows) => {
        const plain = setOf(rows);
        const keyed = rowSetOf({ ...plain, keys: plain.words.filter((_, i) => i % 3 !== 1) });
        const bytes = encodeSet(keyed);
        expect(bytes).toHaveLength(16 + 22 * rows.length);
        expect(decodeSet(bytes)).toEqual(keyed);
        const { words, keys } = mergeSets([keyed, setOf([[1, 2, 3, 0]])]);
        expect(keys).toHaveLength((2 * words.length) / 3);
        const unknown = keys!.filter((_, i) => i % 2 === 0).map((key, row) => (key === words[3 * row] ? 1 : 0));
        expect(unknown.filter((one) => one === 0).length).toBeLessThanOrEqual(1);
      }),
      { seed: 3 },
    );
  });

  it("merge to the set of all rows, and less one of them are the other", () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        const merged = mergeSets([setOf(a), setOf(b)]);
        expect(merged.words).toEqual(setOf([...a, ...b]).words);
        expect(without(merged, setOf(b)).words).toEqual(setOf(a).words);
      }),
      { seed: 2 },
    );
  });

  it.each([
    ["cut", (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ["other bytes", (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, i) => (i === 0 ? byte + 1 : byte))],
    ["out of order", (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, i) => (i === 16 ? 255 : byte))],
    ["empty", () => new Uint8Array(0)],
  ])("that are %s are refused", (_, spoil) => {
    const bytes = encodeSet(
      setOf([
        [1, 2, 3, 0],
        [4, 5, 6, 0],
      ]),
    );
    expect(() => decodeSet(spoil(bytes))).toThrow(/^is not a/);
  });

  it("parts that are too far apart count as the oldest that can be told", () => {
    const set = decodeSet(
      encodeSet(
        setOf([
          [1, 0, 0, 3],
          [2, 0, 0, 70_000],
        ]),
      ),
    );
    expect(Array.from(set.parts)).toEqual([70_000 - 65_535, 70_000]);
  });
});

describe("hashes of rows", () => {
  const number = (name: string, values: number[]): Column => ({ kind: "number", name, type: "number", values: Float64Array.from(values) });
  const hashed = (columns: Column[], rows: number, key = "k") => hashRows(columns, rows, key);

  it("do not depend on the order of columns, but on every cell, the key and what is missing", () => {
    const [a, b] = [number("a", [1, -0, Number.NaN]), number("b", [2, 3, 4])];
    const words = hashed([a, b], 3);
    expect(hashed([b, a], 3)).toEqual(words);
    expect(hashed([number("a", [1, 0, Number.NaN]), b], 3)).toEqual(words);
    expect(hashed([a, b], 3, "other")).not.toEqual(words);
    expect(hashed([a, number("b", [2, 3, 5])], 3).subarray(6)).not.toEqual(words.subarray(6));
    expect(hashed([number("a", [1, 0, 0]), b], 3).subarray(6)).not.toEqual(words.subarray(6));
  });

  it("of a set are one digest in any order of rows", () => {
    const digest = (values: number[]) => {
      const words = hashed([number("a", values)], values.length);
      return setDigest(words, sortedOrder(words));
    };
    expect(digest([3, 1, 2, 1])).toBe(digest([1, 1, 2, 3]));
    expect(digest([3, 1, 2])).not.toBe(digest([1, 1, 2, 3]));
  });
});
