// One change for each check that makes a sound pipeline raise it.
import { type Cells, csvOf, day, moment, SCHEMA } from "./world.ts";

export interface Fault {
  /** The code that it must raise. */
  code: string;
  /** The file of a day on which the change holds. */
  content: (index: number) => string | Uint8Array;
  /** The change went on when the night after is like the first; absent: the next day is sound again. */
  goesOn?: boolean;
  /** Instead of the schema that the other pipelines have. */
  schema?: string;
  /** Of every sound day. */
  shape?: (cells: Cells) => Cells;
  /** The ways out that are walked; absent: all that are printed. */
  ways?: string[];
}

const changed = (name: string, change: (cells: Cells, row: number) => string | number) => (index: number) => {
  const cells = day(index);
  return csvOf({ ...cells, [name]: cells[name]!.map((_, row) => change(cells, row)) });
};

const only = (index: number, keep: (row: number, cells: Cells) => boolean) => {
  const cells = day(index);
  return csvOf(Object.fromEntries(Object.entries(cells).map(([name, list]) => [name, list.filter((_, row) => keep(row, cells))])));
};

const some = (name: string, every: number, value: string) =>
  changed(name, (cells, row) => (row % every === every - 1 ? value : cells[name]![row]!));

const shifted = (days: number) => (index: number) =>
  csvOf({ ...day(index), placed: day(index).placed!.map((_, row) => moment(index + days, row)) });

const other = (label: unknown) => (label === "tall" ? "short" : "tall");

export const FAULTS: Fault[] = [
  { code: "type", content: some("height", 60, "n/a"), goesOn: true },
  { code: "enum", content: some("shop", 8, "east"), goesOn: true },
  {
    code: "new-values",
    content: some("shop", 8, "east"),
    schema: SCHEMA.replace("\n    constraints: {enum: [north, south, west]}", ""),
    goesOn: true,
  },
  { code: "range", content: some("speed", 100, "33.00"), goesOn: true },
  { code: "drift", content: changed("speed", ({ speed }, row) => (Number(speed![row]) + 2).toFixed(2)), goesOn: true },
  { code: "missing-share", content: some("speed", 3, ""), goesOn: true },
  { code: "outliers", content: some("weight", 20, "400.0"), goesOn: true },
  { code: "spike", content: some("height", 5, "171.3"), goesOn: true },
  { code: "precision", content: changed("weight", ({ weight }, row) => Math.round(Number(weight![row]))), goesOn: true },
  { code: "constant", content: changed("shop", () => "north") },
  { code: "frozen", content: changed("speed", ({ speed }, row) => (row < 150 ? speed![row]! : speed![150]!)) },
  {
    code: "correlation",
    content: (index) => changed("weight", ({ weight }, row) => weight![(row * 7 + 11) % weight!.length]!)(index),
    goesOn: true,
  },
  {
    code: "swapped-columns",
    content: (index) => {
      const cells = day(index);
      return csvOf({ ...cells, speed: cells.load!, load: cells.speed! });
    },
  },
  { code: "batch-size", content: (index) => only(index, (row) => row < 100) },
  {
    code: "replay",
    content: (index) => {
      const [fresh, old] = [day(index), day(2)];
      return csvOf(
        Object.fromEntries(
          Object.entries(fresh).map(([name, list]) => [name, list.map((cell, row) => (row < 100 ? old[name]![row]! : cell))]),
        ),
      );
    },
  },
  {
    code: "duplicate-rows",
    content: (index) => {
      const cells = day(index);
      return csvOf(
        Object.fromEntries(
          Object.entries(cells).map(([name, list]) => [name, list.map((cell, row) => (row % 8 === 1 ? list[row - 1]! : cell))]),
        ),
      );
    },
    goesOn: true,
  },
  { code: "id-reuse", content: changed("order", (_, row) => 1000 + row) },
  { code: "future-date", content: some("placed", 30, "2037-01-01T00:00:00Z") },
  { code: "old-batch", content: shifted(-7) },
  {
    code: "time-overlap",
    content: (index) => csvOf({ ...day(index), placed: day(index).placed!.map((_, row) => moment(index - 0.4, row)) }),
  },
  { code: "time-gap", content: shifted(30), goesOn: true },
  { code: "class-missing", content: (index) => only(index, (row, { label }) => label![row] === "short") },
  { code: "label-noise", content: changed("label", ({ label }, row) => (row % 6 === 0 ? other(label![row]) : label![row]!)) },
  {
    code: "leak",
    content: changed("speed", ({ label, speed }, row) =>
      (label![row] === "tall" ? 5 + Math.abs(Number(speed![row]) - 5) : 5 - Math.abs(Number(speed![row]) - 5)).toFixed(2),
    ),
  },
];

/** The same file with another header line, or another form of the text. */
const text = (index: number) => csvOf(day(index));
const renamed = (from: string, to: string) => (index: number) => text(index).replace(from, to);

export const FILE_FAULTS: Fault[] = [
  {
    code: "column-new",
    content: (index) => csvOf({ ...day(index), gate: day(index).order!.map((order) => Number(order) % 7) }),
    goesOn: true,
  },
  {
    code: "column-missing",
    content: (index) => {
      const { speed: _speed, ...rest } = day(index);
      return csvOf(rest);
    },
    goesOn: true,
    ways: ["exclude"],
  },
  { code: "column-renamed", content: renamed("speed", "velocity"), goesOn: true },
  { code: "delimiter", content: (index) => csvOf(day(index), ";"), goesOn: true, ways: ["exclude"] },
];
