import { C as rowEncoder, S as encodeText, w as byCodePoint } from "./onnx-read.js";
import crypto from "node:crypto";
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
const KEY_FORMAT = "gated-retrain row key 1";
const RADIX = 65536;
const FEW = 4096;
function rowHasher(columns, key) {
	return hasherOf([FORMAT, key], sortedByName(columns), 3);
}
function keyHasher(columns, secret) {
	const sorted = sortedByName(columns);
	return hasherOf([
		KEY_FORMAT,
		secret,
		...sorted.map(({ name }) => name)
	], sorted, 2);
}
function hashRows(columns, rows, key) {
	const hasher = rowHasher(columns, key);
	const words = new Uint32Array(3 * rows);
	for (let row = 0; row < rows; row++) hasher(row, words, 3 * row);
	return words;
}
const sortedByName = (columns) => columns.toSorted((a, b) => byCodePoint(a.name, b.name));
function hasherOf(before, columns, count) {
	const head = Buffer.concat(before.map(encodeText));
	const cells = rowEncoder(columns, 0);
	const bytes = Buffer.concat([head, Buffer.alloc(cells.longest)]);
	return (row, into, at) => {
		const length = cells.encode(row, 0);
		cells.buffer.copy(bytes, head.length, 0, length);
		const digest = sha256(bytes.subarray(0, head.length + length));
		for (let word = 0; word < count; word++) into[at + word] = wordAt(digest, 4 * word);
	};
}
const sha256 = typeof crypto.hash === "function" ? (bytes) => crypto.hash("sha256", bytes, "binary") : (bytes) => crypto.createHash("sha256").update(bytes).digest("binary");
function wordAt(digest, at) {
	const byte = (i) => digest.charCodeAt(at + i);
	return (byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3)) >>> 0;
}
function keyFingerprint(key) {
	return crypto.createHash("sha256").update(encodeText("gated-retrain rows key")).update(encodeText(key)).digest("hex").slice(0, 16);
}
function compareHashes(a, i, b, j) {
	return a[3 * i] - b[3 * j] || a[3 * i + 1] - b[3 * j + 1] || a[3 * i + 2] - b[3 * j + 2];
}
function sortedOrder(words, width = 3) {
	const count = words.length / width;
	let order = Uint32Array.from({ length: count }, (_, place) => place);
	if (count < FEW) return order.sort((a, b) => differenceOf(words, width, a, b) || a - b);
	let spare = new Uint32Array(count);
	for (const shift of [0, 16]) {
		const next = new Uint32Array(65537);
		for (let place = 0; place < count; place++) next[(words[width * place] >>> shift & 65535) + 1]++;
		for (let digit = 0; digit < RADIX; digit++) next[digit + 1] += next[digit];
		for (let i = 0; i < count; i++) {
			const place = order[i];
			spare[next[words[width * place] >>> shift & 65535]++] = place;
		}
		[order, spare] = [spare, order];
	}
	settleTies(words, width, order);
	return order;
}
function differenceOf(words, width, a, b) {
	for (let word = 0; word < width; word++) {
		const difference = words[width * a + word] - words[width * b + word];
		if (difference !== 0) return difference;
	}
	return 0;
}
function settleTies(words, width, order) {
	for (let i = 1; i < order.length; i++) {
		const place = order[i];
		let to = i;
		while (to > 0 && words[width * order[to - 1]] === words[width * place] && differenceOf(words, width, order[to - 1], place) > 0) {
			order[to] = order[to - 1];
			to--;
		}
		order[to] = place;
	}
}
var SetDigest = class {
	#hash = crypto.createHash("sha256");
	#block = Buffer.allocUnsafe(49152);
	#end = 0;
	add(words, place) {
		if (this.#end === this.#block.length) this.#flush();
		for (let word = 0; word < 3; word++) this.#end = this.#block.writeUInt32BE(words[3 * place + word], this.#end);
	}
	digest() {
		this.#flush();
		return `sha256:${this.#hash.digest("hex")}`;
	}
	#flush() {
		this.#hash.update(this.#block.subarray(0, this.#end));
		this.#end = 0;
	}
};
function setDigest(words, places) {
	const digest = new SetDigest();
	for (const place of places) digest.add(words, place);
	return digest.digest();
}
export { keyHasher as a, sortedOrder as c, f1Of as d, precisionOf as f, sum as h, keyFingerprint as i, averageOf as l, recallOf as m, compareHashes as n, rowHasher as o, present as p, hashRows as r, setDigest as s, SetDigest as t, classCounts as u };
