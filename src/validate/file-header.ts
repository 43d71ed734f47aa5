// A file's columns held against the schema's: which match, and what became of the others.
import type { SourceFile } from "../types/table.ts";
import type { HeaderMatch } from "./match.ts";
import type { Restructuring } from "./restructuring/diagnose.ts";

export interface FileHeader extends Restructuring {
  file: SourceFile;
  match: HeaderMatch;
}
