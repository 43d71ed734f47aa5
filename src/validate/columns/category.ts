// A column of texts against its history: its values' shares, values never seen, how its texts are built.

import { percent, plural, printable } from "../../findings/wording.ts";
import { categoryShares, namedShares } from "../../profile/curves.ts";
import { chiSquareP } from "../../stats/categorical.ts";
import { deviationOf, exceeds, ksDistance, totalVariationDistance } from "../../stats/deviation.ts";
import type { CategoryProfile } from "../../types/profile.ts";
import { type Alarm, ASK_THE_SOURCE, autocorrelation, type Compared, cellsOf, gapChance, totalOf } from "./alarm.ts";
import { shareAlarm, shareRange } from "./shares.ts";

type Texts = Compared<CategoryProfile>;

const FEWEST_CELLS = 20;
const MASS_FLOOR = 0.1;
const UNSEEN_FLOOR = 0.02;
const FORM_FLOOR = 0.15;
const NEW_FORM_FLOOR = 0.02;
const LISTED = 0.995;
const LENGTH_FLOOR = 0.25;

/** Alarms of a text column: unseen values, other forms, moved shares. */
export function categoryAlarms(column: Texts): Alarm[] {
  const past = column.past.filter((one) => cellsOf(one) >= FEWEST_CELLS);
  if (past.length === 0 || cellsOf(column.batch) < FEWEST_CELLS) return [];
  const compared = { ...column, past };
  const unseen = unseenAlarm(compared);
  const form = unseen === null ? formAlarm(compared) : misreadAlarm(compared);
  const found = [
    unseen?.alarm,
    form,
    unseen === null && form !== null ? null : sharesAlarm(compared, (unseen?.share ?? 0) + listedAnew(compared)),
  ];
  return found.flatMap((alarm) => alarm ?? []);
}

/** Share of cells with values that the schema lists and no accepted batch had: somebody wrote them down. */
function listedAnew({ field, batch, past }: Texts): number {
  const known = new Set(past.flatMap(({ values }) => values));
  const anew = (field.constraints.enum ?? []).filter((value) => !known.has(value));
  return totalOf(batch.counts.filter((_, k) => anew.includes(batch.values[k]!))) / cellsOf(batch);
}

function sharesAlarm({ batch, past, alpha, showValues }: Texts, explained: number): Alarm | null {
  const { vectors, values } = categoryShares([batch, ...past]);
  const weights = past.map(cellsOf);
  const deviation = deviationOf(
    { batch: vectors[0]!, cells: cellsOf(batch), past: vectors.slice(1), weights, alpha },
    totalVariationDistance,
  );
  const limit = Math.max(MASS_FLOOR, deviation.limit);
  if (!exceeds(deviation, MASS_FLOOR) || deviation.distance - explained <= limit) return null;
  if (sharesChance(vectors[0]!, cellsOf(batch), deviation.pool, totalOf(weights)) >= alpha) return null;
  const most = largestMove(vectors[0]!, deviation.pool, values, showValues);
  const recoded = areAllNew(batch, past);
  const moved = `${percent(deviation.distance)} of the rows moved (between past batches at most ${percent(deviation.pastDistance)})`;
  const says = recoded
    ? "has new values in 100 % of the cells whose values are listed: no past batch lists any of them, as if they were recoded"
    : `has other shares than before: ${moved}${most}`;
  const remedy = ASK_THE_SOURCE;
  return { code: "drift", observed: percent(deviation.distance), expected: `at most ${percent(limit)}`, says, remedy };
}

/** No listed value of the batch is one of the past batches', which list most of what they have. */
function areAllNew(batch: CategoryProfile, past: CategoryProfile[]): boolean {
  const known = new Set(past.flatMap(({ values }) => values));
  const most = Math.max(...past.map(({ distinct }) => distinct));
  return batch.values.length > 0 && known.size * 2 >= most && !batch.values.some((value) => known.has(value));
}

/** Pearson's test of both count vectors, rare values taken together. */
function sharesChance(batch: Float64Array, cells: number, pool: Float64Array, pastCells: number): number {
  const [a, b] = [[0], [0]];
  for (let k = 0; k < batch.length; k++) {
    const [x, y] = [batch[k]! * cells, pool[k]! * pastCells];
    if (((x + y) * cells) / (cells + pastCells) < 5) {
      a[0]! += x;
      b[0]! += y;
    } else {
      a.push(x);
      b.push(y);
    }
  }
  return chiSquareP(a, b);
}

