// Our numbers beside those of scikit-learn, SciPy and statsmodels. VECTORS=DIR runs the same on any directory of this form.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { FILES, NOT_COMPUTED, type Numbers, P_VALUES } from "./quantities.ts";

type Case = Record<string, unknown> & { expect?: Record<string, unknown> };

const directory = process.env.VECTORS ? resolve(process.env.VECTORS) : join(import.meta.dirname, "data");
const names = readdirSync(directory).filter((name) => name.endsWith(".json") && !NOT_COMPUTED.has(name));
const compared = new Map<string, number>();

function casesOf(name: string): Case[] {
  const { cases } = JSON.parse(readFileSync(join(directory, name), "utf8")) as { cases?: Case[] };
  return cases ?? [];
}

/** Every number below `expected` against the one at the same place; returns how many there were. */
function compare(expected: unknown, got: Numbers | undefined, path: string, quantity: string): number {
  if (NOT_COMPUTED.has(quantity)) return 0;
  if (typeof expected === "object" && expected !== null) {
    const inner = got as Record<string, Numbers> | undefined;
    return Object.entries(expected).reduce((count, [key, value]) => {
      const below = Array.isArray(expected) ? quantity : `${quantity}.${key}`;
      return count + compare(value, inner?.[key], `${path}.${key}`, below);
    }, 0);
  }
  if ((typeof expected === "string" || expected === null) && got === expected) return 1;
  if (typeof expected !== "number" || typeof got !== "number") {
    throw new Error(`${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  }
  const tolerance = P_VALUES.has(quantity) ? 1e-7 * expected + 1e-300 : 1e-9 * Math.max(1, Math.abs(expected));
  if (!(Math.abs(got - expected) <= tolerance)) throw new Error(`${path}: expected ${expected}, got ${got}`);
  return 1;
}

function compareCase(name: string, index: number, given: Case): void {
  const file = FILES[name]!;
  const answers = file.answers(given as never);
  const wanted = given.expect ?? Object.fromEntries(Object.entries(given).filter(([key]) => !file.given.includes(key)));
  for (const [key, expected] of Object.entries(wanted)) {
    const quantity = `${name} ${key}`;
    const count = compare(expected, answers[key], `${name} case ${index} ${key}`, key);
    compared.set(quantity, (compared.get(quantity) ?? 0) + count);
  }
}

describe(`reference numbers in ${directory}`, () => {
  it("are there", () => {
    expect(names).not.toEqual([]);
    expect(names.filter((name) => FILES[name] === undefined)).toEqual([]);
  });

  it.each(names.filter((name) => FILES[name] !== undefined))("%s agrees", (name) => {
    const cases = casesOf(name);
    expect(cases.length).toBeGreaterThan(0);
    cases.forEach((given, index) => {
      compareCase(name, index, given);
    });
  });

  it("were compared, not only read", () => {
    expect([...compared.values()].reduce((total, count) => total + count, 0)).toBeGreaterThan(0);
  });

  afterAll(() => {
    const total = [...compared.values()].reduce((sum, count) => sum + count, 0);
    const lines = [...compared].map(([quantity, count]) => `  ${quantity}: ${count}`);
    process.stdout.write(`${total} comparisons:\n${lines.join("\n")}\n`);
  });
});
