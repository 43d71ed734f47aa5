import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const script = join(import.meta.dirname, "../../scripts/count-tests.mjs");

interface File {
  name: string;
  startTime: number;
  endTime: number;
}

function printed(passed: number, failed: number, files: File[]) {
  const report = join(mkdtempSync(join(tmpdir(), "gated-retrain-count-")), "unit.json");
  writeFileSync(report, JSON.stringify({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 0, testResults: files }));
  const { stdout, status } = spawnSync(process.execPath, [script, report], { encoding: "utf8", cwd: "/" });
  return { lines: stdout.trimEnd().split("\n"), status };
}

const files = Array.from({ length: 12 }, (_, i) => ({ name: `/t/${i}.test.ts`, startTime: 1000, endTime: 1000 + 500 * i }));

test("the ten slowest files come first, the count is the last line", () => {
  const { lines, status } = printed(40, 0, files);
  expect(lines).toHaveLength(12);
  expect(lines[1]).toMatch(/^ +5\.5 {2}t\/11\.test\.ts$/);
  expect(lines.at(-1)).toBe("40 passed, 0 failed");
  expect(status).toBe(0);
});

test.each([
  [0, 0],
  [5, 1],
])("%i passed and %i failed is a failure", (passed, failed) => {
  expect(printed(passed, failed, files).status).toBe(1);
});
