// Python environments for the tools that we are compared with, made once.
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The interpreter of the environment in `folder`, with what `requirements` lists; null when it cannot be made. */
export function pythonOf(folder, requirements) {
  const path = join(folder, "bin/python");
  if (existsSync(join(folder, "ready"))) return path;
  const run = (command, args) => spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
  const made = run("python3", ["-m", "venv", folder]) && run(path, ["-m", "pip", "install", "-q", "-r", requirements]);
  if (!made) return null;
  writeFileSync(join(folder, "ready"), "");
  return path;
}
