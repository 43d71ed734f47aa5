// The order of category codes, so that a split "code ≤ k" takes similar categories: by the first principal component of their class
// shares (Wright & König 2019, "Splitting on categorical predictors in random forests").

/** Fewest rows of a category with a code of its own. Rarer ones are unknown, so that the forest learns how to predict unknown categories. */
const KNOWN_ROWS = 2;
/** Fewest rows of a category that is placed by its class shares; rarer ones stand together, by code point. */
const MIN_ROWS = 10;
/** Pseudo-rows with the overall class shares, added to every category (shrinkage). */
const PRIOR_ROWS = 10;
const POWER_STEPS = 32;
const MAX_COUNTS = 2 ** 25;

/**
 * The numbers (from 0) of the categories that get a code, in the order of the codes.
 * `codes` count from 1, 0 is missing, one per row; `labels` are classes from 0, one per row.
 */
export function orderCategories(codes: Int32Array, labels: Int32Array, categories: number, classes: number): number[] {
  const rows = new Float64Array(categories);
  for (const code of codes) if (code > 0) rows[code - 1]!++;
  const known: number[] = [];
  for (let k = 0; k < categories; k++) if (rows[k]! >= KNOWN_ROWS) known.push(k);
  if (known.length < 3 || categories * classes > MAX_COUNTS) return known;

  const overall = new Float64Array(classes);
  for (const label of labels) overall[label]! += 1 / labels.length;
  const offsets = shareOffsets(codes, labels, rows, overall);
  const direction = principalDirection(offsets, rows, overall);
  const score = rows.map((_, k) => dot(offsets, k * classes, direction));
  return known.sort((a, b) => score[a]! - score[b]! || a - b);
}

/** Per category and class: the shrunken share minus the overall share; 0 for rare categories. */
function shareOffsets(codes: Int32Array, labels: Int32Array, rows: Float64Array, overall: Float64Array): Float64Array {
  const classes = overall.length;
  const offsets = new Float64Array(rows.length * classes);
  for (let i = 0; i < codes.length; i++) if (codes[i]! > 0) offsets[(codes[i]! - 1) * classes + labels[i]!]!++;
  for (let k = 0; k < rows.length; k++) {
    const n = rows[k]!;
    for (let c = 0; c < classes; c++) {
      const at = k * classes + c;
      offsets[at] = n < MIN_ROWS ? 0 : (offsets[at]! + PRIOR_ROWS * overall[c]!) / (n + PRIOR_ROWS) - overall[c]!;
    }
  }
  return offsets;
}

/**
 * First principal component of the offsets, weighted by rows, by a fixed number of power iterations (deterministic). Its sign makes low
 * codes favour the most frequent class, which is then the prediction for unknown categories (code 0).
 */
function principalDirection(offsets: Float64Array, rows: Float64Array, overall: Float64Array): Float64Array {
  const classes = overall.length;
  let longest = 0;
  for (let k = 0; k < rows.length; k++) {
    if (rows[k]! * norm(offsets, k * classes, classes) > rows[longest]! * norm(offsets, longest * classes, classes)) longest = k;
  }
  let direction = offsets.slice(longest * classes, (longest + 1) * classes);
  for (let step = 0; step < POWER_STEPS && norm(direction, 0, classes) > 0; step++) {
    const next = new Float64Array(classes);
    for (let k = 0; k < rows.length; k++) {
      const pull = rows[k]! * dot(offsets, k * classes, direction);
      for (let c = 0; c < classes; c++) next[c]! += pull * offsets[k * classes + c]!;
    }
    const length = norm(next, 0, classes);
    if (length === 0) break;
    direction = next.map((x) => x / length);
  }
  const commonest = overall.indexOf(overall.reduce((a, b) => Math.max(a, b)));
  return direction[commonest]! > 0 ? direction.map((x) => -x) : direction;
}

function dot(offsets: Float64Array, from: number, direction: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < direction.length; c++) sum += offsets[from + c]! * direction[c]!;
  return sum;
}

function norm(values: Float64Array, from: number, length: number): number {
  let sum = 0;
  for (let c = 0; c < length; c++) sum += values[from + c]! * values[from + c]!;
  return Math.sqrt(sum);
}
