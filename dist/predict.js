import { C as typeColumn, Et as schemaFromJson, _t as readOnnxModel, ft as concatColumns, in as reservedIn, nt as predictorOf, rn as RESERVED, zt as pointerIn } from "./validate.js";
import { l as problem, r as DataError, t as ConfigError } from "./errors2.js";
import { t as printable } from "./terminal2.js";
import { a as texts, i as text, n as REGISTRY_FLAG, t as JSON_FLAG } from "./command.js";
import { n as readData } from "./reading.js";
import { t as registryAt } from "./registry-flag.js";
import { createWriteStream } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { mkdir, readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
// src/commands/predict.ts
const predictCommand = {
	usage: "--model DIR | --registry branch:NAME|directory:PATH|s3://… [--model-id ID]  --data FILE --out FILE",
	about: "Writes one line per input row, in order: the predicted class and the probability of each class. The target column may be absent.",
	flags: {
		model: {
			takes: "one",
			placeholder: "DIR",
			about: "folder with a model.onnx that train wrote"
		},
		registry: REGISTRY_FLAG,
		"model-id": {
			takes: "one",
			placeholder: "ID",
			about: "a model of the registry (default: the champion)"
		},
		data: {
			takes: "several",
			placeholder: "PATTERN…",
			about: "files to predict"
		},
		out: {
			takes: "one",
			placeholder: "FILE",
			about: "where the predictions go, as CSV"
		},
		json: JSON_FLAG
	},
	run: runPredict
};
async function runPredict(flags, surface) {
	const { cwd, services } = surface;
	const out = text(flags, "out");
	if (out === void 0) throw new ConfigError("--out is missing: name the CSV file for the predictions.");
	const reserved = reservedIn(out);
	if (reserved !== null) throw new ConfigError(`--out is "${out}", and "${reserved}" ${RESERVED}: choose another name.`);
	const model = await load(flags, cwd, services);
	const files = await readData(texts(flags, "data"), surface);
	const columns = featureColumns(model, files);
	const rows = files.reduce((sum, file) => sum + file.table.rows, 0);
	await writeCsv(resolve(cwd, out), model.forest, columns, rows);
	return {
		exitCode: 0,
		json: {
			rows,
			classes: model.forest.classes,
			modelId: model.id,
			out
		},
		text: printable(`Predicted ${rows} rows with ${model.id ?? "the model given"}: ${out}\n`)
	};
}
async function load(flags, cwd, services) {
	const dir = text(flags, "model");
	if (dir !== void 0 && flags.registry !== void 0) throw new ConfigError("--model and --registry exclude each other: give one of them.");
	if (dir !== void 0 && flags["model-id"] !== void 0) throw new ConfigError("--model-id names a model of a registry: leave it out beside --model.");
	if (dir === void 0) {
		const { id, manifest, forest } = await registryAt(text(flags, "registry"), cwd, services).load(text(flags, "model-id") ?? null);
		return {
			id,
			forest,
			schema: schemaFromJson(manifest.schema)
		};
	}
	const path = join(resolve(cwd, dir), "model.onnx");
	const bytes = await readFile(path).catch((error) => {
		throw new ConfigError(`--model ${dir}: model.onnx cannot be read (${error.code}); name a folder that train wrote.`);
	});
	try {
		const { forest, schema } = readOnnxModel(bytes);
		return {
			id: null,
			forest,
			schema: schemaFromJson(schema)
		};
	} catch (error) {
		const pointer = pointerIn(bytes);
		if (pointer !== null) throw new DataError(`${path} is a ${pointer.tool} pointer, not the model: ${pointer.mend}.`, { cause: error });
		throw new DataError(`${path} is not a model that this version wrote: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
	}
}
function featureColumns({ forest, schema }, files) {
	const problems = [];
	const fields = new Map(schema.fields.map((field) => [field.name, field]));
	const columns = forest.features.map(({ name }) => {
		const field = fields.get(name);
		if (field === void 0) throw new DataError(`The model's own schema lacks its feature "${name}".`);
		return concatColumns(files.map((file) => typedCells(file, field, schema, problems)));
	});
	if (problems.length > 0) throw new DataError(problems);
	return columns;
}
function typedCells(file, field, schema, problems) {
	const { table, name: fileName } = file;
	const names = [field.name, ...field.aliases];
	const index = table.header.findIndex((header) => names.includes(header));
	const raw = table.columns[index];
	if (raw === void 0) {
		problems.push(problem(`Column "${field.name}" is missing in ${fileName}: the model needs it.`, { expected: field.name }));
		return {
			kind: "number",
			name: field.name,
			type: field.type,
			values: new Float64Array(0)
		};
	}
	const { column, invalid } = typeColumn(raw, table.rows, field, field.missingValues ?? schema.missingValues);
	const first = invalid[0];
	if (first !== void 0) {
		const where = {
			file: fileName,
			line: table.lines[first] ?? 1,
			column: index + 1
		};
		const message = `Column "${field.name}" is no ${field.type} in ${invalid.length} of ${table.rows} rows of ${fileName}; first at line ${where.line}.`;
		problems.push(problem(message, {
			where,
			expected: field.type
		}));
	}
	return column;
}
const BLOCK_ROWS = 65536;
async function writeCsv(path, forest, columns, rows) {
	await mkdir(dirname(path), { recursive: true });
	await pipeline(csvLines(forest, columns, rows), createWriteStream(path));
}
function* csvLines(forest, columns, rows) {
	const { classes } = forest;
	yield `${["prediction", ...classes.map((name) => `p_${name}`)].map(quoted).join(",")}\n`;
	const labels = classes.map(quoted);
	const ofRows = predictorOf(forest, columns);
	for (let start = 0; start < rows; start += BLOCK_ROWS) {
		const block = Int32Array.from({ length: Math.min(BLOCK_ROWS, rows - start) }, (_, i) => start + i);
		const found = ofRows(block);
		let lines = "";
		for (let i = 0; i < block.length; i++) {
			lines += labels[found.classes[i]];
			for (let c = 0; c < classes.length; c++) lines += `,${found.probabilities[i * classes.length + c]}`;
			lines += "\n";
		}
		yield lines;
	}
}
function quoted(cell) {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll("\"", "\"\"")}"` : cell;
}
export { predictCommand };
