// Findings that nobody can accept, since they say that something else was meant: what they print to write ends them.
import { rename } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Remedy } from "../../src/types/judgement.ts";
import { failed, waysOf, words } from "./ways.ts";
import { type Cells, csvOf, day, nameOf, SCHEMA, SETTINGS, World } from "./world.ts";

const DAYS = 4;

const isAccept = ({ kind, value }: Remedy) => kind === "command" && Array.isArray(value) && value[0] === "accept";

interface Case {
  code: string;
  name: string;
  schema?: string;
  settings?: string;
  shape?: (cells: Cells) => Cells;
  /** The sound pipeline ran; the change comes. */
  change: (world: World) => Promise<void>;
  /** The night after; absent: the next day like this one. */
  next?: (world: World) => Promise<void>;
  /** Kinds that are walked; absent: all of `config`. */
  way?: RegExp;
}

const coming = (shape: (cells: Cells) => Cells, name = nameOf) => ({
  change: (world: World) => world.write(`data/${name(DAYS)}`, csvOf(shape(day(DAYS)))),
  next: (world: World) => world.write(`data/${name(DAYS + 1)}`, csvOf(shape(day(DAYS + 1)))),
});

const rewritten = (name: string, to: (cell: string) => string, before: (cells: Cells) => Cells = (cells) => cells) => {
  const shape = (cells: Cells) => ({ ...before(cells), [name]: before(cells)[name]!.map((cell) => to(String(cell))) });
  return coming(shape);
};

const withPaid = ({ label, ...cells }: Cells): Cells => ({
  ...cells,
  paid: label!.map((_, row) => (row % 3 === 0 ? "true" : "false")),
  label: label!,
});
const withDue = ({ label, ...cells }: Cells): Cells => ({
  ...cells,
  due: cells.placed!.map((at) => String(at).slice(0, 10)),
  label: label!,
});
const withMoment = ({ label, ...cells }: Cells): Cells => ({
  ...cells,
  due: cells.placed!.map((at) => `${String(at).slice(0, 10)}T00:00:00Z`),
  label: label!,
});
const withField = (line: string) => SCHEMA.replace("  - {name: label", `  - ${line}\n  - {name: label`);
const before = (name: string, { [name]: cells, ...rest }: Cells): Cells => ({ [name]: cells!, ...rest });

const CASES: Case[] = [
  {
    code: "type",
    name: "dates where moments were",
    schema: withField("{name: due, type: datetime}"),
    shape: withMoment,
    ...rewritten("due", (at) => at.slice(0, 10), withMoment),
  },
  {
    code: "type",
    name: "moments where dates were",
    schema: withField("{name: due, type: date}"),
    shape: withDue,
    ...rewritten("due", (at) => `${at}T00:00:00Z`, withDue),
  },
  {
    code: "type",
    name: "booleans as 1 and 0",
    schema: withField("{name: paid, type: boolean, trueValues: ['true'], falseValues: ['false']}"),
    shape: withPaid,
    ...rewritten("paid", (paid) => (paid === "true" ? "1" : "0"), withPaid),
  },
  {
    code: "column-missing",
    name: "a column that is gone for good",
    ...coming(({ load: _load, ...cells }) => cells),
  },
  { code: "column-order", name: "columns in another order", ...coming((cells) => before("speed", cells)) },
  {
    code: "near-miss",
    name: "files under another name",
    ...coming(
      (cells) => cells,
      (index) => nameOf(index).replace("day_", "day-"),
    ),
    way: /data\.files/,
  },
  {
    code: "near-miss",
    name: "another model's files beside",
    change: (world) => world.write(`data/${nameOf(DAYS).replace("day_", "day_old_")}`, csvOf(day(DAYS))),
    way: /data\.ignore/,
  },
  {
    code: "stale",
    name: "files that come less often",
    settings: SETTINGS.replace('"}', '", freshness: 10000d}'),
    change: (world) => world.write("retrain.yml", SETTINGS.replace('"}', '", freshness: 1d}')),
  },
  {
    code: "target",
    name: "a column of names where the label was",
    change: (world) =>
      world.write(`data/${nameOf(DAYS)}`, csvOf({ ...day(DAYS), label: day(DAYS).order!.map((order) => `name ${order}`) })),
    way: /exclude/,
  },
  {
    code: "no-file",
    name: "all files under another name",
    change: async (world) => {
      for (let index = 0; index < DAYS; index++)
        await rename(`${world.folder}/data/${nameOf(index)}`, `${world.folder}/data/${nameOf(index).replace("day_", "orders_")}`);
    },
    next: (world) => world.write(`data/${nameOf(DAYS).replace("day_", "orders_")}`, csvOf(day(DAYS))),
  },
];

