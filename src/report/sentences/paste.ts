// Finds in a suggestion what is to be pasted: lines of YAML, flow entries amid a sentence, commands.
import { plural } from "../../findings/wording.ts";

export interface Block {
  kind: "prose" | "code";
  text: string;
}

/** Characters of one suggestion that a report shows. */
export const MAX_CHARACTERS = 6000;

/** Splits a suggestion into words to read and lines to paste. Of a very long one whole lines are left out: half an entry cannot be pasted. */
export function blocksOf(suggestion: string): Block[] {
  const blocks: Block[] = [];
  for (const line of wholeLines(suggestion)) {
    for (const { kind, text } of piecesOf(line)) {
      if (text.trim() === "") continue;
      const last = blocks.at(-1);
      if (last?.kind === kind) last.text += `\n${text}`;
      else blocks.push({ kind, text });
    }
  }
  return blocks;
}

function wholeLines(suggestion: string): string[] {
  const lines = suggestion.split(/\r?\n/);
  let room = MAX_CHARACTERS;
  const kept = lines.filter((line) => {
    const fits = line.length <= room;
    if (fits) room -= line.length;
    return fits;
  });
  const left = lines.length - kept.length;
  return left === 0 ? kept : [...kept, `Left out here, for its length: ${plural(left, "line")}; run.json has all.`];
}

/** A YAML entry, a list item or a command that fills its line. */
const PASTE_LINE = /^(\s{2,}\S|\s*- \S|\s*[\p{L}_"'][\p{L}\p{N}_."'-]*:(\s+[^\s.].*)?$|(node|npx|npm|git|gh) \S)/u;
const SENTENCE_END = /[a-z)`"][.!?]$/;
/** Where a flow entry begins: `aliases: [`, `- {`, `{`; after a colon or at the line's start. */
const FLOW_START = /(?<=: |^\s*)(?:- )?(?:["']?[\p{L}_][\p{L}\p{N}_.-]*["']?: ?)?[[{]/gu;

function piecesOf(line: string): Block[] {
  const pieces: Block[] = [];
  let from = 0;
  for (const match of line.matchAll(FLOW_START)) {
    if (match.index < from) continue;
    const end = closingOf(line, match.index + match[0].length - 1);
    if (end === null || !/^(\.?\s|[.,;]?$)/.test(line.slice(end))) continue;
    const indented = line.slice(0, match.index).trim() === "" && line.slice(end).trim() === "";
    pieces.push({ kind: "prose", text: line.slice(from, match.index).trim() });
    pieces.push({ kind: "code", text: indented ? line : line.slice(match.index, end) });
    from = end + (line[end] === "." ? 1 : 0);
  }
  const rest = line.slice(from);
  if (pieces.length > 0) return [...pieces, { kind: "prose", text: rest.trim() }];
  return [{ kind: PASTE_LINE.test(line) && !SENTENCE_END.test(line) ? "code" : "prose", text: line }];
}

/** The place after the bracket that closes the one at `open`, past quoted text; null when none does. */
function closingOf(line: string, open: number): number | null {
  let depth = 0;
  for (let at = open; at < line.length; at++) {
    const letter = line[at]!;
    if (letter === "[" || letter === "{") depth++;
    else if (letter === "]" || letter === "}") depth--;
    else if ((letter === '"' || letter === "'") && /[[{,:\s]/.test(line[at - 1]!)) at = quoteEnd(line, at);
    if (depth === 0) return at + 1;
  }
  return null;
}

function quoteEnd(line: string, open: number): number {
  const quote = line[open];
  for (let at = open + 1; at < line.length; at++) {
    if (quote === '"' && line[at] === "\\") at++;
    else if (line[at] === quote && quote === "'" && line[at + 1] === "'") at++;
    else if (line[at] === quote) return at;
  }
  return line.length;
}
