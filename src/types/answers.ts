// What a script's model answered when it was promoted, and by what it was made.

/** Kept in the manifest; a sample of hold-out rows. Neither cells nor labels: a row is a keyed hash of its features, which an answer follows from. */
export interface AnswersRecord {
  version: 1;
  /** number: a regression. */
  kind: "class" | "number";
  /** Fingerprint of the key of the hashes. */
  key: string;
  /** What a row's hash covers: the columns that the script saw. */
  columns: string[];
  /** Base64 of 12 bytes a row: keyed hashes (table/row-hashes.ts), ascending, each once. */
  hashes: string;
  /** Per row an index into the manifest's classes; of a regression the estimate. */
  answers: number[];
  /** Per row the probability of that class; absent: the script answers with labels alone, or with estimates. */
  probabilities?: number[];
}

/** Versions by the names of what has them, as a script reported them. */
export type ScriptEnvironment = Record<string, string>;
