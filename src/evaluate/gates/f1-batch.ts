// Do the labels of the new files mean what the accepted labels mean? docs/decisions/0001-f1-batch.md has the reasons and the measurements.
import { exclude } from "../../findings/remedies.ts";
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

/** Of the candidate on the hold-out rows of all new files together. */
const LEVEL = 0.001;

/** Shared by everything that the champion is asked: all new rows together, and each new file that has enough of them. */
const CHAMPION_LEVEL = 0.0005;

type Speaker = "candidate" | "champion";

/** What rows say against the labels of a new file, or of all new files together. */
interface Suspicion {
  who: Speaker;
  /** Of the batch; null: all new rows. */
  name: string | null;
  /** The file that the batch is; null: there are several, or it holds other rows too. */
  file: FileSpan | null;
  /** Fell: F1 is far lower. Lost: right answers are no more than chance would bring. */
  kind: "fell" | "lost";
  comparison: Comparison;
}

interface ComparedSuspicion {
  suspicion: Suspicion;
  /** Comparable accepted files when they were left out. */
  peers: Comparison[];
}

/** null when nothing is accepted yet, or nothing is new. */
export function f1BatchGate(input: EvaluationInput): CheckResult | null {
  const { files, hasAccepted } = input;
  if (!hasAccepted || !files.some(isNew)) return null;
  const said = candidateSays(input);
  const heard = said ?? championInstead(input);
  if (heard === null) return untold(input);
  const suspicions = [...candidateSuspicions(input, said), ...championSuspicions(input)];
  return suspicions.length === 0 ? unsuspicious(input, said === null ? "champion" : "candidate", heard) : sentence(input, suspicions);
}

/** Rows of one file are alike: what they say holds only where accepted files, left out, do not look as bad. */
function sentence(input: EvaluationInput, suspicions: Suspicion[]): CheckResult {
  const accepted = input.leftOutFiles();
  const tried = suspicions.map((suspicion) => ({ suspicion, peers: comparable(accepted, suspicion.comparison) }));
  const holds = tried.find(({ suspicion, peers }) => isUnusual(suspicion.comparison, peers));
  return holds === undefined ? explained(input, tried[0]!) : upheld(input, holds);
}

/** null without hold-out rows on either side. */
function candidateSays({ candidate, files, fileOf, gates }: EvaluationInput): Comparison | null {
  const accepted = acceptedOnly(candidate, fileOf, files);
  const batch = keep(candidate, (row) => isNew(files[fileOf[row]!]!));
  return accepted.rows.length === 0 || batch.rows.length === 0 ? null : compare(accepted, batch, gates);
}

function candidateSuspicions(input: EvaluationInput, said: Comparison | null): Suspicion[] {
  if (said === null || !fellFar(said) || said.p >= LEVEL) return [];
  return [{ who: "candidate", ...together(input), kind: "fell", comparison: said }];
}

/**
 * By time the accepted rows may all be trained on today, by file every row is, and of a few new rows none may be held out: the champion
 * knows both sides without having learned them.
 */
function championInstead({ championAnswers, gates }: EvaluationInput): Comparison | null {
  if (championAnswers === null) return null;
  const { known, fresh } = championAnswers;
  return known.rows.length === 0 || fresh.rows.length === 0 ? null : compare(known, fresh, gates);
}

/** The champion was trained on no row of a file that is not accepted, so all of them tell, not the held-out ones only. */
function championSuspicions(input: EvaluationInput): Suspicion[] {
  const { championAnswers, gates, by } = input;
  if (championAnswers === null || championAnswers.known.rows.length === 0) return [];
  const suspectedFiles = suspectedFilesIn(input, championAnswers.fresh);
  return suspectedFiles.flatMap(({ name, file, answers }): Suspicion[] => {
    const comparison = compare(championAnswers.known, answers, gates);
    if (comparison.p >= CHAMPION_LEVEL / suspectedFiles.length) return [];
    const suspicion = { who: "champion" as const, name, file, comparison };
    // A golden file may be cleaner or easier than the data; that all skill is gone has no such reason.
    if (by !== "file" && fellFar(comparison)) return [{ ...suspicion, kind: "fell" }];
    return skillLost(comparison) ? [{ ...suspicion, kind: "lost" }] : [];
  });
}

interface SuspectedFile extends Pick<Suspicion, "name" | "file"> {
  answers: Answers;
}

/** All new rows, and each new batch: a bad one is not hidden by good ones that arrive with it. */
function suspectedFilesIn(input: EvaluationInput, fresh: Answers): SuspectedFile[] {
  const { files, fileOf } = input;
  const batches = newBatches(input);
  const at = new Map(batches.flatMap((spans, i) => spans.map((span) => [span, i] as const)));
  const each = groupBy(fresh, batches.length, (row) => at.get(files[fileOf[row]!]!)!).map((answers, i) => ({
    ...naming(batches[i]!),
    answers,
  }));
  const large = each.filter(({ answers }) => answers.rows.length >= FILE_ROWS);
  const alone = each.filter(({ answers }) => answers.rows.length > 0).length === 1;
  return alone ? large : [...large, { ...together(input), answers: fresh }];
}

