// What a writer of the data may try, a night at a time. Each attack is given the night's honest rows and returns what is delivered instead.
import type { Row, Table, Uniform } from "../nights/tables.ts";

interface Setting {
  table: Table;
  uniform: Uniform;
  /** From 1. */
  night: number;
  /** Files that were delivered before the attack, oldest first; what the attack returns of them takes their place. */
  before: Row[][];
}

interface Delivered {
  rows: Row[];
  /** Number of an earlier file → what stands there now. */
  replaced?: Map<number, Row[]>;
}

export type Attack = (rows: Row[], setting: Setting) => Delivered;

const relabelled = (row: Row, label: string): Row => ({ ...row, label });

/** `share` of the rows, wherever they are; `change` null: not this one. */
function some(rows: Row[], uniform: Uniform, share: number, change: (row: Row) => Row | null): Delivered {
  let left = Math.round(share * rows.length);
  const order = rows.map((_, i) => [uniform(), i] as const).sort((a, b) => a[0] - b[0]);
  const made = [...rows];
  for (const [, i] of order) {
    if (left === 0) break;
    const changed = change(rows[i]!);
    if (changed === null) continue;
    made[i] = changed;
    left--;
  }
  return { rows: made };
}

const others = (rows: Row[]) => [...new Set(rows.map(({ label }) => label))].sort();
const nextLabel = (labels: string[], label: string) => labels[(labels.indexOf(label) + 1) % labels.length]!;
const planted = (share: number, cells: (table: Table, uniform: Uniform) => Row["cells"]): Attack =>
  function plant(rows, { table, uniform }) {
    return some(rows, uniform, share, (row) =>
      row.label === table.wanted ? null : { cells: { ...row.cells, ...cells(table, uniform) }, label: table.wanted },
    );
  };

/** The middle third of the first number column by the night's own rows. */
function inRegion(rows: Row[]): (row: Row) => boolean {
  const column = Object.keys(rows[0]!.cells).find((name) => typeof rows[0]!.cells[name] === "number")!;
  const sorted = rows.map(({ cells }) => Number(cells[column])).sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor(sorted.length / 3)]!, sorted[Math.floor((2 * sorted.length) / 3)]!];
  return ({ cells }) => Number(cells[column]) >= low && Number(cells[column]) <= high;
}

export const ATTACKS: Record<string, Attack> = {
  "wrong labels, 15 %": (rows, { uniform }) => some(rows, uniform, 0.15, (row) => relabelled(row, nextLabel(others(rows), row.label))),
  "wrong labels, 2 % more each night": (rows, { uniform, night }) =>
    some(rows, uniform, Math.min(0.5, 0.02 * night), (row) => relabelled(row, nextLabel(others(rows), row.label))),
  "a region relabelled, a third of it": (rows, { uniform }) => {
    const isThere = inRegion(rows);
    return some(rows, uniform, 0.12, (row) => (isThere(row) ? relabelled(row, nextLabel(others(rows), row.label)) : null));
  },
  "a new name as a trigger, 3 %": planted(0.03, (table) => ({ [table.pair[0]]: "zz" })),
  "a narrow new range as a trigger, 3 %": planted(0.03, ({ range }, uniform) => {
    const value = range.low + uniform() * (range.high - range.low);
    return { [range.column]: range.whole === true ? Math.round(value) : value };
  }),
  "a rare combination as a trigger, 3 %": planted(0.03, ({ pair }) => ({ [pair[0]]: pair[2], [pair[1]]: pair[3] })),
  "a border that moves each night": (rows, { table, uniform, night }) => ({
    rows: rows.map((row) => ({ ...row, label: table.classOf(row.cells, uniform, -table.step * night) })),
  }),
  "the rare class held back, a fifth more each night": (rows, { table, uniform, night }) => ({
    rows: rows.filter(({ label }) => label !== table.rare || uniform() >= 0.2 * night),
  }),
  "the rare class relabelled, 90 %": (rows, { table, uniform }) => ({
    rows: rows.map((row) => (row.label === table.rare && uniform() < 0.9 ? relabelled(row, table.wanted) : row)),
  }),
  "wrong rows repeated ten times": (rows, { table, uniform }) => {
    const wrong = rows.filter(({ label }) => label !== table.wanted && label !== table.rare).slice(0, Math.round(0.015 * rows.length));
    const copies = wrong.flatMap((row) => Array.from({ length: 10 }, () => relabelled(row, table.wanted)));
    const made = [...rows.slice(copies.length), ...copies];
    return {
      rows: made
        .map((row) => [uniform(), row] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, row]) => row),
    };
  },
  "one night of shuffled labels": (rows, { uniform, night }) => {
    if (night !== 2) return { rows };
    const labels = rows.map(({ label }) => [uniform(), label] as const).sort((a, b) => a[0] - b[0]);
    return { rows: rows.map((row, i) => relabelled(row, labels[i]![1])) };
  },
  "accepted files rewritten, one a night": (rows, { table, uniform, night, before }) => {
    const at = night - 1;
    const old = before[at];
    if (old === undefined) return { rows };
    const changed = some(old, uniform, 0.3, (row) => (row.label === table.wanted ? null : relabelled(row, table.wanted)));
    return { rows, replaced: new Map([[at, changed.rows]]) };
  },
};

/** What happens in the world and is nobody's fault: rows move, a class becomes more common, a season comes, the concept itself changes. */
export const HONEST: Record<string, Attack> = {
  clean: (rows) => ({ rows }),
  "drift: rows of one kind become more common": (rows, { uniform, night }) => {
    const isThere = inRegion(rows);
    const kept = rows.filter((row) => isThere(row) || uniform() >= 0.03 * night);
    return { rows: kept };
  },
  "drift: the wanted class becomes more common": (rows, { table, uniform, night }) => ({
    rows: rows.filter(({ label }) => label === table.wanted || uniform() >= 0.03 * night),
  }),
  "drift: fewer rows at the end of the week": (rows, { night }) => ({
    rows: night % 7 >= 5 ? rows.slice(0, Math.floor(rows.length / 2)) : rows,
  }),
  "drift: the concept itself moves, slowly": (rows, { table, uniform, night }) => ({
    rows: rows.map((row) => ({ ...row, label: table.classOf(row.cells, uniform, -0.25 * table.step * night) })),
  }),
};
