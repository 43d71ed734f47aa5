// The assignment problem: pair rows with columns so that the pairs' scores add up to the most.

/**
 * Per row the column it is paired with, or -1. Pairs that score 0 or less are never made.
 * The Hungarian method with potentials (Kuhn 1955, Munkres 1957; Jonker and Volgenant's shortest paths): O(n³).
 */
export function assign(scores: readonly (readonly number[])[]): number[] {
  const rows = scores.length;
  const width = scores[0]?.length ?? 0;
  // Each row may also stay alone, in a column of its own that scores 0.
  const columns = width + rows;
  const cost = (row: number, column: number) => (column <= width ? -Math.max(0, scores[row - 1]![column - 1]!) : 0);
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const before = new Int32Array(columns + 1);
    const used = new Uint8Array(columns + 1);
    while (rowOf[column] !== 0) {
      used[column] = 1;
      const current = rowOf[column]!;
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let j = 1; j <= columns; j++) {
        if (used[j]) continue;
        const reduced = cost(current, j) - rowPotential[current]! - columnPotential[j]!;
        if (reduced < least[j]!) {
          least[j] = reduced;
          before[j] = column;
        }
        if (least[j]! < step) {
          step = least[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= columns; j++) {
        if (used[j]) {
          rowPotential[rowOf[j]!]! += step;
          columnPotential[j]! -= step;
        } else least[j]! -= step;
      }
      column = next;
    }
    while (column !== 0) {
      rowOf[column] = rowOf[before[column]!]!;
      column = before[column]!;
    }
  }
  const paired = new Array<number>(rows).fill(-1);
  for (let j = 1; j <= width; j++) {
    const row = rowOf[j]! - 1;
    if (row >= 0 && scores[row]![j - 1]! > 0) paired[row] = j - 1;
  }
  return paired;
}
