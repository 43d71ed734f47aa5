// Predictions of a Forest over columns: the mean of the leaves reached, first class on a tie.
import type { Feature, Forest, Predictions } from "../types/model.ts";
import type { Column } from "../types/table.ts";
import { weightsPerLeaf } from "./leaf-table.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "./nodes.ts";

/** Rows that walk through one tree together, while its nodes are in the cache. */
const BLOCK_ROWS = 1024;

/** `rows`: row numbers into the columns, or how many of their first rows. Throws when a feature has no column or the wrong kind. */
export function predict(forest: Forest, columns: Column[], rows: Int32Array | number): Predictions {
  const { weights, classes } = forest;
  const width = weightsPerLeaf(classes.length);
  const count = typeof rows === "number" ? rows : rows.length;
  const sums = new Float64Array(count * width);
  walkTrees(forest, columns, rows, (leaves, first, size) => {
    for (let i = 0; i < size; i++) {
      const from = leaves[i]!;
      const at = (first + i) * width;
      for (let w = 0; w < width; w++) sums[at + w]! += weights[from + w]!;
    }
  });
  return width === 1 ? decideTwo(sums) : decideMany(sums, classes.length);
}

/** Called for each block of rows and each tree in order: `leaves[i]` is the `Forest.leaf` that row `first` + i reaches. */
type LeafVisitor = (leaves: Int32Array, first: number, size: number) => void;

export function walkTrees(forest: Forest, columns: Column[], rows: Int32Array | number, visit: LeafVisitor): void {
  const readers = forest.features.map((feature) => readerOf(feature, columns));
  const count = typeof rows === "number" ? rows : rows.length;
  const values = new Float64Array(BLOCK_ROWS * readers.length);
  const leaves = new Int32Array(BLOCK_ROWS);
  for (let first = 0; first < count; first += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, count - first);
    readers.forEach((read, f) => {
      for (let i = 0; i < size; i++) values[i * readers.length + f] = read(typeof rows === "number" ? first + i : rows[first + i]!);
    });
    for (const root of forest.roots) {
      walkTree(forest, root, values, size, leaves);
      visit(leaves, first, size);
    }
  }
}

type CellReader = (row: number) => number;

/** The feature's value as the trees compare it: a number, or the forest's own code of the category's text. */
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

function walkTree(forest: Forest, root: number, values: Float64Array, size: number, leaves: Int32Array): void {
  const { mode, feature, threshold, missingYes, yes, no, leaf } = forest;
  const features = forest.features.length;
  for (let i = 0; i < size; i++) {
    const row = i * features;
    let node = root;
    for (let kind = mode[node]!; kind !== NODE_LEAF; kind = mode[node]!) {
      const x = values[row + feature[node]!]!;
      const t = threshold[node]!;
      const holds = kind === NODE_LEQ ? x <= t : kind === NODE_EQ ? x === t : x < t;
      node = holds || (missingYes[node] === 1 && Number.isNaN(x)) ? yes[node]! : no[node]!;
    }
    leaves[i] = leaf[node]!;
  }
}

/** `sums` are the second class's: it wins above ½ only. */
function decideTwo(sums: Float64Array): Predictions {
  const classes = new Int32Array(sums.length);
  const probabilities = new Float64Array(sums.length * 2);
  for (let i = 0; i < sums.length; i++) {
    probabilities[2 * i] = 1 - sums[i]!;
    probabilities[2 * i + 1] = sums[i]!;
    classes[i] = sums[i]! > 0.5 ? 1 : 0;
  }
  return { classes, probabilities };
}

/** The first of the largest sums wins. */
function decideMany(sums: Float64Array, count: number): Predictions {
  const classes = new Int32Array(sums.length / count);
  for (let i = 0; i < classes.length; i++) {
    let best = 0;
    for (let c = 1; c < count; c++) if (sums[i * count + c]! > sums[i * count + best]!) best = c;
    classes[i] = best;
  }
  return { classes, probabilities: sums };
}
