import type { NumberProfile } from "../types/profile.ts";
import type { NumberColumn } from "../types/table.ts";
import { type Stillness, sampleRows, sortedNumbers } from "./cells.ts";

/** Levels of the stored quantiles: every 1/32, finer in the tails. */
export const QUANTILE_LEVELS = [
  0,
  0.001,
  0.003,
  0.01,
  0.02,
  ...Array.from({ length: 31 }, (_, k) => (k + 1) / 32),
  0.98,
  0.99,
  0.997,
  0.999,
  1,
];

/** Up to this many distinct values all are point masses. */
const FEW_VALUES = 24;
export const MOST_ATOMS = 12;
export const ATOM_SHARE = 0.005;
export const ATOM_ROWS = 3;
const GRAINS = [0.1, 1, 10, 100];
const GRAIN_CELLS = 5000;

/** The profile of a number column, from a sample of its rows where there are many. */
export function numberProfile(column: NumberColumn): NumberProfile {
  const { values, name, type } = column;
  const rows = values.length;
  const sample = sampleRows(rows);
  const sorted = sortedNumbers(values, sample);
  const { missing, falls, run, still } = orderOf(values);
  const scale = sorted.length === 0 ? 1 : (rows - missing) / sorted.length;
  const { distinct, atoms, counts, rest } = atomsOf(sorted);
  const quantiles = rest.length === 0 ? [] : QUANTILE_LEVELS.map((level) => finite(quantile(rest, level)));
  return {
    kind: "number",
    name,
    type,
    rows,
    missing,
    distinct,
    run,
    still,
    atoms: atoms.map(finite),
    counts: counts.map((count) => Math.round(count * scale)),
    quantiles: brief(quantiles),
    grain: grainOf(sorted),
    hours: type === "datetime" ? hoursOf(sorted) : [],
    falls,
  };
}

/** Splits sorted cells into point masses and the rest. */
function atomsOf(sorted: Float64Array): { distinct: number; atoms: number[]; counts: number[]; rest: Float64Array } {
  const starts = new Int32Array(sorted.length + 1);
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) starts[distinct++] = i;
  starts[distinct] = sorted.length;
  const sizeOf = (k: number) => starts[k + 1]! - starts[k]!;
  const least = distinct <= FEW_VALUES ? 1 : Math.max(ATOM_ROWS, ATOM_SHARE * sorted.length);
  const chosen: number[] = [];
  for (let k = 0; k < distinct; k++) if (sizeOf(k) >= least) chosen.push(k);
  if (distinct > FEW_VALUES && chosen.length > MOST_ATOMS) {
    chosen.sort((a, b) => sizeOf(b) - sizeOf(a) || a - b).length = MOST_ATOMS;
    chosen.sort((a, b) => a - b);
  }
  const rest = new Float64Array(sorted.length);
  let kept = 0;
  let from = 0;
  for (const k of [...chosen, distinct]) {
    const until = starts[k]!;
    rest.set(sorted.subarray(from, until), kept);
    kept += until - from;
    from = starts[k + 1]!;
  }
  return { distinct, atoms: chosen.map((k) => sorted[starts[k]!]!), counts: chosen.map(sizeOf), rest: rest.subarray(0, kept) };
}

/** Linear interpolation between order statistics (numpy's default, Hyndman and Fan's type 7). */
function quantile(sorted: Float64Array, level: number): number {
  const at = (sorted.length - 1) * level;
  const below = Math.floor(at);
  const low = sorted[below]!;
  if (at === below) return low;
  const high = sorted[below + 1]!;
  return low === high ? low : low + (at - below) * (high - low);
}

/** Rounds quantiles to a ten-thousandth of the interquartile range, to keep profiles small. */
function brief(quantiles: number[]): number[] {
  if (quantiles.length === 0) return [];
  const spread = quantiles[29]! - quantiles[11]! || quantiles.at(-1)! - quantiles[0]!;
  if (!(spread > 0) || !Number.isFinite(spread)) return quantiles;
  const digits = 4 - Math.floor(Math.log10(spread));
  return quantiles.map((value) => {
    if (Math.abs(value) >= 2 ** 53 || digits > 300) return value;
    const rounded = digits > 0 ? Number(value.toFixed(Math.min(digits, 100))) : Math.round(value * 10 ** digits) / 10 ** digits;
    return finite(rounded);
  });
}

/** Rounds to 12 significant digits, so that summation order does not matter. */
function finite(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(12)) + 0 : value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
}

function grainOf(sorted: Float64Array): number[] {
  if (sorted.length === 0) return [];
  const step = Math.max(1, Math.floor(sorted.length / GRAIN_CELLS));
  return GRAINS.map((grain) => {
    let whole = 0;
    let cells = 0;
    for (let i = 0; i < sorted.length; i += step) {
      cells++;
      const scaled = sorted[i]! * grain;
      if (Math.abs(scaled - Math.round(scaled)) <= 1e-9 * Math.max(1, Math.abs(scaled))) whole++;
    }
    return Math.round((1000 * whole) / cells) / 1000;
  });
}

/** Runs of equal cells, and the number of missing cells, which are skipped. */
function orderOf(values: Float64Array): Stillness & { missing: number; falls: number } {
  let [missing, falls, run, still, length] = [0, 0, 0, 0, 0];
  let last = Number.NaN;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === last) {
      still++;
      length++;
    } else if (Number.isNaN(value)) missing++;
    else {
      if (value < last) falls++;
      if (length > run) run = length;
      last = value;
      length = 1;
    }
  }
  if (length > run) run = length;
  return { missing, falls, run, still };
}

function hoursOf(sorted: Float64Array): number[] {
  const hours = new Array<number>(24).fill(0);
  for (const seconds of sorted) hours[Math.floor((((seconds % 86400) + 86400) % 86400) / 3600)]!++;
  return hours;
}
