import { c as printable, s as plural } from "./wording.js";
import { n as clip } from "./text2.js";
// src/types/check-codes.ts
const SCHEMA_CODES = [
	"type",
	"required",
	"enum",
	"range",
	"length",
	"pattern",
	"unique",
	"primary-key",
	"unique-key",
	"foreign-key"
];
const COLUMN_CODES = [
	"drift",
	"unit",
	"missing-share",
	"outliers",
	"spike",
	"precision",
	"new-values",
	"text-form",
	"constant",
	"frozen",
	"swapped-columns",
	"correlation",
	"duplicate-column"
];
const BATCH_CODES = [
	...COLUMN_CODES,
	"joint-drift",
	"batch-size",
	"replay",
	"changed-rows",
	"duplicate-rows",
	"grouped-rows",
	"id-reuse",
	"future-date",
	"old-batch",
	"time-overlap",
	"time-gap",
	"time-span",
	"row-order",
	"unlabelled",
	"class-missing",
	"class-share",
	"label-noise",
	"label-swap",
	"leak",
	"backdoor"
];
const CHECK_CODES = [...SCHEMA_CODES, ...BATCH_CODES];
const ACCEPTABLE_CODES = [...CHECK_CODES.filter((code) => code !== "type"), "f1-batch"];
const CAUSE_CODES = [
	"wrong-file",
	"header",
	"replay",
	"column-renamed",
	"notation",
	"recoded",
	"column-split",
	"column-merged",
	"swapped-columns",
	"unit",
	"label-swap",
	"class-missing"
];
// src/findings/remedies.ts
const CONFIGURATION = "retrain.yml";
function exclude(rows, reason) {
	const named = "rows" in rows ? rows : {
		file: rows.file,
		...rows.digest === null ? {} : { digest: rows.digest }
	};
	return {
		kind: "exclude",
		file: CONFIGURATION,
		key: "data.exclude",
		value: {
			...named,
			reason
		}
	};
}
const isAcceptable = (code) => ACCEPTABLE_CODES.includes(code);
function acceptedName(code, subject) {
	return subject === "rows" || subject === "" || code === "f1-batch" ? code : `${code}:${subject}`;
}
const FILES_EXCLUDED = 5;
function waysOut(words, brought, reason, { own = [], check } = {}) {
	const files = [brought, ...brought.alike ?? []];
	const all = files.flatMap((file) => [file, ...file.parts ?? []]);
	const isLeftOut = ({ accepted, golden, isCut, rowSet }) => !accepted && !golden && !(isCut && rowSet === void 0);
	const batches = all.filter(({ rowSet }, i) => rowSet === void 0 || all.findIndex((other) => other.rowSet === rowSet) === i);
	if (!all.every(isLeftOut) || files.length > FILES_EXCLUDED) return {
		suggestion: words,
		remedies: own
	};
	const why = printable(reason);
	const left = batches.map(({ name, digest = null, rowSet }) => exclude(rowSet === void 0 ? {
		file: name,
		digest
	} : { rows: rowSet }, why));
	const said = check !== void 0 && isAcceptable(check.code) && batches.every(({ rowSet }) => rowSet !== void 0) ? batches.flatMap(({ rowSet, name }) => accept(rowSet, name, check, why)) : [];
	return {
		suggestion: words,
		remedies: [
			...own,
			...left,
			...said
		]
	};
}
const BRING_WORSE_ANSWERS = [...COLUMN_CODES, "joint-drift"];
function accept(rows, file, check, reason) {
	const checks = [acceptedName(check.code, check.subject), ...BRING_WORSE_ANSWERS.includes(check.code) ? ["f1-batch"] : []];
	return [{
		kind: "accept",
		file: CONFIGURATION,
		key: "checks.accept",
		value: {
			rows,
			checks,
			reason
		}
	}, {
		kind: "command",
		file: null,
		key: null,
		value: [
			"accept",
			"--file",
			file,
			"--reason",
			reason
		]
	}];
}
function setKey(file, key, value) {
	return {
		kind: "config",
		file,
		key,
		value
	};
}
function fieldKey(name, property = "") {
	return `fields[${JSON.stringify(name)}]${property === "" ? "" : `.${property}`}`;
}
function reset(reason) {
	return {
		kind: "command",
		file: null,
		key: null,
		value: [
			"reset",
			"--reason",
			printable(reason)
		]
	};
}
const promoteAnyway = (reason) => ({
	kind: "command",
	file: null,
	key: null,
	value: [
		"accept",
		"--reason",
		printable(reason)
	]
});
const ROOM = 1.5;
function longerThan(seconds) {
	return setKey(CONFIGURATION, "data.freshness", `${Math.ceil(ROOM * seconds / 3600)}h`);
}
// src/findings/yaml.ts
const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const RESERVED = /^(true|false|null|yes|no|on|off|y|n|nan|inf|e-?[0-9]+)$/i;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]|(?! )\p{Zs}/gu;
const UNSEEN_ANY = new RegExp(UNSEEN.source, "u");
function yamlScalar(text) {
	if (PLAIN.test(text) && !RESERVED.test(text)) return text;
	return JSON.stringify(text).replace(UNSEEN, (c) => {
		const code = c.codePointAt(0).toString(16);
		return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
	});
}
function yamlFlow(value, quotes = false) {
	if (typeof value === "string") return quotes && !UNSEEN_ANY.test(value) ? JSON.stringify(value) : yamlScalar(value);
	if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
	if (Array.isArray(value)) return `[${value.map((item) => yamlFlow(item, quotes)).join(", ")}]`;
	return `{${Object.entries(value).map(([key, item]) => `${yamlScalar(key)}: ${yamlFlow(item, quotes)}`).join(", ")}}`;
}
// src/findings/sentences.ts
function suggestionOf(words, remedies) {
	const lines = words === null ? [] : [words];
	const written = new Set();
	for (const remedy of remedies) {
		const { kind, file } = remedy;
		if (kind === "config") {
			const place = placeOf$1(remedy);
			if (written.has(place)) continue;
			written.add(place);
			lines.push(configLines(remedies.filter((one) => one.kind === "config" && placeOf$1(one) === place)));
		} else if (kind === "exclude" || kind === "accept") {
			const items = remedies.filter((one) => one.kind === kind).map(({ value }) => value);
			if (remedy.value !== items[0]) continue;
			const [lead, section] = kind === "exclude" ? [excludeLead(items), "data"] : [acceptLead(remedies), "checks"];
			const which = items.length === 1 ? "its item" : "these items";
			lines.push(`${lead}add to \`${section}\` in ${file}, or ${which} to the \`${kind}\` that is there: ${kind}: ${yamlFlow(items)}`);
		} else if (!isAccept(remedy)) lines.push(commandLine(remedy.value));
	}
	return lines.length === 0 ? null : lines.join("\n");
}
const excludeLead = (items) => `To leave the ${items.every((value) => isEntry(value) && "rows" in value) ? "rows" : items.length === 1 ? "file" : "files"} out, `;
const isEntry = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isAccept = ({ kind, value }) => kind === "command" && Array.isArray(value) && value[0] === "accept" && value[FILE_AT - 1] === "--file";
function commandLine(value) {
	return Array.isArray(value) && value[0] === "accept" ? `If the new model is to be the champion nevertheless, run \`${commandText(value)}\`.` : `Run \`${commandText(value)}\`.`;
}
function acceptLead(all) {
	const commands = [...new Set(all.filter(isAccept).map(({ value }) => `\`${commandText(value)}\``))];
	return `If the rows are right, ${commands.length === 0 ? "" : `run ${commands.join(" and ")}, or `}`;
}
function commandText(value) {
	const words = Array.isArray(value) ? value.map(String) : [String(value)];
	const quoted = (word) => `'${word.replaceAll("'", "'\\''").replaceAll("`", "…")}'`;
	return words.map((word) => /^[\w./:=@%+-]+$/.test(word) ? word : quoted(word)).join(" ");
}
function placeOf$1({ file, key, value }) {
	const { field } = stepsOf(key ?? "");
	return JSON.stringify([
		file,
		field,
		field === null || value === null ? key : ""
	]);
}
const SECTIONS = new Set([
	"data",
	"split",
	"checks",
	"gates",
	"retrain"
]);
function configLines(remedies) {
	const [first] = remedies;
	const { field, path } = stepsOf(first?.key ?? "");
	const file = first?.file ?? "retrain.yml";
	const isInSection = field === null && path.length > 1 && SECTIONS.has(path[0]);
	const under = field !== null ? ` under the field \`${field.replaceAll("`", "'")}\`` : isInSection ? ` under \`${path[0]}\`` : "";
	if (first?.value === null) return path.length === 0 ? `Take the field out of ${file}${under}.` : `Take \`${path.join(".")}\` out of ${file}${under}.`;
	const entries = remedies.map(({ key, value }) => {
		const { path: steps } = stepsOf(key ?? "");
		const [name = "", ...rest] = isInSection ? steps.slice(1) : steps;
		return `${yamlScalar(name)}: ${yamlFlow(rest.reduceRight((below, step) => ({ [step]: below }), value), isInSection)}`;
	});
	return entries.length === 1 ? `Write in ${file}${under}: ${entries[0]}` : `Write in ${file}${under}:\n${entries.map((entry) => `  ${entry}`).join("\n")}`;
}
function stepsOf(key) {
	const found = /^fields\[("(?:[^"\\]|\\.)*")\]\.?/.exec(key);
	const rest = found === null ? key : key.slice(found[0].length);
	return {
		field: found === null ? null : JSON.parse(found[1]),
		path: rest === "" ? [] : rest.split(".")
	};
}
function cardOf({ remedies = [] }) {
	const rows = remedies.flatMap(({ kind, value }) => (kind === "exclude" || kind === "accept") && isEntry(value) ? JSON.stringify(value.rows ?? [value.file ?? null, value.digest ?? null]) : []);
	return rows.length === 0 ? null : [...new Set(rows)].join();
}
function cardsOf(checks) {
	const byRows = new Map();
	for (const check of checks) {
		const rows = check.status === "pass" ? null : cardOf(check);
		if (rows !== null) byRows.set(rows, [...byRows.get(rows) ?? [], check]);
	}
	const byFile = new Map();
	for (const [rows, card] of byRows) {
		const file = fileOf(card);
		const key = file === null ? `rows ${rows}` : `file ${file}`;
		byFile.set(key, [...byFile.get(key) ?? [], ...card]);
	}
	return new Map([...byFile.values()].flatMap((card) => card.map((check) => [check, card])));
}
function fileOf(card) {
	const failed = card.find(({ status }) => status === "fail");
	return (failed?.remedies?.filter(isExclude) ?? []).length === 1 ? failed?.where?.file ?? null : null;
}
function told(checks, file = CONFIGURATION) {
	const cards = cardsOf(checks);
	return checks.map((check) => {
		if (check.remedies === void 0) return check;
		const card = cards.get(check) ?? [check];
		const remedies = sharedBy(check, card).map((remedy) => remedy.file === "retrain.yml" ? {
			...remedy,
			file
		} : remedy);
		const isFirst = card[0] === check;
		const words = isFirst ? withOthers(check.suggestion, card) : check.suggestion;
		const own = isFirst ? remedies : remedies.filter((remedy) => remedy.kind === "config");
		return {
			...check,
			remedies,
			suggestion: suggestionOf(words, own)
		};
	});
}
const OTHERS_NAMED = 5;
function withOthers(words, [first, ...others]) {
	const nameOf = ({ code, subject }) => `${code} of ${subject}`;
	const names = [...new Set(others.map(nameOf))].filter((name) => name !== nameOf(first));
	if (names.length === 0) return words;
	const more = names.length > OTHERS_NAMED ? ` and ${names.length - OTHERS_NAMED} more` : "";
	const also = `Found in the same ${new Set([first, ...others].map(cardOf)).size === 1 ? "rows" : "file"}: ${names.slice(0, OTHERS_NAMED).join(", ")}${more}.`;
	return words === null ? also : `${words}\n${also}`;
}
function sharedBy({ remedies = [] }, card) {
	const own = remedies.filter((remedy) => remedy.kind !== "exclude" && remedy.kind !== "accept" && !isAccept(remedy));
	const failed = card.flatMap((check) => check.status === "fail" ? check.remedies ?? [] : []);
	const excludes = (failed.some(isExclude) ? failed : card.flatMap((check) => check.remedies ?? [])).filter(isExclude);
	const left = excludes.filter((one, i) => excludes.findIndex((other) => isSameRows(one, other)) === i);
	const accepts = failed.filter(({ kind }) => kind === "accept");
	const checksOf = ({ value }) => isEntry(value) && Array.isArray(value.checks) ? value.checks : [];
	const taken = accepts.flatMap((one, i) => {
		const same = accepts.filter((other) => isSameRows(other, one));
		return accepts.indexOf(same[0]) < i ? [] : [{
			...one,
			value: {
				...one.value,
				checks: [...new Set(same.flatMap(checksOf))]
			}
		}];
	});
	const runs = failed.filter(isAccept);
	const files = runs.map(({ value }) => value[FILE_AT]);
	return [
		...own,
		...left,
		...taken,
		...runs.filter((_, i) => files.indexOf(files[i]) === i)
	];
}
const isExclude = ({ kind }) => kind === "exclude";
const isSameRows = (a, b) => cardOf({ remedies: [a] }) === cardOf({ remedies: [b] });
const FILE_AT = 2;
// src/report/sentences/numbers.ts
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
const DIGITS = 3;
function scoreOf(metric) {
	return score(metric?.value, metric?.digits ?? DIGITS);
}
function intervalOf({ lower, upper, digits = DIGITS }) {
	return lower === null || upper === null ? null : `${score(lower, digits)} to ${score(upper, digits)}`;
}
function scores(values, digits = 3) {
	const known = new Set(values.filter((value) => typeof value === "number" && Number.isFinite(value)));
	for (let more = digits; more < 12; more++) if (new Set([...known].map((value) => score(value, more))).size === known.size) return values.map((value) => score(value, more));
	return values.map((value) => score(value, 12));
}
function gateNumbers({ estimate, bound, threshold, digits }) {
	const [middle = "", end = "", limit = ""] = scores([
		estimate,
		bound,
		threshold
	], digits);
	return [
		middle,
		`${typeof bound !== "number" || typeof estimate !== "number" || bound === estimate ? "" : bound < estimate ? "≥ " : "≤ "}${end}`,
		limit
	];
}
function signed(value, digits = 3) {
	const text = score(value, digits);
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
// src/report/sentences/paste.ts
const MAX_CHARACTERS = 6e3;
function blocksOf(suggestion) {
	const blocks = [];
	for (const line of wholeLines(suggestion)) for (const { kind, text } of piecesOf(line)) {
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
function wholeLines(suggestion) {
	const lines = suggestion.split(/\r?\n/);
	let room = MAX_CHARACTERS;
	const kept = lines.filter((line) => {
		const fits = line.length <= room;
		if (fits) room -= line.length;
		return fits;
	});
	const left = lines.length - kept.length;
	return left === 0 ? kept : [...kept, `Left out here, for its length: ${plural(left, "line")}; run.json has all.`];
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
	if (headline?.trio.candidate == null) return null;
	const { candidate, champion } = headline.trio;
	const before = champion === null ? "" : `; the champion before reaches ${scoreOf(champion)}`;
	const asked = result.checks.find((check) => check.code === "f1-threshold")?.threshold;
	const floor = asked == null ? "" : `, and ${score(asked)} is asked for`;
	return `${metricLabel("f1", headline.average)} is ${scoreOf(candidate)} on ${counted(candidate.rows, "hold-out row")}${floor}${before}.`;
}
function reportedFigures({ candidate, champion }) {
	const rows = candidate.rows === null ? "" : ` on ${counted(candidate.rows, "row")}`;
	const before = champion === null ? "" : `; ${Number(champion.value.toPrecision(6))} stood for the champion before`;
	return `The script reports ${candidate.name} ${Number(candidate.value.toPrecision(6))}${rows}${before}.`;
}
function nextOf(result, todo, { judges, undoes }) {
	const { verdict, error } = result;
	if (result.publication === "unknown") return "Run again when the service answers: that run reads champion.json and goes on from what it finds.";
	if (error !== null) return mendingOf(error);
	const warnings = result.checks.filter((check) => check.status === "warn").length;
	const worth = warnings === 0 ? "" : ` ${counted(warnings, "warning")} below ${warnings === 1 ? "is" : "are"} worth reading.`;
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
	const first = wanted[0]?.suggestion;
	if (first == null) return "";
	const pieces = blocksOf(first).map(({ kind, text }) => {
		if (kind === "prose") return text.replace(/\s*\n\s*/g, " ").trim();
		return text.includes("\n") || text.includes("`") || text.length > INLINE ? "the entry below." : `\`${text.trim()}\`.`;
	});
	const more = wanted.length > 1 ? ` (${counted(wanted.length - 1, "more suggestion")} below.)` : "";
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
export { isAcceptable as A, COLUMN_CODES as B, told as C, acceptedName as D, CONFIGURATION as E, waysOut as F, ACCEPTABLE_CODES as I, BATCH_CODES as L, promoteAnyway as M, reset as N, exclude as O, setKey as P, CAUSE_CODES as R, suggestionOf as S, yamlScalar as T, plain as _, headlineScore as a, shortId as b, MAX_CHARACTERS as c, count as d, counted as f, percent as g, intervalOf as h, classRows as i, longerThan as j, fieldKey as k, blocksOf as l, gateNumbers as m, isGate as n, metricLabel as o, duration as p, viewOf as r, scoreRows as s, countsSentence as t, byteSize as u, score as v, yamlFlow as w, signed as x, scoreOf as y, CHECK_CODES as z };
