import { describe, expect, it } from "vitest";
import { BACK, NEW } from "../../src/table/rows/known-rows.ts";
import { cutByCalendar } from "../../src/validate/accepted/calendar.ts";

const DAY = 86_400;
const START = Date.UTC(2026, 0, 5) / 1000;

/** So many rows evenly over [from, to), in days after a Monday. */
const spread = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, i) => START + DAY * (from + ((to - from) * i) / count));

function cut(known: number[], fresh: number[], latest = Number.POSITIVE_INFINITY) {
  const times = Float64Array.from([...known, ...fresh]);
  const found = cutByCalendar(
    (row) => times[row]!,
    Int32Array.from(times, (_, i) => (i < known.length ? 0 : i % 2 === 0 ? NEW : BACK)),
    latest,
  );
  return found?.parts.map(
    ({ accepted, label }, part) => `${accepted ? "accepted" : "new"} ${label}: ${found.partOf.filter((one) => one === part + 1).length}`,
  );
}

describe("rows are cut by the calendar", () => {
  it("into days with 50 rows, without a history to go by", () => {
    expect(cut([], spread(300, 0, 3))).toEqual(["new 2026-01-05: 100", "new 2026-01-06: 100", "new 2026-01-07: 100"]);
  });

  it("into weeks or months where days have fewer", () => {
    expect(cut([], spread(140, 0, 14))).toEqual(["new week of 2026-01-05: 70", "new week of 2026-01-12: 70"]);
    expect(cut([], spread(180, -4, 86))).toEqual(["new 2026-01: 62", "new 2026-02: 56", "new 2026-03: 62"]);
  });

  it("not at all where months have fewer, too", () => {
    expect(cut([], spread(30, 0, 90))).toBeUndefined();
  });

  it("into units no longer than what came since", () => {
    expect(cut(spread(60, 0, 3), spread(20, 3, 4))).toEqual([
      "accepted 2026-01-05: 20",
      "accepted 2026-01-06: 20",
      "accepted 2026-01-07: 20",
      "new 2026-01-08: 20",
    ]);
    expect(cut(spread(30, 0, 3 / 24), spread(10, 3 / 24, 4 / 24))).toEqual([
      "accepted 2026-01-05T00 h: 10",
      "accepted 2026-01-05T01 h: 10",
      "accepted 2026-01-05T02 h: 10",
      "new 2026-01-05T03 h: 10",
    ]);
  });

  it("a day of another zone is one part, and so is the little that a unit has at the edge", () => {
    expect(cut(spread(400, 0.25, 4.25), spread(100, 4.25, 5.25))).toEqual([
      "accepted 2026-01-05: 75",
      "accepted 2026-01-06: 100",
      "accepted 2026-01-07: 100",
      "accepted 2026-01-08: 125",
      "new 2026-01-09: 100",
    ]);
  });

  it("two days that came at once are two parts, though their rows have dates alone", () => {
    const dated = (rows: number, day: number) => Array.from({ length: rows }, () => START + day * DAY);
    expect(cut(spread(400, 0, 4), [...dated(100, 4), ...dated(100, 5)])).toEqual([
      "accepted 2026-01-05: 100",
      "accepted 2026-01-06: 100",
      "accepted 2026-01-07: 100",
      "accepted 2026-01-08: 100",
      "new 2026-01-09: 100",
      "new 2026-01-10: 100",
    ]);
  });

  it("rows without a time, or of one that cannot be, go with the newest", () => {
    const odd = [Number.NaN, START + 400 * DAY];
    expect(cut(spread(200, 0, 2), [...spread(100, 2, 3), ...odd], START + 10 * DAY)).toEqual([
      "accepted 2026-01-05: 100",
      "accepted 2026-01-06: 100",
      "new 2026-01-07: 102",
    ]);
  });

  it("what is older than the newest sixty parts stands together", () => {
    const parts = cut(spread(6400, 0, 64), spread(100, 64, 65))!;
    expect(parts).toHaveLength(62);
    expect(parts[0]).toBe("accepted until 2026-01-08: 400");
  });

  it("several days that came at once are several parts", () => {
    expect(cut(spread(300, 0, 3), spread(200, 3, 5))).toEqual([
      "accepted 2026-01-05: 100",
      "accepted 2026-01-06: 100",
      "accepted 2026-01-07: 100",
      "new 2026-01-08: 100",
      "new 2026-01-09: 100",
    ]);
  });
});
