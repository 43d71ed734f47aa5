// A class or column may be called `__proto__`, which zod drops from records: it is replaced before validation and restored after.
import { isMapping, mapping, type Path, type Tree, valueAt } from "./source.ts";

/** Mappings whose keys are names from the data. */
const RECORDS: readonly Path[] = [
  ["gates", "min-class-f1"],
  ["checks", "columns"],
];
const NAME = "__proto__";
/** The replacement, with a private-use character that no file has. */
const ALIAS = "\u{10fffd}__proto__";

/** The tree with `__proto__` replaced. */
export function withAlias(tree: Tree): Tree {
  return RECORDS.reduce((all, path) => (isMapping(valueAt(all, path)) ? renamed(all, path, NAME, ALIAS) : all), tree);
}

/** The parsed value with `__proto__` restored as an own property. */
export function withoutAlias<T>(parsed: T): T {
  return RECORDS.reduce((all, path) => (isMapping(valueAt(all, path)) ? renamed(all, path, ALIAS, NAME) : all), parsed as Tree) as T;
}

/** An issue's path with `__proto__` restored. */
export function pathWithoutAlias(path: readonly PropertyKey[]): PropertyKey[] {
  return path.map((step) => (step === ALIAS ? NAME : step));
}

function renamed(tree: Tree, [step, ...rest]: Path, from: string, to: string): Tree {
  if (!isMapping(tree)) return tree;
  const copy = mapping();
  for (const [key, item] of Object.entries(tree)) {
    if (step === undefined) copy[key === from ? to : key] = item;
    else copy[key] = key === step ? renamed(item, rest, from, to) : item;
  }
  return copy;
}
