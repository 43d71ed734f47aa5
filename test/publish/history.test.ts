import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptedSources, lineageOf, modelBefore } from "../../src/publish/chain/history.ts";
import type { Link } from "../../src/publish/records/entry.ts";
import type { HistoryEntry } from "../../src/types/registry.ts";
import { sourceOf } from "./models.ts";

type Step = [kind: HistoryEntry["kind"], id: string, ...sources: string[]];

function chainOf(steps: Step[]): Link[] {
  return steps.map(([kind, id, ...sources], i) => ({
    hash: `hash ${i}`,
    entry: {
      kind,
      id,
      previous: i === 0 ? null : `hash ${i - 1}`,
      gates: [],
      sources: sources.map(sourceOf),
      run: null,
      actor: null,
      time: "",
      reason: "",
    },
  }));
}

function read(steps: Step[]) {
  const { line, held, promoted } = lineageOf(chainOf(steps));
  return {
    line: line.map((link) => link.entry.id).join(" "),
    held: held.join(" "),
    promoted: promoted.join(" "),
    accepted: acceptedSources(line)
      .map((source) => source.name)
      .join(" "),
    before: modelBefore(line),
  };
}

const A: Step = ["promotion", "A", "1"];
const B: Step = ["promotion", "B", "1", "2"];
const C: Step = ["promotion", "C", "1", "3"];
const back = (id: string): Step => ["rollback", id];

describe("what a chain means", () => {
  test.each<[string, Step[], ReturnType<typeof read>]>([
    ["one promotion", [A], { line: "A", held: "", promoted: "A", accepted: "1", before: null }],
    ["two", [A, B], { line: "A B", held: "", promoted: "A B", accepted: "1 2", before: "A" }],
    [
      "a rollback takes B's data back and holds B",
      [A, B, back("A")],
      { line: "A", held: "B", promoted: "A B", accepted: "1", before: null },
    ],
    ["C descends from A", [A, B, back("A"), C], { line: "A C", held: "B", promoted: "A B C", accepted: "1 3", before: "A" }],
    [
      "a rollback forward releases B",
      [A, B, back("A"), back("B")],
      { line: "A B", held: "", promoted: "A B", accepted: "1 2", before: "A" },
    ],
    [
      "a rollback across branches",
      [A, B, back("A"), C, back("B")],
      { line: "A B", held: "C", promoted: "A B C", accepted: "1 2", before: "A" },
    ],
    [
      "two steps back hold both",
      [A, B, C, back("B"), back("A")],
      { line: "A", held: "C B", promoted: "A B C", accepted: "1", before: null },
    ],
    ["A promoted again is the newest", [A, B, A], { line: "A B A", held: "", promoted: "B A", accepted: "1 2", before: "B" }],
    ["B promoted again is not held", [A, B, back("A"), B], { line: "A B", held: "", promoted: "A B", accepted: "1 2", before: "A" }],
    ["the same model twice has one before it", [A, B, B], { line: "A B B", held: "", promoted: "A B", accepted: "1 2", before: "A" }],
    [
      "a reset starts a new line and holds nothing",
      [A, B, ["reset", "R", "9"]],
      { line: "R", held: "", promoted: "A B R", accepted: "9", before: null },
    ],
    ["back over a reset", [A, ["reset", "R", "9"], back("A")], { line: "A", held: "R", promoted: "A R", accepted: "1", before: null }],
    ["nothing", [], { line: "", held: "", promoted: "", accepted: "", before: null }],
  ])("%s", (_, steps, expected) => {
    expect(read(steps)).toEqual(expected);
  });

  test("refuses a rollback to what was never promoted, naming the entry", () => {
    expect(() => lineageOf(chainOf([A, back("X")]))).toThrow(expect.objectContaining({ hash: "hash 1" }));
  });

  test("the same file accepted twice stands once; another digest is another file", () => {
    const changed = { ...sourceOf("1"), digest: "sha256:other" };
    const chain = chainOf([A, B]);
    chain[1]!.entry.sources.push(changed);
    expect(acceptedSources(lineageOf(chain).line)).toEqual([sourceOf("1"), sourceOf("2"), changed]);
  });

  test("over any chain: the champion ends the line, nothing is both held and on it, accepted is the line's sources alone", () => {
    const step = fc.record({ kind: fc.constantFrom("promotion", "rollback", "reset" as const), pick: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (drawn) => {
        const steps: Step[] = [];
        const known = new Set<string>();
        for (const { kind, pick } of drawn) {
          const id = kind === "rollback" ? [...known][pick % Math.max(known.size, 1)] : `m${pick}`;
          if (id === undefined) continue;
          steps.push(kind === "rollback" ? [kind, id] : [kind as HistoryEntry["kind"], id, `f${steps.length}`]);
          known.add(id);
        }
        const { line, held, promoted } = lineageOf(chainOf(steps));
        const ids = line.map((link) => link.entry.id);
        expect(ids.at(-1)).toBe(steps.at(-1)?.[1]);
        expect(held.filter((id) => ids.includes(id))).toEqual([]);
        expect(new Set(promoted)).toEqual(known);
        expect(new Set([...held, ...ids]).size).toBeLessThanOrEqual(known.size);
        expect(acceptedSources(line).map((s) => s.name)).toEqual(line.flatMap((link) => link.entry.sources.map((s) => s.name)));
      }),
    );
  });
});
