// Predictions of a Forest over columns: the mean of the leaves reached, first class on a tie.
import type { Column, Feature, Forest, Predictions } from "../types.ts";
import { weightsPerLeaf } from "./assemble.ts";
import { NODE_EQ, NODE_LEAF, NODE_LEQ } from "./nodes.ts";

/** Rows that walk through one tree together, while its nodes are in the cache. */
const BLOCK_ROWS = 1024;

/** `rows`: row numbers into the columns, or how many of their first rows. Throws when a feature has no column or the wrong kind. */
export function predict(forest: Forest, columns: Column[], rows: Int32Array | number): Predictions {
  const readers = forest.features.map((feature) => readerOf(feature, columns));
  const count = typeof rows === "number" ? rows : rows.length;
  const classes = forest.classes.length;
  const width = weightsPerLeaf(classes);
  const result: Predictions = { classes: new Int32Array(count), probabilities: new Float64Array(count * classes) };
  const values = new Float64Array(BLOCK_ROWS * readers.length);
  const sums = new Float64Array(BLOCK_ROWS * width);
  for (let first = 0; first < count; first += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, count - first);
    readers.forEach((read, f) => {
      for (let i = 0; i < size; i++) values[i * readers.length + f] = read(typeof rows === "number" ? first + i : rows[first + i]!);
    });
    sums.fill(0);
    for (const root of forest.roots) addTree(forest, root, values, size, sums);
    for (let i = 0; i < size; i++) decide(sums, i * width, classes, result, first + i);
  }
  return result;
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

function addTree(forest: Forest, root: number, values: Float64Array, size: number, sums: Float64Array): void {
  const { mode, feature, threshold, missingYes, yes, no, leaf, weights } = forest;
  const features = forest.features.length;
  const width = weightsPerLeaf(forest.classes.length);
  for (let i = 0; i < size; i++) {
    const row = i * features;
    let node = root;
    for (let kind = mode[node]!; kind !== NODE_LEAF; kind = mode[node]!) {
      const x = values[row + feature[node]!]!;
      const t = threshold[node]!;
      const holds = kind === NODE_LEQ ? x <= t : kind === NODE_EQ ? x === t : x < t;
      node = holds || (x !== x && missingYes[node] === 1) ? yes[node]! : no[node]!;
    }
    const from = leaf[node]!;
    if (width === 1) sums[i]! += weights[from]!;
    else for (let c = 0; c < width; c++) sums[i * width + c]! += weights[from + c]!;
  }
}

/** Two classes: the second if its sum is above ½. More: the first of the largest sums. */
function decide(sums: Float64Array, at: number, classes: number, result: Predictions, row: number): void {
  const out = row * classes;
  if (classes === 2) {
    const second = sums[at]!;
    result.probabilities[out] = 1 - second;
    result.probabilities[out + 1] = second;
    result.classes[row] = second > 0.5 ? 1 : 0;
    return;
  }
  let best = 0;
  for (let c = 0; c < classes; c++) {
    result.probabilities[out + c] = sums[at + c]!;
    if (sums[at + c]! > sums[at + best]!) best = c;
  }
  result.classes[row] = best;
}
