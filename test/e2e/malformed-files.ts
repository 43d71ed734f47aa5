// Files that are no sound batch, each with what a run on it must say.
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { random, rows } from "./batches.ts";
import { SECRET } from "./here.ts";

export interface FileCase {
  says: string;
  /** The file's content, or how it comes to stand at this path. */
  content: string | Uint8Array | ((path: string) => Promise<unknown>);
  /** 1: a verdict of rejected or inconclusive. Several: what it is, is arguable. */
  code: number | number[];
  /** Where the file breaks. */
  line?: number;
  set?: string[];
}

const HEADER = "x0,x1,color,noise,label";
const BATCH = rows(60, 99, 0).map((row) => row.join(","));
const lines = [HEADER, ...BATCH];
const text = (all: string[], end = "\n") => all.join(end) + end;
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

/** The sound batch with one line (from 1, the header's) replaced. */
const withLine = (line: number, content: string) => text(lines.toSpliced(line - 1, 1, content));
/** The sound batch with a column computed from each row. */
const mapped = (edit: (cells: string[], row: number) => string[]) =>
  text([HEADER, ...BATCH.map((line, row) => edit(line.split(","), row).join(","))]);
const sound = text(lines);
const utf16 = (content: string, bigEndian = false) => {
  const encoded = Buffer.from(content, "utf16le");
  return bigEndian ? encoded.swap16() : encoded;
};
const noise = (count: number, seed: number) => {
  const draw = random(seed);
  return Uint8Array.from({ length: count }, () => Math.floor(draw() * 256));
};

const structure: FileCase[] = [
  { says: "an empty file", content: "", code: 1 },
  { says: "one line break", content: "\n", code: 1 },
  { says: "only line breaks", content: "\r\n\n\r\r\n", code: 1 },
  { says: "only a byte order mark", content: bytes([0xef, 0xbb, 0xbf]), code: 1 },
  { says: "a header only", content: `${HEADER}\n`, code: 1 },
  { says: "a header only, no line break", content: HEADER, code: 1 },
  { says: "a header only, CRLF", content: `${HEADER}\r\n\r\n`, code: 1 },
  { says: "a row too short", content: withLine(5, `1,${SECRET}`), code: 1, line: 5 },
  { says: "a row too long", content: withLine(5, `1,2,red,4,yes,${SECRET}`), code: 1, line: 5 },
  { says: "a last row cut off", content: `${sound}1,${SECRET}`, code: 1, line: 62 },
  { says: "a comma after every row", content: text([HEADER, ...BATCH.map((line) => `${line},`)]), code: 1, line: 2 },
  { says: "a comma after the header", content: text([`${HEADER},`, ...BATCH]), code: 1 },
  { says: "a quote that never closes", content: withLine(7, `1,2,"${SECRET},4,yes`), code: 1 },
  { says: "a quote that never closes on the last line", content: `${sound}1,2,"${SECRET}`, code: 1 },
  { says: "a quote inside a cell", content: withLine(4, `1,2,${SECRET}"red,4,yes`), code: 1 },
  { says: "text after a closing quote", content: withLine(4, `1,2,"red"${SECRET},4,yes`), code: 1, line: 4 },
  { says: "only quotes", content: '""""""""\n"""\n', code: 1 },
  { says: "a footer with totals", content: `${sound}TOTAL ${SECRET}\n`, code: 1, line: 62 },
  { says: "a comment before the header", content: `# ${SECRET}\n${sound}`, code: 1 },
  { says: "merge conflict marks", content: withLine(9, "<<<<<<< HEAD"), code: 1, line: 9 },
  { says: "semicolons", content: sound.replaceAll(",", ";"), code: 1 },
  { says: "tabs under the name .csv", content: sound.replaceAll(",", "\t"), code: 1 },
  { says: "bars", content: sound.replaceAll(",", "|"), code: 1 },
  { says: "rows of nothing but commas", content: text([HEADER, ...BATCH.map(() => ",,,,")]), code: 1 },
  { says: "a header of nothing but commas", content: text([",,,,", ...BATCH]), code: 1, line: 1 },
  { says: "no header", content: text(BATCH), code: 1 },
  { says: "the header twice", content: text([HEADER, ...lines]), code: 1 },
  { says: "the header again in the middle", content: withLine(30, HEADER), code: 1 },
];

