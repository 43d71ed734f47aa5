// Retrains in a row on one hold-out, exactly and fast. Some rows every model gets right, some none; the rest are contested, and each model gets
// each of them right by a chance of its own: retrained from scratch, it inherits nothing of the luck by which its predecessor was chosen. Rows
// that champion and best get right or wrong alike are exchangeable, so counts of such rows are all there is to draw.
import { type Cell, decide, differenceOfCells } from "../../src/evaluate/compare/paired.ts";
import { mcNemarOneSided } from "../../src/stats/mcnemar.ts";
import type { F1Average } from "../../src/types/config.ts";
import type { Draws } from "./random.ts";

const CLASSES = ["no", "yes"];
export const POLICIES = ["gated", "new >= old", "McNemar", "Hoeffding"] as const;
export type Policy = (typeof POLICIES)[number];

export interface Setting {
  rows: number;
  disagreement: number;
  margin: number;
  horizon: number;
  /** Of class "yes". */
  prevalence: number;
  average: F1Average;
  /** The first champion's chance to be right on a row. */
  skill: number;
}

/** Contested rows of each class by who gets them right: champion (1), and the best model so far, which had the highest estimate (2). */
type Joint = [Float64Array, Float64Array];
const [CHAMPION, BEST] = [1, 2] as const;

const ALPHA = 0.05;

/** What the F1 of infinitely many rows is, both classes being answered right with the same chance. */
function trueScore({ prevalence, average }: Setting, no: number, yes: number = no): number {
  const f1 = (right: number, wrong: number, share: number) => (2 * share * right) / (share * right + wrong + share);
  const ofYes = f1(yes, (1 - prevalence) * (1 - no), prevalence);
  const ofNo = f1(no, prevalence * (1 - yes), 1 - prevalence);
  if (average === "binary") return ofYes;
  if (average === "micro") return (1 - prevalence) * no + prevalence * yes;
  return average === "macro" ? (ofYes + ofNo) / 2 : prevalence * ofYes + (1 - prevalence) * ofNo;
}

