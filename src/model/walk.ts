// Rows down the trees of a Forest, a block of rows and a tree at a time.
import type { Feature, Forest } from "../types/model.ts";
import type { Column } from "../types/table.ts";
import type { Thresholds } from "./codes.ts";
import { compactOf } from "./compact.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "./nodes.ts";

/** Rows that walk through one tree together, while its nodes and their codes are in the cache. */
const BLOCK_ROWS = 4096;

/** Laying out a forest takes as long as this many rows do without it. */
const MANY_ROWS = 16_384;

/** Called for each block of rows and each tree in order: `leaves[i]` is the `Forest.leaf` that row `first` + i reaches. */
export type LeafVisitor = (leaves: Int32Array, first: number, size: number) => void;

/** `rows`: row numbers into the columns, or how many of their first rows. */
export type Walk = (rows: Int32Array | number, visit: LeafVisitor) => void;

/** Throws when a feature has no column or one of the wrong kind. */
export function walkerOf(forest: Forest, columns: Column[]): Walk {
  const readers = forest.features.map((feature) => readerOf(feature, columns));
  const plain = plainWalk(forest, readers);
  let compact: Walk | null = null;
  return (rows, visit) => {
    if ((typeof rows === "number" ? rows : rows.length) < MANY_ROWS) return plain(rows, visit);
    compact ??= compactWalk(forest, readers) ?? plain;
    compact(rows, visit);
  };
}

/** The feature's value as the trees compare it: a number, or the forest's own code of the category's text. */
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

function blocks(rows: Int32Array | number, visit: (first: number, size: number, rowAt: (i: number) => number) => void): void {
  const count = typeof rows === "number" ? rows : rows.length;
  for (let first = 0; first < count; first += BLOCK_ROWS) {
    visit(first, Math.min(BLOCK_ROWS, count - first), typeof rows === "number" ? (i) => first + i : (i) => rows[first + i]!);
  }
}

/** null: the compact form cannot hold the forest. */
function compactWalk(forest: Forest, readers: CellReader[]): Walk | null {
  const compact = compactOf(forest);
  if (compact === null) return null;
  const { nodes, leafAt, roots, thresholds } = compact;
  const width = readers.length;
  const codes = new Uint16Array(BLOCK_ROWS * width);
  const places = new Int32Array(BLOCK_ROWS);
  const walking = new Int32Array(BLOCK_ROWS);
  return (rows, visit) => {
    blocks(rows, (first, size, rowAt) => {
      readers.forEach((read, f) => {
        encode(thresholds[f]!, read, size, rowAt, codes, f, width);
      });
      for (const root of roots) {
        walkCompact(nodes, root, codes, width, size, places, walking);
        for (let i = 0; i < size; i++) places[i] = leafAt[places[i]! >> 1]!;
        visit(places, first, size);
      }
    });
  };
}

function encode(
  thresholds: Thresholds,
  read: CellReader,
  size: number,
  rowAt: (i: number) => number,
  codes: Uint16Array,
  feature: number,
  width: number,
): void {
  for (let i = 0; i < size; i++) {
    const x = read(rowAt(i));
    codes[i * width + feature] = Number.isNaN(x) ? 0 : 1 + thresholds.codeOf(x);
  }
}

/**
 * All rows one level down, then those that are at no leaf yet another, and so on. For a row: `while (n is no leaf) n = code ≤ most (or
 * = most) ? yes : no`. The sign of `most - code` is the 1 that leads to `no`, so nothing branches: a row's way cannot be guessed, and a
 * processor that guesses wrong at every node waits.
 */
function walkCompact(
  nodes: Int32Array,
  root: number,
  codes: Uint16Array,
  width: number,
  size: number,
  places: Int32Array,
  walking: Int32Array,
): void {
  for (let i = 0; i < size; i++) {
    places[i] = root;
    walking[i] = i;
  }
  for (let live = size; live > 0; ) {
    let next = 0;
    for (let j = 0; j < live; j++) {
      const i = walking[j]!;
      const n = places[i]!;
      const test = nodes[n]!;
      // Counted from the first code that goes to `yes`; what lies before it comes out large.
      const code = (codes[i * width + (test >>> 18)]! - ((test >>> 17) & 1)) & 0xffff;
      const most = test & 0xffff;
      const isEqual = (test << 15) >> 31;
      const to = (nodes[n + 1]! + ((((most - code) | ((code - most) & isEqual)) >>> 31) << 1)) | 0;
      places[i] = to;
      walking[next] = i;
      next = (next + (to === n ? 0 : 1)) | 0;
    }
    live = next;
  }
}

/** For few rows, and for forests that the compact form cannot hold. */
function plainWalk(forest: Forest, readers: CellReader[]): Walk {
  const width = readers.length;
  const values = new Float64Array(BLOCK_ROWS * width);
  const leaves = new Int32Array(BLOCK_ROWS);
  return (rows, visit) => {
    blocks(rows, (first, size, rowAt) => {
      readers.forEach((read, f) => {
        for (let i = 0; i < size; i++) values[i * width + f] = read(rowAt(i));
      });
      for (const root of forest.roots) {
        walkPlain(forest, root, values, size, leaves);
        visit(leaves, first, size);
      }
    });
  };
}

function walkPlain(forest: Forest, root: number, values: Float64Array, size: number, leaves: Int32Array): void {
  const { mode, feature, threshold, missingYes, yes, no, leaf } = forest;
  const width = forest.features.length;
  for (let i = 0; i < size; i++) {
    let node = root;
    for (let kind = mode[node]!; kind !== NODE_LEAF; kind = mode[node]!) {
      const x = values[i * width + feature[node]!]!;
      const t = threshold[node]!;
      const holds = kind === NODE_LEQ ? x <= t : kind === NODE_EQ ? x === t : x < t;
      node = holds || (missingYes[node] === 1 && Number.isNaN(x)) ? yes[node]! : no[node]!;
    }
    leaves[i] = leaf[node]!;
  }
}
