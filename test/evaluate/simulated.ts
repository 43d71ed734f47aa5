// Hold-outs with a known truth: cells (actual, candidate's answer, champion's answer) with their probabilities.
import type { Confusion } from "../../src/types/judgement.ts";

export interface World {
  names: string[];
  /** Probability of each cell, by index. */
  cells: Float64Array;
  /** [actual, candidate, champion] of each cell. */
  keys: [number, number, number][];
}

/** Rows of a class: how often the right answer is given; the other classes share the rest by their frequency. */
function answersBy(uniform: () => number, shares: number[], least: number): number[][] {
  return shares.map((share, i) => {
    const right = least + (0.99 - least) * uniform();
    return shares.map((other, j) => (i === j ? right : ((1 - right) * other) / (1 - share)));
  });
}

/** The first class has `prevalence`; the candidate answers as the champion does, but on a share of rows by a skill of its own. */
export function worldOf(uniform: () => number, classes: number, prevalence: number, disagreement: number): World {
  const shares = [prevalence, ...new Array<number>(classes - 1).fill((1 - prevalence) / (classes - 1))];
  const least = [0.4, 0.7, 0.9][Math.floor(uniform() * 3)]!;
  const champion = answersBy(uniform, shares, least);
  const own = answersBy(uniform, shares, Math.max(0, least - 0.3));
  const cells: number[] = [];
  const keys: World["keys"] = [];
  for (let t = 0; t < classes; t++) {
    for (let a = 0; a < classes; a++) {
      for (let b = 0; b < classes; b++) {
        cells.push(shares[t]! * champion[t]![b]! * ((a === b ? 1 - disagreement : 0) + disagreement * own[t]![a]!));
        keys.push([t, a, b]);
      }
    }
  }
  return { names: shares.map((_, i) => `c${i}`), cells: Float64Array.from(cells), keys };
}

/** The confusion matrix of infinitely many rows, as shares. */
export function trueConfusion({ names, cells, keys }: World, who: "candidate" | "champion"): Confusion {
  const counts = names.map(() => new Array<number>(names.length).fill(0));
  keys.forEach(([t, a, b], i) => {
    counts[t]![who === "candidate" ? a : b]! += cells[i]!;
  });
  return { classes: names, counts };
}

export interface Sample {
  truth: Int32Array;
  candidate: Int32Array;
  champion: Int32Array;
}

export function sampleOf(uniform: () => number, { cells, keys }: World, rows: number): Sample {
  const cumulated = cells.map(
    (
      (total) => (share) =>
        (total += share)
    )(0),
  );
  const sample = { truth: new Int32Array(rows), candidate: new Int32Array(rows), champion: new Int32Array(rows) };
  for (let i = 0; i < rows; i++) {
    const u = uniform() * cumulated.at(-1)!;
    let [low, high] = [0, cumulated.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulated[middle]! > u) high = middle;
      else low = middle + 1;
    }
    [sample.truth[i], sample.candidate[i], sample.champion[i]] = keys[low]!;
  }
  return sample;
}
