// The house's rules are lint rules: a planted violation of each makes the check fail.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "./e2e/cli.ts";

const execute = promisify(execFile);

/** file, its text, and the rule that must object. */
const PLANTED: [file: string, text: string, rule: string][] = [
  ["src/validate/planted.ts", 'import "../fetch/list.ts";', "noRestrictedImports"],
  ["src/config/planted.ts", 'import "../validate/infer.ts";', "noRestrictedImports"],
  ["src/fetch/planted.ts", 'import "../retrain.ts";', "noRestrictedImports"],
  ["src/train/planted.ts", 'import "../commands/run.ts";', "noRestrictedImports"],
  ["src/evaluate/planted.ts", 'import "../publish/registry.ts";', "noRestrictedImports"],
  ["src/publish/planted.ts", 'import "../report/summary.ts";', "noRestrictedImports"],
  ["src/report/planted.ts", 'import "../action.ts";', "noRestrictedImports"],
  ["src/table/planted.ts", 'import "../errors.ts";', "noRestrictedImports"],
  ["src/model/planted.ts", 'import "../table/dataset.ts";', "noRestrictedImports"],
  ["src/stats/planted.ts", 'import type { Config } from "../types/config.ts";\nexport type P = Config;', "noRestrictedImports"],
  ["src/clients/planted.ts", 'import "../table/dataset.ts";', "noRestrictedImports"],
  ["src/commands/planted.ts", 'import "../cli.ts";', "noRestrictedImports"],
  ["src/types/planted.ts", 'import "../table/dataset.ts";', "noRestrictedImports"],
  ["src/table/planted.ts", 'import "node:fs";', "noRestrictedImports"],
  ["src/model/planted.ts", 'import "node:fs/promises";', "noRestrictedImports"],
  ["src/validate/planted.ts", 'import "node:crypto";', "noRestrictedImports"],
  ["src/evaluate/planted.ts", 'import "@actions/core";', "noRestrictedImports"],
  ["src/stats/planted.ts", "export const pid = process.pid;", "noRestrictedGlobals"],
  ["src/model/planted.ts", "export const then = performance.now();", "noRestrictedGlobals"],
  ["src/fetch/planted.ts", 'import "./planted-too.ts";', "noImportCycles"],
  ["src/fetch/planted.ts", "let rows = 0;\n".concat("rows += 1;\n".repeat(301), "export { rows };"), "noExcessiveLinesPerFile"],
];

describe("layers", () => {
  let house: string;

  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), "gated-retrain-house-"));
    await cp(join(ROOT, "src"), join(house, "src"), { recursive: true });
    await mkdir(join(house, "src/clients"), { recursive: true });
    const biome = JSON.parse(await readFile(join(ROOT, "biome.json"), "utf8"));
    await writeFile(join(house, "biome.json"), JSON.stringify({ ...biome, vcs: { enabled: false } }));
    await symlink(join(ROOT, "node_modules"), join(house, "node_modules"));
  });

  const lint = (path: string) =>
    execute(process.execPath, [join(ROOT, "node_modules/@biomejs/biome/bin/biome"), "lint", "--error-on-warnings", path], {
      cwd: house,
    }).then(
      () => "",
      (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
    );

  it.each(PLANTED)("%s: planted violation %# is refused", async (file, text, rule) => {
    const path = join(house, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${text}\n`);
    await writeFile(join(house, "src/fetch/planted-too.ts"), rule === "noImportCycles" ? 'import "./planted.ts";\n' : "export {};\n");
    expect(await lint(file)).toContain(rule);
    await writeFile(path, "export {};\n");
    expect(await lint(file)).toBe("");
  });

  it("pure folders ask neither the clock nor chance", async () => {
    for (const folder of ["table", "model", "stats", "validate", "evaluate"]) {
      for (const name of await readdir(join(ROOT, "src", folder), { recursive: true })) {
        if (!name.endsWith(".ts")) continue;
        const text = await readFile(join(ROOT, "src", folder, name), "utf8");
        expect(text.match(/Date\.now|new Date\(\)|Math\.random/), `${folder}/${name}`).toBeNull();
      }
    }
  });

  it("retrain.ts has at most 60 lines", async () => {
    expect((await readFile(join(ROOT, "src/retrain.ts"), "utf8")).trimEnd().split("\n").length).toBeLessThanOrEqual(60);
  });
});
