// How a file was read, against what the schema says of its text; and lines that are no rows.

import { setKey, waysOut } from "../../findings/remedies.ts";
import { fileWords, grouped, plural, printable } from "../../findings/wording.ts";
import { delimiterWords, encodingName, expectedReading } from "../../schema/words/expected-reading.ts";
import { groupedBy } from "../../schema/words/groups.ts";
import { cellText, TEXT_CELL } from "../../table/columns/raw.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Schema } from "../../types/schema.ts";
import type { RawTable, SourceFile } from "../../types/table.ts";
import { hitsOf } from "../result/finding.ts";
import { onePerFile } from "./file-header.ts";

/** Codes `encoding`, `delimiter`, `header`. One pass of each when no file breaks it. */
export function readingChecks(files: SourceFile[], schema: Schema): CheckResult[] {
  const rows = files.filter((file) => file.table.rows > 0);
  return [
    ...settled("encoding", files, schema.encoding ?? "utf-8", (file) => encodingFinding(file, schema)),
    ...settled("delimiter", files, schema.delimiter ?? null, (file) => delimiterFinding(file, schema)),
    ...settled("header", rows, "one header, above all rows", repeatedHeader),
  ];
}

const PASSES: Record<string, string> = {
  encoding: "the text is in the encoding that the schema says in",
  delimiter: "the cells are separated as expected in",
  header: "the header stands once, above all rows, in",
};

function settled(
  code: string,
  files: SourceFile[],
  expected: string | null,
  judge: (file: SourceFile) => CheckResult | null,
): CheckResult[] {
  const found = onePerFile(files.map((file) => ({ file }))).flatMap(({ file }) => {
    const finding = judge(file);
    return finding === null ? [] : [{ file, finding }];
  });
  // What is true of several files is one finding.
  const groups = groupedBy(found, ({ file, finding }) => (code === "header" ? file.uri : String(finding.observed)));
  const findings = [...groups.values()].flatMap(([first, ...others]) => {
    const alike = others.map(({ file }) => file);
    return judge(alike.length === 0 ? first!.file : { ...first!.file, alike }) ?? [];
  });
  if (findings.length > 0 || files.length === 0) return findings;
  const message = `${PASSES[code]} ${files.length === 1 ? "the file" : `all ${grouped(files.length)} files`}`;
  return [{ code, subject: "files", status: "pass", observed: 0, expected, message, suggestion: null, where: null }];
}

function encodingFinding(file: SourceFile, schema: Schema): CheckResult | null {
  const { reading } = file;
  const { encoding: expected } = expectedReading(file, schema);
  // Plain ASCII is every encoding's text but UTF-16's.
  if (reading === undefined || reading.encoding === expected) return null;
  if (reading.encoding === "utf-8" && !expected.startsWith("utf-16") && isAscii(file.table)) return null;
  const found = encodingName(reading.encoding);
  const place = !/^utf/.test(reading.encoding) ? `; the first character that is no UTF-8 stands in line ${reading.line}` : "";
  const remedy = `Write the file as ${encodingName(expected)} (Excel: save as “CSV UTF-8”); or, if every file comes like this, ${schema.file === null ? `write in the schema: encoding: ${reading.encoding}` : "let the schema say so."}`;
  return {
    code: "encoding",
    subject: file.name,
    status: "fail",
    observed: reading.encoding,
    expected,
    message: `${fileWords(file)} ${file.alike === undefined ? "is" : "are"} text in ${found}, expected ${encodingName(expected)}${place}`,
    ...waysOut(remedy, file, `text in ${found}`, {
      own: schema.file === null ? [] : [setKey(schema.file, "encoding", reading.encoding)],
    }),
    where: { file: file.name || file.uri, line: reading.line, column: reading.column },
  };
}

function isAscii({ header, columns }: RawTable): boolean {
  const plain = (text: string) => !/[^\0-\x7f]/.test(text);
  return header.every(plain) && columns.every(({ texts }) => texts.every(plain));
}

function delimiterFinding(file: SourceFile, schema: Schema): CheckResult | null {
  const { reading } = file;
  const { delimiter: expected } = expectedReading(file, schema);
  if (reading === undefined || reading.delimiter === expected || file.table.header.length < 2) return null;
  const words = delimiterWords(reading.delimiter);
  const remedy = `Write the file with ${delimiterWords(expected)}; or, if every file comes like this, ${schema.file === null ? `write in the schema: dialect: {delimiter: ${JSON.stringify(reading.delimiter)}}` : "let the schema say so."}`;
  return {
    code: "delimiter",
    subject: file.name,
    status: "fail",
    observed: reading.delimiter,
    expected,
    message: `the cells of ${fileWords(file)} are separated by ${words}, expected ${delimiterWords(expected)}`,
    ...waysOut(remedy, file, `separated by ${words}`, {
      own: schema.file === null ? [] : [setKey(schema.file, "dialect.delimiter", reading.delimiter)],
    }),
    where: { file: file.name || file.uri, line: 1, column: 1 },
  };
}

/** A byte order mark stands in front of a file that was appended whole. */
const withoutMark = (text: string) => text.replace(/^\ufeff/, "");

/** Rows that say the column names again. */
export function headerRows({ table }: SourceFile): number[] {
  const [name] = table.header;
  const [first] = table.columns;
  if (name === undefined || first === undefined || table.header.length < 2) return [];
  // Only a text that the first column has at all is worth a look at its rows.
  const codes = new Set(first.texts.flatMap((text, code) => (withoutMark(text) === name ? [code] : [])));
  if (codes.size === 0) return [];
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    if (first.decimals[row] !== TEXT_CELL || !codes.has(first.values[row]!)) continue;
    if (table.columns.every((column, i) => (i === 0 ? withoutMark(cellText(column, row)) : cellText(column, row)) === table.header[i]))
      rows.push(row);
  }
  return rows;
}

/** Two exports in one file. */
function repeatedHeader(file: SourceFile): CheckResult | null {
  const { table } = file;
  const hits = hitsOf(headerRows(file));
  if (hits.count === 0) return null;
  const lines = hits.first.map((row) => table.lines[row]!);
  const mark = cellText(table.columns[0]!, hits.first[0]!).startsWith("\ufeff") ? " (a byte order mark stands before it)" : "";
  const message = `the header of ${printable(file.name, 200)} stands again in line ${lines.join(", ")}${hits.count > lines.length ? ", …" : ""} (${plural(hits.count, "time")}): files were joined with their headers${mark}`;
  return {
    code: "header",
    subject: file.name,
    status: "fail",
    observed: hits.count,
    expected: 0,
    message,
    ...waysOut("Join files without their header lines (csvstack, or tail -n +2 from the second on).", file, "the header again"),
    where: { file: file.name || file.uri, line: lines[0]!, column: 1 },
  };
}