function largestMove(batch: Float64Array, pool: Float64Array, values: string[], showValues: boolean): string {
  let at = 0;
  for (let k = 0; k < values.length; k++) if (Math.abs(batch[k]! - pool[k]!) > Math.abs(batch[at]! - pool[at]!)) at = k;
  if (values.length === 0) return "";
  const name = showValues ? JSON.stringify(printable(values[at]!, 40)) : "the value that moved most";
  return `; ${name} ${percent(pool[at]!)} → ${percent(batch[at]!)}`;
}

/** Values that no past batch had, where all values of all past batches are known. */
function unseenAlarm({ field, batch, past, alpha, showValues }: Texts): { alarm: Alarm; share: number } | null {
  if (!past.every((one) => totalOf(one.counts) >= cellsOf(one))) return null;
  // What the schema lists is no stranger, whoever has used it.
  const listed = new Set(field.constraints.enum);
  const others = batch.values.flatMap((name, k) => (listed.has(name) ? [] : [{ name, count: batch.counts[k]! }]));
  const rows = strangeRows(
    { names: others.map(({ name }) => name), counts: others.map(({ count }) => count) },
    past.map((one) => ({ names: one.values, counts: one.counts })),
  );
  // What a batch does not list is not known either.
  const own = { hits: rows.own + cellsOf(batch) - totalOf(batch.counts), cells: cellsOf(batch) };
  const before = past.map((one, i) => ({ hits: rows.past[i]!, cells: cellsOf(one) }));
  const found = shareAlarm({ ...own, past: before, floor: UNSEEN_FLOOR, alpha, direction: "up" });
  if (found === null) return null;
  const known = new Set(past.flatMap((one) => one.values));
  const fresh = others.map(({ name }) => name).filter((value) => !known.has(value));
  const folded = new Set([...known].map(fold));
  const respelled = fresh.length > 0 && fresh.every((value) => folded.has(fold(value)));
  const named = showValues
    ? ` (${fresh
        .slice(0, 3)
        .map((value) => JSON.stringify(printable(value, 40)))
        .join(", ")})`
    : "";
  const why = respelled ? ": known values in another spelling (case, spaces, accents)" : "";
  const says = `has ${plural(Math.max(1, fresh.length), "value")}${named} that no batch had before, in ${percent(found.share)} of its cells${why}`;
  const remedy = respelled ? "Restore the spelling at the source." : "If the values are right, add them to the schema; else correct them.";
  return { share: found.share, alarm: { code: "new-values", observed: percent(found.share), expected: shareRange(before), says, remedy } };
}

interface Rows {
  names: string[];
  counts: number[];
}

/** From here on accepted batches are asked what was new in them when they came: before, too little was known. */
const KNOWN = 2 / 3;

/** Rows of the batch under names that no accepted batch has; and of each accepted one under names that no other has, or at its time had. */
function strangeRows(batch: Rows, past: Rows[]): { own: number; past: number[] } {
  const batches = new Map<string, { first: number; count: number }>();
  past.forEach(({ names }, i) => {
    for (const name of names) batches.set(name, { first: batches.get(name)?.first ?? i, count: (batches.get(name)?.count ?? 0) + 1 });
  });
  const own = totalOf(batch.counts.filter((_, k) => !batches.has(batch.names[k]!)));
  const settled = Math.ceil(KNOWN * past.length);
  const before = past.map(({ names, counts }, i) => {
    const isStrange = ({ first, count }: { first: number; count: number }) => count === 1 || (i >= settled && first === i);
    return past.length < 2 ? 0 : totalOf(counts.filter((_, k) => isStrange(batches.get(names[k]!)!)));
  });
  return { own, past: before };
}

/** Case, blanks, accents and separators apart, the same text. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\s_.-]/gu, "")
    .toLowerCase();
}

/** Texts that are built or as long as none were. */
function formAlarm(column: Texts): Alarm | null {
  const { batch } = column;
  if (batch.forms.length === 0) return null;
  const remedy = "Look for a changed encoding, case, padding, cut or added characters at the source.";
  return misreadAlarm(column) ?? newFormAlarm(column, remedy) ?? formSharesAlarm(column, remedy) ?? lengthAlarm(column, remedy);
}

/** UTF-8 that was read as Windows-1252 ("Ã©" for "é"), and the sign for bytes that could not be read. */
const MISREAD = /[ÃÂ][\u0080-\u00bf]|â€|\ufffd/;

