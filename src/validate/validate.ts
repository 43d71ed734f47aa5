import { waysOut } from "../findings/remedies.ts";
import { named, namedList, printable } from "../findings/wording.ts";
import { columnProfile, profileOf } from "../profile/profile.ts";
import { missingFiles } from "../schema/words/file-rhythm.ts";
import { headerTolerance, matchHeader } from "../schema/words/match.ts";
import { concatColumns, numericTargetOf, targetOf } from "../table/columns/dataset.ts";
import { withoutLines, withoutRows } from "../table/rows/rows.ts";
import type { Acceptance } from "../types/acceptance.ts";
import type { Config } from "../types/config.ts";
import { ConfigError, problem } from "../types/errors.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { BatchProfile, ColumnProfile, Profile } from "../types/profile.ts";
import type { RegistryState } from "../types/registry.ts";
import type { Field, Schema } from "../types/schema.ts";
import type { Dataset, SourceFile } from "../types/table.ts";
import { NOTHING_SAID, usedIn, wasAccepted, withWord } from "./accepted/word.ts";
import { unjudgedKeys } from "./cells/other-keys.ts";
import { measuredChecks, targetChecks } from "./cells/target.ts";
import { fieldsMovedOn } from "./columns/standing.ts";
import { acceptedBefore, type BatchInput, compareBatches, keeper } from "./compare-batches.ts";
import { datasetOf } from "./dataset.ts";
import { changedTable } from "./header/changed-table.ts";
import { diagnose } from "./header/diagnose.ts";
import { eachOnce, type FileHeader } from "./header/file-header.ts";
import { headerRows, readingChecks } from "./header/reading.ts";
import { structureChecks } from "./header/structure.ts";
import { swapChecks } from "./header/swap.ts";
import { type TypedFile, typeFile, typeFiles } from "./history/batches.ts";
import { firstLook } from "./labels/first-look.ts";
import { causesFirst, settle } from "./result/finding.ts";
import { withFieldDrift, withPolicy } from "./result/policy.ts";
import { rowRules } from "./row-rules.ts";

export interface ValidateInput extends BatchInput {
  /** The target is a measurement, so no check of labels runs; absent: a class. */
  isMeasured?: boolean;
  /** `data.window` takes a part of the files; absent: all. */
  isWindowed?: boolean;
  /** All files that were read, accepted ones included. */
  files: SourceFile[];
  /** Profile of the accepted data, to recognise renamed columns. */
  reference: Profile | null;
  /** Findings of earlier checks. */
  found?: CheckResult[];
  /** Rows of `data.exclude`. */
  excluded?: SourceFile[];
}

export interface Validation {
  checks: CheckResult[];
  /** Findings about the labels of new files. Separate from `checks`, since a run trains and judges the model before it rejects by them. */
  screens: CheckResult[];
  /** null: there is no file, or one lacks a required column. */
  dataset: Dataset | null;
  profile: Profile | null;
  /** The profile of each new batch, oldest first. */
  batches: BatchProfile[];
  /** The excluded rows, typed; null: none. */
  excluded: Dataset | null;
  /** The acceptances that these rows need to pass. */
  used: Acceptance[];
}

/** Runs all data checks with the configured severities. Only unreadable data ends the checks early. */
export function validate(input: ValidateInput): Validation {
  const policy = withFieldDrift(input.policy, input.schema);
  const found = allChecks(input);
  const checks = policy === undefined ? found.checks : withPolicy(found.checks, policy);
  const screens = policy === undefined ? found.screens : withPolicy(found.screens, policy);
  const { word = NOTHING_SAID } = input;
  const used = usedIn([...checks, ...screens], word);
  return { ...found, excluded: excludedOf(input), ...stopped(withWord(checks, word), withWord(screens, word)), used };
}

function excludedOf({ excluded = [], schema, target, isMeasured }: ValidateInput): Dataset | null {
  if (excluded.length === 0) return null;
  return datasetOf(typeFiles(excluded, schema), schema, schema.fields.find((field) => field.name === target) ?? null, isMeasured);
}

