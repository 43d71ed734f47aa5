// Sets of rows and files as a configuration names them.
import { z } from "zod";
import { ACCEPTABLE_CODES } from "../../types/check-codes.ts";
import { section, text } from "./leaves.ts";

const DIGEST = "sha256: and 64 hexadecimal digits";

/** `sha256:<hex>`: digest of a row set, as findings print it, or of a file. */
const digest = z.string({ error: DIGEST }).regex(/^sha256:[0-9a-f]{64}$/, { error: DIGEST });

export const exclusion = section({
  rows: digest.optional().describe("Rows that a finding named so: they are left out in whatever file they come."),
  file: text("the name of a file").optional().describe("The name of a file, relative to the fixed part of the pattern."),
  digest: digest.optional().describe("Exclude only exactly these bytes."),
  reason: text("a few words").optional().describe("Why, for those who read this later."),
})
  .refine((one) => (one.rows === undefined) !== (one.file === undefined), { error: "rows or file, one of the two" })
  .refine((one) => one.rows === undefined || one.digest === undefined, { error: "a digest only beside file" });

const CHECK = "a code of docs/checks.md such as drift, or drift:COLUMN; no type";
/** `CODE` or `CODE:SUBJECT`. */
const check = text(CHECK).refine((name) => ACCEPTABLE_CODES.includes(name.split(":")[0]!), { error: CHECK });
const CHECKS = `a list: ${CHECK}`;

export const acceptance = section({
  rows: digest.describe("The rows, as the finding names them."),
  checks: z
    .array(check, { error: CHECKS })
    .min(1, { error: CHECKS })
    .describe("What is right of them although the check fails: drift:fuel."),
  reason: text("a few words").optional().describe("Why, for those who read this later."),
});
