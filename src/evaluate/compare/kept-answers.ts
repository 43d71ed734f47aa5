// A script's model asked again: its answers on rows that it answered at its promotion must be what they were, or its score is not its own.
import { check } from "../../findings/check.ts";
import { reset } from "../../findings/remedies.ts";
import { counted } from "../../findings/scores.ts";
import { byCodePoint } from "../../table/columns/code-point.ts";
import { columnOf } from "../../table/columns/dataset.ts";
import { compareHashes, keyFingerprint, rowHasher, sortedOrder, WORDS } from "../../table/rows/row-hashes.ts";
import type { AnswersRecord } from "../../types/answers.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Answered, Estimated } from "../../types/model.ts";
import type { Dataset } from "../../types/table.ts";

/** Rows of a record. */
export const MOST_KEPT = 2000;
/** How far a probability may be from the kept one; of a regression, as a share of the range of the kept estimates. Other processors round otherwise. */
export const TOLERANCE = 1e-4;
/** Share of rows that may differ: ties that rounding decides. */
const MOST_CHANGED = 0.001;
/** Of what is written, and of estimates that are all equal. */
const DIGITS = 9;

/** A model's answer on one row of a dataset: an index into its classes, or an estimate. */
export interface AnswersOf {
  kind: AnswersRecord["kind"];
  at: (row: number) => { answer: number; probability: number | null };
}

/** Of a model that was asked. */
export function answersOf(model: Answered | Estimated): AnswersOf {
  if ("values" in model) return { kind: "number", at: (row) => ({ answer: model.values[row]!, probability: null }) };
  const { predicted, probabilities, classes } = model;
  const at = (row: number) => {
    const answer = predicted[row]!;
    return { answer, probability: probabilities && probabilities[row * classes.length + answer]! };
  };
  return { kind: "class", at };
}

/** The answers to keep: of all rows, or of those with the smallest hashes, a sample that the key draws. */
export function keptAnswers(dataset: Dataset, rows: Int32Array, columns: string[], key: string, { kind, at }: AnswersOf): AnswersRecord {
  const words = hashesOf(dataset, rows, columns, key);
  const order = sortedOrder(words);
  const first = order.filter((place, i) => i === 0 || compareHashes(words, order[i - 1]!, words, place) !== 0);
  const places = Array.from(first.subarray(0, MOST_KEPT));
  const given = places.map((place) => at(rows[place]!));
  const rounded = (value: number) => Number(value.toPrecision(DIGITS));
  const probabilities = given.flatMap(({ probability }) => (probability === null ? [] : [rounded(probability)]));
  return {
    version: 1,
    kind,
    key: keyFingerprint(key),
    columns: columns.toSorted(byCodePoint),
    hashes: Buffer.concat(places.map((place) => hashAt(words, place))).toString("base64"),
    answers: given.map((one) => rounded(one.answer)),
    ...(probabilities.length > 0 && { probabilities }),
  };
}

/** For each kept answer a row with the same features; -1: there is none. `keys`: by which rows may have been hashed. */
export function rowsAgain(record: AnswersRecord, dataset: Dataset, rows: Int32Array, keys: string[]): Int32Array {
  const wanted = Buffer.from(record.hashes, "base64").toString("latin1");
  const width = 4 * WORDS;
  const found = new Int32Array(record.answers.length).fill(-1);
  const key = keys.find((one) => keyFingerprint(one) === record.key);
  if (key === undefined || !record.columns.every((name) => dataset.columns.some((column) => column.name === name))) return found;
  const at = new Map(record.answers.map((_, i) => [wanted.slice(i * width, (i + 1) * width), i]));
  const words = hashesOf(dataset, rows, record.columns, key);
  rows.forEach((row, place) => {
    const i = at.get(hashAt(words, place).toString("latin1"));
    if (i !== undefined) found[i] = row;
  });
  return found;
}

/** Code `champion-answers`. `rows`: as rowsAgain returns them; `noun`: the model. */
export function answersAgain(noun: string, record: AnswersRecord | undefined, rows: Int32Array, { at }: AnswersOf): CheckResult {
  const said = (status: "pass" | "warn", message: string) => check("champion-answers", noun, status, message);
  if (record === undefined)
    return said(
      "pass",
      `Whether the ${noun} still answers as at its promotion is not known: its answers were not kept then. They are from the next promotion on.`,
    );
  const known = Array.from(rows.keys()).filter((i) => rows[i]! >= 0);
  if (known.length === 0)
    return said(
      "warn",
      `Whether the ${noun} still answers as at its promotion is not known: none of the ${counted(rows.length, "row")} whose answers were kept is found in today's data.`,
    );
  const differs = differenceFrom(record);
  const changed = known.filter((i) => differs(i, at(rows[i]!))).length;
  const asked = `Asked again about ${counted(known.length, "row")} that it answered when it was promoted, the ${noun}`;
  if (changed <= MOST_CHANGED * known.length) return said("pass", `${asked} answers as it did${within(record)}.`);
  const message = `${asked} answers ${changed} of them otherwise: today's train.predict does not give its answers, so no score of them is its own.`;
  return check("champion-answers", noun, "inconclusive", message, {
    observed: changed,
    expected: 0,
    suggestion:
      "Put back what train.predict answered with then (a file of train.files, a library, the job's environment), or start a new line of champions.",
    remedies: [reset("the champion answers otherwise now")],
  });
}

function within({ kind, probabilities }: AnswersRecord): string {
  if (kind === "number") return `, within ${TOLERANCE} of the estimates' range`;
  return probabilities === undefined ? "" : `, with probabilities within ${TOLERANCE}`;
}

function differenceFrom({ kind, answers, probabilities }: AnswersRecord): (i: number, now: ReturnType<AnswersOf["at"]>) => boolean {
  if (kind === "class") {
    const moved = (i: number, now: number | null) =>
      probabilities !== undefined && (now === null || Math.abs(now - probabilities[i]!) > TOLERANCE);
    return (i, { answer, probability }) => answer !== answers[i] || moved(i, probability);
  }
  const [least, most] = [Math.min(...answers), Math.max(...answers)];
  const allowed = TOLERANCE * (most - least) + 10 ** (1 - DIGITS) * Math.max(Math.abs(least), Math.abs(most));
  return (i, { answer }) => Math.abs(answer - answers[i]!) > allowed;
}

function hashesOf(dataset: Dataset, rows: Int32Array, names: string[], key: string): Uint32Array {
  const hasher = rowHasher(
    names.map((name) => columnOf(dataset, name)),
    key,
  );
  const words = new Uint32Array(WORDS * rows.length);
  rows.forEach((row, place) => {
    hasher(row, words, WORDS * place);
  });
  return words;
}

/** Big-endian, so that bytes are the same on every machine. */
function hashAt(words: Uint32Array, place: number): Buffer {
  const bytes = Buffer.alloc(4 * WORDS);
  for (let word = 0; word < WORDS; word++) bytes.writeUInt32BE(words[WORDS * place + word]!, 4 * word);
  return bytes;
}
