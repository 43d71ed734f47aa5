// A sample of the tables that Python packages carry, read as Python's csv reads them; `npm run bench -- csv` reads them all.
import { join } from "node:path";
import { expect, it } from "vitest";
import { compareFiles } from "../../bench/csv/compare.ts";
import { newFolder, ROOT } from "../e2e/cli.ts";

const FILES = 200;

it("files of Python packages have the cells that Python's csv reads", async () => {
  const python = process.env.GR_PYTHON ?? join(ROOT, ".venv/bin/python");
  const said: string[] = [];
  const asked = {
    python,
    folder: join(await newFolder(), "tables"),
    most: FILES,
    seed: "20261130",
    say: (line: string) => said.push(line),
  };
  const { read, wrong } = await compareFiles(asked);
  expect(wrong, said.join("\n")).toBe(0);
  expect(read, said.join("\n")).toBeGreaterThan(FILES / 2);
});
