// Prepares a tree for validation: blank sections become empty mappings, and text keys become texts.
import { isMapping, mapping, type Path, type Source, type Tree } from "./source.ts";

/** `sections`, `texts`: paths; `*` is any list index. */
export function prepared(source: Source, sections: ReadonlySet<string>, texts: ReadonlySet<string>): Tree {
  const visit = (value: Tree, path: Path, key: string): Tree | undefined => {
    const below = (step: string) => (key === "" ? step : `${key}.${step}`);
    if (value === null && sections.has(key)) return undefined;
    if ((typeof value === "number" || typeof value === "boolean") && texts.has(key)) return source.text(path) ?? String(value);
    if (Array.isArray(value)) return value.map((item, index) => visit(item, [...path, index], below("*")) ?? null);
    if (!isMapping(value)) return value;
    const tree = mapping();
    for (const [name, item] of Object.entries(value)) {
      const kept = visit(item, [...path, name], below(name));
      if (kept !== undefined) tree[name] = kept;
    }
    return tree;
  };
  return visit(source.tree, [], "") ?? mapping();
}

/** The tree without the values at these paths. */
export function without(tree: Tree, paths: readonly Path[]): Tree {
  if (paths.length === 0 || (!isMapping(tree) && !Array.isArray(tree))) return tree;
  if (paths.some((path) => path.length === 0)) return mapping();
  const at = (step: PropertyKey) => paths.filter((path) => path[0] === step).map((path) => path.slice(1));
  if (Array.isArray(tree))
    return tree.flatMap((item, index) => (at(index).some((path) => path.length === 0) ? [] : [without(item, at(index))]));
  const kept = mapping();
  for (const [key, value] of Object.entries(tree)) {
    const below = at(key);
    if (!below.some((path) => path.length === 0)) kept[key] = without(value, below);
  }
  return kept;
}