/** The chance to be right that gives this score. */
function skillWith(setting: Setting, score: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (trueScore(setting, middle) < score) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export class Chain {
  readonly setting: Setting;
  readonly policy: Policy;
  readonly #draws: Draws;
  #joint: Joint;
  /** Rows of each class that every model gets right, and that none does. */
  readonly #always: [number, number];
  readonly #never: [number, number];
  /** Share of rows that are contested. */
  readonly #contested: number;
  /** Share that every model gets right. */
  readonly #settled: number;
  #skill: number;
  #bestEstimate: number;
  /** True score of the best model that was ever champion. */
  #peak: number;
  promotions = 0;
  rejections = 0;
  /** Promoted although worse than the champion by more than the margin. */
  harmful = 0;
  /** Promotions after which the champion lay more than the margin below the best that there was. */
  fallen = 0;

  constructor(setting: Setting, policy: Policy, draws: Draws) {
    this.setting = setting;
    this.policy = policy;
    this.#draws = draws;
    const { rows, prevalence, disagreement, skill } = setting;
    // Two equal models disagree where one alone is right: contested · 2c(1 − c). Few contested rows leave no room to get worse.
    this.#contested = Math.max(2 * disagreement, 0.08);
    const chance = (1 + Math.sqrt(1 - (2 * disagreement) / this.#contested)) / 2;
    this.#skill = skill;
    this.#settled = skill - this.#contested * chance;
    const yes = draws.binomial(rows, prevalence);
    const contested = [rows - yes, yes].map((count) => draws.binomial(count, this.#contested));
    const settled = [rows - yes, yes].map((count, c) => count - contested[c]!);
    this.#always = settled.map((count) => draws.binomial(count, this.#settled / (1 - this.#contested))) as [number, number];
    this.#never = settled.map((count, c) => count - this.#always[c]!) as [number, number];
    this.#joint = contested.map((count) => {
      const right = draws.binomial(count, chance);
      const cells = new Float64Array(4);
      [cells[0], cells[CHAMPION | BEST]] = [count - right, right];
      return cells;
    }) as Joint;
    this.#peak = trueScore(setting, this.#skill);
    this.#bestEstimate = this.#estimate();
  }

  get score(): number {
    return trueScore(this.setting, this.#skill);
  }

  /** One retrain whose candidate is truly better than the champion by `change`. */
  look(change: number): void {
    const skill = skillWith(this.setting, this.score + change);
    const chance = (skill - this.#settled) / this.#contested;
    // Beyond what contested rows allow there is no such candidate.
    if (chance < 0 || chance > 1) return;
    // Per class and cell: rows that the candidate gets right.
    const right = this.#joint.map((cells) => cells.map((rows) => this.#draws.binomial(rows, chance))) as Joint;
    const verdict = this.#judge(right);
    if (verdict === "fail") this.rejections++;
    if (verdict === "pass") this.#promote(right, skill, change);
  }

  /** Candidate and one other model. */
  #against(right: Joint, who: number): Cell[] {
    const cells: Cell[] = [];
    right.forEach((ofClass, actual) => {
      const counts = Float64Array.of(this.#never[actual]!, 0, 0, this.#always[actual]!);
      ofClass.forEach((rows, cell) => {
        const other = (cell & who) === 0 ? 0 : 1;
        counts[2 + other]! += rows;
        counts[other]! += this.#joint[actual]![cell]! - rows;
      });
      counts.forEach((count, k) => {
        const answer = (isRight: boolean) => (isRight ? actual : 1 - actual);
        if (count > 0) cells.push({ actual, a: answer(k >= 2), b: answer(k % 2 === 1), count });
      });
    });
    return cells;
  }

  #judge(right: Joint): "pass" | "fail" | "undecided" {
    const { margin, horizon, average, rows } = this.setting;
    const level = ALPHA / horizon;
    const kind = { f1Average: average, positiveClass: "yes" };
    const cells = this.#against(right, CHAMPION);
    if (this.policy === "gated") {
      const verdicts = [cells, this.#against(right, BEST)].map((pairs) => decide(differenceOfCells(pairs, CLASSES, kind, level), margin));
      if (verdicts.includes("fail")) return "fail";
      return verdicts.includes("undecided") ? "undecided" : "pass";
    }
    const rightOnly = (who: "a" | "b") =>
      cells.reduce((sum, cell) => sum + (cell.a !== cell.b && cell[who] === cell.actual ? cell.count : 0), 0);
    const [first, second] = [rightOnly("a"), rightOnly("b")];
    if (this.policy === "McNemar") return mcNemarOneSided(first, second) <= level ? "pass" : "undecided";
    const difference = differenceOfCells(cells, CLASSES, kind, level).difference;
    if (this.policy === "new >= old") return difference >= 0 ? "pass" : "fail";
    // W. Hoeffding 1963, for a mean of differences in [-1, 1].
    return difference - Math.sqrt((2 * Math.log(1 / level)) / rows) >= -margin ? "pass" : "undecided";
  }

  #promote(right: Joint, skill: number, change: number): void {
    const { margin } = this.setting;
    this.promotions++;
    // A candidate that lies at the margin by rounding is not below it.
    if (change < -margin - 1e-9) this.harmful++;
    this.#skill = skill;
    const score = this.score;
    if (score < this.#peak - margin - 1e-9) this.fallen++;
    this.#peak = Math.max(this.#peak, score);
    this.#take(right, CHAMPION);
    const estimate = this.#estimate();
    if (estimate < this.#bestEstimate) return;
    this.#bestEstimate = estimate;
    this.#take(this.#rightOf(CHAMPION), BEST);
  }

  /** The model that gets `right` rows of each cell right takes this place. */
  #take(right: Joint, place: number): void {
    this.#joint = this.#joint.map((cells, c) => {
      const next = new Float64Array(4);
      cells.forEach((rows, cell) => {
        next[cell | place]! += right[c]![cell]!;
        next[cell & ~place]! += rows - right[c]![cell]!;
      });
      return next;
    }) as Joint;
  }

  #rightOf(place: number): Joint {
    return this.#joint.map((cells) => cells.map((rows, cell) => ((cell & place) === 0 ? 0 : rows))) as Joint;
  }

  /** The champion's score on the hold-out. */
  #estimate(): number {
    const total = (cells: Float64Array) => cells.reduce((sum, rows) => sum + rows, 0);
    const right = this.#rightOf(CHAMPION).map((cells, c) => total(cells) + this.#always[c]!);
    const all = this.#joint.map((cells, c) => total(cells) + this.#always[c]! + this.#never[c]!);
    const prevalence = all[1]! / this.setting.rows;
    return trueScore({ ...this.setting, prevalence }, right[0]! / Math.max(1, all[0]!), right[1]! / Math.max(1, all[1]!));
  }
}
