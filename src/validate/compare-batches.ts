// New batches against the accepted ones.
import type { CheckPolicy, SplitConfig } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { BatchProfile, Profile } from "../types/profile.ts";
import type { Schema } from "../types/schema.ts";
import type { SourceFile } from "../types/table.ts";
import { type AcceptedWord, NOTHING_SAID, withWord } from "./accepted/word.ts";
import { repeatedChecks } from "./batch/repeated.ts";
import { sizeCheck } from "./batch/size.ts";
import { timeChecks } from "./batch/time.ts";
import { driftChecks } from "./columns/drift.ts";
import { jointCheck } from "./columns/joint.ts";
import { pairChecks } from "./columns/pairs.ts";
import { batchesOf, type TypedFile, typeFiles } from "./history/batches.ts";
import { type BatchCase, MOST_BATCHES, type PastBatch, pastBatch } from "./history/history.ts";
import { changedLabels, hasLateLabels } from "./labels/changed.ts";
import { classShares } from "./labels/class-share.ts";
import { missingClasses } from "./labels/classes.ts";
import { labelChecks } from "./labels/labels.ts";
import { shareChecks } from "./labels/shares.ts";
import { withoutNames } from "./result/policy.ts";

/** What the comparison of batches needs. */
export interface BatchInput {
  schema: Schema;
  /** null: labels are not checked, and no dataset is returned. */
  target: string | null;
  /** Accepted files that are not in `files`, oldest first. */
  past?: SourceFile[];
  /** Recorded profiles of accepted batches, oldest first; batches whose rows are at hand are not counted twice. */
  remembered?: BatchProfile[];
  /** For each number of an accepted part (`BatchProfile.part`), how many of its rows are at hand. */
  present?: Map<number, number>;
  /** Milliseconds since 1970; later dates in the data are a finding. */
  now?: number | null;
  policy?: CheckPolicy;
  /** Acceptances by a person; absent: none. */
  word?: AcceptedWord;
  /** False: nothing of these rows will be recorded, so profiles are made only for comparisons. */
  remembers?: boolean;
  /** The split, by row if absent: rows of one group are not independent. */
  split?: Pick<SplitConfig, "by" | "column">;
  /** Whether messages may contain values of the data. */
  showValues: boolean;
}

/** `screens`: findings about the labels of new rows. */
interface BatchFindings {
  checks: CheckResult[];
  screens: CheckResult[];
}

/** Removes from a profile what must not be recorded: with `names: hash` the names of categories. */
export function keeper(policy: CheckPolicy | undefined): (profile: Profile) => Profile {
  return policy?.names === "hash" ? withoutNames : (profile) => profile;
}

function profiledBy(policy: CheckPolicy | undefined) {
  const kept = keeper(policy);
  return (one: TypedFile) => {
    const batch = pastBatch(one);
    return { ...batch, profile: kept(batch.profile) };
  };
}

/** The newest accepted batches, oldest first: from their rows where they are at hand, otherwise from recorded profiles. */
export function acceptedBefore({ schema, past = [], remembered = [], present, policy }: BatchInput, typed: TypedFile[]): PastBatch[] {
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

/** Fewest share of its rows with which a batch is compared by its rows instead of its recorded profile. */
const AT_HAND = 0.5;

const fileKey = ({ name, digest }: BatchProfile) => `${name}\n${digest}`;
/** Equal for batches of the same rows in different files. */
const contentKey = ({ profile }: BatchProfile) =>
  JSON.stringify([profile.rows, profile.rowHashes, profile.columns.map(({ counts }) => counts)]);

/** Compares each new batch with the accepted ones; a batch without a failure is part of the history of the next. */
export function compareBatches(input: BatchInput, typed: TypedFile[], accepted: PastBatch[]): BatchFindings & { batches: BatchProfile[] } {
  const { schema, target, now = null, showValues } = input;
  const profiled = profiledBy(input.policy);
  const history = [...accepted];
  const older = batchesOf(typed.filter(({ file }) => file.accepted && file.batch?.isOlder === true));
  const compares = history.length > 0;
  const isLate = hasLateLabels(typed, schema.fields.find(({ name }) => name === target) ?? null);
  const checks: CheckResult[] = [];
  const screens: CheckResult[] = [];
  const batches: BatchProfile[] = [];
  const failed: PastBatch[] = [];
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
    const found = batchChecks({ batch, history, failed: [...failed], older, schema, target, group: groupOf(input), now, showValues });
    checks.push(...found.checks);
    screens.push(...found.screens);
    const fails = withWord([...found.checks, ...found.screens], input.word ?? NOTHING_SAID).some(({ status }) => status === "fail");
    (fails ? failed : history).push(batch);
  }
  return { checks, screens, batches };
}

const groupOf = ({ split }: BatchInput) => (split?.by === "group" ? split.column : null);

/** Checks of a batch's rows together that do not depend on other checks. */
const ROW_CHECKS: ((input: BatchCase) => CheckResult | CheckResult[])[] = [
  // A new check of a batch is one line here (CONTRIBUTING.md).
  sizeCheck,
  repeatedChecks,
  timeChecks,
];

function batchChecks(input: BatchCase): BatchFindings {
  const alone = driftChecks(input);
  const found = new Set(alone.flatMap(({ status, subject }) => (status === "pass" ? [] : [subject])));
  const pairs = pairChecks(input, found);
  const disturbed = [...alone, ...pairs].some(({ status, subject }) => status !== "pass" && subject !== input.target);
  const joint = disturbed || found.size > 0 ? [] : jointCheck(input);
  const rows = ROW_CHECKS.flatMap((check) => check(input));
  const all = [...alone, ...pairs, ...joint, ...rows];
  // Findings about labels do not end the run before the gates.
  const ofLabels = ({ subject }: CheckResult) => subject === input.target;
  const missing = missingClasses(input);
  const told = [...all.filter(ofLabels), ...missing].some(({ status }) => status !== "pass");
  const screens = [...shareChecks(input, all.filter(ofLabels)), ...missing, ...classShares(input, told), ...labelChecks(input, disturbed)];
  return { checks: all.filter((check) => !ofLabels(check)), screens };
}
