// The training rows as bin numbers; every bin keeps its smallest and largest value.
import type { Feature } from "../../types/model.ts";
import type { Column } from "../../types/table.ts";
import { orderCategories } from "./category-order.ts";
import { mixed } from "./place-random.ts";
import { type LabelledRows, rowKeys } from "./row-keys.ts";

/** Layout of a row in `cells`: class, bootstrap weight, one bin per feature, padding to whole 32-bit words. */
export const CELL_LABEL = 0;
export const CELL_WEIGHT = 1;
export const CELL_BINS = 2;

/** The binned training rows. `keys` and `cells` may be shared between threads. */
export interface BinnedTable {
  rows: number;
  /** Hash of each row's content. */
  keys: Int32Array;
  classes: number;
  /** Cells per row. */
  stride: number;
  cells: Uint8Array | Uint16Array;
  /** Per feature: bins in use, the bin of missing numbers included. */
  bins: Int32Array;
  /** Per feature: the bin of missing numbers (the last one), or -1. */
  missing: Int32Array;
  /** Per feature: 1 for categories. */
  categorical: Uint8Array;
  /** Per feature: where its bins start in `lower` and `upper`. */
  offsets: Int32Array;
  /** Smallest and largest value (or category code) of each bin. */
  lower: Float64Array;
  upper: Float64Array;
}

/** Up to this many rows every distinct value gets a bin of its own. */
const EXACT_ROWS = 4096;
const NARROW_BINS = 255;
/** Quantiles come from a sample of about this many rows. */
const SAMPLE_ROWS = 50_000;

/** Bins the columns of a training set in 8 or 16 bits. Returns the table and the features, with categories in code order. */
export function binTable(trainingSet: LabelledRows): { table: BinnedTable; features: Feature[] } {
  const { columns, rows, labels } = trainingSet;
  const classes = trainingSet.classes.length;
  const keys = rowKeys(trainingSet);
  const encoded = columns.map((column) => encodeColumn(column, rows, labels, classes));
  const exact = rows.length <= EXACT_ROWS;
  const wide = classes > 256 || (exact && rows.length > NARROW_BINS);
  const binned = encoded.map(({ values }) => binValues(values, keys, exact ? EXACT_ROWS : NARROW_BINS));
  const table = emptyTable(keys, classes, binned, wide);
  for (let f = 0; f < columns.length; f++) table.categorical[f] = columns[f]!.kind === "category" ? 1 : 0;
  for (let i = 0; i < rows.length; i++) table.cells[i * table.stride + CELL_LABEL] = labels[i]!;
  binned.forEach((column, f) => {
    for (let i = 0; i < rows.length; i++) table.cells[i * table.stride + CELL_BINS + f] = column.bins[i]!;
  });
  return { table, features: encoded.map((column) => column.feature) };
}

function emptyTable(keys: Int32Array, classes: number, binned: BinnedColumn[], wide: boolean): BinnedTable {
  const rows = keys.length;
  const width = wide ? 2 : 1;
  const stride = (Math.ceil(((CELL_BINS + binned.length) * width) / 4) * 4) / width;
  const buffer = new SharedArrayBuffer(rows * stride * width);
  const offsets = new Int32Array(binned.length);
  let total = 0;
  binned.forEach((column, f) => {
    offsets[f] = total;
    total += column.lower.length;
  });
  const table: BinnedTable = {
    rows,
    keys,
    classes,
    stride,
    cells: wide ? new Uint16Array(buffer) : new Uint8Array(buffer),
    bins: Int32Array.from(binned, (column) => column.lower.length + (column.missing ? 1 : 0)),
    missing: Int32Array.from(binned, (column) => (column.missing ? column.lower.length : -1)),
    categorical: new Uint8Array(binned.length),
    offsets,
    lower: new Float64Array(total),
    upper: new Float64Array(total),
  };
  binned.forEach((column, f) => {
    table.lower.set(column.lower, offsets[f]);
    table.upper.set(column.upper, offsets[f]);
  });
  return table;
}

/** A column's training rows as numbers: values as they are, categories as the forest's codes (0: missing or unknown). */
function encodeColumn(column: Column, rows: Int32Array, labels: Int32Array, classes: number): { feature: Feature; values: Float64Array } {
  const values = new Float64Array(rows.length);
  if (column.kind === "number") {
    // + 0 turns −0 into 0: otherwise the order of rows would decide the sign of a bin's bound.
    for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]! + 0;
    return { feature: { name: column.name, type: column.type, kind: "number", categories: [] }, values };
  }
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!;
  const order = orderCategories(codes, labels, column.categories.length, classes);
  const recoded = new Int32Array(column.categories.length + 1);
  order.forEach((category, i) => {
    recoded[category + 1] = i + 1;
  });
  for (let i = 0; i < rows.length; i++) values[i] = recoded[codes[i]!]!;
  const categories = order.map((category) => column.categories[category]!);
  return { feature: { name: column.name, type: column.type, kind: "category", categories }, values };
}

interface BinnedColumn {
  bins: Uint16Array;
  lower: Float64Array;
  upper: Float64Array;
  missing: boolean;
}

function binValues(values: Float64Array, keys: Int32Array, limit: number): BinnedColumn {
  const cuts = chooseCuts(sampleOf(values, keys).sort(), limit);
  const bins = new Uint16Array(values.length);
  const lower = new Float64Array(cuts.length + 1).fill(Number.POSITIVE_INFINITY);
  const upper = new Float64Array(cuts.length + 1).fill(Number.NEGATIVE_INFINITY);
  let missing = false;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    if (Number.isNaN(x)) {
      missing = true;
      bins[i] = cuts.length + 1;
      continue;
    }
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (x >= cuts[middle]!) low = middle + 1;
      else high = middle;
    }
    bins[i] = low;
    if (x < lower[low]!) lower[low] = x;
    if (x > upper[low]!) upper[low] = x;
  }
  return { bins, lower, upper, missing };
}

/** Ascending cuts; bin k holds cuts[k - 1] ≤ x < cuts[k]. Every distinct value gets a bin if there are at most `limit`. */
function chooseCuts(sorted: Float64Array, limit: number): Float64Array {
  const starts: number[] = [];
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) starts.push(i);
  if (starts.length <= limit) return Float64Array.from(starts.slice(1), (i) => sorted[i]!);
  const cuts: number[] = [];
  let first = 0;
  for (const start of starts) {
    const room = limit - cuts.length;
    if (room > 1 && start > first && (start - first) * room >= sorted.length - first) {
      cuts.push(sorted[start]!);
      first = start;
    }
  }
  return Float64Array.from(cuts);
}

/** A sample of the values that are not missing, chosen by row keys so that more rows change little of it. */
function sampleOf(values: Float64Array, keys: Int32Array): Float64Array {
  const sample = new Float64Array(values.length);
  let known = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) known++;
  const places = known <= SAMPLE_ROWS ? 2 ** 32 : (2 ** 32 * SAMPLE_ROWS) / known;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i]!) && mixed(keys[i]!) >>> 0 < places) sample[count++] = values[i]!;
  }
  return sample.subarray(0, count);
}
