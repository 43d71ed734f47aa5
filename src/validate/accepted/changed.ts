// New rows that took the place of accepted ones: a part of their own, wherever they stand.
import { BACK, NEW } from "../../table/rows/known-rows.ts";
import { type CalendarCut, partsOfRows } from "./calendar.ts";
import { ADOPTED, OUTSIDE } from "./classes.ts";
import type { Corrected } from "./corrected.ts";
import type { RowCounts } from "./pieces.ts";

const DAY = 86_400;
/** Of a day that is accepted fewer new rows than this share are changes in it, and no delivery of it. */
const FEW_OF_DAY = 0.5;
/** So many accepted rows must be gone for each that may have taken its place. */
const REPLACED = 0.5;
const LABEL = "changed rows";

/** Of the accepted rows that are there so many may have the key of one that went earlier, and be no delivery of their own. */
const FEW_RETURNED = 0.02;

interface Asked {
  classes: Int32Array;
  corrected: Corrected | null;
  /** New rows with the key of a row that went before the last promotion. */
  returned: Corrected | null;
  /** Accepted rows that are gone. */
  missing: number;
  /** Seconds since 1970 of a row; null: no column has them. */
  timeOf: ((row: number) => number) | null;
}

/**
 * By the key, where most accepted rows are as they were: a snapshot of which all values moved is a batch like any other. Without one by the
 * time: rows among those of accepted days, where about as many are gone. Empty: there are none.
 */
export function changedRows({ classes, corrected, returned, missing, timeOf }: Asked): number[] {
  const same = classes.reduce((sum, one) => sum + (one >= 0 ? 1 : 0), 0);
  if (corrected !== null) {
    if (corrected.size > same) return [];
    const few = returned !== null && returned.size <= FEW_RETURNED * same ? returned.keys() : [];
    return [...new Set([...corrected.keys(), ...few])].sort((a, b) => a - b);
  }
  if (timeOf === null || missing === 0) return [];
  // The newest day may still grow, unless as many of its rows are gone.
  const days = knownDays(classes, timeOf);
  const options = [days, days.slice(0, -1)].map((some) => some.flatMap(({ fresh }) => fresh).sort((a, b) => a - b));
  return options.find(({ length }) => length <= same && REPLACED * length <= missing) ?? [];
}

/** Of a snapshot so few rows for each that moved are as they were by chance. */
const UNMOVED = 0.1;

/** Whether nearly all rows moved: then there is nothing accepted to judge by. */
export function isNextSnapshot({ corrected, same }: Pick<RowCounts, "corrected" | "same">): boolean {
  return corrected !== null && corrected > 0 && same <= UNMOVED * corrected;
}

/** The new rows of each day of which much more is accepted, by day. */
function knownDays(classes: Int32Array, timeOf: (row: number) => number): { fresh: number[] }[] {
  const days = new Map<number, { known: number; fresh: number[] }>();
  classes.forEach((one, row) => {
    const isKnown = one >= 0 || one === ADOPTED;
    if (!isKnown && one !== NEW && one !== BACK) return;
    const number = Math.floor(timeOf(row) / DAY);
    const day = days.get(number) ?? { known: 0, fresh: [] };
    if (isKnown) day.known++;
    else day.fresh.push(row);
    days.set(number, day);
  });
  const sorted = [...days].sort(([a], [b]) => a - b).map(([, day]) => day);
  return sorted.filter(({ known, fresh }) => fresh.length < FEW_OF_DAY * known);
}

/** The cut of all other rows, and these as one part more. */
export function cutBeside(changed: number[], classes: Int32Array, cut: () => CalendarCut): CalendarCut {
  if (changed.length === 0) return cut();
  const before = changed.map((row) => classes[row]!);
  for (const row of changed) classes[row] = OUTSIDE;
  const others = cut();
  changed.forEach((row, i) => {
    classes[row] = before[i]!;
  });
  const parts = [...others.parts, { accepted: false, isOlder: false, label: LABEL, isChanged: true as const }];
  const partOf = partsOfRows(classes.length, parts.length);
  partOf.set(others.partOf);
  for (const row of changed) partOf[row] = parts.length;
  return { parts, partOf };
}
