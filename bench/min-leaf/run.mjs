// `npm run bench -- min-leaf [SEEDS] [FIRST]`: what train.min-leaf: auto costs and saves against fully grown trees, on tables of R packages.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundled } from "../bundled.mjs";
import { pythonOf } from "../python-environment.mjs";

export async function minLeaf([seeds = "3", first = "1"] = []) {
  const cache = process.env.GR_BENCH_CACHE ?? join(tmpdir(), "gated-retrain-csv");
  const python = pythonOf(join(cache, "python"), join(import.meta.dirname, "../csv/requirements.txt"));
  if (python === null) {
    process.stderr.write("bench: no Python environment could be made; it needs python3 with venv, and PyPI.\n");
    return 2;
  }
  const tables = spawnSync(python, [join(import.meta.dirname, "tables.py")], { maxBuffer: 2 ** 30, stdio: ["ignore", "pipe", "inherit"] });
  if (tables.status !== 0) return 2;
  mkdirSync(cache, { recursive: true });
  const file = join(cache, "min-leaf.ndjson");
  writeFileSync(file, tables.stdout);
  return await bundled("min-leaf/main.ts", [file, seeds, first]);
}