it("a window that takes rows of one class: what is printed lets it take all files", async () => {
  const world = await World.of(DAYS, SCHEMA, SETTINGS.replace('"}', '", window: latest}'));
  await world.write(`data/${nameOf(DAYS)}`, csvOf({ ...day(DAYS), label: day(DAYS).label!.map(() => "tall") }));
  const findings = failed(await world.run());
  expect(findings.map(({ code }) => code)).toEqual(["target"]);
  expect([...waysOf(findings).keys()]).toEqual(["config data.window"]);
  for (const remedy of findings[0]!.remedies!) await world.follow(remedy);
  const after = await world.run();
  expect([after.verdict, words(failed(after))], after.reason).toEqual(["promoted", []]);
  await world.write(`data/${nameOf(DAYS + 1)}`, csvOf(day(DAYS + 1)));
  expect(words(failed(await world.run()))).toEqual([]);
});

it("rows that belong together: what the first run prints keeps them on one side of the split", async () => {
  const grouped = (cells: Cells): Cells => {
    const shops = cells.order!.map((_, row) => row % 60);
    return { ...cells, code: shops.map((shop) => `S${shop}`), label: shops.map((shop) => ((shop * 7) % 3 === 0 ? "tall" : "short")) };
  };
  const schema = SCHEMA.replace("{name: code, type: string, role: ignore}", "{name: code, type: string}");
  const world = await World.of(DAYS, schema, SETTINGS.replace("dummy: {margin: 0.01}", "dummy: {margin: 0}"), grouped);
  const first = await (await world.copy()).run();
  const found = first.checks.filter(({ code }) => code === "grouped-rows");
  expect(found, words(first.checks).join("\n")).toHaveLength(1);
  for (const remedy of found[0]!.remedies ?? []) await world.follow(remedy);
  const after = await world.run();
  expect([after.split?.by, after.checks.filter(({ code }) => code === "grouped-rows")]).toEqual(["group", []]);
});

describe.each(CASES)(
  "$code: $name",
  ({ code, schema = SCHEMA, settings = SETTINGS, shape = (cells) => cells, change, next, way = /^config|^command/ }) => {
    it("ends by what it prints", async () => {
      const world = await World.of(DAYS, schema, settings, shape);
      const first = await world.run();
      expect(first.verdict, first.reason).toBe("promoted");
      await change(world);
      const rejected = await world.run();
      const findings = failed(rejected);
      expect(
        findings.map((check) => check.code),
        rejected.reason,
      ).toContain(code);
      const ways = [...waysOf(findings)].filter(([name]) => way.test(name));
      expect(ways.length, JSON.stringify([...waysOf(findings)])).toBeGreaterThan(0);
      for (const remedy of ways.flatMap(([, remedies]) => remedies)) if (!isAccept(remedy)) await world.follow(remedy);
      const after = await world.run();
      expect(words(failed(after))).toEqual([]);
      expect(["promoted", "kept", "skipped"], after.reason).toContain(after.verdict);
      await (next ?? ((one) => one.write(`data/${nameOf(DAYS + 1)}`, csvOf(shape(day(DAYS + 1))))))(world);
      const night = await world.run();
      expect(words(failed(night)), "the night after").toEqual([]);
      expect(["promoted", "kept"], night.reason).toContain(night.verdict);
    });
  },
);
