// A class or a column may be called `__proto__`, which zod leaves out of every record: it is judged under another name and given back.
import { isMapping, mapping, type Path, type Tree, valueAt } from "./source.ts";

/** Mappings whose keys are names of the user's data. */
const RECORDS: readonly Path[] = [
  ["gates", "min-class-f1"],
  ["checks", "columns"],
];
const NAME = "__proto__";
/** A private-use character: no key of a file that a person writes. */
const ALIAS = "\u{10fffd}__proto__";

/** The tree with the name replaced. */
export function withAlias(tree: Tree): Tree {
  return RECORDS.reduce((all, path) => (isMapping(valueAt(all, path)) ? renamed(all, path, NAME, ALIAS) : all), tree);
}

/** What was parsed, with the name given back, as an own property. */
export function withoutAlias<T>(parsed: T): T {
  return RECORDS.reduce((all, path) => (isMapping(valueAt(all, path)) ? renamed(all, path, ALIAS, NAME) : all), parsed as Tree) as T;
}

/** A place that an issue names. */
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
