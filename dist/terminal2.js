import { D as scoreOf, E as score, l as MAX_CHARACTERS, o as headlineScore, p as countedRows, r as viewOf, s as metricLabel, t as countsSentence, u as blocksOf } from "./view.js";
import { a as visible, n as clip, t as bounded } from "./text2.js";
// src/report/terminal.ts
const MOST_FINDINGS = 5;
const MOST_PROBLEMS = 20;
const COLORS = {
	good: "32",
	neutral: "36",
	attention: "33",
	bad: "31"
};
function safe(text, max = 400) {
	return visible(clip(text, max)).replace(/##\[/g, "# #[");
}
function renderTerminal(result, context, options = {}) {
	const view = viewOf(result, context);
	const paint = (text) => options.color ? `\u001b[1;${COLORS[view.tone]}m${text}\u001b[0m` : text;
	const lines = [`${paint(`${view.label}.`)} ${view.headline}`];
	const wrapped = (line) => wrap(line, options.width ?? Number.POSITIVE_INFINITY);
	const todo = wrapped(`  to do     ${safe(view.next, 600)}`);
	if (result.error === null) lines.push(...view.why === "" ? [] : [wrapped(`  why       ${safe(view.why, 1e3)}`)], todo);
	else lines.push(...problemsAnd(todo, result.error.problems).map(wrapped));
	const findings = bounded(view.findings, MOST_FINDINGS);
	lines.push(...findings.shown.flatMap(findingLines).map((line) => PASTED.test(line) ? line : wrapped(line)));
	if (findings.more > 0) lines.push(`  … and ${findings.more} more findings`);
	const figures = figuresLine(result);
	if (figures !== null) lines.push(`  ${figures}`);
	if (result.checks.length > 0) lines.push(`  checks    ${countsSentence(view.counts)}`);
	if (view.aftermath !== null) lines.push(`  champion  ${view.aftermath}`);
	if (options.reportPath) lines.push(`  report    ${safe(options.reportPath, 1e3)}`);
	return `${lines.flatMap((line) => line.split("\n")).map(inert).join("\n")}\n`;
}
const PASTED = /^ {12}/;
function wrap(line, width) {
	const indent = " ".repeat(12);
	if (line.length <= width || width < 40) return line;
	const rows = [];
	let row = "";
	for (const word of line.split(/(?<=\S) (?=\S)/)) if (row !== "" && row.length + 1 + word.length > width) {
		rows.push(row);
		row = indent + word;
	} else row = row === "" ? word : `${row} ${word}`;
	return [...rows, row].join("\n");
}
function problemsAnd(todo, problems) {
	const { shown, more } = bounded(problems, MOST_PROBLEMS);
	const listed = shown.flatMap(problemLines);
	if (more > 0) listed.push(`  … and ${more} more problems`);
	return problems.length === 1 ? [...listed, todo] : [todo, ...listed];
}
function printable(text) {
	return text.split("\n").map((line) => inert(safe(line, 1e3))).join("\n");
}
const inert = (line) => line.replace(/^(\s*):(?=:)/, "$1: ");
const place = (where) => where === null ? "" : `${safe(where.file, 200)}:${where.line}:${where.column}: `;
function problemLines({ message, where, got, expected }) {
	const said = (part) => part === null || message.includes(part);
	const added = [said(got) ? null : `got ${safe(got ?? "", 120)}`, said(expected) ? null : `expected ${safe(expected ?? "", 200)}`].filter((fact) => fact !== null).join(", ");
	return [`  ${where !== null && !message.includes(`${where.file}:${where.line}:${where.column}`) ? place(where) : ""}${safe(message)}${added === "" ? "" : ` (${added})`}`];
}
function findingLines(check) {
	const lines = [`  ${check.status.padEnd(9)} ${safe(check.code, 40)}: ${place(check.where)}${safe(check.message)}`];
	if (check.suggestion !== null && check.status !== "warn") for (const { text } of blocksOf(check)) for (const line of bounded(text.split("\n"), 8).shown) lines.push(`            ${safe(line, MAX_CHARACTERS)}`);
	return lines;
}
function figuresLine(result) {
	const headline = headlineScore(result);
	if (headline === null) return null;
	const { candidate, champion, dummy } = headline.trio;
	const lower = candidate?.lower == null ? "" : ` (at least ${score(candidate.lower, candidate.digits)})`;
	const parts = [
		candidate && `new ${scoreOf(candidate)}${lower}`,
		champion && `champion ${scoreOf(champion)}`,
		dummy && `most frequent class ${scoreOf(dummy)}`,
		candidate && countedRows(candidate.rows, "hold-out row", candidate.different)
	];
	return `${metricLabel("f1", headline.average)}  ${parts.filter((part) => part !== null).join(", ")}`;
}
export { renderTerminal as n, printable as t };
