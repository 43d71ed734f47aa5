import { n as cardOf, w as plural, y as grouped } from "./sentences.js";
import { n as clip } from "./text2.js";
// src/report/sentences/numbers.ts
const MISSING = "–";
function count(value) {
	if (value === null || value === void 0 || !Number.isFinite(value)) return MISSING;
	return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
function counted$1(value, noun, plural = `${noun}s`) {
	return `${count(value)} ${value === 1 ? noun : plural}`;
}
function score$1(value, digits = 3) {
	if (value === null || value === void 0 || !Number.isFinite(value)) return MISSING;
	const text = value.toFixed(digits);
	return Number(text) === 0 ? text.replace("-", "") : text;
}
function exact(value) {
	const text = String(Number(value.toPrecision(12)));
	return /\.\d\d|e/.test(text) ? text : value.toFixed(2);
}
const DIGITS = 3;
function scoreOf(metric) {
	return score$1(metric?.value, metric?.digits ?? DIGITS);
}
function intervalOf({ lower, upper, digits = DIGITS }) {
	return lower === null || upper === null ? null : `${score$1(lower, digits)} to ${score$1(upper, digits)}`;
}
function scores(values, digits = 3) {
	const known = new Set(values.filter((value) => typeof value === "number" && Number.isFinite(value)));
	for (let more = digits; more < 12; more++) if (new Set([...known].map((value) => score$1(value, more))).size === known.size) return values.map((value) => score$1(value, more));
	return values.map((value) => score$1(value, 12));
}
function gateNumbers({ estimate, bound, threshold, digits }) {
	const [middle = "", end = "", limit = ""] = digits === void 0 ? scores([
		estimate,
		bound,
		threshold
	]) : cutNumbers(estimate, bound, threshold, digits);
	return [
		middle,
		`${typeof bound !== "number" || typeof estimate !== "number" || bound === estimate ? "" : bound < estimate ? "≥ " : "≤ "}${end}`,
		limit
	];
}
function cutNumbers(estimate, bound, threshold, digits) {
	return [
		score$1(estimate, digits),
		score$1(bound, digits),
		typeof threshold === "number" ? exact(threshold) : MISSING
	];
}
function signed(value, digits = 3) {
	const text = score$1(value, digits);
	return value !== null && value > 0 && text !== MISSING ? `+${text}` : text;
}
function percent(share) {
	return `${(100 * share).toFixed(share > 0 && share < .1 ? 1 : 0)} %`;
}
function byteSize(bytes) {
	const units = [
		"B",
		"KiB",
		"MiB",
		"GiB",
		"TiB"
	];
	let value = bytes;
	let unit = 0;
	while (value >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}
	return `${unit === 0 ? count(value) : value.toFixed(1)} ${units[unit]}`;
}
function duration(milliseconds) {
	if (!Number.isFinite(milliseconds)) return MISSING;
	if (milliseconds < 1e3) return `${Math.round(milliseconds)} ms`;
	const seconds = milliseconds / 1e3;
	if (seconds < 60) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	const minutes = Math.floor(whole / 60);
	if (minutes < 60) return `${minutes} min ${whole % 60} s`;
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
function shortId(id) {
	return id.replace(/^sha256:/, "").slice(0, 12);
}
function plain(value) {
	if (value === null) return MISSING;
	if (typeof value === "string") return value;
	if (typeof value === "number") return String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
	return JSON.stringify(value);
}
// src/findings/scores.ts
function score(value, ...others) {
	for (let digits = 3; digits < 12; digits++) {
		const text = value.toFixed(digits);
		if (others.every((other) => other === value || other.toFixed(digits) !== text)) return Number(text) === 0 ? text.replace("-", "") : text;
	}
	return String(value);
}
function counted(count, noun = "row") {
	return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}
function countedRows(count, noun, different) {
	return `${counted(count, noun)}${different === void 0 ? "" : ` (${grouped(different)} of them different)`}`;
}
function quoted(name) {
	const text = JSON.stringify(name);
	return text.length <= 80 ? text : `${text.slice(0, 76)}…"`;
}
function quotedList(names, most = 5) {
	const shown = names.slice(0, most).map(quoted).join(", ");
	return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}
function chance(p) {
	if (p < 1e-12) return "p < 1e-12";
	return p < .01 ? `p = ${p.toExponential(0)}` : `p = ${p.toFixed(2)}`;
}
// src/report/sentences/paste.ts
const MAX_CHARACTERS = 6e3;
function blocksOf({ suggestion, advice }) {
	const all = (advice ?? [{
		kind: "prose",
		text: suggestion ?? ""
	}]).flatMap(unitsOf).filter(({ text }) => text.trim() !== "");
	let room = MAX_CHARACTERS;
	const kept = all.filter(({ text }) => {
		const fits = text.length <= room;
		if (fits) room -= text.length;
		return fits;
	});
	const left = all.length - kept.length;
	if (left > 0) kept.push({
		kind: "prose",
		text: `Left out here, for its length: ${plural(left, "line")}; run.json has all.`
	});
	return kept.reduce(withPiece, []);
}
const unitsOf = ({ kind, text }) => kind === "code" ? [{
	kind,
	text
}] : text.split(/\r?\n/).map((line) => ({
	kind,
	text: line
}));
function withPiece(pieces, { kind, text }) {
	const last = pieces.at(-1);
	return last?.kind === kind ? [...pieces.slice(0, -1), {
		kind,
		text: `${last.text}\n${text}`
	}] : [...pieces, {
		kind,
		text
	}];
}
// src/report/sentences/scores.ts
const MODELS = [
	"candidate",
	"champion",
	"dummy"
];
const keyOf = (metric) => JSON.stringify([
	metric.name,
	metric.average,
	metric.average === null ? metric.class : null,
	metric.slice
]);
function indexOf(score) {
	const index = new Map();
	for (const metric of score?.metrics ?? []) if (!index.has(keyOf(metric))) index.set(keyOf(metric), metric);
	return index;
}
function trioOf(metric, indexes) {
	const key = keyOf(metric);
	return {
		candidate: indexes.candidate.get(key) ?? null,
		champion: indexes.champion.get(key) ?? null,
		dummy: indexes.dummy.get(key) ?? null
	};
}
function indexesOf(evaluation) {
	return {
		candidate: indexOf(evaluation.candidate),
		champion: indexOf(evaluation.champion),
		dummy: indexOf(evaluation.dummy)
	};
}
function scoreRows(evaluation) {
	const indexes = indexesOf(evaluation);
	const seen = new Map();
	for (const model of MODELS) for (const metric of evaluation[model]?.metrics ?? []) {
		if (metric.class !== null && metric.average === null) continue;
		const { name, average, slice } = metric;
		if (!seen.has(keyOf(metric))) seen.set(keyOf(metric), {
			name,
			average,
			slice,
			...trioOf(metric, indexes)
		});
	}
	return [...seen.values()];
}
function dummyName(rows) {
	return rows.some(({ name }) => name === "mae") ? "A constant" : "Most frequent class";
}
function classRows(evaluation) {
	const indexes = indexesOf(evaluation);
	const first = evaluation.candidate ?? evaluation.champion ?? evaluation.dummy;
	if (first === null) return [];
	return first.confusion.classes.map((name, index) => {
		const row = first.confusion.counts[index] ?? [];
		const asked = {
			name: "f1",
			average: null,
			class: name,
			slice: null,
			value: 0,
			lower: null,
			upper: null,
			rows: 0
		};
		return {
			class: name,
			rows: row.reduce((sum, value) => sum + value, 0),
			...trioOf(asked, indexes)
		};
	});
}
function headlineScore(result) {
	if (result.evaluation === null) return null;
	const rows = scoreRows(result.evaluation).filter((row) => row.name === "f1" && row.slice === null);
	const estimate = result.checks.find((check) => check.code === "f1-threshold")?.estimate;
	const judged = typeof estimate === "number" ? rows.filter((row) => nearly(row.candidate?.value, estimate)) : [];
	const pool = judged.length > 0 ? judged : rows;
	const row = pool.find((one) => one.average === "weighted") ?? pool[0];
	return row ? {
		average: row.average,
		trio: row
	} : null;
}
function nearly(value, estimate) {
	return value !== void 0 && Math.abs(value - estimate) < 1e-9;
}
function metricLabel(name, average) {
	const words = {
		f1: "F1",
		"roc-auc": "ROC AUC",
		"average-precision": "Average precision",
		mcc: "MCC",
		"log-loss": "Log loss",
		mae: "MAE",
		rmse: "RMSE",
		r2: "R²"
	};
	const known = Object.hasOwn(words, name) ? words[name] : name.charAt(0).toUpperCase() + name.slice(1);
	return average === null ? known : `${known} (${average})`;
}
// src/report/sentences/next-step.ts
const INLINE = 90;
const isDamage = ({ code, status }) => code === "registry" && status === "inconclusive";
function whyOf(result) {
	if (result.error !== null) return firstOf(result.error.problems);
	const reason = capital(shortened(result.reason.trim()));
	const figures = result.verdict === "promoted" || result.verdict === "checked" ? figuresOf(result) : null;
	return figures === null ? reason : `${reason} ${figures}`;
}
function firstOf(problems) {
	const more = problems.length - 1;
	return `${problems[0]?.message ?? ""}${more > 0 ? ` (and ${more} more, listed below)` : ""}`;
}
function figuresOf(result) {
	if (result.reported !== null) return reportedFigures(result.reported);
	const headline = headlineScore(result);
	if (headline?.trio.candidate == null) return result.checks.find(({ code }) => code === "error")?.message ?? null;
	const { candidate, champion } = headline.trio;
	const before = champion === null ? "" : `; the champion before reaches ${scoreOf(champion)}`;
	const asked = result.checks.find((check) => check.code === "f1-threshold")?.threshold;
	const floor = asked == null ? "" : `, and ${candidate.digits === void 0 ? score$1(asked) : exact(asked)} is asked for`;
	return `${metricLabel("f1", headline.average)} is ${scoreOf(candidate)} on ${countedRows(candidate.rows, "hold-out row", candidate.different)}${floor}${before}.`;
}
function reportedFigures({ candidate, champion }) {
	const rows = candidate.rows === null ? "" : ` on ${counted$1(candidate.rows, "row")}`;
	const before = champion === null ? "" : `; ${Number(champion.value.toPrecision(6))} stood for the champion before`;
	return `The script reports ${candidate.name} ${Number(candidate.value.toPrecision(6))}${rows}${before}.`;
}
function nextOf(result, todo, { judges, undoes }) {
	const { verdict, error } = result;
	if (result.publication === "unknown") return "Run again when the service answers: that run reads champion.json and goes on from what it finds.";
	if (error !== null) return mendingOf(error);
	const warnings = result.checks.filter((check) => check.status === "warn").length;
	const worth = warnings === 0 ? "" : ` ${counted$1(warnings, "warning")} below ${warnings === 1 ? "is" : "are"} worth reading.`;
	switch (verdict) {
		case "promoted": return undoes ? `Runs are skipped as long as data, schema and recipe are the same, so that the same model is not made again.${adviceOf(todo, ["warn"]) === "" ? "" : ` ${adviceOf(todo, ["warn"])}`}` : `Nothing: it is published, and jobs that wait for a promotion can deploy it.${worth}`;
		case "checked":
			if (judges) return `Nothing.${worth}`;
			return `Nothing in this run: the next one that may publish decides.${worth}`;
		case "skipped":
			if (result.skipped === "held") return "Change what the line above names, if the model was wrong; later runs are skipped until then.";
			return "Nothing: the next run looks again; more or other files, another schema, recipe or split make it train.";
		case "kept": return `Nothing has to be done: the champion goes on serving, and later runs judge again. ${adviceOf(todo, ["undecided"])}`.trim();
		default:
			if (result.checks.some(isDamage)) return "Do what the line above says; `verify` tells when the registry is whole again.";
			return adviceOf(todo, ["fail", "inconclusive"]) || "Mend what the line above names, then run again.";
	}
}
function adviceOf(todo, statuses) {
	const wanted = todo.filter((check) => statuses.includes(check.status));
	const first = wanted[0];
	if (first === void 0) return "";
	const pieces = blocksOf(first).map(({ kind, text }) => {
		if (kind === "prose") return text.replace(/\s*\n\s*/g, " ").trim();
		return text.includes("\n") || text.includes("`") || text.length > INLINE ? "the entry below." : `\`${text.trim()}\`.`;
	});
	const more = wanted.length > 1 ? ` (${counted$1(wanted.length - 1, "more suggestion")} below.)` : "";
	return `${capital(clip(pieces.join(" "), 500)).replace(/([.:])\s*\.$/, "$1")}${more}`;
}
function mendingOf({ kind, problems }) {
	switch (kind) {
		case "config": return problems.length > 1 ? `Correct the ${problems.length} places listed below, then run again.` : `${placeOf(problems[0])}, then run again.`;
		case "service": return "If the line above names something to change, change it; else run again later. The champion is as it was.";
		case "limit": return "Raise that limit in retrain.yml, or bring less data; then run again.";
		case "data": return "Mend or replace the file, then run again.";
		default: return "Report it, with what stands below.";
	}
}
function placeOf(problem) {
	const at = problem?.where;
	return at == null ? "Correct it" : `Correct \`${at.file}:${at.line}:${at.column}\``;
}
function shortened(text) {
	return text.replace(/\b[0-9a-f]{64}\b/g, (hex) => shortId(hex));
}
function capital(text) {
	return text.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());
}
// src/report/sentences/view.ts
const SEVERITY = [
	"fail",
	"inconclusive",
	"undecided",
	"warn",
	"pass"
];
const CHANGE_CODES = new Set([
	"schema-breaking",
	"schema-loosened",
	"schema-tightened",
	"schema-changed",
	"schema-reformatted",
	"gate-loosened",
	"gate-tightened",
	"gate-changed",
	"base-only-key"
]);
const FILE_CODES = new Set([
	"no-file",
	"near-miss",
	"stale",
	"unreadable"
]);
const GATE_CODES = new Set([
	"f1-threshold",
	"f1-earlier",
	"f1-batch",
	"dummy",
	"champion",
	"champion-answers",
	"class-f1",
	"label-leak",
	"reported-floor",
	"reported-rows",
	"reported-champion"
]);
function isChange({ code }) {
	return CHANGE_CODES.has(code);
}
const isAt = (a, b) => a !== null && b !== null && a.file === b.file && a.line === b.line && a.column === b.column;
function isGate(check) {
	return GATE_CODES.has(check.code) || [
		check.estimate,
		check.bound,
		check.threshold
	].some((value) => typeof value === "number");
}
function worstFirst(checks) {
	return [...checks].sort((a, b) => SEVERITY.indexOf(a.status) - SEVERITY.indexOf(b.status));
}
function todoOf(findings) {
	const seen = new Set();
	return findings.filter((check) => {
		const { suggestion, remedies = [] } = check;
		const card = cardOf(check);
		const isFolded = card !== null && seen.has(card) && !remedies.some(({ kind }) => kind === "config");
		if (suggestion === null || suggestion.trim() === "" || seen.has(suggestion) || isFolded) return false;
		seen.add(suggestion);
		if (card !== null) seen.add(card);
		return true;
	});
}
const ALL_THAT_RAN = "Everything that could run passed.";
const JUDGES_ONLY = new Map([["validate", {
	checked: "The data passed every check that could run.",
	failed: "The data did not pass.",
	open: "The data could not be judged."
}], ["verify", {
	checked: "The registry verifies: every byte matches its digest.",
	failed: "The registry does not verify.",
	open: "The registry does not verify."
}]]);
function rejectedHeadline({ checks, data }, findings) {
	const failed = findings.filter((check) => check.status === "fail");
	const isJudgedAlone = data === null && !failed.some(({ code }) => FILE_CODES.has(code));
	const changed = checks.filter(isChange);
	const isOfChange = (check) => changed.some((change) => change === check || isAt(change.where, check.where));
	const isAboutChange = checks.some((check) => check.code === "configuration") && (isJudgedAlone || failed.every(isOfChange));
	if (failed.length > 0 && isAboutChange) return "The change did not pass: it is not safe to merge.";
	if (failed.some(({ code }) => code === "command")) return "The script did not deliver a model, so nothing was promoted.";
	if (failed.some(({ code }) => code === "predictions")) return "The script's answers cannot be used, so nothing was promoted.";
	if (failed.some((check) => !isGate(check))) return "The data did not pass, so nothing was promoted.";
	if (failed.length > 0 && failed.every(({ code }) => code === "champion" || code === "best")) return "The new model is worse than the one before, so it was not promoted.";
	if (failed.length > 0) return "The new model is not good enough, so it was not promoted.";
	return "Nothing was promoted.";
}
function promotedHeadline({ evidence }) {
	return evidence === "reported" ? "The script's own numbers reach what is asked for, and its model is champion now." : "The new model passed everything and is champion now.";
}
function inconclusiveHeadline(findings) {
	return findings.some(isDamage) ? "The registry does not verify, so nothing was written." : "The evidence does not decide, so nothing was promoted.";
}
function verdictWords(result, command, findings) {
	const judges = JUDGES_ONLY.get(command);
	switch (result.verdict) {
		case "promoted": return command === "rollback" ? {
			tone: "good",
			label: "Rolled back",
			headline: "An earlier model is champion again."
		} : {
			tone: "good",
			label: "Promoted",
			headline: promotedHeadline(result)
		};
		case "checked": return {
			tone: "good",
			label: "Checked",
			headline: judges?.checked ?? `${result.modelId === null ? ALL_THAT_RAN : "The new model would be promoted."} This run publishes nothing.`
		};
		case "skipped": return {
			tone: "neutral",
			label: "Skipped",
			headline: "There was nothing to train."
		};
		case "kept": return {
			tone: "attention",
			label: "Kept",
			headline: "The champion stays: the evidence does not show that the new model is no worse."
		};
		case "rejected": return {
			tone: "bad",
			label: "Rejected",
			headline: judges?.failed ?? rejectedHeadline(result, findings)
		};
		case "inconclusive": return {
			tone: "bad",
			label: "Inconclusive",
			headline: judges?.open ?? inconclusiveHeadline(findings)
		};
		case null: return errorWords(result);
	}
}
function errorWords(result) {
	const mistakes = result.error?.problems.length ?? 0;
	switch (result.error?.kind) {
		case "config": return {
			tone: "bad",
			label: "Configuration error",
			headline: mistakes > 1 ? `${mistakes} things in the configuration must change.` : "The configuration must change."
		};
		case "service": return {
			tone: "bad",
			label: "Service error",
			headline: result.publication === "unknown" ? "A service outside this program did not answer: whether the new model was promoted is not known." : "A service outside this program refused or failed, so nothing was promoted."
		};
		case "limit": return {
			tone: "bad",
			label: "Limit reached",
			headline: "The run stopped at one of its limits."
		};
		case "data": return {
			tone: "bad",
			label: "Unusable data",
			headline: "The command cannot use this data."
		};
		default: return {
			tone: "bad",
			label: "Internal error",
			headline: "This is a bug in gated-retrain. Please report it."
		};
	}
}
function aftermathOf(result, context) {
	if (JUDGES_ONLY.has(context.command) || context.registry === null) return null;
	const { verdict, championId } = result;
	const unread = verdict === null || result.checks.some(isDamage);
	if (result.publication === "unknown") return "Not known: champion.json names the champion before or the new model. The next run says which.";
	if (championId === null) return unread ? null : "There is no champion yet.";
	if (verdict === "promoted") return `Champion is now ${shortId(championId)}.`;
	return `The champion ${shortId(championId)} stays as it was.`;
}
function viewOf(result, context) {
	const counts = {
		pass: 0,
		warn: 0,
		undecided: 0,
		fail: 0,
		inconclusive: 0
	};
	for (const check of result.checks) counts[check.status]++;
	const findings = worstFirst(result.checks.filter((check) => check.status !== "pass"));
	const todo = todoOf(findings);
	return {
		...verdictWords(result, context.command, findings),
		why: whyOf(result),
		next: nextOf(result, todo, {
			judges: JUDGES_ONLY.has(context.command),
			undoes: context.command === "rollback"
		}),
		aftermath: aftermathOf(result, context),
		findings,
		passes: result.checks.filter((check) => check.status === "pass"),
		changes: worstFirst(result.checks.filter(isChange)),
		gates: result.checks.filter(isGate),
		todo,
		counts,
		cut: isCut(result) ? CUT : null
	};
}
const CUT = "Scores of a run that leaves no record are cut to two digits, never rounded up: whoever may try as often as they like learns little about the hold-out.";
function isCut({ checks, evaluation }) {
	return checks.some(({ digits }) => digits !== void 0) || (evaluation?.candidate?.metrics ?? []).some(({ digits }) => digits !== void 0);
}
function countsSentence(counts) {
	return [
		counts.fail > 0 ? `${counts.fail} failed` : null,
		counts.inconclusive > 0 ? `${counts.inconclusive} inconclusive` : null,
		counts.undecided > 0 ? `${counts.undecided} undecided` : null,
		counts.warn > 0 ? `${counts.warn} ${counts.warn === 1 ? "warning" : "warnings"}` : null,
		`${counts.pass} passed`
	].filter((part) => part !== null).join(", ");
}
export { intervalOf as C, scoreOf as D, score$1 as E, shortId as O, gateNumbers as S, plain as T, byteSize as _, dummyName as a, duration as b, scoreRows as c, chance as d, counted as f, score as g, quotedList as h, classRows as i, signed as k, MAX_CHARACTERS as l, quoted as m, isGate as n, headlineScore as o, countedRows as p, viewOf as r, metricLabel as s, countsSentence as t, blocksOf as u, count as v, percent as w, exact as x, counted$1 as y };
