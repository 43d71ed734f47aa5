// Every CSV and TSV file that Python packages carry, as we read it and as Python's csv and pandas do.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { cellText } from "../../src/table/columns/raw.ts";
import { readTable } from "../../src/table/read/read-table.ts";
import type { RawTable, Reading } from "../../src/types/table.ts";

interface Ours {
  path: string;
  digest: string;
  reading: Reading;
  single: boolean;
}

async function ours(path: string): Promise<Ours | { path: string; refused: string }> {
  const stored = await readFile(path);
  const bytes = stored[0] === 0x1f && stored[1] === 0x8b ? gunzipSync(stored) : stored;
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += 1 << 18) yield bytes.subarray(at, at + (1 << 18));
  };
  const { cell, columns, rows } = DEFAULT_LIMITS;
  const delimiter = /\.tsv(\.gz)?$/i.test(path) ? "\t" : ",";
  const read = await readTable(open, { delimiter, maxColumns: columns, maxCellBytes: cell, maxRows: rows });
  if ("fault" in read) return { path, refused: read.fault.message };
  return { path, digest: digestOf(read.table), reading: read.reading, single: read.table.header.length === 1 };
}

function digestOf({ header, columns, rows }: RawTable): string {
  const hash = createHash("sha256");
  hash.update(`${header.join("\x1f")}\x1e`);
  for (let row = 0; row < rows; row++) hash.update(`${columns.map((column) => cellText(column, row)).join("\x1f")}\x1e`);
  return hash.digest("hex");
}

/** Tables cannot be told apart by a name: why a file is none, without its place in it. */
const kindOf = (message: string) =>
  message
    .replace(/^Line \d+, column \d+( \(.*?\))?: /, "")
    .replaceAll(/\d[\d,]*/g, "N")
    .slice(0, 70);

export interface Asked {
  /** An interpreter with pandas. */
  python: string;
  /** Where tables are written to. */
  folder: string;
  most: number;
  seed: string;
  say: (line: string) => void;
}

export interface Compared {
  read: number;
  /** With other cells than Python's csv reads. */
  wrong: number;
  refused: number;
}

const SCRIPT = "bench/csv/files.py";

/** Reads each file as Python's csv and pandas do, and says where they differ. The working directory is the checkout. */
export async function compareFiles({ python, folder, most, seed, say }: Asked): Promise<Compared> {
  const listed = spawnSync(python, [SCRIPT, "list", folder, String(most), seed], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (listed.status !== 0) throw new Error(listed.stderr);
  const paths = listed.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as string);
  const read: Ours[] = [];
  const refused: { path: string; refused: string }[] = [];
  for (const path of paths) {
    const found = await ours(path);
    if ("refused" in found) refused.push(found);
    else read.push(found);
  }
  const tasks = read.map(({ path, reading, single }) => ({
    path,
    delimiter: reading.delimiter,
    encoding: reading.encoding,
    blank: single,
  }));
  const theirs = spawnSync(python, [SCRIPT, "read"], { input: JSON.stringify(tasks), encoding: "utf8", maxBuffer: 1 << 28 });
  if (theirs.status !== 0) throw new Error(theirs.stderr);
  const found = new Map(
    theirs.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { path: string; csv: string; pandas: string })
      .map((one) => [one.path, one]),
  );
  let wrong = 0;
  let notByPandas = 0;
  for (const { path, digest } of read) {
    const { csv, pandas } = found.get(path) ?? { csv: "none", pandas: "none" };
    if (csv === digest && pandas === digest) continue;
    if (csv === digest) notByPandas++;
    else wrong++;
    say(
      `${csv === digest ? "pandas differs" : "DIFFERENT"}: ${path.replace(/^.*\/(site-packages|tables)\//, "")} (csv ${csv === digest ? "the same" : csv.slice(0, 60)}, pandas ${pandas === digest ? "the same" : pandas.slice(0, 100)})`,
    );
  }
  const kinds = new Map<string, number>();
  for (const one of refused) kinds.set(kindOf(one.refused), (kinds.get(kindOf(one.refused)) ?? 0) + 1);
  say(
    `${paths.length} files: ${read.length} read, ${wrong} with other cells than Python's csv, ${notByPandas} that pandas alone reads differently, ${refused.length} refused:`,
  );
  for (const [kind, count] of [...kinds].sort((a, b) => b[1] - a[1])) say(`  ${count} × ${kind}`);
  return { read: read.length, wrong, refused: refused.length };
}
