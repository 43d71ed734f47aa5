// Untrusted text, made safe to look at before any renderer escapes it for its own format.

/**
 * Characters that a reader cannot see or that act on a terminal or on the order of letters: controls, format characters
 * (bidi overrides, zero-width, BOM), separators and spaces other than U+0020, halves of surrogate pairs.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;
const SHORT: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0" };

function spelled(character: string): string {
  return SHORT[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** One line of text in which every character can be seen: `\n`, `\u{202e}`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, spelled);
}

/** At most `max` characters, and says how many more there are. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = max;
  const last = text.charCodeAt(cut - 1);
  if (last >= 0xd800 && last <= 0xdbff) cut--;
  return `${text.slice(0, cut)}… (+${text.length - cut} characters)`;
}

/** A name as it is shown: one visible line, bounded. */
export function shownName(name: string, max = 80): string {
  return name === "" ? "(empty)" : visible(clip(name, max));
}

export interface Segment {
  kind: "text" | "code";
  text: string;
}

/** Splits a message at its backticks: what stands between two is a name or a line of code. */
export function segmentsOf(message: string): Segment[] {
  const parts = message.split("`");
  const closed = parts.length % 2 === 1;
  return parts
    .map((text, index): Segment => {
      if (index % 2 === 0) return { kind: "text", text };
      return closed || index < parts.length - 1 ? { kind: "code", text } : { kind: "text", text: `\`${text}` };
    })
    .filter((segment) => segment.text !== "");
}

export interface Bounded<T> {
  shown: T[];
  /** How many were left out. */
  more: number;
}

/** The first `max`; the rest is counted, never silently dropped. */
export function bounded<T>(list: readonly T[], max: number): Bounded<T> {
  return { shown: list.slice(0, max), more: Math.max(0, list.length - max) };
}
