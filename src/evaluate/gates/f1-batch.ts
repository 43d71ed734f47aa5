// Whether the labels of the new files mean the same as the accepted ones; reasons and measurements: docs/decisions/0001-f1-batch.md.
import { waysOut } from "../../findings/remedies.ts";
import { chance, counted, quoted, score } from "../../findings/scores.ts";
import { clopperPearson } from "../../stats/interval.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { FileSpan } from "../../types/table.ts";
import { type Comparison, compare, fellFar, LARGEST_DROP, skillFloor, skillLost } from "../compare/champion-answers.ts";
import type { EvaluationInput } from "../compare/evaluation-input.ts";
import { FILE_ROWS } from "../compare/leave-one-file-out.ts";
import { type Answers, acceptedOnly, groupBy, isNew, keep, labelled } from "../scores/rows.ts";
import { REPORTED_CONFIDENCE } from "../scores/score-interval.ts";
import { capital, f1Noun, type GateFinding, gate } from "./gate.ts";
import { comparable, FEWEST_FILES, isUnusual } from "./unusual.ts";

/** Level of the test on the candidate's predictions for the hold-out rows of all new files. */
const LEVEL = 0.001;

/** Level over all tests on the champion's predictions: all new rows, and each new file with enough rows (Bonferroni). */
const CHAMPION_LEVEL = 0.0005;

type JudgingModel = "candidate" | "champion";

/** Evidence against the labels of a new batch, or of all new rows together. */
interface Suspicion {
  who: JudgingModel;
  /** Name of the batch; null: all new rows. */
  name: string | null;
  /** Whose rows these are, the largest first. */
  spans: FileSpan[];
  /** `fell`: F1 is far lower; `lost`: accuracy is no better than guessing. */
  kind: "fell" | "lost";
  comparison: Comparison;
}

interface ComparedSuspicion {
  suspicion: Suspicion;
  /** The same comparison for similar accepted files, each by a model trained without it. */
  peers: Comparison[];
}

/** Of the new files those that are judged together. */
interface BatchInput extends EvaluationInput {
  isFresh: (span: FileSpan) => boolean;
}

/**
 * Compares F1 on new and on accepted rows; empty when nothing is accepted yet, or no file is new. New rows of which a person said that their labels
 * are right say nothing against those beside them: they are judged apart, and told where they still fail.
 */
export function f1BatchGate(input: EvaluationInput): CheckResult[] {
  const isAnswered = ({ rowSet }: FileSpan) => rowSet !== undefined && input.answeredRows.has(rowSet);
  const fresh = input.files.filter(isNew);
  const answered = fresh.filter(isAnswered);
  if (!input.hasAccepted || fresh.length === 0) return [];
  if (answered.length === 0 || answered.length === fresh.length) return [judgedTogether({ ...input, isFresh: isNew })];
  const unanswered = judgedTogether({ ...input, isFresh: (span) => isNew(span) && !isAnswered(span) });
  const apart = judgedTogether({ ...input, isFresh: (span) => isNew(span) && isAnswered(span) });
  return apart.status === "fail" ? [unanswered, apart] : [unanswered];
}

function judgedTogether(input: BatchInput): CheckResult {
  const candidateComparison = candidateOnBatch(input);
  const comparison = candidateComparison ?? championOnBatch(input);
  if (comparison === null) return notComparable(input);
  const isMoved = (span: FileSpan) => span.rowSet !== undefined && input.movedRows.has(span.rowSet);
  const suspicions = [...candidateSuspicions(input, candidateComparison), ...championSuspicions(input, (span) => !isMoved(span))];
  if (suspicions.length > 0) return checkSuspicions(input, suspicions);
  const [excused] = championSuspicions(input, isMoved);
  return excused === undefined
    ? unsuspicious(input, candidateComparison === null ? "champion" : "candidate", comparison)
    : movedAway(input, excused);
}

