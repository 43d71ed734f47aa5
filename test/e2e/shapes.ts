// The same rows night by night in other shapes of delivery: what lies in the folder, and what a run says of it.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { RunResult } from "../../src/types/run.ts";
import { random, rows } from "./batches.ts";

const DAY_MS = 86_400_000;

export interface Deliveries {
  name: string;
  header: string;
  schema: string;
  /** Lines of one day, by its number from 0, in order of their times. */
  day: (n: number) => string[];
  /** The first night on which every shape is judged alike: without a time the first files are the first parts. */
  alikeFrom: number;
}

/** What lies in the folder when so many days have come; `first`: the first day that is still there. */
export type Shape = (table: Deliveries, last: number, first: number) => Record<string, string | Buffer>;

const START = Date.UTC(2026, 0, 5);
const dayOf = (n: number) => new Date(START + n * DAY_MS).toISOString().slice(0, 10);
const csv = ({ header }: Deliveries, lines: string[]) => `${[header, ...lines].join("\n")}\n`;
const days = ({ day }: Deliveries, last: number, first: number) => Array.from({ length: last - first }, (_, i) => day(first + i));

function shuffled(lines: string[], seed: number): string[] {
  const next = random(seed);
  return lines
    .map((line) => [next(), line] as const)
    .sort(([a], [b]) => a - b)
    .map(([, line]) => line);
}

function monthly(table: Deliveries, last: number, first: number): Record<string, string> {
  const months = new Map<string, string[]>();
  for (let n = first; n < last; n++) {
    const month = dayOf(n).slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), ...table.day(n)]);
  }
  return Object.fromEntries([...months].map(([month, lines]) => [`m_${month}.csv`, csv(table, lines)]));
}

export const SHAPES: Record<string, Shape> = {
  "a file a day": (table, last, first) =>
    Object.fromEntries(days(table, last, first).map((lines, i) => [`d_${dayOf(first + i)}.csv`, csv(table, lines)])),
  "one file that grows": (table, last, first) => ({ "all.csv": csv(table, days(table, last, first).flat()) }),
  "a file a month, of which the last grows": monthly,
  "a snapshot in random order": (table, last, first) => ({ "all.csv": csv(table, shuffled(days(table, last, first).flat(), last)) }),
  "compressed, with other line ends": (table, last, first) => ({
    "all.csv.gz": gzipSync(csv(table, days(table, last, first).flat()).replaceAll("\n", "\r\n")),
  }),
};

interface Law {
  name: string;
  perDay: (n: number) => number;
  /** Share of labels that are random. */
  flip: (n: number) => number;
  /** Added to a number on some days: a fault. */
  shift?: (n: number) => number;
  dateOnly?: boolean;
  /** Nothing says when a row happened. */
  isTimeless?: boolean;
}

/** Rows of a known law, most with a moment each. */
function deliveries({ name, perDay, flip, shift = () => 0, dateOnly = false, isTimeless = false }: Law, seed: number): Deliveries {
  const day = (n: number): string[] => {
    const count = perDay(n);
    return rows(count, 1000 * seed + n, flip(n)).map(([x0, x1, color, noise, label], i) => {
      const time = new Date(START + n * DAY_MS + Math.floor((i * DAY_MS) / count)).toISOString().slice(0, 19);
      const when = isTimeless ? [] : [dateOnly ? time.slice(0, 10) : `${time}Z`];
      return [...when, x0 + shift(n), x1, color, noise, label].join(",");
    });
  };
  const timeField = isTimeless ? "" : `  - {name: time, type: ${dateOnly ? "date" : "datetime"}, role: time}\n`;
  const schema = `fields:
${timeField}  - {name: x0, type: number}
  - {name: x1, type: number}
  - {name: color, type: string}
  - {name: noise, type: number}
  - {name: label, type: string}
`;
  return { name, header: `${isTimeless ? "" : "time,"}x0,x1,color,noise,label`, schema, day, alikeFrom: isTimeless ? 3 : 0 };
}

export const TABLES = (seed: number): Deliveries[] => [
  deliveries({ name: "150 rows a day", perDay: () => 150, flip: () => 0.05 }, seed),
  deliveries({ name: "40 rows a day", perDay: () => 40, flip: () => 0.05 }, seed + 1),
  deliveries(
    {
      name: "fewer at weekends, one day spoilt",
      perDay: (n) => (n % 7 > 4 ? 90 : 220),
      flip: () => 0.08,
      shift: (n) => (n === 9 ? 400 : 0),
    },
    seed + 2,
  ),
  deliveries({ name: "dates without a time of day", perDay: (n) => 90 + ((7 * n) % 23), flip: () => 0.1, dateOnly: true }, seed + 3),
  deliveries({ name: "rows without a time", perDay: (n) => 120 + ((5 * n) % 31), flip: () => 0.05, isTimeless: true }, seed + 4),
];

export interface Told {
  verdict: string | null | undefined;
  f1: number | undefined;
  rows: number | undefined;
  split: RunResult["split"];
}

interface Plan {
  /** Days that have come by the first night. */
  begun: number;
  nights: number;
  /** Days that stay; null: all. */
  kept?: number | null;
  set?: string[];
}

/** Where data is delivered, and the words by which a run finds it and its registry. */
export interface Place {
  words: string[];
  deliver: (files: Record<string, string | Buffer>) => Promise<void>;
}

/** A folder `data` of `cwd`, and the registry beside it. */
export async function folderIn(cwd: string): Promise<Place> {
  const data = join(cwd, "data");
  await mkdir(data);
  return {
    words: ["--data", "data/*.csv*", "--registry", "directory:registry"],
    deliver: async (files) => {
      for (const name of await readdir(data)) await rm(join(data, name));
      for (const [name, content] of Object.entries(files)) await writeFile(join(data, name), content);
    },
  };
}

/** `run` with these words in a folder. */
export type Runner = (words: string[], cwd: string) => Promise<RunResult>;

/** What each night of a shape comes to, and why: the failing and undecided checks in words. */
export async function followed(
  run: Runner,
  { cwd, place }: { cwd: string; place: Place },
  table: Deliveries,
  shape: Shape,
  { begun, nights, kept = null, set = [] }: Plan,
): Promise<{ told: Told[]; why: string[] }> {
  await writeFile(join(cwd, "schema.yml"), table.schema);
  const words = [...place.words, "--target", "label", "--schema", "schema.yml"];
  const told: Told[] = [];
  const why: string[] = [];
  for (let last = begun; last < begun + nights; last++) {
    await place.deliver(shape(table, last, kept === null ? 0 : Math.max(0, last - kept)));
    const flags = ["--set", "train.trees=5", "gates.champion.margin=0.5", "split.salt=shapes", ...set];
    const json = await run([...words, ...flags], cwd);
    const f1 = json.evaluation?.candidate?.metrics.find((metric) => metric.name === "f1" && metric.average === "weighted");
    told.push({ verdict: json.verdict, f1: f1?.value, rows: f1?.rows, split: json.split });
    why.push(
      json.checks
        .filter(({ status }) => status !== "pass")
        .map(({ code, status, message }) => `${status} ${code}: ${message}`)
        .join("\n"),
    );
  }
  return { told, why };
}
