// Days in their order: each night a model is trained on all rows so far, and each policy decides whether it replaces the champion.
import { NO_BASELINES } from "../../src/evaluate/compare/evaluation-request.ts";
import { planSplit } from "../../src/evaluate/compare/split-plan.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { judge } from "../../src/evaluate/judge.ts";
import { f1Score } from "../../src/evaluate/scores/confusion.ts";
import { allClasses, answersOf, confusionIn } from "../../src/evaluate/scores/rows.ts";
import { splitRows } from "../../src/table/rows/split.ts";
import type { VerdictName } from "../../src/types/judgement.ts";
import type { Forest } from "../../src/types/model.ts";
import type { Dataset } from "../../src/types/table.ts";
import { forestOn, gatesWith } from "../../test/evaluate/world.ts";
import type { TimedSet } from "./sets.ts";

/** *gated, waiting* is gated with `retrain.when: {min-new-rows: 10%}`. */
export const POLICIES = ["gated", "gated, waiting", "always promote", "new >= old", "never retrain"] as const;
export type Policy = (typeof POLICIES)[number];

/** Other ways to promote, without gates, that were tried: nobody has to beat them. */
export const TRIED = ["5 % more rows", "20 % more rows", "better by one standard error", "that or 10 % more rows"] as const;
export type Tried = (typeof TRIED)[number];
const EVERY = [...POLICIES, ...TRIED];

export interface Series {
  /** Of the champion on each next day. */
  f1: number[];
  promotions: number;
  /** Promotions after which the next day's F1 was lower by more than HARM than the replaced model's. */
  harmful: number;
}

export interface Replay {
  days: string[];
  rowsPerDay: number;
  holdoutRows: { first: number; last: number };
  series: Record<Policy | Tried, Series>;
  /** Of the policy that retrains every night behind the gates. */
  verdicts: Partial<Record<VerdictName, number>>;
  /** The gates that held candidates back, with how often each was the first. */
  heldBy: Record<string, number>;
  /** Mean next-day F1 of tonight's candidate less that of the gated champion, over the nights that were held back. */
  missed: number;
}

/** A promotion that lowers the next day's F1 by more. */
export const HARM = 0.01;
/** The policy that waits asks for so many new rows, as a share of those that the champion is made of: retrain.when.min-new-rows. */
const AWAITED = 0.1;
const SPLIT = { holdout: 0.2, by: "row", column: null, columns: null, salt: "replay" } as const;

interface Promoted {
  forest: Forest;
  /** On its hold-out when it was promoted, as the registry remembers it. */
  f1: number;
}

/** What a registry knows of the models promoted one after another. */
interface Line {
  promoted: Promoted[];
  /** Files that were part of a promotion. */
  accepted: number;
  looks: number;
}

const lineOf = (accepted: number): Line => ({ promoted: [], accepted, looks: 0 });

/** The rows of the first files: those up to `accepted` were part of a promotion. */
function until(dataset: Dataset, files: number, accepted: number): Dataset {
  const spans = dataset.files.slice(0, files).map((file, i) => ({ ...file, accepted: i < accepted }));
  return {
    ...dataset,
    rows: spans.at(-1)!.end,
    columns: dataset.columns.map((column) => clipped(column, spans.at(-1)!.end)),
    files: spans,
  };
}

function clipped(column: Dataset["columns"][number], rows: number): Dataset["columns"][number] {
  return column.kind === "number"
    ? { ...column, values: column.values.subarray(0, rows) }
    : { ...column, codes: column.codes.subarray(0, rows) };
}

interface Night {
  table: Dataset;
  sides: ReturnType<typeof splitRows>;
  candidate: Forest;
  dummyMargin: number;
}

/** What the gates say of a night's candidate to a registry that promoted these models. */
function behindGates(line: Line, { table, sides, candidate, dummyMargin }: Night) {
  const best = line.promoted.reduce((most, one) => (one.f1 > most.f1 ? one : most));
  const champion = line.promoted.at(-1)!;
  const opponents = {
    ...NO_BASELINES,
    champion: champion.forest,
    best: best === champion ? null : { id: String(line.promoted.indexOf(best)).padStart(64, "0"), model: best.forest },
    looks: line.looks++,
  };
  const gates = { ...gatesWith(null), dummy: { margin: dummyMargin } };
  const dataset = until(table, table.files.length, line.accepted);
  const { checks } = evaluate({ dataset, ...sides, candidate, ...opponents, gates, whereOf: () => null, showValues: false });
  return { checks, verdict: judge(checks, gates.champion).verdict };
}

/** By how many standard errors more rows are right that one of the two alone has right (McNemar). */
function lead(candidate: Forest, champion: Forest, dataset: Dataset, rows: Int32Array): number {
  const frame = { dataset, classes: allClasses(dataset, [candidate, champion]), unitOf: null };
  const [ours, theirs] = [answersOf(candidate, frame, rows), answersOf(champion, frame, rows)];
  let [won, lost] = [0, 0];
  ours.truth.forEach((truth, i) => {
    if (ours.predicted[i] === theirs.predicted[i]) return;
    if (ours.predicted[i] === truth) won++;
    else if (theirs.predicted[i] === truth) lost++;
  });
  return won + lost === 0 ? 0 : (won - lost) / Math.sqrt(won + lost);
}

