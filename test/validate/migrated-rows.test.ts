// A migration or a snapshot in which 1 % of the old rows were changed, dropped, doubled or relabelled: the counts are exact.
import { expect, it } from "vitest";
import { keyFingerprint } from "../../src/table/rows/row-hashes.ts";
import { EMPTY_SET, rowSetOf } from "../../src/table/rows/row-set.ts";
import { cutAsAccepted } from "../../src/validate/accepted/as-accepted.ts";
import { field, schemaOf, seeded, tableFile } from "./build.ts";

type State = Parameters<typeof cutAsAccepted>[2];
type Rule = Parameters<typeof cutAsAccepted>[1];

const ROWS = 400;
const CASES = Number(process.env.CASES ?? 40);
const SEED = Number(process.env.SEED ?? 9);
const HEADER = ["day", "heat", "load", "line", "label"];
const SCHEMA = schemaOf(
  [
    field("day", { type: "date", role: "time" }),
    field("heat", { type: "number" }),
    field("load", { type: "number" }),
    field("line", { type: "string" }),
    field("label", { type: "string", role: "target" }),
  ],
  { fieldsMatch: "equal" },
);
const RULE: Rule = {
  target: "label",
  split: { by: "row", column: null, holdout: 0.2, columns: null, salt: "here" },
  schema: SCHEMA,
  recorded: SCHEMA,
  data: { exclude: [], excludeRows: [] },
  rowsKey: null,
  dated: { window: { kind: "all" }, freshnessSeconds: null },
  now: Date.UTC(2030, 0, 1),
};

const tableOf = (rows: string[][], header = HEADER) =>
  tableFile(Object.fromEntries(header.map((name, i) => [name, rows.map((row) => row[i]!)])), "all.csv");

function rowsBy(next: () => number): string[][] {
  const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 20))).toISOString().slice(0, 10);
  return Array.from({ length: ROWS }, (_, i) => [
    day(i),
    (Math.floor(next() * 60) / 2).toFixed(1),
    (next() * 10).toFixed(2),
    ["A", "B", "C"][Math.floor(next() * 3)]!,
    next() < 0.4 ? "yes" : "no",
  ]);
}

/** The state after a promotion of these rows. */
function acceptedOf(rows: string[][]): State {
  const nothing: State = { rows: null, accepted: [], unhashed: [], named: [], champion: null, batches: [] };
  const stored = cutAsAccepted([tableOf(rows)], { ...RULE, recorded: null }, nothing).store();
  const record = {
    key: keyFingerprint("here"),
    columns: stored.columns,
    next: stored.next,
    set: stored.set,
    inputs: "",
    live: [],
    gone: [],
  };
  const live = rowSetOf({ words: stored.rows.words, parts: stored.rows.parts });
  const champion = {
    manifest: { target: "label" },
    model: { engine: "forest", features: [{ name: "line", categories: ["A", "B", "C"] }], classes: ["no", "yes"] },
  } as unknown as State["champion"];
  const accepted = [{ uri: "", versionId: null, name: "all.csv", digest: "sha256:00" }];
  return { ...nothing, rows: { record, live, gone: EMPTY_SET, segments: new Map() }, accepted, champion };
}

interface Rewritten {
  header: string[];
  rows: string[][];
}

const column = (at: number, change: (cell: string) => string) => (all: Rewritten) => ({
  ...all,
  rows: all.rows.map((row) => row.with(at, change(row[at]!))),
});

const MIGRATIONS: Record<string, (all: Rewritten) => Rewritten> = {
  "a snapshot": (all) => ({ ...all, rows: all.rows.toReversed() }),
  "columns renamed": (all) => ({ ...all, header: ["day", "temperature", "weight", "line", "label"] }),
  "decimal signs": (all) => column(2, (cell) => cell.replace(".", ","))(column(1, (cell) => cell.replace(".", ","))(all)),
  "notation of dates": column(0, (cell) => cell.replace(/(\d+)-(\d+)-(\d+)/, "$3.$2.$1")),
  "labels recoded": column(4, (cell) => (cell === "yes" ? "1" : "0")),
  "labels exchanged": column(4, (cell) => (cell === "yes" ? "no" : "yes")),
};

const FAULTS: Record<string, (rows: string[][], some: Set<number>, next: () => number) => string[][]> = {
  changed: (rows, some, next) => rows.map((row, i) => (some.has(i) ? row.with(2, (10 + next() * 10).toFixed(3)) : row)),
  dropped: (rows, some) => rows.filter((_, i) => !some.has(i)),
  doubled: (rows, some) => rows.flatMap((row, i) => (some.has(i) ? [row, row] : [row])),
  flipped: (rows, some) => rows.map((row, i) => (some.has(i) ? row.with(4, row[4] === "yes" ? "no" : "yes") : row)),
};

it(`tells exactly how many rows are what in ${CASES} cases`, () => {
  const next = seeded(SEED);
  for (let n = 0; n < CASES; n++) {
    const [how, migrate] = Object.entries(MIGRATIONS)[n % 6]!;
    const [what, spoil] = Object.entries(FAULTS)[Math.floor(n / 6) % 4]!;
    const rows = rowsBy(next);
    const state = acceptedOf(rows);
    const some = new Set<number>();
    while (some.size < ROWS / 100) some.add(Math.floor(next() * ROWS));
    const { header, rows: written } = migrate({ header: HEADER, rows: spoil(rows, some, next) });
    const { counts, found } = cutAsAccepted([tableOf(written, header)], RULE, state);
    const few = some.size;
    const fresh = what === "dropped" ? 0 : few;
    const gone = what === "doubled" ? 0 : few;
    const seen = { same: counts.same, fresh: counts.fresh, back: counts.back, gone: counts.gone };
    expect({ n, how, what, ...seen }).toEqual({ n, how, what, same: ROWS - gone, fresh, back: 0, gone });
    const failed = found.filter(({ status }) => status === "fail").map(({ code }) => code);
    expect({ how, isTold: failed.length > 0 }).toEqual({ how, isTold: how !== "a snapshot" });
  }
});
