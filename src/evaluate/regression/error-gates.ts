// Gates on the error of a regression: an upper bound, a constant, and earlier models.
import { promoteAnyway } from "../../findings/remedies.ts";
import { counted } from "../../findings/scores.ts";
import type { CheckResult, Remedy } from "../../types/judgement.ts";
import { type GateFinding, gateResult } from "../gates/gate.ts";
import type { Estimates } from "./errors.ts";
import { scoreOf } from "./errors.ts";
import { pairedError } from "./paired-error.ts";
import type { ErrorInput } from "./regression-request.ts";

type ErrorFinding = Omit<GateFinding, "subject" | "suggestion"> & { suggestion?: string | null };

function gateOf({ request }: ErrorInput, finding: ErrorFinding): CheckResult {
  const { code } = finding;
  const where = request.whereOf(code === "error" || code === "dummy" ? "gates.metric" : "gates.champion");
  return gateResult({ ...finding, suggestion: finding.suggestion ?? null }, where);
}

const shown = (value: number) => String(Number(value.toPrecision(4)));
const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;

function errorOf(input: ErrorInput, estimates: Estimates) {
  return scoreOf(estimates).metrics.find(({ name }) => name === input.request.errorGate.measure)!;
}

/** Code `error`: the error on the hold-out against `gates.metric.at-most`, and the rows that it must stand on. */
export function ceilingGate(input: ErrorInput): CheckResult {
  const { errorGate, gates } = input.request;
  const { measure, atMost: threshold, minRows } = errorGate;
  const rows = input.candidate.rows.length;
  const nothing = { code: "error", rows, estimate: null, bound: null, threshold };
  if (rows === 0) {
    const message = "There is no hold-out row with a target: nothing to judge the candidate on.";
    return gateOf(input, { ...nothing, status: "inconclusive", message, suggestion: "Bring more rows, or raise split.holdout." });
  }
  if (minRows !== null && rows < minRows) {
    const message = `The error would stand on ${counted(rows, "hold-out row")}, and gates.metric.min-rows asks for ${minRows}.`;
    return gateOf(input, { ...nothing, status: "inconclusive", message, suggestion: "Bring more rows, or raise split.holdout." });
  }
  const { value: estimate, upper: bound } = errorOf(input, input.candidate);
  const found = `${measure.toUpperCase()} is ${shown(estimate)} on ${counted(rows, "hold-out row")}`;
  const numbers = { code: "error", rows, estimate, bound, threshold };
  if (!(estimate <= threshold)) {
    const message = `${found}, above the ${shown(threshold)} that is allowed.`;
    return gateOf(input, { ...numbers, status: "fail", message, suggestion: "Look at what changed in the newest files." });
  }
  if (bound !== null && bound <= threshold) {
    const message = `${found}, at most ${shown(bound)} with 95 % confidence: at most ${shown(threshold)} is asked for.`;
    return gateOf(input, { ...numbers, status: "pass", message });
  }
  const known = bound === null ? "how sure that is cannot be said" : `it is only known to be at most ${shown(bound)}`;
  const message = `${found}, and at most ${shown(threshold)} is asked for, but with 95 % confidence ${known}.`;
  const status = gates.require === "confident" ? "inconclusive" : "warn";
  return gateOf(input, { ...numbers, status, message, suggestion: "More hold-out rows would narrow the interval." });
}

/** Code `dummy`: by what share the error is below that of a constant; `gates.dummy.margin` is asked for. */
export function dummyGate(input: ErrorInput): CheckResult {
  const { errorGate, gates } = input.request;
  const rows = input.candidate.rows.length;
  const threshold = gates.dummy.margin;
  if (rows === 0) {
    const message = "There is no hold-out row with a target: the candidate cannot be compared with a constant.";
    return gateOf(input, { code: "dummy", status: "inconclusive", rows, estimate: null, bound: null, threshold, message });
  }
  const [own, constant] = [errorOf(input, input.candidate).value, errorOf(input, input.dummy).value];
  const estimate = constant > 0 ? 1 - own / constant : 0;
  const isBetter = estimate >= threshold && own < constant;
  const message = `${errorGate.measure.toUpperCase()} is ${shown(own)} on ${counted(rows, "hold-out row")}; ${input.dummyNoun} gives ${shown(constant)}${isBetter ? "." : ": the features hardly predict the target."}`;
  const suggestion = isBetter ? null : "Check that target and features belong together, and that the targets are right.";
  return gateOf(input, { code: "dummy", status: isBetter ? "pass" : "fail", rows, estimate, bound: null, threshold, message, suggestion });
}

interface Against {
  code: "champion" | "champion-earlier" | "best";
  noun: string;
}
interface Obstacle {
  reason: string;
  suggestion: string;
  remedies: Remedy[];
}

/** The candidate's error against an earlier model's on the same rows, or why there is no comparison. */
export function pairedGate(
  input: ErrorInput,
  { code, noun, ...pair }: Against & ({ obstacle: Obstacle } | { candidate: Estimates; other: Estimates }),
): CheckResult {
  const { errorGate, gates } = input.request;
  const { measure, margin: threshold } = errorGate;
  if ("obstacle" in pair) {
    const { reason, suggestion, remedies } = pair.obstacle;
    const numbers = { rows: input.candidate.rows.length, estimate: null, bound: null, threshold };
    return gateOf(input, {
      code,
      status: "inconclusive",
      ...numbers,
      message: `The candidate cannot be compared: ${reason}.`,
      suggestion,
      remedies,
    });
  }
  const rows = pair.candidate.rows.length;
  if (rows === 0) {
    const message = `There is no hold-out row to compare the candidate and ${noun} on: none is later than what it was trained on.`;
    return gateOf(input, {
      code,
      status: "inconclusive",
      rows,
      estimate: null,
      bound: null,
      threshold,
      message,
      suggestion: "Bring more rows.",
    });
  }
  const level = (1 - gates.champion.confidence) / gates.champion.horizon;
  const { decision, ratio, bound, abstains } = pairedError(pair.candidate, pair.other, measure, threshold, level);
  const which = code === "champion-earlier" ? "accepted hold-out row" : "hold-out row";
  const side = ratio > 0 ? `${percent(ratio)} larger than` : ratio < 0 ? `${percent(-ratio)} smaller than` : "equal to";
  const found = `The candidate's ${measure.toUpperCase()} on ${counted(rows, which)} is ${side} that of ${noun}`;
  const sure = `with ${Number((100 * (1 - level)).toPrecision(4))} % confidence`;
  const numbers = { code, rows, estimate: ratio, bound, threshold };
  if (decision === "pass")
    return gateOf(input, {
      ...numbers,
      status: "pass",
      message: `${found}; ${sure} it is not larger by more than the margin of ${percent(threshold)}.`,
    });
  if (decision === "fail") {
    const message = `${found}; ${sure} it is larger by more than the margin of ${percent(threshold)}.`;
    const suggestion = "Look at what changed since the champion: the newest files, the schema, the script.";
    return gateOf(input, { ...numbers, status: "fail", message, suggestion, remedies: [promoteAnyway("what is right has changed")] });
  }
  const open = bound === null ? "how much larger it may be cannot be said" : `it may still be up to ${percent(bound)} larger`;
  const message = `${found}; ${abstains ?? `${sure} ${open}`}, and the margin is ${percent(threshold)}: champion kept.`;
  return gateOf(input, { ...numbers, status: "undecided", message, suggestion: "More hold-out rows decide; so does a wider margin." });
}
