// No damaged record of a registry ends any command with exit 70. A sample; FIELDS=3 damages every field of every sort of record in three ways.
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Files, filesOf, forged, writeFiles } from "../publish/forged.ts";
import { random } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { type Damage, damagesOf, endOf, fieldOf, LONG, SHORT, storied } from "./damaged-fields.ts";

const KINDS = process.env.FIELDS === undefined ? null : Number(process.env.FIELDS);
const SAMPLE = 20;
const SEED = Number(process.env.FIELDS_SEED ?? 20261130);
/** As many rows on the first day close a reference. */
const ROWS = Number(process.env.FIELDS_ROWS ?? 240);

interface Place {
  home: string;
  work: string;
  files: Files;
  ends: Map<string, number>;
}

it(
  "says what is wrong with a damaged registry, or goes on: never exit 70",
  async () => {
    const home = await storied(ROWS);
    const place = { home, work: await newFolder(), files: await filesOf(join(home, "registry")), ends: new Map() };
    await cp(join(home, "data"), join(place.work, "data"), { recursive: true });
    const chosen = drawn(place.files);
    const failures: string[] = [];
    for (const [i, damage] of chosen.entries()) {
      if (KINDS !== null && i % 25 === 0) console.log(`${i} of ${chosen.length}`);
      failures.push(...(await failuresOf(damage, LONG[i % LONG.length]!, place)));
    }
    if (KINDS !== null) console.log(`${chosen.length} damages: ${JSON.stringify([...place.ends])}`);
    await Promise.all([home, place.work].map((folder) => rm(folder, { recursive: true, force: true })));
    expect(failures).toEqual([]);
  },
  6 * 3_600_000,
);

/** In a drawn order; of every field so many kinds, or a sample of all. */
function drawn(files: Files): Damage[] {
  const draw = random(SEED);
  const ranked = [...damagesOf(files)].map((damage) => ({ damage, rank: draw() })).sort((a, b) => a.rank - b.rank);
  const fields = new Map<string, Map<string, Damage>>();
  for (const { damage } of ranked) {
    const field = fieldOf(damage);
    fields.set(field, (fields.get(field) ?? new Map()).set(damage.kind, damage));
  }
  const all = [...fields.values()].map((kinds) => [...kinds.values()].slice(0, KINDS ?? 1));
  return KINDS === null ? all.flat().slice(0, SAMPLE) : all.flat();
}

async function failuresOf(damage: Damage, long: string, { work, files, ends }: Place): Promise<string[]> {
  const failures: string[] = [];
  const hostile = forged(files, damage.path, damage.text);
  const place = () => writeFiles(join(work, "registry"), hostile);
  const tried = async (name: string) => {
    const { code, said } = await endOf(name, work);
    ends.set(`${name} ${code}`, (ends.get(`${name} ${code}`) ?? 0) + 1);
    if (code >= 0 && code < 5 && !said.includes("bug in gated-retrain")) return code;
    failures.push(`${damage.path} ${damage.at.join(".")} ${damage.kind}: ${name} ends with ${code}: ${said}`);
    if (KINDS !== null) console.log(failures.at(-1)!.slice(0, 1500));
    return code;
  };
  await place();
  // What does not verify is read by nobody else: one more command is enough.
  if ((await tried("verify")) !== 0) {
    await tried(long);
    return failures;
  }
  for (const name of SHORT.slice(1)) await tried(name);
  await place();
  await tried(long);
  return failures;
}
