// `npm run bench -- migrations [PAIRS] [SEED]`: every migration alone and so many pairs a table, followed by a program that does what is printed.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export function migrations([pairs = "25", seed = "14"]) {
  const env = { ...process.env, MIGRATIONS: pairs, SEED: seed, CASES: "200" };
  const files = ["test/e2e/migrations.test.ts", "test/validate/migrated-rows.test.ts"];
  const words = ["node_modules/vitest/vitest.mjs", "run", ...files, "--maxWorkers=1", "--reporter=verbose"];
  return spawnSync(process.execPath, words, { cwd: root, env, stdio: "inherit" }).status ?? 1;
}
