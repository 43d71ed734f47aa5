import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseLevel } from "../../src/model/choose/choose-level.ts";
import { addedSums, addTree, type LevelSpace, newLevelSpace } from "../../src/model/choose/leaf-levels.ts";
import { outOfBagSums } from "../../src/model/choose/out-of-bag.ts";
import { assembleForest } from "../../src/model/forest/assemble.ts";
import { bagOf } from "../../src/model/forest/bag.ts";
import { binTable } from "../../src/model/forest/bin.ts";
import { growTree, type Tree } from "../../src/model/forest/grow.ts";
import { newGrowSpace } from "../../src/model/forest/grow-space.ts";
import { naturalLog } from "../../src/model/forest/natural-log.ts";
import { NODE_LEAF, WEIGHT_UNIT } from "../../src/model/forest/nodes.ts";
import { type Sample, type Shape, sampleOf } from "./forests.ts";

const LEVELS = [1, 2, 3, 5, 8, 13];
const SHAPE: Shape = { seed: 3, rows: 300, numbers: 3, categories: 1, classes: 3, missing: 0.1, distinct: 9 };

interface Followed {
  space: LevelSpace;
  trees: Tree[];
  trainingSet: Sample & { rows: Int32Array };
}

function followed(shape: Shape, count: number, weights?: Float64Array): Followed {
  const sample = sampleOf(shape);
  const trainingSet = { ...sample, rows: sample.labels.map((_, i) => i) };
  const { table } = binTable(trainingSet);
  const grow = newGrowSpace(table, { seed: 1, maxDepth: null, minLeaf: 1, ...(weights ? { classWeights: weights } : {}) });
  const space = newLevelSpace(table, LEVELS, weights);
  const trees = Array.from({ length: count }, (_, number) => {
    const tree = growTree(grow, number);
    addTree(space, tree, number, grow.weights);
    return tree;
  });
  return { space, trees, trainingSet };
}

function shareOf({ space }: Followed, row: number, level: number, c: number): number {
  const { sums, rows, table } = space;
  const at = (half: number) => ((half * rows.length + row) * LEVELS.length + level) * table.classes + c;
  return (sums[at(0)]! + sums[at(1)]!) / WEIGHT_UNIT;
}

/** The slow way: per row the shares of the last node on its way with at least so many bootstrapped rows. */
function shares({ space, trees, trainingSet }: Followed, row: number, level: number): Float64Array {
  const { table } = space;
  const sum = new Float64Array(table.classes);
  trees.forEach((tree, number) => {
    const bag = bagOf(1, number, table.keys);
    if (bag[row]! > 0) return;
    let inside = [...bag.keys()].filter((i) => bag[i]! > 0);
    const weigh = (rows: number[]) => rows.reduce((n, i) => n + bag[i]!, 0);
    let node = 0;
    let answer = inside;
    while (tree.mode[node] !== NODE_LEAF) {
      const yes = (i: number) => goesYes(tree, node, i, space, trainingSet);
      const own = yes(row);
      inside = inside.filter((i) => yes(i) === own);
      node = tree.yes[node]! + (own ? 0 : 1);
      if (weigh(inside) >= LEVELS[level]!) answer = inside;
    }
    for (const i of answer) sum[trainingSet.labels[i]!]! += bag[i]! / weigh(answer);
  });
  return sum;
}

function goesYes(tree: Tree, node: number, row: number, { table }: LevelSpace, { columns }: Sample): boolean {
  const column = columns[tree.feature[node]!]!;
  const bin = table.cells[row * table.stride + 2 + tree.feature[node]!]!;
  if (bin === table.missing[tree.feature[node]!]) return tree.missingYes[node] === 1;
  const value = column.kind === "number" ? column.values[row]! : table.lower[table.offsets[tree.feature[node]!]! + bin]!;
  return value <= tree.threshold[node]!;
}