/** A champion that was made before values moved is no judge of their labels: the candidate is, which was trained on such rows, and the screens of labels. */
function movedAway(input: BatchInput, suspicion: Suspicion): CheckResult {
  const message = `${suspicionSentence(input, suspicion)}; values of these rows moved, so a model made before says little of their labels.`;
  const suggestion = "Nothing, if the labels of these rows are right.";
  return gate(input, { code: "f1-batch", status: "warn", ...numbersOf(suspicion), message, suggestion });
}

/** A suspicion fails only if accepted files that are left out do not look as bad: rows of one file are alike, so files differ anyway. */
function checkSuspicions(input: BatchInput, suspicions: Suspicion[]): CheckResult {
  const accepted = input.leftOutFiles();
  const compared = suspicions.map((suspicion) => ({ suspicion, peers: comparable(accepted, suspicion.comparison) }));
  const holds = compared.find(({ suspicion, peers }) => isUnusual(suspicion.comparison, peers));
  return holds === undefined ? explained(input, compared[0]!) : upheld(input, holds);
}

/** The candidate on accepted and on new hold-out rows; null if one side has none. */
function candidateOnBatch({ candidate, files, fileOf, gates, isFresh }: BatchInput): Comparison | null {
  const accepted = acceptedOnly(candidate, fileOf, files);
  const batch = keep(candidate, (row) => isFresh(files[fileOf[row]!]!));
  return accepted.rows.length === 0 || batch.rows.length === 0 ? null : compare(accepted, batch, gates);
}

function candidateSuspicions(input: BatchInput, candidateComparison: Comparison | null): Suspicion[] {
  if (candidateComparison === null || !fellFar(candidateComparison) || candidateComparison.p >= LEVEL) return [];
  return [{ who: "candidate", ...together(input), kind: "fell", comparison: candidateComparison }];
}

/**
 * The champion on accepted and on new rows, for runs in which the candidate has no hold-out rows on one side (a split by time or file, or
 * few new rows). null if the champion has none either.
 */
function championOnBatch({ championAnswers, gates, files, fileOf, isFresh }: BatchInput): Comparison | null {
  if (championAnswers === null) return null;
  const { known } = championAnswers;
  const fresh = keep(championAnswers.fresh, (row) => isFresh(files[fileOf[row]!]!));
  return known.rows.length === 0 || fresh.rows.length === 0 ? null : compare(known, fresh, gates);
}

/** Suspicions by the champion, which was trained on no new row: all new rows of files that are `asked` for count, not the held-out ones only. */
function championSuspicions(input: BatchInput, asked: (span: FileSpan) => boolean): Suspicion[] {
  const { championAnswers, gates, by, files, fileOf, isFresh } = input;
  if (championAnswers === null || championAnswers.known.rows.length === 0) return [];
  const wanted = (span: FileSpan) => isFresh(span) && asked(span);
  const fresh = keep(championAnswers.fresh, (row) => wanted(files[fileOf[row]!]!));
  const suspectedFiles = fresh.rows.length === 0 ? [] : suspectedFilesIn(input, fresh, wanted);
  return suspectedFiles.flatMap(({ name, spans, answers }): Suspicion[] => {
    const comparison = compare(championAnswers.known, answers, gates);
    if (comparison.p >= CHAMPION_LEVEL / suspectedFiles.length) return [];
    const suspicion = { who: "champion" as const, name, spans, comparison };
    // A golden file may be easier to predict than the data, so a lower F1 alone is no suspicion there.
    if (by !== "file" && fellFar(comparison)) return [{ ...suspicion, kind: "fell" }];
    return skillLost(comparison) ? [{ ...suspicion, kind: "lost" }] : [];
  });
}

interface SuspectedFile extends Pick<Suspicion, "name" | "spans"> {
  answers: Answers;
}

