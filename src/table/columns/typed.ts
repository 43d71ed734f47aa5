// Raw cells to a typed column. Each distinct text is interpreted once; plain numbers are taken as they are.
import type { Field } from "../../types/schema.ts";
import type { CategoryColumn, Column, NumberColumn, RawColumn, RawTable } from "../../types/table.ts";
import { type CellParser, cellParser, kindOfType } from "../values/values.ts";
import { byCodePoint } from "./code-point.ts";
import { numberText, TEXT_CELL } from "./raw.ts";
import { textKey } from "./text-key.ts";

/** Marks a number cell that does not parse; no cell has this value, since `INF` does not parse either. */
const INVALID = Number.POSITIVE_INFINITY;

const MISSING_CODE = 0;
const INVALID_CODE = -1;
const UNSEEN = -2;

/** The typed column under the field's name, and the rows whose cell does not parse: these become missing. */
export function typeColumn(raw: RawColumn, rows: number, field: Field, missingValues: string[]): { column: Column; invalid: Int32Array } {
  const missing = new Set(missingValues);
  return kindOfType(field.type) === "number" ? typeNumbers(raw, rows, field, missing) : typeCategories(raw, rows, field, missing);
}

type Typing = ReturnType<typeof typeColumn>;

/** Typed to infer a schema or to be hashed, and soon after that to be judged. */
const TYPED = new WeakMap<RawColumn, { field: Field; missing: string; typing: Typing }>();

/** `typeColumn`, remembered until the same field asks a second time. */
export function typeColumnCached(raw: RawColumn, rows: number, field: Field, missingValues: string[]): Typing {
  const missing = JSON.stringify(missingValues);
  const known = TYPED.get(raw);
  if (known?.field === field && known.missing === missing) {
    TYPED.delete(raw);
    return known.typing;
  }
  const typing = typeColumn(raw, rows, field, missingValues);
  TYPED.set(raw, { field, missing, typing });
  return typing;
}

/** These columns are not asked for again. */
export function forgetTyped({ columns }: RawTable): void {
  for (const raw of columns) TYPED.delete(raw);
}

/** A text that stands for another value is read as that value's text. */
function readerOf(field: Field): CellParser {
  const parse = cellParser(field);
  if (field.valueAliases === undefined) return parse;
  const aliases = new Map(Object.entries(field.valueAliases));
  return (text) => parse(aliases.get(text) ?? text);
}

function typeNumbers(raw: RawColumn, rows: number, field: Field, missing: Set<string>): { column: NumberColumn; invalid: Int32Array } {
  const parse = readerOf(field);
  const interpret = (text: string): number => (missing.has(text) ? Number.NaN : ((parse(text) as number | null) ?? INVALID));
  const ofPlain = plainNumbers(field, missing, interpret);
  const typed = (values: Float64Array, invalid: number[]) => ({
    column: { kind: "number" as const, name: field.name, type: field.type, values },
    invalid: Int32Array.from(invalid),
  });
  if (ofPlain === null && raw.texts.length === 0 && raw.values.length === rows) return typed(raw.values, []);
  const values = new Float64Array(rows);
  const invalid: number[] = [];
  const ofText = Float64Array.from(raw.texts, interpret);
  for (let row = 0; row < rows; row++) {
    const decimals = raw.decimals[row]!;
    const cell = raw.values[row]!;
    let value = decimals === TEXT_CELL ? ofText[cell]! : ofPlain === null ? cell : ofPlain(cell, decimals);
    if (value === INVALID) {
      invalid.push(row);
      value = Number.NaN;
    }
    values[row] = value;
  }
  return typed(values, invalid);
}

/** How a number cell reads in this field; null: as the number it is. */
function plainNumbers(
  field: Field,
  missing: Set<string>,
  interpret: (text: string) => number,
): ((cell: number, decimals: number) => number) | null {
  const usual = field.decimalChar === "." && field.groupChar !== "." && field.valueAliases === undefined;
  const numeric = usual && (field.type === "number" || field.type === "integer");
  const plainMissing = [...missing].filter((text) => /^-?[0-9]/.test(text));
  if (numeric && field.type === "number" && plainMissing.length === 0) return null;
  if (numeric && field.type === "integer" && plainMissing.length === 0) return (cell) => (Number.isInteger(cell) ? cell : INVALID);
  return plainMemo(interpret);
}

/** Interprets each distinct number cell once; `1.0` and `1` are distinct texts. */
function plainMemo(interpret: (text: string) => number): (cell: number, decimals: number) => number {
  const memos: (Map<number, number> | undefined)[] = [];
  return (cell, decimals) => {
    let memo = memos[decimals];
    if (memo === undefined) {
      memo = new Map();
      memos[decimals] = memo;
    }
    let value = memo.get(cell);
    if (value === undefined) {
      value = interpret(numberText(cell, decimals));
      memo.set(cell, value);
    }
    return value;
  };
}

function typeCategories(raw: RawColumn, rows: number, field: Field, missing: Set<string>): { column: CategoryColumn; invalid: Int32Array } {
  const parse = readerOf(field);
  const book = field.type === "boolean" ? codebook(missing, parse, ["false", "true"]) : codebook(missing, parse, []);
  const codes = new Int32Array(rows);
  const invalid: number[] = [];
  const ofText = new Int32Array(raw.texts.length).fill(UNSEEN);
  const ofPlain = plainMemo(book.codeOf);
  for (let row = 0; row < rows; row++) {
    const decimals = raw.decimals[row]!;
    const cell = raw.values[row]!;
    let code: number;
    if (decimals === TEXT_CELL) {
      code = ofText[cell]!;
      if (code === UNSEEN) {
        code = book.codeOf(raw.texts[cell]!);
        ofText[cell] = code;
      }
    } else code = ofPlain(cell, decimals);
    if (code === INVALID_CODE) {
      invalid.push(row);
      code = MISSING_CODE;
    }
    codes[row] = code;
  }
  const categories = sortCategories(book.categories, codes);
  return { column: { kind: "category", name: field.name, type: field.type, codes, categories }, invalid: Int32Array.from(invalid) };
}

/** Gives out codes in order of appearance. */
function codebook(missing: Set<string>, parse: CellParser, first: string[]): { codeOf: (text: string) => number; categories: string[] } {
  const categories = [...first];
  const codes = new Map(categories.map((category, i) => [textKey(category), i + 1]));
  const codeOf = (text: string): number => {
    if (missing.has(text)) return MISSING_CODE;
    const category = parse(text) as string | null;
    if (category === null) return INVALID_CODE;
    const key = textKey(category);
    let code = codes.get(key);
    if (code === undefined) {
      code = categories.push(category);
      codes.set(key, code);
    }
    return code;
  };
  return { codeOf, categories };
}

/** Renumbers `codes` in place so that categories are in order of code point. */
function sortCategories(categories: string[], codes: Int32Array): string[] {
  const order = categories.map((_, i) => i).sort((a, b) => byCodePoint(categories[a]!, categories[b]!));
  const renumbered = new Int32Array(categories.length + 1);
  order.forEach((old, i) => {
    renumbered[old + 1] = i + 1;
  });
  for (let row = 0; row < codes.length; row++) codes[row] = renumbered[codes[row]!]!;
  return order.map((old) => categories[old]!);
}
