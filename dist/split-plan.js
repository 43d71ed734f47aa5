import { c as problem, t as ConfigError } from "./errors2.js";
import { A as predict, E as columnOf, O as targetOf, k as byCodePoint } from "./validate.js";
import { createHash } from "node:crypto";
// src/evaluate/confusion.ts
function confusionOf(truth, predicted, classes) {
	const counts = classes.map(() => new Array(classes.length).fill(0));
	for (let i = 0; i < truth.length; i++) counts[truth[i]][predicted[i]]++;
	return {
		classes,
		counts
	};
}
function classCounts(confusion) {
	const { counts } = confusion;
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
function f1Score(confusion, average, positiveClass) {
	const classes = classCounts(confusion);
	if (average !== "binary") return averageOf("f1", present(classes), average);
	const positive = classes[confusion.classes.indexOf(positiveClass ?? "")];
	return positive === void 0 ? NaN : f1Of(positive);
}
// src/evaluate/wording.ts
function score(value, ...others) {
	for (let digits = 3; digits < 12; digits++) {
		const text = value.toFixed(digits);
		if (others.every((other) => other === value || other.toFixed(digits) !== text)) return Number(text) === 0 ? text.replace("-", "") : text;
	}
	return String(value);
}
function counted(count, noun = "row") {
	return `${String(count).replace(/\B(?=(\d{3})+$)/g, ",")} ${noun}${count === 1 ? "" : "s"}`;
}
function quoted(name) {
	const text = JSON.stringify(name);
	return text.length <= 80 ? text : `${text.slice(0, 76)}…"`;
}
function quotedList(names, most = 5) {
	const shown = names.slice(0, most).map(quoted).join(", ");
	return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}
function chance(p) {
	if (p < 1e-12) return "p < 1e-12";
	return p < .01 ? `p = ${p.toExponential(0)}` : `p = ${p.toFixed(2)}`;
}
// src/evaluate/rows.ts
const BLOCK = 65536;
function allClasses(dataset, forests) {
	const names = new Set(targetOf(dataset).categories);
	for (const forest of forests) for (const name of forest?.classes ?? []) names.add(name);
	return [...names].sort(byCodePoint);
}
function labelled(dataset, rows) {
	const { codes } = targetOf(dataset);
	return rows.filter((row) => codes[row] > 0);
}
function truthOf(dataset, rows, classes) {
	const { codes, categories } = targetOf(dataset);
	const index = indicesIn(classes, categories);
	return rows.map((row) => index[codes[row] - 1]);
}
function answersOf(forest, dataset, rows, classes) {
	const index = indicesIn(classes, forest.classes);
	const predicted = new Int32Array(rows.length);
	for (let start = 0; start < rows.length; start += BLOCK) {
		const block = predict(forest, dataset.columns, rows.subarray(start, start + BLOCK));
		for (let i = 0; i < block.classes.length; i++) predicted[start + i] = index[block.classes[i]];
	}
	return {
		rows,
		truth: truthOf(dataset, rows, classes),
		predicted,
		classes
	};
}
function indicesIn(classes, names) {
	const at = new Map(classes.map((name, i) => [name, i]));
	return Int32Array.from(names, (name) => at.get(name));
}
function misfit(forest, dataset) {
	const kinds = {
		number: "numbers",
		category: "categories"
	};
	const columns = new Map(dataset.columns.map((column) => [column.name, column]));
	for (const feature of forest.features) {
		const column = columns.get(feature.name);
		if (column === void 0) return `its feature ${quoted(feature.name)} is not among the columns`;
		if (column.kind !== feature.kind) return `its feature ${quoted(feature.name)} was trained on ${kinds[feature.kind]} and now holds ${kinds[column.kind]}`;
	}
	return null;
}
function keep(answers, wanted) {
	const positions = Int32Array.from(answers.rows.keys()).filter((i) => wanted(answers.rows[i]));
	const { rows, truth, predicted, classes } = answers;
	const at = (values) => positions.map((i) => values[i]);
	return {
		rows: at(rows),
		truth: at(truth),
		predicted: at(predicted),
		classes
	};
}
function acceptedOnly(answers, fileOf, files) {
	return keep(answers, (row) => files[fileOf[row]].accepted);
}
function join(a, b) {
	return {
		rows: concat(a.rows, b.rows),
		truth: concat(a.truth, b.truth),
		predicted: concat(a.predicted, b.predicted),
		classes: a.classes
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
	const at = (values, g) => order.slice(sizes[g], sizes[g + 1]).map((i) => values[i]);
	const { rows, truth, predicted, classes } = answers;
	return Array.from({ length: groups }, (_, g) => ({
		rows: at(rows, g),
		truth: at(truth, g),
		predicted: at(predicted, g),
		classes
	}));
}
function confusionIn(answers) {
	return confusionOf(answers.truth, answers.predicted, answers.classes);
}
// src/evaluate/contest.ts
function openContest(challenge) {
	const { dataset, candidate, gates, whereOf } = challenge;
	const classes = allClasses(dataset, [candidate, challenge.champion]);
	checkPositiveClass(gates, classes, whereOf);
	const rows = labelled(dataset, challenge.holdoutRows);
	const trainRows = labelled(dataset, challenge.trainRows);
	const answers = answersOf(candidate, dataset, rows, classes);
	const common = mostFrequent(truthOf(dataset, trainRows, classes), classes.length);
	const fileOf = new Int32Array(dataset.rows);
	dataset.files.forEach((file, index) => {
		fileOf.fill(index, file.start, file.end);
	});
	return {
		gates,
		whereOf,
		files: dataset.files,
		hasAccepted: challenge.champion !== null || dataset.files.some((file) => file.accepted),
		fileOf,
		candidateClasses: candidate.classes,
		candidate: answers,
		champion: championOf(challenge, rows, trainRows, classes, fileOf),
		dummy: common === null ? null : {
			...answers,
			predicted: new Int32Array(rows.length).fill(common)
		}
	};
}
function championOf(challenge, rows, trainRows, classes, fileOf) {
	const { dataset, champion } = challenge;
	if (champion === null) return { kind: "none" };
	const trouble = misfit(champion, dataset);
	if (trouble !== null) return {
		kind: "unfit",
		reason: `the champion cannot be applied: ${trouble}`,
		suggestion: "Bring the column back (a renamed one by an alias in the schema), or start a new line of champions in another registry."
	};
	if (!challenge.championComparable) return {
		kind: "unfit",
		reason: "hold-out changed: reset (under other split settings the champion may have been trained on rows that are held out now)",
		suggestion: "Put the champion's split settings back, or start a new line of champions in another registry."
	};
	const isNew = (row) => !dataset.files[fileOf[row]].accepted;
	const answers = answersOf(champion, dataset, rows, classes);
	return {
		kind: "fit",
		answers,
		batch: join(keep(answers, isNew), answersOf(champion, dataset, trainRows.filter(isNew), classes))
	};
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
// src/stats/normal.ts
const A = [
	3.3871328727963665,
	133.14166789178438,
	1971.5909503065513,
	13731.69376550946,
	45921.95393154987,
	67265.7709270087,
	33430.57558358813,
	2509.0809287301227
];
const B = [
	1,
	42.31333070160091,
	687.1870074920579,
	5394.196021424751,
	21213.794301586597,
	39307.89580009271,
	28729.085735721943,
	5226.495278852546
];
const C = [
	1.4234371107496835,
	4.630337846156546,
	5.769497221460691,
	3.6478483247632045,
	1.2704582524523684,
	.2417807251774506,
	.022723844989269184,
	.0007745450142783414
];
const D = [
	1,
	2.053191626637759,
	1.6763848301838038,
	.6897673349851,
	.14810397642748008,
	.015198666563616457,
	.0005475938084995345,
	1.0507500716444169e-9
];
const E = [
	6.657904643501103,
	5.463784911164114,
	1.7848265399172913,
	.29656057182850487,
	.026532189526576124,
	.0012426609473880784,
	27115555687434876e-21,
	2.0103343992922881e-7
];
const F = [
	1,
	.599832206555888,
	.1369298809227358,
	.014875361290850615,
	.0007868691311456133,
	18463183175100548e-21,
	1.421511758316446e-7,
	20442631033899397e-31
];
function ratio(x, above, below) {
	let top = 0;
	let bottom = 0;
	for (let i = 7; i >= 0; i--) {
		top = top * x + above[i];
		bottom = bottom * x + below[i];
	}
	return top / bottom;
}
function normalQuantile(p) {
	if (!(p >= 0 && p <= 1)) return NaN;
	const q = p - .5;
	if (Math.abs(q) <= .425) return q * ratio(.180625 - q * q, A, B);
	const tail = q < 0 ? p : 1 - p;
	if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	const r = Math.sqrt(-Math.log(tail));
	const z = r <= 5 ? ratio(r - 1.6, C, D) : ratio(r - 5, E, F);
	return q < 0 ? -z : z;
}
// src/stats/binomial.ts
const LN_SQRT_2PI = .9189385332046727;
const LANCZOS = [
	.9999999999998099,
	676.5203681218851,
	-1259.1392167224028,
	771.3234287776531,
	-176.6150291621406,
	12.507343278686905,
	-.13857109526572012,
	9984369578019572e-21,
	1.5056327351493116e-7
];
function logGamma(x) {
	if (x < .5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
	const shifted = x - 1;
	let sum = LANCZOS[0];
	for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (shifted + i);
	const t = shifted + 7.5;
	return LN_SQRT_2PI + (shifted + .5) * Math.log(t) - t + Math.log(sum);
}
function stirlingError(n) {
	if (n <= 15) return logGamma(n + 1) - (n + .5) * Math.log(n) + n - LN_SQRT_2PI;
	const nn = n * n;
	return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / nn) / nn) / nn) / nn) / nn) / n;
}
function deviance(x, m) {
	if (Math.abs(x - m) >= .1 * (x + m)) return x * Math.log(x / m) + m - x;
	const v = (x - m) / (x + m);
	let sum = (x - m) * v;
	let term = 2 * x * v;
	for (let j = 1; j < 1e3; j++) {
		term *= v * v;
		const next = sum + term / (2 * j + 1);
		if (next === sum) break;
		sum = next;
	}
	return sum;
}
function binomialMass(x, n, p, q) {
	if (p === 0) return x === 0 ? 1 : 0;
	if (q === 0) return x === n ? 1 : 0;
	if (x < 0 || x > n) return 0;
	if (x === 0) return n === 0 ? 1 : Math.exp(p < .1 ? -deviance(n, n * q) - n * p : n * Math.log(q));
	if (x === n) return Math.exp(q < .1 ? -deviance(n, n * p) - n * q : n * Math.log(p));
	const log = stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
	return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}
