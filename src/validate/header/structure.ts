// Which columns a file lacks and adds, judged by `fieldsMatch`; likely renames as one finding each.
import { check } from "../../findings/check.ts";
import { fieldKey, reset, setKey, waysOut } from "../../findings/remedies.ts";
import { fileWords, grouped, named, namedList, plural, printable } from "../../findings/wording.ts";
import { type HeaderMatch, headerTolerance } from "../../schema/words/match.ts";
import type { CheckResult, Remedy } from "../../types/judgement.ts";
import type { Profile } from "../../types/profile.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import type { FileHeader } from "./file-header.ts";
import { restructuringFindings } from "./findings.ts";
import { wrongFileFinding } from "./wrong-file.ts";

/** Codes that explain a missing column. */
const BECAME = ["column-renamed", "column-split", "column-merged"];

/** Columns of one file named one by one; the others are counted. */
const COLUMNS_NAMED = 50;

/**
 * Whether each file has the schema's columns: missing, new, renamed, split, merged, out of order, or another file altogether. `learned`: of the
 * champion; null: none.
 */
export function structureChecks(headers: FileHeader[], schema: Schema, target: string | null, learned: Profile | null): CheckResult[] {
  const isKnown = headers.some(isAccepted);
  const findings = headers.flatMap((header) => wrongFileFinding(header, schema) ?? fileFindings(header, schema, target, isKnown));
  findings.push(...begun(headers, schema, target, learned));
  const found = new Set(findings.map((finding) => finding.code));
  if (found.has("wrong-file") || found.has("header")) found.add("column-missing").add("column-new");
  const left = headers.flatMap(({ file, match }) => match.extra.map((at) => file.table.header[at]!));
  const passes: CheckResult[] = [];
  const files = plural(headers.length, "file");
  const pass = (code: string, message: string, observed: string | number) =>
    passes.push(check(code, "files", "pass", message, { observed, expected: `fieldsMatch: ${schema.fieldsMatch}` }));
  if (!found.has("column-missing") && !BECAME.some((code) => found.has(code))) {
    pass(
      "column-missing",
      `all ${plural(schema.fields.length, "column")} of the schema are in ${headers.length === 1 ? "the file" : `each of ${files}`}`,
      0,
    );
  }
  if (!found.has("column-new") && !BECAME.some((code) => found.has(code))) {
    if (left.length === 0) pass("column-new", `no column besides those of the schema in ${files}`, 0);
    else passes.push(...leftOut(headers, schema));
  }
  return [...findings, ...passes];
}

/** Allowed additions are named in every report, so that nobody takes them for features. */
function leftOut(headers: FileHeader[], schema: Schema): CheckResult[] {
  const filesWith = new Map<string, number>();
  for (const { file, match } of headers) {
    for (const name of new Set(match.extra.map((at) => file.table.header[at]!))) filesWith.set(name, (filesWith.get(name) ?? 0) + 1);
  }
  const names = [...filesWith.keys()];
  const about = { observed: names.length, expected: `fieldsMatch: ${schema.fieldsMatch}` };
  const one = (subject: string, message: string) => check("column-new", subject, headerTolerance(schema.fieldsMatch).more, message, about);
  const listed = names.slice(0, COLUMNS_NAMED).map((name) => {
    const spread = headers.length === 1 ? "" : ` (in ${grouped(filesWith.get(name)!)} of ${plural(headers.length, "file")})`;
    return one(name, `column ${named(name)} is not in the schema${spread}: left out, never trained on`);
  });
  if (names.length <= COLUMNS_NAMED) return listed;
  const rest = names.slice(COLUMNS_NAMED);
  return [...listed, one("files", `${plural(rest.length, "more column")} not in the schema, left out: ${namedList(rest)}`)];
}

const isAccepted = ({ file }: FileHeader) => [file, ...(file.alike ?? [])].some(({ accepted }) => accepted);

