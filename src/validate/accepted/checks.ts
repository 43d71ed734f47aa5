// What became of the rows that are accepted.

import { exclude, reset, waysOut } from "../../findings/remedies.ts";
import { grouped, namedList, percent, plural } from "../../findings/wording.ts";
import type { Exclusion } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { RegistryState } from "../../types/registry.ts";
import type { RowMoves } from "../../types/rows.ts";
import { shareAlarm, shareRange } from "../columns/shares.ts";
import { ALPHA, FEWEST_BATCHES } from "../history/history.ts";
import { isNextSnapshot } from "./changed.ts";
import type { NewestGone } from "./newest.ts";
import type { Piece, RowCounts } from "./pieces.ts";

/** Rows that are back are an accident up to so many, and up to this share of what came more than from promotion to promotion so far. */
const FEW_BACK = 5;
const BACK_SHARE = 0.02;
/** As many accepted rows more than so far may change. */
const CHANGED_SHARE = 0.02;
/** Of tables without a key: so many changed rows move others to the other side of the hold-out. */
const KEYLESS_SHARE = 0.01;
const FILES_NAMED = 3;
/** With fewer new rows for each newest one that is gone these are no corrections of them. */
const CORRECTIONS = 0.5;

interface Found {
  counts: RowCounts;
  newest: NewestGone | null;
}

/** `pieces`: batches that the files were cut into. */
export function acceptedChecks(
  { counts, newest }: Found,
  pieces: Piece[],
  { rows, accepted, moves = [] }: Pick<RegistryState, "rows" | "accepted" | "moves">,
  exclude: Exclusion[],
): CheckResult[] {
  if (accepted.length === 0) return [];
  const places = placesOf(pieces, accepted);
  const { corrected, gone } = counts;
  const back = counts.back > 0 ? [returned(counts, moves)] : [];
  // Most of what is gone came again under its key: no loss.
  if (corrected !== null && corrected > 0 && 2 * corrected >= gone)
    return [changed(counts, corrected), ...changedBeyondHabit(counts, corrected, moves, pieces), ...back];
  const lost =
    newest !== null && isLost(newest, counts, places, exclude) ? [lostNewest(newest, counts)] : [presence(counts, rows !== null, places)];
  return [...lost, ...back];
}

/** Rows that came instead may be their corrections, where no accepted file is gone; a file that a person left out is no loss. */
function isLost({ missing }: NewestGone, { fresh, back }: RowCounts, { left }: Places, exclude: Exclusion[]): boolean {
  const named = new Set(exclude.map(({ file }) => file));
  const gone = left.filter((name) => !named.has(name));
  return gone.length > 0 || (left.length === 0 && fresh + back < CORRECTIONS * missing);
}

function lostNewest({ missing, rows, rowSet }: NewestGone, { same, gone }: RowCounts): CheckResult {
  const message = `${grouped(missing)} of the ${plural(rows, "newest accepted row")} are gone, while older ones are there: an older state of the data, or a loss`;
  const suggestion = "Put them back (`dvc pull`, a checkout of the newest commit), or leave them out if they are to be gone.";
  return {
    code: "accepted-rows",
    subject: "rows",
    status: "inconclusive",
    observed: same,
    expected: same + gone,
    message,
    suggestion,
    remedies: [exclude({ rows: rowSet }, "gone for good")],
    where: null,
  };
}

/** Hashes by a secret are not given up for want of it: the next promotion would hash the rows by a key that others know. */
export function keyCheck({ rows }: Pick<RegistryState, "rows">, readable: unknown): CheckResult[] {
  if (rows === null || readable !== null || rows.record.secret !== true) return [];
  const message = "The accepted rows were hashed with a secret that this run does not have: which rows are accepted is not known";
  const suggestion =
    "Give the secret that earlier runs had: the input rows-key, at a terminal the environment variable GATED_RETRAIN_ROWS_KEY. If it is lost, begin anew.";
  const base = { code: "accepted-rows", subject: "rows", observed: null, expected: "the key of the registry's row hashes", where: null };
  return [{ ...base, status: "inconclusive", message, suggestion, remedies: [reset("the rows key is lost")] }];
}

interface Places {
  /** Accepted files that are not there under their name. */
  left: string[];
  /** Files that hold accepted rows under a name that no accepted file had. */
  moved: string[];
}

function placesOf(pieces: Piece[], accepted: { name: string }[]): Places {
  const plain = (name: string) => name.normalize("NFC");
  const names = new Set(accepted.map(({ name }) => plain(name)));
  const there = new Set(pieces.map(({ file }) => plain(file.name)));
  const holding = pieces.filter(({ file }) => file.accepted).map(({ file }) => plain(file.name));
  return { left: [...names].filter((name) => !there.has(name)), moved: [...new Set(holding)].filter((name) => !names.has(name)) };
}

