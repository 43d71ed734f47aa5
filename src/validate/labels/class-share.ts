// Classes of which a batch has far fewer or far more rows than accepted batches had. `drift` asks how much of all rows moved, and a rare class is
// little of that. A class that is lost fails; one that became more common is a warning, for nothing is lost by it and times bring it along.

import { named, percent, plural, printable } from "../../findings/wording.ts";
import type { CheckResult } from "../../types/judgement.ts";
import { cellsOf, shareChance } from "../columns/alarm.ts";
import { shareAlarm, shareRange } from "../columns/shares.ts";
import { ALPHA, type BatchCase, batchFinding, batchPass, MOST_BATCHES } from "../history/history.ts";
import { areAlike } from "./lost-class.ts";
import { type Classes, classesOf } from "./shares.ts";

/** Fewer rows that are not there are no loss. */
const FEWEST_LOST = 5;
/** Smaller changes of a class are for `drift` to weigh. */
const TIMES = 2;
/** So many of the oldest accepted batches must be alike where not all are. */
const FEWEST_ALIKE = 4;

interface Moved {
  name: string | number;
  hits: number;
  share: number;
  pastShare: number;
  past: { hits: number; cells: number }[];
  /** Beyond what accepted batches differ by, too; few batches leave much room there. */
  isBeyondHabit: boolean;
}

/**
 * Per class: its rows against those of the accepted batches pooled (Fisher's exact test, .001 over all classes), beyond what accepted batches
 * differ by among themselves (as `drift` reckons it), and at least halved or doubled. A loss beyond chance alone, against accepted
 * batches that are alike, is a warning. `known`: classes that have a finding already.
 */
export function classShares(input: BatchCase, known: boolean): CheckResult[] {
  const classes = classesOf(input);
  if (classes === null || known) return [];
  const { column, names } = classes;
  const subject = input.target!;
  const moved = names.flatMap((name) => movedShare(classes, name, hitsIn(column.batch, name)) ?? []);
  const power = lossSeen(classes);
  if (moved.length === 0) {
    const says = `has no class of ${named(subject)} with half or twice its share of rows beyond chance`;
    return [batchPass(input, "class-share", plural(cellsOf(column.batch), "row"), "shares as before", says, { subject, power })];
  }
  return moved.map(({ name, hits, share, pastShare, past, isBeyondHabit }) => {
    const expected = pastShare * cellsOf(column.batch);
    const which = input.showValues ? `class ${named(printable(String(name), 60))}` : "a class";
    const rows = expected < 10 ? expected.toFixed(1) : Math.round(expected).toLocaleString("en");
    const says = `has ${plural(hits, "row")} of ${which} of ${named(subject)} where accepted batches would bring ${rows}: ${percent(share)}, before ${shareRange(past)}`;
    const remedy =
      share < pastShare
        ? "Look whether its labels come late, are renamed or filtered; if it really became rarer, accept it."
        : "Look how these rows were labelled; if the class really became more common, accept it.";
    const status = share < pastShare && isBeyondHabit ? "fail" : "warn";
    return batchFinding(input, {
      code: "class-share",
      status,
      subject,
      observed: hits,
      expected: rows,
      says,
      remedy,
      field: column.field,
      power,
    });
  });
}

function hitsIn(profile: Classes["column"]["batch"], name: string | number): number {
  const names: readonly (string | number)[] = profile.kind === "category" ? profile.values : profile.atoms;
  const at = names.indexOf(name);
  return at < 0 ? 0 : profile.counts[at]!;
}

function movedShare({ column, names }: Classes, name: string | number, hits: number): Moved | null {
  const past = column.past.slice(-MOST_BATCHES).map((one) => ({ hits: hitsIn(one, name), cells: cellsOf(one) }));
  const cells = cellsOf(column.batch);
  const alpha = ALPHA / names.length;
  const habit = shareAlarm({ hits, cells, past, floor: 0, alpha, direction: "both" });
  const found = habit ?? lostByChance(hits, cells, past, alpha);
  if (found === null || (found.share * TIMES > found.pastShare && found.share < TIMES * found.pastShare)) return null;
  return { name, hits, ...found, past, isBeyondHabit: habit !== null };
}

/**
 * A loss that rows alone do not explain, against the oldest accepted batches that differ by no more than their rows do; else null. A slow loss makes
 * each accepted batch a poorer one: it is one where the batch has less of the class than any of them.
 */
function lostByChance(hits: number, cells: number, past: Moved["past"], alpha: number): Pick<Moved, "share" | "pastShare"> | null {
  const first = alikeFirst(past);
  const [before, all] = first.reduce((sum, one) => [sum[0]! + one.hits, sum[1]! + one.cells], [0, 0]) as [number, number];
  const pastShare = before / Math.max(1, all);
  const isFewer = cells > 0 && pastShare * cells - hits >= FEWEST_LOST;
  const isLeast = past.slice(first.length).every((one) => hits * one.cells < one.hits * cells);
  return isFewer && isLeast && shareChance(hits, cells, before, all) < alpha ? { share: hits / cells, pastShare } : null;
}

/** All past batches where they are alike; else the longest run of the oldest ones that are, where these are enough to know a share by. */
function alikeFirst(past: Moved["past"]): Moved["past"] {
  if (areAlike(past)) return past;
  const most = past.findLastIndex((_, i) => i + 1 >= FEWEST_ALIKE && areAlike(past.slice(0, i + 1)));
  return past.slice(0, most + 1);
}

/** The rarest class of which the loss of all rows would be seen, by the rule itself. */
function lossSeen(classes: Classes): string {
  const { names, shares } = classes;
  const seen = shares.filter((_, k) => movedShare(classes, names[k]!, 0) !== null);
  const rows = plural(cellsOf(classes.column.batch), "row");
  if (seen.length === 0) return `the loss of no class would be seen in ${rows}`;
  return `the loss of a class with under ${percent(Math.min(...seen))} of ${rows} would not be seen`;
}
