/** How a file's cells are separated, by its extension; `parquet` is known but not read by this version. */
export type FileFormat = "csv" | "tsv" | "parquet";

const EXTENSION = /\.(?:(csv|tsv)(?:\.gz)?|(parquet))$/i;

export const ACCEPTED_EXTENSIONS = ".csv, .csv.gz, .tsv, .tsv.gz";

/** Null: not a data file. */
export function formatOf(name: string): FileFormat | null {
  const parts = EXTENSION.exec(name);
  return parts === null ? null : ((parts[1] ?? parts[2])!.toLowerCase() as FileFormat);
}

/** A file's name without .csv, .tsv, .gz and so on. */
export function withoutExtension(name: string): string {
  return name.replace(EXTENSION, "");
}
