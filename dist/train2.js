import { a as typeRows, c as DEFAULT_LIMITS, n as readData, r as readSchemaFile } from "./reading.js";
import { Gt as writtenAs, Wt as schemaToJson } from "./validate.js";
import { t as printable } from "./terminal2.js";
import { t as train } from "./train.js";
import { d as problem, t as ConfigError } from "./errors2.js";
import { a as texts, i as text, r as THREADS_FLAG, t as JSON_FLAG } from "./command.js";
import { join, resolve } from "node:path";
import { mkdir, writeFile } from "node:fs/promises";
// src/commands/train.ts
const MOST_JSON_ROWS = 5e4;
const LIMITS = {
	...DEFAULT_LIMITS,
	modelBytes: 2 ** 31 - 1
};
const trainCommand = {
	usage: "--data PATTERN… --target COLUMN --out DIR [flags]",
	about: "Trains on all rows, without hold-out or gates: for experiments and benchmarks. Writes model.onnx and, where it can express the model, model.json.",
	flags: {
		data: {
			takes: "several",
			placeholder: "PATTERN…",
			about: "files to train on"
		},
		target: {
			takes: "one",
			placeholder: "COLUMN",
			about: "the column to predict"
		},
		schema: {
			takes: "one",
			placeholder: "FILE",
			about: "Table Schema (default: inferred from the data)"
		},
		engine: {
			takes: "one",
			placeholder: "forest|ml-random-forest",
			about: "what trains the model (default forest)"
		},
		trees: {
			takes: "one",
			placeholder: "N",
			about: "trees (default 100)"
		},
		seed: {
			takes: "one",
			placeholder: "S",
			about: "seed (default 42)"
		},
		threads: THREADS_FLAG,
		out: {
			takes: "one",
			placeholder: "DIR",
			about: "where the model files go"
		},
		json: JSON_FLAG
	},
	run: runTrain
};
async function runTrain(flags, host) {
	const { cwd, now, threads, progress } = host;
	const started = now();
	const { target, out, config, workers } = settings(flags, threads);
	const schemaPath = text(flags, "schema");
	const given = schemaPath === void 0 ? null : await readSchemaFile(schemaPath, cwd, target);
	const files = await readData(texts(flags, "data"), host, { written: writtenAs(given) });
	const { dataset, schema } = typeRows(files, target, given);
	const readAt = now();
	const rows = Int32Array.from({ length: dataset.rows }, (_, row) => row);
	const small = config.engine === "ml-random-forest" || dataset.rows <= MOST_JSON_ROWS;
	const task = {
		dataset,
		rows,
		config: {
			...config,
			export: small ? ["onnx", "json"] : ["onnx"]
		},
		schema: schemaToJson(schema),
		threads: workers,
		limits: LIMITS,
		progress
	};
	const trained = await train(task);
	const trainedAt = now();
	const dir = resolve(cwd, out);
	await mkdir(dir, { recursive: true });
	for (const file of trained.files) await writeFile(join(dir, `model.${file.extension}`), file.bytes);
	const end = now();
	const names = trained.files.map((file) => `model.${file.extension}`);
	const bytes = trained.files.reduce((sum, file) => sum + file.bytes.length, 0);
	const exported = Math.round(trained.exportMs);
	const json = {
		timings: {
			read: readAt - started,
			train: trainedAt - readAt - exported,
			export: end - trainedAt + exported,
			total: end - started
		},
		rows: dataset.rows,
		features: dataset.features.length,
		model: {
			files: names,
			bytes
		}
	};
	const notices = (small ? "" : `notice: model.json is left out above ${MOST_JSON_ROWS} rows; run writes it where train.export asks for it.\n`) + trained.checks.map((check) => `${check.status}: ${check.message}\n`).join("");
	const said = `Trained on ${dataset.rows} rows and ${dataset.features.length} features: ${names.join(", ")} in ${out} (${bytes} bytes).\n`;
	return {
		exitCode: 0,
		json,
		text: printable(notices + said)
	};
}
function settings(flags, threads) {
	const problems = [];
	const whole = (name, fallback, min, max) => {
		const given = text(flags, name);
		const value = given === void 0 ? fallback : Number(given);
		if (!Number.isInteger(value) || value < min || value > max) problems.push(problem(`--${name} is "${given}", expected a whole number from ${min} to ${max}.`, { got: given ?? "" }));
		return value;
	};
	const required = (name, why) => {
		const given = text(flags, name);
		if (given === void 0 || given === "") problems.push(problem(`--${name} is missing: ${why}.`));
		return given ?? "";
	};
	const engine = text(flags, "engine") ?? "forest";
	if (engine !== "forest" && engine !== "ml-random-forest") problems.push(problem(`--engine is "${engine}", expected forest or ml-random-forest.`, { got: engine }));
	const config = {
		engine,
		trees: whole("trees", 100, 1, 1e4),
		seed: whole("seed", 42, 0, 2 ** 32 - 1),
		maxDepth: null,
		minLeaf: 1,
		modelBytes: 0,
		classWeights: "none",
		decision: null,
		export: ["onnx"]
	};
	const target = required("target", "name the column to predict");
	const out = required("out", "name the folder for the model files");
	const workers = whole("threads", threads, 1, 256);
	if (problems.length > 0) throw new ConfigError(problems);
	return {
		target,
		out,
		config,
		workers
	};
}
export { trainCommand };
