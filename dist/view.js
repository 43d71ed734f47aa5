// src/report/numbers.ts
const MISSING = "–";
function count(value) {
	if (value === null || value === void 0 || !Number.isFinite(value)) return MISSING;
	return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
function counted(value, noun, plural = `${noun}s`) {
	return `${count(value)} ${value === 1 ? noun : plural}`;
}
function score(value, digits = 3) {
	if (value === null || value === void 0 || !Number.isFinite(value)) return MISSING;
	const text = value.toFixed(digits);
	return Number(text) === 0 ? text.replace("-", "") : text;
}
function scores(values, digits = 3) {
	const known = new Set(values.filter((value) => typeof value === "number" && Number.isFinite(value)));
	for (let more = digits; more < 12; more++) if (new Set([...known].map((value) => score(value, more))).size === known.size) return values.map((value) => score(value, more));
	return values.map((value) => score(value, 12));
}
function signed(value, digits = 3) {
	const text = score(value, digits);
	return value !== null && value > 0 && text !== MISSING ? `+${text}` : text;
}
function interval(lower, upper) {
	return lower === null || upper === null ? null : `${score(lower)} to ${score(upper)}`;
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
// src/report/view.ts
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
	"champion"
]);
function isChange({ code }) {
	return CHANGE_CODES.has(code);
}
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
	return findings.filter(({ suggestion }) => {
		if (suggestion === null || suggestion.trim() === "" || seen.has(suggestion)) return false;
		seen.add(suggestion);
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
	const isAboutChange = checks.some((check) => check.code === "configuration") && (isJudgedAlone || failed.every(isChange));
	if (failed.length > 0 && isAboutChange) return "The change did not pass: it is not safe to merge.";
	if (failed.some((check) => !isGate(check))) return "The data did not pass, so nothing was promoted.";
	if (failed.length > 0) return "The new model is not good enough, so it was not promoted.";
	return "Nothing was promoted.";
}
function inconclusiveHeadline(findings) {
	return findings.some((check) => check.code === "registry" && check.status === "inconclusive") ? "The registry does not verify, so nothing was written." : "The evidence does not decide, so nothing was promoted.";
}
function verdictWords(result, command, findings) {
	const judges = JUDGES_ONLY.get(command);
	switch (result.verdict) {
		case "promoted": return result.reason.startsWith("rollback to") ? {
			tone: "good",
			label: "Rolled back",
			headline: "An earlier model is champion again."
		} : {
			tone: "good",
			label: "Promoted",
			headline: "The new model passed everything and is champion now."
		};
		case "checked": return {
			tone: "good",
			label: "Checked",
			headline: judges?.checked ?? `${result.modelId === null ? ALL_THAT_RAN : "The new model would be promoted."} This run publishes nothing.`
		};
		case "skipped": return {
			tone: "neutral",
			label: "Skipped",
			headline: "There was nothing to do."
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
			headline: "Something outside this program refused or failed."
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
	if (championId === null) return verdict === null ? null : "There is no champion yet.";
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
	return {
		...verdictWords(result, context.command, findings),
		aftermath: aftermathOf(result, context),
		findings,
		passes: result.checks.filter((check) => check.status === "pass"),
		changes: worstFirst(result.checks.filter(isChange)),
		gates: result.checks.filter(isGate),
		todo: todoOf(findings),
		counts
	};
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
export { count as a, interval as c, score as d, scores as f, byteSize as i, percent as l, signed as m, isGate as n, counted as o, shortId as p, viewOf as r, duration as s, countsSentence as t, plain as u };
