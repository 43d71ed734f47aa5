import { A as encodeText, M as byCodePoint, j as rowEncoder } from "./wording.js";
import { createHash } from "node:crypto";
// src/stats/class-scores.ts
function classCounts({ counts }) {
	const all = counts.map((row, c) => ({
		truePositives: row[c],
		predicted: 0,
		support: 0
	}));
	counts.forEach((row, actual) => {
		row.forEach((count, predicted) => {
			all[actual].support += count;
			all[predicted].predicted += count;
		});
	});
	return all;
}
const over = (part, whole) => whole === 0 ? 0 : part / whole;
const precisionOf = (c) => over(c.truePositives, c.predicted);
const recallOf = (c) => over(c.truePositives, c.support);
const f1Of = (c) => over(2 * c.truePositives, c.predicted + c.support);
function averageOf(metric, classes, average) {
	const of = {
		precision: precisionOf,
		recall: recallOf,
		f1: f1Of
	}[metric];
	const rows = sum(classes, (c) => c.support);
	if (average === "macro") return over(sum(classes, of), classes.length);
	if (average === "weighted") return over(sum(classes, (c) => of(c) * c.support), rows);
	return of({
		truePositives: sum(classes, (c) => c.truePositives),
		predicted: sum(classes, (c) => c.predicted),
		support: rows
	});
}
function sum(classes, of) {
	return classes.reduce((total, c) => total + of(c), 0);
}
function present(classes) {
	return classes.filter((c) => c.support + c.predicted > 0);
}
// src/table/rows/row-hashes.ts
const FORMAT = "gated-retrain row 1";
const RADIX = 65536;
function hashRows(columns, rows, key, into, at = 0) {
	const head = Buffer.concat([encodeText(FORMAT), encodeText(key)]);
	const cells = rowEncoder(columns.toSorted((a, b) => byCodePoint(a.name, b.name)), 0);
	const keyed = Buffer.concat([head, Buffer.alloc(cells.longest)]);
	for (let row = 0, word = 3 * at; row < rows; row++) {
		const length = cells.encode(row, 0);
		cells.buffer.copy(keyed, head.length, 0, length);
		const digest = createHash("sha256").update(keyed.subarray(0, head.length + length)).digest();
		into[word++] = digest.readUInt32BE(0);
		into[word++] = digest.readUInt32BE(4);
		into[word++] = digest.readUInt32BE(8);
	}
}
const KEY_FORMAT = "gated-retrain row key 1";
function hashKeys(columns, rows, secret) {
	const sorted = columns.toSorted((a, b) => byCodePoint(a.name, b.name));
	const head = Buffer.concat([
		KEY_FORMAT,
		secret,
		...sorted.map(({ name }) => name)
	].map(encodeText));
	const cells = rowEncoder(sorted, 0);
	const keys = new Uint32Array(2 * rows);
	for (let row = 0; row < rows; row++) {
		const length = cells.encode(row, 0);
		const digest = createHash("sha256").update(head).update(cells.buffer.subarray(0, length)).digest();
		keys[2 * row] = digest.readUInt32BE(0);
		keys[2 * row + 1] = digest.readUInt32BE(4);
	}
	return keys;
}
function keyFingerprint(key) {
	return createHash("sha256").update(encodeText("gated-retrain rows key")).update(encodeText(key)).digest("hex").slice(0, 16);
}
function compareHashes(a, i, b, j) {
	return a[3 * i] - b[3 * j] || a[3 * i + 1] - b[3 * j + 1] || a[3 * i + 2] - b[3 * j + 2];
}
function sortedOrder(words) {
	const count = words.length / 3;
	let order = Uint32Array.from({ length: count }, (_, row) => row);
	let spare = new Uint32Array(count);
	for (const shift of [0, 16]) {
		const next = new Uint32Array(65537);
		for (let row = 0; row < count; row++) next[(words[3 * row] >>> shift & 65535) + 1]++;
		for (let digit = 0; digit < RADIX; digit++) next[digit + 1] += next[digit];
		for (let i = 0; i < count; i++) {
			const row = order[i];
			spare[next[words[3 * row] >>> shift & 65535]++] = row;
		}
		[order, spare] = [spare, order];
	}
	settleTies(words, order);
	return order;
}
function settleTies(words, order) {
	for (let i = 1; i < order.length; i++) {
		const row = order[i];
		let to = i;
		while (to > 0 && words[3 * order[to - 1]] === words[3 * row] && compareHashes(words, order[to - 1], words, row) > 0) {
			order[to] = order[to - 1];
			to--;
		}
		order[to] = row;
	}
}
function setDigest(words, order) {
	const hash = createHash("sha256");
	const block = Buffer.allocUnsafe(49152);
	let end = 0;
	for (const row of order) {
		if (end === block.length) {
			hash.update(block);
			end = 0;
		}
		for (let word = 0; word < 3; word++, end += 4) block.writeUInt32BE(words[3 * row + word], end);
	}
	return `sha256:${hash.update(block.subarray(0, end)).digest("hex")}`;
}
export { setDigest as a, classCounts as c, present as d, recallOf as f, keyFingerprint as i, f1Of as l, hashKeys as n, sortedOrder as o, sum as p, hashRows as r, averageOf as s, compareHashes as t, precisionOf as u };