describe("levels of leaf sizes", () => {
  it("give each row the last node on its way that holds the level's rows", () => {
    const all = followed(SHAPE, 6);
    for (const row of [0, 1, 7, 60, 299]) {
      LEVELS.forEach((_, level) => {
        const slow = shares(all, row, level);
        for (let c = 0; c < 3; c++) expect(shareOf(all, row, level, c), `${row} ${level} ${c}`).toBeCloseTo(slow[c]!, 5);
      });
    }
  });

  it("say at the first level what the forest says out of bag", () => {
    const all = followed(SHAPE, 20);
    const { trainingSet, trees } = all;
    const { features } = binTable(trainingSet);
    const forest = assembleForest({ engine: "forest", features, classes: trainingSet.classes, trees });
    const { sums, votes } = outOfBagSums(forest, trainingSet, 1);
    for (let row = 0; row < 300; row++) {
      expect(all.space.votes[row]! + all.space.votes[300 + row]!).toBe(votes[row]);
      for (let c = 0; c < 3; c++) expect(sums[row * 3 + c]! * 20).toBeCloseTo(shareOf(all, row, 0, c), 4);
    }
  });

  it("add up alike whichever thread had which tree", () => {
    const all = followed(SHAPE, 6);
    const empty = newLevelSpace(all.space.table, LEVELS);
    const grow = newGrowSpace(all.space.table, { seed: 1, maxDepth: null, minLeaf: 1 });
    const others = newLevelSpace(all.space.table, LEVELS);
    for (const number of [5, 3, 0, 1, 4, 2]) addTree(number % 3 === 0 ? empty : others, growTree(grow, number), number, grow.weights);
    expect(addedSums(empty, others)).toEqual({ rows: all.space.rows, sums: all.space.sums, votes: all.space.votes });
  });

  it("choose large leaves where the labels are noise, and the smallest where only they tell the classes", () => {
    const noise = followed({ ...SHAPE, rows: 1500, classes: 2, distinct: null }, 30);
    // One column tells the class, wrong in three rows of ten.
    const [told] = noise.trainingSet.columns;
    for (let i = 0; i < 1500; i++) {
      const high = told?.kind === "number" && told.values[i]! > 0.5 ? 1 : 0;
      noise.space.table.cells[i * noise.space.table.stride] = i % 10 < 3 ? 1 - high : high;
    }
    const again = newLevelSpace(noise.space.table, LEVELS);
    const grow = newGrowSpace(noise.space.table, { seed: 1, maxDepth: null, minLeaf: 1 });
    for (let number = 0; number < 30; number++) addTree(again, growTree(grow, number), number, grow.weights);
    expect(chooseLevel(again, null, 30)).toBeGreaterThan(1);
    const x = Float64Array.from({ length: 600 }, (_, i) => i >> 1);
    const columns = [{ kind: "number" as const, name: "x", type: "number" as const, values: x }];
    const labels = Int32Array.from(x, (value) => value % 2);
    const { table } = binTable({ columns, rows: labels.map((_, i) => i), labels, classes: ["a", "b"] });
    const fine = newLevelSpace(table, LEVELS);
    const space = newGrowSpace(table, { seed: 1, maxDepth: null, minLeaf: 1 });
    for (let number = 0; number < 30; number++) addTree(fine, growTree(space, number), number, space.weights);
    expect(chooseLevel(fine, null, 30)).toBe(0);
    expect(chooseLevel(fine, 1, 30)).toBe(0);
  });
});

