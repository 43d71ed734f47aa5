// What a column seems to be.
import type { FieldType } from "../../types/field-types.ts";
import type { Field } from "../../types/schema.ts";

export interface TypeGuess {
  type: FieldType;
  format: string;
  /** Beyond the schema's own (the empty cell). */
  missing: string[];
  notation: Partial<Pick<Field, "decimalChar" | "groupChar" | "bareNumber" | "affixes" | "trueValues" | "falseValues">>;
  /** `{name}` and `{place}` stand for the column and for the first cell that is `stray`. */
  notes: string[];
  stray?: string;
}
