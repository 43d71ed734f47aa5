import { W as loadConfig, j as RunRecorder, m as deliver, t as contextOf } from "./pipeline.js";
import { u as exclude } from "./sentences.js";
import { t as openRegistry } from "./registry.js";
import { n as runToJson } from "./run-json2.js";
import { n as renderTerminal } from "./terminal2.js";
import { i as text, n as REGISTRY_FLAG, t as JSON_FLAG } from "./command.js";
import { t as registryAt } from "./registry-flag.js";
// src/commands/rollback.ts
const rollback = {
	usage: "[--model-id ID] [--reason TEXT] [--registry branch:NAME|directory:PATH|s3://…]",
	about: "Makes an earlier model champion again; without an id the one promoted before the champion. What it undoes is held until data, schema or recipe changes.",
	flags: {
		"model-id": {
			takes: "one",
			placeholder: "ID",
			about: "the model to go back to"
		},
		reason: {
			takes: "one",
			placeholder: "TEXT",
			about: "why, for the history"
		},
		registry: REGISTRY_FLAG,
		json: JSON_FLAG
	},
	judges: true,
	async run(flags, host) {
		const recorder = new RunRecorder(host);
		const request = {
			modelId: text(flags, "model-id"),
			reason: text(flags, "reason")
		};
		const context = contextOf(host, "rollback", text(flags, "registry") ?? null);
		const went = async () => {
			const registry = registryAt(text(flags, "registry"), host.cwd, host.services);
			const result = await rolledBack(registry, request, recorder, host);
			return {
				...result,
				checks: [...result.checks, ...await brought(registry, result, context, host)]
			};
		};
		const result = await went().catch((error) => recorder.closeThrown(error));
		return {
			exitCode: result.exitCode,
			json: runToJson(result),
			text: renderTerminal(result, context, host.terminal)
		};
	}
};
async function brought(registry, result, context, host) {
	const { cwd, threads, services } = host;
	const config = await loadConfig({
		caller: "terminal",
		cwd,
		values: {},
		set: [],
		publish: true,
		threads
	}).catch(() => null);
	if (config?.delivery == null || openRegistry(config.registry, services).label !== registry.label) return [];
	return (await deliver({
		config: config.delivery,
		registry,
		result,
		context,
		minutes: config.limits.minutes,
		host
	})).checks;
}
async function rolledBack(registry, request, recorder, host) {
	const reason = request.reason ?? `no reason given (${host.origin.event})`;
	const time = new Date(host.now()).toISOString();
	const go = () => registry.rollback(request.modelId ?? null, {
		reason,
		time,
		...host.origin
	});
	const pointer = await recorder.stage("rollback", go).catch(async (error) => {
		recorder.facts.championId = await registry.championId();
		throw error;
	});
	recorder.addChecks(registry.undone.map((one) => undoneCheck(one, reason)));
	return recorder.closePromoted(pointer.id, `rollback to ${pointer.id}`);
}
function undoneCheck({ rows, file, count, id }, reason) {
	return {
		code: "held-rows",
		subject: file,
		status: "warn",
		observed: count,
		expected: null,
		message: `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"} of ${file} made model ${id}, which is undone: the next run that has other new rows too trains on them again.`,
		suggestion: "If they are what was wrong, keep them out.",
		remedies: [exclude({ rows }, `rolled back: ${reason.slice(0, 200)}`)],
		where: null
	};
}
export { rolledBack as n, rollback as t };
