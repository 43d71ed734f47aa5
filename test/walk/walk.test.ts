// Every way out that a finding prints is followed by a program: the finding is gone, no other came, and the night after is clean.
import { beforeAll, describe, expect, it } from "vitest";
import { ACCEPTABLE_CODES } from "../../src/types/check-codes.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import { waysOfCode } from "../../src/validate/catalogue/ways.ts";
import { sampled } from "../times.ts";
import { day, FAULTS, type Fault, FILE_FAULTS, ROWS, RULE_FAULTS, SHIFT_FAULTS } from "./faults.ts";
import { expectWays, failed, waysOf, words } from "./ways.ts";
import { csvOf, nameOf, SCHEMA, SETTINGS, World } from "./world.ts";

const SOUND_DAYS = 5;

/** What a finding prints is what docs/checks.md says of its code. */
function expectInTable({ code, remedies = [] }: CheckResult): void {
  const { exclude, accept, config, commands } = waysOfCode(code);
  const kinds = new Set(remedies.map(({ kind, value }) => (kind === "command" && Array.isArray(value) ? `${value[0]} by hand` : kind)));
  const found = [kinds.has("exclude"), kinds.has("accept"), kinds.has("accept by hand")];
  expect(found, code).toEqual([exclude, accept, accept]);
  if (kinds.has("reset by hand")) expect(commands, code).toContain("reset");
  const keys = remedies.flatMap(({ kind, key }) => (kind === "config" ? [key!.replace(/\["(?:[^"\\]|\\.)*"\]/, "[…]")] : []));
  expect(config, code).toEqual(expect.arrayContaining(keys));
}

async function base({ schema = SCHEMA, settings = SETTINGS, shape }: Fault): Promise<World> {
  const world = await World.of(SOUND_DAYS, schema, settings, shape, ROWS);
  const first = await world.run();
  expect(first.verdict, first.reason).toBe("promoted");
  return world;
}

let usual: World;
beforeAll(async () => {
  usual = await base({ code: "", content: () => "" });
});

const ALL = [...FAULTS, ...FILE_FAULTS, ...RULE_FAULTS, ...SHIFT_FAULTS];

describe.each(ALL)("$code", (fault) => {
  const { code, content, goesOn = false, schema, settings, shape, ways: walked } = fault;

  it("has ways out that work", async () => {
    const sound = schema === undefined && settings === undefined && shape === undefined ? usual : await base(fault);
    const world = await sound.copy();
    await world.write(`data/${nameOf(SOUND_DAYS)}`, content(SOUND_DAYS));
    const rejected = await world.run();
    const findings = failed(rejected);
    expect(
      findings.map((check) => check.code),
      rejected.reason,
    ).toContain(code);
    const ways = waysOf(findings);
    expect([...ways.keys()], words(findings).join("\n")).toContain("exclude");
    for (const check of findings) expectInTable(check);
    const soundNext = csvOf((shape ?? ((cells) => cells))(day(SOUND_DAYS + 1)));
    const next = (mended: World, way: string) =>
      mended.write(`data/${nameOf(SOUND_DAYS + 1)}`, goesOn && way !== "exclude" ? content(SOUND_DAYS + 1) : soundNext);
    const isFollowed = (way: string) => way !== "exclude" || isSampled(code);
    await expectWays(findings, { world, code, only: walked, isFollowed, next });
  });
});

/** After an exclusion the next night is the same for every fault: a quarter of them goes through it in CI, all where FULL=1. */
function isSampled(code: string): boolean {
  const at = ALL.findIndex((fault) => fault.code === code);
  return at < sampled(ALL.length);
}

/** The very first rows are asked for groups, when nothing is accepted yet: `split.by: group` ends it. Changed rows need a habit of changes. */
const ELSEWHERE = { "grouped-rows": "fixed.test.ts", "changed-rows": "changed.test.ts" };
const NOT_WALKED = Object.keys(ELSEWHERE);

it("every check that a person may accept is walked, or named here", () => {
  const walked = ALL.map(({ code }) => code);
  expect([...ACCEPTABLE_CODES].filter((code) => !walked.includes(code) && !NOT_WALKED.includes(code))).toEqual([]);
  expect(NOT_WALKED.filter((code) => walked.includes(code))).toEqual([]);
});
