import { expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { gaussian, seeded, tableFile } from "./build.ts";

const ROWS = 120;
const FILES = 3;
const random = seeded(3);
const hour = (row: number) => new Date(Date.UTC(2026, 0, 1) + row * 3.6e6).toISOString().slice(0, 19);

/** Three files, one after the other. */
function files() {
  let total = 0;
  return Array.from({ length: FILES }, (_, file) => {
    const rows = Array.from({ length: ROWS }, (_, i) => file * ROWS + i);
    const celsius = rows.map(() => 20 + 5 * gaussian(random));
    const sex = rows.map(() => (random() < 0.5 ? "m" : "f"));
    const label = rows.map(() => (random() < 0.3 ? "yes" : "no"));
    return tableFile(
      {
        at: rows.map(hour),
        day: rows.map(() => `2026-01-0${file + 1}`),
        celsius: celsius.map((value) => value.toFixed(3)),
        fahrenheit: celsius.map((value) => (value * 1.8 + 32).toFixed(3)),
        sex,
        gender: sex.map((letter) => (letter === "m" ? "male" : "female")),
        meter: rows.map(() => (total += Math.ceil(9 * random()))),
        noise: rows.map(() => gaussian(random).toFixed(2)),
        refunded: label.map((word) => (word === "yes" ? "R" : "-")),
        label,
      },
      `day_${file}.csv`,
    );
  });
}

test("beside each field stands what was seen and why it was chosen so", () => {
  const { schema, notes } = inferSchema(files(), { target: "label" });
  const said = (name: string) => (notes.get(name) ?? []).join(" ");
  const constraints = (name: string) => schema.fields.find((field) => field.name === name)!.constraints;

  expect(said("fahrenheit")).toMatch(/goes nearly one to one \(rank correlation 1\.000\) with `celsius`: .* kept/);
  expect(said("gender")).toMatch(/goes one to one with `sex`/);
  expect(said("celsius") + said("sex") + said("noise")).not.toMatch(/one to one/);
  expect(said("refunded")).toMatch(/goes one to one with the target `label`: does it give the answer away\?/);
  expect(said("meter")).toMatch(/never falls, neither in a file nor from one to the next: it accumulates|values move on from file to file/);
  expect(constraints("meter").maximum).toBeUndefined();
  expect(constraints("noise").maximum).toBeGreaterThan(0);
  expect(said("at")).toMatch(/moments lie 1 hour apart in 100 % of the steps/);
});

test("a single file that only grows has no maximum; one that only falls no minimum", () => {
  const grows = Array.from({ length: ROWS }, (_, row) => row * 3 + Math.floor(3 * random()));
  const table = {
    grows,
    falls: grows.map((value) => -value / 2),
    both: grows.map((value) => (value * 7919) % 101),
    label: grows.map((value) => value % 2),
  };
  const { schema, notes } = inferSchema([tableFile(table)], { target: "label" });
  const [up, down, both] = schema.fields.map(({ constraints }) => constraints);
  expect([up!.maximum, up!.minimum !== undefined]).toEqual([undefined, true]);
  expect([down!.minimum, down!.maximum !== undefined]).toEqual([undefined, true]);
  expect([both!.minimum, both!.maximum]).not.toContain(undefined);
  expect(notes.get("grows")!.join(" ")).toMatch(/never falls from row to row: it accumulates, or the file is sorted by it/);
});

test("files of one day each begin a day apart", () => {
  const days = Array.from({ length: 5 }, (_, day) =>
    tableFile({ day: Array.from({ length: 30 }, () => `2026-02-1${day}`), x: Array.from({ length: 30 }, () => gaussian(random)) }),
  );
  expect(inferSchema(days, { target: null }).notes.get("day")!.join(" ")).toContain("each file begins 1 day after the one before");
});
