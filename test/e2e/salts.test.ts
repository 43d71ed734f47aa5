import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { shuffledYear } from "../../src/commands/demo.ts";
import { times } from "../times.ts";
import { newFolder, ROOT } from "./cli.ts";
import { runHere } from "./surface.ts";

const SALTS = times("SALTS", 20, 100);
const FEWEST = Math.ceil(0.95 * SALTS);
const EXAMPLE = join(ROOT, "examples/seattle-weather");

it(`for ${SALTS} split salts the first promotion happens and the shuffled batch is stopped, each in at least ${FEWEST}`, async () => {
  let promoted = 0;
  let stopped = 0;
  for (let salt = 0; salt < SALTS; salt++) {
    const dir = await newFolder();
    await mkdir(join(dir, "data"));
    for (const name of ["retrain.yml", "schema.yml"]) await cp(join(EXAMPLE, name), join(dir, name));
    for (const year of [2012, 2013]) await cp(join(EXAMPLE, `weather_${year}.csv`), join(dir, `data/weather_${year}.csv`));
    const set = [`split.salt=salt-${salt}`];
    const first = await runHere(dir, { config: join(dir, "retrain.yml") }, set);
    if (first.verdict === "promoted") promoted++;
    await shuffledYear({ shipped: EXAMPLE, data: join(dir, "data") }, 2014);
    const second = await runHere(dir, { config: join(dir, "retrain.yml") }, set);
    if (second.exitCode === 1 && second.championId === first.championId) stopped++;
    await rm(dir, { recursive: true });
  }
  console.log(`first promotion in ${promoted} of ${SALTS}, shuffled batch stopped in ${stopped} of ${SALTS}`);
  expect(promoted).toBeGreaterThanOrEqual(FEWEST);
  expect(stopped).toBeGreaterThanOrEqual(FEWEST);
});
