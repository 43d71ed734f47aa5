// The pipeline inside the test's process, where hundreds of runs are wanted: same code, no start-up.
import type { Host } from "../../src/commands/common/command.ts";
import { runPipeline } from "../../src/commands/common/pipeline.ts";
import type { RunResult } from "../../src/types/run.ts";
import { ROOT } from "./cli.ts";

/** The environment of a command in this process. */
export const hostHere = (cwd: string): Host => ({
  cwd,
  now: Date.now,
  threads: 1,
  progress: () => {},
  origin: { run: null, actor: null, event: "test" },
  services: { identityToken: null, repository: null },
  environment: () => ({ node: process.version, platform: process.platform, threads: 1, peakMemoryBytes: 0 }),
  home: ROOT,
});

/** `expected`: the warnings that are no surprise; any other is an error. */
export async function runHere(
  cwd: string,
  values: Record<string, string | string[]>,
  set: string[] = [],
  publish = true,
  expected?: RegExp,
): Promise<RunResult> {
  const { result, warnings } = await runPipeline({ caller: "terminal", cwd, values, set, publish, threads: 1 }, hostHere(cwd));
  const surprises = warnings.filter((warning) => !expected?.test(warning));
  if (surprises.length > 0) throw new Error(surprises.join("\n"));
  return result;
}
