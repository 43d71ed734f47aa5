// src/report/paste.ts
function blocksOf(suggestion) {
	const blocks = [];
	for (const line of suggestion.split(/\r?\n/)) for (const { kind, text } of piecesOf(line)) {
		if (text.trim() === "") continue;
		const last = blocks.at(-1);
		if (last?.kind === kind) last.text += `\n${text}`;
		else blocks.push({
			kind,
			text
		});
	}
	return blocks;
}
const PASTE_LINE = /^(\s{2,}\S|\s*- \S|\s*[\p{L}_"'][\p{L}\p{N}_."'-]*:(\s+[^\s.].*)?$|(node|npx|npm|git|gh) \S)/u;
const SENTENCE_END = /[a-z)`"][.!?]$/;
const FLOW_START = /(?<=: |^\s*)(?:- )?(?:["']?[\p{L}_][\p{L}\p{N}_.-]*["']?: ?)?[[{]/gu;
function piecesOf(line) {
	const pieces = [];
	let from = 0;
	for (const match of line.matchAll(FLOW_START)) {
		if (match.index < from) continue;
		const end = closingOf(line, match.index + match[0].length - 1);
		if (end === null || !/^(\.?\s|[.,;]?$)/.test(line.slice(end))) continue;
		const indented = line.slice(0, match.index).trim() === "" && line.slice(end).trim() === "";
		pieces.push({
			kind: "prose",
			text: line.slice(from, match.index).trim()
		});
		pieces.push({
			kind: "code",
			text: indented ? line : line.slice(match.index, end)
		});
		from = end + (line[end] === "." ? 1 : 0);
	}
	const rest = line.slice(from);
	if (pieces.length > 0) return [...pieces, {
		kind: "prose",
		text: rest.trim()
	}];
	return [{
		kind: PASTE_LINE.test(line) && !SENTENCE_END.test(line) ? "code" : "prose",
		text: line
	}];
}
function closingOf(line, open) {
	let depth = 0;
	for (let at = open; at < line.length; at++) {
		const letter = line[at];
		if (letter === "[" || letter === "{") depth++;
		else if (letter === "]" || letter === "}") depth--;
		else if ((letter === "\"" || letter === "'") && /[[{,:\s]/.test(line[at - 1])) at = quoteEnd(line, at);
		if (depth === 0) return at + 1;
	}
	return null;
}
function quoteEnd(line, open) {
	const quote = line[open];
	for (let at = open + 1; at < line.length; at++) if (quote === "\"" && line[at] === "\\") at++;
	else if (line[at] === quote && quote === "'" && line[at + 1] === "'") at++;
	else if (line[at] === quote) return at;
	return line.length;
}
// src/report/scores.ts
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
		"log-loss": "Log loss"
	};
	const known = Object.hasOwn(words, name) ? words[name] : name.charAt(0).toUpperCase() + name.slice(1);
	return average === null ? known : `${known} (${average})`;
}
export { blocksOf as a, scoreRows as i, headlineScore as n, metricLabel as r, classRows as t };
