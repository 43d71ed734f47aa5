import { n as isGate } from "./view.js";
// src/report/run-json.ts
const number = (value) => typeof value === "number" && Number.isFinite(value) ? value + 0 : null;
const place = (where) => where && {
	file: where.file,
	line: number(where.line),
	column: number(where.column)
};
const remedy = ({ kind, file, key, value }) => ({
	kind,
	file,
	key,
	value
});
function check(result) {
	const { code, subject, status, observed, expected, message, suggestion, remedies = [], where, power = null } = result;
	const base = {
		code,
		subject,
		status,
		observed,
		expected,
		message,
		suggestion,
		remedies: remedies.map(remedy),
		where: place(where),
		power
	};
	if (!isGate(result)) return base;
	const { rows, estimate, bound, threshold } = result;
	return {
		...base,
		rows: number(rows),
		estimate: number(estimate),
		bound: number(bound),
		threshold: number(threshold)
	};
}
function metric({ name, average, class: of, slice, value, lower, upper, rows }) {
	return {
		name,
		average,
		class: of,
		slice,
		value: number(value),
		lower: number(lower),
		upper: number(upper),
		rows: number(rows)
	};
}
function reportedNumber({ name, value, rows }) {
	return {
		name,
		value: number(value),
		rows: number(rows)
	};
}
function scored(score) {
	return score && {
		metrics: score.metrics.map(metric),
		confusion: {
			classes: score.confusion.classes,
			counts: score.confusion.counts
		}
	};
}
function problem({ message, where, got, expected }) {
	return {
		message,
		where: place(where),
		got,
		expected
	};
}
function runToJson(result) {
	const { version, verdict, error, reason, exitCode, publication, skipped, failedStage, modelId, championId, checks, evidence, reported, data, split, evaluation, timings, environment } = result;
	return {
		version,
		verdict,
		error: error && {
			kind: error.kind,
			problems: error.problems.map(problem)
		},
		reason,
		exitCode,
		publication,
		skipped,
		failedStage,
		modelId,
		championId,
		checks: checks.map(check),
		evidence,
		reported: reported && {
			candidate: reportedNumber(reported.candidate),
			champion: reported.champion && reportedNumber(reported.champion)
		},
		data: data && {
			digest: data.digest,
			rows: number(data.rows),
			files: data.files.map(({ name, digest, bytes, rows, uri, versionId }) => ({
				name,
				digest,
				bytes,
				rows,
				uri,
				versionId
			}))
		},
		split: split && {
			by: split.by,
			trainRows: split.trainRows,
			holdoutRows: split.holdoutRows
		},
		evaluation: evaluation && {
			candidate: scored(evaluation.candidate),
			champion: scored(evaluation.champion),
			dummy: scored(evaluation.dummy)
		},
		timings: { ...timings },
		environment: { ...environment }
	};
}
const ACTING = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|##(?=\[)/g;
function quoted(text) {
	return JSON.stringify(text).replace(ACTING, (match) => match === "##" ? "#\\u0023" : `\\u${match.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
function stringify(value, indent = "") {
	if (typeof value === "string") return quoted(value);
	if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
	const inner = `${indent}  `;
	if (Array.isArray(value)) {
		if (value.length === 0) return "[]";
		if (value.every((item) => typeof item === "number")) return `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
		return `[\n${value.map((item) => inner + stringify(item, inner)).join(",\n")}\n${indent}]`;
	}
	const entries = Object.entries(value).map(([key, item]) => `${inner}${quoted(key)}: ${stringify(item, inner)}`);
	return entries.length === 0 ? "{}" : `{\n${entries.join(",\n")}\n${indent}}`;
}
function renderRunJson(result) {
	return `${stringify(runToJson(result))}\n`;
}
export { runToJson as n, stringify as r, renderRunJson as t };
