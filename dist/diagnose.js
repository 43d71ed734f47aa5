import { O as reportedRecipe, U as readOnly, W as loadConfig, a as deploymentStates, b as scriptHeldByRollback, c as broken, d as unseen, f as waiting, j as RunRecorder, l as diagnosisOf, o as servingStates, p as servedModel, s as STATUS_WORDS, u as fine, y as retrain } from "./pipeline.js";
import { C as string, E as unknown, b as object, f as boolean, u as array, y as number } from "./lib-zod.js";
import { t as E } from "./lib-croner.js";
import { T as printable } from "./sentences.js";
import { U as GitHub, t as openRegistry, z as championByPrefix } from "./registry.js";
import { f as sentence } from "./errors2.js";
import { a as texts, i as text, t as JSON_FLAG } from "./command.js";
import { t as require_dist } from "./lib-yaml.js";
import { t as RUN_FLAGS } from "./run2.js";
import { dirname, join, relative, resolve, sep } from "node:path";
import { readFile, readdir, stat } from "node:fs/promises";
// src/diagnose/gates.ts
function gateStates({ runs, since }) {
	if (runs === null) return [unseen("gates", "no-records", "The run records could not be read")];
	const judged = runs.filter(({ modelId, time }) => modelId !== null && (since === null || time >= since));
	const last = judged.at(-1);
	if (last === void 0 || last.verdict === "promoted" || last.verdict === "checked") return [fine("gates", "passed", "No candidate was turned away since the champion was promoted")];
	const before = judged.findLastIndex(({ verdict }) => verdict !== last.verdict);
	const row = judged.length - 1 - before;
	const first = judged[before + 1];
	const runsWords = row === 1 ? "The last run" : `The last ${row} runs, since ${first.time},`;
	if (last.verdict === "kept") return [waiting("gates", "kept", `${runsWords} kept the champion: ${last.reason}`, "More hold-out rows decide; `plan` tells how many.")];
	return [broken("gates", last.verdict ?? "error", `${runsWords} turned the candidate away: ${last.reason}`, "Open the report of that run: it says which gate, and what to do.")];
}
// src/diagnose/judged.ts
const DATA_CODES = new Set([
	"no-file",
	"near-miss",
	"stale",
	"unreadable"
]);
const STAGE_LINKS = {
	list: "data",
	read: "data",
	registry: "registry"
};
function judgedStates(facts) {
	const states = allStates(facts);
	return facts.isScript ? states.map(ofScript) : states;
}
function ofScript(state) {
	if (state.code === "listed") return unseen("data", "script", "The script reads its data by itself; `check` judges what `data` in retrain.yml names");
	if (state.code === "would-train") return unseen("policy", "script", "Whether there is new data was not asked: the script reads its data by itself");
	if (state.code === "passed") return unseen("checks", "script", "No data check ran; `check` runs them where retrain.yml has `data`");
	return state;
}
function allStates({ result, registry }) {
	const { checks, error, championId } = result;
	const damaged = checks.filter(({ code, status }) => code === "registry" && status !== "pass");
	const stopping = checks.filter(({ code, status }) => code !== "registry" && (status === "fail" || status === "inconclusive"));
	const inData = stopping.filter(({ code }) => DATA_CODES.has(code));
	const inChecks = stopping.filter(({ code }) => !DATA_CODES.has(code));
	const nearMisses = checks.filter(({ code, status }) => code === "near-miss" && status === "warn");
	const thrown = error === null ? null : thrownState(result);
	const at = (link) => thrown?.link === link ? [thrown] : [];
	const isOver = thrown !== null || damaged.length > 0;
	return [
		...inData.length + at("data").length > 0 ? [...inData.map((check) => stateOf$1("data", check)), ...at("data")] : [dataFound(result, isOver)],
		...nearMisses.filter((check) => !inData.includes(check)).map((check) => ({
			...stateOf$1("data", check),
			status: "waiting"
		})),
		...policyStates(result, isOver || stopping.length > 0),
		...inChecks.length > 0 ? inChecks.map((check) => stateOf$1("checks", check)) : checksPassed(result, isOver || inData.length > 0),
		...damaged.map((check) => stateOf$1("registry", {
			...check,
			code: "damaged"
		})),
		...at("registry"),
		...at("checks"),
		...damaged.length + at("registry").length > 0 ? [] : [championId === null ? waiting("registry", "empty", `The registry ${registry} holds no champion yet`) : fine("registry", "sound", `The registry ${registry} is sound; its champion is ${championId.slice(0, 12)}`)]
	];
}
function thrownState({ reason, error, failedStage }) {
	const link = STAGE_LINKS[failedStage ?? ""] ?? "checks";
	return broken(link, {
		service: "refused",
		limit: "limit",
		config: "configuration",
		bug: "bug",
		data: "unreadable"
	}[error.kind], reason);
}
function stateOf$1(link, { code, message, suggestion }) {
	return broken(link, code, message, ...suggestion === null ? [] : [suggestion]);
}
function dataFound({ data }, isOver) {
	if (data === null) return isOver ? unseen("data", "not-read", "The data was not read") : fine("data", "listed", "The files are there");
	const { files, rows } = data;
	const newest = files.at(-1);
	return fine("data", "read", `${files.length === 1 ? "1 file" : `${files.length} files`} with ${rows ?? 0} rows match${newest === void 0 ? "" : `, the newest is ${newest.name}`}`);
}
function policyStates({ skipped, reason }, isOver) {
	switch (skipped) {
		case "held": return [waiting("policy", "held", reason, "Change data, schema or recipe, or begin a new line: `reset --reason …`.")];
		case "min-new-rows": return [waiting("policy", "min-new-rows", reason, "Lower `retrain.when.min-new-rows`, or wait.")];
		case "same-inputs": return [fine("policy", "same-inputs", reason)];
		case null:
			if (isOver) return [unseen("policy", "not-reached", "Whether there is something new was not asked: something before it is broken")];
			return [waiting("policy", "would-train", "There are rows that the champion was not trained on: the next run trains on them")];
	}
}
function checksPassed({ checks, verdict }, isOver) {
	if (isOver) return [unseen("checks", "not-reached", "The data checks did not all run: something before them is broken")];
	const warned = checks.filter(({ status }) => status === "warn").length;
	const words = warned === 0 ? "" : `; ${warned === 1 ? "one warns" : `${warned} warn`}`;
	return [fine("checks", "passed", verdict === "skipped" ? `No data check failed${words}` : `All data checks pass${words}`)];
}
// src/diagnose/filter.ts
function startsOn({ branches, branchesIgnore, paths, pathsIgnore }, branch, file) {
	return startsOnBranch({
		branches,
		branchesIgnore
	}, branch) && isIncluded(paths, file) && !pathsIgnore.some((one) => fits(one, file));
}
function startsOnBranch({ branches, branchesIgnore }, branch) {
	return branch === null || isIncluded(branches, branch) && !branchesIgnore.some((one) => fits(one, branch));
}
function isIncluded(patterns, name) {
	let included = patterns.length === 0;
	for (const pattern of patterns) if (pattern.startsWith("!")) {
		if (fits(pattern.slice(1), name)) included = false;
	} else if (fits(pattern, name)) included = true;
	return included;
}
function fits(pattern, name) {
	const source = pattern.replace(/\*\*\/?|\*|\[[^\]]*\]|[?+]|[^*?+[]+|\[/g, (part) => {
		if (part === "**/") return "(?:.*/)?";
		if (part === "**") return ".*";
		if (part === "*") return "[^/]*";
		if (part.length > 1 && part.startsWith("[") && part.endsWith("]")) return part.replaceAll("\\", "\\\\");
		return part === "?" || part === "+" ? part : part.replace(/[.^$|(){}\\[\]]/g, "\\$&");
	});
	try {
		return new RegExp(`^${source}$`).test(name);
	} catch {
		return false;
	}
}
// src/diagnose/schedule.ts
const invalid = (says) => ({
	code: "cron-invalid",
	says
});
function cronMistake(line, now) {
	if (line.trim().split(/\s+/).length !== 5) return invalid("has not five fields: minute, hour, day, month, weekday");
	if (/[?LW#@]/i.test(line.replace(/jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat/gi, ""))) return invalid("uses signs that GitHub does not know");
	try {
		return timesOf(line).nextRun(new Date(now)) === null ? {
			code: "cron-never",
			says: "names a day that never comes"
		} : null;
	} catch (error) {
		return invalid(`is no cron line: ${(error instanceof Error ? error.message : String(error)).replace(/^CronPattern: /, "").slice(0, 120)}`);
	}
}
function lastTime(line, now) {
	return timesOf(line).previousRuns(1, new Date(now))[0]?.getTime() ?? null;
}
function timesOf(line) {
	return new E(line.trim(), {
		timezone: "UTC",
		paused: true
	});
}
// src/diagnose/trigger.ts
const DAY = 864e5;
const INACTIVE_DAYS = 60;
const INACTIVE_SOON_DAYS = 50;
const LATE = DAY;
function triggerStates(facts) {
	const ours = facts.workflows.filter(({ isOurs }) => isOurs);
	if (ours.length === 0) return [noWorkflow(facts)];
	const unread = ours.filter(({ mistake }) => mistake !== null);
	const readable = ours.filter(({ mistake }) => mistake === null);
	const said = [
		...unread.map(({ path, mistake }) => broken("trigger", "workflow-invalid", `${path} ${mistake}, so GitHub does not start it`, `Mend ${path}.`)),
		...readable.length === 0 ? [] : [...cronStates(readable, facts.now), ...startStates(readable, facts)],
		...typeof facts.github === "string" ? [] : githubStates(readable, facts, facts.github)
	];
	if (said.some(({ status }) => status === "broken" || status === "waiting")) return said;
	const paths = readable.map(({ path }) => path).join(", ");
	const starts = fine("trigger", "starts", `${paths} starts ${[...new Set(readable.flatMap(waysOf))].join(" and ")}`);
	if (typeof facts.github !== "string") return [starts];
	return [starts, unseen("trigger", "runs-unseen", facts.github, "Give a token with `actions: read` in GITHUB_TOKEN, and GITHUB_REPOSITORY.")];
}
function noWorkflow({ workflows, github }) {
	const there = workflows.length === 0 ? "there is no file in .github/workflows" : `none of the ${workflows.length} workflows uses gated-retrain`;
	const elsewhere = typeof github === "string" ? "" : ` of ${github.defaultBranch}`;
	return broken("trigger", "no-workflow", `Nothing starts a retrain: ${there}${elsewhere}`, "Run `init`, which writes one, and commit it to the default branch.");
}
function cronStates(workflows, now) {
	return workflows.flatMap(({ path, crons }) => crons.flatMap((line) => {
		const mistake = cronMistake(line, now);
		if (mistake === null) return [];
		return [broken("trigger", mistake.code, `The schedule "${line.slice(0, 60)}" of ${path} ${mistake.says}`, `Write another cron line, such as "17 3 * * *".`)];
	}));
}
function startStates(workflows, { dataFiles, github, now }) {
	if (workflows.some(({ crons }) => crons.some((line) => cronMistake(line, now) === null))) return [];
	if (workflows.some(({ crons }) => crons.length > 0)) return [];
	const others = [
		"repository_dispatch",
		"workflow_run",
		"workflow_call"
	];
	if (workflows.some(({ events }) => events.some((event) => others.includes(event)))) return [];
	const pushed = workflows.filter(({ push }) => push !== null);
	const { path } = pushed[0] ?? workflows[0];
	if (pushed.length === 0) return [broken("trigger", "only-by-hand", `${path} starts only when a person asks for it`, "Add `schedule: [{cron: \"17 3 * * *\"}]` to its `on`.")];
	if (dataFiles.length === 0) return [broken("trigger", "push-without-data", `${path} starts when files are pushed, but the data lies outside the repository`, "Add a `schedule` to its `on`.")];
	const branch = typeof github === "string" ? null : github.defaultBranch;
	if (!pushed.some(({ push }) => startsOnBranch(push, branch))) return [broken("trigger", "branches-miss", `The \`branches\` filter of ${path} leaves out ${branch}`, `Add ${branch} to it.`)];
	const missed = dataFiles.filter((file) => !pushed.some(({ push }) => startsOn(push, branch, file)));
	if (missed.length === 0) return [];
	const folder = missed[0].includes("/") ? `${missed[0].slice(0, missed[0].lastIndexOf("/"))}/**` : missed[0];
	return [broken("trigger", "paths-miss", `The \`paths\` filter of ${path} does not match the data, such as ${missed[0]}`, `Add "${folder}" to its \`paths\`.`)];
}
function githubStates(workflows, facts, github) {
	const { now } = facts;
	const found = [];
	const scheduled = workflows.some(({ crons }) => crons.length > 0);
	if (github.isFork && scheduled) found.push(broken("trigger", "fork", "This repository is a fork, where GitHub starts no schedule until a person enables workflows", "Enable them under Actions."));
	for (const { path } of workflows) {
		const known = github.workflows.get(path);
		if (known === void 0) found.push(broken("trigger", "not-on-default-branch", `GitHub knows no ${path}: it is not on ${github.defaultBranch}`, `Merge it into ${github.defaultBranch}.`));
		else found.push(...stateOf(path, known.state), ...runStates(path, known.runs, facts));
	}
	const idle = Math.floor((now - github.pushed) / DAY);
	if (scheduled && idle >= INACTIVE_SOON_DAYS && idle < INACTIVE_DAYS) found.push(waiting("trigger", "inactive-soon", `Nothing was pushed for ${idle} days: after ${INACTIVE_DAYS} GitHub disables schedules of a public repository`, "Push a commit, or enable the workflow again when it happens."));
	found.push(...quietPush(workflows, facts, github));
	return found;
}
function stateOf(path, state) {
	if (state === "active") return [];
	const enable = "Enable it under Actions, or by `gh workflow enable`.";
	if (state === "disabled_inactivity") return [broken("trigger", "disabled-inactivity", `GitHub disabled ${path} after ${INACTIVE_DAYS} days without activity`, enable)];
	if (state === "disabled_fork") return [broken("trigger", "disabled-fork", `${path} is disabled, since this repository is a fork`, enable)];
	if (state === "deleted") return [broken("trigger", "not-on-default-branch", `${path} was deleted from the default branch`, "Bring it back.")];
	return [broken("trigger", "disabled-by-hand", `A person disabled ${path}`, enable)];
}
function runStates(path, runs, { lastTrace, now, workflows }) {
	const [last] = runs;
	if (last === void 0) return [];
	if (last.status === "waiting" || last.conclusion === "action_required") return [broken("trigger", "awaits-approval", `The last run of ${path} waits for a person's approval`, "Approve it under Actions.")];
	if (last.status !== "completed") return [waiting("trigger", "running", `A run of ${path} is ${last.status.replaceAll("_", " ").slice(0, 30)}`)];
	if (last.conclusion === "cancelled") return [broken("trigger", "cancelled", `The last run of ${path} was cancelled: by a person, or by another of its concurrency group`, "Start it again; give runs that must not be lost a `concurrency` group of their own.")];
	if (last.conclusion === "startup_failure") return [broken("trigger", "startup-failure", `The last run of ${path} could not start: the workflow file is not valid`, "Open the run under Actions, which says what is wrong.")];
	if ((last.conclusion === "failure" || last.conclusion === "timed_out") && (lastTrace === null || lastTrace < last.created)) return [broken("trigger", "failed-before-step", `The last run of ${path} failed before it reached the registry (${new Date(last.created).toISOString()})`, "Open the run under Actions: a step before ours, or the configuration, is to blame.")];
	const lines = workflows.find((one) => one.path === path)?.crons.filter((line) => cronMistake(line, now) === null) ?? [];
	const due = Math.max(0, ...lines.map((line) => lastTime(line, now - LATE) ?? 0));
	const lastScheduled = runs.find(({ event }) => event === "schedule");
	if (due > 0 && lastScheduled !== void 0 && lastScheduled.created < due - LATE) return [broken("trigger", "schedule-stopped", `The schedule of ${path} was due at ${new Date(due).toISOString()}, and its last run is of ${new Date(lastScheduled.created).toISOString()}`, "Look at https://www.githubstatus.com, and start the workflow by hand.")];
	return [];
}
function quietPush(workflows, { now }, { dataCommit, workflows: known }) {
	if (dataCommit === null || dataCommit.author !== "github-actions[bot]") return [];
	const isOnlyPush = workflows.every(({ crons, push }) => push !== null && !crons.some((line) => cronMistake(line, now) === null));
	const newest = Math.max(0, ...workflows.flatMap(({ path }) => known.get(path)?.runs[0]?.created ?? 0));
	if (!isOnlyPush || newest >= dataCommit.time) return [];
	return [broken("trigger", "quiet-push", "The newest data was pushed by a workflow with GITHUB_TOKEN, and such a push starts no workflow", "Push with a GitHub App's token, add a `schedule`, or run the action in the job that pushes.")];
}
function waysOf({ crons, push, events }) {
	return [
		...crons.map((line) => `by schedule "${line}"`),
		...push === null ? [] : ["when data is pushed"],
		...events.filter((event) => [
			"repository_dispatch",
			"workflow_run",
			"workflow_call"
		].includes(event)).map((event) => `on ${event}`)
	];
}
// src/clients/github/github-deployments.ts
const MODEL_ID = /^[0-9a-f]{64}$/;
const MOST_DEPLOYMENTS = 300;
const MOST_ASKED = 50;
const DEPLOYMENT = object({
	id: number().int(),
	payload: unknown()
});
const STATUS = object({ state: string() });
const OURS = object({ "gated-retrain": object({ model: string().regex(MODEL_ID) }) });
async function deployedModel(github, environment) {
	const ask = {
		route: "GET /repos/{owner}/{repo}/deployments",
		parameters: { environment },
		needs: "deployments: read",
		form: DEPLOYMENT
	};
	const ours = (await github.list(ask, MOST_DEPLOYMENTS)).flatMap(({ id, payload }) => ({
		id,
		model: modelOf(payload)
	}));
	for (const { id, model } of ours.filter((one) => one.model !== null).slice(0, MOST_ASKED)) if (await succeeded(github, id)) return model;
	return null;
}
async function succeeded(github, id) {
	const route = "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses";
	const parameters = { deployment_id: id };
	return (await github.list({
		route,
		parameters,
		needs: "deployments: read",
		form: STATUS
	}, 100)).some(({ state }) => state === "success");
}
function modelOf(payload) {
	const parsed = OURS.safeParse(typeof payload === "string" ? jsonOf(payload) : payload);
	return parsed.success ? parsed.data["gated-retrain"].model : null;
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
// src/clients/github-actions.ts
const MOST_RUNS$1 = 20;
const REPOSITORY = object({
	default_branch: string().min(1),
	fork: boolean().optional(),
	pushed_at: string().nullable().optional()
});
const WORKFLOWS$1 = object({ workflows: array(object({
	id: number().int(),
	path: string(),
	state: string()
})) });
const RUNS = object({ workflow_runs: array(object({
	event: string(),
	status: string().nullable(),
	conclusion: string().nullable(),
	created_at: string()
})) });
const COMMITS = array(object({
	author: object({ login: string() }).nullable(),
	commit: object({ committer: object({ date: string().optional() }).nullable() })
}));
async function repositoryState(github) {
	const { default_branch, fork, pushed_at } = await github.require({
		route: "GET /repos/{owner}/{repo}",
		needs: "contents: read",
		form: REPOSITORY
	});
	return {
		defaultBranch: default_branch,
		isFork: fork === true,
		pushed: Date.parse(pushed_at ?? "") || 0
	};
}
async function workflowsAt(github, paths) {
	const { workflows } = await github.require({
		route: "GET /repos/{owner}/{repo}/actions/workflows",
		parameters: { per_page: 100 },
		needs: "actions: read",
		form: WORKFLOWS$1
	});
	const found = new Map();
	for (const { id, path, state } of workflows) if (paths.includes(path)) found.set(path, {
		state,
		runs: await runsOf(github, id)
	});
	return found;
}
async function runsOf(github, id) {
	const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
	const parameters = {
		workflow_id: id,
		per_page: MOST_RUNS$1
	};
	const { workflow_runs } = await github.require({
		route,
		parameters,
		needs: "actions: read",
		form: RUNS
	});
	return workflow_runs.map(({ event, status, conclusion, created_at }) => ({
		event,
		status: status ?? "completed",
		conclusion,
		created: Date.parse(created_at) || 0
	}));
}
async function lastChange(github, path) {
	const [last] = await github.require({
		route: "GET /repos/{owner}/{repo}/commits",
		parameters: {
			path,
			per_page: 1
		},
		needs: "contents: read",
		form: COMMITS
	});
	if (last === void 0) return null;
	return {
		author: last.author?.login ?? "",
		time: Date.parse(last.commit.committer?.date ?? "") || 0
	};
}
// src/diagnose/workflow-file.ts
var import_dist = require_dist();
const MOST_CHARACTERS = 524288;
const OUR_ACTION = /(?:^|\/)gated-retrain(?:@|$)|^\.\/?$/;
const OUR_COMMAND = /gated-retrain\s+(?:run|check)\b|dist\/cli\.js\s+(?:run|check)\b/;
function workflowFileOf(path, text) {
	const none = {
		path,
		isOurs: /gated-retrain/.test(text.slice(0, MOST_CHARACTERS)),
		crons: [],
		push: null,
		events: []
	};
	if (text.length > MOST_CHARACTERS) return {
		...none,
		mistake: `has more than ${MOST_CHARACTERS} characters`
	};
	let tree;
	try {
		tree = (0, import_dist.parse)(text, {
			maxAliasCount: 100,
			prettyErrors: false
		});
	} catch (error) {
		return {
			...none,
			mistake: `is no YAML: ${firstLine(error)}`
		};
	}
	if (!isMapping(tree)) return {
		...none,
		mistake: "holds no mapping"
	};
	const on = tree.on ?? tree.true;
	const events = eventsOf(on);
	const jobs = isMapping(tree.jobs) ? Object.values(tree.jobs) : [];
	const schedule = isMapping(on) && Array.isArray(on.schedule) ? on.schedule : [];
	return {
		path,
		isOurs: jobs.some(runsUs),
		crons: schedule.flatMap((one) => isMapping(one) && typeof one.cron === "string" ? [one.cron] : []),
		push: events.includes("push") ? pushFilterOf(isMapping(on) ? on.push : null) : null,
		events,
		mistake: events.length === 0 ? "has no `on` that says when it starts" : null
	};
}
function eventsOf(on) {
	if (typeof on === "string") return [on];
	if (Array.isArray(on)) return on.filter((one) => typeof one === "string");
	return isMapping(on) ? Object.keys(on) : [];
}
function pushFilterOf(push) {
	const filter = isMapping(push) ? push : {};
	const listed = (key) => [filter[key] ?? []].flat().filter((one) => typeof one === "string");
	return {
		branches: listed("branches"),
		branchesIgnore: listed("branches-ignore"),
		paths: listed("paths"),
		pathsIgnore: listed("paths-ignore")
	};
}
function runsUs(job) {
	if (!isMapping(job)) return false;
	return (Array.isArray(job.steps) ? job.steps : []).some((step) => isMapping(step) && (matches(step.uses, OUR_ACTION) || matches(step.run, OUR_COMMAND)));
}
const matches = (value, pattern) => typeof value === "string" && pattern.test(value);
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function firstLine(error) {
	return (error instanceof Error ? error.message : String(error)).split("\n")[0].slice(0, 200);
}
// src/commands/diagnose-facts.ts
const WORKFLOWS = ".github/workflows";
const MOST_FILES = 200;
async function repositoryRoot(cwd) {
	for (let at = resolve(cwd);; at = dirname(at)) {
		for (const name of [".git", ".github"]) if (await stat(join(at, name)).then(() => true, () => false)) return at;
		if (dirname(at) === at) return cwd;
	}
}
async function workflowFiles(cwd) {
	const root = await repositoryRoot(cwd);
	const files = (await readdir(join(root, WORKFLOWS)).catch(() => [])).filter((name) => /\.ya?ml$/.test(name)).sort().slice(0, MOST_FILES);
	return await Promise.all(files.map(async (name) => workflowFileOf(`${WORKFLOWS}/${name}`, await readFile(join(root, WORKFLOWS, name), "utf8").catch(() => ""))));
}
function repositoryFile(pattern, cwd) {
	if (/^[a-z][a-z0-9]+:\/\//i.test(pattern)) return null;
	const example = pattern.replace(/\{[A-Za-z]*\}/g, (part) => part.slice(1, -1).replace(/YYYY/, "2026").replace(/MM/, "01").replace(/DD/, "02").replace(/HH/, "03")).replaceAll("**/", "").replaceAll("*", "x");
	const path = relative(cwd, resolve(cwd, example)).split(sep).join("/");
	return path.startsWith("..") ? null : path;
}
async function githubTriggers({ repository }, workflows, dataFile) {
	if (repository === null) return "Whether the workflow ran was not asked: no token is known";
	const github = new GitHub(repository);
	const folder = dataFile === null ? null : dataFile.includes("/") ? dataFile.slice(0, dataFile.indexOf("/")) : dataFile;
	return {
		...await repositoryState(github),
		workflows: await workflowsAt(github, workflows),
		dataCommit: folder === null ? null : await lastChange(github, folder)
	};
}
async function deployedIn(environment, id, championId, { repository }) {
	if (id !== void 0) return {
		kind: "known",
		environment: "The deployment",
		id: id === "none" ? null : championByPrefix(id, championId)
	};
	if (environment === void 0) return { kind: "unasked" };
	if (repository === null) return {
		kind: "unseen",
		why: "GitHub's deployments were not asked: no token is known"
	};
	try {
		return {
			kind: "known",
			environment,
			id: await deployedModel(new GitHub(repository), environment)
		};
	} catch (error) {
		return {
			kind: "unseen",
			why: `GitHub could not be asked about deployments: ${sentence(error)}`
		};
	}
}
function placeOf(name, cwd) {
	return {
		name,
		at: /^https?:\/\//i.test(name) ? {
			kind: "url",
			url: name
		} : {
			kind: "file",
			path: resolve(cwd, name)
		},
		id: null,
		withinSeconds: null
	};
}
// src/commands/diagnose.ts
const MOST_SHOWN = 2e3;
const MOST_RUNS = 100;
const diagnose = {
	usage: "[--config FILE] [--deployment-environment NAME] [--serving URL|FILE…]",
	about: "Answers why the model was not updated: looks at trigger, data, policy, checks, gates, registry, deployment and serving, in this order. Only reads. Exit code 0: nothing is broken; 1: something is.",
	flags: {
		config: RUN_FLAGS.config,
		data: RUN_FLAGS.data,
		schema: RUN_FLAGS.schema,
		target: RUN_FLAGS.target,
		registry: RUN_FLAGS.registry,
		set: RUN_FLAGS.set,
		"deployment-environment": {
			takes: "one",
			placeholder: "NAME",
			about: "the GitHub environment that the model is deployed to"
		},
		"deployed-id": {
			takes: "one",
			placeholder: "ID|none",
			about: "the model that is deployed, where GitHub does not know it"
		},
		serving: {
			takes: "several",
			placeholder: "URL|FILE…",
			about: "where the model is served: an address that answers with its id, or champion.json's copy"
		},
		json: JSON_FLAG
	},
	run: diagnosed
};
async function diagnosed(flags, host) {
	const { config: file, schema, target, registry: home } = flags;
	const values = {
		config: file,
		schema,
		target,
		registry: home,
		data: flags.data === void 0 ? void 0 : texts(flags, "data")
	};
	const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== void 0));
	const { cwd, threads } = host;
	const invocation = {
		caller: "terminal",
		cwd,
		values: given,
		set: texts(flags, "set"),
		publish: false,
		threads
	};
	const [environment, deployedId] = [text(flags, "deployment-environment"), text(flags, "deployed-id")];
	const diagnosis = await diagnosisAt({
		invocation,
		environment,
		deployedId,
		serving: texts(flags, "serving")
	}, host);
	return {
		exitCode: exitCodeOf(diagnosis),
		json: diagnosis,
		text: `${shown(diagnosis)}\n`
	};
}
const exitCodeOf = ({ cause }) => cause === null ? 0 : 1;
async function diagnosisAt({ invocation, environment, deployedId, serving }, host) {
	const config = await loadConfig(invocation);
	const registry = readOnly(openRegistry(config.registry, host.services));
	const result = await judgedNow(config, registry, host);
	const history = await registry.history(MOST_RUNS).catch(() => null);
	const championId = history?.entries.at(-1)?.entry.id ?? result.championId;
	const places = [...config.serving, ...serving.map((name) => placeOf(name, host.cwd))];
	return diagnosisOf([
		...await triggers(config, history, host),
		...judgedStates({
			result,
			registry: registry.label,
			isScript: config.command?.evidence === "reported"
		}),
		...gateStates({
			runs: history?.runs ?? null,
			since: history?.entries.at(-1)?.entry.time ?? null
		}),
		...deploymentStates({
			championId,
			deployed: await deployedIn(environment, deployedId, championId, host.services)
		}),
		...servingStates(championId, await Promise.all(places.map((place) => servedModel(place, host.services))))
	]);
}
async function judgedNow(config, registry, host) {
	const recorder = new RunRecorder(host, config.limits.minutes);
	try {
		const { command, data } = config;
		if (command?.evidence !== "reported") return await retrain(config, registry, recorder, host, "checks");
		const state = recorder.recordChampion(await recorder.stage("registry", () => registry.read()));
		const held = data.files.length > 0 ? null : scriptHeldByRollback({
			rows: null,
			recipe: await reportedRecipe(command)
		}, state);
		return held === null ? recorder.close({
			verdict: "checked",
			reason: "The script reads its own data."
		}) : recorder.closeSkipped(held);
	} catch (error) {
		return recorder.closeThrown(error);
	}
}
async function triggers(config, history, host) {
	const workflows = await workflowFiles(host.cwd);
	const dataFiles = config.data.files.flatMap((pattern) => repositoryFile(pattern, host.cwd) ?? []);
	const ours = workflows.filter(({ isOurs }) => isOurs).map(({ path }) => path);
	const github = await githubTriggers(host.services, ours, dataFiles[0] ?? null).catch((error) => `GitHub could not be asked about workflow runs: ${sentence(error)}`);
	const times = [...history?.entries.map(({ entry }) => entry.time) ?? [], ...history?.runs?.map(({ time }) => time) ?? []].map((time) => Date.parse(time)).filter(Number.isFinite);
	return triggerStates({
		workflows,
		dataFiles,
		github,
		now: host.now(),
		lastTrace: times.length === 0 ? null : Math.max(...times)
	});
}
function shown({ answer, links }) {
	const width = Math.max(...links.map(({ link }) => link.length));
	const rows = links.map(({ link, status, evidence }) => `  ${link.padEnd(width)}  ${STATUS_WORDS[status].padEnd(8)}  ${printable(evidence, MOST_SHOWN)}`);
	const todo = links.filter(({ status }) => status === "broken" || status === "waiting").flatMap(({ link, remedies }) => remedies.map((remedy) => `  ${link}: ${remedy.replaceAll("\n", `\n${" ".repeat(link.length + 4)}`)}`));
	return [
		printable(answer.replaceAll("\n", " "), MOST_SHOWN),
		"",
		...rows,
		...todo.length === 0 ? [] : [
			"",
			"To do:",
			...todo
		]
	].join("\n");
}
export { deployedModel as a, shown as i, diagnosisAt as n, exitCodeOf as r, diagnose as t };
