// The house's rules are checks: a planted violation of each fails.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { loops, misplaced, ROOMS } from "../scripts/layers.mjs";
import { ROOT } from "./e2e/cli.ts";

const execute = promisify(execFile);

/** Folder of a file, its text, and the lint rule that must object. */
const PLANTED: [folder: string, text: string, rule: string][] = [
  ["src/table/values", 'import "node:fs";', "noRestrictedImports"],
  ["src/model/forest", 'import "node:fs/promises";', "noRestrictedImports"],
  ["src/validate/cells", 'import "node:crypto";', "noRestrictedImports"],
  ["src/evaluate/gates", 'import "@actions/core";', "noRestrictedImports"],
  ["src/publish/homes", 'import "@aws-sdk/client-s3";', "noRestrictedImports"],
  ["src/stats", "export const pid = process.pid;", "noRestrictedGlobals"],
  ["src/model/predict", "export const then = performance.now();", "noRestrictedGlobals"],
  ["src/fetch", 'import "./planted-too.ts";', "noImportCycles"],
  ["src/fetch", "let rows = 0;\n".concat("rows += 1;\n".repeat(301), "export { rows };"), "noExcessiveLinesPerFile"],
];

/** A file, what it imports, and the room that it must not see. */
const MISPLACED: [file: string, specifier: string, room: string][] = [
  ["validate/planted.ts", "../fetch/list.ts", "fetch"],
  ["config/keys/planted.ts", "../../validate/validate.ts", "validate"],
  ["config/file/planted.ts", "../load.ts", "config"],
  ["fetch/places/planted.ts", "../list.ts", "fetch"],
  ["fetch/planted.ts", "../run/retrain.ts", "run"],
  ["train/planted.ts", "../commands/run.ts", "commands"],
  ["evaluate/scores/planted.ts", "../gates/dummy.ts", "evaluate/gates"],
  ["evaluate/planted.ts", "../publish/registry.ts", "publish"],
  ["publish/records/planted.ts", "../chain/history.ts", "publish/chain"],
  ["report/planted.ts", "../action.ts", "(edge)"],
  ["report/sentences/planted.ts", "../html/html.ts", "report/html"],
  ["table/values/planted.ts", "../columns/raw.ts", "table/columns"],
  ["model/forest/planted.ts", "../../table/columns/dataset.ts", "table/columns"],
  ["stats/planted.ts", "../types/config.ts", "types"],
  ["types/planted.ts", "../findings/wording.ts", "findings"],
  ["clients/s3/planted.ts", "../github/github.ts", "clients/github"],
  ["commands/planted.ts", "./init/init.ts", "commands/init"],
  ["commands/common/planted.ts", "../run.ts", "commands"],
  ["diagnose/planted.ts", "../publish/registry.ts", "publish"],
  ["validate/columns/planted.ts", "../header/swap.ts", "validate/header"],
  ["schema/infer/planted.ts", "../../validate/cells/keys.ts", "validate/cells"],
];

interface Diagnostic {
  category: string;
  location: { path: string | { file: string } };
}

async function houseCopy(): Promise<string> {
  const house = await mkdtemp(join(tmpdir(), "gated-retrain-house-"));
  await cp(join(ROOT, "src"), join(house, "src"), { recursive: true });
  return house;
}

describe("lint", () => {
  let house: string;
  const fileOf = (n: number) => `${PLANTED[n]![0]}/planted-${n}.ts`;
  const circle = PLANTED.findIndex(([, , rule]) => rule === "noImportCycles");

  beforeAll(async () => {
    house = await houseCopy();
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

  it("refuses every planted violation, each by its rule, and nothing else", async () => {
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
});

describe("layers", () => {
  it("hold, without a loop among the rooms", () => {
    expect(misplaced(join(ROOT, "src"))).toEqual([]);
    expect(loops()).toEqual([]);
    expect(Object.keys(ROOMS).length).toBeGreaterThan(40);
  });

  it("name each import that no row allows", async () => {
    const house = await houseCopy();
    for (const [i, [file, specifier]] of MISPLACED.entries())
      await writeFile(join(house, "src", dirname(file), `planted-${i}.ts`), `import type {} from "${specifier}";\n`);
    const found = misplaced(join(house, "src"));
    for (const [i, [file, specifier, room]] of MISPLACED.entries()) {
      const path = `src/${dirname(file)}/planted-${i}.ts`;
      expect(found).toContain(`${path} imports ${specifier}: ${dirname(file)} may not see ${room}`);
    }
  });

  it("name a folder without a row, and one with too many entries", async () => {
    const house = await houseCopy();
    await mkdir(join(house, "src/types/attic"));
    await writeFile(join(house, "src/types/attic/old.ts"), "export {};\n");
    for (let i = 0; i < 21; i++) await writeFile(join(house, `src/stats/planted-${i}.ts`), "export {};\n");
    const found = misplaced(join(house, "src")).join("\n");
    expect(found).toContain("src/types/attic has no row in scripts/layers.mjs");
    expect(found).toMatch(/src\/stats shows \d+ entries, at most 20/);
  });
});

describe("pure folders", () => {
  it("ask neither the clock nor chance", async () => {
    for (const folder of ["table", "model", "stats", "findings", "profile", "diagnose", "schema", "validate", "evaluate"]) {
      for (const name of await readdir(join(ROOT, "src", folder), { recursive: true })) {
        if (!name.endsWith(".ts")) continue;
        const text = await readFile(join(ROOT, "src", folder, name), "utf8");
        expect(text.match(/Date\.now|new Date\(\)|Math\.random/), `${folder}/${name}`).toBeNull();
      }
    }
  });
});
