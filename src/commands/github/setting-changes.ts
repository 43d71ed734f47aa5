// Changed settings outside of the gates that make a run check less, or later (gates: evaluate/compare/gate-changes.ts).
import { HEAD_KEYS } from "../../config/change/directions.ts";
import { windowText } from "../../evaluate/compare/judged-by.ts";
import { CHECK_CODES } from "../../types/check-codes.ts";
import type { Evidence, MetricGate } from "../../types/command.ts";
import type { CheckPolicy, Config, RowsAwaited, Window } from "../../types/config.ts";
import type { CheckResult, Severity } from "../../types/judgement.ts";
import type { Where } from "../../types/problem.ts";
import { BATCH_CHECKS } from "../../validate/catalogue/batch-checks.ts";
import { CELL_CHECKS, STRUCTURE_CHECKS } from "../../validate/catalogue/schema-checks.ts";

/** Below 0: looser; above 0: stricter; null: neither. */
type Change = number | null;

interface Setting {
  /** As retrain.yml has it. */
  key: string;
  was: string;
  is: string;
  change: Change;
}

const MOST_CHANGES = 200;

/** One result for each changed setting; base-only keys only if they are looser (others are reported elsewhere). */
export function settingChanges(before: Config, after: Config, whereOf: (key: string) => Where | null): CheckResult[] {
  const settings = [
    ...data(before, after),
    ...split(before, after),
    ...retrain(before, after),
    ...checks(before.checks, after.checks),
    ...reported(before, after),
  ];
  return settings
    .filter(({ key, change }) => change !== 0 && (isHeadKey(key) || (change ?? -1) < 0))
    .slice(0, MOST_CHANGES)
    .map((setting) => resultOf(setting, whereOf));
}

const isHeadKey = (key: string) => HEAD_KEYS.some(([section]) => key === section || key.startsWith(`${section}.`));

const NOUNS: Record<string, string> = { checks: "check", data: "data", gates: "gate", split: "split", retrain: "retrain" };

function resultOf({ key, was, is, change }: Setting, whereOf: (key: string) => Where | null): CheckResult {
  const section = key.split(".")[0]!;
  // Changes of when to train are neither looser nor stricter.
  const direction = change === null || section === "retrain" ? "changed" : change < 0 ? "loosened" : "tightened";
  const looser = change !== null && change < 0;
  const effect = looser ? LESS[section]! : change === null ? "another" : "stricter";
  return {
    code: `${NOUNS[section]}-${direction}`,
    subject: key.slice(0, 200),
    status: change !== null && change > 0 ? "pass" : "warn",
    observed: is,
    expected: was,
    message: `The setting ${key.slice(0, 200)} is ${effect}: it was ${was} and is ${is}.`,
    suggestion: looser ? SUGGESTIONS[section]! : null,
    where: whereOf(key) ?? whereOf(key.split(".").slice(0, 2).join(".")) ?? whereOf(section),
  };
}

const LESS: Record<string, string> = { checks: "looser", data: "looser", gates: "looser", split: "looser", retrain: "later" };

const SUGGESTIONS: Record<string, string> = {
  checks: "Merge it only if data that was rejected so far is meant to be trained on.",
  data: "Merge it only if data that was looked at or missed so far need not be.",
  gates: "Merge it only if models that were stopped so far are meant to be promoted.",
  split: "Merge it only if fewer rows are enough to judge a model by.",
  retrain: "Merge it only if new data is meant to wait longer before it is trained on.",
};

const settingOf = (key: string, was: string, is: string, change: Change): Setting => ({ key, was, is, change: was === is ? 0 : change });

function data({ data: was }: Config, { data: is }: Config): Setting[] {
  const age = (seconds: number | null) => (seconds === null ? "none" : `${seconds / 3600} hours`);
  const reach = (seconds: number | null) => seconds ?? Number.POSITIVE_INFINITY;
  const excluded = ({ exclude, excludeRows }: Config["data"]) => [
    ...exclude.map(({ file, digest }) => JSON.stringify(digest === null ? [file] : [file, digest])),
    ...excludeRows.map(({ rows }) => rows),
  ];
  return [
    settingOf("data.window", windowText(was.window), windowText(is.window), narrower(was.window, is.window)),
    settingOf(
      "data.freshness",
      age(was.freshnessSeconds),
      age(is.freshnessSeconds),
      reach(was.freshnessSeconds) - reach(is.freshnessSeconds),
    ),
    listed("data.ignore", was.ignore, is.ignore),
    listed("data.exclude", excluded(was), excluded(is)),
  ];
}

function split({ split: was }: Config, { split: is }: Config): Setting[] {
  return [settingOf("split.holdout", String(was.holdout), String(is.holdout), is.holdout - was.holdout)];
}

const EVIDENCE: Evidence[] = ["reported", "predicted", "judged"];

/** The gate on a script's number, reported by it or an error that we judge; undefined: there is none. */
function gateOf({ command }: Config): MetricGate | undefined {
  if (command?.evidence !== "judged") return command?.gate;
  const { errorGate } = command;
  if (errorGate === null) return undefined;
  return {
    direction: "at-most",
    bound: errorGate.atMost,
    margin: { kind: "relative", value: errorGate.margin },
    minRows: errorGate.minRows,
  };
}