const encodings: FileCase[] = [
  { says: "a zero byte in a cell", content: withLine(9, `1,2,${SECRET}\0,4,yes`), code: 1, line: 9 },
  { says: "nothing but zero bytes", content: new Uint8Array(5000), code: 1, line: 1 },
  { says: "UTF-16 with its mark", content: bytes([0xff, 0xfe], [...utf16(sound)]), code: 1, line: 1 },
  { says: "UTF-16, big end first", content: bytes([0xfe, 0xff], [...utf16(sound, true)]), code: 1, line: 1 },
  { says: "UTF-16 without a mark", content: utf16(sound), code: 1, line: 1 },
  { says: "UTF-32 with its mark", content: bytes([0, 0, 0xfe, 0xff], [0, 0, 0, 0x78]), code: 1, line: 1 },
  { says: "Latin-1", content: bytes(withLine(4, "1,2,r"), [0xe9], ",4,yes\n"), code: 1 },
  { says: "a Latin-1 letter on line 4", content: bytes(text(lines.slice(0, 3)), "1,2,r", [0xe9], "d,4,yes\n"), code: 1, line: 4 },
  { says: "an end inside a letter", content: bytes(sound, "1,2,r", [0xc3]), code: 1, line: 62 },
  { says: "an overlong zero", content: bytes(text(lines.slice(0, 3)), "1,2,", [0xc0, 0x80], ",4,yes\n"), code: 1, line: 4 },
  { says: "half a surrogate pair", content: bytes(text(lines.slice(0, 3)), "1,2,", [0xed, 0xa0, 0x80], ",4,yes\n"), code: 1, line: 4 },
  { says: "beyond Unicode", content: bytes(text(lines.slice(0, 2)), "1,2,", [0xf4, 0x90, 0x80, 0x80], ",4,yes\n"), code: 1, line: 3 },
  { says: "noise", content: noise(5000, 1), code: 1 },
  { says: "more noise", content: noise(300_000, 2), code: 1 },
  { says: "noise after a sound batch", content: Buffer.concat([Buffer.from(sound), noise(100, 3)]), code: 1 },
  { says: "a picture", content: bytes([0x89], "PNG\r\n", [0x1a], "\n", [0, 0, 0, 13], "IHDR"), code: 1, line: 3 },
  { says: "a program", content: bytes([0x7f], "ELF", [2, 1, 1, 0, 0, 0, 0, 0]), code: 1, line: 1 },
  { says: "a PDF", content: bytes("%PDF-1.7\n%", [0xe2, 0xe3, 0xcf, 0xd3]), code: 1, line: 1 },
  { says: "a workbook", content: bytes("PK", [3, 4, 20, 0, 6, 0], [...noise(2000, 4)]), code: 1, line: 1 },
  { says: "an old workbook", content: bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], [...noise(2000, 5)]), code: 1, line: 1 },
  { says: "Parquet", content: bytes("PAR1", [...noise(2000, 6)], "PAR1"), code: 1, line: 1 },
  { says: "a page of HTML", content: "<!DOCTYPE html>\n<html><body><h1>503, please try later</h1></body></html>\n", code: 1 },
  {
    says: "an answer of a storage service",
    content: `<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code><Key>${SECRET}</Key></Error>\n`,
    code: 1,
  },
  { says: "JSON", content: `[{"x0": 1, "label": "${SECRET}"},\n {"x0": 2, "label": "b"}]\n`, code: 1 },
  {
    says: "a pointer of large file storage",
    content: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
    code: 1,
  },
];

const packed = gzipSync(sound);
const deflate = promisify(gzip);

const archives: FileCase[] = [
  { says: "gzip cut in the middle", content: packed.subarray(0, packed.length / 2), code: 1 },
  { says: "gzip cut in its header", content: packed.subarray(0, 6), code: 1 },
  { says: "two bytes of gzip", content: packed.subarray(0, 2), code: 1 },
  { says: "gzip with a wrong sum", content: Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8, 1)]), code: 1 },
  { says: "gzip with a byte turned", content: packed.map((byte, at) => (at === packed.length >> 1 ? byte ^ 0xff : byte)), code: 1 },
  { says: "gzip with bytes after its end", content: Buffer.concat([packed, noise(50, 7)]), code: [0, 1] },
  { says: "gzip in gzip", content: gzipSync(packed), code: 1 },
  { says: "gzip of nothing", content: gzipSync(""), code: 1 },
  { says: "gzip of zero bytes without end", content: async (path) => writeFile(path, await deflate(new Uint8Array(16 << 20))), code: 1 },
  {
    says: "a bomb of line breaks",
    content: async (path) => writeFile(path, await deflate(Buffer.alloc(16 << 20, "\n"))),
    set: ["limits.bytes=1MiB"],
    code: 4,
  },
  { says: "a bomb of one cell", content: async (path) => writeFile(path, await deflate(Buffer.alloc(16 << 20, "a"))), code: 4 },
  {
    says: "a bomb of rows",
    content: async (path) => writeFile(path, await deflate(HEADER + "\n1,2,red,4,yes".repeat(300_000))),
    set: ["limits.rows=10000"],
    code: 4,
  },
];

