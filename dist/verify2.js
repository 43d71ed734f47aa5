import { A as judge, j as RunRecorder, t as contextOf } from "./pipeline.js";
import { w as plural } from "./sentences.js";
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
	async run(flags, host) {
		const { result, found } = await verified(registryAt(text(flags, "registry"), host.cwd, host.services), new RunRecorder(host));
		const { models, entries, unreachable } = found;
		return {
			exitCode: result.exitCode,
			json: {
				...runToJson(result),
				models,
				entries,
				unreachable
			},
			text: renderTerminal(result, contextOf(host, "verify", text(flags, "registry") ?? null), host.terminal)
		};
	}
};
async function verified(registry, recorder) {
	const found = await recorder.stage("verify", () => registry.verify());
	recorder.addChecks(found.checks);
	recorder.facts.championId = found.championId;
	const { verdict, reason } = judge(found.checks, { undecided: "keep" });
	const sound = `${plural(found.models, "model")} and ${plural(found.entries, "history entry", "history entries")} verified; ${plural(found.unreachable, "unreachable file")} (no fault).`;
	return {
		result: recorder.close(verdict === "promoted" ? {
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
