import { o as __toESM } from "./rolldown-runtime.js";
import { d as problem, o as RefusedObject, s as ServiceError, t as ConfigError } from "./errors2.js";
import { t as WEIGHT_UNIT } from "./nodes.js";
import { C as string, S as strictObject, T as union, _ as literal, b as object, c as _enum, f as boolean, m as date, u as array, y as number$1 } from "./lib-zod.js";
import { t as PbfReader } from "./lib-pbf.js";
import path from "node:path";
import { BlockList, isIP } from "node:net";
import { Agent, request } from "node:http";
import { connect } from "node:tls";
import { Agent as Agent$1, request as request$1 } from "node:https";
// src/config/keys/quantities.ts
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
const SHARE = /^(\d{1,6}(?:\.\d{1,3})?) ?%$/;
const WINDOW = /^(?:all|latest|[1-9]\d{0,8} files?|\d{1,9}(?:\.\d{1,3})? ?[hdw])$/;
function secondsOf(text) {
	const [, amount, unit] = DURATION.exec(text) ?? [];
	return Number(amount) * (SECONDS[unit ?? ""] ?? NaN);
}
function bytesOf(text) {
	const [, amount, unit] = SIZE.exec(text) ?? [];
	return Math.floor(Number(amount) * (BYTES[(unit ?? "b").toLowerCase()] ?? NaN));
}
function rowsAwaitedOf(written) {
	const [, percent] = SHARE.exec(String(written)) ?? [];
	return percent === void 0 ? { rows: Number(written) } : { share: Number(percent) / 100 };
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
		days: secondsOf(text) / 86400
	};
}
// src/config/keys/leaves.ts
const MAX_TEXT = 4096;
const CONTROL = /[\u0000-\u001f\u007f]/;
const COLUMN = "the name of a column";
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
function count(most) {
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
	return union([literal("none"), string({ error: expected }).regex(DURATION, { error: expected })], { error: expected }).transform((value) => value === "none" ? null : secondsOf(value)).refine((seconds) => seconds === null || seconds > 0, { error: expected });
}
function window() {
	const expected = "all, latest, a number of files such as 30 files, or days such as 90d";
	return string({ error: expected }).regex(WINDOW, { error: expected }).transform(windowOf).refine((value) => value.kind !== "days" || value.days > 0, { error: expected });
}
function rowsAwaited(most) {
	const expected = "a number of rows such as 1000, or a share of the champion's rows such as 10%";
	const share = string({ error: expected }).regex(SHARE, { error: expected });
	return union([count(most), share], { error: expected }).transform(rowsAwaitedOf).refine((awaited) => "rows" in awaited || awaited.share > 0 && awaited.share <= 100, { error: expected });
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
const asList = (value) => value === void 0 ? [] : Array.isArray(value) ? value : [value];
// src/config/keys/bucket.ts
const S3 = /^s3:\/\/([^/]*)\/?(.*)$/s;
const BUCKET = /^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/;
const ROLE = "a role such as arn:aws:iam::111122223333:role/data-reader";
const OWNER = "the 12 digits of an AWS account, in quotes, such as \"111122223333\"";
const ENDPOINT = "an address such as https://minio.example.org:9000";
const ENCRYPTION = "AES256 or aws:kms";
const KMS_KEY = "the ARN of a key, such as arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d";
const REGION = "a region such as eu-central-1";
const role = text(ROLE).regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/, { error: ROLE });
const owner = text(OWNER).regex(/^\d{12}$/, { error: OWNER });
const s3 = section({
	region: text(REGION).regex(/^[a-z0-9-]{1,40}$/, { error: REGION }).optional().describe("The region of the buckets; without it AWS_REGION or the profile's."),
	endpoint: string({ error: ENDPOINT }).max(2048, { error: ENDPOINT }).refine(isEndpoint, { error: ENDPOINT }).optional().describe("A store that is compatible with S3; without it AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, else AWS."),
	"requester-pays": flag().optional().describe("Whether requests say that the requester pays, as a bucket may ask for."),
	encryption: _enum(["AES256", "aws:kms"], { error: ENCRYPTION }).optional().describe("Server-side encryption that a registry asks for with every write, where the bucket's policy wants that said."),
	"kms-key": text(KMS_KEY).regex(/^arn:aws[a-z-]*:kms:[\w:/-]{1,300}$/, { error: KMS_KEY }).optional().describe("Of aws:kms: the key's ARN; without it the account's own."),
	"path-style": flag().optional().describe("Whether the bucket stands in the path of the address; true where there is an endpoint.")
});
function bucketPath(address) {
	const [, bucket = "", key = ""] = S3.exec(address) ?? [];
	return BUCKET.test(bucket) && !bucket.includes("..") ? {
		bucket,
		key
	} : null;
}
function settingsOf(store, { role, owner }) {
	return {
		owner: owner ?? null,
		role: role ?? null,
		region: store.region ?? null,
		endpoint: store.endpoint ?? null,
		pathStyle: store["path-style"] ?? null,
		...store["requester-pays"] ? { requesterPays: true } : {},
		...store.encryption === void 0 ? {} : { encryption: store.encryption },
		...store["kms-key"] === void 0 ? {} : { kmsKey: store["kms-key"] }
	};
}
function isEndpoint(address) {
	if (!URL.canParse(address)) return false;
	const { protocol, username, password, search, hash } = new URL(address);
	return /^https?:$/.test(protocol) && username === "" && password === "" && search === "" && hash === "";
}
// src/config/keys/reserved-names.ts
const RESERVED = "is a name that Windows keeps for a device, or ends in a dot or space, which Windows drops";
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:[. ]|$)/i;
function isReservedName(name) {
	return DEVICE.test(name) || /[. ]$/.test(name) && name !== "." && name !== "..";
}
function reservedIn(path, platform = process.platform) {
	return platform === "win32" ? path.split(/[\\/]/).find(isReservedName) ?? null : null;
}
// src/config/keys/registry.ts
const REGISTRY = "branch:NAME, directory:PATH or s3://bucket/prefix";
const DEFAULT_KEEP = 10;
const DEFAULT_REGISTRY = {
	workflow: "branch:model-registry",
	terminal: "directory:registry"
};
const HOMES = {
	directory: (rest, { base }) => rest === "" ? null : {
		kind: "directory",
		path: path.resolve(base, rest)
	},
	branch: (rest, { keep }) => isBranchName(rest) ? {
		kind: "branch",
		branch: rest,
		keep
	} : null,
	s3: (rest, { s3 }) => inBucket(`s3:${rest}`, s3)
};
function registryOf(written, base, { keep = DEFAULT_KEEP, s3 = settingsOf({}, {}) } = {}) {
	const [, scheme = "directory", rest = written] = /^([A-Za-z][A-Za-z0-9+.-]+):(.*)$/s.exec(written) ?? [];
	return Object.hasOwn(HOMES, scheme) ? HOMES[scheme](rest, {
		base,
		keep,
		s3
	}) : null;
}
function inBucket(text, settings) {
	const found = bucketPath(text);
	if (found === null || /[*{}]|\/\//.test(found.key)) return null;
	return {
		kind: "s3",
		prefix: found.key.replace(/\/$/, ""),
		access: {
			bucket: found.bucket,
			...settings
		}
	};
}
function isBranchName(name) {
	if (name === "" || name === "HEAD" || name.startsWith("-") || name.endsWith(".") || new TextEncoder().encode(name).length > 240) return false;
	if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|^@$|^[0-9a-f]{40}$/i.test(name)) return false;
	return name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}
