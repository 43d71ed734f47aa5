// Bundles a simulation written in TypeScript, so that every Node from 20 on runs it, and runs it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";

/** `words` are the program's own; returns its exit code. */
export async function bundled(input, words) {
  const folder = mkdtempSync(join(tmpdir(), "gated-retrain-bench-"));
  try {
    const bundle = await rolldown({ input: join(import.meta.dirname, input), platform: "node" });
    await bundle.write({ file: join(folder, "main.mjs"), format: "esm", codeSplitting: false });
    return spawnSync(process.execPath, [join(folder, "main.mjs"), ...words], { stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
