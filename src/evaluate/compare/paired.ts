// The difference of the F1 of two models on the same rows, with its confidence bounds.
import { normalQuantile } from "../../stats/normal.ts";
import { tangoLower, tangoUpper } from "../../stats/tango.ts";
import type { GatesConfig } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";
import { type Cell, largestSteps } from "../scores/class-step.ts";
import { f1Score } from "../scores/confusion.ts";
import { influenceOf } from "../scores/influence.ts";
import type { Answers } from "../scores/rows.ts";

export interface PairedDifference {
  difference: number;
  /** Each one-sided at the requested level. */
  lower: number;
  upper: number;
  /** Rows that the two predict differently. */
  disagreeing: number;
  /** Bounds for `factor` times as many rows like these. */
  boundsAt: (factor: number) => { lower: number; upper: number };
}

export interface F1Kind extends Pick<GatesConfig, "f1Average" | "positiveClass"> {
  /** Classes that must have rows before a macro average is compared; absent: all. */
  asked?: readonly string[];
}

export type { Cell } from "../scores/class-step.ts";

/**
 * F1 of `a` minus F1 of `b` on the same rows. Each row moves the difference by the difference of its two influences, so no assumption on how
 * the models agree is needed. Tango's score interval is taken for the number of rows that disagree, each by the same amount, which would
 * have the same difference, spread and tail (sums of squares and fourth powers): where F1 is the accuracy this is Tango's interval itself,
 * elsewhere it keeps its coverage on skewed differences, which the normal interval does not (test/evaluate/coverage.test.ts).
 * Rows of one unit count as one.
 */
export function pairedDifference(a: Answers, b: Answers, kind: F1Kind, level: number): PairedDifference {
  const cells = cellsOf(a, b);
  if (a.units === null) return differenceOfCells(cells, a.classes, kind, level);
  const { move, ...whole } = influenceOfCells(cells, a.classes, kind);
  const moves = new Map<number, number>();
  a.units.forEach((unit, i) => {
    moves.set(unit, (moves.get(unit) ?? 0) + move(a.truth[i]!, a.predicted[i]!, b.predicted[i]!));
  });
  return bounded(whole, Moves.of(moves.values()), cells, a.classes, kind, level);
}

/** F1 of `a` minus F1 of `b` from counts of (truth, a, b), where every row is independent. */
export function differenceOfCells(cells: Cell[], classes: string[], kind: F1Kind, level: number): PairedDifference {
  const { move, ...whole } = influenceOfCells(cells, classes, kind);
  const moves = new Moves();
  for (const { actual, a, b, count } of cells) moves.add(move(actual, a, b), count);
  return bounded(whole, moves, cells, classes, kind, level);
}

export type Decision = "pass" | "fail" | "undecided";

/** `pass`: not worse by more than the margin; `fail`: worse by more; `undecided`: the bounds allow both. */
export function decide({ lower, upper }: { lower: number; upper: number }, margin: number): Decision {
  if (lower >= -margin) return "pass";
  return upper < -margin ? "fail" : "undecided";
}

function cellsOf(a: Answers, b: Answers): Cell[] {
  const width = a.classes.length;
  const counts = new Map<number, number>();
  for (let i = 0; i < a.rows.length; i++) {
    const key = (a.truth[i]! * width + a.predicted[i]!) * width + b.predicted[i]!;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({
    actual: Math.floor(key / width / width),
    a: Math.floor(key / width) % width,
    b: key % width,
    count,
  }));
}

interface Whole {
  rows: number;
  difference: number;
  disagreeing: number;
}

/** The difference, and the influence of a row of each cell on it: over all rows the influences sum to rows × difference. */
function influenceOfCells(
  cells: Cell[],
  classes: string[],
  kind: F1Kind,
): Whole & { move: (actual: number, a: number, b: number) => number } {
  const [ofA, ofB] = (["a", "b"] as const).map((who) => {
    const counts = classes.map(() => new Array<number>(classes.length).fill(0));
    for (const cell of cells) counts[cell.actual]![cell[who]]! += cell.count;
    return { classes, counts };
  }) as [Confusion, Confusion];
  const { f1Average, positiveClass } = kind;
  const difference = f1Score(ofA, f1Average, positiveClass) - f1Score(ofB, f1Average, positiveClass);
  const [influenceA, influenceB] = [influenceOf(ofA, f1Average, positiveClass), influenceOf(ofB, f1Average, positiveClass)];
  const rows = cells.reduce((total, cell) => total + cell.count, 0);
  const disagreeing = cells.reduce((total, { a, b, count }) => total + (a === b ? 0 : count), 0);
  return { rows, difference, disagreeing, move: (actual, a, b) => influenceA(actual, a) - influenceB(actual, b) + difference };
}

