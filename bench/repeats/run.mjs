// `npm run bench -- repeats [FILE…]`: the tests that repeat themselves, or the named ones, with their full counts instead of CI's samples.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../sources.mjs";

/** Test files that take a count from test/times.ts, as paths from the root. */
function repeating() {
  const files = readdirSync(join(root, "test"), { recursive: true }).filter((name) => name.endsWith(".test.ts"));
  return files.map((name) => join("test", name)).filter((name) => readFileSync(join(root, name), "utf8").includes('/times.ts"'));
}

/** `names`: files or folders of tests; none: all that repeat themselves. The exit code of vitest. */
export function repeats(names = []) {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const files = names.length > 0 ? names : repeating();
  return (
    spawnSync(process.execPath, [vitest, "run", ...files], { cwd: root, stdio: "inherit", env: { ...process.env, FULL: "1" } }).status ?? 1
  );
}
