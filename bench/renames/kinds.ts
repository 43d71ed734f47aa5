// Changes of a table's columns, and what a person who sees them would say: which column became which.
import { NEW_NAMES } from "./names.ts";
import { type Cells, pick, type Random, shuffled } from "./tables.ts";

export interface Change {
  what: "renamed" | "dropped" | "added" | "split" | "merged" | "swapped";
  from: string[];
  to: string[];
  /** What the finding must name besides. */
  unit?: string;
}

export interface Case {
  table: string;
  kind: string;
  /** What was accepted. */
  before: Cells;
  /** What comes next. */
  after: Cells;
  changes: Change[];
}

/** A table's rows in two parts, and a table of other things. */
interface Material {
  before: Cells;
  after: Cells;
  donor: Cells;
  random: Random;
}

type Changed = Pick<Case, "before" | "after" | "changes">;
/** Null: the table has no column for it. */
type Kind = (material: Material) => Changed | null;

const taken = ({ before, donor }: Material) => new Set([...Object.keys(before), ...Object.keys(donor)]);
const squashed = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Old to new names of `count` columns, none of which is there already. */
function newNames(material: Material, ways: string[], count: number): Map<string, string> {
  const used = taken(material);
  const names = new Map<string, string>();
  for (const name of shuffled(material.random, Object.keys(material.before))) {
    if (names.size === count) break;
    const renamed = NEW_NAMES[pick(material.random, ways)]!(name, material.random);
    if (used.has(renamed) || renamed === "") continue;
    used.add(renamed);
    names.set(name, renamed);
  }
  return names;
}

const withNames = (cells: Cells, names: Map<string, string>): Cells =>
  Object.fromEntries(Object.entries(cells).map(([name, column]) => [names.get(name) ?? name, column]));

const reordered = (cells: Cells, random: Random): Cells => Object.fromEntries(shuffled(random, Object.entries(cells)));

function renaming(ways: string[], most: number, moves: boolean): Kind {
  return (material) => {
    const { before, after, random } = material;
    const names = newNames(material, ways, 1 + Math.floor(random() * most));
    if (names.size === 0) return null;
    const moved = withNames(after, names);
    const changes = Array.from(names, ([from, to]): Change => ({ what: "renamed", from: [from], to: [to] }));
    return { before, after: moves ? reordered(moved, random) : moved, changes };
  };
}

/** The migration that everybody has seen: one column becomes the old one, one the new one. */
const classic: Kind = (material) => {
  const { before, after, random } = material;
  const [first, second] = shuffled(random, Object.keys(before));
  if (first === undefined || second === undefined) return null;
  const numbered = second.replace(/_?(\d+)$/, "_$1");
  const names = new Map([
    [first, `old_${first}`],
    [second, `new_${numbered}`],
  ]);
  const changes = Array.from(names, ([from, to]): Change => ({ what: "renamed", from: [from], to: [to] }));
  return { before, after: reordered(withNames(after, names), random), changes };
};

function exchanging(dropped: number, added: number, inPlace: boolean): Kind {
  return ({ before, after, donor, random }) => {
    const gone = shuffled(random, Object.keys(before)).slice(0, dropped);
    const own = new Set(Object.keys(before).map(squashed));
    const fresh = shuffled(
      random,
      Object.keys(donor).filter((name) => !own.has(squashed(name))),
    ).slice(0, added);
    if (gone.length < dropped || fresh.length < added) return null;
    const rows = Object.values(after)[0]!.length;
    const cellsOf = (name: string) => Array.from({ length: rows }, (_, row) => donor[name]![row % donor[name]!.length]!);
    const kept = Object.entries(after).flatMap(([name, cells]): [string, string[]][] => {
      const place = gone.indexOf(name);
      if (place < 0) return [[name, cells]];
      return inPlace && fresh[place] !== undefined ? [[fresh[place], cellsOf(fresh[place])]] : [];
    });
    const there = new Set(kept.map(([name]) => name));
    const more = fresh.filter((name) => !there.has(name)).map((name): [string, string[]] => [name, cellsOf(name)]);
    const changes = [
      ...gone.map((name): Change => ({ what: "dropped", from: [name], to: [] })),
      ...fresh.map((name): Change => ({ what: "added", from: [], to: [name] })),
    ];
    return { before, after: Object.fromEntries([...kept, ...more]), changes };
  };
}

const NUMBER = /^-?\d+(\.\d+)?$/;
const isFull = (cells: string[]) => cells.filter((cell) => cell !== "").length > 0.9 * cells.length;
const isVaried = (cells: string[]) => new Set(cells).size > 3;

/** Two columns and what joins them: a date and its time, names, codes. */
function joint({ before, after, random }: Material): { parts: string[]; whole: string; mark: string } | null {
  const names = Object.keys(before);
  const known = [
    { parts: ["date", "time"], whole: "timestamp", mark: " " },
    { parts: ["visit_date", "visit_time"], whole: "visited_at", mark: "T" },
    { parts: ["first_name", "last_name"], whole: "name", mark: " " },
    { parts: ["year", "month", "day"], whole: "date", mark: "-" },
    { parts: ["lat", "long"], whole: "position", mark: "," },
    { parts: ["lat", "lon"], whole: "coordinates", mark: ", " },
  ].find(({ parts }) => parts.every((part) => names.includes(part)));
  if (known !== undefined && random() < 0.7) return known;
  const mark = pick(random, [" ", "-", "/", "_", ", ", "|"]);
  const fits = names.filter(
    (name) => isFull(after[name]!) && isVaried(after[name]!) && !after[name]!.some((cell) => cell.includes(mark.trim() || " ")),
  );
  const texts = fits.filter((name) => after[name]!.some((cell) => !NUMBER.test(cell)));
  const [first] = shuffled(random, texts.length > 0 ? texts : fits);
  const [second] = shuffled(
    random,
    fits.filter((name) => name !== first),
  );
  if (first === undefined || second === undefined) return null;
  return { parts: shuffled(random, [first, second]), whole: pick(random, ["descriptor", "full_key", "entry", `${first}_${second}`]), mark };
}

