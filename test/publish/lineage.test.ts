import fc from "fast-check";
import { expect, test } from "vitest";
import { lineageOf } from "../../src/publish/chain/history.ts";
import type { Link } from "../../src/publish/records/entry.ts";
import { sampled } from "../times.ts";

type Kind = "promotion" | "rollback" | "reset";

function chainOf(events: readonly (readonly [Kind, string])[]): Link[] {
  const entry = { previous: null, gates: [], sources: [], run: null, actor: null, time: "2026-01-01T00:00:00Z", reason: "" };
  return events.map(([kind, id], i) => ({ hash: String(i), entry: { ...entry, kind, id } }));
}

/** By the definition, with whole lines at each rollback. */
function plain(chain: Link[]): { line: string[]; held: Set<string> } {
  const lines = new Map<string, string[]>();
  const held = new Set<string>();
  let line: string[] = [];
  for (const { entry } of chain) {
    if (entry.kind === "rollback") {
      const kept = lines.get(entry.id)!;
      for (const id of line) if (!kept.includes(id)) held.add(id);
      for (const id of kept) held.delete(id);
      line = kept;
    } else {
      line = [...(entry.kind === "reset" ? [] : line), entry.id];
      lines.set(entry.id, line);
      held.delete(entry.id);
    }
  }
  return { line, held };
}

test("a chain replayed step by step is what the definition says (property)", () => {
  const event = fc.tuple(fc.constantFrom<Kind>("promotion", "promotion", "promotion", "rollback", "reset"), fc.constantFrom(..."abcdef"));
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const known = new Set<string>();
      const sound = events.filter(([kind, id]) => (kind === "rollback" ? known.has(id) : known.add(id)));
      const { line, held } = lineageOf(chainOf(sound));
      const expected = plain(chainOf(sound));
      expect(line.map(({ entry }) => entry.id)).toEqual(expected.line);
      expect(new Set(held)).toEqual(expected.held);
    }),
    { numRuns: sampled(500) },
  );
});

test("rollbacks of a long line cost what they take back, not the whole line", () => {
  const name = (i: number) => `m${i}`;
  const events = Array.from({ length: 9000 }, (_, i): [Kind, string] => (i % 3 === 2 ? ["rollback", name(i - 2)] : ["promotion", name(i)]));
  let reads = 0;
  const chain = chainOf(events).map(({ hash, entry }) => ({
    hash,
    get entry() {
      reads++;
      return entry;
    },
  }));
  const { line, held } = lineageOf(chain);
  expect([line.length, held.length]).toEqual([3000, 3000]);
  expect(reads).toBeLessThan(5 * events.length);
});
