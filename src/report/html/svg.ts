// Small drawing parts that the charts share. Coordinates are rounded, so that pages compare byte for byte.

import { visible } from "../sentences/text.ts";
import { html, type Markup, type Part } from "./markup.ts";

/** To hundredths of a pixel. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export interface Chart {
  /** Unique in the page; ties the picture to its title and description. */
  id: string;
  title: string;
  description: string;
  width: number;
  height: number;
}

/** A picture that says what it shows to those who cannot see it. */
export function chart({ id, title, description, width, height }: Chart, content: Part): Markup {
  const named = `${id}-title ${id}-description`;
  return html`<svg class="chart" role="img" aria-labelledby="${named}" viewBox="0 0 ${width} ${round(height)}"><title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>${content}</svg>`;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A rectangle; a negative size is none. */
export function rect({ x, y, width, height }: Box, kind: string, options: { radius?: number; opacity?: number } = {}): Markup {
  const opacity = options.opacity === undefined ? null : html` fill-opacity="${round(options.opacity)}"`;
  return html`<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(height)}" rx="${options.radius ?? 0}"${opacity}/>`;
}

/** A line between two points. */
export function line(x1: number, y1: number, x2: number, y2: number, kind: string): Markup {
  return html`<line class="${kind}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

export interface TextStyle {
  size?: number;
  anchor?: "start" | "middle" | "end";
  kind?: string;
  /** Degrees, around the text's own place. */
  rotate?: number;
}

/** A text at a point, escaped. */
export function text(x: number, y: number, content: string, { size = 13, anchor = "start", kind = "", rotate }: TextStyle = {}): Markup {
  const turn = rotate === undefined ? null : html` transform="rotate(${rotate} ${round(x)} ${round(y)})"`;
  return html`<text class="${kind}" x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}"${turn}>${content}</text>`;
}

/** Width of a letter in average letters: wide scripts take two. */
function breadth(letter: string): number {
  if (letter.codePointAt(0)! >= 0x1100) return 2;
  return /[A-Z@%mw]/.test(letter) ? 1.35 : 1;
}

export interface Label {
  text: string;
  /** In average letters. */
  breadth: number;
}

/** As much of a name as `max` average letters take; the whole of it belongs into a <title>. */
export function label(name: string, max: number): Label {
  const letters = name === "" ? "(empty)" : visible(name.slice(0, 4 * max));
  let text = "";
  let taken = 0;
  for (const letter of letters) {
    if (taken + breadth(letter) > max) return { text: `${text}…`, breadth: taken + 1 };
    text += letter;
    taken += breadth(letter);
  }
  return { text, breadth: taken };
}

/** Of a name that is longer nothing more is looked at. */
const MOST_LETTERS = 1000;

/** Labels of names side by side: names that are alike for longer than a label show where they differ, and equal ones of other names a number. */
export function labels(names: readonly string[], max: number): Label[] {
  const found = names.map((name) => label(name, max));
  for (const alike of sameText(found)) {
    const letters = alike.map((at) => [...visible(names[at]!.slice(0, MOST_LETTERS))]);
    const shared = sharedLetters(letters);
    for (const [i, at] of alike.entries()) {
      const head = label(letters[i]!.join(""), Math.floor(max / 3)).text;
      found[at] = label(`${head}${letters[i]!.slice(shared).join("")}`, max);
    }
  }
  for (const alike of sameText(found)) {
    for (const [i, at] of alike.entries()) {
      const number = ` #${i + 1}`;
      const { text, breadth } = label(names[at]!, max - number.length - 1);
      found[at] = { text: `${text}${number}`, breadth: breadth + number.length };
    }
  }
  return found;
}

/** Places of labels that read alike. */
function sameText(found: Label[]): number[][] {
  const places = new Map<string, number[]>();
  for (const [at, { text }] of found.entries()) places.set(text, [...(places.get(text) ?? []), at]);
  return [...places.values()].filter((alike) => alike.length > 1);
}

function sharedLetters([first = [], ...others]: string[][]): number {
  const end = first.findIndex((letter, i) => others.some((letters) => letters[i] !== letter));
  return end < 0 ? first.length : end;
}
