// A pipeline of daily files in a folder, and a program that follows what its findings print, to the letter.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseDocument, type YAMLSeq } from "yaml";
import { type Prepare, runPipeline } from "../../src/commands/common/pipeline.ts";
import { prepareAcceptance, prepareOverride } from "../../src/commands/override.ts";
import { stepsOf } from "../../src/findings/sentences.ts";
import type { Remedy } from "../../src/types/judgement.ts";
import type { RunResult } from "../../src/types/run.ts";
import { newFolder, ROOT } from "../e2e/cli.ts";
import { gaussian, seeded } from "../validate/build.ts";

export type Cells = Record<string, (string | number)[]>;

/** Of a day where nobody says another number. */
const ROWS = 300;
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);

export const nameOf = (index: number) => `day_${new Date(START + index * DAY).toISOString().slice(0, 10).replaceAll("-", "")}.csv`;

export const moment = (index: number, row: number, rows = ROWS) =>
  `${new Date(START + index * DAY + Math.floor((row / rows) * DAY)).toISOString().slice(0, 19)}Z`;

/** A day of orders: sorted by time, ids that go on, a label that the features tell, two columns that go together. */
export function day(index: number, rows = ROWS): Cells {
  const random = seeded(1000 + index);
  const cells: Cells = { order: [], placed: [], height: [], weight: [], speed: [], load: [], shop: [], code: [], label: [] };
  for (let i = 0; i < rows; i++) {
    const height = 170 + 10 * gaussian(random);
    cells.order!.push(1000 + index * 1000 + i);
    cells.placed!.push(moment(index, i, rows));
    cells.height!.push(height.toFixed(1));
    cells.weight!.push((height - 100 + 6 * gaussian(random)).toFixed(1));
    cells.speed!.push((5 + gaussian(random)).toFixed(2));
    cells.load!.push((15 + 2 * gaussian(random)).toFixed(2));
    cells.shop!.push(["north", "south", "west"][Math.floor(3 * random())]!);
    cells.code!.push(`${"ABC"[Math.floor(3 * random())]}${"XYZ"[Math.floor(3 * random())]}-${100 + Math.floor(900 * random())}`);
    cells.label!.push(height + 3 * gaussian(random) > 172 ? "tall" : "short");
  }
  return cells;
}

export const csvOf = (cells: Cells, delimiter = ",") => {
  const names = Object.keys(cells);
  const lines = cells[names[0]!]!.map((_, row) => names.map((name) => cells[name]![row]).join(delimiter));
  return `${[names.join(delimiter), ...lines].join("\n")}\n`;
};

export const SCHEMA = `fields:
  - {name: order, type: integer, role: id}
  - {name: placed, type: datetime, format: any, role: time}
  - {name: height, type: number}
  - {name: weight, type: number}
  - name: speed
    type: number
    constraints: {minimum: -5, maximum: 30}
  - {name: load, type: number}
  - name: shop
    type: string
    constraints: {enum: [north, south, west]}
  - {name: code, type: string, role: ignore}
  - {name: label, type: string, role: target}
`;

export const SETTINGS = `data: {files: "data/day_{YYYYMMDD}.csv"}
schema: schema.yml
target: label
split: {salt: walk}
train: {trees: 5}
gates: {champion: {margin: 0.5}, dummy: {margin: 0.01}}
registry: directory:registry
`;

export class World {
  readonly folder: string;
  readonly #home: string;

  private constructor(folder: string, home = ROOT) {
    this.folder = folder;
    this.#home = home;
  }

  /** A pipeline that is there. `home`: the checkout. */
  static in(folder: string, home: string): World {
    return new World(folder, home);
  }

  static async of(
    days: number,
    schema = SCHEMA,
    settings = SETTINGS,
    shape: (cells: Cells) => Cells = (cells) => cells,
    rows = ROWS,
  ): Promise<World> {
    const world = new World(await newFolder());
    await mkdir(join(world.folder, "data"));
    await world.write("schema.yml", schema);
    await world.write("retrain.yml", settings);
    for (let index = 0; index < days; index++) await world.write(`data/${nameOf(index)}`, csvOf(shape(day(index, rows))));
    return world;
  }

  async copy(): Promise<World> {
    const folder = await newFolder();
    await cp(this.folder, folder, { recursive: true });
    return new World(folder);
  }

  write(name: string, content: string | Uint8Array): Promise<void> {
    return writeFile(join(this.folder, name), content);
  }

  run(prepare?: Prepare): Promise<RunResult> {
    const host = {
      cwd: this.folder,
      now: Date.now,
      threads: 1,
      progress: () => {},
      origin: { run: null, actor: "careful", event: "test" },
      services: { identityToken: null, repository: null },
      environment: () => ({ node: process.version, platform: process.platform, threads: 1, peakMemoryBytes: 0 }),
      home: this.#home,
    };
    const invocation = { caller: "terminal" as const, cwd: this.folder, values: {}, set: [], publish: true, threads: 1 };
    return runPipeline(invocation, host, prepare).then(({ result }) => result);
  }

  /** Follows a remedy: an entry added to a list, a key set or taken out, a command run. */
  async follow({ kind, file, key, value }: Remedy): Promise<void> {
    if (kind === "command") {
      const [name, ...rest] = value as string[];
      const flag = (wanted: string) => rest[rest.indexOf(`--${wanted}`) + 1];
      if (name !== "accept" && name !== "reset") throw new Error(`the walk knows no command ${name}`);
      const isOfFile = name === "accept" && rest.includes("--file");
      const prepare = isOfFile ? prepareAcceptance(flag("file"), flag("reason")) : prepareOverride(name, flag("reason"));
      const result = await this.run(prepare);
      if (result.error !== null) throw new Error(JSON.stringify(result.error));
      return;
    }
    const path = join(this.folder, file!);
    const document = parseDocument(await readFile(path, "utf8"));
    const { field, path: steps } = stepsOf(key!);
    const at: (string | number)[] = field === null ? steps : ["fields", placeOf(document.get("fields") as YAMLSeq, field), ...steps];
    if (kind === "config") {
      if (value === null) document.deleteIn(at);
      else document.setIn(at, value);
    } else
      document.setIn(at, [...(document.getIn(at) === undefined ? [] : (document.toJS() as never)[at[0] as never][at[1] as never]), value]);
    await writeFile(path, document.toString());
  }
}

function placeOf(fields: YAMLSeq, name: string): number {
  const at = (fields.toJSON() as { name: string }[]).findIndex((field) => field.name === name);
  if (at < 0) throw new Error(`the schema has no field ${name}`);
  return at;
}
