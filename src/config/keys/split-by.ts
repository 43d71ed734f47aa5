// split.by in its two forms: `{time: COLUMN}`, and `time: COLUMN` as one text for `--set`.
import { z } from "zod";
import type { SplitKind } from "../../types/config.ts";
import { bucketPath } from "./bucket.ts";
import { section, text } from "./leaves.ts";

export const SPLIT_BY = "row, {id: COLUMN}, {group: COLUMN}, {time: COLUMN} or {file: PATH}";
const COLUMN = "the name of a column";
const FILE = "the path of one file such as golden.csv, or s3://bucket/key";

const goldenFile = text(FILE).refine((path) => !isPattern(path) && isReadable(path), { error: FILE });

const mapping = section({
  id: text(COLUMN).optional().describe("Every row of one id lies on one side."),
  group: text(COLUMN).optional().describe("Every row of one group lies on one side, and counts as one in comparisons and intervals."),
  time: text(COLUMN).optional().describe("The past is trained on, the most recent rows are held out."),
  file: goldenFile.optional().describe("This file is held out and never trained on; nothing of the data is."),
}).refine((by) => Object.values(by).filter((named) => named !== undefined).length === 1, { error: SPLIT_BY });

const WRITTEN = /^(id|group|time|file): *(\S.*)$/;

const written = z
  .string({ error: SPLIT_BY })
  .refine((by) => by === "row" || WRITTEN.test(by), { error: SPLIT_BY })
  .refine((by) => !/^file:/.test(by) || goldenFile.safeParse(by.replace(WRITTEN, "$2")).success, { error: FILE });

export const splitBy = z.union([written, mapping], { error: SPLIT_BY });

export type SplitBy = z.output<typeof splitBy>;

/** The kind of split, and its column or file. */
export function splitByOf(by: SplitBy): { by: SplitKind; named: string | null } {
  if (by === "row") return { by, named: null };
  const [kind, named] = typeof by === "string" ? WRITTEN.exec(by)!.slice(1) : Object.entries(by).find(([, value]) => value !== undefined)!;
  return { by: kind as SplitKind, named: named!.trim() };
}

/** Whether split.by names a file, also in an invalid form. */
export function namesFile(by: unknown): boolean {
  if (typeof by === "string") return /^\s*file\b/.test(by);
  return typeof by === "object" && by !== null && "file" in by;
}

function isPattern(path: string): boolean {
  return path.includes("*") || /\{[YMDH]{2,}/.test(path);
}

function isReadable(path: string): boolean {
  if (/\.parquet$/i.test(path)) return false;
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(path)) return true;
  return path.startsWith("s3://") && (bucketPath(path)?.key ?? "") !== "";
}
