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
export type Word = { kind: "bounds"; bounds: Bounds } | { kind: "stage"; stage: string; facts: unknown };

export interface Ended {
  /** The thread's exit code; null: it was ended. */
  exitCode: number | null;
  /** Why it was ended. */
  error: LimitError | null;
  /** What it had found when it last said so. */
  facts: unknown;
}

const SUPERVISED = "gated-retrain supervised";
const LOOK_MS = 20;
/** The run's own checks between stages come first: they know more. */
const GRACE_MS = 1500;
/** What publishes is not ended: nobody would know what was written. */
const UNTOUCHED = new Set(["publish", "rollback", "record", "deliver"]);

interface Handed {
  by: typeof SUPERVISED;
  value: unknown;
}

/** True in the thread that does the work. */
export const isSupervised = (): boolean => !isMainThread && (workerData as Handed | null)?.by === SUPERVISED;

/** In the thread: what `supervise` was given for it. */
export const handedDown = (): unknown => (isSupervised() ? (workerData as Handed).value : undefined);

/** In the thread: to the supervisor, if there is one. */
export function tell(word: Word): void {
  if (isSupervised()) parentPort?.postMessage(word);
}

/**
 * `file`: the module whose top level does the work, in the thread; `value`: what a thread cannot find out for itself, as plain data. Throws
 * what the thread throws and does not catch.
 */
export async function supervise(file: URL, argv: string[], value?: unknown): Promise<Ended> {
  const watch = new Watch();
  // The thread's heap is held by the watch, which ends it in good order; V8 would end the process.
  const resourceLimits = { maxOldGenerationSizeMb: threadHeapMegabytes() };
  availableMemory();
  const worker = new Worker(file, { argv, resourceLimits, workerData: { by: SUPERVISED, value } satisfies Handed });
  const end = () => worker.terminate();
  const timer = setInterval(() => watch.look(end), LOOK_MS);
  try {
    return await new Promise<Ended>((resolve, reject) => {
      worker.on("message", (word: Word) => watch.hear(word));
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

class Watch {
  error: LimitError | null = null;
  facts: unknown = null;
  #bounds: Bounds = { memory: null, minutes: Number.POSITIVE_INFINITY };
  #stage = "start";
  readonly #begun = performance.now();

  hear(word: Word): void {
    if (word.kind === "bounds") this.#bounds = word.bounds;
    else {
      this.#stage = word.stage;
      this.facts = word.facts;
    }
  }

  look(end: () => void): void {
    if (this.error !== null || UNTOUCHED.has(this.#stage)) return;
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
