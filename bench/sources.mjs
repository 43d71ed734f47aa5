// A bench's `sources.ts` bundled apart, for benches that judge by the sources in their own process.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** What `bench/NAME/sources.ts` exports, compiled from src/ as it is now. */
export async function sourcesOf(name) {
  const dir = mkdtempSync(join(tmpdir(), "gated-retrain-sources-"));
  process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  const bundle = await rolldown({ input: join(root, "bench", name, "sources.ts"), platform: "node", external: [/^node:/] });
  const file = join(dir, "sources.mjs");
  await bundle.write({ file, format: "esm", codeSplitting: false });
  await bundle.close();
  return await import(pathToFileURL(file));
}
