// npm run bench -- poison [--nights N] [--rows N] [--margin M] [--seed N] [--only WORD] [--table NAME]: attacks by a writer of the data, and
// the same nights without one.
import { TABLES } from "../nights/tables.ts";
import { ATTACKS, HONEST } from "./attacks.ts";
import { besiege } from "./siege.ts";

const words = process.argv.slice(2);
const word = (name: string, fallback: string) => (words.includes(name) ? (words[words.indexOf(name) + 1] ?? fallback) : fallback);
const [nights, rows, margin, seed] = [word("--nights", "14"), word("--rows", "1000"), word("--margin", ".02"), word("--seed", "1")].map(
  Number,
) as [number, number, number, number];
const [only, named] = [word("--only", ""), word("--table", "")];
/** More accuracy on the clean concept is lost too late. */
const MOST_LOST = 6;
const print = (line: string) => process.stdout.write(`${line}\n`);

const tables = TABLES.filter(({ name }) => name !== "wares" && name.includes(named));
print(`seed ${seed}; ${rows} rows a night, margin ${margin}, five clean nights before, up to ${nights} nights; default gates and checks`);
print("| attack | table | found on night | by | stopped | points lost on the clean concept |");
print("|---|---|---|---|---|---|");
let inTime = 0;
let tried = 0;
for (const [name, attack] of Object.entries(ATTACKS).filter(([name]) => name.includes(only))) {
  const found = [];
  for (const [i, table] of tables.entries()) {
    const siege = await besiege(table, attack, { seed: 1000 * seed + i, nights, rows, margin });
    found.push(siege);
    print(
      `| ${name} | ${table.name} | ${siege.found ?? `none of ${nights}`} | ${siege.codes.slice(0, 4).join(", ") || "–"} | ${siege.found === null ? "–" : siege.stopped ? "yes" : "warned"} | ${siege.lost.toFixed(1)} |`,
    );
  }
  tried++;
  if (found.length > 0 && found.filter((one) => one.found !== null && one.lost <= MOST_LOST).length >= 0.75 * found.length) inTime++;
}
if (tried > 0) print(`${inTime} of ${tried} attacks found before ${MOST_LOST} points are lost, on three of four tables at least`);
print("| without attack | table | nights | failed | warned | by |");
print("|---|---|---|---|---|---|");
const clean = { nights: 0, failed: 0, warned: 0 };
for (const [name, change] of Object.entries(HONEST).filter(([name]) => name.includes(only))) {
  for (const [i, table] of tables.entries()) {
    const calm = await besiege(table, change, { seed: 1000 * seed + i, nights, rows, margin, whole: true });
    if (name === "clean") {
      clean.nights += calm.nights;
      clean.failed += calm.failedNights;
      clean.warned += calm.warnedNights;
    }
    print(
      `| ${name} | ${table.name} | ${calm.nights} | ${calm.failedNights} | ${calm.warnedNights} | ${[...new Set(calm.said)].join(", ") || "–"} |`,
    );
  }
}
print(`clean nights: ${clean.failed} of ${clean.nights} failed, ${clean.warned} warned`);
