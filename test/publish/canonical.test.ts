import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalBytes, parseCanonical, parseJson } from "../../src/publish/records/canonical.ts";

const text = (value: unknown) => new TextDecoder().decode(canonicalBytes(value));
const bytes = (json: string) => new TextEncoder().encode(json);

describe("canonical JSON", () => {
  test("is the form of RFC 8785, section 3.2.2", () => {
    const given =
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}';
    expect(text(JSON.parse(given))).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test("orders keys by UTF-16 code units", () => {
    expect(text({ "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\u0080": 6, ö: 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    );
  });

  test("does not depend on the order of keys and survives a round trip", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        const canonical = canonicalBytes(record);
        expect(canonicalBytes(reversed)).toEqual(canonical);
        expect(canonicalBytes(parseCanonical(canonical))).toEqual(canonical);
      }),
      { numRuns: 50 },
    );
  });

  test("refuses what JSON cannot say", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -Number.POSITIVE_INFINITY]) {
      expect(() => canonicalBytes({ deep: [value] })).toThrow(/not allowed/);
    }
    expect(() => canonicalBytes(undefined)).toThrow();
  });

  test("half a surrogate pair becomes what UTF-8 makes of it", () => {
    expect(text(["a\ud800", "\\ud800", "😀"])).toBe('["a\ufffd","\\\\ud800","😀"]');
    expect(text({ "\udc00": 1 })).toBe('{"\ufffd":1}');
  });

  test("keeps keys that JavaScript treats specially", () => {
    expect(text(JSON.parse('{"constructor":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"constructor":1}');
  });
});

describe("reading", () => {
  test.each([
    ["a key twice", '{"a":1,"a":2}'],
    ["white space", '{"a": 1}'],
    ["keys out of order", '{"b":1,"a":2}'],
    ["a number in another notation", "[1.0]"],
    ["an escape nobody needs", '["\\u0041"]'],
    ["a byte order mark", "\ufeff[]"],
  ])("refuses %s where bytes must be canonical", (_, json) => {
    expect(() => parseCanonical(bytes(json))).toThrow(/is not (canonical )?JSON/);
  });

  test("bounds the depth before parsing", () => {
    const deep = (levels: number) => bytes("[".repeat(levels) + "]".repeat(levels));
    expect(parseJson(deep(64))).toBeDefined();
    expect(() => parseJson(deep(65))).toThrow("nests deeper");
    expect(() => parseJson(deep(1_000_000))).toThrow("nests deeper");
    expect(parseJson(bytes(JSON.stringify("[".repeat(1000))))).toBe("[".repeat(1000));
    expect(parseJson(bytes(JSON.stringify(`\\"${"{".repeat(1000)}`)))).toBe(`\\"${"{".repeat(1000)}`);
  });

  test("refuses bytes that are not UTF-8", () => {
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow("is not UTF-8 text");
  });

  test("never lets anything but a plain Error out", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
        try {
          parseCanonical(input);
        } catch (error) {
          expect((error as Error).message).toMatch(/^(is not|nests)/);
        }
      }),
    );
  });
});
