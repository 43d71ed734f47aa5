// Whether a small forest can tell a batch from its history: finds shifts that no single column and no pair shows.

import { namedList } from "../../findings/wording.ts";
import { smallForest } from "../../model/choose/small-forest.ts";
import { nextRandom, seedRandom } from "../../model/forest/random.ts";
import { predict } from "../../model/predict/predict.ts";
import { growth } from "../../stats/deviation.ts";
import { normalQuantile } from "../../stats/normal.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Forest } from "../../types/model.ts";
import type { Field } from "../../types/schema.ts";
import type { Column } from "../../types/table.ts";
import type { TypedFile } from "../history/batches.ts";
import { ALPHA, type BatchCase, batchFinding, batchPass } from "../history/history.ts";
import { rowsWhere, type Sample, sampleOf } from "../history/sample.ts";

const ROWS = 900;
const FEWEST_BATCHES = 3;
const FEWEST_ROWS = 60;
/** Past batches that are told apart for comparison. */
const COMPARED = 3;
const FLOOR = 0.12;
/** The halves judge each other, so the error of their mean exceeds that of one AUC (Mann & Whitney's); of 500 clean batches three were beyond it. */
const WIDER = 1.25;
const CLASSES = ["history", "batch"];

/** Runs when nothing else was found: a column that moved is told apart at once. */
export function jointCheck(input: BatchCase): CheckResult[] {
  const { batch, history, schema, target } = input;
  const past = history.flatMap(({ typed }) => (typed !== null && typed.file.table.rows >= FEWEST_ROWS / 3 ? typed : [])).slice(-12);
  const fields = schema.fields.filter(({ role, name }) => role === "feature" || name === target);
  if (past.length < FEWEST_BATCHES || batch.profile.rows < FEWEST_ROWS || fields.length < 2) return [];
  // As many rows of the batch as of each past one that is told apart: a value that repeats inside its batch repeats more among more rows.
  const largest = past.toSorted((a, b) => b.file.table.rows - a.file.table.rows).slice(0, COMPARED);
  // What was accepted last counts, however it was unlike what came before: the next batch like it is no news.
  const last = past.at(-1)!;
  const isCompared = largest.includes(last) || 2 * last.file.table.rows < batch.profile.rows;
  const asked = [...largest, ...(isCompared ? [] : [last]), batch.typed];
  const rows = Math.min(ROWS, ...asked.map(({ file }) => file.table.rows));
  const told = asked.flatMap(
    (one, k) => toldFrom(one, asked.length - 1 === k ? past : past.filter((other) => other !== one), rows, fields) ?? [],
  );
  if (told.length < asked.length) return [];
  const own = told.at(-1)!;
  const usual = Math.max(0.5, ...told.slice(0, -1).map(({ auc }) => auc));
  const chance = WIDER * normalQuantile(1 - ALPHA) * Math.sqrt((own.inside + own.outside + 1) / 12 / Math.max(1, own.inside * own.outside));
  const limit = 0.5 + Math.max(FLOOR, growth(past.length) * (usual - 0.5), chance);
  const expected = `an AUC of at most ${limit.toFixed(2)}`;
  if (own.auc <= limit) {
    return [
      batchPass(
        input,
        "joint-drift",
        own.auc.toFixed(2),
        expected,
        `cannot be told from accepted batches by all columns together (AUC ${own.auc.toFixed(2)})`,
      ),
    ];
  }
  const telling = tellingColumns(own.sample, own.judge, past.length);
  const says = `can be told from accepted batches (AUC ${own.auc.toFixed(2)}, among those at most ${usual.toFixed(2)}) though no single column moved, most by ${namedList(telling, 3)}`;
  const field = fields.find(({ name }) => name === telling[0])!;
  const remedy = "Look at the columns named together: combinations of values are new.";
  return [batchFinding(input, { code: "joint-drift", subject: telling[0]!, observed: own.auc.toFixed(2), expected, says, remedy, field })];
}

interface Told {
  auc: number;
  inside: number;
  outside: number;
  /** Learned from the even rows. */
  judge: Forest;
  /** The batch that was told apart is the last origin. */
  sample: Sample;
}

/** So many rows of one batch against as many of all the others, together, as there are to each: learned on every second row, judged on the rest, both ways. */
function toldFrom(batch: TypedFile, others: TypedFile[], most: number, fields: Field[]): Told | null {
  const each = Math.ceil(ROWS / others.length);
  const sample = sampleOf([...others, batch], fields, [...others.map(() => each), most]);
  if (sample === null) return null;
  const rows = Int32Array.from({ length: sample.rows }, (_, row) => row);
  const halves = [0, 1].map((half) => rows.filter((row) => row % 2 === half)) as [Int32Array, Int32Array];
  const label = (row: number) => (sample.origin[row] === others.length ? 1 : 0);
  const learn = (half: Int32Array) => smallForest(sample.columns, half, Int32Array.from(half, label), CLASSES);
  const judges = [learn(halves[0]), learn(halves[1])] as const;
  const first = aucOf(scores(judges[0], sample.columns, halves[1]), halves[1], label);
  const second = aucOf(scores(judges[1], sample.columns, halves[0]), halves[0], label);
  const inside = rows.reduce((sum, row) => sum + label(row), 0);
  return { auc: (first + second) / 2, inside, outside: rows.length - inside, judge: judges[0], sample };
}

function scores(forest: Forest, columns: Column[], rows: Int32Array): Float64Array {
  const { probabilities } = predict(forest, columns, rows);
  return Float64Array.from(rows, (_, i) => probabilities[2 * i + 1]!);
}

/** The chance that a row of the batch scores above another (Mann–Whitney), ties by half. */
function aucOf(score: Float64Array, rows: Int32Array, label: (row: number) => number): number {
  const order = Array.from(rows, (_, i) => i).sort((a, b) => score[a]! - score[b]!);
  let [ranks, inside] = [0, 0];
  for (let i = 0; i < order.length; ) {
    let end = i;
    while (end < order.length && score[order[end]!] === score[order[i]!]) end++;
    for (let k = i; k < end; k++) {
      if (label(rows[order[k]!]!) === 0) continue;
      ranks += (i + end + 1) / 2;
      inside++;
    }
    i = end;
  }
  const outside = order.length - inside;
  return inside === 0 || outside === 0 ? 0.5 : (ranks - (inside * (inside + 1)) / 2) / (inside * outside);
}

/** The columns whose shuffling costs the judge most, dearest first. */
function tellingColumns(sample: Sample, judge: Forest, origin: number): string[] {
  const rows = rowsWhere(sample.rows, (row) => row % 2 === 1);
  const label = (row: number) => (sample.origin[row] === origin ? 1 : 0);
  const whole = aucOf(scores(judge, sample.columns, rows), rows, label);
  const costs = sample.columns.map((column, k) => {
    const columns = sample.columns.map((other, i) => (i === k ? shuffled(column) : other));
    return { name: column.name, cost: whole - aucOf(scores(judge, columns, rows), rows, label) };
  });
  return costs
    .sort((a, b) => b.cost - a.cost)
    .slice(0, 3)
    .map(({ name }) => name);
}

function shuffled(column: Column): Column {
  const cells = column.kind === "number" ? column.values.slice() : column.codes.slice();
  const random = seedRandom(13, 1);
  for (let i = cells.length - 1; i > 0; i--) {
    const j = nextRandom(random) % (i + 1);
    [cells[i], cells[j]] = [cells[j]!, cells[i]!];
  }
  return column.kind === "number" ? { ...column, values: cells as Float64Array } : { ...column, codes: cells as Int32Array };
}
