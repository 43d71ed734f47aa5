import { n as postToSupervisor } from "./supervised-thread.js";
import { a as LostRace, c as UnknownChampion, d as problem, f as sentence$1, i as LimitError, n as DamagedError, s as ServiceError, t as ConfigError, u as explain } from "./errors2.js";
import { $ as wordOf, $t as readText, A as matchPatterns, An as valueAt$1, B as isInBucket, C as describeNearby, Cn as publishChecks, D as isSimilarName, Dn as pathText, E as isSidecar, En as mapping, F as checkFuture, G as inside, Gt as writtenAs, H as shown$3, Ht as readSchema, I as isPossible, It as columnOf, J as acceptedRows, L as possibleFiles, M as formatOf, N as asWritten, O as dateOf, On as printable, P as proposePattern, Q as withWord, Qt as readYamlValue, R as Storages, S as readable, T as comparablePieces, Tn as keyText, U as compilePattern, Ut as schemaFromJson, V as plural, W as matchPattern, Wt as schemaToJson, Xt as retrainFile, Y as movedRows, Yt as TEXT_KEYS, Z as usedIn, Zt as readYaml, _ as partsOf, _n as baseOf, _t as withoutLines, an as laterValue, at as typeFile, b as readFiles, bn as keyChecks, cn as complete, d as isGuessed, dt as isDated, en as prepared, et as groupedBy, f as gapFloor, g as nameSimilarity, gn as SEARCHED, gt as rowsOfTable, h as layoutsOf, ht as spanWords, in as laterKey, it as missingColumn, j as ACCEPTED_EXTENSIONS, k as inOrder, kn as quoted$1, kt as studentQuantile, n as standardOf, nn as outlineOf, nt as shareAlarm, on as bounded, ot as forgetTyped, p as inferSchema, pn as splitNotices, q as parseCsv, qt as cellParser, r as validate, rn as mistakesOf, rt as shareRange, sn as elsewhere, st as typeColumn, t as rememberedBy, tn as without, tt as ALPHA, ut as matchHeader, vn as fileName, vt as withoutRows, w as comparableName, wn as isMapping, xn as schemaChecks, y as missingTest, yn as engineChecks, yt as cellText, zt as numericTargetOf } from "./validate.js";
import { C as string, b as object, c as _enum, f as boolean, y as number } from "./lib-zod.js";
import { A as runEnd, B as digestOf, C as storeRows, D as EMPTY_SET, E as markNamed, F as commandInputsDigest, G as GitHubError, H as canonicalBytes, I as inputsDigest, L as roundedProfile, M as subsetAt, O as mergeSets, P as buildManifest, R as ARCHIVE_TYPE, S as rowInputs, T as digestOfSet, U as GitHub, V as sha256Hex, _ as readRepository, a as GitObjects, b as readTar, c as mayBeRace, d as createCommit, f as createRef, g as readRef, h as moveRef, i as replaceWhole, j as runOf, l as ruleRefusal, m as deleteRef, n as makeFolders, o as blobSha, p as createTree, r as readPlain, s as snapshotAt, t as openRegistry, v as OBJECT_ID, w as withoutNotationKeys, x as writeTar, y as isPlainName } from "./registry.js";
import { C as intervalOf, D as scoreOf$1, E as score, O as shortId, S as gateNumbers, T as plain, _ as byteSize, a as dummyName, b as duration$1, c as scoreRows, f as counted$2, i as classRows, k as signed, l as MAX_CHARACTERS, n as isGate, o as headlineScore, r as viewOf, s as metricLabel, t as countsSentence, u as blocksOf, v as count, w as percent$1, x as exact, y as counted$1 } from "./view.js";
import { a as visible, i as shownName, n as clip, r as segmentsOf, t as bounded$1 } from "./text2.js";
import { t as renderRunJson } from "./run-json2.js";
import { A as dvcTarget, C as rowEncoder, D as attempts, E as S3Bucket, M as pointerIn, S as encodeText, T as check, w as byCodePoint } from "./onnx-read.js";
import { C as percent$2, D as BATCH_CODES, S as ofRows, T as printable$1, _ as waysOut, a as told$1, b as named, c as CONFIGURATION, d as fieldKey, g as setKey, h as reset, m as promoteAnyway, p as longerThan, u as exclude, v as fileWords, w as plural$1, x as namedList, y as grouped } from "./sentences.js";
import { C as timesOf$1, D as baselinesIn, E as askedAnew, O as judgedBy, S as timeCut, _ as answersOf$2, a as runChild, b as truthOf, d as gateResult, f as unitsOf, g as holdOut, h as unseenFrom, i as outputTail, m as obstacleTo, o as evaluate, p as REPORTED_CONFIDENCE, r as lastChange, s as overridden, v as isNew$1, w as unorderedBy, y as labelled } from "./git.js";
import { n as recipeOf, t as train } from "./train.js";
import { a as keyHasher, c as sortedOrder, i as keyFingerprint, n as compareHashes, o as rowHasher, s as setDigest, t as SetDigest } from "./row-hashes.js";
import { n as normalTail } from "./normal.js";
import path, { dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";
import { tmpdir } from "node:os";
import { constants, createReadStream, createWriteStream, statSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { createHash, randomBytes, randomInt } from "node:crypto";
import { copyFile, lstat, mkdir, mkdtemp, open, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
// src/config/file/proto-key.ts
const RECORDS = [["gates", "min-class-f1"], ["checks", "columns"]];
const NAME = "__proto__";
const ALIAS = "􏿽__proto__";
function withAlias(tree) {
	return RECORDS.reduce((all, path) => isMapping(valueAt$1(all, path)) ? renamed(all, path, NAME, ALIAS) : all, tree);
}
function withoutAlias(parsed) {
	return RECORDS.reduce((all, path) => isMapping(valueAt$1(all, path)) ? renamed(all, path, ALIAS, NAME) : all, parsed);
}
function pathWithoutAlias(path) {
	return path.map((step) => step === ALIAS ? NAME : step);
}
function renamed(tree, [step, ...rest], from, to) {
	if (!isMapping(tree)) return tree;
	const copy = mapping();
	for (const [key, item] of Object.entries(tree)) if (step === void 0) copy[key === from ? to : key] = item;
	else copy[key] = key === step ? renamed(item, rest, from, to) : item;
	return copy;
}
// src/config/file/values.ts
const KEYS = [
	["data", ["data", "files"]],
	["window", ["data", "window"]],
	["schema", ["schema"]],
	["target", ["target"]],
	["f1-threshold", ["gates", "f1-threshold"]],
	["engine", ["train", "engine"]],
	["registry", ["registry"]],
	["report-dir", ["report", "dir"]]
];
const MAX_SET_DEPTH = 8;
function flagName(caller, name) {
	return caller === "terminal" ? `--${name}` : `input ${name}`;
}
function given(caller, value) {
	if (value === void 0) return false;
	return caller === "terminal" || !(value === "" || Array.isArray(value) && value.every((item) => item.trim() === ""));
}
function layersOfValues(caller, values, set) {
	const layers = [];
	const problems = [];
	for (const line of set.flatMap((entry) => caller === "workflow" ? entry.split("\n") : [entry])) {
		if (line.trim() === "" && caller === "workflow") continue;
		const layer = layerOfSet(caller, line);
		if ("subject" in layer) layers.push(layer);
		else problems.push(layer);
	}
	for (const [name, path] of KEYS) {
		const value = values[name];
		if (!given(caller, value)) continue;
		const tree = toldValue(caller, name, value);
		layers.push(layerAt(path, tree, flagName(caller, name), (at) => scalarText(valueAt$1(tree, at))));
	}
	return {
		layers,
		problems
	};
}
function toldValue(caller, name, value) {
	if (name === "data") {
		const items = Array.isArray(value) ? value : [value];
		return caller === "terminal" ? items : items.flatMap((item) => item.split("\n").map((line) => line.trim())).filter((line) => line !== "");
	}
	const last = Array.isArray(value) ? value.at(-1) ?? "" : value;
	const text = caller === "workflow" ? last.trim() : last;
	return name === "f1-threshold" && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
}
function layerOfSet(caller, line) {
	const equals = line.indexOf("=");
	const path = line.slice(0, Math.max(equals, 0)).trim().split(".");
	if (equals < 0 || path.some((step) => step === "") || path.length > MAX_SET_DEPTH) {
		const expected = "KEY=VALUE, such as gates.champion.margin=0.02";
		return problem(`${setName(caller, "")} is ${quoted$1(line)}; expected ${expected}.`, {
			got: quoted$1(line),
			expected
		});
	}
	const value = readYamlValue(line.slice(equals + 1).trim());
	return layerAt(path, value.tree, setName(caller, path.map(keyText).join(".")), value.text);
}
function setName(caller, key) {
	const name = flagName(caller, "set");
	if (key === "") return name;
	return caller === "terminal" ? `${name} ${key}` : `${name} (${key})`;
}
function scalarText(value) {
	return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}
function layerAt(path, value, name, text) {
	let tree = value;
	for (const step of [...path].reverse()) {
		const parent = mapping();
		parent[step] = tree;
		tree = parent;
	}
	const below = (at) => at.slice(path.length);
	return {
		tree,
		subject: (at) => at.length > path.length && typeof at[path.length] === "string" ? `${name} at ${pathText(below(at))}` : name,
		whereValue: () => null,
		whereKey: () => null,
		text: (at) => at.length >= path.length ? text(below(at)) : null
	};
}
function overlay(file, layers) {
	const all = [file, ...layers];
	let tree = isMapping(file.tree) ? file.tree : mapping();
	for (const layer of layers) tree = joined$2(tree, layer.tree);
	const owner = (path) => {
		for (let length = path.length; length > 0; length--) {
			const at = path.slice(0, length);
			const value = valueAt$1(tree, at);
			if (value === void 0) continue;
			if (isMapping(value) && isMapping(valueAt$1(file.tree, at))) return file;
			return all.findLast((source) => valueAt$1(source.tree, at) !== void 0) ?? file;
		}
		return file;
	};
	const where = (path, find) => find(owner(path));
	return {
		tree,
		owner,
		subject: (path) => owner(path).subject(path),
		whereValue: (path) => where(path, (source) => source.whereValue(path)),
		whereKey: (path) => where(path, (source) => source.whereKey(path)),
		text: (path) => owner(path).text(path)
	};
}
function joined$2(under, over) {
	if (!isMapping(under) || !isMapping(over)) return over;
	const tree = mapping();
	for (const [key, value] of Object.entries(under)) tree[key] = value;
	for (const [key, value] of Object.entries(over)) {
		const before = Object.hasOwn(tree, key) ? tree[key] : void 0;
		tree[key] = before === void 0 ? value : joined$2(before, value);
	}
	return tree;
}
// src/config/load.ts
const MAX_CONFIG_BYTES = 2 ** 20;
const MAX_SCHEMA_BYTES = 2 ** 22;
const MAX_THREADS = 256;
const OUTLINE = outlineOf(retrainFile);
const WORDS = {
	outline: OUTLINE,
	laterKey,
	laterValue
};
const SECTIONS = new Set(OUTLINE.keys());
const TEXTS = new Set(TEXT_KEYS);
async function loadConfig(invocation) {
	return (await loadTold(invocation, readText)).config;
}
async function loadTold(invocation, reader, layered = (layer) => layer) {
	const { caller, cwd } = invocation;
	const read = await configFile(invocation, reader);
	const { layers: said, problems: valueProblems } = layersOfValues(caller, invocation.values, invocation.set);
	const layers = said.flatMap((layer) => layered(layer) ?? []);
	const told = overlay(read.source ?? blank(read.file ?? "retrain.yml"), layers);
	const source = {
		...told,
		tree: prepared(told, SECTIONS, TEXTS)
	};
	const { draft, mistakes } = judged(source);
	const threads = threadsOf(invocation);
	const base = read.file === null ? cwd : baseOf(read.file);
	const context = {
		caller,
		cwd,
		source,
		ownerBase: (at) => source.whereValue(at) === null ? cwd : base
	};
	const facts = {
		draft,
		bad: mistakes.map((mistake) => mistake.path),
		complete: read.source !== null,
		...context
	};
	const made = complete(facts);
	invocation.onLimits?.(made.config.limits);
	const schema = await schemaFile(facts, reader);
	const problems = [
		...mistakes.map((mistake) => mistake.problem),
		...keyChecks(facts),
		...engineChecks(facts),
		...publishChecks(facts),
		...made.problems
	];
	if (schema.names) problems.push(...schemaChecks(facts, schema.names));
	const all = bounded([
		...read.problems,
		...elsewhere(problems, read.problems),
		...valueProblems,
		...threads.problems
	]);
	if (all.length + schema.problems.length > 0) throw new ConfigError([...all, ...schema.problems]);
	return {
		config: {
			...made.config,
			data: {
				...made.config.data,
				repository: read.file === null ? cwd : path.dirname(read.file)
			},
			file: read.file === null ? null : fileName(cwd, read.file),
			whereOf: whereOf(source),
			schema: schema.schema,
			schemaFile: schema.file,
			threads: threads.threads,
			publish: invocation.publish,
			requiredFiles: invocation.requiredFiles ?? [],
			notices: [...made.notices, ...splitNotices(facts)]
		},
		source
	};
}
function judged(source) {
	let result = retrainFile.safeParse(withAlias(source.tree));
	if (result.success) return {
		draft: withoutAlias(result.data),
		mistakes: []
	};
	const issues = result.error.issues.map((issue) => ({
		...issue,
		path: pathWithoutAlias(issue.path)
	}));
	const mistakes = mistakesOf(issues, source, WORDS);
	let tree = without(source.tree, mistakes.map((mistake) => listPath(mistake.path)));
	for (let round = 0; round < 4; round++) {
		result = retrainFile.safeParse(withAlias(tree));
		if (result.success) return {
			draft: withoutAlias(result.data),
			mistakes
		};
		tree = without(tree, result.error.issues.map((issue) => round < 2 ? listPath(issue.path).slice(0, -1) : issue.path.slice(0, 1)));
	}
	return {
		draft: retrainFile.parse({}),
		mistakes
	};
}
function listPath(at) {
	const index = at.findIndex((step) => typeof step === "number");
	return index < 0 ? at : at.slice(0, index);
}
async function configFile({ caller, cwd, values }, reader) {
	const told = values.config;
	if (given(caller, told)) {
		const name = (Array.isArray(told) ? told.at(-1) : told)?.trim() ?? "";
		const subject = flagName(caller, "config");
		if (name === "" || name !== printable(name)) {
			const expected = "the path of a configuration file";
			return {
				file: null,
				source: null,
				problems: [problem(`${subject} is ${quoted$1(name)}; expected ${expected}.`, {
					got: quoted$1(name),
					expected
				})]
			};
		}
		return readConfig(cwd, path.resolve(cwd, name), {
			subject,
			where: null
		}, reader);
	}
	for (const name of SEARCHED) {
		const found = await readConfig(cwd, path.join(cwd, name), null, reader);
		if (found.file !== null) return found;
	}
	return {
		file: null,
		source: blank("retrain.yml"),
		problems: await misnamed(cwd, reader)
	};
}
async function misnamed(cwd, reader) {
	const names = SEARCHED.map((name) => name.replace(/yml$/, "yaml"));
	const there = await Promise.all(names.map((name) => reader(path.join(cwd, name), name, 0, null)));
	const name = names.find((_, index) => there[index]?.text !== null || there[index]?.problem !== null);
	if (name === void 0) return [];
	const expected = name.replace(/yaml$/, "yml");
	return [problem(`${name} is not looked for; expected ${expected}: rename it, or name it with config.`, {
		got: name,
		expected
	})];
}
async function readConfig(cwd, file, named, reader) {
	const name = fileName(cwd, file);
	const { text, problem: fault } = await reader(file, name, MAX_CONFIG_BYTES, named);
	if (fault) return {
		file,
		source: null,
		problems: [fault]
	};
	if (text === null) return {
		file: null,
		source: null,
		problems: []
	};
	const { source, problems } = readYaml(text, name);
	if (source !== null && source.tree === null) return {
		file,
		source: {
			...source,
			tree: mapping()
		},
		problems
	};
	if (source !== null && (typeof source.tree !== "object" || Array.isArray(source.tree))) {
		const where = source.whereValue([]);
		const expected = "a mapping of keys such as data and target";
		problems.push(problem(`${name} holds no keys at its top; expected ${expected}.`, {
			where,
			got: "no mapping",
			expected
		}));
		return {
			file,
			source: null,
			problems
		};
	}
	return {
		file,
		source,
		problems
	};
}
function blank(name) {
	return {
		tree: mapping(),
		subject: () => name,
		whereValue: () => null,
		whereKey: () => null,
		text: () => null
	};
}
function threadsOf({ caller, values, threads }) {
	const told = values.threads;
	if (!given(caller, told)) return {
		threads,
		problems: []
	};
	const text = (Array.isArray(told) ? told.at(-1) ?? "" : told).trim();
	const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
	if (count >= 1 && count <= MAX_THREADS) return {
		threads: count,
		problems: []
	};
	const expected = `an integer from 1 to ${MAX_THREADS}`;
	const message = `${flagName(caller, "threads")} is ${quoted$1(text)}; expected ${expected}.`;
	return {
		threads,
		problems: [problem(message, {
			got: quoted$1(text),
			expected
		})]
	};
}
async function schemaFile(facts, reader) {
	const { draft, source, cwd } = facts;
	if (draft.schema === void 0) return {
		schema: null,
		file: null,
		names: null,
		problems: []
	};
	const file = path.resolve(facts.ownerBase(["schema"]), draft.schema);
	const name = fileName(cwd, file);
	const named = {
		subject: source.subject(["schema"]),
		where: source.whereValue(["schema"])
	};
	const { text, problem: fault } = await reader(file, name, MAX_SCHEMA_BYTES, named);
	if (fault || text === null) return {
		schema: null,
		file: null,
		names: null,
		problems: fault ? [fault] : []
	};
	const { schema, names, problems, whereOf } = readSchema(text, name, draft.target ?? null);
	return {
		schema,
		file: {
			text,
			whereOf
		},
		names,
		problems
	};
}
function whereOf(source) {
	return (key) => {
		const at = key.split(/[.[\]]/).filter((step) => step !== "").map((step) => /^\d+$/.test(step) ? Number(step) : step);
		return valueAt$1(source.tree, at) === void 0 ? null : source.whereKey(at) ?? source.whereValue(at);
	};
}
// src/publish/homes/read-only.ts
function readOnly(registry) {
	const refuse = async () => {
		throw new Error(`a run that publishes nothing tried to write into ${registry.label}`);
	};
	return {
		label: registry.label,
		commit: null,
		doubt: null,
		undone: [],
		get found() {
			return registry.found;
		},
		mend: async () => void 0,
		read: (rowSets) => registry.read(rowSets),
		verify: () => registry.verify(),
		championId: () => registry.championId(),
		history: (runs) => registry.history(runs),
		load: (id) => registry.load(id),
		deliveries: {
			...registry.deliveries,
			noteRegistered: refuse
		},
		publish: refuse,
		rollback: refuse,
		record: refuse
	};
}
// src/report/sentences/coarse.ts
const STATED = new Set([
	"f1-threshold",
	"f1-earlier",
	"min-class-f1",
	"slices",
	"metrics",
	"calibration",
	"champion",
	"champion-earlier",
	"best",
	"reference",
	"error",
	"reported-floor"
]);
const DIGITS$1 = 2;
function coarsened(result) {
	const { evaluation } = result;
	const numbers = {
		stated: result.checks.flatMap(statedIn),
		whole: result.checks.filter(isGate).flatMap(wholeIn)
	};
	const gates = result.checks.some(isGate);
	return {
		...result,
		reason: gates ? coarseWords(result.reason, numbers) : result.reason,
		checks: result.checks.map((check) => isGate(check) ? coarseGate(check) : check),
		evaluation: evaluation && {
			candidate: coarseScore(evaluation.candidate),
			champion: coarseScore(evaluation.champion),
			dummy: coarseScore(evaluation.dummy)
		}
	};
}
function down(value) {
	return typeof value === "number" && Number.isFinite(value) ? Math.floor(value * 100 + 1e-9) / 100 : value;
}
function statedIn({ code, threshold }) {
	return STATED.has(code) && typeof threshold === "number" ? [Math.abs(threshold)] : [];
}
const wholeIn = ({ estimate, bound, threshold }) => [
	estimate,
	bound,
	threshold
].filter((value) => typeof value === "number");
const isStated = (stated, value) => stated.some((one) => Math.abs(one - Math.abs(value)) < 1e-9);
function coarseGate(check) {
	const stated = statedIn(check);
	const { observed, expected, message, estimate, bound, threshold } = check;
	return {
		...check,
		digits: DIGITS$1,
		observed: typeof observed === "number" ? down(observed) : observed,
		expected: typeof expected === "number" && !isStated(stated, expected) ? down(expected) : expected,
		message: coarseWords(message, {
			stated,
			whole: wholeIn(check)
		}),
		...estimate === void 0 ? {} : { estimate: down(estimate) },
		...bound === void 0 ? {} : { bound: down(bound) },
		...threshold == null || isStated(stated, threshold) ? {} : { threshold: down(threshold) }
	};
}
function coarseWords(text, numbers) {
	return text.split(/("(?:[^"\\]|\\.)*")/).map((part, index) => index % 2 === 1 ? part : coarseNumbers(part, numbers)).join("");
}
function coarseNumbers(text, { stated, whole }) {
	const cut = (number) => {
		const digits = number.length - number.indexOf(".") - 1;
		return down(whole.find((value) => value.toFixed(digits) === number) ?? Number(number));
	};
	return text.replace(/(?<![\w.])-?\d*\.\d{3,}(?![\w.]*\w)/g, (number) => exact(isStated(stated, Number(number)) ? Number(number) : cut(number))).replace(/(?<![\w.])(\d+)\.\d+(?= %(?! confidence))/g, (share, percent) => isStated(stated, Number(share) / 100) ? share : percent);
}
function coarseScore(score) {
	if (score === null) return null;
	const { classes, counts } = score.confusion;
	return {
		metrics: score.metrics.map((metric) => ({
			...metric,
			digits: DIGITS$1,
			value: down(metric.value),
			lower: down(metric.lower),
			upper: down(metric.upper)
		})),
		confusion: {
			classes,
			counts: counts.map((row) => row.map((count) => Number(count.toPrecision(2))))
		}
	};
}
// src/report/html/markup.ts
var Markup = class {
	text;
	constructor(text) {
		this.text = text;
	}
};
const ENTITIES$1 = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
function escaped(part) {
	if (part === null) return "";
	if (part instanceof Markup) return part.text;
	if (Array.isArray(part)) return part.map(escaped).join("");
	return visible(String(part)).replace(/[&<>"']/g, (character) => ENTITIES$1[character]);
}
function html(strings, ...parts) {
	return new Markup(strings.reduce((text, string, index) => text + escaped(parts[index - 1] ?? null) + string));
}
function codeOf(name, max) {
	return html`<code>${shownName(name, max)}</code>`;
}
function messageOf$1(message, max = 1e3) {
	return html`${segmentsOf(clip(message, max)).map(({ kind, text }) => kind === "code" ? codeOf(text, max) : html`${text}`)}`;
}
function suggestionOf(check) {
	return html`${blocksOf(check).map(({ kind, text }) => {
		if (kind === "prose") return html`<p>${messageOf$1(text.replace(/\n/g, " "), 3e3)}</p>`;
		return html`<pre tabindex="0"><code>${text.split("\n").map((line, index) => [index === 0 ? null : html`\n`, line])}</code></pre>`;
	})}`;
}
// src/report/html/svg.ts
function round(value) {
	return Math.round(value * 100) / 100;
}
function chart({ id, title, description, width, height }, content) {
	return html`<svg class="chart" role="img" aria-labelledby="${`${id}-title ${id}-description`}" viewBox="0 0 ${width} ${round(height)}"><title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>${content}</svg>`;
}
function rect({ x, y, width, height }, kind, options = {}) {
	const opacity = options.opacity === void 0 ? null : html` fill-opacity="${round(options.opacity)}"`;
	return html`<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(height)}" rx="${options.radius ?? 0}"${opacity}/>`;
}
function line(x1, y1, x2, y2, kind) {
	return html`<line class="${kind}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}
function text(x, y, content, { size = 13, anchor = "start", kind = "", rotate } = {}) {
	const turn = rotate === void 0 ? null : html` transform="rotate(${rotate} ${round(x)} ${round(y)})"`;
	return html`<text class="${kind}" x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}"${turn}>${content}</text>`;
}
function breadth(letter) {
	if (letter.codePointAt(0) >= 4352) return 2;
	return /[A-Z@%mw]/.test(letter) ? 1.35 : 1;
}
function label(name, max) {
	const letters = name === "" ? "(empty)" : visible(name.slice(0, 4 * max));
	let text = "";
	let taken = 0;
	for (const letter of letters) {
		if (taken + breadth(letter) > max) return {
			text: `${text}…`,
			breadth: taken + 1
		};
		text += letter;
		taken += breadth(letter);
	}
	return {
		text,
		breadth: taken
	};
}
const MOST_LETTERS = 1e3;
function labels(names, max) {
	const found = names.map((name) => label(name, max));
	for (const alike of sameText(found)) {
		const letters = alike.map((at) => [...visible(names[at].slice(0, MOST_LETTERS))]);
		const shared = sharedLetters(letters);
		for (const [i, at] of alike.entries()) {
			const head = label(letters[i].join(""), Math.floor(max / 3)).text;
			found[at] = label(`${head}${letters[i].slice(shared).join("")}`, max);
		}
	}
	for (const alike of sameText(found)) for (const [i, at] of alike.entries()) {
		const number = ` #${i + 1}`;
		const { text, breadth } = label(names[at], max - number.length - 1);
		found[at] = {
			text: `${text}${number}`,
			breadth: breadth + number.length
		};
	}
	return found;
}
function sameText(found) {
	const places = new Map();
	for (const [at, { text }] of found.entries()) places.set(text, [...places.get(text) ?? [], at]);
	return [...places.values()].filter((alike) => alike.length > 1);
}
function sharedLetters([first = [], ...others]) {
	const end = first.findIndex((letter, i) => others.some((letters) => letters[i] !== letter));
	return end < 0 ? first.length : end;
}
// src/report/html/confusion-chart.ts
const MOST_CLASSES = 20;
const WIDTH$2 = 820;
const LETTER$1 = 7.4;
const LONGEST_LABEL$1 = 22;
function groupSmall({ classes, counts }, most = MOST_CLASSES) {
	if (classes.length <= most) return {
		classes,
		counts,
		grouped: 0,
		rightInGroup: 0
	};
	const weight = new Float64Array(classes.length);
	counts.forEach((row, actual) => {
		row.forEach((value, predicted) => {
			weight[actual] += value;
			weight[predicted] += value;
		});
	});
	const kept = [...classes.keys()].sort((a, b) => weight[b] - weight[a] || a - b).slice(0, most - 1).sort((a, b) => a - b);
	const place = new Int32Array(classes.length).fill(most - 1);
	kept.forEach((of, index) => {
		place[of] = index;
	});
	const merged = Array.from({ length: most }, () => new Array(most).fill(0));
	counts.forEach((row, actual) => {
		const target = merged[place[actual]];
		row.forEach((value, predicted) => {
			target[place[predicted]] += value;
		});
	});
	const grouped = classes.length - kept.length;
	const isKept = new Set(kept);
	const rightInGroup = counts.reduce((sum, row, of) => sum + (isKept.has(of) ? 0 : row[of]), 0);
	return {
		classes: [...kept.map((of) => classes[of]), `other (${grouped} classes)`],
		counts: merged,
		grouped,
		rightInGroup
	};
}
function confusionChart(confusion) {
	const { classes, counts, grouped, rightInGroup } = groupSmall(confusion);
	const plan = planOf(classes);
	const { names, left, size, top, turned } = plan;
	const height = top + classes.length * size + 2;
	const width = Math.max(WIDTH$2, left + classes.length * size + (turned ? 110 : 10));
	const rows = classes.map((_, index) => {
		const counted = counts[index] ?? [];
		const right = grouped > 0 && index === classes.length - 1 ? rightInGroup : counted[index] ?? 0;
		return row({
			classes,
			counts: counted,
			own: index,
			right,
			plan,
			y: top + index * size
		});
	});
	const titles = [
		text(left - 12, 14, "actual ↓", {
			size: 12,
			anchor: "end",
			kind: "dim"
		}),
		text(left, 14, "predicted →", {
			size: 12,
			kind: "dim"
		}),
		names.map((name, index) => columnTitle(name, left + (index + .5) * size, top, turned))
	];
	return html`<figure><div class="scroll" role="group" tabindex="0" aria-label="Chart: confusion matrix">${chart({
		id: "confusion",
		title: "Confusion matrix of the new model",
		description: `${counted$1(classes.length, "row")} of actual classes by predicted classes; each cell holds a number of hold-out rows. ${worst(classes, counts)}`,
		width,
		height
	}, [titles, rows])}</div><figcaption>Blue is right, orange is wrong; the fuller the colour, the larger the share of the actual class.${grouped > 0 ? ` The ${grouped} classes with the fewest rows are grouped as “other”; run.json has them all.` : ""}</figcaption></figure>`;
}
function planOf(classes) {
	const written = labels(classes, LONGEST_LABEL$1);
	const longest = Math.max(...written.map(({ breadth }) => breadth));
	const left = Math.min(190, Math.max(80, longest * LETTER$1 + 24));
	const size = Math.max(28, Math.min(64, Math.floor((WIDTH$2 - left - 10) / classes.length)));
	const turned = longest * LETTER$1 > size - 4;
	return {
		names: written.map(({ text: name }) => name),
		left,
		size,
		turned,
		top: 26 + (turned ? Math.min(130, longest * 5.4 + 12) : 18)
	};
}
function columnTitle(name, x, top, turned) {
	const style = turned ? {
		size: 12.5,
		rotate: -40
	} : {
		size: 12.5,
		anchor: "middle"
	};
	return text(turned ? x - 2 : x, top - 8, name, style);
}
function row({ classes, counts, own, right, plan: { names, left, size }, y }) {
	const actual = classes[own];
	const total = counts.reduce((sum, value) => sum + value, 0);
	const cells = classes.map((predicted, index) => {
		const value = counts[index] ?? 0;
		const share = total === 0 ? 0 : value / total;
		const box = {
			x: left + index * size + 1,
			y: y + 1,
			width: size - 2,
			height: size - 2
		};
		const mixed = index === own && right < value;
		const shade = (kind, of) => rect(box, kind, {
			radius: 3,
			opacity: .12 + .88 * of
		});
		const wash = value === 0 ? null : mixed ? halves(box, right / value, share) : shade(index === own ? "hit" : "miss", share);
		const digits = value >= 1e4 ? `${Math.round(value / 1e3)}k` : String(value);
		const style = {
			size: Math.min(14, size * .38),
			anchor: "middle",
			kind: ""
		};
		const number = value === 0 ? null : text(box.x + box.width / 2, y + size / 2 + 4.5, digits, style);
		return html`<g><title>${`actual ${shownName(actual)}, predicted ${shownName(predicted)}: ${counted$1(value, "row")}, ${percent$1(share)} of the class${mixed ? `; ${count(right)} of them right, the others taken for another class of the group` : ""}`}</title>${rect(box, "cell", { radius: 3 })}${wash}${number}</g>`;
	});
	return html`${text(left - 12, y + size / 2 + 4.5, names[own], { anchor: "end" })}${cells}`;
}
function halves({ x, y, width, height }, right, share) {
	const opacity = .12 + .88 * share;
	const split = width * right;
	return html`${rect({
		x,
		y,
		width: split,
		height
	}, "hit", { opacity })}${rect({
		x: x + split,
		y,
		width: width - split,
		height
	}, "miss", { opacity })}`;
}
function worst(classes, counts) {
	let most = 0;
	let said = "No row was told wrong.";
	counts.forEach((row, actual) => {
		row.forEach((value, predicted) => {
			if (actual === predicted || value <= most) return;
			most = value;
			said = `Most often, ${count(value)} times, ${shownName(classes[actual])} was taken for ${shownName(classes[predicted])}.`;
		});
	});
	return said;
}
// src/report/html/f1-chart.ts
const MOST_BARS = 30;
const WIDTH$1 = 820;
const LETTER = 7.4;
const LONGEST_LABEL = 22;
const RIGHT = 742;
const TOP = 24;
const SERIES = [
	{
		key: "candidate",
		title: "New model",
		height: 10
	},
	{
		key: "champion",
		title: "Champion before",
		height: 7
	},
	{
		key: "dummy",
		title: "Most frequent class",
		height: 4
	}
];
const GAP = 2;
function chosenClasses(rows) {
	if (rows.length <= MOST_BARS) return rows;
	const value = (row) => (row.candidate ?? row.champion ?? row.dummy)?.value ?? 0;
	return [...rows].sort((a, b) => value(a) - value(b)).slice(0, MOST_BARS);
}
function f1Chart(rows) {
	const shown = chosenClasses(rows);
	const present = SERIES.filter(({ key }) => shown.some((row) => row[key] !== null));
	const thickness = present.reduce((sum, { height }) => sum + height + GAP, -2);
	const step = Math.max(24, thickness + 13);
	const height = TOP + shown.length * step + 4;
	const left = shown.length < rows.length ? ` The ${shown.length} lowest of ${counted$1(rows.length, "class", "classes")}.` : "";
	const names = labels(shown.map((row) => row.class), LONGEST_LABEL);
	const from = 26 + LETTER * Math.max(4, ...names.map(({ breadth }) => breadth));
	const groups = shown.map((row, index) => group({
		row,
		label: names[index],
		present,
		top: TOP + index * step + (step - thickness) / 2,
		thickness,
		from
	}));
	const content = [axis(from, height), groups];
	const described = `Horizontal bars from 0 to 1 for ${counted$1(shown.length, "class", "classes")}.${left} The table below holds the same numbers.`;
	const whiskers = shown.some((row) => row.candidate?.lower != null);
	const figure = chart({
		id: "f1",
		title: "F1 of each class",
		description: described,
		width: WIDTH$1,
		height
	}, content);
	return html`<figure>${legend(present, whiskers)}<div class="scroll" role="group" tabindex="0" aria-label="Chart: F1 of each class">${figure}</div>${left === "" ? null : html`<figcaption>${left}</figcaption>`}</figure>`;
}
const at = (from, value) => from + Math.min(1, Math.max(0, value)) * (RIGHT - from);
function axis(from, height) {
	return [
		0,
		.25,
		.5,
		.75,
		1
	].map((tick) => html`${line(at(from, tick), 20, at(from, tick), height - 4, "grid")}${text(at(from, tick), 13, String(tick), {
		size: 11.5,
		anchor: "middle",
		kind: "dim"
	})}`);
}
function group({ row, label, present, top, thickness, from }) {
	const middle = top + thickness / 2 + 4.5;
	const values = present.map(({ key, title }) => `${title} ${scoreOf$1(row[key])}`).join(", ");
	let y = top;
	const bars = [];
	for (const { key, height } of present) {
		const metric = row[key];
		if (metric !== null && Number.isFinite(metric.value)) {
			bars.push(rect({
				x: from,
				y,
				width: Math.max(1, at(from, metric.value) - from),
				height
			}, key, { radius: 1.5 }));
			if (key !== "dummy") bars.push(whisker(metric, from, y + height / 2, height / 2 - 1));
		}
		y += height + GAP;
	}
	const name = text(from - 12, middle, label.text, { anchor: "end" });
	const number = text(756, middle, scoreOf$1(row.candidate ?? row.champion), { kind: "" });
	return html`<g><title>${shownName(row.class)}: ${values}; ${counted$1(row.rows, "hold-out row")}</title>${name}${bars}${number}</g>`;
}
function whisker({ lower, upper }, from, y, half) {
	if (lower === null || upper === null) return null;
	const [low, high] = [at(from, lower), at(from, upper)];
	return [
		line(low, y, high, y, "whisker"),
		line(low, y - half, low, y + half, "whisker"),
		line(high, y - half, high, y + half, "whisker")
	];
}
function legend(present, whiskers) {
	const entries = present.map(({ key, title }) => html`<li><svg viewBox="0 0 24 12" aria-hidden="true">${rect({
		x: 0,
		y: 1,
		width: 24,
		height: 10
	}, key, { radius: 2 })}</svg>${title}</li>`);
	const sign = html`<svg viewBox="0 0 24 12" aria-hidden="true">${line(1, 6, 23, 6, "whisker")}${line(1, 2, 1, 10, "whisker")}${line(23, 2, 23, 10, "whisker")}</svg>`;
	return html`<ul class="legend">${entries}${whiskers ? html`<li>${sign}95 % interval</li>` : null}</ul>`;
}
// src/report/html/gate-mark.ts
const STATUS_TONE = {
	fail: "bad",
	inconclusive: "bad",
	undecided: "attention",
	warn: "attention",
	pass: "good"
};
const WIDTH = 144;
const EDGE = 6;
function gateMark({ estimate, bound, threshold, status }) {
	if (typeof estimate !== "number" || !Number.isFinite(estimate)) return null;
	const known = [
		estimate,
		bound,
		threshold
	].filter((value) => typeof value === "number" && Number.isFinite(value));
	const within = known.every((value) => value >= 0 && value <= 1);
	const reach = within ? 1 : 1.15 * Math.max(...known.map(Math.abs));
	const low = within ? 0 : -reach;
	const at = (value) => EDGE + (value - low) / (reach - low) * 132;
	const span = typeof bound === "number" && Number.isFinite(bound) ? bound : null;
	const parts = [
		rect({
			x: EDGE,
			y: 7,
			width: 132,
			height: 4
		}, "track", { radius: 2 }),
		span === null ? null : rect({
			x: Math.min(at(span), at(estimate)),
			y: 5,
			width: Math.abs(at(estimate) - at(span)),
			height: 8
		}, "reach", { radius: 2 }),
		typeof threshold === "number" && Number.isFinite(threshold) ? line(at(threshold), 1, at(threshold), 17, "limit") : null,
		html`<circle class="dot" cx="${round(at(estimate))}" cy="9" r="5"/>`
	];
	return html`<svg class="mark ${STATUS_TONE[status]}" viewBox="0 0 ${WIDTH} 18" aria-hidden="true">${parts}</svg>`;
}
// src/report/html/html-sections.ts
const MOST$2 = {
	todo: 20,
	problems: 100,
	findings: 200,
	gates: 60,
	metrics: 40,
	classes: 200,
	files: 200,
	passes: 300,
	timings: 30
};
function table({ caption, header, rows }) {
	const titles = header.map(([title, look]) => html`<th scope="col" class="${look}">${title}</th>`);
	const cell = (content, index) => {
		const look = header[index]?.[1] ?? "";
		return index === 0 ? html`<th scope="row" class="${look}">${content}</th>` : html`<td class="${look}">${content}</td>`;
	};
	return html`<div class="scroll" role="group" tabindex="0" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${titles}</tr></thead><tbody>\n${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody></table></div>`;
}
const moreLine = (left) => left === 0 ? null : html`<p class="more">… and ${count(left)} more; all are in run.json.</p>`;
function section(title, content) {
	return html`<section><h2>${title}</h2>${content}</section>\n`;
}
function folded(title, content, open = false) {
	return html`<section><details${open ? html` open` : null}><summary>${title}</summary>${content}</details></section>\n`;
}
function placeOf$1(where) {
	return where === null ? null : codeOf(`${where.file}:${where.line}:${where.column}`, 200);
}
function badge(check) {
	return html`<span class="badge ${STATUS_TONE[check.status]}">${check.status}</span>`;
}
function problemsSection(problems) {
	if (problems.length === 0) return null;
	const { shown, more } = bounded$1(problems, MOST$2.problems);
	return section("What to change", html`<ol class="steps bad">${shown.map(({ message, where, got, expected }) => {
		const known = [got === null ? null : html`got ${codeOf(got, 200)}`, expected === null ? null : html`expected ${messageOf$1(expected, 300)}`].filter((fact) => fact !== null);
		const told = known.length === 0 ? null : html`<p class="soft">${known.flatMap((fact, index) => index === 0 ? [fact] : [", ", fact])}</p>`;
		return html`<li><div class="head">${placeOf$1(where)}</div><p>${messageOf$1(message)}</p>${told}</li>\n`;
	})}</ol>${moreLine(more)}`);
}
function todoSection({ todo }) {
	if (todo.length === 0) return null;
	const { shown, more } = bounded$1(todo, MOST$2.todo);
	return section("What to do", html`<ol class="steps">${shown.map((check) => html`<li class="${STATUS_TONE[check.status]}"><div class="head">${badge(check)}<strong>${codeOf(check.subject)}</strong><span class="where">${visible(check.code)}</span><span class="where">${placeOf$1(check.where)}</span></div><p>${messageOf$1(check.message)}</p>${suggestionOf(check)}</li>\n`)}</ol>${moreLine(more)}`);
}
function findingsSection({ findings }) {
	if (findings.length === 0) return null;
	const { shown, more } = bounded$1(findings, MOST$2.findings);
	return section("What did not pass", [table({
		caption: "Checks that did not pass, worst first",
		header: [
			["Subject", "name"],
			["Status", "tight"],
			["Check", "tight"],
			["What was found", "message"],
			["Observed", "value"],
			["Expected", "value"]
		],
		rows: shown.map((check) => [
			codeOf(check.subject),
			badge(check),
			check.code.slice(0, 80),
			[foundOf$1(check), check.where === null ? null : html`<div class="where">${placeOf$1(check.where)}</div>`],
			messageOf$1(plain(check.observed), 80),
			messageOf$1(plain(check.expected), 80)
		])
	}), moreLine(more)]);
}
function foundOf$1({ message, power }, max) {
	return [messageOf$1(message, max), power ? html`<div class="soft">${messageOf$1(power, 300)}</div>` : null];
}
function gatesSection({ gates, cut }) {
	if (gates.length === 0) return null;
	const { shown, more } = bounded$1(gates, MOST$2.gates);
	return section("Gates", [
		table({
			caption: "What the model had to show. The dot is the estimate, the band reaches to its bound (≥: the value is hardly below it; ≤: hardly above), the line is the threshold.",
			header: [
				["Gate", "name"],
				["Status", "tight"],
				["", ""],
				["Rows", "n"],
				["Estimate", "n"],
				["Bound", "n"],
				["Threshold", "n"]
			],
			rows: shown.map((gate) => {
				const numbers = gateNumbers(gate);
				return [
					html`${codeOf(gate.code)} ${gate.subject === "model" ? null : codeOf(gate.subject)}`,
					badge(gate),
					gateMark(gate),
					count(gate.rows),
					...numbers
				];
			})
		}),
		moreLine(more),
		cut && html`<p class="soft">${cut}</p>`
	]);
}
function scoresSection({ evaluation }) {
	if (evaluation === null) return null;
	const all = scoreRows(evaluation);
	if (all.length === 0) return null;
	const { shown, more } = bounded$1(all, MOST$2.metrics);
	const rows = shown.map(({ name, average, slice, candidate, champion, dummy }) => [
		[metricLabel(name, average).slice(0, 80), slice === null ? null : html` on ${codeOf(slice)}`],
		scoreOf$1(candidate),
		candidate && intervalOf(candidate),
		scoreOf$1(champion),
		scoreOf$1(dummy)
	]);
	return section("Scores", [table({
		caption: "On the rows held out from training, the same for all three",
		header: [
			["Metric", "name"],
			["New model", "n"],
			["95 % interval", "n"],
			["Champion before", "n"],
			[dummyName(all), "n"]
		],
		rows
	}), moreLine(more)]);
}
function classesSection({ evaluation }) {
	if (evaluation === null) return null;
	const all = classRows(evaluation);
	if (all.length === 0) return null;
	const { shown, more } = bounded$1(all, MOST$2.classes);
	const numbers = html`<details><summary>The same as numbers</summary>${table({
		caption: "F1 of each class",
		header: [
			["Class", "name"],
			["Rows", "n"],
			["New model", "n"],
			["95 % interval", "n"],
			["Champion before", "n"],
			["Most frequent class", "n"]
		],
		rows: shown.map((row) => [
			codeOf(row.class),
			count(row.rows),
			scoreOf$1(row.candidate),
			row.candidate && intervalOf(row.candidate),
			scoreOf$1(row.champion),
			scoreOf$1(row.dummy)
		])
	})}${moreLine(more)}</details>`;
	return section("F1 of each class", [f1Chart(all), numbers]);
}
function confusionSection({ evaluation }) {
	const confusion = evaluation?.candidate?.confusion;
	if (confusion === void 0 || confusion.classes.length === 0) return null;
	return section("What was taken for what", confusionChart(confusion));
}
function passesSection({ passes }) {
	if (passes.length === 0) return null;
	const { shown, more } = bounded$1(passes, MOST$2.passes);
	const rows = shown.map((check) => [
		codeOf(check.subject),
		check.code.slice(0, 80),
		foundOf$1(check, 300)
	]);
	return folded(`${counted$1(passes.length, "check")} passed`, [table({
		caption: "Checks that passed",
		header: [
			["Subject", "name"],
			["Check", "tight"],
			["What was found", "message"]
		],
		rows
	}), moreLine(more)]);
}
function filesSection({ data }) {
	if (data === null || data.files.length === 0) return null;
	const { shown, more } = bounded$1([...data.files].reverse(), MOST$2.files);
	const rows = shown.map((file) => [
		codeOf(file.name, 160),
		count(file.rows),
		byteSize(file.bytes),
		codeOf(shortId(file.digest))
	]);
	return folded(`${counted$1(data.files.length, "data file")} read`, [table({
		caption: "Newest first; digests are the first 12 of 64 digits",
		header: [
			["File", "name"],
			["Rows", "n"],
			["Size", "n"],
			["Digest", "tight"]
		],
		rows
	}), moreLine(more)], data.files.length <= 12);
}
function runLink(url) {
	return /^https:\/\/[\w.-]+(\/[\w./-]*)?$/.test(url) ? html`<a href="${url}" rel="noreferrer">${url}</a>` : codeOf(url, 200);
}
function identitySection(result, context) {
	const { data, split, environment } = result;
	const { registry, started, runUrl, command, showValues } = context;
	const newest = data?.files.at(-1);
	return section("Identity", html`<dl class="facts">${[
		["Model", result.modelId && codeOf(result.modelId)],
		["Champion after this run", result.championId && codeOf(result.championId)],
		["Registry", registry && codeOf(registry, 200)],
		["Data digest", data?.digest ? codeOf(data.digest) : null],
		["Rows read", data === null || data.rows === null ? null : count(data.rows)],
		["Split", split && `${count(split.trainRows)} to train, ${count(split.holdoutRows)} held out, by ${split.by}`],
		["Target", context.target ? codeOf(context.target, 200) : null],
		["Engine", context.engine ? codeOf(context.engine) : null],
		["Newest file", newest === void 0 ? null : codeOf(newest.name, 200)],
		["Command", codeOf(command)],
		["Time", context.time?.slice(0, 40) ?? null],
		["Started", started?.slice(0, 200) ?? null],
		["Workflow run", runUrl && runLink(runUrl)],
		["Environment", `Node ${environment.node} on ${environment.platform}, ${counted$1(environment.threads, "thread")}, at most ${byteSize(environment.peakMemoryBytes)} of memory`],
		["Data values", showValues ? "shown" : html`hidden; <code>report.show-values</code> shows them`]
	].filter(([, value]) => value !== null && value !== "").map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`);
}
function timingsSection({ timings }) {
	const stages = Object.entries(timings).filter(([name, spent]) => name !== "total" && Number.isFinite(spent));
	if (stages.length === 0) return null;
	const longest = Math.max(...stages.map(([, spent]) => spent), 1e-9);
	const { shown, more } = bounded$1(stages, MOST$2.timings);
	const rows = shown.map(([name, spent]) => [
		name.slice(0, 80),
		duration$1(spent),
		html`<svg class="mark" viewBox="0 0 144 18" aria-hidden="true">${rect({
			x: 0,
			y: 4,
			width: Math.max(1, 144 * spent / longest),
			height: 10
		}, "dummy", { radius: 2 })}</svg>`
	]);
	return folded(`Time${timings.total === void 0 ? "" : `: ${duration$1(timings.total)} in all`}`, [table({
		caption: "How long each stage took",
		header: [
			["Stage", "tight"],
			["Time", "n"],
			["", ""]
		],
		rows
	}), moreLine(more)]);
}
// src/report/html/style.ts
const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f6f9; --card: #ffffff; --ink: #171c26; --soft: #515c70; --line: #dde3ec; --well: #f0f3f8;
  --good: #12703a; --bad: #b3201d; --attention: #8a5a00; --neutral: #46536a;
  --good-wash: #e5f5ea; --bad-wash: #fdebea; --attention-wash: #fdf3dc; --neutral-wash: #e9edf4;
  --candidate: #2a62d6; --champion: #c46a12; --dummy: #78849a; --hit: #5b8def; --miss: #f08a4b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0e1117; --card: #171b24; --ink: #e9edf5; --soft: #a5b0c3; --line: #2c3443; --well: #10141c;
    --good: #5ed48a; --bad: #ff8f88; --attention: #f0c04f; --neutral: #b4c0d4;
    --good-wash: #12301f; --bad-wash: #3a1817; --attention-wash: #352a0e; --neutral-wash: #232a38;
    --candidate: #6fa3ff; --champion: #f0a45a; --dummy: #8d99ae; --hit: #2f62c9; --miss: #ad4c12;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif;
  -webkit-text-size-adjust: 100%;
}
main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-top: 1.5rem; }
footer { color: var(--soft); font-size: .85rem; padding-top: .5rem; padding-bottom: 3rem; }
h1, h2, h3, p, dl, dd, figure, pre, ul, ol { margin: 0; }
h1 { font-size: 1.7rem; line-height: 1.25; letter-spacing: -.015em; font-weight: 680; text-wrap: balance; }
h2 { font-size: 1.1rem; font-weight: 660; letter-spacing: -.005em; margin-bottom: .8rem; }
h3 { font-size: .95rem; font-weight: 620; }
code, pre { font: .9em/1.5 ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; }
code { background: var(--well); border-radius: 4px; padding: .1em .32em; overflow-wrap: anywhere; unicode-bidi: isolate; }
pre { background: var(--well); border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; overflow-x: auto; margin-top: .5rem; }
pre code { background: none; padding: 0; white-space: pre-wrap; unicode-bidi: plaintext; }
a { color: var(--candidate); overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--candidate); outline-offset: 2px; }
.hero, section { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.4rem 1.5rem; margin-bottom: 1rem; }
.hero { border-top: 5px solid var(--tone); padding-top: 1.2rem; }
.good { --tone: var(--good); --wash: var(--good-wash); }
.bad { --tone: var(--bad); --wash: var(--bad-wash); }
.attention { --tone: var(--attention); --wash: var(--attention-wash); }
.neutral { --tone: var(--neutral); --wash: var(--neutral-wash); }
.eyebrow { color: var(--soft); font-size: .87rem; display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: center; margin-bottom: .7rem; overflow-wrap: anywhere; }
.badge {
  display: inline-block; color: var(--tone); background: var(--wash); border-radius: 999px; padding: .1rem .65rem;
  font-size: .82rem; font-weight: 650; white-space: nowrap;
}
.hero .badge { font-size: .95rem; padding: .2rem .85rem; }
.reason { font-size: 1.05rem; margin-top: .6rem; overflow-wrap: anywhere; max-width: 60rem; }
.soft { color: var(--soft); }
.hero .soft { margin-top: .35rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .65rem; margin-top: 1.2rem; }
.tiles > div { background: var(--well); border-radius: 10px; padding: .65rem .8rem; }
.tiles dt { color: var(--soft); font-size: .82rem; }
.tiles dd { font-size: 1.45rem; font-weight: 660; letter-spacing: -.01em; line-height: 1.3; font-variant-numeric: tabular-nums; }
.tiles dd small { display: block; font-size: .8rem; font-weight: 400; letter-spacing: 0; color: var(--soft); }
.steps { list-style: none; padding: 0; display: grid; gap: .75rem; }
.steps > li { border-left: 4px solid var(--tone); background: var(--well); border-radius: 0 10px 10px 0; padding: .8rem 1rem; min-width: 0; }
.steps p { margin-top: .4rem; overflow-wrap: anywhere; }
.steps pre, .steps code { background: var(--card); }
.steps pre code { background: none; }
.where { color: var(--soft); font-size: .87rem; }
.head { display: flex; flex-wrap: wrap; gap: .3rem .6rem; align-items: center; }
.scroll { overflow-x: auto; margin: 0 -.4rem; padding: 0 .4rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
caption { text-align: left; color: var(--soft); font-size: .87rem; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .7rem .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--soft); font-weight: 600; font-size: .82rem; white-space: nowrap; overflow-wrap: normal; border-bottom-color: var(--soft); }
tbody th { font-weight: 500; }
tbody tr:last-child > * { border-bottom: 0; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
td.tight, th.tight { white-space: nowrap; overflow-wrap: normal; }
td.tight code { overflow-wrap: normal; }
.message { min-width: 16rem; }
tbody th.name { min-width: 8rem; }
td.value { min-width: 6.5rem; }
.more { color: var(--soft); margin-top: .6rem; font-size: .9rem; }
details > summary { cursor: pointer; font-weight: 620; }
details[open] > summary { margin-bottom: .7rem; }
section > details > summary { font-size: 1.1rem; font-weight: 660; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; color: var(--soft); font-size: .87rem; margin-bottom: .6rem; }
.legend svg { width: 1.6rem; height: .8rem; vertical-align: -.05rem; margin-right: .35rem; }
figcaption { color: var(--soft); font-size: .87rem; margin-top: .5rem; }
.chart { display: block; width: 100%; height: auto; }
.chart text, .mark text { fill: var(--ink); font-family: inherit; font-variant-numeric: tabular-nums; unicode-bidi: isolate; }
.chart .dim { fill: var(--soft); }
.grid { stroke: var(--line); stroke-width: 1; }
.candidate { fill: var(--candidate); } .champion { fill: var(--champion); } .dummy { fill: var(--dummy); }
.whisker { stroke: var(--ink); stroke-width: 1.3; fill: none; }
.cell { fill: var(--well); } .hit { fill: var(--hit); } .miss { fill: var(--miss); }
.mark { width: 9rem; height: 1.1rem; display: block; }
.track { fill: var(--line); } .reach { fill: var(--tone); fill-opacity: .35; } .dot { fill: var(--tone); } .limit { stroke: var(--ink); stroke-width: 2; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .45rem 1.2rem; font-size: .92rem; }
.facts dt { color: var(--soft); }
.facts dd { min-width: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  body { font-size: 14px; }
  h1 { font-size: 1.35rem; }
  .hero, section { padding: 1.1rem 1rem; border-radius: 10px; }
  .facts { grid-template-columns: 1fr; gap: .1rem; }
  .facts dd { margin-bottom: .5rem; }
  .chart { min-width: 34rem; }
}
@media print {
  body { background: none; font-size: 11px; }
  main, footer { max-width: none; padding: 0; }
  .scroll { overflow: visible; margin: 0; padding: 0; }
  .chart { min-width: 0; }
  th, td, thead th, td.n, th.n, td.tight, th.tight { white-space: normal; overflow-wrap: anywhere; padding-right: .4rem; }
  .message, tbody th.name, td.value { min-width: 0; }
  td .mark { width: 5rem; }
  .hero, section { break-inside: avoid; border-color: #bbb; }
}
`;
// src/report/html/html.ts
const SIGN = {
	good: "✓",
	neutral: "→",
	attention: "!",
	bad: "✕"
};
function policy() {
	return `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'`;
}
function renderHtml(result, context) {
	const view = viewOf(result, context);
	const title = context.title.slice(0, 200);
	const body = [
		heroOf(result, context, view),
		problemsSection(result.error?.problems ?? []),
		todoSection(view),
		findingsSection(view),
		gatesSection(view),
		classesSection(result),
		confusionSection(result),
		scoresSection(result),
		passesSection(view),
		filesSection(result),
		identitySection(result, context),
		timingsSection(result)
	];
	return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${view.label}: ${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${body}</main>
<footer>Written by gated-retrain. The whole record of this run is in run.json beside this file.</footer>
</body>
</html>
`.text;
}
function heroOf(result, { title, command }, view) {
	const why = view.why === "" ? null : html`<p class="reason"><strong>Why:</strong> ${messageOf$1(view.why)}</p>`;
	const next = html`<p class="reason"><strong>What to do:</strong> ${messageOf$1(view.next)}</p>`;
	const aftermath = view.aftermath === null ? null : html`<p class="soft">${view.aftermath}</p>`;
	return html`<header class="hero ${view.tone}"><p class="eyebrow"><span class="badge"><span aria-hidden="true">${SIGN[view.tone]} </span>${view.label}</span><span>${title.slice(0, 200)}</span><span aria-hidden="true">·</span><span>${command.slice(0, 40)}</span></p><h1>${view.headline}</h1>${why}${next}${aftermath}${tilesOf(result, view)}</header>\n`;
}
function tilesOf(result, view) {
	const tiles = [...scoreTiles(result), ...runTiles(result, view)];
	if (tiles.length === 0) return null;
	return html`<dl class="tiles">${tiles.map(({ name, value, note }) => html`<div><dt>${name}</dt><dd>${value}${note === null ? null : html`<small>${note}</small>`}</dd></div>`)}</dl>`;
}
function scoreTiles(result) {
	const headline = headlineScore(result);
	if (headline === null) return [];
	const { candidate, champion, dummy } = headline.trio;
	const tiles = [];
	if (candidate !== null) {
		const note = candidate.lower === null ? null : `at least ${score(candidate.lower, candidate.digits)}`;
		tiles.push({
			name: metricLabel("f1", headline.average),
			value: scoreOf$1(candidate),
			note
		});
	}
	if (champion !== null) {
		const note = candidate === null ? null : `the new model is ${signed(candidate.value - champion.value, candidate.digits)}`;
		tiles.push({
			name: "Champion before",
			value: scoreOf$1(champion),
			note
		});
	}
	if (dummy !== null) tiles.push({
		name: "Most frequent class",
		value: scoreOf$1(dummy),
		note: "said of every row"
	});
	return tiles;
}
function runTiles({ data, split, checks, timings }, view) {
	const tiles = [];
	if (checks.length > 0) {
		const note = view.findings.length === 0 ? null : countsSentence(view.counts);
		tiles.push({
			name: "Checks passed",
			value: `${count(view.counts.pass)} of ${count(checks.length)}`,
			note
		});
	}
	if (data !== null && data.rows !== null) {
		const note = split === null ? null : `${count(split.trainRows)} to train, ${count(split.holdoutRows)} held out`;
		tiles.push({
			name: "Rows",
			value: count(data.rows),
			note
		});
	}
	if (timings.total !== void 0 && data !== null) tiles.push({
		name: "Time",
		value: duration$1(timings.total),
		note: null
	});
	return tiles;
}
// src/report/markdown/markdown.ts
const APART = "&#8203;";
const ENTITIES = {
	"<": "&lt;",
	">": "&gt;",
	"&": "&amp;"
};
const entity = (character) => ENTITIES[character] ?? `&#${character.codePointAt(0)};`;
function neutral(text) {
	return text.replace(/[<>&\\`*[\]|~#$]/g, entity).replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "&#95;").replace(/&#35;(?=\d)|@|\bGH-(?=\d)|(https?|ftp|mailto|xmpp):|www\./giu, (match) => `${match}${APART}`).replace(/@/g, entity).replace(/w(?=ww\.)/gi, entity).replace(/::/g, ":&#58;");
}
function lineStart(text) {
	return text.replace(/^(\d+)([.)])(?=\s|$)/, (_, digits, mark) => digits + entity(mark)).replace(/^[-+=]/, entity);
}
function mdWords(text) {
	return lineStart(neutral(visible(text).trim()));
}
const PLAIN_CODE = /^(?!.*(::|##\[))(?! )[^`|<>&\\[\]@]+(?<! )$/u;
function mdCode(name, max) {
	const text = shownName(name, max);
	return PLAIN_CODE.test(text) ? `\`${text}\`` : `<code>${neutral(text)}</code>`;
}
function mdMessage(message, max = 600) {
	return lineStart(segmentsOf(clip(message, max)).map(({ kind, text }) => kind === "code" ? mdCode(text, max) : neutral(visible(text))).join("").trim());
}
const PLAIN_BLOCK = /^[^`<>&@]*$/;
function mdPaste(text) {
	const lines = clip(text, MAX_CHARACTERS).split("\n").map(visible);
	const joined = lines.join("\n");
	if (PLAIN_BLOCK.test(joined) && !lines.some((line) => /^\s*::|##\[/.test(line))) return `\`\`\`${/^\s*(- )?[\w.-]+:(\s|$)/.test(joined) ? "yaml" : "text"}\n${joined}\n\`\`\``;
	return `<pre>\n${joined.replace(/[<>&`@|]/g, entity).replace(/::/g, ":&#58;").replace(/##\[/g, "&#35;#[")}\n</pre>`;
}
function mdSuggestion(check) {
	return blocksOf(check).map((block) => block.kind === "code" ? mdPaste(block.text) : mdMessage(block.text.replace(/\n/g, " "), 2e3)).join("\n\n");
}
function mdTable(header, rows, numeric = []) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	const rule = header.map((_, index) => numeric.includes(index) ? "---:" : "---");
	return [
		line(header),
		line(rule),
		...rows.map(line)
	].join("\n");
}
function mdFolded(title, body) {
	return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}
// src/report/markdown/sections.ts
const MARK = {
	good: "✅",
	neutral: "⏭️",
	attention: "⚠️",
	bad: "❌"
};
const STATUS = {
	fail: "❌ fail",
	inconclusive: "❔ inconclusive",
	undecided: "⚖️ undecided",
	warn: "⚠️ warn",
	pass: "✅ pass"
};
const more = (left, what) => `… and ${counted$1(left, what, what === "class" ? "classes" : `${what}s`)} more; all are in run.json.`;
function listed$1(list, max, what, table) {
	const { shown, more: left } = bounded$1(list, max);
	return [shown.length > 0 ? table(shown) : null, left > 0 ? more(left, what) : null].filter((part) => part !== null).join("\n\n");
}
function headOf(result, view) {
	const head = [`## ${MARK[view.tone]} ${view.label}: ${view.headline}`];
	if (view.why !== "") head.push(`- **Why:** ${mdMessage(view.why, 1e3)}`);
	head.push(`- **What to do:** ${mdMessage(view.next, 1e3)}`);
	const rest = view.aftermath === null ? [] : [view.aftermath];
	if (result.checks.length > 0) rest.push(`Checks: ${countsSentence(view.counts)}.`);
	else if (result.error === null && result.verdict !== "skipped") rest.push("No check ran.");
	return [head.join("\n"), ...rest.length === 0 ? [] : [rest.join(" ")]].join("\n\n");
}
function placeOf(where) {
	return where === null ? "" : mdCode(`${where.file}:${where.line}:${where.column}`, 160);
}
function problemsOf(problems, max) {
	if (problems.length === 0) return null;
	const rows = (shown) => mdTable([
		"Where",
		"What",
		"Got",
		"Expected"
	], shown.map(({ message, where, got, expected }) => [
		placeOf(where),
		mdMessage(message),
		got === null ? "" : mdCode(got),
		expected === null ? "" : mdMessage(expected, 200)
	]));
	return `### What to change\n\n${listed$1(problems, max, "problem", rows)}`;
}
function todoOf({ todo }, max) {
	if (todo.length === 0) return null;
	const entries = (shown) => shown.map((check, index) => `**${index + 1}.** ${mdCode(check.subject)} (${mdCode(check.code)}): ${mdMessage(check.message, 300)}\n\n${mdSuggestion(check)}`).join("\n\n");
	return `### What to do\n\n${listed$1(todo, max, "suggestion", entries)}`;
}
function changesOf({ changes }, max) {
	if (changes.length === 0) return null;
	const rows = (shown) => mdTable([
		"Change",
		"What it means",
		"Place"
	], shown.map(({ code, status, message, where }) => [
		`${STATUS[status].replace(/ .*/, "")} ${mdCode(code)}`,
		mdMessage(message),
		placeOf(where)
	]));
	return `### What changes\n\n${listed$1(changes, max, "change", rows)}`;
}
function findingsOf({ findings, changes }, max) {
	const left = findings.filter((check) => !changes.includes(check));
	if (left.length === 0) return null;
	const rows = (shown) => mdTable([
		"Status",
		"Check",
		"Subject",
		"What was found",
		"Place"
	], shown.map((check) => [
		STATUS[check.status],
		mdCode(check.code),
		mdCode(check.subject),
		foundOf(check),
		placeOf(check.where)
	]));
	return `### What did not pass\n\n${listed$1(left, max, "finding", rows)}`;
}
function foundOf({ message, power }, max) {
	return power ? `${mdMessage(message, max)}; ${mdMessage(power, 300)}` : mdMessage(message, max);
}
function gatesOf(gates, max) {
	if (gates.length === 0) return null;
	const rows = (shown) => mdTable([
		"Status",
		"Gate",
		"Subject",
		"Rows",
		"Estimate",
		"Bound",
		"Threshold"
	], shown.map((gate) => [
		STATUS[gate.status],
		mdCode(gate.code),
		mdCode(gate.subject),
		count(gate.rows),
		...gateNumbers(gate)
	]), [
		3,
		4,
		5,
		6
	]);
	return `### Gates\n\n${listed$1(gates, max, "gate", rows)}`;
}
function scoresOf(rows, max) {
	if (rows.length === 0) return null;
	const table = (shown) => mdTable([
		"Metric",
		"New model",
		"95 % interval",
		"Champion before",
		dummyName(rows)
	], shown.map(({ name, average, slice, candidate, champion, dummy }) => [
		`${mdWords(metricLabel(name, average))}${slice === null ? "" : ` on ${mdCode(slice)}`}`,
		scoreOf$1(candidate),
		(candidate && intervalOf(candidate)) ?? "",
		scoreOf$1(champion),
		scoreOf$1(dummy)
	]), [
		1,
		2,
		3,
		4
	]);
	return `### Scores on the hold-out\n\n${listed$1(rows, max, "metric", table)}`;
}
function classesOf(rows, max) {
	if (rows.length === 0) return null;
	const table = (shown) => mdTable([
		"Class",
		"Rows",
		"New model",
		"Champion before",
		"Most frequent class"
	], shown.map((row) => [
		mdCode(row.class),
		count(row.rows),
		scoreOf$1(row.candidate),
		scoreOf$1(row.champion),
		scoreOf$1(row.dummy)
	]), [
		1,
		2,
		3,
		4
	]);
	return mdFolded(`F1 of each of ${counted$1(rows.length, "class", "classes")}`, listed$1(rows, max, "class", table));
}
function filesOf({ data }, max) {
	if (data === null || data.files.length === 0) return null;
	const table = (shown) => mdTable([
		"File",
		"Rows",
		"Size",
		"Digest"
	], shown.map((file) => [
		mdCode(file.name),
		count(file.rows),
		byteSize(file.bytes),
		mdCode(shortId(file.digest))
	]), [1, 2]);
	const newestFirst = [...data.files].reverse();
	return mdFolded(`${counted$1(data.files.length, "file")} read, newest first`, listed$1(newestFirst, max, "file", table));
}
function identityOf(result, context) {
	const { title, registry, started, runUrl, command, showValues } = context;
	const { data, split, timings, environment } = result;
	return mdFolded("Identity and environment", mdTable(["", ""], [
		["Title", mdWords(title.slice(0, 200))],
		["Model", result.modelId && mdCode(result.modelId)],
		["Champion after this run", result.championId && mdCode(result.championId)],
		["Registry", registry && mdCode(registry, 200)],
		["Data digest", data?.digest ? mdCode(data.digest) : null],
		["Rows", data === null || data.rows === null ? null : count(data.rows)],
		["Split", split && `${count(split.trainRows)} to train, ${count(split.holdoutRows)} held out, by ${mdWords(split.by)}`],
		["Target", context.target ? mdCode(context.target, 200) : null],
		["Engine", context.engine ? mdCode(context.engine) : null],
		["Command", mdCode(command)],
		["Started", started && mdWords(started.slice(0, 200))],
		["Workflow run", runUrl && mdCode(runUrl, 200)],
		["Date", context.time ? mdWords(context.time.slice(0, 40)) : null],
		["Time", timings.total === void 0 ? null : duration$1(timings.total)],
		["Environment", `Node ${mdWords(environment.node)}, ${mdWords(environment.platform)}, ${counted$1(environment.threads, "thread")}`],
		["Data values", showValues ? "shown" : "hidden (`report.show-values`)"]
	].filter((fact) => Boolean(fact[1]))));
}
function passesOf(passes, max) {
	if (passes.length === 0) return null;
	const rows = (shown) => mdTable([
		"Check",
		"Subject",
		"What was found"
	], shown.map((check) => [
		mdCode(check.code),
		mdCode(check.subject),
		foundOf(check, 200)
	]));
	return mdFolded(`${counted$1(passes.length, "check")} passed`, listed$1(passes, max, "check", rows));
}
// src/report/markdown/summary.ts
const FULL = {
	todo: 10,
	problems: 50,
	changes: 50,
	findings: 50,
	gates: 30,
	metrics: 30,
	classes: 30,
	files: 20,
	passes: 100
};
function reduced(divisor) {
	const bounds = { ...FULL };
	for (const list of Object.keys(FULL)) bounds[list] = Math.floor(FULL[list] / divisor);
	return bounds;
}
const SUMMARY_BYTES = 262144;
function renderSummary(result, context, maxBytes = SUMMARY_BYTES) {
	const view = viewOf(result, context);
	const evidence = evidenceOf(result);
	for (let divisor = 1;; divisor *= 2) {
		const text = sections({
			result,
			context,
			view,
			evidence,
			bounds: reduced(divisor)
		});
		if (divisor > FULL.passes || Buffer.byteLength(text) <= maxBytes) return text;
	}
}
function evidenceOf({ evaluation }) {
	return evaluation === null ? {
		metrics: [],
		classes: []
	} : {
		metrics: scoreRows(evaluation),
		classes: classRows(evaluation)
	};
}
function sections({ result, context, view, evidence, bounds }) {
	return `${[
		headOf(result, view),
		problemsOf(result.error?.problems ?? [], bounds.problems),
		todoOf(view, bounds.todo),
		changesOf(view, bounds.changes),
		findingsOf(view, bounds.findings),
		gatesOf(view.gates, bounds.gates),
		view.cut,
		scoresOf(evidence.metrics, bounds.metrics),
		classesOf(evidence.classes, bounds.classes),
		filesOf(result, bounds.files),
		identityOf(result, context),
		passesOf(view.passes, bounds.passes)
	].filter((part) => part !== null).join("\n\n")}\n`;
}
function renderNote(note) {
	return `\n### The comment\n\n${mdSuggestion({ suggestion: note })}\n`;
}
// src/report/write.ts
async function writeReport(dir, result, context) {
	await mkdir(dir, { recursive: true });
	return {
		runJson: await replace(join(dir, "run.json"), renderRunJson(result)),
		summary: await replace(join(dir, "summary.md"), renderSummary(result, context)),
		html: await replace(join(dir, "report.html"), renderHtml(result, context))
	};
}
async function replace(path, text) {
	const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
	try {
		await writeFile(temporary, text);
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
	return path;
}
// src/run/recorder.ts
const EXIT_CODES = {
	promoted: 0,
	checked: 0,
	skipped: 0,
	kept: 0,
	rejected: 1,
	inconclusive: 1
};
var RunRecorder = class {
	facts = {
		publication: "not-moved",
		skipped: null,
		failedStage: null,
		modelId: null,
		championId: null,
		checks: [],
		evidence: null,
		reported: null,
		data: null,
		split: null,
		evaluation: null
	};
	now;
	#environment;
	#configuration;
	#started;
	#minutes;
	#timings = {};
	#profile = null;
	#rowSets = null;
	constructor({ now, environment, configuration }, minutes = Number.POSITIVE_INFINITY) {
		this.now = now;
		this.#environment = environment;
		this.#configuration = configuration ?? void 0;
		this.#started = now();
		this.#minutes = minutes;
	}
	async stage(name, work) {
		const begun = this.now();
		if (begun - this.#started > this.#minutes * 6e4) {
			this.facts.failedStage = name;
			throw new LimitError(`The run took longer than limits.minutes (${this.#minutes}) before ${name}. Raise the limit, or read less data.`);
		}
		postToSupervisor({
			kind: "stage",
			stage: name,
			facts: this.facts
		});
		try {
			return await work();
		} catch (error) {
			this.facts.failedStage ??= name;
			throw error;
		} finally {
			this.#timings[name] = (this.#timings[name] ?? 0) + Math.max(0, this.now() - begun);
		}
	}
	addChecks(checks, where = null) {
		this.facts.checks.push(...checks.map((check) => check.where === null ? {
			...check,
			where
		} : check));
		return checks.some((check) => check.status === "fail" || check.status === "inconclusive");
	}
	recordChampion(state) {
		this.facts.championId = state.pointer?.id ?? null;
		return state;
	}
	recordFiles(read) {
		const { files } = read;
		const rows = files.reduce((sum, file) => sum + file.table.rows, 0);
		const listed = files.map(({ name, digest, bytes, table, uri, versionId }) => ({
			name,
			digest,
			bytes,
			rows: table.rows,
			uri,
			versionId
		}));
		this.facts.data = {
			digest: null,
			rows,
			files: listed
		};
		return read;
	}
	recordRowSets(cut) {
		this.#rowSets = cut.named;
		return cut;
	}
	recordScriptData(digest, cleanProfile) {
		if (this.facts.data !== null) this.facts.data.digest = digest;
		this.#profile = cleanProfile;
	}
	recordInputs(inputs, cleanProfile) {
		if (this.facts.data !== null) this.facts.data.digest = inputs.rows;
		this.#profile = cleanProfile;
	}
	recordSplit(split, sides, checks) {
		this.facts.split = {
			by: split.by,
			trainRows: sides.trainRows.length,
			holdoutRows: sides.holdoutRows.length
		};
		return this.addChecks(checks);
	}
	recordEvaluation(modelId, evaluation, checks) {
		this.facts.evidence = "judged";
		this.facts.modelId = modelId;
		this.facts.evaluation = evaluation;
		this.facts.checks.push(...checks);
	}
	recordReported(modelId, reported) {
		this.facts.evidence = "reported";
		this.facts.modelId = modelId;
		this.facts.reported = reported;
	}
	remainingMs() {
		return this.#started + this.#minutes * 6e4 - this.now();
	}
	closeWithoutTraining({ kind, reason, reportCheck: says }, inputs, screens) {
		this.recordInputs(inputs, null);
		this.facts.checks = [...this.facts.checks, ...screens].flatMap((check) => says(check) ?? []);
		return this.closeSkipped({
			kind,
			reason
		});
	}
	closeSkipped({ kind, reason }) {
		this.facts.skipped = kind;
		return this.close({
			verdict: "skipped",
			reason
		});
	}
	closePromoted(championId, reason) {
		this.facts.championId = championId;
		this.facts.publication = "moved";
		return this.close({
			verdict: "promoted",
			reason
		});
	}
	close({ verdict, reason }) {
		return this.#result({
			verdict,
			error: null,
			reason,
			exitCode: EXIT_CODES[verdict]
		});
	}
	closeThrown(thrown) {
		const { kind, exitCode, problems } = explain(thrown);
		if (thrown instanceof UnknownChampion) {
			this.facts.championId = null;
			this.facts.publication = thrown.publication;
		}
		const reason = problems.map((p) => p.message).join(" ");
		if (kind !== "data") return this.#result({
			verdict: null,
			error: {
				kind,
				problems
			},
			reason,
			exitCode
		});
		const damaged = thrown instanceof DamagedError;
		for (const { message, where, got, expected } of problems) {
			const [code, status] = damaged ? ["registry", "inconclusive"] : ["unreadable", "fail"];
			const subject = where?.file ?? (damaged ? "registry" : "data");
			this.facts.checks.push(check(code, subject, status, message, {
				observed: got,
				expected,
				where
			}));
		}
		const failed = this.facts.checks.find((check) => check.status === "fail");
		return failed ? this.close({
			verdict: "rejected",
			reason: damaged ? failed.message : reason
		}) : this.close({
			verdict: "inconclusive",
			reason
		});
	}
	record(result) {
		const weighted = result.evaluation?.candidate?.metrics.find((metric) => metric.name === "f1" && metric.average === "weighted");
		return {
			time: new Date(this.now()).toISOString(),
			verdict: result.verdict,
			reason: result.reason,
			modelId: result.modelId,
			championId: result.championId,
			f1: weighted?.value ?? null,
			profile: this.#profile,
			...this.#namedRows(result)
		};
	}
	#namedRows({ publication, checks }) {
		if (publication === "moved" || this.#rowSets === null || checks.every(({ status }) => status === "pass")) return {};
		return { rowSets: this.#rowSets() };
	}
	#result(end) {
		const timings = {
			...this.#timings,
			total: Math.max(0, this.now() - this.#started)
		};
		const checks = told$1(this.facts.checks, this.#configuration);
		return {
			version: 1,
			...end,
			...this.facts,
			checks,
			timings,
			environment: this.#environment()
		};
	}
};
// src/evaluate/judge.ts
const WORST_FIRST = [
	"fail",
	"inconclusive",
	"undecided"
];
function judge(checks, gates, publishes = true) {
	if (checks.length === 0) return {
		verdict: "inconclusive",
		reason: "No check ran: there is nothing to decide on."
	};
	const worst = WORST_FIRST.find((status) => checks.some((check) => check.status === status));
	if (worst === void 0 && publishes) return {
		verdict: "promoted",
		reason: passed(checks)
	};
	if (worst === void 0) return {
		verdict: "checked",
		reason: `Would have been promoted: ${passed(checks)}`
	};
	const undecided = gates.undecided === "fail" ? "inconclusive" : "kept";
	return {
		verdict: worst === "fail" ? "rejected" : worst === "inconclusive" ? "inconclusive" : undecided,
		reason: reasonOf(checks.filter((check) => check.status === worst))
	};
}
function reasonOf(worst) {
	const message = worst[0].message;
	const others = worst.length - 1;
	if (others === 0) return message;
	return `${message.replace(/\.$/, "")} (and ${others} more ${others === 1 ? "check" : "checks"} did not pass: see the report).`;
}
function passed(checks) {
	const warnings = checks.filter((check) => check.status === "warn").length;
	const count = checks.length === 1 ? "The only check passed" : `All ${checks.length} checks passed`;
	return warnings === 0 ? `${count}.` : `${count}, ${warnings} of them with a warning.`;
}
// src/publish/chain/promotion.ts
function promotionOf({ inputs, dataset, profile, batches, scored, trained, origin, now, ...kept }) {
	const holdout = scored.evaluation.candidate?.confusion ?? {
		classes: [],
		counts: []
	};
	const rows = {
		digest: inputs.rows,
		count: dataset.rows
	};
	const { schema, split } = inputs;
	const judged = {
		rows,
		target: dataset.target,
		schema,
		split,
		holdout,
		profile,
		files: trained.files
	};
	const { manifest, id } = buildManifest({
		...judged,
		...madeBy(inputs.recipe, trained, scored)
	});
	const learned = learnedFrom({
		batches,
		...kept
	}, (set) => rowInputs({
		set,
		target: dataset.target
	}, inputs));
	return {
		id,
		manifest,
		files: trained.files,
		rowFiles: learned.rowFiles,
		entry: {
			kind: "promotion",
			id,
			gates: scored.checks,
			judgedBy: scored.judgedBy,
			...scored.reference === void 0 ? {} : { reference: scored.reference },
			...learned.entry,
			...kept.used.length === 0 ? {} : { acceptances: kept.used },
			run: origin.run,
			actor: origin.actor,
			time: new Date(now).toISOString(),
			reason: learned.reason
		}
	};
}
function madeBy(recipe, { chosen, script }, { errors }) {
	if (recipe.engine !== "command") return {
		recipe,
		...chosen && { chosen }
	};
	if (script === null) throw new Error("A script's model comes without its classes and files.");
	return {
		evidence: "judged",
		recipe,
		...script,
		...errors && { errors }
	};
}
function learnedFrom({ batches, cut, state }, inputsOf) {
	const { trainedOn } = cut;
	const toStore = cut.store();
	const stored = storeRows(toStore, inputsOf(toStore.set), state.rows);
	const known = new Set(state.accepted.map(sourceKey));
	const sources = trainedOn.filter((file) => !known.has(sourceKey(file))).map(({ uri, versionId, name, digest }) => ({
		uri,
		versionId,
		name,
		digest
	}));
	const kept = batches.slice(-30).map((batch) => ({
		...batch,
		profile: roundedProfile(batch.profile)
	}));
	return {
		rowFiles: stored.blobs,
		entry: {
			sources,
			batches: kept,
			rows: stored.record
		},
		reason: `trained on ${trainedOn.length} ${trainedOn.length === 1 ? "file" : "files"}`
	};
}
function sourceKey({ name, digest }) {
	return `${name.normalize("NFC")}\n${digest}`;
}
// src/table/rows/hashed-rows.ts
const FEW = 1024;
var RowCollector = class {
	#words;
	#rows;
	#count = 0;
	constructor(expected = 0) {
		this.#words = new Uint32Array(3 * Math.max(FEW, expected));
		this.#rows = new Uint32Array(Math.max(FEW, expected));
	}
	add(row, words, place) {
		if (this.#count === this.#rows.length) this.#grow();
		for (let word = 0; word < 3; word++) this.#words[3 * this.#count + word] = words[3 * place + word];
		this.#rows[this.#count++] = row;
	}
	sorted() {
		const words = this.#words.subarray(0, 3 * this.#count);
		return {
			words,
			rows: this.#rows.subarray(0, this.#count),
			order: sortedOrder(words)
		};
	}
	#grow() {
		const [words, rows] = [this.#words, this.#rows];
		this.#words = new Uint32Array(2 * words.length);
		this.#words.set(words);
		this.#rows = new Uint32Array(2 * rows.length);
		this.#rows.set(rows);
	}
};
const OPEN = -16;
function knownRows(hand, live, gone) {
	const classes = new Int32Array(hand.rows).fill(-1);
	const fresh = new RowCollector(live.parts.length === 0 ? hand.rows : 0);
	hand.eachHash((row, words) => {
		const run = runOf(live, words, 0);
		if (run < 0) fresh.add(row, words, 0);
		else classes[row] = run;
	});
	const taken = new Counts(live.parts.length);
	let isOpen = false;
	for (const { start, end } of hand.ranges) for (let row = start; row < end; row++) {
		const run = classes[row];
		if (run < 0) continue;
		const { first, last } = notGone(live, gone, run);
		const number = taken.next(run);
		if (number < last - first) {
			classes[row] = live.parts[first] === live.parts[last - 1] ? live.parts[first] : OPEN - run;
			isOpen ||= classes[row] <= OPEN;
		} else {
			classes[row] = number < last - run ? -2 : -1;
			fresh.add(row, live.words, run);
		}
	}
	if (isOpen) settle$1(classes, hand.ranges, live, gone);
	return {
		classes,
		fresh: fresh.sorted(),
		...presence$1(live, gone, taken)
	};
}
function notGone(live, gone, run) {
	const last = runEnd(live, run);
	const lost = gone.parts.length === 0 ? -1 : runOf(gone, live.words, run);
	return {
		first: lost < 0 ? run : Math.min(last, run + runEnd(gone, lost) - lost),
		last
	};
}
function presence$1(live, gone, taken) {
	const there = new Places(live.parts.length);
	const eachRun = (visit) => {
		for (let run = 0; run < live.parts.length;) {
			const { first, last } = notGone(live, gone, run);
			visit(first, last - Math.min(taken.at(run), last - first), last);
			run = last;
		}
	};
	let count = 0;
	eachRun((first, from, last) => {
		for (let place = from; place < last; place++) there.add(place);
		count += from - first;
	});
	const missing = new Uint32Array(count);
	count = 0;
	eachRun((first, from) => {
		for (let place = first; place < from; place++) missing[count++] = place;
	});
	return {
		there,
		missing
	};
}
var Places = class {
	#bits;
	constructor(length) {
		this.#bits = new Uint8Array((length >> 3) + 1);
	}
	add(place) {
		this.#bits[place >> 3] |= 1 << (place & 7);
	}
	has(place) {
		return (this.#bits[place >> 3] >> (place & 7) & 1) === 1;
	}
};
var Counts = class {
	#small;
	#large = new Map();
	constructor(length) {
		this.#small = new Uint8Array(length);
	}
	at(i) {
		return this.#small[i] < 255 ? this.#small[i] : this.#large.get(i) ?? 255;
	}
	next(i) {
		const before = this.at(i);
		if (before < 255) this.#small[i] = before + 1;
		else this.#large.set(i, before + 1);
		return before;
	}
};
function settle$1(classes, ranges, live, gone) {
	const main = ranges.map((range) => mainPart(classes, range));
	const groups = new Map();
	const groupAt = (row) => {
		const run = OPEN - classes[row];
		if (run < 0) return null;
		const known = groups.get(run);
		if (known !== void 0) return known;
		const { first, last } = notGone(live, gone, run);
		const brought = [];
		for (let place = first; place < last; place++) if (brought.at(-1)?.part === live.parts[place]) brought.at(-1).left++;
		else brought.push({
			part: live.parts[place],
			left: 1
		});
		groups.set(run, brought);
		return brought;
	};
	const give = (row, one) => {
		if (one === void 0) return;
		one.left--;
		classes[row] = one.part;
	};
	ranges.forEach(({ start, end }, i) => {
		for (let row = start; row < end; row++) give(row, groupAt(row)?.find(({ part, left }) => left > 0 && part === main[i]));
	});
	for (const { start, end } of ranges.toReversed()) for (let row = end - 1; row >= start; row--) give(row, groupAt(row)?.findLast(({ left }) => left > 0));
}
function mainPart(classes, { start, end }) {
	const counts = new Map();
	for (let row = start; row < end; row++) if (classes[row] >= 0) counts.set(classes[row], (counts.get(classes[row]) ?? 0) + 1);
	return [...counts].reduce((a, b) => b[1] > a[1] ? b : a, [-1, 0])[0];
}
function usedSet(live, { there, fresh }, isUsed) {
	const digest = new SetDigest();
	let at = 0;
	const acceptedUntil = (isBefore) => {
		for (; at < live.parts.length && isBefore(at); at++) if (there.has(at)) digest.add(live.words, at);
	};
	for (const k of fresh.order) {
		if (!isUsed(fresh.rows[k])) continue;
		acceptedUntil((place) => compareHashes(live.words, place, fresh.words, k) <= 0);
		digest.add(fresh.words, k);
	}
	acceptedUntil(() => true);
	return digest.digest();
}
// src/validate/history/hashed.ts
const NOT_PARSED = 1540483477;
function rowColumns({ fields, primaryKey }, target, keys) {
	const declared = new Set([
		target,
		...primaryKey,
		...keys
	]);
	const counts = ({ name, role }) => role === "feature" || role === "time" || role === "target" || declared.has(name);
	return fields.filter(counts).map(({ name }) => name).sort(byCodePoint);
}
function fieldsAsRecorded(columns, recorded, schema) {
	return columns.flatMap((name) => {
		const now = schema.fields.find((field) => field.name === name);
		const then = recorded?.fields.find((field) => field.name === name);
		if (now !== void 0 && (then === void 0 || then.type === now.type)) return now;
		return then === void 0 ? [] : {
			...then,
			aliases: [...then.aliases, ...now?.aliases ?? []]
		};
	});
}
function keyColumns({ primaryKey }, { by, column }) {
	if (primaryKey.length > 0) return primaryKey;
	return by === "id" && column !== null ? [column] : [];
}
function endsOf(files) {
	let end = 0;
	return Uint32Array.from(files, ({ table }) => {
		end += table.rows;
		return end;
	});
}
function fileAt(ends, row) {
	let [low, high] = [0, ends.length - 1];
	while (low < high) {
		const middle = low + high >> 1;
		if (ends[middle] <= row) low = middle + 1;
		else high = middle;
	}
	return low;
}
function typedBy(file, schema, fields) {
	const asked = {
		...schema,
		fields
	};
	const { parts } = typeFile(file, asked, matchHeader(file.table.header, asked).columns);
	return {
		parts,
		columns: fields.map((field) => parts.get(field.name)?.column ?? missingColumn(field, file.table.rows))
	};
}
function hashedKeys(files, ends, { schema, columns, secret }, rows) {
	const fields = schema.fields.filter(({ name }) => columns.includes(name));
	if (fields.length === 0) return void 0;
	const hashers = new Map();
	const hasherAt = (at) => {
		const hasher = hashers.get(at) ?? keyHasher(typedBy(files[at], schema, fields).columns, secret);
		hashers.set(at, hasher);
		return hasher;
	};
	const keys = new Uint32Array(2 * rows.length);
	rows.forEach((row, i) => {
		const at = fileAt(ends, row);
		hasherAt(at)(row - (at === 0 ? 0 : ends[at - 1]), keys, 2 * i);
	});
	return keys;
}
function eachHash(file, schema, fields, key, visit) {
	const { columns, parts } = typedBy(file, schema, fields);
	const hasher = rowHasher(columns, key);
	const words = new Uint32Array(3);
	const flips = notParsed(file.table.rows, parts);
	for (let row = 0; row < file.table.rows; row++) {
		hasher(row, words, 0);
		if (flips?.[row] === 1) words[0] ^= NOT_PARSED;
		visit(row, words);
	}
	return parts;
}
function notParsed(rows, parts) {
	const unread = [...parts.values()].filter(({ invalid }) => invalid.length > 0);
	if (unread.length === 0) return null;
	const flips = new Uint8Array(rows);
	for (const { invalid } of unread) for (const row of invalid) flips[row] ^= 1;
	return flips;
}
// src/validate/history/clock.ts
const DAY$2 = 86400;
const AHEAD = DAY$2;
function clockOf(schema) {
	return schema?.fields.find(({ role, type }) => role === "time" && isDated(type)) ?? null;
}
function goingBy(clock, data) {
	const { window, freshnessSeconds } = data;
	if (clock === null) return {
		listed: data,
		cut: {
			window,
			freshnessSeconds: null
		}
	};
	return {
		listed: {
			...data,
			freshnessSeconds: null,
			window: window.kind === "days" ? { kind: "all" } : window
		},
		cut: {
			window,
			freshnessSeconds
		}
	};
}
function timesOf({ byFile }, ends) {
	let [at, start] = [0, 0];
	return (row) => {
		if (row < start || row >= ends[at]) {
			at = fileAt(ends, row);
			start = at === 0 ? 0 : ends[at - 1];
		}
		return byFile[at]?.[row - start] ?? NaN;
	};
}
const latestPossible = (now) => now / 1e3 + AHEAD;
function newestTime({ byFile }, latest) {
	let newest = Number.NEGATIVE_INFINITY;
	for (const times of byFile) for (const time of times ?? []) if (time <= latest && time > newest) newest = time;
	return newest;
}
function windowOf(files, clock, window, latest) {
	if (clock === void 0 || window.kind !== "days") return (at) => files[at].inWindow;
	const newest = newestTime(clock, latest);
	const first = Number.isInteger(window.days) ? DAY$2 * (Math.floor(newest / DAY$2) - window.days + 1) : newest - DAY$2 * window.days;
	return (at, row) => files[at].inWindow && !((clock.byFile[at]?.[row] ?? NaN) < first);
}
function freshnessByRows(clock, freshnessSeconds, now) {
	const newest = newestTime(clock, latestPossible(now));
	const subject = clock.field.name;
	const base = {
		code: "stale",
		subject,
		where: null,
		expected: `at most ${spanWords(1e3 * freshnessSeconds)}`
	};
	if (newest === Number.NEGATIVE_INFINITY) {
		const message = `The age of the rows is not known: ${named(subject)} has no time that can be.`;
		return {
			...base,
			status: "warn",
			observed: null,
			message,
			suggestion: null
		};
	}
	const seconds = Math.max(0, now / 1e3 - newest);
	const observed = spanWords(1e3 * seconds);
	const message = `The newest row is ${observed} old (by ${named(subject)}, ${printable$1(new Date(1e3 * newest).toISOString())}), allowed is ${base.expected}`;
	if (seconds <= freshnessSeconds) return {
		...base,
		status: "pass",
		observed,
		message: `${message}.`,
		suggestion: null
	};
	const suggestion = "Find out why no new rows came; if they come less often, ask for less.";
	return {
		...base,
		status: "fail",
		observed,
		message: `${message}: new data has not arrived.`,
		suggestion,
		remedies: [longerThan(seconds)]
	};
}
// src/validate/accepted/by-file.ts
const keyOf = ({ name, digest }) => `${name.normalize("NFC")}\n${digest}`;
function knownFirst(files, ends, sources) {
	const whole = new Set(sources.map(keyOf));
	const names = new Set(sources.map(({ name }) => name.normalize("NFC")));
	const rankOf = (file) => whole.has(keyOf(file)) ? 0 : names.has(file.name.normalize("NFC")) ? 1 : 2;
	return files.map((file, at) => ({
		file,
		at,
		start: at === 0 ? 0 : ends[at - 1],
		end: ends[at],
		rank: rankOf(file)
	})).filter(({ file }) => !file.golden).sort((a, b) => a.rank - b.rank || a.at - b.at);
}
function adopt(classes, files, ends, { accepted, unhashed }) {
	const left = new Map(accepted.map((source) => [keyOf(source), source.digest]));
	const moved = new Map();
	const isThere = new Set(files.map(keyOf));
	for (const source of unhashed) if (!isThere.has(keyOf(source))) moved.set(source.digest, (moved.get(source.digest) ?? 0) + 1);
	files.forEach((file, i) => {
		if (file.golden) return;
		const known = left.delete(keyOf(file));
		const copies = moved.get(file.digest) ?? 0;
		if (!known && copies > 0) moved.set(file.digest, copies - 1);
		if (!known && copies === 0) return;
		for (let row = i === 0 ? 0 : ends[i - 1]; row < ends[i]; row++) if (classes[row] === -1 || known && classes[row] === -2) classes[row] = -3;
	});
}
// src/validate/accepted/calendar.ts
const HOUR = 3600;
const DAY$1 = 86400;
const FEWEST_ROWS$1 = 50;
const FRAGMENT = .5;
const MIDDLE = [.05, .95];
const ONE_UNIT = 1.05;
const ONE_DELIVERY = 1.5;
const iso = (time, length) => new Date(time * 1e3).toISOString().slice(0, length);
const weekOf = (time) => Math.floor((Math.floor(time / DAY$1) + 3) / 7);
const monthOf = (time) => {
	const date = new Date(time * 1e3);
	return 12 * (date.getUTCFullYear() - 1970) + date.getUTCMonth();
};
const UNITS = [
	{
		seconds: HOUR,
		numberOf: (time) => Math.floor(time / HOUR),
		label: (time) => `${iso(time, 13)} h`
	},
	{
		seconds: DAY$1,
		numberOf: (time) => Math.floor(time / DAY$1),
		label: (time) => iso(time, 10)
	},
	{
		seconds: 7 * DAY$1,
		numberOf: weekOf,
		label: (time) => `week of ${iso(DAY$1 * (7 * weekOf(time) - 3), 10)}`
	},
	{
		seconds: 31 * DAY$1,
		numberOf: monthOf,
		label: (time) => iso(time, 7)
	}
];
const DAYS = 1;
function partsOfRows(rows, parts) {
	return parts <= 65535 ? new Uint16Array(rows) : new Uint32Array(rows);
}
const isKnown = (one) => one >= 0 || one === -3;
const isFresh = (one) => one === -1 || one === -2;
function timed(timeOf, classes, isWanted, latest) {
	const each = (visit) => {
		for (let row = 0; row < classes.length; row++) {
			if (!isWanted(classes[row])) continue;
			const time = timeOf(row);
			if (time <= latest) visit(time);
		}
	};
	let rows = 0;
	each(() => rows++);
	return {
		rows,
		each
	};
}
function cutByCalendar(timeOf, classes, latest) {
	const known = timed(timeOf, classes, isKnown, latest);
	const fresh = timed(timeOf, classes, isFresh, latest);
	const unit = unitOf(known, fresh);
	if (unit === null) return null;
	const old = classes.some(isKnown) ? withOlder(stretchesOf(known, unit)) : [];
	const came = classes.some(isFresh) ? stretchesOf(fresh, unit) : [];
	const usual = known.rows === 0 ? Number.POSITIVE_INFINITY : usualOf(countsOf([known], unit).values());
	const young = came.length === 2 && reachOf(fresh) <= ONE_UNIT * unit.seconds && fresh.rows <= ONE_DELIVERY * usual ? [joined$1(came, came.reduce((a, b) => b.rows > a.rows ? b : a).label)] : came;
	const partOf = partsOfRows(classes.length, old.length + young.length);
	const put = (isWanted, stretches, before) => {
		const at = new Map(stretches.flatMap(({ units }, i) => units.map((one) => [one, before + i + 1])));
		for (let row = 0; row < classes.length; row++) {
			if (!isWanted(classes[row])) continue;
			const time = timeOf(row);
			partOf[row] = (time <= latest ? at.get(unit.numberOf(time)) : void 0) ?? before + stretches.length;
		}
	};
	put(isKnown, old, 0);
	put(isFresh, young, old.length);
	const partsOf = (stretches, accepted) => stretches.map(({ label, isOlder }) => ({
		accepted,
		isOlder,
		label
	}));
	return {
		parts: [...partsOf(old, true), ...partsOf(young, false)],
		partOf
	};
}
const joined$1 = (stretches, label, isOlder = false) => ({
	units: stretches.flatMap(({ units }) => units),
	rows: stretches.reduce((sum, { rows }) => sum + rows, 0),
	label,
	isOlder
});
function unitOf(known, fresh) {
	if (known.rows + fresh.rows === 0) return null;
	const usual = (unit) => usualOf(countsOf([known, fresh], unit).values());
	const enough = UNITS.findIndex((unit, i) => i >= DAYS && usual(unit) >= FEWEST_ROWS$1);
	if (known.rows === 0 || fresh.rows === 0) return UNITS[enough] ?? null;
	let finest = DAYS;
	for (const { each } of [known, fresh]) each((time) => {
		if (time % DAY$1 !== 0) finest = 0;
	});
	const reach = reachOf(fresh);
	const came = UNITS.findIndex(({ seconds }) => reach <= ONE_UNIT * seconds);
	const cut = Math.min(enough < 0 ? UNITS.length : enough, came < 0 ? UNITS.length : came);
	return UNITS[Math.max(finest, cut)] ?? null;
}
function countsOf(kinds, { numberOf }) {
	const counts = new Map();
	for (const { each } of kinds) each((time) => {
		const unit = numberOf(time);
		counts.set(unit, (counts.get(unit) ?? 0) + 1);
	});
	return counts;
}
function usualOf(counts) {
	const sorted = [...counts].sort((a, b) => a - b);
	return sorted[sorted.length >> 1] ?? 0;
}
function reachOf({ rows, each }) {
	if (rows === 0) return 0;
	const sorted = new Float64Array(rows);
	let count = 0;
	each((time) => {
		sorted[count++] = time;
	});
	sorted.sort();
	const at = (share) => sorted[Math.round(share * (rows - 1))];
	return at(MIDDLE[1]) - at(MIDDLE[0]);
}
function stretchesOf(timed, unit) {
	const counts = countsOf([timed], unit);
	const usual = usualOf(counts.values());
	const units = [...counts.keys()].sort((a, b) => a - b);
	const timeOf = new Map();
	timed.each((time) => {
		timeOf.set(unit.numberOf(time), time);
	});
	const stands = (one, i) => {
		const isEdge = i === 0 || i === units.length - 1;
		return counts.get(one) >= (isEdge ? FRAGMENT * usual : Math.min(FEWEST_ROWS$1, FRAGMENT * usual));
	};
	const standing = units.filter(stands);
	if (standing.length === 0) return [{
		units,
		rows: timed.rows,
		label: "",
		isOlder: false
	}];
	const stretches = standing.map((one) => ({
		units: [],
		rows: 0,
		label: unit.label(timeOf.get(one)),
		isOlder: false
	}));
	let at = 0;
	for (const one of units) {
		while (at + 1 < standing.length && Math.abs(standing[at + 1] - one) < Math.abs(standing[at] - one)) at++;
		stretches[at].units.push(one);
		stretches[at].rows += counts.get(one);
	}
	return stretches;
}
function withOlder(stretches) {
	if (stretches.length <= 60) return stretches;
	const older = stretches.slice(0, -60);
	return [joined$1(older, `until ${older.at(-1).label}`, true), ...stretches.slice(-60)];
}
// src/validate/accepted/changed.ts
const DAY = 86400;
const FEW_OF_DAY = .5;
const REPLACED = .5;
const LABEL$1 = "changed rows";
const FEW_RETURNED = .02;
function changedRows({ classes, corrected, returned, missing, timeOf }) {
	const same = classes.reduce((sum, one) => sum + (one >= 0 ? 1 : 0), 0);
	if (corrected !== null) {
		if (corrected.size > same) return [];
		const few = returned !== null && returned.size <= FEW_RETURNED * same ? returned.keys() : [];
		return [...new Set([...corrected.keys(), ...few])].sort((a, b) => a - b);
	}
	if (timeOf === null || missing === 0) return [];
	const days = knownDays(classes, timeOf);
	return [days, days.slice(0, -1)].map((some) => some.flatMap(({ fresh }) => fresh).sort((a, b) => a - b)).find(({ length }) => length <= same && REPLACED * length <= missing) ?? [];
}
const UNMOVED = .1;
function isNextSnapshot({ corrected, same }) {
	return corrected !== null && corrected > 0 && same <= UNMOVED * corrected;
}
function knownDays(classes, timeOf) {
	const days = new Map();
	classes.forEach((one, row) => {
		const isKnown = one >= 0 || one === -3;
		if (!isKnown && one !== -1 && one !== -2) return;
		const number = Math.floor(timeOf(row) / DAY);
		const day = days.get(number) ?? {
			known: 0,
			fresh: []
		};
		if (isKnown) day.known++;
		else day.fresh.push(row);
		days.set(number, day);
	});
	return [...days].sort(([a], [b]) => a - b).map(([, day]) => day).filter(({ known, fresh }) => fresh.length < FEW_OF_DAY * known);
}
function cutBeside(changed, classes, cut) {
	if (changed.length === 0) return cut();
	const before = changed.map((row) => classes[row]);
	for (const row of changed) classes[row] = -4;
	const others = cut();
	changed.forEach((row, i) => {
		classes[row] = before[i];
	});
	const parts = [...others.parts, {
		accepted: false,
		isOlder: false,
		label: LABEL$1,
		isChanged: true
	}];
	const partOf = partsOfRows(classes.length, parts.length);
	partOf.set(others.partOf);
	for (const row of changed) partOf[row] = parts.length;
	return {
		parts,
		partOf
	};
}
// src/validate/accepted/checks.ts
const FEW_BACK = 5;
const BACK_SHARE = .02;
const CHANGED_SHARE = .02;
const KEYLESS_SHARE = .01;
const FILES_NAMED = 3;
const CORRECTIONS = .5;
function acceptedChecks({ counts, newest }, pieces, { rows, accepted, moves = [] }, exclude) {
	if (accepted.length === 0) return [];
	const places = placesOf$1(pieces, accepted);
	const { corrected, gone } = counts;
	const back = counts.back > 0 ? [returned(counts, moves)] : [];
	if (corrected !== null && corrected > 0 && 2 * corrected >= gone) return [
		changed$1(counts, corrected),
		...changedBeyondHabit(counts, corrected, moves, pieces),
		...back
	];
	return [...newest !== null && isLost(newest, counts, places, exclude) ? [lostNewest(newest, counts)] : [presence(counts, rows !== null, places)], ...back];
}
function isLost({ missing }, { fresh, back }, { left }, exclude) {
	const named = new Set(exclude.map(({ file }) => file));
	return left.filter((name) => !named.has(name)).length > 0 || left.length === 0 && fresh + back < CORRECTIONS * missing;
}
function lostNewest({ missing, rows, rowSet }, { same, gone }) {
	const message = `${grouped(missing)} of the ${plural$1(rows, "newest accepted row")} are gone, while older ones are there: an older state of the data, or a loss`;
	return {
		code: "accepted-rows",
		subject: "rows",
		status: "inconclusive",
		observed: same,
		expected: same + gone,
		message,
		suggestion: "Put them back (`dvc pull`, a checkout of the newest commit), or leave them out if they are to be gone.",
		remedies: [exclude({ rows: rowSet }, "gone for good")],
		where: null
	};
}
function keyCheck({ rows }, readable) {
	if (rows === null || readable !== null || rows.record.secret !== true) return [];
	return [{
		code: "accepted-rows",
		subject: "rows",
		observed: null,
		expected: "the key of the registry's row hashes",
		where: null,
		status: "inconclusive",
		message: "The accepted rows were hashed with a secret that this run does not have: which rows are accepted is not known",
		suggestion: "Give the secret that earlier runs had: the input rows-key, at a terminal the environment variable GATED_RETRAIN_ROWS_KEY. If it is lost, begin anew.",
		remedies: [reset("the rows key is lost")]
	}];
}
function placesOf$1(pieces, accepted) {
	const plain = (name) => name.normalize("NFC");
	const names = new Set(accepted.map(({ name }) => plain(name)));
	const there = new Set(pieces.map(({ file }) => plain(file.name)));
	const holding = pieces.filter(({ file }) => file.accepted).map(({ file }) => plain(file.name));
	return {
		left: [...names].filter((name) => !there.has(name)),
		moved: [...new Set(holding)].filter((name) => !names.has(name))
	};
}
function changed$1(counts, corrected) {
	const { same, fresh, back, gone } = counts;
	const [known, others, left] = [
		same + gone,
		fresh + back - corrected,
		gone - corrected
	];
	const base = {
		code: "accepted-rows",
		subject: "rows",
		observed: same,
		expected: known,
		where: null
	};
	const came = others === 0 ? "no other row is new" : `${plural$1(others, "other row")} ${others === 1 ? "is" : "are"} new`;
	const lost = left === 0 ? "" : `, ${grouped(left)} are gone without one of their key`;
	const few = same === 0 ? "nothing" : `hardly anything`;
	const all = isNextSnapshot(counts) ? `: ${few} accepted is left as it was, so gates that ask for accepted rows are not run` : "";
	const message = `${grouped(corrected)} of ${plural$1(known, "row")} changed, by the key${lost}${all}; ${came}`;
	const suggestion = left === 0 ? null : "Put the rows that are gone back if they should stay in the judgement.";
	return {
		...base,
		status: left === 0 ? "pass" : "warn",
		message,
		suggestion
	};
}
function changedBeyondHabit({ same, gone }, corrected, moves, pieces) {
	const past = moves.map((one) => ({
		hits: one.changed,
		cells: one.known
	}));
	const own = {
		hits: corrected,
		cells: same + gone
	};
	if (past.length < 2) return [];
	if (shareAlarm({
		...own,
		past,
		floor: CHANGED_SHARE,
		alpha: .001,
		direction: "up"
	}) === null) return [];
	const file = (pieces.find((piece) => piece.file.batch?.isChanged) ?? pieces.find((piece) => !piece.file.accepted))?.file;
	const check = {
		code: "changed-rows",
		subject: "rows"
	};
	const words = "Look for what rewrote them. If their new values are right, say so.";
	return [{
		...check,
		status: "fail",
		observed: percent$2(own.hits / own.cells),
		expected: shareRange(past),
		message: `${percent$2(own.hits / own.cells)} of the accepted rows changed, by the key; from one promotion to the next it was ${shareRange(past)}`,
		...file === void 0 ? { suggestion: words } : waysOut(words, file, "changed rows", { check }),
		where: null
	}];
}
function presence({ same, fresh, back, gone, corrected }, isExact, { left, moved }) {
	const base = {
		code: "accepted-rows",
		subject: "rows",
		observed: same,
		expected: same + gone,
		where: null
	};
	const came = fresh + back === 0 ? "nothing is new" : `${plural$1(fresh + back, "row")} ${fresh + back === 1 ? "is" : "are"} new`;
	const suggestion = "Put them back (`dvc pull`, where DVC keeps them) if the history should stay in the judgement.";
	const newest = namedList(left.slice(-3).reverse());
	if (gone > 0) {
		const files = left.length === 0 ? "" : ` (of files no longer there the newest ${left.length === 1 ? "is" : "are"} ${newest})`;
		const message = `${grouped(gone)} of ${plural$1(same + gone, "accepted row")} are gone${files}: they are neither trained on nor judged; ${came}`;
		const isRewritten = corrected === null && left.length === 0 && gone > KEYLESS_SHARE * (same + gone) && 2 * (fresh + back) >= gone;
		return {
			...base,
			status: "warn",
			message,
			suggestion: isRewritten ? ASKS_FOR_KEY : suggestion
		};
	}
	if (!isExact && left.length > moved.length) {
		const message = `${plural$1(left.length, "accepted file")} ${left.length === 1 ? "is" : "are"} gone (${newest}), and their rows cannot be known in other files: the registry kept no hashes of rows yet; ${came}`;
		return {
			...base,
			status: "warn",
			message,
			suggestion
		};
	}
	if (moved.length > 0) {
		const message = `accepted rows are there under other names (${namedList(moved, FILES_NAMED)}); ${came}`;
		return {
			...base,
			status: "pass",
			message,
			suggestion: null
		};
	}
	return {
		...base,
		status: "pass",
		message: `${plural$1(same, "accepted row")} ${same === 1 ? "is" : "are"} there; ${came}`,
		suggestion: null
	};
}
const ASKS_FOR_KEY = "If these are rows whose values changed, name what a row is known by, so that it stays on its side of the hold-out and is judged as a correction: `primaryKey: COLUMN` in the schema file, or `split: {by: {id: COLUMN}}` in retrain.yml. If they are lost, put them back.";
function returned({ fresh, back }, moves) {
	const share = back / (fresh + back);
	const past = moves.filter(({ came }) => came > 0).map(({ came, back: hits }) => ({
		hits,
		cells: came
	}));
	const isUnusual = past.length < 2 ? share > BACK_SHARE : shareAlarm({
		hits: back,
		cells: fresh + back,
		past,
		floor: BACK_SHARE,
		alpha: ALPHA,
		direction: "up"
	}) !== null;
	const isMany = back > FEW_BACK && isUnusual;
	const usual = past.length < 2 ? "" : `; from one promotion to the next it was ${shareRange(past)}`;
	const message = `${grouped(back)} of ${plural$1(fresh + back, "row")} that came (${percent$2(share)}) were accepted before, gone since, and are here again${usual}`;
	return {
		code: "replay",
		subject: "rows",
		status: isMany ? "fail" : "warn",
		observed: back,
		expected: 0,
		message,
		suggestion: "Look for an old export that was delivered again. If the rows are to be judged and trained on again, set `checks: {replay: warning}`.",
		where: null
	};
}
// src/validate/accepted/corrected.ts
function correctedRows({ fresh, classes }, keys, gone) {
	if (keys === void 0 || gone.parts.length > 0 && gone.keys === void 0) return null;
	const corrected = new Map();
	if (gone.keys === void 0) return corrected;
	const [order, lost] = [sortedOrder(keys, 2), sortedOrder(gone.keys, 2)];
	let at = 0;
	for (const place of order) {
		while (at < lost.length && compareKeys(gone.keys, lost[at], keys, place) < 0) at++;
		if (at >= lost.length) break;
		const row = fresh.rows[place];
		if (isUnknown(keys, place) || classes[row] !== -1 && classes[row] !== -2) continue;
		if (compareKeys(gone.keys, lost[at], keys, place) === 0) corrected.set(row, gone.parts[lost[at++]]);
	}
	return corrected;
}
function goneBefore({ live, there, missing }, accepted) {
	if (accepted === null || accepted.gone.parts.length === 0 || live.keys === void 0) return EMPTY_SET;
	const isMissing = new Uint8Array(live.parts.length);
	for (const place of missing) isMissing[place] = 1;
	return subsetAt(live, Uint32Array.from(live.parts.keys()).filter((place) => isMissing[place] === 0 && !there.has(place)));
}
const isUnknown = (keys, i) => keys[2 * i] === 0 && keys[2 * i + 1] === 0;
const compareKeys = (a, i, b, j) => a[2 * i] - b[2 * j] || a[2 * i + 1] - b[2 * j + 1];
// src/validate/accepted/named.ts
function isSame(a, b) {
	return a.length === b.length && a.every(({ name, type }, i) => name === b[i].name && type === b[i].type);
}
function withNames(pieces, rows) {
	const names = new Map(Array.from(rowsByBatch(pieces, rows), ([at, own]) => [at, setDigest(rows.fresh.words, own)]));
	return pieces.map((piece) => {
		const rowSet = names.get(piece.file.batch?.at ?? -1);
		return rowSet === void 0 ? piece : {
			...piece,
			file: {
				...piece.file,
				rowSet
			}
		};
	});
}
const MOSTLY = .9;
function grownSets(pieces, rows, { key, fields }, sets) {
	const grown = new Map();
	const known = sets.filter((set) => set.key === keyFingerprint(key) && isSame(set.columns, fields));
	if (known.length === 0) return grown;
	const batches = [...rowsByBatch(pieces, rows).values()].map((own) => ({
		own,
		name: setDigest(rows.fresh.words, own)
	}));
	for (const { digest, rows: set } of known) {
		const isNamed = new Uint8Array(rows.classes.length);
		markNamed(rows.fresh, set, isNamed);
		for (const { own, name } of batches) {
			const hits = own.reduce((sum, place) => sum + isNamed[rows.fresh.rows[place]], 0);
			if (own.length > 0 && name !== digest && hits >= MOSTLY * own.length) grown.set(name, digest);
		}
	}
	return grown;
}
function rowsByBatch(pieces, { fresh, partOf }) {
	const batches = new Map();
	for (const { file } of pieces) {
		if (file.accepted || file.golden || file.batch === void 0) continue;
		const rows = (batches.get(file.batch.at)?.places.length ?? 0) + file.table.rows;
		batches.set(file.batch.at, {
			places: new Uint32Array(rows),
			next: 0
		});
	}
	for (const place of fresh.order) {
		const own = batches.get(partOf[fresh.rows[place]] - 1);
		if (own !== void 0) own.places[own.next++] = place;
	}
	return new Map(Array.from(batches, ([at, { places }]) => [at, places]));
}
function setsOf(pieces, rows, { key, fields }) {
	const { words } = rows.fresh;
	const accepted = acceptedCopies(rows);
	const about = {
		key: keyFingerprint(key),
		columns: fields.map(({ name, type }) => ({
			name,
			type
		}))
	};
	return Array.from(rowsByBatch(pieces, rows).values(), (own) => {
		const set = subsetAt({
			words,
			parts: accepted
		}, own);
		return {
			digest: digestOfSet(set),
			...about,
			rows: set
		};
	});
}
function acceptedCopies({ fresh: { words, rows, order }, classes, live, there }) {
	const copies = new Uint32Array(rows.length);
	for (let start = 0, end = 1; start < order.length; start = end++) {
		while (end < order.length && compareHashes(words, order[start], words, order[end]) === 0) end++;
		const equal = order.subarray(start, end);
		const adopted = equal.reduce((sum, place) => sum + (classes[rows[place]] === -3 ? 1 : 0), 0);
		const run = runOf(live, words, equal[0]);
		let known = 0;
		const last = run < 0 ? run : runEnd(live, run);
		for (let at = run; at < last; at++) known += there.has(at) ? 1 : 0;
		for (const place of equal) copies[place] = known + adopted;
	}
	return copies;
}
// src/validate/accepted/pieces.ts
function eachFile(files, ends, visit) {
	files.forEach((file, i) => {
		visit(file, i === 0 ? 0 : ends[i - 1], ends[i], i);
	});
}
function settle(classes, files, ends, inWindow) {
	const counts = {
		same: 0,
		fresh: 0,
		back: 0,
		gone: 0,
		outside: 0,
		excluded: 0,
		corrected: null
	};
	eachFile(files, ends, (file, start, end, at) => {
		for (let row = start; row < end && !file.golden; row++) {
			const one = classes[row];
			if (one >= 0 || one === -3) counts.same++;
			else if (one === -5) counts.excluded++;
			else if (!inWindow(at, row - start)) {
				counts.outside++;
				classes[row] = -4;
			} else if (one === -2) counts.back++;
			else counts.fresh++;
		}
	});
	return counts;
}
function cutByPromotion(classes, files, ends) {
	const keys = new Map();
	const keyAt = (row, at) => {
		const one = classes[row];
		return one >= 0 ? `${one}` : one === -3 ? `file ${at}` : `new ${at}`;
	};
	const each = (visit) => eachFile(files, ends, (file, start, end, at) => {
		for (let row = start; row < end && !file.golden; row++) if (isJudged(classes[row])) visit(row, keyAt(row, at), classes[row], at);
	});
	each((_, key, one, at) => {
		if (keys.has(key)) return;
		const accepted = one >= 0 || one === -3;
		keys.set(key, {
			accepted,
			age: one >= 0 ? one : (accepted ? 2 ** 32 : 2 ** 33) + at
		});
	});
	const sorted = [...keys].sort(([, a], [, b]) => a.age - b.age);
	const older = Math.max(0, sorted.filter(([, { accepted }]) => accepted).length - 60);
	const place = new Map(sorted.map(([key], i) => [key, Math.max(0, i - Math.max(0, older - 1))]));
	const partOf = partsOfRows(classes.length, sorted.length);
	each((row, key) => {
		partOf[row] = place.get(key) + 1;
	});
	return {
		parts: sorted.slice(Math.max(0, older - 1)).map(([, { accepted }], i) => ({
			accepted,
			isOlder: older > 0 && i === 0,
			label: ""
		})),
		partOf
	};
}
function piecesOf(classes, { parts, partOf }, files, ends, inWindow) {
	const pieces = [];
	eachFile(files, ends, (file, start, end, fileNumber) => {
		if (file.golden || end === start) {
			if (file.golden || file.inWindow) pieces.push({
				file,
				start,
				rows: null,
				isStored: false
			});
			return;
		}
		const keyOf = (row) => partOf[start + row] === 0 ? -1 : 4 * (partOf[start + row] - 1) + (classes[start + row] >= 0 ? 2 : 0) + (inWindow(fileNumber, row) ? 1 : 0);
		for (const [key, rows] of rowsByKey(end - start, keyOf)) {
			const at = key >> 2;
			const { accepted, ...about } = parts[at];
			const marked = {
				...file,
				accepted,
				inWindow: key % 2 === 1,
				batch: {
					at,
					...about
				}
			};
			const isStored = (key & 2) > 0;
			pieces.push({
				file: rows === null ? marked : cutTo(marked, rows),
				start,
				rows,
				isStored
			});
		}
	});
	return pieces;
}
function rowsByKey(count, keyOf) {
	const counts = new Map();
	for (let row = 0; row < count; row++) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
	counts.delete(-1);
	const keys = [...counts].sort(([a], [b]) => a - b);
	if (keys.length === 1 && keys[0][1] === count) return [[keys[0][0], null]];
	const rows = new Map(keys.map(([key, own]) => [key, {
		rows: new Int32Array(own),
		next: 0
	}]));
	for (let row = 0; row < count; row++) {
		const own = rows.get(keyOf(row));
		if (own !== void 0) own.rows[own.next++] = row;
	}
	return Array.from(rows, ([key, own]) => [key, own.rows]);
}
const isJudged = (one) => one !== -4 && one !== -5;
function cutTo(file, rows) {
	const cut = {
		...file,
		isCut: true,
		table: rowsOfTable(file.table, rows)
	};
	forgetTyped(file.table);
	return cut;
}
function eachPlace({ file, start, rows }, visit) {
	for (let i = 0; i < file.table.rows; i++) visit(start + (rows === null ? i : rows[i]));
}
function readingOrder(pieces) {
	const places = new Uint32Array(pieces.reduce((sum, { file }) => sum + file.table.rows, 0));
	let count = 0;
	let isSorted = true;
	for (const piece of pieces) eachPlace(piece, (place) => {
		isSorted &&= count === 0 || place > places[count - 1];
		places[count++] = place;
	});
	return isSorted ? null : Uint32Array.from(places.keys()).sort((a, b) => places[a] - places[b]);
}
function numbered(pieces, first) {
	const numbers = new Map();
	for (const { file, isStored } of pieces) if (file.batch !== void 0 && !isStored) numbers.set(file.batch.at, 0);
	const sorted = [...numbers.keys()].sort((a, b) => a - b);
	sorted.forEach((at, i) => {
		numbers.set(at, first + i);
	});
	return {
		pieces: pieces.map((piece) => {
			const { file, isStored } = piece;
			const part = file.batch === void 0 || isStored ? void 0 : numbers.get(file.batch.at);
			return part === void 0 ? piece : {
				...piece,
				file: {
					...file,
					part
				}
			};
		}),
		next: first + sorted.length
	};
}
// src/validate/accepted/excluded.ts
function leftOut({ exclude, named, kept, fields, keys, rows, by, collect }) {
	const out = {
		isNamed: new Uint8Array(exclude.length === 0 ? 0 : rows),
		used: [],
		unknown: [],
		foreign: []
	};
	const readable = [];
	for (const digest of new Set(exclude.map((one) => one.rows))) {
		const set = named.find((one) => one.digest === digest) ?? partCalled(digest, by, kept);
		if (set === null) out.unknown.push(digest);
		else {
			const key = keys.find((one) => keyFingerprint(one) === set.key);
			const own = fieldsOf(set, fields);
			if (key === void 0 || own === null) out.foreign.push(digest);
			else readable.push({
				set,
				by: {
					key,
					fields: own
				}
			});
		}
	}
	const kindOf = (one) => JSON.stringify([one.key, one.fields.map(({ name, type }) => [name, type])]);
	const kinds = groupedBy(readable, (one) => kindOf(one.by));
	const collected = new Map(Array.from(kinds, ([kind, own]) => [kind, collect(own[0].by, own.map(({ set }) => set.rows))]));
	for (const one of readable) out.used.push({
		set: one.set,
		found: markNamed(collected.get(kindOf(one.by)), one.set.rows, out.isNamed)
	});
	return out;
}
function fieldsOf({ columns }, fields) {
	const own = columns.flatMap(({ name, type }) => fields.find((field) => field.name === name && field.type === type) ?? []);
	return own.length === columns.length ? own : null;
}
function partCalled(digest, { key, fields }, kept) {
	const about = {
		digest,
		key: keyFingerprint(key),
		columns: fields.map(({ name, type }) => ({
			name,
			type
		}))
	};
	for (const { live } of kept) {
		const places = placesByPart(live);
		for (const own of groupsOf([...places.keys()])) {
			const rows = subsetAt(live, joined(own.map((part) => places.get(part))));
			if (digestOfSet(rows) === digest) return {
				...about,
				rows: {
					...rows,
					parts: ofOthers(live, new Set(own), rows)
				}
			};
		}
	}
	return null;
}
function placesByPart({ parts }) {
	const counts = new Map();
	for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
	const next = new Map(Array.from(counts.keys(), (part) => [part, 0]));
	const places = new Map(Array.from(counts, ([part, count]) => [part, new Uint32Array(count)]));
	parts.forEach((part, place) => {
		const at = next.get(part);
		places.get(part)[at] = place;
		next.set(part, at + 1);
	});
	return places;
}
function joined(lists) {
	const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const list of lists) {
		all.set(list, at);
		at += list.length;
	}
	return all.sort();
}
function groupsOf(numbers) {
	const parts = numbers.toSorted((a, b) => a - b);
	const newest = parts.slice(-20);
	return [...parts.map((part) => [part]), ...newest.slice(0, -1).map((_, i) => newest.slice(i))];
}
function ofOthers(live, own, { words, parts }) {
	return Uint32Array.from(parts, (_, row) => {
		const run = runOf(live, words, row);
		let others = 0;
		for (let place = run, end = runEnd(live, run); place < end; place++) if (!own.has(live.parts[place])) others++;
		return others;
	});
}
function notExcused(live, missing, { key, fields }, { used }) {
	const sets = used.flatMap(({ set }) => set.key === keyFingerprint(key) && isSame(set.columns, fields) ? [set.rows] : []);
	if (sets.length === 0) return missing;
	const excused = mergeSets(sets);
	let at = 0;
	return missing.filter((place) => {
		while (at < excused.parts.length && compareHashes(excused.words, at, live.words, place) < 0) at++;
		if (at >= excused.parts.length || compareHashes(excused.words, at, live.words, place) !== 0) return true;
		at++;
		return false;
	});
}
function leaveWholeOut(pieces, left, classes, sets) {
	const wanted = new Set(left.unknown);
	const isWhole = ({ file }) => file.rowSet !== void 0 && wanted.has(file.rowSet);
	const whole = pieces.filter(isWhole);
	if (whole.length === 0) return {
		pieces,
		left
	};
	const found = new Set(whole.map(({ file }) => file.rowSet));
	const used = sets().filter(({ digest }) => found.has(digest));
	const isNamed = left.isNamed.slice();
	for (const piece of whole) eachPlace(piece, (place) => {
		isNamed[place] = 1;
		classes[place] = -5;
	});
	return {
		pieces: pieces.filter((piece) => !isWhole(piece)),
		left: {
			...left,
			isNamed,
			used: [...left.used, ...used.map((set) => ({
				set,
				found: set.rows.parts.length
			}))],
			unknown: left.unknown.filter((digest) => !found.has(digest))
		}
	};
}
function filesLeftOut(files, ends, { isNamed }) {
	if (isNamed.length === 0) return [];
	return files.flatMap((file, i) => {
		const start = i === 0 ? 0 : ends[i - 1];
		const rows = Int32Array.from({ length: ends[i] - start }, (_, row) => row).filter((row) => isNamed[start + row] === 1);
		return rows.length === 0 ? [] : [{
			...file,
			table: rowsOfTable(file.table, rows)
		}];
	});
}
function excludedChecks({ used, unknown, foreign }, pieces) {
	if (used.length + unknown.length + foreign.length === 0) return [];
	const rows = used.reduce((sum, { found }) => sum + found, 0);
	const named = used.reduce((sum, { set }) => sum + set.rows.parts.length, 0);
	const base = {
		code: "excluded-rows",
		subject: "rows",
		observed: rows,
		expected: named,
		where: null
	};
	if (rows > 0 && pieces.every(({ file }) => file.golden)) {
		const message = `No row is left: data.exclude names all ${grouped(rows)} that were read`;
		return [{
			...base,
			status: "fail",
			message,
			suggestion: "Remove the entry from data.exclude, or wait for new rows."
		}];
	}
	const gone = used.length === 0 ? [] : [{
		...base,
		status: "pass",
		message: told(rows, named),
		suggestion: null
	}];
	const unmet = (digests, why, suggestion) => digests.map((digest) => {
		const message = `data.exclude names rows ${digest}, ${why}: it leaves nothing out`;
		return {
			...base,
			observed: 0,
			expected: null,
			status: "warn",
			message,
			suggestion
		};
	});
	return [
		...gone,
		...unmet(unknown, "which no run of this registry named and no file brings as they were", "Paste the entry that today's finding prints, or remove this one."),
		...unmet(foreign, "which were hashed with another key (rows-key, split.salt) or over columns that the schema does not have so any more", "Paste the entry that today's finding prints, or remove this one.")
	];
}
function told(rows, named) {
	if (rows === 0) return "data.exclude names rows, and none of them is there";
	const of = rows === named ? "" : ` of ${grouped(named)}`;
	return `${grouped(rows)}${of} ${named === 1 ? "row" : "rows"} that data.exclude names ${rows === 1 ? "is" : "are"} left out`;
}
// src/validate/accepted/held.ts
const MOST$1 = .5;
function heldChecks(undone, { fresh, classes }, setOf) {
	return undone.flatMap(({ rows, file, count, id }) => {
		const set = setOf(rows);
		const found = set === null ? 0 : markNamed(fresh, set.rows, new Uint8Array(classes.length));
		if (found < MOST$1 * count) return [];
		return {
			code: "held-rows",
			subject: file,
			status: "warn",
			observed: found,
			expected: 0,
			message: `${plural$1(found, "row")} of ${printable$1(file, 200)} made model ${id}, which was rolled back: they are trained on again unless they are left out`,
			...waysOut("If they are what was wrong, keep them out.", {
				name: file,
				rowSet: rows,
				accepted: false
			}, "rolled back"),
			where: null
		};
	});
}
// src/validate/accepted/newest.ts
const FEWEST_ROWS = 20;
const MOST_OF = .5;
function newestGone(live, there, missing, lost) {
	if (lost.length === 0) return null;
	const known = new Map();
	live.parts.forEach((part, place) => {
		if (there.has(place)) known.set(part, (known.get(part) ?? 0) + 1);
	});
	for (const place of missing) known.set(live.parts[place], (known.get(live.parts[place]) ?? 0) + 1);
	const lostOf = new Map();
	for (const place of lost) lostOf.set(live.parts[place], (lostOf.get(live.parts[place]) ?? 0) + 1);
	const parts = [...known.keys()].sort((a, b) => b - a);
	let rows = 0;
	const newest = [];
	for (const part of parts) {
		if (rows >= FEWEST_ROWS) break;
		newest.push(part);
		rows += known.get(part);
	}
	const sumOf = (counts, some) => some.reduce((sum, part) => sum + (counts.get(part) ?? 0), 0);
	const older = parts.slice(newest.length);
	const missingNewest = sumOf(lostOf, newest);
	if (missingNewest <= MOST_OF * rows || older.length === 0 || sumOf(lostOf, older) > MOST_OF * sumOf(known, older)) return null;
	const isNewest = new Set(newest);
	const places = Uint32Array.from(live.parts.keys()).filter((place) => isNewest.has(live.parts[place]));
	return {
		missing: missingNewest,
		rows,
		rowSet: digestOfSet(subsetAt(live, places))
	};
}
// src/validate/accepted/cut.ts
function cutByRows(read, rule, state) {
	const { schema, data, dated, now } = rule;
	const files = read.map((file) => ({
		...file,
		table: withoutLines(file.table, schema.dialect?.commentRows ?? [])
	}));
	const ends = endsOf(files);
	const told = classed(files, ends, rule, state);
	const { by, live, missing, classes, readable, clock } = told;
	const latest = latestPossible(now);
	const inWindow = windowOf(files, clock, dated.window, latest);
	settle(classes, files, ends, inWindow);
	const keys = keysIn(files, ends, rule, told.fresh);
	const corrected = correctedRows(told, keys, subsetAt(live, missing));
	const timeOf = clock === void 0 ? null : timesOf(clock, ends);
	const parts = cutBeside(changedRows({
		classes,
		corrected,
		returned: correctedRows(told, keys, goneBefore(told, readable)),
		missing: missing.length,
		timeOf
	}), classes, () => (timeOf && cutByCalendar(timeOf, classes, latest)) ?? cutByPromotion(classes, files, ends));
	const rows = {
		fresh: told.fresh,
		partOf: parts.partOf,
		classes,
		live,
		there: told.there
	};
	const called = withNames(piecesOf(classes, parts, files, ends, inWindow), rows);
	const { pieces: kept, left } = leaveWholeOut(called, told.left, classes, () => setsOf(called, rows, by));
	const lost = notExcused(live, missing, by, left);
	const counts = {
		...settle(classes, files, ends, inWindow),
		gone: lost.length,
		corrected: corrected && [...corrected.keys()].filter((row) => isUsed(classes[row])).length
	};
	const newest = readable === null ? null : newestGone(live, rows.there, missing, lost);
	const accepted = new Set([...rule.checks?.accept ?? [], ...state.acceptances ?? []].map((said) => said.rows));
	const known = state.named.filter(({ digest }) => accepted.has(digest));
	const { pieces, next } = numbered(kept, state.rows?.record.next ?? 0);
	const set = usedSet(live, rows, (row) => isUsed(classes[row]));
	const aged = clock !== void 0 && dated.freshnessSeconds !== null ? [freshnessByRows(clock, dated.freshnessSeconds, now)] : [];
	const locked = keyCheck(state, readable);
	const hand = {
		files,
		ends,
		pieces,
		next,
		left,
		set,
		keys,
		corrected,
		missing: subsetAt(live, missing),
		moves: movesOf(counts)
	};
	return {
		files: locked.length > 0 ? [] : pieces.map(({ file }) => isNextSnapshot(counts) ? moved(file) : file),
		trainedOn: trainedOn(files, pieces),
		present: presentOf(classes),
		order: readingOrder(pieces),
		counts,
		leavesOut: lost.length < missing.length,
		found: locked.length > 0 ? locked : [
			...acceptedChecks({
				counts,
				newest
			}, pieces, state, data.exclude),
			...excludedChecks(left, pieces),
			...heldChecks(state.undone ?? [], rows, (digest) => partCalled(digest, by, keptRows(null, state))),
			...aged
		],
		set,
		store: () => rowsToStore(hand, rule, {
			by: readable === null ? null : by,
			rows
		}),
		named: () => setsOf(pieces, rows, by),
		grown: grownSets(pieces, rows, by, known),
		excluded: filesLeftOut(files, ends, left)
	};
}
const moved = (file) => file.accepted || file.batch === void 0 ? file : {
	...file,
	batch: {
		...file.batch,
		isMoved: true
	}
};
const isUsed = (one) => one !== -4 && one !== -5;
function keysIn(files, ends, rule, { rows }) {
	const { schema, split } = rule;
	return hashedKeys(files, ends, {
		schema,
		columns: keyColumns(schema, split),
		secret: rowKeys(rule)[0]
	}, rows);
}
function movesOf({ same, fresh, back, gone, corrected }) {
	return {
		known: same + gone,
		came: fresh + back,
		back,
		changed: corrected ?? 0
	};
}
function rowsToStore(hand, rule, { by, rows }) {
	const { schema, target, split } = rule;
	const { files, ends, pieces, keys, corrected, missing, moves } = hand;
	const columns = rowColumns(schema, target, split.column === null ? [] : [split.column]);
	const asNow = fieldsAsRecorded(columns, null, schema);
	const [key] = rowKeys(rule);
	const named = hand.left.used.map((one) => one.set);
	const shared = {
		key: keyFingerprint(key),
		secret: rule.rowsKey !== null,
		columns,
		next: hand.next,
		named,
		...by !== null && { moves }
	};
	const numbers = new Map(pieces.flatMap(({ file: { batch, part } }) => batch === void 0 || part === void 0 ? [] : [[batch.at, part]]));
	const { classes, partOf, fresh } = rows;
	const numberOf = (row) => classes[row] >= 0 ? classes[row] : corrected?.get(row) ?? numbers.get(partOf[row] - 1) ?? 0;
	const setOf = ({ words, rows: own, order }, ownKeys) => subsetAt({
		words,
		parts: own.map(numberOf),
		...ownKeys && { keys: ownKeys }
	}, order.filter((place) => isUsed(classes[own[place]])));
	if (by !== null && by.key === key && isSame(by.fields, asNow)) return {
		...shared,
		set: hand.set,
		rows: setOf(fresh, keys),
		replaces: false,
		missing
	};
	const anew = new RowCollector(classes.length);
	for (const one of knownFirst(files, ends, [])) eachHash(one.file, schema, asNow, key, (row, words) => {
		if (isUsed(classes[one.start + row])) anew.add(one.start + row, words, 0);
	});
	const all = anew.sorted();
	return {
		...shared,
		set: setDigest(all.words, all.order),
		rows: setOf(all, keysIn(files, ends, rule, all)),
		replaces: true,
		missing: EMPTY_SET
	};
}
function trainedOn(files, pieces) {
	const sourceOf = ({ uri, digest }) => `${uri}\n${digest}`;
	const trained = new Set(pieces.flatMap(({ file }) => file.inWindow && !file.golden ? [sourceOf(file)] : []));
	return files.filter((file) => trained.has(sourceOf(file)));
}
function presentOf(classes) {
	const present = new Map();
	for (const one of classes) if (one >= 0) present.set(one, (present.get(one) ?? 0) + 1);
	return present;
}
function rowKeys({ rowsKey, split }) {
	const salt = split.salt ?? "gated-retrain";
	return rowsKey === null ? [salt] : [rowsKey, salt];
}
function readableRows(rule, { rows }) {
	const key = rowKeys(rule).find((one) => rows?.record.key === keyFingerprint(one));
	return rows === null || key === void 0 ? null : {
		rows,
		key
	};
}
const keptRows = (accepted, { undoneRows = [] }) => [...accepted === null ? [] : [accepted], ...undoneRows];
function classed(files, ends, rule, state) {
	const { schema, recorded, target, split, data } = rule;
	const known = readableRows(rule, state);
	const readable = known?.rows ?? null;
	const own = rowColumns(schema, target, split.column === null ? [] : [split.column]);
	const fields = fieldsAsRecorded(readable?.record.columns ?? own, readable && recorded, schema);
	const by = {
		key: known?.key ?? rowKeys(rule)[0],
		fields
	};
	const ranked = knownFirst(files, ends, state.accepted);
	const rows = ends.at(-1) ?? 0;
	const eachOf = (over, visit) => ranked.map((one) => ({
		at: one.at,
		parts: eachHash(one.file, schema, over.fields, over.key, (row, words) => visit(one.start + row, words))
	}));
	const collect = (over, sets) => {
		const found = new RowCollector();
		eachOf(over, (row, words) => {
			if (sets.some((set) => runOf(set, words, 0) >= 0)) found.add(row, words, 0);
		});
		return found.sorted();
	};
	const left = leftOut({
		exclude: data.excludeRows,
		named: state.named,
		kept: keptRows(readable, state),
		fields: schema.fields,
		keys: rowKeys(rule),
		rows,
		by,
		collect
	});
	const field = clockOf(schema);
	const clock = field === null ? void 0 : {
		field,
		byFile: new Array(files.length).fill(void 0)
	};
	const eachRow = (visit) => {
		const typed = eachOf(by, (row, words) => {
			if (left.isNamed[row] !== 1) visit(row, words);
		});
		for (const { at, parts } of typed) {
			const column = clock && parts.get(clock.field.name)?.column;
			if (column?.kind === "number") clock.byFile[at] = column.values;
		}
	};
	const live = readable?.live ?? EMPTY_SET;
	const found = knownRows({
		rows,
		ranges: ranked,
		eachHash: eachRow
	}, live, readable?.gone ?? EMPTY_SET);
	const { classes } = found;
	left.isNamed.forEach((isNamed, row) => {
		if (isNamed === 1) classes[row] = -5;
	});
	if (readable === null || state.unhashed.length > 0) adopt(classes, files, ends, state);
	files.forEach((file, i) => {
		if (file.golden) classes.fill(-4, i === 0 ? 0 : ends[i - 1], ends[i]);
	});
	return {
		...found,
		by,
		clock,
		readable,
		live,
		left
	};
}
// src/evaluate/compare/kept-answers.ts
const MOST_KEPT = 2e3;
const TOLERANCE = 1e-4;
const MOST_CHANGED$1 = .001;
const DIGITS = 9;
function answersOf$1(model) {
	if ("values" in model) return {
		kind: "number",
		at: (row) => ({
			answer: model.values[row],
			probability: null
		})
	};
	const { predicted, probabilities, classes } = model;
	const at = (row) => {
		const answer = predicted[row];
		return {
			answer,
			probability: probabilities && probabilities[row * classes.length + answer]
		};
	};
	return {
		kind: "class",
		at
	};
}
function keptAnswers(dataset, rows, columns, key, { kind, at }) {
	const words = hashesOf(dataset, rows, columns, key);
	const order = sortedOrder(words);
	const first = order.filter((place, i) => i === 0 || compareHashes(words, order[i - 1], words, place) !== 0);
	const places = Array.from(first.subarray(0, MOST_KEPT));
	const given = places.map((place) => at(rows[place]));
	const rounded = (value) => Number(value.toPrecision(DIGITS));
	const probabilities = given.flatMap(({ probability }) => probability === null ? [] : [rounded(probability)]);
	return {
		version: 1,
		kind,
		key: keyFingerprint(key),
		columns: columns.toSorted(byCodePoint),
		hashes: Buffer.concat(places.map((place) => hashAt(words, place))).toString("base64"),
		answers: given.map((one) => rounded(one.answer)),
		...probabilities.length > 0 && { probabilities }
	};
}
function rowsAgain(record, dataset, rows, keys) {
	const wanted = Buffer.from(record.hashes, "base64").toString("latin1");
	const width = 12;
	const found = new Int32Array(record.answers.length).fill(-1);
	const key = keys.find((one) => keyFingerprint(one) === record.key);
	if (key === void 0 || !record.columns.every((name) => dataset.columns.some((column) => column.name === name))) return found;
	const at = new Map(record.answers.map((_, i) => [wanted.slice(i * width, (i + 1) * width), i]));
	const words = hashesOf(dataset, rows, record.columns, key);
	rows.forEach((row, place) => {
		const i = at.get(hashAt(words, place).toString("latin1"));
		if (i !== void 0) found[i] = row;
	});
	return found;
}
function answersAgain(noun, record, rows, { at }) {
	const said = (status, message) => check("champion-answers", noun, status, message);
	if (record === void 0) return said("pass", `Whether the ${noun} still answers as at its promotion is not known: its answers were not kept then. They are from the next promotion on.`);
	const known = Array.from(rows.keys()).filter((i) => rows[i] >= 0);
	if (known.length === 0) return said("warn", `Whether the ${noun} still answers as at its promotion is not known: none of the ${counted$2(rows.length, "row")} whose answers were kept is found in today's data.`);
	const differs = differenceFrom(record);
	const changed = known.filter((i) => differs(i, at(rows[i]))).length;
	const asked = `Asked again about ${counted$2(known.length, "row")} that it answered when it was promoted, the ${noun}`;
	if (changed <= MOST_CHANGED$1 * known.length) return said("pass", `${asked} answers as it did${within(record)}.`);
	const message = `${asked} answers ${changed} of them otherwise: today's train.predict does not give its answers, so no score of them is its own.`;
	return check("champion-answers", noun, "inconclusive", message, {
		observed: changed,
		expected: 0,
		suggestion: "Put back what train.predict answered with then (a file of train.files, a library, the job's environment), or start a new line of champions.",
		remedies: [reset("the champion answers otherwise now")]
	});
}
function within({ kind, probabilities }) {
	if (kind === "number") return `, within ${TOLERANCE} of the estimates' range`;
	return probabilities === void 0 ? "" : `, with probabilities within ${TOLERANCE}`;
}
function differenceFrom({ kind, answers, probabilities }) {
	if (kind === "class") {
		const moved = (i, now) => probabilities !== void 0 && (now === null || Math.abs(now - probabilities[i]) > 1e-4);
		return (i, { answer, probability }) => answer !== answers[i] || moved(i, probability);
	}
	const [least, most] = [Math.min(...answers), Math.max(...answers)];
	const allowed = TOLERANCE * (most - least) + 10 ** -8 * Math.max(Math.abs(least), Math.abs(most));
	return (i, { answer }) => Math.abs(answer - answers[i]) > allowed;
}
function hashesOf(dataset, rows, names, key) {
	const hasher = rowHasher(names.map((name) => columnOf(dataset, name)), key);
	const words = new Uint32Array(3 * rows.length);
	rows.forEach((row, place) => {
		hasher(row, words, 3 * place);
	});
	return words;
}
function hashAt(words, place) {
	const bytes = Buffer.alloc(12);
	for (let word = 0; word < 3; word++) bytes.writeUInt32BE(words[3 * place + word], 4 * word);
	return bytes;
}
const ROUNDING = 1e-6;
const MOST_CHANGED = .001;
const of = (status, message, about = {}) => check("label-leak", "model", status, message, about);
function orderLeak(rows, differs) {
	const changed = rows.reduce((count, row) => count + (differs(row) ? 1 : 0), 0);
	if (changed <= MOST_CHANGED * rows.length) return null;
	const message = `Asked twice about the same ${counted$2(rows.length, "hold-out row")} in another order, the model answered ${changed} of them otherwise: its answers do not follow from the features alone.`;
	return of("fail", message, {
		observed: changed,
		expected: 0,
		suggestion: "Answer each row by its row_id and its features: no order of rows, no statistics of the rows that are asked about, no chance."
	});
}
function triedBefore(rows, handed) {
	const asked = counted$2(rows.length, "hold-out row");
	return of("pass", `Asked twice in another order, the model answers ${asked} alike. The script is the champion's, which was trained on ${handed} then.`);
}
function knownElsewhere(found, isLeak, truths, numbers) {
	if (!isLeak) return of("pass", `${found}: it learned what it was handed.`, numbers);
	const suggestion = "Look for what the script reads besides the rows that it is handed: the data files of the repository, a database, a cache, a model of earlier.";
	return of("fail", `${found}: it knows hold-out ${truths} from elsewhere, so no score of it means anything.`, {
		...numbers,
		suggestion
	});
}
// src/evaluate/gates/label-leak.ts
function labelLeak(input) {
	return orderCheck(input) ?? exchangeCheck(input);
}
function orderCheck({ rows, candidate, again }) {
	const width = candidate.classes.length;
	const differs = (row) => {
		if (candidate.predicted[row] !== again.predicted[row]) return true;
		if (candidate.probabilities === null || again.probabilities === null) return candidate.probabilities !== again.probabilities;
		const [one, other] = [candidate, again].map(({ probabilities }) => probabilities.subarray(row * width, (row + 1) * width));
		return one.some((value, k) => Math.abs(value - other[k]) > ROUNDING);
	};
	return orderLeak(rows, differs);
}
function exchangeCheck({ dataset, rows, exchanged }) {
	const asked = counted$2(rows.length, "hold-out row");
	if (exchanged === null) return triedBefore(rows, "exchanged labels");
	const { right, mean, deviation } = chanceOf(answersOf$2(exchanged, frameOf$1(dataset, exchanged), rows));
	return knownElsewhere(`Trained on labels under the names of other classes, the script is right about ${right} of ${asked}, and chance explains ${mean.toFixed(0)}`, deviation > 0 && normalTail((right - mean) / deviation) < .001, "labels", {
		observed: right,
		expected: Number(mean.toFixed(1))
	});
}
function frameOf$1(dataset, { classes }) {
	return {
		dataset,
		classes: [...new Set([...classes, ...labelsOf$1(dataset)])],
		unitOf: null
	};
}
function labelsOf$1(dataset) {
	const column = dataset.columns.find(({ name }) => name === dataset.target);
	return column?.kind === "category" ? column.categories : [];
}
function chanceOf({ truth, predicted, classes }) {
	const n = truth.length;
	const [actual, answered] = [truth, predicted].map((labels) => {
		const counts = new Float64Array(classes.length);
		for (const label of labels) counts[label]++;
		return counts;
	});
	const right = truth.reduce((count, label, i) => count + (label === predicted[i] ? 1 : 0), 0);
	const products = actual.map((count, k) => count * answered[k]);
	const total = products.reduce((sum, product) => sum + product, 0);
	const own = products.reduce((sum, product, k) => sum + product * ((n - actual[k]) * (n - answered[k]) - product), 0);
	const variance = n < 2 ? 0 : (own + total * total) / (n * n * (n - 1));
	return {
		right,
		mean: n === 0 ? 0 : total / n,
		deviation: Math.sqrt(variance)
	};
}
function exchangeOf({ dataset, rows, candidate }) {
	const { classes } = candidate;
	const frame = frameOf$1(dataset, candidate);
	const truth = truthOf(dataset, rows, frame.classes);
	const lookedRight = (shift) => rows.reduce((count, row, i) => count + ((candidate.predicted[row] + shift) % classes.length === truth[i] ? 1 : 0), 0);
	const { shift } = Array.from({ length: classes.length - 1 }, (_, i) => ({
		shift: i + 1,
		right: lookedRight(i + 1)
	})).reduce((least, one) => one.right < least.right ? one : least);
	const to = new Map(classes.map((name, k) => [name, classes[(k + shift) % classes.length]]));
	return (target) => target.kind === "number" ? target : {
		...target,
		categories: target.categories.map((name) => to.get(name) ?? name)
	};
}
// src/evaluate/regression/mean-error.ts
function meanOfUnits(values, units) {
	const n = values.length;
	const mean = values.reduce((sum, value) => sum + value, 0) / n;
	const sums = new Map();
	values.forEach((value, i) => {
		const unit = units === null ? i : units[i];
		sums.set(unit, (sums.get(unit) ?? 0) + value - mean);
	});
	const count = sums.size;
	let squares = 0;
	for (const sum of sums.values()) squares += sum * sum;
	return {
		mean,
		error: count < 2 ? Number.POSITIVE_INFINITY : Math.sqrt(squares * count / (count - 1)) / n,
		degrees: Math.max(1, count - 1),
		units: count
	};
}
function meanInOrder(values, times) {
	const n = values.length;
	const mean = values.reduce((sum, value) => sum + value, 0) / n;
	const order = Array.from(values.keys()).sort((a, b) => times[a] - times[b]);
	const sums = [];
	order.forEach((i, k) => {
		if (k > 0 && times[i] === times[order[k - 1]]) sums[sums.length - 1] += values[i] - mean;
		else sums.push(values[i] - mean);
	});
	const count = sums.length;
	if (count < 3) return {
		mean,
		error: Number.POSITIVE_INFINITY,
		degrees: 1,
		units: count
	};
	const steps = Math.floor(Math.cbrt(count)) + 1;
	const covariance = (lag) => sums.reduce((sum, value, t) => t < lag ? sum : sum + value * sums[t - lag], 0) / count;
	const lags = Array.from({ length: steps - 1 }, (_, k) => covariance(k + 1));
	const plain = covariance(0) + 2 * lags.reduce((sum, value) => sum + value, 0);
	const variance = plain > 0 ? plain : covariance(0) + 2 * lags.reduce((sum, value, k) => sum + (1 - (k + 1) / steps) * value, 0);
	const correction = (count + 1 - 2 * steps + steps * (steps - 1) / count) / count;
	return {
		mean,
		error: Math.sqrt(Math.max(0, variance) / count / correction) * count / n,
		degrees: count - 1,
		units: count
	};
}
function carriers(values) {
	let [squares, fourths] = [0, 0];
	for (const value of values) {
		squares += value ** 2;
		fourths += value ** 4;
	}
	return fourths === 0 ? 0 : squares ** 2 / fourths;
}
// src/evaluate/regression/errors.ts
function keepRows(estimates, wanted) {
	const at = Array.from(estimates.rows.keys()).filter((i) => wanted(estimates.rows[i]));
	const { rows, truth, estimate, units, times } = estimates;
	return {
		rows: Int32Array.from(at, (i) => rows[i]),
		truth: Float64Array.from(at, (i) => truth[i]),
		estimate: Float64Array.from(at, (i) => estimate[i]),
		units: units && Int32Array.from(at, (i) => units[i]),
		times: times && Float64Array.from(at, (i) => times[i])
	};
}
function meanOver({ units, times }, values) {
	return times === null ? meanOfUnits(values, units) : meanInOrder(values, times);
}
function lossesOf({ truth, estimate }, measure) {
	return truth.map((value, i) => measure === "mae" ? Math.abs(value - estimate[i]) : (value - estimate[i]) ** 2);
}
function errorsOf(estimates) {
	const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = lossesOf(estimates, "rmse");
	const spread = mean(deviationsOf(estimates.truth));
	return {
		rows: estimates.rows.length,
		mae: mean(lossesOf(estimates, "mae")),
		rmse: Math.sqrt(mean(squares)),
		r2: spread > 0 ? 1 - mean(squares) / spread : null
	};
}
function deviationsOf(truth) {
	const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
	return truth.map((value) => (value - mean) ** 2);
}
function scoreOf(estimates) {
	const { rows, mae, rmse, r2 } = errorsOf(estimates);
	const [absolute, squares] = [lossesOf(estimates, "mae"), lossesOf(estimates, "rmse")];
	const deviations = deviationsOf(estimates.truth);
	const spread = deviations.reduce((sum, value) => sum + value, 0) / rows;
	const ofAbsolute = widthOf(estimates, absolute, mae);
	const ofSquares = widthOf(estimates, squares, rmse ** 2);
	const share = r2 === null ? 0 : 1 - r2;
	const moves = squares.map((value, i) => (value - share * deviations[i]) / spread);
	const ofShare = r2 === null ? null : widthOf(estimates, moves, share);
	const around = (value, width) => width === null ? null : {
		lower: value / width,
		upper: value * width
	};
	const explained = around(share, ofShare);
	return {
		metrics: [
			made("mae", mae, around(mae, ofAbsolute), rows),
			made("rmse", rmse, around(rmse, ofSquares && Math.sqrt(ofSquares)), rows),
			...r2 === null ? [] : [made("r2", r2, explained && {
				lower: 1 - explained.upper,
				upper: 1 - explained.lower
			}, rows)]
		],
		confusion: {
			classes: [],
			counts: []
		}
	};
}
function widthOf(estimates, moves, value) {
	if (value === 0) return 1;
	const { error, degrees } = meanOver(estimates, moves);
	const width = Math.exp(studentQuantile(1 - (1 - REPORTED_CONFIDENCE) / 2, degrees) * error / value);
	return Number.isFinite(width) ? width : null;
}
function made(name, value, interval, rows) {
	return {
		name,
		average: null,
		class: null,
		slice: null,
		value,
		lower: interval?.lower ?? null,
		upper: interval?.upper ?? null,
		rows
	};
}
// src/evaluate/regression/paired-error.ts
const FEWEST$1 = 10;
const MOST_SHARE = 10;
function pairedError(candidate, other, measure, margin, level) {
	const [own, its] = [lossesOf(candidate, measure), lossesOf(other, measure)];
	const powerOf = (share) => measure === "mae" ? 1 + share : (1 + share) ** 2;
	const differences = (share) => own.map((loss, i) => loss - powerOf(share) * its[i]);
	const limits = (share) => {
		const { mean, error, degrees, units } = meanOver(candidate, differences(share));
		const width = units < 2 ? Number.POSITIVE_INFINITY : studentQuantile(1 - level, degrees) * error;
		return {
			lower: mean - width,
			upper: mean + width,
			units
		};
	};
	const [sum, sumOfIts] = [own, its].map((losses) => losses.reduce((total, loss) => total + loss, 0));
	const ratio = (measure === "mae" ? sum / sumOfIts : Math.sqrt(sum / sumOfIts)) - 1;
	if (own.every((loss, i) => loss === its[i])) return {
		decision: "pass",
		ratio: 0,
		bound: 0,
		abstains: null
	};
	const { lower, upper, units } = limits(margin);
	const carrying = carriers(differences(margin));
	if (units < FEWEST$1) return {
		decision: "undecided",
		ratio,
		bound: null,
		abstains: `only ${units} independent rows are there`
	};
	if (carrying < FEWEST$1) return {
		decision: "undecided",
		ratio,
		bound: null,
		abstains: `a few large errors carry the difference (as ${carrying.toFixed(1)} rows would)`
	};
	return {
		decision: upper < 0 ? "pass" : lower > 0 ? "fail" : "undecided",
		ratio,
		bound: largestShare((share) => limits(share).upper < 0),
		abstains: null
	};
}
function largestShare(passes) {
	if (!passes(MOST_SHARE)) return null;
	let [no, yes] = [-1, MOST_SHARE];
	while (yes - no > 1e-6) {
		const middle = (no + yes) / 2;
		if (passes(middle)) yes = middle;
		else no = middle;
	}
	return yes;
}
// src/evaluate/regression/error-gates.ts
function gateOf({ request }, finding) {
	const { code } = finding;
	const where = request.whereOf(code === "error" || code === "dummy" ? "gates.metric" : "gates.champion");
	return gateResult({
		...finding,
		suggestion: finding.suggestion ?? null
	}, where);
}
const shown$2 = (value) => String(Number(value.toPrecision(4)));
const percent = (share) => `${Number((100 * share).toPrecision(3))} %`;
function errorOf(input, estimates) {
	return scoreOf(estimates).metrics.find(({ name }) => name === input.request.errorGate.measure);
}
function ceilingGate(input) {
	const { errorGate, gates } = input.request;
	const { measure, atMost: threshold, minRows } = errorGate;
	const rows = input.candidate.rows.length;
	const nothing = {
		code: "error",
		rows,
		estimate: null,
		bound: null,
		threshold
	};
	if (rows === 0) {
		const message = "There is no hold-out row with a target: nothing to judge the candidate on.";
		return gateOf(input, {
			...nothing,
			status: "inconclusive",
			message,
			suggestion: "Bring more rows, or raise split.holdout."
		});
	}
	if (minRows !== null && rows < minRows) {
		const message = `The error would stand on ${counted$2(rows, "hold-out row")}, and gates.metric.min-rows asks for ${minRows}.`;
		return gateOf(input, {
			...nothing,
			status: "inconclusive",
			message,
			suggestion: "Bring more rows, or raise split.holdout."
		});
	}
	const { value: estimate, upper: bound } = errorOf(input, input.candidate);
	const found = `${measure.toUpperCase()} is ${shown$2(estimate)} on ${counted$2(rows, "hold-out row")}`;
	const numbers = {
		code: "error",
		rows,
		estimate,
		bound,
		threshold
	};
	if (!(estimate <= threshold)) {
		const message = `${found}, above the ${shown$2(threshold)} that is allowed.`;
		return gateOf(input, {
			...numbers,
			status: "fail",
			message,
			suggestion: "Look at what changed in the newest files."
		});
	}
	if (bound !== null && bound <= threshold) {
		const message = `${found}, at most ${shown$2(bound)} with 95 % confidence: at most ${shown$2(threshold)} is asked for.`;
		return gateOf(input, {
			...numbers,
			status: "pass",
			message
		});
	}
	const known = bound === null ? "how sure that is cannot be said" : `it is only known to be at most ${shown$2(bound)}`;
	const message = `${found}, and at most ${shown$2(threshold)} is asked for, but with 95 % confidence ${known}.`;
	const status = gates.require === "confident" ? "inconclusive" : "warn";
	return gateOf(input, {
		...numbers,
		status,
		message,
		suggestion: "More hold-out rows would narrow the interval."
	});
}
function dummyGate(input) {
	const { errorGate, gates } = input.request;
	const rows = input.candidate.rows.length;
	const threshold = gates.dummy.margin;
	if (rows === 0) return gateOf(input, {
		code: "dummy",
		status: "inconclusive",
		rows,
		estimate: null,
		bound: null,
		threshold,
		message: "There is no hold-out row with a target: the candidate cannot be compared with a constant."
	});
	const [own, constant] = [errorOf(input, input.candidate).value, errorOf(input, input.dummy).value];
	const estimate = constant > 0 ? 1 - own / constant : 0;
	const isBetter = estimate >= threshold && own < constant;
	const message = `${errorGate.measure.toUpperCase()} is ${shown$2(own)} on ${counted$2(rows, "hold-out row")}; ${input.dummyNoun} gives ${shown$2(constant)}${isBetter ? "." : ": the features hardly predict the target."}`;
	return gateOf(input, {
		code: "dummy",
		status: isBetter ? "pass" : "fail",
		rows,
		estimate,
		bound: null,
		threshold,
		message,
		suggestion: isBetter ? null : "Check that target and features belong together, and that the targets are right."
	});
}
function pairedGate(input, { code, noun, ...pair }) {
	const { errorGate, gates } = input.request;
	const { measure, margin: threshold } = errorGate;
	if ("obstacle" in pair) {
		const { reason, suggestion, remedies } = pair.obstacle;
		return gateOf(input, {
			code,
			status: "inconclusive",
			rows: input.candidate.rows.length,
			estimate: null,
			bound: null,
			threshold,
			message: `The candidate cannot be compared: ${reason}.`,
			suggestion,
			remedies
		});
	}
	const rows = pair.candidate.rows.length;
	if (rows === 0) return gateOf(input, {
		code,
		status: "inconclusive",
		rows,
		estimate: null,
		bound: null,
		threshold,
		message: `There is no hold-out row to compare the candidate and ${noun} on: none is later than what it was trained on.`,
		suggestion: "Bring more rows."
	});
	const level = (1 - gates.champion.confidence) / gates.champion.horizon;
	const { decision, ratio, bound, abstains } = pairedError(pair.candidate, pair.other, measure, threshold, level);
	const which = code === "champion-earlier" ? "accepted hold-out row" : "hold-out row";
	const side = ratio > 0 ? `${percent(ratio)} larger than` : ratio < 0 ? `${percent(-ratio)} smaller than` : "equal to";
	const found = `The candidate's ${measure.toUpperCase()} on ${counted$2(rows, which)} is ${side} that of ${noun}`;
	const sure = `with ${Number((100 * (1 - level)).toPrecision(4))} % confidence`;
	const numbers = {
		code,
		rows,
		estimate: ratio,
		bound,
		threshold
	};
	if (decision === "pass") return gateOf(input, {
		...numbers,
		status: "pass",
		message: `${found}; ${sure} it is not larger by more than the margin of ${percent(threshold)}.`
	});
	if (decision === "fail") {
		const message = `${found}; ${sure} it is larger by more than the margin of ${percent(threshold)}.`;
		const suggestion = "Look at what changed since the champion: the newest files, the schema, the script.";
		return gateOf(input, {
			...numbers,
			status: "fail",
			message,
			suggestion,
			remedies: [promoteAnyway("what is right has changed")]
		});
	}
	const open = bound === null ? "how much larger it may be cannot be said" : `it may still be up to ${percent(bound)} larger`;
	const message = `${found}; ${abstains ?? `${sure} ${open}`}, and the margin is ${percent(threshold)}: champion kept.`;
	return gateOf(input, {
		...numbers,
		status: "undecided",
		message,
		suggestion: "More hold-out rows decide; so does a wider margin."
	});
}
// src/evaluate/regression/evaluate-regression.ts
function evaluateRegression(request) {
	const { dataset, gates } = request;
	const rows = labelled(dataset, request.holdoutRows);
	const frame = frameOf(request, rows);
	const candidate = frame(request.candidate);
	const { value, noun } = constantOf(request);
	const dummy = {
		...candidate,
		estimate: new Float64Array(rows.length).fill(value)
	};
	const input = {
		request,
		candidate,
		dummy,
		dummyNoun: noun
	};
	const champion = request.champion?.trouble === null ? frame(request.champion) : null;
	const scored = (estimates) => estimates === null || rows.length === 0 ? null : scoreOf(estimates);
	return {
		evaluation: {
			candidate: scored(candidate),
			champion: scored(champion),
			dummy: scored(dummy)
		},
		checks: [
			ceilingGate(input),
			dummyGate(input),
			...comparisons(input, frame)
		],
		reference: void 0,
		judgedBy: judgedBy(gates, request.window ?? { kind: "all" }),
		errors: rows.length === 0 ? null : errorsOf(candidate)
	};
}
function frameOf({ dataset, holdout }, rows) {
	const truths = numericTargetOf(dataset).values;
	const unitOf = unitsOf(dataset, holdout, rows);
	const times = holdout.by === "time" ? timesOf$1(dataset, holdout.column) : null;
	const pick = (values) => Float64Array.from(rows, (row) => values[row]);
	const known = {
		rows,
		truth: pick(truths),
		units: unitOf && rows.map((row) => unitOf[row]),
		times: times && pick(times)
	};
	return ({ values }) => ({
		...known,
		estimate: pick(values)
	});
}
function constantOf({ dataset, trainRows, holdout }) {
	const { values } = numericTargetOf(dataset);
	const rows = labelled(dataset, trainRows);
	if (holdout.by !== "time") return {
		value: rows.reduce((sum, row) => sum + values[row], 0) / rows.length,
		noun: "always saying the mean"
	};
	const times = timesOf$1(dataset, holdout.column);
	return {
		value: values[rows.reduce((latest, row) => latest < 0 || times[row] >= times[latest] ? row : latest, -1)],
		noun: "always saying the last value"
	};
}
function comparisons(input, frame) {
	const { champion, best, dataset, holdout } = input.request;
	const fresh = dataset.files.filter(({ accepted }) => !accepted);
	const isFresh = (row) => fresh.some(({ start, end }) => row >= start && row < end);
	const against = (code, noun, model, cut) => {
		const obstacle = obstacleTo(code === "best" ? "best model so far" : "champion", model.trouble, true, input.request);
		if (obstacle !== null) return pairedGate(input, {
			code,
			noun,
			obstacle
		});
		const isUnseen = cut === null ? () => true : unseenFrom(cut, input.request);
		const isAsked = (row) => isUnseen(row) && (code !== "champion-earlier" || !isFresh(row));
		return pairedGate(input, {
			code,
			noun,
			candidate: keepRows(input.candidate, isAsked),
			other: keepRows(frame(model), isAsked)
		});
	};
	if (champion === null) return [];
	const hasBoth = input.candidate.rows.some(isFresh) && input.candidate.rows.some((row) => !isFresh(row));
	const isComparable = champion.trouble === null && input.request.championComparable && !input.request.otherTarget;
	return [
		against("champion", "the champion", champion, holdout.championCut),
		...hasBoth && isComparable && holdout.by !== "file" && holdout.by !== "time" ? [against("champion-earlier", "the champion", champion, holdout.championCut)] : [],
		...best === null ? [] : [against("best", `the best model so far (${best.id.slice(0, 12)})`, best.model, holdout.bestCut)]
	];
}
// src/evaluate/regression/number-leak.ts
function mirrorOf({ dataset, rows }) {
	const { least, most } = rangeOf(dataset, rows);
	return (target) => target.kind === "number" ? {
		...target,
		values: target.values.map((value) => least + most - value)
	} : target;
}
function rangeOf(dataset, rows) {
	const { values } = numericTargetOf(dataset);
	let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const row of rows) {
		least = Math.min(least, values[row]);
		most = Math.max(most, values[row]);
	}
	return {
		least,
		most
	};
}
function numberLeak({ dataset, rows, candidate, again, mirrored }) {
	const { least, most } = rangeOf(dataset, rows);
	const changed = orderLeak(rows, (row) => Math.abs(candidate.values[row] - again.values[row]) > ROUNDING * (most - least));
	if (changed !== null) return changed;
	if (mirrored === null) return triedBefore(rows, "mirrored targets");
	const { correlation, explained } = fitOf(dataset, rows, mirrored);
	const t = correlation * Math.sqrt((rows.length - 2) / Math.max(Number.EPSILON, 1 - correlation ** 2));
	return knownElsewhere(`Trained on mirrored targets, the script's estimates and the true targets of ${counted$2(rows.length, "hold-out row")} have the correlation ${correlation.toFixed(2)}`, explained > 0 && normalTail(t) < .001, "targets", {
		observed: correlation,
		expected: "not above 0"
	});
}
function fitOf(dataset, rows, { values: estimates }) {
	const { values: truths } = numericTargetOf(dataset);
	const mean = (of) => rows.reduce((sum, row) => sum + of[row], 0) / rows.length;
	const [truth, estimate] = [mean(truths), mean(estimates)];
	let [both, own, its, wrong] = [
		0,
		0,
		0,
		0
	];
	for (const row of rows) {
		both += (truths[row] - truth) * (estimates[row] - estimate);
		own += (truths[row] - truth) ** 2;
		its += (estimates[row] - estimate) ** 2;
		wrong += (truths[row] - estimates[row]) ** 2;
	}
	return {
		correlation: own > 0 && its > 0 ? both / Math.sqrt(own * its) : 0,
		explained: own > 0 ? 1 - wrong / own : 0
	};
}
// src/publish/records/contents.ts
function contentsOf(files) {
	return files.map(({ name, bytes }) => ({
		name,
		digest: digestOf(bytes),
		size: bytes.length
	})).sort((a, b) => a.name < b.name ? -1 : 1);
}
// src/train/command/command-recipe.ts
const MOST_RECIPE_BYTES = 64 * 2 ** 20;
async function reportedRecipe(script) {
	const { model, outputs, score } = script;
	return {
		engine: "command",
		version: "1",
		parameters: {
			...await common(script),
			model,
			outputs: { ...outputs },
			score
		},
		seed: 0
	};
}
async function judgedRecipe(script, seed) {
	return {
		engine: "command",
		version: "1",
		parameters: {
			...await common(script),
			predict: script.predict,
			contract: 1
		},
		seed
	};
}
async function common({ command, folder, files, env }) {
	return {
		command,
		files: await Promise.all([...files].sort().map(async (name) => ({
			name,
			digest: await digestOfFile(folder, name)
		}))),
		env: [...env].sort()
	};
}
async function digestOfFile(folder, name) {
	const { size } = await stat(join(folder, name)).catch(() => null) ?? { size: 0 };
	if (size > MOST_RECIPE_BYTES) throw new ConfigError(`train.files names ${name}, which is larger than 64 MiB; expected code or settings.`);
	const bytes = await readFile(join(folder, name)).catch(() => null);
	if (bytes === null) throw new ConfigError(`train.files names ${JSON.stringify(name)}, which cannot be read; expected a file of the repository.`);
	return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
// src/train/command/contract.ts
async function withJob(task, terms, work) {
	const folder = await mkdtemp(join(tmpdir(), "gated-retrain-job-"));
	try {
		const code = join(folder, "code");
		for (const below of [
			"code",
			dirname(inputOf(terms)),
			"model",
			"output"
		]) await mkdir(join(folder, below), { recursive: true });
		for (const name of task.config.files) {
			await mkdir(dirname(join(code, name)), { recursive: true });
			await copyFile(join(task.config.folder, name), join(code, name));
		}
		await writeFile(join(folder, "contract.json"), `${JSON.stringify(contractOf(task, terms, folder), null, 2)}\n`);
		await writeFile(join(folder, "input/schema.json"), `${JSON.stringify(schemaOf(terms), null, 2)}\n`);
		return await work({
			code,
			folder,
			env: environmentOf(task, terms, folder)
		});
	} finally {
		await rm(folder, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	}
}
function inputOf({ step }) {
	return step === "train" ? "input/train/train.csv" : "input/test/test.csv";
}
const seedOf = (seed) => 1 + seed % 32767;
function contractOf({ limits, leftMs, threads, seed }, terms, folder) {
	const { step, target, classes } = terms;
	return {
		contract: 1,
		step,
		task: classes.length === 0 ? "regression" : "classification",
		target,
		...classes.length === 0 ? {} : { classes },
		seed: seedOf(seed),
		threads,
		memory_mb: limits.memory === null ? null : Math.floor(limits.memory / 2 ** 20),
		deadline_s: Math.max(1, Math.floor(leftMs() / 1e3)),
		paths: {
			[step === "train" ? "train" : "test"]: join(folder, inputOf(terms)),
			schema: join(folder, "input/schema.json"),
			model: join(folder, "model"),
			...step === "predict" ? { predictions: join(folder, PREDICTIONS) } : { environment: join(folder, ENVIRONMENT) },
			failure: join(folder, FAILURE)
		},
		...step === "predict" ? { row_id: idColumn(terms) } : {}
	};
}
const PREDICTIONS = "output/predictions.csv";
const ENVIRONMENT = "output/environment.json";
const FAILURE = "output/failure";
function idColumn({ features, target, classes }) {
	const taken = new Set([
		target,
		...classes,
		...features.map(({ name }) => name)
	]);
	return ["row_id", ...Array.from(taken, (_, i) => `row_id_${i + 2}`)].find((name) => !taken.has(name));
}
function schemaOf(terms) {
	const { features, target, classes, step } = terms;
	const fields = features.map(({ name, type }) => ({
		name,
		type
	}));
	const answer = classes.length === 0 ? {
		name: target,
		type: "number"
	} : {
		name: target,
		type: "string",
		constraints: { enum: classes }
	};
	return {
		fields: step === "train" ? [...fields, answer] : [{
			name: idColumn(terms),
			type: "string"
		}, ...fields],
		missingValues: [""]
	};
}
function environmentOf({ threads, seed }, terms, folder) {
	const count = String(threads);
	return {
		GATED_RETRAIN_CONTRACT: join(folder, "contract.json"),
		GATED_RETRAIN_SEED: String(seedOf(seed)),
		PYTHONHASHSEED: String(seedOf(seed)),
		OMP_NUM_THREADS: count,
		OPENBLAS_NUM_THREADS: count,
		MKL_NUM_THREADS: count,
		NUMEXPR_NUM_THREADS: count,
		[terms.step === "train" ? "SM_CHANNEL_TRAIN" : "SM_CHANNEL_TEST"]: join(folder, dirname(inputOf(terms))),
		SM_MODEL_DIR: join(folder, "model"),
		SM_OUTPUT_DATA_DIR: join(folder, "output"),
		SM_HPS: "{}",
		SM_NUM_CPUS: count
	};
}
// src/train/command/written.ts
const MOST_FILES = 1e4;
var Unusable = class extends Error {};
async function tracesOf(folder, paths) {
	const traces = new Map();
	for (const path of paths) {
		const names = await namesBelow(folder, path).catch(() => []);
		for (const name of names) {
			const trace = await traceOf(folder, name);
			if (trace !== null) traces.set(name, trace);
		}
	}
	return traces;
}
async function readWritten(folder, name, before, mostBytes, limit) {
	const trace = await traceOf(folder, name);
	if (trace === null) throw new Unusable("is not there");
	if (!isNew(name, trace, before)) throw new Unusable("was not written in this run: it is what was there before");
	return await readRegular(folder, name, mostBytes, limit);
}
async function readStart(folder, name, bytes) {
	try {
		return await opened$1(folder, name, async (handle) => {
			const { buffer, bytesRead } = await handle.read(new Uint8Array(bytes), 0, bytes, 0);
			return buffer.subarray(0, bytesRead);
		});
	} catch {
		return new Uint8Array(0);
	}
}
async function readModel(folder, paths, before, mostBytes) {
	const files = [];
	let left = mostBytes;
	for (const path of paths) {
		const names = await namesBelow(folder, path);
		if (names.length === 0) throw new Unusable(`${path}: the folder is empty`);
		if (!(await Promise.all(names.map(async (name) => isNew(name, await traceOf(folder, name), before)))).includes(true)) throw new Unusable(`${path} was not written in this run: it is what was there before`);
		for (const name of names) {
			const bytes = await readRegular(folder, name, left, "limits.model-bytes").catch((error) => {
				throw error instanceof Unusable ? new Unusable(`${name} ${error.message}`) : error;
			});
			left -= bytes.length;
			files.push({
				name,
				bytes
			});
		}
	}
	return files;
}
async function writeFiles(folder, files) {
	for (const { name, bytes } of files) {
		await mkdir(dirname(join(folder, name)), { recursive: true });
		await writeFile(join(folder, name), bytes);
	}
}
function isNew(name, now, before) {
	const then = before.get(name);
	if (now === null || then === void 0) return now !== null;
	return now.inode !== then.inode || now.changedNs !== then.changedNs || now.size !== then.size;
}
async function traceOf(folder, name) {
	const found = await lstat(join(folder, name), { bigint: true }).catch(() => null);
	return found && {
		inode: found.ino,
		changedNs: found.ctimeNs,
		size: found.size
	};
}
async function namesBelow(folder, path) {
	const name = path.split(sep).join("/").replace(/\/+$/, "");
	if (!isPlainName(name)) throw new Unusable(`${path} leads outside of the folder, or is no plain name`);
	await refuseLinks$1(folder, name);
	const found = await lstat(join(folder, name)).catch(() => null);
	if (found === null) throw new Unusable(`${path} is not there`);
	if (!found.isDirectory()) return [name];
	const entries = await readdir(join(folder, name), {
		recursive: true,
		withFileTypes: true
	});
	if (entries.length > MOST_FILES) throw new Unusable(`${path} holds more than ${MOST_FILES} files`);
	return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).split(sep).join("/")).sort();
}
async function refuseLinks$1(folder, name) {
	const steps = name.split("/");
	for (let length = 1; length <= steps.length; length++) {
		const part = steps.slice(0, length).join("/");
		if ((await lstat(join(folder, part)).catch(() => null))?.isSymbolicLink()) throw new Unusable(`${part} is a link; expected a file of its own`);
	}
}
async function readRegular(folder, name, mostBytes, limit) {
	return await opened$1(folder, name, async (handle, size) => {
		if (size > mostBytes) throw new LimitError(`${name} has ${size} bytes, more than ${limit} leaves (${mostBytes}). Raise the limit, or write less.`);
		return await handle.readFile();
	});
}
async function opened$1(folder, name, read) {
	await refuseLinks$1(folder, name);
	const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
	const handle = await open(join(folder, name), flags).catch(() => {
		throw new Unusable("cannot be opened as a plain file");
	});
	try {
		const found = await handle.stat();
		if (!found.isFile()) throw new Unusable("is no plain file");
		return await read(handle, found.size);
	} finally {
		await handle.close();
	}
}
// src/train/command/environment.ts
const MOST_BYTES$1 = 16384;
const MOST_NAMES = 100;
const MOST_LENGTH = 100;
const MOST_SHOWN = 10;
async function reportedEnvironment(folder) {
	try {
		const bytes = await readWritten(folder, ENVIRONMENT, new Map(), MOST_BYTES$1, "what is kept of versions");
		return {
			environment: parsed$1(new TextDecoder().decode(bytes)),
			trouble: null
		};
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		if (error instanceof Unusable && why === "is not there") return {
			environment: null,
			trouble: null
		};
		const expected = `a JSON object of at most ${MOST_NAMES} names with versions, each a text of at most ${MOST_LENGTH} characters`;
		const message = `${ENVIRONMENT} ${why.replace(/\.$/, "")}; expected ${expected}. It is not kept.`;
		return {
			environment: null,
			trouble: check("environment", "model", "warn", message)
		};
	}
}
function parsed$1(text) {
	let document;
	try {
		document = JSON.parse(text);
	} catch {
		throw new Unusable("is not JSON");
	}
	if (typeof document !== "object" || document === null || Array.isArray(document)) throw new Unusable("is no JSON object");
	const entries = Object.entries(document);
	if (entries.length > MOST_NAMES) throw new Unusable(`has ${entries.length} names`);
	for (const [name, version] of entries) if (typeof version !== "string" || version.length > MOST_LENGTH || name.length > MOST_LENGTH) throw new Unusable(`has no version at ${JSON.stringify(name.slice(0, MOST_LENGTH))}`);
	return Object.fromEntries(entries);
}
function environmentCheck(champion, candidate) {
	if (champion === void 0) return null;
	if (candidate === null) return check("environment", "model", "warn", `The champion was made with versions that its script reported in ${ENVIRONMENT}; today's script reports none.`, { suggestion: "Report them in each run." });
	const others = [...new Set([...Object.keys(champion), ...Object.keys(candidate)])].sort().filter((name) => champion[name] !== candidate[name]);
	if (others.length === 0) return check("environment", "model", "pass", "The script reports the versions that the champion was made with.");
	const shown = others.slice(0, MOST_SHOWN).map((name) => `${name} ${champion[name] ?? "(none)"} → ${candidate[name] ?? "(none)"}`);
	const more = others.length > MOST_SHOWN ? ` and ${others.length - MOST_SHOWN} more` : "";
	const message = `The script reports other versions than the champion was made with: ${shown.join(", ")}${more}.`;
	return check("environment", "model", "warn", message, {
		observed: others.length,
		expected: 0
	});
}
// src/train/command/program.ts
var Failed = class extends Error {
	check;
	constructor(failure) {
		super(failure.message);
		this.check = failure;
	}
};
async function runProgram(task, { command, key, folder, env = {} }) {
	const { config, limits, progress } = task;
	const end = await runChild({
		command,
		folder: folder ?? config.folder,
		names: config.env,
		env: {
			GATED_RETRAIN: "1",
			...env
		},
		timeoutMs: Math.max(1, task.leftMs()),
		memoryBytes: limits.memory,
		onLine: progress
	});
	const failure = failureOf(end, command, key, limits);
	if (failure !== null) throw new Failed(failure);
	return "output" in end ? end.output : "";
}
function failureOf(end, command, key, { minutes, memory }) {
	const shown = command.join(" ").slice(0, 120).replaceAll("`", "'");
	const failed = (message, suggestion = null) => check("command", key, "fail", message, { suggestion });
	if (end.kind === "timeout") throw new LimitError(`${key} (${shown}) took longer than limits.minutes (${minutes}) leaves. Raise the limit, or train faster.`);
	if (end.kind === "memory") throw new LimitError(`${key} (${shown}) took more than limits.memory (${Math.round((memory ?? 0) / 2 ** 20)} MiB). Raise the limit, or use less data.`);
	if (end.kind === "not-started") return failed(`${shown} could not be started: ${end.why}.`, "Install it in an earlier step of the job, and name it as a shell would find it.");
	if (end.kind === "exited" && end.code === 137 || end.kind === "killed" && end.signal === "SIGKILL") throw new LimitError(`${key} (${shown}) was killed, most likely because the machine ran out of memory. Use less data, or a larger runner.`);
	if (end.kind === "killed") return failed(`\`${shown}\` was ended by ${end.signal}.${outputTail(end.output)}`);
	return end.code === 0 ? null : failed(`\`${shown}\` ended with exit code ${end.code}.${outputTail(end.output)}`);
}
// src/train/command/reported.ts
function reportedNumber(bytes, { metric, rows }) {
	const document = parsed(bytes);
	const value = finite(document, metric);
	if (rows === null) return {
		name: metric,
		value,
		rows: null
	};
	const count = finite(document, rows);
	if (!Number.isInteger(count) || count < 0) throw new Unusable(`says ${count} at ${rows}; expected a whole number of rows`);
	return {
		name: metric,
		value,
		rows: count
	};
}
function parsed(bytes) {
	const text = new TextDecoder().decode(bytes).replace(/^\ufeff/, "");
	try {
		return JSON.parse(text);
	} catch {
		try {
			return JSON.parse(text.replace(/(?<=[[:,]\s*)(NaN|-?Infinity)(?=\s*[,\]}])/g, "\"$1\""));
		} catch {
			throw new Unusable("is not JSON");
		}
	}
}
function finite(document, key) {
	const value = valueAt(document, key);
	if (value === void 0) throw new Unusable(`has no ${key}${known(document)}`);
	if (typeof value === "number" && Number.isFinite(value)) return value;
	throw new Unusable(`says ${value === null ? "null" : typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : typeof value} at ${key}; expected a finite number`);
}
function valueAt(document, key) {
	if (typeof document !== "object" || document === null) return void 0;
	if (Object.hasOwn(document, key)) return document[key];
	for (let dot = key.indexOf("."); dot >= 0; dot = key.indexOf(".", dot + 1)) {
		const step = key.slice(0, dot);
		if (!Object.hasOwn(document, step)) continue;
		const found = valueAt(document[step], key.slice(dot + 1));
		if (found !== void 0) return found;
	}
}
function known(document) {
	const keys = [];
	const visit = (value, path, depth) => {
		if (keys.length >= 8 || depth > 4) return;
		if (typeof value === "number") keys.push(path);
		else if (typeof value === "object" && value !== null) for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`, depth + 1);
	};
	visit(document, "", 0);
	return keys.length === 0 ? "; it holds no numbers" : `; it has ${keys.map((key) => key.slice(0, 60)).join(", ")}`;
}
// src/train/command/command-engine.ts
const MOST_OUTPUT_BYTES = 2 ** 20;
const MODEL_FOLDER_VARIABLE = "GATED_RETRAIN_MODEL_DIR";
async function trainByCommand(task, championArchive) {
	const { config, limits } = task;
	try {
		const before = await tracesOf(config.folder, [...config.model, config.outputs.file]);
		const said = await runProgram(task, {
			command: config.command,
			key: "train.command"
		});
		const files = await readModel(config.folder, config.model, before, limits.modelBytes).catch((error) => {
			throw error instanceof Unusable ? new Failed(check("command", "train.model", "fail", `${error.message}.${outputTail(said)}`, { suggestion: ANEW })) : error;
		});
		const number = await numberOf(config, before, said);
		const champion = championArchive === null || config.score === null ? null : await scoreChampion(task, config.score, championArchive);
		const ran = check("command", "train.command", "pass", `${config.command[0]} wrote the model (${countOf(files)}) and ${config.outputs.file}.`);
		return {
			result: {
				files,
				archive: writeTar(files),
				number,
				champion
			},
			checks: [ran]
		};
	} catch (error) {
		if (error instanceof Failed) return {
			result: null,
			checks: [error.check]
		};
		throw error;
	}
}
const ANEW = "The program has to write its model and its numbers anew in each run. If it catches an error and goes on, let the error end it.";
async function numberOf({ folder, outputs }, before, said) {
	try {
		return reportedNumber(await readWritten(folder, outputs.file, before, MOST_OUTPUT_BYTES, "1 MiB"), outputs);
	} catch (error) {
		if (!(error instanceof Unusable)) throw error;
		const suggestion = `Write the number into ${outputs.file} at the end of the run, or name where it stands: train.outputs: {file: …, metric: …}.`;
		throw new Failed(check("command", "train.outputs", "fail", `${outputs.file} ${error.message}.${outputTail(said)}`, { suggestion }));
	}
}
async function scoreChampion(task, score, archive) {
	const { config } = task;
	const output = join(config.folder, config.outputs.file);
	const candidates = await readFile(output);
	const folder = await mkdtemp(join(tmpdir(), "gated-retrain-champion-"));
	try {
		await writeFiles(folder, readTar(archive));
		return await numberOf(config, await tracesOf(config.folder, [config.outputs.file]), await runProgram(task, {
			command: score,
			key: "train.score",
			env: { [MODEL_FOLDER_VARIABLE]: folder }
		}));
	} finally {
		await writeFile(output, candidates);
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
const countOf = (files) => `${files.length} ${files.length === 1 ? "file" : "files"}, ${files.reduce((sum, { bytes }) => sum + bytes.length, 0)} bytes`;
// src/train/command/csv-out.ts
const BLOCK_ROWS = 8192;
async function writeCsv(path, columns, rows, ids) {
	await pipeline(csvLines(columns, rows, ids), createWriteStream(path));
}
function* csvLines(columns, rows, ids) {
	const names = columns.map(({ name }) => quoted(name));
	yield `${(ids === null ? names : [ids.column, ...names]).join(",")}\n`;
	const cells = columns.map(cellWriter);
	for (let start = 0; start < rows.length; start += BLOCK_ROWS) {
		let lines = "";
		for (let i = start; i < Math.min(rows.length, start + BLOCK_ROWS); i++) {
			const row = rows[i];
			const texts = cells.map((text) => text(row));
			lines += `${(ids === null ? texts : [ids.values[i], ...texts]).join(",")}\n`;
		}
		yield lines;
	}
}
function cellWriter(column) {
	if (column.kind === "category") {
		const texts = ["", ...column.categories.map((text) => text === "" ? "\"\"" : quoted(text))];
		return (row) => texts[column.codes[row]];
	}
	const text = numberWriter(column.type);
	return (row) => Number.isNaN(column.values[row]) ? "" : text(column.values[row]);
}
function numberWriter(type) {
	if (type === "date") return (seconds) => isoOf(seconds).slice(0, 10);
	if (type === "yearmonth") return (seconds) => isoOf(seconds).slice(0, 7);
	if (type === "datetime") return (seconds) => isoOf(seconds).replace(".000Z", "Z");
	return String;
}
function isoOf(seconds) {
	return new Date(Math.round(seconds * 1e3)).toISOString();
}
function quoted(cell) {
	return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll("\"", "\"\"")}"` : cell;
}
// src/train/command/job-run.ts
const MOST_WORDS = 1024;
async function runJob(task, terms, { command, key, prepare, read }) {
	const handedOut = [
		"contract.json",
		"input/schema.json",
		inputOf(terms)
	];
	return await withJob(task, terms, async (job) => {
		await prepare(job);
		const before = await digestsOf(job.folder, handedOut);
		try {
			const said = await runProgram(task, {
				command,
				key,
				folder: job.code,
				env: job.env
			});
			const after = await digestsOf(job.folder, handedOut);
			const changed = handedOut.find((_, i) => before[i] !== after[i]);
			if (changed !== void 0) throw new Failed(changedCheck(changed, command, key));
			return await read(job, said);
		} catch (error) {
			throw error instanceof Failed ? await withOwnWords(error, job.folder) : error;
		}
	});
}
function changedCheck(name, command, key) {
	const message = `${name} is not what was handed out any more after ${command[0]} ran.`;
	return check("command", key, "fail", message, { suggestion: "Write into the folders of paths.model and output alone; copy rows before changing them." });
}
async function digestsOf(folder, names) {
	return await Promise.all(names.map(async (name) => {
		const hash = createHash("sha256");
		return await pipeline(createReadStream(join(folder, name)), hash).then(() => hash.digest("hex"), () => null);
	}));
}
async function withOwnWords(error, folder) {
	const bytes = await readStart(folder, FAILURE, MOST_WORDS);
	const words = new TextDecoder().decode(bytes).replace(/[\p{C}\s]+/gu, " ").trim();
	return words === "" ? error : new Failed({
		...error.check,
		message: `${error.check.message.replace(/\.?$/, ".")} It wrote into ${FAILURE}: ${words}`
	});
}
// src/train/command/predictions.ts
const LABEL = "prediction";
const SUM_TOLERANCE = 1e-6;
const MOST_NAMED = 20;
async function readEstimates(bytes, ids) {
	const table = await tableOf(bytes, ids, 1);
	const [id, value] = [ids.column, LABEL].map((name) => table.header.indexOf(name));
	if (id < 0 || value < 0 || table.header.length !== 2) throw wrong(1, `the columns are ${table.header.slice(0, MOST_NAMED).map(shown$1).join(", ")}`, `${ids.column} and ${LABEL}`);
	return Float64Array.from(placesOf(table, id, ids), (row) => {
		const estimate = numberIn(table.columns[value], row);
		if (Number.isFinite(estimate)) return estimate;
		throw wrong(table.lines[row], `${LABEL} is ${shown$1(cellText(table.columns[value], row))}`, "a finite number");
	});
}
async function readPredictions(bytes, ids, classes) {
	const table = await tableOf(bytes, ids, classes.length);
	const columns = columnsOf$1(table.header, ids.column, classes);
	const places = placesOf(table, columns.id, ids);
	return columns.label === null ? probabilitiesOf(table, columns.classes, places) : labelsOf(table, columns.label, places, classes);
}
async function tableOf(bytes, { column, values: { length: rows } }, classes) {
	const bounds = {
		maxColumns: classes + 10,
		maxCellBytes: 1e4,
		maxRows: 2 * rows + 10
	};
	const parsed = await parseCsv(once(bytes), {
		delimiter: ",",
		delimiterIsCertain: true,
		encoding: "utf-8",
		...bounds
	});
	if ("table" in parsed) return parsed.table;
	const { line, message } = parsed.fault;
	throw new Unusable(`${PREDICTIONS}, line ${line}: ${message.replace(/\.$/, "")}; expected CSV in UTF-8 with one line for each ${column}`);
}
async function* once(bytes) {
	yield bytes;
}
function columnsOf$1(header, idName, classes) {
	const id = header.indexOf(idName);
	const others = header.filter((name) => name !== idName);
	if (id >= 0 && others.length === 1 && others[0] === LABEL) return {
		id,
		label: header.indexOf(LABEL),
		classes: []
	};
	const at = classes.map((name) => header.indexOf(name));
	if (id >= 0 && !at.includes(-1) && others.length === classes.length) return {
		id,
		label: null,
		classes: at
	};
	const found = header.slice(0, MOST_NAMED).map(shown$1).join(", ");
	const names = classes.slice(0, MOST_NAMED).map(shown$1).join(", ");
	const more = classes.length > MOST_NAMED ? ` and ${classes.length - MOST_NAMED} more` : "";
	throw wrong(1, `the columns are ${found}`, `${idName} and ${LABEL}, or ${idName} and one column for each class: ${names}${more}`);
}
function placesOf({ columns, rows, lines }, id, { column, values: ids }) {
	const each = `each ${column} of input/test/test.csv once`;
	const index = new Map(ids.map((name, i) => [name, i]));
	const places = new Int32Array(ids.length).fill(-1);
	for (let row = 0; row < rows; row++) {
		const name = cellText(columns[id], row);
		const at = index.get(name);
		if (at === void 0) throw wrong(lines[row], `${column} ${shown$1(name)} was not asked for`, each);
		const before = places[at];
		if (before >= 0) throw wrong(lines[row], `${column} ${shown$1(name)} is answered again, after line ${lines[before]}`, each);
		places[at] = row;
	}
	const missing = places.indexOf(-1);
	if (missing < 0) return places;
	const answered = places.reduce((count, row) => count + (row >= 0 ? 1 : 0), 0);
	throw wrong(rows === 0 ? 1 : lines[rows - 1], `the file ends with ${answered} of ${ids.length} rows answered, ${shown$1(ids[missing])} not`, each);
}
function labelsOf({ columns, lines }, label, places, classes) {
	const index = new Map(classes.map((name, i) => [name, i]));
	return {
		predicted: places.map((row) => {
			const text = cellText(columns[label], row);
			const at = index.get(text);
			if (at !== void 0) return at;
			const names = classes.slice(0, MOST_NAMED).map(shown$1).join(", ");
			throw wrong(lines[row], `${LABEL} is ${shown$1(text)}`, `one of the classes ${names}${classes.length > MOST_NAMED ? " and others" : ""}`);
		}),
		probabilities: null
	};
}
function probabilitiesOf({ columns, header, lines }, at, places) {
	const width = at.length;
	const probabilities = new Float64Array(places.length * width);
	const predicted = new Int32Array(places.length);
	places.forEach((row, i) => {
		let [sum, best] = [0, 0];
		at.forEach((column, k) => {
			const value = numberIn(columns[column], row);
			if (!(value >= 0 && value <= 1)) {
				const text = shown$1(cellText(columns[column], row));
				throw wrong(lines[row], `the probability of ${shown$1(header[column])} is ${text}`, "a number from 0 to 1");
			}
			probabilities[i * width + k] = value;
			sum += value;
			if (value > probabilities[i * width + best]) best = k;
		});
		if (Math.abs(sum - 1) > SUM_TOLERANCE) throw wrong(lines[row], `the probabilities sum to ${Number(sum.toPrecision(8))}`, `1, within ${SUM_TOLERANCE}`);
		predicted[i] = best;
	});
	return {
		predicted,
		probabilities
	};
}
const NUMBER$1 = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
function numberIn(column, row) {
	const text = cellText(column, row);
	return NUMBER$1.test(text) ? Number(text) : NaN;
}
function wrong(line, found, expected) {
	return new Unusable(`${PREDICTIONS}, line ${line}: ${found}; expected ${expected}`);
}
function shown$1(text) {
	return JSON.stringify(text.slice(0, 60));
}
// src/train/command/judged-engine.ts
async function trainScript(task, { dataset, rows, features }, handedOut = (target) => target) {
	const { config, limits } = task;
	const target = columnOf(dataset, dataset.target);
	const classes = classesIn(target, rows);
	const columns = features.map((name) => columnOf(dataset, name));
	const terms = {
		step: "train",
		target: dataset.target,
		classes,
		features: columns
	};
	return await runJob(task, terms, {
		command: config.command,
		key: "train.command",
		prepare: ({ folder }) => writeCsv(join(folder, inputOf(terms)), [...columns, handedOut(target)], rows, null),
		read: async ({ folder }, said) => {
			const files = await modelIn(folder, limits.modelBytes, said);
			const message = `${config.command[0]} was handed ${rows.length} training rows and wrote the model (${countOf(files)}).`;
			const ran = check("command", "train.command", "pass", message);
			return {
				model: {
					engine: "command",
					archive: writeTar(files),
					classes
				},
				files,
				check: ran,
				reported: await reportedEnvironment(folder)
			};
		}
	});
}
function classesIn(target, rows) {
	if (target.kind === "number") return [];
	return [...new Set(rows.map((row) => target.codes[row] - 1))].map((code) => target.categories[code]).sort(byCodePoint);
}
async function modelIn(folder, mostBytes, said) {
	try {
		return (await readModel(folder, ["model"], new Map(), mostBytes)).map(({ name, bytes }) => ({
			name: name.slice(6),
			bytes
		}));
	} catch (error) {
		if (!(error instanceof Unusable)) throw error;
		throw new Failed(check("command", "train.command", "fail", `${error.message}.${outputTail(said)}`, { suggestion: "Write the model's files into the folder that SM_MODEL_DIR names (paths.model of contract.json)." }));
	}
}
async function askScript(task, model, asked) {
	const { classes } = model;
	const { rows, read } = await answersOf(task, model, asked, (bytes, ids) => readPredictions(bytes, ids, classes));
	const width = classes.length;
	const predicted = new Int32Array(asked.dataset.rows).fill(-1);
	const probabilities = read.probabilities && new Float64Array(asked.dataset.rows * width);
	rows.forEach((row, i) => {
		predicted[row] = read.predicted[i];
		probabilities?.set(read.probabilities.subarray(i * width, (i + 1) * width), row * width);
	});
	return {
		engine: "command",
		classes,
		predicted,
		probabilities,
		trouble: null
	};
}
async function askForNumbers(task, model, asked) {
	const { rows, read } = await answersOf(task, model, asked, readEstimates);
	const values = new Float64Array(asked.dataset.rows).fill(NaN);
	rows.forEach((row, i) => {
		values[row] = read[i];
	});
	return {
		values,
		trouble: null
	};
}
async function answersOf(task, { archive, classes }, { dataset, features, rows: asked }, reader) {
	const columns = features.map((name) => columnOf(dataset, name));
	const terms = {
		step: "predict",
		target: dataset.target,
		classes,
		features: columns
	};
	const rows = shuffled(asked);
	const ids = {
		column: idColumn(terms),
		values: Array.from(rows, (_, i) => `r${i + 1}`)
	};
	const most = 2 ** 20 + rows.length * MOST_CELL_BYTES * (classes.length + 2);
	return {
		rows,
		read: await runJob(task, terms, {
			command: task.config.predict,
			key: "train.predict",
			prepare: async ({ folder }) => {
				await writeFiles(join(folder, "model"), readTar(archive));
				await writeCsv(join(folder, inputOf(terms)), columns, rows, ids);
			},
			read: (job, said) => readAnswers(job, most, said, (bytes) => reader(bytes, ids))
		})
	};
}
const MOST_CELL_BYTES = 64;
async function readAnswers({ folder }, most, said, reader) {
	try {
		return await reader(await readWritten(folder, PREDICTIONS, new Map(), most, "").catch((error) => {
			if (error instanceof LimitError) throw new Unusable(`${PREDICTIONS} is larger than ${most} bytes; expected a line for each row_id`);
			throw error instanceof Unusable ? new Unusable(`${PREDICTIONS} ${error.message}; expected a CSV file of its own`) : error;
		}));
	} catch (error) {
		if (!(error instanceof Unusable)) throw error;
		throw new Failed(check("predictions", "train.predict", "fail", `${error.message}.${outputTail(said)}`));
	}
}
function shuffled(rows) {
	const mixed = rows.slice();
	for (let i = mixed.length - 1; i > 0; i--) {
		const j = randomInt(i + 1);
		[mixed[i], mixed[j]] = [mixed[j], mixed[i]];
	}
	return mixed;
}
function seenBy({ features, columns }, splitColumns) {
	return columns.map(({ name }) => name).filter((name) => features.includes(name) || splitColumns.includes(name));
}
// src/run/earlier-models.ts
const CHAMPION = "champion";
async function earlierModels(asking, ways) {
	const { making, training, heldOut } = asking;
	const { champion, best } = making.state;
	const isNeeded = freshIn(heldOut.dataset, making.planned.plan.split.by === "time");
	const needed = [...heldOut.rows, ...training.rows.filter(isNeeded)];
	const checks = [];
	const said = async (noun, model, record, rows) => {
		if (model.engine !== "command") return ways.applied(model);
		const { answers, check } = await againAsked(asking, ways, {
			noun,
			model,
			record,
			rows
		});
		if (check !== null) checks.push(check);
		return answers;
	};
	const manifest = champion?.manifest;
	const record = manifest !== void 0 && "evidence" in manifest ? manifest.answers : void 0;
	return {
		champion: champion && await said(CHAMPION, champion.model, record, needed),
		best: best && {
			id: best.id,
			model: await said("best model so far", best.model, best.answers, heldOut.rows)
		},
		checks
	};
}
async function againAsked({ making, training, heldOut }, ways, { noun, model, record, rows }) {
	const { dataset } = heldOut;
	const there = Int32Array.from([...training.rows, ...heldOut.rows]);
	const again = record === void 0 ? new Int32Array(0) : rowsAgain(record, dataset, there, making.keys);
	const asked = Int32Array.from(new Set([...rows, ...again.filter((row) => row >= 0)])).sort();
	const answers = await making.recorder.stage("predict", () => ways.ask(model, {
		...heldOut,
		rows: asked
	})).catch((error) => {
		if (error instanceof Failed) return ways.unasked(model, error.check.message.replace(/\.$/, ""));
		throw error;
	});
	if (answers.trouble !== null) return {
		answers,
		check: null
	};
	if (record === void 0 && noun !== CHAMPION) return {
		answers,
		check: null
	};
	const check = answersAgain(noun, record, again, answersOf$1(answers));
	if (check.status !== "inconclusive") return {
		answers,
		check
	};
	return {
		answers: ways.unasked(model, "its answers are not what they were at its promotion"),
		check
	};
}
function freshIn({ files }, all) {
	const fresh = files.filter(isNew$1);
	return (row) => all || fresh.some(({ start, end }) => row >= start && row < end);
}
// src/run/judged-script.ts
async function scriptCandidate(making, script) {
	const { config, recorder, dataset, sides, planned, progress } = making;
	const { limits, threads } = config;
	const task = {
		config: script,
		limits,
		leftMs: () => recorder.remainingMs(),
		progress,
		threads,
		seed: config.train.seed
	};
	const features = seenBy(dataset, planned.plan.split.by === "time" ? planned.plan.split.columns : []);
	const training = {
		dataset,
		rows: labelled(dataset, sides.trainRows),
		features
	};
	const heldOut = {
		dataset,
		rows: labelled(dataset, sides.holdoutRows),
		features
	};
	try {
		const made = await recorder.stage("train", () => trainScript(task, training));
		const asking = {
			making,
			task,
			training,
			heldOut,
			made
		};
		const asked = script.errorGate === null ? await classesScorer(asking) : await numbersScorer(asking, script.errorGate);
		const checks = [
			made.check,
			...environmentChecks(asking),
			asked.leak,
			...accepted(making, asked.again)
		];
		const files = [{
			extension: "tar",
			mediaType: ARCHIVE_TYPE,
			bytes: made.model.archive
		}];
		const { environment } = made.reported;
		const answers = keptAnswers(dataset, heldOut.rows, features, making.keys[0], answersOf$1(asked.candidate));
		return {
			trained: {
				files,
				checks,
				chosen: null,
				script: {
					classes: made.model.classes,
					contents: contentsOf(made.files),
					answers,
					...environment && { environment }
				}
			},
			score: asked.score
		};
	} catch (error) {
		if (!(error instanceof Failed)) throw error;
		recorder.addChecks([error.check]);
		return null;
	}
}
function accepted({ config }, checks) {
	return config.gates.accept ? overridden(checks) : checks;
}
function environmentChecks({ making, made }) {
	const manifest = making.state.champion?.manifest;
	const { environment, trouble } = made.reported;
	const compared = manifest !== void 0 && "evidence" in manifest ? environmentCheck(manifest.environment, environment) : null;
	return [trouble, trouble === null ? compared : null].filter((one) => one !== null);
}
async function classesScorer(asking) {
	const { making, task, heldOut, made } = asking;
	const ask = (model, rows) => askScript(task, model, rows);
	const candidate = await making.recorder.stage("predict", () => ask(made.model, heldOut));
	const found = {
		dataset: heldOut.dataset,
		rows: heldOut.rows,
		candidate
	};
	const tried = await triedAgain(asking, ask, exchangeOf(found));
	const { checks: again, ...earlier } = await earlierModels(asking, {
		ask,
		unasked,
		applied: (forest) => forest
	});
	return {
		score: (request) => evaluate({
			...request,
			candidate,
			...earlier
		}),
		leak: labelLeak({
			...found,
			again: tried.again,
			exchanged: tried.other
		}),
		again,
		candidate
	};
}
async function numbersScorer(asking, errorGate) {
	const { making, task, training, heldOut, made } = asking;
	const ask = (model, rows) => askForNumbers(task, model, rows);
	const candidate = await making.recorder.stage("predict", () => ask(made.model, heldOut));
	const found = {
		dataset: heldOut.dataset,
		rows: heldOut.rows,
		candidate
	};
	const tried = await triedAgain(asking, ask, mirrorOf(training));
	const unasked = (_, trouble) => ({
		values: new Float64Array(heldOut.dataset.rows).fill(NaN),
		trouble
	});
	const { checks: again, ...earlier } = await earlierModels(asking, {
		ask: async (model, rows) => model.classes.length > 0 ? unasked(model, "it answers with classes") : await ask(model, rows),
		applied: (forest) => unasked(forest, "it answers with classes"),
		unasked
	});
	const score = (request) => {
		const judged = evaluateRegression({
			...request,
			candidate,
			...earlier,
			errorGate
		});
		return request.gates.accept ? {
			...judged,
			checks: overridden(judged.checks)
		} : judged;
	};
	return {
		score,
		leak: numberLeak({
			...found,
			again: tried.again,
			mirrored: tried.other
		}),
		again,
		candidate
	};
}
async function triedAgain({ making, task, training, heldOut, made }, ask, handedOut) {
	const { recorder, state, planned } = making;
	const isKnown = isDeepStrictEqual(state.champion?.manifest.recipe, planned.inputs.recipe);
	return await recorder.stage("label-leak", async () => {
		const again = await ask(made.model, heldOut);
		const other = isKnown ? null : await trainScript(task, training, handedOut);
		return {
			again,
			other: other && await ask(other.model, heldOut)
		};
	});
}
function unasked({ classes }, trouble) {
	return {
		engine: "command",
		classes,
		predicted: new Int32Array(0),
		probabilities: null,
		trouble
	};
}
// src/run/candidate.ts
async function judgedCandidate(config, recorder, examined, dataset, planned, environment) {
	const { state, subject: { word }, validation } = examined;
	const { plan } = planned;
	const { excluded } = validation;
	const { sides, checks } = holdOut(dataset, plan.split);
	if (recorder.recordSplit(plan.split, sides, checks)) return null;
	const keys = rowKeys({
		rowsKey: environment.services.rowsKey ?? null,
		split: config.split
	});
	const training = {
		config,
		recorder,
		state,
		dataset,
		sides,
		planned,
		progress: environment.progress,
		keys
	};
	const made = config.command?.evidence === "judged" ? await scriptCandidate(training, config.command) : await forestCandidate(training);
	if (made === null) return null;
	const { trained, score } = made;
	const request = {
		dataset,
		excluded,
		resampled: trained.resampled ?? null,
		movedRows: movedRows([...validation.checks, ...validation.screens], validation.used, word),
		answeredRows: acceptedRows("f1-batch", word),
		...sides,
		...baselinesIn(state, plan, config),
		...config.report
	};
	const scored = await recorder.stage("evaluate", () => score(request));
	const used = [...new Set([...validation.used, ...usedIn(scored.checks, word)])];
	return {
		trained,
		scored: {
			...scored,
			checks: withWord(scored.checks, word)
		},
		used
	};
}
async function forestCandidate({ config, recorder, state, dataset, sides, planned, progress }) {
	const { limits, threads } = config;
	const { inputs, plan } = planned;
	const task = {
		dataset,
		rows: sides.trainRows,
		config: config.train,
		schema: inputs.schema,
		threads,
		limits,
		progress
	};
	const recorded = state.champion?.manifest.recipe ?? null;
	const recipe = recorded?.engine === "command" ? null : recorded;
	const trained = await recorder.stage("train", () => train(task, {
		...sides,
		split: plan.split,
		champion: recipe
	}));
	const { champion, best } = state;
	const models = {
		candidate: trained.forest,
		champion: champion && applied(champion.model),
		best: best && {
			id: best.id,
			model: applied(best.model)
		}
	};
	return {
		trained: {
			...trained,
			script: null
		},
		score: (request) => evaluate({
			...request,
			...models
		})
	};
}
function applied(model) {
	return model.engine === "command" ? unasked(model, "a script made it, and there is no train.predict to ask it by") : model;
}
// src/fetch/listing/freshness.ts
async function checkFreshness(files, freshnessSeconds, now, asked) {
	const ages = (await agesOf(possibleFiles(files, now, ({ date }) => date), asked)).map((age) => possibleAge(age, now));
	const newest = ages.reduce((a, b) => (b.time ?? Number.NEGATIVE_INFINITY) > (a.time ?? Number.NEGATIVE_INFINITY) ? b : a);
	const { file, time, by } = newest.time !== null && (now - newest.time) / 1e3 <= freshnessSeconds ? newest : ages.find((age) => age.time === null) ?? newest;
	const name = shown$3(file.name);
	const expected = `at most ${duration(freshnessSeconds)}`;
	if (time === null) {
		const none = file.date === null ? "no date in its name, and " : "";
		return check("stale", file.name, "warn", `The age of ${name} is not known: ${none}${by}.`, { expected });
	}
	const seconds = Math.max(0, (now - time) / 1e3);
	const observed = duration(seconds);
	const message = `The newest file, ${name}, is ${observed} old (${by}, ${new Date(time).toISOString()}), allowed is ${expected}`;
	if (seconds <= freshnessSeconds) return check("stale", file.name, "pass", `${message}.`, {
		observed,
		expected
	});
	const suggestion = "Find out why no new file came; if files come less often, ask for less.";
	const remedies = [longerThan(seconds)];
	return check("stale", file.name, "fail", `${message}: new data has not arrived.`, {
		observed,
		expected,
		suggestion,
		remedies
	});
}
function possibleAge(age, now) {
	if (age.time === null || isPossible(age.time, now)) return age;
	return {
		...age,
		time: null,
		by: "the time that is known of it lies in the future"
	};
}
async function agesOf(files, asked) {
	const dated = files.filter((file) => file.date !== null);
	if (dated.length > 0) {
		const file = latest$1((one) => one.date, dated);
		return [{
			file,
			time: file.date,
			by: "by the date in its name"
		}];
	}
	const [objects, others] = [files.filter((one) => isInBucket(one.uri)), files.filter((one) => !isInBucket(one.uri))];
	const ages = others.length > 0 ? await localAges(others, asked) : [];
	if (objects.length > 0) ages.push(changed(latest$1((one) => one.modified, objects)));
	return ages;
}
function latest$1(time, among) {
	return among.reduce((a, b) => (time(b) ?? Number.NEGATIVE_INFINITY) > (time(a) ?? Number.NEGATIVE_INFINITY) ? b : a);
}
async function localAges(files, asked) {
	const { committed, own, unknown } = await lastChange(files.map((one) => one.uri), asked);
	const newest = latest$1((one) => one.modified, files);
	const wroteThemselves = files.filter((one) => own.includes(one.uri));
	return [
		...committed === null ? [] : [{
			file: newest,
			time: committed,
			by: "last committed"
		}],
		...wroteThemselves.length === 0 ? [] : [changed(latest$1((one) => one.modified, wroteThemselves))],
		...unknown === null ? [] : [{
			file: newest,
			time: null,
			by: unknown
		}]
	];
}
function changed(file) {
	return {
		file,
		time: file.modified,
		by: file.modified === null ? "no time of change" : "last changed"
	};
}
function duration(seconds) {
	if (seconds < 3600) return `${Math.round(seconds / 60)} minutes`;
	if (seconds < 172800) return `${Math.round(seconds / 360) / 10} hours`;
	return `${Math.round(seconds / 8640) / 10} days`;
}
// src/fetch/listing/golden.ts
async function findGolden(golden, places, checkout) {
	if (golden === null) return {
		file: null,
		checks: []
	};
	const { path, where } = golden;
	const [found] = await matchPatterns([path], places, checkout);
	const file = found?.files[0];
	if (file !== void 0) return {
		file,
		checks: []
	};
	const name = asWritten(path);
	const message = `The golden file ${shown$3(name)} is not there: nothing can be judged without it.`;
	return {
		file: null,
		checks: [{
			...check("no-file", name, "fail", message, {
				observed: 0,
				expected: name,
				suggestion: "Put the file back, or correct split.by."
			}),
			where
		}]
	};
}
function withoutGolden(matched, golden) {
	if (golden === null) return matched;
	return matched.map((one) => ({
		...one,
		files: one.files.filter((file) => file.uri !== golden.uri)
	}));
}
// src/fetch/listing/near-miss.ts
const MOST_PROPOSALS = 5;
async function checkNearMisses(matched, ignore, golden, places, now, files = new Map()) {
	const patterns = matched.filter((one) => !one.pattern.literal);
	const newest = possibleFiles(matched.flatMap((one) => one.files.filter(({ date }) => date !== null)), now).reduce((a, b) => b.date !== null && b.date > (a?.date ?? Number.NEGATIVE_INFINITY) ? b : a, null);
	if (newest === null || newest.date === null || patterns.length === 0) return [];
	const taken = new Set(matched.flatMap((one) => one.files.map((file) => file.uri)));
	if (golden !== null) taken.add(golden.uri);
	const ignores = ignoring(ignore);
	const unfetched = new Map();
	const misses = new Map();
	for (const { pattern, files: own } of patterns) {
		const cores = new Set(own.map((file) => comparableName(basenameOf(file.uri))));
		const around = await places.of(pattern.source).nearbyFiles(pattern);
		for (const one of unfetchedIn(around, pattern, cores)) if (!ignores(one.pointer.path)) unfetched.set(one.pointer.uri, one);
		for (const neighbour of around) {
			if (taken.has(neighbour.uri) || misses.has(neighbour.uri) || ignores(neighbour.path)) continue;
			if (patterns.some((other) => matchesUri(other.pattern, neighbour.uri))) continue;
			const date = dateOf(neighbour.path);
			if (date === null || date <= newest.date || !isNear(neighbour, pattern, cores)) continue;
			misses.set(neighbour.uri, {
				neighbour,
				date,
				pattern,
				proposed: proposePattern(neighbour.root, neighbour.path)
			});
		}
	}
	const pulled = [...unfetched.values()].map((one) => notFetched(one, newest, ignore));
	if (misses.size === 0 && pulled.length > 0) return pulled;
	if (misses.size === 0) return [check("near-miss", newest.name, "pass", `No file newer than ${shown$3(newest.name)} lies beside the pattern.`, {
		observed: 0,
		expected: 0
	})];
	return [...pulled, ...describe([...misses.values()], matched, newest, ignore, files)];
}
function unfetchedIn(around, pattern, cores) {
	const there = new Set(around.map(({ uri }) => uri));
	return around.flatMap((pointer) => {
		const [path, uri] = [dvcTarget(pointer.path), dvcTarget(pointer.uri)];
		if (path === null || uri === null || there.has(uri)) return [];
		return matchesUri(pattern, uri) || isNear({
			...pointer,
			path,
			uri
		}, pattern, cores) ? [{
			pointer,
			date: dateOf(path)
		}] : [];
	});
}
function notFetched({ pointer, date }, newest, ignore) {
	const isOlder = date !== null && date <= newest.date;
	const name = shown$3(pointer.path);
	const than = isOlder ? `no newer than ${shown$3(newest.name)}` : `newer than the newest file that is taken, ${shown$3(newest.name)}`;
	const message = `${name} is ${date === null ? "a pointer of DVC" : than}: the data that it stands for is not here.`;
	const entry = basenameOf(proposePattern(pointer.root, pointer.path));
	return check("near-miss", pointer.path, isOlder ? "warn" : "fail", message, {
		observed: pointer.path,
		expected: dvcTarget(pointer.path),
		suggestion: "Run `dvc pull` before this step. If it is not wanted:",
		remedies: [setKey(CONFIGURATION, "data.ignore", [...ignore, entry])]
	});
}
function ignoring(globs) {
	const patterns = globs.map((glob) => compilePattern(`/${glob}`));
	return (path) => patterns.some((pattern) => matchesUri(pattern, `/${path}`) || matchesUri(pattern, `/${basenameOf(path)}`));
}
function isNear(neighbour, pattern, cores) {
	const basename = basenameOf(neighbour.path);
	if (formatOf(basename) === null || isSidecar(basename, pattern)) return false;
	const pieces = comparablePieces(pattern);
	const core = comparableName(basename);
	const same = pieces.length > 0 ? core === pieces.join("") : cores.has(core);
	if (neighbour.outside) return same && core !== "";
	return same || (neighbour.beside ? isSimilarName(core, pieces) : pieces.length > 0 && isSimilarName(core, pieces));
}
function describe(misses, matched, newest, ignore, files) {
	const groups = new Map();
	for (const miss of misses) groups.set(miss.proposed, [...groups.get(miss.proposed) ?? [], miss]);
	const sources = matched.map((one) => one.pattern.source);
	const takenUris = matched.flatMap((one) => one.files.map((file) => file.uri));
	return [...groups].sort(([, a], [, b]) => latest(b).date - latest(a).date || byCodePoint(latest(a).neighbour.uri, latest(b).neighbour.uri)).slice(0, MOST_PROPOSALS).map(([proposed, group]) => {
		const { neighbour, pattern } = latest(group);
		const more = group.length > 1 ? ` (and ${plural(group.length - 1, "more file")} like it)` : "";
		const message = `${shown$3(neighbour.path)}${more} is newer than the newest file that is taken, ${shown$3(newest.name)}, but does not match ${shown$3(asWritten(pattern.source))}. The pattern ${shown$3(asWritten(proposed))} would take it.`;
		const found = check("near-miss", neighbour.path, "fail", message, {
			observed: neighbour.path,
			expected: pattern.source,
			suggestion: "If it is data, take it with the first line below; if it is not, ignore it with the second. Only one of the two.",
			remedies: [setKey(CONFIGURATION, "data.files", [...sources, proposed].map(asWritten)), setKey(CONFIGURATION, "data.ignore", [...ignore, ignoreEntry(neighbour, proposed, takenUris)])]
		});
		files.set(found, group.map((one) => ({
			name: one.neighbour.path,
			uri: one.neighbour.uri,
			versionId: null,
			date: one.date,
			modified: null,
			bytes: 0
		})));
		return found;
	});
}
function ignoreEntry({ root, path }, proposed, taken) {
	const base = inside(root);
	const [folder = "", ...below] = path.split("/");
	const own = taken.some((uri) => uri.startsWith(`${base}${folder}/`));
	const pattern = proposed.slice(base.length);
	if (below.length > 0 && !own && pattern.startsWith(`${folder}/`) && !/[*{]/.test(folder)) return `${folder}/**`;
	return own || below.length === 0 ? basenameOf(pattern) : pattern;
}
function latest(group) {
	return group.reduce((a, b) => b.date > a.date || b.date === a.date && byCodePoint(a.neighbour.uri, b.neighbour.uri) < 0 ? b : a);
}
function basenameOf(path) {
	return path.slice(path.lastIndexOf("/") + 1);
}
function matchesUri(pattern, uri) {
	const root = inside(pattern.root);
	return uri.startsWith(root) && matchPattern(pattern, uri.slice(root.length)) !== null;
}
// src/fetch/listing/required.ts
function checkRequired(files, required) {
	return required.map((name) => {
		const found = files.some((file) => file.uri === name || endsIn(file.uri, name));
		const expected = `${name} among the files found`;
		if (found) return check("no-file", name, "pass", `${shown$3(name)}, which the event names, is among the files found.`, {
			observed: name,
			expected
		});
		return check("no-file", name, "fail", `${shown$3(name)}, which the event says has arrived, is not among the files found.`, {
			observed: `${files.length} other files`,
			expected,
			suggestion: "Check that data.files matches it and data.exclude does not name it; the event's payload never changes what is read."
		});
	});
}
function endsIn(path, tail) {
	const [whole, end] = [path, tail].map((text) => text.normalize("NFC"));
	return whole === end || whole.endsWith(`/${end}`);
}
// src/fetch/list.ts
async function listFiles(data, now, services, required = []) {
	const places = new Storages(data.s3, services);
	const golden = await findGolden(data.golden, places, data.checkout);
	const matched = withoutGolden(await matchPatterns(data.files, places, data.checkout), golden.file);
	const excluded = new Set(data.exclude.filter((exclusion) => exclusion.digest === null).map((exclusion) => exclusion.file));
	const files = inOrder(matched.flatMap((one) => one.files).filter((file) => !excluded.has(file.name)));
	const checks = [
		...golden.checks,
		...matched.flatMap(checkFolders),
		...matched.flatMap(({ leading }) => checkLinks(leading))
	];
	for (const one of matched) checks.push(await checkPresence(one, excluded, files.length > 0, places));
	checks.push(...checkRequired(files, required));
	const missed = new Map();
	const listing = {
		files,
		golden: golden.file,
		checks,
		missed,
		places,
		now
	};
	if (files.length === 0) return listing;
	checks.push(...checkFuture(files, data, now), ...checkWindow(matched, data.window));
	checks.push(...await checkNearMisses(matched, data.ignore, golden.file, places, now, missed));
	return listing;
}
async function freshness({ files, now }, data, services) {
	if (data.freshnessSeconds === null || files.length === 0) return [];
	const asked = {
		repository: data.repository ?? process.cwd(),
		isWorkflow: services.isWorkflow === true
	};
	return [await checkFreshness(files, data.freshnessSeconds, now, asked)];
}
function checkWindow(matched, { kind }) {
	const [one, ...others] = matched;
	if (kind !== "latest" && kind !== "files" || one === void 0 || others.length > 0 || !one.pattern.literal) return [];
	const name = asWritten(one.pattern.source);
	const message = `data.window counts files, and data.files names one, ${shown$3(name)}: all of its rows count.`;
	return [check("window", name, "warn", message, { suggestion: "For a window over the rows of one file, give it a column of dates with `role: time` in the schema file and write days: `window: 30d`." })];
}
function checkFolders({ refused }) {
	return refused.map(({ folder, code }) => check("unreadable", folder, "fail", `The folder ${shown$3(folder)} cannot be read: ${code === "EACCES" ? "permission denied" : code}.`, { suggestion: "Give the user that runs this permission to read and enter the folder." }));
}
function checkLinks(leading) {
	return leading.map((path) => check("unreadable", path, "fail", `${shown$3(path)} is reached by a link that leads out of the checkout, or into its .git folder: in a pull request it is not read.`, {
		expected: "a file of the checkout",
		suggestion: "Put the file itself into the repository, or leave the link out of the pull request."
	}));
}
async function checkPresence(matches, excluded, others, places) {
	const { pattern, files, repeated, unread } = matches;
	const name = asWritten(pattern.source);
	const left = files.filter((file) => !excluded.has(file.name)).length + repeated;
	const expected = `a file that matches ${name}`;
	if (left > 0) return check("no-file", name, "pass", `${plural(left, "file")} match${left === 1 ? "es" : ""} ${shown$3(name)}.`, {
		observed: left,
		expected: "at least 1"
	});
	const status = others ? "warn" : "fail";
	const nothing = `No file matches ${shown$3(name)}`;
	if (files.length > 0) {
		const message = `${nothing} but ${plural(files.length, "file")} that data.exclude names.`;
		return check("no-file", name, status, message, {
			observed: 0,
			expected,
			suggestion: "Remove the entry from data.exclude, or wait for a new file."
		});
	}
	if (unread.length > 0) {
		const message = `${nothing} and ends in ${ACCEPTED_EXTENSIONS}: what matches is ${unread.slice(0, 3).map(shown$3).join(", ")}${unread.length > 3 ? " …" : ""}.`;
		return check("no-file", name, status, message, {
			observed: 0,
			expected
		});
	}
	const { message, suggestion, remedies } = await describeNearby(pattern, places.of(pattern.source));
	return check("no-file", name, status, `${nothing}: ${message}`, {
		observed: 0,
		expected,
		...suggestion === null ? {} : { suggestion },
		...remedies === void 0 ? {} : { remedies }
	});
}
// src/validate/migration/edits.ts
function edited(schema, edits) {
	const of = groupedBy(edits, ({ field }) => field);
	return {
		...schema,
		fields: schema.fields.map((field) => (of.get(field.name) ?? []).reduce(editedField, field))
	};
}
function editedField(field, edit) {
	if (edit.kind === "alias") return {
		...field,
		aliases: [...new Set([...field.aliases, edit.name])]
	};
	if (edit.kind === "notation") return {
		...field,
		...edit.changed
	};
	return {
		...field,
		valueAliases: {
			...field.valueAliases,
			...edit.aliases
		}
	};
}
function propertiesOf(edit, field) {
	if (edit.kind === "alias") return { aliases: field.aliases };
	if (edit.kind === "notation") return { ...edit.changed };
	return { valueAliases: { ...field.valueAliases } };
}
// src/validate/migration/findings.ts
function migrationFindings(edits, files, schema, proven) {
	const after = edited(schema, edits);
	return mergedByField(edits).map((own) => {
		const [edit] = own;
		const field = after.fields.find(({ name }) => name === edit.field);
		const properties = Object.assign({}, ...own.map((one) => propertiesOf(one, field)));
		const remedies = Object.entries(properties).map(([key, value]) => setKey(schema.file ?? "schema.yml", fieldKey(edit.field, key), value));
		const concerned = files.filter(({ golden, table }) => !golden && isConcerned(own, table.header, after));
		const place = {
			file: concerned[0]?.name ?? "",
			line: 1,
			column: 1
		};
		return {
			code: CODES[edit.kind],
			subject: edit.field,
			status: "fail",
			observed: observedOf(own),
			expected: printable$1(edit.field),
			message: `column ${named(edit.field)} ${sayingOf(own)} in ${wordsOf(concerned)}: ${proofWords(mergedByField(edits).length, proven)}`,
			suggestion: schema.file === null ? NO_FILE : null,
			remedies,
			where: field.where ?? (concerned.length === 0 ? null : place)
		};
	});
}
const NO_FILE = "The schema has no file yet: `init --data … --force` writes one, and `schema: schema.yml` names it.";
const CODES = {
	alias: "column-renamed",
	notation: "notation",
	values: "recoded"
};
function mergedByField(edits) {
	return [...groupedBy(edits, ({ kind, field }) => `${kind} ${field}`).values()];
}
function isConcerned(edits, header, schema) {
	return edits.some((edit) => edit.kind === "alias" ? header.includes(edit.name) : matchHeader(header, schema).columns[schema.fields.findIndex(({ name }) => name === edit.field)] >= 0);
}
function observedOf(edits) {
	const [edit] = edits;
	if (edit?.kind === "alias") return edits.flatMap((one) => one.kind === "alias" ? [printable$1(one.name)] : []).join(", ");
	if (edit?.kind === "notation") return Object.keys(edit.changed).join(", ");
	return "other values";
}
function sayingOf(edits) {
	const [edit] = edits;
	if (edit?.kind === "alias") return `is called ${edits.map((one) => one.kind === "alias" ? named(one.name) : "").join(" and ")}`;
	if (edit?.kind === "notation") return "is written in another way";
	const count = edits.reduce((sum, one) => sum + (one.kind === "values" ? Object.keys(one.aliases).length : 0), 0);
	return `has its values recoded one to one (${plural$1(count, "value")})`;
}
const wordsOf = ([first, ...alike]) => first === void 0 ? "no file" : fileWords({
	...first,
	alike
});
function proofWords(findings, { same, gone }) {
	const others = findings === 1 ? "with the line below" : findings === 2 ? "with the line below and that of the other finding" : `with the line below and those of the ${findings - 1} other findings`;
	return gone === 0 ? `${others} all ${plural$1(same, "accepted row")} are there, proven by their hashes` : `${others} ${grouped(same)} of ${plural$1(same + gone, "accepted row")} are there, proven by their hashes; the other ${grouped(gone)} are not`;
}
// src/validate/migration/notations.ts
const STRAYS = .05;
const MODELS = 20;
const MOST = 8;
const NUMBERS = [",", "."].flatMap((decimalChar) => [
	null,
	".",
	",",
	" ",
	"'"
].flatMap((groupChar) => groupChar === decimalChar ? [] : [true, false].map((bareNumber) => ({
	decimalChar,
	groupChar,
	bareNumber
}))));
function notationsOf(raw, rows, field, missingValues) {
	const missing = new Set(missingValues);
	const texts = Array.from({ length: rows }, (_, row) => cellText(raw, row)).filter((text) => !missing.has(text));
	const reads = (changed) => {
		const parse = cellParser({
			...field,
			...changed
		});
		return texts.filter((text) => parse(text) === null).length <= STRAYS * texts.length;
	};
	if (texts.length === 0 || reads({})) return [];
	return candidates(field, texts).filter(reads).slice(0, MOST).map((changed) => onlyChanges(changed, field));
}
function candidates(field, texts) {
	if (field.type === "number") return NUMBERS;
	if (field.type === "integer") return NUMBERS.filter(({ decimalChar }) => decimalChar === ".").map(({ decimalChar: _, ...rest }) => rest);
	if (field.type === "boolean") return booleans(field, texts);
	if (field.type !== "date" && field.type !== "datetime" && field.type !== "time") return [];
	return [
		"default",
		...new Set(texts.slice(0, MODELS).flatMap((text) => layoutsOf(text.trim()))),
		"any"
	].map((format) => ({ format }));
}
function booleans(field, texts) {
	const words = [...new Set(texts)];
	if (words.length === 0 || words.length > 2) return [];
	const other = words[1] === void 0 ? [] : [words[1]];
	return [{
		trueValues: [...field.trueValues, words[0]],
		falseValues: [...field.falseValues, ...other]
	}, {
		trueValues: [...field.trueValues, ...other],
		falseValues: [...field.falseValues, words[0]]
	}].map(({ trueValues, falseValues }) => ({
		trueValues: [...new Set(trueValues)],
		falseValues: [...new Set(falseValues)]
	}));
}
function onlyChanges(changed, field) {
	const differs = ([key, value]) => JSON.stringify(value) !== JSON.stringify(field[key]);
	return Object.fromEntries(Object.entries(changed).filter(differs));
}
// src/validate/migration/proof.ts
function proverOf(file, schema, { rows, recorded, key }) {
	const { columns } = rows.record;
	return { acceptedRows: (edits) => {
		const trial = edited(schema, edits);
		const fields = fieldsAsRecorded(columns, recorded, trial);
		if (fields.length < columns.length) return [];
		const found = [];
		eachHash(file, trial, fields, key, (row, words) => {
			if (runOf(rows.live, words, 0) >= 0) found.push(row);
		});
		return found;
	} };
}
// src/validate/migration/recodings.ts
const MOST_COLUMNS = 2;
const MOST_TRIES = 500;
const UNKNOWN = .02;
const EXCHANGED = 12;
function recodedIn(table, schema, known) {
	const all = textsIn(table, schema, known);
	const strange = all.filter(({ unknown }) => unknown >= UNKNOWN * table.rows && unknown > 0);
	return strange.length > 0 ? strange : all.filter(({ field, values }) => field.role === "target" && values.length <= EXCHANGED);
}
function textsIn(table, schema, known) {
	const { columns } = matchHeader(table.header, schema);
	return schema.fields.flatMap((field, i) => {
		const values = known.get(field.name);
		const raw = table.columns[columns[i]];
		if (values === void 0 || raw === void 0) return [];
		const parse = cellParser(field);
		const missing = new Set(field.missingValues ?? schema.missingValues);
		const aliases = new Map(Object.entries(field.valueAliases ?? {}));
		const parsed = new Set(values.map((value) => parse(value)));
		const isKnown = (text) => missing.has(text) || parsed.has(parse(aliases.get(text) ?? text));
		const cells = Array.from({ length: table.rows }, (_, row) => cellText(raw, row));
		const texts = [...new Set(cells)].filter((text) => !missing.has(text));
		const unknown = cells.filter((text) => !isKnown(text)).length;
		return texts.length > values.length ? [] : [{
			field,
			cells,
			unknown,
			texts,
			values
		}];
	});
}
function recodings(table, schema, known, prover) {
	const recoded = recodedIn(table, schema, known);
	if (recoded.length === 0 || recoded.length > MOST_COLUMNS) return [];
	if (recoded.reduce((product, { values }) => product * values.length, 1) > MOST_TRIES) return [];
	const votes = recoded.map(() => new Map());
	for (const values of productOf(recoded.map((one) => one.values))) {
		const edits = recoded.map(({ field, texts }, i) => ({
			kind: "values",
			field: field.name,
			aliases: allAs(texts, values[i])
		}));
		for (const row of prover.acceptedRows(edits)) recoded.forEach(({ cells, texts }, i) => {
			const text = cells[row];
			if (!texts.includes(text)) return;
			const of = votes[i].get(text) ?? new Map();
			votes[i].set(text, of.set(values[i], (of.get(values[i]) ?? 0) + 1));
		});
	}
	return recoded.flatMap(({ field }, i) => {
		const aliases = oneToOne(votes[i]);
		return aliases === null || Object.keys(aliases).length === 0 ? [] : [{
			kind: "values",
			field: field.name,
			aliases
		}];
	});
}
const allAs = (texts, value) => Object.fromEntries(texts.map((text) => [text, value]));
function productOf(lists) {
	return lists.reduce((all, list) => all.flatMap((some) => list.map((one) => [...some, one])), [[]]);
}
function oneToOne(votes) {
	const pairs = [...votes].map(([text, of]) => [text, [...of].reduce((a, b) => b[1] > a[1] ? b : a)[0]]);
	if (pairs.length === 0 || new Set(pairs.map(([, value]) => value)).size < pairs.length) return null;
	return Object.fromEntries(pairs.filter(([text, value]) => text !== value).sort(([a], [b]) => a < b ? -1 : 1));
}
// src/validate/migration/renames.ts
const MOST_PAIRINGS = 3e3;
function pairings(table, schema, needed) {
	const match = matchHeader(table.header, schema);
	const missing = schema.fields.filter((field, i) => match.columns[i] < 0 && needed.has(field.name));
	if (missing.length === 0) return [[]];
	if (missing.length > match.extra.length) return [];
	const options = missing.map((field) => placesFor(field, table, schema, match));
	const found = [];
	const taken = new Set();
	const chosen = [];
	const choose = (i) => {
		if (found.length >= MOST_PAIRINGS) return;
		if (i === missing.length) {
			found.push([...chosen]);
			return;
		}
		for (const at of options[i]) {
			if (taken.has(at)) continue;
			taken.add(at);
			chosen.push({
				kind: "alias",
				field: missing[i].name,
				name: table.header[at]
			});
			choose(i + 1);
			chosen.pop();
			taken.delete(at);
		}
	};
	choose(0);
	return found;
}
function placesFor(field, table, schema, match) {
	const missingValues = field.missingValues ?? schema.missingValues;
	const reads = (at) => {
		const raw = table.columns[at];
		const { invalid } = typeColumn(raw, table.rows, field, missingValues);
		return invalid.length <= .09999999999999998 * table.rows || notationsOf(raw, table.rows, field, missingValues).length > 0;
	};
	const name = partsOf(field.name);
	const index = schema.fields.indexOf(field);
	const before = schema.fields.slice(0, index).reduce((last, _, i) => Math.max(last, match.columns[i]), -1);
	const score = (at) => nameSimilarity(name, partsOf(table.header[at])) - .001 * Math.abs(at - before - 1);
	return match.extra.filter(reads).sort((a, b) => score(b) - score(a));
}
// src/validate/migration/sample.ts
const EVENLY = 48;
const OF_EACH = 4;
const MOST_VALUES = 30;
const LOOKED_AT = 2e4;
function sampleOf(file) {
	const { table } = file;
	const rows = new Set(Array.from({ length: Math.min(EVENLY, table.rows) }, (_, i) => Math.floor(i * table.rows / Math.min(EVENLY, table.rows))));
	for (const column of table.columns) {
		const seen = new Map();
		for (let row = 0; row < Math.min(table.rows, LOOKED_AT) && seen.size <= MOST_VALUES; row++) {
			const text = cellText(column, row);
			const of = seen.get(text);
			if (of === void 0) seen.set(text, [row]);
			else if (of.length < OF_EACH) of.push(row);
		}
		if (seen.size <= MOST_VALUES) for (const row of [...seen.values()].flat()) rows.add(row);
	}
	return {
		...file,
		table: rowsOfTable(table, Int32Array.from(rows).sort())
	};
}
// src/validate/migration/migration.ts
const FILES_LOOKED_AT = 4;
const HEADERS_LOOKED_AT = 5;
const NEARLY_ALL = .95;
const FEWEST = 2;
const MOST_COMBINATIONS = 64;
const PAIRINGS_RECODED = 40;
function migrationOf(files, schema, accepted, known) {
	const samples = representatives(files).map(sampleOf);
	let edits = [];
	for (const sample of samples) edits = merged(edits, editsFor(sample, edited(schema, edits), accepted, known));
	if (edits.length === 0) return [];
	const found = (with_) => samples.reduce((sum, sample) => sum + proverOf(sample, schema, accepted).acceptedRows(with_).length, 0);
	return found(edits) > found([]) ? edits : [];
}
function representatives(files) {
	return [...groupedBy(files.filter(({ golden, table }) => !golden && table.rows > 0), ({ table }) => JSON.stringify(table.header)).values()].slice(0, HEADERS_LOOKED_AT).flatMap((group) => {
		const count = Math.min(FILES_LOOKED_AT, group.length);
		return Array.from({ length: count }, (_, i) => group[Math.floor(i * group.length / count)]);
	});
}
function merged(before, more) {
	const replaced = new Set(more.flatMap((edit) => edit.kind === "notation" ? [edit.field] : []));
	return [...before.filter((edit) => edit.kind !== "notation" || !replaced.has(edit.field)), ...more];
}
function editsFor(file, schema, accepted, known) {
	const needed = new Set(accepted.rows.record.columns);
	const prover = proverOf(file, schema, accepted);
	let best = {
		edits: [],
		rows: prover.acceptedRows([]).length
	};
	const least = () => Math.max(best.rows + 1, FEWEST);
	if (best.rows >= NEARLY_ALL * file.table.rows) return [];
	for (const [i, renamed] of pairings(file.table, schema, needed).entries()) for (const notations of combinations(file, edited(schema, renamed), needed)) {
		const tried = triedWith([...renamed, ...notations], file, schema, prover, i < PAIRINGS_RECODED ? known : new Map());
		if (tried.rows >= least()) best = tried;
		if (best.rows >= NEARLY_ALL * file.table.rows) return best.edits;
	}
	return best.edits;
}
function triedWith(edits, file, schema, prover, known) {
	const plain = {
		edits,
		rows: prover.acceptedRows(edits).length
	};
	if (plain.rows >= NEARLY_ALL * file.table.rows) return plain;
	const trial = edited(schema, edits);
	const more = recodings(file.table, trial, known, { acceptedRows: (added) => prover.acceptedRows([...edits, ...added]) });
	if (more.length === 0) return plain;
	const recoded = [...edits, ...more];
	const rows = prover.acceptedRows(recoded).length;
	return rows > plain.rows ? {
		edits: recoded,
		rows
	} : plain;
}
function combinations({ table }, schema, needed) {
	const { columns } = matchHeader(table.header, schema);
	let all = [[]];
	schema.fields.forEach((field, i) => {
		const raw = table.columns[columns[i]];
		if (raw === void 0 || !needed.has(field.name)) return;
		const options = notationsOf(raw, table.rows, field, field.missingValues ?? schema.missingValues);
		if (options.length === 0) return;
		const edits = options.map((changed) => ({
			kind: "notation",
			field: field.name,
			changed
		}));
		all = all.flatMap((some) => edits.map((edit) => [...some, edit])).slice(0, MOST_COMBINATIONS);
	});
	return all;
}
// src/validate/accepted/unlabelled.ts
const MANY = .1;
function labelledRows(files, schema, target) {
	const field = schema.fields.find(({ name }) => name === target);
	if (field === void 0 || field.constraints.required === true && !isGuessed(schema, field)) return files;
	const asked = {
		...schema,
		fields: [field]
	};
	const left = files.flatMap((file) => {
		const part = typeFile(file, asked, matchHeader(file.table.header, asked).columns).parts.get(field.name);
		if (file.golden || part === void 0) return [file];
		const isMissing = missingTest(part.column);
		const unread = new Set(part.invalid);
		const rows = new Set();
		for (let row = 0; row < file.table.rows; row++) if (isMissing(row) && !unread.has(row)) rows.add(row);
		if (rows.size === 0) return [file];
		const unlabelled = {
			hits: rows.size,
			cells: file.table.rows
		};
		return rows.size === file.table.rows ? [] : [{
			...file,
			table: withoutRows(file.table, rows),
			unlabelled
		}];
	});
	return left.some(({ golden, table }) => !golden && table.rows > 0) ? left : files;
}
function withoutLabels(read, labelled) {
	const kept = new Set(labelled.map(({ name }) => name));
	return read.flatMap((file) => kept.has(file.name) || file.table.rows === 0 ? [] : [{
		...file,
		unlabelled: {
			hits: file.table.rows,
			cells: file.table.rows
		}
	}]);
}
function unlabelledChecks(files, target, known) {
	const past = known.slice(-60).map(({ profile, unlabelled }) => unlabelled ?? {
		hits: 0,
		cells: profile.rows
	});
	return files.flatMap((file) => {
		const { unlabelled } = file;
		if (unlabelled === void 0 || file.accepted) return [];
		const { hits, cells } = unlabelled;
		const isKnown = past.length >= (hits === cells ? 1 : 2);
		const rises = (floor) => isKnown && shareAlarm({
			...unlabelled,
			past,
			floor,
			alpha: .001,
			direction: "up"
		}) !== null;
		const before = isKnown ? `; accepted batches ${shareRange(past)}` : "";
		const check = {
			code: "unlabelled",
			subject: target ?? ""
		};
		const message = `${ofRows(hits, cells)} of ${printable$1(file.name, 200)} have no ${named(target ?? "label")} and are left out until it comes${before}`;
		const expected = isKnown ? shareRange(past) : null;
		const base = {
			...check,
			observed: percent$2(hits / cells),
			expected,
			message,
			where: {
				file: file.name || file.uri,
				line: 1,
				column: 1
			}
		};
		const look = "Look whether labels are late, lost or written in another way.";
		if (!rises(MANY)) {
			const isUsual = isKnown && hits < cells && !rises(gapFloor(past));
			return [{
				...base,
				status: isUsual ? "pass" : "warn",
				suggestion: isUsual ? null : look
			}];
		}
		const words = `${look} Where they always come later, set in retrain.yml: checks: {unlabelled: warning}.`;
		return [{
			...base,
			status: "fail",
			...waysOut(words, file, "rows without a label", { check })
		}];
	});
}
// src/validate/accepted/as-accepted.ts
function cutAsAccepted(read, rule, state) {
	const edits = editsOf(read, rule, state);
	const schema = edited(rule.schema, edits);
	const labelled = labelledRows(read, schema, rule.target);
	const cut = cutByRows(labelled, {
		...rule,
		schema
	}, state);
	const left = [...cut.files, ...withoutLabels(read, labelled)];
	const found = edits.length === 0 ? [] : migrationFindings(edits, read, rule.schema, cut.counts);
	return {
		...cut,
		schema,
		found: [
			...found,
			...cut.found,
			...unlabelledChecks(left, rule.target, state.batches)
		]
	};
}
function editsOf(files, rule, state) {
	const readable = readableRows(rule, state);
	if (readable === null || readable.rows.live.parts.length === 0) return [];
	const { champion } = state;
	const model = champion?.model;
	const features = model === void 0 || model.engine === "command" ? [] : model.features;
	const known = new Map(features.flatMap(({ name, categories }) => categories.length === 0 ? [] : [[name, categories]]));
	if (champion !== null && model !== void 0) known.set(champion.manifest.target, model.classes);
	return migrationOf(files, rule.schema, {
		...readable,
		recorded: rule.recorded
	}, known);
}
// src/validate/accepted/beside.ts
function areAccepted(files, rule, state) {
	const readable = readableRows(rule, state);
	if (readable === null) return false;
	const { rows, key } = readable;
	const fields = fieldsAsRecorded(rows.record.columns, rule.recorded, rule.schema);
	let isAccepted = fields.length === rows.record.columns.length && files.some(({ table }) => table.rows > 0);
	for (const file of files) {
		if (!isAccepted) return false;
		eachHash(file, rule.schema, fields, key, (_, words) => {
			isAccepted &&= runOf(rows.live, words, 0) >= 0;
		});
	}
	return isAccepted;
}
// src/run/examine.ts
async function examine(config, registry, recorder, environment) {
	const { target, limits, whereOf } = config;
	const standard = standardOf(config);
	const listing = await recorder.stage("list", () => listFiles(config.data, recorder.now(), environment.services, config.requiredFiles));
	const beside = listing.checks.filter((check) => listing.missed.has(check));
	const missed = recorder.addChecks(listing.checks.filter((check) => !beside.includes(check)), whereOf("data.files"));
	const state = recorder.recordChampion(await recorder.stage("registry", () => registry.read([...config.data.excludeRows, ...config.checks.accept ?? []].map(({ rows }) => rows))));
	const recorded = state.champion?.manifest ?? null;
	const known = recorded && schemaFromJson(recorded.schema);
	const given = config.schema ?? known;
	const { listed: data, cut: dated } = goingBy(clockOf(given), config.data);
	const { rowsKey = null } = environment.services;
	const asked = {
		rowsKey,
		split: config.split,
		schema: given,
		recorded: known
	};
	const looked = await Promise.all(beside.map((check) => withoutAccepted(check, listing, {
		limits,
		progress: environment.progress
	}, asked, state)));
	const isMissed = recorder.addChecks(looked, whereOf("data.files"));
	if (recorder.addChecks(await freshness(listing, data, environment.services), whereOf("data.files")) || missed || isMissed) return null;
	const read = await recorder.stage("read", () => readFiles(listing, data, state.accepted, limits, environment.progress, writtenAs(given)));
	if (recorder.addChecks(recorder.recordFiles(read).checks)) return null;
	const rule = {
		...config,
		rowsKey,
		schema: given ?? inferSchema(read.files, {
			target,
			isMeasured: standard.isMeasured
		}).schema,
		recorded: known,
		dated,
		now: recorder.now()
	};
	const cut = recorder.recordRowSets(await recorder.stage("rows", () => cutAsAccepted(read.files, rule, state)));
	const subject = {
		...cut,
		now: recorder.now(),
		...rememberedBy(state),
		...standard,
		word: wordOf(state, config, cut)
	};
	return {
		state,
		recorded,
		cut,
		subject,
		validation: await recorder.stage("validate", () => validate(subject))
	};
}
const MOST_BESIDE = 20;
async function withoutAccepted(found, { missed, places }, { limits, progress }, rule, state) {
	const listed = missed.get(found) ?? [];
	const { schema } = rule;
	if (schema === null || state.rows === null || listed.length > MOST_BESIDE) return found;
	const files = await readable(listed, places, limits, progress, writtenAs(schema));
	if (files === null || !areAccepted(files, {
		...rule,
		schema
	}, state)) return found;
	const message = `${found.subject} lies beside the pattern, and all of its rows are accepted: nothing in it is new.`;
	return {
		...found,
		status: "pass",
		message,
		suggestion: null,
		remedies: []
	};
}
// src/table/rows/digest.ts
const FORMAT = "gated-retrain rows 1";
const CHUNK_BYTES = 65536;
function rowsDigest(dataset, order = null) {
	return cellsDigest(dataset.columns.filter(covered(dataset)), dataset.rows, order);
}
function keysDigest(dataset, names, order = null) {
	const isCovered = covered(dataset);
	const columns = dataset.columns.filter((column) => names.includes(column.name) && !isCovered(column));
	return columns.length === 0 ? null : cellsDigest(columns, dataset.rows, order);
}
function covered({ target, features }) {
	const names = new Set([target, ...features]);
	return ({ name }) => names.has(name);
}
function cellsDigest(columns, count, order) {
	const hash = createHash("sha256");
	hash.update(encodeText(FORMAT));
	hash.update(encodeText(`${columns.length} columns, ${count} rows`));
	for (const column of columns) {
		hash.update(encodeText(column.name));
		hash.update(encodeText(kindOf(column)));
	}
	const rows = rowEncoder(columns, CHUNK_BYTES);
	let end = 0;
	for (let at = 0; at < count; at++) {
		const row = order?.length === count ? order[at] : at;
		if (end + rows.longest > rows.buffer.length) {
			hash.update(rows.buffer.subarray(0, end));
			end = 0;
		}
		end = rows.encode(row, end);
	}
	hash.update(rows.buffer.subarray(0, end));
	return `sha256:${hash.digest("hex")}`;
}
function kindOf(column) {
	if (column.kind === "number") return "number";
	return column.type === "boolean" ? "boolean" : "text";
}
// src/evaluate/compare/split-plan.ts
function planSplit({ split: config, whereOf, registry }, champion, dataset, order = null) {
	const recorded = champion?.split ?? null;
	const columns = columnsOf(config, recorded, dataset);
	const problems = columns.flatMap((name) => columnProblem(config.by, name, dataset) ?? []);
	if (problems.length > 0) throw new ConfigError(problems.map((one) => ({
		...one,
		where: whereOf("split.by")
	})));
	const split = {
		...settingsOf(config, columns),
		...foundIn(dataset, config, columns, order)
	};
	return {
		split,
		comparable: recorded === null || same(recorded, split),
		otherTarget: otherTargetOf(champion, dataset.target, registry)
	};
}
function otherTargetOf(champion, asked, registry) {
	if (champion === null || champion.target === asked) return null;
	const [home, glue] = homeOf(registry);
	const name = asked.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
	return {
		predicts: champion.target,
		asked,
		home,
		ownHome: `${home}${glue}${name.slice(0, 40) || "other"}`
	};
}
function homeOf(registry) {
	if (registry.kind === "s3") return [`s3://${registry.access.bucket}/${registry.prefix}`, registry.prefix === "" ? "" : "-"];
	return [`${registry.kind}:${registry.kind === "branch" ? registry.branch : registry.path}`, "-"];
}
function columnsOf({ by, column, columns }, recorded, dataset) {
	if (by === "file") return [];
	if (by !== "row") return [column ?? ""];
	const present = new Set(dataset.columns.map(({ name }) => name));
	const kept = recorded?.by === "row" && recorded.columns.every((name) => present.has(name)) ? recorded.columns : null;
	return columns ?? kept ?? dataset.features;
}
function columnProblem(by, name, dataset) {
	const got = JSON.stringify(name.slice(0, 80));
	if (!dataset.columns.some((column) => column.name === name)) {
		const expected = "the name of a column";
		return problem(`The data is to be split by the column ${got}, which it does not have; expected ${expected}.`, {
			got,
			expected
		});
	}
	const type = by === "time" ? unorderedBy(dataset, name) : null;
	if (type === null) return null;
	const expected = "a column of dates, years or numbers";
	const message = `The data is to be split by time, and ${got} is a column of type ${type}; expected ${expected}, such as type: datetime in the schema.`;
	return problem(message, {
		got: type,
		expected
	});
}
function settingsOf({ by, holdout, salt }, columns) {
	return {
		by,
		share: by === "file" ? null : holdout,
		columns,
		salt: by !== "time" && by !== "file" ? salt ?? "gated-retrain" : "",
		hash: 1
	};
}
function foundIn(dataset, { by, holdout }, columns, order) {
	const keys = keysDigest(dataset, columns, order);
	const golden = by === "file" ? dataset.files.find((file) => file.golden)?.digest : void 0;
	return {
		...by === "time" ? { cut: timeCut(dataset, columns[0], holdout) } : {},
		...golden === void 0 ? {} : { file: golden },
		...keys === null ? {} : { keys }
	};
}
function same(a, b) {
	return a.columns.length === b.columns.length && a.columns.every((name, i) => name === b.columns[i]) && a.by === b.by && a.share === b.share && a.salt === b.salt && a.hash === b.hash && a.file === b.file;
}
// src/run/planned.ts
async function planned(config, { recorded, cut }, dataset) {
	const plan = planSplit(config, recorded, dataset, cut.order);
	return {
		plan,
		inputs: {
			rows: rowsDigest(dataset, cut.order),
			schema: schemaToJson(cut.schema),
			recipe: config.command?.evidence === "judged" ? await judgedRecipe(config.command, config.train.seed) : recipeOf(config.train),
			split: plan.split
		}
	};
}
// src/run/skip-decision.ts
const COMPARISONS = new Set(BATCH_CODES.filter((code) => code !== "unlabelled"));
const isIndependentOfAccepted = ({ code }) => !COMPARISONS.has(code);
const checkWhenSkipped = (check) => isIndependentOfAccepted(check) ? check.code === "accepted-rows" && isBlocking(check) ? {
	...check,
	status: "warn"
} : check : check.code === "replay" && check.status !== "pass" ? {
	...check,
	status: "warn"
} : null;
const canPreventSkip = (check) => isIndependentOfAccepted(check) && check.code !== "accepted-rows";
const isBlocking = ({ status }) => status === "fail" || status === "inconclusive";
function skipDecision(inputs, state, found, { when }, asked) {
	const { champion } = state;
	const reason = found.checks.filter(canPreventSkip).some(isBlocking) ? null : knownInputs(inputs, state, {
		...found,
		when,
		asked
	});
	if (reason !== null) return {
		...reason,
		reportCheck: checkWhenSkipped
	};
	if (asked.length > 0) return null;
	if (typeof when === "string" || champion === null || !hasSameSettings(champion, inputs)) return null;
	if ([...found.checks, ...found.screens].some(isBlocking)) return null;
	const waits = waitReason(found.files.reduce((sum, { accepted, golden, start, end }) => sum + (accepted || golden ? 0 : end - start), 0), champion.manifest.rows.count, when.minNewRows);
	return waits === null ? null : {
		kind: "min-new-rows",
		reason: waits,
		reportCheck: (check) => check
	};
}
function scriptSkipDecision({ inputs, fresh }, state, { when }) {
	const { reported, pointer, made } = state;
	if (when === "always" || reported === null) return null;
	const known = made.findLast((one) => one.inputs === inputs);
	if (known !== void 0) return {
		kind: "same-inputs",
		reason: known.id === pointer?.id ? `Same data and recipe as the champion ${known.id}: nothing to do.` : `These inputs made model ${known.id}, which was champion before ${pointer?.id}: nothing to do.`
	};
	if (typeof when === "string" || reported.manifest.rows === null) return null;
	const waits = waitReason(fresh, reported.manifest.rows.count, when.minNewRows);
	return waits === null ? null : {
		kind: "min-new-rows",
		reason: waits
	};
}
function scriptHeldByRollback(inputs, { held }) {
	const digest = commandInputsDigest(inputs);
	const rolledBack = held.find((one) => one.inputs === digest);
	if (rolledBack === void 0) return null;
	const until = inputs.rows === null ? "it runs again when the command or one of train.files changes, or a person accepts it (`accept --reason …`). New data does not count: without `data` in retrain.yml it is not known here" : "it runs again when the data, the command or one of train.files changes, or a person accepts it (`accept --reason …`)";
	return {
		kind: "held",
		reason: `This recipe made model ${rolledBack.id}, which was rolled back: ${until}.`
	};
}
function isChampions(inputs, { champion }) {
	if (champion === null) return false;
	const { rows, schema, recipe, split } = champion.manifest;
	return inputsDigest({
		rows: rows.digest,
		schema,
		recipe,
		split
	}) === inputsDigest(inputs);
}
function knownInputs(inputs, state, { set, target, leavesOut = false, when, asked }) {
	const { champion, held, made } = state;
	const digest = inputsDigest(inputs);
	const ofRows = set === null ? null : rowInputs({
		set,
		target
	}, inputs);
	const rolledBack = held.find((one) => one.inputs === digest || one.rows !== null && one.rows === ofRows);
	if (rolledBack !== void 0) return {
		kind: "held",
		reason: `These inputs made model ${rolledBack.id}, which was rolled back: they are held until data, schema or recipe changes.`
	};
	if (when === "always" || champion === null || asked.length > 0) return null;
	const known = made.findLast((one) => one.inputs === ofRows);
	if (known?.id === champion.pointer.id || isChampions(inputs, state)) return {
		kind: "same-inputs",
		reason: `Same data, schema, recipe and split as the champion ${champion.pointer.id}: nothing to do.`
	};
	if (known === void 0 || leavesOut) return null;
	return {
		kind: "same-inputs",
		reason: `These inputs made model ${known.id}, which was champion before ${champion.pointer.id}: nothing to do.`
	};
}
function waitReason(fresh, known, minNewRows) {
	const { awaited, share } = awaitedOf(minNewRows, known);
	if (fresh >= awaited) return null;
	return `Waiting for more rows: ${counted(fresh)} of ${counted(awaited)} new ones have come${share}. No data check failed.`;
}
const counted = (rows) => rows.toLocaleString("en");
function awaitedOf(minNewRows, known) {
	if ("rows" in minNewRows) return {
		awaited: minNewRows.rows,
		share: ""
	};
	const percent = Number((100 * minNewRows.share).toPrecision(6));
	return {
		awaited: Math.ceil(minNewRows.share * known),
		share: ` (${percent} % of the champion's ${counted(known)})`
	};
}
function hasSameSettings({ manifest }, inputs) {
	const settings = ({ by, share, columns, salt, hash, file }) => ({
		by,
		share,
		columns,
		salt,
		hash,
		file: file ?? null
	});
	const made = ({ schema, recipe, split }) => Buffer.from(canonicalBytes({
		schema: withoutNotationKeys(schema),
		recipe,
		split: settings(split)
	}));
	return made(manifest).equals(made(inputs));
}
// src/run/retrain.ts
async function retrain(config, registry, recorder, { origin, ...environment }, depth = "whole") {
	const { gates } = config;
	const judged = () => recorder.close(judge(recorder.facts.checks, gates.champion));
	const examined = await examine(config, registry, recorder, environment);
	if (examined === null) return judged();
	const { state, cut } = examined;
	const { checks, screens, dataset, profile, excluded: _excluded, ...kept } = examined.validation;
	const stops = recorder.addChecks(checks);
	if (dataset === null || profile === null) return judged();
	const plan = await planned(config, examined, dataset);
	const { inputs } = plan;
	const waits = skipDecision(inputs, state, {
		...dataset,
		set: cut.set,
		leavesOut: cut.leavesOut,
		checks,
		screens
	}, config.retrain, askedAnew(state, config).keys);
	if (waits !== null) return recorder.closeWithoutTraining(waits, inputs, screens);
	if (stops || depth === "checks") return judged();
	recorder.recordInputs(inputs, profile);
	const candidate = await judgedCandidate(config, recorder, examined, dataset, plan, environment);
	if (candidate === null) return judged();
	const { trained, scored } = candidate;
	const promotion = promotionOf({
		...kept,
		...candidate,
		inputs,
		dataset,
		profile,
		cut,
		state,
		origin,
		now: recorder.now()
	});
	recorder.recordEvaluation(promotion.id, scored.evaluation, [
		...screens,
		...trained.checks,
		...scored.checks
	]);
	const outcome = judge(recorder.facts.checks, gates.champion, config.publish);
	if (outcome.verdict !== "promoted") return recorder.close(outcome);
	const pointer = await recorder.stage("publish", () => registry.publish(promotion, state.pointer));
	return recorder.closePromoted(pointer.id, outcome.reason);
}
// src/evaluate/gates/reported.ts
function reportedGates({ candidate, gate, champion }) {
	return [
		floor(candidate, gate),
		...rowsCheck(candidate, gate),
		...champion === null ? [] : [comparison(candidate, gate, champion)]
	];
}
function floor(candidate, { direction, bound }) {
	const passes = direction === "at-least" ? candidate.value >= bound : candidate.value <= bound;
	const asked = direction === "at-least" ? `at least ${bound}` : `at most ${bound}`;
	const message = `The script reports ${candidate.name} ${shown(candidate.value)}${onRows(candidate)}; ${asked} is asked for. No error rate is promised: the number is the script's own.`;
	const suggestion = passes ? null : `Look at why, or change gates.metric.${direction} to what is good enough.`;
	return result("reported-floor", passes ? "pass" : "fail", candidate, bound, message, suggestion);
}
function rowsCheck(candidate, { minRows }) {
	if (minRows === null) return [];
	if (candidate.rows === null) return [result("reported-rows", "inconclusive", candidate, minRows, `gates.metric.min-rows asks for ${minRows} rows, and the script does not say on how many its number stands.`, "Write the number of rows too, and name its key: train.outputs: {rows: …}.")];
	const enough = candidate.rows >= minRows;
	const message = `The script reports its number on ${candidate.rows} rows; at least ${minRows} are asked for.`;
	return [result("reported-rows", enough ? "pass" : "fail", candidate, minRows, message, enough ? null : "Wait for more data, or lower gates.metric.min-rows.")];
}
function comparison(candidate, { direction, margin }, champion) {
	if (champion.kind === "none") return result("reported-champion", "inconclusive", candidate, null, `The candidate cannot be compared with the champion: ${champion.why}.`, "`reset --reason …` begins a new line without that comparison.");
	const before = champion.number.value;
	const allowed = margin.kind === "absolute" ? margin.value : Math.abs(before) * margin.value;
	const loss = direction === "at-least" ? before - candidate.value : candidate.value - before;
	const threshold = direction === "at-least" ? before - allowed : before + allowed;
	const whose = champion.fresh ? "scored on today's data" : "stored at its promotion, so on the data of that day";
	const words = `The script reports ${candidate.name} ${shown(candidate.value)}${onRows(candidate)}, and ${shown(before)} for the champion (${whose})`;
	if (loss > allowed) return result("reported-champion", "undecided", candidate, threshold, `${words}: worse by ${shown(loss)}, and ${shown(allowed)} is allowed. The champion stays.`, "Look at why; or promote it with `accept --reason …`.");
	const message = `${words}: within the margin of ${shown(allowed)}. No error rate is promised.`;
	return result("reported-champion", champion.fresh ? "pass" : "warn", candidate, threshold, message, champion.fresh ? null : "train.score, a command that scores the champion's files on today's data, makes the comparison one on equal data.");
}
function result(code, status, { value, rows }, threshold, message, suggestion) {
	return {
		...check(code, "model", status, message, {
			observed: value,
			expected: threshold,
			suggestion
		}),
		rows,
		estimate: value,
		bound: null,
		threshold
	};
}
const onRows = ({ rows }) => rows === null ? "" : ` on ${rows} rows`;
const shown = (value) => String(Number(value.toPrecision(6)));
// src/publish/chain/command-promotion.ts
function commandPromotion(parts) {
	const { config, recipe, data, learned, files, archive, number, checks, origin, now } = parts;
	const manifest = {
		version: 2,
		evidence: "reported",
		...data,
		recipe,
		number: {
			...number,
			direction: config.gate.direction
		},
		contents: contentsOf(files),
		files: [{
			mediaType: ARCHIVE_TYPE,
			digest: digestOf(archive),
			size: archive.length
		}]
	};
	const id = sha256Hex(canonicalBytes(manifest));
	return {
		id,
		manifest,
		files: [{
			extension: "tar",
			mediaType: ARCHIVE_TYPE,
			bytes: archive
		}],
		...learned !== null && { rowFiles: learned.rowFiles },
		entry: {
			kind: "promotion",
			id,
			gates: checks,
			...learned === null ? { sources: [] } : learned.entry,
			run: origin.run,
			actor: origin.actor,
			time: new Date(now).toISOString(),
			reason: `${learned?.reason ?? "trained"} by a script: ${number.name} ${Number(number.value.toPrecision(6))}`
		}
	};
}
// src/validate/script-data.ts
function scriptData(config, read, { recorded, rowsKey, state, now }) {
	const schema = config.schema ?? recorded ?? inferSchema(read, { target: null }).schema;
	const dated = {
		window: config.data.window,
		freshnessSeconds: null
	};
	const cut = cutByRows(read, {
		...config,
		rowsKey,
		schema,
		recorded,
		dated,
		now
	}, state);
	const past = {
		reference: state.batches.at(-1)?.profile ?? null,
		remembered: state.batches
	};
	const { checks, profile, batches } = validate({
		...cut,
		schema,
		now,
		...past,
		...standardOf(config),
		target: null
	});
	const count = (files) => files.reduce((sum, { table }) => sum + table.rows, 0);
	return {
		schema,
		cut,
		checks,
		profile,
		batches,
		rows: count(cut.files),
		fresh: count(cut.files.filter((file) => !file.accepted))
	};
}
// src/run/retrain-command.ts
async function retrainByCommand(config, command, registry, recorder, environment) {
	const { gates, limits, data } = config;
	const judged = () => recorder.close(judge(recorder.facts.checks, gates.champion));
	const listing = data.files.length === 0 ? null : await listed(config, recorder, environment);
	const state = recorder.recordChampion(await recorder.stage("registry", () => registry.read(data.excludeRows.map(({ rows }) => rows))));
	if (recorder.addChecks(evidenceChecks(config.requireEvidence, state)) || listing?.stops) return judged();
	const recipe = await reportedRecipe(command);
	const found = listing === null ? null : await validated(config, listing.files, recipe, state, recorder, environment);
	if (found !== null && "stops" in found) return judged();
	const waits = (gates.accept === true ? null : scriptHeldByRollback({
		rows: found === null ? null : { digest: found.cut.set },
		recipe
	}, state)) ?? (found === null ? null : scriptSkipDecision(found, state, config.retrain));
	if (waits !== null) return recorder.closeSkipped(waits);
	const task = {
		config: command,
		limits,
		leftMs: () => recorder.remainingMs(),
		progress: environment.progress
	};
	const { result, checks } = await recorder.stage("train", () => trainByCommand(task, state.reported?.archive ?? null));
	if (recorder.addChecks(checks) || result === null) return judged();
	const champion = championOf(state, command, result.champion);
	const judgements = reportedGates({
		candidate: result.number,
		gate: command.gate,
		champion
	});
	const comparisons = gates.accept ? overridden(judgements) : judgements;
	const promotion = commandPromotion({
		config: command,
		recipe,
		...dataOf(found, state),
		origin: environment.origin,
		now: recorder.now(),
		...result,
		checks: comparisons
	});
	recorder.recordReported(promotion.id, {
		candidate: result.number,
		champion: champion?.kind === "number" ? champion.number : null
	});
	recorder.addChecks(comparisons);
	const outcome = judge(recorder.facts.checks, gates.champion, config.publish);
	if (outcome.verdict !== "promoted") return recorder.close(outcome);
	const pointer = await recorder.stage("publish", () => registry.publish(promotion, state.pointer));
	return recorder.closePromoted(pointer.id, outcome.reason);
}
async function listed({ data, requiredFiles, whereOf }, recorder, { services }) {
	const files = await recorder.stage("list", () => listFiles(data, recorder.now(), services, requiredFiles));
	const checks = [...files.checks, ...await freshness(files, data, services)];
	return {
		files,
		stops: recorder.addChecks(checks, whereOf("data.files"))
	};
}
async function validated(config, listing, recipe, state, recorder, { progress, services }) {
	const recorded = state.reported?.manifest.schema == null ? null : schemaFromJson(state.reported.manifest.schema);
	const given = writtenAs(config.schema ?? recorded);
	const read = await recorder.stage("read", () => readFiles(listing, config.data, state.accepted, config.limits, progress, given));
	if (recorder.addChecks(recorder.recordFiles(read).checks)) return { stops: true };
	const known = {
		recorded,
		rowsKey: services.rowsKey ?? null,
		state,
		now: recorder.now()
	};
	const made = await recorder.stage("validate", () => scriptData(config, read.files, known));
	recorder.recordRowSets(made.cut);
	if (recorder.addChecks(made.checks) || made.profile === null) return { stops: true };
	recorder.recordScriptData(made.cut.set, made.profile);
	return {
		...made,
		inputs: commandInputsDigest({
			rows: { digest: made.cut.set },
			recipe
		}),
		files: read.files
	};
}
function dataOf(found, state) {
	if (found === null) return {
		data: {
			rows: null,
			target: null,
			schema: null
		},
		learned: null
	};
	return {
		data: {
			rows: {
				digest: found.cut.set,
				count: found.rows
			},
			target: null,
			schema: schemaToJson(found.schema)
		},
		learned: learnedFrom({
			...found,
			state
		}, () => found.inputs)
	};
}
function evidenceChecks(required, { champion }) {
	const stop = (message, suggestion, expected) => [{
		code: "evidence",
		subject: "model",
		status: "inconclusive",
		observed: "reported",
		expected,
		message,
		suggestion,
		where: null
	}];
	if (required !== "reported") return stop(`gates.require-evidence asks for ${required}, and what a script reports of itself is reported: nothing was trained.`, `Set gates.require-evidence: reported, or train with an engine of ours, whose models are judged.`, required);
	if (champion === null) return [];
	return stop("The champion was judged on held-out rows, and a script reports its own number: the two cannot be compared.", "`reset --reason …` begins a new line on the script's word; the champion stays until then.", "judged");
}
function championOf({ reported }, { outputs, gate }, fresh) {
	if (reported === null) return null;
	if (fresh !== null) return {
		kind: "number",
		number: fresh,
		fresh: true
	};
	const { number } = reported.manifest;
	if (number.name !== outputs.metric) return {
		kind: "none",
		why: `its script reported ${number.name}, and train.outputs.metric is ${outputs.metric}`
	};
	if (number.direction !== gate.direction) return {
		kind: "none",
		why: `its number was held ${number.direction}, and gates.metric is ${gate.direction}`
	};
	return {
		kind: "number",
		number,
		fresh: false
	};
}
// src/clients/git/checkout.ts
function checkoutOfFile(cwd, file) {
	for (let folder = dirname(file); isWithin(folder, cwd); folder = dirname(folder)) {
		if (statSync(`${folder}${sep}.git`, { throwIfNoEntry: false })?.isDirectory()) return folder;
		if (dirname(folder) === folder) break;
	}
	return cwd;
}
function isWithin(folder, cwd) {
	const path = relative(cwd, folder);
	return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
// src/publish/delivery/folder.ts
async function copyToFolder(folder, { puts, removes }) {
	let changed = false;
	for (const { name, bytes } of puts) {
		await refuseLinks(folder, name);
		const target = join(folder, name);
		const now = await readPlain(target, Number.MAX_SAFE_INTEGER).catch(() => null);
		if (now !== null && Buffer.compare(now, bytes) === 0) continue;
		await makeFolders(dirname(target));
		await replaceWhole(dirname(target), target, bytes, async () => void 0);
		changed = true;
	}
	for (const name of removes) {
		await refuseLinks(folder, name);
		if (!(await lstat(join(folder, name)).catch(() => null))?.isFile()) continue;
		await rm(join(folder, name));
		changed = true;
	}
	return changed;
}
async function refuseLinks(folder, name) {
	const steps = name.split("/");
	for (let length = 1; length <= steps.length; length++) {
		const part = steps.slice(0, length).join("/");
		const found = await lstat(join(folder, part)).catch(() => null);
		if (found?.isSymbolicLink()) throw new ServiceError(`publish.copy leads to ${part}, which is a link: nothing is written through it.`);
		if (length < steps.length && found !== null && !found.isDirectory()) throw new ServiceError(`publish.copy leads below ${part}, which is a file: name another place.`);
		if (length === steps.length && found?.isDirectory()) throw new ServiceError(`publish.copy leads to ${part}, which is a folder; expected a file: add a file's name.`);
	}
}
// src/clients/github/github-pulls.ts
const USER = object({
	login: string(),
	type: string()
}).nullable();
object({
	filename: string(),
	status: _enum([
		"added",
		"removed",
		"modified",
		"renamed",
		"copied",
		"changed",
		"unchanged"
	]),
	previous_filename: string().exactOptional(),
	patch: string().exactOptional()
});
object({
	number: number().int(),
	head: object({
		sha: OBJECT_ID,
		ref: string(),
		repo: object({
			full_name: string(),
			fork: boolean()
		}).nullable()
	}),
	base: object({
		sha: OBJECT_ID,
		ref: string(),
		repo: object({ full_name: string() })
	}),
	user: USER
});
const COMMENT = object({
	id: number().int(),
	body: string(),
	user: USER
});
const MOST_COMMENTS = 3e3;
async function listComments(github, number) {
	return await github.list({
		route: "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
		parameters: { issue_number: number },
		needs: "pull-requests: read",
		form: COMMENT
	}, MOST_COMMENTS);
}
async function createComment(github, number, body) {
	return await github.require({
		route: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
		parameters: {
			issue_number: number,
			body
		},
		needs: "pull-requests: write",
		once: true,
		form: COMMENT
	});
}
async function updateComment(github, id, body) {
	return await github.require({
		route: "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
		parameters: {
			comment_id: id,
			body
		},
		needs: "pull-requests: write",
		form: COMMENT
	});
}
const LISTED_PULL = object({
	number: number().int(),
	state: _enum(["open", "closed"]),
	body: string().nullable(),
	merged_at: string().nullable(),
	base: object({ ref: string() })
});
const MOST_PULLS = 100;
async function listPullsOf(github, branch) {
	const parameters = {
		state: "all",
		head: `${github.repository.owner}:${branch}`,
		sort: "created",
		direction: "desc"
	};
	return await github.list({
		route: PULLS,
		parameters,
		needs: "pull-requests: read",
		form: LISTED_PULL
	}, MOST_PULLS);
}
const PULLS = "GET /repos/{owner}/{repo}/pulls";
const NUMBER = object({ number: number().int() });
async function createPull(github, given) {
	return (await github.require({
		route: "POST /repos/{owner}/{repo}/pulls",
		parameters: given,
		needs: "pull-requests: write",
		once: true,
		form: NUMBER
	})).number;
}
async function updatePull(github, number, given) {
	await github.require({
		route: "PATCH /repos/{owner}/{repo}/pulls/{pull_number}",
		parameters: {
			...given,
			pull_number: number
		},
		needs: "pull-requests: write",
		form: NUMBER
	});
}
async function closePull(github, number) {
	await updatePull(github, number, { state: "closed" });
}
// src/publish/delivery/repository.ts
const PATIENCE = {
	tries: 8,
	forMs: 12e4,
	firstWaitMs: 250,
	longestWaitMs: 15e3
};
async function readDefaultBranch(github) {
	const { default_branch: name } = await readRepository(github);
	const head = await readRef(github, `heads/${name}`);
	if (head === null || head === "empty") throw new ServiceError(`${github.name} has no commit on ${name} yet: nothing can be copied there.`);
	const { files, tree } = await snapshotAt(github, head);
	return {
		name,
		head,
		files,
		tree
	};
}
async function changesIn(files, { puts, removes }, objects) {
	const changed = [];
	for (const { name, bytes } of puts) {
		const item = files.get(name);
		if (item?.sha === blobSha(bytes)) continue;
		const blocker = steps(name).find((part) => files.has(part));
		if (blocker !== void 0) throw new ServiceError(`publish.copy leads below ${blocker}, which is no folder in the repository: name another place.`);
		if ([...files.keys()].some((path) => path.startsWith(`${name}/`))) throw new ServiceError(`publish.copy leads to ${name}, which is a folder in the repository; expected a file: add a file's name.`);
		if (item !== void 0 && (item.type !== "blob" || item.mode === "120000")) throw new ServiceError(`publish.copy leads to ${name}, which is a link or a submodule in the repository: name another place.`);
		if (item !== void 0 && (item.size ?? 0) <= 1024 && pointerIn(await objects.read(item.sha)) !== null) throw new ServiceError(`publish.copy leads to ${name}, which Git LFS or git-annex keeps elsewhere: take it out of .gitattributes, or name another place.`);
		changed.push(name);
	}
	return [...changed, ...removes.filter((name) => files.has(name))];
}
const steps = (name) => name.split("/").flatMap((_, i, all) => i === 0 ? [] : [all.slice(0, i).join("/")]);
async function commitOn(github, objects, base, wanted, message) {
	const shas = await objects.write(wanted.puts.map(({ bytes }) => bytes));
	const puts = wanted.puts.map(({ name }, i) => ({
		path: name,
		sha: shas[i]
	}));
	const removes = wanted.removes.filter((name) => base.files.has(name)).map((name) => ({
		path: name,
		sha: null
	}));
	const tree = await createTree(github, base.tree, [...puts, ...removes]);
	return await createCommit(github, message, tree, [base.head]);
}
async function commitCopies(github, wanted, message) {
	const objects = new GitObjects(github);
	let made = null;
	let [tried, cause] = [0, null];
	for await (tried of attempts(PATIENCE)) {
		const base = await readDefaultBranch(github);
		if ((await changesIn(base.files, wanted, objects)).length === 0) return made;
		const commit = await commitOn(github, objects, base, wanted, message);
		try {
			await moveRef(github, `heads/${base.name}`, commit);
			return commit;
		} catch (error) {
			if (!(error instanceof GitHubError)) throw error;
			if (error.isPermission) throw error;
			if (!mayBeRace(error) && error.status !== null && error.status < 500) throw refused(error, base.name);
			[made, cause] = [commit, error];
		}
	}
	throw new ServiceError(`Others committed to the default branch before each of ${tried} tries: the copies are made by the next run.`, { cause });
}
function refused(error, branch) {
	const { message } = ruleRefusal(error, `the default branch ${branch}`);
	return new ServiceError(`${message.replace(/\.$/, "")}; or publish.to: pull-request, which proposes the files.`, { cause: error });
}
// src/publish/delivery/proposal.ts
function branchFor(wanted) {
	const places = wanted.puts.map(({ name }) => name).sort();
	return `gated-retrain/${(places[0] ?? "").split("/").at(-1).replace(/[^\w.-]+/g, "-").replace(/^[.-]+|[.-]+$|\.lock$/g, "").slice(0, 40) || "model"}-${sha256Hex(new TextEncoder().encode(places[0])).slice(0, 8)}`;
}
async function proposeCopies(github, proposal) {
	const { wanted, id } = proposal;
	const objects = new GitObjects(github);
	const branch = branchFor(wanted);
	const base = await readDefaultBranch(github);
	const pulls = await listPullsOf(github, branch);
	const open = pulls.find(({ state, base: { ref } }) => state === "open" && ref === base.name) ?? null;
	if ((await changesIn(base.files, wanted, objects)).length === 0) {
		if (open !== null) await closePull(github, open.number);
		if (await readRef(github, `heads/${branch}`) !== null) await deleteRef(github, `heads/${branch}`);
		return { kind: "merged" };
	}
	const closed = pulls.find(({ state, merged_at, body }) => state === "closed" && merged_at === null && body?.includes(markOf(id)));
	if (open === null && closed !== void 0) return {
		kind: "refused",
		number: closed.number
	};
	const isThere = await bringsAll(github, branch, wanted, objects);
	if (open !== null && isThere && open.body?.includes(markOf(id))) return {
		kind: "open",
		number: open.number,
		isNew: false
	};
	if (!isThere) await moveBranch(github, branch, await commitOn(github, objects, base, wanted, proposal.message));
	const text = {
		title: proposal.title,
		body: `${proposal.body}\n\n${markOf(id)}\n`
	};
	if (open !== null) {
		await updatePull(github, open.number, text);
		return {
			kind: "open",
			number: open.number,
			isNew: true
		};
	}
	return {
		kind: "open",
		number: await opened(github, branch, base, text),
		isNew: true
	};
}
const markOf = (id) => `<!-- gated-retrain copies model ${id} -->`;
async function bringsAll(github, branch, wanted, objects) {
	const head = await readRef(github, `heads/${branch}`);
	if (head === null || head === "empty") return false;
	const { files } = await snapshotAt(github, head);
	return (await changesIn(files, wanted, objects)).length === 0;
}
async function moveBranch(github, branch, commit) {
	const ref = `heads/${branch}`;
	if (await readRef(github, ref) === null) await createRef(github, ref, commit);
	else await moveRef(github, ref, commit, true);
}
async function opened(github, branch, base, text) {
	try {
		return await createPull(github, {
			...text,
			head: branch,
			base: base.name
		});
	} catch (error) {
		if (!(error instanceof GitHubError) || !/not permitted to create/i.test(error.answer)) throw error;
		throw new ServiceError(`GitHub Actions may not open pull requests in ${github.name}: allow it under Settings → Actions → General → Workflow permissions, or open one from the branch ${branch}.`, { cause: error });
	}
}
// src/publish/delivery/registration.ts
async function registerModel({ config, command, id, files, minutes, progress }) {
	const folder = await mkdtemp(join(tmpdir(), "gated-retrain-champion-"));
	try {
		for (const { name, bytes } of files) {
			await mkdir(dirname(join(folder, name)), { recursive: true });
			await writeFile(join(folder, name), bytes);
		}
		const env = {
			GATED_RETRAIN: "1",
			GATED_RETRAIN_MODEL_DIR: folder,
			GATED_RETRAIN_MODEL_ID: id
		};
		const where = {
			command,
			folder: config.folder,
			names: config.env,
			env
		};
		const end = await runChild({
			...where,
			timeoutMs: minutes * 6e4,
			memoryBytes: null,
			onLine: progress
		});
		if (end.kind === "exited" && end.code === 0) return;
		const how = end.kind === "exited" ? `ended with exit code ${end.code}` : end.kind === "killed" ? `was ended by ${end.signal}` : end.kind === "timeout" || end.kind === "memory" ? `took longer than limits.minutes (${minutes})` : `could not be started: ${end.why}`;
		throw new ServiceError(`publish.command (${command.join(" ").slice(0, 120)}) ${how}.${"output" in end ? outputTail(end.output) : ""}`);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	}
}
// src/publish/delivery/wanted.ts
function fileChanges(copy, files, earlier) {
	const puts = [];
	const removes = new Set();
	for (const { from, to } of copy) {
		const target = targetOf(from, to);
		const found = files.flatMap(({ name, bytes }) => placed(target(name), bytes));
		if (found.length === 0) throw new ConfigError(missing(from, files));
		puts.push(...found);
		for (const name of earlier) {
			const path = name === from ? null : target(name);
			if (path !== null) removes.add(path);
		}
	}
	for (const { name } of puts) removes.delete(name);
	return {
		puts,
		removes: [...removes].sort()
	};
}
function copiesFolder(copy, files) {
	return copy.some(({ from }) => !files.some(({ name }) => name === from));
}
const placed = (name, bytes) => name === null ? [] : [{
	name,
	bytes
}];
function targetOf(from, to) {
	return (name) => name === from ? to : name.startsWith(`${from}/`) ? `${to}${name.slice(from.length)}` : null;
}
function missing(from, files) {
	const known = files.slice(0, 8).map(({ name }) => name).join(", ");
	return `publish.copy names ${JSON.stringify(from)}, which the champion does not hold; expected one of its files, or a folder of them: ${known}${files.length > 8 ? " …" : ""}.`;
}
// src/commands/common/deliver.ts
const MOST_BODY_BYTES = 6e4;
function assertDeliverable(config, { repository }) {
	if (config.copy.length === 0 || config.to === "folder" || repository !== null) return;
	throw new ConfigError(`publish.to: ${config.to} needs to know the repository and a token: GITHUB_REPOSITORY is OWNER/NAME and GITHUB_TOKEN a token with contents: write (in a workflow the input github-token); or set publish.to: folder, which copies beside the configuration.`);
}
async function deliver(delivery) {
	postToSupervisor({
		kind: "stage",
		stage: "deliver",
		facts: delivery.result
	});
	try {
		const champion = await delivery.registry.deliveries.champion();
		if (champion === null) return {
			checks: [],
			isPending: false
		};
		const copied = await copies(delivery, champion);
		const registered = await registration(delivery, champion);
		const checks = [...copied, ...registered];
		return {
			checks,
			isPending: checks.some(({ status }) => status !== "pass")
		};
	} catch (error) {
		return {
			checks: [failed("copy", delivery.registry.label, `The champion could not be read: ${sentence$1(error)}`)],
			isPending: true
		};
	}
}
async function copies(delivery, champion) {
	const { config, registry } = delivery;
	if (config.copy.length === 0) return [];
	const subject = config.copy.map(({ to }) => to).join(", ");
	try {
		const earlier = copiesFolder(config.copy, champion.files) ? await registry.deliveries.earlierNames() : [];
		return [await copied(delivery, champion, fileChanges(config.copy, champion.files, earlier), subject)];
	} catch (error) {
		return [failed("copy", subject, `The champion ${champion.id} could not be copied: ${sentence$1(error)}`)];
	}
}
async function copied(delivery, { id }, wanted, subject) {
	const { config, host } = delivery;
	const done = (what) => check("copy", subject, "pass", `${subject}: ${what} of champion ${id}.`);
	if (config.to === "folder") return done(await copyToFolder(config.folder, wanted) ? "copied, the files" : "holds the files already");
	assertDeliverable(config, host.services);
	const github = new GitHub(host.services.repository);
	const below = inRepository(wanted, config.folder, host.cwd);
	const message = messageOf(delivery, id);
	if (config.to === "commit") {
		const commit = await commitCopies(github, below, message);
		return done(commit === null ? "holds the files already" : `commit ${commit} brought the files`);
	}
	const proposed = await proposeCopies(github, {
		id,
		title: `Model ${id.slice(0, 12)} for ${subject}`.slice(0, 200),
		body: bodyOf(delivery, id, subject),
		message,
		wanted: below
	});
	if (proposed.kind === "merged") return done("holds the files already");
	const isRefused = proposed.kind === "refused";
	const what = isRefused ? "was closed without being merged" : proposed.isNew ? "proposes them" : "waits to be merged";
	const suggestion = isRefused ? `Reopen pull request #${proposed.number} to have the model, or roll back: it is not proposed again.` : `Merge pull request #${proposed.number}.`;
	return check("copy", subject, "warn", `${subject}: not the files of champion ${id} yet; pull request #${proposed.number} ${what}.`, { suggestion });
}
function inRepository({ puts, removes }, folder, cwd) {
	const top = parse(folder).root;
	const found = checkoutOfFile(top, `${folder}${sep}retrain.yml`);
	const root = found === top ? cwd : found;
	const prefix = relative(root, folder).split(sep).filter((step) => step !== "");
	if (prefix[0] === ".." || isAbsolute(relative(root, folder))) throw new ConfigError("publish.copy is relative to a configuration outside of the checkout: put retrain.yml into the repository.");
	const inside = (name) => [...prefix, name].join("/");
	return {
		puts: puts.map(({ name, bytes }) => ({
			name: inside(name),
			bytes
		})),
		removes: removes.map(inside)
	};
}
function messageOf({ registry, context }, id) {
	const run = context.runUrl === null ? "" : `\n\nRun: ${context.runUrl}`;
	return `Model ${id.slice(0, 12)} as gated-retrain promoted it\n\nModel: ${id}\nRegistry: ${registry.label}${run}`;
}
function bodyOf({ result, context, registry }, id, subject) {
	return `${`Brings \`${subject.replaceAll("`", "'")}\` of model \`${id}\`, the champion of ${registry.label}. The files are what the script wrote, byte for byte.`}\n\nThe run that proposes it:\n\n${renderSummary(result, context, MOST_BODY_BYTES)}`;
}
async function registration({ config, registry, minutes, host }, { id, files }) {
	const { command } = config;
	if (command === null) return [];
	const subject = command.join(" ").slice(0, 120);
	if (await registry.deliveries.registered() === id) return [check("registration", subject, "pass", `${subject}: champion ${id} was registered before.`)];
	try {
		await registerModel({
			config,
			command,
			id,
			files,
			minutes,
			progress: host.progress
		});
		await registry.deliveries.noteRegistered({
			id,
			time: new Date(host.now()).toISOString(),
			run: host.origin.run
		});
		return [check("registration", subject, "pass", `${subject}: champion ${id} is registered.`)];
	} catch (error) {
		return [failed("registration", subject, `The champion ${id} is not registered: ${sentence$1(error)}`)];
	}
}
const failed = (code, subject, message) => check(code, subject, "warn", message, { suggestion: AGAIN });
const AGAIN = "Mend it; the next run that publishes tries again, and the output deploy stays true until then.";
// src/clients/serving/served-model.ts
const ANSWER_MS = 1e4;
const MOST_BYTES = 2 ** 20;
const MODEL_ID = /\b[0-9a-f]{64}\b/;
const USUAL_HEADER = "x-model-id";
const USUAL_KEYS = [
	"model_id",
	"modelId",
	"model-id",
	"id"
];
async function servedModel({ name, at, id: where }, services) {
	try {
		const { headers, body } = await answerOf(at, where === null || "jsonPath" in where, services);
		if (where !== null && "header" in where) return found(name, headers?.get(where.header));
		return found(name, (where === null ? headers?.get(USUAL_HEADER) : null) ?? idIn(body, where === null ? null : where.jsonPath));
	} catch (error) {
		return {
			place: name,
			id: null,
			trouble: troubleOf(error)
		};
	}
}
function found(place, text) {
	return {
		place,
		id: MODEL_ID.exec(text ?? "")?.[0] ?? null,
		trouble: null
	};
}
async function answerOf(at, wantsBody, services) {
	if (at.kind === "file") return {
		headers: null,
		body: await readFile(at.path, "utf8")
	};
	if (at.kind === "object") return {
		headers: null,
		body: await objectText(at.key, at.access, services)
	};
	const answer = await fetch(at.url, {
		signal: AbortSignal.timeout(ANSWER_MS),
		redirect: "error"
	});
	if (!answer.ok) throw new Error(`it answers ${answer.status}`);
	return {
		headers: answer.headers,
		body: wantsBody ? await textOf(answer.body ?? []) : ""
	};
}
async function objectText(key, access, services) {
	const got = await new S3Bucket(access, services).get(key);
	if (typeof got === "string") throw new Error("there is no such object");
	return await textOf(got.body);
}
async function textOf(chunks) {
	const parts = [];
	let bytes = 0;
	for await (const chunk of chunks) {
		parts.push(chunk);
		bytes += chunk.length;
		if (bytes > MOST_BYTES) throw new Error(`its answer is longer than ${MOST_BYTES} bytes`);
	}
	return Buffer.concat(parts).toString("utf8");
}
function idIn(body, jsonPath) {
	let json;
	try {
		json = JSON.parse(body);
	} catch {
		return null;
	}
	return (jsonPath === null ? USUAL_KEYS.map((key) => [key]) : [jsonPath]).map((keys) => valueUnder(json, keys)).find((value) => typeof value === "string" && MODEL_ID.test(value)) ?? null;
}
function valueUnder(json, keys) {
	let value = json;
	for (const key of keys) {
		if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
		value = value[key];
	}
	return value;
}
function troubleOf(error) {
	if (!(error instanceof Error)) return "no answer";
	const code = (one) => one instanceof Error && "code" in one ? String(one.code) : null;
	return code(error.cause) ?? code(error) ?? sentence$1(error).slice(0, 300);
}
// src/diagnose/link.ts
const LINKS = [
	"trigger",
	"data",
	"policy",
	"checks",
	"gates",
	"registry",
	"deployment",
	"serving"
];
const STATUS_WORDS = {
	fine: "fine",
	broken: "BROKEN",
	waiting: "waiting",
	unseen: "not seen"
};
function fine(link, code, evidence) {
	return {
		link,
		status: "fine",
		code,
		evidence,
		remedies: []
	};
}
function broken(link, code, evidence, ...remedies) {
	return {
		link,
		status: "broken",
		code,
		evidence,
		remedies
	};
}
function waiting(link, code, evidence, ...remedies) {
	return {
		link,
		status: "waiting",
		code,
		evidence,
		remedies
	};
}
function unseen(link, code, evidence, ...remedies) {
	return {
		link,
		status: "unseen",
		code,
		evidence,
		remedies
	};
}
function diagnosisOf(found) {
	const links = LINKS.flatMap((name) => found.filter(({ link }) => link === name));
	const first = links.find(({ status }) => status === "broken");
	if (first !== void 0) {
		const { link, code, evidence, remedies } = first;
		const others = links.filter((one) => one.status === "broken" && one !== first).length;
		const more = others === 0 ? "" : ` ${others === 1 ? "One more thing is" : `${others} more things are`} broken further on; see the table.`;
		return {
			answer: `${sentence(evidence)} ${remedies.map(sentence).join(" ")}${more}`.trim(),
			cause: {
				link,
				code,
				evidence,
				remedies
			},
			links
		};
	}
	const awaited = links.find(({ status }) => status === "waiting");
	const rest = links.filter(({ status }) => status === "unseen").map(({ link }) => link);
	const unlooked = rest.length === 0 ? "" : ` Not looked at: ${[...new Set(rest)].join(", ")}.`;
	if (awaited !== void 0) return {
		answer: `Nothing is broken. ${sentence(awaited.evidence)}${unlooked}`,
		cause: null,
		links
	};
	return {
		answer: `Up to date: nothing is broken.${unlooked}`,
		cause: null,
		links
	};
}
function sentence(text) {
	return /[.!?:]$/.test(text) ? text : `${text}.`;
}
// src/diagnose/deployment.ts
function deploymentStates({ championId, deployed }) {
	if (deployed.kind === "unasked") return [unseen("deployment", "unasked", "Nobody said where the model is deployed", "Give --deployment-environment NAME or --deployed-id ID.")];
	if (deployed.kind === "unseen") return [unseen("deployment", "unseen", deployed.why, "Give a token with `deployments: read` in GITHUB_TOKEN, and GITHUB_REPOSITORY.")];
	const { environment, id } = deployed;
	if (championId === null) return [unseen("deployment", "no-champion", "There is no champion that could be deployed")];
	if (id === championId) return [fine("deployment", "deployed", `${environment} has the champion`)];
	const found = id === null ? `No deployment of a model to ${environment} has succeeded` : `${environment} has model ${id.slice(0, 12)}, the champion is ${championId.slice(0, 12)}`;
	return [broken("deployment", id === null ? "never-deployed" : "other-model", found, "Run the deploy job: the output `deploy` stays true until it succeeds.")];
}
function servingStates(championId, served) {
	if (served.length === 0) return [unseen("serving", "unasked", "Nobody said where the model is served", "Name the places under `serving` in retrain.yml, or give --serving URL or FILE.")];
	return served.map(({ place, id, trouble }) => {
		if (trouble !== null) return broken("serving", "unreachable", `${place} could not be asked: ${trouble}`, "Start the server, or correct the address.");
		if (id === null) return broken("serving", "no-id", `${place} answers, but names no model`, "Let it answer with the header x-model-id, or with JSON that has model_id; or say under `serving` where the id stands (header, json-path).");
		if (id === championId) return fine("serving", "serves", `${place} serves the champion`);
		const champion = championId === null ? "there is no champion" : `the champion is ${championId.slice(0, 12)}`;
		return broken("serving", "other-model", `${place} serves model ${id.slice(0, 12)}, and ${champion}`, "It reads another place than the registry, or loaded the model once: read champion.json again there.");
	});
}
// src/commands/common/served.ts
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 1e4;
async function servedChecks(places, result, host) {
	const { championId, publication } = result;
	const asked = places.flatMap((place) => place.withinSeconds === null ? [] : [{
		place,
		seconds: place.withinSeconds
	}]);
	if (championId === null || publication !== "moved" || asked.length === 0) return [];
	postToSupervisor({
		kind: "stage",
		stage: "deliver",
		facts: result
	});
	return await Promise.all(asked.map(({ place, seconds }) => servedWithin(place, seconds, championId, host)));
}
async function servedWithin(place, seconds, championId, host) {
	const until = performance.now() + seconds * 1e3;
	for (let wait = FIRST_WAIT_MS;; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
		const [state] = servingStates(championId, [await servedModel(place, host.services)]);
		const { status, evidence, remedies } = state;
		if (status === "fine") return check("serving", place.name, "pass", `${evidence}.`);
		const left = until - performance.now();
		if (left <= 0) {
			const message = `${evidence}, ${seconds} s after the champion changed.`;
			return check("serving", place.name, "warn", message, { suggestion: remedies.join(" ") });
		}
		await new Promise((resolve) => setTimeout(resolve, Math.min(wait, left)));
	}
}
// src/commands/common/pipeline.ts
const ATTEMPTS = 8;
async function prepareRetrain(invocation, host) {
	return retraining(await loadConfig(invocation), host);
}
function retraining(config, host, before = [], through = (registry) => registry) {
	const opened = through(openRegistry(config.registry, host.services));
	const registry = config.publish ? opened : readOnly(opened);
	const judge = (recorder) => {
		recorder.addChecks(before);
		if (config.command?.evidence === "reported") return retrainByCommand(config, config.command, registry, recorder, host);
		return retrain(config, registry, recorder, host);
	};
	return {
		config,
		registry,
		judge
	};
}
async function runPipeline(invocation, host, prepare = prepareRetrain) {
	const run = {
		config: null,
		report: null,
		context: contextOf(host, invocation.publish ? "run" : "check", null),
		publishesTo: null,
		isPending: false,
		registryCommit: null,
		warnings: []
	};
	const recorderOptions = {
		now: host.now,
		environment: () => ({
			...host.environment(),
			threads: run.config?.threads ?? host.threads
		})
	};
	let recorder = new RunRecorder(recorderOptions);
	let result;
	let registry = null;
	try {
		const prepared = await prepare({
			...invocation,
			onLimits: (bounds) => postToSupervisor({
				kind: "bounds",
				bounds
			})
		}, host);
		const { config } = prepared;
		if (config.delivery !== null && config.publish) assertDeliverable(config.delivery, host.services);
		postToSupervisor({
			kind: "bounds",
			bounds: config.limits
		});
		run.config = config;
		registry = prepared.registry;
		run.context = {
			...run.context,
			registry: registry?.label ?? null,
			showValues: config.report.showValues
		};
		run.context.target = config.target === "" ? null : config.target;
		run.context.engine = config.command === null ? config.train.engine : config.command.command.join(" ");
		if (config.publish || prepared.command === "rollback") run.publishesTo = registry;
		run.context.command = prepared.command ?? (config.publish ? "run" : "check");
		({recorder, result} = await judgedAgainstTheLatest(prepared, recorderOptions, host));
	} catch (error) {
		result = recorder.closeThrown(error);
	}
	run.registryCommit = registry?.commit ?? null;
	for (const said of [registry?.found, registry?.doubt]) if (said) run.warnings.push(said);
	if (registry && run.config?.publish) await remember(registry, recorder, result, run.warnings);
	else if (invocation.caller === "workflow") result = coarsened(result);
	const { checks, isPending } = await delivered(run, result, host);
	run.isPending = isPending;
	const served = run.publishesTo === null ? [] : await servedChecks(run.config?.serving ?? [], result, host);
	result = {
		...result,
		checks: [
			...result.checks,
			...checks,
			...served
		]
	};
	run.report = await report(result, run, invocation);
	return {
		...run,
		result
	};
}
async function delivered({ config, context, publishesTo }, result, host) {
	const isKnown = result.publication !== "unknown" && result.error?.kind !== "config";
	if (config === null || config.delivery === null || publishesTo === null || !isKnown) return {
		checks: [],
		isPending: false
	};
	return await deliver({
		config: config.delivery,
		registry: publishesTo,
		result,
		context,
		minutes: config.limits.minutes,
		host
	});
}
async function judgedAgainstTheLatest({ config, judge }, recorderOptions, host) {
	for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
		const recorder = new RunRecorder({
			...recorderOptions,
			configuration: config.file
		}, config.limits.minutes);
		try {
			return {
				recorder,
				result: await judge(recorder)
			};
		} catch (error) {
			if (!(error instanceof LostRace)) return {
				recorder,
				result: recorder.closeThrown(error)
			};
			host.progress(`Another run promoted first: judging again, against its model (attempt ${attempt + 1}).`);
		}
	}
	throw new UnknownChampion(`Lost ${ATTEMPTS} races for champion.json in a row: let fewer runs publish to this registry at once.`, "not-moved");
}
async function remember(registry, recorder, result, warnings) {
	const damaged = result.checks.some((check) => check.code === "registry");
	if (result.verdict === null || damaged) return;
	if (result.publication === "not-moved") await registry.mend().catch(() => void 0);
	if (result.verdict === "skipped" && registry.found === null) return;
	try {
		await registry.record(recorder.record(result));
	} catch (error) {
		warnings.push(`The run record could not be written: ${sentence$1(error)}`);
	}
}
async function failedBeforeStart(error, words, command, host, facts = null) {
	const recorder = new RunRecorder(host);
	Object.assign(recorder.facts, facts);
	const result = recorder.closeThrown(error);
	const run = {
		config: null,
		report: null,
		context: contextOf(host, command, null),
		publishesTo: null,
		isPending: false,
		registryCommit: null,
		warnings: []
	};
	run.report = await report(result, run, words);
	return {
		...run,
		result
	};
}
async function report(result, run, invocation) {
	const asked = invocation.values["report-dir"];
	const dir = run.config?.report.dir ?? (typeof asked === "string" && asked !== "" ? resolve(invocation.cwd, asked) : null);
	if (dir === null) return null;
	try {
		return await writeReport(dir, result, run.context);
	} catch (error) {
		run.warnings.push(`The report could not be written: ${sentence$1(error)}`);
		return null;
	}
}
function contextOf({ origin, now }, command, registry) {
	const time = new Date(now()).toISOString();
	return {
		title: "gated-retrain",
		registry,
		command,
		started: origin.event,
		runUrl: origin.run,
		showValues: false,
		time
	};
}
export { judge as A, mdCode as B, labelledRows as C, judgedCandidate as D, listFiles as E, findingsOf as F, loadTold as G, mdPaste as H, gatesOf as I, headOf as L, renderNote as M, renderSummary as N, reportedRecipe as O, changesOf as P, problemsOf as R, examine as S, withoutLabels as T, readOnly as U, mdMessage as V, loadConfig as W, updateComment as _, deploymentStates as a, scriptHeldByRollback as b, broken as c, unseen as d, waiting as f, listComments as g, createComment as h, runPipeline as i, RunRecorder as j, cutByRows as k, diagnosisOf as l, deliver as m, failedBeforeStart as n, servingStates as o, servedModel as p, retraining as r, STATUS_WORDS as s, contextOf as t, fine as u, checkoutOfFile as v, unlabelledChecks as w, planned as x, retrain as y, todoOf as z };
