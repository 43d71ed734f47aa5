// The catalogue over the sets: each fault as a file beside the clean batch that it was made of.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LABELS, RELATIONS, ROWS, TIME } from "./batch-faults.mjs";
import { BENIGN } from "./benign.mjs";
import { CATEGORIES, GAPS, TYPES, VALUES } from "./cell-faults.mjs";
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

/** Every case: {set, target, family, kind, path, references, control, columns}; family `clean`, `later` and `benign` must pass. */
export function casesOf(sets, folder, wanted = () => true) {
  return sets.flatMap((set, i) => {
    const stranger = readTable(sets[(i + 1) % sets.length].files[0]);
    return [...cleanCases(set), ...changedCases(set, stranger, folder)].filter(wanted);
  });
}

/** Shuffled sets: every batch after the references. Dated ones: windows that move on by two batches. */
function cleanCases(set) {
  const { name, target, files, references: count, time } = set;
  const step = time === null ? 1 : 2;
  const cases = [];
  for (let at = count; at < files.length; at += step) {
    const references = time === null ? files.slice(0, count) : files.slice(at - count, at);
    cases.push({
      set: name,
      target,
      family: time === null ? "clean" : "later",
      kind: `batch ${at}`,
      path: files[at],
      references,
      control: null,
      columns: [],
    });
  }
  return cases;
}

function changedCases(set, stranger, folder) {
  const { name, target, files, references: count, time } = set;
  const references = files.slice(0, count);
  const dir = join(folder, name);
  mkdirSync(dir, { recursive: true });
  // One set without time has several clean batches: faults are spread over them.
  const bases = (time === null ? files.slice(count) : [files[count]]).map((path) => ({ path, table: readTable(path) }));
  const accepted = references.slice(-2).map(readTable);
  const cases = [];
  for (const [family, kinds] of Object.entries({ ...FAULTS, benign: BENIGN })) {
    for (const [kind, change] of Object.entries(kinds)) {
      const draws = drawsOf(`${name} ${kind}`);
      const { path, table } = draws.pick(bases);
      const columns = columnsOf(table);
      const made = change({ table, columns, draws, target, time, references: accepted, stranger });
      if (made === null || (made.table && same(made.table, table) && family !== "benign")) continue;
      const file = join(dir, `${family} ${kind}`.replace(/[^\w]+/g, "-") + (made.extension ?? ".csv"));
      writeFileSync(file, made.bytes ?? writeTable(made.table));
      const touched = made.columns ?? (made.column === undefined ? [] : [made.column]);
      cases.push({
        set: name,
        target,
        family,
        kind,
        path: file,
        references,
        control: path,
        columns: touched,
        renamed: made.renamed ?? null,
      });
    }
  }
  return cases;
}

const same = (a, b) => JSON.stringify([a.header, a.rows]) === JSON.stringify([b.header, b.rows]);
