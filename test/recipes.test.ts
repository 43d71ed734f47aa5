// The recipes of CONTRIBUTING.md, followed to the letter in a copy of the house.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { misplaced } from "../scripts/layers.mjs";
import { ROOT } from "./e2e/cli.ts";
import { lines, requestOf } from "./evaluate/scripted.ts";
import { field, schemaOf, tableFile } from "./validate/build.ts";

const execute = promisify(execFile);
let house: string;

/** The part of the copy that a module of the recipes is in. */
const from = async (file: string) => await import(join(house, "src", file));

/** Adds each line that begins with `+` after the context line before it, in the file that the last `// src/…` names. */
async function applyDiff(diff: string): Promise<void> {
  let [file, after] = ["", ""];
  for (const line of diff.split("\n")) {
    if (line.startsWith(" // src/")) file = join(house, line.slice(4));
    else if (line.startsWith("+")) {
      const text = await readFile(file, "utf8");
      expect(text.split(`${after}\n`).length, `${file} has the line ${after} once`).toBe(2);
      await writeFile(
        file,
        text.replace(`${after}\n`, () => `${after}\n${line.slice(1)}\n`),
      );
    } else after = line.slice(1);
  }
}

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), "gated-retrain-recipes-"));
  for (const name of ["src", "scripts", "tsconfig.json", "package.json"])
    await cp(join(ROOT, name), join(house, name), { recursive: true });
  await mkdir(join(house, "docs"));
  await symlink(join(ROOT, "node_modules"), join(house, "node_modules"));
  const recipes = (await readFile(join(ROOT, "CONTRIBUTING.md"), "utf8")).split("## Recipes")[1]!;
  const blocks = [...recipes.matchAll(/```(ts|diff)\n(.*?)```/gs)];
  expect(blocks.map(([, kind]) => kind)).toEqual(["ts", "diff", "ts", "diff", "ts", "diff"]);
  for (const [, kind, text] of blocks) {
    const path = /\/\/ (src\S+)\n/.exec(text!)![1]!;
    if (kind === "ts") await writeFile(join(house, path), text!.slice(text!.indexOf("\n") + 1));
    else await applyDiff(text!.trimEnd());
  }
});

it("types, lint and layers accept them", async () => {
  await writeFile(join(house, "tsconfig.src.json"), JSON.stringify({ extends: "./tsconfig.json", include: ["src"] }));
  const options = { cwd: house, maxBuffer: 2 ** 26 };
  await execute(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.src.json"], options);
  await writeFile(
    join(house, "biome.json"),
    JSON.stringify({ ...JSON.parse(await readFile(join(ROOT, "biome.json"), "utf8")), vcs: { enabled: false } }),
  );
  const planted = ["validate/batch/even-rows.ts", "evaluate/gates/many-rows.ts", "publish/homes/memory.ts"].map((file) => `src/${file}`);
  await execute(
    process.execPath,
    [join(ROOT, "node_modules/@biomejs/biome/bin/biome"), "lint", "--error-on-warnings", ...planted],
    options,
  );
  expect(misplaced(join(house, "src"))).toEqual([]);
});

it("the generated docs tell of the check", async () => {
  await execute(process.execPath, ["scripts/schema.mjs"], { cwd: house });
  expect(await readFile(join(house, "docs/checks.md"), "utf8")).toContain("### `even-rows`\n\nFinds an odd number of rows.");
  expect(await readFile(join(house, "schema/retrain.schema.json"), "utf8")).toContain('"even-rows"');
});

it("the check runs on a batch", async () => {
  const { validate } = await from("validate/validate.ts");
  const ages = (count: number) => ({ age: Array.from({ length: count }, (_, i) => 20 + (i % 50)) });
  const past = [100, 102, 98].map((rows, i) => tableFile(ages(rows), `day_${i}.csv`, { accepted: true }));
  const schema = schemaOf([field("age", { type: "integer" })]);
  const { checks } = validate({
    files: [...past, tableFile(ages(99), "day_4.csv")],
    schema,
    target: null,
    reference: null,
    showValues: false,
  });
  expect(checks.find(({ code }: { code: string }) => code === "even-rows")).toMatchObject({
    status: "fail",
    message: expect.stringContaining("day_4.csv has 99 rows, an odd number"),
  });
});

it("the gate judges a candidate", async () => {
  const { evaluate } = await from("evaluate/evaluate.ts");
  const { checks } = evaluate(
    requestOf({ lines: [...lines(4, { truth: "a", candidate: "a" }), ...lines(4, { truth: "b", candidate: "b" })] }),
  );
  expect(checks[0]).toMatchObject({ code: "many-rows", status: "warn", observed: 8, expected: 10 });
});

it("the home is named by a configuration and opened", async () => {
  const [{ registryOf }, { openRegistry }] = [await from("config/keys/registry.ts"), await from("publish/registry.ts")];
  const registry = openRegistry(registryOf("memory:models", "/"), { repository: null });
  expect(registry.label).toBe("memory:models");
  expect(await registry.read()).toMatchObject({ pointer: null, champion: null });
});
