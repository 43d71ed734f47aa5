// Registries that earlier releases wrote verify, answer as they did, and no night turns red through the upgrade alone.
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cliJson, newFolder, ROOT } from "../e2e/cli.ts";
import { openHome } from "../golden/registries/homes.ts";
import { LINES, type Recorded } from "../golden/registries/nights.ts";
import { predictionsOf } from "../golden/registries/predictions.ts";

const GOLDEN = join(ROOT, "test/golden/registries");
const commits = readdirSync(GOLDEN, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const RED = ["rejected", "inconclusive", null];

describe.each(commits.map(({ name }) => name))("registries of %s", (commit) => {
  it.each(LINES.filter(({ name }) => existsSync(join(GOLDEN, commit, name))))("$name", async (line) => {
    const kept = join(GOLDEN, commit, line.name);
    const recorded = JSON.parse(readFileSync(join(kept, "recorded.json"), "utf8")) as Recorded;
    const work = await newFolder();
    cpSync(join(kept, "work"), work, { recursive: true });
    const home = await openHome(line.home, work, kept);
    const where = { cwd: work, env: { PATH: process.env.PATH, HOME: work, ...home.env } };
    try {
      const verified = await cliJson<{ verdict: string; championId: string }>(["verify", ...home.flags], where);
      expect(verified.json).toMatchObject({ verdict: "checked", championId: recorded.championId });
      expect(await predictionsOf(home.flags, where)).toBe(recorded.predictions);

      const run = async () => (await cliJson(["run", ...line.words, ...home.flags], where)).json;
      const again = await run();
      if (!RED.includes(recorded.again)) expect(RED, again.reason ?? "").not.toContain(again.verdict);
      line.nights.at(-1)!(work);
      const next = await run();
      if (!RED.includes(recorded.next)) expect(RED, next.reason ?? "").not.toContain(next.verdict);
      const after = await cliJson<{ verdict: string }>(["verify", ...home.flags], where);
      expect(after.json.verdict).toBe("checked");
    } finally {
      await home.close();
    }
  });
});
