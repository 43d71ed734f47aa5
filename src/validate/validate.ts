import { waysOut } from "../findings/remedies.ts";
import { named, namedList, printable } from "../findings/wording.ts";
import { columnProfile, profileOf } from "../profile/profile.ts";
import { missingFiles } from "../schema/words/file-rhythm.ts";
import { leewayOf, matchHeader } from "../schema/words/match.ts";
import { concatColumns, targetOf } from "../table/columns/dataset.ts";
import { withoutLines, withoutRows } from "../table/rows/rows.ts";
import type { Acceptance } from "../types/acceptance.ts";
import type { CheckPolicy, Config, SplitConfig } from "../types/config.ts";
import { ConfigError, problem } from "../types/errors.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { BatchProfile, ColumnProfile, Profile } from "../types/profile.ts";
import type { RegistryState } from "../types/registry.ts";
import type { Field, Schema } from "../types/schema.ts";
import type { Dataset, FileSpan, SourceFile } from "../types/table.ts";
import { type AcceptedWord, NOTHING_SAID, usedIn, wasAccepted, withWord } from "./accepted/word.ts";
import { repeatedChecks } from "./batch/repeated.ts";
import { sizeCheck } from "./batch/size.ts";
import { timeChecks } from "./batch/time.ts";
import { unjudgedKeys } from "./cells/other-keys.ts";
import { targetChecks, targetColumn } from "./cells/target.ts";
import { driftChecks } from "./columns/drift.ts";
import { jointCheck } from "./columns/joint.ts";
import { pairChecks } from "./columns/pairs.ts";
import { fieldsMovedOn } from "./columns/standing.ts";
import { changedTable } from "./header/changed-table.ts";
import { diagnose } from "./header/diagnose.ts";
import { eachOnce, type FileHeader } from "./header/file-header.ts";
import { headerRows, readingChecks } from "./header/reading.ts";
import { structureChecks } from "./header/structure.ts";
import { swapChecks } from "./header/swap.ts";
import { batchesOf, missingColumn, type TypedFile, typeFile, typeFiles } from "./history/batches.ts";
import { type BatchCase, MOST_BATCHES, type PastBatch, pastBatch } from "./history/history.ts";
import { changedLabels, hasLateLabels } from "./labels/changed.ts";
import { classShares } from "./labels/class-share.ts";
import { missingClasses } from "./labels/classes.ts";
import { firstLook } from "./labels/first-look.ts";
import { labelChecks } from "./labels/labels.ts";
import { shareChecks } from "./labels/shares.ts";
import { causesFirst, settle } from "./result/finding.ts";
import { withFieldDrift, withoutNames, withPolicy } from "./result/policy.ts";
import { rowRules } from "./row-rules.ts";

export interface ValidateInput {
  /** All that were read, the accepted ones too. */
  files: SourceFile[];
  schema: Schema;
  /** Null: labels are not checked, and no dataset is made. */
  target: string | null;
  /** Of accepted data; helps to tell a rename. */
  reference: Profile | null;
  /** Accepted files that are not to be judged again, oldest first. */
  past?: SourceFile[];
  /** Accepted batches as they are remembered, oldest first; those whose rows are at hand do not count twice. */
  remembered?: BatchProfile[];
  /** Of each number under which rows were accepted, how many of its rows are at hand. */
  present?: Map<number, number>;
  /** What was found of the rows before. */
  found?: CheckResult[];
  /** Rows that the configuration leaves out. */
  excluded?: SourceFile[];
  /** Milliseconds since 1970: dates after it are of the future. */
  now?: number | null;
  policy?: CheckPolicy;
  /** What a person said is right; absent: nothing. */
  word?: AcceptedWord;
  /** False: later runs are not to know of these rows, so there is no profile where nothing is compared. */
  remembers?: boolean;
  /** How rows are split; by row where it is not said. Rows of one group are worth one. */
  split?: Pick<SplitConfig, "by" | "column">;
  /** Whether messages may quote cells. */
  showValues: boolean;
}

export interface Validation {
  checks: CheckResult[];
  /** Of the labels of new files; apart from `checks`, because a run trains and lets its gates speak too before it rejects. */
  screens: CheckResult[];
  /** Null when the rows cannot be typed at all: no file, or one lacks a column it must have. */
  dataset: Dataset | null;
  profile: Profile | null;
  /** Of each new file, oldest first. */
  batches: BatchProfile[];
  /** Rows that are left out, as far as they have the schema's columns; null: none, or the rows cannot be typed. */
  excluded: Dataset | null;
  /** What a person accepted and these rows need. */
  used: Acceptance[];
}

/** Every data check of a batch, with the configuration's severities. Only what cannot be read further ends the checks early. */
export function validate(input: ValidateInput): Validation {
  const policy = withFieldDrift(input.policy, input.schema);
  const found = allChecks(input);
  const checks = policy === undefined ? found.checks : withPolicy(found.checks, policy);
  const screens = policy === undefined ? found.screens : withPolicy(found.screens, policy);
  const { word = NOTHING_SAID } = input;
  const used = usedIn([...checks, ...screens], word);
  return { ...found, excluded: excludedOf(input), ...stopped(withWord(checks, word), withWord(screens, word)), used };
}

