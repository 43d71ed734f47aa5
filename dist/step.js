import { a as setOutput, i as info, n as getInput, o as setSecret, r as getMultilineInput, s as warning, t as getIDToken } from "./lib-actions-core.js";
import { A as judge, B as mdCode, F as findingsOf, G as loadTold, H as mdPaste, I as gatesOf, L as headOf, M as renderNote, N as renderSummary, P as changesOf, R as problemsOf, U as readOnly, V as mdMessage, W as loadConfig, _ as updateComment, g as listComments, h as createComment, i as runPipeline, n as failedBeforeStart, r as retraining, s as STATUS_WORDS, v as checkoutOfFile, z as todoOf } from "./pipeline.js";
import { d as problem, f as sentence, s as ServiceError, t as ConfigError, u as explain } from "./errors2.js";
import { C as string, b as object } from "./lib-zod.js";
import { l as MAX_CHARACTERS, o as headlineScore, r as viewOf, u as blocksOf } from "./view.js";
import { a as visible, n as clip } from "./text2.js";
import { G as GitHubError, K as permissionSentence, U as GitHub, W as RETRY_POLICY, t as openRegistry, u as readFileAt, z as championByPrefix } from "./registry.js";
import { n as renderTerminal, t as printable } from "./terminal2.js";
import { n as repositoryOf, t as environmentOf } from "./services2.js";
import { a as deployedModel, i as shown$1, n as diagnosisAt, r as exitCodeOf } from "./diagnose.js";
import { $t as readText, An as valueAt, Dn as pathText, En as mapping, Jt as kindOfType, Sn as namesFile, Ut as schemaFromJson, c as stringFormat, ct as isSampled, ft as valueWords, lt as headerTolerance, qt as cellParser, u as distributionOf, wn as isMapping } from "./validate.js";
import { C as percent, S as ofRows, T as printable$1, b as named, k as CHECK_CODES, w as plural, x as namedList, y as grouped } from "./sentences.js";
import { n as prepareAcceptance, r as prepareOverride } from "./override.js";
import { n as rolledBack } from "./rollback2.js";
import { t as verified } from "./verify2.js";
import { A as gateChanges, k as windowText, n as fileAt } from "./git.js";
import { T as check } from "./onnx-read.js";
import { t as RE2JS } from "./lib-re2js.js";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { Worker } from "node:worker_threads";
import { availableParallelism, tmpdir } from "node:os";
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { createHash, randomBytes } from "node:crypto";
import { realpath } from "node:fs/promises";
// src/clients/upload.ts
const LONGEST_MS = 6e4;
const MOST_CHARACTERS = 300;
async function upload(files, root, { env, mask, longestMs = LONGEST_MS }) {
	if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL || isEnterpriseServer(env.GITHUB_SERVER_URL)) return null;
	const report = await inThread({
		names: namesOf(env.GITHUB_JOB),
		files,
		root
	}, mask, longestMs);
	if ("failure" in report) throw new ServiceError(`The upload service did not take the report: ${short(report.failure)}.`);
	return report;
}
function namesOf(job) {
	const name = `gated-retrain-report-${(job ?? "").replace(/[^A-Za-z0-9_-]/g, "_") || "job"}`;
	return [name, `${name}-${randomBytes(4).toString("hex")}`];
}
function isEnterpriseServer(server) {
	const url = server || "https://github.com";
	const host = URL.canParse(url) ? new URL(url).hostname : "";
	return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}
