// One night in a process of its own: rows of files, of which a registry knows all but the newest forty.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storeRows } from "../../src/publish/records/row-store.ts";
import { TEXT_CELL } from "../../src/table/columns/raw.ts";
import { keyFingerprint } from "../../src/table/rows/row-hashes.ts";
import { decodeSet, EMPTY_SET, mergeSets } from "../../src/table/rows/row-set.ts";
import type { RawColumn, SourceFile } from "../../src/types/table.ts";
import { cutByRows, type Known, type RowRule } from "../../src/validate/accepted/cut.ts";
import { typeFiles } from "../../src/validate/history/batches.ts";
import { field, schemaOf } from "../../test/validate/build.ts";

const PER_FILE = 1000;
export const NEW_ROWS = 40;
const SCHEMA = schemaOf([
  field("day", { type: "date", role: "time" }),
  field("heat", { type: "number" }),
  field("load", { type: "number" }),
  field("items", { type: "integer" }),
  field("line", { type: "string" }),
  field("label", { type: "string", role: "target" }),
]);
const RULE: RowRule = {
  target: "label",
  split: { by: "row", column: null, holdout: 0.2, columns: null, salt: "here" },
  schema: SCHEMA,
  recorded: SCHEMA,
  data: { exclude: [], excludeRows: [] },
  rowsKey: null,
  dated: { window: { kind: "all" }, freshnessSeconds: null },
  now: Date.UTC(2040, 0, 1),
};

const numbers = (rows: number, cell: (row: number) => number, digits: number): RawColumn => ({
  values: Float64Array.from({ length: rows }, (_, row) => Math.round(cell(row) * 10 ** digits) / 10 ** digits),
  decimals: new Uint8Array(rows).fill(digits),
  texts: [],
});
const texts = (rows: number, words: string[], cell: (row: number) => number): RawColumn => ({
  values: Float64Array.from({ length: rows }, (_, row) => Math.floor(cell(row) * words.length)),
  decimals: new Uint8Array(rows).fill(TEXT_CELL),
  texts: words,
});

/** A day's file. */
function fileOf(day: number, rows: number): SourceFile {
  let state = day + 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const date = new Date(Date.UTC(2026, 0, 1) + 86_400_000 * day).toISOString().slice(0, 10);
  const columns = [
    texts(rows, [date], () => 0),
    numbers(rows, () => 40 * next(), 3),
    numbers(rows, () => 10 * next(), 3),
    numbers(rows, () => 100 * next(), 0),
    texts(rows, ["A", "B", "C"], next),
    texts(rows, ["no", "yes"], next),
  ];
  const name = `day_${String(day).padStart(5, "0")}.csv`;
  const table = { header: SCHEMA.fields.map((one) => one.name), columns, rows, lines: Uint32Array.from({ length: rows }, (_, i) => i + 2) };
  const base = { uri: name, versionId: null, date: null, modified: null, bytes: 0, accepted: false, inWindow: true };
  return { ...base, name, digest: `sha256:${day}`, table };
}

const filesOf = (rows: number) =>
  Array.from({ length: Math.ceil(rows / PER_FILE) }, (_, day) => fileOf(day, Math.min(PER_FILE, rows - PER_FILE * day)));
const NOTHING: Known = { rows: null, accepted: [], unhashed: [], named: [] };

/** The first promotion's rows, stored in a folder. */
export function accept(rows: number, folder: string): void {
  const stored = storeRows(cutByRows(filesOf(rows), { ...RULE, recorded: null }, NOTHING).store(), "", null);
  for (const [i, { bytes }] of stored.blobs.entries()) writeFileSync(join(folder, `${i}.bin`), bytes);
  writeFileSync(join(folder, "record.json"), JSON.stringify(stored.record));
}

export interface Night {
  seconds: number;
  /** Most memory during the night, a row. */
  peak: number;
  /** What the rest of the run holds, a row. */
  held: number;
  /** Bytes that a promotion stores. */
  stored: number;
}

const resident = (what: "VmHWM" | "VmRSS") =>
  1024 * Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? Number.NaN);

/** Twice: buffers that the first collection found to be dropped are given back while it runs on. */
function collect(): void {
  globalThis.gc!();
  globalThis.gc!();
}

/** The next night: the stored rows are read, all rows known again, and forty are new. Columns are typed before, as every run must type them. */
export function night(rows: number, folder: string): Night {
  const files = [...filesOf(rows), fileOf(Math.ceil(rows / PER_FILE), NEW_ROWS)];
  const typed = typeFiles(files, SCHEMA);
  collect();
  const [before, memory, cpu] = [resident("VmRSS"), process.memoryUsage(), process.cpuUsage()];
  writeFileSync("/proc/self/clear_refs", "5");
  const sets = readdirSync(folder).flatMap((name) => (name.endsWith(".bin") ? [decodeSet(readFileSync(join(folder, name)))] : []));
  const record = JSON.parse(readFileSync(join(folder, "record.json"), "utf8"));
  const known = { record: { ...record, key: keyFingerprint("here") }, live: mergeSets(sets), gone: EMPTY_SET, segments: new Map() };
  const accepted = files.slice(0, -1).map(({ uri, versionId, name, digest }) => ({ uri, versionId, name, digest }));
  const cut = cutByRows(files, RULE, { ...NOTHING, rows: known, accepted });
  const { user, system } = process.cpuUsage(cpu);
  const peak = resident("VmHWM") - before;
  collect();
  const after = process.memoryUsage();
  const held = after.arrayBuffers + after.heapUsed - memory.arrayBuffers - memory.heapUsed;
  const stored = storeRows(cut.store(), "", known).blobs.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (cut.counts.same !== rows || cut.counts.fresh !== NEW_ROWS || typed.length === 0) throw new Error(JSON.stringify(cut.counts));
  return { seconds: (user + system) / 1e6, peak: peak / rows, held: held / rows, stored };
}
