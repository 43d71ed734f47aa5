// Parts of src/ bundled apart, for benches that judge by the sources in their own process.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** `input`: name → path below src/; the modules by the same names. */
export async function sourcesOf(input) {
  const dir = mkdtempSync(join(tmpdir(), "gated-retrain-sources-"));
  process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  const paths = Object.fromEntries(Object.entries(input).map(([name, path]) => [name, `src/${path}`]));
  const bundle = await rolldown({ cwd: root, input: paths, platform: "node", external: [/^node:/] });
  await bundle.write({ dir, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" });
  await bundle.close();
  const modules = await Promise.all(Object.keys(input).map((name) => import(pathToFileURL(join(dir, `${name}.mjs`)))));
  return Object.fromEntries(Object.keys(input).map((name, i) => [name, modules[i]]));
}
