// src/model/forest/category-order.ts
const KNOWN_ROWS = 2;
const MIN_ROWS = 10;
const PRIOR_ROWS = 10;
const POWER_STEPS = 32;
const MAX_COUNTS = 2 ** 25;
function orderCategories(codes, labels, categories, classes) {
	const rows = new Float64Array(categories);
	for (const code of codes) if (code > 0) rows[code - 1]++;
	const known = [];
	for (let k = 0; k < categories; k++) if (rows[k] >= KNOWN_ROWS) known.push(k);
	if (known.length < 3 || categories * classes > MAX_COUNTS) return known;
	const overall = new Float64Array(classes);
	for (const label of labels) overall[label] += 1 / labels.length;
	const offsets = shareOffsets(codes, labels, rows, overall);
	const direction = principalDirection(offsets, rows, overall);
	const score = rows.map((_, k) => dot(offsets, k * classes, direction));
	return known.sort((a, b) => score[a] - score[b] || a - b);
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
	const commonest = overall.indexOf(overall.reduce((a, b) => Math.max(a, b)));
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
// src/model/forest/place-random.ts
const STEP = 2654435769;
function mixed(x) {
	let h = x ^ x >>> 16;
	h = Math.imul(h, 2146121005);
	h ^= h >>> 15;
	h = Math.imul(h, 2221713035);
	return h ^ h >>> 16;
}
function treeKey(seed, tree) {
	return mixed(mixed(mixed(seed ^ STEP) + Math.floor(seed / 4294967296)) + tree);
}
function keyWithin(key, place) {
	return mixed(key + Math.imul(place + 1, STEP));
}
function drawnBelow(key, turn, limit) {
	return Math.floor((keyWithin(key, turn) >>> 0) * limit / 4294967296);
}
// src/model/forest/row-keys.ts
function rowKeys(trainingSet) {
	const { columns, rows, labels, classes } = trainingSet;
	const high = new Int32Array(rows.length);
	const low = new Int32Array(rows.length);
	const cells = new Int32Array(rows.length);
	const add = () => {
		for (let i = 0; i < cells.length; i++) {
			high[i] = Math.imul(high[i], 16777619) ^ cells[i];
			low[i] = mixed(low[i] + cells[i]);
		}
	};
	for (const column of columns) {
		if (column.kind === "number") hashNumbers(column.values, rows, cells);
		else hashTexts([0, ...column.categories.map(textHash)], column.codes, rows, cells);
		add();
	}
	const ofClasses = classes.map(textHash);
	for (let i = 0; i < cells.length; i++) cells[i] = ofClasses[labels[i]];
	add();
	return numbered(high, low, trainingSet);
}
function hashNumbers(values, rows, hashes) {
	const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
	for (let i = 0; i < rows.length; i++) {
		const row = rows[i];
		const x = values[row];
		hashes[i] = x === 0 ? 0 : Number.isNaN(x) ? 1 : mixed(words[2 * row] ^ mixed(words[2 * row + 1]));
	}
}
function hashTexts(ofCodes, codes, rows, hashes) {
	for (let i = 0; i < rows.length; i++) hashes[i] = ofCodes[codes[rows[i]]];
}
function textHash(text) {
	let hash = text.length;
	for (let i = 0; i < text.length; i++) hash = mixed(hash + text.charCodeAt(i));
	return hash;
}
function numbered(high, low, trainingSet) {
	const rows = high.length;
	const keys = new Int32Array(new SharedArrayBuffer(4 * rows));
	const seen = new Int32Array(rows);
	const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * rows + 1)));
	const mask = slots.length - 1;
	const isTwin = (a, b) => low[a] === low[b] && high[a] === high[b] && areEqual(trainingSet, a, b);
	for (let i = 0; i < rows; i++) {
		let slot = low[i] & mask;
		while (slots[slot] !== 0 && !isTwin(slots[slot] - 1, i)) slot = slot + 1 & mask;
		if (slots[slot] === 0) slots[slot] = i + 1;
		const twins = seen[slots[slot] - 1]++;
		keys[i] = mixed(low[i] ^ mixed(high[i] + twins));
	}
	return keys;
}
function areEqual({ columns, rows, labels }, i, j) {
	if (labels[i] !== labels[j]) return false;
	const [a, b] = [rows[i], rows[j]];
	return columns.every((column) => {
		if (column.kind === "category") return column.codes[a] === column.codes[b];
		const [x, y] = [column.values[a], column.values[b]];
		return x === y || Number.isNaN(x) && Number.isNaN(y);
	});
}
const EXACT_ROWS = 4096;
const NARROW_BINS = 255;
const SAMPLE_ROWS = 5e4;
function binTable(trainingSet) {
	const { columns, rows, labels } = trainingSet;
	const classes = trainingSet.classes.length;
	const keys = rowKeys(trainingSet);
	const encoded = columns.map((column) => encodeColumn(column, rows, labels, classes));
	const exact = rows.length <= EXACT_ROWS;
	const wide = classes > 256 || exact && rows.length > NARROW_BINS;
	const binned = encoded.map(({ values }) => binValues(values, keys, exact ? EXACT_ROWS : NARROW_BINS));
	const table = emptyTable(keys, classes, binned, wide);
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
function emptyTable(keys, classes, binned, wide) {
	const rows = keys.length;
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
		keys,
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
		for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]] + 0;
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
function binValues(values, keys, limit) {
	const cuts = chooseCuts(sampleOf(values, keys).sort(), limit);
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
function chooseCuts(sorted, limit) {
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
function sampleOf(values, keys) {
	const sample = new Float64Array(values.length);
	let known = 0;
	for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) known++;
	const places = known <= SAMPLE_ROWS ? 2 ** 32 : 2 ** 32 * SAMPLE_ROWS / known;
	let count = 0;
	for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]) && mixed(keys[i]) >>> 0 < places) sample[count++] = values[i];
	return sample.subarray(0, count);
}
// src/model/forest/bag.ts
const AT_MOST = poissonBounds(10);
const FIRST = Uint8Array.from({ length: 256 }, (_, part) => AT_MOST.findIndex((bound) => part * 2 ** 24 < bound));
function drawBag(weights, keys, tree) {
	let drawn = 0;
	for (let i = 0; i < weights.length; i++) {
		const place = mixed(keys[i] ^ tree);
		let count = FIRST[place >>> 24];
		while (place >>> 0 >= AT_MOST[count]) count++;
		weights[i] = count;
		drawn += count;
	}
	if (drawn === 0) weights.fill(1);
}
function isDrawn(row, tree) {
	return mixed(row ^ tree) >>> 0 >= AT_MOST[0];
}
function poissonBounds(most) {
	const bounds = new Float64Array(most + 1).fill(2 ** 32);
	let share = 1 / Math.E;
	let sum = share;
	for (let k = 0; k < most; k++) {
		bounds[k] = 2 ** 32 * sum;
		share /= k + 1;
		sum += share;
	}
	return bounds;
}
function newSplitSearch(table, minLeaf, weights = null) {
	const maxBins = table.bins.reduce((a, b) => Math.max(a, b), 1);
	const seenBuffer = new ArrayBuffer(Math.ceil(maxBins / 4) * 4);
	return {
		table,
		minLeaf,
		weights,
		rows: 0,
		total: new Int32Array(table.classes),
		present: new Int32Array(table.classes),
		presentCount: 0,
		histogram: new Int32Array(4 * maxBins * table.classes),
		lane: maxBins * table.classes,
		seen: new Uint8Array(seenBuffer),
		seenWords: new Int32Array(seenBuffer),
		list: new Int32Array(maxBins),
		left: new Int32Array(table.classes),
		right: new Int32Array(table.classes),
		perfect: 0,
		score: new Float64Array(1),
		choice: new Int32Array(4)
	};
}
const STACK_DEPTH = 40;
function newGrowSpace(table, options) {
	const nodes = 2 * table.rows + 1;
	const bag = table.cells instanceof Uint8Array ? new Uint8Array(table.cells.length) : new Uint16Array(table.cells.length);
	return {
		table,
		options,
		search: newSplitSearch(table, options.minLeaf, options.classWeights ?? null),
		bag,
		bagWords: new Int32Array(bag.buffer),
		weights: new Uint16Array(table.rows),
		order: new Int32Array(table.rows),
		spare: new Int32Array(table.rows),
		draw: Int32Array.from(table.bins, (_, f) => f),
		swaps: new Int32Array(table.bins.length),
		mode: new Uint8Array(nodes),
		feature: new Int32Array(nodes),
		threshold: new Float64Array(nodes),
		missingYes: new Uint8Array(nodes),
		yes: new Int32Array(nodes),
		leaf: new Int32Array(nodes),
		key: new Int32Array(nodes),
		counts: [],
		stack: new Int32Array(STACK_DEPTH * (4 + table.classes))
	};
}
// src/model/forest/bin-counts.ts
function countFew(s, bag, order, start, end, feature) {
	const { histogram, seen, list } = s;
	const classes = s.total.length;
	const cell = 2 + feature;
	let count = 0;
	for (let i = start; i < end; i++) {
		const row = order[i];
		const bin = bag[row + cell];
		const at = Math.imul(bin, classes) + bag[row + 0];
		histogram[at] = histogram[at] + bag[row + 1];
		if (seen[bin] === 0) {
			seen[bin] = 1;
			let k = count++;
			for (; k > 0 && list[k - 1] > bin; k--) list[k] = list[k - 1];
			list[k] = bin;
		}
	}
	return count;
}
function countMany(s, bag, order, start, end, feature) {
	const { histogram, seen, seenWords, list } = s;
	const classes = s.total.length;
	const cell = 2 + feature;
	for (let i = start; i < end; i++) {
		const row = order[i];
		const bin = bag[row + cell];
		const at = Math.imul(bin, classes) + bag[row + 0];
		histogram[at] = histogram[at] + bag[row + 1];
		seen[bin] = 1;
	}
	let count = 0;
	const words = s.table.bins[feature] + 3 >> 2;
	for (let word = 0; word < words; word++) {
		if (seenWords[word] === 0) continue;
		const bin = word * 4;
		if (seen[bin] === 1) list[count++] = bin;
		if (seen[bin + 1] === 1) list[count++] = bin + 1;
		if (seen[bin + 2] === 1) list[count++] = bin + 2;
		if (seen[bin + 3] === 1) list[count++] = bin + 3;
	}
	return count;
}
function countLanes(s, bag, order, start, end, features, from) {
	const { histogram, lane } = s;
	const classes = s.total.length;
	const lane2 = 2 * lane;
	const lane3 = 3 * lane;
	const cell0 = 2 + features[from];
	const cell1 = 2 + features[from + 1];
	const cell2 = 2 + features[from + 2];
	const cell3 = 2 + features[from + 3];
	for (let i = start; i < end; i++) {
		const row = order[i];
		const label = bag[row + 0];
		const weight = bag[row + 1];
		const at0 = Math.imul(bag[row + cell0], classes) + label;
		const at1 = Math.imul(bag[row + cell1], classes) + label + lane;
		const at2 = Math.imul(bag[row + cell2], classes) + label + lane2;
		const at3 = Math.imul(bag[row + cell3], classes) + label + lane3;
		histogram[at0] = histogram[at0] + weight;
		histogram[at1] = histogram[at1] + weight;
		histogram[at2] = histogram[at2] + weight;
		histogram[at3] = histogram[at3] + weight;
	}
}
function listLane(s, base, bins) {
	const { histogram, list } = s;
	const classes = s.total.length;
	let count = 0;
	if (classes === 2) {
		for (let bin = 0, at = base; bin < bins; bin++, at += 2) {
			list[count] = bin;
			if ((histogram[at] | histogram[at + 1]) !== 0) count++;
		}
		return count;
	}
	let at = base;
	for (let bin = 0; bin < bins; bin++) {
		let any = 0;
		for (let c = 0; c < classes; c++) any |= histogram[at++];
		list[count] = bin;
		if (any !== 0) count++;
	}
	return count;
}
function clearCounts(s, base, count) {
	const { histogram, seen, list, present, presentCount } = s;
	const classes = s.total.length;
	for (let i = 0; i < count; i++) {
		const bin = list[i];
		const at = base + Math.imul(bin, classes);
		seen[bin] = 0;
		for (let k = 0; k < presentCount; k++) histogram[at + present[k]] = 0;
	}
}
// src/model/forest/split-search.ts
const FEW_ROWS = 24;
function startSearch(s, counts, from) {
	const { total, present } = s;
	let rows = 0;
	let count = 0;
	for (let c = 0; c < total.length; c++) {
		const n = counts[from + c];
		total[c] = n;
		rows += n;
		if (n > 0) present[count++] = c;
	}
	s.rows = rows;
	s.presentCount = count;
	s.score[0] = -1;
	s.perfect = (s.weights !== null ? weightOf(s, total) : count === 2 ? total[present[0]] * total[present[1]] : rows) * (1 - 1e-12);
}
function weightOf({ weights, present, presentCount }, counts) {
	let sum = 0;
	for (let k = 0; k < presentCount; k++) sum += counts[present[k]] * weights[present[k]];
	return sum;
}
function searchFeature(s, bag, order, start, end, feature) {
	const count = end - start <= FEW_ROWS ? countFew(s, bag, order, start, end, feature) : countMany(s, bag, order, start, end, feature);
	if (count > 1) scan(s, 0, feature, count);
	clearCounts(s, 0, count);
	return count > 1;
}
function searchLanes(s, bag, order, start, end, features, from) {
	countLanes(s, bag, order, start, end, features, from);
	let varied = 0;
	for (let k = 0; k < 4; k++) {
		const feature = features[from + k];
		const count = listLane(s, k * s.lane, s.table.bins[feature]);
		if (count > 1) {
			scan(s, k * s.lane, feature, count);
			varied++;
		}
		s.histogram.fill(0, k * s.lane, k * s.lane + s.table.bins[feature] * s.total.length);
	}
	return varied;
}
function scan(s, base, feature, count) {
	const { histogram, list, left, present } = s;
	const missing = s.table.missing[feature];
	const hasMissing = missing >= 0 && list[count - 1] === missing;
	const side = hasMissing ? 0 : 2;
	const at = base + missing * s.table.classes;
	if (s.weights === null && s.presentCount === 2) {
		scanTwo(s, base, feature, count, 0, 0, side);
		if (hasMissing) scanTwo(s, base, feature, count - 1, histogram[at + present[0]], histogram[at + present[1]], 1);
	} else {
		const scanAll = s.weights !== null ? scanWeighted : s.presentCount === 3 ? scanThree : scanMany;
		left.fill(0);
		scanAll(s, base, feature, count, side);
		if (!hasMissing) return;
		for (let c = 0; c < left.length; c++) left[c] = histogram[at + c];
		scanAll(s, base, feature, count - 1, 1);
	}
}
function scanTwo(s, base, feature, count, left0, left1, missing) {
	const { histogram, list, minLeaf, rows } = s;
	const classes = s.total.length;
	const first = s.present[0];
	const second = s.present[1];
	const total0 = s.total[first];
	const total1 = s.total[second];
	let l0 = left0;
	let l1 = left1;
	let best = s.score[0];
	let bestAt = -1;
	for (let i = 0; i < count - 1; i++) {
		const at = base + Math.imul(list[i], classes);
		l0 += histogram[at + first];
		l1 += histogram[at + second];
		const nl = l0 + l1;
		const nr = rows - nl;
		if (nl < minLeaf || nr < minLeaf) continue;
		const d = l0 * total1 - l1 * total0;
		const value = d * d / (nl * nr);
		if (value > best) {
			best = value;
			bestAt = i;
		}
	}
	if (bestAt >= 0) choose(s, best, feature, list[bestAt], list[bestAt + 1], missing);
}
function scanThree(s, base, feature, count, missing) {
	const { histogram, list, left, total, present, minLeaf, rows } = s;
	const classes = total.length;
	const [first, second, third] = [
		present[0],
		present[1],
		present[2]
	];
	const [total0, total1, total2] = [
		total[first],
		total[second],
		total[third]
	];
	let l0 = left[first];
	let l1 = left[second];
	let l2 = left[third];
	let best = s.score[0];
	let bestAt = -1;
	for (let i = 0; i < count - 1; i++) {
		const at = base + Math.imul(list[i], classes);
		l0 += histogram[at + first];
		l1 += histogram[at + second];
		l2 += histogram[at + third];
		const nl = l0 + l1 + l2;
		const nr = rows - nl;
		if (nl < minLeaf || nr < minLeaf) continue;
		const r0 = total0 - l0;
		const r1 = total1 - l1;
		const r2 = total2 - l2;
		const value = ((l0 * l0 + l1 * l1 + l2 * l2) * nr + (r0 * r0 + r1 * r1 + r2 * r2) * nl) / (nl * nr);
		if (value > best) {
			best = value;
			bestAt = i;
		}
	}
	if (bestAt >= 0) choose(s, best, feature, list[bestAt], list[bestAt + 1], missing);
}
function scanMany(s, base, feature, count, missing) {
	const { histogram, list, left, total, present, presentCount, minLeaf, rows } = s;
	const classes = total.length;
	const sparse = presentCount > 6;
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
	let best = s.score[0];
	let bestAt = -1;
	for (let i = 0; i < count - 1; i++) {
		const at = base + Math.imul(list[i], classes);
		for (let k = 0; k < presentCount; k++) {
			const c = present[k];
			const x = histogram[at + c];
			if (sparse && x === 0) continue;
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
	if (bestAt >= 0) choose(s, best, feature, list[bestAt], list[bestAt + 1], missing);
}
function scanWeighted(s, base, feature, count, missing) {
	const { histogram, list, left, total, present, presentCount, minLeaf, rows } = s;
	const weights = s.weights;
	const classes = total.length;
	const all = weightOf(s, total);
	let nl = 0;
	for (let k = 0; k < presentCount; k++) nl += left[present[k]];
	let best = s.score[0];
	let bestAt = -1;
	for (let i = 0; i < count - 1; i++) {
		const at = base + Math.imul(list[i], classes);
		let leftWeight = 0;
		let leftSquares = 0;
		let rightSquares = 0;
		for (let k = 0; k < presentCount; k++) {
			const c = present[k];
			const x = histogram[at + c];
			const l = left[c] + x;
			left[c] = l;
			nl += x;
			const weighted = l * weights[c];
			const other = (total[c] - l) * weights[c];
			leftWeight += weighted;
			leftSquares += weighted * weighted;
			rightSquares += other * other;
		}
		if (nl < minLeaf || rows - nl < minLeaf) continue;
		const value = leftSquares / leftWeight + rightSquares / (all - leftWeight);
		if (value > best) {
			best = value;
			bestAt = i;
		}
	}
	if (bestAt >= 0) choose(s, best, feature, list[bestAt], list[bestAt + 1], missing);
}
function choose(s, score, feature, bin, next, missing) {
	s.score[0] = score;
	s.choice[0] = feature;
	s.choice[1] = bin;
	s.choice[2] = next;
	s.choice[3] = missing;
}
// src/model/forest/grow.ts
const CHILD_YES = -2;
const CHILD_NO = -3;
function growTree(space, tree) {
	const { search, stack } = space;
	const key = treeKey(space.options.seed, tree);
	const size = 4 + space.table.classes;
	space.key[0] = key;
	space.counts.length = 0;
	let nodes = 1;
	let waiting = place(space, search.left, 0, 0, fillBag(space, key), 0, 0);
	while (waiting > 0) {
		const top = --waiting * size;
		const start = stack[top];
		const end = stack[top + 1];
		const node = stack[top + 2];
		const depth = stack[top + 3] + 1;
		startSearch(search, stack, top + 4);
		if (!(end - start === 2 ? splitPair(space, node, start) : findSplit(space, node, start, end))) {
			makeLeaf(space, search.total, node);
			continue;
		}
		const middle = partition(space, start, end);
		writeSplit(space, node, nodes);
		if (middle - start > end - middle) {
			waiting = place(space, search.left, waiting, start, middle, nodes, depth);
			waiting = place(space, search.right, waiting, middle, end, nodes + 1, depth);
		} else {
			waiting = place(space, search.right, waiting, middle, end, nodes + 1, depth);
			waiting = place(space, search.left, waiting, start, middle, nodes, depth);
		}
		nodes += 2;
	}
	return copyTree(space, nodes);
}
function fillBag(space, tree) {
	const { table, bag, bagWords, weights, order } = space;
	const { left } = space.search;
	const { rows, stride } = table;
	drawBag(weights, table.keys, tree);
	left.fill(0);
	const words = new Int32Array(table.cells.buffer);
	const wordStride = stride * table.cells.BYTES_PER_ELEMENT >> 2;
	let kept = 0;
	for (let i = 0; i < rows; i++) {
		const weight = weights[i];
		if (weight === 0) continue;
		for (let w = 0; w < wordStride; w++) bagWords[kept * wordStride + w] = words[i * wordStride + w];
		const at = kept * stride;
		bag[at + 1] = weight;
		left[bag[at + 0]] += weight;
		order[kept++] = at;
	}
	return kept;
}
function place(space, counts, waiting, start, end, node, depth) {
	const { stack, options } = space;
	let present = 0;
	let rows = 0;
	for (let c = 0; c < counts.length; c++) {
		const n = counts[c];
		if (n > 0) present++;
		rows += n;
	}
	if (present < 2 || rows < 2 * options.minLeaf || options.maxDepth !== null && depth >= options.maxDepth) {
		makeLeaf(space, counts, node);
		return waiting;
	}
	const top = waiting * (4 + counts.length);
	stack[top] = start;
	stack[top + 1] = end;
	stack[top + 2] = node;
	stack[top + 3] = depth;
	for (let c = 0; c < counts.length; c++) stack[top + 4 + c] = counts[c];
	return waiting + 1;
}
function drawFeature({ draw, swaps, key }, node, k) {
	const other = k + drawnBelow(key[node], k, draw.length - k);
	const feature = draw[other];
	draw[other] = draw[k];
	draw[k] = feature;
	swaps[k] = other;
	return feature;
}
function putBack({ draw, swaps }, drawn) {
	for (let k = drawn - 1; k >= 0; k--) {
		const feature = draw[k];
		draw[k] = draw[swaps[k]];
		draw[swaps[k]] = feature;
	}
}
function splitPair(space, node, start) {
	const { search, draw, bag, order, options } = space;
	const one = order[start];
	const two = order[start + 1];
	if (Math.min(bag[one + 1], bag[two + 1]) < options.minLeaf) return false;
	let differ = false;
	let drawn = 0;
	while (!differ && drawn < draw.length) {
		const feature = drawFeature(space, node, drawn++);
		const x = bag[one + 2 + feature];
		const y = bag[two + 2 + feature];
		if (x === y) continue;
		differ = true;
		const next = Math.max(x, y);
		choose(search, 0, feature, Math.min(x, y), next, next === space.table.missing[feature] ? 0 : 2);
	}
	putBack(space, drawn);
	return differ;
}
function findSplit(space, node, start, end) {
	const { search, draw, bag, order } = space;
	const { score } = search;
	const features = draw.length;
	const wanted = Math.floor(Math.sqrt(features));
	let varied = 0;
	let drawn = 0;
	if (end - start >= 96) while (drawn + 4 <= features && varied + 4 <= wanted) {
		for (let lane = 0; lane < 4; lane++) drawFeature(space, node, drawn + lane);
		varied += searchLanes(search, bag, order, start, end, draw, drawn);
		drawn += 4;
	}
	while (drawn < features && !(varied >= wanted && score[0] >= 0)) {
		if (searchFeature(search, bag, order, start, end, drawFeature(space, node, drawn++))) varied++;
		if (score[0] >= search.perfect) break;
	}
	putBack(space, drawn);
	return score[0] >= 0;
}
function partition(space, start, end) {
	const { search, bag, order, spare, table } = space;
	const { choice, left, right, total } = search;
	const cell = 2 + choice[0];
	const bin = choice[1];
	const missing = choice[3] === 1 ? table.missing[choice[0]] : -1;
	left.fill(0);
	let yes = start;
	let no = 0;
	for (let i = start; i < end; i++) {
		const row = order[i];
		const value = bag[row + cell];
		if (value <= bin || value === missing) {
			left[bag[row + 0]] += bag[row + 1];
			order[yes++] = row;
		} else spare[no++] = row;
	}
	for (let i = 0; i < no; i++) order[yes + i] = spare[i];
	for (let c = 0; c < total.length; c++) right[c] = total[c] - left[c];
	return yes;
}
function writeSplit(space, node, yes) {
	const { table, search } = space;
	const feature = search.choice[0];
	const next = search.choice[2];
	const low = table.upper[table.offsets[feature] + search.choice[1]];
	const high = table.lower[table.offsets[feature] + next];
	space.feature[node] = feature;
	space.yes[node] = yes;
	space.leaf[node] = -1;
	space.key[yes] = keyWithin(space.key[node], CHILD_YES);
	space.key[yes + 1] = keyWithin(space.key[node], CHILD_NO);
	if (table.categorical[feature] === 1) {
		space.mode[node] = low === 0 ? 3 : 1;
		space.threshold[node] = low === 0 ? 0 : Math.floor((low + high) / 2);
		space.missingYes[node] = 0;
	} else {
		space.mode[node] = 1;
		space.threshold[node] = next === table.missing[feature] ? Number.POSITIVE_INFINITY : between(low, high);
		space.missingYes[node] = missingSide(search);
	}
}
function missingSide({ choice, left, rows }) {
	if (choice[3] !== 2) return choice[3];
	let yes = 0;
	for (let c = 0; c < left.length; c++) yes += left[c];
	return 2 * yes > rows ? 1 : 0;
}
function between(low, high) {
	const middle = low / 2 + high / 2;
	return middle >= low && middle < high ? middle : low;
}
function makeLeaf(space, counts, node) {
	let present = 0;
	let last = 0;
	for (let c = 0; c < counts.length; c++) if (counts[c] > 0) {
		present++;
		last = c;
	}
	space.mode[node] = 0;
	space.feature[node] = 0;
	space.threshold[node] = 0;
	space.missingYes[node] = 0;
	space.yes[node] = 0;
	space.leaf[node] = present === 1 ? last : counts.length + space.counts.length / counts.length;
	if (present > 1) for (let c = 0; c < counts.length; c++) space.counts.push(counts[c]);
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
export { rowKeys as a, treeKey as c, binTable as i, newGrowSpace as n, keyWithin as o, isDrawn as r, mixed as s, growTree as t };
