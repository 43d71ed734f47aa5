// A tree of plain values with the place of each in its file.
import type { JsonValue, Where } from "../../types/problem.ts";

export type Path = readonly PropertyKey[];

/** Objects have no prototype, so `__proto__` is an ordinary key. */
export type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };

export interface Source {
  tree: Tree;
  /** How a message names the value at a path: `gates.f1-threshold (retrain.yml:3:17)`, `--f1-threshold`. */
  subject(path: Path): string;
  whereValue(path: Path): Where | null;
  whereKey(path: Path): Where | null;
  /** A scalar as written (`01`, `1.0`, `True`), without quotes; null: not a scalar. */
  text(path: Path): string | null;
}

/** Whether a YAML value is a mapping. */
export function isMapping(value: unknown): value is { [key: string]: Tree } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An empty mapping without a prototype. */
export function mapping(): { [key: string]: Tree } {
  return Object.create(null) as { [key: string]: Tree };
}

/** The value at a path; undefined when nothing is there. */
export function valueAt(tree: Tree | undefined, path: Path): Tree | undefined {
  let value: Tree | undefined = tree;
  for (const step of path) {
    if (Array.isArray(value)) value = typeof step === "number" ? value[step] : undefined;
    else if (isMapping(value)) value = Object.hasOwn(value, step) ? value[String(step)] : undefined;
    else return undefined;
  }
  return value;
}

const NAME_LENGTH = 60;

/** Control, format and separator characters and lone surrogates, which could hide or break text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The text on one line, with unprintable characters escaped. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (char) => `\\u${char.codePointAt(0)!.toString(16).padStart(4, "0")}`);
}

/** User and password of an address, which must not reach a log. */
const CREDENTIALS = /(:\/\/)[^/?#]*@/g;

/** Shortened, in quotes, safe to print; without the credentials of addresses. */
export function quoted(text: string): string {
  const plain = text.replace(CREDENTIALS, "$1***@");
  return printable(JSON.stringify(plain.length > NAME_LENGTH ? `${plain.slice(0, NAME_LENGTH)}…` : plain));
}

/** A key for messages, quoted if it has unusual characters. */
export function keyText(key: string): string {
  return /^[\w$-]{1,60}$/.test(key) ? key : quoted(key);
}

/** `data.exclude[0].file` */
export function pathText(path: Path): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else text += (text === "" ? "" : ".") + keyText(String(step));
  }
  return text;
}

/** file:line:column. */
export function placeText(where: Where): string {
  return `${where.file}:${where.line}:${where.column}`;
}

/** A value for messages. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "empty";
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "a mapping";
  return String(value);
}

/** A source of a recorded JSON document, without places. */
export function sourceOfJson(json: JsonValue, name: string): Source {
  return {
    tree: shallow(json, 0),
    subject: (path) => (path.length === 0 ? name : `${pathText(path)} of ${name}`),
    whereValue: () => null,
    whereKey: () => null,
    text: (path) => {
      const value = valueAt(json as Tree, path);
      return typeof value === "number" || typeof value === "boolean" || typeof value === "string" ? String(value) : null;
    },
  };
}

const MAX_DEPTH = 32;

/** A copy without prototypes, cut off below a depth that no schema has, against stack overflow. */
function shallow(json: JsonValue, depth: number): Tree {
  if (typeof json !== "object" || json === null) return json;
  if (depth === MAX_DEPTH) return null;
  if (Array.isArray(json)) return json.map((item) => shallow(item, depth + 1));
  const tree = mapping();
  for (const [key, value] of Object.entries(json)) tree[key] = shallow(value, depth + 1);
  return tree;
}
