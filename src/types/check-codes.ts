// Codes of the data checks whose severity can be configured; docs/checks.md describes them.

/** Checks of the cells and rows of one file by the schema. */
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

/** Checks of one column against the accepted batches, which `drift` of a schema's field configures. */
export const COLUMN_CODES = [
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
] as const;

/** Checks of the labels of a batch. */
const LABELS = ["unlabelled", "class-missing", "class-share", "label-noise", "label-swap", "leak", "backdoor"] as const;

/** Checks of a batch against the accepted batches. */
export const BATCH_CODES = [
  ...COLUMN_CODES,
  "joint-drift",
  "batch-size",
  "replay",
  "changed-rows",
  "duplicate-rows",
  "grouped-rows",
  "id-reuse",
  "future-date",
  "old-batch",
  "time-overlap",
  "time-gap",
  "time-span",
  "row-order",
  ...LABELS,
] as const;

/** Findings that values of these rows are not where they were. */
export const MOVED_CODES: readonly string[] = [...COLUMN_CODES, "joint-drift"];

/** Findings about labels. */
export const LABEL_CODES: readonly string[] = [...LABELS, "f1-batch"];

export const CHECK_CODES: readonly string[] = [...SCHEMA_CODES, ...BATCH_CODES];

/**
 * What a person may say is right of rows: what compares with history or tests a value, the model's answers on them too. Cells that do not
 * read as their type are none.
 */
export const ACCEPTABLE_CODES: readonly string[] = [...CHECK_CODES.filter((code) => code !== "type"), "f1-batch"];

/** Codes that name a cause, most specific first; other findings may be consequences. */
export const CAUSE_CODES: readonly string[] = [
  "wrong-file",
  "header",
  "replay",
  "column-renamed",
  "notation",
  "recoded",
  "column-split",
  "column-merged",
  "swapped-columns",
  "unit",
  "label-swap",
  "class-missing",
];
