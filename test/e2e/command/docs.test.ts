// docs/engines.md: its commands run as shown, its YAML is one that loads, and its example gives what it says.
import { exec } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { loadConfig } from "../../../src/config/load.ts";
import { newFolder, ROOT } from "../cli.ts";

const shell = promisify(exec);
const blocks = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map((match) => match[1]!);
const block = (page: string, language: string) => blocks(page, language)[0]!;

it("shows commands that promote the example twice and verify", async () => {
  const page = await readFile(join(ROOT, "docs/engines.md"), "utf8");
  const clone = await newFolder();
  for (const name of ["dist", "examples", "package.json"]) await cp(join(ROOT, name), join(clone, name), { recursive: true });
  const env = { HOME: clone, NODE_NO_WARNINGS: "1", PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  const { stdout } = await shell(block(page, "sh").trim().split("\n").join(" && "), { cwd: clone, env });
  expect(stdout.match(/Promoted/g)).toHaveLength(2);
  expect(stdout).toMatch(/The registry verifies/);
});

it("shows commands that promote the judged example and verify", async () => {
  const page = await readFile(join(ROOT, "docs/engines.md"), "utf8");
  const clone = await newFolder();
  for (const name of ["dist", "examples", "package.json"]) await cp(join(ROOT, name), join(clone, name), { recursive: true });
  const env = { HOME: clone, NODE_NO_WARNINGS: "1", PATH: `${dirname(process.execPath)}:${process.env.PATH}` };
  const { stdout } = await shell(blocks(page, "sh")[1]!.trim().split("\n").join(" && "), { cwd: clone, env });
  expect(stdout).toMatch(/Promoted[\s\S]*The registry verifies/);
});

it("shows a configuration of a judged script that loads", async () => {
  const page = await readFile(join(ROOT, "docs/engines.md"), "utf8");
  const cwd = await newFolder();
  await writeFile(join(cwd, "retrain.yml"), blocks(page, "yaml").at(-2)!);
  const { command } = await loadConfig({ caller: "workflow", cwd, values: {}, set: [], publish: true, threads: 1 });
  expect(command).toMatchObject({ evidence: "judged", predict: ["python", "weather.py"], files: ["weather.py"], errorGate: null });
  await writeFile(
    join(cwd, "retrain.yml"),
    blocks(page, "yaml")
      .slice(-2)
      .join("")
      .replace(/^gates: \{f1.*/m, ""),
  );
  const regression = await loadConfig({ caller: "workflow", cwd, values: {}, set: [], publish: true, threads: 1 });
  expect(regression.command).toMatchObject({ errorGate: { measure: "mae", atMost: 3, margin: 0.03, minRows: null } });
});

it("shows a configuration that loads", async () => {
  const page = await readFile(join(ROOT, "docs/engines.md"), "utf8");
  const cwd = await newFolder();
  await writeFile(join(cwd, "retrain.yml"), blocks(page, "yaml").slice(0, 3).join(""));
  await writeFile(join(cwd, "schema.yml"), "fields: [{name: months, type: integer}]\n");
  const { command, delivery } = await loadConfig({ caller: "workflow", cwd, values: {}, set: [], publish: true, threads: 1 });
  expect(command).toMatchObject({
    command: ["python", "train.py"],
    env: ["DB_URL"],
    gate: { direction: "at-least", bound: 0.8, minRows: 200 },
  });
  expect(delivery).toMatchObject({
    to: "commit",
    command: ["python", "register.py"],
    copy: [{ from: "models/model.pkl", to: "app/model.pkl" }],
  });
});