/** Columns that the champion does not know yet and that accepted files may lack: once for all of these files, until a champion knows them. */
function begun(headers: FileHeader[], schema: Schema, target: string | null, learned: Profile | null): CheckResult[] {
  if (learned === null || !headerTolerance(schema.fieldsMatch).fewer) return [];
  const known = new Set(learned.columns.map(({ name }) => name));
  return schema.fields.flatMap((field, i) => {
    if (known.has(field.name) || isNeeded(field, schema, target)) return [];
    const without = headers.filter((header) => isAccepted(header) && header.match.columns[i]! < 0 && !explainedBy(header).has(field));
    const [first, ...alike] = without.flatMap(({ file }) => [file, ...(file.alike ?? [])]);
    if (first === undefined) return [];
    const message = `column ${named(field.name)} is new in the schema and missing from ${fileWords({ ...first, alike })}; every row counts as missing there`;
    const suggestion = "Nothing, if the column began later: this is told until a model knows the column.";
    return [check("column-missing", field.name, "warn", message, { expected: printable(field.name), suggestion, where: field.where })];
  });
}

const explainedBy = ({ renames, splits, merges }: FileHeader) =>
  new Set([...renames, ...splits].map(({ field }) => field).concat(merges.flatMap(({ fields }) => fields)));

const isNeeded = (field: Field, { fieldsMatch }: Schema, target: string | null) =>
  !headerTolerance(fieldsMatch).fewer || field.name === target || field.constraints.required === true;

/** `isKnown`: files were accepted, so that there is a champion. */
function fileFindings(header: FileHeader, schema: Schema, target: string | null, isKnown: boolean): CheckResult[] {
  const { file, match, ...became } = header;
  const leeway = headerTolerance(schema.fieldsMatch);
  const { renames, splits, merges } = became;
  const explained = explainedBy(header);
  const claimed = new Set([...renames, ...merges].map(({ at }) => at).concat(splits.flatMap((split) => split.at)));
  const missing = schema.fields.filter((field, i) => match.columns[i]! < 0 && !explained.has(field));
  const extra = match.extra.filter((at) => !claimed.has(at));
  const needed = (field: Field) => isNeeded(field, schema, target);
  const results = restructuringFindings(file, became, (field) => needed(field) || leeway.more === "fail");
  results.push(
    ...bounded(
      missing.map((field) => missingFinding(file, field, { fails: needed(field), isKnown }, match, schema)),
      file,
      "column-missing",
    ),
  );
  if (leeway.more === "fail")
    results.push(
      ...bounded(
        extra.map((at) => newFinding(file, at, schema)),
        file,
        "column-new",
      ),
    );
  for (const name of match.repeated.slice(0, COLUMNS_NAMED)) results.push(repeatedFinding(file, name));
  if (schema.fieldsMatch === "exact" && missing.length === 0 && explained.size === 0 && !match.inOrder)
    results.push(orderFinding(file, schema));
  if (schema.fieldsMatch === "partial" && missing.length === schema.fields.length) results.push(nothingFinding(file));
  return results;
}

const at = (file: SourceFile, column: number) => ({ file: file.name || file.uri, line: 1, column: column + 1 });

interface Loss {
  fails: boolean;
  isKnown: boolean;
}

function missingFinding(
  file: SourceFile,
  field: Field,
  { fails, isKnown: hasChampion }: Loss,
  match: HeaderMatch,
  schema: Schema,
): CheckResult {
  const found = match.columns.filter((column) => column >= 0).length;
  const much =
    found * 2 < schema.fields.length
      ? ` (only ${grouped(found)} of ${plural(schema.fields.length, "column")} match: is this the right file?)`
      : "";
  const treated = fails ? "" : "; every row counts as missing there";
  // What was accepted without the column is no news, nor are later files like it.
  const isKnown = !fails && [file, ...(file.alike ?? [])].some(({ accepted }) => accepted);
  const words = `column ${named(field.name)} is missing from ${fileWords(file)}${treated}`;
  if (isKnown) {
    return check("column-missing", field.name, "pass", words, { expected: printable(field.name) });
  }
  return {
    code: "column-missing",
    subject: field.name,
    status: fails ? "fail" : "warn",
    observed: null,
    expected: printable(field.name),
    message: `${words}${much}`,
    ...waysOut(
      field.where === null || !fails
        ? `Restore the column; or, if it is gone for good, remove ${named(field.name)} from the schema.`
        : "Restore the column; or, if it is gone for good, let the schema know it no more, and earlier files have it still.",
      file,
      `${field.name} missing`,
      { own: field.where === null || !fails ? [] : withoutField(field.where.file, field, schema, hasChampion) },
    ),
    where: field.where ?? at(file, 0),
  };
}

