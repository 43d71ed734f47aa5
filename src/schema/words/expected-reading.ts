// The words for how a file is written, and how one is expected to be.
import type { Encoding, Schema } from "../../types/schema.ts";
import type { Reading, SourceFile } from "../../types/table.ts";

const USUAL_NAMES: Partial<Record<Encoding, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little-endian)",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Windows-1252 (Latin-1)",
};

/** An encoding as people call it. */
export function encodingName(encoding: Encoding): string {
  return (
    USUAL_NAMES[encoding] ??
    encoding.toUpperCase().replace("WINDOWS", "Windows").replace("SHIFT", "Shift").replace("MACINTOSH", "Macintosh")
  );
}

const DELIMITERS = new Map([
  [",", "commas"],
  [";", "semicolons"],
  ["\t", "tabs"],
  ["|", "bars"],
]);

/** A delimiter as people call it. */
export const delimiterWords = (delimiter: string) => DELIMITERS.get(delimiter) ?? JSON.stringify(delimiter);

/** What a file is expected to be written in: the schema's word, else UTF-8 and what the name says. */
export function expectedReading(file: SourceFile, schema: Pick<Schema, "encoding" | "delimiter">): Pick<Reading, "encoding" | "delimiter"> {
  const byName = /\.tsv(\.gz)?$/i.test(file.uri || file.name) ? "\t" : ",";
  return { encoding: schema.encoding ?? "utf-8", delimiter: schema.delimiter ?? byName };
}
