import { r as __toESM } from "./rolldown-runtime.js";
// src/model/category-order.ts
const MIN_ROWS = 10;
const PRIOR_ROWS = 10;
const POWER_STEPS = 32;
const MAX_COUNTS = 2 ** 25;
function orderCategories(codes, labels, categories, classes) {
	const rows = new Float64Array(categories);
	for (const code of codes) if (code > 0) rows[code - 1]++;
	const present = [];
	for (let k = 0; k < categories; k++) if (rows[k] > 0) present.push(k);
	if (present.length < 3 || categories * classes > MAX_COUNTS) return present;
	const overall = new Float64Array(classes);
	for (const label of labels) overall[label] += 1 / labels.length;
	const offsets = shareOffsets(codes, labels, rows, overall);
	const direction = principalDirection(offsets, rows, overall);
	const score = rows.map((_, k) => dot(offsets, k * classes, direction));
	return present.sort((a, b) => score[a] - score[b] || a - b);
}
function shareOffsets(codes, labels, rows, overall) {
	const classes = overall.length;
	const offsets = new Float64Array(rows.length * classes);
	for (let i = 0; i < codes.length; i++) if (codes[i] > 0) offsets[(codes[i] - 1) * classes + labels[i]]++;
	for (let k = 0; k < rows.length; k++) {
		const n = rows[k];
		for (let c = 0; c < classes; c++) {
			const at = k * classes + c;
			offsets[at] = n < MIN_ROWS ? 0 : (offsets[at] + PRIOR_ROWS * overall[c]) / (n + PRIOR_ROWS) - overall[c];
		}
	}
	return offsets;
}
function principalDirection(offsets, rows, overall) {
	const classes = overall.length;
	let longest = 0;
	for (let k = 0; k < rows.length; k++) if (rows[k] * norm(offsets, k * classes, classes) > rows[longest] * norm(offsets, longest * classes, classes)) longest = k;
	let direction = offsets.slice(longest * classes, (longest + 1) * classes);
	for (let step = 0; step < POWER_STEPS && norm(direction, 0, classes) > 0; step++) {
		const next = new Float64Array(classes);
		for (let k = 0; k < rows.length; k++) {
			const pull = rows[k] * dot(offsets, k * classes, direction);
			for (let c = 0; c < classes; c++) next[c] += pull * offsets[k * classes + c];
		}
		const length = norm(next, 0, classes);
		if (length === 0) break;
		direction = next.map((x) => x / length);
	}
	const commonest = overall.indexOf(Math.max(...overall));
	return direction[commonest] > 0 ? direction.map((x) => -x) : direction;
}
function dot(offsets, from, direction) {
	let sum = 0;
	for (let c = 0; c < direction.length; c++) sum += offsets[from + c] * direction[c];
	return sum;
}
function norm(values, from, length) {
	let sum = 0;
	for (let c = 0; c < length; c++) sum += values[from + c] * values[from + c];
	return Math.sqrt(sum);
}
// src/model/random.ts
function seedRandom(seed, stream) {
	const state = new Int32Array([
		seed,
		Math.floor(seed / 4294967296),
		stream,
		1
	]);
	for (let i = 0; i < 16; i++) nextRandom(state);
	return state;
}
function nextRandom(state) {
	const a = state[0];
	const b = state[1];
	const c = state[2];
	const count = state[3];
	const sum = a + b + count | 0;
	state[0] = b ^ b >>> 9;
	state[1] = c + (c << 3) | 0;
	state[2] = (c << 21 | c >>> 11) + sum | 0;
	state[3] = count + 1 | 0;
	return sum >>> 0;
}
function randomBelow(state, limit) {
	return Math.floor(nextRandom(state) * limit / 4294967296);
}
const EXACT_ROWS = 4096;
const NARROW_BINS = 255;
const SAMPLE_ROWS = 5e4;
function binTable(input) {
	const { columns, rows, labels, classes } = input;
	const encoded = columns.map((column) => encodeColumn(column, rows, labels, classes));
	const exact = rows.length <= EXACT_ROWS;
	const wide = classes > 256 || exact && rows.length > NARROW_BINS;
	const binned = encoded.map(({ values }) => binValues(values, exact ? EXACT_ROWS : NARROW_BINS));
	const table = emptyTable(rows.length, classes, binned, wide);
	for (let f = 0; f < columns.length; f++) table.categorical[f] = columns[f].kind === "category" ? 1 : 0;
	for (let i = 0; i < rows.length; i++) table.cells[i * table.stride + 0] = labels[i];
	binned.forEach((column, f) => {
		for (let i = 0; i < rows.length; i++) table.cells[i * table.stride + 2 + f] = column.bins[i];
	});
	return {
		table,
		features: encoded.map((column) => column.feature)
	};
}
function emptyTable(rows, classes, binned, wide) {
	const width = wide ? 2 : 1;
	const stride = Math.ceil((2 + binned.length) * width / 4) * 4 / width;
	const buffer = new SharedArrayBuffer(rows * stride * width);
	const offsets = new Int32Array(binned.length);
	let total = 0;
	binned.forEach((column, f) => {
		offsets[f] = total;
		total += column.lower.length;
	});
	const table = {
		rows,
		classes,
		stride,
		cells: wide ? new Uint16Array(buffer) : new Uint8Array(buffer),
		bins: Int32Array.from(binned, (column) => column.lower.length + (column.missing ? 1 : 0)),
		missing: Int32Array.from(binned, (column) => column.missing ? column.lower.length : -1),
		categorical: new Uint8Array(binned.length),
		offsets,
		lower: new Float64Array(total),
		upper: new Float64Array(total)
	};
	binned.forEach((column, f) => {
		table.lower.set(column.lower, offsets[f]);
		table.upper.set(column.upper, offsets[f]);
	});
	return table;
}
function encodeColumn(column, rows, labels, classes) {
	const values = new Float64Array(rows.length);
	if (column.kind === "number") {
		for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]];
		return {
			feature: {
				name: column.name,
				type: column.type,
				kind: "number",
				categories: []
			},
			values
		};
	}
	const codes = new Int32Array(rows.length);
	for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]];
	const order = orderCategories(codes, labels, column.categories.length, classes);
	const recoded = new Int32Array(column.categories.length + 1);
	order.forEach((category, i) => {
		recoded[category + 1] = i + 1;
	});
	for (let i = 0; i < rows.length; i++) values[i] = recoded[codes[i]];
	const categories = order.map((category) => column.categories[category]);
	return {
		feature: {
			name: column.name,
			type: column.type,
			kind: "category",
			categories
		},
		values
	};
}
function binValues(values, limit) {
	const cuts = chooseCuts(values, limit);
	const bins = new Uint16Array(values.length);
	const lower = new Float64Array(cuts.length + 1).fill(Number.POSITIVE_INFINITY);
	const upper = new Float64Array(cuts.length + 1).fill(Number.NEGATIVE_INFINITY);
	let missing = false;
	for (let i = 0; i < values.length; i++) {
		const x = values[i];
		if (Number.isNaN(x)) {
			missing = true;
			bins[i] = cuts.length + 1;
			continue;
		}
		let low = 0;
		let high = cuts.length;
		while (low < high) {
			const middle = low + high >>> 1;
			if (x >= cuts[middle]) low = middle + 1;
			else high = middle;
		}
		bins[i] = low;
		if (x < lower[low]) lower[low] = x;
		if (x > upper[low]) upper[low] = x;
	}
	return {
		bins,
		lower,
		upper,
		missing
	};
}
function chooseCuts(values, limit) {
	const sorted = sampleOf(values).sort();
	const starts = [];
	for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) starts.push(i);
	if (starts.length <= limit) return Float64Array.from(starts.slice(1), (i) => sorted[i]);
	const cuts = [];
	let first = 0;
	for (const start of starts) {
		const room = limit - cuts.length;
		if (room > 1 && start > first && (start - first) * room >= sorted.length - first) {
			cuts.push(sorted[start]);
			first = start;
		}
	}
	return Float64Array.from(cuts);
}
function sampleOf(values) {
	const known = values.filter((x) => !Number.isNaN(x));
	if (known.length <= SAMPLE_ROWS) return known;
	const random = seedRandom(0, 0);
	const sample = new Float64Array(SAMPLE_ROWS);
	for (let i = 0; i < SAMPLE_ROWS; i++) sample[i] = known[randomBelow(random, known.length)];
	return sample;
}
// src/model/split-search.ts
const FEW_ROWS = 24;
function newSplitSearch(table, minLeaf) {
	const maxBins = table.bins.reduce((a, b) => Math.max(a, b), 1);
	const seenBuffer = new ArrayBuffer(Math.ceil(maxBins / 4) * 4);
	return {
		table,
		minLeaf,
		total: new Int32Array(table.classes),
		present: new Int32Array(table.classes),
		presentCount: 0,
		histogram: new Int32Array(maxBins * table.classes),
		seen: new Uint8Array(seenBuffer),
		seenWords: new Int32Array(seenBuffer),
		list: new Int32Array(maxBins),
		left: new Int32Array(table.classes),
		score: new Float64Array(3),
		choice: new Int32Array(5)
	};
}
function searchFeature(s, bag, order, start, end, feature) {
	const count = end - start <= FEW_ROWS ? collectFew(s, bag, order, start, end, feature) : collectMany(s, bag, order, start, end, feature);
	if (count > 1) {
		const missing = s.table.missing[feature];
		const hasMissing = missing >= 0 && s.list[count - 1] === missing;
		if (s.presentCount === 2) {
			scanTwo(s, feature, count, 0, 0, hasMissing ? 0 : 2);
			if (hasMissing) {
				const at = missing * s.table.classes;
				scanTwo(s, feature, count - 1, s.histogram[at + s.present[0]], s.histogram[at + s.present[1]], 1);
			}
		} else {
			s.left.fill(0);
			scanMany(s, feature, count, hasMissing ? 0 : 2);
			if (hasMissing) {
				s.left.set(s.histogram.subarray(missing * s.table.classes, (missing + 1) * s.table.classes));
				scanMany(s, feature, count - 1, 1);
			}
		}
		if (s.table.categorical[feature] === 1 && count > 2) scanSingles(s, feature, count);
	}
	clear(s, count);
	return count > 1;
}
function collectFew(s, bag, order, start, end, feature) {
	const { histogram, seen, list } = s;
	const classes = s.table.classes;
	let count = 0;
	for (let i = start; i < end; i++) {
		const row = order[i];
		const bin = bag[row + 2 + feature];
		histogram[bin * classes + bag[row + 0]] += bag[row + 1];
		if (seen[bin] === 0) {
			seen[bin] = 1;
			let at = count++;
			for (; at > 0 && list[at - 1] > bin; at--) list[at] = list[at - 1];
			list[at] = bin;
		}
	}
	return count;
}
function collectMany(s, bag, order, start, end, feature) {
	const { histogram, seen, seenWords, list } = s;
	const classes = s.table.classes;
	for (let i = start; i < end; i++) {
		const row = order[i];
		const bin = bag[row + 2 + feature];
		histogram[bin * classes + bag[row + 0]] += bag[row + 1];
		seen[bin] = 1;
	}
	let count = 0;
	const words = s.table.bins[feature] + 3 >> 2;
	for (let word = 0; word < words; word++) {
		if (seenWords[word] === 0) continue;
		for (let bin = word * 4; bin < word * 4 + 4; bin++) if (seen[bin] === 1) list[count++] = bin;
	}
	return count;
}
function clear(s, count) {
	const { histogram, seen, list, present, presentCount } = s;
	const classes = s.table.classes;
	for (let i = 0; i < count; i++) {
		const bin = list[i];
		seen[bin] = 0;
		for (let k = 0; k < presentCount; k++) histogram[bin * classes + present[k]] = 0;
	}
}
function scanTwo(s, feature, count, left0, left1, missing) {
	const { histogram, list, score, minLeaf } = s;
	const classes = s.table.classes;
	const first = s.present[0];
	const second = s.present[1];
	const total0 = s.total[first];
	const total1 = s.total[second];
	const rows = total0 + total1;
	let best = score[0];
	let bestAt = -1;
	for (let i = 0; i < count - 1; i++) {
		const at = list[i] * classes;
		left0 += histogram[at + first];
		left1 += histogram[at + second];
		const nl = left0 + left1;
		const nr = rows - nl;
		if (nl < minLeaf || nr < minLeaf) continue;
		const right0 = total0 - left0;
		const right1 = total1 - left1;
		const value = ((left0 * left0 + left1 * left1) * nr + (right0 * right0 + right1 * right1) * nl) / (nl * nr);
		if (value > best) {
			best = value;
			bestAt = i;
		}
	}
	if (bestAt >= 0) choose(s, best, feature, list[bestAt], list[bestAt + 1], 1, missing);
}
function scanMany(s, feature, count, missing) {
	const { histogram, list, score, left, total, present, presentCount, minLeaf } = s;
	const classes = s.table.classes;
	const rows = score[1];
	let nl = 0;
	let leftSquares = 0;
	let rightSquares = 0;
	for (let k = 0; k < presentCount; k++) {
		const l = left[present[k]];
		const r = total[present[k]] - l;
		nl += l;
		leftSquares += l * l;
		rightSquares += r * r;
	}
	let best = score[0];
	let bestAt = -1;
	for (let i = 0; i < count - 1; i++) {
		const at = list[i] * classes;
		for (let k = 0; k < presentCount; k++) {
			const c = present[k];
			const x = histogram[at + c];
			if (x === 0) continue;
			const l = left[c];
			leftSquares += x * (2 * l + x);
			rightSquares += x * (x - 2 * (total[c] - l));
			left[c] = l + x;
			nl += x;
		}
		const nr = rows - nl;
		if (nl < minLeaf || nr < minLeaf) continue;
		const value = (leftSquares * nr + rightSquares * nl) / (nl * nr);
		if (value > best) {
			best = value;
			bestAt = i;
		}
	}
	if (bestAt >= 0) choose(s, best, feature, list[bestAt], list[bestAt + 1], 1, missing);
}
function scanSingles(s, feature, count) {
	const { histogram, list, score, total, present, presentCount, minLeaf, table } = s;
	const rows = score[1];
	const offset = table.offsets[feature];
	for (let i = 1; i < count; i++) {
		const bin = list[i];
		if (table.lower[offset + bin] !== table.upper[offset + bin]) continue;
		let nl = 0;
		let leftSquares = 0;
		let rightSquares = 0;
		for (let k = 0; k < presentCount; k++) {
			const l = histogram[bin * table.classes + present[k]];
			const r = total[present[k]] - l;
			nl += l;
			leftSquares += l * l;
			rightSquares += r * r;
		}
		const nr = rows - nl;
		if (nl < minLeaf || nr < minLeaf) continue;
		const value = (leftSquares * nr + rightSquares * nl) / (nl * nr);
		if (value > score[0]) choose(s, value, feature, bin, bin, 3, 0);
	}
}
function choose(s, score, feature, bin, next, mode, missing) {
	s.score[0] = score;
	s.choice[0] = feature;
	s.choice[1] = bin;
	s.choice[2] = next;
	s.choice[3] = mode;
	s.choice[4] = missing;
}
// src/model/grow.ts
function newGrowSpace(table, minLeaf) {
	const nodes = 2 * table.rows + 1;
	const bag = table.cells instanceof Uint8Array ? new Uint8Array(table.cells.length) : new Uint16Array(table.cells.length);
	return {
		table,
		search: newSplitSearch(table, minLeaf),
		bag,
		bagWords: new Int32Array(bag.buffer),
		weights: new Uint16Array(table.rows),
		order: new Int32Array(table.rows),
		spare: new Int32Array(table.rows),
		draw: Int32Array.from(table.bins, (_, f) => f),
		mode: new Uint8Array(nodes),
		feature: new Int32Array(nodes),
		threshold: new Float64Array(nodes),
		missingYes: new Uint8Array(nodes),
		yes: new Int32Array(nodes),
		leaf: new Int32Array(nodes),
		counts: [],
		stack: new Int32Array(34 * (STACK_COUNTS + table.classes))
	};
}
const STACK_COUNTS = 4;
function growTree(space, options, tree) {
	const { table, search, stack } = space;
	const random = seedRandom(options.seed, tree);
	const maxDepth = options.maxDepth ?? Number.POSITIVE_INFINITY;
	const size = STACK_COUNTS + table.classes;
	const rootRows = fillBag(space, random, stack);
	for (let f = 0; f < space.draw.length; f++) space.draw[f] = f;
	space.counts.length = 0;
	let nodes = 1;
	let waiting = 1;
	stack[0] = 0;
	stack[1] = rootRows;
	stack[2] = 0;
	stack[3] = 0;
	if (isLeaf(space, stack.subarray(STACK_COUNTS, size), 0, maxDepth, options.minLeaf)) {
		makeLeaf(space, stack.subarray(STACK_COUNTS, size), 0);
		waiting = 0;
	}
	while (waiting > 0) {
		const top = --waiting * size;
		const start = stack[top];
		const end = stack[top + 1];
		const node = stack[top + 2];
		const depth = stack[top + 3];
		for (let c = 0; c < table.classes; c++) search.total[c] = stack[top + STACK_COUNTS + c];
		if (!findSplit(space, random, start, end)) {
			makeLeaf(space, search.total, node);
			continue;
		}
		const middle = partition(space, start, end);
		writeSplit(space, node, nodes);
		const yesFirst = middle - start <= end - middle;
		for (let turn = 0; turn < 2; turn++) {
			const yes = turn === 0 !== yesFirst;
			const child = yes ? nodes : nodes + 1;
			const at = waiting * size + STACK_COUNTS;
			for (let c = 0; c < table.classes; c++) stack[at + c] = yes ? search.left[c] : search.total[c] - search.left[c];
			const counts = stack.subarray(at, at + table.classes);
			if (isLeaf(space, counts, depth + 1, maxDepth, options.minLeaf)) {
				makeLeaf(space, counts, child);
				continue;
			}
			stack[at - 4] = yes ? start : middle;
			stack[at - 3] = yes ? middle : end;
			stack[at - 2] = child;
			stack[at - 1] = depth + 1;
			waiting++;
		}
		nodes += 2;
	}
	return copyTree(space, nodes);
}
function fillBag(space, random, stack) {
	const { table, bag, bagWords, weights, order } = space;
	const { rows, stride } = table;
	weights.fill(0);
	for (let i = 0; i < rows; i++) weights[randomBelow(random, rows)]++;
	stack.fill(0, STACK_COUNTS, STACK_COUNTS + table.classes);
	const words = new Int32Array(table.cells.buffer);
	const wordStride = stride * table.cells.BYTES_PER_ELEMENT >> 2;
	let kept = 0;
	for (let i = 0; i < rows; i++) {
		const weight = weights[i];
		if (weight === 0) continue;
		for (let w = 0; w < wordStride; w++) bagWords[kept * wordStride + w] = words[i * wordStride + w];
		const at = kept * stride;
		bag[at + 1] = weight;
		stack[STACK_COUNTS + bag[at + 0]] += weight;
		order[kept++] = at;
	}
	return kept;
}
function isLeaf(space, counts, depth, maxDepth, minLeaf) {
	let present = 0;
	let rows = 0;
	for (let c = 0; c < space.table.classes; c++) {
		const n = counts[c];
		if (n > 0) present++;
		rows += n;
	}
	return present < 2 || depth >= maxDepth || rows < 2 * minLeaf;
}
function findSplit(space, random, start, end) {
	const { search, draw, bag, order } = space;
	const features = draw.length;
	const wanted = Math.max(1, Math.floor(Math.sqrt(features)));
	let rows = 0;
	let squares = 0;
	let present = 0;
	for (let c = 0; c < search.total.length; c++) {
		const n = search.total[c];
		if (n === 0) continue;
		search.present[present++] = c;
		rows += n;
		squares += n * n;
	}
	search.presentCount = present;
	search.score[0] = -1;
	search.score[1] = rows;
	search.score[2] = squares;
	const perfect = rows - 1e-9;
	let varied = 0;
	for (let k = 0; k < features && !(varied >= wanted && search.score[0] >= 0); k++) {
		const other = k + randomBelow(random, features - k);
		const feature = draw[other];
		draw[other] = draw[k];
		draw[k] = feature;
		if (searchFeature(search, bag, order, start, end, feature)) varied++;
		if (search.score[0] >= perfect) break;
	}
	return search.score[0] >= 0;
}
function partition(space, start, end) {
	const { search, bag, order, spare, table } = space;
	const { choice, left } = search;
	const cell = 2 + choice[0];
	const bin = choice[1];
	const lowest = choice[3] === 3 ? bin : 0;
	const missing = choice[4] === 1 ? table.missing[choice[0]] : -1;
	left.fill(0);
	let yes = start;
	let no = 0;
	for (let i = start; i < end; i++) {
		const row = order[i];
		const value = bag[row + cell];
		if (value <= bin && value >= lowest || value === missing) {
			left[bag[row + 0]] += bag[row + 1];
			order[yes++] = row;
		} else spare[no++] = row;
	}
	for (let i = 0; i < no; i++) order[yes + i] = spare[i];
	return yes;
}
function writeSplit(space, node, yes) {
	const { table, search } = space;
	const { choice } = search;
	const feature = choice[0];
	const bin = choice[1];
	const next = choice[2];
	space.mode[node] = choice[3];
	space.feature[node] = feature;
	space.yes[node] = yes;
	space.leaf[node] = -1;
	space.missingYes[node] = missingSide(space, feature);
	const upper = table.upper[table.offsets[feature] + bin];
	if (choice[3] === 3) space.threshold[node] = upper;
	else if (next === table.missing[feature]) space.threshold[node] = Number.POSITIVE_INFINITY;
	else space.threshold[node] = between(upper, table.lower[table.offsets[feature] + next], table.categorical[feature] === 1);
}
function missingSide(space, feature) {
	const { search, table } = space;
	if (table.categorical[feature] === 1) return 0;
	if (search.choice[4] !== 2) return search.choice[4];
	let yes = 0;
	for (let c = 0; c < table.classes; c++) yes += search.left[c];
	return 2 * yes > search.score[1] ? 1 : 0;
}
function between(low, high, whole) {
	if (whole) return Math.floor((low + high) / 2);
	const middle = low / 2 + high / 2;
	return middle >= low && middle < high ? middle : low;
}
function makeLeaf(space, counts, node) {
	const classes = space.table.classes;
	let present = 0;
	let last = 0;
	for (let c = 0; c < classes; c++) if (counts[c] > 0) {
		present++;
		last = c;
	}
	space.mode[node] = 0;
	space.feature[node] = 0;
	space.threshold[node] = 0;
	space.missingYes[node] = 0;
	space.yes[node] = 0;
	if (present === 1) {
		space.leaf[node] = last;
		return;
	}
	space.leaf[node] = classes + space.counts.length / classes;
	for (let c = 0; c < classes; c++) space.counts.push(counts[c]);
}
function copyTree(space, nodes) {
	return {
		mode: space.mode.slice(0, nodes),
		feature: space.feature.slice(0, nodes),
		threshold: space.threshold.slice(0, nodes),
		missingYes: space.missingYes.slice(0, nodes),
		yes: space.yes.slice(0, nodes),
		leaf: space.leaf.slice(0, nodes),
		counts: Int32Array.from(space.counts)
	};
}
// src/train/grow-trees.ts
function* growTrees(job) {
	const space = newGrowSpace(job.table, job.options.minLeaf);
	for (;;) {
		const number = Atomics.add(job.counter, 0, 1);
		if (number >= job.trees) return;
		yield {
			number,
			tree: growTree(space, job.options, number)
		};
	}
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
export { growTrees as n, binTable as r, trainStock as t };
