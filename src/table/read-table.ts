// A stored text to a table, whatever its encoding and delimiter: what was found is told, for others to judge.
import type { RawTable, Reading } from "../types/table.ts";
import { type CsvFault, type CsvOptions, parseCsv } from "./csv.ts";

/**
 * `open` gives the file's bytes, decompressed, from the start each time: text that turns out not to be UTF-8 is read once
 * more as Windows-1252, if every byte means something there. Never throws for what the file holds.
 */
export async function readTable(
  open: () => AsyncIterable<Uint8Array>,
  options: CsvOptions,
): Promise<{ table: RawTable; reading: Reading } | { fault: CsvFault }> {
  const first = await parseCsv(open(), options);
  if (!("fault" in first) || first.fault.legacy !== true) return first;
  const { line, column } = first.fault;
  const second = await parseCsv(open(), { ...options, encoding: "windows-1252" });
  if ("fault" in second) return second.fault.damaged === true ? first : second;
  return { table: second.table, reading: { ...second.reading, line, column } };
}
