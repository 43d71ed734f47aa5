// Whether the same rows are judged alike in every shape of delivery: five tables, forty nights each.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunResult } from "../../src/types/run.ts";
import { type Deliveries, folderIn, followed, SHAPES, type Shape, TABLES, type Told } from "../../test/e2e/shapes.ts";

const [nights = 40, seed = 1, only = ""] = process.argv.slice(2).map((word, i) => (i < 2 ? Number(word) : word)) as [
  number,
  number,
  string,
];
const cli = join(process.cwd(), "dist/cli.js");

function run(words: string[], cwd: string): Promise<RunResult> {
  return new Promise((done) => {
    execFile(process.execPath, [cli, "run", ...words, "--threads", "1", "--json", "-"], { cwd, maxBuffer: 2 ** 28 }, (_, stdout) =>
      done(JSON.parse(stdout)),
    );
  });
}

async function seen(table: Deliveries, shape: Shape, plan: { begun: number; nights: number; kept: number | null }) {
  const folder = mkdtempSync(join(tmpdir(), "gated-retrain-shapes-"));
  try {
    return await followed(run, { cwd: folder, place: await folderIn(folder) }, table, shape, plan);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let [nightsAlike, nightsSeen] = [0, 0];
for (const table of TABLES(seed)) {
  if (!table.name.includes(only)) continue;
  for (const kept of [null, 12]) {
    const plan = { begun: 6, nights, kept };
    const shapes = Object.entries(SHAPES);
    const daily = await seen(table, shapes[0]![1], plan);
    const verdicts = daily.told.map(({ verdict }) => verdict?.slice(0, 4)).join(" ");
    console.log(`${table.name}${kept === null ? "" : `, the last ${kept} days`}: ${verdicts}`);
    for (const [name, shape] of shapes.slice(1)) {
      if (kept !== null && name.includes("month")) continue;
      const other = await seen(table, shape, plan);
      const isAlike = (one: Told, i: number) => i < table.alikeFrom || JSON.stringify(one) === JSON.stringify(other.told[i]);
      const unlike = daily.told.findIndex((one, i) => !isAlike(one, i));
      const alike = daily.told.filter(isAlike).length - table.alikeFrom;
      nightsAlike += alike;
      nightsSeen += nights - table.alikeFrom;
      console.log(`  ${name}: ${alike} of ${nights - table.alikeFrom} nights alike`);
      if (unlike >= 0) {
        console.log(`    night ${unlike}: ${JSON.stringify(daily.told[unlike])}\n           ${JSON.stringify(other.told[unlike])}`);
        if (process.env.WHY) console.log(`    daily:\n${daily.why[unlike]}\n    other:\n${other.why[unlike]}`);
      }
    }
  }
}
console.log(`${nightsAlike} of ${nightsSeen} nights alike`);
process.exitCode = nightsAlike === nightsSeen ? 0 : 1;
