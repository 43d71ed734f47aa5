// Of a run's findings: what failed, and the ways out that they print.
import { expect } from "vitest";
import type { CheckResult, Remedy } from "../../src/types/judgement.ts";
import type { RunResult } from "../../src/types/run.ts";
import type { World } from "./world.ts";

/** What ends a run. */
export const failed = ({ checks }: RunResult) => checks.filter(({ status }) => status === "fail" || status === "inconclusive");
/** As a failed expectation shows them. */
export const words = (checks: CheckResult[]) => checks.map(({ code, subject, message }) => `${code} ${subject}: ${message}`);

/** Keys of one field are one way; anything else is a way of its own. */
export function waysOf(checks: CheckResult[]): Map<string, Remedy[]> {
  const ways = new Map<string, Remedy[]>();
  for (const remedy of checks.flatMap(({ remedies }) => remedies ?? [])) {
    const of = remedy.kind === "config" ? `config ${remedy.key!.replace(/(fields\[".*"\]).*/, "$1")}` : remedy.kind;
    const known = ways.get(of) ?? [];
    if (!known.some((one) => JSON.stringify(one) === JSON.stringify(remedy))) ways.set(of, [...known, remedy]);
  }
  return ways;
}

interface Walk {
  /** Where the findings were made. */
  world: World;
  code: string;
  /** The ways that are taken; absent: all. */
  only?: string[] | undefined;
  /** Whether the night after is run; absent: always. */
  isFollowed?: (way: string) => boolean;
  /** What the night after brings. */
  next: (mended: World, way: string) => Promise<void>;
}

/** Takes each way in a copy: nothing is found any more, and the night after is clean. */
export async function expectWays(findings: CheckResult[], { world, code, only, isFollowed = () => true, next }: Walk): Promise<void> {
  for (const [way, remedies] of waysOf(findings)) {
    if (only !== undefined && !only.includes(way)) continue;
    const mended = await world.copy();
    for (const remedy of remedies) await mended.follow(remedy);
    const after = await mended.run();
    expect(words(failed(after)), `${code} by ${way}`).toEqual([]);
    expect(["promoted", "kept", "skipped"], `${code} by ${way}: ${after.reason}`).toContain(after.verdict);
    if (!isFollowed(way)) continue;
    await next(mended, way);
    const night = await mended.run();
    expect(words(failed(night)), `the night after ${code} by ${way}`).toEqual([]);
    expect(["promoted", "kept"], `the night after ${code} by ${way}: ${night.reason}`).toContain(night.verdict);
  }
}
