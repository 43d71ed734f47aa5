// Python environments for the tools that we are compared with, made once.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The interpreter of the environment in `folder`, with what `requirements` lists; null when it cannot be made. */
export function pythonOf(folder, requirements) {
  const path = join(folder, "bin/python");
  const [ready, wanted] = [join(folder, "ready"), readFileSync(requirements, "utf8")];
  if (existsSync(ready) && readFileSync(ready, "utf8") === wanted) return path;
  const run = (command, args) => spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0;
  // pip looks for versions that go together for half an hour where uv takes seconds.
  const uv = [path, ["-m", "uv", "pip", "install", "-q", "--python", path, "-r", requirements]];
  const made = run("python3", ["-m", "venv", folder]) && run(path, ["-m", "pip", "install", "-q", "uv"]) && run(...uv);
  if (!made) return null;
  writeFileSync(ready, wanted);
  return path;
}
