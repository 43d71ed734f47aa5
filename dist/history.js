import { T as printable } from "./sentences.js";
import { t as ConfigError } from "./errors2.js";
import { i as text, n as REGISTRY_FLAG, t as JSON_FLAG } from "./command.js";
import { t as registryAt } from "./registry-flag.js";
// src/commands/history.ts
const MOST_RUNS = 500;
const ID_SHOWN = 12;
const REASON_SHOWN = 100;
const history = {
	usage: "[--registry branch:NAME|directory:PATH|s3://…] [--at TIME]",
	about: "Lists promotions, rollbacks and resets, with the runs between them that came to nothing. --at: which model was champion then.",
	flags: {
		registry: REGISTRY_FLAG,
		at: {
			takes: "one",
			placeholder: "2026-11-03T12:00Z",
			about: "which model was champion at this time"
		},
		json: JSON_FLAG
	},
	run: told
};
async function told(flags, host) {
	const registry = registryAt(text(flags, "registry"), host.cwd, host.services);
	const at = timeOf(text(flags, "at"));
	const found = await registry.history(MOST_RUNS);
	if (found.entries.length === 0) return {
		exitCode: 0,
		json: jsonOf(found, null),
		text: `The registry ${registry.label} holds no champion yet.\n`
	};
	if (at === null) return {
		exitCode: 0,
		json: jsonOf(found, found.entries.at(-1)),
		text: `${table(found)}\n`
	};
	const then = found.entries.findLast(({ entry }) => Date.parse(entry.time) <= at) ?? null;
	const time = new Date(at).toISOString();
	const words = then === null ? `At ${time} the registry ${registry.label} held no champion yet.` : `At ${time} the champion was ${then.entry.id}, by the ${then.entry.kind} of ${then.entry.time}.`;
	return {
		exitCode: 0,
		json: jsonOf(found, then),
		text: `${words}\n`
	};
}
function timeOf(given) {
	if (given === void 0) return null;
	const time = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(given) ? Date.parse(given) : NaN;
	if (Number.isNaN(time)) throw new ConfigError(`--at is "${given.slice(0, 80)}", expected a day such as 2026-11-03, or a time with its zone such as 2026-11-03T12:00Z.`);
	return time;
}
function f1Of({ gates }) {
	return gates.find(({ code }) => code === "dummy")?.estimate ?? null;
}
function rowsOf({ entries, runs }) {
	const made = entries.map(({ entry, state }) => ({
		time: entry.time,
		what: entry.kind,
		model: entry.id,
		f1: f1Of(entry),
		state,
		reason: entry.reason,
		actor: entry.actor
	}));
	const came = (runs ?? []).filter(({ verdict }) => verdict !== "promoted").map((run) => rowOf(run));
	return [...made, ...came].sort((a, b) => a.time < b.time ? -1 : a.time > b.time ? 1 : 0);
}
function rowOf({ time, verdict, modelId, f1, reason }) {
	return {
		time,
		what: verdict ?? "error",
		model: modelId,
		f1,
		state: null,
		reason,
		actor: null
	};
}
function jsonOf(found, then) {
	const rows = rowsOf(found);
	return {
		champion: then === null ? null : {
			id: then.entry.id,
			since: then.entry.time,
			entry: then.hash
		},
		recordsRead: found.runs !== null,
		rows
	};
}
function table(found) {
	const all = [[
		"time",
		"what",
		"model",
		"F1",
		"data",
		"why"
	], ...rowsOf(found).map(({ time, what, model, f1, state, reason, actor }) => [
		printable(time),
		what,
		model === null ? "" : printable(model).slice(0, ID_SHOWN),
		f1 === null ? "" : f1.toFixed(3),
		state === "past" ? "" : state ?? "",
		`${printable(reason, REASON_SHOWN)}${actor === null ? "" : ` (${printable(actor, 40)})`}`
	])];
	const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
	return [...all.map((row) => row.map((cell, column) => column === row.length - 1 ? cell : cell.padEnd(widths[column])).join("  ").trimEnd()), ...found.runs === null ? ["", "The records of runs that promoted nothing could not be read."] : []].join("\n");
}
export { history };
