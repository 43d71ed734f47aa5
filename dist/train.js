import { C as rowEncoder, _ as packTexts, a as TooManyWeights, b as PRODUCER, c as decisionJson, d as writeAttribute, f as writeDoublesAttribute, g as writeStringsAttribute, h as writeNode, i as MOST_WEIGHTS, l as unusedLabel, m as writeIntsAttribute, p as writeIntAttribute, s as weightsPerLeaf, t as readOnnx, u as writeDecision, v as ML_DOMAIN, w as byCodePoint, x as onnxNames, y as MODE_NAMES } from "./onnx-read.js";
import { n as PbfWriter } from "./lib-pbf.js";
import { t as WEIGHT_UNIT } from "./nodes.js";
import { a as rowKeys, c as treeKey, i as binTable, o as keyWithin, r as isDrawn, s as mixed } from "./grow.js";
import { Bt as targetOf, Dt as assembleForest, Ft as numberBelow, It as columnOf, Mt as predict, Pt as walkerOf, bt as randomBelow, xt as seedRandom } from "./validate.js";
import { d as problem, i as LimitError, r as DataError, t as ConfigError } from "./errors2.js";
import { C as string, T as union, _ as literal, b as object, c as _enum, x as record, y as number } from "./lib-zod.js";
import { i as newLevelSpace, n as growTrees, r as addedSums, t as trainStock } from "./stock-package.js";
import { t as version } from "./lib-ml-random-forest.js";
import { Worker } from "node:worker_threads";
import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { setImmediate } from "node:timers/promises";
// src/model/forest/same-forest.ts
function sameForest(a, b) {
	if (a.engine !== b.engine) return false;
	if (JSON.stringify([
		a.features,
		a.classes,
		a.decision
	]) !== JSON.stringify([
		b.features,
		b.classes,
		b.decision
	])) return false;
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
// src/model/onnx/onnx-spellings.ts
function spellingsOf(features, schema) {
	const fields = isMapping(schema) && Array.isArray(schema.fields) ? schema.fields.filter(isMapping) : [];
	return features.map(({ name, type, categories }) => {
		const field = fields.find((one) => one.name === name);
		if (field === void 0) return [];
		const codes = aliasesOf(field.valueAliases, categories);
		if (type !== "boolean") return [...codes].map(([text, code]) => ({
			text,
			code
		}));
		const spelled = [...textsOf(field.falseValues).map((text) => ["false", text]), ...textsOf(field.trueValues).map((text) => ["true", text])];
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
function aliasesOf(aliases, categories) {
	const codes = new Map();
	for (const [text, value] of isMapping(aliases) ? Object.entries(aliases) : []) {
		const code = 1 + categories.indexOf(String(value));
		if (code > 0 && !categories.includes(text)) codes.set(text, code);
	}
	return codes;
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
// src/model/onnx/onnx-write.ts
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
		schema: metadata.schema,
		...forest.decision === null ? {} : { decision: decisionJson(forest.decision, forest.classes) }
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
	const { decision, classes } = forest;
	const label = decision === null ? names.label : unusedLabel(names);
	writeNode(pbf, "TreeEnsembleClassifier", ML_DOMAIN, [row], [label, names.probabilities], (node) => writeTrees(node, forest));
	if (decision !== null) writeDecision(pbf, decision, classes, names);
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
function writeModesAttribute(node, modes) {
	writeAttribute(node, "nodes_modes", 8, (pbf) => {
		const packed = packTexts(9, modes, MODE_NAMES);
		pbf.realloc(packed.length);
		pbf.buf.set(packed, pbf.pos);
		pbf.pos += packed.length;
	});
}
// src/model/choose/out-of-bag.ts
function outOfBagSums(forest, trainingSet, seed, only = null) {
	const { columns, rows } = trainingSet;
	const keys = rowKeys(trainingSet);
	const { weights, classes, roots } = forest;
	const [first, width] = only === null ? [0, weightsPerLeaf(classes.length)] : [only, 1];
	const trees = Array.from(roots, (_, tree) => treeKey(seed, tree));
	const takesAll = trees.map((tree) => !keys.some((key) => isDrawn(key, tree)));
	const sums = new Float64Array(rows.length * width);
	const votes = new Int32Array(rows.length);
	walkerOf(forest, columns)(rows, (leaf, tree, reached, from, to) => {
		if (takesAll[tree]) return;
		for (let j = from; j < to; j++) {
			const row = reached[j];
			if (isDrawn(keys[row], trees[tree])) continue;
			votes[row]++;
			for (let w = 0; w < width; w++) sums[row * width + w] += weights[leaf + first + w];
		}
	});
	return {
		sums,
		width,
		votes
	};
}
function outOfBag(forest, trainingSet, seed) {
	const { sums, width, votes } = outOfBagSums(forest, trainingSet, seed);
	const trees = forest.roots.length;
	return votes.map((count, row) => count === 0 ? -1 : decided$1(sums.subarray(row * width, (row + 1) * width), count / trees, forest.decision));
}
function decided$1(sums, share, decision) {
	const named = decision?.class ?? -1;
	if (sums.length === 1) {
		if (decision === null) return sums[0] > share / 2 ? 1 : 0;
		const limit = decision.threshold * share;
		return named === 1 ? sums[0] > limit ? 1 : 0 : share - sums[0] > limit ? 0 : 1;
	}
	if (decision !== null && sums[named] > decision.threshold * share) return named;
	let best = named === 0 ? 1 : 0;
	for (let c = best + 1; c < sums.length; c++) if (c !== named && sums[c] > sums[best]) best = c;
	return best;
}
// src/model/choose/threshold.ts
const RESAMPLES = 51;
const HALF = WEIGHT_UNIT / 2;
function chooseThreshold(forest, trainingSet, seed, named) {
	const scored = byProbability(scoredRows(forest, trainingSet, seed, named));
	const found = Int32Array.from({ length: RESAMPLES }, (_, resample) => highest(scored, resample));
	const f1 = found.reduce((sum, threshold, resample) => sum + f1Beside(scored, resample, threshold), 0) / RESAMPLES;
	return {
		decision: {
			class: named,
			threshold: found.sort()[25] / WEIGHT_UNIT
		},
		f1
	};
}
function scoredRows(forest, trainingSet, seed, named) {
	const two = forest.classes.length === 2;
	const { sums, votes } = outOfBagSums(forest, trainingSet, seed, two ? 0 : named);
	const keys = rowKeys(trainingSet);
	const known = Int32Array.from(votes.keys()).filter((row) => votes[row] > 0);
	return {
		units: known.map((row) => {
			const share = Math.min(1, sums[row] * forest.roots.length / votes[row]);
			return Math.floor((two && named === 0 ? 1 - share : share) * WEIGHT_UNIT);
		}),
		keys: known.map((row) => keys[row]),
		isOfClass: Uint8Array.from(known, (row) => trainingSet.labels[row] === named ? 1 : 0)
	};
}
function byProbability({ units, keys, isOfClass }) {
	const order = Int32Array.from(units.keys()).sort((a, b) => units[b] - units[a]);
	return {
		units: order.map((row) => units[row]),
		keys: order.map((row) => keys[row]),
		isOfClass: Uint8Array.from(order, (row) => isOfClass[row])
	};
}
function highest({ units, keys, isOfClass }, resample) {
	const counts = Uint8Array.from(keys, (key) => halfOf(key, resample));
	let positives = 0;
	for (let i = 0; i < counts.length; i++) positives += counts[i] * isOfClass[i];
	let [hits, said, best, bestAt] = [
		0,
		0,
		0,
		HALF
	];
	for (let i = 0; i < counts.length; i++) {
		hits += counts[i] * isOfClass[i];
		said += counts[i];
		const next = i + 1 < counts.length ? units[i + 1] : 0;
		if (next === units[i] || positives + said === 0) continue;
		const f1 = 2 * hits / (positives + said);
		if (f1 <= best) continue;
		best = f1;
		bestAt = Math.floor((units[i] + next) / 2);
	}
	return bestAt;
}
function f1Beside({ units, keys, isOfClass }, resample, threshold) {
	let [hits, said, positives] = [
		0,
		0,
		0
	];
	for (let i = 0; i < units.length; i++) {
		if (halfOf(keys[i], resample) === 1) continue;
		positives += isOfClass[i];
		if (units[i] <= threshold) continue;
		said++;
		hits += isOfClass[i];
	}
	return said + positives === 0 ? 0 : 2 * hits / (said + positives);
}
function halfOf(key, resample) {
	return keyWithin(key, resample) & 1;
}
// src/train/class-weights.ts
function classWeightsOf(asked, { classes, labels }) {
	if (asked === "none") return null;
	const rows = new Float64Array(classes.length);
	if (asked === "balanced") {
		for (const label of labels) rows[label]++;
		return rows.map((count) => labels.length / (classes.length * count));
	}
	const weights = rows.fill(1);
	for (const { class: name, weight } of asked) {
		const at = classes.indexOf(name);
		if (at < 0) throw new DataError(`train.class-weights names the class ${JSON.stringify(name)}, which none of ${labels.length} training rows has. Leave it out, or use balanced.`);
		weights[at] = weight;
	}
	return weights;
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
// src/train/grow-all.ts
const IN_PROCESS_WORK = 2e6;
const FIRST_PROGRESS_MS = 3e3;
const PROGRESS_MS = 1e4;
async function growAll(growth, stretch) {
	const { table, threads, deadline } = growth;
	const { from, to } = stretch;
	const trees = new Array(to - from);
	let sums = null;
	const told = teller(growth, to - from);
	const take = (report) => {
		if (report.kind === "levels") sums = sums === null ? report.sums : addedSums(sums, report.sums);
		if (report.kind !== "tree") return;
		trees[report.number - from] = report.tree;
		stretch.receive?.(report.number, report.tree);
		told();
	};
	const job = jobOf(growth, stretch);
	const count = Math.min(threads, to - from);
	const file = count > 1 && table.rows * table.bins.length * (to - from) > IN_PROCESS_WORK ? workerFile() : null;
	if (file !== null) {
		await runThreads(file, job, count, deadline, take);
		return {
			trees,
			sums
		};
	}
	for (const report of growTrees(job)) {
		take(report);
		if (performance.now() > deadline.at) throw timeLimitError(deadline);
		await setImmediate();
	}
	return {
		trees,
		sums
	};
}
function jobOf({ table, config, classWeights }, { minLeaf, from, to, levels }) {
	const { seed, maxDepth } = config;
	const counter = new Int32Array(new SharedArrayBuffer(4)).fill(from);
	return {
		kind: "grow",
		table,
		options: {
			seed,
			maxDepth,
			minLeaf,
			...classWeights === null ? {} : { classWeights }
		},
		trees: to,
		levels: levels ?? null,
		counter
	};
}
function teller({ progress }, count) {
	let grown = 0;
	let next = performance.now() + FIRST_PROGRESS_MS;
	return () => {
		grown++;
		if (performance.now() < next) return;
		next = performance.now() + PROGRESS_MS;
		progress(`Growing trees: ${grown} of ${count}`);
	};
}
// src/model/forest/natural-log.ts
const bits = new DataView(new ArrayBuffer(8));
function naturalLog(x) {
	bits.setFloat64(0, x);
	const high = bits.getInt32(0);
	let exponent = (high >> 20 & 2047) - 1023;
	bits.setInt32(0, high & 1048575 | 1023 << 20);
	let m = bits.getFloat64(0);
	if (m > Math.SQRT2) {
		m /= 2;
		exponent++;
	}
	const s = (m - 1) / (m + 1);
	const square = s * s;
	let sum = 0;
	for (let k = 21; k > 1; k -= 2) sum = (sum + 1 / k) * square;
	return exponent * Math.LN2 + 2 * s * (1 + sum);
}
// src/model/choose/choose-level.ts
const GROUPS = 32;
const GROUP_TURN = 625341585;
const F1_GIVEN = .001;
const F1_ERRORS = 1.5;
const F1_MOST = .006;
const EXTRAPOLATED = .5;
const LOSS_UNIT = 2 ** 20;
const LEAST_PROBABILITY = 2 ** -8;
const PARTS = [
	[0, 1],
	[0],
	[1]
];
function chooseLevel(space, named, trees) {
	const parts = PARTS.map((halves) => followed(space, halves));
	if (parts.some(({ labels }) => labels.length === 0)) return 0;
	const [all, even, odd] = parts.map((rows) => scoresOf(space, rows, named));
	const share = EXTRAPOLATED * missingShare(space, trees);
	const f1 = all.map((level, i) => extrapolated(level.f1, even[i].f1, odd[i].f1, share));
	const steps = all.slice(1).map(({ loss }, i) => Math.min(f1Share(f1[0], f1[i + 1]), lossShare(all[0].loss, loss)));
	return Math.floor(steps.reduce((sum, step) => sum + step, 0) + .5);
}
function extrapolated(all, even, odd, share) {
	return all.map((score, i) => score + share * (score - (even[i] + odd[i]) / 2));
}
function missingShare({ votes, rows }, trees) {
	return Math.max(0, 1 - votes.reduce((sum, one) => sum + one, 0) / Math.max(1, rows.length) / trees);
}
const f1Share = (full, larger) => shareOf(full, larger, (error) => Math.min(F1_MOST, F1_GIVEN + F1_ERRORS * error));
const lossShare = (full, larger) => shareOf(full, larger, () => 0);
function shareOf(full, larger, given) {
	const [difference = 0, ...without] = larger.map((score, i) => score - full[i]);
	const error = jackknifeError(without);
	const kept = difference + given(error);
	if (error === 0) return kept >= 0 ? 1 : 0;
	return Math.max(0, Math.min(1, (1 + kept / error) / 2));
}
function jackknifeError(values) {
	const mean = values.reduce((a, b) => a + b) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
	return Math.sqrt((values.length - 1) / values.length * squares);
}
function followed({ table, rows, levels, votes }, halves) {
	const votesAt = (place) => halves.reduce((sum, half) => sum + votes[half * rows.length + place], 0);
	const places = Int32Array.from(rows.keys()).filter((place) => votesAt(place) > 0);
	const width = levels.length * table.classes;
	const [one = 0, other = one] = halves;
	return {
		first: places.map((place) => (one * rows.length + place) * width),
		second: places.map((place) => (other * rows.length + place) * width),
		isWhole: halves.length > 1,
		votes: places.map(votesAt),
		labels: places.map((place) => table.cells[rows[place] * table.stride]),
		groups: Uint8Array.from(places, (place) => (mixed(table.keys[rows[place]] ^ GROUP_TURN) >>> 0) % GROUPS)
	};
}
function scoresOf(space, rows, named) {
	const { levels, table } = space;
	const { labels, groups } = rows;
	const shares = named === null ? 0 : labels.length;
	const tallies = levels.map(() => ({
		classes: new Int32Array(96 * table.classes),
		losses: new Float64Array(GROUPS),
		shares: new Float64Array(shares)
	}));
	for (let i = 0; i < labels.length; i++) for (let level = 0; level < levels.length; level++) count(space, rows, i, level, named, tallies[level]);
	const counts = new Int32Array(GROUPS);
	for (const group of groups) counts[group]++;
	return tallies.map((tally) => {
		const [loss, all] = [tally.losses.reduce((x, y) => x + y), labels.length];
		return {
			f1: named === null ? perGroup(tally.classes).map(weightedF1) : namedScore(tally.shares, rows, named),
			loss: [-loss / all, ...Array.from(tally.losses, (part, group) => -(loss - part) / (all - counts[group]))]
		};
	});
}
function count({ sums, table, classWeights }, rows, i, level, named, tally) {
	const { classes } = table;
	const [label, group, votes] = [
		rows.labels[i],
		rows.groups[i],
		rows.votes[i] * WEIGHT_UNIT
	];
	const [a, b] = [rows.first[i] + level * classes, rows.second[i] + level * classes];
	let best = 0;
	let most = -1;
	for (let c = 0; c < classes; c++) {
		const sum = rows.isWhole ? sums[a + c] + sums[b + c] : sums[a + c];
		if (sum > most) {
			best = c;
			most = sum;
		}
	}
	const at = group * 3 * classes;
	if (best === label) tally.classes[at + 3 * label]++;
	tally.classes[at + 3 * best + 1]++;
	tally.classes[at + 3 * label + 2]++;
	const probability = (sums[a + label] + (rows.isWhole ? sums[b + label] : 0)) / votes;
	tally.losses[group] += Math.round(-naturalLog(Math.max(probability, LEAST_PROBABILITY)) * classWeights[label] * LOSS_UNIT);
	if (named !== null) tally.shares[i] = (sums[a + named] + (rows.isWhole ? sums[b + named] : 0)) / votes;
}
function perGroup(tallies) {
	const width = tallies.length / GROUPS;
	const groups = Array.from({ length: GROUPS }, (_, group) => tallies.subarray(group * width, (group + 1) * width));
	const all = new Int32Array(width);
	for (const group of groups) for (let i = 0; i < width; i++) all[i] += group[i];
	return [all, ...groups.map((group) => all.map((n, i) => n - group[i]))];
}
function weightedF1(tally) {
	let [sum, rows] = [0, 0];
	for (let at = 0; at < tally.length; at += 3) {
		const [right, said, there] = [
			tally[at],
			tally[at + 1],
			tally[at + 2]
		];
		if (there === 0) continue;
		sum += 2 * right / (said + there) * there;
		rows += there;
	}
	return sum / rows;
}
function namedScore(shares, { labels, groups: groupOf }, named) {
	const order = Int32Array.from(labels.keys()).sort((a, b) => shares[b] - shares[a]);
	const groups = Int8Array.from(order, (i) => groupOf[i]);
	const isNamed = Uint8Array.from(order, (i) => labels[i] === named ? 1 : 0);
	const ends = Uint8Array.from(order, (i, at) => at + 1 === order.length || shares[order[at + 1]] !== shares[i] ? 1 : 0);
	const without = (group) => {
		let positives = 0;
		for (let at = 0; at < ends.length; at++) if (groups[at] !== group) positives += isNamed[at];
		let [hits, said, best] = [
			0,
			0,
			0
		];
		for (let at = 0; at < ends.length; at++) {
			if (groups[at] !== group) {
				hits += isNamed[at];
				said++;
			}
			if (ends[at] === 1 && positives + said > 0) best = Math.max(best, 2 * hits / (positives + said));
		}
		return best;
	};
	return [-1, ...Array(GROUPS).keys()].map(without);
}
function forecastBytes({ schema, ...parts }, trees, count) {
	const bytesOf = (some) => writeOnnx(assembleForest({
		engine: "forest",
		...parts,
		trees: some
	}), { schema }).length;
	const all = bytesOf(trees);
	if (trees.length >= count) return all;
	const half = trees.length >> 1;
	const perTree = half === 0 ? all : (all - bytesOf(trees.slice(0, half))) / (trees.length - half);
	return Math.ceil(all + (count - trees.length) * perTree);
}
function* leafSizes() {
	let [size, next] = [1, 2];
	for (;;) {
		yield size;
		[size, next] = [next, size + next];
	}
}
var TooLarge = class extends Error {
	bytes;
	trees;
	constructor(bytes, trees) {
		super("The model will be larger than its limit.");
		this.bytes = bytes;
		this.trees = trees;
	}
};
function sizeWatch(modelBytes, count, parts) {
	const first = new Map();
	const needed = Math.min(4, count);
	let [nodes, weights, grown] = [
		0,
		0,
		0
	];
	return (number, tree) => {
		nodes += tree.mode.length;
		weights += tree.counts.length;
		if (weights > MOST_WEIGHTS) throw new LimitError(weightsSentence(`after ${grown} of ${count} trees`));
		grown++;
		if (number < needed) first.set(number, tree);
		if (number < needed && first.size === needed) {
			const forecast = forecastBytes(parts, Array.from({ length: needed }, (_, i) => first.get(i)), count);
			if (forecast * .96 > modelBytes) throw new TooLarge(forecast, needed);
		}
		if (nodes * 21 > modelBytes) throw new TooLarge(nodes / grown * count * 21, grown);
	};
}
async function excessError(growth, parts, { bytes, after, minLeaf, modelBytes }) {
	const { trees } = growth.config;
	const leaf = await fittingLeaf(growth, parts, minLeaf, modelBytes);
	const fewer = Math.floor(trees * modelBytes / bytes * .96);
	const larger = `limits.model-bytes: ${megabytes(bytes * 1.04)}`;
	const ways = [
		...leaf === null ? [] : [`train.min-leaf: ${leaf}`],
		...fewer < 1 ? [] : [`train.trees: ${fewer}`],
		`${larger} with a registry that takes such a file (directory: and s3: do; on a branch GitHub takes up to about 40 MiB)`
	];
	return modelSizeError(`after ${after} of ${trees} trees it is expected to have ${megabytes(bytes)}`, modelBytes, ways);
}
async function fittingLeaf(growth, parts, minLeaf, modelBytes) {
	const { table, config } = growth;
	const sample = Math.min(2, config.trees);
	for (const size of leafSizes()) {
		if (size * 2 > table.rows) break;
		if (size <= minLeaf) continue;
		const { trees } = await growAll({
			...growth,
			progress: () => void 0
		}, {
			minLeaf: size,
			from: 0,
			to: sample
		});
		if (forecastBytes(parts, trees, config.trees) * 1.04 <= modelBytes) return size;
	}
	return null;
}
function megabytes(bytes) {
	return bytes < 1e6 ? `${Math.ceil(bytes)}B` : `${Math.ceil(bytes / 1e6)}MB`;
}
function modelSizeError(found, modelBytes, ways = []) {
	const fits = ways.length > 0 ? `Any one of these fits: ${ways.join("; ")}. A train.max-depth makes it smaller, too.` : "Raise the limit, grow fewer trees, or set train.max-depth or train.min-leaf.";
	return new LimitError(`The model is larger than limits.model-bytes (${modelBytes} bytes): ${found}. ${fits}`);
}
function weightsSentence(when) {
	return `The model is too large for memory: ${when} its leaves hold more than ${MOST_WEIGHTS.toLocaleString("en-US")} weights, one for each class in each leaf of several classes. Train on fewer classes, grow fewer trees, or set train.max-depth or train.min-leaf.`;
}
// src/train/min-leaf.ts
const LADDER = [
	1,
	3,
	8,
	21
];
const LEAVES_PER_CLASS = 20;
const FEWEST_JUDGES = 24;
const MOST_JUDGES = 32;
async function growAuto(growth, parts, named) {
	const { config, table } = growth;
	const count = config.trees;
	const levels = LADDER.filter((size) => size === 1 || size * LEAVES_PER_CLASS * table.classes <= table.rows);
	const { trees: full, sums } = await growAll(growth, {
		minLeaf: 1,
		from: 0,
		to: Math.min(count, Math.max(FEWEST_JUDGES, Math.min(MOST_JUDGES, count >> 1))),
		levels
	});
	const wanted = levels[chooseLevel({
		...newLevelSpace(table, levels, growth.classWeights ?? void 0),
		...sums
	}, named, count)];
	for (const size of leafSizes()) {
		if (size < wanted) continue;
		if (size > Math.max(1, table.rows >> 1)) break;
		const trees = await fittingTrees(growth, parts, size, size === 1 ? full : []);
		if (trees === null) continue;
		growth.progress(`train.min-leaf: auto chose ${size}${size > wanted ? ` (${wanted} by its scores; the file would be too large)` : ""}.`);
		return {
			trees,
			minLeaf: size
		};
	}
	throw new LimitError(`No size of leaves gives a model of at most train.model-bytes (${config.modelBytes} bytes) with ${count} trees. Raise it, or grow fewer trees (train.trees).`);
}
async function fittingTrees(growth, parts, minLeaf, first) {
	const { trees: count, modelBytes } = growth.config;
	const trees = [...first];
	const growTo = async (to) => {
		if (trees.length < to) trees.push(...(await growAll(growth, {
			minLeaf,
			from: trees.length,
			to
		})).trees);
	};
	await growTo(Math.min(count, 4));
	const forecast = forecastBytes(parts, trees.slice(0, 4), count);
	if (forecast > modelBytes) return null;
	await growTo(count);
	return forecast * 1.08 > modelBytes && forecastBytes(parts, trees, count) > modelBytes ? null : trees;
}
// src/train/forest-engine.ts
async function trainForest(trainingSet, config, bounds, progress) {
	const { threads, minutes } = bounds;
	const { classes } = trainingSet;
	try {
		const named = namedClass(config, trainingSet);
		const classWeights = classWeightsOf(config.classWeights, trainingSet);
		const { table, features } = binTable(trainingSet);
		const { trees, minLeaf } = await grown({
			table,
			config,
			classWeights,
			threads,
			deadline: deadlineOf(minutes),
			progress
		}, features, trainingSet, bounds, named);
		const forest = assembleForest({
			engine: "forest",
			features,
			classes,
			trees,
			classWeights: classWeights ?? void 0
		});
		const chosen = config.minLeaf === "auto" ? { minLeaf } : {};
		return named === null ? result(forest, chosen) : decided(forest, trainingSet, config, named, chosen);
	} catch (error) {
		if (error instanceof TooManyWeights) throw new LimitError(weightsSentence("together"), { cause: error });
		throw memoryError(error) ?? error;
	}
}
async function grown(growth, features, { classes }, bounds, named) {
	const { minLeaf, trees } = growth.config;
	const parts = {
		features,
		classes,
		schema: bounds.schema
	};
	if (minLeaf === "auto") return await growAuto(growth, parts, named);
	const { modelBytes } = bounds;
	try {
		return {
			trees: (await growAll(growth, {
				minLeaf,
				from: 0,
				to: trees,
				receive: sizeWatch(modelBytes, trees, parts)
			})).trees,
			minLeaf
		};
	} catch (error) {
		if (!(error instanceof TooLarge)) throw error;
		throw await excessError(growth, parts, {
			bytes: error.bytes,
			after: error.trees,
			minLeaf,
			modelBytes
		});
	}
}
function namedClass({ decision }, { classes, rows }) {
	if (decision === null) return null;
	const named = classes.indexOf(decision.class);
	if (named >= 0) return named;
	const [first, ...others] = classes.slice(0, 10).map((name) => JSON.stringify(name));
	throw new DataError(`train.decision names the class ${JSON.stringify(decision.class)}, which none of ${rows.length} training rows has. Name ${[first, ...others].join(" or ")}, or leave train.decision out.`);
}
function decided(forest, trainingSet, { decision, seed }, named, chosen) {
	const asked = decision?.threshold ?? "auto";
	if (asked !== "auto") return result({
		...forest,
		decision: {
			class: named,
			threshold: Math.floor(asked * WEIGHT_UNIT) / WEIGHT_UNIT
		}
	}, chosen);
	const { decision: found, f1 } = chooseThreshold(forest, trainingSet, seed, named);
	return result({
		...forest,
		decision: found
	}, {
		...chosen,
		threshold: found.threshold
	}, f1);
}
function result(forest, chosen, thresholdF1 = null) {
	return {
		forest,
		chosen: Object.keys(chosen).length === 0 ? null : chosen,
		thresholdF1
	};
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
const nextUp = (x) => -numberBelow(-x);
// src/train/stock-engine.ts
const MANY_ROWS = 2e4;
const STOCK_MIN_ROWS = 3;
function stockOptions({ trees, seed, maxDepth, minLeaf }) {
	return {
		nEstimators: trees,
		seed,
		noOOB: true,
		treeOptions: {
			minNumSamples: Math.max(STOCK_MIN_ROWS, 2 * (minLeaf === "auto" ? 1 : minLeaf) - 1),
			...maxDepth === null ? {} : { maxDepth }
		}
	};
}
async function trainStockForest(trainingSet, config, minutes, progress) {
	const unfit = inexpressible(trainingSet.columns);
	if (unfit.length > 0) throw new ConfigError(unfit.map((name) => unfitProblem(name)));
	const { rows, labels, classes, columns } = trainingSet;
	const checks = rows.length > MANY_ROWS ? [manyRows(rows.length)] : [];
	for (const check of checks) progress(check.message);
	const json = await run({
		kind: "stock",
		values: rowMajor(trainingSet),
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
// src/train/grow.ts
async function grow(trainingSet, { config, threads, limits, schema }, progress) {
	const { minutes, modelBytes } = limits;
	if (config.engine === "ml-random-forest") {
		const { forest, json, checks } = await trainStockForest(trainingSet, config, minutes, progress);
		return {
			forest,
			stockJson: json,
			chosen: null,
			thresholdF1: null,
			checks
		};
	}
	return {
		...await trainForest(trainingSet, config, {
			threads,
			minutes,
			modelBytes,
			schema
		}, progress),
		stockJson: null,
		checks: []
	};
}
// src/train/folds.ts
function unitsOf(dataset, rows, split) {
	const columns = split.by === "file" ? dataset.features : split.columns;
	const encoder = rowEncoder(columns.map((name) => columnOf(dataset, name)));
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
	const parameters = {
		trees,
		maxDepth,
		minLeaf,
		...beyondPlain(config),
		export: files
	};
	return {
		engine,
		version: FOREST_VERSION,
		parameters,
		seed
	};
}
function beyondPlain({ minLeaf, modelBytes, classWeights, decision }) {
	return {
		...minLeaf === "auto" ? { modelBytes } : {},
		...classWeights === "none" ? {} : { classWeights: typeof classWeights === "string" ? classWeights : byName(classWeights) },
		...decision === null ? {} : { decision: {
			class: decision.class,
			above: decision.threshold
		} }
	};
}
function byName(weights) {
	return Object.fromEntries(weights.map(({ class: name, weight }) => [name, weight]));
}
function configOf({ engine, version, parameters, seed }) {
	const parsed = PARAMETERS.safeParse(parameters);
	if (!parsed.success || !SEED.safeParse(seed).success) return null;
	const { trees, maxDepth, minLeaf, minNumSamples, modelBytes, classWeights, decision } = parsed.data;
	const least = engine === "forest" ? minLeaf : minNumSamples === void 0 ? void 0 : Math.ceil(minNumSamples / 2);
	if (least === void 0 || least === "auto" && modelBytes === void 0) return null;
	const weights = typeof classWeights === "string" ? classWeights : Object.entries(classWeights).map(([name, weight]) => ({
		class: name,
		weight
	}));
	const config = {
		engine,
		trees,
		seed,
		maxDepth,
		minLeaf: least,
		modelBytes: modelBytes ?? 0,
		classWeights: weights,
		decision: decision === void 0 ? null : {
			class: decision.class,
			threshold: decision.above
		},
		export: ["onnx"]
	};
	return recipeOf(config).version === version ? config : null;
}
const whole = (least, most) => number().int().min(least).max(most);
const PARAMETERS = object({
	trees: whole(1, 1e4),
	maxDepth: whole(1, 1e3).nullable().default(null),
	minLeaf: union([whole(1, 1e6), literal("auto")]).optional(),
	minNumSamples: whole(1, 2e6).optional(),
	modelBytes: whole(0, 2 ** 31).optional(),
	classWeights: union([_enum(["none", "balanced"]), record(string(), number().gt(0).max(1e6))]).default("none"),
	decision: object({
		class: string(),
		above: union([number().min(0).lt(1), literal("auto")])
	}).optional()
});
const SEED = whole(0, 2 ** 32 - 1);
function sameRecipe(a, b) {
	const { export: _a, ...ofA } = a.parameters;
	const { export: _b, ...ofB } = b.parameters;
	return a.engine === b.engine && a.version === b.version && isDeepStrictEqual(ofA, ofB);
}
// src/train/training-set.ts
const MAX_CLASSES = 1e3;
function trainingSetOf({ dataset, rows }) {
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
	const all = trainingSetOf({
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
			predicted: outOfBag(grown, trainingSetOf({
				dataset,
				rows: trained
			}), config.seed),
			classes: grown.classes
		} : null
	};
}
function repeatsFor(rows, { features }, { engine, trees, minLeaf }) {
	const grown = minLeaf === "auto" ? 1.5 * trees : trees;
	const once = rows * features.length * grown * FOLDS * (engine === "forest" ? 1 : rows / STOCK_ROWS);
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
			const { forest } = await grow(trainingSetOf({
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
// src/train/stock-export.ts
function exportJson(input) {
	const { forest, stockJson, trainingSet, modelBytes, seed } = input;
	const unfit = inexpressible(trainingSet.columns);
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
function votesCheck({ forest, trainingSet, dataset }) {
	const trained = new Uint8Array(dataset.rows);
	for (const row of trainingSet.rows) trained[row] = 1;
	const others = Int32Array.from({ length: dataset.rows }, (_, row) => row).filter((row) => trained[row] === 0);
	const rows = others.length > 0 ? others : trainingSet.rows;
	const mean = predict(forest, trainingSet.columns, rows).classes;
	const vote = predictByVote(forest, trainingSet.columns, rows);
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
	const trainingSet = trainingSetOf(training);
	const grown = await grow(trainingSet, training, progress);
	const grownAt = performance.now();
	const { forest, onnx } = throughOnnx(grown.forest, training.schema, limits.modelBytes);
	const [files, checks] = [[onnx], [...grown.checks]];
	if (config.export.includes("json")) {
		const json = exportJson({
			...grown,
			forest,
			trainingSet,
			dataset: training.dataset,
			seed: config.seed,
			modelBytes: limits.modelBytes
		});
		files.push(...json.files);
		checks.push(...json.checks);
	}
	const exportMs = performance.now() - grownAt;
	const { chosen, thresholdF1 } = grown;
	return {
		forest,
		files,
		checks,
		chosen,
		thresholdF1,
		exportMs,
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
export { recipeOf as n, sameForest as r, train as t };
