import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compilePattern, couldMatchInside, matchPattern } from "../../src/fetch/names/pattern.ts";
import { sampled } from "../times.ts";

const match = (pattern: string, path: string) => matchPattern(compilePattern(pattern), path);

describe("compilePattern", () => {
  test.each([
    ["/d/data_{YYYYMMDD}.csv", "/d"],
    ["/d/*/x.csv", "/d"],
    ["/d/e/x.csv", "/d/e"],
    ["/*.csv", "/"],
    ["/d/{name}/*.csv", "/d/{name}"],
    ["/d/y={YYYY}/*.csv", "/d"],
  ])("the fixed part of %s is %s", (pattern, root) => {
    expect(compilePattern(pattern).root).toBe(root);
  });
});

describe("matchPattern", () => {
  test.each([
    ["/d/*.csv", "a.csv", true],
    ["/d/*.csv", "sub/a.csv", false],
    ["/d/*.csv", ".a.csv", false],
    ["/d/*.csv", ".csv", false],
    ["/d/.*.csv", ".a.csv", true],
    ["/d/**/*.csv", "a.csv", true],
    ["/d/**/*.csv", "x/y/a.csv", true],
    ["/d/**/*.csv", "x/.y/a.csv", false],
    ["/d/**.csv", "x/y/a.csv", true],
    ["/d/*/a.csv", "x/y/a.csv", false],
    ["/d/a?c.csv", "abc.csv", false],
    ["/d/a[1].csv", "a[1].csv", true],
    ["/d/*{x,y}.csv", "a{x,y}.csv", true],
  ])("%s, %s: %s", (pattern, path, expected) => {
    expect(match(pattern, path) !== null).toBe(expected);
  });

  test("no name makes it slow or deep", () => {
    expect(match("/d/*a*a*a*a*a*b.csv", `${"a".repeat(4000)}.csv`)).toBeNull();
    expect(match("/d/**/**/*a*b.csv", `${"a/".repeat(1000)}a.csv`)).toBeNull();
  });

  test.each([
    ["/d/data_{YYYYMMDD}.csv", "data_20260131.csv", "2026-01-31T00:00:00.000Z"],
    ["/d/data_{YYYY}-{MM}-{DD}.csv", "data_2026-01-31.csv", "2026-01-31T00:00:00.000Z"],
    ["/d/{YYYY-MM-DD}.csv", "2026-01-31.csv", "2026-01-31T00:00:00.000Z"],
    ["/d/{DD}{MM}{YYYY}.csv", "31012026.csv", "2026-01-31T00:00:00.000Z"],
    ["/d/{YYYY}/{MM}/{DD}/{HH}.csv", "2026/01/31/23.csv", "2026-01-31T23:00:00.000Z"],
    ["/d/y_{YYYY}.csv", "y_2012.csv", "2012-01-01T00:00:00.000Z"],
    ["/d/{YYYY}/d_{YYYYMMDD}.csv", "2025/d_20260101.csv", "2026-01-01T00:00:00.000Z"],
  ])("%s reads the date of %s", (pattern, path, expected) => {
    expect(new Date(match(pattern, path)!.date!).toISOString()).toBe(expected);
  });

  test.each(["data_20260231.csv", "data_20261301.csv", "data_2026010.csv", "data_202601011.csv", "data_2026010a.csv"])(
    "no date: %s",
    (name) => {
      expect(match("/d/data_{YYYYMMDD}.csv", name)).toBeNull();
    },
  );

  test("a path without special characters matches itself and nothing else", () => {
    const names = fc.stringMatching(/^[^/*{}\\\0]{1,20}$/);
    fc.assert(
      fc.property(names, names, (name, other) => {
        expect(match(`/d/${name}`, name)).not.toBeNull();
        expect(match(`/d/${name}`, other) !== null).toBe(name === other);
      }),
    );
  });

  test("a folder on the way to a match is entered", () => {
    const segment = fc.stringMatching(/^[a-c]{1,3}$/);
    const pattern = fc.array(fc.oneof(segment, fc.constantFrom("*", "**", "a*", "{YYYY}")), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pattern, fc.array(fc.oneof(segment, fc.constant("2026")), { minLength: 2, maxLength: 4 }), (parts, path) => {
        const compiled = compilePattern(`/${parts.join("/")}`);
        const inside = compiled.root === "/" ? path : null;
        if (inside === null || matchPattern(compiled, inside.join("/")) === null) return;
        for (let depth = 1; depth < inside.length; depth++) expect(couldMatchInside(compiled, inside.slice(0, depth).join("/"))).toBe(true);
      }),
      { numRuns: sampled(2000) },
    );
  });
});