/** Each new batch with enough rows, and all new rows together unless they are one batch. */
function suspectedFilesIn(input: BatchInput, fresh: Answers, wanted: (span: FileSpan) => boolean): SuspectedFile[] {
  const { files, fileOf } = input;
  const own = { files, isFresh: wanted };
  const batches = newBatches(own);
  const at = new Map(batches.flatMap((spans, i) => spans.map((span) => [span, i] as const)));
  const each = groupBy(fresh, batches.length, (row) => at.get(files[fileOf[row]!]!)!).map((answers, i) => ({
    ...naming(batches[i]!),
    answers,
  }));
  const large = each.filter(({ answers }) => answers.rows.length >= FILE_ROWS);
  const alone = each.filter(({ answers }) => answers.rows.length > 0).length === 1;
  return alone ? large : [...large, { ...together(own), answers: fresh }];
}

type FreshFiles = Pick<BatchInput, "files" | "isFresh">;

/** The spans of each new batch. */
function newBatches({ files, isFresh }: FreshFiles): FileSpan[][] {
  const batches = new Map<number | FileSpan, FileSpan[]>();
  for (const span of files.filter(isFresh)) batches.set(span.batch ?? span, [...(batches.get(span.batch ?? span) ?? []), span]);
  return [...batches.values()];
}

/** Names for all new rows: those of the batch if there is only one. */
function together(input: FreshFiles): Pick<Suspicion, "name" | "spans"> {
  const batches = newBatches(input).filter((spans) => spans.some(({ start, end }) => end > start));
  return batches.length === 1 ? naming(batches[0]!) : { name: null, spans: batches.flat() };
}

function naming(own: FileSpan[]): Pick<Suspicion, "name" | "spans"> {
  const spans = own.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const [main, ...others] = spans;
  const { name, label } = main!;
  const words = label === undefined ? quoted(name) : `${quoted(name)} (${label})`;
  return {
    name: others.length === 0 ? words : `${words} and ${counted(others.length, "more file")}`,
    spans,
  };
}

function upheld(input: BatchInput, { suspicion, peers }: ComparedSuspicion): CheckResult {
  const { name, spans } = suspicion;
  const [main, ...others] = spans;
  const subject = others.length === 0 ? main!.name : "model";
  return gate(input, {
    code: "f1-batch",
    subject,
    status: "fail",
    ...numbersOf(suspicion),
    message: `${suspicionSentence(input, suspicion)}${besidePeers(suspicion, peers)}.`,
    ...waysOut(`Check the labels of ${name ?? "the new files"}.`, { ...main!, alike: others }, "labels do not fit", {
      check: { code: "f1-batch", subject },
    }),
  });
}

/** How the fall compares with the falls of accepted files that were left out; empty with too few of them. */
function besidePeers({ kind, comparison }: Suspicion, peers: Comparison[]): string {
  if (peers.length < FEWEST_FILES) return "";
  const most = largestFall(peers);
  return kind === "fell" && comparison.fallAtSameMix > most
    ? `, more than accepted files that were left out: they fell by up to ${score(most)}`
    : ", and what accepted files lost when they were left out does not excuse it";
}

function explained(input: BatchInput, { suspicion, peers }: ComparedSuspicion): CheckResult {
  const fell = `accepted files fell by up to ${score(largestFall(peers))} when left out, so files differ that much here`;
  const message = `${suspicionSentence(input, suspicion)}; ${fell}.`;
  const suggestion = "Nothing, if the new files are known to differ; otherwise look at their labels.";
  return gate(input, { code: "f1-batch", status: "warn", ...numbersOf(suspicion), message, suggestion });
}

/** At least 0. */
function largestFall(peers: Comparison[]): number {
  return peers.reduce((most, { fallAtSameMix }) => Math.max(most, fallAtSameMix), 0);
}

function suspicionSentence(input: BatchInput, { who, name, kind, comparison }: Suspicion): string {
  const { accepted, fresh, p } = comparison;
  const [here, there] = [rowsOf(who, name, fresh.rows), knownRows(input, accepted.rows)];
  if (kind === "fell") {
    return (
      `The ${who}'s ${f1Noun(input)} is ${score(fresh.f1)} on ${here} and ${score(accepted.f1)} on ${there}: ` +
      `it falls by more than ${LARGEST_DROP} (${chance(p)})`
    );
  }
  const share = (side: { right: number; rows: number }) => `${((100 * side.right) / side.rows).toFixed(1)} %`;
  return `The champion is right on ${share(fresh)} of ${here}, no more than chance would bring, and on ${share(accepted)} of ${there} (${chance(p)})`;
}

