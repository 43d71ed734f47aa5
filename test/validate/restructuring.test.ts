import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { validate } from "../../src/validate/validate.ts";
import { gaussian, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;

/** Findings about a new file when only a profile of the accepted one is left. */
function findings(accepted: Cells, next: Cells) {
  const history = tableFile(accepted, "day_1.csv");
  const { schema } = inferSchema([history], { target: null });
  const common = { schema, target: null, showValues: false };
  const { profile } = validate({ files: [history], ...common, reference: null });
  return validate({ files: [tableFile(next, "day_2.csv")], ...common, reference: profile }).checks.filter(
    ({ status }) => status !== "pass",
  );
}

const ROWS = 600;

function column<T>(seed: number, draw: (random: () => number) => T): T[] {
  const random = seeded(seed);
  return Array.from({ length: ROWS }, () => draw(random));
}

const ONES = ["Ada", "Ben", "Carla", "Dag", "Elif", "Farid", "Greta"];
const OTHERS = ["Abel", "Bauer-Lang", "Castro", "Dietz", "Engel", "Ito"];
const one = (names: string[]) => (random: () => number) => names[Math.floor(random() * names.length)]!;
const zip = (a: (string | number)[], b: (string | number)[], mark: string) => a.map((cell, row) => `${cell}${mark}${b[row]}`);

describe("a column that became two", () => {
  const [first, last, ages] = [column(1, one(ONES)), column(2, one(OTHERS)), column(3, (random) => Math.round(40 + 9 * gaussian(random)))];
  const [first2, last2] = [column(4, one(ONES)), column(5, one(OTHERS))];

  test("is told with what joins them; the finding is about the missing column and nothing else is said", () => {
    const found = findings({ id: ages, name: zip(first, last, " ") }, { id: ages, first: first2, last: last2 });
    expect(found.map(({ code, subject, observed }) => [code, subject, observed])).toEqual([["column-split", "name", "first + last"]]);
    expect(found[0]!.suggestion).toContain('(`name` = `first` + " " + `last`)');
    expect(found[0]!.message).toMatch(/confidence \d+ %/);
  });

  test("is told the other way round, for each of the columns that are missing", () => {
    const found = findings({ id: ages, first, last }, { id: ages, name: zip(first2, last2, " ") });
    expect(found.map(({ code, subject, observed }) => [code, subject, observed])).toEqual([
      ["column-merged", "first", "name"],
      ["column-merged", "last", "name"],
    ]);
  });

  test("is none when the two hold something else", () => {
    const [codes, towns] = [column(6, one(["x1", "y22", "z3"])), column(7, one(["NORTH", "SOUTH"]))];
    const found = findings({ id: ages, name: zip(first, last, " ") }, { id: ages, code: codes, town: towns });
    expect(found.map(({ code }) => code)).toEqual(["column-missing", "column-new", "column-new"]);
  });
});

describe("moments", () => {
  const two = (value: number) => String(value).padStart(2, "0");
  const days = (month: number) => (random: () => number) => `2026-${two(month)}-${two(1 + Math.floor(28 * random()))}`;
  const clock = (random: () => number) => `${two(Math.floor(24 * random()))}:${two(Math.floor(60 * random()))}:00`;
  const value = column(11, (random) => gaussian(random).toFixed(2));

  test("a date and a time joined into a timestamp, although the month is a later one", () => {
    const merged = zip(column(12, days(6)), column(13, clock), "T");
    const found = findings({ date: column(14, days(5)), time: column(15, clock), value }, { timestamp: merged, value });
    expect(found.map(({ code, subject }) => [code, subject])).toEqual([
      ["column-merged", "date"],
      ["column-merged", "time"],
    ]);
  });

  test("a date that became year, month and day", () => {
    const dates = column(16, days(6));
    const part = (place: number) => dates.map((date) => String(Number(date.split("-")[place])));
    const found = findings({ date: column(17, days(5)), value }, { year: part(0), month: part(1), day: part(2), value });
    expect(found.map(({ code, observed }) => [code, observed])).toEqual([["column-split", "year + month + day"]]);
  });
});

describe("numbers", () => {
  const fahrenheit = (seed: number) => column(seed, (random) => 68 + 9 * gaussian(random));
  const wind = column(21, (random) => (5 + gaussian(random) ** 2).toFixed(1));

  test("another name and another unit: the alias and the conversion", () => {
    const celsius = fahrenheit(22).map((value) => ((value - 32) / 1.8).toFixed(2));
    const found = findings({ temp_f: fahrenheit(23).map((value) => value.toFixed(1)), wind }, { wind, temperature_c: celsius });
    expect(found.map(({ code, subject, observed }) => [code, subject, observed])).toEqual([["column-renamed", "temp_f", "temperature_c"]]);
    expect(found[0]!.message).toContain("°F → °C");
    expect(found[0]!.suggestion).toContain("(`temp_f` = `temperature_c` × 1.8 + 32)");
    expect(found[0]!.suggestion).toContain("aliases: [temperature_c]");
  });

  test("an amount in euros and cents", () => {
    const euros = (seed: number) => column(seed, (random) => Math.floor(20 + 60 * random() ** 2));
    const cents = (seed: number) => column(seed, (random) => Math.floor(100 * random()));
    const amount = euros(24).map((whole, row) => (whole + cents(25)[row]! / 100).toFixed(2));
    const found = findings({ amount, wind }, { amount_eur: euros(26), amount_cents: cents(27), wind });
    expect(found.map(({ code, subject, observed }) => [code, subject, observed])).toEqual([
      ["column-split", "amount", "amount_eur + amount_cents"],
    ]);
    expect(found[0]!.suggestion).toContain("(`amount` = `amount_eur` + `amount_cents` / 100)");
  });

  test("a number and a text that changed places", () => {
    const towns = (seed: number) => column(seed, one(["Rome", "Oslo", "Bonn"]));
    const found = findings({ town: towns(28), temp: fahrenheit(29), wind }, { town: fahrenheit(30), temp: towns(31), wind });
    expect(found.filter(({ code }) => code === "swapped-columns").map(({ subject, observed }) => [subject, observed])).toEqual([
      ["temp", "looks like town"],
      ["town", "looks like temp"],
    ]);
  });

  test("columns of one distribution are told apart by the columns that they go with", () => {
    const table = (seed: number) => {
      const random = seeded(seed);
      const cells: Record<string, number[]> = { u: [], v: [], x: [], y: [] };
      for (let row = 0; row < ROWS; row++) {
        const [a, b] = [gaussian(random), gaussian(random)];
        for (const [name, value] of [
          ["u", a],
          ["v", b],
          ["x", a + 0.5 * gaussian(random)],
          ["y", b + 0.5 * gaussian(random)],
        ] as const)
          cells[name]!.push(value);
      }
      return cells;
    };
    const { u, v, x, y } = table(32);
    const next = table(33);
    const found = findings({ u: u!, v: v!, x: x!, y: y! }, { merkmal_eins: next.y!, v: next.v!, merkmal_zwei: next.x!, u: next.u! });
    expect(new Map(found.map(({ subject, observed }) => [subject, observed]))).toEqual(
      new Map([
        ["x", "merkmal_zwei"],
        ["y", "merkmal_eins"],
      ]),
    );
  });
});
