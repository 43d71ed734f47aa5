import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";
import { csvFile, failures, gaussian, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;

const pick = <T>(random: () => number, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;

/** Tables as one meets them; each draws its own rows from the seed. */
const TABLES: Record<string, (random: () => number, rows: number) => Cells> = {
  customers: (random, rows) => {
    const column = <T extends string | number>(draw: () => T) => Array.from({ length: rows }, draw);
    return {
      age: column(() => Math.round(18 + 50 * random())),
      income: column(() => Math.round(Math.exp(10 + 0.5 * gaussian(random)))),
      city: column(() => pick(random, ["Berlin", "Paris", "Rome", "Madrid", "Vienna"])),
      is_member: column(() => pick(random, ["true", "false"])),
      order_count: column(() => Math.floor(-6 * Math.log(1 - random()))),
      last_order_total: column(() => (40 + 30 * random()).toFixed(2)),
      channel: column(() => pick(random, ["web", "shop", "phone"])),
    };
  },
  sensors: (random, rows) => {
    const column = (draw: () => number, digits: number) => Array.from({ length: rows }, () => draw().toFixed(digits));
    return {
      temperature: column(() => 21 + 3 * gaussian(random), 1),
      humidity: column(() => 55 + 12 * gaussian(random), 0),
      pressure_hpa: column(() => 1013 + 8 * gaussian(random), 1),
      vibration_x: column(() => Math.abs(gaussian(random)), 3),
      vibration_y: column(() => Math.abs(gaussian(random)), 3),
      vibration_z: column(() => Math.abs(gaussian(random)), 3),
      battery_voltage: column(() => 3.7 + 0.1 * gaussian(random), 2),
    };
  },
  scaled: (random, rows) =>
    Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [`feature${i + 1}`, Array.from({ length: rows }, () => gaussian(random).toFixed(4))]),
    ),
  iris: (random, rows) => {
    const column = (mean: number, sd: number) => Array.from({ length: rows }, () => (mean + sd * gaussian(random)).toFixed(1));
    return { sepal_length: column(5.8, 0.8), sepal_width: column(3, 0.4), petal_length: column(3.8, 1.7), petal_width: column(1.2, 0.7) };
  },
  weather: (random, rows) => {
    const lines = readFileSync("examples/seattle-weather/weather_2013.csv", "utf8").trim().split("\n");
    const header = lines[0]!.split(",").slice(1, 5);
    const body = lines.slice(1).map((line) => line.split(",").slice(1, 5));
    const drawn = Array.from({ length: rows }, () => pick(random, body));
    return Object.fromEntries(header.map((name, i) => [name, drawn.map((cells) => cells[i]!)]));
  },
};

const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const WAYS: Record<string, (name: string) => string> = {
  old: (name) => `old_${name}`,
  new: (name) => `new_${name.replace(/(\d+)$/, "_$1")}`,
  suffix: (name) => `${name}_v2`,
  upper: (name) => name.toUpperCase(),
  camel: (name) => camel(`the_${name}`),
  spaced: (name) => name.replace(/_/g, " ").replace(/^./, (letter) => letter.toUpperCase()),
  typo: (name) => name.slice(0, 2) + name[3] + name[2] + name.slice(4),
  reordered: (name) => (name.includes("_") ? name.split("_").reverse().join("_") : `${name}_value`),
  unit: (name) => `${name}_measured`,
};

const LABEL = (random: () => number, rows: number) => Array.from({ length: rows }, () => pick(random, ["up", "down"]));

function shuffled<T>(random: () => number, list: T[]): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}

function diagnosed(history: SourceFile, batch: SourceFile): Map<string, string> {
  const { schema } = inferSchema([history], { target: "label" });
  const { profile } = validate({ files: [history], schema, target: "label", reference: null, showValues: false });
  const { checks } = validate({ files: [batch], schema, target: "label", reference: profile, showValues: false });
  return new Map(
    failures(checks).flatMap((check) => (check.code === "column-renamed" ? [[check.subject, String(check.observed)] as const] : [])),
  );
}

