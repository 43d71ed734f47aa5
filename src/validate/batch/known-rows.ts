// Sets of row hashes over batches: how many rows of one stand in the others.

/** Above so many rows only hashes of one residue are kept: the same rows of every batch. */
const MOST_HASHES = 400_000;

export interface Repeats {
  /** Rows that stand in another batch (of the batch: in any accepted one), of how many looked at. */
  hits: number;
  cells: number;
  /** Index of the batch that most of them stand in. */
  from: number;
}

/** The first entry is the batch, the others are accepted ones. A hash 0 stands for nothing and is never looked for. */
export function repeatsOf(batches: Float64Array[]): Repeats[] {
  const total = batches.reduce((sum, hashes) => sum + hashes.length, 0);
  const modulus = Math.ceil(total / MOST_HASHES);
  const kept = batches.map((hashes) => (modulus <= 1 ? hashes : hashes.filter((hash) => hash % modulus === 0)));
  // Per hash the accepted batch that has it; −1: several have.
  const owner = new Map<number, number>();
  kept.slice(1).forEach((hashes, i) => {
    for (const hash of hashes) {
      const known = owner.get(hash);
      if (known === undefined) owner.set(hash, i);
      else if (known !== i) owner.set(hash, -1);
    }
  });
  return kept.map((hashes, k) => {
    const from = new Int32Array(batches.length);
    let [hits, cells] = [0, 0];
    for (const hash of hashes) {
      if (hash === 0) continue;
      cells++;
      const at = owner.get(hash);
      if (at === undefined || at === k - 1) continue;
      hits++;
      if (at >= 0) from[at]!++;
    }
    return { hits, cells, from: from.indexOf(Math.max(...from)) };
  });
}

/** The share of further rows that would be new: that of the rows seen once (I. J. Good 1953, after A. Turing). */
export function unseenShare(batches: Float64Array[]): number {
  const all = new Float64Array(batches.reduce((sum, hashes) => sum + hashes.length, 0));
  let at = 0;
  for (const hashes of batches) {
    all.set(hashes, at);
    at += hashes.length;
  }
  all.sort();
  let once = 0;
  for (let i = 0; i < all.length; i++) if (all[i] !== all[i - 1] && all[i] !== all[i + 1]) once++;
  return once / Math.max(1, all.length);
}

export interface Duplicates {
  hits: number;
  cells: number;
  /** The first row that equals an earlier one; −1: none does. */
  first: number;
}

/** Rows that equal an earlier row of the same batch. */
export function duplicatesIn(hashes: Float64Array): Duplicates {
  // Sorting is many times faster than a set of so many numbers; only what repeats is looked for in the rows' own order.
  const sorted = hashes.slice().sort();
  const repeated = new Map<number, boolean>();
  let hits = 0;
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] !== sorted[i - 1]) continue;
    hits++;
    repeated.set(sorted[i]!, false);
  }
  return { hits, cells: hashes.length, first: hits === 0 ? -1 : firstAgain(hashes, repeated) };
}

function firstAgain(hashes: Float64Array, repeated: Map<number, boolean>): number {
  return hashes.findIndex((hash) => {
    const seen = repeated.get(hash);
    if (seen === false) repeated.set(hash, true);
    return seen === true;
  });
}

/** How many rows of each kind there are over several batches: [rows of a kind → kinds]. */
export function multiplicitiesOf(batches: Float64Array[]): Map<number, number> {
  const all = new Float64Array(batches.reduce((sum, hashes) => sum + hashes.length, 0));
  let at = 0;
  for (const hashes of batches) {
    all.set(hashes, at);
    at += hashes.length;
  }
  all.sort();
  const kinds = new Map<number, number>();
  for (let start = 0, i = 1; i <= all.length; i++) {
    if (i < all.length && all[i] === all[start]) continue;
    kinds.set(i - start, (kinds.get(i - start) ?? 0) + 1);
    start = i;
  }
  return kinds;
}

/**
 * The share of rows that equal an earlier one in `rows` rows drawn from these kinds without putting back (rarefaction: H. L. Sanders 1968,
 * K. L. Heck et al. 1975). More rows than there are repeat in proportion to their number, as pairs do.
 */
export function repeatsByChance(kinds: Map<number, number>, rows: number): number {
  const all = [...kinds].reduce((sum, [size, count]) => sum + size * count, 0);
  const drawn = Math.min(rows, all);
  if (drawn === 0) return 0;
  let seen = 0;
  for (const [size, count] of kinds) {
    let none = 1;
    for (let k = 0; k < size && none > 0; k++) none *= Math.max(0, all - drawn - k) / (all - k);
    seen += count * (1 - none);
  }
  return Math.min(1, (1 - seen / drawn) * (rows / drawn));
}
