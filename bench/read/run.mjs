// `npm run bench -- read [SHARE] [ROUNDS]`: from a file's bytes to typed columns, against pandas' C engine in the same run.
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { rolldown } from "rolldown";
import { alternating, ratioOf, timed } from "../measure.mjs";
import { pythonOf } from "../python-environment.mjs";
import { TABLES, writeTable } from "./tables.mjs";

const here = import.meta.dirname;
const say = (text) => process.stdout.write(`${text}\n`);

/** pandas infers types from the values as the schema's inference does, but looks for nothing else. */
const SCHEMAS = {
  numeric: [...Array.from({ length: 20 }, (_, c) => ({ name: `x${c}`, type: "number" })), { name: "target", type: "string" }],
  "mixed with quotes": [
    { name: "id", type: "integer", role: "id" },
    ...["city", "note"].map((name) => ({ name, type: "string" })),
    ...["amount", "score"].map((name) => ({ name, type: "number" })),
    { name: "active", type: "boolean" },
    { name: "day", type: "date", role: "time" },
    { name: "rating", type: "integer" },
    { name: "target", type: "string" },
  ],
};

async function bundleIn(dir) {
  const bundle = await rolldown({ input: join(here, "main.ts"), platform: "node" });
  await bundle.write({ dir, format: "esm", entryFileNames: "main.mjs", chunkFileNames: "[name].mjs" });
  await bundle.close();
  return join(dir, "main.mjs");
}

const jsonOf = async (command, words) => JSON.parse((await timed(command, words)).stdout);

function row(what, rounds, pick) {
  const { ours, theirs, ratio, low, high } = ratioOf(
    rounds.map(({ ours }) => pick(ours)),
    rounds.map(({ theirs }) => pick(theirs)),
  );
  const numbers = `${(ours / 1000).toFixed(2).padStart(7)} ${(theirs / 1000).toFixed(2).padStart(7)}`;
  say(`${what.padEnd(52)} ${numbers}   ratio ${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`);
  return { what, ours, theirs, ratio, low, high };
}

const STEPS = [
  ["parsed", "inferred", "parsed"],
  ["typed, with inference", "inferred", "typed"],
  ["typed by a schema", "given", "typed"],
  ["typed with inference and checked", "inferred", "checked"],
  ["typed by a schema and checked", "given", "checked"],
];

async function compare({ name, file, schema, megabytes }, main, python, rounds) {
  const pairs = await alternating(
    rounds,
    async () => ({ inferred: await jsonOf(process.execPath, [main, file]), given: await jsonOf(process.execPath, [main, file, schema]) }),
    () => jsonOf(python, [join(here, "pandas_read.py"), file]),
  );
  const [{ ours, theirs }] = pairs;
  if (ours.inferred.rows !== theirs.rows) throw new Error(`${name}: ${ours.inferred.rows} rows, pandas ${theirs.rows}`);
  say(`${name}, ${megabytes} MB`);
  const rows = STEPS.flatMap(([what, key, step]) => {
    const of = pairs.map(({ ours, theirs }) => ({ ours: ours[key][step], theirs }));
    return [row(`  ${what}, wall s`, of, ({ ms }) => ms), row(`  ${what}, CPU s`, of, ({ cpu }) => cpu)];
  });
  return { name, megabytes, rows, version: theirs.version };
}

async function measure(dir, python, share, rounds) {
  const main = await bundleIn(dir);
  const results = [];
  for (const [i, table] of TABLES.entries()) {
    const file = join(dir, `table-${i}.csv`);
    const schema = join(dir, `schema-${i}.json`);
    await writeTable(file, table.lines(Math.round(table.rows * share)));
    await writeFile(schema, JSON.stringify({ fields: SCHEMAS[table.name], fieldsMatch: "equal" }));
    await pipeline(createReadStream(file), createGzip(), createWriteStream(`${file}.gz`));
    const megabytes = ((await stat(file)).size / 1e6).toFixed(0);
    results.push(await compare({ name: table.name, file, schema, megabytes }, main, python, rounds));
    results.push(await compare({ name: `${table.name}, gz`, file: `${file}.gz`, schema, megabytes }, main, python, rounds));
  }
  return results;
}

export async function read([share = "1", rounds = "5"]) {
  const python = pythonOf(process.env.GR_PANDAS ?? join(tmpdir(), "gated-retrain-pandas"), join(here, "requirements.txt"));
  if (python === null) {
    process.stderr.write("bench: no Python environment with pandas can be made.\n");
    return 2;
  }
  const dir = await mkdtemp(join(tmpdir(), "gated-retrain-read-"));
  try {
    say(`${"".padEnd(52)}    ours  pandas   medians; in brackets the extremes of a round`);
    const results = await measure(dir, python, Number(share), Number(rounds));
    const [{ model }] = cpus();
    say(`Node ${process.version}, pandas ${results[0].version}, ${cpus().length} × ${model}`);
    if (process.env.GR_JSON !== undefined) await writeFile(process.env.GR_JSON, JSON.stringify(results, null, 2));
    return 0;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
