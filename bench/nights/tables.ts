// Made-up tables whose true classes are known: what a row is, and what its label would be with and without noise.
import { normal, oneOf } from "../../test/evaluate/random.ts";

export type Uniform = () => number;
type Cells = Record<string, number | string>;

export interface Row {
  cells: Cells;
  label: string;
}

export interface Table {
  name: string;
  draw: (uniform: Uniform) => Cells;
  /** `noise` null: the true concept. `shift` moves the border between the two commonest classes, in its own units. */
  classOf: (cells: Cells, noise: Uniform | null, shift: number) => string;
  /** Of 1 to 2 % of the rows, and learnable. */
  rare: string;
  /** The class that an attacker wants rows to be taken for. */
  wanted: string;
  /** A border that is moved by so much changes a few percent of the labels. */
  step: number;
  /** A number column and a narrow range just beyond its values. */
  range: { column: string; low: number; high: number; whole?: true };
  /** Two columns of names and a combination of them that is rare. */
  pair: [string, string, string, string];
}

const pick = (uniform: Uniform, names: readonly string[], skew: number) =>
  names[Math.min(names.length - 1, Math.floor(names.length * uniform() ** skew))]!;

const AGENTS = ["ag0", "ag1", "ag2", "ag3", "ag4", "ag5", "ag6", "ag7"];
const COLORS = ["red", "green", "blue", "grey"];
const noisy = (noise: Uniform | null, spread: number) => (noise === null ? 0 : spread * normal(noise));
const number = (cells: Cells, name: string) => Number(cells[name]);

const LOANS: Table = {
  name: "loans",
  draw: (u) => ({ x0: u(), x1: u(), x2: u(), color: oneOf(u, COLORS), agent: pick(u, AGENTS, 2) }),
  classOf: (cells, noise, shift) => {
    if (number(cells, "x1") > 0.985) return "rare";
    const score = number(cells, "x0") + number(cells, "x1") + (cells.color === "red" ? 0.25 : 0) - 0.3 * number(cells, "x2");
    return score + noisy(noise, 0.08) > 0.85 + shift ? "yes" : "no";
  },
  rare: "rare",
  wanted: "yes",
  step: 0.03,
  range: { column: "x2", low: 1.0001, high: 1.01 },
  pair: ["color", "agent", "grey", "ag7"],
};

const SENSORS: Table = {
  name: "sensors",
  draw: (u) => {
    const warm = 20 + 5 * normal(u);
    const humid = 60 - 1.5 * (warm - 20) + 8 * normal(u);
    return {
      warm,
      humid,
      wind: -6 * Math.log(1 - u()),
      site: pick(u, ["north", "south", "east", "west", "hill"], 1.6),
      kind: pick(u, ["a", "b", "c"], 2),
    };
  },
  classOf: (cells, noise, shift) => {
    if (number(cells, "wind") > 25) return "storm";
    const score = number(cells, "warm") + 0.1 * number(cells, "humid") + noisy(noise, 1.2);
    return score > 29 + shift ? "open" : score > 24 ? "half" : "shut";
  },
  rare: "storm",
  wanted: "open",
  step: 0.5,
  range: { column: "humid", low: 112, high: 112.5 },
  pair: ["site", "kind", "hill", "c"],
};

const SHOP: Table = {
  name: "shop",
  draw: (u) => ({
    price: Math.exp(3 + normal(u)),
    pieces: 1 + Math.floor(-2 * Math.log(1 - u())),
    age: Math.round(18 + 60 * u()),
    country: pick(u, ["de", "fr", "it", "es", "pl", "nl", "at"], 2),
    device: pick(u, ["phone", "desk", "tablet"], 2),
  }),
  classOf: (cells, noise, shift) => {
    if (number(cells, "pieces") >= 9) return "bulk";
    const score = Math.log(number(cells, "price")) + 0.02 * number(cells, "age") + (cells.device === "phone" ? 0.5 : 0) + noisy(noise, 0.5);
    return score > 4.2 + shift ? "returned" : "kept";
  },
  rare: "bulk",
  wanted: "kept",
  step: -0.15,
  range: { column: "age", low: 82, high: 84, whole: true },
  pair: ["country", "device", "at", "tablet"],
};

const CLAIMS: Table = {
  name: "claims",
  draw: (u) => ({
    amount: Math.exp(6 + 0.8 * normal(u)),
    days: Math.floor(400 * u()),
    visits: Math.floor(8 * u() ** 2),
    region: pick(u, ["r1", "r2", "r3", "r4", "r5", "r6"], 1.5),
    channel: pick(u, ["post", "web", "call"], 1.8),
  }),
  classOf: (cells, noise, shift) => {
    if (number(cells, "days") < 12 && number(cells, "visits") < 2) return "fraud";
    const score = Math.log(number(cells, "amount")) - 0.003 * number(cells, "days") + 0.15 * number(cells, "visits") + noisy(noise, 0.3);
    return score > 5.9 + shift ? "check" : "pay";
  },
  rare: "fraud",
  wanted: "pay",
  step: 0.12,
  range: { column: "days", low: 420, high: 423, whole: true },
  pair: ["region", "channel", "r6", "call"],
};

const WARES: Table = {
  name: "wares",
  draw: (u) => ({
    a: normal(u),
    b: normal(u),
    c: normal(u),
    d: normal(u),
    line: pick(u, ["l1", "l2", "l3", "l4"], 1.5),
    shift: oneOf(u, ["day", "late", "night"]),
  }),
  classOf: (cells, noise, shift) => {
    if (number(cells, "d") > 2.2) return "cracked";
    const score = number(cells, "a") * (cells.line === "l1" ? 1 : 0.5) + number(cells, "b") + noisy(noise, 0.4);
    return score > shift ? "good" : number(cells, "c") > 0 ? "scratched" : "dull";
  },
  rare: "cracked",
  wanted: "good",
  step: -0.12,
  range: { column: "c", low: 4.9, high: 4.95 },
  pair: ["line", "shift", "l4", "night"],
};

export const TABLES = [LOANS, SENSORS, SHOP, CLAIMS, WARES];

export function rowsOf(table: Table, uniform: Uniform, count: number, shift = 0): Row[] {
  return Array.from({ length: count }, () => {
    const cells = table.draw(uniform);
    return { cells, label: table.classOf(cells, uniform, shift) };
  });
}

/** As a file holds them: numbers with four decimals at most. */
export function csvOf(rows: Row[]): string {
  const names = Object.keys(rows[0]!.cells);
  const cell = (value: number | string) => (typeof value === "number" ? String(Number(value.toFixed(4))) : value);
  const lines = rows.map(({ cells, label }) => [...names.map((name) => cell(cells[name]!)), label].join(","));
  return `${[[...names, "label"].join(","), ...lines].join("\n")}\n`;
}
