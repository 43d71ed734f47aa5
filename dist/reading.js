import { At as dataOf, Ct as retrainFile, F as absolutePattern, Ft as splitOf, It as trainOf, Mt as limitsOf, Nt as retrainOf, S as readPaths, c as inferSchema, jt as gatesOf, pt as parseSchema, r as validate, wt as readText } from "./validate.js";
import { c as problem, r as DataError, t as ConfigError } from "./errors2.js";
import { resolve } from "node:path";
// src/config/defaults.ts
const DRAFT = retrainFile.parse({});
const DEFAULT_DATA = dataOf(DRAFT, []);
const DEFAULT_LIMITS = limitsOf(DRAFT);
const DEFAULT_CONFIG = {
	data: DEFAULT_DATA,
	split: splitOf(DRAFT),
	retrain: retrainOf(DRAFT),
	train: trainOf(DRAFT),
	gates: gatesOf(DRAFT),
	limits: DEFAULT_LIMITS
};
// src/commands/reading.ts
const MAX_SCHEMA_BYTES = 2 ** 22;
async function readData(patterns, { cwd, progress, services }) {
	if (patterns.length === 0) throw new ConfigError("--data is missing: name the files to read, such as --data data/*.csv.");
	return await readPaths(patterns.map((pattern) => absolutePattern(cwd, pattern)), DEFAULT_LIMITS, progress, services);
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
		profile
	};
}
function sentenceOf({ message, suggestion }) {
	const [remedy] = (suggestion ?? "").split("\n");
	return remedy ? `${message.replace(/\.$/, "")}. ${remedy}` : message;
}
export { DEFAULT_DATA as a, DEFAULT_CONFIG as i, readSchemaFile as n, DEFAULT_LIMITS as o, typeRows as r, readData as t };
