import { L as RESERVED, M as pointerIn, n as readOnnxModel, z as reservedIn } from "./onnx-read.js";
import { Gt as writtenAs, Lt as concatColumns, Nt as predictorOf, Ut as schemaFromJson, _t as withoutLines, a as hasAffixes, i as foreignAffixes, st as typeColumn, v as missingCount } from "./validate.js";
import { t as printable } from "./terminal2.js";
import { d as problem, r as DataError, t as ConfigError } from "./errors2.js";
import { a as texts, i as text, n as REGISTRY_FLAG, t as JSON_FLAG } from "./command.js";
import { n as readData } from "./reading.js";
import { t as registryAt } from "./registry-flag.js";
import { dirname, join, resolve } from "node:path";
import { createWriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
// src/commands/predict-cells.ts
function featureCells(forest, schema, files) {
	const problems = [];
	const unreadable = [];
	const fields = new Map(schema.fields.map((field) => [field.name, field]));
	const told = [];
	const columns = forest.features.map((feature) => {
		const field = fields.get(feature.name);
		if (field === void 0) throw new DataError(`The model's own schema lacks its feature "${feature.name}".`);
		const count = {
			column: field.name,
			rows: 0,
			missing: 0,
			unreadable: 0,
			unknown: 0,
			foreign: 0,
			where: null,
			required: field.constraints.required === true
		};
		const parts = files.map((file) => typedCells({
			file,
			field,
			feature,
			schema,
			count,
			problems,
			unreadable
		}));
		if (count.unreadable > 0 && count.unreadable + count.missing === count.rows) problems.push(...unreadable.slice(-1));
		told.push(count);
		return concatColumns(parts);
	});
	if (problems.length > 0) throw new DataError([...new Set([...unreadable, ...problems])]);
	return {
		columns,
		told
	};
}
function typedCells({ file, field, feature, schema, count, problems, unreadable }) {
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
	const place = (row) => ({
		file: fileName,
		line: table.lines[row] ?? 1,
		column: index + 1
	});
	const unknown = unknownRows(column, feature);
	const foreign = withoutForeign({
		file,
		field,
		at: index,
		column,
		invalid
	});
	const first = [
		invalid[0],
		unknown.first,
		foreign[0]
	].filter((row) => row !== void 0);
	if (first.length > 0) count.where ??= place(Math.min(...first));
	count.rows += table.rows;
	count.foreign += foreign.length;
	count.missing += missingCount(column) - invalid.length - foreign.length;
	count.unreadable += invalid.length;
	count.unknown += unknown.count;
	if (invalid.length > 0) {
		const where = place(invalid[0]);
		const message = `Column "${field.name}" is no ${field.type} in ${invalid.length} of ${table.rows} rows of ${fileName}; first at line ${where.line}.`;
		unreadable.push(problem(message, {
			where,
			expected: field.type
		}));
	}
	return column;
}
function withoutForeign(part) {
	const { field, column, file } = part;
	if (field.affixes === void 0 || column.kind !== "number" || !hasAffixes(part)) return [];
	const affixAt = foreignAffixes(part, [...field.affixes, ""]);
	const rows = Array.from({ length: file.table.rows }, (_, row) => row).filter((row) => affixAt(row) !== null);
	for (const row of rows) column.values[row] = NaN;
	return rows;
}
function unknownRows(column, feature) {
	if (column.kind === "number" || feature.kind === "number") return { count: 0 };
	const known = new Set(feature.categories);
	const isUnknown = [false, ...column.categories.map((category) => !known.has(category))];
	let count = 0;
	let first = -1;
	column.codes.forEach((code, row) => {
		if (!isUnknown[code]) return;
		if (count++ === 0) first = row;
	});
	return count === 0 ? { count } : {
		count,
		first
	};
}
function countSentences(told) {
	return told.flatMap(({ column, rows, missing, unreadable, unknown, foreign, where, required }) => {
		const parts = [
			...unknown > 0 ? [`${unknown} of ${rows} cells are values that the model has never seen`] : [],
			...foreign > 0 ? [`${foreign} of ${rows} cells have another unit or currency than the model's training data`] : [],
			...unreadable > 0 ? [`${unreadable} of ${rows} cells cannot be read`] : [],
			...missing > 0 && required ? [`${missing} of ${rows} cells are missing, and none was in training`] : []
		];
		if (parts.length === 0) return [];
		const place = where === null ? "" : `; first at ${where.file}:${where.line}:${where.column}`;
		return [`Column "${column}": ${parts.join(", ")}${place}.`];
	});
}
// src/commands/predict.ts
const predictCommand = {
	usage: "--model DIR | --registry branch:NAME|directory:PATH|s3://… [--model-id ID]  --data FILE --out FILE [--strict]",
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
		strict: {
			takes: "none",
			about: "fail where a cell is unknown to the model, cannot be read, or is missing where none was"
		},
		json: JSON_FLAG
	},
	run: runPredict
};
async function runPredict(flags, host) {
	const { cwd, services } = host;
	const out = text(flags, "out");
	if (out === void 0) throw new ConfigError("--out is missing: name the CSV file for the predictions.");
	const reserved = reservedIn(out);
	if (reserved !== null) throw new ConfigError(`--out is "${out}", and "${reserved}" ${RESERVED}: choose another name.`);
	const model = await load(flags, cwd, services);
	const files = (await readData(texts(flags, "data"), host, { written: writtenAs(model.schema) })).map((file) => ({
		...file,
		table: withoutLines(file.table, model.schema.dialect?.commentRows ?? [])
	}));
	const { columns, told } = featureCells(model.forest, model.schema, files);
	const sentences = countSentences(told);
	if (flags.strict === true && sentences.length > 0) throw new DataError(sentences.map((sentence) => problem(sentence)));
	const rows = files.reduce((sum, file) => sum + file.table.rows, 0);
	await writeCsv(resolve(cwd, out), model.forest, columns, rows);
	const json = {
		rows,
		classes: model.forest.classes,
		modelId: model.id,
		out,
		columns: told
	};
	const warnings = sentences.map((sentence) => `warning: ${sentence} ${AS_MISSING}\n`).join("");
	return {
		exitCode: 0,
		json,
		text: printable(`Predicted ${rows} rows with ${model.id ?? "the model given"}: ${out}\n${warnings}`)
	};
}
const AS_MISSING = "Predicted as if these were missing.";
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
