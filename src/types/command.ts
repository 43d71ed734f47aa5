// Engine command: a team's own script, its files, and the gate on its score.
import type { JsonValue } from "./problem.ts";

/** Who computed the score that the verdict is based on, from strongest to weakest. */
export type Evidence = "judged" | "predicted" | "reported";

/** `train` of the configuration where the engine is a command. */
export type CommandConfig = ReportedScript | JudgedScript;

interface Script {
  /** Program and arguments; no shell. */
  command: string[];
  /** Absolute: the configuration's folder, which relative paths of this section are relative to. */
  folder: string;
  /** Files whose content is part of the recipe, relative to `folder`. */
  files: string[];
  /** Names of environment variables that the program gets. */
  env: string[];
}

/** A script that splits, trains and scores by itself, in `folder`. */
export interface ReportedScript extends Script {
  evidence: "reported";
  /** Files, or one folder, that the program writes: the model. Relative to `folder`. */
  model: string[];
  outputs: {
    /** JSON that the program writes, relative to `folder`. */
    file: string;
    /** Dotted key of the number that is held against the gate. */
    metric: string;
    /** Dotted key of the number of rows behind it; null: not reported. */
    rows: string | null;
  };
  /** Scores the champion's files on today's data; null: its stored number is compared. */
  score: string[] | null;
  gate: MetricGate;
}

/** A script that gets training rows and is judged on held-out rows without labels; it runs in a copy of `files`. */
export interface JudgedScript extends Script {
  evidence: "judged";
  /** Program and arguments: answers rows with a model's files. */
  predict: string[];
  /** Of a regression; null: a classification. */
  errorGate: ErrorGate | null;
}

/** The gate on the error of a regression that we judge. */
export interface ErrorGate {
  measure: "mae" | "rmse";
  /** In the target's unit. */
  atMost: number;
  /** How much larger than the champion's the error may be, as a share of it. */
  margin: number;
  /** null: not required. */
  minRows: number | null;
}

/** The gate on a reported score. */
export interface MetricGate {
  /** at-least: larger is better. */
  direction: "at-least" | "at-most";
  bound: number;
  /** Largest loss against the champion that is accepted: in the metric's unit, or as a share of the champion's score. */
  margin: { kind: "absolute" | "relative"; value: number };
  /** null: not required. */
  minRows: number | null;
}

/** A score that a program reported. */
export interface ReportedNumber {
  /** The dotted key that it was read from. */
  name: string;
  value: number;
  /** null: not reported. */
  rows: number | null;
}

/** The recipe of such a model: words and settings of the command, digests of the files it names. */
export interface CommandRecipe {
  engine: "command";
  version: string;
  parameters: Record<string, JsonValue>;
  seed: number;
}
