// npm run bench -- classes [--rows N] [--nights N] [--seed N] [--table NAME]: harms to classes and promises; what is promoted, kept, warned of.
import { uniforms } from "../../test/evaluate/random.ts";
import { Nights } from "../nights/nights.ts";
import { rowsOf, TABLES, type Table } from "../nights/tables.ts";
import { AT_ONCE, NIGHTLY, oracleSees, wrongIn } from "./harms.ts";

const words = process.argv.slice(2);
const word = (name: string, fallback: string) => (words.includes(name) ? (words[words.indexOf(name) + 1] ?? fallback) : fallback);
const [rows, nights, seed] = [word("--rows", "1500"), word("--nights", "8"), word("--seed", "1")].map(Number) as [number, number, number];
const BEFORE = 4;
/** Nights after the oracle's. */
const LATE = 2;
const print = (line: string) => process.stdout.write(`${line}\n`);

interface Told {
  /** The night of the first finding; null: none. */
  found: number | null;
  oracle: number | null;
  verdicts: string[];
  codes: string[];
}

async function nightly(table: Table, harm: (typeof NIGHTLY)[string], start: number): Promise<Told> {
  const uniform = uniforms(start);
  const registry = new Nights(rowsOf(table, uniforms(start + 1), 10));
  try {
    const before = Array.from({ length: BEFORE }, () => rowsOf(table, uniform, rows));
    for (const day of before) registry.deliver(day);
    await registry.begin();
    await registry.judge();
    const clean = wrongIn(before.flat(), table);
    const told: Told = { found: null, oracle: null, verdicts: [], codes: [] };
    for (let night = 1; night <= nights && (told.found === null || told.oracle === null); night++) {
      const delivered = harm(rowsOf(table, uniform, rows), { table, uniform, night });
      if (told.oracle === null && oracleSees(wrongIn(delivered, table), clean)) told.oracle = night;
      if (told.found !== null) continue;
      registry.deliver(delivered);
      const { verdict, failed, warned } = await registry.judge();
      told.verdicts.push(verdict);
      if (failed.length + warned.length > 0) Object.assign(told, { found: night, codes: failed.length > 0 ? failed : warned });
    }
    return told;
  } finally {
    registry.close();
  }
}

print(`seed ${seed}; ${rows} rows a night; four clean files, then up to ${nights} nights; init's own configuration`);
print("| harm | table | oracle's night | said on night | verdicts | by |");
print("|---|---|---|---|---|---|");
let [kept, asked] = [0, 0];
const tables = TABLES.filter(({ name }) => name.includes(word("--table", "")));
for (const [name, harm] of Object.entries(NIGHTLY)) {
  for (const [i, table] of tables.entries()) {
    const { found, oracle, verdicts, codes } = await nightly(table, harm, 7000 * seed + i);
    asked++;
    const isInTime = oracle === null || (found !== null && found <= oracle + LATE);
    if (isInTime) kept++;
    print(
      `| ${name} | ${table.name} | ${oracle ?? "none"} | ${found ?? "none"}${isInTime ? "" : " (late)"} | ${verdicts.join(", ")} | ${codes.slice(0, 4).join(", ") || "–"} |`,
    );
  }
}
print("| harm | table | said by | |");
print("|---|---|---|---|");
for (const [name, { of, said }] of Object.entries(AT_ONCE)) {
  for (const [i, table] of tables.entries()) {
    const uniform = uniforms(9000 * seed + i);
    const registry = new Nights(rowsOf(table, uniform, 10));
    try {
      for (let day = 0; day < 2; day++) registry.deliver(of(rowsOf(table, uniform, rows), uniform));
      const lines = (await registry.begin()).split("\n").filter((line) => said.test(line));
      const { failed, warned } = await registry.judge();
      const codes = [...failed, ...warned].filter((code) => said.test(code));
      asked++;
      if (lines.length + codes.length > 0) kept++;
      print(
        `| ${name} | ${table.name} | ${lines.length > 0 ? "init" : codes.length > 0 ? "the first run" : "nobody"} | ${(lines[0] ?? codes.join(", ")).slice(0, 100)} |`,
      );
    } finally {
      registry.close();
    }
  }
}
print(`${kept} of ${asked} harms said within ${LATE} nights of the oracle, or at once`);
process.exitCode = kept === asked ? 0 : 1;
