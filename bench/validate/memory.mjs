// How much memory the checks take, typed columns included: in a process of its own with --expose-gc, the sources bundled apart.
// MALLOC_MMAP_THRESHOLD_ must be small, so that what was freed before they begin is not counted, nor hides what they take.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const PARTS = {
  reading: "src/commands/common/reading.ts",
  validate: "src/validate/validate.ts",
};

async function sources(dir) {
  const bundle = await rolldown({ cwd: root, input: PARTS, platform: "node", external: [/^node:/] });
  await bundle.write({ dir, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" });
  await bundle.close();
  const load = (name) => import(pathToFileURL(join(dir, `${name}.mjs`)));
  return { ...(await load("reading")), ...(await load("validate")) };
}

/** The most memory that the process held from now on, looked at every few milliseconds from another thread. */
async function watch() {
  const most = new Float64Array(new SharedArrayBuffer(8));
  const look = `
    const { workerData: most } = require("node:worker_threads");
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (;;) {
      most[0] = Math.max(most[0], process.memoryUsage.rss());
      Atomics.wait(pause, 0, 0, 3);
    }`;
  const worker = new Worker(look, { eval: true, workerData: most });
  while (most[0] === 0) await new Promise((done) => setTimeout(done, 20));
  // Buffers are given back a moment after they were found to be garbage.
  for (let round = 0; round < 4; round++) {
    globalThis.gc();
    await new Promise((done) => setTimeout(done, 200));
  }
  most[0] = process.memoryUsage.rss();
  const before = most[0];
  return async () => {
    await worker.terminate();
    return most[0] - before;
  };
}

const [data, schemaPath] = process.argv.slice(2);
const dir = await mkdtemp(join(tmpdir(), "gated-retrain-bench-memory-"));
try {
  const { readData, readSchemaFile, validate } = await sources(dir);
  const surface = { cwd: root, now: Date.now, progress: () => {}, services: { identityToken: null, repository: null } };
  const schema = await readSchemaFile(schemaPath, root, "label");
  const files = await readData([data], surface);
  const stop = await watch();
  const { dataset } = validate({ files, schema, target: "label", reference: null, showValues: false });
  const taken = await stop();
  const typed = dataset.columns.reduce((sum, column) => sum + (column.kind === "number" ? column.values : column.codes).byteLength, 0);
  process.stdout.write(JSON.stringify({ taken, typed }));
} finally {
  await rm(dir, { recursive: true, force: true });
}
