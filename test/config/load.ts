// A working directory with files in it, and what loading it gives.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Invocation, loadConfig } from "../../src/config/load.ts";
import type { Config } from "../../src/types/config.ts";
import { ConfigError } from "../../src/types/errors.ts";
import type { Problem } from "../../src/types/problem.ts";

export function placed(files: Record<string, string | Uint8Array>, root?: string): string {
  const cwd = root ?? realpathSync(mkdtempSync(path.join(tmpdir(), "config-")));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), content);
  }
  return cwd;
}

type Loading = Partial<Invocation> & { files?: Record<string, string | Uint8Array> };

export async function load({ files, ...invocation }: Loading): Promise<Config> {
  const cwd = invocation.cwd ?? placed(files ?? {});
  try {
    return await loadConfig({ caller: "terminal", values: {}, set: [], publish: true, threads: 2, ...invocation, cwd });
  } finally {
    if (invocation.cwd === undefined) rmSync(cwd, { recursive: true });
  }
}

/** The mistakes, or none; anything else that is thrown goes through. */
export async function mistakes(loading: Loading): Promise<Problem[]> {
  try {
    await load(loading);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** `3:12  message` a line, with what was got and expected below. */
export function listed(problems: Problem[]): string {
  return problems
    .map(
      ({ where, message, got, expected }) =>
        `${where ? `${where.line}:${where.column}` : "-"}  ${message}\n      got ${got}\n      expected ${expected}\n`,
    )
    .join("");
}
