// Patterns run in a linear-time engine (re2js), which has no lookahead and no backreference.
import { RE2JS } from "re2js";
import { printable } from "../file/source.ts";

/** Most instructions of the compiled pattern, which bounds the steps per character. */
const MAX_PROGRAM = 5_000;

/** What is wrong with a pattern, as the end of a sentence; null: it is valid. */
export function patternProblem(pattern: string): string | null {
  try {
    const size = RE2JS.compile(pattern).programSize();
    return size > MAX_PROGRAM ? `grows to ${size} steps per character, more than ${MAX_PROGRAM}` : null;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "unknown reason";
    return `cannot be run: ${printable(reason.slice(0, 200))}`;
  }
}
