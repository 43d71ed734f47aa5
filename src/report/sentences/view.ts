// What a report says, decided once for every renderer. Nothing here changes a verdict.
import { cardOf } from "../../findings/sentences.ts";
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";
import type { Where } from "../../types/problem.ts";
import type { RunResult } from "../../types/run.ts";
import { isDamage, nextOf, whyOf } from "./next-step.ts";
import { shortId } from "./numbers.ts";

/** What the report knows besides the run's result. */
export interface ReportContext {
  /** What this is about: the model, the workflow or the folder. */
  title: string;
  /** How a person names the registry; null: the run had none. */
  registry: string | null;
  /** The command or mode: run, check, validate, verify, rollback … */
  command: string;
  /** How the run was started: "schedule on main", "terminal". */
  started: string | null;
  /** The workflow run; shown only when it is an https address. */
  runUrl: string | null;
  showValues: boolean;
  /** The column that is predicted, and what trains the model; absent where the command knows neither. */
  target?: string | null;
  engine?: string | null;
  /** When the run began: ISO 8601, UTC. */
  time?: string | null;
}

export type Tone = "good" | "neutral" | "attention" | "bad";

export interface View {
  tone: Tone;
  /** One or two words: "Rejected". */
  label: string;
  /** The verdict in a plain sentence. */
  headline: string;
  /** Why, in a sentence; empty where the headline says all. */
  why: string;
  /** What to do now, "Nothing" included. */
  next: string;
  /** What became of the champion; null when no registry was involved. */
  aftermath: string | null;
  /** Checks that are not pass, worst first. */
  findings: CheckResult[];
  passes: CheckResult[];
  /** What a pull request changes, passes too, worst first. */
  changes: CheckResult[];
  /** Judgements of the model, in the order they were made. */
  gates: CheckResult[];
  /** What to do, each suggestion once, worst first. */
  todo: CheckResult[];
  counts: Record<CheckStatus, number>;
  /** That scores are cut, and why; null: they are whole. */
  cut: string | null;
}

const SEVERITY: CheckStatus[] = ["fail", "inconclusive", "undecided", "warn", "pass"];
const CHANGE_CODES = new Set([
  "schema-breaking",
  "schema-loosened",
  "schema-tightened",
  "schema-changed",
  "schema-reformatted",
  "gate-loosened",
  "gate-tightened",
  "gate-changed",
  "base-only-key",
]);
/** What is wrong with the files as such. */
const FILE_CODES = new Set(["no-file", "near-miss", "stale", "unreadable"]);
const GATE_CODES = new Set([
  "f1-threshold",
  "f1-earlier",
  "f1-batch",
  "dummy",
  "champion",
  "champion-answers",
  "class-f1",
  "label-leak",
  "reported-floor",
  "reported-rows",
  "reported-champion",
]);

function isChange({ code }: CheckResult): boolean {
  return CHANGE_CODES.has(code);
}

const isAt = (a: Where | null, b: Where | null) =>
  a !== null && b !== null && a.file === b.file && a.line === b.line && a.column === b.column;

/** Whether a check result judges a model, not data. */
export function isGate(check: CheckResult): boolean {
  return GATE_CODES.has(check.code) || [check.estimate, check.bound, check.threshold].some((value) => typeof value === "number");
}

function worstFirst(checks: CheckResult[]): CheckResult[] {
  return [...checks].sort((a, b) => SEVERITY.indexOf(a.status) - SEVERITY.indexOf(b.status));
}

/** Each suggestion once; of findings about the same rows the first, and those that have another way out. */
function todoOf(findings: CheckResult[]): CheckResult[] {
  const seen = new Set<string>();
  return findings.filter((check) => {
    const { suggestion, remedies = [] } = check;
    const card = cardOf(check);
    const isFolded = card !== null && seen.has(card) && !remedies.some(({ kind }) => kind === "config");
    if (suggestion === null || suggestion.trim() === "" || seen.has(suggestion) || isFolded) return false;
    seen.add(suggestion);
    if (card !== null) seen.add(card);
    return true;
  });
}

const ALL_THAT_RAN = "Everything that could run passed.";

interface Words {
  tone: Tone;
  label: string;
  headline: string;
}

/** Commands that judge files or a registry and train nothing. */
const JUDGES_ONLY = new Map([
  [
    "validate",
    { checked: "The data passed every check that could run.", failed: "The data did not pass.", open: "The data could not be judged." },
  ],
  [
    "verify",
    {
      checked: "The registry verifies: every byte matches its digest.",
      failed: "The registry does not verify.",
      open: "The registry does not verify.",
    },
  ],
]);

function rejectedHeadline({ checks, data }: RunResult, findings: CheckResult[]): string {
  const failed = findings.filter((check) => check.status === "fail");
  // A pull request that was judged without data, or whose change is refused as such.
  const isJudgedAlone = data === null && !failed.some(({ code }) => FILE_CODES.has(code));
  const changed = checks.filter(isChange);
  const isOfChange = (check: CheckResult) => changed.some((change) => change === check || isAt(change.where, check.where));
  const isAboutChange = checks.some((check) => check.code === "configuration") && (isJudgedAlone || failed.every(isOfChange));
  if (failed.length > 0 && isAboutChange) return "The change did not pass: it is not safe to merge.";
  if (failed.some(({ code }) => code === "command")) return "The script did not deliver a model, so nothing was promoted.";
  if (failed.some(({ code }) => code === "predictions")) return "The script's answers cannot be used, so nothing was promoted.";
  if (failed.some((check) => !isGate(check))) return "The data did not pass, so nothing was promoted.";
  if (failed.length > 0 && failed.every(({ code }) => code === "champion" || code === "best"))
    return "The new model is worse than the one before, so it was not promoted.";
  if (failed.length > 0) return "The new model is not good enough, so it was not promoted.";
  return "Nothing was promoted.";
}

