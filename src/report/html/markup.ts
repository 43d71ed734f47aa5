// HTML and SVG in which everything is escaped unless it was made here.
import type { CheckResult } from "../../types/judgement.ts";
import { blocksOf } from "../sentences/paste.ts";
import { clip, segmentsOf, shownName, visible } from "../sentences/text.ts";

/** Text that is HTML already; only `html` makes it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Part = string | number | null | Markup | Part[];

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escaped(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(escaped).join("");
  return visible(String(part)).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Interpolated strings are made visible and escaped, for text and for quoted attributes alike; null is nothing. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + escaped(parts[index - 1] ?? null) + string));
}

/** A name in code type, set apart from the direction of the letters around it. */
export function codeOf(name: string, max?: number): Markup {
  return html`<code>${shownName(name, max)}</code>`;
}

/** A message: words, with what stands between backticks in code type. */
export function messageOf(message: string, max = 1000): Markup {
  return html`${segmentsOf(clip(message, max)).map(({ kind, text }) => (kind === "code" ? codeOf(text, max) : html`${text}`))}`;
}

/** Words as paragraphs, lines to paste as blocks that keep their form. */
export function suggestionOf(check: Pick<CheckResult, "suggestion" | "advice">): Markup {
  const blocks = blocksOf(check).map(({ kind, text }) => {
    if (kind === "prose") return html`<p>${messageOf(text.replace(/\n/g, " "), 3000)}</p>`;
    const lines = text.split("\n").map((line, index) => [index === 0 ? null : html`\n`, line]);
    return html`<pre tabindex="0"><code>${lines}</code></pre>`;
  });
  return html`${blocks}`;
}