function numbersOf({ kind, comparison }: Suspicion): Pick<GateFinding, "rows" | "estimate" | "bound" | "threshold"> {
  const { accepted, fresh } = comparison;
  if (kind === "fell") return { rows: fresh.rows, estimate: fresh.f1, bound: fresh.f1Upper, threshold: accepted.f1 - LARGEST_DROP };
  const bound = clopperPearson(fresh.right, fresh.rows, REPORTED_CONFIDENCE).upper;
  return { rows: fresh.rows, estimate: fresh.right / fresh.rows, bound, threshold: skillFloor(comparison) };
}

function knownRows({ by, championAnswers }: BatchInput, rows: number): string {
  if (championAnswers?.ofSnapshot) return `${counted(rows, "hold-out row")} of the snapshot that it was promoted on`;
  return by === "file" ? `${counted(rows)} of the golden file` : counted(rows, "accepted hold-out row");
}

function rowsOf(who: JudgingModel, name: string | null, rows: number): string {
  const noun = who === "candidate" ? "hold-out row" : "row";
  return `${counted(rows, noun)} of ${name ?? "the new files"}`;
}

function unsuspicious(input: BatchInput, who: JudgingModel, comparison: Comparison): CheckResult {
  const { accepted, fresh, smallestP } = comparison;
  const numbers = { rows: fresh.rows, estimate: fresh.f1, bound: fresh.f1Upper, threshold: accepted.f1 - LARGEST_DROP };
  const subject = who === "candidate" ? capital(f1Noun(input)) : `The champion's ${f1Noun(input)}`;
  const found = `${subject} is ${score(fresh.f1)} on ${rowsOf(who, together(input).name, fresh.rows)} and ${score(accepted.f1)} on ${knownRows(input, accepted.rows)}`;
  if (smallestP < LEVEL) {
    const message = `${found}: no sign that their labels mean something else.`;
    return gate(input, { code: "f1-batch", status: "pass", ...numbers, message, suggestion: null });
  }
  const message = `${found}: too few rows to see whether their labels mean the same.`;
  const suggestion = "Bring larger batches, or look at the labels of the new files.";
  return gate(input, { code: "f1-batch", status: "warn", ...numbers, message, suggestion });
}

function notComparable(input: BatchInput): CheckResult {
  const { candidate, files, fileOf, by, isFresh } = input;
  const rows = candidate.rows.reduce((total, row) => total + (isFresh(files[fileOf[row]!]!) ? 1 : 0), 0);
  const finding = { code: "f1-batch", status: "inconclusive" as const, rows, estimate: null, bound: null, threshold: null };
  if (rows === 0 && by !== "time" && by !== "file") {
    const brought = freshRows(input);
    const isTiny = brought > 0 && brought < FILE_ROWS && input.champion.kind !== "unfit";
    const message = `None of the hold-out rows is from the new files${isTiny ? ` (${counted(brought, "labelled row")})` : ""}: they cannot be judged${isTiny ? " alone, and wait for the next ones" : ""}.`;
    const suggestion = "Bring more rows: files that are not accepted are judged together with the next ones.";
    return gate(input, { ...finding, status: isTiny ? "undecided" : "inconclusive", message, suggestion });
  }
  if (input.champion.kind === "unfit") {
    const { reason, suggestion, remedies } = input.champion;
    const message = `The champion cannot tell whether the labels of the new files mean what they meant: ${reason}.`;
    return gate(input, { ...finding, message, suggestion, remedies });
  }
  const message = "There is no labelled hold-out row of accepted files to compare the new files with.";
  return gate(input, { ...finding, message, suggestion: "Keep accepted files unchanged where the pattern finds them." });
}

/** Number of labelled rows of the new files, on both sides of the split. */
function freshRows({ dataset, files, isFresh }: BatchInput): number {
  const rows = files.filter(isFresh).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
  return labelled(dataset, Int32Array.from(rows)).length;
}
