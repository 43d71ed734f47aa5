// How much memory there is for a run.
import { totalmem } from "node:os";
import { getHeapStatistics } from "node:v8";
import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";

/** Handed down to threads: a thread's own heap statistics are not those of the process. */
const KEY = "gated-retrain memory";

/** Bytes: the least of this machine's memory, the cgroup's limit (version 1 or 2) and V8's heap limit. */
export function availableMemory(): number {
  const known = getEnvironmentData(KEY);
  if (!isMainThread && typeof known === "number") return known;
  const constrained = process.constrainedMemory?.() ?? 0;
  const least = Math.min(totalmem(), constrained > 0 ? constrained : Number.POSITIVE_INFINITY, getHeapStatistics().heap_size_limit);
  setEnvironmentData(KEY, least);
  return least;
}

/** Bytes that the heap of a supervised thread may take: beyond it V8 ends the process, and a supervisor has ended the thread before. */
export function threadHeapMegabytes(): number {
  return Math.max(256, Math.floor(totalmem() / 2 ** 20));
}

/** `4,096 MiB` */
export function inMebibytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 2 ** 20)).toLocaleString("en-US")} MiB`;
}
