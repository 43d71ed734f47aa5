// The schema that a careful person would write from the files at hand, and what was assumed on the way.

import { named, namedList, printable } from "../../findings/wording.ts";
import { yamlScalar } from "../../findings/yaml.ts";
import { Ranked } from "../../stats/ranked.ts";
import { byCodePoint } from "../../table/columns/code-point.ts";
import { concatColumns } from "../../table/columns/dataset.ts";
import { cellText } from "../../table/columns/raw.ts";
import { typeColumnCached } from "../../table/columns/typed.ts";
import { withoutLines } from "../../table/rows/rows.ts";
import { ConfigError, problem } from "../../types/errors.ts";
import type { Constraints, Encoding, Field, Schema } from "../../types/schema.ts";
import type { CategoryColumn, Column, NumberColumn, SourceFile, WrittenAs } from "../../types/table.ts";
import { expectedReading } from "../words/expected-reading.ts";
import { missingCount } from "../words/missing.ts";
import { partsOf } from "../words/name-similarity.ts";
import { affixesOf, type Neighbours, noMarks } from "../words/number-notation.ts";
import { closedSet } from "./categories.ts";
import { type RawPart, type Tally, tallyOf } from "./column-tally.ts";
import { remarksOn } from "./file-remarks.ts";
import { unitLines } from "./first-lines.ts";
import { type GivenField, guessOf, withGaps } from "./given-field.ts";
import { calendarRange, direction, growthOf, levelsOf } from "./growth.ts";
import { rangeOf } from "./range.ts";
import { cadence, redundantColumns } from "./relations.ts";
import { inShell } from "./rerun.ts";
import { roleOf } from "./role.ts";
import { sentinelNotes } from "./sentinel.ts";
import { withoutGaps } from "./type.ts";

export interface Inferred {
  schema: Schema;
  /** Field → what was assumed about it, in sentences. */
  notes: Map<string, string[]>;
  /** What was assumed about the files, in sentences. */
  remarks: string[];
}

export interface InferOptions {
  target: string | null;
  /** The target is a measurement: no list of its values is expected. Absent: classes. */
  isMeasured?: boolean;
  /** As the files were read, where that was told. */
  written?: WrittenAs;
  given?: ReadonlyMap<string, GivenField>;
}

/** Fewer rows without a gap do not show that gaps never occur. */
const ROWS_FOR_REQUIRED = 100;
/** More classes than this are no list. */
const MOST_CLASSES = 1000;
/** Above this share of the variance lying between files, a column moves with them: time under another name. */
const MOVES = 0.8;
/** Into how many blocks of rows one or two files are cut to see how extremes grew. */
const BLOCKS = 4;

const TARGET_NAMES = ["target", "label", "class", "y", "outcome"];

/** Columns that are usually the target, likeliest first. */
export function targetCandidates(header: string[]): string[] {
  return TARGET_NAMES.flatMap((name) => header.filter((column) => column.trim().toLowerCase() === name));
}

/** From the files that are trained on: the golden file is held to what they say. */
export function inferSchema(all: SourceFile[], { target, isMeasured = false, written = {}, given = new Map() }: InferOptions): Inferred {
  const read = all.filter((file) => !file.golden);
  const units = written.dialect?.commentRows ?? unitLines(read);
  const files = read.map((file) => ({ ...file, table: withoutLines(file.table, units) }));
  const header = commonHeader(files);
  if (target !== null && !header.includes(target)) {
    const message = `The target ${named(target)} is no column of the data.`;
    throw new ConfigError(problem(message, { got: printable(target), expected: namedList(header, 20) }));
  }
  const notes = new Map<string, string[]>();
  const cells = header.map((name) => cellsOf(name, files));
  const tallies = cells.map(({ parts }) => tallyOf(parts));
  const neighbours = neighboursOf(tallies, files);
  const inferred = header.map((name, i) => inferField(name, cells[i]!, tallies[i]!, name === target, neighbours, given.get(name) ?? null));
  if (isMeasured) for (const { field } of inferred) if (field.role === "target") field.constraints = { required: true };
  const learned = inferred.filter(({ field }) => field.role === "feature" || field.role === "target");
  const alike = redundantColumns(
    learned.map(({ column }) => column),
    target,
  );
  for (const { field, assumed } of inferred) {
    const all = [...assumed, ...(alike.has(field.name) ? [alike.get(field.name)!] : [])];
    if (all.length > 0) notes.set(field.name, all);
  }
  const fields = inferred.map(({ field }) => field);
  const { commentRows: _, ...told } = written.dialect ?? {};
  const dialect = { ...told, ...(units.length === 0 ? {} : { commentRows: units }) };
  const reading = { ...usualReading(files), ...(Object.keys(dialect).length === 0 ? {} : { dialect }) };
  const schema: Schema = { fields, missingValues: [""], primaryKey: [], fieldsMatch: "equal", file: null, ...reading };
  return { schema, notes, remarks: remarksOn(read, units, written) };
}

