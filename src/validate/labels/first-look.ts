// What the very first rows show of themselves, before any batch was accepted: a feature that tells the label, copied rows, rows that belong together.

import { CONFIGURATION, setKey } from "../../findings/remedies.ts";
import { grouped, named, percent, plural, printable } from "../../findings/wording.ts";
import { smallForest } from "../../model/choose/small-forest.ts";
import { predict } from "../../model/predict/predict.ts";
import { targetOf } from "../../table/columns/dataset.ts";
import { copiesIn } from "../../table/rows/copied-rows.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { CategoryColumn, Column, Dataset } from "../../types/table.ts";
import { type Told, toldByItself } from "./by-itself.ts";

/** A feature that tells this share of what the commonest class leaves is worth a look. */
const LEAK = 0.95;
/** Fewer rows outside of the commonest class show nothing. */
const FEWEST_OTHERS = 10;
/** A text of more values than these, or with fewer rows each, names things rather than tells. */
const LEAK_VALUES = { most: 50, rows: 10 };
/** Rows that belong together: by at least so many values of two rows and more, which tell the label much better than values beside them. */
const GROUPS = { fewest: 10, rows: 2, tells: 0.6, beside: 0.3 };
/** Rows that the trial forests see, and how many columns are tried. */
const TRIAL = { rows: 3000, columns: 3 };
/** What a forest loses on values it has not seen: accuracy, and in standard errors over the values. */
const LOSS = { least: 0.1, errors: 3 };
/** So many rows are looked at column by column. */
const ROWS = 40_000;
/** Values that files share: with fewer each file brings its own. */
const RECURS = 0.2;

export interface Grouping {
  column: string;
  values: number;
  rows: number;
  /** Accuracy of a small forest on rows drawn at random, and on rows of values that it has not seen. */
  seen: number;
  unseen: number;
  /** Each file brings values of its own, so the next ones will too. */
  fresh: boolean;
}

/** `byRow`: the split keeps no rows together. */
export function firstLook(dataset: Dataset, byRow: boolean): CheckResult[] {
  const told = toldBy(dataset);
  const found = groupingOf(dataset, told);
  const group = found === null || !byRow ? [] : [groupWarning(found)];
  return [...leakWarnings(dataset, told, found), ...copyWarning(dataset), ...group];
}

const warning = (code: string, subject: string, message: string, suggestion: string, observed: string): CheckResult => ({
  code,
  subject,
  status: "warn",
  observed,
  expected: null,
  message,
  suggestion,
  where: null,
});

function leakWarnings(dataset: Dataset, told: (column: Column) => Told, grouping: Grouping | null): CheckResult[] {
  const label = targetOf(dataset);
  const totals = new Int32Array(label.categories.length + 1);
  for (const code of label.codes) totals[code]!++;
  const others = totals.subarray(1).reduce((sum, count) => sum + count, 0) - Math.max(0, ...totals.subarray(1));
  if (others < FEWEST_OTHERS) return [];
  return featuresOf(dataset).flatMap((column) => {
    if (column.name === grouping?.column) return [];
    const { values, rows, byValue, byNeighbour } = told(column);
    const isName = column.kind === "category" && (values > LEAK_VALUES.most || rows < LEAK_VALUES.rows * values);
    const share = column.kind === "category" || values <= LEAK_VALUES.most ? byValue : Math.min(byValue, byNeighbour);
    if (isName || share < LEAK) return [];
    const message = `column ${named(column.name)} alone tells ${percent(share)} of ${named(dataset.target)}: a model may need nothing else`;
    const suggestion = `Look whether it is known before the outcome is; if not, set \`role: ignore\` for ${named(column.name)} in the schema.`;
    return [warning("leak", column.name, message, suggestion, percent(share))];
  });
}

function copyWarning(dataset: Dataset): CheckResult[] {
  const rows = everyRow(dataset.rows, dataset.rows);
  const copies = copiesIn([...featuresOf(dataset), targetOf(dataset)], rows);
  if (copies === null) return [];
  const { repeated, distinct, unitOf } = copies;
  const again = fileAgain(dataset.files, unitOf);
  const share = `${grouped(repeated)} of ${grouped(dataset.rows)} rows`;
  const message = `${share} repeat another in all features and the label, more than chance makes of such columns${again === null ? "" : `: ${again}`}; ${plural(distinct, "row")} are different, and equal ones count as one where models are judged`;
  const suggestion =
    again === null
      ? "Look for a join that multiplies rows or files that hold the same rows."
      : "Keep one of the files: move the other one away.";
  return [warning("duplicate-rows", "rows", message, suggestion, share)];
}

/** Says which file has no row that an earlier one does not have; null: none. `unitOf`: equal rows share the number. */
function fileAgain(files: Dataset["files"], unitOf: Int32Array): string | null {
  const owner = new Map<number, number>();
  for (const [index, { name, start, end }] of files.entries()) {
    const owners = new Set<number>();
    for (let row = start; row < end; row++) {
      const first = owner.get(unitOf[row]!) ?? index;
      owner.set(unitOf[row]!, first);
      owners.add(first);
    }
    const [only = index, ...others] = owners;
    if (only === index || others.length > 0) continue;
    const earlier = files[only]!;
    const rows = plural(end - start, "row");
    return earlier.end - earlier.start === end - start
      ? `${printable(earlier.name, 200)} and ${printable(name, 200)} hold the same ${rows}`
      : `all ${rows} of ${printable(name, 200)} stand in ${printable(earlier.name, 200)} too`;
  }
  return null;
}

