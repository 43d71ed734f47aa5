// Bundles the simulation, so that every Node from 20 on runs it, and runs it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";

const entry = process.argv[2] === "replay" ? "replay.ts" : "main.ts";
const folder = mkdtempSync(join(tmpdir(), "gates-"));
try {
  const bundle = await rolldown({ input: join(import.meta.dirname, entry), platform: "node" });
  const file = join(folder, "main.mjs");
  await bundle.write({ file, format: "esm" });
  const { status } = spawnSync(process.execPath, [file, ...process.argv.slice(2).filter((word) => word !== "replay")], {
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
