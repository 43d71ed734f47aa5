// Every kind of change on every table, from fixed seeds.
import { seeded } from "../../test/validate/build.ts";
import { type Case, KINDS } from "./kinds.ts";
import { type Cells, MADE } from "./tables.ts";

const ROWS_MADE = 900;
/** Of a table's rows; the rest comes next. */
const ACCEPTED = 0.7;

export function casesOf(real: [string, Cells][], each: number): Case[] {
  const made = Object.entries(MADE).map(([name, draw], i): [string, Cells] => [name, draw(seeded(i + 1), ROWS_MADE)]);
  const tables = [...made, ...real];
  return tables.flatMap(([table, cells], i) => {
    const rows = Object.values(cells)[0]!.length;
    const cut = Math.floor(ACCEPTED * rows);
    const donor = tables[(i + 1 + Math.floor(tables.length / 2)) % tables.length]![1];
    const part = (from: number, to: number) =>
      Object.fromEntries(Object.entries(cells).map(([name, column]) => [name, column.slice(from, to)]));
    const [accepted, next] = [part(0, cut), part(cut, rows)];
    return Object.entries(KINDS).flatMap(([kind, change], k) =>
      Array.from({ length: each }, (_, round) => {
        const random = seeded(1 + 1000 * i + 20 * k + round);
        const changed = change({ before: accepted, after: next, donor, random });
        return changed === null ? [] : [{ table, kind, ...changed }];
      }).flat(),
    );
  });
}
