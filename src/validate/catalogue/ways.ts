// Which ways out each check prints as data: the table of docs/checks.md, held against what findings print by test/walk.
import { isAcceptable } from "../../findings/remedies.ts";
import { CHECK_CODES } from "../../types/check-codes.ts";

export interface Ways {
  /** An entry of `data.exclude`. */
  exclude: boolean;
  /** An entry of `checks.accept`, and `accept --file`. */
  accept: boolean;
  /** Keys of the schema (`fields[…].aliases`) or of the configuration (`data.files`) that a finding may ask to change. */
  config: string[];
  /** Commands beside `accept --file`: `reset` begins a new line of champions, `accept` promotes against a comparison. */
  commands: ("reset" | "accept")[];
}

const field = (...keys: string[]) => keys.map((key) => `fields[…].${key}`);
const FORMS = ["missingValues", "type", "format", "role", "trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber"];

const CONFIG: Record<string, string[]> = {
  "no-file": ["data.files"],
  "near-miss": ["data.files", "data.ignore"],
  stale: ["data.freshness"],
  target: ["data.window"],
  encoding: ["encoding"],
  delimiter: ["dialect.delimiter"],
  "column-missing": ["fields[…]", "fieldsMatch"],
  "column-new": ["fieldsMatch"],
  "column-renamed": field("aliases"),
  "column-order": ["fieldsMatch"],
  notation: field("format", "decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues"),
  recoded: field("valueAliases"),
  type: field(...FORMS, "constraints.required"),
  required: field("constraints.required"),
  unit: field("affixes"),
  "grouped-rows": ["split.by"],
  champion: ["registry"],
  "champion-earlier": ["registry"],
  best: ["registry"],
  "f1-batch": ["registry"],
  "f1-threshold": ["gates.f1-threshold"],
};

/** Findings about new rows of a file, and such as name a file that cannot be read. */
const OF_ROWS = new Set([
  ...CHECK_CODES,
  "unreadable",
  "encoding",
  "delimiter",
  "header",
  "wrong-file",
  "column-missing",
  "column-new",
  "column-renamed",
  "column-split",
  "column-merged",
  "column-order",
  "held-rows",
  "target",
  "f1-batch",
]);

/** Which remedies a check's findings can print. */
export function waysOfCode(code: string): Ways {
  return { exclude: OF_ROWS.has(code), accept: isAcceptable(code), config: CONFIG[code] ?? [], commands: COMMANDS[code] ?? [] };
}

/** `reset` where the champion does not know the columns or the split: nothing can be compared with it. */
const COMMANDS: Record<string, Ways["commands"]> = {
  "column-missing": ["reset"],
  "f1-batch": ["reset"],
  "f1-earlier": ["accept"],
  "class-f1": ["accept"],
  reference: ["accept"],
  champion: ["reset", "accept"],
  "champion-earlier": ["reset", "accept"],
  best: ["reset", "accept"],
};

/** Codes of findings about the model and about rows as a whole that print ways out, beside those of the catalogue. */
export const OTHER_CODES = ["f1-threshold", "f1-batch", "champion", "champion-earlier", "best", "f1-earlier", "class-f1", "reference"];
