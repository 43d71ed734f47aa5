// What stands around the numbers of a column without `bareNumber`: amounts in another currency or unit mean something else.
import { fieldKey, setKey } from "../../findings/remedies.ts";
import { named } from "../../findings/wording.ts";
import { yamlFlow } from "../../findings/yaml.ts";
import { missingTest } from "../../schema/words/missing.ts";
import { isAffix, isSameUnit } from "../../schema/words/unit-words.ts";
import { TEXT_CELL } from "../../table/columns/raw.ts";
import { anatomyOf } from "../../table/values/number-anatomy.ts";
import { hitsWhere, type Ran, ranOverRows } from "../result/finding.ts";
import type { TypedPart } from "./rule.ts";

/** Of the cells of a file: a rarer text is a fault, and not what is usual there. */
const USUAL = 0.01;

/** Whether a column's numbers may carry texts around them, as units and currencies are. */
export const hasAffixes = ({ field }: TypedPart): boolean => !field.bareNumber && (field.type === "number" || field.type === "integer");

/** Texts around the numbers of these parts, where they are usual; null: there is no number. */
export function usualAffixes(parts: TypedPart[]): string[] | null {
  const usual = new Set<string>();
  for (const part of parts) {
    const counts = countsOf(part);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    for (const [affix, count] of counts) if (count > USUAL * total) usual.add(affix);
  }
  return usual.size === 0 ? null : [...usual];
}

/** Code `unit`. `expected`: what may stand around a number; null: what most numbers of this file have. */
export function affixRule(part: TypedPart, expected: string[] | null): Ran {
  const { file, field, at } = part;
  const allowed = expected ?? mostFrequent(countsOf(part));
  const found = new Set<string>();
  const affixAt = foreignAffixes(part, allowed);
  const hits = hitsWhere(file.table.rows, (row) => {
    const affix = affixAt(row);
    if (affix !== null) found.add(affix);
    return affix !== null;
  });
  const list = [...new Set([...allowed, ...found])].slice(0, 10);
  return ranOverRows({
    code: "unit",
    subject: field.name,
    file,
    at,
    rows: file.table.rows,
    expected: affixWords(allowed),
    hits,
    verb: `has ${affixWords([...found])} around its numbers in`,
    remedy: `Convert them at the source; or, if they mean the same, ${field.where === null ? `write in the schema at ${named(field.name)}: affixes: ${yamlFlow(list)}` : "let the schema take them."}`,
    own: field.where === null ? [] : [setKey(field.where.file, fieldKey(field.name, "affixes"), list)],
  });
}

/** What stands around a row's number where it is none of these; null: one of them, or no number. */
export function foreignAffixes(part: TypedPart, allowed: string[]): (row: number) => string | null {
  const affixAt = affixReader(part);
  return (row) => {
    const affix = affixAt(row);
    return affix === null || allowed.some((one) => isSameUnit(one, affix)) ? null : affix;
  };
}

/** Units and currencies by name, since they are no values of the data. */
function affixWords(affixes: string[]): string {
  const words = affixes.slice(0, 3).map((affix) => (affix === "" ? "nothing" : isAffix(affix) ? affix : "another text"));
  return [...new Set(words)].join(" or ");
}

function mostFrequent(counts: Map<string, number>): string[] {
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most === undefined ? [] : [most[0]];
}

function countsOf(part: TypedPart): Map<string, number> {
  const counts = new Map<string, number>();
  const affixAt = affixReader(part);
  for (let row = 0; row < part.file.table.rows; row++) {
    const affix = affixAt(row);
    if (affix !== null) counts.set(affix, (counts.get(affix) ?? 0) + 1);
  }
  return counts;
}

/** Null: the cell is missing or no number. */
function affixReader({ file, at, column }: TypedPart): (row: number) => string | null {
  const { decimals, values, texts } = file.table.columns[at]!;
  const memo: (string | undefined)[] = [];
  const isMissing = missingTest(column);
  return (row) => {
    if (isMissing(row)) return null;
    if (decimals[row] !== TEXT_CELL) return "";
    const code = values[row]!;
    let affix = memo[code];
    if (affix === undefined) {
      affix = anatomyOf(texts[code]!)?.affix ?? "";
      memo[code] = affix;
    }
    return affix;
  };
}
