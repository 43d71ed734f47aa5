import { d as problem, i as LimitError, n as DamagedError, o as RefusedObject, r as DataError, s as ServiceError, t as ConfigError } from "./errors2.js";
import { n as inMebibytes, t as availableMemory } from "./memory.js";
import { i as binTable, n as newGrowSpace, t as growTree } from "./grow.js";
import { t as require_fastest_levenshtein } from "./lib-fastest-levenshtein.js";
import { C as string, E as unknown, T as union, _ as literal, a as ZodPipe, f as boolean, i as ZodOptional, n as ZodDefault, o as ZodPrefault, r as ZodObject, s as ZodUnion, t as ZodArray, u as array, x as record, y as number } from "./lib-zod.js";
import { $ as number$1, A as dvcTarget, B as bucketPath, D as attempts, E as S3Bucket, F as REGISTRY_KEYS, G as COLUMN$1, H as role, I as registryOf, J as choice, K as asList, L as RESERVED$1, M as pointerIn, N as DEFAULT_REGISTRY, O as FIELD_TYPES, Q as integer, R as isReservedName, T as check$1, U as s3, V as owner, W as settingsOf, X as duration, Y as count$1, Z as flag, at as window, et as rowsAwaited, it as text, j as fetchAdvice, nt as several, o as leafWeight, q as between, r as LeafTable, rt as size, s as weightsPerLeaf, tt as section, w as byCodePoint } from "./onnx-read.js";
import { t as require_dist } from "./lib-yaml.js";
import { A as COLUMN_CODES, C as percent$1, E as ACCEPTABLE_CODES, M as MOVED_CODES, O as CAUSE_CODES, S as ofRows, T as printable$1, _ as waysOut$1, b as named, c as CONFIGURATION, d as fieldKey, f as isAcceptable, g as setKey, h as reset, i as suggestionOf, j as LABEL_CODES, k as CHECK_CODES, l as acceptedName, o as yamlFlow, s as yamlScalar, u as exclude, v as fileWords, w as plural$1, x as namedList, y as grouped } from "./sentences.js";
import { t as RE2JS } from "./lib-re2js.js";
import { a as guard, i as binomialMass, r as chiSquareTail, t as normalQuantile } from "./normal.js";
import { t as parse$1 } from "./lib-csv-parse.js";
import path, { isAbsolute, join, relative, resolve, sep } from "node:path";
import { tmpdir } from "node:os";
import { constants } from "node:fs";
import { Readable, pipeline } from "node:stream";
import { isAscii, isUtf8 } from "node:buffer";
import { createGunzip } from "node:zlib";
import { createHash, randomInt, randomUUID } from "node:crypto";
import { open, readdir, readlink, realpath, stat, unlink } from "node:fs/promises";
// src/config/file/source.ts
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function mapping$1() {
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
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function printable(text) {
	return text.replace(UNPRINTABLE, (char) => `\\u${char.codePointAt(0).toString(16).padStart(4, "0")}`);
}
const CREDENTIALS = /(:\/\/)[^/?#]*@/g;
function quoted(text) {
	const plain = text.replace(CREDENTIALS, "$1***@");
	return printable(JSON.stringify(plain.length > NAME_LENGTH ? `${plain.slice(0, NAME_LENGTH)}…` : plain));
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
	const tree = mapping$1();
	for (const [key, value] of Object.entries(json)) tree[key] = shallow(value, depth + 1);
	return tree;
}
// src/config/delivery.ts
function deliveryOf({ draft, ownerBase, caller, source }) {
	const { publish } = draft;
	if (publish === void 0 || publish.copy === void 0 && publish.command === void 0) return null;
	const at = valueAt(source.tree, ["publish", "copy"]) === void 0 ? ["publish", "command"] : ["publish", "copy"];
	return {
		copy: Object.entries(publish.copy ?? {}).map(([from, to]) => ({
			from: plain(from),
			to: plain(to)
		})),
		to: publish.to ?? (caller === "workflow" ? "commit" : "folder"),
		command: publish.command ?? null,
		env: publish.env === void 0 ? [] : Array.isArray(publish.env) ? publish.env : [publish.env],
		folder: ownerBase(at)
	};
}
const plain = (path) => path.split(/[\\/]/).filter((step) => step !== "" && step !== ".").join("/");
function publishChecks({ source, draft, bad }) {
	const { publish } = draft;
	if (publish === void 0 || bad.some(([first]) => first === "publish")) return [];
	const lonely = (key, needs) => {
		const path = ["publish", key];
		const expected = `publish.${needs} beside it`;
		const message = `${source.subject(path)} is set without publish.${needs}; expected ${expected}.`;
		return problem(message, {
			where: source.whereKey(path) ?? source.whereValue(path),
			got: `publish.${key}`,
			expected
		});
	};
	return [
		...publish.to !== void 0 && publish.copy === void 0 ? [lonely("to", "copy")] : [],
		...publish.env !== void 0 && publish.command === void 0 ? [lonely("env", "command")] : [],
		...clashing(source, publish.copy)
	];
}
function clashing(source, copy) {
	const targets = Object.values(copy ?? {}).map(plain);
	const twice = targets.find((target, i) => targets.some((other, j) => j !== i && (other === target || other.startsWith(`${target}/`))));
	if (twice === void 0) return [];
	const path = ["publish", "copy"];
	const expected = "another place for each file";
	const message = `${source.subject(path)} copies two files to ${JSON.stringify(twice)}; expected ${expected}.`;
	return [problem(message, {
		where: source.whereKey(path) ?? source.whereValue(path),
		got: twice,
		expected
	})];
}
// src/config/file/nearest-key.ts
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
		const far = wordOf$1(wanted, other) ? .5 : beginningOf(wanted, other) ? .75 : (0, import_fastest_levenshtein.distance)(wanted, other);
		if (far <= (Math.max(wanted.length, other.length) <= 3 ? 1 : Math.floor(Math.max(wanted.length, other.length) / 3)) && far < least) {
			best = candidate;
			least = far;
		}
	}
	return best;
}
function wordOf$1(a, b) {
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
	if (sibling !== null && (kebab(sibling) === wanted || wordOf$1(wanted, kebab(sibling)) || !same)) return {
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
// src/config/keys/split-by.ts
const SPLIT_BY = "row, {id: COLUMN}, {group: COLUMN}, {time: COLUMN} or {file: PATH}";
const COLUMN = "the name of a column";
const FILE = "the path of one file such as golden.csv, or s3://bucket/key";
const goldenFile = text(FILE).refine((path) => !isPattern$1(path) && isReadable(path), { error: FILE });
const mapping = section({
	id: text(COLUMN).optional().describe("Every row of one id lies on one side."),
	group: text(COLUMN).optional().describe("Every row of one group lies on one side, and counts as one in comparisons and intervals."),
	time: text(COLUMN).optional().describe("The past is trained on, the most recent rows are held out."),
	file: goldenFile.optional().describe("This file is held out and never trained on; nothing of the data is.")
}).refine((by) => Object.values(by).filter((named) => named !== void 0).length === 1, { error: SPLIT_BY });
const WRITTEN = /^(id|group|time|file): *(\S.*)$/;
const written$2 = string({ error: SPLIT_BY }).refine((by) => by === "row" || WRITTEN.test(by), { error: SPLIT_BY }).refine((by) => !/^file:/.test(by) || goldenFile.safeParse(by.replace(WRITTEN, "$2")).success, { error: FILE });
const splitBy = union([written$2, mapping], { error: SPLIT_BY });
function splitByOf(by) {
	if (by === "row") return {
		by,
		named: null
	};
	const [kind, named] = typeof by === "string" ? WRITTEN.exec(by).slice(1) : Object.entries(by).find(([, value]) => value !== void 0);
	return {
		by: kind,
		named: named.trim()
	};
}
function namesFile(by) {
	if (typeof by === "string") return /^\s*file\b/.test(by);
	return typeof by === "object" && by !== null && "file" in by;
}
function isPattern$1(path) {
	return path.includes("*") || /\{[YMDH]{2,}/.test(path);
}
function isReadable(path) {
	if (/\.parquet$/i.test(path)) return false;
	if (!/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(path)) return true;
	return path.startsWith("s3://") && (bucketPath(path)?.key ?? "") !== "";
}
// src/config/keys/checks.ts
const MAX_SUGGESTIONS$1 = 50;
function isBad(facts, ...keys) {
	const within = (a, b) => a.every((step, index) => step === b[index]);
	return keys.some((key) => facts.bad.some((bad) => within(bad, key) || within(key, bad)));
}
function keyChecks(facts) {
	return [
		...required(facts),
		...positiveClass(facts),
		...columnsOnlyByRow(facts),
		...onlyByForest(facts),
		...onlyInHome(facts)
	];
}
function required(facts) {
	const { draft, caller, source } = facts;
	if (!facts.complete || draft.train.engine === "command" && draft.train.predict === void 0) return [];
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
	const or = (flag, example) => caller === "terminal" ? `--${flag} ${example}` : `the input ${flag}`;
	if (draft.data.files === void 0) missing(["data", "files"], "No data is named", `data.files in ${file} or ${or("data", "'data/data_{YYYYMMDD}.csv'")}`);
	if (draft.target === void 0) missing(["target"], "No target is named", `target in ${file} or ${or("target", "COLUMN")}`);
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
function onlyByForest(facts) {
	const { source, draft } = facts;
	const { train } = draft;
	if (train.engine === "forest" || isBad(facts, ["train", "engine"])) return [];
	const asked = [...train["class-weights"] === "none" ? [] : ["class-weights"], ...train.decision === void 0 ? [] : ["decision"]];
	const expected = "train.engine: forest beside it";
	return asked.map((key) => {
		const at = ["train", key];
		const message = `${source.subject(at)} is set, which only train.engine: forest uses; expected ${expected}.`;
		return problem(message, {
			where: source.whereKey(at) ?? source.whereValue(at),
			got: `train.${key}`,
			expected
		});
	});
}
const HOMES = [
	{
		key: "keep",
		scheme: "branch:",
		of: "a registry on a branch",
		expected: "registry.to: branch:NAME beside it"
	},
	{
		key: "bucket-owner",
		scheme: "s3:",
		of: "a registry in a bucket",
		expected: "registry.to: s3://bucket/prefix beside it"
	},
	{
		key: "role-to-assume",
		scheme: "s3:",
		of: "a registry in a bucket",
		expected: "registry.to: s3://bucket/prefix beside it"
	}
];
function onlyInHome(facts) {
	const { source, draft, caller } = facts;
	const { registry } = draft;
	if (typeof registry !== "object" || isBad(facts, ["registry"])) return [];
	const to = registry.to ?? DEFAULT_REGISTRY[caller];
	return HOMES.filter(({ key, scheme }) => registry[key] !== void 0 && !to.startsWith(scheme)).map(({ key, of, expected }) => {
		const at = ["registry", key];
		const message = `${source.subject(at)} is set, which only ${of} uses; expected ${expected}.`;
		return problem(message, {
			where: source.whereValue(at),
			got: `registry.${key}`,
			expected
		});
	});
}
function schemaChecks(facts, names) {
	const known = new Set(names);
	const { source, draft } = facts;
	const named = [];
	const { columns } = draft.split;
	const split = splitByOf(draft.split.by);
	const isMapping = typeof draft.split.by === "object";
	if (split.named !== null && split.by !== "file") named.push({
		path: isMapping ? [
			"split",
			"by",
			split.by
		] : ["split", "by"],
		column: split.named
	});
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
	for (const [index, { column }] of draft.gates.slices.entries()) if (column !== void 0) named.push({
		path: [
			"gates",
			"slices",
			index,
			"column"
		],
		column
	});
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
// src/config/keys/command-keys.ts
const WORDS$2 = "a list of words such as [python, train.py], no shell";
const RELATIVE = "a path below the folder of the configuration, such as models/model.pkl";
const NAME$1 = "the name of an environment variable such as DB_URL";
const MARGIN = "a number of at least 0 in the metric's unit, or a share such as 2%";
const PERCENT = /^\d{1,3}(\.\d{1,6})?\s?%$/;
const words$3 = array(text(WORDS$2), { error: WORDS$2 }).min(1, { error: WORDS$2 }).max(200, { error: WORDS$2 });
const inside$1 = text(RELATIVE).refine((path) => !/^([A-Za-z]:|[\\/])|(^|[\\/])\.\.([\\/]|$)/.test(path), { error: RELATIVE });
const OURS = /^(GITHUB_TOKEN|GH_TOKEN|ACTIONS_.*|INPUT_.*|RUNNER_.*|GATED_RETRAIN.*|NODE_OPTIONS)$/i;
const variable = text(NAME$1).regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, { error: NAME$1 }).refine((name) => !OURS.test(name), { error: "a variable of your own: tokens and settings of the workflow are not passed on" });
const COMMAND_KEYS = {
	command: words$3.optional().describe("engine: command: the program and its arguments, run without a shell in the folder of this file, with predict in a copy of files."),
	files: several(inside$1, RELATIVE, 0).optional().describe("engine: command: files that are part of the recipe, such as train.py; with predict the programs see no others."),
	env: several(variable, NAME$1, 0).optional().describe("engine: command: names of environment variables that the program gets, besides PATH and the like."),
	predict: words$3.optional().describe("engine: command: a program that answers held-out rows with the model; with it the model is judged by us (docs/engines.md)."),
	model: several(inside$1, RELATIVE).optional().describe("engine: command: the files, or one folder, that the program writes: the model."),
	outputs: section({
		file: inside$1.describe("JSON that the program writes."),
		metric: text("a dotted key such as test.f1").describe("Where the number stands in it: test.f1."),
		rows: text("a dotted key such as test.n").optional().describe("Where the number of rows behind it stands: test.n.")
	}).optional().describe("engine: command: the number that the program reports."),
	score: words$3.optional().describe("engine: command: a program that scores the champion's files in GATED_RETRAIN_MODEL_DIR on today's data and writes outputs.file.")
};
const bound$1 = number({ error: "a number" });
const METRIC_GATE = section({
	"at-least": bound$1.optional().describe("The number must reach it: for metrics of which more is better."),
	"at-most": bound$1.optional().describe("The number must not exceed it: for errors."),
	margin: union([number({ error: MARGIN }).min(0, { error: MARGIN }), string({ error: MARGIN }).regex(PERCENT, { error: MARGIN })], { error: MARGIN }).default(0).describe("How much worse than the champion's number is still no worse: 0.02 in its unit, or 2%."),
	"min-rows": integer(1, 2e9).optional().describe("On how many rows the number must stand."),
	measure: choice(["mae", "rmse"]).optional().describe("With train.predict: the target is a measurement, and this is the error that we judge.")
}).refine((gate) => gate["at-least"] === void 0 !== (gate["at-most"] === void 0), { error: "at-least or at-most, one of the two" });
// src/config/keys/command.ts
function commandOf({ draft, ownerBase }) {
	const { train } = draft;
	const { engine, command, outputs, predict, score = null } = train;
	if (engine !== "command" || command === void 0) return null;
	const script = {
		command,
		folder: ownerBase(["train", "command"]),
		files: asList(train.files),
		env: asList(train.env)
	};
	if (predict !== void 0) return {
		evidence: "judged",
		...script,
		predict,
		errorGate: errorGateOf(draft)
	};
	const gate = metricGateOf(draft);
	if (train.model === void 0 || outputs === void 0 || gate === null) return null;
	return {
		evidence: "reported",
		...script,
		model: asList(train.model),
		outputs: {
			file: outputs.file,
			metric: outputs.metric,
			rows: outputs.rows ?? null
		},
		score,
		gate
	};
}
function metricGateOf({ gates }) {
	const { metric } = gates;
	if (metric === void 0) return null;
	const { margin } = metric;
	const isShare = typeof margin === "string";
	return {
		direction: metric["at-least"] === void 0 ? "at-most" : "at-least",
		bound: metric["at-least"] ?? metric["at-most"],
		margin: isShare ? {
			kind: "relative",
			value: Number.parseFloat(margin) / 100
		} : {
			kind: "absolute",
			value: margin
		},
		minRows: metric["min-rows"] ?? null
	};
}
function errorGateOf({ gates: { metric } }) {
	if (metric?.measure === void 0 || metric["at-most"] === void 0) return null;
	const margin = typeof metric.margin === "string" ? Number.parseFloat(metric.margin) / 100 : 0;
	return {
		measure: metric.measure,
		atMost: metric["at-most"],
		margin,
		minRows: metric["min-rows"] ?? null
	};
}
const NEEDED = {
	forest: [],
	judged: [[["train", "command"], "train.command: the program and its arguments, such as [python, train.py]"], [["train", "files"], "train.files: what the programs see of the repository, such as [train.py, predict.py]"]],
	reported: [
		[["train", "command"], "train.command: the program and its arguments, such as [python, train.py]"],
		[["train", "model"], "train.model: the files that it writes, such as [models/model.pkl]"],
		[["train", "outputs"], "train.outputs: {file: metrics.json, metric: test.f1}, the number that it reports"],
		[["gates", "metric"], "gates.metric: {at-least: 0.8}, or {at-most: 250}: without a floor anything would be promoted"]
	]
};
const REPORTS = [
	"model",
	"outputs",
	"score"
].map((key) => ["train", key]);
const OF_COMMANDS = [...Object.keys(COMMAND_KEYS).map((key) => ["train", key]), ["gates", "metric"]];
const JUDGES = [
	"f1-threshold",
	"min-class-f1",
	"slices",
	"metrics",
	"calibration",
	"positive-class"
].map((key) => ["gates", key]);
const MEASURE = [
	"gates",
	"metric",
	"measure"
];
const FOREIGN$1 = {
	forest: {
		keys: OF_COMMANDS,
		uses: "which only train.engine: command uses",
		expected: "train.engine: command beside it"
	},
	judged: {
		keys: REPORTS,
		uses: "which a script that is judged by us does not use",
		expected: "train.predict without it: the model is what is written into the folder model, and our gates judge it"
	},
	reported: {
		keys: [...JUDGES, MEASURE],
		uses: "which train.engine: command does not use",
		expected: "gates.metric, which judges what a command reports; or train.predict, and our gates judge the script's model"
	}
};
function engineChecks(facts) {
	const { source, draft } = facts;
	if (isBad(facts, ["train", "engine"])) return [];
	const rung = rungOf(draft);
	const isSet = (path) => valueAt(source.tree, path) !== void 0 && !isBad(facts, path);
	const { keys, uses, expected: instead } = FOREIGN$1[rung];
	const misplaced = keys.filter(isSet).map((path) => problem(`${source.subject(path)} is set, ${uses}; expected ${instead}.`, {
		where: source.whereKey(path) ?? source.whereValue(path),
		got: path.join("."),
		expected: instead
	}));
	const regression = rung === "judged" && isSet(["gates", "metric"]) ? regressionChecks(facts) : [];
	if (!facts.complete) return [...misplaced, ...regression];
	const missing = NEEDED[rung].filter(([path]) => valueAt(source.tree, path) === void 0 && !isBad(facts, path)).map(([path, expected]) => {
		const where = source.whereKey(path.slice(0, -1)) ?? source.whereValue(["train", "engine"]);
		return problem(`train.engine is command, and ${path.join(".")} is not set; expected ${expected}.`, {
			where,
			got: "nothing",
			expected
		});
	});
	return [
		...misplaced,
		...regression,
		...missing
	];
}
function regressionChecks({ source, draft }) {
	const { metric } = draft.gates;
	const found = (path, what, expected) => problem(`${source.subject(path)} ${what}; expected ${expected}.`, {
		where: source.whereKey(path) ?? source.whereValue(path),
		got: path.join("."),
		expected
	});
	const gate = ["gates", "metric"];
	const problems = JUDGES.filter((path) => valueAt(source.tree, path) !== void 0).map((path) => found(path, "is set beside gates.metric, which makes this a regression", "one of the two"));
	if (metric?.measure === void 0) problems.push(found(gate, "has no measure, and train.predict is set", "measure: mae, or measure: rmse"));
	if (metric?.["at-most"] === void 0) problems.push(found(gate, "has no at-most, and an error is judged", "at-most: the largest error"));
	if (typeof metric?.margin === "number" && metric.margin > 0) problems.push(found([...gate, "margin"], "is a number, and errors are compared by their ratio", "a share of the champion's error such as 2%"));
	return problems;
}
function rungOf({ train }) {
	if (train.engine !== "command") return "forest";
	return train.predict === void 0 ? "reported" : "judged";
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
function absolutePattern$1(base, pattern, subject, at, system = path) {
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
	const absolute = system.isAbsolute(pattern);
	const { root } = system.parse(absolute ? system.resolve(base, pattern.slice(0, system.parse(pattern).root.length)) : base);
	if (!absolute && system.parse(pattern).root !== "") return fault(`is ${quoted(pattern)}, which names a drive and no folder of it`, "a path from the drive's root, such as C:\\data\\*.csv");
	if (!absolute && (base.includes("*") || DATE_TOKEN.test(base))) return fault(`is relative to ${quoted(base)}, whose name holds pattern characters`, "a directory without * and {YYYY} in its name");
	const segments = absolute ? [] : segmentsOf(base.slice(root.length), system);
	for (const segment of segmentsOf(pattern.slice(absolute ? system.parse(pattern).root.length : 0), system)) {
		if (segment === ".") continue;
		if (segment !== "..") segments.push(segment);
		else if (isPattern(segments.pop() ?? "")) return fault(`is ${quoted(pattern)}, with .. after a part that is a pattern`, "a path without it");
	}
	if (segments.length === 0) return fault(`is ${quoted(pattern)}, which names no file`, "a path or pattern of files");
	const reserved = system.sep === "\\" ? segments.find(isReservedName) : void 0;
	if (reserved !== void 0) return fault(`is ${quoted(pattern)}, and ${quoted(reserved)} ${RESERVED$1}`, "another name");
	return {
		pattern: root.replaceAll(system.sep, "/") + segments.join("/"),
		problem: null,
		notice: tokenNotice(pattern, subject, at)
	};
}
function segmentsOf(text, { sep }) {
	return text.split(sep === "\\" ? /[\\/]/ : "/").filter((segment) => segment !== "");
}
function tokenNotice(pattern, subject, at) {
	const token = NEAR_TOKEN.exec(pattern.replaceAll(new RegExp(DATE_TOKEN, "g"), ""));
	if (token === null) return null;
	const message = `${subject} holds ${quoted(token[0])}, which is taken literally; dates are written {YYYY}, {MM}, {DD}, {HH} or {YYYYMMDD}.`;
	return problem(message, {
		...at,
		got: quoted(token[0]),
		expected: "{YYYY}, {MM}, {DD}, {HH} or joined"
	});
}
function isPattern(segment) {
	return segment.includes("*") || DATE_TOKEN.test(segment);
}
// src/config/serving.ts
function servingOf({ draft, ownerBase }) {
	return (draft.serving ?? []).map((place, index) => {
		const { header, "json-path": jsonPath, within = null } = place;
		const common = {
			id: header !== void 0 ? { header } : jsonPath !== void 0 ? { jsonPath: jsonPath.split(".") } : null,
			withinSeconds: within
		};
		if (place.url !== void 0) return {
			...common,
			name: place.url,
			at: {
				kind: "url",
				url: place.url
			}
		};
		if (place.file !== void 0) {
			const base = ownerBase([
				"serving",
				index,
				"file"
			]);
			return {
				...common,
				name: place.file,
				at: {
					kind: "file",
					path: path.resolve(base, place.file)
				}
			};
		}
		const name = place.object;
		const { bucket, key } = bucketPath(name);
		return {
			...common,
			name,
			at: {
				kind: "object",
				key,
				access: {
					...settingsOf(draft.s3, {}),
					bucket
				}
			}
		};
	});
}
// src/config/complete.ts
function complete(facts) {
	const { draft } = facts;
	const files = filesOf(facts);
	const golden = goldenOf(facts);
	const registry = registryConfig(facts);
	return {
		config: {
			data: dataOf(draft, files.files, golden.file),
			target: draft.target ?? "",
			split: splitOf(draft),
			retrain: retrainOf(draft),
			train: trainOf(draft),
			command: commandOf(facts),
			delivery: deliveryOf(facts),
			serving: servingOf(facts),
			requireEvidence: draft.gates["require-evidence"],
			gates: gatesOf(draft),
			registry,
			limits: limitsOf(draft, registry.kind),
			publishFrom: asList(draft["publish-from"]).map((ref) => ref.startsWith("refs/") ? ref : `refs/heads/${ref}`),
			checks: checksOf(draft),
			report: {
				showValues: draft.report["show-values"],
				comment: draft.report.comment,
				dir: draft.report.dir === void 0 ? null : path.resolve(facts.ownerBase(["report", "dir"]), draft.report.dir)
			}
		},
		problems: [...files.problems, ...golden.problems],
		notices: files.notices
	};
}
function retrainOf({ retrain: { when } }) {
	return { when: typeof when === "string" ? when : { minNewRows: when["min-new-rows"] } };
}
function filesOf(facts) {
	const { draft, source } = facts;
	const made = asList(draft.data.files).map((pattern, index) => {
		const listed = [
			"data",
			"files",
			index
		];
		return absoluteAt(facts, valueAt(source.tree, listed) === void 0 ? listed.slice(0, -1) : listed, pattern);
	});
	return {
		files: made.map(({ pattern }) => pattern),
		problems: made.flatMap(({ problem }) => problem ?? []),
		notices: made.flatMap(({ notice }) => notice ?? [])
	};
}
function absoluteAt({ source, ownerBase }, at, pattern) {
	if (pattern.startsWith("s3://")) return {
		pattern,
		problem: null,
		notice: null
	};
	return absolutePattern$1(ownerBase(at), pattern, source.subject(at), { where: source.whereValue(at) });
}
function goldenOf(facts) {
	const { draft, source } = facts;
	const { by, named } = splitByOf(draft.split.by);
	if (by !== "file" || named === null) return {
		file: null,
		problems: []
	};
	const inside = [
		"split",
		"by",
		"file"
	];
	const at = valueAt(source.tree, inside) === void 0 ? inside.slice(0, -1) : inside;
	const { pattern, problem } = absoluteAt(facts, at, named);
	return {
		file: {
			path: pattern,
			where: source.whereValue(at)
		},
		problems: problem === null ? [] : [problem]
	};
}
function dataOf(draft, files, golden = null) {
	return {
		files,
		golden,
		window: draft.data.window,
		freshnessSeconds: draft.data.freshness,
		ignore: asList(draft.data.ignore),
		exclude: draft.data.exclude.flatMap(({ file, digest = null, reason = "" }) => file === void 0 ? [] : [{
			file: file.normalize("NFC"),
			digest,
			reason
		}]),
		excludeRows: draft.data.exclude.flatMap(({ rows, reason = "" }) => rows === void 0 ? [] : [{
			rows,
			reason
		}]),
		s3: settingsOf(draft.s3, {
			role: draft.data["role-to-assume"],
			owner: draft.data["bucket-owner"]
		})
	};
}
function splitOf(draft) {
	const { holdout, columns, salt } = draft.split;
	const { by, named } = splitByOf(draft.split.by);
	return {
		by,
		column: by === "file" ? null : named,
		holdout,
		columns: columns === void 0 ? null : [...new Set(asList(columns))],
		salt: salt ?? null
	};
}
function trainOf(draft) {
	const { engine, trees, seed } = draft.train;
	const depth = draft.train["max-depth"];
	const asked = asList(draft.train.export);
	const weights = draft.train["class-weights"];
	const { decision } = draft.train;
	return {
		engine: engine === "command" ? "forest" : engine,
		trees,
		seed,
		maxDepth: depth === "none" ? null : depth,
		minLeaf: draft.train["min-leaf"],
		modelBytes: draft.train["model-bytes"],
		classWeights: typeof weights === "string" ? weights : Object.entries(weights).map(([name, weight]) => ({
			class: name,
			weight
		})),
		decision: decision === void 0 ? null : {
			class: decision.class,
			threshold: decision.above
		},
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
		dummy: gates.dummy,
		reference: gates.reference,
		minClassF1: Object.entries(gates["min-class-f1"]).map(([name, atLeast]) => ({
			class: name,
			atLeast
		})),
		slices: gates.slices.map((one) => ({
			column: one.column ?? null,
			value: one.value ?? null,
			from: one.from ?? null,
			to: one.to ?? null,
			minF1: one["min-f1"],
			minRows: one["min-rows"]
		})),
		calibration: gates.calibration === void 0 ? null : { maxError: gates.calibration["max-error"] },
		metrics: Object.entries(gates.metrics).flatMap(([name, bound]) => bound === void 0 ? [] : [{
			name,
			bound
		}])
	};
}
const modelBytesIn = (home) => home === "branch" ? 40 * 2 ** 20 : 2 ** 30;
function limitsOf({ limits }, home) {
	const { bytes, rows, columns, cell, minutes } = limits;
	return {
		bytes,
		rows,
		columns,
		cell,
		modelBytes: limits["model-bytes"] ?? modelBytesIn(home),
		minutes,
		memory: limits.memory ?? null
	};
}
function checksOf({ checks: { columns, names, accept, ...codes } }) {
	const given = (severities) => Object.fromEntries(Object.entries(severities).filter((entry) => entry[1] !== void 0));
	const byColumn = Object.entries(columns).map(([name, own]) => [name, typeof own === "string" ? own : given(own)]);
	return {
		codes: given(codes),
		columns: Object.fromEntries(byColumn),
		names,
		accept: accept.map((one) => ({
			...one,
			reason: one.reason ?? ""
		}))
	};
}
function registryConfig(facts) {
	const { registry } = facts.draft;
	const told = typeof registry === "object" ? registry : { to: registry };
	const at = typeof registry === "object" ? ["registry", "to"] : ["registry"];
	const base = told.to === void 0 ? facts.cwd : facts.ownerBase(at);
	const s3 = settingsOf(facts.draft.s3, {
		role: told["role-to-assume"],
		owner: told["bucket-owner"]
	});
	return registryOf(told.to ?? DEFAULT_REGISTRY[facts.caller], base, {
		keep: told.keep,
		s3
	}) ?? {
		kind: "directory",
		path: base
	};
}
function splitNotices(facts) {
	const { by } = splitByOf(facts.draft.split.by);
	if (by === "time" || by === "file" || rungOf(facts.draft) === "reported") return [];
	if (facts.draft.split.salt !== void 0 || isBad(facts, ["split", "salt"])) return [];
	const expected = "split.salt: a random text";
	const message = "split.salt is not set, so whoever knows the built-in salt can choose on which side of the hold-out a row falls";
	const where = facts.source.whereKey(["split"]);
	return [problem(`${message}; set ${expected} (init writes one). A registry that has a champion keeps it by its own hold-out: with another salt run reset once, with a reason, or every night is inconclusive.`, {
		where,
		got: "nothing",
		expected
	})];
}
// src/config/file/complaints.ts
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
// src/config/file/later.ts
const SOURCES = "data is read from local files and s3:// buckets";
const WHEN$1 = "retrain.when is new-data, always or {min-new-rows: 10%}";
const REGISTRY = "a registry is branch:NAME, directory:PATH or s3://bucket/prefix";
const KEYS = new Map([
	["retrain.min-new-rows", WHEN$1],
	["retrain.max-age", WHEN$1],
	["retrain.when.max-age", WHEN$1],
	["registry.mirror", REGISTRY],
	["report.alert", "the exit code and report.dir tell how a run ended"]
]);
const VALUES = [
	{
		keys: ["data.files", "data.files.*"],
		matches: /^(?!s3:)[A-Za-z][A-Za-z0-9+.-]*:\/\//,
		instead: SOURCES
	},
	{
		keys: ["data.files", "data.files.*"],
		matches: /\.parquet$/i,
		instead: ".csv, .tsv and their .gz are read"
	},
	{
		keys: ["retrain.when"],
		matches: /^drift$/,
		instead: WHEN$1
	},
	{
		keys: ["train.engine"],
		matches: /^spark\b/,
		instead: "train.engine: command runs spark-submit"
	},
	{
		keys: ["registry", "registry.to"],
		matches: /^mlflow:/,
		instead: REGISTRY
	}
];
function laterKey(path) {
	return KEYS.get(plainPath(path)) ?? null;
}
function laterValue(path, value) {
	if (typeof value !== "string") return null;
	const key = plainPath(path);
	return VALUES.find((later) => later.keys.includes(key) && later.matches.test(value))?.instead ?? null;
}
function plainPath(path) {
	return pathText(path).replace(/\[\d+\]/g, ".*");
}
// src/config/file/mistakes.ts
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
	const shownKeys = known.length > 16 ? `${known.slice(0, 16).join(", ")} …` : known.join(", ");
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
// src/config/file/outline.ts
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
// src/config/file/prepare.ts
function prepared(source, sections, texts) {
	const visit = (value, path, key) => {
		const below = (step) => key === "" ? step : `${key}.${step}`;
		if (value === null && sections.has(key)) return void 0;
		if ((typeof value === "number" || typeof value === "boolean") && texts.has(key)) return source.text(path) ?? String(value);
		if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index], below("*")) ?? null);
		if (!isMapping(value)) return value;
		const tree = mapping$1();
		for (const [name, item] of Object.entries(value)) {
			const kept = visit(item, [...path, name], below(name));
			if (kept !== void 0) tree[name] = kept;
		}
		return tree;
	};
	return visit(source.tree, [], "") ?? mapping$1();
}
function without$1(tree, paths) {
	if (paths.length === 0 || !isMapping(tree) && !Array.isArray(tree)) return tree;
	if (paths.some((path) => path.length === 0)) return mapping$1();
	const at = (step) => paths.filter((path) => path[0] === step).map((path) => path.slice(1));
	if (Array.isArray(tree)) return tree.flatMap((item, index) => at(index).some((path) => path.length === 0) ? [] : [without$1(item, at(index))]);
	const kept = mapping$1();
	for (const [key, value] of Object.entries(tree)) {
		const below = at(key);
		if (!below.some((path) => path.length === 0)) kept[key] = without$1(value, below);
	}
	return kept;
}
// src/config/file/read-text.ts
const REASONS$1 = {
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
		return fail(REASONS$1[code] ?? `cannot be read (${code || "unknown reason"})`, "a file that can be read");
	}
	const pointer = pointerIn(bytes);
	if (pointer !== null) return fail(`is a ${pointer.tool} pointer, not the file: ${pointer.mend}`, "the file itself");
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
// src/config/file/yaml.ts
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
		this.fault(offset, `is not valid YAML: ${printable(first.slice(0, 200))}`, "valid YAML", mend);
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
		const tree = mapping$1();
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
// src/config/keys/exclusion.ts
const DIGEST = "sha256: and 64 hexadecimal digits";
const digest = string({ error: DIGEST }).regex(/^sha256:[0-9a-f]{64}$/, { error: DIGEST });
const exclusion = section({
	rows: digest.optional().describe("Rows that a finding named so: they are left out in whatever file they come."),
	file: text("the name of a file").optional().describe("The name of a file, relative to the fixed part of the pattern."),
	digest: digest.optional().describe("Exclude only exactly these bytes."),
	reason: text("a few words").optional().describe("Why, for those who read this later.")
}).refine((one) => one.rows === void 0 !== (one.file === void 0), { error: "rows or file, one of the two" }).refine((one) => one.rows === void 0 || one.digest === void 0, { error: "a digest only beside file" });
const CHECK = "a code of docs/checks.md such as drift, or drift:COLUMN; no type";
const check = text(CHECK).refine((name) => ACCEPTABLE_CODES.includes(name.split(":")[0]), { error: CHECK });
const CHECKS = `a list: ${CHECK}`;
const acceptance = section({
	rows: digest.describe("The rows, as the finding names them."),
	checks: array(check, { error: CHECKS }).min(1, { error: CHECKS }).describe("What is right of them although the check fails: drift:fuel."),
	reason: text("a few words").optional().describe("Why, for those who read this later.")
});
// src/config/keys/gate-keys.ts
const METRICS = {
	accuracy: [0, 1],
	"balanced-accuracy": [0, 1],
	precision: [0, 1],
	recall: [0, 1],
	mcc: [-1, 1],
	kappa: [-1, 1],
	"roc-auc": [0, 1],
	"average-precision": [0, 1],
	"log-loss": [0, 100],
	brier: [0, 2]
};
const slice = section({
	column: text(COLUMN$1).optional().describe("The column that is sliced; alone, each of its values or quarters is judged."),
	auto: literal(true, { error: "true" }).optional().describe("Search the values and quarters of all features for the weakest."),
	value: text("a value of the column").optional().describe("Only rows with this value."),
	from: number({ error: "a number" }).optional().describe("Only rows with this number or more."),
	to: number({ error: "a number" }).optional().describe("Only rows below this number."),
	"min-f1": number$1(0, 1).describe("F1 that the slice must reach."),
	"min-rows": integer(1, 1e9).default(100).describe("Slices with fewer hold-out rows are not judged.")
}).refine((one) => one.column === void 0 === (one.auto === true), { error: "a column, or auto: true to search all features" }).refine((one) => one.value === void 0 || one.from === void 0 && one.to === void 0, { error: "a value, or from and to" }).refine((one) => one.auto === void 0 || one.value === void 0 && one.from === void 0 && one.to === void 0, { error: "no value and no range beside auto" });
const GATES = section({
	"f1-threshold": number$1(0, 1).optional().describe("F1 on the hold-out must reach it."),
	"f1-average": choice([
		"weighted",
		"macro",
		"micro",
		"binary"
	]).default("weighted").describe("How the classes' F1 become one number."),
	"positive-class": text("the name of a class").optional().describe("The class that f1-average: binary scores."),
	require: choice(["point", "confident"]).default("point").describe("point: the estimate must reach the threshold; confident: the lower bound of its interval too."),
	champion: section({
		margin: number$1(0, 1).default(.02).describe("How much worse than the champion is still no worse."),
		confidence: number({ error: "a number from 0.5, below 1" }).min(.5, { error: "a number from 0.5, below 1" }).lt(1, { error: "a number from 0.5, below 1" }).default(.95).describe("One-sided confidence of the comparison."),
		horizon: integer(1, 1e6).default(1).describe("How many looks at the hold-out share the error."),
		undecided: choice(["keep", "fail"]).default("keep").describe("What a comparison that does not decide means.")
	}).prefault({}).describe("The candidate against the champion on the same hold-out rows."),
	"min-class-f1": record(text("the name of a class"), number$1(0, 1), { error: "a mapping of classes to numbers from 0 to 1" }).default({}).describe("F1 that single classes must reach: {fraud: 0.6}."),
	slices: array(slice, { error: "a list of {column, value, from, to, min-f1, min-rows}" }).default([]).describe("Parts of the hold-out that must be good too."),
	calibration: section({ "max-error": number$1(0, 1).describe("How far confidence and share of right answers may lie apart (root mean square).") }).optional().describe("Whether the model's probabilities are honest."),
	metrics: section(Object.fromEntries(Object.entries(METRICS).map(([name, [least, most]]) => [name, number$1(least, most).optional().describe(`What ${name} must reach.`)]))).prefault({}).describe("Any other metric: {roc-auc: 0.75}; log-loss and brier must not exceed theirs."),
	metric: METRIC_GATE.optional().describe("engine: command: what the reported number must reach, {at-least: 0.8, margin: 0.02} or {at-most: 250, margin: 2%}."),
	"require-evidence": choice([
		"judged",
		"predicted",
		"reported"
	]).default("reported").describe("The least that a promotion may stand on: judged by us, predicted by the trainer, or its own reported number."),
	reference: choice(["warn", "fail"]).default("warn").describe("What a loss beyond the margin on the first 1,000 accepted hold-out rows (closed) is: a warning or a failure."),
	dummy: section({ margin: number$1(0, 1).default(.05).describe("How much better than always predicting the most frequent class.") }).prefault({}).describe("The candidate against a model that looks at no feature.")
});
// src/config/keys/publish-keys.ts
const COPY$2 = "a mapping such as {models/model.pkl: app/model.pkl}: a file of the model, and where it goes";
const PUBLISH = section({
	copy: record(inside$1, inside$1, { error: COPY$2 }).refine((copy) => Object.keys(copy).length > 0, { error: COPY$2 }).optional().describe("Files of the promoted model, or a folder of them, and where they go: {models/model.pkl: app/model.pkl}."),
	to: choice([
		"commit",
		"pull-request",
		"folder"
	]).optional().describe("commit (default in a workflow): into the default branch; pull-request: proposed to it; folder (default at a terminal)."),
	command: words$3.optional().describe("A program that registers the promoted model elsewhere; it runs once for each new champion."),
	env: several(variable, "the name of an environment variable such as MLFLOW_TRACKING_URI", 0).optional().describe("Names of environment variables that this program gets, besides PATH and the like.")
});
// src/config/keys/serving-keys.ts
const URL_TEXT = "an address such as https://api.example.org/health, without a user or password";
const OBJECT = "s3://bucket/ and a key such as s3://models/prod/champion.json";
const HEADER = "the name of a header such as x-model-id";
const JSON_PATH = "keys of a JSON answer with dots between them, such as model.id";
const WITHIN = "a duration of at most 1h, such as 5m";
const MOST_SECONDS = 3600;
const url = text(URL_TEXT).refine(isAddress, { error: URL_TEXT });
const object = text(OBJECT).refine((value) => (bucketPath(value)?.key ?? "") !== "", { error: OBJECT });
const place = section({
	url: url.optional().describe("An address that answers with the id of the model that it serves."),
	file: text("a path").optional().describe("A file that holds the id, such as a server's copy of champion.json."),
	object: object.optional().describe("An object of a bucket that holds the id."),
	expect: choice(["id"]).default("id").describe("What the answer is held to: the champion's id."),
	header: text(HEADER).regex(/^[A-Za-z0-9-]{1,100}$/, { error: HEADER }).optional().describe("The header with the id; without it x-model-id, else the JSON keys model_id, modelId and id."),
	"json-path": text(JSON_PATH).regex(/^[^.]+(\.[^.]+)*$/, { error: JSON_PATH }).optional().describe("Where the id stands in a JSON answer: model.id."),
	within: duration().refine((seconds) => seconds === null || seconds <= MOST_SECONDS, { error: WITHIN }).optional().describe("How long after a promotion it may still serve another model: the run waits so long and then warns. Without it only diagnose asks.")
}).refine(({ url, file, object }) => [
	url,
	file,
	object
].filter((one) => one !== void 0).length === 1, { error: "one of url, file and object" }).refine((one) => one.header === void 0 || one.url !== void 0, { error: "a header only beside url" }).refine((one) => one.header === void 0 || one["json-path"] === void 0, { error: "header or json-path, not both" });
const SERVING = array(place, { error: "a list of {url}, {file} or {object}" });
function isAddress(address) {
	if (!URL.canParse(address)) return false;
	const { protocol, username, password } = new URL(address);
	return /^https?:$/.test(protocol) && username === "" && password === "";
}
// src/config/keys/retrain-file.ts
const PATTERN = "a path or pattern such as data/data_{YYYYMMDD}.csv, or s3://bucket/ and a pattern";
const dataFile = text(PATTERN).refine((pattern) => !/^(?!s3:)[A-Za-z][A-Za-z0-9+.-]*:\/\/|\.parquet$/i.test(pattern), { error: PATTERN }).refine((pattern) => !/^s3:/i.test(pattern) || pattern.startsWith("s3://") && (bucketPath(pattern)?.key ?? "") !== "", { error: "s3://bucket/ with the name of a bucket, and a key or pattern, such as s3://sales/new/data_{YYYYMMDD}.csv" });
const data = section({
	files: several(dataFile, `${PATTERN}, or a list of them`).optional().describe("Where the data is: a path or pattern, or a list. {YYYY} {MM} {DD} {HH} (also joined, {YYYYMMDD}), * and **."),
	window: window().prefault("all").describe("What to train on, counted back from the newest matching file: all, latest, 30 files, 90d."),
	freshness: duration().prefault("none").describe("The newest file must not be older than this, such as 36h; none: not asked for."),
	ignore: several(text("a pattern such as *.md5"), "a pattern such as *.md5, or a list of them", 0).optional().describe("Files that are never near misses."),
	exclude: array(exclusion, { error: "a list of {rows, reason} or {file, digest, reason}" }).default([]).describe("Rows and files that match and are not to be used; a rejection prints the entry to paste."),
	"bucket-owner": owner.optional().describe("Account that the bucket must belong to: a bucket of that name elsewhere is refused."),
	"role-to-assume": role.optional().describe("Role for reading the bucket, assumed by GitHub's OIDC token inside this process only.")
});
const split = section({
	holdout: between(0, 1).default(.2).describe("The share of rows that is held out and never trained on."),
	by: splitBy.default("row").describe(`What decides on which side a row falls: ${SPLIT_BY}.`),
	columns: several(text(COLUMN$1), "a list of column names").optional().describe("The columns that `by: row` looks at; without it the features of the first champion."),
	salt: text("a random text").optional().describe("A random text: without it everybody can tell on which side a row falls.")
});
const MIN_LEAF = "an integer from 1 to 1000000, or auto";
const CLASS_WEIGHTS = "none, balanced, or a mapping of classes to numbers above 0 and at most 1000000";
const THRESHOLD = "a number from 0, below 1, or auto";
const fraction = number({ error: THRESHOLD }).min(0, { error: THRESHOLD }).lt(1, { error: THRESHOLD });
const train = section({
	engine: choice([
		"forest",
		"ml-random-forest",
		"command"
	]).default("forest").describe("forest: our own; ml-random-forest: the stock package; command: a program of yours (docs/engines.md)."),
	trees: integer(1, 1e4).default(100).describe("How many trees."),
	seed: integer(0, 4294967295).default(42).describe("The seed that every random choice derives from."),
	export: several(choice(["onnx", "json"]), "a list of onnx and json").default(["onnx"]).describe("onnx is always written; json adds the stock package's form where it can express the model."),
	"max-depth": union([integer(1, 1e3), literal("none")], { error: "an integer from 1 to 1000, or none" }).default("none").describe("How deep a tree may grow; none: until its leaves are pure."),
	"min-leaf": union([integer(1, 1e6), literal("auto")], { error: MIN_LEAF }).default(1).describe("The least rows of a leaf; auto: as many as out-of-bag scores do not mind, more where the file would be too large."),
	"model-bytes": size("2GiB").prefault("40MiB").describe("With min-leaf: auto, what the model file keeps to, whatever the registry takes."),
	"class-weights": union([choice(["none", "balanced"]), record(text("the name of a class"), number$1(0, 1e6, true), { error: CLASS_WEIGHTS })], { error: CLASS_WEIGHTS }).default("none").describe("What a row of a class counts: none (1), balanced (as much as there are few of it), or a mapping such as {fraud: 10}."),
	decision: section({
		class: text("the name of a class").describe("The class that is the answer whenever its probability is above the number beside it."),
		above: union([fraction, literal("auto")], { error: THRESHOLD }).default("auto").describe("A probability; auto: where the class's F1 is highest on the training rows, out of bag.")
	}).optional().describe("When a class is the answer; without it, when it is the most probable one."),
	...COMMAND_KEYS
});
const REF = "a branch such as release, or a full ref such as refs/heads/release";
const publishingRef = text(REF).refine((ref) => !/^refs\/(?!heads\/|tags\/)|[\s~^:?*[\\]/.test(ref), { error: REF });
const limits = section({
	rows: count$1(2e9).default(5e6).describe("Rows of all files of a run."),
	bytes: size("100TiB").prefault("2GiB").describe("Decompressed bytes of all files of a run."),
	columns: count$1(1e6).default(1e4).describe("Columns of a file."),
	cell: size("256MiB").prefault("1MiB").describe("Bytes of one cell."),
	"model-bytes": size("2GiB").optional().describe("Bytes of the model file: 40MiB on a branch, which is about what GitHub's API takes, else 1GiB."),
	memory: size("16TiB").optional().describe("Bytes of memory that a run may take; without it the least of the machine's, the cgroup's and Node's heap limit."),
	minutes: number$1(0, 1e4, true).default(30).describe("Minutes that a run may take.")
});
const severity = choice([
	"error",
	"warning",
	"off"
]);
const severities = Object.fromEntries(CHECK_CODES.map((code) => [code, severity.optional().describe("error, warning or off; docs/checks.md tells what it finds.")]));
const checks = section({
	...severities,
	columns: record(string(), union([severity, section(severities)], { error: "error, warning, off or a mapping of codes" }), { error: "a mapping of columns" }).default({}).describe("The same for single columns: one severity for all of a column's checks, or one per code."),
	names: choice(["plain", "hash"]).default("plain").describe("hash: what is remembered of accepted batches holds no names of categories, only their hashes."),
	accept: array(acceptance, { error: "a list of {rows, checks, reason}" }).default([]).describe("Rows that are right although checks fail on them; a rejection prints the entry to paste.")
});
const report = section({
	"show-values": flag().default(false).describe("Whether reports may show values of the data."),
	comment: flag().default(true).describe("Whether a pull request gets a comment, one, kept up to date."),
	dir: text("a path").optional().describe("Where run.json, summary.md and report.html are written.")
});
const retrainFile = section({
	data: data.prefault({}).describe("Which files are read."),
	schema: text("the path of a Table Schema file").optional().describe("A Frictionless Table Schema, YAML or JSON."),
	target: text(COLUMN$1).optional().describe("The column to predict."),
	split: split.prefault({}).describe("What is held out to judge the model by."),
	retrain: section({ when: union([choice(["new-data", "always"]), section({ "min-new-rows": rowsAwaited(2e9).describe("Rows of files that are not accepted yet: a number, or a share of the rows that the champion is made of.") })], { error: "new-data, always or {min-new-rows: 10%}" }).default("new-data").describe("new-data: a run on the champion's inputs is skipped. With min-new-rows it also waits until there are enough to learn from.") }).prefault({}).describe("When a run trains."),
	train: train.prefault({}).describe("How the model is trained."),
	gates: GATES.prefault({}).describe("What a candidate must pass to be promoted."),
	registry: REGISTRY_KEYS.optional().describe("Where models are published: branch:NAME (the default in a workflow: branch:model-registry), directory:PATH or s3://bucket/prefix."),
	publish: PUBLISH.optional().describe("What happens to a promoted model besides the registry (docs/engines.md)."),
	serving: SERVING.optional().describe("Where the champion is served: diagnose compares the ids, and so does a run that promotes (docs/diagnose.md)."),
	s3: s3.prefault({}).describe("How the buckets of data and registry are reached."),
	"publish-from": several(publishingRef, `${REF}, or a list of them`, 0).optional().describe("Refs besides the default branch from which a workflow may publish; read from the default branch."),
	limits: limits.prefault({}).describe("Bounds that a run never crosses."),
	checks: checks.prefault({}).describe("How grave the findings of single data checks are."),
	report: report.prefault({}).describe("What is reported, and where.")
});
const TEXT_KEYS = [
	"data.files",
	"data.files.*",
	"data.ignore",
	"data.ignore.*",
	"data.exclude.*.file",
	"data.exclude.*.reason",
	"checks.accept.*.reason",
	"checks.accept.*.checks.*",
	"data.bucket-owner",
	"schema",
	"target",
	"split.by.id",
	"split.by.group",
	"split.by.time",
	"split.by.file",
	"split.columns",
	"split.columns.*",
	"split.salt",
	"train.decision.class",
	"gates.positive-class",
	"gates.slices.*.column",
	"gates.slices.*.value",
	"registry",
	"registry.to",
	"registry.bucket-owner",
	"publish-from",
	"publish-from.*",
	"report.dir",
	"serving.*.url",
	"serving.*.file",
	"serving.*.object",
	"serving.*.header",
	"serving.*.json-path"
];
// src/table/values/dates.ts
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
const ZONE$1 = /(?: ?(?:[zZ]|UTC|GMT)| ?([+-])([0-9]{2})(?::?([0-9]{2}))?)$/;
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
	const zone = ZONE$1.exec(text);
	const time = parseTimeOfDay(text.slice(11, zone ? zone.index : text.length));
	const offset = zone ? offsetSeconds(zone[1], zone[2], zone[3]) : 0;
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
// src/table/values/duration.ts
const DURATION = /^(-)?P(?:([0-9.]+)Y)?(?:([0-9.]+)M)?(?:([0-9.]+)W)?(?:([0-9.]+)D)?(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?$/;
const SECONDS = [
	31556952,
	2629746,
	604800,
	86400,
	3600,
	60,
	1
];
function parseDuration(text) {
	const parts = DURATION.exec(text);
	if (parts === null || text.endsWith("T")) return null;
	const amounts = parts.slice(2);
	if (amounts.every((amount) => amount === void 0)) return null;
	let seconds = 0;
	for (const [i, amount] of amounts.entries()) if (amount !== void 0) seconds += Number(amount) * SECONDS[i];
	if (!Number.isFinite(seconds)) return null;
	return parts[1] === void 0 || seconds === 0 ? seconds : -seconds;
}
// src/table/values/number-anatomy.ts
const SIGN = "[-+−–]";
const PARTS = /^([^\d]*?)((?<!\p{L})[.,]\d.*\d|(?<!\p{L})[.,]\d|\d.*\d|\d)([^\d]*)$/su;
const SIGN_FIRST = new RegExp(`^(${SIGN})([^\\d]*)$`, "su");
const SIGN_LAST = new RegExp(`^([^\\d]*)(${SIGN})$`, "su");
const HAS_SIGN = new RegExp(SIGN, "u");
function anatomyOf(text) {
	const bare = text.trim();
	const inner = /^\((.*)\)$/s.exec(bare)?.[1];
	const parts = PARTS.exec((inner ?? bare).trim());
	if (parts === null) return null;
	const before = signed(parts[1].trim());
	const after = trailing(parts[3].trim());
	if (before === null || before.sign !== "" && after.sign !== "") return null;
	const sign = before.sign + after.sign;
	if (inner !== void 0 && (sign !== "" || /[()]/.test(before.rest + after.rest))) return null;
	if (inner === void 0 && before.rest.includes("(")) return null;
	return {
		negative: inner !== void 0 || sign !== "" && sign !== "+",
		core: parts[2],
		affix: before.rest + after.rest
	};
}
function signed(text) {
	const first = SIGN_FIRST.exec(text);
	const last = first === null ? SIGN_LAST.exec(text) : null;
	const rest = (first?.[2] ?? last?.[1] ?? text).trim();
	return HAS_SIGN.test(rest) ? null : {
		sign: first?.[1] ?? last?.[2] ?? "",
		rest
	};
}
function trailing(text) {
	const rest = text.replace(new RegExp(`^[.,]${SIGN}*(?=\\s|$)`, "u"), "").trim();
	if (rest !== text) return {
		sign: "",
		rest
	};
	const last = SIGN_LAST.exec(text);
	return last === null || HAS_SIGN.test(last[1]) ? {
		sign: "",
		rest: text
	} : {
		sign: last[2],
		rest: last[1].trim()
	};
}
const BLANKS = [
	" ",
	"\xA0",
	" ",
	" ",
	" "
];
const APOSTROPHES = [
	"'",
	"’",
	"ʼ"
];
function groupChars(groupChar) {
	return [BLANKS, APOSTROPHES].find((alike) => alike.includes(groupChar)) ?? [groupChar];
}
// src/table/values/numbers.ts
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const EXACT_DIGITS = 15;
const ZERO$3 = 48;
const MINUS$3 = 45;
const PLUS = 43;
const SPACE$2 = 32;
const TYPESET_MINUS = 8722;
function parsePlainDecimal(text) {
	const end = text.length;
	if (end === 0 || end > 17) return NaN;
	let at = 0;
	const negative = text.charCodeAt(0) === MINUS$3;
	if (negative) at = 1;
	let mantissa = 0;
	let digits = 0;
	let point = -1;
	for (; at < end; at++) {
		const digit = text.charCodeAt(at) - ZERO$3;
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
	const plain = normalised(bare, format);
	if (plain === null) return null;
	const value = Number(plain);
	return Number.isFinite(value) ? value : null;
}
function parseInteger(text, format) {
	const pointed = format.groupChar === ".";
	const plain = pointed ? NaN : parsePlainDecimal(text);
	if (Number.isInteger(plain)) return plain;
	const normal = normalised(trimBlanks(text), {
		...format,
		decimalChar: pointed ? "," : "."
	});
	if (normal === null || /e/i.test(normal)) return null;
	if (!/^[^.]*(\.0*)?$/.test(normal)) return null;
	const value = Number(normal);
	return Number.isSafeInteger(value) ? value : null;
}
function normalised(text, format) {
	if (format.bareNumber || /^[+-]?[\d.,]+(?:[eE][+-]?\d+)?$/.test(text)) return normalise(text, format);
	const parts = anatomyOf(text);
	const digits = parts === null ? null : normalise(parts.core, format);
	return digits === null || parts === null ? null : `${parts.negative ? "-" : ""}${digits}`;
}
function normalise(text, format) {
	const { decimalChar } = format;
	const groups = format.groupChar === null ? [] : groupChars(format.groupChar);
	let out = "";
	let digits = 0;
	let at = 0;
	const first = text.charCodeAt(0);
	if (first === MINUS$3 || first === PLUS || first === TYPESET_MINUS) {
		out = first === PLUS ? "+" : "-";
		at++;
	}
	let fraction = false;
	let since = 0;
	let grouped = false;
	const isGroup = () => grouped ? since === 2 || since === 3 : since > 0 && since <= 3 && !/^[+-]?0/.test(out);
	while (at < text.length) if (isDigit(text, at)) {
		out += text[at++];
		digits++;
		since++;
	} else if (!fraction && text.startsWith(decimalChar, at)) {
		if (grouped && since !== 3) return null;
		fraction = true;
		out += ".";
		at += decimalChar.length;
	} else {
		const group = fraction || digits === 0 ? void 0 : groups.find((char) => text.startsWith(char, at));
		if (group === void 0 || !isDigit(text, at + group.length)) break;
		if (!isGroup()) return null;
		grouped = true;
		since = 0;
		at += group.length;
	}
	if (digits === 0 || grouped && !fraction && since !== 3) return null;
	const rest = text.slice(at);
	if (rest === "") return out;
	return /^[eE][+-]?[0-9]{1,6}$/.test(rest) ? out + rest : null;
}
function isDigit(text, at) {
	const code = text.charCodeAt(at);
	return code >= ZERO$3 && code <= 57;
}
function trimBlanks(text) {
	let start = 0;
	let end = text.length;
	while (start < end && isBlank(text.charCodeAt(start))) start++;
	while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
	return start === 0 && end === text.length ? text : text.slice(start, end);
}
function isBlank(code) {
	return code === SPACE$2 || code === 9;
}
// src/table/values/strptime.ts
const MONTHS$2 = [
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
const DAYS$1 = [
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday",
	"sunday"
];
const shortened = (names) => names.map((name) => name.slice(0, 3));
const ZONES = new Map([
	["UTC", 0],
	["GMT", 0],
	["Z", 0],
	["WET", 0],
	["WEST", 1],
	["BST", 1],
	["CET", 1],
	["CEST", 2],
	["MEZ", 1],
	["MESZ", 2],
	["MET", 1],
	["MEST", 2],
	["EET", 2],
	["EEST", 3],
	["MSK", 3],
	["IST", 5.5],
	["JST", 9],
	["KST", 9],
	["AWST", 8],
	["ACST", 9.5],
	["ACDT", 10.5],
	["AEST", 10],
	["AEDT", 11],
	["NZST", 12],
	["NZDT", 13],
	["EST", -5],
	["EDT", -4],
	["CST", -6],
	["CDT", -5],
	["MST", -7],
	["MDT", -6],
	["PST", -8],
	["PDT", -7],
	["AKST", -9],
	["AKDT", -8],
	["HST", -10]
]);
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
	["z", "([Zz]|(?:UTC|GMT)?[+-][0-9]{2}(?::?[0-9]{2})?)"],
	["Z", `((?:UTC|GMT)[+-][0-9]{2}(?::?[0-9]{2})?|${[...ZONES.keys()].join("|")})`],
	["B", `(${MONTHS$2.join("|")})`],
	["b", `(${shortened(MONTHS$2).join("|")})`],
	["h", `(${shortened(MONTHS$2).join("|")})`],
	["A", `(${DAYS$1.join("|")})`],
	["a", `(${shortened(DAYS$1).join("|")})`]
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
		if (char === " ") {
			source += " +";
			continue;
		}
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
	const time = timeOf$1(part);
	if (day === null || time === null) return null;
	return day + time - zoneOf(part.get("z") ?? part.get("Z"));
}
function dayOf(part) {
	const year = yearOf(part);
	const month = monthOf(part);
	const ordinal = part.get("j");
	const dayOfMonth = part.get("d") ?? part.get("e");
	if (ordinal !== void 0) return year === void 0 ? secondsOfDayNumber(Number(ordinal)) : secondsOfOrdinal(year, Number(ordinal));
	if (year === void 0 && month === void 0 && dayOfMonth === void 0) return weekdayOf(part);
	return secondsOfDay(year ?? 1900, month ?? 1, Number(dayOfMonth ?? 1));
}
function weekdayOf(part) {
	const name = part.get("A") ?? part.get("a");
	if (name === void 0) return 0;
	return secondsOfDay(1900, 1, 1 + shortened(DAYS$1).indexOf(name.slice(0, 3).toLowerCase()));
}
function secondsOfDayNumber(ordinal) {
	return ordinal >= 1 && ordinal <= 366 ? secondsOfDay(1900, 1, 1) + (ordinal - 1) * 86400 : null;
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
	return name === void 0 ? void 0 : shortened(MONTHS$2).indexOf(name.slice(0, 3).toLowerCase()) + 1;
}
function timeOf$1(part) {
	let hour = Number(part.get("H") ?? 0);
	const twelve = part.get("I");
	if (twelve !== void 0) {
		if (Number(twelve) < 1 || Number(twelve) > 12) return null;
		hour = Number(twelve) % 12 + (part.get("p")?.toLowerCase() === "pm" ? 12 : 0);
	}
	return secondsOfTime(hour, Number(part.get("M") ?? 0), Number(part.get("S") ?? 0), part.get("f") ?? "");
}
function zoneOf(zone) {
	if (zone === void 0) return 0;
	const named = ZONES.get(zone.toUpperCase());
	if (named !== void 0) return named * 3600;
	const [, sign, hours, minutes = "0"] = /([+-])([0-9]{2}):?([0-9]{2})?$/.exec(zone);
	const seconds = Number(hours) * 3600 + Number(minutes) * 60;
	return sign === "-" ? -seconds : seconds;
}
// src/table/values/structures.ts
const GEO_TYPES = new Set([...[
	"Point",
	"MultiPoint",
	"LineString",
	"MultiLineString",
	"Polygon",
	"MultiPolygon",
	"GeometryCollection",
	"Feature",
	"FeatureCollection"
]]);
function structureParser(type, format) {
	const fits = type === "geopoint" ? pointTest(format) : jsonTest(type, format);
	return (text) => fits(text) ? text : null;
}
function jsonTest(type, format) {
	return (text) => {
		const value = jsonOf(text);
		if (type === "array") return Array.isArray(value);
		if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
		if (type === "object") return true;
		const kind = value.type;
		return format === "topojson" ? kind === "Topology" : typeof kind === "string" && GEO_TYPES.has(kind);
	};
}
function jsonOf(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
const POINT$1 = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/;
function pointTest(format) {
	if (format === "default") return (text) => {
		const parts = POINT$1.exec(text);
		return parts !== null && isPlace(Number(parts[1]), Number(parts[2]));
	};
	return (text) => {
		const value = jsonOf(text);
		if (format === "array") return Array.isArray(value) && value.length === 2 && isPlace(value[0], value[1]);
		if (typeof value !== "object" || value === null) return false;
		const { lon, lat } = value;
		return isPlace(lon, lat);
	};
}
function isPlace(longitude, latitude) {
	return typeof longitude === "number" && typeof latitude === "number" && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}
// src/table/values/values.ts
const NUMBER_TYPES = new Set([
	"number",
	"integer",
	"date",
	"datetime",
	"time",
	"year",
	"yearmonth",
	"duration"
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
		case "duration": return (text) => parseDuration(trimBlanks(text));
		case "list": return listParser(field);
		case "object":
		case "array":
		case "geopoint":
		case "geojson": return structureParser(field.type, field.format);
		case "string":
		case "any": return (text) => text;
	}
}
function listParser(field) {
	const { delimiter, itemType } = field.list ?? {
		delimiter: ",",
		itemType: "string"
	};
	const parse = cellParser({
		...field,
		type: itemType,
		format: "default"
	});
	return (text) => text === "" || text.split(delimiter).every((item) => parse(item) !== null) ? text : null;
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
const ANY_PARSERS = new Map();
function anyParser(type) {
	return (text) => {
		let value = DEFAULT_PARSERS[type](text);
		if (value !== null || type !== "time" && !/[0-9]{4}/.test(text)) return value;
		const parsers = ANY_PARSERS.get(type) ?? anyPatterns(type).map(patternParser);
		ANY_PARSERS.set(type, parsers);
		for (let i = 0; i < parsers.length && value === null; i++) value = parsers[i](text);
		return value;
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
// src/config/schema/bounds.ts
const FIRST = -62167219200;
const LAST$2 = 253402300799;
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
	if (!PLAIN_NUMBERS.has(field.type) && (seconds < FIRST || seconds > LAST$2)) return null;
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
// src/config/schema/pattern.ts
const MAX_PROGRAM = 5e3;
function patternProblem(pattern) {
	try {
		const size = RE2JS.compile(pattern).programSize();
		return size > MAX_PROGRAM ? `grows to ${size} steps per character, more than ${MAX_PROGRAM}` : null;
	} catch (error) {
		return `cannot be run: ${printable((error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "unknown reason").slice(0, 200))}`;
	}
}
// src/config/schema/field.ts
const FORMATS$2 = {
	string: [
		"default",
		"email",
		"uri",
		"binary",
		"uuid"
	],
	geopoint: [
		"default",
		"array",
		"object"
	],
	geojson: ["default", "topojson"]
};
const TIMES$4 = new Set([
	"date",
	"datetime",
	"time"
]);
const SIZED = new Set([
	"string",
	"list",
	"array",
	"object"
]);
const NUMBERS$2 = new Set(["number", "integer"]);
function fieldOf(path, entry, source, complaints, recorded) {
	const field = {
		name: entry.name,
		type: entry.type,
		format: entry.format.replace(/^fmt:/, ""),
		constraints: {},
		missingValues: entry.missingValues ? textsOf$1(entry.missingValues) : null,
		decimalChar: entry.decimalChar,
		groupChar: entry.groupChar === void 0 || entry.groupChar === "" ? null : entry.groupChar,
		bareNumber: entry.bareNumber,
		...entry.affixes === void 0 ? {} : { affixes: [...new Set(entry.affixes)] },
		trueValues: [...new Set(entry.trueValues)],
		falseValues: [...new Set(entry.falseValues)],
		...entry.type === "list" ? { list: {
			delimiter: entry.delimiter ?? ",",
			itemType: entry.itemType ?? "string"
		} } : {},
		aliases: [...new Set(typeof entry.aliases === "string" ? [entry.aliases] : entry.aliases ?? [])],
		...entry.valueAliases === void 0 ? {} : { valueAliases: valuesOf$1(entry.valueAliases) },
		role: entry.role ?? "feature",
		...entry.drift === void 0 ? {} : { drift: entry.drift },
		...entry.inferred === true ? { inferred: true } : {},
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
	checkValueAliases(reading);
	field.constraints = constraintsOf(reading);
	return field;
}
function valuesOf$1(aliases) {
	return Object.fromEntries(Object.entries(aliases).map(([text, value]) => [text, String(value)]));
}
function textsOf$1(values) {
	return [...new Set(values.map((entry) => typeof entry === "string" ? entry : entry.value))];
}
function checkFormat({ path, field, complaints }) {
	const at = [...path, "format"];
	const { type, format } = field;
	if (TIMES$4.has(type)) {
		const fault = timeFormatProblem(format);
		if (fault !== null) complaints.add(at, `is ${quoted(format)}, which cannot be used: ${printable(fault)}`, "default, any or a pattern such as %d/%m/%Y");
	} else {
		const allowed = FORMATS$2[type] ?? ["default"];
		if (!allowed.includes(format)) complaints.add(at, `is ${quoted(format)}, no format of ${type}`, allowed.join(", "));
	}
}
const DIGIT = /[0-9]/;
function checkNotation({ path, entry, field, complaints }) {
	const { type, decimalChar, groupChar } = field;
	const only = (key, types) => complaints.add([...path, key], `applies to ${types} only, and this field is ${type}`, `no ${key} here`);
	if (decimalChar !== "." && type !== "number") only("decimalChar", "number");
	if (groupChar !== null && !NUMBERS$2.has(type)) only("groupChar", "number and integer");
	if (!field.bareNumber && !NUMBERS$2.has(type)) only("bareNumber", "number and integer");
	if (field.affixes !== void 0 && field.bareNumber) complaints.add([...path, "affixes"], "stands beside bareNumber: true, by which numbers have none", "bareNumber: false beside it");
	if (entry.delimiter !== void 0 && type !== "list") only("delimiter", "list");
	if (entry.itemType !== void 0 && type !== "list") only("itemType", "list");
	if (entry.categoriesOrdered === true && entry.categories === void 0) complaints.add([...path, "categoriesOrdered"], "is true, and there are no categories", "categories beside it");
	if (decimalChar === "" || decimalChar.length > 4 || DIGIT.test(decimalChar)) complaints.add([...path, "decimalChar"], `is ${quoted(decimalChar)}`, "a character that is no digit");
	if (groupChar !== null && (groupChar.length > 4 || DIGIT.test(groupChar) || type === "number" && groupChar === decimalChar)) complaints.add([...path, "groupChar"], `is ${quoted(groupChar)}`, "a character that is neither a digit nor the decimalChar");
	const both = field.trueValues.find((word) => field.falseValues.includes(word));
	if (type === "boolean" && both !== void 0) complaints.add([...path, "trueValues"], `holds ${quoted(both)}, and so does falseValues`, "each text in one of them");
}
function checkValueAliases({ path, field, complaints }) {
	const parse = cellParser(field);
	for (const [text, value] of Object.entries(field.valueAliases ?? {})) if (parse(value) === null) complaints.add([
		...path,
		"valueAliases",
		text
	], `is ${quoted(value)}, no value of the type ${field.type}`, aValueOf(field));
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
		if (!SIZED.has(field.type)) misplaced(key, "string, list, array and object");
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
// src/config/schema/table-checks.ts
const MAX_SUGGESTIONS = 50;
function checkTable(table) {
	const byName = checkNames(table);
	checkAliases(table, byName);
	checkPrimaryKey(table, byName);
	checkOtherKeys(table, byName);
	const { head, complaints } = table;
	if (Array.isArray(head.fieldsMatch) && head.fieldsMatch.length > 1) complaints.add(["fieldsMatch"], "holds several rules", "one of them");
	checkTarget(table, byName);
	checkTrainable(table);
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
function checkOtherKeys({ schema, whole, complaints }, byName) {
	const known = (at, names) => {
		for (const name of whole ? names.filter((one) => !byName.has(one)) : []) {
			const near = nearest(name, byName.keys());
			complaints.add(at, `names ${quoted(name)}, which is no field`, near ? quoted(near) : "the name of a field");
		}
	};
	for (const [index, key] of (schema.uniqueKeys ?? []).entries()) known(["uniqueKeys", index], key);
	for (const [index, { fields, resource, reference }] of (schema.foreignKeys ?? []).entries()) {
		const at = ["foreignKeys", index];
		known([...at, "fields"], fields);
		if (resource === null) known([
			...at,
			"reference",
			"fields"
		], reference);
		if (fields.length !== reference.length) complaints.add(at, `refers with ${fields.length} to ${reference.length} fields`, "as many fields on either side");
	}
}
const STRUCTURED = new Set([
	"list",
	"object",
	"array",
	"geopoint",
	"geojson"
]);
function checkTrainable({ schema, paths, complaints }) {
	for (const [index, { name, type, role }] of schema.fields.entries()) {
		if (!STRUCTURED.has(type) || role !== "feature" && role !== "target") continue;
		const expected = role === "target" ? "a column of classes as the target" : "role: ignore, which checks it and trains without it";
		complaints.add([...paths[index], "type"], `is ${type}: ${quoted(name)} holds more than one value per row and cannot be trained on`, expected);
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
// src/types/schema.ts
const ENCODINGS = [
	"utf-8",
	"utf-16le",
	"utf-16be",
	"windows-1252",
	"windows-1250",
	"windows-1251",
	"windows-1253",
	"windows-1254",
	"windows-1255",
	"windows-1256",
	"windows-1257",
	"windows-1258",
	"windows-874",
	"iso-8859-2",
	"iso-8859-5",
	"iso-8859-6",
	"iso-8859-7",
	"iso-8859-8",
	"iso-8859-13",
	"iso-8859-15",
	"iso-8859-16",
	"koi8-r",
	"koi8-u",
	"ibm866",
	"macintosh",
	"x-mac-cyrillic",
	"gbk",
	"gb18030",
	"big5",
	"shift_jis",
	"euc-jp",
	"euc-kr"
];
// src/config/schema/table-schema.ts
const ITEM_TYPES = [
	"string",
	"integer",
	"boolean",
	"number",
	"datetime",
	"date",
	"time"
];
const MAX_LENGTH$1 = 2147483647;
const MAX_PATTERN = 4096;
const ONE = "one character of ASCII";
const QUOTE$1 = "one character of ASCII, or none";
const DELIMITER = "one character such as \";\" or \"\\t\"";
const word = (expected) => string({ error: expected });
const unused = () => unknown().optional().describe("For people; not used.");
const words$2 = (expected) => array(word(expected), { error: `a list of ${expected}` });
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
	number(),
	boolean()
], { error: expected });
const FINITE = "a finite value of the field's type";
const bound = () => union([string({ error: FINITE }), number({ error: FINITE })], { error: FINITE });
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
const NAMES$1 = "a list of names of fields";
const keyFields = () => several(word("the name of a field"), "the name of a field, or a list of them");
const foreignKey = section({
	fields: keyFields().describe("The fields that refer."),
	reference: section({
		resource: word("the name of a resource").optional().describe("Absent or empty: this file itself."),
		fields: keyFields().describe("The fields referred to.")
	}).describe("What they refer to.")
});
const tableField = section({
	name: word("the name of a column").min(1, { error: "the name of a column" }).describe("The column's name in the header."),
	type: choice(FIELD_TYPES).default("any").describe("The type of the values."),
	format: word("a format such as default or %d/%m/%Y").default("default").describe("default, any, a date pattern such as %d/%m/%Y, or a kind of text."),
	role: choice([
		"feature",
		"target",
		"id",
		"time",
		"ignore"
	]).optional().describe("feature: trained on; id, time, ignore: read and checked, never trained on."),
	drift: choice([
		"error",
		"warning",
		"off"
	]).optional().describe("What it is when the column differs from the accepted batches; checks in retrain.yml say so by code."),
	inferred: flag().optional().describe("true: the constraints are a guess that moves on with the accepted batches, and barely breaking them is a warning."),
	aliases: several(word("a name"), "a list of names", 0).optional().describe("Other names under which the column may arrive."),
	valueAliases: record(string(), scalar("a value of the field"), { error: "a mapping of texts to values" }).optional().describe("Other texts under which values may arrive, such as \"1\": yes where yes was recoded as 1."),
	constraints: constraints.prefault({}).describe("What every value must satisfy."),
	missingValues: missing().optional().describe("Texts that stand for a missing value, instead of the schema's."),
	decimalChar: word("a character").default(".").describe("The decimal point of a number."),
	groupChar: word("a character").optional().describe("What groups the digits of a number, such as a comma."),
	bareNumber: flag().default(true).describe("false: text around a number, such as a unit, is dropped."),
	affixes: words$2("texts such as kg").min(1, { error: "a list of at least one text" }).optional().describe("With bareNumber false: the only texts that may stand around the digits, such as €; \"\" for none. Another one is a finding (unit)."),
	trueValues: words$2("texts").default([
		"true",
		"True",
		"TRUE",
		"1"
	]).describe("Texts that mean true."),
	falseValues: words$2("texts").default([
		"false",
		"False",
		"FALSE",
		"0"
	]).describe("Texts that mean false."),
	categories: categories.optional().describe("Version 2: the only values of a string or integer, as enum."),
	categoriesOrdered: flag().optional().describe("Version 2: the categories are in order. A forest needs no order; not used."),
	delimiter: word("one character").length(1, { error: "one character" }).optional().describe("Version 2: what separates the items of a list."),
	itemType: choice(ITEM_TYPES).optional().describe("Version 2: the type of a list's items."),
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
	uniqueKeys: array(array(word("the name of a field"), { error: NAMES$1 }).min(1, { error: NAMES$1 }), { error: `a list of lists: ${NAMES$1}` }).default([]).describe("Version 2: fields whose values together stand in one row of a file only."),
	foreignKeys: array(foreignKey, { error: "a list of foreign keys" }).default([]).describe("Values that must stand in other fields of the same file; other resources are not checked."),
	encoding: choice(ENCODINGS).default("utf-8").describe("The encoding of the files; one in another encoding is a finding."),
	dialect: section({
		delimiter: word(DELIMITER).regex(/^[\t\x20-\x7e]$/, { error: DELIMITER }).regex(/^[^"0-9A-Za-z]$/, { error: DELIMITER }).optional().describe("What separates cells (default: a comma, a tab in .tsv files)."),
		header: flag().optional().describe("false: the first line is a row; the columns are the fields, in order."),
		commentRows: array(integer(1, MAX_LENGTH$1), { error: "a list of numbers of lines" }).optional().describe("Lines that are no rows, such as units in the second: [2]."),
		quoteChar: word(QUOTE$1).regex(/^[\x20-\x7e]?$/, { error: QUOTE$1 }).optional().describe("What cells stand in that hold a delimiter (default: \"); empty: nothing, quotes are text."),
		escapeChar: word(ONE).regex(/^[\x21-\x7e]$/, { error: ONE }).optional().describe("What makes a quote in a quoted cell text, such as a backslash (default: the quote twice)."),
		doubleQuote: unused(),
		skipInitialSpace: flag().optional().describe("true: blanks after a delimiter are no part of the cell.")
	}).prefault({}).describe("How the files are written."),
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
	"fields.*.valueAliases.*",
	"fields.*.missingValues.*",
	"fields.*.missingValues.*.value",
	"fields.*.decimalChar",
	"fields.*.groupChar",
	"fields.*.affixes.*",
	"fields.*.trueValues.*",
	"fields.*.falseValues.*",
	"fields.*.constraints.pattern",
	"missingValues.*",
	"missingValues.*.value",
	"primaryKey",
	"primaryKey.*",
	"uniqueKeys.*.*",
	"foreignKeys.*.fields",
	"foreignKeys.*.fields.*",
	"foreignKeys.*.reference.fields",
	"foreignKeys.*.reference.fields.*"
];
const LATER_KEYS = new Map([["fields.*.constraints.jsonSchema", "object and array are checked to be JSON"]]);
function laterTableKey(path) {
	return LATER_KEYS.get(pathText(path).replace(/\[\d+\]/g, ".*")) ?? null;
}
const laterTableValue = () => null;
// src/config/schema/schema.ts
const WORDS$1 = {
	outline: outlineOf(tableSchema),
	laterKey: laterTableKey,
	laterValue: laterTableValue
};
const SECTIONS = new Set(["fields.*.constraints", "dialect"]);
const TEXTS = new Set(TABLE_TEXT_KEYS);
function parseSchema(text, file, target) {
	const { schema, problems } = readSchema(text, file, target);
	if (schema === null || problems.length > 0) throw new ConfigError(problems);
	return schema;
}
const NOWHERE = () => null;
function readSchema(text, file, target) {
	const { source, problems } = readYaml(text, file);
	if (source === null) return {
		schema: null,
		names: null,
		problems,
		whereOf: NOWHERE
	};
	const read = readTable$1(source, file, target, false);
	const all = [...problems, ...elsewhere(read.problems, problems)];
	return {
		...read,
		schema: all.length > 0 ? null : read.schema,
		problems: all
	};
}
function schemaFromJson(json) {
	const { schema, problems } = readTable$1(sourceOfJson(json, "the recorded schema"), null, null, true);
	if (schema === null || problems.length > 0) throw new DamagedError(problems);
	return schema;
}
function readTable$1(source, file, target, recorded) {
	const complaints = new Complaints(source);
	if (!isMapping(source.tree)) {
		complaints.add([], "is no Table Schema", "a mapping with the key fields");
		return {
			schema: null,
			names: null,
			problems: complaints.all(),
			whereOf: NOWHERE
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
		missingValues: textsOf$1(head.missingValues),
		primaryKey: typeof head.primaryKey === "string" ? [head.primaryKey] : [...head.primaryKey],
		fieldsMatch: (Array.isArray(head.fieldsMatch) ? head.fieldsMatch[0] : head.fieldsMatch) ?? "exact",
		...head.uniqueKeys.length === 0 ? {} : { uniqueKeys: head.uniqueKeys },
		...head.foreignKeys.length === 0 ? {} : { foreignKeys: head.foreignKeys.map(foreignKeyOf) },
		...head.encoding === "utf-8" ? {} : { encoding: head.encoding },
		...head.dialect.delimiter === void 0 ? {} : { delimiter: head.dialect.delimiter },
		...dialectOf(head.dialect),
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
	const names = whole ? fields.map((field) => field.name) : null;
	return {
		schema: problems.length > 0 ? null : schema,
		names,
		problems,
		whereOf: whereIn(located, fields, paths)
	};
}
function whereIn(source, fields, paths) {
	const pathOf = new Map(fields.map(({ name }, index) => [name, paths[index]]));
	return (field, key) => {
		const path = field === null ? [] : pathOf.get(field);
		return path === void 0 ? null : source.whereKey([
			...path,
			"constraints",
			key
		]) ?? source.whereKey([...path, key]);
	};
}
const listed$1 = (names) => typeof names === "string" ? [names] : names;
function foreignKeyOf({ fields, reference }) {
	const resource = reference.resource === void 0 || reference.resource === "" ? null : reference.resource;
	return {
		fields: listed$1(fields),
		resource,
		reference: listed$1(reference.fields)
	};
}
function foreignKeyJson({ fields, resource, reference }) {
	return {
		fields: [...fields],
		reference: {
			...resource === null ? {} : { resource },
			fields: [...reference]
		}
	};
}
function dialectOf({ header, commentRows = [], quoteChar, escapeChar, skipInitialSpace }) {
	const dialect = {
		...header === false ? { header } : {},
		...commentRows.length === 0 ? {} : { commentRows: [...new Set(commentRows)].sort((a, b) => a - b) },
		...quoteChar === void 0 || quoteChar === "\"" ? {} : { quoteChar },
		...escapeChar === void 0 || escapeChar === (quoteChar ?? "\"") ? {} : { escapeChar },
		...skipInitialSpace === true ? { skipInitialSpace } : {}
	};
	return Object.keys(dialect).length === 0 ? {} : { dialect };
}
function dialectJson({ delimiter, dialect }) {
	const json = { ...delimiter === void 0 ? {} : { delimiter } };
	for (const [key, value] of Object.entries(dialect ?? {})) json[key] = Array.isArray(value) ? [...value] : value;
	return Object.keys(json).length === 0 ? {} : { dialect: json };
}
function writtenAs(schema) {
	if (schema === null) return {};
	const { encoding, delimiter, dialect, fields } = schema;
	return {
		...encoding === void 0 ? {} : { encoding },
		...delimiter === void 0 ? {} : { delimiter },
		...dialect === void 0 ? {} : { dialect },
		...dialect?.header === false ? { names: fields.map(({ name }) => name) } : {}
	};
}
function headOf(source, complaints) {
	const first = tableHead.safeParse(source.tree);
	if (first.success) return first.data;
	const mistakes = mistakesOf(first.error.issues, source, WORDS$1);
	complaints.take(mistakes.map((mistake) => mistake.problem));
	const kept = without$1(source.tree, mistakes.map(({ path }) => path.slice(0, 1)));
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
	})), source, WORDS$1);
	complaints.take(mistakes.map((mistake) => mistake.problem));
	const wrong = mistakes.map((mistake) => mistake.path.slice(path.length));
	const rest = tableField.safeParse(without$1(entry, wrong.map((at) => at.slice(0, at[0] === "constraints" ? 2 : 1))));
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
		fieldsMatch: schema.fieldsMatch,
		...schema.uniqueKeys === void 0 ? {} : { uniqueKeys: schema.uniqueKeys.map((key) => [...key]) },
		...schema.foreignKeys === void 0 ? {} : { foreignKeys: schema.foreignKeys.map(foreignKeyJson) },
		...schema.encoding === void 0 ? {} : { encoding: schema.encoding },
		...dialectJson(schema)
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
	if (field.drift !== void 0) json.drift = field.drift;
	if (field.inferred) json.inferred = true;
	if (field.valueAliases !== void 0) json.valueAliases = { ...field.valueAliases };
	if (field.missingValues !== null) json.missingValues = [...field.missingValues];
	if (field.type === "number") json.decimalChar = field.decimalChar;
	if (field.type === "number" || field.type === "integer") {
		json.bareNumber = field.bareNumber;
		if (field.groupChar !== null) json.groupChar = field.groupChar;
		if (field.affixes !== void 0) json.affixes = [...field.affixes];
	}
	if (field.list !== void 0) {
		json.delimiter = field.list.delimiter;
		json.itemType = field.list.itemType;
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
// src/table/columns/text-key.ts
const LONGEST_HASHED = 16383;
function textKey(text) {
	if (text.length <= LONGEST_HASHED) return text;
	return `\u0000${text.length} ${createHash("sha256").update(text, "utf16le").digest("base64")}`;
}
// src/table/columns/dataset.ts
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
function isLabelled(dataset) {
	const column = columnOf(dataset, dataset.target);
	return column.kind === "category" ? (row) => column.codes[row] > 0 : (row) => !Number.isNaN(column.values[row]);
}
function numericTargetOf(dataset) {
	const column = columnOf(dataset, dataset.target);
	if (column.kind !== "number") throw new Error(`The target ${JSON.stringify(dataset.target)} is a column of categories, expected numbers.`);
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
	const categories = [...new Map(parts.flatMap((part) => part.categories.map((category) => [textKey(category), category]))).values()].sort(byCodePoint);
	const codeOf = new Map(categories.map((category, i) => [textKey(category), i + 1]));
	const codes = new Int32Array(parts.reduce((rows, part) => rows + part.codes.length, 0));
	let at = 0;
	for (const part of parts) {
		const merged = Int32Array.from([null, ...part.categories], (category) => category === null ? 0 : codeOf.get(textKey(category)));
		for (let row = 0; row < part.codes.length; row++) codes[at++] = merged[part.codes[row]];
	}
	return {
		...parts[0],
		codes,
		categories
	};
}
// src/model/predict/codes.ts
const BUCKETS$1 = 4;
var Thresholds = class {
	#sorted;
	#before;
	#least;
	#scale;
	constructor(values) {
		const sorted = values.slice().sort();
		let count = 0;
		for (const value of sorted) if (count === 0 || value !== sorted[count - 1]) sorted[count++] = value;
		this.#sorted = sorted.subarray(0, count);
		const buckets = Math.max(1, BUCKETS$1 * count);
		this.#least = sorted[0] ?? 0;
		const scale = buckets / ((sorted[count - 1] ?? 0) - this.#least);
		this.#scale = Number.isFinite(scale) ? scale : 0;
		this.#before = new Int32Array(buckets + 1);
		for (const value of this.#sorted) this.#before[Math.min(buckets, this.#bucketOf(value) + 1)]++;
		for (let b = 0; b < buckets; b++) this.#before[b + 1] += this.#before[b];
	}
	#bucketOf(value) {
		return Math.min(this.#before.length - 2, (value - this.#least) * this.#scale | 0);
	}
	get count() {
		return this.#sorted.length;
	}
	codeOf(value) {
		const sorted = this.#sorted;
		const last = sorted.length - 1;
		if (last < 0 || !(value > sorted[0])) return 0;
		if (value > sorted[last]) return last + 1;
		const bucket = this.#bucketOf(value);
		let low = this.#before[bucket];
		let high = this.#before[bucket + 1];
		while (low < high) {
			const middle = low + high >> 1;
			if (sorted[middle] < value) low = middle + 1;
			else high = middle;
		}
		return low;
	}
};
const bits$1 = new DataView(new ArrayBuffer(8));
function numberBelow(value) {
	if (value === 0) return -Number.MIN_VALUE;
	bits$1.setFloat64(0, value);
	bits$1.setBigInt64(0, bits$1.getBigInt64(0) + (value > 0 ? -1n : 1n));
	return bits$1.getFloat64(0);
}
// src/model/predict/coded.ts
const MOST_CODES = 2 ** 16;
function codedTests(forest) {
	const thresholds = thresholdsOf(forest);
	if (thresholds?.some(({ count }) => count + 2 > MOST_CODES) !== false) return null;
	const { mode, feature, missingYes } = forest;
	const low = new Uint16Array(mode.length);
	const high = new Uint16Array(mode.length);
	for (let node = 0; node < mode.length; node++) {
		if (mode[node] === 0) continue;
		high[node] = 1 + thresholds[feature[node]].codeOf(edgeOf(forest, node));
		low[node] = mode[node] === 3 ? high[node] : 1 - missingYes[node];
	}
	return {
		low,
		high,
		thresholds
	};
}
function thresholdsOf(forest) {
	const ofFeature = forest.features.map(() => []);
	for (let node = 0; node < forest.mode.length; node++) {
		if (forest.mode[node] === 0) continue;
		const feature = forest.feature[node];
		const isEqual = forest.mode[node] === 3;
		if (isEqual && forest.features[feature].kind === "number") return null;
		ofFeature[feature].push(edgeOf(forest, node));
		if (isEqual) ofFeature[feature].push(numberBelow(forest.threshold[node]));
	}
	return ofFeature.map((list) => new Thresholds(Float64Array.from(list)));
}
function edgeOf({ mode, threshold }, node) {
	return mode[node] !== 1 && mode[node] !== 3 ? numberBelow(threshold[node]) : threshold[node];
}
// src/model/predict/descent.ts
function descend(forest, tests, sorter, { first, count, tree }, visit) {
	const { mode, feature, leaf, yes, no, roots } = forest;
	const { low, high } = tests;
	const { rows } = sorter;
	const size = rows[0].length;
	const waiting = [
		roots[tree],
		0,
		count,
		0
	];
	while (waiting.length > 0) {
		const side = waiting.pop() === 0 ? 0 : 1;
		const to = waiting.pop();
		const from = waiting.pop();
		const node = waiting.pop();
		if (mode[node] === 0) {
			visit(leaf[node], tree, rows[side], from, to);
			continue;
		}
		const middle = sorter.sort(side, from, to, feature[node] * size - first, low[node], high[node]);
		if (middle < to) waiting.push(no[node], middle, to, 1 - side);
		if (middle > from) waiting.push(yes[node], from, middle, 1 - side);
	}
}
// src/model/predict/sort-rows.wasm.ts
const SORT_ROWS_WASM = "AGFzbQEAAAABDAFgB39/f39/f38BfwISAQZ0aHJlYWQGbWVtb3J5AgABAwIBAAcMAQhzb3J0Um93cwAAClkBVwECfwNAIAAoAgAhByAEIAdBAXRqLwEAIAVrIAZLIQggAiAHNgIAIAMgBzYCACAIQQJ0IQggAkEEaiAIayECIAMgCGshAyAAQQRqIQAgACABSQ0ACyACCw==";
// src/model/predict/row-sorter.ts
const PAGE = 65536;
var RowSorter = class {
	rows;
	codes;
	#sortRows;
	constructor({ memory, sortRows }, size, features) {
		const at = (index) => new Int32Array(memory.buffer, index * size * Int32Array.BYTES_PER_ELEMENT, size);
		this.rows = [at(0), at(1)];
		this.codes = new Uint16Array(memory.buffer, 2 * size * Int32Array.BYTES_PER_ELEMENT, size * features);
		this.#sortRows = sortRows;
	}
	sort(side, from, to, column, low, high) {
		const size = this.rows[0].length;
		const into = side === 0 ? size : 0;
		return (this.#sortRows(size - into + from << 2, size - into + to << 2, into + from << 2, into + to - 1 << 2, (size << 3) + (column << 1), low, high - low) >> 2) - into;
	}
};
let workshop = null;
function rowSorterOf(size, features) {
	const bytes = size * (2 * Int32Array.BYTES_PER_ELEMENT + features * Uint16Array.BYTES_PER_ELEMENT);
	if (workshop === null || workshop.memory.buffer.byteLength < bytes) workshop = workshopOf(bytes);
	return workshop && new RowSorter(workshop, size, features);
}
function workshopOf(bytes) {
	if (typeof WebAssembly === "undefined") return null;
	try {
		const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
		const module = new WebAssembly.Module(Uint8Array.from(atob(SORT_ROWS_WASM), (char) => char.charCodeAt(0)));
		return {
			memory,
			sortRows: new WebAssembly.Instance(module, { thread: { memory } }).exports.sortRows
		};
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
// src/model/predict/walk.ts
const BLOCK_ROWS = 32768;
const FEW_ROWS$1 = 4096;
const BLOCK_VALUES = 2 ** 23;
const MANY_ROWS = 16384;
const TREES_BETWEEN = 10;
function walkerOf(forest, columns) {
	const readers = forest.features.map((feature) => readerOf$1(feature, columns));
	const plain = plainWalk(forest, readers);
	let coded = null;
	return (rows, visit, undecided) => {
		if ((typeof rows === "number" ? rows : rows.length) < MANY_ROWS) return plain(rows, visit);
		coded ??= codedWalk(forest, readers, plain);
		coded(rows, visit, undecided);
	};
}
function readerOf$1(feature, columns) {
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
function blocks(rows, most, visit) {
	const count = typeof rows === "number" ? rows : rows.length;
	const rowAt = typeof rows === "number" ? (i) => i : (i) => rows[i];
	for (let first = 0; first < count; first += most) visit(first, Math.min(count, first + most), rowAt);
}
function codedWalk(forest, readers, plain) {
	const tests = codedTests(forest);
	if (tests === null) return plain;
	const size = Math.max(1, Math.min(BLOCK_ROWS, Math.floor(BLOCK_VALUES / readers.length)));
	const open = new Int32Array(size);
	return (rows, visit, undecided) => {
		const sorter = rowSorterOf(size, readers.length);
		if (sorter === null) return plain(rows, visit);
		blocks(rows, size, (first, end, rowAt) => {
			readers.forEach((read, f) => {
				encode(tests.thresholds[f], read, first, end, rowAt, sorter.codes.subarray(f * size));
			});
			let count = end - first;
			for (let i = 0; i < count; i++) open[i] = first + i;
			for (let tree = 0; tree < forest.roots.length && count > 0; tree++) {
				sorter.rows[0].set(open.subarray(0, count));
				descend(forest, tests, sorter, {
					first,
					count,
					tree
				}, visit);
				if (undecided !== void 0 && (tree + 1) % TREES_BETWEEN === 0) count = undecided(open, count, tree + 1);
			}
		});
	};
}
function encode(thresholds, read, first, end, rowAt, codes) {
	for (let i = first; i < end; i++) {
		const x = read(rowAt(i));
		codes[i - first] = Number.isNaN(x) ? 0 : 1 + thresholds.codeOf(x);
	}
}
function plainWalk(forest, readers) {
	const width = readers.length;
	const most = Math.max(1, Math.min(FEW_ROWS$1, Math.floor(BLOCK_VALUES / Math.max(1, width))));
	return (rows, visit) => {
		blocks(rows, most, (first, end, rowAt) => {
			const size = end - first;
			const values = new Float64Array(size * width);
			readers.forEach((read, f) => {
				for (let i = 0; i < size; i++) values[i * width + f] = read(rowAt(first + i));
			});
			const positions = Int32Array.from({ length: size }, (_, i) => first + i);
			for (let tree = 0; tree < forest.roots.length; tree++) for (let i = 0; i < size; i++) visit(leafOf(forest, forest.roots[tree], values, i * width), tree, positions, i, i + 1);
		});
	};
}
function leafOf({ mode, feature, threshold, missingYes, yes, no, leaf }, root, values, at) {
	let node = root;
	for (let kind = mode[node]; kind !== 0; kind = mode[node]) {
		const x = values[at + feature[node]];
		const t = threshold[node];
		node = (kind === 1 ? x <= t : kind === 3 ? x === t : x < t) || missingYes[node] === 1 && Number.isNaN(x) ? yes[node] : no[node];
	}
	return leaf[node];
}
// src/model/predict/predict.ts
function predictorOf(forest, columns) {
	const walk = walkerOf(forest, columns);
	return (rows) => {
		const sums = sumsOf(forest, rows);
		walk(rows, adding(forest, sums));
		return decided(forest, sums);
	};
}
function classifierOf(forest, columns) {
	const walk = walkerOf(forest, columns);
	return (rows) => {
		const sums = sumsOf(forest, rows);
		walk(rows, adding(forest, sums), undecidedBy(forest, sums));
		return decided(forest, sums).classes;
	};
}
function decided({ classes, decision }, sums) {
	return classes.length === 2 ? decideTwo(sums, decision) : decideMany(sums, classes.length, decision);
}
function sumsOf({ classes }, rows) {
	return new Float64Array((typeof rows === "number" ? rows : rows.length) * weightsPerLeaf(classes.length));
}
function adding({ weights, classes }, sums) {
	const width = weightsPerLeaf(classes.length);
	return (leaf, _tree, reached, from, to) => {
		for (let w = 0; w < width; w++) {
			const weight = weights[leaf + w];
			if (weight === 0) continue;
			for (let j = from; j < to; j++) sums[reached[j] * width + w] += weight;
		}
	};
}
function undecidedBy({ roots, classes, decision }, sums) {
	if (decision !== null && classes.length > 2) return void 0;
	const whole = leafWeight(1, roots.length);
	const width = weightsPerLeaf(classes.length);
	const isOpen = (row, left) => {
		if (width === 1) return !isSecond(sums[row], decision) && isSecond(sums[row] + left, decision);
		let [most, second] = [0, 0];
		for (let at = row * width; at < (row + 1) * width; at++) {
			const sum = sums[at];
			if (sum > most) [most, second] = [sum, most];
			else if (sum > second) second = sum;
		}
		return most - second <= left;
	};
	return (rows, count, tree) => {
		const left = (roots.length - tree) * whole;
		let open = 0;
		for (let j = 0; j < count; j++) if (isOpen(rows[j], left)) rows[open++] = rows[j];
		return open;
	};
}
function predict(forest, columns, rows) {
	return predictorOf(forest, columns)(rows);
}
function isSecond(probability, decision) {
	if (decision === null) return probability > .5;
	return decision.class === 1 ? probability > decision.threshold : 1 - probability <= decision.threshold;
}
function decideTwo(sums, decision) {
	const classes = new Int32Array(sums.length);
	const probabilities = new Float64Array(sums.length * 2);
	for (let i = 0; i < sums.length; i++) {
		probabilities[2 * i] = 1 - sums[i];
		probabilities[2 * i + 1] = sums[i];
		classes[i] = isSecond(sums[i], decision) ? 1 : 0;
	}
	return {
		classes,
		probabilities
	};
}
function decideMany(sums, count, decision) {
	const classes = new Int32Array(sums.length / count);
	for (let i = 0; i < classes.length; i++) classes[i] = bestOf(sums, i * count, count, decision);
	return {
		classes,
		probabilities: sums
	};
}
function bestOf(sums, from, count, decision) {
	const named = decision?.class ?? -1;
	if (decision !== null && sums[from + named] > decision.threshold) return named;
	let best = named === 0 ? 1 : 0;
	for (let c = best + 1; c < count; c++) if (c !== named && sums[from + c] > sums[from + best]) best = c;
	return best;
}
// src/stats/sorted.ts
function firstFrom(sorted, value) {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = low + high >>> 1;
		if (sorted[middle] < value) low = middle + 1;
		else high = middle;
	}
	return low;
}
function firstAbove(sorted, value) {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = low + high >>> 1;
		if (sorted[middle] <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}
// src/stats/beta.ts
function betaFraction(x, a, b) {
	let c = 1;
	let d = 1 / guard(1 - (a + b) * x / (a + 1));
	let h = d;
	for (let m = 1; m < 1e6; m++) {
		const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / guard(1 + even * d);
		c = guard(1 + even / c);
		h *= d * c;
		const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / guard(1 + odd * d);
		c = guard(1 + odd / c);
		const step = d * c;
		h *= step;
		if (Math.abs(step - 1) < 2e-16) break;
	}
	return h;
}
function betaKernel(x, a, b) {
	return a * b / (a + b) * binomialMass(a, a + b, x, 1 - x);
}
function betaCdf(x, a, b) {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const kernel = betaKernel(x, a, b);
	if (x < (a + 1) / (a + b + 2)) return Math.min(1, kernel * betaFraction(x, a, b) / a);
	return Math.max(0, 1 - kernel * betaFraction(1 - x, b, a) / b);
}
function betaQuantile(p, a, b) {
	if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) return NaN;
	if (p === 0 || p === 1) return p;
	let low = 0;
	let high = 1;
	let x = firstGuess(p, a, b);
	for (let i = 0; i < 200; i++) {
		const error = betaCdf(x, a, b) - p;
		if (error === 0) return x;
		if (error < 0) low = x;
		else high = x;
		let next = x - error * x * (1 - x) / betaKernel(x, a, b);
		if (!(next > low && next < high)) next = (low + high) / 2;
		if (Math.abs(next - x) <= 4e-16 * x) return next;
		x = next;
	}
	return x;
}
function firstGuess(p, a, b) {
	const mean = a / (a + b);
	const guess = mean + normalQuantile(p) * Math.sqrt(mean * (1 - mean) / (a + b + 1));
	return guess > 0 && guess < 1 ? guess : mean;
}
function studentQuantile(p, degrees) {
	if (!(p > 0 && p < 1 && degrees > 0)) return NaN;
	if (p === .5) return 0;
	const x = betaQuantile(2 * Math.min(p, 1 - p), degrees / 2, .5);
	const t = Math.sqrt(degrees * (1 - x) / x);
	return p < .5 ? -t : t;
}
// src/table/rows/copied-rows.ts
const FEWEST_COLUMNS = 3;
const ROWS$3 = 4e4;
const LOOKED_AT = 4096;
const COLUMNS = 6;
const LEAST_SHARE$2 = .01;
const TIMES$3 = 3;
const MORE$1 = 10;
function copiesIn(columns, rows) {
	const least = Math.max(1, LEAST_SHARE$2 * rows.length);
	if (columns.length < FEWEST_COLUMNS) return null;
	const different = columns.find((column) => areDifferent(column, rows));
	if (different !== void 0 && rows.length - unitsIn([different], rows).kinds < least) return null;
	const { unitOf, kinds } = unitsIn(columns, rows);
	const repeated = rows.length - kinds;
	if (repeated < least) return null;
	const step = Math.ceil(rows.length / ROWS$3);
	const sampled = rows.filter((_, i) => i % step === 0);
	const words = columns.map((column, c) => wordsOf$1(column, c, sampled));
	const all = summed$1(words, sampled.length);
	const equal = pairs(all);
	const asked = words.map((one, c) => ({
		c,
		same: pairs(one)
	})).sort((x, y) => x.same - y.same).slice(0, COLUMNS).map(({ c }) => c);
	return equal > TIMES$3 * chancePairs(words, all, asked, equal) + MORE$1 ? {
		repeated,
		distinct: kinds,
		unitOf
	} : null;
}
function areDifferent(column, rows) {
	if (column.kind !== "number") return false;
	const step = Math.ceil(rows.length / LOOKED_AT);
	const seen = new Set();
	for (let i = 0; i < rows.length; i += step) {
		const value = column.values[rows[i]];
		if (seen.has(value)) return false;
		seen.add(value);
	}
	return true;
}
function unitsIn(columns, rows) {
	const { a, b } = zeros(rows.length);
	for (const [c, column] of columns.entries()) addWords({
		a,
		b
	}, column, c, rows);
	const unitOf = new Int32Array(rows.length);
	const firsts = new Int32Array(rows.length);
	const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows.length + 2)));
	const last = slots.length - 1;
	let kinds = 0;
	for (let i = 0; i < rows.length; i++) {
		let slot = (a[i] ^ Math.imul(b[i] & KEPT_BITS, 2654435761)) & last;
		while (slots[slot] !== 0 && !isKey(a, b, firsts[slots[slot] - 1], i)) slot = slot + 1 & last;
		if (slots[slot] === 0) {
			firsts[kinds++] = i;
			slots[slot] = kinds;
		}
		unitOf[i] = slots[slot] - 1;
	}
	return {
		unitOf,
		kinds
	};
}
function chancePairs(words, all, asked, equal) {
	const without = new Map(asked.map((c) => [c, pairs(taken$1(all, words[c]))]));
	let most = 0;
	for (const [i, j] of asked.entries()) for (const k of asked.slice(i + 1)) {
		const [onlyJ, onlyK] = [without.get(k) - equal, without.get(j) - equal];
		const neither = pairs(taken$1(taken$1(all, words[j]), words[k])) - onlyJ - onlyK - equal;
		most = Math.max(most, onlyJ * onlyK / Math.max(1, neither));
	}
	return most;
}
function wordsOf$1(column, place, rows) {
	const words = zeros(rows.length);
	addWords(words, column, place, rows);
	return words;
}
function addWords({ a, b }, column, place, rows) {
	const bits = column.kind === "number" ? new Int32Array(column.values.buffer, column.values.byteOffset, 2 * column.values.length) : null;
	for (let i = 0; i < rows.length; i++) {
		const row = rows[i];
		const value = column.kind === "number" ? column.values[row] : column.codes[row];
		const plain = bits !== null && value !== 0 && !Number.isNaN(value);
		const low = plain ? bits[2 * row] : bits === null ? value : 0;
		const high = plain ? bits[2 * row + 1] : Number.isNaN(value) ? 2146959360 : 0;
		a[i] = a[i] + mixed$1(low ^ Math.imul(high, 1597334677), 461845907 + place);
		b[i] = b[i] + mixed$1(high ^ Math.imul(low, 2654435761), 1291169091 + 7919 * place);
	}
}
function mixed$1(cell, seed) {
	let x = Math.imul(cell ^ seed, 2246822507);
	x = Math.imul(x ^ x >>> 13 ^ seed, 3266489909);
	x ^= x >>> 16;
	x = Math.imul(x, 2246822507);
	return x ^ x >>> 13;
}
function summed$1(words, rows) {
	const { a, b } = zeros(rows);
	for (const one of words) for (let i = 0; i < rows; i++) {
		a[i] = a[i] + one.a[i];
		b[i] = b[i] + one.b[i];
	}
	return {
		a,
		b
	};
}
const zeros = (rows) => ({
	a: new Int32Array(rows),
	b: new Int32Array(rows)
});
function taken$1(all, one) {
	return {
		a: all.a.map((word, i) => word - one.a[i]),
		b: all.b.map((word, i) => word - one.b[i])
	};
}
const KEPT_BITS = 2097151;
const keyOf = (a, b) => (a >>> 0) * 2097152 + (b & KEPT_BITS);
const isKey = (a, b, i, j) => a[i] === a[j] && ((b[i] ^ b[j]) & KEPT_BITS) === 0;
function pairs({ a, b }) {
	const keys = Float64Array.from(a, (word, i) => keyOf(word, b[i])).sort();
	let [count, from] = [0, 0];
	for (let i = 1; i <= keys.length; i++) {
		if (i < keys.length && keys[i] === keys[from]) continue;
		count += (i - from) * (i - from - 1) / 2;
		from = i;
	}
	return count;
}
// src/model/forest/assemble.ts
function assembleForest({ engine, features, classes, trees, classWeights }) {
	const nodes = trees.reduce((sum, tree) => sum + tree.mode.length, 0);
	const forest = {
		engine,
		features,
		classes,
		roots: new Int32Array(trees.length),
		mode: new Uint8Array(nodes),
		feature: new Int32Array(nodes),
		threshold: new Float64Array(nodes),
		missingYes: new Uint8Array(nodes),
		yes: new Int32Array(nodes),
		no: new Int32Array(nodes),
		leaf: new Int32Array(nodes).fill(-1),
		weights: new Float64Array(0),
		decision: null
	};
	const leaves = new LeafTable(classes.length, trees.length);
	let first = 0;
	trees.forEach((tree, t) => {
		forest.roots[t] = first;
		forest.mode.set(tree.mode, first);
		forest.feature.set(tree.feature, first);
		forest.threshold.set(tree.threshold, first);
		forest.missingYes.set(tree.missingYes, first);
		linkNodes(forest, tree, first, leaves, classWeights ?? null);
		first += tree.mode.length;
	});
	forest.weights = leaves.weights();
	return forest;
}
function linkNodes(forest, tree, first, leaves, classWeights) {
	const classes = forest.classes.length;
	const row = new Float64Array(leaves.width);
	for (let i = 0; i < tree.mode.length; i++) {
		const at = first + i;
		if (tree.mode[i] !== 0) {
			forest.yes[at] = first + tree.yes[i];
			forest.no[at] = first + tree.yes[i] + 1;
			continue;
		}
		const leaf = tree.leaf[i];
		if (leaf < classes) {
			forest.leaf[at] = leaves.pure(leaf);
			continue;
		}
		const counts = (leaf - classes) * classes;
		const weighted = (c) => tree.counts[counts + c] * (classWeights?.[c] ?? 1);
		let all = 0;
		for (let c = 0; c < classes; c++) all += weighted(c);
		for (let w = 0; w < row.length; w++) row[w] = leafWeight(weighted(classes - row.length + w) / all, forest.roots.length);
		forest.leaf[at] = leaves.add(row);
	}
}
// src/model/choose/small-forest.ts
const TREES = 30;
const LEAST_LEAF = 3;
function smallForest(columns, rows, labels, classes) {
	const { table, features } = binTable({
		columns,
		rows,
		labels,
		classes
	});
	const space = newGrowSpace(table, {
		seed: 11,
		maxDepth: null,
		minLeaf: LEAST_LEAF
	});
	return assembleForest({
		engine: "forest",
		features,
		classes,
		trees: Array.from({ length: TREES }, (_, tree) => growTree(space, tree))
	});
}
// src/stats/fisher.ts
function hypergeometric(a, b, c, d) {
	const row = a + b;
	const other = c + d;
	const column = a + c;
	const p = column / (row + other);
	const q = (b + d) / (row + other);
	const whole = binomialMass(column, row + other, p, q);
	return {
		low: Math.max(0, column - other),
		high: Math.min(row, column),
		mass: (x) => binomialMass(x, row, p, q) * binomialMass(column - x, other, p, q) / whole,
		rise: (x) => (row - x) / (x + 1) * ((column - x) / (other - column + x + 1))
	};
}
function upperTail(table, x) {
	if (x <= table.low) return 1;
	let term = x > table.high ? 0 : table.mass(x);
	let sum = term;
	for (let k = x; k < table.high && term > sum * 1e-18; k++) {
		term *= table.rise(k);
		sum += term;
	}
	return sum;
}
function lowerTail(table, x) {
	if (x >= table.high) return 1;
	let term = x < table.low ? 0 : table.mass(x);
	let sum = term;
	for (let k = x; k > table.low && term > sum * 1e-18; k--) {
		term /= table.rise(k - 1);
		sum += term;
	}
	return sum;
}
function modeOf(a, b, c, d) {
	return Math.floor((a + b + 1) * (a + c + 1) / (a + b + c + d + 2));
}
function fisherGreater(a, b, c, d) {
	const table = hypergeometric(a, b, c, d);
	return Math.min(1, a > modeOf(a, b, c, d) ? upperTail(table, a) : 1 - lowerTail(table, a - 1));
}
function fisherTwoSided(a, b, c, d) {
	const table = hypergeometric(a, b, c, d);
	const mode = Math.min(table.high, Math.max(table.low, modeOf(a, b, c, d)));
	const limit = table.mass(a) * (1 + 1e-11);
	if (a === mode || table.mass(mode) <= limit) return 1;
	if (a > mode) {
		const edge = lastBelow(table.low - 1, mode, (x) => table.mass(x) <= limit);
		return Math.min(1, upperTail(table, a) + (edge < table.low ? 0 : lowerTail(table, edge)));
	}
	const edge = -lastBelow(-table.high - 1, -mode, (x) => table.mass(-x) <= limit);
	return Math.min(1, lowerTail(table, a) + (edge > table.high ? 0 : upperTail(table, edge)));
}
function lastBelow(low, high, holds) {
	let yes = low;
	let no = high;
	while (no - yes > 1) {
		const middle = Math.floor((yes + no) / 2);
		if (holds(middle)) yes = middle;
		else no = middle;
	}
	return yes;
}
// src/stats/interval.ts
function clopperPearson(successes, trials, confidence) {
	const oneSided = 1 - (1 - confidence) / 2;
	return {
		lower: successes <= 0 ? 0 : betaQuantile(1 - oneSided, successes, trials - successes + 1),
		upper: clopperPearsonUpper(successes, trials, oneSided)
	};
}
function clopperPearsonUpper(successes, trials, confidence) {
	return successes >= trials ? 1 : betaQuantile(confidence, successes + 1, trials - successes);
}
function wilson(successes, trials, confidence) {
	if (!(trials > 0)) return {
		lower: 0,
		upper: 1
	};
	const z = normalQuantile(1 - (1 - confidence) / 2);
	const share = successes / trials;
	const zz = z * z / trials;
	const centre = (share + zz / 2) / (1 + zz);
	const half = z / (1 + zz) * Math.sqrt(share * (1 - share) / trials + zz / (4 * trials));
	return {
		lower: successes <= 0 ? 0 : Math.max(0, centre - half),
		upper: successes >= trials ? 1 : Math.min(1, centre + half)
	};
}
function wilsonF1(truePositives, falsePositives, falseNegatives, confidence) {
	const star = wilson(truePositives, truePositives + falsePositives + falseNegatives, confidence);
	return {
		lower: 2 * star.lower / (1 + star.lower),
		upper: 2 * star.upper / (1 + star.upper)
	};
}
// src/model/forest/random.ts
function seedRandom(seed, stream) {
	const state = new Int32Array([
		seed,
		Math.floor(seed / 4294967296),
		stream,
		1
	]);
	for (let i = 0; i < 16; i++) nextRandom(state);
	return state;
}
function nextRandom(state) {
	const a = state[0];
	const b = state[1];
	const c = state[2];
	const count = state[3];
	const sum = a + b + count | 0;
	state[0] = b ^ b >>> 9;
	state[1] = c + (c << 3) | 0;
	state[2] = (c << 21 | c >>> 11) + sum | 0;
	state[3] = count + 1 | 0;
	return sum >>> 0;
}
function randomBelow(state, limit) {
	return Math.floor(nextRandom(state) * limit / 4294967296);
}
// src/table/values/shortest.ts
const ZERO$2 = 48;
const MINUS$2 = 45;
const SURE_DIGITS = 15;
const MOST_DIGITS = 17;
const LEAST_LONG = 10 ** SURE_DIGITS;
const LEAST_WRITTEN = 1e-6;
const LEEWAY$1 = 2 ** -40;
const SPLITTER = 134217729;
const one = new Float64Array(1);
const words$1 = new Uint32Array(one.buffer);
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
function isShortDecimal(first, point, end, mantissa, firstDigit, lastDigit) {
	const decimals = end - point - 1;
	if (mantissa >= LEAST_LONG || decimals >= POWERS_OF_TEN.length || decimals === 0 || lastDigit === ZERO$2) return false;
	return (firstDigit !== ZERO$2 || point === first + 1) && mantissa >= LEAST_WRITTEN * POWERS_OF_TEN[decimals] * 10;
}
function shortestOf(bytes, start, end) {
	const negative = bytes[start] === MINUS$2;
	const first = negative ? start + 1 : start;
	let at = first;
	let point = -1;
	let digits = 0;
	let leading = 0;
	let last = 0;
	for (; at < end; at++) {
		const digit = bytes[at] - ZERO$2;
		if (digit >= 0 && digit <= 9) {
			if (digits === 0 && digit === 0) continue;
			digits++;
			if (digits <= SURE_DIGITS) leading = leading * 10 + digit;
			else last = last * 10 + digit;
		} else if (digit === -2 && point < 0) point = at;
		else return written$1(bytes, start, end);
	}
	if (point <= first || bytes[end - 1] === ZERO$2 || point === end - 1 || digits > MOST_DIGITS) return NaN;
	if (bytes[first] === ZERO$2 && point > first + 1) return NaN;
	const decimals = end - point - 1;
	if (decimals >= POWERS_OF_TEN.length) return written$1(bytes, start, end);
	const power = POWERS_OF_TEN[decimals];
	const value = digits <= SURE_DIGITS ? leading / power : ofLong(leading, last, digits, power);
	if (value === UNDECIDED) return written$1(bytes, start, end);
	if (value < LEAST_WRITTEN || digits > SURE_DIGITS && Number.isInteger(value)) return NaN;
	return negative ? -value : value;
}
const UNDECIDED = -1;
function ofLong(leading, last, digits, power) {
	const scale = digits === 16 ? 10 : 100;
	const upper = Math.floor(leading / 67108864);
	const high = upper * scale * 67108864;
	const low = (leading - upper * 67108864) * scale + last;
	const mantissa = high + low;
	const rest = low - (mantissa - high);
	const near = mantissa / power;
	const off = (mantissa - near * power - productError(near, power) + rest) / power;
	const value = near + off;
	one[0] = value;
	if (words$1[HIGH] << 12 === 0 && words$1[1 - HIGH] === 0) return UNDECIDED;
	const unit = 2 ** ((words$1[HIGH] >>> 20) - 1075);
	const above = near - value + off;
	const half = unit / 2;
	const leeway = unit * LEEWAY$1;
	const step = 1 / power;
	const tail = last % 10;
	if (half - Math.abs(above) < leeway) return UNDECIDED;
	const fromCloser = step / 2 - Math.abs(above);
	const fromShorter = Math.min(Math.abs(above - tail * step), Math.abs(above + (10 - tail) * step)) - half;
	if (fromCloser < -leeway || fromShorter < -leeway) return NaN;
	return fromCloser < leeway || fromShorter < leeway ? UNDECIDED : value;
}
function productError(a, b) {
	const product = a * b;
	const scaledA = SPLITTER * a;
	const highA = scaledA - (scaledA - a);
	const lowA = a - highA;
	const scaledB = SPLITTER * b;
	const highB = scaledB - (scaledB - b);
	const lowB = b - highB;
	return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}
function written$1(bytes, start, end) {
	const text = String.fromCharCode(...bytes.subarray(start, end));
	const value = Number(text);
	return Number.isInteger(value) || String(value) !== text ? NaN : value;
}
// src/table/columns/text-dictionary.ts
const LONGEST$1 = 64;
const TEXT_OVERHEAD = 48;
const BLOCK_BYTES = 65536;
const FEWEST_TEXTS = 16;
let seed = null;
function hashOf(bytes, start, end, from) {
	let hash = from;
	let at = start;
	for (; at + 4 <= end; at += 4) {
		const word = bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16 | bytes[at + 3] << 24;
		hash = Math.imul(hash ^ word, 739982445);
		hash ^= hash >>> 15;
	}
	for (; at < end; at++) hash = Math.imul(hash ^ bytes[at], 739982445);
	return hash ^ hash >>> 15;
}
var TextDictionary = class {
	textBytes = 0;
	#size = 0;
	#bytes = Buffer.alloc(64);
	#ends = new Float64Array(FEWEST_TEXTS);
	#hashes = new Int32Array(FEWEST_TEXTS);
	#slots = new Int32Array(32);
	#strings = null;
	#long = new Map();
	#seed;
	constructor() {
		seed ??= randomInt(2 ** 32);
		this.#seed = seed | 0;
	}
	codeOf(bytes, start, end) {
		const length = end - start;
		if (length > LONGEST$1) return this.#codeOfString(bytes.toString("utf8", start, end));
		const hash = hashOf(bytes, start, end, this.#seed ^ length);
		const mask = this.#slots.length - 1;
		for (let slot = hash & mask;; slot = slot + 1 & mask) {
			const code = this.#slots[slot] - 1;
			if (code < 0) return this.#add(bytes, start, end, hash, slot);
			if (this.#hashes[code] === hash && this.#isText(code, bytes, start, end)) return code;
		}
	}
	codeOfText(text) {
		const bytes = Buffer.from(text);
		return bytes.length <= LONGEST$1 && bytes.toString() === text ? this.codeOf(bytes, 0, bytes.length) : this.#codeOfString(text);
	}
	texts() {
		const texts = [];
		let first = 0;
		while (first < this.#size) {
			const start = this.#startOf(first);
			let last = first;
			while (last + 1 < this.#size && this.#ends[last + 1] - start <= BLOCK_BYTES) last++;
			this.#addTexts(texts, first, last);
			first = last + 1;
		}
		for (const [code, text] of this.#long) texts[code] = text;
		return texts;
	}
	#addTexts(texts, first, last) {
		const start = this.#startOf(first);
		const block = this.#bytes.subarray(start, this.#ends[last]);
		const whole = isAscii(block) ? block.toString("latin1") : null;
		for (let code = first; code <= last; code++) {
			const from = this.#startOf(code) - start;
			const to = this.#ends[code] - start;
			texts.push(whole === null ? block.toString("utf8", from, to) : whole.slice(from, to));
		}
	}
	#startOf(code) {
		return code === 0 ? 0 : this.#ends[code - 1];
	}
	#isText(code, bytes, start, end) {
		const known = this.#bytes;
		let at = this.#startOf(code);
		if (this.#ends[code] - at !== end - start || this.#long.has(code)) return false;
		for (let place = start; place < end; place++, at++) if (known[at] !== bytes[place]) return false;
		return true;
	}
	#add(bytes, start, end, hash, slot) {
		const from = this.#size === 0 ? 0 : this.#ends[this.#size - 1];
		const to = from + end - start;
		if (to > this.#bytes.length) {
			const more = Buffer.alloc(Math.max(to, 2 * this.#bytes.length));
			more.set(this.#bytes.subarray(0, from));
			this.#bytes = more;
		}
		bytes.copy(this.#bytes, from, start, end);
		let characters = end - start;
		for (let at = start; at < end; at++) {
			const byte = bytes[at];
			if (byte >= 128 && byte < 192) characters--;
			else if (byte >= 240) characters++;
		}
		const code = this.#note(to, hash, characters);
		this.#slots[slot] = code + 1;
		if (2 * this.#size > this.#slots.length) this.#spread();
		return code;
	}
	#codeOfString(text) {
		this.#strings ??= new Map();
		const key = textKey(text);
		let code = this.#strings.get(key);
		if (code === void 0) {
			code = this.#note(this.#startOf(this.#size), 0, text.length);
			this.#strings.set(key, code);
			this.#long.set(code, text);
		}
		return code;
	}
	#note(end, hash, characters) {
		const code = this.#size++;
		if (code === this.#ends.length) {
			const ends = new Float64Array(2 * code);
			ends.set(this.#ends);
			this.#ends = ends;
			const hashes = new Int32Array(2 * code);
			hashes.set(this.#hashes);
			this.#hashes = hashes;
		}
		this.#ends[code] = end;
		this.#hashes[code] = hash;
		this.textBytes += characters + TEXT_OVERHEAD;
		return code;
	}
	#spread() {
		const slots = new Int32Array(2 * this.#slots.length);
		const mask = slots.length - 1;
		for (const place of this.#slots) {
			if (place === 0) continue;
			let slot = this.#hashes[place - 1] & mask;
			while (slots[slot] !== 0) slot = slot + 1 & mask;
			slots[slot] = place;
		}
		this.#slots = slots;
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
const SHORTEST_LENGTHS = {
	least: 17,
	most: 25
};
const TIGHT = .9;
var RawColumnBuilder = class {
	#values = new Float64Array(64);
	#decimals = new Uint8Array(64);
	#rows = 0;
	#texts = new TextDictionary();
	get textBytes() {
		return this.#texts.textBytes;
	}
	addText(text) {
		const bytes = Buffer.from(text);
		if (!this.#addNumber(bytes, 0, bytes.length)) this.#addCell(this.#texts.codeOfText(text), 255);
	}
	addPlain(mantissa, decimals) {
		this.#addCell(decimals === 0 ? mantissa : mantissa / POWERS_OF_TEN[decimals], decimals);
	}
	addShortest(mantissa, decimals) {
		this.#addCell(mantissa / POWERS_OF_TEN[decimals], 254);
	}
	addBytes(bytes, start, end) {
		if (!this.#addNumber(bytes, start, end)) this.#addCell(this.#texts.codeOf(bytes, start, end), 255);
	}
	addOther(bytes, start, end) {
		if (!this.#addShortest(bytes, start, end)) this.#addCell(this.#texts.codeOf(bytes, start, end), 255);
	}
	keep(rows) {
		this.#rows = Math.min(this.#rows, rows);
	}
	reserve(rows) {
		if (rows > this.#values.length) this.#resize(rows);
	}
	finish() {
		const isTight = this.#rows >= TIGHT * this.#values.length;
		const fitted = (cells) => isTight ? cells.subarray(0, this.#rows) : cells.slice(0, this.#rows);
		return {
			values: fitted(this.#values),
			decimals: fitted(this.#decimals),
			texts: this.#texts.texts()
		};
	}
	#addNumber(bytes, start, end) {
		const negative = bytes[start] === MINUS$1;
		const first = negative ? start + 1 : start;
		let mantissa = 0;
		let point = -1;
		for (let at = first; at < end; at++) {
			const digit = bytes[at] - ZERO$1;
			if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
			else if (digit === -2 && point < 0) point = at;
			else return this.#addShortest(bytes, start, end);
		}
		if (end === start || !isPlainDecimal(negative, first, point, end, mantissa, bytes[first])) return this.#addShortest(bytes, start, end);
		this.addPlain(negative ? -mantissa : mantissa, point < 0 ? 0 : end - point - 1);
		return true;
	}
	#addShortest(bytes, start, end) {
		const length = end - start;
		if (length < SHORTEST_LENGTHS.least || length > SHORTEST_LENGTHS.most || !isDigitOrMinus(bytes[start])) return false;
		const value = shortestOf(bytes, start, end);
		if (Number.isNaN(value)) return false;
		this.#addCell(value, 254);
		return true;
	}
	#addCell(value, decimals) {
		if (this.#rows === this.#values.length) this.#resize(this.#rows * 2);
		this.#values[this.#rows] = value;
		this.#decimals[this.#rows++] = decimals;
	}
	#resize(rows) {
		const values = new Float64Array(rows);
		const decimals = new Uint8Array(rows);
		values.set(this.#values);
		decimals.set(this.#decimals);
		this.#values = values;
		this.#decimals = decimals;
	}
};
function isDigitOrMinus(byte) {
	return byte === MINUS$1 || byte >= ZERO$1 && byte <= 57;
}
function isPlainDecimal(negative, first, point, end, mantissa, firstDigit) {
	const whole = (point < 0 ? end : point) - first;
	const fraction = point < 0 ? 0 : end - point - 1;
	if (whole === 0 || whole + fraction > 15 || point >= 0 && fraction === 0) return false;
	return !(firstDigit === ZERO$1 && whole > 1) && !(negative && mantissa === 0);
}
// src/table/rows/rows.ts
function withoutRows(table, dropped) {
	if (dropped.size === 0) return table;
	return rowsOfTable(table, Int32Array.from({ length: table.rows }, (_, row) => row).filter((row) => !dropped.has(row)));
}
function rowsOfTable({ header, columns, lines }, rows) {
	const kept = lines.length === 0 ? lines : Uint32Array.from(rows, (row) => lines[row]);
	return {
		header,
		columns: columns.map((column) => rowsOf$2(column, rows)),
		rows: rows.length,
		lines: kept
	};
}
function rowsOf$2({ values, decimals, texts }, rows) {
	const kept = {
		values: new Float64Array(rows.length),
		decimals: new Uint8Array(rows.length),
		texts: []
	};
	const codes = new Map();
	rows.forEach((row, i) => {
		const value = values[row];
		kept.decimals[i] = decimals[row];
		if (decimals[row] !== 255) {
			kept.values[i] = value;
			return;
		}
		let code = codes.get(value);
		if (code === void 0) {
			code = kept.texts.push(texts[value]) - 1;
			codes.set(value, code);
		}
		kept.values[i] = code;
	});
	return kept;
}
function withoutLines(table, lines) {
	if (lines.length === 0) return table;
	const last = Math.max(...lines);
	const dropped = new Set();
	for (let row = 0; row < table.rows && table.lines[row] <= last; row++) if (lines.includes(table.lines[row])) dropped.add(row);
	return withoutRows(table, dropped);
}
// src/schema/words/file-rhythm.ts
const HOUR = 36e5;
const DAY$3 = 24 * HOUR;
const FEWEST_GAPS = 4;
const USUAL$5 = {
	share: 1 / 7,
	fewest: 2,
	about: .8
};
const LONGER$1 = 1.5;
function fileInterval(files) {
	const dated = files.filter((file) => file.date !== null).toSorted((a, b) => a.date - b.date);
	const gaps = dated.slice(1).flatMap((after, i) => {
		const before = dated[i];
		return after.date > before.date ? [{
			before,
			after,
			length: after.date - before.date
		}] : [];
	});
	if (gaps.length < FEWEST_GAPS) return null;
	const lengths = gaps.map(({ length }) => length).sort((a, b) => a - b);
	const least = Math.max(USUAL$5.fewest, USUAL$5.share * gaps.length);
	const usual = lengths.findLast((length) => lengths.filter((other) => other >= USUAL$5.about * length).length >= least);
	const holes = gaps.filter(({ length }) => length > LONGER$1 * usual);
	return {
		usual,
		longest: lengths.at(-1),
		newest: dated.at(-1).date,
		holes
	};
}
function missingFiles(files) {
	const rhythm = fileInterval(files.filter(({ golden }) => !golden));
	if (rhythm === null) return [];
	return rhythm.holes.filter(({ before, after }) => !before.accepted || !after.accepted).map(({ before, after, length }) => {
		const count = Math.max(1, Math.round(length / rhythm.usual) - 1);
		const [from, to] = [printable$1(before.name, 200), printable$1(after.name, 200)];
		const message = `between ${from} and ${to} lie ${spanWords(length)}, and files come ${everyWords(rhythm.usual)}: about ${plural$1(count, "file")} ${count === 1 ? "is" : "are"} missing`;
		return {
			code: "time-gap",
			subject: "files",
			status: "warn",
			observed: spanWords(length),
			expected: spanWords(rhythm.usual),
			message,
			suggestion: "Look whether the export ran then; deliver what is missing, or go on if nothing happened.",
			where: {
				file: after.name,
				line: 1,
				column: 1
			}
		};
	});
}
function spanWords(milliseconds) {
	return milliseconds >= 2 * DAY$3 || milliseconds % DAY$3 === 0 ? plural$1(Math.round(milliseconds / DAY$3), "day") : plural$1(Math.max(1, Math.round(milliseconds / HOUR)), "hour");
}
function everyWords(milliseconds) {
	const span = spanWords(milliseconds);
	return span.startsWith("1 ") ? `every ${span.slice(2)}` : `every ${span}`;
}
// src/schema/words/moments.ts
const LAST$1 = 864e10;
function isMoment({ type, role }) {
	return role === "time" || isDated(type);
}
function isDated(type) {
	return type === "date" || type === "datetime" || type === "yearmonth";
}
function valueWords(value, { type }) {
	if (!isDated(type) || !(Math.abs(value) < LAST$1)) return String(value);
	const iso = new Date(value * 1e3).toISOString();
	return type === "date" ? iso.slice(0, 10) : type === "yearmonth" ? iso.slice(0, 7) : iso;
}
// src/schema/words/match.ts
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
function headerTolerance(mode) {
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
// src/stats/order.ts
const DIGITS = 65536;
const FEW$2 = 2e3;
const FEWEST_SORTED = 16e3;
const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
function ascendingOrder(values) {
	const n = values.length;
	let order = new Uint32Array(n);
	for (let i = 0; i < n; i++) order[i] = i;
	if (n < FEW$2 || !isLittleEndian) return order.sort((a, b) => compared(values[a], values[b]) || a - b);
	const keys = new Uint16Array(sortableWords(values));
	let next = new Uint32Array(n);
	for (let digit = 0; digit < 4; digit++) {
		const starts = startsOf(keys, digit);
		if (starts === null) continue;
		for (let i = 0; i < n; i++) {
			const at = order[i];
			next[starts[keys[4 * at + digit]]++] = at;
		}
		[order, next] = [next, order];
	}
	return order;
}
function sortNumbers(values) {
	const n = values.length;
	if (n < FEWEST_SORTED || !isLittleEndian) return values.sort();
	let words = new Uint32Array(sortableWords(values));
	let next = new Uint32Array(2 * n);
	for (let digit = 0; digit < 4; digit++) {
		const keys = new Uint16Array(words.buffer);
		const starts = startsOf(keys, digit);
		if (starts === null) continue;
		for (let i = 0; i < n; i++) {
			const at = 2 * starts[keys[4 * i + digit]]++;
			next[at] = words[2 * i];
			next[at + 1] = words[2 * i + 1];
		}
		[words, next] = [next, words];
	}
	const sorted = new Uint32Array(values.buffer, values.byteOffset, 2 * n);
	for (let at = 0; at < 2 * n; at += 2) {
		const flipped = words[at + 1] >= 2147483648 ? 0 : 4294967295;
		sorted[at] = words[at] ^ flipped;
		sorted[at + 1] = words[at + 1] ^ (flipped | 2147483648);
	}
	return values;
}
function compared(a, b) {
	if (a !== b) return a < b ? -1 : 1;
	return a === 0 ? Number(Object.is(b, -0)) - Number(Object.is(a, -0)) : 0;
}
function sortableWords(values) {
	const buffer = new ArrayBuffer(8 * values.length);
	new Float64Array(buffer).set(values);
	const keys = new Uint16Array(buffer);
	for (let at = 0; at < keys.length; at += 4) {
		const flipped = keys[at + 3] >= 32768 ? 65535 : 0;
		for (let k = at; k < at + 3; k++) keys[k] ^= flipped;
		keys[at + 3] ^= flipped | 32768;
	}
	return buffer;
}
function startsOf(keys, digit) {
	const starts = new Uint32Array(DIGITS);
	for (let at = digit; at < keys.length; at += 4) starts[keys[at]]++;
	if (starts[keys[digit]] === keys.length / 4) return null;
	let sum = 0;
	for (let k = 0; k < DIGITS; k++) {
		const count = starts[k];
		starts[k] = sum;
		sum += count;
	}
	return starts;
}
// src/profile/cells.ts
const SAMPLE_ROWS$1 = 5e4;
const isSampled = (rows) => rows > SAMPLE_ROWS$1;
function sampleRows(rows, limit = SAMPLE_ROWS$1) {
	if (rows <= limit) return null;
	const random = seedRandom(rows, 5);
	const sample = new Int32Array(limit);
	for (let i = 0; i < limit; i++) {
		const from = Math.floor(i * rows / limit);
		const to = Math.floor((i + 1) * rows / limit);
		sample[i] = from + randomBelow(random, to - from);
	}
	return sample;
}
function sortedNumbers(values, sample = null) {
	const length = sample?.length ?? values.length;
	const kept = new Float64Array(length);
	let n = 0;
	for (let i = 0; i < length; i++) {
		const value = values[sample === null ? i : sample[i]];
		if (!Number.isNaN(value)) kept[n++] = value + 0;
	}
	return sortNumbers(kept.subarray(0, n));
}
function countCodes(column) {
	const counts = new Uint32Array(column.categories.length + 1);
	const { codes } = column;
	for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
	return counts;
}
function stillnessOf(codes) {
	let [run, still, length] = [
		0,
		0,
		0
	];
	let last = 0;
	for (let i = 0; i < codes.length; i++) {
		const code = codes[i];
		if (code === 0) continue;
		if (code === last) {
			still++;
			length++;
		} else {
			last = code;
			length = 1;
		}
		if (length > run) run = length;
	}
	return {
		run,
		still
	};
}
// src/profile/hash.ts
function textHash(text, seed = 0) {
	let a = 3735928559 ^ seed;
	let b = 1103547991 ^ seed;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		a = Math.imul(a ^ unit, 2654435761);
		b = Math.imul(b ^ unit, 1597334677);
	}
	return finish(a, b);
}
function finish(a, b) {
	let x = Math.imul(a ^ a >>> 16, 2246822507) ^ Math.imul(b ^ b >>> 13, 3266489909);
	let y = Math.imul(b ^ b >>> 16, 2246822507) ^ Math.imul(a ^ a >>> 13, 3266489909);
	x ^= x >>> 15;
	y ^= y >>> 14;
	return 4294967296 * (2097151 & y) + (x >>> 0);
}
function textScore(text) {
	return textHash(text, 7) / 2 ** 52 - 1;
}
// src/profile/text-form.ts
const LONGEST = 16;
const READ = 64;
function formOf$1(text) {
	let form = "";
	let last = "";
	const length = Math.min(text.length, READ);
	for (let i = 0; i < length; i++) {
		const kind = kindOf$1(text.charCodeAt(i), text[i]);
		if (kind === last) continue;
		form += kind;
		last = kind;
		if (form.length > LONGEST) return text.includes("�") ? "text �" : "text";
	}
	return form;
}
function kindOf$1(unit, char) {
	if (unit >= 97 && unit <= 122) return "a";
	if (unit >= 65 && unit <= 90) return "A";
	if (unit >= 48 && unit <= 57) return "9";
	if (unit < 128 || unit === 65533) return char;
	return /\p{L}/u.test(char) ? "é" : unit >= 55296 && unit <= 57343 ? "*" : "·";
}
// src/profile/category.ts
const MOST_VALUES$2 = 40;
const FEW_VALUES$2 = 24;
const LISTED_SHARE = .002;
const MOST_FORMS = 10;
const TEXTS_READ = 5e3;
const LENGTH_LEVELS = 8;
function categoryProfile(column) {
	const { categories, codes, name, type } = column;
	const counts = countCodes(column);
	const rows = codes.length;
	const seen = [];
	for (let code = 1; code < counts.length; code++) if (counts[code] > 0) seen.push(code);
	seen.sort((a, b) => counts[b] - counts[a] || byCodePoint(categories[a - 1], categories[b - 1]));
	const least = seen.length <= FEW_VALUES$2 ? 1 : Math.max(2, LISTED_SHARE * rows);
	const listed = seen.slice(0, MOST_VALUES$2).filter((code) => counts[code] >= least);
	const buckets = new Array(16).fill(0);
	for (const code of seen) buckets[textHash(categories[code - 1]) % 16] += counts[code];
	return {
		kind: "category",
		name,
		type,
		rows,
		missing: counts[0],
		distinct: seen.length,
		...stillnessOf(codes),
		values: listed.map((code) => categories[code - 1]),
		counts: listed.map((code) => counts[code]),
		buckets: seen.length <= listed.length ? [] : buckets,
		...type === "boolean" ? {
			forms: [],
			formCounts: [],
			lengths: []
		} : formsOf(column, counts, seen)
	};
}
function formsOf(column, counts, seen) {
	const forms = new Map();
	const lengths = new Map();
	const step = Math.max(1, Math.floor(seen.length / TEXTS_READ));
	for (let i = 0; i < seen.length; i += step) {
		const text = column.categories[seen[i] - 1];
		const rows = counts[seen[i]];
		const form = formOf$1(text);
		forms.set(form, (forms.get(form) ?? 0) + rows);
		lengths.set(text.length, (lengths.get(text.length) ?? 0) + rows);
	}
	const ranked = [...forms].sort((a, b) => b[1] - a[1] || byCodePoint(a[0], b[0])).slice(0, MOST_FORMS);
	return {
		forms: ranked.map(([form]) => form),
		formCounts: ranked.map(([, count]) => count),
		lengths: lengthLevels(lengths)
	};
}
function lengthLevels(lengths) {
	const sorted = [...lengths].sort((a, b) => a[0] - b[0]);
	const total = sorted.reduce((sum, [, count]) => sum + count, 0);
	if (total === 0) return [];
	return Array.from({ length: 9 }, (_, k) => {
		let left = k / LENGTH_LEVELS * (total - 1);
		for (const [length, count] of sorted) {
			left -= count;
			if (left < 0) return length;
		}
		return sorted.at(-1)[0];
	});
}
// src/profile/number.ts
const QUANTILE_LEVELS = [
	0,
	.001,
	.003,
	.01,
	.02,
	...Array.from({ length: 31 }, (_, k) => (k + 1) / 32),
	.98,
	.99,
	.997,
	.999,
	1
];
const FEW_VALUES$1 = 24;
const ATOM_SHARE = .005;
const GRAINS = [
	.1,
	1,
	10,
	100
];
const GRAIN_CELLS = 5e3;
function numberProfile(column) {
	const { values, name, type } = column;
	const rows = values.length;
	const sorted = sortedNumbers(values, sampleRows(rows));
	const { missing, falls, run, still } = orderOf(values);
	const scale = sorted.length === 0 ? 1 : (rows - missing) / sorted.length;
	const { distinct, atoms, counts, rest } = atomsOf(sorted);
	const quantiles = rest.length === 0 ? [] : QUANTILE_LEVELS.map((level) => finite(quantile(rest, level)));
	return {
		kind: "number",
		name,
		type,
		rows,
		missing,
		distinct,
		run,
		still,
		atoms: atoms.map(finite),
		counts: counts.map((count) => Math.round(count * scale)),
		quantiles: brief$1(quantiles),
		grain: grainOf(sorted),
		hours: type === "datetime" ? hoursOf(sorted) : [],
		falls
	};
}
function atomsOf(sorted) {
	const starts = new Int32Array(sorted.length + 1);
	let distinct = 0;
	for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) starts[distinct++] = i;
	starts[distinct] = sorted.length;
	const sizeOf = (k) => starts[k + 1] - starts[k];
	const least = distinct <= FEW_VALUES$1 ? 1 : Math.max(3, ATOM_SHARE * sorted.length);
	const chosen = [];
	for (let k = 0; k < distinct; k++) if (sizeOf(k) >= least) chosen.push(k);
	if (distinct > FEW_VALUES$1 && chosen.length > 12) {
		chosen.sort((a, b) => sizeOf(b) - sizeOf(a) || a - b).length = 12;
		chosen.sort((a, b) => a - b);
	}
	const rest = new Float64Array(sorted.length);
	let kept = 0;
	let from = 0;
	for (const k of [...chosen, distinct]) {
		const until = starts[k];
		rest.set(sorted.subarray(from, until), kept);
		kept += until - from;
		from = starts[k + 1];
	}
	return {
		distinct,
		atoms: chosen.map((k) => sorted[starts[k]]),
		counts: chosen.map(sizeOf),
		rest: rest.subarray(0, kept)
	};
}
function quantile(sorted, level) {
	const at = (sorted.length - 1) * level;
	const below = Math.floor(at);
	const low = sorted[below];
	if (at === below) return low;
	const high = sorted[below + 1];
	return low === high ? low : low + (at - below) * (high - low);
}
function brief$1(quantiles) {
	if (quantiles.length === 0) return [];
	const spread = quantiles[29] - quantiles[11] || quantiles.at(-1) - quantiles[0];
	if (!(spread > 0) || !Number.isFinite(spread)) return quantiles;
	const digits = 4 - Math.floor(Math.log10(spread));
	return quantiles.map((value) => {
		if (Math.abs(value) >= 2 ** 53 || digits > 300) return value;
		return finite(digits > 0 ? Number(value.toFixed(Math.min(digits, 100))) : Math.round(value * 10 ** digits) / 10 ** digits);
	});
}
function finite(value) {
	return Number.isFinite(value) ? Number(value.toPrecision(12)) + 0 : value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
}
function grainOf(sorted) {
	if (sorted.length === 0) return [];
	const step = Math.max(1, Math.floor(sorted.length / GRAIN_CELLS));
	return GRAINS.map((grain) => {
		let whole = 0;
		let cells = 0;
		for (let i = 0; i < sorted.length; i += step) {
			cells++;
			const scaled = sorted[i] * grain;
			if (Math.abs(scaled - Math.round(scaled)) <= 1e-9 * Math.max(1, Math.abs(scaled))) whole++;
		}
		return Math.round(1e3 * whole / cells) / 1e3;
	});
}
function orderOf(values) {
	let [missing, falls, run, still, length] = [
		0,
		0,
		0,
		0,
		0
	];
	let last = NaN;
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		if (value === last) {
			still++;
			length++;
		} else if (Number.isNaN(value)) missing++;
		else {
			if (value < last) falls++;
			if (length > run) run = length;
			last = value;
			length = 1;
		}
	}
	if (length > run) run = length;
	return {
		missing,
		falls,
		run,
		still
	};
}
function hoursOf(sorted) {
	const hours = new Array(24).fill(0);
	for (const seconds of sorted) hours[Math.floor((seconds % 86400 + 86400) % 86400 / 3600)]++;
	return hours;
}
// src/profile/once.ts
function oncePerColumns(compute) {
	const memory = new WeakMap();
	return (columns, rows) => {
		const [first] = columns;
		if (first === void 0) return compute(columns, rows);
		const known = memory.get(first);
		if (known !== void 0 && isSame(known.columns, columns)) return known.value;
		const value = compute(columns, rows);
		memory.set(first, {
			columns,
			value
		});
		return value;
	};
}
function isSame(a, b) {
	return a.length === b.length && a.every((column, i) => column === b[i]);
}
// src/profile/pairs.ts
const SAMPLE_ROWS = 4e3;
const MOST_COLUMNS = 32;
const CONSTANT_SHARE = .9;
const NAMES_SHARE = .5;
const pairsProfile = oncePerColumns((all, rows) => {
	const sample = sampleRows(rows, SAMPLE_ROWS);
	const scored = [];
	for (const column of all) {
		if (scored.length === MOST_COLUMNS) break;
		const score = scoresOf(column, sample);
		if (score !== null) scored.push({
			name: column.name,
			score
		});
	}
	const hundredths = [];
	for (let i = 0; i < scored.length; i++) for (let j = i + 1; j < scored.length; j++) hundredths.push(Math.round(100 * correlationOf(scored[i].score, scored[j].score)) + 0);
	return {
		columns: scored.map(({ name }) => name),
		hundredths
	};
});
function pairOf(a, b, rows) {
	const sample = sampleRows(rows, SAMPLE_ROWS);
	const scores = [scoresOf(a, sample), scoresOf(b, sample)];
	return scores[0] === null || scores[1] === null ? null : [scores[0], scores[1]];
}
function scoresOf(column, sample) {
	return column.kind === "number" ? rankScores(column.values, sample) : categoryScores(column, sample);
}
function correlationOf(a, b) {
	let sum = 0;
	for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
	return sum;
}
function rankScores(values, sample) {
	const n = sample?.length ?? values.length;
	const cells = new Float64Array(n);
	for (let i = 0; i < n; i++) cells[i] = values[sample === null ? i : sample[i]];
	const sorted = cells.filter((value) => !Number.isNaN(value)).sort();
	for (let i = 0; i < sorted.length;) {
		const end = firstAbove(sorted, sorted[i]);
		if (end - i > CONSTANT_SHARE * n) return null;
		i = end;
	}
	const middle = (sorted.length - 1) / 2;
	const rankOf = (value) => (firstFrom(sorted, value) + firstAbove(sorted, value) - 1) / 2;
	return unit(cells.map((value) => Number.isNaN(value) ? 0 : rankOf(value) - middle));
}
function categoryScores(column, sample) {
	const n = sample?.length ?? column.codes.length;
	if (column.categories.length > Math.max(2, NAMES_SHARE * column.codes.length)) return null;
	if (countCodes(column).some((count) => count > CONSTANT_SHARE * column.codes.length)) return null;
	const scores = Float64Array.from(["", ...column.categories], (text, code) => code === 0 ? NaN : textScore(text));
	const cells = new Float64Array(n);
	for (let i = 0; i < n; i++) cells[i] = scores[column.codes[sample === null ? i : sample[i]]];
	const present = cells.filter((value) => !Number.isNaN(value));
	const mean = present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length);
	return unit(cells.map((value) => Number.isNaN(value) ? 0 : value - mean));
}
function unit(cells) {
	const length = Math.sqrt(correlationOf(cells, cells));
	return length > 0 ? cells.map((value) => value / length) : cells;
}
// src/profile/row-hashes.ts
const SKETCH = 64;
const NAN_HIGH = 2146959360;
const rowHashes = oncePerColumns((columns, rows) => {
	const a = new Int32Array(rows).fill(461845907);
	const b = new Int32Array(rows).fill(1291169091);
	for (const column of columns) if (column.kind === "number") mixNumbers(column.values, a, b);
	else mixTexts(column.codes, column.categories, a, b);
	const hashes = new Float64Array(rows);
	for (let i = 0; i < rows; i++) hashes[i] = finish(a[i], b[i]);
	return hashes;
});
function mixNumbers(values, a, b) {
	const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
	for (let i = 0; i < values.length; i++) {
		const value = values[i];
		const plain = value !== 0 && !Number.isNaN(value);
		const low = plain ? words[2 * i] : 0;
		const high = plain ? words[2 * i + 1] : value === 0 ? 0 : NAN_HIGH;
		a[i] = Math.imul(a[i] ^ low, 2654435761) ^ high >>> 7;
		b[i] = Math.imul(b[i] ^ high, 1597334677) ^ low >>> 5;
	}
}
function mixTexts(codes, categories, a, b) {
	const hashes = ["", ...categories].map((text, code) => code === 0 ? 0 : textHash(text));
	const low = Int32Array.from(hashes, (hash) => hash | 0);
	const high = Int32Array.from(hashes, (hash) => Math.floor(hash / 4294967296));
	for (let i = 0; i < codes.length; i++) {
		const code = codes[i];
		a[i] = Math.imul(a[i] ^ low[code], 2654435761) ^ high[code];
		b[i] = Math.imul(b[i] ^ high[code], 1597334677) ^ low[code] >>> 5;
	}
}
function bottomHashes(hashes) {
	const least = [];
	let bound = Number.POSITIVE_INFINITY;
	for (let i = 0; i < hashes.length; i++) {
		const hash = hashes[i];
		if (hash >= bound || least.includes(hash)) continue;
		least.push(hash);
		least.sort((a, b) => a - b);
		if (least.length > SKETCH) least.pop();
		if (least.length === SKETCH) bound = least.at(-1);
	}
	return least;
}
// src/profile/profile.ts
function profileOf({ rows, columns }) {
	return {
		rows,
		columns: columns.map(columnProfile),
		pairs: pairsProfile(columns, rows),
		rowHashes: bottomHashes(rowHashes(columns, rows))
	};
}
const PROFILED = new WeakMap();
function columnProfile(column) {
	const known = PROFILED.get(column);
	if (known !== void 0) return known;
	const profile = column.kind === "number" ? numberProfile(column) : categoryProfile(column);
	PROFILED.set(column, profile);
	return profile;
}
// src/table/columns/typed.ts
const INVALID = Number.POSITIVE_INFINITY;
const MISSING_CODE = 0;
const INVALID_CODE = -1;
const UNSEEN = -2;
function typeColumn(raw, rows, field, missingValues) {
	const missing = new Set(missingValues);
	return kindOfType(field.type) === "number" ? typeNumbers(raw, rows, field, missing) : typeCategories(raw, rows, field, missing);
}
const TYPED = new WeakMap();
function typeColumnCached(raw, rows, field, missingValues) {
	const missing = JSON.stringify(missingValues);
	const known = TYPED.get(raw);
	if (known?.field === field && known.missing === missing) {
		TYPED.delete(raw);
		return known.typing;
	}
	const typing = typeColumn(raw, rows, field, missingValues);
	TYPED.set(raw, {
		field,
		missing,
		typing
	});
	return typing;
}
function forgetTyped({ columns }) {
	for (const raw of columns) TYPED.delete(raw);
}
function readerOf(field) {
	const parse = cellParser(field);
	if (field.valueAliases === void 0) return parse;
	const aliases = new Map(Object.entries(field.valueAliases));
	return (text) => parse(aliases.get(text) ?? text);
}
function typeNumbers(raw, rows, field, missing) {
	const parse = readerOf(field);
	const interpret = (text) => missing.has(text) ? NaN : parse(text) ?? INVALID;
	const ofPlain = plainNumbers(field, missing, interpret);
	const typed = (values, invalid) => ({
		column: {
			kind: "number",
			name: field.name,
			type: field.type,
			values
		},
		invalid: Int32Array.from(invalid)
	});
	if (ofPlain === null && raw.texts.length === 0 && raw.values.length === rows) return typed(raw.values, []);
	const values = new Float64Array(rows);
	const invalid = [];
	const ofText = Float64Array.from(raw.texts, interpret);
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
	return typed(values, invalid);
}
function plainNumbers(field, missing, interpret) {
	const numeric = field.decimalChar === "." && field.groupChar !== "." && field.valueAliases === void 0 && (field.type === "number" || field.type === "integer");
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
	const parse = readerOf(field);
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
	const codes = new Map(categories.map((category, i) => [textKey(category), i + 1]));
	const codeOf = (text) => {
		if (missing.has(text)) return MISSING_CODE;
		const category = parse(text);
		if (category === null) return INVALID_CODE;
		const key = textKey(category);
		let code = codes.get(key);
		if (code === void 0) {
			code = categories.push(category);
			codes.set(key, code);
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
// src/validate/history/batches.ts
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
function typeFile(file, schema, columns) {
	const parts = new Map();
	schema.fields.forEach((field, i) => {
		const at = columns[i];
		if (at < 0) return;
		const missingValues = field.missingValues ?? schema.missingValues;
		const { column, invalid } = typeColumnCached(file.table.columns[at], file.table.rows, field, missingValues);
		parts.set(field.name, {
			file,
			field,
			at,
			column,
			invalid,
			missingValues
		});
	});
	return {
		file,
		parts
	};
}
function typeFiles(files, schema) {
	return files.map((file) => typeFile(file, schema, matchHeader(file.table.header, schema).columns));
}
function batchesOf(typed) {
	const batches = new Map();
	for (const one of typed) {
		const key = one.file.batch?.at ?? one;
		const others = batches.get(key);
		if (others === void 0) batches.set(key, [one]);
		else others.push(one);
	}
	return [...batches].sort(([a], [b]) => typeof a === "number" && typeof b === "number" ? a - b : 0).map(([, pieces]) => pieces.length === 1 ? pieces[0] : joinedBatch(pieces));
}
function joinedBatch(pieces) {
	const main = pieces.reduce((a, b) => b.file.table.rows > a.file.table.rows ? b : a);
	const starts = [];
	let rows = 0;
	for (const { file } of pieces) {
		starts.push(rows);
		rows += file.table.rows;
	}
	const file = {
		...main.file,
		isCut: true,
		table: {
			...main.file.table,
			columns: [],
			rows,
			lines: new Uint32Array(0)
		}
	};
	const parts = new Map();
	for (const [name, part] of main.parts) {
		const own = pieces.map((piece) => piece.parts.get(name));
		if (own.some((one) => one === void 0 || one.column.kind !== part.column.kind)) continue;
		const all = own;
		const column = concatColumns(all.map((one) => one.column));
		const invalid = Int32Array.from(all.flatMap((one, i) => Array.from(one.invalid, (row) => starts[i] + row)));
		parts.set(name, {
			...part,
			file,
			column,
			invalid
		});
	}
	return {
		file,
		parts,
		pieces: pieces.map((piece, i) => ({
			file: piece.file,
			start: starts[i]
		}))
	};
}
function placeOf$3({ file, pieces }, row) {
	const piece = pieces?.findLast(({ start }) => start <= row);
	if (piece === void 0) return `line ${file.table.lines[row] ?? row + 2}`;
	const own = row - piece.start;
	return `line ${piece.file.table.lines[own] ?? own + 2} of ${printable$1(piece.file.name, 200)}`;
}
function profileOfFile({ file, parts }) {
	const columns = Array.from(parts.values(), (part) => part.column);
	return profileOf({
		rows: file.table.rows,
		columns
	});
}
function batchProfile(typed) {
	const { name, digest, part, unlabelled } = typed.file;
	return {
		name,
		digest,
		...part === void 0 ? {} : { part },
		...unlabelled === void 0 ? {} : { unlabelled },
		profile: profileOfFile(typed)
	};
}
// src/stats/deviation.ts
const ksDistance = {
	between: (a, b) => {
		let most = 0;
		for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]));
		return most;
	},
	noise: (_, size) => 1.22 / Math.sqrt(size)
};
const arcsineDistance = {
	between: (a, b) => Math.abs(angleOf(a[0]) - angleOf(b[0])),
	noise: (_, size) => 1 / Math.sqrt(size)
};
const angleOf = (share) => Math.asin(Math.sqrt(Math.min(1, Math.max(0, share))));
const totalVariationDistance = {
	between: (a, b) => {
		let sum = 0;
		for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
		return sum / 2;
	},
	noise: (pool, size) => {
		let sum = 0;
		for (let i = 0; i < pool.length; i++) sum += Math.sqrt(Math.max(0, pool[i] * (1 - pool[i])) / size);
		return .6 * sum;
	}
};
function deviationOf({ batch, cells, past, weights, alpha }, { between, noise }) {
	const total = weighted(past, weights);
	const pool = total.sum.map((value) => value / total.weight);
	const beyond = (distance, own, other) => distance ** 2 - noise(pool, harmonic(own, other)) ** 2;
	let pastDistance = 0;
	const spreads = [];
	const nearestSpreads = [];
	for (let i = 0; i < past.length && past.length > 1; i++) {
		const left = total.weight - weights[i];
		if (!(left > 0)) continue;
		const others = total.sum.map((value, k) => (value - weights[i] * past[i][k]) / left);
		const distance = between(past[i], others);
		pastDistance = Math.max(pastDistance, distance);
		spreads.push(beyond(distance, weights[i], left));
		const near = nearestOf(past[i], past, between, i);
		nearestSpreads.push(beyond(near.distance, weights[i], weights[near.at]));
	}
	const near = nearestOf(batch, past, between, -1);
	const smaller = timesSmaller(cells, weights);
	const limitOf = (squares, other) => Math.sqrt(smaller * allowance(squares, alpha) + noise(pool, harmonic(cells, other)) ** 2);
	return {
		distance: between(batch, pool),
		nearest: near.distance,
		pastDistance,
		limit: limitOf(spreads, total.weight),
		nearestLimit: limitOf(nearestSpreads, weights[near.at]),
		pool
	};
}
function timesSmaller(cells, past) {
	return Math.max(1, past.reduce((sum, one) => sum + one, 0) / past.length / Math.max(1, cells));
}
function harmonic(a, b) {
	return a * b / Math.max(1, a + b);
}
function nearestOf(own, past, between, except) {
	let best = {
		at: 0,
		distance: Number.POSITIVE_INFINITY
	};
	for (let j = 0; j < past.length; j++) {
		if (j === except) continue;
		const distance = between(own, past[j]);
		if (distance < best.distance) best = {
			at: j,
			distance
		};
	}
	return best;
}
function weighted(past, weights) {
	const sum = new Float64Array(past[0]?.length ?? 0);
	let weight = 0;
	past.forEach((vector, i) => {
		weight += weights[i];
		for (let k = 0; k < sum.length; k++) sum[k] += weights[i] * vector[k];
	});
	return {
		sum,
		weight
	};
}
const BATCH_ALPHA_FACTOR = 10;
const MOST_DEVIATIONS = 10;
const quantileCache = new Map();
function deviations(batches, alpha) {
	const key = `${batches} ${alpha}`;
	let found = quantileCache.get(key);
	if (found === void 0) {
		found = batches < 2 ? MOST_DEVIATIONS : Math.min(MOST_DEVIATIONS, studentQuantile(1 - BATCH_ALPHA_FACTOR * alpha / 2, batches - 1));
		quantileCache.set(key, found);
	}
	return found;
}
function allowance(squares, alpha) {
	if (squares.length === 0) return 0;
	const most = Math.max(0, ...squares);
	const mean = squares.reduce((sum, square) => sum + Math.max(0, square), 0) / squares.length;
	return Math.max(growth(squares.length) ** 2 * most, deviations(squares.length, alpha) ** 2 * mean);
}
function growth(batches) {
	return 2 + 6 / Math.max(1, batches);
}
function exceeds(deviation, floor) {
	return deviation.distance > Math.max(floor, deviation.limit) && deviation.nearest > Math.max(.6 * floor, deviation.nearestLimit);
}
// src/validate/columns/alarm.ts
const ASK_THE_SOURCE = "Ask what changed at the source.";
const cellsOf$2 = ({ rows, missing }) => rows - missing;
const totalOf = (counts) => counts.reduce((sum, count) => sum + count, 0);
function autocorrelation({ rows, missing, still, counts }) {
	const cells = Math.max(2, rows - missing);
	const byChance = counts.reduce((sum, count) => sum + (count / cells) ** 2, 0);
	if (byChance >= 1) return 0;
	return Math.min(.999, Math.max(0, (still / (cells - 1) - byChance) / (1 - byChance)));
}
function independence(batch, past) {
	const usual = Math.max(0, ...past.map(autocorrelation));
	const more = Math.max(0, (autocorrelation(batch) - usual) / (1 - usual));
	return (1 - more) / (1 + more);
}
function shareChance(hits, cells, pastHits, pastCells) {
	const [a, c] = [Math.round(hits), Math.round(pastHits)];
	const [b, d] = [Math.max(0, Math.round(cells) - a), Math.max(0, Math.round(pastCells) - c)];
	return a + b === 0 || c + d === 0 ? 1 : fisherTwoSided(a, b, c, d);
}
function gapChance(gap, cells, pastCells) {
	const size = cells * pastCells / Math.max(1, cells + pastCells);
	return Math.min(1, 2 * Math.exp(-2 * size * gap * gap));
}
function brief(value) {
	if (!Number.isFinite(value)) return "none";
	const size = Math.abs(value);
	if (size !== 0 && (size >= 1e9 || size < 1e-4)) return value.toExponential(2);
	const rounded = size >= 1e3 ? Math.round(value) : Number(value.toPrecision(4));
	return size >= 1e4 ? rounded.toLocaleString("en") : String(rounded);
}
// src/validate/columns/shares.ts
const FEWEST_ROWS$10 = 5;
function shareAlarm({ hits, cells, past, floor, alpha, direction }) {
	const known = past.filter((one) => one.cells > 0);
	if (cells === 0 || known.length === 0) return null;
	const measured = {
		batch: Float64Array.of(hits / cells),
		cells,
		past: known.map((one) => Float64Array.of(one.hits / one.cells)),
		weights: known.map((one) => one.cells),
		alpha
	};
	const deviation = deviationOf(measured, arcsineDistance);
	const share = hits / cells;
	const pastShare = deviation.pool[0];
	const rose = share > pastShare;
	if (rose && direction === "down" || !rose && direction === "up") return null;
	const nearest = Math.min(...measured.past.map((one) => Math.abs(share - one[0])));
	if (Math.abs(share - pastShare) <= floor || nearest <= .6 * floor || !exceeds(deviation, 0)) return null;
	const [pastHits, pastCells] = known.reduce((sum, one) => [sum[0] + one.hits, sum[1] + one.cells], [0, 0]);
	if (Math.abs(hits - pastShare * cells) < FEWEST_ROWS$10 || shareChance(hits, cells, pastHits, pastCells) >= alpha) return null;
	return {
		share,
		pastShare
	};
}
function shareRange(past) {
	const shares = past.filter((one) => one.cells > 0).map((one) => one.hits / one.cells);
	if (shares.length === 0) return "none";
	const [low, high] = [Math.min(...shares), Math.max(...shares)];
	return percent$1(low) === percent$1(high) ? percent$1(low) : `${percent$1(low)} to ${percent$1(high)}`;
}
// src/validate/history/history.ts
const ALPHA = .001;
function pastBatch(typed) {
	return {
		...batchProfile(typed),
		typed
	};
}
function batchName({ typed: { file } }) {
	return `${printable$1(file.name, 200)}${file.isCut && file.batch?.label ? ` (${file.batch.label})` : ""}`;
}
function batchFinding({ batch, history }, finding) {
	const { file, parts } = batch.typed;
	const { code, subject, observed, expected, says, remedy, field, power, status = "fail", certain = false } = finding;
	const few = history.length < 2 && !certain;
	const name = batchName(batch);
	return {
		code,
		subject,
		status: few && status === "fail" ? "warn" : status,
		observed,
		expected,
		message: `${name} ${says}${few ? " (a single accepted batch does not show how batches differ: a warning only)" : ""}`,
		...waysOut$1(remedy, file, code, { check: {
			code,
			subject
		} }),
		where: {
			file: file.name || file.uri,
			line: 1,
			column: field === void 0 ? 1 : (parts.get(field.name)?.at ?? 0) + 1
		},
		...power === void 0 ? {} : { power }
	};
}
function batchPass({ batch }, code, observed, expected, says, { subject = "rows", power } = {}) {
	const message = `${batchName(batch)} ${says}`;
	const told = power === void 0 ? {} : { power };
	return {
		...check$1(code, subject, "pass", message, {
			observed,
			expected
		}),
		...told
	};
}
function columnsOf({ parts }, fields) {
	return fields.flatMap((field) => parts.get(field.name)?.column ?? []);
}
// src/schema/words/groups.ts
function groupedBy(items, keyOf) {
	const groups = new Map();
	for (const item of items) {
		const group = groups.get(keyOf(item));
		if (group === void 0) groups.set(keyOf(item), [item]);
		else group.push(item);
	}
	return groups;
}
// src/validate/accepted/word.ts
function wordOf({ acceptances = [], acceptedChecks = [] }, { checks, target }, { grown }) {
	return {
		given: [...acceptances, ...checks.accept ?? []],
		target,
		grown,
		before: acceptedChecks
	};
}
const NOTHING_SAID = {
	given: [],
	target: "",
	grown: new Map(),
	before: []
};
function rowsOf$1({ remedies = [] }) {
	return remedies.flatMap(({ kind, value }) => {
		if (kind !== "accept" || typeof value !== "object" || value === null || Array.isArray(value)) return [];
		return typeof value.rows === "string" ? value.rows : [];
	});
}
const names = ({ checks }, { code, subject }) => checks.includes(code) || checks.includes(acceptedName(code, subject));
function acceptancesOf(check, { given, grown, target }) {
	if (check.status !== "fail" || !isAcceptable(check.code)) return [];
	const isOfLabels = LABEL_CODES.includes(check.code) || check.subject === target;
	const found = rowsOf$1(check).map((rows) => {
		const called = isOfLabels ? [rows] : [rows, grown.get(rows)];
		return given.find((one) => called.includes(one.rows) && names(one, check));
	});
	return found.every((one) => one !== void 0) ? found : [];
}
const acceptedRows = (code, { given }) => new Set(given.filter(({ checks }) => checks.includes(code)).map(({ rows }) => rows));
function withWord(checks, word) {
	return checks.map((check) => {
		const [acceptance] = acceptancesOf(check, word);
		if (acceptance === void 0) return check;
		const why = acceptance.reason === "" ? "" : ` (${printable$1(acceptance.reason)})`;
		return {
			...check,
			status: "warn",
			message: `Accepted by a person${why}: ${check.message}`,
			suggestion: null,
			remedies: []
		};
	});
}
function usedIn(checks, word) {
	return [...new Set(checks.flatMap((check) => acceptancesOf(check, word)))];
}
function movedRows(checks, used, { grown, target }) {
	const isMove = (name) => MOVED_CODES.some((code) => name === code || name.startsWith(`${code}:`) && name !== `${code}:${target}`);
	const found = checks.filter(({ status, code, subject }) => status === "fail" && isMove(acceptedName(code, subject))).flatMap(rowsOf$1);
	const accepted = used.filter((one) => one.checks.some(isMove)).map(({ rows }) => rows);
	return new Set([
		...found,
		...accepted,
		...[...grown].flatMap(([rows, name]) => accepted.includes(name) ? [rows] : [])
	]);
}
const wasAccepted = (code, subject, { before }) => names({ checks: before }, {
	code,
	subject
});
// src/table/read/quote-faults.ts
const SPACE$1 = 32;
const BACKSLASH = 92;
const say = (dialect) => `dialect: ${dialect} in the schema, --dialect '${dialect}' to init`;
const AFTER_QUOTE = "text after the closing quote, expected a delimiter or the end of the line";
const AFTER_ESCAPE = `text after a quote that a backslash stands before, expected the quote twice (or, where files are written so, say so: ${say("{escapeChar: \"\\\\\"}")})`;
const INSIDE_CELL = `a quote inside a cell that does not begin with one (write the cell in quotes, and quotes in it twice; or, where files have no quoted cells, say so: ${say("{quoteChar: \"\"}")})`;
const AFTER_SPACE = `a quote after a blank, in a cell that does not begin with one (or, where files have blanks after the delimiter, say so: ${say("{skipInitialSpace: true}")})`;
function quoteInsideCell(bytes, start, at) {
	let before = at;
	while (before > start && bytes[before - 1] === SPACE$1) before--;
	return before === start && at > start ? AFTER_SPACE : INSIDE_CELL;
}
function textAfterQuote(bytes, open, close) {
	return close - 1 > open && bytes[close - 1] === BACKSLASH ? AFTER_ESCAPE : AFTER_QUOTE;
}
// src/table/read/cell-scanner.ts
const TAB = 9;
const LF$3 = 10;
const FORM_FEED = 12;
const CR$2 = 13;
const SPACE = 32;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const LINE_BREAK = Uint8Array.of(LF$3);
const WORD_BYTES = 4;
const UNFINISHED = -1;
var CellScanner = class {
	#table;
	#delimiter;
	#quote;
	#escape;
	#trims;
	#minus;
	#point;
	#special = new Uint8Array(256);
	#inQuotes = new Uint8Array(256);
	#held = Buffer.alloc(0);
	#words = new DataView(new ArrayBuffer(0));
	#length = 0;
	#seen = 0;
	#line;
	#rowLine;
	#afterCr = false;
	#plain = Buffer.alloc(0);
	constructor(table, line) {
		const { delimiter, dialect = {} } = table.options;
		this.#table = table;
		this.#line = line;
		this.#rowLine = line;
		this.#delimiter = delimiter.charCodeAt(0);
		this.#quote = dialect.quoteChar === "" ? -1 : (dialect.quoteChar ?? "\"").charCodeAt(0);
		this.#escape = dialect.escapeChar?.charCodeAt(0) ?? -1;
		this.#trims = dialect.skipInitialSpace === true;
		for (const byte of [
			LF$3,
			CR$2,
			this.#delimiter
		]) this.#special[byte] = 1;
		if (this.#quote >= 0) this.#special[this.#quote] = 2;
		for (const byte of [
			LF$3,
			CR$2,
			this.#quote,
			this.#escape
		]) if (byte >= 0) this.#inQuotes[byte] = 1;
		this.#minus = this.#special[MINUS] === 0 ? MINUS : -1;
		this.#point = this.#special[POINT] === 0 ? POINT : -1;
	}
	get line() {
		this.#scan();
		return this.#line + this.#breaksIn(this.#held, 0, this.#length);
	}
	push(chunk) {
		this.#append(chunk);
		if (this.#length >= 2 * this.#seen) this.#scan();
	}
	end() {
		this.#scan();
		const table = this.#table;
		if (table.fault !== null || this.#length === 0 && table.cells === 0) return;
		if (this.#trims && table.cells === 0 && this.#afterBlanks(0, this.#length) === this.#length) return;
		this.#append(LINE_BREAK);
		this.#scan();
		if (table.fault === null && this.#length > 0) this.#refuse("the quote that opens here is never closed", this.#line);
	}
	#append(chunk) {
		const length = this.#length + chunk.length;
		if (length + WORD_BYTES > this.#held.length) {
			const held = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.#length) + WORD_BYTES);
			held.set(this.#held.subarray(0, this.#length));
			this.#held = held;
			this.#words = new DataView(held.buffer);
		}
		this.#held.set(chunk, this.#length);
		this.#length = length;
	}
	#scan() {
		const table = this.#table;
		const bytes = this.#held;
		const end = this.#length;
		if (this.#seen === end || table.fault !== null) return;
		bytes[end] = LF$3;
		let at = 0;
		while (at < end) {
			const next = this.#readCell(bytes, at, end);
			if (next === UNFINISHED) break;
			at = next;
			if (table.fault !== null) break;
		}
		if (at > 0) bytes.copyWithin(0, at, end);
		this.#length = end - at;
		this.#seen = this.#length;
	}
	#readCell(bytes, start, end) {
		let byte = bytes[start];
		if (this.#afterCr) {
			this.#afterCr = false;
			if (byte === LF$3) return start + 1;
		}
		if (byte === this.#quote) return this.#readQuoted(bytes, start, end);
		if (this.#trims && this.#isBlank(byte)) return this.#readTrimmed(bytes, start, end);
		const negative = byte === this.#minus;
		const first = negative ? start + 1 : start;
		let at = first;
		let mantissa = 0;
		for (byte = bytes[at]; byte >= ZERO && byte <= NINE; byte = bytes[++at]) mantissa = mantissa * 10 + (byte - ZERO);
		let point = -1;
		if (byte === this.#point) {
			point = at++;
			const words = this.#words;
			for (let four = fourDigits(words.getInt32(at, true)); four >= 0; four = fourDigits(words.getInt32(at, true))) {
				mantissa = mantissa * 1e4 + four;
				at += 4;
			}
			for (byte = bytes[at]; byte >= ZERO && byte <= NINE; byte = bytes[++at]) mantissa = mantissa * 10 + (byte - ZERO);
		}
		if (this.#special[byte] !== 1) return this.#readText(bytes, start, at, end);
		if (at === end) return this.#unfinished(end - start);
		if (isPlainDecimal(negative, first, point, at, mantissa, bytes[first])) this.#table.addPlain(negative ? -mantissa : mantissa, point < 0 ? 0 : at - point - 1, bytes, start, at);
		else if (point > first && isShortDecimal(first, point, at, mantissa, bytes[first], bytes[at - 1])) this.#table.addShortest(negative ? -mantissa : mantissa, at - point - 1, bytes, start, at);
		else if (at > start) this.#addOther(bytes, start, at);
		else if (this.#isCell(byte)) this.#table.addOther(bytes, start, at);
		else return this.#breakLine(byte, at);
		return byte === this.#delimiter ? this.#nextCell(at) : this.#endRow(byte, at);
	}
	#readText(bytes, start, from, end) {
		const special = this.#special;
		let at = from;
		while (special[bytes[at]] === 0) at++;
		if (at === end) return this.#unfinished(end - start);
		const byte = bytes[at];
		if (byte === this.#quote) {
			if (this.#isShort(at - start)) this.#refuse(quoteInsideCell(bytes, start, at), this.#line);
			return UNFINISHED;
		}
		this.#addOther(bytes, start, at);
		return byte === this.#delimiter ? this.#nextCell(at) : this.#endRow(byte, at);
	}
	#readTrimmed(bytes, start, end) {
		let at = start;
		while (bytes[at] === SPACE && this.#special[SPACE] === 0) at++;
		if (bytes[at] === this.#quote) return this.#readQuoted(bytes, at, end);
		const onlySpaces = this.#special[bytes[at]] === 1;
		at = this.#afterBlanks(at, end);
		if (!this.#isShort(at - start)) return UNFINISHED;
		if (this.#special[bytes[at]] === 0 || bytes[at] === this.#quote) return this.#readText(bytes, at, at, end);
		if (at === end) return UNFINISHED;
		const byte = bytes[at];
		if (onlySpaces && !this.#isCell(byte)) return this.#breakLine(byte, at);
		this.#table.addOther(bytes, at, at);
		return byte === this.#delimiter ? this.#nextCell(at) : this.#endRow(byte, at);
	}
	#readQuoted(bytes, open, end) {
		const inQuotes = this.#inQuotes;
		const doubles = this.#escape < 0;
		let breaks = 0;
		let escapes = 0;
		let at = open + 1;
		for (;; at++) {
			while (inQuotes[bytes[at]] === 0) at++;
			if (!this.#isShort(at - open - 1 - escapes, breaks)) return UNFINISHED;
			if (at >= end) return UNFINISHED;
			const byte = bytes[at];
			if (byte === this.#escape || doubles && byte === this.#quote && bytes[at + 1] === this.#quote) {
				if (at + 1 >= end) return UNFINISHED;
				escapes++;
				at++;
				if (byte !== this.#quote) breaks += this.#breaksIn(bytes, at, at + 1);
			} else if (byte === this.#quote) break;
			else breaks += this.#breaksIn(bytes, at, at + 1);
		}
		if (at + 1 === end) return UNFINISHED;
		const after = bytes[at + 1];
		if (this.#special[after] !== 1) {
			this.#refuse(textAfterQuote(bytes, open, at), this.#line + breaks);
			return UNFINISHED;
		}
		if (escapes === 0) this.#table.addBytes(bytes, open + 1, at);
		else this.#addEscaped(bytes, open + 1, at);
		this.#line += breaks;
		return after === this.#delimiter ? this.#nextCell(at + 1) : this.#endRow(after, at + 1);
	}
	#addEscaped(bytes, start, end) {
		if (this.#plain.length < end - start) this.#plain = Buffer.allocUnsafe(2 * (end - start));
		const mark = this.#escape < 0 ? this.#quote : this.#escape;
		let length = 0;
		for (let at = start; at < end; at++) {
			if (bytes[at] === mark) at++;
			this.#plain[length++] = bytes[at];
		}
		this.#table.addBytes(this.#plain, 0, length);
	}
	#addOther(bytes, start, end) {
		if (!this.#isShort(end - start)) return;
		if (this.#trims) this.#table.addBytes(bytes, start, end);
		else this.#table.addOther(bytes, start, end);
	}
	#isCell(byte) {
		return byte === this.#delimiter || this.#table.cells > 0 || this.#table.isSingle;
	}
	#nextCell(at) {
		const { cells, options } = this.#table;
		if (cells >= options.maxColumns) {
			const what = `more than ${options.maxColumns.toLocaleString("en-US")} columns (limits.columns)`;
			this.#table.refuse("limit", this.#line, cells + 1, what);
		}
		return at + 1;
	}
	#endRow(byte, at) {
		this.#table.endRow(this.#rowLine);
		return this.#breakLine(byte, at);
	}
	#breakLine(byte, at) {
		this.#line++;
		this.#rowLine = this.#line;
		this.#afterCr = byte === CR$2;
		return at + 1;
	}
	#unfinished(length) {
		this.#isShort(length);
		return UNFINISHED;
	}
	#isShort(length, breaks = 0) {
		const { maxCellBytes } = this.#table.options;
		if (length <= maxCellBytes) return true;
		const what = `the cell is longer than ${maxCellBytes.toLocaleString("en-US")} bytes (limits.cell)`;
		this.#table.refuse("limit", this.#line + breaks, this.#table.cells + 1, what);
		return false;
	}
	#refuse(what, line) {
		this.#table.refuse("malformed", line, this.#table.cells + 1, what);
	}
	#isBlank(byte) {
		return (byte === SPACE || byte === TAB || byte === FORM_FEED) && this.#special[byte] === 0;
	}
	#afterBlanks(start, end) {
		let at = start;
		while (at < end && this.#isBlank(this.#held[at])) at++;
		return at;
	}
	#breaksIn(bytes, start, end) {
		let breaks = 0;
		for (let at = start; at < end; at++) if (bytes[at] === CR$2 || bytes[at] === LF$3 && (at === 0 || bytes[at - 1] !== CR$2)) breaks++;
		return breaks;
	}
};
function fourDigits(word) {
	const digits = word ^ 808464432;
	if (((digits | digits + 101058054) & 4042322160) !== 0) return -1;
	const pairs = Math.imul(digits, 10) + (digits >>> 8) & 16711935;
	return (pairs & 255) * 100 + (pairs >>> 16);
}
// src/table/read/delimiter.ts
const CANDIDATES$1 = [
	",",
	";",
	"	",
	"|"
];
const LINES = 20;
const LF$2 = 10;
const CR$1 = 13;
const QUOTE = 34;
function declaredDelimiter(head) {
	const found = /^"?sep=([^\r\n"0-9A-Za-z])"?(\r\n|\n|\r)/i.exec(Buffer.from(head.subarray(0, 16)).toString("latin1"));
	return found === null ? null : {
		delimiter: found[1],
		bytes: found[0].length
	};
}
function delimiterOf(head, expected, whole) {
	const candidates = [expected, ...CANDIDATES$1.filter((candidate) => candidate !== expected)];
	const lines = countsPerLine(head, candidates, whole);
	const [header] = lines;
	if (header === void 0) return expected;
	const agrees = (i) => header[i] > 0 && lines.every((counts) => counts[i] === header[i]);
	if (agrees(0) || candidates.every((_, i) => header[i] === 0)) return expected;
	const weight = (i) => (agrees(i) ? 1e3 : 0) + Math.min(header[i], 999);
	return candidates[candidates.map((_, i) => i).filter((i) => i > 0 && header[i] > 0 && (header[0] === 0 || agrees(i) && header[i] >= header[0])).reduce((most, i) => most === 0 || weight(i) > weight(most) ? i : most, 0)];
}
function countsPerLine(head, candidates, whole) {
	const place = new Int8Array(256).fill(-1);
	candidates.forEach((candidate, i) => {
		place[candidate.charCodeAt(0)] = i;
	});
	const lines = [];
	let counts = candidates.map(() => 0);
	let quoted = false;
	let start = 0;
	const close = (at) => {
		if (at > start) lines.push(counts);
		counts = candidates.map(() => 0);
		start = at + 1;
	};
	for (let at = 0; at < head.length && lines.length < LINES; at++) {
		const byte = head[at];
		if (byte === QUOTE) quoted = !quoted;
		else if (quoted) continue;
		else if (byte === LF$2 || byte === CR$1) close(at);
		else if (place[byte] >= 0) counts[place[byte]]++;
	}
	if (whole && !quoted && lines.length < LINES) close(head.length);
	return lines;
}
// src/table/read/encoding-text.ts
var DamagedText = class extends Error {};
const MARKS$1 = [["fffe", "utf-16le"], ["feff", "utf-16be"]];
function utf16Of(head) {
	const hex = Buffer.from(head.subarray(0, 4)).toString("hex");
	if (hex === "fffe0000") return null;
	const marked = MARKS$1.find(([mark]) => hex.startsWith(mark));
	if (marked) return marked[1];
	const zeros = [0, 0];
	const end = Math.min(head.length, 200) & -2;
	for (let at = 0; at < end; at++) if (head[at] === 0) zeros[at & 1]++;
	if (end < 8) return null;
	const pairs = end / 2;
	if (zeros[1] > .8 * pairs && zeros[0] === 0) return "utf-16le";
	return zeros[0] > .8 * pairs && zeros[1] === 0 ? "utf-16be" : null;
}
const WINDOWS = [
	8364,
	0,
	8218,
	402,
	8222,
	8230,
	8224,
	8225,
	710,
	8240,
	352,
	8249,
	338,
	0,
	381,
	0,
	0,
	8216,
	8217,
	8220,
	8221,
	8226,
	8211,
	8212,
	732,
	8482,
	353,
	8250,
	339,
	0,
	382,
	376
];
async function* asUtf8(chunks, encoding) {
	if (encoding === "windows-1252") for await (const chunk of chunks) yield windowsAsUtf8(chunk);
	else if (encoding === "utf-8") yield* chunks;
	else yield* decodedAsUtf8(chunks, encoding);
}
function windowsAsUtf8(bytes) {
	const out = Buffer.allocUnsafe(bytes.length * 3);
	let end = 0;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte < 128) {
			if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) throw new DamagedText("control characters");
			out[end++] = byte;
			continue;
		}
		const code = byte < 160 ? WINDOWS[byte - 128] : byte;
		if (code === 0) throw new DamagedText("bytes that Windows-1252 does not have");
		if (code < 2048) out[end++] = 192 | code >> 6;
		else {
			out[end++] = 224 | code >> 12;
			out[end++] = 128 | code >> 6 & 63;
		}
		out[end++] = 128 | code & 63;
	}
	return out.subarray(0, end);
}
const CONTROLS = /[\u0080-\u009f]/;
async function* decodedAsUtf8(chunks, encoding) {
	const decoder = new TextDecoder(encoding, {
		fatal: true,
		ignoreBOM: true
	});
	try {
		for await (const chunk of chunks) {
			const text = decoder.decode(chunk, { stream: true });
			if (CONTROLS.test(text)) throw new DamagedText(`bytes that ${encoding} does not have`);
			if (text !== "") yield Buffer.from(text);
		}
		decoder.decode();
	} catch (error) {
		if (error instanceof TypeError) throw new DamagedText(encoding.startsWith("utf-16") ? "half characters" : `bytes that ${encoding} does not have`, { cause: error });
		throw error;
	}
}
// src/table/read/second-reading.ts
const LF$1 = 10;
function firstDifference(head, whole, table, { delimiter, dialect }) {
	if (table.header.length < 2 || dialect.commentRows !== void 0) return null;
	const end = whole ? head.length : head.lastIndexOf(LF$1) + 1;
	const records = recordsIn(Buffer.from(head.buffer, head.byteOffset, end), delimiter, dialect);
	const rows = dialect.header === false ? records : records.slice(1);
	for (const [row, record] of rows.slice(0, table.rows).entries()) if (!(record.length === table.columns.length && record.every((cell, at) => cell === cellText(table.columns[at], row)))) return table.lines[row] ?? row + 2;
	return null;
}
function recordsIn(bytes, delimiter, { quoteChar, escapeChar, skipInitialSpace }) {
	const records = [];
	try {
		parse$1(bytes, {
			delimiter,
			quote: quoteChar === "" ? null : quoteChar ?? "\"",
			escape: escapeChar ?? (quoteChar || "\""),
			ltrim: skipInitialSpace === true,
			relax_column_count: true,
			skip_empty_lines: true,
			record_delimiter: [
				"\r\n",
				"\n",
				"\r"
			],
			to: 21,
			on_record: (record) => {
				records.push(record);
				return null;
			}
		});
	} catch {}
	return records;
}
// src/table/read/table-builder.ts
const RESERVED = 1.05;
const MOST_RESERVED_CELLS = 1e8;
const LONGEST_NAME_SHOWN = 60;
const LONGEST_NAME = 1e4;
const NO_HEADER = " (or is the header missing? Say so: dialect: {header: false} in the schema, --dialect '{header: false}' to init)";
var TableBuilder = class {
	fault = null;
	cells = 0;
	options;
	#header = null;
	#names = [];
	#columns = [];
	#lines = new Uint32Array(64);
	#rows = 0;
	#ragged = 0;
	#firstRagged = {
		line: 0,
		cells: 0
	};
	#lastRagged = 0;
	constructor(options) {
		this.options = options;
	}
	get isSingle() {
		return this.#header !== null && this.#columns.length === 1;
	}
	get size() {
		return {
			cells: this.#rows * this.#columns.length,
			textBytes: this.#columns.reduce((sum, column) => sum + column.textBytes, 0)
		};
	}
	reserve(times) {
		const most = Math.floor(MOST_RESERVED_CELLS / Math.max(1, this.#columns.length));
		const rows = Math.min(Math.ceil(RESERVED * times * this.#rows), this.options.maxRows, most);
		if (rows <= this.#lines.length) return;
		for (const column of this.#columns) column.reserve(rows);
		this.#resizeLines(rows);
	}
	addBytes(bytes, start, end) {
		const index = this.cells++;
		if (this.#header === null) this.#names.push(bytes.toString("utf8", start, end));
		else if (index < this.#columns.length) this.#columns[index].addBytes(bytes, start, end);
	}
	addPlain(mantissa, decimals, bytes, start, end) {
		const index = this.cells++;
		if (this.#header === null) this.#names.push(bytes.toString("utf8", start, end));
		else if (index < this.#columns.length) this.#columns[index].addPlain(mantissa, decimals);
	}
	addShortest(mantissa, decimals, bytes, start, end) {
		const index = this.cells++;
		if (this.#header === null) this.#names.push(bytes.toString("utf8", start, end));
		else if (index < this.#columns.length) this.#columns[index].addShortest(mantissa, decimals);
	}
	addOther(bytes, start, end) {
		const index = this.cells++;
		if (this.#header === null) this.#names.push(bytes.toString("utf8", start, end));
		else if (index < this.#columns.length) this.#columns[index].addOther(bytes, start, end);
	}
	endRow(line) {
		const cells = this.cells;
		this.cells = 0;
		if (this.fault !== null) return;
		if (this.#header === null && this.options.dialect?.header === false) this.#nameColumns(line);
		else if (this.#header === null) this.#setHeader(line);
		else if (cells !== this.#columns.length) this.#noteWidth(line, cells);
		else if (this.#rows >= this.options.maxRows) this.refuse("limit", line, 1, `more than ${count(this.options.maxRows, "row")} (limits.rows)`, { limit: "rows" });
		else this.#addLine(line);
	}
	refuse(kind, line, column, what, more = {}) {
		if (kind === "malformed" && this.fault === null) this.refuseRagged(null);
		this.fault ??= {
			kind,
			line,
			column,
			message: `${this.#place(line, column)}: ${what}.`,
			...more
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
		return `Line ${line}, column ${column}${name === void 0 ? "" : ` (${shown$1(name)})`}`;
	}
	#setHeader(line) {
		const places = new Map();
		const asRow = this.#names.filter((name) => /^[+-]?\d/.test(name)).length * 3 >= this.#names.length ? NO_HEADER : "";
		for (const [index, name] of this.#names.entries()) {
			const earlier = name.length > LONGEST_NAME ? void 0 : places.get(name);
			const column = index + 1;
			if (name.trim() === "") this.refuse("malformed", line, column, `the column has no name, expected one (${nameless(column, this.#names)})${asRow}`);
			else if (name.length > LONGEST_NAME) this.refuse("malformed", line, column, `the column's name has ${count(name.length, "character")}, expected at most ${LONGEST_NAME}${asRow}`);
			else if (earlier !== void 0) this.refuse("malformed", line, column, `the name ${shown$1(name)} is that of column ${earlier} too, expected each once${asRow}`);
			if (name.length <= LONGEST_NAME) places.set(name, column);
		}
		this.#header = this.#names;
		this.#columns = this.#names.map(() => new RawColumnBuilder());
	}
	#nameColumns(line) {
		const cells = this.#names;
		const { names = cells.map((_, i) => `field${i + 1}`) } = this.options;
		this.#header = names;
		this.#columns = names.map(() => new RawColumnBuilder());
		if (cells.length !== names.length) {
			this.#noteWidth(line, cells.length);
			return;
		}
		for (const [i, cell] of cells.entries()) this.#columns[i].addText(cell);
		this.#addLine(line);
	}
	#noteWidth(line, cells) {
		if (this.#ragged++ === 0) this.#firstRagged = {
			line,
			cells
		};
		this.#lastRagged = line;
		for (const column of this.#columns) column.keep(this.#rows);
	}
	refuseRagged(last) {
		const rows = this.#ragged;
		if (rows === 0) return;
		this.#ragged = 0;
		const { line, cells } = this.#firstRagged;
		const expected = this.#columns.length;
		const hint = rows === 1 && line === last && cells <= expected ? "; the file ends inside this row: it was cut off" : cells > expected ? ` (${this.#tooMany(line, cells, rows)})` : "";
		const more = rows > 1 ? `; ${count(rows - 1, "more row")} up to line ${this.#lastRagged}` : "";
		const what = `the row has ${count(cells, "cell")}, expected ${expected} as in the ${this.options.dialect?.header === false ? "schema" : "header"}${hint}${more}`;
		this.refuse("malformed", line, Math.min(cells, expected) + 1, what);
		if (this.fault !== null) this.fault = {
			...this.fault,
			ragged: true,
			delimiter: this.options.delimiter
		};
	}
	#tooMany(line, cells, rows) {
		if (rows > 1 && rows > this.#rows && this.#columns.length === 1) return `is the header in line ${line}? Take the lines above it off the file`;
		if (rows > 1 && this.#rows === 0 && cells === this.#columns.length + 1) return `every row has one more: a ${delimiterName(this.options.delimiter)} at the end of each line, row names without a name in the header, or cells that hold a ${delimiterName(this.options.delimiter)} and stand in no double quotes`;
		return `a cell that holds a ${delimiterName(this.options.delimiter)} must stand in quotes`;
	}
	#addLine(line) {
		if (this.#rows === this.#lines.length) this.#resizeLines(this.#rows * 2);
		this.#lines[this.#rows++] = line;
	}
	#resizeLines(rows) {
		const lines = new Uint32Array(rows);
		lines.set(this.#lines);
		this.#lines = lines;
	}
};
function count(n, noun) {
	return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}
const nameless = (column, names) => names.length > 2 && names.slice(1).every((name) => name.trim() === "") ? "is this a title above the header? Take it off" : column > 1 && column === names.length ? "does each line end in a delimiter? Take it off" : "pandas: to_csv(…, index=False)";
function delimiterName(delimiter) {
	return {
		",": "comma",
		";": "semicolon",
		"	": "tab",
		"|": "bar"
	}[delimiter] ?? "delimiter";
}
function shown$1(name) {
	return JSON.stringify(name.length > LONGEST_NAME_SHOWN ? `${name.slice(0, LONGEST_NAME_SHOWN)}…` : name);
}
// src/table/read/text-check.ts
const SIGNATURES = [
	["1f8b", "gzip data; name the file .csv.gz"],
	["504b0304", "a zip archive or an Excel workbook"],
	["d0cf11e0", "an old Excel workbook"],
	["50415231", "a Parquet file"],
	["25504446", "a PDF"],
	["28b52ffd", "Zstandard data"],
	["425a68", "bzip2 data"],
	["fd377a58", "xz data"],
	["377abcaf", "a 7z archive"],
	["4f626a01", "an Avro file"],
	["53514c69", "a SQLite database"],
	["4152524f", "an Arrow file"],
	["89484446", "an HDF5 file"],
	["934e554d", "a NumPy array"],
	["0000feff", "UTF-32 text"],
	["fffe0000", "UTF-32 text"]
];
const UTF8_MARK = [
	239,
	187,
	191
];
function bomLength(head) {
	return UTF8_MARK.every((byte, i) => head[i] === byte) ? 3 : 0;
}
function signatureFault(head) {
	const hex = Buffer.from(head.subarray(0, 4)).toString("hex");
	const found = SIGNATURES.find(([signature]) => hex.startsWith(signature))?.[1];
	if (found !== void 0) return {
		at: 0,
		message: `the file is ${found}, expected text in UTF-8`
	};
	const markup = markupOf(Buffer.from(head.subarray(bomLength(head), HEAD_BYTES$1)).toString("utf8"));
	return markup === null ? null : {
		at: 0,
		message: `the file is ${markup}, expected CSV`
	};
}
const HEAD_BYTES$1 = 65536;
function markupOf(text) {
	if (/^\s*<(\?xml|!doctype html|html)\b/i.test(text)) return /^\s*<\?xml/i.test(text) ? "XML" : "a web page (HTML)";
	const [first = "", second] = text.trimStart().split(/\r?\n/);
	if (isJson(first)) {
		const lines = second === void 0 || second.trim() === "" ? "" : " Lines (one object a line)";
		return `JSON${lines}; with pandas: pd.read_json(file${lines === "" ? "" : ", lines=True"}).to_csv("file.csv", index=False)`;
	}
	return /^(\{|\[)\s*$/.test(first) && /^\s*[{["]/.test(second ?? "") ? "JSON; with pandas: pd.read_json(file).to_csv(\"file.csv\", index=False)" : null;
}
function isJson(line) {
	if (!/^\s*(\{\s*"|\[\s*[{[])/.test(line)) return false;
	try {
		JSON.parse(line);
		return true;
	} catch {
		return false;
	}
}
function wholeCharacters(bytes) {
	const end = bytes.length;
	for (let at = end - 1; at >= 0 && at >= end - 3; at--) if (bytes[at] >= 192) return at;
	return end;
}
var TextCheck = class {
	#needed = 0;
	#seen = 0;
	#lower = 128;
	#upper = 191;
	check(bytes) {
		if (this.#needed === 0 && bytes.indexOf(0) < 0) {
			if (isAscii(bytes)) return null;
			const whole = wholeCharacters(bytes);
			if (isUtf8(bytes.subarray(0, whole))) return this.#lookAt(bytes, whole);
		}
		return this.#lookAt(bytes, 0);
	}
	#lookAt(bytes, from) {
		const length = bytes.length;
		let inside = this.#needed > 0;
		for (let at = from; at < length; at++) {
			const byte = bytes[at];
			if (byte - 1 >>> 0 < 127 && !inside) continue;
			if (byte === 0) return {
				at,
				message: "a zero byte, expected text in UTF-8; the file is binary or damaged"
			};
			if (!this.#accepts(byte)) return {
				at: at - this.#seen,
				message: "a byte that is not UTF-8, expected text in UTF-8 (Excel: save as “CSV UTF-8”)",
				legacy: true
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
// src/table/read/csv.ts
const LF = 10;
const CR = 13;
const HEAD_BYTES = 4096;
async function parseCsv(chunks, options) {
	let parsing = null;
	try {
		for await (const { chunk, whole } of withHead(chunks)) {
			if (parsing === null) {
				const encoding = options.encoding ?? utf16Of(chunk) ?? "utf-8";
				if (encoding !== "utf-8") return await parseDecoded(joined$1(chunk, chunks, whole), options, encoding);
				parsing = new Parsing(options, chunk, whole);
			}
			if (!parsing.push(chunk)) break;
		}
	} catch (error) {
		if (!(error instanceof DamagedText)) throw error;
		parsing ??= new Parsing(options, new Uint8Array(0), true);
		return { fault: {
			...parsing.give(`${error.message}: the file is damaged`),
			damaged: true
		} };
	}
	return (parsing ?? new Parsing(options, new Uint8Array(0), true)).end();
}
async function parseDecoded(chunks, options, encoding) {
	const parsed = await parseCsv(asUtf8(chunks, encoding), {
		...options,
		encoding: "utf-8"
	});
	if ("fault" in parsed) return parsed;
	return {
		table: parsed.table,
		reading: {
			...parsed.reading,
			encoding
		}
	};
}
async function* joined$1(head, rest, whole) {
	yield head;
	if (!whole) yield* rest;
}
var Parsing = class {
	#table;
	#text = new TextCheck();
	#cells;
	#delimiter;
	#preamble;
	#head;
	#offset = 0;
	#lastByte = LF;
	constructor(options, head, whole) {
		const mark = bomLength(head);
		const told = declaredDelimiter(head.subarray(mark));
		this.#preamble = mark + (told?.bytes ?? 0);
		this.#head = {
			bytes: head.slice(this.#preamble, HEAD_BYTES),
			whole: whole && head.length <= HEAD_BYTES
		};
		this.#delimiter = told?.delimiter ?? (options.delimiterIsCertain ? options.delimiter : delimiterOf(head.subarray(mark), options.delimiter, whole));
		this.#table = new TableBuilder({
			...options,
			delimiter: this.#delimiter
		});
		this.#cells = new CellScanner(this.#table, told === null ? 1 : 2);
	}
	push(chunk) {
		const table = this.#table;
		const offset = this.#offset;
		const skip = offset === 0 ? this.#preamble : 0;
		const bytes = chunk.subarray(skip);
		const fault = (offset === 0 ? signatureFault(chunk) : null) ?? this.#text.check(bytes);
		this.#cells.push(fault === null ? bytes : bytes.subarray(0, Math.max(0, fault.at)));
		if (fault !== null) {
			const what = `${fault.message} (byte ${offset + skip + fault.at + 1} of the file)`;
			table.refuse("malformed", this.#cells.line, table.cells + 1, what, fault.legacy ? { legacy: true } : {});
		}
		this.#offset += chunk.length;
		this.#lastByte = chunk.at(-1) ?? this.#lastByte;
		table.options.watch?.(table.size);
		if (offset === 0 && table.options.size !== void 0) table.reserve(table.options.size / chunk.length);
		return table.fault === null;
	}
	give(what) {
		this.#table.refuse("malformed", this.#cells.line, this.#table.cells + 1, what);
		return this.#table.fault;
	}
	end() {
		if (this.#text.unfinished) this.#table.refuse("malformed", this.#cells.line, this.#table.cells + 1, "the file ends inside a character", { legacy: true });
		const open = this.#lastByte === LF || this.#lastByte === CR ? null : this.#cells.line;
		this.#cells.end();
		this.#table.refuseRagged(open);
		const finished = this.#table.finish();
		if ("fault" in finished) return finished;
		const { bytes, whole } = this.#head;
		const differs = firstDifference(bytes, whole, finished.table, {
			delimiter: this.#delimiter,
			dialect: this.#table.options.dialect ?? {}
		});
		if (differs !== null) return { fault: {
			kind: "malformed",
			line: differs,
			column: 1,
			message: `Line ${differs}: csv-parse reads this row otherwise than we do, so nothing of the file is trusted; please report it.`
		} };
		return {
			...finished,
			reading: {
				encoding: "utf-8",
				delimiter: this.#delimiter,
				line: 1,
				column: 1
			}
		};
	}
};
async function* withHead(chunks) {
	let head = [];
	let held = 0;
	for await (const chunk of chunks) {
		if (head === null) {
			yield {
				chunk,
				whole: false
			};
			continue;
		}
		head.push(chunk);
		held += chunk.length;
		if (held < HEAD_BYTES) continue;
		yield {
			chunk: head.length === 1 ? chunk : Buffer.concat(head),
			whole: false
		};
		head = null;
	}
	if (head !== null && held > 0) yield {
		chunk: Buffer.concat(head),
		whole: true
	};
}
// src/fetch/names/slashes.ts
function withSlashes(path, separator = sep) {
	return separator === "\\" ? path.replaceAll("\\", "/") : path;
}
function inside(folder) {
	return folder.endsWith("/") ? folder : `${folder}/`;
}
function folderOf(path, end = path.lastIndexOf("/")) {
	const folder = path.slice(0, Math.max(end, 0));
	return folder === "" || /^[A-Za-z]:$/.test(folder) ? `${folder}/` : folder;
}
// src/fetch/names/pattern.ts
const DATE_GROUP = /^\{(?:YYYY|MM|DD|HH|[-_. T])*(?:YYYY|MM|DD|HH)(?:YYYY|MM|DD|HH|[-_. T])*\}/;
function compilePattern(source) {
	const path = withSlashes(source);
	const special = firstSpecial(path);
	const root = folderOf(path, path.lastIndexOf("/", special < 0 ? path.length - 1 : special));
	return {
		source: path,
		root,
		parts: partsOf$2(path.slice(inside(root).length).normalize("NFC")),
		literal: special < 0
	};
}
function literalPattern(path) {
	const end = path.lastIndexOf("/");
	return {
		source: path,
		root: folderOf(path),
		parts: [{
			kind: "literal",
			text: path.slice(end + 1).normalize("NFC")
		}],
		literal: true
	};
}
function firstSpecial(path) {
	for (let at = 0; at < path.length; at++) if (path[at] === "*" || DATE_GROUP.test(path.slice(at, at + 64))) return at;
	return -1;
}
function partsOf$2(path) {
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
	if (!search(pattern.parts, path.normalize("NFC"), false, found)) return null;
	if (found.size === 0) return { date: null };
	const day = secondsOfDay(found.get("YYYY") ?? 2e3, found.get("MM") ?? 1, found.get("DD") ?? 1);
	const hour = found.get("HH") ?? 0;
	if (day === null || hour > 23) return null;
	return { date: found.has("YYYY") ? (day + hour * 3600) * 1e3 : null };
}
function couldMatchInside(pattern, folder) {
	return search(pattern.parts, `${folder.normalize("NFC")}/`, true, new Map());
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
// src/fetch/places/body-hash.ts
const HASHED$1 = ["SHA256", "SHA1"];
var BodyHash = class {
	bytes = 0;
	#sha256 = createHash("sha256");
	#sha1 = createHash("sha1");
	#md5 = createHash("md5");
	update(chunk) {
		this.bytes += chunk.length;
		this.#sha256.update(chunk);
		this.#sha1.update(chunk);
		this.#md5.update(chunk);
	}
	finish(expected, checked) {
		const sums = {
			SHA256: this.#sha256.digest("base64"),
			SHA1: this.#sha1.digest("base64")
		};
		const prove = () => {
			if (this.bytes !== expected.bytes) return { broken: `${this.bytes} of ${expected.bytes} bytes arrived` };
			for (const name of HASHED$1) {
				const stored = expected.checksums[name];
				if (stored !== void 0 && stored !== sums[name]) return { broken: `the bytes do not fit the stored checksum ${name}` };
			}
			const isProven = Object.keys(checked).length > 0 || HASHED$1.some((name) => expected.checksums[name] !== void 0);
			const fits = expected.md5 === null || expected.md5 === this.#md5.digest("hex");
			return isProven || fits ? "whole" : "likely";
		};
		return {
			proof: prove(),
			sha256: sums.SHA256
		};
	}
};
// src/fetch/places/shown.ts
const LONGEST_SHOWN = 120;
function shown(name) {
	const short = name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name;
	return /^[\p{L}\p{N} _.,+=@~(){}*/\\:…-]+$/u.test(short) ? short : JSON.stringify(short);
}
function plural(n, noun) {
	return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}
// src/fetch/places/object.ts
const PATIENCE = {
	tries: 6,
	firstWaitMs: 200,
	longestWaitMs: 1e4
};
const SILENCE_MS = 6e4;
const VANISHED = "it vanished after it was listed";
var ObjectReader = class {
	#bucket;
	constructor(bucket) {
		this.#bucket = bucket;
	}
	async open(file, listed, most) {
		let wanted = listed;
		for (let look = 1; wanted !== null && look <= 2; look++) {
			const stored = await this.#storePinned(file, wanted, most);
			if (stored !== "changed" && stored !== "absent") return stored;
			const [again] = (await this.#bucket.list(listed.key, 1)).objects;
			wanted = again?.key === listed.key ? again : null;
		}
		if (wanted === null) return { fault: VANISHED };
		const name = shown(file.uri);
		throw new ServiceError(`${name} was overwritten while it was read, and again when it was listed anew: let its writer finish, then run again. Versioning of the bucket makes a run read exactly what it listed.`);
	}
	async #storePinned(file, listed, most) {
		const pin = await this.#pin(listed);
		if (pin === "changed" || pin === "absent") return pin;
		if (pin.head.bytes > most) throw new LimitError(problem(`${shown(file.name)}: the files read in this run are larger than limits.bytes allows. Raise limits.bytes if that is right.`));
		const spool = await newSpool();
		try {
			const trouble = await this.#fill(spool.handle, listed.key, pin, file);
			if (trouble === null) return {
				...spool,
				versionId: pin.head.versionId
			};
			await spool.close();
			return trouble;
		} catch (error) {
			await spool.close();
			throw error;
		}
	}
	async #pin({ key, etag }) {
		let head = await this.#bucket.head(key, { ifMatch: etag });
		if (head === "changed" || head === "absent") {
			const versionId = await this.#bucket.versionOf(key, etag);
			if (!isLasting(versionId)) return head;
			head = await this.#bucket.head(key, { versionId });
			if (head === "changed" || head === "absent") return head;
		}
		return {
			head,
			at: isLasting(head.versionId) ? { versionId: head.versionId } : { ifMatch: head.etag }
		};
	}
	async #fill(handle, key, pin, file) {
		const seen = new Set();
		let trouble = "";
		for await (const _ of attempts(PATIENCE)) {
			const transfer = await this.#transfer(handle, key, pin);
			if (transfer === "changed" || transfer === "absent") return transfer;
			const { proof, sha256 } = transfer;
			if (proof === "whole" || proof === "likely" && seen.has(sha256)) return null;
			if (proof === "likely") seen.add(sha256);
			trouble = proof === "likely" ? "no two transfers brought the same bytes" : proof.broken;
		}
		throw new ServiceError(`${shown(file.uri)} did not arrive whole in ${PATIENCE.tries} tries (${trouble}): run again later.`);
	}
	async #transfer(handle, key, { at, head }) {
		const got = await this.#bucket.get(key, at);
		if (got === "changed" || got === "absent") return got;
		const { body } = got;
		if (got.etag !== head.etag || got.versionId !== head.versionId) {
			body.destroy();
			return "changed";
		}
		await handle.truncate(0);
		const hash = new BodyHash();
		const silence = setTimeout(() => body.destroy(new Error(`no byte in ${SILENCE_MS / 1e3} s`)), SILENCE_MS);
		try {
			for await (const chunk of body) {
				silence.refresh();
				await write(handle, chunk, hash.bytes);
				hash.update(chunk);
				if (hash.bytes > head.bytes) return {
					proof: { broken: `more than its ${head.bytes} bytes arrived` },
					sha256: ""
				};
			}
		} catch (error) {
			if (error instanceof ServiceError) throw error;
			return {
				proof: { broken: reasonOf(error) },
				sha256: ""
			};
		} finally {
			clearTimeout(silence);
		}
		return hash.finish(head, got.checksums);
	}
};
function isLasting(versionId) {
	return versionId !== null && versionId !== "null";
}
async function newSpool() {
	const path = join(tmpdir(), `gated-retrain-${randomUUID()}`);
	const handle = await open(path, "wx+", 384);
	const remove = () => unlink(path).then(() => true, () => false);
	const isGone = await remove();
	const close = async () => {
		await handle.close();
		if (!isGone) await remove();
	};
	return {
		handle,
		close
	};
}
async function write(handle, chunk, position) {
	try {
		for (let done = 0; done < chunk.length;) done += (await handle.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "an error";
		throw new ServiceError(problem(`A temporary file could not be written in ${tmpdir()} (${code}): data from a bucket passes through it.`), { cause: error });
	}
}
function reasonOf(error) {
	const said = error instanceof Error ? error.message : String(error);
	if (/checksum mismatch/i.test(said)) return "its bytes do not fit the stored checksum";
	return /aborted|ECONNRESET|terminated/i.test(said) ? "the connection was cut" : shown(said);
}
// src/fetch/places/place.ts
const MAX_SEARCHED_ENTRIES = 2e4;
const DEEPER = 2;
function depthOf(pattern) {
	return pattern.parts.reduce((slashes, part) => slashes + (part.kind === "literal" ? part.text.split("/").length - 1 : 0), 0);
}
function isSearchable(folder) {
	const name = folder.slice(folder.lastIndexOf("/") + 1);
	return !name.startsWith(".") && name !== "node_modules";
}
function isNearby(folder, pattern) {
	return isSearchable(folder) && folder.split("/").length <= depthOf(pattern) + DEEPER;
}
// src/fetch/places/bucket.ts
const MOST_KEYS = 1e6;
const MOST_OUTSIDE = 1e3;
const MOST_SIBLINGS = 8;
const LAST = "􏿿";
var BucketStorage = class {
	#bucket;
	#reader;
	#address;
	#listed = new Map();
	#looks = new Map();
	#own = new Map();
	constructor(bucket) {
		this.#bucket = bucket;
		this.#reader = new ObjectReader(bucket);
		this.#address = `s3://${bucket.access.bucket}/`;
	}
	async find(source) {
		const compiled = compilePattern(source);
		const objects = await this.#candidates(compiled);
		const pattern = objects.some(({ key }) => this.#address + key === source) ? literalPattern(source) : compiled;
		for (const object of objects) this.#listed.set(this.#address + object.key, object);
		return {
			pattern,
			files: this.#filesBelow(pattern.root, objects),
			refused: []
		};
	}
	async statOf({ uri }) {
		const { modified, bytes } = this.#listed.get(uri);
		return {
			modified,
			bytes
		};
	}
	async nearbyFiles(pattern) {
		const depth = depthOf(pattern);
		return [...this.#filesBelow(pattern.root, await this.#nearKeys(pattern)).filter(({ path }) => foldersOf(path).every((folder) => isNearby(folder, pattern))).map(({ path, uri }) => ({
			path,
			root: pattern.root,
			uri,
			outside: false,
			beside: path.split("/").length - 1 === depth
		})), ...await this.#outside(pattern)];
	}
	async absence(pattern) {
		if (pattern.literal && await this.#holds(`${this.#keyOf(pattern.source).replace(/\/$/, "")}/`)) return { kind: "folder" };
		let folder = null;
		for (let prefix = this.#prefixOf(pattern); prefix !== "" && !await this.#holdsOrHides(prefix, pattern); prefix = parentOf(prefix)) folder = this.#address + prefix.slice(0, -1);
		if (folder !== null) return {
			kind: "missing",
			folder
		};
		return { kind: "unmatched" };
	}
	async hasFile(uri) {
		try {
			return (await this.#bucket.list(this.#keyOf(uri), 1)).objects.some(({ key }) => key === this.#keyOf(uri));
		} catch (error) {
			if (error instanceof ServiceError) return false;
			throw error;
		}
	}
	async open(file, most) {
		return await this.#reader.open(file, this.#listed.get(file.uri), most);
	}
	async #candidates(pattern) {
		if (pattern.literal) return (await this.#bucket.list(this.#keyOf(pattern.source), 1)).objects;
		const { objects, cut } = await this.#look(this.#prefixOf(pattern));
		return cut ? await this.#ownKeys(pattern) : objects;
	}
	#look(prefix) {
		const known = this.#looks.get(prefix) ?? this.#bucket.list(prefix, 2e4);
		this.#looks.set(prefix, known);
		return known;
	}
	#ownKeys(pattern) {
		const beginning = this.#beginningOf(pattern);
		const known = this.#own.get(beginning) ?? this.#listAll(beginning, pattern);
		this.#own.set(beginning, known);
		return known;
	}
	async #listAll(beginning, { source }) {
		const { objects, cut } = await this.#bucket.list(beginning, MOST_KEYS);
		if (!cut) return objects;
		const where = shown(this.#address + beginning);
		throw new LimitError(problem(`The pattern ${shown(source)} looks through more than ${plural(MOST_KEYS, "object")} below ${where}.`));
	}
	async #nearKeys(pattern) {
		const { objects, cut } = await this.#look(this.#prefixOf(pattern));
		if (!cut) return objects;
		const behind = await this.#bucket.list(this.#prefixOf(pattern), MAX_SEARCHED_ENTRIES, { after: this.#beginningOf(pattern) + LAST });
		const own = pattern.literal ? [] : await this.#ownKeys(pattern);
		return [...new Map([
			...objects,
			...own,
			...behind.objects
		].map((object) => [object.key, object])).values()];
	}
	async #outside(pattern) {
		const own = this.#prefixOf(pattern);
		if (own === "") return [];
		const parent = parentOf(own);
		const root = (this.#address + parent).slice(0, -1);
		try {
			const above = await this.#bucket.list(parent, MOST_OUTSIDE, { delimiter: "/" });
			const siblings = above.folders.filter((folder) => folder !== own && isSearchable(folder.slice(0, -1))).slice(0, MOST_SIBLINGS);
			const objects = [above, ...await Promise.all(siblings.map((folder) => this.#bucket.list(folder, MOST_OUTSIDE, { delimiter: "/" })))].flatMap((listed) => listed.objects);
			return this.#filesBelow(root, objects).map(({ path, uri }) => ({
				path,
				root,
				uri,
				outside: true,
				beside: false
			}));
		} catch (error) {
			if (error instanceof ServiceError) return [];
			throw error;
		}
	}
	async #holdsOrHides(prefix, pattern) {
		try {
			return await this.#holds(prefix);
		} catch (error) {
			if (error instanceof ServiceError && prefix !== this.#prefixOf(pattern)) return true;
			throw error;
		}
	}
	async #holds(prefix) {
		return (await this.#bucket.list(prefix, 1)).objects.length > 0;
	}
	#filesBelow(root, objects) {
		const start = root.length + 1;
		return objects.filter(({ key }) => !key.endsWith("/")).map(({ key }) => this.#address + key).filter((uri) => uri.startsWith(`${root}/`)).map((uri) => ({
			path: uri.slice(start),
			uri,
			real: uri
		}));
	}
	#keyOf(uri) {
		return uri.slice(this.#address.length);
	}
	#prefixOf({ root }) {
		const key = this.#keyOf(root);
		return key === "" ? "" : `${key}/`;
	}
	#beginningOf(pattern) {
		const [first] = pattern.parts;
		return this.#prefixOf(pattern) + (first?.kind === "literal" ? first.text : "");
	}
};
function parentOf(prefix) {
	return prefix.length < 2 ? "" : prefix.slice(0, prefix.lastIndexOf("/", prefix.length - 2) + 1);
}
function foldersOf(path) {
	const names = path.split("/").slice(0, -1);
	return names.map((_, i) => names.slice(0, i + 1).join("/"));
}
// src/fetch/places/file-trouble.ts
const REASONS = new Map([
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
	return REASONS.get(codeOf(error)) ?? `the file system answers ${codeOf(error)}`;
}
function readingReason(error) {
	const code = codeOf(error);
	if (code === "Z_BUF_ERROR") return "the gzip data ends too early: the file is truncated";
	if (code.startsWith("Z_")) return "the gzip data is damaged";
	return /^E[A-Z]+$/.test(code) ? openingReason(error) : null;
}
// src/fetch/places/walk.ts
async function walk(root, bounds) {
	const result = {
		files: [],
		refused: [],
		cut: false
	};
	let left = bounds.entries;
	const enter = async (folder, path, above) => {
		const real = withSlashes(await realpath(folder).catch(() => folder));
		if (above.includes(real)) return;
		for (const entry of await entriesOf(folder, result)) {
			if (left-- <= 0) {
				result.cut = true;
				return;
			}
			const inner = path === "" ? entry.name : `${path}/${entry.name}`;
			const uri = inside(folder) + entry.name;
			const kind = await kindOf(entry, uri);
			if (kind === "folder" && bounds.enters(inner)) await enter(uri, inner, [...above, real]);
			if (kind === "file") {
				const target = entry.isSymbolicLink() ? withSlashes(await realpath(uri).catch(() => uri)) : inside(real) + entry.name;
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
// src/fetch/places/folders.ts
const MOST_ENTRIES = 1e6;
var LocalStorage = class {
	async find(given) {
		const source = await asStored(given);
		const exact = await stat(source).catch(() => null);
		const compiled = compilePattern(source);
		const pattern = exact?.isFile() ? literalPattern(compiled.source) : compiled;
		if (pattern.literal) return await findLiteral(pattern);
		const { files, refused, cut } = await walk(pattern.root, {
			enters: (folder) => couldMatchInside(pattern, folder),
			entries: MOST_ENTRIES
		});
		if (cut) throw new LimitError(problem(`The pattern ${shown(source)} looks through more than ${plural(MOST_ENTRIES, "file")} in ${shown(pattern.root)}.`));
		return {
			pattern,
			files,
			refused
		};
	}
	async statOf({ uri }) {
		const state = await stat(uri).catch(() => null);
		return {
			modified: state?.mtimeMs ?? null,
			bytes: state?.size ?? 0
		};
	}
	async nearbyFiles(pattern) {
		const depth = depthOf(pattern);
		const { root } = pattern;
		const neighbours = (await walk(root, {
			enters: (folder) => isNearby(folder, pattern),
			entries: MAX_SEARCHED_ENTRIES
		})).files.map(({ path, uri }) => ({
			path,
			root,
			uri,
			outside: false,
			beside: path.split("/").length - 1 === depth
		}));
		const parent = folderOf(root);
		if (parent === root || !isWithin$1(parent, withSlashes(process.cwd()))) return neighbours;
		const above = await walk(parent, {
			enters: (folder) => isSearchable(folder) && !folder.includes("/"),
			entries: MAX_SEARCHED_ENTRIES
		});
		for (const { path, uri } of above.files) if (!isWithin$1(uri, root)) neighbours.push({
			path,
			root: parent,
			uri,
			outside: true,
			beside: false
		});
		return neighbours;
	}
	async absence(pattern) {
		if ((await stat(pattern.source).catch(() => null))?.isDirectory()) return { kind: "folder" };
		const folder = await firstMissing(pattern.root);
		return folder === null ? { kind: "unmatched" } : {
			kind: "missing",
			folder
		};
	}
	async hasFile(uri) {
		return (await stat(uri).catch(() => null))?.isFile() === true;
	}
	async open({ uri }) {
		try {
			const handle = await open(uri, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
			return {
				handle,
				versionId: null,
				close: () => handle.close()
			};
		} catch (error) {
			const target = await readlink(uri).catch(() => "");
			return { fault: fetchAdvice(target) ?? openingReason(error) };
		}
	}
};
async function asStored(source) {
	for (const form of new Set([
		source,
		source.normalize("NFC"),
		source.normalize("NFD")
	])) {
		const { literal, root } = compilePattern(form);
		if (await stat(literal ? form : root).catch(() => null) !== null) return form;
	}
	return source;
}
async function findLiteral(pattern) {
	const path = pattern.source.slice(pattern.source.lastIndexOf("/") + 1);
	const uri = pattern.source;
	try {
		const real = withSlashes(await realpath(uri));
		return {
			pattern,
			files: (await stat(real)).isFile() ? [{
				path,
				uri,
				real
			}] : [],
			refused: []
		};
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		return {
			pattern,
			files: [],
			refused: code === "ENOENT" || code === "ENOTDIR" ? [] : [{
				folder: pattern.root,
				code
			}]
		};
	}
}
function isWithin$1(path, folder) {
	return path === folder || path.startsWith(inside(folder));
}
async function firstMissing(folder) {
	let missing = null;
	for (let path = folder; await stat(path).catch(() => null) === null; path = folderOf(path)) {
		missing = path;
		if (folderOf(path) === path) break;
	}
	return missing;
}
// src/fetch/places/places.ts
const SCHEME = "s3://";
function isInBucket(uri) {
	return uri.startsWith(SCHEME);
}
function absolutePattern(cwd, pattern) {
	return isInBucket(pattern) ? pattern : withSlashes(resolve(cwd, pattern));
}
var Storages = class {
	#settings;
	#services;
	#folders = new LocalStorage();
	#buckets = new Map();
	constructor(settings, services) {
		this.#settings = settings;
		this.#services = services;
	}
	of(uri) {
		if (!isInBucket(uri)) return this.#folders;
		const bucket = uri.slice(5).split("/", 1)[0];
		let place = this.#buckets.get(bucket);
		if (place === void 0) {
			place = new BucketStorage(new S3Bucket({
				...this.#settings,
				bucket
			}, this.#services));
			this.#buckets.set(bucket, place);
		}
		return place;
	}
};
// src/fetch/listing/future.ts
const DAY_MS$1 = 864e5;
const AHEAD_MS = DAY_MS$1;
function isPossible(time, now) {
	return time <= now + AHEAD_MS;
}
function timeOf(file) {
	return file.date ?? file.modified;
}
function possibleFiles(files, now, time = timeOf) {
	const possible = files.filter((file) => isPossible(time(file) ?? Number.NEGATIVE_INFINITY, now));
	return possible.length === 0 ? files : possible;
}
function checkFuture(files, { window }, now) {
	const time = (file) => (window.kind === "days" ? timeOf(file) : file.date) ?? Number.NEGATIVE_INFINITY;
	const future = files.filter((file) => !isPossible(time(file), now));
	if (future.length === 0) return [];
	const newest = future.reduce((a, b) => time(b) > time(a) ? b : a);
	const latest = time(newest);
	const others = future.filter((file) => file !== newest).slice(0, 2);
	const more = others.length === 0 ? "" : ` (and ${plural(future.length - 1, "more file")}: ${others.map((file) => shown(file.name)).join(", ")})`;
	const by = newest.date === null ? "was changed" : "is dated";
	const message = `${shown(newest.name)} ${by} ${ahead(latest - now)} from now (${isoOf(latest)})${more}: freshness, near misses and the window are counted from the newest file of a date that can be; its rows are read all the same.`;
	return [check$1("stale", newest.name, "warn", message, {
		observed: isoOf(latest),
		expected: `at most ${isoOf(now + AHEAD_MS)}`,
		suggestion: "Correct the date, or name the file under data.exclude; if the file is right, the clock of this machine is wrong."
	})];
}
function isoOf(time) {
	return Math.abs(time) <= 864e13 ? new Date(time).toISOString() : String(time);
}
function ahead(ms) {
	const days = ms / DAY_MS$1;
	if (days < 60) return plural(Math.round(days), "day");
	return days < 730 ? plural(Math.round(days / 30.44), "month") : plural(Math.round(days / 365.25), "year");
}
// src/fetch/names/name-date.ts
const MONTHS$1 = [
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
const MONTH = `(${MONTHS$1.join("|")})[a-z]*`;
const NOTATIONS = [
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
	for (const [regex, read] of NOTATIONS) for (const parts of name.matchAll(regex)) {
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
	return String(MONTHS$1.indexOf(name.toLowerCase()) + 1);
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
// src/fetch/names/propose.ts
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
	return inside(root) + proposed;
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
	if (pattern.startsWith("s3://")) return pattern;
	const path = relative(process.cwd(), pattern);
	return path !== "" && !path.startsWith("..") && !isAbsolute(path) ? withSlashes(path) : pattern;
}
// src/fetch/names/file-format.ts
const EXTENSION = /\.(?:(csv|tsv)(?:\.gz)?|(parquet))$/i;
const ACCEPTED_EXTENSIONS = ".csv, .csv.gz, .tsv, .tsv.gz";
function formatOf(name) {
	const parts = EXTENSION.exec(name);
	return parts === null ? null : (parts[1] ?? parts[2]).toLowerCase();
}
function withoutExtension(name) {
	return name.replace(EXTENSION, "");
}
// src/fetch/listing/match.ts
async function matchPatterns(sources, places, checkout) {
	const seen = new Set();
	const names = new Set();
	const all = [];
	for (const source of sources) {
		const place = places.of(source);
		const { pattern, files, refused } = await place.find(source);
		const found = matching(pattern, files);
		found.sort((a, b) => Number(a.file.uri !== a.file.real) - Number(b.file.uri !== b.file.real) || byCodePoint(a.file.path, b.file.path));
		const result = {
			pattern,
			files: [],
			repeated: 0,
			unread: [],
			refused,
			leading: []
		};
		for (const { file, date } of found) {
			if (checkout !== void 0 && leadsOut(file, checkout)) {
				result.leading.push(file.path);
				continue;
			}
			if (seen.has(file.real)) {
				result.repeated++;
				continue;
			}
			seen.add(file.real);
			if (!pattern.literal && formatOf(file.path) === null) result.unread.push(file.path);
			else result.files.push(await listed(place, file, date, ownName(file, names)));
		}
		all.push(result);
	}
	return all;
}
function leadsOut({ uri, real }, checkout) {
	if (!isWithin(uri, checkout.path) && !isWithin(uri, checkout.real)) return false;
	return !isWithin(real, checkout.real) || isWithin(real, `${checkout.real}/.git`);
}
function isWithin(path, folder) {
	return path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
function inOrder(files) {
	return files.sort((a, b) => compareDates(a.date, b.date) || byCodePoint(a.name, b.name));
}
function compareDates(a, b) {
	if (a === b) return 0;
	return (a ?? Number.NEGATIVE_INFINITY) - (b ?? Number.NEGATIVE_INFINITY);
}
function matching(pattern, files) {
	const found = [];
	for (const file of files) {
		const match = matchPattern(pattern, file.path);
		if (match !== null) found.push({
			file,
			date: match.date ?? dateOf(file.path)
		});
	}
	return found;
}
function dateOf(path) {
	return dateInName(path.slice(path.lastIndexOf("/") + 1))?.date ?? dateInName(path)?.date ?? null;
}
function ownName(file, names) {
	let name = file.path.normalize("NFC");
	if (names.has(name)) name = file.path;
	let start = file.uri.length - file.path.length;
	while (names.has(name) && start > 1) {
		start = file.uri.lastIndexOf("/", start - 2) + 1;
		name = file.uri.slice(start);
	}
	names.add(name);
	return name;
}
async function listed(place, file, date, name) {
	return {
		name,
		uri: file.uri,
		versionId: null,
		date,
		...await place.statOf(file)
	};
}
// src/fetch/names/likeness.ts
const SIDECAR_WORDS = new Set("manifest checksum checksums md5 sha1 sha256 sha512 crc crc32 schema metadata meta readme success index log logs lock tmp temp bak backup partial part inventory license stats".split(" "));
function comparableName(basename) {
	const date = dateInName(basename);
	return squeeze(withoutExtension(date === null ? basename : `${basename.slice(0, date.start)} ${basename.slice(date.end)}`));
}
function squeeze(text) {
	return text.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "");
}
function wordsOf(text) {
	return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
function comparablePieces(pattern) {
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
function isSimilarName(core, pieces) {
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
// src/fetch/listing/surroundings.ts
const NAMES_SHOWN = 5;
async function describeNearby(pattern, place) {
	const absence = await place.absence(pattern);
	if (absence.kind === "folder") {
		const inside = `${pattern.source.replace(/\/$/, "")}/*.csv`;
		return {
			message: "it is a folder, expected a file or a pattern.",
			suggestion: "To take the files in it, name them.",
			remedies: [takes(inside)]
		};
	}
	const braces = literalBraces(pattern);
	if (braces !== null) return {
		message: `${shown(braces)} is taken literally, dates are written {YYYYMMDD} with YYYY, MM, DD, HH.`,
		suggestion: null
	};
	const dvc = await pointersOfDvc(pattern, absence, place);
	if (dvc !== null) return dvc;
	if (absence.kind === "missing") return {
		message: `there is no folder ${shown(asWritten(absence.folder))}${doubledSlash(pattern.source)}.`,
		suggestion: null
	};
	const files = (await place.nearbyFiles(pattern)).filter((file) => !file.outside);
	if (files.length === 0) return {
		message: `the folder ${shown(asWritten(pattern.root))} holds no file${doubledSlash(pattern.source)}.`,
		suggestion: null
	};
	const nearest = nearestTo(pattern, files);
	const names = nearest.slice(0, NAMES_SHOWN).map((file) => shown(file.path));
	const message = `${plural(files.length, "file")} ${files.length === 1 ? "is" : "are"} there, the nearest ${names.length === 1 ? "is" : "are"} ${names.join(", ")}.`;
	const meant = nearest.find((file) => couldBeMeant(file, pattern)) ?? usualOf$2(nearest, pattern);
	if (meant === void 0) return {
		message,
		suggestion: null
	};
	return {
		message,
		suggestion: `If ${shown(meant.path)} is the data, take it.`,
		remedies: [takes(proposePattern(pattern.root, meant.path))]
	};
}
const takes = (pattern) => setKey(CONFIGURATION, "data.files", [asWritten(pattern)]);
async function pointersOfDvc(pattern, absence, place) {
	const folder = absence.kind === "missing" && await place.hasFile(`${absence.folder}.dvc`) ? [`${absence.folder}.dvc`] : [];
	const isMeant = (uri) => {
		const target = dvcTarget(uri);
		return target?.startsWith(inside(pattern.root)) === true && matchPattern(pattern, target.slice(inside(pattern.root).length)) !== null;
	};
	const files = absence.kind === "unmatched" ? (await place.nearbyFiles(pattern)).map(({ uri }) => uri).filter(isMeant) : [];
	const pointers = [...folder, ...files];
	if (pointers.length === 0) return null;
	const names = pointers.slice(0, NAMES_SHOWN).map((uri) => shown(asWritten(uri)));
	return {
		message: `DVC keeps ${pointers.length === 1 ? "it" : `${plural(pointers.length, "file")} that would`}, and ${names.join(", ")} ${pointers.length === 1 ? "is all that is" : "are all that are"} here.`,
		suggestion: "Run `dvc pull` before this step."
	};
}
function doubledSlash(source) {
	const [, bucket, key] = /^s3:\/\/([^/]*)\/(.*)$/s.exec(source) ?? [];
	if (bucket === void 0 || key === void 0 || !/^\/|\/\//.test(key)) return "";
	const single = asWritten(`s3://${bucket}/${key.replace(/^\/+/, "").replace(/\/{2,}/g, "/")}`);
	return key.startsWith("/") ? `, and the key begins with a slash; one slash too many? The pattern would be ${shown(single)}` : `, and the key holds two slashes in a row; one too many? The pattern would be ${shown(single)}`;
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
	return formatOf(basename) !== null && !isSidecar(basename, pattern) && isSimilarName(comparableName(basename), comparablePieces(pattern));
}
function usualOf$2(files, pattern) {
	const data = files.filter(({ path }) => formatOf(path) !== null && !isSidecar(path.slice(path.lastIndexOf("/") + 1), pattern));
	const patterns = data.map(({ path }) => proposePattern(pattern.root, path));
	return data.find((_, at) => 2 * patterns.filter((other) => other === patterns[at]).length > data.length);
}
function nearestTo(pattern, files) {
	const wanted = pattern.source.slice(inside(pattern.root).length).slice(0, 200);
	return files.slice(0, 2e3).map((file) => ({
		file,
		data: formatOf(file.path) !== null,
		far: (0, import_fastest_levenshtein.distance)(wanted, file.path.slice(0, 200)),
		date: dateOf(file.path) ?? 0
	})).sort((a, b) => Number(b.data) - Number(a.data) || a.far - b.far || b.date - a.date || byCodePoint(a.file.path, b.file.path)).map((one) => one.file);
}
// src/table/read/common-letters.ts
const LATIN = {
	western: [
		"àâæçéèêëîïôœùûüÿ",
		"äöüß",
		"áéíñóúüç",
		"ãáàâçéêíóôõúü",
		"àèéìòùí",
		"éëïöüáó",
		"æøåéö",
		"äöåéü",
		"áðéíóúýþæö",
		"ëç"
	],
	central: [
		"ąćęłńóśźż",
		"áčďéěíňóřšťúůýž",
		"áäčďéíĺľňóôŕšťúýž",
		"áéíóöőúüű",
		"ăâîşţșț",
		"čćđšž",
		"äöüß"
	],
	turkish: ["çğıöşüâîi̇"],
	baltic: [
		"ąčęėįšųūž",
		"āčēģīķļņšūž",
		"äöõüšž"
	]
};
const CYRILLIC = [
	"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ",
	"оаинвеіртслкудмпязьбгйчжхцюєїшщфґ",
	"аеиотнрсвлкдпмзугябъчхщжцшюйьф",
	"аиоенрсјтукдвмплзгбшчцњћжхљђџф"
];
const GREEK = "αοιετσνηυρπκμλςωίδγάχόθέήφβξύώζψϊϋΐΰ";
const HEBREW = "יוהלארתבשמןםנעדקפחטגצזכסךףץ";
const ARABIC = "اليمونرتبةعدسفهكقحجشطصخضذثزغظءآأؤإئىپچژگ";
const THAI = "านรอกเงมยลวดทสตะปบคหแจพชขใไโผซ่้ิีึืุู็์ัำ";
const HAN = new Set("的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区求品士转量空甚众技轻程告江语英基派满式李息写识极令黄德收脸钱党取持设始版双历史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网似斯石若兵弟校读志飞观争究包组造落视济喜离坏兴切州湖河川云贵陕苏浙徽福闽赣鲁豫粤桂琼渝沪津冀晋辽吉黑龙蒙宁夏疆藏港澳湾圳杭武汉沈阳哈尔滨厦昆成都大连青岛陈刘杨赵吴徐孙朱郭罗郑谢韩唐冯董萧曹袁邓傅曾彭吕丁蒋蔡魏薛叶阎余潘杜戴范汪田姜姚康丘卢們來個國說時為這對於學會過還沒發與從當點業問實電門機東車長開見關動樣經頭話務員報業區場張馬錢進聲書體萬無氣記邊風戰運統認論資隊條變聯權領傳際單導網石觀爭組視離廣議歷設雙據達轉輕語滿極黃臉黨臺灣縣鄉鎮號樓環臺北高雄桃園新竹彰義屏蓮島陳劉楊趙吳孫鄭謝韓馮蕭鄧呂蔣葉閻盧東京都府県市区町村道阪神奈埼玉千葉横浜古屋札幌福岡広島仙台熊鹿児沖縄崎岐阜滋賀良歌取根岡香徳愛媛佐藤鈴木高橋田渡辺伊藤山本中村小林加藤吉佐々井斎松清山森池橋石前藤後近青坂遠西太三原竹内円男女子会社員部課営業店品数量価格商売込済入出荷送未完了有無可否日月火水木金土曜年時分秒");
const HANGUL = new Set("이다는의에을가한로지고서사은를인기하도자어리대나시아일정전해수보부동원제상장과라만그스구들여주세경조면생공선소관성게위유화신분비안국학실용마우무으문했적할음오연있중계내물미모불방재개거말회단현행각진노당개터치법력러르드트니산강남북천광울구포종호양영평창청명양통체급점반입출품번령석식박김최윤임황송류홍권전민준숙희옥순철복형예아니오네매배달택본점외역군읍면동길층초중결승인원월화수목금토".split(""));
const SYMBOLS = new Set("°€£§©®™±²³µ·–—‘’“”„‚…«»‹›¿¡½¼¾×÷№¢¥¹ºª†•‰′″\xA0、。，．・（）「」：；？！％＋－〜～￥");
// src/table/read/encoding-guess.ts
const CANDIDATES = [
	["windows-1252", "western"],
	["windows-1250", "central"],
	["iso-8859-2", "central"],
	["windows-1251", "cyrillic"],
	["koi8-r", "cyrillic"],
	["koi8-u", "cyrillic"],
	["iso-8859-5", "cyrillic"],
	["ibm866", "cyrillic"],
	["x-mac-cyrillic", "cyrillic"],
	["windows-1253", "greek"],
	["iso-8859-7", "greek"],
	["windows-1254", "turkish"],
	["windows-1255", "hebrew"],
	["iso-8859-8", "hebrew"],
	["windows-1256", "arabic"],
	["iso-8859-6", "arabic"],
	["windows-1257", "baltic"],
	["windows-874", "thai"],
	["macintosh", "western"],
	["gbk", "chinese"],
	["big5", "chinese"],
	["shift_jis", "japanese"],
	["euc-jp", "japanese"],
	["euc-kr", "korean"]
];
const CLEARLY$2 = .12;
const WORDS_SHOWN = 3;
const SAMPLE_BYTES = 1 << 19;
var EncodingSample = class {
	#cells = new Map();
	#bytes = 0;
	#rest = Buffer.alloc(0);
	push(chunk) {
		const bytes = Buffer.concat([this.#rest, chunk]);
		let start = 0;
		let high = false;
		for (let at = 0; at < bytes.length; at++) {
			const byte = bytes[at];
			if (byte >= 128) high = true;
			if (byte !== 10 && byte !== 13 && byte !== 44 && byte !== 59 && byte !== 9 && byte !== 34) continue;
			if (high) this.#add(bytes.subarray(start, at));
			start = at + 1;
			high = false;
		}
		this.#rest = Buffer.from(bytes.subarray(start));
		if (this.#rest.length > SAMPLE_BYTES) this.#rest = Buffer.alloc(0);
	}
	#add(cell) {
		if (this.#bytes > SAMPLE_BYTES) return;
		const text = cell.toString("latin1");
		const key = text.replaceAll(/[\d.,]+/g, "0");
		if (this.#cells.has(key)) return;
		this.#cells.set(key, text);
		this.#bytes += cell.length;
	}
	guess() {
		if (this.#rest.some((byte) => byte >= 128)) this.#add(this.#rest);
		const cells = [...this.#cells.values()].map((text) => Buffer.from(text, "latin1"));
		if (cells.length === 0 || isDamagedUtf8(cells)) return null;
		const tried = CANDIDATES.flatMap(([encoding, kind], place) => {
			const texts = decoded(cells, encoding);
			return texts === null ? [] : [{
				encoding,
				texts,
				said: texts.join("\n"),
				score: scoreOf(texts, kind) - place / 1e3
			}];
		}).sort((a, b) => b.score - a.score);
		const [best] = tried;
		if (best === void 0) return null;
		const others = new Map();
		for (const { said, score, encoding } of tried) if (said !== best.said && best.score - score < CLEARLY$2 && !others.has(said)) others.set(said, encoding);
		const words = best.texts.map((text) => text.trim()).filter((text) => text.length <= 40);
		return {
			encoding: best.encoding,
			rivals: [...others.values()],
			words: words.slice(0, WORDS_SHOWN)
		};
	}
};
function isDamagedUtf8(cells) {
	let [valid, broken] = [0, 0];
	for (const cell of cells) for (const char of cell.toString("utf8")) if (char === "�") broken++;
	else if (char > "") valid++;
	return valid * 2 >= broken;
}
const NO_TEXT = /[^\P{Cc}\t]|[\ufffd\ue000-\uf8ff]/u;
function decoded(cells, encoding) {
	try {
		const decoder = new TextDecoder(encoding, { fatal: true });
		const texts = cells.map((cell) => encoding === "windows-1252" ? windowsAsUtf8(cell).toString() : decoder.decode(cell));
		return texts.some((text) => NO_TEXT.test(text)) ? null : texts;
	} catch {
		return null;
	}
}
function scoreOf(texts, kind) {
	const alphabets = alphabetsOf(kind);
	const sums = alphabets.map(() => 0);
	let count = 0;
	for (const text of texts) {
		const chars = [...text];
		for (const [i, char] of chars.entries()) {
			if (char <= "") continue;
			count++;
			const around = aroundOf(chars[i - 1] ?? "", char, chars[i + 1] ?? "");
			for (const [a, weight] of alphabets.entries()) sums[a] += weight(char === "İ" ? "ı" : char.toLowerCase()) * around;
		}
	}
	const score = count === 0 ? 0 : Math.max(...sums) / count;
	return kind in LATIN && mostlyBeyondAscii(texts) ? score * FOREIGN : score;
}
const MOST_MARKED = .5;
const FOREIGN = .4;
function mostlyBeyondAscii(texts) {
	const words = texts.flatMap((text) => text.match(/\p{L}+/gu) ?? []);
	return words.filter((word) => word.length > 1 && ![...word].some(isAscii$2)).length > MOST_MARKED * words.length;
}
const BETWEEN_DIGITS = new Set("\xA0’·×–°");
const TURKISH_TWINS = new Set("ýþð");
const isAscii$2 = (char) => char !== "" && char <= "";
function aroundOf(before, char, after) {
	const isLetter = /\p{L}/u.test(char);
	const letters = [before, after].filter((other) => /\p{L}/u.test(other));
	if (!isLetter && /\d/.test(before) && /\d/.test(after)) return BETWEEN_DIGITS.has(char) ? 1.2 : .1;
	if (!isLetter) return letters.length === 2 || letters.length === 1 && !SYMBOLS.has(char) ? .1 : 1;
	const isLatin = /\p{Script=Latin}/u.test(char);
	if (letters.some((other) => /\p{Script=Latin}/u.test(other) !== isLatin)) return .1;
	const isUpper = char !== char.toLowerCase();
	if (/[ךםןףץ]/.test(char) && /\p{L}/u.test(after)) return .2;
	if (isUpper && before !== before.toUpperCase() && /\p{L}/u.test(before)) return .2;
	if (isUpper && letters.length > 0 && letters.every((other) => other === other.toUpperCase() && !isAscii$2(other))) return .85;
	return letters.length === 0 && before + after !== "" ? .3 : 1;
}
function alphabetsOf(kind) {
	const symbols = (char) => SYMBOLS.has(char) ? .8 : .1;
	const ofLetters = (letters, ranked) => {
		const ranks = new Map([...letters].map((letter, rank) => [letter, rank]));
		return (char) => {
			const rank = ranks.get(char);
			if (rank === void 0) return symbols(char);
			if (TURKISH_TWINS.has(char)) return .9;
			return !ranked || rank < 12 ? 1 : rank < 22 ? .8 : .55;
		};
	};
	switch (kind) {
		case "cyrillic": return CYRILLIC.map((letters) => ofLetters(letters, true));
		case "greek": return [ofLetters(GREEK, true)];
		case "hebrew": return [ofLetters(HEBREW, true)];
		case "arabic": return [ofLetters(ARABIC, true)];
		case "thai": return [ofLetters(THAI, false)];
		case "chinese": return [(char) => HAN.has(char) ? 1 : /\p{Script=Han}/u.test(char) ? .6 : symbols(char)];
		case "japanese": return [(char) => /[\u3041-\u30fe]/.test(char) ? 1 : HAN.has(char) ? .95 : /\p{Script=Han}/u.test(char) ? .55 : symbols(char)];
		case "korean": return [(char) => HANGUL.has(char) ? 1 : /[\uac00-\ud7a3]/.test(char) ? .55 : /\p{Script=Han}/u.test(char) ? .2 : symbols(char)];
		default: return (LATIN[kind] ?? []).map((letters) => ofLetters(letters, false));
	}
}
// src/table/read/read-table.ts
async function readTable(open, { otherEncoding, ...options }) {
	const first = await parseCsv(open(), options);
	if (!("fault" in first)) return first;
	if (first.fault.legacy !== true) return await otherDelimiter(open, options, first);
	const guess = await guessOf$1(open(), otherEncoding);
	if (guess === null) return first;
	const second = await parseCsv(open(), {
		...options,
		encoding: guess.encoding
	});
	const read = "fault" in second && second.fault.damaged !== true ? await otherDelimiter(open, {
		...options,
		encoding: guess.encoding
	}, second) : second;
	if ("fault" in read) return read.fault.damaged === true ? first : read;
	const { line, column } = first.fault;
	const told = otherEncoding === void 0 ? { guess: {
		words: guess.words,
		rivals: guess.rivals
	} } : {};
	return {
		table: read.table,
		reading: {
			...read.reading,
			line,
			column,
			...told
		}
	};
}
async function guessOf$1(bytes, expected) {
	if (expected !== void 0) return {
		encoding: expected,
		rivals: [],
		words: []
	};
	const sample = new EncodingSample();
	for await (const chunk of bytes) sample.push(chunk);
	return sample.guess();
}
const DELIMITERS$1 = [
	",",
	";",
	"	",
	"|"
];
async function otherDelimiter(open, options, failed) {
	if (failed.fault.ragged !== true) return failed;
	for (const delimiter of DELIMITERS$1) {
		if (delimiter === failed.fault.delimiter) continue;
		const read = await parseCsv(open(), {
			...options,
			delimiter,
			delimiterIsCertain: true
		});
		if (!("fault" in read) && read.table.header.length > 1) return read;
	}
	return failed;
}
// src/fetch/forecast.ts
const CELL_BYTES = 17;
const LEAST_SHARE$1 = .01;
const LEAST_BYTES = 1 << 20;
const STEP_BYTES = 32 << 20;
const LEEWAY = 1.15;
var Forecast = class {
	#file;
	#storedBytes;
	#limit;
	#next = LEAST_BYTES;
	#last = {
		share: 0,
		size: {
			cells: 0,
			textBytes: 0
		}
	};
	constructor(file, storedBytes, limit) {
		this.#file = file;
		this.#storedBytes = storedBytes;
		this.#limit = limit;
	}
	look(decompressed, storedRead, size) {
		const share = storedRead / this.#storedBytes;
		if (decompressed < this.#next || share < LEAST_SHARE$1 || share <= this.#last.share) return;
		this.#next = decompressed + STEP_BYTES;
		const most = this.#limit ?? availableMemory();
		const needed = process.memoryUsage.rss() + this.#toCome({
			share,
			size
		});
		this.#last = {
			share,
			size
		};
		if (needed <= most * LEEWAY) return;
		const what = `${shown(this.#file)}: its table would need about ${inMebibytes(needed)} of memory, more than limits.memory (${inMebibytes(most)})`;
		throw new LimitError(problem(`${what}, as its first ${percent(share)} foretell. Read less (data.window, fewer columns), or raise limits.memory where there is more.`));
	}
	#toCome({ share, size }) {
		const rest = 1 - share;
		const cells = size.cells / share;
		const texts = (size.textBytes - this.#last.size.textBytes) / (share - this.#last.share) * rest;
		return cells * CELL_BYTES - size.cells * 9 + texts;
	}
};
function percent(share) {
	return `${Number((100 * share).toPrecision(2))} %`;
}
// src/fetch/source.ts
const CHUNK_BYTES = 1 << 18;
function budgetOf(limits, written = {}) {
	return {
		limits,
		bytesLeft: limits.bytes,
		rowsLeft: limits.rows,
		written
	};
}
async function readStored(file, { handle, versionId }, budget) {
	try {
		const read = await readOpen(file, handle, budget);
		return "fault" in read ? read : {
			...read,
			versionId
		};
	} catch (error) {
		if (error instanceof LimitError) throw error;
		const reason = readingReason(error);
		if (reason === null) throw error;
		return { fault: {
			...faultWithoutLine(reason),
			digest: await digestOf(handle).catch(() => null)
		} };
	}
}
async function readOpen(file, handle, budget) {
	const before = await handle.stat();
	if (!before.isFile()) return { fault: faultWithoutLine("it is no regular file") };
	const { limits } = budget;
	const pointer = await pointerOf(handle, before.size);
	if (pointer !== null) return { fault: {
		...faultWithoutLine(`it is a ${pointer.tool} pointer, not the data: ${pointer.mend}`),
		mend: pointer.mend,
		digest: await digestOf(handle)
	} };
	const gzipped = await isGzip(handle);
	if (!gzipped && /\.gz$/i.test(file.uri)) return { fault: {
		...faultWithoutLine("its name ends in .gz but it is not gzip data"),
		digest: await digestOf(handle)
	} };
	const { encoding, delimiter = formatOf(file.uri) === "tsv" ? "	" : ",", ...written } = budget.written;
	const other = encoding === void 0 || encoding === "utf-8" || encoding.startsWith("utf-16") ? {} : { otherEncoding: encoding };
	const most = {
		maxColumns: limits.columns,
		maxCellBytes: limits.cell,
		maxRows: budget.rowsLeft
	};
	const options = {
		delimiter,
		...written,
		...other,
		...most,
		...gzipped ? {} : { size: before.size }
	};
	const { bytesLeft } = budget;
	let hash = {
		sha256: createHash("sha256"),
		bytes: 0
	};
	let forecast = new Forecast(file.name, before.size, limits.memory);
	const watch = (size) => forecast.look(bytesLeft - budget.bytesLeft, hash.bytes, size);
	const bytes = () => {
		hash = {
			sha256: createHash("sha256"),
			bytes: 0
		};
		forecast = new Forecast(file.name, before.size, limits.memory);
		budget.bytesLeft = bytesLeft;
		return counted$1(gzipped ? gunzipped(hashed$1(handle, hash)) : hashed$1(handle, hash), file, budget);
	};
	const parsed = await readTable(bytes, {
		...options,
		watch
	});
	if ("fault" in parsed) {
		if (parsed.fault.kind === "limit") throw limitReached(file, parsed.fault, budget);
		const { message, line, column } = parsed.fault;
		const empty = parsed.fault.kind === "empty" ? { empty: true } : {};
		return { fault: {
			message: withoutStop(message),
			line,
			column,
			digest: await digestOf(handle),
			...empty
		} };
	}
	const after = await handle.stat();
	if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) return { fault: faultWithoutLine("it changed while it was read; let its writer finish, or have it written elsewhere and moved here") };
	budget.rowsLeft -= parsed.table.rows;
	return {
		digest: hash.bytes === before.size ? `sha256:${hash.sha256.digest("hex")}` : await digestOf(handle),
		table: parsed.table,
		reading: parsed.reading,
		bytes: before.size
	};
}
async function pointerOf(handle, size) {
	if (size > 1024) return null;
	const bytes = new Uint8Array(size);
	await handle.read(bytes, 0, size, 0);
	return pointerIn(bytes);
}
async function isGzip(handle) {
	const head = new Uint8Array(2);
	await handle.read(head, 0, 2, 0);
	return head[0] === 31 && head[1] === 139;
}
async function* hashed$1(handle, hash) {
	for await (const chunk of stored(handle)) {
		hash.sha256.update(chunk);
		hash.bytes += chunk.length;
		yield chunk;
	}
}
async function* stored(handle) {
	const blockAt = (position) => handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
	let next = blockAt(0);
	try {
		for (let position = 0;;) {
			const { bytesRead, buffer } = await next;
			if (bytesRead === 0) return;
			position += bytesRead;
			next = blockAt(position);
			yield buffer.subarray(0, bytesRead);
		}
	} finally {
		await next.catch(() => void 0);
	}
}
function gunzipped(stored) {
	const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
	pipeline(Readable.from(stored), gunzip, () => void 0);
	return gunzip;
}
async function* counted$1(bytes, file, budget) {
	for await (const chunk of bytes) {
		budget.bytesLeft -= chunk.length;
		if (budget.bytesLeft < 0) {
			const most = budget.limits.bytes.toLocaleString("en-US");
			throw new LimitError(problem(`${shown(file.name)}: the files read in this run are larger than ${most} bytes when decompressed. Raise limits.bytes if that is right.`));
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
	const total = fault.limit === "rows" && budget.rowsLeft < budget.limits.rows ? ` The limit is ${budget.limits.rows.toLocaleString("en-US")} over all files.` : "";
	return new LimitError(problem(`${shown(file.name)}: ${fault.message}${total} Raise that limit if this is right.`, { where }));
}
async function digestOf(handle) {
	const hash = createHash("sha256");
	for await (const chunk of stored(handle)) hash.update(chunk);
	return `sha256:${hash.digest("hex")}`;
}
function faultWithoutLine(message) {
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
// src/fetch/in-turn.ts
const AHEAD = 8;
const SLOW_BYTES = 8 << 20;
const SLOW_FILES = 50;
async function* readInOrder(files, places, limits, progress, written = {}) {
	const budget = budgetOf(limits, written);
	const opened = [];
	let next = 0;
	let bytesLeft = limits.bytes;
	const openAhead = () => {
		for (; next < files.length && opened.length < AHEAD; next++) {
			const opening = openOf(files[next], places, bytesLeft);
			bytesLeft -= files[next].bytes;
			opening.catch(() => void 0);
			opened.push(opening);
		}
	};
	try {
		for (const [index, file] of files.entries()) {
			openAhead();
			if (file.bytes >= SLOW_BYTES || index % SLOW_FILES === 49) progress(`Reading ${shown(file.name)} (${index + 1} of ${plural(files.length, "file")}, ${(file.bytes / 1e6).toFixed(1)} MB)`);
			const stored = await opened.shift();
			yield {
				file,
				outcome: "fault" in stored ? { fault: {
					...faultWithoutLine(stored.fault),
					refused: stored.refused ?? null
				} } : await readAndClose(file, stored, budget)
			};
		}
	} finally {
		for (const opening of opened) {
			const stored = await opening.catch(() => null);
			if (stored !== null && "close" in stored) await stored.close();
		}
	}
}
async function openOf(file, places, most) {
	if (formatOf(file.uri) === "parquet") return { fault: "Parquet is not available in this version, expected CSV or TSV" };
	try {
		return await places.of(file.uri).open(file, most);
	} catch (error) {
		if (error instanceof RefusedObject) return {
			fault: "the store refuses it",
			refused: error
		};
		throw error;
	}
}
async function readAndClose(file, stored, budget) {
	try {
		return await readStored(file, stored, budget);
	} finally {
		await stored.close();
	}
}
// src/fetch/listing/window.ts
const DAY_MS = 864e5;
function filesInWindow(files, window, now) {
	const possible = possibleFiles(files, now);
	const isPossible = new Set(possible);
	return new Set([...counted(possible, window), ...files.filter((file) => !isPossible.has(file))]);
}
function counted(files, window) {
	switch (window.kind) {
		case "all": return files;
		case "latest": return files.slice(-1);
		case "files": return files.slice(-window.count);
		case "days": {
			const timeOf = (file) => file.date ?? file.modified ?? Number.POSITIVE_INFINITY;
			const newest = files.reduce((latest, file) => Number.isFinite(timeOf(file)) ? Math.max(latest, timeOf(file)) : latest, Number.NEGATIVE_INFINITY);
			return files.filter((file) => timeOf(file) > newest - window.days * DAY_MS);
		}
	}
}
// src/fetch/read.ts
const AS_THE_ENVIRONMENT_SAYS = {
	owner: null,
	role: null,
	region: null,
	endpoint: null,
	pathStyle: null
};
async function readFiles(listing, data, accepted, limits, progress, written = {}) {
	const candidates = await withoutExcluded(listing.files, data, listing.places, limits);
	const window = filesInWindow(candidates, data.window, listing.now);
	const known = new Set(accepted.map(({ name }) => name.normalize("NFC")));
	const misses = listing.files.filter((file) => known.has(file.name)).length < known.size / 2;
	const wanted = candidates.filter((file) => misses || window.has(file) || known.has(file.name));
	const files = [];
	const checks = [];
	const { golden } = listing;
	const all = golden === null ? wanted : [...wanted, golden];
	for await (const { file, outcome } of readInOrder(all, listing.places, limits, progress, written)) {
		const isGolden = file === golden;
		const inWindow = !isGolden && window.has(file);
		const isNeeded = isGolden || inWindow;
		if (isNeeded) throwIfRefused(outcome);
		if (!("fault" in outcome)) files.push({
			...file,
			...outcome,
			accepted: false,
			inWindow,
			...isGolden ? { golden: true } : {}
		});
		else if (isGolden) checks.push(unreadable(file, outcome.fault, "Mend the golden file."));
		else if (isNeeded || holds(accepted, file, outcome.fault)) checks.push(unreadable(file, outcome.fault, mending(file, outcome.fault, accepted), waysOut(file, outcome.fault, accepted)));
		else if (outcome.fault.digest === null && known.has(file.name)) checks.push(outOfReach(file, outcome.fault));
	}
	if (!checks.some((one) => one.status === "fail")) checks.push(files.some((file) => !file.golden) ? allRead(files) : nothingLeft(listing.files.length));
	return {
		files,
		checks
	};
}
async function readable(listed, places, limits, progress, written) {
	const files = [];
	for await (const { file, outcome } of readInOrder(listed, places, limits, progress, written)) {
		if ("fault" in outcome) return null;
		files.push({
			...file,
			...outcome,
			accepted: false,
			inWindow: true
		});
	}
	return files;
}
async function withoutExcluded(files, data, places, limits) {
	const left = [];
	for (const file of files) {
		const digests = data.exclude.filter((exclusion) => exclusion.file === file.name && exclusion.digest !== null).map((exclusion) => exclusion.digest);
		if (digests.length === 0 || !digests.includes(await storedDigest(file, places, limits.bytes))) left.push(file);
	}
	return left;
}
async function storedDigest(file, places, most) {
	const stored = await places.of(file.uri).open(file, most).catch((error) => {
		if (error instanceof RefusedObject) return { fault: error.message };
		throw error;
	});
	if ("fault" in stored) return null;
	try {
		return await digestOf(stored.handle).catch(() => null);
	} finally {
		await stored.close();
	}
}
const NOTHING_IN_IT = " Nothing is lost without it: move it out of the folder, or name the other files after --data, and start again.";
async function readPaths(patterns, limits, progress, services, written = {}) {
	const places = new Storages(AS_THE_ENVIRONMENT_SAYS, services);
	const matched = await matchPatterns(patterns.map((pattern) => absolutePattern(process.cwd(), pattern)), places);
	const missing = [];
	for (const { pattern, files, repeated } of matched) {
		if (files.length + repeated > 0) continue;
		const { message, suggestion: words, remedies = [] } = await describeNearby(pattern, places.of(pattern.source));
		const suggestion = suggestionOf(words, remedies);
		missing.push(problem(`No file matches ${shown(pattern.source)}: ${message}`, suggestion === null ? {} : { expected: suggestion }));
	}
	if (missing.length > 0) throw new ConfigError(missing);
	const listed = matched.flatMap((one) => inOrder(one.files));
	const files = [];
	const problems = [];
	for await (const { file, outcome } of readInOrder(listed, places, limits, progress, written)) {
		throwIfRefused(outcome);
		if ("fault" in outcome) problems.push(problem(`${sentence(file, outcome.fault)}${outcome.fault.empty ? NOTHING_IN_IT : ""}`, { where: placeOf$2(file, outcome.fault) }));
		else files.push({
			...file,
			...outcome,
			accepted: false,
			inWindow: true
		});
	}
	if (problems.length > 0) throw new DataError(problems);
	return files;
}
function outOfReach(file, { message, refused }) {
	const [said] = refused?.problems ?? [];
	const why = said === void 0 ? `${message}.` : said.message;
	return check$1("unreadable", file.name, "warn", `The accepted file ${shown(file.name)} can no longer be read: its rows are neither trained on nor judged. ${why}`, { suggestion: "Make it readable again if the history should stay in the judgement." });
}
function throwIfRefused(outcome) {
	if ("fault" in outcome && outcome.fault.refused) throw outcome.fault.refused;
}
function holds(accepted, { name }, { digest }) {
	return digest !== null && accepted.some((source) => source.name.normalize("NFC") === name && source.digest === digest);
}
function mending(file, fault, accepted) {
	if (fault.mend !== void 0) return sentenceStart(fault.mend);
	if (holds(accepted, file, fault)) return "The file was accepted before: restore it.";
	return "Mend the file, or go on without it.";
}
function waysOut(file, fault, accepted) {
	return fault.mend !== void 0 || holds(accepted, file, fault) ? [] : [exclude({
		file: file.name,
		digest: fault.digest
	}, "unreadable")];
}
const sentenceStart = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;
function unreadable(file, fault, suggestion, remedies = []) {
	return check$1("unreadable", file.name, "fail", sentence(file, fault), {
		suggestion,
		remedies,
		...fault.line === null ? {} : { where: placeOf$2(file, fault) }
	});
}
function sentence(file, fault) {
	return `${shown(file.name)} cannot be read: ${fault.message}.`;
}
function placeOf$2(file, fault) {
	return fault.line === null || fault.column === null ? null : {
		file: file.name,
		line: fault.line,
		column: fault.column
	};
}
function nothingLeft(listed) {
	return check$1("no-file", "data", "fail", `No file is left to read: data.exclude names ${listed === 1 ? "the one that matches" : `all ${listed} that match`}.`, {
		observed: 0,
		expected: "at least 1",
		suggestion: "Remove the entry from data.exclude, or wait for a new file."
	});
}
function allRead(files) {
	const rows = files.reduce((sum, file) => sum + file.table.rows, 0);
	return check$1("unreadable", "data", "pass", `${plural(files.length, "file")} with ${plural(rows, "row")} read.`, {
		observed: files.length,
		expected: files.length
	});
}
// src/stats/ranked.ts
const SHORT = 64;
const SAMPLE = 1024;
const MORE = {
	times: 1.5,
	sampled: 6
};
var Ranked = class {
	#values;
	#sample = null;
	#isSorted = false;
	least;
	most;
	constructor(values) {
		const kept = new Float64Array(values.length);
		let n = 0;
		let least = Number.POSITIVE_INFINITY;
		let most = Number.NEGATIVE_INFINITY;
		for (let i = 0; i < values.length; i++) {
			const value = values[i] + 0;
			kept[n] = value;
			if (value < least) least = value;
			if (value > most) most = value;
			if (!Number.isNaN(value)) n++;
		}
		this.#values = kept.subarray(0, n);
		this.least = n === 0 ? NaN : least;
		this.most = n === 0 ? NaN : most;
	}
	get length() {
		return this.#values.length;
	}
	get values() {
		return this.#values;
	}
	at(rank) {
		if (!this.#isSorted) select(this.#values, rank);
		return this.#values[rank];
	}
	lowest(count) {
		const bound = this.#bound(count, 1);
		const found = bound === null ? this.#sorted() : sortNumbers(within(this.#values, Number.NEGATIVE_INFINITY, bound));
		return (found.length < count ? this.#sorted() : found).subarray(0, count);
	}
	highest(count) {
		const bound = this.#bound(count, -1);
		const found = bound === null ? this.#sorted() : sortNumbers(within(this.#values, bound, Number.POSITIVE_INFINITY));
		const from = found.length < count ? this.#sorted() : found;
		return from.subarray(from.length - count);
	}
	#bound(count, from) {
		const n = this.length;
		const place = Math.ceil(MORE.times * count * SAMPLE / n) + MORE.sampled;
		if (this.#isSorted || n < 2 * SAMPLE || place > SAMPLE / 2) return null;
		this.#sample ??= Float64Array.from({ length: SAMPLE }, (_, i) => this.#values[Math.floor(i * n / SAMPLE)]).sort();
		return this.#sample.at(from > 0 ? place : -place);
	}
	#sorted() {
		if (!this.#isSorted) sortNumbers(this.#values);
		this.#isSorted = true;
		return this.#values;
	}
};
function within(values, low, high) {
	let count = 0;
	for (let i = 0; i < values.length; i++) if (values[i] >= low && values[i] <= high) count++;
	const kept = new Float64Array(count);
	count = 0;
	for (let i = 0; i < values.length; i++) if (values[i] >= low && values[i] <= high) kept[count++] = values[i];
	return kept;
}
function select(values, rank) {
	let [from, to] = [0, values.length - 1];
	for (let rounds = 2 * Math.ceil(Math.log2(values.length + 1)); to - from > SHORT && rounds > 0; rounds--) {
		const pivot = medianOf$1(values[from], values[from + to >>> 1], values[to]);
		let i = from;
		let j = to;
		while (i <= j) {
			while (values[i] < pivot) i++;
			while (values[j] > pivot) j--;
			if (i > j) break;
			const swapped = values[i];
			values[i++] = values[j];
			values[j--] = swapped;
		}
		if (rank <= j) to = j;
		else if (rank >= i) from = i;
		else return;
	}
	values.subarray(from, to + 1).sort();
}
function medianOf$1(a, b, c) {
	return a < b ? b < c ? b : Math.max(a, c) : a < c ? a : Math.max(b, c);
}
const MOST_KNOWN = 16384;
const SLOTS = 4 * MOST_KNOWN;
const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);
function distinctNumbers(values) {
	const known = new Float64Array(MOST_KNOWN);
	const slots = new Uint16Array(SLOTS);
	let count = 0;
	let last = NaN;
	for (let i = 0; i < values.length; i++) {
		const value = values[i] + 0;
		if (value === last || Number.isNaN(value)) continue;
		last = value;
		bits[0] = value;
		let slot = mixed(words[0] ^ Math.imul(words[1], 2246822507)) & 65535;
		while (slots[slot] !== 0 && known[slots[slot] - 1] !== value) slot = slot + 1 & 65535;
		if (slots[slot] !== 0) continue;
		if (count === MOST_KNOWN) return withoutRepeats(values);
		known[count++] = value;
		slots[slot] = count;
	}
	return known.slice(0, count).sort();
}
function mixed(word) {
	const x = Math.imul(word ^ word >>> 15, 3266489909);
	return x ^ x >>> 13;
}
function withoutRepeats(values) {
	const ranked = new Ranked(values);
	return ranked.lowest(ranked.length).filter((value, i, sorted) => i === 0 || value !== sorted[i - 1]);
}
// src/schema/words/expected-reading.ts
const USUAL_NAMES = {
	"utf-8": "UTF-8",
	"utf-16le": "UTF-16 (little-endian)",
	"utf-16be": "UTF-16 (big-endian)",
	"windows-1252": "Windows-1252 (Latin-1)"
};
function encodingName(encoding) {
	return USUAL_NAMES[encoding] ?? encoding.toUpperCase().replace("WINDOWS", "Windows").replace("SHIFT", "Shift").replace("MACINTOSH", "Macintosh");
}
const DELIMITERS = new Map([
	[",", "commas"],
	[";", "semicolons"],
	["	", "tabs"],
	["|", "bars"]
]);
const delimiterWords = (delimiter) => DELIMITERS.get(delimiter) ?? JSON.stringify(delimiter);
function expectedReading(file, schema) {
	const byName = /\.tsv(\.gz)?$/i.test(file.uri || file.name) ? "	" : ",";
	return {
		encoding: schema.encoding ?? "utf-8",
		delimiter: schema.delimiter ?? byName
	};
}
// src/schema/words/missing.ts
function missingTest(column) {
	if (column.kind === "category") {
		const { codes } = column;
		return (row) => codes[row] === 0;
	}
	const { values } = column;
	return (row) => Number.isNaN(values[row]);
}
function missingCount(column) {
	let missing = 0;
	if (column.kind === "number") {
		const { values } = column;
		for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) missing++;
	} else {
		const { codes } = column;
		for (let row = 0; row < codes.length; row++) if (codes[row] === 0) missing++;
	}
	return missing;
}
// src/schema/words/unit-words.ts
const WORDS = new Map(Object.entries({
	"°C": "c celsius degc centigrade",
	"°F": "f fahrenheit degf",
	kelvin: "k kelvin",
	kilometres: "km kilometers kilometres",
	miles: "mi mile miles",
	metres: "m meter meters metre metres",
	feet: "ft foot feet",
	centimetres: "cm centimeters centimetres",
	inches: "in inch inches",
	yards: "yd yard yards",
	millimetres: "mm millimeters millimetres",
	kilograms: "kg kgs kilograms",
	pounds: "lb lbs pound pounds",
	grams: "g gram grams",
	ounces: "oz ounce ounces",
	litres: "l liter liters litre litres",
	"US gallons": "gal gallon gallons",
	"m/s": "ms mps",
	"km/h": "kmh kph",
	mph: "mph",
	knots: "kt kts knots",
	hPa: "hpa mbar",
	mmHg: "mmhg",
	inHg: "inhg",
	bar: "bar",
	psi: "psi",
	kcal: "kcal",
	kJ: "kj",
	kW: "kw",
	hp: "hp",
	seconds: "s sec secs second seconds",
	minutes: "min mins minute minutes",
	hours: "h hr hrs hour hours",
	days: "d day days",
	weeks: "week weeks",
	months: "month months",
	years: "year years yr yrs",
	radians: "rad radians",
	degrees: "deg degrees",
	acres: "acre acres",
	hectares: "ha hectare hectares",
	"": "mg ml cents eur euro euros usd dollars gbp pct percent share ratio w kwh mwh"
}).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit])));
const isUnitWord = (word) => WORDS.has(word);
function conversionBetween(from, to) {
	const [old, now] = [WORDS.get(from), WORDS.get(to)];
	return old === void 0 || now === void 0 || old === "" || now === "" || old === now ? null : `${old} → ${now}`;
}
const CURRENCIES = new Set("EUR USD GBP CHF JPY CNY RMB INR RUB RUR BRL AUD NZD CAD SEK NOK DKK ISK PLN CZK HUF RON BGN HRK TRY UAH MXN ARS CLP COP PEN ZAR SGD HKD KRW TWD THB IDR MYR PHP VND ILS AED SAR EGP NGN KES US$ A$ C$ R$ S$ HK$ NZ$ CA$ AU$ NT$ MX$ Kč kč zł Zł ZŁ kr kr. Kr Kr. Fr Fr. SFr SFr. Ft lei Lei лв лв. руб руб. р. р Rs Rs. RM Rp euro euros Euro eur usd dollars cents ct Ct zl Kc".split(" "));
const SIGNS = new Set("% ‰ ° °C °F ′ ″ pp km/h m/s mi/h m² m³ km² cm² cm³ ft² ft³ kWh MWh GWh Wh kW MW mV mA Hz kHz MHz GHz Pa kPa hPa MPa bar mbar kJ MJ cal kcal dB dBm µg µm µs ns ms mg/l mg/L mg/dl mmol/l g/l ppm ppb rpm mpg KB MB GB TB KiB MiB GiB kB Mbps Gbps Nm kN ml mL dl cl Ω kΩ px pt pcs".split(" "));
function isSameUnit(one, other) {
	const [a, b] = [WORDS.get(one.toLowerCase()), WORDS.get(other.toLowerCase())];
	return one === other || a !== void 0 && a !== "" && a === b;
}
function isAffix(text) {
	if (/^\p{Sc}$/u.test(text) || CURRENCIES.has(text) || SIGNS.has(text)) return true;
	return text.length > 1 ? WORDS.has(text.toLowerCase()) : /^[mgslhd]$/.test(text) && WORDS.has(text);
}
// src/schema/words/name-similarity.ts
const DECORATION = new Set("old new orig original prev previous current raw col column field final legacy updated the my data v ver version".split(" "));
const NAME_LIMIT = 120;
function partsOf$1(name) {
	const tokens = name.slice(0, NAME_LIMIT).normalize("NFKC").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2").replace(/(\p{L})(\p{N})/gu, "$1 $2").replace(/(\p{N})(\p{L})/gu, "$1 $2").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((token) => token !== "");
	const words = [];
	const numbers = [];
	tokens.forEach((token, i) => {
		const isVersion = i > 0 && (tokens[i - 1] === "v" || tokens[i - 1] === "version");
		if (!/^\p{N}+$/u.test(token)) words.push(token);
		else if (!isVersion) numbers.push(token.replace(/^0+(?=.)/, ""));
	});
	const bare = words.filter((word) => !DECORATION.has(word));
	const core = bare.length > 0 ? bare : words;
	const unit = core.length > 1 && isUnitWord(core.at(-1)) ? core.at(-1) : "";
	const named = unit === "" ? core : core.slice(0, -1);
	const long = named.filter((word) => !/^[a-z]$/.test(word));
	const letters = long.length === 0 ? [] : named.filter((word) => /^[a-z]$/.test(word));
	return {
		squashed: tokens.join(""),
		words,
		core: long.length === 0 ? named : long,
		numbers: [...numbers, ...letters].join(" "),
		unit
	};
}
function nameSimilarity(a, b) {
	if (a.squashed === b.squashed && a.squashed !== "") return 1;
	return Math.max(overlap(a.core, b.core), .95 * editSimilarity(a.core.join(""), b.core.join("")), initials(a, b)) * numbersAgree(a, b) * (a.unit === b.unit ? 1 : .95);
}
function numbersAgree(a, b) {
	if (a.numbers === b.numbers) return a.squashed === b.squashed ? 1 : .97;
	if (a.numbers === "" || b.numbers === "") return .75;
	return `${a.numbers} `.startsWith(`${b.numbers} `) || `${b.numbers} `.startsWith(`${a.numbers} `) ? .75 : .3;
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
	return (whole || free.size === 0 && b.length > 0 && share > 0) && share >= .25 ? Math.max(share, .6 + .4 * share) : share;
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
	const alike = isAnagram(a, b) ? Math.max(.85, 1 - (0, import_fastest_levenshtein.distance)(a, b) / longest) : 1 - (0, import_fastest_levenshtein.distance)(a, b) / longest;
	return alike >= .6 ? alike : 0;
}
function isAnagram(a, b) {
	return a.length === b.length && a[0] === b[0] && (0, import_fastest_levenshtein.distance)(a, b) === 2 && [...a].sort().join("") === [...b].sort().join("");
}
function initials(a, b) {
	const of = (parts) => parts.words.length >= 3 ? parts.words.map((word) => word[0]).join("") : null;
	return of(a) === b.squashed || of(b) === a.squashed ? .75 : 0;
}
// src/schema/words/number-notation.ts
const noMarks = () => ({
	decimal: new Set(),
	group: new Set(),
	either: new Set(),
	zeroEnd: false,
	short: false,
	long: false
});
const CORE = /^\d*(?:([.,'\u2019\u02bc \u00a0\u202f\u2009\u2007])\d+)*[.,]?$/u;
const SPACED = /^\d{1,3}(?:['\u2019\u02bc \u00a0\u202f\u2009\u2007]\d{3})+(?:[.,]\d+)?$/u;
function noteCore(core, marks) {
	const mantissa = /^(\d*[.,]?\d+)[eE][+-]?\d{1,3}$/.exec(core)?.[1];
	if (mantissa !== void 0) {
		const sign = /[.,]/.exec(mantissa)?.[0];
		if (sign !== void 0) marks.decimal.add(sign);
		return true;
	}
	if (!CORE.test(core)) return false;
	const signs = core.match(/[.,]/g) ?? [];
	const spaced = core.match(/['\u2019\u02bc \u00a0\u202f\u2009\u2007]/u)?.[0];
	if (spaced !== void 0) {
		if (!SPACED.test(core) || core.startsWith("0")) return false;
		marks.group.add(groupChars(spaced)[0]);
		if (signs.length > 0) marks.decimal.add(signs[0]);
		return true;
	}
	if (signs.length === 0) {
		if (core.length > 3) marks.long = true;
		else marks.short = true;
		return true;
	}
	const last = signs.at(-1);
	const [whole = "", rest = ""] = [core.slice(0, core.lastIndexOf(last)), core.slice(core.lastIndexOf(last) + 1)];
	if (signs.length === 1) noteOne(last, whole, rest, marks);
	else if (new Set(signs).size === 1) return noteGroups(last, core, marks);
	else {
		const other = signs[0];
		if (signs.filter((sign) => sign === last).length > 1 || !isGrouped(whole, other)) return false;
		marks.decimal.add(last);
		marks.group.add(other);
	}
	return true;
}
function noteOne(sign, whole, rest, marks) {
	if (rest.length !== 3 || whole.length === 0 || whole.length > 3 || whole.startsWith("0")) marks.decimal.add(sign);
	else {
		marks.either.add(sign);
		if (rest.endsWith("0")) marks.zeroEnd = true;
	}
}
function noteGroups(sign, core, marks) {
	if (!isGrouped(core, sign)) return false;
	marks.group.add(sign);
	return true;
}
const isGrouped = (text, sign) => sign === "." ? /^[1-9]\d{0,2}(\.\d{3})*$/.test(text) : /^[1-9]\d{0,2}(,\d{3})*$/.test(text) || /^[1-9]\d?(,\d{2})*,\d{3}$/.test(text);
function notationOf(marks, neighbours) {
	const { decimal, group, either } = marks;
	if (decimal.size > 1 || group.size > 1) return null;
	const [point] = decimal;
	const [thousands] = group;
	if (point !== void 0) {
		const other = [...either].find((sign) => sign !== point);
		if (thousands === point || other !== void 0 && thousands !== void 0 && thousands !== other) return null;
		return plainGuess(guessFor(point, thousands ?? other ?? null));
	}
	if (thousands !== void 0) return plainGuess(guessFor([...either].find((sign) => sign !== thousands) ?? (thousands === "." ? "," : "."), thousands));
	if (either.size === 0) return plainGuess({});
	if (either.size > 1) return null;
	return eitherGuess([...either][0], marks, neighbours);
}
function eitherGuess(sign, { zeroEnd, short, long }, neighbours) {
	const decimal = plainGuess(guessFor(sign, null));
	const thousands = plainGuess(guessFor(sign === "." ? "," : ".", sign));
	if (long) return decimal;
	if (neighbours.decimal !== null) return neighbours.decimal === sign ? decimal : thousands;
	if (short && zeroEnd) return thousands;
	const [likely, other] = sign === "." || neighbours.delimiter === ";" ? [decimal, thousands] : [thousands, decimal];
	const rival = {
		words: other.words === "" ? "with a decimal point" : other.words,
		notation: other.notation
	};
	return sign === "." && neighbours.delimiter !== ";" ? likely : {
		...likely,
		rival
	};
}
function guessFor(decimal, group) {
	return {
		...decimal === "." ? {} : { decimalChar: decimal },
		...group === null ? {} : { groupChar: group }
	};
}
const NAMES = {
	",": "commas",
	".": "points",
	"'": "apostrophes",
	" ": "blanks"
};
function plainGuess(notation) {
	const { decimalChar, groupChar } = notation;
	const parts = [...decimalChar === void 0 ? [] : ["a decimal comma"], ...groupChar === void 0 || groupChar === null ? [] : [`${NAMES[groupChar] ?? JSON.stringify(groupChar)} between thousands`]];
	return {
		notation,
		words: parts.length === 0 ? "" : `with ${parts.join(" and ")}`,
		rival: null
	};
}
function affixesOf(texts, marks, isKnown = isAffix) {
	const around = {
		affixes: new Map(),
		marks,
		strays: []
	};
	for (const [text, count] of texts) {
		const parts = anatomyOf(text);
		if (parts === null || parts.affix !== "" && !isKnown(parts.affix) || !noteCore(parts.core, marks)) around.strays.push(text);
		else around.affixes.set(parts.affix, (around.affixes.get(parts.affix) ?? 0) + count);
	}
	return around;
}
// src/schema/infer/categories.ts
const MOST_VALUES$1 = 50;
const ROWS_PER_VALUE$1 = 30;
const FEWEST_ROWS$9 = 10;
const LATE$1 = .001;
function closedSet(column, starts) {
	const counts = countCodes(column);
	const values = column.categories.length;
	const rows = column.codes.length - counts[0];
	const open = (reason) => ({
		closed: false,
		reason
	});
	if (values < 2) return open("one value only: others may follow.");
	if (values > MOST_VALUES$1) return open(`${values} values: new ones are to be expected.`);
	if (rows < ROWS_PER_VALUE$1 * values) return open(`${values} values in ${rows} rows: too few rows to call the list complete.`);
	if (counts.subarray(1).reduce((least, count) => Math.min(least, count)) < FEWEST_ROWS$9) return open("some values are rare, so others are to be expected.");
	const first = firstRows(column);
	const lateFrom = starts.length >= 3 ? starts[Math.ceil(starts.length / 2)] : Number.POSITIVE_INFINITY;
	for (let code = 1; code <= values; code++) {
		if (first[code] >= lateFrom) return open("later files brought new values.");
		if ((1 - first[code] / column.codes.length) ** counts[code] * values < LATE$1) return open("values appear one after the other, so new ones are to be expected.");
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
// src/schema/infer/column-tally.ts
function tallyOf(parts) {
	const tally = {
		rows: 0,
		plain: 0,
		fractions: 0,
		texts: new Map(),
		marks: noMarks(),
		parts
	};
	for (const { raw, rows } of parts) {
		const counts = new Uint32Array(raw.texts.length);
		countCells(raw, rows, counts, tally);
		tally.rows += rows;
		raw.texts.forEach((text, i) => {
			if (counts[i] > 0) tally.texts.set(text, (tally.texts.get(text) ?? 0) + counts[i]);
		});
	}
	return tally;
}
function countCells({ values, decimals }, rows, counts, tally) {
	let [whole, texts, thousands] = [
		0,
		0,
		0
	];
	let [isMark, isEither, endsInZero] = [
		false,
		false,
		false
	];
	for (let row = 0; row < rows; row++) {
		const written = decimals[row];
		if (written === 255) {
			texts++;
			counts[values[row]]++;
		} else if (written === 0) {
			whole++;
			if (Math.abs(values[row]) >= 1e3) thousands++;
		} else if (written !== 3) isMark = true;
		else {
			const size = Math.abs(values[row]);
			if (size < 1 || size >= 1e3) isMark = true;
			else {
				isEither = true;
				if (Math.round(size * 1e3) % 10 === 0) endsInZero = true;
			}
		}
	}
	const { marks } = tally;
	tally.plain += rows - texts;
	tally.fractions += rows - texts - whole;
	if (thousands > 0) marks.long = true;
	if (whole > thousands) marks.short = true;
	if (isMark) marks.decimal.add(".");
	if (isEither) marks.either.add(".");
	if (endsInZero) marks.zeroEnd = true;
}
function isWord({ texts }, text) {
	return (texts.get(text) ?? 0) > 1 || /^[\p{L}\s'’.-]{1,20}$/u.test(text) || /^\P{L}{1,10}$/u.test(text);
}
function countOf$1(tally, texts) {
	return texts.reduce((sum, text) => sum + (tally.texts.get(text) ?? 0), 0);
}
const MOST_WRITINGS = 64;
function doublyWrittenNumber({ parts }) {
	const writings = new Set();
	let found = null;
	for (const { raw, rows } of parts) {
		const inFile = new Map();
		for (let row = 0; row < rows; row++) {
			const decimals = raw.decimals[row];
			if (decimals === 255 || decimals === 254 || decimals === 0) continue;
			const value = raw.values[row];
			const known = inFile.get(value);
			if (known === decimals) continue;
			writings.add(`${value}/${decimals}`);
			if (writings.size > MOST_WRITINGS) return null;
			if (known === void 0) inFile.set(value, decimals);
			else found ??= [value.toFixed(Math.min(known, decimals)), value.toFixed(Math.max(known, decimals))];
		}
	}
	return found;
}
// src/schema/infer/compact-date.ts
const FEWEST_DAYS = 5;
const MOST_DISTINCT = 1e5;
const FORMATS$1 = [
	{
		format: "%Y%m%d",
		type: "date",
		low: 19000101,
		high: 21001231
	},
	{
		format: "%Y%m%d%H%M%S",
		type: "datetime",
		low: 19000101e6,
		high: 21001231235959
	},
	{
		format: "%Y%m%d%H%M",
		type: "datetime",
		low: 19000101e4,
		high: 210012312359
	}
];
function compactDateOf(parts) {
	const first = firstNumber(parts);
	const kind = FORMATS$1.find(({ low, high }) => first >= low && first <= high);
	if (kind === void 0) return null;
	const parse = patternParser(kind.format);
	const seen = new Set();
	for (const { raw, rows } of parts) for (let row = 0; row < rows; row++) {
		const value = raw.values[row];
		if (raw.decimals[row] === 255) continue;
		if (raw.decimals[row] !== 0) return null;
		if (seen.has(value)) continue;
		if (value < kind.low || value > kind.high || parse(String(value)) === null) return null;
		if (seen.size < MOST_DISTINCT) seen.add(value);
	}
	return seen.size < FEWEST_DAYS ? null : {
		type: kind.type,
		format: kind.format
	};
}
function firstNumber(parts) {
	for (const { raw, rows } of parts) for (let row = 0; row < rows; row++) if (raw.decimals[row] !== 255) return raw.values[row];
	return NaN;
}
// src/schema/words/date-layout.ts
const MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const LONG_MONTHS = "january|february|march|april|june|july|august|september|october|november|december";
const SHORT_DAYS = "mon|tue|wed|thu|fri|sat|sun";
const DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
const CLOCK = /(?<!\d)\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?( ?[ap]m)?(?![\d:])/i;
const POINTED = /(?<![\d.])\d{1,2}\.\d{2}(\.\d{2}(\.\d{1,9}))( ?[ap]m)?(?![\d:])/i;
const ZONE = /^( ?)(?:(Z|[+-]\d{2}(?::?\d{2})?)|((?:UTC|GMT)[+-]\d{2}(?::?\d{2})?|[A-Z]{3,4}))(?= |$)/;
const COMPACT = /^\d{8}([T_ -]?)(\d{6}|\d{4})(\.\d{1,9})?(Z|[+-]\d{2}:?(?:\d{2})?)?$/;
const TOKEN = /(?<digits>\d+)|(?<name>\p{L}+)/gu;
function layoutsOf(text) {
	const compact = compactLayout(text);
	if (compact !== null) return [compact];
	const clock = POINTED.exec(text) ?? CLOCK.exec(text);
	if (clock === null) return dateLayouts(text);
	const before = text.slice(0, clock.index);
	const after = text.slice(clock.index + clock[0].length);
	const zone = ZONE.exec(after);
	const zoned = zone === null ? "" : `${zone[1]}${zone[2] === void 0 ? "%Z" : "%z"}`;
	const rest = after.slice(zone?.[0].length ?? 0);
	const mark = "\0";
	return dateLayouts(`${before}${mark}${rest}`).map((layout) => layout.replace(mark, `${clockLayout(clock)}${zoned}`));
}
function compactLayout(text) {
	if (/^\d{8}$/.test(text)) return "%Y%m%d";
	const parts = COMPACT.exec(text);
	if (parts === null) return null;
	const [, separator, clock = "", fraction, zone] = parts;
	return `%Y%m%d${separator}%H%M${clock.length === 6 ? "%S" : ""}${fraction === void 0 ? "" : ".%f"}${zone === void 0 ? "" : "%z"}`;
}
function clockLayout([text, seconds, fraction, half]) {
	const by = text.includes(":") ? ":" : ".";
	const part = fraction === void 0 ? "" : `${fraction[0]}%f`;
	const second = seconds === void 0 ? "" : `${by}%S${part}`;
	return `${half === void 0 ? "%H" : "%I"}${by}%M${second}${half === void 0 ? "" : half[0] === " " ? " %p" : "%p"}`;
}
const NUMBERS$1 = [
	null,
	"%?",
	"%?",
	null,
	"%Y"
];
function dateLayouts(text) {
	let layout = "";
	let at = 0;
	let numbers = 0;
	for (const found of text.matchAll(TOKEN)) {
		const between = text.slice(at, found.index);
		at = found.index + found[0].length;
		const { name, digits = "" } = found.groups ?? {};
		const directive = name === void 0 ? NUMBERS$1[digits.length] ?? null : nameDirective(name);
		if (directive === null) return [];
		if (directive === "%?") numbers++;
		layout += between + directive;
	}
	layout = (layout + text.slice(at)).replaceAll(/ +/g, " ");
	if ((layout.match(/%[aA]/g) ?? []).length > 1) return [];
	return meaningsOf(layout, numbers).map((letters) => letters.reduce((done, letter) => done.replace("%?", `%${letter}`), layout));
}
function nameDirective(name) {
	if (new RegExp(`^(${MONTHS})$`, "i").test(name)) return "%b";
	if (new RegExp(`^(${LONG_MONTHS})$`, "i").test(name)) return "%B";
	if (new RegExp(`^(${SHORT_DAYS})$`, "i").test(name)) return "%a";
	if (new RegExp(`^(${DAYS})$`, "i").test(name)) return "%A";
	return name === "T" ? "T" : null;
}
function meaningsOf(layout, numbers) {
	const years = (layout.match(/%Y/g) ?? []).length;
	const months = (layout.match(/%[bB]/g) ?? []).length;
	if (years > 1 || months > 1) return [];
	if (months === 1) return years === 1 && numbers === 1 ? [["d"]] : years === 0 && numbers === 2 ? [["d", "y"]] : [];
	if (years === 1 && numbers === 2) return layout.indexOf("%Y") < layout.indexOf("%?") ? [["m", "d"]] : byDayOrMonth(layout, []);
	if (years === 1 || numbers !== 3) return [];
	const yearFirst = /%\?-%\?-%\?/.test(layout) ? [[
		"y",
		"m",
		"d"
	]] : [];
	return [...byDayOrMonth(layout, ["y"]), ...yearFirst];
}
function byDayOrMonth(layout, rest) {
	const dayFirst = [
		"d",
		"m",
		...rest
	];
	return /%\?\.%\?/.test(layout) ? [dayFirst] : [dayFirst, [
		"m",
		"d",
		...rest
	]];
}
// src/schema/infer/rerun.ts
const rerun = (given) => `run init again with --force and --column '{name}: ${inShell(yamlOf(given))}'`;
const inShell = (text) => text.replaceAll("'", "'\\''");
function yamlOf(given) {
	return `{${Object.entries(given).map(([key, value]) => `${key}: ${key === "type" ? value : JSON.stringify(value)}`).join(", ")}}`;
}
// src/schema/infer/date.ts
const MAX_LENGTH = 40;
const FIRST_LOOK = 20;
const MODELS = 3;
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
	const fitting = [...new Set(texts.slice(0, MODELS).flatMap((text) => layoutsOf(text.trim())))].filter((format) => fits(typeOf(format), format, texts));
	const [first] = fitting;
	if (first !== void 0 && fitting.every((format) => readAlike(first, format, texts))) return {
		type: typeOf(first),
		format: first,
		note: null
	};
	if (first !== void 0) return {
		type: "string",
		format: "default",
		note: ambiguous(typeOf(first), fitting)
	};
	return fits("datetime", "any", texts) ? {
		type: "datetime",
		format: "any",
		note: "dates in some cells, times of day too in others."
	} : null;
}
const FEW$1 = 10;
function mixedDates(tally, rest) {
	const layouts = new Map();
	for (const text of rest) {
		const layout = text.replace(/\d+/g, "9").replace(/\p{L}+/gu, "a");
		layouts.set(layout, [...layouts.get(layout) ?? [], text]);
	}
	const [usual = []] = [...layouts.values()].sort((a, b) => countOf$1(tally, b) - countOf$1(tally, a));
	const found = dateFormatOf(usual) ?? dateFormatOf(usual.slice(0, MODELS));
	if (found === null || found.type === "string") return null;
	const strays = rest.filter((text) => !fits(found.type, found.format, [text]));
	const [stray] = strays;
	const dates = countOf$1(tally, rest) - countOf$1(tally, strays);
	const count = countOf$1(tally, strays) + tally.plain;
	if (stray === void 0 || count >= dates) return null;
	const given = {
		type: found.type,
		...found.format === "default" ? {} : { format: found.format }
	};
	const way = strays.length <= FEW$1 && tally.plain === 0 && strays.every((text) => isWord(tally, text)) ? `If ${strays.length === 1 ? "it is" : "they are"} missing, ${rerun({
		...given,
		missingValues: ["", ...strays]
	})}.` : `If it is a column of dates, ${rerun(given)}, which lists them to be corrected.`;
	return {
		notes: [`text, although ${grouped(dates)} cells are dates: ${plural$1(count, "cell")} ${count === 1 ? "is" : "are"} not, the first at {place}. ${way}`],
		stray
	};
}
function ambiguous(type, formats) {
	return `looks like a date, but day and month cannot be told apart: kept as text; set \`type: ${type}\` and \`format\` if you know (${formats.map((format) => JSON.stringify(format)).join(" or ")}).`;
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
function readAlike(one, other, texts) {
	if (one === other) return true;
	const [a, b] = [patternParser(one), patternParser(other)];
	return texts.every((text) => a(text.trim()) === b(text.trim()));
}
// src/schema/infer/number.ts
const isPaddedCode = (text) => /^[+-]?0\d+$/.test(text);
const isCode = (text) => isPaddedCode(text) || /^[+-]?\d{16,}$/.test(text) || /^\+\d{6,}$/.test(text);
const isExponentCode = (text) => /^\d+E\d+$/.test(text) || /^\d{2,}e\d+$/.test(text);
function codeNote(tally, rest) {
	if (rest.some(isPaddedCode)) return "digits with leading zeros: kept as text, since they are codes and no amounts.";
	if (areExponentCodes(tally, rest)) return `${namedList(rest, 3)}: digits, E, digits are kept as text, since they are codes and no amounts (as numbers 1E2 and 10E1 would be one).`;
	const twice = rest.length > 0 ? null : doublyWrittenNumber(tally);
	if (twice === null) return null;
	return `${twice[0]} and ${twice[1]} stand in one file: kept as text, since these are versions or codes and no amounts.`;
}
function areExponentCodes({ fractions }, rest) {
	return rest.length > 0 && fractions === 0 && rest.every(isExponentCode);
}
function numberGuess(tally, rest, isTarget, neighbours) {
	if (rest.some(isCode) || codeNote(tally, rest) !== null) return null;
	const around = affixesOf(rest.map((text) => [text, tally.texts.get(text) ?? 0]), copyOf(tally.marks));
	if (isTarget) moveUnits(around, rest);
	const { strays } = around;
	const numbers = tally.plain + countOf$1(tally, rest) - countOf$1(tally, strays);
	const marks = strays.length > 0 && areMarks(tally, strays, numbers);
	if (strays.length > 0 && !marks && !areFaults(tally, strays, numbers)) return null;
	if (numbers === 0) return null;
	return written(tally, rest, around, marks ? strays : [], neighbours);
}
function written(tally, rest, around, missing, neighbours) {
	const units = unitsOf(tally, around);
	if (units.foreign.length > 0) {
		const all = [...units.own, ...units.foreign].filter((one) => one !== "");
		return asText(`amounts in several units (${namedList(all, 5)}): kept as text, since their numbers mean different things.`);
	}
	const signs = notationOf(around.marks, neighbours);
	if (signs === null) return asText("numbers whose points and commas contradict one another: kept as text.");
	const apart = new Set(around.strays);
	const readable = rest.filter((text) => !apart.has(text));
	const bare = units.own.every((one) => one === "") && readsAll(readable, "number", signs.notation);
	const notation = {
		...signs.notation,
		...bare ? {} : {
			bareNumber: false,
			affixes: units.own
		}
	};
	const isWhole = allWhole(tally, readable, notation);
	if (isWhole) delete notation.decimalChar;
	const named = units.own.filter((one) => one !== "");
	const words = [signs.words, named.length > 0 ? `with ${namedList(named, 3)} around them` : ""].filter((one) => one !== "");
	const notes = words.length === 0 ? [] : [`numbers ${words.join(", ")}.`];
	const bareCells = named.length > 0 && units.own.includes("") ? tally.plain + (around.affixes.get("") ?? 0) : 0;
	if (bareCells > 0) notes.push(`not certain: ${plural$1(bareCells, "cell")} ${bareCells === 1 ? "has" : "have"} nothing around the number and ${bareCells === 1 ? "is" : "are"} read as the same kind of amount. If that is wrong, correct them at the source, or ${rerun({ type: "string" })}.`);
	if (signs.rival !== null) notes.push(`not certain: they may be numbers ${signs.rival.words}. ${again({
		type: "number",
		...signs.rival.notation
	})}`);
	return {
		type: isWhole ? "integer" : "number",
		format: "default",
		missing,
		notation,
		notes
	};
}
function unitsOf(tally, { affixes }) {
	const counts = new Map(affixes).set("", (affixes.get("") ?? 0) + tally.plain);
	const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
	const often = [...counts].filter(([, count]) => count * RARE$1 > total).sort((a, b) => b[1] - a[1]);
	const named = often.map(([affix]) => affix).filter((affix) => affix !== "");
	const foreign = named.filter((affix) => !isSameUnit(affix, named[0]));
	return {
		own: often.map(([affix]) => affix).filter((affix) => !foreign.includes(affix)),
		foreign
	};
}
const again = (given) => `If so, ${rerun(given)}.`;
const FEW = 10;
const FEW_UNITS = 4;
const LONGEST_MARK = 3;
function mixedNote(tally, rest, neighbours) {
	const texts = rest.map((text) => [text, 1]);
	const { strays } = affixesOf(texts, copyOf(tally.marks));
	const loose = affixesOf(texts, copyOf(tally.marks), () => true);
	const [stray] = strays;
	if (stray === void 0) return null;
	const notation = notationOf(loose.marks, neighbours)?.notation ?? {};
	const marks = [...loose.affixes.keys()].filter((affix) => affix !== "");
	const isMark = (mark) => mark.length <= LONGEST_MARK || (loose.affixes.get(mark) ?? 0) > 1;
	const areMarked = loose.strays.length === 0 && marks.length <= FEW && marks.every(isMark);
	const count = countOf$1(tally, strays);
	const numbers = tally.plain + countOf$1(tally, rest) - count;
	const given = {
		...notation,
		bareNumber: false,
		affixes: [...numbers > 0 ? [""] : [], ...marks]
	};
	if (count >= numbers) {
		const { decimal, group, either } = loose.marks;
		const isApart = rest.every((text) => /\d\s+\p{L}|\p{L}\.?\s+\d/u.test(text));
		const isAmount = decimal.size + group.size + either.size > 0 || isApart || marks.every((mark) => !/\p{L}/u.test(mark));
		if (!areMarked || marks.length > FEW_UNITS || !isAmount) return null;
		const around = `text, although every cell is a number with ${namedList(marks, FEW_UNITS)}${numbers > 0 ? " or nothing" : ""} around it`;
		return { notes: [numbers === 0 && marks.length === 1 ? `${around}. If these are amounts, ${rerun(given)}.` : `${around}: their numbers may mean different things.`] };
	}
	const way = areMarked ? `If they are numbers with a mark, ${rerun(given)}.` : strays.length <= FEW && strays.every((text) => isWord(tally, text)) ? `If ${strays.length === 1 ? "it is" : "they are"} missing, ${rerun({
		...notation,
		type: "number",
		missingValues: ["", ...strays]
	})}.` : `If it is a column of numbers, ${rerun({
		...notation,
		type: "number"
	})}, which lists them to be corrected.`;
	return {
		notes: [`text, although ${grouped(numbers)} cells are numbers: ${plural$1(count, "cell")} ${count === 1 ? "is" : "are"} not, the first at {place}. ${way}`],
		stray
	};
}
const asText = (note) => ({
	type: "string",
	format: "default",
	missing: [],
	notation: {},
	notes: [note]
});
const copyOf = (marks) => {
	const copy = noMarks();
	for (const sign of marks.decimal) copy.decimal.add(sign);
	for (const sign of marks.either) copy.either.add(sign);
	return {
		...copy,
		zeroEnd: marks.zeroEnd,
		short: marks.short,
		long: marks.long
	};
};
function moveUnits(around, rest) {
	if ([...around.affixes.keys()].filter((affix) => affix !== "" && !/^(%|\p{Sc})$/u.test(affix)).length === 0) return;
	around.strays.push(...rest.filter((text) => !around.strays.includes(text)));
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
function readsAll(texts, type, notation) {
	const parse = cellParser(likeNumber(type, notation));
	return texts.every((text) => parse(text) !== null);
}
function areMarks(tally, strays, numbers) {
	return strays.length <= 3 && countOf$1(tally, strays) * 19 <= numbers && numbers >= 50 && strays.every((text) => !/\d/.test(text) && text.length <= 30);
}
const RARE$1 = 100;
const MOST_FAULTS = 20;
const MOST_ALIKE = 2;
function areFaults(tally, strays, numbers) {
	if (strays.length > MOST_FAULTS || countOf$1(tally, strays) * RARE$1 > numbers) return false;
	const builds = new Map();
	for (const text of strays) builds.set(buildOf(text), (builds.get(buildOf(text)) ?? 0) + 1);
	return [...builds.values()].every((count) => count <= MOST_ALIKE);
}
const buildOf = (text) => text.replace(/\d/g, "9").replace(/\p{L}/gu, "a");
function allWhole(tally, texts, notation) {
	const isPointed = notation.groupChar === ".";
	if (tally.fractions > 0 && !isPointed) return false;
	const decimal = isPointed ? "," : notation.decimalChar ?? ".";
	return texts.every((text) => !text.includes(decimal)) && readsAll(texts, "integer", notation);
}
// src/schema/infer/type.ts
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
const NO_VALUE = /^([-+]?1\.#(INF|IND|QNAN|SNAN)0*|0000-00-00([ T]00:00:00)?|00\.00\.0000|00\/00\/0000)$/i;
const SPREADSHEET_ERROR = /^#(REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/i;
function isUsualMissing(text) {
	const word = text.trim().toLowerCase();
	return word === "" || USUAL_MISSING.has(word) || SPREADSHEET_ERROR.test(word) || NO_VALUE.test(word);
}
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
function guessType(tally, isTarget, neighbours) {
	const { rest, missing } = withoutGaps(tally);
	if (rest.length === 0 && tally.plain === 0) return textGuess([]);
	const typed = isTarget ? numberGuess(tally, rest, isTarget, neighbours) : booleanGuess(tally, rest) ?? compactGuess(tally, rest) ?? numberGuess(tally, rest, isTarget, neighbours) ?? timeGuess(tally, rest);
	if (typed?.type === "string") return textGuess(typed.notes);
	if (typed === null) return unreadGuess(tally, rest, neighbours);
	const gaps = [...missing, ...typed.missing];
	if (gaps.length > 0) typed.notes.push(`${gapWords(gaps)} ${gaps.length === 1 ? "is" : "are"} taken for a missing value (${plural$1(countOf$1(tally, gaps), "row")}).`);
	return {
		...typed,
		missing: gaps
	};
}
function withoutGaps({ texts }) {
	const found = {
		rest: [],
		missing: []
	};
	for (const text of texts.keys()) if (text !== "") (isUsualMissing(text) ? found.missing : found.rest).push(text);
	return found;
}
function compactGuess(tally, rest) {
	const found = rest.length > 0 || tally.plain === 0 ? null : compactDateOf(tally.parts);
	return found === null ? null : {
		...found,
		missing: [],
		notation: {},
		notes: [`numbers such as 20260131 are taken for dates (${found.format}).`]
	};
}
const gapWords = (gaps) => gaps.slice(0, 5).map((gap) => JSON.stringify(gap)).join(", ") + (gaps.length > 5 ? ", …" : "");
function textGuess(notes) {
	return {
		type: "string",
		format: "default",
		missing: [],
		notation: {},
		notes
	};
}
function unreadGuess(tally, rest, neighbours) {
	const code = codeNote(tally, rest);
	if (code !== null) return textGuess([code]);
	return {
		...textGuess([]),
		...mixedNote(tally, rest, neighbours) ?? mixedDates(tally, rest)
	};
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
// src/schema/infer/first-lines.ts
const FEWEST_ROWS$8 = 10;
const NUMBERS = .9;
const MOST_LINES = 2;
const FEWEST_TELLING$1 = 2;
const LIKE = .7;
function unitLines(files) {
	const lines = [];
	while (lines.length < MOST_LINES) {
		const line = 2 + lines.length;
		const tables = files.map(({ table }) => withoutLines(table, lines));
		if (tables.length === 0 || !tables.every((table) => saysUnits(table, line)) || !isShared(tables)) break;
		lines.push(line);
	}
	return lines;
}
function saysUnits({ columns, rows, lines }, line) {
	if (rows < FEWEST_ROWS$8 || lines[0] !== line) return false;
	let numbers = 0;
	for (const column of columns) {
		const text = cellText(column, 0);
		if (isNumeric(column, rows)) {
			if (column.decimals[0] !== 255) return false;
			if (text.trim() !== "" && !isUsualMissing(text) && !/\d/.test(text)) numbers++;
		} else if (text.trim() !== "" && stands(column, rows)) return false;
	}
	return numbers > 0;
}
function isNumeric({ decimals }, rows) {
	let plain = 0;
	for (let row = 1; row < rows; row++) if (decimals[row] !== 255) plain++;
	return plain >= NUMBERS * (rows - 1);
}
function stands({ decimals, values }, rows) {
	for (let row = 1; row < rows; row++) if (decimals[row] === decimals[0] && values[row] === values[0]) return true;
	return false;
}
function isShared(tables) {
	const said = tables.map(({ columns }) => JSON.stringify(columns.map((column) => cellText(column, 0))));
	const [first] = tables;
	if (first === void 0 || new Set(said).size > 1) return false;
	const texts = first.columns.map((column) => cellText(column, 0).trim()).filter((text) => text !== "" && !/^[\d.+-]+$/.test(text));
	return tables.length > 1 || texts.length > 1 || texts.some(isAffix);
}
function headerIsRow({ header, columns, rows }) {
	if (rows < FEWEST_ROWS$8) return false;
	let [telling, like] = [0, 0];
	const numbers = [];
	for (const [i, column] of columns.entries()) {
		const name = header[i].trim();
		if (isNumeric(column, rows)) {
			if (!/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(name)) return false;
			numbers.push(Number(name));
		} else {
			if (column.texts.length > rows / 4) continue;
			if (column.texts.includes(name)) like++;
		}
		telling++;
	}
	const inOrder = numbers.length > 1 && numbers.every((value, i) => Number.isInteger(value) && (i === 0 || value > numbers[i - 1]));
	return telling >= FEWEST_TELLING$1 && like + (inOrder ? 0 : numbers.length) >= LIKE * telling;
}
// src/schema/infer/file-remarks.ts
const COPIES_NAMED = 3;
function remarksOn(files, units, written) {
	return [
		...encodingRemark(files),
		...unitRemark(files, written.dialect?.commentRows === void 0 ? units : []),
		...headerRemark(files, written),
		...totalRemark(files),
		...copyRemark(files)
	];
}
function encodingRemark(files) {
	const guessed = files.filter((file) => file.reading?.guess !== void 0);
	const [first] = guessed;
	if (first?.reading?.guess === void 0) return [];
	const { encoding, guess } = first.reading;
	const words = guess.words.map((word) => JSON.stringify(printable$1(word, 40))).join(", ");
	const rivals = guess.rivals.length === 0 ? "" : `; not certain: ${guess.rivals.slice(0, 4).join(", ")} fit about as well`;
	return [`${guessed.length === files.length ? "the text is" : `the text of ${plural$1(guessed.length, "file")} is`} no UTF-8 and was read as ${encodingName(encoding)}: ${words}${rivals}. If the letters are wrong, run init again with --force and --encoding NAME${guess.rivals.length === 0 ? "" : `, such as --encoding ${guess.rivals[0]}`}.`];
}
function unitRemark([file], units) {
	if (file === void 0 || units.length === 0) return [];
	const shown = file.table.columns.map((column) => cellText(column, 0).trim()).filter((text) => text !== "").slice(0, 5).map((text) => JSON.stringify(printable$1(text, 20)));
	return [`${units.length === 1 ? `line ${units[0]} is` : `lines ${units.join(" and ")} are`} taken for units or types and no row of the data (${shown.join(", ")}): dialect commentRows. If it is a row, run init again with --force and --dialect '{commentRows: []}'.`];
}
const TOTAL = /^(grand |sub)?totals?( g[eé]n[eé]ral)?:?$|^(gesamt|summe|sum|gesamtsumme|totale|totaal|suma|razem|celkem|toplam|итого|всего|合计|总计|合計|합계):?$/iu;
function totalRemark(files) {
	const summed = files.filter(({ table: { columns, rows } }) => columns.some((column) => rows > 1 && TOTAL.test(cellText(column, rows - 1).trim()) && !standsElsewhere(column, rows)));
	const [file] = summed;
	if (file === void 0) return [];
	const more = summed.length > 1 ? ` (and of ${plural$1(summed.length - 1, "more file")})` : "";
	const { table } = file;
	return [`the last row of ${printable$1(file.name, 80)}, line ${table.lines[table.rows - 1]}${more} looks like a total and is read as a row. If it is one, take it off the file.`];
}
function standsElsewhere(column, rows) {
	const last = cellText(column, rows - 1);
	for (let row = 0; row < rows - 1; row++) if (cellText(column, row) === last) return true;
	return false;
}
function copyRemark(files) {
	return [...groupedBy(files, ({ digest }) => digest).values()].filter((group) => group.length > 1).slice(0, COPIES_NAMED).map((group) => {
		const [first, ...others] = group.map(({ name }) => printable$1(name, 80)).sort((a, b) => a.length - b.length);
		const few = others.slice(0, COPIES_NAMED).map((name) => JSON.stringify(name));
		return `${few.join(", ")}${others.length > few.length ? ` and ${others.length - few.length} more` : ""} ${others.length === 1 ? "has" : "have"} the bytes of ${JSON.stringify(first)}: the same rows count more than once. Remove what is a copy.`;
	});
}
function headerRemark(files, { dialect }) {
	const file = files.find(({ table }) => headerIsRow(table));
	if (file === void 0 || dialect?.header === false) return [];
	const { header } = file.table;
	const shown = header.slice(0, 4).map((name) => JSON.stringify(printable$1(name, 20)));
	return [`the first line of ${printable$1(file.name, 80)} (${shown.join(", ")}${header.length > 4 ? ", …" : ""}) looks like a row, and was taken for names. If the files have no header, run init again with --force, --dialect '{header: false}', --names and a name for each of the ${plural$1(header.length, "column")} (without --names: field1 to field${header.length}), and the target's name by --target.`];
}
// src/schema/infer/given-field.ts
const NOTATION = [
	"decimalChar",
	"groupChar",
	"bareNumber",
	"affixes"
];
function withGaps(tally, { field, keys }) {
	if (!keys.has("missingValues")) return tally;
	const gaps = new Set(field.missingValues ?? []);
	return {
		...tally,
		texts: new Map([...tally.texts].filter(([text]) => text === "" || !gaps.has(text)))
	};
}
function guessOf(tally, isTarget, neighbours, given) {
	const guess = guessType(tally, isTarget, neighbours);
	if (given === null) return guess;
	const { field, keys } = given;
	const gaps = keys.has("missingValues") ? (field.missingValues ?? []).filter((text) => text !== "") : [];
	const missing = [...new Set([...guess.missing, ...gaps])];
	const isNumber = NOTATION.some((key) => keys.has(key));
	if (!keys.has("type") && !isNumber) return {
		...guess,
		missing
	};
	const type = keys.has("type") ? field.type : "number";
	const { decimalChar, groupChar, bareNumber, affixes, trueValues, falseValues } = field;
	const notation = type === "number" || type === "integer" ? {
		decimalChar,
		groupChar,
		bareNumber,
		...affixes === void 0 ? {} : { affixes }
	} : type === "boolean" ? {
		trueValues,
		falseValues
	} : {};
	return {
		type,
		format: keys.has("format") ? field.format : "default",
		missing: type === "string" ? gaps : missing,
		notation,
		notes: []
	};
}
// src/schema/infer/growth.ts
const FEWEST_STEPS$1 = 20;
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
function direction(values) {
	let [rises, falls] = [0, 0];
	let last = NaN;
	for (const value of values) {
		if (value > last) rises++;
		else if (value < last) falls++;
		if (!Number.isNaN(value)) last = value;
		if (rises > 0 && falls > 0) return 0;
	}
	return rises >= FEWEST_STEPS$1 ? 1 : falls >= FEWEST_STEPS$1 ? -1 : 0;
}
function levelsOf(values, starts) {
	const files = starts.map((start, i) => meanOf(values.subarray(start, starts[i + 1] ?? values.length))).filter(({ cells }) => cells > 0);
	const cells = files.reduce((sum, file) => sum + file.cells, 0);
	const mean = files.reduce((sum, file) => sum + file.cells / cells * file.mean, 0);
	const within = files.reduce((sum, file) => sum + file.squares, 0);
	const between = files.reduce((sum, file) => sum + file.cells * (file.mean - mean) ** 2, 0);
	if (!(within + between > 0) || files.length < 2 || cells <= files.length) return {
		share: 0,
		spread: 0
	};
	const typical = (cells - files.reduce((sum, file) => sum + file.cells ** 2, 0) / cells) / (files.length - 1);
	const beyond = between / (files.length - 1) - within / (cells - files.length);
	return {
		share: between / (within + between),
		spread: Math.sqrt(Math.max(0, beyond / typical))
	};
}
function meanOf(values) {
	let [mean, cells, squares] = [
		0,
		0,
		0
	];
	for (const value of values) {
		if (Number.isNaN(value)) continue;
		const step = value - mean;
		mean += step / ++cells;
		squares += step * (value - mean);
	}
	return {
		mean,
		cells,
		squares
	};
}
const CALENDAR$1 = new Map([
	["month", [1, 12]],
	["day", [1, 31]],
	["hour", [0, 23]],
	["minute", [0, 59]],
	["second", [0, 59]],
	["quarter", [1, 4]],
	["weekday", [0, 7]]
]);
function calendarRange(name, least, most) {
	const bounds = CALENDAR$1.get(partsOf$1(name).words.at(-1) ?? "");
	if (bounds === void 0) return null;
	const [minimum, maximum] = bounds;
	return least >= minimum && most <= maximum ? {
		minimum,
		maximum
	} : null;
}
// src/schema/infer/range.ts
const FEWEST_CELLS$6 = 50;
const EXCEEDANCE = .001;
const HEAVY = .5;
const TAIL_VALUES = 8;
const PRIOR_VARIANCE = .25 ** 2;
const WANDER = Math.sqrt(150);
const FARTHEST$1 = 100;
function rangeOf$1(values, { up, down, spread }, isInteger) {
	const n = values.length;
	if (n < FEWEST_CELLS$6) return {
		range: {},
		notes: [`no range: ${n} values say too little.`]
	};
	const { least: low, most: high } = values;
	const width = high - low;
	if (width === 0) return {
		range: {},
		notes: []
	};
	if (areNearlyAlike(values)) return {
		range: startsAtZero(values, isInteger) ? { minimum: 0 } : {},
		notes: ["no full range: nearly all values are the same, so the others say too little."]
	};
	const tail = 1 + tailCells(n);
	const mirrored = values.lowest(tail).map((value) => -value).reverse();
	const upper = Math.max(high + margin(width, up, spread), tailBound(values.highest(tail)));
	const lower = Math.min(low - margin(width, down, spread), -tailBound(mirrored));
	const moved = low - Math.max(1.5 * down * width, WANDER * spread);
	const range = {};
	const notes = [];
	if (startsAtZero(values, isInteger)) range.minimum = 0;
	else if (low > 0 && lower < 0 && moved > 0) range.minimum = 0;
	else if (low - lower <= FARTHEST$1 * width) range.minimum = roundedOutward(lower, width, -1, isInteger);
	else notes.push("no minimum: the small values spread too far.");
	if (upper - high <= FARTHEST$1 * width) range.maximum = roundedOutward(upper, width, 1, isInteger);
	else notes.push("no maximum: a few values are far larger than the others.");
	return {
		range,
		notes
	};
}
function areNearlyAlike(ranked) {
	const { values, length } = ranked;
	const fewest = 99;
	if (length < fewest) return length - mostFrequent$1(ranked.lowest(length)) < FEWEST_CELLS$6;
	const common = values.slice(0, fewest).sort()[49];
	let others = 0;
	for (let i = 0; i < length && others < FEWEST_CELLS$6; i++) if (values[i] !== common) others++;
	return others < FEWEST_CELLS$6;
}
function mostFrequent$1(sorted) {
	let most = 0;
	let run = 0;
	for (let i = 0; i < sorted.length; i++) {
		run = i > 0 && sorted[i] === sorted[i - 1] ? run + 1 : 1;
		if (run > most) most = run;
	}
	return most;
}
function margin(width, growth, spread) {
	return Math.max(.5 * width, 1.5 * growth * width, WANDER * spread);
}
function startsAtZero(values, isInteger) {
	const { least: low, length } = values;
	if (low < 0) return false;
	if (low === 0) return isInteger || values.lowest(Math.min(3, length)).at(-1) === 0;
	if (isInteger && low <= 1) return true;
	const first = values.at(Math.floor(length / 100));
	const last = values.at(Math.ceil((length - 1) * .99));
	const middle = values.at(length >> 1);
	return last - middle >= 2 * (middle - first) && low <= .1 * (last - first) || last >= 30 * first;
}
const tailCells = (n) => Math.floor(Math.min(n / 5, n ** .7));
function tailBound(sorted) {
	const [threshold = 0] = sorted;
	let first = sorted.length;
	while (first > 0 && sorted[first - 1] > threshold) first--;
	const m = sorted.length - first;
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
function roundedOutward(bound, width, direction, isInteger) {
	const step = 10 ** (Math.floor(Math.log10(width)) - 1);
	const whole = isInteger ? Math.max(1, step) : step;
	const steps = direction > 0 ? Math.ceil(bound / whole) : Math.floor(bound / whole);
	return Number((steps * whole).toPrecision(12)) + 0;
}
// src/schema/infer/relations.ts
const COLUMNS_COMPARED = 64;
const ROWS_COMPARED = 4e3;
const FEWEST_ROWS$7 = 20;
const COPY$1 = .999;
function redundantColumns(columns, target) {
	const compared = columns.slice(0, COLUMNS_COMPARED);
	const rows = lengthOf$1(columns[0]);
	const said = new Map();
	if (rows < FEWEST_ROWS$7) return said;
	const sample = sampleRows(rows, ROWS_COMPARED) ?? Int32Array.from({ length: rows }, (_, row) => row);
	const scores = compared.map((column) => scoresOf(column, sample));
	compared.forEach((column, i) => {
		if (scores[i] === null || column.name === target) return;
		const others = compared.filter((other, k) => scores[k] !== null && k !== i && (k < i || other.name === target));
		for (const other of others.filter(({ kind }) => kind === column.kind)) {
			const how = likeness$1(column, other, sample, scores[i], scores[compared.indexOf(other)]);
			if (how === null) continue;
			said.set(column.name, other.name === target ? leak(how, other.name) : `${how} ${named(other.name)}: a model learns nothing more from it; kept, since a batch in which the two part is news.`);
			break;
		}
	});
	return said;
}
const leak = (how, target) => `${how} the target ${named(target)}: does it give the answer away? \`role: ignore\` leaves it out.`;
function likeness$1(a, b, sample, x, y) {
	if (a.kind === "category" && b.kind === "category") {
		if (sample.every((row) => (a.categories[a.codes[row] - 1] ?? "") === (b.categories[b.codes[row] - 1] ?? ""))) return "the same as";
		return isOneToOne(a.codes, b.codes, sample) ? "goes one to one with" : null;
	}
	if (a.kind !== "number" || b.kind !== "number") return null;
	if (sample.every((row) => Object.is(a.values[row] + 0, b.values[row] + 0))) return "the same as";
	const r = correlationOf(x, y);
	return Math.abs(r) >= COPY$1 ? `goes nearly one to one (rank correlation ${r.toFixed(3)}) with` : null;
}
function isOneToOne(a, b, sample) {
	const there = new Map();
	const back = new Map();
	return sample.every((row) => {
		const [x, y] = [a[row], b[row]];
		if (!there.has(x)) there.set(x, y);
		if (!back.has(y)) back.set(y, x);
		return there.get(x) === y && back.get(y) === x;
	});
}
const lengthOf$1 = (column) => column === void 0 ? 0 : column.kind === "number" ? column.values.length : column.codes.length;
const KEPT = .9;
const FEWEST_STEPS = 3;
function cadence(column, starts) {
	if (column.kind !== "number" || column.type !== "date" && column.type !== "datetime") return [];
	const files = starts.map((start, i) => distinctNumbers(column.values.subarray(start, starts[i + 1] ?? column.values.length)));
	const within = steadyStep(files.flatMap((sorted) => Array.from(sorted.subarray(1), (value, i) => value - sorted[i])));
	if (within !== null) return [`moments lie ${spanned(within.step)} apart in ${percent$1(within.share)} of the steps; later batches are held to the usual gaps.`];
	const firsts = files.flatMap((sorted) => sorted.length === 0 ? [] : [sorted[0]]);
	const between = steadyStep(firsts.slice(1).map((value, i) => value - firsts[i]));
	return between === null ? [] : [`each file begins ${spanned(between.step)} after the one before; later batches are held to the usual gaps.`];
}
function steadyStep(steps) {
	if (steps.length < FEWEST_STEPS) return null;
	const middle = [...steps].sort((a, b) => a - b)[steps.length >> 1];
	const slack = middle >= 28 * DAY$2 ? .06 : .001;
	const share = steps.filter((step) => Math.abs(step - middle) <= slack * middle).length / steps.length;
	return middle > 0 && share >= KEPT ? {
		step: middle,
		share
	} : null;
}
const DAY$2 = 86400;
const UNITS = [
	["day", DAY$2],
	["hour", 3600],
	["minute", 60]
];
function spanned(seconds) {
	if (seconds >= 28 * DAY$2 && seconds <= 31 * DAY$2) return "a month";
	const [unit, size] = UNITS.find(([, length]) => seconds % length === 0) ?? ["second", 1];
	return plural$1(seconds / size, unit);
}
// src/schema/infer/role.ts
const FEWEST_ROWS$6 = 20;
const MOST_PLACES = 8;
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
const SHEET_DAYS = [2e4, 8e4];
const DATE_WORDS = new Set([
	"date",
	"datetime",
	"datum",
	"fecha",
	"dato",
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
function roleOf(name, column, ranked, starts) {
	if (column.type === "date" || column.type === "datetime" || column.type === "yearmonth") return guess("time", "role time: a moment does not come again, so it is not trained on (set `role: feature` to train on it).");
	if (column.kind === "category") return categoryRole(name, column);
	return numberRole(name, column, ranked ?? new Ranked(column.values), starts);
}
function numberRole(name, column, ranked, starts) {
	const { least, most, length } = ranked;
	const rows = column.values.length;
	if (length === 0) return guess("ignore", "role ignore: it has no values.");
	if (column.type === "time" || length < FEWEST_ROWS$6 || least === most) return feature;
	const { words } = partsOf$1(name);
	if (isClock(ranked, words, column, starts)) return guess("time", "role time: it looks like a timestamp, so it is not trained on.");
	const [first, last] = SHEET_DAYS;
	if (words.some((word) => DATE_WORDS.has(word)) && least >= first && most <= last) return guess("time", "role time: by its name and range it counts days as spreadsheets do (45,000 is 2023-03-15), so it is not trained on.");
	if (column.type !== "integer" || length < rows) return feature;
	const isNamed = words.some((word) => ID_WORDS.has(word));
	const [fills, counts] = [most - least === rows - 1, countsRows(column.values, starts)];
	const distinct = isNamed || fills || counts ? distinctOf(ranked) : 0;
	const isUnique = distinct === rows;
	if (isUnique && fills || counts) return guess("id", "role id: consecutive numbers name the row, so they are not trained on.", isUnique);
	if (isNamed && distinct > .9 * rows) return guess("id", "role id: by its name and because nearly every row has its own value; not trained on.", isUnique);
	if (words.includes("year") && least >= 1800 && most <= 2200 && neverFalls(column.values)) return guess("time", "role time: a year that only grows; not trained on.");
	return feature;
}
function distinctOf(ranked) {
	const { least, most, length } = ranked;
	let distinct = 0;
	if (most - least < MOST_PLACES * length) {
		const seen = new Uint8Array(most - least + 1);
		for (const value of ranked.values) {
			const at = value - least;
			distinct += 1 - seen[at];
			seen[at] = 1;
		}
		return distinct;
	}
	const sorted = ranked.lowest(length);
	for (let i = 0; i < length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
	return distinct;
}
function isClock({ least, most }, words, column, starts) {
	if ([
		1,
		1e3,
		1e6,
		1e9
	].find((scale) => least >= 1e9 * scale && most < 22e8 * scale) === void 0) return false;
	if (words.some((word) => TIME_WORDS.has(word))) return true;
	return starts.every((start, i) => neverFalls(column.values.subarray(start, starts[i + 1] ?? column.values.length)));
}
function neverFalls(values) {
	for (let i = 1; i < values.length; i++) if (!(values[i] >= values[i - 1])) return false;
	return true;
}
function countsRows(values, starts) {
	if (values.length < FEWEST_ROWS$6) return false;
	const begins = new Set(starts);
	for (let i = 1; i < values.length; i++) if (!begins.has(i) && values[i] !== values[i - 1] + 1) return false;
	return true;
}
function categoryRole(name, column) {
	let present = 0;
	for (const code of column.codes) if (code !== 0) present++;
	const distinct = column.categories.length;
	if (present === 0) return guess("ignore", "role ignore: it has no values.");
	if (present < FEWEST_ROWS$6 || column.type === "boolean") return feature;
	const share = distinct / present;
	const isNamedId = partsOf$1(name).words.some((word) => ID_WORDS.has(word));
	const isCode = column.categories.every((text) => text.length <= 64 && !/\s/.test(text));
	if (distinct === column.codes.length && isCode) return guess("id", "role id: every row has its own value, so it is not trained on.", isNamedId || column.categories.every(isUuid));
	if (isNamedId && distinct > 100 && share > .1) return guess("id", `role id: by its name and its ${grouped(distinct)} values; not trained on.`);
	if (share > .5) return guess("ignore", `role ignore: ${grouped(distinct)} different texts in ${grouped(present)} rows cannot be learned from.`);
	return feature;
}
const isUuid = (text) => /^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$/i.test(text);
// src/schema/infer/sentinel.ts
const MARKS = [
	99,
	999,
	9999,
	99999,
	999999,
	9999999,
	99999999,
	999999999
].flatMap((mark) => [mark, -mark]);
const FEWEST = 3;
function sentinelNotes({ values }, ranked, parts) {
	return MARKS.flatMap((mark) => {
		if (ranked.least !== mark && ranked.most !== mark) return [];
		const count = values.reduce((sum, value) => sum + (value === mark ? 1 : 0), 0);
		if (count < FEWEST) return [];
		const { least, most, length } = new Ranked(values.filter((value) => value !== mark));
		if (length === 0) return [];
		const gap = mark < 0 ? least - mark : mark - most;
		if (gap <= most - least || gap <= 0) return [];
		const texts = textsOf(mark, values, parts);
		return [`not certain: ${plural$1(count, "cell")} are ${mark}, far from the others (${least} to ${most}), and read as that number. If it stands for a missing value, ${rerun({ missingValues: ["", ...texts] })}.`];
	});
}
function textsOf(mark, values, parts) {
	const texts = new Set();
	let start = 0;
	for (const { raw, rows } of parts) {
		for (let row = 0; row < rows; row++) if (values[start + row] === mark) texts.add(cellText(raw, row));
		start += rows;
	}
	return [...texts];
}
// src/schema/infer/infer.ts
const ROWS_FOR_REQUIRED = 100;
const MOST_CLASSES$1 = 1e3;
const MOVES = .8;
const BLOCKS$1 = 4;
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
function inferSchema(all, { target, isMeasured = false, written = {}, given = new Map() }) {
	const read = all.filter((file) => !file.golden);
	const units = written.dialect?.commentRows ?? unitLines(read);
	const files = read.map((file) => ({
		...file,
		table: withoutLines(file.table, units)
	}));
	const header = commonHeader(files);
	if (target !== null && !header.includes(target)) {
		const message = `The target ${named(target)} is no column of the data.`;
		throw new ConfigError(problem(message, {
			got: printable$1(target),
			expected: namedList(header, 20)
		}));
	}
	const notes = new Map();
	const cells = header.map((name) => cellsOf$1(name, files));
	const tallies = cells.map(({ parts }) => tallyOf(parts));
	const neighbours = neighboursOf(tallies, files);
	const inferred = header.map((name, i) => inferField(name, cells[i], tallies[i], name === target, neighbours, given.get(name) ?? null));
	if (isMeasured) {
		for (const { field } of inferred) if (field.role === "target") field.constraints = { required: true };
	}
	const alike = redundantColumns(inferred.filter(({ field }) => field.role === "feature" || field.role === "target").map(({ column }) => column), target);
	for (const { field, assumed } of inferred) {
		const all = [...assumed, ...alike.has(field.name) ? [alike.get(field.name)] : []];
		if (all.length > 0) notes.set(field.name, all);
	}
	const fields = inferred.map(({ field }) => field);
	const { commentRows: _, ...told } = written.dialect ?? {};
	const dialect = {
		...told,
		...units.length === 0 ? {} : { commentRows: units }
	};
	return {
		schema: {
			fields,
			missingValues: [""],
			primaryKey: [],
			fieldsMatch: "equal",
			file: null,
			...usualReading(files),
			...Object.keys(dialect).length === 0 ? {} : { dialect }
		},
		notes,
		remarks: remarksOn(read, units, written)
	};
}
function usualReading(files) {
	const usual = (of) => {
		const counts = new Map();
		for (const file of files) counts.set(of(file) ?? "", (counts.get(of(file) ?? "") ?? 0) + 1);
		return [...counts].reduce((best, next) => next[1] > best[1] ? next : best, ["", 0])[0];
	};
	const plain = (file) => expectedReading(file, {});
	const encoding = usual((file) => file.reading?.encoding === plain(file).encoding ? null : file.reading?.encoding ?? null);
	const delimiter = usual((file) => file.reading?.delimiter === plain(file).delimiter ? null : file.reading?.delimiter ?? null);
	return {
		...encoding === "" ? {} : { encoding },
		...delimiter === "" ? {} : { delimiter }
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
function cellsOf$1(name, files) {
	const parts = [];
	const starts = [];
	let rows = 0;
	for (const file of files) {
		const { table } = file;
		const at = table.header.indexOf(name);
		if (at < 0) continue;
		parts.push({
			raw: table.columns[at],
			rows: table.rows,
			file,
			at
		});
		starts.push(rows);
		rows += table.rows;
	}
	return {
		parts,
		starts
	};
}
function placeOf$1(text, { parts }) {
	for (const { raw, rows, file, at } of parts) for (let row = 0; row < rows; row++) if (cellText(raw, row) === text) return `${printable$1(file.name, 80)}:${file.table.lines[row]}:${at + 1}`;
	return "an unknown place";
}
function neighboursOf(tallies, files) {
	const decimals = new Set();
	for (const tally of tallies) {
		const { rest } = withoutGaps(tally);
		const marks = noMarks();
		const { strays } = affixesOf(rest.map((text) => [text, 1]), marks);
		if (strays.length > 0) continue;
		const proven = new Set([...marks.decimal, ...tally.marks.decimal]);
		if (proven.size === 1) decimals.add([...proven][0]);
	}
	const [decimal] = decimals.size === 1 ? decimals : [];
	return {
		decimal: decimal === "." || decimal === "," ? decimal : null,
		delimiter: files[0]?.reading?.delimiter ?? ","
	};
}
function inferField(name, cells, tally, isTarget, neighbours, given) {
	const { parts, starts } = cells;
	const guess = guessOf(given === null ? tally : withGaps(tally, given), isTarget, neighbours, given);
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
	const column = concatColumns(parts.map(({ raw, rows: count }) => typeColumnCached(raw, count, field, field.missingValues ?? [""]).column));
	const place = guess.stray === void 0 ? "" : placeOf$1(guess.stray, cells);
	const ranked = column.kind === "number" && !isTarget ? new Ranked(column.values) : null;
	const sentinels = column.kind === "number" && ranked !== null && isPlainNumber(field) ? sentinelNotes(column, ranked, parts) : [];
	const assumed = [...guess.notes, ...sentinels].map((note) => note.replaceAll(/\{(name|place)\}/g, (_, word) => word === "name" ? inShell(yamlScalar(name)) : place));
	if (isTarget) field.constraints = targetConstraints(column);
	else assumed.push(...describeField(field, column, ranked, starts));
	if (given?.keys.has("role") && !isTarget) field.role = given.field.role;
	return {
		field,
		column,
		assumed
	};
}
const isPlainNumber = ({ type }) => type === "number" || type === "integer";
function targetConstraints(column) {
	if (column.kind === "category") return column.categories.length <= MOST_CLASSES$1 ? {
		required: true,
		enum: column.categories
	} : { required: true };
	const distinct = new Set();
	for (const value of column.values) {
		if (!Number.isNaN(value)) distinct.add(value + 0);
		if (distinct.size > MOST_CLASSES$1) return { required: true };
	}
	return {
		required: true,
		enum: [...distinct].sort((a, b) => a - b).map(String)
	};
}
function describeField(field, column, ranked, starts) {
	const { role, unique, notes } = roleOf(field.name, column, ranked, starts);
	field.role = role;
	const assumed = [...notes];
	const { constraints } = field;
	const rows = column.kind === "number" ? column.values.length : column.codes.length;
	const missing = ranked === null ? missingCount(column) : rows - ranked.length;
	if (missing === 0 && rows >= ROWS_FOR_REQUIRED) constraints.required = true;
	if (unique && missing === 0 && rows >= ROWS_FOR_REQUIRED) constraints.unique = true;
	if (role === "time") return [...assumed, ...cadence(column, starts)];
	if (role !== "feature") return assumed;
	if (column.kind === "number" && ranked !== null && isPlainNumber(field)) assumed.push(...boundNumbers(field, column, ranked, starts));
	if (column.kind === "category" && field.type === "string") assumed.push(...boundCategories(constraints, column, starts));
	return assumed;
}
const ONE_LEVEL = {
	share: 0,
	spread: 0
};
const CONSTANT = "the same value in every row: it tells a model nothing yet.";
function boundNumbers(field, column, ranked, starts) {
	const { constraints } = field;
	const isInteger = field.type === "integer";
	if (ranked.least === ranked.most) return [CONSTANT];
	const { share, spread } = starts.length > 2 ? levelsOf(column.values, starts) : ONE_LEVEL;
	const calendar = isInteger ? calendarRange(field.name, ranked.least, ranked.most) : null;
	if (calendar !== null && (share <= MOVES || partsOf$1(field.name).words.length === 1)) {
		Object.assign(constraints, calendar);
		return ["by its name a part of the calendar: the range is the calendar's."];
	}
	if (share > MOVES) return ["no range: the values move on from file to file, so the next ones may lie beyond."];
	const { range, notes } = rangeOf$1(ranked, {
		...growthOf(column.values, blocksOf(starts, column.values.length)),
		spread
	}, isInteger);
	const way = direction(column.values);
	if (way > 0) delete range.maximum;
	if (way < 0) delete range.minimum;
	Object.assign(constraints, range);
	return way === 0 ? notes : [...notes, oneWay(way, starts.length)];
}
function oneWay(way, files) {
	const [never, bound] = way > 0 ? ["falls", "maximum"] : ["rises", "minimum"];
	return files > 1 ? `never ${never}, neither in a file nor from one to the next: it accumulates, so it has no ${bound}.` : `never ${never} from row to row: it accumulates, or the file is sorted by it; no ${bound} until more files tell.`;
}
function blocksOf(starts, rows) {
	return starts.length > 2 ? starts : Array.from({ length: BLOCKS$1 }, (_, i) => Math.floor(i * rows / BLOCKS$1));
}
function boundCategories(constraints, column, starts) {
	const { closed, reason } = closedSet(column, starts);
	if (closed) {
		constraints.enum = column.categories;
		return [`these ${column.categories.length} values are taken for the complete list.`];
	}
	return column.categories.length === 1 ? [CONSTANT] : [`open list: ${reason}`];
}
// src/validate/columns/missing.ts
const UP_FLOOR = {
	rare: .04,
	usual: .1
};
const USUAL$4 = .01;
const DOWN_FLOOR = .1;
function gapFloor(past) {
	return past.some(({ hits, cells }) => hits > USUAL$4 * cells) ? UP_FLOOR.usual : UP_FLOOR.rare;
}
function missingAlarm({ batch, past, alpha }) {
	const before = past.map((one) => ({
		hits: one.missing,
		cells: one.rows
	}));
	const now = {
		hits: batch.missing,
		cells: batch.rows,
		past: before,
		alpha
	};
	const more = shareAlarm({
		...now,
		floor: gapFloor(before),
		direction: "up"
	});
	const fewer = more === null ? shareAlarm({
		...now,
		floor: DOWN_FLOOR,
		direction: "down"
	}) : null;
	const found = more ?? fewer;
	if (found === null) return null;
	const says = `is missing in ${percent$1(found.share)} of the rows, before in ${shareRange(before)}`;
	const remedy = more === null ? "Look for gaps that were filled with a default; if they are known now, this is right." : "Look for a failed join, a changed source or a new word for missing; list such words in `missingValues`.";
	return {
		code: "missing-share",
		observed: percent$1(found.share),
		expected: shareRange(before),
		says,
		remedy
	};
}
// src/validate/result/finding.ts
const LINES_SHOWN = 5;
const VALUES_SHOWN = 3;
const NO_HITS = {
	count: 0,
	first: []
};
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
	const message = `column ${named(subject)} ${rule.verb} ${share}, expected ${expected}; first at line ${lines[0]} of ${printable$1(file.name, 200)}${also}${quotedValues(rule.values)}`;
	return {
		...ran,
		share: hits.count / rows,
		finding: {
			code,
			subject,
			status: rule.mild ? "warn" : "fail",
			observed: `${hits.count} of ${rows} rows`,
			expected,
			message,
			...waysOut$1(rule.remedy, file, `${code} of ${subject}`, {
				own: rule.own,
				check: {
					code,
					subject
				}
			}),
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
	return `; found ${[...new Set(values)].slice(0, VALUES_SHOWN).map((value) => JSON.stringify(printable$1(value, 40))).join(", ")}`;
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
	return check$1(code, subject, "pass", message, {
		observed: `0 of ${rows} rows`,
		expected
	});
}
function bounded$1(results) {
	const failed = results.filter((result) => result.status === "fail");
	if (failed.length <= FINDINGS_LISTED) return results;
	const more = new Map();
	for (const result of failed.slice(FINDINGS_LISTED)) more.set(result.code, (more.get(result.code) ?? 0) + 1);
	const closing = [...more].map(([code, count]) => {
		const message = `${grouped(count)} more findings of code ${code} in other columns and files are not listed one by one`;
		return check$1(code, "files", "fail", message, {
			observed: count,
			expected: 0,
			suggestion: "Mend what is listed first, then run again."
		});
	});
	const listed = new Set(failed.slice(0, FINDINGS_LISTED));
	return [...results.filter((result) => result.status !== "fail" || listed.has(result)), ...closing];
}
function causesFirst(checks) {
	const rank = ({ code, status }) => {
		const at = CAUSE_CODES.indexOf(code);
		return status !== "fail" || at < 0 ? CAUSE_CODES.length : at;
	};
	return checks.toSorted((a, b) => rank(a) - rank(b));
}
// src/validate/cells/rule.ts
const MILD = {
	gaps: .005,
	fewestGaps: 2,
	outside: .01,
	fewestOutside: 3,
	reach: .5,
	unlisted: .005,
	fewestUnlisted: 2,
	times: 4,
	more: 64
};
const areFewGaps = (gaps, rows) => gaps <= Math.max(MILD.fewestGaps, MILD.gaps * rows);
function inSchema({ name, where }, properties) {
	return where === null ? [] : Object.entries(properties).map(([key, value]) => setKey(where.file, fieldKey(name, key), value));
}
function numberHits(part, breaks) {
	const { column } = part;
	if (column.kind !== "number") return NO_HITS;
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
		if (!broken.includes(1)) return NO_HITS;
		const { codes } = column;
		return hitsWhere(codes.length, (row) => broken[codes[row]] === 1);
	}
	const raw = part.file.table.columns[part.at];
	const memo = new Map();
	const aliases = new Map(Object.entries(part.field.valueAliases ?? {}));
	const isMissing = missingTest(column);
	return hitsWhere(column.values.length, (row) => {
		if (isMissing(row)) return false;
		const cell = cellText(raw, row);
		const text = aliases.get(cell) ?? cell;
		let broken = memo.get(text);
		if (broken === void 0) {
			broken = breaks(text);
			memo.set(text, broken);
		}
		return broken;
	});
}
// src/validate/result/policy.ts
const STRUCTURE = new Set([
	"column-missing",
	"column-new",
	"column-renamed",
	"column-split",
	"column-merged",
	"column-order",
	"target",
	"unreadable"
]);
function withFieldDrift(policy, { fields }) {
	const told = fields.filter(({ drift }) => drift !== void 0);
	if (told.length === 0) return policy;
	const { codes, columns, names } = policy ?? {
		codes: {},
		columns: {},
		names: "plain"
	};
	const added = told.flatMap(({ name, drift }) => {
		const own = Object.hasOwn(columns, name) ? columns[name] : {};
		return [[name, typeof own === "string" ? own : {
			...Object.fromEntries(COLUMN_CODES.map((code) => [code, drift])),
			...own
		}]];
	});
	return {
		codes,
		columns: {
			...columns,
			...Object.fromEntries(added)
		},
		names
	};
}
function withPolicy(checks, policy) {
	return checks.flatMap((check) => {
		if (check.status !== "fail" && check.status !== "warn") return [check];
		const severity = severityOf(check, policy);
		if (severity === null) return [check];
		return severity === "off" ? [] : [{
			...check,
			status: severity === "error" ? "fail" : "warn"
		}];
	});
}
function severityOf({ code, subject }, { codes, columns }) {
	const own = Object.hasOwn(columns, subject) ? columns[subject] : null;
	if (own !== null && typeof own === "object" && Object.hasOwn(own, code)) return own[code];
	if (typeof own === "string" && !STRUCTURE.has(code)) return own;
	return Object.hasOwn(codes, code) ? codes[code] : null;
}
const HASHED = /^#[0-9a-z]{1,11}$/;
function withoutNames(profile) {
	const columns = profile.columns.map((column) => column.kind === "number" ? column : {
		...column,
		values: column.values.map((value) => HASHED.test(value) ? value : hashed(value))
	});
	return {
		...profile,
		columns
	};
}
function hashed(value) {
	return `#${textHash(value, 3).toString(36)}`;
}
// src/profile/points.ts
function pointsOf(profiles) {
	const points = [];
	for (const { atoms, counts, quantiles, rows, missing } of profiles) {
		atoms.forEach((value, i) => {
			points.push([value, counts[i]]);
		});
		const rest = Math.max(0, rows - missing - counts.reduce((a, b) => a + b, 0));
		for (let k = 1; k < quantiles.length; k++) points.push([(quantiles[k - 1] + quantiles[k]) / 2, rest * (QUANTILE_LEVELS[k] - QUANTILE_LEVELS[k - 1])]);
	}
	return sortedPoints(points);
}
function sortedPoints(points) {
	points.sort((a, b) => a[0] - b[0]);
	return {
		values: Float64Array.from(points, ([value]) => value),
		weights: Float64Array.from(points, ([, weight]) => weight),
		total: points.reduce((sum, [, weight]) => sum + weight, 0)
	};
}
function mapPoints({ values, weights }, convert) {
	const points = [];
	values.forEach((value, i) => {
		const converted = convert(value);
		if (Number.isFinite(converted)) points.push([converted, weights[i]]);
	});
	return sortedPoints(points);
}
function medianOf(points) {
	return quantileOf(points, .5);
}
function quantileOf({ values, weights, total }, level) {
	let left = level * total;
	for (let i = 0; i < values.length; i++) {
		left -= weights[i];
		if (left <= 0) return values[i];
	}
	return values.at(-1) ?? NaN;
}
function gapOf(a, b) {
	let [i, j, x, y, most] = [
		0,
		0,
		0,
		0,
		0
	];
	while (i < a.values.length || j < b.values.length) {
		const value = j === b.values.length || i < a.values.length && a.values[i] <= b.values[j] ? a.values[i] : b.values[j];
		while (i < a.values.length && a.values[i] === value) x += a.weights[i++] / a.total;
		while (j < b.values.length && b.values[j] === value) y += b.weights[j++] / b.total;
		most = Math.max(most, Math.abs(x - y));
	}
	return most;
}
// src/validate/columns/reach.ts
const LEAST_REACH = .5;
const INNER = .02;
function rangeOf({ atoms, quantiles }) {
	const ends = [
		atoms[0],
		atoms.at(-1),
		quantiles[0],
		quantiles.at(-1)
	].filter((value) => value !== void 0);
	return {
		low: Math.min(...ends),
		high: Math.max(...ends)
	};
}
function hullOf(ranges) {
	return {
		low: Math.min(...ranges.map(({ low }) => low)),
		high: Math.max(...ranges.map(({ high }) => high))
	};
}
function widened({ low, high }, reach) {
	const margin = reach * (high - low);
	return {
		low: low - margin,
		high: high + margin
	};
}
function reachOf(past, alpha, cells = 0) {
	const sizes = past.map(cellsOf$2).sort((a, b) => a - b);
	const longer = Math.max(1, cells / Math.max(1, sizes[sizes.length >> 1] ?? 1));
	return Math.sqrt(longer) * Math.max(LEAST_REACH, Math.sqrt(allowance(excursionsOf(past, past.map(rangeOf)), alpha)));
}
function excursionsOf(past, ranges) {
	if (past.length < 2) return [];
	return past.map((profile, i) => {
		const { low, high } = hullOf(ranges.filter((_, k) => k !== i));
		const points = pointsOf([profile]);
		const beyond = Math.max(0, quantileOf(points, .98) - high, low - quantileOf(points, INNER));
		return high > low ? (beyond / (high - low)) ** 2 : 0;
	});
}
// src/validate/columns/tail.ts
const LEVELS = {
	from: .98,
	to: .999
};
const FEWEST_CELLS$5 = 500;
const CAUTION = 1.5;
const LIGHTEST = 4;
function tailsOf(past) {
	const accepted = past.reduce((sum, one) => sum + cellsOf$2(one), 0);
	const points = pointsOf(past);
	const ranges = past.map(rangeOf);
	const middle = quantileOf(points, .5);
	const up = tailOf(points, middle, (level) => level, Math.max(...ranges.map(({ high }) => high)));
	const down = tailOf(points, middle, (level) => 1 - level, Math.min(...ranges.map(({ low }) => low)));
	return (value, cells) => {
		const tail = value > middle ? up : down;
		if (accepted < FEWEST_CELLS$5 || tail === null) return null;
		const distance = Math.abs(value - middle);
		const beyond = (share, at) => cells * share * (distance / at) ** -tail.index;
		return Math.max(beyond(1 - LEVELS.to, tail.at), beyond(1 / accepted, tail.farthest));
	};
}
function tailOf(points, middle, levelOf, farthest) {
	const [near, far] = [LEVELS.from, LEVELS.to].map((level) => Math.abs(quantileOf(points, levelOf(level)) - middle));
	if (!(near > 0) || !(far > near)) return null;
	return {
		index: Math.min(LIGHTEST, Math.log((1 - LEVELS.from) / (1 - LEVELS.to)) / Math.log(far / near) / CAUTION),
		at: far,
		farthest: Math.max(far, Math.abs(farthest - middle))
	};
}
function areBeyondChance(values, cells, count, alpha) {
	const expected = values.map((value) => count(value, cells));
	if (expected.length === 0 || expected.some((one) => one === null)) return null;
	const sorted = expected.sort((a, b) => a - b);
	let logFactorial = 0;
	return sorted.some((lambda, i) => {
		logFactorial += Math.log(i + 1);
		return (i + 1) * Math.log(Math.max(1e-300, lambda)) - logFactorial < Math.log(alpha / sorted.length);
	});
}
function allHereChance(hits, cells, accepted) {
	return (cells / Math.max(1, cells + accepted)) ** hits;
}
// src/validate/columns/standing.ts
const isGuessed = ({ file }, { inferred }) => file === null || inferred === true;
function fieldsMovedOn(schema, history, isReleased = () => false) {
	const fields = releasedFields(schema, history, isReleased);
	if (history.length < 2) return fields;
	const past = history.slice(-60).map(({ profile }) => new Map(profile.columns.map((column) => [column.name, column])));
	return fields.map((field) => {
		if (!isGuessed(schema, field)) return field;
		const known = past.flatMap((columns) => columns.get(field.name) ?? []);
		const { enum: listed, required, ...bounds } = field.constraints;
		const constraints = {
			...movedOn({
				...field,
				constraints: bounds
			}, known, ALPHA / fields.length),
			...listed === void 0 ? {} : { enum: withAccepted(listed, known) },
			...required && known.every(({ missing, rows }) => areFewGaps(missing, rows)) ? { required } : {}
		};
		return {
			...field,
			constraints
		};
	});
}
function releasedFields({ fields }, history, isReleased) {
	return fields.map((field) => {
		const { name } = field;
		if (![
			"enum",
			"range",
			"required"
		].some((code) => isReleased(code, name))) return field;
		const known = history.flatMap(({ profile }) => profile.columns.find((column) => column.name === name) ?? []);
		const { enum: listed, required, ...bounds } = field.constraints;
		const constraints = {
			...isReleased("range", name) ? reaching(bounds, known) : bounds,
			...listed === void 0 ? {} : { enum: isReleased("enum", name) ? withAccepted(listed, known) : listed },
			...required === void 0 || isReleased("required", name) ? {} : { required }
		};
		return {
			...field,
			constraints
		};
	});
}
function reaching(bounds, known) {
	const past = known.flatMap((column) => column.kind === "number" && column.distinct > 0 ? [column] : []);
	if (past.length === 0) return bounds;
	const { low, high } = hullOf(past.map(rangeOf));
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...others } = bounds;
	return {
		...others,
		...minimum === void 0 ? {} : { minimum: Math.min(minimum, low) },
		...maximum === void 0 ? {} : { maximum: Math.max(maximum, high) },
		...exclusiveMinimum === void 0 || low <= exclusiveMinimum ? {} : { exclusiveMinimum },
		...exclusiveMaximum === void 0 || high >= exclusiveMaximum ? {} : { exclusiveMaximum }
	};
}
function beyondAccepted(schema, field, history) {
	if (history.length < 2 || !isGuessed(schema, field)) return null;
	const past = history.slice(-60).flatMap(({ profile }) => {
		const column = profile.columns.find(({ name }) => name === field.name);
		return column?.kind === "number" && column.distinct > 0 ? [column] : [];
	});
	if (past.length < 2) return null;
	const alpha = ALPHA / schema.fields.length;
	const accepted = past.reduce((sum, one) => sum + cellsOf$2(one), 0);
	const isSigned = past.some((one) => rangeOf(one).low < 0);
	const tails = tailsOf(past);
	return {
		farOut: (values, cells) => areBeyondChance(values, cells, tails, alpha),
		negative: (hits, cells) => !isSigned && allHereChance(hits, cells, accepted) < alpha
	};
}
function withAccepted(listed, known) {
	const accepted = known.flatMap((column) => column.kind === "category" ? column.values : column.atoms.map(String));
	return [...new Set([...listed, ...accepted.filter((value) => !HASHED.test(value))])];
}
function movedOn({ name, type, constraints }, known, alpha) {
	const past = known.flatMap((column) => column.kind === "number" && column.distinct > 0 ? [column] : []);
	if (type !== "number" && type !== "integer" || past.length < 2) return constraints;
	const { minimum, maximum } = constraints;
	const hull = hullOf(past.map(rangeOf));
	if (calendarRange(name, minimum ?? hull.low, maximum ?? hull.high) !== null) return constraints;
	const { low, high } = widened(hull, reachOf(past, alpha));
	const out = (bound, direction) => hull.high > hull.low ? roundedOutward(bound, hull.high - hull.low, direction, type === "integer") : bound;
	const lower = minimum === 0 && hull.low >= 0 ? 0 : out(low, -1);
	return {
		...constraints,
		...minimum === void 0 ? {} : { minimum: Math.min(minimum, lower) },
		...maximum === void 0 ? {} : { maximum: Math.max(maximum, out(high, 1)) }
	};
}
// src/validate/cells/keys.ts
function uniqueRule(part, showValues) {
	const { file, field, at, column } = part;
	const hits = repeatsOf$1(column);
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
function repeatsOf$1(column) {
	if (column.kind === "category") {
		const seen = new Uint8Array(column.categories.length + 1);
		return hitsWhere(column.codes.length, (row) => {
			const code = column.codes[row];
			if (code === 0) return false;
			const again = seen[code] === 1;
			seen[code] = 1;
			return again;
		});
	}
	if (onlyRises(column.values)) return {
		count: 0,
		first: []
	};
	const repeated = new Map();
	const ranked = new Ranked(column.values);
	const sorted = ranked.lowest(ranked.length);
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
function onlyRises(values) {
	for (let row = 1; row < values.length; row++) if (!(values[row] > values[row - 1])) return false;
	return true;
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
// src/validate/cells/other-keys.ts
function otherKeyRules(schema, file, parts) {
	if (file.table.rows === 0) return [];
	const unique = (schema.uniqueKeys ?? []).map((names) => uniqueKeyRule(names, file, parts));
	const foreign = (schema.foreignKeys ?? []).map((key) => key.resource === null ? foreignKeyRule(key, file, parts) : null);
	return [...unique, ...foreign].filter((ran) => ran !== null);
}
function partsOf(names, parts) {
	const found = names.flatMap((name) => parts.get(name) ?? []);
	return found.length === names.length && found.length > 0 ? found : null;
}
function uniqueKeyRule(names, file, parts) {
	const keyed = partsOf(names, parts);
	if (keyed === null) return null;
	const { rows } = file.table;
	const ids = groupIds(keyed.map(({ column }) => column), rows);
	const isMissing = keyed.map(({ column }) => missingTest(column));
	const seen = new Uint8Array(rows + 1);
	const hits = hitsWhere(rows, (row) => {
		if (isMissing.some((test) => test(row))) return false;
		const again = seen[ids[row]] === 1;
		seen[ids[row]] = 1;
		return again;
	});
	return ranOverRows({
		code: "unique-key",
		subject: names.join(", "),
		file,
		at: keyed[0].at,
		rows,
		expected: "no combination twice",
		hits,
		verb: "repeats an earlier combination in",
		remedy: `Remove the repeated rows; or, if ${namedList(names)} may repeat together, drop the entry of \`uniqueKeys\` from the schema.`
	});
}
function foreignKeyRule({ fields, reference }, file, parts) {
	const from = partsOf(fields, parts);
	const to = partsOf(reference, parts);
	if (from === null || to === null) return null;
	const { rows } = file.table;
	const known = new Set();
	for (let row = 0; row < rows; row++) known.add(tupleOf(to, row));
	const isMissing = from.map(({ column }) => missingTest(column));
	const hits = hitsWhere(rows, (row) => !isMissing.some((test) => test(row)) && !known.has(tupleOf(from, row)));
	return ranOverRows({
		code: "foreign-key",
		subject: fields.join(", "),
		file,
		at: from[0].at,
		rows,
		expected: `a value that stands in ${namedList(reference)} of the same file`,
		hits,
		verb: "refers to nothing in",
		remedy: `Add the rows that are referred to; or, if they may lack, drop the entry of \`foreignKeys\` from the schema.`
	});
}
function tupleOf(parts, row) {
	return JSON.stringify(parts.map(({ column }) => {
		if (column.kind === "number") return Number.isNaN(column.values[row]) ? null : column.values[row] + 0;
		return column.categories[column.codes[row] - 1] ?? null;
	}));
}
function unjudgedKeys(schema) {
	return (schema.foreignKeys ?? []).filter(({ resource }) => resource !== null).map(({ fields, resource }) => {
		const message = `${namedList(fields)} must stand in the resource ${printable$1(resource ?? "")}, which is not at hand: not checked`;
		return {
			code: "foreign-key",
			subject: fields.join(", "),
			status: "warn",
			observed: null,
			expected: null,
			message,
			suggestion: null,
			where: null
		};
	});
}
// src/validate/cells/target.ts
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
function measuredColumn(column, field) {
	if (column.kind === "number") return column;
	const message = `The target ${named(field.name)} is ${column.type}, and gates.metric judges the error of a regression; expected a column of numbers.`;
	throw new ConfigError(problem(message, {
		where: field.where,
		got: column.type,
		expected: "a column of numbers"
	}));
}
const moreRows = (words, { isWindowed }) => isWindowed ? {
	suggestion: `${words}, or let the window take all files.`,
	remedies: [setKey(CONFIGURATION, "data.window", null)]
} : { suggestion: `${words}.` };
function measuredChecks({ name, values }, labelled) {
	const distinct = new Set(values.filter((value) => !Number.isNaN(value)));
	const expected = "two numbers or more";
	if (distinct.size < 2) {
		const message = `target ${named(name)} has ${distinct.size === 0 ? "no number" : "a single number in all rows"}: nothing can be learned`;
		const advised = moreRows("Add rows with other numbers, or name another target", labelled);
		return [check$1("target", name, "fail", message, {
			observed: distinct.size,
			expected,
			...advised
		})];
	}
	return [check$1("target", name, "pass", `target ${named(name)} has ${grouped(distinct.size)} different numbers`, {
		observed: distinct.size,
		expected
	})];
}
function refuseRegression(column, field) {
	const fractions = new Set();
	for (const value of column.values) {
		if (!Number.isNaN(value) && !Number.isInteger(value)) fractions.add(value);
		if (fractions.size > FRACTIONS_AS_CLASSES) {
			const message = `The target ${named(field.name)} is a measurement (more than ${FRACTIONS_AS_CLASSES} different numbers with a fraction): this is a regression, which the engines of our own do not do; expected a column of classes, or \`train.engine: command\` with a script that does, judged by \`gates.metric: {measure: mae, at-most: …}\` (docs/engines.md).`;
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
function targetChecks(column, known, labelled) {
	const counts = countCodes(column);
	const classes = column.categories.length;
	const earlier = new Map(known?.kind === "category" ? known.values.map((value, i) => [value, known.counts[i]]) : []);
	const single = column.categories.filter((_, i) => counts[i + 1] === 1).length;
	const few = column.categories.filter((name, i) => Math.max(counts[i + 1], earlier.get(name) ?? 0) < FEW_ROWS);
	const subject = column.name;
	const result = (status, message, advised) => [check$1("target", subject, status, message, {
		observed: classes,
		expected: "two classes or more",
		...advised
	})];
	const name = `target ${named(subject)}`;
	if (classes < 2) {
		const message = `${name} has ${classes === 0 ? "no class at all" : `a single class in all ${grouped(counts[1])} rows`}, expected two or more`;
		if (classes === 1 && earlier.size > 1) return result("warn", `${message}: earlier data has others`, moreRows("Check that the other classes are not lost", labelled));
		return result("fail", `${message}: nothing can be learned`, moreRows("Add rows of the other classes", labelled));
	}
	if (classes > FEW_ROWS && single * 2 > classes) {
		const kind = column.type === "integer" || column.type === "number" ? "a quantity, so that this is a regression, or an id" : "an id or free text";
		return result("fail", `${name} has ${grouped(classes)} different values, ${grouped(single)} of them in one row only: it looks like ${kind}`, withoutNew("Name a column of classes as the target. The engines of our own do not regress; `train.engine: command` runs a script that does (docs/engines.md).", column, counts, labelled));
	}
	if (few.length > 0) return result("warn", `${name} has fewer than ${FEW_ROWS} rows of ${few.length === 1 ? "class" : "classes"} ${namedList(few)}: too few to judge`, { suggestion: "Collect more rows of these classes before relying on their scores." });
	return result("pass", `${name} has ${grouped(classes)} classes with at least ${FEW_ROWS} rows each`, { suggestion: null });
}
function withoutNew(advice, { codes }, counts, { files }) {
	const isSingle = ({ start, end }) => codes.subarray(start, end).some((code) => code > 0 && counts[code] === 1);
	const [first, ...alike] = files.filter((file) => !file.accepted && !file.golden && isSingle(file));
	if (first === void 0 || !files.some(({ accepted }) => accepted)) return { suggestion: advice };
	return waysOut$1(`Look whether the new files hold another column as the target. ${advice}`, {
		...first,
		alike
	}, "no classes");
}
// src/validate/result/power.ts
const POWER = .8;
const DEVIATIONS = normalQuantile(POWER);
function leastCount(from, most, alarms) {
	if (from > most || !alarms(most)) return null;
	let [quiet, loud] = [from - 1, most];
	while (loud - quiet > 1) {
		const middle = Math.floor((quiet + loud) / 2);
		if (alarms(middle)) loud = middle;
		else quiet = middle;
	}
	return loud;
}
function shareReaching(count, cells) {
	return count <= 0 ? 0 : clopperPearsonUpper(count - 1, cells, POWER);
}
// src/validate/batch/known-rows.ts
const MOST_HASHES = 4e5;
function repeatsOf(batches) {
	const total = batches.reduce((sum, hashes) => sum + hashes.length, 0);
	const modulus = Math.ceil(total / MOST_HASHES);
	const kept = batches.map((hashes) => modulus <= 1 ? hashes : hashes.filter((hash) => hash % modulus === 0));
	const owner = new Map();
	kept.slice(1).forEach((hashes, i) => {
		for (const hash of hashes) {
			const known = owner.get(hash);
			if (known === void 0) owner.set(hash, i);
			else if (known !== i) owner.set(hash, -1);
		}
	});
	return kept.map((hashes, k) => {
		const from = new Int32Array(batches.length);
		let [hits, cells] = [0, 0];
		for (const hash of hashes) {
			if (hash === 0) continue;
			cells++;
			const at = owner.get(hash);
			if (at === void 0 || at === k - 1) continue;
			hits++;
			if (at >= 0) from[at]++;
		}
		return {
			hits,
			cells,
			from: from.indexOf(Math.max(...from))
		};
	});
}
function unseenShare(batches) {
	const all = new Float64Array(batches.reduce((sum, hashes) => sum + hashes.length, 0));
	let at = 0;
	for (const hashes of batches) {
		all.set(hashes, at);
		at += hashes.length;
	}
	all.sort();
	let once = 0;
	for (let i = 0; i < all.length; i++) if (all[i] !== all[i - 1] && all[i] !== all[i + 1]) once++;
	return once / Math.max(1, all.length);
}
function duplicatesIn(hashes) {
	const sorted = hashes.slice().sort();
	const repeated = new Map();
	let hits = 0;
	for (let i = 1; i < sorted.length; i++) {
		if (sorted[i] !== sorted[i - 1]) continue;
		hits++;
		repeated.set(sorted[i], false);
	}
	return {
		hits,
		cells: hashes.length,
		first: hits === 0 ? -1 : firstAgain(hashes, repeated)
	};
}
function firstAgain(hashes, repeated) {
	return hashes.findIndex((hash) => {
		const seen = repeated.get(hash);
		if (seen === false) repeated.set(hash, true);
		return seen === true;
	});
}
function multiplicitiesOf(batches) {
	const all = new Float64Array(batches.reduce((sum, hashes) => sum + hashes.length, 0));
	let at = 0;
	for (const hashes of batches) {
		all.set(hashes, at);
		at += hashes.length;
	}
	all.sort();
	const kinds = new Map();
	for (let start = 0, i = 1; i <= all.length; i++) {
		if (i < all.length && all[i] === all[start]) continue;
		kinds.set(i - start, (kinds.get(i - start) ?? 0) + 1);
		start = i;
	}
	return kinds;
}
function repeatsByChance(kinds, rows) {
	const all = [...kinds].reduce((sum, [size, count]) => sum + size * count, 0);
	const drawn = Math.min(rows, all);
	if (drawn === 0) return 0;
	let seen = 0;
	for (const [size, count] of kinds) {
		let none = 1;
		for (let k = 0; k < size && none > 0; k++) none *= Math.max(0, all - drawn - k) / (all - k);
		seen += count * (1 - none);
	}
	return Math.min(1, (1 - seen / drawn) * (rows / drawn));
}
// src/validate/batch/repeated.ts
const REPLAY_FLOOR = .02;
const TWINS_FLOOR = {
	whole: .02,
	bare: .05
};
const IDS_FLOOR = .01;
const SKETCH_SHARE = .3;
const FEWEST_SKETCHED = 20;
function repeatedChecks(input) {
	const { batch, history, schema } = input;
	const typed = history.flatMap((past) => past.typed === null ? [] : past.typed);
	const known = [
		batch.typed,
		...typed,
		...input.older ?? []
	];
	const compared = typed.length + 1;
	const whole = known.map((file) => hashesOf(file, schema.fields));
	const repeats = repeatsOf(whole.map(kindsOf)).slice(0, compared);
	const telling = schema.fields.filter(({ role }) => role !== "id" && role !== "time");
	const bare = telling.length === schema.fields.length || telling.length < 2 ? null : known.map((file) => hashesOf(file, telling));
	const replay = wholeReplay(input, whole, repeats) ?? replayOf(input, repeats, "rows") ?? sketchReplay(input, whole[0]) ?? (bare && replayOf(input, repeatsOf(bare.map(kindsOf)).slice(0, compared), "rows apart from ids and moments"));
	const pairs = twinsAtOneSize(whole.slice(0, compared));
	const duplicates = schema.fields.some(({ name }) => !batch.typed.parts.has(name) && typed.some(({ parts }) => parts.has(name))) ? null : duplicatesOf(input, pairs, "whole") ?? (bare && duplicatesOf(input, twinsAtOneSize(bare.slice(0, compared)), "bare"));
	const ids = replay === null ? schema.fields.flatMap((field) => idReuse(input, field, typed)) : [];
	return [
		replay ?? replayPass(input, repeats),
		duplicates ?? duplicatesPass(input, pairs),
		...ids
	];
}
function twinsAtOneSize(batches) {
	const [own, ...past] = batches.map(duplicatesIn);
	const kinds = multiplicitiesOf(batches.slice(1));
	const byChance = repeatsByChance(kinds, own.cells);
	return [own, ...past.map((one) => {
		const more = byChance - repeatsByChance(kinds, one.cells);
		return {
			...one,
			hits: Math.min(one.cells, Math.max(0, Math.round(one.hits + more * one.cells)))
		};
	})];
}
const kindsOf = (hashes) => Float64Array.from(new Set(hashes));
const isTooMany = ([own, ...past], floor) => past.length === 0 ? null : shareAlarm({
	...own,
	past,
	floor,
	alpha: ALPHA,
	direction: "up"
});
function replayPass(input, repeats) {
	const [own, ...past] = repeats;
	const [share, usual] = [percent$1(own.hits / Math.max(1, own.cells)), shareRange(past)];
	if (past.length === 0) return batchPass(input, "replay", 0, 0, "repeats none of the rows that are remembered of accepted batches", { power: `a replay of under ${percent$1(SKETCH_SHARE)} of a batch whose file is gone would not be seen` });
	return batchPass(input, "replay", share, usual, own.hits === 0 ? "repeats no row of an accepted batch" : `repeats ${share} of its rows, accepted batches ${usual}`, { power: seenFrom(repeats, REPLAY_FLOOR, "repeated rows") });
}
function duplicatesPass(input, pairs) {
	const [own, ...past] = pairs;
	const [share, usual] = [percent$1(own.hits / Math.max(1, own.cells)), shareRange(past)];
	if (past.length === 0) return batchPass(input, "duplicate-rows", share, "unknown", `has ${share} of rows that equal an earlier one`, { power: "no number of equal rows would be seen: no file of an accepted batch is at hand" });
	return batchPass(input, "duplicate-rows", share, usual, own.hits === 0 ? "has no row that equals an earlier one" : `has ${share} of rows that equal an earlier one, accepted batches ${usual}`, { power: seenFrom(pairs, TWINS_FLOOR.whole, "equal rows") });
}
function seenFrom([own, ...past], floor, what) {
	const { cells } = own;
	const count = leastCount(1, cells, (hits) => isTooMany([{
		hits,
		cells
	}, ...past], floor) !== null);
	const rows = plural$1(cells, "row");
	if (count === null) return `no number of ${what} would be seen in ${rows}`;
	return `under ${percent$1(shareReaching(count, cells))} of ${what} in ${rows} would be missed more often than once in five`;
}
const HASHES = new WeakMap();
function hashesOf(file, fields) {
	const known = HASHES.get(file) ?? new Map();
	HASHES.set(file, known);
	const key = JSON.stringify(fields.map(({ name }) => name));
	const hashes = known.get(key) ?? rowHashes(columnsOf(file, fields), file.file.table.rows);
	known.set(key, hashes);
	return hashes;
}
function wholeReplay(input, hashes, [own, ...past]) {
	const { batch, history } = input;
	const isWhole = ({ hits, cells }) => cells > 0 && hits === cells;
	const samples = history.map(sampleOf$3);
	if (past.some(isWhole) || new Set(samples).size < samples.length) return null;
	const same = history.find((_, i) => samples[i] === sampleOf$3(batch));
	const byChance = () => (1 - unseenShare(hashes.slice(1))) ** own.cells;
	const held = isWhole(own) && byChance() < .001 ? history.filter(({ typed }) => typed !== null)[own.from] : void 0;
	const again = same !== void 0 && (same.typed === null || isWhole(own)) ? same : held;
	if (again === void 0 || again.name === batch.name && !batch.typed.file.isCut) return null;
	const source = `the accepted ${printable$1(again.name, 200)}`;
	return batchFinding(input, {
		code: "replay",
		subject: "rows",
		certain: true,
		observed: "100 %",
		expected: "new rows",
		says: again.digest === batch.digest ? `is byte for byte ${source}` : `has no new row: all were accepted already, most of them in ${source}`,
		remedy: "Deliver the new batch; the one that was delivered is known already."
	});
}
function sampleOf$3({ digest, profile: { rows, rowHashes } }) {
	return `${rowHashes.length < FEWEST_SKETCHED ? digest : rows} ${rowHashes.join(" ")}`;
}
function replayOf(input, repeats, what) {
	const [own, ...past] = repeats;
	const found = isTooMany(repeats, REPLAY_FLOOR);
	if (found === null) return null;
	const source = input.history.filter(({ typed }) => typed !== null)[own.from];
	const mostly = source === void 0 ? "" : `, most of them in ${printable$1(source.name, 200)}`;
	const says = `repeats ${percent$1(found.share)} of its ${what} from accepted batches${mostly}; among those it was ${shareRange(past)}`;
	return batchFinding(input, {
		code: "replay",
		subject: "rows",
		observed: percent$1(found.share),
		expected: shareRange(past),
		says,
		remedy: "Deliver only what is new; rows that come again count twice and may be judged on rows that were trained on."
	});
}
function sketchReplay(input, own) {
	const isCut = input.batch.part !== void 0;
	const replaced = isCut ? void 0 : input.history.findLast(({ name }) => name === input.batch.name);
	const sketched = input.history.filter((past) => past.typed === null && past !== replaced && past.profile.rowHashes.length >= FEWEST_SKETCHED);
	const known = new Set(sketched.flatMap(({ profile }) => profile.rowHashes));
	const mine = new Set(known.size === 0 ? [] : own.filter((hash) => known.has(hash)));
	for (const { name, profile } of sketched) {
		const again = profile.rowHashes.filter((hash) => mine.has(hash)).length / profile.rowHashes.length;
		const usual = Math.max(0, ...input.history.filter((other) => isCut ? other.profile !== profile : other.name !== name).map((other) => overlapOf(other.profile.rowHashes, profile.rowHashes)));
		if (again < Math.max(SKETCH_SHARE, 3 * usual)) continue;
		const says = `repeats about ${percent$1(again)} of the rows of the accepted ${printable$1(name, 200)}`;
		return batchFinding(input, {
			code: "replay",
			subject: "rows",
			observed: percent$1(again),
			expected: percent$1(usual),
			says,
			remedy: "Deliver only what is new."
		});
	}
	return null;
}
function overlapOf(a, b) {
	const known = new Set(a);
	return b.filter((hash) => known.has(hash)).length / Math.max(1, b.length);
}
function duplicatesOf(input, pairs, kind) {
	const [own, ...past] = pairs;
	const found = isTooMany(pairs, TWINS_FLOOR[kind]);
	if (found === null) return null;
	const says = `has ${ofRows(own.hits, own.cells)} that equal an earlier one${kind === "whole" ? "" : " (apart from ids and moments)"}, accepted batches ${shareRange(past)}; first at ${placeOf$3(input.batch.typed, own.first)}`;
	return batchFinding(input, {
		code: "duplicate-rows",
		subject: "rows",
		observed: percent$1(found.share),
		expected: shareRange(past),
		says,
		remedy: "Look for a join that multiplies rows or a part that was delivered twice."
	});
}
function idReuse(input, field, past) {
	if (field.role !== "id" && field.constraints.unique !== true) return [];
	const columns = [input.batch.typed, ...past].map(({ parts }) => parts.get(field.name)?.column);
	if (columns.some((column) => column === void 0) || columns.length < 2) return [];
	const [own, ...before] = repeatsOf(columns.map(valueHashes));
	const found = shareAlarm({
		...own,
		past: before,
		floor: IDS_FLOOR,
		alpha: ALPHA,
		direction: "up"
	});
	if (found === null) return [];
	const says = `has ${grouped(own.hits)} values of ${named(field.name)} that accepted batches have already (${percent$1(found.share)}; among those ${shareRange(before)})`;
	const remedy = `Give each row an id of its own, or set \`role: feature\` for ${named(field.name)} if it is none.`;
	return [batchFinding(input, {
		code: "id-reuse",
		subject: field.name,
		observed: percent$1(found.share),
		expected: shareRange(before),
		says,
		remedy,
		field
	})];
}
function valueHashes(column) {
	const hashes = rowHashes([column], column.kind === "number" ? column.values.length : column.codes.length);
	const isMissing = column.kind === "number" ? (row) => Number.isNaN(column.values[row]) : (row) => column.codes[row] === 0;
	return hashes.map((hash, row) => isMissing(row) ? 0 : hash);
}
// src/validate/batch/cut.ts
const DAY$1 = 86400;
const FEWEST_CELLS$4 = 5;
const FEWEST_BATCHES$1 = 4;
const HALF = .5;
const REGULAR$1 = 1 / 24;
const EARLY = 1 / 8;
const STILL = 1 / 1e3;
const PERIODS = [
	{
		unit: "day",
		seconds: DAY$1,
		phaseOf: (moment) => wrapped(moment, DAY$1)
	},
	{
		unit: "week",
		seconds: 7 * DAY$1,
		phaseOf: (moment) => wrapped(moment, 7 * DAY$1)
	},
	{
		unit: "month",
		seconds: 30.4375 * DAY$1,
		phaseOf: monthPhase
	}
];
function earlyEnd({ batch, history, schema }) {
	const rows = history.map(({ profile }) => profile.rows);
	for (const field of schema.fields.filter(({ type }) => isDated(type))) {
		const own = lastMoment(batch, field);
		const past = history.flatMap((one) => lastMoment(one, field) ?? []);
		if (own === null || past.length < FEWEST_BATCHES$1) continue;
		const period = PERIODS.find(({ seconds, phaseOf }) => areApart(past, seconds) && !areCutByRows(rows, past.map(phaseOf), seconds) && endsEarly(phaseOf(own), past.map(phaseOf), seconds));
		if (period !== void 0) return {
			field,
			unit: period.unit
		};
	}
	return null;
}
function areApart(past, period) {
	const sorted = [...past].sort((a, b) => a - b);
	return sorted.every((end, i) => i === 0 || end - sorted[i - 1] >= HALF * period);
}
function areCutByRows(rows, ends, period) {
	const apart = ends.map((end) => Math.abs(wrapped(end - ends[0] + HALF * period, period) - HALF * period));
	return rows.every((count) => count === rows[0]) && Math.max(...apart) > STILL * period;
}
function endsEarly(own, past, period) {
	const from = past.find((start) => past.every((end) => wrapped(end - start, period) <= REGULAR$1 * period));
	if (from === void 0) return false;
	return wrapped(from - own, period) >= EARLY * period && wrapped(own - from, period) > REGULAR$1 * period;
}
function lastMoment({ profile }, { name }) {
	const column = profile.columns.find((one) => one.name === name);
	return column?.kind === "number" && cellsOf$2(column) >= FEWEST_CELLS$4 ? rangeOf(column).high : null;
}
function wrapped(value, period) {
	return (value % period + period) % period;
}
function monthPhase(moment) {
	const date = new Date(moment * 1e3);
	return wrapped(moment - Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 1e3, 30.4375 * DAY$1);
}
// src/validate/batch/size.ts
const LEAST_RATIO = 1.75;
const SURE_BATCHES$1 = 4;
const FAULT_SHARE = .1;
function sizeCheck(input) {
	const rows = input.batch.profile.rows;
	const past = input.history.map(({ profile }) => profile.rows).filter((count) => count > 0);
	if (past.length === 0) return batchPass(input, "batch-size", rows, "unknown", `has ${grouped(rows)} rows; no accepted batch had any`);
	const sorted = [...past].sort((a, b) => a - b);
	const middle = sorted[sorted.length >> 1];
	const away = (a, b) => Math.abs(Math.log(a / b));
	const spread = Math.max(...past.map((count) => away(count, middle)));
	const limit = Math.max(Math.log(LEAST_RATIO), (1.5 + 3 / past.length) * spread);
	const nearest = Math.min(...past.map((count) => away(rows, count)));
	const range = `${grouped(sorted[0])} to ${grouped(sorted.at(-1))}`;
	const [low, high] = [Math.floor(middle / Math.exp(limit)), Math.ceil(middle * Math.exp(limit))];
	const expected = `${low} to ${high} rows`;
	if (away(rows, middle) <= limit || nearest <= limit / 2) return batchPass(input, "batch-size", rows, expected, `has ${grouped(rows)} rows, accepted batches ${range}; below ${grouped(low)} or above ${grouped(high)} it would be a warning`);
	const ratio = rows > middle ? `${(rows / middle).toFixed(1)} times as many as` : `${(middle / Math.max(1, rows)).toFixed(1)} times fewer than`;
	const cut = rows < middle ? earlyEnd(input) : null;
	const trace = cut === null ? "" : `, and by ${named(cut.field.name)} it ends before its ${cut.unit} does, as no accepted batch did`;
	const remedy = rows > middle ? "Look for repeated deliveries or a changed filter." : "Look for a cut transfer, a changed filter or an export that was taken too early.";
	const says = `has ${grouped(rows)} rows, ${ratio} usual; accepted batches had ${range}${trace}`;
	return batchFinding(input, {
		code: "batch-size",
		subject: "rows",
		status: past.length >= SURE_BATCHES$1 && (rows < FAULT_SHARE * middle || cut !== null) ? "fail" : "warn",
		observed: rows,
		expected,
		says,
		remedy
	});
}
// src/profile/curves.ts
const GRID$1 = 160;
function numberCurves(profiles) {
	const points = new Set();
	for (const { atoms, quantiles } of profiles) {
		for (const atom of atoms) points.add(atom);
		for (const value of quantiles) points.add(value);
	}
	const grid = thinned([...points].sort((a, b) => a - b));
	return profiles.map((profile) => {
		const cdf = distributionOf$1(profile);
		const curve = new Float64Array(2 * grid.length);
		grid.forEach((value, i) => {
			curve[2 * i] = cdf(value, false);
			curve[2 * i + 1] = cdf(value, true);
		});
		return curve;
	});
}
function thinned(sorted) {
	if (sorted.length <= GRID$1) return sorted;
	return Array.from({ length: GRID$1 }, (_, i) => sorted[Math.round(i * (sorted.length - 1) / 159)]);
}
function distributionOf$1({ atoms, counts, quantiles, rows, missing }) {
	const common = counts.reduce((sum, count) => sum + count, 0);
	const cells = Math.max(1, rows - missing, common);
	const smooth = quantiles.length === 0 ? 0 : Math.max(0, cells - common) / cells;
	return (value, inclusive) => {
		let below = 0;
		for (let k = 0; k < atoms.length && (inclusive ? atoms[k] <= value : atoms[k] < value); k++) below += counts[k];
		return below / cells + (smooth === 0 ? 0 : smooth * levelOf(quantiles, value));
	};
}
function levelOf(quantiles, value) {
	if (value < quantiles[0]) return 0;
	let low = 0;
	let high = quantiles.length - 1;
	if (value >= quantiles[high]) return 1;
	while (high - low > 1) {
		const middle = low + high >> 1;
		if (quantiles[middle] <= value) low = middle;
		else high = middle;
	}
	const share = (value - quantiles[low]) / (quantiles[high] - quantiles[low]);
	return QUANTILE_LEVELS[low] + share * (QUANTILE_LEVELS[high] - QUANTILE_LEVELS[low]);
}
function categoryShares(profiles) {
	const cellsOf = ({ rows, missing }) => Math.max(1, rows - missing);
	if (!profiles.every((profile) => profile.counts.reduce((a, b) => a + b, 0) >= .9 * (profile.rows - profile.missing))) return {
		vectors: profiles.map((profile) => Float64Array.from(bucketsOf(profile), (count) => count / cellsOf(profile))),
		values: []
	};
	const values = [...new Set(profiles.flatMap((profile) => profile.values))];
	const placeOf = new Map(values.map((value, i) => [value, i]));
	return {
		vectors: profiles.map((profile) => {
			const vector = new Float64Array(values.length + 1);
			vector[values.length] = 1;
			profile.values.forEach((value, i) => {
				const share = profile.counts[i] / cellsOf(profile);
				vector[placeOf.get(value)] = share;
				vector[values.length] -= share;
			});
			return vector;
		}),
		values
	};
}
function bucketsOf({ buckets, values, counts }) {
	if (buckets.length > 0) return buckets;
	const made = new Array(16).fill(0);
	values.forEach((value, i) => {
		made[textHash(value) % 16] += counts[i];
	});
	return made;
}
function namedShares(lists) {
	const names = [...new Set(lists.flatMap((list) => list.names))];
	return lists.map((list) => {
		const vector = new Float64Array(names.length + 1);
		vector[names.length] = 1;
		list.names.forEach((name, i) => {
			const share = list.counts[i] / Math.max(1, list.cells);
			vector[names.indexOf(name)] = share;
			vector[names.length] -= share;
		});
		return vector;
	});
}
// src/validate/batch/time.ts
const DAY = 86400;
const FEWEST_CELLS$3 = 5;
const OVERLAP_FLOOR = .02;
const STEPS$2 = {
	warn: 2,
	fail: 5,
	one: .75
};
const REGULAR = {
	share: .25,
	fewest: 4
};
const FALLS_SHARE = .01;
function timeChecks(input) {
	const moments = input.schema.fields.filter(hasClock);
	if (moments.length === 0) return [];
	const findings = moments.flatMap((field) => fieldFindings(input, field));
	if (findings.length > 0) return findings;
	return [batchPass(input, "time", 0, 0, `goes on in time where the accepted batches ended (${plural$1(moments.length, "column")} of moments)`)];
}
function hasClock({ type, role }) {
	return isDated(type) || role === "time" && (type === "integer" || type === "number");
}
function fieldFindings(input, field) {
	const spans = input.history.flatMap(({ profile }) => spanOf(profile.columns.find((column) => column.name === field.name)) ?? []);
	const own = spanOf(input.batch.profile.columns.find((column) => column.name === field.name));
	if (own === null || spans.length === 0) return [];
	const future = futureFinding(input, field, spans);
	if (future !== null) return [future];
	const found = [orderFinding$1(input, field, spans, own)];
	if (hasFuture(input, field, spans)) found.push(oldFinding(input, field, spans, own));
	else if (isForward(spans)) found.push(oldFinding(input, field, spans, own) ?? overlapFinding(input, field, spans, own) ?? gapFinding(input, field, spans, own) ?? spanFinding(input, field, spans, own));
	return found.flatMap((finding) => finding ?? []);
}
function spanOf(profile) {
	if (profile === void 0 || profile.kind !== "number" || cellsOf$2(profile) < FEWEST_CELLS$3) return null;
	const { low, high } = rangeOf(profile);
	return {
		low,
		high,
		middle: medianOf(pointsOf([profile])),
		profile
	};
}
function isForward(spans) {
	const goesOn = (span, i) => i === 0 || span.middle >= spans[i - 1].middle && span.high >= spans[i - 1].high;
	return spans.length > 1 && spans.at(-1).middle > spans[0].middle && spans.every(goesOn);
}
function latestOf({ now }, field, spans) {
	const scale = scaleOf(field, spans);
	return now === null || scale === null ? null : (now / 1e3 + DAY) * scale;
}
function hasFuture(input, field, spans) {
	const latest = latestOf(input, field, spans);
	return latest !== null && spans.some(({ high }) => high > latest);
}
function futureFinding(input, field, spans) {
	const column = input.batch.typed.parts.get(field.name)?.column;
	const latest = latestOf(input, field, spans);
	if (latest === null || column?.kind !== "number" || hasFuture(input, field, spans)) return null;
	let [hits, first] = [0, -1];
	column.values.forEach((value, row) => {
		if (value > latest && hits++ === 0) first = row;
	});
	if (hits === 0) return null;
	const says = `has ${plural$1(hits, "row")} whose ${named(field.name)} lies in the future; first at ${placeOf$3(input.batch.typed, first)}`;
	return batchFinding(input, {
		code: "future-date",
		subject: field.name,
		observed: hits,
		expected: 0,
		says,
		remedy: "Look for a wrong year, day and month exchanged or a time zone; no accepted batch had such rows.",
		field
	});
}
function scaleOf(field, spans) {
	if (field.type !== "integer" && field.type !== "number") return 1;
	const { high } = spans.at(-1);
	return [
		1,
		1e3,
		1e6,
		1e9
	].find((scale) => high >= 1e8 * scale && high < 1e10 * scale) ?? null;
}
function oldFinding(input, field, spans, own) {
	const last = spans.at(-1);
	if (own.middle >= last.middle) return null;
	const says = `is older than the last accepted batch: the median of ${named(field.name)} is ${momentOf(own.middle, field)}, there ${momentOf(last.middle, field)}`;
	return batchFinding(input, {
		code: "old-batch",
		subject: field.name,
		observed: momentOf(own.middle, field),
		expected: `after ${momentOf(last.middle, field)}`,
		says,
		remedy: "Look for a delivery out of turn or a stale export; earlier batches were each later than the one before.",
		field
	});
}
function overlapFinding(input, field, spans, own) {
	const share = (span, before) => {
		const cells = cellsOf$2(span.profile);
		const earlier = span.low >= before.high ? 0 : distributionOf$1(span.profile)(before.high, false);
		return {
			hits: Math.round(cells * earlier),
			cells
		};
	};
	const past = spans.slice(1).map((span, i) => share(span, spans[i]));
	const found = shareAlarm({
		...share(own, spans.at(-1)),
		past,
		floor: OVERLAP_FLOOR,
		alpha: ALPHA,
		direction: "up"
	});
	if (found === null) return null;
	const says = `has ${percent$1(found.share)} of its rows before the end of the last accepted batch (by ${named(field.name)}); among accepted batches ${shareRange(past)}`;
	return batchFinding(input, {
		code: "time-overlap",
		subject: field.name,
		observed: percent$1(found.share),
		expected: shareRange(past),
		says,
		remedy: "Look for rows that were delivered before, or for dates that lost their year or month.",
		field
	});
}
const spread = (list) => Math.max(...list) - Math.min(...list);
const meanStep = (spans) => (spans.at(-1).middle - spans[0].middle) / (spans.length - 1);
function gapFinding(input, field, spans, own) {
	if (spans.length < 3) return null;
	const steps = spans.slice(1).map((span, i) => span.middle - spans[i].middle).sort((a, b) => a - b);
	const step = steps[steps.length >> 1] || meanStep(spans);
	const gaps = spans.slice(1).map((span, i) => span.low - spans[i].high);
	const usual = Math.max(0, ...gaps);
	const gap = own.low - Math.max(spans.at(-1).high, ...deliveredBefore(input, field, own));
	const holes = (gap - (1 + 3 / spans.length) * usual) / step;
	const isOneMissing = gaps.length >= REGULAR.fewest && [steps, gaps].every((list) => spread(list) <= REGULAR.share * step) && gap - usual > STEPS$2.one * step;
	if (holes <= STEPS$2.warn && !isOneMissing) return null;
	const count = holes <= STEPS$2.warn ? "where each came one usual step after the other" : `more than ${grouped(Math.floor(holes))} usual steps`;
	const says = `begins ${momentSpan(gap, field)} after the batch before it (by ${named(field.name)}), ${count}: batches are missing between`;
	const status = holes > STEPS$2.fail ? "fail" : "warn";
	return batchFinding(input, {
		code: "time-gap",
		subject: field.name,
		status,
		observed: momentSpan(gap, field),
		expected: `at most ${momentSpan(usual + STEPS$2.warn * step, field)}`,
		says,
		remedy: "Deliver the missing batches first, or look for a wrong year.",
		field
	});
}
function deliveredBefore({ failed = [] }, { name }, own) {
	return failed.flatMap(({ profile }) => {
		const high = spanOf(profile.columns.find((column) => column.name === name))?.high ?? own.high;
		return high <= own.low ? [high] : [];
	});
}
function spanFinding(input, field, spans, own) {
	const longest = Math.max(...spans.map(({ low, high }) => high - low));
	const limit = growth(spans.length) * longest + STEPS$2.warn * meanStep(spans);
	const length = own.high - own.low;
	if (length <= limit) return null;
	const says = `reaches over ${momentSpan(length, field)} by ${named(field.name)} (${momentOf(own.low, field)} to ${momentOf(own.high, field)}), accepted batches over at most ${momentSpan(longest, field)}`;
	return batchFinding(input, {
		code: "time-span",
		subject: field.name,
		observed: momentSpan(length, field),
		expected: `at most ${momentSpan(limit, field)}`,
		says,
		remedy: "Look for wrong years, or day and month exchanged.",
		field
	});
}
function orderFinding$1(input, field, spans, own) {
	const { falls } = own.profile;
	const cells = cellsOf$2(own.profile);
	if (spans.length < 2 || spans.some(({ profile }) => profile.falls > 0 || cellsOf$2(profile) < 20)) return null;
	if (falls <= Math.max(FEWEST_CELLS$3, FALLS_SHARE * cells)) return null;
	const says = `is not sorted by ${named(field.name)} (${plural$1(falls, "step")} back), and every accepted batch was`;
	return batchFinding(input, {
		code: "row-order",
		subject: field.name,
		status: "warn",
		observed: falls,
		expected: 0,
		says,
		remedy: "If rows were put together from several sources, look whether cells stayed with their row.",
		field
	});
}
function momentOf(value, field) {
	if (field.type === "integer" || field.type === "number" || !(Math.abs(value) < 864e10)) return String(Math.round(value));
	const iso = new Date(value * 1e3).toISOString();
	return field.type === "datetime" ? `${iso.slice(0, 16)}Z` : iso.slice(0, 10);
}
function momentSpan(units, field) {
	if (field.type === "integer" || field.type === "number") return `${grouped(Math.round(units))} units`;
	return units >= 2 * DAY ? plural$1(Math.round(units / DAY), "day") : plural$1(Math.round(units / 3600), "hour");
}
// src/validate/columns/calendar-name.ts
const CALENDAR = new Set([
	"year",
	"yr",
	"yyyy",
	"month",
	"mon",
	"mm",
	"day",
	"dd",
	"week",
	"weekday",
	"wday",
	"hour",
	"dow",
	"doy",
	"quarter",
	"qtr",
	"date"
]);
const isCalendarName = (name) => partsOf$1(name).words.some((word) => CALENDAR.has(word));
// src/stats/categorical.ts
function chiSquareP(a, b) {
	let [totalA, totalB, categories] = [
		0,
		0,
		0
	];
	for (let i = 0; i < a.length; i++) {
		totalA += a[i];
		totalB += b[i];
		if (a[i] + b[i] > 0) categories++;
	}
	let statistic = 0;
	for (let i = 0; i < a.length; i++) {
		const both = a[i] + b[i];
		if (both === 0) continue;
		const expected = both * totalA / (totalA + totalB);
		const difference = (a[i] - expected) ** 2;
		statistic += difference / expected + difference / (both - expected);
	}
	return categories < 2 ? 1 : chiSquareTail(statistic, categories - 1);
}
// src/validate/columns/category.ts
const FEWEST_CELLS$2 = 20;
const MASS_FLOOR = .1;
const UNSEEN_FLOOR = .02;
const FORM_FLOOR = .15;
const NEW_FORM_FLOOR = .02;
const LISTED = .995;
const LENGTH_FLOOR = .25;
function categoryAlarms(column) {
	const past = column.past.filter((one) => cellsOf$2(one) >= FEWEST_CELLS$2);
	if (past.length === 0 || cellsOf$2(column.batch) < FEWEST_CELLS$2) return [];
	const compared = {
		...column,
		past
	};
	const unseen = unseenAlarm(compared);
	const form = unseen === null ? formAlarm(compared) : misreadAlarm(compared);
	return [
		unseen?.alarm,
		form,
		unseen === null && form !== null ? null : sharesAlarm(compared, (unseen?.share ?? 0) + listedAnew(compared))
	].flatMap((alarm) => alarm ?? []);
}
function listedAnew({ field, batch, past }) {
	const known = new Set(past.flatMap(({ values }) => values));
	const anew = (field.constraints.enum ?? []).filter((value) => !known.has(value));
	return totalOf(batch.counts.filter((_, k) => anew.includes(batch.values[k]))) / cellsOf$2(batch);
}
function sharesAlarm({ batch, past, alpha, showValues }, explained) {
	const { vectors, values } = categoryShares([batch, ...past]);
	const weights = past.map(cellsOf$2);
	const deviation = deviationOf({
		batch: vectors[0],
		cells: cellsOf$2(batch),
		past: vectors.slice(1),
		weights,
		alpha
	}, totalVariationDistance);
	const limit = Math.max(MASS_FLOOR, deviation.limit);
	if (!exceeds(deviation, MASS_FLOOR) || deviation.distance - explained <= limit) return null;
	if (sharesChance(vectors[0], cellsOf$2(batch), deviation.pool, totalOf(weights)) >= alpha) return null;
	const most = largestMove(vectors[0], deviation.pool, values, showValues);
	const recoded = areAllNew(batch, past);
	const moved = `${percent$1(deviation.distance)} of the rows moved (between past batches at most ${percent$1(deviation.pastDistance)})`;
	const says = recoded ? "has new values in 100 % of the cells whose values are listed: no past batch lists any of them, as if they were recoded" : `has other shares than before: ${moved}${most}`;
	const remedy = ASK_THE_SOURCE;
	return {
		code: "drift",
		observed: percent$1(deviation.distance),
		expected: `at most ${percent$1(limit)}`,
		says,
		remedy
	};
}
function areAllNew(batch, past) {
	const known = new Set(past.flatMap(({ values }) => values));
	const most = Math.max(...past.map(({ distinct }) => distinct));
	return batch.values.length > 0 && known.size * 2 >= most && !batch.values.some((value) => known.has(value));
}
function sharesChance(batch, cells, pool, pastCells) {
	const [a, b] = [[0], [0]];
	for (let k = 0; k < batch.length; k++) {
		const [x, y] = [batch[k] * cells, pool[k] * pastCells];
		if ((x + y) * cells / (cells + pastCells) < 5) {
			a[0] += x;
			b[0] += y;
		} else {
			a.push(x);
			b.push(y);
		}
	}
	return chiSquareP(a, b);
}
function largestMove(batch, pool, values, showValues) {
	let at = 0;
	for (let k = 0; k < values.length; k++) if (Math.abs(batch[k] - pool[k]) > Math.abs(batch[at] - pool[at])) at = k;
	if (values.length === 0) return "";
	return `; ${showValues ? JSON.stringify(printable$1(values[at], 40)) : "the value that moved most"} ${percent$1(pool[at])} → ${percent$1(batch[at])}`;
}
function unseenAlarm({ field, batch, past, alpha, showValues }) {
	if (!past.every((one) => totalOf(one.counts) >= cellsOf$2(one))) return null;
	const listed = new Set(field.constraints.enum);
	const others = batch.values.flatMap((name, k) => listed.has(name) ? [] : [{
		name,
		count: batch.counts[k]
	}]);
	const rows = strangeRows({
		names: others.map(({ name }) => name),
		counts: others.map(({ count }) => count)
	}, past.map((one) => ({
		names: one.values,
		counts: one.counts
	})));
	const own = {
		hits: rows.own + cellsOf$2(batch) - totalOf(batch.counts),
		cells: cellsOf$2(batch)
	};
	const before = past.map((one, i) => ({
		hits: rows.past[i],
		cells: cellsOf$2(one)
	}));
	const found = shareAlarm({
		...own,
		past: before,
		floor: UNSEEN_FLOOR,
		alpha,
		direction: "up"
	});
	if (found === null) return null;
	const known = new Set(past.flatMap((one) => one.values));
	const fresh = others.map(({ name }) => name).filter((value) => !known.has(value));
	const folded = new Set([...known].map(fold));
	const respelled = fresh.length > 0 && fresh.every((value) => folded.has(fold(value)));
	const named = showValues ? ` (${fresh.slice(0, 3).map((value) => JSON.stringify(printable$1(value, 40))).join(", ")})` : "";
	const why = respelled ? ": known values in another spelling (case, spaces, accents)" : "";
	const says = `has ${plural$1(Math.max(1, fresh.length), "value")}${named} that no batch had before, in ${percent$1(found.share)} of its cells${why}`;
	const remedy = respelled ? "Restore the spelling at the source." : "If the values are right, add them to the schema; else correct them.";
	return {
		share: found.share,
		alarm: {
			code: "new-values",
			observed: percent$1(found.share),
			expected: shareRange(before),
			says,
			remedy
		}
	};
}
const KNOWN = 2 / 3;
function strangeRows(batch, past) {
	const batches = new Map();
	past.forEach(({ names }, i) => {
		for (const name of names) batches.set(name, {
			first: batches.get(name)?.first ?? i,
			count: (batches.get(name)?.count ?? 0) + 1
		});
	});
	const own = totalOf(batch.counts.filter((_, k) => !batches.has(batch.names[k])));
	const settled = Math.ceil(KNOWN * past.length);
	return {
		own,
		past: past.map(({ names, counts }, i) => {
			const isStrange = ({ first, count }) => count === 1 || i >= settled && first === i;
			return past.length < 2 ? 0 : totalOf(counts.filter((_, k) => isStrange(batches.get(names[k]))));
		})
	};
}
function fold(text) {
	return text.normalize("NFKD").replace(/[\p{M}\s_.-]/gu, "").toLowerCase();
}
function formAlarm(column) {
	const { batch } = column;
	if (batch.forms.length === 0) return null;
	const remedy = "Look for a changed encoding, case, padding, cut or added characters at the source.";
	return misreadAlarm(column) ?? newFormAlarm(column, remedy) ?? formSharesAlarm(column, remedy) ?? lengthAlarm(column, remedy);
}
const MISREAD = /[ÃÂ][\u0080-\u00bf]|â€|\ufffd/;
function misreadAlarm({ batch, past }) {
	const isMisread = (text) => MISREAD.test(text);
	if (batch.values.findIndex(isMisread) < 0 || past.some(({ values }) => values.some(isMisread))) return null;
	const share = totalOf(batch.counts.filter((_, i) => isMisread(batch.values[i]))) / cellsOf$2(batch);
	const says = `has texts in ${percent$1(share)} of its cells that were read in a wrong encoding ("Ã©" for "é", or a sign for what cannot be read); no accepted batch had any`;
	return {
		code: "text-form",
		observed: percent$1(share),
		expected: "0 %",
		says,
		remedy: "Export again in UTF-8, from where the text is still right."
	};
}
function newFormAlarm({ batch, past, alpha }, remedy) {
	if (past.some((one) => totalOf(one.formCounts) < LISTED * cellsOf$2(one))) return null;
	const autocorrelated = Math.max(...past.map(autocorrelation));
	const independent = (1 - autocorrelated) / (1 + autocorrelated);
	const rows = strangeRows({
		names: batch.forms,
		counts: batch.formCounts
	}, past.map((one) => ({
		names: one.forms,
		counts: one.formCounts
	})));
	const share = (profile, hits) => ({
		hits: hits * independent,
		cells: cellsOf$2(profile) * independent
	});
	const before = past.map((one, i) => share(one, rows.past[i]));
	const found = shareAlarm({
		...share(batch, rows.own),
		past: before,
		floor: NEW_FORM_FLOOR,
		alpha,
		direction: "up"
	});
	if (found === null) return null;
	const fresh = batch.forms.find((form) => !past.some((one) => one.forms.includes(form))) ?? "";
	const says = `has texts built as none before in ${percent$1(found.share)} of its cells, such as ${JSON.stringify(printable$1(fresh, 30))} (A, a, 9 stand for letters and digits)`;
	return {
		code: "text-form",
		observed: percent$1(found.share),
		expected: shareRange(before),
		says,
		remedy
	};
}
function formSharesAlarm({ batch, past, alpha }, remedy) {
	const vectors = namedShares([batch, ...past].map((one) => ({
		names: one.forms,
		counts: one.formCounts,
		cells: cellsOf$2(one)
	})));
	const weights = past.map(cellsOf$2);
	const deviation = deviationOf({
		batch: vectors[0],
		cells: cellsOf$2(batch),
		past: vectors.slice(1),
		weights,
		alpha
	}, totalVariationDistance);
	if (!exceeds(deviation, FORM_FLOOR) || sharesChance(vectors[0], cellsOf$2(batch), deviation.pool, totalOf(weights)) >= alpha) return null;
	const says = `has texts built in other ways than before: ${percent$1(deviation.distance)} of the rows moved, between past batches ${percent$1(deviation.pastDistance)}`;
	return {
		code: "text-form",
		observed: percent$1(deviation.distance),
		expected: `at most ${percent$1(Math.max(FORM_FLOOR, deviation.limit))}`,
		says,
		remedy
	};
}
function lengthAlarm({ batch, past, alpha }, remedy) {
	const grid = [...new Set([batch, ...past].flatMap((one) => one.lengths))].sort((a, b) => a - b);
	const curve = ({ lengths }) => Float64Array.from(grid, (length) => lengths.filter((one) => one <= length).length / Math.max(1, lengths.length));
	const deviation = deviationOf({
		batch: curve(batch),
		cells: cellsOf$2(batch),
		past: past.map(curve),
		weights: past.map(cellsOf$2),
		alpha
	}, ksDistance);
	const chance = gapChance(deviation.distance, Math.min(cellsOf$2(batch), batch.distinct), totalOf(past.map(cellsOf$2)));
	if (!exceeds(deviation, LENGTH_FLOOR) || chance >= alpha) return null;
	const middle = ({ lengths }) => lengths[lengths.length >> 1];
	const says = `has texts of another length than before: median ${middle(past.at(-1))} → ${middle(batch)} characters`;
	return {
		code: "text-form",
		observed: middle(batch).toString(),
		expected: middle(past.at(-1)).toString(),
		says,
		remedy
	};
}
// src/validate/columns/distance.ts
const GRID = .05;
const FARTHEST = .25;
const FARTHEST_SHARES = .4;
const FEWEST_CELLS$1 = 20;
const ROWS_PER_VALUE = 3;
const isClose = ({ distance, tolerance }) => distance <= tolerance;
function closenessTo(profile, column) {
	if (cellsOf$2(profile) < FEWEST_CELLS$1) return null;
	if (profile.kind !== column.kind) return {
		distance: 1,
		tolerance: FARTHEST
	};
	const own = columnProfile(column);
	if (cellsOf$2(own) < FEWEST_CELLS$1) return null;
	const size = 1 / (1 / cellsOf$2(profile) + 1 / cellsOf$2(own));
	const tolerance = Math.min(FARTHEST, GRID + 1.63 / Math.sqrt(size));
	if (profile.kind !== "category" || own.kind !== "category") return {
		distance: profileDistance(profile, own),
		tolerance
	};
	if (isMostlyNew(profile)) {
		const distance = buildDistance(profile, own);
		return distance === null ? null : {
			distance,
			tolerance
		};
	}
	const { vectors, values } = categoryShares([profile, own]);
	const [x, y] = vectors;
	const pool = x.map((share, i) => (share * cellsOf$2(profile) + y[i] * cellsOf$2(own)) / (cellsOf$2(profile) + cellsOf$2(own)));
	const built = values.length === 0 ? buildDistance(profile, own) ?? 0 : 0;
	return {
		distance: Math.max(totalVariationDistance.between(x, y), built),
		tolerance: Math.max(tolerance, Math.min(FARTHEST_SHARES, GRID + totalVariationDistance.noise(pool, size)))
	};
}
function isMostlyNew({ rows, missing, distinct, counts }) {
	const cells = rows - missing;
	return counts.reduce((a, b) => a + b, 0) < cells / 2 && distinct * ROWS_PER_VALUE > cells;
}
function buildDistance(a, b) {
	const isFree = (form) => form === "text" || form === "";
	if (a.forms.every(isFree) || b.forms.every(isFree)) return null;
	const [x, y] = namedShares([a, b].map(({ forms, formCounts, rows, missing }) => ({
		names: forms,
		counts: formCounts,
		cells: rows - missing
	})));
	return Math.max(totalVariationDistance.between(x, y), lengthDistance(a.lengths, b.lengths));
}
function lengthDistance(a, b) {
	if (a.length === 0 || b.length !== a.length) return a.length === b.length ? 0 : 1;
	const gap = a.reduce((sum, length, i) => sum + Math.abs(length - b[i]), 0) / a.length;
	return Math.min(1, gap / Math.max(1, a[a.length >> 1], b[b.length >> 1]));
}
function profileDistance(a, b) {
	if (a.kind === "number" && b.kind === "number") {
		if (a.rows === a.missing || b.rows === b.missing) return 1;
		const [x, y] = numberCurves([a, b]);
		return ksDistance.between(x, y);
	}
	if (a.kind !== "category" || b.kind !== "category") return 1;
	const [x, y] = categoryShares([a, b]).vectors;
	return totalVariationDistance.between(x, y);
}
// src/validate/columns/units.ts
const factor = (name, by, left) => ({
	name,
	left,
	back: (value) => value / by
});
const FACTORS = [
	[
		"kilometres",
		"miles",
		.621371192
	],
	[
		"metres",
		"feet",
		3.280839895
	],
	[
		"centimetres",
		"inches",
		.3937007874
	],
	[
		"metres",
		"inches",
		39.37007874
	],
	[
		"metres",
		"yards",
		1.093613298
	],
	[
		"kilograms",
		"pounds",
		2.2046226218
	],
	[
		"grams",
		"ounces",
		.03527396195
	],
	[
		"litres",
		"US gallons",
		.2641720524
	],
	[
		"m/s",
		"km/h",
		3.6
	],
	[
		"m/s",
		"mph",
		2.2369362921
	],
	[
		"knots",
		"km/h",
		1.852
	],
	[
		"knots",
		"mph",
		1.150779448
	],
	[
		"hPa",
		"mmHg",
		.7500615613
	],
	[
		"hPa",
		"inHg",
		.02952998307
	],
	[
		"bar",
		"psi",
		14.503773773
	],
	[
		"kcal",
		"kJ",
		4.184
	],
	[
		"kW",
		"hp",
		1.34102209
	],
	[
		"mg/dl",
		"mmol/l (glucose)",
		1 / 18.0156
	],
	[
		"mg/dl",
		"µmol/l (creatinine)",
		88.42
	],
	[
		"seconds",
		"minutes",
		1 / 60
	],
	[
		"hours",
		"minutes",
		60
	],
	[
		"seconds",
		"hours",
		1 / 3600
	],
	[
		"days",
		"hours",
		24
	],
	[
		"seconds",
		"days",
		1 / 86400
	],
	[
		"weeks",
		"days",
		7
	],
	[
		"years",
		"months",
		12
	],
	[
		"years",
		"days",
		365.25
	],
	[
		"radians",
		"degrees",
		180 / Math.PI
	],
	[
		"acres",
		"hectares",
		.40468564
	],
	[
		"square metres",
		"square feet",
		10.763910417
	]
];
const USUAL$3 = .4;
const RARE = .15;
const SAID = .8;
const CONVERSIONS = [
	{
		name: "°F → °C",
		left: USUAL$3,
		back: (value) => value * 1.8 + 32
	},
	{
		name: "°C → °F",
		left: USUAL$3,
		back: (value) => (value - 32) / 1.8
	},
	{
		name: "°C → kelvin",
		left: USUAL$3,
		back: (value) => value - 273.15
	},
	{
		name: "kelvin → °C",
		left: USUAL$3,
		back: (value) => value + 273.15
	},
	{
		name: "°F → kelvin",
		left: USUAL$3,
		back: (value) => (value - 273.15) * 1.8 + 32
	},
	{
		name: "the sign changed",
		left: USUAL$3,
		back: (value) => -value
	},
	...[
		10,
		100,
		1e3,
		1e4,
		1e6,
		1e9
	].flatMap((by) => [factor(`multiplied by ${by.toLocaleString("en")}`, by, USUAL$3), factor(`divided by ${by.toLocaleString("en")}`, 1 / by, USUAL$3)]),
	...FACTORS.flatMap(([from, to, by]) => [factor(`${from} → ${to}`, by, RARE), factor(`${to} → ${from}`, 1 / by, RARE)]),
	{
		name: "shares → 1 − share",
		left: RARE,
		back: (value) => 1 - value
	},
	{
		name: "miles per gallon ↔ litres per 100 km",
		left: RARE,
		back: (value) => 235.214583 / value
	},
	{
		name: "its logarithm (base e)",
		left: RARE,
		back: Math.exp
	},
	{
		name: "its logarithm (base 10)",
		left: RARE,
		back: (value) => 10 ** value
	},
	{
		name: "its logarithm (1 + x)",
		left: RARE,
		back: Math.expm1
	},
	{
		name: "the values behind a logarithm (base e)",
		left: RARE,
		back: (value) => value > 0 ? Math.log(value) : NaN
	},
	{
		name: "its square",
		left: RARE,
		back: (value) => value >= 0 ? Math.sqrt(value) : NaN
	}
];
const CLEARLY$1 = .02;
function conversionOf(batch, history, gap, tolerance) {
	return closestConversion(batch, history, gap, tolerance)?.name ?? null;
}
function closestConversion(batch, history, gap, tolerance, hint = null) {
	let best = null;
	for (const conversion of CONVERSIONS) {
		const converted = mapPoints(batch, (value) => snapped(conversion.back(value), history.values));
		if (converted.total < .98 * batch.total) continue;
		const left = gapOf(converted, history);
		const said = conversion.name === hint;
		if (left > Math.max(tolerance, .04) || left > (said ? SAID : conversion.left) * gap) continue;
		if (said) return {
			...conversion,
			gap: left
		};
		if (best === null || left < best.gap - CLEARLY$1) best = {
			...conversion,
			gap: left
		};
	}
	return best;
}
const ROUNDING = .002;
function snapped(value, history) {
	const at = firstFrom(history, value);
	const [below, above] = [history[at - 1] ?? Number.NEGATIVE_INFINITY, history[at] ?? Number.POSITIVE_INFINITY];
	const nearest = value - below < above - value ? below : above;
	return Math.abs(nearest - value) <= ROUNDING * Math.abs(value) ? nearest : value;
}
function formulaOf({ back }) {
	const [offset, one, two] = [
		back(0),
		back(1),
		back(2)
	];
	const factor = one - offset;
	if (!Number.isFinite(offset) || Math.abs(two - one - factor) > 1e-9 * Math.abs(factor)) return null;
	const times = factor < 0 || Math.abs(factor) >= 1 ? `× ${digits(factor)}` : `/ ${digits(1 / factor)}`;
	return Math.abs(offset) < 1e-9 ? times : `${times} ${offset < 0 ? "−" : "+"} ${digits(Math.abs(offset))}`;
}
const digits = (value) => String(Number(value.toPrecision(7)));
// src/validate/columns/number.ts
const FEWEST_CELLS = 20;
const GAP_FLOOR = .15;
const OUTSIDE_FLOOR = .01;
const SPIKE_FLOOR = .03;
const TWICE = 2;
const ALL = .97;
const GRAIN_FLOOR = .25;
const HOURS_FLOOR = .15;
function numberAlarms(column) {
	const past = column.past.filter((one) => cellsOf$2(one) >= FEWEST_CELLS);
	if (past.length === 0 || cellsOf$2(column.batch) < FEWEST_CELLS) return [];
	const compared = {
		...column,
		past
	};
	const spike = spikeAlarm(compared);
	const moved = moveAlarm(compared, spike?.gain ?? 0);
	const { low, high } = rangeOf(column.batch);
	return [
		moved,
		calendarRange(column.field.name, low, high) !== null ? null : outsideAlarm(compared) ?? farAlarm(compared),
		spike?.alarm,
		grainAlarm(compared)
	].flatMap((alarm) => alarm ?? []);
}
function moveAlarm({ isTarget, batch, past, alpha }, explained) {
	const curves = numberCurves([batch, ...past]);
	const measured = {
		batch: curves[0],
		cells: cellsOf$2(batch),
		past: curves.slice(1),
		weights: past.map(cellsOf$2),
		alpha
	};
	const deviation = deviationOf(measured, ksDistance);
	const pastCells = totalOf(past.map(cellsOf$2));
	if (!exceeds(deviation, GAP_FLOOR) || gapChance(deviation.distance, cellsOf$2(batch), pastCells) >= alpha) return null;
	if (deviation.distance - explained <= Math.max(GAP_FLOOR, deviation.limit)) return null;
	if (!exceeds(deviationOf(atWidest(measured, deviation.pool), arcsineDistance), 0)) return null;
	const [points, pool] = [pointsOf([batch]), pointsOf(past)];
	const [now, before] = [brief(medianOf(points)), brief(medianOf(pool))];
	const conversion = isTarget ? null : conversionOf(points, pool, deviation.distance, deviation.limit);
	const middle = now === before ? `its values spread otherwise (median ${now} as before)` : `median ${before} → ${now}`;
	const expected = `a gap of at most ${percent$1(Math.max(GAP_FLOOR, deviation.limit))}`;
	const gap = `largest gap of the distributions ${percent$1(deviation.distance)}, between past batches ${percent$1(deviation.pastDistance)}`;
	if (conversion !== null) {
		const says = `looks converted: ${middle}, ${conversion}; ${gap}`;
		return {
			code: "unit",
			observed: `median ${now}`,
			expected: `median near ${before}`,
			says,
			remedy: "Restore the unit at the source, or convert the column."
		};
	}
	return {
		code: "drift",
		observed: `gap of ${percent$1(deviation.distance)}, median ${now}`,
		expected,
		says: `moved: ${middle}; ${gap}`,
		remedy: ASK_THE_SOURCE
	};
}
function atWidest(measured, pool) {
	const gaps = pool.map((share, i) => Math.abs(measured.batch[i] - share));
	const at = gaps.indexOf(Math.max(...gaps));
	const share = (curve) => curve.subarray(at, at + 1);
	return {
		...measured,
		batch: share(measured.batch),
		past: measured.past.map(share)
	};
}
function outsideAlarm({ batch, past, alpha }) {
	const ranges = past.map(rangeOf);
	const reach = reachOf(past, alpha, cellsOf$2(batch));
	const outside = (profile, others) => {
		const { low, high } = widened(hullOf(others), reach);
		const cdf = distributionOf$1(profile);
		return cellsOf$2(profile) * (cdf(low, false) + 1 - cdf(high, true));
	};
	const loo = past.map((profile, i) => ({
		hits: past.length < 2 ? 0 : outside(profile, ranges.filter((_, k) => k !== i)),
		cells: cellsOf$2(profile)
	}));
	const effectiveShare = independence(batch, past);
	const found = shareAlarm({
		hits: effectiveShare * outside(batch, ranges),
		cells: effectiveShare * cellsOf$2(batch),
		past: loo,
		floor: OUTSIDE_FLOOR,
		alpha,
		direction: "up"
	});
	if (found === null) return null;
	const { low, high } = hullOf(ranges);
	const far = rangeOf(batch);
	const says = `has ${percent$1(found.share)} of its values far outside of all before (${brief(low)} to ${brief(high)}): it reaches from ${brief(far.low)} to ${brief(far.high)}`;
	return {
		code: "outliers",
		observed: percent$1(found.share),
		expected: shareRange(loo),
		says,
		remedy: "Look for another unit, a sentinel such as -999 or cells that slipped into another column."
	};
}
function farAlarm({ batch, past, alpha }) {
	if (past.length < 2) return null;
	const [{ low, high }, own, tails] = [
		hullOf(past.map(rangeOf)),
		rangeOf(batch),
		tailsOf(past)
	];
	const within = widened({
		low,
		high
	}, reachOf(past, alpha, cellsOf$2(batch)));
	const found = [own.low < within.low ? own.low : null, own.high > within.high ? own.high : null].flatMap((value) => value ?? []).find((value) => areBeyondChance([value], cellsOf$2(batch), tails, alpha) === true);
	if (found === void 0) return null;
	const says = `has a value far outside of all before (${brief(low)} to ${brief(high)}): ${brief(found)}`;
	return {
		code: "outliers",
		observed: brief(found),
		expected: `${brief(low)} to ${brief(high)}`,
		says,
		remedy: "Look for a sentinel, an overflow or cells that slipped into another column."
	};
}
function spikeAlarm({ batch, past, alpha }) {
	const few = past.every((one) => one.quantiles.length === 0);
	const usual = past.length < 2 ? 0 : Math.max(...past.map((one, i) => largestGain(one, past.filter((_, k) => k !== i))));
	const cells = cellsOf$2(batch);
	const effectiveShare = independence(batch, past);
	const room = Math.max(growth(past.length), 2 * timesSmaller(cells, past.map(cellsOf$2))) * usual;
	let best = null;
	for (const [i, value] of batch.atoms.entries()) {
		if (few && past.some((one) => one.atoms.includes(value))) continue;
		const before = past.map((one) => ({
			hits: rowsOf(one, value),
			cells: cellsOf$2(one)
		}));
		const found = shareAlarm({
			hits: effectiveShare * batch.counts[i],
			cells: effectiveShare * cells,
			past: before,
			floor: SPIKE_FLOOR,
			alpha,
			direction: "up"
		});
		if (found === null || found.share < TWICE * Math.max(...before.map((one) => one.hits / one.cells))) continue;
		const gain = found.share - found.pastShare;
		if (gain <= room || best !== null && gain <= best.gain) continue;
		const says = `is ${brief(value)} in ${percent$1(found.share)} of its cells, before in ${shareRange(before)}`;
		best = {
			gain,
			alarm: {
				code: "spike",
				observed: percent$1(found.share),
				expected: shareRange(before),
				says,
				remedy: "Look for a default, a sentinel or filled gaps; list a sentinel in `missingValues`."
			}
		};
	}
	return best;
}
function largestGain(one, others) {
	return one.atoms.reduce((most, value, i) => {
		const known = Math.max(...others.map((other) => rowsOf(other, value) / cellsOf$2(other)));
		return Math.max(most, one.counts[i] / cellsOf$2(one) - known);
	}, 0);
}
function rowsOf(profile, value) {
	if (profile.atoms.includes(value)) return listedRows(profile, value);
	const { low, high } = rangeOf(profile);
	return value < low || value > high ? 0 : unlistedRows(profile);
}
function listedRows({ atoms, counts }, value) {
	return counts[atoms.indexOf(value)] ?? 0;
}
function unlistedRows({ atoms, counts, quantiles, rows, missing }) {
	if (quantiles.length === 0) return 0;
	const cells = rows - missing;
	return atoms.length === 12 ? Math.min(...counts) : Math.min(cells, Math.max(3, ATOM_SHARE * cells));
}
const GRAIN_WORDS = [
	"multiples of 10",
	"whole numbers",
	"multiples of 0.1",
	"multiples of 0.01"
];
function grainAlarm({ batch, past, alpha }) {
	for (const [k, words] of GRAIN_WORDS.entries()) {
		const of = (profile) => {
			const [cells, zeros] = [cellsOf$2(profile), listedRows(profile, 0)];
			return {
				hits: Math.max(0, Math.round((profile.grain[k] ?? 0) * cells) - zeros),
				cells: Math.max(0, cells - zeros)
			};
		};
		const before = past.map(of);
		const found = shareAlarm({
			...of(batch),
			past: before,
			floor: GRAIN_FLOOR,
			alpha,
			direction: "both"
		});
		if (found === null || Math.max(found.share, found.pastShare) < ALL) continue;
		const says = `has ${percent$1(found.share)} ${words}, before ${shareRange(before)}: its values are ${found.share > found.pastShare ? "rounded" : "more exact"}`;
		return {
			code: "precision",
			observed: percent$1(found.share),
			expected: shareRange(before),
			says,
			remedy: "Export the column with the digits it had."
		};
	}
	return null;
}
function hoursAlarm({ batch, past, alpha }) {
	const known = past.filter((one) => totalOf(one.hours) >= FEWEST_CELLS);
	if (known.length === 0 || totalOf(batch.hours) < FEWEST_CELLS) return null;
	const hours = Array.from({ length: 24 }, (_, hour) => hour);
	const vectors = namedShares([batch, ...known].map((one) => ({
		names: hours,
		counts: one.hours,
		cells: totalOf(one.hours)
	})));
	const deviation = deviationOf({
		batch: vectors[0],
		cells: totalOf(batch.hours),
		past: vectors.slice(1),
		weights: known.map((one) => totalOf(one.hours)),
		alpha
	}, totalVariationDistance);
	if (!exceeds(deviation, HOURS_FLOOR)) return null;
	if (gapChance(deviation.distance / 2, totalOf(batch.hours), totalOf(known.map((one) => totalOf(one.hours)))) >= alpha) return null;
	const shift = bestShift(vectors[0], deviation.pool);
	const words = shift === 0 ? "" : `; moved by ${shift > 0 ? "+" : "−"}${Math.abs(shift)} h it fits: another time zone?`;
	const says = `falls on other hours of the day than before (${percent$1(deviation.distance)} of the rows moved)${words}`;
	const expected = `at most ${percent$1(Math.max(HOURS_FLOOR, deviation.limit))}`;
	return {
		code: "drift",
		observed: percent$1(deviation.distance),
		expected,
		says,
		remedy: "Check the time zone of the export."
	};
}
function bestShift(batch, pool) {
	let best = {
		shift: 0,
		left: totalVariationDistance.between(batch, pool) / 2
	};
	for (let shift = -12; shift <= 12; shift++) {
		const moved = Float64Array.from({ length: 24 }, (_, hour) => batch[(hour + shift + 24) % 24]);
		const left = totalVariationDistance.between(moved, pool.subarray(0, 24));
		if (left < best.left) best = {
			shift,
			left
		};
	}
	return best.shift;
}
// src/validate/columns/stuck.ts
const FEWEST_ROWS$5 = 8;
const LEAST_SHARE = {
	usual: .1,
	rare: .03
};
const USUAL$2 = .01;
const LONGER = 3;
function stuckAlarm({ batch, past, alpha }) {
	const cells = cellsOf$2(batch);
	const known = past.filter((one) => cellsOf$2(one) > FEWEST_ROWS$5);
	if (known.length === 0 || cells < FEWEST_ROWS$5 || known.some((one) => one.distinct < 2)) return null;
	if (batch.distinct === 1) {
		const least = Math.min(...known.map((one) => one.distinct));
		if (commonest(known) ** cells >= alpha) return null;
		const says = `has the same value in all ${grouped(cells)} cells that are filled; before at least ${grouped(least)} different ones in each batch of more than ${FEWEST_ROWS$5}`;
		return {
			code: "constant",
			observed: "1 value",
			expected: `${least} or more`,
			says,
			remedy: "Look for a default or a failed join."
		};
	}
	const longest = Math.max(...known.map((one) => one.run));
	const larger = Math.max(1, cells / Math.max(...known.map(cellsOf$2)));
	const limit = Math.ceil(LONGER * longest * larger);
	const still = Math.max(...known.map((one) => (one.still + 1) / (cellsOf$2(one) + 1)));
	const least = still > USUAL$2 ? LEAST_SHARE.usual : LEAST_SHARE.rare;
	if (batch.run < Math.max(FEWEST_ROWS$5, least * cells, limit)) return null;
	if (cells * still ** (batch.run - 1) >= alpha) return null;
	const says = `stands still: ${grouped(batch.run)} rows in a row (${percent$1(batch.run / cells)}) have the same value, before at most ${grouped(longest)}`;
	return {
		code: "frozen",
		observed: `${batch.run} rows`,
		expected: `at most ${limit} rows`,
		says,
		remedy: "Look for a frozen sensor, a filled-down formula or a cut export."
	};
}
function commonest(past) {
	return Math.max(...past.map((one) => Math.max(1 / cellsOf$2(one), ...one.counts.map((count) => count / cellsOf$2(one)))));
}
// src/validate/columns/drift.ts
function driftChecks(input) {
	if (input.batch.profile.rows === 0) return [];
	const compared = comparedColumns(input);
	const checks = withSwaps(compared.map((column) => ({
		column,
		alarms: columnAlarms(column)
	}))).flatMap((one) => one.alarms.map((alarm) => finding$1(input, one.column, alarm)));
	return [...checks, passed(input, compared.length, checks.length)];
}
function comparedColumns({ batch, history, schema, target, showValues }) {
	const past = history.slice(-60).map(({ profile }) => new Map(profile.columns.map((column) => [column.name, column])));
	const own = new Map(batch.profile.columns.map((column) => [column.name, column]));
	return schema.fields.flatMap((field) => {
		const column = own.get(field.name);
		if (column === void 0) return [];
		const before = past.flatMap((columns) => columns.get(field.name) ?? []).filter(({ kind }) => kind === column.kind);
		const isTarget = field.name === target;
		return before.length === 0 ? [] : [{
			field,
			isTarget,
			batch: column,
			past: before,
			alpha: ALPHA / schema.fields.length,
			showValues
		}];
	});
}
function columnAlarms(column) {
	const { batch, past, field } = column;
	const alarms = [missingAlarm(column)];
	if (field.role === "id" || isCalendar(field, past, batch)) return alarms.flatMap((alarm) => alarm ?? []);
	if (batch.kind === "number" && isMoment(field)) {
		const stuck = stuckAlarm(column);
		return [
			...alarms,
			stuck?.code === "constant" ? stuck : null,
			hoursAlarm(column)
		].flatMap((alarm) => alarm ?? []);
	}
	const stuck = stuckAlarm(column);
	if (stuck !== null) return [...alarms, stuck].flatMap((alarm) => alarm ?? []);
	const moved = batch.kind === "number" ? numberAlarms(column) : categoryAlarms(column);
	return [...alarms, ...moved].flatMap((alarm) => alarm ?? []);
}
const SWAP_GAP = .15;
const SWAP_APART = .3;
function withSwaps(all) {
	const moved = all.filter(({ alarms }) => alarms.length > 0);
	const likeOther = (a, b) => Math.min(...b.past.map((one) => profileDistance(a.batch, one)));
	for (const [i, a] of moved.entries()) {
		const b = moved.slice(i + 1).find(({ column }) => {
			if (column.batch.kind !== a.column.batch.kind) return false;
			return Math.min(likeOther(a.column, a.column), likeOther(column, column)) > SWAP_APART && Math.max(likeOther(a.column, column), likeOther(column, a.column)) < SWAP_GAP;
		});
		if (b === void 0) continue;
		const swap = (other) => ({
			code: "swapped-columns",
			observed: `looks like ${other.field.name}`,
			expected: "its own distribution",
			says: `looks exchanged with ${named(other.field.name)}: each is distributed as the other was`,
			remedy: "Exchange the two columns at the source."
		});
		return withSwaps(all.filter((one) => one !== a && one !== b)).concat({
			...a,
			alarms: [swap(b.column)]
		}, {
			...b,
			alarms: [swap(a.column)]
		});
	}
	return all;
}
const OTHER_STRETCH = 1.15;
function isCalendar(field, past, batch) {
	if (field.type !== "integer" && field.type !== "year" && field.type !== "string") return false;
	if (!isCalendarName(field.name)) return false;
	const cells = past.map(cellsOf$2).filter((count) => count > 0);
	const [own, most, least] = [
		cellsOf$2(batch),
		Math.max(...cells),
		Math.min(...cells)
	];
	return past.some((one) => one.distinct <= 2 && cellsOf$2(one) > 0) || own * OTHER_STRETCH < least || own > OTHER_STRETCH * most;
}
function finding$1({ batch, history }, { field }, alarm) {
	const { file, parts } = batch.typed;
	const few = history.length < 2;
	const unsure = few ? " (a single accepted batch does not show how batches differ: a warning only)" : "";
	return {
		code: alarm.code,
		subject: field.name,
		status: few ? "warn" : "fail",
		observed: alarm.observed,
		expected: alarm.expected,
		message: `column ${named(field.name)} of ${batchName(batch)} ${alarm.says}${unsure}`,
		...waysOut$1(alarm.remedy, file, `${alarm.code} of ${field.name}`, { check: {
			code: alarm.code,
			subject: field.name
		} }),
		where: {
			file: file.name || file.uri,
			line: 1,
			column: (parts.get(field.name)?.at ?? 0) + 1
		}
	};
}
function passed({ batch, history }, columns, alarms) {
	const { rows } = batch.profile;
	const pastRows = history.reduce((sum, { profile }) => sum + profile.rows, 0);
	const size = rows * pastRows / Math.max(1, rows + pastRows);
	const visible = Math.min(1, Math.max(.12, Math.sqrt(Math.log(2 * Math.max(1, columns) / ALPHA) / 2 / size)));
	const rest = alarms === 0 ? `all ${plural$1(columns, "column")}` : `the other columns of ${grouped(columns)}`;
	const power = `a shift of less than ${Math.round(100 * visible)} % of the rows would not be seen in ${plural$1(rows, "row")}`;
	return {
		code: "drift",
		subject: "columns",
		status: "pass",
		observed: alarms,
		expected: 0,
		message: `${rest} of ${batchName(batch)} look like ${plural$1(history.length, "accepted batch", "accepted batches")}; ${power}`,
		suggestion: null,
		where: null
	};
}
// src/validate/history/sample.ts
function sampleOf$2(files, fields, shares) {
	const parts = files.map((file, i) => {
		const rows = file.file.table.rows;
		return {
			file,
			chosen: sampleRows(rows, Math.max(1, shares[i])) ?? Int32Array.from({ length: rows }, (_, row) => row)
		};
	});
	if (files.some(({ parts: columns }) => fields.some((field) => !columns.has(field.name)))) return null;
	const columns = fields.map((field) => concatColumns(parts.map(({ file, chosen }) => taken(file.parts.get(field.name).column, chosen))));
	const rows = parts.reduce((sum, { chosen }) => sum + chosen.length, 0);
	const origin = new Int32Array(rows);
	let at = 0;
	parts.forEach(({ chosen }, i) => {
		origin.fill(i, at, at + chosen.length);
		at += chosen.length;
	});
	return {
		columns,
		origin,
		rows
	};
}
function taken(column, rows) {
	if (column.kind === "number") return {
		...column,
		values: Float64Array.from(rows, (row) => column.values[row])
	};
	return {
		...column,
		codes: Int32Array.from(rows, (row) => column.codes[row])
	};
}
function rowsWhere(count, holds) {
	return Int32Array.from({ length: count }, (_, row) => row).filter(holds);
}
// src/validate/columns/joint.ts
const ROWS$2 = 900;
const FEWEST_BATCHES = 3;
const FEWEST_ROWS$4 = 60;
const COMPARED = 3;
const FLOOR$1 = .12;
const WIDER$1 = 1.25;
const CLASSES = ["history", "batch"];
function jointCheck(input) {
	const { batch, history, schema, target } = input;
	const past = history.flatMap(({ typed }) => typed !== null && typed.file.table.rows >= FEWEST_ROWS$4 / 3 ? typed : []).slice(-12);
	const fields = schema.fields.filter(({ role, name }) => role === "feature" || name === target);
	if (past.length < FEWEST_BATCHES || batch.profile.rows < FEWEST_ROWS$4 || fields.length < 2) return [];
	const largest = past.toSorted((a, b) => b.file.table.rows - a.file.table.rows).slice(0, COMPARED);
	const last = past.at(-1);
	const isCompared = largest.includes(last) || 2 * last.file.table.rows < batch.profile.rows;
	const asked = [
		...largest,
		...isCompared ? [] : [last],
		batch.typed
	];
	const rows = Math.min(ROWS$2, ...asked.map(({ file }) => file.table.rows));
	const told = asked.flatMap((one, k) => toldFrom(one, asked.length - 1 === k ? past : past.filter((other) => other !== one), rows, fields) ?? []);
	if (told.length < asked.length) return [];
	const own = told.at(-1);
	const usual = Math.max(.5, ...told.slice(0, -1).map(({ auc }) => auc));
	const chance = WIDER$1 * normalQuantile(.999) * Math.sqrt((own.inside + own.outside + 1) / 12 / Math.max(1, own.inside * own.outside));
	const limit = .5 + Math.max(FLOOR$1, growth(past.length) * (usual - .5), chance);
	const expected = `an AUC of at most ${limit.toFixed(2)}`;
	if (own.auc <= limit) return [batchPass(input, "joint-drift", own.auc.toFixed(2), expected, `cannot be told from accepted batches by all columns together (AUC ${own.auc.toFixed(2)})`)];
	const telling = tellingColumns(own.sample, own.judge, past.length);
	const says = `can be told from accepted batches (AUC ${own.auc.toFixed(2)}, among those at most ${usual.toFixed(2)}) though no single column moved, most by ${namedList(telling, 3)}`;
	const field = fields.find(({ name }) => name === telling[0]);
	return [batchFinding(input, {
		code: "joint-drift",
		subject: telling[0],
		observed: own.auc.toFixed(2),
		expected,
		says,
		remedy: "Look at the columns named together: combinations of values are new.",
		field
	})];
}
function toldFrom(batch, others, most, fields) {
	const each = Math.ceil(ROWS$2 / others.length);
	const sample = sampleOf$2([...others, batch], fields, [...others.map(() => each), most]);
	if (sample === null) return null;
	const rows = Int32Array.from({ length: sample.rows }, (_, row) => row);
	const halves = [0, 1].map((half) => rows.filter((row) => row % 2 === half));
	const label = (row) => sample.origin[row] === others.length ? 1 : 0;
	const learn = (half) => smallForest(sample.columns, half, Int32Array.from(half, label), CLASSES);
	const judges = [learn(halves[0]), learn(halves[1])];
	const first = aucOf(scores(judges[0], sample.columns, halves[1]), halves[1], label);
	const second = aucOf(scores(judges[1], sample.columns, halves[0]), halves[0], label);
	const inside = rows.reduce((sum, row) => sum + label(row), 0);
	return {
		auc: (first + second) / 2,
		inside,
		outside: rows.length - inside,
		judge: judges[0],
		sample
	};
}
function scores(forest, columns, rows) {
	const { probabilities } = predict(forest, columns, rows);
	return Float64Array.from(rows, (_, i) => probabilities[2 * i + 1]);
}
function aucOf(score, rows, label) {
	const order = Array.from(rows, (_, i) => i).sort((a, b) => score[a] - score[b]);
	let [ranks, inside] = [0, 0];
	for (let i = 0; i < order.length;) {
		let end = i;
		while (end < order.length && score[order[end]] === score[order[i]]) end++;
		for (let k = i; k < end; k++) {
			if (label(rows[order[k]]) === 0) continue;
			ranks += (i + end + 1) / 2;
			inside++;
		}
		i = end;
	}
	const outside = order.length - inside;
	return inside === 0 || outside === 0 ? .5 : (ranks - inside * (inside + 1) / 2) / (inside * outside);
}
function tellingColumns(sample, judge, origin) {
	const rows = rowsWhere(sample.rows, (row) => row % 2 === 1);
	const label = (row) => sample.origin[row] === origin ? 1 : 0;
	const whole = aucOf(scores(judge, sample.columns, rows), rows, label);
	return sample.columns.map((column, k) => {
		const columns = sample.columns.map((other, i) => i === k ? shuffled(column) : other);
		return {
			name: column.name,
			cost: whole - aucOf(scores(judge, columns, rows), rows, label)
		};
	}).sort((a, b) => b.cost - a.cost).slice(0, 3).map(({ name }) => name);
}
function shuffled(column) {
	const cells = column.kind === "number" ? column.values.slice() : column.codes.slice();
	const random = seedRandom(13, 1);
	for (let i = cells.length - 1; i > 0; i--) {
		const j = nextRandom(random) % (i + 1);
		[cells[i], cells[j]] = [cells[j], cells[i]];
	}
	return column.kind === "number" ? {
		...column,
		values: cells
	} : {
		...column,
		codes: cells
	};
}
// src/stats/correlation.ts
const MOST = .995;
const BLOCKS = 12;
const fisherScale = (r) => Math.atanh(Math.max(-.995, Math.min(MOST, r)));
function blockDeviation(a, b) {
	const blocks = Array.from({ length: BLOCKS }, () => ({
		aa: 0,
		bb: 0,
		ab: 0
	}));
	for (let i = 0; i < a.length; i++) {
		const block = blocks[Math.floor(i * BLOCKS / a.length)];
		block.aa += a[i] ** 2;
		block.bb += b[i] ** 2;
		block.ab += a[i] * b[i];
	}
	const total = (key) => blocks.reduce((sum, block) => sum + block[key], 0);
	const [aa, bb, ab] = [
		total("aa"),
		total("bb"),
		total("ab")
	];
	const without = blocks.map((block) => {
		const spread = (aa - block.aa) * (bb - block.bb);
		return spread > 0 ? fisherScale((ab - block.ab) / Math.sqrt(spread)) : 0;
	});
	const mean = without.reduce((sum, z) => sum + z, 0) / BLOCKS;
	const squares = without.reduce((sum, z) => sum + (z - mean) ** 2, 0);
	return Math.sqrt(11 / BLOCKS * squares);
}
// src/validate/columns/pairs.ts
const ROWS_SAMPLED = 4e3;
const FEWEST_ROWS$3 = 30;
const FLOOR = .25;
const COPY = {
	now: .995,
	before: .97
};
function pairChecks(input, explained) {
	const { batch, history } = input;
	const past = history.filter(({ profile }) => profile.rows >= FEWEST_ROWS$3);
	if (batch.profile.rows < FEWEST_ROWS$3 || past.length === 0) return [];
	const compared = new Set(input.schema.fields.flatMap(({ name, role }) => role === "feature" || name === input.target ? [name] : []));
	const now = sampleOf$1(batch.profile, input.group ?? null);
	const own = now.pairs;
	const before = past.map(({ profile }) => sampleOf$1(profile, input.group ?? null));
	const changes = [];
	for (const [key, r] of own) {
		const [a, b] = JSON.parse(key);
		if (!compared.has(a) || !compared.has(b)) continue;
		if (isCalendarName(a) && isCalendarName(b)) continue;
		const rows = now.rowsFor(a, b);
		const known = before.flatMap(({ pairs, rowsFor }) => pairs.has(key) ? [{
			r: pairs.get(key),
			rows: rowsFor(a, b)
		}] : []).filter((one) => one.rows >= FEWEST_ROWS$3);
		if (rows < FEWEST_ROWS$3 || known.length === 0) continue;
		const change = changeOf(r, varianceOf(rows), known, own.size);
		const asked = change.alarms ? changeOf(r, Math.max(varianceOf(rows), stretchVariance(input, a, b)), known, own.size) : change;
		changes.push({
			a,
			b,
			now: r,
			...asked
		});
	}
	const copies = changes.filter(({ alarms, now, before: was }) => alarms && Math.abs(now) >= COPY.now && Math.abs(was) <= COPY.before);
	const findings = copies.map((copy) => copyFinding(input, copy, explained));
	const copied = new Set([...explained, ...copies.flatMap(({ a, b }) => [a, b])]);
	findings.push(...blamed(changes.filter(({ a, b }) => !copied.has(a) && !copied.has(b)), input));
	if (findings.length > 0) return findings;
	const power = Math.min(1, Math.max(FLOOR, threshold(own.size) * Math.sqrt(1 / Math.max(1, Math.min(ROWS_SAMPLED, batch.profile.rows) - 3))));
	return [batchPass(input, "correlation", 0, 0, `keeps all ${plural$1(own.size, "correlation")} of its columns; a change of less than ${power.toFixed(2)} would not be seen`)];
}
function sampleOf$1({ columns, pairs }, group) {
	const known = new Map(columns.map((column) => [column.name, {
		autocorrelated: autocorrelation(column),
		cells: cellsOf$2(column)
	}]));
	const units = columns.find(({ name }) => name === group)?.distinct ?? Number.POSITIVE_INFINITY;
	const rowsFor = (a, b) => {
		const [first, second] = [known.get(a), known.get(b)];
		if (first === void 0 || second === void 0) return 0;
		const both = first.autocorrelated * second.autocorrelated;
		return Math.min(ROWS_SAMPLED, units, Math.min(first.cells, second.cells) * (1 - both) / (1 + both));
	};
	return {
		pairs: correlations(pairs),
		rowsFor
	};
}
function correlations({ columns, hundredths }) {
	const found = new Map();
	let k = 0;
	for (let i = 0; i < columns.length; i++) for (let j = i + 1; j < columns.length; j++) found.set(JSON.stringify([columns[i], columns[j]]), hundredths[k++] / 100);
	return found;
}
const threshold = (pairs) => normalQuantile(1 - ALPHA / 2 / Math.max(1, pairs));
const varianceOf = (rows) => 1 / Math.max(1, rows - 3) + 1e-4;
function stretchVariance({ batch }, a, b) {
	const [first, second] = [batch.typed.parts.get(a), batch.typed.parts.get(b)];
	const scores = first === void 0 || second === void 0 ? null : pairOf(first.column, second.column, batch.profile.rows);
	return scores === null ? 0 : blockDeviation(...scores) ** 2;
}
function changeOf(now, variance, known, pairs) {
	const total = known.reduce((sum, one) => sum + one.rows, 0);
	const sum = known.reduce((at, one) => at + one.rows * fisherScale(one.r), 0);
	const middle = sum / total;
	const spreads = (known.length < 2 ? [] : known).map((one) => {
		const others = (sum - one.rows * fisherScale(one.r)) / (total - one.rows);
		return (fisherScale(one.r) - others) ** 2 - 4 * varianceOf(one.rows);
	});
	const noise = (1 + 1.5 / known.length) * threshold(pairs) * Math.sqrt(variance + varianceOf(total));
	const before = Math.tanh(middle);
	const size = Math.abs(fisherScale(now) - middle) / (noise + Math.sqrt(allowance(spreads, ALPHA / pairs)));
	return {
		before,
		size,
		alarms: size > 1 && Math.abs(now - before) >= FLOOR
	};
}
function blamed(changes, input) {
	const findings = [];
	let left = changes;
	for (;;) {
		const alarmed = left.filter(({ alarms }) => alarms);
		if (alarmed.length === 0) return findings;
		const weights = new Map();
		const add = (name, size) => weights.set(name, (weights.get(name) ?? 0) + size ** 2);
		for (const { a, b, size } of left) for (const name of [a, b]) add(name, size);
		const suspects = new Set(alarmed.flatMap(({ a, b }) => [a, b]));
		const [name] = [...weights].filter(([one]) => suspects.has(one)).reduce((best, next) => next[1] > best[1] ? next : best);
		findings.push(changeFinding(input, name, alarmed.filter(({ a, b }) => a === name || b === name)));
		left = left.filter(({ a, b }) => a !== name && b !== name);
	}
}
function changeFinding(input, name, changes) {
	const [first] = [...changes].sort((x, y) => y.size - x.size);
	const other = first.a === name ? first.b : first.a;
	const reversed = changes.every(({ before, now }) => before * now < 0 && Math.abs(now + before) < .2);
	const more = changes.length > 1 ? ` and ${plural$1(changes.length - 1, "more column")}` : "";
	const closer = first.before * first.now > 0 && Math.abs(first.now) > Math.abs(first.before);
	const what = reversed ? "goes the other way round with" : closer ? "goes closer with" : "no longer goes with";
	const says = `has a column ${named(name)} that ${what} ${named(other)}${more}${closer ? " than" : " as"} before: rank correlation ${first.before.toFixed(2)} → ${first.now.toFixed(2)}`;
	const remedy = reversed ? "Look for a changed sign or a reversed scale." : closer ? "Look whether one was computed from the other, or rows were chosen otherwise." : "Look whether its cells stayed in their rows: a sort, a join or a shift by rows.";
	const field = input.schema.fields.find((one) => one.name === name);
	const found = {
		code: "correlation",
		subject: name,
		observed: first.now,
		expected: Number(first.before.toFixed(2)),
		says,
		remedy
	};
	return batchFinding(input, field === void 0 ? found : {
		...found,
		field
	});
}
function copyFinding(input, { a, b, before, now }, explained) {
	const [copy, source] = explained.has(a) && !explained.has(b) ? [a, b] : [b, a];
	const says = `has a column ${named(copy)} that repeats ${named(source)}: rank correlation ${before.toFixed(2)} → ${now.toFixed(2)}`;
	const field = input.schema.fields.find((one) => one.name === copy);
	const found = {
		code: "duplicate-column",
		subject: copy,
		observed: now,
		expected: Number(before.toFixed(2)),
		says,
		remedy: "Look for a column that was written twice."
	};
	return batchFinding(input, field === void 0 ? found : {
		...found,
		field
	});
}
// src/validate/labels/judged.ts
const PAST_ROWS = 3e3;
const BATCH_ROWS = 2500;
const FOLDS = 3;
const FEWEST_ROWS$2 = 40;
const MOST_CLASSES = 30;
function judgedRows({ batch, history, schema, target }) {
	const field = schema.fields.find(({ name }) => name === target);
	const past = history.flatMap(({ typed }) => typed !== null && typed.file.table.rows >= FEWEST_ROWS$2 ? typed : []);
	const features = schema.fields.filter((one) => one.role === "feature" && one !== field);
	if (field === void 0) return "the target is no field";
	if (past.length < 2) return `it takes 2 accepted batches at hand with ${FEWEST_ROWS$2} rows or more`;
	if (batch.profile.rows < FEWEST_ROWS$2) return `it takes ${FEWEST_ROWS$2} rows, and there are ${plural$1(batch.profile.rows, "row")}`;
	if (features.length === 0) return "there is no feature";
	const each = Math.ceil(PAST_ROWS / past.length);
	const sample = sampleOf$2([...past, batch.typed], [...features, field], [...past.map(() => each), BATCH_ROWS]);
	if (sample === null) return "a column is missing";
	const label = targetColumn(sample.columns.at(-1), field);
	const classes = label.categories.length;
	if (classes < 2) return "there is a single class";
	if (classes > MOST_CLASSES) return `it takes at most ${MOST_CLASSES} classes, and there are ${classes}`;
	const last = past.length;
	const columns = sample.columns.slice(0, -1);
	const predicted = new Int32Array(sample.rows).fill(-1);
	const probabilities = new Float64Array(sample.rows * classes);
	for (let fold = 0; fold <= FOLDS; fold++) {
		const isJudged = (row) => fold === FOLDS ? sample.origin[row] === last : sample.origin[row] < last && Math.floor(sample.origin[row] * FOLDS / last) === fold;
		const learned = rowsWhere(sample.rows, (row) => sample.origin[row] < last && !isJudged(row) && label.codes[row] > 0);
		const rows = rowsWhere(sample.rows, (row) => isJudged(row) && label.codes[row] > 0);
		if (learned.length === 0 || rows.length === 0) continue;
		const found = predict(smallForest(columns, learned, Int32Array.from(learned, (row) => label.codes[row] - 1), label.categories), columns, rows);
		rows.forEach((row, i) => {
			predicted[row] = found.classes[i];
			for (let c = 0; c < classes; c++) probabilities[row * classes + c] = found.probabilities[i * classes + c];
		});
	}
	return {
		sample,
		features,
		label,
		predicted,
		probabilities,
		last
	};
}
// src/validate/labels/leak.ts
const BINS = 16;
const MOST_VALUES = 30;
const LEAST = .5;
const RISE = .25;
const ERRORS = 4;
const STEPS$1 = 1e3;
function leakChecks(input, judged) {
	const { sample, features, label, last } = judged;
	const known = features.flatMap((field, f) => {
		const cells = cellsIn(sample.columns[f]);
		if (cells === null) return [];
		const told = Array.from({ length: last + 1 }, (_, origin) => toldShare(cells, judged, origin));
		const past = told.slice(0, last).map(({ share }) => share);
		const [low, high] = [Math.min(...past), Math.max(...past)];
		return [{
			field,
			now: told[last],
			usual: {
				high,
				rise: Math.max(RISE, (growth(past.length) - 1) * (high - low))
			}
		}];
	});
	const seen = new Map(known.map(({ field, usual }) => [field.name, leakSeen(judged, usual)]));
	const power = leakPower(judged, features.map(({ name }) => ({
		name,
		share: seen.get(name) ?? null
	})));
	const findings = known.flatMap(({ field, now, usual }) => {
		if (!isLeak(now, usual)) return [];
		const high = percent$1(usual.high);
		const says = `has a column ${named(field.name)} that tells ${percent$1(now.share)} of ${named(label.name)} by itself, before at most ${high}`;
		const remedy = "Look whether it was filled in after the outcome was known; a model would rely on it.";
		const [observed, expected] = [percent$1(now.share), `at most ${high}`];
		return [batchFinding(input, {
			code: "leak",
			subject: field.name,
			observed,
			expected,
			says,
			remedy,
			field,
			power
		})];
	});
	if (findings.length > 0) return findings;
	return [batchPass(input, "leak", 0, 0, `has no feature that tells ${named(label.name)} by itself, and did not before`, {
		subject: input.target,
		power
	})];
}
function isLeak({ share, error }, { high, rise }) {
	return share >= LEAST && share - high >= rise + ERRORS * error;
}
function leakSeen({ sample, label, last }, usual) {
	const classes = label.categories.length;
	const counts = new Float64Array(classes);
	for (let row = 0; row < sample.rows; row++) if (sample.origin[row] === last && label.codes[row] > 0) counts[label.codes[row] - 1]++;
	const rows = counts.reduce((sum, count) => sum + count, 0);
	const leaking = (step) => {
		const part = step / STEPS$1;
		return toldBy$1(Float64Array.from({ length: classes * classes }, (_, k) => {
			const [value, own] = [Math.floor(k / classes), k % classes];
			return counts[own] * ((value === own ? part : 0) + (1 - part) * counts[value] / Math.max(1, rows));
		}), classes);
	};
	const isSeen = ({ share, error }) => isLeak({
		share: share - DEVIATIONS * error,
		error
	}, usual);
	const least = leastCount(0, STEPS$1, (step) => isSeen(leaking(step)));
	return least === null ? null : leaking(least).share;
}
function leakPower({ label, sample, last }, features) {
	const [name, rows] = [named(label.name), plural$1(sample.origin.filter((origin) => origin === last).length, "judged row")];
	const shares = features.flatMap(({ share }) => share ?? []);
	const unseen = namedList(features.filter(({ share }) => share === null).map((one) => one.name));
	if (shares.length === 0) return `no feature that tells ${name} would be seen in ${rows}`;
	const [low, high] = [percent$1(Math.min(...shares)), percent$1(Math.max(...shares))];
	return `a feature that tells under ${low === high ? low : `${low} to ${high} (by the feature)`} of ${name} in ${rows} would be missed more often than once in five${unseen === "" ? "" : `, in ${unseen} whatever it tells`}`;
}
function cellsIn(column) {
	if (column.kind === "category") return column.categories.length > MOST_VALUES ? null : {
		bins: column.codes,
		count: column.categories.length + 1
	};
	const sorted = column.values.filter((value) => !Number.isNaN(value)).sort();
	const cuts = [...new Set(Array.from({ length: 15 }, (_, k) => sorted[Math.floor((k + 1) * sorted.length / BINS)]))];
	return {
		bins: Int32Array.from(column.values, (value) => Number.isNaN(value) ? 0 : 1 + cuts.filter((cut) => value >= cut).length),
		count: 18
	};
}
function toldShare({ bins, count }, { sample, label }, origin) {
	const classes = label.categories.length;
	const table = new Float64Array(count * classes);
	for (let row = 0; row < sample.rows; row++) {
		if (sample.origin[row] !== origin || label.codes[row] === 0) continue;
		table[bins[row] * classes + label.codes[row] - 1]++;
	}
	return toldBy$1(table, classes);
}
function toldBy$1(table, classes) {
	const [byBin, byClass] = [new Float64Array(table.length / classes), new Float64Array(classes)];
	table.forEach((cell, k) => {
		byBin[Math.floor(k / classes)] += cell;
		byClass[k % classes] += cell;
	});
	const rows = byClass.reduce((sum, n) => sum + n, 0);
	const own = byClass.reduce((sum, n) => n === 0 ? sum : sum - n / rows * Math.log(n / rows), 0);
	if (own < .05) return {
		share: 0,
		error: 0
	};
	const [mean, square] = [1, 2].map((power) => table.reduce((sum, cell, k) => {
		if (cell === 0) return sum;
		return sum + cell / rows * Math.log(cell * rows / (byBin[Math.floor(k / classes)] * byClass[k % classes])) ** power;
	}, 0));
	const used = (counts) => counts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
	const chance = (used(byBin) - 1) * (used(byClass) - 1) / 2 / rows;
	return {
		share: Math.max(0, mean - chance) / own,
		error: Math.sqrt(Math.max(0, square - mean * mean) / rows) / own
	};
}
// src/validate/labels/lost-class.ts
const FEWEST_ROWS$1 = 5;
const TIMES$2 = 2;
const ALIKE = .05;
function areAlike(past) {
	const known = past.filter(({ cells }) => cells > 0);
	if (known.length < 2) return false;
	const [hits, cells] = known.reduce((sum, one) => [sum[0] + one.hits, sum[1] + one.cells], [0, 0]);
	const share = hits / cells;
	if (share === 0 || share === 1) return true;
	const square = known.reduce((sum, one) => sum + (one.hits - one.cells * share) ** 2 / (one.cells * share * (1 - share)), 0);
	return chiSquareTail(square, known.length - 1) > ALIKE;
}
function lostClass(input, judged) {
	const { label } = judged;
	const counts = countsOf$1(judged);
	const [worst] = label.categories.flatMap((name, c) => {
		const [own, past] = [counts[c].at(-1), counts[c].slice(0, -1)];
		const [hits, cells] = [sumOf$1(past, "hits"), sumOf$1(past, "cells")];
		const chance = own.hits >= FEWEST_ROWS$1 && own.hits * cells > TIMES$2 * hits * own.cells && cells > 0 && areAlike(past) ? shareChance(own.hits, own.cells, hits, cells) : 1;
		return chance < .001 / label.categories.length ? [{
			name,
			own,
			past,
			chance
		}] : [];
	}).sort((a, b) => a.chance - b.chance);
	if (worst === void 0) return [];
	const { name, own, past } = worst;
	const which = input.showValues ? `class ${named(printable$1(name, 60))}` : "one class";
	const says = `has ${plural$1(own.cells, "sampled row")} that a model of the accepted batches takes for ${which} of ${named(input.target)}, and ${own.hits} of them are labelled otherwise: ${percent$1(own.hits / own.cells)}, among accepted batches ${shareRange(past)}`;
	return [batchFinding(input, {
		code: "label-noise",
		status: "warn",
		subject: input.target,
		observed: percent$1(own.hits / own.cells),
		expected: shareRange(past),
		says,
		remedy: "Look whether labels of this class come late, were renamed or changed.",
		field: input.schema.fields.find((one) => one.name === input.target)
	})];
}
function countsOf$1({ sample, label, predicted, last }) {
	const counts = label.categories.map(() => Array.from({ length: last + 1 }, () => ({
		hits: 0,
		cells: 0
	})));
	for (let row = 0; row < sample.rows; row++) {
		const said = predicted[row];
		if (said < 0) continue;
		const one = counts[said][sample.origin[row]];
		one.cells++;
		if (label.codes[row] - 1 !== said) one.hits++;
	}
	return counts;
}
const sumOf$1 = (counts, key) => counts.reduce((sum, one) => sum + one[key], 0);
// src/validate/labels/power.ts
function absentShare(rows, chance) {
	return 1 - chance ** (1 / Math.max(1, rows));
}
function wrongShare({ seen, usual, agreeing, others }) {
	const gain = agreeing - usual / others;
	return gain <= 0 ? 1 : Math.min(1, Math.max(0, (seen - usual) / gain));
}
function clusterSeen({ mean, deviation, fewest, most, expected, limit, least }) {
	for (let rows = fewest; rows <= most; rows++) {
		const likely = mean + DEVIATIONS * deviation / Math.sqrt(rows);
		if (likely <= expected && rows * Math.log(Math.max(least, likely)) < limit) return rows;
	}
	return null;
}
// src/validate/labels/noise.ts
const ERROR_FLOOR = .06;
const CONFIDENT = .85;
const CONFIDENT_FLOOR = .02;
const FEWEST_SWAPPED = 6;
function errorsOf({ sample, label, predicted, probabilities, last }, least) {
	const classes = label.categories.length;
	const counts = Array.from({ length: last + 1 }, () => ({
		hits: 0,
		cells: 0,
		sure: 0,
		together: 0,
		follows: false
	}));
	for (let row = 0; row < sample.rows; row++) {
		if (predicted[row] < 0) continue;
		const one = counts[sample.origin[row]];
		const isSure = probabilities[row * classes + predicted[row]] >= least;
		const isError = isSure && predicted[row] !== label.codes[row] - 1;
		one.cells++;
		if (isSure) one.sure++;
		if (isError) one.hits++;
		if (isError && one.follows) one.together++;
		one.follows = isError;
	}
	return counts;
}
function independentErrors(errors) {
	const { hits, cells, sure, together } = errors;
	const share = hits / Math.max(1, cells);
	if (hits === 0 || share === 1) return errors;
	const autocorrelated = Math.min(1, Math.max(0, (together / hits - share) / (1 - share) - 1 / Math.sqrt(hits)));
	const effectiveShare = (1 - autocorrelated) / (1 + autocorrelated);
	return {
		...errors,
		hits: hits * effectiveShare,
		cells: cells * effectiveShare,
		sure: sure * effectiveShare
	};
}
function noiseAlarm(own, past, floor) {
	const found = shareAlarm({
		...own,
		past,
		floor,
		alpha: ALPHA,
		direction: "up"
	});
	const [hits, sure] = [sumOf(past, "hits"), sumOf(past, "sure")];
	return own.hits * sure > hits * own.sure && shareChance(own.hits, own.sure, hits, sure) < .001 ? found : null;
}
const sumOf = (counts, key) => counts.reduce((sum, one) => sum + one[key], 0);
const TESTS = [{
	least: 0,
	floor: ERROR_FLOOR,
	words: "contradict a model of the accepted batches"
}, {
	least: CONFIDENT,
	floor: CONFIDENT_FLOOR,
	words: `contradict a model of the accepted batches that is sure (${percent$1(CONFIDENT)})`
}];
function noiseFinding(input, judged) {
	const swapped = hasSwap(judged);
	for (const { least, floor, words } of TESTS) {
		const counts = errorsOf(judged, least);
		const past = counts.slice(0, -1);
		const own = counts.at(-1);
		const found = noiseAlarm(swapped ? own : independentErrors(own), past, floor);
		if (found === null) continue;
		const says = `has labels ${named(input.target)} that ${words} in ${percent$1(found.share)} of the rows, among accepted batches ${shareRange(past)}${swapped ? "; two classes look exchanged" : ""}`;
		return batchFinding(input, {
			code: swapped ? "label-swap" : "label-noise",
			subject: input.target,
			observed: percent$1(found.share),
			expected: shareRange(past),
			says,
			remedy: "Look how these rows were labelled; a batch cannot vouch for its own labels.",
			field: input.schema.fields.find((one) => one.name === input.target),
			power: swapped ? swapPower(judged) : noisePower(judged)
		});
	}
	return null;
}
function noisePasses(input, judged) {
	const counts = errorsOf(judged, CONFIDENT);
	const { hits, cells } = counts.at(-1);
	const usual = percent$1(usualOf$1(counts));
	return [batchPass(input, "label-noise", percent$1(hits / Math.max(1, cells)), usual, "has labels that agree with a model of the accepted batches as theirs do", {
		subject: input.target,
		power: noisePower(judged)
	}), batchPass(input, "label-swap", 0, 0, "has no two classes that look exchanged", {
		subject: input.target,
		power: swapPower(judged)
	})];
}
function hasSwap({ sample, label, predicted, last }) {
	const classes = label.categories.length;
	const counts = Array.from({ length: classes }, () => new Int32Array(classes));
	for (let row = 0; row < sample.rows; row++) if (sample.origin[row] === last && predicted[row] >= 0) counts[label.codes[row] - 1][predicted[row]]++;
	const most = (c, other) => counts[c][other] >= FEWEST_SWAPPED && counts[c][other] > counts[c][c];
	return counts.some((_, a) => counts.some((_, b) => a < b && most(a, b) && most(b, a)));
}
const usualOf$1 = (counts) => {
	const past = counts.slice(0, -1);
	return sumOf(past, "hits") / Math.max(1, sumOf(past, "cells"));
};
function wrongLabelsSeen(judged) {
	const others = judged.label.categories.length - 1;
	const seen = TESTS.map(({ least, floor }) => {
		const counts = errorsOf(judged, least);
		const past = counts.slice(0, -1);
		const own = counts.at(-1);
		const { cells } = own;
		const count = leastCount(1, own.sure, (hits) => noiseAlarm({
			...own,
			hits
		}, past, floor) !== null);
		const usual = usualOf$1(counts);
		return count === null ? 1 : wrongShare({
			seen: shareReaching(count, cells),
			usual,
			agreeing: sureShare(judged, least) - usual,
			others
		});
	});
	return Math.min(...seen);
}
function sureShare({ sample, predicted, probabilities, label, last }, least) {
	const classes = label.categories.length;
	let [sure, rows] = [0, 0];
	for (let row = 0; row < sample.rows; row++) {
		if (sample.origin[row] !== last || predicted[row] < 0) continue;
		rows++;
		if (probabilities[row * classes + predicted[row]] >= least) sure++;
	}
	return sure / Math.max(1, rows);
}
function noisePower(judged) {
	const rows = plural$1(errorsOf(judged, 0).at(-1).cells, "judged row");
	const share = wrongLabelsSeen(judged);
	if (share >= 1) return `no share of wrong labels would be seen in ${rows}`;
	return `under ${percent$1(share)} of wrong labels in ${rows} would be missed more often than once in five`;
}
function swapPower(judged) {
	const counts = errorsOf(judged, 0);
	const { cells } = counts.at(-1);
	const named = 2 * shareReaching(FEWEST_SWAPPED, cells) / Math.max(.01, 1 - usualOf$1(counts));
	const share = Math.max(named, wrongLabelsSeen(judged));
	if (share >= 1) return `no two exchanged classes would be seen in ${plural$1(cells, "judged row")}`;
	return `two exchanged classes with together under ${percent$1(share)} of ${plural$1(cells, "judged row")} would be missed more often than once in five`;
}
const LARGEST_SHARE = .15;
const TIMES$1 = 4;
const STRAY = 1;
const MOST_PAIRED = 24;
const FEW_VALUES = 30;
const WIDER = 1.4;
function groupsByOrigin(judged) {
	const { sample, last, features } = judged;
	const found = Array.from({ length: last + 1 }, () => []);
	const sizes = sizesOf(judged);
	const cells = features.map((_, f) => cellsOf(sample.columns[f]));
	for (const [f, values] of cells.entries()) {
		equalGroups(judged, values, sizes, (rows, origin, known) => found[origin].push({
			columns: [f],
			kind: "value",
			rows,
			known
		}));
		if (sample.columns[f].kind === "number") rangeGroups(judged, values, sizes, (rows, origin, known) => found[origin].push({
			columns: [f],
			kind: "range",
			rows,
			known
		}));
	}
	const paired = cells.map((_, f) => f).filter((f) => isNamed(sample.columns[f]));
	for (const [i, a] of paired.slice(0, MOST_PAIRED).entries()) for (const b of paired.slice(i + 1, MOST_PAIRED)) equalGroups(judged, combined(cells[a], cells[b]), sizes, (rows, origin) => found[origin].push({
		columns: [a, b],
		kind: "pair",
		rows,
		known: true
	}));
	return found;
}
function sizesOf({ sample, predicted, last }) {
	const sizes = new Array(last + 1).fill(0);
	for (let row = 0; row < sample.rows; row++) if (predicted[row] >= 0) sizes[sample.origin[row]]++;
	return sizes;
}
function cellsOf(column) {
	if (column.kind === "number") return column.values;
	return Float64Array.from(column.codes, (code) => code === 0 ? NaN : code);
}
function isNamed(column) {
	return column.kind === "category" ? column.categories.length > 1 : new Set(column.values).size <= FEW_VALUES;
}
function combined(a, b) {
	const numbers = new Map();
	const codes = b.map((value) => {
		if (Number.isNaN(value)) return NaN;
		if (!numbers.has(value)) numbers.set(value, numbers.size);
		return numbers.get(value);
	});
	const others = new Map();
	return a.map((value, i) => {
		if (Number.isNaN(value) || Number.isNaN(codes[i])) return NaN;
		if (!others.has(value)) others.set(value, others.size);
		return others.get(value) * numbers.size + codes[i];
	});
}
function standsOut(own, origin, before, sizes) {
	const past = sizes.reduce((sum, size, other) => sum + (other === origin || other === sizes.length - 1 ? 0 : size), 0);
	if (own < 5 || own > .15 * sizes[origin]) return false;
	return own / sizes[origin] > TIMES$1 * before / Math.max(1, past);
}
function equalGroups({ sample, predicted, last }, cells, sizes, add) {
	const rowsOf = new Map();
	for (let row = 0; row < sample.rows; row++) {
		if (predicted[row] < 0 || Number.isNaN(cells[row])) continue;
		const rows = rowsOf.get(cells[row]);
		if (rows === void 0) rowsOf.set(cells[row], [row]);
		else rows.push(row);
	}
	for (const rows of rowsOf.values()) {
		if (rows.length < 5) continue;
		const byOrigin = new Map();
		for (const row of rows) byOrigin.set(sample.origin[row], [...byOrigin.get(sample.origin[row]) ?? [], row]);
		const past = rows.length - (byOrigin.get(last)?.length ?? 0);
		for (const [origin, own] of byOrigin) {
			const before = origin === last ? past : past - own.length;
			if (standsOut(own.length, origin, before, sizes)) add(own, origin, before > STRAY);
		}
	}
}
function rangeGroups(judged, cells, sizes, add) {
	const { sample, predicted, last } = judged;
	const rows = Array.from(cells.keys()).filter((row) => predicted[row] >= 0 && !Number.isNaN(cells[row]));
	rows.sort((a, b) => cells[a] - cells[b]);
	const past = rows.filter((row) => sample.origin[row] !== last);
	const values = Float64Array.from(past, (row) => cells[row]);
	for (let origin = 0; origin <= last; origin++) {
		const own = rows.filter((row) => sample.origin[row] === origin);
		for (let wide = 5; wide <= LARGEST_SHARE * sizes[origin]; wide = Math.ceil(wide * WIDER)) for (let from = 0; from + wide <= own.length; from += Math.max(1, wide >> 1)) {
			const [low, high] = [cells[own[from]], cells[own[from + wide - 1]]];
			if (low === high) continue;
			const between = firstAbove(values, high) - firstFrom(values, low);
			const before = origin === last ? between : between - wide;
			if (standsOut(wide, origin, Math.max(0, before), sizes)) add(own.slice(from, from + wide).sort((a, b) => a - b), origin, before > STRAY);
		}
	}
}
// src/validate/labels/trigger.ts
const PURE = .9;
const EXPECTED = .6;
const KINDS = [
	"value",
	"range",
	"pair"
];
const USUAL$1 = {
	value: 2,
	range: 1.3,
	pair: 1.3
};
const BROUGHT = 20;
const LEAST_EXPECTED = .02;
function triggerCheck(input, judged) {
	const judging = {
		judged,
		groups: groupsByOrigin(judged),
		autocorrelated: labelAutocorrelation(input)
	};
	const tests = judging.groups[judged.last].length;
	const limitOf = (kind, values) => Math.min(Math.log(ALPHA / Math.max(1, values)), USUAL$1[kind] * usualOf(judging, kind));
	const worst = KINDS.map((kind) => ({
		worst: worstOf(judging, judged.last, kind),
		limit: limitOf(kind, tests)
	})).find((one) => one.worst !== null && one.worst.logChance < one.limit)?.worst ?? null;
	const power = triggerPower(judged, limitOf("value", tests + BROUGHT));
	if (worst === null) return batchPass(input, "backdoor", 0, 0, "has no new value that goes with one label against a model of the accepted batches", {
		subject: input.target,
		power
	});
	const field = judged.features[worst.columns[0]];
	const says = `has ${plural$1(worst.rows, "sampled row")} with ${placeOf(worst, judged)}, nearly all labelled alike where a model of the accepted batches expected ${worst.expected.toFixed(1)}: this may be planted`;
	return batchFinding(input, {
		code: "backdoor",
		status: worst.known ? "warn" : "fail",
		subject: field.name,
		observed: worst.rows,
		expected: Math.round(worst.expected),
		says,
		remedy: "Look at these rows: a value that decides the label against all else is how a backdoor is taught.",
		field,
		power
	});
}
function clustersSeen({ sample, label, probabilities, predicted, last }, limit) {
	const classes = label.categories.length;
	const own = Array.from(sample.origin.keys()).filter((row) => sample.origin[row] === last && predicted[row] >= 0);
	const most = Math.floor(LARGEST_SHARE * own.length);
	const seen = label.categories.map((_, c) => {
		const chances = own.map((row) => probabilities[row * classes + c]);
		const mean = chances.reduce((sum, chance) => sum + chance, 0) / Math.max(1, own.length);
		const deviation = Math.sqrt(chances.reduce((sum, chance) => sum + (chance - mean) ** 2, 0) / Math.max(1, own.length));
		const share = own.filter((row) => label.codes[row] - 1 === c).length / Math.max(1, own.length);
		return clusterSeen({
			mean,
			deviation,
			fewest: 5,
			most,
			expected: EXPECTED,
			limit,
			least: Math.max(LEAST_EXPECTED, share)
		});
	});
	return {
		rows: own.length,
		seen
	};
}
function triggerPower(judged, limit) {
	const { rows, seen } = clustersSeen(judged, limit);
	const counts = seen.filter((count) => count !== null);
	const judgedRows = plural$1(rows, "judged row");
	const unseen = namedList(judged.label.categories.filter((_, c) => seen[c] === null));
	if (counts.length === 0) return `no value planted with one label would be seen in ${judgedRows}`;
	const [few, many] = [Math.min(...counts), Math.max(...counts)];
	return `a new value planted with one label in fewer than ${few === many ? grouped(few) : `${grouped(few)} to ${grouped(many)} (by the label)`} of ${judgedRows} would be missed more often than once in five${unseen === "" ? "" : `, with ${unseen} in any number`}`;
}
function labelAutocorrelation({ history, target }) {
	const labels = history.flatMap(({ profile }) => profile.columns.find(({ name }) => name === target) ?? []);
	return labels.reduce((sum, label) => sum + autocorrelation(label) / labels.length, 0);
}
function effectiveShareOf(rows, autocorrelated) {
	const both = rows.reduce((count, row, i) => count + (i > 0 && rows[i - 1] === row - 1 ? 1 : 0), 0) / rows.length * autocorrelated;
	return (1 - both) / (1 + both);
}
function placeOf({ columns, kind }, { features }) {
	const names = columns.map((column) => named(features[column].name)).join(" and ");
	return {
		value: `one unusual value of ${names}`,
		range: `values in one narrow range of ${names}`,
		pair: `one unusual combination of ${names}`
	}[kind];
}
function worstOf({ judged, groups, autocorrelated }, origin, kind) {
	let worst = null;
	for (const group of groups[origin]) {
		if (group.kind !== kind) continue;
		const effectiveShare = effectiveShareOf(group.rows, autocorrelated);
		const trigger = group.rows.length * effectiveShare < 5 ? null : triggerOf(judged, group, effectiveShare);
		if (trigger !== null && (worst === null || isWorse(trigger, worst))) worst = trigger;
	}
	return worst;
}
function usualOf(judging, kind) {
	const usual = Array.from({ length: judging.judged.last }, (_, origin) => worstOf(judging, origin, kind)?.logChance ?? 0);
	return Math.min(0, ...usual);
}
function isWorse(a, b) {
	return a.known === b.known ? a.logChance < b.logChance : b.known;
}
function triggerOf(judged, { columns, kind, rows, known }, effectiveShare) {
	const { label, probabilities } = judged;
	const classes = label.categories.length;
	const counts = new Int32Array(classes);
	for (const row of rows) counts[label.codes[row] - 1]++;
	const most = counts.indexOf(Math.max(...counts));
	const expected = rows.reduce((sum, row) => sum + probabilities[row * classes + most], 0);
	if (counts[most] < PURE * rows.length || expected > EXPECTED * rows.length) return null;
	const told = Math.max(LEAST_EXPECTED, expected / rows.length);
	const share = judged.sample.origin[rows[0]] === judged.last ? Math.max(told, shareElsewhere(judged, most, rows)) : told;
	const logChance = effectiveShare * (counts[most] * Math.log(share) + (rows.length - counts[most]) * Math.log(rows.length));
	return {
		columns,
		kind,
		rows: rows.length,
		label: label.categories[most],
		expected,
		logChance,
		known
	};
}
function shareElsewhere({ sample, label, probabilities, predicted, last }, c, rows) {
	const chanceOf = (row) => probabilities[row * label.categories.length + c];
	const [own, likely] = [new Set(rows), Math.max(...rows.map(chanceOf))];
	const [all, alike] = [{
		cells: 0,
		hits: 0
	}, {
		cells: 0,
		hits: 0
	}];
	for (let row = 0; row < sample.rows; row++) {
		if (sample.origin[row] !== last || predicted[row] < 0 || own.has(row)) continue;
		for (const count of chanceOf(row) > likely ? [all] : [all, alike]) {
			count.cells++;
			if (label.codes[row] - 1 === c) count.hits++;
		}
	}
	return Math.max(...[all, alike].map(({ cells, hits }) => hits / Math.max(1, cells)));
}
// src/validate/labels/labels.ts
const NOT_JUDGED = "not judged";
function labelChecks(input, quiet) {
	if (input.target === null) return [];
	const judged = judgedRows(input);
	if (typeof judged === "string") return [unjudged(input, "label-noise", judged, "leaking features and wrong, exchanged or planted labels would not be seen")];
	const leaks = leakChecks(input, judged);
	const leaky = leaks.some(({ status }) => status !== "pass");
	if (quiet || leaky) {
		const why = leaky ? "a feature tells them" : "features have findings of their own";
		return [...leaks, unjudged(input, "label-noise", why, "wrong, exchanged or planted labels would not be seen")];
	}
	const noise = noiseFinding(input, judged);
	if (noise !== null) return [
		...leaks,
		noise,
		unjudged(input, "backdoor", "many are wrong as it is", "planted labels would not be seen")
	];
	const lost = lostClass(input, judged);
	const passes = noisePasses(input, judged).filter(({ code }) => lost.every((check) => check.code !== code));
	return [
		...leaks,
		...lost,
		...passes,
		triggerCheck(input, judged)
	];
}
function unjudged(input, code, why, power) {
	const says = `has labels that no model of the accepted batches was asked about: ${why}`;
	return batchPass(input, code, NOT_JUDGED, NOT_JUDGED, says, {
		subject: input.target,
		power
	});
}
// src/validate/labels/changed.ts
const LATE = .9;
const RARER = .5;
function changedLabels(input, isLate) {
	if (!isLate) return labelChecks(input, false);
	return [batchPass(input, "label-noise", NOT_JUDGED, NOT_JUDGED, "has labels that no model of the accepted batches was asked about: nearly all are of one rarer class, as labels are that come late", {
		subject: input.target,
		power: "wrong labels among them would not be seen"
	})];
}
function hasLateLabels(typed, target) {
	if (target === null) return false;
	const countsOf = (some) => {
		const counts = new Map();
		for (const { parts } of some) {
			const column = parts.get(target.name)?.column;
			if (column !== void 0) addCounts(targetColumn(column, target), counts);
		}
		return counts;
	};
	const changed = countsOf(typed.filter(({ file }) => file.batch?.isChanged));
	if (changed.size === 0) return false;
	const accepted = countsOf(typed.filter(({ file }) => file.accepted));
	const total = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
	const [[most, rows]] = [...changed].sort((a, b) => b[1] - a[1]);
	return rows >= LATE * total(changed) && (accepted.get(most) ?? 0) < RARER * total(accepted);
}
function addCounts(column, counts) {
	const isMissing = missingTest(column);
	column.codes.forEach((code, row) => {
		if (isMissing(row)) return;
		const name = column.categories[code - 1];
		counts.set(name, (counts.get(name) ?? 0) + 1);
	});
}
// src/validate/labels/shares.ts
const CLASSES_ASKED = 3;
const STEPS = 200;
const NEW = new Set([
	"new-values",
	"spike",
	"outliers"
]);
function shareChecks(input, found) {
	const classes = classesOf(input);
	if (classes === null) return found;
	const [moved, fresh] = [movePower(classes), newClassPower(classes)];
	const told = found.map((check) => ({
		...check,
		power: NEW.has(check.code) ? fresh : moved
	}));
	const [subject, rows] = [input.target, plural$1(cellsOf$2(classes.column.batch), "row")];
	if (!found.some(({ code }) => NEW.has(code))) told.push({
		...batchPass(input, "new-values", rows, "known classes", "has no class that is new", { subject }),
		power: fresh
	});
	if (found.length === 0) told.push({
		...batchPass(input, "drift", rows, "shares as before", "has its classes in such shares as accepted batches had", { subject }),
		power: moved
	});
	return told;
}
function classesOf(input) {
	const column = comparedColumns(input).find(({ field }) => field.name === input.target);
	if (column === void 0 || column.past.some((one) => totalOf(one.counts) < cellsOf$2(one))) return null;
	const rows = new Map();
	for (const one of column.past) {
		const names = one.kind === "category" ? one.values : one.atoms;
		for (const [i, name] of names.entries()) rows.set(name, (rows.get(name) ?? 0) + one.counts[i]);
	}
	const sorted = [...rows].sort((a, b) => b[1] - a[1]);
	const all = Math.max(1, totalOf(column.past.map(cellsOf$2)));
	return {
		column,
		names: sorted.map(([name]) => name),
		shares: sorted.map(([, count]) => count / all)
	};
}
function alarmsAt({ column, names, shares }, name, rows) {
	const cells = cellsOf$2(column.batch);
	const rest = 1 - (shares[names.indexOf(name)] ?? 0);
	const counts = new Map(names.map((one, i) => [one, rest > 0 ? (cells - rows) * shares[i] / rest : 0]));
	counts.set(name, rows);
	const batch = profileWith(column.past.at(-1), cells, counts);
	if (batch.kind === "number") return numberAlarms({
		...column,
		batch,
		past: column.past
	}).length > 0;
	return categoryAlarms({
		...column,
		batch,
		past: column.past
	}).length > 0;
}
function profileWith(like, cells, counts) {
	const head = {
		rows: cells,
		missing: 0,
		distinct: counts.size
	};
	if (like.kind === "number") {
		const sorted = [...counts].sort((a, b) => a[0] - b[0]);
		return {
			...like,
			...head,
			atoms: sorted.map(([value]) => value),
			counts: sorted.map(([, count]) => count)
		};
	}
	const values = [...counts.keys()];
	return {
		...like,
		...head,
		values,
		counts: [...counts.values()],
		buckets: [],
		forms: [],
		formCounts: [],
		lengths: []
	};
}
function leastRows(cells, from, alarms) {
	const step = Math.max(1, cells / STEPS);
	const least = leastCount(Math.ceil(from / step), Math.floor(cells / step), (count) => alarms(Math.round(count * step)));
	return least === null ? null : Math.round(least * step);
}
function moveSeen(classes) {
	const cells = cellsOf$2(classes.column.batch);
	const moves = classes.names.slice(0, classes.names.length === 2 ? 1 : CLASSES_ASKED).flatMap((name, k) => {
		const share = classes.shares[k];
		const more = leastRows(cells, share * cells, (rows) => alarmsAt(classes, name, rows));
		const others = leastRows(cells, (1 - share) * cells, (rows) => alarmsAt(classes, name, cells - rows));
		const rise = more === null ? [] : [shareReaching(more, cells) - share];
		return others === null ? rise : [...rise, shareReaching(others, cells) - (1 - share)];
	});
	return moves.length === 0 ? null : Math.max(...moves);
}
function newClassSeen(classes) {
	const cells = cellsOf$2(classes.column.batch);
	const name = classes.column.batch.kind === "number" ? Math.max(...classes.names) + 1 : "\0";
	const count = leastRows(cells, 1, (rows) => alarmsAt(classes, name, rows));
	return count === null ? null : shareReaching(count, cells);
}
function movePower(classes) {
	const [move, rows] = [moveSeen(classes), plural$1(cellsOf$2(classes.column.batch), "row")];
	if (move === null) return `no shift of the classes would be seen in ${rows}`;
	return `a class's share that moved by under ${percent$1(move)} of ${rows} would be missed more often than once in five`;
}
function newClassPower(classes) {
	if (classes.column.field.constraints.enum !== void 0) return "a single row of a class that the schema does not list would be seen (`enum`)";
	const [share, rows] = [newClassSeen(classes), plural$1(cellsOf$2(classes.column.batch), "row")];
	if (share === null) return `no class that is new would be seen in ${rows}`;
	return `a new class with under ${percent$1(share)} of ${rows} would be missed more often than once in five`;
}
// src/validate/labels/class-share.ts
const FEWEST_LOST = 5;
const TIMES = 2;
const FEWEST_ALIKE = 4;
function classShares(input, known) {
	const classes = classesOf(input);
	if (classes === null || known) return [];
	const { column, names } = classes;
	const subject = input.target;
	const moved = names.flatMap((name) => movedShare(classes, name, hitsIn(column.batch, name)) ?? []);
	const power = lossSeen(classes);
	if (moved.length === 0) {
		const says = `has no class of ${named(subject)} with half or twice its share of rows beyond chance`;
		return [batchPass(input, "class-share", plural$1(cellsOf$2(column.batch), "row"), "shares as before", says, {
			subject,
			power
		})];
	}
	return moved.map(({ name, hits, share, pastShare, past, isBeyondHabit }) => {
		const expected = pastShare * cellsOf$2(column.batch);
		const which = input.showValues ? `class ${named(printable$1(String(name), 60))}` : "a class";
		const rows = expected < 10 ? expected.toFixed(1) : Math.round(expected).toLocaleString("en");
		const says = `has ${plural$1(hits, "row")} of ${which} of ${named(subject)} where accepted batches would bring ${rows}: ${percent$1(share)}, before ${shareRange(past)}`;
		return batchFinding(input, {
			code: "class-share",
			status: share < pastShare && isBeyondHabit ? "fail" : "warn",
			subject,
			observed: hits,
			expected: rows,
			says,
			remedy: share < pastShare ? "Look whether its labels come late, are renamed or filtered; if it really became rarer, accept it." : "Look how these rows were labelled; if the class really became more common, accept it.",
			field: column.field,
			power
		});
	});
}
function hitsIn(profile, name) {
	const at = (profile.kind === "category" ? profile.values : profile.atoms).indexOf(name);
	return at < 0 ? 0 : profile.counts[at];
}
function movedShare({ column, names }, name, hits) {
	const past = column.past.slice(-60).map((one) => ({
		hits: hitsIn(one, name),
		cells: cellsOf$2(one)
	}));
	const cells = cellsOf$2(column.batch);
	const alpha = ALPHA / names.length;
	const habit = shareAlarm({
		hits,
		cells,
		past,
		floor: 0,
		alpha,
		direction: "both"
	});
	const found = habit ?? lostByChance(hits, cells, past, alpha);
	if (found === null || found.share * TIMES > found.pastShare && found.share < TIMES * found.pastShare) return null;
	return {
		name,
		hits,
		...found,
		past,
		isBeyondHabit: habit !== null
	};
}
function lostByChance(hits, cells, past, alpha) {
	const first = alikeFirst(past);
	const [before, all] = first.reduce((sum, one) => [sum[0] + one.hits, sum[1] + one.cells], [0, 0]);
	const pastShare = before / Math.max(1, all);
	const isFewer = cells > 0 && pastShare * cells - hits >= FEWEST_LOST;
	const isLeast = past.slice(first.length).every((one) => hits * one.cells < one.hits * cells);
	return isFewer && isLeast && shareChance(hits, cells, before, all) < alpha ? {
		share: hits / cells,
		pastShare
	} : null;
}
function alikeFirst(past) {
	if (areAlike(past)) return past;
	const most = past.findLastIndex((_, i) => i + 1 >= FEWEST_ALIKE && areAlike(past.slice(0, i + 1)));
	return past.slice(0, most + 1);
}
function lossSeen(classes) {
	const { names, shares } = classes;
	const seen = shares.filter((_, k) => movedShare(classes, names[k], 0) !== null);
	const rows = plural$1(cellsOf$2(classes.column.batch), "row");
	if (seen.length === 0) return `the loss of no class would be seen in ${rows}`;
	return `the loss of a class with under ${percent$1(Math.min(...seen))} of ${rows} would not be seen`;
}
// src/validate/labels/classes.ts
const SURE_BATCHES = 4;
function missingClasses(input) {
	const field = input.schema.fields.find(({ name }) => name === input.target);
	const columnOf = (profile) => profile.columns.find(({ name }) => name === input.target);
	const own = columnOf(input.batch.profile);
	const past = input.history.flatMap(({ profile }) => columnOf(profile) ?? []);
	if (field === void 0 || own === void 0 || past.length === 0) return [];
	const classes = valuesOf(past[0]);
	const subject = field.name;
	if (own.distinct > valuesOf(own).length || classes.length === 0) {
		const says = `has too many different values of ${named(subject)} to look for lost classes`;
		return [batchPass(input, "class-missing", own.distinct, "few classes", says, {
			subject,
			power: "the loss of a class would not be seen"
		})];
	}
	const chance = ALPHA / classes.length;
	const absent = absentShare(own.rows, chance);
	const power = `a class with under ${percent$1(absent)} of an accepted batch's rows could be absent from ${plural$1(own.rows, "row")} by chance (1 in ${grouped(Math.round(1 / chance))}), so its loss would not be seen`;
	const findings = classes.flatMap((value) => {
		const shares = past.map((column) => (column.counts[valuesOf(column).indexOf(value)] ?? 0) / Math.max(1, column.rows));
		const least = Math.min(...shares);
		if (valuesOf(own).includes(value) || least <= absent) return [];
		const [low, high] = [percent$1(least), percent$1(Math.max(...shares))];
		const says = `has no row of class ${named(printable$1(String(value), 60))} of ${named(subject)}, accepted batches ${low === high ? low : `${low} to ${high}`}`;
		const remedy = "Look for a filter, a join or a renamed class that lost it.";
		const status = past.length < SURE_BATCHES ? "warn" : "fail";
		return [batchFinding(input, {
			code: "class-missing",
			subject,
			status,
			observed: 0,
			expected: low,
			says,
			remedy,
			field,
			power
		})];
	});
	if (findings.length > 0) return findings;
	return [batchPass(input, "class-missing", 0, 0, `lacks no class of ${named(subject)} that is too common to be absent by chance`, {
		subject,
		power
	})];
}
const valuesOf = (column) => column.kind === "category" ? column.values : column.atoms;
// src/validate/compare-batches.ts
function keeper(policy) {
	return policy?.names === "hash" ? withoutNames : (profile) => profile;
}
function profiledBy(policy) {
	const kept = keeper(policy);
	return (one) => {
		const batch = pastBatch(one);
		return {
			...batch,
			profile: kept(batch.profile)
		};
	};
}
function acceptedBefore({ schema, past = [], remembered = [], present, policy }, typed) {
	const kept = keeper(policy);
	const batches = batchesOf(typed.filter(({ file }) => file.accepted && file.batch?.isOlder !== true));
	const accepted = [...typeFiles(past, schema), ...batches].slice(-60).map(profiledBy(policy));
	const atHand = new Set(accepted.flatMap((batch) => [fileKey(batch), contentKey(batch)]));
	const isThere = ({ part, profile }) => part !== void 0 && (present?.get(part) ?? 0) >= AT_HAND * profile.rows;
	const isAtHand = (batch) => isThere(batch) || batch.part === void 0 && atHand.has(fileKey(batch)) || atHand.has(contentKey(batch));
	return [...remembered.filter((batch) => !isAtHand(batch)).map((batch) => ({
		...batch,
		profile: kept(batch.profile),
		typed: null
	})), ...accepted].slice(-60);
}
const AT_HAND = .5;
const fileKey = ({ name, digest }) => `${name}\n${digest}`;
const contentKey = ({ profile }) => JSON.stringify([
	profile.rows,
	profile.rowHashes,
	profile.columns.map(({ counts }) => counts)
]);
function compareBatches(input, typed, accepted) {
	const { schema, target, now = null, showValues } = input;
	const profiled = profiledBy(input.policy);
	const history = [...accepted];
	const older = batchesOf(typed.filter(({ file }) => file.accepted && file.batch?.isOlder === true));
	const compares = history.length > 0;
	const isLate = hasLateLabels(typed, schema.fields.find(({ name }) => name === target) ?? null);
	const checks = [];
	const screens = [];
	const batches = [];
	const failed = [];
	for (const one of batchesOf(typed.filter(({ file }) => !file.accepted && !file.golden && file.table.rows > 0))) {
		if (!compares && input.remembers === false) continue;
		const batch = profiled(one);
		if (one.file.batch?.isChanged) {
			if (compares) screens.push(...changedLabels({
				batch,
				history,
				older,
				schema,
				target,
				group: groupOf(input),
				now,
				showValues
			}, isLate));
			continue;
		}
		const { typed: _typed, ...kept } = batch;
		batches.push(kept);
		if (!compares) continue;
		const found = batchChecks({
			batch,
			history,
			failed: [...failed],
			older,
			schema,
			target,
			group: groupOf(input),
			now,
			showValues
		});
		checks.push(...found.checks);
		screens.push(...found.screens);
		(withWord([...found.checks, ...found.screens], input.word ?? NOTHING_SAID).some(({ status }) => status === "fail") ? failed : history).push(batch);
	}
	return {
		checks,
		screens,
		batches
	};
}
const groupOf = ({ split }) => split?.by === "group" ? split.column : null;
const ROW_CHECKS = [
	sizeCheck,
	repeatedChecks,
	timeChecks
];
function batchChecks(input) {
	const alone = driftChecks(input);
	const found = new Set(alone.flatMap(({ status, subject }) => status === "pass" ? [] : [subject]));
	const pairs = pairChecks(input, found);
	const disturbed = [...alone, ...pairs].some(({ status, subject }) => status !== "pass" && subject !== input.target);
	const joint = disturbed || found.size > 0 ? [] : jointCheck(input);
	const rows = ROW_CHECKS.flatMap((check) => check(input));
	const all = [
		...alone,
		...pairs,
		...joint,
		...rows
	];
	const ofLabels = ({ subject }) => subject === input.target;
	const missing = missingClasses(input);
	const told = [...all.filter(ofLabels), ...missing].some(({ status }) => status !== "pass");
	const screens = [
		...shareChecks(input, all.filter(ofLabels)),
		...missing,
		...classShares(input, told),
		...labelChecks(input, disturbed)
	];
	return {
		checks: all.filter((check) => !ofLabels(check)),
		screens
	};
}
// src/validate/dataset.ts
function datasetOf(typed, schema, target, isMeasured = false) {
	const columns = schema.fields.map((field) => {
		const column = concatColumns(typed.map(({ file, parts }) => parts.get(field.name)?.column ?? missingColumn(field, file.table.rows)));
		if (target === null || field !== target) return column;
		return isMeasured ? measuredColumn(column, field) : targetColumn(column, field);
	});
	let start = 0;
	const isLate = hasLateLabels(typed, isMeasured ? null : target);
	const spans = typed.map(({ file }) => {
		const span = {
			name: file.name,
			...file.isCut ? {} : { digest: file.digest },
			...file.rowSet === void 0 ? {} : { rowSet: file.rowSet },
			start,
			end: start + file.table.rows,
			accepted: file.accepted,
			inWindow: file.inWindow,
			...file.golden ? { golden: true } : {},
			...file.batch === void 0 ? {} : { batch: file.batch.at },
			...file.isCut && file.batch?.label ? { label: file.batch.label } : {},
			...changedSpan(file, isLate)
		};
		start = span.end;
		return span;
	});
	const features = schema.fields.filter((field) => field.role === "feature" && field !== target).map((field) => field.name);
	const key = schema.primaryKey.length === 0 ? {} : { key: schema.primaryKey };
	return {
		rows: start,
		columns,
		features,
		target: target?.name ?? "",
		files: spans,
		...key
	};
}
function changedSpan({ batch }, isLate) {
	if (batch?.isMoved) return { changed: "moved" };
	return batch?.isChanged ? { changed: isLate ? "late" : "corrected" } : {};
}
// src/validate/header/kept-correlation.ts
const DRIFT = .06;
const SPREAD = .35;
const MOST_ROWS = 4e3;
function keptCorrelationOf(known, kept) {
	if (known === null || kept.length === 0) return () => 0;
	const before = correlationsOf(known.pairs);
	const scores = kept.map((column) => ({
		name: column.name,
		score: scoresOf(column, null)
	}));
	const seen = new Map();
	return (field, column) => {
		let own = seen.get(column);
		if (own === void 0) {
			own = scoresOf(column, null);
			seen.set(column, own);
		}
		if (own === null) return 0;
		const variance = 1 / Math.max(1, Math.min(MOST_ROWS, known.rows) - 3) + 1 / Math.max(1, own.length - 3) + DRIFT ** 2;
		let [same, apart, independent] = [
			0,
			0,
			0
		];
		for (const { name, score } of scores) {
			const was = before(field, name);
			if (was === null || score === null) continue;
			const now = fisher(correlationOf(score, own));
			same += logDensity(now - fisher(was), variance);
			apart += logDensity(now, variance + SPREAD ** 2);
			independent += logDensity(now, variance);
		}
		return same - (Math.max(apart, independent) + Math.log1p(Math.exp(-Math.abs(apart - independent))) - Math.LN2);
	};
}
function correlationsOf({ columns, hundredths }) {
	const place = new Map(columns.map((name, i) => [name, i]));
	return (a, b) => {
		const [i, j] = [place.get(a), place.get(b)];
		if (i === void 0 || j === void 0 || i === j) return null;
		const [low, high] = i < j ? [i, j] : [j, i];
		return hundredths[low * columns.length - low * (low + 1) / 2 + high - low - 1] / 100;
	};
}
const fisher = (r) => Math.atanh(Math.max(-.99, Math.min(.99, r)));
const logDensity = (value, variance) => -(value ** 2) / (2 * variance) - Math.log(variance) / 2;
// src/validate/header/places.ts
function placesOf({ columns, extra }, schema) {
	const kept = columns.filter((at) => at >= 0);
	if (kept.length < 2 || kept.some((at, i) => i > 0 && at < kept[i - 1])) return () => 0;
	const gapOf = new Map();
	let before = 0;
	schema.fields.forEach((field, i) => {
		if (columns[i] >= 0) before++;
		else gapOf.set(field.name, before);
	});
	const keptBefore = new Map(extra.map((at) => [at, kept.filter((one) => one < at).length]));
	return (field, at) => {
		const there = keptBefore.get(at);
		if (gapOf.get(field.name) !== there) return -1;
		return there === kept.length ? 0 : 1;
	};
}
// src/schema/infer/looks.ts
const set = (properties, words = "if they are right") => ({
	words,
	set: properties
});
const always = (properties, words) => () => set(properties, words);
const asMissing = (_field, tokens, gaps) => set({ missingValues: [...new Set([
	"",
	...gaps,
	...tokens.slice(0, 5)
])] }, "if they stand for gaps");
const pandas = (field, code) => ({
	words: `to clean with pandas: df[c] = ${code}, where c is ${named(field.name)}`,
	set: null
});
const isTime = ({ type }) => type === "date" || type === "datetime";
const FORMS = [
	{
		form: /^\s*$/,
		words: "blank",
		cure: asMissing
	},
	{
		form: /^#(REF|VALUE|N\/A|NAME\?|DIV\/0!|NUM|NULL)[!?]?$/i,
		words: "a spreadsheet error",
		cure: asMissing
	},
	{
		form: /^(n\/?a|n\.a\.|#n\/a|<na>|nan|none|null|nil|unknown|missing|undefined|-+|\?+|\.)$/i,
		words: "a word for missing",
		cure: asMissing
	},
	{
		form: /^(true|false|yes|no|y|n|t|f|on|off)$/i,
		words: "true/false words",
		cure: booleanCure
	},
	{
		form: /^[+-]?(inf|infinity)$/i,
		words: "infinite",
		cure: asMissing
	},
	{
		form: /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/,
		words: "a number with thousands separators",
		cure: always({ groupChar: "," })
	},
	{
		form: /^[+-]?\d{1,3}(\.\d{3})+,\d+$/,
		words: "a number with a decimal comma and points between thousands",
		cure: always({
			decimalChar: ",",
			groupChar: "."
		})
	},
	{
		form: /^[+-]?\d+,\d+$/,
		words: "a number with a decimal comma",
		cure: always({ decimalChar: "," })
	},
	{
		form: /^[+-]?[\d.,]+\s*%$/,
		words: "a percentage",
		cure: always({ bareNumber: false }, "if they are right (5 % is read as 5, not as .05)")
	},
	{
		form: /^[+-]?\p{Sc}\s*[\d.,]+$|^[+-]?[\d.,]+\s*\p{Sc}$/u,
		words: "an amount with a currency sign",
		cure: always({ bareNumber: false })
	},
	{
		form: { test: (text) => /^[+-]?\d{16,}$/.test(text) && !Number.isSafeInteger(Number(text)) },
		words: "a whole number beyond 2^53, where doubles have gaps",
		cure: (field, tokens) => isTime(field) ? numberCure(field, tokens) : set({
			type: "string",
			role: "id"
		})
	},
	{
		form: /^[+-]?\d+\.\d*[1-9]\d*$/,
		words: "a decimal number",
		cure: numberCure
	},
	{
		form: /^\d(\.\d+)?e\+?\d{1,2}$/i,
		words: "a number in scientific notation",
		cure: scientificCure
	},
	{
		form: /^[+-]?(\d+\.?\d*|\.\d+)e\+?\d{3,}$/i,
		words: "a number too large for a double",
		cure: null
	},
	{
		form: /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i,
		words: "a number",
		cure: numberCure
	},
	{
		form: /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}([T ].*)?$/,
		words: "a date",
		cure: (field) => isTime(field) ? null : set({ type: "date" })
	},
	{
		form: /^[+-]?[\d.,]+\s*\p{L}{1,4}$/u,
		words: "a number with a unit",
		cure: always({ bareNumber: false }, "if they are right, all with the same unit")
	}
];
function booleanCure(field, tokens) {
	const isYes = (text) => /^(true|yes|y|t|on|1)$/i.test(text);
	const list = (own, more) => [...new Set([...own, ...more])].slice(0, 10);
	const isNumber = field.type === "integer" || field.type === "number";
	const trueValues = list(field.type === "boolean" ? field.trueValues : isNumber ? ["1"] : [], tokens.filter(isYes));
	const falseValues = list(field.type === "boolean" ? field.falseValues : isNumber ? ["0"] : [], tokens.filter((text) => !isYes(text)));
	return set({
		type: "boolean",
		trueValues,
		falseValues
	});
}
function numberCure(field, tokens) {
	if (field.type === "integer") return set({ type: "number" });
	if (field.type === "boolean") return tokens.every((text) => /^[01]$/.test(text)) ? booleanCure(field, tokens) : null;
	if (!isTime(field)) return null;
	const count = countOf(tokens);
	return count === null ? null : pandas(field, count.code);
}
function scientificCure(field, tokens) {
	if (field.role !== "id") return numberCure(field, tokens);
	return {
		words: "export the column as text again: its last digits are lost",
		set: null
	};
}
const COUNTS = [
	{
		words: "seconds since 1970",
		low: 1e8,
		high: 4e9,
		code: "pd.to_datetime(df[c], unit=\"s\")"
	},
	{
		words: "milliseconds since 1970",
		low: 1e11,
		high: 4e12,
		code: "pd.to_datetime(df[c], unit=\"ms\")"
	},
	{
		words: "microseconds since 1970",
		low: 0x5af3107a4000,
		high: 0xe35fa931a0000,
		code: "pd.to_datetime(df[c], unit=\"us\")"
	},
	{
		words: "nanoseconds since 1970",
		low: 0x16345785d8a0000,
		high: 0x3782dace9d900000,
		code: "pd.to_datetime(df[c], unit=\"ns\")"
	},
	{
		words: "a spreadsheet's day number",
		low: 2e4,
		high: 8e4,
		code: "pd.to_datetime(df[c], unit=\"D\", origin=\"1899-12-30\")"
	}
];
function countOf(tokens) {
	return COUNTS.find(({ low, high }) => tokens.every((text) => Number(text) >= low && Number(text) <= high)) ?? null;
}
function formOf(text) {
	return text.length > 100 ? null : FORMS.find(({ form }) => form.test(text)) ?? null;
}
function fixWords({ words, set: properties }, field) {
	if (properties === null) return words;
	const lines = Object.entries(properties).map(([key, value]) => `${key}: ${yamlFlow(value)}`);
	return `${words}, write in the schema at ${named(field.name)}: ${lines.join(", ")}`;
}
const TOKENS = 200;
function commonForm(raw, rows, field, gaps = field.missingValues ?? []) {
	const counts = new Map();
	const tokens = new Map();
	const memo = new Map();
	for (let i = 0; i < rows.length; i++) {
		const text = cellText(raw, rows[i]);
		let form = memo.get(text);
		if (form === void 0) {
			form = formOf(text);
			memo.set(text, form);
			const seen = tokens.get(form) ?? new Set();
			if (seen.size < TOKENS) tokens.set(form, seen.add(text));
		}
		counts.set(form, (counts.get(form) ?? 0) + 1);
	}
	const [form, count] = [...counts].reduce((best, next) => next[1] > best[1] ? next : best);
	const seen = [...tokens.get(form) ?? []];
	const moment = isTime(field) && form?.words === "a date" ? datesAs(raw, field) : null;
	const unit = isTime(field) && form !== null && seen.every((text) => /^\d+(\.\d+)?$/.test(text)) ? countOf(seen)?.words ?? null : null;
	const words = moment?.words ?? unit ?? form?.words ?? "text";
	return {
		words: count === rows.length ? words : `mostly ${words}`,
		cure: moment?.cure ?? form?.cure?.(field, seen, gaps) ?? null
	};
}
function momentWords({ type, format }, field) {
	if (format === "any") return field.type === "datetime" ? "a date without a time of day" : "a date with a time of day";
	if (format !== "default") return `a date in the format ${format}`;
	return type === "datetime" ? "a date with a time of day" : "a date in the format YYYY-MM-DD";
}
function datesAs(raw, field) {
	const texts = raw.texts.filter((text) => text !== "" && !(field.missingValues ?? []).includes(text));
	const found = dateFormatOf(texts);
	if (found === null || found.type === "string") return null;
	const day = /^%d[-/.]|^%m[-/.]/.exec(found.format)?.[0];
	const either = texts.filter((text) => Number(/^(\d+)[-/.](\d+)/.exec(text)?.[1]) <= 12 && Number(/^(\d+)[-/.](\d+)/.exec(text)?.[2]) <= 12);
	const proof = day === void 0 ? "" : `; ${texts.length - either.length} different dates prove it, ${either.length} read either way`;
	const words = `${momentWords(found, field)}${proof}`;
	const cure = (field.type === "date" || field.type === "datetime") && found.type !== field.type && found.format === "default" || found.format === "any" ? {
		type: "datetime",
		format: "any"
	} : found;
	return {
		words,
		cure: set({
			type: cure.type,
			format: cure.format
		})
	};
}
// src/schema/words/string-format.ts
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
// src/validate/cells/range-rule.ts
function hasRange(field) {
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
	return minimum !== void 0 || maximum !== void 0 || exclusiveMinimum !== void 0 || exclusiveMaximum !== void 0;
}
function rangeRule(part, beyond, run) {
	const { field } = part;
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
	const low = minimum ?? Number.NEGATIVE_INFINITY;
	const high = maximum ?? Number.POSITIVE_INFINITY;
	const above = exclusiveMinimum ?? Number.NEGATIVE_INFINITY;
	const below = exclusiveMaximum ?? Number.POSITIVE_INFINITY;
	const tooLow = (value) => value < low || value <= above;
	const tooHigh = (value) => value > high || value >= below;
	const [least, most] = extremesOf(part.column);
	const breaks = tooLow(least) || tooHigh(most);
	const under = breaks ? numberHits(part, tooLow).count : 0;
	const hits = breaks ? numberHits(part, (value) => tooLow(value) || tooHigh(value)) : NO_HITS;
	const verb = under === 0 ? "is too high in" : under === hits.count ? "is too low in" : `is too low (${grouped(under)}) or too high (${grouped(hits.count - under)}) in`;
	const remedy = `Check units and sentinels such as -999; or, if the values are right, widen \`minimum\` and \`maximum\` of ${named(field.name)} in the schema.`;
	const mild = hits.count > 0 && isMildlyOutside(part, hits.count, {
		low,
		high
	}, beyond);
	return run("range", rangeWords(field), hits, verb, { words: remedy }, mild);
}
function isMildlyOutside({ column, file }, hits, { low, high }, beyond) {
	if (column.kind !== "number" || hits > Math.max(MILD.fewestOutside, MILD.outside * file.table.rows)) return false;
	const outside = Array.from(column.values.filter((value) => value < low || value > high));
	const negative = low === 0 ? outside.filter((value) => value < 0).length : 0;
	if (negative > 0 && beyond?.negative(negative, column.values.length)) return false;
	const reach = MILD.reach * (high - low);
	if (Number.isFinite(reach) && outside.every((value) => value >= low - reach && value <= high + reach)) return true;
	return beyond?.farOut(outside, column.values.length) === false;
}
function extremesOf(column) {
	let least = Number.POSITIVE_INFINITY;
	let most = Number.NEGATIVE_INFINITY;
	if (column.kind === "number") {
		const { values } = column;
		for (let row = 0; row < values.length; row++) {
			const value = values[row];
			if (value < least) least = value;
			if (value > most) most = value;
		}
	}
	return [least, most];
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
// src/validate/cells/constraints.ts
function rulesOf(field, isTarget, inferred = false, beyond = null, isKnown = false) {
	const { constraints } = field;
	const parse = cellParser(field);
	const allowed = constraints.enum === void 0 ? null : new Set(constraints.enum.map((text) => parse(text) ?? text));
	return {
		field,
		isTarget,
		required: constraints.required === true && !(isTarget && inferred),
		allowed,
		matches: matcherOf(field),
		inferred,
		beyond,
		isKnown
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
		const message = `The pattern of column ${named(field.name)} cannot be used: ${printable$1(reason, 200)}.`;
		throw new ConfigError(problem(message, {
			where: field.where,
			got: printable$1(pattern, 200),
			expected: "a regular expression as RE2 reads it"
		}));
	}
}
function checkPart(part, rules, showValues) {
	const { file, field, at } = part;
	const run = (code, expected, hits, verb, { words: remedy, own }, mild = false) => {
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
			own,
			values,
			mild: mild && rules.inferred
		});
	};
	const ran = [typeRule(part, rules.isKnown, run)];
	if (rules.required) ran.push(requiredRule(part, rules.isTarget, run));
	if (rules.allowed) ran.push(enumRule(part, rules.allowed, run));
	if (hasRange(field)) ran.push(rangeRule(part, rules.beyond, run));
	if (field.constraints.minLength !== void 0 || field.constraints.maxLength !== void 0) ran.push(lengthRule(part, run));
	if (rules.matches) ran.push(patternRule(part, rules.matches, run));
	return ran;
}
function typeRule(part, isKnown, run) {
	const { field, invalid, file, at, column } = part;
	const isOfFormat = field.type === "string" ? stringFormat(field.format) : null;
	const expected = field.format === "default" ? field.type : `${field.type} (${printable$1(field.format)})`;
	const remedy = `Correct the cells; or, if they are right, adapt \`type\`, \`format\` or \`missingValues\` of ${named(field.name)} in the schema.`;
	if (isOfFormat && column.kind === "category") return run("type", expected, textHits(part, (text) => !isOfFormat(text)), "is not in this format in", { words: remedy });
	const look = invalid.length > 0 ? commonForm(file.table.columns[at], invalid, field, part.missingValues) : null;
	return run("type", expected, hitsOf(invalid), `is ${look?.words ?? "text"} in`, typeAdvice(field, look?.cure ?? null, remedy, isKnown));
}
function typeAdvice(field, cure, otherwise, isKnown) {
	if (cure === null) return { words: otherwise };
	if (isKnown && cure.set !== null && readsOtherwise(field, cure.set)) return { words: AS_BEFORE };
	if (cure.set === null || field.where === null) return { words: `Correct the cells; or, ${fixWords(cure, field)}` };
	const gaps = cure.set.missingValues !== void 0 && field.constraints.required && field.role !== "target" ? { "constraints.required": false } : {};
	return {
		words: `Correct the cells; or, ${cure.words}, let the schema take them.`,
		own: inSchema(field, {
			...cure.set,
			...gaps
		})
	};
}
const AS_BEFORE = "Write the cells as accepted files have them; or, if they are to change for good, write the accepted files so too: what reads all of them is then proposed.";
function readsOtherwise(field, { type = field.type, format, decimalChar }) {
	if (decimalChar !== void 0) return true;
	return type === "date" || type === "datetime" ? format !== "any" : type === "boolean" && field.type !== "boolean";
}
function requiredRule(part, isTarget, run) {
	const { column, invalid, field } = part;
	const isMissing = missingTest(column);
	const unread = new Set(invalid);
	const hits = missingCount(column) === 0 ? NO_HITS : hitsWhere(part.file.table.rows, (row) => isMissing(row) && !unread.has(row));
	const label = "Fill in the labels, or leave the rows without one out of the file: they teach nothing.";
	const allow = inSchema(field, { "constraints.required": false });
	const gaps = allow.length > 0 ? "Fill the cells; or, if gaps are to be expected, let the schema take them." : `Fill the cells; or, if gaps are to be expected, set \`required: false\` for ${named(field.name)} in the schema.`;
	const mild = !isTarget && areFewGaps(hits.count, part.file.table.rows);
	return run("required", "a value in every row", hits, "is missing in", isTarget ? { words: label } : {
		words: gaps,
		own: allow
	}, mild);
}
function enumRule(part, allowed, run) {
	const { column, field } = part;
	const listed = field.constraints.enum ?? [];
	const shown = listed.slice(0, 10).map((value) => printable$1(value, 40));
	const expected = `one of ${shown.join(", ")}${listed.length > shown.length ? ` and ${grouped(listed.length - shown.length)} more` : ""}`;
	const remedy = `Correct the cells; or, if the values are right, add them to \`enum\` of ${named(field.name)} in the schema.`;
	const hits = column.kind === "category" ? textHits(part, (text) => !allowed.has(text)) : numberHits(part, (value) => !allowed.has(value));
	const mild = hits.count > 0 && hits.count <= Math.max(MILD.fewestUnlisted, MILD.unlisted * part.file.table.rows) && !hasFarLonger(part, listed);
	return run("enum", expected, hits, `has other values than the ${plural$1(allowed.size, "listed one")} in`, { words: remedy }, mild);
}
function hasFarLonger(part, listed) {
	const bound = MILD.times * Math.max(...listed.map((text) => text.length)) + MILD.more;
	return textHits(part, (text) => text.length > bound).count > 0;
}
function lengthRule(part, run) {
	const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = part.field.constraints;
	const noun = part.field.type === "string" ? "character" : part.field.type === "object" ? "key" : "item";
	return run("length", maxLength === Number.POSITIVE_INFINITY ? `at least ${plural$1(minLength, noun)}` : `${minLength} to ${plural$1(maxLength, noun)}`, textHits(part, (text) => {
		const length = lengthOf(text, part.field);
		return length < minLength || length > maxLength;
	}), "is too short or too long in", { words: `Correct the cells; or, if they are right, adapt \`minLength\` and \`maxLength\` of ${named(part.field.name)} in the schema.` });
}
function lengthOf(text, field) {
	if (field.type === "list") return text === "" ? 0 : text.split(field.list?.delimiter ?? ",").length;
	if (field.type === "array" || field.type === "object") return Object.keys(JSON.parse(text)).length;
	return codePoints(text);
}
function codePoints(text) {
	let length = text.length;
	for (let i = 1; i < text.length; i++) if ((text.charCodeAt(i) & 64512) === 56320 && (text.charCodeAt(i - 1) & 64512) === 55296) length--;
	return length;
}
function patternRule(part, matches, run) {
	const hits = textHits(part, (text) => !matches(text));
	return run("pattern", `the pattern ${printable$1(part.field.constraints.pattern ?? "", 200)}`, hits, "does not match in", { words: `Correct the cells; or, if they are right, adapt \`pattern\` of ${named(part.field.name)} in the schema.` });
}
// src/validate/header/sampled.ts
const ROWS$1 = 2e3;
function sampledTable(table, schema) {
	const rows = Math.min(table.rows, ROWS$1);
	const rawOf = memo((at) => sampleOf(table.columns[at], table.rows), String);
	const columnAs = memo((field, at) => typeColumn(rawOf(at), rows, field, field.missingValues ?? schema.missingValues), (field, at) => typingKey(field, at, schema));
	return {
		rows,
		texts: (at) => Array.from({ length: rows }, (_, row) => cellText(rawOf(at), row)),
		columnAs,
		readingAs: (field, at, known) => {
			if (rows === 0) return null;
			const { column, invalid } = columnAs(field, at);
			return convertedReading(readingOf(field, column, invalid.length, known), known, conversionBetween(partsOf$1(field.name).unit, partsOf$1(table.header[at]).unit), field.type === "integer" ? columnAs({
				...field,
				type: "number"
			}, at) : {
				column,
				invalid
			});
		}
	};
}
function memo(make, keyOf) {
	const made = new Map();
	return (...args) => {
		const key = keyOf(...args);
		let value = made.get(key);
		if (value === void 0) {
			value = make(...args);
			made.set(key, value);
		}
		return value;
	};
}
function typingKey(field, at, schema) {
	const { type, format, decimalChar, groupChar, bareNumber, trueValues, falseValues, missingValues, valueAliases = null } = field;
	const missing = missingValues ?? schema.missingValues;
	return JSON.stringify([
		at,
		type,
		format,
		decimalChar,
		groupChar,
		bareNumber,
		trueValues,
		falseValues,
		missing,
		valueAliases
	]);
}
function sampleOf(column, rows) {
	if (rows <= ROWS$1) return column;
	const values = new Float64Array(ROWS$1);
	const decimals = new Uint8Array(ROWS$1);
	const texts = [];
	for (let i = 0; i < ROWS$1; i++) {
		const row = Math.floor(i * rows / ROWS$1);
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
	const { cells, broken, distinct } = tally(field, column);
	const present = cells + invalid;
	const closeness = known === null ? null : closenessTo(known, column);
	return {
		column,
		fit: present === 0 ? 0 : 1 - (broken + invalid) / present,
		typed: field.type !== "string" && field.type !== "any" || rulesOf(field, false).allowed !== null || field.constraints.pattern !== void 0,
		closeness,
		generic: distinct < 4,
		conversion: null
	};
}
function tally(field, column) {
	const { minimum, maximum } = field.constraints;
	const { allowed, matches } = rulesOf(field, false);
	const distinct = new Set();
	let [cells, broken] = [0, 0];
	const count = (cell, breaks) => {
		cells++;
		if (distinct.size < 4) distinct.add(cell);
		if (breaks) broken++;
	};
	if (column.kind === "number") for (const value of column.values) {
		if (Number.isNaN(value)) continue;
		count(value, value < (minimum ?? value) || value > (maximum ?? value) || allowed !== null && !allowed.has(value));
	}
	else {
		const breaks = column.categories.map((text) => allowed !== null && !allowed.has(text) || matches !== null && !matches(text));
		for (const code of column.codes) if (code !== 0) count(code, breaks[code - 1]);
	}
	return {
		cells,
		broken,
		distinct: distinct.size
	};
}
function convertedReading(reading, known, hint, read) {
	const { type } = reading.column;
	if (known?.kind !== "number" || type !== "number" && type !== "integer") return reading;
	if (reading.closeness !== null && isClose(reading.closeness) && hint === null) return reading;
	const own = columnProfile(read.column);
	if (own.kind !== "number" || read.invalid.length > .1 * own.rows) return reading;
	const closeness = closenessTo(known, read.column);
	if (closeness === null || isClose(closeness) && hint === null) return reading;
	const conversion = closestConversion(pointsOf([own]), pointsOf([known]), closeness.distance, closeness.tolerance, hint);
	const fit = 1 - read.invalid.length / Math.max(1, own.rows - own.missing + read.invalid.length);
	if (isClose(closeness) && conversion?.name !== hint) return reading;
	return conversion === null ? reading : {
		...reading,
		column: read.column,
		fit,
		closeness,
		conversion
	};
}
// src/validate/header/changed-table.ts
function changedTable(table, schema, match, known, profileOf) {
	const sampled = sampledTable(table, schema);
	const missing = schema.fields.filter((_, i) => match.columns[i] < 0);
	const keptCorrelation = keptCorrelationOf(known, missing.length > 0 && match.extra.length > 0 ? keptColumns(schema, match, known, sampled) : []);
	return {
		table,
		schema,
		missing,
		extra: match.extra,
		profileOf,
		sampled,
		keptCorrelation,
		place: placesOf(match, schema)
	};
}
function keptColumns(schema, match, known, sampled) {
	const remembered = new Set(known?.pairs.columns);
	return schema.fields.flatMap((field, i) => match.columns[i] < 0 || !remembered.has(field.name) ? [] : [sampled.columnAs(field, match.columns[i]).column]);
}
// src/validate/header/assignment.ts
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
const UNRELATED = .45;
const BEFORE = -3;
function logistic(logit) {
	return 1 / (1 + Math.exp(-logit));
}
const clamp = (value, least, most) => Math.max(least, Math.min(most, value));
function logOdds(pair) {
	return pair.name >= .45 ? byName(pair) : byValues(pair);
}
function byName({ name, reading, keptCorrelation, place }) {
	const weight = reading === null ? 0 : weightOfValues(reading) + clamp(keptCorrelation, -2, 2);
	return BEFORE + 6.5 * name + Math.max(weight, -2.5) + .3 * place;
}
function weightOfValues({ fit, typed, closeness, conversion }) {
	const fits = fit < .5 ? -4 : fit < .9 ? -1.5 : fit >= .98 && typed ? .5 : 0;
	if (closeness === null) return fits;
	if (conversion !== null) return .5;
	const { distance } = closeness;
	if (isClose(closeness)) return fits + 1.5;
	return fits + (distance <= .2 ? .5 : distance >= .7 ? -2.5 : distance >= .4 ? -1 : 0);
}
function byValues({ reading, nearest, keptCorrelation, place }) {
	if (reading === null || reading.closeness === null) return -10;
	const { closeness, generic, conversion } = reading;
	const support = clamp(keptCorrelation, -6, 6) + place;
	if (conversion !== null) return keptCorrelation >= 3 && !generic ? -2.5 + support : -10;
	if (reading.fit < .98 || !isClose(closeness)) return -10;
	if (generic) return -2 + support;
	const room = nearest();
	const { distance } = closeness;
	const alone = room >= Math.max(.25, 3 * distance);
	const strain = 5 * Math.max(0, distance / closeness.tolerance - .5);
	return BEFORE + (alone ? 3.6 + 2 * room - 4 * distance - strain : 2) + support;
}
// src/validate/header/parts.ts
const MOST_MARKS = 4;
const CELLS_SEEN = 100;
function marksOf({ type, format }, known) {
	const plain = (marks) => marks.map((mark) => ({
		mark,
		padded: false
	}));
	if (type === "datetime") return plain(["T", " "]);
	if (type === "date") return (format === "default" ? ["-"] : marksIn(format.replaceAll(/%[a-zA-Z]/g, "9"))).map((mark) => ({
		mark,
		padded: true
	}));
	if (known.kind !== "category") return [];
	return plain([...new Set(known.forms.flatMap(marksIn))].slice(0, MOST_MARKS));
}
function marksIn(form) {
	return form.match(/(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+(?=[\p{L}\p{N}-])/gu) ?? [];
}
function marksInTexts(texts) {
	const first = texts.filter((text) => text !== "").slice(0, CELLS_SEEN);
	if (first.every((text) => Number.isFinite(Number(text)))) return [];
	const clock = first.every((text) => /\dT\d/.test(text)) ? ["T"] : [];
	return [...new Set([...clock, ...first.flatMap(marksIn)])].slice(0, MOST_MARKS);
}
function joinTexts(parts, { mark, padded }) {
	const written = padded ? parts.map((cells) => cells.map((cell) => /^\d$/.test(cell) ? `0${cell}` : cell)) : parts;
	return written[0].map((_, row) => {
		const cells = written.map((column) => column[row]);
		return cells.every((cell) => cell === "") ? "" : cells.join(mark);
	});
}
function divideTexts(texts, mark, count) {
	const parts = Array.from({ length: count }, () => []);
	let odd = 0;
	for (const text of texts) {
		const cells = text === "" ? [] : text.split(mark);
		if (count === 2 && cells.length > 2) cells.splice(1, cells.length, cells.slice(1).join(mark));
		if (cells.length !== count && text !== "") odd++;
		for (let i = 0; i < count; i++) parts[i].push(cells.length === count ? cells[i] : "");
	}
	return odd > .02 * texts.length ? null : parts;
}
function textTable(header, columns) {
	const raw = columns.map((cells) => {
		const builder = new RawColumnBuilder();
		for (const cell of cells) builder.addText(cell);
		return builder.finish();
	});
	const rows = columns[0]?.length ?? 0;
	return {
		header,
		columns: raw,
		rows,
		lines: Uint32Array.from({ length: rows }, (_, row) => row + 2)
	};
}
// src/validate/header/merge.ts
const FIELDS_TRIED$1 = 8;
const COLUMNS_TRIED$2 = 8;
function diagnoseMerges(input) {
	const { missing, extra, sampled } = input;
	if (missing.length < 2 || missing.length > FIELDS_TRIED$1 || extra.length > COLUMNS_TRIED$2 || sampled.rows === 0) return [];
	const claimed = new Set();
	return extra.flatMap((at) => {
		const left = missing.filter((field) => !claimed.has(field));
		if (left.some((field) => readsAs(sampled, field, at, input) !== null)) return [];
		const texts = sampled.texts(at);
		const best = marksInTexts(texts).flatMap((mark) => [2, 3].flatMap((count) => divided(input, left, at, texts, mark, count))).reduce((most, next) => most === null || next.confidence > most.confidence ? next : most, null);
		if (best === null || best.confidence < .6) return [];
		for (const field of best.fields) claimed.add(field);
		return [best];
	});
}
function divided(input, fields, at, texts, mark, count) {
	const parts = divideTexts(texts, mark, count);
	if (parts === null || fields.length < count) return [];
	const table = sampledTable(textTable(parts.map((_, i) => `part ${i + 1}`), parts), input.schema);
	const scores = parts.map((_, part) => fields.map((field) => readsAs(table, field, part, input) ?? -1));
	const paired = assign(scores);
	if (paired.some((place) => place < 0)) return [];
	const own = paired.map((place) => fields[place]);
	const closeness = paired.reduce((sum, place, part) => sum + scores[part][place], 0) / count;
	const column = partsOf$1(input.table.header[at]);
	const related = own.some(({ name }) => nameSimilarity(partsOf$1(name), column) >= UNRELATED);
	const places = own.every((field) => input.place(field, at) > 0);
	return [{
		fields: own,
		at,
		confidence: logistic(.5 + 2 * closeness + (related ? 1 : 0) + (places ? .5 : 0)),
		evidence: `divided at ${JSON.stringify(mark)} its parts read and spread as ${own.map(({ name }) => named(name)).join(" and ")} did`,
		mark
	}];
}
function readsAs(table, field, at, input) {
	const known = input.profileOf(field);
	const reading = table.readingAs(field, at, known);
	if (reading === null || reading.fit < .98) return null;
	if (isMoment(field)) return reading.typed ? .7 : null;
	if (reading.closeness === null || !isClose(reading.closeness)) return null;
	return .2 + .8 * (1 - reading.closeness.distance / reading.closeness.tolerance);
}
// src/validate/header/rename.ts
const PAIRS_COMPARED = 4e4;
function diagnoseRenames(input) {
	const { missing, extra, table, sampled, keptCorrelation, place } = input;
	if (missing.length === 0 || extra.length === 0) return [];
	const columnNames = extra.map((at) => partsOf$1(table.header[at]));
	if (missing.length * extra.length > PAIRS_COMPARED) return sameNames(input, columnNames);
	const pairs = missing.map((field) => {
		const names = [field.name, ...field.aliases].map(partsOf$1);
		const known = input.profileOf(field);
		const nearest = distinctiveness(input, field);
		return extra.map((at, j) => {
			const name = Math.max(...names.map((parts) => nameSimilarity(parts, columnNames[j])));
			const reading = sampled.readingAs(field, at, known);
			return {
				name,
				reading,
				nearest,
				keptCorrelation: reading === null ? 0 : keptCorrelation(field.name, reading.column),
				place: place(field, at)
			};
		});
	});
	const scores = pairs.map((row) => row.map(logOdds));
	return assign(scores).flatMap((j, i) => {
		if (j < 0) return [];
		const pair = pairs[i][j];
		const confidence = logistic(scores[i][j]) * clearness(scores, i, j, pair.name);
		const conversion = pair.reading?.conversion ?? null;
		return confidence < .6 ? [] : [{
			field: missing[i],
			at: extra[j],
			confidence,
			evidence: evidenceOf(pair),
			conversion
		}];
	});
}
function distinctiveness(input, field) {
	let nearest = null;
	return () => {
		if (nearest !== null) return nearest;
		nearest = 1;
		const own = input.profileOf(field);
		for (const other of own === null ? [] : input.schema.fields) {
			if (other.name === field.name) continue;
			const profile = input.profileOf(other);
			if (profile !== null && own !== null) nearest = Math.min(nearest, profileDistance(own, profile));
		}
		return nearest;
	};
}
function clearness(scores, i, j, name) {
	const own = scores[i][j];
	let rival = -10;
	scores[i].forEach((score, k) => {
		if (k !== j && !scores.some((row, l) => l !== i && row[k] > score)) rival = Math.max(rival, score);
	});
	scores.forEach((row, l) => {
		if (l !== i && !row.some((score, k) => k !== j && score > row[j])) rival = Math.max(rival, row[j]);
	});
	const margin = own - rival;
	const wanted = name >= .45 ? .3 : 1;
	return margin >= wanted ? 1 : .5 + .5 * Math.max(0, margin) / wanted;
}
function evidenceOf({ name, reading, keptCorrelation, place }) {
	const words = [];
	if (name >= .9) words.push("the names differ only in how they are written or decorated");
	else if (name >= .45) words.push("the names are alike");
	else words.push("the names share nothing");
	if (reading?.typed) words.push(`${percent$1(reading.fit)} of its values fit type and constraints`);
	if (reading !== null && reading.closeness !== null) words.push(distributionOf(reading.closeness, reading.conversion));
	if (keptCorrelation >= 2) words.push("it goes with the other columns as the missing one did");
	if (keptCorrelation <= -2) words.push("it does not go with the other columns as the missing one did");
	if (place > 0 && name < .45) words.push("it stands in the same place");
	return words.join("; ");
}
function distributionOf({ distance, tolerance }, conversion) {
	const gap = percent$1(distance);
	if (conversion !== null) {
		const formula = formulaOf(conversion);
		const back = formula === null ? "converted back" : `as ${formula}`;
		return `its values look converted, ${conversion.name}: ${back} they lie as before (largest gap ${gap} → ${percent$1(conversion.gap)})`;
	}
	return distance <= tolerance ? `its distribution is that of the missing column (largest gap ${gap})` : `its distribution is another (largest gap ${gap}): check the unit`;
}
function sameNames({ missing, extra }, columnNames) {
	const places = new Map();
	columnNames.forEach((parts, j) => {
		const list = places.get(parts.squashed);
		if (list === void 0) places.set(parts.squashed, [j]);
		else list.push(j);
	});
	return missing.flatMap((field) => {
		const { squashed } = partsOf$1(field.name);
		const found = places.get(squashed) ?? [];
		if (found.length !== 1 || squashed === "") return [];
		return [{
			field,
			at: extra[found[0]],
			confidence: .9,
			evidence: "the names differ only in how they are written",
			conversion: null
		}];
	});
}
// src/validate/header/split.ts
const COLUMNS_TRIED$1 = 8;
const FIELDS_TRIED = 8;
const CLEARLY = .5;
function diagnoseSplits(input) {
	const { extra, missing, sampled } = input;
	if (extra.length < 2 || extra.length > COLUMNS_TRIED$1 || missing.length > FIELDS_TRIED || sampled.rows === 0) return [];
	const claimed = new Set();
	return missing.flatMap((field) => {
		const known = input.profileOf(field);
		if (known === null) return [];
		const found = candidates(input, field, known).sort((a, b) => b.logit - a.logit);
		const [best] = found;
		if (best === void 0 || best.at.some((at) => claimed.has(at))) return [];
		const rival = found.find(({ at }) => at.some((one) => !best.at.includes(one)));
		const clear = rival === void 0 || best.logit - rival.logit >= CLEARLY ? 1 : .7;
		const confidence = logistic(best.logit) * clear;
		if (confidence < .6) return [];
		for (const at of best.at) claimed.add(at);
		return [{
			field,
			at: best.at,
			confidence,
			evidence: best.evidence,
			formula: best.formula
		}];
	});
}
function candidates(input, field, known) {
	const { extra } = input;
	if (known.kind === "number" && !isMoment(field)) return pairsOf(extra).flatMap((at) => summed(input, field, known, at));
	const marks = marksOf(field, known);
	const tuples = [...pairsOf(extra), ...extra.length <= 6 && field.type !== "datetime" ? triplesOf(extra) : []];
	return marks.flatMap((joint) => tuples.flatMap((at) => joined(input, field, known, at, joint)));
}
const pairsOf = (places) => places.flatMap((a) => places.flatMap((b) => a === b ? [] : [[a, b]]));
const triplesOf = (places) => pairsOf(places).flatMap((pair) => places.flatMap((c) => pair.includes(c) ? [] : [[...pair, c]]));
function joined(input, field, known, at, joint) {
	const { sampled, schema, table } = input;
	const reading = sampledTable(textTable(["joined"], [joinTexts(at.map(sampled.texts), joint)]), schema).readingAs(field, 0, known);
	if (reading === null || reading.fit < .98) return [];
	const base = {
		at,
		formula: at.map((place) => named(table.header[place])).join(` + ${JSON.stringify(joint.mark)} + `)
	};
	if (isMoment(field)) {
		const aPartDoes = at.some((place) => sampled.columnAs(field, place).invalid.length < sampled.rows / 2);
		const evidence = `joined by ${JSON.stringify(joint.mark)} they read as the ${field.type} that it was`;
		return aPartDoes ? [] : [{
			...base,
			logit: 2.2 + support(input, field, at),
			evidence
		}];
	}
	const own = columnProfile(reading.column);
	if (known.kind !== "category" || own.kind !== "category") return [];
	const built = buildDistance(known, own);
	if (built === null || reading.closeness === null) return [];
	const { tolerance } = reading.closeness;
	const distance = Math.max(built, reading.closeness.distance);
	if (distance > tolerance) return [];
	const evidence = `joined by ${JSON.stringify(joint.mark)} their texts are built and spread as its own were (largest gap ${percent$1(distance)})`;
	return [{
		...base,
		logit: 2.5 - 1.5 * distance / tolerance + support(input, field, at),
		evidence
	}];
}
function summed(input, field, known, at) {
	const [a, b] = at.map((place) => input.sampled.readingAs({
		...field,
		type: "number"
	}, place, known));
	if (a.fit < .5 || b.fit < .5) return [];
	const [x, y] = [a.column, b.column];
	const related = at.every((place) => nameOf(input, field, place) >= UNRELATED);
	const names = at.map((place) => named(input.table.header[place]));
	return [{
		share: 1,
		formula: names.join(" + "),
		plausible: at[0] < at[1] && !isLike(a) && !isLike(b)
	}, {
		share: .01,
		formula: `${names.join(" + ")} / 100`,
		plausible: hasHundredths(known) && isWhole(x.values) && isWhole(y.values, 99)
	}].flatMap(({ share, formula, plausible }) => {
		if (!plausible) return [];
		const column = {
			...x,
			values: x.values.map((value, row) => value + share * y.values[row])
		};
		const closeness = closenessTo(known, column);
		const keptCorrelation = input.keptCorrelation(field.name, column);
		if (closeness === null || !isClose(closeness) || !related && keptCorrelation < 3) return [];
		const evidence = `${formula} is distributed as it was (largest gap ${percent$1(closeness.distance)})`;
		return [{
			at,
			formula,
			logit: 1.5 - closeness.distance / closeness.tolerance + support(input, field, at) + Math.min(2, keptCorrelation / 2),
			evidence
		}];
	});
}
const isLike = ({ closeness }) => closeness === null || isClose(closeness);
const hasHundredths = ({ grain }) => grain[3] >= .99 && grain[1] < .5;
const isWhole = (values, most = Number.POSITIVE_INFINITY) => values.every((value) => Number.isNaN(value) || Number.isInteger(value) && value >= 0 && value <= most);
const nameOf = ({ table }, { name }, at) => nameSimilarity(partsOf$1(name), partsOf$1(table.header[at]));
function support(input, field, at) {
	return (at.some((place) => nameOf(input, field, place) >= .45) ? 1 : 0) + (at.every((place, i) => i === 0 || place === at[i - 1] + 1) ? .6 : 0) + (at.every((place) => input.place(field, place) > 0) ? .5 : 0);
}
// src/validate/header/diagnose.ts
function diagnose(changed) {
	if (changed.missing.length === 0 || changed.extra.length === 0) return {
		renames: [],
		splits: [],
		merges: []
	};
	const splits = diagnoseSplits(changed);
	const unsplit = without(changed, splits.map(({ field }) => field), splits.flatMap(({ at }) => at));
	const merges = diagnoseMerges(unsplit);
	return {
		renames: diagnoseRenames(without(unsplit, merges.flatMap(({ fields }) => fields), merges.map(({ at }) => at))),
		splits,
		merges
	};
}
function without(changed, fields, places) {
	return {
		...changed,
		missing: changed.missing.filter((field) => !fields.includes(field)),
		extra: changed.extra.filter((at) => !places.includes(at))
	};
}
// src/validate/header/file-header.ts
function onePerFile(items) {
	const byHeader = new Map();
	for (const item of items) byHeader.set(item.file.table.header, [...byHeader.get(item.file.table.header) ?? [], item]);
	return [...byHeader.values()].map(([first, ...others]) => {
		const parts = others.map(({ file }) => file);
		return parts.length === 0 ? first : {
			...first,
			file: {
				...first.file,
				parts
			}
		};
	});
}
function eachOnce(headers) {
	const once = onePerFile(headers);
	const became = ({ file, renames, splits, merges }) => JSON.stringify([
		file.table.header,
		renames.map(({ field, at, conversion }) => [
			field.name,
			at,
			conversion?.name
		]),
		splits.map(({ field, at, formula }) => [
			field.name,
			at,
			formula
		]),
		merges.map(({ fields, at, mark }) => [
			fields.map(({ name }) => name),
			at,
			mark
		])
	]);
	return [...groupedBy(once, became).values()].map(([first, ...others]) => {
		const alike = others.map(({ file }) => file);
		return alike.length === 0 ? first : {
			...first,
			file: {
				...first.file,
				alike
			}
		};
	});
}
// src/validate/header/reading.ts
function readingChecks(files, schema) {
	const rows = files.filter((file) => file.table.rows > 0);
	return [
		...settled("encoding", files, schema.encoding ?? "utf-8", (file) => encodingFinding(file, schema)),
		...settled("delimiter", files, schema.delimiter ?? null, (file) => delimiterFinding(file, schema)),
		...settled("header", rows, "one header, above all rows", repeatedHeader)
	];
}
const PASSES = {
	encoding: "the text is in the encoding that the schema says in",
	delimiter: "the cells are separated as expected in",
	header: "the header stands once, above all rows, in"
};
function settled(code, files, expected, judge) {
	const findings = [...groupedBy(onePerFile(files.map((file) => ({ file }))).flatMap(({ file }) => {
		const finding = judge(file);
		return finding === null ? [] : [{
			file,
			finding
		}];
	}), ({ file, finding }) => code === "header" ? file.uri : String(finding.observed)).values()].flatMap(([first, ...others]) => {
		const alike = others.map(({ file }) => file);
		return judge(alike.length === 0 ? first.file : {
			...first.file,
			alike
		}) ?? [];
	});
	if (findings.length > 0 || files.length === 0) return findings;
	return [{
		code,
		subject: "files",
		status: "pass",
		observed: 0,
		expected,
		message: `${PASSES[code]} ${files.length === 1 ? "the file" : `all ${grouped(files.length)} files`}`,
		suggestion: null,
		where: null
	}];
}
function encodingFinding(file, schema) {
	const { reading } = file;
	const { encoding: expected } = expectedReading(file, schema);
	if (reading === void 0 || reading.encoding === expected) return null;
	if (reading.encoding === "utf-8" && !expected.startsWith("utf-16") && isAscii$1(file.table)) return null;
	const found = encodingName(reading.encoding);
	const place = !/^utf/.test(reading.encoding) ? `; the first character that is no UTF-8 stands in line ${reading.line}` : "";
	const remedy = `Write the file as ${encodingName(expected)} (Excel: save as “CSV UTF-8”); or, if every file comes like this, ${schema.file === null ? `write in the schema: encoding: ${reading.encoding}` : "let the schema say so."}`;
	return {
		code: "encoding",
		subject: file.name,
		status: "fail",
		observed: reading.encoding,
		expected,
		message: `${fileWords(file)} ${file.alike === void 0 ? "is" : "are"} text in ${found}, expected ${encodingName(expected)}${place}`,
		...waysOut$1(remedy, file, `text in ${found}`, { own: schema.file === null ? [] : [setKey(schema.file, "encoding", reading.encoding)] }),
		where: {
			file: file.name || file.uri,
			line: reading.line,
			column: reading.column
		}
	};
}
function isAscii$1({ header, columns }) {
	const plain = (text) => !/[^\0-\x7f]/.test(text);
	return header.every(plain) && columns.every(({ texts }) => texts.every(plain));
}
function delimiterFinding(file, schema) {
	const { reading } = file;
	const { delimiter: expected } = expectedReading(file, schema);
	if (reading === void 0 || reading.delimiter === expected || file.table.header.length < 2) return null;
	const words = delimiterWords(reading.delimiter);
	const remedy = `Write the file with ${delimiterWords(expected)}; or, if every file comes like this, ${schema.file === null ? `write in the schema: dialect: {delimiter: ${JSON.stringify(reading.delimiter)}}` : "let the schema say so."}`;
	return {
		code: "delimiter",
		subject: file.name,
		status: "fail",
		observed: reading.delimiter,
		expected,
		message: `the cells of ${fileWords(file)} are separated by ${words}, expected ${delimiterWords(expected)}`,
		...waysOut$1(remedy, file, `separated by ${words}`, { own: schema.file === null ? [] : [setKey(schema.file, "dialect.delimiter", reading.delimiter)] }),
		where: {
			file: file.name || file.uri,
			line: 1,
			column: 1
		}
	};
}
const withoutMark = (text) => text.replace(/^\ufeff/, "");
function headerRows({ table }) {
	const [name] = table.header;
	const [first] = table.columns;
	if (name === void 0 || first === void 0 || table.header.length < 2) return [];
	const codes = new Set(first.texts.flatMap((text, code) => withoutMark(text) === name ? [code] : []));
	if (codes.size === 0) return [];
	const rows = [];
	for (let row = 0; row < table.rows; row++) {
		if (first.decimals[row] !== 255 || !codes.has(first.values[row])) continue;
		if (table.columns.every((column, i) => (i === 0 ? withoutMark(cellText(column, row)) : cellText(column, row)) === table.header[i])) rows.push(row);
	}
	return rows;
}
function repeatedHeader(file) {
	const { table } = file;
	const hits = hitsOf(headerRows(file));
	if (hits.count === 0) return null;
	const lines = hits.first.map((row) => table.lines[row]);
	const mark = cellText(table.columns[0], hits.first[0]).startsWith("﻿") ? " (a byte order mark stands before it)" : "";
	const message = `the header of ${printable$1(file.name, 200)} stands again in line ${lines.join(", ")}${hits.count > lines.length ? ", …" : ""} (${plural$1(hits.count, "time")}): files were joined with their headers${mark}`;
	return {
		code: "header",
		subject: file.name,
		status: "fail",
		observed: hits.count,
		expected: 0,
		message,
		...waysOut$1("Join files without their header lines (csvstack, or tail -n +2 from the second on).", file, "the header again"),
		where: {
			file: file.name || file.uri,
			line: lines[0],
			column: 1
		}
	};
}
// src/validate/header/findings.ts
function restructuringFindings(file, { renames, splits, merges }, fails) {
	return [
		...renames.map((rename) => renameFinding(file, rename, fails)),
		...splits.map((split) => splitFinding(file, split, fails)),
		...merges.flatMap((merge) => merge.fields.map((field) => mergeFinding(file, merge, field, fails)))
	];
}
const percentOf = (confidence) => `${Math.round(confidence * 100)} %`;
function finding(file, { code, field, at, observed, says, remedy, own, reason }, fails) {
	return {
		code,
		subject: field.name,
		status: fails(field) ? "fail" : "warn",
		observed,
		expected: printable$1(field.name),
		message: `column ${named(field.name)} is missing from ${fileWords(file)} and ${says}`,
		...waysOut$1(remedy, file, `${field.name} ${reason}`, { own }),
		where: field.where ?? {
			file: file.name || file.uri,
			line: 1,
			column: at + 1
		}
	};
}
function renameFinding(file, { field, at, confidence, evidence, conversion }, fails) {
	const column = file.table.header[at];
	const aliases = [...field.aliases, column];
	const line = `write in the schema under the field ${named(field.name)}: aliases: [${aliases.map(yamlScalar).join(", ")}]`;
	const isPlain = conversion === null && field.where !== null;
	const convert = conversion === null ? "" : `${converting(field.name, column, conversion)}; then `;
	return finding(file, {
		code: "column-renamed",
		field,
		at,
		observed: printable$1(column),
		says: `${named(column)} is new: it looks renamed (confidence ${percentOf(confidence)}): ${evidence}`,
		remedy: isPlain ? "If it is the same column, let the schema know its new name." : `If it is the same column, ${convert}${line}`,
		...isPlain ? { own: [setKey(field.where.file, fieldKey(field.name, "aliases"), aliases)] } : {},
		reason: "renamed"
	}, fails);
}
function converting(field, column, conversion) {
	const formula = formulaOf(conversion);
	return `convert it at the source, since an alias alone would train on another unit (${formula === null ? `back from ${conversion.name}` : `${named(field)} = ${named(column)} ${formula}`})`;
}
function splitFinding(file, { field, at, confidence, evidence, formula }, fails) {
	const columns = at.map((place) => file.table.header[place]);
	return finding(file, {
		code: "column-split",
		field,
		at: at[0],
		observed: columns.map((column) => printable$1(column)).join(" + "),
		says: `${namedList(columns)} are new: it looks split (confidence ${percentOf(confidence)}): ${evidence}`,
		remedy: `If they are its parts, join them at the source (${named(field.name)} = ${formula}); or put fields for them in its place in the schema, and train anew.`,
		reason: "split"
	}, fails);
}
function mergeFinding(file, merge, field, fails) {
	const { fields, at, confidence, evidence, mark } = merge;
	const column = file.table.header[at];
	const others = fields.filter((one) => one !== field).map(({ name }) => name);
	return finding(file, {
		code: "column-merged",
		field,
		at,
		observed: printable$1(column),
		says: `${named(column)} is new: it looks merged with ${namedList(others)} (confidence ${percentOf(confidence)}): ${evidence}`,
		remedy: `If so, divide ${named(column)} at the source at ${JSON.stringify(mark)}; or put a field for it in their place in the schema, and train anew.`,
		reason: "merged"
	}, fails);
}
// src/validate/header/wrong-file.ts
const ROW_LIKE = .7;
const FEWEST_TELLING = 2;
function wrongFileFinding({ file, match, renames, splits, merges }, schema) {
	const total = schema.fields.length;
	const found = match.columns.filter((at) => at >= 0).length;
	const name = fileWords(file);
	const where = {
		file: file.name || file.uri,
		line: 1,
		column: 1
	};
	const result = (code, message, remedy, reason) => ({
		code,
		subject: file.name,
		status: "fail",
		observed: found,
		expected: total,
		message,
		...waysOut$1(remedy, file, reason),
		where
	});
	if (found * 2 < total && looksLikeRow(file.table, schema)) return result("header", `the header of ${name} is missing: its first line looks like a row`, `Write the column names into the first line: ${namedList(schema.fields.map((field) => field.name))}`, "no header");
	const explained = renames.length + splits.length + merges.flatMap(({ fields }) => fields).length;
	if (total < 3 || (found + explained) * 2 >= total) return null;
	const others = namedList(match.extra.map((at) => file.table.header[at]), 3);
	return result("wrong-file", `${grouped(found)} of ${plural$1(total, "column")} match: ${name} is another file altogether${others === "" ? "" : ` (it has ${others})`}`, "Check where the file comes from, and the pattern that matches it.", "another file");
}
function looksLikeRow({ header, columns }, schema) {
	if (header.length !== schema.fields.length) return false;
	let telling = 0;
	let like = 0;
	schema.fields.forEach((field, i) => {
		const text = header[i];
		if (field.type === "string" || field.type === "any") {
			const listed = field.constraints.enum;
			if (listed === void 0 && columns[i].texts.length > columns[i].values.length / 4) return;
			telling++;
			if (listed?.includes(text) || columns[i].texts.includes(text)) like++;
		} else {
			telling++;
			if ((field.missingValues ?? schema.missingValues).includes(text) || cellParser(field)(text) !== null) like++;
		}
	});
	return telling >= Math.min(FEWEST_TELLING, header.length) && like >= ROW_LIKE * telling;
}
// src/validate/header/structure.ts
const BECAME = [
	"column-renamed",
	"column-split",
	"column-merged"
];
const COLUMNS_NAMED = 50;
function structureChecks(headers, schema, target, learned) {
	const isKnown = headers.some(isAccepted);
	const findings = headers.flatMap((header) => wrongFileFinding(header, schema) ?? fileFindings(header, schema, target, isKnown));
	findings.push(...begun(headers, schema, target, learned));
	const found = new Set(findings.map((finding) => finding.code));
	if (found.has("wrong-file") || found.has("header")) found.add("column-missing").add("column-new");
	const left = headers.flatMap(({ file, match }) => match.extra.map((at) => file.table.header[at]));
	const passes = [];
	const files = plural$1(headers.length, "file");
	const pass = (code, message, observed) => passes.push(check$1(code, "files", "pass", message, {
		observed,
		expected: `fieldsMatch: ${schema.fieldsMatch}`
	}));
	if (!found.has("column-missing") && !BECAME.some((code) => found.has(code))) pass("column-missing", `all ${plural$1(schema.fields.length, "column")} of the schema are in ${headers.length === 1 ? "the file" : `each of ${files}`}`, 0);
	if (!found.has("column-new") && !BECAME.some((code) => found.has(code))) {
		if (left.length === 0) pass("column-new", `no column besides those of the schema in ${files}`, 0);
		else passes.push(...leftOut(headers, schema));
	}
	return [...findings, ...passes];
}
function leftOut(headers, schema) {
	const filesWith = new Map();
	for (const { file, match } of headers) for (const name of new Set(match.extra.map((at) => file.table.header[at]))) filesWith.set(name, (filesWith.get(name) ?? 0) + 1);
	const names = [...filesWith.keys()];
	const about = {
		observed: names.length,
		expected: `fieldsMatch: ${schema.fieldsMatch}`
	};
	const one = (subject, message) => check$1("column-new", subject, headerTolerance(schema.fieldsMatch).more, message, about);
	const listed = names.slice(0, COLUMNS_NAMED).map((name) => {
		const spread = headers.length === 1 ? "" : ` (in ${grouped(filesWith.get(name))} of ${plural$1(headers.length, "file")})`;
		return one(name, `column ${named(name)} is not in the schema${spread}: left out, never trained on`);
	});
	if (names.length <= COLUMNS_NAMED) return listed;
	const rest = names.slice(COLUMNS_NAMED);
	return [...listed, one("files", `${plural$1(rest.length, "more column")} not in the schema, left out: ${namedList(rest)}`)];
}
const isAccepted = ({ file }) => [file, ...file.alike ?? []].some(({ accepted }) => accepted);
function begun(headers, schema, target, learned) {
	if (learned === null || !headerTolerance(schema.fieldsMatch).fewer) return [];
	const known = new Set(learned.columns.map(({ name }) => name));
	return schema.fields.flatMap((field, i) => {
		if (known.has(field.name) || isNeeded(field, schema, target)) return [];
		const [first, ...alike] = headers.filter((header) => isAccepted(header) && header.match.columns[i] < 0 && !explainedBy(header).has(field)).flatMap(({ file }) => [file, ...file.alike ?? []]);
		if (first === void 0) return [];
		const message = `column ${named(field.name)} is new in the schema and missing from ${fileWords({
			...first,
			alike
		})}; every row counts as missing there`;
		return [check$1("column-missing", field.name, "warn", message, {
			expected: printable$1(field.name),
			suggestion: "Nothing, if the column began later: this is told until a model knows the column.",
			where: field.where
		})];
	});
}
const explainedBy = ({ renames, splits, merges }) => new Set([...renames, ...splits].map(({ field }) => field).concat(merges.flatMap(({ fields }) => fields)));
const isNeeded = (field, { fieldsMatch }, target) => !headerTolerance(fieldsMatch).fewer || field.name === target || field.constraints.required === true;
function fileFindings(header, schema, target, isKnown) {
	const { file, match, ...became } = header;
	const leeway = headerTolerance(schema.fieldsMatch);
	const { renames, splits, merges } = became;
	const explained = explainedBy(header);
	const claimed = new Set([...renames, ...merges].map(({ at }) => at).concat(splits.flatMap((split) => split.at)));
	const missing = schema.fields.filter((field, i) => match.columns[i] < 0 && !explained.has(field));
	const extra = match.extra.filter((at) => !claimed.has(at));
	const needed = (field) => isNeeded(field, schema, target);
	const results = restructuringFindings(file, became, (field) => needed(field) || leeway.more === "fail");
	results.push(...bounded(missing.map((field) => missingFinding(file, field, {
		fails: needed(field),
		isKnown
	}, match, schema)), file, "column-missing"));
	if (leeway.more === "fail") results.push(...bounded(extra.map((at) => newFinding(file, at, schema)), file, "column-new"));
	for (const name of match.repeated.slice(0, COLUMNS_NAMED)) results.push(repeatedFinding(file, name));
	if (schema.fieldsMatch === "exact" && missing.length === 0 && explained.size === 0 && !match.inOrder) results.push(orderFinding(file, schema));
	if (schema.fieldsMatch === "partial" && missing.length === schema.fields.length) results.push(nothingFinding(file));
	return results;
}
const at = (file, column) => ({
	file: file.name || file.uri,
	line: 1,
	column: column + 1
});
function missingFinding(file, field, { fails, isKnown: hasChampion }, match, schema) {
	const found = match.columns.filter((column) => column >= 0).length;
	const much = found * 2 < schema.fields.length ? ` (only ${grouped(found)} of ${plural$1(schema.fields.length, "column")} match: is this the right file?)` : "";
	const treated = fails ? "" : "; every row counts as missing there";
	const isKnown = !fails && [file, ...file.alike ?? []].some(({ accepted }) => accepted);
	const words = `column ${named(field.name)} is missing from ${fileWords(file)}${treated}`;
	if (isKnown) return check$1("column-missing", field.name, "pass", words, { expected: printable$1(field.name) });
	return {
		code: "column-missing",
		subject: field.name,
		status: fails ? "fail" : "warn",
		observed: null,
		expected: printable$1(field.name),
		message: `${words}${much}`,
		...waysOut$1(field.where === null || !fails ? `Restore the column; or, if it is gone for good, remove ${named(field.name)} from the schema.` : "Restore the column; or, if it is gone for good, let the schema know it no more, and earlier files have it still.", file, `${field.name} missing`, { own: field.where === null || !fails ? [] : withoutField(field.where.file, field, schema, hasChampion) }),
		where: field.where ?? at(file, 0)
	};
}
function withoutField(file, { name, role }, { fieldsMatch }, hasChampion) {
	const { fewer, more } = headerTolerance(fieldsMatch);
	return [
		setKey(file, fieldKey(name), null),
		...more === "fail" ? [setKey(file, "fieldsMatch", fewer ? "partial" : "subset")] : [],
		...hasChampion && role === "feature" ? [reset(`${name} is gone for good`)] : []
	];
}
function newFinding(file, place, { fieldsMatch, file: schemaFile }) {
	const column = file.table.header[place];
	const may = headerTolerance(fieldsMatch).fewer ? "" : ", with `fieldsMatch: partial` where accepted files lack it (there it counts as missing)";
	const remedy = `Set \`fieldsMatch: subset\` in the schema to leave out new columns; or add ${named(column)} to it${may}.`;
	return {
		code: "column-new",
		subject: column,
		status: "fail",
		observed: printable$1(column),
		expected: null,
		message: `column ${named(column)} of ${fileWords(file)} is not in the schema`,
		...waysOut$1(remedy, file, `new column ${column}`, { own: schemaFile === null ? [] : [setKey(schemaFile, "fieldsMatch", "subset")] }),
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
		message: `column ${named(name)} stands more than once in the header of ${fileWords(file)}: which one is meant is unknown`,
		...waysOut$1("Give each column a name of its own.", file, `repeated column ${name}`),
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
		message: `the columns of ${fileWords(file)} are in another order than the schema's, which \`fieldsMatch: exact\` forbids`,
		...waysOut$1("Set `fieldsMatch: equal` in the schema if the order does not matter.", file, "column order", { own: schema.file === null ? [] : [setKey(schema.file, "fieldsMatch", "equal")] }),
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
		message: `no column of the schema is in ${fileWords(file)}: is this the right file?`,
		...waysOut$1("Check the pattern and the file.", file, "no column matches"),
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
		message: `${plural$1(rest.length, "more column")} of ${fileWords(file)} ${rest.length === 1 ? "is" : "are"} ${words}`,
		...waysOut$1("Is this the right file?", file, "other columns"),
		where: at(file, 0)
	};
	return [...findings.slice(0, COLUMNS_NAMED), closing];
}
// src/validate/header/swap.ts
const APART = .3;
const COLUMNS_TRIED = 200;
function swapChecks({ file, parts }, schema, known) {
	const failing = [...parts.values()].filter(({ invalid }) => invalid.length > file.table.rows / 2);
	if (failing.length === 0 || known === null) return [];
	const sampled = sampledTable(file.table, schema);
	const profiles = new Map(known.columns.map((column) => [column.name, column]));
	const suspects = [...parts.values()].slice(0, COLUMNS_TRIED).map(({ field, at }) => ({
		field,
		at,
		known: profiles.get(field.name)
	})).filter((one) => isNotItself(sampled, one));
	const swapped = new Set();
	return failing.flatMap(({ field }) => {
		const own = suspects.find((one) => one.field === field);
		if (own === void 0 || swapped.has(field)) return [];
		const other = suspects.find((one) => one !== own && !swapped.has(one.field) && areExchanged(sampled, own, one));
		if (other === void 0) return [];
		swapped.add(own.field).add(other.field);
		return [swapFinding(file, own, other.field.name), swapFinding(file, other, own.field.name)];
	});
}
function isNotItself(sampled, { field, at, known }) {
	const reading = sampled.readingAs(field, at, known ?? null);
	return reading !== null && (reading.fit < .5 || reading.closeness === null || reading.closeness.distance > APART);
}
function likeness(sampled, { field, known }, at) {
	const reading = sampled.readingAs(field, at, known ?? null);
	if (reading === null || reading.fit < .98) return "other";
	if (reading.closeness === null) return known === void 0 ? "other" : "unknown";
	return isClose(reading.closeness) ? "close" : "other";
}
function areExchanged(sampled, a, b) {
	const both = [likeness(sampled, a, b.at), likeness(sampled, b, a.at)];
	return both.includes("close") && !both.includes("other");
}
function swapFinding(file, { field, at }, other) {
	return {
		code: "swapped-columns",
		subject: field.name,
		status: "fail",
		observed: `looks like ${printable$1(other)}`,
		expected: "its own type and distribution",
		message: `column ${named(field.name)} of ${printable$1(file.name, 200)} looks exchanged with ${named(other)}: each reads and is distributed as the other was`,
		...waysOut$1("Exchange the two columns at the source.", file, `${field.name} and ${other} exchanged`, { check: {
			code: "swapped-columns",
			subject: field.name
		} }),
		where: {
			file: file.name || file.uri,
			line: 1,
			column: at + 1
		}
	};
}
// src/validate/labels/by-itself.ts
function toldByItself(column, label, among) {
	const rows = labelledRows(column, label, among);
	const groups = groupsOf(rows, label.categories.length);
	const totals = new Int32Array(label.categories.length);
	for (const own of rows.classes) totals[own]++;
	const most = totals.reduce((max, count) => Math.max(max, count), 0);
	const others = rows.classes.length - most;
	const share = (errors) => others === 0 ? 0 : Math.max(0, 1 - errors / others);
	const isNumber = column.kind === "number";
	return {
		rows: rows.classes.length,
		values: groups.size.length,
		byValue: share(valueErrors(groups, totals.indexOf(most), isNumber)),
		byNeighbour: isNumber ? share(groups.byNeighbour) : 0
	};
}
function labelledRows(column, label, among) {
	const cells = column.kind === "number" ? column.values : column.codes;
	const missing = column.kind === "number" ? NaN : 0;
	const values = new Float64Array(among.length);
	const classes = new Int32Array(among.length);
	let kept = 0;
	for (let i = 0; i < among.length; i++) {
		const row = among[i];
		const value = cells[row];
		if (label.codes[row] === 0 || Number.isNaN(value) || value === missing) continue;
		values[kept] = value;
		classes[kept++] = label.codes[row] - 1;
	}
	const order = ascendingOrder(values.subarray(0, kept));
	const starts = new Int32Array(kept + 1);
	const ordered = new Int32Array(kept);
	let count = 0;
	let last = NaN;
	for (let i = 0; i < kept; i++) {
		const at = order[i];
		if (values[at] !== last) starts[count++] = i;
		last = values[at];
		ordered[i] = classes[at];
	}
	starts[count] = kept;
	return {
		starts: starts.subarray(0, count + 1),
		classes: ordered
	};
}
function groupsOf({ starts, classes }, classCount) {
	const values = starts.length - 1;
	const groups = {
		size: new Int32Array(values),
		most: new Int32Array(values),
		wrong: new Float64Array(values),
		byNeighbour: 0
	};
	const counts = new Int32Array(classCount);
	for (let k = 0; k < values; k++) {
		const [from, to] = [starts[k], starts[k + 1]];
		for (let i = from; i < to; i++) counts[classes[i]]++;
		let most = classes[from];
		for (let i = from + 1; i < to; i++) {
			const own = classes[i];
			if (counts[own] > counts[most] || counts[own] === counts[most] && own < most) most = own;
		}
		groups.size[k] = to - from;
		groups.most[k] = most;
		if (to - from > 1) groups.wrong[k] = wrongByOthers(classes.subarray(from, to), counts, most);
		if (k > 0) groups.byNeighbour += to - from - counts[groups.most[k - 1]];
		for (let i = from; i < to; i++) counts[classes[i]] = 0;
	}
	const beside = values > 1 ? groups.most[1] : 0;
	for (let i = 0; i < (starts[1] ?? 0); i++) if (classes[i] !== beside) groups.byNeighbour++;
	return groups;
}
function valueErrors({ size, most, wrong }, common, ordered) {
	let errors = 0;
	for (let k = 0; k < size.length; k++) if (size[k] > 1) errors += wrong[k];
	else if (!ordered) errors += most[k] === common ? 0 : 1;
	else if (size.length > 1) {
		const [before, after] = [most[k - 1] ?? most[k + 1], most[k + 1] ?? most[k - 1]];
		errors += (before === most[k] ? 0 : .5) + (after === most[k] ? 0 : .5);
	}
	return errors;
}
function wrongByOthers(rows, counts, most) {
	let second = 0;
	for (const own of rows) if (own !== most) second = Math.max(second, counts[own]);
	let wrong = 0;
	for (const own of rows) {
		const others = counts[own] - 1;
		const rival = own === most ? second : counts[most];
		wrong += others > rival ? 0 : others === rival ? .5 : 1;
	}
	return wrong;
}
// src/validate/labels/first-look.ts
const LEAK = .95;
const FEWEST_OTHERS = 10;
const LEAK_VALUES = {
	most: 50,
	rows: 10
};
const GROUPS = {
	fewest: 10,
	rows: 2,
	tells: .6,
	beside: .3
};
const TRIAL = {
	rows: 3e3,
	columns: 3
};
const LOSS = {
	least: .1,
	errors: 3
};
const ROWS = 4e4;
const RECURS = .2;
function firstLook(dataset, byRow) {
	const told = toldBy(dataset);
	const found = groupingOf(dataset, told);
	const group = found === null || !byRow ? [] : [groupWarning(found)];
	return [
		...leakWarnings(dataset, told, found),
		...copyWarning(dataset),
		...group
	];
}
const warning = (code, subject, message, suggestion, observed) => ({
	code,
	subject,
	status: "warn",
	observed,
	expected: null,
	message,
	suggestion,
	where: null
});
function leakWarnings(dataset, told, grouping) {
	const label = targetOf(dataset);
	const totals = new Int32Array(label.categories.length + 1);
	for (const code of label.codes) totals[code]++;
	if (totals.subarray(1).reduce((sum, count) => sum + count, 0) - Math.max(0, ...totals.subarray(1)) < FEWEST_OTHERS) return [];
	return featuresOf(dataset).flatMap((column) => {
		if (column.name === grouping?.column) return [];
		const { values, rows, byValue, byNeighbour } = told(column);
		const isName = column.kind === "category" && (values > LEAK_VALUES.most || rows < LEAK_VALUES.rows * values);
		const share = column.kind === "category" || values <= LEAK_VALUES.most ? byValue : Math.min(byValue, byNeighbour);
		if (isName || share < LEAK) return [];
		const message = `column ${named(column.name)} alone tells ${percent$1(share)} of ${named(dataset.target)}: a model may need nothing else`;
		const suggestion = `Look whether it is known before the outcome is; if not, set \`role: ignore\` for ${named(column.name)} in the schema.`;
		return [warning("leak", column.name, message, suggestion, percent$1(share))];
	});
}
function copyWarning(dataset) {
	const rows = everyRow(dataset.rows, dataset.rows);
	const copies = copiesIn([...featuresOf(dataset), targetOf(dataset)], rows);
	if (copies === null) return [];
	const { repeated, distinct, unitOf } = copies;
	const again = fileAgain(dataset.files, unitOf);
	const share = `${grouped(repeated)} of ${grouped(dataset.rows)} rows`;
	const message = `${share} repeat another in all features and the label, more than chance makes of such columns${again === null ? "" : `: ${again}`}; ${plural$1(distinct, "row")} are different, and equal ones count as one where models are judged`;
	return [warning("duplicate-rows", "rows", message, again === null ? "Look for a join that multiplies rows or files that hold the same rows." : "Keep one of the files: move the other one away.", share)];
}
function fileAgain(files, unitOf) {
	const owner = new Map();
	for (const [index, { name, start, end }] of files.entries()) {
		const owners = new Set();
		for (let row = start; row < end; row++) {
			const first = owner.get(unitOf[row]) ?? index;
			owner.set(unitOf[row], first);
			owners.add(first);
		}
		const [only = index, ...others] = owners;
		if (only === index || others.length > 0) continue;
		const earlier = files[only];
		const rows = plural$1(end - start, "row");
		return earlier.end - earlier.start === end - start ? `${printable$1(earlier.name, 200)} and ${printable$1(name, 200)} hold the same ${rows}` : `all ${rows} of ${printable$1(name, 200)} stand in ${printable$1(earlier.name, 200)} too`;
	}
	return null;
}
function groupWarning({ column, values, rows, seen, unseen }) {
	const message = `rows of one ${named(column)} stand on both sides of the split (${plural$1(values, "value")} in ${plural$1(rows, "row")}) and are alike: a small forest is right in ${percent$1(seen)} of rows whose ${named(column)} it has seen, in ${percent$1(unseen)} of others`;
	const suggestion = `If new values of ${named(column)} are to be predicted, keep rows of one value on one side.`;
	const remedies = [setKey(CONFIGURATION, "split.by", { group: column })];
	return {
		...warning("grouped-rows", column, message, suggestion, `${percent$1(seen)} and ${percent$1(unseen)}`),
		remedies
	};
}
function everyRow(rows, most) {
	const step = Math.max(1, Math.ceil(rows / most));
	return new Int32Array(Math.ceil(rows / step)).map((_, i) => i * step);
}
function toldBy(dataset) {
	const label = targetOf(dataset);
	const sampled = everyRow(dataset.rows, ROWS);
	const known = new Map();
	return (column) => {
		const told = known.get(column) ?? toldByItself(column, label, sampled);
		known.set(column, told);
		return told;
	};
}
const featuresOf = ({ columns, features }) => columns.filter(({ name }) => features.includes(name));
function groupingOf(dataset, told = toldBy(dataset)) {
	const label = targetOf(dataset);
	const asked = dataset.columns.flatMap((column) => {
		if (column.name === dataset.target || column.kind === "number" && column.type !== "integer") return [];
		const { rows, values, byValue, byNeighbour } = told(column);
		return values >= GROUPS.fewest && rows >= GROUPS.rows * values && byValue >= GROUPS.tells && byNeighbour <= GROUPS.beside ? [{
			column,
			values,
			rows,
			byValue
		}] : [];
	}).sort((a, b) => b.byValue - a.byValue || b.values - a.values).slice(0, TRIAL.columns);
	for (const { column, values, rows } of asked) {
		const lost = lossOn(dataset, label, column);
		if (lost !== null) return {
			column: column.name,
			values,
			rows,
			...lost,
			fresh: isFresh(dataset, column)
		};
	}
	return null;
}
function lossOn(dataset, label, column) {
	const unitOf = (row) => column.kind === "number" ? column.values[row] : column.codes[row];
	const rows = everyRow(dataset.rows, TRIAL.rows).filter((row) => label.codes[row] > 0);
	const values = [...new Set(Array.from(rows, unitOf))].sort((a, b) => a - b);
	const place = new Map(values.map((value, i) => [value, i]));
	if (values.length < GROUPS.fewest) return null;
	const features = featuresOf(dataset);
	const right = (half) => {
		const hits = new Uint8Array(rows.length);
		for (const own of [0, 1]) {
			const learned = rows.filter((row, i) => half(row, i) !== own);
			const judged = rows.filter((row, i) => half(row, i) === own);
			if (learned.length === 0 || judged.length === 0) continue;
			const { classes } = predict(smallForest(features, learned, learned.map((row) => label.codes[row] - 1), label.categories), features, judged);
			let k = 0;
			rows.forEach((row, i) => {
				if (half(row, i) === own) hits[i] = classes[k++] === label.codes[row] - 1 ? 1 : 0;
			});
		}
		return hits;
	};
	const [seen, unseen] = [right((_, i) => scattered(i)), right((row) => scattered(place.get(unitOf(row))))];
	const mean = (hits) => hits.reduce((sum, hit) => sum + hit, 0) / Math.max(1, hits.length);
	const loss = mean(seen) - mean(unseen);
	const byValue = new Map();
	rows.forEach((row, i) => {
		byValue.set(unitOf(row), (byValue.get(unitOf(row)) ?? 0) + seen[i] - unseen[i] - loss);
	});
	const error = Math.sqrt([...byValue.values()].reduce((sum, part) => sum + part * part, 0)) / Math.max(1, rows.length);
	return loss >= LOSS.least && loss >= LOSS.errors * error ? {
		seen: mean(seen),
		unseen: mean(unseen)
	} : null;
}
const scattered = (i) => Math.imul(i + 1, 2654435761) >>> 16 & 1;
function isFresh({ files }, column) {
	const cell = (row) => column.kind === "number" ? column.values[row] : column.codes[row];
	const known = new Set();
	let [again, later] = [0, 0];
	for (const [i, { start, end }] of files.entries()) {
		const own = new Set();
		for (let row = start; row < end; row++) own.add(cell(row));
		if (i > 0) later += own.size;
		for (const value of own) if (i > 0 && known.has(value)) again++;
		for (const value of own) known.add(value);
	}
	return later > 0 && again <= RECURS * later;
}
// src/validate/cells/affixes.ts
const USUAL = .01;
const hasAffixes = ({ field }) => !field.bareNumber && (field.type === "number" || field.type === "integer");
function usualAffixes(parts) {
	const usual = new Set();
	for (const part of parts) {
		const counts = countsOf(part);
		const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
		for (const [affix, count] of counts) if (count > USUAL * total) usual.add(affix);
	}
	return usual.size === 0 ? null : [...usual];
}
function affixRule(part, expected) {
	const { file, field, at } = part;
	const allowed = expected ?? mostFrequent(countsOf(part));
	const found = new Set();
	const affixAt = foreignAffixes(part, allowed);
	const hits = hitsWhere(file.table.rows, (row) => {
		const affix = affixAt(row);
		if (affix !== null) found.add(affix);
		return affix !== null;
	});
	const list = [...new Set([...allowed, ...found])].slice(0, 10);
	return ranOverRows({
		code: "unit",
		subject: field.name,
		file,
		at,
		rows: file.table.rows,
		expected: affixWords(allowed),
		hits,
		verb: `has ${affixWords([...found])} around its numbers in`,
		remedy: `Convert them at the source; or, if they mean the same, ${field.where === null ? `write in the schema at ${named(field.name)}: affixes: ${yamlFlow(list)}` : "let the schema take them."}`,
		own: field.where === null ? [] : [setKey(field.where.file, fieldKey(field.name, "affixes"), list)]
	});
}
function foreignAffixes(part, allowed) {
	const affixAt = affixReader(part);
	return (row) => {
		const affix = affixAt(row);
		return affix === null || allowed.some((one) => isSameUnit(one, affix)) ? null : affix;
	};
}
function affixWords(affixes) {
	const words = affixes.slice(0, 3).map((affix) => affix === "" ? "nothing" : isAffix(affix) ? affix : "another text");
	return [...new Set(words)].join(" or ");
}
function mostFrequent(counts) {
	const [most] = [...counts].sort((a, b) => b[1] - a[1]);
	return most === void 0 ? [] : [most[0]];
}
function countsOf(part) {
	const counts = new Map();
	const affixAt = affixReader(part);
	for (let row = 0; row < part.file.table.rows; row++) {
		const affix = affixAt(row);
		if (affix !== null) counts.set(affix, (counts.get(affix) ?? 0) + 1);
	}
	return counts;
}
function affixReader({ file, at, column }) {
	const { decimals, values, texts } = file.table.columns[at];
	const memo = [];
	const isMissing = missingTest(column);
	return (row) => {
		if (isMissing(row)) return null;
		if (decimals[row] !== 255) return "";
		const code = values[row];
		let affix = memo[code];
		if (affix === void 0) {
			affix = anatomyOf(texts[code])?.affix ?? "";
			memo[code] = affix;
		}
		return affix;
	};
}
// src/validate/row-rules.ts
function rowRules(typed, schema, { target, history, showValues, word }) {
	const ran = [];
	const ranOver = (file, ...rules) => ran.push(...rules.map((rule) => ({
		rule,
		isAccepted: file.accepted
	})));
	for (const field of schema.fields) {
		const isKnown = typed.some(({ file, parts }) => file.accepted && parts.has(field.name));
		const rules = rulesOf(field, field.name === target, isGuessed(schema, field), beyondAccepted(schema, field, history), isKnown);
		const affixes = affixesBefore(typed, field);
		for (const { file, parts } of typed) {
			const part = parts.get(field.name);
			if (part === void 0 || file.table.rows === 0) continue;
			ranOver(file, ...checkPart({
				...part,
				field
			}, rules, showValues));
			if (field.constraints.unique) ranOver(file, uniqueRule(part, showValues));
			if (hasAffixes(part)) ranOver(file, affixRule(part, affixes));
		}
	}
	for (const { file, parts } of typed) {
		const rule = primaryKeyRule(schema, file, parts);
		if (rule !== null) ranOver(file, rule);
		ranOver(file, ...otherKeyRules(schema, file, parts));
	}
	return withoutAccepted(ran, word);
}
function withoutAccepted(ran, word) {
	if (word.before.length === 0) return ran.map(({ rule }) => rule);
	const keyOf = ({ code, subject }) => `${code}\n${subject}`;
	const shares = new Map();
	for (const { rule, isAccepted } of ran) if (isAccepted) shares.set(keyOf(rule), Math.max(shares.get(keyOf(rule)) ?? 0, rule.share ?? 0));
	return ran.map(({ rule, isAccepted }) => {
		if (rule.finding === null || !wasAccepted(rule.code, rule.subject, word)) return rule;
		return isAccepted || (rule.share ?? 1) <= (shares.get(keyOf(rule)) ?? 0) ? {
			...rule,
			finding: null
		} : rule;
	});
}
function affixesBefore(typed, field) {
	if (field.affixes !== void 0) return field.affixes;
	return usualAffixes(typed.flatMap(({ file, parts }) => file.accepted ? parts.get(field.name) ?? [] : []).filter(hasAffixes));
}
// src/validate/validate.ts
function validate(input) {
	const policy = withFieldDrift(input.policy, input.schema);
	const found = allChecks(input);
	const checks = policy === void 0 ? found.checks : withPolicy(found.checks, policy);
	const screens = policy === void 0 ? found.screens : withPolicy(found.screens, policy);
	const { word = NOTHING_SAID } = input;
	const used = usedIn([...checks, ...screens], word);
	return {
		...found,
		excluded: excludedOf(input),
		...stopped(withWord(checks, word), withWord(screens, word)),
		used
	};
}
function excludedOf({ excluded = [], schema, target, isMeasured }) {
	if (excluded.length === 0) return null;
	return datasetOf(typeFiles(excluded, schema), schema, schema.fields.find((field) => field.name === target) ?? null, isMeasured);
}
function allChecks(given) {
	const { word = NOTHING_SAID } = given;
	const { schema, target, showValues, isMeasured = false } = given;
	const kept = keeper(given.policy);
	const targetField = schema.fields.find((field) => field.name === target) ?? null;
	if (target !== null && targetField === null) throw unknownTarget(schema, target);
	if (given.files.length === 0) return {
		checks: given.found ?? [],
		screens: [],
		dataset: null,
		profile: null,
		batches: []
	};
	const read = readingChecks(given.files, schema);
	const files = given.files.map((file) => withoutHeaders(file, schema));
	const input = {
		...given,
		files,
		target: isMeasured ? null : target
	};
	const matches = files.map((file) => matchHeader(file.table.header, schema));
	const typed = files.map((file, i) => typeFile(file, schema, matches[i].columns));
	const profiles = profileSource(typed, input.reference);
	const headers = files.map((file, i) => {
		const match = matches[i];
		return {
			file,
			match,
			...diagnose(changedTable(file.table, schema, match, input.reference, profiles))
		};
	});
	const history = acceptedBefore(input, typed);
	const isReleased = (code, name) => wasAccepted(code, name, word);
	const checks = [
		...input.found ?? [],
		...files.filter((file) => file.table.rows === 0).map(emptyFinding),
		...missingFiles(files),
		...read,
		...structureChecks(eachOnce(headers), schema, target, input.reference),
		...typed.flatMap((one) => swapChecks(one, schema, input.reference)),
		...unjudgedKeys(schema),
		...settle(rowRules(typed, {
			...schema,
			fields: fieldsMovedOn(schema, history, isReleased)
		}, {
			target,
			history,
			showValues,
			word
		}))
	];
	const { checks: compared, screens, batches } = compareBatches(input, typed, history);
	checks.push(...compared);
	const lacks = (name) => typed.some(({ parts }) => !parts.has(name));
	if ((headerTolerance(schema.fieldsMatch).fewer ? target === null ? [] : [target] : schema.fields.map((field) => field.name)).some(lacks)) return {
		checks,
		screens,
		dataset: null,
		profile: null,
		batches
	};
	const dataset = datasetOf(typed, schema, targetField, isMeasured);
	const data = typed.some(({ file }) => file.golden) ? datasetOf(typed.filter(({ file }) => !file.golden), schema, targetField, isMeasured) : dataset;
	const profile = input.remembers === false ? null : kept(profileOf(data));
	if (target === null || targetField === null) return {
		checks,
		screens,
		dataset: null,
		profile,
		batches
	};
	const labelled = {
		files: data.files,
		isWindowed: input.isWindowed ?? false
	};
	if (isMeasured) return {
		checks: [...checks, ...measuredChecks(numericTargetOf(data), labelled)],
		screens,
		dataset,
		profile,
		batches
	};
	const known = input.reference?.columns.find((column) => column.name === target) ?? null;
	if (history.length === 0 && input.remembers !== false) checks.push(...firstLook(data, (input.split?.by ?? "row") === "row"));
	return {
		checks: [...checks, ...targetChecks(targetOf(data), known, labelled)],
		screens,
		dataset,
		profile,
		batches
	};
}
function withoutHeaders(given, { dialect }) {
	const file = {
		...given,
		table: withoutLines(given.table, dialect?.commentRows ?? [])
	};
	const rows = headerRows(file);
	return rows.length === 0 || rows.length === file.table.rows ? file : {
		...file,
		table: withoutRows(file.table, new Set(rows))
	};
}
function standardOf(config) {
	const { data, target, checks, report, split, command } = config;
	return {
		target,
		isMeasured: command?.evidence === "judged" && command.errorGate !== null,
		isWindowed: data.window.kind !== "all",
		policy: checks,
		split,
		showValues: report.showValues
	};
}
function stopped(checks, screens) {
	return checks.some(({ status }) => status === "fail" || status === "inconclusive") ? {
		checks: causesFirst([...checks, ...screens]),
		screens: []
	} : {
		checks,
		screens: causesFirst(screens)
	};
}
function rememberedBy({ champion, batches }) {
	return {
		reference: champion?.manifest.profile ?? null,
		remembered: batches
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
		got: printable$1(target),
		expected: names
	}));
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
function emptyFinding(file) {
	return {
		code: "unreadable",
		subject: file.name,
		status: "fail",
		observed: 0,
		expected: "rows below the header",
		message: `${printable$1(file.name, 200)} has a header and no rows`,
		...waysOut$1("Export the file again.", file, "no rows"),
		where: {
			file: file.name || file.uri,
			line: 1,
			column: 1
		}
	};
}
export { wordOf as $, readText as $t, matchPatterns as A, valueAt as An, firstFrom as At, isInBucket as B, targetOf as Bt, describeNearby as C, publishChecks as Cn, wilson as Ct, isSimilarName as D, pathText as Dn, assembleForest as Dt, isSidecar as E, mapping$1 as En, smallForest as Et, checkFuture as F, numberBelow as Ft, inside as G, writtenAs as Gt, shown as H, readSchema as Ht, isPossible as I, columnOf as It, acceptedRows as J, kindOfType as Jt, withSlashes as K, ENCODINGS as Kt, possibleFiles as L, concatColumns as Lt, formatOf as M, predict as Mt, asWritten as N, predictorOf as Nt, dateOf as O, printable as On, copiesIn as Ot, proposePattern as P, walkerOf as Pt, withWord as Q, readYamlValue as Qt, Storages as R, isLabelled as Rt, readable as S, namesFile as Sn, clopperPearson as St, comparablePieces as T, keyText as Tn, fisherGreater as Tt, compilePattern as U, schemaFromJson as Ut, plural as V, parseSchema as Vt, matchPattern as W, schemaToJson as Wt, rowsOf$1 as X, retrainFile as Xt, movedRows as Y, TEXT_KEYS as Yt, usedIn as Z, readYaml as Zt, partsOf$1 as _, baseOf as _n, withoutLines as _t, hasAffixes as a, laterValue as an, typeFile as at, readFiles as b, keyChecks as bn, randomBelow as bt, stringFormat as c, complete as cn, isSampled as ct, isGuessed as d, limitsOf as dn, isDated as dt, prepared as en, groupedBy as et, gapFloor as f, retrainOf as fn, valueWords as ft, nameSimilarity as g, SEARCHED as gn, rowsOfTable as gt, layoutsOf as h, trainOf as hn, spanWords as ht, foreignAffixes as i, laterKey as in, missingColumn as it, ACCEPTED_EXTENSIONS as j, classifierOf as jt, inOrder as k, quoted as kn, studentQuantile as kt, NOT_JUDGED as l, dataOf as ln, headerTolerance as lt, targetCandidates as m, splitOf as mn, fileInterval as mt, standardOf as n, outlineOf as nn, shareAlarm as nt, groupingOf as o, bounded$2 as on, forgetTyped as ot, inferSchema as p, splitNotices as pn, everyWords as pt, parseCsv as q, cellParser as qt, validate as r, mistakesOf as rn, shareRange as rt, headerRows as s, elsewhere as sn, typeColumn as st, rememberedBy as t, without$1 as tn, ALPHA as tt, distributionOf$1 as u, gatesOf as un, matchHeader as ut, missingCount as v, fileName as vn, withoutRows as vt, comparableName as w, isMapping as wn, wilsonF1 as wt, readPaths as x, schemaChecks as xn, seedRandom as xt, missingTest as y, engineChecks as yn, cellText as yt, absolutePattern as z, numericTargetOf as zt };
