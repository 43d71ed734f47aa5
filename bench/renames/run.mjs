// `npm run bench -- renames`: bundles main.ts, so that every Node from 20 on runs it, makes the tables and runs it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { pythonOf } from "../python-environment.mjs";

const folder = process.env.FAULTS_DIR ?? join(tmpdir(), "gated-retrain-faults");

function tablesIn(place) {
  if (existsSync(place)) return place;
  const interpreter = pythonOf(join(folder, "venv"), join(import.meta.dirname, "../faults/requirements.txt"));
  const made =
    interpreter !== null && spawnSync(interpreter, [join(import.meta.dirname, "tables.py"), place], { stdio: "inherit" }).status === 0;
  if (!made) throw new Error("bench: the tables could not be made; they come from the Python packages in bench/faults/requirements.txt.");
  return place;
}

/** The words are main.ts's own; returns its exit code. */
export async function renames(words) {
  const place = mkdtempSync(join(tmpdir(), "renames-"));
  try {
    const bundle = await rolldown({ input: join(import.meta.dirname, "main.ts"), platform: "node", external: [/^node:/] });
    const file = join(place, "main.mjs");
    await bundle.write({ file, format: "esm", codeSplitting: false });
    return spawnSync(process.execPath, [file, tablesIn(join(folder, "tables")), ...words], { stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