function excludedOf({ excluded = [], schema, target }: ValidateInput): Dataset | null {
  if (excluded.length === 0) return null;
  return datasetOf(typeFiles(excluded, schema), schema, schema.fields.find((field) => field.name === target) ?? null);
}

function allChecks(given: ValidateInput): Omit<Validation, "excluded" | "used"> {
  const { word = NOTHING_SAID } = given;
  const { schema, target, showValues } = given;
  const kept = keeper(given.policy);
  const targetField = schema.fields.find((field) => field.name === target) ?? null;
  if (target !== null && targetField === null) throw unknownTarget(schema, target);
  if (given.files.length === 0) return { checks: given.found ?? [], screens: [], dataset: null, profile: null, batches: [] };

  const read = readingChecks(given.files, schema);
  const files = given.files.map((file) => withoutHeaders(file, schema));
  const input = { ...given, files };
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
    ...structureChecks(eachOnce(headers), schema, target),
    ...typed.flatMap((one) => swapChecks(one, schema, input.reference)),
    ...unjudgedKeys(schema),
    ...settle(rowRules(typed, { ...schema, fields: fieldsMovedOn(schema, history, isReleased) }, { target, history, showValues, word })),
  ];
  const { checks: compared, screens, batches } = compareBatches(input, typed, history);
  checks.push(...compared);
  const lacks = (name: string) => typed.some(({ parts }) => !parts.has(name));
  const mustHave = leewayOf(schema.fieldsMatch).fewer ? (target === null ? [] : [target]) : schema.fields.map((field) => field.name);
  if (mustHave.some(lacks)) return { checks, screens, dataset: null, profile: null, batches };
  const dataset = datasetOf(typed, schema, targetField);
  const data = typed.some(({ file }) => file.golden)
    ? datasetOf(
        typed.filter(({ file }) => !file.golden),
        schema,
        targetField,
      )
    : dataset;
  const profile = input.remembers === false ? null : kept(profileOf(data));
  if (target === null || targetField === null) return { checks, screens, dataset: null, profile, batches };
  const known = input.reference?.columns.find((column) => column.name === target) ?? null;
  if (history.length === 0 && input.remembers !== false) checks.push(...firstLook(data, (input.split?.by ?? "row") === "row"));
  return { checks: [...checks, ...targetChecks(targetOf(data), known)], screens, dataset, profile, batches };
}

/** A header in the midst of the rows is a finding, and no row whose cells could be judged. */
function withoutHeaders(given: SourceFile, { dialect }: Schema): SourceFile {
  const file = { ...given, table: withoutLines(given.table, dialect?.commentRows ?? []) };
  const rows = headerRows(file);
  return rows.length === 0 || rows.length === file.table.rows ? file : { ...file, table: withoutRows(file.table, new Set(rows)) };
}

/** What of a configuration the checks follow. */
export function standardOf({ target, checks, report, split }: Pick<Config, "target" | "checks" | "report" | "split">) {
  return { target, policy: checks, split, showValues: report.showValues };
}

/** A run that ends here lists everything at once, what explains the rest first. */
function stopped(checks: CheckResult[], screens: CheckResult[]): Pick<Validation, "checks" | "screens"> {
  const ends = checks.some(({ status }) => status === "fail" || status === "inconclusive");
  return ends ? { checks: causesFirst([...checks, ...screens]), screens: [] } : { checks, screens: causesFirst(screens) };
}

/** What of a profile may be kept, and so is all that is compared. */
function keeper(policy: CheckPolicy | undefined): (profile: Profile) => Profile {
  return policy?.names === "hash" ? withoutNames : (profile) => profile;
}

/** What a registry remembers, as `validate` takes it. */
export function rememberedBy({ champion, batches }: Pick<RegistryState, "champion" | "batches">) {
  return { reference: champion?.manifest.profile ?? null, remembered: batches };
}

function profiledBy(policy: CheckPolicy | undefined) {
  const kept = keeper(policy);
  return (one: TypedFile) => {
    const batch = pastBatch(one);
    return { ...batch, profile: kept(batch.profile) };
  };
}

/** The newest, oldest first; remembered batches whose rows are at hand do not count twice. */
function acceptedBefore({ schema, past = [], remembered = [], present, policy }: ValidateInput, typed: TypedFile[]): PastBatch[] {
  const kept = keeper(policy);
  const batches = batchesOf(typed.filter(({ file }) => file.accepted && file.batch?.isOlder !== true));
  const accepted = [...typeFiles(past, schema), ...batches].slice(-MOST_BATCHES).map(profiledBy(policy));
  const atHand = new Set(accepted.flatMap((batch) => [fileKey(batch), contentKey(batch)]));
  const isThere = ({ part, profile }: BatchProfile) => part !== undefined && (present?.get(part) ?? 0) >= AT_HAND * profile.rows;
  const isAtHand = (batch: BatchProfile) =>
    isThere(batch) || (batch.part === undefined && atHand.has(fileKey(batch))) || atHand.has(contentKey(batch));
  const gone = remembered.filter((batch) => !isAtHand(batch));
  return [...gone.map((batch) => ({ ...batch, profile: kept(batch.profile), typed: null })), ...accepted].slice(-MOST_BATCHES);
}

