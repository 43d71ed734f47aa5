// Whether the candidate loses a class, which an averaged F1 hides: an exact test per class on the rows that one model alone predicts right.
import { counted, quoted, quotedList, score } from "../../findings/scores.ts";
import { holm } from "../../stats/holm.ts";
import { mcNemarOneSided } from "../../stats/mcnemar.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { f1OfClass } from "../scores/confusion.ts";
import { type Answers, confusionIn } from "../scores/rows.ts";
import { f1IntervalOf, REPORTED_CONFIDENCE } from "../scores/score-interval.ts";
import { type GateFinding, gate } from "./gate.ts";

/** Over all classes and comparisons of a run: a smaller p warns. */
const WARN_LEVEL = 0.05;
/** Over the horizon: a smaller p fails where F1 is also at most HALVED times the one before. */
const FAIL_LEVEL = 0.001;
const HALVED = 0.5;

/** The candidate and another model on the same rows. */
interface Comparison {
  /** "the champion" */
  noun: string;
  candidate: Answers;
  other: Answers;
}

interface ClassLoss {
  name: string;
  noun: string;
  rows: number;
  /** Rows of the class that one model alone predicts right. */
  onlyCandidate: number;
  onlyOther: number;
  f1: number;
  before: number;
  /** Upper bound of the candidate's F1. */
  upper: number | null;
  /** Exact one-sided McNemar test, adjusted by Holm over all classes and comparisons. */
  p: number;
}

/** The class with the strongest loss against the champion or the reference; null where there is neither. */
export function classF1Gate(input: EvaluationInput): CheckResult | null {
  const comparisons = comparisonsOf(input);
  if (comparisons.length === 0) return null;
  const losses = lossesIn(comparisons);
  const found = losses.filter(({ p, f1, before }) => p < WARN_LEVEL && f1 < before).sort((a, b) => a.p - b.p);
  const rows = comparisons[0]!.candidate.rows.length;
  if (found.length === 0) return none(input, comparisons, losses, rows);
  const isLost = ({ p, f1, before }: ClassLoss) => p < FAIL_LEVEL / input.gates.champion.horizon && f1 <= HALVED * before;
  const worst = found.find(isLost) ?? found[0]!;
  const others = [...new Set(found.map(({ name }) => name))].filter((name) => name !== worst.name);
  const also = others.length === 0 ? "" : ` So are rows of ${quotedList(others, 5)}.`;
  const message =
    `F1 of class ${quoted(worst.name)} falls from ${score(worst.before, worst.f1)} (${worst.noun}) to ${score(worst.f1, worst.before)}: of ` +
    `${counted(worst.rows, "hold-out row")} of it ${worst.onlyOther} are answered right by ${worst.noun} alone, ${worst.onlyCandidate} by the candidate alone, ` +
    `more than chance brings (p ${worst.p < 0.001 ? "< .001" : `= ${score(worst.p)}`} over all classes).${also}`;
  const suggestion = `Look at the newest rows of class ${quoted(worst.name)}: labels that come late or are renamed take a class away.`;
  const status = isLost(worst) ? "fail" : "warn";
  return gate(input, { code: "class-f1", subject: worst.name, status, ...numbersOf(worst), message, suggestion });
}

/** With the champion and with the frozen reference: the champion changes with every promotion, so a slow loss shows only in the latter. */
function comparisonsOf({ champion, reference }: EvaluationInput): Comparison[] {
  const comparisons: Comparison[] = [];
  if (champion.kind === "fit" && champion.beside.rows.length > 0)
    comparisons.push({ noun: "the champion", candidate: champion.beside, other: champion.answers });
  if (reference !== null && reference.view.candidate.rows.length > 0)
    comparisons.push({ noun: "the frozen reference", candidate: reference.view.candidate, other: reference.view.frozen });
  return comparisons;
}

/** Passes, with the numbers of the class with the smallest p. */
function none(input: EvaluationInput, comparisons: Comparison[], losses: ClassLoss[], rows: number): CheckResult {
  const beside = comparisons.map(({ noun }) => noun).join(" and ");
  const classes = new Set(losses.map(({ name }) => name)).size;
  const message = `None of the classes (${classes}) lost more of its ${counted(rows, "hold-out row")} against ${beside} than chance brings.`;
  const nearest = losses.reduce((least, loss) => (loss.p < least.p ? loss : least));
  return gate(input, { code: "class-f1", status: "pass", ...numbersOf(nearest), rows, message, suggestion: null });
}

function numbersOf({ rows, f1, before, upper }: ClassLoss): Pick<GateFinding, "rows" | "estimate" | "bound" | "threshold"> {
  return { rows, estimate: f1, bound: upper, threshold: before };
}

function lossesIn(comparisons: Comparison[]): ClassLoss[] {
  const losses = comparisons.flatMap((comparison) => lossesOf(comparison));
  const adjusted = holm(losses.map(({ p }) => p));
  return losses.map((loss, i) => ({ ...loss, p: adjusted[i]! }));
}

function lossesOf({ noun, candidate, other }: Comparison): ClassLoss[] {
  const { classes, truth } = candidate;
  const confusions = [confusionIn(candidate), confusionIn(other)] as const;
  const counts = classes.map(() => ({ rows: 0, onlyCandidate: 0, onlyOther: 0 }));
  const moved = candidate.units === null ? null : classes.map(() => new Map<number, number>());
  truth.forEach((actual, i) => {
    const count = counts[actual]!;
    count.rows++;
    const step = (candidate.predicted[i] === actual ? 1 : 0) - (other.predicted[i] === actual ? 1 : 0);
    if (step === 0) return;
    if (step > 0) count.onlyCandidate++;
    else count.onlyOther++;
    const units = moved?.[actual];
    units?.set(candidate.units![i]!, (units.get(candidate.units![i]!) ?? 0) + step);
  });
  return counts.flatMap(({ rows, onlyCandidate, onlyOther }, k) => {
    if (rows === 0) return [];
    const [f1, before] = confusions.map((confusion) => f1OfClass(confusion, k)) as [number, number];
    // Rows of one unit are not independent: each unit counts once, by the sign of its sum.
    const signs = moved === null ? [onlyCandidate, onlyOther] : signsOf(moved[k]!);
    const p = mcNemarOneSided(signs[1]!, signs[0]!);
    const upper = f1IntervalOf(candidate, "binary", classes[k]!, REPORTED_CONFIDENCE)?.upper ?? null;
    return [{ name: classes[k]!, noun, rows, onlyCandidate, onlyOther, f1, before, upper, p }];
  });
}

function signsOf(units: Map<number, number>): [number, number] {
  const steps = [...units.values()];
  return [steps.filter((step) => step > 0).length, steps.filter((step) => step < 0).length];
}
