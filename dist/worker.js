import { n as growTrees, t as trainStock } from "./stock-package.js";
import { parentPort, workerData } from "node:worker_threads";
// src/train/worker.ts
const job = workerData;
const report = (message, transfer = []) => parentPort?.postMessage(message, transfer);
if (job.kind === "grow") for (const grown of growTrees(job)) report(grown, Object.values(grown.kind === "tree" ? grown.tree : grown.sums).map((array) => array.buffer));
else report({
	kind: "stock",
	json: await trainStock(job)
});
export {};