/** Sums over the influences of independent units, as the score interval needs them. */
class Moves {
  units = 0;
  total = 0;
  squares = 0;
  fourths = 0;

  static of(moves: Iterable<number>): Moves {
    const all = new Moves();
    for (const move of moves) all.add(move, 1);
    return all;
  }

  add(move: number, count: number): void {
    const square = move * move;
    this.units += count;
    this.total += count * move;
    this.squares += count * square;
    this.fourths += count * square * square;
  }

  /** Tango's bounds of the mean influence for `factor` times as many units; `least`: smallest influence of a discordant pair. */
  boundsAt(factor: number, z: number, least: number): { lower: number; upper: number } {
    const { units, total, squares, fourths } = this;
    const seen = squares > 1e-24 && fourths > 0 ? Math.sqrt(fourths / squares) : 0;
    const step = Math.max(seen, least);
    if (step === 0) return { lower: total / units, upper: total / units };
    const net = total / step;
    const discordant = Math.max(squares / step ** 2, Math.abs(net));
    const [first, second] = [(factor * (discordant + net)) / 2, (factor * (discordant - net)) / 2];
    return { lower: step * tangoLower(first, second, factor * units, z), upper: step * tangoUpper(first, second, factor * units, z) };
  }
}

function bounded(
  { rows, difference, disagreeing }: Whole,
  moves: Moves,
  cells: Cell[],
  classes: string[],
  kind: F1Kind,
  level: number,
): PairedDifference {
  const z = normalQuantile(1 - level);
  const unitsPerRow = moves.units / rows;
  const step = rows * leastStep(cells, classes, kind);
  const reach = nearest(cells, classes, kind, level, unitsPerRow);
  const boundsAt = (factor: number) => {
    const { lower, upper } = moves.boundsAt(factor, z, step);
    const floor = reach(factor);
    return { lower: Math.min(unitsPerRow * lower, difference - floor), upper: Math.max(unitsPerRow * upper, difference + floor) };
  };
  return { difference, ...boundsAt(1), disagreeing, boundsAt };
}

/** Largest change of the score by one more row of a class; 0 for weighted and micro averages. */
function leastStep(cells: Cell[], classes: string[], { f1Average, positiveClass, asked }: F1Kind): number {
  if (f1Average === "weighted" || f1Average === "micro") return 0;
  const steps = largestSteps(cells, classes.length);
  if (f1Average === "binary") return steps[classes.indexOf(positiveClass ?? "")] ?? 1;
  const counted = steps.flatMap((step, k) => step ?? (asked === undefined || asked.includes(classes[k]!) ? 1 : []));
  return Math.max(...counted) / counted.length;
}

/**
 * Smallest distance of a bound from the difference: 1 − level^(1/n), the share of rows on which two models that agree on n rows may still
 * differ (Clopper–Pearson without a success). n counts the rows that can change the score. For `binary`, and in each class's part of a
 * `macro` average, these are the rows of the class, and the distance applies only where the models agree on all of them.
 */
function nearest(cells: Cell[], classes: string[], kind: F1Kind, level: number, unitsPerRow: number): (factor: number) => number {
  const share = (rows: number) => 1 - level ** (1 / Math.max(1e-9, rows * unitsPerRow));
  const rows = cells.reduce((total, cell) => total + cell.count, 0);
  const whole = (factor: number) => share(factor * rows);
  if (kind.f1Average === "weighted" || kind.f1Average === "micro") return whole;
  const touched = rowsTouching(cells, classes.length);
  const disputed = rowsTouching(
    cells.filter(({ a, b }) => a !== b),
    classes.length,
  );
  const floorOf = (k: number, factor: number) => (disputed[k]! > 0 ? 0 : share(factor * touched[k]!));
  const positive = classes.indexOf(kind.positiveClass ?? "");
  if (kind.f1Average === "binary") return (factor) => floorOf(positive, factor);
  const present = [...classes.keys()].filter((k) => touched[k]! > 0);
  return (factor) => present.reduce((most, k) => Math.max(most, floorOf(k, factor) / present.length), whole(factor));
}

/** Per class, the rows that belong to it or that a model predicts as it. */
function rowsTouching(cells: Cell[], classes: number): Float64Array {
  const touched = new Float64Array(classes);
  for (const { actual, a, b, count } of cells) {
    touched[actual]! += count;
    if (a !== actual) touched[a]! += count;
    if (b !== actual && b !== a) touched[b]! += count;
  }
  return touched;
}
