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
const LABELS = [
	"unlabelled",
	"class-missing",
	"class-share",
	"label-noise",
	"label-swap",
	"leak",
	"backdoor"
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
	...LABELS
];
const MOVED_CODES = [...COLUMN_CODES, "joint-drift"];
const LABEL_CODES = [...LABELS, "f1-batch"];
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
// src/findings/wording.ts
const NAME_LIMIT = 80;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function printable(text, limit = NAME_LIMIT) {
	const head = Array.from(text.slice(0, 2 * limit + 2));
	return (head.length > limit || text.length > 2 * limit + 2 ? `${head.slice(0, limit).join("")}…` : text).replace(UNPRINTABLE, (c) => `\\u{${c.codePointAt(0).toString(16)}}`);
}
function named(name) {
	return `\`${printable(name).replaceAll("`", "'")}\``;
}
function namedList(names, limit = 5) {
	const shown = names.slice(0, limit).map(named);
	if (names.length > limit) return `${shown.join(", ")} and ${grouped(names.length - limit)} more`;
	if (shown.length < 2) return shown.join("");
	return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
const FILES_NAMED = 3;
function fileWords({ name, uri, alike = [] }) {
	if (alike.length === 0) return printable(name || uri, 200);
	const shown = [{ name }, ...alike].slice(0, FILES_NAMED).map((file) => printable(file.name, 100));
	const more = alike.length + 1 > shown.length ? ` and ${grouped(alike.length + 1 - shown.length)} more` : "";
	return `${plural(alike.length + 1, "file")} (${shown.join(", ")}${more})`;
}
function grouped(count) {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
function plural(count, noun, many = `${noun}s`) {
	return `${grouped(count)} ${count === 1 ? noun : many}`;
}
function ofRows(count, rows) {
	return `${grouped(count)} of ${plural(rows, "row")}`;
}
function percent(share) {
	if (share > 0 && share < .001) return "< 0.1 %";
	return `${String(Math.round(share * 1e3) / 10)} %`;
}
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
function accept(rows, file, check, reason) {
	const checks = [acceptedName(check.code, check.subject)];
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
function adviceOf(words, remedies, unaccepted = []) {
	const pieces = words === null ? [] : [{
		kind: "prose",
		text: words
	}];
	const written = new Set();
	for (const remedy of remedies) {
		const { kind, file } = remedy;
		if (kind === "config") {
			const place = placeOf(remedy);
			if (written.has(place)) continue;
			written.add(place);
			pieces.push(...configAdvice(remedies.filter((one) => one.kind === "config" && placeOf(one) === place)));
		} else if (kind === "exclude" || kind === "accept") {
			const items = remedies.filter((one) => one.kind === kind).map(({ value }) => value);
			if (remedy.value !== items[0]) continue;
			const [lead, section] = kind === "exclude" ? [excludeLead(items), "data"] : [acceptLead(remedies, unaccepted), "checks"];
			const text = `${lead}add to \`${section}\` in ${file}, or ${items.length === 1 ? "its item" : "these items"} to the \`${kind}\` that is there:`;
			pieces.push({
				kind: "prose",
				text
			}, {
				kind: "code",
				text: `${kind}: ${yamlFlow(items)}`
			});
		} else if (!isAccept(remedy)) pieces.push({
			kind: "prose",
			text: commandLine(remedy.value)
		});
	}
	return pieces;
}
function adviceText(advice) {
	const text = advice.reduce((before, piece, i) => {
		const isBehind = piece.kind === "code" && advice[i - 1]?.kind === "prose" && !piece.text.includes("\n");
		return `${before}${i === 0 ? "" : isBehind ? " " : "\n"}${piece.text}`;
	}, "");
	return advice.length === 0 ? null : text;
}
const suggestionOf = (words, remedies) => adviceText(adviceOf(words, remedies));
const excludeLead = (items) => `To leave the ${items.every((value) => isEntry(value) && "rows" in value) ? "rows" : items.length === 1 ? "file" : "files"} out, `;
const isEntry = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isAccept = ({ kind, value }) => kind === "command" && Array.isArray(value) && value[0] === "accept" && value[FILE_AT - 1] === "--file";
function commandLine(value) {
	return Array.isArray(value) && value[0] === "accept" ? `If the new model is to be the champion nevertheless, run \`${commandText(value)}\`.` : `Run \`${commandText(value)}\`.`;
}
function acceptLead(all, unaccepted) {
	const commands = [...new Set(all.filter(isAccept).map(({ value }) => `\`${commandText(value)}\``))];
	return `${unaccepted.length === 0 ? "If the rows are right, " : `To accept the rows does not end ${unaccepted.join(", ")}: mend that, and if the rest is right, `}${commands.length === 0 ? "" : `run ${commands.join(" and ")}, or `}`;
}
function commandText(value) {
	const words = Array.isArray(value) ? value.map(String) : [String(value)];
	const quoted = (word) => `'${word.replaceAll("'", "'\\''").replaceAll("`", "…")}'`;
	return words.map((word) => /^[\w./:=@%+-]+$/.test(word) ? word : quoted(word)).join(" ");
}
function placeOf({ file, key, value }) {
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
function configAdvice(remedies) {
	const [first] = remedies;
	const { field, path } = stepsOf(first?.key ?? "");
	const file = first?.file ?? "retrain.yml";
	const isInSection = field === null && path.length > 1 && SECTIONS.has(path[0]);
	const under = field !== null ? ` under the field \`${field.replaceAll("`", "'")}\`` : isInSection ? ` under \`${path[0]}\`` : "";
	if (first?.value === null) return [{
		kind: "prose",
		text: `Take ${path.length === 0 ? "the field" : `\`${path.join(".")}\``} out of ${file}${under}.`
	}];
	const entries = remedies.map(({ key, value }) => {
		const { path: steps } = stepsOf(key ?? "");
		const [name = "", ...rest] = isInSection ? steps.slice(1) : steps;
		return `${yamlScalar(name)}: ${yamlFlow(rest.reduceRight((below, step) => ({ [step]: below }), value), isInSection)}`;
	});
	const text = entries.length === 1 ? entries[0] : entries.map((entry) => `  ${entry}`).join("\n");
	return [{
		kind: "prose",
		text: `Write in ${file}${under}:`
	}, {
		kind: "code",
		text
	}];
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
		const advice = adviceOf(isFirst ? withOthers(check.suggestion, card) : check.suggestion, isFirst ? remedies : remedies.filter((remedy) => remedy.kind === "config"), isFirst ? unacceptedIn(card) : []);
		return {
			...check,
			remedies,
			suggestion: adviceText(advice),
			advice
		};
	});
}
const OTHERS_NAMED = 5;
const nameOf = ({ code, subject }) => `${code} of ${subject}`;
const unacceptedIn = (card) => [...new Set(card.filter(({ status, code }) => status === "fail" && !isAcceptable(code)).map(nameOf))];
function withOthers(words, [first, ...others]) {
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
export { COLUMN_CODES as A, percent as C, BATCH_CODES as D, ACCEPTABLE_CODES as E, MOVED_CODES as M, CAUSE_CODES as O, ofRows as S, printable as T, waysOut as _, told as a, named as b, CONFIGURATION as c, fieldKey as d, isAcceptable as f, setKey as g, reset as h, suggestionOf as i, LABEL_CODES as j, CHECK_CODES as k, acceptedName as l, promoteAnyway as m, cardOf as n, yamlFlow as o, longerThan as p, stepsOf as r, yamlScalar as s, adviceText as t, exclude as u, fileWords as v, plural as w, namedList as x, grouped as y };
