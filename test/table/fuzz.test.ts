// A sample of `npm run bench -- fuzz`, which the whole million belongs to.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { ROOT } from "../e2e/cli.ts";

test("2,000 mutated files: no crash, nothing slow, nothing read otherwise than by csv-parse", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["bench/run.mjs", "fuzz", "2000", "3"], { cwd: ROOT });
  expect(stdout).toMatch(/csv read [1-9]/);
  expect(stdout).toContain("failures 0");
});
