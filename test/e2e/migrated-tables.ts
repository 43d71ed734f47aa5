// Three tables as a team delivers them: one of the world, two made by a law.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { random } from "./batches.ts";
import { ROOT } from "./cli.ts";
import type { DeliveredFile, MigratedTable } from "./migrations.ts";

const fieldLine = (name: string, type: string, more = "") => `  - {name: ${name}, type: ${type}${more}}\n`;

async function weather(): Promise<MigratedTable> {
  const folder = join(ROOT, "examples/seattle-weather");
  const read = async (year: number): Promise<DeliveredFile> => {
    const [, ...lines] = (await readFile(join(folder, `weather_${year}.csv`), "utf8")).trim().split(/\r?\n/);
    return { name: `weather_${year}.csv`, rows: lines.map((line) => line.split(",")) };
  };
  return {
    name: "weather",
    header: ["date", "precipitation", "temp_max", "temp_min", "wind", "weather"],
    files: [await read(2012), await read(2013), await read(2014)],
    next: await read(2015),
    target: "weather",
    date: "date",
    numbers: ["precipitation", "temp_max", "temp_min", "wind"],
    names: { precipitation: "rain_mm", temp_max: "highest" },
    schema: await readFile(join(folder, "schema.yml"), "utf8"),
  };
}

function filesOf(count: number, rows: (file: number) => string[][]): { files: DeliveredFile[]; next: DeliveredFile } {
  const files = Array.from({ length: count + 1 }, (_, i) => ({ name: `day_${i + 1}.csv`, rows: rows(i) }));
  return { files: files.slice(0, -1), next: files.at(-1)! };
}

/** Moments, truth values, whole numbers, two columns that are much alike. */
function shop(): MigratedTable {
  const next = random(311);
  const moment = (day: number, i: number) => new Date(Date.UTC(2026, 2, 1 + day, 0, 5 * i)).toISOString().slice(0, 19).replace("T", " ");
  const rows = (day: number) =>
    Array.from({ length: 240 }, (_, i) => {
      const [amount, tip] = [next() * 100, next() * 100];
      const member = next() < 0.4;
      const store = ["north", "south", "west"][Math.floor(next() * 3)]!;
      const label = amount + (member ? 25 : 0) - 0.5 * tip + (next() - 0.5) * 8 > 40 ? "yes" : "no";
      return [moment(day, i), store, amount.toFixed(2), tip.toFixed(2), String(Math.floor(next() * 9)), String(member), label];
    });
  const schema = `fieldsMatch: equal
fields:
${fieldLine("sold", "datetime", ', format: "%Y-%m-%d %H:%M:%S", role: time')}${fieldLine("store", "string")}${fieldLine("amount", "number")}${fieldLine("tip", "number")}${fieldLine("items", "integer")}${fieldLine("member", "boolean")}${fieldLine("returns", "string")}`;
  return {
    name: "shop",
    header: ["sold", "store", "amount", "tip", "items", "member", "returns"],
    ...filesOf(4, rows),
    target: "returns",
    date: "sold",
    numbers: ["amount", "tip"],
    names: { amount: "total_eur", tip: "service" },
    schema,
  };
}

/** Three classes that are numbers, many equal cells, gaps, few rows a file. */
function machines(): MigratedTable {
  const next = random(977);
  const rows = (week: number) =>
    Array.from({ length: 150 }, (_, i) => {
      const heat = Math.round(next() * 40) / 2;
      const load = Math.round(next() * 20) / 4;
      const line = ["A", "B", "C", "D"][Math.floor(next() * 4)]!;
      const score = heat / 20 + load / 5 + (line === "D" ? 0.5 : 0) + (next() - 0.5) * 0.2;
      const state = score < 0.8 ? "0" : score < 1.4 ? "1" : "2";
      const day = new Date(Date.UTC(2025, 5, 1 + 7 * week + Math.floor(i / 22))).toISOString().slice(0, 10);
      return [day, line, next() < 0.03 ? "" : heat.toFixed(1), load.toFixed(2), state];
    });
  const schema = `fieldsMatch: equal
fields:
${fieldLine("day", "date", ", role: time")}${fieldLine("line", "string")}${fieldLine("heat", "number")}${fieldLine("load", "number")}${fieldLine("state", "integer")}`;
  return {
    name: "machines",
    header: ["day", "line", "heat", "load", "state"],
    ...filesOf(5, rows),
    target: "state",
    date: "day",
    numbers: ["heat", "load"],
    names: { heat: "temperature_c", line: "strand" },
    schema,
  };
}

export const tables = async (): Promise<MigratedTable[]> => [await weather(), shop(), machines()];
