// Bundles the simulation, so that every Node from 20 on runs it, and runs it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";

/** The words are main.ts's own; returns its exit code. */
export async function gates(words) {
  const folder = mkdtempSync(join(tmpdir(), "gates-"));
  try {
    const bundle = await rolldown({ input: join(import.meta.dirname, "main.ts"), platform: "node" });
    const file = join(folder, "main.mjs");
    await bundle.write({ file, format: "esm" });
    return spawnSync(process.execPath, [file, ...words], { stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
