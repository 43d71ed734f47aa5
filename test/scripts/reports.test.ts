// docs/reports.md is what the bundle says today. Ids and counts of checks move with every new check, so numbers are left out.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { CLI, newFolder, ROOT } from "../e2e/cli.ts";

let committed: string[];
let written: string[];

/** The first three lines of each report. */
const headsIn = (page: string) => [...page.matchAll(/^(> ## .*\n> .*\n> .*)$/gm)].map((match) => match[1]!);
const withoutNumbers = (head: string) => head.replace(/\b[0-9a-f]{12,}\b/g, "id").replace(/-?\d[\d.,]*/g, "n");

beforeAll(async () => {
  const file = join(await newFolder(), "reports.md");
  await promisify(execFile)(process.execPath, [join(ROOT, "scripts/reports.mjs"), file], {
    env: { ...process.env, DIST: join(CLI, "..") },
  });
  [committed, written] = (await Promise.all([join(ROOT, "docs/reports.md"), file].map((path) => readFile(path, "utf8")))).map(headsIn) as [
    string[],
    string[],
  ];
});

it("shows twelve ends, each as the bundle tells it now", () => {
  expect(committed).toHaveLength(12);
  expect(written.map(withoutNumbers), "npm run reports writes docs/reports.md again").toEqual(committed.map(withoutNumbers));
});

it("answers in three lines what happened, why, and what to do", () => {
  const labels = [
    ...["Promoted", "Promoted", "Skipped", "Kept", "Rejected", "Rejected", "Rejected", "Rejected", "Inconclusive", "Inconclusive"],
    ...["Configuration error", "Service error"],
  ];
  written.forEach((head, i) => {
    const [what, why, next] = head.split("\n");
    expect(what).toContain(` ${labels[i]}: `);
    expect(why).toMatch(/^> - \*\*Why:\*\* .{20,}/);
    expect(next).toMatch(/^> - \*\*What to do:\*\* .{15,}/);
  });
});
