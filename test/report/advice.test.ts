// What a finding tells to do: words, and lines to paste, made from its remedies.
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { told } from "../../src/findings/sentences.ts";
import { blocksOf, MAX_CHARACTERS } from "../../src/report/sentences/paste.ts";
import type { CheckResult, Remedy } from "../../src/types/judgement.ts";
import { checkOf } from "./samples.ts";

describe("advice", () => {
  const rows = `sha256:${"a".repeat(64)}`;
  const exclude: Remedy = { kind: "exclude", file: "retrain.yml", key: "data.exclude", value: { rows, reason: "a [b" } };
  const accept: Remedy = { kind: "accept", file: "retrain.yml", key: "checks.accept", value: { rows, checks: ["drift:x"], reason: "ok" } };
  const byHand: Remedy = { kind: "command", file: null, key: null, value: ["accept", "--file", "a b.csv", "--reason", "ok"] };
  const alias: Remedy = { kind: "config", file: "schema.yml", key: 'fields["temp_max"].aliases', value: ["tmax", "t,x"] };
  const format: Remedy = { kind: "config", file: "schema.yml", key: 'fields["temp_max"].format', value: "any" };
  const advised = (remedies: Remedy[], parts: Partial<CheckResult> = {}) =>
    blocksOf(told([checkOf({ code: "drift", status: "fail", suggestion: "Ask: [why?]", remedies, ...parts })])[0]!);

  it("is words and, exactly as they are to be pasted, the lines of each way out", () => {
    const blocks = advised([alias, exclude, accept, byHand]);
    expect(blocks.map(({ kind }) => kind)).toEqual(["prose", "code", "prose", "code", "prose", "code"]);
    const codes = blocks.filter(({ kind }) => kind === "code").map(({ text }) => parse(text));
    expect(codes).toEqual([{ aliases: alias.value }, { exclude: [exclude.value] }, { accept: [accept.value] }]);
    expect(blocks[0]!.text).toBe("Ask: [why?]\nWrite in schema.yml under the field `temp_max`:");
    expect(blocks[4]!.text).toContain("run `accept --file 'a b.csv' --reason ok`, or add to `checks`");
  });

  it("has keys of one field in one block, a key that goes and a command in words", () => {
    const gone: Remedy = { ...alias, key: 'fields["old"]', value: null };
    const reset: Remedy = { kind: "command", file: null, key: null, value: ["reset", "--reason", "new columns"] };
    const blocks = advised([alias, format, gone, reset]);
    expect(blocks.map(({ kind }) => kind)).toEqual(["prose", "code", "prose"]);
    expect(parse(blocks[1]!.text)).toEqual({ aliases: ["tmax", "t,x"], format: "any" });
    expect(blocks[2]!.text).toBe("Take the field out of schema.yml under the field `old`.\nRun `reset --reason 'new columns'`.");
  });

  it("says what accepting the rows does not end", () => {
    const of = (code: string, remedies: Remedy[]) => checkOf({ code, subject: "x", status: "fail", suggestion: "Ask.", remedies });
    const [first] = told([of("type", [alias, exclude]), of("drift", [exclude, accept, byHand])]);
    expect(first!.suggestion).toContain(
      "To accept the rows does not end type of x: mend that, and if the rest is right, run `accept --file",
    );
    expect(told([of("drift", [exclude, accept, byHand])])[0]!.suggestion).toContain("If the rows are right, run `accept --file");
  });

  it("that is text alone is words, whatever it looks like", () => {
    const text = "exclude: [{file: a.csv}]\n  - {file: b.csv}\nnode dist/cli.js verify";
    expect(blocksOf({ suggestion: text })).toEqual([{ kind: "prose", text }]);
    expect(blocksOf({ suggestion: null })).toEqual([]);
  });

  it("leaves out whole lines and whole entries where it is too long", () => {
    const entry = `exclude: [${"x".repeat(MAX_CHARACTERS)}]`;
    const advice = [
      { kind: "prose" as const, text: "Leave it out:" },
      { kind: "code" as const, text: entry },
    ];
    expect(blocksOf({ suggestion: entry, advice })).toEqual([
      { kind: "prose", text: "Leave it out:\nLeft out here, for its length: 1 line; run.json has all." },
    ]);
  });
});
