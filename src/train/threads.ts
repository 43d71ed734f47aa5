// Worker threads for one job each; they are always ended.
import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { LimitError } from "../types/errors.ts";
import type { WorkerJob, WorkerReport } from "./worker-job.ts";

/** dist/worker.js beside the bundle, or in dist/ when this file runs from src/train/; null when it was not built. */
export function workerFile(): URL | null {
  const bundled = new URL("./worker.js", import.meta.url);
  if (existsSync(bundled)) return bundled;
  const built = new URL("../../dist/worker.js", import.meta.url);
  return existsSync(built) ? built : null;
}

export interface Deadline {
  /** Milliseconds on the clock of performance.now(). */
  at: number;
  minutes: number;
}

/** The deadline of a training that starts now. */
export function deadlineOf(minutes: number): Deadline {
  return { at: performance.now() + minutes * 60_000, minutes };
}

/** The error of training that took too long. */
export function timeLimitError({ minutes }: Deadline): LimitError {
  return new LimitError(
    `Training took longer than limits.minutes (${minutes}). Raise the limit, grow fewer trees, or train on a shorter window.`,
  );
}

/** Runs the job in `count` threads until all have ended; they are stopped if `receive` throws. */
export async function runThreads(
  file: URL,
  job: WorkerJob,
  count: number,
  deadline: Deadline,
  receive: (report: WorkerReport) => void,
): Promise<void> {
  const workers: Worker[] = [];
  let timer: NodeJS.Timeout | undefined;
  try {
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(timeLimitError(deadline)), Math.min(deadline.at - performance.now(), 2 ** 31 - 1));
    });
    for (let i = 0; i < count; i++) workers.push(new Worker(file, { workerData: job }));
    await Promise.race([Promise.all(workers.map((worker) => ended(worker, receive))), timeout]);
  } finally {
    clearTimeout(timer);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function ended(worker: Worker, receive: (report: WorkerReport) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on("message", (report: WorkerReport) => {
      try {
        receive(report);
      } catch (error) {
        reject(error);
      }
    });
    worker.on("messageerror", reject);
    worker.on("error", (error) => reject(memoryError(error) ?? error));
    worker.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`A training thread ended with code ${code}.`));
    });
  });
}

/** The LimitError for an out-of-memory error (heap of a thread, or array buffer); null: another error. */
export function memoryError(error: unknown): LimitError | null {
  if (!(error instanceof Error)) return null;
  const heap = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  const buffer = error instanceof RangeError && /allocation failed|Invalid typed array length/i.test(error.message);
  if (!heap && !buffer) return null;
  return new LimitError("Training ran out of memory. Train on a shorter window, with fewer threads or on a larger machine.", {
    cause: error,
  });
}