/** What most files are written in, where it is not what is expected anyway. */
function usualReading(files: SourceFile[]): Pick<Schema, "encoding" | "delimiter"> {
  const usual = (of: (file: SourceFile) => string | null) => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(of(file) ?? "", (counts.get(of(file) ?? "") ?? 0) + 1);
    return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ["", 0])[0];
  };
  const plain = (file: SourceFile) => expectedReading(file, {});
  const encoding = usual((file) => (file.reading?.encoding === plain(file).encoding ? null : (file.reading?.encoding ?? null)));
  const delimiter = usual((file) => (file.reading?.delimiter === plain(file).delimiter ? null : (file.reading?.delimiter ?? null)));
  return { ...(encoding === "" ? {} : { encoding: encoding as Encoding }), ...(delimiter === "" ? {} : { delimiter }) };
}

/** The header that most files share (the earliest of equals), each name once. */
function commonHeader(files: SourceFile[]): string[] {
  const counts = new Map<string, { count: number; header: string[] }>();
  for (const { table } of files) {
    const header = [...new Set(table.header)];
    const key = JSON.stringify([...header].sort(byCodePoint));
    const found = counts.get(key);
    if (found === undefined) counts.set(key, { count: 1, header });
    else found.count++;
  }
  return [...counts.values()].reduce((best, next) => (next.count > best.count ? next : best), { count: 0, header: [] as string[] }).header;
}

/** A column of all files. */
interface Cells {
  parts: (RawPart & { file: SourceFile; at: number })[];
  /** The first row of each file. */
  starts: number[];
}

function cellsOf(name: string, files: SourceFile[]): Cells {
  const parts: Cells["parts"] = [];
  const starts: number[] = [];
  let rows = 0;
  for (const file of files) {
    const { table } = file;
    const at = table.header.indexOf(name);
    if (at < 0) continue;
    parts.push({ raw: table.columns[at]!, rows: table.rows, file, at });
    starts.push(rows);
    rows += table.rows;
  }
  return { parts, starts };
}

/** file:line:column of the first cell with this text. */
function placeOf(text: string, { parts }: Cells): string {
  for (const { raw, rows, file, at } of parts) {
    for (let row = 0; row < rows; row++)
      if (cellText(raw, row) === text) return `${printable(file.name, 80)}:${file.table.lines[row]}:${at + 1}`;
  }
  return "an unknown place";
}

/** What the columns that prove a decimal sign say for those that do not; columns that contradict one another say nothing. */
function neighboursOf(tallies: Tally[], files: SourceFile[]): Neighbours {
  const decimals = new Set<string>();
  for (const tally of tallies) {
    const { rest } = withoutGaps(tally);
    const marks = noMarks();
    const { strays } = affixesOf(
      rest.map((text) => [text, 1]),
      marks,
    );
    if (strays.length > 0) continue;
    const proven = new Set([...marks.decimal, ...tally.marks.decimal]);
    if (proven.size === 1) decimals.add([...proven][0]!);
  }
  const [decimal] = decimals.size === 1 ? decimals : [];
  return { decimal: decimal === "." || decimal === "," ? decimal : null, delimiter: files[0]?.reading?.delimiter ?? "," };
}

function inferField(
  name: string,
  cells: Cells,
  tally: Tally,
  isTarget: boolean,
  neighbours: Neighbours,
  given: GivenField | null,
): { field: Field; column: Column; assumed: string[] } {
  const { parts, starts } = cells;
  const guess = guessOf(given === null ? tally : withGaps(tally, given), isTarget, neighbours, given);
  const field: Field = {
    name,
    type: guess.type,
    format: guess.format,
    constraints: {},
    missingValues: guess.missing.length > 0 ? ["", ...guess.missing] : null,
    decimalChar: ".",
    groupChar: null,
    bareNumber: true,
    trueValues: ["true", "True", "TRUE", "1"],
    falseValues: ["false", "False", "FALSE", "0"],
    aliases: [],
    role: isTarget ? "target" : "feature",
    where: null,
    ...guess.notation,
  };
  const column = concatColumns(
    parts.map(({ raw, rows: count }) => typeColumnCached(raw, count, field, field.missingValues ?? [""]).column),
  );
  const place = guess.stray === undefined ? "" : placeOf(guess.stray, cells);
  const ranked = column.kind === "number" && !isTarget ? new Ranked(column.values) : null;
  const sentinels = column.kind === "number" && ranked !== null && isPlainNumber(field) ? sentinelNotes(column, ranked, parts) : [];
  const assumed = [...guess.notes, ...sentinels].map((note) =>
    note.replaceAll(/\{(name|place)\}/g, (_, word) => (word === "name" ? inShell(yamlScalar(name)) : place)),
  );
  if (isTarget) field.constraints = targetConstraints(column);
  else assumed.push(...describeField(field, column, ranked, starts));
  if (given?.keys.has("role") && !isTarget) field.role = given.field.role;
  return { field, column, assumed };
}

