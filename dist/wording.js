// src/findings/wording.ts
const NAME_LIMIT = 80;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
function printable(text, limit = NAME_LIMIT) {
	const head = Array.from(text.slice(0, 2 * limit + 2));
	return (head.length > limit || text.length > 2 * limit + 2 ? `${head.slice(0, limit).join("")}…` : text).replace(UNPRINTABLE, (c) => `\\u{${c.codePointAt(0).toString(16)}}`);
}
function named(name) {
	return `\`${printable(name).replaceAll("`", "'")}\``;
}
function namedList(names, limit = 5) {
	const shown = names.slice(0, limit).map(named);
	if (names.length > limit) return `${shown.join(", ")} and ${grouped(names.length - limit)} more`;
	if (shown.length < 2) return shown.join("");
	return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
const FILES_NAMED = 3;
function fileWords({ name, uri, alike = [] }) {
	if (alike.length === 0) return printable(name || uri, 200);
	const shown = [{ name }, ...alike].slice(0, FILES_NAMED).map((file) => printable(file.name, 100));
	const more = alike.length + 1 > shown.length ? ` and ${grouped(alike.length + 1 - shown.length)} more` : "";
	return `${plural(alike.length + 1, "file")} (${shown.join(", ")}${more})`;
}
function grouped(count) {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
function plural(count, noun, many = `${noun}s`) {
	return `${grouped(count)} ${count === 1 ? noun : many}`;
}
function ofRows(count, rows) {
	return `${grouped(count)} of ${plural(rows, "row")}`;
}
function percent(share) {
	if (share > 0 && share < .001) return "< 0.1 %";
	return `${String(Math.round(share * 1e3) / 10)} %`;
}
export { ofRows as a, printable as c, namedList as i, grouped as n, percent as o, named as r, plural as s, fileWords as t };
