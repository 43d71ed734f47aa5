// A sample of `npm run bench -- soak`: file calls of a promoting run that fail or end the process, and no run that lies about it.
import { expect, it } from "vitest";
import { type Case, FAULTS, soak } from "../../bench/soak/soak.ts";
import { uniforms } from "../evaluate/random.ts";
import { ROOT } from "./cli.ts";

it("what a disturbed run says of its promotion is so, and the next run completes it", async () => {
  const uniform = uniforms(20261130);
  // Two calls for each fault.
  const drawn = (all: Case[]) =>
    FAULTS.flatMap((fault) => {
      const of = all.filter((one) => one.fault === fault);
      return [0, 1].map(() => of[Math.floor(uniform() * of.length)]!);
    });
  const { calls, tried, lies, endings } = await soak(ROOT, drawn, () => undefined);
  expect(calls.length).toBeGreaterThan(50);
  expect(tried).toBe(2 * FAULTS.length);
  expect(lies).toEqual([]);
  expect([...endings.keys()].filter((ending) => ending.startsWith("kill"))).toEqual(["kill: exit killed, nothing said"]);
});