const home = text(REGISTRY).regex(new RegExp(`^((${Object.keys(HOMES).join("|")}):.+|(?![A-Za-z][A-Za-z0-9+.-]+:).+)$`), { error: REGISTRY }).refine((to) => !/^branch:./.test(to) || registryOf(to, "/") !== null, { error: "branch: and a name that git allows for a branch, such as branch:model-registry" }).refine((to) => /^(branch|s3):/.test(to) || reservedIn(to.replace(/^directory:/, "")) === null, { error: "a directory without a name that Windows keeps for a device" }).refine((to) => !/^s3:./.test(to) || registryOf(to, "/") !== null, { error: "s3://bucket/prefix with the name of a bucket and a prefix without wildcards, such as s3://models/churn" });
const REGISTRY_KEYS = union([home, section({
	to: home.optional().describe("branch:NAME, directory:PATH, s3://bucket/prefix, or a plain path."),
	keep: integer(1, 1e3).optional().describe("On a branch: of how many models besides the champion the files stay in its tree (10); older ones are in git's history."),
	"bucket-owner": owner.optional().describe("On S3: account that the bucket must belong to."),
	"role-to-assume": role.optional().describe("On S3: role for publishing, assumed by GitHub's OIDC token inside this process only.")
})], { error: REGISTRY });
// src/table/read/pointer-file.ts
const MOST_POINTER_BYTES = 1024;
const LFS = /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\r?\n/;
const ANNEX = /^\/annex\/objects\/[^\n/]+\r?\n?$/;
function pointerIn(bytes) {
	if (bytes.length > 1024) return null;
	const text = new TextDecoder("latin1").decode(bytes);
	if (LFS.test(text)) {
		const oid = /^oid sha256:([0-9a-f]{64})\r?$/m.exec(text)?.[1];
		return {
			tool: "Git LFS",
			digest: oid === void 0 ? null : `sha256:${oid}`,
			mend: "give actions/checkout lfs: true, or run `git lfs pull`"
		};
	}
	if (!ANNEX.test(text)) return null;
	const key = /SHA256E?-s\d+--([0-9a-f]{64})/.exec(text)?.[1];
	return {
		tool: "git-annex",
		digest: key === void 0 ? null : `sha256:${key}`,
		mend: "run `git annex get`"
	};
}
function fetchAdvice(target) {
	const path = target.replaceAll("\\", "/");
	if (path.includes(".git/annex/objects/")) return "it is a link of git-annex to data that is not here: run `git annex get`";
	if (/\.dvc\/cache\//.test(path)) return "it is a link of DVC to data that is not here: run `dvc pull`";
	return null;
}
function dvcTarget(path) {
	return /[^/]\.dvc$/.test(path) ? path.slice(0, -4) : null;
}
// src/types/field-types.ts
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
	"duration",
	"list",
	"object",
	"array",
	"geopoint",
	"geojson",
	"any"
];
// src/clients/proxy.ts
function proxyAgents(env = process.env) {
	const [forHttp, forHttps] = [proxyNamed("http_proxy", env), proxyNamed("https_proxy", env)];
	const none = isExcluded(env);
	return {
		...forHttp === null ? {} : { httpAgent: new ForwardingAgent(forHttp, none) },
		...forHttps === null ? {} : { httpsAgent: new TunnellingAgent(forHttps, none) }
	};
}
function proxyNamed(name, env) {
	const said = env[name] || env[name.toUpperCase()] || "";
	const address = said === "" || said.includes("://") ? said : `http://${said}`;
	return URL.canParse(address) ? new URL(address) : null;
}
function isExcluded(env) {
	const entries = (env.no_proxy || env.NO_PROXY || "").toLowerCase().split(/[\s,]+/).filter((entry) => entry !== "").map(entryOf);
	return ({ host, port }) => {
		const asked = withoutBrackets((host ?? "").toLowerCase());
		return entries.some((entry) => (entry.port === null || entry.port === String(port)) && entry.holds(asked));
	};
}
function entryOf(entry) {
	if (entry === "*") return {
		port: null,
		holds: () => true
	};
	const [, name = entry, port = null] = isIP(entry) === 6 ? [] : /^(.*?):(\d+)$/.exec(entry) ?? [];
	const subnet = subnetOf(withoutBrackets(name));
	if (subnet !== null) return {
		port,
		holds: (host) => isIP(host) !== 0 && subnet.check(host, familyOf(host))
	};
	const bare = name.replace(/^\*?\./, "");
	return {
		port,
		holds: (host) => host === bare || host.endsWith(`.${bare}`)
	};
}
function subnetOf(text) {
	const [address = "", length] = text.split("/");
	const family = familyOf(address);
	const bits = length === void 0 ? MOST_BITS[family] : /^\d{1,3}$/.test(length) ? Number(length) : -1;
	if (isIP(address) === 0 || bits < 0 || bits > MOST_BITS[family]) return null;
	const list = new BlockList();
	list.addSubnet(address, bits, family);
	return list;
}
const MOST_BITS = {
	ipv4: 32,
	ipv6: 128
};
const familyOf = (address) => isIP(address) === 6 ? "ipv6" : "ipv4";
const withoutBrackets = (host) => host.replace(/^\[(.*)\]$/, "$1");
function authorization({ username, password }) {
	if (username === "") return {};
	const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}
