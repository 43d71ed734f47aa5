// Paired comparisons of the candidate: with the champion, and with the best model so far, so that losses within the margin do not add up.

import { promoteAnyway } from "../../findings/remedies.ts";
import { counted, score } from "../../findings/scores.ts";
import { targetOf } from "../../table/columns/dataset.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Baseline } from "../compare/baseline.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { decide, type PairedDifference, pairedDifference } from "../compare/paired.ts";
import { type Answers, acceptedOnly } from "../scores/rows.ts";
import { f1Noun, gate, rowsWords } from "./gate.ts";

interface Comparison {
  code: "champion" | "champion-earlier" | "best";
  /** As in "… above the champion's". */
  noun: string;
  baseline: Baseline;
  rowNoun?: string;
  /** Appended to every message. */
  aside?: string;
}

/** F1 against the champion's on the hold-out rows; null without a champion. */
export function championGate(input: EvaluationInput): CheckResult | null {
  if (input.isChampion && input.champion.kind === "fit") return itself(input);
  const aside = onAccepted(input) === null && hasBatch(input) && input.by !== "file" ? NOT_ASKED : "";
  return baselineGate(input, { code: "champion", noun: "the champion", baseline: input.champion, aside });
}

const NOT_ASKED = " None of these rows is accepted, so nothing but the new rows is compared.";

/**
 * The same on accepted rows alone, so that wrong labels in the new rows cannot pass the model that was trained on them. Both gates must
 * pass, so each has the full level (intersection–union test, R. L. Berger 1982). null where no row is new, or none is accepted.
 */
export function championEarlierGate(input: EvaluationInput): CheckResult | null {
  const baseline = onAccepted(input);
  if (baseline === null || !hasBatch(input)) return null;
  return baselineGate(input, { code: "champion-earlier", noun: "the champion", baseline, rowNoun: "accepted hold-out row" });
}

function onAccepted({ champion, fileOf, files, by }: EvaluationInput): Baseline | null {
  if (champion.kind !== "fit" || by === "file") return null;
  const accepted = (answers: Answers) => acceptedOnly(answers, fileOf, files);
  const beside = accepted(champion.beside);
  return beside.rows.length === 0 ? null : { ...champion, beside, answers: accepted(champion.answers) };
}

/** Whether a compared row is of a file that is not accepted. */
function hasBatch({ champion, fileOf, files }: EvaluationInput): boolean {
  return champion.kind === "fit" && champion.beside.rows.some((row) => !files[fileOf[row]!]!.accepted);
}

/** The candidate equals the champion: no comparison is needed. */
function itself(input: EvaluationInput): CheckResult {
  const message = "The candidate is the champion, from the same rows by the same recipe: the gates that ask for more now judge it.";
  const numbers = { rows: input.candidate.rows.length, estimate: 0, bound: 0, threshold: -input.gates.champion.margin };
  return gate(input, { code: "champion", status: "pass", ...numbers, message, suggestion: null });
}

/** F1 against the best promoted model; null where that is the champion, or the candidate equals the champion. */
export function bestGate(input: EvaluationInput): CheckResult | null {
  if (input.best === null || input.isChampion) return null;
  const { id, baseline } = input.best;
  return baselineGate(input, { code: "best", noun: `the best model so far (${id.slice(0, 12)})`, baseline });
}