const sizes: FileCase[] = [
  { says: "a cell of 2 MiB", content: withLine(3, `1,2,${SECRET.repeat(220_000)},4,yes`), code: 4, line: 3 },
  { says: "a quoted cell of 2 MiB", content: withLine(3, `1,2,"${SECRET.repeat(220_000)}",4,yes`), code: 4, line: 3 },
  { says: "a quote open over 2 MiB", content: `${HEADER}\n1,2,"${`${SECRET}\n`.repeat(220_000)}`, code: 4 },
  { says: "a column name of 2 MiB", content: `${"n".repeat(2 << 20)},${sound}`, code: 4, line: 1 },
  {
    says: "a column name of 100,000 letters",
    content: text([`${"n".repeat(100_000)},${HEADER}`, ...BATCH.map((line) => `1,${line}`)]),
    code: 1,
  },
  {
    says: "20,000 columns",
    content: `${Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(",")}\n${"1,".repeat(19_999)}1\n`,
    code: 4,
    line: 1,
  },
  { says: "20,000 cells in a row", content: withLine(3, "1,".repeat(20_000)), code: [1, 4] },
  {
    says: "5,000 columns more than known",
    content: text([
      `${HEADER},${Array.from({ length: 5000 }, (_, i) => `c${i}`).join(",")}`,
      ...BATCH.map((line) => line + ",1".repeat(5000)),
    ]),
    code: 1,
  },
  {
    says: "20,000 new categories",
    content: text([HEADER, ...Array.from({ length: 20_000 }, (_, i) => `1,2,${SECRET}-${i},4,yes`)]),
    code: 1,
  },
  { says: "a cell of 500,000 letters", content: withLine(3, `1,2,${SECRET.repeat(50_000)},4,yes`), code: 1 },
  { says: "300,000 empty lines", content: `${HEADER}\n${"\n".repeat(300_000)}`, code: 1 },
];

const columns: FileCase[] = [
  { says: "a column twice", content: text(["x0,x0,color,noise,label", ...BATCH]), code: 1, line: 1 },
  { says: "the target twice", content: text([`${HEADER},label`, ...BATCH.map((line) => `${line},yes`)]), code: 1, line: 1 },
  { says: "a column without a name", content: text(["x0,,color,noise,label", ...BATCH]), code: 1, line: 1 },
  { says: "names with spaces around", content: text([" x0 ,x1 , color,noise,label", ...BATCH]), code: 1 },
  { says: "a column named __proto__", content: text([`__proto__,${HEADER}`, ...BATCH.map((line) => `1,${line}`)]), code: 1 },
  { says: "columns of every object", content: text(["__proto__,constructor,toString,hasOwnProperty,label", ...BATCH]), code: 1 },
  { says: "no target", content: text(lines.map((line) => line.slice(0, line.lastIndexOf(",")))), code: 1 },
  { says: "a feature less", content: text(lines.map((line) => line.slice(line.indexOf(",") + 1))), code: 1 },
  { says: "names in capitals", content: text([HEADER.toUpperCase(), ...BATCH]), code: 1 },
  { says: "names with control characters", content: text(["x0,x1,\u001b[31mcolor\u0007,noise,label", ...BATCH]), code: 1 },
  { says: "names that turn the line round", content: text(["x0,x1,\u202ecolor,noise,label", ...BATCH]), code: 1 },
  { says: "names of markup", content: text(["x0,x1,<img src=x onerror=alert(1)>,noise,label", ...BATCH]), code: 1 },
  { says: "a name over two lines", content: text(['x0,x1,"co\nlor",noise,label', ...BATCH]), code: 1 },
];

