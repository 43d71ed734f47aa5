// A column of every type of Table Schema: trained on where one value stands in a cell, checked and left out where several do.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FIELD_TYPES, type FieldType } from "../../src/types/field-types.ts";
import { newFolder } from "./cli.ts";
import { cliHere, cliJsonHere } from "./here.ts";

const CELLS: Record<FieldType, (i: number) => string> = {
  string: (i) => `word ${i % 7}`,
  number: (i) => String((i * 37) % 101),
  integer: (i) => String(i % 50),
  boolean: (i) => String(i % 3 === 0),
  date: (i) => `2026-01-${String(1 + (i % 28)).padStart(2, "0")}`,
  datetime: (i) => `2026-01-${String(1 + (i % 28)).padStart(2, "0")}T12:00:00Z`,
  time: (i) => `${String(i % 24).padStart(2, "0")}:30:00`,
  year: (i) => String(1990 + (i % 30)),
  yearmonth: (i) => `2026-${String(1 + (i % 12)).padStart(2, "0")}`,
  duration: (i) => `PT${1 + (i % 90)}M`,
  list: (i) => `a,b,${i % 5}`,
  object: (i) => `"{""a"": ${i % 5}}"`,
  array: (i) => `"[1, ${i % 5}]"`,
  geopoint: (i) => `"${i % 90}, ${i % 80}"`,
  geojson: (i) => `"{""type"": ""Point"", ""coordinates"": [${i % 90}, 1]}"`,
  any: (i) => `any ${i % 4}`,
};
const SEVERAL = ["list", "object", "array", "geopoint", "geojson"];

it("every type is read, trained on or left out, published, read back and predicted", async () => {
  const cwd = await newFolder();
  const cell = (type: FieldType, i: number) => (type === "list" ? `"${CELLS.list(i)}"` : CELLS[type](i));
  const line = (i: number) => `${FIELD_TYPES.map((type) => cell(type, i)).join(",")},${i % 50 < 25 ? "yes" : "no"}\n`;
  await writeFile(
    join(cwd, "d_20260101.csv"),
    `${FIELD_TYPES.join(",")},label\n${Array.from({ length: 600 }, (_, i) => line(i)).join("")}`,
  );
  const fields = FIELD_TYPES.map((type) => `  - {name: ${type}, type: ${type}${SEVERAL.includes(type) ? ", role: ignore" : ""}}\n`);
  await writeFile(join(cwd, "schema.yml"), `fields:\n${fields.join("")}  - {name: label, type: string}\n`);
  const data = ["--data", "d_{YYYYMMDD}.csv", "--target", "label", "--schema", "schema.yml", "--registry", "directory:registry"];
  const { json } = await cliJsonHere(["run", ...data, "--set", "train.trees=5"], { cwd });
  expect(json, JSON.stringify(json.error)).toMatchObject({ verdict: "promoted" });
  const verified = await cliJsonHere(["verify", "--registry", "directory:registry"], { cwd });
  expect(verified.json.verdict).toBe("checked");
  const said = await cliHere(["predict", "--registry", "directory:registry", "--data", "d_20260101.csv", "--out", "said.csv"], { cwd });
  expect(said.code, said.stderr).toBe(0);
});
