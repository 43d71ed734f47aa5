// A forest small enough to be grown on the side, on one thread: it looks at data, and nobody publishes it.
import type { Forest } from "../../types/model.ts";
import type { Column } from "../../types/table.ts";
import { assembleForest } from "../forest/assemble.ts";
import { binTable } from "../forest/bin.ts";
import { growTree } from "../forest/grow.ts";
import { newGrowSpace } from "../forest/grow-space.ts";

const TREES = 30;
const LEAST_LEAF = 3;

/** `labels` per entry of `rows`, into `classes`. */
export function smallForest(columns: Column[], rows: Int32Array, labels: Int32Array, classes: string[]): Forest {
  const { table, features } = binTable({ columns, rows, labels, classes });
  const space = newGrowSpace(table, { seed: 11, maxDepth: null, minLeaf: LEAST_LEAF });
  const trees = Array.from({ length: TREES }, (_, tree) => growTree(space, tree));
  return assembleForest({ engine: "forest", features, classes, trees });
}
