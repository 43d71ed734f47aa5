// GitHub-flavoured Markdown that untrusted text cannot break out of. Names and messages go through these functions, always.
import type { Advice, CheckResult } from "../../types/judgement.ts";
import { blocksOf, MAX_CHARACTERS } from "../sentences/paste.ts";
import { clip, segmentsOf, shownName, visible } from "../sentences/text.ts";

/** Zero-width space: keeps GitHub from linking what an entity alone would not stop. */
const APART = "&#8203;";
const ENTITIES: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };
const entity = (character: string) => ENTITIES[character] ?? `&#${character.codePointAt(0)};`;

/** Every character that Markdown, HTML or GitHub's own filters give a meaning, as an entity. */
function neutral(text: string): string {
  return text
    .replace(/[<>&\\`*[\]|~#$]/g, entity)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "&#95;")
    .replace(/&#35;(?=\d)|@|\bGH-(?=\d)|(https?|ftp|mailto|xmpp):|www\./giu, (match) => `${match}${APART}`)
    .replace(/@/g, entity)
    .replace(/w(?=ww\.)/gi, entity)
    .replace(/::/g, ":&#58;");
}

/** Keeps a line from beginning a list, a heading or a rule. */
function lineStart(text: string): string {
  return text.replace(/^(\d+)([.)])(?=\s|$)/, (_, digits: string, mark: string) => digits + entity(mark)).replace(/^[-+=]/, entity);
}

/** Words of one line. */
export function mdWords(text: string): string {
  return lineStart(neutral(visible(text).trim()));
}

/** No character that ends a code span or a table cell, opens HTML, a link or a mention, or begins a workflow command. */
const PLAIN_CODE = /^(?!.*(::|##\[))(?! )[^`|<>&\\[\]@]+(?<! )$/u;

/** A name in code type; backticks where they are enough. */
export function mdCode(name: string, max?: number): string {
  const text = shownName(name, max);
  return PLAIN_CODE.test(text) ? `\`${text}\`` : `<code>${neutral(text)}</code>`;
}

/** A message: words, with what stands between backticks in code type. */
export function mdMessage(message: string, max = 600): string {
  const parts = segmentsOf(clip(message, max)).map(({ kind, text }) => (kind === "code" ? mdCode(text, max) : neutral(visible(text))));
  return lineStart(parts.join("").trim());
}

/** Lines that an entity-free fence may hold as they are. */
const PLAIN_BLOCK = /^[^`<>&@]*$/;

/** Lines to paste: a fence, or <pre> with entities where a fence would show raw HTML; exact either way when copied. */
export function mdPaste(text: string): string {
  const lines = clip(text, MAX_CHARACTERS).split("\n").map(visible);
  const joined = lines.join("\n");
  if (PLAIN_BLOCK.test(joined) && !lines.some((line) => /^\s*::|##\[/.test(line))) {
    return `\`\`\`${/^\s*(- )?[\w.-]+:(\s|$)/.test(joined) ? "yaml" : "text"}\n${joined}\n\`\`\``;
  }
  const encoded = joined
    .replace(/[<>&`@|]/g, entity)
    .replace(/::/g, ":&#58;")
    .replace(/##\[/g, "&#35;#[");
  // An empty line would end nothing here: <pre> runs to </pre>. The first line break after <pre> is dropped by HTML.
  return `<pre>\n${encoded}\n</pre>`;
}

/** A suggestion as Markdown: prose, and code blocks to paste. */
export function mdSuggestion(check: Pick<CheckResult, "suggestion" | "advice">): string {
  return blocksOf(check)
    .map((block: Advice) => (block.kind === "code" ? mdPaste(block.text) : mdMessage(block.text.replace(/\n/g, " "), 2000)))
    .join("\n\n");
}

/** Cells are Markdown already. */
export function mdTable(header: string[], rows: string[][], numeric: number[] = []): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const rule = header.map((_, index) => (numeric.includes(index) ? "---:" : "---"));
  return [line(header), line(rule), ...rows.map(line)].join("\n");
}

/** The contents stand between empty lines, so that they are read as Markdown. */
export function mdFolded(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}
