// Repeated cross-validation of a recipe on small data. It is reported and decides nothing.
import { outOfBag } from "../model/choose/out-of-bag.ts";
import { predict } from "../model/predict/predict.ts";
import { targetOf } from "../table/columns/dataset.ts";
import type { TrainConfig } from "../types/config.ts";
import { LimitError } from "../types/errors.ts";
import type { Forest, NotResampled, Recipe, Resampled } from "../types/model.ts";
import type { SplitRecord } from "../types/registry.ts";
import type { Dataset } from "../types/table.ts";
import { stratifiedFolds, unitsOf } from "./folds.ts";
import type { TrainingSet } from "./forest-engine.ts";
import { grow } from "./grow.ts";
import { configOf, recipeOf, sameRecipe } from "./recipe.ts";
import type { Training } from "./training.ts";
import { trainingSetOf } from "./training-set.ts";

/** Below this many labelled hold-out rows data is small: at margin .02 and 95 % even models that always agree are undecided, 1 − .05^(1/148) > .02. */
export const SMALL_HOLDOUT = 149;
const FOLDS = 5;
const MOST_REPEATS = 5;
/** Most cells × trees over all models of one recipe: a few seconds on one thread. */
const MOST_WORK = 20_000_000;
/** The stock package is quadratic in the rows: it takes rows / 5 times as long as our forest. */
const STOCK_ROWS = 5;

export interface Beside {
  holdoutRows: Int32Array;
  split: SplitRecord;
  champion: Recipe | null;
}

/** Cross-validates the recipe, and the champion's; null: the hold-out is large enough. */
export async function resample(training: Training, grown: Forest, beside: Beside): Promise<Resampled | NotResampled | null> {
  const { dataset, config } = training;
  const { holdoutRows, split } = beside;
  const { codes } = targetOf(dataset);
  const isLabelled = (row: number) => codes[row]! > 0;
  const held = holdoutRows.filter(isLabelled);
  if (held.length >= SMALL_HOLDOUT) return null;
  if (split.by === "time") return "ordered";
  // Rows of a golden file are in no training set, here neither.
  const trained = training.rows.filter(isLabelled);
  const rows = split.by === "file" ? trained : Int32Array.from([...trained, ...held]).sort();
  const affordable = repeatsFor(rows.length, dataset, config);
  if (affordable === 0) return "costly";
  const other = championConfig(beside.champion, rows.length, dataset, config);
  const repeats = typeof other === "string" ? affordable : Math.min(affordable, repeatsFor(rows.length, dataset, other));
  const all = trainingSetOf({ dataset, rows });
  const units = unitsOf(dataset, rows, split);
  const folds = Array.from({ length: repeats }, (_, repeat) => stratifiedFolds(units, all.labels, FOLDS, config.seed + repeat));
  if (!folds.every((fold) => teaches(fold, all.labels))) return "few";
  const crossed = (recipe: TrainConfig) => crossValidated({ ...training, config: recipe }, all, folds);
  training.progress(`Cross-validating on ${rows.length} rows, ${repeats} × ${FOLDS} folds.`);
  const candidate = await crossed(config);
  if (candidate === "costly") return "costly";
  const judgesBags = config.engine === "forest" && (split.by === "row" || split.by === "file");
  return {
    rows,
    folds,
    foldCount: FOLDS,
    classes: all.classes,
    candidate,
    champion: typeof other === "string" ? other : await crossed({ ...other, seed: config.seed }),
    outOfBag: judgesBags
      ? { rows: trained, predicted: outOfBag(grown, trainingSetOf({ dataset, rows: trained }), config.seed), classes: grown.classes }
      : null,
  };
}

function repeatsFor(rows: number, { features }: Dataset, { engine, trees, minLeaf }: TrainConfig): number {
  // `auto` grows half as many trees again to choose the leaf size.
  const grown = minLeaf === "auto" ? 1.5 * trees : trees;
  const once = rows * features.length * grown * FOLDS * (engine === "forest" ? 1 : rows / STOCK_ROWS);
  return Math.min(MOST_REPEATS, Math.floor(MOST_WORK / Math.max(1, once)));
}

function championConfig(
  champion: Recipe | null,
  rows: number,
  dataset: Dataset,
  config: TrainConfig,
): TrainConfig | "none" | "same" | "unknown" | "costly" {
  if (champion === null) return "none";
  if (sameRecipe(champion, recipeOf(config))) return "same";
  const other = configOf(champion);
  if (other === null) return "unknown";
  return repeatsFor(rows, dataset, other) === 0 ? "costly" : other;
}

/** Whether every fold has rows, and the rows outside of it have two classes. */
function teaches(fold: Uint8Array, labels: Int32Array): boolean {
  return Array.from({ length: FOLDS }, (_, f) => f).every((f) => {
    const outside = new Set(labels.filter((_, i) => fold[i] !== f));
    return outside.size > 1 && fold.includes(f);
  });
}

/** For each repeat the prediction for each row of `all` by the model trained without its fold; errors do not end the run. */
async function crossValidated(training: Training, all: TrainingSet, folds: Uint8Array[]): Promise<Int32Array[] | "costly"> {
  // These models are not stored.
  const limits = { ...training.limits, modelBytes: Number.POSITIVE_INFINITY };
  try {
    return await saidInFolds({ ...training, limits }, all, folds);
  } catch (error) {
    if (error instanceof LimitError) return "costly";
    throw error;
  }
}

async function saidInFolds(training: Training, all: TrainingSet, folds: Uint8Array[]): Promise<Int32Array[]> {
  const repeats: Int32Array[] = [];
  for (const fold of folds) {
    const predicted = new Int32Array(all.rows.length);
    for (let f = 0; f < FOLDS; f++) {
      const inside = Int32Array.from(all.rows.keys()).filter((i) => fold[i] === f);
      const trainingSet = trainingSetOf({ dataset: training.dataset, rows: all.rows.filter((_, i) => fold[i] !== f) });
      const { forest } = await grow(trainingSet, training, () => undefined);
      const index = forest.classes.map((name) => all.classes.indexOf(name));
      const { classes } = predict(
        forest,
        training.dataset.columns,
        inside.map((i) => all.rows[i]!),
      );
      inside.forEach((i, k) => {
        predicted[i] = index[classes[k]!]!;
      });
    }
    repeats.push(predicted);
  }
  return repeats;
}
