// The form of what an entry says of the frozen reference. Earlier versions ignore the key.
import { z } from "zod";

const index = z.number().int().min(0).max(100_000);
const strings = z.array(z.string().max(2 ** 16)).max(100_000);

const RECORD = z
  .looseObject({
    version: z.literal(1),
    columns: strings,
    classes: strings,
    hashes: z.base64().max(2 ** 20),
    answers: z.array(index).max(2 ** 16),
    files: strings,
    fileOf: z.array(index).max(2 ** 16),
    looks: z.number().int().nullable(),
  })
  .refine(({ answers, fileOf, hashes }) => fileOf.length === answers.length && hashes.length === 16 * answers.length, {
    error: "hashes, answers and files of another number of rows",
  })
  .refine(({ answers, classes }) => answers.every((answer) => answer < classes.length), { error: "answers beyond the classes" });

export const REFERENCE = z.looseObject({ record: RECORD.exactOptional(), found: index, lost: index });
