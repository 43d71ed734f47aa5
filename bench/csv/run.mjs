// `npm run bench -- csv [FILES] [SEED]`: our reader against Python's csv and pandas on the tables that Python packages carry, and tables in 40 dialects.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundled } from "../bundled.mjs";
import { pythonOf } from "../python-environment.mjs";

export async function csv([most = "100000", seed = "1"] = []) {
  const cache = process.env.GR_BENCH_CACHE ?? join(tmpdir(), "gated-retrain-csv");
  const python = pythonOf(join(cache, "python"), join(import.meta.dirname, "requirements.txt"));
  if (python === null) {
    process.stderr.write("bench: no Python environment could be made; it needs python3 with venv, and PyPI.\n");
    return 2;
  }
  return await bundled("csv/main.ts", [python, join(cache, "tables"), most, seed]);
}