function joined(cells: Cells, { parts, whole, mark }: { parts: string[]; whole: string; mark: string }): Cells {
  const pad = (part: string, cell: string) => (whole === "date" && part !== "year" ? cell.padStart(2, "0") : cell);
  const made = cells[parts[0]!]!.map((_, row) => parts.map((part) => pad(part, cells[part]![row]!)).join(mark));
  return Object.fromEntries(
    Object.entries(cells).flatMap(([name, column]): [string, string[]][] =>
      name === parts[0] ? [[whole, made]] : parts.includes(name) ? [] : [[name, column]],
    ),
  );
}

const split: Kind = (material) => {
  const found = joint(material);
  if (found === null) return null;
  const { before, after } = material;
  return { before: joined(before, found), after, changes: [{ what: "split", from: [found.whole], to: found.parts }] };
};

const merged: Kind = (material) => {
  const found = joint(material);
  if (found === null) return null;
  const { before, after } = material;
  return { before, after: joined(after, found), changes: [{ what: "merged", from: found.parts, to: [found.whole] }] };
};

const UNITS: { old: string; new: string; unit: string; convert: (value: number) => number }[] = [
  { old: "_km", new: "_miles", unit: "kilometres → miles", convert: (value) => value * 0.621371192 },
  { old: "_lb", new: "_kg", unit: "pounds → kilograms", convert: (value) => value / 2.2046226218 },
  { old: "_m", new: "_ft", unit: "metres → feet", convert: (value) => value * 3.280839895 },
  { old: "_f", new: "_celsius", unit: "°F → °C", convert: (value) => (value - 32) / 1.8 },
  { old: "_kg", new: "_g", unit: "multiplied by 1,000", convert: (value) => value * 1000 },
  { old: "", new: "_cents", unit: "multiplied by 100", convert: (value) => value * 100 },
];

const converted: Kind = ({ before, after, random }) => {
  const numeric = Object.keys(before).filter(
    (name) => new Set(before[name]).size > 20 && before[name]!.every((cell) => cell === "" || (NUMBER.test(cell) && Number(cell) >= 0)),
  );
  if (numeric.length === 0) return null;
  const name = pick(random, numeric);
  const unit = pick(random, UNITS);
  const cells = after[name]!.map((cell) => (cell === "" ? "" : String(Number(unit.convert(Number(cell)).toPrecision(6)))));
  const [from, to] = [`${name}${unit.old}`, `${name}${unit.new}`];
  return {
    before: withNames(before, new Map([[name, from]])),
    after: withNames({ ...after, [name]: cells }, new Map([[name, to]])),
    changes: [{ what: "renamed", from: [from], to: [to], unit: unit.unit }],
  };
};

/** Share of cells that one column has and the other does not, by rank of ten. */
function apart(a: string[], b: string[]): boolean {
  const counts = new Map<string, number>();
  const numeric = [...a, ...b].every((cell) => cell === "" || NUMBER.test(cell));
  const edges = [...a, ...b].map(Number).sort((x, y) => x - y);
  const place = (cell: string) =>
    numeric ? String(edges.findIndex((edge, i) => i % Math.ceil(edges.length / 10) === 0 && edge >= Number(cell))) : cell;
  for (const cell of a) counts.set(place(cell), (counts.get(place(cell)) ?? 0) + 1 / a.length);
  for (const cell of b) counts.set(place(cell), (counts.get(place(cell)) ?? 0) - 1 / b.length);
  return [...counts.values()].reduce((sum, value) => sum + Math.abs(value), 0) / 2 > 0.5;
}

const swapped: Kind = ({ before, after, random }) => {
  const names = Object.keys(before).filter((name) => isFull(after[name]!));
  for (let tries = 0; tries < 20; tries++) {
    const [a, b] = shuffled(random, names);
    if (a === undefined || b === undefined) return null;
    if (!apart(after[a]!, after[b]!)) continue;
    return { before, after: { ...after, [a]: after[b]!, [b]: after[a]! }, changes: [{ what: "swapped", from: [a, b], to: [] }] };
  }
  return null;
};

export const KINDS: Record<string, Kind> = {
  decorated: renaming(["decorated"], 2, false),
  styled: renaming(["styled"], 2, false),
  shortened: renaming(["shortened"], 1, false),
  mistyped: renaming(["mistyped"], 1, false),
  worded: renaming(["worded"], 1, false),
  numbered: renaming(["numbered"], 1, false),
  unrelated: renaming(["unrelated"], 1, false),
  "unrelated, moved": renaming(["unrelated"], 1, true),
  "classic migration": classic,
  "several, moved": renaming(["decorated", "styled", "shortened", "mistyped", "worded", "numbered"], 5, true),
  "unit too": converted,
  dropped: exchanging(2, 0, false),
  added: exchanging(0, 2, false),
  "dropped and added": exchanging(1, 1, false),
  "dropped and added in place": exchanging(1, 1, true),
  "several dropped and added": exchanging(3, 3, false),
  split,
  merged,
  swapped,
};
