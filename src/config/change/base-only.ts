// Base-only keys: in a pull request their value comes from the base commit (docs/decisions/0002-pull-requests.md).
import { problem } from "../../types/errors.ts";
import type { Problem, Where } from "../../types/problem.ts";
import { isMapping, mapping, type Path, pathText, type Source, type Tree, valueAt } from "../file/source.ts";
import { namesFile } from "../keys/split-by.ts";
import { isHeads } from "./directions.ts";

/** Base-only if it names a file in base or head; the head may choose columns. */
const SPLIT_BY = ["split", "by"] as const;

/** Not compared: the path of this run's own report. */
const NOT_COMPARED = "report.dir";
const MOST_CHANGES = 50;

/** A layer without base-only keys (all but HEAD_KEYS); null when nothing is left. */
export function withoutBaseOnly(layer: Source): Source | null {
  let tree = headsPart(layer.tree, []);
  if (namesFile(valueAt(tree, SPLIT_BY))) tree = without(tree, SPLIT_BY);
  return holdsValue(tree) ? { ...layer, tree } : null;
}

/** The part of a tree that the head may set. */
function headsPart(tree: Tree, path: Path): Tree {
  if (!isMapping(tree) || isHeads(path) === "whole") return tree;
  const kept = mapping();
  for (const [key, item] of Object.entries(tree)) {
    const below = [...path, key];
    if (isHeads(below) !== "none") kept[key] = headsPart(item, below);
  }
  return kept;
}

/** A layer without `publish-from`; null when nothing is left. */
export function withoutPublishFrom(layer: Source): Source | null {
  const tree = without(layer.tree, ["publish-from"]);
  return holdsValue(tree) ? { ...layer, tree } : null;
}

function without(tree: Tree, [step, ...rest]: readonly string[]): Tree {
  if (step === undefined || !isMapping(tree)) return tree;
  const kept = mapping();
  for (const [key, item] of Object.entries(tree)) {
    if (key !== step) kept[key] = item;
    else if (rest.length > 0) kept[key] = without(item, rest);
  }
  return kept;
}

function holdsValue(tree: Tree): boolean {
  return !isMapping(tree) || Object.values(tree).some(holdsValue);
}

/** Problems: base-only keys that the head changes, each at its place in the head. */
export function overruled(head: Source, base: Source): Problem[] {
  const isFileSplit = [head, base].some(({ tree }) => namesFile(valueAt(tree, SPLIT_BY)));
  const isBases = (path: Path) => isHeads(path) === "none" || (isFileSplit && SPLIT_BY.every((step, index) => path[index] === step));
  return differences(head.tree, base.tree, [])
    .filter((path) => isBases(path) && pathText(path) !== NOT_COMPARED)
    .slice(0, MOST_CHANGES)
    .map((path) => {
      const gone = valueAt(head.tree, path) === undefined;
      const what = gone ? `${pathText(path)} is left out` : `${head.subject(path)} is not what the base commit says`;
      const message = `${what}; in a pull request the base commit's word counts: the change was not followed, and takes effect once it is merged.`;
      return problem(message, { where: whereOf(head, path), got: pathText(path), expected: "as at the base commit" });
    });
}

/** The place of the key, or of the nearest section around it. */
function whereOf(source: Source, path: Path): Where | null {
  for (let length = path.length; length > 0; length--) {
    const where = source.whereKey(path.slice(0, length)) ?? source.whereValue(path.slice(0, length));
    if (where !== null) return where;
  }
  const top = source.whereValue([]);
  return top && { ...top, line: 1, column: 1 };
}

/** The paths of the deepest keys that differ. */
function differences(head: Tree | undefined, base: Tree | undefined, path: Path): Path[] {
  if (equal(head, base)) return [];
  const [is, was] = [head ?? mapping(), base ?? mapping()];
  if (!isMapping(is) || !isMapping(was)) return [path];
  const keys = new Set([...Object.keys(is), ...Object.keys(was)]);
  return [...keys].flatMap((key) => differences(own(is, key), own(was, key), [...path, key]));
}

function own(tree: { [key: string]: Tree }, key: string): Tree | undefined {
  return Object.hasOwn(tree, key) ? tree[key] : undefined;
}

/** Equality without regard to the order of keys; a key without a value equals a missing one. */
function equal(a: Tree | undefined, b: Tree | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (!isMapping(a) || !isMapping(b)) return (a ?? null) === (b ?? null);
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => equal(own(a, key), own(b, key)));
}
