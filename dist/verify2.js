import { D as Ledger, t as contextOf, v as judge } from "./pipeline.js";
import { n as runToJson } from "./run-json2.js";
import { n as renderTerminal } from "./terminal2.js";
import { i as text, n as REGISTRY_FLAG, t as JSON_FLAG } from "./command.js";
import { t as registryAt } from "./registry-flag.js";
// src/commands/verify.ts
const verify = {
	usage: "[--registry branch:NAME|directory:PATH|s3://…]",
	about: "Re-hashes every file that champion.json leads to, and parses every model.",
	flags: {
		registry: REGISTRY_FLAG,
		json: JSON_FLAG
	},
	judges: true,
	async run(flags, surface) {
		const { result, found } = await verified(registryAt(text(flags, "registry"), surface.cwd, surface.services), new Ledger(surface));
		const { models, entries, unreachable } = found;
		return {
			exitCode: result.exitCode,
			json: {
				...runToJson(result),
				models,
				entries,
				unreachable
			},
			text: renderTerminal(result, contextOf(surface, "verify", text(flags, "registry") ?? null), surface.terminal)
		};
	}
};
async function verified(registry, ledger) {
	const found = await ledger.stage("verify", () => registry.verify());
	ledger.stops(found.checks);
	ledger.facts.championId = found.championId;
	const { verdict, reason } = judge(found.checks, { undecided: "keep" });
	const sound = `${found.models} models and ${found.entries} history entries verified; ${found.unreachable} unreachable files (no fault).`;
	return {
		result: ledger.close(verdict === "promoted" ? {
			verdict: "checked",
			reason: sound
		} : {
			verdict,
			reason
		}),
		found
	};
}
export { verify as n, verified as t };
