// Runs this program's own entry in a thread that can be ended: at limits.memory and at limits.minutes, wherever the work stands.
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { LimitError } from "../types/errors.ts";
import { availableMemory, inMebibytes, threadHeapMegabytes } from "./memory.ts";

/** What a run may take. */
interface Bounds {
  /** Bytes of the whole process; null: as much as there is. */
  memory: number | null;
  minutes: number;
}

/** What the thread says of itself while it works. */
export type ThreadMessage = { kind: "bounds"; bounds: Bounds } | { kind: "stage"; stage: string; facts: unknown };

export interface ThreadResult {
  /** The thread's exit code; null: it was ended. */
  exitCode: number | null;
  /** Why it was ended. */
  error: LimitError | null;
  /** What it had found when it last said so. */
  facts: unknown;
}

const SUPERVISED = "gated-retrain supervised";
const CHECK_INTERVAL_MS = 20;
/** The run's own checks between stages come first: they know more. */
const GRACE_MS = 1500;
/** What publishes is not ended: nobody would know what was written. */
const NEVER_ENDED = new Set(["publish", "rollback", "record", "deliver"]);

interface WorkerInput {
  by: typeof SUPERVISED;
  value: unknown;
}

/** True in the thread that does the work. */
export const isSupervised = (): boolean => !isMainThread && (workerData as WorkerInput | null)?.by === SUPERVISED;

/** In the thread: what `supervise` was given for it. */
export const threadInput = (): unknown => (isSupervised() ? (workerData as WorkerInput).value : undefined);

/** In the thread: to the supervisor, if there is one. */
export function postToSupervisor(word: ThreadMessage): void {
  if (isSupervised()) parentPort?.postMessage(word);
}

/**
 * `file`: the module whose top level does the work, in the thread; `value`: what a thread cannot find out for itself, as plain data. Throws
 * what the thread throws and does not catch.
 */
export async function supervise(file: URL, argv: string[], value?: unknown): Promise<ThreadResult> {
  const watch = new LimitWatch();
  // The thread's heap is held by the watch, which ends it in good order; V8 would end the process.
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
