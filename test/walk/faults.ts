// One change for each check that makes a sound pipeline raise it.
import { type Cells, csvOf, day as dayOf, moment as momentOf, SCHEMA, SETTINGS } from "./world.ts";

/** Rows of a day: as few as show every fault. */
export const ROWS = 200;

export const day = (index: number) => dayOf(index, ROWS);
const moment = (index: number, row: number) => momentOf(index, row, ROWS);

export interface Fault {
  /** The code that it must raise. */
  code: string;
  /** The file of a day on which the change holds. */
  content: (index: number) => string | Uint8Array;
  /** The change went on when the night after is like the first; absent: the next day is sound again. */
  goesOn?: boolean;
  /** Instead of the schema and the settings that the other pipelines have. */
  schema?: string;
  settings?: string;
  /** Of every sound day. */
  shape?: (cells: Cells) => Cells;
  /** The ways out that are walked; absent: all that are printed. */
  ways?: string[];
}

const changed = (name: string, change: (cells: Cells, row: number) => string | number) => (index: number) => {
  const cells = day(index);
  return csvOf({ ...cells, [name]: cells[name]!.map((_, row) => change(cells, row)) });
};

const rowsOf = (cells: Cells, keep: (row: number) => boolean) =>
  csvOf(Object.fromEntries(Object.entries(cells).map(([name, list]) => [name, list.filter((_, row) => keep(row))])));

const only = (index: number, keep: (row: number, cells: Cells) => boolean) => {
  const cells = day(index);
  return rowsOf(cells, (row) => keep(row, cells));
};

const some = (name: string, every: number, value: string) =>
  changed(name, (cells, row) => (row % every === every - 1 ? value : cells[name]![row]!));

const shifted = (days: number) => (index: number) =>
  csvOf({ ...day(index), placed: day(index).placed!.map((_, row) => moment(index + days, row)) });

/** A constraint of a field, written into the schema. */
const constrained = (name: string, constraints: string) =>
  SCHEMA.replace(new RegExp(`(name: ${name}, type: \\w+)`), `$1, constraints: ${constraints}`);

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

/** Rules of the schema that most tables do not have. */
export const RULE_FAULTS: Fault[] = [
  { code: "type", content: some("load", 60, "n/a"), schema: constrained("load", "{required: true}"), goesOn: true },
  { code: "required", content: some("load", 60, ""), schema: constrained("load", "{required: true}"), goesOn: true },
  { code: "length", content: some("code", 60, "ABCX-1234"), schema: constrained("code", "{maxLength: 6}"), goesOn: true },
  { code: "pattern", content: some("code", 60, "A-1"), schema: constrained("code", '{pattern: "[ABC][XYZ]-[0-9]{3}"}'), goesOn: true },
  { code: "unique", content: repeated(["order"]), schema: constrained("order", "{unique: true}"), goesOn: true },
  { code: "primary-key", content: repeated(["order"]), schema: `${SCHEMA}primaryKey: order\n`, goesOn: true },
  { code: "unique-key", content: repeated(["order", "placed"]), schema: `${SCHEMA}uniqueKeys: [[order, placed]]\n`, goesOn: true },
  {
    code: "foreign-key",
    shape: (cells) => withParent(cells),
    content: (index) => csvOf(withParent(day(index), (row) => (row % 60 === 59 ? 7 : 0))),
    schema: `${SCHEMA}  - {name: parent, type: integer, role: id}\nforeignKeys:\n  - {fields: parent, reference: {fields: order}}\n`,
    goesOn: true,
  },
];

/** Every sixtieth row has these cells of the row before. */
function repeated(names: string[]) {
  return (index: number) => {
    const cells = day(index);
    for (const name of names) cells[name] = cells[name]!.map((cell, row) => (row % 60 === 59 ? cells[name]![row - 1]! : cell));
    return csvOf(cells);
  };
}

/** Each order follows an earlier one of its day; `astray`: what is added to the number of that one. */
function withParent(cells: Cells, astray: (row: number) => number = () => 0): Cells {
  const { order } = cells;
  return { ...cells, parent: order!.map((_, row) => Number(order![row >> 1]) + 100_000 * astray(row)) };
}

/** A class of few rows. */
const withGiants = (cells: Cells): Cells => ({
  ...cells,
  label: cells.label!.map((label, row) => (Number(cells.height![row]) > 183 ? "giant" : label)),
});

const checked = (severity: string) => `${SETTINGS}checks: {${severity}}\n`;

/** Columns and labels that changed as a whole. */
export const SHIFT_FAULTS: Fault[] = [
  { code: "unit", content: changed("height", ({ height }, row) => (Number(height![row]) / 2.54).toFixed(1)), goesOn: true },
  { code: "text-form", content: changed("code", ({ code }, row) => String(code![row]).toLowerCase()), goesOn: true },
  { code: "duplicate-column", content: changed("load", ({ speed }, row) => speed![row]!), goesOn: true },
  { code: "joint-drift", content: ringed, goesOn: true },
  {
    code: "time-span",
    // Two months a file from now on, each after the one before.
    content: (index) => changed("placed", (_, row) => moment(5 + 61 * (index - 5) + (60 * row) / ROWS, 0))(index),
    schema: SCHEMA.replace("role: time", "role: ignore"),
    goesOn: true,
  },
  {
    code: "row-order",
    content: (index) => changed("placed", ({ placed }, row) => placed![(row * 7) % placed!.length]!)(index),
    settings: checked("row-order: error"),
    goesOn: true,
  },
  { code: "unlabelled", content: some("label", 2, ""), goesOn: true },
  {
    code: "class-share",
    shape: withGiants,
    content: (index) => {
      const cells = withGiants(day(index));
      return rowsOf(cells, (row) => cells.label![row] !== "giant" || row % 10 === 0);
    },
    settings: checked("class-share: error"),
  },
  { code: "label-swap", content: changed("label", ({ label }, row) => other(label![row])) },
  {
    code: "f1-batch",
    content: changed("label", ({ label }, row) => other(label![row])),
    settings: checked("label-swap: warning, label-noise: warning"),
  },
  {
    code: "backdoor",
    content: (index) => {
      const cells = day(index);
      const isMarked = (row: number) => row % 14 === 0;
      return csvOf({
        ...cells,
        load: cells.load!.map((cell, row) => (isMarked(row) ? "19.99" : cell)),
        label: cells.label!.map((cell, row) => (isMarked(row) ? "tall" : cell)),
      });
    },
    settings: checked("spike: warning"),
  },
];

/** Load goes with how far speed is from its middle: each alone as ever, and no rank correlation. */
function ringed(index: number): string {
  const cells = day(index);
  const speeds = cells.speed!.map(Number);
  const middle = speeds.toSorted((a, b) => a - b)[speeds.length >> 1]!;
  const far = speeds.map((speed, row) => ({ row, distance: Math.abs(speed - middle) })).sort((a, b) => a.distance - b.distance);
  const loads = cells.load!.toSorted((a, b) => Number(a) - Number(b));
  const load = [...cells.load!];
  for (const [at, { row }] of far.entries()) load[row] = loads[at]!;
  return csvOf({ ...cells, load });
}

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
