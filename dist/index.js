import { r as supervise, t as isSupervised } from "./supervised-thread.js";
import { n as tooOld, r as ignoreOutputErrors, t as isTooOld } from "./least-node.js";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
// src/action.ts
ignoreOutputErrors();
const ended = isSupervised() ? null : isTooOld() ? {
	exitCode: null,
	error: await tooOld(),
	facts: null
} : await supervise(new URL(import.meta.url), []).catch((error) => ({
	exitCode: null,
	error,
	facts: null
}));
if (ended !== null && ended.error === null) process.exitCode = ended.exitCode ?? 70;
else await (await import("./step.js")).step(ended, dirname(dirname(fileURLToPath(import.meta.url))));
export {};
