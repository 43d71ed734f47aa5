// `npm run bench -- faults`: how many faults of real batches are found, by us and by other tools, and how often clean ones are.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonOf } from "../python-environment.mjs";
import { casesOf, KINDS } from "./cases.mjs";
import { judgeAll } from "./ours.mjs";
import { cleanAlarms, familyTable, missesOf, namedRight, overall } from "./tally.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = process.env.FAULTS_DIR ?? join(tmpdir(), "gated-retrain-faults");
const say = (text) => process.stdout.write(`${text}\n`);

/** With a seed: of faults as large as the stated power, of clean batches, and of those whose rows are independent draws. */
const PROMISED_OF_DRAWN = { paired: 0.9, alarms: 0.05, independent: 0.01 };
const PROMISED = { paired: 0.9, clean: 0, later: 0.05, named: 0.95 };

/** Other tools, and the environment that each lives in: TFDV pins versions that the others do not take. */
const PEERS = [
  { tool: "frictionless", venv: "venv" },
  { tool: "pandera", venv: "venv" },
  { tool: "tfdv", venv: "venv-tfdv" },
];

const python = (venv, requirements) => pythonOf(join(folder, venv), join(here, requirements));

/** `seed` null: the sets as they always are. */
function setsOf(seed, tables) {
  const name = seed === null ? "sets" : `${tables}-${seed}`;
  const list = join(folder, name, "sets.json");
  if (!existsSync(list)) {
    const interpreter = python("venv", "requirements.txt");
    const words = seed === null ? [join(here, "sets.py"), join(folder, name)] : [join(here, "drawn.py"), join(folder, name), seed, tables];
    const made = interpreter !== null && spawnSync(interpreter, words, { stdio: "inherit" }).status === 0;
    if (!made)
      throw new Error("bench: the data sets could not be made; they come from the Python packages in bench/faults/requirements.txt.");
  }
  return JSON.parse(readFileSync(list, "utf8"));
}

function peerResults({ tool, venv }, cases) {
  const interpreter = python(venv, venv === "venv" ? "requirements.txt" : "requirements-tfdv.txt");
  if (interpreter === null) return null;
  const list = join(folder, `cases-${tool}.json`);
  writeFileSync(list, JSON.stringify(cases.map(({ path, references }) => ({ path, references }))));
  return new Promise((done) => {
    const child = spawn(interpreter, [join(here, "peers.py"), tool, list], { stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    child.on("close", (code) => done(code === 0 ? JSON.parse(text) : null));
  });
}

/**
 * `--sources`: judge by src/ in this process; `--ours`: no peers; `--only WORD`: cases whose set, family or kind holds the word;
 * `--seed N`: other rows and places, and histories of equal size before batches of .3 to 3 times it; `--held`: tables no rule was made with;
 * `--grown`: the batches are appended to the accepted ones in one file instead of filed apart.
 */
export async function faults(words) {
  const word = (name) => (words.includes(name) ? words[words.indexOf(name) + 1] : null);
  const which = words.includes("--held") ? "held" : "catalogue";
  const seed = word("--seed") ?? (which === "held" ? "1" : null);
  const only = word("--only") ?? "";
  const made = join(folder, seed === null ? "cases" : `cases-${which}-${seed}`);
  mkdirSync(made, { recursive: true });
  const wanted = ({ set, family, kind }) => `${set}/${family}/${kind}`.includes(only);
  const cases = casesOf(setsOf(seed, which), made, { wanted, seed: seed === null ? "" : `${seed} ` });
  const controls = cases.filter(({ family }) => family === "clean" || family === "later").length;
  say(
    `${KINDS} kinds of faults, ${cases.length} cases (${controls} clean or later batches) of ${new Set(cases.map(({ set }) => set)).size} data sets\n`,
  );

  // No time is measured here: all judge at once.
  const asked = (words.includes("--ours") ? [] : PEERS).map((peer) => ({ ...peer, answer: peerResults(peer, cases) }));
  const ours = await judgeAll(cases, {
    sources: words.includes("--sources"),
    grownIn: words.includes("--grown") ? made : null,
  });
  const tables = [["ours", cases, ours]];
  for (const { tool, answer } of asked) {
    const theirs = await answer;
    if (theirs === null) say(`${tool}: does not install or run here\n`);
    else tables.push([tool, cases, theirs]);
  }
  for (const table of tables) say(`${familyTable(...table)}\n`);
  say(`${cleanAlarms(cases, ours)}\n`);
  if (words.includes("--misses")) say(missesOf(cases, ours));
  writeFileSync(
    join(folder, "results.json"),
    JSON.stringify(
      cases.map((one, i) => ({ ...one, ...ours[i] })),
      null,
      1,
    ),
  );
  const { paired, clean, later, crashes } = overall(cases, ours);
  if (seed !== null) return promisedOfDrawn(cases, ours) ? 0 : 1;
  const kept = paired >= PROMISED.paired && clean <= PROMISED.clean && later <= PROMISED.later && crashes === 0;
  return kept && namedRight(cases, ours).share >= PROMISED.named ? 0 : 1;
}

function promisedOfDrawn(cases, ours) {
  const { paired, alarms, independent, bySize, crashes } = overall(cases, ours);
  const { paired: least, alarms: most, independent: mostIndependent } = PROMISED_OF_DRAWN;
  return paired >= least && alarms <= most && independent <= mostIndependent && bySize === 0 && crashes === 0;
}
