// The data checks whose severity a configuration may set. docs/checks.md tells what each finds.

/** Over the cells and rows of one file, by the schema. */
export const SCHEMA_CODES = [
  "type",
  "required",
  "enum",
  "range",
  "length",
  "pattern",
  "unique",
  "primary-key",
  "unique-key",
  "foreign-key",
] as const;

/** Against the accepted batches. */
export const BATCH_CODES = [
  "drift",
  "unit",
  "missing-share",
  "outliers",
  "spike",
  "precision",
  "new-values",
  "text-form",
  "constant",
  "frozen",
  "swapped-columns",
  "correlation",
  "duplicate-column",
  "joint-drift",
  "batch-size",
  "replay",
  "duplicate-rows",
  "id-reuse",
  "future-date",
  "old-batch",
  "time-overlap",
  "time-gap",
  "time-span",
  "row-order",
  "class-missing",
  "label-noise",
  "label-swap",
  "leak",
  "backdoor",
] as const;

export const CHECK_CODES: readonly string[] = [...SCHEMA_CODES, ...BATCH_CODES];
