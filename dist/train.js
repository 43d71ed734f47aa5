import { Ct as ML_DOMAIN, D as randomBelow, Et as onnxNames, O as seedRandom, St as weightsPerLeaf, Tt as PRODUCER, _t as targetOf, at as predict, bt as readOnnx, ht as columnOf, mt as assembleForest, st as walkerOf, vt as byCodePoint, wt as MODE_NAMES } from "./validate.js";
import { n as PbfWriter } from "./lib-pbf.js";
import { a as rowKeys, i as binTable, r as bagOf } from "./grow.js";
import { d as problem, i as LimitError, r as DataError, t as ConfigError } from "./errors2.js";
import { n as trainStock, t as growTrees } from "./grow-trees.js";
import { n as version } from "./lib-ml-random-forest.js";
import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { setImmediate } from "node:timers/promises";
// src/table/encoding.ts
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
// src/model/stock-json.ts
function inexpressible(columns) {
	return columns.filter((column) => column.kind === "category" || column.values.some((x) => Number.isNaN(x))).map((column) => column.name);
}
function readStockTrees(model) {
	return model.baseModel.estimators.map(({ root }, t) => readStockTree(root, model.baseModel.indexes[t]));
}
function readStockTree(root, features) {
	const nodes = [root];
	const lists = {
		mode: [],
		feature: [],
		threshold: [],
		yes: [],
		leaf: []
	};
	for (let i = 0; i < nodes.length; i++) {
		const { left, right, distribution, splitColumn, splitValue } = nodes[i];
		const splits = distribution === void 0 && left !== void 0 && right !== void 0;
		lists.mode.push(splits ? 2 : 0);
		lists.feature.push(splits ? features[splitColumn] : 0);
		lists.threshold.push(splits ? splitValue : 0);
		lists.yes.push(splits ? nodes.length : 0);
		lists.leaf.push(splits ? -1 : largest(distribution[0]));
		if (splits) nodes.push(left, right);
	}
	return {
		mode: Uint8Array.from(lists.mode),
		feature: Int32Array.from(lists.feature),
		threshold: Float64Array.from(lists.threshold),
		missingYes: new Uint8Array(nodes.length),
		yes: Int32Array.from(lists.yes),
		leaf: Int32Array.from(lists.leaf),
		counts: new Int32Array(0)
	};
}
function largest(shares) {
	let best = 0;
	for (let c = 1; c < shares.length; c++) if (shares[c] > shares[best]) best = c;
	return best;
}
function* writeStockJson(forest, seed) {
	const features = forest.features.map((_, f) => f);
	const indexes = Array.from(forest.roots, () => features);
	const options = {
		gainFunction: "gini",
		splitFunction: "mean",
		minNumSamples: 1,
		maxDepth: null,
		gainThreshold: 0,
		kind: "classifier"
	};
	const head = {
		indexes,
		n: features.length,
		replacement: false,
		maxFeatures: features.length,
		nEstimators: forest.roots.length,
		treeOptions: options,
		isClassifier: true,
		seed,
		useSampleBagging: true
	};
	yield `{"baseModel":${JSON.stringify(head).slice(0, -1)},"estimators":[`;
	for (let t = 0; t < forest.roots.length; t++) yield `${t > 0 ? "," : ""}{"options":${JSON.stringify(options)},"root":${treeJson(forest, forest.roots[t])},"name":"DTClassifier"}`;
	yield `]},"name":"RFClassifier"}`;
}
function treeJson(forest, root) {
	const parts = [];
	const waiting = [root];
	for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) if (typeof next === "string") parts.push(next);
	else if (forest.mode[next] === 0) parts.push(`{"distribution":[${JSON.stringify(leafShares(forest, next))}]}`);
	else {
		const threshold = forest.threshold[next];
		const value = forest.mode[next] === 1 ? nextUp(threshold) : threshold;
		parts.push(`{"splitColumn":${forest.feature[next]},"splitValue":${JSON.stringify(value)},"left":`);
		waiting.push("}", forest.no[next], `,"right":`, forest.yes[next]);
	}
	return parts.join("");
}
function leafShares(forest, node) {
	const width = weightsPerLeaf(forest.classes.length);
	const from = forest.leaf[node];
	const shares = Array.from(forest.weights.subarray(from, from + width), (weight) => weight * forest.roots.length);
	return width === 1 ? [1 - shares[0], shares[0]] : shares;
}
function predictByVote(forest, columns, rows) {
	const classes = forest.classes.length;
	const classOf = leafClasses(forest);
	const votes = new Int32Array(rows.length * classes);
	const winner = new Int32Array(rows.length);
	const most = new Int32Array(rows.length);
	walkerOf(forest, columns)(rows, (leaf, _tree, reached, from, to) => {
		const c = classOf[leaf];
		for (let j = from; j < to; j++) {
			const row = reached[j];
			const count = ++votes[row * classes + c];
			if (count <= most[row]) continue;
			most[row] = count;
			winner[row] = c;
		}
	});
	return winner;
}
function leafClasses(forest) {
	const classOf = new Uint32Array(forest.weights.length);
	for (let node = 0; node < forest.leaf.length; node++) if (forest.mode[node] === 0) classOf[forest.leaf[node]] = largest(leafShares(forest, node));
	return classOf;
}
function nextUp(x) {
	if (x === 0) return Number.MIN_VALUE;
	const view = new DataView(new ArrayBuffer(8));
	view.setFloat64(0, x);
	view.setBigInt64(0, view.getBigInt64(0) + (x > 0 ? 1n : -1n));
	return view.getFloat64(0);
}
// src/train/threads.ts
function workerFile() {
	const bundled = new URL("./worker.js", import.meta.url);
	if (existsSync(bundled)) return bundled;
	const built = new URL("../../dist/worker.js", import.meta.url);
	return existsSync(built) ? built : null;
}
function deadlineOf(minutes) {
	return {
		at: performance.now() + minutes * 6e4,
		minutes
	};
}
function timeLimitError({ minutes }) {
	return new LimitError(`Training took longer than limits.minutes (${minutes}). Raise the limit, grow fewer trees, or train on a shorter window.`);
}
async function runThreads(file, job, count, deadline, receive) {
	const workers = [];
	let timer;
	try {
		const timeout = new Promise((_, reject) => {
			timer = setTimeout(() => reject(timeLimitError(deadline)), Math.min(deadline.at - performance.now(), 2 ** 31 - 1));
		});
		for (let i = 0; i < count; i++) workers.push(new Worker(file, { workerData: job }));
		await Promise.race([Promise.all(workers.map((worker) => ended(worker, receive))), timeout]);
	} finally {
		clearTimeout(timer);
		await Promise.all(workers.map((worker) => worker.terminate()));
	}
}
function ended(worker, receive) {
	return new Promise((resolve, reject) => {
		worker.on("message", (report) => {
			try {
				receive(report);
			} catch (error) {
				reject(error);
			}
		});
		worker.on("messageerror", reject);
		worker.on("error", (error) => reject(memoryError(error) ?? error));
		worker.on("exit", (code) => {
			if (code === 0) resolve();
			else reject(new Error(`A training thread ended with code ${code}.`));
		});
	});
}
function memoryError(error) {
	if (!(error instanceof Error)) return null;
	const heap = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
	const buffer = error instanceof RangeError && /allocation failed|Invalid typed array length/i.test(error.message);
	if (!heap && !buffer) return null;
	return new LimitError("Training ran out of memory. Train on a shorter window, with fewer threads or on a larger machine.", { cause: error });
}
// src/train/stock-engine.ts
const MANY_ROWS = 2e4;
const STOCK_MIN_ROWS = 3;
function stockOptions({ trees, seed, maxDepth, minLeaf }) {
	return {
		nEstimators: trees,
		seed,
		noOOB: true,
		treeOptions: {
			minNumSamples: Math.max(STOCK_MIN_ROWS, 2 * minLeaf - 1),
			...maxDepth === null ? {} : { maxDepth }
		}
	};
}
async function trainStockForest(lesson, config, minutes, progress) {
	const unfit = inexpressible(lesson.columns);
	if (unfit.length > 0) throw new ConfigError(unfit.map((name) => unfitProblem(name)));
	const { rows, labels, classes, columns } = lesson;
	const checks = rows.length > MANY_ROWS ? [manyRows(rows.length)] : [];
	for (const check of checks) progress(check.message);
	const json = await run({
		kind: "stock",
		values: rowMajor(lesson),
		features: columns.length,
		labels,
		options: stockOptions(config)
	}, minutes);
	const trees = readStockTrees(JSON.parse(json));
	const features = columns.map(({ name, type }) => ({
		name,
		type,
		kind: "number",
		categories: []
	}));
	return {
		forest: assembleForest({
			engine: "ml-random-forest",
			features,
			classes,
			trees
		}),
		json,
		checks
	};
}
async function run(job, minutes) {
	const file = workerFile();
	if (file === null) return trainStock(job);
	let json = null;
	try {
		await runThreads(file, job, 1, deadlineOf(minutes), (report) => {
			if (report.kind === "stock") json = report.json;
		});
	} catch (error) {
		throw memoryError(error) ?? error;
	}
	if (json === null) throw new Error("The training thread ended without a model.");
	return json;
}
function rowMajor({ columns, rows }) {
	const values = new Float64Array(rows.length * columns.length);
	columns.forEach((column, f) => {
		if (column.kind === "number") for (let i = 0; i < rows.length; i++) values[i * columns.length + f] = column.values[rows[i]];
	});
	return values;
}
function unfitProblem(name) {
	return problem(`Engine ml-random-forest takes complete numbers only, but column ${JSON.stringify(name)} holds text or missing values. Use engine: forest, or give the column role: ignore.`, {
		got: name,
		expected: "numbers without missing values"
	});
}
function manyRows(rows) {
	return {
		code: "engine-rows",
		subject: "model",
		status: "warn",
		observed: rows,
		expected: MANY_ROWS,
		message: `Engine ml-random-forest trains on ${rows} rows; its time grows with their square, so above ${MANY_ROWS} it may take hours.`,
		suggestion: "train: {engine: forest}",
		where: null
	};
}
// src/train/recipe.ts
const FOREST_VERSION = "2";
function recipeOf(config) {
	const { engine, trees, maxDepth, minLeaf, seed } = config;
	const files = config.export.includes("json") ? ["onnx", "json"] : ["onnx"];
	if (engine === "ml-random-forest") {
		const { treeOptions } = stockOptions(config);
		return {
			engine,
			version,
			parameters: {
				trees,
				...treeOptions,
				export: files
			},
			seed
		};
	}
	return {
		engine,
		version: FOREST_VERSION,
		parameters: {
			trees,
			maxDepth,
			minLeaf,
			export: files
		},
		seed
	};
}
function configOf({ engine, version, parameters, seed }) {
	const { trees, maxDepth = null, minLeaf, minNumSamples } = parameters;
	const least = engine === "forest" ? minLeaf : typeof minNumSamples === "number" ? Math.ceil(minNumSamples / 2) : null;
	if (typeof trees !== "number" || typeof least !== "number" || maxDepth !== null && typeof maxDepth !== "number") return null;
	const config = {
		engine,
		trees,
		seed,
		maxDepth,
		minLeaf: least,
		export: ["onnx"]
	};
	return recipeOf(config).version === version ? config : null;
}
function sameRecipe(a, b) {
	const { export: _a, ...ofA } = a.parameters;
	const { export: _b, ...ofB } = b.parameters;
	const keys = new Set([...Object.keys(ofA), ...Object.keys(ofB)]);
	return a.engine === b.engine && a.version === b.version && [...keys].every((key) => ofA[key] === ofB[key]);
}
// src/model/onnx-pack.ts
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
// src/model/onnx-spellings.ts
function spellingsOf(features, schema) {
	const fields = isMapping(schema) && Array.isArray(schema.fields) ? schema.fields.filter(isMapping) : [];
	return features.map(({ name, type, categories }) => {
		const field = type === "boolean" ? fields.find((one) => one.name === name) : void 0;
		if (field === void 0) return [];
		const spelled = [...textsOf(field.falseValues).map((text) => ["false", text]), ...textsOf(field.trueValues).map((text) => ["true", text])];
		const codes = new Map();
		const listed = new Set([...categories, ...spelled.map(([, text]) => text)]);
		for (const [category, text] of spelled) {
			const code = 1 + categories.indexOf(category);
			if (code === 0) continue;
			if (!categories.includes(text)) codes.set(text, code);
			for (const other of casesOf(text)) if (!listed.has(other)) codes.set(other, code);
		}
		return [...codes].map(([text, code]) => ({
			text,
			code
		}));
	});
}
function casesOf(text) {
	const [lower, upper] = [text.toLowerCase(), text.toUpperCase()];
	return [
		lower,
		upper,
		lower.slice(0, 1).toUpperCase() + lower.slice(1)
	];
}
function isMapping(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function textsOf(value) {
	return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
// src/model/onnx-write.ts
const USUAL_NODE_BYTES = 40;
function writeOnnx(forest, metadata) {
	const names = onnxNames(forest.features);
	const out = new PbfWriter(new Uint8Array(4096 + forest.mode.length * USUAL_NODE_BYTES));
	out.writeVarintField(1, 8);
	out.writeStringField(2, PRODUCER);
	const spellings = spellingsOf(forest.features, metadata.schema);
	out.writeMessage(7, (graph, pbf) => writeGraph(pbf, graph, names, spellings), forest);
	writeOpset(out, "", 15);
	writeOpset(out, ML_DOMAIN, 3);
	const features = forest.features.map(({ name, type, kind }) => ({
		name,
		type,
		kind
	}));
	const outputs = {
		label: names.label,
		probabilities: names.probabilities
	};
	const properties = {
		engine: forest.engine,
		classes: forest.classes,
		features,
		outputs,
		schema: metadata.schema
	};
	for (const [key, value] of Object.entries(properties)) out.writeMessage(14, (json, pbf) => {
		pbf.writeStringField(1, key);
		pbf.writeStringField(2, json);
	}, JSON.stringify(value));
	return out.finish().slice();
}
function writeOpset(out, domain, version) {
	out.writeMessage(8, (_, pbf) => {
		pbf.writeStringField(1, domain);
		pbf.writeVarintField(2, version);
	}, null);
}
function writeGraph(pbf, forest, names, spellings) {
	const numbers = forest.features.map((feature, f) => feature.kind === "number" ? names.inputs[f] : writeCategoryCodes(pbf, feature, spellings[f], names.inputs[f], `${names.inner}${f}`));
	const row = `${names.inner}row`;
	writeNode(pbf, "Concat", "", numbers, [row], (node) => writeIntAttribute(node, "axis", 1));
	writeNode(pbf, "TreeEnsembleClassifier", ML_DOMAIN, [row], [names.label, names.probabilities], (node) => writeTrees(node, forest));
	pbf.writeStringField(2, "forest");
	forest.features.forEach((feature, f) => {
		writeValueInfo(pbf, 11, names.inputs[f], feature.kind === "number" ? 11 : 8, [null, 1]);
	});
	writeValueInfo(pbf, 12, names.label, 8, [null]);
	writeValueInfo(pbf, 12, names.probabilities, 1, [null, forest.classes.length]);
}
function writeCategoryCodes(pbf, { categories }, spellings, input, prefix) {
	const keys = categories.length > 0 ? [...categories, ...spellings.map(({ text }) => text)] : [""];
	const values = categories.length > 0 ? [...categories.map((_, i) => i + 1), ...spellings.map(({ code }) => code)] : [0];
	writeNode(pbf, "LabelEncoder", ML_DOMAIN, [input], [`${prefix}_code`], (node) => {
		writeIntAttribute(node, "default_int64", 0);
		writeStringsAttribute(node, "keys_strings", keys);
		writeIntsAttribute(node, "values_int64s", values);
	});
	writeNode(pbf, "Cast", "", [`${prefix}_code`], [`${prefix}_number`], (node) => writeIntAttribute(node, "to", 11));
	return `${prefix}_number`;
}
function writeTrees(node, forest) {
	const { tree, id, yes, no } = nodeIds(forest);
	const leaves = leafEntries(forest, tree, id);
	writeIntsAttribute(node, "class_ids", leaves.classId);
	writeIntsAttribute(node, "class_nodeids", leaves.node);
	writeIntsAttribute(node, "class_treeids", leaves.tree);
	writeDoublesAttribute(node, "class_weights_as_tensor", leaves.weight);
	writeStringsAttribute(node, "classlabels_strings", forest.classes);
	writeIntsAttribute(node, "nodes_falsenodeids", no);
	writeIntsAttribute(node, "nodes_featureids", forest.feature);
	writeIntsAttribute(node, "nodes_missing_value_tracks_true", forest.missingYes);
	writeModesAttribute(node, forest.mode);
	writeIntsAttribute(node, "nodes_nodeids", id);
	writeIntsAttribute(node, "nodes_treeids", tree);
	writeIntsAttribute(node, "nodes_truenodeids", yes);
	writeDoublesAttribute(node, "nodes_values_as_tensor", forest.threshold);
	writeAttribute(node, "post_transform", 3, (pbf) => pbf.writeStringField(4, "NONE"));
}
function nodeIds({ mode, roots, yes, no }) {
	const empty = () => new Int32Array(mode.length);
	const ids = {
		tree: empty(),
		id: empty(),
		yes: empty(),
		no: empty()
	};
	for (let t = 0; t < roots.length; t++) {
		const first = roots[t];
		const end = roots[t + 1] ?? mode.length;
		for (let i = first; i < end; i++) {
			ids.tree[i] = t;
			ids.id[i] = i - first;
			if (mode[i] === 0) continue;
			ids.yes[i] = yes[i] - first;
			ids.no[i] = no[i] - first;
		}
	}
	return ids;
}
function leafEntries(forest, tree, id) {
	const { mode, leaf, weights, classes } = forest;
	const width = weightsPerLeaf(classes.length);
	const length = countEntries(forest, width);
	const integers = () => new Int32Array(length);
	const entries = {
		classId: integers(),
		node: integers(),
		tree: integers(),
		weight: new Float64Array(length)
	};
	let at = 0;
	const add = (i, c, weight) => {
		entries.classId[at] = c;
		entries.node[at] = id[i];
		entries.tree[at] = tree[i];
		entries.weight[at++] = weight;
	};
	for (let i = 0; i < mode.length; i++) {
		if (mode[i] !== 0) continue;
		const before = at;
		for (let c = 0; c < width; c++) if (weights[leaf[i] + c] > 0) add(i, c, weights[leaf[i] + c]);
		if (at === before) add(i, 0, 0);
	}
	return entries;
}
function countEntries({ mode, leaf, weights }, width) {
	let count = 0;
	for (let i = 0; i < mode.length; i++) {
		if (mode[i] !== 0) continue;
		let stored = 0;
		for (let c = 0; c < width; c++) if (weights[leaf[i] + c] > 0) stored++;
		count += Math.max(stored, 1);
	}
	return count;
}
function writeNode(pbf, operator, domain, inputs, outputs, attributes) {
	pbf.writeMessage(1, (_, node) => {
		for (const input of inputs) node.writeStringField(1, input);
		for (const output of outputs) node.writeStringField(2, output);
		node.writeStringField(4, operator);
		attributes(node);
		if (domain !== "") node.writeStringField(7, domain);
	}, null);
}
function writeValueInfo(pbf, field, name, type, shape) {
	pbf.writeMessage(field, (_, info) => {
		info.writeStringField(1, name);
		info.writeMessage(2, (_type, value) => value.writeMessage(1, (_tensor, tensor) => writeTensorType(tensor, type, shape), null), null);
	}, null);
}
function writeTensorType(pbf, type, shape) {
	pbf.writeVarintField(1, type);
	pbf.writeMessage(2, (sizes, dimensions) => {
		for (const size of sizes) dimensions.writeMessage(1, (_, dimension) => size === null ? dimension.writeStringField(2, "N") : dimension.writeVarintField(1, size), null);
	}, shape);
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
function writeModesAttribute(node, modes) {
	writeAttribute(node, "nodes_modes", 8, (pbf) => {
		const packed = packTexts(9, modes, MODE_NAMES);
		pbf.realloc(packed.length);
		pbf.buf.set(packed, pbf.pos);
		pbf.pos += packed.length;
	});
}
// src/train/forest-engine.ts
const IN_PROCESS_WORK = 2e6;
const FIRST_PROGRESS_MS = 3e3;
const PROGRESS_MS = 1e4;
async function trainForest(lesson, config, bounds, progress) {
	const deadline = deadlineOf(bounds.minutes);
	try {
		const { table, features } = binTable(lesson);
		const receive = receiver(config.trees, bounds.modelBytes, progress);
		await growAll(table, config, bounds.threads, deadline, receive.add);
		return assembleForest({
			engine: "forest",
			features,
			classes: lesson.classes,
			trees: receive.trees
		});
	} catch (error) {
		throw memoryError(error) ?? error;
	}
}
async function growAll(table, config, threads, deadline, add) {
	const { seed, maxDepth, minLeaf, trees } = config;
	const counter = new Int32Array(new SharedArrayBuffer(4));
	const job = {
		kind: "grow",
		table,
		options: {
			seed,
			maxDepth,
			minLeaf
		},
		trees,
		counter
	};
	const count = Math.min(threads, trees);
	const file = count > 1 && table.rows * table.bins.length * trees > IN_PROCESS_WORK ? workerFile() : null;
	if (file !== null) {
		await runThreads(file, job, count, deadline, (report) => {
			if (report.kind === "tree") add(report.number, report.tree);
		});
		return;
	}
	for (const { number, tree } of growTrees(job)) {
		add(number, tree);
		if (performance.now() > deadline.at) throw timeLimitError(deadline);
		await setImmediate();
	}
}
function receiver(count, modelBytes, progress) {
	const trees = new Array(count);
	let grown = 0;
	let nodes = 0;
	let nextProgress = performance.now() + FIRST_PROGRESS_MS;
	const add = (number, tree) => {
		trees[number] = tree;
		grown++;
		nodes += tree.mode.length;
		if (nodes * 21 > modelBytes) throw modelSizeError(`after ${grown} of ${count} trees the model has ${nodes} nodes`, modelBytes);
		if (performance.now() < nextProgress) return;
		nextProgress = performance.now() + PROGRESS_MS;
		progress(`Growing trees: ${grown} of ${count}`);
	};
	return {
		trees,
		add
	};
}
function modelSizeError(found, modelBytes) {
	return new LimitError(`The model is larger than limits.model-bytes (${modelBytes} bytes): ${found}. Raise the limit, grow fewer trees, or set train.max-depth or train.min-leaf.`);
}
// src/train/grow.ts
async function grow(lesson, { config, threads, limits }, progress) {
	const { minutes, modelBytes } = limits;
	if (config.engine === "ml-random-forest") {
		const { forest, json, checks } = await trainStockForest(lesson, config, minutes, progress);
		return {
			forest,
			stockJson: json,
			checks
		};
	}
	return {
		forest: await trainForest(lesson, config, {
			threads,
			minutes,
			modelBytes
		}, progress),
		stockJson: null,
		checks: []
	};
}
// src/train/lesson.ts
const MAX_CLASSES = 1e3;
function lessonOf({ dataset, rows }) {
	const target = targetOf(dataset);
	const labelled = rows.filter((row) => target.codes[row] > 0);
	const classes = [...new Set(labelled.map((row) => target.codes[row] - 1))].map((code) => target.categories[code]).sort(byCodePoint);
	if (classes.length < 2) {
		const found = classes.length === 0 ? "no class" : `only the class ${JSON.stringify(classes[0])}`;
		throw new DataError(`Column ${JSON.stringify(dataset.target)} has ${found} in ${labelled.length} training rows: a model needs two or more.`);
	}
	if (classes.length > MAX_CLASSES) throw new DataError(`Column ${JSON.stringify(dataset.target)} has ${classes.length} classes: at most ${MAX_CLASSES} can be trained on.`);
	if (dataset.features.length === 0) throw new DataError("No column is left to train on: every column is the target or ignored.");
	const indexOf = new Map(classes.map((name, i) => [name, i]));
	const classOf = target.categories.map((name) => indexOf.get(name) ?? -1);
	return {
		columns: dataset.features.map((name) => columnOf(dataset, name)),
		rows: labelled,
		labels: labelled.map((row) => classOf[target.codes[row] - 1]),
		classes
	};
}
// src/model/out-of-bag.ts
function outOfBag(forest, lesson, seed) {
	const { columns, rows } = lesson;
	const keys = rowKeys(lesson);
	const { weights, classes, roots } = forest;
	const width = weightsPerLeaf(classes.length);
	const bags = Array.from(roots, (_, tree) => bagOf(seed, tree, keys));
	const sums = new Float64Array(rows.length * width);
	const votes = new Int32Array(rows.length);
	walkerOf(forest, columns)(rows, (leaf, tree, reached, from, to) => {
		for (let j = from; j < to; j++) {
			const row = reached[j];
			if (bags[tree][row] > 0) continue;
			votes[row]++;
			for (let w = 0; w < width; w++) sums[row * width + w] += weights[leaf + w];
		}
	});
	return votes.map((count, row) => count === 0 ? -1 : decided(sums.subarray(row * width, (row + 1) * width), count / roots.length));
}
function decided(sums, share) {
	if (sums.length === 1) return sums[0] > share / 2 ? 1 : 0;
	return sums.reduce((best, sum, c) => sum > sums[best] ? c : best, 0);
}
// src/train/folds.ts
function unitsOf(dataset, rows, split) {
	const encoder = rowEncoder((split.by === "file" ? dataset.features : split.columns).map((name) => columnOf(dataset, name)));
	const numbers = new Map();
	return rows.map((row) => {
		const key = encoder.buffer.toString("latin1", 0, encoder.encode(row, 0));
		const known = numbers.get(key) ?? numbers.size;
		numbers.set(key, known);
		return known;
	});
}
function stratifiedFolds(units, labels, folds, seed) {
	const members = new Map();
	units.forEach((unit, i) => {
		const rows = members.get(unit);
		if (rows === void 0) members.set(unit, [i]);
		else rows.push(i);
	});
	const order = shuffled([...members.values()], seed);
	const classes = labels.reduce((most, label) => Math.max(most, label + 1), 0);
	const sizes = new Int32Array(folds);
	const ofClass = new Int32Array(folds * classes);
	const placed = new Uint8Array(units.length);
	for (const rows of order) {
		const label = labels[rows[0]];
		let best = 0;
		for (let fold = 1; fold < folds; fold++) if ((ofClass[fold * classes + label] - ofClass[best * classes + label] || sizes[fold] - sizes[best]) < 0) best = fold;
		for (const row of rows) {
			placed[row] = best;
			ofClass[best * classes + labels[row]]++;
		}
		sizes[best] += rows.length;
	}
	return placed;
}
function shuffled(items, seed) {
	const random = seedRandom(seed, 0);
	for (let i = items.length - 1; i > 0; i--) {
		const j = randomBelow(random, i + 1);
		[items[i], items[j]] = [items[j], items[i]];
	}
	return items;
}
const FOLDS = 5;
const MOST_REPEATS = 5;
const MOST_WORK = 2e7;
const STOCK_ROWS = 5;
async function resample(training, grown, beside) {
	const { dataset, config } = training;
	const { holdoutRows, split } = beside;
	const { codes } = targetOf(dataset);
	const isLabelled = (row) => codes[row] > 0;
	const held = holdoutRows.filter(isLabelled);
	if (held.length >= 149) return null;
	if (split.by === "time") return "ordered";
	const trained = training.rows.filter(isLabelled);
	const rows = split.by === "file" ? trained : Int32Array.from([...trained, ...held]).sort();
	const affordable = repeatsFor(rows.length, dataset, config);
	if (affordable === 0) return "costly";
	const other = championConfig(beside.champion, rows.length, dataset, config);
	const repeats = typeof other === "string" ? affordable : Math.min(affordable, repeatsFor(rows.length, dataset, other));
	const all = lessonOf({
		dataset,
		rows
	});
	const units = unitsOf(dataset, rows, split);
	const folds = Array.from({ length: repeats }, (_, repeat) => stratifiedFolds(units, all.labels, FOLDS, config.seed + repeat));
	if (!folds.every((fold) => teaches(fold, all.labels))) return "few";
	const crossed = (recipe) => crossValidated({
		...training,
		config: recipe
	}, all, folds);
	training.progress(`Cross-validating on ${rows.length} rows, ${repeats} × ${FOLDS} folds.`);
	const candidate = await crossed(config);
	if (candidate === "costly") return "costly";
	const judgesBags = config.engine === "forest" && (split.by === "row" || split.by === "file");
	return {
		rows,
		folds,
		foldCount: FOLDS,
		classes: all.classes,
		candidate,
		champion: typeof other === "string" ? other : await crossed({
			...other,
			seed: config.seed
		}),
		outOfBag: judgesBags ? {
			rows: trained,
			predicted: outOfBag(grown, lessonOf({
				dataset,
				rows: trained
			}), config.seed),
			classes: grown.classes
		} : null
	};
}
function repeatsFor(rows, { features }, { engine, trees }) {
	const once = rows * features.length * trees * FOLDS * (engine === "forest" ? 1 : rows / STOCK_ROWS);
	return Math.min(MOST_REPEATS, Math.floor(MOST_WORK / Math.max(1, once)));
}
function championConfig(champion, rows, dataset, config) {
	if (champion === null) return "none";
	if (sameRecipe(champion, recipeOf(config))) return "same";
	const other = configOf(champion);
	if (other === null) return "unknown";
	return repeatsFor(rows, dataset, other) === 0 ? "costly" : other;
}
function teaches(fold, labels) {
	return Array.from({ length: FOLDS }, (_, f) => f).every((f) => {
		return new Set(labels.filter((_, i) => fold[i] !== f)).size > 1 && fold.includes(f);
	});
}
async function crossValidated(training, all, folds) {
	const limits = {
		...training.limits,
		modelBytes: Number.POSITIVE_INFINITY
	};
	try {
		return await saidInFolds({
			...training,
			limits
		}, all, folds);
	} catch (error) {
		if (error instanceof LimitError) return "costly";
		throw error;
	}
}
async function saidInFolds(training, all, folds) {
	const repeats = [];
	for (const fold of folds) {
		const predicted = new Int32Array(all.rows.length);
		for (let f = 0; f < FOLDS; f++) {
			const inside = Int32Array.from(all.rows.keys()).filter((i) => fold[i] === f);
			const { forest } = await grow(lessonOf({
				dataset: training.dataset,
				rows: all.rows.filter((_, i) => fold[i] !== f)
			}), training, () => void 0);
			const index = forest.classes.map((name) => all.classes.indexOf(name));
			const { classes } = predict(forest, training.dataset.columns, inside.map((i) => all.rows[i]));
			inside.forEach((i, k) => {
				predicted[i] = index[classes[k]];
			});
		}
		repeats.push(predicted);
	}
	return repeats;
}
// src/train/same-forest.ts
function sameForest(a, b) {
	if (a.engine !== b.engine) return false;
	if (JSON.stringify([a.features, a.classes]) !== JSON.stringify([b.features, b.classes])) return false;
	return [
		"roots",
		"mode",
		"feature",
		"threshold",
		"missingYes",
		"yes",
		"no",
		"leaf",
		"weights"
	].every((key) => {
		const left = a[key];
		const right = b[key];
		if (left.length !== right.length) return false;
		for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
		return true;
	});
}
// src/train/stock-export.ts
function exportJson(input) {
	const { forest, stockJson, lesson, modelBytes, seed } = input;
	const unfit = inexpressible(lesson.columns);
	if (unfit.length > 0) return {
		files: [],
		checks: [notWritten(unfit)]
	};
	if (stockJson === null && forest.mode.length * 30 > modelBytes) throw modelSizeError(`its JSON file would hold ${forest.mode.length} nodes`, modelBytes);
	return {
		files: [{
			extension: "json",
			mediaType: "application/json",
			bytes: joinBytes(stockJson === null ? writeStockJson(forest, seed) : [stockJson], modelBytes)
		}],
		checks: [votesCheck(input)]
	};
}
function joinBytes(pieces, modelBytes) {
	const encoder = new TextEncoder();
	const parts = [];
	let length = 0;
	for (const piece of pieces) {
		const part = encoder.encode(piece);
		parts.push(part);
		length += part.length;
		if (length > modelBytes) throw modelSizeError("its JSON file is", modelBytes);
	}
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}
function votesCheck({ forest, lesson, dataset }) {
	const trained = new Uint8Array(dataset.rows);
	for (const row of lesson.rows) trained[row] = 1;
	const others = Int32Array.from({ length: dataset.rows }, (_, row) => row).filter((row) => trained[row] === 0);
	const rows = others.length > 0 ? others : lesson.rows;
	const mean = predict(forest, lesson.columns, rows).classes;
	const vote = predictByVote(forest, lesson.columns, rows);
	const differ = mean.reduce((sum, c, i) => sum + (c === vote[i] ? 0 : 1), 0);
	const share = differ / rows.length;
	return {
		code: "stock-json",
		subject: "model",
		status: differ === 0 ? "pass" : "warn",
		observed: share,
		expected: 0,
		message: differ === 0 ? `model.json, which predicts by the vote of its trees, gives the same class as model.onnx on all ${rows.length} rows compared.` : `model.json predicts by the vote of its trees: on ${differ} of ${rows.length} rows compared it gives another class than model.onnx, which was judged.`,
		suggestion: null,
		where: null,
		rows: rows.length
	};
}
function notWritten(columns) {
	const shown = columns.slice(0, 5).map((name) => JSON.stringify(name)).join(", ");
	const more = columns.length > 5 ? ` and ${columns.length - 5} more` : "";
	return {
		code: "stock-json",
		subject: "model",
		status: "warn",
		observed: columns.length,
		expected: 0,
		message: `model.json is not written: ml-random-forest knows neither text nor missing values, which ${shown}${more} hold.`,
		suggestion: "train: {export: [onnx]}",
		where: null
	};
}
// src/train/train.ts
const ONNX_TYPE = "application/onnx";
async function train(training, beside = null) {
	const { config, limits, progress } = training;
	const lesson = lessonOf(training);
	const grown = await grow(lesson, training, progress);
	const grownAt = performance.now();
	const { forest, onnx } = throughOnnx(grown.forest, training.schema, limits.modelBytes);
	const [files, checks] = [[onnx], [...grown.checks]];
	if (config.export.includes("json")) {
		const json = exportJson({
			...grown,
			forest,
			lesson,
			dataset: training.dataset,
			seed: config.seed,
			modelBytes: limits.modelBytes
		});
		files.push(...json.files);
		checks.push(...json.checks);
	}
	return {
		forest,
		files,
		checks,
		exportMs: performance.now() - grownAt,
		resampled: beside && await resample(training, forest, beside)
	};
}
function throughOnnx(grown, schema, modelBytes) {
	const nodes = grown.mode.length;
	if (nodes * 21 > modelBytes) throw modelSizeError(`it has ${nodes} nodes`, modelBytes);
	const bytes = writeOnnx(grown, { schema });
	if (bytes.length > modelBytes) throw modelSizeError(`its ONNX file has ${bytes.length} bytes`, modelBytes);
	const forest = readOnnx(bytes);
	if (!sameForest(forest, grown)) throw new Error("The model read back from its ONNX file differs from the one trained.");
	return {
		forest,
		onnx: {
			extension: "onnx",
			mediaType: ONNX_TYPE,
			bytes
		}
	};
}
export { rowEncoder as i, recipeOf as n, encodeText as r, train as t };
