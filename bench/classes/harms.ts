// What takes a class away or makes a promise that does not hold, and an oracle that knows the truth of every row.
import { fisherGreater } from "../../src/stats/fisher.ts";
import type { Row, Table, Uniform } from "../nights/tables.ts";

export interface Night {
  table: Table;
  uniform: Uniform;
  /** From 1. */
  night: number;
}

/** Of files that come after clean ones. */
export const NIGHTLY: Record<string, (rows: Row[], night: Night) => Row[]> = {
  "label lag, 95 % of the rare class": (rows, night) => lagging(rows, night, 0.95),
  "slow loss, a sixth of the rare class more each night": (rows, night) => lagging(rows, night, Math.min(1, night.night / 6)),
  "a region relabelled": (rows, { table }) => {
    const column = Object.keys(rows[0]!.cells).find((name) => typeof rows[0]!.cells[name] === "number")!;
    const sorted = rows.map(({ cells }) => Number(cells[column])).sort((a, b) => a - b);
    const low = sorted[Math.floor(0.88 * sorted.length)]!;
    const isThere = ({ cells, label }: Row) => Number(cells[column]) >= low && label !== table.rare;
    const counts = new Map<string, number>();
    for (const { label } of rows.filter(isThere)) counts.set(label, (counts.get(label) ?? 0) + 1);
    // All of them as what is rarest there, the rare class apart.
    const labels = [...new Set(rows.map(({ label }) => label))].filter((label) => label !== table.rare).sort();
    const label = labels.reduce((least, one) => ((counts.get(one) ?? 0) < (counts.get(least) ?? 0) ? one : least));
    return rows.map((row) => (isThere(row) ? { ...row, label } : row));
  },
};

function lagging(rows: Row[], { table, uniform }: Night, share: number): Row[] {
  return rows.map((row) => (row.label === table.rare && uniform() < share ? { ...row, label: table.wanted } : row));
}

/** Of the first files: what is to be said at once. `said`: in what init writes, or as the code of a check of the first run. */
export const AT_ONCE: Record<string, { of: (rows: Row[], uniform: Uniform) => Row[]; said: RegExp }> = {
  "rows that belong together": {
    // 15 rows each of things that have their own cells and a label that says nothing about others'.
    of: (rows, uniform) =>
      rows.slice(0, Math.ceil(rows.length / 15)).flatMap((row) => {
        const [thing, label] = [`t${Math.floor(1e6 * uniform())}`, uniform() < 0.5 ? "yes" : "no"];
        return Array.from({ length: 15 }, () => ({ cells: { thing, ...jittered(row.cells, uniform) }, label }));
      }),
    said: /group|belong together/,
  },
  "rows that stand ten times": {
    of: (rows) => rows.slice(0, Math.ceil(rows.length / 10)).flatMap((row) => Array.from({ length: 10 }, () => row)),
    said: /duplicate-rows|equal|copies/,
  },
  "a column that tells the label": {
    of: (rows) => rows.map(({ cells, label }) => ({ cells: { ...cells, result: `code ${label.length}${label[0]}` }, label })),
    said: /leak|by itself|tells/,
  },
};

function jittered(cells: Row["cells"], uniform: Uniform): Row["cells"] {
  return Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, typeof cell === "number" ? cell + 0.01 * uniform() : cell]));
}

/** Labels that are not the row's true class, noise among them. */
export function wrongIn(rows: Row[], { classOf, rare }: Table): { rare: [number, number]; all: [number, number] } {
  const counts = { rare: [0, 0] as [number, number], all: [0, 0] as [number, number] };
  for (const { cells, label } of rows) {
    const truth = classOf(cells, null, 0);
    const side = truth === label ? 1 : 0;
    counts.all[side]++;
    if (truth === rare) counts.rare[side]++;
  }
  return counts;
}

/** At .01 more of the rows, or of the rare class's, carry another label than in clean nights (Fisher, one-sided, halved over the two questions). */
export function oracleSees(tonight: ReturnType<typeof wrongIn>, clean: ReturnType<typeof wrongIn>): boolean {
  return (["rare", "all"] as const).some((which) => fisherGreater(...tonight[which], ...clean[which]) < 0.005);
}
