// Promoting runs of which one answer of a service is spoiled: what the run says of champion.json must be what is there.
import { expect } from "vitest";
import { type PipelineRun, runPipeline } from "../../src/commands/common/pipeline.ts";
import type { RunResult, Services } from "../../src/types/run.ts";
import { type Garbling, KINDS, type Spoiler } from "../fakes/garbling/proxy.ts";
import { ROOT } from "./cli.ts";

export interface Home {
  /** As the invocation names them. */
  values: Record<string, string>;
  cwd: string;
  set: string[];
  services: Services;
  garbling: Garbling;
  /** The id in champion.json, read past the proxy. */
  pointer: () => Promise<string>;
  /** Puts everything back to where one champion is and new data waits. */
  reset: () => Promise<void>;
}

const SET = ["train.trees=5", "gates.champion.margin=0.5", "split.salt=quick"];

export async function pipelineAt({ cwd, values, set, services }: Pick<Home, "cwd" | "values" | "set" | "services">): Promise<PipelineRun> {
  const host = {
    cwd,
    now: Date.now,
    threads: 1,
    progress: () => {},
    origin: { run: null, actor: null, event: "test" },
    services,
    environment: () => ({ node: process.version, platform: process.platform, threads: 1, peakMemoryBytes: 0 }),
    home: ROOT,
  };
  return await runPipeline({ caller: "terminal", cwd, values, set: [...SET, ...set], publish: true, threads: 1 }, host);
}

export const runAt = async (home: Pick<Home, "cwd" | "values" | "set" | "services">): Promise<RunResult> => (await pipelineAt(home)).result;

/** How many calls a promoting run makes. */
async function callsOf(home: Home): Promise<number> {
  await home.reset();
  home.garbling.begin(null);
  expect((await runAt(home)).verdict).toBe("promoted");
  return home.garbling.calls.length;
}

const { ANSWERS } = process.env;

/** Every call × every kind, or of some calls; without ANSWERS a seeded sample of so many, each kind and the lasting ones among them. */
function spoilers(calls: number, sample: number, seed: number): Spoiler[] {
  const all = Array.from({ length: calls }, (_, at) =>
    KINDS.flatMap((kind) => [false, true].map((lasting) => ({ at, kind, lasting }))),
  ).flat();
  const [first = 0, last = calls] = ANSWERS === "all" ? [] : (ANSWERS?.split("-").map(Number) ?? []);
  if (ANSWERS !== undefined) return all.filter(({ at }) => at >= first && at <= last);
  let state = Number(process.env.ANSWERS_SEED ?? seed);
  const next = () => {
    state = (Math.imul(state, 48271) % 2147483647) >>> 0;
    return state;
  };
  return all
    .map((one) => ({ one, rank: next() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, sample)
    .map(({ one }) => one);
}

/** Tries them all and only then fails, naming each that did not hold. */
export async function expectAllHonest(home: Home, sample: number, seed: number): Promise<void> {
  const failures: string[] = [];
  const calls = await callsOf(home);
  const all = spoilers(calls, sample, seed);
  const endings = new Map<string, number>();
  for (const spoiler of all) {
    try {
      const ending = await expectHonest(home, spoiler);
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
    } catch (error) {
      const failure = `${JSON.stringify(spoiler)} ${(error as Error).message}`;
      failures.push(failure);
      if (ANSWERS !== undefined) console.log(failure);
    }
  }
  if (ANSWERS !== undefined) console.log(`${calls} calls, ${all.length} answers spoiled: ${JSON.stringify(Object.fromEntries(endings))}`);
  expect(failures).toEqual([]);
}

/** What must agree, whatever was spoiled. Returns how the run ended. */
async function expectHonest(home: Home, spoiler: Spoiler): Promise<string> {
  await home.reset();
  const old = await home.pointer();
  home.garbling.begin(spoiler);
  const result = await runAt(home);
  const now = await home.pointer();
  const call = home.garbling.calls[spoiler.at];
  const name = `${spoiler.kind}${spoiler.lasting ? " for good" : ""} at ${spoiler.at} ${call?.method} ${call?.url}: ${result.exitCode} ${result.publication} ${result.reason.slice(0, 200)}`;
  expectAgreement(result, { old, now }, name);
  home.garbling.begin(null);
  const after = await runAt(home);
  expect(after.exitCode, name).toBe(0);
  expect(after.verdict, name).toBe(now === old ? "promoted" : "skipped");
  expect(after.championId, name).toBe(await home.pointer());
  return `exit ${result.exitCode}, ${result.publication}`;
}

function expectAgreement(
  { exitCode, verdict, publication, championId, modelId, reason }: RunResult,
  at: { old: string; now: string },
  name: string,
): void {
  const hasMoved = at.now !== at.old;
  expect([0, 3], name).toContain(exitCode);
  expect(reason, name).not.toContain("bug");
  if (exitCode === 0) {
    expect({ verdict, publication, championId, modelId }, name).toEqual({
      verdict: "promoted",
      publication: "moved",
      championId: at.now,
      modelId: at.now,
    });
    expect(hasMoved, name).toBe(true);
    return;
  }
  expect(verdict, name).toBeNull();
  expect(publication, name).not.toBe("moved");
  if (publication === "unknown") expect(championId, name).toBeNull();
  else {
    expect(hasMoved, name).toBe(false);
    // Null where the run ended before it had read the registry.
    expect([at.old, null], name).toContain(championId);
  }
}
