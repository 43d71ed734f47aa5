import { c as problem, i as LimitError, n as DamagedError, r as DataError, t as ConfigError } from "./errors2.js";
import { t as require_fastest_levenshtein } from "./lib-fastest-levenshtein.js";
import { a as ZodPipe, b as union, c as _enum, h as number$1, i as ZodOptional, l as array, n as ZodDefault, o as ZodPrefault, p as literal, r as ZodObject, s as ZodUnion, t as ZodArray, u as boolean, v as strictObject, x as unknown, y as string } from "./lib-zod.js";
import { t as RE2JS } from "./lib-re2js.js";
import { t as require_dist } from "./lib-yaml.js";
import { t as WEIGHT_UNIT } from "./nodes.js";
import { t as PbfReader } from "./lib-pbf.js";
import { t as Parser } from "./lib-csv-parse.js";
import { constants } from "node:fs";
import path, { relative, resolve, sep } from "node:path";
import { Readable, pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { createHash } from "node:crypto";
import { open, readdir, realpath, stat } from "node:fs/promises";
// src/config/nearest-key.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
const MAX_LENGTH$2 = 40;
function kebab(key) {
	return key.replace(/([a-z0-9])([A-Z])/g, "$1-$2").replace(/[\s_]+/g, "-").toLowerCase();
}
function nearest(key, known) {
	if (key.length > MAX_LENGTH$2 || key.length < 2) return null;
	const wanted = kebab(key);
	let best = null;
	let least = Number.POSITIVE_INFINITY;
	for (const candidate of known) {
		const other = kebab(candidate);
		const far = wordOf(wanted, other) ? .5 : beginningOf(wanted, other) ? .75 : (0, import_fastest_levenshtein.distance)(wanted, other);
		if (far <= (Math.max(wanted.length, other.length) <= 3 ? 1 : Math.floor(Math.max(wanted.length, other.length) / 3)) && far < least) {
			best = candidate;
			least = far;
		}
	}
	return best;
}
function wordOf(a, b) {
	const [short, long] = a.length < b.length ? [a, b] : [b, a];
	return short.length >= 4 && (long.startsWith(`${short}-`) || long.endsWith(`-${short}`));
}
function beginningOf(a, b) {
	const [short, long] = a.length < b.length ? [a, b] : [b, a];
	return short.length >= 3 && long.startsWith(short);
}
function meantKey(section, key, outline) {
	if (key.length > MAX_LENGTH$2) return null;
	const wanted = kebab(key);
	const sibling = nearest(key, outline.get(section) ?? []);
	const elsewhere = [...outline].filter(([parent]) => parent !== section && !parent.includes("*"));
	const same = elsewhere.find(([, keys]) => keys.includes(wanted));
	if (sibling !== null && (kebab(sibling) === wanted || !same)) return {
		section,
		key: sibling
	};
	if (same) return {
		section: same[0],
		key: wanted
	};
	if (key.length < 4) return null;
	for (const [parent, keys] of elsewhere) {
		const near = keys.find((known) => (0, import_fastest_levenshtein.distance)(known, wanted) <= 1);
		if (near !== void 0) return {
			section: parent,
			key: near
		};
	}
	return null;
}
// src/config/source.ts
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function mapping() {
	return Object.create(null);
}
function valueAt(tree, path) {
	let value = tree;
	for (const step of path) if (Array.isArray(value)) value = typeof step === "number" ? value[step] : void 0;
	else if (isMapping(value)) value = Object.hasOwn(value, step) ? value[String(step)] : void 0;
	else return void 0;
	return value;
}
const NAME_LENGTH = 60;
const UNPRINTABLE$1 = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function printable$1(text) {
	return text.replace(UNPRINTABLE$1, (char) => `\\u${char.codePointAt(0).toString(16).padStart(4, "0")}`);
}
function quoted(text) {
	return printable$1(JSON.stringify(text.length > NAME_LENGTH ? `${text.slice(0, NAME_LENGTH)}…` : text));
}
function keyText(key) {
	return /^[\w$-]{1,60}$/.test(key) ? key : quoted(key);
}
function pathText(path) {
	let text = "";
	for (const step of path) if (typeof step === "number") text += `[${step}]`;
	else text += (text === "" ? "" : ".") + keyText(String(step));
	return text;
}
function placeText(where) {
	return `${where.file}:${where.line}:${where.column}`;
}
function shown$2(value) {
	if (value === void 0) return "missing";
	if (value === null) return "empty";
	if (typeof value === "string") return quoted(value);
	if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
	if (typeof value === "object") return "a mapping";
	return String(value);
}
function sourceOfJson(json, name) {
	return {
		tree: shallow(json, 0),
		subject: (path) => path.length === 0 ? name : `${pathText(path)} of ${name}`,
		whereValue: () => null,
		whereKey: () => null,
		text: (path) => {
			const value = valueAt(json, path);
			return typeof value === "number" || typeof value === "boolean" || typeof value === "string" ? String(value) : null;
		}
	};
}
const MAX_DEPTH$1 = 32;
function shallow(json, depth) {
	if (typeof json !== "object" || json === null) return json;
	if (depth === MAX_DEPTH$1) return null;
	if (Array.isArray(json)) return json.map((item) => shallow(item, depth + 1));
	const tree = mapping();
	for (const [key, value] of Object.entries(json)) tree[key] = shallow(value, depth + 1);
	return tree;
}
// src/config/checks.ts
const MAX_SUGGESTIONS$1 = 50;
function isBad(facts, ...keys) {
	const within = (a, b) => a.every((step, index) => step === b[index]);
	return keys.some((key) => facts.bad.some((bad) => within(bad, key) || within(key, bad)));
}
function keyChecks(facts) {
	return [
		...required(facts),
		...positiveClass(facts),
		...columnsOnlyByRow(facts)
	];
}
function required(facts) {
	if (!facts.complete) return [];
	const { draft, surface, source } = facts;
	const file = source.subject([]);
	const problems = [];
	const missing = (at, what, expected) => {
		if (valueAt(source.tree, at) !== void 0 || isBad(facts, at)) return;
		const where = source.whereKey(at.slice(0, -1)) ?? top(facts);
		problems.push(problem(`${what}; expected ${expected}.`, {
			where,
			got: "nothing",
			expected
		}));
	};
	const or = (flag, example) => surface === "terminal" ? `--${flag} ${example}` : `the input ${flag}`;
	if (draft.data.files === void 0) missing(["data", "files"], "No data is named", `data.files in ${file} or ${or("data", "'data/data_{YYYYMMDD}.csv'")}`);
	if (draft.target === void 0) missing(["target"], "No target is named", `target in ${file} or ${or("target", "COLUMN")}`);
	if (draft.registry === void 0 && surface === "workflow") missing(["registry"], "No registry is named, and the default branch:model-registry is not available in this version", `registry: directory:PATH in ${file} or the input registry`);
	return problems;
}
function top({ source }) {
	const where = source.whereValue([]);
	return where ? {
		...where,
		line: 1,
		column: 1
	} : null;
}
function positiveClass(facts) {
	const { source, draft } = facts;
	const average = ["gates", "f1-average"];
	const positive = ["gates", "positive-class"];
	if (isBad(facts, average, positive)) return [];
	const binary = draft.gates["f1-average"] === "binary";
	const named = draft.gates["positive-class"];
	if (binary && named === void 0) {
		const expected = "gates.positive-class: the class that is scored";
		return [problem(`${source.subject(average)} is "binary" without a positive class; expected ${expected}.`, {
			where: source.whereValue(average),
			got: "nothing",
			expected
		})];
	}
	if (binary || named === void 0) return [];
	const expected = "gates.f1-average: binary beside it";
	return [problem(`${source.subject(positive)} is ${quoted(named)}, which only f1-average: binary uses; expected ${expected}.`, {
		where: source.whereValue(positive),
		got: quoted(named),
		expected
	})];
}
function columnsOnlyByRow(facts) {
	const { source, draft } = facts;
	const columns = ["split", "columns"];
	if (draft.split.columns === void 0 || draft.split.by === "row" || isBad(facts, columns, ["split", "by"])) return [];
	const expected = "split.by: row beside it";
	return [problem(`${source.subject(columns)} is set, which only split.by: row uses; expected ${expected}.`, {
		where: source.whereValue(columns),
		got: "split.columns",
		expected
	})];
}
function schemaChecks(facts, names) {
	const known = new Set(names);
	const { source, draft } = facts;
	const named = [];
	const { by, columns } = draft.split;
	if (typeof by === "string" && by !== "row") named.push({
		path: ["split", "by"],
		column: by.replace(/^\w+: */, "").trim()
	});
	if (typeof by === "object") {
		for (const [kind, column] of Object.entries(by)) if (column) named.push({
			path: [
				"split",
				"by",
				kind
			],
			column
		});
	}
	const list = columns === void 0 ? [] : Array.isArray(columns) ? columns : [columns];
	for (const [index, column] of list.entries()) {
		const path = [
			"split",
			"columns",
			index
		];
		named.push({
			path: valueAt(source.tree, path) === void 0 ? path.slice(0, -1) : path,
			column
		});
	}
	return named.filter(({ column }) => !known.has(column)).map(({ path, column }, index) => {
		const near = index < MAX_SUGGESTIONS$1 ? nearest(column, names) : null;
		const expected = near ? quoted(near) : "the name of a field";
		const hint = near ? `; did you mean ${quoted(near)}?` : "; expected the name of a field.";
		return problem(`${source.subject(path)} is ${quoted(column)}, which is no field of the schema${hint}`, {
			where: source.whereValue(path),
			got: quoted(column),
			expected
		});
	});
}
// src/config/complaints.ts
const MAX_PROBLEMS$1 = 1e3;
var Complaints = class {
	problems = [];
	dropped = 0;
	source;
	constructor(source) {
		this.source = source;
	}
	take(problems) {
		for (const one of problems) if (this.problems.length < MAX_PROBLEMS$1) this.problems.push(one);
		else this.dropped++;
	}
	add(path, says, expected, got = shown$2(valueAt(this.source.tree, path))) {
		let at = path;
		while (at.length > 0 && valueAt(this.source.tree, at) === void 0) at = at.slice(0, -1);
		const message = `${this.source.subject(at)} ${says}; expected ${expected}.`;
		this.take([problem(message, {
			where: this.source.whereValue(at),
			got,
			expected
		})]);
	}
	all() {
		return bounded$2(this.problems, this.dropped);
	}
};
function bounded$2(problems, dropped = 0) {
	const line = (p) => p.where?.line ?? Number.MAX_SAFE_INTEGER;
	const sorted = [...problems].sort((a, b) => line(a) - line(b) || (a.where?.column ?? 0) - (b.where?.column ?? 0));
	const more = dropped + Math.max(0, sorted.length - MAX_PROBLEMS$1);
	if (more === 0) return sorted;
	const message = `There are ${more} more mistakes; mend these first.`;
	return [...sorted.slice(0, MAX_PROBLEMS$1), problem(message, {
		got: `${more} more mistakes`,
		expected: "none"
	})];
}
function elsewhere(problems, faults) {
	const place = ({ where }) => where ? `${where.file}:${where.line}:${where.column}` : null;
	const taken = new Set(faults.map(place));
	return problems.filter((p) => p.where === null || !taken.has(place(p)));
}
// src/config/paths.ts
const SEARCHED = ["retrain.yml", ".github/retrain.yml"];
function baseOf(file) {
	const directory = path.dirname(file);
	return path.basename(directory) === ".github" && path.basename(file) === "retrain.yml" ? path.dirname(directory) : directory;
}
function fileName(cwd, file) {
	const relative = path.relative(cwd, file);
	return (relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative) ? relative : file).split(path.sep).join("/");
}
const DATE_TOKEN = /\{(?:YYYY|MM|DD|HH|[-_. T])*(?:YYYY|MM|DD|HH)(?:YYYY|MM|DD|HH|[-_. T])*\}/;
const NEAR_TOKEN = /\{[YMDHymdhj%_. T-]{2,}\}/;
function absolutePattern(base, pattern, subject, at) {
	const fault = (message, expected) => {
		return {
			pattern,
			problem: problem(`${subject} ${message}; expected ${expected}.`, {
				...at,
				got: quoted(pattern),
				expected
			}),
			notice: null
		};
	};
	const absolute = path.isAbsolute(pattern);
	if (!absolute && (base.includes("*") || DATE_TOKEN.test(base))) return fault(`is relative to ${quoted(base)}, whose name holds pattern characters`, "a directory without * and {YYYY} in its name");
	const segments = absolute ? [] : base.split(path.sep).filter((segment) => segment !== "");
	for (const segment of pattern.split("/")) {
		if (segment === "" || segment === ".") continue;
		if (segment !== "..") segments.push(segment);
		else if (isPattern(segments.pop() ?? "")) return fault(`is ${quoted(pattern)}, with .. after a part that is a pattern`, "a path without it");
	}
	if (segments.length === 0) return fault(`is ${quoted(pattern)}, which names no file`, "a path or pattern of files");
	const token = NEAR_TOKEN.exec(pattern.replaceAll(new RegExp(DATE_TOKEN, "g"), ""));
	const notice = token ? problem(`${subject} holds ${quoted(token[0])}, which is taken literally; dates are written {YYYY}, {MM}, {DD}, {HH} or {YYYYMMDD}.`, {
		...at,
		got: quoted(token[0]),
		expected: "{YYYY}, {MM}, {DD}, {HH} or joined"
	}) : null;
	return {
		pattern: `${absolute ? path.parse(pattern).root : path.parse(base).root}${segments.join("/")}`,
		problem: null,
		notice
	};
}
function isPattern(segment) {
	return segment.includes("*") || DATE_TOKEN.test(segment);
}
function registryPath(base, registry) {
	return path.resolve(base, registry.startsWith("directory:") ? registry.slice(10) : registry);
}
// src/config/complete.ts
const DEFAULT_REGISTRY = "directory:registry";
function complete(facts) {
	const { draft } = facts;
	const files = filesOf(facts);
	return {
		config: {
			data: dataOf(draft, files.files),
			target: draft.target ?? "",
			split: splitOf(draft),
			retrain: draft.retrain,
			train: trainOf(draft),
			gates: gatesOf(draft),
			registry: {
				kind: "directory",
				path: registryOf(facts)
			},
			limits: limitsOf(draft),
			report: {
				showValues: draft.report["show-values"],
				dir: draft.report.dir === void 0 ? null : path.resolve(facts.ownerBase(["report", "dir"]), draft.report.dir)
			}
		},
		problems: files.problems,
		notices: files.notices
	};
}
function asList(value) {
	return value === void 0 ? [] : Array.isArray(value) ? value : [value];
}
function filesOf(facts) {
	const { draft, source } = facts;
	const files = [];
	const problems = [];
	const notices = [];
	for (const [index, pattern] of asList(draft.data.files).entries()) {
		const listed = [
			"data",
			"files",
			index
		];
		const at = valueAt(source.tree, listed) === void 0 ? listed.slice(0, -1) : listed;
		const made = absolutePattern(facts.ownerBase(at), pattern, source.subject(at), { where: source.whereValue(at) });
		files.push(made.pattern);
		if (made.problem) problems.push(made.problem);
		if (made.notice) notices.push(made.notice);
	}
	return {
		files,
		problems,
		notices
	};
}
function dataOf(draft, files) {
	return {
		files,
		window: draft.data.window,
		freshnessSeconds: draft.data.freshness,
		ignore: asList(draft.data.ignore),
		exclude: draft.data.exclude.map(({ file, digest, reason }) => ({
			file,
			digest: digest ?? null,
			reason: reason ?? ""
		}))
	};
}
function splitOf(draft) {
	const { holdout, by, columns, salt } = draft.split;
	const common = {
		holdout,
		columns: columns === void 0 ? null : [...new Set(asList(columns))],
		salt: salt ?? null
	};
	if (typeof by === "object") return {
		by: by.id === void 0 ? "group" : "id",
		column: by.id ?? by.group ?? "",
		...common
	};
	if (by === "row") return {
		by: "row",
		column: null,
		...common
	};
	const [, kind, column] = /^(id|group): *(.*)$/.exec(by) ?? [];
	return {
		by: kind === "id" ? "id" : "group",
		column: column?.trim() ?? "",
		...common
	};
}
function trainOf(draft) {
	const { engine, trees, seed } = draft.train;
	const depth = draft.train["max-depth"];
	const asked = asList(draft.train.export);
	return {
		engine,
		trees,
		seed,
		maxDepth: depth === "none" ? null : depth,
		minLeaf: draft.train["min-leaf"],
		export: asked.includes("json") ? ["onnx", "json"] : ["onnx"]
	};
}
function gatesOf(draft) {
	const { gates } = draft;
	return {
		f1Threshold: gates["f1-threshold"] ?? null,
		f1Average: gates["f1-average"],
		positiveClass: gates["positive-class"] ?? null,
		require: gates.require,
		champion: gates.champion,
		dummy: gates.dummy
	};
}
function limitsOf({ limits }) {
	const { bytes, rows, columns, cell, minutes } = limits;
	return {
		bytes,
		rows,
		columns,
		cell,
		modelBytes: limits["model-bytes"],
		minutes
	};
}
function registryOf(facts) {
	const { registry } = facts.draft;
	if (registry === void 0) return registryPath(facts.cwd, DEFAULT_REGISTRY);
	const at = typeof registry === "string" ? ["registry"] : ["registry", "to"];
	return registryPath(facts.ownerBase(at), typeof registry === "string" ? registry : registry.to);
}
function splitNotices(facts) {
	if (facts.draft.split.salt !== void 0 || isBad(facts, ["split", "salt"])) return [];
	const expected = "split.salt: a random text";
	const message = "split.salt is not set, so whoever knows the built-in salt can choose on which side of the hold-out a row falls";
	const where = facts.source.whereKey(["split"]);
	return [problem(`${message}; set ${expected} (init writes one).`, {
		where,
		got: "nothing",
		expected
	})];
}
// src/config/mistakes.ts
const MAX_UNKNOWN = 200;
function mistakesOf(issues, source, words) {
	const found = issues.flatMap((issue) => mistakesOfIssue(issue, [], source, words));
	const parents = new Set(found.flatMap(({ path, unknown }) => unknown ? [pathText(path.slice(0, -1))] : []));
	return found.filter(({ path, unknown }) => unknown || !parents.has(pathText(path)) || path.length === 0);
}
function mistakesOfIssue(issue, base, source, words) {
	const path = [...base, ...issue.path];
	if (issue.code === "unrecognized_keys") return issue.keys.slice(0, MAX_UNKNOWN).map((key) => ({
		path: [...path, key],
		problem: unknownKey([...path, key], source, words),
		unknown: true
	}));
	if (issue.code === "invalid_union") {
		const value = valueAt(source.tree, path);
		const branch = words.laterValue(path, value) === null ? nearestBranch(issue.errors, value) : null;
		if (branch) return branch.flatMap((inner) => mistakesOfIssue(inner, path, source, words));
	}
	return [{
		path,
		problem: wrongValue(path, issue.message, source, words),
		unknown: false
	}];
}
function nearestBranch(branches, value) {
	if (typeof value !== "object" || value === null) return null;
	const otherKind = (issue) => issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
	return branches.find((issues) => issues.length > 0 && !issues.some(otherKind)) ?? null;
}
function wrongValue(path, expected, source, words) {
	const value = valueAt(source.tree, path);
	if (value === void 0) return missing$1(path, expected, source);
	const where = source.whereValue(path);
	const got = shown$2(value);
	const subject = source.subject(path);
	const later = words.laterValue(path, value);
	if (later !== null) return problem(`${subject}: ${got} is not available in this version; ${later}.`, {
		where,
		got,
		expected: later
	});
	const mend = typeof value === "string" && value.trim() !== "" && !Number.isNaN(Number(value)) && / number | integer /.test(` ${expected} `);
	return problem(`${subject} is ${got}; expected ${expected}${mend ? ", without quotes" : ""}.`, {
		where,
		got,
		expected
	});
}
function missing$1(path, expected, source) {
	const parent = path.slice(0, -1);
	const where = source.whereValue(parent) ?? source.whereKey(parent);
	const key = keyText(String(path.at(-1)));
	return problem(`${source.subject(parent)} has no ${key}; expected ${key}: ${expected}.`, {
		where,
		got: "nothing",
		expected
	});
}
function unknownKey(path, source, words) {
	const where = source.whereKey(path);
	const name = pathText(path);
	const got = keyText(String(path.at(-1)));
	const subject = where ? `${name} (${placeText(where)})` : source.subject(path);
	const later = words.laterKey(path);
	if (later !== null) return problem(`${subject} is not available in this version; ${later}.`, {
		where,
		got,
		expected: later
	});
	const section = path.slice(0, -1).map((step) => typeof step === "number" ? "*" : String(step)).join(".");
	const known = words.outline.get(section) ?? [];
	const meant = meantKey(section, String(path.at(-1)), words.outline);
	const shownKeys = known.length > 14 ? `${known.slice(0, 14).join(", ")} …` : known.join(", ");
	if (meant === null) return problem(`${subject} is no known key; known here are ${shownKeys}.`, {
		where,
		got,
		expected: shownKeys
	});
	const expected = pathText([...meant.section === section ? path.slice(0, -1) : meant.section.split(".").filter((step) => step !== ""), meant.key]);
	return problem(`${subject} is no known key; did you mean ${expected}?`, {
		where,
		got,
		expected
	});
}
// src/config/outline.ts
function outlineOf(schema) {
	const outline = new Map();
	visit(schema, "", outline);
	return outline;
}
function visit(schema, path, outline) {
	const at = (step) => path === "" ? step : `${path}.${step}`;
	if (schema instanceof ZodObject) {
		outline.set(path, [...outline.get(path) ?? [], ...Object.keys(schema.shape)]);
		for (const [key, child] of Object.entries(schema.shape)) visit(child, at(key), outline);
	} else if (schema instanceof ZodArray) visit(schema.element, at("*"), outline);
	else if (schema instanceof ZodUnion) for (const option of schema.options) visit(option, path, outline);
	else if (schema instanceof ZodPipe) visit(schema.in, path, outline);
	else if (schema instanceof ZodOptional || schema instanceof ZodDefault || schema instanceof ZodPrefault) visit(schema.unwrap(), path, outline);
}
// src/config/prepare.ts
function prepared(source, sections, texts) {
	const visit = (value, path, key) => {
		const below = (step) => key === "" ? step : `${key}.${step}`;
		if (value === null && sections.has(key)) return void 0;
		if ((typeof value === "number" || typeof value === "boolean") && texts.has(key)) return source.text(path) ?? String(value);
		if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index], below("*")) ?? null);
		if (!isMapping(value)) return value;
		const tree = mapping();
		for (const [name, item] of Object.entries(value)) {
			const kept = visit(item, [...path, name], below(name));
			if (kept !== void 0) tree[name] = kept;
		}
		return tree;
	};
	return visit(source.tree, [], "") ?? mapping();
}
function without(tree, paths) {
	if (paths.length === 0 || !isMapping(tree) && !Array.isArray(tree)) return tree;
	if (paths.some((path) => path.length === 0)) return mapping();
	const at = (step) => paths.filter((path) => path[0] === step).map((path) => path.slice(1));
	if (Array.isArray(tree)) return tree.flatMap((item, index) => at(index).some((path) => path.length === 0) ? [] : [without(item, at(index))]);
	const kept = mapping();
	for (const [key, value] of Object.entries(tree)) {
		const below = at(key);
		if (!below.some((path) => path.length === 0)) kept[key] = without(value, below);
	}
	return kept;
}
// src/config/read-text.ts
const REASONS = {
	ENOENT: "does not exist",
	ENOTDIR: "does not exist: a part of the path is no directory",
	EISDIR: "is a directory",
	EACCES: "may not be read: permission denied",
	EPERM: "may not be read: permission denied",
	ELOOP: "is a loop of symbolic links",
	ENAMETOOLONG: "has too long a name"
};
async function readText(file, shownName, maxBytes, named) {
	const fail = (got, expected) => {
		const message = named ? `${named.subject} names ${shownName}, which ${got}` : `${shownName} ${got}`;
		return {
			text: null,
			problem: problem(`${message}; expected ${expected}.`, {
				where: named?.where ?? null,
				got,
				expected
			})
		};
	};
	let bytes;
	try {
		bytes = await readBytes(file, maxBytes + 1);
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		if (named === null && (code === "ENOENT" || code === "ENOTDIR")) return {
			text: null,
			problem: null
		};
		return fail(REASONS[code] ?? `cannot be read (${code || "unknown reason"})`, "a file that can be read");
	}
	if (bytes.length > maxBytes) return fail(`is longer than ${maxBytes} bytes`, `at most ${maxBytes} bytes`);
	try {
		return {
			text: new TextDecoder("utf-8", { fatal: true }).decode(bytes),
			problem: null
		};
	} catch {
		return fail("is not UTF-8 text", "text in UTF-8");
	}
}
async function readBytes(file, most) {
	let handle;
	try {
		handle = await open(file, "r");
		const { size } = await handle.stat();
		let bytes = new Uint8Array(Math.min(most, size + 1));
		let length = 0;
		for (;;) {
			const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
			length += bytesRead;
			if (bytesRead === 0 || length === most) return bytes.subarray(0, length);
			if (length < bytes.length) continue;
			const wider = new Uint8Array(Math.min(most, bytes.length * 2 + 4096));
			wider.set(bytes);
			bytes = wider;
		}
	} finally {
		await handle?.close();
	}
}
// src/config/quantities.ts
const SECONDS = {
	m: 60,
	h: 3600,
	d: 86400,
	w: 604800
};
const BYTES = {
	b: 1,
	kib: 1024,
	mib: 2 ** 20,
	gib: 2 ** 30,
	tib: 2 ** 40,
	kb: 1e3,
	mb: 1e6,
	gb: 1e9,
	tb: 0xe8d4a51000
};
const DURATION = /^(\d{1,9}(?:\.\d{1,3})?) ?([mhdw])$/;
const SIZE = /^(\d{1,15}(?:\.\d{1,9})?(?:[eE]\+?\d{1,2})?) ?([kKmMgGtT]i?[bB]|[bB])?$/;
const WINDOW = /^(?:all|latest|[1-9]\d{0,8} files?|\d{1,9}(?:\.\d{1,3})? ?[hdw])$/;
function secondsOf$1(text) {
	const [, amount, unit] = DURATION.exec(text) ?? [];
	return Number(amount) * (SECONDS[unit ?? ""] ?? NaN);
}
function bytesOf(text) {
	const [, amount, unit] = SIZE.exec(text) ?? [];
	return Math.floor(Number(amount) * (BYTES[(unit ?? "b").toLowerCase()] ?? NaN));
}
function windowOf(text) {
	if (text === "all" || text === "latest") return { kind: text };
	const files = /^(\d+) files?$/.exec(text);
	if (files) return {
		kind: "files",
		count: Number(files[1])
	};
	return {
		kind: "days",
		days: secondsOf$1(text) / 86400
	};
}
// src/config/leaves.ts
const MAX_TEXT = 4096;
const CONTROL = /[\u0000-\u001f\u007f]/;
function text(expected) {
	return string({ error: expected }).min(1, { error: expected }).max(MAX_TEXT, { error: `${expected} of at most ${MAX_TEXT} characters` }).refine((value) => !CONTROL.test(value), { error: `${expected} without control characters` });
}
function number(least, most, above = false) {
	const expected = above ? `a number above ${least} and at most ${most}` : `a number from ${least} to ${most}`;
	const bounded = number$1({ error: expected }).max(most, { error: expected });
	return above ? bounded.gt(least, { error: expected }) : bounded.min(least, { error: expected });
}
function between(low, high) {
	const expected = `a number between ${low} and ${high}, both excluded`;
	return number$1({ error: expected }).gt(low, { error: expected }).lt(high, { error: expected });
}
function integer(least, most, expected = `an integer from ${least} to ${most}`) {
	return number$1({ error: expected }).int({ error: expected }).min(least, { error: expected }).max(most, { error: expected });
}
function choice(names) {
	return _enum(names, { error: names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` });
}
function flag() {
	return boolean({ error: "true or false" });
}
function count$1(most) {
	const expected = `a whole number from 1 to ${most}, such as 5000 or 5e6`;
	const written = string({ error: expected }).regex(/^\d{1,15}(\.\d{1,9})?([eE]\+?\d{1,2})?$/, { error: expected });
	return union([number$1({ error: expected }), written], { error: expected }).transform(Number).refine((value) => Number.isInteger(value) && value >= 1 && value <= most, { error: expected });
}
function size(most) {
	const expected = `a size such as 40MiB, 2GiB or a number of bytes, at most ${most}`;
	const limit = bytesOf(most);
	return union([number$1({ error: expected }), string({ error: expected }).regex(SIZE, { error: expected })], { error: expected }).transform((value) => typeof value === "number" ? Math.floor(value) : bytesOf(value)).refine((bytes) => bytes >= 1 && bytes <= limit, { error: expected });
}
function duration() {
	const expected = "a duration such as 36h or 90d, or none";
	return union([literal("none"), string({ error: expected }).regex(DURATION, { error: expected })], { error: expected }).transform((value) => value === "none" ? null : secondsOf$1(value)).refine((seconds) => seconds === null || seconds > 0, { error: expected });
}
function window() {
	const expected = "all, latest, a number of files such as 30 files, or days such as 90d";
	return string({ error: expected }).regex(WINDOW, { error: expected }).transform(windowOf).refine((value) => value.kind !== "days" || value.days > 0, { error: expected });
}
function several(item, expected, least = 1) {
	const list = array(item, { error: expected }).min(least, { error: expected });
	return union([item, list], { error: expected });
}
function section(shape) {
	const names = Object.keys(shape);
	const keys = names.length > 10 ? `${names.slice(0, 10).join(", ")} …` : names.join(", ");
	return strictObject(shape, { error: (issue) => issue.code === "unrecognized_keys" ? void 0 : `a mapping of ${keys}` });
}
// src/config/retrain-file.ts
const PATTERN = "a path or pattern such as data/data_{YYYYMMDD}.csv";
const COLUMN = "the name of a column";
const REGISTRY = "directory:PATH";
const data = section({
	files: several(text(PATTERN).refine((pattern) => !/^[A-Za-z][A-Za-z0-9+.-]*:\/\/|\.parquet$/i.test(pattern), { error: PATTERN }), `${PATTERN}, or a list of them`).optional().describe("Where the data is: a path or pattern, or a list. {YYYY} {MM} {DD} {HH} (also joined, {YYYYMMDD}), * and **."),
	window: window().prefault("all").describe("What to train on, counted back from the newest matching file: all, latest, 30 files, 90d."),
	freshness: duration().prefault("none").describe("The newest file must not be older than this, such as 36h; none: not asked for."),
	ignore: several(text("a pattern such as *.md5"), "a pattern such as *.md5, or a list of them", 0).optional().describe("Files that are never near misses."),
	exclude: array(section({
		file: text("the name of a file").describe("Its name, relative to the fixed part of the pattern."),
		digest: string({ error: "sha256: and 64 hexadecimal digits" }).regex(/^sha256:[0-9a-f]{64}$/, { error: "sha256: and 64 hexadecimal digits" }).optional().describe("Exclude only exactly these bytes."),
		reason: text("a few words").optional().describe("Why, for those who read this later.")
	}), { error: "a list of {file, digest, reason}" }).default([]).describe("Files that match and are not to be used; a rejection prints the entry to paste.")
});
const BY = "row, {id: COLUMN} or {group: COLUMN}";
const splitBy = union([string({ error: BY }).regex(/^(row|(id|group): *\S.*)$/, { error: BY }), section({
	id: text(COLUMN).optional().describe("Every row of one id lies on one side."),
	group: text(COLUMN).optional().describe("Every row of one group lies on one side.")
}).refine((by) => by.id === void 0 !== (by.group === void 0), { error: BY })], { error: BY });
const split = section({
	holdout: between(0, 1).default(.2).describe("The share of rows that is held out and never trained on."),
	by: splitBy.default("row").describe("What decides on which side a row falls: row, {id: COLUMN} or {group: COLUMN}."),
	columns: several(text(COLUMN), "a list of column names").optional().describe("The columns that `by: row` looks at; without it the features of the first champion."),
	salt: text("a random text").optional().describe("A random text: without it everybody can tell on which side a row falls.")
});
const train = section({
	engine: choice(["forest", "ml-random-forest"]).default("forest").describe("forest: our own; ml-random-forest: the stock package."),
	trees: integer(1, 1e4).default(100).describe("How many trees."),
	seed: integer(0, 4294967295).default(42).describe("The seed that every random choice derives from."),
	export: several(choice(["onnx", "json"]), "a list of onnx and json").default(["onnx"]).describe("onnx is always written; json adds the stock package's form where it can express the model."),
	"max-depth": union([integer(1, 1e3), literal("none")], { error: "an integer from 1 to 1000, or none" }).default("none").describe("How deep a tree may grow; none: until its leaves are pure."),
	"min-leaf": integer(1, 1e6).default(1).describe("The least rows of a leaf.")
});
const gates = section({
	"f1-threshold": number(0, 1).optional().describe("F1 on the hold-out must reach it."),
	"f1-average": choice([
		"weighted",
		"macro",
		"micro",
		"binary"
	]).default("weighted").describe("How the classes' F1 become one number."),
	"positive-class": text("the name of a class").optional().describe("The class that f1-average: binary scores."),
	require: choice(["point", "confident"]).default("point").describe("point: the estimate must reach the threshold; confident: the lower bound of its interval too."),
	champion: section({
		margin: number(0, 1).default(.02).describe("How much worse than the champion is still no worse."),
		confidence: number$1({ error: "a number from 0.5, below 1" }).min(.5, { error: "a number from 0.5, below 1" }).lt(1, { error: "a number from 0.5, below 1" }).default(.95).describe("One-sided confidence of the comparison."),
		horizon: integer(1, 1e6).default(1).describe("How many looks at the hold-out share the error."),
		undecided: choice(["keep", "fail"]).default("keep").describe("What a comparison that does not decide means.")
	}).prefault({}).describe("The candidate against the champion on the same hold-out rows."),
	dummy: section({ margin: number(0, 1).default(.05).describe("How much better than always predicting the most frequent class.") }).prefault({}).describe("The candidate against a model that looks at no feature.")
});
const home = text(REGISTRY).regex(/^(directory:.+|(?![A-Za-z][A-Za-z0-9+.-]*:).+)$/, { error: REGISTRY });
const registry = union([home, section({ to: home.describe("directory:PATH, or a plain path.") })], { error: REGISTRY });
const limits = section({
	rows: count$1(2e9).default(5e6).describe("Rows of all files of a run."),
	bytes: size("100TiB").prefault("2GiB").describe("Decompressed bytes of all files of a run."),
	columns: count$1(1e6).default(1e4).describe("Columns of a file."),
	cell: size("256MiB").prefault("1MiB").describe("Bytes of one cell."),
	"model-bytes": size("2GiB").prefault("40MiB").describe("Bytes of the model file."),
	minutes: number(0, 1e4, true).default(30).describe("Minutes that a run may take.")
});
const report = section({
	"show-values": flag().default(false).describe("Whether reports may show values of the data."),
	dir: text("a path").optional().describe("Where run.json, summary.md and report.html are written.")
});
const retrainFile = section({
	data: data.prefault({}).describe("Which files are read."),
	schema: text("the path of a Table Schema file").optional().describe("A Frictionless Table Schema, YAML or JSON."),
	target: text(COLUMN).optional().describe("The column to predict."),
	split: split.prefault({}).describe("What is held out to judge the model by."),
	retrain: section({ when: choice(["new-data", "always"]).default("new-data").describe("new-data: a run on the champion's inputs is skipped.") }).prefault({}).describe("When a run trains."),
	train: train.prefault({}).describe("How the model is trained."),
	gates: gates.prefault({}).describe("What a candidate must pass to be promoted."),
	registry: registry.optional().describe("Where models are published: directory:PATH."),
	limits: limits.prefault({}).describe("Bounds that a run never crosses."),
	report: report.prefault({}).describe("What is reported, and where.")
});
const TEXT_KEYS = [
	"data.files",
	"data.files.*",
	"data.ignore",
	"data.ignore.*",
	"data.exclude.*.file",
	"data.exclude.*.reason",
	"schema",
	"target",
	"split.by.id",
	"split.by.group",
	"split.columns",
	"split.columns.*",
	"split.salt",
	"gates.positive-class",
	"registry",
	"registry.to",
	"report.dir"
];
// src/table/dates.ts
const SECONDS_PER_DAY = 86400;
const DAYS_IN_MONTH = [
	31,
	28,
	31,
	30,
	31,
	30,
	31,
	31,
	30,
	31,
	30,
	31
];
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const TIME = /^([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?$/;
const ZONE = /(?:([zZ])|([+-])([0-9]{2}):?([0-9]{2}))$/;
const YEAR = /^(-?[0-9]{4,6})(?:\.0+)?$/;
const YEAR_MONTH = /^([0-9]{4})-([0-9]{2})$/;
function secondsOfDay(year, month, day) {
	if (month < 1 || month > 12 || day < 1) return null;
	const leap = month === 2 && (year % 4 === 0 && year % 100 !== 0 || year % 400 === 0);
	if (day > DAYS_IN_MONTH[month - 1] + (leap ? 1 : 0)) return null;
	return daysSince1970(year, month, day) * SECONDS_PER_DAY;
}
function daysSince1970(year, month, day) {
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}
function secondsOfTime(hour, minute, second, fraction = "") {
	if (hour > 23 || minute > 59 || second > 59) return null;
	return hour * 3600 + minute * 60 + second + (fraction === "" ? 0 : Number(`0.${fraction}`));
}
function parseDate(text) {
	const parts = DATE.exec(text);
	return parts ? secondsOfDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
}
function parseDatetime(text) {
	const separator = text.charCodeAt(10);
	if (separator !== 84 && separator !== 116 && separator !== 32) return null;
	const day = parseDate(text.slice(0, 10));
	if (day === null) return null;
	const zone = ZONE.exec(text);
	const time = parseTimeOfDay(text.slice(11, zone ? zone.index : text.length));
	const offset = zone ? offsetSeconds(zone[2], zone[3], zone[4]) : 0;
	return time === null || offset === null ? null : day + time - offset;
}
function offsetSeconds(sign, hours = "0", minutes = "0") {
	if (sign === void 0) return 0;
	if (Number(hours) > 23 || Number(minutes) > 59) return null;
	const seconds = Number(hours) * 3600 + Number(minutes) * 60;
	return sign === "-" ? -seconds : seconds;
}
function parseTimeOfDay(text) {
	const parts = TIME.exec(text);
	if (!parts) return null;
	return secondsOfTime(Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0), parts[4]);
}
function parseYear(text) {
	const parts = YEAR.exec(text);
	return parts ? Number(parts[1]) : null;
}
function parseYearMonth(text) {
	const parts = YEAR_MONTH.exec(text);
	return parts ? secondsOfDay(Number(parts[1]), Number(parts[2]), 1) : null;
}
// src/table/numbers.ts
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const EXACT_DIGITS = 15;
const ZERO$2 = 48;
const MINUS$2 = 45;
const PLUS = 43;
const SPACE = 32;
function parsePlainDecimal(text) {
	const end = text.length;
	if (end === 0 || end > 17) return NaN;
	let at = 0;
	const negative = text.charCodeAt(0) === MINUS$2;
	if (negative) at = 1;
	let mantissa = 0;
	let digits = 0;
	let point = -1;
	for (; at < end; at++) {
		const digit = text.charCodeAt(at) - ZERO$2;
		if (digit >= 0 && digit <= 9) {
			mantissa = mantissa * 10 + digit;
			digits++;
		} else if (digit === -2 && point < 0 && digits > 0) point = at;
		else return NaN;
	}
	if (digits === 0 || digits > EXACT_DIGITS || point === end - 1) return NaN;
	if (point >= 0) mantissa /= POWERS_OF_TEN[end - point - 1];
	return negative ? -mantissa : mantissa;
}
function parseNumber(text, format) {
	if (format.decimalChar === ".") {
		const plain = parsePlainDecimal(text);
		if (!Number.isNaN(plain)) return plain;
	}
	const bare = trimBlanks(text);
	if (bare.length === 3 && bare.toLowerCase() === "nan") return NaN;
	const digits = format.bareNumber ? bare : stripSurroundings(bare, format.decimalChar);
	if (digits === null) return null;
	const plain = normalise(digits, format);
	if (plain === null) return null;
	const value = Number(plain);
	return Number.isFinite(value) ? value : null;
}
function parseInteger(text, format) {
	const plain = parsePlainDecimal(text);
	if (Number.isInteger(plain)) return plain;
	const bare = trimBlanks(text);
	const digits = format.bareNumber ? bare : stripSurroundings(bare, ".");
	if (digits === null) return null;
	const normal = normalise(digits, {
		...format,
		decimalChar: "."
	});
	if (normal === null || /e/i.test(normal)) return null;
	if (!/^[^.]*(\.0*)?$/.test(normal)) return null;
	const value = Number(normal);
	return Number.isSafeInteger(value) ? value : null;
}
function normalise(text, format) {
	const { decimalChar, groupChar } = format;
	let out = "";
	let digits = 0;
	let at = 0;
	if (text.charCodeAt(0) === MINUS$2 || text.charCodeAt(0) === PLUS) out = text[at++];
	let fraction = false;
	while (at < text.length) if (isDigit(text, at)) {
		out += text[at++];
		digits++;
	} else if (!fraction && text.startsWith(decimalChar, at)) {
		fraction = true;
		out += ".";
		at += decimalChar.length;
	} else if (groupChar && !fraction && digits > 0 && text.startsWith(groupChar, at) && isDigit(text, at + groupChar.length)) at += groupChar.length;
	else break;
	if (digits === 0) return null;
	const rest = text.slice(at);
	if (rest === "") return out;
	return /^[eE][+-]?[0-9]{1,6}$/.test(rest) ? out + rest : null;
}
function stripSurroundings(text, decimalChar) {
	let start = 0;
	while (start < text.length && !startsNumber(text, start, decimalChar)) {
		const code = text.charCodeAt(start);
		if (code === MINUS$2 || code === 8722 || text[start] === "(") return null;
		start++;
	}
	let end = text.length;
	while (end > start && !isDigit(text, end - 1)) end--;
	return text.slice(start, end);
}
function startsNumber(text, at, decimalChar) {
	let from = at;
	const code = text.charCodeAt(from);
	if (code === MINUS$2 || code === PLUS) from++;
	if (text.startsWith(decimalChar, from)) from += decimalChar.length;
	return isDigit(text, from);
}
function isDigit(text, at) {
	const code = text.charCodeAt(at);
	return code >= ZERO$2 && code <= 57;
}
function trimBlanks(text) {
	let start = 0;
	let end = text.length;
	while (start < end && isBlank(text.charCodeAt(start))) start++;
	while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
	return start === 0 && end === text.length ? text : text.slice(start, end);
}
function isBlank(code) {
	return code === SPACE || code === 9;
}
// src/table/strptime.ts
const MONTHS$1 = [
	"january",
	"february",
	"march",
	"april",
	"may",
	"june",
	"july",
	"august",
	"september",
	"october",
	"november",
	"december"
];
const DAYS = [
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday",
	"sunday"
];
const shortened = (names) => names.map((name) => name.slice(0, 3));
const DIRECTIVES = new Map([
	["Y", "([0-9]{4})"],
	["y", "([0-9]{2})"],
	["m", "([0-9]{1,2})"],
	["d", "([0-9]{1,2})"],
	["e", " ?([0-9]{1,2})"],
	["j", "([0-9]{1,3})"],
	["H", "([0-9]{1,2})"],
	["I", "([0-9]{1,2})"],
	["M", "([0-9]{1,2})"],
	["S", "([0-9]{1,2})"],
	["f", "([0-9]{1,9})"],
	["s", "(-?[0-9]{1,12})"],
	["p", "([AaPp][Mm])"],
	["z", "([Zz]|[+-][0-9]{2}:?[0-9]{2})"],
	["Z", "(UTC|GMT|Z)"],
	["B", `(${MONTHS$1.join("|")})`],
	["b", `(${shortened(MONTHS$1).join("|")})`],
	["h", `(${shortened(MONTHS$1).join("|")})`],
	["A", `(${DAYS.join("|")})`],
	["a", `(${shortened(DAYS).join("|")})`]
]);
const COMPOSITES = new Map([
	["F", "%Y-%m-%d"],
	["T", "%H:%M:%S"],
	["R", "%H:%M"],
	["D", "%m/%d/%y"]
]);
function patternProblem$1(pattern) {
	const compiled = compile(pattern);
	return typeof compiled === "string" ? compiled : null;
}
function patternParser(pattern) {
	const compiled = compile(pattern);
	if (typeof compiled === "string") return () => null;
	const { regex, directives } = compiled;
	return (text) => {
		const groups = regex.exec(text);
		return groups ? secondsOf(directives, groups) : null;
	};
}
function compile(pattern) {
	const expanded = pattern.replace(/%([FTRD])/g, (_, name) => COMPOSITES.get(name) ?? "");
	const directives = [];
	let source = "";
	for (let at = 0; at < expanded.length; at++) {
		const char = expanded[at];
		if (char !== "%") {
			source += char.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
			continue;
		}
		const name = expanded[++at] ?? "";
		if (name === "%") {
			source += "%";
			continue;
		}
		const matched = DIRECTIVES.get(name);
		if (matched === void 0) return `%${name} is not a directive that is understood (${[...DIRECTIVES.keys()].map((d) => `%${d}`).join(" ")})`;
		if (directives.includes(name)) return `%${name} stands in it twice`;
		directives.push(name);
		source += matched;
	}
	if (directives.length === 0) return "it holds no directive such as %Y";
	return {
		regex: new RegExp(`^${source}$`, "i"),
		directives
	};
}
function secondsOf(directives, groups) {
	const part = new Map();
	directives.forEach((name, i) => {
		part.set(name, groups[i + 1]);
	});
	const epoch = part.get("s");
	if (epoch !== void 0) return Number(epoch);
	const day = dayOf(part);
	const time = timeOf(part);
	if (day === null || time === null) return null;
	return day + time - zoneOf(part.get("z"));
}
function dayOf(part) {
	const year = yearOf(part);
	const month = monthOf(part);
	const ordinal = part.get("j");
	if (year === void 0 && month === void 0 && !part.has("d") && !part.has("e") && ordinal === void 0) return 0;
	if (ordinal !== void 0 && year !== void 0) return secondsOfOrdinal(year, Number(ordinal));
	return secondsOfDay(year ?? 1900, month ?? 1, Number(part.get("d") ?? part.get("e") ?? 1));
}
function secondsOfOrdinal(year, ordinal) {
	const seconds = secondsOfDay(year, 1, 1) + (ordinal - 1) * 86400;
	return ordinal >= 1 && seconds < secondsOfDay(year + 1, 1, 1) ? seconds : null;
}
function yearOf(part) {
	const four = part.get("Y");
	if (four !== void 0) return Number(four);
	const two = part.get("y");
	return two === void 0 ? void 0 : Number(two) + (Number(two) >= 69 ? 1900 : 2e3);
}
function monthOf(part) {
	const number = part.get("m");
	if (number !== void 0) return Number(number);
	const name = part.get("B") ?? part.get("b") ?? part.get("h");
	return name === void 0 ? void 0 : shortened(MONTHS$1).indexOf(name.slice(0, 3).toLowerCase()) + 1;
}
function timeOf(part) {
	let hour = Number(part.get("H") ?? 0);
	const twelve = part.get("I");
	if (twelve !== void 0) {
		if (Number(twelve) < 1 || Number(twelve) > 12) return null;
		hour = Number(twelve) % 12 + (part.get("p")?.toLowerCase() === "pm" ? 12 : 0);
	}
	return secondsOfTime(hour, Number(part.get("M") ?? 0), Number(part.get("S") ?? 0), part.get("f") ?? "");
}
function zoneOf(zone) {
	if (zone === void 0 || zone.toLowerCase() === "z") return 0;
	const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60;
	return zone[0] === "-" ? -seconds : seconds;
}
// src/table/values.ts
const NUMBER_TYPES = new Set([
	"number",
	"integer",
	"date",
	"datetime",
	"time",
	"year",
	"yearmonth"
]);
function kindOfType(type) {
	return NUMBER_TYPES.has(type) ? "number" : "category";
}
function parseCell(text, field) {
	return cellParser(field)(text);
}
function cellParser(field) {
	switch (field.type) {
		case "number": return (text) => parseNumber(text, field);
		case "integer": return (text) => parseInteger(text, field);
		case "boolean": return booleanParser(field);
		case "date":
		case "datetime":
		case "time": return timeParser(field.type, field.format);
		case "year": return (text) => parseYear(trimBlanks(text));
		case "yearmonth": return (text) => parseYearMonth(trimBlanks(text));
		case "string":
		case "any": return (text) => text;
	}
}
function timeFormatProblem(format) {
	return format === "default" || format === "any" ? null : patternProblem$1(strptimePattern(format));
}
function booleanParser(field) {
	const words = new Map();
	for (const word of field.falseValues) words.set(word, "false");
	for (const word of field.trueValues) words.set(word, "true");
	return (text) => words.get(text) ?? null;
}
const DEFAULT_PARSERS = {
	date: parseDate,
	datetime: parseDatetime,
	time: parseTimeOfDay
};
function timeParser(type, format) {
	const parse = format === "default" ? DEFAULT_PARSERS[type] : format === "any" ? anyParser(type) : patternParser(strptimePattern(format));
	return (text) => parse(trimBlanks(text));
}
function strptimePattern(format) {
	return format.startsWith("fmt:") ? format.slice(4) : format;
}
const ANY_DATES = [
	"%Y/%m/%d",
	"%Y.%m.%d",
	"%Y%m%d",
	"%d %b %Y",
	"%d %B %Y",
	"%d-%b-%Y",
	"%b %d, %Y",
	"%B %d, %Y",
	"%b %d %Y",
	"%B %d %Y"
];
const ANY_TIMES = [
	"%H:%M:%S",
	"%H:%M:%S.%f",
	"%H:%M",
	"%I:%M %p",
	"%I:%M:%S %p"
];
function anyParser(type) {
	const parsers = [DEFAULT_PARSERS[type], ...anyPatterns(type).map(patternParser)];
	return (text) => {
		for (const parse of parsers) {
			const value = parse(text);
			if (value !== null) return value;
		}
		return null;
	};
}
function anyPatterns(type) {
	if (type === "date") return ANY_DATES;
	if (type === "time") return ANY_TIMES;
	const dates = ["%Y-%m-%d", ...ANY_DATES];
	const zones = [
		"",
		"%z",
		" %z",
		" %Z"
	];
	const joined = dates.flatMap((date) => ANY_TIMES.flatMap((time) => [" ", "T"].flatMap((by) => zones.map((zone) => `${date}${by}${time}${zone}`))));
	return [...dates, ...joined];
}
// src/config/bounds.ts
const FIRST = -62167219200;
const LAST = 253402300799;
const PLAIN_NUMBERS = new Set([
	"number",
	"integer",
	"year"
]);
function hasOrder(field) {
	return kindOfType(field.type) === "number";
}
function typedBound(value, written, field) {
	if (typeof value === "number" && PLAIN_NUMBERS.has(field.type)) {
		if (!Number.isFinite(value) || field.type !== "number" && !Number.isSafeInteger(value)) return null;
		return value === 0 ? 0 : value;
	}
	const text = typeof value === "string" ? value : written;
	const parsed = text === null ? null : parseCell(text, field);
	const seconds = parsed === null && typeof value === "number" ? value : parsed;
	if (typeof seconds !== "number" || Number.isNaN(seconds)) return null;
	if (!PLAIN_NUMBERS.has(field.type) && (seconds < FIRST || seconds > LAST)) return null;
	return seconds === 0 ? 0 : seconds;
}
function writtenBound(bound, field) {
	if (PLAIN_NUMBERS.has(field.type)) return bound;
	const text = isoText(bound, field);
	return field.format === "default" && parseCell(text, field) === bound ? text : bound;
}
function isoText(seconds, field) {
	const whole = Math.floor(seconds);
	const iso = new Date(whole * 1e3).toISOString();
	const fraction = (seconds - whole).toFixed(9).slice(1).replace(/\.?0+$/, "");
	if (field.type === "date") return iso.slice(0, 10);
	if (field.type === "yearmonth") return iso.slice(0, 7);
	if (field.type === "time") return iso.slice(11, 19) + fraction;
	return `${iso.slice(0, 19)}${fraction}Z`;
}
function enumText(value, written, field) {
	const text = notation(value, written, field);
	const parsed = parseCell(text, field);
	return parsed === null || typeof parsed === "number" && Number.isNaN(parsed) ? null : text;
}
function notation(value, written, field) {
	const text = written ?? String(value);
	if (typeof value === "number" && field.type === "number" && field.decimalChar !== ".") return text.replace(".", field.decimalChar);
	if (typeof value === "boolean" && field.type === "boolean") {
		const words = value ? field.trueValues : field.falseValues;
		return words.includes(text) ? text : words[0] ?? text;
	}
	return text;
}
// src/config/pattern.ts
const MAX_PROGRAM = 5e3;
function patternProblem(pattern) {
	try {
		const size = RE2JS.compile(pattern).programSize();
		return size > MAX_PROGRAM ? `grows to ${size} steps per character, more than ${MAX_PROGRAM}` : null;
	} catch (error) {
		return `cannot be run: ${printable$1((error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "unknown reason").slice(0, 200))}`;
	}
}
// src/config/field.ts
const TEXT_FORMATS = [
	"default",
	"email",
	"uri",
	"binary",
	"uuid"
];
const TIMES = new Set([
	"date",
	"datetime",
	"time"
]);
const NUMBERS = new Set(["number", "integer"]);
function fieldOf(path, entry, source, complaints, recorded) {
	const field = {
		name: entry.name,
		type: entry.type,
		format: entry.format.replace(/^fmt:/, ""),
		constraints: {},
		missingValues: entry.missingValues ? textsOf(entry.missingValues) : null,
		decimalChar: entry.decimalChar,
		groupChar: entry.groupChar === void 0 || entry.groupChar === "" ? null : entry.groupChar,
		bareNumber: entry.bareNumber,
		trueValues: [...new Set(entry.trueValues)],
		falseValues: [...new Set(entry.falseValues)],
		aliases: [...new Set(typeof entry.aliases === "string" ? [entry.aliases] : entry.aliases ?? [])],
		role: entry.role ?? "feature",
		where: source.whereValue([...path, "name"])
	};
	const reading = {
		path,
		entry,
		field,
		source,
		complaints,
		recorded
	};
	checkFormat(reading);
	checkNotation(reading);
	field.constraints = constraintsOf(reading);
	return field;
}
function textsOf(values) {
	return [...new Set(values.map((entry) => typeof entry === "string" ? entry : entry.value))];
}
function checkFormat({ path, field, complaints }) {
	const at = [...path, "format"];
	const { type, format } = field;
	if (TIMES.has(type)) {
		const fault = timeFormatProblem(format);
		if (fault !== null) complaints.add(at, `is ${quoted(format)}, which cannot be used: ${printable$1(fault)}`, "default, any or a pattern such as %d/%m/%Y");
	} else {
		const allowed = type === "string" ? TEXT_FORMATS : ["default"];
		if (!allowed.includes(format)) complaints.add(at, `is ${quoted(format)}, no format of ${type}`, allowed.join(", "));
	}
}
const DIGIT = /[0-9]/;
function checkNotation({ path, field, complaints }) {
	const { type, decimalChar, groupChar } = field;
	const only = (key, types) => complaints.add([...path, key], `applies to ${types} only, and this field is ${type}`, `no ${key} here`);
	if (decimalChar !== "." && type !== "number") only("decimalChar", "number");
	if (groupChar !== null && !NUMBERS.has(type)) only("groupChar", "number and integer");
	if (!field.bareNumber && !NUMBERS.has(type)) only("bareNumber", "number and integer");
	if (decimalChar === "" || decimalChar.length > 4 || DIGIT.test(decimalChar)) complaints.add([...path, "decimalChar"], `is ${quoted(decimalChar)}`, "a character that is no digit");
	if (groupChar !== null && (groupChar.length > 4 || DIGIT.test(groupChar) || groupChar === decimalChar)) complaints.add([...path, "groupChar"], `is ${quoted(groupChar)}`, "a character that is neither a digit nor the decimalChar");
	const both = field.trueValues.find((word) => field.falseValues.includes(word));
	if (type === "boolean" && both !== void 0) complaints.add([...path, "trueValues"], `holds ${quoted(both)}, and so does falseValues`, "each text in one of them");
}
const BOUNDS$1 = [
	"minimum",
	"maximum",
	"exclusiveMinimum",
	"exclusiveMaximum"
];
const LENGTHS = ["minLength", "maxLength"];
function constraintsOf(reading) {
	const { entry, field, path, complaints } = reading;
	const given = entry.constraints;
	const made = {};
	const at = (key) => [
		...path,
		"constraints",
		key
	];
	const misplaced = (key, types) => complaints.add(at(key), `applies to ${types} only, and this field is ${field.type}`, `no ${key} here`);
	if (given.required) made.required = true;
	if (given.unique) made.unique = true;
	const values = enumOf(reading);
	if (values !== null) made.enum = values;
	for (const key of BOUNDS$1) {
		const value = given[key];
		if (value === void 0) continue;
		if (!hasOrder(field)) misplaced(key, "numbers and dates");
		else {
			const typed = typedBound(value, reading.recorded ? null : reading.source.text(at(key)), field);
			if (typed === null) complaints.add(at(key), `is ${quoted(String(value))}, no value of the type ${field.type}${formatHint(field)}`, aValueOf(field));
			else made[key] = typed;
		}
	}
	for (const key of LENGTHS) {
		const value = given[key];
		if (value === void 0) continue;
		if (field.type !== "string") misplaced(key, "string");
		else made[key] = value;
	}
	if (given.pattern !== void 0) {
		const fault = field.type === "string" ? patternProblem(given.pattern) : null;
		if (field.type !== "string") misplaced("pattern", "string");
		else if (fault !== null) complaints.add(at("pattern"), fault, "RE2 syntax, without lookahead and backreferences");
		else made.pattern = given.pattern;
	}
	checkRanges(made, at, complaints);
	return made;
}
function aValueOf({ type }) {
	return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}
function formatHint(field) {
	return field.format === "default" ? "" : ` in the format ${quoted(field.format)}`;
}
function enumOf(reading) {
	const { entry, field, path, complaints } = reading;
	const categories = entry.categories?.map((item) => typeof item === "object" ? item.value : item);
	if (categories && field.type !== "string" && field.type !== "integer") complaints.add([...path, "categories"], `applies to string and integer only, and this field is ${field.type}`, "no categories here");
	const listed = categories ? textsIn(reading, categories, [...path, "categories"], "value") : null;
	if (entry.constraints.enum === void 0) return listed;
	const allowed = textsIn(reading, entry.constraints.enum, [
		...path,
		"constraints",
		"enum"
	], null);
	const stray = listed === null ? void 0 : allowed.find((text) => !listed.includes(text));
	if (stray !== void 0) complaints.add([
		...path,
		"constraints",
		"enum"
	], `holds ${quoted(stray)}, which is none of the categories`, "values of categories");
	return allowed;
}
function textsIn({ field, source, complaints, recorded }, values, at, key) {
	const texts = new Set();
	for (const [index, value] of values.entries()) {
		const path = [...at, index];
		const text = enumText(value, recorded ? null : source.text(path) ?? (key === null ? null : source.text([...path, key])), field);
		if (text === null) complaints.add(path, `is ${quoted(String(value))}, no value of the type ${field.type}${formatHint(field)}`, aValueOf(field));
		else texts.add(text);
	}
	return [...texts];
}
function checkRanges(made, at, complaints) {
	const empty = (low, high) => complaints.add(at(high), `lies below ${low}, so that no value is allowed`, `a ${high} above the ${low}`);
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength } = made;
	if (minimum !== void 0 && maximum !== void 0 && minimum > maximum) empty("minimum", "maximum");
	if (minimum !== void 0 && exclusiveMaximum !== void 0 && minimum >= exclusiveMaximum) empty("minimum", "exclusiveMaximum");
	if (exclusiveMinimum !== void 0 && maximum !== void 0 && exclusiveMinimum >= maximum) empty("exclusiveMinimum", "maximum");
	if (exclusiveMinimum !== void 0 && exclusiveMaximum !== void 0 && exclusiveMinimum >= exclusiveMaximum) empty("exclusiveMinimum", "exclusiveMaximum");
	if (minLength !== void 0 && maxLength !== void 0 && minLength > maxLength) empty("minLength", "maxLength");
}
// src/config/table-checks.ts
const MAX_SUGGESTIONS = 50;
function checkTable(table) {
	const byName = checkNames(table);
	checkAliases(table, byName);
	checkPrimaryKey(table, byName);
	const { head, complaints } = table;
	if (Array.isArray(head.fieldsMatch) && head.fieldsMatch.length > 1) complaints.add(["fieldsMatch"], "holds several rules", "one of them");
	checkTarget(table, byName);
}
function checkNames({ schema, paths, source, complaints }) {
	const byName = new Map();
	for (const [index, { name }] of schema.fields.entries()) {
		const before = byName.get(name);
		const where = before === void 0 ? null : source.whereValue([...paths[before], "name"]);
		if (before === void 0) byName.set(name, index);
		else complaints.add([...paths[index], "name"], `is ${quoted(name)}, as is an earlier field${where ? ` (${placeText(where)})` : ""}`, "a name of its own");
	}
	return byName;
}
function checkAliases({ schema, paths, source, complaints }, byName) {
	const taken = new Map();
	for (const [index, field] of schema.fields.entries()) for (const alias of field.aliases) {
		const other = taken.get(alias);
		const at = aliasPath([...paths[index], "aliases"], alias, source);
		if (byName.has(alias)) complaints.add(at, `holds ${quoted(alias)}, the name of ${byName.get(alias) === index ? "this field itself" : "another field"}`, "other names only", quoted(alias));
		else if (other !== void 0) complaints.add(at, `holds ${quoted(alias)}, an alias of ${quoted(other)} too`, "an alias of one field only", quoted(alias));
		taken.set(alias, field.name);
	}
}
function aliasPath(aliases, alias, source) {
	const list = valueAt(source.tree, aliases);
	return Array.isArray(list) ? [...aliases, list.indexOf(alias)] : aliases;
}
function checkPrimaryKey({ schema, whole, source, complaints }, byName) {
	const seen = new Set();
	for (const [index, name] of schema.primaryKey.entries()) {
		const at = Array.isArray(valueAt(source.tree, ["primaryKey"])) ? ["primaryKey", index] : ["primaryKey"];
		const near = index < MAX_SUGGESTIONS ? nearest(name, byName.keys()) : null;
		if (!byName.has(name) && whole) complaints.add(at, `names ${quoted(name)}, which is no field`, near ? quoted(near) : "the name of a field");
		if (seen.has(name)) complaints.add(at, `names ${quoted(name)} twice`, "each field once");
		seen.add(name);
	}
}
function checkTarget(table, byName) {
	const { schema, paths, whole, complaints } = table;
	const marked = schema.fields.flatMap((field, index) => field.role === "target" ? [index] : []);
	const target = table.target ?? schema.fields[marked[0] ?? -1]?.name ?? null;
	for (const index of marked) {
		const { name } = schema.fields[index];
		if (name !== target) complaints.add([...paths[index], "role"], `is target, but the target is ${quoted(target ?? "")}`, `role: target at ${quoted(target ?? "")} only`);
	}
	if (target === null) return;
	const index = byName.get(target);
	if (index === void 0) {
		if (whole) complaints.add(["fields"], `hold no field for the target ${quoted(target)}${nearTarget(target, schema.fields)}`, `a field named ${quoted(target)}`, "no such field");
	} else giveTarget(schema.fields[index], paths[index], complaints);
	if (whole && !schema.fields.some((field) => field.role === "feature")) complaints.add(["fields"], "leave no feature to train on", "at least one field with the role feature", "no feature");
}
function giveTarget(field, path, complaints) {
	if (field.role !== "feature" && field.role !== "target") complaints.add([...path, "role"], `is ${field.role}, but ${quoted(field.name)} is the target`, "no role here, or target");
	field.role = "target";
}
function nearTarget(target, fields) {
	const owner = fields.find((field) => field.aliases.includes(target));
	if (owner) return ` (it is an alias of ${quoted(owner.name)}: name that as the target)`;
	const near = nearest(target, fields.map((field) => field.name));
	return near ? ` (did you mean ${quoted(near)}?)` : "";
}
// src/config/table-schema.ts
const TYPES = [
	"string",
	"number",
	"integer",
	"boolean",
	"date",
	"datetime",
	"time",
	"year",
	"yearmonth",
	"any"
];
const MAX_LENGTH$1 = 2147483647;
const MAX_PATTERN = 4096;
const word = (expected) => string({ error: expected });
const unused = () => unknown().optional().describe("For people; not used.");
const words = (expected) => array(word(expected), { error: `a list of ${expected}` });
const missing = () => {
	const expected = "a list of texts such as [\"\", \"NA\"]";
	const labelled = section({
		value: word("a text").describe("The text of a missing cell."),
		label: unused()
	});
	return array(union([word(expected), labelled], { error: expected }), { error: expected });
};
const scalar = (expected) => union([
	string(),
	number$1(),
	boolean()
], { error: expected });
const FINITE = "a finite value of the field's type";
const bound = () => union([string({ error: FINITE }), number$1({ error: FINITE })], { error: FINITE });
const constraints = section({
	required: flag().optional().describe("No cell may be missing."),
	unique: flag().optional().describe("No value may stand twice in a file."),
	enum: array(scalar("a value of the field's type"), { error: "a list of values" }).min(1, { error: "a list of at least one value" }).optional().describe("The only values allowed."),
	minimum: bound().optional().describe("The least value allowed."),
	maximum: bound().optional().describe("The greatest value allowed."),
	exclusiveMinimum: bound().optional().describe("Values must be greater."),
	exclusiveMaximum: bound().optional().describe("Values must be less."),
	minLength: integer(0, MAX_LENGTH$1).optional().describe("The least number of characters."),
	maxLength: integer(0, MAX_LENGTH$1).optional().describe("The greatest number of characters."),
	pattern: word("a regular expression").max(MAX_PATTERN, { error: `a regular expression of at most ${MAX_PATTERN} characters` }).optional().describe("A regular expression (RE2 syntax) that the whole value must match.")
});
const categories = array(union([scalar("a value"), section({
	value: scalar("a value").describe("The value itself."),
	label: unused()
})], { error: "a value" }), { error: "a list of values" }).min(1, { error: "a list of at least one value" });
const tableField = section({
	name: word("the name of a column").min(1, { error: "the name of a column" }).describe("The column's name in the header."),
	type: choice(TYPES).default("any").describe("The type of the values."),
	format: word("a format such as default or %d/%m/%Y").default("default").describe("default, any, a date pattern such as %d/%m/%Y, or a kind of text."),
	role: choice([
		"feature",
		"target",
		"id",
		"time",
		"ignore"
	]).optional().describe("feature: trained on; id, time, ignore: read and checked, never trained on."),
	aliases: several(word("a name"), "a list of names", 0).optional().describe("Other names under which the column may arrive."),
	constraints: constraints.prefault({}).describe("What every value must satisfy."),
	missingValues: missing().optional().describe("Texts that stand for a missing value, instead of the schema's."),
	decimalChar: word("a character").default(".").describe("The decimal point of a number."),
	groupChar: word("a character").optional().describe("What groups the digits of a number, such as a comma."),
	bareNumber: flag().default(true).describe("false: text around a number, such as a unit, is dropped."),
	trueValues: words("texts").default([
		"true",
		"True",
		"TRUE",
		"1"
	]).describe("Texts that mean true."),
	falseValues: words("texts").default([
		"false",
		"False",
		"FALSE",
		"0"
	]).describe("Texts that mean false."),
	categories: categories.optional().describe("Version 2: the only values of a string or integer, as enum."),
	categoriesOrdered: unused(),
	title: unused(),
	description: unused(),
	example: unused(),
	examples: unused(),
	rdfType: unused(),
	label: unused(),
	unit: unused(),
	comment: unused()
});
const tableSchema = section({
	fields: array(tableField, { error: "a list of fields" }).min(1, { error: "a list of at least one field" }).describe("One entry per column."),
	missingValues: missing().prefault([""]).describe("Texts that stand for a missing value."),
	primaryKey: several(word("the name of a field"), "the name of a field, or a list of them", 0).default([]).describe("Fields whose values together name a row."),
	fieldsMatch: several(choice([
		"exact",
		"equal",
		"subset",
		"superset",
		"partial"
	]), "exact, equal, subset, superset or partial").default("exact").describe("How the columns of a file must match the fields."),
	$schema: unused(),
	name: unused(),
	title: unused(),
	description: unused(),
	homepage: unused(),
	path: unused(),
	image: unused(),
	version: unused(),
	created: unused(),
	lastModified: unused(),
	keywords: unused(),
	licenses: unused(),
	sources: unused(),
	contributors: unused(),
	resources: unused(),
	countryCode: unused(),
	profile: unused()
});
const tableHead = tableSchema.extend({ fields: array(unknown(), { error: "a list of fields" }).min(1, { error: "a list of at least one field" }) });
const TABLE_TEXT_KEYS = [
	"fields.*.name",
	"fields.*.format",
	"fields.*.aliases",
	"fields.*.aliases.*",
	"fields.*.missingValues.*",
	"fields.*.missingValues.*.value",
	"fields.*.decimalChar",
	"fields.*.groupChar",
	"fields.*.trueValues.*",
	"fields.*.falseValues.*",
	"fields.*.constraints.pattern",
	"missingValues.*",
	"missingValues.*.value",
	"primaryKey",
	"primaryKey.*"
];
const LATER_KEYS = new Map([
	["uniqueKeys", "primaryKey and constraints.unique are"],
	["foreignKeys", "a table is checked by itself"],
	["fields.*.drift", "enum, minimum and maximum bound a column"],
	["fields.*.constraints.jsonSchema", "columns hold single values, not lists and objects"]
]);
const LATER_TYPES = new Set([
	"duration",
	"geopoint",
	"geojson",
	"object",
	"array",
	"list"
]);
function laterTableKey(path) {
	return LATER_KEYS.get(pathText(path).replace(/\[\d+\]/g, ".*")) ?? null;
}
function laterTableValue(path, value) {
	if (path.at(-1) !== "type" || typeof value !== "string" || !LATER_TYPES.has(value)) return null;
	return `types are ${TYPES.join(", ")}; read the column as string with role: ignore`;
}
// src/config/yaml.ts
var import_dist = require_dist();
const MAX_NODES = 5e5;
const MAX_DEPTH = 32;
const MAX_PROBLEMS = 200;
const MAX_SYNTAX = 10;
function readYaml(text, file) {
	const lines = new import_dist.LineCounter();
	let documents;
	try {
		documents = (0, import_dist.parseAllDocuments)(text, {
			lineCounter: lines,
			prettyErrors: false,
			uniqueKeys: false,
			version: "1.2"
		});
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return {
			source: null,
			problems: [problem(`${file} is nested too deeply to be read; write it flatter.`, nested(file))]
		};
	}
	const reader = new Reader(file, lines);
	const list = Array.isArray(documents) ? documents : [];
	for (const [index, document] of list.entries()) {
		for (const fault of rootFaults([...document.errors, ...document.warnings])) reader.syntax(fault.pos[0], fault.message);
		if (index === 1) reader.fault(document.range?.[0] ?? 0, "holds a second document after ---", "one document", "keep one and delete the other");
	}
	if (reader.problems.length > 0) return {
		source: null,
		problems: reader.problems
	};
	const root = list[0]?.contents ?? null;
	const tree = reader.read(root, [], null, 0);
	return {
		source: reader.overflow ? null : locatedSource(tree, file, reader.places),
		problems: reader.problems
	};
}
function rootFaults(faults) {
	return faults.filter(({ message }, index) => index === 0 || !/^(Unexpected|Missing|Flow |Not a YAML)/.test(message)).slice(0, MAX_SYNTAX);
}
function nested(file) {
	return {
		where: {
			file,
			line: 1,
			column: 1
		},
		got: "deep nesting",
		expected: `at most ${MAX_DEPTH} levels`
	};
}
function locatedSource(tree, file, places) {
	const at = (path) => places.get(placeKey(path)) ?? null;
	const whereValue = (path) => at(path)?.value ?? null;
	return {
		tree,
		subject: (path) => {
			const where = whereValue(path);
			if (path.length === 0) return file;
			return `${pathText(path)} (${where ? placeText(where) : file})`;
		},
		whereValue,
		whereKey: (path) => at(path)?.key ?? null,
		text: (path) => at(path)?.text ?? null
	};
}
function placeKey(path) {
	return JSON.stringify(path);
}
const MENDS = [
	[/compact mappings/i, "a value that holds \": \" must be put in quotes or on lines of its own"],
	[/^Missing , or :|node end/, "a text that holds { } [ ] or , must be put in quotes"],
	[/Tabs are not allowed/, "indent with blanks"],
	[/must be sufficiently indented|end with a/, "close the bracket, and indent what is inside"]
];
var Reader = class {
	problems = [];
	places = new Map();
	overflow = false;
	nodes = 0;
	anchors = new Map();
	open = new Set();
	file;
	lines;
	constructor(file, lines) {
		this.file = file;
		this.lines = lines;
	}
	fault(offset, what, expected, mend) {
		const where = this.where(offset);
		if (this.problems.length >= MAX_PROBLEMS) return;
		this.problems.push(problem(`${placeText(where)} ${what}; expected ${expected}: ${mend}.`, {
			where,
			got: what,
			expected
		}));
	}
	syntax(offset, message) {
		const first = (message.split("\n")[0] ?? "").trim().replace(/[.:]$/, "");
		const mend = MENDS.find(([pattern]) => pattern.test(first))?.[1] ?? "mend the line, or put the value in quotes";
		this.fault(offset, `is not valid YAML: ${printable$1(first.slice(0, 200))}`, "valid YAML", mend);
	}
	read(node, path, key, depth) {
		const keyWhere = key ? this.where(start(key)) : null;
		const value = node ? this.where(start(node)) : keyWhere ?? this.where(0);
		const place = {
			key: keyWhere,
			value,
			text: null
		};
		this.places.set(placeKey(path), place);
		if (++this.nodes > MAX_NODES || depth > MAX_DEPTH) return this.tooMuch(value, depth);
		if ((0, import_dist.isAlias)(node)) return this.alias(node.source, node, path, key, depth);
		if (node === null) return null;
		if (node.anchor) this.anchors.set(node.anchor, node);
		if ((0, import_dist.isScalar)(node)) {
			if (node.value === null && node.source === "" && keyWhere) place.value = keyWhere;
			place.text = typeof node.value === "string" ? node.value : node.source ?? null;
			return this.scalar(node.value, node);
		}
		return this.collection(node, path, depth);
	}
	collection(node, path, depth) {
		this.open.add(node);
		const tree = (0, import_dist.isSeq)(node) ? node.items.map((item, index) => this.read(item, [...path, index], null, depth + 1)) : this.map(node, path, depth);
		this.open.delete(node);
		return tree;
	}
	map(node, path, depth) {
		const tree = mapping();
		if (!(0, import_dist.isMap)(node)) return tree;
		for (const pair of node.items) {
			const keyNode = pair.key;
			const offset = keyNode ? start(keyNode) : start(node);
			const name = keyNode && (0, import_dist.isScalar)(keyNode) ? typeof keyNode.value === "string" ? keyNode.value : keyNode.source ?? "" : null;
			if (name === null) this.fault(offset, "has a key that is no plain text", "a name as the key", "write the key out as a word");
			else if (name === "<<") this.fault(offset, "merges mappings by <<, which is not supported", "plain keys", "write the keys out");
			else if (Object.hasOwn(tree, name)) {
				const first = this.places.get(placeKey([...path, name]))?.key;
				const before = first ? ` (first at line ${first.line})` : "";
				this.fault(offset, `says the key ${keyText(name)} twice${before}`, `${keyText(name)} once`, "keep one and delete the other");
			} else tree[name] = this.read(pair.value ?? null, [...path, name], keyNode, depth + 1);
		}
		return tree;
	}
	scalar(value, node) {
		if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
		this.fault(start(node), "holds a value of a kind that is not supported", "text, a number, true or false", "put it in quotes");
		return null;
	}
	alias(name, node, path, key, depth) {
		const target = this.anchors.get(name);
		if (target && !this.open.has(target)) return this.read(target, path, key, depth);
		const what = target ? `the alias ${quoted(`*${name}`)} stands inside what it repeats` : `the alias ${quoted(`*${name}`)} has no anchor before it`;
		const mend = `write the value out, or put a pattern in quotes: ${quoted(`*${name}`)}`;
		this.fault(start(node), what, `an anchor ${quoted(`&${name}`)} before it`, mend);
		return null;
	}
	tooMuch(where, depth) {
		if (!this.overflow) {
			const got = depth > MAX_DEPTH ? `nests deeper than ${MAX_DEPTH} levels` : `holds more than ${MAX_NODES} values once its aliases are resolved`;
			this.problems.push(problem(`${placeText(where)} ${got}; write it flatter and shorter.`, {
				where,
				got,
				expected: "a smaller document"
			}));
		}
		this.overflow = true;
		return null;
	}
	where(offset) {
		const { line, col } = this.lines.linePos(offset);
		return {
			file: this.file,
			line: Math.max(1, line),
			column: Math.max(1, col)
		};
	}
};
function start(node) {
	return node.range?.[0] ?? 0;
}
function readYamlValue(text) {
	const { source, problems } = readYaml(text, quoted(text));
	if (source === null || problems.length > 0) return {
		tree: text,
		text: (path) => path.length === 0 ? text : null
	};
	return {
		tree: source.tree,
		text: source.text
	};
}
// src/config/schema.ts
const WORDS = {
	outline: outlineOf(tableSchema),
	laterKey: laterTableKey,
	laterValue: laterTableValue
};
const SECTIONS = new Set(["fields.*.constraints"]);
const TEXTS = new Set(TABLE_TEXT_KEYS);
function parseSchema(text, file, target) {
	const { schema, problems } = readSchema(text, file, target);
	if (schema === null || problems.length > 0) throw new ConfigError(problems);
	return schema;
}
function readSchema(text, file, target) {
	const { source, problems } = readYaml(text, file);
	if (source === null) return {
		schema: null,
		names: null,
		problems
	};
	const read = readTable(source, file, target, false);
	const all = [...problems, ...elsewhere(read.problems, problems)];
	return {
		schema: all.length > 0 ? null : read.schema,
		names: read.names,
		problems: all
	};
}
function schemaFromJson(json) {
	const { schema, problems } = readTable(sourceOfJson(json, "the recorded schema"), null, null, true);
	if (schema === null || problems.length > 0) throw new DamagedError(problems);
	return schema;
}
function readTable(source, file, target, recorded) {
	const complaints = new Complaints(source);
	if (!isMapping(source.tree)) {
		complaints.add([], "is no Table Schema", "a mapping with the key fields");
		return {
			schema: null,
			names: null,
			problems: complaints.all()
		};
	}
	const located = {
		...source,
		tree: prepared(source, SECTIONS, TEXTS)
	};
	const head = headOf(located, complaints);
	const fields = [];
	const paths = [];
	const entries = isMapping(located.tree) && Array.isArray(located.tree.fields) ? located.tree.fields : [];
	for (const [index, entry] of entries.entries()) {
		const path = ["fields", index];
		const field = readField(entry, path, located, complaints, recorded);
		if (field === null) continue;
		fields.push(field);
		paths.push(path);
	}
	const schema = {
		fields,
		missingValues: textsOf(head.missingValues),
		primaryKey: typeof head.primaryKey === "string" ? [head.primaryKey] : [...head.primaryKey],
		fieldsMatch: (Array.isArray(head.fieldsMatch) ? head.fieldsMatch[0] : head.fieldsMatch) ?? "exact",
		file
	};
	const whole = entries.length > 0 && fields.length === entries.length;
	checkTable({
		schema,
		head,
		paths,
		target,
		whole,
		source: located,
		complaints
	});
	const problems = complaints.all();
	return {
		schema: problems.length > 0 ? null : schema,
		names: whole ? fields.map((field) => field.name) : null,
		problems
	};
}
function headOf(source, complaints) {
	const first = tableHead.safeParse(source.tree);
	if (first.success) return first.data;
	const mistakes = mistakesOf(first.error.issues, source, WORDS);
	complaints.take(mistakes.map((mistake) => mistake.problem));
	const kept = without(source.tree, mistakes.map(({ path }) => path.slice(0, 1)));
	return tableHead.safeParse({
		...isMapping(kept) ? kept : {},
		fields: [null]
	}).data ?? tableHead.parse({ fields: [null] });
}
function readField(entry, path, source, complaints, recorded) {
	const first = tableField.safeParse(entry);
	if (first.success) return fieldOf(path, first.data, source, complaints, recorded);
	const mistakes = mistakesOf(first.error.issues.map((issue) => ({
		...issue,
		path: [...path, ...issue.path]
	})), source, WORDS);
	complaints.take(mistakes.map((mistake) => mistake.problem));
	const wrong = mistakes.map((mistake) => mistake.path.slice(path.length));
	const rest = tableField.safeParse(without(entry, wrong.map((at) => at.slice(0, at[0] === "constraints" ? 2 : 1))));
	if (!rest.success) return null;
	return fieldOf(path, wrong.some((at) => at[0] === "type" || at.length === 0) ? {
		...rest.data,
		format: "default",
		constraints: {},
		categories: void 0
	} : rest.data, source, complaints, recorded);
}
function schemaToJson(schema) {
	return {
		fields: schema.fields.map(fieldJson),
		missingValues: [...schema.missingValues],
		primaryKey: [...schema.primaryKey],
		fieldsMatch: schema.fieldsMatch
	};
}
function fieldJson(field) {
	const json = {
		name: field.name,
		type: field.type,
		format: field.format,
		role: field.role,
		aliases: [...field.aliases],
		constraints: constraintsJson(field)
	};
	if (field.missingValues !== null) json.missingValues = [...field.missingValues];
	if (field.type === "number") json.decimalChar = field.decimalChar;
	if (field.type === "number" || field.type === "integer") {
		json.bareNumber = field.bareNumber;
		if (field.groupChar !== null) json.groupChar = field.groupChar;
	}
	if (field.type === "boolean") {
		json.trueValues = [...field.trueValues];
		json.falseValues = [...field.falseValues];
	}
	return json;
}
const BOUNDS = [
	"minimum",
	"maximum",
	"exclusiveMinimum",
	"exclusiveMaximum"
];
function constraintsJson(field) {
	const json = {};
	for (const [key, value] of Object.entries(field.constraints)) {
		if (value === void 0 || value === false) continue;
		if (typeof value === "number" && BOUNDS.includes(key)) json[key] = writtenBound(value, field);
		else json[key] = Array.isArray(value) ? [...value] : value;
	}
	return json;
}
// src/model/onnx-names.ts
function onnxNames(features) {
	const names = new Set(features.map((feature) => feature.name));
	const free = (name, taken) => {
		let candidate = name;
		while (taken(candidate)) candidate += "_";
		return candidate;
	};
	const isName = (name) => names.has(name);
	const nameless = free("_", isName);
	const inputs = features.map((feature) => feature.name === "" ? nameless : feature.name);
	const inner = free("inner_", (prefix) => inputs.some((name) => name.startsWith(prefix)));
	const taken = new Set(inputs);
	return {
		inputs,
		label: free("label", (name) => taken.has(name)),
		probabilities: free("probabilities", (name) => taken.has(name)),
		inner
	};
}
const MODE_NAMES = (() => {
	const names = [];
	names[0] = "LEAF";
	names[1] = "BRANCH_LEQ";
	names[2] = "BRANCH_LT";
	names[3] = "BRANCH_EQ";
	return names;
})();
const PRODUCER = "gated-retrain";
const ML_DOMAIN = "ai.onnx.ml";
// src/model/leaf-table.ts
function leafWeight(share, trees) {
	return Math.floor(share / trees * WEIGHT_UNIT) / WEIGHT_UNIT;
}
function weightsPerLeaf(classes) {
	return classes === 2 ? 1 : classes;
}
var LeafTable = class {
	width;
	#full;
	#weights = [];
	constructor(classes, trees) {
		this.width = weightsPerLeaf(classes);
		this.#full = leafWeight(1, trees);
		for (let c = 0; c < classes; c++) for (let w = 0; w < this.width; w++) this.#weights.push(c === w + classes - this.width ? this.#full : 0);
	}
	pure(c) {
		return c * this.width;
	}
	add(row) {
		const c = this.#pureClass(row);
		if (c >= 0) return this.pure(c);
		const at = this.#weights.length;
		for (const weight of row) this.#weights.push(weight);
		return at;
	}
	weights() {
		return Float64Array.from(this.#weights);
	}
	#pureClass(row) {
		if (this.width === 1) return row[0] === 0 ? 0 : row[0] === this.#full ? 1 : -1;
		let found = -1;
		for (let c = 0; c < row.length; c++) {
			if (row[c] === 0) continue;
			if (found >= 0 || row[c] !== this.#full) return -1;
			found = c;
		}
		return found;
	}
};
// src/model/onnx-wire.ts
var OnnxError = class extends Error {
	constructor(message) {
		super(`Not a model of gated-retrain: ${message}.`);
		this.name = "OnnxError";
	}
};
const WIRE_VARINT = 0;
const WIRE_BYTES = 2;
const MAX_INT = 2 ** 31 - 1;
function eachField(bytes, span, visit) {
	const pbf = new PbfReader(bytes);
	pbf.pos = span.start;
	while (pbf.pos < span.end) {
		const tag = pbf.readVarint();
		const wire = tag % 8;
		const field = Math.floor(tag / 8);
		if (wire === WIRE_VARINT) {
			const value = pbf.readVarint();
			if (pbf.pos > span.end || value > MAX_INT) throw new OnnxError("a number is cut off or too large");
			visit(field, value, -1, -1);
		} else if (wire === WIRE_BYTES) {
			const length = pbf.readVarint();
			const start = pbf.pos;
			if (start > span.end || length > span.end - start) throw new OnnxError("a field reaches beyond its message");
			pbf.pos = start + length;
			visit(field, -1, start, pbf.pos);
		} else throw new OnnxError("a field has an unknown wire type");
	}
	if (pbf.pos !== span.end) throw new OnnxError("a field reaches beyond its message");
}
function readMessage(bytes, span, allowed, repeated = []) {
	const message = {
		ints: new Map(),
		spans: new Map()
	};
	eachField(bytes, span, (field, value, start, end) => {
		const many = repeated.includes(field);
		if (!many && !allowed.includes(field)) throw new OnnxError(`unexpected field ${field}`);
		if (!many && (message.ints.has(field) || message.spans.has(field))) throw new OnnxError(`field ${field} is repeated`);
		if (start < 0) append(message.ints, field, value);
		else append(message.spans, field, {
			start,
			end
		});
	});
	return message;
}
function append(map, key, value) {
	const list = map.get(key);
	if (list === void 0) map.set(key, [value]);
	else list.push(value);
}
function spanOf(message, field) {
	const span = message.spans.get(field)?.[0];
	if (span === void 0) throw new OnnxError(`field ${field} is missing`);
	return span;
}
function intOf(message, field) {
	const value = message.ints.get(field)?.[0];
	if (value === void 0) throw new OnnxError(`field ${field} is missing`);
	return value;
}
const DECODER = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function textAt(bytes, span) {
	try {
		return DECODER.decode(bytes.subarray(span.start, span.end));
	} catch {
		throw new OnnxError("a text is not UTF-8");
	}
}
function readNode(bytes, span) {
	const message = readMessage(bytes, span, [4, 7], [
		1,
		2,
		5
	]);
	const texts = (field) => (message.spans.get(field) ?? []).map((at) => textAt(bytes, at));
	const attributes = new Map();
	for (const at of message.spans.get(5) ?? []) {
		let name = null;
		eachField(bytes, at, (field, _, start, end) => {
			if (field === 1 && start >= 0) name = textAt(bytes, {
				start,
				end
			});
		});
		if (name === null || attributes.has(name)) throw new OnnxError("an attribute has no name or is repeated");
		attributes.set(name, at);
	}
	return {
		operator: texts(4)[0] ?? "",
		domain: texts(7)[0] ?? "",
		inputs: texts(1),
		outputs: texts(2),
		attributes
	};
}
function attribute(node, name) {
	const span = node.attributes.get(name);
	if (span === void 0) throw new OnnxError(`${node.operator} has no ${name}`);
	return span;
}
function typedAttribute(bytes, node, name, type, field, repeated = false) {
	const message = readMessage(bytes, attribute(node, name), repeated ? [1, 20] : [
		1,
		20,
		field
	], repeated ? [field] : []);
	if (intOf(message, 20) !== type) throw new OnnxError(`${name} has another type`);
	return message;
}
function readIntAttribute(bytes, node, name) {
	return intOf(typedAttribute(bytes, node, name, 2, 3), 3);
}
function readStringAttribute(bytes, node, name) {
	return textAt(bytes, spanOf(typedAttribute(bytes, node, name, 3, 4), 4));
}
function readStringsAttribute(bytes, node, name) {
	return (typedAttribute(bytes, node, name, 8, 9, true).spans.get(9) ?? []).map((span) => textAt(bytes, span));
}
function readChoicesAttribute(bytes, node, name, choices) {
	const encoder = new TextEncoder();
	const known = choices.map((choice) => encoder.encode(choice));
	const found = [];
	let type = -1;
	eachField(bytes, attribute(node, name), (field, value, start, end) => {
		if (field === 9 && start >= 0) {
			let choice = 0;
			while (choice < known.length && !sameBytes(known[choice], bytes, start, end)) choice++;
			if (choice === known.length) throw new OnnxError(`${name} holds an unknown value`);
			found.push(choice);
		} else if (field === 20) type = value;
		else if (field !== 1) throw new OnnxError(`unexpected field ${field}`);
	});
	if (type !== 8) throw new OnnxError(`${name} has another type`);
	return Uint8Array.from(found);
}
function sameBytes(text, bytes, start, end) {
	if (text.length !== end - start) return false;
	for (let i = 0; i < text.length; i++) if (text[i] !== bytes[start + i]) return false;
	return true;
}
function readIntsAttribute(bytes, node, name) {
	const { start, end } = spanOf(typedAttribute(bytes, node, name, 7, 8), 8);
	let count = 0;
	for (let i = start; i < end; i++) if (bytes[i] < 128) count++;
	const values = new Int32Array(count);
	const pbf = new PbfReader(bytes);
	pbf.pos = start;
	for (let i = 0; i < count; i++) {
		const value = pbf.readVarint();
		if (value > MAX_INT) throw new OnnxError(`${name} holds a number too large`);
		values[i] = value;
	}
	if (pbf.pos !== end) throw new OnnxError(`${name} is cut off`);
	return values;
}
function readDoublesAttribute(bytes, node, name) {
	const tensor = readMessage(bytes, spanOf(typedAttribute(bytes, node, name, 4, 5), 5), [
		1,
		2,
		9
	]);
	const { start, end } = spanOf(tensor, 9);
	const count = intOf(tensor, 1);
	if (intOf(tensor, 2) !== 11 || end - start !== count * 8) throw new OnnxError(`${name} is not a list of doubles`);
	const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
	const values = new Float64Array(count);
	for (let i = 0; i < count; i++) values[i] = view.getFloat64(i * 8, true);
	return values;
}
// src/model/onnx-trees.ts
const ATTRIBUTES = 14;
function readTrees(bytes, ensemble, features, classes) {
	const ints = (name) => readIntsAttribute(bytes, ensemble, name);
	if (ensemble.attributes.size !== ATTRIBUTES || readStringAttribute(bytes, ensemble, "post_transform") !== "NONE") throw new OnnxError("the tree ensemble has other attributes");
	if (JSON.stringify(readStringsAttribute(bytes, ensemble, "classlabels_strings")) !== JSON.stringify(classes)) throw new OnnxError("class labels differ from the metadata");
	const mode = readChoicesAttribute(bytes, ensemble, "nodes_modes", MODE_NAMES);
	const threshold = readDoublesAttribute(bytes, ensemble, "nodes_values_as_tensor");
	const feature = ints("nodes_featureids");
	const missingYes = flags(ints("nodes_missing_value_tracks_true"));
	const yes = ints("nodes_truenodeids");
	const no = ints("nodes_falsenodeids");
	const roots = rootsOf(ints("nodes_treeids"), ints("nodes_nodeids"));
	for (const list of [
		threshold,
		feature,
		missingYes,
		yes,
		no
	]) if (list.length !== mode.length) throw new OnnxError("node attributes differ in length");
	checkSplits({
		mode,
		feature,
		threshold,
		missingYes
	}, features);
	linkNodes(mode, roots, yes, no);
	return {
		roots,
		mode,
		feature,
		threshold,
		missingYes,
		yes,
		no,
		...readLeaves(mode, roots, {
			tree: ints("class_treeids"),
			node: ints("class_nodeids"),
			classId: ints("class_ids"),
			weight: readDoublesAttribute(bytes, ensemble, "class_weights_as_tensor")
		}, classes.length)
	};
}
function flags(values) {
	const found = Uint8Array.from(values);
	for (let i = 0; i < values.length; i++) if (values[i] > 1) throw new OnnxError("a flag is neither 0 nor 1");
	return found;
}
function rootsOf(treeIds, nodeIds) {
	const roots = [];
	if (treeIds.length !== nodeIds.length || treeIds.length === 0) throw new OnnxError("node attributes differ in length");
	for (let i = 0; i < treeIds.length; i++) if (treeIds[i] === roots.length && nodeIds[i] === 0) roots.push(i);
	else if (treeIds[i] !== roots.length - 1 || nodeIds[i] !== i - roots[roots.length - 1]) throw new OnnxError("nodes are not numbered in order");
	return Int32Array.from(roots);
}
function checkSplits(nodes, features) {
	const { mode, feature, threshold, missingYes } = nodes;
	for (let i = 0; i < mode.length; i++) {
		const split = features[feature[i]];
		if (split === void 0 || Number.isNaN(threshold[i])) throw new OnnxError(`node ${i} compares nothing known`);
		if (mode[i] === 0) {
			if (feature[i] !== 0 || threshold[i] !== 0 || missingYes[i] !== 0) throw new OnnxError(`leaf ${i} compares something`);
		} else if (split.kind === "category" ? mode[i] === 2 || missingYes[i] === 1 : mode[i] === 3) throw new OnnxError(`node ${i} compares a ${split.kind} in a way that is never written`);
	}
}
function linkNodes(mode, roots, yes, no) {
	const hasParent = new Uint8Array(mode.length);
	roots.forEach((root, t) => {
		const end = roots[t + 1] ?? mode.length;
		for (let i = root; i < end; i++) {
			if (i > root && hasParent[i] === 0) throw new OnnxError(`node ${i} cannot be reached`);
			if (mode[i] === 0) {
				if (yes[i] !== 0 || no[i] !== 0) throw new OnnxError(`leaf ${i} has children`);
				continue;
			}
			for (const children of [yes, no]) {
				const child = root + children[i];
				if (child <= i || child >= end || hasParent[child] === 1) throw new OnnxError(`node ${i} has a child out of place`);
				hasParent[child] = 1;
				children[i] = child;
			}
		}
	});
}
function readLeaves(mode, roots, entries, classes) {
	const leaves = new LeafTable(classes, roots.length);
	const leaf = new Int32Array(mode.length).fill(-1);
	const row = new Float64Array(leaves.width);
	let entry = 0;
	let tree = 0;
	for (let i = 0; i < mode.length; i++) {
		if (roots[tree + 1] === i) tree++;
		if (mode[i] !== 0) continue;
		row.fill(0);
		const first = entry;
		for (; entries.tree[entry] === tree && entries.node[entry] === i - roots[tree]; entry++) {
			const c = entries.classId[entry];
			const weight = entries.weight[entry];
			if (c >= row.length || entry > first && c <= entries.classId[entry - 1]) throw new OnnxError(`leaf ${i} has a class out of place`);
			if (!(weight >= 0 && weight <= 1 && Number.isInteger(weight * WEIGHT_UNIT))) throw new OnnxError(`leaf ${i} has a weight that is never written`);
			row[c] = weight;
		}
		if (entry === first) throw new OnnxError(`leaf ${i} has no weight`);
		leaf[i] = leaves.add(row);
	}
	for (const list of Object.values(entries)) if (list.length !== entry) throw new OnnxError("leaf attributes differ in length");
	return {
		leaf,
		weights: leaves.weights()
	};
}
// src/model/onnx-read.ts
function readOnnx(bytes) {
	return readOnnxModel(bytes).forest;
}
function readOnnxModel(bytes) {
	try {
		return readModel(bytes);
	} catch (error) {
		if (error instanceof OnnxError) throw error;
		throw new OnnxError(error instanceof Error ? error.message : String(error));
	}
}
function readModel(bytes) {
	const model = readMessage(bytes, {
		start: 0,
		end: bytes.length
	}, [
		1,
		2,
		7
	], [8, 14]);
	if (intOf(model, 1) !== 8 || textAt(bytes, spanOf(model, 2)) !== "gated-retrain") throw new OnnxError("it was written by another program");
	checkOpsets(bytes, model.spans.get(8) ?? []);
	const properties = readProperties(bytes, model.spans.get(14) ?? []);
	const property = (key) => {
		const text = properties.get(key);
		if (text === void 0) throw new OnnxError(`metadata ${key} is missing`);
		try {
			return JSON.parse(text);
		} catch {
			throw new OnnxError(`metadata ${key} is not JSON`);
		}
	};
	const classes = classesOf(property("classes"));
	const features = featuresOf(property("features"));
	const names = onnxNames(features);
	if (JSON.stringify(property("outputs")) !== JSON.stringify({
		label: names.label,
		probabilities: names.probabilities
	})) throw new OnnxError("metadata outputs name other outputs");
	const engine = property("engine");
	if (engine !== "forest" && engine !== "ml-random-forest") throw new OnnxError("metadata engine is unknown");
	const graph = readMessage(bytes, spanOf(model, 7), [2], [
		1,
		11,
		12
	]);
	checkValues(bytes, graph.spans.get(11) ?? [], features.map((f, i) => ({
		name: names.inputs[i],
		type: f.kind === "number" ? 11 : 8,
		width: 1
	})));
	checkValues(bytes, graph.spans.get(12) ?? [], [{
		name: names.label,
		type: 8,
		width: null
	}, {
		name: names.probabilities,
		type: 1,
		width: classes.length
	}]);
	return {
		forest: {
			engine,
			features,
			classes,
			...readTrees(bytes, readColumns(bytes, (graph.spans.get(1) ?? []).map((span) => readNode(bytes, span)), features, names), features, classes)
		},
		schema: property("schema")
	};
}
function checkOpsets(bytes, spans) {
	if (spans.map((span) => {
		const message = readMessage(bytes, span, [1, 2]);
		return `${textAt(bytes, spanOf(message, 1))} ${intOf(message, 2)}`;
	}).join() !== [` 15`, `ai.onnx.ml 3`].join()) throw new OnnxError("it uses other operator sets");
}
function readProperties(bytes, spans) {
	const properties = new Map();
	for (const span of spans) {
		const message = readMessage(bytes, span, [1, 2]);
		properties.set(textAt(bytes, spanOf(message, 1)), textAt(bytes, spanOf(message, 2)));
	}
	return properties;
}
function classesOf(json) {
	if (!Array.isArray(json) || json.length < 2 || new Set(json).size !== json.length) throw new OnnxError("metadata classes are not two or more texts");
	return json.map((name) => {
		if (typeof name !== "string") throw new OnnxError("metadata classes are not two or more texts");
		return name;
	});
}
const FIELD_TYPES = [
	"string",
	"number",
	"integer",
	"boolean",
	"date",
	"datetime",
	"time",
	"year",
	"yearmonth",
	"any"
];
function featuresOf(json) {
	if (!Array.isArray(json) || json.length === 0) throw new OnnxError("metadata features are not a list");
	const features = json.map((item) => {
		const { name, type, kind } = item !== null && typeof item === "object" && !Array.isArray(item) ? item : {};
		const fieldType = FIELD_TYPES.find((known) => known === type);
		if (typeof name !== "string" || fieldType === void 0 || kind !== "number" && kind !== "category") throw new OnnxError("metadata features hold something else than name, type and kind");
		return {
			name,
			type: fieldType,
			kind,
			categories: []
		};
	});
	if (new Set(features.map((feature) => feature.name)).size !== features.length) throw new OnnxError("two features have one name");
	return features;
}
function checkValues(bytes, spans, expected) {
	if (spans.length !== expected.length) throw new OnnxError("the number of inputs or outputs is wrong");
	spans.forEach((span, i) => {
		const { name, type, width } = expected[i];
		const info = readMessage(bytes, span, [1, 2]);
		const tensor = readMessage(bytes, spanOf(readMessage(bytes, spanOf(info, 2), [1]), 1), [1, 2]);
		const dimensions = readMessage(bytes, spanOf(tensor, 2), [], [1]).spans.get(1) ?? [];
		const widthFound = dimensions[1] === void 0 ? null : intOf(readMessage(bytes, dimensions[1], [1]), 1);
		if (textAt(bytes, spanOf(info, 1)) !== name || intOf(tensor, 1) !== type || widthFound !== width) throw new OnnxError(`input or output ${JSON.stringify(name)} is not as expected`);
	});
}
function readColumns(bytes, nodes, features, names) {
	let next = 0;
	const take = (operator, domain, inputs, outputs) => {
		const node = nodes[next++];
		if (node === void 0 || node.operator !== operator || node.domain !== domain || !same(node.inputs, inputs) || !same(node.outputs, outputs)) throw new OnnxError(`operator ${next} is not the ${operator} expected there`);
		return node;
	};
	const numbers = features.map((feature, f) => {
		const input = names.inputs[f];
		if (feature.kind === "number") return input;
		const prefix = `${names.inner}${f}`;
		feature.categories = categoriesOf(bytes, take("LabelEncoder", ML_DOMAIN, [input], [`${prefix}_code`]));
		if (readIntAttribute(bytes, take("Cast", "", [`${prefix}_code`], [`${prefix}_number`]), "to") !== 11) throw new OnnxError("a Cast is not to double");
		return `${prefix}_number`;
	});
	const row = `${names.inner}row`;
	if (readIntAttribute(bytes, take("Concat", "", numbers, [row]), "axis") !== 1) throw new OnnxError("Concat joins along another axis");
	const ensemble = take("TreeEnsembleClassifier", ML_DOMAIN, [row], [names.label, names.probabilities]);
	if (next !== nodes.length) throw new OnnxError("it has more operators than expected");
	return ensemble;
}
function categoriesOf(bytes, encoder) {
	const keys = readStringsAttribute(bytes, encoder, "keys_strings");
	const values = readIntsAttribute(bytes, encoder, "values_int64s");
	if (readIntAttribute(bytes, encoder, "default_int64") !== 0 || values.length !== keys.length || encoder.attributes.size !== 3) throw new OnnxError("a LabelEncoder is not as expected");
	if (keys.length === 1 && keys[0] === "" && values[0] === 0) return [];
	if (new Set(keys).size !== keys.length || values.some((value, i) => value !== i + 1)) throw new OnnxError("category codes do not count from 1");
	return keys;
}
function same(a, b) {
	return a.length === b.length && a.every((text, i) => text === b[i]);
}
// src/model/predict.ts
const BLOCK_ROWS = 1024;
function predict(forest, columns, rows) {
	const { weights, classes } = forest;
	const width = weightsPerLeaf(classes.length);
	const count = typeof rows === "number" ? rows : rows.length;
	const sums = new Float64Array(count * width);
	walkTrees(forest, columns, rows, (leaves, first, size) => {
		for (let i = 0; i < size; i++) {
			const from = leaves[i];
			const at = (first + i) * width;
			for (let w = 0; w < width; w++) sums[at + w] += weights[from + w];
		}
	});
	return width === 1 ? decideTwo(sums) : decideMany(sums, classes.length);
}
function walkTrees(forest, columns, rows, visit) {
	const readers = forest.features.map((feature) => readerOf(feature, columns));
	const count = typeof rows === "number" ? rows : rows.length;
	const values = new Float64Array(BLOCK_ROWS * readers.length);
	const leaves = new Int32Array(BLOCK_ROWS);
	for (let first = 0; first < count; first += BLOCK_ROWS) {
		const size = Math.min(BLOCK_ROWS, count - first);
		readers.forEach((read, f) => {
			for (let i = 0; i < size; i++) values[i * readers.length + f] = read(typeof rows === "number" ? first + i : rows[first + i]);
		});
		for (const root of forest.roots) {
			walkTree(forest, root, values, size, leaves);
			visit(leaves, first, size);
		}
	}
}
function readerOf(feature, columns) {
	const column = columns.find((candidate) => candidate.name === feature.name);
	if (column === void 0) throw new Error(`The model needs a column named ${JSON.stringify(feature.name)}, and the data has none.`);
	if (column.kind !== feature.kind) {
		const kinds = {
			number: "numbers",
			category: "categories"
		};
		throw new Error(`Column ${JSON.stringify(feature.name)} holds ${kinds[column.kind]}, the model was trained on ${kinds[feature.kind]}.`);
	}
	if (column.kind === "number") {
		const { values } = column;
		return (row) => values[row];
	}
	const known = new Map(feature.categories.map((category, i) => [category, i + 1]));
	const recoded = Float64Array.from(["", ...column.categories], (category, code) => code === 0 ? 0 : known.get(category) ?? 0);
	const { codes } = column;
	return (row) => recoded[codes[row]];
}
function walkTree(forest, root, values, size, leaves) {
	const { mode, feature, threshold, missingYes, yes, no, leaf } = forest;
	const features = forest.features.length;
	for (let i = 0; i < size; i++) {
		const row = i * features;
		let node = root;
		for (let kind = mode[node]; kind !== 0; kind = mode[node]) {
			const x = values[row + feature[node]];
			const t = threshold[node];
			node = (kind === 1 ? x <= t : kind === 3 ? x === t : x < t) || missingYes[node] === 1 && Number.isNaN(x) ? yes[node] : no[node];
		}
		leaves[i] = leaf[node];
	}
}
function decideTwo(sums) {
	const classes = new Int32Array(sums.length);
	const probabilities = new Float64Array(sums.length * 2);
	for (let i = 0; i < sums.length; i++) {
		probabilities[2 * i] = 1 - sums[i];
		probabilities[2 * i + 1] = sums[i];
		classes[i] = sums[i] > .5 ? 1 : 0;
	}
	return {
		classes,
		probabilities
	};
}
function decideMany(sums, count) {
	const classes = new Int32Array(sums.length / count);
	for (let i = 0; i < classes.length; i++) {
		let best = 0;
		for (let c = 1; c < count; c++) if (sums[i * count + c] > sums[i * count + best]) best = c;
		classes[i] = best;
	}
	return {
		classes,
		probabilities: sums
	};
}
// src/table/code-point.ts
function byCodePoint(a, b) {
	const shorter = Math.min(a.length, b.length);
	for (let i = 0; i < shorter; i++) {
		const x = a.charCodeAt(i);
		const y = b.charCodeAt(i);
		if (x !== y) return rank$1(x) - rank$1(y);
	}
	return a.length - b.length;
}
function rank$1(unit) {
	if (unit < 55296) return unit;
	return unit >= 57344 ? unit - 2048 : unit + 8192;
}
// src/table/dataset.ts
function columnOf(dataset, name) {
	const column = dataset.columns.find((candidate) => candidate.name === name);
	if (column === void 0) throw new Error(`The dataset has no column ${JSON.stringify(name)}.`);
	return column;
}
function targetOf(dataset) {
	const column = columnOf(dataset, dataset.target);
	if (column.kind !== "category") throw new Error(`The target ${JSON.stringify(dataset.target)} is a column of numbers, expected categories.`);
	return column;
}
function concatColumns(parts) {
	const first = parts[0];
	if (first === void 0) throw new Error("No columns to join.");
	if (parts.length === 1) return first;
	const numbers = parts.filter((part) => part.kind === "number");
	const categories = parts.filter((part) => part.kind === "category");
	if (numbers.length === parts.length) return concatNumbers(numbers);
	if (categories.length === parts.length) return concatCategories(categories);
	throw new Error(`Column ${JSON.stringify(first.name)} is numbers in one file and categories in another.`);
}
function concatNumbers(parts) {
	const values = new Float64Array(parts.reduce((rows, part) => rows + part.values.length, 0));
	let at = 0;
	for (const part of parts) {
		values.set(part.values, at);
		at += part.values.length;
	}
	return {
		...parts[0],
		values
	};
}
function concatCategories(parts) {
	const categories = [...new Set(parts.flatMap((part) => part.categories))].sort(byCodePoint);
	const codeOf = new Map(categories.map((category, i) => [category, i + 1]));
	const codes = new Int32Array(parts.reduce((rows, part) => rows + part.codes.length, 0));
	let at = 0;
	for (const part of parts) {
		const merged = Int32Array.from([null, ...part.categories], (category) => category === null ? 0 : codeOf.get(category));
		for (let row = 0; row < part.codes.length; row++) codes[at++] = merged[part.codes[row]];
	}
	return {
		...parts[0],
		codes,
		categories
	};
}
// src/fetch/check.ts
function check(code, subject, status, message, detail = {}) {
	const { observed = null, expected = null, suggestion = null, where = null } = detail;
	return {
		code,
		subject,
		status,
		observed,
		expected,
		message,
		suggestion,
		where
	};
}
const LONGEST_SHOWN = 120;
function shown$1(name) {
	const short = name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name;
	return /^[\p{L}\p{N} _.,+=@~(){}*/\\:…-]+$/u.test(short) ? short : JSON.stringify(short);
}
function plural$1(n, noun) {
	return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}
// src/fetch/file-format.ts
const EXTENSION = /\.(?:(csv|tsv)(?:\.gz)?|(parquet))$/i;
const ACCEPTED_EXTENSIONS = ".csv, .csv.gz, .tsv, .tsv.gz";
function formatOf(name) {
	const parts = EXTENSION.exec(name);
	return parts === null ? null : (parts[1] ?? parts[2]).toLowerCase();
}
function withoutExtension(name) {
	return name.replace(EXTENSION, "");
}
// src/fetch/name-date.ts
const MONTHS = [
	"jan",
	"feb",
	"mar",
	"apr",
	"may",
	"jun",
	"jul",
	"aug",
	"sep",
	"oct",
	"nov",
	"dec"
];
const MONTH = `(${MONTHS.join("|")})[a-z]*`;
const NOTATIONS$1 = [
	[/year=(\d{4})\/month=(\d{1,2})(?:\/day=(\d{1,2}))?/gi, ([, y, m, d]) => ({
		date: day(y, m, d ?? "1"),
		tokens: hiveTokens(m, d)
	})],
	[/(?<!\d)(\d{4})([-_./ ])(\d{1,2})\2(\d{1,2})(?:T(\d{2})([-:.]?\d{2})*)?(?!\d)/g, separated],
	[/(?<!\d)(\d{4})(\d{2})(\d{2})(?:T?(\d{2})((?:\d{2}){0,2}))?(?!\d)/g, compact],
	[/(?<!\d)(\d{1,2})([-_. ])(\d{1,2})\2(\d{4})(?!\d)/g, dayFirst],
	[/(?<!\d)(\d{2})()(\d{2})(\d{4})(?!\d)/g, dayFirst],
	[new RegExp(`(?<![\\da-z])(\\d{1,2})[-_. ]?${MONTH}[-_. ]?(\\d{4})(?!\\d)`, "gi"), ([, d, m, y]) => ({
		date: day(y, monthNumber(m), d),
		tokens: "*"
	})],
	[new RegExp(`(?<!\\d)(\\d{4})[-_. ]?${MONTH}[-_. ]?(\\d{1,2})(?!\\d)`, "gi"), ([, y, m, d]) => ({
		date: day(y, monthNumber(m), d),
		tokens: "*"
	})],
	[new RegExp(`(?<![a-z])${MONTH}[-_. ]?(\\d{4})(?!\\d)`, "gi"), ([, m, y]) => ({
		date: day(y, monthNumber(m), "1"),
		tokens: "*"
	})],
	[new RegExp(`(?<!\\d)(\\d{4})[-_. ]?${MONTH}(?![a-z])`, "gi"), ([, y, m]) => ({
		date: day(y, monthNumber(m), "1"),
		tokens: "*"
	})],
	[/(?<!\d)(\d{4})[-_. ]?q([1-4])(?!\d)/gi, ([, y, q]) => ({
		date: day(y, String(Number(q) * 3 - 2), "1"),
		tokens: "*"
	})],
	[/(?<!\d)(\d{4})[-_. ]?w(\d{2})(?!\d)/gi, ([, y, w]) => ({
		date: week(y, w),
		tokens: "*"
	})],
	[/(?<!\d)(\d{4})([-_./ ])(\d{2})(?!\d)/g, ([, y, by, m]) => ({
		date: day(y, m, "1"),
		tokens: `{YYYY}${by}{MM}`
	})],
	[/(?<!\d)(\d{4})(\d{2})(?!\d)/g, ([, y, m]) => ({
		date: day(y, m, "1"),
		tokens: "{YYYYMM}"
	})],
	[/(?<!\d)(\d{2})(\d{2})(\d{2})(?!\d)/g, ([, y, m, d]) => ({
		date: day(`20${y}`, m, d),
		tokens: "*"
	})],
	[/(?<!\d)(\d{4})(?!\d)/g, ([, y]) => ({
		date: day(y, "1", "1"),
		tokens: "{YYYY}"
	})]
];
function dateInName(name) {
	for (const [regex, read] of NOTATIONS$1) for (const parts of name.matchAll(regex)) {
		const found = read(parts);
		if (found?.date != null) return {
			date: found.date,
			tokens: found.tokens,
			start: parts.index,
			end: parts.index + parts[0].length
		};
	}
	return null;
}
function separated([all, y, by, m, d, hour]) {
	const tokens = m.length === 2 && d.length === 2 ? `{YYYY}${by}{MM}${by}{DD}${hourTokens(all, hour)}` : "*";
	return {
		date: withHour(day(y, m, d), hour),
		tokens
	};
}
function compact([all, y, m, d, hour, rest]) {
	const tokens = all.includes("T") ? `{YYYYMMDD}${hourTokens(all, hour)}` : `{YYYYMMDD${hour ? "HH" : ""}}${rest ? "*" : ""}`;
	return {
		date: withHour(day(y, m, d), hour),
		tokens
	};
}
function hourTokens(all, hour) {
	if (hour === void 0) return "";
	return all.endsWith(`T${hour}`) ? "T{HH}" : "T{HH}*";
}
function dayFirst([, a, by, b, y]) {
	const european = day(y, b, a);
	const wide = a.length === 2 && b.length === 2;
	const [first, second] = european === null ? ["{MM}", "{DD}"] : ["{DD}", "{MM}"];
	return {
		date: european ?? day(y, a, b),
		tokens: wide ? `${first}${by}${second}${by}{YYYY}` : "*"
	};
}
function hiveTokens(m, d) {
	return `year={YYYY}/month=${m.length === 2 ? "{MM}" : "*"}${d === void 0 ? "" : `/day=${d.length === 2 ? "{DD}" : "*"}`}`;
}
function monthNumber(name) {
	return String(MONTHS.indexOf(name.toLowerCase()) + 1);
}
function day(y, m, d) {
	if (Number(y) < 1970 || Number(y) > 2199) return null;
	const seconds = secondsOfDay(Number(y), Number(m), Number(d));
	return seconds === null ? null : seconds * 1e3;
}
function week(y, w) {
	const fourth = day(y, "1", "4");
	if (fourth === null || Number(w) < 1 || Number(w) > 53) return null;
	const weekday = (Math.floor(fourth / 864e5) + 3) % 7;
	return fourth + ((Number(w) - 1) * 7 - weekday) * 864e5;
}
function withHour(date, hour) {
	if (date === null || hour === void 0) return date;
	return Number(hour) > 23 ? null : date + Number(hour) * 36e5;
}
// src/fetch/pattern.ts
const DATE_GROUP = /^\{(?:YYYY|MM|DD|HH|[-_. T])*(?:YYYY|MM|DD|HH)(?:YYYY|MM|DD|HH|[-_. T])*\}/;
function compilePattern(source) {
	const path = sep === "\\" ? source.replaceAll(sep, "/") : source;
	const special = firstSpecial(path);
	const root = path.slice(0, path.lastIndexOf("/", special < 0 ? path.length - 1 : special)) || "/";
	return {
		source: path,
		root,
		parts: partsOf$1(path.slice(root === "/" ? 1 : root.length + 1)),
		literal: special < 0
	};
}
function literalPattern(path) {
	const end = path.lastIndexOf("/");
	return {
		source: path,
		root: path.slice(0, end) || "/",
		parts: [{
			kind: "literal",
			text: path.slice(end + 1)
		}],
		literal: true
	};
}
function firstSpecial(path) {
	for (let at = 0; at < path.length; at++) if (path[at] === "*" || DATE_GROUP.test(path.slice(at, at + 64))) return at;
	return -1;
}
function partsOf$1(path) {
	const parts = [];
	let at = 0;
	while (at < path.length) {
		const rest = path.slice(at);
		const group = DATE_GROUP.exec(rest)?.[0];
		if (rest.startsWith("**/") && (at === 0 || path[at - 1] === "/")) {
			parts.push({ kind: "folders" });
			at += 3;
		} else if (rest.startsWith("*")) {
			const stars = /^\*+/.exec(rest)[0].length;
			parts.push({ kind: stars > 1 ? "globstar" : "star" });
			at += stars;
		} else if (group !== void 0) {
			for (const piece of group.slice(1, -1).match(/YYYY|MM|DD|HH|./g)) if (piece.length === 1) pushLiteral(parts, piece);
			else parts.push({
				kind: "date",
				part: piece
			});
			at += group.length;
		} else {
			pushLiteral(parts, path[at]);
			at++;
		}
	}
	return parts;
}
function pushLiteral(parts, text) {
	const last = parts.at(-1);
	if (last?.kind === "literal") last.text += text;
	else parts.push({
		kind: "literal",
		text
	});
}
function matchPattern(pattern, path) {
	const found = new Map();
	if (!search(pattern.parts, path, false, found)) return null;
	if (found.size === 0) return { date: null };
	const day = secondsOfDay(found.get("YYYY") ?? 2e3, found.get("MM") ?? 1, found.get("DD") ?? 1);
	const hour = found.get("HH") ?? 0;
	if (day === null || hour > 23) return null;
	return { date: found.has("YYYY") ? (day + hour * 3600) * 1e3 : null };
}
function couldMatchInside(pattern, folder) {
	return search(pattern.parts, `${folder}/`, true, new Map());
}
function search(parts, text, prefix, found) {
	const width = text.length + 1;
	const failed = new Uint8Array((parts.length + 1) * width);
	const from = (index, at) => {
		if (prefix && at === text.length) return true;
		if (index === parts.length) return at === text.length;
		const state = index * width + at;
		if (failed[state] === 1) return false;
		const matched = take(parts[index], index, at);
		if (!matched) failed[state] = 1;
		return matched;
	};
	const take = (part, index, at) => {
		switch (part.kind) {
			case "literal":
				if (prefix && part.text.startsWith(text.slice(at))) return true;
				return text.startsWith(part.text, at) && from(index + 1, at + part.text.length);
			case "date": {
				const digits = text.slice(at, at + part.part.length);
				if (prefix && at + part.part.length > text.length) return false;
				if (!/^[0-9]+$/.test(digits) || digits.length < part.part.length || !from(index + 1, at + digits.length)) return false;
				if (!found.has(part.part)) found.set(part.part, Number(digits));
				return true;
			}
			case "star":
			case "globstar": {
				const crosses = part.kind === "globstar";
				let end = at;
				while (!hiddenAt(text, end) && failed[index * width + end] === 0) {
					if (from(index + 1, end)) return true;
					if (end === text.length || text[end] === "/" && !crosses) break;
					end++;
				}
				failed.fill(1, index * width + at, index * width + end);
				return false;
			}
			case "folders": {
				if (from(index + 1, at)) return true;
				const end = text.indexOf("/", at);
				return end > at && !hiddenAt(text, at) && from(index, end + 1);
			}
		}
	};
	return from(0, 0);
}
function hiddenAt(text, at) {
	return text[at] === "." && (at === 0 || text[at - 1] === "/");
}
// src/fetch/walk.ts
async function walk(root, bounds) {
	const result = {
		files: [],
		refused: [],
		cut: false
	};
	let left = bounds.entries;
	const enter = async (folder, path, above) => {
		const real = await realpath(folder).catch(() => folder);
		if (above.includes(real)) return;
		for (const entry of await entriesOf(folder, result)) {
			if (left-- <= 0) {
				result.cut = true;
				return;
			}
			const inner = path === "" ? entry.name : `${path}/${entry.name}`;
			const uri = join$1(folder, entry.name);
			const kind = await kindOf(entry, uri);
			if (kind === "folder" && bounds.enters(inner)) await enter(uri, inner, [...above, real]);
			if (kind === "file") {
				const target = entry.isSymbolicLink() ? await realpath(uri).catch(() => uri) : join$1(real, entry.name);
				result.files.push({
					path: inner,
					uri,
					real: target
				});
			}
			if (result.cut) return;
		}
	};
	await enter(root, "", []);
	return result;
}
async function entriesOf(folder, result) {
	try {
		return await readdir(folder, { withFileTypes: true });
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		if (code !== "ENOENT" && code !== "ENOTDIR") result.refused.push({
			folder,
			code
		});
		return [];
	}
}
async function kindOf(entry, uri) {
	if (entry.isFile()) return "file";
	if (entry.isDirectory()) return "folder";
	if (!entry.isSymbolicLink()) return null;
	const target = await stat(uri).catch(() => null);
	if (target === null) return "file";
	return target.isFile() ? "file" : target.isDirectory() ? "folder" : null;
}
function join$1(folder, name) {
	return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}
// src/fetch/match.ts
const MOST_ENTRIES$1 = 1e6;
async function matchPatterns(sources) {
	const seen = new Set();
	const names = new Set();
	const all = [];
	for (const source of sources) {
		const { pattern, found, refused } = await findMatches(source);
		found.sort((a, b) => Number(a.file.uri !== a.file.real) - Number(b.file.uri !== b.file.real) || byCodePoint(a.file.path, b.file.path));
		const result = {
			pattern,
			files: [],
			repeated: 0,
			unread: [],
			refused
		};
		for (const { file, date } of found) {
			if (seen.has(file.real)) {
				result.repeated++;
				continue;
			}
			seen.add(file.real);
			if (!pattern.literal && formatOf(file.path) === null) result.unread.push(file.path);
			else result.files.push(await listed(file, date, ownName(file, names)));
		}
		all.push(result);
	}
	return all;
}
function inOrder(files) {
	return files.sort((a, b) => compareDates(a.date, b.date) || byCodePoint(a.name, b.name));
}
function compareDates(a, b) {
	if (a === b) return 0;
	return (a ?? Number.NEGATIVE_INFINITY) - (b ?? Number.NEGATIVE_INFINITY);
}
async function findMatches(source) {
	const pattern = (await stat(source).catch(() => null))?.isFile() ? literalPattern(compilePath(source)) : compilePattern(source);
	if (pattern.literal) return await findLiteral(pattern);
	const { files, refused, cut } = await walk(pattern.root, {
		enters: (folder) => couldMatchInside(pattern, folder),
		entries: MOST_ENTRIES$1
	});
	if (cut) throw new LimitError(problem(`The pattern ${shown$1(source)} looks through more than ${plural$1(MOST_ENTRIES$1, "file")} in ${shown$1(pattern.root)}.`));
	const found = [];
	for (const file of files) {
		const match = matchPattern(pattern, file.path);
		if (match !== null) found.push({
			file,
			date: match.date ?? dateOf(file.path)
		});
	}
	return {
		pattern,
		found,
		refused
	};
}
async function findLiteral(pattern) {
	const path = pattern.source.slice(pattern.source.lastIndexOf("/") + 1);
	const uri = pattern.source;
	try {
		const real = await realpath(uri);
		return {
			pattern,
			found: (await stat(real)).isFile() ? [{
				file: {
					path,
					uri,
					real
				},
				date: dateOf(path)
			}] : [],
			refused: []
		};
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		return {
			pattern,
			found: [],
			refused: code === "ENOENT" || code === "ENOTDIR" ? [] : [{
				folder: pattern.root,
				code
			}]
		};
	}
}
function compilePath(source) {
	return compilePattern(source).source;
}
function dateOf(path) {
	return dateInName(path.slice(path.lastIndexOf("/") + 1))?.date ?? dateInName(path)?.date ?? null;
}
function ownName(file, names) {
	let name = file.path;
	let start = file.uri.length - file.path.length;
	while (names.has(name) && start > 1) {
		start = file.uri.lastIndexOf("/", start - 2) + 1;
		name = file.uri.slice(start);
	}
	names.add(name);
	return name;
}
async function listed(file, date, name) {
	const state = await stat(file.uri).catch(() => null);
	return {
		name,
		uri: file.uri,
		versionId: null,
		date,
		modified: state?.mtimeMs ?? null,
		bytes: state?.size ?? 0
	};
}
// src/fetch/likeness.ts
const SIDECAR_WORDS = new Set("manifest checksum checksums md5 sha1 sha256 sha512 crc crc32 schema metadata meta readme success index log logs lock tmp temp bak backup partial part inventory license stats".split(" "));
function coreOf(basename) {
	const date = dateInName(basename);
	return squeeze(withoutExtension(date === null ? basename : `${basename.slice(0, date.start)} ${basename.slice(date.end)}`));
}
function squeeze(text) {
	return text.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");
}
function wordsOf(text) {
	return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
function piecesOf(pattern) {
	const texts = basenameLiterals(pattern);
	const last = texts.length - 1;
	return texts.map((text, i) => squeeze(i === last ? withoutExtension(text) : text)).filter((piece) => piece !== "");
}
function basenameLiterals(pattern) {
	const texts = [];
	for (const part of pattern.parts) {
		if (part.kind === "folders") texts.length = 0;
		if (part.kind !== "literal") continue;
		const slash = part.text.lastIndexOf("/");
		if (slash >= 0) texts.length = 0;
		texts.push(part.text.slice(slash + 1));
	}
	return texts;
}
function isSidecar(basename, pattern) {
	if (/^[.~]/.test(basename)) return true;
	const own = new Set(basenameLiterals(pattern).flatMap(wordsOf));
	return wordsOf(withoutExtension(basename)).some((word) => SIDECAR_WORDS.has(word) && !own.has(word));
}
function isLike(core, pieces) {
	const whole = pieces.join("");
	if (holdsInOrder(core, pieces)) return true;
	return whole.includes(core) && !/\d{4}/.test(whole.replace(core, ""));
}
function holdsInOrder(core, pieces) {
	let at = 0;
	for (const piece of pieces) {
		const found = core.indexOf(piece, at);
		if (found < 0) return false;
		at = found + piece.length;
	}
	return true;
}
// src/fetch/propose.ts
function proposePattern(root, path) {
	const slash = path.lastIndexOf("/") + 1;
	const basename = path.slice(slash);
	const inBasename = dateInName(basename);
	const inPath = inBasename === null ? dateInName(path) : null;
	let proposed = literally(path);
	if (inBasename !== null) {
		const { start, end, tokens, date } = inBasename;
		proposed = folderTokens(path.slice(0, slash), date) + literally(basename.slice(0, start)) + tokens + literally(basename.slice(end));
	} else if (inPath !== null) proposed = literally(path.slice(0, inPath.start)) + inPath.tokens + literally(path.slice(inPath.end));
	return `${root === "/" ? "" : root}/${proposed}`;
}
function literally(text) {
	return text.replace(/\{(?:YYYY|MM|DD|HH|[-_. T])+\}/g, "*");
}
function folderTokens(folders, date) {
	const [year, month, day] = new Date(date).toISOString().slice(0, 10).split("-");
	const known = new Map([
		[year, "{YYYY}"],
		[`${year}-${month}`, "{YYYY}-{MM}"],
		[year + month, "{YYYYMM}"],
		[`${year}-${month}-${day}`, "{YYYY}-{MM}-{DD}"],
		[year + month + day, "{YYYYMMDD}"]
	]);
	let tokens = "";
	let place = "";
	for (const folder of folders.split("/").slice(0, -1)) {
		let token = known.get(folder);
		if (token === void 0 && place === "year" && folder === month) token = "{MM}";
		if (token === void 0 && place === "month" && folder === day) token = "{DD}";
		place = token === "{YYYY}" ? "year" : token === "{MM}" ? "month" : "";
		tokens += `${token ?? literally(folder)}/`;
	}
	return tokens;
}
function asWritten(pattern) {
	const path = relative(process.cwd(), pattern);
	return path !== "" && !path.startsWith("..") && !path.startsWith("/") && sep === "/" ? path : pattern;
}
function filesLine(patterns) {
	return `files: [${patterns.map((pattern) => JSON.stringify(asWritten(pattern))).join(", ")}]`;
}
// src/fetch/surroundings.ts
const MOST_ENTRIES = 2e4;
const DEEPER = 2;
const NAMES_SHOWN = 5;
async function around(pattern) {
	const depth = pattern.parts.reduce((slashes, part) => slashes + (part.kind === "literal" ? part.text.split("/").length - 1 : 0), 0);
	const { root } = pattern;
	const neighbours = (await walk(root, {
		enters: (folder) => worthEntering(folder) && folder.split("/").length <= depth + DEEPER,
		entries: MOST_ENTRIES
	})).files.map(({ path, uri }) => ({
		path,
		root,
		uri,
		outside: false,
		beside: path.split("/").length - 1 === depth
	}));
	const parent = root.slice(0, root.lastIndexOf("/"));
	if (parent === "" || !isWithin(parent, process.cwd())) return neighbours;
	const above = await walk(parent, {
		enters: (folder) => worthEntering(folder) && !folder.includes("/"),
		entries: MOST_ENTRIES
	});
	for (const { path, uri } of above.files) if (!isWithin(uri, root)) neighbours.push({
		path,
		root: parent,
		uri,
		outside: true,
		beside: false
	});
	return neighbours;
}
function worthEntering(folder) {
	const name = folder.slice(folder.lastIndexOf("/") + 1);
	return !name.startsWith(".") && name !== "node_modules";
}
function isWithin(path, folder) {
	return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
async function whatIsThere(pattern) {
	if ((await stat(pattern.source).catch(() => null))?.isDirectory()) return {
		message: "it is a folder, expected a file or a pattern.",
		suggestion: `To take the files in it, set under data:\n  ${filesLine([`${pattern.source.replace(/\/$/, "")}/*.csv`])}`
	};
	const braces = literalBraces(pattern);
	if (braces !== null) return {
		message: `${shown$1(braces)} is taken literally, dates are written {YYYYMMDD} with YYYY, MM, DD, HH.`,
		suggestion: null
	};
	const missing = await firstMissing(pattern.root);
	if (missing !== null) return {
		message: `there is no folder ${shown$1(asWritten(missing))}.`,
		suggestion: null
	};
	const files = (await around(pattern)).filter((file) => !file.outside);
	if (files.length === 0) return {
		message: `the folder ${shown$1(asWritten(pattern.root))} holds no file.`,
		suggestion: null
	};
	const nearest = nearestTo(pattern, files);
	const names = nearest.slice(0, NAMES_SHOWN).map((file) => shown$1(file.path));
	const message = `${plural$1(files.length, "file")} ${files.length === 1 ? "is" : "are"} there, the nearest ${names.length === 1 ? "is" : "are"} ${names.join(", ")}.`;
	const meant = nearest.find((file) => couldBeMeant(file, pattern));
	if (meant === void 0) return {
		message,
		suggestion: null
	};
	return {
		message,
		suggestion: `If ${shown$1(meant.path)} is the data, set under data:\n  ${filesLine([proposePattern(pattern.root, meant.path)])}`
	};
}
function literalBraces(pattern) {
	for (const part of pattern.parts) {
		const braces = part.kind === "literal" ? /\{[^{}/]*y[^{}/]*\}/i.exec(part.text) : null;
		if (braces !== null) return braces[0];
	}
	return null;
}
function couldBeMeant(file, pattern) {
	const basename = file.path.slice(file.path.lastIndexOf("/") + 1);
	return formatOf(basename) !== null && !isSidecar(basename, pattern) && isLike(coreOf(basename), piecesOf(pattern));
}
function nearestTo(pattern, files) {
	const wanted = pattern.source.slice(pattern.root.length + 1).slice(0, 200);
	return files.slice(0, 2e3).map((file) => ({
		file,
		data: formatOf(file.path) !== null,
		far: (0, import_fastest_levenshtein.distance)(wanted, file.path.slice(0, 200)),
		date: dateOf(file.path) ?? 0
	})).sort((a, b) => Number(b.data) - Number(a.data) || a.far - b.far || b.date - a.date || byCodePoint(a.file.path, b.file.path)).map((one) => one.file);
}
async function firstMissing(folder) {
	const names = folder.split("/");
	for (let count = 2; count <= names.length; count++) {
		const path = names.slice(0, count).join("/");
		if (await stat(path).catch(() => null) === null) return path;
	}
	return null;
}
// src/table/byte-cache.ts
const SLOTS = 1024;
const LONGEST = 32;
var ByteCache = class {
	#codes = new Int32Array(SLOTS).fill(-1);
	#slot = 0;
	find(bytes, start, end, texts) {
		let hash = end - start;
		if (hash > LONGEST) return -1;
		for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + bytes[at] | 0;
		this.#slot = (hash ^ hash >>> 15) & 1023;
		const code = this.#codes[this.#slot];
		if (code < 0) return -1;
		const text = texts[code];
		if (text.length !== end - start) return -1;
		for (let at = start; at < end; at++) {
			const byte = bytes[at];
			if (byte > 127 || text.charCodeAt(at - start) !== byte) return -1;
		}
		return code;
	}
	note(code, text) {
		if (text.length <= LONGEST) this.#codes[this.#slot] = code;
	}
};
function cellText(column, row) {
	const decimals = column.decimals[row];
	const value = column.values[row];
	return decimals === 255 ? column.texts[value] : numberText(value, decimals);
}
function numberText(value, decimals) {
	return decimals === 254 ? String(value) : value.toFixed(decimals);
}
const ZERO$1 = 48;
const MINUS$1 = 45;
const LONGEST_PLAIN = 17;
const SHORTEST_LENGTHS = {
	least: 17,
	most: 25
};
var RawColumnBuilder = class {
	#values = new Float64Array(64);
	#decimals = new Uint8Array(64);
	#rows = 0;
	#texts = [];
	#codes = new Map();
	#cache = null;
	addText(text) {
		if (!this.#addPlainText(text) && !this.#addShortest(text)) this.#addCode(text);
	}
	addPlain(mantissa, decimals) {
		this.#addCell(decimals === 0 ? mantissa : mantissa / POWERS_OF_TEN[decimals], decimals);
	}
	addBytes(bytes, start, end) {
		if (isShortestLength(end - start) && isDigitOrMinus(bytes[start]) && this.#addShortest(bytes.toString("latin1", start, end))) return;
		this.#cache ??= new ByteCache();
		const known = this.#cache.find(bytes, start, end, this.#texts);
		if (known >= 0) this.#addCell(known, 255);
		else {
			const text = bytes.toString("utf8", start, end);
			this.#cache.note(this.#addCode(text), text);
		}
	}
	finish() {
		return {
			values: this.#values.slice(0, this.#rows),
			decimals: this.#decimals.slice(0, this.#rows),
			texts: this.#texts
		};
	}
	#addPlainText(text) {
		const end = text.length;
		if (end === 0 || end > LONGEST_PLAIN) return false;
		const negative = text.charCodeAt(0) === MINUS$1;
		const first = negative ? 1 : 0;
		let mantissa = 0;
		let point = -1;
		for (let at = first; at < end; at++) {
			const digit = text.charCodeAt(at) - ZERO$1;
			if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
			else if (digit === -2 && point < 0) point = at;
			else return false;
		}
		if (!isPlainDecimal(negative, first, point, end, mantissa, text.charCodeAt(first))) return false;
		this.addPlain(negative ? -mantissa : mantissa, point < 0 ? 0 : end - point - 1);
		return true;
	}
	#addShortest(text) {
		if (!isShortestLength(text.length) || !isDigitOrMinus(text.charCodeAt(0))) return false;
		const value = Number(text);
		if (Number.isInteger(value) || String(value) !== text) return false;
		this.#addCell(value, 254);
		return true;
	}
	#addCode(text) {
		let code = this.#codes.get(text);
		if (code === void 0) {
			code = this.#texts.push(text) - 1;
			this.#codes.set(text, code);
		}
		this.#addCell(code, 255);
		return code;
	}
	#addCell(value, decimals) {
		if (this.#rows === this.#values.length) this.#grow();
		this.#values[this.#rows] = value;
		this.#decimals[this.#rows++] = decimals;
	}
	#grow() {
		const values = new Float64Array(this.#rows * 2);
		const decimals = new Uint8Array(this.#rows * 2);
		values.set(this.#values);
		decimals.set(this.#decimals);
		this.#values = values;
		this.#decimals = decimals;
	}
};
function isShortestLength(length) {
	return length >= SHORTEST_LENGTHS.least && length <= SHORTEST_LENGTHS.most;
}
function isDigitOrMinus(byte) {
	return byte === MINUS$1 || byte >= ZERO$1 && byte <= 57;
}
function isPlainDecimal(negative, first, point, end, mantissa, firstDigit) {
	const whole = (point < 0 ? end : point) - first;
	const fraction = point < 0 ? 0 : end - point - 1;
	if (whole === 0 || whole + fraction > 15 || point >= 0 && fraction === 0) return false;
	return !(firstDigit === ZERO$1 && whole > 1) && !(negative && mantissa === 0);
}
// src/table/plain-cells.ts
const LF$1 = 10;
const CR$1 = 13;
const QUOTE$1 = 34;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
var PlainCells = class {
	line = 1;
	#table;
	#delimiter;
	#special = new Uint8Array(256);
	#carry = Buffer.alloc(0);
	#afterCr = false;
	constructor(table) {
		this.#table = table;
		this.#delimiter = table.options.delimiter.charCodeAt(0);
		for (const byte of [
			LF$1,
			CR$1,
			QUOTE$1,
			this.#delimiter
		]) this.#special[byte] = 1;
	}
	push(chunk) {
		const table = this.#table;
		const special = this.#special;
		const delimiter = this.#delimiter;
		const bytes = this.#carry.length === 0 ? asBuffer(chunk) : Buffer.concat([this.#carry, chunk]);
		const end = bytes.length;
		let afterCr = this.#afterCr;
		let start = 0;
		let negative = false;
		let mantissa = 0;
		let point = -1;
		let plain = true;
		for (let at = 0; at < end; at++) {
			const byte = bytes[at];
			const digit = byte - ZERO;
			if (digit >= 0 && digit <= 9) {
				mantissa = mantissa * 10 + digit;
				continue;
			}
			if (special[byte] === 0) {
				if (byte === POINT && point < 0) point = at;
				else if (byte === MINUS && at === start) negative = true;
				else plain = false;
				continue;
			}
			if (byte === QUOTE$1) return bytes.subarray(start);
			const breaks = byte !== delimiter;
			const done = byte === LF$1 && at === start && afterCr;
			if (!done && (!breaks || at > start || table.cells > 0)) {
				const first = negative ? start + 1 : start;
				if (plain && isPlainDecimal(negative, first, point, at, mantissa, bytes[first])) table.addPlain(negative ? -mantissa : mantissa, point < 0 ? 0 : at - point - 1, bytes, start, at);
				else this.#addText(bytes, start, at);
				if (breaks) table.endRow(this.line);
				if (table.fault !== null) return null;
			}
			if (breaks && !done) this.line++;
			afterCr = byte === CR$1;
			start = at + 1;
			negative = false;
			mantissa = 0;
			point = -1;
			plain = true;
		}
		this.#afterCr = afterCr;
		this.#carry = start === end ? NOTHING : Buffer.from(bytes.subarray(start));
		if (this.#carry.length > table.options.maxCellBytes) this.#refuseCell();
		return null;
	}
	end() {
		if (this.#carry.length > 0 || this.#table.cells > 0) this.push(LINE_BREAK);
	}
	#addText(bytes, start, end) {
		if (end - start > this.#table.options.maxCellBytes) this.#refuseCell();
		else this.#table.addBytes(bytes, start, end);
	}
	#refuseCell() {
		const bytes = this.#table.options.maxCellBytes.toLocaleString("en-US");
		this.#table.refuse("limit", this.line, this.#table.cells + 1, `the cell is longer than ${bytes} bytes (limits.cell)`);
	}
};
const NOTHING = Buffer.alloc(0);
const LINE_BREAK = Uint8Array.of(LF$1);
function asBuffer(bytes) {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
// src/table/quoted-cells.ts
const LF = 10;
const CR = 13;
const QUOTE = 34;
const AFTER_QUOTE = "text after the closing quote, expected a delimiter or the end of the line";
const INSIDE_CELL = "a quote inside a cell that does not begin with one (write the cell in quotes, and quotes in it twice)";
var QuotedCells = class {
	#table;
	#parser;
	#delimiter;
	#special = new Uint8Array(256);
	#place = "cell start";
	#line;
	#rowLine;
	#cell;
	#cellBytes = 0;
	#afterCr = false;
	#quote = {
		line: 0,
		cell: 0
	};
	#rowLines = [];
	#rowsBack = 0;
	#failure = null;
	constructor(table, line) {
		this.#table = table;
		this.#delimiter = table.options.delimiter.charCodeAt(0);
		for (const byte of [
			LF,
			CR,
			QUOTE,
			this.#delimiter
		]) this.#special[byte] = 1;
		this.#line = line;
		this.#rowLine = line;
		this.#cell = table.cells + 1;
		this.#parser = new Parser({
			delimiter: table.options.delimiter,
			record_delimiter: [
				"\r\n",
				"\n",
				"\r"
			],
			relax_column_count: true,
			skip_empty_lines: true,
			on_record: (record) => this.#addRow(record)
		});
		this.#parser.on("error", (error) => {
			this.#failure = error;
		});
	}
	get line() {
		return this.#line;
	}
	async push(chunk) {
		const fault = this.#scan(chunk);
		await this.#settled((done) => this.#parser.write(fault === null ? chunk : chunk.subarray(0, fault.at), done));
		if (fault !== null) fault.refuse();
	}
	async end() {
		if (this.#place === "quoted") {
			this.#table.refuse("malformed", this.#quote.line, this.#quote.cell, "the quote that opens here is never closed");
			return;
		}
		if (this.#place !== "cell start" || this.#cell > 1) this.#rowLines.push(this.#rowLine);
		await this.#settled((done) => this.#parser.end(done));
	}
	close() {
		this.#parser.destroy();
	}
	async #settled(start) {
		await new Promise((resolve) => start(() => resolve()));
		if (this.#failure !== null) this.#table.refuse("malformed", this.#rowLine, this.#cell, "the quotes of this row do not parse");
	}
	#addRow(record) {
		for (let i = 0; i < record.length; i++) this.#table.addText(record[i]);
		this.#table.endRow(this.#rowLines[this.#rowsBack++] ?? this.#line);
		if (this.#rowsBack === this.#rowLines.length) {
			this.#rowLines = [];
			this.#rowsBack = 0;
		}
		return null;
	}
	#scan(chunk) {
		const { maxCellBytes, maxColumns } = this.#table.options;
		const special = this.#special;
		const end = chunk.length;
		for (let at = 0; at < end; at++) {
			const byte = chunk[at];
			if (special[byte] === 0) {
				if (this.#place === "after quote") return this.#faultAt(at, "malformed", AFTER_QUOTE);
				if (this.#place === "cell start") this.#place = "unquoted";
				const start = at;
				while (at + 1 < end && special[chunk[at + 1]] === 0) at++;
				this.#cellBytes += at + 1 - start;
				this.#afterCr = false;
				if (this.#cellBytes > maxCellBytes) return this.#faultAt(start, "limit", `the cell is longer than ${maxCellBytes.toLocaleString("en-US")} bytes (limits.cell)`);
			} else if (byte === LF && this.#afterCr) this.#afterCr = false;
			else {
				this.#afterCr = byte === CR;
				if (byte === QUOTE && this.#place === "unquoted") return this.#faultAt(at, "malformed", INSIDE_CELL);
				if (byte === QUOTE) this.#passQuote();
				else if (byte === this.#delimiter && this.#place !== "quoted") this.#nextCell();
				else if (byte === this.#delimiter) this.#cellBytes++;
				else this.#breakLine();
				if (this.#cellBytes > maxCellBytes) return this.#faultAt(at, "limit", `the cell is longer than ${maxCellBytes.toLocaleString("en-US")} bytes (limits.cell)`);
				if (this.#cell > maxColumns) return this.#faultAt(at, "limit", `more than ${maxColumns.toLocaleString("en-US")} columns (limits.columns)`);
			}
		}
		return null;
	}
	#passQuote() {
		if (this.#place === "quoted") this.#place = "after quote";
		else {
			if (this.#place === "after quote") this.#cellBytes++;
			else this.#quote = {
				line: this.#line,
				cell: this.#cell
			};
			this.#place = "quoted";
		}
	}
	#nextCell() {
		this.#place = "cell start";
		this.#cellBytes = 0;
		this.#cell++;
	}
	#breakLine() {
		this.#line++;
		if (this.#place === "quoted") {
			this.#cellBytes++;
			return;
		}
		if (this.#place !== "cell start" || this.#cell > 1) this.#rowLines.push(this.#rowLine);
		this.#rowLine = this.#line;
		this.#place = "cell start";
		this.#cellBytes = 0;
		this.#cell = 1;
	}
	#faultAt(at, kind, what) {
		const line = this.#line;
		const cell = this.#cell;
		return {
			at,
			refuse: () => this.#table.refuse(kind, line, cell, what)
		};
	}
};
// src/table/table-builder.ts
const LONGEST_NAME_SHOWN = 60;
var TableBuilder = class {
	fault = null;
	cells = 0;
	options;
	#header = null;
	#names = [];
	#columns = [];
	#lines = new Uint32Array(64);
	#rows = 0;
	constructor(options) {
		this.options = options;
	}
	addBytes(bytes, start, end) {
		const index = this.cells++;
		if (this.#header === null) this.#addName(bytes.toString("utf8", start, end));
		else if (index < this.#columns.length) this.#columns[index].addBytes(bytes, start, end);
	}
	addPlain(mantissa, decimals, bytes, start, end) {
		const index = this.cells++;
		if (this.#header === null) this.#addName(bytes.toString("utf8", start, end));
		else if (index < this.#columns.length) this.#columns[index].addPlain(mantissa, decimals);
	}
	addText(text) {
		const index = this.cells++;
		if (this.#header === null) this.#addName(text);
		else if (index < this.#columns.length) this.#columns[index].addText(text);
	}
	endRow(line) {
		const cells = this.cells;
		this.cells = 0;
		if (this.fault !== null) return;
		if (this.#header === null) this.#setHeader(line);
		else if (cells !== this.#columns.length) this.#refuseWidth(line, cells);
		else if (this.#rows >= this.options.maxRows) this.refuse("limit", line, 1, `more than ${count(this.options.maxRows, "row")} (limits.rows)`);
		else this.#addLine(line);
	}
	refuse(kind, line, column, what) {
		this.fault ??= {
			kind,
			line,
			column,
			message: `${this.#place(line, column)}: ${what}.`
		};
	}
	refuseFile(kind, what) {
		this.fault ??= {
			kind,
			line: 1,
			column: 1,
			message: `${what}.`
		};
	}
	finish() {
		if (this.#header === null) this.refuseFile("empty", "The file is empty, expected a header and rows");
		else if (this.#rows === 0) this.refuseFile("empty", `The file has a header of ${count(this.#header.length, "column")} but no rows`);
		if (this.fault !== null) return { fault: this.fault };
		const columns = this.#columns.map((column) => column.finish());
		return { table: {
			header: this.#header ?? [],
			columns,
			rows: this.#rows,
			lines: this.#lines.slice(0, this.#rows)
		} };
	}
	#place(line, column) {
		const name = this.#header?.[column - 1];
		return `Line ${line}, column ${column}${name === void 0 ? "" : ` (${shown(name)})`}`;
	}
	#addName(name) {
		if (this.#names.length < this.options.maxColumns) this.#names.push(name);
		else this.refuse("limit", 1, this.cells, `more than ${count(this.options.maxColumns, "column")} (limits.columns)`);
	}
	#setHeader(line) {
		const places = new Map();
		for (const [index, name] of this.#names.entries()) {
			const earlier = places.get(name);
			const column = index + 1;
			if (name.trim() === "") this.refuse("malformed", line, column, "the column has no name, expected one (pandas: to_csv(…, index=False))");
			else if (earlier !== void 0) this.refuse("malformed", line, column, `the name ${shown(name)} is that of column ${earlier} too, expected each once`);
			places.set(name, column);
		}
		this.#refuseOtherDelimiter(line);
		this.#header = this.#names;
		this.#columns = this.#names.map(() => new RawColumnBuilder());
	}
	#refuseOtherDelimiter(line) {
		const only = this.#names.length === 1 ? this.#names[0] : "";
		const other = [
			";",
			"	",
			"|",
			","
		].find((delimiter) => delimiter !== this.options.delimiter && only.includes(delimiter));
		if (other === void 0) return;
		this.refuse("malformed", line, 1, `the header is one column that holds ${delimiterName(other)}s, expected ${delimiterName(this.options.delimiter)}s between columns`);
	}
	#refuseWidth(line, cells) {
		const expected = this.#columns.length;
		const hint = cells > expected ? ` (a cell that holds a ${delimiterName(this.options.delimiter)} must stand in quotes)` : "";
		this.refuse("malformed", line, Math.min(cells, expected) + 1, `the row has ${count(cells, "cell")}, expected ${expected} as in the header${hint}`);
	}
	#addLine(line) {
		if (this.#rows === this.#lines.length) {
			const lines = new Uint32Array(this.#rows * 2);
			lines.set(this.#lines);
			this.#lines = lines;
		}
		this.#lines[this.#rows++] = line;
	}
};
function count(n, noun) {
	return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}
