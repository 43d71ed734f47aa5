// Runs the program in a worker thread, and terminates the thread when it exceeds limits.memory or limits.minutes.
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { LimitError } from "../types/errors.ts";
import { availableMemory, inMebibytes, threadHeapMegabytes } from "./memory.ts";

/** Limits of a run. */
interface Bounds {
  /** Bytes of the whole process; null: all available memory. */
  memory: number | null;
  minutes: number;
}

/** A message from the thread to its supervisor: the limits, once they are read, or the stage that begins with the facts so far. */
export type ThreadMessage = { kind: "bounds"; bounds: Bounds } | { kind: "stage"; stage: string; facts: unknown };

export interface ThreadResult {
  /** The thread's exit code; null: the supervisor terminated it. */
  exitCode: number | null;
  /** The exceeded limit; null: none. */
  error: LimitError | null;
  /** Facts of the thread's last message; null: none arrived. */
  facts: unknown;
}

const SUPERVISED = "gated-retrain supervised";
const CHECK_INTERVAL_MS = 20;
/** Extra milliseconds, so that the run's own time checks between stages fail first: their messages are more precise. */
const GRACE_MS = 1500;
/** Stages that write to a registry or repository are never terminated: a partial write would be unknown. */
const NEVER_ENDED = new Set(["publish", "rollback", "record", "deliver"]);

interface WorkerInput {
  by: typeof SUPERVISED;
  value: unknown;
}

/** True in the thread that does the work. */
export const isSupervised = (): boolean => !isMainThread && (workerData as WorkerInput | null)?.by === SUPERVISED;

/** In the thread: the `value` passed to `supervise`; undefined outside a supervised thread. */
export const threadInput = (): unknown => (isSupervised() ? (workerData as WorkerInput).value : undefined);

/** Posts a message from the thread to its supervisor; does nothing outside a supervised thread. */
export function postToSupervisor(word: ThreadMessage): void {
  if (isSupervised()) parentPort?.postMessage(word);
}

/**
 * Runs the module `file` in a worker thread under the limits that it posts. `value`: plain data for `threadInput`. Rejects with uncaught errors
 * of the thread.
 */
export async function supervise(file: URL, argv: string[], value?: unknown): Promise<ThreadResult> {
  const watch = new LimitWatch();
  // Above this heap limit V8 stops the worker with ERR_WORKER_OUT_OF_MEMORY instead of aborting the process.
  const resourceLimits = { maxOldGenerationSizeMb: threadHeapMegabytes() };
  availableMemory();
  const worker = new Worker(file, { argv, resourceLimits, workerData: { by: SUPERVISED, value } satisfies WorkerInput });
  const end = () => worker.terminate();
  const timer = setInterval(() => watch.check(end), CHECK_INTERVAL_MS);
  try {
    return await new Promise<ThreadResult>((resolve, reject) => {
      worker.on("message", (word: ThreadMessage) => watch.receive(word));
      worker.on("messageerror", reject);
      worker.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve({ exitCode: null, error: watch.memoryError(), facts: watch.facts });
        else reject(error);
      });
      worker.on("exit", (code) => resolve({ exitCode: watch.error === null ? code : null, error: watch.error, facts: watch.facts }));
    });
  } finally {
    clearInterval(timer);
  }
}

class LimitWatch {
  error: LimitError | null = null;
  facts: unknown = null;
  #bounds: Bounds = { memory: null, minutes: Number.POSITIVE_INFINITY };
  #stage = "start";
  readonly #begun = performance.now();

  receive(word: ThreadMessage): void {
    if (word.kind === "bounds") this.#bounds = word.bounds;
    else {
      this.#stage = word.stage;
      this.facts = word.facts;
    }
  }

  check(end: () => void): void {
    if (this.error !== null || NEVER_ENDED.has(this.#stage)) return;
    if (process.memoryUsage.rss() > this.#memory()) this.error = this.memoryError();
    else if (performance.now() - this.#begun > this.#bounds.minutes * 60_000 + GRACE_MS) this.error = this.#timeError();
    if (this.error !== null) end();
  }

  memoryError(): LimitError {
    const least = this.#bounds.memory === null ? ", the least of this machine's memory, the cgroup's limit and Node's heap limit" : "";
    const advice = "Read less (data.window, fewer columns), train fewer or smaller trees, or raise limits.memory where there is more.";
    return new LimitError(
      `The run needs more memory than limits.memory (${inMebibytes(this.#memory())}${least}), at the stage ${this.#stage}. ${advice}`,
    );
  }

  #timeError(): LimitError {
    const { minutes } = this.#bounds;
    return new LimitError(
      `The run took longer than limits.minutes (${minutes}) and was ended at the stage ${this.#stage}. Raise the limit, or read less data.`,
    );
  }

  #memory(): number {
    return this.#bounds.memory ?? availableMemory();
  }
}
