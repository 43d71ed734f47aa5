// Flags, action inputs and --set as layers over the configuration file.
import { problem } from "../../types/errors.ts";
import type { Problem, Where } from "../../types/problem.ts";
import { isMapping, keyText, mapping, type Path, pathText, quoted, type Source, type Tree, valueAt } from "./source.ts";
import { readYamlValue } from "./yaml.ts";

export type Caller = "terminal" | "workflow";
export type Values = Record<string, string | string[] | undefined>;

/** Flags and inputs with the keys that they set. */
const KEYS: [name: string, path: string[]][] = [
  ["data", ["data", "files"]],
  ["window", ["data", "window"]],
  ["schema", ["schema"]],
  ["target", ["target"]],
  ["f1-threshold", ["gates", "f1-threshold"]],
  ["engine", ["train", "engine"]],
  ["registry", ["registry"]],
  ["report-dir", ["report", "dir"]],
];

const MAX_SET_DEPTH = 8;

/** `--f1-threshold` at a terminal, `input f1-threshold` in a workflow. */
export function flagName(caller: Caller, name: string): string {
  return caller === "terminal" ? `--${name}` : `input ${name}`;
}

/** The value of a flag or input; undefined: not given (for inputs, an empty text). */
export function given(caller: Caller, value: string | string[] | undefined): value is string | string[] {
  if (value === undefined) return false;
  return caller === "terminal" || !(value === "" || (Array.isArray(value) && value.every((item) => item.trim() === "")));
}

/** Flags or inputs as layers over retrain.yml, the later one winning. */
export function layersOfValues(caller: Caller, values: Values, set: string[]): { layers: Source[]; problems: Problem[] } {
  const layers: Source[] = [];
  const problems: Problem[] = [];
  for (const line of set.flatMap((entry) => (caller === "workflow" ? entry.split("\n") : [entry]))) {
    if (line.trim() === "" && caller === "workflow") continue;
    const layer = layerOfSet(caller, line);
    if ("subject" in layer) layers.push(layer);
    else problems.push(layer);
  }
  for (const [name, path] of KEYS) {
    const value = values[name];
    if (!given(caller, value)) continue;
    const tree = toldValue(caller, name, value);
    layers.push(layerAt(path, tree, flagName(caller, name), (at) => scalarText(valueAt(tree, at))));
  }
  return { layers, problems };
}

function toldValue(caller: Caller, name: string, value: string | string[]): Tree {
  if (name === "data") {
    const items = Array.isArray(value) ? value : [value];
    return caller === "terminal"
      ? items
      : items.flatMap((item) => item.split("\n").map((line) => line.trim())).filter((line) => line !== "");
  }
  const last = Array.isArray(value) ? (value.at(-1) ?? "") : value;
  const text = caller === "workflow" ? last.trim() : last;
  return name === "f1-threshold" && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
}

function layerOfSet(caller: Caller, line: string): Source | Problem {
  const equals = line.indexOf("=");
  const path = line.slice(0, Math.max(equals, 0)).trim().split(".");
  if (equals < 0 || path.some((step) => step === "") || path.length > MAX_SET_DEPTH) {
    const expected = "KEY=VALUE, such as gates.champion.margin=0.02";
    return problem(`${setName(caller, "")} is ${quoted(line)}; expected ${expected}.`, { got: quoted(line), expected });
  }
  const value = readYamlValue(line.slice(equals + 1).trim());
  return layerAt(path, value.tree, setName(caller, path.map(keyText).join(".")), value.text);
}

function setName(caller: Caller, key: string): string {
  const name = flagName(caller, "set");
  if (key === "") return name;
  return caller === "terminal" ? `${name} ${key}` : `${name} (${key})`;
}

function scalarText(value: Tree | undefined): string | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function layerAt(path: string[], value: Tree, name: string, text: (path: Path) => string | null): Source {
  let tree = value;
  for (const step of [...path].reverse()) {
    const parent = mapping();
    parent[step] = tree;
    tree = parent;
  }
  const below = (at: Path) => at.slice(path.length);
  return {
    tree,
    subject: (at) => (at.length > path.length && typeof at[path.length] === "string" ? `${name} at ${pathText(below(at))}` : name),
    whereValue: () => null,
    whereKey: () => null,
    text: (at) => (at.length >= path.length ? text(below(at)) : null),
  };
}

/** Merges layers: mappings key by key, other values are replaced by the later layer. */
export function overlay(file: Source, layers: Source[]): Source & { owner(path: Path): Source } {
  const all = [file, ...layers];
  let tree: Tree = isMapping(file.tree) ? file.tree : mapping();
  for (const layer of layers) tree = joined(tree, layer.tree);
  const owner = (path: Path): Source => {
    for (let length = path.length; length > 0; length--) {
      const at = path.slice(0, length);
      const value = valueAt(tree, at);
      if (value === undefined) continue;
      // A mapping of the file belongs to the file, so that a missing key is reported there.
      if (isMapping(value) && isMapping(valueAt(file.tree, at))) return file;
      return all.findLast((source) => valueAt(source.tree, at) !== undefined) ?? file;
    }
    return file;
  };
  const where = (path: Path, find: (source: Source) => Where | null) => find(owner(path));
  return {
    tree,
    owner,
    subject: (path) => owner(path).subject(path),
    whereValue: (path) => where(path, (source) => source.whereValue(path)),
    whereKey: (path) => where(path, (source) => source.whereKey(path)),
    text: (path) => owner(path).text(path),
  };
}

function joined(under: Tree, over: Tree): Tree {
  if (!isMapping(under) || !isMapping(over)) return over;
  const tree = mapping();
  for (const [key, value] of Object.entries(under)) tree[key] = value;
  for (const [key, value] of Object.entries(over)) {
    const before = Object.hasOwn(tree, key) ? tree[key] : undefined;
    tree[key] = before === undefined ? value : joined(before, value);
  }
  return tree;
}
