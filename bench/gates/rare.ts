// One look of the champion gate where a class is rare: how often a candidate that is truly worse by just more than the margin passes.
// Every cell (true class, candidate's answer, champion's answer) has a chance that is known exactly, so the true F1 is too.
import { type Cell, decide, differenceOfCells } from "../../src/evaluate/compare/paired.ts";
import type { Draws } from "./random.ts";

const CLASSES = ["a", "b", "rare"];
const RARE = 2;

/** How the candidate is worse: misses rare rows, takes others for rare, or confuses the common classes. */
export type Harm = "misses" | "false alarms" | "both" | "elsewhere";
export const HARMS: Harm[] = ["misses", "false alarms", "both", "elsewhere"];

export interface RareSetting {
  rows: number;
  /** Expected rows of the rare class. */
  rare: number;
  average: "macro" | "binary";
  /** The champion's chance to be right on rare rows, and on the others. */
  recall: number;
  skill: number;
  /** Share of rows on which the two differ for no reason, either way alike. */
  noise: number;
  harm: Harm;
  margin: number;
  level: number;
}

interface Chance extends Omit<Cell, "count"> {
  chance: number;
}

/** What both models answer, `amount` of the harm done. */
function chancesOf(setting: RareSetting, amount: number): Chance[] {
  const { rows, rare, recall, skill, noise, harm } = setting;
  const share = rare / rows;
  const chances: Chance[] = [];
  for (let actual = 0; actual < CLASSES.length; actual++) {
    const weight = actual === RARE ? share : (1 - share) / 2;
    const right = actual === RARE ? recall : skill;
    const falseAlarms = actual === RARE ? 0 : Math.min(0.5 * share, 1 - skill);
    const answers = CLASSES.map((_, k) => {
      if (k === actual) return right;
      if (actual === RARE) return (1 - right) / 2;
      return k === RARE ? falseAlarms : 1 - right - falseAlarms;
    });
    for (let b = 0; b < CLASSES.length; b++) {
      const other = b === actual ? (actual === 0 ? 1 : 0) : actual;
      const lost =
        b !== actual ? 0 : actual === RARE ? (harm === "misses" || harm === "both" ? amount : 0) : harm === "elsewhere" ? amount : 0;
      const alarms =
        actual !== RARE && b === actual && (harm === "false alarms" || harm === "both") ? amount * (harm === "both" ? share : 1) : 0;
      const kept = 1 - lost - alarms - noise;
      const said = (a: number, chance: number) => chances.push({ actual, a, b, chance: weight * answers[b]! * chance });
      said(b, kept);
      said(other, lost);
      said(RARE, alarms);
      // From right to wrong as often as back: the models stay as good as each other.
      said(other, b === actual ? noise * Math.min(1, (1 - right) / right) : noise);
      if (b === actual) said(b, noise * Math.max(0, 1 - (1 - right) / right));
    }
  }
  return chances.filter(({ chance }) => chance > 0);
}

/** Of infinitely many rows. */
function trueDifference(setting: RareSetting, amount: number): number {
  const cells = chancesOf(setting, amount);
  const f1 = (who: "a" | "b", k: number) => {
    const sum = (holds: (cell: Chance) => boolean) => cells.reduce((total, cell) => total + (holds(cell) ? cell.chance : 0), 0);
    const below = sum((cell) => cell.actual === k) + sum((cell) => cell[who] === k);
    return below === 0 ? 0 : (2 * sum((cell) => cell.actual === k && cell[who] === k)) / below;
  };
  const of = (who: "a" | "b") =>
    setting.average === "binary" ? f1(who, RARE) : CLASSES.reduce((total, _, k) => total + f1(who, k) / CLASSES.length, 0);
  return of("a") - of("b");
}

/** The amount of harm that costs just more than the margin; null: no amount does. */
function amountFor(setting: RareSetting): number | null {
  let [low, high] = [0, 1 - setting.noise];
  const falls = (amount: number) => trueDifference(setting, amount) < -setting.margin * (1 + 1e-6);
  if (!falls(high)) return null;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (falls(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Share of hold-outs on which that candidate passes; null: there is no such candidate. */
export function passesAtMargin(setting: RareSetting, tries: number, draws: Draws): number | null {
  const amount = amountFor(setting);
  if (amount === null) return null;
  const chances = chancesOf(setting, amount);
  const kind = { f1Average: setting.average, positiveClass: CLASSES[RARE]! };
  let passed = 0;
  for (let i = 0; i < tries; i++) {
    const cells = drawn(chances, setting.rows, draws);
    if (decide(differenceOfCells(cells, CLASSES, kind, setting.level), setting.margin) === "pass") passed++;
  }
  return passed / tries;
}

/** A multinomial draw, cell by cell. */
function drawn(chances: Chance[], rows: number, draws: Draws): Cell[] {
  let [left, rest] = [rows, 1];
  const cells: Cell[] = [];
  for (const { chance, ...cell } of chances) {
    if (left === 0) break;
    const count = draws.binomial(left, Math.min(1, chance / rest));
    left -= count;
    rest = Math.max(Number.MIN_VALUE, rest - chance);
    if (count > 0) cells.push({ ...cell, count });
  }
  return cells;
}
