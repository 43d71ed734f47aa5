// Sets of rows and files as a configuration names them.
import { z } from "zod";
import { section, text } from "./leaves.ts";

const DIGEST = "sha256: and 64 hexadecimal digits";

/** `sha256:<hex>`: of a set of rows as findings print it, or of a file's bytes. */
const digest = z.string({ error: DIGEST }).regex(/^sha256:[0-9a-f]{64}$/, { error: DIGEST });

export const exclusion = section({
  rows: digest.optional().describe("Rows that a finding named so: they are left out in whatever file they come."),
  file: text("the name of a file").optional().describe("The name of a file, relative to the fixed part of the pattern."),
  digest: digest.optional().describe("Exclude only exactly these bytes."),
  reason: text("a few words").optional().describe("Why, for those who read this later."),
})
  .refine((one) => (one.rows === undefined) !== (one.file === undefined), { error: "rows or file, one of the two" })
  .refine((one) => one.rows === undefined || one.digest === undefined, { error: "a digest only beside file" });