function baselineGate(
  input: EvaluationInput,
  { code, noun, baseline, rowNoun = "hold-out row", aside = "" }: Comparison,
): CheckResult | null {
  if (baseline.kind === "none") return null;
  const { gates } = input;
  const { margin, confidence, horizon } = gates.champion;
  const rows = baseline.kind === "fit" ? baseline.beside.rows.length : input.candidate.rows.length;
  const threshold = -margin;
  const nothing = { code, status: "inconclusive" as const, rows, estimate: null, bound: null, threshold };
  if (baseline.kind === "unfit") {
    const message = `The candidate cannot be compared: ${baseline.reason}.`;
    const { suggestion, remedies } = baseline;
    return gate(input, { ...nothing, message, suggestion, remedies });
  }
  if (rows === 0) {
    const since = input.candidate.rows.length === 0 ? "" : ": none is later than what it was trained on";
    const message = `There is no labelled hold-out row to compare the candidate and ${noun} on${since}.`;
    return gate(input, { ...nothing, message, suggestion: "Bring more rows, or raise split.holdout." });
  }
  const level = (1 - confidence) / horizon;
  const paired = pairedDifference(baseline.beside, baseline.answers, { ...gates, asked: targetOf(input.dataset).categories }, level);
  const { difference, lower, upper } = paired;
  const found = `The candidate's ${f1Noun(input)} on ${rowsWords(input, baseline.beside, rowNoun)} is ${describe(difference)} ${noun}'s`;
  const sure = `with ${Number((100 * (1 - level)).toPrecision(4))} % confidence`;
  const numbers = { code, rows, estimate: difference, threshold };
  const decision = decide(paired, margin);
  if (decision === "pass") {
    const message = `${found}; ${sure} it is not worse by more than the margin of ${margin}.${looksSentence(input)}${aside}`;
    return gate(input, { ...numbers, bound: lower, ...passed(input), message });
  }
  if (decision === "fail") {
    const message = `${found}; ${sure} it is worse by more than the margin of ${margin}.${looksSentence(input)}${aside}`;
    return gate(input, {
      ...numbers,
      status: "fail",
      bound: upper,
      message,
      suggestion: "Look at what changed since the champion: the newest files, the schema, the recipe.",
    });
  }
  const message =
    `${found}; ${sure} it may still be up to ${score(-lower, margin)} below, and the margin is ${margin}: ` +
    `champion kept, ${whatWouldDecide(input, baseline.beside, paired, code)}.${looksSentence(input)}${aside}`;
  const undecided = { ...numbers, status: "undecided" as const, bound: lower, message };
  if (code === "champion-earlier") return gate(input, { ...undecided, suggestion: ONLY_BY_PROMOTION, remedies: [promoteAnyway(WHY)] });
  const suggestion = `More ${rowNoun}s decide; so does a wider margin. \`plan\` tells what a margin costs.`;
  return gate(input, { ...undecided, suggestion });
}

const ONLY_BY_PROMOTION =
  "Accepted rows come with a promotion alone, so the next files decide nothing here: a wider margin does, or your word that the labels of the new rows are right.";
const WHY = "the labels of the new rows are right";

/** The error rate holds for `horizon` comparisons on this hold-out; more of them are a warning. */
function passed({ gates, looks }: EvaluationInput): { status: "pass" | "warn"; suggestion: string | null } {
  const { horizon } = gates.champion;
  if (horizon === 1 || looks === null || looks < horizon) return { status: "pass", suggestion: null };
  const suggestion = "Raise gates.champion.horizon, or start a new line of champions on another hold-out: `reset` with a new split.salt.";
  return { status: "warn", suggestion };
}

/** The level α/horizon holds for candidates that were not tuned on these rows. */
function looksSentence({ gates, looks }: EvaluationInput): string {
  if (looks === null) return "";
  const { horizon } = gates.champion;
  if (horizon === 1) return looks === 0 ? "" : ` It is look ${looks + 1} at this hold-out, each with its own error.`;
  return ` It is look ${looks + 1} of ${horizon} at this hold-out, for candidates that were not tuned on it.`;
}

function whatWouldDecide(input: EvaluationInput, candidate: Answers, paired: PairedDifference, code: Comparison["code"]): string {
  const rows = candidate.rows.length;
  const factor = factorToDecide(paired, input.gates.champion.margin, 1e7 / rows);
  if (factor === null) return "more than 10 million more rows would decide";
  const more = Math.max(1, Math.ceil(rows * factor) - rows);
  if (code === "champion-earlier") return `about ${moreRows(more)} of accepted files would decide`;
  const nightly = rowsPerFile(input, candidate);
  // With a single file nothing is known of how many rows come per file.
  const nights = nightly === null ? "" : `, ${counted(Math.ceil(more / nightly), "more file")} like the newest`;
  return `about ${moreRows(more)} would decide${nights}`;
}

/** Factor on the number of rows from which the comparison would pass or fail; null: more than `most`. */
function factorToDecide({ boundsAt }: PairedDifference, margin: number, most: number): number | null {
  const decides = (factor: number) => decide(boundsAt(factor), margin) !== "undecided";
  if (!decides(most)) return null;
  let [no, yes] = [1, most];
  for (let i = 0; i < 60 && yes / no > 1 + 1e-6; i++) {
    const middle = Math.sqrt(no * yes);
    if (decides(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

/** Hold-out rows of the newest file; null where it is the only one or has none. */
function rowsPerFile({ fileOf, files }: EvaluationInput, candidate: Answers): number | null {
  if (files.length < 2) return null;
  const newest = files.length - 1;
  const rows = candidate.rows.reduce((total, row) => total + (fileOf[row] === newest ? 1 : 0), 0);
  return rows === 0 ? null : rows;
}

/** Rounded up to two significant digits. */
function moreRows(more: number): string {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(more)) - 1);
  return counted(Math.ceil(more / unit) * unit).replace(/ (rows?)$/, " more $1");
}

function describe(difference: number): string {
  if (difference === 0) return "the same as";
  return `${score(Math.abs(difference), 0)} ${difference > 0 ? "above" : "below"}`;
}
