import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { exclude } from "../../src/findings/remedies.ts";
import { suggestionOf } from "../../src/findings/sentences.ts";
import { grouped, named, namedList, percent, printable } from "../../src/findings/wording.ts";
import { yamlScalar } from "../../src/findings/yaml.ts";
import { sampled } from "../times.ts";
import { tableFile } from "./build.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom("yes", "NULL", "1e5", "e0", "E-1", "~", "- a", "a: b", "a #b", "{x}", "2026-01-01", "\u2028", "a\nb", "__proto__"),
);

test("a YAML scalar comes back as the same string, also inside [ ] and { }", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      fc.pre(text.isWellFormed());
      expect(parse(`aliases: [${yamlScalar(text)}, z]`)).toEqual({ aliases: [text, "z"] });
      expect(parse(`x: {file: ${yamlScalar(text)}}`)).toEqual({ x: { file: text } });
      expect(parse(yamlScalar(text), { version: "1.1" })).toBe(text);
    }),
    { numRuns: sampled(500) },
  );
});

test("no character is left that reports spell in a way of their own", () => {
  for (const text of ["weight\u00a0", "\u200bprice", "a\u202fb", "\u{e0001}x"]) {
    expect(yamlScalar(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u);
    expect(parse(`aliases: [${yamlScalar(text)}]`)).toEqual({ aliases: [text] });
  }
});

test("the exclude entry is YAML that names file and digest", () => {
  fc.assert(
    fc.property(anyText, (name) => {
      fc.pre(name.isWellFormed());
      const file = tableFile({ a: [1] }, name);
      const line = suggestionOf(null, [exclude({ file: file.name, digest: file.digest }, "range of a")])!;
      expect(parse(line.slice(line.indexOf("exclude: [")))).toEqual({
        exclude: [{ file: name, digest: file.digest, reason: "range of a" }],
      });
    }),
  );
});

test("printable text is one bounded line without control or format characters", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const shown = printable(text.repeat(5));
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(named(text).slice(1, -1)).not.toContain("`");
      expect(shown.length).toBeLessThan(81 * 10);
    }),
  );
});

describe("words", () => {
  test("numbers", () => {
    expect([0, 12, 999, 1000, 1234567].map(grouped)).toEqual(["0", "12", "999", "1,000", "1,234,567"]);
    expect([0, 0.0004, 0.0312, 1].map(percent)).toEqual(["0 %", "< 0.1 %", "3.1 %", "100 %"]);
  });
  test("lists", () => {
    expect(namedList(["a", "b", "c"])).toBe("`a`, `b` and `c`");
    expect(namedList(["a", "b", "c", "d", "e", "f", "g"])).toBe("`a`, `b`, `c`, `d`, `e` and 2 more");
  });
});
