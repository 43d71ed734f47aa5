import { l as Ledger, t as contextOf } from "./pipeline.js";
import { n as runToJson } from "./run-json2.js";
import { n as renderTerminal } from "./terminal2.js";
import { i as text, n as REGISTRY_FLAG, t as JSON_FLAG } from "./command.js";
import { t as registryAt } from "./registry-flag.js";
// src/commands/rollback.ts
const rollback = {
	usage: "[--model-id ID] [--reason TEXT] [--registry directory:PATH]",
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
	async run(flags, surface) {
		const ledger = new Ledger(surface);
		const result = await undo(flags, surface, ledger).catch((error) => ledger.closeThrown(error));
		return {
			exitCode: result.exitCode,
			json: runToJson(result),
			text: renderTerminal(result, contextOf(surface, "rollback", text(flags, "registry") ?? null))
		};
	}
};
async function undo(flags, surface, ledger) {
	const registry = registryAt(text(flags, "registry"), surface.cwd);
	const reason = text(flags, "reason") ?? "asked for at the terminal";
	const time = new Date(surface.now()).toISOString();
	const pointer = await ledger.stage("rollback", () => registry.rollback(text(flags, "model-id") ?? null, {
		reason,
		time,
		...surface.origin
	}));
	return ledger.promotes(pointer.id, `rollback to ${pointer.id}`);
}
export { rollback as t };
