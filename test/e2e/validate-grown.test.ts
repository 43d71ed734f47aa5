// validate --grown: of a file that contains the reference only the added rows are judged.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { rows } from "./batches.ts";
import { newFolder, ROOT } from "./cli.ts";
import { commandHere } from "./here.ts";

const lines = (n: number) => rows(200, 60 + n, 0.05).map((row) => row.join(","));
const csv = (all: string[]) => `x0,x1,color,noise,label\n${all.join("\n")}\n`;

it("judges the rows that the reference does not have, and nothing where there are none", async () => {
  const cwd = await newFolder();
  const old = [1, 2, 3].flatMap(lines);
  await writeFile(join(cwd, "old.csv"), csv(old));
  // The command as the page shows it.
  const page = await readFile(join(ROOT, "docs/deliveries.md"), "utf8");
  const shown = /^node dist\/cli\.js validate (.* --grown .*)$/m.exec(page)![1]!.split(" ");
  const judged = async (all: string[], isGrown = true) => {
    await writeFile(join(cwd, "new.csv"), csv(all));
    return await commandHere("validate", isGrown ? shown : shown.filter((word) => word !== "--grown"), cwd);
  };
  const clean = await judged([...old, ...lines(4)].reverse());
  expect([clean.json.verdict, clean.json.checks?.find(({ code }) => code === "accepted-rows")?.observed]).toEqual(["checked", 600]);
  const odd = lines(4).map((line) => line.replace(/red|green|blue/, "mauve"));
  const found = await judged([...old, ...odd]);
  expect(found.json.checks?.filter(({ status }) => status === "fail" || status === "warn").map(({ code }) => code)).toContain("enum");
  expect(JSON.stringify(found.json)).not.toContain("{rows: ");
  expect((await judged(old)).json.verdict).toBe("inconclusive");
  expect((await judged([...old, ...lines(4)], false)).json.checks?.some(({ code, status }) => code === "replay" && status !== "pass")).toBe(
    true,
  );
  const alone = await commandHere("validate", ["--data", "new.csv", "--grown"], cwd);
  expect([alone.code, alone.json.error?.problems[0]?.message]).toEqual([2, expect.stringContaining("--grown needs --reference")]);
});
