// Tables, what a migration does to all of their files at once, and a program that does what findings print, to the letter.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { parseDocument, type YAMLMap } from "yaml";
import { stepsOf } from "../../src/findings/sentences.ts";
import type { RunResult } from "../../src/types/run.ts";
import { random } from "./batches.ts";

export interface DeliveredFile {
  name: string;
  rows: string[][];
}

/** What lies in the folder, and how it is written. */
export interface Delivery {
  header: string[];
  files: DeliveredFile[];
  folder: string;
  delimiter: string;
  eol: string;
  mark: string;
  compressed: boolean;
  quoted: boolean;
}

export interface MigratedTable {
  name: string;
  header: string[];
  /** Accepted, one after the other. */
  files: DeliveredFile[];
  next: DeliveredFile;
  target: string;
  date: string;
  numbers: string[];
  /** New names of two columns. */
  names: Record<string, string>;
  schema: string;
}

const at = (table: MigratedTable, name: string) => table.header.indexOf(name);

function mapped(delivery: Delivery, column: number, change: (cell: string) => string): Delivery {
  const files = delivery.files.map((file) => ({ ...file, rows: file.rows.map((row) => row.with(column, change(row[column]!))) }));
  return { ...delivery, files };
}

type Migration = (delivery: Delivery, table: MigratedTable) => Delivery;

/** Those that change cells or columns look them up by name, for another one may have come first. */
const place = ({ header }: Delivery, table: MigratedTable, name: string) => {
  const found = header.indexOf(name);
  return found >= 0 ? found : header.indexOf(table.names[name]!);
};

export const MIGRATIONS: Record<string, Migration> = {
  "files renamed": (delivery) => ({ ...delivery, files: delivery.files.map((file, i) => ({ ...file, name: `export-${i + 10}.csv` })) }),
  "moved into folders": (delivery) => ({
    ...delivery,
    files: delivery.files.map((file, i) => ({ ...file, name: `20${10 + i}/${file.name}` })),
  }),
  "line ends": (delivery) => ({ ...delivery, eol: "\r\n" }),
  "byte order mark": (delivery) => ({ ...delivery, mark: "\ufeff" }),
  compressed: (delivery) => ({ ...delivery, compressed: true }),
  quoting: (delivery) => ({ ...delivery, quoted: true }),
  "order of rows": (delivery) => ({ ...delivery, files: delivery.files.map((file) => ({ ...file, rows: file.rows.toReversed() })) }),
  delimiter: (delivery) => ({ ...delivery, delimiter: ";" }),
  "decimal sign": (delivery, table) =>
    table.numbers.reduce((all, name) => mapped(all, place(all, table, name), (cell) => cell.replace(".", ",")), delivery),
  "notation of dates": (delivery, table) =>
    mapped(delivery, place(delivery, table, table.date), (cell) => cell.replace(/^(\d{4})-(\d\d)-(\d\d)/, "$3/$2/$1")),
  compacted: (delivery) => ({ ...delivery, files: [{ name: "all.csv", rows: delivery.files.flatMap(({ rows }) => rows) }] }),
  split: (delivery) => ({
    ...delivery,
    files: delivery.files.flatMap(({ name, rows }) => [
      { name: name.replace(".csv", "_1.csv"), rows: rows.slice(0, rows.length >> 1) },
      { name: name.replace(".csv", "_2.csv"), rows: rows.slice(rows.length >> 1) },
    ]),
  }),
  "another place": (delivery) => ({ ...delivery, folder: "elsewhere/lake" }),
  "columns renamed": (delivery, table) => ({ ...delivery, header: delivery.header.map((name) => table.names[name] ?? name) }),
  "columns reordered": (delivery) => ({
    ...delivery,
    header: delivery.header.toReversed(),
    files: delivery.files.map((file) => ({ ...file, rows: file.rows.map((row) => row.toReversed()) })),
  }),
  "a column added": (delivery) => ({
    ...delivery,
    header: [...delivery.header, "batch_id"],
    files: delivery.files.map((file) => ({ ...file, rows: file.rows.map((row, i) => [...row, `b${i % 7}`]) })),
  }),
  "labels recoded": (delivery, table) => {
    const labels = [...new Set(table.files.flatMap(({ rows }) => rows.map((row) => row[at(table, table.target)]!)))].sort();
    return mapped(delivery, place(delivery, table, table.target), (cell) => String(labels.indexOf(cell) + 1));
  },
};

