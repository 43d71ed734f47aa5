// Ten tables in 40 dialects: each must be read as it was meant, or init says that it is not certain and its line makes it right.
import { givenColumns, givenReading } from "../../src/commands/init/init-given.ts";
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { nextRandom, randomBelow, seedRandom } from "../../src/model/forest/random.ts";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { typeColumn } from "../../src/table/columns/typed.ts";
import { readTable } from "../../src/table/read/read-table.ts";
import { withoutLines } from "../../src/table/rows/rows.ts";
import type { Encoding } from "../../src/types/schema.ts";
import type { SourceFile, WrittenAs } from "../../src/types/table.ts";
import { encoded } from "../../test/table/encodings.ts";

export interface DialectOfFile {
  name: string;
  delimiter: string;
  decimal: "." | ",";
  thousands: string;
  encoding: Encoding;
  /** strftime-like: Y m d b, and H M S for the moment. */
  day: string;
  moment: string;
  unit: (amount: string) => string;
  end: string;
  quoteAll?: boolean;
  /** Above the header. */
  first?: string;
  /** Below the header. */
  units?: boolean;
  towns: keyof typeof TOWNS;
  minus?: string;
}

const TOWNS = {
  western: ["Besançon", "Malmö", "Coruña", "Genève"],
  polish: ["Gdańsk", "Łódź", "Kraków", "Świdnica"],
  czech: ["Plzeň", "Třebíč", "Jičín", "Ústí"],
  russian: ["Москва", "Казань", "Тверь", "Самара"],
  greek: ["Αθήνα", "Πάτρα", "Ηράκλειο", "Βόλος"],
  turkish: ["Iğdır", "Muğla", "Eskişehir", "Şırnak"],
  chinese: ["北京", "上海", "深圳", "广州"],
  taiwanese: ["臺北", "高雄", "臺中", "桃園"],
  japanese: ["東京", "大阪", "さいたま", "名古屋"],
  korean: ["서울", "부산", "인천", "대구"],
};

const PLAIN = {
  delimiter: ",",
  decimal: ".",
  thousands: "",
  encoding: "utf-8",
  day: "Y-m-d",
  moment: "Y-m-d H:M:S",
  unit: (amount: string) => amount,
  end: "\n",
  towns: "western",
} as const;
const after = (sign: string) => (amount: string) => `${amount}${sign}`;
const before = (sign: string) => (amount: string) => `${sign}${amount}`;

const made = (name: string, more: Partial<DialectOfFile>): DialectOfFile => ({ ...PLAIN, name, ...more });

