import { describe, expect, it } from "vitest";
import type { Host } from "../../src/commands/common/command.ts";
import { plan } from "../../src/commands/plan.ts";
import { ConfigError } from "../../src/types/errors.ts";

const planned = async (flags: Record<string, string>) => {
  const { json, text } = await plan.run(flags, {} as Host);
  return { json: json as Record<string, number | null> & { chances: { difference: number; promoted: number }[] }, text };
};

describe("plan", () => {
  it("agrees with the simulated chances of a promotion", async () => {
    const at = async (flags: Record<string, string>) => (await planned(flags)).json.chances.map(({ promoted }) => promoted);
    // Reference: 6 % disagreement, acceptance by a true difference of −2, −1, 0, +1, +2 points.
    const simulated: [Record<string, string>, number[]][] = [
      [{ rows: "1000" }, [0.059, 0.365, 0.84, 0.99, 1]],
      [{ rows: "1000", horizon: "32" }, [0.002, 0.056, 0.35, 0.82, 0.99]],
      [{ rows: "3000", horizon: "32" }, [0.002, 0.25, 0.93, 1, 1]],
    ];
    for (const [flags, chances] of simulated) {
      const found = await at(flags);
      chances.forEach((chance, i) => {
        expect(Math.abs(found[i]! - chance)).toBeLessThan(0.03);
      });
    }
  });

  it("tells the rows and nights that are missing, and the rows below which nothing is proven", async () => {
    const { json, text } = await planned({ rows: "1000", margin: "0.01", horizon: "52", growth: "200" });
    expect(json.rowsNeeded).toBeGreaterThan(9000);
    expect(json.nights).toBe(Math.ceil((json.rowsNeeded! - 1000) / 200));
    expect((await planned({ rows: "100" })).json.rowsForIdentical).toBe(149);
    expect(text).toContain("even identical predictions prove nothing below 692 rows");
  });

  it("promises nothing at a margin of 0", async () => {
    const { json, text } = await planned({ rows: "1000", margin: "0" });
    expect(json).toMatchObject({ rowsNeeded: null, rowsForIdentical: null });
    expect(text).toContain("an equal model is never promoted with 80 % chance");
  });

  it("names every mistake at once", () => {
    const mistakes = () => plan.run({ rows: "0", disagreement: "2", horizon: "1.5", growth: "" }, {} as Host);
    expect(mistakes).toThrow(ConfigError);
    try {
      mistakes();
    } catch (error) {
      expect((error as ConfigError).problems.map(({ message }) => message.split(" is ")[0])).toEqual([
        "--rows",
        "--disagreement",
        "--horizon",
        "--growth",
      ]);
    }
  });
});
