// src/report/sentences/text.ts
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const SHORT = {
	"\n": "\\n",
	"\r": "\\r",
	"	": "\\t",
	"\0": "\\0"
};
function spelled(character) {
	return SHORT[character] ?? `\\u{${character.codePointAt(0).toString(16)}}`;
}
function visible(text) {
	return text.replace(UNSEEN, spelled);
}
function clip(text, max) {
	if (text.length <= max) return text;
	let cut = max;
	const last = text.charCodeAt(cut - 1);
	if (last >= 55296 && last <= 56319) cut--;
	return `${text.slice(0, cut)}… (+${text.length - cut} characters)`;
}
function shownName(name, max = 80) {
	return name === "" ? "(empty)" : visible(clip(name, max));
}
function segmentsOf(message) {
	const parts = message.split("`");
	const closed = parts.length % 2 === 1;
	return parts.map((text, index) => {
		if (index % 2 === 0) return {
			kind: "text",
			text
		};
		return closed || index < parts.length - 1 ? {
			kind: "code",
			text
		} : {
			kind: "text",
			text: `\`${text}`
		};
	}).filter((segment) => segment.text !== "");
}
function bounded(list, max) {
	return {
		shown: list.slice(0, max),
		more: Math.max(0, list.length - max)
	};
}
export { visible as a, shownName as i, clip as n, segmentsOf as r, bounded as t };
