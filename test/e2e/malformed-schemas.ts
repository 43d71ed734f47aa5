// Texts that are no sound Table Schema.
import type { TextCase } from "./malformed-configs.ts";

/** Takes the batches of batches.ts. */
export const SCHEMA = `fields:
  - {name: x0, type: number, constraints: {required: true, minimum: 0, maximum: 100}}
  - {name: x1, type: number, constraints: {required: true}}
  - {name: color, type: string, constraints: {enum: [blue, green, red]}}
  - {name: noise, type: number}
  - {name: label, type: string, constraints: {required: true, enum: ["yes", "no"]}}
missingValues: [""]
fieldsMatch: equal
`;

/** One field's line replaced: line 2 is x0, line 4 color, line 6 label. */
const field = (line: number, content: string) =>
  SCHEMA.split("\n")
    .with(line - 1, `  - ${content}`)
    .join("\n");
const x0 = (rest: string) => field(2, `{name: x0, type: number, ${rest}}`);
const color = (rest: string) => field(4, `{name: color, type: string, ${rest}}`);
const deepPattern = `${"(".repeat(20_000)}a${")".repeat(20_000)}`;

export const SCHEMA_CASES: TextCase[] = [
  { says: "nothing", content: "" },
  { says: "null", content: "null" },
  { says: "a word", content: "schema" },
  { says: "a list of fields without its key", content: "- {name: x0}\n" },
  { says: "no fields", content: "missingValues: ['']\n" },
  { says: "fields of null", content: "fields:\n" },
  { says: "no field at all", content: "fields: []\n" },
  { says: "fields as a map", content: "fields: {x0: number}\n", line: 1 },
  { says: "a word among fields", content: `${SCHEMA.replace("fields:", "fields:\n  - word")}`, line: 2 },
  { says: "null among fields", content: SCHEMA.replace("fields:", "fields:\n  -"), line: 2 },
  { says: "a field without a name", content: field(2, "{type: number}"), line: 2 },
  { says: "a name of nothing", content: field(2, '{name: ""}'), line: 2 },
  { says: "a number for a name", content: field(2, "{name: 7}"), code: [1, 2] },
  { says: "a list for a name", content: field(2, "{name: [x0]}"), line: 2 },
  { says: "a name twice", content: field(3, "{name: x0, type: number}"), line: 3 },
  { says: "an alias that is another field", content: x0("aliases: [x1]"), line: 2 },
  { says: "an unknown type", content: field(2, "{name: x0, type: float64}"), line: 2 },
  { says: "a type of null", content: field(2, "{name: x0, type: }"), line: 2 },
  { says: "an unknown key of a field", content: x0("minimum: 3"), line: 2 },
  { says: "an unknown constraint", content: x0("constraints: {minimun: 3}"), line: 2, names: /minimum/ },
  { says: "an unknown key", content: `${SCHEMA}primarykey: x0\n`, line: 9 },
  { says: "a minimum of words", content: x0("constraints: {minimum: low}"), line: 2 },
  { says: "a minimum above the maximum", content: x0("constraints: {minimum: 5, maximum: 1}"), line: 2 },
  { says: "a minimum of NaN", content: x0("constraints: {minimum: .nan}"), line: 2 },
  { says: "required by word", content: x0("constraints: {required: perhaps}"), line: 2 },
  { says: "an empty enum", content: color("constraints: {enum: []}"), line: 4 },
  { says: "an enum that is a word", content: color("constraints: {enum: red}"), line: 4 },
  { says: "an enum of maps", content: color("constraints: {enum: [{a: 1}]}"), line: 4 },
  { says: "an enum of another type", content: x0("constraints: {enum: [low, high]}"), line: 2 },
  { says: "a length below zero", content: color("constraints: {minLength: -1}"), line: 4 },
  { says: "a length of 1.5", content: color("constraints: {maxLength: 1.5}"), line: 4 },
  { says: "a length for a number", content: x0("constraints: {maxLength: 3}"), line: 2 },
  { says: "a pattern that never closes", content: color("constraints: {pattern: '(a'}"), line: 4 },
  { says: "a pattern that looks back", content: color("constraints: {pattern: '(?<=a)b'}"), line: 4 },
  { says: "a pattern that refers back", content: color("constraints: {pattern: '(a)\\1'}"), line: 4 },
  { says: "a pattern with nothing to repeat", content: color("constraints: {pattern: '*'}"), line: 4 },
  { says: "a pattern of a million repeats", content: color("constraints: {pattern: 'a{1000000}'}"), line: 4 },
  { says: "a pattern of repeats of repeats", content: color("constraints: {pattern: '((a{1,999}){1,999}){1,999}'}"), line: 4 },
  { says: "a pattern 20,000 brackets deep", content: color(`constraints: {pattern: '${deepPattern}'}`), line: 4 },
  { says: "a list for a pattern", content: color("constraints: {pattern: [a]}"), line: 4 },
  { says: "an unknown role", content: x0("role: oracle"), line: 2 },
  { says: "two targets", content: x0("role: target"), line: 2 },
  { says: "an unknown format", content: field(2, "{name: x0, type: date, format: '%Q'}"), line: 2 },
  { says: "true values for a number", content: x0("trueValues: [ja]"), code: [0, 1, 2] },
  { says: "a decimal sign of two letters", content: x0("decimalChar: ab"), code: [1, 2] },
  { says: "a group sign that is the decimal sign", content: x0("decimalChar: ',', groupChar: ','"), line: 2 },
  { says: "missing values as a map", content: SCHEMA.replace('missingValues: [""]', "missingValues: {a: 1}"), line: 7 },
  { says: "missing values of numbers", content: SCHEMA.replace('missingValues: [""]', "missingValues: [-999]"), line: 7, code: [0, 1, 2] },
  { says: "a primary key of no field", content: `${SCHEMA}primaryKey: [id]\n`, line: 9 },
  { says: "a primary key of nothing", content: `${SCHEMA}primaryKey: []\n`, code: [0, 1, 2] },
  { says: "a foreign key", content: `${SCHEMA}foreignKeys: [{fields: x0, reference: {resource: other, fields: id}}]\n`, code: [0, 1, 2] },
  { says: "an unknown way to match", content: SCHEMA.replace("equal", "roughly"), line: 8 },
  { says: "no target field", content: SCHEMA.split("\n").toSpliced(5, 1).join("\n") },
  { says: "a target that is a number with decimals", content: field(6, "{name: label, type: number}"), code: [1, 2] },
  { says: "a key twice", content: field(2, "{name: x0, name: x9, type: number}"), line: 2 },
  { says: "__proto__ for a name", content: field(2, "{name: __proto__, type: number}"), code: 1 },
  { says: "__proto__ for a key", content: x0("__proto__: {a: 1}"), line: 2 },
  { says: "constructor for a constraint", content: x0("constraints: {constructor: 1}"), line: 2 },
  { says: "toString for a type", content: field(2, "{name: x0, type: toString}"), line: 2 },
  {
    says: "a bomb of aliases",
    content: `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nfields: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n`,
  },
  { says: "an alias that holds itself", content: "fields: &f [*f]\n" },
  { says: "20,000 nested lists", content: `fields: ${"[".repeat(20_000)}${"]".repeat(20_000)}` },
  {
    says: "5,000 fields",
    content: `fields:\n${Array.from({ length: 5_000 }, (_, i) => `  - {name: f${i}}`).join("\n")}\n`,
    code: [1, 2],
  },
  { says: "5,000 mistakes", content: `fields:\n${Array.from({ length: 5_000 }, () => "  - {nam: f}").join("\n")}\n` },
  { says: "a name of 100,000 letters", content: field(2, `{name: ${"n".repeat(100_000)}, type: number}`), code: [1, 2] },
  { says: "a name of colour codes", content: field(2, '{name: "\\e[31mred", type: number}'), code: 1 },
  { says: "no UTF-8", content: Buffer.concat([Buffer.from(SCHEMA), Buffer.from([0xff, 0xfe, 0xe9])]) },
  { says: "zero bytes", content: new Uint8Array(100) },
  { says: "a CSV file", content: "x0,x1\n1,2\n" },
];

export const JSON_SCHEMA_CASES: TextCase[] = [
  { says: "nothing", content: "" },
  { says: "cut off", content: '{"fields": [{"name": "x0"' },
  { says: "a comma too many", content: '{"fields": [{"name": "x0"},]}', code: [1, 2] },
  { says: "single quotes", content: "{'fields': [{'name': 'x0', 'type': 'floa'}]}" },
  { says: "a list", content: "[]" },
  { says: "a string", content: '"fields"' },
  { says: "NaN", content: '{"fields": [{"name": "x0", "constraints": {"minimum": NaN}}]}' },
  {
    says: "a JSON Schema",
    content: '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {"x0": {"type": "number"}}}',
  },
  { says: "a key twice", content: '{"fields": [], "fields": []}' },
  { says: "__proto__", content: '{"__proto__": {"fields": [{"name": "x0"}]}}' },
  { says: "deep", content: `{"fields": ${"[".repeat(50_000)}${"]".repeat(50_000)}}` },
  { says: "a package instead of a schema", content: '{"resources": [{"path": "x.csv", "schema": {"fields": []}}]}' },
];