/** Files that have the column still are taken without it; a champion that asks for it cannot be compared any more. */
function withoutField(file: string, { name, role }: Field, { fieldsMatch }: Schema, hasChampion: boolean): Remedy[] {
  const { fewer, more } = headerTolerance(fieldsMatch);
  return [
    setKey(file, fieldKey(name), null),
    ...(more === "fail" ? [setKey(file, "fieldsMatch", fewer ? "partial" : "subset")] : []),
    ...(hasChampion && role === "feature" ? [reset(`${name} is gone for good`)] : []),
  ];
}

function newFinding(file: SourceFile, place: number, { fieldsMatch, file: schemaFile }: Schema): CheckResult {
  const column = file.table.header[place]!;
  const may = headerTolerance(fieldsMatch).fewer
    ? ""
    : ", with `fieldsMatch: partial` where accepted files lack it (there it counts as missing)";
  const remedy = `Set \`fieldsMatch: subset\` in the schema to leave out new columns; or add ${named(column)} to it${may}.`;
  return {
    code: "column-new",
    subject: column,
    status: "fail",
    observed: printable(column),
    expected: null,
    message: `column ${named(column)} of ${fileWords(file)} is not in the schema`,
    ...waysOut(remedy, file, `new column ${column}`, {
      own: schemaFile === null ? [] : [setKey(schemaFile, "fieldsMatch", "subset")],
    }),
    where: at(file, place),
  };
}

function repeatedFinding(file: SourceFile, name: string): CheckResult {
  const place = file.table.header.lastIndexOf(name);
  return {
    code: "column-new",
    subject: name,
    status: "fail",
    observed: file.table.header.filter((other) => other === name).length,
    expected: 1,
    message: `column ${named(name)} stands more than once in the header of ${fileWords(file)}: which one is meant is unknown`,
    ...waysOut("Give each column a name of its own.", file, `repeated column ${name}`),
    where: at(file, place),
  };
}

function orderFinding(file: SourceFile, schema: Schema): CheckResult {
  const expected = namedList(
    schema.fields.map((field) => field.name),
    20,
  );
  return {
    code: "column-order",
    subject: file.name,
    status: "fail",
    observed: namedList(file.table.header, 20),
    expected,
    message: `the columns of ${fileWords(file)} are in another order than the schema's, which \`fieldsMatch: exact\` forbids`,
    ...waysOut("Set `fieldsMatch: equal` in the schema if the order does not matter.", file, "column order", {
      own: schema.file === null ? [] : [setKey(schema.file, "fieldsMatch", "equal")],
    }),
    where: at(file, 0),
  };
}

function nothingFinding(file: SourceFile): CheckResult {
  return {
    code: "column-missing",
    subject: file.name,
    status: "fail",
    observed: 0,
    expected: "at least one column of the schema",
    message: `no column of the schema is in ${fileWords(file)}: is this the right file?`,
    ...waysOut("Check the pattern and the file.", file, "no column matches"),
    where: at(file, 0),
  };
}

function bounded(findings: CheckResult[], file: SourceFile, code: string): CheckResult[] {
  if (findings.length <= COLUMNS_NAMED) return findings;
  const rest = findings.slice(COLUMNS_NAMED);
  const words = code === "column-new" ? "not in the schema" : "missing";
  const closing: CheckResult = {
    code,
    subject: file.name,
    status: rest.some((finding) => finding.status === "fail") ? "fail" : "warn",
    observed: findings.length,
    expected: 0,
    message: `${plural(rest.length, "more column")} of ${fileWords(file)} ${rest.length === 1 ? "is" : "are"} ${words}`,
    ...waysOut("Is this the right file?", file, "other columns"),
    where: at(file, 0),
  };
  return [...findings.slice(0, COLUMNS_NAMED), closing];
}
