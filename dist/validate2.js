import { c as DEFAULT_LIMITS, n as readData, r as readSchemaFile, s as DEFAULT_DATA, t as patternsIn } from "./reading.js";
import { A as judge, C as labelledRows, E as listFiles, T as withoutLabels, W as loadConfig, j as RunRecorder, k as cutByRows, t as contextOf, w as unlabelledChecks } from "./pipeline.js";
import { Gt as writtenAs, b as readFiles, l as NOT_JUDGED, p as inferSchema, r as validate } from "./validate.js";
import { T as check } from "./onnx-read.js";
import { n as runToJson } from "./run-json2.js";
import { n as renderTerminal } from "./terminal2.js";
import { r as DataError, t as ConfigError, u as explain } from "./errors2.js";
import { a as texts, i as text, t as JSON_FLAG } from "./command.js";
import { i as keyFingerprint } from "./row-hashes.js";
import { D as EMPTY_SET, k as rowSetOf } from "./registry.js";
import { x as BUILT_IN_SALT } from "./git.js";
// src/commands/grown.ts
function grownBeyond(files, reference, schema, target) {
	const rule = {
		schema,
		recorded: schema,
		target: target ?? "",
		split: {
			by: "row",
			column: null,
			holdout: .2,
			columns: null,
			salt: null
		},
		data: {
			exclude: [],
			excludeRows: []
		},
		rowsKey: null,
		dated: {
			window: { kind: "all" },
			freshnessSeconds: null
		},
		now: Number.POSITIVE_INFINITY
	};
	const nothing = {
		rows: null,
		accepted: [],
		unhashed: [],
		named: []
	};
	const { columns, next, set, rows } = cutByRows(reference, rule, nothing).store();
	const known = {
		record: {
			key: keyFingerprint(BUILT_IN_SALT),
			columns,
			next,
			set,
			inputs: "",
			live: [],
			gone: []
		},
		live: rowSetOf(rows),
		gone: EMPTY_SET,
		segments: new Map()
	};
	const accepted = files.map(({ uri, versionId, name }) => ({
		uri,
		versionId,
		name,
		digest: ""
	}));
	const cut = cutByRows(files, rule, {
		...nothing,
		rows: known,
		accepted
	});
	return {
		files: cut.files.filter((file) => !file.accepted).map(({ rowSet: _, ...file }) => file),
		found: cut.found
	};
}
// src/commands/validate.ts
const validateCommand = {
	usage: "--data NEW… [--reference OLD… [--grown]] [--schema FILE] [--target COLUMN] [--config FILE]",
	about: "Judges a batch as it would be judged after the accepted batches OLD, oldest first. Reads no retrain.yml unless --config names it.",
	flags: {
		data: {
			takes: "several",
			placeholder: "PATTERN…",
			about: "the batch to judge"
		},
		reference: {
			takes: "several",
			placeholder: "PATTERN…",
			about: "accepted batches, oldest first"
		},
		grown: {
			takes: "none",
			about: "NEW contains OLD: judge the rows that OLD does not have"
		},
		schema: {
			takes: "one",
			placeholder: "FILE",
			about: "Table Schema (default: inferred from the reference)"
		},
		target: {
			takes: "one",
			placeholder: "COLUMN",
			about: "the target; without it labels are not checked"
		},
		config: {
			takes: "one",
			placeholder: "FILE",
			about: "take schema, target and limits from this retrain.yml"
		},
		json: JSON_FLAG
	},
	judges: true,
	async run(flags, host) {
		const recorder = new RunRecorder(host);
		const result = await judgeBatch(flags, host, recorder).catch((error) => recorder.closeThrown(error));
		return {
			exitCode: result.exitCode,
			json: runToJson(result),
			text: renderTerminal(result, contextOf(host, "validate", null), host.terminal)
		};
	}
};
async function judgeBatch(flags, host, recorder) {
	const patterns = texts(flags, "data");
	if (patterns.length === 0) throw new ConfigError("--data is missing: name the batch to judge.");
	const standard = await standardOf(flags, host);
	const reference = await recorder.stage("reference", () => readReference(texts(flags, "reference"), host, standard));
	if (flags.grown === true && reference.length === 0) throw new ConfigError("--grown needs --reference: the data that NEW contains.");
	const batch = await recorder.stage("read", () => readBatch(patterns, host, standard));
	recorder.recordFiles(batch);
	const judged = (checks) => {
		recorder.addChecks(checks);
		const { verdict, reason } = judge(recorder.facts.checks, { undecided: "keep" });
		if (verdict !== "promoted") return recorder.close({
			verdict,
			reason
		});
		return recorder.close({
			verdict: "checked",
			reason: [reason, ...notJudged(recorder.facts.checks, reference, standard)].join(" ")
		});
	};
	if (recorder.addChecks(batch.checks)) return judged([]);
	const { target } = standard;
	const schema = standard.schema ?? (reference.length > 0 ? inferSchema(reference, { target }).schema : null);
	if (schema === null) return judged([NOTHING_TO_JUDGE_BY]);
	const past = labelledRows(reference, schema, target);
	const files = labelledRows(batch.files, schema, target);
	const known = past.map(({ table, unlabelled }) => ({
		profile: table,
		...unlabelled && { unlabelled }
	}));
	const history = reference.length > 0 ? validate({
		files: past,
		schema,
		target,
		reference: null,
		showValues: false
	}).profile : null;
	const grown = flags.grown === true ? grownBeyond(files, past, schema, target) : {
		files,
		found: []
	};
	if (grown.files.length === 0) return judged([...grown.found, NOTHING_NEW]);
	const { checks, screens } = await recorder.stage("validate", () => validate({
		files: grown.files,
		found: [...grown.found, ...unlabelledChecks([...grown.files, ...withoutLabels(batch.files, files)], target, known)],
		schema,
		target,
		reference: history,
		past,
		now: host.now(),
		policy: standard.checks,
		remembers: false,
		showValues: false
	}));
	return judged([...checks, ...screens]);
}
function notJudged(checks, reference, { target }) {
	const sentences = [];
	if (reference.length === 0) sentences.push("Nothing was compared with accepted batches: none is named by --reference.");
	if (target === null) sentences.push("Labels were not checked: no --target.");
	const untold = [...new Set(checks.filter(({ observed }) => observed === NOT_JUDGED).map(({ code }) => code))];
	if (untold.length > 0) sentences.push(`Could not be judged: ${untold.join(", ")}.`);
	return sentences;
}
const NOTHING_NEW = check("batch-size", "rows", "inconclusive", "Every row is one of the reference: there is nothing new to judge", {
	observed: 0,
	expected: "rows that the reference does not have"
});
const NOTHING_TO_JUDGE_BY = check("schema", "data", "inconclusive", "There is neither a schema nor a reference to judge by.", { suggestion: "Name --schema FILE, or accepted files with --reference." });
async function standardOf(flags, { cwd, threads }) {
	const [config, schemaPath, target] = [
		text(flags, "config"),
		text(flags, "schema"),
		text(flags, "target")
	];
	if (config !== void 0) return await loadConfig({
		caller: "terminal",
		cwd,
		values: {
			config,
			schema: schemaPath,
			target,
			data: texts(flags, "data")
		},
		set: [],
		publish: false,
		threads
	});
	return {
		schema: schemaPath === void 0 ? null : await readSchemaFile(schemaPath, cwd, target ?? null),
		target: target ?? null,
		limits: DEFAULT_LIMITS,
		checks: {
			codes: {},
			columns: {},
			names: "plain"
		}
	};
}
async function readReference(patterns, host, { limits, schema }) {
	if (patterns.length === 0) return [];
	try {
		return await readData(patterns, host, {
			flag: "--reference",
			limits,
			written: writtenAs(schema)
		});
	} catch (error) {
		if (error instanceof DataError) throw new ConfigError(explain(error).problems, { cause: error });
		throw error;
	}
}
async function readBatch(patterns, { cwd, now, progress, services }, { limits, schema }) {
	const data = {
		...DEFAULT_DATA,
		files: patternsIn(patterns, cwd, "--data")
	};
	const listing = await listFiles(data, now(), services);
	if (listing.checks.some(({ status }) => status === "fail")) return {
		files: [],
		checks: listing.checks
	};
	const read = await readFiles(listing, data, [], limits, progress, writtenAs(schema));
	return {
		files: read.files,
		checks: [...listing.checks, ...read.checks]
	};
}
export { validateCommand };
