// Every call × kill, EIO, ENOSPC, EACCES; with MOST a sample of so many by SEED.
import { uniforms } from "../../test/evaluate/random.ts";
import { directoryHome } from "./directory.ts";
import { soak } from "./soak.ts";

const [root = ".", most = "100000", seed = "1"] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

const home = directoryHome();
const uniform = uniforms(Number(seed));
const { calls, tried, lies, endings } = await soak(
  root,
  home,
  (all) =>
    all
      .map((one) => ({ one, rank: uniform() }))
      .sort((a, b) => a.rank - b.rank)
      .slice(0, Number(most))
      .map(({ one }) => one),
  say,
);
home.end();
say(`${calls.length} file calls of a promoting run; ${tried} cases, ${lies.length} lies`);
for (const [ending, count] of [...endings].sort()) say(`  ${count} × ${ending}`);
process.exitCode = lies.length === 0 ? 0 : 1;
