import { byCodePoint } from "../table/columns/code-point.ts";
import type { CategoryProfile } from "../types/profile.ts";
import type { CategoryColumn } from "../types/table.ts";
import { countCodes, stillnessOf } from "./cells.ts";
import { textHash } from "./hash.ts";
import { formOf } from "./text-form.ts";

const MOST_VALUES = 40;
/** Up to this many distinct values all are listed. */
const FEW_VALUES = 24;
const LISTED_SHARE = 0.002;
export const BUCKETS = 16;
const MOST_FORMS = 10;
const TEXTS_READ = 5000;
const LENGTH_LEVELS = 8;

/** The profile of a text column. */
export function categoryProfile(column: CategoryColumn): CategoryProfile {
  const { categories, codes, name, type } = column;
  const counts = countCodes(column);
  const rows = codes.length;
  const seen: number[] = [];
  for (let code = 1; code < counts.length; code++) if (counts[code]! > 0) seen.push(code);
  seen.sort((a, b) => counts[b]! - counts[a]! || byCodePoint(categories[a - 1]!, categories[b - 1]!));
  const least = seen.length <= FEW_VALUES ? 1 : Math.max(2, LISTED_SHARE * rows);
  const listed = seen.slice(0, MOST_VALUES).filter((code) => counts[code]! >= least);
  const buckets = new Array<number>(BUCKETS).fill(0);
  for (const code of seen) buckets[textHash(categories[code - 1]!) % BUCKETS]! += counts[code]!;
  return {
    kind: "category",
    name,
    type,
    rows,
    missing: counts[0]!,
    distinct: seen.length,
    ...stillnessOf(codes),
    values: listed.map((code) => categories[code - 1]!),
    counts: listed.map((code) => counts[code]!),
    buckets: seen.length <= listed.length ? [] : buckets,
    ...(type === "boolean" ? { forms: [], formCounts: [], lengths: [] } : formsOf(column, counts, seen)),
  };
}

/** Shares of text forms and lengths, computed from a bounded number of distinct texts. */
function formsOf(column: CategoryColumn, counts: Uint32Array, seen: number[]): Pick<CategoryProfile, "forms" | "formCounts" | "lengths"> {
  const forms = new Map<string, number>();
  const lengths = new Map<number, number>();
  const step = Math.max(1, Math.floor(seen.length / TEXTS_READ));
  for (let i = 0; i < seen.length; i += step) {
    const text = column.categories[seen[i]! - 1]!;
    const rows = counts[seen[i]!]!;
    const form = formOf(text);
    forms.set(form, (forms.get(form) ?? 0) + rows);
    lengths.set(text.length, (lengths.get(text.length) ?? 0) + rows);
  }
  const ranked = [...forms].sort((a, b) => b[1] - a[1] || byCodePoint(a[0], b[0])).slice(0, MOST_FORMS);
  return { forms: ranked.map(([form]) => form), formCounts: ranked.map(([, count]) => count), lengths: lengthLevels(lengths) };
}

function lengthLevels(lengths: Map<number, number>): number[] {
  const sorted = [...lengths].sort((a, b) => a[0] - b[0]);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  return Array.from({ length: LENGTH_LEVELS + 1 }, (_, k) => {
    let left = (k / LENGTH_LEVELS) * (total - 1);
    for (const [length, count] of sorted) {
      left -= count;
      if (left < 0) return length;
    }
    return sorted.at(-1)![0];
  });
}