async function inThread(job, mask, longestMs) {
	const thread = new Worker(threadFile(), {
		workerData: job,
		stdout: true,
		stderr: true
	});
	let timer;
	try {
		return await new Promise((resolve) => {
			timer = setTimeout(() => resolve({ failure: `it did not finish within ${longestMs / 1e3} seconds` }), longestMs);
			forwardMasks(thread.stdout, mask);
			thread.on("message", resolve);
			thread.on("error", (error) => resolve({ failure: error.message }));
			thread.on("exit", (code) => resolve({ failure: `its client ended with code ${code}` }));
		});
	} finally {
		clearTimeout(timer);
		await thread.terminate();
	}
}
function forwardMasks(output, mask) {
	let rest = "";
	output.setEncoding("utf8").on("data", (text) => {
		const lines = (rest + text).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) if (line.startsWith("::add-mask::")) mask(line);
	});
}
function threadFile() {
	const bundled = new URL("./upload-thread.js", import.meta.url);
	return existsSync(bundled) ? bundled : new URL("../../dist/upload-thread.js", import.meta.url);
}
function short(text) {
	const [first = ""] = text.trim().split(/[\r\n]/);
	const line = first.replace(/\bsig=[^&\s"']+/g, "sig=…").replace(/\.$/, "");
	return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
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
	pass: "notice"
};
function renderAnnotations(result, context, workspace, asides = [], rootOf = () => workspace) {
	const addresses = new Map(result.data?.files.map(({ name, uri }) => [name, uri]));
	const home = {
		workspace,
		rootOf,
		addressOf: (file) => addresses.get(file) ?? file
	};
	const all = [...annotationsOf(result, viewOf(result, context)), ...asides];
	return [
		"error",
		"warning",
		"notice"
	].flatMap((level) => boundedLevel(level, all.filter((annotation) => annotation.level === level)).map((annotation) => command(annotation, home)));
}
const MAX_MESSAGE = 2e3;
function annotationsOf(result, view) {
	const level = TONE_LEVEL[view.tone];
	const said = result.error === null && result.reason !== "" ? `${view.headline} ${result.reason}` : view.headline;
	const verdict = {
		level,
		title: view.label,
		message: clip(said, MAX_MESSAGE),
		where: null
	};
	const problems = (result.error?.problems ?? []).map(({ message, where, got, expected }) => {
		const facts = [got === null ? null : `got ${got}`, expected === null ? null : `expected ${expected}`].filter((fact) => fact !== null);
		const text = facts.length === 0 ? message : `${message} (${facts.join(", ")})`;
		return {
			level: "error",
			title: view.label,
			message: clip(text, MAX_MESSAGE),
			where
		};
	});
	const findings = [...view.findings, ...view.changes.filter((check) => check.status === "pass")].map((check) => {
		const { status, code, subject, message, where } = check;
		const advice = blocksOf(check).map((block) => block.text);
		return {
			level: STATUS_LEVEL[status],
			title: `${code}: ${clip(subject, 80)}`,
			message: [clip(message, MAX_MESSAGE), ...advice].join("\n"),
			where
		};
	});
	return [
		...problems.length === 1 ? [] : [verdict],
		...problems,
		...findings
	];
}
function boundedLevel(level, list) {
	if (list.length <= 10) return list;
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
	return clip(text, MAX_MESSAGE + MAX_CHARACTERS).split("\n").map(visible).join("\n").replace(/##\[/g, "# #[");
}
function command({ level, title, message, where }, { workspace, rootOf, addressOf }) {
	const file = where === null ? null : fileInside(addressOf(where.file), workspace, rootOf);
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
function fileInside(file, workspace, rootOf) {
	if (workspace === null || file === "" || shown(file) !== file || /^[a-z][a-z0-9+.-]+:\/\//i.test(file)) return null;
	const place = resolve(workspace, file);
	const path = relative(rootOf(place) ?? workspace, place);
	if (path === "" || isAbsolute(path) || path === ".." || path.startsWith(`..${sep}`)) return null;
	return path.split(sep).join("/");
}
// src/report/markdown/comment.ts
const COMMENT_CHARACTERS = 6e4;
const FULL = 20;
const RUN_URL = /^https?:\/\/[\w.-]+(:\d+)?\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/;
function renderComment(result, context, marker, max = COMMENT_CHARACTERS) {
	const whole = viewOf(result, context);
	const view = {
		...whole,
		todo: whole.todo.filter((check) => !whole.changes.includes(check))
	};
	for (let shown = FULL;; shown = Math.floor(shown / 2)) {
		const text = `${[
			marker,
			headOf(result, view),
			problemsOf(result.error?.problems ?? [], shown),
			changesOf(view, shown),
			findingsOf(view, shown),
			todoOf(view, Math.ceil(shown / 4)),
			gatesOf(view.gates, shown),
			footOf(result, context)
		].filter((part) => part !== null).join("\n\n")}\n`;
		if (shown === 0 || text.length <= max) return text;
	}
}
function footOf({ evaluation }, { runUrl }) {
	return `${runUrl !== null && RUN_URL.test(runUrl) ? `[The whole report](${runUrl}) is in the job summary.` : "The whole report is in the job summary."} Nothing was written into the registry.${evaluation === null ? "" : " Scores are cut to two digits, for this run leaves no record."}`;
}
// src/report/markdown/diagnosis.ts
const MOST_LINKS = 50;
const SIGNS = {
	fine: "✅",
	broken: "❌",
	waiting: "⏳",
	unseen: "❔"
};
function renderDiagnosis({ answer, cause, links }) {
	const shown = links.slice(0, MOST_LINKS);
	const rows = shown.map(({ link, status, code, evidence }) => `| ${SIGNS[status]} ${STATUS_WORDS[status]} | ${mdCode(link)} | ${mdCode(code)} | ${cell(evidence)} |`);
	const todo = shown.filter(({ status }) => status === "broken" || status === "waiting").flatMap(({ link, remedies }) => remedies.map((remedy) => `${mdCode(link)}:\n\n${advice(remedy)}`));
	const more = links.length > shown.length ? [`${links.length - shown.length} more findings are in the job's log.`] : [];
	return `${[
		`## ${cause === null ? "✅ Nothing is broken" : "❌ Why the model was not updated"}`,
		mdMessage(answer.split("\n")[0], 2e3),
		[
			"| Status | Link | Code | What was seen |",
			"| --- | --- | --- | --- |",
			...rows
		].join("\n"),
		...more,
		...todo.length === 0 ? [] : ["### What to do", ...todo]
	].join("\n\n")}\n`;
}
const cell = (text) => mdMessage(text.replaceAll("\n", " "), 600);
function advice(remedy) {
	const [first = "", ...rest] = remedy.split("\n");
	return rest.length === 0 ? mdMessage(first) : `${mdMessage(first)}\n\n${mdPaste(rest.join("\n"))}`;
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
		evidence: result.evidence,
		metric: result.reported?.candidate.value,
		rows: result.data?.rows ?? result.reported?.candidate.rows,
		"data-digest": result.data?.digest,
		findings: result.checks.filter((check) => check.status !== "pass").length,
		deploy: paths.deploy ?? false,
		publication: result.publication,
		"registry-commit": paths.registryCommit,
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
// src/clients/github/github-viewer.ts
const WORKFLOW_BOT = "github-actions[bot]";
async function viewerLogin(github) {
	const url = `${github.repository.apiUrl.replace(/\/+$/, "").replace(/\/api\/v3$/, "/api")}/graphql`;
	const parameters = {
		query: "{ viewer { login } }",
		owner: void 0,
		repo: void 0
	};
	const absent = [
		400,
		401,
		403,
		404,
		422
	];
	const form = object({ data: object({ viewer: object({ login: string() }) }).nullable().exactOptional() });
	return (await github.ask({
		route: `POST ${url}`,
		parameters,
		needs: "contents: read",
		form,
		absent
	}))?.data?.viewer?.login || WORKFLOW_BOT;
}
// src/report/send-comment.ts
const COMMENT_PATIENCE = {
	...RETRY_POLICY,
	requestMs: 15e3,
	totalMs: 3e4
};
function markerOf(parts) {
	return `<!-- gated-retrain ${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16)} -->`;
}
async function sendComment(repository, number, marker, body) {
	const github = new GitHub(repository, COMMENT_PATIENCE);
	try {
		const [login, comments] = await Promise.all([viewerLogin(github), listComments(github, number)]);
		const ours = comments.find((comment) => comment.user?.login === login && comment.body.startsWith(marker));
		if (ours === void 0) await createComment(github, number, body);
		else if (ours.body !== body) await updateComment(github, ours.id, body);
		return null;
	} catch (error) {
		if (!(error instanceof GitHubError)) throw error;
		return error.isPermission || error.status === 403 || error.status === 404 ? permissionSentence("pull-requests: write", github.name) : error.message;
	}
}
// src/commands/github/payload.ts
function at(value, ...keys) {
	let here = value;
	for (const key of keys) {
		if (typeof here !== "object" || here === null || Array.isArray(here) || !Object.hasOwn(here, key)) return null;
		here = here[key] ?? null;
	}
	return here;
}
function textAt(value, ...keys) {
	const found = at(value, ...keys);
	return typeof found === "string" && found !== "" ? found : null;
}
const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const DEPENDABOT = "dependabot[bot]";
function changeOf(name, payload, repository, actor) {
	if (name === "merge_group") return {
		kind: "merge group",
		number: null,
		baseCommit: commitAt(payload, "merge_group", "base_sha"),
		author: "own"
	};
	const number = at(payload, "pull_request", "number") ?? at(payload, "number");
	return {
		kind: "pull request",
		number: typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null,
		baseCommit: commitAt(payload, "pull_request", "base", "sha"),
		author: authorOf(payload, repository, actor)
	};
}
function commitAt(payload, ...keys) {
	const commit = textAt(payload, ...keys);
	return commit !== null && COMMIT.test(commit) ? commit : null;
}
function authorOf(payload, repository, actor) {
	const head = textAt(payload, "pull_request", "head", "repo", "full_name");
	if (head === null || head.toLowerCase() !== repository.toLowerCase()) return "fork";
	return [
		actor,
		textAt(payload, "sender", "login"),
		textAt(payload, "pull_request", "user", "login")
	].includes(DEPENDABOT) ? "dependabot" : "own";
}
const MOST_FILES = 1e3;
const LONGEST_NAME = 1024;
function requiredFiles(name, payload) {
	if (name === "repository_dispatch") return namesIn(at(payload, "client_payload", "files"), "client_payload.files");
	if (name !== "workflow_dispatch") return [];
	const said = at(payload, "inputs", "files");
	return namesIn(typeof said === "string" ? said.split(/[\n,]/).map((line) => line.trim()) : said, "the input files of the dispatch");
}
function namesIn(said, subject) {
	if (said === null) return [];
	const list = typeof said === "string" ? [said] : said;
	const expected = `a list of at most ${MOST_FILES} file names`;
	if (!Array.isArray(list) || list.length > MOST_FILES || !list.every((name) => typeof name === "string" && name.length <= LONGEST_NAME)) throw new ConfigError(problem(`The event's payload says in ${subject} what is no list of file names; expected ${expected}.`, { expected }));
	return [...new Set(list.filter((name) => name !== ""))];
}
// src/commands/github/event.ts
const RETRAINING = [
	"schedule",
	"push",
	"workflow_dispatch",
	"repository_dispatch",
	"workflow_run"
];
const CHECKING = ["pull_request", "merge_group"];
const ON_DEFAULT_BRANCH = [
	"schedule",
	"repository_dispatch",
	"workflow_run"
];
const MODES = [
	"auto",
	"retrain",
	"check",
	"rollback",
	"verify",
	"reset",
	"accept"
];
function planEvent(event, asked) {
	const { name, payload, ref, repository, actor } = event;
	assertMode(asked.mode);
	const defaultBranch = textAt(payload, "repository", "default_branch");
	if (CHECKING.includes(name)) return {
		mode: checkingMode(asked.mode, name),
		publish: "never",
		ref,
		defaultBranch,
		change: changeOf(name, payload, repository, actor),
		requiredFiles: []
	};
	if (!RETRAINING.includes(name)) throw new ConfigError(refusal(name));
	if (name === "workflow_run") assertTrusted(event, asked.mode);
	const mode = asked.mode === "auto" ? "retrain" : asked.mode;
	if (mode === "reset" || mode === "accept") assertByHand(mode, name);
	const writes = mode !== "check" && mode !== "verify";
	return {
		mode,
		publish: asked.dryRun || !writes ? "never" : isDefault(event, defaultBranch) ? "always" : "listed",
		ref,
		defaultBranch,
		change: null,
		requiredFiles: requiredFiles(name, payload)
	};
}
function whyNotFrom(ref) {
	return `This run is on ${ref === "" ? "no ref" : ref}, and models are published from the default branch (and what its publish-from names) only: it judges, and writes nothing.`;
}
function assertMode(mode) {
	if (MODES.includes(mode)) return;
	throw new ConfigError(`Input mode is "${mode}", expected one of ${[...MODES, "diagnose"].join(", ")}.`);
}
function assertByHand(mode, name) {
	if (name === "workflow_dispatch") return;
	throw new ConfigError(`Input mode is "${mode}", which only a person may ask for, by workflow_dispatch; this run was started by ${name}.`);
}
function checkingMode(mode, name) {
	if (mode !== "auto" && mode !== "check" && mode !== "verify") throw new ConfigError(`Input mode is "${mode}", but on ${name} only check and verify are accepted: a pull request publishes nothing.`);
	return mode === "verify" ? "verify" : "check";
}
function isDefault({ name, ref }, defaultBranch) {
	if (defaultBranch !== null) return ref === `refs/heads/${defaultBranch}`;
	return ON_DEFAULT_BRANCH.includes(name) && ref.startsWith("refs/heads/");
}
function assertTrusted({ payload, repository }, mode) {
	if (mode !== "auto") throw new ConfigError(`Input mode is "${mode}", but on workflow_run only auto is accepted: another workflow's end asks for a retrain.`);
	if (at(payload, "workflow_run", "conclusion") !== "success") throw new ConfigError("The workflow run that triggered this one did not succeed: nothing is retrained on it.");
	const head = textAt(payload, "workflow_run", "head_repository", "full_name");
	if (head === null || head.toLowerCase() !== repository.toLowerCase()) throw new ConfigError("The workflow run that triggered this one came from another repository (a fork): nothing is retrained on it.");
}
function refusal(name) {
	if (name === "pull_request_target") return "The event pull_request_target runs a stranger's changes with this repository's secrets: use pull_request.";
	return `The event "${name}" is not one that retrains (${RETRAINING.join(", ")}) or checks (${CHECKING.join(", ")}).`;
}
// src/commands/github/diagnose-step.ts
async function diagnoseStep(event, inputs, host) {
	if (!RETRAINING.includes(event)) throw new ConfigError(`Input mode is "diagnose", which is accepted on ${RETRAINING.join(", ")}; this run was started by ${event || "no event"}.`);
	const { values, set, deploymentEnvironment, deployedId } = inputs;
	const invocation = {
		caller: "workflow",
		cwd: host.cwd,
		values,
		set,
		publish: false,
		threads: host.threads
	};
	return await diagnosisAt({
		invocation,
		environment: deploymentEnvironment,
		deployedId,
		serving: []
	}, host);
}
function diagnosisOutputs(diagnosis) {
	const { answer, cause } = diagnosis;
	return {
		reason: visible(clip(answer, 4e3)),
		cause: cause === null ? "" : `${cause.link}/${cause.code}`,
		"exit-code": String(exitCodeOf(diagnosis))
	};
}
// src/config/change/directions.ts
const HEAD_KEYS = [
	["schema"],
	["target"],
	["split"],
	["gates"],
	["checks"],
	["train", "trees"],
	["train", "seed"],
	["train", "export"],
	["train", "max-depth"],
	["train", "min-leaf"],
	["train", "class-weights"],
	["train", "decision"]
];
const severities = (prefix) => Object.fromEntries(CHECK_CODES.map((code) => [`${prefix}.${code}`, "ordered"]));
({ ...severities("checks") }), { ...severities("checks.columns.*") };
function isHeads(path) {
	const begins = (long, short) => short.every((step, index) => long[index] === step);
	if (HEAD_KEYS.some((key) => begins(path, key))) return "whole";
	return HEAD_KEYS.some((key) => begins(key, path)) ? "part" : "none";
}
// src/config/change/base-only.ts
const SPLIT_BY = ["split", "by"];
const NOT_COMPARED = "report.dir";
const MOST_CHANGES$1 = 50;
function withoutBaseOnly(layer) {
	let tree = headsPart(layer.tree, []);
	if (namesFile(valueAt(tree, SPLIT_BY))) tree = without(tree, SPLIT_BY);
	return holdsValue(tree) ? {
		...layer,
		tree
	} : null;
}
function headsPart(tree, path) {
	if (!isMapping(tree) || isHeads(path) === "whole") return tree;
	const kept = mapping();
	for (const [key, item] of Object.entries(tree)) {
		const below = [...path, key];
		if (isHeads(below) !== "none") kept[key] = headsPart(item, below);
	}
	return kept;
}
function withoutPublishFrom(layer) {
	const tree = without(layer.tree, ["publish-from"]);
	return holdsValue(tree) ? {
		...layer,
		tree
	} : null;
}
function without(tree, [step, ...rest]) {
	if (step === void 0 || !isMapping(tree)) return tree;
	const kept = mapping();
	for (const [key, item] of Object.entries(tree)) if (key !== step) kept[key] = item;
	else if (rest.length > 0) kept[key] = without(item, rest);
	return kept;
}
function holdsValue(tree) {
	return !isMapping(tree) || Object.values(tree).some(holdsValue);
}
function overruled(head, base) {
	const isFileSplit = [head, base].some(({ tree }) => namesFile(valueAt(tree, SPLIT_BY)));
	const isBases = (path) => isHeads(path) === "none" || isFileSplit && SPLIT_BY.every((step, index) => path[index] === step);
	return differences(head.tree, base.tree, []).filter((path) => isBases(path) && pathText(path) !== NOT_COMPARED).slice(0, MOST_CHANGES$1).map((path) => {
		const message = `${valueAt(head.tree, path) === void 0 ? `${pathText(path)} is left out` : `${head.subject(path)} is not what the base commit says`}; in a pull request the base commit's word counts: the change was not followed, and takes effect once it is merged.`;
		return problem(message, {
			where: whereOf(head, path),
			got: pathText(path),
			expected: "as at the base commit"
		});
	});
}
function whereOf(source, path) {
	for (let length = path.length; length > 0; length--) {
		const where = source.whereKey(path.slice(0, length)) ?? source.whereValue(path.slice(0, length));
		if (where !== null) return where;
	}
	const top = source.whereValue([]);
	return top && {
		...top,
		line: 1,
		column: 1
	};
}
function differences(head, base, path) {
	if (equal(head, base)) return [];
	const [is, was] = [head ?? mapping(), base ?? mapping()];
	if (!isMapping(is) || !isMapping(was)) return [path];
	return [...new Set([...Object.keys(is), ...Object.keys(was)])].flatMap((key) => differences(own(is, key), own(was, key), [...path, key]));
}
function own(tree, key) {
	return Object.hasOwn(tree, key) ? tree[key] : void 0;
}
function equal(a, b) {
	if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => equal(item, b[index]));
	if (!isMapping(a) || !isMapping(b)) return (a ?? null) === (b ?? null);
	return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => equal(own(a, key), own(b, key)));
}
// src/commands/github/base-commit.ts
const MAX_WORKFLOW_BYTES = 2 ** 20;
async function bytesAt(ref, path, cwd, maxBytes, remote) {
	const local = await fileAt(cwd, ref, path, maxBytes);
	if (local.kind === "file") return local.bytes;
	if (local.kind === "absent") return null;
	if (local.kind === "refused") throw new Error(`${path} ${local.why}`);
	if (remote === null) throw new Error("the checkout does not hold it and there is no token to ask GitHub with (actions/checkout with fetch-depth: 0 fetches it)");
	return await remote(path, ref, maxBytes);
}
function readerAt(ref, cwd, remote) {
	const known = new Map();
	return async (file, shownName, maxBytes, named) => {
		const root = checkoutOfFile(cwd, file);
		const path = relative(root, file).split(sep).join("/");
		const fail = (got) => {
			const message = named ? `${named.subject} names ${shownName}, which ${got}` : `${shownName} ${got}`;
			return {
				text: null,
				problem: problem(`${message}.`, {
					where: named?.where ?? null,
					got
				})
			};
		};
		if (path === "" || path.startsWith("..") || isAbsolute(path)) return fail("lies outside of the repository");
		let bytes;
		try {
			const reading = known.get(file) ?? bytesAt(ref, path, root, Math.max(maxBytes, MAX_WORKFLOW_BYTES), remote);
			known.set(file, reading);
			bytes = await reading;
		} catch (error) {
			return fail(`cannot be read: ${reasonOf(error)}`);
		}
		if (bytes === null) return named === null ? {
			text: null,
			problem: null
		} : fail("does not exist there");
		if (bytes.length > maxBytes) return fail(`is longer than ${maxBytes} bytes`);
		try {
			return {
				text: new TextDecoder("utf-8", { fatal: true }).decode(bytes),
				problem: null
			};
		} catch {
			return fail("is not UTF-8 text");
		}
	};
}
async function baseCommitOf(change, cwd, config, workflow, remote) {
	const { baseCommit } = change;
	if (baseCommit === null) return "the event's payload does not name the base commit";
	return {
		read: readerAt(baseCommit, cwd, remote),
		inputsCount: await isUnchanged(baseCommit, checkoutOfFile(cwd, config), workflow, remote)
	};
}
const CALLS_LOCAL = /\buses:\s*["']?\.\/[^\s"']/;
async function isUnchanged(base, cwd, { ref, commit }, remote) {
	const path = /^[^/@]+\/[^/@]+\/(\.github\/workflows\/[^/@]+)@/.exec(ref)?.[1];
	if (path === void 0 || commit === "") return false;
	try {
		const [runs, was] = await Promise.all([commit, base].map((at) => bytesAt(at, path, cwd, MAX_WORKFLOW_BYTES, remote)));
		if (!runs || !was) return false;
		return Buffer.compare(runs, was) === 0 && !CALLS_LOCAL.test(Buffer.from(was).toString("utf8"));
	} catch {
		return false;
	}
}
function reasonOf(error) {
	const { kind, problems } = explain(error);
	return kind === "bug" && error instanceof Error ? error.message : problems.map((one) => one.message).join(" ");
}
function remoteOf({ repository }) {
	if (repository === null) return null;
	const github = new GitHub(repository);
	return (path, ref, maxBytes) => readFileAt(github, path, ref, maxBytes);
}
// src/commands/github/deployed.ts
function servingOf(id, environment) {
	if (id !== void 0 && environment !== void 0) throw new ConfigError("Inputs deployed-id and deployment-environment both say what is deployed: give one of them.");
	if (environment !== void 0) return {
		kind: "environment",
		name: environment
	};
	if (id === void 0) return { kind: "unsaid" };
	if (id !== "none" && !/^[0-9a-f]{8,64}$/.test(id)) throw new ConfigError(`Input deployed-id is "${id.slice(0, 80)}", expected the id of the deployed model (64 hex digits, or its first 8 or more), or none where nothing is deployed yet.`);
	return {
		kind: "id",
		id: id === "none" ? null : id
	};
}
async function deployOf({ serving, result, registry, services, isPending }) {
	const promoted = {
		deploy: registry !== null && result.verdict === "promoted" || isPending,
		championId: result.championId,
		warning: null
	};
	if (registry === null || serving.kind === "unsaid") return promoted;
	try {
		const champion = result.championId ?? await championNow(result, registry);
		if (champion === null) return {
			...promoted,
			deploy: false
		};
		return {
			deploy: champion !== (serving.kind === "id" ? championByPrefix(serving.id, champion) : await inEnvironment(serving.name, services)) || isPending,
			championId: champion,
			warning: null
		};
	} catch (error) {
		const warning = `What is deployed is not known, so only a promotion asks for a deployment (output deploy): ${sentence(error)}`;
		return {
			...promoted,
			warning
		};
	}
}
async function championNow({ publication }, registry) {
	if (publication === "unknown") return null;
	return (await registry.read().catch(() => null))?.pointer?.id ?? null;
}
async function inEnvironment(name, { repository }) {
	if (repository === null) throw new ConfigError("Input deployment-environment needs the repository and the input github-token.");
	return await deployedModel(new GitHub(repository), name);
}
// src/config/change/change.ts
async function loadChange(invocation, commit) {
	const told = await loadTold(invocation, readerWithin(invocation.cwd));
	const head = told.config;
	const alone = (reason) => ({
		head,
		base: null,
		followed: null,
		reason,
		overruled: []
	});
	if (typeof commit === "string") return alone(commit);
	let before;
	try {
		before = await loadTold(invocation, commit.read, commit.inputsCount ? void 0 : withoutBaseOnly);
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		const [first, ...more] = error.problems;
		const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
		return alone(`at the base commit there is no configuration that can be used: ${first?.message.replace(/\.$/, "")}${others}`);
	}
	const base = before.config;
	return {
		head,
		base,
		followed: follow(head, base),
		reason: null,
		overruled: overruled(told.source, before.source)
	};
}
function follow(head, base) {
	const { file, whereOf, schema, schemaFile, target, split, gates, checks, threads, notices } = head;
	const { trees, seed, maxDepth, minLeaf, export: files } = head.train;
	const train = {
		...base.train,
		trees,
		seed,
		maxDepth,
		minLeaf,
		export: files
	};
	const command = withGateOf(head.command, base.command);
	const report = {
		...base.report,
		dir: head.report.dir
	};
	const namesFile = head.split.by === "file" || base.split.by === "file";
	return {
		...base,
		file,
		whereOf,
		schema,
		schemaFile,
		target,
		split: namesFile ? base.split : split,
		gates,
		checks,
		threads,
		notices,
		train,
		command,
		requireEvidence: head.requireEvidence,
		report,
		publish: false
	};
}
function withGateOf(head, base) {
	if (base?.evidence === "reported" && head?.evidence === "reported") return {
		...base,
		gate: head.gate
	};
	return base?.evidence === "judged" && head?.evidence === "judged" ? {
		...base,
		errorGate: head.errorGate
	} : base;
}
function readerWithin(root) {
	return async (file, shownName, maxBytes, named) => {
		const [place, home] = await Promise.all([realpath(file).catch(() => file), realpath(root).catch(() => root)]);
		const path = relative(home, place);
		const [first = ""] = path.split(sep);
		if (![
			"",
			"..",
			".git"
		].includes(first) && !isAbsolute(path)) return readText(file, shownName, maxBytes, named);
		const expected = "a file of the checkout";
		const subject = named ? `${named.subject} names ${shownName}, which` : shownName;
		const where = named?.where ?? null;
		return {
			text: null,
			problem: problem(`${subject} lies outside of the checkout; expected ${expected}.`, {
				where,
				got: shownName,
				expected
			})
		};
	};
}
// src/schema/difference/change.ts
const NONE = "none";
function constraintChanges(before, after, isTarget) {
	return [
		...isTarget ? [] : flagChange(before, after, "required", "may now be missing", "may no longer be missing"),
		...flagChange(before, after, "unique", "may now repeat values", "may no longer repeat a value"),
		...enumChanges(before, after),
		...endChange(before, after, "low"),
		...endChange(before, after, "high"),
		...lengthChange(before, after, "minLength"),
		...lengthChange(before, after, "maxLength"),
		...patternChange(before, after)
	];
}
function flagChange(before, after, key, looser, tighter) {
	const [was, is] = [before.constraints[key] === true, after.constraints[key] === true];
	if (was === is) return [];
	const says = `${named(after.name)} ${is ? tighter : looser}: ${is ? `${key} is new` : `${key} is gone`}`;
	return [{
		kind: is ? "tightens" : "loosens",
		field: after.name,
		key,
		before: String(was),
		after: String(is),
		says
	}];
}
function enumChanges(before, after) {
	const [was, is] = [before.constraints.enum, after.constraints.enum];
	const base = {
		field: after.name,
		key: "enum",
		before: listWords(was),
		after: listWords(is)
	};
	if (was === void 0 && is === void 0) return [];
	if (is === void 0) return [{
		...base,
		kind: "loosens",
		says: `${named(after.name)} may now hold any value: the list of ${was?.length} is gone`
	}];
	if (was === void 0) return [{
		...base,
		kind: "tightens",
		says: `${named(after.name)} may now hold only the ${is.length} values listed`
	}];
	const [had, has] = [valuesOf(was, before), valuesOf(is, after)];
	const added = [...has].filter((value) => !had.has(value)).length;
	const removed = [...had].filter((value) => !has.has(value)).length;
	const changes = [];
	if (added > 0) changes.push({
		...base,
		kind: "loosens",
		says: `${named(after.name)} may now hold ${countOf(added)} that it could not`
	});
	if (removed > 0) changes.push({
		...base,
		kind: "tightens",
		says: `${named(after.name)} may no longer hold ${countOf(removed)} that it could`
	});
	return changes;
}
function valuesOf(listed, field) {
	const parse = cellParser(field);
	return new Set(listed.map((text) => parse(text) ?? text));
}
function countOf(values) {
	return values === 1 ? "one value" : `${values} values`;
}
function listWords(values) {
	return values === void 0 ? NONE : `${values.length} values`;
}
function endChange(before, after, side) {
	const [was, is] = [endOf(before, side), endOf(after, side)];
	const order = compareEnds(was, is, side);
	if (order === 0) return [];
	const kind = order > 0 ? "tightens" : "loosens";
	const key = keyOf(is === null ? before : after, side);
	const [before_, after_] = [endWords(was, before, side), endWords(is, after, side)];
	return [{
		kind,
		field: after.name,
		key,
		before: before_,
		after: after_,
		says: endSentence(was, is, before, after, side)
	}];
}
function endOf({ constraints }, side) {
	const inclusive = side === "low" ? constraints.minimum : constraints.maximum;
	const exclusive = side === "low" ? constraints.exclusiveMinimum : constraints.exclusiveMaximum;
	if (exclusive === void 0) return inclusive === void 0 ? null : {
		value: inclusive,
		closed: true
	};
	if (inclusive === void 0) return {
		value: exclusive,
		closed: false
	};
	return (side === "low" ? exclusive >= inclusive : exclusive <= inclusive) ? {
		value: exclusive,
		closed: false
	} : {
		value: inclusive,
		closed: true
	};
}
function compareEnds(was, is, side) {
	if (was === null || is === null) return (is === null ? 0 : 1) - (was === null ? 0 : 1);
	if (was.value !== is.value) return is.value > was.value === (side === "low") ? 1 : -1;
	return Number(was.closed) - Number(is.closed);
}
function keyOf({ constraints }, side) {
	const [inclusive, exclusive] = side === "low" ? ["minimum", "exclusiveMinimum"] : ["maximum", "exclusiveMaximum"];
	return constraints[exclusive] === void 0 ? inclusive : exclusive;
}
function endSentence(was, is, before, after, side) {
	const name = named(after.name);
	const noun = side === "low" ? "minimum" : "maximum";
	const what = side === "low" && kindOfNumbers(after) && was !== null && was.value >= 0 && (is === null || is.value < 0) ? "may now be negative" : reach(compareEnds(was, is, side), side);
	if (is === null) return `${name} ${what}: the ${noun} ${endWords(was, before, side)} is gone`;
	if (was === null) return `${name} ${what}: the ${noun} ${endWords(is, after, side)} is new`;
	return `${name} ${what}: the ${noun} was ${endWords(was, before, side)} and is ${endWords(is, after, side)}`;
}
function reach(order, side) {
	return order < 0 ? `may now be ${side === "low" ? "lower" : "higher"} than before` : `may no longer be as ${side} as before`;
}
function kindOfNumbers({ type }) {
	return type === "number" || type === "integer";
}
function endWords(end, field, side) {
	if (end === null) return NONE;
	const text = valueWords(end.value, field);
	return end.closed ? text : `${text} (${side === "low" ? "above" : "below"} it)`;
}
function lengthChange(before, after, key) {
	const nothing = key === "minLength" ? 0 : Number.POSITIVE_INFINITY;
	const [was, is] = [before.constraints[key] ?? nothing, after.constraints[key] ?? nothing];
	if (was === is) return [];
	const tighter = is > was === (key === "minLength");
	const words = (length) => length === nothing ? NONE : String(length);
	const what = tighter ? "may no longer be as" : "may now be";
	const end = key === "minLength" ? tighter ? "short" : "shorter" : tighter ? "long" : "longer";
	const says = `${named(after.name)} ${what} ${end} ${tighter ? "as before" : "than before"}: ${key} was ${words(was)} and is ${words(is)}`;
	return [{
		kind: tighter ? "tightens" : "loosens",
		field: after.name,
		key,
		before: words(was),
		after: words(is),
		says
	}];
}
function patternChange(before, after) {
	const [was, is] = [before.constraints.pattern, after.constraints.pattern];
	if (was === is) return [];
	const words = (pattern) => pattern === void 0 ? NONE : printable$1(pattern, 100);
	const base = {
		field: after.name,
		key: "pattern",
		before: words(was),
		after: words(is)
	};
	if (is === void 0) return [{
		...base,
		kind: "loosens",
		says: `${named(after.name)} need no longer match a pattern`
	}];
	if (was === void 0) return [{
		...base,
		kind: "tightens",
		says: `${named(after.name)} must now match a pattern`
	}];
	return [{
		...base,
		kind: "loosens",
		says: `${named(after.name)} has another pattern, which may admit what the old one refused`
	}, {
		...base,
		kind: "tightens",
		says: `${named(after.name)} has another pattern, which may refuse what the old one admitted`
	}];
}
function typeChange(before, after) {
	const [was, is] = [before.type, after.type];
	if (was === is) return formatChange(before, after);
	const base = {
		field: after.name,
		key: "type",
		before: was,
		after: is
	};
	const change = `the type was ${was} and is ${is}`;
	if (WIDER$1.has(`${was} ${is}`)) return [{
		...base,
		kind: "loosens",
		says: `${named(after.name)} may now hold more: ${change}`
	}];
	if (WIDER$1.has(`${is} ${was}`)) return [{
		...base,
		kind: "tightens",
		says: `${named(after.name)} may now hold less: ${change}`
	}];
	const input = kindOfType(was) === kindOfType(is) ? "is read in another way" : `is another input of the model (${kindOfType(is)})`;
	return [{
		...base,
		kind: "breaks",
		says: `${named(after.name)} ${input}: ${change}`
	}];
}
const WIDER$1 = new Set([
	"integer number",
	"year integer",
	"year number",
	"string any"
]);
function formatChange(before, after) {
	const [was, is] = [before.format, after.format];
	if (was === is) return [];
	const base = {
		field: after.name,
		key: "format",
		before: printable$1(was),
		after: printable$1(is)
	};
	const change = `the format was ${printable$1(was)} and is ${printable$1(is)}`;
	const anything = after.type === "string" ? "default" : "any";
	const plain = after.type === "string" ? null : "default";
	if (is === anything && (plain === null || was === plain)) return [{
		...base,
		kind: "loosens",
		says: `${named(after.name)} may now hold more: ${change}`
	}];
	if (was === anything && (plain === null || is === plain)) return [{
		...base,
		kind: "tightens",
		says: `${named(after.name)} may now hold less: ${change}`
	}];
	return [{
		...base,
		kind: "breaks",
		says: `${named(after.name)} is read in another way: ${change}`
	}];
}
// src/schema/difference/diff.ts
function diffSchemas(before, after, target) {
	const pairs = pairFields(before, after);
	const was = new Set(pairs.map(({ before: field }) => field));
	const is = new Set(pairs.map(({ after: field }) => field));
	return [
		...pairs.flatMap((pair) => fieldChanges(pair.before, pair.after, before, after, target)),
		...before.fields.filter((field) => !was.has(field)).map((field) => removedField(field, after)),
		...after.fields.filter((field) => !is.has(field)).map((field) => addedField(field, before, after)),
		...headChanges(before, after),
		...orderChange(before, after, pairs)
	];
}
function pairFields(before, after) {
	const left = new Map(before.fields.map((field) => [field.name, field]));
	const pairs = [];
	const alone = [];
	for (const field of after.fields) {
		const same = left.get(field.name);
		if (same === void 0) alone.push(field);
		else pairs.push({
			before: same,
			after: field
		});
		left.delete(field.name);
	}
	for (const field of alone) {
		const old = field.aliases.map((alias) => left.get(alias)).find((candidate) => candidate !== void 0);
		if (old === void 0) continue;
		pairs.push({
			before: old,
			after: field
		});
		left.delete(old.name);
	}
	return pairs;
}
function fieldChanges(was, is, before, after, target) {
	return [
		...nameChange(was, is),
		...roleChange(was, is),
		...typeChange(was, is),
		...notationChanges(was, is),
		...missingChanges(was.missingValues ?? before.missingValues, is.missingValues ?? after.missingValues, is),
		...areComparable(was, is) ? constraintChanges(was, is, is.name === target) : [],
		...aliasChanges(was, is),
		...driftChange(was, is),
		...inferredChange(was, is),
		...otherChanges(was, is)
	];
}
const TOLD = new Set([
	"name",
	"type",
	"format",
	"constraints",
	"missingValues",
	"decimalChar",
	"groupChar",
	"bareNumber",
	"trueValues",
	"falseValues",
	"aliases",
	"valueAliases",
	"role",
	"drift",
	"inferred",
	"where"
]);
function otherChanges(was, is) {
	const value = (field, key) => JSON.stringify(Object.entries(field).find(([name]) => name === key)?.[1] ?? null);
	return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => !TOLD.has(key) && value(was, key) !== value(is, key)).map((key) => ({
		kind: "loosens",
		field: is.name,
		key,
		before: value(was, key).slice(0, 80),
		after: value(is, key).slice(0, 80),
		says: `${named(is.name)} is checked in another way: ${key} is another`
	}));
}
const COMPARABLE = [new Set([
	"integer",
	"number",
	"year"
]), new Set(["string", "any"])];
function areComparable(was, is) {
	return was.type === is.type || COMPARABLE.some((types) => types.has(was.type) && types.has(is.type));
}
function nameChange(was, is) {
	if (was.name === is.name) return [];
	const says = `${named(was.name)} is now named ${named(is.name)}: files may keep the old name, the model's input changes`;
	return [{
		kind: "breaks",
		field: is.name,
		key: "name",
		before: was.name,
		after: is.name,
		says
	}];
}
function roleChange(was, is) {
	if (was.role === is.role) return [];
	const base = {
		field: is.name,
		key: "role",
		before: was.role,
		after: is.role
	};
	const input = was.role === "feature" || is.role === "feature" || was.role === "target" || is.role === "target";
	const says = `the role of ${named(is.name)} was ${was.role} and is ${is.role}`;
	if (!input) return [{
		...base,
		kind: "neutral",
		says
	}];
	return [{
		...base,
		kind: "breaks",
		says: `${says}: the model's inputs change`
	}];
}
const GRAVITY = {
	off: 0,
	warning: 1,
	error: 2
};
function driftChange({ drift: was = "error" }, { name, drift: is = "error" }) {
	if (was === is) return [];
	const kind = GRAVITY[is] < GRAVITY[was] ? "loosens" : "tightens";
	return [{
		kind,
		field: name,
		key: "drift",
		before: was,
		after: is,
		says: `${named(name)} may ${kind === "loosens" ? "differ more" : "no longer differ as much"} from the accepted batches: drift was ${was} and is ${is}`
	}];
}
function inferredChange(before, { name, inferred }) {
	const [was, is] = [before.inferred === true, inferred === true];
	if (was === is) return [];
	const says = `the constraints of ${named(name)} ${is ? "are now a guess that moves on with the accepted batches" : "are now held to the letter"}`;
	return [{
		kind: is ? "loosens" : "tightens",
		field: name,
		key: "inferred",
		before: String(was),
		after: String(is),
		says
	}];
}
function notationChanges(was, is) {
	if (!areComparable(was, is)) return [];
	const changes = [];
	const add = (key, kind, before, after) => {
		const effect = {
			breaks: "is read in another way",
			loosens: "may now hold more",
			tightens: "may now hold less",
			neutral: "is the same"
		}[kind];
		changes.push({
			kind,
			field: is.name,
			key,
			before,
			after,
			says: `${named(is.name)} ${effect}: ${key} is another`
		});
	};
	if (was.decimalChar !== is.decimalChar) add("decimalChar", "breaks", was.decimalChar, is.decimalChar);
	if (was.groupChar !== is.groupChar) add("groupChar", was.groupChar === null ? "loosens" : is.groupChar === null ? "tightens" : "breaks", was.groupChar ?? "none", is.groupChar ?? "none");
	if (was.bareNumber !== is.bareNumber) add("bareNumber", is.bareNumber ? "tightens" : "loosens", String(was.bareNumber), String(is.bareNumber));
	if (is.type === "boolean") for (const key of ["trueValues", "falseValues"]) {
		const kind = wordsKind(was, is, key);
		if (kind !== null) add(key, kind, `${was[key].length} words`, `${is[key].length} words`);
	}
	const kind = valueAliasesKind(was.valueAliases ?? {}, is.valueAliases ?? {});
	if (kind !== null) add("valueAliases", kind, `${Object.keys(was.valueAliases ?? {}).length} texts`, `${Object.keys(is.valueAliases ?? {}).length} texts`);
	return changes;
}
function valueAliasesKind(was, is) {
	const [before, after] = [new Map(Object.entries(was)), new Map(Object.entries(is))];
	const moved = [...before].some(([text, value]) => after.has(text) && after.get(text) !== value);
	const added = [...after.keys()].some((text) => !before.has(text));
	const removed = [...before.keys()].some((text) => !after.has(text));
	if (moved || added && removed) return "breaks";
	return added ? "loosens" : removed ? "tightens" : null;
}
function wordsKind(was, is, key) {
	const other = key === "trueValues" ? "falseValues" : "trueValues";
	const added = is[key].filter((word) => !was[key].includes(word));
	const removed = was[key].filter((word) => !is[key].includes(word));
	if (added.length === 0 && removed.length === 0) return null;
	if (added.some((word) => was[other].includes(word)) || added.length > 0 && removed.length > 0) return "breaks";
	return added.length > 0 ? "loosens" : "tightens";
}
function missingChanges(was, is, field) {
	const added = is.filter((text) => !was.includes(text)).length;
	const removed = was.filter((text) => !is.includes(text)).length;
	const base = {
		field: field.name,
		key: "missingValues",
		before: `${was.length} texts`,
		after: `${is.length} texts`
	};
	const counts = (texts, more) => `${texts === 1 ? `one${more} text` : `${texts}${more} texts`}`;
	const stands = (texts) => texts === 1 ? "stands" : "stand";
	const { required } = field.constraints;
	const changes = [];
	if (added > 0) {
		const says = `${counts(added, " more")} now ${stands(added)} for a missing value of ${named(field.name)}`;
		changes.push({
			...base,
			kind: required ? "tightens" : "loosens",
			says
		});
	}
	if (removed > 0) {
		const says = `${counts(removed, "")} no longer ${stands(removed)} for a missing value of ${named(field.name)}`;
		changes.push({
			...base,
			kind: required ? "loosens" : "tightens",
			says
		});
	}
	return changes;
}
function aliasChanges(was, is) {
	const known = (field) => new Set([field.name, ...field.aliases]);
	const [before, after] = [known(was), known(is)];
	const added = [...after].filter((name) => !before.has(name) && name !== is.name);
	const removed = [...before].filter((name) => !after.has(name));
	const base = {
		field: is.name,
		key: "aliases",
		before: `${was.aliases.length} aliases`,
		after: `${is.aliases.length} aliases`
	};
	const changes = [];
	if (added.length > 0) changes.push({
		...base,
		kind: "loosens",
		says: `${named(is.name)} may now arrive as ${namedList(added)}`
	});
	if (removed.length > 0) changes.push({
		...base,
		kind: "tightens",
		says: `${named(is.name)} may no longer arrive as ${namedList(removed)}`
	});
	return changes;
}
function removedField(field, after) {
	const base = {
		field: field.name,
		key: "fields",
		before: field.type,
		after: "none"
	};
	const { more } = headerTolerance(after.fieldsMatch);
	const gone = `the column ${named(field.name)} is gone from the schema`;
	if (field.role === "feature" || field.role === "target") return {
		...base,
		kind: "breaks",
		says: `${gone}: the model's inputs change`
	};
	if (more === "fail") return {
		...base,
		kind: "breaks",
		says: `${gone}: files that have it no longer fit`
	};
	return {
		...base,
		kind: "loosens",
		says: `${gone}: it is no longer checked`
	};
}
function addedField(field, before, after) {
	const base = {
		field: field.name,
		key: "name",
		before: "none",
		after: field.type
	};
	const isNew = `the column ${named(field.name)} is new in the schema`;
	if (!headerTolerance(after.fieldsMatch).fewer || field.constraints.required === true) return {
		...base,
		kind: "breaks",
		says: `${isNew}: files without it no longer fit`
	};
	if (field.role === "feature") return {
		...base,
		kind: "breaks",
		says: `${isNew}: the model's inputs change`
	};
	return {
		...base,
		kind: headerTolerance(before.fieldsMatch).more === "fail" ? "loosens" : "tightens",
		says: `${isNew}: files may have it, and it is checked`
	};
}
function headChanges(before, after) {
	const changes = [];
	const [was, is] = [before.fieldsMatch, after.fieldsMatch];
	if (was !== is) {
		const [fewer, more] = [(schema) => headerTolerance(schema.fieldsMatch).fewer, (schema) => headerTolerance(schema.fieldsMatch).more !== "fail"];
		const freedoms = (schema) => [
			schema.fieldsMatch !== "exact",
			fewer(schema),
			more(schema)
		];
		const [had, has] = [freedoms(before), freedoms(after)];
		const looser = has.some((free, index) => free && !had[index]);
		const says = `fieldsMatch was ${was} and is ${is}: ${looser ? "files may now differ more from the schema" : "files may now differ less from the schema"}`;
		changes.push({
			kind: looser ? "loosens" : "tightens",
			field: null,
			key: "fieldsMatch",
			before: was,
			after: is,
			says
		});
	}
	const [keyWas, keyIs] = [new Set(before.primaryKey), new Set(after.primaryKey)];
	const gone = [...keyWas].filter((name) => !keyIs.has(name));
	const added = [...keyIs].filter((name) => !keyWas.has(name));
	if (gone.length + added.length > 0) {
		const looser = keyIs.size === 0 || keyWas.size > 0 && added.length > 0;
		const words = (key) => key.size === 0 ? "none" : namedList([...key]);
		const says = `the primary key was ${words(keyWas)} and is ${words(keyIs)}: rows may ${looser ? "now repeat what they could not" : "no longer repeat what they could"}`;
		changes.push({
			kind: looser ? "loosens" : "tightens",
			field: null,
			key: "primaryKey",
			before: words(keyWas),
			after: words(keyIs),
			says
		});
	}
	return changes;
}
function orderChange(before, after, pairs) {
	const was = new Map(before.fields.map((field, index) => [field, index]));
	const is = new Map(after.fields.map((field, index) => [field, index]));
	const kept = [...pairs].sort((a, b) => is.get(a.after) - is.get(b.after));
	const first = kept.find((pair, index) => index > 0 && was.get(pair.before) < was.get(kept[index - 1].before));
	if (first === void 0) return [];
	const base = {
		field: first.after.name,
		key: "name",
		before: "earlier",
		after: "later"
	};
	if (after.fieldsMatch === "exact") return [{
		...base,
		kind: "breaks",
		says: `the order of the fields changed, from ${named(first.after.name)} on: files in the old order no longer fit`
	}];
	return [{
		...base,
		kind: "neutral",
		says: `the order of the fields changed, from ${named(first.after.name)} on: the same files are accepted`
	}];
}
// src/schema/difference/checks.ts
const CODES = {
	breaks: "schema-breaking",
	loosens: "schema-loosened",
	tightens: "schema-tightened",
	neutral: "schema-changed"
};
const MOST_LISTED = 200;
function schemaChecks(comparison) {
	const { before, after, target, texts } = comparison;
	const changes = diffSchemas(before, after, target);
	if (changes.length === 0) return texts !== null && texts.before === texts.after ? [] : [sameMeaning(comparison)];
	const listed = changes.slice(0, MOST_LISTED).map((change) => checkOf(change, comparison));
	return changes.length > MOST_LISTED ? [...listed, ...countedRest(changes.slice(MOST_LISTED), comparison)] : listed;
}
function checkOf(change, { after, beforeIs, whereOf, failOnBreaking }) {
	const { kind, field, key } = change;
	const gone = key === "fields";
	const where = whereOf(gone ? null : field, key) ?? (field === null || gone ? null : whereOf(field, "name")) ?? topOf(after);
	return {
		code: CODES[kind],
		subject: field ?? "schema",
		status: statusOf(kind, failOnBreaking),
		observed: change.after,
		expected: `${change.before}, as in ${beforeIs}`,
		message: `${change.says.replace(/^[a-z]/, (letter) => letter.toUpperCase())}.`,
		suggestion: adviceOf(kind, failOnBreaking),
		where
	};
}
function statusOf(kind, failOnBreaking) {
	if (kind === "breaks") return failOnBreaking ? "fail" : "warn";
	return kind === "loosens" ? "warn" : "pass";
}
function adviceOf(kind, failOnBreaking) {
	if (kind === "loosens") return "Merge it only if such data is meant to be trained on.";
	if (kind !== "breaks") return null;
	return failOnBreaking ? "Whatever reads the model must change with it; fail-on: rejected lets the data decide." : "Whatever reads the model or writes the files must change with it; fail-on: breaking refuses such a change.";
}
function sameMeaning({ after, beforeIs, whereOf, texts }) {
	return {
		code: "schema-reformatted",
		subject: "schema",
		status: "pass",
		observed: 0,
		expected: "no change of meaning",
		message: `No change of meaning: the schema accepts what ${beforeIs} accepts${texts === null ? "" : ": comments, order of keys, quoting, titles or descriptions are others"}.`,
		suggestion: null,
		where: (texts && firstChange(texts, after)) ?? whereOf(null, "fields") ?? topOf(after)
	};
}
function firstChange({ before, after }, { file }) {
	if (file === null) return null;
	const [was, is] = [before.split("\n"), after.split("\n")];
	const line = is.findIndex((text, index) => text !== was[index]);
	return {
		file,
		line: (line < 0 ? is.length - 1 : line) + 1,
		column: 1
	};
}
function topOf({ file }) {
	return file === null ? null : {
		file,
		line: 1,
		column: 1
	};
}
function countedRest(changes, { failOnBreaking }) {
	return Object.keys(CODES).map((kind) => ({
		kind,
		count: changes.filter((change) => change.kind === kind).length
	})).filter(({ count }) => count > 0).map(({ kind, count }) => ({
		code: CODES[kind],
		subject: "schema",
		status: statusOf(kind, failOnBreaking),
		observed: count,
		expected: 0,
		message: `${plural(count, "more change")} of this kind are not listed one by one.`,
		suggestion: null,
		where: null
	}));
}
// src/schema/difference/replay-values.ts
const KEYS = {
	type: ["type"],
	required: ["required"],
	enum: ["enum", "categories"],
	range: [
		"minimum",
		"exclusiveMinimum",
		"maximum",
		"exclusiveMaximum"
	],
	length: ["minLength", "maxLength"],
	pattern: ["pattern"],
	unique: ["unique"]
};
const DATA = "the data of the champion";
function findingOf(code, field, status, message, expected) {
	const suggestion = status === "fail" ? `Adapt ${named(field.name)} in the schema, or expect that no file of the kind the champion was trained on is accepted.` : null;
	return check(code, field.name, status, message, {
		expected,
		suggestion,
		where: field.where
	});
}
function nameOf$1(field) {
	return `column ${named(field.name)} of ${DATA}`;
}
function rowsWhere({ values, counts }, holds) {
	return values.reduce((sum, value, i) => sum + (holds(value) ? counts[i] : 0), 0);
}
function knownNumbers({ atoms, quantiles }) {
	const ends = quantiles.length === 0 ? [] : [quantiles[0], quantiles.at(-1)];
	return [...new Set([...atoms, ...ends])].sort((a, b) => a - b);
}
function valueChecks(field, column) {
	if (kindOfType(field.type) === column.kind) return column.kind === "number" ? numberChecks(field, column) : categoryChecks(field, column);
	return Object.entries(KEYS).filter(([code, keys]) => ![
		"type",
		"required",
		"unique"
	].includes(code) && keys.some((key) => key in field.constraints)).map(([code]) => findingOf(code, field, "warn", `whether ${nameOf$1(field)} keeps ${code} cannot be told from its profile`, "as the schema says"));
}
const ROUNDING = 1e-11;
function numberChecks(field, column) {
	const known = knownNumbers(column);
	const { enum: listed } = field.constraints;
	if (known.length === 0) return [];
	const checks = KEYS.range.some((key) => key in field.constraints) ? [rangeCheck(field, column, known)] : [];
	if (listed === void 0) return checks;
	const parse = cellParser(field);
	const allowed = new Set(listed.map((text) => parse(text)));
	const fails = column.distinct > allowed.size || !known.every((value) => allowed.has(value));
	return [...checks, enumCheck(field, fails, column.distinct <= known.length, listed.length)];
}
function rangeCheck(field, column, known) {
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
	const near = (value, bound) => Math.abs(value - bound) <= ROUNDING * Math.abs(bound);
	const low = (value) => minimum !== void 0 && value < minimum && !near(value, minimum) || exclusiveMinimum !== void 0 && value <= exclusiveMinimum;
	const high = (value) => maximum !== void 0 && value > maximum && !near(value, maximum) || exclusiveMaximum !== void 0 && value >= exclusiveMaximum;
	const expected = "values in the range of the schema";
	if (!known.some((value) => low(value) || high(value))) return findingOf("range", field, "pass", `${nameOf$1(field)} lies in the range`, expected);
	const all = [...known, ...column.quantiles].sort((a, b) => a - b);
	const cdf = distributionOf(column);
	const [lowest, highest] = [all.find((value) => !low(value)), all.findLast((value) => !high(value))];
	const outer = 1 - (highest === void 0 ? 0 : cdf(highest, true)) + (lowest === void 0 ? 1 : cdf(lowest, false));
	const share = outer > .01 ? `about ${percent(Math.min(1, outer))} of its rows` : "some of its rows";
	return findingOf("range", field, "fail", `${nameOf$1(field)} is too low or too high in ${share}`, expected);
}
function categoryChecks(field, column) {
	const { constraints } = field;
	const all = column.distinct <= column.values.length;
	const checks = [];
	const rule = (code, expected, fits) => {
		const rows = rowsWhere(column, (value) => !fits(value));
		const whole = all ? "" : `, as far as its ${column.values.length} most frequent values tell`;
		const message = rows > 0 ? `${nameOf$1(field)} breaks ${code} in ${all ? "" : "at least "}${ofRows(rows, column.rows)}, expected ${expected}` : `${nameOf$1(field)} keeps ${code}${whole}`;
		checks.push(findingOf(code, field, rows > 0 ? "fail" : "pass", message, expected));
	};
	if (constraints.enum !== void 0) {
		const parse = cellParser(field);
		const allowed = new Set(constraints.enum.map((text) => parse(text) ?? text));
		if (!all && column.distinct > allowed.size) checks.push(enumCheck(field, true, false, allowed.size));
		else rule("enum", `one of ${grouped(allowed.size)} values`, (text) => allowed.has(parse(text) ?? text));
	}
	const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = constraints;
	if (constraints.minLength !== void 0 || constraints.maxLength !== void 0) rule("length", "a length that the schema allows", (text) => [...text].length >= minLength && [...text].length <= maxLength);
	if (pattern !== void 0) {
		const compiled = RE2JS.compile(pattern);
		rule("pattern", "the pattern of the schema", (text) => compiled.matches(text));
	}
	return checks;
}
function enumCheck(field, fails, all, size) {
	const expected = `one of ${grouped(size)} values`;
	if (fails) return findingOf("enum", field, "fail", `${nameOf$1(field)} holds values that are not listed`, expected);
	return findingOf("enum", field, "pass", `${nameOf$1(field)} holds listed values${all ? "" : ", as far as its profile tells"}`, expected);
}
// src/schema/difference/replay-keys.ts
function keyChecks(schema, recorded, columnOf) {
	const held = new Set(keysOf(recorded).map(nameOf));
	return keysOf(schema).map((key) => {
		if (held.has(nameOf(key))) return told(key, schema, "pass", "was held to it already");
		const column = key.code !== "foreign-key" && key.fields.length === 1 ? columnOf(key.fields[0]) : void 0;
		if (column !== void 0 && hasNoValueTwice(column, key.code)) return told(key, schema, "pass", "has no value twice");
		return told(key, schema, "warn", "may not keep it within each file, which cannot be told from its profile: the next run judges it");
	});
}
function keysOf({ fields, primaryKey, uniqueKeys = [], foreignKeys = [] }) {
	return [
		...fields.filter(({ constraints }) => constraints.unique === true).map(({ name }) => ({
			code: "unique",
			fields: [name]
		})),
		...primaryKey.length === 0 ? [] : [{
			code: "primary-key",
			fields: primaryKey
		}],
		...uniqueKeys.map((names) => ({
			code: "unique-key",
			fields: names
		})),
		...foreignKeys.filter(({ resource }) => resource === null).map((key) => ({
			code: "foreign-key",
			fields: key.fields
		}))
	];
}
const nameOf = (key) => JSON.stringify(key);
function hasNoValueTwice({ kind, rows, missing, distinct }, code) {
	if (kind === "number" && isSampled(rows)) return false;
	return distinct === rows - missing && (code !== "primary-key" || missing === 0);
}
function told({ code, fields }, schema, status, says) {
	const message = `${namedList(fields)} of ${DATA} ${says}`;
	const where = schema.fields.find(({ name }) => name === fields[0])?.where ?? null;
	return {
		code,
		subject: fields.join(", "),
		status,
		observed: null,
		expected: "no value twice in a file",
		message,
		suggestion: null,
		where
	};
}
// src/schema/difference/replay.ts
function replay({ schema, target, profile, recorded, whereOf }) {
	const known = new Map(profile.columns.map((column) => [column.name, column]));
	const types = new Map(recorded.fields.map((field) => [field.name, field]));
	const used = new Set();
	const columnOf = new Map();
	const checks = schema.fields.flatMap((field) => {
		const name = [field.name, ...field.aliases].find((candidate) => known.has(candidate) && !used.has(candidate));
		const [column, was] = [known.get(name ?? ""), types.get(name ?? "")];
		if (name === void 0 || column === void 0 || was === void 0) return lacking(field, schema, target);
		used.add(name);
		columnOf.set(field.name, column);
		return columnChecks({
			field,
			was,
			column,
			schema,
			recorded,
			isTarget: field.name === target
		});
	});
	const added = additions(profile.columns.filter((column) => !used.has(column.name)), schema);
	const keys = keyChecks(schema, recorded, (name) => columnOf.get(name));
	return [
		...checks,
		...keys,
		...added
	].map((check) => ({
		...check,
		where: placeOf(check, whereOf) ?? check.where
	}));
}
function placeOf({ code, subject }, whereOf) {
	return KEYS[code]?.map((key) => whereOf(subject, key)).find((where) => where !== null) ?? null;
}
function lacking(field, schema, target) {
	const needed = !headerTolerance(schema.fieldsMatch).fewer || field.constraints.required === true || field.name === target;
	const message = `${DATA} has no column ${named(field.name)}`;
	return [findingOf("column-missing", field, needed ? "fail" : "pass", needed ? `${message}, which the schema asks for` : `${message}, and need not`, "the column")];
}
function additions(columns, schema) {
	const { more } = headerTolerance(schema.fieldsMatch);
	return columns.map(({ name }) => ({
		code: "column-new",
		subject: name,
		status: more,
		observed: "a column that is no field",
		expected: `fieldsMatch: ${schema.fieldsMatch}`,
		message: `${DATA} has a column ${named(name)}, which the schema ${more === "fail" ? "does not allow" : "leaves out"}`,
		suggestion: more === "fail" ? `Keep ${named(name)} as a field (role: ignore leaves it out of training), or allow other columns by fieldsMatch: subset.` : null,
		where: schema.file === null ? null : {
			file: schema.file,
			line: 1,
			column: 1
		}
	}));
}
function columnChecks(given) {
	const { column, doubt } = withGapsOf(given);
	const read = {
		...given,
		column
	};
	if (doubt !== null) return [findingOf("type", given.field, "warn", `what ${nameOf$1(given.field)} means now cannot be told from its profile: ${doubt}`, given.field.type)];
	const typed = typeCheck(read);
	if (typed.status !== "pass") return [typed];
	const checks = [...requiredCheck(read), ...valueChecks(read.field, read.column)];
	return [typed, ...read.field.inferred ? checks.map((check) => asGuess(check, read)) : checks];
}
function asGuess(check, { field, isTarget }) {
	const { exclusiveMinimum, exclusiveMaximum } = field.constraints;
	const hasPlainBounds = exclusiveMinimum === void 0 && exclusiveMaximum === void 0;
	const movesRange = (field.type === "number" || field.type === "integer") && hasPlainBounds;
	const isMoved = check.code === "enum" || check.code === "required" && !isTarget || check.code === "range" && movesRange;
	if (check.status !== "fail" || !isMoved) return check;
	const suggestion = `A run lets it pass, because accepted data moves a guess on: delete \`inferred: true\` of ${named(check.subject)} to hold it to the letter.`;
	return {
		...check,
		status: "warn",
		suggestion
	};
}
function withGapsOf({ field, was, column, schema, recorded }) {
	const then = new Set(was.missingValues ?? recorded.missingValues);
	const now = new Set(field.missingValues ?? schema.missingValues);
	if ([...then].some((text) => !now.has(text)) && column.missing > 0) return {
		column,
		doubt: "a word for a missing value is gone"
	};
	const added = [...now].filter((text) => !then.has(text));
	if (column.kind === "category") return {
		column: withoutValues(column, added),
		doubt: null
	};
	const parse = cellParser(was);
	const [low = 0, high = -1] = [knownNumbers(column)[0], knownNumbers(column).at(-1)];
	return {
		column,
		doubt: added.map(parse).some((value) => typeof value === "number" && value >= low && value <= high) ? "a number stands for a missing value now" : null
	};
}
function withoutValues(column, gone) {
	const isLeft = column.values.map((value) => !gone.includes(value));
	const missing = column.missing + rowsWhere(column, (value) => gone.includes(value));
	const values = column.values.filter((_, i) => isLeft[i]);
	const counts = column.counts.filter((_, i) => isLeft[i]);
	return {
		...column,
		values,
		counts,
		missing,
		distinct: column.distinct - (column.values.length - values.length)
	};
}
function textsOf(column, was) {
	if (column.kind === "category") {
		const texts = column.values.map((text, i) => ({
			text,
			rows: column.counts[i]
		}));
		return was.type === "boolean" ? null : {
			texts,
			all: column.distinct <= column.values.length
		};
	}
	if (!(was.decimalChar === "." && was.groupChar === null && was.bareNumber) || ![
		"number",
		"integer",
		"year"
	].includes(was.type)) return null;
	return {
		texts: knownNumbers(column).map((value) => ({
			text: String(value),
			rows: 1
		})),
		all: false
	};
}
const WIDER = new Set([
	"integer number",
	"year integer",
	"year number"
]);
function typeCheck({ field, was, column }) {
	const expected = field.format === "default" ? field.type : `${field.type} (${field.format})`;
	const name = nameOf$1(field);
	const told = (status, says) => findingOf("type", field, status, says, expected);
	if (fitsAnyway(field, was) || column.rows === column.missing) return told("pass", `${name} is ${was.type} and fits ${expected}`);
	const known = textsOf(column, was);
	if (known === null) return told("warn", `whether ${name}, ${was.type}, fits ${expected} cannot be told from its profile`);
	const reads = readerOf(field);
	const rows = known.texts.filter(({ text }) => !reads(text)).reduce((sum, one) => sum + one.rows, 0);
	const isWhole = column.kind === "category" || (column.grain[1] ?? 1) === 1;
	if (field.type === "integer" && !isWhole) return told("fail", `${name} holds fractions, expected ${expected}`);
	if (rows > 0) return told("fail", `${name} does not fit ${expected} in at least ${ofRows(rows, column.rows)}`);
	return known.all ? told("pass", `${name} fits ${expected}`) : told("warn", `${name} fits ${expected}, as far as its profile tells`);
}
function fitsAnyway(field, was) {
	if (field.type === "any" || field.type === "string" && field.format === "default") return true;
	if (!sameNotation(field, was)) return false;
	return field.type === was.type && field.format === was.format || WIDER.has(`${was.type} ${field.type}`);
}
function sameNotation(a, b) {
	const key = ({ decimalChar, groupChar, bareNumber, trueValues, falseValues, valueAliases }) => JSON.stringify([
		decimalChar,
		groupChar,
		bareNumber,
		trueValues,
		falseValues,
		valueAliases ?? null
	]);
	return key(a) === key(b);
}
function readerOf(field) {
	const parse = cellParser(field);
	const ofFormat = field.type === "string" ? stringFormat(field.format) : null;
	return (text) => parse(text) !== null && (ofFormat === null || ofFormat(text));
}
function requiredCheck({ field, column, isTarget }) {
	if (!isTarget && field.constraints.required !== true) return [];
	const expected = "a value in every row";
	const { rows, missing } = column;
	if (missing === 0) return [findingOf("required", field, "pass", `${nameOf$1(field)} has a value in all ${grouped(rows)} rows`, expected)];
	return [findingOf("required", field, "fail", `${nameOf$1(field)} is missing in ${ofRows(missing, rows)}, expected ${expected}`, expected)];
}
// src/commands/github/blame.ts
const BLAMED = new Set([
	"schema-breaking",
	"schema-tightened",
	"schema-changed"
]);
function attributedToSchema(checks, changes) {
	const bySubject = new Map(changes.filter(({ code }) => BLAMED.has(code)).map((change) => [change.subject, change]));
	return checks.map((check) => {
		const change = bySubject.get(check.subject);
		if (check.status !== "fail" || change === void 0 || change.where === null || changes.includes(check)) return check;
		const place = check.where === null ? "" : ` (${check.where.file}:${check.where.line}:${check.where.column})`;
		return {
			...check,
			message: `This change of the schema does not fit the data${place}: ${check.message}`,
			suggestion: "Take the change back, unless these rows are meant to be refused from now on.",
			remedies: check.remedies?.filter(({ kind }) => kind === "config") ?? [],
			where: change.where
		};
	});
}
// src/validate/catalogue/entry.ts
const entry = (code, severity, finds, example, remedy) => ({
	code,
	severity,
	finds,
	example,
	remedy
});
// src/validate/catalogue/batch-checks.ts
const BATCH_CHECKS = [
	entry("drift", "error", "a distribution or shares that moved farther than batches differ", "column `wind` of day_6.csv moved: median 4.1 → 7.3; largest gap of the distributions 62 %, between past batches 9 %", "Ask what changed at the source; accept it by `checks: {columns: {wind: {drift: warning}}}`."),
	entry("unit", "error", "numbers that a known conversion brings back to where they were", "column `temp` of day_6.csv looks converted: median 71.2 → 21.6, °F → °C", "Restore the unit at the source, or convert the column."),
	entry("missing-share", "error", "more gaps than batches had, or none where there always were some", "column `wind` of day_6.csv is missing in 24 % of the rows, before in 0.4 % to 2.1 %", "Look for a failed join or a new word for missing."),
	entry("outliers", "error", "values far beyond the range of all batches and half as much again", "column `price` of day_6.csv has 2.5 % of its values far outside of all before (0 to 980)", "Look for another unit, a sentinel or shifted cells."),
	entry("spike", "error", "one value in many more cells than before", "column `age` of day_6.csv is -1 in 9 % of its cells, before in 0 %", "Look for a default, a sentinel or filled gaps."),
	entry("precision", "error", "digits that got lost, or came", "column `temp` of day_6.csv has 100 % whole numbers, before 9 % to 11 %: its values are rounded", "Export the column with the digits it had."),
	entry("new-values", "error", "categories that no batch had, also known ones in another spelling", "column `shop` of day_6.csv has 2 values that no batch had before, in 12 % of its cells: known values in another spelling", "Restore the spelling, or add the values to the schema."),
	entry("text-form", "error", "texts built or as long as none were: case, padding, encoding, cut", "column `code` of day_6.csv has texts built as none before in 10 % of its cells, such as \"a-9\"", "Look for a changed encoding, case, padding or cut."),
	entry("constant", "error", "the same value in every row of a column that varied", "column `shop` of day_6.csv has the same value in all 400 rows; before at least 3 different ones in each batch", "Look for a default or a failed join."),
	entry("frozen", "error", "a column that stands still from some row on", "column `temp` of day_6.csv stands still: 120 rows in a row (30 %) have the same value, before at most 3", "Look for a frozen sensor, a filled-down formula or a cut export."),
	entry("swapped-columns", "error", "two columns that each look like the other did", "column `width` of day_6.csv looks exchanged with `height`: each is distributed as the other was", "Exchange them at the source."),
	entry("correlation", "error", "a column that no longer goes with others, or goes the other way round", "day_6.csv has a column `weight` that no longer goes with `height` as before: rank correlation 0.86 → 0.02", "Look whether cells stayed in their rows: a sort, a join, a shift by rows."),
	entry("duplicate-column", "error", "a column that repeats another, and did not", "day_6.csv has a column `low` that repeats `high`: rank correlation 0.61 → 1.00", "Look for a column that was written twice."),
	entry("joint-drift", "error", "a batch that a classifier tells from its history although no single column does", "day_6.csv can be told from accepted batches (AUC 0.81, among those at most 0.56) though no single column moved, most by `height` and `weight`", "Look at the columns named together."),
	entry("batch-size", "error or warning", "far fewer or more rows than batches had: a warning, since sizes differ for good reasons; a fault where less than a tenth of the usual rows came, or where fewer rows end before their day, week or month does and no accepted batch did", "day_6.csv has 180 rows, 2.2 times fewer than usual; accepted batches had 395 to 410, and by `placed` it ends before its day does, as no accepted batch did", "Look for a cut transfer or a changed filter."),
	entry("replay", "error", "rows that accepted batches have already, all (a fault after a single accepted batch too) or a part", "day_6.csv repeats 30 % of its rows from accepted batches, most of them in day_3.csv", "Deliver only what is new."),
	entry("changed-rows", "error", "more accepted rows that changed, by their key, than did from promotion to promotion so far", "12 % of the accepted rows changed, by the key; from one promotion to the next it was 0.3 % to 0.5 %", "Look for what rewrote them."),
	entry("duplicate-rows", "error", "more rows that stand twice than batches had; of the first batches, more than chance makes of such columns (a warning)", "day_6.csv has 40 of 400 rows that equal an earlier one, accepted batches 0 % to 0.3 %; first at line 12", "Look for a join that multiplies rows."),
	entry("grouped-rows", "warning", "rows of one value, such as a patient, that stand on both sides of the split and give each other's label away; asked of the first batches", "rows of one `patient` stand on both sides of the split (120 values in 3,600 rows) and are alike: a small forest is right in 99 % of rows whose `patient` it has seen, in 48 % of others", "Keep them together: `split: {by: {group: patient}}`."),
	entry("id-reuse", "error", "ids that accepted batches used", "day_6.csv has 31 values of `order` that accepted batches have already", "Give each row an id of its own."),
	entry("future-date", "error", "moments after now, where no batch had any", "day_6.csv has 8 rows whose `placed` lies in the future; first at line 40", "Look for a wrong year or a time zone."),
	entry("old-batch", "error", "a batch older than the last accepted one, where each was later than the one before", "day_6.csv is older than the last accepted batch: the median of `placed` is 2026-01-07", "Look for a delivery out of turn or a stale export."),
	entry("time-overlap", "error", "rows of the time of the batch before", "day_6.csv has 30 % of its rows before the end of the last accepted batch", "Look for rows that were delivered before."),
	entry("time-gap", "error or warning", "time without rows before the batch, or a file that is missing by the dates in names: one step of a regular history or 2 of another a warning, more than 5 a fault", "day_6.csv begins 30 days after the batch before it", "Deliver the missing batches first."),
	entry("time-span", "error", "a batch that reaches over much more time than others", "day_6.csv reaches over 730 days by `placed`, accepted batches over at most 1 day", "Look for wrong years."),
	entry("row-order", "warning", "rows out of order where every batch was sorted", "day_6.csv is not sorted by `placed` (212 steps back), and every accepted batch was", "Look whether cells stayed with their row."),
	entry("unlabelled", "error", "rows without a label, which are left out until it comes: a share of them beyond what batches had. `constraints: {required: true}` on the target makes each of them a fault of `required`", "120 of 400 rows of day_6.csv have no `label` and are left out until it comes; accepted batches 0 % to 2 %", "Look whether labels are late, lost or written in another way."),
	entry("class-missing", "error or warning", "a class that every batch had and this one lacks", "day_6.csv has no row of class `fraud` of `label`, accepted batches 3 % to 4 %", "Look for a filter that lost it."),
	entry("class-share", "error or warning", "a class with less than half its share of rows, beyond chance and what accepted batches differ by, or (a warning) more than twice", "day_6.csv has 2 rows of class `fraud` of `label` where accepted batches would bring 16: 0.1 %, before 1.1 % to 1.3 %", "Look whether its labels come late."),
	entry("label-noise", "error or warning", "labels that contradict a model of the accepted batches more often than theirs do, or (a warning) most rows that it takes for one class", "day_6.csv has labels `label` that contradict a model of the accepted batches in 19 % of the rows, among accepted batches 6 % to 8 %", "Look how these rows were labelled."),
	entry("label-swap", "error", "two classes that are each predicted as the other", "day_6.csv has labels `label` that contradict a model of the accepted batches in 92 % of the rows; two classes look exchanged", "Exchange them back at the source."),
	entry("leak", "error", "a feature that tells the label by itself, and did not; of the first batches, one that tells nearly all of it (a warning)", "day_6.csv has a column `refund` that tells 97 % of `label` by itself, before at most 12 %", "Look whether it was filled in after the outcome was known."),
	entry("backdoor", "error or warning", "a new value that goes with one label against all that a model knows", "day_6.csv has 16 sampled rows with one unusual value of `agent`, nearly all labelled alike where a model of the accepted batches expected 4.1: this may be planted", "Look at these rows before they teach anything.")
];
// src/validate/catalogue/schema-checks.ts
const STRUCTURE_CHECKS = [
	entry("no-file", "fixed", "a pattern that no file matches", "No file matches data/day_{YYYYMMDD}.csv", "Look whether the export ran, and whether the pattern is right."),
	entry("excluded-rows", "fixed", "what the rows that `data.exclude` names came to: a warning where nothing is known by a name, a fault where no row is left", "data.exclude names rows sha256:4f…, which no run of this registry named and no file brings as they were: it leaves nothing out", "Paste the entry that today's finding prints, or remove this one."),
	entry("held-rows", "fixed", "rows by which a model was made that a rollback undid: told by the rollback, and by the next run that trains on them again (a warning)", "400 rows of day_6.csv made model 4f…, which was rolled back: they are trained on again", "Paste the entry that the finding prints, if they are what was wrong."),
	entry("near-miss", "fixed", "a newer file whose name nearly matches the pattern", "Day_20260106.csv nearly matches: it differs in case", "Rename the file, widen the pattern, or list it under `data.ignore`."),
	entry("stale", "fixed", "a newest file older than `data.freshness`", "The newest file is 50 hours old, expected at most 36", "Look whether the export ran."),
	entry("window", "fixed", "a window that counts files where `data.files` names a single one (a warning): all of its rows count", "data.window counts files, and data.files names one, day.csv: all of its rows count", "For a window over the rows of one file, give it a column of dates with `role: time` and write days: `window: 30d`."),
	entry("unreadable", "fixed", "a file that cannot be read or has no rows", "day_6.csv has a header and no rows", "Export the file again."),
	entry("untimed", "fixed", "rows without a time under `split.by: {time: COLUMN}`: a warning, since they are neither trained on nor judged", "In \"at\" 12 of 900 rows have no time: they are neither trained on nor judged", "Fill in the times, or require them: `constraints: {required: true}`."),
	entry("golden-overlap", "fixed", "training rows that have the features of a row of the golden file (`split.by: {file: PATH}`), and how many of them its class too. They are left out of the training, so the judgement stays honest and this is a warning; where they are more than half of the training rows it is a fault, since what is left is another data set", "40 of 900 training rows have the features of a golden row (31 of them the same class too)", "Take the golden rows out of the data; where features are too coarse to tell rows apart, split by row."),
	entry("encoding", "fixed", "bytes that are not in the encoding that is expected", "day_6.csv is text in Windows-1252, expected UTF-8; the first character that is no UTF-8 stands in line 17", "Export as UTF-8, or declare the encoding."),
	entry("delimiter", "fixed", "cells separated by another character", "the cells of day_6.csv are separated by semicolons, expected commas", "Export as before, or declare the delimiter."),
	entry("header", "fixed", "a header that is missing or repeated", "the header of day_6.csv is missing: its first line looks like a row", "Export the file with its header once, in line 1."),
	entry("wrong-file", "fixed", "a file that has fewer than half of the schema's columns, under their names or likely others", "3 of 14 columns match: day_6.csv is another file altogether", "Check where the file comes from, and the pattern that matches it."),
	entry("notation", "fixed", "accepted rows whose cells are written in another way: dates, decimal signs, truth values", "column `date` is written in another way in 3 files: with the line below all 2,922 accepted rows are there, proven by their hashes", "Write the line in the schema, if the files are to stay so."),
	entry("recoded", "fixed", "accepted rows whose values were recoded one to one", "column `label` has its values recoded one to one (2 values) in 3 files: with the line below all 2,922 accepted rows are there, proven by their hashes", "Write the line (`valueAliases`) in the schema, if the files are to stay so."),
	entry("column-missing", "fixed", "a column of the schema that a file lacks; where accepted files may lack one that begins, a warning for all of them until a model knows it", "column `age` is missing from day_6.csv", "Restore the column, or remove its field from the schema."),
	entry("column-new", "fixed", "a column that is no field, as `fieldsMatch` allows it or not", "column `age_2` of day_6.csv is not in the schema", "Add a field (with `role: ignore` to leave it out), or set `fieldsMatch: subset`."),
	entry("column-renamed", "fixed", "a missing and a new column that look like one, with a confidence; nothing is applied", "column `temp_max` is missing from day_6.csv and `max_temp` is new: it looks renamed (confidence 97 %)", "Paste the `aliases` line that the finding prints into the schema, if it is the same column; a new unit is named with the formula back."),
	entry("column-split", "fixed", "a missing column that several new ones make when they are joined or added up, with a confidence; nothing is applied", "column `name` is missing from day_6.csv and `first` and `last` are new: it looks split (confidence 96 %)", "Join the columns at the source as the finding says, or put fields for them in its place in the schema."),
	entry("column-merged", "fixed", "missing columns that a new one holds, divided by a mark, with a confidence; nothing is applied", "column `date` is missing from day_6.csv and `timestamp` is new: it looks merged with `time` (confidence 94 %)", "Divide the column at the source as the finding says, or put a field for it in their place in the schema."),
	entry("column-order", "fixed", "columns in another order under `fieldsMatch: exact`", "the columns of day_6.csv are in another order than the schema's", "Set `fieldsMatch: equal` if the order does not matter."),
	entry("target", "fixed", "a target with one class only, with too few rows of one, or with next to no value twice", "target `label` has fewer than 10 rows of class `fraud`: too few to judge", "Collect more rows of these classes; let the window take all files; leave out new files whose target is another column.")
];
const CELL_CHECKS = [
	entry("type", "error", "cells that do not read as their field's type", "column `age` is a word for missing in 3 of 1,000 rows, expected number; first at line 17 of day_6.csv", "Correct the cells, or adapt `type`, `format` or `missingValues`."),
	entry("required", "error", "missing cells where the schema allows none", "column `age` is missing in 2 of 1,000 rows, expected a value in every row", "Fill the cells, or set `required: false`."),
	entry("enum", "error", "values that the schema does not list", "column `shop` has other values than the 3 listed ones in 4 of 1,000 rows", "Correct the cells, or add the values to `enum`."),
	entry("range", "error", "numbers and dates outside of `minimum` and `maximum`", "column `temp` is too high in 4 of 1,000 rows, expected ≥ -20 and ≤ 45", "Look for units and sentinels, or widen the range."),
	entry("length", "error", "texts shorter or longer than the schema allows", "column `code` is too short or too long in 4 of 1,000 rows", "Correct the cells, or adapt `minLength` and `maxLength`."),
	entry("pattern", "error", "texts that do not match the schema's pattern", "column `code` does not match in 4 of 1,000 rows", "Correct the cells, or adapt `pattern`."),
	entry("unique", "error", "a value that stands twice where each row must have its own", "column `id` repeats an earlier value in 4 of 1,000 rows, expected no value twice", "Remove the repeated rows, or take `unique` away."),
	entry("primary-key", "error", "rows that share the schema's primary key", "column `order, item` repeats an earlier key in 4 of 1,000 rows, expected a complete key, no key twice", "Remove the repeated rows, or correct `primaryKey`."),
	entry("unique-key", "error", "rows that share one of the schema's `uniqueKeys`", "column `shop, day` repeats an earlier combination in 4 of 1,000 rows, expected no combination twice", "Remove the repeated rows, or correct `uniqueKeys`."),
	entry("foreign-key", "error", "a key that refers to no row, as far as the file itself can tell", "column `parent` refers to nothing in 4 of 1,000 rows, expected a value that stands in `id` of the same file", "Deliver the missing rows, or correct `foreignKeys`.")
];
// src/commands/github/setting-changes.ts
const MOST_CHANGES = 200;
function settingChanges(before, after, whereOf) {
	return [
		...data(before, after),
		...split(before, after),
		...retrain(before, after),
		...checks(before.checks, after.checks),
		...reported(before, after)
	].filter(({ key, change }) => change !== 0 && (isHeadKey(key) || (change ?? -1) < 0)).slice(0, MOST_CHANGES).map((setting) => resultOf(setting, whereOf));
}
const isHeadKey = (key) => HEAD_KEYS.some(([section]) => key === section || key.startsWith(`${section}.`));
const NOUNS = {
	checks: "check",
	data: "data",
	gates: "gate",
	split: "split",
	retrain: "retrain"
};
function resultOf({ key, was, is, change }, whereOf) {
	const section = key.split(".")[0];
	const direction = change === null || section === "retrain" ? "changed" : change < 0 ? "loosened" : "tightened";
	const looser = change !== null && change < 0;
	const effect = looser ? LESS[section] : change === null ? "another" : "stricter";
	return {
		code: `${NOUNS[section]}-${direction}`,
		subject: key.slice(0, 200),
		status: change !== null && change > 0 ? "pass" : "warn",
		observed: is,
		expected: was,
		message: `The setting ${key.slice(0, 200)} is ${effect}: it was ${was} and is ${is}.`,
		suggestion: looser ? SUGGESTIONS[section] : null,
		where: whereOf(key) ?? whereOf(key.split(".").slice(0, 2).join(".")) ?? whereOf(section)
	};
}
const LESS = {
	checks: "looser",
	data: "looser",
	gates: "looser",
	split: "looser",
	retrain: "later"
};
const SUGGESTIONS = {
	checks: "Merge it only if data that was rejected so far is meant to be trained on.",
	data: "Merge it only if data that was looked at or missed so far need not be.",
	gates: "Merge it only if models that were stopped so far are meant to be promoted.",
	split: "Merge it only if fewer rows are enough to judge a model by.",
	retrain: "Merge it only if new data is meant to wait longer before it is trained on."
};
const settingOf = (key, was, is, change) => ({
	key,
	was,
	is,
	change: was === is ? 0 : change
});
function data({ data: was }, { data: is }) {
	const age = (seconds) => seconds === null ? "none" : `${seconds / 3600} hours`;
	const reach = (seconds) => seconds ?? Number.POSITIVE_INFINITY;
	const excluded = ({ exclude, excludeRows }) => [...exclude.map(({ file, digest }) => JSON.stringify(digest === null ? [file] : [file, digest])), ...excludeRows.map(({ rows }) => rows)];
	return [
		settingOf("data.window", windowText(was.window), windowText(is.window), narrower(was.window, is.window)),
		settingOf("data.freshness", age(was.freshnessSeconds), age(is.freshnessSeconds), reach(was.freshnessSeconds) - reach(is.freshnessSeconds)),
		listed("data.ignore", was.ignore, is.ignore),
		listed("data.exclude", excluded(was), excluded(is))
	];
}
function split({ split: was }, { split: is }) {
	return [settingOf("split.holdout", String(was.holdout), String(is.holdout), is.holdout - was.holdout)];
}
const EVIDENCE = [
	"reported",
	"predicted",
	"judged"
];
function gateOf({ command }) {
	if (command?.evidence !== "judged") return command?.gate;
	const { errorGate } = command;
	if (errorGate === null) return void 0;
	return {
		direction: "at-most",
		bound: errorGate.atMost,
		margin: {
			kind: "relative",
			value: errorGate.margin
		},
		minRows: errorGate.minRows
	};
}
function reported(was, is) {
	const rank = ({ requireEvidence }) => EVIDENCE.indexOf(requireEvidence);
	const evidence = settingOf("gates.require-evidence", was.requireEvidence, is.requireEvidence, rank(is) - rank(was));
	const [before, after] = [gateOf(was), gateOf(is)];
	if (before === void 0 || after === void 0) return [evidence];
	const stricter = after.direction === "at-least" ? after.bound - before.bound : before.bound - after.bound;
	const margins = before.margin.kind === after.margin.kind ? before.margin.value - after.margin.value : null;
	const margin = ({ kind, value }) => kind === "absolute" ? String(value) : `${Number((100 * value).toPrecision(6))}%`;
	const rows = (gate) => gate.minRows ?? 0;
	return [
		evidence,
		settingOf(`gates.metric.${after.direction}`, `${before.direction} ${before.bound}`, `${after.direction} ${after.bound}`, before.direction === after.direction ? stricter : null),
		settingOf("gates.metric.margin", margin(before.margin), margin(after.margin), margins),
		settingOf("gates.metric.min-rows", String(rows(before)), String(rows(after)), rows(after) - rows(before))
	];
}
function listed(key, was, is) {
	const added = is.filter((entry) => !was.includes(entry)).length;
	const gone = was.filter((entry) => !is.includes(entry)).length;
	const count = (entries) => `${entries.length} ${entries.length === 1 ? "entry" : "entries"}`;
	const text = added + gone === 0 ? count(was) : `${count(is)}, ${added} of them new`;
	return settingOf(key, count(was), text, added > 0 ? -1 : 1);
}
function narrower(was, is) {
	if (was.kind === "all" || is.kind === "all") return was.kind === "all" ? -1 : 1;
	const files = (window) => window.kind === "latest" ? 1 : window.kind === "files" ? window.count : null;
	if (was.kind === "days" && is.kind === "days") return is.days - was.days;
	const [before, after] = [files(was), files(is)];
	return before === null || after === null ? null : after - before;
}
function retrain({ retrain: { when: was } }, { retrain: { when: is } }) {
	const text = (when) => typeof when === "string" ? when : `{min-new-rows: ${awaitedText(when.minNewRows)}}`;
	if (typeof was === "string" || typeof is === "string") {
		const rank = (when) => when === "always" ? 2 : when === "new-data" ? 1 : 0;
		return [settingOf("retrain.when", text(was), text(is), rank(is) - rank(was))];
	}
	const amount = (rows) => "rows" in rows ? rows.rows : rows.share;
	const alike = "rows" in was.minNewRows === "rows" in is.minNewRows;
	return [settingOf("retrain.when", text(was), text(is), alike ? amount(was.minNewRows) - amount(is.minNewRows) : null)];
}
function awaitedText(rows) {
	return "rows" in rows ? String(rows.rows) : `${Number((100 * rows.share).toPrecision(6))}%`;
}
const RANKS = {
	off: 0,
	warning: 1,
	"error or warning": 1.5,
	error: 2
};
const DEFAULTS = new Map([
	...BATCH_CHECKS,
	...CELL_CHECKS,
	...STRUCTURE_CHECKS
].map(({ code, severity }) => [code, severity]));
const rankOf = (severity) => RANKS[severity] ?? 2;
const defaultOf = (code) => DEFAULTS.get(code) ?? "error";
function checks(was, is) {
	const settings = CHECK_CODES.map((code) => {
		const [before, after] = [was, is].map(({ codes }) => codes[code] ?? defaultOf(code));
		return settingOf(`checks.${code}`, before, after, rankOf(after) - rankOf(before));
	});
	const columns = new Set([...Object.keys(was.columns), ...Object.keys(is.columns)]);
	const accepted = listed("checks.accept", acceptedBy(was), acceptedBy(is));
	return [
		...settings,
		...[...columns].flatMap((column) => ofColumn(column, was, is)),
		accepted
	];
}
const acceptedBy = ({ accept = [] }) => accept.flatMap(({ rows, checks: names }) => names.map((name) => `${rows} ${name}`));
function ofColumn(column, was, is) {
	const own = ({ columns }) => Object.hasOwn(columns, column) ? columns[column] : {};
	const [before, after] = [own(was), own(is)];
	if (typeof before === "string" || typeof after === "string") {
		const moves = CHECK_CODES.map((code) => rankOf(said(after, code, is)) - rankOf(said(before, code, was)));
		const text = (said) => typeof said === "string" ? said : Object.keys(said).length === 0 ? "as by code" : "by code";
		const change = moves.some((move) => move < 0) ? -1 : moves.some((move) => move > 0) ? 1 : 0;
		return [{
			key: `checks.columns.${column}`,
			was: text(before),
			is: text(after),
			change
		}];
	}
	return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((code) => {
		const [old, now] = [said(before, code, was), said(after, code, is)];
		return settingOf(`checks.columns.${column}.${code}`, old, now, rankOf(now) - rankOf(old));
	});
}
function said(own, code, { codes }) {
	if (typeof own === "string") return own;
	return (Object.hasOwn(own, code) ? own[code] : codes[code]) ?? defaultOf(code);
}
// src/commands/github/pull-request.ts
function prepareChange(request) {
	return async (invocation, host) => {
		const loaded = await changedConfig(request, invocation, host);
		const { head, followed, base } = loaded;
		const gates = base === null ? [] : gateChanges(base.gates, head.gates, head.whereOf);
		const settings = base === null ? [] : settingChanges(base, head, head.whereOf);
		const found = [
			sound(head),
			...overruledChecks(loaded),
			...gates,
			...settings
		];
		if (request.change.author !== "own" || followed === null || followed.command !== null) return withoutData(request, loaded, found, host.services);
		const [path, real] = [invocation.cwd, await realpath(invocation.cwd)].map((folder) => folder.split(sep).join("/"));
		const prepared = retraining({
			...followed,
			data: {
				...followed.data,
				checkout: {
					path,
					real
				}
			}
		}, host);
		const champion = async () => base?.schema ? null : (await prepared.registry.read()).champion;
		const judged = async (recorder) => {
			recorder.addChecks(found);
			const changes = comparison(loaded, await champion(), request.failOnBreaking);
			recorder.addChecks(changes);
			return blaming(recorder, changes, refusedAll(recorder, await prepared.judge(recorder)));
		};
		return {
			...prepared,
			judge: judged
		};
	};
}
async function changedConfig({ change, workflow }, invocation, host) {
	const { cwd, values } = invocation;
	return await loadChange(invocation, await baseCommitOf(change, cwd, resolve(cwd, typeof values.config === "string" && values.config !== "" ? values.config : "retrain.yml"), workflow, remoteOf(host.services)));
}
function refusedAll(recorder, result) {
	const refused = result.checks.some((check) => check.status === "fail");
	return result.verdict === "skipped" && refused ? recorder.close(judge(result.checks, { undecided: "keep" })) : result;
}
function blaming(recorder, changes, result) {
	recorder.facts.checks = attributedToSchema(recorder.facts.checks, changes);
	return result.verdict === "rejected" ? recorder.close(judge(recorder.facts.checks, { undecided: "keep" })) : result;
}
function withoutData({ change, failOnBreaking }, loaded, found, services) {
	const { head, followed, reason } = loaded;
	const config = followed ?? {
		...head,
		publish: false,
		report: {
			...head.report,
			showValues: false
		}
	};
	const { registry, closed } = registryFor(followed, services);
	const judged = async (recorder) => {
		const missing = [whyNoData(change, reason, followed)];
		recorder.addChecks(found);
		const champion = registry === null ? null : await championIn(registry, recorder, missing);
		if (closed !== null) missing.push(closed);
		recorder.addChecks(comparison(loaded, champion, failOnBreaking));
		recorder.addChecks(replayed(head, champion, missing));
		const { verdict, reason: why } = judge(recorder.facts.checks, head.gates.champion);
		if (verdict !== "promoted") return recorder.close({
			verdict,
			reason: why
		});
		return recorder.close({
			verdict: "checked",
			reason: `${why} Not run: ${missing.join("; ")}.`
		});
	};
	return {
		config,
		registry,
		judge: judged
	};
}
function whyNoData({ kind, author }, reason, followed) {
	const left = "data, training and gates";
	if (followed !== null && followed.command !== null) return `training and gates (train.command is not run for a ${kind}, whose author may have changed it)`;
	if (author === "fork") return `${left} (a ${kind} from a fork gets no secrets)`;
	if (author === "dependabot") return `${left} (a ${kind} by Dependabot gets no secrets)`;
	return `${left} (${reason ?? "nothing says where the data is"})`;
}
function registryFor(followed, services) {
	const unread = "the replay on the champion's profile";
	if (followed === null) return {
		registry: null,
		closed: `${unread} (nothing but the author says where models live)`
	};
	if (!["directory", "branch"].includes(followed.registry.kind)) return {
		registry: null,
		closed: `${unread} (the registry needs credentials)`
	};
	if (followed.registry.kind === "branch" && services.repository === null) return {
		registry: null,
		closed: `${unread} (there is no token to read the registry with)`
	};
	return {
		registry: readOnly(openRegistry(followed.registry, services)),
		closed: null
	};
}
async function championIn(registry, recorder, missing) {
	try {
		const { champion } = recorder.recordChampion(await recorder.stage("registry", () => registry.read()));
		if (champion === null) missing.push("the replay on the champion's profile (there is no champion yet)");
		return champion;
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		missing.push(`the replay on the champion's profile (the registry could not be read: ${sentence(error).replace(/\.$/, "")})`);
		return null;
	}
}
function replayed({ schema, schemaFile, target }, champion, missing) {
	if (champion === null) return [];
	if (schema === null) {
		missing.push("the replay on the champion's profile (no schema file is named, so the champion's own schema counts)");
		return [];
	}
	const { profile, schema: recorded } = champion.manifest;
	return replay({
		schema,
		target,
		profile,
		recorded: schemaFromJson(recorded),
		whereOf: schemaFile?.whereOf ?? (() => null)
	});
}
function comparison({ head, base }, champion, failOnBreaking) {
	const { schema: after, schemaFile: file, target } = head;
	if (after === null || file === null) return droppedSchema(head, base);
	const common = {
		after,
		target,
		whereOf: file.whereOf,
		failOnBreaking
	};
	if (base?.schema && base.schemaFile) {
		const texts = {
			before: base.schemaFile.text,
			after: file.text
		};
		return schemaChecks({
			...common,
			before: base.schema,
			beforeIs: "the base commit's schema",
			texts
		});
	}
	if (champion === null) return [];
	return schemaChecks({
		...common,
		before: schemaFromJson(champion.manifest.schema),
		beforeIs: "the champion's schema",
		texts: null
	});
}
function droppedSchema(head, base) {
	if (!base?.schema) return [];
	const message = "The schema file is no longer named: the schema that the champion recorded counts from now on.";
	const where = head.file === null ? null : {
		file: head.file,
		line: 1,
		column: 1
	};
	return [check("schema-changed", "schema", "warn", message, { where })];
}
function sound({ file, schema }) {
	const files = [file ?? "the workflow's inputs", schema?.file ?? null].filter((name) => name !== null);
	return check("configuration", file ?? "inputs", "pass", `No mistake in ${files.join(" and ")}.`);
}
function overruledChecks({ overruled }) {
	const suggestion = "If the change is meant, merge it: the run on the default branch follows it.";
	return overruled.map(({ message, where, got, expected }) => check("base-only-key", got ?? "configuration", "warn", message, {
		where,
		expected,
		suggestion
	}));
}
// src/commands/github/workflow.ts
async function runWorkflow(facts, inputs, host) {
	const failOnBreaking = choice("fail-on", inputs.failOn, ["rejected", "breaking"]) === "breaking";
	const dryRun = choice("dry-run", inputs.dryRun, ["false", "true"]) === "true";
	const serving = servingOf(inputs.deployedId, inputs.deploymentEnvironment);
	const plan = planEvent(facts.event, {
		mode: inputs.mode || "auto",
		dryRun
	});
	const { cwd, threads } = host;
	const { values, set } = inputs;
	const invocation = {
		caller: "workflow",
		cwd,
		values,
		set,
		publish: plan.publish === "always",
		threads,
		requiredFiles: plan.requiredFiles
	};
	const run = await runPipeline(invocation, host, prepareFor(plan, facts.workflow, failOnBreaking, inputs));
	const { result, publishesTo, isPending } = run;
	const { warning, ...deployment } = await deployOf({
		serving,
		result,
		registry: publishesTo,
		services: host.services,
		isPending
	});
	if (warning !== null) run.warnings.push(warning);
	return {
		...run,
		...commentFor(plan, run),
		...deployment
	};
}
function commentFor({ change }, { config }) {
	if (change === null || change.kind === "merge group" || config?.report.comment === false) return {
		pullRequest: null,
		silence: null
	};
	if (change.author === "own") return {
		pullRequest: change.number,
		silence: null
	};
	return {
		pullRequest: null,
		silence: `${change.author === "fork" ? "A pull request from a fork" : "A pull request by Dependabot"} has a token that only reads: this summary takes the place of a comment.`
	};
}
function choice(name, given, known) {
	const found = given === "" ? known[0] : known.find((word) => word === given);
	if (found === void 0) throw new ConfigError(`Input ${name} is "${given}", expected ${known.toSorted().reverse().join(" or ")}.`);
	return found;
}
function prepareFor(plan, workflow, failOnBreaking, { rollback: request, file }) {
	const { change } = plan;
	if (change !== null && plan.mode === "check") return prepareChange({
		change,
		workflow,
		failOnBreaking
	});
	if (plan.mode === "verify") return prepareVerify(plan, workflow);
	const withConfig = async (invocation, host) => allowed(await loadConfig(invocation), plan, invocation, host);
	if (plan.mode === "accept" && file !== void 0) return prepareAcceptance(file, request.reason, withConfig);
	if (plan.mode === "reset" || plan.mode === "accept") return prepareOverride(plan.mode, request.reason, withConfig);
	if (plan.mode === "rollback") return prepareRollback(withConfig, request);
	return async (invocation, host) => retraining(await withConfig(invocation, host), host);
}
async function allowed(config, { publish, ref, defaultBranch }, invocation, host) {
	if (publish !== "listed") return config;
	return config.publishFrom.includes(ref) && defaultBranch !== null && await isListed(ref, defaultBranch, invocation, host) ? {
		...config,
		publish: true
	} : {
		...config,
		notices: [...config.notices, problem(whyNotFrom(ref))]
	};
}
async function isListed(ref, defaultBranch, invocation, host) {
	const { config } = await loadTold(invocation, readerAt(defaultBranch, invocation.cwd, remoteOf(host.services)), withoutPublishFrom);
	return config.publishFrom.includes(ref);
}
function prepareVerify({ change }, workflow) {
	return async (invocation, host) => {
		let config;
		if (change === null) config = {
			...await loadConfig(invocation),
			publish: false
		};
		else {
			const { followed, reason } = await changedConfig({
				change,
				workflow,
				failOnBreaking: false
			}, invocation, host);
			if (followed === null) throw new ConfigError(`Nothing but the pull request's author says which registry to verify: ${reason}.`);
			config = followed;
		}
		const registry = readOnly(openRegistry(config.registry, host.services));
		return {
			config,
			registry,
			command: "verify",
			judge: async (recorder) => (await verified(registry, recorder)).result
		};
	};
}
function prepareRollback(withConfig, request) {
	return async (invocation, host) => {
		const config = await withConfig(invocation, host);
		if (!config.publish) throw new ConfigError(`Rolling back publishes, and this run may not: ${(config.notices.at(-1)?.message ?? "it is a dry run").replace(/\.$/, "")}.`);
		const registry = openRegistry(config.registry, host.services);
		const judge = (recorder) => rolledBack(registry, request, recorder, host);
		return {
			config: {
				...config,
				publish: false
			},
			registry,
			command: "rollback",
			judge
		};
	};
}
// src/commands/edge/step.ts
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
function input(name) {
	const value = getInput(name);
	return value === "" ? void 0 : value;
}
function rowsKey() {
	const key = input("rows-key") ?? null;
	if (key !== null) setSecret(key);
	return key;
}
function hostHere(home) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run, GITHUB_ACTOR: actor } = process.env;
	const threads = availableParallelism();
	return {
		cwd: process.env.GITHUB_WORKSPACE ?? process.cwd(),
		now: Date.now,
		threads,
		progress: (message) => process.stdout.write(`${printable(visible(message))}\n`),
		origin: {
			run: server && repository && run ? `${server}/${repository}/actions/runs/${run}` : null,
			actor: actor ?? null,
			event: process.env.GITHUB_EVENT_NAME ?? "workflow"
		},
		services: {
			identityToken: (audience) => getIDToken(audience),
			repository: repositoryOf(process.env, input("github-token")),
			isWorkflow: true,
			rowsKey: rowsKey()
		},
		environment: () => environmentOf(threads),
		home
	};
}
function payload() {
	const path = process.env.GITHUB_EVENT_PATH;
	if (!path || !existsSync(path)) return null;
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		throw new ConfigError("The event's payload (GITHUB_EVENT_PATH) is no JSON, so nobody knows what this run may do.", { cause: error });
	}
}
function facts() {
	const { env } = process;
	const { GITHUB_EVENT_NAME: name = "", GITHUB_REF: ref = "", GITHUB_REPOSITORY: repository = "", GITHUB_ACTOR: actor = "" } = env;
	const workflow = {
		ref: env.GITHUB_WORKFLOW_REF ?? "",
		commit: env.GITHUB_WORKFLOW_SHA || env.GITHUB_SHA || ""
	};
	return {
		event: {
			name,
			payload: payload(),
			ref,
			repository,
			actor
		},
		workflow
	};
}
function inputs(reportDir) {
	const data = getMultilineInput("data");
	const values = Object.fromEntries(PIPELINE_INPUTS.map((name) => [name, input(name)]));
	return {
		mode: getInput("mode"),
		dryRun: getInput("dry-run"),
		failOn: getInput("fail-on"),
		deployedId: input("deployed-id"),
		deploymentEnvironment: input("deployment-environment"),
		rollback: {
			modelId: input("model-id"),
			reason: input("reason")
		},
		file: input("file"),
		values: {
			...values,
			data: data.length > 0 ? data : void 0,
			"report-dir": reportDir
		},
		set: getMultilineInput("set")
	};
}
async function writeResults(run, { cwd, services }) {
	const { result, config, context, report } = run;
	const warnings = [...run.warnings];
	const attempt = async (what, work) => {
		try {
			await work();
		} catch (error) {
			warnings.push(`${what} could not be written: ${sentence(error)}`);
		}
	};
	await attempt("The outputs", () => {
		const { deploy, championId, registryCommit } = run;
		const told = {
			report: report?.html ?? null,
			runJson: report?.runJson ?? null,
			registryCommit,
			deploy
		};
		for (const [name, value] of Object.entries(outputsOf({
			...result,
			championId
		}, told))) setOutput(name, value);
	});
	let note = run.silence;
	await attempt("The comment", async () => {
		note ??= await commentOn(run, services);
	});
	await attempt("The job summary", () => appendSummary(renderSummary(result, context) + (note === null ? "" : renderNote(note))));
	const annotations = renderAnnotations(result, context, cwd, [...(config?.notices ?? []).map(({ message, where }) => aside("notice", message, where)), ...warnings.map((warning) => aside("warning", warning))], (path) => checkoutOfFile(cwd, path));
	process.stdout.write(renderTerminal(result, context, { reportPath: report?.html ?? null }));
	for (const command of annotations) process.stdout.write(`${command}\n`);
	const isFull = annotations.filter((command) => command.startsWith("::warning")).length >= 10;
	if (report !== null) await keepOnRunsPage(report, isFull ? info : warning);
}
function aside(level, message, where = null) {
	return {
		level,
		title: "gated-retrain",
		message,
		where
	};
}
async function commentOn({ result, context, pullRequest }, { repository }) {
	if (pullRequest === null) return null;
	if (repository === null) return "No comment: the input github-token is empty.";
	const [workflow = ""] = (process.env.GITHUB_WORKFLOW_REF ?? "").split("@");
	const marker = markerOf([
		workflow,
		process.env.GITHUB_JOB ?? "",
		process.env.GITHUB_ACTION ?? "",
		input("config") ?? ""
	]);
	const why = await sendComment(repository, pullRequest, marker, renderComment(result, context, marker));
	return why === null ? null : `No comment could be written on the pull request. ${why}`;
}
async function keepOnRunsPage({ runJson, summary, html }, warn) {
	try {
		const mask = (command) => process.stdout.write(`${command}\n`);
		const uploaded = await upload([
			runJson,
			summary,
			html
		], dirname(runJson), {
			env: process.env,
			mask
		});
		if (uploaded === null) return;
		setOutput("report-artifact-id", uploaded.id);
		info(`The report is on the run's page as ${uploaded.name}.`);
	} catch (error) {
		warn(`${sentence(error)} The verdict stands; the report is in ${visible(dirname(html))} of the runner.`);
	}
}
function ownFolder(parent) {
	try {
		return mkdtempSync(join(parent, "gated-retrain-report-"));
	} catch {
		return join(parent, "gated-retrain-report");
	}
}
async function tellDiagnosis(asked, host) {
	const diagnosis = await diagnoseStep(facts().event.name, asked, host);
	process.exitCode = exitCodeOf(diagnosis);
	for (const [name, value] of Object.entries(diagnosisOutputs(diagnosis))) setOutput(name, value);
	appendSummary(renderDiagnosis(diagnosis));
	process.stdout.write(`${visible(shown$1(diagnosis))}\n`);
}
function appendSummary(text) {
	const path = process.env.GITHUB_STEP_SUMMARY;
	if (!path) throw new Error("GITHUB_STEP_SUMMARY is not set");
	appendFileSync(path, text);
}
async function step(failure, home) {
	const host = hostHere(home);
	const reportDir = input("report-dir") ?? ownFolder(process.env.RUNNER_TEMP ?? tmpdir());
	const failedStart = async ({ error, facts: found }) => {
		return {
			...await failedBeforeStart(error, {
				cwd: host.cwd,
				values: { "report-dir": reportDir }
			}, "run", host, found),
			pullRequest: null,
			silence: null,
			deploy: false,
			championId: null
		};
	};
	if (failure === null && getInput("mode") === "diagnose") {
		const failed = await tellDiagnosis(inputs(reportDir), host).then(() => null, (error) => ({
			error,
			facts: null
		}));
		return failed === null ? void 0 : await step(failed, home);
	}
	const work = async () => runWorkflow(facts(), inputs(reportDir), host);
	const done = failure === null ? await work().catch((error) => failedStart({
		error,
		facts: null
	})) : await failedStart(failure);
	process.exitCode = done.result.exitCode;
	await writeResults(done, host);
}
export { step };
