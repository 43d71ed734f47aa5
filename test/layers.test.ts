// The house's rules are lint rules: a planted violation of each makes the check fail.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "./e2e/cli.ts";

const execute = promisify(execFile);

/** Folder of a file, its text, and the rule that must object. */
const PLANTED: [folder: string, text: string, rule: string][] = [
  ["src/validate", 'import "../fetch/list.ts";', "noRestrictedImports"],
  ["src/config", 'import "../validate/infer.ts";', "noRestrictedImports"],
  ["src/fetch", 'import "../retrain.ts";', "noRestrictedImports"],
  ["src/train", 'import "../commands/run.ts";', "noRestrictedImports"],
  ["src/evaluate", 'import "../publish/registry.ts";', "noRestrictedImports"],
  ["src/publish", 'import "../report/summary.ts";', "noRestrictedImports"],
  ["src/report", 'import "../action.ts";', "noRestrictedImports"],
  ["src/table", 'import "../errors.ts";', "noRestrictedImports"],
  ["src/model", 'import "../table/dataset.ts";', "noRestrictedImports"],
  ["src/stats", 'import type { Config } from "../types/config.ts";\nexport type P = Config;', "noRestrictedImports"],
  ["src/clients", 'import "../table/dataset.ts";', "noRestrictedImports"],
  ["src/commands", 'import "../cli.ts";', "noRestrictedImports"],
  ["src/types", 'import "../table/dataset.ts";', "noRestrictedImports"],
  ["src/table", 'import "node:fs";', "noRestrictedImports"],
  ["src/model", 'import "node:fs/promises";', "noRestrictedImports"],
  ["src/validate", 'import "node:crypto";', "noRestrictedImports"],
  ["src/evaluate", 'import "@actions/core";', "noRestrictedImports"],
  ["src/stats", "export const pid = process.pid;", "noRestrictedGlobals"],
  ["src/model", "export const then = performance.now();", "noRestrictedGlobals"],
  ["src/fetch", 'import "./planted-too.ts";', "noImportCycles"],
  ["src/fetch", "let rows = 0;\n".concat("rows += 1;\n".repeat(301), "export { rows };"), "noExcessiveLinesPerFile"],
];

interface Diagnostic {
  category: string;
  location: { path: string | { file: string } };
}

describe("layers", () => {
  let house: string;
  const fileOf = (n: number) => `${PLANTED[n]![0]}/planted-${n}.ts`;
  const circle = PLANTED.findIndex(([, , rule]) => rule === "noImportCycles");

  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), "gated-retrain-house-"));
    await cp(join(ROOT, "src"), join(house, "src"), { recursive: true });
    const biome = JSON.parse(await readFile(join(ROOT, "biome.json"), "utf8"));
    await writeFile(join(house, "biome.json"), JSON.stringify({ ...biome, vcs: { enabled: false } }));
    await symlink(join(ROOT, "node_modules"), join(house, "node_modules"));
  });

  /** Rules that object, by file; one run over the whole house. */
  async function lint(): Promise<Map<string, string[]>> {
    const words = ["lint", "--error-on-warnings", "--reporter=json", "--max-diagnostics=none", "src"];
    const said = await execute(process.execPath, [join(ROOT, "node_modules/@biomejs/biome/bin/biome"), ...words], {
      cwd: house,
      maxBuffer: 2 ** 28,
    }).catch((error: { stdout: string }) => error);
    const { diagnostics } = JSON.parse(said.stdout) as { diagnostics: Diagnostic[] };
    const rules = new Map<string, string[]>();
    for (const { category, location } of diagnostics) {
      const file = typeof location.path === "string" ? location.path : location.path.file;
      rules.set(file, [...(rules.get(file) ?? []), category]);
    }
    return rules;
  }

  it("refuse every planted violation, each by its rule, and nothing else", async () => {
    for (const [n, [, text]] of PLANTED.entries()) await writeFile(join(house, fileOf(n)), `${text}\n`);
    await writeFile(join(house, "src/fetch/planted-too.ts"), `import "./planted-${circle}.ts";\n`);
    const refused = await lint();
    for (const [n, [, , rule]] of PLANTED.entries()) {
      const rules = refused.get(fileOf(n)) ?? [];
      expect(
        rules.some((one) => one.endsWith(rule)),
        `${fileOf(n)}: ${rule}, got ${rules}`,
      ).toBe(true);
    }
    for (const [n] of PLANTED.entries()) await writeFile(join(house, fileOf(n)), "export {};\n");
    expect([...(await lint()).keys()]).toEqual([]);
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
});