/** The gate on a script's number, and the required evidence. */
function reported(was: Config, is: Config): Setting[] {
  const rank = ({ requireEvidence }: Config) => EVIDENCE.indexOf(requireEvidence);
  const evidence = settingOf("gates.require-evidence", was.requireEvidence, is.requireEvidence, rank(is) - rank(was));
  const [before, after] = [gateOf(was), gateOf(is)];
  if (before === undefined || after === undefined) return [evidence];
  const stricter = after.direction === "at-least" ? after.bound - before.bound : before.bound - after.bound;
  const margins = before.margin.kind === after.margin.kind ? before.margin.value - after.margin.value : null;
  const margin = ({ kind, value }: MetricGate["margin"]) =>
    kind === "absolute" ? String(value) : `${Number((100 * value).toPrecision(6))}%`;
  const rows = (gate: MetricGate) => gate.minRows ?? 0;
  return [
    evidence,
    settingOf(
      `gates.metric.${after.direction}`,
      `${before.direction} ${before.bound}`,
      `${after.direction} ${after.bound}`,
      before.direction === after.direction ? stricter : null,
    ),
    settingOf("gates.metric.margin", margin(before.margin), margin(after.margin), margins),
    settingOf("gates.metric.min-rows", String(rows(before)), String(rows(after)), rows(after) - rows(before)),
  ];
}

/** A list whose entries exclude something: more are looser. */
function listed(key: string, was: string[], is: string[]): Setting {
  const added = is.filter((entry) => !was.includes(entry)).length;
  const gone = was.filter((entry) => !is.includes(entry)).length;
  const count = (entries: string[]) => `${entries.length} ${entries.length === 1 ? "entry" : "entries"}`;
  const text = added + gone === 0 ? count(was) : `${count(is)}, ${added} of them new`;
  return settingOf(key, count(was), text, added > 0 ? -1 : 1);
}

function narrower(was: Window, is: Window): Change {
  if (was.kind === "all" || is.kind === "all") return was.kind === "all" ? -1 : 1;
  const files = (window: Window) => (window.kind === "latest" ? 1 : window.kind === "files" ? window.count : null);
  if (was.kind === "days" && is.kind === "days") return is.days - was.days;
  const [before, after] = [files(was), files(is)];
  return before === null || after === null ? null : after - before;
}

function retrain({ retrain: { when: was } }: Config, { retrain: { when: is } }: Config): Setting[] {
  const text = (when: typeof was) => (typeof when === "string" ? when : `{min-new-rows: ${awaitedText(when.minNewRows)}}`);
  if (typeof was === "string" || typeof is === "string") {
    const rank = (when: typeof was) => (when === "always" ? 2 : when === "new-data" ? 1 : 0);
    return [settingOf("retrain.when", text(was), text(is), rank(is) - rank(was))];
  }
  const amount = (rows: RowsAwaited) => ("rows" in rows ? rows.rows : rows.share);
  const alike = "rows" in was.minNewRows === "rows" in is.minNewRows;
  return [settingOf("retrain.when", text(was), text(is), alike ? amount(was.minNewRows) - amount(is.minNewRows) : null)];
}

function awaitedText(rows: RowsAwaited): string {
  return "rows" in rows ? String(rows.rows) : `${Number((100 * rows.share).toPrecision(6))}%`;
}

const RANKS: Record<string, number> = { off: 0, warning: 1, "error or warning": 1.5, error: 2 };
const DEFAULTS = new Map<string, string>(
  [...BATCH_CHECKS, ...CELL_CHECKS, ...STRUCTURE_CHECKS].map(({ code, severity }) => [code, severity]),
);
const rankOf = (severity: string) => RANKS[severity] ?? 2;
const defaultOf = (code: string) => DEFAULTS.get(code) ?? "error";

function checks(was: CheckPolicy, is: CheckPolicy): Setting[] {
  const settings = CHECK_CODES.map((code) => {
    const [before, after] = [was, is].map(({ codes }) => codes[code] ?? defaultOf(code)) as [string, string];
    return settingOf(`checks.${code}`, before, after, rankOf(after) - rankOf(before));
  });
  const columns = new Set([...Object.keys(was.columns), ...Object.keys(is.columns)]);
  const accepted = listed("checks.accept", acceptedBy(was), acceptedBy(is));
  return [...settings, ...[...columns].flatMap((column) => ofColumn(column, was, is)), accepted];
}

/** One text per accepted check and row set. */
const acceptedBy = ({ accept = [] }: CheckPolicy) => accept.flatMap(({ rows, checks: names }) => names.map((name) => `${rows} ${name}`));

/** The severities of a column by code, where base or head sets one. */
function ofColumn(column: string, was: CheckPolicy, is: CheckPolicy): Setting[] {
  const own = ({ columns }: CheckPolicy) => (Object.hasOwn(columns, column) ? columns[column]! : {});
  const [before, after] = [own(was), own(is)];
  if (typeof before === "string" || typeof after === "string") {
    const moves = CHECK_CODES.map((code) => rankOf(said(after, code, is)) - rankOf(said(before, code, was)));
    const text = (said: typeof before) => (typeof said === "string" ? said : Object.keys(said).length === 0 ? "as by code" : "by code");
    const change = moves.some((move) => move < 0) ? -1 : moves.some((move) => move > 0) ? 1 : 0;
    return [{ key: `checks.columns.${column}`, was: text(before), is: text(after), change }];
  }
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((code) => {
    const [old, now] = [said(before, code, was), said(after, code, is)];
    return settingOf(`checks.columns.${column}.${code}`, old, now, rankOf(now) - rankOf(old));
  });
}

function said(own: Severity | Record<string, Severity>, code: string, { codes }: CheckPolicy): string {
  if (typeof own === "string") return own;
  return (Object.hasOwn(own, code) ? own[code] : codes[code]) ?? defaultOf(code);
}