/** A batch of which this share of the rows is there is judged by them, and not as it is remembered. */
const AT_HAND = 0.5;

const fileKey = ({ name, digest }: BatchProfile) => `${name}\n${digest}`;
/** Batches of the same rows, whatever file they came in. */
const contentKey = ({ profile }: BatchProfile) =>
  JSON.stringify([profile.rows, profile.rowHashes, profile.columns.map(({ counts }) => counts)]);

/** Each new file against the batches accepted before; one that passes is part of what the next is compared with. */
function compareBatches(
  input: ValidateInput,
  typed: TypedFile[],
  accepted: PastBatch[],
): Pick<Validation, "checks" | "screens" | "batches"> {
  const { schema, target, now = null, showValues } = input;
  const profiled = profiledBy(input.policy);
  const history = [...accepted];
  const older = batchesOf(typed.filter(({ file }) => file.accepted && file.batch?.isOlder === true));
  const compares = history.length > 0;
  const isLate = hasLateLabels(typed, schema.fields.find(({ name }) => name === target) ?? null);
  const checks: CheckResult[] = [];
  const screens: CheckResult[] = [];
  const batches: BatchProfile[] = [];
  for (const one of batchesOf(typed.filter(({ file }) => !file.accepted && !file.golden && file.table.rows > 0))) {
    if (!compares && input.remembers === false) continue;
    const batch = profiled(one);
    if (one.file.batch?.isChanged) {
      if (compares)
        screens.push(...changedLabels({ batch, history, older, schema, target, group: groupOf(input), now, showValues }, isLate));
      continue;
    }
    const { typed: _typed, ...kept } = batch;
    batches.push(kept);
    if (!compares) continue;
    const found = batchChecks({ batch, history, older, schema, target, group: groupOf(input), now, showValues });
    checks.push(...found.checks);
    screens.push(...found.screens);
    if (!withWord([...found.checks, ...found.screens], input.word ?? NOTHING_SAID).some(({ status }) => status === "fail"))
      history.push(batch);
  }
  return { checks, screens, batches };
}

const groupOf = ({ split }: ValidateInput) => (split?.by === "group" ? split.column : null);

function batchChecks(input: BatchCase): Pick<Validation, "checks" | "screens"> {
  const alone = driftChecks(input);
  const found = new Set(alone.flatMap(({ status, subject }) => (status === "pass" ? [] : [subject])));
  const pairs = pairChecks(input, found);
  const disturbed = [...alone, ...pairs].some(({ status, subject }) => status !== "pass" && subject !== input.target);
  const joint = disturbed || found.size > 0 ? [] : jointCheck(input);
  const rows = [sizeCheck(input), ...repeatedChecks(input), ...timeChecks(input)];
  const all = [...alone, ...pairs, ...joint, ...rows];
  // What is wrong with the labels is for the gates to say too.
  const ofLabels = ({ subject }: CheckResult) => subject === input.target;
  const missing = missingClasses(input);
  const told = [...all.filter(ofLabels), ...missing].some(({ status }) => status !== "pass");
  const screens = [...shareChecks(input, all.filter(ofLabels)), ...missing, ...classShares(input, told), ...labelChecks(input, disturbed)];
  return { checks: all.filter((check) => !ofLabels(check)), screens };
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

/** What is known of a field's values: the reference, else the files that do have the column. */
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

function datasetOf(typed: TypedFile[], schema: Schema, target: Field | null): Dataset {
  const columns = schema.fields.map((field) => {
    const column = concatColumns(typed.map(({ file, parts }) => parts.get(field.name)?.column ?? missingColumn(field, file.table.rows)));
    return target !== null && field === target ? targetColumn(column, field) : column;
  });
  let start = 0;
  const isLate = hasLateLabels(typed, target);
  const spans = typed.map(({ file }): FileSpan => {
    const span = {
      name: file.name,
      ...(file.isCut ? {} : { digest: file.digest }),
      ...(file.rowSet === undefined ? {} : { rowSet: file.rowSet }),
      start,
      end: start + file.table.rows,
      accepted: file.accepted,
      inWindow: file.inWindow,
      ...(file.golden ? { golden: true as const } : {}),
      ...(file.batch === undefined ? {} : { batch: file.batch.at }),
      ...(file.isCut && file.batch?.label ? { label: file.batch.label } : {}),
      ...(file.batch?.isChanged ? { changed: isLate ? ("late" as const) : ("corrected" as const) } : {}),
    };
    start = span.end;
    return span;
  });
  const features = schema.fields.filter((field) => field.role === "feature" && field !== target).map((field) => field.name);
  const key = schema.primaryKey.length === 0 ? {} : { key: schema.primaryKey };
  return { rows: start, columns, features, target: target?.name ?? "", files: spans, ...key };
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
