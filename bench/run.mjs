// `npm run bench`: how the bundle's time compares with what a user would run otherwise. Exits 1 when a promised ratio is broken.
import { existsSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeRows } from "./data.mjs";
import { alternating, ratioOf, timed } from "./measure.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = join(root, "dist/cli.js");
const node = process.execPath;
const python = process.env.GR_PYTHON ?? join(root, ".venv/bin/python");

const STARTS = 20;
const MAX_START_RATIO = 3;
const RUNS = 5;
const MAX_RUN_RATIO = 1;
const DATA = { rows: 20_000, columns: 20, seed: 1 };

const say = (text) => process.stdout.write(`${text}\n`);

function row(what, { ours, theirs, ratio, low, high }, limit) {
  const verdict = limit === null ? "" : ratio <= limit ? `  within ${limit}` : `  BROKEN: promised at most ${limit}`;
  say(
    `${what.padEnd(44)} ${ours.toFixed(0).padStart(7)} ms ${theirs.toFixed(0).padStart(7)} ms   ratio ${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})${verdict}`,
  );
  return limit === null || ratio <= limit;
}

async function starts() {
  const rounds = await alternating(
    STARTS,
    () => timed(node, [cli, "--version"]),
    () => timed(node, ["-e", "0"]),
  );
  const ratio = ratioOf(
    rounds.map(({ ours }) => ours.ms),
    rounds.map(({ theirs }) => theirs.ms),
  );
  return row("--version against node -e 0", ratio, MAX_START_RATIO);
}

/** Only for the Python child: what some machines set for older OpenBLAS builds slows a current numpy. */
function pythonEnvironment() {
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...env } = process.env;
  return env;
}

async function againstScikitLearn(dir) {
  const csv = join(dir, "data.csv");
  await writeRows(csv, DATA);
  await timed(node, [cli, "init", "--data", "data.csv", "--target", "target"], { cwd: dir });
  const script = (round) =>
    timed(python, [join(root, "bench/sklearn_run.py"), csv, join(dir, `sklearn-${round}`)], { env: pythonEnvironment() });
  const runs = await alternating(
    RUNS,
    (round) =>
      timed(node, [cli, "run", "--registry", `directory:registry-${round}`, "--report-dir", `report-${round}`, "--json", "-"], {
        cwd: dir,
      }),
    script,
  );
  const last = JSON.parse(runs.at(-1).ours.stdout);
  const theirs = runs.map((run) => JSON.parse(run.theirs.stdout));
  const f1 = last.evaluation.candidate.metrics.find(({ name, average }) => name === "f1" && average === "weighted").value;
  const good = row(
    `run, ${DATA.rows} rows × ${DATA.columns} (whole process)`,
    ratioOf(
      runs.map((run) => run.ours.ms),
      runs.map((run) => run.theirs.ms),
    ),
    MAX_RUN_RATIO,
  );
  say(`  verdict ${last.verdict}, weighted F1 ${f1.toFixed(3)}; scikit-learn ${theirs.at(-1).f1.toFixed(3)} on its own split`);
  const ours = runs.map((run) => JSON.parse(run.ours.stdout).timings);
  const stage = (name) =>
    ratioOf(
      ours.map((timings) => timings[name]),
      theirs.map(({ timings }) => timings[name]),
    );
  row("  of it training", stage("train"), null);
  const read = stage("read");
  row("  of it reading the CSV (pandas)", read, null);
  const megabytes = (await stat(csv)).size / 1e6;
  say(
    `  ${megabytes.toFixed(1)} MB read at ${((megabytes / read.ours) * 1000).toFixed(0)} MB/s, pandas ${((megabytes / read.theirs) * 1000).toFixed(0)} MB/s`,
  );
  return good;
}

async function main() {
  if (!existsSync(python)) {
    process.stderr.write(
      `bench: no Python at ${python}. \`npm run test:interop\` makes one in .venv; or name one that has scikit-learn and pandas in GR_PYTHON.\n`,
    );
    return 2;
  }
  const dir = await mkdtemp(join(tmpdir(), "gated-retrain-bench-"));
  try {
    say(`${"".padEnd(44)} ${"ours".padStart(10)} ${"theirs".padStart(10)}   medians; in brackets the extremes of a round`);
    const kept = [await starts(), await againstScikitLearn(dir)];
    return kept.every(Boolean) ? 0 : 1;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** `npm run bench -- faults` and the like: each in its folder, loaded when asked for. */
const OTHERS = {
  poison: async (words) => (await import("./bundled.mjs")).bundled("poison/main.ts", words),
  classes: async (words) => (await import("./bundled.mjs")).bundled("classes/main.ts", words),
  csv: async (words) => (await import("./csv/run.mjs")).csv(words),
  clean: async (words) => (await import("./clean/run.mjs")).clean(words),
  days: async (words) => (await import("./days/run.mjs")).days(words),
  faults: async (words) => (await import("./faults/run.mjs")).faults(words),
  fuzz: async (words) => (await import("./fuzz/run.mjs")).fuzz(words),
  "min-leaf": async (words) => (await import("./min-leaf/run.mjs")).minLeaf(words),
  history: async (words) => (await import("./bundled.mjs")).bundled("history/main.ts", words),
  owner: async (words) => (await import("./bundled.mjs")).bundled("owner/main.ts", words),
  shapes: async (words) => (await import("./bundled.mjs")).bundled("shapes/main.ts", words),
  gates: async (words) => (await import("./bundled.mjs")).bundled("gates/main.ts", words),
  evaluate: async (words) => (await import("./bundled.mjs")).bundled("evaluate/main.ts", words),
  replay: async (words) => (await import("./bundled.mjs")).bundled("replay/main.ts", words),
  churn: async (words) => (await import("./bundled.mjs")).bundled("churn/main.ts", words),
  batches: async (words) => (await import("./bundled.mjs")).bundled("batches/main.ts", words),
  candidates: async (words) => (await import("./bundled.mjs")).bundled("candidates/main.ts", words),
  migrations: async (words) => (await import("./migrations/run.mjs")).migrations(words),
  read: async (words) => (await import("./read/run.mjs")).read(words),
  repeats: async (words) => (await import("./repeats/run.mjs")).repeats(words),
  renames: async (words) => (await import("./renames/run.mjs")).renames(words),
  snapshots: async (words) => (await import("./bundled.mjs")).bundled("snapshots/main.ts", words),
  soak: async (words) => (await import("./soak/run.mjs")).soak(words),
  validate: async () => (await import("./validate/run.mjs")).validate(),
  verdict: async () => (await import("./verdict/run.mjs")).verdict(),
};

const [name, ...words] = process.argv.slice(2);
if (name !== undefined && OTHERS[name] === undefined) {
  process.stderr.write(
    `bench: there is no bench named ${name}; there are ${Object.keys(OTHERS).join(", ")}, and the one without a name.\n`,
  );
  process.exitCode = 2;
} else process.exitCode = await (name === undefined ? main() : OTHERS[name](words));
