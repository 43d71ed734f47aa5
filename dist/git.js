import { d as problem, t as ConfigError } from "./errors2.js";
import { At as firstFrom, Bt as targetOf, Ct as wilson, Et as smallForest, It as columnOf, Nt as predictorOf, Ot as copiesIn, Rt as isLabelled, St as clopperPearson, Tt as fisherGreater, jt as classifierOf, kt as studentQuantile, wt as wilsonF1 } from "./validate.js";
import { C as rowEncoder, S as encodeText, T as check, w as byCodePoint } from "./onnx-read.js";
import { _ as waysOut, c as CONFIGURATION, g as setKey, h as reset, m as promoteAnyway } from "./sentences.js";
import { d as f1Of, f as precisionOf$1, h as sum, l as averageOf, m as recallOf, p as present, r as hashRows, u as classCounts } from "./row-hashes.js";
import { d as chance, f as counted, g as score, h as quotedList, m as quoted, p as countedRows } from "./view.js";
import { i as binomialMass, t as normalQuantile } from "./normal.js";
import { r as sameForest } from "./train.js";
import { dirname, join, parse, relative, resolve, sep } from "node:path";
import { tmpdir } from "node:os";
import { createReadStream } from "node:fs";
import { promisify } from "node:util";
import { createHash, randomUUID } from "node:crypto";
import { lstat, mkdir, mkdtemp, readFile, readdir, realpath, rm, stat } from "node:fs/promises";
import { execFile, spawn } from "node:child_process";
// src/evaluate/compare/gate-settings.ts
const CEILINGS = new Set(["log-loss", "brier"]);
function gateSettings(gates) {
	const { champion, dummy, calibration } = gates;
	const settings = new Map();
	const add = (name, value, strict, key = name) => settings.set(name, {
		value,
		strict,
		key
	});
	add("f1-threshold", gates.f1Threshold, "higher");
	add("f1-average", gates.f1Average, null);
	add("positive-class", gates.positiveClass, null);
	add("require", gates.require, { is: "confident" });
	add("champion.margin", champion.margin, "lower");
	add("champion.confidence", champion.confidence, "higher");
	add("champion.horizon", champion.horizon, "higher");
	add("champion.undecided", champion.undecided, { is: "fail" });
	add("dummy.margin", dummy.margin, "higher");
	add("reference", gates.reference, { is: "fail" });
	add("calibration.max-error", calibration?.maxError ?? null, "lower");
	for (const { class: name, atLeast } of gates.minClassF1) add(`min-class-f1.${name}`, atLeast, "higher");
	for (const { name, bound } of gates.metrics) add(`metrics.${name}`, bound, strictOf(name));
	for (const [index, slice] of gates.slices.entries()) {
		add(`slices[${rowsOf$3(slice)}].min-f1`, slice.minF1, "higher", `slices.${index}.min-f1`);
		add(`slices[${rowsOf$3(slice)}].min-rows`, slice.minRows, null, `slices.${index}.min-rows`);
	}
	return settings;
}
function strictOf(metric) {
	return CEILINGS.has(metric) ? "lower" : "higher";
}
function rowsOf$3({ column, value, from, to }) {
	if (column === null) return "auto";
	if (value !== null) return `${column}: ${value}`;
	return from === null && to === null ? column : `${column}: ${from ?? "…"} to ${to ?? "…"}`;
}
// src/evaluate/compare/gate-changes.ts
function gateChanges(before, after, whereOf) {
	const [was, is] = [gateSettings(before), gateSettings(after)];
	return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
		const setting = is.get(name) ?? was.get(name);
		const [old, now] = [was.get(name)?.value ?? null, is.get(name)?.value ?? null];
		const isAside = setting.strict === null && !(was.has(name) && is.has(name));
		return old === now || isAside ? [] : [changeOf(name, old, now, setting, whereOf)];
	});
}
function changeOf(name, was, is, { strict, key }, whereOf) {
	const direction = directionOf(strict, was, is);
	const section = `gates.${key.split(".")[0]}`;
	return {
		code: `gate-${direction}`,
		subject: `gates.${name.slice(0, 200)}`,
		status: direction === "tightened" ? "pass" : "warn",
		observed: is,
		expected: was,
		message: `The gate gates.${name.slice(0, 200)} is ${SAYS[direction]}: it was ${words(was)} and is ${words(is)}.`,
		suggestion: direction === "loosened" ? "Merge it only if models that were stopped so far are meant to be promoted." : null,
		where: whereOf(`gates.${key}`) ?? whereOf(section) ?? whereOf("gates")
	};
}
const SAYS = {
	loosened: "looser",
	tightened: "stricter",
	changed: "another"
};
function directionOf(strict, was, is) {
	if (strict === null) return "changed";
	if (typeof strict === "object") return is === strict.is ? "tightened" : "loosened";
	if (was === null || is === null) return is === null ? "loosened" : "tightened";
	return Number(is) > Number(was) === (strict === "higher") ? "tightened" : "loosened";
}
function words(value) {
	return value === null ? "not asked for" : typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : String(value);
}
// src/evaluate/compare/judged-by.ts
const WINDOW = "data.window";
const isComparison = (name) => name.startsWith("champion.");
function judgedBy(gates, window) {
	const gateValues = [...gateSettings(gates)].filter(([name]) => !isComparison(name)).map(([name, { value }]) => [`gates.${name}`, value]);
	return Object.fromEntries([...gateValues, [WINDOW, windowText(window)]]);
}
function newlyAsked(champion, gates, window) {
	if (champion === null) return {
		keys: [],
		window: false
	};
	const was = new Map(Object.entries(champion));
	const keys = [...gateSettings(gates)].flatMap(([name, { value, strict }]) => {
		const old = was.get(`gates.${name}`) ?? null;
		const isAside = strict === null && !was.has(`gates.${name}`);
		if (old === value || isAside || isComparison(name)) return [];
		return directionOf(strict, old, value) === "loosened" ? [] : [`gates.${name}`];
	});
	const otherWindow = was.get(WINDOW) !== windowText(window);
	return {
		keys: otherWindow ? [...keys, WINDOW] : keys,
		window: otherWindow
	};
}
function windowText(window) {
	if (window.kind === "files") return `${window.count} files`;
	return window.kind === "days" ? `${window.days}d` : window.kind;
}
const NO_BASELINES = {
	champion: null,
	best: null,
	championComparable: true,
	looks: null,
	holdout: {
		by: "row",
		column: null,
		championCut: null,
		bestCut: null
	}
};
function baselinesIn(state, { split, comparable, otherTarget }, config) {
	const { champion, looks } = state;
	const { by, columns } = split;
	const holdout = {
		by,
		column: by === "group" || by === "time" ? columns[0] : null,
		championCut: champion?.manifest.split.cut ?? null,
		bestCut: state.best?.split.cut ?? null
	};
	const asked = askedAnew(state, config);
	const judgesAgain = asked.keys.length > 0 && !asked.window;
	return {
		championHoldout: champion?.manifest.holdout ?? null,
		championComparable: comparable,
		otherTarget,
		looks,
		reference: state.reference,
		salt: split.salt,
		holdout,
		judgesAgain,
		window: config.data.window,
		exclude: config.data.exclude,
		gates: config.gates,
		whereOf: config.whereOf
	};
}
function askedAnew({ champion }, { gates, data }) {
	return newlyAsked(champion?.judgedBy ?? null, gates, data.window);
}
// src/table/rows/golden-rows.ts
function goldenRows({ files }) {
	return Int32Array.from(files.filter((file) => file.golden).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
}
var RowSet = class {
	#encoder;
	#keys;
	constructor(dataset, columns, rows) {
		this.#encoder = rowEncoder(columns.map((name) => columnOf(dataset, name)));
		this.#keys = new Set();
		for (const row of rows) this.#keys.add(this.#keyOf(row));
	}
	has(row) {
		return this.#keys.has(this.#keyOf(row));
	}
	#keyOf(row) {
		return this.#encoder.buffer.toString("latin1", 0, this.#encoder.encode(row, 0));
	}
};
// src/table/rows/time-cut.ts
const ORDERED = new Set([
	"date",
	"datetime",
	"year",
	"yearmonth",
	"integer",
	"number"
]);
function unorderedBy(dataset, name) {
	const { kind, type } = columnOf(dataset, name);
	return kind === "number" && ORDERED.has(type) ? null : type;
}
function timesOf(dataset, name) {
	const column = columnOf(dataset, name);
	if (column.kind !== "number") throw new Error(`Column ${JSON.stringify(name)} holds no times.`);
	return column.values;
}
function timeCut(dataset, name, share) {
	const times = timesOf(dataset, name);
	const hasLabel = isLabelled(dataset);
	const rows = dataset.files.filter((file) => file.inWindow).reduce((sum, { start, end }) => sum + end - start, 0);
	const sorted = new Float64Array(rows);
	let count = 0;
	for (const { start, end, inWindow } of dataset.files) {
		if (!inWindow) continue;
		for (let row = start; row < end; row++) if (hasLabel(row) && !Number.isNaN(times[row])) sorted[count++] = times[row];
	}
	return nearestCut(sorted.subarray(0, count).sort(), share);
}
function nearestCut(sorted, share) {
	const ideal = sorted.length * (1 - share);
	let best = 0;
	for (let i = 1; i < sorted.length; i++) {
		if (sorted[i] === sorted[i - 1]) continue;
		if (best === 0 || Math.abs(i - ideal) < Math.abs(best - ideal)) best = i;
	}
	return best === 0 ? null : sorted[best];
}
// src/table/rows/split.ts
const BUILT_IN_SALT = "gated-retrain";
const TRAINED = 0;
const HELD_OUT = 1;
const LEFT_OUT = 2;
function splitRows(dataset, split) {
	const placed = sideOfRows(dataset, split);
	const trainRows = [];
	const holdoutRows = [];
	const leftOut = [];
	for (const file of dataset.files) for (let row = file.start; row < file.end; row++) {
		const side = placed[row];
		if (side === HELD_OUT) holdoutRows.push(row);
		else if (file.inWindow) (side === LEFT_OUT ? leftOut : trainRows).push(row);
	}
	return {
		trainRows: Int32Array.from(trainRows),
		holdoutRows: Int32Array.from(holdoutRows),
		leftOut: Int32Array.from(leftOut)
	};
}
function sideOfRows(dataset, split) {
	if (split.by === "time") return placeByTime(dataset, split);
	if (split.by === "file") return placeByFile(dataset);
	return placeByHash(dataset, split);
}
function placeByHash(dataset, { columns, salt: text, share }) {
	const sides = new Uint8Array(dataset.rows);
	const salt = encodeText(text);
	const rows = rowEncoder(columns.map((name) => columnOf(dataset, name)), 0);
	const keyed = Buffer.concat([salt, Buffer.alloc(rows.longest)]);
	for (let row = 0; row < dataset.rows; row++) {
		const length = rows.encode(row, 0);
		rows.buffer.copy(keyed, salt.length, 0, length);
		const digest = createHash("sha256").update(keyed.subarray(0, salt.length + length)).digest();
		sides[row] = digest.readUIntBE(0, 6) / 2 ** 48 < (share ?? 0) ? HELD_OUT : TRAINED;
	}
	return sides;
}
function placeByTime(dataset, { columns, cut }) {
	const times = timesOf(dataset, columns[0]);
	const cutAt = cut ?? NaN;
	return Uint8Array.from(times, (time) => time >= cutAt ? HELD_OUT : time < cutAt ? TRAINED : LEFT_OUT);
}
function placeByFile(dataset) {
	const sides = new Uint8Array(dataset.rows);
	const held = goldenRows(dataset);
	const twins = new RowSet(dataset, dataset.features, held);
	for (let row = 0; row < dataset.rows; row++) if (twins.has(row)) sides[row] = LEFT_OUT;
	for (const row of held) sides[row] = HELD_OUT;
	return sides;
}
// src/evaluate/scores/confusion.ts
function confusionOf(truth, predicted, classes) {
	const counts = classes.map(() => new Array(classes.length).fill(0));
	for (let i = 0; i < truth.length; i++) counts[truth[i]][predicted[i]]++;
	return {
		classes,
		counts
	};
}
function f1Score(confusion, average, positiveClass) {
	const classes = classCounts(confusion);
	if (average !== "binary") return averageOf("f1", present(classes), average);
	const positive = classes[confusion.classes.indexOf(positiveClass ?? "")];
	return positive === void 0 ? NaN : f1Of(positive);
}
function f1OfClass(confusion, index) {
	return f1Of(classCounts(confusion)[index]);
}
// src/stats/ranking.ts
function rank(positives, negatives) {
	positives.sort();
	negatives.sort();
	return {
		...areaOf(positives, negatives),
		...precisionOf(positives, negatives)
	};
}
function distinctScores(positives, negatives, visit) {
	let p = 0;
	let n = 0;
	while (p < positives.length || n < negatives.length) {
		const [fromP, fromN] = [p, n];
		const score = n === negatives.length || p < positives.length && positives[p] < negatives[n] ? positives[p] : negatives[n];
		while (p < positives.length && positives[p] === score) p++;
		while (n < negatives.length && negatives[n] === score) n++;
		if (p === fromP && n === fromN) throw new Error("a score is not a number");
		visit(p - fromP, n - fromN, fromP, fromN);
	}
}
function areaOf(positives, negatives) {
	const [P, N] = [positives.length, negatives.length];
	if (P === 0 || N === 0) return {
		auc: NaN,
		aucVariance: NaN
	};
	let wins = 0;
	distinctScores(positives, negatives, (atP, atN, _belowP, belowN) => {
		wins += atP * (belowN + atN / 2);
	});
	const auc = wins / P / N;
	let ofPositives = 0;
	let ofNegatives = 0;
	distinctScores(positives, negatives, (atP, atN, belowP, belowN) => {
		ofPositives += atP * ((belowN + atN / 2) / N - auc) ** 2;
		ofNegatives += atN * ((P - belowP - atP / 2) / P - auc) ** 2;
	});
	return {
		auc,
		aucVariance: ofPositives / Math.max(1, P - 1) / P + ofNegatives / Math.max(1, N - 1) / N
	};
}
function precisionOf(positives, negatives) {
	const [P, N] = [positives.length, negatives.length];
	if (P === 0) return {
		averagePrecision: NaN,
		averagePrecisionVariance: NaN
	};
	const rows = P + N;
	let total = 0;
	distinctScores(positives, negatives, (atP, _atN, belowP, belowN) => {
		total += atP * (P - belowP) / (rows - belowP - belowN);
	});
	const averagePrecision = total / P;
	let squares = 0;
	let gained = 0;
	let lost = 0;
	distinctScores(positives, negatives, (atP, atN, belowP, belowN) => {
		const above = rows - belowP - belowN;
		const precision = (P - belowP) / above;
		gained += atP / P / above * rows;
		lost += atP / P / above * rows * precision;
		squares += atP * ((precision - averagePrecision) * rows / P + gained - lost) ** 2 + atN * lost ** 2;
	});
	return {
		averagePrecision,
		averagePrecisionVariance: squares / rows / rows
	};
}
function rankingMoves(scores, isPositive, { auc, averagePrecision }) {
	const positives = scores.filter((_, i) => isPositive(i)).sort();
	const negatives = scores.filter((_, i) => !isPositive(i)).sort();
	const [P, N] = [positives.length, negatives.length];
	const rows = P + N;
	const distinct = scores.slice().sort();
	const [areaUp, areaDown, precisionUp, precisionDown] = [
		0,
		1,
		2,
		3
	].map(() => new Float64Array(rows));
	let [at, gained, lost] = [
		0,
		0,
		0
	];
	distinctScores(positives, negatives, (atP, atN, belowP, belowN) => {
		const above = rows - belowP - belowN;
		const precision = (P - belowP) / above;
		gained += atP / P / above * rows;
		lost += atP / P / above * rows * precision;
		const end = at + atP + atN;
		areaUp.fill(((belowN + atN / 2) / N - auc) / P * rows, at, end);
		areaDown.fill(((P - belowP - atP / 2) / P - auc) / N * rows, at, end);
		precisionUp.fill((precision - averagePrecision) * rows / P + gained - lost, at, end);
		precisionDown.fill(-lost, at, end);
		at = end;
	});
	const placed = (row) => firstFrom(distinct, scores[row]);
	return {
		area: (row) => (isPositive(row) ? areaUp : areaDown)[placed(row)],
		precision: (row) => (isPositive(row) ? precisionUp : precisionDown)[placed(row)]
	};
}
// src/evaluate/scores/unit-moves.ts
var UnitMoves = class {
	#sums = new Map();
	#sizes = new Map();
	#squares = 0;
	add(unit, move) {
		this.#sums.set(unit, (this.#sums.get(unit) ?? 0) + move);
		this.#sizes.set(unit, (this.#sizes.get(unit) ?? 0) + 1);
		this.#squares += move * move;
	}
	get units() {
		return this.#sums.size;
	}
	get variance() {
		let squares = 0;
		for (const sum of this.#sums.values()) squares += sum * sum;
		return squares * this.units / Math.max(1, this.units - 1);
	}
	effect(confidence) {
		if (this.units < 2) return Number.POSITIVE_INFINITY;
		const tail = 1 - (1 - confidence) / 2;
		const few = studentQuantile(tail, this.units - 1) / normalQuantile(tail);
		return few * few * Math.max(1, this.#squares > 1e-18 ? this.variance / this.#squares : this.#ofIdenticalRows());
	}
	#ofIdenticalRows() {
		let [rows, squares] = [0, 0];
		for (const size of this.#sizes.values()) {
			rows += size;
			squares += size * size;
		}
		return squares / rows;
	}
};
// src/evaluate/scores/likelihood.ts
const LEAST = Number.EPSILON;
const CONFIDENCE = .95;
const BINS = 10;
const MOST_SCORES = 2 ** 25;
var LikelihoodTally = class {
	#truth;
	#column;
	#knowsAll;
	#scores;
	#ranked;
	#isBroken = false;
	#rows = 0;
	#least = 1;
	#worstSquares = 0;
	#log;
	#brier;
	#gaps = new UnitMoves();
	#units;
	#bins = Array.from({ length: BINS }, () => ({
		rows: 0,
		right: 0,
		confidence: 0
	}));
	constructor(truth, classes, known, units = null) {
		this.#truth = truth;
		this.#units = units;
		this.#log = new RunningMean(units);
		this.#brier = new RunningMean(units);
		this.#column = new Int32Array(classes).fill(-1);
		known.forEach((index, k) => {
			this.#column[index] = k;
		});
		this.#knowsAll = this.#column.every((k) => k >= 0);
		this.#ranked = classes === 2 ? [1] : Array.from({ length: classes }, (_, c) => c);
		this.#scores = truth.length * this.#ranked.length > MOST_SCORES ? null : this.#ranked.map(() => new Float64Array(truth.length));
	}
	add({ classes, probabilities }) {
		const width = classes.length === 0 ? 0 : probabilities.length / classes.length;
		for (let i = 0; i < classes.length; i++) {
			const row = this.#rows++;
			const at = i * width;
			const predicted = classes[i];
			const actual = this.#column[this.#truth[row]];
			const likely = actual < 0 ? 0 : probabilities[at + actual];
			const surprise = surpriseAt(likely);
			let [sum, least] = [0, this.#knowsAll ? 1 : 0];
			for (let k = 0; k < width; k++) {
				const probability = probabilities[at + k];
				sum += probability ** 2;
				if (probability < least) least = probability;
			}
			const squares = sum + 1 - 2 * likely;
			this.#log.add(surprise);
			this.#brier.add(squares);
			if (least < this.#least) this.#least = least;
			this.#worstSquares = Math.max(this.#worstSquares, sum + 1 - 2 * least);
			const confidence = probabilities[at + predicted];
			if (!Number.isFinite(squares)) {
				this.#isBroken = true;
				continue;
			}
			const bin = this.#bins[Math.min(9, Math.floor(confidence * BINS))];
			bin.rows++;
			bin.confidence += confidence;
			if (predicted === actual) bin.right++;
			if (this.#units !== null) this.#gaps.add(this.#units[row], confidence - (predicted === actual ? 1 : 0));
			if (this.#scores === null) continue;
			for (let s = 0; s < this.#ranked.length; s++) {
				const column = this.#column[this.#ranked[s]];
				this.#scores[s][row] = column < 0 ? 0 : probabilities[at + column];
			}
		}
	}
	close() {
		const rows = this.#rows;
		const unknown = {
			value: NaN,
			variance: NaN,
			units: 0,
			worst: NaN
		};
		if (this.#isBroken) return {
			rows,
			logLoss: unknown,
			brier: unknown,
			bins: [],
			calibrationEffect: 1,
			rankings: null
		};
		return {
			rows,
			logLoss: {
				...this.#log.close(),
				worst: surpriseAt(this.#least)
			},
			brier: {
				...this.#brier.close(),
				worst: this.#worstSquares
			},
			bins: this.#bins,
			calibrationEffect: this.#units === null ? 1 : this.#gaps.effect(CONFIDENCE),
			rankings: this.#scores?.map((scores, s) => ({
				class: this.#ranked[s],
				...this.#rank(this.#ranked[s], scores)
			})) ?? null
		};
	}
	#rank(which, scores) {
		const count = this.#truth.reduce((total, label) => total + (label === which ? 1 : 0), 0);
		const positives = new Float64Array(count);
		const negatives = new Float64Array(scores.length - count);
		let p = 0;
		let n = 0;
		for (let i = 0; i < scores.length; i++) if (this.#truth[i] === which) positives[p++] = scores[i];
		else negatives[n++] = scores[i];
		const ranking = rank(positives, negatives);
		if (this.#units === null) return {
			ranking,
			rows: count,
			least: Math.min(count, scores.length - count)
		};
		const sides = [new Set(), new Set()];
		for (let i = 0; i < scores.length; i++) sides[this.#truth[i] === which ? 0 : 1].add(this.#units[i]);
		const least = Math.min(sides[0].size, sides[1].size);
		return {
			ranking: {
				...ranking,
				...this.#rankedByUnit(which, scores, ranking)
			},
			rows: count,
			least
		};
	}
	#rankedByUnit(which, scores, ranking) {
		const [area, precision] = [new UnitMoves(), new UnitMoves()];
		const moves = rankingMoves(scores, (i) => this.#truth[i] === which, ranking);
		for (let i = 0; i < scores.length; i++) {
			area.add(this.#units[i], moves.area(i));
			precision.add(this.#units[i], moves.precision(i));
		}
		const few = (units) => units.units < 2 ? Number.POSITIVE_INFINITY : units.variance / scores.length ** 2;
		return {
			aucVariance: few(area),
			averagePrecisionVariance: few(precision)
		};
	}
};
function surpriseAt(probability) {
	return -Math.log(Math.min(1 - LEAST, Math.max(LEAST, probability)));
}
var RunningMean = class {
	#units;
	#sums = new Map();
	#rows = 0;
	#total = 0;
	#squares = 0;
	constructor(units) {
		this.#units = units;
	}
	add(value) {
		const row = this.#rows++;
		this.#total += value;
		this.#squares += value * value;
		if (this.#units === null) return;
		const unit = this.#sums.get(this.#units[row]);
		if (unit === void 0) this.#sums.set(this.#units[row], {
			total: value,
			rows: 1
		});
		else {
			unit.total += value;
			unit.rows++;
		}
	}
	close() {
		const rows = this.#rows;
		const value = this.#total / rows;
		if (this.#units === null) return {
			value,
			variance: Math.max(0, this.#squares / rows - value * value) / Math.max(1, rows - 1),
			units: rows
		};
		const units = this.#sums.size;
		let squares = 0;
		for (const unit of this.#sums.values()) squares += (unit.total - unit.rows * value) ** 2;
		return {
			value,
			variance: squares * units / Math.max(1, units - 1) / rows / rows,
			units
		};
	}
};
// src/evaluate/scores/rows.ts
const BLOCK = 65536;
function differentRows({ units }, by) {
	return units === null || by === "group" ? void 0 : new Set(units).size;
}
function allClasses(dataset, answering) {
	const names = new Set(targetOf(dataset).categories);
	for (const one of answering) for (const name of one?.classes ?? []) names.add(name);
	return [...names].sort(byCodePoint);
}
function labelled(dataset, rows) {
	return rows.filter(isLabelled(dataset));
}
function truthOf(dataset, rows, classes) {
	const { codes, categories } = targetOf(dataset);
	const index = indicesIn(classes, categories);
	return rows.map((row) => index[codes[row] - 1]);
}
function answersOf(model, frame, rows) {
	return ask(model, frame, rows, null);
}
function scoredAnswersOf(model, frame, rows) {
	const { dataset, classes } = frame;
	if (model.engine === "command" && model.probabilities === null) return {
		answers: answersOf(model, frame, rows),
		likelihood: null
	};
	const known = indicesIn(classes, model.classes);
	const tally = new LikelihoodTally(truthOf(dataset, rows, classes), classes.length, known, unitsAt(frame, rows));
	return {
		answers: ask(model, frame, rows, tally),
		likelihood: tally.close()
	};
}
function ask(model, frame, rows, tally) {
	const { dataset, classes } = frame;
	const index = indicesIn(classes, model.classes);
	const classify = model.engine === "command" ? lookUp(model, tally) : predictClasses(model, dataset.columns, tally);
	const predicted = new Int32Array(rows.length);
	for (let start = 0; start < rows.length; start += BLOCK) {
		const block = classify(rows.subarray(start, start + BLOCK));
		for (let i = 0; i < block.length; i++) predicted[start + i] = index[block[i]];
	}
	return {
		rows,
		truth: truthOf(dataset, rows, classes),
		predicted,
		classes,
		units: unitsAt(frame, rows)
	};
}
function predictClasses(forest, columns, tally) {
	if (tally === null) return classifierOf(forest, columns);
	const predict = predictorOf(forest, columns);
	return (rows) => {
		const block = predict(rows);
		tally.add(block);
		return block.classes;
	};
}
function lookUp({ classes, predicted, probabilities }, tally) {
	return (rows) => {
		const found = rows.map((row) => predicted[row]);
		if (found.includes(-1)) throw new Error("A row is to be judged that the script was not asked about.");
		if (tally !== null && probabilities !== null) {
			const width = classes.length;
			const block = new Float64Array(rows.length * width);
			rows.forEach((row, i) => void block.set(probabilities.subarray(row * width, (row + 1) * width), i * width));
			tally.add({
				classes: found,
				probabilities: block
			});
		}
		return found;
	};
}
function unitsAt({ unitOf }, rows) {
	return unitOf && rows.map((row) => unitOf[row]);
}
function indicesIn(classes, names) {
	const at = new Map(classes.map((name, i) => [name, i]));
	return Int32Array.from(names, (name) => at.get(name));
}
function misfit(model, dataset) {
	if (model.engine === "command") return model.trouble;
	const kinds = {
		number: "numbers",
		category: "categories"
	};
	const columns = new Map(dataset.columns.map((column) => [column.name, column]));
	for (const feature of model.features) {
		const column = columns.get(feature.name);
		if (column === void 0) return `its feature ${quoted(feature.name)} is not among the columns`;
		if (column.kind !== feature.kind) return `its feature ${quoted(feature.name)} was trained on ${kinds[feature.kind]} and now holds ${kinds[column.kind]}`;
	}
	return null;
}
function keep(answers, wanted) {
	const { rows } = answers;
	const positions = new Int32Array(rows.length);
	let count = 0;
	for (let i = 0; i < rows.length; i++) if (wanted(rows[i])) positions[count++] = i;
	return count === rows.length ? answers : at(answers, positions.subarray(0, count));
}
function at({ rows, truth, predicted, classes, units }, positions) {
	const pick = (values) => positions.map((i) => values[i]);
	return {
		rows: pick(rows),
		truth: pick(truth),
		predicted: pick(predicted),
		classes,
		units: units && pick(units)
	};
}
function isNew({ accepted, golden, changed }) {
	return !accepted && !golden && changed !== "late";
}
function acceptedOnly(answers, fileOf, files) {
	return keep(answers, (row) => files[fileOf[row]].accepted);
}
function join$1(a, b) {
	return {
		rows: concat(a.rows, b.rows),
		truth: concat(a.truth, b.truth),
		predicted: concat(a.predicted, b.predicted),
		classes: a.classes,
		units: a.units && b.units && concat(a.units, b.units)
	};
}
function concat(a, b) {
	const joined = new Int32Array(a.length + b.length);
	joined.set(a);
	joined.set(b, a.length);
	return joined;
}
function groupBy(answers, groups, groupOf) {
	const sizes = new Int32Array(groups + 1);
	for (const row of answers.rows) sizes[groupOf(row) + 1]++;
	for (let g = 0; g < groups; g++) sizes[g + 1] += sizes[g];
	const next = sizes.slice();
	const order = new Int32Array(answers.rows.length);
	answers.rows.forEach((row, i) => {
		order[next[groupOf(row)]++] = i;
	});
	return Array.from({ length: groups }, (_, g) => at(answers, order.slice(sizes[g], sizes[g + 1])));
}
function confusionIn(answers) {
	return confusionOf(answers.truth, answers.predicted, answers.classes);
}
// src/evaluate/compare/holdout.ts
const SHARE_TOLERANCE = .25;
const MOST_LEFT_OUT = .5;
function holdOut(dataset, split) {
	const sides = splitRows(dataset, split);
	return {
		sides,
		checks: [...split.by === "time" ? untimedCheck(sides, split) : split.by === "file" ? overlapCheck(dataset, sides) : [], sidesCheck(dataset, sides, split)]
	};
}
function sidesCheck(dataset, { trainRows, holdoutRows }, split) {
	const total = trainRows.length + holdoutRows.length;
	const realised = total === 0 ? 0 : holdoutRows.length / total;
	const base = {
		code: "holdout",
		subject: "model",
		observed: realised,
		expected: split.share,
		where: null
	};
	if (dataset.features.length === 0) return {
		...base,
		status: "inconclusive",
		...NO_FEATURE
	};
	if (trainRows.length === 0 || holdoutRows.length === 0) return {
		...base,
		status: "inconclusive",
		...emptySide(trainRows, total, split)
	};
	const taught = labelled(dataset, trainRows);
	const target = columnOf(dataset, dataset.target);
	const labels = target.kind === "category" ? target.codes : target.values;
	if (taught.every((row) => labels[row] === labels[taught[0]])) {
		const one = target.kind === "category" ? "are of one class" : "have one value";
		const message = `${taught.length === 0 ? "No training row has a label" : `All ${taught.length} labelled training rows ${one}`}: there is nothing to learn.`;
		return {
			...base,
			status: "inconclusive",
			message,
			suggestion: "Check the target column and the window."
		};
	}
	const percent = (part) => `${(100 * part).toFixed(1)} %`;
	if (split.share !== null && Math.abs(realised - split.share) > SHARE_TOLERANCE * split.share) {
		const why = split.by === "time" ? "rows of one time stay together, or a window" : "few rows, many duplicates or a window";
		const message = `${percent(realised)} of the rows are held out instead of ${percent(split.share)}: ${why}.`;
		const suggestion = split.by === "time" ? "Look at how many rows have the same time." : "Look at duplicate rows, or split by id.";
		return {
			...base,
			status: "warn",
			message,
			suggestion
		};
	}
	const from = split.by === "time" ? ", the latest" : split.by === "file" ? ", those of the golden file" : "";
	const message = `${holdoutRows.length} of ${total} rows are held out${from} (${percent(realised)}).`;
	return {
		...base,
		status: "pass",
		message,
		suggestion: null
	};
}
const NO_FEATURE = {
	message: "No column is left to train on: besides the target there are only ids, moments, and columns of role ignore.",
	suggestion: "Bring a column that the target may follow from; or set `role: feature` in the schema for one that is there."
};
function emptySide(trainRows, total, { by, columns, cut }) {
	if (by === "time" && (cut ?? null) === null) return {
		message: `The labelled rows do not have two different times in ${quoted(columns[0] ?? "")}: there is no past to train on and no later row to judge.`,
		suggestion: "Check that column, or split by row."
	};
	const message = `Of ${total} rows none is left ${trainRows.length === 0 ? "for training" : "in the hold-out"}: nothing can be judged.`;
	if (by !== "file") return {
		message,
		suggestion: "Bring more rows, or change split.holdout."
	};
	return {
		message,
		suggestion: "The golden file and the data must be different rows, and both must have some."
	};
}
function untimedCheck({ trainRows, holdoutRows, leftOut }, { columns }) {
	const total = trainRows.length + holdoutRows.length + leftOut.length;
	const base = {
		code: "untimed",
		subject: columns[0] ?? "",
		observed: leftOut.length,
		expected: 0,
		where: null
	};
	const found = `In ${quoted(columns[0] ?? "")} ${leftOut.length} of ${counted(total)} have no time`;
	if (leftOut.length === 0) return [{
		...base,
		status: "pass",
		message: `All ${counted(total)} have a time.`,
		suggestion: null
	}];
	const message = `${found}: they are neither trained on nor judged, for nobody knows what they are later than.`;
	return [{
		...base,
		status: "warn",
		message,
		suggestion: "Fill in the times, or require them in the schema: constraints: {required: true}."
	}];
}
function overlapCheck(dataset, { trainRows, leftOut }) {
	const held = goldenRows(dataset);
	const total = trainRows.length + leftOut.length;
	const copies = new RowSet(dataset, [...dataset.features, dataset.target], held);
	const same = leftOut.reduce((sum, row) => sum + (copies.has(row) ? 1 : 0), 0);
	const base = {
		code: "golden-overlap",
		subject: "golden file",
		observed: leftOut.length,
		expected: 0,
		where: null
	};
	if (leftOut.length === 0) {
		const message = `None of ${counted(total, "training row")} has the features of one of ${counted(held.length, "golden row")}.`;
		return [{
			...base,
			status: "pass",
			message,
			suggestion: null
		}];
	}
	const found = `${leftOut.length} of ${counted(total, "training row")} have the features of a golden row (${same} of them the same class too)`;
	if (leftOut.length > MOST_LEFT_OUT * total) {
		const message = `${found}: without them too little of the data is left to train on.`;
		const suggestion = "Take the golden rows out of the data, or name features that tell rows apart; else split by row.";
		return [{
			...base,
			status: "fail",
			message,
			suggestion
		}];
	}
	const message = `${found}: they are left out of the training, which would otherwise know the answers.`;
	return [{
		...base,
		status: "warn",
		message,
		suggestion: "Take the golden rows out of the data."
	}];
}
// src/evaluate/compare/baseline.ts
function baselineOf$1({ noun, model, cut }, request, frame, candidate) {
	if (model === null) return { kind: "none" };
	const obstacle = obstacleTo(noun, misfit(model, request.dataset), model.engine === "command", request);
	if (obstacle !== null) return {
		kind: "unfit",
		...obstacle
	};
	const beside = cut === null ? candidate : keep(candidate, unseenFrom(cut, request));
	if (noun !== "champion") return {
		kind: "fit",
		beside,
		answers: answersOf(model, frame, beside.rows),
		likelihood: null
	};
	return {
		kind: "fit",
		beside,
		...scoredAnswersOf(model, frame, beside.rows)
	};
}
function obstacleTo(noun, trouble, isScript, request) {
	if (request.otherTarget) return anotherModel(request.otherTarget);
	if (trouble !== null) {
		const suggestion = isScript ? "Let train.predict answer with the files of earlier models too, or start a new line of champions." : "Bring the column back (a renamed one by an alias in the schema), or start a new line of champions.";
		const remedies = [reset(isScript ? "an earlier model answers no more" : "other columns")];
		return {
			reason: `the ${noun} cannot be applied: ${trouble}`,
			suggestion,
			remedies
		};
	}
	if (!request.championComparable) {
		const file = request.holdout.by === "file";
		const suggestion = `Put the champion's ${file ? "golden file or " : ""}split settings back, or start a new line of champions.`;
		return {
			reason: `hold-out changed: reset (${file ? "with another golden file or split" : "under other split settings"} the ${noun} may have been trained on rows that are held out now)`,
			suggestion,
			remedies: [reset("another hold-out")]
		};
	}
	return null;
}
function anotherModel({ predicts, asked, home, ownHome }) {
	return {
		reason: `the champion of ${home} predicts ${JSON.stringify(predicts)}, this run ${JSON.stringify(asked)}`,
		suggestion: "Give this model a registry of its own. If it is to replace the other one: mode `reset`.",
		remedies: [setKey(CONFIGURATION, "registry", ownHome)]
	};
}
function unseenFrom(cut, { dataset, holdout }) {
	const times = timesOf(dataset, holdout.column);
	return (row) => times[row] >= cut;
}
function championAnswersOf(request, frame, judged, fileOf) {
	const { dataset, holdout } = request;
	const { onHoldout, heldOut, trained } = judged;
	const file = (row) => dataset.files[fileOf[row]];
	const isAccepted = (row) => file(row).accepted;
	const isFresh = (row) => isNew(file(row));
	const asked = (rows) => answersOf(request.champion, frame, rows);
	if (holdout.championCut !== null) {
		const isUnseen = unseenFrom(holdout.championCut, request);
		const rows = Int32Array.from([...trained, ...heldOut]).sort();
		return {
			known: asked(rows.filter((row) => isAccepted(row) && isUnseen(row))),
			fresh: asked(rows.filter(isFresh))
		};
	}
	const snapshot = earlierSnapshot(request, frame.classes);
	if (snapshot !== null) return {
		known: snapshot,
		fresh: keep(onHoldout, isFresh),
		ofSnapshot: true
	};
	const isUnlearned = (row) => isFresh(row) && file(row).changed === void 0;
	const fresh = join$1(keep(onHoldout, isFresh), asked(trained.filter(isUnlearned)));
	return {
		known: keep(onHoldout, holdout.by === "file" ? (row) => file(row).golden === true : isAccepted),
		fresh
	};
}
function isNextSnapshot({ dataset, holdout }) {
	const isKeyed = holdout.by === "id" || holdout.by === "group" || dataset.key !== void 0;
	const { files } = dataset;
	if (!isKeyed || files.some(({ golden }) => golden)) return false;
	return files.some(({ changed }) => changed === "moved") || !files.some(({ accepted }) => accepted);
}
function earlierSnapshot(request, classes) {
	const { championHoldout: said = null } = request;
	if (said === null || !isNextSnapshot(request)) return null;
	const at = said.classes.map((name) => classes.indexOf(name));
	if (at.includes(-1)) return null;
	const [truth, predicted] = [[], []];
	said.counts.forEach((row, actual) => {
		row.forEach((count, guess) => {
			for (let i = 0; i < count; i++) {
				truth.push(at[actual]);
				predicted.push(at[guess]);
			}
		});
	});
	return {
		rows: new Int32Array(truth.length).fill(-1),
		truth: Int32Array.from(truth),
		predicted: Int32Array.from(predicted),
		classes,
		units: null
	};
}
// src/evaluate/scores/evidence.ts
var Evidence = class {
	confusion;
	#answers;
	constructor(answers) {
		this.#answers = answers;
		this.confusion = confusionOf(answers.truth, answers.predicted, answers.classes);
	}
	for(influenceIn, confidence, only = null) {
		const effect = this.effect(influenceIn, confidence, only);
		if (effect === 1) return this.confusion;
		if (effect === Number.POSITIVE_INFINITY) return null;
		return {
			...this.confusion,
			counts: this.confusion.counts.map((row) => row.map((count) => count / effect))
		};
	}
	effect(influenceIn, confidence, only = null) {
		const { truth, predicted, units } = this.#answers;
		if (units === null) return 1;
		const influence = influenceIn(this.confusion);
		const moves = new UnitMoves();
		for (let i = 0; i < truth.length; i++) if (only === null || truth[i] === only || predicted[i] === only) moves.add(units[i], influence(truth[i], predicted[i]));
		return moves.effect(confidence);
	}
};
// src/evaluate/scores/influence.ts
const FLAT = {
	value: 0,
	match: 0,
	actual: 0,
	predicted: 0
};
function slopesOf(metric, c, rows) {
	const [r, q] = [c.support / rows, c.predicted / rows];
	const below = {
		f1: r + q,
		precision: q,
		recall: r
	}[metric];
	if (below === 0) return FLAT;
	const value = {
		f1: f1Of,
		precision: precisionOf$1,
		recall: recallOf
	}[metric](c);
	return {
		value,
		match: (metric === "f1" ? 2 : 1) / below,
		actual: metric === "precision" ? 0 : -value / below,
		predicted: metric === "recall" ? 0 : -value / below
	};
}
function influenceOf(confusion, average, positiveClass, metric = "f1") {
	const classes = classCounts(confusion);
	const rows = sum(classes, (c) => c.support);
	const present = classes.filter((c) => c.support + c.predicted > 0).length;
	const byActual = new Float64Array(classes.length);
	const byPredicted = new Float64Array(classes.length);
	const byMatch = new Float64Array(classes.length);
	let mean = 0;
	classes.forEach((c, k) => {
		const share = c.support / rows;
		if (average === "micro") {
			byMatch[k] = 1;
			mean += c.truePositives / rows;
			return;
		}
		const slopes = slopesOf(metric, c, rows);
		const weight = {
			weighted: share,
			macro: 1 / present,
			binary: confusion.classes[k] === positiveClass ? 1 : 0
		}[average];
		byActual[k] = weight * slopes.actual + (average === "weighted" ? slopes.value : 0);
		byPredicted[k] = weight * slopes.predicted;
		byMatch[k] = weight * slopes.match;
		if (average === "weighted") mean += share * slopes.value;
	});
	return (i, j) => byActual[i] + byPredicted[j] + (i === j ? byMatch[i] : 0) - mean;
}
function varianceBy(confusion, influence) {
	let squares = 0;
	let rows = 0;
	confusion.counts.forEach((row, i) => {
		row.forEach((count, j) => {
			if (count === 0) return;
			squares += count * influence(i, j) ** 2;
			rows += count;
		});
	});
	return squares / rows / rows;
}
function smoothed(confusion) {
	const seen = classCounts(confusion).map((c) => c.support + c.predicted > 0);
	const extra = 1 / seen.filter(Boolean).length ** 2;
	const counts = confusion.counts.map((row, i) => row.map((count, j) => seen[i] && seen[j] ? count + extra : count));
	return {
		classes: confusion.classes,
		counts
	};
}
function classInfluence(metric, index, counts) {
	const { value, match, actual, predicted } = slopesOf(metric, counts, 1);
	if (value === 0 && match === 0) return () => 0;
	return (i, j) => (i === index && j === index ? match : 0) + (i === index ? actual : 0) + (j === index ? predicted : 0);
}
// src/evaluate/scores/agreement.ts
function sharesOf(confusion) {
	const classes = classCounts(confusion);
	const rows = sum(classes, (c) => c.support);
	const actual = classes.map((c) => c.support / rows);
	const predicted = classes.map((c) => c.predicted / rows);
	const chance = actual.reduce((total, share, k) => total + share * predicted[k], 0);
	return {
		right: sum(classes, (c) => c.truePositives) / rows,
		actual,
		predicted,
		chance
	};
}
const squares = (shares) => shares.reduce((total, share) => total + share * share, 0);
function mccOf(confusion) {
	const { right, actual, predicted, chance } = sharesOf(confusion);
	const below = (1 - squares(actual)) * (1 - squares(predicted));
	return below > 1e-15 ? (right - chance) / Math.sqrt(below) : 0;
}
function kappaOf(confusion) {
	const { right, chance } = sharesOf(confusion);
	return chance < 1 - 1e-15 ? (right - chance) / (1 - chance) : NaN;
}
function balancedAccuracyOf(confusion) {
	const classes = classCounts(confusion).filter((c) => c.support > 0);
	return sum(classes, recallOf) / classes.length;
}
function mccInfluence(confusion) {
	const { right, actual, predicted, chance } = sharesOf(confusion);
	const [ofActual, ofPredicted] = [1 - squares(actual), 1 - squares(predicted)];
	const root = Math.sqrt(ofActual * ofPredicted);
	const mcc = (right - chance) / root;
	return centred(confusion, (i, j) => {
		return ((i === j ? 1 : 0) - predicted[i] - actual[j]) / root + mcc * (actual[i] / ofActual + predicted[j] / ofPredicted);
	});
}
function kappaInfluence(confusion) {
	const { right, actual, predicted, chance } = sharesOf(confusion);
	return centred(confusion, (i, j) => ((i === j ? 1 : 0) * (1 - chance) - (1 - right) * (predicted[i] + actual[j])) / (1 - chance) ** 2);
}
function balancedInfluence(confusion) {
	const classes = classCounts(confusion);
	const rows = sum(classes, (c) => c.support);
	const supported = classes.filter((c) => c.support > 0).length;
	return (i, j) => {
		const c = classes[i];
		return c.support === 0 ? 0 : ((i === j ? 1 : 0) - recallOf(c)) / (c.support / rows) / supported;
	};
}
function centred(confusion, gradient) {
	let total = 0;
	let rows = 0;
	confusion.counts.forEach((row, i) => {
		row.forEach((count, j) => {
			total += count * gradient(i, j);
			rows += count;
		});
	});
	const mean = total / rows;
	return (i, j) => gradient(i, j) - mean;
}
// src/evaluate/scores/score-interval.ts
const REPORTED_CONFIDENCE = .95;
function f1Interval(confusion, average, positiveClass, confidence) {
	const classes = classCounts(confusion);
	if (average === "micro") {
		const right = sum(classes, (c) => c.truePositives);
		const rows = sum(classes, (c) => c.support);
		return clopperPearson(right, rows, confidence);
	}
	if (average === "binary") {
		const c = classes[confusion.classes.indexOf(positiveClass ?? "")];
		return c === void 0 ? null : wilsonF1(c.truePositives, c.predicted - c.truePositives, c.support - c.truePositives, confidence);
	}
	return averageInterval(confusion, "f1", average, f1Score(confusion, average, positiveClass), confidence);
}
function f1IntervalOf(answers, average, positiveClass, confidence) {
	const evidence = new Evidence(answers);
	const only = average === "binary" ? answers.classes.indexOf(positiveClass ?? "") : null;
	const confusion = evidence.for((matrix) => influenceOf(matrix, average, positiveClass), confidence, only);
	return confusion === null ? null : f1Interval(confusion, average, positiveClass, confidence);
}
function averageInterval(confusion, metric, average, value, confidence) {
	if (average === "macro" && rarestClass(confusion) < 10) return null;
	return influencedInterval(confusion, value, (matrix) => influenceOf(matrix, average, null, metric), confidence);
}
function balancedInterval(confusion, value, confidence) {
	if (rarestClass(confusion) < 10) return null;
	return influencedInterval(confusion, value, balancedInfluence, confidence);
}
function agreementInterval(confusion, which, value, confidence) {
	if (rarestClass(confusion) < 10) return null;
	const influence = which === "mcc" ? mccInfluence : kappaInfluence;
	const halved = (matrix) => {
		const whole = influence(matrix);
		return (i, j) => whole(i, j) / 2;
	};
	const { lower, upper } = influencedInterval(confusion, (value + 1) / 2, halved, confidence);
	return {
		lower: 2 * lower - 1,
		upper: 2 * upper - 1
	};
}
function influencedInterval(confusion, value, influence, confidence) {
	const matrix = smoothed(confusion);
	return effectiveWilson(value, varianceBy(matrix, influence(matrix)), rowsOf$2(confusion), confidence);
}
function effectiveWilson(value, variance, most, confidence) {
	const spread = value * (1 - value);
	const trials = variance > 0 && spread > 0 ? spread / variance : most;
	return wilson(value * trials, trials, confidence);
}
function rowsOf$2(confusion) {
	return sum(classCounts(confusion), (c) => c.support);
}
function rarestClass(confusion) {
	return classCounts(confusion).filter((c) => c.support + c.predicted > 0).reduce((least, c) => Math.min(least, c.support), Number.POSITIVE_INFINITY);
}
// src/evaluate/compare/champion-answers.ts
const LARGEST_DROP = .2;
const SKILL_KEPT = .25;
function compare(accepted, fresh, gates) {
	const [a, b] = [sideOf(accepted, gates), sideOf(fresh, gates)];
	const { right, rows } = b.counted;
	const mixed = ofSameMix(a, b);
	const p = Math.max(fewerRight(a, right, rows), fewerRight(mixed.accepted, mixed.fresh.counted.right, mixed.fresh.counted.rows));
	return {
		accepted: a,
		fresh: b,
		fallAtSameMix: fallBetween(mixed.accepted.confusion, mixed.fresh.confusion, gates),
		lostAtSameMix: rightShare(mixed.accepted) - rightShare(mixed.fresh),
		p,
		smallestP: fewerRight(a, 0, rows)
	};
}
function rightShare({ confusion }) {
	const classes = classCounts(confusion);
	return sum(classes, (c) => c.truePositives) / sum(classes, (c) => c.support);
}
function fallBetween(from, to, { f1Average, positiveClass }) {
	return f1Score(from, f1Average, positiveClass) - f1Score(to, f1Average, positiveClass);
}
function ofSameMix(accepted, fresh) {
	const rowsOf = ({ confusion }, k) => confusion.counts[k].reduce((total, count) => total + count, 0);
	const weights = accepted.confusion.classes.map((_, k) => rowsOf(fresh, k) === 0 ? 0 : rowsOf(accepted, k) / rowsOf(fresh, k));
	if (weights.every((weight) => weight === 0)) return {
		accepted,
		fresh
	};
	const squares = weights.reduce((total, weight, k) => total + weight * weight * rowsOf(fresh, k), 0);
	const total = weights.reduce((rows, weight, k) => rows + weight * rowsOf(fresh, k), 0);
	return {
		accepted: weighted(accepted, (k) => weights[k] > 0 ? 1 : 0, (rows) => rows),
		fresh: weighted(fresh, (k) => weights[k], () => total * total / squares)
	};
}
function weighted({ confusion, counted, rows: all }, weightOf, effectiveSize) {
	const counts = confusion.counts.map((row, k) => row.map((count) => count * weightOf(k)));
	const mixed = {
		classes: confusion.classes,
		counts
	};
	const classes = classCounts(mixed);
	const total = sum(classes, (c) => c.support);
	const rows = effectiveSize(total) * counted.rows / Math.max(1, all);
	const right = rows * sum(classes, (c) => c.truePositives) / total;
	return {
		confusion: mixed,
		counted: {
			right: Math.round(right),
			rows: Math.round(rows)
		}
	};
}
function fewerRight({ counted }, right, rows) {
	return fisherGreater(counted.right, counted.rows - counted.right, right, rows - right);
}
function sideOf(answers, gates) {
	const evidence = new Evidence(answers);
	const { confusion } = evidence;
	const classes = classCounts(confusion);
	const effective = evidence.for((matrix) => influenceOf(matrix, "micro", null), REPORTED_CONFIDENCE);
	const counts = effective === null ? [] : classCounts(effective);
	const rows = answers.rows.length;
	const right = sum(classes, (c) => c.truePositives);
	const chance = sum(classes, (c) => c.support / rows * (c.predicted / rows));
	return {
		confusion,
		rows,
		right,
		f1: f1Score(confusion, gates.f1Average, gates.positiveClass),
		f1Upper: f1IntervalOf(answers, gates.f1Average, gates.positiveClass, .95)?.upper ?? null,
		chance,
		kappa: chance < 1 ? (right / rows - chance) / (1 - chance) : 0,
		rarer: rows - classes.reduce((most, { support }) => Math.max(most, support), 0),
		counted: {
			right: Math.round(sum(counts, (c) => c.truePositives)),
			rows: Math.round(sum(counts, (c) => c.support))
		}
	};
}
function fellFar({ accepted, fresh, fallAtSameMix }) {
	return accepted.f1 - fresh.f1 > .2 && fallAtSameMix > .2;
}
function skillFloor({ accepted }) {
	return accepted.chance + SKILL_KEPT * Math.max(0, accepted.right / accepted.rows - accepted.chance);
}
function skillLost(comparison) {
	const { accepted, fresh } = comparison;
	return fresh.right / fresh.rows <= skillFloor(comparison) && fresh.kappa <= SKILL_KEPT * Math.max(0, accepted.kappa);
}
// src/evaluate/compare/leave-one-file-out.ts
const BLOCKS = 5;
const MOST_TRAINING_ROWS = 1e4;
function leaveOneFileOut(input) {
	const { frame, known, gates } = input;
	const learned = learnedRows(input);
	const parts = partsOf(frame.dataset, Int32Array.from([...known, ...learned]).sort());
	const blockOf = new Int32Array(frame.dataset.rows).fill(-1);
	for (const { rows, block } of parts) for (const row of rows) blockOf[row] = block;
	const wanted = parts.filter(({ rows }) => rows.length >= 50).slice(-60);
	return [...new Set(wanted.map(({ block }) => block))].flatMap((block) => {
		const elsewhere = (row) => blockOf[row] !== block;
		const forest = forestOn(frame, learned.filter(elsewhere));
		const beside = known.filter(elsewhere);
		if (forest === null || beside.length === 0) return [];
		const accepted = answersOf(forest, frame, beside);
		return wanted.filter((part) => part.block === block).map(({ rows }) => compare(accepted, answersOf(forest, frame, rows), gates));
	});
}
function forestOn({ dataset, classes }, rows) {
	const trainingSet = sampled(rows);
	const labels = truthOf(dataset, trainingSet, classes);
	if (labels.every((label) => label === labels[0])) return null;
	const columns = dataset.features.map((name) => columnOf(dataset, name));
	return smallForest(columns, trainingSet, labels, classes);
}
function learnedRows({ frame, known, trained }) {
	const { rows, files } = frame.dataset;
	const isTraining = new Uint8Array(rows);
	for (const row of trained) isTraining[row] = 1;
	for (const { start, end, accepted, inWindow } of files) if (!accepted || !inWindow) isTraining.fill(accepted ? 1 : 0, start, end);
	for (const row of known) isTraining[row] = 0;
	return labelled(frame.dataset, Int32Array.from({ length: rows }, (_, row) => row).filter((row) => isTraining[row] === 1));
}
function partsOf({ files }, all) {
	const batches = new Map();
	files.forEach((file, i) => {
		if (!file.accepted || file.golden) return;
		const key = file.batch ?? i;
		batches.set(key, [...batches.get(key) ?? [], file]);
	});
	const ordered = [...batches].sort(([a], [b]) => a - b);
	const rowsOf = ({ start, end }) => all.subarray(firstFrom(all, start), firstFrom(all, end));
	const ofBatches = ordered.map(([, spans]) => spans.length === 1 ? rowsOf(spans[0]) : joined(spans.map(rowsOf)));
	const total = ofBatches.reduce((sum, rows) => sum + rows.length, 0);
	let before = 0;
	return ofBatches.map((rows) => {
		const middle = before + rows.length / 2;
		before += rows.length;
		return {
			rows,
			block: Math.floor(BLOCKS * middle / Math.max(1, total))
		};
	});
}
function joined(parts) {
	const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}
function sampled(rows) {
	if (rows.length <= MOST_TRAINING_ROWS) return rows;
	return Int32Array.from({ length: MOST_TRAINING_ROWS }, (_, i) => rows[Math.floor(i * rows.length / MOST_TRAINING_ROWS)]);
}
// src/evaluate/compare/reference.ts
const REFERENCE_ROWS = 1e3;
const FEW = .01;
const HABITS = 2;
const LEAST_LEFT = .5;
function referenceOf(task) {
	const { standing } = task;
	const record = standing?.record ?? closedNow(task);
	if (record === null) return null;
	const rows = rowsOf$1(record, task);
	const there = rows.flatMap((row, i) => row < 0 ? [] : i);
	const positions = positionsIn(task.candidate);
	const candidate = at(task.candidate, Int32Array.from(there, (i) => positions.get(rows[i])));
	const classes = record.classes.map((name) => candidate.classes.indexOf(name));
	const frozen = {
		...candidate,
		predicted: Int32Array.from(there, (i) => classes[record.answers[i]])
	};
	const leftOut = excludedIn(record, task);
	const isLost = (i) => !leftOut.has(i) && !isExplained(record.files[record.fileOf[i]] ?? "", task);
	const gone = rows.flatMap((row, i) => row < 0 && isLost(i) ? [i] : []);
	const before = record.answers.length - (standing?.found ?? record.answers.length);
	const lost = isCovered(record, task.dataset) ? Math.max(0, gone.length - before) : 0;
	const allowed = Math.max(FEW * record.answers.length, HABITS * (standing?.habit ?? 0));
	return {
		record,
		view: {
			candidate,
			frozen,
			rows: record.answers.length,
			lost,
			isBeyondHabit: lost > allowed,
			look: lookAt(task, record)
		}
	};
}
function lookAt({ standing, looks }, record) {
	const counted = looks === null || record.looks === null ? 0 : looks - record.looks;
	return Math.max(1, counted + 1, (standing?.promotions ?? 0) + 1);
}
function referenceEntry(found, task, isAccepted) {
	if (isAccepted) {
		const { rows } = task.candidate;
		const moved = recordOf(task, rows.slice(-1e3), task.candidate);
		return moved === null ? void 0 : {
			record: moved,
			found: moved.answers.length,
			lost: found?.view.lost ?? 0
		};
	}
	if (found === null) return void 0;
	const { view, record } = found;
	const left = view.candidate.rows.length;
	const renewed = left < LEAST_LEFT * view.rows ? closedNow(task) : null;
	if (renewed !== null) return {
		record: renewed,
		found: renewed.answers.length,
		lost: view.lost
	};
	return {
		...task.standing === null ? { record } : {},
		found: left,
		lost: view.lost
	};
}
function closedNow(task) {
	if (task.champion === null) return null;
	const accepted = acceptedOnly(task.champion, task.fileOf, task.dataset.files);
	if (accepted.rows.length < 1e3) return null;
	return recordOf(task, accepted.rows.slice(0, REFERENCE_ROWS), task.champion);
}
function recordOf({ dataset, fileOf, salt, looks }, rows, by) {
	if (rows.length < 1e3) return null;
	const columns = [...dataset.features, dataset.target];
	const words = hashesOf(dataset, columns, rows, salt);
	const positions = positionsIn(by);
	const names = [...new Set(Array.from(rows, (row) => dataset.files[fileOf[row]].name))];
	return {
		version: 1,
		columns,
		classes: by.classes,
		hashes: encoded(words),
		answers: Array.from(rows, (row) => by.predicted[positions.get(row)]),
		files: names,
		fileOf: Array.from(rows, (row) => names.indexOf(dataset.files[fileOf[row]].name)),
		looks
	};
}
function excludedIn(record, { excluded, salt }) {
	if (excluded === null) return new Set();
	const all = Int32Array.from({ length: excluded.rows }, (_, row) => row);
	return new Set(matched(record, hashesOf(excluded, record.columns, all, salt), all).flatMap((row, i) => row < 0 ? [] : i));
}
function rowsOf$1(record, { dataset, candidate, salt }) {
	return matched(record, hashesOf(dataset, record.columns, candidate.rows, salt), candidate.rows);
}
function matched(record, words, rows) {
	const waiting = new Map();
	if (words !== null) rows.forEach((row, i) => {
		const key = keyAt(words, i);
		const known = waiting.get(key);
		if (known === void 0) waiting.set(key, [row]);
		else known.push(row);
	});
	const wanted = decoded(record.hashes);
	return record.answers.map((_, i) => waiting.get(keyAt(wanted, i))?.shift() ?? -1);
}
function isCovered({ columns }, dataset) {
	return columns.every((name) => dataset.columns.some((column) => column.name === name));
}
function hashesOf(dataset, names, rows, salt) {
	if (!isCovered({ columns: names }, dataset)) return null;
	const columns = names.map((name) => taken(columnOf(dataset, name), rows));
	return hashRows(columns, rows.length, salt);
}
function taken(column, rows) {
	if (column.kind === "number") return {
		...column,
		values: Float64Array.from(rows, (row) => column.values[row])
	};
	return {
		...column,
		codes: rows.map((row) => column.codes[row])
	};
}
function isExplained(name, { dataset, excludedFiles }) {
	const first = dataset.files.find(({ inWindow, golden }) => inWindow && !golden);
	const isLimited = dataset.files.some(({ inWindow }) => !inWindow);
	return excludedFiles.has(name) || isLimited && first !== void 0 && name < first.name;
}
function positionsIn({ rows }) {
	return new Map(Array.from(rows, (row, i) => [row, i]));
}
const keyAt = (words, i) => `${words[3 * i]},${words[3 * i + 1]},${words[3 * i + 2]}`;
function encoded(words) {
	const bytes = new DataView(new ArrayBuffer(4 * words.length));
	words.forEach((word, i) => {
		bytes.setUint32(4 * i, word);
	});
	return Buffer.from(bytes.buffer).toString("base64");
}
function decoded(hashes) {
	const bytes = Buffer.from(hashes, "base64");
	return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readUInt32BE(4 * i));
}
// src/evaluate/compare/evaluation-input.ts
function evaluationInput(request) {
	const { dataset, candidate, gates, whereOf, holdout } = request;
	const classes = allClasses(dataset, [
		candidate,
		request.champion,
		request.best?.model ?? null,
		request.reference?.record ?? null
	]);
	checkPositiveClass(gates, classes, whereOf);
	const rows = labelled(dataset, request.holdoutRows);
	const frame = {
		dataset,
		classes,
		unitOf: unitsOf(dataset, holdout, rows)
	};
	const trainRows = labelled(dataset, request.trainRows);
	const { answers, likelihood } = scoredAnswersOf(candidate, frame, rows);
	const common = mostFrequent(truthOf(dataset, trainRows, classes), classes.length);
	const fileOf = new Int32Array(dataset.rows);
	dataset.files.forEach((file, index) => {
		fileOf.fill(index, file.start, file.end);
	});
	const champion = baselineOf$1({
		noun: "champion",
		model: request.champion,
		cut: holdout.championCut
	}, request, frame, answers);
	const { best } = request;
	const championAnswers = champion.kind === "fit" ? championAnswersOf(request, frame, {
		onHoldout: champion.answers,
		heldOut: rows,
		trained: trainRows
	}, fileOf) : null;
	let leftOut;
	return {
		dataset,
		showValues: request.showValues,
		gates,
		whereOf,
		by: holdout.by,
		files: dataset.files,
		isNextSnapshot: isNextSnapshot(request),
		hasAccepted: request.champion !== null || dataset.files.some((file) => file.accepted),
		fileOf,
		movedRows: request.movedRows ?? new Set(),
		answeredRows: request.answeredRows ?? new Set(),
		candidateClasses: candidate.classes,
		candidate: answers,
		likelihood,
		champion,
		isChampion: request.judgesAgain === true && request.champion !== null && isSame(candidate, request.champion),
		championAnswers,
		leftOutFiles: () => {
			const known = (championAnswers?.ofSnapshot ? void 0 : championAnswers?.known.rows) ?? rows.filter((row) => dataset.files[fileOf[row]].accepted);
			leftOut ??= leaveOneFileOut({
				frame,
				gates,
				known,
				trained: trainRows
			});
			return leftOut;
		},
		best: best && {
			id: best.id,
			baseline: baselineOf$1({
				noun: "best model so far",
				model: best.model,
				cut: holdout.bestCut
			}, request, frame, answers)
		},
		looks: request.looks,
		...referencesIn(request, {
			candidate: answers,
			champion: champion.kind === "fit" ? champion.answers : null,
			fileOf
		}),
		resampled: request.resampled ?? null,
		dummy: common === null ? null : {
			...answers,
			predicted: new Int32Array(rows.length).fill(common)
		}
	};
}
function isSame(candidate, champion) {
	return candidate.engine !== "command" && champion.engine !== "command" && sameForest(candidate, champion);
}
function unitsOf(dataset, { by, column }, rows) {
	return by === "group" ? groupsOf(columnOf(dataset, column)) : copiesOf(dataset, rows);
}
function copiesOf(dataset, rows) {
	const columns = [...dataset.features, dataset.target].map((name) => columnOf(dataset, name));
	const copies = copiesIn(columns, rows);
	if (copies === null) return null;
	const units = Int32Array.from({ length: dataset.rows }, (_, row) => copies.distinct + row);
	rows.forEach((row, i) => {
		units[row] = copies.unitOf[i];
	});
	return units;
}
function referencesIn(request, holdoutAnswers) {
	const { dataset, looks, gates, holdout, exclude, salt = "" } = request;
	if (holdout.by === "time" || holdout.by === "file") return {
		reference: null,
		referenceEntry: () => void 0
	};
	const standing = request.championComparable ? request.reference ?? null : null;
	const excludedFiles = new Set(exclude?.map(({ file }) => file));
	const task = {
		...holdoutAnswers,
		dataset,
		standing,
		looks,
		salt,
		excludedFiles,
		excluded: request.excluded ?? null
	};
	const reference = referenceOf(task);
	return {
		reference,
		referenceEntry: () => referenceEntry(reference, task, gates.accept === true)
	};
}
function groupsOf(column) {
	const cells = column.kind === "number" ? column.values : column.codes;
	const numbers = new Map();
	return Int32Array.from(cells, (cell) => {
		const known = numbers.get(cell);
		if (known !== void 0) return known;
		numbers.set(cell, numbers.size);
		return numbers.size - 1;
	});
}
function mostFrequent(truth, classes) {
	const counts = new Int32Array(classes);
	for (const label of truth) counts[label]++;
	const most = counts.reduce((best, count) => Math.max(best, count), 0);
	return most === 0 ? null : counts.indexOf(most);
}
function checkPositiveClass(gates, classes, whereOf) {
	if (gates.f1Average !== "binary" || gates.positiveClass !== null && classes.includes(gates.positiveClass)) return;
	const got = gates.positiveClass === null ? "none" : quoted(gates.positiveClass);
	const expected = `one of ${quotedList(classes, 20)}`;
	const message = `gates.f1-average is binary, and gates.positive-class is ${got}: expected ${expected}.`;
	throw new ConfigError(problem(message, {
		where: whereOf("gates.positive-class") ?? whereOf("gates.f1-average"),
		got,
		expected
	}));
}
// src/stats/tango.ts
function scoreOf(first, second, pairs, delta) {
	const a = 2 * pairs;
	const b = -first - second + (2 * pairs - first + second) * delta;
	const c = -second * delta * (1 - delta);
	const variance = pairs * (2 * ((Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a)) + delta * (1 - delta));
	return (first - second - pairs * delta) / Math.sqrt(Math.max(variance, Number.MIN_VALUE));
}
function tangoLower(first, second, pairs, z) {
	let low = -1;
	let high = (first - second) / pairs;
	for (let i = 0; i < 60; i++) {
		const middle = (low + high) / 2;
		if (scoreOf(first, second, pairs, middle) > z) low = middle;
		else high = middle;
	}
	return low;
}
function tangoUpper(first, second, pairs, z) {
	return -tangoLower(second, first, pairs, z);
}
// src/evaluate/scores/class-step.ts
function largestSteps(cells, classes) {
	return answered(cells, classes).map(({ support, hits, alarms }) => {
		if (support === 0) return alarms.a + alarms.b > 0 ? 1 : null;
		const steps = ["a", "b"].flatMap((who) => {
			const f1 = (right, wrong) => 2 * right / (support + right + wrong);
			const [right, wrong] = [hits[who], alarms[who]];
			const now = f1(right, wrong);
			return [
				f1(Math.min(support, right + 1), wrong) - now,
				now - f1(Math.max(0, right - 1), wrong),
				now - f1(right, wrong + 1)
			];
		});
		return Math.max(...steps);
	});
}
function answered(cells, classes) {
	const found = Array.from({ length: classes }, () => ({
		support: 0,
		hits: {
			a: 0,
			b: 0
		},
		alarms: {
			a: 0,
			b: 0
		}
	}));
	for (const { actual, a, b, count } of cells) {
		found[actual].support += count;
		found[a][a === actual ? "hits" : "alarms"].a += count;
		found[b][b === actual ? "hits" : "alarms"].b += count;
	}
	return found;
}
// src/evaluate/compare/paired.ts
function pairedDifference(a, b, kind, level) {
	const cells = cellsOf(a, b);
	if (a.units === null) return differenceOfCells(cells, a.classes, kind, level);
	const { move, ...whole } = influenceOfCells(cells, a.classes, kind);
	const moves = new Map();
	a.units.forEach((unit, i) => {
		moves.set(unit, (moves.get(unit) ?? 0) + move(a.truth[i], a.predicted[i], b.predicted[i]));
	});
	return bounded(whole, Moves.of(moves.values()), cells, a.classes, kind, level);
}
function differenceOfCells(cells, classes, kind, level) {
	const { move, ...whole } = influenceOfCells(cells, classes, kind);
	const moves = new Moves();
	for (const { actual, a, b, count } of cells) moves.add(move(actual, a, b), count);
	return bounded(whole, moves, cells, classes, kind, level);
}
function decide({ lower, upper }, margin) {
	if (lower >= -margin) return "pass";
	return upper < -margin ? "fail" : "undecided";
}
function cellsOf(a, b) {
	const width = a.classes.length;
	const counts = new Map();
	for (let i = 0; i < a.rows.length; i++) {
		const key = (a.truth[i] * width + a.predicted[i]) * width + b.predicted[i];
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return [...counts].map(([key, count]) => ({
		actual: Math.floor(key / width / width),
		a: Math.floor(key / width) % width,
		b: key % width,
		count
	}));
}
function influenceOfCells(cells, classes, kind) {
	const [ofA, ofB] = ["a", "b"].map((who) => {
		const counts = classes.map(() => new Array(classes.length).fill(0));
		for (const cell of cells) counts[cell.actual][cell[who]] += cell.count;
		return {
			classes,
			counts
		};
	});
	const { f1Average, positiveClass } = kind;
	const difference = f1Score(ofA, f1Average, positiveClass) - f1Score(ofB, f1Average, positiveClass);
	const [influenceA, influenceB] = [influenceOf(ofA, f1Average, positiveClass), influenceOf(ofB, f1Average, positiveClass)];
	return {
		rows: cells.reduce((total, cell) => total + cell.count, 0),
		difference,
		disagreeing: cells.reduce((total, { a, b, count }) => total + (a === b ? 0 : count), 0),
		move: (actual, a, b) => influenceA(actual, a) - influenceB(actual, b) + difference
	};
}
var Moves = class Moves {
	units = 0;
	total = 0;
	squares = 0;
	fourths = 0;
	static of(moves) {
		const all = new Moves();
		for (const move of moves) all.add(move, 1);
		return all;
	}
	add(move, count) {
		const square = move * move;
		this.units += count;
		this.total += count * move;
		this.squares += count * square;
		this.fourths += count * square * square;
	}
	boundsAt(factor, z, least) {
		const { units, total, squares, fourths } = this;
		const seen = squares > 1e-24 && fourths > 0 ? Math.sqrt(fourths / squares) : 0;
		const step = Math.max(seen, least);
		if (step === 0) return {
			lower: total / units,
			upper: total / units
		};
		const net = total / step;
		const discordant = Math.max(squares / step ** 2, Math.abs(net));
		const [first, second] = [factor * (discordant + net) / 2, factor * (discordant - net) / 2];
		return {
			lower: step * tangoLower(first, second, factor * units, z),
			upper: step * tangoUpper(first, second, factor * units, z)
		};
	}
};
function bounded({ rows, difference, disagreeing }, moves, cells, classes, kind, level) {
	const z = normalQuantile(1 - level);
	const unitsPerRow = moves.units / rows;
	const step = rows * leastStep(cells, classes, kind);
	const reach = nearest(cells, classes, kind, level, unitsPerRow);
	const boundsAt = (factor) => {
		const { lower, upper } = moves.boundsAt(factor, z, step);
		const floor = reach(factor);
		return {
			lower: Math.min(unitsPerRow * lower, difference - floor),
			upper: Math.max(unitsPerRow * upper, difference + floor)
		};
	};
	return {
		difference,
		...boundsAt(1),
		disagreeing,
		boundsAt
	};
}
function leastStep(cells, classes, { f1Average, positiveClass, asked }) {
	if (f1Average === "weighted" || f1Average === "micro") return 0;
	const steps = largestSteps(cells, classes.length);
	if (f1Average === "binary") return steps[classes.indexOf(positiveClass ?? "")] ?? 1;
	const counted = steps.flatMap((step, k) => step ?? (asked === void 0 || asked.includes(classes[k]) ? 1 : []));
	return Math.max(...counted) / counted.length;
}
function nearest(cells, classes, kind, level, unitsPerRow) {
	const share = (rows) => 1 - level ** (1 / Math.max(1e-9, rows * unitsPerRow));
	const rows = cells.reduce((total, cell) => total + cell.count, 0);
	const whole = (factor) => share(factor * rows);
	if (kind.f1Average === "weighted" || kind.f1Average === "micro") return whole;
	const touched = rowsTouching(cells, classes.length);
	const disputed = rowsTouching(cells.filter(({ a, b }) => a !== b), classes.length);
	const floorOf = (k, factor) => disputed[k] > 0 ? 0 : share(factor * touched[k]);
	const positive = classes.indexOf(kind.positiveClass ?? "");
	if (kind.f1Average === "binary") return (factor) => floorOf(positive, factor);
	const present = [...classes.keys()].filter((k) => touched[k] > 0);
	return (factor) => present.reduce((most, k) => Math.max(most, floorOf(k, factor) / present.length), whole(factor));
}
function rowsTouching(cells, classes) {
	const touched = new Float64Array(classes);
	for (const { actual, a, b, count } of cells) {
		touched[actual] += count;
		if (a !== actual) touched[a] += count;
		if (b !== actual && b !== a) touched[b] += count;
	}
	return touched;
}
// src/evaluate/gates/gate.ts
const KEY_OF_CODE = {
	"f1-earlier": "gates.f1-threshold",
	"f1-batch": "gates.f1-threshold",
	best: "gates.champion",
	"champion-earlier": "gates.champion",
	"class-f1": "gates.champion"
};
const COMPARISONS = new Set([
	"champion",
	"champion-answers",
	"champion-earlier",
	"class-f1",
	"reference",
	"best",
	"f1-batch",
	"f1-earlier",
	"reported-champion"
]);
function gate(input, finding) {
	return gateResult(finding, input.whereOf(KEY_OF_CODE[finding.code] ?? `gates.${finding.code}`));
}
function gateResult(finding, where) {
	const { code, subject = "model", rows, message, suggestion, remedies } = finding;
	const values = [
		finding.estimate,
		finding.bound,
		finding.threshold
	].map((value) => value === null || Number.isFinite(value) ? value : null);
	const broken = [
		finding.estimate,
		finding.bound,
		finding.threshold
	].some((value, i) => value !== values[i]);
	const [estimate, bound, threshold] = values;
	const status = broken && finding.status !== "fail" ? "inconclusive" : finding.status;
	const override = status === "fail" && COMPARISONS.has(code) ? [promoteAnyway("what is right has changed")] : void 0;
	return {
		...check(code, subject, status, message, {
			observed: estimate,
			expected: threshold,
			suggestion,
			remedies: remedies ?? override,
			where
		}),
		rows,
		estimate,
		bound,
		threshold
	};
}
const ROUNDING = 1e-12;
function reaches(score, threshold) {
	return score >= threshold - ROUNDING;
}
function rowsWords({ by }, answers, noun = "hold-out row") {
	return countedRows(answers.rows.length, noun, differentRows(answers, by));
}
function f1Noun(input) {
	const { f1Average, positiveClass } = input.gates;
	return f1Average === "binary" ? `F1 of class ${quoted(positiveClass ?? "")}` : `${f1Average} F1`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
// src/evaluate/gates/champion.ts
function championGate(input) {
	if (input.isChampion && input.champion.kind === "fit") return itself(input);
	const aside = onAccepted(input) === null && hasBatch(input) && input.by !== "file" ? NOT_ASKED : "";
	return baselineGate(input, {
		code: "champion",
		noun: "the champion",
		baseline: input.champion,
		aside
	});
}
const NOT_ASKED = " None of these rows is accepted, so nothing but the new rows is compared.";
function championEarlierGate(input) {
	const baseline = onAccepted(input);
	if (baseline === null || !hasBatch(input)) return null;
	return baselineGate(input, {
		code: "champion-earlier",
		noun: "the champion",
		baseline,
		rowNoun: "accepted hold-out row"
	});
}
function onAccepted({ champion, fileOf, files, by }) {
	if (champion.kind !== "fit" || by === "file") return null;
	const accepted = (answers) => acceptedOnly(answers, fileOf, files);
	const beside = accepted(champion.beside);
	return beside.rows.length === 0 ? null : {
		...champion,
		beside,
		answers: accepted(champion.answers)
	};
}
function hasBatch({ champion, fileOf, files }) {
	return champion.kind === "fit" && champion.beside.rows.some((row) => !files[fileOf[row]].accepted);
}
function itself(input) {
	return gate(input, {
		code: "champion",
		status: "pass",
		rows: input.candidate.rows.length,
		estimate: 0,
		bound: 0,
		threshold: -input.gates.champion.margin,
		message: "The candidate is the champion, from the same rows by the same recipe: the gates that ask for more now judge it.",
		suggestion: null
	});
}
function bestGate(input) {
	if (input.best === null || input.isChampion) return null;
	const { id, baseline } = input.best;
	return baselineGate(input, {
		code: "best",
		noun: `the best model so far (${id.slice(0, 12)})`,
		baseline
	});
}
function baselineGate(input, { code, noun, baseline, rowNoun = "hold-out row", aside = "" }) {
	if (baseline.kind === "none") return null;
	const { gates } = input;
	const { margin, confidence, horizon } = gates.champion;
	const rows = baseline.kind === "fit" ? baseline.beside.rows.length : input.candidate.rows.length;
	const threshold = -margin;
	const nothing = {
		code,
		status: "inconclusive",
		rows,
		estimate: null,
		bound: null,
		threshold
	};
	if (baseline.kind === "unfit") {
		const message = `The candidate cannot be compared: ${baseline.reason}.`;
		const { suggestion, remedies } = baseline;
		return gate(input, {
			...nothing,
			message,
			suggestion,
			remedies
		});
	}
	if (rows === 0) {
		const message = `There is no labelled hold-out row to compare the candidate and ${noun} on${input.candidate.rows.length === 0 ? "" : ": none is later than what it was trained on"}.`;
		return gate(input, {
			...nothing,
			message,
			suggestion: "Bring more rows, or raise split.holdout."
		});
	}
	const level = (1 - confidence) / horizon;
	const paired = pairedDifference(baseline.beside, baseline.answers, {
		...gates,
		asked: targetOf(input.dataset).categories
	}, level);
	const { difference, lower, upper } = paired;
	const found = `The candidate's ${f1Noun(input)} on ${rowsWords(input, baseline.beside, rowNoun)} is ${describe(difference)} ${noun}'s`;
	const sure = `with ${Number((100 * (1 - level)).toPrecision(4))} % confidence`;
	const numbers = {
		code,
		rows,
		estimate: difference,
		threshold
	};
	const decision = decide(paired, margin);
	if (decision === "pass") {
		const message = `${found}; ${sure} it is not worse by more than the margin of ${margin}.${looksSentence(input)}${aside}`;
		return gate(input, {
			...numbers,
			bound: lower,
			...passed(input),
			message
		});
	}
	if (decision === "fail") {
		const message = `${found}; ${sure} it is worse by more than the margin of ${margin}.${looksSentence(input)}${aside}`;
		return gate(input, {
			...numbers,
			status: "fail",
			bound: upper,
			message,
			suggestion: "Look at what changed since the champion: the newest files, the schema, the recipe."
		});
	}
	const message = `${found}; ${sure} it may still be up to ${score(-lower, margin)} below, and the margin is ${margin}: champion kept, ${whatWouldDecide(input, baseline.beside, paired, code)}.${looksSentence(input)}${aside}`;
	const undecided = {
		...numbers,
		status: "undecided",
		bound: lower,
		message
	};
	if (code === "champion-earlier") return gate(input, {
		...undecided,
		suggestion: ONLY_BY_PROMOTION,
		remedies: [promoteAnyway(WHY)]
	});
	const suggestion = `More ${rowNoun}s decide; so does a wider margin. \`plan\` tells what a margin costs.`;
	return gate(input, {
		...undecided,
		suggestion
	});
}
const ONLY_BY_PROMOTION = "Accepted rows come with a promotion alone, so the next files decide nothing here: a wider margin does, or your word that the labels of the new rows are right.";
const WHY = "the labels of the new rows are right";
function passed({ gates, looks }) {
	const { horizon } = gates.champion;
	if (horizon === 1 || looks === null || looks < horizon) return {
		status: "pass",
		suggestion: null
	};
	return {
		status: "warn",
		suggestion: "Raise gates.champion.horizon, or start a new line of champions on another hold-out: `reset` with a new split.salt."
	};
}
function looksSentence({ gates, looks }) {
	if (looks === null) return "";
	const { horizon } = gates.champion;
	if (horizon === 1) return looks === 0 ? "" : ` It is look ${looks + 1} at this hold-out, each with its own error.`;
	return ` It is look ${looks + 1} of ${horizon} at this hold-out, for candidates that were not tuned on it.`;
}
function whatWouldDecide(input, candidate, paired, code) {
	const rows = candidate.rows.length;
	const factor = factorToDecide(paired, input.gates.champion.margin, 1e7 / rows);
	if (factor === null) return "more than 10 million more rows would decide";
	const more = Math.max(1, Math.ceil(rows * factor) - rows);
	if (code === "champion-earlier") return `about ${moreRows(more)} of accepted files would decide`;
	const nightly = rowsPerFile(input, candidate);
	const nights = nightly === null ? "" : `, ${counted(Math.ceil(more / nightly), "more file")} like the newest`;
	return `about ${moreRows(more)} would decide${nights}`;
}
function factorToDecide({ boundsAt }, margin, most) {
	const decides = (factor) => decide(boundsAt(factor), margin) !== "undecided";
	if (!decides(most)) return null;
	let [no, yes] = [1, most];
	for (let i = 0; i < 60 && yes / no > 1 + 1e-6; i++) {
		const middle = Math.sqrt(no * yes);
		if (decides(middle)) yes = middle;
		else no = middle;
	}
	return yes;
}
function rowsPerFile({ fileOf, files }, candidate) {
	if (files.length < 2) return null;
	const newest = files.length - 1;
	const rows = candidate.rows.reduce((total, row) => total + (fileOf[row] === newest ? 1 : 0), 0);
	return rows === 0 ? null : rows;
}
function moreRows(more) {
	const unit = 10 ** Math.max(0, Math.floor(Math.log10(more)) - 1);
	return counted(Math.ceil(more / unit) * unit).replace(/ (rows?)$/, " more $1");
}
function describe(difference) {
	if (difference === 0) return "the same as";
	return `${score(Math.abs(difference), 0)} ${difference > 0 ? "above" : "below"}`;
}
// src/stats/holm.ts
function holm(chances) {
	const order = [...chances.keys()].sort((a, b) => chances[a] - chances[b]);
	const adjusted = new Array(chances.length);
	let least = 0;
	order.forEach((index, rank) => {
		least = Math.max(least, Math.min(1, (chances.length - rank) * chances[index]));
		adjusted[index] = least;
	});
	return adjusted;
}
// src/stats/mcnemar.ts
function coinTail(k, n) {
	if (k <= 0) return 1;
	if (2 * k <= n) return 1 - coinTail(n - k + 1, n);
	let term = binomialMass(k, n, .5, .5);
	let sum = term;
	for (let x = k; x < n && term > sum * 1e-18; x++) {
		term *= (n - x) / (x + 1);
		sum += term;
	}
	return sum;
}
function mcNemarOneSided(candidateOnlyRight, championOnlyRight) {
	return coinTail(candidateOnlyRight, candidateOnlyRight + championOnlyRight);
}
// src/evaluate/gates/class-f1.ts
const WARN_LEVEL = .05;
const FAIL_LEVEL = .001;
const HALVED = .5;
function classF1Gate(input) {
	const comparisons = comparisonsOf(input);
	if (comparisons.length === 0) return null;
	const losses = lossesIn(comparisons);
	const found = losses.filter(({ p, f1, before }) => p < WARN_LEVEL && f1 < before).sort((a, b) => a.p - b.p);
	const rows = comparisons[0].candidate.rows.length;
	if (found.length === 0) return none(input, comparisons, losses, rows);
	const isLost = ({ p, f1, before }) => p < FAIL_LEVEL / input.gates.champion.horizon && f1 <= HALVED * before;
	const worst = found.find(isLost) ?? found[0];
	const others = [...new Set(found.map(({ name }) => name))].filter((name) => name !== worst.name);
	const also = others.length === 0 ? "" : ` So are rows of ${quotedList(others, 5)}.`;
	const message = `F1 of class ${quoted(worst.name)} falls from ${score(worst.before, worst.f1)} (${worst.noun}) to ${score(worst.f1, worst.before)}: of ${counted(worst.rows, "hold-out row")} of it ${worst.onlyOther} are answered right by ${worst.noun} alone, ${worst.onlyCandidate} by the candidate alone, more than chance brings (p ${worst.p < .001 ? "< .001" : `= ${score(worst.p)}`} over all classes).${also}`;
	const suggestion = `Look at the newest rows of class ${quoted(worst.name)}: labels that come late or are renamed take a class away.`;
	const status = isLost(worst) ? "fail" : "warn";
	return gate(input, {
		code: "class-f1",
		subject: worst.name,
		status,
		...numbersOf$1(worst),
		message,
		suggestion
	});
}
function comparisonsOf({ champion, reference }) {
	const comparisons = [];
	if (champion.kind === "fit" && champion.beside.rows.length > 0) comparisons.push({
		noun: "the champion",
		candidate: champion.beside,
		other: champion.answers
	});
	if (reference !== null && reference.view.candidate.rows.length > 0) comparisons.push({
		noun: "the frozen reference",
		candidate: reference.view.candidate,
		other: reference.view.frozen
	});
	return comparisons;
}
function none(input, comparisons, losses, rows) {
	const beside = comparisons.map(({ noun }) => noun).join(" and ");
	const message = `None of the classes (${new Set(losses.map(({ name }) => name)).size}) lost more of its ${counted(rows, "hold-out row")} against ${beside} than chance brings.`;
	return gate(input, {
		code: "class-f1",
		status: "pass",
		...numbersOf$1(losses.reduce((least, loss) => loss.p < least.p ? loss : least)),
		rows,
		message,
		suggestion: null
	});
}
function numbersOf$1({ rows, f1, before, upper }) {
	return {
		rows,
		estimate: f1,
		bound: upper,
		threshold: before
	};
}
function lossesIn(comparisons) {
	const losses = comparisons.flatMap((comparison) => lossesOf(comparison));
	const adjusted = holm(losses.map(({ p }) => p));
	return losses.map((loss, i) => ({
		...loss,
		p: adjusted[i]
	}));
}
function lossesOf({ noun, candidate, other }) {
	const { classes, truth } = candidate;
	const confusions = [confusionIn(candidate), confusionIn(other)];
	const counts = classes.map(() => ({
		rows: 0,
		onlyCandidate: 0,
		onlyOther: 0
	}));
	const moved = candidate.units === null ? null : classes.map(() => new Map());
	truth.forEach((actual, i) => {
		const count = counts[actual];
		count.rows++;
		const step = (candidate.predicted[i] === actual ? 1 : 0) - (other.predicted[i] === actual ? 1 : 0);
		if (step === 0) return;
		if (step > 0) count.onlyCandidate++;
		else count.onlyOther++;
		const units = moved?.[actual];
		units?.set(candidate.units[i], (units.get(candidate.units[i]) ?? 0) + step);
	});
	return counts.flatMap(({ rows, onlyCandidate, onlyOther }, k) => {
		if (rows === 0) return [];
		const [f1, before] = confusions.map((confusion) => f1OfClass(confusion, k));
		const signs = moved === null ? [onlyCandidate, onlyOther] : signsOf(moved[k]);
		const p = mcNemarOneSided(signs[1], signs[0]);
		const upper = f1IntervalOf(candidate, "binary", classes[k], .95)?.upper ?? null;
		return [{
			name: classes[k],
			noun,
			rows,
			onlyCandidate,
			onlyOther,
			f1,
			before,
			upper,
			p
		}];
	});
}
function signsOf(units) {
	const steps = [...units.values()];
	return [steps.filter((step) => step > 0).length, steps.filter((step) => step < 0).length];
}
// src/evaluate/scores/dummy.ts
function baselineOf(constant, average, positiveClass) {
	const fixed = f1Score(constant, average, positiveClass);
	const guessed = guessingF1(constant, average, positiveClass);
	return guessed > fixed ? {
		f1: guessed,
		by: "guessing"
	} : {
		f1: fixed,
		by: "constant"
	};
}
function guessingF1(confusion, average, positiveClass) {
	const classes = classCounts(confusion);
	const rows = sum(classes, (c) => c.support);
	const guesses = classes.map(({ support }) => ({
		truePositives: support * support / rows,
		predicted: support,
		support
	}));
	if (average === "binary") return f1Of(guesses[confusion.classes.indexOf(positiveClass ?? "")] ?? guesses[0]);
	if (average === "macro") return sum(present(guesses), f1Of) / present(guesses).length;
	return sum(guesses, (c) => c.truePositives) / rows;
}
function requiredAboveDummy(baseline, margin) {
	return baseline + Math.min(margin, (1 - baseline) / 2);
}
// src/evaluate/gates/dummy.ts
function dummyGate(input) {
	const { candidate, dummy, gates } = input;
	const rows = candidate.rows.length;
	if (dummy === null || rows === 0) return gate(input, {
		code: "dummy",
		status: "inconclusive",
		rows,
		estimate: null,
		bound: null,
		threshold: null,
		message: `There is no labelled ${dummy === null ? "training" : "hold-out"} row: the candidate cannot be compared with a constant.`,
		suggestion: "Bring more rows."
	});
	const estimate = f1Score(confusionIn(candidate), gates.f1Average, gates.positiveClass);
	const bound = f1IntervalOf(candidate, gates.f1Average, gates.positiveClass, .95)?.lower ?? null;
	const baseline = baselineOf(confusionIn(dummy), gates.f1Average, gates.positiveClass);
	const threshold = requiredAboveDummy(baseline.f1, gates.dummy.margin);
	const passed = reaches(estimate, threshold);
	const always = `always saying ${quoted(dummy.classes[dummy.predicted[0]])}`;
	const blind = baseline.by === "constant" ? always : "guessing by the classes' shares";
	const message = `${capital(f1Noun(input))} is ${score(estimate, threshold)} on ${rowsWords(input, candidate)}; ${blind} reaches ${score(baseline.f1)}, so ${score(threshold, estimate)} is asked for${passed ? "." : ": the features hardly predict the target."}`;
	return gate(input, {
		code: "dummy",
		status: passed ? "pass" : "fail",
		rows,
		estimate,
		bound,
		threshold,
		message,
		suggestion: passed ? null : "Check that target and features belong together, and that the labels are right."
	});
}
// src/evaluate/gates/unusual.ts
const MOST_DEVIATIONS = 10;
const MOST_LOST = .4;
function comparable(accepted, { fresh }) {
	return accepted.filter((one) => one.fresh.rarer > 0 && 2 * one.fresh.rarer >= fresh.rarer);
}
function isUnusual(comparison, peers) {
	if (peers.length < 2) return true;
	const lost = (one) => one.lostAtSameMix;
	const unskilled = (one) => -one.fresh.kappa;
	return fellFar(comparison) && lost(comparison) > Math.min(MOST_LOST, most(peers.map(lost))) || skillLost(comparison) && unskilled(comparison) > Math.min(-0, most(peers.map(unskilled)));
}
function most(values) {
	const count = values.length;
	const mean = values.reduce((sum, value) => sum + value, 0) / count;
	const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
	const deviations = Math.min(MOST_DEVIATIONS, studentQuantile(.999, count - 1));
	return Math.max(...values, mean + deviations * Math.sqrt(variance * (1 + 1 / count)));
}
// src/evaluate/gates/f1-batch.ts
const LEVEL$1 = .001;
const CHAMPION_LEVEL = 5e-4;
function f1BatchGate(input) {
	const isAnswered = ({ rowSet }) => rowSet !== void 0 && input.answeredRows.has(rowSet);
	const fresh = input.files.filter(isNew);
	const answered = fresh.filter(isAnswered);
	if (!input.hasAccepted || fresh.length === 0) return [];
	if (answered.length === 0 || answered.length === fresh.length) return [judgedTogether({
		...input,
		isFresh: isNew
	})];
	const unanswered = judgedTogether({
		...input,
		isFresh: (span) => isNew(span) && !isAnswered(span)
	});
	const apart = judgedTogether({
		...input,
		isFresh: (span) => isNew(span) && isAnswered(span)
	});
	return apart.status === "fail" ? [unanswered, apart] : [unanswered];
}
function judgedTogether(input) {
	const candidateComparison = candidateOnBatch(input);
	const comparison = candidateComparison ?? championOnBatch(input);
	if (comparison === null) return notComparable(input);
	const isMoved = (span) => span.rowSet !== void 0 && input.movedRows.has(span.rowSet);
	const suspicions = [...candidateSuspicions(input, candidateComparison), ...championSuspicions(input, (span) => !isMoved(span))];
	if (suspicions.length > 0) return checkSuspicions(input, suspicions);
	const [excused] = championSuspicions(input, isMoved);
	return excused === void 0 ? unsuspicious(input, candidateComparison === null ? "champion" : "candidate", comparison) : movedAway(input, excused);
}
function movedAway(input, suspicion) {
	const message = `${suspicionSentence(input, suspicion)}; values of these rows moved, so a model made before says little of their labels.`;
	const suggestion = "Nothing, if the labels of these rows are right.";
	return gate(input, {
		code: "f1-batch",
		status: "warn",
		...numbersOf(suspicion),
		message,
		suggestion
	});
}
function checkSuspicions(input, suspicions) {
	const accepted = input.leftOutFiles();
	const compared = suspicions.map((suspicion) => ({
		suspicion,
		peers: comparable(accepted, suspicion.comparison)
	}));
	const holds = compared.find(({ suspicion, peers }) => isUnusual(suspicion.comparison, peers));
	return holds === void 0 ? explained(input, compared[0]) : upheld(input, holds);
}
function candidateOnBatch({ candidate, files, fileOf, gates, isFresh }) {
	const accepted = acceptedOnly(candidate, fileOf, files);
	const batch = keep(candidate, (row) => isFresh(files[fileOf[row]]));
	return accepted.rows.length === 0 || batch.rows.length === 0 ? null : compare(accepted, batch, gates);
}
function candidateSuspicions(input, candidateComparison) {
	if (candidateComparison === null || !fellFar(candidateComparison) || candidateComparison.p >= LEVEL$1) return [];
	return [{
		who: "candidate",
		...together(input),
		kind: "fell",
		comparison: candidateComparison
	}];
}
function championOnBatch({ championAnswers, gates, files, fileOf, isFresh }) {
	if (championAnswers === null) return null;
	const { known } = championAnswers;
	const fresh = keep(championAnswers.fresh, (row) => isFresh(files[fileOf[row]]));
	return known.rows.length === 0 || fresh.rows.length === 0 ? null : compare(known, fresh, gates);
}
function championSuspicions(input, asked) {
	const { championAnswers, gates, by, files, fileOf, isFresh } = input;
	if (championAnswers === null || championAnswers.known.rows.length === 0) return [];
	const wanted = (span) => isFresh(span) && asked(span);
	const fresh = keep(championAnswers.fresh, (row) => wanted(files[fileOf[row]]));
	const suspectedFiles = fresh.rows.length === 0 ? [] : suspectedFilesIn(input, fresh, wanted);
	return suspectedFiles.flatMap(({ name, spans, answers }) => {
		const comparison = compare(championAnswers.known, answers, gates);
		if (comparison.p >= CHAMPION_LEVEL / suspectedFiles.length) return [];
		const suspicion = {
			who: "champion",
			name,
			spans,
			comparison
		};
		if (by !== "file" && fellFar(comparison)) return [{
			...suspicion,
			kind: "fell"
		}];
		return skillLost(comparison) ? [{
			...suspicion,
			kind: "lost"
		}] : [];
	});
}
function suspectedFilesIn(input, fresh, wanted) {
	const { files, fileOf } = input;
	const own = {
		files,
		isFresh: wanted
	};
	const batches = newBatches(own);
	const at = new Map(batches.flatMap((spans, i) => spans.map((span) => [span, i])));
	const each = groupBy(fresh, batches.length, (row) => at.get(files[fileOf[row]])).map((answers, i) => ({
		...naming(batches[i]),
		answers
	}));
	const large = each.filter(({ answers }) => answers.rows.length >= 50);
	return each.filter(({ answers }) => answers.rows.length > 0).length === 1 ? large : [...large, {
		...together(own),
		answers: fresh
	}];
}
function newBatches({ files, isFresh }) {
	const batches = new Map();
	for (const span of files.filter(isFresh)) batches.set(span.batch ?? span, [...batches.get(span.batch ?? span) ?? [], span]);
	return [...batches.values()];
}
function together(input) {
	const batches = newBatches(input).filter((spans) => spans.some(({ start, end }) => end > start));
	return batches.length === 1 ? naming(batches[0]) : {
		name: null,
		spans: batches.flat()
	};
}
function naming(own) {
	const spans = own.toSorted((a, b) => b.end - b.start - (a.end - a.start));
	const [main, ...others] = spans;
	const { name, label } = main;
	const words = label === void 0 ? quoted(name) : `${quoted(name)} (${label})`;
	return {
		name: others.length === 0 ? words : `${words} and ${counted(others.length, "more file")}`,
		spans
	};
}
function upheld(input, { suspicion, peers }) {
	const { name, spans } = suspicion;
	const [main, ...others] = spans;
	const subject = others.length === 0 ? main.name : "model";
	return gate(input, {
		code: "f1-batch",
		subject,
		status: "fail",
		...numbersOf(suspicion),
		message: `${suspicionSentence(input, suspicion)}${besidePeers(suspicion, peers)}.`,
		...waysOut(`Check the labels of ${name ?? "the new files"}.`, {
			...main,
			alike: others
		}, "labels do not fit", { check: {
			code: "f1-batch",
			subject
		} })
	});
}
function besidePeers({ kind, comparison }, peers) {
	if (peers.length < 2) return "";
	const most = largestFall(peers);
	return kind === "fell" && comparison.fallAtSameMix > most ? `, more than accepted files that were left out: they fell by up to ${score(most)}` : ", and what accepted files lost when they were left out does not excuse it";
}
function explained(input, { suspicion, peers }) {
	const fell = `accepted files fell by up to ${score(largestFall(peers))} when left out, so files differ that much here`;
	const message = `${suspicionSentence(input, suspicion)}; ${fell}.`;
	const suggestion = "Nothing, if the new files are known to differ; otherwise look at their labels.";
	return gate(input, {
		code: "f1-batch",
		status: "warn",
		...numbersOf(suspicion),
		message,
		suggestion
	});
}
function largestFall(peers) {
	return peers.reduce((most, { fallAtSameMix }) => Math.max(most, fallAtSameMix), 0);
}
function suspicionSentence(input, { who, name, kind, comparison }) {
	const { accepted, fresh, p } = comparison;
	const [here, there] = [rowsOf(who, name, fresh.rows), knownRows(input, accepted.rows)];
	if (kind === "fell") return `The ${who}'s ${f1Noun(input)} is ${score(fresh.f1)} on ${here} and ${score(accepted.f1)} on ${there}: it falls by more than ${LARGEST_DROP} (${chance(p)})`;
	const share = (side) => `${(100 * side.right / side.rows).toFixed(1)} %`;
	return `The champion is right on ${share(fresh)} of ${here}, no more than chance would bring, and on ${share(accepted)} of ${there} (${chance(p)})`;
}
function numbersOf({ kind, comparison }) {
	const { accepted, fresh } = comparison;
	if (kind === "fell") return {
		rows: fresh.rows,
		estimate: fresh.f1,
		bound: fresh.f1Upper,
		threshold: accepted.f1 - LARGEST_DROP
	};
	const bound = clopperPearson(fresh.right, fresh.rows, REPORTED_CONFIDENCE).upper;
	return {
		rows: fresh.rows,
		estimate: fresh.right / fresh.rows,
		bound,
		threshold: skillFloor(comparison)
	};
}
function knownRows({ by, championAnswers }, rows) {
	if (championAnswers?.ofSnapshot) return `${counted(rows, "hold-out row")} of the snapshot that it was promoted on`;
	return by === "file" ? `${counted(rows)} of the golden file` : counted(rows, "accepted hold-out row");
}
function rowsOf(who, name, rows) {
	return `${counted(rows, who === "candidate" ? "hold-out row" : "row")} of ${name ?? "the new files"}`;
}
function unsuspicious(input, who, comparison) {
	const { accepted, fresh, smallestP } = comparison;
	const numbers = {
		rows: fresh.rows,
		estimate: fresh.f1,
		bound: fresh.f1Upper,
		threshold: accepted.f1 - LARGEST_DROP
	};
	const found = `${who === "candidate" ? capital(f1Noun(input)) : `The champion's ${f1Noun(input)}`} is ${score(fresh.f1)} on ${rowsOf(who, together(input).name, fresh.rows)} and ${score(accepted.f1)} on ${knownRows(input, accepted.rows)}`;
	if (smallestP < LEVEL$1) {
		const message = `${found}: no sign that their labels mean something else.`;
		return gate(input, {
			code: "f1-batch",
			status: "pass",
			...numbers,
			message,
			suggestion: null
		});
	}
	const message = `${found}: too few rows to see whether their labels mean the same.`;
	const suggestion = "Bring larger batches, or look at the labels of the new files.";
	return gate(input, {
		code: "f1-batch",
		status: "warn",
		...numbers,
		message,
		suggestion
	});
}
function notComparable(input) {
	const { candidate, files, fileOf, by, isFresh } = input;
	const rows = candidate.rows.reduce((total, row) => total + (isFresh(files[fileOf[row]]) ? 1 : 0), 0);
	const finding = {
		code: "f1-batch",
		status: "inconclusive",
		rows,
		estimate: null,
		bound: null,
		threshold: null
	};
	if (rows === 0 && by !== "time" && by !== "file") {
		const brought = freshRows(input);
		const isTiny = brought > 0 && brought < 50 && input.champion.kind !== "unfit";
		const message = `None of the hold-out rows is from the new files${isTiny ? ` (${counted(brought, "labelled row")})` : ""}: they cannot be judged${isTiny ? " alone, and wait for the next ones" : ""}.`;
		const suggestion = "Bring more rows: files that are not accepted are judged together with the next ones.";
		return gate(input, {
			...finding,
			status: isTiny ? "undecided" : "inconclusive",
			message,
			suggestion
		});
	}
	if (input.champion.kind === "unfit") {
		const { reason, suggestion, remedies } = input.champion;
		const message = `The champion cannot tell whether the labels of the new files mean what they meant: ${reason}.`;
		return gate(input, {
			...finding,
			message,
			suggestion,
			remedies
		});
	}
	const message = "There is no labelled hold-out row of accepted files to compare the new files with.";
	return gate(input, {
		...finding,
		message,
		suggestion: "Keep accepted files unchanged where the pattern finds them."
	});
}
function freshRows({ dataset, files, isFresh }) {
	const rows = files.filter(isFresh).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i));
	return labelled(dataset, Int32Array.from(rows)).length;
}
// src/evaluate/scores/proposed-threshold.ts
const ROOM = .05;
function proposedThreshold(f1, lower) {
	return Math.max(0, Math.floor(Math.min(f1 - ROOM, lower ?? 1) * 100) / 100);
}
// src/evaluate/gates/f1-floor.ts
function f1ThresholdGate(input) {
	const threshold = input.gates.f1Threshold;
	if (threshold === null) return null;
	const result = floorGate(input, "f1-threshold", threshold, input.candidate);
	const absent = absentClasses(input);
	if (absent.length === 0 || result.status !== "pass" && result.status !== "warn") return result;
	const message = `${result.message} No hold-out row is of class ${quotedList(absent)}: nothing is known about ${absent.length === 1 ? "it" : "them"}.`;
	return {
		...result,
		status: "warn",
		message,
		suggestion: result.suggestion ?? "Bring more rows of these classes."
	};
}
function f1EarlierGate(input) {
	const threshold = input.gates.f1Threshold;
	if (threshold === null || !input.hasAccepted || input.isNextSnapshot || input.by === "file") return null;
	const answers = acceptedOnly(input.candidate, input.fileOf, input.files);
	return answers.rows.length === 0 && isAllPast(input) ? null : floorGate(input, "f1-earlier", threshold, answers);
}
function isAllPast({ by, files }) {
	return by === "time" && files.some((file) => file.accepted && file.end > file.start);
}
function floorGate(input, code, threshold, answers) {
	const rows = answers.rows.length;
	const which = code === "f1-earlier" ? " of accepted files" : "";
	const on = `${rowsWords(input, answers)}${which}`;
	const untestable = nothingToJudge(input, answers, which);
	if (untestable !== null) return gate(input, {
		code,
		status: "inconclusive",
		rows,
		estimate: null,
		bound: null,
		threshold,
		...untestable
	});
	const confusion = confusionIn(answers);
	const { f1Average, positiveClass } = input.gates;
	const estimate = f1Score(confusion, f1Average, positiveClass);
	const bound = f1IntervalOf(answers, f1Average, positiveClass, .95)?.lower ?? null;
	const numbers = {
		code,
		rows,
		estimate,
		bound,
		threshold
	};
	const found = `${capital(f1Noun(input))} is ${score(estimate, threshold)} on ${on}`;
	if (!reaches(estimate, threshold)) {
		const message = `${found}, below the threshold of ${score(threshold, estimate)}.`;
		const ways = code === "f1-threshold" ? { remedies: lessAsked(input, estimate, bound, threshold) } : {};
		return gate(input, {
			...numbers,
			status: "fail",
			message,
			suggestion: floorSuggestion(code),
			...ways
		});
	}
	if (bound !== null && reaches(bound, threshold)) {
		const message = `${found}, at least ${score(bound, threshold)} with 95 % confidence: it reaches the threshold of ${threshold}.`;
		return gate(input, {
			...numbers,
			status: "pass",
			message,
			suggestion: null
		});
	}
	const message = `${found} and reaches the threshold of ${threshold}, but ${bound === null ? `${isOneUnit(answers) ? "all of the rows are of one group" : `a class has fewer than 10 of the rows`}, too few to say how sure that is` : `with 95 % confidence it is only known to be at least ${score(bound, threshold)}`}.`;
	const status = input.gates.require === "confident" ? "inconclusive" : "warn";
	return gate(input, {
		...numbers,
		status,
		message,
		suggestion: "More hold-out rows would narrow the interval."
	});
}
function lessAsked(input, estimate, bound, threshold) {
	const { f1Average, positiveClass, dummy } = input.gates;
	const { champion } = input;
	if (champion.kind === "fit" && reaches(f1Score(confusionIn(champion.answers), f1Average, positiveClass), threshold)) return [];
	if (input.dummy === null || f1BatchGate(input).some(({ status }) => status === "fail")) return [];
	const earlier = acceptedOnly(input.candidate, input.fileOf, input.files);
	const known = earlier.rows.length === 0 ? 1 : f1Score(confusionIn(earlier), f1Average, positiveClass);
	const least = requiredAboveDummy(baselineOf(confusionIn(input.dummy), f1Average, positiveClass).f1, dummy.margin);
	const asked = Math.min(proposedThreshold(estimate, bound), proposedThreshold(known, null));
	return asked < least ? [] : [setKey(CONFIGURATION, "gates.f1-threshold", asked)];
}
function isOneUnit({ units }) {
	return units?.every((unit) => unit === units[0]) ?? false;
}
function floorSuggestion(code) {
	if (code === "f1-threshold") return "Look at the classes with the lowest F1 in the report, and at what changed in the newest files; ask for less only if such an F1 is good enough to serve.";
	return "The candidate does not know the accepted data well enough: look at the labels of the newest files, or train on a wider window.";
}
function nothingToJudge(input, answers, which) {
	const { f1Average, positiveClass } = input.gates;
	if (answers.rows.length === 0) return {
		message: `There is no labelled hold-out row${which}: nothing to judge the candidate on.`,
		suggestion: which === "" ? "Bring more rows, or raise split.holdout." : "Keep accepted files unchanged where the pattern finds them."
	};
	const first = answers.truth[0];
	if (answers.truth.every((label) => label === first)) return {
		message: `All of the ${rowsWords(input, answers)}${which} are of class ${quoted(answers.classes[first])}: a constant would do as well.`,
		suggestion: "Bring rows of other classes."
	};
	const positive = answers.classes.indexOf(positiveClass ?? "");
	if (f1Average !== "binary" || answers.truth.includes(positive)) return null;
	return {
		message: `None of the ${rowsWords(input, answers)}${which} is of the positive class ${quoted(positiveClass ?? "")}.`,
		suggestion: "Bring more rows of this class, or raise split.holdout."
	};
}
function absentClasses(input) {
	const { truth, classes } = input.candidate;
	const seen = new Set(truth);
	return input.candidateClasses.filter((name) => !seen.has(classes.indexOf(name)));
}
// src/evaluate/scores/likelihood-metrics.ts
function likelihoodMetrics(likelihood, classes) {
	const { rows, logLoss, brier } = likelihood;
	const calibration = calibrationError(likelihood);
	const error = {
		lower: calibration.lower,
		upper: calibration.upper
	};
	if (Number.isNaN(logLoss.value)) return [];
	return [
		...rankingMetrics(likelihood, classes),
		made("log-loss", null, logLoss.value, meanInterval(logLoss), rows),
		made("brier", null, brier.value, meanInterval(brier), rows),
		...Number.isNaN(calibration.value) ? [] : [made("calibration-error", null, calibration.value, rows > 1 ? error : null, rows)]
	];
}
function rankingMetrics({ rankings, rows }, classes) {
	if (rankings === null) return [];
	const usable = rankings.filter((one) => one.rows > 0 && one.rows < rows);
	if (usable.length === 0) return [];
	const total = usable.reduce((sum, one) => sum + one.rows, 0);
	const mean = (of) => usable.reduce((sum, one) => sum + of(one) * one.rows / total, 0);
	const least = usable.reduce((few, one) => Math.min(few, one.least), rows);
	const [auc, aucError] = [mean((one) => one.ranking.auc), mean((one) => Math.sqrt(one.ranking.aucVariance))];
	const precision = mean((one) => one.ranking.averagePrecision);
	const precisionError = mean((one) => Math.sqrt(one.ranking.averagePrecisionVariance));
	const label = classes.length === 2 ? classes[1] ?? null : null;
	return [made("roc-auc", label, auc, rankedInterval(auc, aucError ** 2, least, .5), rows), made("average-precision", label, precision, rankedInterval(precision, precisionError ** 2, least, mean((one) => one.rows / rows)), rows)];
}
function rankedInterval(value, variance, least, byChance) {
	if (least < 10) return null;
	const step = (value - byChance) / (least + 1);
	const [seen, more] = [effectiveWilson(value, variance, least, REPORTED_CONFIDENCE), effectiveWilson(value - step, variance + step * step, least, REPORTED_CONFIDENCE)];
	return {
		lower: Math.min(seen.lower, more.lower),
		upper: Math.max(seen.upper, more.upper)
	};
}
function made(name, label, value, interval, rows) {
	return {
		name,
		average: name === "roc-auc" || name === "average-precision" ? label === null ? "weighted" : "binary" : null,
		class: label,
		slice: null,
		value,
		lower: interval?.lower ?? null,
		upper: interval?.upper ?? null,
		rows
	};
}
function meanInterval({ value, variance, units, worst }) {
	if (units < 2) return null;
	const deviations = studentQuantile(1 - .050000000000000044 / 2, units - 1);
	const step = (worst - value) / (units + 1);
	return {
		lower: Math.max(0, value - deviations * Math.sqrt(variance)),
		upper: value + step + deviations * Math.sqrt(variance + step * step)
	};
}
function calibrationError({ bins, calibrationEffect }) {
	const rows = bins.reduce((total, bin) => total + bin.rows, 0);
	if (rows === 0 || !Number.isFinite(calibrationEffect)) return {
		value: NaN,
		lower: NaN,
		upper: NaN
	};
	let square = 0;
	let variance = 0;
	for (const bin of bins) {
		if (bin.rows === 0) continue;
		const share = bin.right / bin.rows;
		const spread = (bin.right + .5) / (bin.rows + 1);
		const ofShare = calibrationEffect * spread * (1 - spread) / bin.rows;
		const gap = bin.confidence / bin.rows - share;
		const weight = bin.rows / rows;
		square += weight * (gap * gap - ofShare);
		variance += weight * weight * (4 * gap * gap * ofShare + 2 * ofShare * ofShare);
	}
	const half = normalQuantile(1 - .050000000000000044 / 2) * Math.sqrt(variance);
	const root = (x) => Math.sqrt(Math.max(0, x));
	return {
		value: root(square),
		lower: root(square - half),
		upper: Math.min(1, root(square + half))
	};
}
// src/evaluate/scores/metrics.ts
function scoreOfAnswers(answers, positiveClass, likelihood) {
	const evidence = new Evidence(answers);
	const { confusion } = evidence;
	const metrics = [
		...averages(evidence),
		...agreementMetrics(evidence),
		...eachClass(evidence, positiveClass)
	];
	return {
		metrics: likelihood === null ? metrics : [...metrics, ...likelihoodMetrics(likelihood, answers.classes)],
		confusion
	};
}
function averages(evidence) {
	const { confusion } = evidence;
	const classes = classCounts(confusion);
	const rows = rowsIn(classes);
	const effective = evidence.for((matrix) => influenceOf(matrix, "micro", null), REPORTED_CONFIDENCE);
	const accuracy = effective && proportion(rightIn(classCounts(effective)), rowsIn(classCounts(effective)));
	const metrics = [metric("accuracy", null, null, rightIn(classes) / rows, accuracy, rows)];
	for (const average of [
		"weighted",
		"macro",
		"micro"
	]) for (const name of [
		"f1",
		"precision",
		"recall"
	]) {
		const value = averageOf(name, present(classes), average);
		if (average === "micro" || average === "weighted" && name === "recall") {
			metrics.push(metric(name, average, null, value, accuracy, rows));
			continue;
		}
		const matrix = evidence.for((whole) => influenceOf(whole, average, null, name), REPORTED_CONFIDENCE);
		const interval = matrix && averageInterval(matrix, name, average, value, .95);
		metrics.push(metric(name, average, null, value, interval, rows));
	}
	return metrics;
}
function agreementMetrics(evidence) {
	const { confusion } = evidence;
	const rows = rowsIn(classCounts(confusion));
	const balanced = balancedAccuracyOf(confusion);
	const matrix = evidence.for(balancedInfluence, REPORTED_CONFIDENCE);
	const metrics = [metric("balanced-accuracy", null, null, balanced, matrix && balancedInterval(matrix, balanced, .95), rows), metric("mcc", null, null, mccOf(confusion), agreed(evidence, "mcc", mccOf(confusion)), rows)];
	const kappa = kappaOf(confusion);
	return Number.isNaN(kappa) ? metrics : [...metrics, metric("kappa", null, null, kappa, agreed(evidence, "kappa", kappa), rows)];
}
function agreed(evidence, which, value) {
	const { confusion } = evidence;
	const classes = classCounts(confusion);
	const varied = (of) => classes.filter((c) => of(c) > 0).length > 1;
	if (!varied((c) => c.support) || !varied((c) => c.predicted)) return null;
	const matrix = evidence.for(which === "mcc" ? mccInfluence : kappaInfluence, REPORTED_CONFIDENCE);
	return matrix && agreementInterval(matrix, which, value, .95);
}
function eachClass(evidence, positiveClass) {
	const { classes } = evidence.confusion;
	const all = classCounts(evidence.confusion);
	const rows = rowsIn(all);
	return all.flatMap((counts, index) => {
		const own = classMetrics(evidence, index, counts);
		const asBinary = own.map((one) => ({
			...one,
			average: "binary",
			rows
		}));
		return classes[index] === positiveClass ? [...asBinary, ...own] : own;
	});
}
function classMetrics(evidence, index, counts) {
	const { confusion } = evidence;
	const label = confusion.classes[index];
	const effective = (name) => {
		const effect = evidence.effect(() => classInfluence(name, index, counts), REPORTED_CONFIDENCE, index);
		if (effect === Number.POSITIVE_INFINITY) return null;
		const { truePositives, predicted, support } = counts;
		return {
			truePositives: truePositives / effect,
			predicted: predicted / effect,
			support: support / effect
		};
	};
	const [ofF1, ofPrecision, ofRecall] = counts.predicted + counts.support > 0 ? [
		effective("f1"),
		effective("precision"),
		effective("recall")
	] : [
		null,
		null,
		null
	];
	const f1 = ofF1 && wilsonF1(ofF1.truePositives, ofF1.predicted - ofF1.truePositives, ofF1.support - ofF1.truePositives, .95);
	const precision = ofPrecision && proportion(ofPrecision.truePositives, ofPrecision.predicted);
	return [
		metric("f1", null, label, f1Of(counts), f1, counts.support),
		metric("precision", null, label, precisionOf$1(counts), precision, counts.support),
		metric("recall", null, label, recallOf(counts), ofRecall && proportion(ofRecall.truePositives, ofRecall.support), counts.support)
	];
}
const rowsIn = (classes) => sum(classes, (c) => c.support);
const rightIn = (classes) => sum(classes, (c) => c.truePositives);
function proportion(part, whole) {
	return whole === 0 ? null : clopperPearson(part, whole, REPORTED_CONFIDENCE);
}
function metric(name, average, label, value, interval, rows) {
	return {
		name,
		average,
		class: label,
		slice: null,
		value,
		lower: interval?.lower ?? null,
		upper: interval?.upper ?? null,
		rows
	};
}
// src/evaluate/gates/floors.ts
function minClassGates(input) {
	const confusion = confusionIn(input.candidate);
	const classes = classCounts(confusion);
	return input.gates.minClassF1.map(({ class: name, atLeast }) => {
		const counts = classes[confusion.classes.indexOf(name)];
		const rows = counts?.support ?? 0;
		const base = {
			code: "min-class-f1",
			subject: name,
			rows,
			threshold: atLeast
		};
		if (counts === void 0 || rows === 0) {
			const message = `No hold-out row is of class ${quoted(name)}: its F1 cannot be judged.`;
			const suggestion = counts === void 0 ? `Known classes are ${quotedList(confusion.classes)}.` : "Bring more rows of this class.";
			return gate(input, {
				...base,
				status: "inconclusive",
				estimate: null,
				bound: null,
				message,
				suggestion
			});
		}
		const bound = f1IntervalOf(input.candidate, "binary", name, .95)?.lower ?? null;
		const found = `F1 of class ${quoted(name)} is ${score(f1Of(counts), atLeast)} on ${counted(rows, "hold-out row")} of it`;
		return floor(input, {
			...base,
			estimate: f1Of(counts),
			bound
		}, found, "Bring more rows of this class, and look at its labels.");
	});
}
function metricGates(input) {
	const { candidate, gates, likelihood } = input;
	const metrics = candidate.rows.length === 0 ? [] : scoreOfAnswers(candidate, gates.positiveClass, likelihood).metrics;
	return gates.metrics.map((asked) => metricGate(input, asked, metrics.find((metric) => isAsked(input, metric, asked.name)) ?? null));
}
function isAsked({ gates }, metric, name) {
	if (metric.name !== name) return false;
	return name !== "precision" && name !== "recall" ? true : metric.average === gates.f1Average;
}
function metricGate(input, { name, bound: threshold }, metric) {
	const rows = input.candidate.rows.length;
	const base = {
		code: "metrics",
		subject: name,
		rows,
		threshold
	};
	if (metric === null || Number.isNaN(metric.value)) {
		const message = `${name} cannot be judged: ${rows === 0 ? "there is no labelled hold-out row" : "it is not defined on these rows: one class alone, too many rows for it, or probabilities that are no numbers"}.`;
		const suggestion = "Bring rows of every class, or judge another metric.";
		return gate(input, {
			...base,
			status: "inconclusive",
			estimate: null,
			bound: null,
			message,
			suggestion
		});
	}
	const found = `${metric.average === null ? name : `${metric.average} ${name}`} is ${score(metric.value, threshold)} on ${rowsWords(input, input.candidate)}`;
	const advice = "Look at the scores and at what changed in the newest files.";
	if (CEILINGS.has(name)) return ceiling(input, {
		...base,
		estimate: metric.value,
		bound: metric.upper
	}, found, advice);
	return floor(input, {
		...base,
		estimate: metric.value,
		bound: metric.lower
	}, found, advice);
}
function calibrationGate(input) {
	const { gates, likelihood } = input;
	if (gates.calibration === null) return null;
	const rows = input.candidate.rows.length;
	const base = {
		code: "calibration",
		rows,
		threshold: gates.calibration.maxError
	};
	const { value, upper } = likelihood === null ? {
		value: NaN,
		upper: null
	} : calibrationError(likelihood);
	if (rows === 0 || Number.isNaN(value)) {
		const message = `${rows === 0 ? "There is no labelled hold-out row" : "The probabilities are no numbers, or all rows are of one group"}: whether confidence is honest cannot be judged.`;
		return gate(input, {
			...base,
			status: "inconclusive",
			estimate: null,
			bound: null,
			message,
			suggestion: "Bring more rows."
		});
	}
	const found = `Confidence and share of right answers are ${score(value, base.threshold)} apart (root mean square) on ${rowsWords(input, input.candidate)}`;
	return ceiling(input, {
		...base,
		estimate: value,
		bound: upper
	}, found, "More trees or larger leaves (train.min-leaf) calm probabilities.");
}
function floor(input, judged, found, advice) {
	const { estimate, bound, threshold } = judged;
	if (!reaches(estimate, threshold)) {
		const message = `${found}, below the ${score(threshold, estimate)} that is asked for.`;
		return gate(input, {
			...judged,
			status: "fail",
			message,
			suggestion: advice
		});
	}
	return sureness(input, judged, found, bound !== null && reaches(bound, threshold), "at least");
}
function ceiling(input, judged, found, advice) {
	const { estimate, bound, threshold } = judged;
	if (!reaches(threshold, estimate)) {
		const message = `${found}, above the ${score(threshold, estimate)} that is allowed.`;
		return gate(input, {
			...judged,
			status: "fail",
			message,
			suggestion: advice
		});
	}
	return sureness(input, judged, found, bound !== null && reaches(threshold, bound), "at most");
}
function sureness(input, judged, found, isSure, side) {
	const { bound, threshold } = judged;
	if (isSure) {
		const message = `${found}, ${side} ${score(bound, threshold)} with 95 % confidence: ${side} ${threshold} is asked for.`;
		return gate(input, {
			...judged,
			status: "pass",
			message,
			suggestion: null
		});
	}
	const message = `${found}, and ${side} ${threshold} is asked for, but with 95 % confidence ${bound === null ? "how sure that is cannot be said" : `it is only known to be ${side} ${score(bound, threshold)}`}.`;
	const status = input.gates.require === "confident" ? "inconclusive" : "warn";
	return gate(input, {
		...judged,
		status,
		message,
		suggestion: "More hold-out rows would narrow the interval."
	});
}
// src/evaluate/gates/reference.ts
const LEVEL = .05;
const FEWEST_ROWS = 50;
const ACCEPT = "If what is right has changed, a person says so: mode `accept` with a reason promotes and moves the reference to the newest rows.";
function levelAt(look) {
	return LEVEL * 6 / (Math.PI * look) ** 2;
}
function referenceGate(input) {
	if (input.reference === null) return null;
	const { view } = input.reference;
	const { margin } = input.gates.champion;
	const rows = view.candidate.rows.length;
	const base = {
		code: "reference",
		rows,
		threshold: -margin
	};
	const of = `${rows.toLocaleString("en")} of the ${counted(view.rows, "reference row")} (accepted first, closed)`;
	if (view.isBeyondHabit) {
		const message = `${counted(view.lost, "reference row")} of ${view.rows.toLocaleString("en")} are gone since the last promotion, more than ever before and for no reason that is known: excluded rows or files, or files before the window.`;
		const suggestion = `Bring the accepted files back unchanged, or name them under data.exclude with a reason. ${ACCEPT}`;
		return gate(input, {
			...base,
			status: "inconclusive",
			estimate: null,
			bound: null,
			message,
			suggestion
		});
	}
	if (rows < FEWEST_ROWS) {
		const message = `Only ${of} are left: too few to compare with.`;
		return gate(input, {
			...base,
			status: "warn",
			estimate: null,
			bound: null,
			message,
			suggestion: ACCEPT
		});
	}
	const kind = {
		...input.gates,
		asked: targetOf(input.dataset).categories
	};
	const { difference, upper } = pairedDifference(view.candidate, view.frozen, kind, levelAt(view.look));
	const numbers = {
		...base,
		estimate: difference,
		bound: upper
	};
	const how = difference < 0 ? `${score(-difference, margin)} below` : `${score(difference, margin)} above`;
	const found = `On ${of} the candidate's ${f1Noun(input)} is ${how} what the champion answered when they were closed`;
	if (upper >= -margin) {
		const message = `${found}: not shown to be below it by more than the margin of ${margin} (look ${view.look}).`;
		return gate(input, {
			...numbers,
			status: "pass",
			message,
			suggestion: null
		});
	}
	const message = `${found}, beyond chance by more than the margin of ${margin} (look ${view.look}): small losses add up, or labels of rows like the first ones no longer mean what they meant. Whether that is the world or a writer of the data cannot be told from here.`;
	const suggestion = `Compare how rows like the first ones were labelled then and now. ${ACCEPT}`;
	return gate(input, {
		...numbers,
		status: input.gates.reference,
		message,
		suggestion
	});
}
// src/evaluate/scores/slices.ts
const QUARTERS = [
	"lowest",
	"second",
	"third",
	"highest"
];
function sliceWhere(column, asked) {
	const { value, from, to } = asked;
	const label = quoted(column.name);
	if (column.kind === "category") {
		const code = column.categories.indexOf(value ?? "") + 1;
		return {
			name: `${label} = ${quoted(value ?? "")}`,
			holds: (row) => code > 0 && column.codes[row] === code
		};
	}
	if (value !== null) {
		const number = Number(value);
		return {
			name: `${label} = ${value}`,
			holds: (row) => column.values[row] === number
		};
	}
	const range = [from === null ? null : `from ${from}`, to === null ? null : `below ${to}`].filter((part) => part !== null).join(" ");
	const inRange = (cell) => cell >= (from ?? Number.NEGATIVE_INFINITY) && cell < (to ?? Number.POSITIVE_INFINITY);
	return {
		name: `${label} ${range}`,
		holds: (row) => inRange(column.values[row])
	};
}
function slicesOf(column, rows, minRows, showValues) {
	return (column.kind === "category" ? byValue(column, rows, showValues) : byQuarter(column, rows)).filter(({ holds }) => rows.reduce((total, row) => total + (holds(row) ? 1 : 0), 0) >= minRows);
}
function byValue({ name, codes, categories }, rows, showValues) {
	const counts = new Int32Array(categories.length + 1);
	for (const row of rows) counts[codes[row]]++;
	return [...counts.keys()].filter((code) => counts[code] > 0).sort((a, b) => counts[b] - counts[a] || a - b).slice(0, 50).map((code, rank) => ({
		name: `${quoted(name)} ${code === 0 ? "missing" : showValues ? `= ${quoted(categories[code - 1])}` : `at its value no. ${rank + 1} by frequency`}`,
		holds: (row) => codes[row] === code
	}));
}
function byQuarter({ name, values }, rows) {
	const sorted = Float64Array.from(rows, (row) => values[row]).filter((value) => !Number.isNaN(value)).sort();
	const cuts = [
		.25,
		.5,
		.75
	].map((level) => sorted[Math.floor(level * sorted.length)] ?? NaN);
	const edges = [
		Number.NEGATIVE_INFINITY,
		...cuts,
		Number.POSITIVE_INFINITY
	];
	return [...QUARTERS.map((which, q) => ({
		name: `the ${which} quarter of ${quoted(name)}`,
		holds: (row) => values[row] >= edges[q] && values[row] < edges[q + 1]
	})), {
		name: `${quoted(name)} missing`,
		holds: (row) => Number.isNaN(values[row])
	}];
}
// src/evaluate/gates/slices.ts
const NAMED = 3;
function sliceGates(input) {
	return input.gates.slices.map((asked) => {
		const { column, value, from, to } = asked;
		if (column !== null && !input.dataset.columns.some(({ name }) => name === column)) return noColumn(input, asked, column);
		if (column !== null && (value !== null || from !== null || to !== null)) return named(input, asked, column);
		return searched(input, asked, column === null ? input.dataset.features : [column]);
	});
}
function noColumn(input, { minF1 }, column) {
	return gate(input, {
		code: "slices",
		subject: column,
		rows: 0,
		estimate: null,
		bound: null,
		threshold: minF1,
		status: "inconclusive",
		message: `There is no column ${quoted(column)}: its slices cannot be judged.`,
		suggestion: "Correct the column's name in gates.slices."
	});
}
function named(input, asked, column) {
	const { value, from, to, minF1, minRows } = asked;
	const slice = sliceWhere(columnOf(input.dataset, column), {
		value,
		from,
		to
	});
	const answers = keep(input.candidate, slice.holds);
	const rows = answers.rows.length;
	const base = {
		code: "slices",
		subject: column,
		rows,
		threshold: minF1
	};
	if (rows < minRows) {
		const message = `${slice.name} has ${counted(rows, "hold-out row")}, fewer than the ${minRows} that it is judged on.`;
		const suggestion = "Bring more rows of it, or lower min-rows.";
		return gate(input, {
			...base,
			status: "inconclusive",
			estimate: null,
			bound: null,
			message,
			suggestion
		});
	}
	const { f1Average, positiveClass } = input.gates;
	const estimate = f1Score(confusionIn(answers), f1Average, positiveClass);
	const bound = f1IntervalOf(answers, f1Average, positiveClass, .95)?.lower ?? null;
	const found = `On ${slice.name} ${f1Noun(input)} is ${score(estimate, minF1)} (${counted(rows, "hold-out row")})`;
	if (!reaches(estimate, minF1)) {
		const message = `${found}, below the ${score(minF1, estimate)} that is asked for.`;
		return gate(input, {
			...base,
			estimate,
			bound,
			status: "fail",
			message,
			suggestion: "Bring more rows of this slice."
		});
	}
	const isSure = bound !== null && reaches(bound, minF1);
	const message = `${found}, and ${minF1} is asked for${isSure ? "" : ": more rows would make it sure"}.`;
	return gate(input, {
		...base,
		estimate,
		bound,
		status: isSure ? "pass" : "warn",
		message,
		suggestion: null
	});
}
function searched(input, { column, minF1, minRows }, columns) {
	const { f1Average, positiveClass } = input.gates;
	const subject = column ?? "model";
	const results = [];
	const slices = columns.flatMap((name) => slicesOf(columnOf(input.dataset, name), input.candidate.rows, minRows, input.showValues));
	for (const slice of slices) {
		const answers = keep(input.candidate, slice.holds);
		const upper = f1IntervalOf(answers, f1Average, positiveClass, 1 - .1 / slices.length)?.upper ?? null;
		results.push({
			slice,
			rows: answers.rows.length,
			f1: f1Score(confusionIn(answers), f1Average, positiveClass),
			upper
		});
	}
	const base = {
		code: "slices",
		subject,
		threshold: minF1
	};
	if (results.length === 0) {
		const message = `${column === null ? "No feature" : `Column ${quoted(column)}`} has a slice of ${minRows} hold-out rows or more: nothing can be judged.`;
		const nothing = {
			rows: input.candidate.rows.length,
			estimate: null,
			bound: null
		};
		return gate(input, {
			...base,
			...nothing,
			status: "inconclusive",
			message,
			suggestion: "Bring more rows, or lower min-rows."
		});
	}
	results.sort((a, b) => a.f1 - b.f1);
	const weak = results.filter(({ f1 }) => !reaches(f1, minF1));
	const proven = weak.filter(({ upper }) => upper !== null && upper < minF1);
	const shown = proven[0] ?? results[0];
	const numbers = {
		...base,
		rows: shown.rows,
		estimate: shown.f1,
		bound: shown.upper
	};
	const list = (some) => some.slice(0, NAMED).map(({ slice, rows, f1 }) => `${slice.name} ${score(f1, minF1)} (${counted(rows)})`).join(", ");
	const looked = `${counted(results.length, "slice")} of ${minRows} hold-out rows or more`;
	if (proven.length > 0) {
		const message = `${f1Noun(input)} lies below ${minF1} beyond chance on ${counted(proven.length, "slice")} of ${looked}: ${list(proven)}.`;
		return gate(input, {
			...numbers,
			status: "fail",
			message,
			suggestion: "Bring more rows of these slices, and look at their labels."
		});
	}
	if (weak.length > 0) {
		const message = `The weakest of ${looked}: ${list(weak)}; below ${minF1}, but among so many that may be chance.`;
		return gate(input, {
			...numbers,
			status: "warn",
			message,
			suggestion: "Look at these slices."
		});
	}
	const message = `The weakest of ${looked} is ${list(results.slice(0, 1))}; ${minF1} is asked for.`;
	return gate(input, {
		...numbers,
		status: "pass",
		message,
		suggestion: null
	});
}
// src/stats/corrected.ts
function correctedMean(scores, testRatio, confidence) {
	const count = scores.length;
	const mean = scores.reduce((total, score) => total + score, 0) / count;
	const squares = scores.reduce((total, score) => total + (score - mean) ** 2, 0) / (count - 1);
	const half = studentQuantile(1 - (1 - confidence) / 2, count - 1) * Math.sqrt((1 / count + testRatio) * squares);
	return {
		mean,
		lower: mean - half,
		upper: mean + half
	};
}
// src/evaluate/gates/small-data.ts
const DISAGREEMENT_LEVEL = .001;
function crossValidation(input) {
	const { resampled, gates } = input;
	if (resampled === null) return null;
	const held = counted(input.candidate.rows.length, "labelled hold-out row");
	if (typeof resampled === "string") return leftOut(input, resampled, held);
	const { rows, folds, foldCount } = resampled;
	const base = {
		code: "cross-validation",
		subject: "recipe",
		rows: rows.length,
		threshold: null
	};
	const least = positiveRows(input, resampled);
	if (least < foldCount) {
		const message = `With ${held} the data is small, and ${counted(least)} of class ${quoted(gates.positiveClass ?? "")} are too few for ${foldCount} folds.`;
		return gate(input, {
			...base,
			status: "warn",
			estimate: null,
			bound: null,
			message,
			suggestion: "Bring more rows of this class."
		});
	}
	const own = scoresOf(input, resampled, resampled.candidate);
	const estimate = correctedMean(own, 1 / (foldCount - 1), REPORTED_CONFIDENCE);
	const [lower, upper] = [Math.max(0, estimate.lower), Math.min(1, estimate.upper)];
	const message = `With ${held} the data is small. An estimate of the recipe, not of this model: ${f1Noun(input)} ${score(estimate.mean)} (${score(lower)} to ${score(upper)} with 95 % confidence), by ${folds.length} × ${foldCount}-fold cross-validation over ${counted(rows.length)}${besideChampion(input, resampled, own)}. It decides nothing: the gates on the hold-out do.`;
	return gate(input, {
		...base,
		status: "pass",
		estimate: estimate.mean,
		bound: lower,
		message,
		suggestion: null
	});
}
function leftOut(input, why, held) {
	const nothing = {
		rows: input.candidate.rows.length,
		estimate: null,
		bound: null,
		threshold: null
	};
	const said = (status, message, suggestion) => gate(input, {
		code: "cross-validation",
		subject: "recipe",
		status,
		...nothing,
		message,
		suggestion
	});
	if (why === "costly") return said("pass", `With ${held} little can be decided, and cross-validation by this recipe on all rows would take too long: it is left out.`, "Raise split.holdout, or grow fewer trees.");
	if (why === "ordered") return said("pass", `With ${held} little can be decided, and folds of rows that follow each other in time would train on the future: cross-validation is left out.`, "Raise split.holdout.");
	return said("warn", `With ${held} the data is small, and its rows cannot be divided into folds that each leave two classes to learn from: there is no cross-validation.`, "Bring more rows of the rarer classes; rows that the split keeps together count as one.");
}
function besideChampion(input, resampled, own) {
	const { champion, foldCount } = resampled;
	if (champion === "none") return "";
	if (champion === "same") return "; the champion's recipe is the same";
	if (champion === "costly") return "; the champion's recipe would take too long";
	if (champion === "unknown") return "; the champion's recipe cannot be repeated by this version";
	const its = scoresOf(input, resampled, champion);
	const { mean, lower, upper } = correctedMean(own.map((value, i) => value - its[i]), 1 / (foldCount - 1), REPORTED_CONFIDENCE);
	return `; the champion's recipe is ${score(Math.abs(mean), 0)} ${mean > 0 ? "below" : "above"} it (difference ${score(lower)} to ${score(upper)})`;
}
function scoresOf({ dataset, gates }, { rows, folds, foldCount, classes }, predicted) {
	const truth = truthOf(dataset, rows, classes);
	return folds.flatMap((fold, repeat) => Array.from({ length: foldCount }, (_, f) => {
		const inside = (_, i) => fold[i] === f;
		return f1Score(confusionOf(truth.filter(inside), predicted[repeat].filter(inside), classes), gates.f1Average, gates.positiveClass);
	}));
}
function positiveRows({ dataset, gates }, { rows, classes }) {
	if (gates.f1Average !== "binary") return Number.POSITIVE_INFINITY;
	const positive = classes.indexOf(gates.positiveClass ?? "");
	return truthOf(dataset, rows, classes).reduce((count, label) => count + (label === positive ? 1 : 0), 0);
}
function outOfBagCheck(input) {
	const { resampled, gates } = input;
	if (resampled === null || typeof resampled === "string" || resampled.outOfBag === null) return null;
	const pair = onSharedRows(input, resampled, resampled.outOfBag);
	if (pair === null) return null;
	const { bag, fold } = pair;
	const { difference, lower, upper } = pairedDifference(bag, fold, gates, DISAGREEMENT_LEVEL / 2);
	const estimate = f1Score(confusionOf(bag.truth, bag.predicted, bag.classes), gates.f1Average, gates.positiveClass);
	const found = `${capital(f1Noun(input))} out of bag is ${score(estimate)} on ${counted(bag.rows.length, "training row")}, ${score(Math.abs(difference), 0)} ${difference < 0 ? "below" : "above"} cross-validation on the same rows`;
	const base = {
		code: "out-of-bag",
		rows: bag.rows.length,
		estimate,
		bound: null,
		threshold: null
	};
	if (lower <= 0 && upper >= 0) return gate(input, {
		...base,
		status: "pass",
		message: `${found}: no more than chance brings.`,
		suggestion: null
	});
	const suggestion = difference > 0 ? "Look for rows that are nearly copies of each other; where several are of one thing, split by group." : "Look at how rows differ between files: the training rows may not be like the others.";
	return gate(input, {
		...base,
		status: "warn",
		message: `${found}: more than chance brings (p < ${DISAGREEMENT_LEVEL}).`,
		suggestion
	});
}
function onSharedRows({ dataset }, resampled, bag) {
	const { rows, classes, candidate } = resampled;
	const place = new Map(Array.from(rows, (row, i) => [row, i]));
	const both = Int32Array.from(bag.rows.keys()).filter((i) => bag.predicted[i] >= 0 && place.has(bag.rows[i]));
	if (both.length === 0) return null;
	const shared = both.map((i) => bag.rows[i]);
	const truth = truthOf(dataset, shared, classes);
	const index = bag.classes.map((name) => classes.indexOf(name));
	const answers = (predicted) => ({
		rows: shared,
		truth,
		predicted,
		classes,
		units: null
	});
	return {
		bag: answers(both.map((i) => index[bag.predicted[i]])),
		fold: answers(shared.map((row) => candidate[0][place.get(row)]))
	};
}
// src/evaluate/override.ts
function overridden(checks) {
	return checks.map((check) => {
		if (!COMPARISONS.has(check.code) || check.status === "pass" || check.status === "warn") return check;
		const message = `Accepted by a person, although it was ${check.status === "fail" ? "a failure" : check.status}: ${check.message}`;
		return {
			...check,
			status: "warn",
			message,
			suggestion: null
		};
	});
}
// src/evaluate/evaluate.ts
const GATES = [
	f1ThresholdGate,
	f1EarlierGate,
	f1BatchGate,
	dummyGate,
	minClassGates,
	sliceGates,
	metricGates,
	calibrationGate,
	championGate,
	championEarlierGate,
	classF1Gate,
	bestGate,
	referenceGate,
	crossValidation,
	outOfBagCheck
];
function evaluate(request) {
	const input = evaluationInput(request);
	const { candidate, champion, dummy, gates } = input;
	const scored = (answers, likelihood) => answers === null || answers.rows.length === 0 ? null : withDifferent(scoreOfAnswers(answers, gates.positiveClass, likelihood), differentRows(answers, input.by));
	const evaluation = {
		candidate: scored(candidate, input.likelihood),
		champion: champion.kind === "fit" ? scored(champion.answers, champion.likelihood) : null,
		dummy: scored(dummy, null)
	};
	const checks = GATES.flatMap((judged) => judged(input) ?? []);
	const recorded = judgedBy(gates, request.window ?? { kind: "all" });
	return {
		evaluation,
		checks: gates.accept ? overridden(checks) : checks,
		reference: input.referenceEntry(),
		judgedBy: recorded
	};
}
function withDifferent(score, different) {
	if (different === void 0) return score;
	const rows = score.confusion.counts.flat().reduce((sum, count) => sum + count, 0);
	return {
		...score,
		metrics: score.metrics.map((metric) => metric.rows === rows ? {
			...metric,
			different
		} : metric)
	};
}
// src/clients/child.ts
const PASSED = [..."PATH LD_LIBRARY_PATH DYLD_LIBRARY_PATH JAVA_HOME VIRTUAL_ENV CONDA_PREFIX pythonLocation R_LIBS_USER".split(" "), ..."SystemRoot windir ComSpec PATHEXT NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE".split(" ")];
const MARK = "GATED_RETRAIN_RUN";
const MAX_LINE_LENGTH = 500;
const MAX_LINES = 2e3;
const GRACE_MS = 500;
async function runChild(task) {
	const home = await mkdtemp(join(tmpdir(), "gated-retrain-command-"));
	const mark = randomUUID();
	try {
		const env = await environmentOf(task, home, mark);
		const [program, ...words] = task.command;
		return await followed(spawn(program, words, {
			cwd: task.folder,
			env,
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			],
			detached: process.platform !== "win32"
		}), task, mark);
	} finally {
		await endMarked(mark);
		await rm(home, {
			recursive: true,
			force: true,
			maxRetries: 3
		});
	}
}
async function environmentOf({ names, env }, home, mark) {
	const temporary = join(home, "tmp");
	await mkdir(temporary);
	const passed = (wanted) => Object.fromEntries(wanted.flatMap((name) => process.env[name] === void 0 ? [] : [[name, process.env[name]]]));
	const own = {
		HOME: home,
		USERPROFILE: home,
		TMPDIR: temporary,
		TEMP: temporary,
		TMP: temporary,
		LANG: "C.UTF-8",
		TZ: "UTC"
	};
	return {
		...passed(PASSED),
		...own,
		...passed(names),
		...env,
		[MARK]: mark
	};
}
function followed(child, { timeoutMs, memoryBytes, onLine }, mark) {
	const tail = new Tail(onLine);
	let ended = null;
	return new Promise((resolve) => {
		const timer = setTimeout(() => {
			ended ??= "timeout";
			endGroup(child, mark);
		}, Math.min(timeoutMs, 2 ** 31 - 1));
		const stopWatching = watchMemory(mark, memoryBytes, () => {
			ended ??= "memory";
			endGroup(child, mark);
		});
		for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => tail.take(chunk));
		child.on("error", (error) => {
			clearTimeout(timer);
			stopWatching();
			resolve({
				kind: "not-started",
				why: error.code === "ENOENT" ? "there is no such program" : error.code ?? error.message
			});
		});
		child.on("exit", async (code, signal) => {
			clearTimeout(timer);
			stopWatching();
			await endGroup(child, mark);
			const output = tail.close();
			if (ended !== null) resolve({
				kind: ended,
				output
			});
			else resolve(code === null ? {
				kind: "killed",
				signal: signal ?? "unknown",
				output
			} : {
				kind: "exited",
				code,
				output
			});
			child.stdout?.destroy();
			child.stderr?.destroy();
		});
	});
}
function outputTail(output) {
	const lines = output.split("\n").filter((line) => !/^\s+at\s|^Node\.js v\d|^[\s^~]*$/.test(line));
	return lines.length === 0 ? "" : ` It printed last: ${lines.slice(-5).map((line) => line.trim()).join(" | ").slice(-800)}`;
}
var Tail = class {
	#output = "";
	#line = "";
	#lines = 0;
	#onLine;
	constructor(onLine) {
		this.#onLine = onLine;
	}
	take(chunk) {
		const text = chunk.toString("utf8");
		this.#output = (this.#output + text).slice(-8192);
		const pieces = text.split(/\r?\n|\r/);
		for (const [i, piece] of pieces.entries()) {
			if (i > 0) this.#flush();
			if (this.#line.length < MAX_LINE_LENGTH) this.#line += piece.slice(0, MAX_LINE_LENGTH - this.#line.length);
		}
	}
	close() {
		this.#flush();
		return plainText(this.#output);
	}
	#flush() {
		const line = plainText(this.#line);
		this.#line = "";
		if (line.trim() === "" || this.#lines > MAX_LINES) return;
		this.#lines++;
		this.#onLine(this.#lines > MAX_LINES ? "… (more lines are not shown)" : line);
	}
};
function plainText(text) {
	return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => sign === "\n" || sign === "	" ? sign : " ").replace(/::|##\[/g, (mark) => `${mark[0]} ${mark[1]}${mark[2] ?? ""}`);
}
async function endGroup(child, mark) {
	signalGroup(child, "SIGTERM");
	if (child.exitCode === null && child.signalCode === null) await new Promise((done) => {
		const timer = setTimeout(done, GRACE_MS);
		child.once("exit", () => {
			clearTimeout(timer);
			done();
		});
	});
	signalGroup(child, "SIGKILL");
	await endMarked(mark);
}
function signalGroup(child, signal) {
	if (child.pid === void 0) return;
	try {
		if (process.platform === "win32") child.kill(signal);
		else process.kill(-child.pid, signal);
	} catch {}
}
const WATCH_MS = 500;
function watchMemory(mark, most, end) {
	if (most === null) return () => void 0;
	let isLooking = false;
	const timer = setInterval(async () => {
		if (isLooking) return;
		isLooking = true;
		const held = await Promise.all((await markedProcesses(mark)).map(memoryOf));
		isLooking = false;
		if (held.reduce((sum, bytes) => sum + bytes, 0) > most) end();
	}, WATCH_MS);
	timer.unref();
	return () => clearInterval(timer);
}
async function memoryOf(pid) {
	const read = (name) => readFile(`/proc/${pid}/${name}`, "latin1").catch(() => "");
	const kibibytes = /^Pss:\s+(\d+) kB/m.exec(await read("smaps_rollup")) ?? /^VmRSS:\s+(\d+) kB/m.exec(await read("status"));
	return kibibytes === null ? 0 : 1024 * Number(kibibytes[1]);
}
async function endMarked(mark) {
	for (let round = 0; round < 5; round++) {
		const pids = await markedProcesses(mark);
		if (pids.length === 0) return;
		for (const pid of pids) try {
			process.kill(pid, "SIGKILL");
		} catch {}
		await new Promise((done) => setTimeout(done, 50));
	}
}
async function markedProcesses(mark) {
	const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
	const isMarked = await Promise.all(pids.map(async (pid) => (await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "")).includes(`${MARK}=${mark}`)));
	return pids.filter((pid, i) => isMarked[i] && pid !== process.pid);
}
// src/clients/git/git-process.ts
const execute = promisify(execFile);
const MOST_BYTES = 2 ** 26;
const OFF = [
	"core.fsmonitor=false",
	"core.hooksPath=/dev/null",
	"core.pager=cat",
	"core.askPass=",
	"core.sshCommand=false",
	"core.gitProxy=",
	"core.commitGraph=false",
	"credential.helper=",
	"diff.external=",
	"diff.ignoreSubmodules=all",
	"submodule.recurse=false",
	"log.showSignature=false",
	"gpg.program=false",
	"gpg.ssh.program=false",
	"gpg.x509.program=false",
	"protocol.allow=never"
].flatMap((setting) => ["-c", setting]);
async function findRepository(folder) {
	const start = await realpath(folder).catch(() => null);
	if (start === null) return null;
	for (let top = start;; top = dirname(top)) {
		const gitDir = await gitDirIn(top);
		if (gitDir !== null) return await trusted({
			top,
			gitDir
		});
		if (dirname(top) === top) return null;
	}
}
async function gitDirIn(top) {
	const path = join(top, ".git");
	const found = await lstat(path).catch(() => null);
	if (found?.isDirectory()) return path;
	if (!found?.isFile() || found.size > 4096) return null;
	const named = /^gitdir: (.+?)\r?\n?$/.exec(await readFile(path, "utf8").catch(() => ""))?.[1];
	return named === void 0 ? null : await realpath(resolve(top, named)).catch(() => null);
}
async function trusted(repository) {
	const me = process.getuid?.();
	if (me === void 0) return repository;
	const owners = new Set([me, ...me === 0 && process.env.SUDO_UID ? [Number(process.env.SUDO_UID)] : []]);
	for (const path of [repository.top, repository.gitDir]) {
		const found = await stat(path).catch(() => null);
		if (found === null || !owners.has(found.uid)) return { why: "the checkout belongs to another user than the one that runs" };
	}
	return repository;
}
async function git({ top, gitDir }, command, words, mostBytes = MOST_BYTES) {
	const place = [
		"--git-dir",
		gitDir,
		"--work-tree",
		top
	];
	const whole = [
		"--no-pager",
		"--no-replace-objects",
		"--no-optional-locks",
		"--literal-pathspecs",
		...OFF,
		...place,
		command,
		...words
	];
	const { stdout } = await execute("git", whole, {
		cwd: parse(top).root,
		env: environment(),
		maxBuffer: mostBytes,
		encoding: "buffer"
	});
	return stdout;
}
function environment() {
	const { PATH, SystemRoot } = process.env;
	return {
		...Object.fromEntries(Object.entries({
			PATH,
			SystemRoot
		}).filter(([, value]) => value !== void 0)),
		LC_ALL: "C",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null",
		GIT_ATTR_NOSYSTEM: "1",
		GIT_NO_LAZY_FETCH: "1",
		GIT_ALLOW_PROTOCOL: "none",
		GIT_TERMINAL_PROMPT: "0",
		GIT_OPTIONAL_LOCKS: "0"
	};
}
// src/clients/git/git-files.ts
async function treeFiles(repository, paths, commit = "HEAD") {
	const listed = (await git(repository, "ls-tree", [
		"-r",
		"-z",
		"-l",
		"--full-tree",
		commit,
		"--",
		...paths
	])).toString("utf8");
	const files = new Map();
	for (const line of listed.split("\0")) {
		const [, mode, type, id, size, path] = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
		if (mode === void 0 || type === void 0 || id === void 0 || path === void 0) continue;
		files.set(path, {
			mode,
			type,
			id,
			size: size === "-" ? null : Number(size)
		});
	}
	return files;
}
const MOST_POINTER_BYTES = 1024;
const MOST_TEXT_BYTES = 2 ** 28;
async function isAsCommitted(repository, path, { id, size }) {
	const file = join(repository.top, path);
	const { size: bytes } = await lstat(file);
	const algorithm = id.length === 64 ? "sha256" : "sha1";
	if (bytes === size && await hashOf(file, algorithm, `blob ${bytes}\0`) === id) return true;
	if (size !== null && size <= MOST_POINTER_BYTES) {
		const text = (await git(repository, "cat-file", ["blob", id])).toString("utf8");
		const oid = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n/.exec(text)?.[1];
		if (oid !== void 0) return await hashOf(file, "sha256", "") === oid;
	}
	if (bytes > MOST_TEXT_BYTES) return false;
	const text = (await readFile(file)).toString("latin1");
	return [text.replaceAll("\r\n", "\n"), text.replace(/(?<!\r)\n/g, "\r\n")].some((one) => blobId(one, algorithm) === id);
}
async function hashOf(file, algorithm, before) {
	const hash = createHash(algorithm).update(before);
	for await (const chunk of createReadStream(file)) hash.update(chunk);
	return hash.digest("hex");
}
function blobId(latin1, algorithm) {
	return createHash(algorithm).update(`blob ${latin1.length}\0`).update(latin1, "latin1").digest("hex");
}
// src/clients/git/git.ts
const MOST_PATHS = 1e3;
async function lastChange(paths, { repository: folder, isWorkflow }) {
	const unknown = (why) => ({
		committed: null,
		own: [],
		unknown: why
	});
	const found = await findRepository(folder);
	if (found === null) return await withoutRepository(paths, isWorkflow);
	if ("why" in found) return unknown(found.why);
	if (paths.length > MOST_PATHS) return unknown(`git is asked about ${MOST_PATHS} files at most`);
	try {
		if (isWorkflow && !await holdsAny(found, folder)) return await withoutRepository(paths, isWorkflow);
		return await askedOf(found, paths, isWorkflow);
	} catch (error) {
		return unknown(error instanceof Error && "code" in error && error.code === "ENOENT" ? "there is no git on the PATH to ask when the files were committed" : "git could not tell when the files were committed");
	}
}
async function holdsAny(repository, folder) {
	const below = relative(repository.top, await realpath(folder)).split(sep).join("/");
	return below === "" || (await treeFiles(repository, [below])).size > 0;
}
async function withoutRepository(paths, isWorkflow) {
	if (!isWorkflow) {
		if ((await Promise.all([...new Set(paths.map((path) => dirname(path)))].map((folder) => findRepository(folder)))).every((other) => other === null)) return {
			committed: null,
			own: paths,
			unknown: null
		};
		return {
			committed: null,
			own: [],
			unknown: "the files lie in a checkout of their own, which is not the configuration's"
		};
	}
	return {
		committed: null,
		own: [],
		unknown: "in a workflow without a git checkout files have the time of the download; give the job git, and actions/checkout fetch-depth: 0"
	};
}
async function askedOf(repository, paths, isWorkflow) {
	const answer = {
		committed: null,
		own: [],
		unknown: null
	};
	const inside = new Map();
	for (const path of paths) {
		const place = await placeIn(repository, path);
		if (place.kind === "inside") inside.set(place.path, path);
		else if (place.kind === "outside") answer.own.push(path);
		else answer.unknown = place.why;
	}
	if (inside.size === 0) return answer;
	const tracked = await treeFiles(repository, [...inside.keys()]);
	const committed = [];
	for (const [path, original] of inside) {
		const file = tracked.get(path);
		const state = file === void 0 ? "own" : await stateOf(repository, path, file, isWorkflow);
		if (state === "own") answer.own.push(original);
		else if (state === "committed") committed.push(path);
		else answer.unknown = state.why;
	}
	return committed.length === 0 ? answer : await withCommit(repository, committed, answer);
}
async function placeIn({ top }, path) {
	const folder = await realpath(dirname(path));
	const real = await realpath(path);
	const isLink = real !== join(folder, path.slice(dirname(path).length).replace(/^[\\/]+/, ""));
	const inside = (one) => one === top || one.startsWith(top.endsWith(sep) ? top : top + sep);
	if (!inside(real)) {
		if (inside(resolve(path)) || isLink) return {
			kind: "unknown",
			why: "a symbolic link leads to the files, and its target has a time of its own"
		};
		return await findRepository(dirname(real)) === null ? { kind: "outside" } : {
			kind: "unknown",
			why: "the files lie in another checkout than the configuration"
		};
	}
	if (isLink || inside(resolve(path)) && resolve(path) !== real) return {
		kind: "unknown",
		why: "a symbolic link leads to the files, and its target has a time of its own"
	};
	for (let at = dirname(real); at !== top; at = dirname(at)) if (await isRepository(at)) return {
		kind: "unknown",
		why: "the files lie in a checkout within the checkout, which git is not asked about"
	};
	return {
		kind: "inside",
		path: relative(top, real).split(sep).join("/")
	};
}
async function isRepository(folder) {
	const names = new Set(await readdir(folder).catch(() => []));
	return names.has(".git") || [
		"HEAD",
		"objects",
		"refs"
	].every((name) => names.has(name));
}
async function stateOf(repository, path, file, isWorkflow) {
	if (file.type !== "blob" || file.mode === "120000") return { why: "git has something else than files there" };
	if (await isAsCommitted(repository, path, file)) return "committed";
	const [written, index] = await Promise.all([join(repository.top, path), join(repository.gitDir, "index")].map((one) => lstat(one).catch(() => null)));
	return isWorkflow && index !== null && written != null && written.mtimeMs <= index.mtimeMs ? { why: "the checkout wrote other bytes than were committed (a filter?)" } : "own";
}
async function withCommit(repository, paths, answer) {
	const [hash, seconds] = (await git(repository, "log", [
		"-1",
		"--no-show-signature",
		"--no-ext-diff",
		"--no-textconv",
		"--format=%H %ct",
		"HEAD",
		"--",
		...paths
	])).toString().trim().split(" ");
	if (!hash || !seconds) return {
		...answer,
		unknown: "git could not tell when the files were committed"
	};
	if ((await shallowIn(repository)).includes(hash)) return {
		...answer,
		unknown: "the checkout is shallow; give actions/checkout fetch-depth: 0"
	};
	return {
		...answer,
		committed: Number(seconds) * 1e3
	};
}
async function shallowIn({ gitDir }) {
	const common = (await readFile(join(gitDir, "commondir"), "utf8").catch(() => ".")).trim();
	return (await readFile(resolve(gitDir, common, "shallow"), "utf8").catch(() => "")).split("\n");
}
const COMMIT = /^[0-9a-f]{40,64}$/;
async function fileAt(dir, commit, path, maxBytes) {
	const found = COMMIT.test(commit) ? await findRepository(dir) : null;
	if (found === null || "why" in found) return { kind: "unknown" };
	try {
		const whole = [relative(found.top, await realpath(dir)).split(sep).join("/"), path].filter((part) => part !== "").join("/");
		const entry = (await treeAt(found, commit, whole)).get(whole);
		if (entry === void 0) return { kind: "absent" };
		if (entry.type !== "blob" || entry.mode === "120000") return {
			kind: "refused",
			why: "is no plain file"
		};
		const size = Number((await git(found, "cat-file", ["-s", entry.id])).toString());
		if (size > maxBytes) return {
			kind: "refused",
			why: `has ${size} bytes, at most ${maxBytes} are read`
		};
		return {
			kind: "file",
			bytes: await git(found, "cat-file", ["blob", entry.id], maxBytes + 4096)
		};
	} catch {
		return { kind: "unknown" };
	}
}
async function treeAt(repository, commit, path) {
	const listed = (await git(repository, "ls-tree", [
		"-z",
		"--full-tree",
		commit,
		"--",
		path
	])).toString("utf8");
	const [, mode, type, id, name] = /^(\d+) (\w+) ([0-9a-f]+)\t([^\0]*)\0/s.exec(listed) ?? [];
	return new Map(mode && type && id && name ? [[name, {
		mode,
		type,
		id,
		size: null
	}]] : []);
}
const ORIGIN = /[/@.]github\.com[/:]([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+?)(?:\.git)?\/?$/;
async function checkoutOf(folder) {
	try {
		const found = await findRepository(folder);
		if (found === null || "why" in found || found.top !== await realpath(folder)) return null;
		const run = await treeFiles(found, ["action.yml", "dist"]);
		for (const [path, file] of run) if (!await isAsCommitted(found, path, file)) return null;
		const [, owner, name] = ORIGIN.exec(originIn(await readFile(join(found.gitDir, "config"), "utf8"))) ?? [];
		const commit = (await git(found, "log", [
			"-1",
			"--no-show-signature",
			"--format=%H",
			"HEAD"
		])).toString().trim();
		return owner && name && run.size > 0 ? {
			owner,
			name,
			commit
		} : null;
	} catch {
		return null;
	}
}
function originIn(config) {
	const section = /^\[remote "origin"\]\s*\n((?:[ \t]+.*\n?)*)/m.exec(config)?.[1] ?? "";
	return /^\s*url\s*=\s*(\S+)\s*$/m.exec(section)?.[1] ?? "";
}
export { gateChanges as A, timesOf as C, baselinesIn as D, askedAnew as E, judgedBy as O, timeCut as S, NO_BASELINES as T, answersOf as _, runChild as a, truthOf as b, proposedThreshold as c, gateResult as d, unitsOf as f, holdOut as g, unseenFrom as h, outputTail as i, windowText as k, baselineOf as l, obstacleTo as m, fileAt as n, evaluate as o, REPORTED_CONFIDENCE as p, lastChange as r, overridden as s, checkoutOf as t, requiredAboveDummy as u, isNew as v, unorderedBy as w, BUILT_IN_SALT as x, labelled as y };
