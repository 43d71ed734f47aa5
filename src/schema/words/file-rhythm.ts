// The usual interval between files, by the dates in their names, and files missing from it.

import { plural, printable } from "../../findings/wording.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { SourceFile } from "../../types/table.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Fewest gaps from which an interval is inferred. */
const FEWEST_GAPS = 4;
/** A gap is usual when so large a share of all gaps, and two at least, is about as long or longer: a weekend comes once in a week. */
const USUAL = { share: 1 / 7, fewest: 2, about: 0.8 };
/** A gap that exceeds the usual ones by half is a hole. */
const LONGER = 1.5;

type Dated = Pick<SourceFile, "name" | "date" | "accepted">;

interface Gap {
  before: Dated;
  after: Dated;
  /** Milliseconds. */
  length: number;
}

export interface FileInterval {
  /** Milliseconds that usually lie between one file and the next. */
  usual: number;
  longest: number;
  /** The newest date, milliseconds since 1970. */
  newest: number;
  holes: Gap[];
}

/** The usual interval between files; null: too few dates. */
export function fileInterval(files: readonly Dated[]): FileInterval | null {
  const dated = files.filter((file) => file.date !== null).toSorted((a, b) => a.date! - b.date!);
  const gaps = dated.slice(1).flatMap((after, i): Gap[] => {
    const before = dated[i]!;
    return after.date! > before.date! ? [{ before, after, length: after.date! - before.date! }] : [];
  });
  if (gaps.length < FEWEST_GAPS) return null;
  const lengths = gaps.map(({ length }) => length).sort((a, b) => a - b);
  const least = Math.max(USUAL.fewest, USUAL.share * gaps.length);
  const usual = lengths.findLast((length) => lengths.filter((other) => other >= USUAL.about * length).length >= least)!;
  const holes = gaps.filter(({ length }) => length > LONGER * usual);
  return { usual, longest: lengths.at(-1)!, newest: dated.at(-1)!.date!, holes };
}

/** Warns of missing files until the files before and after the gap are accepted. */
export function missingFiles(files: readonly SourceFile[]): CheckResult[] {
  const rhythm = fileInterval(files.filter(({ golden }) => !golden));
  if (rhythm === null) return [];
  return rhythm.holes
    .filter(({ before, after }) => !before.accepted || !after.accepted)
    .map(({ before, after, length }) => {
      const count = Math.max(1, Math.round(length / rhythm.usual) - 1);
      const [from, to] = [printable(before.name, 200), printable(after.name, 200)];
      const message = `between ${from} and ${to} lie ${spanWords(length)}, and files come ${everyWords(rhythm.usual)}: about ${plural(count, "file")} ${count === 1 ? "is" : "are"} missing`;
      const suggestion = "Look whether the export ran then; deliver what is missing, or go on if nothing happened.";
      return {
        code: "time-gap",
        subject: "files",
        status: "warn",
        observed: spanWords(length),
        expected: spanWords(rhythm.usual),
        message,
        suggestion,
        where: { file: after.name, line: 1, column: 1 },
      };
    });
}

/** A time span in whole days, or hours below two days. */
export function spanWords(milliseconds: number): string {
  return milliseconds >= 2 * DAY || milliseconds % DAY === 0
    ? plural(Math.round(milliseconds / DAY), "day")
    : plural(Math.max(1, Math.round(milliseconds / HOUR)), "hour");
}

/** "every day", "every 6 hours". */
export function everyWords(milliseconds: number): string {
  const span = spanWords(milliseconds);
  return span.startsWith("1 ") ? `every ${span.slice(2)}` : `every ${span}`;
}