describe("over tables as one meets them", () => {
  test("columns renamed in usual ways, several at once and reordered, are paired right", () => {
    let right = 0;
    let wrong = 0;
    let all = 0;
    const lost: string[] = [];
    for (const [table, draw] of Object.entries(TABLES)) {
      for (let seed = 1; seed <= 20; seed++) {
        const random = seeded(seed * 101);
        const history = { ...draw(random, 400), label: LABEL(random, 400) };
        const batch = { ...draw(random, 300), label: LABEL(random, 300) };
        const features = Object.keys(history).filter((name) => name !== "label");
        const changed = new Map(
          shuffled(random, features)
            .slice(0, 1 + Math.floor(random() * 3))
            .map((name) => {
              const way = pick(random, Object.keys(WAYS));
              return [name, WAYS[way]!(name)] as const;
            })
            .filter(([from, to]) => from !== to && !features.includes(to)),
        );
        const moved = Object.fromEntries(
          shuffled(random, Object.entries(batch)).map(([name, cells]) => [changed.get(name) ?? name, cells]),
        );
        const found = diagnosed(tableFile(history), tableFile(moved));
        for (const [from, to] of changed) {
          all++;
          if (found.get(from) === to) right++;
          else lost.push(`${table}: ${from} → ${to}`);
        }
        for (const [from, to] of found) if (changed.get(from) !== to) wrong++;
      }
    }
    console.log(`renames: ${right} of ${all} paired right, ${wrong} wrong pairs; not found: ${lost.join(", ")}`);
    expect(right / all).toBeGreaterThanOrEqual(0.95);
    expect(wrong / all).toBeLessThanOrEqual(0.02);
  });

  test("a column that is really dropped and another really added are seldom taken for one", () => {
    let all = 0;
    const mistaken: string[] = [];
    for (const [table, draw] of Object.entries(TABLES)) {
      for (const [other, drawOther] of Object.entries(TABLES)) {
        for (let seed = 1; seed <= 8; seed++) {
          const random = seeded(seed * 31);
          const history = { ...draw(random, 400), label: LABEL(random, 400) };
          const batch = { ...draw(random, 300), label: LABEL(random, 300) } as Cells;
          const dropped = pick(
            random,
            Object.keys(history).filter((name) => name !== "label"),
          );
          const donor = drawOther(random, 300);
          const added = pick(
            random,
            Object.keys(donor)
              .filter((name) => !(name in history))
              .concat("zone"),
          );
          delete batch[dropped];
          batch[added] = donor[added] ?? Array.from({ length: 300 }, () => pick(random, ["north", "south", "east"]));
          all++;
          if (diagnosed(tableFile(history), tableFile(batch)).size > 0) mistaken.push(`${table}: ${dropped} | ${other}: ${added}`);
        }
      }
    }
    console.log(`drops and additions: ${mistaken.length} of ${all} taken for a rename: ${mistaken.join(", ")}`);
    expect(mistaken.length / all).toBeLessThanOrEqual(0.02);
  });

  test("names that share nothing: found where the distribution is unmistakable, never paired wrong", () => {
    let right = 0;
    let wrong = 0;
    let all = 0;
    for (const [table, draw] of Object.entries(TABLES)) {
      if (table === "scaled") continue;
      for (let seed = 1; seed <= 10; seed++) {
        const random = seeded(seed * 7);
        const history = { ...draw(random, 400), label: LABEL(random, 400) };
        const batch = { ...draw(random, 300), label: LABEL(random, 300) };
        const [a, b] = shuffled(
          random,
          Object.keys(history).filter((name) => name !== "label"),
        );
        const names = new Map([
          [a!, "kolonne_q"],
          [b!, "zzz"],
        ]);
        const found = diagnosed(
          tableFile(history),
          tableFile(Object.fromEntries(Object.entries(batch).map(([name, cells]) => [names.get(name) ?? name, cells]))),
        );
        all += 2;
        for (const [from, to] of found) names.get(from) === to ? right++ : wrong++;
      }
    }
    console.log(`unrelated names: ${right} of ${all} found, ${wrong} wrong`);
    expect(wrong / all).toBeLessThanOrEqual(0.02);
    expect(right / all).toBeGreaterThan(0.3);
  });
});

test("the classic: feature1 → old_feature1, feature2 → new_feature_2, reordered, without any reference", async () => {
  const old = await csvFile("feature1,feature2,label\n1,5,up\n2,6,down\n3,7,up\n");
  const { schema } = inferSchema([old], { target: "label" });
  const batch = await csvFile("label,new_feature_2,old_feature1\nup,5,1\ndown,6,2\n", "data_20260102.csv");
  const found = failures(validate({ files: [batch], schema, target: "label", reference: null, showValues: false }).checks);
  expect(found.map((finding) => [finding.code, finding.subject, finding.observed])).toEqual([
    ["column-renamed", "feature1", "old_feature1"],
    ["column-renamed", "feature2", "new_feature_2"],
  ]);
  expect(found[0]!.suggestion).toContain("aliases: [old_feature1]");
  expect(found[0]!.where).toEqual({ file: "data_20260102.csv", line: 1, column: 3 });
});

test("the aliases line, pasted, accepts the file, whatever the name", async () => {
  for (const name of ["Old: Feature [1]", "feature1 #2", "yes", "Feature_1"]) {
    const schema = inferSchema([await csvFile("feature1,label\n1,up\n2,down\n")], { target: "label" }).schema;
    const batch = tableFile({ [name]: [1, 2], label: ["up", "down"] });
    const check = () => failures(validate({ files: [batch], schema, target: "label", reference: null, showValues: false }).checks);
    const [finding] = check();
    if (finding?.code !== "column-renamed") continue;
    const line = /aliases: \[.*?\]$/m.exec(finding.suggestion!)![0];
    schema.fields[0]!.aliases = (parse(line) as { aliases: string[] }).aliases;
    expect(schema.fields[0]!.aliases).toEqual([name]);
    expect(check()).toEqual([]);
  }
});

test("a file of 3,000 other columns ends soon and says that it is another file", () => {
  const columns = (prefix: string) => Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`${prefix}${i}`, [1, 2]]));
  const { schema } = inferSchema([tableFile({ ...columns("a"), label: ["up", "down"] })], { target: "label" });
  const found = failures(
    validate({
      files: [tableFile({ ...columns("b"), label: ["up", "down"] })],
      schema,
      target: "label",
      reference: null,
      showValues: false,
    }).checks,
  );
  expect(found.length).toBeLessThan(200);
  expect(found[0]!.message).toContain("another file altogether");
});
