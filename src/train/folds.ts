// Stratified folds for cross-validation, with the rows of one unit in one fold.
import { randomBelow, seedRandom } from "../model/forest/random.ts";
import { columnOf } from "../table/columns/dataset.ts";
import { rowEncoder } from "../table/rows/encoding.ts";
import type { SplitRecord } from "../types/registry.ts";
import type { Dataset } from "../types/table.ts";

/** Unit of each row, numbered from 0; rows that the split keeps on one side are one unit. */
export function unitsOf(dataset: Dataset, rows: Int32Array, split: SplitRecord): Int32Array {
  const columns = split.by === "file" ? dataset.features : split.columns;
  const encoder = rowEncoder(columns.map((name) => columnOf(dataset, name)));
  const numbers = new Map<string, number>();
  return rows.map((row) => {
    const key = encoder.buffer.toString("latin1", 0, encoder.encode(row, 0));
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

/** The fold of each row. Units are assigned in random order, each to the fold with the fewest rows of its class, on a tie the smallest. */
export function stratifiedFolds(units: Int32Array, labels: Int32Array, folds: number, seed: number): Uint8Array {
  const members = new Map<number, number[]>();
  units.forEach((unit, i) => {
    const rows = members.get(unit);
    if (rows === undefined) members.set(unit, [i]);
    else rows.push(i);
  });
  const order = shuffled([...members.values()], seed);
  const classes = labels.reduce((most, label) => Math.max(most, label + 1), 0);
  const sizes = new Int32Array(folds);
  const ofClass = new Int32Array(folds * classes);
  const placed = new Uint8Array(units.length);
  for (const rows of order) {
    const label = labels[rows[0]!]!;
    let best = 0;
    for (let fold = 1; fold < folds; fold++) {
      const fewer = ofClass[fold * classes + label]! - ofClass[best * classes + label]! || sizes[fold]! - sizes[best]!;
      if (fewer < 0) best = fold;
    }
    for (const row of rows) {
      placed[row] = best;
      ofClass[best * classes + labels[row]!]!++;
    }
    sizes[best]! += rows.length;
  }
  return placed;
}

function shuffled<T>(items: T[], seed: number): T[] {
  const random = seedRandom(seed, 0);
  for (let i = items.length - 1; i > 0; i--) {
    const j = randomBelow(random, i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
