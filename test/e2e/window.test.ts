// What a person at a terminal sees, in a window of its own: colour, and lines that fit.
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { CLI, newFolder } from "./cli.ts";
import { DATA, QUICK, writeDay } from "./days.ts";

const WIDTH = 60;

/** `script` gives the command a window; it ends lines with CR LF. */
async function inWindow(command: string, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { NO_COLOR: _, ...rest } = process.env;
  const shell = `stty cols ${WIDTH}; ${command}`;
  const given = { ...rest, TERM: "xterm", NODE_NO_WARNINGS: "1", ...env };
  const { stdout } = await promisify(execFile)("script", ["-qec", shell, "/dev/null"], { cwd, env: given });
  return stdout.replaceAll("\r\n", "\n");
}

it("a window has colour, and the verdict's lines are as wide as it is; NO_COLOR has none; a pipe has neither", async () => {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  await writeDay(join(cwd, "data"), 1, { rows: 240, seed: 1 });
  const words = `"${process.execPath}" "${CLI}" check --data "${DATA}" --target label --f1-threshold 0.6 --set ${QUICK.join(" ")}`;
  const [seen, plain, piped] = [
    await inWindow(words, cwd),
    await inWindow(words, cwd, { NO_COLOR: "1" }),
    await inWindow(`${words} | cat`, cwd),
  ];
  expect(seen).toContain("\u001b[1;");
  for (const text of [plain, piped]) expect(text).not.toContain("\u001b[");
  const longest = (text: string) => {
    const lines = text.slice(text.indexOf("  why")).split("\n");
    return Math.max(
      ...lines
        .slice(
          0,
          lines.findIndex((line) => line.startsWith("  F1")),
        )
        .map((line) => line.length),
    );
  };
  expect(longest(plain)).toBeLessThanOrEqual(WIDTH);
  expect(longest(piped)).toBeGreaterThan(WIDTH);
});
