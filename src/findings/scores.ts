// Numbers and names inside the sentences of gates.
import { grouped } from "./wording.ts";

/** Enough digits that a score never looks equal to a different one beside it. */
export function score(value: number, ...others: number[]): string {
  for (let digits = 3; digits < 12; digits++) {
    const text = value.toFixed(digits);
    if (others.every((other) => other === value || other.toFixed(digits) !== text))
      return Number(text) === 0 ? text.replace("-", "") : text;
  }
  return String(value);
}

/** "1 row", "2,000 rows". */
export function counted(count: number, noun = "row"): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** "1,730 hold-out rows (173 of them different)"; `different` absent: all of them. */
export function countedRows(count: number, noun: string, different?: number): string {
  return `${counted(count, noun)}${different === undefined ? "" : ` (${grouped(different)} of them different)`}`;
}

/** A class, column or file that somebody else named: on one line, of bounded length. */
export function quoted(name: string): string {
  const text = JSON.stringify(name);
  return text.length <= 80 ? text : `${text.slice(0, 76)}…"`;
}

/** At most `most` names, then how many more. */
export function quotedList(names: string[], most = 5): string {
  const shown = names.slice(0, most).map(quoted).join(", ");
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}

/** A p-value as sentences give it. */
export function chance(p: number): string {
  if (p < 1e-12) return "p < 1e-12";
  return p < 0.01 ? `p = ${p.toExponential(0)}` : `p = ${p.toFixed(2)}`;
}
