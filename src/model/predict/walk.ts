import type { Feature, Forest } from "../../types/model.ts";
import type { Column } from "../../types/table.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "../forest/nodes.ts";
import { codedTests } from "./coded.ts";
import type { Thresholds } from "./codes.ts";
import { descend, type LeafVisitor } from "./descent.ts";
import { rowSorterOf } from "./row-sorter.ts";

/** Rows per block: many, since every node has a fixed cost per block. */
const BLOCK_ROWS = 32_768;

/** Rows per block without codes, so that their values stay in the cache. */
const FEW_ROWS = 4096;

/** Most values (rows × features) of a block. */
const BLOCK_VALUES = 2 ** 23;

/** Fewest rows for which computing codes pays. */
const MANY_ROWS = 16_384;

/** Moves those of the first `count` rows that still need the trees from `tree` on to the front, and returns their number. */
export type Undecided = (rows: Int32Array, count: number, tree: number) => number;

/** Visits every leaf reached. `rows`: row numbers, or a count of first rows. `undecided` is called between trees to drop rows that need no more. */
export type Walk = (rows: Int32Array | number, visit: LeafVisitor, undecided?: Undecided | undefined) => void;

/** Trees between two calls of `undecided`: more calls cost more than they save. */
const TREES_BETWEEN = 10;

/** Prepares a forest for these columns. Throws when a feature's column is missing or of another kind. */
export function walkerOf(forest: Forest, columns: Column[]): Walk {
  const readers = forest.features.map((feature) => readerOf(feature, columns));
  const plain = plainWalk(forest, readers);
  let coded: Walk | null = null;
  return (rows, visit, undecided) => {
    if ((typeof rows === "number" ? rows : rows.length) < MANY_ROWS) return plain(rows, visit);
    coded ??= codedWalk(forest, readers, plain);
    coded(rows, visit, undecided);
  };
}

/** The value that the trees compare: a number, or the forest's code of the category. */
type CellReader = (row: number) => number;

function readerOf(feature: Feature, columns: Column[]): CellReader {
  const column = columns.find((candidate) => candidate.name === feature.name);
  if (column === undefined) throw new Error(`The model needs a column named ${JSON.stringify(feature.name)}, and the data has none.`);
  if (column.kind !== feature.kind) {
    const kinds = { number: "numbers", category: "categories" };
    throw new Error(`Column ${JSON.stringify(feature.name)} holds ${kinds[column.kind]}, the model was trained on ${kinds[feature.kind]}.`);
  }
  if (column.kind === "number") {
    const { values } = column;
    return (row) => values[row]!;
  }
  const known = new Map(feature.categories.map((category, i) => [category, i + 1]));
  const recoded = Float64Array.from(["", ...column.categories], (category, code) => (code === 0 ? 0 : (known.get(category) ?? 0)));
  const { codes } = column;
  return (row) => recoded[codes[row]!]!;
}

type RowAt = (i: number) => number;

/** Visits the rows in blocks of `most`; `rowAt` maps a position among the requested rows to a row number. */
function blocks(rows: Int32Array | number, most: number, visit: (first: number, end: number, rowAt: RowAt) => void): void {
  const count = typeof rows === "number" ? rows : rows.length;
  const rowAt: RowAt = typeof rows === "number" ? (i) => i : (i) => rows[i]!;
  for (let first = 0; first < count; first += most) visit(first, Math.min(count, first + most), rowAt);
}

/** The fast walk over codes; `plain` where codes cannot express the tests, or there is no sorter. */
function codedWalk(forest: Forest, readers: CellReader[], plain: Walk): Walk {
  const tests = codedTests(forest);
  if (tests === null) return plain;
  const size = Math.max(1, Math.min(BLOCK_ROWS, Math.floor(BLOCK_VALUES / readers.length)));
  const open = new Int32Array(size);
  return (rows, visit, undecided) => {
    const sorter = rowSorterOf(size, readers.length);
    if (sorter === null) return plain(rows, visit);
    blocks(rows, size, (first, end, rowAt) => {
      readers.forEach((read, f) => {
        encode(tests.thresholds[f]!, read, first, end, rowAt, sorter.codes.subarray(f * size));
      });
      let count = end - first;
      for (let i = 0; i < count; i++) open[i] = first + i;
      for (let tree = 0; tree < forest.roots.length && count > 0; tree++) {
        sorter.rows[0].set(open.subarray(0, count));
        descend(forest, tests, sorter, { first, count, tree }, visit);
        if (undecided !== undefined && (tree + 1) % TREES_BETWEEN === 0) count = undecided(open, count, tree + 1);
      }
    });
  };
}

function encode(thresholds: Thresholds, read: CellReader, first: number, end: number, rowAt: RowAt, codes: Uint16Array): void {
  for (let i = first; i < end; i++) {
    const x = read(rowAt(i));
    codes[i - first] = Number.isNaN(x) ? 0 : 1 + thresholds.codeOf(x);
  }
}

/** The walk over values, for few rows and for tests that codes cannot express. */
function plainWalk(forest: Forest, readers: CellReader[]): Walk {
  const width = readers.length;
  const most = Math.max(1, Math.min(FEW_ROWS, Math.floor(BLOCK_VALUES / Math.max(1, width))));
  return (rows, visit) => {
    blocks(rows, most, (first, end, rowAt) => {
      const size = end - first;
      const values = new Float64Array(size * width);
      readers.forEach((read, f) => {
        for (let i = 0; i < size; i++) values[i * width + f] = read(rowAt(first + i));
      });
      const positions = Int32Array.from({ length: size }, (_, i) => first + i);
      for (let tree = 0; tree < forest.roots.length; tree++) {
        for (let i = 0; i < size; i++) visit(leafOf(forest, forest.roots[tree]!, values, i * width), tree, positions, i, i + 1);
      }
    });
  };
}

function leafOf({ mode, feature, threshold, missingYes, yes, no, leaf }: Forest, root: number, values: Float64Array, at: number): number {
  let node = root;
  for (let kind = mode[node]!; kind !== NODE_LEAF; kind = mode[node]!) {
    const x = values[at + feature[node]!]!;
    const t = threshold[node]!;
    const holds = kind === NODE_LEQ ? x <= t : kind === NODE_EQ ? x === t : x < t;
    node = holds || (missingYes[node] === 1 && Number.isNaN(x)) ? yes[node]! : no[node]!;
  }
  return leaf[node]!;
}
