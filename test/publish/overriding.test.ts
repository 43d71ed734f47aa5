import { describe, expect, it } from "vitest";
import { overridden } from "../../src/evaluate/override.ts";
import { bestOnLine } from "../../src/publish/chain/history.ts";
import { overriding } from "../../src/publish/chain/overriding.ts";
import type { CheckResult, CheckStatus } from "../../src/types/judgement.ts";
import type { HistoryEntry, Promotion, Registry } from "../../src/types/registry.ts";

const check = (code: string, status: CheckStatus, estimate: number | null = null): CheckResult => ({
  ...{ code, status, estimate, subject: "model", observed: null, expected: null },
  ...{ message: "It is so.", suggestion: "Do this.", where: null },
});

function link(id: string, f1: number, reason = "trained on 1 file") {
  const entry: HistoryEntry = {
    ...{ kind: "promotion", id, previous: null, gates: [check("dummy", "pass", f1)], sources: [] },
    ...{ run: null, actor: null, time: "2026-01-01T00:00:00Z", reason },
  };
  return { hash: id, entry };
}

describe("the best model so far", () => {
  it("is the promotion with the highest F1, the later one where they tie", () => {
    expect(bestOnLine([link("a", 0.7), link("b", 0.9), link("c", 0.8)])).toBe("b");
    expect(bestOnLine([link("a", 0.9), link("b", 0.9)])).toBe("b");
    expect(bestOnLine([])).toBeNull();
  });

  it("begins again where a person accepted a worse one", () => {
    expect(bestOnLine([link("a", 0.9), link("b", 0.7, "accepted by ada: the labels changed"), link("c", 0.6)])).toBe("b");
  });
});

describe("accept", () => {
  it("turns comparisons with what was before into warnings, and no floor", () => {
    const codes = ["f1-threshold", "f1-earlier", "f1-batch", "dummy", "champion", "best"];
    const statuses = overridden(codes.map((code) => check(code, "fail"))).map(({ status }) => status);
    expect(statuses).toEqual(["fail", "warn", "warn", "fail", "warn", "warn"]);
    expect(overridden([check("champion", "undecided")])[0]?.message).toBe("Accepted by a person, although it was undecided: It is so.");
    expect(overridden([check("champion", "pass")])[0]?.message).toBe("It is so.");
  });
});

describe("an override", () => {
  const state = { pointer: { id: "x", entry: "y" }, champion: {}, reported: null, accepted: [{}], batches: [{}], held: [{}], looks: 4 };
  const published: { promotion: Promotion; expected: unknown }[] = [];
  const registry = {
    label: "here",
    read: async () => state,
    publish: async (promotion: Promotion, expected: unknown) => {
      published.push({ promotion, expected });
      return expected;
    },
  } as unknown as Registry;
  const promotion = { id: "new", entry: { kind: "promotion", reason: "trained on 1 file" } } as unknown as Promotion;

  it("that resets compares with nothing, and moves the champion that there is", async () => {
    const through = overriding(registry, { kind: "reset", reason: "new labels", actor: "ada" });
    expect(await through.read()).toMatchObject({ champion: null, accepted: [], batches: [], held: [], looks: null });
    await through.publish(promotion, null);
    expect(published.at(-1)).toMatchObject({
      promotion: { entry: { kind: "reset", reason: "reset by ada: new labels" } },
      expected: { id: "x", entry: "y" },
    });
  });

  it("that accepts stands in the history with who and why", async () => {
    const through = overriding(registry, { kind: "accept", reason: "drift is real", actor: null });
    expect(await through.read()).toBe(state);
    await through.publish(promotion, { id: "x", entry: "y" });
    expect(published.at(-1)?.promotion.entry).toMatchObject({
      kind: "promotion",
      reason: "accepted by somebody at a terminal: drift is real",
    });
  });
});
