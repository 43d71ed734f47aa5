import { o as __toESM } from "./rolldown-runtime.js";
import { n as newGrowSpace, s as mixed, t as growTree } from "./grow.js";
import { t as WEIGHT_UNIT } from "./nodes.js";
// src/model/choose/leaf-levels.ts
const MOST_ROWS = 1e4;
const MOST_SUMS = 2 ** 23;
const SAMPLE_TURN = 1374496523;
function newLevelSpace(table, levels, classWeights) {
	const most = Math.min(MOST_ROWS, Math.floor(MOST_SUMS / (levels.length * table.classes)));
	const rows = sampledRows(table.keys, most);
	const position = new Int32Array(table.rows).fill(-1);
	rows.forEach((row, i) => {
		position[row] = i;
	});
	return {
		table,
		levels,
		classWeights: classWeights ?? new Float64Array(table.classes).fill(1),
		rows,
		position,
		sums: new Float64Array(2 * rows.length * levels.length * table.classes),
		votes: new Int32Array(2 * rows.length),
		middles: table.lower.map((low, i) => low / 2 + table.upper[i] / 2),
		bag: new Int32Array(table.rows),
		out: new Int32Array(rows.length),
		spare: new Int32Array(table.rows)
	};
}
function levelSums({ rows, sums, votes }) {
	return {
		rows,
		sums,
		votes
	};
}
function addedSums(a, b) {
	return {
		rows: a.rows,
		sums: a.sums.map((sum, i) => sum + b.sums[i]),
		votes: a.votes.map((votes, i) => votes + b.votes[i])
	};
}
function sampledRows(keys, most) {
	const places = keys.length <= most ? 2 ** 32 : 2 ** 32 * most / keys.length;
	return Int32Array.from(keys.keys()).filter((row) => mixed(keys[row] ^ SAMPLE_TURN) >>> 0 < places);
}
function addTree(s, tree, number, weights) {
	const half = number % 2;
	const root = rootOf(s, half, weights);
	const levels = s.levels.length;
	root.open = openAt(s, total(root.counts), levels);
	say(s, half, root, root.counts, root.open, levels);
	const waiting = [root];
	for (let at = waiting.pop(); at !== void 0; at = waiting.pop()) {
		if (tree.mode[at.node] === 0) {
			say(s, half, at, at.counts, 0, at.open);
			continue;
		}
		for (const child of childrenOf(s, tree, at, weights)) {
			if (child.outFrom === child.outTo) continue;
			child.open = openAt(s, total(child.counts), at.open);
			say(s, half, child, at.counts, child.open, at.open);
			waiting.push(child);
		}
	}
}
function rootOf({ table, bag, out, rows, position, votes }, half, weights) {
	const counts = new Float64Array(table.classes);
	let [inside, outside] = [0, 0];
	for (let row = 0; row < table.rows; row++) {
		const weight = weights[row];
		if (weight > 0) {
			bag[inside++] = row;
			counts[table.cells[row * table.stride + 0]] += weight;
		} else if (position[row] >= 0) {
			out[outside++] = row;
			votes[half * rows.length + position[row]]++;
		}
	}
	return {
		node: 0,
		bagFrom: 0,
		bagTo: inside,
		outFrom: 0,
		outTo: outside,
		counts,
		open: 0
	};
}
function openAt({ levels }, rows, open) {
	let count = open;
	while (count > 0 && levels[count - 1] > rows) count--;
	return count;
}
function say(s, half, at, counts, first, end) {
	if (first === end) return;
	const { sums, out, position, rows, levels, table, classWeights } = s;
	let all = 0;
	for (let c = 0; c < counts.length; c++) all += counts[c] * classWeights[c];
	for (let c = 0; c < counts.length; c++) {
		if (counts[c] === 0) continue;
		const share = Math.floor(counts[c] * classWeights[c] / all * WEIGHT_UNIT);
		for (let j = at.outFrom; j < at.outTo; j++) {
			const row = half * rows.length + position[out[j]];
			for (let level = first; level < end; level++) sums[(row * levels.length + level) * table.classes + c] += share;
		}
	}
}
function childrenOf(s, tree, at, weights) {
	const { table, bag, out } = s;
	const feature = tree.feature[at.node];
	const offset = table.offsets[feature];
	const bins = table.bins[feature] - (table.missing[feature] >= 0 ? 1 : 0);
	const last = lastBin(s.middles, offset, bins, tree.threshold[at.node]);
	const missing = tree.missingYes[at.node] === 1 ? table.missing[feature] : -1;
	const cell = 2 + feature;
	const middle = split(s, bag, at.bagFrom, at.bagTo, cell, last, missing);
	const border = split(s, out, at.outFrom, at.outTo, cell, last, missing);
	const left = new Float64Array(table.classes);
	for (let i = at.bagFrom; i < middle; i++) left[table.cells[bag[i] * table.stride + 0]] += weights[bag[i]];
	const node = tree.yes[at.node];
	return [{
		node,
		bagFrom: at.bagFrom,
		bagTo: middle,
		outFrom: at.outFrom,
		outTo: border,
		counts: left,
		open: 0
	}, {
		node: node + 1,
		bagFrom: middle,
		bagTo: at.bagTo,
		outFrom: border,
		outTo: at.outTo,
		counts: at.counts.map((n, c) => n - left[c]),
		open: 0
	}];
}
function lastBin(middles, offset, bins, threshold) {
	let [low, high] = [0, bins];
	while (low < high) {
		const at = low + high >> 1;
		if (middles[offset + at] <= threshold) low = at + 1;
		else high = at;
	}
	return low - 1;
}
function split(s, list, from, to, cell, last, missing) {
	const { table, spare } = s;
	let yes = from;
	let no = 0;
	for (let i = from; i < to; i++) {
		const row = list[i];
		const bin = table.cells[row * table.stride + cell];
		if (bin <= last || bin === missing) list[yes++] = row;
		else spare[no++] = row;
	}
	for (let i = 0; i < no; i++) list[yes + i] = spare[i];
	return yes;
}
function total(counts) {
	let sum = 0;
	for (let c = 0; c < counts.length; c++) sum += counts[c];
	return sum;
}
// src/train/grow-trees.ts
function* growTrees(job) {
	const space = newGrowSpace(job.table, job.options);
	const levels = job.levels && newLevelSpace(job.table, job.levels, job.options.classWeights);
	for (;;) {
		const number = Atomics.add(job.counter, 0, 1);
		if (number >= job.trees) break;
		const tree = growTree(space, number);
		if (levels !== null) addTree(levels, tree, number, space.weights);
		yield {
			kind: "tree",
			number,
			tree
		};
	}
	if (levels !== null) yield {
		kind: "levels",
		sums: levelSums(levels)
	};
}
// src/train/stock-package.ts
async function trainStock(job) {
	const { RandomForestClassifier } = await import("./random-forest.js").then((m) => __toESM(m.default, 1));
	const { values, features, labels, options } = job;
	const rows = Array.from(labels, (_, i) => Array.from(values.subarray(i * features, (i + 1) * features)));
	const model = new RandomForestClassifier(options);
	model.train(rows, Array.from(labels));
	return JSON.stringify(model.toJSON());
}
export { newLevelSpace as i, growTrees as n, addedSums as r, trainStock as t };
