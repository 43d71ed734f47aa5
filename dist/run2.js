import { n as runToJson } from "./run-json2.js";
import { n as renderTerminal } from "./terminal2.js";
import { a as texts, i as text, n as REGISTRY_FLAG, r as THREADS_FLAG, t as JSON_FLAG } from "./command.js";
import { i as runPipeline } from "./pipeline.js";
// src/commands/run.ts
const RUN_FLAGS = {
	config: {
		takes: "one",
		placeholder: "FILE",
		about: "configuration (default retrain.yml, then .github/retrain.yml)"
	},
	data: {
		takes: "several",
		placeholder: "PATTERN…",
		about: "files to train on, such as data/data_{YYYYMMDD}.csv"
	},
	window: {
		takes: "one",
		placeholder: "all|latest|30 files|90d",
		about: "how much of the history to train on"
	},
	schema: {
		takes: "one",
		placeholder: "FILE",
		about: "Frictionless Table Schema, YAML or JSON"
	},
	target: {
		takes: "one",
		placeholder: "COLUMN",
		about: "the column to predict"
	},
	"f1-threshold": {
		takes: "one",
		placeholder: "0..1",
		about: "F1 that the hold-out must reach"
	},
	engine: {
		takes: "one",
		placeholder: "forest|ml-random-forest|command",
		about: "what trains the model"
	},
	registry: REGISTRY_FLAG,
	"report-dir": {
		takes: "one",
		placeholder: "DIR",
		about: "write run.json, summary.md and report.html there"
	},
	threads: THREADS_FLAG,
	set: {
		takes: "several",
		placeholder: "KEY=VALUE…",
		about: "any other key of retrain.yml, such as gates.champion.margin=0.01"
	},
	json: JSON_FLAG
};
const run = {
	usage: "[flags]",
	about: "Fetches, validates, trains, evaluates and, when every check and gate passes, publishes.",
	flags: {
		...RUN_FLAGS,
		"dry-run": {
			takes: "none",
			about: "judge only: publish nothing"
		}
	},
	judges: true,
	run: (flags, host) => runAndRender(flags, host, flags["dry-run"] !== true)
};
const check = {
	usage: "[flags]",
	about: "The same as run, but publishes nothing: the verdict is checked where run would promote.",
	flags: RUN_FLAGS,
	judges: true,
	run: (flags, host) => runAndRender(flags, host, false)
};
async function runAndRender(flags, host, publish, prepare) {
	const { data: _data, set: _set, json: _json, "dry-run": _dryRun, ...rest } = flags;
	const values = Object.fromEntries(Object.keys(rest).map((name) => [name, text(flags, name)]));
	const data = texts(flags, "data");
	const invocation = {
		caller: "terminal",
		cwd: host.cwd,
		set: texts(flags, "set"),
		publish,
		threads: host.threads
	};
	return outcomeOf(await runPipeline({
		...invocation,
		values: {
			...values,
			data: data.length > 0 ? data : void 0
		}
	}, host, prepare), host.terminal);
}
function outcomeOf(done, terminal) {
	return {
		exitCode: done.result.exitCode,
		json: runToJson(done.result),
		text: story(done, terminal)
	};
}
function story({ result, config, context, report, warnings }, terminal) {
	const notices = (config?.notices ?? []).map(({ message }) => `notice: ${message}`);
	return [
		renderTerminal(result, context, {
			reportPath: report?.html ?? null,
			...terminal
		}).trimEnd(),
		...notices,
		...warnings.map((warning) => `warning: ${warning}`),
		""
	].join("\n");
}
export { runAndRender as a, run as i, check as n, story as o, outcomeOf as r, RUN_FLAGS as t };