export const DIALECTS: DialectOfFile[] = [
  made("RFC 4180", { end: "\r\n" }),
  made("all quoted", { quoteAll: true }),
  made("old Macintosh line ends", { end: "\r", encoding: "macintosh" }),
  made("tabs", { delimiter: "\t" }),
  made("bars", { delimiter: "|" }),
  made("Excel, Germany", {
    delimiter: ";",
    decimal: ",",
    thousands: ".",
    encoding: "windows-1252",
    day: "d.m.Y",
    moment: "d.m.Y H:M",
    unit: after(" €"),
    end: "\r\n",
  }),
  made("Excel, France", { delimiter: ";", decimal: ",", thousands: "\u202f", day: "d/m/Y", moment: "d/m/Y H:M:S", unit: after("\u00a0€") }),
  made("Excel, France, Windows-1252", {
    delimiter: ";",
    decimal: ",",
    thousands: "\u00a0",
    encoding: "windows-1252",
    day: "d/m/Y",
    unit: after(" €"),
  }),
  made("Excel, United States", { thousands: ",", day: "m/d/Y", moment: "m/d/Y H:M:S", unit: before("$"), end: "\r\n" }),
  made("Excel, United Kingdom", { thousands: ",", day: "d/m/Y", unit: before("£"), encoding: "windows-1252" }),
  made("Switzerland", { delimiter: ";", thousands: "'", day: "d.m.Y", unit: before("CHF ") }),
  made("Switzerland, typeset", { delimiter: ";", thousands: "’", day: "d.m.Y", unit: before("CHF ") }),
  made("Poland", { delimiter: ";", decimal: ",", thousands: " ", encoding: "windows-1250", unit: after(" zł"), towns: "polish" }),
  made("Poland, ISO", { delimiter: ";", decimal: ",", encoding: "iso-8859-2", unit: after(" zł"), towns: "polish" }),
  made("Czechia", {
    delimiter: ";",
    decimal: ",",
    thousands: "\u00a0",
    encoding: "windows-1250",
    day: "d.m.Y",
    unit: after(" Kč"),
    towns: "czech",
  }),
  made("Russia", {
    delimiter: ";",
    decimal: ",",
    thousands: "\u00a0",
    encoding: "windows-1251",
    day: "d.m.Y",
    unit: after(" руб."),
    towns: "russian",
  }),
  made("Russia, KOI8-R", { encoding: "koi8-r", towns: "russian" }),
  made("Russia, DOS", { encoding: "ibm866", towns: "russian", delimiter: ";" }),
  made("Greece", { delimiter: ";", decimal: ",", thousands: ".", encoding: "windows-1253", day: "d/m/Y", towns: "greek" }),
  made("Turkey", { delimiter: ";", decimal: ",", thousands: ".", encoding: "windows-1254", day: "d.m.Y", towns: "turkish" }),
  made("China", { encoding: "gbk", day: "Y/m/d", moment: "Y/m/d H:M:S", unit: before("￥"), towns: "chinese" }),
  made("Taiwan", { encoding: "big5", day: "Y/m/d", unit: before("NT$"), towns: "taiwanese" }),
  made("Japan", { encoding: "shift_jis", day: "Y/m/d", towns: "japanese", end: "\r\n" }),
  made("Japan, EUC", { encoding: "euc-jp", towns: "japanese" }),
  made("Korea", { encoding: "euc-kr", towns: "korean" }),
  made("sep= line", { delimiter: ";", first: "sep=;", end: "\r\n" }),
  made("byte order mark", { first: "\ufeff" }),
  made("units below the header", { units: true }),
  made("typeset minus", { minus: "−" }),
  made("accountants", { thousands: ",", minus: "(" }),
  made("SAP", { delimiter: ";", decimal: ",", thousands: ".", minus: ">", day: "Ymd", moment: "Ymd HMS" }),
  made("PostgreSQL", { moment: "Y-m-d H:M:S+01" }),
  made("BigQuery", { moment: "Y-m-d H:M:S UTC" }),
  made("Java", { moment: "b d H:M:S CET Y" }),
  made("RFC 2822", { moment: "d b Y H:M:S +0100", day: "d b Y" }),
  made("Oracle", { day: "d-b-y", moment: "d-b-y H.M.S.000000" }),
  made("compact", { day: "Ymd", moment: "YmdTHMS" }),
  made("percent", { unit: after(" %") }),
  made("kilograms", { unit: after(" kg") }),
  made("euros by name, ISO", { delimiter: ";", decimal: ",", unit: after(" EUR"), moment: "Y-m-dTH:M:SZ" }),
];

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function moment(seconds: number, layout: string): string {
  const iso = new Date(seconds * 1000).toISOString();
  const parts: Record<string, string> = {
    Y: iso.slice(0, 4),
    y: iso.slice(2, 4),
    m: iso.slice(5, 7),
    d: iso.slice(8, 10),
    b: MONTHS[Number(iso.slice(5, 7)) - 1]!,
    H: iso.slice(11, 13),
    M: iso.slice(14, 16),
    S: iso.slice(17, 19),
  };
  // Words such as UTC and CET stand as they are.
  return layout.replaceAll(/UTC|CET|EUR|[YymdbHMS]/g, (part) => parts[part] ?? part);
}

function amount(value: number, digits: number, { decimal, thousands, minus = "-" }: DialectOfFile): string {
  const [whole = "", rest] = Math.abs(value).toFixed(digits).split(".");
  const text = `${whole.replaceAll(/\B(?=(\d{3})+$)/g, thousands)}${rest === undefined ? "" : decimal + rest}`;
  if (value >= 0) return text;
  return minus === "(" ? `(${text})` : minus === ">" ? `${text}-` : minus + text;
}

interface Meant {
  header: string[];
  /** Cells by row, as they are written. */
  cells: string[][];
  /** By column: numbers (moments in seconds), or texts. */
  values: (number | string)[][];
}

const HEADER = ["day", "moment", "size", "change", "sold", "paid", "town", "note", "label"];

/** `table`: which of the ten; they differ in their decimals and magnitudes. */
function meantTable(table: number, dialect: DialectOfFile): Meant {
  const random = seedRandom(table, 7);
  const digits = table % 4;
  const uniform = (most: number) => (nextRandom(random) / 2 ** 32) * most;
  const zone = /\+01|CET|\+0100/.test(dialect.moment) ? 3600 : 0;
  const cells: string[][] = [];
  const values: (number | string)[][] = HEADER.map(() => []);
  for (let row = 0; row < 120; row++) {
    const day = Math.floor(Date.UTC(2026, 0, 1 + randomBelow(random, 300)) / 1000);
    const seconds = day + 60 * randomBelow(random, 1440) + (dialect.moment.includes("S") ? randomBelow(random, 60) : 0);
    const rounded = (value: number, places: number) => Number(value.toFixed(places));
    const size = rounded(uniform(table % 2 === 0 ? 4 : 400), digits);
    const change = rounded(uniform(20) - 10, 2);
    const sold = Math.floor(uniform(1_500_000));
    const paid = rounded(uniform(3000), 2);
    const towns = TOWNS[dialect.towns];
    const town = towns[row % towns.length]!;
    const note = row % 5 === 0 ? `a ${dialect.delimiter} b` : row % 7 === 0 ? 'x "y" z' : `n${row % 9}`;
    const label = size + change > 2 ? "high" : "low";
    [day, seconds - zone, size, change, sold, paid, town, note, label].forEach((value, i) => {
      values[i]!.push(value);
    });
    const written = [
      moment(day, dialect.day),
      moment(seconds, dialect.moment),
      amount(size, digits, dialect),
      amount(change, 2, dialect),
      amount(sold, 0, dialect),
    ];
    cells.push([...written, dialect.unit(amount(paid, 2, dialect)), town, note, label]);
  }
  return { header: HEADER, cells, values };
}

