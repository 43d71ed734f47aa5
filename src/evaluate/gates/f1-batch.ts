// Do the labels of the new files mean what the accepted labels mean? docs/decisions/0001-f1-batch.md has the reasons and the measurements.
import { exclude } from "../../findings/remedies.ts";
import { clopperPearson } from "../../stats/interval.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { FileSpan } from "../../types/table.ts";
import type { Contest } from "../contest.ts";
import { FILE_ROWS } from "../rehearsal.ts";
import { type Answers, acceptedOnly, groupBy, isNew, keep, labelled } from "../rows.ts";
import { REPORTED_CONFIDENCE } from "../score-interval.ts";
import { chance, counted, quoted, score } from "../wording.ts";
import { capital, f1Noun, type GateFinding, gate } from "./gate.ts";
import { comparable, FEWEST_FILES, isUnusual } from "./unusual.ts";
import { type Comparison, compare, fellFar, LARGEST_DROP, skillFloor, skillLost } from "./witness.ts";

/** Of the candidate on the hold-out rows of all new files together (design section 5). */
const LEVEL = 0.001;

/** Shared by everything that the champion is asked: all new rows together, and each new file that has enough of them. */
const CHAMPION_LEVEL = 0.0005;

type Speaker = "candidate" | "champion";

/** What rows say against the labels of a new file, or of all new files together. */
interface Charge {
  who: Speaker;
  /** Of the batch; null: all new rows. */
  name: string | null;
  /** The file that the batch is; null: there are several, or it holds other rows too. */
  file: FileSpan | null;
  /** Fell: F1 is far lower. Lost: right answers are no more than chance would bring. */
  kind: "fell" | "lost";
  comparison: Comparison;
}

interface Tried {
  charge: Charge;
  /** Comparable accepted files when they were left out. */
  peers: Comparison[];
}

/** null when nothing is accepted yet, or nothing is new. */
export function f1BatchGate(contest: Contest): CheckResult | null {
  const { files, hasAccepted } = contest;
  if (!hasAccepted || !files.some(isNew)) return null;
  const said = candidateSays(contest);
  const heard = said ?? championInstead(contest);
  if (heard === null) return untold(contest);
  const charges = [...candidateCharges(contest, said), ...championCharges(contest)];
  return charges.length === 0 ? unsuspicious(contest, said === null ? "champion" : "candidate", heard) : sentence(contest, charges);
}

/** Rows of one file are alike: what they say holds only where accepted files, left out, do not look as bad. */
function sentence(contest: Contest, charges: Charge[]): CheckResult {
  const accepted = contest.rehearsed();
  const tried = charges.map((charge) => ({ charge, peers: comparable(accepted, charge.comparison) }));
  const holds = tried.find(({ charge, peers }) => isUnusual(charge.comparison, peers));
  return holds === undefined ? excused(contest, tried[0]!) : convicted(contest, holds);
}

/** null without hold-out rows on either side. */
function candidateSays({ candidate, files, fileOf, gates }: Contest): Comparison | null {
  const accepted = acceptedOnly(candidate, fileOf, files);
  const batch = keep(candidate, (row) => isNew(files[fileOf[row]!]!));
  return accepted.rows.length === 0 || batch.rows.length === 0 ? null : compare(accepted, batch, gates);
}

function candidateCharges(contest: Contest, said: Comparison | null): Charge[] {
  if (said === null || !fellFar(said) || said.p >= LEVEL) return [];
  return [{ who: "candidate", ...together(contest), kind: "fell", comparison: said }];
}

/**
 * By time the accepted rows may all be trained on today, by file every row is, and of a few new rows none may be held out: the champion
 * knows both sides without having learned them.
 */
function championInstead({ witness, gates }: Contest): Comparison | null {
  if (witness === null) return null;
  const { known, fresh } = witness;
  return known.rows.length === 0 || fresh.rows.length === 0 ? null : compare(known, fresh, gates);
}

/** The champion was trained on no row of a file that is not accepted, so all of them tell, not the held-out ones only. */
function championCharges(contest: Contest): Charge[] {
  const { witness, gates, by } = contest;
  if (witness === null || witness.known.rows.length === 0) return [];
  const suspects = suspectsIn(contest, witness.fresh);
  return suspects.flatMap(({ name, file, answers }): Charge[] => {
    const comparison = compare(witness.known, answers, gates);
    if (comparison.p >= CHAMPION_LEVEL / suspects.length) return [];
    const charge = { who: "champion" as const, name, file, comparison };
    // A golden file may be cleaner or easier than the data; that all skill is gone has no such reason.
    if (by !== "file" && fellFar(comparison)) return [{ ...charge, kind: "fell" }];
    return skillLost(comparison) ? [{ ...charge, kind: "lost" }] : [];
  });
}

