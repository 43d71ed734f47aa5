// npm run bench -- renames [--only WORD] [--misses] [--each N]: changed columns of real tables, and whether they are told right.
import { createReadStream, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { cellText } from "../../src/table/columns/raw.ts";
import { parseCsv } from "../../src/table/read/csv.ts";
import { casesOf } from "./cases.ts";
import { score } from "./judge.ts";
import type { Cells } from "./tables.ts";
import { promises, tallyTable } from "./tally.ts";

const [folder, ...words] = process.argv.slice(2);
const option = (name: string) => (words.includes(name) ? (words[words.indexOf(name) + 1] ?? "") : null);
const print = (line: string) => process.stdout.write(`${line}\n`);

async function cellsOf(path: string): Promise<Cells> {
  const { cell, columns, rows } = DEFAULT_LIMITS;
  const read = await parseCsv(createReadStream(path), { delimiter: ",", maxColumns: columns, maxCellBytes: cell, maxRows: rows });
  if ("fault" in read) throw new Error(`${path}: ${read.fault.message}`);
  const { header, columns: raw, rows: count } = read.table;
  return Object.fromEntries(header.map((name, at) => [name, Array.from({ length: count }, (_, row) => cellText(raw[at]!, row))]));
}

const tables: [string, Cells][] = [];
for (const name of readdirSync(folder!).sort())
  if (name.endsWith(".csv")) tables.push([basename(name, ".csv"), await cellsOf(join(folder!, name))]);
const only = option("--only") ?? "";
const cases = casesOf(tables, Number(option("--each") ?? 2)).filter(({ table, kind }) => `${table}/${kind}`.includes(only));
const scores = cases.map(score);
print(`${cases.length} cases, ${tables.length} tables of packages and those made here\n`);
print(tallyTable(scores));
if (words.includes("--misses"))
  for (const [i, { kind, table, wrong, missed, falseMatch, said }] of scores.entries())
    if (wrong + missed > 0 || falseMatch) print(`\n${table} / ${kind}: ${JSON.stringify(cases[i]!.changes)}\n  ${said.join("\n  ")}`);
const { right, falseMatches } = promises(scores);
print(`\nright ${(100 * right).toFixed(1)} % (promised 95), false matches ${(100 * falseMatches).toFixed(1)} % (promised at most 2)`);
process.exitCode = right >= 0.95 && falseMatches <= 0.02 ? 0 : 1;
