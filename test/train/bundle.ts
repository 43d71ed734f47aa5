// The train stage as it ships: bundled with its worker beside it, into a folder of the test's own.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import type * as Train from "../../src/train/train.ts";

export interface TrainBundle {
  train: typeof Train.train;
  remove(): Promise<void>;
}

export async function bundleTrain(): Promise<TrainBundle> {
  const dir = await mkdtemp(join(tmpdir(), "train-"));
  const bundle = await rolldown({
    input: { train: "src/train/train.ts", worker: "src/train/worker.ts" },
    platform: "node",
    external: [/^node:/],
    logLevel: "silent",
  });
  await bundle.write({ dir, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js" });
  await bundle.close();
  await writeFile(join(dir, "package.json"), '{"type":"module"}');
  const { train } = (await import(pathToFileURL(join(dir, "train.js")).href)) as typeof Train;
  return { train, remove: () => rm(dir, { recursive: true }) };
}
