// Where rows of a batch may stand together by a planted trigger: one value, a narrow range of numbers, a combination of two values.
import { firstAbove, firstFrom } from "../../stats/sorted.ts";
import type { Column } from "../../types/table.ts";
import type { Judged } from "./judged.ts";

export const FEWEST_ROWS = 5;
export const LARGEST_SHARE = 0.15;
/** The rows are at least so many times as common as they were. */
const TIMES = 4;
/** In more rows of accepted batches a value is known there: more of it may be news of that day, and is a warning. */
const STRAY = 1;
/** Pairs of columns beyond these are not looked at. */
const MOST_PAIRED = 24;
/** Numbers of so few values are as good as names. */
const FEW_VALUES = 30;
/** Windows of numbers grow by this factor, and each overlaps the next by a half. */
const WIDER = 1.4;

export interface Group {
  /** The feature, or two that are combined. */
  columns: number[];
  kind: "value" | "range" | "pair";
  rows: number[];
  known: boolean;
}

/** Groups of each origin's rows that are much rarer in the accepted batches, by origin; the last is the new batch. */
export function groupsByOrigin(judged: Judged): Group[][] {
  const { sample, last, features } = judged;
  const found: Group[][] = Array.from({ length: last + 1 }, () => []);
  const sizes = sizesOf(judged);
  const cells = features.map((_, f) => cellsOf(sample.columns[f]!));
  for (const [f, values] of cells.entries()) {
    equalGroups(judged, values, sizes, (rows, origin, known) => found[origin]!.push({ columns: [f], kind: "value", rows, known }));
    if (sample.columns[f]!.kind === "number") {
      rangeGroups(judged, values, sizes, (rows, origin, known) => found[origin]!.push({ columns: [f], kind: "range", rows, known }));
    }
  }
  const paired = cells.map((_, f) => f).filter((f) => isNamed(sample.columns[f]!));
  for (const [i, a] of paired.slice(0, MOST_PAIRED).entries()) {
    for (const b of paired.slice(i + 1, MOST_PAIRED)) {
      const both = combined(cells[a]!, cells[b]!);
      equalGroups(judged, both, sizes, (rows, origin) => found[origin]!.push({ columns: [a, b], kind: "pair", rows, known: true }));
    }
  }
  return found;
}

type Add = (rows: number[], origin: number, known: boolean) => void;

/** Judged rows of each origin. */
function sizesOf({ sample, predicted, last }: Judged): number[] {
  const sizes = new Array<number>(last + 1).fill(0);
  for (let row = 0; row < sample.rows; row++) if (predicted[row]! >= 0) sizes[sample.origin[row]!]!++;
  return sizes;
}

/** NaN where there is no value. */
function cellsOf(column: Column): Float64Array {
  if (column.kind === "number") return column.values;
  return Float64Array.from(column.codes, (code) => (code === 0 ? Number.NaN : code));
}

function isNamed(column: Column): boolean {
  return column.kind === "category" ? column.categories.length > 1 : new Set(column.values).size <= FEW_VALUES;
}

function combined(a: Float64Array, b: Float64Array): Float64Array {
  const numbers = new Map<number, number>();
  const codes = b.map((value) => {
    if (Number.isNaN(value)) return Number.NaN;
    if (!numbers.has(value)) numbers.set(value, numbers.size);
    return numbers.get(value)!;
  });
  const others = new Map<number, number>();
  return a.map((value, i) => {
    if (Number.isNaN(value) || Number.isNaN(codes[i]!)) return Number.NaN;
    if (!others.has(value)) others.set(value, others.size);
    return others.get(value)! * numbers.size + codes[i]!;
  });
}

/** Whether `own` of an origin's rows is much more than the accepted batches' other rows have; `before`: rows of those. */
function standsOut(own: number, origin: number, before: number, sizes: number[]): boolean {
  const past = sizes.reduce((sum, size, other) => sum + (other === origin || other === sizes.length - 1 ? 0 : size), 0);
  if (own < FEWEST_ROWS || own > LARGEST_SHARE * sizes[origin]!) return false;
  return own / sizes[origin]! > (TIMES * before) / Math.max(1, past);
}

function equalGroups({ sample, predicted, last }: Judged, cells: Float64Array, sizes: number[], add: Add): void {
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < sample.rows; row++) {
    if (predicted[row]! < 0 || Number.isNaN(cells[row]!)) continue;
    const rows = rowsOf.get(cells[row]!);
    if (rows === undefined) rowsOf.set(cells[row]!, [row]);
    else rows.push(row);
  }
  for (const rows of rowsOf.values()) {
    if (rows.length < FEWEST_ROWS) continue;
    const byOrigin = new Map<number, number[]>();
    for (const row of rows) byOrigin.set(sample.origin[row]!, [...(byOrigin.get(sample.origin[row]!) ?? []), row]);
    const past = rows.length - (byOrigin.get(last)?.length ?? 0);
    for (const [origin, own] of byOrigin) {
      const before = origin === last ? past : past - own.length;
      if (standsOut(own.length, origin, before, sizes)) add(own, origin, before > STRAY);
    }
  }
}

/** Windows over an origin's sorted values in which the accepted batches hardly have any. */
function rangeGroups(judged: Judged, cells: Float64Array, sizes: number[], add: Add): void {
  const { sample, predicted, last } = judged;
  const rows = Array.from(cells.keys()).filter((row) => predicted[row]! >= 0 && !Number.isNaN(cells[row]!));
  rows.sort((a, b) => cells[a]! - cells[b]!);
  const past = rows.filter((row) => sample.origin[row] !== last);
  const values = Float64Array.from(past, (row) => cells[row]!);
  for (let origin = 0; origin <= last; origin++) {
    const own = rows.filter((row) => sample.origin[row] === origin);
    for (let wide = FEWEST_ROWS; wide <= LARGEST_SHARE * sizes[origin]!; wide = Math.ceil(wide * WIDER)) {
      for (let from = 0; from + wide <= own.length; from += Math.max(1, wide >> 1)) {
        const [low, high] = [cells[own[from]!]!, cells[own[from + wide - 1]!]!];
        if (low === high) continue;
        const between = firstAbove(values, high) - firstFrom(values, low);
        const before = origin === last ? between : between - wide;
        if (standsOut(wide, origin, Math.max(0, before), sizes))
          add(
            own.slice(from, from + wide).sort((a, b) => a - b),
            origin,
            before > STRAY,
          );
      }
    }
  }
}
