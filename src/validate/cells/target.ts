// The target: a column of classes. What it must be before anything can be trained.

import { check } from "../../findings/check.ts";
import { CONFIGURATION, setKey, waysOut } from "../../findings/remedies.ts";
import { grouped, named, namedList } from "../../findings/wording.ts";
import { countCodes } from "../../profile/cells.ts";
import { byCodePoint } from "../../table/columns/code-point.ts";
import { ConfigError, problem } from "../../types/errors.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ColumnProfile } from "../../types/profile.ts";
import type { Field } from "../../types/schema.ts";
import type { CategoryColumn, Column, FileSpan, NumberColumn } from "../../types/table.ts";

/** More distinct numbers with a fraction than this are measurements, not classes. */
const FRACTIONS_AS_CLASSES = 20;
/** Fewer rows than this of a class teach nothing that could be checked. */
const FEW_ROWS = 10;

/** The target as categories: numbers as their shortest decimal text, `1.0` as `1`. */
export function targetColumn(column: Column, field: Field): CategoryColumn {
  if (column.kind === "category") return withoutUnused(column);
  refuseRegression(column, field);
  const distinct = new Set<number>();
  for (const value of column.values) if (!Number.isNaN(value)) distinct.add(value + 0);
  const categories = [...distinct].map(String).sort(byCodePoint);
  const codeOf = new Map(categories.map((text, i) => [Number(text), i + 1]));
  const codes = Int32Array.from(column.values, (value) => codeOf.get(value + 0) ?? 0);
  return { kind: "category", name: column.name, type: column.type, codes, categories };
}

/** The target of a regression. Throws ConfigError where it is not numbers. */
export function measuredColumn(column: Column, field: Field): NumberColumn {
  if (column.kind === "number") return column;
  const message = `The target ${named(field.name)} is ${column.type}, and gates.metric judges the error of a regression; expected a column of numbers.`;
  throw new ConfigError(problem(message, { where: field.where, got: column.type, expected: "a column of numbers" }));
}

/** Where the labels come from. */
export interface Labelled {
  files: FileSpan[];
  /** Files outside of `data.window` are not trained on, and those that nobody accepted are not read. */
  isWindowed: boolean;
}

type Advised = Pick<CheckResult, "suggestion" | "remedies">;

/** A window that takes too little can take all; without one only more rows help. */
const moreRows = (words: string, { isWindowed }: Labelled): Advised =>
  isWindowed
    ? { suggestion: `${words}, or let the window take all files.`, remedies: [setKey(CONFIGURATION, "data.window", null)] }
    : { suggestion: `${words}.` };

/** Code `target` of a regression: numbers that differ. */
export function measuredChecks({ name, values }: NumberColumn, labelled: Labelled): CheckResult[] {
  const distinct = new Set(values.filter((value) => !Number.isNaN(value)));
  const expected = "two numbers or more";
  if (distinct.size < 2) {
    const message = `target ${named(name)} has ${distinct.size === 0 ? "no number" : "a single number in all rows"}: nothing can be learned`;
    const advised = moreRows("Add rows with other numbers, or name another target", labelled);
    return [check("target", name, "fail", message, { observed: distinct.size, expected, ...advised })];
  }
  return [
    check("target", name, "pass", `target ${named(name)} has ${grouped(distinct.size)} different numbers`, {
      observed: distinct.size,
      expected,
    }),
  ];
}

function refuseRegression(column: NumberColumn, field: Field): void {
  const fractions = new Set<number>();
  for (const value of column.values) {
    if (!Number.isNaN(value) && !Number.isInteger(value)) fractions.add(value);
    if (fractions.size > FRACTIONS_AS_CLASSES) {
      const message = `The target ${named(field.name)} is a measurement (more than ${FRACTIONS_AS_CLASSES} different numbers with a fraction): this is a regression, which the engines of our own do not do; expected a column of classes, or \`train.engine: command\` with a script that does, judged by \`gates.metric: {measure: mae, at-most: …}\` (docs/engines.md).`;
      throw new ConfigError(problem(message, { where: field.where, got: "numbers with fractions", expected: "a column of classes" }));
    }
  }
}

/** A boolean column always lists both words; a class that no row has is none. */
function withoutUnused(column: CategoryColumn): CategoryColumn {
  const counts = countCodes(column);
  if (column.categories.every((_, i) => counts[i + 1]! > 0)) return column;
  const kept = column.categories.filter((_, i) => counts[i + 1]! > 0);
  const codeOf = new Map(kept.map((text, i) => [text, i + 1]));
  const moved = [0, ...column.categories.map((text) => codeOf.get(text) ?? 0)];
  return { ...column, codes: column.codes.map((code) => moved[code]!), categories: kept };
}

/** Code `target`: enough classes, and enough rows of each, with those that earlier data (`known`) is remembered to have. */
export function targetChecks(column: CategoryColumn, known: ColumnProfile | null, labelled: Labelled): CheckResult[] {
  const counts = countCodes(column);
  const classes = column.categories.length;
  const earlier = new Map(known?.kind === "category" ? known.values.map((value, i) => [value, known.counts[i]!]) : []);
  const single = column.categories.filter((_, i) => counts[i + 1] === 1).length;
  const few = column.categories.filter((name, i) => Math.max(counts[i + 1]!, earlier.get(name) ?? 0) < FEW_ROWS);
  const subject = column.name;
  const result = (status: CheckResult["status"], message: string, advised: Advised): CheckResult[] => [
    check("target", subject, status, message, { observed: classes, expected: "two classes or more", ...advised }),
  ];
  const name = `target ${named(subject)}`;
  if (classes < 2) {
    const found = classes === 0 ? "no class at all" : `a single class in all ${grouped(counts[1]!)} rows`;
    const message = `${name} has ${found}, expected two or more`;
    if (classes === 1 && earlier.size > 1)
      return result("warn", `${message}: earlier data has others`, moreRows("Check that the other classes are not lost", labelled));
    return result("fail", `${message}: nothing can be learned`, moreRows("Add rows of the other classes", labelled));
  }
  if (classes > FEW_ROWS && single * 2 > classes) {
    const kind =
      column.type === "integer" || column.type === "number" ? "a quantity, so that this is a regression, or an id" : "an id or free text";
    const message = `${name} has ${grouped(classes)} different values, ${grouped(single)} of them in one row only: it looks like ${kind}`;
    const advice =
      "Name a column of classes as the target. The engines of our own do not regress; `train.engine: command` runs a script that does (docs/engines.md).";
    return result("fail", message, withoutNew(advice, column, counts, labelled));
  }
  if (few.length > 0) {
    const message = `${name} has fewer than ${FEW_ROWS} rows of ${few.length === 1 ? "class" : "classes"} ${namedList(few)}: too few to judge`;
    return result("warn", message, { suggestion: "Collect more rows of these classes before relying on their scores." });
  }
  return result("pass", `${name} has ${grouped(classes)} classes with at least ${FEW_ROWS} rows each`, { suggestion: null });
}

/** Where accepted rows had classes, the new files that brought values of one row each can be left out. */
function withoutNew(advice: string, { codes }: CategoryColumn, counts: ArrayLike<number>, { files }: Labelled): Advised {
  const isSingle = ({ start, end }: FileSpan) => codes.subarray(start, end).some((code) => code > 0 && counts[code] === 1);
  const [first, ...alike] = files.filter((file) => !file.accepted && !file.golden && isSingle(file));
  if (first === undefined || !files.some(({ accepted }) => accepted)) return { suggestion: advice };
  return waysOut(`Look whether the new files hold another column as the target. ${advice}`, { ...first, alike }, "no classes");
}
