import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { f1History } from "../../src/publish/chain/f1-history.ts";
import { label, labels } from "../../src/report/html/svg.ts";
import { gateNumbers } from "../../src/report/sentences/numbers.ts";

const shown = (names: string[], max = 22) => labels(names, max).map(({ text }) => text);

describe("labels side by side", () => {
  it("are the beginnings of names that differ there", () => {
    expect(shown(["sun", "", "a very long name of one class only"])).toEqual(["sun", "(empty)", "a very long name of o…"]);
  });

  it("show where names differ that begin alike", () => {
    const names = ["customer-segment-northern-europe-retail", "customer-segment-northern-europe-wholesale", "rain"];
    expect(shown(names)).toEqual(["custom…retail", "custom…wholesale", "rain"]);
  });

  it("number names that differ too far out, and in what is cut away", () => {
    expect(shown([`${"x".repeat(5000)}a`, `${"x".repeat(5000)}b`])).toEqual(["xxxxxxxxxxxxxxxxxx… #1", "xxxxxxxxxxxxxxxxxx… #2"]);
    expect(new Set(shown(["p".repeat(40), "p".repeat(41), `${"p".repeat(40)}q${"r".repeat(60)}`])).size).toBe(3);
  });

  it("tell any names apart and keep to the length (property)", () => {
    const part = fc.string({ maxLength: 30 });
    const name = fc
      .tuple(fc.constantFrom("", "category of goods: ", "ключевой показатель: "), part, fc.constantFrom("", ", all regions of it"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 12 }), (names) => {
        const found = labels(names, 22);
        // Names that cannot be told apart by eye are told apart by their numbers.
        const written = new Set(names.map((one) => label(one, 10_000).text));
        expect(new Set(found.map(({ text }) => text)).size).toBeGreaterThanOrEqual(written.size);
        for (const { breadth } of found) expect(breadth).toBeLessThanOrEqual(24);
      }),
    );
  });
});

it("a gate's bound says on which side of the estimate it lies", () => {
  expect(gateNumbers({ estimate: 0.85, bound: 0.81, threshold: 0.8 })).toEqual(["0.850", "≥ 0.810", "0.800"]);
  expect(gateNumbers({ estimate: -0.05, bound: -0.021, threshold: -0.02 })).toEqual(["-0.050", "≤ -0.021", "-0.020"]);
  expect(gateNumbers({ estimate: 0.85, bound: null, threshold: null })).toEqual(["0.850", "–", "–"]);
  expect(gateNumbers({ estimate: 1, bound: 1, threshold: 0.8 })).toEqual(["1.000", "1.000", "0.800"]);
});

it("the line of a registry's chart stands out from light and dark pages", () => {
  const gates = [{ code: "f1-threshold", estimate: 0.9 }];
  const links = [1, 2].map((n) => ({ hash: "", entry: { kind: "promotion", id: String(n), gates, time: `2026-01-0${n}T00:00:00Z` } }));
  const chart = f1History(links as unknown as Parameters<typeof f1History>[0]) ?? "";
  const color = /plotColorPalette": "#([0-9a-f]{6})"/.exec(chart)?.[1] ?? "";
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [0, 2, 4]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const page of ["ffffff", "0d1117"]) {
    const [low = 0, high = 0] = [luminance(color), luminance(page)].sort((x, y) => x - y);
    expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4);
  }
});
