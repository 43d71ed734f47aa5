import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";
import { totalmem } from "node:os";
import { getHeapStatistics } from "node:v8";
// src/clients/memory.ts
const KEY = "gated-retrain memory";
function availableMemory() {
	const known = getEnvironmentData(KEY);
	if (!isMainThread && typeof known === "number") return known;
	const constrained = process.constrainedMemory?.() ?? 0;
	const least = Math.min(totalmem(), constrained > 0 ? constrained : Number.POSITIVE_INFINITY, getHeapStatistics().heap_size_limit);
	setEnvironmentData(KEY, least);
	return least;
}
function threadHeapMegabytes() {
	return Math.max(256, Math.floor(totalmem() / 2 ** 20));
}
function inMebibytes(bytes) {
	return `${Math.max(1, Math.round(bytes / 2 ** 20)).toLocaleString("en-US")} MiB`;
}
export { inMebibytes as n, threadHeapMegabytes as r, availableMemory as t };