/** Texts that were read in a wrong encoding, where none were: no share of rows makes them right. */
function misreadAlarm({ batch, past }: Texts): Alarm | null {
  const isMisread = (text: string) => MISREAD.test(text);
  const at = batch.values.findIndex(isMisread);
  if (at < 0 || past.some(({ values }) => values.some(isMisread))) return null;
  const share = totalOf(batch.counts.filter((_, i) => isMisread(batch.values[i]!))) / cellsOf(batch);
  const says = `has texts in ${percent(share)} of its cells that were read in a wrong encoding ("Ã©" for "é", or a sign for what cannot be read); no accepted batch had any`;
  return {
    code: "text-form",
    observed: percent(share),
    expected: "0 %",
    says,
    remedy: "Export again in UTF-8, from where the text is still right.",
  };
}

/** Forms that no accepted batch lists. */
function newFormAlarm({ batch, past, alpha }: Texts, remedy: string): Alarm | null {
  // Where forms are so many that profiles do not list them all, an unlisted one is not new.
  if (past.some((one) => totalOf(one.formCounts) < LISTED * cellsOf(one))) return null;
  // A new name that stands in a stretch of rows is one name.
  const autocorrelated = Math.max(...past.map(autocorrelation));
  const independent = (1 - autocorrelated) / (1 + autocorrelated);
  const rows = strangeRows(
    { names: batch.forms, counts: batch.formCounts },
    past.map((one) => ({ names: one.forms, counts: one.formCounts })),
  );
  const share = (profile: CategoryProfile, hits: number) => ({ hits: hits * independent, cells: cellsOf(profile) * independent });
  const before = past.map((one, i) => share(one, rows.past[i]!));
  const found = shareAlarm({ ...share(batch, rows.own), past: before, floor: NEW_FORM_FLOOR, alpha, direction: "up" });
  if (found === null) return null;
  const fresh = batch.forms.find((form) => !past.some((one) => one.forms.includes(form))) ?? "";
  const says = `has texts built as none before in ${percent(found.share)} of its cells, such as ${JSON.stringify(printable(fresh, 30))} (A, a, 9 stand for letters and digits)`;
  return { code: "text-form", observed: percent(found.share), expected: shareRange(before), says, remedy };
}

function formSharesAlarm({ batch, past, alpha }: Texts, remedy: string): Alarm | null {
  const vectors = namedShares([batch, ...past].map((one) => ({ names: one.forms, counts: one.formCounts, cells: cellsOf(one) })));
  const weights = past.map(cellsOf);
  const deviation = deviationOf(
    { batch: vectors[0]!, cells: cellsOf(batch), past: vectors.slice(1), weights, alpha },
    totalVariationDistance,
  );
  if (!exceeds(deviation, FORM_FLOOR) || sharesChance(vectors[0]!, cellsOf(batch), deviation.pool, totalOf(weights)) >= alpha) return null;
  const says = `has texts built in other ways than before: ${percent(deviation.distance)} of the rows moved, between past batches ${percent(deviation.pastDistance)}`;
  return {
    code: "text-form",
    observed: percent(deviation.distance),
    expected: `at most ${percent(Math.max(FORM_FLOOR, deviation.limit))}`,
    says,
    remedy,
  };
}

function lengthAlarm({ batch, past, alpha }: Pick<Texts, "batch" | "past" | "alpha">, remedy: string): Alarm | null {
  const grid = [...new Set([batch, ...past].flatMap((one) => one.lengths))].sort((a, b) => a - b);
  const curve = ({ lengths }: CategoryProfile) =>
    Float64Array.from(grid, (length) => lengths.filter((one) => one <= length).length / Math.max(1, lengths.length));
  const deviation = deviationOf(
    { batch: curve(batch), cells: cellsOf(batch), past: past.map(curve), weights: past.map(cellsOf), alpha },
    ksDistance,
  );
  const chance = gapChance(deviation.distance, Math.min(cellsOf(batch), batch.distinct), totalOf(past.map(cellsOf)));
  if (!exceeds(deviation, LENGTH_FLOOR) || chance >= alpha) return null;
  const middle = ({ lengths }: CategoryProfile) => lengths[lengths.length >> 1]!;
  const says = `has texts of another length than before: median ${middle(past.at(-1)!)} → ${middle(batch)} characters`;
  return { code: "text-form", observed: middle(batch).toString(), expected: middle(past.at(-1)!).toString(), says, remedy };
}
