// Rows that a model of the accepted batches takes for one class and that are labelled otherwise: the labels of a rare class that come late or were
// renamed are few of all rows, and most of the rows that look like it.

import { named, percent, plural, printable } from "../../findings/wording.ts";
import { chiSquareTail } from "../../stats/chi-square.ts";
import type { CheckResult } from "../../types/judgement.ts";
import { shareChance } from "../columns/alarm.ts";
import { shareRange } from "../columns/shares.ts";
import { ALPHA, type BatchCase, batchFinding } from "../history/history.ts";
import type { Judged } from "./judged.ts";

/** Fewer rows that are labelled otherwise are no party. */
const FEWEST_ROWS = 5;
const TIMES = 2;
/** Past batches that differ by more than chance at this level are not taken for draws of one share. */
const ALIKE = 0.05;

interface Counted {
  hits: number;
  cells: number;
}

/** Whether these shares are no farther from each other than draws of one share are (Pearson's χ² of homogeneity). */
export function areAlike(past: readonly Counted[]): boolean {
  const known = past.filter(({ cells }) => cells > 0);
  if (known.length < 2) return false;
  const [hits, cells] = known.reduce((sum, one) => [sum[0] + one.hits, sum[1] + one.cells] as [number, number], [0, 0] as [number, number]);
  const share = hits / cells;
  if (share === 0 || share === 1) return true;
  const square = known.reduce((sum, one) => sum + (one.hits - one.cells * share) ** 2 / (one.cells * share * (1 - share)), 0);
  return chiSquareTail(square, known.length - 1) > ALIKE;
}

/** Of the class that contradicts most, a warning: the judge is a small forest, and a few rows decide. */
export function lostClass(input: BatchCase, judged: Judged): CheckResult[] {
  const { label } = judged;
  const counts = countsOf(judged);
  const found = label.categories.flatMap((name, c) => {
    const [own, past] = [counts[c]!.at(-1)!, counts[c]!.slice(0, -1)];
    const [hits, cells] = [sumOf(past, "hits"), sumOf(past, "cells")];
    const isMore = own.hits >= FEWEST_ROWS && own.hits * cells > TIMES * hits * own.cells;
    const chance = isMore && cells > 0 && areAlike(past) ? shareChance(own.hits, own.cells, hits, cells) : 1;
    return chance < ALPHA / label.categories.length ? [{ name, own, past, chance }] : [];
  });
  const [worst] = found.sort((a, b) => a.chance - b.chance);
  if (worst === undefined) return [];
  const { name, own, past } = worst;
  const which = input.showValues ? `class ${named(printable(name, 60))}` : "one class";
  const says = `has ${plural(own.cells, "sampled row")} that a model of the accepted batches takes for ${which} of ${named(input.target!)}, and ${own.hits} of them are labelled otherwise: ${percent(own.hits / own.cells)}, among accepted batches ${shareRange(past)}`;
  return [
    batchFinding(input, {
      code: "label-noise",
      status: "warn",
      subject: input.target!,
      observed: percent(own.hits / own.cells),
      expected: shareRange(past),
      says,
      remedy: "Look whether labels of this class come late, were renamed or changed.",
      field: input.schema.fields.find((one) => one.name === input.target)!,
    }),
  ];
}

/** Per class and origin: judged rows that are taken for the class, and those of them with another label. */
function countsOf({ sample, label, predicted, last }: Judged): Counted[][] {
  const counts = label.categories.map(() => Array.from({ length: last + 1 }, () => ({ hits: 0, cells: 0 })));
  for (let row = 0; row < sample.rows; row++) {
    const said = predicted[row]!;
    if (said < 0) continue;
    const one = counts[said]![sample.origin[row]!]!;
    one.cells++;
    if (label.codes[row]! - 1 !== said) one.hits++;
  }
  return counts;
}

const sumOf = (counts: Counted[], key: keyof Counted) => counts.reduce((sum, one) => sum + one[key], 0);
