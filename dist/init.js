import { a as typeRows, i as sentenceOf, n as readData, o as DEFAULT_CONFIG } from "./reading.js";
import { Bt as targetOf, Gt as writtenAs, K as withSlashes, Kt as ENCODINGS, N as asWritten, P as proposePattern, Vt as parseSchema, Wt as schemaToJson, _t as withoutLines, ht as spanWords, m as targetCandidates, mt as fileInterval, o as groupingOf, p as inferSchema, pt as everyWords, s as headerRows, st as typeColumn, yt as cellText } from "./validate.js";
import { T as NO_BASELINES, a as runChild, c as proposedThreshold, g as holdOut, i as outputTail, l as baselineOf, o as evaluate, t as checkoutOf, u as requiredAboveDummy } from "./git.js";
import { t as printable } from "./terminal2.js";
import { t as train } from "./train.js";
import { d as problem, r as DataError, t as ConfigError } from "./errors2.js";
import { a as texts, i as text, r as THREADS_FLAG, t as JSON_FLAG } from "./command.js";
import { t as require_dist } from "./lib-yaml.js";
import { dirname, join } from "node:path";
import { existsSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { lstat, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
// src/commands/common/read-alike.ts
async function readWithOneNotation(patterns, written, host) {
	const files = await readData(patterns, host, { written });
	const votes = new Map();
	for (const { reading } of files) if (reading?.guess !== void 0) votes.set(reading.encoding, (votes.get(reading.encoding) ?? 0) + reading.guess.words.length);
	if (votes.size < 2) return files;
	const [[encoding]] = [...votes].sort((a, b) => b[1] - a[1]);
	const rivals = [...votes.keys()].filter((one) => one !== encoding);
	return (await readData(patterns, host, { written: {
		...written,
		encoding
	} })).map((file, i) => {
		const guess = files[i]?.reading?.guess;
		return file.reading === void 0 || guess === void 0 ? file : {
			...file,
			reading: {
				...file.reading,
				guess: {
					words: [],
					rivals
				}
			}
		};
	});
}
// src/train/command/trial.ts
var import_dist = require_dist();
const SKIPPED = new Set([
	".git",
	"node_modules",
	".venv",
	"venv",
	"__pycache__",
	".ipynb_checkpoints",
	".cache",
	"renv"
]);
const MOST_FILES = 5e4;
const MOST_JSON_BYTES = 2 ** 20;
const MOST_NUMBERS = 200;
async function trialRun(folder, command, names, minutes, onLine) {
	const before = await filesBelow(folder);
	return {
		end: await runChild({
			command,
			folder,
			names,
			env: { GATED_RETRAIN: "1" },
			timeoutMs: minutes * 6e4,
			memoryBytes: null,
			onLine
		}),
		written: [...await filesBelow(folder)].filter(([name, trace]) => before.get(name)?.mark !== trace.mark).map(([name, { size }]) => ({
			name,
			size
		})).sort((a, b) => a.name < b.name ? -1 : 1)
	};
}
async function numberFiles(folder, written) {
	const found = [];
	for (const file of written.filter(({ name, size }) => /\.json$/i.test(name) && size <= MOST_JSON_BYTES)) {
		const numbers = numbersIn(await readFile(join(folder, file.name), "utf8").catch(() => ""));
		if (numbers.length > 0) found.push({
			...file,
			numbers
		});
	}
	return found;
}
function numbersIn(text) {
	const numbers = [];
	const visit = (value, path, depth) => {
		if (numbers.length >= MOST_NUMBERS || depth > 5) return;
		if (typeof value === "number" && Number.isFinite(value)) numbers.push({
			key: path,
			value
		});
		else if (typeof value === "object" && value !== null) for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`, depth + 1);
	};
	try {
		visit(JSON.parse(text), "", 0);
	} catch {
		return [];
	}
	return numbers.filter(({ key }) => key !== "");
}
async function filesBelow(folder) {
	const found = new Map();
	const visit = async (below) => {
		for (const entry of await readdir(join(folder, below), { withFileTypes: true }).catch(() => [])) {
			if (found.size >= MOST_FILES || SKIPPED.has(entry.name)) continue;
			const name = below === "" ? entry.name : `${below}/${entry.name}`;
			if (entry.isDirectory()) await visit(name);
			else if (entry.isFile()) {
				const trace = await lstat(join(folder, name), { bigint: true }).catch(() => null);
				if (trace !== null) found.set(name, {
					mark: `${trace.ino} ${trace.ctimeNs} ${trace.size}`,
					size: Number(trace.size)
				});
			}
		}
	};
	await visit("");
	return found;
}
// src/commands/init/init-metric.ts
const BETTER_HIGH = "f1 auc balanced_accuracy average_precision mcc kappa r2 accuracy acc ndcg map recall precision score".split(" ");
const BETTER_LOW = "mae rmse mape smape mase mse rmsle log_loss logloss brier pinball error loss deviance".split(" ");
const ROWS = /^(n|n_?rows|rows|n_?test|test_?(rows|size|n)|n_?samples|samples|count|size|support|horizon|days|hours|weeks|points)$/i;
const OF_TRAINING = /(^|[._-])train(ing)?([._-]|$)/i;
const OF_TEST = /(^|[._-])(test|val|valid|validation|holdout|hold_out|eval|oof|cv)([._-]|$)/i;
const OF_ALL = /weighted|macro|micro|avg|mean|overall/i;
const plain = (key) => key.toLowerCase().replace(/[\s-]+/g, "_");
const lastStep = (key) => key.split(".").at(-1);
function rankOf(key) {
	const [before = "", last = ""] = ["", ...key.split(".")].slice(-2);
	return rankOfName(plain(last)) ?? rankOfName(plain(before));
}
function rankOfName(name) {
	const has = (word) => new RegExp(`(^|_)${word}(_|$|\\d)`).test(name) || name === word.replaceAll("_", "");
	const low = BETTER_LOW.findIndex(has);
	const high = BETTER_HIGH.findIndex(has);
	if (low >= 0 && (high < 0 || low <= high)) return {
		rank: low,
		isError: true
	};
	return high < 0 ? null : {
		rank: high,
		isError: false
	};
}
function metricIn(files, wanted) {
	const all = files.flatMap((file) => file.numbers.map((number) => ({
		file,
		...number,
		...rankOf(number.key)
	})));
	if (wanted !== void 0) {
		const named = all.find(({ key }) => key === wanted);
		return named === void 0 ? null : asked(named.file, named, named.isError ?? false);
	}
	const known = all.filter(({ key, rank }) => rank !== void 0 && !OF_TRAINING.test(key));
	const likeliness = ({ key, rank = 99 }) => rank + (OF_TEST.test(key) ? 0 : 50) + (OF_ALL.test(key) ? 0 : .5);
	const [best] = known.sort((a, b) => likeliness(a) - likeliness(b));
	return best === void 0 ? null : asked(best.file, best, best.isError ?? false);
}
function asked(file, { key, value }, isError) {
	const around = key.split(".").slice(0, -1).join(".");
	const counts = file.numbers.filter((one) => ROWS.test(lastStep(one.key)) && Number.isInteger(one.value) && one.value > 0);
	const rows = counts.find((one) => one.key.split(".").slice(0, -1).join(".") === around) ?? counts.find((one) => !OF_TRAINING.test(one.key)) ?? null;
	const found = {
		file: file.name,
		metric: key,
		value,
		rows
	};
	if (isError) return {
		...found,
		direction: "at-most",
		bound: rounded(value + .1 * Math.abs(value), Math.ceil),
		margin: "2%"
	};
	if (Math.abs(value) <= 1) return {
		...found,
		direction: "at-least",
		bound: Number((Math.floor((value - .05) * 100 + 1e-9) / 100).toFixed(2)),
		margin: .02
	};
	return {
		...found,
		direction: "at-least",
		bound: rounded(value - .1 * Math.abs(value), Math.floor),
		margin: "2%"
	};
}
function rounded(value, towards) {
	if (value === 0) return 0;
	const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
	return Number((towards(value / unit - (towards === Math.ceil ? 1e-9 : -1e-9)) * unit).toPrecision(3));
}
// src/commands/init/init-places.ts
const CONFIG_FILE = "retrain.yml";
const SCHEMAS = [
	"schema.yml",
	"retrain-schema.yml",
	"gated-retrain-schema.yml"
];
const WORKFLOWS = [
	"retrain",
	"gated-retrain",
	"gated-retrain-2",
	"gated-retrain-3"
].map((name) => `.github/workflows/${name}.yml`);
const MOST_SHOWN = 10;
const textOf = (path) => readFile(path, "utf8").catch(() => null);
const topKeys = (text) => {
	try {
		const tree = (0, import_dist.parse)(text, { logLevel: "silent" });
		return typeof tree === "object" && tree !== null && !Array.isArray(tree) ? Object.keys(tree) : [];
	} catch {
		return [];
	}
};
const isSchema = (text) => topKeys(text).includes("fields");
const isConfig = (text) => [["data", "target"], ["train", "gates"]].some((keys) => keys.every((key) => topKeys(text).includes(key)));
const isWorkflow = (text) => text.startsWith("# Retrains every night and on request;") && /gated-retrain@/.test(text);
async function placesIn(cwd, force) {
	const problems = [];
	const config = await textOf(join(cwd, CONFIG_FILE));
	if (config !== null && !isConfig(config)) problems.push(problem(`${CONFIG_FILE} is there and is no configuration of gated-retrain: nothing was written. Run init in another folder, or rename that file.`));
	const schema = await firstOwn(cwd, SCHEMAS, isSchema);
	const workflow = await firstOwn(cwd, WORKFLOWS, isWorkflow);
	const ours = [...config !== null && isConfig(config) ? [CONFIG_FILE] : [], ...[schema, workflow].filter(({ isThere }) => isThere).map(({ name }) => name)];
	if (!force) problems.push(...ours.map((name) => problem(`${name} is there already: nothing was written. Use --force to overwrite it.`)));
	if (problems.length > 0) throw new ConfigError(problems);
	const notices = [schema, workflow].filter(({ passed }) => passed.length > 0).map(({ name, passed }) => `notice: ${passed.join(", ")} ${passed.length === 1 ? "is" : "are"} not ours and stay as they are: ${name} was written instead.\n`);
	return {
		schema: schema.name,
		config: CONFIG_FILE,
		workflow: workflow.name,
		notices
	};
}
async function firstOwn(cwd, names, isOurs) {
	const passed = [];
	for (const name of names) {
		const text = await textOf(join(cwd, name));
		if (text === null || isOurs(text)) return {
			name,
			isThere: text !== null,
			passed
		};
		passed.push(name);
	}
	throw new ConfigError(`${passed.join(", ")} are all there and not ours: nothing was written. Rename one of them.`);
}
const DATA = /\.(csv|tsv)(\.gz)?$/i;
async function dataNearby(cwd) {
	const names = await dataIn(cwd, "");
	const below = names.length > 0 ? [] : await Promise.all([
		"data",
		"new_data",
		"datasets"
	].map((folder) => dataIn(cwd, `${folder}/`)));
	const found = [...names, ...below.flat()].sort();
	const [only] = found;
	if (only === void 0) return "name the files to learn from, such as --data data/*.csv.";
	if (found.length === 1) return `${only} is the only CSV file here: --data ${quotedFor(only)} takes it.`;
	const folders = new Set(found.map((name) => name.slice(0, name.lastIndexOf("/") + 1)));
	const shown = found.slice(0, MOST_SHOWN).join(", ");
	const pattern = `${[...folders][0]}*${/\.[a-z.]+$/i.exec(only)[0]}`;
	return `name the files to learn from; here are ${shown}${found.length > MOST_SHOWN ? " …" : ""}: --data '${pattern}' takes them if they are of one kind.`;
}
async function dataIn(cwd, folder) {
	return (await readdir(join(cwd, folder), { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile() && DATA.test(entry.name) && !entry.name.startsWith(".")).map(({ name }) => folder + name);
}
function quotedFor(name) {
	return /^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
// src/commands/init/init-workflow.ts
const SAMPLE = "examples/nightly.yml";
const USE = /OWNER\/gated-retrain@[0-9a-f]{40}( # v\d+)?/;
const HOW_TO_COPY = /^# To use it: .*\n/m;
async function workflowYaml(home) {
	return named(await readFile(join(home, SAMPLE), "utf8"), await checkoutOf(home));
}
const SCRIPT_SAMPLE = "examples/script-nightly.yml";
const INSTALL = /^ {6}- name: Install what the script needs\n(?: {8}.*\n)+/m;
async function scriptWorkflowYaml(home, command, env) {
	const sample = named(await readFile(join(home, SCRIPT_SAMPLE), "utf8"), await checkoutOf(home));
	const installed = /^python|\.py$/.test(`${command[0]}`) || command.some((word) => word.endsWith(".py")) ? sample : sample.replace(INSTALL, "      # Install here what the script needs.\n");
	if (env.length === 0) return installed;
	const secrets = env.map((name) => `          ${name}: \${{ secrets.${name} }}\n`).join("");
	return installed.replace(/^ {8}id: retrain\n/m, (line) => `${line}        env:\n${secrets}`);
}
function named(sample, checkout) {
	const use = checkout ? `${checkout.owner}/${checkout.name}@${checkout.commit}` : "OWNER/gated-retrain@v1";
	const still = checkout ? "" : "# Put the owner you took the action from in place of OWNER, and pin it by commit.\n";
	return sample.replace(USE, use).replace(HOW_TO_COPY, still);
}
// src/commands/init/init-command.ts
const MINUTES = 30;
const RECIPES = [
	"requirements.txt",
	"pyproject.toml",
	"uv.lock",
	"poetry.lock",
	"environment.yml",
	"package-lock.json",
	"renv.lock"
];
const MODEL = /\.(pkl|pickle|joblib|onnx|pt|pth|h5|hdf5|keras|bin|ubj|cbm|model|rds|rda|rdata|safetensors|tflite|pmml|npz|npy|mlmodel|zip|gz|txt|json)$/i;
const SURELY_MODEL = /\.(pkl|pickle|joblib|onnx|pt|pth|h5|hdf5|keras|ubj|cbm|rds|safetensors|tflite|pmml|mlmodel)$/i;
const IN_MODELS = /(^|\/)(models?|artifacts?|weights|checkpoints?)\//i;
const FEW = 4;
async function initCommand(line, flags, host) {
	const { cwd, progress } = host;
	const command = wordsOf(line);
	const places = await placesIn(cwd, flags.force === true);
	const env = texts(flags, "env");
	const { end, written } = await trialRun(cwd, command, env, MINUTES, progress);
	if (end.kind !== "exited" || end.code !== 0) throw new ConfigError(failed(line, end));
	const wanted = text(flags, "metric");
	const numbers = (await numberFiles(cwd, written)).filter(({ name }) => wanted !== void 0 || !IN_MODELS.test(name));
	const asked = metricIn(numbers, wanted);
	if (asked === null) throw new ConfigError(noMetric(numbers, written, wanted));
	const model = modelIn(written, asked.file);
	if (model.length === 0) throw new ConfigError(noModel(written, asked.file));
	const config = configYaml({
		command,
		model,
		env,
		asked,
		files: recipeFiles(cwd, command)
	});
	const files = {
		[places.config]: config,
		[places.workflow]: await scriptWorkflowYaml(host.home, command, env)
	};
	for (const [name, content] of Object.entries(files)) {
		await mkdir(dirname(join(cwd, name)), { recursive: true });
		await writeFile(join(cwd, name), content);
	}
	const said = [
		`Ran ${line}: it wrote ${model.join(", ")} and ${asked.file}.`,
		`Wrote ${Object.keys(files).join(", ")}.`,
		`${asked.metric} is ${asked.value}${asked.rows === null ? "" : ` on ${asked.rows.value} rows`}; asked for is ${asked.direction.replace("-", " ")} ${asked.bound}, and no more than ${asked.margin} worse than the champion. If another number counts: --metric KEY.`,
		...asked.rows === null ? ["No number of rows was found: write one, and name it in train.outputs, to hold gates.metric.min-rows."] : [],
		"Next: run (no flag needed)."
	];
	return {
		exitCode: 0,
		json: {
			files: Object.keys(files),
			command,
			model,
			...asked
		},
		text: printable(`${said.join("\n")}\n${places.notices.join("")}`)
	};
}
function wordsOf(line) {
	const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare);
	const foreign = words.find((word) => /^(&&|\|\|?|;|>>?|<|&)$|[;|]$|\$\(|`/.test(word));
	if (foreign !== void 0) throw new ConfigError(`--command holds ${JSON.stringify(foreign)}, which only a shell understands; expected a program and its arguments, such as "python train.py": put the steps into a script of its own.`);
	if (words.length === 0) throw new ConfigError("--command is empty; expected a program and its arguments, such as \"python train.py\".");
	return words;
}
function failed(line, end) {
	if (end.kind === "not-started") return `${line} could not be started: ${end.why}. Install it, and name it as a shell would find it.`;
	return `${line} did not succeed (${end.kind === "exited" ? `exit code ${end.code}` : end.kind === "timeout" ? `no end within ${MINUTES} minutes` : end.kind}), so nothing was written. It gets PATH and few other variables: name those it needs with --env.${outputTail(end.output)}`;
}
function noMetric(numbers, written, wanted) {
	const known = numbers.flatMap(({ name, numbers: found }) => found.slice(0, 10).map(({ key, value }) => `${key} = ${value} (${name})`)).slice(0, 15);
	if (wanted !== void 0) return `--metric is ${JSON.stringify(wanted)}, which the script did not write; it wrote ${known.join(", ") || "no numbers"}.`;
	if (known.length > 0) return `No number that the script wrote has the name of a known measure: name one with --metric, of ${known.join(", ")}.`;
	return `The script wrote no JSON with numbers (it wrote ${written.slice(0, 10).map(({ name }) => name).join(", ") || "nothing"}). Let it write its result at the end, in Python: json.dump({"test": {"f1": f1, "n": len(y_test)}}, open("metrics.json", "w")).`;
}
function noModel(written, metrics) {
	const others = written.filter(({ name }) => name !== metrics).map(({ name }) => name);
	return `The script wrote no file that looks like a model besides ${metrics} (${others.length === 0 ? "nothing else" : others.slice(0, 10).join(", ")}). Let it save its model, or write train.model into retrain.yml by hand (docs/engines.md).`;
}
function modelIn(written, metrics) {
	const others = written.filter(({ name, size }) => name !== metrics && size > 0);
	const sure = others.filter(({ name }) => SURELY_MODEL.test(name));
	const named = others.filter(({ name }) => MODEL.test(name) && /model|weights|forest|checkpoint|artifact/i.test(name));
	const foldered = others.filter(({ name }) => IN_MODELS.test(name));
	const names = (sure.length > 0 ? [...new Set([...sure, ...named])] : named.length > 0 ? named : foldered).map(({ name }) => name).sort();
	const tops = new Set(foldered.map(({ name }) => name.split("/")[0]));
	if ((names.length > FEW || names.some((name) => name.split("/").length > 3)) && tops.size === 1) return [...tops];
	return names;
}
function recipeFiles(cwd, command) {
	const named = command.map((word) => word.replace(/^\.\//, "")).filter((word) => /\.\w+$/.test(word) && !word.startsWith("/") && !word.includes(".."));
	return [...new Set([...named, ...RECIPES])].filter((name) => existsSync(join(cwd, name)));
}
function configYaml({ command, model, env, asked, files }) {
	const { direction, bound, margin, rows } = asked;
	const document = new import_dist.Document({
		train: {
			engine: "command",
			command,
			...files.length > 0 && { files },
			...env.length > 0 && { env },
			model,
			outputs: {
				file: asked.file,
				metric: asked.metric,
				...rows !== null && { rows: rows.key }
			}
		},
		gates: { metric: {
			[direction]: bound,
			margin,
			...rows !== null && { "min-rows": Math.max(1, Math.floor(rows.value / 2)) }
		} }
	});
	for (const path of [
		["train", "command"],
		["train", "files"],
		["train", "env"],
		["train", "model"],
		["train", "outputs"],
		["gates", "metric"]
	]) {
		const node = document.getIn(path, true);
		if (typeof node === "object" && node !== null && "flow" in node) node.flow = true;
	}
	document.commentBefore = ` What gated-retrain does with this script; docs/engines.md tells every key.\n The first run gave ${asked.metric} ${asked.value}: gates.metric leaves room below it. Ask for what is good enough.`;
	document.comment = " publish: {copy: {FILE OF THE MODEL: WHERE AN APP READS IT}} brings the champion's files into the repository.";
	return document.toString({ lineWidth: 0 });
}
// src/commands/init/init-faults.ts
const LISTED = 20;
function refuseFaults(files, schema) {
	const problems = [];
	for (const field of schema.fields) {
		const missing = field.missingValues ?? schema.missingValues;
		const cells = new Set();
		const found = [];
		for (const file of files) {
			const table = withoutLines(file.table, schema.dialect?.commentRows ?? []);
			const at = table.header.indexOf(field.name);
			if (at < 0) continue;
			const headers = new Set(headerRows({
				...file,
				table
			}));
			for (const row of typeColumn(table.columns[at], table.rows, field, missing).invalid) {
				if (headers.has(row)) continue;
				const cell = cellText(table.columns[at], row);
				cells.add(cell);
				const where = {
					file: file.name,
					line: table.lines[row],
					column: at + 1
				};
				found.push(problem(`Column "${field.name}" is a ${field.type} in nearly every row, and here it is ${JSON.stringify(cell)}.`, { where }));
			}
		}
		if (found.length === 0) continue;
		const gaps = JSON.stringify([...new Set([
			"",
			...field.missingValues ?? [],
			...[...cells].slice(0, 10)
		])]);
		const name = JSON.stringify(field.name);
		const advice = `Correct ${found.length === 1 ? "the cell" : "these cells"} of "${field.name}" and run init again; or say what ${found.length === 1 ? "it is" : "they are"}: --column '${name}: {missingValues: ${gaps}}' for gaps, --column '${name}: {type: string}' for a column of texts.`;
		problems.push(...found.slice(0, LISTED), problem(advice));
	}
	if (problems.length > 0) throw new DataError(problems);
}
// src/commands/init/init-files.ts
function schemaYaml(schema, notes, remarks = []) {
	const document = new import_dist.Document(sparse(schema));
	document.commentBefore = [
		" Frictionless Table Schema, inferred by init: what every batch must look like. Edit it as you learn more.",
		" `inferred: true`: the constraints of the field are a guess. Accepted batches move them on, and barely breaking them is a warning.",
		" Without that line they are held to the letter.",
		...remarks.map((remark) => ` Files: ${remark.replaceAll(/[\r\n]+/g, " ")}`)
	].join("\n");
	const fields = document.get("fields");
	for (const field of fields instanceof import_dist.YAMLSeq ? fields.items : []) {
		if (!(field instanceof import_dist.YAMLMap)) continue;
		const said = notes.get(String(field.get("name"))) ?? [];
		if (said.length > 0) field.commentBefore = said.map((sentence) => ` ${sentence.replaceAll(/[\r\n]+/g, " ")}`).join("\n");
	}
	return written(document);
}
function written(document) {
	(0, import_dist.visit)(document, { Scalar(_, node) {
		if (typeof node.value === "string" && isOther(node.value)) node.type = "QUOTE_DOUBLE";
	} });
	return document.toString({ lineWidth: 0 });
}
function isOther(text) {
	try {
		return typeof (0, import_dist.parse)(text, {
			version: "1.1",
			logLevel: "silent"
		}) !== "string";
	} catch {
		return false;
	}
}
function sparse(schema) {
	if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
	const { fields, ...rest } = schema;
	const short = (Array.isArray(fields) ? fields : []).map((field) => withoutDefaults(field));
	return {
		...withoutDefaults(rest),
		fields: short
	};
}
const DEFAULTS = {
	format: "\"default\"",
	constraints: "{}",
	missingValues: "null",
	decimalChar: "\".\"",
	groupChar: "null",
	bareNumber: "true",
	trueValues: "[\"true\",\"True\",\"TRUE\",\"1\"]",
	falseValues: "[\"false\",\"False\",\"FALSE\",\"0\"]",
	aliases: "[]",
	role: "\"feature\"",
	primaryKey: "[]"
};
function withoutDefaults(value) {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).filter(([key, part]) => DEFAULTS[key] !== JSON.stringify(part)));
}
function retrainYaml({ patterns, schemaFile, target, salt, group, fit, freshness }) {
	const document = new import_dist.Document({
		data: {
			files: patterns.length === 1 ? patterns[0] ?? "" : patterns,
			...freshness?.holds ? { freshness: freshness.value } : {}
		},
		schema: schemaFile,
		target,
		split: {
			...group === null ? {} : { by: { group } },
			salt
		},
		train: {
			"min-leaf": "auto",
			...rareTraining(fit)
		},
		gates: {
			"f1-threshold": fit.threshold,
			...fit.average === "weighted" ? {} : { "f1-average": fit.average },
			...rareGates(fit)
		}
	});
	document.comment = " registry: in a workflow the branch model-registry, at a terminal the folder registry, unless said here.";
	document.commentBefore = " What gated-retrain does here; every key: schema/retrain.schema.json of the project.";
	if (group !== null) explain(document, ["split", "by"], "Rows of one value are alike, and each file brings new ones: they stand on one side.");
	if (freshness?.holds) explain(document, ["data", "freshness"], freshness.comment);
	const data = document.get("data");
	if (freshness !== null && !freshness.holds && data instanceof import_dist.YAMLMap) data.comment = ` ${freshness.comment}\n freshness: ${freshness.value}`;
	explain(document, ["split", "salt"], "Random, so that nobody can choose on which side of the split a row falls. Changing it makes models incomparable.");
	explain(document, ["train", "min-leaf"], "Leaves as large as out-of-bag scores do not mind, and larger where the file would exceed train.model-bytes (40MiB). 1: grown to the end.");
	explain(document, ["gates", "f1-threshold"], thresholdComment(fit));
	explainRare(document, fit);
	if (fit.average === "macro") explain(document, ["gates", "f1-average"], "Unbalanced classes: the most frequent one alone has a high weighted F1.");
	return written(document);
}
function rareTraining({ rare }) {
	return rare === null ? {} : {
		"class-weights": rare.classWeights,
		decision: {
			class: rare.name,
			above: "auto"
		}
	};
}
function rareGates({ rare, dummyMargin }) {
	if (rare === null) return {};
	return {
		"positive-class": rare.name,
		...dummyMargin === null ? {} : { dummy: { margin: dummyMargin } }
	};
}
function explainRare(document, { rare, dummyMargin }) {
	if (rare === null) return;
	explain(document, ["train", "class-weights"], `${`${JSON.stringify(rare.name)} is ${(100 * rare.share).toPrecision(2)} % of the rows`}. balanced: a row of a class counts as much more as there are fewer of them; none: all alike. This did better out of bag.`);
	explain(document, ["train", "decision"], "It is the answer above this probability; auto: where its F1 is highest on the training rows, out of bag. The ONNX label follows it.");
	explain(document, ["gates", "f1-average"], "F1 of that class alone: an average over both would hardly notice it.");
	if (dummyMargin !== null) explain(document, ["gates", "dummy"], "The class is hard to predict: half of what the first fit gained over guessing.");
}
function scoreSentence({ average, rare, f1, dummy, holdoutRows, ranking }) {
	const what = rare === null ? `${average} F1` : `F1 of ${JSON.stringify(rare.name)} (${(100 * rare.share).toPrecision(2)} % of the rows)`;
	const beside = ranking === null || rare === null ? [] : [rankingSentence(ranking, rare.name)];
	return `${what} on ${holdoutRows} held-out rows is ${f1.toFixed(3)} (${[`without any feature: ${dummy.toFixed(3)}`, ...beside].join("; ")})`;
}
function rankingSentence({ auc, lower, upper, averagePrecision }, name) {
	const interval = lower === null || upper === null ? "" : ` (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
	const precision = averagePrecision?.class === name ? `, average precision ${averagePrecision.value.toFixed(3)}` : "";
	return `ROC AUC ${auc.toFixed(3)}${interval}${precision}`;
}
function thresholdComment(fit) {
	const first = `The first fit: ${scoreSentence(fit)}.`;
	if (!fit.predicts) return `${first} This data does not predict the target yet.`;
	return [
		first,
		`This leaves ${(fit.f1 - fit.threshold).toFixed(2)} of room.`,
		...doubt(fit)
	].join(" ");
}
function doubt({ threshold, lower, holdoutRows }) {
	if (lower !== null && lower >= threshold) return [];
	return [`${lower === null ? "Too few of them are of some class to say how sure that is" : `With 95 % confidence it is only known to be at least ${(Math.floor(100 * lower) / 100).toFixed(2)}`} (${holdoutRows} rows): sound batches may miss the threshold by chance. Ask for less until there are more rows.`];
}
function explain(document, path, comment) {
	const parent = document.getIn(path.slice(0, -1), true);
	const key = (parent instanceof import_dist.YAMLMap ? parent.items.find((item) => String(item.key) === path.at(-1)) : void 0)?.key;
	if (key) key.commentBefore = ` ${comment}`;
}
// src/commands/init/init-freshness.ts
const HOUR = 36e5;
const GAPS = 2;
function freshnessOf(files, now) {
	const rhythm = fileInterval(files);
	if (rhythm === null) return null;
	const allowed = GAPS * rhythm.longest;
	const age = now - rhythm.newest;
	const holds = age <= allowed && age >= -24 * HOUR;
	const every = `Files come ${everyWords(rhythm.usual)}, at most ${spanWords(rhythm.longest)} apart`;
	const comment = holds ? `${every}: a newest file older than twice that is stale.` : `${every}, but the newest is ${age < 0 ? `dated ${spanWords(-age)} ahead` : `${spanWords(age)} old`} now. Remove the # of this line once they come again:`;
	return {
		value: `${Math.ceil(allowed / HOUR)}h`,
		holds,
		comment
	};
}
// src/commands/init/init-given.ts
const GIVEN_FLAGS = {
	encoding: {
		takes: "one",
		placeholder: "NAME",
		about: "of files that are no UTF-8, such as windows-1251 or gbk (default: guessed, and told)"
	},
	dialect: {
		takes: "one",
		placeholder: "'{KEY: VALUE}'",
		about: "how cells are written: delimiter, header, commentRows, quoteChar, escapeChar, skipInitialSpace"
	},
	names: {
		takes: "several",
		placeholder: "NAME…",
		about: "of the columns, for files without a header"
	},
	column: {
		takes: "several",
		placeholder: "'NAME: {KEY: VALUE}'…",
		about: "what a column is, as the schema says it: type, format, decimalChar, groupChar, missingValues, role …"
	}
};
function givenReading(flags) {
	const names = texts(flags, "names");
	const told = text(flags, "dialect");
	const dialect = {
		...told === void 0 ? {} : mappingOf(told, "--dialect", "{quoteChar: \"\"}"),
		...names.length > 0 ? { header: false } : {}
	};
	const encoding = encodingOf(text(flags, "encoding"));
	const fields = (names.length > 0 ? names : ["a column"]).map((name) => ({ name }));
	const schema = parseSchema(JSON.stringify({
		fields,
		dialect,
		...encoding === null ? {} : { encoding }
	}), "--dialect", null);
	const { names: _, ...written } = writtenAs(schema);
	const none = "commentRows" in dialect && schema.dialect?.commentRows === void 0 ? { dialect: {
		...schema.dialect,
		commentRows: []
	} } : {};
	return {
		...written,
		...none,
		...names.length > 0 ? { names } : {}
	};
}
function encodingOf(name) {
	if (name === void 0) return null;
	const canonical = labelOf(name);
	const found = ENCODINGS.find((encoding) => encoding === name.toLowerCase() || encoding === canonical);
	if (found !== void 0) return found;
	throw new ConfigError(`--encoding ${name} is none that is known: ${ENCODINGS.join(", ")}.`);
}
function labelOf(name) {
	try {
		return new TextDecoder(name).encoding;
	} catch {
		return null;
	}
}
function givenColumns(flags, header) {
	const given = new Map();
	for (const one of texts(flags, "column")) for (const [name, keys] of Object.entries(mappingOf(one, "--column", "price: {decimalChar: \",\"}"))) {
		if (!header.includes(name)) throw new ConfigError(`--column names "${name}", which is no column; its columns are ${header.slice(0, 30).join(", ")}.`);
		if (typeof keys !== "object" || keys === null || Array.isArray(keys)) throw new ConfigError(`--column ${one} holds no mapping for "${name}"; write it as 'NAME: {KEY: VALUE}'.`);
		const isNumber = [
			"decimalChar",
			"groupChar",
			"bareNumber",
			"affixes"
		].some((key) => key in keys);
		const entry = {
			name,
			..."type" in keys || !isNumber ? {} : { type: "number" },
			...keys
		};
		const [field] = parseSchema(JSON.stringify({ fields: [entry] }), "--column", null).fields;
		given.set(name, {
			field,
			keys: new Set(Object.keys(keys))
		});
	}
	return given;
}
function mappingOf(written, flag, example) {
	let value;
	try {
		value = (0, import_dist.parse)(written);
	} catch {
		value = null;
	}
	if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
	throw new ConfigError(`${flag} ${written} is no YAML mapping; write it as ${flag} '${example}'.`);
}
// src/commands/init/init-threshold.ts
const LEAST_ROOM = .02;
function rareClass(dataset, rows) {
	const { codes, categories } = targetOf(dataset);
	const counts = new Int32Array(categories.length + 1);
	for (const row of rows) counts[codes[row]]++;
	counts[0] = 0;
	const present = [...counts.keys()].filter((code) => counts[code] > 0);
	const [one, two] = present;
	if (present.length !== 2 || one === void 0 || two === void 0) return null;
	const code = counts[one] < counts[two] ? one : two;
	const labelled = counts[one] + counts[two];
	return {
		name: categories[code - 1],
		rows: counts[code],
		share: counts[code] / labelled
	};
}
function recipeForRare(name, classWeights) {
	return {
		classWeights,
		decision: {
			class: name,
			threshold: "auto"
		}
	};
}
function thresholdFrom(evaluation, margin, holdoutRows) {
	const tried = ["weighted", "macro"].map((average) => {
		const { f1, lower } = f1Of(evaluation, average);
		const dummy = evaluation.dummy === null ? 0 : baselineOf(evaluation.dummy.confusion, average, null).f1;
		const floor = requiredAboveDummy(dummy, margin);
		const threshold = Math.max(proposedThreshold(f1, lower), up(floor));
		const beside = {
			rare: null,
			ranking: rankingOf(evaluation)
		};
		return {
			average,
			f1,
			lower,
			dummy,
			predicts: f1 >= threshold,
			threshold,
			dummyMargin: null,
			holdoutRows,
			...beside
		};
	});
	const roomy = (fit) => fit.f1 - fit.threshold >= LEAST_ROOM;
	return tried.find((fit) => fit.predicts && roomy(fit)) ?? tried.find((fit) => fit.predicts) ?? tried[0];
}
function rareThreshold(evaluation, margin, holdoutRows, rare) {
	const { f1, lower } = f1Of(evaluation, "binary");
	const guessed = evaluation.dummy === null ? 0 : baselineOf(evaluation.dummy.confusion, "binary", rare.name).f1;
	const dummy = Math.max(guessed, 2 * guessed / (1 + guessed));
	const least = lower ?? 0;
	const reached = up(requiredAboveDummy(dummy, margin)) <= f1;
	const smaller = Math.floor((f1 - dummy) / 2 * 1e3) / 1e3;
	const dummyMargin = !reached && least > dummy && smaller > 0 ? smaller : null;
	const digits = dummyMargin === null ? 100 : 1e3;
	const floor = Math.ceil(requiredAboveDummy(dummy, dummyMargin ?? margin) * digits) / digits;
	const threshold = Math.max(proposedThreshold(f1, least), floor);
	const beside = {
		rare,
		ranking: rankingOf(evaluation)
	};
	return {
		average: "binary",
		f1,
		lower,
		dummy,
		predicts: f1 >= threshold,
		threshold,
		dummyMargin,
		holdoutRows,
		...beside
	};
}
function rankingOf({ candidate }) {
	const metric = (name) => candidate?.metrics.find((one) => one.name === name && one.slice === null);
	const [auc, precision] = [metric("roc-auc"), metric("average-precision")];
	if (auc === void 0) return null;
	const averagePrecision = precision === void 0 ? null : {
		value: precision.value,
		class: precision.class
	};
	return {
		auc: auc.value,
		lower: auc.lower,
		upper: auc.upper,
		averagePrecision
	};
}
function f1Of({ candidate }, average) {
	const found = candidate?.metrics.find((metric) => metric.name === "f1" && metric.average === average && metric.slice === null);
	return {
		f1: found?.value ?? 0,
		lower: found?.lower ?? null
	};
}
const up = (value) => Math.ceil(value * 100) / 100;
// src/commands/init/init.ts
const init = {
	usage: "--data PATTERN… [--target COLUMN] [--encoding NAME] [--dialect '{…}'] [--names NAME…] [--column 'NAME: {…}'] [--force]\n       gated-retrain init --command \"python train.py\" [--env NAME…] [--metric KEY] [--force]",
	about: "Infers schema.yml and retrain.yml from your data, trains once to find a threshold, and writes the workflow. After it, run needs no flag.",
	flags: {
		data: {
			takes: "several",
			placeholder: "PATTERN…",
			about: "files to learn from; also what run will read"
		},
		target: {
			takes: "one",
			placeholder: "COLUMN",
			about: "the column to predict (default: target, label, class, y or outcome)"
		},
		...GIVEN_FLAGS,
		command: {
			takes: "one",
			placeholder: "\"python train.py\"",
			about: "a script of your own, instead of data: it is run once"
		},
		env: {
			takes: "several",
			placeholder: "NAME…",
			about: "with --command: environment variables that it gets"
		},
		metric: {
			takes: "one",
			placeholder: "KEY",
			about: "with --command: the dotted key of the number that counts"
		},
		force: {
			takes: "none",
			about: "overwrite files that init wrote before; never another's"
		},
		threads: THREADS_FLAG,
		json: JSON_FLAG
	},
	run: runInit
};
function asGuess(schema) {
	const isMoved = ({ constraints: { required, minimum, maximum, enum: listed } }) => [
		required,
		minimum,
		maximum,
		listed
	].some((one) => one !== void 0);
	return {
		...schema,
		fields: schema.fields.map((field) => isMoved(field) ? {
			...field,
			inferred: true
		} : field)
	};
}
async function runInit(flags, host) {
	const { cwd } = host;
	const command = text(flags, "command");
	if (command !== void 0) return await initCommand(command, flags, host);
	const patterns = texts(flags, "data").map((pattern) => withSlashes(pattern));
	if (patterns.length === 0) throw new ConfigError(`--data is missing: ${await dataNearby(cwd)}`);
	const places = await placesIn(cwd, flags.force === true);
	const told = givenReading(flags);
	const files = await readWithOneNotation(patterns, told, host);
	const target = chooseTarget(text(flags, "target"), files);
	const given = givenColumns(flags, files.at(-1)?.table.header ?? []);
	const { schema, notes, remarks } = inferSchema(files, {
		target,
		written: told,
		given
	});
	refuseFaults(files, schema);
	const salt = randomBytes(16).toString("hex");
	const { dataset, warnings } = typeRows(files, target, schema);
	const group = keptTogether(dataset, schema, notes);
	const fit = await firstFit(dataset, schema, splitOf(dataset, group, salt), host);
	const written = {
		[places.schema]: schemaYaml(schemaToJson(asGuess(schema)), notes, remarks),
		[places.config]: retrainYaml({
			patterns,
			schemaFile: places.schema,
			target,
			salt,
			group: group?.column ?? null,
			fit,
			freshness: freshnessOf(files, host.now())
		}),
		[places.workflow]: await workflowYaml(host.home)
	};
	for (const [name, content] of Object.entries(written)) {
		const path = join(cwd, name);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, content);
	}
	const notices = places.notices.join("") + fixedNames(patterns, cwd, schema);
	const assumed = [...notes].flatMap(([field, sentences]) => sentences.map((sentence) => ({
		field,
		sentence
	})));
	const warned = warnings.filter(({ code, subject }) => code !== "grouped-rows" || subject !== group?.column).map(sentenceOf);
	const said = [...remarks.map((remark) => `Files: ${remark}`), ...warned.map((sentence) => `warning: ${sentence}`)];
	return {
		exitCode: 0,
		json: {
			files: Object.keys(written),
			target,
			...fit,
			assumed,
			remarks,
			warnings: warned
		},
		text: printable(story(Object.keys(written), target, fit, assumed, said) + notices)
	};
}
function fixedNames(patterns, cwd, schema) {
	const names = patterns.filter((pattern) => !/[*{]/.test(pattern));
	if (names.length === 0) return "";
	const wider = [...new Set(names.map((name) => proposePattern(cwd, name)))].map(asWritten).filter((pattern) => !names.includes(pattern));
	const way = wider.length > 0 ? `; quoted, --data '${wider[0]}' takes them` : "";
	return `notice: ${names.length === 1 ? "--data names one file: rows that are added to it, or a new export of it, are the next batch" : "--data names files, no pattern: rows that are added to them are the next batch"}; another file will not be read${way}. ${followedBy(schema)}\n`;
}
function followedBy({ fields, primaryKey }) {
	const words = (names) => names.map((name) => `\`${name}\``).join(", ");
	const time = fields.filter(({ role }) => role === "time").map(({ name }) => name);
	const key = primaryKey.length > 0 ? primaryKey : fields.filter(({ role, constraints }) => role === "id" && constraints.unique).map(({ name }) => name);
	return `A row is known by its values, wherever it stands, so appended rows, a new export and a window are followed alike; ${time.length === 0 ? "no column tells when a row is from" : `${words(time)} tells when a row is from`}; ${key.length === 0 ? "a row that changes is one that goes and one that comes" : `${words(key)} is its key`}.`;
}
function chooseTarget(asked, files) {
	const header = files.at(-1)?.table.header ?? [];
	if (asked !== void 0) {
		if (header.includes(asked)) return asked;
		throw new ConfigError(`--target "${asked}" is no column of ${files.at(-1)?.name}; its columns are ${header.slice(0, 30).join(", ")}.`);
	}
	const [first] = targetCandidates(header);
	if (first !== void 0) return first;
	throw new ConfigError(`No column is named target, label, class, y or outcome: name the column to predict with --target, one of ${header.slice(0, 30).join(", ")}.`);
}
function keptTogether(dataset, schema, notes) {
	const found = groupingOf(dataset);
	if (found === null || !found.fresh) return null;
	const field = schema.fields.find(({ name }) => name === found.column);
	if (field.role === "feature") field.role = "ignore";
	dataset.features = dataset.features.filter((name) => name !== found.column);
	const note = "role ignore: rows of one value belong together and each file brings new ones, so the split keeps them on one side (split.by: group).";
	notes.set(found.column, [...notes.get(found.column) ?? [], note]);
	return found;
}
function splitOf({ features }, group, salt) {
	const { holdout: share } = DEFAULT_CONFIG.split;
	return group === null ? {
		by: "row",
		share,
		columns: features,
		salt,
		hash: 1
	} : {
		by: "group",
		share,
		columns: [group.column],
		salt,
		hash: 1
	};
}
async function firstFit(dataset, schema, split, host) {
	const { sides, checks } = holdOut(dataset, split);
	const unfit = checks.find((check) => check.status === "inconclusive");
	if (unfit) throw new ConfigError(`${unfit.message} A threshold cannot be found from these files. ${unfit.suggestion ?? ""}`.trim());
	const trial = {
		dataset,
		split,
		sides,
		schema: schemaToJson(schema),
		host
	};
	const rare = rareClass(dataset, sides.trainRows);
	if (rare === null) return await fitted(trial, null);
	if (rare.share <= .1) return await fitted(trial, rare);
	const usual = await fitted(trial, null);
	if (usual.predicts || !ranks(usual)) return usual;
	const other = await fitted(trial, rare);
	return other.predicts ? other : usual;
}
async function fitted(trial, rare) {
	const { gates: usual } = DEFAULT_CONFIG;
	const { margin } = usual.dummy;
	const rows = trial.sides.holdoutRows.length;
	if (rare === null) return thresholdFrom(scored(trial, (await trained(trial, {})).forest, usual), margin, rows);
	const plain = await trained(trial, recipeForRare(rare.name, "none"));
	const balanced = await trained(trial, recipeForRare(rare.name, "balanced"));
	const isBetter = (balanced.thresholdF1 ?? 0) > (plain.thresholdF1 ?? 0);
	const gates = {
		...usual,
		f1Average: "binary",
		positiveClass: rare.name
	};
	return rareThreshold(scored(trial, (isBetter ? balanced : plain).forest, gates), margin, rows, {
		...rare,
		classWeights: isBetter ? "balanced" : "none"
	});
}
function trained({ dataset, sides, schema, host }, recipe) {
	const { limits, train: usual } = DEFAULT_CONFIG;
	const { threads, progress } = host;
	const config = {
		...usual,
		minLeaf: "auto",
		...recipe
	};
	return train({
		dataset,
		rows: sides.trainRows,
		config,
		schema,
		threads,
		limits,
		progress
	});
}
function scored({ dataset, split, sides }, candidate, gates) {
	const grouped = split.by === "group" ? { holdout: {
		...NO_BASELINES.holdout,
		by: split.by,
		column: split.columns[0]
	} } : {};
	const input = {
		dataset,
		...sides,
		candidate,
		...NO_BASELINES,
		...grouped,
		gates,
		whereOf: () => null,
		showValues: false
	};
	return evaluate(input).evaluation;
}
function story(files, target, fit, assumed, said) {
	const score = scoreSentence(fit);
	const judged = fit.predicts ? [`First fit: ${score}; f1-threshold is ${shownThreshold(fit)}.`, ...doubt(fit)].join(" ") : `warning: ${weakness(fit, target)}: ${score}; run will reject it until it does better.`;
	const shown = assumed.slice(0, 20).map(({ field, sentence }) => `  ${field}: ${sentence}`);
	const more = assumed.length > shown.length ? [`  … and ${assumed.length - shown.length} more, as comments in ${files[0]}`] : [];
	return [
		`Wrote ${files.join(", ")}.`,
		judged,
		...said,
		...assumed.length > 0 ? [
			"Assumed:",
			...shown,
			...more
		] : [],
		"Next: run (no flag needed).",
		""
	].join("\n");
}
const shownThreshold = ({ threshold }) => threshold.toFixed(Number(threshold.toFixed(2)) === threshold ? 2 : 3);
function ranks({ ranking }) {
	return ranking !== null && ranking.lower !== null && ranking.lower > .5;
}
function weakness({ ranking }, target) {
	return ranks({ ranking }) ? `this data predicts ${target}, but too weakly for its F1` : `this data does not predict ${target}`;
}
export { init };
