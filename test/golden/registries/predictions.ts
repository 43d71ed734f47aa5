// What the champion answers about the rows that are there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cli, sha256, type Where } from "../../e2e/cli.ts";

/** sha256 of the file that `predict` writes for everything below data/. */
export async function predictionsOf(flags: string[], where: Where & { cwd: string }): Promise<string> {
  const out = join(where.cwd, "predictions.csv");
  const { code, stderr } = await cli(["predict", ...flags, "--data", "data/*.csv", "--out", out], where);
  if (code !== 0) throw new Error(`predict: exit ${code}\n${stderr}`);
  return sha256(readFileSync(out));
}
