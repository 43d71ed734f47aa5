// `npm run bench -- validate`: what the checks of a large file take, against Pandera by the same schema and against our own reading.
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { alternating, ratioOf, timed } from "../measure.mjs";
import { pythonOf } from "../python-environment.mjs";
import { SCHEMA, writeTable } from "./table.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));
/** About 100 MB of text. */
const ROWS = 760_000;
const HISTORY = { batches: 6, rows: 5000 };
const ROUNDS = 5;
const MAX_RATIO = 1;
const MAX_MEMORY = 2;

const say = (text) => process.stdout.write(`${text}\n`);

function row(what, { ours, theirs, ratio, low, high }, promised = null) {
  const kept = promised === null || ratio <= promised;
  const verdict = promised === null ? "" : kept ? `  within ${promised}` : `  BROKEN: promised at most ${promised}`;
  const spread = `${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
  say(`${what.padEnd(56)} ${ours.toFixed(0).padStart(6)} ms ${theirs.toFixed(0).padStart(6)} ms   ratio ${spread}${verdict}`);
  return kept;
}

async function judged(words) {
  const { ms, stdout } = await timed(process.execPath, [
    join(root, "dist/cli.js"),
    "validate",
    ...words,
    "--target",
    "label",
    "--json",
    "-",
  ]);
  const { verdict, timings, reason } = JSON.parse(stdout);
  if (verdict !== "checked") throw new Error(`the clean table is ${verdict}: ${reason}`);
  return { ms, ...timings };
}

async function compare(dir, python) {
  const data = join(dir, "new.csv");
  const schema = join(dir, "schema.json");
  const old = Array.from({ length: HISTORY.batches }, (_, i) => join(dir, `old-${i + 1}.csv`));
  await Promise.all([writeFile(schema, JSON.stringify(SCHEMA)), writeTable(data, ROWS, 9)]);
  for (const [i, path] of old.entries()) await writeTable(path, HISTORY.rows, i + 1);
  say(
    `${ROWS} rows × ${SCHEMA.fields.length}, ${((await stat(data)).size / 1e6).toFixed(0)} MB; medians, in brackets the extremes of a round`,
  );
  const rounds = await alternating(
    ROUNDS,
    async () => ({
      alone: await judged(["--data", data, "--schema", schema]),
      after: await judged(["--data", data, "--schema", schema, "--reference", ...old]),
    }),
    async () => {
      const { ms, stdout } = await timed(python, [join(here, "pandera_run.py"), data, schema]);
      return { ms, ...JSON.parse(stdout) };
    },
  );
  if (!rounds.every(({ theirs }) => theirs.valid)) throw new Error("Pandera finds fault with the clean table: the two schemas differ.");
  const of = (pick, other) => ratioOf(rounds.map(pick), rounds.map(other));
  const theirChecks = ({ theirs }) => theirs.validate;
  const kept = [
    row(
      "typing and checks / Pandera's lazy validation",
      of(({ ours }) => ours.alone.validate, theirChecks),
      MAX_RATIO,
    ),
    row(
      "the same / our reading of the file",
      of(
        ({ ours }) => ours.alone.validate,
        ({ ours }) => ours.alone.read,
      ),
      MAX_RATIO,
    ),
  ];
  row(
    `after ${HISTORY.batches} accepted batches (drift, labels, rows) / Pandera`,
    of(({ ours }) => ours.after.validate, theirChecks),
  );
  row(
    "the same / our reading of the file",
    of(
      ({ ours }) => ours.after.validate,
      ({ ours }) => ours.after.read,
    ),
  );
  row(
    "whole command / whole script (imports, pandas, Pandera)",
    of(
      ({ ours }) => ours.alone.ms,
      ({ theirs }) => theirs.ms,
    ),
  );
  return [...kept, await memory(data, schema)];
}

async function memory(data, schema) {
  const env = { ...process.env, MALLOC_MMAP_THRESHOLD_: "65536" };
  const { stdout } = await timed(process.execPath, ["--expose-gc", join(here, "memory.mjs"), data, schema], { env });
  const { taken, typed } = JSON.parse(stdout);
  const kept = taken <= MAX_MEMORY * typed;
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
  const verdict = kept ? `within ${MAX_MEMORY}` : `BROKEN: promised at most ${MAX_MEMORY}`;
  say(`memory of the checks ${megabytes(taken)}, typed columns ${megabytes(typed)} of it: ratio ${(taken / typed).toFixed(2)}  ${verdict}`);
  return kept;
}

export async function validate() {
  const python = pythonOf(process.env.GR_PANDERA ?? join(tmpdir(), "gated-retrain-pandera"), join(here, "requirements.txt"));
  if (python === null) {
    process.stderr.write("bench: the Python environment with pandas and Pandera could not be made.\n");
    return 2;
  }
  const dir = await mkdtemp(join(tmpdir(), "gated-retrain-bench-validate-"));
  try {
    return (await compare(dir, python)).every(Boolean) ? 0 : 1;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
