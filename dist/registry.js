import { o as __toESM } from "./rolldown-runtime.js";
import { a as LostRace, c as UnknownChampion, d as problem, i as LimitError, l as VanishedError, n as DamagedError, s as ServiceError, t as ConfigError } from "./errors2.js";
import { C as string, E as unknown$1, S as strictObject, T as union, _ as literal, b as object, c as _enum, d as base64, f as boolean, g as json, h as discriminatedUnion, l as _null, p as custom, u as array, v as looseObject, w as tuple, x as record, y as number } from "./lib-zod.js";
import { D as attempts, E as S3Bucket, M as pointerIn, O as FIELD_TYPES, T as check, t as readOnnx } from "./onnx-read.js";
import { t as require_canonicalize } from "./lib-canonicalize.js";
import { t as adviceText } from "./sentences.js";
import { c as sortedOrder, d as f1Of$1, h as sum, l as averageOf, n as compareHashes, p as present, s as setDigest, u as classCounts } from "./row-hashes.js";
import { dirname, join } from "node:path";
import { hostname } from "node:os";
import { constants } from "node:fs";
import { createHash, randomBytes } from "node:crypto";
import { copyFile, link, lstat, mkdir, open, readFile, readdir, readlink, rename, stat, unlink, writeFile } from "node:fs/promises";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
// src/clients/github/github-request.ts
function isRateLimit({ status, message, headers }) {
	if (status !== 403 && status !== 429) return false;
	return headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0" || /rate limit|abuse detection/i.test(message);
}
// src/clients/github/github-errors.ts
var GitHubError = class extends ServiceError {
	status;
	answer;
	attempts;
	constructor(sentence, { status, message }, attempts = 1) {
		super(sentence);
		this.attempts = attempts;
		this.status = status;
		this.answer = message;
	}
	get isPermission() {
		return isPermission(this.status, this.answer);
	}
};
function refusalOf(answer, { route, needs }, { repository, host }, attempts) {
	const { status } = answer;
	const request = `${route.replace("{owner}/{repo}", repository).replace(/\{[^}]*\}/g, "…")}`;
	const quote = answer.message === "" ? "" : `: "${oneLine(answer.message)}"`;
	const tries = attempts > 1 ? ` after ${attempts} tries` : "";
	return new GitHubError(sentence(), answer, attempts);
	function sentence() {
		if (answer.malformed) return `GitHub (${host}) answered ${request}${tries} with ${oneLine(answer.message)}: a proxy or an outage may be behind it; run again later.`;
		if (status === null) return `GitHub could not be reached for ${request}${tries} (${oneLine(answer.message)}): run again later.`;
		if (status === 401) return `GitHub does not accept the token (401${quote}): it is wrong, expired or revoked; set the input github-token, at a terminal GITHUB_TOKEN.`;
		if (isRateLimit(answer)) return `GitHub's rate limit is reached for ${repository}${tries} (${status}${quote}): run again ${resetTime(answer)}.`;
		if (isPermission(status, answer.message)) return `${permissionSentence(needs, repository)} (${status}${quote}).`;
		if (status === 404) return `GitHub finds no ${request} (404): the repository or the object does not exist, or the token may not see or change it (it needs ${needs}).`;
		if (status >= 500) return `GitHub failed with ${status} at ${request}${tries}: run again later.`;
		return `GitHub refused ${request} with ${status}${quote}.`;
	}
}
function permissionSentence(needs, repository) {
	return `The token may not do this in ${repository}: give the job \`permissions: {${needs}}\``;
}
function isPermission(status, message) {
	return status === 403 && /not accessible by|must have (admin|push|write)|write access|permission to|resource protected by organization SAML/i.test(message);
}
function resetTime({ headers }) {
	const reset = Number(headers["x-ratelimit-reset"] ?? NaN) * 1e3;
	const after = Number(headers["retry-after"] ?? NaN);
	if (headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset)) return `after ${new Date(reset).toISOString()}`;
	return Number.isFinite(after) ? `in ${after} seconds` : "later";
}
function oneLine(text) {
	const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
	return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}
