// The catalogue over the sets: each fault as a file beside the clean batch that it was made of.
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { LABELS, RELATIONS, ROWS, TIME } from "./batch-faults.mjs";
import { BENIGN } from "./benign.mjs";
import { CATEGORIES, GAPS, TYPES, VALUES } from "./cell-faults.mjs";
import { changeOf } from "./power.mjs";
import { HEADER, READING } from "./reading-faults.mjs";
import { columnsOf, drawsOf, readTable, writeTable } from "./table.mjs";

const FAULTS = {
  reading: READING,
  header: HEADER,
  types: TYPES,
  values: VALUES,
  categories: CATEGORIES,
  gaps: GAPS,
  rows: ROWS,
  time: TIME,
  labels: LABELS,
  relations: RELATIONS,
};

export const KINDS = Object.values(FAULTS).reduce((sum, family) => sum + Object.keys(family).length, 0);

/**
 * Every case: {set, target, family, kind, path, references, control, columns, change}; family `clean`, `later` and `benign` must pass.
 * `seed` draws the places of faults and, with `histories`, the batches that they are made of.
 */
export function casesOf(sets, folder, { wanted = () => true, seed = "" } = {}) {
  return sets.flatMap((set, i) => {
    const next = sets[(i + 1) % sets.length];
    const stranger = readTable(next.histories?.[0].references[0] ?? next.files[0]);
    return [...cleanCases(set), ...changedCases(set, { stranger, folder, seed, wanted })].filter(wanted);
  });
}

const familyOf = ({ time }) => (time === null ? "clean" : "later");

function cleanCases(set) {
  const base = { set: set.name, target: set.target, family: familyOf(set), control: null, columns: [], change: null };
  return batchesOf(set).map(({ path, references }) => ({ ...base, kind: basename(path), path, references }));
}

/**
 * Drawn sets: every next batch after its own history. Others: of shuffled tables every batch after the references, of dated ones windows
 * that move on by two batches.
 */
function batchesOf({ files, references: count, time, histories }) {
  if (histories !== undefined) return histories.flatMap(({ references, later }) => later.map((path) => ({ path, references })));
  const step = time === null ? 1 : 2;
  const batches = [];
  for (let at = count; at < files.length; at += step) {
    batches.push({ path: files[at], references: time === null ? files.slice(0, count) : files.slice(at - count, at) });
  }
  return batches;
}

function changedCases(set, { stranger, folder, seed, wanted }) {
  const { name, target, time } = set;
  const dir = join(folder, name);
  mkdirSync(dir, { recursive: true });
  // A dated set that is not drawn has its faults after the first history; the others spread them over their clean batches.
  const bases = time === null || set.histories !== undefined ? batchesOf(set) : batchesOf(set).slice(0, 1);
  const read = remembering(readTable);
  const cases = [];
  for (const [family, kinds] of Object.entries({ ...FAULTS, benign: BENIGN })) {
    for (const [kind, change] of Object.entries(kinds)) {
      const draws = drawsOf(`${seed}${name} ${kind}`);
      const { path, references } = draws.pick(bases);
      if (!wanted({ set: name, family, kind })) continue;
      const table = read(path);
      const columns = columnsOf(table);
      const made = change({ table, columns, draws, target, time, references: references.slice(-2).map(read), stranger });
      if (made === null || (made.table && same(made.table, table) && family !== "benign")) continue;
      const file = join(dir, `${family} ${kind}`.replace(/[^\w]+/g, "-") + (made.extension ?? ".csv"));
      writeFileSync(file, made.bytes ?? writeTable(made.table));
      const touched = made.columns ?? (made.column === undefined ? [] : [made.column]);
      const size = made.table === undefined ? null : changeOf(table, made.table, target);
      const told = { columns: touched, renamed: made.renamed ?? null, change: size };
      cases.push({ set: name, target, family, kind, path: file, references, control: path, ...told });
    }
  }
  return cases;
}

function remembering(make) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
}

const same = (a, b) => JSON.stringify([a.header, a.rows]) === JSON.stringify([b.header, b.rows]);