function servernameOf({ host, servername }) {
	return servername ?? (isIP(host ?? "") ? "" : host ?? "");
}
const portOf = (proxy) => Number(proxy.port || (proxy.protocol === "https:" ? 443 : 80));
var TunnellingAgent = class extends Agent$1 {
	#proxy;
	#none;
	constructor(proxy, none) {
		super({
			keepAlive: true,
			maxSockets: 50
		});
		this.#proxy = proxy;
		this.#none = none;
	}
	createConnection(...[options, callback]) {
		if (this.#none(options)) return super.createConnection(options, callback);
		const target = `${options.host}:${options.port ?? 443}`;
		const asked = (this.#proxy.protocol === "https:" ? request$1 : request)({
			host: this.#proxy.hostname,
			port: portOf(this.#proxy),
			method: "CONNECT",
			path: target,
			headers: {
				host: target,
				...authorization(this.#proxy)
			},
			agent: false
		});
		const failed = (error) => callback?.(error, void 0);
		asked.once("error", failed);
		asked.once("connect", ({ statusCode }, socket) => {
			if (statusCode === 200) return callback?.(null, connect({
				...options,
				socket,
				servername: servernameOf(options)
			}));
			socket.destroy();
			failed(Object.assign(new Error(`the proxy answered ${statusCode}`), { code: `PROXY_ANSWERED_${statusCode}` }));
		});
		asked.end();
	}
};
var ForwardingAgent = class ForwardingAgent extends Agent {
	#proxy;
	#none;
	constructor(proxy, none) {
		super({
			keepAlive: true,
			maxSockets: 50
		});
		this.#proxy = proxy;
		this.#none = none;
	}
	addRequest(request, options) {
		const next = Object.getPrototypeOf(ForwardingAgent.prototype);
		let to = options;
		if (!this.#none(options)) {
			request.path = `http://${options.host}:${options.port ?? 80}${request.path}`;
			for (const [name, value] of Object.entries(authorization(this.#proxy))) request.setHeader(name, value);
			to = {
				...options,
				host: this.#proxy.hostname,
				port: portOf(this.#proxy)
			};
		}
		next.addRequest.call(this, request, to);
	}
};
// src/clients/retry/attempts.ts
async function* attempts({ tries, forMs = Number.POSITIVE_INFINITY, firstWaitMs, longestWaitMs }) {
	const started = Date.now();
	for (let attempt = 1;; attempt++) {
		yield attempt;
		if (attempt >= tries || Date.now() - started > forMs) return;
		const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt);
		await new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
	}
}
// src/clients/s3/aws-environment.ts
const WITHOUT_SPACE = [
	"AWS_ACCESS_KEY_ID",
	"AWS_SECRET_ACCESS_KEY",
	"AWS_SESSION_TOKEN",
	"AWS_REGION",
	"AWS_DEFAULT_REGION"
];
const MAY_BE_EMPTY = [
	...WITHOUT_SPACE,
	"AWS_PROFILE",
	"AWS_ENDPOINT_URL",
	"AWS_ENDPOINT_URL_S3",
	"AWS_ENDPOINT_URL_STS"
];
function cleanEnvironment(env = process.env) {
	for (const name of MAY_BE_EMPTY) if (env[name]?.trim() === "") delete env[name];
	const problems = WITHOUT_SPACE.filter((name) => /\s|[^\x21-\x7e]/.test(env[name] ?? "")).map((name) => {
		const expected = "a value without spaces, line breaks and other characters that no key has";
		const holds = /[\r\n]/.test(env[name]) ? "a line break" : "a space or a character that no key has";
		return problem(`${name} holds ${holds}: set the variable, or the secret that it comes from, again, on one line.`, { expected });
	});
	if (problems.length > 0) throw new ConfigError(problems);
}
// src/clients/s3/s3-denied.ts
const PERMISSIONS = {
	list: {
		action: "s3:ListBucket",
		on: ""
	},
	read: {
		action: "s3:GetObject",
		on: "/*"
	},
	"read version": {
		action: "s3:GetObjectVersion",
		on: "/*"
	},
	write: {
		action: "s3:PutObject",
		on: "/*"
	}
};
const UNAUTHORIZED = /not authorized to perform: ([a-z0-9-]{1,40}:[A-Za-z]{1,60})(?: on resource: "?(arn:[\w+=,.@:/*-]{1,300}))?/;
const DENIED_BY = /explicit deny in an? ([a-z -]{1,60}?) ?policy/;
function deniedSentence(denial) {
	const { operation, access, object, said, message } = denial;
	const [, named = null, resource = null] = UNAUTHORIZED.exec(message) ?? [];
	const head = `S3 denies to ${operation} ${object} (${said}${message === "" ? "" : `, "${message}"`})`;
	if (named?.startsWith("kms:") || /\bkms\b/i.test(said)) return `${head}: ${kmsReason(named ?? "kms:Decrypt", resource, access)}.`;
	if (/explicit deny/.test(message)) return `${head}: ${denyReason(DENIED_BY.exec(message)?.[1] ?? null, operation)}.`;
	const { action, on } = PERMISSIONS[operation];
	const needs = statement(named ?? action, resource ?? `arn:aws:s3:::${access.bucket}${on}`);
	return `${head}: ${who(access)} ${needs}${named === null ? guesses(denial) : ""}.`;
}
function who({ role }) {
	return role === null ? "the credentials need" : `the role ${role} needs`;
}
function statement(action, resource) {
	return `{"Effect": "Allow", "Action": "${action}", "Resource": "${resource}"}`;
}
function kmsReason(action, key, access) {
	const resource = key ?? "the key's ARN";
	return `the bucket's objects are encrypted by a key of KMS: ${who(access)} ${statement(action, resource)}, and the key's policy must allow it too`;
}
function denyReason(policy, operation) {
	const remedy = `a statement of ${policy === null ? "a policy" : policy.trim() === "resource-based" ? "the bucket's policy" : `the ${policy.trim()} policy`} denies it whatever else is allowed; look there for its condition`;
	if (operation !== "write") return remedy;
	return `${remedy}. If it asks for encryption, set s3: {encryption: AES256} or s3: {encryption: "aws:kms", kms-key: ARN} in retrain.yml`;
}
function guesses({ operation, access: { bucket, owner, requesterPays } }) {
	const others = [
		...operation === "list" ? [] : [`a key that is not there, without s3:ListBucket on arn:aws:s3:::${bucket}`],
		...owner === null ? [] : [`a bucket that does not belong to the account of bucket-owner, ${owner}`],
		...requesterPays ? [] : ["a bucket whose requester pays, without s3: {requester-pays: true} in retrain.yml"]
	];
	return others.length === 0 ? "" : `; the same is answered for ${others.join(", and for ")}`;
}
// src/clients/s3/s3-errors.ts
function statusOf(error) {
	return error?.$metadata?.httpStatusCode ?? null;
}
function codeOf(error) {
	const { name = "", Code, code } = error;
	return Code ?? (/^(Error|UnknownError|Unknown)$/.test(name) ? code ?? "" : name);
}
function refusalOf(error, operation, access, key) {
	if (error instanceof ServiceError || error instanceof ConfigError) return error;
	const sentence = problem(sentenceOf(error, operation, access, key));
	const code = codeOf(error);
	const isRefusal = statusOf(error) === 403 && !Object.hasOwn(KNOWN, code) || code.startsWith("KMS.");
	return key !== null && operation.startsWith("read") && isRefusal ? new RefusedObject(sentence, { cause: error }) : new ServiceError(sentence, { cause: error });
}
function sentenceOf(error, operation, access, key) {
	const { bucket } = access;
	const code = codeOf(error);
	const status = statusOf(error);
	const said = `S3: ${[status, code].filter((part) => part !== null && part !== "").join(" ") || "no answer"}`;
	const object = key === null ? `the bucket ${quoted(bucket)}` : `${quoted(`s3://${bucket}/${key}`)}`;
	if (status !== null && status >= 200 && status < 300) return malformedAnswerSentence(operation, access, key, "a body that cannot be read");
	const known = Object.hasOwn(KNOWN, code) ? KNOWN[code] : void 0;
	if (known) return `${known(object, access)} (${said}).`;
	if (isRegion(error, code, status)) return regionSentence(error, access, said);
	if (code === "NoSuchBucket" || status === 404 && key === null) return `There is no bucket ${quoted(bucket)}: check its name and, for a compatible store, s3.endpoint (${said}).`;
	if (code === "InvalidObjectState") return archivedSentence(error, object, said);
	if (/^KMS\./.test(code) && code !== "KMS.AccessDeniedException") return `The key of KMS that encrypts ${object} cannot be used (${said}, "${oneLine(error.message ?? "")}"): enable it or cancel its deletion.`;
	if (code === "AccessDenied" || status === 403 || code === "KMS.AccessDeniedException") return deniedSentence({
		operation,
		access,
		object,
		said,
		message: wordsOf(error, code)
	});
	if (/CredentialsProviderError|CredentialsError/.test(code) || /Could not load credentials/i.test(error.message ?? "")) return `No AWS credentials were found for ${object}: set data.role-to-assume (in a workflow), or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
	if (/region is missing/i.test(error.message ?? "")) return `No AWS region is known for ${object}: set s3: {region: …} in retrain.yml, or AWS_REGION.`;
	const certificate = CERTIFICATES[reasonOf(error)];
	if (certificate !== void 0) return `S3 could not be reached safely for ${object} (${reasonOf(error)}): ${certificate}.`;
	if (status === null) return `S3 could not be reached for ${object}${tries(error)} (${reasonOf(error)}): ${endpointHint(access)}.`;
	if (status === 429 || status >= 500) return `S3 failed at ${object}${tries(error)} (${said}): run again later.`;
	return `S3 refused to ${operation} ${object} (${said}${error.message ? `, "${oneLine(error.message)}"` : ""}).`;
}
function malformedAnswerSentence(operation, { bucket, endpoint }, key, what) {
	return `S3${endpoint === null ? "" : ` (${oneLine(URL.canParse(endpoint) ? new URL(endpoint).host : endpoint)})`} answered ${`${operation} ${quoted(`s3://${bucket}${key === null ? "" : `/${key}`}`)}`} with ${what}: a proxy or an outage may be behind it, or a store that is not compatible enough with S3; run again later.`;
}
const KNOWN = {
	InvalidAccessKeyId: (object) => `S3 does not know the access key that was used for ${object}: AWS_ACCESS_KEY_ID is wrong or was deleted`,
	SignatureDoesNotMatch: (object) => `The secret key does not fit the access key that was used for ${object}: set AWS_SECRET_ACCESS_KEY again, without spaces or line breaks`,
	ExpiredToken: (object) => `The session token that was used for ${object} has expired: get new credentials in the same job, or let role-to-assume do it`,
	TokenRefreshRequired: (object) => `The session token that was used for ${object} must be renewed: get new credentials in the same job`,
	InvalidToken: (object) => `The session token that was used for ${object} is not valid: AWS_SESSION_TOKEN must belong to the access key`,
	RequestTimeTooSkewed: (object) => `The clock of this machine is too far from S3's, at ${object}: set the clock`,
	InvalidBucketName: (_object, { bucket }) => `${quoted(bucket)} is no name of a bucket`,
	NotImplemented: (object) => `This store does not implement what is asked of it at ${object}: it is not compatible enough with S3`
};
function archivedSentence({ StorageClass }, object, said) {
	return `${object} is archived (${StorageClass !== void 0 && /^[A-Z_]{1,40}$/.test(StorageClass) ? StorageClass : "GLACIER or DEEP_ARCHIVE"}; ${said}): restore it, or leave it out by data.window or data.exclude in retrain.yml.`;
}
const AUTHORITY = "its certificate is not signed by an authority that Node knows; set NODE_EXTRA_CA_CERTS to the file of your authority's certificate (PEM), in a workflow in the step's `env:`";
const CERTIFICATES = {
	SELF_SIGNED_CERT_IN_CHAIN: AUTHORITY,
	DEPTH_ZERO_SELF_SIGNED_CERT: AUTHORITY,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: AUTHORITY,
	UNABLE_TO_GET_ISSUER_CERT: AUTHORITY,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: AUTHORITY,
	CERT_HAS_EXPIRED: "its certificate has expired; renew it, and check the clock of this machine",
	CERT_NOT_YET_VALID: "its certificate is not valid yet; check the clock of this machine",
	ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name; check the address, and for a bucket with dots in its name set s3: {path-style: true}"
};
function wordsOf({ message = "" }, code) {
	return message === code || /^(UnknownError|Unknown|Access Denied|Forbidden)$/.test(message) ? "" : oneLine(message);
}
function isRegion(error, code, status) {
	if (code === "PermanentRedirect" || code === "TemporaryRedirect" || code === "IllegalLocationConstraintException") return true;
	if (status === 301 || status === 307) return true;
	return code === "AuthorizationHeaderMalformed" && /region/i.test(error.message ?? "");
}
function regionSentence(error, { bucket, region }, said) {
	const told = error.$response?.headers?.["x-amz-bucket-region"] ?? error.Region ?? /expecting '([a-z0-9-]+)'/.exec(error.message ?? "")?.[1];
	const right = told && /^[a-z0-9-]{2,40}$/.test(told) ? told : null;
	const set = right === null ? "set its region" : `it is in ${right}: set`;
	const line = right === null ? "s3.region" : `s3: {region: ${right}}`;
	return `The bucket ${quoted(bucket)} is not in the region ${region ?? "that was asked"}; ${set} ${line} in retrain.yml, or AWS_REGION (${said}).`;
}
function tries({ $metadata }) {
	const attempts = $metadata?.attempts ?? 1;
	return attempts > 1 ? ` after ${attempts} tries` : "";
}
function endpointHint({ endpoint }) {
	return endpoint === null ? "check the network, then run again" : `check the address ${oneLine(endpoint)}, then run again`;
}
function reasonOf(error) {
	for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) if ("code" in at && typeof at.code === "string" && at.code !== "") return at.code;
	const said = error.message ?? error.name ?? "unknown";
	return /header/i.test(said) ? "a header could not be sent: check the credentials for line breaks" : oneLine(said);
}
function withoutSecrets(text) {
	const { AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
	return [AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN].filter((secret) => secret !== void 0 && secret.length >= 4).reduce((left, secret) => left.replaceAll(secret, "***"), text);
}
function oneLine(text) {
	const line = withoutSecrets(text).replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
	return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
function quoted(text) {
	return `"${oneLine(text)}"`;
}
// src/clients/s3/s3-page.ts
const OUTPUT = object({
	IsTruncated: boolean(),
	EncodingType: string().optional(),
	NextContinuationToken: string().optional(),
	KeyCount: number$1().int().min(0).optional(),
	Contents: array(object({
		Key: string().min(1),
		Size: number$1().int().min(0).optional(),
		LastModified: date().optional(),
		ETag: string().optional()
	})).optional(),
	CommonPrefixes: array(object({ Prefix: string().min(1) })).optional()
});
function pageOf(output) {
	const parsed = OUTPUT.safeParse(output);
	if (!parsed.success) return "what is no listing";
	const { EncodingType, IsTruncated, NextContinuationToken, KeyCount, Contents = [], CommonPrefixes = [] } = parsed.data;
	if (KeyCount !== void 0 && KeyCount !== Contents.length + CommonPrefixes.length) return `another number of keys than the ${KeyCount} that it names`;
	const plain = EncodingType === "url" ? decodeKey : (key) => key;
	const objects = Contents.map(({ Key, Size = 0, LastModified, ETag = "" }) => {
		const modified = LastModified?.getTime() ?? NaN;
		return {
			key: plain(Key),
			bytes: Size,
			modified: Number.isFinite(modified) ? modified : null,
			etag: ETag
		};
	});
	const folders = CommonPrefixes.map(({ Prefix }) => plain(Prefix));
	if (!IsTruncated) return {
		objects,
		folders,
		next: null
	};
	if (NextContinuationToken) return {
		objects,
		folders,
		next: { token: NextContinuationToken }
	};
	const last = objects.at(-1);
	if (last === void 0 || folders.length > 0) return "a part of the listing, and does not say how to go on";
	return {
		objects,
		folders,
		next: { after: last.key }
	};
}
function decodeKey(key) {
	try {
		return decodeURIComponent(key.replaceAll("+", " "));
	} catch {
		return key;
	}
}
// src/clients/s3/sts.ts
const AUDIENCE = "sts.amazonaws.com";
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;
const DURATION_SECONDS = 3600;
function roleCredentials(role, region, { identityToken }) {
	return async () => {
		if (identityToken === null) throw new ConfigError(`role-to-assume ${role} needs GitHub's OIDC token, which only a workflow has; at a terminal leave the key out and use AWS_PROFILE or AWS_ACCESS_KEY_ID.`);
		const webIdentityToken = await identityToken(AUDIENCE).catch((error) => {
			throw new ServiceError(problem(tokenSentence(error, role)), { cause: error });
		});
		if (typeof webIdentityToken !== "string" || !TOKEN.test(webIdentityToken)) throw new ServiceError(problem(tokenSentence(new Error("no token in the answer"), role)));
		const { fromWebToken } = await import("./dist-cjs.js").then((m) => __toESM(m.default, 1));
		const given = await fromWebToken({
			roleArn: role,
			roleSessionName: sessionName(process.env.GITHUB_RUN_ID),
			webIdentityToken,
			durationSeconds: DURATION_SECONDS,
			clientConfig: {
				...region === null ? {} : { region },
				requestHandler: proxyAgents()
			}
		})().catch((error) => {
			throw new ServiceError(problem(roleSentence(error, role)), { cause: error });
		});
		if (!isUsable(given)) throw new ServiceError(problem(malformedRole(role)));
		return given;
	};
}
function isUsable({ accessKeyId, secretAccessKey, sessionToken, expiration }) {
	return [
		accessKeyId,
		secretAccessKey,
		...sessionToken === void 0 ? [] : [sessionToken]
	].every((part) => typeof part === "string" && /^[\x21-\x7e]+$/.test(part)) && (expiration === void 0 || Number.isFinite(expiration.getTime()));
}
function malformedRole(role) {
	return `STS answered AssumeRoleWithWebIdentity for ${role} with what are no credentials: a proxy or an outage may be behind it; run again later.`;
}
function sessionName(run) {
	return `gated-retrain-${(run ?? "local").replace(/[^\w+=,.@-]/g, "-")}`.slice(0, 64);
}
function tokenSentence(error, role) {
	const said = error instanceof Error ? error.message : String(error);
	if (/ACTIONS_ID_TOKEN_REQUEST/.test(said)) return `GitHub gives this job no OIDC token, which ${role} is assumed with: give the job\npermissions:\n  id-token: write\n`;
	return `GitHub's token service gave no OIDC token to assume ${role} with: run again later.`;
}
const REASONS = {
	AccessDenied: "it is not allowed to be assumed with this token: compare its trust policy with the repository and the ref (condition \"token.actions.githubusercontent.com:sub\") and with the audience sts.amazonaws.com (\":aud\")",
	InvalidIdentityToken: "AWS does not accept GitHub's token: the account needs the identity provider https://token.actions.githubusercontent.com with the audience sts.amazonaws.com",
	ExpiredToken: "GitHub's token had expired when it arrived: check the clock of this machine and run again",
	IDPCommunicationError: "AWS could not reach GitHub's identity provider: run again later",
	RegionDisabled: "STS is not switched on in this region: set AWS_REGION to one that is, or switch it on in the account",
	ValidationError: "AWS does not take it for a role: expected arn:aws:iam::ACCOUNT:role/NAME"
};
function roleSentence(error, role) {
	const { name: thrown = "", $metadata } = error;
	const name = thrown.replace(/Exception$/, "");
	const reason = Object.hasOwn(REASONS, name) ? REASONS[name] : void 0;
	const status = $metadata?.httpStatusCode;
	if (status !== void 0 && status >= 200 && status < 300 || /invalid response/i.test(error instanceof Error ? error.message : "")) return malformedRole(role);
	if (reason !== void 0) return `The role ${role} could not be assumed (STS: ${[status, name].filter(Boolean).join(" ")}): ${reason}.`;
	if (status === void 0) return `STS could not be reached to assume ${role}: check the network and AWS_REGION, then run again.`;
	return `The role ${role} could not be assumed (STS: ${status} ${name.replace(/[^\w.-]/g, "")}): run again later.`;
}
// src/clients/s3/s3.ts
const ATTEMPTS = 7;
const CONNECT_MS = 1e4;
const SILENCE_MS = 6e4;
const CONFLICTS = {
	tries: 5,
	firstWaitMs: 100,
	longestWaitMs: 1e4
};
var S3Bucket = class {
	access;
	#services;
	#opened = null;
	#checksums = true;
	constructor(access, services) {
		const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = process.env;
		this.access = {
			...access,
			endpoint: access.endpoint ?? (AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || null)
		};
		this.#services = services;
	}
	async list(prefix, most, within = {}) {
		const objects = [];
		const folders = [];
		const asked = new Set();
		for (let from = null;;) {
			const page = await this.#page(prefix, within, from);
			for (const object of page.objects) {
				if (objects.length === most) return {
					objects,
					folders,
					cut: true
				};
				objects.push(object);
			}
			folders.push(...page.folders);
			if (page.next === null) return {
				objects,
				folders,
				cut: false
			};
			if (objects.length + folders.length >= most) return {
				objects,
				folders,
				cut: true
			};
			from = page.next;
			const place = JSON.stringify(from);
			if (asked.has(place)) throw this.#malformedAnswer("list", prefix, "the same page of the listing again and again");
			asked.add(place);
		}
	}
	async #page(prefix, { delimiter, after }, from) {
		const start = from !== null && "after" in from ? from.after : after;
		const token = from !== null && "token" in from ? from.token : void 0;
		const page = pageOf(await this.#ask("list", null, ({ sdk, client }) => {
			const words = {
				Prefix: prefix,
				Delimiter: delimiter,
				StartAfter: start,
				ContinuationToken: token
			};
			return client.send(new sdk.ListObjectsV2Command({
				...this.#common(),
				...words,
				EncodingType: "url"
			}));
		}));
		if (typeof page === "string") throw this.#malformedAnswer("list", prefix, page);
		return page;
	}
	#malformedAnswer(operation, key, what) {
		return new ServiceError(malformedAnswerSentence(operation, this.access, key, what));
	}
	async versionOf(key, etag) {
		try {
			const { sdk, client } = await this.#open();
			const asked = {
				...this.#common(),
				Prefix: key,
				MaxKeys: 100,
				EncodingType: "url"
			};
			const { Versions = [] } = await client.send(new sdk.ListObjectVersionsCommand(asked));
			return Versions.find((one) => decodeKey(one.Key ?? "") === key && one.ETag === etag)?.VersionId ?? null;
		} catch {
			return null;
		}
	}
	async head(key, at = {}) {
		return await this.#look("read", key, async ({ sdk, client }) => {
			const asked = new sdk.HeadObjectCommand({
				...this.#common(),
				...this.#at(key, at),
				...this.#checked()
			});
			return this.#headOf(key, await client.send(asked).catch((error) => this.#withWords(error, key, at)));
		});
	}
	async #withWords(error, key, at) {
		if (statusOf(error) !== 403 && statusOf(error) !== 400) throw error;
		const { sdk, client } = await this.#open();
		(await client.send(new sdk.GetObjectCommand({
			...this.#common(),
			...this.#at(key, at),
			Range: "bytes=0-0"
		}))).Body.destroy();
		throw error;
	}
	async get(key, at = {}, start = 0) {
		const operation = at.versionId ? "read version" : "read";
		return await this.#look(operation, key, async ({ sdk, client }) => {
			const range = start > 0 ? { Range: `bytes=${start}-` } : this.#checked();
			const got = await client.send(new sdk.GetObjectCommand({
				...this.#common(),
				...this.#at(key, at),
				...range
			}));
			const body = got.Body;
			if (body === void 0) throw this.#malformedAnswer(operation, key, "no body");
			body.on("error", () => void 0);
			return {
				...this.#headOf(key, got),
				body
			};
		});
	}
	async put(key, bytes, when) {
		const condition = when === "always" ? {} : when === "create" ? { IfNoneMatch: "*" } : { IfMatch: when.ifMatch };
		let last = null;
		for await (const _ of attempts(CONFLICTS)) try {
			const { sdk, client } = await this.#open();
			const asked = {
				...this.#common(),
				...this.#encryption(),
				Key: key,
				Body: bytes,
				...condition
			};
			const { ETag } = await client.send(new sdk.PutObjectCommand(asked));
			return { etag: ETag ?? "" };
		} catch (error) {
			const status = statusOf(error);
			last = error;
			if (this.#doesWithoutChecksums(error)) continue;
			if (when !== "always" && status === 412) return "taken";
			if (typeof when === "object" && (status === 404 || codeOf(error) === "NoSuchKey") && codeOf(error) !== "NoSuchBucket") return "taken";
			if (status !== 409) throw refusalOf(error, "write", this.access, key);
		}
		throw refusalOf(last, "write", this.access, key);
	}
	async #look(operation, key, call) {
		return await this.#ask(operation, key, async (opened) => {
			try {
				return await call(opened);
			} catch (error) {
				const status = statusOf(error);
				if (status === 412) return "changed";
				if (status === 404 && codeOf(error) !== "NoSuchBucket") return "absent";
				throw error;
			}
		});
	}
	async #ask(operation, key, call) {
		try {
			return await call(await this.#open());
		} catch (error) {
			if (this.#doesWithoutChecksums(error)) return await this.#ask(operation, key, call);
			throw refusalOf(error, operation, this.access, key);
		}
	}
	#doesWithoutChecksums(error) {
		if (!this.#checksums || statusOf(error) !== 501 && codeOf(error) !== "NotImplemented") return false;
		this.#checksums = false;
		this.#opened = null;
		return true;
	}
	#headOf(key, output) {
		if (!output.ETag) throw this.#malformedAnswer("read", key, "no ETag");
		return headOf(output);
	}
	#common() {
		const { bucket, owner, requesterPays } = this.access;
		return {
			Bucket: bucket,
			...owner === null ? {} : { ExpectedBucketOwner: owner },
			...requesterPays ? { RequestPayer: "requester" } : {}
		};
	}
	#checked() {
		return this.#checksums ? { ChecksumMode: "ENABLED" } : {};
	}
	#encryption() {
		const { encryption, kmsKey } = this.access;
		return encryption ? {
			ServerSideEncryption: encryption,
			...kmsKey ? { SSEKMSKeyId: kmsKey } : {}
		} : {};
	}
	#at(key, { versionId, ifMatch }) {
		return {
			Key: key,
			...versionId ? { VersionId: versionId } : {},
			...ifMatch ? { IfMatch: ifMatch } : {}
		};
	}
	#open() {
		this.#opened ??= open(this.access, this.#services, this.#checksums);
		return this.#opened;
	}
};
async function open(access, services, checksums) {
	cleanEnvironment();
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
	const sdk = await import("./dist-cjs2.js").then((m) => __toESM(m.default, 1));
	const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
	const { endpoint } = access;
	const region = access.region ?? (AWS_REGION || AWS_DEFAULT_REGION || (endpoint === null ? null : "us-east-1"));
	return {
		sdk,
		client: new sdk.S3Client({
			...region === null ? {} : { region },
			...endpoint === null ? {} : { endpoint },
			forcePathStyle: access.pathStyle ?? endpoint !== null,
			...access.role === null ? {} : { credentials: roleCredentials(access.role, region, services) },
			maxAttempts: ATTEMPTS,
			...checksums ? {} : {
				requestChecksumCalculation: "WHEN_REQUIRED",
				responseChecksumValidation: "WHEN_REQUIRED"
			},
			requestHandler: {
				connectionTimeout: CONNECT_MS,
				requestTimeout: SILENCE_MS,
				socketTimeout: SILENCE_MS,
				...proxyAgents()
			}
		})
	};
}
function headOf(output) {
	const { VersionId, ETag, ContentLength, ChecksumType } = output;
	const checksums = {};
	for (const name of [
		"SHA256",
		"SHA1",
		"CRC32",
		"CRC32C",
		"CRC64NVME"
	]) {
		const value = output[`Checksum${name}`];
		if (value !== void 0 && ChecksumType !== "COMPOSITE" && !/-\d+$/.test(value)) checksums[name] = value;
	}
	return {
		versionId: VersionId ?? null,
		etag: ETag ?? "",
		bytes: ContentLength ?? 0,
		checksums,
		md5: md5Of(output)
	};
}
function md5Of({ ETag, ServerSideEncryption, SSECustomerAlgorithm }) {
	return (ServerSideEncryption ?? "AES256") === "AES256" && SSECustomerAlgorithm === void 0 && /^"?([0-9a-f]{32})"?$/.exec(ETag ?? "")?.[1] || null;
}
// src/findings/check.ts
function check(code, subject, status, message, detail = {}) {
	const { observed = null, expected = null, suggestion = null, advice, remedies, where = null } = detail;
	return {
		code,
		subject,
		status,
		observed,
		expected,
		message,
		suggestion,
		...advice === void 0 ? {} : { advice },
		...remedies === void 0 ? {} : { remedies },
		where
	};
}
// src/table/columns/code-point.ts
function byCodePoint(a, b) {
	const shorter = Math.min(a.length, b.length);
	for (let i = 0; i < shorter; i++) {
		const x = a.charCodeAt(i);
		const y = b.charCodeAt(i);
		if (x !== y) return rank(x) - rank(y);
	}
	return a.length - b.length;
}
function rank(unit) {
	if (unit < 55296) return unit;
	return unit >= 57344 ? unit - 2048 : unit + 8192;
}
// src/table/rows/encoding.ts
const MISSING = 0;
const NUMBER = 1;
const BOOLEAN = 2;
const TEXT = 3;
function rowEncoder(columns, size = 0) {
	const longest = columns.reduce((sum, column) => sum + longestCell(column), 0);
	const buffer = Buffer.allocUnsafe(Math.max(longest, size));
	const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
	const writers = columns.map((column) => cellWriter(column, buffer, view));
	const encode = (row, offset) => {
		let at = offset;
		for (let i = 0; i < writers.length; i++) at = writers[i](row, at);
		return at;
	};
	return {
		buffer,
		encode,
		longest
	};
}
function longestCell(column) {
	if (column.kind === "number") return 9;
	if (column.type === "boolean") return 2;
	return 5 + column.categories.reduce((longest, category) => Math.max(longest, Buffer.byteLength(category)), 0);
}
function cellWriter(column, buffer, view) {
	if (column.kind === "number") {
		const { values } = column;
		return (row, offset) => {
			const value = values[row];
			if (Number.isNaN(value)) {
				buffer[offset] = MISSING;
				return offset + 1;
			}
			buffer[offset] = NUMBER;
			view.setFloat64(offset + 1, value + 0, true);
			return offset + 9;
		};
	}
	const { codes } = column;
	const cells = [Uint8Array.of(MISSING), ...column.categories.map(column.type === "boolean" ? encodeBoolean : encodeText)];
	return (row, offset) => {
		const cell = cells[codes[row]];
		buffer.set(cell, offset);
		return offset + cell.length;
	};
}
function encodeBoolean(category) {
	return Uint8Array.of(BOOLEAN, category === "true" ? 1 : 0);
}
function encodeText(text) {
	const bytes = Buffer.alloc(5 + Buffer.byteLength(text));
	bytes[0] = TEXT;
	bytes.writeUInt32LE(bytes.length - 5, 1);
	bytes.write(text, 5);
	return bytes;
}
// src/model/onnx/onnx-names.ts
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
// src/model/onnx/onnx-wire.ts
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
// src/model/onnx/onnx-pack.ts
const LONGEST_VARINT = 5;
function packInts(values) {
	const bytes = new Uint8Array(values.length * LONGEST_VARINT);
	let at = 0;
	for (let i = 0; i < values.length; i++) {
		let value = values[i];
		for (; value > 127; value >>>= 7) bytes[at++] = value & 127 | 128;
		bytes[at++] = value;
	}
	return bytes.subarray(0, at);
}
function packDoubles(values) {
	const bytes = new Uint8Array(values.length * 8);
	const view = new DataView(bytes.buffer);
	for (let i = 0; i < values.length; i++) view.setFloat64(i * 8, values[i], true);
	return bytes;
}
function packTexts(field, choices, texts) {
	const encoder = new TextEncoder();
	const entries = texts.map((text) => {
		const encoded = encoder.encode(text);
		return Uint8Array.from([
			field << 3 | 2,
			encoded.length,
			...encoded
		]);
	});
	let length = 0;
	for (const choice of choices) length += entries[choice].length;
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const choice of choices) {
		const entry = entries[choice];
		for (let i = 0; i < entry.length; i++) bytes[at++] = entry[i];
	}
	return bytes;
}
// src/model/onnx/onnx-write-node.ts
function writeNode(pbf, operator, domain, inputs, outputs, attributes) {
	pbf.writeMessage(1, (_, node) => {
		for (const input of inputs) node.writeStringField(1, input);
		for (const output of outputs) node.writeStringField(2, output);
		node.writeStringField(4, operator);
		attributes(node);
		if (domain !== "") node.writeStringField(7, domain);
	}, null);
}
function writeAttribute(node, name, type, write) {
	node.writeMessage(5, (_, attribute) => {
		attribute.writeStringField(1, name);
		write(attribute);
		attribute.writeVarintField(20, type);
	}, null);
}
function writeIntAttribute(node, name, value) {
	writeAttribute(node, name, 2, (pbf) => pbf.writeVarintField(3, value));
}
function writeStringsAttribute(node, name, values) {
	writeAttribute(node, name, 8, (pbf) => {
		for (const value of values) pbf.writeStringField(9, value);
	});
}
function writeIntsAttribute(node, name, values) {
	writeAttribute(node, name, 7, (pbf) => pbf.writeBytesField(8, packInts(values)));
}
function writeDoublesAttribute(node, name, values) {
	writeAttribute(node, name, 4, (pbf) => {
		pbf.writeMessage(5, (_, tensor) => {
			tensor.writeVarintField(1, values.length);
			tensor.writeVarintField(2, 11);
			tensor.writeBytesField(9, packDoubles(values));
		}, null);
	});
}
// src/model/onnx/onnx-decision.ts
const NEVER = 2;
const DOWN = -2;
const UP = 4;
const STEPS = {
	scores: [
		"Cast",
		"",
		["probabilities"]
	],
	limits: [
		"Constant",
		"",
		[]
	],
	above: [
		"Greater",
		"",
		["scores", "limits"]
	],
	shifts: [
		"Constant",
		"",
		[]
	],
	shifted: [
		"Add",
		"",
		["scores", "shifts"]
	],
	tops: [
		"Constant",
		"",
		[]
	],
	decided: [
		"Where",
		"",
		[
			"above",
			"tops",
			"shifted"
		]
	],
	index: [
		"ArgMax",
		"",
		["decided"]
	],
	label: [
		"LabelEncoder",
		ML_DOMAIN,
		["index"]
	]
};
const DECISION_OPERATORS = Object.keys(STEPS).length;
function unusedLabel({ inner }) {
	return `${inner}most`;
}
function tensor(names, step) {
	return step === "probabilities" || step === "label" ? names[step] : `${names.inner}${step}`;
}
function vectors({ class: named, threshold }, classes) {
	const at = (value, others) => new Float64Array(classes).fill(others).fill(value, named, named + 1);
	return {
		limits: at(threshold, NEVER),
		shifts: at(DOWN, 0),
		tops: at(UP, UP)
	};
}
function writeDecision(pbf, decision, classes, names) {
	const constants = vectors(decision, classes.length);
	const attributes = {
		scores: (node) => writeIntAttribute(node, "to", 11),
		limits: (node) => writeDoublesAttribute(node, "value", constants.limits),
		shifts: (node) => writeDoublesAttribute(node, "value", constants.shifts),
		tops: (node) => writeDoublesAttribute(node, "value", constants.tops),
		index: (node) => {
			writeIntAttribute(node, "axis", 1);
			writeIntAttribute(node, "keepdims", 0);
		},
		label: (node) => {
			writeIntsAttribute(node, "keys_int64s", classes.map((_, c) => c));
			writeStringsAttribute(node, "values_strings", classes);
		}
	};
	for (const step of Object.keys(STEPS)) {
		const [operator, domain, inputs] = STEPS[step];
		writeNode(pbf, operator, domain, inputs.map((input) => tensor(names, input)), [tensor(names, step)], attributes[step] ?? (() => void 0));
	}
}
function decisionJson({ class: named, threshold }, classes) {
	return {
		class: classes[named],
		threshold
	};
}
function readDecision(bytes, take, classes, names) {
	const nodes = new Map();
	for (const step of Object.keys(STEPS)) {
		const [operator, domain, inputs] = STEPS[step];
		const from = inputs.map((input) => tensor(names, input));
		nodes.set(step, take(operator, domain, from, [tensor(names, step)]));
	}
	const node = (step) => nodes.get(step);
	const doubles = (step) => readDoublesAttribute(bytes, node(step), "value");
	const limits = doubles("limits");
	const named = limits.findIndex((limit) => limit !== NEVER);
	const decision = {
		class: named,
		threshold: limits[named]
	};
	if (named < 0 || !(decision.threshold >= 0 && decision.threshold < 1)) throw new OnnxError("its threshold is none");
	const expected = vectors(decision, classes.length);
	for (const step of [
		"limits",
		"shifts",
		"tops"
	]) {
		const found = doubles(step);
		if (!(found.length === classes.length && found.every((value, c) => value === expected[step][c]))) throw new OnnxError(`the threshold's ${step} are not as expected`);
	}
	const isCounted = readIntsAttribute(bytes, node("label"), "keys_int64s").every((key, c) => key === c);
	const values = readStringsAttribute(bytes, node("label"), "values_strings");
	if (!isCounted || JSON.stringify(values) !== JSON.stringify(classes)) throw new OnnxError("the label's classes differ from the metadata");
	if (!(readIntAttribute(bytes, node("index"), "axis") === 1 && readIntAttribute(bytes, node("index"), "keepdims") === 0) || readIntAttribute(bytes, node("scores"), "to") !== 11) throw new OnnxError("the label is computed otherwise");
	checkAttributes(nodes);
	return decision;
}
const ATTRIBUTES$1 = {
	Cast: 1,
	Constant: 1,
	ArgMax: 2,
	LabelEncoder: 2
};
function checkAttributes(nodes) {
	for (const { operator, attributes } of nodes.values()) if (attributes.size !== (ATTRIBUTES$1[operator] ?? 0)) throw new OnnxError(`${operator} has other attributes`);
}
// src/model/forest/leaf-table.ts
function leafWeight(share, trees) {
	return Math.floor(share / trees * WEIGHT_UNIT) / WEIGHT_UNIT;
}
function weightsPerLeaf(classes) {
	return classes === 2 ? 1 : classes;
}
const MOST_WEIGHTS = 2 ** 26;
var TooManyWeights = class extends Error {
	constructor() {
		super(`the leaves hold more than ${MOST_WEIGHTS.toLocaleString("en-US")} weights, one per class`);
		this.name = "TooManyWeights";
	}
};
var LeafTable = class {
	width;
	#full;
	#weights;
	#length;
	constructor(classes, trees) {
		this.width = weightsPerLeaf(classes);
		this.#full = leafWeight(1, trees);
		this.#length = classes * this.width;
		if (this.#length > MOST_WEIGHTS) throw new TooManyWeights();
		this.#weights = new Float64Array(Math.max(1024, this.#length));
		for (let c = 0; c < classes; c++) for (let w = 0; w < this.width; w++) this.#weights[c * this.width + w] = c === w + classes - this.width ? this.#full : 0;
	}
	pure(c) {
		return c * this.width;
	}
	add(row) {
		const c = this.#pureClass(row);
		if (c >= 0) return this.pure(c);
		const at = this.#length;
		if (at + row.length > this.#weights.length) this.#grow(at + row.length);
		this.#weights.set(row, at);
		this.#length = at + row.length;
		return at;
	}
	weights() {
		return this.#weights.slice(0, this.#length);
	}
	#grow(least) {
		if (least > MOST_WEIGHTS) throw new TooManyWeights();
		const weights = new Float64Array(Math.min(MOST_WEIGHTS, Math.max(least, this.#weights.length * 2)));
		weights.set(this.#weights.subarray(0, this.#length));
		this.#weights = weights;
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
// src/model/onnx/onnx-trees.ts
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
const MOST_CLASSES = 1e3;
function readLeaves(mode, roots, entries, classes) {
	if (classes > MOST_CLASSES) throw new OnnxError(`it has ${classes} classes, at most ${MOST_CLASSES} are ever written`);
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
// src/model/onnx/onnx-read.ts
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
	const { ensemble, decision } = readOperators(bytes, (graph.spans.get(1) ?? []).map((span) => readNode(bytes, span)), features, classes, names);
	if ((properties.has("decision") ? JSON.stringify(property("decision")) : null) !== (decision && JSON.stringify(decisionJson(decision, classes)))) throw new OnnxError("metadata decision names another threshold");
	return {
		forest: {
			engine,
			features,
			classes,
			...readTrees(bytes, ensemble, features, classes),
			decision
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
function readOperators(bytes, nodes, features, classes, names) {
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
	const hasDecision = nodes.length - next - 1 === DECISION_OPERATORS;
	const label = hasDecision ? unusedLabel(names) : names.label;
	const ensemble = take("TreeEnsembleClassifier", ML_DOMAIN, [row], [label, names.probabilities]);
	const decision = hasDecision ? readDecision(bytes, take, classes, names) : null;
	if (next !== nodes.length) throw new OnnxError("it has more operators than expected");
	return {
		ensemble,
		decision
	};
}
function categoriesOf(bytes, encoder) {
	const keys = readStringsAttribute(bytes, encoder, "keys_strings");
	const values = readIntsAttribute(bytes, encoder, "values_int64s");
	if (readIntAttribute(bytes, encoder, "default_int64") !== 0 || values.length !== keys.length || encoder.attributes.size !== 3) throw new OnnxError("a LabelEncoder is not as expected");
	if (keys.length === 1 && keys[0] === "" && values[0] === 0) return [];
	let count = 0;
	while (count < values.length && values[count] === count + 1) count++;
	const isOther = (value, i) => i >= count && !(value >= 1 && value <= count);
	if (new Set(keys).size !== keys.length || count === 0 || values.some(isOther)) throw new OnnxError("category codes do not count from 1");
	return keys.slice(0, count);
}
function same(a, b) {
	return a.length === b.length && a.every((text, i) => text === b[i]);
}
export { number as $, dvcTarget as A, bucketPath as B, rowEncoder as C, attempts as D, S3Bucket as E, REGISTRY_KEYS as F, COLUMN as G, role as H, registryOf as I, choice as J, asList as K, RESERVED as L, pointerIn as M, DEFAULT_REGISTRY as N, FIELD_TYPES as O, REGISTRY as P, integer as Q, isReservedName as R, encodeText as S, check as T, s3 as U, owner as V, settingsOf as W, duration as X, count as Y, flag as Z, packTexts as _, TooManyWeights as a, window as at, PRODUCER as b, decisionJson as c, writeAttribute as d, rowsAwaited as et, writeDoublesAttribute as f, writeStringsAttribute as g, writeNode as h, MOST_WEIGHTS as i, text as it, fetchAdvice as j, MOST_POINTER_BYTES as k, unusedLabel as l, writeIntsAttribute as m, readOnnxModel as n, several as nt, leafWeight as o, writeIntAttribute as p, between as q, LeafTable as r, size as rt, weightsPerLeaf as s, readOnnx as t, section as tt, writeDecision as u, ML_DOMAIN as v, byCodePoint as w, onnxNames as x, MODE_NAMES as y, reservedIn as z };
