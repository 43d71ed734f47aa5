// Gates on a score that a training script reports about its own model. It has no confidence bounds, and every message says so.
import { check } from "../../findings/check.ts";
import type { MetricGate, ReportedNumber } from "../../types/command.ts";
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";

export interface ReportedTask {
  candidate: ReportedNumber;
  gate: MetricGate;
  /** null: there is no champion. */
  champion: ReportedChampion | null;
}

export type ReportedChampion =
  /** `fresh`: scored on today's data in this run; false: recorded at its promotion. */
  | { kind: "number"; number: ReportedNumber; fresh: boolean }
  /** It has no number that can be compared. */
  | { kind: "none"; why: string };

/** Results for the bound, the number of rows if one is asked for, and the comparison with the champion. */
export function reportedGates({ candidate, gate, champion }: ReportedTask): CheckResult[] {
  return [floor(candidate, gate), ...rowsCheck(candidate, gate), ...(champion === null ? [] : [comparison(candidate, gate, champion)])];
}

function floor(candidate: ReportedNumber, { direction, bound }: MetricGate): CheckResult {
  const passes = direction === "at-least" ? candidate.value >= bound : candidate.value <= bound;
  const asked = direction === "at-least" ? `at least ${bound}` : `at most ${bound}`;
  const message = `The script reports ${candidate.name} ${shown(candidate.value)}${onRows(candidate)}; ${asked} is asked for. No error rate is promised: the number is the script's own.`;
  const suggestion = passes ? null : `Look at why, or change gates.metric.${direction} to what is good enough.`;
  return result("reported-floor", passes ? "pass" : "fail", candidate, bound, message, suggestion);
}

function rowsCheck(candidate: ReportedNumber, { minRows }: MetricGate): CheckResult[] {
  if (minRows === null) return [];
  if (candidate.rows === null) {
    const message = `gates.metric.min-rows asks for ${minRows} rows, and the script does not say on how many its number stands.`;
    return [
      result(
        "reported-rows",
        "inconclusive",
        candidate,
        minRows,
        message,
        "Write the number of rows too, and name its key: train.outputs: {rows: …}.",
      ),
    ];
  }
  const enough = candidate.rows >= minRows;
  const message = `The script reports its number on ${candidate.rows} rows; at least ${minRows} are asked for.`;
  return [
    result(
      "reported-rows",
      enough ? "pass" : "fail",
      candidate,
      minRows,
      message,
      enough ? null : "Wait for more data, or lower gates.metric.min-rows.",
    ),
  ];
}

/** Undecided (the champion is kept) where the candidate is worse by more than the margin. */
function comparison(candidate: ReportedNumber, { direction, margin }: MetricGate, champion: ReportedChampion): CheckResult {
  if (champion.kind === "none") {
    const message = `The candidate cannot be compared with the champion: ${champion.why}.`;
    return result(
      "reported-champion",
      "inconclusive",
      candidate,
      null,
      message,
      "`reset --reason …` begins a new line without that comparison.",
    );
  }
  const before = champion.number.value;
  const allowed = margin.kind === "absolute" ? margin.value : Math.abs(before) * margin.value;
  const loss = direction === "at-least" ? before - candidate.value : candidate.value - before;
  const threshold = direction === "at-least" ? before - allowed : before + allowed;
  const whose = champion.fresh ? "scored on today's data" : "stored at its promotion, so on the data of that day";
  const words = `The script reports ${candidate.name} ${shown(candidate.value)}${onRows(candidate)}, and ${shown(before)} for the champion (${whose})`;
  if (loss > allowed) {
    const message = `${words}: worse by ${shown(loss)}, and ${shown(allowed)} is allowed. The champion stays.`;
    return result("reported-champion", "undecided", candidate, threshold, message, "Look at why; or promote it with `accept --reason …`.");
  }
  const message = `${words}: within the margin of ${shown(allowed)}. No error rate is promised.`;
  const advice = "train.score, a command that scores the champion's files on today's data, makes the comparison one on equal data.";
  return result("reported-champion", champion.fresh ? "pass" : "warn", candidate, threshold, message, champion.fresh ? null : advice);
}

function result(
  code: string,
  status: CheckStatus,
  { value, rows }: ReportedNumber,
  threshold: number | null,
  message: string,
  suggestion: string | null,
): CheckResult {
  const about = { observed: value, expected: threshold, suggestion };
  return { ...check(code, "model", status, message, about), rows, estimate: value, bound: null, threshold };
}

const onRows = ({ rows }: ReportedNumber) => (rows === null ? "" : ` on ${rows} rows`);

/** Six significant digits. */
const shown = (value: number) => String(Number(value.toPrecision(6)));
