import { $t as readText, Vt as parseSchema, Xt as retrainFile, an as laterValue, dn as limitsOf, fn as retrainOf, hn as trainOf, ln as dataOf, mn as splitOf, p as inferSchema, r as validate, un as gatesOf, x as readPaths, z as absolutePattern } from "./validate.js";
import { d as problem, r as DataError, t as ConfigError } from "./errors2.js";
import { resolve } from "node:path";
// src/config/defaults.ts
const DRAFT = retrainFile.parse({});
const DEFAULT_DATA = dataOf(DRAFT, []);
const DEFAULT_LIMITS = limitsOf(DRAFT, "directory");
const DEFAULT_CONFIG = {
	data: DEFAULT_DATA,
	split: splitOf(DRAFT),
	retrain: retrainOf(DRAFT),
	train: trainOf(DRAFT),
	gates: gatesOf(DRAFT),
	limits: DEFAULT_LIMITS
};
// src/commands/common/reading.ts
const MAX_SCHEMA_BYTES = 2 ** 22;
async function readData(patterns, { cwd, progress, services }, { flag = "--data", limits = DEFAULT_LIMITS, written = {} } = {}) {
	if (patterns.length === 0) throw new ConfigError(`${flag} is missing: name the files to read, such as ${flag} data/*.csv.`);
	return await readPaths(patternsIn(patterns, cwd, flag), limits, progress, services, written);
}
function patternsIn(patterns, cwd, flag) {
	const problems = patterns.flatMap((pattern) => {
		if (pattern.trim() === "") return problem(`${flag} is empty: name the files to read, such as ${flag} data/*.csv.`);
		const instead = laterValue(["data", "files"], pattern);
		return instead === null ? [] : problem(`${flag} is "${pattern}", which is not available in this version: ${instead}.`);
	});
	if (problems.length > 0) throw new ConfigError(problems);
	return patterns.map((pattern) => absolutePattern(cwd, pattern));
}
async function readSchemaFile(path, cwd, target) {
	const { text, problem } = await readText(resolve(cwd, path), path, MAX_SCHEMA_BYTES, {
		subject: "--schema",
		where: null
	});
	if (text === null || problem !== null) throw new ConfigError(problem ?? []);
	return parseSchema(text, path, target);
}
function typeRows(files, target, given) {
	const schema = given ?? inferSchema(files, { target }).schema;
	const { checks, dataset, profile } = validate({
		files,
		schema,
		target,
		reference: null,
		showValues: false
	});
	const failed = checks.filter((check) => check.status === "fail");
	if (failed.length > 0 || dataset === null || profile === null) throw new DataError(failed.map((check) => problem(sentenceOf(check), { where: check.where })));
	return {
		dataset,
		schema,
		profile,
		warnings: checks.filter((check) => check.status === "warn")
	};
}
function sentenceOf({ message, suggestion }) {
	return suggestion === null ? message : `${message.replace(/\.$/, "")}. ${suggestion}`;
}
export { typeRows as a, DEFAULT_LIMITS as c, sentenceOf as i, readData as n, DEFAULT_CONFIG as o, readSchemaFile as r, DEFAULT_DATA as s, patternsIn as t };
