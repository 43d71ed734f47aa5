// Bundles src/ into dist/ (or the folder named as first argument). The output depends on the sources and the lock file alone.
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));

export async function build(outDir = resolve(root, "dist")) {
  await rm(outDir, { recursive: true, force: true });
  const bundle = await rolldown({
    cwd: root,
    input: { index: "src/action.ts", cli: "src/cli.ts", worker: "src/train/worker.ts" },
    platform: "node",
    external: [/^node:/],
    checks: { circularDependency: true },
    onLog(level, log, handle) {
      if (level === "warn") throw new Error(`rolldown: ${log.message}`);
      handle(level, log);
    },
  });
  await bundle.write({ dir: outDir, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js", legalComments: "inline", comments: { legal: true, annotation: false, jsdoc: false } });
  await bundle.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(process.argv[2] && resolve(process.argv[2]));