/** The spans of each new batch. */
function newBatches({ files }: Pick<EvaluationInput, "files">): FileSpan[][] {
  const batches = new Map<number | FileSpan, FileSpan[]>();
  for (const span of files.filter(isNew)) batches.set(span.batch ?? span, [...(batches.get(span.batch ?? span) ?? []), span]);
  return [...batches.values()];
}

/** All new rows; where they are one batch, under its name. */
function together(input: Pick<EvaluationInput, "files">): Pick<Suspicion, "name" | "file"> {
  const batches = newBatches(input).filter((spans) => spans.some(({ start, end }) => end > start));
  return batches.length === 1 ? naming(batches[0]!) : { name: null, file: null };
}

function naming(spans: FileSpan[]): Pick<Suspicion, "name" | "file"> {
  const [main, ...others] = spans.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const { name, label } = main!;
  const words = label === undefined ? quoted(name) : `${quoted(name)} (${label})`;
  return {
    name: others.length === 0 ? words : `${words} and ${counted(others.length, "more file")}`,
    file: others.length === 0 ? main! : null,
  };
}

function upheld(input: EvaluationInput, { suspicion, peers }: ComparedSuspicion): CheckResult {
  const { name, file } = suspicion;
  return gate(input, {
    code: "f1-batch",
    subject: file?.name ?? "model",
    status: "fail",
    ...numbersOf(suspicion),
    message: `${suspicionSentence(input, suspicion)}${besidePeers(suspicion, peers)}.`,
    suggestion: `Check the labels of ${name ?? "the new files"}.`,
    remedies: file?.rowSet === undefined ? [] : [exclude({ rows: file.rowSet }, "labels do not fit")],
  });
}

/** A fall may be unusual by the skill that is gone, or beyond what is ever explained, where accepted files fell as far. */
function besidePeers({ kind, comparison }: Suspicion, peers: Comparison[]): string {
  if (peers.length < FEWEST_FILES) return "";
  const most = largestFall(peers);
  return kind === "fell" && comparison.fallAtSameMix > most
    ? `, more than accepted files that were left out: they fell by up to ${score(most)}`
    : ", and what accepted files lost when they were left out does not excuse it";
}

function explained(input: EvaluationInput, { suspicion, peers }: ComparedSuspicion): CheckResult {
  const fell = `accepted files fell by up to ${score(largestFall(peers))} when left out, so files differ that much here`;
  const message = `${suspicionSentence(input, suspicion)}; ${fell}.`;
  const suggestion = "Nothing, if the new files are known to differ; otherwise look at their labels.";
  return gate(input, { code: "f1-batch", status: "warn", ...numbersOf(suspicion), message, suggestion });
}

/** Never below 0: a fall. */
function largestFall(peers: Comparison[]): number {
  return peers.reduce((most, { fallAtSameMix }) => Math.max(most, fallAtSameMix), 0);
}

function suspicionSentence(input: EvaluationInput, { who, name, kind, comparison }: Suspicion): string {
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

function knownRows({ by, championAnswers }: EvaluationInput, rows: number): string {
  if (championAnswers?.ofSnapshot) return `${counted(rows, "hold-out row")} of the snapshot that it was promoted on`;
  return by === "file" ? `${counted(rows)} of the golden file` : counted(rows, "accepted hold-out row");
}

function rowsOf(who: Speaker, name: string | null, rows: number): string {
  const noun = who === "candidate" ? "hold-out row" : "row";
  return `${counted(rows, noun)} of ${name ?? "the new files"}`;
}

function unsuspicious(input: EvaluationInput, who: Speaker, comparison: Comparison): CheckResult {
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

function untold(input: EvaluationInput): CheckResult {
  const { candidate, files, fileOf, by } = input;
  const rows = candidate.rows.reduce((total, row) => total + (isNew(files[fileOf[row]!]!) ? 1 : 0), 0);
  const finding = { code: "f1-batch", status: "inconclusive" as const, rows, estimate: null, bound: null, threshold: null };
  if (rows === 0 && by !== "time" && by !== "file") {
    const brought = freshRows(input);
    const isTiny = brought > 0 && brought < FILE_ROWS && input.champion.kind !== "unfit";
    const message = `None of the hold-out rows is from the new files${isTiny ? ` (${counted(brought, "labelled row")})` : ""}: they cannot be judged${isTiny ? " alone, and wait for the next ones" : ""}.`;
    const suggestion = "Bring more rows: files that are not accepted are judged together with the next ones.";
    return gate(input, { ...finding, status: isTiny ? "undecided" : "inconclusive", message, suggestion });
  }
  if (input.champion.kind === "unfit") {
    const { reason, suggestion } = input.champion;
    const message = `The champion cannot tell whether the labels of the new files mean what they meant: ${reason}.`;
    return gate(input, { ...finding, message, suggestion });
  }
  const message = "There is no labelled hold-out row of accepted files to compare the new files with.";
  return gate(input, { ...finding, message, suggestion: "Keep accepted files unchanged where the pattern finds them." });
}

/** Labelled rows of the new files, on whichever side they are. */
function freshRows({ dataset, files }: EvaluationInput): number {
  const rows = files.filter(isNew).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
  return labelled(dataset, Int32Array.from(rows)).length;
}
