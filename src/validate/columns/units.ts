// Whether numbers moved because they come in another unit: known conversions, tried one after the other.

import { gapOf, mapPoints, type Points } from "../../profile/points.ts";
import { firstFrom } from "../../stats/sorted.ts";

export interface Conversion {
  /** "°F → °C": what the history was, what the batch looks like. */
  name: string;
  /** From the batch's value back to the history's. */
  back: (value: number) => number;
  /** The share of the gap that may be left: little where any factor near it would do as well. */
  left: number;
}

const factor = (name: string, by: number, left: number): Conversion => ({ name, left, back: (value) => value / by });

/** `by`: the batch's number per number of history; both directions are tried. */
const FACTORS: [string, string, number][] = [
  ["kilometres", "miles", 0.621371192],
  ["metres", "feet", 3.280839895],
  ["centimetres", "inches", 0.3937007874],
  ["metres", "inches", 39.37007874],
  ["metres", "yards", 1.093613298],
  ["kilograms", "pounds", 2.2046226218],
  ["grams", "ounces", 0.03527396195],
  ["litres", "US gallons", 0.2641720524],
  ["m/s", "km/h", 3.6],
  ["m/s", "mph", 2.2369362921],
  ["knots", "km/h", 1.852],
  ["knots", "mph", 1.150779448],
  ["hPa", "mmHg", 0.7500615613],
  ["hPa", "inHg", 0.02952998307],
  ["bar", "psi", 14.503773773],
  ["kcal", "kJ", 4.184],
  ["kW", "hp", 1.34102209],
  ["mg/dl", "mmol/l (glucose)", 1 / 18.0156],
  ["mg/dl", "µmol/l (creatinine)", 88.42],
  ["seconds", "minutes", 1 / 60],
  ["hours", "minutes", 60],
  ["seconds", "hours", 1 / 3600],
  ["days", "hours", 24],
  ["seconds", "days", 1 / 86400],
  ["weeks", "days", 7],
  ["years", "months", 12],
  ["years", "days", 365.25],
  ["radians", "degrees", 180 / Math.PI],
  ["acres", "hectares", 0.40468564],
  ["square metres", "square feet", 10.763910417],
];

const USUAL = 0.4;
const RARE = 0.15;
/** When the names say it too. */
const SAID = 0.8;

const CONVERSIONS: Conversion[] = [
  { name: "°F → °C", left: USUAL, back: (value) => value * 1.8 + 32 },
  { name: "°C → °F", left: USUAL, back: (value) => (value - 32) / 1.8 },
  { name: "°C → kelvin", left: USUAL, back: (value) => value - 273.15 },
  { name: "kelvin → °C", left: USUAL, back: (value) => value + 273.15 },
  { name: "°F → kelvin", left: USUAL, back: (value) => (value - 273.15) * 1.8 + 32 },
  { name: "the sign changed", left: USUAL, back: (value) => -value },
  ...[10, 100, 1000, 1e4, 1e6, 1e9].flatMap((by) => [
    factor(`multiplied by ${by.toLocaleString("en")}`, by, USUAL),
    factor(`divided by ${by.toLocaleString("en")}`, 1 / by, USUAL),
  ]),
  ...FACTORS.flatMap(([from, to, by]) => [factor(`${from} → ${to}`, by, RARE), factor(`${to} → ${from}`, 1 / by, RARE)]),
  { name: "shares → 1 − share", left: RARE, back: (value) => 1 - value },
  { name: "miles per gallon ↔ litres per 100 km", left: RARE, back: (value) => 235.214583 / value },
  { name: "its logarithm (base e)", left: RARE, back: Math.exp },
  { name: "its logarithm (base 10)", left: RARE, back: (value) => 10 ** value },
  { name: "its logarithm (1 + x)", left: RARE, back: Math.expm1 },
  { name: "the values behind a logarithm (base e)", left: RARE, back: (value) => (value > 0 ? Math.log(value) : Number.NaN) },
  { name: "its square", left: RARE, back: (value) => (value >= 0 ? Math.sqrt(value) : Number.NaN) },
];

/** A conversion must be this much better than one listed before it. */
const CLEARLY = 0.02;

/** The name of the conversion that brings the batch back to its history; null: none does. */
export function conversionOf(batch: Points, history: Points, gap: number, tolerance: number): string | null {
  return closestConversion(batch, history, gap, tolerance)?.name ?? null;
}

/** `tolerance`: the gap that history allows; `hint`: the conversion that the names say. The gap that is left is told. */
export function closestConversion(
  batch: Points,
  history: Points,
  gap: number,
  tolerance: number,
  hint: string | null = null,
): (Conversion & { gap: number }) | null {
  let best: (Conversion & { gap: number }) | null = null;
  for (const conversion of CONVERSIONS) {
    const converted = mapPoints(batch, (value) => snapped(conversion.back(value), history.values));
    if (converted.total < 0.98 * batch.total) continue;
    const left = gapOf(converted, history);
    const said = conversion.name === hint;
    if (left > Math.max(tolerance, 0.04) || left > (said ? SAID : conversion.left) * gap) continue;
    if (said) return { ...conversion, gap: left };
    if (best === null || left < best.gap - CLEARLY) best = { ...conversion, gap: left };
  }
  return best;
}

/** What a conversion's rounding moves a value by, relative to it. */
const ROUNDING = 2e-3;

/** The value of history that was rounded away: without it no value that repeats would be met again. */
function snapped(value: number, history: Float64Array): number {
  const at = firstFrom(history, value);
  const [below, above] = [history[at - 1] ?? Number.NEGATIVE_INFINITY, history[at] ?? Number.POSITIVE_INFINITY];
  const nearest = value - below < above - value ? below : above;
  return Math.abs(nearest - value) <= ROUNDING * Math.abs(value) ? nearest : value;
}

/** "× 1.8 + 32": how to come back to the history's unit; null: by no factor and offset. */
export function formulaOf({ back }: Conversion): string | null {
  const [offset, one, two] = [back(0), back(1), back(2)];
  const factor = one - offset;
  if (!Number.isFinite(offset) || Math.abs(two - one - factor) > 1e-9 * Math.abs(factor)) return null;
  const times = factor < 0 || Math.abs(factor) >= 1 ? `× ${digits(factor)}` : `/ ${digits(1 / factor)}`;
  return Math.abs(offset) < 1e-9 ? times : `${times} ${offset < 0 ? "−" : "+"} ${digits(Math.abs(offset))}`;
}

const digits = (value: number) => String(Number(value.toPrecision(7)));