const isPlainNumber = ({ type }: Field) => type === "number" || type === "integer";

/** A new class in later data is news, however rare: a warning while its rows are few. */
function targetConstraints(column: Column): Constraints {
  if (column.kind === "category") {
    return column.categories.length <= MOST_CLASSES ? { required: true, enum: column.categories } : { required: true };
  }
  const distinct = new Set<number>();
  for (const value of column.values) {
    if (!Number.isNaN(value)) distinct.add(value + 0);
    if (distinct.size > MOST_CLASSES) return { required: true };
  }
  return { required: true, enum: [...distinct].sort((a, b) => a - b).map(String) };
}

/** Fills in role and constraints; returns what was assumed. */
function describeField(field: Field, column: Column, ranked: Ranked | null, starts: number[]): string[] {
  const { role, unique, notes } = roleOf(field.name, column, ranked, starts);
  field.role = role;
  const assumed = [...notes];
  const { constraints } = field;
  const rows = column.kind === "number" ? column.values.length : column.codes.length;
  const missing = ranked === null ? missingCount(column) : rows - ranked.length;
  if (missing === 0 && rows >= ROWS_FOR_REQUIRED) constraints.required = true;
  if (unique && missing === 0 && rows >= ROWS_FOR_REQUIRED) constraints.unique = true;
  if (role === "time") return [...assumed, ...cadence(column, starts)];
  if (role !== "feature") return assumed;
  if (column.kind === "number" && ranked !== null && isPlainNumber(field)) assumed.push(...boundNumbers(field, column, ranked, starts));
  if (column.kind === "category" && field.type === "string") assumed.push(...boundCategories(constraints, column, starts));
  return assumed;
}

/** One or two files do not show how levels move. */
const ONE_LEVEL = { share: 0, spread: 0 };

const CONSTANT = "the same value in every row: it tells a model nothing yet.";

function boundNumbers(field: Field, column: NumberColumn, ranked: Ranked, starts: number[]): string[] {
  const { constraints } = field;
  const isInteger = field.type === "integer";
  if (ranked.least === ranked.most) return [CONSTANT];
  const { share, spread } = starts.length > 2 ? levelsOf(column.values, starts) : ONE_LEVEL;
  const calendar = isInteger ? calendarRange(field.name, ranked.least, ranked.most) : null;
  // What moves on with the files may be days since an event: only a bare name is the calendar's then.
  if (calendar !== null && (share <= MOVES || partsOf(field.name).words.length === 1)) {
    Object.assign(constraints, calendar);
    return ["by its name a part of the calendar: the range is the calendar's."];
  }
  if (share > MOVES) return ["no range: the values move on from file to file, so the next ones may lie beyond."];
  const growth = growthOf(column.values, blocksOf(starts, column.values.length));
  const { range, notes } = rangeOf(ranked, { ...growth, spread }, isInteger);
  const way = direction(column.values);
  if (way > 0) delete range.maximum;
  if (way < 0) delete range.minimum;
  Object.assign(constraints, range);
  return way === 0 ? notes : [...notes, oneWay(way, starts.length)];
}

function oneWay(way: -1 | 1, files: number): string {
  const [never, bound] = way > 0 ? ["falls", "maximum"] : ["rises", "minimum"];
  return files > 1
    ? `never ${never}, neither in a file nor from one to the next: it accumulates, so it has no ${bound}.`
    : `never ${never} from row to row: it accumulates, or the file is sorted by it; no ${bound} until more files tell.`;
}

function blocksOf(starts: number[], rows: number): number[] {
  return starts.length > 2 ? starts : Array.from({ length: BLOCKS }, (_, i) => Math.floor((i * rows) / BLOCKS));
}

function boundCategories(constraints: Constraints, column: CategoryColumn, starts: number[]): string[] {
  const { closed, reason } = closedSet(column, starts);
  if (closed) {
    constraints.enum = column.categories;
    return [`these ${column.categories.length} values are taken for the complete list.`];
  }
  return column.categories.length === 1 ? [CONSTANT] : [`open list: ${reason}`];
}