export function delivered(table: MigratedTable, files: DeliveredFile[], names: string[]): Delivery {
  const plain: Delivery = {
    header: table.header,
    files,
    folder: "data",
    delimiter: ",",
    eol: "\n",
    mark: "",
    compressed: false,
    quoted: false,
  };
  return names.reduce((delivery, name) => MIGRATIONS[name]!(delivery, table), plain);
}

/** Writes all files, and the pattern that finds them into retrain.yml, as whoever moved them would. */
export async function write(cwd: string, delivery: Delivery, salt: string, target: string): Promise<void> {
  for (const folder of ["data", "elsewhere"]) await rm(join(cwd, folder), { recursive: true, force: true });
  const cell = (text: string) => (delivery.quoted || text.includes(delivery.delimiter) ? `"${text}"` : text);
  for (const { name, rows } of delivery.files) {
    const text = [delivery.header, ...rows].map((row) => row.map(cell).join(delivery.delimiter) + delivery.eol).join("");
    const file = join(cwd, delivery.folder, delivery.compressed ? `${name}.gz` : name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, delivery.compressed ? gzipSync(delivery.mark + text) : delivery.mark + text);
  }
  const config = `data: {files: "${delivery.folder}/**/*.csv${delivery.compressed ? ".gz" : ""}"}
schema: schema.yml
target: ${target}
split: {salt: ${salt}}
train: {trees: 8, min-leaf: 5}
gates: {champion: {margin: 0.3}}
registry: directory:registry
`;
  await writeFile(join(cwd, "retrain.yml"), config);
}

interface Advice {
  code: string;
  /** null: beside the fields. */
  field: string | null;
  lines: string[];
}

/** What findings ask to be written into the schema, by code. */
export function adviceOf({ checks }: Pick<RunResult, "checks">): Advice[] {
  return checks.flatMap(({ code, status, remedies = [] }): Advice[] => {
    const asked = status === "fail" ? remedies.filter(({ kind, file }) => kind === "config" && file === "schema.yml") : [];
    const lines = asked.map(({ key, value }) => {
      const { field, path } = stepsOf(key!);
      const [name, ...rest] = path as [string, ...string[]];
      return { field, line: `${name}: ${JSON.stringify(rest.reduceRight<unknown>((below, step) => ({ [step]: below }), value))}` };
    });
    return lines.length === 0 ? [] : [{ code, field: lines[0]!.field, lines: lines.map(({ line }) => line) }];
  });
}

/** Edits schema.yml to the letter. */
export async function follow(cwd: string, advice: Advice[]): Promise<void> {
  const path = join(cwd, "schema.yml");
  const document = parseDocument(await readFile(path, "utf8"));
  const fields = document.get("fields") as { items: YAMLMap[] };
  for (const { field, lines } of advice) {
    const into = field === null ? document : fields.items.find((item) => item.get("name") === field)!;
    const added = parseDocument(lines.join("\n")).contents as YAMLMap<{ value: string }>;
    for (const pair of added.items) into.set((pair.key as { value: string }).value, pair.value);
  }
  await writeFile(path, document.toString());
}

/** `n` of the items, drawn by a seed. */
export function drawn<T>(items: T[], n: number, seed: number): T[] {
  const next = random(seed);
  return items
    .map((item) => [next(), item] as const)
    .sort(([a], [b]) => a - b)
    .slice(0, n)
    .map(([, item]) => item);
}

/** Pairs that can be told apart: not both of one kind. */
export function pairs(): string[][] {
  const names = Object.keys(MIGRATIONS);
  const clash = new Set(["compacted split", "files renamed compacted"]);
  return names.flatMap((a, i) => names.slice(i + 1).flatMap((b) => (clash.has(`${a} ${b}`) ? [] : [[a, b]])));
}