function delimiterName(delimiter) {
	return {
		",": "comma",
		";": "semicolon",
		"	": "tab",
		"|": "bar"
	}[delimiter] ?? "delimiter";
}
function shown(name) {
	return JSON.stringify(name.length > LONGEST_NAME_SHOWN ? `${name.slice(0, LONGEST_NAME_SHOWN)}…` : name);
}
// src/table/text-check.ts
const SIGNATURES = [
	["1f8b", "gzip data; name the file .csv.gz"],
	["504b0304", "a zip archive or an Excel workbook"],
	["d0cf11e0", "an old Excel workbook"],
	["50415231", "a Parquet file"],
	["25504446", "a PDF"],
	["fffe", "UTF-16 text"],
	["feff", "UTF-16 text"],
	["0000feff", "UTF-32 text"]
];
const UTF8_MARK = [
	239,
	187,
	191
];
function markLength(head) {
	return UTF8_MARK.every((byte, i) => head[i] === byte) ? 3 : 0;
}
function signatureFault(head) {
	const hex = Buffer.from(head.subarray(0, 4)).toString("hex");
	const found = SIGNATURES.find(([signature]) => hex.startsWith(signature))?.[1];
	return found === void 0 ? null : {
		at: 0,
		message: `the file is ${found}, expected text in UTF-8`
	};
}
var TextCheck = class {
	#needed = 0;
	#seen = 0;
	#lower = 128;
	#upper = 191;
	check(bytes) {
		const length = bytes.length;
		let inside = this.#needed > 0;
		for (let at = 0; at < length; at++) {
			const byte = bytes[at];
			if (byte - 1 >>> 0 < 127 && !inside) continue;
			if (byte === 0) return {
				at,
				message: zeroMessage(bytes, at)
			};
			if (!this.#accepts(byte)) return {
				at: at - this.#seen,
				message: "a byte that is not UTF-8, expected text in UTF-8 (Excel: save as “CSV UTF-8”)"
			};
			inside = this.#needed > 0;
		}
		return null;
	}
	get unfinished() {
		return this.#needed > 0;
	}
	#accepts(byte) {
		if (this.#needed > 0) {
			if (byte < this.#lower || byte > this.#upper) return false;
			this.#needed--;
			this.#seen = this.#needed === 0 ? 0 : this.#seen + 1;
			this.#lower = 128;
			this.#upper = 191;
			return true;
		}
		if (byte >= 194 && byte <= 223) this.#needed = 1;
		else if (byte >= 224 && byte <= 239) this.#needed = 2;
		else if (byte >= 240 && byte <= 244) this.#needed = 3;
		else return false;
		this.#seen = 1;
		if (byte === 224) this.#lower = 160;
		if (byte === 237) this.#upper = 159;
		if (byte === 240) this.#lower = 144;
		if (byte === 244) this.#upper = 143;
		return true;
	}
};
function zeroMessage(bytes, at) {
	const sample = bytes.subarray(at & -2, (at & -2) + 200);
	let zeros = 0;
	for (let i = at & 1; i < sample.length; i += 2) if (sample[i] === 0) zeros++;
	return sample.length >= 4 && zeros > sample.length * .4 ? "the file is UTF-16 text, expected text in UTF-8" : "a zero byte, expected text in UTF-8; the file is binary or damaged";
}
// src/table/csv.ts
const HEAD_BYTES = 4096;
async function parseCsv(chunks, options) {
	const table = new TableBuilder(options);
	const text = new TextCheck();
	const cells = new Cells(table);
	let offset = 0;
	for await (const chunk of withHead(chunks)) {
		const skip = offset === 0 ? markLength(chunk) : 0;
		const bytes = chunk.subarray(skip);
		const fault = (offset === 0 ? signatureFault(chunk) : null) ?? text.check(bytes);
		await cells.push(fault === null ? bytes : bytes.subarray(0, Math.max(0, fault.at)));
		if (fault !== null) table.refuse("malformed", cells.line, table.cells + 1, `${fault.message} (byte ${offset + skip + fault.at + 1} of the file)`);
		if (table.fault !== null) break;
		offset += chunk.length;
	}
	if (text.unfinished) table.refuse("malformed", cells.line, table.cells + 1, "the file ends inside a character");
	await cells.end();
	return table.finish();
}
var Cells = class {
	#table;
	#plain;
	#quoted = null;
	constructor(table) {
		this.#table = table;
		this.#plain = new PlainCells(table);
	}
	get line() {
		return (this.#quoted ?? this.#plain).line;
	}
	async push(bytes) {
		if (this.#quoted !== null) return await this.#quoted.push(bytes);
		const rest = this.#plain.push(bytes);
		if (rest === null) return;
		this.#quoted = new QuotedCells(this.#table, this.#plain.line);
		await this.#quoted.push(rest);
	}
	async end() {
		if (this.#table.fault !== null) this.#quoted?.close();
		else if (this.#quoted !== null) await this.#quoted.end();
		else this.#plain.end();
	}
};
async function* withHead(chunks) {
	let head = [];
	let held = 0;
	for await (const chunk of chunks) {
		if (head === null) {
			yield chunk;
			continue;
		}
		head.push(chunk);
		held += chunk.length;
		if (held < HEAD_BYTES) continue;
		yield head.length === 1 ? chunk : Buffer.concat(head);
		head = null;
	}
	if (head !== null && held > 0) yield Buffer.concat(head);
}
// src/fetch/source.ts
const CHUNK_BYTES = 1 << 18;
function budgetOf(limits) {
	return {
		limits,
		bytesLeft: limits.bytes,
		rowsLeft: limits.rows
	};
}
async function readSource(file, budget) {
	if (formatOf(file.uri) === "parquet") return { fault: noPlace("Parquet is not available in this version, expected CSV or TSV") };
	let handle;
	try {
		handle = await open(file.uri, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	} catch (error) {
		return { fault: noPlace(openingReason(error)) };
	}
	try {
		return await readOpen(file, handle, budget);
	} catch (error) {
		if (error instanceof LimitError) throw error;
		const reason = decompressionReason(error) ?? readingReason(error);
		if (reason === null) throw error;
		return { fault: {
			...noPlace(reason),
			digest: await digestOf(handle).catch(() => null)
		} };
	} finally {
		await handle.close();
	}
}
async function readOpen(file, handle, budget) {
	const before = await handle.stat();
	if (!before.isFile()) return { fault: noPlace("it is no regular file") };
	const hash = {
		sha256: createHash("sha256"),
		bytes: 0
	};
	const { limits } = budget;
	const gzipped = await isGzip(handle);
	if (!gzipped && /\.gz$/i.test(file.uri)) return { fault: {
		...noPlace("its name ends in .gz but it is not gzip data"),
		digest: await digestOf(handle)
	} };
	const bytes = gzipped ? gunzipped(hashed(handle, hash)) : hashed(handle, hash);
	const options = {
		delimiter: formatOf(file.uri) === "tsv" ? "	" : ",",
		maxColumns: limits.columns,
		maxCellBytes: limits.cell,
		maxRows: budget.rowsLeft
	};
	const parsed = await parseCsv(counted(bytes, file, budget), options);
	if ("fault" in parsed) {
		if (parsed.fault.kind === "limit") throw limitReached(file, parsed.fault, budget);
		const { message, line, column } = parsed.fault;
		return { fault: {
			message: withoutStop(message),
			line,
			column,
			digest: await digestOf(handle)
		} };
	}
	const after = await handle.stat();
	if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) return { fault: noPlace("it changed while it was read; let its writer finish, or have it written elsewhere and moved here") };
	budget.rowsLeft -= parsed.table.rows;
	return {
		digest: hash.bytes === before.size ? `sha256:${hash.sha256.digest("hex")}` : await digestOf(handle),
		table: parsed.table,
		bytes: before.size
	};
}
async function isGzip(handle) {
	const head = new Uint8Array(2);
	await handle.read(head, 0, 2, 0);
	return head[0] === 31 && head[1] === 139;
}
async function* hashed(handle, hash) {
	for await (const chunk of stored(handle)) {
		hash.sha256.update(chunk);
		hash.bytes += chunk.length;
		yield chunk;
	}
}
async function* stored(handle) {
	for (let position = 0;;) {
		const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
		if (bytesRead === 0) return;
		position += bytesRead;
		yield buffer.subarray(0, bytesRead);
	}
}
function gunzipped(stored) {
	const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
	pipeline(Readable.from(stored), gunzip, () => void 0);
	return gunzip;
}
async function* counted(bytes, file, budget) {
	for await (const chunk of bytes) {
		budget.bytesLeft -= chunk.length;
		if (budget.bytesLeft < 0) {
			const most = budget.limits.bytes.toLocaleString("en-US");
			throw new LimitError(problem(`${shown$1(file.name)}: the files read in this run are larger than ${most} bytes when decompressed. Raise limits.bytes if that is right.`));
		}
		yield chunk;
	}
}
function limitReached(file, fault, budget) {
	const where = {
		file: file.name,
		line: fault.line,
		column: fault.column
	};
	const total = fault.message.includes("limits.rows") && budget.rowsLeft < budget.limits.rows ? ` The limit is ${budget.limits.rows.toLocaleString("en-US")} over all files.` : "";
	return new LimitError(problem(`${shown$1(file.name)}: ${fault.message}${total} Raise that limit if this is right.`, { where }));
}
async function storedDigest(uri) {
	const handle = await open(uri, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => null);
	if (handle === null) return null;
	try {
		return await digestOf(handle).catch(() => null);
	} finally {
		await handle.close();
	}
}
async function digestOf(handle) {
	const hash = createHash("sha256");
	for await (const chunk of stored(handle)) hash.update(chunk);
	return `sha256:${hash.digest("hex")}`;
}
function noPlace(message) {
	return {
		message,
		line: null,
		column: null,
		digest: null
	};
}
function withoutStop(sentence) {
	return sentence.replace(/\.$/, "");
}
const OPENING_REASONS = new Map([
	["EACCES", "permission denied"],
	["EPERM", "permission denied"],
	["ENOENT", "it vanished after it was listed, or is a link that leads nowhere"],
	["EISDIR", "it is a folder"],
	["ELOOP", "it is a link that leads in a circle"],
	["EMFILE", "too many open files"],
	["EIO", "the device reports an error"]
]);
function codeOf(error) {
	return error instanceof Error && "code" in error ? String(error.code) : "";
}
function openingReason(error) {
	return OPENING_REASONS.get(codeOf(error)) ?? `the file system answers ${codeOf(error)}`;
}
function readingReason(error) {
	const code = codeOf(error);
	if (!/^E[A-Z]+$/.test(code)) return null;
	return OPENING_REASONS.get(code) ?? `the file system answers ${code}`;
}
function decompressionReason(error) {
	const code = codeOf(error);
	if (code === "Z_BUF_ERROR") return "the gzip data ends too early: the file is truncated";
	return code.startsWith("Z_") ? "the gzip data is damaged" : null;
}
// src/fetch/window.ts
const DAY_MS = 864e5;
function filesInWindow(files, window) {
	switch (window.kind) {
		case "all": return new Set(files);
		case "latest": return new Set(files.slice(-1));
		case "files": return new Set(files.slice(-window.count));
		case "days": {
			const timeOf = (file) => file.date ?? file.modified ?? Number.POSITIVE_INFINITY;
			const newest = files.reduce((latest, file) => Number.isFinite(timeOf(file)) ? Math.max(latest, timeOf(file)) : latest, Number.NEGATIVE_INFINITY);
			return new Set(files.filter((file) => timeOf(file) > newest - window.days * DAY_MS));
		}
	}
}
// src/fetch/read.ts
const SLOW_BYTES = 8 << 20;
const SLOW_FILES = 50;
async function readFiles(listing, data, accepted, limits, progress) {
	const candidates = await withoutExcluded(listing.files, data);
	const window = filesInWindow(candidates, data.window);
	const known = digestsByName(accepted);
	const wanted = candidates.filter((file) => window.has(file) || known.has(file.name));
	const read = reading(wanted.length, limits, progress);
	const files = [];
	const checks = goneFiles(known, listing.files);
	for (const file of wanted) {
		const outcome = await read(file);
		const digest = "fault" in outcome ? outcome.fault.digest : outcome.digest;
		const isAccepted = digest !== null && known.get(file.name)?.has(digest) === true;
		if (known.has(file.name) && !isAccepted && digest !== null) checks.push(changedFile(file));
		const inWindow = window.has(file);
		if (!inWindow && !isAccepted) continue;
		if ("fault" in outcome) checks.push(unreadable(file, outcome.fault, isAccepted));
		else files.push({
			...file,
			bytes: outcome.bytes,
			digest: outcome.digest,
			table: outcome.table,
			accepted: isAccepted,
			inWindow
		});
	}
	if (!checks.some((one) => one.status === "fail")) checks.push(files.length > 0 ? allRead(files) : nothingLeft(listing.files.length));
	return {
		files,
		checks
	};
}
async function withoutExcluded(files, data) {
	const left = [];
	for (const file of files) {
		const digests = data.exclude.filter((exclusion) => exclusion.file === file.name && exclusion.digest !== null).map((exclusion) => exclusion.digest);
		if (digests.length === 0 || !digests.includes(await storedDigest(file.uri))) left.push(file);
	}
	return left;
}
async function readPaths(patterns, limits, progress) {
	const matched = await matchPatterns(patterns.map((pattern) => resolve(pattern)));
	const missing = [];
	for (const { pattern, files, repeated } of matched) {
		if (files.length + repeated > 0) continue;
		const { message, suggestion } = await whatIsThere(pattern);
		missing.push(problem(`No file matches ${shown$1(pattern.source)}: ${message}`, suggestion === null ? {} : { expected: suggestion }));
	}
	if (missing.length > 0) throw new ConfigError(missing);
	const listed = matched.flatMap((one) => inOrder(one.files));
	const read = reading(listed.length, limits, progress);
	const files = [];
	const problems = [];
	for (const file of listed) {
		const outcome = await read(file);
		if ("fault" in outcome) problems.push(problem(sentence(file, outcome.fault), { where: placeOf(file, outcome.fault) }));
		else files.push({
			...file,
			bytes: outcome.bytes,
			digest: outcome.digest,
			table: outcome.table,
			accepted: false,
			inWindow: true
		});
	}
	if (problems.length > 0) throw new DataError(problems);
	return files;
}
function reading(count, limits, progress) {
	const budget = budgetOf(limits);
	let index = 0;
	return async (file) => {
		if (file.bytes >= SLOW_BYTES || index % SLOW_FILES === 49) progress(`Reading ${shown$1(file.name)} (${index + 1} of ${plural$1(count, "file")}, ${(file.bytes / 1e6).toFixed(1)} MB)`);
		index++;
		return await readSource(file, budget);
	};
}
function digestsByName(accepted) {
	const digests = new Map();
	for (const { name, digest } of accepted) digests.set(name, (digests.get(name) ?? new Set()).add(digest));
	return digests;
}
function goneFiles(known, files) {
	const there = new Set(files.map((file) => file.name));
	return [...known.keys()].filter((name) => !there.has(name)).map((name) => check("unreadable", name, "warn", `The accepted file ${shown$1(name)} is gone or no longer matches: its rows are neither trained on nor judged.`, { suggestion: "Put the file back if the history should stay in the judgement." }));
}
function changedFile(file) {
	return check("unreadable", file.name, "warn", `The file ${shown$1(file.name)} was accepted with other content: what it holds now counts as new.`, { suggestion: "Restore the accepted content, or give new data a new name." });
}
function unreadable(file, fault, isAccepted) {
	const suggestion = isAccepted ? "The file was accepted before: restore it." : `Mend the file, or go on without it by adding under data:\n  ${excludeLine(file.name, fault)}`;
	return check("unreadable", file.name, "fail", sentence(file, fault), {
		suggestion,
		...fault.line === null ? {} : { where: placeOf(file, fault) }
	});
}
function excludeLine(name, fault) {
	const digest = fault.digest === null ? "" : `digest: ${JSON.stringify(fault.digest)}, `;
	return `exclude: [{file: ${JSON.stringify(name)}, ${digest}reason: "unreadable"}]`;
}
function sentence(file, fault) {
	return `${shown$1(file.name)} cannot be read: ${fault.message}.`;
}
function placeOf(file, fault) {
	return fault.line === null || fault.column === null ? null : {
		file: file.name,
		line: fault.line,
		column: fault.column
	};
}
function nothingLeft(listed) {
	return check("no-file", "data", "fail", `No file is left to read: data.exclude names ${listed === 1 ? "the one that matches" : `all ${listed} that match`}.`, {
		observed: 0,
		expected: "at least 1",
		suggestion: "Remove the entry from data.exclude, or wait for a new file."
	});
}
function allRead(files) {
	const rows = files.reduce((sum, file) => sum + file.table.rows, 0);
	return check("unreadable", "data", "pass", `${plural$1(files.length, "file")} with ${plural$1(rows, "row")} read.`, {
		observed: files.length,
		expected: files.length
	});
}
// src/table/typed.ts
const INVALID = Number.POSITIVE_INFINITY;
const MISSING_CODE = 0;
const INVALID_CODE = -1;
const UNSEEN = -2;
function typeColumn(raw, rows, field, missingValues) {
	const missing = new Set(missingValues);
	return kindOfType(field.type) === "number" ? typeNumbers(raw, rows, field, missing) : typeCategories(raw, rows, field, missing);
}
function typeNumbers(raw, rows, field, missing) {
	const parse = cellParser(field);
	const interpret = (text) => missing.has(text) ? NaN : parse(text) ?? INVALID;
	const values = new Float64Array(rows);
	const invalid = [];
	const ofText = Float64Array.from(raw.texts, interpret);
	const ofPlain = plainNumbers(field, missing, interpret);
	for (let row = 0; row < rows; row++) {
		const decimals = raw.decimals[row];
		const cell = raw.values[row];
		let value = decimals === 255 ? ofText[cell] : ofPlain === null ? cell : ofPlain(cell, decimals);
		if (value === INVALID) {
			invalid.push(row);
			value = NaN;
		}
		values[row] = value;
	}
	return {
		column: {
			kind: "number",
			name: field.name,
			type: field.type,
			values
		},
		invalid: Int32Array.from(invalid)
	};
}
function plainNumbers(field, missing, interpret) {
	const numeric = field.decimalChar === "." && field.groupChar !== "." && (field.type === "number" || field.type === "integer");
	const plainMissing = [...missing].filter((text) => /^-?[0-9]/.test(text));
	if (numeric && field.type === "number" && plainMissing.length === 0) return null;
	if (numeric && field.type === "integer" && plainMissing.length === 0) return (cell) => Number.isInteger(cell) ? cell : INVALID;
	return plainMemo(interpret);
}
function plainMemo(interpret) {
	const memos = [];
	return (cell, decimals) => {
		let memo = memos[decimals];
		if (memo === void 0) {
			memo = new Map();
			memos[decimals] = memo;
		}
		let value = memo.get(cell);
		if (value === void 0) {
			value = interpret(numberText(cell, decimals));
			memo.set(cell, value);
		}
		return value;
	};
}
function typeCategories(raw, rows, field, missing) {
	const parse = cellParser(field);
	const book = field.type === "boolean" ? codebook(missing, parse, ["false", "true"]) : codebook(missing, parse, []);
	const codes = new Int32Array(rows);
	const invalid = [];
	const ofText = new Int32Array(raw.texts.length).fill(UNSEEN);
	const ofPlain = plainMemo(book.codeOf);
	for (let row = 0; row < rows; row++) {
		const decimals = raw.decimals[row];
		const cell = raw.values[row];
		let code;
		if (decimals === 255) {
			code = ofText[cell];
			if (code === UNSEEN) {
				code = book.codeOf(raw.texts[cell]);
				ofText[cell] = code;
			}
		} else code = ofPlain(cell, decimals);
		if (code === INVALID_CODE) {
			invalid.push(row);
			code = MISSING_CODE;
		}
		codes[row] = code;
	}
	const categories = sortCategories(book.categories, codes);
	return {
		column: {
			kind: "category",
			name: field.name,
			type: field.type,
			codes,
			categories
		},
		invalid: Int32Array.from(invalid)
	};
}
function codebook(missing, parse, first) {
	const categories = [...first];
	const codes = new Map(categories.map((category, i) => [category, i + 1]));
	const codeOf = (text) => {
		if (missing.has(text)) return MISSING_CODE;
		const category = parse(text);
		if (category === null) return INVALID_CODE;
		let code = codes.get(category);
		if (code === void 0) {
			code = categories.push(category);
			codes.set(category, code);
		}
		return code;
	};
	return {
		codeOf,
		categories
	};
}
function sortCategories(categories, codes) {
	const order = categories.map((_, i) => i).sort((a, b) => byCodePoint(categories[a], categories[b]));
	const renumbered = new Int32Array(categories.length + 1);
	order.forEach((old, i) => {
		renumbered[old + 1] = i + 1;
	});
	for (let row = 0; row < codes.length; row++) codes[row] = renumbered[codes[row]];
	return order.map((old) => categories[old]);
}
// src/validate/wording.ts
const NAME_LIMIT$1 = 80;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function printable(text, limit = NAME_LIMIT$1) {
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
function grouped(count) {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
function plural(count, noun, many = `${noun}s`) {
	return `${grouped(count)} ${count === 1 ? noun : many}`;
}
function percent(share) {
	if (share > 0 && share < .001) return "< 0.1 %";
	return `${String(Math.round(share * 1e3) / 10)} %`;
}
const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const RESERVED = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
function yamlScalar(text) {
	if (PLAIN.test(text) && !RESERVED.test(text)) return text;
	return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
// src/validate/finding.ts
const LINES_SHOWN = 5;
const VALUES_SHOWN = 3;
function hitsWhere(rows, breaks) {
	const hits = {
		count: 0,
		first: []
	};
	for (let row = 0; row < rows; row++) {
		if (!breaks(row)) continue;
		if (hits.count++ < LINES_SHOWN) hits.first.push(row);
	}
	return hits;
}
function hitsOf(rows) {
	return {
		count: rows.length,
		first: Array.from(rows).slice(0, LINES_SHOWN)
	};
}
function ranOverRows(rule) {
	const { code, subject, file, rows, expected, hits } = rule;
	const ran = {
		code,
		subject,
		rows,
		expected
	};
	if (hits.count === 0) return {
		...ran,
		finding: null
	};
	const lines = hits.first.map((row) => file.table.lines[row] ?? row + 2);
	const share = `${grouped(hits.count)} of ${grouped(rows)} row${rows === 1 ? "" : "s"}`;
	const also = lines.length > 1 ? ` (then ${lines.slice(1).join(", ")}${hits.count > lines.length ? ", …" : ""})` : "";
	const message = `column ${named(subject)} ${rule.verb} ${share}, expected ${expected}; first at line ${lines[0]} of ${printable(file.name, 200)}${also}${quotedValues(rule.values)}`;
	return {
		...ran,
		finding: {
			code,
			subject,
			status: "fail",
			observed: `${hits.count} of ${rows} rows`,
			expected,
			message,
			suggestion: withExclude(rule.remedy, file, `${code} of ${subject}`),
			where: {
				file: file.name || file.uri,
				line: lines[0],
				column: rule.at + 1
			}
		}
	};
}
function quotedValues(values) {
	if (values === void 0 || values.length === 0) return "";
	return `; found ${[...new Set(values)].slice(0, VALUES_SHOWN).map((value) => JSON.stringify(printable(value, 40))).join(", ")}`;
}
function withExclude(remedy, file, reason) {
	return file.accepted ? remedy : `${remedy}\nTo leave the file out, add to \`data\` in retrain.yml: ${excludeEntry(file, reason)}`;
}
function excludeEntry(file, reason) {
	return `exclude: [{file: ${yamlScalar(file.name)}, digest: ${JSON.stringify(file.digest)}, reason: ${yamlScalar(printable(reason))}}]`;
}
const FINDINGS_LISTED = 1e3;
function settle(rules) {
	const groups = new Map();
	for (const ran of rules) {
		const key = `${ran.code}\n${ran.subject}`;
		const group = groups.get(key);
		if (group === void 0) groups.set(key, [ran]);
		else group.push(ran);
	}
	const results = [];
	for (const group of groups.values()) {
		const findings = group.flatMap((ran) => ran.finding ?? []);
		if (findings.length === 0) results.push(passOf(group));
		else for (const finding of findings) results.push(finding);
	}
	return bounded$1(results);
}
function passOf(group) {
	const { code, subject, expected } = group[0];
	const rows = group.reduce((sum, ran) => sum + ran.rows, 0);
	const message = `column ${named(subject)}: ${code} holds in all ${grouped(rows)} rows, expected ${expected}`;
	return {
		code,
		subject,
		status: "pass",
		observed: `0 of ${rows} rows`,
		expected,
		message,
		suggestion: null,
		where: null
	};
}
function bounded$1(results) {
	const failed = results.filter((result) => result.status === "fail");
	if (failed.length <= FINDINGS_LISTED) return results;
	const more = new Map();
	for (const result of failed.slice(FINDINGS_LISTED)) more.set(result.code, (more.get(result.code) ?? 0) + 1);
	const closing = [...more].map(([code, count]) => {
		return {
			code,
			subject: "files",
			status: "fail",
			observed: count,
			expected: 0,
			message: `${grouped(count)} more findings of code ${code} in other columns and files are not listed one by one`,
			suggestion: "Mend what is listed first, then run again.",
			where: null
		};
	});
	const listed = new Set(failed.slice(0, FINDINGS_LISTED));
	return [...results.filter((result) => result.status !== "fail" || listed.has(result)), ...closing];
}
// src/validate/looks.ts
const FORMS = [
	[/^\s*$/, "blank"],
	[/^#(REF|VALUE|N\/A|NAME\?|DIV\/0!|NUM|NULL)[!?]?$/i, "a spreadsheet error"],
	[/^(n\/?a|#n\/a|<na>|nan|none|null|nil|unknown|missing|undefined|-+|\?+|\.)$/i, "a word for missing"],
	[/^(true|false|yes|no|y|n|t|f|on|off)$/i, "true/false words"],
	[/^[+-]?(inf|infinity)$/i, "infinite"],
	[/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/, "a number with thousands separators"],
	[/^[+-]?\d{1,3}(\.\d{3})*,\d+$/, "a number with a decimal comma"],
	[/^[+-]?[\d.,]+\s*%$/, "a percentage"],
	[/^[+-]?\p{Sc}\s*[\d.,]+$|^[+-]?[\d.,]+\s*\p{Sc}$/u, "an amount with a currency sign"],
	[/^[+-]?\d+\.\d*[1-9]\d*$/, "a decimal number"],
	[/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, "a number"],
	[/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}([T ].*)?$/, "a date"],
	[/^[+-]?[\d.,]+\s*\p{L}{1,4}$/u, "a number with a unit"]
];
function looksLike(text) {
	if (text.length > 100) return "text";
	for (const [form, words] of FORMS) if (form.test(text)) return words;
	return "text";
}
function looksOf(raw, rows) {
	const counts = new Map();
	const memo = new Map();
	for (let i = 0; i < rows.length; i++) {
		const text = cellText(raw, rows[i]);
		let look = memo.get(text);
		if (look === void 0) {
			look = looksLike(text);
			memo.set(text, look);
		}
		counts.set(look, (counts.get(look) ?? 0) + 1);
	}
	const [look, count] = [...counts].reduce((best, next) => next[1] > best[1] ? next : best, ["text", 0]);
	return count === rows.length ? look : `mostly ${look}`;
}
// src/validate/string-format.ts
const FORMATS = new Map([
	["email", /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/],
	["uri", /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/],
	["uuid", /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/],
	["binary", /^[A-Za-z0-9+/]*={0,2}$/]
]);
function stringFormat(format) {
	const form = FORMATS.get(format);
	return form === void 0 ? null : (text) => form.test(text);
}
// src/validate/constraints.ts
function rulesOf(field, isTarget) {
	const { constraints } = field;
	const parse = cellParser(field);
	const allowed = constraints.enum === void 0 ? null : new Set(constraints.enum.map((text) => parse(text) ?? text));
	return {
		field,
		isTarget,
		required: isTarget || constraints.required === true,
		allowed,
		matches: matcherOf(field)
	};
}
function matcherOf(field) {
	const { pattern } = field.constraints;
	if (pattern === void 0) return null;
	try {
		const compiled = RE2JS.compile(pattern);
		return (text) => compiled.matches(text);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		const message = `The pattern of column ${named(field.name)} cannot be used: ${printable(reason, 200)}.`;
		throw new ConfigError(problem(message, {
			where: field.where,
			got: printable(pattern, 200),
			expected: "a regular expression as RE2 reads it"
		}));
	}
}
function checkPart(part, rules, showValues) {
	const { file, field, at } = part;
	const run = (code, expected, hits, verb, remedy) => {
		const raw = file.table.columns[at];
		const values = showValues ? hits.first.map((row) => cellText(raw, row)) : void 0;
		return ranOverRows({
			code,
			subject: field.name,
			file,
			at,
			rows: file.table.rows,
			expected,
			hits,
			verb,
			remedy,
			values
		});
	};
	const ran = [typeRule(part, run)];
	if (rules.required) ran.push(requiredRule(part, rules.isTarget, run));
	if (rules.allowed) ran.push(enumRule(part, rules.allowed, run));
	if (hasRange(field)) ran.push(rangeRule(part, run));
	if (field.constraints.minLength !== void 0 || field.constraints.maxLength !== void 0) ran.push(lengthRule(part, run));
	if (rules.matches) ran.push(patternRule(part, rules.matches, run));
	return ran;
}
function typeRule(part, run) {
	const { field, invalid, file, at, column } = part;
	const isOfFormat = field.type === "string" ? stringFormat(field.format) : null;
	const expected = field.format === "default" ? field.type : `${field.type} (${printable(field.format)})`;
	const remedy = `Correct the cells; or, if they are right, adapt \`type\`, \`format\` or \`missingValues\` of ${named(field.name)} in the schema.`;
	if (isOfFormat && column.kind === "category") return run("type", expected, textHits(part, (text) => !isOfFormat(text)), "is not in this format in", remedy);
	const look = invalid.length > 0 ? looksOf(file.table.columns[at], invalid) : "text";
	return run("type", expected, hitsOf(invalid), `is ${look} in`, remedy);
}
function requiredRule(part, isTarget, run) {
	const { column, invalid, field } = part;
	const isMissing = missingTest(column);
	const unread = new Set(invalid);
	const hits = hitsWhere(part.file.table.rows, (row) => isMissing(row) && !unread.has(row));
	const label = "Fill in the labels, or leave the rows without one out of the file: they teach nothing.";
	const gaps = `Fill the cells; or, if gaps are to be expected, set \`required: false\` for ${named(field.name)} in the schema.`;
	return run("required", "a value in every row", hits, "is missing in", isTarget ? label : gaps);
}
function missingTest(column) {
	if (column.kind === "category") {
		const { codes } = column;
		return (row) => codes[row] === 0;
	}
	const { values } = column;
	return (row) => Number.isNaN(values[row]);
}
function enumRule(part, allowed, run) {
	const { column, field } = part;
	const listed = field.constraints.enum ?? [];
	const shown = listed.slice(0, 10).map((value) => printable(value, 40));
	const expected = `one of ${shown.join(", ")}${listed.length > shown.length ? ` and ${grouped(listed.length - shown.length)} more` : ""}`;
	const remedy = `Correct the cells; or, if the values are right, add them to \`enum\` of ${named(field.name)} in the schema.`;
	return run("enum", expected, column.kind === "category" ? textHits(part, (text) => !allowed.has(text)) : numberHits(part, (value) => !allowed.has(value)), `has other values than the ${plural(allowed.size, "listed one")} in`, remedy);
}
function hasRange(field) {
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
	return minimum !== void 0 || maximum !== void 0 || exclusiveMinimum !== void 0 || exclusiveMaximum !== void 0;
}
function rangeRule(part, run) {
	const { field } = part;
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
	const low = minimum ?? Number.NEGATIVE_INFINITY;
	const high = maximum ?? Number.POSITIVE_INFINITY;
	const above = exclusiveMinimum ?? Number.NEGATIVE_INFINITY;
	const below = exclusiveMaximum ?? Number.POSITIVE_INFINITY;
	const tooLow = (value) => value < low || value <= above;
	const tooHigh = (value) => value > high || value >= below;
	const under = numberHits(part, tooLow).count;
	const hits = numberHits(part, (value) => tooLow(value) || tooHigh(value));
	const verb = under === 0 ? "is too high in" : under === hits.count ? "is too low in" : `is too low (${grouped(under)}) or too high (${grouped(hits.count - under)}) in`;
	const remedy = `Check units and sentinels such as -999; or, if the values are right, widen \`minimum\` and \`maximum\` of ${named(field.name)} in the schema.`;
	return run("range", rangeWords(field), hits, verb, remedy);
}
function rangeWords(field) {
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
	return [
		["≥", minimum],
		[">", exclusiveMinimum],
		["≤", maximum],
		["<", exclusiveMaximum]
	].flatMap(([sign, value]) => value === void 0 ? [] : `${sign} ${valueWords(value, field)}`).join(" and ");
}
function valueWords(value, field) {
	if (field.type !== "date" && field.type !== "datetime" && field.type !== "yearmonth") return String(value);
	if (!(Math.abs(value) < 864e10)) return String(value);
	const iso = new Date(value * 1e3).toISOString();
	return field.type === "date" ? iso.slice(0, 10) : field.type === "yearmonth" ? iso.slice(0, 7) : iso;
}
function lengthRule(part, run) {
	const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = part.field.constraints;
	return run("length", maxLength === Number.POSITIVE_INFINITY ? `at least ${plural(minLength, "character")}` : `${minLength} to ${plural(maxLength, "character")}`, textHits(part, (text) => {
		const length = codePoints(text);
		return length < minLength || length > maxLength;
	}), "is too short or too long in", `Correct the cells; or, if they are right, adapt \`minLength\` and \`maxLength\` of ${named(part.field.name)} in the schema.`);
}
function codePoints(text) {
	let length = text.length;
	for (let i = 1; i < text.length; i++) if ((text.charCodeAt(i) & 64512) === 56320 && (text.charCodeAt(i - 1) & 64512) === 55296) length--;
	return length;
}
function patternRule(part, matches, run) {
	const hits = textHits(part, (text) => !matches(text));
	return run("pattern", `the pattern ${printable(part.field.constraints.pattern ?? "", 200)}`, hits, "does not match in", `Correct the cells; or, if they are right, adapt \`pattern\` of ${named(part.field.name)} in the schema.`);
}
function numberHits(part, breaks) {
	const { column } = part;
	if (column.kind !== "number") return {
		count: 0,
		first: []
	};
	const { values } = column;
	return hitsWhere(values.length, (row) => {
		const value = values[row];
		return !Number.isNaN(value) && breaks(value);
	});
}
function textHits(part, breaks) {
	const { column } = part;
	if (column.kind === "category") {
		const broken = Uint8Array.from(["", ...column.categories], (text, code) => code > 0 && breaks(text) ? 1 : 0);
		const { codes } = column;
		return hitsWhere(codes.length, (row) => broken[codes[row]] === 1);
	}
	const raw = part.file.table.columns[part.at];
	const memo = new Map();
	const isMissing = missingTest(column);
	return hitsWhere(column.values.length, (row) => {
		if (isMissing(row)) return false;
		const text = cellText(raw, row);
		let broken = memo.get(text);
		if (broken === void 0) {
			broken = breaks(text);
			memo.set(text, broken);
		}
		return broken;
	});
}
// src/validate/profile.ts
const LEVELS = 20;
const TOP_VALUES = 50;
function profileOf(dataset) {
	return {
		rows: dataset.rows,
		columns: dataset.columns.map(columnProfile)
	};
}
function columnProfile(column) {
	return column.kind === "number" ? numberProfile(column) : categoryProfile(column);
}
function numberProfile(column) {
	const sorted = sortedNumbers(column.values);
	let distinct = 0;
	for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
	const quantiles = [];
	if (sorted.length > 0) for (let k = 0; k <= LEVELS; k++) quantiles.push(rounded(quantile(sorted, k / LEVELS)));
	const rows = column.values.length;
	return {
		kind: "number",
		name: column.name,
		type: column.type,
		rows,
		missing: rows - sorted.length,
		distinct,
		quantiles
	};
}
function sortedNumbers(values) {
	const kept = new Float64Array(values.length);
	let n = 0;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (!Number.isNaN(value)) kept[n++] = value + 0;
	}
	return kept.subarray(0, n).sort();
}
function quantile(sorted, level) {
	const at = (sorted.length - 1) * level;
	const below = Math.floor(at);
	const low = sorted[below];
	if (at === below) return low;
	const high = sorted[below + 1];
	return low === high ? low : low + (at - below) * (high - low);
}
function rounded(value) {
	return Number.isFinite(value) ? Number(value.toPrecision(12)) + 0 : value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
}
function categoryProfile(column) {
	const counts = countCodes(column);
	const seen = [];
	for (let code = 1; code < counts.length; code++) if (counts[code] > 0) seen.push(code);
	const { categories } = column;
	const top = [...seen].sort((a, b) => counts[b] - counts[a] || byCodePoint(categories[a - 1], categories[b - 1])).slice(0, TOP_VALUES);
	return {
		kind: "category",
		name: column.name,
		type: column.type,
		rows: column.codes.length,
		missing: counts[0],
		distinct: seen.length,
		top: top.map((code) => ({
			value: categories[code - 1],
			count: counts[code]
		}))
	};
}
function countCodes(column) {
	const counts = new Uint32Array(column.categories.length + 1);
	const { codes } = column;
	for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
	return counts;
}
// src/validate/infer-categories.ts
const MOST_VALUES = 50;
const ROWS_PER_VALUE = 30;
const FEWEST_ROWS$1 = 10;
const LATE = .001;
function closedSet(column, starts) {
	const counts = countCodes(column);
	const values = column.categories.length;
	const rows = column.codes.length - counts[0];
	const open = (reason) => ({
		closed: false,
		reason
	});
	if (values < 2) return open("one value only: others may follow.");
	if (values > MOST_VALUES) return open(`${values} values: new ones are to be expected.`);
	if (rows < ROWS_PER_VALUE * values) return open(`${values} values in ${rows} rows: too few rows to call the list complete.`);
	if (counts.subarray(1).reduce((least, count) => Math.min(least, count)) < FEWEST_ROWS$1) return open("some values are rare, so others are to be expected.");
	const first = firstRows(column);
	const lateFrom = starts.length >= 3 ? starts[Math.ceil(starts.length / 2)] : Number.POSITIVE_INFINITY;
	for (let code = 1; code <= values; code++) {
		if (first[code] >= lateFrom) return open("later files brought new values.");
		if ((1 - first[code] / column.codes.length) ** counts[code] * values < LATE) return open("values appear one after the other, so new ones are to be expected.");
	}
	return {
		closed: true,
		reason: null
	};
}
function firstRows(column) {
	const first = new Int32Array(column.categories.length + 1).fill(-1);
	column.codes.forEach((code, row) => {
		if (first[code] === -1) first[code] = row;
	});
	return first;
}
// src/validate/infer-range.ts
const FEWEST_CELLS$1 = 50;
const EXCEEDANCE = .001;
const HEAVY = .5;
const TAIL_VALUES = 8;
const PRIOR_VARIANCE = .25 ** 2;
const FARTHEST = 100;
function rangeOf(sorted, growth, isInteger) {
	const n = sorted.length;
	if (n < FEWEST_CELLS$1) return {
		range: {},
		notes: [`no range: ${n} values say too little.`]
	};
	const low = sorted[0];
	const high = sorted[n - 1];
	const width = high - low;
	if (width === 0) return {
		range: {},
		notes: []
	};
	if (n - mostFrequent(sorted) < FEWEST_CELLS$1) return {
		range: startsAtZero(sorted, isInteger) ? { minimum: 0 } : {},
		notes: ["no full range: nearly all values are the same, so the others say too little."]
	};
	const mirrored = sorted.map((value) => -value).reverse();
	const upper = Math.max(high + width * margin(growth.up), tailBound(sorted));
	const lower = Math.min(low - width * margin(growth.down), -tailBound(mirrored));
	const range = {};
	const notes = [];
	if (startsAtZero(sorted, isInteger)) range.minimum = 0;
	else if (low - lower <= FARTHEST * width) range.minimum = outward(lower, width, -1, isInteger);
	else notes.push("no minimum: the small values spread too far.");
	if (upper - high <= FARTHEST * width) range.maximum = outward(upper, width, 1, isInteger);
	else notes.push("no maximum: a few values are far larger than the others.");
	return {
		range,
		notes
	};
}
function mostFrequent(sorted) {
	let most = 0;
	let run = 0;
	for (let i = 0; i < sorted.length; i++) {
		run = i > 0 && sorted[i] === sorted[i - 1] ? run + 1 : 1;
		if (run > most) most = run;
	}
	return most;
}
function margin(growth) {
	return Math.max(.5, 1.5 * growth);
}
function startsAtZero(sorted, isInteger) {
	const low = sorted[0];
	if (low < 0) return false;
	if (low === 0) return sorted[Math.min(2, sorted.length - 1)] === 0 || isInteger;
	if (isInteger && low <= 1) return true;
	const first = sorted[Math.floor(sorted.length / 100)];
	const last = sorted[Math.ceil((sorted.length - 1) * .99)];
	const middle = sorted[sorted.length >> 1];
	return last - middle >= 2 * (middle - first) && low <= .1 * (last - first) || last >= 30 * first;
}
function tailBound(sorted) {
	const n = sorted.length;
	const threshold = sorted[n - 1 - Math.floor(Math.min(n / 5, n ** .7))];
	let first = n;
	while (first > 0 && sorted[first - 1] > threshold) first--;
	const m = n - first;
	let mean = 0;
	let weighted = 0;
	let distinct = 0;
	for (let i = 0; i < m; i++) {
		const excess = sorted[first + i] - threshold;
		mean += excess / m;
		weighted += excess / m * ((m - i - 1) / (m - 1));
		if (i === 0 || sorted[first + i] !== sorted[first + i - 1]) distinct++;
	}
	if (distinct < TAIL_VALUES) return Number.NEGATIVE_INFINITY;
	const fitted = 2 - mean / (mean - 2 * weighted);
	if (fitted >= HEAVY - 1 / Math.sqrt(m)) return Number.POSITIVE_INFINITY;
	const shape = cautiousShape(fitted, m);
	const scale = 2 * mean * weighted / (mean - 2 * weighted);
	const rarity = m / EXCEEDANCE;
	return threshold + (Math.abs(shape) < 1e-6 ? scale * Math.log(rarity) : scale / shape * (rarity ** shape - 1));
}
function cautiousShape(fitted, m) {
	const variance = (1 + Math.max(0, fitted)) ** 2 / m;
	const weight = PRIOR_VARIANCE / (PRIOR_VARIANCE + variance);
	return weight * fitted + 1.5 * Math.sqrt(weight * variance);
}
function outward(bound, width, direction, isInteger) {
	const step = 10 ** (Math.floor(Math.log10(width)) - 1);
	const whole = isInteger ? Math.max(1, step) : step;
	const steps = direction > 0 ? Math.ceil(bound / whole) : Math.floor(bound / whole);
	return Number((steps * whole).toPrecision(12)) + 0;
}
// src/validate/name-similarity.ts
const DECORATION = new Set("old new orig original prev previous current raw col column field final legacy updated the my data v ver version".split(" "));
const NAME_LIMIT = 120;
function partsOf(name) {
	const tokens = name.slice(0, NAME_LIMIT).normalize("NFKC").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2").replace(/(\p{L})(\p{N})/gu, "$1 $2").replace(/(\p{N})(\p{L})/gu, "$1 $2").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((token) => token !== "");
	const words = [];
	const numbers = [];
	tokens.forEach((token, i) => {
		const isVersion = i > 0 && (tokens[i - 1] === "v" || tokens[i - 1] === "version");
		if (!/^\p{N}+$/u.test(token)) words.push(token);
		else if (!isVersion) numbers.push(token.replace(/^0+(?=.)/, ""));
	});
	const bare = words.filter((word) => !DECORATION.has(word));
	return {
		squashed: tokens.join(""),
		words,
		core: bare.length > 0 ? bare : words,
		numbers: numbers.join(" ")
	};
}
function nameSimilarity(a, b) {
	if (a.squashed === b.squashed && a.squashed !== "") return 1;
	return Math.max(overlap(a.core, b.core), .95 * editSimilarity(a.core.join(""), b.core.join("")), initials(a, b)) * numbersAgree(a, b);
}
function numbersAgree(a, b) {
	if (a.numbers === b.numbers) return a.squashed === b.squashed ? 1 : .97;
	return a.numbers !== "" && b.numbers !== "" ? .3 : .75;
}
function overlap(a, b) {
	const letters = (words) => words.reduce((sum, word) => sum + word.length, 0);
	const free = new Set(b.map((_, i) => i));
	let matched = 0;
	let whole = a.length > 0;
	for (const word of a) {
		let best = 0;
		let at = -1;
		for (const i of free) {
			const alike = wordSimilarity(word, b[i]);
			if (alike > best) [best, at] = [alike, i];
		}
		if (at < 0) {
			whole = false;
			continue;
		}
		free.delete(at);
		matched += best * (word.length + b[at].length);
		if (best < .8) whole = false;
	}
	const total = letters(a) + letters(b);
	if (total === 0) return 0;
	const share = matched / total;
	return (whole || free.size === 0 && b.length > 0 && share > 0) && share >= .35 ? Math.max(share, .6 + .4 * share) : share;
}
function wordSimilarity(a, b) {
	if (a === b) return 1;
	const [short, long] = a.length < b.length ? [a, b] : [b, a];
	if (short.length >= 3 && long.startsWith(short)) return .85;
	if (short.length >= 2 && short[0] === long[0] && isSubsequence(short, long) && short.length * 4 >= long.length) return .7;
	const alike = editSimilarity(a, b);
	return alike >= .7 ? alike : 0;
}
function isSubsequence(short, long) {
	let at = 0;
	for (let i = 0; i < long.length && at < short.length; i++) if (long[i] === short[at]) at++;
	return at === short.length;
}
function editSimilarity(a, b) {
	const longest = Math.max(a.length, b.length);
	if (longest < 3) return 0;
	const alike = 1 - (0, import_fastest_levenshtein.distance)(a, b) / longest;
	return alike >= .6 ? alike : 0;
}
function initials(a, b) {
	const of = (parts) => parts.words.length >= 3 ? parts.words.map((word) => word[0]).join("") : null;
	return of(a) === b.squashed || of(b) === a.squashed ? .75 : 0;
}
// src/validate/infer-role.ts
const FEWEST_ROWS = 20;
const ID_WORDS = new Set([
	"id",
	"ids",
	"uuid",
	"guid",
	"index",
	"idx",
	"key",
	"rowid",
	"rownum",
	"identifier",
	"nr",
	"no"
]);
const TIME_WORDS = new Set([
	"time",
	"timestamp",
	"ts",
	"epoch",
	"date",
	"datetime",
	"unixtime",
	"created",
	"updated"
]);
const feature = {
	role: "feature",
	unique: false,
	notes: []
};
const guess = (role, note, unique = false) => ({
	role,
	unique,
	notes: [note]
});
function roleOf(name, column, starts) {
	if (column.type === "date" || column.type === "datetime" || column.type === "yearmonth") return guess("time", "role time: a moment does not come again, so it is not trained on (set `role: feature` to train on it).");
	return column.kind === "number" ? numberRole(name, column, starts) : categoryRole(name, column);
}
function numberRole(name, column, starts) {
	const sorted = sortedNumbers(column.values);
	const rows = column.values.length;
	if (sorted.length === 0) return guess("ignore", "role ignore: it has no values.");
	if (column.type === "time" || sorted.length < FEWEST_ROWS || sorted[0] === sorted.at(-1)) return feature;
	const { words } = partsOf(name);
	if (isClock(sorted, words, column, starts)) return guess("time", "role time: it looks like a timestamp, so it is not trained on.");
	if (column.type !== "integer" || sorted.length < rows) return feature;
	let distinct = 1;
	for (let i = 1; i < sorted.length; i++) if (sorted[i] !== sorted[i - 1]) distinct++;
	const isUnique = distinct === rows;
	if (isUnique && sorted.at(-1) - sorted[0] === rows - 1 || countsRows(column.values, starts)) return guess("id", "role id: consecutive numbers name the row, so they are not trained on.", isUnique);
	if (words.some((word) => ID_WORDS.has(word)) && distinct > .9 * rows) return guess("id", "role id: by its name and because nearly every row has its own value; not trained on.", isUnique);
	if (words.includes("year") && sorted[0] >= 1800 && sorted.at(-1) <= 2200 && neverFalls(column.values)) return guess("time", "role time: a year that only grows; not trained on.");
	return feature;
}
function isClock(sorted, words, column, starts) {
	if ([
		1,
		1e3,
		1e6,
		1e9
	].find((scale) => sorted[0] >= 1e9 * scale && sorted.at(-1) < 22e8 * scale) === void 0) return false;
	if (words.some((word) => TIME_WORDS.has(word))) return true;
	return starts.every((start, i) => neverFalls(column.values.subarray(start, starts[i + 1] ?? column.values.length)));
}
function neverFalls(values) {
	for (let i = 1; i < values.length; i++) if (!(values[i] >= values[i - 1])) return false;
	return true;
}
function countsRows(values, starts) {
	if (values.length < FEWEST_ROWS) return false;
	const begins = new Set(starts);
	for (let i = 1; i < values.length; i++) if (!begins.has(i) && values[i] !== values[i - 1] + 1) return false;
	return true;
}
function categoryRole(name, column) {
	let present = 0;
	for (const code of column.codes) if (code !== 0) present++;
	const distinct = column.categories.length;
	if (present === 0) return guess("ignore", "role ignore: it has no values.");
	if (present < FEWEST_ROWS || column.type === "boolean") return feature;
	const share = distinct / present;
	const isNamedId = partsOf(name).words.some((word) => ID_WORDS.has(word));
	const isCode = column.categories.every((text) => text.length <= 64 && !/\s/.test(text));
	if (distinct === column.codes.length && isCode) return guess("id", "role id: every row has its own value, so it is not trained on.", isNamedId || column.categories.every(isUuid));
	if (isNamedId && distinct > 100 && share > .1) return guess("id", `role id: by its name and its ${grouped(distinct)} values; not trained on.`);
	if (share > .5) return guess("ignore", `role ignore: ${grouped(distinct)} different texts in ${grouped(present)} rows cannot be learned from.`);
	return feature;
}
const isUuid = (text) => /^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$/i.test(text);
// src/validate/infer-date.ts
const DATES = [
	"%Y/%m/%d",
	"%d/%m/%Y",
	"%m/%d/%Y",
	"%d.%m.%Y",
	"%d-%m-%Y",
	"%m-%d-%Y",
	"%d-%b-%Y",
	"%d %b %Y",
	"%b %d, %Y",
	"%b %d %Y",
	"%d %B %Y",
	"%B %d, %Y",
	"%d/%m/%y",
	"%m/%d/%y",
	"%Y.%m.%d"
];
const CLOCKS = [
	"%H:%M:%S",
	"%H:%M",
	"%H:%M:%S.%f",
	"%I:%M %p",
	"%I:%M:%S %p"
];
const TWINS = new Map([
	["%d/%m/%Y", "%m/%d/%Y"],
	["%d-%m-%Y", "%m-%d-%Y"],
	["%d/%m/%y", "%m/%d/%y"]
]);
const MAX_LENGTH = 40;
const FIRST_LOOK = 20;
function dateFormatOf(texts) {
	if (texts.length === 0 || texts.slice(0, FIRST_LOOK).some((text) => text.length > MAX_LENGTH || !/\d/.test(text))) return null;
	for (const type of [
		"date",
		"datetime",
		"yearmonth",
		"time"
	]) if (fits(type, "default", texts)) return {
		type,
		format: "default",
		note: null
	};
	for (const date of DATES) {
		const format = [date, ...CLOCKS.map((clock) => `${date} ${clock}`)].find((candidate) => fits(typeOf(candidate), candidate, texts));
		if (format === void 0) continue;
		const twin = TWINS.get(date);
		const other = twin === void 0 ? null : format.replace(date, twin);
		if (other === null || !fits(typeOf(format), other, texts)) return {
			type: typeOf(format),
			format,
			note: null
		};
		return {
			type: "string",
			format: "default",
			note: "looks like a date, but day and month cannot be told apart: kept as text; set `type: date` and `format` if you know."
		};
	}
	return null;
}
const typeOf = (format) => /%[HI]/.test(format) ? "datetime" : "date";
function fits(type, format, texts) {
	const parse = cellParser({
		type,
		format,
		decimalChar: ".",
		groupChar: null,
		bareNumber: true,
		trueValues: [],
		falseValues: []
	});
	return texts.every((text) => parse(text) !== null);
}
// src/validate/infer-type.ts
const USUAL_MISSING = new Set([
	"na",
	"n/a",
	"#n/a",
	"n.a.",
	"nan",
	"null",
	"(null)",
	"\\n",
	"none",
	"nil",
	"?",
	"??",
	"-",
	"--",
	".",
	"<na>",
	"missing",
	"unknown",
	"undefined"
]);
const isUsualMissing = (text) => text.trim() === "" || USUAL_MISSING.has(text.trim().toLowerCase());
const PAIRS = [
	[
		"true",
		"false",
		false
	],
	[
		"yes",
		"no",
		false
	],
	[
		"y",
		"n",
		true
	],
	[
		"t",
		"f",
		true
	]
];
const NOTATIONS = [
	{
		notation: {},
		form: null,
		words: ""
	},
	{
		notation: { groupChar: "," },
		form: /^[+-]?(\d{1,3}(,\d{3})+|\d{1,3})(\.\d+)?$/,
		words: "with commas between thousands"
	},
	{
		notation: { decimalChar: "," },
		form: /^[+-]?\d+(,\d+)?$/,
		words: "with a decimal comma"
	},
	{
		notation: {
			decimalChar: ",",
			groupChar: "."
		},
		form: /^[+-]?\d{1,3}(\.\d{3})*(,\d+)?$/,
		words: "with a decimal comma and points between thousands"
	},
	{
		notation: { bareNumber: false },
		form: /^([+-]?\d+(\.\d+)?\s*(%|\p{Sc})|\p{Sc}\s*\d+(\.\d+)?)$/u,
		words: "with a sign around them (currency or %)"
	},
	{
		notation: {
			bareNumber: false,
			groupChar: ","
		},
		form: /^\p{Sc}\s*\d{1,3}(,\d{3})*(\.\d+)?$/u,
		words: "with currency and commas between thousands"
	}
];
function tallyOf(parts) {
	const tally = {
		rows: 0,
		plain: 0,
		fractions: 0,
		texts: new Map(),
		parts
	};
	for (const { raw, rows } of parts) {
		const counts = new Uint32Array(raw.texts.length);
		for (let row = 0; row < rows; row++) {
			const decimals = raw.decimals[row];
			if (decimals === 255) counts[raw.values[row]]++;
			else {
				tally.plain++;
				if (decimals > 0) tally.fractions++;
			}
		}
		tally.rows += rows;
		raw.texts.forEach((text, i) => {
			if (counts[i] > 0) tally.texts.set(text, (tally.texts.get(text) ?? 0) + counts[i]);
		});
	}
	return tally;
}
function guessType(tally, isTarget) {
	const rest = [];
	const missing = [];
	for (const text of tally.texts.keys()) {
		if (text === "") continue;
		if (isUsualMissing(text)) missing.push(text);
		else rest.push(text);
	}
	if (rest.length === 0 && tally.plain === 0) return textGuess([]);
	const typed = (isTarget ? null : booleanGuess(tally, rest)) ?? numberGuess(tally, rest, missing) ?? (isTarget ? null : timeGuess(tally, rest));
	if (typed === null) return textGuess(codeNotes(tally, rest));
	const gaps = [...missing, ...typed.missing];
	if (gaps.length > 0) typed.notes.push(`${gapWords(gaps)} ${gaps.length === 1 ? "is" : "are"} taken for a missing value (${plural(countOf(tally, gaps), "row")}).`);
	return {
		...typed,
		missing: gaps
	};
}
const gapWords = (gaps) => gaps.slice(0, 5).map((gap) => JSON.stringify(gap)).join(", ") + (gaps.length > 5 ? ", …" : "");
const countOf = (tally, texts) => texts.reduce((sum, text) => sum + (tally.texts.get(text) ?? 0), 0);
function textGuess(notes) {
	return {
		type: "string",
		format: "default",
		missing: [],
		notation: {},
		notes
	};
}
function codeNotes(tally, rest) {
	if (rest.some(isPaddedCode)) return ["digits with leading zeros: kept as text, since they are codes and no amounts."];
	if (tally.plain > 0 && rest.length > 0) {
		const count = countOf(tally, rest);
		return [`text, although ${grouped(tally.plain)} cells are numbers: ${plural(count, "cell")} ${count === 1 ? "is" : "are"} not.`];
	}
	return [];
}
function booleanGuess(tally, rest) {
	if (tally.plain > 0 || rest.length === 0 || rest.length > 6) return null;
	for (const [yes, no, needsBoth] of PAIRS) {
		const trues = rest.filter((text) => text.toLowerCase() === yes);
		const falses = rest.filter((text) => text.toLowerCase() === no);
		if (trues.length + falses.length < rest.length) continue;
		if (needsBoth && (trues.length === 0 || falses.length === 0)) return null;
		return {
			type: "boolean",
			format: "default",
			missing: [],
			notation: {
				trueValues: trues.length > 0 ? trues : [spelledLike(yes, falses[0])],
				falseValues: falses.length > 0 ? falses : [spelledLike(no, trues[0])]
			},
			notes: []
		};
	}
	return null;
}
function spelledLike(word, model) {
	if (model === model.toUpperCase()) return word.toUpperCase();
	return model[0] === model[0].toUpperCase() ? word[0].toUpperCase() + word.slice(1) : word;
}
const isPaddedCode = (text) => /^[+-]?0\d+$/.test(text);
const isCode = (text) => isPaddedCode(text) || /^[+-]?\d{16,}$/.test(text) || /^\+\d{6,}$/.test(text);
function numberGuess(tally, rest, missing) {
	if (rest.some(isCode)) return null;
	for (const { notation, form, words } of NOTATIONS) {
		if (form !== null && (rest.length === 0 || !rest.every((text) => form.test(text.trim())))) continue;
		if (form !== null && tally.fractions > 0 && notation.decimalChar === ",") continue;
		const strays = straysOf(rest, notation);
		if (strays.length > 0 && !areMarks(tally, rest, strays)) continue;
		const isWhole = tally.fractions === 0 && rest.length > strays.length ? allWhole(rest, strays, notation) : tally.fractions === 0;
		const notes = words === "" ? [] : [`numbers ${words}.`];
		if (missing.length > 0 && tally.plain + rest.length === 0) return null;
		return {
			type: isWhole ? "integer" : "number",
			format: "default",
			missing: strays,
			notation,
			notes
		};
	}
	return null;
}
const likeNumber = (type, notation) => ({
	type,
	format: "default",
	decimalChar: ".",
	groupChar: null,
	bareNumber: true,
	trueValues: [],
	falseValues: [],
	...notation
});
function straysOf(rest, notation) {
	const parse = cellParser(likeNumber("number", notation));
	return rest.filter((text) => parse(text) === null);
}
function areMarks(tally, rest, strays) {
	const numbers = tally.plain + countOf(tally, rest) - countOf(tally, strays);
	return strays.length <= 3 && countOf(tally, strays) * 19 <= numbers && numbers >= 50 && strays.every((text) => !/\d/.test(text) && text.length <= 30);
}
function allWhole(rest, strays, notation) {
	const parse = cellParser(likeNumber("integer", notation));
	const apart = new Set(strays);
	return rest.every((text) => apart.has(text) || parse(text) !== null && !text.includes(notation.decimalChar ?? "."));
}
function timeGuess(tally, rest) {
	if (tally.plain > 0) return null;
	const found = dateFormatOf(rest);
	if (found === null) return null;
	return {
		type: found.type,
		format: found.format,
		missing: [],
		notation: {},
		notes: found.note === null ? [] : [found.note]
	};
}
// src/validate/infer.ts
const ROWS_FOR_REQUIRED = 100;
const MOST_CLASSES = 1e3;
const BLOCKS = 4;
const TARGET_NAMES = [
	"target",
	"label",
	"class",
	"y",
	"outcome"
];
function targetCandidates(header) {
	return TARGET_NAMES.flatMap((name) => header.filter((column) => column.trim().toLowerCase() === name));
}
function inferSchema(files, options) {
	const { target } = options;
	const header = commonHeader(files);
	if (target !== null && !header.includes(target)) {
		const message = `The target ${named(target)} is no column of the data.`;
		throw new ConfigError(problem(message, {
			got: printable(target),
			expected: namedList(header, 20)
		}));
	}
	const notes = new Map();
	return {
		schema: {
			fields: header.map((name) => {
				const { field, assumed } = inferField(name, files, name === target);
				if (assumed.length > 0) notes.set(name, assumed);
				return field;
			}),
			missingValues: [""],
			primaryKey: [],
			fieldsMatch: "equal",
			file: null
		},
		notes
	};
}
function commonHeader(files) {
	const counts = new Map();
	for (const { table } of files) {
		const header = [...new Set(table.header)];
		const key = JSON.stringify([...header].sort(byCodePoint));
		const found = counts.get(key);
		if (found === void 0) counts.set(key, {
			count: 1,
			header
		});
		else found.count++;
	}
	return [...counts.values()].reduce((best, next) => next.count > best.count ? next : best, {
		count: 0,
		header: []
	}).header;
}
function inferField(name, files, isTarget) {
	const parts = [];
	const starts = [];
	let rows = 0;
	for (const { table } of files) {
		const at = table.header.indexOf(name);
		if (at < 0) continue;
		parts.push({
			raw: table.columns[at],
			rows: table.rows
		});
		starts.push(rows);
		rows += table.rows;
	}
	const guess = guessType(tallyOf(parts), isTarget);
	const field = {
		name,
		type: guess.type,
		format: guess.format,
		constraints: {},
		missingValues: guess.missing.length > 0 ? ["", ...guess.missing] : null,
		decimalChar: ".",
		groupChar: null,
		bareNumber: true,
		trueValues: [
			"true",
			"True",
			"TRUE",
			"1"
		],
		falseValues: [
			"false",
			"False",
			"FALSE",
			"0"
		],
		aliases: [],
		role: isTarget ? "target" : "feature",
		where: null,
		...guess.notation
	};
	const column = concatColumns(parts.map(({ raw, rows: count }) => typeColumn(raw, count, field, field.missingValues ?? [""]).column));
	const assumed = [...guess.notes];
	if (isTarget) field.constraints = targetConstraints(column);
	else assumed.push(...describeField(field, column, starts));
	return {
		field,
		assumed
	};
}
function targetConstraints(column) {
	if (column.kind === "category") return column.categories.length <= MOST_CLASSES ? {
		required: true,
		enum: column.categories
	} : { required: true };
	const distinct = new Set();
	for (const value of column.values) {
		if (!Number.isNaN(value)) distinct.add(value + 0);
		if (distinct.size > MOST_CLASSES) return { required: true };
	}
	return {
		required: true,
		enum: [...distinct].sort((a, b) => a - b).map(String)
	};
}
function describeField(field, column, starts) {
	const { role, unique, notes } = roleOf(field.name, column, starts);
	field.role = role;
	const assumed = [...notes];
	const { constraints } = field;
	const rows = column.kind === "number" ? column.values.length : column.codes.length;
	const missing = missingCount(column, rows);
	if (missing === 0 && rows >= ROWS_FOR_REQUIRED) constraints.required = true;
	if (unique && missing === 0 && rows >= ROWS_FOR_REQUIRED) constraints.unique = true;
	if (role !== "feature") return assumed;
	if (column.kind === "number" && (field.type === "number" || field.type === "integer")) assumed.push(...boundNumbers(constraints, column, starts, field.type === "integer"));
	if (column.kind === "category" && field.type === "string") assumed.push(...boundCategories(constraints, column, starts));
	return assumed;
}
function missingCount(column, rows) {
	const isMissing = missingTest(column);
	let missing = 0;
	for (let row = 0; row < rows; row++) if (isMissing(row)) missing++;
	return missing;
}
const CONSTANT = "the same value in every row: it tells a model nothing yet.";
function boundNumbers(constraints, column, starts, isInteger) {
	const sorted = sortedNumbers(column.values);
	if (sorted.length > 0 && sorted[0] === sorted.at(-1)) return [CONSTANT];
	const { range, notes } = rangeOf(sorted, growthOf(column.values, blocksOf(starts, column.values.length)), isInteger);
	Object.assign(constraints, range);
	return notes;
}
function blocksOf(starts, rows) {
	return starts.length > 2 ? starts : Array.from({ length: BLOCKS }, (_, i) => Math.floor(i * rows / BLOCKS));
}
function growthOf(values, starts) {
	const growth = {
		up: 0,
		down: 0
	};
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	starts.forEach((start, i) => {
		const width = high - low;
		const before = {
			low,
			high
		};
		for (let row = start; row < (starts[i + 1] ?? values.length); row++) {
			const value = values[row];
			if (value < low) low = value;
			if (value > high) high = value;
		}
		if (!(width > 0)) return;
		growth.up = Math.max(growth.up, (high - before.high) / width);
		growth.down = Math.max(growth.down, (before.low - low) / width);
	});
	return growth;
}
function boundCategories(constraints, column, starts) {
	const { closed, reason } = closedSet(column, starts);
	if (closed) {
		constraints.enum = column.categories;
		return [`these ${column.categories.length} values are taken for the complete list.`];
	}
	return column.categories.length === 1 ? [CONSTANT] : [`open list: ${reason}`];
}
// src/validate/keys.ts
function uniqueRule(part, showValues) {
	const { file, field, at, column } = part;
	const hits = repeatsOf(column);
	const raw = file.table.columns[at];
	return ranOverRows({
		code: "unique",
		subject: field.name,
		file,
		at,
		rows: file.table.rows,
		expected: "no value twice",
		hits,
		verb: "repeats an earlier value in",
		remedy: `Remove the repeated rows; or, if values may repeat, set \`unique: false\` for ${named(field.name)} in the schema.`,
		values: showValues ? hits.first.map((row) => cellText(raw, row)) : void 0
	});
}
function repeatsOf(column) {
	if (column.kind === "category") {
		const seen = new Uint8Array(column.categories.length + 1);
		return hitsWhere(column.codes.length, (row) => {
			const code = column.codes[row];
			return code !== 0 && seen[code]++ > 0;
		});
	}
	const repeated = new Map();
	const sorted = sortedNumbers(column.values);
	for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) repeated.set(sorted[i], false);
	if (repeated.size === 0) return {
		count: 0,
		first: []
	};
	return hitsWhere(column.values.length, (row) => {
		const value = column.values[row] + 0;
		const seen = repeated.get(value);
		if (seen === false) repeated.set(value, true);
		return seen === true;
	});
}
function primaryKeyRule(schema, file, parts) {
	const keyed = schema.primaryKey.map((name) => parts.get(name));
	if (keyed.length === 0 || keyed.some((part) => part === void 0)) return null;
	const present = keyed.filter((part) => part !== void 0);
	const isMissing = present.map((part) => missingTest(part.column));
	const ids = groupIds(present.map((part) => part.column), file.table.rows);
	const seen = new Uint8Array(file.table.rows + 1);
	let gaps = 0;
	const hits = hitsWhere(file.table.rows, (row) => {
		if (isMissing.some((test) => test(row))) {
			gaps++;
			return true;
		}
		const id = ids[row];
		const again = seen[id] === 1;
		seen[id] = 1;
		return again;
	});
	return ranOverRows({
		code: "primary-key",
		subject: schema.primaryKey.join(", "),
		file,
		at: present[0].at,
		rows: file.table.rows,
		expected: "a complete key, no key twice",
		hits,
		verb: gaps === 0 ? "repeats an earlier key in" : gaps === hits.count ? "has an incomplete key in" : "repeats an earlier key or has an incomplete one in",
		remedy: `Remove the repeated rows; or, if ${namedList(schema.primaryKey)} may repeat, drop \`primaryKey\` from the schema.`
	});
}
function groupIds(columns, rows) {
	let ids = new Int32Array(rows);
	for (const column of columns) {
		const cells = column.kind === "category" ? column.codes : column.values;
		const maps = [];
		const next = new Int32Array(rows);
		let free = 0;
		for (let row = 0; row < rows; row++) {
			const group = ids[row];
			let map = maps[group];
			if (map === void 0) {
				map = new Map();
				maps[group] = map;
			}
			const value = cells[row];
			let id = map.get(value);
			if (id === void 0) {
				id = free++;
				map.set(value, id);
			}
			next[row] = id;
		}
		ids = next;
	}
	return ids;
}
// src/validate/match.ts
function matchHeader(header, schema) {
	const places = new Map();
	const twice = new Set();
	header.forEach((name, at) => {
		if (places.has(name)) twice.add(name);
		else places.set(name, at);
	});
	const taken = new Set();
	const columns = schema.fields.map((field) => {
		const at = places.get(field.name) ?? -1;
		if (at >= 0) taken.add(at);
		return at;
	});
	schema.fields.forEach((field, i) => {
		for (const alias of columns[i] < 0 ? field.aliases : []) {
			const at = places.get(alias);
			if (at === void 0 || taken.has(at)) continue;
			columns[i] = at;
			taken.add(at);
			break;
		}
	});
	return {
		columns,
		extra: header.map((_, at) => at).filter((at) => !taken.has(at)),
		repeated: [...twice].filter((name) => taken.has(places.get(name))),
		inOrder: columns.every((at, i) => at >= 0 && (i === 0 || at > columns[i - 1]))
	};
}
function leewayOf(mode) {
	switch (mode) {
		case "exact":
		case "equal": return {
			fewer: false,
			more: "fail"
		};
		case "subset": return {
			fewer: false,
			more: "pass"
		};
		case "superset": return {
			fewer: true,
			more: "warn"
		};
		case "partial": return {
			fewer: true,
			more: "pass"
		};
	}
}
// src/validate/assignment.ts
function assign(scores) {
	const rows = scores.length;
	const width = scores[0]?.length ?? 0;
	const columns = width + rows;
	const cost = (row, column) => column <= width ? -Math.max(0, scores[row - 1][column - 1]) : 0;
	const rowPotential = new Float64Array(rows + 1);
	const columnPotential = new Float64Array(columns + 1);
	const rowOf = new Int32Array(columns + 1);
	for (let row = 1; row <= rows; row++) {
		rowOf[0] = row;
		let column = 0;
		const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
		const before = new Int32Array(columns + 1);
		const used = new Uint8Array(columns + 1);
		while (rowOf[column] !== 0) {
			used[column] = 1;
			const current = rowOf[column];
			let step = Number.POSITIVE_INFINITY;
			let next = 0;
			for (let j = 1; j <= columns; j++) {
				if (used[j]) continue;
				const reduced = cost(current, j) - rowPotential[current] - columnPotential[j];
				if (reduced < least[j]) {
					least[j] = reduced;
					before[j] = column;
				}
				if (least[j] < step) {
					step = least[j];
					next = j;
				}
			}
			for (let j = 0; j <= columns; j++) if (used[j]) {
				rowPotential[rowOf[j]] += step;
				columnPotential[j] -= step;
			} else least[j] -= step;
			column = next;
		}
		while (column !== 0) {
			rowOf[column] = rowOf[before[column]];
			column = before[column];
		}
	}
	const paired = new Array(rows).fill(-1);
	for (let j = 1; j <= width; j++) {
		const row = rowOf[j] - 1;
		if (row >= 0 && scores[row][j - 1] > 0) paired[row] = j - 1;
	}
	return paired;
}
// src/validate/distance.ts
const FEWEST_CELLS = 20;
const GRID = 1 / 20;
function distanceTo(profile, column) {
	if (profile.rows - profile.missing < FEWEST_CELLS) return null;
	if (profile.kind === "number") return column.kind === "number" ? numberDistance(profile, column) : 1;
	return column.kind === "category" ? categoryDistance(profile, column) : 1;
}
function numberDistance(profile, column) {
	const sorted = sortedNumbers(column.values);
	if (sorted.length < FEWEST_CELLS) return null;
	const { quantiles } = profile;
	const last = quantiles.length - 1;
	let largest = 0;
	for (let k = 0; k <= last; k++) {
		const value = quantiles[k];
		if (k > 0 && value === quantiles[k - 1]) continue;
		let end = k;
		while (end < last && quantiles[end + 1] === value) end++;
		const below = rank(sorted, value, false) / sorted.length;
		const upTo = rank(sorted, value, true) / sorted.length;
		largest = Math.max(largest, end / last - upTo, below - k / last);
	}
	return Math.min(1, Math.max(0, largest));
}
function rank(sorted, value, inclusive) {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = low + high >> 1;
		if (sorted[middle] < value || inclusive && sorted[middle] === value) low = middle + 1;
		else high = middle;
	}
	return low;
}
function categoryDistance(profile, column) {
	const counts = countCodes(column);
	const cells = column.codes.length - counts[0];
	const known = profile.rows - profile.missing;
	if (cells < FEWEST_CELLS) return null;
	const listed = profile.top.reduce((sum, { count }) => sum + count, 0);
	if (listed < known / 2) return null;
	const codeOf = new Map(column.categories.map((text, i) => [text, i + 1]));
	let shared = 0;
	for (const { value, count } of profile.top) {
		const code = codeOf.get(value);
		if (code !== void 0) shared += Math.min(count / known, counts[code] / cells);
	}
	return Math.min(1, Math.max(0, listed / known - shared));
}
function profileDistance(a, b) {
	if (a.kind === "number" && b.kind === "number") return quantileDistance(a, b);
	if (a.kind === "category" && b.kind === "category") return topDistance(a, b);
	return 1;
}
function quantileDistance(a, b) {
	if (a.quantiles.length === 0 || b.quantiles.length === 0) return 1;
	const as = Float64Array.from(a.quantiles);
	const cells = as.length - 1;
	let largest = 0;
	b.quantiles.forEach((value, k) => {
		const low = Math.max(0, rank(as, value, false) - 1) / cells;
		const high = Math.min(cells, rank(as, value, true)) / cells;
		largest = Math.max(largest, low - k / cells - GRID, k / cells - high - GRID);
	});
	return Math.min(1, Math.max(0, largest));
}
function topDistance(a, b) {
	const shares = new Map(a.top.map(({ value, count }) => [value, count / Math.max(1, a.rows - a.missing)]));
	const cells = Math.max(1, b.rows - b.missing);
	return 1 - b.top.reduce((sum, { value, count }) => sum + Math.min(shares.get(value) ?? 0, count / cells), 0);
}
// src/validate/rename-reading.ts
const SAMPLE = 2e3;
function readAs(table) {
	const samples = new Map();
	const typed = new Map();
	return (field, at, schema, known) => {
		const rows = Math.min(table.rows, SAMPLE);
		if (rows === 0) return null;
		const sample = samples.get(at) ?? sampleOf(table.columns[at], table.rows);
		samples.set(at, sample);
		const missingValues = field.missingValues ?? schema.missingValues;
		const key = JSON.stringify([
			at,
			field.type,
			field.format,
			field.decimalChar,
			field.groupChar,
			field.bareNumber,
			field.trueValues,
			field.falseValues,
			missingValues
		]);
		const read = typed.get(key) ?? typeColumn(sample, rows, field, missingValues);
		typed.set(key, read);
		return readingOf(field, read.column, read.invalid.length, known);
	};
}
function sampleOf(column, rows) {
	if (rows <= SAMPLE) return column;
	const values = new Float64Array(SAMPLE);
	const decimals = new Uint8Array(SAMPLE);
	const texts = [];
	for (let i = 0; i < SAMPLE; i++) {
		const row = Math.floor(i * rows / SAMPLE);
		decimals[i] = column.decimals[row];
		values[i] = decimals[i] === 255 ? texts.push(cellText(column, row)) - 1 : column.values[row];
	}
	return {
		values,
		decimals,
		texts
	};
}
function readingOf(field, column, invalid, known) {
	const { minimum, maximum } = field.constraints;
	const { allowed, matches } = rulesOf(field, false);
	let cells = 0;
	let broken = invalid;
	const distinct = new Set();
	if (column.kind === "number") for (const value of column.values) {
		if (Number.isNaN(value)) continue;
		cells++;
		if (distinct.size < 4) distinct.add(value);
		if (value < (minimum ?? value) || value > (maximum ?? value) || allowed !== null && !allowed.has(value)) broken++;
	}
	else {
		const breaks = column.categories.map((text) => allowed !== null && !allowed.has(text) || matches !== null && !matches(text));
		for (const code of column.codes) {
			if (code === 0) continue;
			cells++;
			if (distinct.size < 4) distinct.add(code);
			if (breaks[code - 1]) broken++;
		}
	}
	const present = cells + invalid;
	const knownCells = known === null ? 0 : known.rows - known.missing;
	return {
		fit: present === 0 ? 0 : 1 - broken / present,
		typed: field.type !== "string" && field.type !== "any" || allowed !== null || matches !== null,
		distance: known === null ? null : distanceTo(known, column),
		tolerance: Math.min(.25, .05 + 1.63 * Math.sqrt(1 / Math.max(1, cells) + 1 / Math.max(1, knownCells))),
		generic: distinct.size < 4
	};
}
// src/validate/rename.ts
const REPORTED = .6;
const PAIRS_COMPARED = 4e4;
const UNRELATED = .45;
const UNLIKELY = -10;
function diagnoseRenames(input) {
	const { missing, extra, table } = input;
	if (missing.length === 0 || extra.length === 0) return [];
	const fieldNames = missing.map((field) => partsOf(field.name));
	const columnNames = extra.map((at) => partsOf(table.header[at]));
	if (missing.length * extra.length > PAIRS_COMPARED) return sameNames(input, fieldNames, columnNames);
	const reader = readAs(table);
	const distinctive = distinctiveness(input);
	const pairs = missing.map((field, i) => extra.map((at, j) => {
		const name = Math.max(nameSimilarity(fieldNames[i], columnNames[j]), ...field.aliases.map((alias) => nameSimilarity(partsOf(alias), columnNames[j])));
		const reading = reader(field, at, input.schema, input.profileOf(field));
		return {
			name,
			reading,
			logit: name >= UNRELATED ? byName(name, reading) : byDistribution(reading, distinctive(field))
		};
	}));
	const scores = pairs.map((row) => row.map((pair) => pair.logit));
	return assign(scores).flatMap((j, i) => {
		if (j < 0) return [];
		const pair = pairs[i][j];
		const confidence = logistic(pair.logit) * clearness(scores, i, j, pair.name);
		return confidence < REPORTED ? [] : [{
			field: missing[i],
			at: extra[j],
			confidence,
			evidence: evidenceOf(pair)
		}];
	});
}
function logistic(logit) {
	return 1 / (1 + Math.exp(-logit));
}
function byName(name, reading) {
	let weight = 0;
	if (reading !== null) {
		weight += reading.fit < .5 ? -4 : reading.fit < .9 ? -1.5 : reading.fit >= .98 && reading.typed ? .5 : 0;
		const { distance } = reading;
		if (distance !== null) weight += distance <= reading.tolerance ? 1.5 : distance <= .2 ? .5 : distance >= .7 ? -2.5 : distance >= .4 ? -1 : 0;
	}
	return -3 + 6.5 * name + Math.max(weight, -2.5);
}
function byDistribution(reading, nearestOther) {
	if (reading === null || reading.distance === null || reading.fit < .98 || reading.generic) return UNLIKELY;
	if (reading.distance > reading.tolerance || nearestOther < Math.max(.25, 3 * reading.distance)) return UNLIKELY;
	return .6 + 2 * nearestOther - 4 * reading.distance;
}
function distinctiveness(input) {
	const memo = new Map();
	return (field) => {
		let nearest = memo.get(field.name);
		if (nearest !== void 0) return nearest;
		nearest = 1;
		const own = input.profileOf(field);
		for (const other of own === null ? [] : input.schema.fields) {
			if (other.name === field.name) continue;
			const profile = input.profileOf(other);
			if (profile !== null && own !== null) nearest = Math.min(nearest, profileDistance(own, profile));
		}
		memo.set(field.name, nearest);
		return nearest;
	};
}
function clearness(scores, i, j, name) {
	const own = scores[i][j];
	let rival = UNLIKELY;
	scores[i].forEach((score, k) => {
		if (k !== j && !scores.some((row, l) => l !== i && row[k] > score)) rival = Math.max(rival, score);
	});
	scores.forEach((row, l) => {
		if (l !== i && !row.some((score, k) => k !== j && score > row[j])) rival = Math.max(rival, row[j]);
	});
	const margin = own - rival;
	const wanted = name >= UNRELATED ? .3 : 1;
	return margin >= wanted ? 1 : .5 + .5 * Math.max(0, margin) / wanted;
}
function evidenceOf(pair) {
	const words = [];
	if (pair.name >= .9) words.push("the names differ only in how they are written or decorated");
	else if (pair.name >= UNRELATED) words.push("the names are alike");
	else words.push("the names share nothing");
	const { reading } = pair;
	if (reading?.typed) words.push(`${percent(reading.fit)} of its values fit type and constraints`);
	if (reading !== null && reading.distance !== null) {
		const gap = percent(reading.distance);
		words.push(reading.distance <= reading.tolerance ? `its distribution is that of the missing column (largest gap ${gap})` : `its distribution is another (largest gap ${gap}): check the unit`);
	}
	return words.join("; ");
}
function sameNames(input, fieldNames, columnNames) {
	const places = new Map();
	columnNames.forEach((parts, j) => {
		const list = places.get(parts.squashed);
		if (list === void 0) places.set(parts.squashed, [j]);
		else list.push(j);
	});
	return input.missing.flatMap((field, i) => {
		const found = places.get(fieldNames[i].squashed) ?? [];
		if (found.length !== 1 || fieldNames[i].squashed === "") return [];
		return [{
			field,
			at: input.extra[found[0]],
			confidence: .9,
			evidence: "the names differ only in how they are written"
		}];
	});
}
// src/validate/structure.ts
const COLUMNS_NAMED = 50;
function structureChecks(headers, schema, target) {
	const findings = headers.flatMap((header) => fileFindings(header, schema, target));
	const found = new Set(findings.map((finding) => finding.code));
	const left = headers.flatMap(({ file, match }) => match.extra.map((at) => file.table.header[at]));
	const passes = [];
	const files = plural(headers.length, "file");
	const pass = (code, message, observed) => passes.push({
		code,
		subject: "files",
		status: "pass",
		observed,
		expected: `fieldsMatch: ${schema.fieldsMatch}`,
		message,
		suggestion: null,
		where: null
	});
	if (!found.has("column-missing") && !found.has("column-renamed")) pass("column-missing", `all ${plural(schema.fields.length, "column")} of the schema are in ${headers.length === 1 ? "the file" : `each of ${files}`}`, 0);
	if (!found.has("column-new") && !found.has("column-renamed")) {
		if (left.length === 0) pass("column-new", `no column besides those of the schema in ${files}`, 0);
		else passes.push(...leftOut(headers, schema));
	}
	return [...findings, ...passes];
}
function leftOut(headers, schema) {
	const filesWith = new Map();
	for (const { file, match } of headers) for (const name of new Set(match.extra.map((at) => file.table.header[at]))) filesWith.set(name, (filesWith.get(name) ?? 0) + 1);
	const names = [...filesWith.keys()];
	const one = (subject, message) => ({
		code: "column-new",
		subject,
		status: leewayOf(schema.fieldsMatch).more,
		observed: names.length,
		expected: `fieldsMatch: ${schema.fieldsMatch}`,
		message,
		suggestion: null,
		where: null
	});
	const listed = names.slice(0, COLUMNS_NAMED).map((name) => {
		const spread = headers.length === 1 ? "" : ` (in ${grouped(filesWith.get(name))} of ${plural(headers.length, "file")})`;
		return one(name, `column ${named(name)} is not in the schema${spread}: left out, never trained on`);
	});
	if (names.length <= COLUMNS_NAMED) return listed;
	const rest = names.slice(COLUMNS_NAMED);
	return [...listed, one("files", `${plural(rest.length, "more column")} not in the schema, left out: ${namedList(rest)}`)];
}
function fileFindings({ file, match, renames }, schema, target) {
	const leeway = leewayOf(schema.fieldsMatch);
	const renamed = new Set(renames.map((rename) => rename.field));
	const claimed = new Set(renames.map((rename) => rename.at));
	const missing = schema.fields.filter((field, i) => match.columns[i] < 0 && !renamed.has(field));
	const extra = match.extra.filter((at) => !claimed.has(at));
	const needed = (field) => !leeway.fewer || field.name === target || field.constraints.required === true;
	const results = renames.map((rename) => renameFinding(file, rename, needed(rename.field) || leeway.more === "fail"));
	results.push(...bounded(missing.map((field) => missingFinding(file, field, needed(field), match, schema)), file, "column-missing"));
	if (leeway.more === "fail") results.push(...bounded(extra.map((at) => newFinding(file, at)), file, "column-new"));
	for (const name of match.repeated.slice(0, COLUMNS_NAMED)) results.push(repeatedFinding(file, name));
	if (schema.fieldsMatch === "exact" && missing.length === 0 && renames.length === 0 && !match.inOrder) results.push(orderFinding(file, schema));
	if (schema.fieldsMatch === "partial" && missing.length === schema.fields.length) results.push(nothingFinding(file));
	return results;
}
const at = (file, column) => ({
	file: file.name || file.uri,
	line: 1,
	column: column + 1
});
const nameOf = (file) => printable(file.name || file.uri, 200);
function renameFinding(file, { field, at: place, confidence, evidence }, fails) {
	const column = file.table.header[place];
	const aliases = [...field.aliases, column].map(yamlScalar).join(", ");
	const remedy = `If it is the same column, write in the schema under the field ${named(field.name)}: aliases: [${aliases}]`;
	return {
		code: "column-renamed",
		subject: field.name,
		status: fails ? "fail" : "warn",
		observed: printable(column),
		expected: printable(field.name),
		message: `column ${named(field.name)} is missing from ${nameOf(file)} and ${named(column)} is new: it looks renamed (confidence ${Math.round(confidence * 100)} %): ${evidence}`,
		suggestion: withExclude(remedy, file, `${field.name} renamed`),
		where: field.where ?? at(file, place)
	};
}
function missingFinding(file, field, fails, match, schema) {
	const found = match.columns.filter((column) => column >= 0).length;
	const much = found * 2 < schema.fields.length ? ` (only ${grouped(found)} of ${plural(schema.fields.length, "column")} match: is this the right file?)` : "";
	const treated = fails ? "" : "; every row counts as missing there";
	return {
		code: "column-missing",
		subject: field.name,
		status: fails ? "fail" : "warn",
		observed: null,
		expected: printable(field.name),
		message: `column ${named(field.name)} is missing from ${nameOf(file)}${treated}${much}`,
		suggestion: withExclude(`Restore the column; or, if it is gone for good, remove ${named(field.name)} from the schema.`, file, `${field.name} missing`),
		where: field.where ?? at(file, 0)
	};
}
function newFinding(file, place) {
	const column = file.table.header[place];
	const remedy = `Add ${named(column)} to the schema (with \`role: ignore\` to leave it out), or set \`fieldsMatch: subset\` there to leave out all new columns.`;
	return {
		code: "column-new",
		subject: column,
		status: "fail",
		observed: printable(column),
		expected: null,
		message: `column ${named(column)} of ${nameOf(file)} is not in the schema`,
		suggestion: withExclude(remedy, file, `new column ${column}`),
		where: at(file, place)
	};
}
function repeatedFinding(file, name) {
	const place = file.table.header.lastIndexOf(name);
	return {
		code: "column-new",
		subject: name,
		status: "fail",
		observed: file.table.header.filter((other) => other === name).length,
		expected: 1,
		message: `column ${named(name)} stands more than once in the header of ${nameOf(file)}: which one is meant is unknown`,
		suggestion: withExclude("Give each column a name of its own.", file, `repeated column ${name}`),
		where: at(file, place)
	};
}
function orderFinding(file, schema) {
	const expected = namedList(schema.fields.map((field) => field.name), 20);
	return {
		code: "column-order",
		subject: file.name,
		status: "fail",
		observed: namedList(file.table.header, 20),
		expected,
		message: `the columns of ${nameOf(file)} are in another order than the schema's, which \`fieldsMatch: exact\` forbids`,
		suggestion: withExclude("Set `fieldsMatch: equal` in the schema if the order does not matter.", file, "column order"),
		where: at(file, 0)
	};
}
function nothingFinding(file) {
	return {
		code: "column-missing",
		subject: file.name,
		status: "fail",
		observed: 0,
		expected: "at least one column of the schema",
		message: `no column of the schema is in ${nameOf(file)}: is this the right file?`,
		suggestion: withExclude("Check the pattern and the file.", file, "no column matches"),
		where: at(file, 0)
	};
}
function bounded(findings, file, code) {
	if (findings.length <= COLUMNS_NAMED) return findings;
	const rest = findings.slice(COLUMNS_NAMED);
	const words = code === "column-new" ? "not in the schema" : "missing";
	const closing = {
		code,
		subject: file.name,
		status: rest.some((finding) => finding.status === "fail") ? "fail" : "warn",
		observed: findings.length,
		expected: 0,
		message: `${plural(rest.length, "more column")} of ${nameOf(file)} ${rest.length === 1 ? "is" : "are"} ${words}`,
		suggestion: withExclude("Is this the right file?", file, "other columns"),
		where: at(file, 0)
	};
	return [...findings.slice(0, COLUMNS_NAMED), closing];
}
// src/validate/target.ts
const FRACTIONS_AS_CLASSES = 20;
const FEW_ROWS = 10;
function targetColumn(column, field) {
	if (column.kind === "category") return withoutUnused(column);
	refuseRegression(column, field);
	const distinct = new Set();
	for (const value of column.values) if (!Number.isNaN(value)) distinct.add(value + 0);
	const categories = [...distinct].map(String).sort(byCodePoint);
	const codeOf = new Map(categories.map((text, i) => [Number(text), i + 1]));
	const codes = Int32Array.from(column.values, (value) => codeOf.get(value + 0) ?? 0);
	return {
		kind: "category",
		name: column.name,
		type: column.type,
		codes,
		categories
	};
}
function refuseRegression(column, field) {
	const fractions = new Set();
	for (const value of column.values) {
		if (!Number.isNaN(value) && !Number.isInteger(value)) fractions.add(value);
		if (fractions.size > FRACTIONS_AS_CLASSES) {
			const message = `The target ${named(field.name)} is a measurement (more than ${FRACTIONS_AS_CLASSES} different numbers with a fraction); regression is not supported, only classes.`;
			throw new ConfigError(problem(message, {
				where: field.where,
				got: "numbers with fractions",
				expected: "a column of classes"
			}));
		}
	}
}
function withoutUnused(column) {
	const counts = countCodes(column);
	if (column.categories.every((_, i) => counts[i + 1] > 0)) return column;
	const kept = column.categories.filter((_, i) => counts[i + 1] > 0);
	const codeOf = new Map(kept.map((text, i) => [text, i + 1]));
	const moved = [0, ...column.categories.map((text) => codeOf.get(text) ?? 0)];
	return {
		...column,
		codes: column.codes.map((code) => moved[code]),
		categories: kept
	};
}
function targetChecks(column, known) {
	const counts = countCodes(column);
	const classes = column.categories.length;
	const earlier = new Map(known?.kind === "category" ? known.top.map(({ value, count }) => [value, count]) : []);
	const single = column.categories.filter((_, i) => counts[i + 1] === 1).length;
	const few = column.categories.filter((name, i) => Math.max(counts[i + 1], earlier.get(name) ?? 0) < FEW_ROWS);
	const subject = column.name;
	const result = (status, message, suggestion) => [{
		code: "target",
		subject,
		status,
		observed: classes,
		expected: "two classes or more",
		message,
		suggestion,
		where: null
	}];
	const name = `target ${named(subject)}`;
	if (classes < 2) {
		const message = `${name} has ${classes === 0 ? "no class at all" : `a single class in all ${grouped(counts[1])} rows`}, expected two or more`;
		if (classes === 1 && earlier.size > 1) return result("warn", `${message}: earlier data has others`, "Check that the other classes are not lost.");
		return result("fail", `${message}: nothing can be learned`, "Add rows of the other classes, or widen `window`.");
	}
	if (classes > FEW_ROWS && single * 2 > classes) return result("fail", `${name} has ${grouped(classes)} classes, ${grouped(single)} of them in one row only: it looks like an id, free text or a quantity`, "Name a column of classes as the target; regression is not supported.");
	if (few.length > 0) return result("warn", `${name} has fewer than ${FEW_ROWS} rows of ${few.length === 1 ? "class" : "classes"} ${namedList(few)}: too few to judge`, "Collect more rows of these classes before relying on their scores.");
	return result("pass", `${name} has ${grouped(classes)} classes with at least ${FEW_ROWS} rows each`, null);
}
// src/validate/validate.ts
function validate(input) {
	const { files, schema, target, showValues } = input;
	const targetField = schema.fields.find((field) => field.name === target) ?? null;
	if (target !== null && targetField === null) throw unknownTarget(schema, target);
	if (files.length === 0) return {
		checks: [],
		dataset: null,
		profile: null
	};
	const matches = files.map((file) => matchHeader(file.table.header, schema));
	const typed = files.map((file, i) => typeFile(file, schema, matches[i].columns));
	const profiles = profileSource(typed, input.reference);
	const headers = files.map((file, i) => {
		const match = matches[i];
		const missing = schema.fields.filter((_, k) => match.columns[k] < 0);
		return {
			file,
			match,
			renames: diagnoseRenames({
				table: file.table,
				schema,
				missing,
				extra: match.extra,
				profileOf: profiles
			})
		};
	});
	const checks = [
		...files.filter((file) => file.table.rows === 0).map(emptyFinding),
		...structureChecks(headers, schema, target),
		...settle(rowRules(typed, schema, target, showValues))
	];
	const lacks = (name) => typed.some(({ parts }) => !parts.has(name));
	if ((leewayOf(schema.fieldsMatch).fewer ? target === null ? [] : [target] : schema.fields.map((field) => field.name)).some(lacks)) return {
		checks,
		dataset: null,
		profile: null
	};
	const dataset = datasetOf(typed, schema, targetField);
	const profile = profileOf(dataset);
	if (target === null || targetField === null) return {
		checks,
		dataset: null,
		profile
	};
	const known = input.reference?.columns.find((column) => column.name === target) ?? null;
	return {
		checks: [...checks, ...targetChecks(targetOf(dataset), known)],
		dataset,
		profile
	};
}
function unknownTarget(schema, target) {
	const names = namedList(schema.fields.map((field) => field.name), 20);
	const where = schema.file === null ? null : {
		file: schema.file,
		line: 1,
		column: 1
	};
	return new ConfigError(problem(`The target ${named(target)} is not a field of the schema.`, {
		where,
		got: printable(target),
		expected: names
	}));
}
function typeFile(file, schema, columns) {
	const parts = new Map();
	schema.fields.forEach((field, i) => {
		const at = columns[i];
		if (at < 0) return;
		const { column, invalid } = typeColumn(file.table.columns[at], file.table.rows, field, field.missingValues ?? schema.missingValues);
		parts.set(field.name, {
			file,
			field,
			at,
			column,
			invalid
		});
	});
	return {
		file,
		parts
	};
}
function rowRules(typed, schema, target, showValues) {
	const ran = [];
	for (const field of schema.fields) {
		const rules = rulesOf(field, field.name === target);
		for (const { file, parts } of typed) {
			const part = parts.get(field.name);
			if (part === void 0 || file.table.rows === 0) continue;
			ran.push(...checkPart(part, rules, showValues));
			if (field.constraints.unique) ran.push(uniqueRule(part, showValues));
		}
	}
	for (const { file, parts } of typed) {
		const rule = primaryKeyRule(schema, file, parts);
		if (rule !== null) ran.push(rule);
	}
	return ran;
}
function profileSource(typed, reference) {
	const known = new Map(reference?.columns.map((column) => [column.name, column]));
	const memo = new Map();
	return (field) => {
		let profile = memo.get(field.name);
		if (profile !== void 0) return profile;
		const columns = typed.flatMap(({ parts }) => parts.get(field.name)?.column ?? []);
		profile = known.get(field.name) ?? (columns.length === 0 ? null : columnProfile(concatColumns(columns)));
		memo.set(field.name, profile);
		return profile;
	};
}
function datasetOf(typed, schema, target) {
	const columns = schema.fields.map((field) => {
		const column = concatColumns(typed.map(({ file, parts }) => parts.get(field.name)?.column ?? missingColumn(field, file.table.rows)));
		return target !== null && field === target ? targetColumn(column, field) : column;
	});
	let start = 0;
	const spans = typed.map(({ file }) => {
		const span = {
			name: file.name,
			digest: file.digest,
			start,
			end: start + file.table.rows,
			accepted: file.accepted,
			inWindow: file.inWindow
		};
		start = span.end;
		return span;
	});
	const features = schema.fields.filter((field) => field.role === "feature" && field !== target).map((field) => field.name);
	return {
		rows: start,
		columns,
		features,
		target: target?.name ?? "",
		files: spans
	};
}
function missingColumn(field, rows) {
	const { name, type } = field;
	if (kindOfType(type) === "number") return {
		kind: "number",
		name,
		type,
		values: new Float64Array(rows).fill(NaN)
	};
	return {
		kind: "category",
		name,
		type,
		codes: new Int32Array(rows),
		categories: []
	};
}
function emptyFinding(file) {
	return {
		code: "unreadable",
		subject: file.name,
		status: "fail",
		observed: 0,
		expected: "rows below the header",
		message: `${printable(file.name, 200)} has a header and no rows`,
		suggestion: withExclude("Export the file again.", file, "no rows"),
		where: {
			file: file.name || file.uri,
			line: 1,
			column: 1
		}
	};
}
export { mistakesOf as $, predict as A, onnxNames as B, check as C, concatColumns as D, columnOf as E, leafWeight as F, readYaml as G, readSchema as H, weightsPerLeaf as I, retrainFile as J, readYamlValue as K, ML_DOMAIN as L, readOnnx as M, readOnnxModel as N, targetOf as O, LeafTable as P, outlineOf as Q, MODE_NAMES as R, formatOf as S, shown$1 as T, schemaFromJson as U, parseSchema as V, schemaToJson as W, prepared as X, readText as Y, without as Z, inOrder as _, pathText as _t, readFiles as a, splitOf as at, matchPattern as b, valueAt as bt, whatIsThere as c, baseOf as ct, proposePattern as d, elsewhere as dt, complete as et, coreOf as f, keyChecks as ft, dateOf as g, mapping as gt, piecesOf as h, keyText as ht, typeColumn as i, splitNotices as it, walkTrees as j, byCodePoint as k, asWritten as l, fileName as lt, isSidecar as m, isMapping as mt, inferSchema as n, gatesOf as nt, readPaths as o, trainOf as ot, isLike as p, schemaChecks as pt, TEXT_KEYS as q, targetCandidates as r, limitsOf as rt, around as s, SEARCHED as st, validate as t, dataOf as tt, filesLine as u, bounded$2 as ut, matchPatterns as v, printable$1 as vt, plural$1 as w, ACCEPTED_EXTENSIONS as x, compilePattern as y, quoted as yt, PRODUCER as z };
