import { $ as retrainFile, K as parseSchema, at as dataOf, d as readPaths, lt as splitOf, o as validate, ot as gatesOf, s as inferSchema, st as limitsOf, ut as trainOf } from "./command.js";
import { r as DataError, t as ConfigError } from "./errors2.js";
import { resolve } from "node:path";
import { readFile } from "node:fs/promises";
// src/config/defaults.ts
const DRAFT = retrainFile.parse({});
const DEFAULT_DATA = dataOf(DRAFT, []);
const DEFAULT_LIMITS = limitsOf(DRAFT);
const DEFAULT_CONFIG = {
	data: DEFAULT_DATA,
	split: splitOf(DRAFT),
	retrain: DRAFT.retrain,
	train: trainOf(DRAFT),
	gates: gatesOf(DRAFT),
	limits: DEFAULT_LIMITS
};
// src/commands/reading.ts
async function readData(patterns, cwd, progress) {
	if (patterns.length === 0) throw new ConfigError("--data is missing: name the files to read, such as --data data/*.csv.");
	return await readPaths(patterns.map((pattern) => resolve(cwd, pattern)), DEFAULT_LIMITS, progress);
}
async function readSchema(path, cwd, target) {
	const file = resolve(cwd, path);
	const text = await readFile(file, "utf8").catch((error) => {
		throw new ConfigError(`--schema ${path} cannot be read (${error.code}): name a Table Schema file.`);
	});
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
	if (failed.length > 0 || dataset === null || profile === null) throw new DataError(failed.map(({ message, where, expected }) => ({
		message,
		where,
		got: null,
		expected: expected === null ? null : String(expected)
	})));
	return {
		dataset,
		schema,
		profile
	};
}
export { DEFAULT_DATA as a, DEFAULT_CONFIG as i, readSchema as n, DEFAULT_LIMITS as o, typeRows as r, readData as t };
