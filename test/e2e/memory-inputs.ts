// Hostile and large inputs against limits.memory: what lies in the folder, and how the run is asked for.
import { gzipSync } from "node:zlib";
import { random } from "./batches.ts";

/** Of the rows: enough to be above the limit in most cases. */
export const SCALE = Number(process.env.MEMORY_SCALE ?? 0.15);

export interface Input {
  name: string;
  /** Texts by the files' names; a name in .gz is compressed. */
  files: () => Record<string, string | Buffer>;
  /** Of the data, as --data takes it. */
  data: string;
  set?: string[];
}

export const lines = (header: string, count: number, line: (row: number) => string) => {
  const all = [header];
  for (let row = 0; row < count * SCALE; row++) all.push(line(row));
  return `${all.join("\n")}\n`;
};
export const label = (row: number) => (row % 3 === 0 ? "yes" : "no");
const euro = "€".repeat(40);
export const draw = random(16);
const columns = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`).join(",");
const cells = (count: number, cell: (i: number) => string | number) => Array.from({ length: count }, (_, i) => cell(i)).join(",");
const time = (at: number) => new Date(1.7e12 + at * 1017).toISOString().replace("Z", `${String(at % 1000).padStart(3, "0")}Z`);

/** One file. */
const one = (name: string, file: string, text: () => string | Buffer, set: string[] = []): Input => ({
  name,
  files: () => ({ [file]: text() }),
  data: file,
  set,
});

export const INPUTS: Input[] = [
  one("a small table", "d.csv", () => lines("x,label", 300, (row) => `${row % 17},${label(row)}`)),
  one("gz of narrow cells", "d.csv.gz", () =>
    lines(`${columns(20)},label`, 250_000, (row) => `${cells(20, (i) => (row + i) % 10)},${label(row)}`),
  ),
  one("gz of one narrow column", "d.csv.gz", () => lines("x,label", 3_000_000, (row) => `${row % 10},${label(row)}`)),
  one("gz of empty cells", "d.csv.gz", () => lines(`${columns(60)},label`, 150_000, (row) => `${",".repeat(60)}${label(row)}`)),
  one("distinct non-Latin texts", "d.csv", () => lines("x,note,label", 400_000, (row) => `${row % 7},${row} ${euro},${label(row)}`)),
  one("distinct Latin texts", "d.csv.gz", () =>
    lines("x,note,label", 500_000, (row) => `${row % 7},${row}${"n".repeat(300)},${label(row)}`),
  ),
  one("quoted cells", "d.csv", () =>
    lines("x,note,label", 400_000, (row) => `${row % 7},"${row}, ""quoted"" ${"q".repeat(60)}",${label(row)}`),
  ),
  one("cells that V8 does not hash", "d.csv", () =>
    lines("x,note,label", 4_000, (row) => `${row % 7},${"a".repeat(17_000)}${row},${label(row)}`),
  ),
  one("10,000 columns", "d.csv", () =>
    lines(`${columns(9_999)},label`, 1_500, (row) => `${cells(9_999, (i) => (row * i) % 10)},${label(row)}`),
  ),
  one("10,000 columns of texts", "d.csv", () =>
    lines(`${columns(9_999)},label`, 600, (row) => `${cells(9_999, (i) => `t${row}-${i}`)},${label(row)}`),
  ),
  one("one giant column of numbers", "d.csv", () => lines("x,label", 2_500_000, (row) => `${draw()},${label(row)}`)),
  one(
    "1,000 classes",
    "d.csv",
    () => lines("x,y,z,label", 12_000, () => `${cells(3, () => Math.floor(draw() * 25))},c${Math.floor(draw() * 1000)}`),
    ["limits.minutes=0.2"],
  ),
  one("999 classes of one feature", "d.csv", () => lines("x,label", 20_000, (row) => `${Math.floor(draw() * 9)},k${row % 999}`)),
  one("a class per row", "d.csv", () => lines("x,label", 60_000, (row) => `${row % 9},k${row}`)),
  one("many trees", "d.csv", () => lines("x,y,label", 30_000, (row) => `${draw()},${draw()},${label(row)}`), [
    "train.trees=5000",
    "limits.model-bytes=2GiB",
  ]),
  one("long names", "d.csv", () =>
    lines(`${cells(400, (i) => `${"n".repeat(20_000)}${i}`)},label`, 20, (row) => `${cells(400, (i) => i)},${label(row)}`),
  ),
  one("gz of one line over and over", "d.csv.gz", () => lines("x,note,label", 4_000_000, (row) => `1,${"0".repeat(40)},${label(row)}`)),
  one("gz of many members", "d.csv.gz", () => {
    const part = (at: number) =>
      gzipSync(
        lines(at === 0 ? "x,y,label" : "", 3_000, (row) => `${draw()},${at},${label(row)}`),
        { level: 1 },
      );
    return Buffer.concat(Array.from({ length: 200 }, (_, at) => part(at)));
  }),
  one("narrow cells of another script", "d.csv.gz", () =>
    lines(`${columns(30)},label`, 120_000, (row) => `${cells(30, (i) => "жщя"[(row + i) % 3]!)},${label(row)}`),
  ),
  one("UTF-16", "d.csv", () =>
    Buffer.from(`\ufeff${lines("x,note,label", 300_000, (row) => `${row % 7},žluť ${row},${label(row)}`)}`, "utf16le"),
  ),
  one("cells of quotes alone", "d.csv", () =>
    lines("x,note,label", 3_000, (row) => `${row % 7},"${'""'.repeat(8_000 + (row % 5))}",${label(row)}`),
  ),
  one("a quote that never ends", "d.csv", () => `x,note,label\n1,"${lines("a", 2_000_000, (row) => `b,${row}`)}`),
  one("one cell of everything", "d.csv", () => `x,note,label\n1,${"a".repeat(400_000_000 * SCALE)},yes\n`),
  one("numbers of 300 digits", "d.csv", () => lines("x,label", 60_000, (row) => `${row}${"7".repeat(300)},${label(row)}`)),
  one("times to the microsecond", "d.csv.gz", () => lines("t,u,label", 600_000, (row) => `${time(row)},${time(row * 7)},${label(row)}`)),
  one(
    "1,000 classes of 1,000 columns",
    "d.csv",
    () => lines(`${columns(1000)},label`, 12_000, (row) => `${cells(1000, (i) => (row * 31 + i) % 97)},c${row % 1000}`),
    ["limits.minutes=0.5"],
  ),
  one("400 columns of 300 words each", "d.csv", () =>
    lines(`${columns(400)},label`, 15_000, (row) => `${cells(400, (i) => `w${(row * 17 + i * i) % 300}`)},${label(row)}`),
  ),
  {
    name: "2,000 small files",
    files: () =>
      Object.fromEntries(
        Array.from({ length: 2000 }, (_, i) => [`d_${i}.csv`, `x,y,label\n${i % 9},${draw()},${label(i)}\n${i % 7},${draw()},yes\n`]),
      ),
    data: "d_*.csv",
  },
  {
    name: "a schema of 5,000 fields with 80 values each",
    files: () => ({
      "d.csv": lines(`${columns(5000)},label`, 400, (row) => `${cells(5000, (i) => `v${(row + i) % 100}`)},${label(row)}`),
      "schema.yml": `fields:\n${Array.from({ length: 5000 }, (_, i) => `  - {name: c${i}, type: string, constraints: {enum: [${cells(80, (v) => `v${v}`)}]}}\n`).join("")}  - {name: label, type: string}\n`,
      "retrain.yml": "data: {files: d.csv}\nschema: schema.yml\ntarget: label\n",
    }),
    data: "d.csv",
  },
  {
    name: "a configuration that excludes 10,000 files",
    files: () => ({
      "d.csv": lines("x,label", 3_000, (row) => `${row % 17},${label(row)}`),
      "retrain.yml": `data:\n  files: d.csv\n  exclude:\n${Array.from({ length: 10_000 }, (_, i) => `    - {file: old_${i}.csv, reason: "no longer there, number ${i}"}\n`).join("")}target: label\n`,
    }),
    data: "d.csv",
  },
];
