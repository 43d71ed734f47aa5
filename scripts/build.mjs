// Bundles src/ into dist/ (or the folder named as first argument). The output depends on the sources and the lock file alone.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { minify } from "rolldown/utils";

/** What rolldown merely warns of, but what would fail at run time. */
const BROKEN = ["UNRESOLVED_IMPORT", "MISSING_EXPORT", "IMPORT_IS_UNDEFINED", "MISSING_GLOBAL_NAME"];

const root = fileURLToPath(new URL("..", import.meta.url));

/** One chunk per package: a command loads only the libraries that it uses, and a change of ours leaves them alone. */
function packageOf(id) {
  const name = /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1] ?? "vendor";
  return `lib-${name.replace(/[^a-z0-9]+/gi, "-").replace(/^-/, "")}`;
}

/** The licence of every bundled package, as its terms ask for. */
function licensesOf(moduleIds) {
  const folders = moduleIds.flatMap((id) => /.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? []);
  const texts = [...new Set(folders)].map((folder) => {
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return `${about.name} ${about.version} (${about.license ?? "none named"})\n\n${licenseText(folder, about)}\n`;
  });
  return texts.sort().join(`\n${"-".repeat(80)}\n\n`);
}

/** Packages that name no licence. */
const UNSTATED = {
  buffers: "The package names no licence. It is by James Halliday, whose package binary (MIT) requires it.",
};

/** From the package's own file, else its README, else the text that the name of its licence stands for. Throws where there is none. */
function licenseText(folder, { name, license, author }) {
  const entries = readdirSync(folder);
  const file = entries.find((entry) => /^(licen[cs]e|copying)/i.test(entry) && existsSync(join(folder, entry)));
  if (file) return readFileSync(join(folder, file), "utf8").trim();
  const readme = entries.find((entry) => /^readme/i.test(entry));
  const said =
    readme &&
    readFileSync(join(folder, readme), "utf8")
      .split(/^#+ */m)
      .find((part) => /^licen[cs]e\b/i.test(part))
      ?.replace(/^.*\n/, "")
      .trim();
  if (said?.includes("Permission is hereby granted")) return said;
  const standard = new URL(`licenses/${String(license).split("/")[0]}.txt`, import.meta.url);
  if (existsSync(standard)) return `Copyright (c) ${author?.name ?? author ?? name}\n\n${readFileSync(standard, "utf8").trim()}`;
  if (UNSTATED[name] === undefined) throw new Error(`${name} is bundled, and no licence text is known for it`);
  return UNSTATED[name];
}

async function bundleInto(dir, input, codeSplitting) {
  const bundle = await rolldown({
    cwd: root,
    input,
    platform: "node",
    external: [/^node:/],
    onLog(level, log, handle) {
      if (BROKEN.includes(log.code)) throw new Error(`rolldown: ${log.message}`);
      handle(level, log);
    },
  });
  const { output } = await bundle.write({
    dir,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    comments: { legal: true, annotation: false, jsdoc: false },
    codeSplitting,
  });
  await bundle.close();
  return output.flatMap((chunk) => chunk.moduleIds ?? []);
}

/** Chunks of libraries alone; our own code stays as it reads. */
const OF_LIBRARIES = /^(lib-.+|upload-thread)\.js$/;

/** Names stay: libraries tell errors and commands apart by them. */
const SMALLER = { module: true, compress: { keepNames: { function: true, class: true } }, mangle: { keepNames: true }, codegen: true };

async function shrinkLibraries(dir) {
  for (const name of readdirSync(dir).filter((entry) => OF_LIBRARIES.test(entry))) {
    const { code, errors } = await minify(name, await readFile(join(dir, name), "utf8"), SMALLER);
    if (errors.length > 0) throw new Error(`${name}: ${errors[0].message}`);
    await writeFile(join(dir, name), code);
  }
}

export async function build(outDir = resolve(root, "dist")) {
  await rm(outDir, { recursive: true, force: true });
  const entries = { index: "src/action.ts", cli: "src/cli.ts", worker: "src/train/worker.ts" };
  const packages = { groups: [{ test: /node_modules/, name: packageOf, debugName: "packages" }] };
  const modules = await bundleInto(outDir, entries, packages);
  // On its own, whole: what it shares with the entries (@actions/core) would otherwise be loaded with its megabytes at every start.
  const upload = await bundleInto(outDir, { "upload-thread": "src/clients/upload-thread.ts" }, false);
  await shrinkLibraries(outDir);
  await writeFile(join(outDir, "licenses.txt"), licensesOf([...modules, ...upload]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(process.argv[2] && resolve(process.argv[2]));