// src/stats/beta.ts
const TINY = 1e-300;
function betaFraction(x, a, b) {
	let c = 1;
	let d = 1 / guard(1 - (a + b) * x / (a + 1));
	let h = d;
	for (let m = 1; m < 1e6; m++) {
		const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / guard(1 + even * d);
		c = guard(1 + even / c);
		h *= d * c;
		const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / guard(1 + odd * d);
		c = guard(1 + odd / c);
		const step = d * c;
		h *= step;
		if (Math.abs(step - 1) < 2e-16) break;
	}
	return h;
}
function guard(value) {
	return Math.abs(value) < TINY ? TINY : value;
}
function betaKernel(x, a, b) {
	return a * b / (a + b) * binomialMass(a, a + b, x, 1 - x);
}
function betaCdf(x, a, b) {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const kernel = betaKernel(x, a, b);
	if (x < (a + 1) / (a + b + 2)) return Math.min(1, kernel * betaFraction(x, a, b) / a);
	return Math.max(0, 1 - kernel * betaFraction(1 - x, b, a) / b);
}
function betaQuantile(p, a, b) {
	if (!(a > 0 && b > 0 && p >= 0 && p <= 1)) return NaN;
	if (p === 0 || p === 1) return p;
	let low = 0;
	let high = 1;
	let x = firstGuess(p, a, b);
	for (let i = 0; i < 200; i++) {
		const error = betaCdf(x, a, b) - p;
		if (error === 0) return x;
		if (error < 0) low = x;
		else high = x;
		let next = x - error * x * (1 - x) / betaKernel(x, a, b);
		if (!(next > low && next < high)) next = (low + high) / 2;
		if (Math.abs(next - x) <= 4e-16 * x) return next;
		x = next;
	}
	return x;
}
function firstGuess(p, a, b) {
	const mean = a / (a + b);
	const guess = mean + normalQuantile(p) * Math.sqrt(mean * (1 - mean) / (a + b + 1));
	return guess > 0 && guess < 1 ? guess : mean;
}
// src/stats/interval.ts
function clopperPearson(successes, trials, confidence) {
	const tail = (1 - confidence) / 2;
	return {
		lower: clopperPearsonLower(successes, trials, 1 - tail),
		upper: clopperPearsonUpper(successes, trials, 1 - tail)
	};
}
function clopperPearsonLower(successes, trials, confidence) {
	return successes <= 0 ? 0 : betaQuantile(1 - confidence, successes, trials - successes + 1);
}
function clopperPearsonUpper(successes, trials, confidence) {
	return successes >= trials ? 1 : betaQuantile(confidence, successes + 1, trials - successes);
}
function wilson(successes, trials, confidence) {
	if (!(trials > 0)) return {
		lower: 0,
		upper: 1
	};
	const z = normalQuantile(1 - (1 - confidence) / 2);
	const share = successes / trials;
	const zz = z * z / trials;
	const centre = (share + zz / 2) / (1 + zz);
	const half = z / (1 + zz) * Math.sqrt(share * (1 - share) / trials + zz / (4 * trials));
	return {
		lower: successes <= 0 ? 0 : Math.max(0, centre - half),
		upper: successes >= trials ? 1 : Math.min(1, centre + half)
	};
}
function wilsonF1(truePositives, falsePositives, falseNegatives, confidence) {
	const star = wilson(truePositives, truePositives + falsePositives + falseNegatives, confidence);
	return {
		lower: 2 * star.lower / (1 + star.lower),
		upper: 2 * star.upper / (1 + star.upper)
	};
}
// src/evaluate/influence.ts
function influenceOf(confusion, average, positiveClass) {
	const classes = classCounts(confusion);
	const rows = classes.reduce((total, c) => total + c.support, 0);
	const present = classes.filter((c) => c.support + c.predicted > 0).length;
	const byActual = new Float64Array(classes.length);
	const byPredicted = new Float64Array(classes.length);
	const byMatch = new Float64Array(classes.length);
	let mean = 0;
	classes.forEach((c, k) => {
		const share = c.support / rows;
		const both = (c.support + c.predicted) / rows;
		if (average === "micro") {
			byMatch[k] = 1;
			mean += c.truePositives / rows;
		} else if (both > 0) {
			const f1 = 2 * c.truePositives / rows / both;
			const weight = {
				weighted: share,
				macro: 1 / present,
				binary: confusion.classes[k] === positiveClass ? 1 : 0
			}[average];
			byActual[k] = (average === "weighted" ? f1 : 0) - weight * f1 / both;
			byPredicted[k] = -weight * f1 / both;
			byMatch[k] = 2 * weight / both;
			if (average === "weighted") mean += share * f1;
		}
	});
	return (i, j) => byActual[i] + byPredicted[j] + (i === j ? byMatch[i] : 0) - mean;
}
function f1Interval(confusion, average, positiveClass, confidence) {
	const classes = classCounts(confusion);
	const rows = sum(classes, (c) => c.support);
	if (average === "micro") return clopperPearson(sum(classes, (c) => c.truePositives), rows, confidence);
	if (average === "binary") {
		const c = classes[confusion.classes.indexOf(positiveClass ?? "")];
		return c === void 0 ? {
			lower: 0,
			upper: 1
		} : wilsonF1(c.truePositives, c.predicted - c.truePositives, c.support - c.truePositives, confidence);
	}
	const influence = influenceOf(confusion, average, positiveClass);
	let squares = 0;
	confusion.counts.forEach((row, i) => {
		row.forEach((count, j) => {
			if (count > 0) squares += count * influence(i, j) ** 2;
		});
	});
	const variance = squares / rows / rows;
	const value = f1Score(confusion, average, positiveClass);
	const trials = variance > 0 ? value * (1 - value) / variance : rows;
	return wilson(value * trials, trials, confidence);
}
// src/evaluate/gates/gate.ts
const KEY_OF_CODE = {
	"f1-earlier": "gates.f1-threshold",
	"f1-batch": "gates.f1-threshold"
};
function gate(contest, finding) {
	const { code, subject = "model", rows, message, suggestion } = finding;
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
	return {
		code,
		subject,
		status: broken && finding.status !== "fail" ? "inconclusive" : finding.status,
		observed: estimate,
		expected: threshold,
		message,
		suggestion,
		where: contest.whereOf(KEY_OF_CODE[code] ?? `gates.${code}`),
		rows,
		estimate,
		bound,
		threshold
	};
}
function f1Noun(contest) {
	const { f1Average, positiveClass } = contest.gates;
	return f1Average === "binary" ? `F1 of class ${quoted(positiveClass ?? "")}` : `${f1Average} F1`;
}
function capital(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
// src/evaluate/gates/champion.ts
function championGate(contest) {
	const { champion, candidate, gates } = contest;
	if (champion.kind === "none") return null;
	const { margin, confidence, horizon } = gates.champion;
	const rows = candidate.rows.length;
	const code = "champion";
	const threshold = -margin;
	const nothing = {
		code,
		status: "inconclusive",
		rows,
		estimate: null,
		bound: null,
		threshold
	};
	if (champion.kind === "unfit") {
		const message = `Candidate and champion cannot be compared: ${champion.reason}.`;
		return gate(contest, {
			...nothing,
			message,
			suggestion: champion.suggestion
		});
	}
	if (rows === 0) {
		const message = "There is no labelled hold-out row to compare candidate and champion on.";
		return gate(contest, {
			...nothing,
			message,
			suggestion: "Bring more rows, or raise split.holdout."
		});
	}
	const level = (1 - confidence) / horizon;
	const { difference, lower, upper, standardError } = pairedDifference(candidate, champion.answers, gates, level);
	const found = `${f1Noun(contest)} on ${counted(rows, "hold-out row")} is ${describe(difference)} the champion's`;
	const sure = `with ${Number((100 * (1 - level)).toPrecision(4))} % confidence`;
	const numbers = {
		code,
		rows,
		estimate: difference,
		threshold
	};
	if (lower >= threshold) {
		const message = `The candidate's ${found}; ${sure} it is not worse by more than the margin of ${margin}.`;
		return gate(contest, {
			...numbers,
			status: "pass",
			bound: lower,
			message,
			suggestion: null
		});
	}
	if (upper < threshold) {
		const message = `The candidate's ${found}; ${sure} it is worse by more than the margin of ${margin}.`;
		return gate(contest, {
			...numbers,
			status: "fail",
			bound: upper,
			message,
			suggestion: "Look at what changed in the newest files."
		});
	}
	const more = rowsNeeded(rows, difference - threshold, standardError, level) - rows;
	const message = `The candidate's ${found}, which does not show that it is no worse than the margin of ${margin} allows (${sure} at least ${score(lower)}): champion kept, ${moreRows(more)} would decide.`;
	return gate(contest, {
		...numbers,
		status: "undecided",
		bound: lower,
		message,
		suggestion: "More hold-out rows decide; so does a wider margin."
	});
}
function pairedDifference(a, b, gates, level) {
	const rows = a.rows.length;
	const [ofA, ofB] = [confusionIn(a), confusionIn(b)];
	const influenceA = influenceOf(ofA, gates.f1Average, gates.positiveClass);
	const influenceB = influenceOf(ofB, gates.f1Average, gates.positiveClass);
	let squares = 0;
	for (let i = 0; i < rows; i++) {
		const d = influenceA(a.truth[i], a.predicted[i]) - influenceB(b.truth[i], b.predicted[i]);
		squares += d * d;
	}
	const difference = f1Score(ofA, gates.f1Average, gates.positiveClass) - f1Score(ofB, gates.f1Average, gates.positiveClass);
	const standardError = Math.sqrt(squares) / rows;
	const reach = Math.max(normalQuantile(1 - level) * standardError, nearest(rows, level));
	return {
		difference,
		lower: difference - reach,
		upper: difference + reach,
		standardError
	};
}
function nearest(rows, level) {
	return 1 - level ** (1 / rows);
}
function rowsNeeded(rows, distance, standardError, level) {
	const gap = Math.abs(distance);
	const byError = rows * (normalQuantile(1 - level) * standardError / gap) ** 2;
	const byCount = gap < 1 ? Math.log(level) / Math.log1p(-gap) : 1;
	return Math.ceil(Math.max(byError, byCount));
}
function moreRows(more) {
	if (!(more <= 1e7)) return "more than 10 million more rows";
	const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, more))) - 1);
	return `about ${counted(Math.max(1, Math.ceil(more / unit) * unit)).replace(/ (rows?)$/, " more $1")}`;
}
function describe(difference) {
	if (difference === 0) return "the same as";
	return `${score(Math.abs(difference), 0)} ${difference > 0 ? "above" : "below"}`;
}
// src/evaluate/dummy.ts
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
// src/evaluate/metrics.ts
const REPORTED_CONFIDENCE = .95;
function scoreOf(truth, predicted, classes, positiveClass = null) {
	return scoreOfConfusion(confusionOf(truth, predicted, classes), positiveClass);
}
function scoreOfConfusion(confusion, positiveClass) {
	const classes = classCounts(confusion);
	const rows = sum(classes, (c) => c.support);
	const right = sum(classes, (c) => c.truePositives);
	const metrics = [metric("accuracy", null, null, right / rows, proportion(right, rows), rows)];
	for (const average of [
		"weighted",
		"macro",
		"micro"
	]) for (const name of [
		"f1",
		"precision",
		"recall"
	]) {
		const interval = average === "micro" || average === "weighted" && name === "recall" ? proportion(right, rows) : name === "f1" ? f1Interval(confusion, average, null, REPORTED_CONFIDENCE) : null;
		metrics.push(metric(name, average, null, averageOf(name, present(classes), average), interval, rows));
	}
	classes.forEach((counts, index) => {
		const label = confusion.classes[index];
		if (label === positiveClass) metrics.push(...classMetrics(counts, label, "binary", rows));
		metrics.push(...classMetrics(counts, label, null, counts.support));
	});
	return {
		metrics,
		confusion
	};
}
function classMetrics(counts, label, average, rows) {
	const { truePositives, predicted, support } = counts;
	const f1 = predicted + support > 0 ? wilsonF1(truePositives, predicted - truePositives, support - truePositives, REPORTED_CONFIDENCE) : null;
	return [
		metric("f1", average, label, f1Of(counts), f1, rows),
		metric("precision", average, label, precisionOf(counts), proportion(truePositives, predicted), rows),
		metric("recall", average, label, recallOf(counts), proportion(truePositives, support), rows)
	];
}
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
// src/evaluate/gates/f1-floor.ts
const ROUNDING = 1e-12;
function f1ThresholdGate(contest) {
	const threshold = contest.gates.f1Threshold;
	if (threshold === null) return null;
	const result = floorGate(contest, "f1-threshold", threshold, contest.candidate);
	const absent = absentClasses(contest);
	if (absent.length === 0 || result.status !== "pass" && result.status !== "warn") return result;
	const message = `${result.message} No hold-out row is of class ${quotedList(absent)}: nothing is known about ${absent.length === 1 ? "it" : "them"}.`;
	return {
		...result,
		status: "warn",
		message,
		suggestion: result.suggestion ?? "Bring more rows of these classes."
	};
}
function f1EarlierGate(contest) {
	const threshold = contest.gates.f1Threshold;
	if (threshold === null || !contest.hasAccepted) return null;
	return floorGate(contest, "f1-earlier", threshold, acceptedOnly(contest.candidate, contest.fileOf, contest.files));
}
function floorGate(contest, code, threshold, answers) {
	const rows = answers.rows.length;
	const which = code === "f1-earlier" ? " of accepted files" : "";
	const on = `${counted(rows, "hold-out row")}${which}`;
	const untold = nothingToJudge(contest, answers, which);
	if (untold !== null) return gate(contest, {
		code,
		status: "inconclusive",
		rows,
		estimate: null,
		bound: null,
		threshold,
		...untold
	});
	const confusion = confusionIn(answers);
	const { f1Average, positiveClass } = contest.gates;
	const estimate = f1Score(confusion, f1Average, positiveClass);
	const bound = f1Interval(confusion, f1Average, positiveClass, REPORTED_CONFIDENCE).lower;
	const numbers = {
		code,
		rows,
		estimate,
		bound,
		threshold
	};
	const found = `${capital(f1Noun(contest))} is ${score(estimate, threshold)} on ${on}`;
	if (!(estimate >= threshold - 1e-12)) {
		const message = `${found}, below the threshold of ${score(threshold, estimate)}.`;
		return gate(contest, {
			...numbers,
			status: "fail",
			message,
			suggestion: floorSuggestion(code)
		});
	}
	if (bound >= threshold - 1e-12) {
		const message = `${found}, at least ${score(bound, threshold)} with 95 % confidence: it reaches the threshold of ${threshold}.`;
		return gate(contest, {
			...numbers,
			status: "pass",
			message,
			suggestion: null
		});
	}
	const message = `${found} and reaches the threshold of ${threshold}, but with 95 % confidence it is only known to be at least ${score(bound, threshold)}.`;
	const status = contest.gates.require === "confident" ? "inconclusive" : "warn";
	return gate(contest, {
		...numbers,
		status,
		message,
		suggestion: "More hold-out rows would narrow the interval."
	});
}
function floorSuggestion(code) {
	if (code === "f1-threshold") return "Look at the classes with the lowest F1 in the report, and at what changed in the newest files.";
	return "The candidate does not know the accepted data well enough: look at the labels of the newest files, or train on a wider window.";
}
function nothingToJudge(contest, answers, which) {
	const { f1Average, positiveClass } = contest.gates;
	if (answers.rows.length === 0) return {
		message: `There is no labelled hold-out row${which}: nothing to judge the candidate on.`,
		suggestion: which === "" ? "Bring more rows, or raise split.holdout." : "Keep accepted files unchanged where the pattern finds them."
	};
	const first = answers.truth[0];
	if (answers.truth.every((label) => label === first)) return {
		message: `All of the ${counted(answers.rows.length, "hold-out row")}${which} are of class ${quoted(answers.classes[first])}: a constant would do as well.`,
		suggestion: "Bring rows of other classes."
	};
	const positive = answers.classes.indexOf(positiveClass ?? "");
	if (f1Average !== "binary" || answers.truth.includes(positive)) return null;
	return {
		message: `None of the ${counted(answers.rows.length, "hold-out row")}${which} is of the positive class ${quoted(positiveClass ?? "")}.`,
		suggestion: "Bring more rows of this class, or raise split.holdout."
	};
}
function absentClasses(contest) {
	const { truth, classes } = contest.candidate;
	const seen = new Set(truth);
	return contest.candidateClasses.filter((name) => !seen.has(classes.indexOf(name)));
}
// src/evaluate/gates/dummy.ts
function dummyGate(contest) {
	const { candidate, dummy, gates } = contest;
	const rows = candidate.rows.length;
	if (dummy === null || rows === 0) return gate(contest, {
		code: "dummy",
		status: "inconclusive",
		rows,
		estimate: null,
		bound: null,
		threshold: null,
		message: `There is no labelled ${dummy === null ? "training" : "hold-out"} row: the candidate cannot be compared with a constant.`,
		suggestion: "Bring more rows."
	});
	const confusion = confusionIn(candidate);
	const estimate = f1Score(confusion, gates.f1Average, gates.positiveClass);
	const bound = f1Interval(confusion, gates.f1Average, gates.positiveClass, REPORTED_CONFIDENCE).lower;
	const baseline = baselineOf(confusionIn(dummy), gates.f1Average, gates.positiveClass);
	const threshold = requiredAboveDummy(baseline.f1, gates.dummy.margin);
	const passed = estimate >= threshold - ROUNDING;
	const always = `always saying ${quoted(dummy.classes[dummy.predicted[0]])}`;
	const blind = baseline.by === "constant" ? always : "guessing by the classes' shares";
	const message = `${capital(f1Noun(contest))} is ${score(estimate, threshold)} on ${counted(rows, "hold-out row")}; ${blind} reaches ${score(baseline.f1)}, so ${score(threshold, estimate)} is asked for${passed ? "." : ": the features hardly predict the target."}`;
	return gate(contest, {
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
// src/stats/fisher.ts
function hypergeometric(a, b, c, d) {
	const row = a + b;
	const other = c + d;
	const column = a + c;
	const p = column / (row + other);
	const q = (b + d) / (row + other);
	const whole = binomialMass(column, row + other, p, q);
	return {
		low: Math.max(0, column - other),
		high: Math.min(row, column),
		mass: (x) => binomialMass(x, row, p, q) * binomialMass(column - x, other, p, q) / whole,
		rise: (x) => (row - x) / (x + 1) * ((column - x) / (other - column + x + 1))
	};
}
function upperTail(table, x) {
	if (x <= table.low) return 1;
	let term = x > table.high ? 0 : table.mass(x);
	let sum = term;
	for (let k = x; k < table.high && term > sum * 1e-18; k++) {
		term *= table.rise(k);
		sum += term;
	}
	return sum;
}
function lowerTail(table, x) {
	if (x >= table.high) return 1;
	let term = x < table.low ? 0 : table.mass(x);
	let sum = term;
	for (let k = x; k > table.low && term > sum * 1e-18; k--) {
		term /= table.rise(k - 1);
		sum += term;
	}
	return sum;
}
function modeOf(a, b, c, d) {
	return Math.floor((a + b + 1) * (a + c + 1) / (a + b + c + d + 2));
}
function fisherGreater(a, b, c, d) {
	const table = hypergeometric(a, b, c, d);
	return Math.min(1, a > modeOf(a, b, c, d) ? upperTail(table, a) : 1 - lowerTail(table, a - 1));
}
// src/evaluate/gates/witness.ts
const LARGEST_DROP = .2;
const SKILL_KEPT = .25;
function compare(accepted, fresh, gates) {
	const [a, b] = [sideOf(accepted, gates), sideOf(fresh, gates)];
	return {
		accepted: a,
		fresh: b,
		p: fewerRight(a, b.right, b.rows),
		smallestP: fewerRight(a, 0, b.rows)
	};
}
function fewerRight(accepted, right, rows) {
	return fisherGreater(accepted.right, accepted.rows - accepted.right, right, rows - right);
}
function sideOf(answers, gates) {
	const confusion = confusionIn(answers);
	const classes = classCounts(confusion);
	const rows = answers.rows.length;
	return {
		rows,
		right: sum(classes, (c) => c.truePositives),
		f1: f1Score(confusion, gates.f1Average, gates.positiveClass),
		f1Upper: f1Interval(confusion, gates.f1Average, gates.positiveClass, REPORTED_CONFIDENCE).upper,
		chance: sum(classes, (c) => c.support / rows * (c.predicted / rows))
	};
}
function fellFar({ accepted, fresh }) {
	return accepted.f1 - fresh.f1 > LARGEST_DROP;
}
function skillFloor({ accepted }) {
	return accepted.chance + SKILL_KEPT * Math.max(0, accepted.right / accepted.rows - accepted.chance);
}
function skillLost(comparison) {
	const { accepted, fresh } = comparison;
	const kappa = ({ right, rows, chance }) => chance < 1 ? (right / rows - chance) / (1 - chance) : 0;
	return fresh.right / fresh.rows <= skillFloor(comparison) && kappa(fresh) <= SKILL_KEPT * Math.max(0, kappa(accepted));
}
// src/evaluate/gates/f1-batch.ts
const LEVEL = .001;
const CHAMPION_LEVEL = 5e-4;
const FILE_ROWS = 50;
function f1BatchGate(contest) {
	const { candidate, files, fileOf, hasAccepted } = contest;
	if (!hasAccepted || files.every((file) => file.accepted)) return null;
	const accepted = acceptedOnly(candidate, fileOf, files);
	const batch = keep(candidate, (row) => !files[fileOf[row]].accepted);
	if (accepted.rows.length === 0 || batch.rows.length === 0) return untold(contest, batch.rows.length);
	const all = compare(accepted, batch, contest.gates);
	if (fellFar(all) && all.p < LEVEL) return fell(contest, "candidate", null, all);
	return championSays(contest) ?? unsuspicious(contest, all);
}
function championSays(contest) {
	const { champion, files, fileOf, gates } = contest;
	if (champion.kind !== "fit") return null;
	const accepted = acceptedOnly(champion.answers, fileOf, files);
	const suspects = suspectsIn(contest, champion.batch);
	for (const { name, answers } of suspects) {
		const comparison = compare(accepted, answers, gates);
		if (comparison.p >= CHAMPION_LEVEL / suspects.length) continue;
		if (fellFar(comparison)) return fell(contest, "champion", name, comparison);
		if (skillLost(comparison)) return lost(contest, name, comparison);
	}
	return null;
}
function suspectsIn({ files, fileOf }, batch) {
	const each = groupBy(batch, files.length, (row) => fileOf[row]).map((answers, i) => ({
		name: files[i].name,
		answers
	}));
	const large = each.filter(({ answers }) => answers.rows.length >= FILE_ROWS);
	return each.filter(({ answers }) => answers.rows.length > 0).length === 1 ? large : [...large, {
		name: null,
		answers: batch
	}];
}
function fell(contest, who, name, comparison) {
	const { accepted, fresh, p } = comparison;
	const message = `The ${who}'s ${f1Noun(contest)} is ${score(fresh.f1)} on ${rowsOf(who, name, fresh.rows)} and ${score(accepted.f1)} on ${counted(accepted.rows, "accepted hold-out row")}: it falls by more than ${LARGEST_DROP} (${chance(p)}).`;
	return suspicious(contest, name, {
		rows: fresh.rows,
		estimate: fresh.f1,
		bound: fresh.f1Upper,
		threshold: accepted.f1 - LARGEST_DROP
	}, message);
}
function lost(contest, name, comparison) {
	const { accepted, fresh, p } = comparison;
	const share = (side) => `${(100 * side.right / side.rows).toFixed(1)} %`;
	const message = `The champion is right on ${share(fresh)} of ${rowsOf("champion", name, fresh.rows)}, no more than chance would bring, and on ${share(accepted)} of ${counted(accepted.rows, "accepted hold-out row")} (${chance(p)}).`;
	return suspicious(contest, name, {
		rows: fresh.rows,
		estimate: fresh.right / fresh.rows,
		bound: clopperPearson(fresh.right, fresh.rows, REPORTED_CONFIDENCE).upper,
		threshold: skillFloor(comparison)
	}, message);
}
function suspicious(contest, name, numbers, message) {
	const fresh = contest.files.filter((file) => !file.accepted && (name === null || file.name === name));
	const only = fresh.length === 1 ? fresh[0] : null;
	const subject = only?.name ?? "model";
	const suggestion = `Check the labels of ${only === null ? "the new files" : quoted(only.name)}.${only === null ? "" : excludeAdvice(only)}`;
	return gate(contest, {
		code: "f1-batch",
		subject,
		status: "fail",
		...numbers,
		message,
		suggestion
	});
}
function excludeAdvice(file) {
	if (file.digest === void 0) return "";
	return ` To leave the file out, add to \`data\` in retrain.yml: ${`exclude: [{file: ${JSON.stringify(file.name)}, digest: ${JSON.stringify(file.digest)}, reason: "labels do not fit"}]`}`;
}
function rowsOf(who, name, rows) {
	return `${counted(rows, who === "candidate" ? "hold-out row" : "row")} of ${name === null ? "the new files" : quoted(name)}`;
}
function unsuspicious(contest, comparison) {
	const { accepted, fresh, smallestP } = comparison;
	const numbers = {
		rows: fresh.rows,
		estimate: fresh.f1,
		bound: fresh.f1Upper,
		threshold: accepted.f1 - LARGEST_DROP
	};
	const found = `${capital(f1Noun(contest))} is ${score(fresh.f1)} on ${counted(fresh.rows, "hold-out row")} of the new files and ${score(accepted.f1)} on ${counted(accepted.rows, "accepted hold-out row")}`;
	if (smallestP < LEVEL) {
		const message = `${found}: no sign that their labels mean something else.`;
		return gate(contest, {
			code: "f1-batch",
			status: "pass",
			...numbers,
			message,
			suggestion: null
		});
	}
	const message = `${found}: too few rows to see whether their labels mean the same.`;
	const suggestion = "Bring larger batches, or look at the labels of the new files.";
	return gate(contest, {
		code: "f1-batch",
		status: "warn",
		...numbers,
		message,
		suggestion
	});
}
function untold(contest, batchRows) {
	return gate(contest, {
		code: "f1-batch",
		status: "inconclusive",
		rows: batchRows,
		estimate: null,
		bound: null,
		threshold: null,
		message: batchRows === 0 ? "None of the hold-out rows is from the new files: they cannot be judged." : "There is no labelled hold-out row of accepted files to compare the new files with.",
		suggestion: batchRows === 0 ? "Bring more rows: files that are not accepted are judged together with the next ones." : "Keep accepted files unchanged where the pattern finds them."
	});
}
// src/evaluate/evaluate.ts
const GATES = [
	f1ThresholdGate,
	f1EarlierGate,
	f1BatchGate,
	dummyGate,
	championGate
];
function evaluate(challenge) {
	const contest = openContest(challenge);
	const { candidate, champion, dummy, gates } = contest;
	const scored = (answers) => answers === null || answers.rows.length === 0 ? null : scoreOf(answers.truth, answers.predicted, answers.classes, gates.positiveClass);
	return {
		evaluation: {
			candidate: scored(candidate),
			champion: scored(champion.kind === "fit" ? champion.answers : null),
			dummy: scored(dummy)
		},
		checks: GATES.map((judged) => judged(contest)).filter((check) => check !== null)
	};
}
// src/evaluate/holdout.ts
const SHARE_TOLERANCE = .25;
function holdoutChecks(dataset, { trainRows, holdoutRows }, share) {
	const total = trainRows.length + holdoutRows.length;
	const realised = total === 0 ? 0 : holdoutRows.length / total;
	const base = {
		code: "holdout",
		subject: "model",
		observed: realised,
		expected: share,
		where: null
	};
	if (trainRows.length === 0 || holdoutRows.length === 0) {
		const message = `Of ${total} rows none is left ${trainRows.length === 0 ? "for training" : "in the hold-out"}: nothing can be judged.`;
		return [{
			...base,
			status: "inconclusive",
			message,
			suggestion: "Bring more rows, or change split.holdout."
		}];
	}
	const { codes } = targetOf(dataset);
	const first = codes[trainRows[0]];
	if (trainRows.every((row) => codes[row] === first)) {
		const message = `All ${trainRows.length} training rows are of one class: there is nothing to learn.`;
		return [{
			...base,
			status: "inconclusive",
			message,
			suggestion: "Check the target column and the window."
		}];
	}
	const percent = (part) => `${(100 * part).toFixed(1)} %`;
	if (Math.abs(realised - share) > SHARE_TOLERANCE * share) {
		const message = `${percent(realised)} of the rows are held out instead of ${percent(share)}: few rows, many duplicates or a window.`;
		return [{
			...base,
			status: "warn",
			message,
			suggestion: "Look at duplicate rows, or split by id."
		}];
	}
	return [{
		...base,
		status: "pass",
		message: `${holdoutRows.length} of ${total} rows are held out (${percent(realised)}).`,
		suggestion: null
	}];
}
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
function placeRows(dataset, split) {
	const sides = new Uint8Array(dataset.rows);
	const salt = encodeText(split.salt);
	const rows = rowEncoder(split.columns.map((name) => columnOf(dataset, name)), 0);
	const keyed = Buffer.concat([salt, Buffer.alloc(rows.longest)]);
	for (let row = 0; row < dataset.rows; row++) {
		const length = rows.encode(row, 0);
		rows.buffer.copy(keyed, salt.length, 0, length);
		const digest = createHash("sha256").update(keyed.subarray(0, salt.length + length)).digest();
		sides[row] = digest.readUIntBE(0, 6) / 2 ** 48 < split.share ? 1 : 0;
	}
	return sides;
}
// src/table/split-plan.ts
function planSplit(config, champion, dataset) {
	const recorded = champion?.split ?? null;
	const present = new Set(dataset.columns.map((column) => column.name));
	const kept = recorded?.by === "row" && recorded.columns.every((name) => present.has(name)) ? recorded.columns : null;
	const split = {
		by: config.by,
		share: config.holdout,
		columns: config.by === "row" ? config.columns ?? kept ?? dataset.features : [config.column ?? ""],
		salt: config.salt ?? "gated-retrain",
		hash: 1
	};
	return {
		split,
		comparable: champion === null || recorded === null || same(recorded, split) && champion.target === dataset.target
	};
}
function takeSides(dataset, split) {
	const heldOut = placeRows(dataset, split);
	const trainRows = [];
	const holdoutRows = [];
	for (const file of dataset.files) for (let row = file.start; row < file.end; row++) if (heldOut[row] === 1) holdoutRows.push(row);
	else if (file.inWindow) trainRows.push(row);
	return {
		trainRows: Int32Array.from(trainRows),
		holdoutRows: Int32Array.from(holdoutRows)
	};
}
function same(a, b) {
	return a.columns.length === b.columns.length && a.columns.every((name, i) => name === b.columns[i]) && a.by === b.by && a.share === b.share && a.salt === b.salt && a.hash === b.hash;
}
export { holdoutChecks as a, requiredAboveDummy as c, rowEncoder as i, takeSides as n, evaluate as o, encodeText as r, baselineOf as s, planSplit as t };
