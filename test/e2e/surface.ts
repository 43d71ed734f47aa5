// The pipeline inside the test's process, where hundreds of runs are wanted: same code, no start-up.
import { runPipeline } from "../../src/commands/pipeline.ts";
import type { RunResult } from "../../src/types/run.ts";
import { ROOT } from "./cli.ts";

export async function runHere(
  cwd: string,
  values: Record<string, string | string[]>,
  set: string[] = [],
  publish = true,
): Promise<RunResult> {
  const surface = {
    cwd,
    now: Date.now,
    threads: 1,
    progress: () => {},
    origin: { run: null, actor: null, event: "test" },
    services: { identityToken: null, repository: null },
    environment: () => ({ node: process.version, platform: process.platform, threads: 1, peakMemoryBytes: 0 }),
    home: ROOT,
  };
  const { result, warnings } = await runPipeline({ surface: "terminal", cwd, values, set, publish, threads: 1 }, surface);
  if (warnings.length > 0) throw new Error(warnings.join("\n"));
  return result;
}
