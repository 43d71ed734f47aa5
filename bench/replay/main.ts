// npm run bench -- replay [SET…]: real tables day by day. Without names it writes docs/replay.md and its pictures; TREES=12 is quicker.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pageOf } from "./page.ts";
import { plot } from "./plot.ts";
import { POLICIES, type Replay, replay, type Series, TRIED } from "./replay.ts";
import { cacheFolder, SETS } from "./sets.ts";

const trees = Number(process.env.TREES ?? 100);
const cache = cacheFolder();
const wanted = process.argv.slice(2);
const print = (line: string) => process.stdout.write(`${line}\n`);
const mean = ({ f1 }: Series) => f1.reduce((sum, value) => sum + value, 0) / f1.length;

const found: { set: (typeof SETS)[number]; result: Replay }[] = [];
for (const set of SETS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const dataset = set.load(cache);
  print(`${set.name}: ${dataset.rows} rows in ${dataset.files.length} files`);
  const result = replay(dataset, set, trees, (text) => process.stderr.write(`  ${text}\n`));
  found.push({ set, result });
  for (const policy of [...POLICIES, ...TRIED]) {
    const { promotions, harmful } = result.series[policy];
    print(`  ${policy.padEnd(28)} next-day F1 ${mean(result.series[policy]).toFixed(4)}, ${promotions} promotions, ${harmful} harmful`);
  }
  print(
    `  gated: ${JSON.stringify(result.verdicts)}; held back by ${JSON.stringify(result.heldBy)}; missed per held night ${result.missed.toFixed(4)}`,
  );
}
if (wanted.length === 0) {
  const docs = process.env.DOCS ?? "docs";
  for (const { set, result } of found) writeFileSync(join(docs, `replay-${set.name}.svg`), plot(set.name, result));
  writeFileSync(join(docs, "replay.md"), pageOf(found, trees));
}
