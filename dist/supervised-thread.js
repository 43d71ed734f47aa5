import { i as LimitError } from "./errors2.js";
import { n as inMebibytes, r as threadHeapMegabytes, t as availableMemory } from "./memory.js";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
// src/clients/supervised-thread.ts
const SUPERVISED = "gated-retrain supervised";
const CHECK_INTERVAL_MS = 20;
const GRACE_MS = 1500;
const NEVER_ENDED = new Set([
	"publish",
	"rollback",
	"record",
	"deliver"
]);
const isSupervised = () => !isMainThread && workerData?.by === SUPERVISED;
const threadInput = () => isSupervised() ? workerData.value : void 0;
function postToSupervisor(word) {
	if (isSupervised()) parentPort?.postMessage(word);
}
async function supervise(file, argv, value) {
	const watch = new LimitWatch();
	const resourceLimits = { maxOldGenerationSizeMb: threadHeapMegabytes() };
	availableMemory();
	const worker = new Worker(file, {
		argv,
		resourceLimits,
		workerData: {
			by: SUPERVISED,
			value
		}
	});
	const end = () => worker.terminate();
	const timer = setInterval(() => watch.check(end), CHECK_INTERVAL_MS);
	try {
		return await new Promise((resolve, reject) => {
			worker.on("message", (word) => watch.receive(word));
			worker.on("messageerror", reject);
			worker.on("error", (error) => {
				if (error.code === "ERR_WORKER_OUT_OF_MEMORY") resolve({
					exitCode: null,
					error: watch.memoryError(),
					facts: watch.facts
				});
				else reject(error);
			});
			worker.on("exit", (code) => resolve({
				exitCode: watch.error === null ? code : null,
				error: watch.error,
				facts: watch.facts
			}));
		});
	} finally {
		clearInterval(timer);
	}
}
var LimitWatch = class {
	error = null;
	facts = null;
	#bounds = {
		memory: null,
		minutes: Number.POSITIVE_INFINITY
	};
	#stage = "start";
	#begun = performance.now();
	receive(word) {
		if (word.kind === "bounds") this.#bounds = word.bounds;
		else {
			this.#stage = word.stage;
			this.facts = word.facts;
		}
	}
	check(end) {
		if (this.error !== null || NEVER_ENDED.has(this.#stage)) return;
		if (process.memoryUsage.rss() > this.#memory()) this.error = this.memoryError();
		else if (performance.now() - this.#begun > this.#bounds.minutes * 6e4 + GRACE_MS) this.error = this.#timeError();
		if (this.error !== null) end();
	}
	memoryError() {
		const least = this.#bounds.memory === null ? ", the least of this machine's memory, the cgroup's limit and Node's heap limit" : "";
		return new LimitError(`The run needs more memory than limits.memory (${inMebibytes(this.#memory())}${least}), at the stage ${this.#stage}. Read less (data.window, fewer columns), train fewer or smaller trees, or raise limits.memory where there is more.`);
	}
	#timeError() {
		const { minutes } = this.#bounds;
		return new LimitError(`The run took longer than limits.minutes (${minutes}) and was ended at the stage ${this.#stage}. Raise the limit, or read less data.`);
	}
	#memory() {
		return this.#bounds.memory ?? availableMemory();
	}
};
export { threadInput as i, postToSupervisor as n, supervise as r, isSupervised as t };
