import type { Forest } from "../../types/model.ts";
import { NODE_LEAF } from "../forest/nodes.ts";
import type { CodedTests } from "./coded.ts";
import type { RowSorter } from "./row-sorter.ts";

/**
 * Called for each block of rows, each tree in order, and each leaf: `rows[from]` to `rows[to - 1]` reach it, as positions among the
 * requested rows. `leaf` is its `Forest.leaf`.
 */
export type LeafVisitor = (leaf: number, tree: number, rows: Int32Array, from: number, to: number) => void;

/** Passes the first `count` rows of the sorter's side 0 down a tree; its code columns begin with row `first`. */
export function descend(
  forest: Forest,
  tests: CodedTests,
  sorter: RowSorter,
  { first, count, tree }: { first: number; count: number; tree: number },
  visit: LeafVisitor,
): void {
  const { mode, feature, leaf, yes, no, roots } = forest;
  const { low, high } = tests;
  const { rows } = sorter;
  const size = rows[0].length;
  // A stack of pending nodes, four numbers each: node, first row, end of its rows, side of the sorter.
  const waiting = [roots[tree]!, 0, count, 0];
  while (waiting.length > 0) {
    const side = waiting.pop() === 0 ? 0 : 1;
    const to = waiting.pop()!;
    const from = waiting.pop()!;
    const node = waiting.pop()!;
    if (mode[node] === NODE_LEAF) {
      visit(leaf[node]!, tree, rows[side], from, to);
      continue;
    }
    const middle = sorter.sort(side, from, to, feature[node]! * size - first, low[node]!, high[node]!);
    if (middle < to) waiting.push(no[node]!, middle, to, 1 - side);
    if (middle > from) waiting.push(yes[node]!, from, middle, 1 - side);
  }
}
