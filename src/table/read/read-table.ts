// Reads a text file into a table; returns the encoding and delimiter found, for later checks.
import type { Encoding } from "../../types/schema.ts";
import type { RawTable, Reading } from "../../types/table.ts";
import { type CsvFault, type CsvOptions, parseCsv } from "./csv.ts";
import { type EncodingGuess, EncodingSample } from "./encoding-guess.ts";

export interface ReadOptions extends CsvOptions {
  /** What text that is no UTF-8 is written in; absent: what the whole file speaks for. */
  otherEncoding?: Encoding;
}

type Read = { table: RawTable; reading: Reading } | { fault: CsvFault };

/**
 * `open` gives the file's bytes, decompressed, from the start each time: text that turns out not to be UTF-8 is read once
 * more, in the encoding that is expected or else guessed. Never throws for what the file holds.
 */
export async function readTable(open: () => AsyncIterable<Uint8Array>, { otherEncoding, ...options }: ReadOptions): Promise<Read> {
  const first = await parseCsv(open(), options);
  if (!("fault" in first)) return first;
  if (first.fault.legacy !== true) return await otherDelimiter(open, options, first);
  const guess = await guessOf(open(), otherEncoding);
  if (guess === null) return first;
  const second = await parseCsv(open(), { ...options, encoding: guess.encoding });
  const read =
    "fault" in second && second.fault.damaged !== true
      ? await otherDelimiter(open, { ...options, encoding: guess.encoding }, second)
      : second;
  if ("fault" in read) return read.fault.damaged === true ? first : read;
  const { line, column } = first.fault;
  const told = otherEncoding === undefined ? { guess: { words: guess.words, rivals: guess.rivals } } : {};
  return { table: read.table, reading: { ...read.reading, line, column, ...told } };
}

async function guessOf(bytes: AsyncIterable<Uint8Array>, expected: Encoding | undefined): Promise<EncodingGuess | null> {
  if (expected !== undefined) return { encoding: expected, rivals: [], words: [] };
  const sample = new EncodingSample();
  for await (const chunk of bytes) sample.push(chunk);
  return sample.guess();
}

const DELIMITERS = [",", ";", "\t", "|"];

/** The first lines may agree on a delimiter that the others do not have: whichever makes a table of the whole file is it. */
async function otherDelimiter(open: () => AsyncIterable<Uint8Array>, options: CsvOptions, failed: { fault: CsvFault }): Promise<Read> {
  if (failed.fault.ragged !== true) return failed;
  for (const delimiter of DELIMITERS) {
    if (delimiter === failed.fault.delimiter) continue;
    const read = await parseCsv(open(), { ...options, delimiter, delimiterIsCertain: true });
    if (!("fault" in read) && read.table.header.length > 1) return read;
  }
  return failed;
}
