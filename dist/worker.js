import { n as trainStock, t as growTrees } from "./grow-trees.js";
import { parentPort, workerData } from "node:worker_threads";
// src/train/worker.ts
const job = workerData;
const report = (message, transfer = []) => parentPort?.postMessage(message, transfer);
if (job.kind === "grow") for (const { number, tree } of growTrees(job)) {
	const buffers = Object.values(tree).map((array) => array.buffer);
	report({
		kind: "tree",
		number,
		tree
	}, buffers);
}
else report({
	kind: "stock",
	json: await trainStock(job)
});
export {};
