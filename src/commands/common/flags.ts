// Parses the command line into flag values; all mistakes at once.
import { parseArgs } from "node:util";
import { closest } from "fastest-levenshtein";
import { ConfigError, problem } from "../../types/errors.ts";
import type { Problem } from "../../types/problem.ts";
import type { Flag, FlagValues } from "./command.ts";

/** The flags. Throws ConfigError with the mistakes and the nearest known flags. */
export function parseFlags(words: string[], flags: Record<string, Flag>): FlagValues {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [
      name,
      { type: flag.takes === "none" ? ("boolean" as const) : ("string" as const), multiple: true },
    ]),
  );
  const { tokens } = parseArgs({ args: words, options, strict: false, allowPositionals: true, tokens: true });
  const values: FlagValues = {};
  const problems: Problem[] = [];
  let several: string[] | null = null;
  for (const token of tokens) {
    if (token.kind === "positional") {
      if (several) several.push(token.value);
      else problems.push(problem(`Unexpected word "${token.value}": values follow their flag.`, { got: token.value }));
      continue;
    }
    if (token.kind !== "option") continue;
    several = null;
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined) problems.push(unknownFlag(token.rawName, flags));
    else if (flag.takes === "none") {
      if (token.value !== undefined) problems.push(problem(`${token.rawName} is a switch and takes no value.`, { got: token.value }));
      else values[token.name] = true;
    } else if (token.value === undefined)
      problems.push(problem(`${token.rawName} needs a value: ${token.rawName} ${flag.placeholder ?? "VALUE"}.`));
    else if (flag.takes === "several") {
      const before = values[token.name];
      several = Array.isArray(before) ? before : [];
      several.push(token.value);
      values[token.name] = several;
    } else if (values[token.name] !== undefined) problems.push(problem(`${token.rawName} is given twice.`, { got: token.value }));
    else values[token.name] = token.value;
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return values;
}

function unknownFlag(name: string, flags: Record<string, Flag>): Problem {
  const known = Object.keys(flags).map((flag) => `--${flag}`);
  return problem(`Unknown flag ${name}; did you mean ${closest(name, known)}? Known: ${known.join(", ")}.`, { got: name });
}

/** The text of `--help`. */
export function helpOf(name: string, command: { usage: string; about: string; flags: Record<string, Flag> }): string {
  const rows = Object.entries(command.flags).map(
    ([flag, { placeholder, about }]) => [`--${flag}${placeholder ? ` ${placeholder}` : ""}`, about] as const,
  );
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  const list = rows.map(([left, about]) => `  ${left.padEnd(width)}  ${about}`).join("\n");
  return `Usage: gated-retrain ${name} ${command.usage}\n\n${command.about}\n\n${list}\n`;
}
