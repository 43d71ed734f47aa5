// A worker thread: takes one job, reports what it makes, ends.
import { parentPort, workerData } from "node:worker_threads";
import { growTrees } from "./grow-trees.ts";
import { trainStock } from "./stock-package.ts";
import type { WorkerJob, WorkerReport } from "./worker-job.ts";

const job = workerData as WorkerJob;
const report = (message: WorkerReport, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer);

if (job.kind === "grow") {
  for (const grown of growTrees(job)) {
    const arrays: Int32Array[] = Object.values(grown.kind === "tree" ? grown.tree : grown.sums);
    report(
      grown,
      arrays.map((array) => array.buffer as ArrayBuffer),
    );
  }
} else {
  report({ kind: "stock", json: await trainStock(job) });
}