/** Of rows with a key: how many changed, and what became of the others. */
function changed(counts: RowCounts, corrected: number): CheckResult {
  const { same, fresh, back, gone } = counts;
  const [known, others, left] = [same + gone, fresh + back - corrected, gone - corrected];
  const base = { code: "accepted-rows", subject: "rows", observed: same, expected: known, where: null };
  const came = others === 0 ? "no other row is new" : `${plural(others, "other row")} ${others === 1 ? "is" : "are"} new`;
  const lost = left === 0 ? "" : `, ${grouped(left)} are gone without one of their key`;
  const few = same === 0 ? "nothing" : `hardly anything`;
  const all = isNextSnapshot(counts) ? `: ${few} accepted is left as it was, so gates that ask for accepted rows are not run` : "";
  const message = `${grouped(corrected)} of ${plural(known, "row")} changed, by the key${lost}${all}; ${came}`;
  const suggestion = left === 0 ? null : "Put the rows that are gone back if they should stay in the judgement.";
  return { ...base, status: left === 0 ? "pass" : "warn", message, suggestion };
}

/** Empty: as many change from promotion to promotion, or nobody knows yet how many do. */
function changedBeyondHabit({ same, gone }: RowCounts, corrected: number, moves: RowMoves[], pieces: Piece[]): CheckResult[] {
  const past = moves.map((one) => ({ hits: one.changed, cells: one.known }));
  const own = { hits: corrected, cells: same + gone };
  if (past.length < FEWEST_BATCHES) return [];
  if (shareAlarm({ ...own, past, floor: CHANGED_SHARE, alpha: ALPHA, direction: "up" }) === null) return [];
  const file = (pieces.find((piece) => piece.file.batch?.isChanged) ?? pieces.find((piece) => !piece.file.accepted))?.file;
  const check = { code: "changed-rows", subject: "rows" };
  const words = "Look for what rewrote them. If their new values are right, say so.";
  return [
    {
      ...check,
      status: "fail",
      observed: percent(own.hits / own.cells),
      expected: shareRange(past),
      message: `${percent(own.hits / own.cells)} of the accepted rows changed, by the key; from one promotion to the next it was ${shareRange(past)}`,
      ...(file === undefined ? { suggestion: words } : waysOut(words, file, "changed rows", { check })),
      where: null,
    },
  ];
}

function presence({ same, fresh, back, gone, corrected }: RowCounts, isExact: boolean, { left, moved }: Places): CheckResult {
  const base = { code: "accepted-rows", subject: "rows", observed: same, expected: same + gone, where: null };
  const came = fresh + back === 0 ? "nothing is new" : `${plural(fresh + back, "row")} ${fresh + back === 1 ? "is" : "are"} new`;
  const suggestion = "Put them back (`dvc pull`, where DVC keeps them) if the history should stay in the judgement.";
  const newest = namedList(left.slice(-FILES_NAMED).reverse());
  if (gone > 0) {
    const files = left.length === 0 ? "" : ` (of files no longer there the newest ${left.length === 1 ? "is" : "are"} ${newest})`;
    const message = `${grouped(gone)} of ${plural(same + gone, "accepted row")} are gone${files}: they are neither trained on nor judged; ${came}`;
    const isRewritten = corrected === null && left.length === 0 && gone > KEYLESS_SHARE * (same + gone) && 2 * (fresh + back) >= gone;
    return { ...base, status: "warn", message, suggestion: isRewritten ? ASKS_FOR_KEY : suggestion };
  }
  if (!isExact && left.length > moved.length) {
    const message = `${plural(left.length, "accepted file")} ${left.length === 1 ? "is" : "are"} gone (${newest}), and their rows cannot be known in other files: the registry kept no hashes of rows yet; ${came}`;
    return { ...base, status: "warn", message, suggestion };
  }
  if (moved.length > 0) {
    const message = `accepted rows are there under other names (${namedList(moved, FILES_NAMED)}); ${came}`;
    return { ...base, status: "pass", message, suggestion: null };
  }
  return {
    ...base,
    status: "pass",
    message: `${plural(same, "accepted row")} ${same === 1 ? "is" : "are"} there; ${came}`,
    suggestion: null,
  };
}

const ASKS_FOR_KEY =
  "If these are rows whose values changed, name what a row is known by, so that it stays on its side of the hold-out and is judged as a correction: `primaryKey: COLUMN` in the schema file, or `split: {by: {id: COLUMN}}` in retrain.yml. If they are lost, put them back.";

/** Accepted once, missed by a later promotion, and here again. */
function returned({ fresh, back }: RowCounts, moves: RowMoves[]): CheckResult {
  const share = back / (fresh + back);
  const past = moves.filter(({ came }) => came > 0).map(({ came, back: hits }) => ({ hits, cells: came }));
  const isUnusual =
    past.length < FEWEST_BATCHES
      ? share > BACK_SHARE
      : shareAlarm({ hits: back, cells: fresh + back, past, floor: BACK_SHARE, alpha: ALPHA, direction: "up" }) !== null;
  const isMany = back > FEW_BACK && isUnusual;
  const usual = past.length < FEWEST_BATCHES ? "" : `; from one promotion to the next it was ${shareRange(past)}`;
  const message = `${grouped(back)} of ${plural(fresh + back, "row")} that came (${percent(share)}) were accepted before, gone since, and are here again${usual}`;
  const suggestion =
    "Look for an old export that was delivered again. If the rows are to be judged and trained on again, set `checks: {replay: warning}`.";
  return {
    code: "replay",
    subject: "rows",
    status: isMany ? "fail" : "warn",
    observed: back,
    expected: 0,
    message,
    suggestion,
    where: null,
  };
}
