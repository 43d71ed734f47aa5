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
export { present as a, precisionOf as i, classCounts as n, recallOf as o, f1Of as r, sum as s, averageOf as t };