function groupWarning({ column, values, rows, seen, unseen }: Grouping): CheckResult {
  const message = `rows of one ${named(column)} stand on both sides of the split (${plural(values, "value")} in ${plural(rows, "row")}) and are alike: a small forest is right in ${percent(seen)} of rows whose ${named(column)} it has seen, in ${percent(unseen)} of others`;
  const suggestion = `If new values of ${named(column)} are to be predicted, keep rows of one value on one side.`;
  const remedies = [setKey(CONFIGURATION, "split.by", { group: column })];
  return { ...warning("grouped-rows", column, message, suggestion, `${percent(seen)} and ${percent(unseen)}`), remedies };
}

/** At most so many, evenly spaced. */
function everyRow(rows: number, most: number): Int32Array {
  const step = Math.max(1, Math.ceil(rows / most));
  return new Int32Array(Math.ceil(rows / step)).map((_, i) => i * step);
}

/** What each column tells by itself, looked at once. */
function toldBy(dataset: Dataset): (column: Column) => Told {
  const label = targetOf(dataset);
  const sampled = everyRow(dataset.rows, ROWS);
  const known = new Map<Column, Told>();
  return (column) => {
    const told = known.get(column) ?? toldByItself(column, label, sampled);
    known.set(column, told);
    return told;
  };
}

const featuresOf = ({ columns, features }: Dataset): Column[] => columns.filter(({ name }) => features.includes(name));

/** The column whose rows belong together and give each other's label away; null: none does. */
export function groupingOf(dataset: Dataset, told = toldBy(dataset)): Grouping | null {
  const label = targetOf(dataset);
  const candidates = dataset.columns.flatMap((column) => {
    if (column.name === dataset.target || (column.kind === "number" && column.type !== "integer")) return [];
    const { rows, values, byValue, byNeighbour } = told(column);
    const isGroup = values >= GROUPS.fewest && rows >= GROUPS.rows * values && byValue >= GROUPS.tells && byNeighbour <= GROUPS.beside;
    return isGroup ? [{ column, values, rows, byValue }] : [];
  });
  const asked = candidates.sort((a, b) => b.byValue - a.byValue || b.values - a.values).slice(0, TRIAL.columns);
  for (const { column, values, rows } of asked) {
    const lost = lossOn(dataset, label, column);
    if (lost !== null) return { column: column.name, values, rows, ...lost, fresh: isFresh(dataset, column) };
  }
  return null;
}

/** Two small forests, each learned on half of the rows and judged on the others: halves by chance, and halves by value. */
function lossOn(dataset: Dataset, label: CategoryColumn, column: Column): Pick<Grouping, "seen" | "unseen"> | null {
  const unitOf = (row: number) => (column.kind === "number" ? column.values[row]! : column.codes[row]!);
  const rows = everyRow(dataset.rows, TRIAL.rows).filter((row) => label.codes[row]! > 0);
  const values = [...new Set(Array.from(rows, unitOf))].sort((a, b) => a - b);
  const place = new Map(values.map((value, i) => [value, i]));
  if (values.length < GROUPS.fewest) return null;
  const features = featuresOf(dataset);
  const right = (half: (row: number, i: number) => number) => {
    const hits = new Uint8Array(rows.length);
    for (const own of [0, 1]) {
      const learned = rows.filter((row, i) => half(row, i) !== own);
      const judged = rows.filter((row, i) => half(row, i) === own);
      if (learned.length === 0 || judged.length === 0) continue;
      const forest = smallForest(
        features,
        learned,
        learned.map((row) => label.codes[row]! - 1),
        label.categories,
      );
      const { classes } = predict(forest, features, judged);
      let k = 0;
      rows.forEach((row, i) => {
        if (half(row, i) === own) hits[i] = classes[k++] === label.codes[row]! - 1 ? 1 : 0;
      });
    }
    return hits;
  };
  const [seen, unseen] = [right((_, i) => scattered(i)), right((row) => scattered(place.get(unitOf(row))!))];
  const mean = (hits: Uint8Array) => hits.reduce((sum, hit) => sum + hit, 0) / Math.max(1, hits.length);
  const loss = mean(seen) - mean(unseen);
  const byValue = new Map<number, number>();
  rows.forEach((row, i) => {
    byValue.set(unitOf(row), (byValue.get(unitOf(row)) ?? 0) + seen[i]! - unseen[i]! - loss);
  });
  const error = Math.sqrt([...byValue.values()].reduce((sum, part) => sum + part * part, 0)) / Math.max(1, rows.length);
  return loss >= LOSS.least && loss >= LOSS.errors * error ? { seen: mean(seen), unseen: mean(unseen) } : null;
}

/** A half that has nothing to do with the order. */
const scattered = (i: number) => (Math.imul(i + 1, 0x9e3779b1) >>> 16) & 1;

/** Later files hold few of the values that were there before; of one file nobody knows. */
function isFresh({ files }: Dataset, column: Column): boolean {
  const cell = (row: number) => (column.kind === "number" ? column.values[row]! : column.codes[row]!);
  const known = new Set<number>();
  let [again, later] = [0, 0];
  for (const [i, { start, end }] of files.entries()) {
    const own = new Set<number>();
    for (let row = start; row < end; row++) own.add(cell(row));
    if (i > 0) later += own.size;
    for (const value of own) if (i > 0 && known.has(value)) again++;
    for (const value of own) known.add(value);
  }
  return later > 0 && again <= RECURS * later;
}