// src/clients/github/github-retry.ts
const RETRY_POLICY = {
	requestMs: 12e4,
	totalMs: 12e4,
	firstWaitMs: 500,
	longestWaitMs: 12e3
};
const MAX_MALFORMED_TRIES = 3;
function isRetryable(answer, once, attempt = 1) {
	if (answer.malformed) return !once && attempt < MAX_MALFORMED_TRIES;
	if (answer.status === 429 || isRateLimit(answer)) return true;
	if (once) return answer.status === null && /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(answer.message);
	return answer.status === null || answer.status === 408 || answer.status >= 500;
}
function retryDelay(attempt, answer, retryPolicy, elapsedMs) {
	const asked = askedWait(answer);
	const ceiling = Math.min(retryPolicy.longestWaitMs, retryPolicy.firstWaitMs * 2 ** (attempt - 1));
	const wait = asked === null ? Math.random() * ceiling : asked + Math.random() * retryPolicy.firstWaitMs;
	return elapsedMs + wait > retryPolicy.totalMs ? null : wait;
}
function askedWait({ headers, status }) {
	if (status === null) return null;
	const seconds = Number(headers["retry-after"] ?? NaN);
	if (seconds >= 0) return seconds * 1e3;
	if (headers["x-ratelimit-remaining"] !== "0") return null;
	const reset = Number(headers["x-ratelimit-reset"] ?? NaN) * 1e3 - Date.now();
	return Number.isFinite(reset) ? Math.max(0, reset) : null;
}
// src/clients/github/github.ts
const PAGE = 100;
const AFTER_OUTAGE_MS = 5e3;
var GitHub = class {
	repository;
	retryPolicy;
	#send = null;
	#isDown = false;
	constructor(repository, retryPolicy = repository.retryPolicy ?? RETRY_POLICY) {
		this.repository = repository;
		this.retryPolicy = retryPolicy;
	}
	get name() {
		return `${this.repository.owner}/${this.repository.name}`;
	}
	get host() {
		const { apiUrl } = this.repository;
		return URL.canParse(apiUrl) ? new URL(apiUrl).host : apiUrl;
	}
	async ask(ask) {
		const started = Date.now();
		const retryPolicy = this.#isDown ? {
			...this.retryPolicy,
			totalMs: Math.min(this.retryPolicy.totalMs, AFTER_OUTAGE_MS)
		} : this.retryPolicy;
		for (let attempt = 1;; attempt++) {
			const answer = await this.#try(ask);
			if ("data" in answer) {
				this.#isDown = false;
				return answer.data;
			}
			if (answer.status !== null && ask.absent?.includes(answer.status)) return null;
			const passes = isRetryable(answer, ask.once === true, attempt);
			const wait = passes ? retryDelay(attempt, answer, retryPolicy, Date.now() - started) : null;
			if (wait === null) {
				this.#isDown = passes && ask.once !== true;
				throw refusalOf(answer, ask, {
					repository: this.name,
					host: this.host
				}, attempt);
			}
			await new Promise((resolve) => setTimeout(resolve, wait));
		}
	}
	async require(ask) {
		return await this.ask(ask);
	}
	async list(ask, most) {
		const items = [];
		const form = array(ask.form);
		for (let page = 1; items.length < most; page++) {
			const found = await this.ask({
				...ask,
				form,
				parameters: {
					...ask.parameters,
					per_page: PAGE,
					page
				}
			});
			items.push(...found ?? []);
			if (found === null || found.length < PAGE) break;
		}
		return items.slice(0, most);
	}
	async #try({ route, parameters, form }) {
		this.#send ??= this.#open();
		const send = await this.#send;
		const signal = AbortSignal.timeout(this.retryPolicy.requestMs);
		try {
			const { data } = await send(route, {
				...parameters,
				request: {
					signal,
					parseSuccessResponseBody: false
				}
			});
			return formed(isStream(data) ? await new Response(data).text() : "", form);
		} catch (error) {
			return withoutSecret(failedAnswerOf(error), this.repository.token);
		}
	}
	async #open() {
		const { owner, name, token, apiUrl } = this.repository;
		if (!URL.canParse(apiUrl)) throw new ServiceError(`GITHUB_API_URL is "${apiUrl}", which is no address: expected one such as https://api.github.com.`);
		const { getOctokit } = await import("./github.js");
		const octokit = getOctokit(token, {
			baseUrl: apiUrl.replace(/\/+$/, ""),
			log: QUIET
		});
		return async (route, parameters) => await octokit.request(route, {
			owner,
			repo: name,
			...parameters
		});
	}
};
function formed(text, form) {
	const malformedAnswer = (message) => ({
		status: 200,
		message,
		headers: {},
		malformed: true
	});
	let json;
	try {
		json = text === "" ? null : JSON.parse(text);
	} catch {
		return malformedAnswer(/^\s*</.test(text) ? "a page of HTML or XML, not JSON" : "a body that is no whole JSON");
	}
	const parsed = form.safeParse(json);
	if (parsed.success) return { data: parsed.data };
	if (json === null) return malformedAnswer("an empty body or null");
	const { path = [] } = parsed.error.issues[0] ?? {};
	return malformedAnswer(`JSON without ${path.length === 0 ? "the form of this answer" : `a proper ${path.slice(0, 4).map(String).join(".").slice(0, 60)}`}`);
}
function withoutSecret(answer, secret) {
	return {
		...answer,
		message: secret.length < 4 ? answer.message : answer.message.replaceAll(secret, "***")
	};
}
function isStream(data) {
	return typeof data === "object" && data !== null && "getReader" in data;
}
const QUIET = {
	debug: () => {},
	info: () => {},
	warn: () => {},
	error: () => {}
};
function failedAnswerOf(error) {
	const { response, message } = error;
	if (!response) return {
		status: null,
		message: networkReason(error) ?? reasonWithoutValues(message),
		headers: {}
	};
	const data = response.data;
	const text = (typeof data === "object" && data !== null ? [data.message, ...detailsOf(data.errors)] : []).filter((part) => typeof part === "string" && part !== "").join(" ");
	return {
		status: response.status,
		message: text,
		headers: response.headers
	};
}
function detailsOf(errors) {
	return (Array.isArray(errors) ? errors.slice(0, 5) : [errors]).map((one) => typeof one === "object" && one !== null && "message" in one ? one.message : one);
}
function reasonWithoutValues(message) {
	if (message === void 0) return "no reason was given";
	if (/header/i.test(message)) return "a header could not be sent: the token holds characters, such as a line break, that no header may hold";
	return message;
}
function networkReason(error) {
	for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
		if (at.name === "TimeoutError") return "no answer in time";
		if ("code" in at && typeof at.code === "string" && at.code !== "") return at.code;
	}
	return null;
}
// src/publish/records/canonical.ts
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
// src/publish/records/ids.ts
const ID = /^[0-9a-f]{64}$/;
const POINTER_PATH = "champion.json";
const README_PATH = "README.md";
const MODEL_FOLDER = "model";
const HISTORY_FOLDER = "history";
const ROWS_FOLDER = "rows";
const RUNS_FOLDER = "runs";
const ARCHIVE_TYPE = "application/x-tar";
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
function rowsPath(hash) {
	return `${ROWS_FOLDER}/${checkedId(hash)}.bin`;
}
function extensionOf(mediaType) {
	if (mediaType === "application/x-tar") return "tar";
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
const FEWEST_DIGITS = 8;
function fullId(text, known) {
	if (text.length < FEWEST_DIGITS || known.includes(text) || !/^[0-9a-f]+$/.test(text)) return text;
	const found = known.filter((id) => id.startsWith(text));
	if (found.length > 1) throw new ConfigError(`${found.length} models begin with ${text}: ${found.slice(0, 5).join(", ")}. Give more digits.`);
	return found[0] ?? text;
}
const LEAST_DIGITS = 8;
function championByPrefix(id, champion) {
	return id !== null && id.length >= LEAST_DIGITS && champion?.startsWith(id) ? champion : id;
}
// src/publish/records/manifest-forms.ts
const MAX_MODEL_BYTES = 2 ** 31 - 1;
const LAST_SECOND = 864e10;
const jsonValue = custom((value) => value !== void 0, "required");
const count = number().int().min(0);
const digest = string().regex(/^sha256:[0-9a-f]{64}$/);
const fieldType = _enum(FIELD_TYPES);
const profiled = {
	name: string(),
	type: fieldType,
	rows: count,
	missing: count,
	distinct: count,
	run: count,
	still: count
};
const numbers = array(number());
const counts = array(count);
const texts = array(string());
const COLUMN_PROFILE = discriminatedUnion("kind", [looseObject({
	kind: literal("number"),
	...profiled,
	atoms: numbers,
	counts,
	quantiles: numbers,
	grain: numbers,
	hours: counts,
	falls: count
}), looseObject({
	kind: literal("category"),
	...profiled,
	values: texts,
	counts,
	buckets: counts,
	forms: texts,
	formCounts: counts,
	lengths: counts
})]);
const PROFILE = looseObject({
	rows: count,
	columns: array(COLUMN_PROFILE),
	pairs: looseObject({
		columns: texts,
		hundredths: numbers
	}),
	rowHashes: counts
});
const CONFUSION = object({
	classes: array(string()),
	counts: array(array(count))
}).refine(({ classes, counts }) => counts.length === classes.length && counts.every((row) => row.length === classes.length), { message: "the confusion matrix does not have one row and one column per class" });
const FILES = array(looseObject({
	mediaType: string().max(200),
	digest,
	size: count.max(MAX_MODEL_BYTES)
})).refine((files) => new Set(files.map((file) => extensionOf(file.mediaType))).size === files.length, { message: "two files of one kind" }).refine((files) => files.some((file) => extensionOf(file.mediaType) === "onnx"), { message: "no ONNX file" });
const JUDGED = {
	rows: looseObject({
		digest,
		count
	}),
	target: string(),
	schema: jsonValue,
	split: looseObject({
		by: _enum([
			"row",
			"id",
			"group",
			"time",
			"file"
		]),
		share: number().gt(0).lt(1).nullable(),
		columns: array(string()),
		salt: string(),
		hash: literal(1),
		cut: number().min(-864e10).max(LAST_SECOND).nullable().exactOptional(),
		file: digest.exactOptional(),
		keys: digest.exactOptional()
	}),
	holdout: CONFUSION,
	profile: PROFILE
};
const MANIFEST = looseObject({
	version: literal(1),
	...JUDGED,
	recipe: looseObject({
		engine: _enum(["forest", "ml-random-forest"]),
		version: string(),
		parameters: record(string(), jsonValue),
		seed: number()
	}),
	chosen: looseObject({
		minLeaf: count.exactOptional(),
		threshold: number().exactOptional()
	}).exactOptional(),
	files: FILES
});
const CONTENTS = array(looseObject({
	name: string(),
	digest,
	size: count.max(MAX_MODEL_BYTES)
})).min(1);
const ARCHIVE = tuple([looseObject({
	mediaType: literal(ARCHIVE_TYPE),
	digest,
	size: count.max(MAX_MODEL_BYTES)
})]);
const SCRIPT_RECIPE = looseObject({
	engine: literal("command"),
	version: string(),
	parameters: record(string(), json()),
	seed: number()
});
const ANSWERS = looseObject({
	version: literal(1),
	kind: _enum(["class", "number"]),
	key: string().max(64),
	columns: texts,
	hashes: base64().max(2 ** 20),
	answers: numbers.max(2 ** 16),
	probabilities: numbers.max(2 ** 16).exactOptional()
}).refine(({ answers, probabilities = answers, hashes }) => probabilities.length === answers.length && hashes.length === 16 * answers.length, { message: "the kept answers do not have one hash each" });
const SCRIPT_MANIFEST = discriminatedUnion("evidence", [looseObject({
	version: literal(2),
	evidence: literal("judged"),
	...JUDGED,
	recipe: SCRIPT_RECIPE,
	classes: texts,
	errors: looseObject({
		rows: count,
		mae: number(),
		rmse: number(),
		r2: number().nullable()
	}).exactOptional(),
	contents: CONTENTS,
	files: ARCHIVE,
	answers: ANSWERS.exactOptional(),
	environment: record(string(), string()).exactOptional()
}), looseObject({
	version: literal(2),
	evidence: literal("reported"),
	rows: looseObject({
		digest,
		count
	}).nullable(),
	target: string().nullable(),
	schema: json(),
	recipe: SCRIPT_RECIPE,
	number: looseObject({
		name: string(),
		value: number(),
		rows: count.nullable(),
		direction: _enum(["at-least", "at-most"])
	}),
	contents: CONTENTS,
	files: ARCHIVE
})]);
// src/publish/records/manifest.ts
const MAX_MANIFEST_BYTES = 64 * 2 ** 20;
function buildManifest(parts) {
	const files = parts.files.map(descriptorOf).sort((a, b) => a.mediaType < b.mediaType ? -1 : 1);
	const bytes = canonicalBytes({
		version: "evidence" in parts ? 2 : 1,
		...parts,
		profile: roundedProfile(parts.profile),
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
function commandInputsDigest({ rows, recipe }) {
	return digestOf(canonicalBytes({
		rows: rows?.digest ?? null,
		recipe
	}));
}
function parseManifest(bytes) {
	const document = parseCanonical(bytes);
	const version = versionOf(document);
	if (version > 2) throw new Error(`was written by a newer version of gated-retrain (manifest version ${version}): use that version here too`);
	const parsed = (version === 2 ? SCRIPT_MANIFEST : MANIFEST).safeParse(document);
	if (!parsed.success) throw new Error(`is not a manifest: ${issueSentence(parsed.error)}`);
	return parsed.data;
}
function versionOf(document) {
	const version = typeof document === "object" && document !== null && "version" in document ? document.version : 1;
	return typeof version === "number" && Number.isInteger(version) ? version : 1;
}
function issueSentence(error) {
	const issue = error.issues[0];
	const path = issue.path.join(".").slice(0, 100);
	return `${path === "" ? "" : `${path}: `}${issue.message.slice(0, 200)}`;
}
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
		...profile,
		columns: profile.columns.map(roundedColumn)
	};
}
function roundedColumn(column) {
	if (column.kind === "category") return column;
	return {
		...column,
		atoms: column.atoms.map(rounded),
		quantiles: column.quantiles.map(rounded)
	};
}
function rounded(value) {
	return Number(Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE).toPrecision(12));
}
// src/publish/records/reference.ts
const index = number().int().min(0).max(1e5);
const strings = array(string().max(2 ** 16)).max(1e5);
const RECORD$1 = looseObject({
	version: literal(1),
	columns: strings,
	classes: strings,
	hashes: base64().max(2 ** 20),
	answers: array(index).max(2 ** 16),
	files: strings,
	fileOf: array(index).max(2 ** 16),
	looks: number().int().nullable()
}).refine(({ answers, fileOf, hashes }) => fileOf.length === answers.length && hashes.length === 16 * answers.length, { error: "hashes, answers and files of another number of rows" }).refine(({ answers, classes }) => answers.every((answer) => answer < classes.length), { error: "answers beyond the classes" });
const REFERENCE = looseObject({
	record: RECORD$1.exactOptional(),
	found: index,
	lost: index
});
// src/publish/records/entry.ts
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
const DIGEST = string().regex(/^sha256:[0-9a-f]{64}$/);
const SEGMENT = looseObject({
	mediaType: string().max(200),
	digest: DIGEST,
	size: number().int().min(0).max(2 ** 31 - 1)
});
const ROWS = looseObject({
	key: string(),
	secret: literal(true).exactOptional(),
	columns: array(string()),
	next: number().int().min(0).max(2 ** 32 - 1),
	set: string(),
	inputs: string(),
	live: array(SEGMENT).max(1e3),
	gone: array(SEGMENT).max(1e3),
	moves: looseObject({
		known: number(),
		came: number(),
		back: number(),
		changed: number()
	}).exactOptional(),
	named: array(SEGMENT.extend({ set: DIGEST })).max(1e3).exactOptional()
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
	judgedBy: record(string(), union([
		string(),
		number(),
		_null()
	])).exactOptional(),
	sources: array(SOURCE),
	batches: array(looseObject({
		name: string(),
		digest: string(),
		part: number().exactOptional(),
		unlabelled: looseObject({
			hits: number(),
			cells: number()
		}).exactOptional(),
		profile: PROFILE
	})).exactOptional(),
	rows: ROWS.exactOptional(),
	reference: REFERENCE.exactOptional(),
	run: string().nullable(),
	actor: string().nullable(),
	time: string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/).refine((time) => !Number.isNaN(Date.parse(time)), { message: "no day and time of the calendar" }),
	reason: string(),
	acceptances: array(looseObject({
		rows: string(),
		checks: array(string()),
		reason: string()
	})).exactOptional(),
	undone: array(looseObject({
		rows: string(),
		file: string(),
		count: number(),
		id
	})).exactOptional(),
	override: looseObject({
		kind: _enum(["accept", "reset"]),
		reason: string()
	}).exactOptional()
});
const POINTER = strictObject({
	id,
	entry: id
});
// src/publish/records/store.ts
var StoreFault = class extends Error {};
// src/publish/records/findings.ts
const RESTORE = "Restore the file from a backup or from another copy of the registry, then run `verify`.";
const NOT_IN_COPY = "is not in this copy of a branch; what the branch retired is in its history";
const FROM_BRANCH = "Use the branch itself, `registry: branch:NAME`, or copy the file back from the commit before it was removed.";
var Findings = class {
	checks = [];
	#store;
	constructor(store) {
		this.#store = store;
	}
	pass(code, path, message, observed = null) {
		this.add(check(code, path, "pass", message, {
			observed,
			expected: observed
		}));
	}
	fail(code, path, { observed, expected, message, suggestion = RESTORE, advice }) {
		const words = advice === void 0 ? suggestion : adviceText(advice);
		this.add(check(code, path, "fail", `${path} ${message}.`, {
			observed,
			expected,
			suggestion: words,
			advice
		}));
	}
	add(found) {
		this.checks.push(found);
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
			const suggestion = code === "model" && await this.#store.isCopyOfBranch?.() ? FROM_BRANCH : RESTORE;
			this.fail(code, path, {
				observed: null,
				expected: digest,
				message: suggestion === RESTORE ? "is missing" : NOT_IN_COPY,
				suggestion
			});
			return null;
		}
		const actual = digestOf(bytes);
		if (actual === digest && (size === null || size === bytes.length)) return bytes;
		if (this.#isPointer(code, path, bytes, digest)) return null;
		const message = `holds other bytes than it should: expected ${digest}${size === null ? "" : ` (${size} bytes)`}, got ${actual} (${bytes.length} bytes)`;
		this.fail(code, path, {
			observed: actual,
			expected: digest,
			message
		});
		return null;
	}
	#isPointer(code, path, bytes, digest) {
		const pointer = pointerIn(bytes);
		if (pointer === null) return false;
		const fits = pointer.digest !== null && digest !== null ? pointer.digest === digest : null;
		const oid = fits === null ? "" : fits ? "; its oid is the digest that is expected" : `; its oid is another digest than is expected, ${digest}`;
		const message = `is a ${pointer.tool} pointer, not the file${oid}: ${pointer.mend}`;
		const suggestion = `Fetch the file (${pointer.mend}), then run \`verify\`.`;
		this.fail(code, path, {
			observed: pointer.digest,
			expected: digest,
			message,
			suggestion
		});
		return true;
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
			if (this.#isPointer(code, path, bytes, null)) return null;
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
// src/publish/chain/history.ts
const NO_LINE = {
	champion: null,
	reported: null,
	accepted: [],
	unhashed: [],
	rows: null,
	made: [],
	batches: [],
	held: [],
	best: null,
	looks: null,
	reference: null
};
function lineageOf(chain) {
	const latest = new Map();
	const held = new Set();
	const onLine = new Map();
	const move = (id, by) => onLine.set(id, (onLine.get(id) ?? 0) + by);
	let champion = null;
	for (const link of chain) {
		const { kind, id } = link.entry;
		if (kind === "rollback") {
			const target = latest.get(id);
			if (target === void 0) throw new BrokenChain(link.hash, `goes back to model ${id}, which was not promoted before`);
			const { left, back } = parted(champion, target);
			for (const one of left) move(one, -1);
			for (const one of back) move(one, 1);
			for (const one of left) if (onLine.get(one) === 0) held.add(one);
			for (const one of back) held.delete(one);
			champion = target;
		} else {
			if (kind === "reset") onLine.clear();
			champion = descendant(link, kind === "promotion" ? champion : null);
			latest.delete(id);
			latest.set(id, champion);
			move(id, 1);
			held.delete(id);
		}
	}
	return {
		line: lineOf(champion),
		promoted: [...latest.keys()],
		held: [...held]
	};
}
function descendant(link, parent) {
	return {
		link,
		parent,
		depth: parent === null ? 0 : parent.depth + 1
	};
}
function parted(from, to) {
	const [left, back] = [[], []];
	let [one, other] = [from, to];
	while (one !== other) if (one !== null && (other === null || one.depth >= other.depth)) {
		left.push(one.link.entry.id);
		one = one.parent;
	} else if (other !== null) {
		back.push(other.link.entry.id);
		other = other.parent;
	}
	return {
		left: left.reverse(),
		back: back.reverse()
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
function unhashedSources(line) {
	const newest = line.at(-1)?.entry;
	return newest === void 0 || newest.rows !== void 0 ? [] : newest.sources;
}
function inputsOfModels(line) {
	return line.flatMap(({ entry }) => entry.rows === void 0 ? [] : {
		inputs: entry.rows.inputs,
		id: entry.id
	});
}
function rowMoves(line) {
	return line.flatMap(({ entry }) => entry.rows?.moves ?? []).slice(-BATCHES_KEPT);
}
const BATCHES_KEPT = 60;
function acceptedBatches(line) {
	return line.flatMap(({ entry }) => entry.batches ?? []).slice(-60);
}
function currentReference(line) {
	const closed = line.findLastIndex(({ entry }) => entry.reference?.record !== void 0);
	if (closed < 0) return null;
	const since = line.slice(closed).flatMap(({ entry }) => entry.reference ?? []);
	const habit = line.flatMap(({ entry }) => entry.reference ?? []).reduce((most, { lost }) => Math.max(most, lost), 0);
	return {
		record: line[closed].entry.reference.record,
		found: since.at(-1).found,
		habit,
		promotions: since.length
	};
}
function modelBefore(line) {
	const champion = line.at(-1)?.entry.id;
	return line.findLast(({ entry }) => entry.id !== champion)?.entry.id ?? null;
}
function isAccepted({ override, reason }) {
	return override === void 0 ? reason.startsWith("accepted by ") : override.kind === "accept";
}
function bestOnLine(line) {
	const begun = line.findLastIndex(({ entry }) => isAccepted(entry));
	let best = null;
	for (const link of line.slice(Math.max(0, begun))) if (best === null || resultOf(link) >= resultOf(best)) best = link;
	return best?.entry.id ?? null;
}
function resultOf({ entry }) {
	return entry.gates.find((gate) => gate.code === "dummy")?.estimate ?? Number.NEGATIVE_INFINITY;
}
function lineOf(champion) {
	const line = [];
	for (let at = champion; at !== null; at = at.parent) line.push(at.link);
	return line.reverse();
}
// src/publish/records/holdout-score.ts
function holdoutScore({ classes, counts }) {
	const scored = classCounts({ counts });
	const rows = sum(scored, ({ support }) => support);
	if (rows === 0) return null;
	const met = present(scored);
	return {
		rows,
		weighted: averageOf("f1", met, "weighted"),
		macro: averageOf("f1", met, "macro"),
		accuracy: sum(scored, ({ truePositives }) => truePositives) / rows,
		classes: scored.map((one, k) => ({
			name: classes[k],
			f1: f1Of$1(one),
			support: one.support,
			correct: one.truePositives
		}))
	};
}
// src/publish/chain/f1-history.ts
const MOST_DATES = 8;
const LEAST_SPAN = .1;
const LINE = "#2a78d6";
function f1History(links) {
	const points = championScores(links).slice(-30);
	if (points.length < 2) return null;
	const values = points.map(({ f1 }) => f1);
	const { low, high } = frame(Math.min(...values), Math.max(...values));
	return [
		"```mermaid",
		`%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "${LINE}"}}}}%%`,
		"xychart-beta",
		"    title \"F1 of the champion on the hold-out\"",
		`    x-axis ${axis(points)}`,
		`    y-axis "F1" ${low.toFixed(2)} --> ${high.toFixed(2)}`,
		`    line [${values.map((f1) => f1.toFixed(3)).join(", ")}]`,
		"```"
	].join("\n");
}
function championScores(links) {
	const promotedWith = new Map();
	return links.flatMap(({ entry }) => {
		const f1 = f1Of(entry) ?? promotedWith.get(entry.id);
		if (f1 === void 0) return [];
		promotedWith.set(entry.id, f1);
		return [{
			time: entry.time,
			f1
		}];
	});
}
function f1Of({ gates }) {
	const f1 = (gates.find(({ code }) => code === "f1-threshold") ?? gates.find(({ code }) => code === "dummy"))?.estimate;
	return typeof f1 === "number" && f1 >= 0 && f1 <= 1 ? f1 : void 0;
}
function axis(points) {
	const days = points.map(({ time }) => /^\d{4}-\d\d-\d\d/.exec(time)?.[0] ?? "");
	return points.length <= MOST_DATES && new Set(days).size === points.length && !days.includes("") ? `[${days.map((day) => `"${day}"`).join(", ")}]` : `"promotions and rollbacks, the last ${points.length}" 1 --> ${points.length}`;
}
function frame(least, most) {
	const room = Math.max(0, LEAST_SPAN - (most - least)) / 2;
	return {
		low: Math.max(0, Math.floor((least - room) * 20) / 20),
		high: Math.min(1, Math.ceil((most + room) * 20) / 20)
	};
}
// src/publish/chain/readme.ts
const README_MARK = "<!-- Written by gated-retrain after each promotion: changes made here are lost. -->";
const MAX_CLASSES = 20;
const MAX_FILES = 10;
function renderReadme({ pointer, links, lineage, manifest, branch }) {
	return [
		README_MARK,
		"# Model registry",
		...manifest.version === 2 && manifest.evidence === "reported" ? [reportedSection(pointer, links, manifest)] : [championSection(pointer, links, manifest), holdoutSection(manifest)],
		dataSection(pointer, lineage),
		historySection(links, lineage),
		manifest.version === 2 ? unpackSection(pointer.id, branch) : loadSection(pointer.id, branch),
		backSection(branch),
		""
	].join("\n\n");
}
function championSection({ id }, links, manifest) {
	const { rows, target, split } = manifest;
	const since = links.at(-1).entry;
	return [
		"## Champion",
		`**\`${id}\`**`,
		[
			"| | |",
			"|---|---|",
			`| champion since | ${since.time} (${since.kind}) |`,
			`| target | ${plain(target, 80)} |`,
			`| rows | ${rows.count}, \`${rows.digest}\` |`,
			`| ${manifest.version === 2 ? "made by" : "engine"} | ${maker(manifest)} |`,
			`| hold-out | ${split.share === null ? `the golden file, \`${split.file}\`` : `${percent(split.share)} of the rows, by ${split.by}`} |`
		].join("\n"),
		...manifest.version === 2 ? [fileTable(manifest.contents)] : []
	].join("\n\n");
}
function maker({ recipe }) {
	const { command, trees } = recipe.parameters;
	if (recipe.engine === "command") return plain(Array.isArray(command) ? command.join(" ") : "", 120);
	const size = typeof trees === "number" ? `, ${trees} trees` : "";
	return `${recipe.engine} ${plain(recipe.version, 40)}${size}, seed ${recipe.seed}`;
}
function fileTable(contents) {
	return [
		"| file | bytes | digest |",
		"|---|---|---|",
		...contents.slice(0, MAX_FILES).map(({ name, size, digest }) => `| ${plain(name, 80)} | ${size} | \`${digest}\` |`)
	].join("\n");
}
function reportedSection({ id }, links, manifest) {
	const { number, evidence } = manifest;
	const since = links.at(-1).entry;
	return [
		"## Champion",
		`**\`${id}\`**`,
		[
			"| | |",
			"|---|---|",
			`| champion since | ${since.time} (${since.kind}) |`,
			`| made by | ${maker(manifest)} |`,
			`| evidence | ${evidence}: the script reports ${plain(number.name, 60)} ${Number(number.value.toPrecision(6))}${number.rows === null ? "" : ` on ${number.rows} rows`}; no error rate is promised |`
		].join("\n"),
		fileTable(manifest.contents)
	].join("\n\n");
}
function unpackSection(id, branch) {
	const archive = `model/model_${id}.tar`;
	return `## How to load it\n\nIts files are one archive: \`${branch === null ? `tar -xf ${archive}` : `git fetch origin ${branch} && git show FETCH_HEAD:${archive} | tar -x`}\` unpacks them. Use them as the script that made them does.`;
}
function holdoutSection(manifest) {
	if (manifest.version === 1 || manifest.errors === void 0) return scoreSection(manifest.holdout);
	const { rows, mae, rmse, r2 } = manifest.errors;
	const number = (value) => Number(value.toPrecision(4));
	const explained = r2 === null ? "" : `, R² ${r2.toFixed(3)}`;
	return `## On the hold-out\n\nMAE ${number(mae)}, RMSE ${number(rmse)}${explained}, on ${rows} rows it was not trained on.`;
}
function scoreSection(holdout) {
	const score = holdoutScore(holdout);
	if (score === null) return "## On the hold-out\n\nNo hold-out rows were recorded.";
	const { rows, weighted, macro, accuracy, classes } = score;
	const shown = classes.slice(0, MAX_CLASSES).map(({ name, f1, support }) => `| ${plain(name, 60)} | ${f1.toFixed(3)} | ${support} |`);
	const more = classes.length > MAX_CLASSES ? [`| and ${classes.length - MAX_CLASSES} more | | |`] : [];
	return [
		"## On the hold-out",
		`F1 ${weighted.toFixed(3)} (weighted), ${macro.toFixed(3)} (macro), accuracy ${accuracy.toFixed(3)}, on ${rows} rows it was not trained on.`,
		[
			"| class | F1 | rows |",
			"|---|---|---|",
			...shown,
			...more
		].join("\n")
	].join("\n\n");
}
function dataSection({ id }, { line }) {
	const sources = line.findLast(({ entry }) => entry.id === id)?.entry.sources ?? [];
	if (sources.length === 0) return "## Data\n\nNo files were recorded.";
	const rows = sources.slice(-10).map(({ name, digest }) => `| ${plain(name, 80)} | \`${isDigest(digest) ? digest : "unknown"}\` |`);
	const older = sources.length > rows.length ? `\n\n${sources.length - rows.length} more files are in the entry under \`history/\`.` : "";
	return `## Data\n\n| trained on | stored bytes |\n|---|---|\n${rows.join("\n")}${older}`;
}
function isDigest(text) {
	return /^sha256:[0-9a-f]{64}$/.test(text);
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
	const chart = f1History(links);
	return `## History\n\n${chart === null ? "" : `${chart}\n\n`}| time | what | model | data | reason | by |\n|---|---|---|---|---|---|\n${rows.join("\n")}${older}`;
}
function loadSection(id, branch) {
	return `## How to load it

${branch === null ? "" : `In a clone of this repository \`git fetch origin ${branch} && git show FETCH_HEAD:model/model_${id}.onnx > model.onnx\`
fetches the model alone; \`git worktree add registry ${branch}\` shows everything.

`}\`\`\`python
import csv, numpy as np, onnxruntime as ort
session = ort.InferenceSession("model/model_${id}.onnx")
rows = list(csv.DictReader(open("data.csv", encoding="utf-8", newline="")))
column = lambda i: np.array([[r[i.name] if "string" in i.type else float(r[i.name] or "nan")] for r in rows], object if "string" in i.type else float)
label, probabilities = session.run(None, {i.name: column(i) for i in session.get_inputs()})
\`\`\`

Dates are seconds since 1970; an empty cell is a missing value. The digest of every file is in \`model_<id>.manifest.json\`, and the id is that file's
own: \`sha256sum model/model_${id}.manifest.json\`.`;
}
function isReadmeOfBranch(text) {
	return text.startsWith("<!-- Written by gated-retrain after each promotion: changes made here are lost. -->") && text.includes("`git worktree add registry ");
}
function backSection(branch) {
	const registry = branch === null ? "directory:PATH" : `branch:${branch}`;
	return `## How to go back

At a terminal${branch === null ? "" : " (with `GITHUB_REPOSITORY` and `GITHUB_TOKEN` set)"} \`node dist/cli.js rollback --registry ${registry}\` makes the model before the champion on its line champion again, with
\`--model-id ID\` any model of this history; in the workflow, run the action with \`mode: rollback\`. The data of a model that was rolled back is held
until data, schema or recipe changes. Never edit or remove files here by hand: \`node dist/cli.js verify --registry ${registry}\` tells what is wrong.`;
}
function percent(share) {
	return `${Number((share * 100).toPrecision(3))} %`;
}
function plain(text, max) {
	const points = [...text.slice(0, 2 * max + 2)];
	return (points.length > max ? [...points.slice(0, max - 1), "…"] : points).join("").replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ").replace(/[^\p{L}\p{M}\p{N} …-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
// src/publish/chain/chain.ts
const MAX_ENTRIES = 1e5;
async function readChain(store, findings) {
	const found = await readPointer(store, findings);
	if (found === null) return null;
	const { pointer, pointerBytes } = found;
	if (store.prefetch) await store.prefetch((await store.list(HISTORY_FOLDER)).map((name) => `${HISTORY_FOLDER}/${name}`));
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
async function currentChain(store) {
	const findings = new Findings(store);
	const chain = await readChain(store, findings);
	findings.throwIfDamaged();
	return chain;
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
				advice: pointerAdvice(entry.id, hash)
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
		advice: pointerAdvice(head.entry.id, head.hash)
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
function pointerAdvice(id, entry) {
	return [{
		kind: "prose",
		text: "Restore the file from a backup, or write this line into it:"
	}, {
		kind: "code",
		text: JSON.stringify({
			entry,
			id
		})
	}];
}
// src/table/rows/row-set.ts
const MAGIC$1 = Buffer.from("GRROWS1\n", "latin1");
const KEYED = Buffer.from("GRROWS2\n", "latin1");
const HEAD_BYTES$1 = MAGIC$1.length + 8;
const ROW_BYTES = 14;
const FARTHEST = 65535;
const EMPTY_SET = {
	words: new Uint32Array(0),
	parts: new Uint32Array(0)
};
function rowSetOf(rows) {
	return subsetAt(rows, sortedOrder(rows.words));
}
function emptySet(rows, isKeyed, most) {
	const parts = most <= 65535 ? new Uint16Array(rows) : new Uint32Array(rows);
	const set = {
		words: new Uint32Array(3 * rows),
		parts
	};
	return isKeyed ? {
		...set,
		keys: new Uint32Array(2 * rows)
	} : set;
}
function mergeSets(sets) {
	const left = sets.toSorted(bySize);
	while (left.length > 1) {
		left.push(mergeTwo(left.shift(), left.shift()));
		left.sort(bySize);
	}
	return left[0] ?? EMPTY_SET;
}
const bySize = (a, b) => a.parts.length - b.parts.length;
function greatestPart({ parts }) {
	let most = 0;
	for (const part of parts) if (part > most) most = part;
	return most;
}
function mergeTwo(a, b) {
	const total = a.parts.length + b.parts.length;
	const merged = emptySet(total, a.keys !== void 0 || b.keys !== void 0, Math.max(greatestPart(a), greatestPart(b)));
	for (let i = 0, j = 0, at = 0; at < total; at++) if (j >= b.parts.length || i < a.parts.length && (compareHashes(a.words, i, b.words, j) || a.parts[i] - b.parts[j]) <= 0) copyRow(a, i++, merged, at);
	else copyRow(b, j++, merged, at);
	return merged;
}
function copyRow({ words, parts, keys }, row, to, at) {
	for (let word = 0; word < 3; word++) to.words[3 * at + word] = words[3 * row + word];
	to.parts[at] = parts[row];
	if (keys === void 0 || to.keys === void 0) return;
	for (let word = 0; word < 2; word++) to.keys[2 * at + word] = keys[2 * row + word];
}
function encodedSize({ parts, keys }) {
	return HEAD_BYTES$1 + (ROW_BYTES + (keys === void 0 ? 0 : 8)) * parts.length;
}
function encodeSet(set) {
	const { words, parts, keys } = set;
	const count = parts.length;
	const greatest = greatestPart(set);
	let least = greatest;
	for (const part of parts) if (part < least) least = part;
	least = Math.max(greatest - FARTHEST, least);
	const bytes = Buffer.alloc(encodedSize(set));
	(keys === void 0 ? MAGIC$1 : KEYED).copy(bytes);
	bytes.writeUInt32BE(least, MAGIC$1.length);
	bytes.writeUInt32BE(count, MAGIC$1.length + 4);
	for (let i = 0; i < words.length; i++) bytes.writeUInt32BE(words[i], HEAD_BYTES$1 + 4 * i);
	const after = HEAD_BYTES$1 + 12 * count;
	for (let row = 0; row < count; row++) bytes.writeUInt16BE(Math.max(0, parts[row] - least), after + 2 * row);
	keys?.forEach((word, i) => {
		bytes.writeUInt32BE(word, HEAD_BYTES$1 + ROW_BYTES * count + 4 * i);
	});
	return bytes;
}
function decodeSet(bytes) {
	const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const magic = view.subarray(0, MAGIC$1.length);
	const isKeyed = magic.equals(KEYED);
	if (view.length < HEAD_BYTES$1 || !(isKeyed || magic.equals(MAGIC$1))) throw new Error("is not a set of row hashes");
	const least = view.readUInt32BE(MAGIC$1.length);
	const count = view.readUInt32BE(MAGIC$1.length + 4);
	const end = HEAD_BYTES$1 + ROW_BYTES * count;
	if (view.length !== end + (isKeyed ? 8 * count : 0)) throw new Error(`is not a set of ${count} row hashes: it has ${view.length} bytes`);
	const after = HEAD_BYTES$1 + 12 * count;
	let farthest = 0;
	for (let at = after; at < end; at += 2) farthest = Math.max(farthest, view.readUInt16BE(at));
	const set = emptySet(count, isKeyed, least + farthest);
	const { words, parts, keys } = set;
	for (let i = 0; i < words.length; i++) words[i] = view.readUInt32BE(HEAD_BYTES$1 + 4 * i);
	for (let row = 0; row < count; row++) {
		parts[row] = least + view.readUInt16BE(after + 2 * row);
		if (row > 0 && compareHashes(words, row - 1, words, row) > 0) throw new Error("is not a sorted set of row hashes");
	}
	keys?.forEach((_, i) => {
		keys[i] = view.readUInt32BE(end + 4 * i);
	});
	return set;
}
function runOf(set, words, place) {
	const wanted = words[3 * place];
	let [low, high] = [0, set.parts.length];
	let [least, most] = [0, 2 ** 32];
	for (let look = 0; low < high; look++) {
		const share = look % 2 === 0 ? (wanted - least) / (most - least) : .5;
		const at = Math.min(high - 1, low + Math.floor(share * (high - low)));
		if (compareHashes(set.words, at, words, place) < 0) [low, least] = [at + 1, set.words[3 * at]];
		else [high, most] = [at, set.words[3 * at] + 1];
	}
	return low < set.parts.length && compareHashes(set.words, low, words, place) === 0 ? low : -1;
}
function runEnd(set, from) {
	const isSame = (place) => place < set.parts.length && compareHashes(set.words, place, set.words, from) === 0;
	let step = 1;
	while (isSame(from + step)) step *= 2;
	let [low, high] = [from + (step >> 1), Math.min(from + step, set.parts.length)];
	while (high - low > 1) {
		const middle = low + high >> 1;
		if (isSame(middle)) low = middle;
		else high = middle;
	}
	return high;
}
function subsetAt(set, places) {
	const some = emptySet(places.length, set.keys !== void 0, greatestPart(set));
	for (const [to, from] of places.entries()) copyRow(set, from, some, to);
	return some;
}
function without(set, rows) {
	const places = [];
	for (let at = 0, taken = 0; at < set.parts.length; at++) {
		while (taken < rows.parts.length && compareHashes(rows.words, taken, set.words, at) < 0) taken++;
		if (taken < rows.parts.length && compareHashes(rows.words, taken, set.words, at) === 0) taken++;
		else places.push(at);
	}
	return subsetAt(set, Uint32Array.from(places));
}
// src/table/rows/named-rows.ts
const MAGIC = Buffer.from("GRNAMED1", "latin1");
const HEAD_BYTES = MAGIC.length + 4;
function encodeNamed({ key, columns, rows }) {
	const about = Buffer.from(JSON.stringify({
		key,
		columns: columns.map(({ name, type }) => ({
			name,
			type
		}))
	}));
	const head = Buffer.alloc(HEAD_BYTES);
	MAGIC.copy(head);
	head.writeUInt32BE(about.length, MAGIC.length);
	return Buffer.concat([
		head,
		about,
		encodeSet(rows)
	]);
}
function decodeNamed(bytes) {
	const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (view.length < HEAD_BYTES || !view.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error("is not a named set of rows");
	const end = HEAD_BYTES + view.readUInt32BE(MAGIC.length);
	if (end > view.length) throw new Error("is cut within its description");
	const about = describedIn(view.subarray(HEAD_BYTES, end).toString("utf8"));
	const rows = decodeSet(view.subarray(end));
	return {
		...about,
		rows,
		digest: digestOfSet(rows)
	};
}
function describedIn(text) {
	const nothing = new Error("does not say of which columns its rows are");
	let about;
	try {
		about = JSON.parse(text);
	} catch {
		throw nothing;
	}
	if (typeof about !== "object" || about === null || !("key" in about) || !("columns" in about)) throw nothing;
	const { key, columns } = about;
	if (typeof key !== "string" || !Array.isArray(columns) || !columns.every(isColumn)) throw nothing;
	return {
		key,
		columns
	};
}
function isColumn(one) {
	if (typeof one !== "object" || one === null || !("name" in one) || !("type" in one)) return false;
	return typeof one.name === "string" && FIELD_TYPES.some((type) => type === one.type);
}
function digestOfSet({ words, parts }) {
	return setDigest(words, parts.keys());
}
function markNamed({ words, rows, order }, set, isNamed) {
	let marked = 0;
	for (let at = 0, next = 0; at < set.parts.length;) {
		const end = runEnd(set, at);
		while (next < order.length && compareHashes(words, order[next], set.words, at) < 0) next++;
		const there = [];
		for (; next < order.length && compareHashes(words, order[next], set.words, at) === 0; next++) {
			const row = rows[order[next]];
			if (isNamed[row] === 0) there.push(row);
		}
		const meant = Math.max(0, Math.min(end - at, there.length - set.parts[at]));
		for (const row of there.slice(there.length - meant)) isNamed[row] = 1;
		marked += meant;
		at = end;
	}
	return marked;
}
// src/publish/records/row-store.ts
const MEDIA_TYPE = "application/vnd.gated-retrain.rows.v1";
const NAMED_TYPE = "application/vnd.gated-retrain.named-rows.v1";
const FAN = 12;
const FORGOTTEN_AFTER = 60;
const FEW_FORGOTTEN = 1e3;
function storeRows(found, inputs, accepted) {
	const { key, secret, columns, next, set, rows, missing, moves } = found;
	const blobs = [];
	const sets = forgotten(found.replaces ? null : accepted, rowSetOf(rows), {
		words: missing.words,
		parts: new Uint32Array(missing.parts.length).fill(next)
	}, next);
	const live = appended(sets.live, sets.added, blobs);
	const gone = appended(sets.gone, sets.lost, blobs);
	const named = found.named.map((one) => ({
		...described(encodeNamed(one), blobs, NAMED_TYPE),
		set: one.digest
	}));
	return {
		record: {
			key,
			columns,
			next,
			set,
			inputs,
			live,
			gone,
			...secret && { secret },
			...moves && { moves },
			...named.length > 0 && { named }
		},
		blobs
	};
}
function forgotten(before, added, lost, next) {
	if (before === null) return {
		live: [],
		gone: [],
		added,
		lost
	};
	const { record, live, gone, segments } = before;
	const old = placesWhere(gone, (part) => part + FORGOTTEN_AFTER <= next);
	const stored = (list) => list.map((segment) => {
		const rows = segments.get(segment.digest);
		return {
			segment,
			size: segment.size,
			...rows && { rows }
		};
	});
	if (old.length < Math.max(FEW_FORGOTTEN, live.parts.length / 4)) return {
		live: stored(record.live),
		gone: stored(record.gone),
		added,
		lost
	};
	const left = placesWhere(gone, (part) => part + FORGOTTEN_AFTER > next);
	return {
		live: [],
		gone: [],
		added: mergeSets([without(live, subsetAt(gone, old)), added]),
		lost: mergeSets([subsetAt(gone, left), lost])
	};
}
function appended(stored, rows, blobs) {
	let all = stored;
	let added = rows.parts.length === 0 ? [] : [{
		size: encodedSize(rows),
		rows
	}];
	for (;;) {
		const full = sizeClasses([...all, ...added]).find((sameSize) => sameSize.length >= FAN);
		if (full === void 0) break;
		all = all.filter((one) => !full.includes(one));
		const merged = mergeSets(full.map((one) => one.rows));
		added = [...added.filter((one) => !full.includes(one)), {
			size: encodedSize(merged),
			rows: merged
		}];
	}
	return [...all.map(({ segment }) => segment), ...added.map((one) => described(encodeSet(one.rows), blobs))];
}
function sizeClasses(sets) {
	const classes = new Map();
	for (const set of sets) {
		const size = Math.floor(Math.log(set.size) / Math.log(FAN));
		classes.set(size, [...classes.get(size) ?? [], set]);
	}
	return [...classes.values()];
}
function mergeCandidates(list) {
	const full = sizeClasses(list).filter((sameSize) => sameSize.length >= 11);
	return new Set(full.flat().map(({ digest }) => digest));
}
function described(bytes, blobs, mediaType = MEDIA_TYPE) {
	const digest = digestOf(bytes);
	blobs.push({
		digest,
		bytes
	});
	return {
		mediaType,
		digest,
		size: bytes.length
	};
}
function placesWhere({ parts }, wanted) {
	const places = [];
	parts.forEach((part, place) => {
		if (wanted(part)) places.push(place);
	});
	return Uint32Array.from(places);
}
function rowPaths({ rows }) {
	return rows === void 0 ? [] : [
		...rows.live,
		...rows.gone,
		...rows.named ?? []
	].map(segmentPath);
}
const segmentPath = ({ digest }) => rowsPath(digest.slice(7));
async function readRows(record, store, findings) {
	await store.prefetch?.([...record.live, ...record.gone].map(segmentPath));
	const segments = new Map();
	const all = async (list) => {
		const soon = mergeCandidates(list);
		const sets = [];
		for (const segment of list) {
			const rows = segments.get(segment.digest) ?? await readSegment(segment, findings);
			if (rows === null) return null;
			sets.push(rows);
			if (soon.has(segment.digest)) segments.set(segment.digest, rows);
		}
		return mergeSets(sets);
	};
	const live = await all(record.live);
	const gone = live && await all(record.gone);
	return live === null || gone === null ? null : {
		record,
		live,
		gone,
		segments
	};
}
async function readSegment({ digest, size }, findings) {
	const path = segmentPath({ digest });
	const bytes = await findings.verified({
		code: "rows",
		path,
		digest,
		size,
		maxBytes: size
	});
	const rows = bytes === null ? null : findings.parsed("rows", path, bytes, decodeSet);
	if (rows !== null) findings.pass("rows", path, `${rows.parts.length} row hashes`, digest);
	return rows;
}
async function readNamedSegment(segment, findings) {
	const path = segmentPath(segment);
	const { digest, size, set } = segment;
	const bytes = await findings.verified({
		code: "rows",
		path,
		digest,
		size,
		maxBytes: size
	});
	const rows = bytes === null ? null : findings.parsed("rows", path, bytes, decodeNamed);
	if (rows === null) return null;
	if (rows.digest !== set) {
		findings.fail("rows", path, {
			observed: rows.digest,
			expected: set,
			message: "holds another set of rows than its entry says"
		});
		return null;
	}
	findings.pass("rows", path, `${rows.rows.parts.length} named row hashes`, digest);
	return rows;
}
const NOTATION = new Set([
	"aliases",
	"valueAliases",
	"format",
	"missingValues",
	"decimalChar",
	"groupChar",
	"bareNumber",
	"trueValues",
	"falseValues"
]);
function rowInputs({ set, target }, { schema, recipe, split }) {
	const { by, share, columns, salt, hash, file } = split;
	const settings = {
		by,
		share,
		columns,
		salt,
		hash,
		file: file ?? null
	};
	return digestOf(canonicalBytes({
		set,
		target,
		schema: withoutNotationKeys(schema),
		recipe,
		split: settings
	}));
}
function withoutNotationKeys(schema) {
	if (schema === null || typeof schema !== "object" || Array.isArray(schema)) return schema;
	const { missingValues: _markers, encoding: _encoding, dialect: _dialect, fieldsMatch: _leeway, fields, ...rest } = schema;
	const bare = (field) => field === null || typeof field !== "object" || Array.isArray(field) ? field : Object.fromEntries(Object.entries(field).filter(([key]) => !NOTATION.has(key)));
	return {
		...rest,
		fields: Array.isArray(fields) ? fields.map(bare) : fields ?? null
	};
}
// src/publish/chain/named-rows.ts
const MAX_BYTES = 2 ** 25;
const NAME$1 = /^(?:\d{8}T\d+Z|undated)-([0-9a-f]{64})\.rows$/;
async function keepNamed(store, writer, sets, stamp) {
	if (sets.length === 0) return;
	const kept = (await store.list(RUNS_FOLDER)).filter((name) => NAME$1.test(name));
	const known = new Set(kept.map((name) => NAME$1.exec(name)?.[1]));
	const added = [];
	for (const set of sets) {
		const hex = set.digest.slice(7);
		const bytes = known.has(hex) ? null : encodeNamed(set);
		if (bytes === null || bytes.length > MAX_BYTES) continue;
		added.push(`${stamp}-${hex}.rows`);
		await writer.create(`${RUNS_FOLDER}/${added.at(-1)}`, bytes);
	}
	if (!writer.retire) return;
	for (const name of [...kept, ...added].sort().slice(0, -200)) await writer.retire(`${RUNS_FOLDER}/${name}`);
}
async function readNamed(digests, chain, runs, findings) {
	const found = [];
	const left = new Set(digests);
	for (const { entry } of chain?.lineage.line.toReversed() ?? []) for (const segment of entry.rows?.named ?? []) {
		if (!left.delete(segment.set)) continue;
		const rows = await readNamedSegment(segment, findings);
		if (rows !== null) found.push(rows);
	}
	return left.size === 0 ? found : [...found, ...await readKept(left, runs)];
}
async function readKept(digests, runs) {
	const wanted = (await runs.list(RUNS_FOLDER).catch(() => [])).filter((name) => digests.has(`sha256:${NAME$1.exec(name)?.[1]}`));
	await runs.prefetch?.(wanted.map((name) => `${RUNS_FOLDER}/${name}`));
	const found = new Map();
	for (const name of wanted) {
		const rows = await readOne(runs, name);
		if (rows !== null && digests.has(rows.digest)) found.set(rows.digest, rows);
	}
	return [...found.values()];
}
async function readOne(runs, name) {
	try {
		const bytes = await runs.read(`${RUNS_FOLDER}/${name}`, MAX_BYTES);
		return bytes === null ? null : decodeNamed(bytes);
	} catch {
		return null;
	}
}
// src/publish/chain/runs.ts
const MAX_RECORD_BYTES = 2 ** 24;
async function appendRun({ store, registry }, run) {
	const { rowSets = [], ...said } = run;
	const profile = run.profile === null ? null : roundedProfile(run.profile);
	const named = rowSets.length === 0 ? {} : { rowSets: rowSets.map(({ digest }) => digest) };
	const bytes = canonicalBytes({
		...said,
		profile,
		...named
	});
	const path = `${RUNS_FOLDER}/${runName(run, sha256Hex(bytes), registry)}`;
	await store.exclusively(async (writer) => {
		writer.describe?.(`Record a run: ${run.verdict ?? "no verdict"}`);
		await keepNamed(store, writer, rowSets, stampOf(run.time) ?? "undated");
		await writer.create(path, bytes);
		if (!writer.retire) return;
		const key = keyOf$2(registry);
		const own = (await store.list(RUNS_FOLDER)).filter((name) => partsOf(name)?.key === key && partsOf(name)?.isAcceptance === false);
		for (const name of own.slice(0, -500)) await writer.retire(`${RUNS_FOLDER}/${name}`);
	});
}
function runName({ time, modelId, verdict, kind }, hash, registry) {
	const key = keyOf$2(registry);
	const marks = [
		...verdict === "promoted" ? ["promoted"] : [],
		...modelId === null ? [] : ["judged"],
		...kind === void 0 ? [] : [kind]
	];
	return [
		stampOf(time) ?? "undated",
		hash.slice(0, 12),
		...key === null ? [] : [key],
		...marks
	].join("-").concat(".json");
}
function partsOf(name) {
	const found = /^(?:\d{8}T\d+Z|undated)-[0-9a-f]{12}(?:-([0-9a-f]{8}))?(-promoted)?(-judged)?(-acceptance)?\.json$/.exec(name);
	if (found === null) return null;
	const [, key = null, promoted, judged, acceptance] = found;
	return {
		key,
		isPromoted: promoted !== void 0,
		isJudged: judged !== void 0,
		isAcceptance: acceptance !== void 0
	};
}
async function acceptanceNames({ store, registry }) {
	const key = keyOf$2(registry);
	return (await store.list(RUNS_FOLDER)).filter((name) => partsOf(name)?.isAcceptance === true && partsOf(name)?.key === key);
}
const REGISTRATION$1 = /^(?:\d{8}T\d+Z|undated)-[0-9a-f]{12}(?:-([0-9a-f]{8}))?-registered\.json$/;
async function registrationsIn({ store, registry }) {
	const key = keyOf$2(registry);
	return (await store.list(RUNS_FOLDER)).filter((name) => {
		const found = REGISTRATION$1.exec(name);
		return found !== null && (found[1] ?? null) === key;
	});
}
async function appendRegistration(place, time, bytes) {
	const key = keyOf$2(place.registry);
	const words = [
		stampOf(time) ?? "undated",
		sha256Hex(bytes).slice(0, 12),
		...key === null ? [] : [key],
		"registered"
	];
	await place.store.exclusively(async (writer) => {
		writer.describe?.("Record a registration");
		await writer.create(`${RUNS_FOLDER}/${words.join("-")}.json`, bytes);
		if (!writer.retire) return;
		for (const name of (await registrationsIn(place)).slice(0, -10)) await writer.retire(`${RUNS_FOLDER}/${name}`);
	});
}
async function newestRegistration(place) {
	try {
		const newest = (await registrationsIn(place)).at(-1);
		return newest === void 0 ? null : await place.store.read(`${RUNS_FOLDER}/${newest}`, MAX_RECORD_BYTES);
	} catch {
		return null;
	}
}
function keyOf$2(registry) {
	return registry === null ? null : sha256Hex(new TextEncoder().encode(registry)).slice(0, 8);
}
function stampOf(time) {
	return /^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z$/.test(time) ? time.replace(/[-:.]/g, "") : null;
}
async function countHoldoutUses({ store, registry }, line) {
	const begin = stampOf(line.since) ?? "";
	const key = keyOf$2(registry);
	try {
		const judged = (await store.list(RUNS_FOLDER)).filter((name) => name >= begin && partsOf(name)?.isJudged === true);
		const own = judged.filter((name) => partsOf(name)?.key === key);
		if (key === null) return judged.length;
		const unnamed = judged.filter((name) => partsOf(name)?.key === null).map((name) => `${RUNS_FOLDER}/${name}`);
		await store.prefetch?.(unnamed);
		const champions = await Promise.all(unnamed.map((path) => championIn(store, path)));
		return own.length + champions.filter((id) => id !== null && line.ids.includes(id)).length;
	} catch {
		return null;
	}
}
const MOST_READ = 50;
async function promotionsIn({ store, registry }) {
	const key = keyOf$2(registry);
	try {
		const paths = (await store.list(RUNS_FOLDER)).filter((name) => partsOf(name)?.isPromoted === true && partsOf(name)?.key === key).reverse().slice(0, MOST_READ).map((name) => `${RUNS_FOLDER}/${name}`);
		await store.prefetch?.(paths);
		return (await Promise.all(paths.map((path) => rememberedIn(store, path)))).filter((one) => one !== null);
	} catch {
		return [];
	}
}
async function rememberedIn(store, path) {
	const bytes = await store.read(path, MAX_RECORD_BYTES);
	const parsed = bytes === null ? null : REMEMBERED.safeParse(parseJson(bytes));
	if (!parsed?.success) return null;
	const { championId, time, commit } = parsed.data;
	return {
		id: championId,
		time,
		commit
	};
}
const REMEMBERED = object({
	championId: string().refine(isId),
	time: string(),
	commit: string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/).nullable().catch(null)
});
async function runsIn({ store, registry }, most) {
	const key = keyOf$2(registry);
	try {
		const paths = (await store.list(RUNS_FOLDER)).filter((name) => partsOf(name) !== null && partsOf(name).key === key).slice(-most).map((name) => `${RUNS_FOLDER}/${name}`);
		await store.prefetch?.(paths);
		const runs = [];
		for (const path of paths) {
			const bytes = await store.read(path, MAX_RECORD_BYTES);
			const parsed = bytes === null ? null : PAST_RUN.safeParse(parseJson(bytes));
			if (parsed?.success) runs.push(parsed.data);
		}
		return runs;
	} catch {
		return null;
	}
}
const PAST_RUN = object({
	time: string(),
	verdict: _enum([
		"promoted",
		"checked",
		"skipped",
		"kept",
		"rejected",
		"inconclusive"
	]).nullable(),
	reason: string(),
	modelId: string().nullable(),
	championId: string().nullable(),
	f1: number().nullable()
});
async function hasRecordSince({ store, registry }, time) {
	const begin = stampOf(time);
	const key = keyOf$2(registry);
	if (begin === null) return null;
	try {
		return (await store.list(RUNS_FOLDER)).some((name) => name >= begin && [key, null].includes(partsOf(name)?.key ?? null));
	} catch {
		return null;
	}
}
async function championIn(store, path) {
	const bytes = await store.read(path, MAX_RECORD_BYTES);
	const record = bytes === null ? null : parseJson(bytes);
	const id = typeof record === "object" && record !== null && "championId" in record ? record.championId : null;
	return typeof id === "string" ? id : null;
}
// src/publish/chain/acceptances.ts
const SIGNED = object({
	rows: string().regex(/^sha256:[0-9a-f]{64}$/),
	checks: array(string()).min(1),
	reason: string(),
	file: string(),
	actor: string().nullable(),
	time: string(),
	champion: string().nullable()
});
const RECORD = object({
	kind: literal("acceptance"),
	accepted: array(SIGNED)
});
async function openAcceptances({ store, registry }, links) {
	const used = new Set(links.flatMap(({ entry }) => entry.acceptances ?? []).map(keyOf$1));
	try {
		const paths = (await acceptanceNames({
			store,
			registry
		})).slice(-200).map((name) => `${RUNS_FOLDER}/${name}`);
		await store.prefetch?.(paths);
		return (await Promise.all(paths.map((path) => store.read(path, MAX_RECORD_BYTES)))).flatMap((bytes) => bytes === null ? [] : acceptedIn(bytes)).filter((one) => !used.has(keyOf$1(one)));
	} catch {
		return [];
	}
}
function acceptedIn(bytes) {
	const parsed = RECORD.safeParse(parseJson(bytes));
	return parsed.success ? parsed.data.accepted : [];
}
const keyOf$1 = ({ rows, checks }) => JSON.stringify([rows, [...checks].sort()]);
function acceptedBefore(line) {
	return [...new Set(line.flatMap(({ entry }) => entry.acceptances ?? []).flatMap(({ checks }) => checks))];
}
// src/publish/chain/lost-champions.ts
const MOST_STRAYS = 200;
async function refuseVanished(store, runs, findings) {
	if (findings.isDamaged) return;
	const [last] = await promotionsIn(runs);
	if (last === void 0) return;
	const restore = last.commit === null || store.restoring === void 0 ? "restore it from a backup" : store.restoring(last.commit);
	throw new VanishedError(`${store.label} holds no champion, although run records say that model ${last.id} was promoted here at ${last.time}. To bring it back, ${restore}; to begin anew without it, run \`reset\` with a reason.`);
}
async function noteSetBack(store, chain, runs, findings) {
	const strays = await straysOf(store, chain);
	const followers = strays.filter(({ entry }) => entry.previous === chain.pointer.entry);
	if (followers.length === 0) return;
	const promoted = store.keep === void 0 ? await promotionsIn(runs) : [];
	const wasChampion = ({ hash, entry }) => store.keep !== void 0 || strays.some((one) => one.entry.previous === hash) || promoted.some(({ id, time }) => id === entry.id && time >= entry.time);
	const first = followers.find(wasChampion);
	if (first === void 0) return;
	let newest = first;
	for (let next = first; next !== void 0; next = strays.find(({ entry }) => entry.previous === newest.hash)) newest = next;
	findings.fail("champion-pointer", POINTER_PATH, {
		observed: chain.pointer.id,
		expected: newest.entry.id,
		message: `names entry ${chain.pointer.entry}, but ${newest.hash}, which made ${newest.entry.id} champion, came after it: the file was set back`,
		advice: [{
			kind: "prose",
			text: "To go back to an earlier model, use `rollback`."
		}, ...pointerAdvice(newest.entry.id, newest.hash)]
	});
}
async function straysOf(store, { links }) {
	const known = new Set(links.map(({ hash }) => hash));
	const hashes = (await store.list(HISTORY_FOLDER)).filter((name) => name.endsWith(".json")).map((name) => name.slice(0, -5)).filter((hash) => isId(hash) && !known.has(hash));
	return (await Promise.all(hashes.slice(0, MOST_STRAYS).map(async (hash) => ({
		hash,
		entry: await readStrayEntry(store, hash)
	})))).flatMap(({ hash, entry }) => entry === null ? [] : [{
		hash,
		entry
	}]);
}
// src/publish/chain/models.ts
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
	if (manifest !== null) findings.pass("manifest", path, `${manifest.rows?.count ?? "its own"} rows, ${manifest.recipe.engine}`, `sha256:${id}`);
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
	if (manifest === null) return null;
	if (manifest.version === 2) {
		const archive = await readArchive(id, manifest, findings);
		if (archive === null) return null;
		if (manifest.evidence === "reported") return {
			kind: "reported",
			manifest,
			archive
		};
		return {
			kind: "script",
			manifest,
			model: {
				engine: "command",
				archive,
				classes: manifest.classes
			}
		};
	}
	const forest = await readModelFiles(id, manifest, true, findings);
	return forest === null ? null : {
		kind: "forest",
		manifest,
		model: forest
	};
}
async function readArchive(id, { files }, findings) {
	const [{ digest, size }] = files;
	const path = modelPath(id, "tar");
	const bytes = await findings.verified({
		code: "model",
		path,
		digest,
		size,
		maxBytes: size
	});
	if (bytes !== null) findings.pass("model", path, `${size} bytes`, digest);
	return bytes;
}
// src/publish/chain/undone.ts
async function undoneBy(store, { lineage }, target) {
	const at = lineage.line.findLastIndex(({ entry }) => entry.id === target);
	const undone = at < 0 ? [] : lineage.line.slice(at + 1);
	const record = undone.at(-1)?.entry.rows;
	if (record === void 0) return [];
	const rows = await readRows(record, store, new Findings(store));
	return rows === null ? [] : undone.flatMap((link) => batchesOf(link, rows.live));
}
function batchesOf({ entry: { id, batches = [] } }, live) {
	return batches.flatMap(({ name, part }) => {
		if (part === void 0) return [];
		const places = Uint32Array.from(live.parts.keys()).filter((place) => live.parts[place] === part);
		return places.length === 0 ? [] : {
			rows: digestOfSet(subsetAt(live, places)),
			file: name,
			count: places.length,
			id
		};
	});
}
function undoneIn({ links, lineage }) {
	const held = new Set(lineage.held);
	return links.flatMap(({ entry }) => (entry.undone ?? []).filter(({ id }) => held.has(id)));
}
async function undoneRows(store, { links }, undone, known) {
	if (known === void 0 || undone.length === 0) return [];
	const held = new Set(undone.map(({ id }) => id));
	const last = links.flatMap(({ entry }) => (entry.undone ?? []).findLast(({ id }) => held.has(id))?.id ?? []);
	const alike = [...new Set(last)].slice(-5).flatMap((id) => links.findLast(({ entry }) => entry.id === id && entry.rows)?.entry.rows ?? []).filter(({ key, columns }) => key === known.key && columns.join("\n") === known.columns.join("\n"));
	return (await Promise.all(alike.map((record) => readRows(record, store, new Findings(store))))).filter((rows) => rows !== null);
}
// src/publish/chain/inspect.ts
async function readState(store, runs, rowSets = []) {
	const { findings, chain, champion, reported, best, manifests, retired } = await inspect(store, runs, !store.readsByNeed);
	const bestId = chain === null ? null : bestOnLine(chain.lineage.line);
	if (bestId !== null && retired.has(bestId)) await readModel(bestId, findings);
	const record = chain?.lineage.line.findLast(({ entry }) => entry.rows !== void 0)?.entry.rows;
	const rows = record === void 0 ? null : await readRows(record, store, findings);
	const acceptances = await openAcceptances(runs, chain?.links ?? []);
	const named = await readNamed([...rowSets, ...acceptances.map((one) => one.rows)], chain, runs.store, findings);
	findings.throwIfDamaged();
	if (chain === null) return {
		pointer: null,
		named,
		...NO_LINE,
		acceptances
	};
	const { line, held } = chain.lineage;
	const undone = undoneIn(chain);
	return {
		pointer: chain.pointer,
		champion,
		reported,
		accepted: acceptedSources(line),
		unhashed: unhashedSources(line),
		rows,
		moves: rowMoves(line),
		named,
		made: inputsOfModels(line),
		batches: acceptedBatches(line),
		held: held.map((id) => ({
			inputs: inputsOf(manifests.get(id)),
			id,
			rows: rowInputsOf(chain, id)
		})).filter(({ inputs }) => inputs !== promotedInputs(chain, manifests)),
		best,
		looks: await countHoldoutUses(runs, {
			since: line[0].entry.time,
			ids: chain.lineage.promoted
		}),
		reference: currentReference(line),
		acceptances,
		undone,
		undoneRows: await undoneRows(store, chain, undone, record),
		acceptedChecks: acceptedBefore(line),
		...await unreportedIn(chain, runs)
	};
}
function rowInputsOf({ links }, id) {
	return links.findLast(({ entry }) => entry.id === id && entry.rows !== void 0)?.entry.rows?.inputs ?? null;
}
async function unreportedIn({ links }, runs) {
	const { kind, time, run } = links.at(-1).entry;
	return kind !== "rollback" && await hasRecordSince(runs, time) === false ? { unreported: {
		time,
		run
	} } : {};
}
async function verifyAll(store, runs) {
	const { findings, chain, manifests, retired } = await inspect(store, runs, true);
	for (const segment of allSegments(chain)) await readSegment(segment, findings);
	for (const segment of namedSegments(chain)) await readNamedSegment(segment, findings);
	if (retired.size > 0) {
		const models = `${retired.size} older ${retired.size === 1 ? "model is" : "models are"}`;
		findings.pass("model", MODEL_FOLDER, `${models} not in this folder: retired by the branch that it is a copy of, whose history has them`, retired.size);
	}
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
async function inspect(store, runs, isWhole) {
	const findings = new Findings(store);
	const manifests = new Map();
	const chain = await readChain(store, findings);
	if (chain === null) await refuseVanished(store, runs, findings);
	else await noteSetBack(store, chain, runs, findings);
	if (chain === null) return {
		findings,
		chain,
		champion: null,
		reported: null,
		best: null,
		manifests,
		retired: new Set()
	};
	const { promoted, line } = chain.lineage;
	const bestId = bestOnLine(line);
	const needed = isWhole ? new Set(promoted) : neededModels(chain, bestId);
	const listed = isWhole ? null : new Set(await store.list(MODEL_FOLDER));
	await store.prefetch?.([...needed].map(manifestPath));
	const retired = isWhole ? await retiredOf(store, chain, bestId) : new Set();
	let champion = null;
	let reported = null;
	let best = null;
	for (const id of promoted) if (retired.has(id)) {
		const manifest = await readManifest(id, findings);
		if (manifest !== null) manifests.set(id, manifest);
	} else if (!needed.has(id)) requireListed(manifestPath(id), listed, findings);
	else if (id === chain.pointer.id) {
		const model = await readModel(id, findings);
		if (model === null) continue;
		const judgedBy = line.at(-1)?.entry.judgedBy ?? null;
		if (model.kind === "reported") reported = {
			manifest: model.manifest,
			archive: model.archive
		};
		else champion = {
			pointer: chain.pointer,
			manifest: model.manifest,
			model: model.model,
			judgedBy
		};
		manifests.set(id, model.manifest);
	} else {
		const manifest = await readManifest(id, findings);
		if (manifest === null) continue;
		manifests.set(id, manifest);
		if (!isWhole && id !== bestId) continue;
		if (id !== bestId) await readModelFiles(id, manifest, false, findings);
		else best = await bestIn(id, findings);
	}
	return {
		findings,
		chain,
		champion,
		reported,
		best,
		manifests,
		retired
	};
}
async function bestIn(id, findings) {
	const read = await readModel(id, findings);
	if (read === null || read.kind === "reported") return null;
	const answers = read.kind === "script" ? read.manifest.answers : void 0;
	return {
		id,
		model: read.model,
		split: read.manifest.split,
		...answers && { answers }
	};
}
async function retiredOf(store, { pointer, lineage }, best) {
	if (!await store.isCopyOfBranch?.()) return new Set();
	const names = await store.list(MODEL_FOLDER);
	const isInSight = (id) => names.some((name) => name.startsWith(`model_${id}.`) && !name.endsWith(".manifest.json"));
	const others = lineage.promoted.filter((id) => id !== pointer.id && !(id === best && isInSight(id)));
	const oldest = others.findIndex(isInSight);
	return new Set(oldest < 0 ? others : others.slice(0, oldest));
}
function neededModels({ pointer, lineage }, best) {
	const compared = best === null ? [pointer.id] : [pointer.id, best];
	return new Set([...compared, ...lineage.held]);
}
function requireListed(path, listed, findings) {
	if (listed?.has(path.slice(6))) return;
	findings.fail("manifest", path, {
		observed: null,
		expected: path,
		message: "is missing"
	});
}
function promotedInputs({ links, pointer }, manifests) {
	const manifest = links.at(-1)?.entry.kind === "rollback" ? void 0 : manifests.get(pointer.id);
	return manifest === void 0 ? null : inputsOf(manifest);
}
function inputsOf(manifest) {
	if (manifest.version === 2 && manifest.evidence === "reported") return commandInputsDigest(manifest);
	const { rows, schema, recipe, split } = manifest;
	return inputsDigest({
		rows: rows.digest,
		schema,
		recipe,
		split
	});
}
function reachablePaths(chain, manifests) {
	const paths = new Set(chain?.links.flatMap(({ hash, entry }) => [entryPath(hash), ...rowPaths(entry)]));
	for (const id of chain?.lineage.promoted ?? []) {
		paths.add(manifestPath(id));
		const files = manifests.get(id)?.files;
		for (const extension of files?.map((file) => extensionOf(file.mediaType)) ?? [
			"onnx",
			"json",
			"tar"
		]) paths.add(modelPath(id, extension));
	}
	return paths;
}
function allSegments(chain) {
	const segments = (chain?.links ?? []).flatMap(({ entry }) => entry.rows === void 0 ? [] : [...entry.rows.live, ...entry.rows.gone]);
	return [...new Map(segments.map((segment) => [segment.digest, segment])).values()];
}
function namedSegments(chain) {
	const segments = (chain?.links ?? []).flatMap(({ entry }) => entry.rows?.named ?? []);
	return [...new Map(segments.map((segment) => [segment.digest, segment])).values()];
}
async function unreachable(store, reachable) {
	const paths = [];
	for (const folder of [
		MODEL_FOLDER,
		HISTORY_FOLDER,
		ROWS_FOLDER
	]) for (const name of await store.list(folder)) if (!reachable.has(`${folder}/${name}`)) paths.push(`${folder}/${name}`);
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
// src/model/canonical-tar.ts
const BLOCK = 512;
const MOST_BYTES = 8 ** 11 - 1;
function writeTar(files) {
	return joined([...[...files].sort((a, b) => a.name < b.name ? -1 : 1).flatMap(({ name, bytes }) => [
		headerOf(name, bytes.length),
		bytes,
		new Uint8Array((BLOCK - bytes.length % BLOCK) % BLOCK)
	]), new Uint8Array(2 * BLOCK)]);
}
function readTar(archive) {
	const files = [];
	let at = 0;
	while (at + BLOCK <= archive.length && archive[at] !== 0) {
		const { name, size } = parsedHeader(archive.subarray(at, at + BLOCK));
		if (at + BLOCK + size > archive.length) throw new Error("ends in the middle of a file");
		files.push({
			name,
			bytes: archive.subarray(at + BLOCK, at + BLOCK + size)
		});
		at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
	}
	if (!same(writeTar(files), archive)) throw new Error("is not in the canonical form");
	return files;
}
function isPlainName(name) {
	const steps = name.split("/");
	return name !== "" && !/[\\:\p{Cc}]/u.test(name) && steps.every((step) => step !== "" && step !== "." && step !== "..");
}
function headerOf(name, size) {
	if (!isPlainName(name)) throw new Error(`holds a file that cannot be named ${JSON.stringify(name.slice(0, 80))}`);
	if (size > MOST_BYTES) throw new Error(`holds ${name}, which is larger than 8 GiB`);
	const header = new Uint8Array(BLOCK);
	const { prefix, last } = splitName(name);
	put(header, 0, last);
	put(header, 100, "0000644\0");
	put(header, 108, "0000000\0");
	put(header, 116, "0000000\0");
	put(header, 124, `${size.toString(8).padStart(11, "0")}\0`);
	put(header, 136, `${"0".repeat(11)}\0`);
	put(header, 148, " ".repeat(8));
	put(header, 156, "0");
	put(header, 257, "ustar\x0000");
	put(header, 345, prefix);
	put(header, 148, `${header.reduce((total, byte) => total + byte, 0).toString(8).padStart(6, "0")}\0 `);
	return header;
}
function splitName(name) {
	const length = (text) => new TextEncoder().encode(text).length;
	if (length(name) <= 100) return {
		prefix: "",
		last: name
	};
	for (let slash = name.indexOf("/"); slash >= 0; slash = name.indexOf("/", slash + 1)) {
		const [prefix, last] = [name.slice(0, slash), name.slice(slash + 1)];
		if (length(prefix) <= 155 && length(last) <= 100) return {
			prefix,
			last
		};
	}
	throw new Error(`holds a file with a name that is too long: ${name.slice(0, 80)}…`);
}
function parsedHeader(header) {
	const text = (from, length) => {
		const bytes = header.subarray(from, from + length);
		const end = bytes.indexOf(0);
		return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
	};
	const [last, prefix, size] = [
		text(0, 100),
		text(345, 155),
		text(124, 12)
	];
	const name = prefix === "" ? last : `${prefix}/${last}`;
	if (!/^[0-7]{11}$/.test(size)) throw new Error("has a header that cannot be read");
	if (!isPlainName(name)) throw new Error("names a file outside of its folder");
	return {
		name,
		size: Number.parseInt(size, 8)
	};
}
function put(header, at, text) {
	header.set(new TextEncoder().encode(text), at);
}
function joined(parts) {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
function same(a, b) {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
// src/publish/delivery/deliveries.ts
function deliveriesOf(store, runs) {
	return {
		async champion() {
			await store.refresh?.();
			const chain = await currentChain(store);
			if (chain === null) return null;
			const { id } = chain.pointer;
			const findings = new Findings(store);
			const manifest = await readManifest(id, findings);
			const files = [];
			for (const { mediaType, digest, size } of manifest?.files ?? []) {
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
				files.push(...extension === "tar" ? readTar(bytes) : [{
					name: `model.${extension}`,
					bytes
				}]);
			}
			findings.throwIfDamaged();
			return {
				id,
				files
			};
		},
		async earlierNames() {
			const chain = await currentChain(store);
			const findings = new Findings(store);
			const names = new Set();
			for (const id of chain?.lineage.promoted.slice(-50) ?? []) {
				const manifest = await readManifest(id, findings);
				if (manifest?.version === 2) for (const { name } of manifest.contents) names.add(name);
			}
			return [...names];
		},
		async registered() {
			const bytes = await newestRegistration(runs);
			const parsed = bytes === null ? null : REGISTRATION.safeParse(parseJson(bytes));
			return parsed?.success ? parsed.data.id : null;
		},
		async noteRegistered(registration) {
			await appendRegistration(runs, registration.time, canonicalBytes({
				kind: "registration",
				...registration
			}));
		}
	};
}
const REGISTRATION = object({
	kind: literal("registration"),
	id: string().refine(isId)
});
// src/clients/github/github-forms.ts
const OBJECT_ID = string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const SHA = object({ sha: OBJECT_ID });
const REF = object({ object: SHA });
const FIRST_PARENTS = array(SHA);
// src/clients/github/github-git.ts
const READ = "contents: read";
const WRITE = "contents: write";
async function readRepository(github) {
	const form = object({
		default_branch: string().min(1),
		private: boolean()
	});
	return await github.require({
		route: "GET /repos/{owner}/{repo}",
		needs: READ,
		form
	});
}
async function readRef(github, ref) {
	try {
		const found = await github.ask({
			route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
			parameters: { ref },
			needs: READ,
			form: REF,
			absent: [404]
		});
		return found === null ? null : found.object.sha;
	} catch (error) {
		if (isEmptyRepository(error)) return "empty";
		throw error;
	}
}
async function refsBelow(github, beginning) {
	const route = "GET /repos/{owner}/{repo}/git/matching-refs/{ref}";
	const form = array(object({ ref: string() }));
	return (await github.ask({
		route,
		parameters: { ref: beginning },
		needs: READ,
		form,
		absent: [404, 409]
	}) ?? []).map(({ ref }) => ref.replace(/^refs\//, ""));
}
function isEmptyRepository(error) {
	return error instanceof Error && "status" in error && error.status === 409 && "answer" in error && /repository is empty/i.test(String(error.answer));
}
async function readCommit(github, sha) {
	const form = object({
		sha: literal(sha),
		tree: SHA,
		parents: FIRST_PARENTS
	});
	const { tree, parents } = await github.require({
		route: "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
		parameters: { commit_sha: sha },
		needs: READ,
		form
	});
	return {
		sha,
		tree: tree.sha,
		parents: parents.map((parent) => parent.sha)
	};
}
async function readTree(github, sha, prefix = "") {
	const whole = await oneTree(github, sha, true);
	if (!whole.truncated) return whole.tree.map((item) => ({
		...item,
		path: prefix + item.path
	}));
	const items = [];
	for (const item of (await oneTree(github, sha, false)).tree) {
		const path = prefix + item.path;
		items.push({
			...item,
			path
		});
		if (item.type === "tree") items.push(...await readTree(github, item.sha, `${path}/`));
	}
	return items;
}
const TREE = object({
	tree: array(object({
		path: string().min(1),
		mode: string(),
		type: string(),
		sha: OBJECT_ID,
		size: number().int().min(0).exactOptional()
	})),
	truncated: boolean()
});
async function oneTree(github, sha, recursive) {
	const parameters = {
		tree_sha: sha,
		...recursive ? { recursive: "1" } : {}
	};
	return await github.require({
		route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
		parameters,
		needs: READ,
		form: TREE
	});
}
async function readBlob(github, sha) {
	const form = object({
		content: string(),
		encoding: string()
	});
	const { content, encoding } = await github.require({
		route: "GET /repos/{owner}/{repo}/git/blobs/{file_sha}",
		parameters: { file_sha: sha },
		needs: READ,
		form
	});
	return Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
}
async function readTexts(github, shas) {
	const form = object({ data: object({ repository: record(string(), unknown$1()).nullable() }).nullable().exactOptional() });
	const query = `query ($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${shas.map((sha, i) => `b${i}: object(oid: "${sha}") { ... on Blob { text } }`).join("\n")} } }`;
	const { owner, name, apiUrl } = github.repository;
	const url = `${apiUrl.replace(/\/+$/, "").replace(/\/api\/v3$/, "/api")}/graphql`;
	const parameters = {
		query,
		variables: {
			owner,
			name
		},
		owner: void 0,
		repo: void 0
	};
	const { data } = await github.require({
		route: `POST ${url}`,
		parameters,
		needs: READ,
		form
	});
	return shas.map((_, i) => {
		const text = (data?.repository?.[`b${i}`])?.text;
		return typeof text === "string" ? Buffer.from(text, "utf8") : null;
	});
}
async function createBlob(github, bytes) {
	const parameters = { data: JSON.stringify({
		content: Buffer.from(bytes).toString("base64"),
		encoding: "base64"
	}) };
	const { sha } = await github.require({
		route: "POST /repos/{owner}/{repo}/git/blobs",
		parameters,
		needs: WRITE,
		form: SHA
	});
	return sha;
}
async function createTree(github, base, changes) {
	const parameters = {
		tree: changes.map(({ path, sha }) => ({
			path,
			mode: "100644",
			type: "blob",
			sha
		})),
		...base === null ? {} : { base_tree: base }
	};
	const { sha } = await github.require({
		route: "POST /repos/{owner}/{repo}/git/trees",
		parameters,
		needs: WRITE,
		form: SHA
	});
	return sha;
}
async function createCommit(github, message, tree, parents) {
	const parameters = {
		message,
		tree,
		parents
	};
	const { sha } = await github.require({
		route: "POST /repos/{owner}/{repo}/git/commits",
		parameters,
		needs: WRITE,
		form: SHA
	});
	return sha;
}
async function createRef(github, ref, sha) {
	const parameters = {
		ref: `refs/${ref}`,
		sha
	};
	await github.require({
		route: "POST /repos/{owner}/{repo}/git/refs",
		parameters,
		needs: WRITE,
		form: refAt(sha)
	});
}
async function moveRef(github, ref, sha, force = false) {
	const parameters = {
		ref,
		sha,
		force
	};
	await github.require({
		route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
		parameters,
		needs: WRITE,
		form: refAt(sha)
	});
}
const refAt = (sha) => object({ object: object({ sha: literal(sha) }) });
async function commitsOf(github, from, path, most) {
	const form = array(object({
		sha: OBJECT_ID,
		parents: FIRST_PARENTS
	}));
	const parameters = {
		sha: from,
		path,
		per_page: Math.min(most, 100)
	};
	return (await github.require({
		route: "GET /repos/{owner}/{repo}/commits",
		parameters,
		needs: READ,
		form
	})).map(({ sha, parents }) => ({
		sha,
		parents: parents.map((parent) => parent.sha)
	}));
}
async function deleteRef(github, ref) {
	await github.ask({
		route: "DELETE /repos/{owner}/{repo}/git/refs/{ref}",
		parameters: { ref },
		needs: WRITE,
		form: _null(),
		absent: [404, 422]
	});
}
// src/clients/github/github-contents.ts
async function readFileAt(github, path, ref, maxBytes) {
	const one = object({
		type: string(),
		size: number().int().min(0),
		content: string().exactOptional(),
		encoding: string().exactOptional(),
		sha: OBJECT_ID
	});
	const common = {
		needs: "contents: read",
		absent: [404],
		form: union([one, array(object({ type: string() }))])
	};
	const found = await github.ask({
		route: "GET /repos/{owner}/{repo}/contents/{path}",
		parameters: {
			path,
			ref
		},
		...common
	});
	if (found === null) return null;
	const refuse = (why) => new GitHubError(`${path} at ${ref} in ${github.name} ${why}.`, {
		status: 200,
		message: why,
		headers: {}
	});
	if (Array.isArray(found) || found.type !== "file") throw refuse("is not a plain file");
	if (found.size > maxBytes) throw refuse(`has ${found.size} bytes, at most ${maxBytes} are read`);
	if (found.encoding !== "base64" || found.content === "" && found.size > 0) return await readBlob(github, found.sha);
	return Buffer.from(found.content ?? "", "base64");
}
async function createFirstFile(github, branch, file) {
	const ask = {
		route: "PUT /repos/{owner}/{repo}/contents/{path}",
		parameters: {
			path: file.path,
			branch,
			message: file.message,
			content: Buffer.from(file.bytes).toString("base64")
		},
		needs: "contents: write"
	};
	return (await github.require({
		...ask,
		form: object({ commit: SHA })
	})).commit.sha;
}
// src/publish/chain/move-pointer.ts
async function movePointer(store, writer, chain, file, entry) {
	const before = chain?.pointerBytes ?? null;
	if (writer.isStaged) {
		if (await writer.compareAndSwap(file.path, before, file.bytes)) return true;
		throw new LostRace();
	}
	store.doubt = null;
	const said = await writer.compareAndSwap(file.path, before, file.bytes).then((swapped) => swapped ? "written" : "refused", (failure) => ({ failure }));
	const seen = await look(store, file, before);
	if (seen === "new") return true;
	if (typeof seen === "object") return unseen(store, file, said, seen.failure);
	if (seen === "old" && typeof said === "object") throw said.failure;
	return await onChain(store, file, said, entry);
}
async function look(store, { path, bytes }, before) {
	try {
		const now = await store.read(path, Math.max(bytes.length, before?.length ?? 0));
		if (now !== null && Buffer.compare(now, bytes) === 0) return "new";
		return now === null ? before === null ? "old" : "other" : before !== null && Buffer.compare(now, before) === 0 ? "old" : "other";
	} catch (failure) {
		return failure instanceof StoreFault ? "other" : { failure };
	}
}
function unseen(store, { path }, said, failure) {
	if (said !== "written") throw unknown(store, said === "refused" ? failure : said.failure);
	store.doubt = `${path} in ${store.label} was written, and could not be read back (${reasonOf(failure)}): run \`verify\` when the storage answers again.`;
	return false;
}
async function onChain(store, file, said, entry) {
	if ((await currentChain(store).catch((error) => {
		if (said === "written" && error instanceof DamagedError) return null;
		throw unknown(store, error);
	}))?.links.some(({ hash }) => hash === entry)) return false;
	if (said === "written") throw new UnknownChampion(unreliableStorage(store, file.path), "unknown");
	throw new LostRace();
}
function unknown(store, failure) {
	return unknownChampion(store.label, reasonOf(failure), failure);
}
function unknownChampion(label, reason, cause) {
	const message = `Whether champion.json in ${label} has moved to the new model is not known, for the service did not answer (${reason.replace(/\.$/, "")}): the next run reads it and says what it finds.`;
	return new UnknownChampion(message, "unknown", { cause });
}
function reasonOf(failure) {
	return (failure instanceof Error ? failure.message : String(failure)).replace(/\.$/, "").slice(0, 400);
}
function unreliableStorage(store, path) {
	return `${path} in ${store.label} was read back with other bytes than were written: the storage is not reliable.`;
}
async function holdsBytes(store, { path, bytes }) {
	try {
		const stored = await store.read(path, bytes.length);
		return stored !== null && sha256Hex(stored) === sha256Hex(bytes);
	} catch (error) {
		if (error instanceof StoreFault) return false;
		throw error;
	}
}
// src/publish/homes/branch-path.ts
async function refuseSharedPath(github, branch, ref) {
	const names = ref.split("/");
	const above = names.slice(2).map((_, index) => names.slice(0, index + 2).join("/"));
	for (const prefix of above) {
		const found = await readRef(github, prefix);
		if (found !== null && found !== "empty") throw collision(branch, prefix, github.name);
	}
	const [below] = await refsBelow(github, `${ref}/`);
	if (below !== void 0) throw collision(branch, below, github.name);
}
function collision(branch, other, repository) {
	const taken = other.replace(/^heads\//, "");
	return new ConfigError(`registry: branch:${branch} cannot be made in ${repository}, which has a branch ${taken}: git keeps no branch below another one's name; name one that does, such as branch:${branch.replaceAll("/", "-")}-models.`);
}
// src/publish/homes/branch-refusal.ts
const RACE = /not a fast.?forward|already exists|does not exist|reference (update failed|cannot be updated)|is at .* but expected/i;
const RULE = /rule violation|protected|must be|must have|cannot (force-push|update this|create ref|delete this)|not authorized|required|restricted|archived/i;
function mayBeRace({ status, answer: said }) {
	return (status === 409 || status === 422) && RACE.test(said) && !RULE.test(said);
}
function mayBeWritten({ status, attempts }) {
	return attempts > 1 || status === null || status === 200 || status === 408 || status >= 500;
}
function ruleRefusal(error, label) {
	const { status, answer: said } = error;
	if (status !== 403 && status !== 409 && status !== 422) return error;
	const quote = `GitHub refused to change ${label}: "${oneLine(said.replace(/^Repository rule violations found\s*/i, "")) || "no reason was given"}" (${status})`;
	if (/archived/i.test(said)) return new ServiceError(`${quote}: unarchive the repository, or name another registry.`, { cause: error });
	const where = /rule violation/i.test(said) ? "Settings → Rules → Rulesets" : "Settings → Branches or Settings → Rules → Rulesets";
	return new ServiceError(`${quote}: a rule or protection covers this branch. Under ${where} take the branch out of the rule's targets, or let GitHub Actions bypass it; then run again.`, { cause: error });
}
// src/publish/homes/branch-snapshot.ts
async function takeSnapshot(github, ref, before) {
	const head = await readRef(github, ref);
	if (head === null || head === "empty") return {
		head: null,
		tree: null,
		isRepositoryEmpty: head === "empty",
		files: new Map()
	};
	return before?.head === head ? before : await snapshotAt(github, head);
}
async function snapshotAt(github, head) {
	const { tree } = await readCommit(github, head);
	return {
		head,
		tree,
		isRepositoryEmpty: false,
		files: await filesOf$1(github, tree)
	};
}
async function filesOf$1(github, tree) {
	const items = await readTree(github, tree);
	return new Map(items.filter((item) => item.type !== "tree").map((item) => [item.path, item]));
}
function plainFile(item, maxBytes) {
	if (item.mode === "120000") throw new StoreFault("is a symbolic link");
	if (item.type !== "blob") throw new StoreFault("is not a plain file");
	const size = item.size ?? 0;
	if (size > maxBytes) throw new StoreFault(`has ${size} bytes, at most ${maxBytes} are expected`);
	return {
		sha: item.sha,
		size
	};
}
var EarlierCommits = class {
	#github;
	#known = new Map();
	constructor(github) {
		this.#github = github;
	}
	async find(head, path) {
		const known = this.#known.get(path);
		if (known !== void 0) return known;
		const [removal] = await commitsOf(this.#github, head, path, 1);
		for (const parent of removal?.parents ?? []) {
			const { tree } = await readCommit(this.#github, parent);
			for (const [name, item] of await filesOf$1(this.#github, tree)) if (!this.#known.has(name)) this.#known.set(name, item);
		}
		return this.#known.get(path) ?? null;
	}
};
async function isOnLine(github, commit, head, base) {
	const MOST_STEPS = 50;
	let at = head;
	for (let step = 0; at !== null && at !== base && step < MOST_STEPS; step++) {
		if (at === commit) return true;
		at = (await readCommit(github, at)).parents[0] ?? null;
	}
	return false;
}
// src/publish/homes/branch-stage.ts
var StagedWriter = class {
	isStaged = true;
	changes = new Map();
	message = "Update the model registry";
	#has;
	#read;
	constructor(has, read) {
		this.#has = has;
		this.#read = read;
	}
	async create(path, bytes) {
		const staged = this.changes.get(path);
		if (staged === void 0 ? this.#has(path) : staged !== null) return false;
		this.changes.set(path, bytes);
		return true;
	}
	async replace(path, bytes) {
		this.changes.set(path, bytes);
	}
	async compareAndSwap(path, expected, bytes) {
		const staged = this.changes.get(path);
		const now = staged === void 0 ? await this.#read(path) : staged;
		const isExpected = now === null ? expected === null : expected !== null && Buffer.compare(now, expected) === 0;
		if (isExpected) this.changes.set(path, bytes);
		return isExpected;
	}
	async retire(path) {
		if (this.#has(path)) this.changes.set(path, null);
		else this.changes.delete(path);
	}
	describe(message) {
		this.message = message;
	}
};
// src/publish/homes/git-objects.ts
const AT_ONCE = 8;
const MANY = 100;
const GROUP = 50;
const MOST_KEPT_BYTES = 4 * 2 ** 20;
function blobSha(bytes) {
	return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
var GitObjects = class {
	#github;
	#kept = new Map();
	#uploaded = new Set();
	constructor(github) {
		this.#github = github;
	}
	async read(sha) {
		const kept = this.#kept.get(sha);
		if (kept !== void 0) return kept;
		const bytes = await this.#fetch(sha);
		if (bytes.length <= MOST_KEPT_BYTES) this.#kept.set(sha, bytes);
		return bytes;
	}
	async readAhead(wanted) {
		const small = wanted.filter(({ size }) => size <= MOST_KEPT_BYTES);
		const missing = () => [...new Set(small.map(({ sha }) => sha))].filter((sha) => !this.#kept.has(sha));
		if (missing().length > MANY) await this.#readTexts(missing());
		await inParallel(missing(), (sha) => this.read(sha));
	}
	async #readTexts(shas) {
		const groups = Array.from({ length: Math.ceil(shas.length / GROUP) }, (_, i) => shas.slice(i * GROUP, (i + 1) * GROUP));
		try {
			await inParallel(groups, async (group) => {
				for (const bytes of await readTexts(this.#github, group)) if (bytes !== null) this.#keep(bytes, group);
			});
		} catch (error) {
			if (!(error instanceof GitHubError)) throw error;
		}
	}
	#keep(bytes, asked) {
		const sha = blobSha(bytes);
		if (asked.includes(sha)) this.#kept.set(sha, bytes);
	}
	async write(blobs) {
		const shas = blobs.map(blobSha);
		await inParallel([...shas.keys()].filter((i) => !this.#uploaded.has(shas[i])), async (i) => {
			const sha = await createBlob(this.#github, blobs[i]);
			if (sha !== shas[i]) throw new ServiceError(`GitHub stored other bytes than it was sent (blob ${shas[i]}, got ${sha}): run again.`);
			this.#uploaded.add(sha);
		});
		return shas;
	}
	async #fetch(sha) {
		for (let attempt = 1; attempt <= 2; attempt++) {
			const bytes = await readBlob(this.#github, sha);
			if (blobSha(bytes) === sha) return bytes;
		}
		throw new ServiceError(`GitHub answered with other bytes than those of blob ${sha} in ${this.#github.name}, twice: run again later.`);
	}
};
async function inParallel(items, work) {
	const queue = [...items];
	const worker = async () => {
		for (let item = queue.shift(); item !== void 0; item = queue.shift()) await work(item);
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
// src/publish/homes/branch.ts
const RETIRED = /^model\/model_[0-9a-f]{64}\.(onnx|json|tar)$/;
const RETRIES = {
	tries: 8,
	forMs: 12e4,
	firstWaitMs: 250
};
const FIRST_FILE = ".gitattributes";
const LONGEST_WAIT_MS = 15e3;
const LOOKS = 4;
var BranchStore = class {
	label;
	branch;
	keep;
	readsByNeed = true;
	commit = null;
	doubt = null;
	#github;
	#ref;
	#retries;
	#objects;
	#past;
	#snapshot = null;
	#stage = null;
	#turn = Promise.resolve();
	#isAllowed = false;
	#lastHead = null;
	constructor(github, { ref, keep = Number.POSITIVE_INFINITY, retries = RETRIES }) {
		this.#github = github;
		this.#ref = ref;
		this.#retries = retries;
		this.keep = keep;
		const name = ref.replace(/^heads\//, "");
		this.branch = /^[\w./-]+$/.test(name) ? name : "NAME";
		this.label = `${ref.replace(/^heads\//, "branch:")} of ${github.name}`;
		this.#objects = new GitObjects(github);
		this.#past = new EarlierCommits(github);
	}
	get lastSeen() {
		return this.#lastHead;
	}
	restoring(commit) {
		return `run \`git fetch origin ${commit} && git push origin ${commit}:refs/${this.#ref}\` in a clone`;
	}
	async refresh() {
		this.#snapshot = await takeSnapshot(this.#github, this.#ref, this.#snapshot);
		this.#lastHead = this.#snapshot.head ?? this.#lastHead;
		if (this.#isAllowed) return;
		if (this.#snapshot.head === null && this.#ref.startsWith("heads/")) await refuseSharedPath(this.#github, this.branch, this.#ref);
		await this.#refuseDefaultBranch();
	}
	async prefetch(paths) {
		const { files } = await this.#current();
		const items = paths.flatMap((path) => files.get(path) ?? []).filter((item) => item.type === "blob");
		await this.#objects.readAhead(items.map(({ sha, size = 0 }) => ({
			sha,
			size
		})));
	}
	async read(path, maxBytes) {
		const staged = this.#stage?.changes.get(path);
		if (staged !== void 0 && staged !== null) return staged;
		const { head, files } = await this.#current();
		const retired = head !== null && RETIRED.test(path);
		const item = files.get(path) ?? (retired ? await this.#past.find(head, path) : null);
		return item === null || item === void 0 ? null : await this.#objects.read(plainFile(item, maxBytes).sha);
	}
	async list(folder) {
		const { files } = await this.#current();
		const names = new Set();
		const prefix = folder === "" ? "" : `${folder}/`;
		const staged = this.#stage?.changes ?? new Map();
		for (const path of [...files.keys(), ...staged.keys()]) if (path.startsWith(prefix) && staged.get(path) !== null) names.add(path.slice(prefix.length).split("/")[0]);
		return [...names].sort();
	}
	async leftovers() {
		return [];
	}
	async exclusively(work) {
		const turn = this.#turn.then(() => this.#contend(work));
		this.#turn = turn.catch(() => {});
		return await turn;
	}
	async #contend(work) {
		this.commit = null;
		this.doubt = null;
		let tried = 0;
		for await (tried of attempts({
			...this.#retries,
			longestWaitMs: LONGEST_WAIT_MS
		})) {
			await this.refresh();
			const base = await this.#current();
			const stage = new StagedWriter((path) => base.files.has(path), (path) => this.#committed(base, path));
			this.#stage = stage;
			try {
				const result = await work(stage);
				if (stage.changes.size === 0 || await this.#publish(stage, base)) return result;
			} finally {
				this.#stage = null;
			}
		}
		throw new ServiceError(`Others committed to ${this.label} before each of ${tried} tries: let fewer runs write to it at once.`);
	}
	async #publish(stage, base) {
		if (base.isRepositoryEmpty) return await this.#begin();
		const paths = [...stage.changes.keys()];
		const contents = paths.flatMap((path) => stage.changes.get(path) ?? []);
		const shas = await this.#objects.write(contents);
		const changes = paths.map((path) => ({
			path,
			sha: stage.changes.get(path) === null ? null : shas.shift()
		}));
		const tree = await createTree(this.#github, base.tree, changes);
		if (tree === base.tree) return true;
		const commit = await createCommit(this.#github, stage.message, tree, base.head === null ? [] : [base.head]);
		try {
			if (base.head === null) await createRef(this.#github, this.#ref, commit);
			else await moveRef(this.#github, this.#ref, commit);
		} catch (error) {
			if (!await this.#hasLanded(error, commit, base)) return false;
		}
		this.commit = commit;
		this.#lastHead = commit;
		await this.#confirm(commit, base, stage);
		return true;
	}
	async #confirm(commit, base, stage) {
		try {
			await this.#readBack(commit, base, stage);
		} catch (error) {
			if (!(error instanceof ServiceError) || error instanceof UnknownChampion) throw error;
			this.#snapshot = null;
			this.doubt = `Commit ${commit} is on ${this.label}, and could not be read back (${error.message.replace(/\.$/, "")}): run \`verify\` when GitHub answers again.`;
		}
	}
	async #hasLanded(error, commit, base) {
		if (!(error instanceof GitHubError) || error.isPermission && error.attempts === 1) throw error;
		if (!mayBeRace(error) && !mayBeWritten(error)) throw ruleRefusal(error, this.label);
		try {
			for await (const _ of this.#looks()) {
				const head = await readRef(this.#github, this.#ref);
				if (head !== base.head && head !== "empty") return await isOnLine(this.#github, commit, head, base.head);
			}
		} catch (unseen) {
			throw unknownChampion(this.label, unseen instanceof Error ? unseen.message : String(unseen), unseen);
		}
		throw ruleRefusal(error, this.label);
	}
	async #readBack(commit, base, stage) {
		let isThere = false;
		for await (const _ of this.#looks()) {
			isThere = await this.#isThere(commit, base);
			if (isThere) break;
		}
		if (!isThere) throw new UnknownChampion(`${this.label} was read back without commit ${commit}, which GitHub had accepted: run \`verify\`.`, "unknown");
		const snapshot = await snapshotAt(this.#github, commit);
		for (const [path, bytes] of stage.changes) if ((snapshot.files.get(path)?.sha ?? null) !== (bytes === null ? null : blobSha(bytes))) throw new UnknownChampion(unreliableStorage(this, path), "unknown");
		if (stage.changes.has("champion.json")) await this.#objects.read(snapshot.files.get(POINTER_PATH).sha);
		this.#snapshot = snapshot;
	}
	#looks() {
		return attempts({
			tries: LOOKS,
			firstWaitMs: this.#retries.firstWaitMs,
			longestWaitMs: LONGEST_WAIT_MS
		});
	}
	async #isThere(commit, base) {
		const head = await readRef(this.#github, this.#ref);
		return head === commit || head !== "empty" && head !== base.head && await isOnLine(this.#github, commit, head, base.head);
	}
	async #begin() {
		if (!this.#ref.startsWith("heads/")) throw new ServiceError(`${this.#github.name} is empty: nothing can be stored on ${this.label} before its first commit.`);
		const file = {
			path: FIRST_FILE,
			bytes: new TextEncoder().encode("* -text\n"),
			message: "Begin the model registry"
		};
		await createFirstFile(this.#github, this.#ref.slice(6), file).catch(async (error) => {
			const head = await readRef(this.#github, this.#ref);
			if (head === null || head === "empty") throw error;
		});
		return false;
	}
	async #refuseDefaultBranch() {
		const { default_branch: main } = this.#ref.startsWith("heads/") ? await readRepository(this.#github) : { default_branch: null };
		if (this.#ref === `heads/${main}` && !await this.#isRegistry()) throw new ConfigError(`registry: branch:${main} is the default branch of ${this.#github.name}, and models are not published into the code: name another branch, such as branch:model-registry; it is made when it does not exist.`);
		this.#isAllowed = true;
	}
	async #isRegistry() {
		const { files } = await this.#current();
		return files.has("champion.json") || files.size === 1 && files.has(FIRST_FILE);
	}
	async #committed({ files }, path) {
		const item = files.get(path);
		return item === void 0 ? null : await this.#objects.read(plainFile(item, Number.MAX_SAFE_INTEGER).sha);
	}
	async #current() {
		if (this.#snapshot === null) await this.refresh();
		return this.#snapshot;
	}
};
// src/publish/homes/files.ts
const TEMPORARY = /^registry\.[0-9a-f]{32}\.tmp$/;
const IS_WINDOWS = process.platform === "win32";
const BUSY = {
	tries: Number.POSITIVE_INFINITY,
	forMs: 5e3,
	firstWaitMs: 10,
	longestWaitMs: 200
};
async function whenFree(work, isWindows = IS_WINDOWS) {
	let busy = null;
	for await (const _ of attempts(BUSY)) try {
		return await work();
	} catch (error) {
		if (!isWindows || !isCode(error, "EPERM", "EACCES", "EBUSY")) throw error;
		busy = error;
	}
	throw busy;
}
function isCode(error, ...codes) {
	return error instanceof Error && "code" in error && codes.includes(String(error.code));
}
async function readPlain(path, maxBytes) {
	let handle;
	try {
		if (IS_WINDOWS && (await lstat(path)).isSymbolicLink()) throw new StoreFault("is a symbolic link");
		const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
		handle = await whenFree(() => open(path, flags));
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
		await whenFree(() => rename(temporary, path));
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
		if (!isCode(error, "EEXIST") && !(IS_WINDOWS && isCode(error, "EPERM"))) throw error;
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
// src/publish/homes/owner.ts
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
// src/publish/homes/lock.ts
const LOCK_TIMEOUTS = {
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
async function acquireLock(folder, timeouts = LOCK_TIMEOUTS) {
	const path = join(folder, NAME);
	const mine = encodeOwner(await newOwner());
	const deadline = performance.now() + timeouts.waitMs;
	const watch = new Watch(timeouts.silenceMs);
	for (;;) {
		const theirs = await readLock(path);
		if (theirs === null) {
			if (await createWhole(folder, path, mine)) return await heldLock(folder, path, mine, timeouts);
		} else {
			if (await isAbandoned(path, theirs, watch) && await breakLock(folder, path, theirs, watch)) continue;
			if (performance.now() > deadline) throw waitedInVain(folder, theirs, timeouts);
		}
		await setTimeout$1(15 + Math.random() * 60);
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
		await link(draft, path).catch(async (error) => {
			if (isCode(error, "EPERM", "EACCES", "EBUSY") && await isTaken(path).catch(() => true)) throw Object.assign(new Error("taken"), { code: "EEXIST" });
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
	await whenFree(() => unlink(path)).catch((error) => {
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
// src/publish/homes/directory.ts
var DirectoryStore = class {
	label;
	doubt = null;
	#root;
	#timeouts;
	constructor(root, timeouts = LOCK_TIMEOUTS) {
		this.#root = root;
		this.#timeouts = timeouts;
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
	async isCopyOfBranch() {
		if (await isTaken(join(this.#root, ".git"))) return true;
		const readme = await this.read(README_PATH, 2 ** 20).catch(() => null);
		return readme !== null && isReadmeOfBranch(new TextDecoder().decode(readme));
	}
	async leftovers() {
		return (await this.list("")).filter((name) => isLockFile(name) || TEMPORARY.test(name));
	}
	async exclusively(work) {
		await this.#requireFolder();
		await makeFolders(this.#root);
		const lock = await acquireLock(this.#root, this.#timeouts);
		try {
			await this.#sweep(lock);
			return await work(new DirectoryWriter(this.#root, lock));
		} finally {
			await lock.release().catch(() => void 0);
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
// src/publish/homes/s3.ts
const MOST_KEYS = 1e6;
const AHEAD = 12;
const PROBE_BYTES = 262144;
const OTHER_ETAG = "\"00000000000000000000000000000000\"";
var S3Store = class {
	label;
	doubt = null;
	readsByNeed = true;
	#bucket;
	#prefix;
	#ahead = new Map();
	#heeds = false;
	constructor(bucket, prefix) {
		this.#bucket = bucket;
		this.#prefix = prefix === "" ? "" : `${prefix}/`;
		this.label = `s3://${bucket.access.bucket}/${prefix}`;
	}
	async read(path, maxBytes) {
		const known = this.#ahead.get(path);
		if (known !== void 0 && known.length <= maxBytes) return known;
		return (await this.#get(path, maxBytes))?.bytes ?? null;
	}
	async list(folder) {
		const prefix = folder === "" ? this.#prefix : `${this.#prefix}${folder}/`;
		const { objects, cut } = await this.#bucket.list(prefix, MOST_KEYS);
		if (cut) throw new ServiceError(`${this.label} holds more than ${MOST_KEYS} objects: no registry does.`);
		return [...new Set(objects.map(({ key }) => key.slice(prefix.length).split("/")[0]).filter((name) => name !== ""))].sort();
	}
	async prefetch(paths) {
		const left = paths.filter((path) => isNamedByHash(path) && !this.#ahead.has(path));
		const fetchNext = async () => {
			for (let path = left.pop(); path !== void 0; path = left.pop()) {
				const found = await this.#get(path, 2 ** 24).catch((error) => {
					if (error instanceof StoreFault) return null;
					throw error;
				});
				if (found !== null) this.#ahead.set(path, found.bytes);
			}
		};
		await Promise.all(Array.from({ length: AHEAD }, fetchNext));
	}
	async leftovers() {
		return [];
	}
	async exclusively(work) {
		return await work({
			create: (path, bytes) => this.#create(path, bytes),
			replace: async (path, bytes) => {
				this.#ahead.delete(path);
				await this.#bucket.put(this.#key(path), bytes, "always");
			},
			compareAndSwap: (path, expected, bytes) => this.#swap(path, expected, bytes)
		});
	}
	async #create(path, bytes) {
		this.#ahead.delete(path);
		const written = await this.#bucket.put(this.#key(path), bytes, "create");
		if (written !== "taken" && !this.#heeds && bytes.length <= PROBE_BYTES) await this.#requireConditions(path, bytes);
		return written !== "taken";
	}
	async #swap(path, expected, bytes) {
		if (expected === null) return await this.#bucket.put(this.#key(path), bytes, "create") !== "taken";
		const now = await this.#get(path, Number.MAX_SAFE_INTEGER);
		if (now === null || Buffer.compare(now.bytes, expected) !== 0) return false;
		return await this.#bucket.put(this.#key(path), bytes, { ifMatch: now.etag }) !== "taken";
	}
	async #requireConditions(path, bytes) {
		const key = this.#key(path);
		for (const condition of ["create", { ifMatch: OTHER_ETAG }]) {
			if (await this.#bucket.put(key, bytes, condition) === "taken") continue;
			const header = condition === "create" ? "If-None-Match" : "If-Match";
			throw new ServiceError(`The store of ${this.label} ignores ${header} when it writes, so two runs could overwrite each other's champion: use a store with conditional writes, or registry: branch:NAME.`);
		}
		this.#heeds = true;
	}
	async #get(path, maxBytes) {
		const found = await this.#bucket.get(this.#key(path));
		if (found === "absent" || found === "changed") return null;
		if (found.bytes > maxBytes) {
			found.body.destroy();
			throw new StoreFault(`has ${found.bytes} bytes, at most ${maxBytes} are expected`);
		}
		return {
			bytes: await this.#whole(path, found),
			etag: found.etag
		};
	}
	async #whole(path, first) {
		let before = "";
		for (let found = first, attempt = 1;; attempt++) {
			if (typeof found === "string") throw new ServiceError(`${path} in ${this.label} vanished while it was read: run again.`);
			try {
				const bytes = await collect(found);
				if (bytes.length === found.bytes) {
					const md5 = createHash("md5").update(bytes).digest("hex");
					if (found.md5 === null || found.md5 === md5 || before === md5) return bytes;
					before = md5;
				}
			} catch {}
			if (attempt === 4) throw new ServiceError(`${path} in ${this.label} broke off ${attempt} times while it was read: run again later.`);
			found = await this.#bucket.get(this.#key(path), { ifMatch: first.etag });
		}
	}
	#key(path) {
		return this.#prefix + path;
	}
};
async function collect({ body }) {
	const chunks = [];
	for await (const chunk of body) chunks.push(chunk);
	return Buffer.concat(chunks);
}
function isNamedByHash(path) {
	return path.startsWith(`history/`) || path.startsWith(`rows/`) || path.startsWith(`model/`) && path.endsWith(".manifest.json");
}
// src/publish/chain/commit-message.ts
function commitMessage({ kind, id }, hash, manifest) {
	const f1 = scoreOf(manifest);
	return [
		`${{
			promotion: "Promote",
			rollback: "Go back to",
			reset: "Reset to"
		}[kind]} ${id.slice(0, 12)}${f1}`,
		"",
		`model ${id}`,
		`entry ${hash}`,
		`data ${manifest.rows?.digest ?? "fetched by the script"}`,
		""
	].join("\n");
}
function scoreOf(manifest) {
	if (manifest.version === 2 && manifest.evidence === "reported") return `: ${Number(manifest.number.value.toPrecision(6))}, as its script reports`;
	const score = holdoutScore(manifest.holdout);
	return score === null ? "" : `: f1 ${score.weighted.toFixed(3)} on ${score.rows} held-out rows`;
}
// src/publish/promote.ts
async function publishPromotion(store, promotion, expected) {
	const blobs = filesOf(promotion);
	return await store.exclusively(async (writer) => {
		const chain = await currentChain(store);
		if (chain === null && expected !== null) throw vanished(store, expected);
		if (!samePointer(chain?.pointer ?? null, expected)) throw new LostRace();
		const promoted = new Set(chain?.lineage.promoted);
		for (const blob of blobs) await place(store, writer, blob, promoted.has(promotion.id));
		return await append(store, writer, chain, promotion.entry, promotion.manifest);
	});
}
function vanished(store, { id }) {
	const { label, lastSeen = null } = store;
	const restore = (lastSeen === null ? void 0 : store.restoring?.(lastSeen)) ?? "restore the registry from a backup";
	const what = `${label} vanished while this run was going on: it held champion ${id} when the run began`;
	return new UnknownChampion(`${what}, and nothing was published. To bring it back, ${restore}; to begin anew without it, run \`reset\` with a reason.`, "not-moved");
}
async function publishRollback(store, id, record) {
	try {
		return await goBack(store, id, record);
	} catch (error) {
		if (!(error instanceof LostRace)) throw error;
		throw overtaken("another model");
	}
}
function overtaken(by) {
	return new ServiceError(`Another run made ${by} champion meanwhile: nothing was rolled back; look at it and run again.`);
}
async function goBack(store, id, record) {
	let from = null;
	return await store.exclusively(async (writer) => {
		const chain = await currentChain(store);
		if (chain === null) throw new ConfigError(`The registry ${store.label} holds no champion yet: there is nothing to go back from.`);
		if (from !== null && !samePointer(from, chain.pointer)) throw overtaken(chain.pointer.id);
		from = chain.pointer;
		const target = rollbackTarget(store, chain, id);
		const findings = new Findings(store);
		const model = await readModel(target, findings);
		findings.throwIfDamaged();
		await restore(store, writer, target, model.manifest);
		const undone = await undoneBy(store, chain, target);
		return {
			pointer: await append(store, writer, chain, {
				kind: "rollback",
				id: target,
				gates: [],
				sources: [],
				...undone.length > 0 && { undone },
				...record
			}, model.manifest),
			undone
		};
	});
}
async function restore(store, writer, id, { files }) {
	for (const { mediaType, size } of files) {
		const path = modelPath(id, extensionOf(mediaType));
		const bytes = await store.read(path, size);
		if (bytes !== null) await writer.create(path, bytes);
	}
}
function rollbackTarget(store, { pointer, lineage }, id) {
	const target = id === null ? modelBefore(lineage.line) : fullId(id, lineage.promoted);
	const others = lineage.promoted.filter((known) => known !== pointer.id);
	if (target === null) {
		const hint = others.length === 0 ? "it is the only model of this registry" : `name one of ${listed(others)} with --model-id (in a workflow: model-id)`;
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
function filesOf({ id, manifest, files, entry, rowFiles = [] }) {
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
	const rows = rowFiles.map((file) => ({
		path: rowsPath(file.digest.slice(7)),
		bytes: file.bytes
	}));
	return [
		...stored,
		...rows,
		{
			path: manifestPath(id),
			bytes
		}
	];
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
	const isNewest = await movePointer(store, writer, chain, {
		path: POINTER_PATH,
		bytes: encodePointer(pointer)
	}, hash);
	const links = [...chain?.links ?? [], {
		hash,
		entry: whole
	}];
	writer.describe?.(commitMessage(whole, hash, manifest));
	const lineage = lineageOf(links);
	if (store.keep !== void 0) await retire(store, writer, {
		links,
		best: bestOnLine(lineage.line),
		keep: store.keep
	});
	if (isNewest) await refreshReadme(store, writer, renderReadme({
		pointer,
		links,
		lineage,
		manifest,
		branch: store.branch ?? null
	}));
	return pointer;
}
async function retire(store, writer, { links, best, keep }) {
	const promoted = links.filter(({ entry }) => entry.kind !== "rollback").map(({ entry }) => entry.id);
	const newest = [...new Set(promoted.reverse())];
	const inSight = new Set([
		links.at(-1).entry.id,
		...newest.slice(0, keep),
		...best === null ? [] : [best]
	]);
	const names = await store.list(MODEL_FOLDER);
	for (const name of names) {
		const id = /^model_([0-9a-f]{64})\.(onnx|json|tar)$/.exec(name)?.[1];
		if (id !== void 0 && !inSight.has(id) && newest.includes(id)) await writer.retire?.(`${MODEL_FOLDER}/${name}`);
	}
	if (best === null || names.some((name) => name.startsWith(`model_${best}.`) && !name.endsWith(".manifest.json"))) return;
	const manifest = await readManifest(best, new Findings(store));
	if (manifest !== null) await restore(store, writer, best, manifest);
}
async function place(store, writer, file, isReachable) {
	if (!await writer.create(file.path, file.bytes) && !await holdsBytes(store, file)) {
		if (isReachable) throw new DamagedError(`The registry ${store.label} is damaged: ${file.path} holds other bytes than it should. Run \`verify\`.`);
		await writer.replace(file.path, file.bytes);
	}
	await readBack(store, file);
}
async function readBack(store, file) {
	if (!await holdsBytes(store, file)) throw new ServiceError(unreliableStorage(store, file.path));
}
async function rewriteReadme(store) {
	const chain = store.keep === void 0 ? await currentChain(store) : null;
	if (chain === null) return;
	const { pointer, links, lineage } = chain;
	const before = await store.read(README_PATH, 2 ** 20);
	const text = before === null ? null : new TextDecoder().decode(before);
	if (text === null || !text.startsWith("<!-- Written by gated-retrain after each promotion: changes made here are lost. -->") || text.includes(`**\`${pointer.id}\`**`)) return;
	const manifest = await readManifest(pointer.id, new Findings(store));
	if (manifest === null) return;
	await store.exclusively(async (writer) => {
		const now = await currentChain(store);
		if (now === null || !samePointer(now.pointer, pointer)) return;
		await writer.replace(README_PATH, new TextEncoder().encode(renderReadme({
			pointer,
			links,
			lineage,
			manifest,
			branch: null
		})));
	});
}
async function refreshReadme(store, writer, text) {
	try {
		const before = await store.read(README_PATH, 2 ** 20);
		if (before === null || new TextDecoder().decode(before).startsWith("<!-- Written by gated-retrain after each promotion: changes made here are lost. -->")) await writer.replace(README_PATH, new TextEncoder().encode(text));
	} catch {}
}
// src/publish/registry.ts
function openRegistry(config, services) {
	if (config.kind === "directory") return new StoredRegistry(new DirectoryStore(config.path));
	if (config.kind === "s3") return new StoredRegistry(new S3Store(new S3Bucket(config.access, services), config.prefix));
	const github = new GitHub(requireRepository(config.branch, services));
	return new StoredRegistry(new BranchStore(github, {
		ref: `heads/${config.branch}`,
		keep: config.keep
	}), new BranchStore(github, { ref: RUNS_REF }));
}
const RUNS_REF = "gated-retrain/runs";
function requireRepository(branch, { repository }) {
	if (repository !== null) return repository;
	throw new ConfigError(`registry: branch:${branch} needs to know the repository and a token: GITHUB_REPOSITORY is OWNER/NAME and GITHUB_TOKEN a token with contents: write (in a workflow the input github-token); or use directory:PATH.`);
}
var StoredRegistry = class {
	label;
	deliveries;
	found = null;
	undone = [];
	#store;
	#runs;
	constructor(store, runs = store) {
		this.#store = store;
		this.#runs = {
			store: runs,
			registry: runs === store ? null : store.branch ?? store.label
		};
		this.label = store.label;
		this.deliveries = deliveriesOf(store, this.#runs);
	}
	get commit() {
		return this.#store.commit ?? null;
	}
	get doubt() {
		return this.#store.doubt ?? null;
	}
	async read(rowSets = []) {
		await Promise.all([this.#store.refresh?.(), this.#runs.store === this.#store ? null : this.#runs.store.refresh?.()]);
		const state = await readState(this.#store, this.#runs, rowSets);
		this.found = state.pointer !== null && state.unreported ? unreportedSentence(state.pointer.id, state.unreported) : null;
		return state;
	}
	mend() {
		return rewriteReadme(this.#store);
	}
	publish(promotion, expected) {
		return publishPromotion(this.#store, promotion, expected);
	}
	async rollback(id, record) {
		const { pointer, undone } = await publishRollback(this.#store, id, record);
		this.undone = undone;
		return pointer;
	}
	record(run) {
		const { commit = null, lastSeen = null } = this.#store;
		const at = commit ?? lastSeen;
		return appendRun(this.#runs, at === null ? run : {
			...run,
			commit: at
		});
	}
	async verify() {
		await Promise.all([this.#store.refresh?.(), this.#runs.store === this.#store ? null : this.#runs.store.refresh?.()]);
		return await verifyAll(this.#store, this.#runs);
	}
	async championId() {
		try {
			await this.#store.refresh?.();
			const bytes = await this.#store.read(POINTER_PATH, MAX_POINTER_BYTES);
			return bytes === null ? null : parsePointer(bytes).id;
		} catch {
			return null;
		}
	}
	async history(runs) {
		await Promise.all([this.#store.refresh?.(), this.#runs.store === this.#store ? null : this.#runs.store.refresh?.()]);
		const chain = await currentChain(this.#store);
		return {
			entries: chain === null ? [] : tellEntries(chain),
			runs: await runsIn(this.#runs, runs)
		};
	}
	async load(id) {
		await this.#store.refresh?.();
		const findings = new Findings(this.#store);
		const chain = await readChain(this.#store, findings);
		findings.throwIfDamaged();
		if (chain === null) throw new ConfigError(`The registry ${this.label} holds no champion yet: a promoted \`run\` makes one.`);
		const { promoted } = chain.lineage;
		const wanted = id === null ? chain.pointer.id : fullId(id, promoted);
		if (!promoted.includes(wanted)) throw new ConfigError(`The registry ${this.label} holds no model ${JSON.stringify(wanted.slice(0, 80))}: known are ${listed(promoted)}.`);
		const model = await readModel(wanted, findings);
		findings.throwIfDamaged();
		if (model.kind !== "forest") throw new ConfigError(`Model ${wanted} was made by a program of its own (train.engine: command): only that program can use it. Its files are in model/model_${wanted}.tar.`);
		return {
			id: wanted,
			manifest: model.manifest,
			forest: model.model
		};
	}
};
function unreportedSentence(id, { time, run }) {
	return `Champion ${id} was promoted at ${time} by ${run === null ? "a run that left no record" : `${run}, which left no record`}: it was ended, or an answer was lost, before it could say so.`;
}
function tellEntries({ pointer, links, lineage }) {
	const onLine = new Set(lineage.line.map(({ hash }) => hash));
	const held = new Set(lineage.held);
	return links.map(({ hash, entry }) => {
		if (entry.kind !== "rollback" && onLine.has(hash)) return {
			hash,
			entry,
			state: entry.id === pointer.id ? "champion" : "accepted"
		};
		return {
			hash,
			entry,
			state: entry.kind !== "rollback" && held.has(entry.id) ? "rolled back" : "past"
		};
	});
}
export { runEnd as A, digestOf as B, storeRows as C, EMPTY_SET as D, markNamed as E, commandInputsDigest as F, GitHubError as G, canonicalBytes as H, inputsDigest as I, permissionSentence as K, roundedProfile as L, subsetAt as M, NO_LINE as N, mergeSets as O, buildManifest as P, ARCHIVE_TYPE as R, rowInputs as S, digestOfSet as T, GitHub as U, sha256Hex as V, RETRY_POLICY as W, readRepository as _, GitObjects as a, readTar as b, mayBeRace as c, createCommit as d, createRef as f, readRef as g, moveRef as h, replaceWhole as i, runOf as j, rowSetOf as k, ruleRefusal as l, deleteRef as m, makeFolders as n, blobSha as o, createTree as p, readPlain as r, snapshotAt as s, openRegistry as t, readFileAt as u, OBJECT_ID as v, withoutNotationKeys as w, writeTar as x, isPlainName as y, championByPrefix as z };
