// Writes the golden registries with an older build of the bundle, each beside what that build said of it:
//   COMMIT=8a7a047 DIST=/path/to/that/dist npx vitest run --config test/golden/registries/record.config.ts
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cli, cliJson } from "../../e2e/cli.ts";
import { openHome } from "./homes.ts";
import { predictionsOf } from "./predictions.ts";
import { LINES, type Recorded } from "./nights.ts";

const commit = process.env.COMMIT;
if (commit === undefined || process.env.DIST === undefined) throw new Error("COMMIT and DIST name the older build");

it.each(LINES)("$name", async (line) => {
  const kept = join(import.meta.dirname, commit, line.name);
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  // History entries name the files by their absolute places: a folder that says nothing of the machine.
  const work = join("/srv", line.name);
  mkdirSync(work, { recursive: true });
  const home = await openHome(line.home, work, null);
  const where = { cwd: work, env: { PATH: process.env.PATH, HOME: work, ...home.env } };
  const run = () => cliJson(["run", ...line.words, ...home.flags], where);
  const recorded: Recorded = { commit, nights: [], championId: null, predictions: "", again: null, next: null };
  try {
    for (const [n, bring] of line.nights.slice(0, -1).entries()) {
      bring(work);
      if (n === 0 && line.init !== undefined) expect((await cli(line.init, where)).code).toBe(0);
      const { json } = await run();
      recorded.nights.push(json.verdict);
      recorded.championId = json.championId;
      if (line.rollbacks?.includes(n)) {
        const back = await cliJson<{ championId: string }>(["rollback", ...home.flags, "--reason", "golden"], where);
        recorded.championId = back.json.championId;
      }
    }
    await home.pack(kept);
    for (const name of ["data", "retrain.yml", "schema.yml"]) {
      if (existsSync(join(work, name))) cpSync(join(work, name), join(kept, "work", name), { recursive: true });
    }
    recorded.predictions = await predictionsOf(home.flags, where);
    recorded.again = (await run()).json.verdict;
    line.nights.at(-1)!(work);
    recorded.next = (await run()).json.verdict;
    writeFileSync(join(kept, "recorded.json"), `${JSON.stringify(recorded, null, 2)}\n`);
  } finally {
    rmSync(work, { recursive: true });
    await home.close();
  }
});