/** One file per day; the first model is made of the first `start` files, by all policies alike. */
export function replay(
  dataset: Dataset,
  { start, dummyMargin }: Pick<TimedSet, "start" | "dummyMargin">,
  trees: number,
  said: (text: string) => void,
): Replay {
  const rowsOf = ({ start: from, end }: { start: number; end: number }) => Int32Array.from({ length: end - from }, (_, i) => from + i);
  const nextDay = (forest: Forest, file: number) => {
    const frame = { dataset, classes: allClasses(dataset, [forest]), unitOf: null };
    return f1Score(confusionIn(answersOf(forest, frame, rowsOf(dataset.files[file]!))), "weighted", null);
  };
  const onHoldout = (forest: Forest, table: Dataset, rows: Int32Array) =>
    f1Score(confusionIn(answersOf(forest, { dataset: table, classes: allClasses(table, [forest]), unitOf: null }, rows)), "weighted", null);

  const champions = {} as Record<Policy | Tried, Forest>;
  /** Files that its champion is made of. */
  const learned = {} as Record<Policy | Tried, number>;
  const nothing = (): Series => ({ f1: [], promotions: 0, harmful: 0 });
  const series = Object.fromEntries(EVERY.map((policy) => [policy, nothing()])) as Record<Policy | Tried, Series>;
  const out: Replay = { days: [], rowsPerDay: 0, holdoutRows: { first: 0, last: 0 }, series, verdicts: {}, heldBy: {}, missed: 0 };
  const lines = { gated: lineOf(start), "gated, waiting": lineOf(start) };
  let held = 0;

  for (let files = start; files < dataset.files.length; files++) {
    const table = until(dataset, files, 0);
    const sides = splitRows(
      table,
      planSplit({ split: SPLIT, whereOf: () => null, registry: { kind: "directory", path: "registry" } }, null, table).split,
    );
    const candidate = forestOn(table, sides.trainRows, 42, trees);
    const tomorrow = nextDay(candidate, files);
    out.holdoutRows.last = sides.holdoutRows.length;
    const night = { table, sides, candidate, dummyMargin };
    const hasGrown = (policy: Policy | Tried, share: number) =>
      dataset.files[files - 1]!.end >= (1 + share) * dataset.files[learned[policy] - 1]!.end;
    const isBetter = (policy: Tried) => lead(candidate, champions[policy], table, sides.holdoutRows) >= 1;
    const decide: Record<Policy | Tried, () => boolean> = {
      gated: () => {
        const { checks, verdict } = behindGates(lines.gated, night);
        out.verdicts[verdict] = (out.verdicts[verdict] ?? 0) + 1;
        if (verdict === "promoted") return true;
        const first = ["fail", "inconclusive", "undecided"].flatMap((worst) => checks.find(({ status }) => status === worst) ?? [])[0];
        said(`  ${first?.message ?? verdict}`);
        const by = `${first?.code ?? "none"}: ${first?.status ?? ""}`;
        out.heldBy[by] = (out.heldBy[by] ?? 0) + 1;
        out.missed += tomorrow - nextDay(champions.gated, files);
        held++;
        return false;
      },
      "gated, waiting": () => hasGrown("gated, waiting", AWAITED) && behindGates(lines["gated, waiting"], night).verdict === "promoted",
      "always promote": () => true,
      "new >= old": () => onHoldout(candidate, table, sides.holdoutRows) >= onHoldout(champions["new >= old"], table, sides.holdoutRows),
      "never retrain": () => false,
      "5 % more rows": () => hasGrown("5 % more rows", 0.05),
      "20 % more rows": () => hasGrown("20 % more rows", 0.2),
      "better by one standard error": () => isBetter("better by one standard error"),
      "that or 10 % more rows": () => hasGrown("that or 10 % more rows", AWAITED) || isBetter("that or 10 % more rows"),
    };
    const isFirst = files === start;
    if (isFirst) out.holdoutRows.first = sides.holdoutRows.length;
    for (const policy of EVERY) {
      const of = series[policy];
      const promotes = isFirst || decide[policy]();
      const before = isFirst ? null : nextDay(champions[policy], files);
      if (promotes) {
        champions[policy] = candidate;
        learned[policy] = files;
        if (policy in lines) {
          const line = lines[policy as keyof typeof lines];
          line.promoted.push({ forest: candidate, f1: onHoldout(candidate, table, sides.holdoutRows) });
          line.accepted = files;
        }
        if (before !== null) {
          of.promotions++;
          if (tomorrow < before - HARM) of.harmful++;
        }
      }
      of.f1.push(promotes ? tomorrow : before!);
    }
    out.days.push(dataset.files[files]!.name);
    said(`${dataset.files[files]!.name}: ${POLICIES.map((policy) => series[policy].f1.at(-1)!.toFixed(3)).join(" ")}`);
  }
  out.rowsPerDay = Math.round((dataset.rows - dataset.files[start - 1]!.end) / out.days.length);
  out.missed = held === 0 ? 0 : out.missed / held;
  return out;
}
