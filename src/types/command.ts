// A team's own script as the trainer: what is run, what it leaves behind, and how its number is held.
import type { JsonValue } from "./problem.ts";

/** Who computed what a verdict stands on, weakest last. */
export type Evidence = "judged" | "predicted" | "reported";

/** `train` of the configuration where the engine is a command. */
export interface CommandConfig {
  /** Program and arguments; no shell. */
  command: string[];
  /** Absolute: where the program runs, and what relative paths of this section are relative to. */
  folder: string;
  /** Files whose content is part of the recipe, relative to `folder`. */
  files: string[];
  /** Names of environment variables that the program gets. */
  env: string[];
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

/** How a reported number is held. */
export interface MetricGate {
  /** at-least: larger is better. */
  direction: "at-least" | "at-most";
  bound: number;
  /** How much worse than the champion's number is still no worse, in the metric's unit or as a share of the champion's number. */
  margin: { kind: "absolute" | "relative"; value: number };
  /** null: not asked for. */
  minRows: number | null;
}

/** What a program said of a model. */
export interface ReportedNumber {
  /** The dotted key that it was read from. */
  name: string;
  value: number;
  /** null: the program does not say. */
  rows: number | null;
}

/** What determines such a model besides the data: words and settings of the command, digests of the files it names. */
export interface CommandRecipe {
  engine: "command";
  version: string;
  parameters: Record<string, JsonValue>;
  seed: number;
}