interface Suspect extends Pick<Charge, "name" | "file"> {
  answers: Answers;
}

/** All new rows, and each new batch: a bad one is not hidden by good ones that arrive with it. */
function suspectsIn(contest: Contest, fresh: Answers): Suspect[] {
  const { files, fileOf } = contest;
  const batches = newBatches(contest);
  const at = new Map(batches.flatMap((spans, i) => spans.map((span) => [span, i] as const)));
  const each = groupBy(fresh, batches.length, (row) => at.get(files[fileOf[row]!]!)!).map((answers, i) => ({
    ...naming(batches[i]!),
    answers,
  }));
  const large = each.filter(({ answers }) => answers.rows.length >= FILE_ROWS);
  const alone = each.filter(({ answers }) => answers.rows.length > 0).length === 1;
  return alone ? large : [...large, { ...together(contest), answers: fresh }];
}

/** The spans of each new batch. */
function newBatches({ files }: Pick<Contest, "files">): FileSpan[][] {
  const batches = new Map<number | FileSpan, FileSpan[]>();
  for (const span of files.filter(isNew)) batches.set(span.batch ?? span, [...(batches.get(span.batch ?? span) ?? []), span]);
  return [...batches.values()];
}

/** All new rows; where they are one batch, under its name. */
function together(contest: Pick<Contest, "files">): Pick<Charge, "name" | "file"> {
  const batches = newBatches(contest).filter((spans) => spans.some(({ start, end }) => end > start));
  return batches.length === 1 ? naming(batches[0]!) : { name: null, file: null };
}

function naming(spans: FileSpan[]): Pick<Charge, "name" | "file"> {
  const [main, ...others] = spans.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  const { name, label } = main!;
  const words = label === undefined ? quoted(name) : `${quoted(name)} (${label})`;
  return {
    name: others.length === 0 ? words : `${words} and ${counted(others.length, "more file")}`,
    file: others.length === 0 ? main! : null,
  };
}

function convicted(contest: Contest, { charge, peers }: Tried): CheckResult {
  const { name, file } = charge;
  return gate(contest, {
    code: "f1-batch",
    subject: file?.name ?? "model",
    status: "fail",
    ...numbersOf(charge),
    message: `${chargeSentence(contest, charge)}${besidePeers(charge, peers)}.`,
    suggestion: `Check the labels of ${name ?? "the new files"}.`,
    remedies: file?.rowSet === undefined ? [] : [exclude({ rows: file.rowSet }, "labels do not fit")],
  });
}

/** A fall may be unusual by the skill that is gone, or beyond what is ever excused, where accepted files fell as far. */
function besidePeers({ kind, comparison }: Charge, peers: Comparison[]): string {
  if (peers.length < FEWEST_FILES) return "";
  const most = largestFall(peers);
  return kind === "fell" && comparison.fallAtSameMix > most
    ? `, more than accepted files that were left out: they fell by up to ${score(most)}`
    : ", and what accepted files lost when they were left out does not excuse it";
}

function excused(contest: Contest, { charge, peers }: Tried): CheckResult {
  const fell = `accepted files fell by up to ${score(largestFall(peers))} when left out, so files differ that much here`;
  const message = `${chargeSentence(contest, charge)}; ${fell}.`;
  const suggestion = "Nothing, if the new files are known to differ; otherwise look at their labels.";
  return gate(contest, { code: "f1-batch", status: "warn", ...numbersOf(charge), message, suggestion });
}

/** Never below 0: a fall. */
function largestFall(peers: Comparison[]): number {
  return peers.reduce((most, { fallAtSameMix }) => Math.max(most, fallAtSameMix), 0);
}

