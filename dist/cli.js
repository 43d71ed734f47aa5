#!/usr/bin/env node
import { o as __toESM } from "./rolldown-runtime.js";
import { i as threadInput, r as supervise, t as isSupervised } from "./supervised-thread.js";
import { n as tooOld, r as ignoreOutputErrors, t as isTooOld } from "./least-node.js";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { availableParallelism } from "node:os";
import { readFileSync, writeFileSync } from "node:fs";
// src/commands/edge/terminal.ts
const MOST_PROBLEMS = 20;
const COMMANDS = {
	run: {
		about: "fetch, validate, train, evaluate and, when every gate passes, publish",
		load: async () => (await import("./run.js")).run
	},
	check: {
		about: "the same, but publish nothing",
		load: async () => (await import("./run.js")).check
	},
	validate: {
		about: "judge a batch against a schema or earlier files",
		load: async () => (await import("./validate2.js")).validateCommand
	},
	init: {
		about: "write retrain.yml, schema.yml and a workflow from your data",
		load: async () => (await import("./init.js")).init
	},
	train: {
		about: "train a model on all rows, without gates",
		load: async () => (await import("./train2.js")).trainCommand
	},
	predict: {
		about: "predict the rows of a file with a model",
		load: async () => (await import("./predict.js")).predictCommand
	},
	diagnose: {
		about: "why the model was not updated: every link from trigger to serving",
		load: async () => (await import("./diagnose2.js")).diagnose
	},
	history: {
		about: "who was champion when, and what runs came to nothing",
		load: async () => (await import("./history.js")).history
	},
	verify: {
		about: "re-hash everything that a registry holds",
		load: async () => (await import("./verify.js")).verify
	},
	rollback: {
		about: "make an earlier model champion again",
		load: async () => (await import("./rollback.js")).rollback
	},
	reset: {
		about: "begin a new line of champions, with a reason",
		load: async () => (await import("./override2.js")).reset
	},
	accept: {
		about: "promote against a comparison, with a reason",
		load: async () => (await import("./override2.js")).accept
	},
	plan: {
		about: "what a hold-out of so many rows can decide",
		load: async () => (await import("./plan.js")).plan
	},
	demo: {
		about: "the whole story on real weather data, in a minute",
		load: async () => (await import("./demo.js")).demo
	}
};
const LATER = [
	"reproduce",
	"diff",
	"gc"
];
async function execute(words, streams, host) {
	const [name, ...rest] = words;
	if (name === "--version" || name === "-v") {
		const { version } = JSON.parse(readFileSync(`${streams.home}/package.json`, "utf8"));
		streams.out(`${version}\n`);
		return 0;
	}
	if (name === void 0 || name === "--help" || name === "-h" || name === "help") {
		streams.out(overview());
		return name === void 0 ? 2 : 0;
	}
	return await runCommand(name, rest, streams, host);
}
async function runCommand(name, words, streams, host) {
	const { parseFlags, helpOf } = await import("./flags.js");
	const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : void 0;
	const jsonTo = rawFlagValue(words, "--json");
	let command;
	try {
		if (entry === void 0) throw await unknownCommand(name);
		command = await entry.load();
		if (words.includes("--help") || words.includes("-h")) {
			streams.out(helpOf(name, command));
			return 0;
		}
		return await print(await command.run(parseFlags(words, command.flags), await host()), jsonTo, streams);
	} catch (error) {
		if (command?.judges) return await print(await outcomeBeforeRun(error, {
			name,
			words,
			flags: command.flags
		}, await host()), jsonTo, streams);
		return await print(await errorOutcome(error), jsonTo, streams);
	}
}
function rawFlagValue(words, flag) {
	const inline = words.find((word) => word.startsWith(`${flag}=`));
	return inline ? inline.slice(flag.length + 1) : words.includes(flag) ? words[words.indexOf(flag) + 1] : void 0;
}
async function print(outcome, jsonTo, { out, err }) {
	const { stringify } = await import("./run-json.js");
	const json = `${stringify(JSON.parse(JSON.stringify(outcome.json)))}\n`;
	if (jsonTo === "-") out(json);
	(jsonTo === "-" || outcome.exitCode >= 2 ? err : out)(outcome.text);
	if (!jsonTo || jsonTo === "-") return outcome.exitCode;
	try {
		writeFileSync(jsonTo, json);
	} catch (error) {
		err(`warning: --json ${jsonTo} was not written: ${error instanceof Error ? error.message : String(error)}\n`);
	}
	return outcome.exitCode;
}
async function outcomeBeforeRun(error, { name, words, flags }, host, facts = null) {
	const [{ failedBeforeStart }, { outcomeOf }] = await Promise.all([import("./pipeline2.js"), import("./run.js")]);
	const values = { "report-dir": Object.hasOwn(flags, "report-dir") ? rawFlagValue(words, "--report-dir") : void 0 };
	return outcomeOf(await failedBeforeStart(error, {
		cwd: host.cwd,
		values
	}, name, host, facts));
}
async function errorOutcome(error) {
	const [{ explain }, { printable }] = await Promise.all([import("./errors.js"), import("./terminal.js")]);
	const { kind, exitCode, problems } = explain(error);
	const lines = problems.slice(0, MOST_PROBLEMS).map(({ message, where }) => {
		const place = where ? `${where.file}:${where.line}:${where.column}: ` : "";
		return printable(`error: ${place}${message.replaceAll("\n", " ")}`);
	});
	if (problems.length > MOST_PROBLEMS) lines.push(`error: … and ${problems.length - MOST_PROBLEMS} more problems`);
	if (kind === "bug" && error instanceof Error && process.env.GATED_RETRAIN_DEBUG) lines.push(error.stack ?? "");
	return {
		exitCode,
		json: {
			error: {
				kind,
				problems
			},
			exitCode
		},
		text: `${lines.join("\n")}\n`
	};
}
async function unknownCommand(name) {
	const [{ ConfigError }, { closest }] = await Promise.all([import("./errors.js"), import("./fastest-levenshtein.js").then((m) => __toESM(m.default, 1))]);
	if (LATER.includes(name)) return new ConfigError(`The command "${name}" is not available in this version. See --help for those that are.`);
	return new ConfigError(`Unknown command "${name}"; did you mean ${closest(name, Object.keys(COMMANDS))}? See --help.`);
}
function overview() {
	return `gated-retrain: retrains a model on fresh data and promotes it only when the evidence allows it.\n\nUsage: node dist/cli.js COMMAND [flags]\n\n${Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(9)} ${about}`).join("\n")}\n\nEach command has --help and --json FILE|-.\n`;
}
async function hostIn(cwd, env, { err, home }) {
	const [{ visible }, { environmentOf, repositoryOf }] = await Promise.all([import("./text.js"), import("./services.js")]);
	const threads = availableParallelism();
	return {
		cwd,
		now: Date.now,
		threads,
		progress: (message) => err(`${visible(message)}\n`),
		origin: {
			run: null,
			actor: env.USER ?? null,
			event: "terminal"
		},
		services: {
			identityToken: null,
			repository: repositoryOf(env, env.GITHUB_TOKEN ?? env.GH_TOKEN),
			isWorkflow: env.GITHUB_ACTIONS === "true",
			rowsKey: env.GATED_RETRAIN_ROWS_KEY || null
		},
		environment: () => environmentOf(threads),
		home
	};
}
// src/cli.ts
const STREAMS = {
	out: (text) => process.stdout.write(text),
	err: (text) => process.stderr.write(text),
	home: dirname(dirname(fileURLToPath(import.meta.url)))
};
async function supervised(words) {
	const [name = "", ...rest] = words;
	const jsonTo = rawFlagValue(rest, "--json");
	if (isTooOld()) return await print(await errorOutcome(await tooOld()), jsonTo, STREAMS);
	const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : void 0;
	if (entry === void 0 || rest.includes("--help") || rest.includes("-h")) return await execute(words, STREAMS, host);
	try {
		const { exitCode, error, facts } = await supervise(new URL(import.meta.url), words, terminal());
		if (error === null) return exitCode ?? 70;
		const { judges, flags } = await entry.load();
		return await print(judges ? await outcomeBeforeRun(error, {
			name,
			words: rest,
			flags
		}, await host(), facts) : await errorOutcome(error), jsonTo, STREAMS);
	} catch (error) {
		return await print(await errorOutcome(error), jsonTo, STREAMS);
	}
}
const host = async () => ({
	...await hostIn(process.cwd(), process.env, STREAMS),
	...terminal()
});
function terminal() {
	if (isSupervised()) return threadInput();
	const { isTTY, columns } = process.stdout;
	if (!isTTY || !process.stderr.isTTY) return {};
	return { terminal: {
		color: !process.env.NO_COLOR && process.env.TERM !== "dumb",
		width: columns ?? 80
	} };
}
ignoreOutputErrors();
const words = process.argv.slice(2);
process.exitCode = isSupervised() ? await execute(words, STREAMS, host) : await supervised(words);
export {};