function allChecks(given: ValidateInput): Omit<Validation, "excluded" | "used"> {
  const { word = NOTHING_SAID } = given;
  const { schema, target, showValues, isMeasured = false } = given;
  const kept = keeper(given.policy);
  const targetField = schema.fields.find((field) => field.name === target) ?? null;
  if (target !== null && targetField === null) throw unknownTarget(schema, target);
  if (given.files.length === 0) return { checks: given.found ?? [], screens: [], dataset: null, profile: null, batches: [] };

  const read = readingChecks(given.files, schema);
  const files = given.files.map((file) => withoutHeaders(file, schema));
  // Of a measurement the checks of columns ask what they ask of every number.
  const input = { ...given, files, target: isMeasured ? null : target };
  const matches = files.map((file) => matchHeader(file.table.header, schema));
  const typed = files.map((file, i) => typeFile(file, schema, matches[i]!.columns));
  const profiles = profileSource(typed, input.reference);
  const headers = files.map((file, i): FileHeader => {
    const match = matches[i]!;
    return { file, match, ...diagnose(changedTable(file.table, schema, match, input.reference, profiles)) };
  });
  const history = acceptedBefore(input, typed);
  const isReleased = (code: string, name: string) => wasAccepted(code, name, word);
  const checks = [
    ...(input.found ?? []),
    ...files.filter((file) => file.table.rows === 0).map(emptyFinding),
    ...missingFiles(files),
    ...read,
    ...structureChecks(eachOnce(headers), schema, target, input.reference),
    ...typed.flatMap((one) => swapChecks(one, schema, input.reference)),
    ...unjudgedKeys(schema),
    ...settle(rowRules(typed, { ...schema, fields: fieldsMovedOn(schema, history, isReleased) }, { target, history, showValues, word })),
  ];
  const { checks: compared, screens, batches } = compareBatches(input, typed, history);
  checks.push(...compared);
  const lacks = (name: string) => typed.some(({ parts }) => !parts.has(name));
  const mustHave = headerTolerance(schema.fieldsMatch).fewer ? (target === null ? [] : [target]) : schema.fields.map((field) => field.name);
  if (mustHave.some(lacks)) return { checks, screens, dataset: null, profile: null, batches };
  const dataset = datasetOf(typed, schema, targetField, isMeasured);
  const data = typed.some(({ file }) => file.golden)
    ? datasetOf(
        typed.filter(({ file }) => !file.golden),
        schema,
        targetField,
        isMeasured,
      )
    : dataset;
  const profile = input.remembers === false ? null : kept(profileOf(data));
  if (target === null || targetField === null) return { checks, screens, dataset: null, profile, batches };
  const labelled = { files: data.files, isWindowed: input.isWindowed ?? false };
  if (isMeasured) return { checks: [...checks, ...measuredChecks(numericTargetOf(data), labelled)], screens, dataset, profile, batches };
  const known = input.reference?.columns.find((column) => column.name === target) ?? null;
  if (history.length === 0 && input.remembers !== false) checks.push(...firstLook(data, (input.split?.by ?? "row") === "row"));
  return { checks: [...checks, ...targetChecks(targetOf(data), known, labelled)], screens, dataset, profile, batches };
}

/** The file without header lines among its rows, which are a finding of their own. */
function withoutHeaders(given: SourceFile, { dialect }: Schema): SourceFile {
  const file = { ...given, table: withoutLines(given.table, dialect?.commentRows ?? []) };
  const rows = headerRows(file);
  return rows.length === 0 || rows.length === file.table.rows ? file : { ...file, table: withoutRows(file.table, new Set(rows)) };
}

/** The settings that the checks need. */
export function standardOf(config: Pick<Config, "data" | "target" | "checks" | "report" | "split" | "command">) {
  const { data, target, checks, report, split, command } = config;
  const isMeasured = command?.evidence === "judged" && command.errorGate !== null;
  return { target, isMeasured, isWindowed: data.window.kind !== "all", policy: checks, split, showValues: report.showValues };
}

/** If the checks end the run, all findings in one list, causes first. */
function stopped(checks: CheckResult[], screens: CheckResult[]): Pick<Validation, "checks" | "screens"> {
  const ends = checks.some(({ status }) => status === "fail" || status === "inconclusive");
  return ends ? { checks: causesFirst([...checks, ...screens]), screens: [] } : { checks, screens: causesFirst(screens) };
}

/** The recorded profiles of a registry, as input of `validate`. */
export function rememberedBy({ champion, batches }: Pick<RegistryState, "champion" | "batches">) {
  return { reference: champion?.manifest.profile ?? null, remembered: batches };
}

function unknownTarget(schema: Schema, target: string): ConfigError {
  const names = namedList(
    schema.fields.map((field) => field.name),
    20,
  );
  const where = schema.file === null ? null : { file: schema.file, line: 1, column: 1 };
  return new ConfigError(
    problem(`The target ${named(target)} is not a field of the schema.`, { where, got: printable(target), expected: names }),
  );
}

/** The profile of a field: the recorded one, else from the files that have the column. */
function profileSource(typed: TypedFile[], reference: Profile | null): (field: Field) => ColumnProfile | null {
  const known = new Map(reference?.columns.map((column) => [column.name, column]));
  const memo = new Map<string, ColumnProfile | null>();
  return (field) => {
    let profile = memo.get(field.name);
    if (profile !== undefined) return profile;
    const columns = typed.flatMap(({ parts }) => parts.get(field.name)?.column ?? []);
    profile = known.get(field.name) ?? (columns.length === 0 ? null : columnProfile(concatColumns(columns)));
    memo.set(field.name, profile);
    return profile;
  };
}

function emptyFinding(file: SourceFile): CheckResult {
  return {
    code: "unreadable",
    subject: file.name,
    status: "fail",
    observed: 0,
    expected: "rows below the header",
    message: `${printable(file.name, 200)} has a header and no rows`,
    ...waysOut("Export the file again.", file, "no rows"),
    where: { file: file.name || file.uri, line: 1, column: 1 },
  };
}
