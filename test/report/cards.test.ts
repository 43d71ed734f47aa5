// Which findings share one `exclude` and one `accept`.
import { describe, expect, it } from "vitest";
import { check } from "../../src/findings/check.ts";
import { waysOut } from "../../src/findings/remedies.ts";
import { told } from "../../src/findings/sentences.ts";
import type { CheckStatus } from "../../src/types/judgement.ts";

const setOf = (week: number) => `sha256:${String(week).repeat(64)}`;

function finding(code: string, subject: string, file: string, week: number, status: CheckStatus = "fail") {
  const brought = { name: file, accepted: false, isCut: true as const, rowSet: setOf(week) };
  const ways = waysOut("Ask the source.", brought, `${code} of ${subject}`, { check: { code, subject } });
  return check(code, subject, status, `${code} of week ${week}`, { ...ways, where: { file, line: 1, column: 2 } });
}

const rowsIn = (suggestion: string | null) => [1, 2, 3].filter((week) => suggestion?.includes(setOf(week)));

describe("batches that one file was cut into", () => {
  const [first, second, other] = told([
    finding("unit", "temp", "may.csv", 1),
    finding("unit", "temp", "may.csv", 2),
    finding("unit", "temp", "june.csv", 3),
  ]);

  it("share one exclude and one accept with all of their rows, told once", () => {
    expect(rowsIn(first!.suggestion)).toEqual([1, 2]);
    expect(first!.suggestion?.match(/exclude: \[/g)).toHaveLength(1);
    expect(first!.suggestion?.match(/accept: \[/g)).toHaveLength(1);
    expect(second!.suggestion).toBe("Ask the source.");
    expect(second!.remedies).toEqual(first!.remedies);
  });

  it("have nothing to do with those of another file", () => {
    expect(rowsIn(other!.suggestion)).toEqual([3]);
  });

  it("are accepted for what fails in each", () => {
    const [card] = told([finding("unit", "temp", "may.csv", 1), finding("text-form", "kind", "may.csv", 2)]);
    const accepted = card!.remedies!.flatMap(({ kind, value }) => (kind === "accept" ? [value] : []));
    expect(accepted).toMatchObject([
      { rows: setOf(1), checks: ["unit:temp"] },
      { rows: setOf(2), checks: ["text-form:kind"] },
    ]);
    expect(card!.suggestion).toContain("Found in the same file: text-form of kind.");
  });

  it("are not left out for a warning in another of them", () => {
    const [failed] = told([finding("unit", "temp", "may.csv", 1), finding("batch-size", "rows", "may.csv", 2, "warn")]);
    expect(rowsIn(failed!.suggestion)).toEqual([1]);
  });
});
