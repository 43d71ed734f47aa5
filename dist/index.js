import { a as notice, c as summary, i as info, n as getInput, o as setOutput, r as getMultilineInput, s as warning, t as getIDToken } from "./lib-actions-core.js";
import { t as ConfigError } from "./errors2.js";
import { c as renderSummary, i as sentence, l as Ledger, r as runPipeline, s as writeReport, t as contextOf, u as loadConfig } from "./pipeline.js";
import { t as rollback } from "./rollback2.js";
import { t as repositoryOf } from "./services2.js";
import { t as verify } from "./verify2.js";
import { a as blocksOf, n as headlineScore } from "./scores.js";
import { a as visible, n as clip } from "./text2.js";
import { r as viewOf } from "./view.js";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
// src/commands/event.ts
const RETRAINING = [
	"schedule",
	"push",
	"workflow_dispatch",
	"repository_dispatch",
	"workflow_run"
];
const CHECKING = ["pull_request", "merge_group"];
const MODES = [
	"auto",
	"retrain",
	"check",
	"verify",
	"rollback"
];
function planEvent(event, mode, dryRun) {
	if (!MODES.includes(mode)) throw new ConfigError(`Input mode is "${mode}", expected one of ${MODES.join(", ")}.`);
	if (CHECKING.includes(event.name)) {
		if (mode === "retrain" || mode === "rollback") throw new ConfigError(`Input mode is "${mode}", but on ${event.name} only check and verify are accepted: a pull request publishes nothing.`);
		return {
			mode: mode === "verify" ? "verify" : "check",
			publish: false,
			notice: null
		};
	}
	if (!RETRAINING.includes(event.name)) throw new ConfigError(refusal(event.name));
	if (event.name === "workflow_run") assertTrusted(event);
	const chosen = mode === "auto" ? "retrain" : mode;
	const elsewhere = publishesFrom(event);
	const publish = !dryRun && elsewhere === null && chosen !== "check";
	if (chosen === "rollback" && elsewhere !== null) throw new ConfigError(`Rolling back is refused: ${elsewhere}`);
	return {
		mode: chosen,
		publish,
		notice: chosen === "retrain" && !dryRun ? elsewhere : null
	};
}
function publishesFrom({ name, payload, ref }) {
	if (name === "schedule" || name === "workflow_run" || name === "repository_dispatch") return null;
	const branch = at(payload, "repository", "default_branch");
	if (typeof branch === "string" && ref === `refs/heads/${branch}`) return null;
	return `this run is on ${ref}, and models are published from the default branch only: it judges, and publishes nothing.`;
}
function assertTrusted({ payload, repository }) {
	const conclusion = at(payload, "workflow_run", "conclusion");
	const head = at(payload, "workflow_run", "head_repository", "full_name");
	if (conclusion !== "success") throw new ConfigError("The workflow run that triggered this one did not succeed: nothing is retrained on it.");
	if (head !== repository) throw new ConfigError("The workflow run that triggered this one came from another repository (a fork): nothing is retrained on it.");
}
function refusal(name) {
	return name === "pull_request_target" ? "The event pull_request_target runs a stranger's changes with this repository's secrets: use pull_request." : `The event "${name}" is not one that retrains (${RETRAINING.join(", ")}) or checks (${CHECKING.join(", ")}).`;
}
function at(value, ...keys) {
	let here = value;
	for (const key of keys) {
		if (typeof here !== "object" || here === null || Array.isArray(here) || !Object.hasOwn(here, key)) return null;
		here = here[key] ?? null;
	}
	return here;
}
// src/report/annotations.ts
const MOST_PER_LEVEL = 10;
const TONE_LEVEL = {
	good: "notice",
	neutral: "notice",
	attention: "warning",
	bad: "error"
};
const STATUS_LEVEL = {
	fail: "error",
	inconclusive: "error",
	undecided: "warning",
	warn: "warning",
	pass: null
};
function renderAnnotations(result, context, workspace) {
	const addresses = new Map(result.data?.files.map(({ name, uri }) => [name, uri]));
	const home = {
		workspace,
		addressOf: (file) => addresses.get(file) ?? file
	};
	const all = annotationsOf(result, viewOf(result, context));
	return [
		"error",
		"warning",
		"notice"
	].flatMap((level) => boundedLevel(level, all.filter((annotation) => annotation.level === level)).map((annotation) => command(annotation, home)));
}
function annotationsOf(result, view) {
	const level = TONE_LEVEL[view.tone];
	const said = result.error === null && result.reason !== "" ? `${view.headline} ${result.reason}` : view.headline;
	const verdict = {
		level,
		title: view.label,
		message: said,
		where: null
	};
	const problems = (result.error?.problems ?? []).map(({ message, where, got, expected }) => {
		const facts = [got === null ? null : `got ${got}`, expected === null ? null : `expected ${expected}`].filter((fact) => fact !== null);
		return {
			level: "error",
			title: view.label,
			message: facts.length === 0 ? message : `${message} (${facts.join(", ")})`,
			where
		};
	});
	const findings = view.findings.flatMap(({ status, code, subject, message, suggestion, where }) => {
		const of = STATUS_LEVEL[status];
		if (of === null) return [];
		const advice = suggestion === null ? [] : blocksOf(clip(suggestion, 1e3)).map((block) => block.text);
		return [{
			level: of,
			title: `${code}: ${clip(subject, 80)}`,
			message: [message, ...advice].join("\n"),
			where
		}];
	});
	return [
		verdict,
		...problems,
		...findings
	];
}
function boundedLevel(level, list) {
	if (list.length <= MOST_PER_LEVEL) return list;
	const shown = list.slice(0, 9);
	const left = list.length - shown.length;
	return [...shown, {
		level,
		title: "gated-retrain",
		message: `… and ${left} more; the job summary and run.json list them.`,
		where: null
	}];
}
function escapeData(text) {
	return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(text) {
	return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
function shown(text) {
	return clip(text, 2e3).split("\n").map(visible).join("\n").replace(/##\[/g, "# #[");
}
function command({ level, title, message, where }, { workspace, addressOf }) {
	const file = where === null ? null : fileInside(addressOf(where.file), workspace);
	const properties = [];
	if (where !== null && file !== null) {
		properties.push(["file", file]);
		if (where.line >= 1) properties.push(["line", String(where.line)]);
		if (where.line >= 1 && where.column >= 1) properties.push(["col", String(where.column)]);
	}
	properties.push(["title", shown(title)]);
	const said = where !== null && file === null ? `${where.file}:${where.line}:${where.column}: ${message}` : message;
	return `::${level} ${properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(",")}::${escapeData(shown(said))}`;
}
function fileInside(file, workspace) {
	if (workspace === null || file === "" || shown(file) !== file || /^[a-z][a-z0-9+.-]+:\/\//i.test(file)) return null;
	const path = relative(workspace, resolve(workspace, file));
	if (path === "" || isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`)) return null;
	return path.split(sep).join("/");
}
// src/report/outputs.ts
function outputsOf(result, paths = {
	report: null,
	runJson: null
}) {
	const judged = headlineScore(result)?.trio.candidate ?? null;
	const gate = result.checks.find((check) => check.code === "f1-threshold");
	const outputs = {
		verdict: result.verdict,
		error: result.error?.kind,
		reason: clip(result.reason, 4e3),
		"exit-code": result.exitCode,
		"model-id": result.modelId,
		"champion-id": result.championId,
		f1: gate?.estimate ?? judged?.value,
		"f1-lower": gate?.bound ?? judged?.lower,
		rows: result.data?.rows,
		"data-digest": result.data?.digest,
		findings: result.checks.filter((check) => check.status !== "pass").length,
		"registry-commit": null,
		"report-path": paths.report,
		"report-artifact-id": null,
		"run-json": paths.runJson
	};
	return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, lineOf(value)]));
}
function lineOf(value) {
	if (typeof value === "number" && !Number.isFinite(value)) return "";
	return visible(String(value ?? ""));
}
// src/action.ts
const PIPELINE_INPUTS = [
	"config",
	"window",
	"schema",
	"target",
	"f1-threshold",
	"engine",
	"registry",
	"threads"
];
const env = process.env;
const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
function input(name) {
	const value = getInput(name);
	return value === "" ? void 0 : value;
}
function surface() {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_ACTOR: actor } = env;
	const threads = availableParallelism();
	return {
		cwd: workspace,
		now: Date.now,
		threads,
		progress: (message) => info(visible(message)),
		origin: {
			run: server && repository && run ? `${server}/${repository}/actions/runs/${run}` : null,
			actor: actor ?? null,
			event: env.GITHUB_EVENT_NAME ?? "workflow"
		},
		services: {
			identityToken: (audience) => getIDToken(audience),
			repository: repositoryOf(env, input("github-token"))
		},
		environment: () => ({
			node: process.version,
			platform: `${process.platform}-${process.arch}`,
			threads,
			peakMemoryBytes: process.resourceUsage().maxRSS * 1024
		}),
		home: dirname(dirname(fileURLToPath(import.meta.url)))
	};
}
function dryRun() {
	const value = getInput("dry-run") || "false";
	if (value !== "true" && value !== "false") throw new ConfigError(`Input dry-run is "${value}", expected true or false.`);
	return value === "true";
}
function payload() {
	const path = env.GITHUB_EVENT_PATH;
	return path && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
async function run(here) {
	const plan = planEvent({
		name: env.GITHUB_EVENT_NAME ?? "",
		payload: payload(),
		ref: env.GITHUB_REF ?? "",
		repository: env.GITHUB_REPOSITORY ?? ""
	}, getInput("mode") || "auto", dryRun());
	if (plan.notice) notice(plan.notice);
	const reportDir = input("report-dir") ?? join(env.RUNNER_TEMP ?? tmpdir(), "gated-retrain-report");
	const values = Object.fromEntries(PIPELINE_INPUTS.map((name) => [name, input(name)]));
	const data = getMultilineInput("data");
	const given = {
		...values,
		data: data.length > 0 ? data : void 0,
		"report-dir": reportDir
	};
	const set = getMultilineInput("set");
	const invocation = {
		surface: "workflow",
		cwd: workspace,
		values: given,
		set,
		publish: plan.publish,
		threads: here.threads
	};
	if (plan.mode === "verify" || plan.mode === "rollback") return await keepRegistry(plan.mode, invocation, reportDir, here);
	return await runPipeline(invocation, here);
}
async function keepRegistry(mode, invocation, reportDir, here) {
	const registry = `directory:${(await loadConfig(invocation)).registry.path}`;
	const { json } = await (mode === "verify" ? verify : rollback).run({
		registry,
		"model-id": input("model-id"),
		reason: input("reason")
	}, here);
	const done = {
		result: json,
		config: null,
		report: null,
		context: contextOf(here, mode, registry),
		warnings: []
	};
	try {
		done.report = await writeReport(reportDir, done.result, done.context);
	} catch (error) {
		done.warnings.push(`The report could not be written: ${sentence(error)}`);
	}
	return done;
}
async function tell({ result, config, context, report, warnings }) {
	const paths = {
		report: report?.html ?? null,
		runJson: report?.runJson ?? null
	};
	for (const [name, value] of Object.entries(outputsOf(result, paths))) setOutput(name, value);
	for (const command of renderAnnotations(result, context, workspace)) process.stdout.write(`${command}\n`);
	for (const notice$1 of config?.notices ?? []) notice(notice$1.message);
	for (const warning$1 of warnings) warning(warning$1);
	try {
		await summary.addRaw(renderSummary(result, context)).write();
	} catch (error) {
		warning(`The job summary could not be written: ${sentence(error)}`);
	}
}
function failedBefore(error) {
	const context = contextOf(here, "run", null);
	return {
		result: new Ledger(here).closeThrown(error),
		config: null,
		report: null,
		context,
		warnings: []
	};
}
const here = surface();
const done = await run(here).catch(failedBefore);
await tell(done);
process.exitCode = done.result.exitCode;
export {};
