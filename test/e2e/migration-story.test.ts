// The migration of docs/deliveries.md: each of its commands, in their order, and what it says they come to.
import { exec } from "node:child_process";
import { cp, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { newFolder, ROOT } from "./cli.ts";

function shell(command: string, cwd: string): Promise<string> {
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  return new Promise((done) => {
    exec(command, { cwd, env }, (_, stdout, stderr) => done(`${stdout}${stderr}`));
  });
}

it("the story of a migration is what happens", async () => {
  const page = await readFile(join(ROOT, "docs/deliveries.md"), "utf8");
  const story = page.split(/^## /m).find((section) => section.startsWith("A migration"))!;
  const steps = [...story.matchAll(/^```sh\n([\s\S]*?)^# (\w+)\n```/gm)].map(([, command, verdict]) => ({ command: command!, verdict }));
  expect(steps.map(({ verdict }) => verdict)).toEqual(["promoted", "rejected", "skipped", "promoted"]);
  const clone = await newFolder();
  for (const name of ["dist", "examples", "package.json"]) await cp(join(ROOT, name), join(clone, name), { recursive: true });
  const told: string[] = [];
  for (const { command, verdict } of steps) {
    told.push(await shell(command, clone));
    expect(told.at(-1)!.toLowerCase(), `${command}\n${told.at(-1)}`).toContain(verdict);
  }
  expect(told[1]!.match(/column-renamed: /g)).toHaveLength(2);
  expect(told[1]).toContain("all 1,096 accepted rows are there, proven by their hashes");
});
