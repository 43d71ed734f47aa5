import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../src/evaluate/judge.ts";
import type { CheckResult, CheckStatus } from "../../src/types/judgement.ts";

const KEEP = { undecided: "keep" as const };
const check = (status: CheckStatus, code = "f1-threshold"): CheckResult => ({
  code,
  subject: "model",
  status,
  observed: null,
  expected: null,
  message: `${code} says ${status}.`,
  suggestion: null,
  where: null,
});
const statuses = fc.constantFrom<CheckStatus[]>("pass", "warn", "undecided", "fail", "inconclusive");
const lists = fc.array(
  statuses.map((status) => check(status)),
  { minLength: 1, maxLength: 12 },
);
const gates = fc.constantFrom<{ undecided: "keep" | "fail" }[]>({ undecided: "keep" }, { undecided: "fail" });

describe("the fold", () => {
  it("decides nothing on nothing", () => {
    expect(judge([], KEEP)).toEqual({ verdict: "inconclusive", reason: "No check ran: there is nothing to decide on." });
  });

  it.each([
    [["pass", "fail", "inconclusive", "undecided"], "rejected"],
    [["pass", "inconclusive", "undecided"], "inconclusive"],
    [["pass", "undecided", "warn"], "kept"],
    [["pass", "warn"], "promoted"],
    [["warn"], "promoted"],
  ] as [CheckStatus[], string][])("%j is %s", (list, verdict) => {
    expect(
      judge(
        list.map((status) => check(status)),
        KEEP,
      ).verdict,
    ).toBe(verdict);
  });

  it("makes an undecided comparison inconclusive where that is asked for", () => {
    expect(judge([check("pass"), check("undecided")], { undecided: "fail" }).verdict).toBe("inconclusive");
  });

  it("never changes its verdict for one pass more", () => {
    fc.assert(fc.property(lists, gates, (list, asked) => judge([...list, check("pass")], asked).verdict === judge(list, asked).verdict));
  });

  it("does not look at the order", () => {
    const shuffled = lists.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(fc.property(shuffled, gates, ([list, other], asked) => judge(other, asked).verdict === judge(list, asked).verdict));
  });

  it("promotes only when every check passed or warned", () => {
    const good = (list: CheckResult[]) => list.every(({ status }) => status === "pass" || status === "warn");
    fc.assert(fc.property(lists, gates, (list, asked) => (judge(list, asked).verdict === "promoted") === good(list)));
  });

  it("gives the worst check's sentence, and how many more there are", () => {
    expect(judge([check("pass"), check("undecided", "champion")], KEEP).reason).toBe("champion says undecided.");
    const two = judge([check("inconclusive", "champion"), check("fail", "enum"), check("fail", "dummy")], KEEP);
    expect(two.reason).toBe("enum says fail (and 1 more check did not pass: see the report).");
    expect(judge([check("pass"), check("warn")], KEEP).reason).toBe("All 2 checks passed, 1 of them with a warning.");
  });
});