function chargeSentence(contest: Contest, { who, name, kind, comparison }: Charge): string {
  const { accepted, fresh, p } = comparison;
  const [here, there] = [rowsOf(who, name, fresh.rows), knownRows(contest, accepted.rows)];
  if (kind === "fell") {
    return (
      `The ${who}'s ${f1Noun(contest)} is ${score(fresh.f1)} on ${here} and ${score(accepted.f1)} on ${there}: ` +
      `it falls by more than ${LARGEST_DROP} (${chance(p)})`
    );
  }
  const share = (side: { right: number; rows: number }) => `${((100 * side.right) / side.rows).toFixed(1)} %`;
  return `The champion is right on ${share(fresh)} of ${here}, no more than chance would bring, and on ${share(accepted)} of ${there} (${chance(p)})`;
}

function numbersOf({ kind, comparison }: Charge): Pick<GateFinding, "rows" | "estimate" | "bound" | "threshold"> {
  const { accepted, fresh } = comparison;
  if (kind === "fell") return { rows: fresh.rows, estimate: fresh.f1, bound: fresh.f1Upper, threshold: accepted.f1 - LARGEST_DROP };
  const bound = clopperPearson(fresh.right, fresh.rows, REPORTED_CONFIDENCE).upper;
  return { rows: fresh.rows, estimate: fresh.right / fresh.rows, bound, threshold: skillFloor(comparison) };
}

function knownRows({ by, witness }: Contest, rows: number): string {
  if (witness?.ofSnapshot) return `${counted(rows, "hold-out row")} of the snapshot that it was promoted on`;
  return by === "file" ? `${counted(rows)} of the golden file` : counted(rows, "accepted hold-out row");
}

function rowsOf(who: Speaker, name: string | null, rows: number): string {
  const noun = who === "candidate" ? "hold-out row" : "row";
  return `${counted(rows, noun)} of ${name ?? "the new files"}`;
}

function unsuspicious(contest: Contest, who: Speaker, comparison: Comparison): CheckResult {
  const { accepted, fresh, smallestP } = comparison;
  const numbers = { rows: fresh.rows, estimate: fresh.f1, bound: fresh.f1Upper, threshold: accepted.f1 - LARGEST_DROP };
  const subject = who === "candidate" ? capital(f1Noun(contest)) : `The champion's ${f1Noun(contest)}`;
  const found = `${subject} is ${score(fresh.f1)} on ${rowsOf(who, together(contest).name, fresh.rows)} and ${score(accepted.f1)} on ${knownRows(contest, accepted.rows)}`;
  if (smallestP < LEVEL) {
    const message = `${found}: no sign that their labels mean something else.`;
    return gate(contest, { code: "f1-batch", status: "pass", ...numbers, message, suggestion: null });
  }
  const message = `${found}: too few rows to see whether their labels mean the same.`;
  const suggestion = "Bring larger batches, or look at the labels of the new files.";
  return gate(contest, { code: "f1-batch", status: "warn", ...numbers, message, suggestion });
}

function untold(contest: Contest): CheckResult {
  const { candidate, files, fileOf, by } = contest;
  const rows = candidate.rows.reduce((total, row) => total + (isNew(files[fileOf[row]!]!) ? 1 : 0), 0);
  const finding = { code: "f1-batch", status: "inconclusive" as const, rows, estimate: null, bound: null, threshold: null };
  if (rows === 0 && by !== "time" && by !== "file") {
    const brought = freshRows(contest);
    const isTiny = brought > 0 && brought < FILE_ROWS && contest.champion.kind !== "unfit";
    const message = `None of the hold-out rows is from the new files${isTiny ? ` (${counted(brought, "labelled row")})` : ""}: they cannot be judged${isTiny ? " alone, and wait for the next ones" : ""}.`;
    const suggestion = "Bring more rows: files that are not accepted are judged together with the next ones.";
    return gate(contest, { ...finding, status: isTiny ? "undecided" : "inconclusive", message, suggestion });
  }
  if (contest.champion.kind === "unfit") {
    const { reason, suggestion } = contest.champion;
    const message = `The champion cannot tell whether the labels of the new files mean what they meant: ${reason}.`;
    return gate(contest, { ...finding, message, suggestion });
  }
  const message = "There is no labelled hold-out row of accepted files to compare the new files with.";
  return gate(contest, { ...finding, message, suggestion: "Keep accepted files unchanged where the pattern finds them." });
}

/** Labelled rows of the new files, on whichever side they are. */
function freshRows({ dataset, files }: Contest): number {
  const rows = files.filter(isNew).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
  return labelled(dataset, Int32Array.from(rows)).length;
}
