import { r as __toESM } from "./rolldown-runtime.js";
import { a as LostRace, c as problem, i as LimitError, n as DamagedError, o as ServiceError, t as ConfigError } from "./errors2.js";
import { t as require_canonicalize } from "./lib-canonicalize.js";
import { _ as record, c as _enum, d as custom, f as discriminatedUnion, g as object, h as number, l as array, m as looseObject, p as literal, v as strictObject, y as string } from "./lib-zod.js";
import { M as readOnnx } from "./validate.js";
import { constants } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { createHash, randomBytes } from "node:crypto";
import { copyFile, link, lstat, mkdir, open, readFile, readdir, readlink, rename, stat, unlink, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
// src/publish/canonical.ts
var import_canonicalize = __toESM(require_canonicalize(), 1);
const MAX_DEPTH = 64;
const canonicalize = import_canonicalize.default;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
function canonicalBytes(value) {
	const text = canonicalize(value);
	if (text === void 0) throw new Error("nothing to write as canonical JSON");
	return encoder.encode(hasLoneSurrogate(text) ? canonicalize(wellFormed(JSON.parse(text))) : text);
}
function parseJson(bytes) {
	if (depthOf(bytes) > MAX_DEPTH) throw new Error(`nests deeper than ${MAX_DEPTH} levels`);
	let text;
	try {
		text = decoder.decode(bytes);
	} catch {
		throw new Error("is not UTF-8 text");
	}
	try {
		return JSON.parse(text);
	} catch {
		throw new Error("is not JSON");
	}
}
function parseCanonical(bytes) {
	const value = parseJson(bytes);
	if (Buffer.compare(canonicalBytes(value), bytes) !== 0) throw new Error("is not canonical JSON (RFC 8785)");
	return value;
}
function hasLoneSurrogate(json) {
	return json.includes("\\ud");
}
function wellFormed(value) {
	if (typeof value === "string") return decoder.decode(encoder.encode(value));
	if (Array.isArray(value)) return value.map(wellFormed);
	if (value === null || typeof value !== "object") return value;
	const entries = Object.entries(value).map(([key, item]) => [decoder.decode(encoder.encode(key)), wellFormed(item)]);
	return Object.fromEntries(entries);
}
function depthOf(bytes) {
	const QUOTE = 34;
	const BACKSLASH = 92;
	let depth = 0;
	let deepest = 0;
	let quoted = false;
	for (let i = 0; i < bytes.length; i++) {
		const byte = bytes[i];
		if (quoted) {
			if (byte === BACKSLASH) i++;
			else if (byte === QUOTE) quoted = false;
		} else if (byte === QUOTE) quoted = true;
		else if (byte === 91 || byte === 123) deepest = Math.max(deepest, ++depth);
		else if (byte === 93 || byte === 125) depth--;
	}
	return deepest;
}
// src/publish/ids.ts
const ID = /^[0-9a-f]{64}$/;
const POINTER_PATH = "champion.json";
const README_PATH = "README.md";
const MODEL_FOLDER = "model";
const HISTORY_FOLDER = "history";
const RUNS_FOLDER = "runs";
function isId(text) {
	return typeof text === "string" && ID.test(text);
}
function manifestPath(id) {
	return `${MODEL_FOLDER}/model_${checkedId(id)}.manifest.json`;
}
function modelPath(id, extension) {
	return `${MODEL_FOLDER}/model_${checkedId(id)}.${extension}`;
}
function entryPath(hash) {
	return `${HISTORY_FOLDER}/${checkedId(hash)}.json`;
}
function extensionOf(mediaType) {
	return /[/+]json$/.test(mediaType) ? "json" : "onnx";
}
function sha256Hex(bytes) {
	return createHash("sha256").update(bytes).digest("hex");
}
function digestOf(bytes) {
	return `sha256:${sha256Hex(bytes)}`;
}
function checkedId(id) {
	if (!isId(id)) throw new Error(`not an id: ${JSON.stringify(id).slice(0, 100)}`);
	return id;
}
// src/publish/manifest.ts
const MAX_MANIFEST_BYTES = 64 * 2 ** 20;
const MAX_MODEL_BYTES = 2 ** 31 - 1;
function buildManifest(parts) {
	const { rows, target, schema, recipe, split, holdout, profile } = parts;
	const files = parts.files.map(descriptorOf).sort((a, b) => a.mediaType < b.mediaType ? -1 : 1);
	const bytes = canonicalBytes({
		version: 1,
		rows,
		target,
		schema,
		recipe,
		split,
		holdout,
		profile: roundedProfile(profile),
		files
	});
	if (bytes.length > MAX_MANIFEST_BYTES) throw new LimitError(`The model's manifest would have ${bytes.length} bytes, at most ${MAX_MANIFEST_BYTES} are allowed: use fewer columns.`);
	return {
		manifest: parseManifest(bytes),
		id: sha256Hex(bytes),
		bytes
	};
}
function inputsDigest(parts) {
	const { rows, schema, recipe, split } = parts;
	return digestOf(canonicalBytes({
		rows,
		schema,
		recipe,
		split
	}));
}
function parseManifest(bytes) {
	const parsed = MANIFEST.safeParse(parseCanonical(bytes));
	if (!parsed.success) throw new Error(`is not a manifest: ${issueSentence(parsed.error)}`);
	return parsed.data;
}
function issueSentence(error) {
	const issue = error.issues[0];
	const path = issue.path.join(".").slice(0, 100);
	return `${path === "" ? "" : `${path}: `}${issue.message.slice(0, 200)}`;
}
const jsonValue = custom((value) => value !== void 0, "required");
function descriptorOf({ extension, mediaType, bytes }) {
	if (extensionOf(mediaType) !== extension) throw new Error(`media type ${mediaType} does not stand for .${extension}`);
	return {
		mediaType,
		digest: digestOf(bytes),
		size: bytes.length
	};
}
function roundedProfile(profile) {
	return {
		rows: profile.rows,
		columns: profile.columns.map(roundedColumn)
	};
}
function roundedColumn(column) {
	return column.kind === "number" ? {
		...column,
		quantiles: column.quantiles.map(rounded)
	} : column;
}
function rounded(value) {
	return Number(Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE).toPrecision(12));
}
const count = number().int().min(0);
const digest = string().regex(/^sha256:[0-9a-f]{64}$/);
const fieldType = _enum([
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
]);
const profiled = {
	name: string(),
	type: fieldType,
	rows: count,
	missing: count,
	distinct: count
};
const COLUMN_PROFILE = discriminatedUnion("kind", [looseObject({
	kind: literal("number"),
	...profiled,
	quantiles: array(number())
}), looseObject({
	kind: literal("category"),
	...profiled,
	top: array(looseObject({
		value: string(),
		count
	}))
})]);
const CONFUSION = object({
	classes: array(string()),
	counts: array(array(count))
}).refine(({ classes, counts }) => counts.length === classes.length && counts.every((row) => row.length === classes.length), { message: "the confusion matrix does not have one row and one column per class" });
const FILES = array(looseObject({
	mediaType: string().max(200),
	digest,
	size: count.max(MAX_MODEL_BYTES)
})).refine((files) => new Set(files.map((file) => extensionOf(file.mediaType))).size === files.length, { message: "two files of one kind" }).refine((files) => files.some((file) => extensionOf(file.mediaType) === "onnx"), { message: "no ONNX file" });
const MANIFEST = looseObject({
	version: literal(1),
	rows: looseObject({
		digest,
		count
	}),
	target: string(),
	schema: jsonValue,
	recipe: looseObject({
		engine: _enum(["forest", "ml-random-forest"]),
		version: string(),
		parameters: record(string(), jsonValue),
		seed: number()
	}),
	split: looseObject({
		by: _enum([
			"row",
			"id",
			"group"
		]),
		share: number().gt(0).lt(1),
		columns: array(string()),
		salt: string(),
		hash: literal(1)
	}),
	holdout: CONFUSION,
	profile: looseObject({
		rows: count,
		columns: array(COLUMN_PROFILE)
	}),
	files: FILES
});
// src/publish/entry.ts
const MAX_ENTRY_BYTES = 64 * 2 ** 20;
const MAX_POINTER_BYTES = 4096;
function encodeEntry(entry) {
	const bytes = canonicalBytes(entry);
	if (bytes.length > MAX_ENTRY_BYTES) throw new LimitError(`The history entry would have ${bytes.length} bytes, at most ${MAX_ENTRY_BYTES} are allowed: train on fewer files.`);
	parseEntry(bytes);
	return {
		hash: sha256Hex(bytes),
		bytes
	};
}
function parseEntry(bytes) {
	const parsed = ENTRY.safeParse(parseCanonical(bytes));
	if (!parsed.success) throw new Error(`is not a history entry: ${issueSentence(parsed.error)}`);
	return parsed.data;
}
function encodePointer({ id, entry }) {
	return canonicalBytes({
		id,
		entry
	});
}
function parsePointer(bytes) {
	const parsed = POINTER.safeParse(parseJson(bytes));
	if (!parsed.success) throw new Error(`is not {"entry": <64 hex digits>, "id": <64 hex digits>}: ${issueSentence(parsed.error)}`);
	return parsed.data;
}
function samePointer(a, b) {
	return a?.id === b?.id && a?.entry === b?.entry;
}
const id = string().refine(isId, { message: "not 64 hex digits" });
const numberOrNull = number().nullable().exactOptional();
const CHECK = looseObject({
	code: string(),
	subject: string(),
	status: _enum([
		"pass",
		"warn",
		"undecided",
		"fail",
		"inconclusive"
	]),
	observed: jsonValue,
	expected: jsonValue,
	message: string(),
	suggestion: string().nullable(),
	where: looseObject({
		file: string(),
		line: number(),
		column: number()
	}).nullable(),
	rows: numberOrNull,
	estimate: numberOrNull,
	bound: numberOrNull,
	threshold: numberOrNull
});
const SOURCE = looseObject({
	uri: string(),
	versionId: string().nullable(),
	name: string(),
	digest: string()
});
const ENTRY = looseObject({
	kind: _enum([
		"promotion",
		"rollback",
		"reset"
	]),
	id,
	previous: id.nullable(),
	gates: array(CHECK),
	sources: array(SOURCE),
	run: string().nullable(),
	actor: string().nullable(),
	time: string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/),
	reason: string()
});
const POINTER = strictObject({
	id,
	entry: id
});
// src/publish/history.ts
function lineageOf(chain) {
	const latest = new Map();
	const held = new Set();
	let champion = null;
	for (const link of chain) {
		const { kind, id } = link.entry;
		if (kind === "rollback") {
			const target = latest.get(id);
			if (target === void 0) throw new BrokenChain(link.hash, `goes back to model ${id}, which was not promoted before`);
			const kept = lineIds(target);
			for (const left of lineIds(champion)) if (!kept.has(left)) held.add(left);
			for (const back of kept) held.delete(back);
			champion = target;
		} else {
			champion = {
				link,
				parent: kind === "promotion" ? champion : null
			};
			latest.set(id, champion);
			held.delete(id);
		}
	}
	return {
		line: lineOf(champion),
		promoted: [...latest.keys()],
		held: [...held]
	};
}
var BrokenChain = class extends Error {
	hash;
	constructor(hash, message) {
		super(message);
		this.hash = hash;
	}
};
function acceptedSources(line) {
	const seen = new Map();
	for (const { entry } of line) for (const source of entry.sources) {
		const key = JSON.stringify([source.name, source.digest]);
		if (!seen.has(key)) seen.set(key, source);
	}
	return [...seen.values()];
}
function modelBefore(line) {
	const champion = line.at(-1)?.entry.id;
	return line.findLast(({ entry }) => entry.id !== champion)?.entry.id ?? null;
}
function lineOf(champion) {
	const line = [];
	for (let at = champion; at !== null; at = at.parent) line.push(at.link);
	return line.reverse();
}
function lineIds(champion) {
	return new Set(lineOf(champion).map(({ entry }) => entry.id));
}
// src/publish/readme.ts
const README_MARK = "<!-- Written by gated-retrain after each promotion: changes made here are lost. -->";
const MAX_CLASSES = 20;
function renderReadme({ pointer, links, lineage, manifest }) {
	return [
		README_MARK,
		"# Model registry",
		championSection(pointer, links, manifest),
		scoreSection(manifest.holdout),
		historySection(links, lineage),
		loadSection(pointer.id),
		backSection(),
		""
	].join("\n\n");
}
function championSection({ id }, links, { rows, target, recipe, split }) {
	const since = links.at(-1).entry;
	const { trees } = recipe.parameters;
	const size = typeof trees === "number" ? `, ${trees} trees` : "";
	return [
		"## Champion",
		`**\`${id}\`**`,
		[
			"| | |",
			"|---|---|",
			`| champion since | ${since.time} (${since.kind}) |`,
			`| target | ${plain(target, 80)} |`,
			`| rows | ${rows.count}, \`${rows.digest}\` |`,
			`| engine | ${recipe.engine} ${plain(recipe.version, 40)}${size}, seed ${recipe.seed} |`,
			`| hold-out | ${percent(split.share)} of the rows, by ${split.by} |`
		].join("\n")
	].join("\n\n");
}
function scoreSection({ classes, counts }) {
	const scores = classes.map((_, k) => classScore(counts, k));
	const rows = sum(scores.map((score) => score.support));
	if (rows === 0) return "## On the hold-out\n\nNo hold-out rows were recorded.";
	const correct = sum(scores.map((score) => score.correct));
	const weighted = sum(scores.map((score) => score.f1 * score.support)) / rows;
	const macro = sum(scores.map((score) => score.f1)) / classes.length;
	const shown = classes.slice(0, MAX_CLASSES).map((name, k) => `| ${plain(name, 60)} | ${scores[k].f1.toFixed(3)} | ${scores[k].support} |`);
	const more = classes.length > MAX_CLASSES ? [`| and ${classes.length - MAX_CLASSES} more | | |`] : [];
	return [
		"## On the hold-out",
		`F1 ${weighted.toFixed(3)} (weighted), ${macro.toFixed(3)} (macro), accuracy ${(correct / rows).toFixed(3)}, on ${rows} rows it was not trained on.`,
		[
			"| class | F1 | rows |",
			"|---|---|---|",
			...shown,
			...more
		].join("\n")
	].join("\n\n");
}
function historySection(links, { line, held }) {
	const onLine = new Set(line.map(({ hash }) => hash));
	const heldIds = new Set(held);
	const newest = links.slice(-20).reverse();
	const rows = newest.map(({ hash, entry }) => {
		const state = onLine.has(hash) ? "accepted" : heldIds.has(entry.id) && entry.kind !== "rollback" ? "rolled back" : "";
		return `| ${entry.time} | ${entry.kind} | \`${entry.id}\` | ${state} | ${plain(entry.reason, 120)} | ${plain(entry.actor ?? "", 40)} |`;
	});
	const older = links.length > newest.length ? `\n\n${links.length - newest.length} older entries are in \`history/\`.` : "";
	return `## History\n\n| time | what | model | data | reason | by |\n|---|---|---|---|---|---|\n${rows.join("\n")}${older}`;
}
function loadSection(id) {
	return `## How to load it

\`\`\`python
import csv, numpy as np, onnxruntime as ort
session = ort.InferenceSession("model/model_${id}.onnx")
rows = list(csv.DictReader(open("data.csv", encoding="utf-8", newline="")))
column = lambda i: np.array([[r[i.name] if "string" in i.type else float(r[i.name] or "nan")] for r in rows], object if "string" in i.type else float)
label, probabilities = session.run(None, {i.name: column(i) for i in session.get_inputs()})
\`\`\`

Dates are seconds since 1970; an empty cell is a missing value. The digest of every file is in \`model_<id>.manifest.json\`, and the id is that file's
own: \`sha256sum model/model_${id}.manifest.json\`.`;
}
function backSection() {
	return `## How to go back

At a terminal \`node dist/cli.js rollback --registry directory:PATH\` makes the model before the champion on its line champion again, with
\`--model-id ID\` any model of this history; in the workflow, run the action with \`mode: rollback\`. The data of a model that was rolled back is held
until data, schema or recipe changes. Never edit or remove files here by hand: \`node dist/cli.js verify --registry directory:PATH\` tells what is wrong.`;
}
function classScore(counts, k) {
	const correct = counts[k][k];
	const support = sum(counts[k]);
	const predicted = sum(counts.map((row) => row[k]));
	return {
		f1: support + predicted === 0 ? 0 : 2 * correct / (support + predicted),
		support,
		correct
	};
}
function sum(values) {
	return values.reduce((total, value) => total + value, 0);
}
function percent(share) {
	return `${Number((share * 100).toPrecision(3))} %`;
}
function plain(text, max) {
	const points = [...text.slice(0, 2 * max + 2)];
	return (points.length > max ? [...points.slice(0, max - 1), "…"] : points).join("").replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ").replace(/[^\p{L}\p{M}\p{N} …-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
// src/publish/chain.ts
const MAX_ENTRIES = 1e5;
async function readChain(store, findings) {
	const found = await readPointer(store, findings);
	if (found === null) return null;
	const { pointer, pointerBytes } = found;
	const links = await walk(pointer, findings);
	if (links === null) return null;
	try {
		return {
			pointer,
			pointerBytes,
			links,
			lineage: lineageOf(links)
		};
	} catch (error) {
		if (!(error instanceof BrokenChain)) throw error;
		findings.fail("history", entryPath(error.hash), {
			observed: null,
			expected: null,
			message: error.message
		});
		return null;
	}
}
async function readPointer(store, findings) {
	let pointerBytes = await findings.plain("champion-pointer", POINTER_PATH, MAX_POINTER_BYTES);
	if (pointerBytes === null) {
		const loss = await traceOfPointer(store);
		pointerBytes = await findings.plain("champion-pointer", POINTER_PATH, MAX_POINTER_BYTES);
		if (pointerBytes === null && loss !== null) findings.fail("champion-pointer", POINTER_PATH, loss);
	}
	if (pointerBytes === null || pointerBytes === void 0) return null;
	const pointer = findings.parsed("champion-pointer", POINTER_PATH, pointerBytes, parsePointer);
	if (pointer === null) return null;
	findings.pass("champion-pointer", POINTER_PATH, `names champion ${pointer.id}`, pointer.id);
	return {
		pointer,
		pointerBytes
	};
}
async function walk(pointer, findings) {
	const links = [];
	const seen = new Set();
	for (let hash = pointer.entry; hash !== null;) {
		const path = entryPath(hash);
		if (seen.has(hash) || links.length >= MAX_ENTRIES) {
			const message = seen.has(hash) ? "is its own predecessor" : `is the end of a chain of more than ${MAX_ENTRIES} entries`;
			findings.fail("history", path, {
				observed: links.length,
				expected: MAX_ENTRIES,
				message
			});
			return null;
		}
		seen.add(hash);
		const bytes = await findings.verified({
			code: "history",
			path,
			digest: `sha256:${hash}`,
			size: null,
			maxBytes: MAX_ENTRY_BYTES
		});
		const entry = bytes === null ? null : findings.parsed("history", path, bytes, parseEntry);
		if (entry === null) return null;
		if (links.length === 0 && entry.id !== pointer.id) {
			const message = `names champion ${pointer.id}, but its entry ${hash} made ${entry.id} champion`;
			findings.fail("champion-pointer", POINTER_PATH, {
				observed: pointer.id,
				expected: entry.id,
				message,
				suggestion: pointerLine(entry.id, hash)
			});
			return null;
		}
		findings.pass("history", path, `${entry.kind} of ${entry.id}`, hash);
		links.push({
			hash,
			entry
		});
		hash = entry.previous;
	}
	return links.reverse();
}
async function traceOfPointer(store) {
	const links = [];
	for (const name of await store.list(HISTORY_FOLDER)) {
		const hash = name.slice(0, -5);
		if (!name.endsWith(".json") || !isId(hash)) continue;
		const entry = await readStrayEntry(store, hash);
		if (entry !== null) links.push({
			hash,
			entry
		});
	}
	if (!(links.some(({ entry }) => entry.previous !== null) || await hasOurReadme(store))) return null;
	const followed = new Set(links.map(({ entry }) => entry.previous));
	const heads = links.filter(({ hash }) => !followed.has(hash));
	const head = heads.length === 1 ? heads[0] : void 0;
	const fault = {
		observed: null,
		expected: head?.entry.id ?? null,
		message: "is missing, although the registry has had a champion"
	};
	return head === void 0 ? fault : {
		...fault,
		suggestion: pointerLine(head.entry.id, head.hash)
	};
}
async function readStrayEntry(store, hash) {
	try {
		const bytes = await store.read(entryPath(hash), MAX_ENTRY_BYTES);
		return bytes !== null && sha256Hex(bytes) === hash ? parseEntry(bytes) : null;
	} catch {
		return null;
	}
}
async function hasOurReadme(store) {
	const readme = await store.read(README_PATH, 2 ** 20).catch(() => null);
	return readme !== null && new TextDecoder().decode(readme).startsWith("<!-- Written by gated-retrain after each promotion: changes made here are lost. -->");
}
function pointerLine(id, entry) {
	return `Restore the file from a backup, or write this line into it: {"entry":"${entry}","id":"${id}"}`;
}
// src/publish/store.ts
var StoreFault = class extends Error {};
// src/publish/files.ts
const TEMPORARY = /^registry\.[0-9a-f]{32}\.tmp$/;
function isCode(error, ...codes) {
	return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
async function readPlain(path, maxBytes) {
	let handle;
	try {
		handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
	} catch (error) {
		if (isCode(error, "ENOENT", "ENOTDIR")) return null;
		if (isCode(error, "ELOOP", "EMLINK")) throw new StoreFault("is a symbolic link");
		if (isCode(error, "EISDIR", "ENXIO")) throw new StoreFault("is not a plain file");
		throw error;
	}
	try {
		const { size } = await handle.stat().then((stat) => {
			if (!stat.isFile()) throw new StoreFault("is not a plain file");
			return stat;
		});
		if (size > maxBytes) throw new StoreFault(`has ${size} bytes, at most ${maxBytes} are expected`);
		return await handle.readFile();
	} finally {
		await handle.close();
	}
}
async function replaceWhole(root, path, bytes, beforeRename) {
	const temporary = join(root, `registry.${randomBytes(16).toString("hex")}.tmp`);
	try {
		await writeDurably(temporary, bytes);
		await beforeRename?.();
		await rename(temporary, path);
	} catch (error) {
		await unlink(temporary).catch(() => {});
		throw error;
	}
	await syncFolder(dirname(path));
}
async function writeDurably(path, bytes) {
	const handle = await open(path, "wx", 420);
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
}
async function makeFolders(path) {
	try {
		await makeFolder(path);
	} catch (error) {
		if (!isCode(error, "ENOENT") || dirname(path) === path) throw error;
		await makeFolders(dirname(path));
		await makeFolder(path);
	}
}
async function makeFolder(path) {
	try {
		await mkdir(path);
	} catch (error) {
		if (!isCode(error, "EEXIST")) throw error;
		return (await lstat(path)).isDirectory();
	}
	await syncFolder(dirname(path));
	return true;
}
async function isTaken(path) {
	try {
		await lstat(path);
		return true;
	} catch (error) {
		if (isCode(error, "ENOENT")) return false;
		throw error;
	}
}
async function syncFolder(path) {
	let handle = null;
	try {
		handle = await open(path, "r");
		await handle.sync();
	} catch (error) {
		if (!isCode(error, "EPERM", "EISDIR", "EINVAL", "EACCES", "ENOTSUP")) throw error;
	} finally {
		await handle?.close();
	}
}
// src/publish/owner.ts
const OWNER = object({
	pid: number().int().positive(),
	host: string().max(1e3),
	started: string().max(40).nullable(),
	nonce: string().max(100),
	time: string().max(40)
});
let here = null;
async function newOwner() {
	here ??= identifyProcess();
	return {
		pid: process.pid,
		...await here,
		nonce: randomBytes(16).toString("hex"),
		time: new Date().toISOString()
	};
}
function encodeOwner(owner) {
	return canonicalBytes(owner);
}
function parseOwner(bytes) {
	try {
		return OWNER.parse(parseJson(bytes));
	} catch {
		return null;
	}
}
async function lifeOf(owner) {
	here ??= identifyProcess();
	const { host } = await here;
	if (owner.host !== host) return "unknown";
	if (!exists(owner.pid)) return "dead";
	const now = await processState(owner.pid);
	if (now === null || owner.started === null) return "unknown";
	return now.started === owner.started && now.state !== "Z" && now.state !== "X" ? "alive" : "dead";
}
function ownerSentence(owner) {
	if (owner === null) return "an unknown process";
	const plain = (text) => text.replace(/[^\w.:-]/g, "?").slice(0, 60);
	return `process ${owner.pid} on ${plain(owner.host.split("|")[0])} since ${plain(owner.time)}`;
}
async function identifyProcess() {
	const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
	const namespace = await readlink("/proc/self/ns/pid").catch(() => "");
	const state = await processState(process.pid);
	return {
		host: [
			hostname(),
			boot.trim(),
			namespace
		].join("|"),
		started: state?.started ?? null
	};
}
function exists(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return !(error instanceof Error && "code" in error && error.code === "ESRCH");
	}
}
async function processState(pid) {
	const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
	if (text === null) return null;
	const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
	const [state, started] = [fields[0], fields[19]];
	return state === void 0 || started === void 0 ? null : {
		state,
		started
	};
}
// src/publish/lock.ts
const PATIENCE = {
	waitMs: 6e4,
	silenceMs: 3e4,
	heartbeatMs: 3e3
};
const NAME = "registry.lock";
const CLAIM = /^registry\.lock\.([0-9a-f]{32})\.\d{1,6}$/;
const DRAFT = /^registry\.lock\.[0-9a-f]{32}\.tmp$/;
const MAX_LOCK_BYTES = 4096;
function isLockFile(name) {
	return name === NAME || CLAIM.test(name) || DRAFT.test(name);
}
async function acquireLock(folder, patience = PATIENCE) {
	const path = join(folder, NAME);
	const mine = encodeOwner(await newOwner());
	const deadline = performance.now() + patience.waitMs;
	const watch = new Watch(patience.silenceMs);
	for (;;) {
		const theirs = await readLock(path);
		if (theirs === null) {
			if (await createWhole(folder, path, mine)) return await heldLock(folder, path, mine, patience);
		} else {
			if (await isAbandoned(path, theirs, watch) && await breakLock(folder, path, theirs, watch)) continue;
			if (performance.now() > deadline) throw waitedInVain(folder, theirs, patience);
		}
		await setTimeout(15 + Math.random() * 60);
	}
}
async function breakLock(folder, path, theirs, watch) {
	const key = keyOf(theirs);
	const mine = encodeOwner(await newOwner());
	const claim = (k) => join(folder, `${NAME}.${key}.${k}`);
	for (let k = 1;; k++) {
		const rival = await readLock(claim(k));
		if (rival !== null) {
			if (await isAbandoned(claim(k), rival, watch)) continue;
			return false;
		}
		if (!await createWhole(folder, claim(k), mine)) return false;
		const now = await readLock(path);
		const isTheirs = now !== null && Buffer.compare(now, theirs) === 0;
		if (isTheirs) await remove(path);
		for (let i = 1; i <= k; i++) await remove(claim(i));
		return isTheirs;
	}
}
async function isAbandoned(path, bytes, watch) {
	const owner = parseOwner(bytes);
	const life = owner === null ? "unknown" : await lifeOf(owner);
	if (life !== "unknown") return life === "dead";
	const beat = await lstat(path).catch(() => null);
	return beat !== null && watch.isSilent(path, `${keyOf(bytes)} ${beat.mtimeMs}`);
}
var Watch = class {
	#silenceMs;
	#seen = new Map();
	constructor(silenceMs) {
		this.#silenceMs = silenceMs;
	}
	isSilent(path, beat) {
		const before = this.#seen.get(path);
		if (before?.beat === beat) return performance.now() - before.since > this.#silenceMs;
		this.#seen.set(path, {
			beat,
			since: performance.now()
		});
		return false;
	}
};
async function heldLock(folder, path, mine, { heartbeatMs }) {
	const handle = await open(path, "r+").catch(async (error) => {
		await remove(path);
		throw error;
	});
	const timer = setInterval(() => void touch(handle), heartbeatMs);
	timer.unref();
	const isHeld = async () => {
		const now = await readLock(path);
		return now !== null && Buffer.compare(now, mine) === 0;
	};
	return {
		isHeld,
		sweep: () => sweep(folder, keyOf(mine)),
		async release() {
			clearInterval(timer);
			await handle.close().catch(() => {});
			if (await isHeld()) await remove(path);
		}
	};
}
async function touch(handle) {
	const now = new Date();
	await handle.utimes(now, now).catch(() => {});
}
async function sweep(folder, key) {
	for (const name of await readdir(folder)) {
		const claimed = CLAIM.exec(name)?.[1];
		if (claimed !== void 0 && claimed !== key || DRAFT.test(name) && await isDeadDraft(join(folder, name))) await remove(join(folder, name));
	}
}
async function isDeadDraft(path) {
	const bytes = await readLock(path);
	const owner = bytes === null ? null : parseOwner(bytes);
	if (owner === null || await lifeOf(owner) === "dead") return true;
	const stat = await lstat(path).catch(() => null);
	return stat !== null && Date.now() - stat.mtimeMs > 6e4;
}
async function createWhole(folder, path, bytes) {
	const draft = join(folder, `${NAME}.${randomBytes(16).toString("hex")}.tmp`);
	await writeFile(draft, bytes, { flag: "wx" });
	try {
		await link(draft, path).catch((error) => {
			if (isCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS")) return copyFile(draft, path, constants.COPYFILE_EXCL);
			throw error;
		});
		return true;
	} catch (error) {
		if (isCode(error, "EEXIST", "ENOENT")) return false;
		throw error;
	} finally {
		await remove(draft);
	}
}
async function readLock(path) {
	try {
		return await readPlain(path, MAX_LOCK_BYTES);
	} catch (error) {
		if (!(error instanceof StoreFault)) throw error;
		throw new ServiceError(`${path} ${error.message}, so no lock can be taken there: remove it.`);
	}
}
async function remove(path) {
	await unlink(path).catch((error) => {
		if (!isCode(error, "ENOENT")) throw error;
	});
}
function keyOf(lock) {
	return sha256Hex(lock).slice(0, 32);
}
function waitedInVain(folder, theirs, { waitMs }) {
	const waited = `The registry ${folder} has been locked by ${ownerSentence(parseOwner(theirs))} for ${Math.round(waitMs / 1e3)} s`;
	return new ServiceError(`${waited}: run again when that run has ended, or delete ${NAME} if you know that it is gone.`);
}
// src/publish/directory.ts
var DirectoryStore = class {
	label;
	#root;
	#patience;
	constructor(root, patience = PATIENCE) {
		this.#root = root;
		this.#patience = patience;
		this.label = `directory:${root}`;
	}
	async read(path, maxBytes) {
		return await readPlain(join(this.#root, path), maxBytes);
	}
	async list(folder) {
		await this.#requireFolder();
		try {
			return (await readdir(join(this.#root, folder))).sort();
		} catch (error) {
			if (isCode(error, "ENOENT", "ENOTDIR")) return [];
			throw error;
		}
	}
	async leftovers() {
		return (await this.list("")).filter((name) => isLockFile(name) || TEMPORARY.test(name));
	}
	async exclusively(work) {
		await this.#requireFolder();
		await makeFolders(this.#root);
		const lock = await acquireLock(this.#root, this.#patience);
		try {
			await this.#sweep(lock);
			return await work(new DirectoryWriter(this.#root, lock));
		} finally {
			await lock.release();
		}
	}
	async #sweep(lock) {
		await lock.sweep();
		for (const name of await readdir(this.#root)) if (TEMPORARY.test(name)) await unlink(join(this.#root, name)).catch(() => {});
	}
	async #requireFolder() {
		const found = await stat(this.#root).catch((error) => {
			if (isCode(error, "ENOENT")) return null;
			throw error;
		});
		if (found !== null && !found.isDirectory()) throw new ConfigError(`The registry ${this.#root} is a file: \`registry\` must name a directory, which is made when it does not exist.`);
	}
};
var DirectoryWriter = class {
	#root;
	#lock;
	constructor(root, lock) {
		this.#root = root;
		this.#lock = lock;
	}
	async create(path, bytes) {
		if (await isTaken(join(this.#root, path))) return false;
		await this.replace(path, bytes);
		return true;
	}
	async replace(path, bytes) {
		const target = join(this.#root, path);
		const folder = dirname(target);
		if (folder !== this.#root && !await makeFolder(folder)) throw new ServiceError(`${folder} is not a folder (a link is not followed): nothing is written there. Remove it or move the registry.`);
		await replaceWhole(this.#root, target, bytes, () => this.#requireLock());
	}
	async compareAndSwap(path, expected, bytes) {
		const now = await readPlain(join(this.#root, path), Number.MAX_SAFE_INTEGER);
		const isExpected = now === null ? expected === null : expected !== null && Buffer.compare(now, expected) === 0;
		if (isExpected) await this.replace(path, bytes);
		return isExpected;
	}
	async #requireLock() {
		if (await this.#lock.isHeld()) return;
		throw new ServiceError(`The lock on ${this.#root} was taken over while this run was suspended: run again.`);
	}
};
// src/publish/findings.ts
const RESTORE = "Restore the file from a backup or from another copy of the registry, then run `verify`.";
var Findings = class {
	checks = [];
	#store;
	constructor(store) {
		this.#store = store;
	}
	pass(code, path, message, observed = null) {
		this.add({
			code,
			subject: path,
			status: "pass",
			observed,
			expected: observed,
			message,
			suggestion: null,
			where: null
		});
	}
	fail(code, path, { observed, expected, message, suggestion = RESTORE }) {
		const sentence = `${path} ${message}.`;
		this.add({
			code,
			subject: path,
			status: "fail",
			observed,
			expected,
			message: sentence,
			suggestion,
			where: null
		});
	}
	add(check) {
		this.checks.push(check);
	}
	get isDamaged() {
		return this.checks.some((check) => check.status === "fail");
	}
	throwIfDamaged() {
		const failed = this.checks.filter((check) => check.status === "fail");
		if (failed.length === 0) return;
		const problems = failed.map(({ subject, message, suggestion, observed, expected }) => problem(`The registry ${this.#store.label} is damaged: ${message}${suggestion === null ? "" : ` ${suggestion}`}`, {
			where: {
				file: subject,
				line: 1,
				column: 1
			},
			...observed === null ? {} : { got: String(observed) },
			...expected === null ? {} : { expected: String(expected) }
		}));
		throw new DamagedError(problems);
	}
	async verified({ code, path, digest, size, maxBytes }) {
		const bytes = await this.plain(code, path, size ?? maxBytes);
		if (bytes === void 0) return null;
		if (bytes === null) {
			this.fail(code, path, {
				observed: null,
				expected: digest,
				message: "is missing"
			});
			return null;
		}
		const actual = digestOf(bytes);
		if (actual === digest && (size === null || size === bytes.length)) return bytes;
		const message = `holds other bytes than it should: expected ${digest}${size === null ? "" : ` (${size} bytes)`}, got ${actual} (${bytes.length} bytes)`;
		this.fail(code, path, {
			observed: actual,
			expected: digest,
			message
		});
		return null;
	}
	async plain(code, path, maxBytes) {
		try {
			return await this.#store.read(path, maxBytes);
		} catch (error) {
			if (!(error instanceof StoreFault)) throw error;
			this.fail(code, path, {
				observed: null,
				expected: null,
				message: error.message
			});
			return;
		}
	}
	parsed(code, path, bytes, parse) {
		try {
			return parse(bytes);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			this.fail(code, path, {
				observed: null,
				expected: null,
				message: message.slice(0, 500)
			});
			return null;
		}
	}
};
// src/publish/models.ts
async function readManifest(id, findings) {
	const path = manifestPath(id);
	const bytes = await findings.verified({
		code: "manifest",
		path,
		digest: `sha256:${id}`,
		size: null,
		maxBytes: MAX_MANIFEST_BYTES
	});
	const manifest = bytes === null ? null : findings.parsed("manifest", path, bytes, parseManifest);
	if (manifest !== null) findings.pass("manifest", path, `${manifest.rows.count} rows, ${manifest.recipe.engine}`, `sha256:${id}`);
	return manifest;
}
async function readModelFiles(id, manifest, parse, findings) {
	let forest = null;
	for (const { mediaType, digest, size } of manifest.files) {
		const extension = extensionOf(mediaType);
		const path = modelPath(id, extension);
		const bytes = await findings.verified({
			code: "model",
			path,
			digest,
			size,
			maxBytes: size
		});
		if (bytes === null) continue;
		if (parse && extension === "onnx") {
			forest = findings.parsed("model", path, bytes, readOnnx);
			if (forest === null) continue;
		}
		findings.pass("model", path, `${size} bytes`, digest);
	}
	return forest;
}
async function readModel(id, findings) {
	const manifest = await readManifest(id, findings);
	const forest = manifest === null ? null : await readModelFiles(id, manifest, true, findings);
	return manifest === null || forest === null ? null : {
		manifest,
		forest
	};
}
// src/publish/inspect.ts
async function readState(store) {
	const { findings, chain, champion, manifests } = await inspect(store);
	findings.throwIfDamaged();
	if (chain === null) return {
		champion: null,
		accepted: [],
		held: [],
		firstSplit: null
	};
	const { line, held } = chain.lineage;
	return {
		champion,
		accepted: acceptedSources(line),
		held: held.map((id) => ({
			inputs: inputsOf(manifests.get(id)),
			id
		})),
		firstSplit: manifests.get(line[0].entry.id).split
	};
}
async function verifyAll(store) {
	const { findings, chain, manifests } = await inspect(store);
	const reachable = reachablePaths(chain, manifests);
	const strays = chain === null && findings.isDamaged ? await inspectStrays(store, findings) : await unreachable(store, reachable);
	await noteLeftovers(store, strays.length, findings);
	if (chain === null && !findings.isDamaged) {
		const check = {
			code: "registry",
			subject: store.label,
			status: "inconclusive",
			observed: null,
			expected: null,
			message: "The registry holds no champion yet: nothing to verify."
		};
		findings.add({
			...check,
			suggestion: "Run `run` first: a promotion makes the registry.",
			where: null
		});
	}
	return {
		checks: findings.checks,
		models: chain?.lineage.promoted.length ?? 0,
		entries: chain?.links.length ?? 0,
		unreachable: strays.length,
		championId: chain?.pointer.id ?? null
	};
}
async function inspect(store) {
	const findings = new Findings(store);
	const manifests = new Map();
	const chain = await readChain(store, findings);
	let champion = null;
	for (const id of chain?.lineage.promoted ?? []) if (chain !== null && id === chain.pointer.id) {
		const model = await readModel(id, findings);
		if (model === null) continue;
		champion = {
			pointer: chain.pointer,
			...model
		};
		manifests.set(id, model.manifest);
	} else {
		const manifest = await readManifest(id, findings);
		if (manifest === null) continue;
		manifests.set(id, manifest);
		await readModelFiles(id, manifest, false, findings);
	}
	return {
		findings,
		chain,
		champion,
		manifests
	};
}
function inputsOf({ rows, schema, recipe, split }) {
	return inputsDigest({
		rows: rows.digest,
		schema,
		recipe,
		split
	});
}
function reachablePaths(chain, manifests) {
	const paths = new Set(chain?.links.map(({ hash }) => entryPath(hash)));
	for (const id of chain?.lineage.promoted ?? []) {
		paths.add(manifestPath(id));
		const files = manifests.get(id)?.files;
		for (const extension of files?.map((file) => extensionOf(file.mediaType)) ?? ["onnx", "json"]) paths.add(modelPath(id, extension));
	}
	return paths;
}
async function unreachable(store, reachable) {
	const paths = [];
	for (const folder of [MODEL_FOLDER, HISTORY_FOLDER]) for (const name of await store.list(folder)) if (!reachable.has(`${folder}/${name}`)) paths.push(`${folder}/${name}`);
	return paths;
}
async function inspectStrays(store, findings) {
	const seen = new Set(findings.checks.map((check) => check.subject));
	const strays = (await unreachable(store, new Set())).filter((path) => !seen.has(path));
	for (const path of strays) {
		const hash = /^history\/([^/]+)\.json$/.exec(path)?.[1];
		const id = /^model\/model_([^/]+)\.manifest\.json$/.exec(path)?.[1];
		if (isId(hash)) await inspectEntry(hash, findings);
		if (isId(id)) {
			const manifest = await readManifest(id, findings);
			if (manifest !== null) await readModelFiles(id, manifest, false, findings);
		}
	}
	return strays;
}
async function inspectEntry(hash, findings) {
	const path = entryPath(hash);
	const bytes = await findings.verified({
		code: "history",
		path,
		digest: `sha256:${hash}`,
		size: null,
		maxBytes: MAX_ENTRY_BYTES
	});
	const entry = bytes === null ? null : findings.parsed("history", path, bytes, parseEntry);
	if (entry !== null) findings.pass("history", path, `${entry.kind} of ${entry.id}, not reached`, hash);
}
async function noteLeftovers(store, unreachableFiles, findings) {
	const leftovers = await store.leftovers();
	if (unreachableFiles + leftovers.length === 0) return;
	const message = `${unreachableFiles} files that no entry leads to, ${leftovers.length} locks and temporary files: left by interrupted runs or in use by a running one, no fault`;
	findings.pass("leftovers", store.label, message, unreachableFiles + leftovers.length);
}
// src/publish/promote.ts
async function publishPromotion(store, promotion, expected) {
	const blobs = filesOf(promotion);
	return await store.exclusively(async (writer) => {
		const chain = await currentChain(store);
		if (!samePointer(chain?.pointer ?? null, expected)) throw new LostRace();
		const promoted = new Set(chain?.lineage.promoted);
		for (const blob of blobs) await place(store, writer, blob, promoted.has(promotion.id));
		return await append(store, writer, chain, promotion.entry, promotion.manifest);
	});
}
async function publishRollback(store, id, record) {
	return await store.exclusively(async (writer) => {
		const chain = await currentChain(store);
		if (chain === null) throw new ConfigError(`The registry ${store.label} holds no champion yet: there is nothing to go back from.`);
		const target = rollbackTarget(store, chain, id);
		const findings = new Findings(store);
		const model = await readModel(target, findings);
		findings.throwIfDamaged();
		return await append(store, writer, chain, {
			kind: "rollback",
			id: target,
			gates: [],
			sources: [],
			...record
		}, model.manifest);
	});
}
async function currentChain(store) {
	const findings = new Findings(store);
	const chain = await readChain(store, findings);
	findings.throwIfDamaged();
	return chain;
}
function rollbackTarget(store, { pointer, lineage }, id) {
	const target = id ?? modelBefore(lineage.line);
	const others = lineage.promoted.filter((known) => known !== pointer.id);
	if (target === null) {
		const hint = others.length === 0 ? "it is the only model of this registry" : `name one of ${listed(others)}`;
		throw new ConfigError(`No model was promoted before the champion ${pointer.id}: ${hint}.`);
	}
	if (target === pointer.id) throw new ConfigError(`Model ${target} is the champion already.`);
	if (!lineage.promoted.includes(target)) {
		const got = JSON.stringify(target.slice(0, 80));
		const known = others.length === 0 ? "there is no other model than the champion" : `known are ${listed(others)}`;
		throw new ConfigError(`The registry ${store.label} never promoted a model ${got}: ${known}.`);
	}
	return target;
}
function listed(ids) {
	const newest = [...ids].reverse().slice(0, 10);
	return `${newest.join(", ")}${ids.length > newest.length ? ` and ${ids.length - newest.length} older` : ""}`;
}
function filesOf({ id, manifest, files, entry }) {
	const bytes = canonicalBytes(manifest);
	if (sha256Hex(bytes) !== id || entry.id !== id) throw new Error("the promotion's id is not the hash of its manifest");
	const described = new Set(manifest.files.map((file) => file.digest));
	const stored = files.map((file) => {
		if (!described.delete(digestOf(file.bytes))) throw new Error(`the manifest does not describe model_${id}.${file.extension}`);
		return {
			path: modelPath(id, file.extension),
			bytes: file.bytes
		};
	});
	if (described.size > 0) throw new Error("the manifest describes files that the promotion lacks");
	return [...stored, {
		path: manifestPath(id),
		bytes
	}];
}
async function append(store, writer, chain, entry, manifest) {
	const whole = {
		...entry,
		previous: chain?.pointer.entry ?? null
	};
	const { hash, bytes } = encodeEntry(whole);
	await place(store, writer, {
		path: entryPath(hash),
		bytes
	}, false);
	const pointer = {
		id: entry.id,
		entry: hash
	};
	const pointerBytes = encodePointer(pointer);
	if (!await writer.compareAndSwap("champion.json", chain?.pointerBytes ?? null, pointerBytes)) throw new LostRace();
	await readBack(store, {
		path: POINTER_PATH,
		bytes: pointerBytes
	});
	const links = [...chain?.links ?? [], {
		hash,
		entry: whole
	}];
	await refreshReadme(store, writer, renderReadme({
		pointer,
		links,
		lineage: lineageOf(links),
		manifest
	}));
	return pointer;
}
async function place(store, writer, file, isReachable) {
	if (!await writer.create(file.path, file.bytes) && !await holds(store, file)) {
		if (isReachable) throw new DamagedError(`The registry ${store.label} is damaged: ${file.path} holds other bytes than it should. Run \`verify\`.`);
		await writer.replace(file.path, file.bytes);
	}
	await readBack(store, file);
}
async function readBack(store, file) {
	if (await holds(store, file)) return;
	throw new ServiceError(`${file.path} in ${store.label} was read back with other bytes than were written: the storage is not reliable.`);
}
async function holds(store, { path, bytes }) {
	try {
		const stored = await store.read(path, bytes.length);
		return stored !== null && sha256Hex(stored) === sha256Hex(bytes);
	} catch (error) {
		if (error instanceof StoreFault) return false;
		throw error;
	}
}
async function refreshReadme(store, writer, text) {
	try {
		const before = await store.read(README_PATH, 2 ** 20);
		if (before === null || new TextDecoder().decode(before).startsWith("<!-- Written by gated-retrain after each promotion: changes made here are lost. -->")) await writer.replace(README_PATH, new TextEncoder().encode(text));
	} catch {}
}
// src/publish/runs.ts
async function appendRun(store, run) {
	const bytes = canonicalBytes({
		...run,
		profile: run.profile === null ? null : roundedProfile(run.profile)
	});
	const path = `${RUNS_FOLDER}/${runName(run.time, sha256Hex(bytes))}`;
	await store.exclusively((writer) => writer.create(path, bytes));
}
function runName(time, hash) {
	return `${/^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z$/.test(time) ? time.replace(/[-:.]/g, "") : "undated"}-${hash.slice(0, 12)}.json`;
}
// src/publish/registry.ts
function openRegistry(config) {
	return new StoredRegistry(new DirectoryStore(config.path));
}
var StoredRegistry = class {
	label;
	#store;
	constructor(store) {
		this.#store = store;
		this.label = store.label;
	}
	read() {
		return readState(this.#store);
	}
	publish(promotion, expected) {
		return publishPromotion(this.#store, promotion, expected);
	}
	rollback(id, record) {
		return publishRollback(this.#store, id, record);
	}
	record(run) {
		return appendRun(this.#store, run);
	}
	verify() {
		return verifyAll(this.#store);
	}
	async load(id) {
		const findings = new Findings(this.#store);
		const chain = await readChain(this.#store, findings);
		findings.throwIfDamaged();
		if (chain === null) throw new ConfigError(`The registry ${this.label} holds no champion yet: a promoted \`run\` makes one.`);
		const { promoted } = chain.lineage;
		const wanted = id ?? chain.pointer.id;
		if (!promoted.includes(wanted)) throw new ConfigError(`The registry ${this.label} holds no model ${JSON.stringify(wanted.slice(0, 80))}: known are ${listed(promoted)}.`);
		const model = await readModel(wanted, findings);
		findings.throwIfDamaged();
		return {
			id: wanted,
			...model
		};
	}
};
export { buildManifest as n, inputsDigest as r, openRegistry as t };
