// The checks of one day after the accepted days before it.
import { readData } from "../../src/commands/common/reading.ts";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { BatchProfile } from "../../src/types/profile.ts";
import type { Schema } from "../../src/types/schema.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";

/** Reads each file by itself, in the order given. */
export async function readDays(paths: string[], cwd: string): Promise<SourceFile[]> {
  const host = { cwd, progress: () => {}, services: { identityToken: null, repository: null } };
  const days = [];
  for (const path of paths) days.push(...(await readData([path], host)));
  return days;
}

/** The schema that `init` infers of these files. */
export const schemaOf = (files: SourceFile[], target: string): Schema => inferSchema(files, { target }).schema;

/** `past`: accepted files at hand, `remembered`: profiles of those before them; both oldest first. */
export const judge = (file: SourceFile, day: { schema: Schema; target: string; past: SourceFile[]; remembered: BatchProfile[] }) =>
  validate({ files: [file], ...day, reference: null, now: null, showValues: false });
