// `npm run check`: types, lint and layers, unused code, generated schemas, and dist equals a clean rebuild.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { loops, misplaced } from "./layers.mjs";
import { sortRowsModule } from "./wasm.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

function step(name, action) {
  process.stdout.write(`check: ${name}\n`);
  return action();
}

function run(command, ...args) {
  execFileSync(process.execPath, [join(root, "node_modules", command), ...args], { cwd: root, stdio: "inherit" });
}

function contents(dir) {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => [
      join(entry.parentPath ?? entry.path, entry.name).slice(dir.length),
      readFileSync(join(entry.parentPath ?? entry.path, entry.name)),
    ]),
  );
}

function layersHold() {
  const wrong = [...loops().map((room) => `scripts/layers.mjs: ${room} may reach itself`), ...misplaced(join(root, "src"))];
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
}

async function distEqualsRebuild() {
  const rebuilt = mkdtempSync(join(tmpdir(), "gated-retrain-dist-"));
  try {
    await build(rebuilt);
    const want = contents(rebuilt);
    const have = contents(join(root, "dist"));
    const different = [...new Set([...want.keys(), ...have.keys()])].filter(
      (name) => !want.get(name)?.equals(have.get(name) ?? Buffer.alloc(0)),
    );
    if (different.length > 0) throw new Error(`dist is not a clean rebuild of src (run \`npm run build\`): ${different.join(", ")}`);
  } finally {
    rmSync(rebuilt, { recursive: true, force: true });
  }
}

async function sortRowsIsAssembled() {
  const written = readFileSync(join(root, "src/model/predict/sort-rows.wasm.ts"), "utf8");
  if (written !== (await sortRowsModule()))
    throw new Error("src/model/predict/sort-rows.wasm.ts is not what sort-rows.wat says: run `npm run wasm`.");
}

try {
  step("types", () => run("typescript/bin/tsc", "--noEmit"));
  step("lint", () => run("@biomejs/biome/bin/biome", "check", "--error-on-warnings"));
  step("layers", layersHold);
  step("nothing that nobody calls", () => run("knip/bin/knip.js", "--no-progress"));
  await step("sort-rows.wasm.ts is what its text says", sortRowsIsAssembled);
  await step("dist equals a clean rebuild", distEqualsRebuild);
  process.stdout.write("check: all good\n");
} catch (error) {
  process.stderr.write(`check failed: ${error.message}\n`);
  process.exitCode = 1;
}
