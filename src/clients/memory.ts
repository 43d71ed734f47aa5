// Memory limit of this process.
import { totalmem } from "node:os";
import { getHeapStatistics } from "node:v8";
import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";

/** Passed on to threads, whose heap statistics differ from those of the process. */
const KEY = "gated-retrain memory";

/** Available memory in bytes: the least of the machine's memory, the cgroup limit (version 1 or 2) and V8's heap limit. */
export function availableMemory(): number {
  const known = getEnvironmentData(KEY);
  if (!isMainThread && typeof known === "number") return known;
  const constrained = process.constrainedMemory?.() ?? 0;
  const least = Math.min(totalmem(), constrained > 0 ? constrained : Number.POSITIVE_INFINITY, getHeapStatistics().heap_size_limit);
  setEnvironmentData(KEY, least);
  return least;
}

/** Heap limit of a supervised thread in MiB: the machine's memory, so that the supervisor's own limit is reached first. */
export function threadHeapMegabytes(): number {
  return Math.max(256, Math.floor(totalmem() / 2 ** 20));
}

/** `4,096 MiB` */
export function inMebibytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 2 ** 20)).toLocaleString("en-US")} MiB`;
}
