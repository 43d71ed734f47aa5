import { t as require_fastest_levenshtein } from "./lib-fastest-levenshtein.js";
import { d as problem, t as ConfigError } from "./errors2.js";
import { parseArgs } from "node:util";
// src/commands/common/flags.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
function parseFlags(words, flags) {
	const options = Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, {
		type: flag.takes === "none" ? "boolean" : "string",
		multiple: true
	}]));
	const { tokens } = parseArgs({
		args: words,
		options,
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const values = {};
	const problems = [];
	let several = null;
	for (const token of tokens) {
		if (token.kind === "positional") {
			if (several) several.push(token.value);
			else problems.push(problem(`Unexpected word "${token.value}": values follow their flag.`, { got: token.value }));
			continue;
		}
		if (token.kind !== "option") continue;
		several = null;
		const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : void 0;
		if (flag === void 0) problems.push(unknownFlag(token.rawName, flags));
		else if (flag.takes === "none") {
			if (token.value !== void 0) problems.push(problem(`${token.rawName} is a switch and takes no value.`, { got: token.value }));
			else values[token.name] = true;
		} else if (token.value === void 0) problems.push(problem(`${token.rawName} needs a value: ${token.rawName} ${flag.placeholder ?? "VALUE"}.`));
		else if (flag.takes === "several") {
			const before = values[token.name];
			several = Array.isArray(before) ? before : [];
			several.push(token.value);
			values[token.name] = several;
		} else if (values[token.name] !== void 0) problems.push(problem(`${token.rawName} is given twice.`, { got: token.value }));
		else values[token.name] = token.value;
	}
	if (problems.length > 0) throw new ConfigError(problems);
	return values;
}
function unknownFlag(name, flags) {
	const known = Object.keys(flags).map((flag) => `--${flag}`);
	return problem(`Unknown flag ${name}; did you mean ${(0, import_fastest_levenshtein.closest)(name, known)}? Known: ${known.join(", ")}.`, { got: name });
}
function helpOf(name, command) {
	const rows = Object.entries(command.flags).map(([flag, { placeholder, about }]) => [`--${flag}${placeholder ? ` ${placeholder}` : ""}`, about]);
	const width = Math.max(0, ...rows.map(([left]) => left.length));
	const list = rows.map(([left, about]) => `  ${left.padEnd(width)}  ${about}`).join("\n");
	return `Usage: gated-retrain ${name} ${command.usage}\n\n${command.about}\n\n${list}\n`;
}
export { helpOf, parseFlags };