/** A script's word promises nothing. */
function promotedHeadline({ evidence }: RunResult): string {
  return evidence === "reported"
    ? "The script's own numbers reach what is asked for, and its model is champion now."
    : "The new model passed everything and is champion now.";
}

function inconclusiveHeadline(findings: CheckResult[]): string {
  return findings.some(isDamage)
    ? "The registry does not verify, so nothing was written."
    : "The evidence does not decide, so nothing was promoted.";
}

function verdictWords(result: RunResult, command: string, findings: CheckResult[]): Words {
  const judges = JUDGES_ONLY.get(command);
  switch (result.verdict) {
    case "promoted":
      return command === "rollback"
        ? { tone: "good", label: "Rolled back", headline: "An earlier model is champion again." }
        : { tone: "good", label: "Promoted", headline: promotedHeadline(result) };
    case "checked":
      return {
        tone: "good",
        label: "Checked",
        headline:
          judges?.checked ?? `${result.modelId === null ? ALL_THAT_RAN : "The new model would be promoted."} This run publishes nothing.`,
      };
    case "skipped":
      return { tone: "neutral", label: "Skipped", headline: "There was nothing to train." };
    case "kept":
      return {
        tone: "attention",
        label: "Kept",
        headline: "The champion stays: the evidence does not show that the new model is no worse.",
      };
    case "rejected":
      return { tone: "bad", label: "Rejected", headline: judges?.failed ?? rejectedHeadline(result, findings) };
    case "inconclusive":
      return { tone: "bad", label: "Inconclusive", headline: judges?.open ?? inconclusiveHeadline(findings) };
    case null:
      return errorWords(result);
  }
}

function errorWords(result: RunResult): Words {
  const mistakes = result.error?.problems.length ?? 0;
  switch (result.error?.kind) {
    case "config": {
      const headline = mistakes > 1 ? `${mistakes} things in the configuration must change.` : "The configuration must change.";
      return { tone: "bad", label: "Configuration error", headline };
    }
    case "service":
      return {
        tone: "bad",
        label: "Service error",
        headline:
          result.publication === "unknown"
            ? "A service outside this program did not answer: whether the new model was promoted is not known."
            : "A service outside this program refused or failed, so nothing was promoted.",
      };
    case "limit":
      return { tone: "bad", label: "Limit reached", headline: "The run stopped at one of its limits." };
    case "data":
      return { tone: "bad", label: "Unusable data", headline: "The command cannot use this data." };
    default:
      return { tone: "bad", label: "Internal error", headline: "This is a bug in gated-retrain. Please report it." };
  }
}

function aftermathOf(result: RunResult, context: ReportContext): string | null {
  if (JUDGES_ONLY.has(context.command) || context.registry === null) return null;
  const { verdict, championId } = result;
  // Whoever could not read the registry does not know its champion.
  const unread = verdict === null || result.checks.some(isDamage);
  if (result.publication === "unknown")
    return "Not known: champion.json names the champion before or the new model. The next run says which.";
  if (championId === null) return unread ? null : "There is no champion yet.";
  if (verdict === "promoted") return `Champion is now ${shortId(championId)}.`;
  return `The champion ${shortId(championId)} stays as it was.`;
}

/** What every report shows of a result: words of the verdict, findings worst first, what to do. */
export function viewOf(result: RunResult, context: ReportContext): View {
  const counts: Record<CheckStatus, number> = { pass: 0, warn: 0, undecided: 0, fail: 0, inconclusive: 0 };
  for (const check of result.checks) counts[check.status]++;
  const findings = worstFirst(result.checks.filter((check) => check.status !== "pass"));
  const todo = todoOf(findings);
  return {
    ...verdictWords(result, context.command, findings),
    why: whyOf(result),
    next: nextOf(result, todo, { judges: JUDGES_ONLY.has(context.command), undoes: context.command === "rollback" }),
    aftermath: aftermathOf(result, context),
    findings,
    passes: result.checks.filter((check) => check.status === "pass"),
    changes: worstFirst(result.checks.filter(isChange)),
    gates: result.checks.filter(isGate),
    todo,
    counts,
    cut: isCut(result) ? CUT : null,
  };
}

const CUT =
  "Scores of a run that leaves no record are cut to two digits, never rounded up: whoever may try as often as they like learns little about the hold-out.";

function isCut({ checks, evaluation }: RunResult): boolean {
  return (
    checks.some(({ digits }) => digits !== undefined) || (evaluation?.candidate?.metrics ?? []).some(({ digits }) => digits !== undefined)
  );
}

/** "2 failed, 1 warning, 14 passed". */
export function countsSentence(counts: Record<CheckStatus, number>): string {
  const parts = [
    counts.fail > 0 ? `${counts.fail} failed` : null,
    counts.inconclusive > 0 ? `${counts.inconclusive} inconclusive` : null,
    counts.undecided > 0 ? `${counts.undecided} undecided` : null,
    counts.warn > 0 ? `${counts.warn} ${counts.warn === 1 ? "warning" : "warnings"}` : null,
    `${counts.pass} passed`,
  ];
  return parts.filter((part) => part !== null).join(", ");
}