describe("chooseLevel", () => {
  /** Rows 0 … 1999 in turns; of a hundred, so many are right at each level, with so much of the votes. */
  function voted(levels: { right: number; sure: number }[]): LevelSpace {
    const rows = 2000;
    const labels = Int32Array.from({ length: rows }, (_, row) => row & 1);
    const columns = [{ kind: "number" as const, name: "x", type: "number" as const, values: Float64Array.from(labels, (_, row) => row) }];
    const { table } = binTable({ columns, rows: Int32Array.from(labels.keys()), labels, classes: ["a", "b"] });
    const space = newLevelSpace(
      table,
      levels.map((_, level) => level + 1),
    );
    space.votes.fill(10);
    for (let row = 0; row < 2 * rows; row++) {
      const label = labels[row % rows]!;
      levels.forEach(({ right, sure }, level) => {
        const c = ((row % rows) >> 1) % 100 < right ? label : 1 - label;
        space.sums[(row * levels.length + level) * 2 + c] = sure * 10 * WEIGHT_UNIT;
        space.sums[(row * levels.length + level) * 2 + 1 - c] = (1 - sure) * 10 * WEIGHT_UNIT;
      });
    }
    return space;
  }

  it("takes a step for each size that is no worse by both scores", () => {
    const full = { right: 80, sure: 0.8 };
    expect(chooseLevel(voted([full, full, full]), null, 20)).toBe(2);
    expect(chooseLevel(voted([full, { right: 82, sure: 0.8 }, { right: 60, sure: 0.8 }]), null, 20)).toBe(1);
    expect(chooseLevel(voted([full, { right: 60, sure: 0.8 }, { right: 50, sure: 0.8 }]), null, 20)).toBe(0);
    expect(chooseLevel(voted([full, { right: 80, sure: 0.99 }]), null, 20), "as often right, but too sure where it is wrong").toBe(0);
    expect(chooseLevel(voted([full, full, { right: 60, sure: 0.8 }]), 1, 20), "of one class").toBe(1);
  });

  it("judges by what more trees would say, half of the way", () => {
    const space = voted([
      { right: 80, sure: 0.6 },
      { right: 82, sure: 0.6 },
    ]);
    // Each half of the trees is right in 70 % of the rows with small leaves, both together in 80 %; with large ones in 82 %.
    for (let row = 0; row < 4000; row++) {
      const [place, half] = [row % 2000, row < 2000 ? 0 : 1];
      const turn = (place >> 1) % 100;
      const isRight = turn < 60 || (half === 0 ? turn < 70 : turn >= 70 && turn < 80);
      const c = isRight ? space.table.cells[place * space.table.stride]! : 1 - space.table.cells[place * space.table.stride]!;
      const sure = isRight ? 0.6 : 0.55;
      space.sums[row * 4 + c] = sure * 10 * WEIGHT_UNIT;
      space.sums[row * 4 + 1 - c] = (1 - sure) * 10 * WEIGHT_UNIT;
    }
    expect(chooseLevel(space, null, 20)).toBe(1);
    expect(chooseLevel(space, null, 1000)).toBe(0);
  });

  it("has no step to take where no row was left out of a bag", () => {
    const space = voted([
      { right: 80, sure: 0.8 },
      { right: 90, sure: 0.8 },
    ]);
    space.votes.fill(0);
    expect(chooseLevel(space, null, 20)).toBe(0);
  });

  it("moves by one step at most from night to night as rows come (800 to 1,100 rows, 16 nights)", () => {
    const sample = sampleOf({ ...SHAPE, rows: 1100, classes: 2, distinct: null });
    const choiceOn = (count: number) => {
      const labels = sample.labels.subarray(0, count).map((label, i) => (i % 10 < 2 ? 1 - label : label));
      const { table } = binTable({ ...sample, rows: labels.map((_, i) => i), labels });
      const space = newLevelSpace(table, [1, 3, 8, 21]);
      const grow = newGrowSpace(table, { seed: 1, maxDepth: null, minLeaf: 1 });
      for (let number = 0; number < 24; number++) addTree(space, growTree(grow, number), number, grow.weights);
      return chooseLevel(space, null, 24);
    };
    const chosen = Array.from({ length: 16 }, (_, night) => choiceOn(800 + 20 * night));
    const moves = chosen.slice(1).map((level, i) => Math.abs(level - chosen[i]!));
    expect(Math.max(...moves), chosen.join(" ")).toBeLessThanOrEqual(1);
    expect(moves.filter((move) => move > 0).length, chosen.join(" ")).toBeLessThanOrEqual(3);
  });
});

describe("naturalLog", () => {
  it("is Math.log to the last bits (property)", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(naturalLog(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(Math.log(x))));
      }),
    );
    expect(naturalLog(1)).toBe(0);
  });
});