const labels: FileCase[] = [
  { says: "no label at all", content: mapped(([a, b, c, d]) => [a!, b!, c!, d!, ""]), code: 1 },
  { says: "some rows without a label", content: mapped((cells, row) => (row % 3 ? cells : [...cells.slice(0, 4), ""])), code: 0 },
  { says: "one class", content: mapped(([a, b, c, d]) => [a!, b!, c!, d!, "yes"]), code: [0, 1] },
  { says: "a class for every row", content: mapped((cells, row) => [...cells.slice(0, 4), `${SECRET}${row}`]), code: 1 },
  { says: "labels in capitals", content: mapped((cells) => [...cells.slice(0, 4), cells[4]!.toUpperCase()]), code: 1 },
  { says: "labels with a space behind", content: mapped((cells) => [...cells.slice(0, 4), `${cells[4]} `]), code: 1 },
  { says: "numbers for labels", content: mapped((cells, row) => [...cells.slice(0, 4), String(row / 7)]), code: 1 },
  { says: "one row", content: text(lines.slice(0, 2)), code: [0, 1] },
  { says: "two rows", content: text(lines.slice(0, 3)), code: [0, 1] },
  { says: "one row without a label", content: `${HEADER}\n1,2,red,4,\n`, code: 0 },
  { says: "the same row throughout", content: text([HEADER, ...BATCH.map(() => BATCH[0]!)]), code: [0, 1] },
];

const column = (index: number, value: string | ((row: number) => string)) =>
  mapped((cells, row) => cells.with(index, typeof value === "string" ? value : value(row)));

const values: FileCase[] = [
  ...[
    "1e308",
    "-1.7976931348623157e308",
    "1e999",
    "-1e999",
    "Infinity",
    "NaN",
    "nan",
    "0x10",
    "1_000",
    "٣",
    "１",
    "--1",
    "1e",
    ".",
    "1.2.3",
  ].map((value) => ({ says: `${value} for every x0`, content: column(0, value), code: 1 })),
  { says: "5e-324 for every x0", content: column(0, "5e-324"), code: [0, 1] },
  { says: "a number of 10,000 digits", content: column(0, "9".repeat(10_000)), code: 1 },
  { says: "thousands with commas", content: column(0, '"1,000"'), code: 1 },
  { says: "decimal commas", content: column(0, '"1,5"'), code: 1 },
  { says: "null for a number", content: column(0, "null"), code: 1 },
  { says: "one word among numbers", content: withLine(8, `${SECRET},2,red,4,yes`), code: 1, line: 8 },
  { says: "dates for numbers", content: column(1, "2026-01-01"), code: 1 },
  { says: "numbers for categories", content: column(2, (row) => String(row)), code: 1 },
  { says: "formulas", content: column(2, `=cmd|'/c ${SECRET}'!A1`), code: 1 },
  { says: "workflow commands", content: column(2, `::error::${SECRET}`), code: 1 },
  { says: "terminal sequences", content: column(2, `\u001b]0;${SECRET}\u0007`), code: 1 },
  { says: "a link in Markdown", content: column(2, `![x](https://example.com/${SECRET})`), code: 1 },
  { says: "a break inside quotes", content: column(2, `"re\n${SECRET}"`), code: 1 },
  { says: "__proto__ for a category", content: column(2, "__proto__"), code: 1 },
  { says: "spaces for categories", content: column(2, "   "), code: 1 },
  { says: "empty features", content: mapped((cells) => ["", "", "", "", cells[4]!]), code: 1 },
];

const soundForms: FileCase[] = [
  { says: "CRLF", content: text(lines, "\r\n"), code: 0 },
  { says: "CR", content: text(lines, "\r"), code: 0 },
  { says: "every line break there is", content: lines.map((line, i) => line + ["\n", "\r\n", "\r"][i % 3]).join(""), code: 0 },
  { says: "empty lines in between", content: `\n\n${lines.join("\n\n")}\n\n`, code: 0 },
  { says: "a byte order mark before a sound batch", content: `\ufeff${sound}`, code: 0 },
  { says: "every cell in quotes", content: text(lines.map((line) => `"${line.replaceAll(",", '","')}"`)), code: 0 },
  { says: "columns in another order", content: text(lines.map((line) => line.split(",").reverse().join(","))), code: 0 },
  { says: "gzip under the name .csv", content: packed, code: 0 },
];

const places: FileCase[] = [
  { says: "a folder", content: (path) => mkdir(path), code: [0, 1] },
  { says: "a link to nowhere", content: (path) => symlink("/no/such/file.csv", path), code: 1 },
  { says: "a link to itself", content: (path) => symlink(path, path), code: 1 },
  { says: "a link to an endless device", content: (path) => symlink("/dev/zero", path), code: [0, 1] },
  { says: "a link to a folder", content: (path) => symlink("/tmp", path), code: [0, 1] },
];

export const FILE_CASES: FileCase[] = [
  ...structure,
  ...encodings,
  ...archives,
  ...sizes,
  ...columns,
  ...labels,
  ...values,
  ...soundForms,
  ...places,
];
