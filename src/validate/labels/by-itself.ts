// How well a column tells the label by itself: as its values do, and as the values beside them do.
import { ascendingOrder } from "../../stats/order.ts";
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
  const rows = labelledRows(column, label, among);
  const groups = groupsOf(rows, label.categories.length);
  const totals = new Int32Array(label.categories.length);
  for (const own of rows.classes) totals[own]!++;
  const most = totals.reduce((max, count) => Math.max(max, count), 0);
  const others = rows.classes.length - most;
  const share = (errors: number) => (others === 0 ? 0 : Math.max(0, 1 - errors / others));
  const isNumber = column.kind === "number";
  return {
    rows: rows.classes.length,
    values: groups.size.length,
    byValue: share(valueErrors(groups, totals.indexOf(most), isNumber)),
    byNeighbour: isNumber ? share(groups.byNeighbour) : 0,
  };
}

/** The rows that are judged, by value; numbers ascending. */
interface Labelled {
  /** Where the rows of each value begin, and where the last ones end. */
  starts: Int32Array;
  classes: Int32Array;
}

function labelledRows(column: Column, label: CategoryColumn, among: Int32Array): Labelled {
  const cells: ArrayLike<number> = column.kind === "number" ? column.values : column.codes;
  const missing = column.kind === "number" ? Number.NaN : 0;
  const values = new Float64Array(among.length);
  const classes = new Int32Array(among.length);
  let kept = 0;
  for (let i = 0; i < among.length; i++) {
    const row = among[i]!;
    const value = cells[row]!;
    if (label.codes[row] === 0 || Number.isNaN(value) || value === missing) continue;
    values[kept] = value;
    classes[kept++] = label.codes[row]! - 1;
  }
  const order = ascendingOrder(values.subarray(0, kept));
  const starts = new Int32Array(kept + 1);
  const ordered = new Int32Array(kept);
  let count = 0;
  let last = Number.NaN;
  for (let i = 0; i < kept; i++) {
    const at = order[i]!;
    if (values[at] !== last) starts[count++] = i;
    last = values[at]!;
    ordered[i] = classes[at]!;
  }
  starts[count] = kept;
  return { starts: starts.subarray(0, count + 1), classes: ordered };
}

/** Rows of one value each, by the value's rank. */
interface Groups {
  size: Int32Array;
  /** The commonest class. */
  most: Int32Array;
  /** Rows that the others of their group tell wrongly. */
  wrong: Float64Array;
  /** Rows of all groups that the group before (after the first: the one after) tells wrongly. */
  byNeighbour: number;
}

function groupsOf({ starts, classes }: Labelled, classCount: number): Groups {
  const values = starts.length - 1;
  const groups = { size: new Int32Array(values), most: new Int32Array(values), wrong: new Float64Array(values), byNeighbour: 0 };
  const counts = new Int32Array(classCount);
  for (let k = 0; k < values; k++) {
    const [from, to] = [starts[k]!, starts[k + 1]!];
    for (let i = from; i < to; i++) counts[classes[i]!]!++;
    // The first of the classes with the most rows.
    let most = classes[from]!;
    for (let i = from + 1; i < to; i++) {
      const own = classes[i]!;
      if (counts[own]! > counts[most]! || (counts[own] === counts[most] && own < most)) most = own;
    }
    groups.size[k] = to - from;
    groups.most[k] = most;
    if (to - from > 1) groups.wrong[k] = wrongByOthers(classes.subarray(from, to), counts, most);
    if (k > 0) groups.byNeighbour += to - from - counts[groups.most[k - 1]!]!;
    for (let i = from; i < to; i++) counts[classes[i]!] = 0;
  }
  const beside = values > 1 ? groups.most[1]! : 0;
  for (let i = 0; i < (starts[1] ?? 0); i++) if (classes[i] !== beside) groups.byNeighbour++;
  return groups;
}

/** Each row by the others of its value; one that has its value alone by its neighbours, half of each, or by the commonest class. */
function valueErrors({ size, most, wrong }: Groups, common: number, ordered: boolean): number {
  let errors = 0;
  for (let k = 0; k < size.length; k++) {
    if (size[k]! > 1) errors += wrong[k]!;
    else if (!ordered) errors += most[k] === common ? 0 : 1;
    else if (size.length > 1) {
      const [before, after] = [most[k - 1] ?? most[k + 1], most[k + 1] ?? most[k - 1]];
      errors += (before === most[k] ? 0 : 0.5) + (after === most[k] ? 0 : 0.5);
    }
  }
  return errors;
}

/** Each row is told by the commonest class of the other rows; equals tell half. */
function wrongByOthers(rows: Int32Array, counts: Int32Array, most: number): number {
  let second = 0;
  for (const own of rows) if (own !== most) second = Math.max(second, counts[own]!);
  let wrong = 0;
  for (const own of rows) {
    const others = counts[own]! - 1;
    const rival = own === most ? second : counts[most]!;
    // A row's share of its class: all rows of a class are told alike.
    wrong += others > rival ? 0 : others === rival ? 0.5 : 1;
  }
  return wrong;
}
