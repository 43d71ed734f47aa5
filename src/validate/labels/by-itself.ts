// How well a column tells the label by itself: as its values do, and as the values beside them do.
import type { CategoryColumn, Column } from "../../types/table.ts";

export interface Told {
  /** Labelled rows that are judged. */
  rows: number;
  values: number;
  /** Of the rows that are not of the commonest class, the share whose label other rows of the same value tell (numbers that stand alone: their neighbours). */
  byValue: number;
  /** The same by the next value below alone: 0 for texts, which have no neighbours. What an id tells is nothing here. */
  byNeighbour: number;
}

/** Of the rows given, those with a label and a value. */
export function toldByItself(column: Column, label: CategoryColumn, among: Int32Array): Told {
  const groups = groupsOf(column, label, among);
  const totals = new Int32Array(label.categories.length);
  let rows = 0;
  for (const { counts, size } of groups) {
    rows += size;
    counts.forEach((count, c) => {
      totals[c]! += count;
    });
  }
  const others = rows - Math.max(0, ...totals);
  const share = (errors: number) => (others === 0 ? 0 : Math.max(0, 1 - errors / others));
  const common = totals.indexOf(Math.max(...totals));
  const [byValue, byNeighbour] = [valueErrors(groups, common, column.kind === "number"), neighbourErrors(groups)];
  return { rows, values: groups.length, byValue: share(byValue), byNeighbour: column.kind === "number" ? share(byNeighbour) : 0 };
}

interface Group {
  /** Rows per class. */
  counts: Int32Array;
  size: number;
  most: number;
}

/** Rows of one value each; numbers ascending. */
function groupsOf(column: Column, label: CategoryColumn, among: Int32Array): Group[] {
  const cells: ArrayLike<number> = column.kind === "number" ? column.values : column.codes;
  const groups = new Map<number, Int32Array>();
  for (const row of among) {
    const cell = cells[row]!;
    if (label.codes[row] === 0 || Number.isNaN(cell) || (column.kind === "category" && cell === 0)) continue;
    let counts = groups.get(cell);
    if (counts === undefined) {
      counts = new Int32Array(label.categories.length);
      groups.set(cell, counts);
    }
    counts[label.codes[row]! - 1]!++;
  }
  const sorted = [...groups].sort((a, b) => a[0] - b[0]);
  return sorted.map(([, counts]) => ({
    counts,
    size: counts.reduce((sum, count) => sum + count, 0),
    most: counts.indexOf(Math.max(...counts)),
  }));
}

/** Each row by the others of its value; one that has its value alone by its neighbours, half of each, or by the commonest class. */
function valueErrors(groups: Group[], common: number, ordered: boolean): number {
  return groups.reduce((errors, { counts, size, most }, k) => {
    if (size > 1) return errors + wrongByOthers(counts);
    if (!ordered) return errors + (most === common ? 0 : 1);
    const beside = [groups[k - 1], groups[k + 1]].filter((one) => one !== undefined);
    return errors + beside.reduce((sum, one) => sum + (one.most === most ? 0 : 1 / beside.length), 0);
  }, 0);
}

/** Each row is told by the commonest class of the other rows; equals tell half. */
function wrongByOthers(counts: Int32Array): number {
  let wrong = 0;
  for (const [c, count] of counts.entries()) {
    if (count === 0) continue;
    const rival = counts.reduce((most, other, d) => (d === c ? most : Math.max(most, other)), 0);
    wrong += count - 1 > rival ? 0 : count - 1 === rival ? count / 2 : count;
  }
  return wrong;
}

function neighbourErrors(groups: Group[]): number {
  return groups.reduce((errors, { counts, size }, k) => errors + size - counts[(groups[k - 1] ?? groups[k + 1])?.most ?? 0]!, 0);
}