function writtenTable(
  { header, cells }: Meant,
  { delimiter, end, encoding, quoteAll = false, first = "", units = false }: DialectOfFile,
): Uint8Array {
  const quoted = (cell: string) =>
    quoteAll || cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const unitRow = ["", "", "m", "%", "pieces", "EUR", "", "", ""];
  const lines = [header, ...(units ? [unitRow] : []), ...cells].map((row) => row.map(quoted).join(delimiter));
  const start = first === "" || first === "\ufeff" ? first : first + end;
  const text = `${start}${lines.join(end)}${end}`;
  return encoding === "utf-8" ? new TextEncoder().encode(text) : encoded(text, encoding);
}

export interface Outcome {
  table: number;
  dialect: string;
  /** wrong: read as something else, or not at all, and what init said made it no better. */
  how: "as meant" | "as meant, by init's line" | "wrong";
  why: string;
}

type Flags = Record<string, string | string[]>;

export async function tried(table: number, dialect: DialectOfFile): Promise<Outcome> {
  const meant = meantTable(table, dialect);
  const bytes = writtenTable(meant, dialect);
  const once = await readBy(bytes, meant, {});
  if (once.wrong.length === 0) return { table, dialect: dialect.name, how: "as meant", why: "" };
  const flags = flagsIn(once.said);
  const again = Object.keys(flags).length === 0 ? once : await readBy(bytes, meant, flags);
  const why = once.wrong.join("; ");
  return {
    table,
    dialect: dialect.name,
    how: again.wrong.length === 0 ? "as meant, by init's line" : "wrong",
    why: again.wrong.length === 0 ? why : again.wrong.join("; "),
  };
}

/** What init tells to run again with. */
function flagsIn(said: string[]): Flags {
  const flags: Flags = {};
  for (const sentence of said) {
    const column = /--column '([^']*(?:''[^']*)*)'/.exec(sentence)?.[1];
    if (column !== undefined) flags.column = [...((flags.column as string[] | undefined) ?? []), column];
    const encoding = /such as --encoding ([\w-]+)/.exec(sentence)?.[1];
    if (encoding !== undefined) flags.encoding = encoding;
    const told = /--dialect '([^']+)'/.exec(sentence)?.[1];
    if (told !== undefined) flags.dialect = told;
  }
  return flags;
}

async function readBy(bytes: Uint8Array, meant: Meant, flags: Flags): Promise<{ wrong: string[]; said: string[] }> {
  const written: WrittenAs = givenReading(flags);
  const { encoding, delimiter = ",", ...rest } = written;
  const open = async function* () {
    yield bytes;
  };
  const { cell, columns, rows } = DEFAULT_LIMITS;
  const other = encoding === undefined ? {} : { otherEncoding: encoding };
  const read = await readTable(open, { delimiter, ...rest, ...other, maxColumns: columns, maxCellBytes: cell, maxRows: rows });
  if ("fault" in read) return { wrong: [read.fault.message], said: [] };
  const file: SourceFile = {
    ...{ name: "table.csv", uri: "/table.csv", versionId: null, date: null, modified: null, bytes: bytes.length },
    ...{ digest: "", accepted: false, inWindow: true, table: read.table, reading: read.reading },
  };
  const given = givenColumns(flags, read.table.header);
  const { schema, notes, remarks } = inferSchema([file], { target: "label", written, given });
  const table = withoutLines(read.table, schema.dialect?.commentRows ?? []);
  const wrong = meant.header.flatMap((name, i) => {
    const at = table.header.indexOf(name);
    const field = schema.fields.find((one) => one.name === name);
    if (at < 0 || field === undefined) return [`${name} is missing`];
    const { column } = typeColumn(table.columns[at]!, table.rows, field, field.missingValues ?? schema.missingValues);
    const found = column.kind === "number" ? [...column.values] : [...column.codes].map((code) => column.categories[code - 1] ?? "");
    const row = meant.values[i]!.findIndex((value, r) => found[r] !== value);
    return row < 0 && found.length === meant.values[i]!.length
      ? []
      : [`${name} (${field.type}): ${meant.cells[row]?.[i]} is ${found[row]}, meant ${meant.values[i]![row]}`];
  });
  return { wrong, said: [...remarks, ...[...notes.values()].flat()] };
}

export async function dialects(say: (text: string) => void): Promise<boolean> {
  const counts = new Map<Outcome["how"], number>();
  for (let table = 1; table <= 10; table++) {
    for (const dialect of DIALECTS) {
      const outcome = await tried(table, dialect);
      counts.set(outcome.how, (counts.get(outcome.how) ?? 0) + 1);
      if (outcome.how !== "as meant") say(`${outcome.how}: table ${table}, ${outcome.dialect}: ${outcome.why}`);
    }
  }
  say(`${DIALECTS.length} dialects of 10 tables: ${[...counts].map(([how, count]) => `${count} ${how}`).join(", ")}`);
  return !counts.has("wrong");
}
