// What a screen of labels says that it would have missed, held against what it misses in drawn batches.
import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import type { Schema } from "../../src/types/schema.ts";
import { driftChecks } from "../../src/validate/columns/drift.ts";
import { typeFiles } from "../../src/validate/history/batches.ts";
import { type BatchCase, pastBatch } from "../../src/validate/history/history.ts";
import { missingClasses } from "../../src/validate/labels/classes.ts";
import { labelChecks } from "../../src/validate/labels/labels.ts";
import { shareChecks } from "../../src/validate/labels/shares.ts";
import { gaussian, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;
type Random = () => number;

/** `tall` where the height says so; `speed` and `shop` tell nothing. */
function draw(random: Random, rows: number): Cells {
  const cells: Cells = { height: [], speed: [], shop: [], label: [] };
  for (let row = 0; row < rows; row++) {
    const height = 170 + 10 * gaussian(random);
    cells.height!.push(height.toFixed(1));
    cells.speed!.push((5 + gaussian(random)).toFixed(2));
    cells.shop!.push(["north", "south", "west"][Math.floor(3 * random())]!);
    cells.label!.push(height + 3 * gaussian(random) > 172 ? "tall" : "short");
  }
  return cells;
}

/** Labels of three classes, drawn with these shares. */
function labelled(random: Random, rows: number, shares: Record<string, number>): Cells {
  const names = Object.keys(shares);
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
  const pick = () => {
    let left = random() * total;
    for (const name of names) {
      left -= shares[name]!;
      if (left < 0) return name;
    }
    return names[0]!;
  };
  return { x: Array.from({ length: rows }, () => random().toFixed(3)), label: Array.from({ length: rows }, pick) };
}

/** Accepted batches, and what a new one is when it is compared with them; `open`: the schema lists no values. */
function worldOf(past: Cells[], open = false): { caseOf: (cells: Cells) => BatchCase } {
  const files = past.map((cells, i) => tableFile(cells, `past_${i}.csv`, { digest: `sha256:${i}` }));
  const inferred: Schema = inferSchema(files, { target: "label" }).schema;
  const schema = open ? { ...inferred, fields: inferred.fields.map((field) => ({ ...field, constraints: {} })) } : inferred;
  const history = typeFiles(files, schema).map(pastBatch);
  return {
    caseOf: (cells) => {
      const [typed] = typeFiles([tableFile(cells, "new.csv", { digest: "sha256:new" })], schema);
      return { batch: pastBatch(typed!), history, schema, target: "label", now: null, showValues: false };
    },
  };
}

const powerOf = (checks: CheckResult[], code: string) => checks.find((check) => check.code === code)!.power!;
/** "under 7.4 % of" → .074 */
const shareIn = (power: string) => Number(/under ([\d.]+) %/.exec(power)![1]) / 100;
const sees = (checks: CheckResult[], ...codes: string[]) => checks.some(({ status, code }) => status !== "pass" && codes.includes(code));

/** The share of seeds in which something is seen. */
function rate(seeds: number, isSeen: (random: Random) => boolean): number {
  return Array.from({ length: seeds }, (_, seed) => isSeen(seeded(1000 + seed))).filter(Boolean).length / seeds;
}

describe("shares of classes", () => {
  const shares = { a: 0.5, b: 0.3, c: 0.2 };
  const rows = 400;
  const past = Array.from({ length: 5 }, (_, i) => labelled(seeded(i + 1), rows, shares));
  const world = worldOf(past, true);
  const judged = (cells: Cells) => {
    const input = world.caseOf(cells);
    return shareChecks(
      input,
      driftChecks(input).filter(({ subject }) => subject === "label"),
    );
  };
  const quiet = judged(labelled(seeded(77), rows, shares));

  test("a class's share that moved as far as is told is seen in four of five batches, and one that moved by a third of it seldom", () => {
    const told = shareIn(powerOf(quiet, "drift"));
    const before = past.flatMap(({ label }) => label!).filter((label) => label === "a").length / (5 * rows);
    const moved = (by: number) => {
      const [a, rest] = [before + by, (1 - before - by) / 0.5];
      return rate(150, (random) => sees(judged(labelled(random, rows, { a, b: 0.3 * rest, c: 0.2 * rest })), "drift"));
    };
    const rose = moved(told);
    expect(rose).toBeGreaterThan(0.72);
    expect(rose).toBeLessThan(0.9);
    expect(moved(told / 3)).toBeLessThan(0.1);
    expect(moved(-told)).toBeGreaterThan(0.72);
  });

  test("so is a new class; where the schema lists the classes a single row is", () => {
    const told = shareIn(powerOf(quiet, "new-values"));
    const fresh = (share: number) =>
      rate(150, (random) => sees(judged(labelled(random, rows, { ...shares, d: share / (1 - share) })), "new-values"));
    const seen = fresh(told);
    expect(seen).toBeGreaterThan(0.72);
    expect(seen).toBeLessThan(0.9);
    expect(fresh(told / 3)).toBeLessThan(0.1);
    const listed = worldOf([1, 2, 3].map((seed) => labelled(seeded(seed), rows, shares))).caseOf(labelled(seeded(9), rows, shares));
    expect(powerOf(shareChecks(listed, []), "new-values")).toContain("a single row");
  });

  test("a lost class is seen from the share that is told, and one just below could be absent by chance as often as is told", () => {
    const rare = (share: number) => {
      const count = Math.round(share * 4000);
      const label = Array.from({ length: 4000 }, (_, row) => (row < count ? "rare" : row % 2 === 0 ? "a" : "b"));
      return { x: label.map((_, row) => row), label };
    };
    const lost = labelled(seeded(5), 250, { a: 0.5, b: 0.5 });
    const power = powerOf(missingClasses(worldOf([rare(0.2)]).caseOf(lost)), "class-missing");
    expect(power).toMatch(/^a class with under 3\.2 % of an accepted batch's rows could be absent from 250 rows by chance \(1 in 3,000\)/);
    expect((1 - shareIn(power)) ** 250).toBeCloseTo(1 / 3000, 4);
    const seen = (share: number) => sees(missingClasses(worldOf([1, 2, 3, 4].map(() => rare(share))).caseOf(lost)), "class-missing");
    expect(seen(shareIn(power) + 0.001)).toBe(true);
    expect(seen(shareIn(power) - 0.001)).toBe(false);
  });
});

describe("labels, leaks and planted values", () => {
  const rows = 300;
  const SEEDS = 30;
  const world = worldOf(Array.from({ length: 4 }, (_, i) => draw(seeded(i + 1), rows)));
  const judged = (cells: Cells) => labelChecks(world.caseOf(cells), false);
  const quiet = judged(draw(seeded(50), rows));
  const other = (label: unknown) => (label === "tall" ? "short" : "tall");

  test("as many wrong labels as are told are seen in four of five batches, a third of them seldom", () => {
    const told = shareIn(powerOf(quiet, "label-noise"));
    const wrong = (share: number) =>
      rate(SEEDS, (random) => {
        const cells = draw(random, rows);
        cells.label = cells.label!.map((label) => (random() < share ? other(label) : label));
        return sees(judged(cells), "label-noise", "label-swap");
      });
    expect(wrong(told)).toBeGreaterThan(0.6);
    expect(wrong(told / 3)).toBeLessThan(0.2);
  });

  test("a feature that tells as much as is told is seen, one that repeats a third of the labels is not", () => {
    // What a feature tells that repeats the label in a part of the rows, of two classes with 42 % and 58 % of the rows.
    const told = (part: number) => {
      const [p, q] = [0.42, 0.58];
      const cell = (value: number, own: number, same: boolean) => own * ((same ? part : 0) + (1 - part) * value);
      const terms = [
        [cell(p, p, true), p * p],
        [cell(q, p, false), p * q],
        [cell(p, q, false), p * q],
        [cell(q, q, true), q * q],
      ].map(([joint, apart]) => (joint === 0 ? 0 : joint! * Math.log(joint! / apart!)));
      return terms.reduce((sum, term) => sum + term, 0) / -(p * Math.log(p) + q * Math.log(q));
    };
    const share = shareIn(powerOf(quiet, "leak"));
    const part = Array.from({ length: 1000 }, (_, k) => k / 1000).find((one) => told(one) >= share)!;
    const leaking = (by: number) =>
      rate(SEEDS, (random) => {
        const cells = draw(random, rows);
        const drawn = () => (random() < 0.42 ? "north" : "south");
        cells.shop = cells.label!.map((label) => (random() < by ? (label === "tall" ? "north" : "south") : drawn()));
        return sees(judged(cells), "leak");
      });
    expect(leaking(part)).toBeGreaterThan(0.6);
    expect(leaking(part / 3)).toBe(0);
  });

  test("as many planted rows as are told are seen in four of five batches, half of them seldom", () => {
    const power = powerOf(quiet, "backdoor");
    const fewest = Number(/fewer than (\d+)/.exec(power)![1]);
    const planted = (count: number) =>
      rate(SEEDS, (random) => {
        const cells = draw(random, rows);
        for (let k = 0; k < count; k++) {
          cells.speed![k] = "4.4444";
          cells.label![k] = "tall";
        }
        return sees(judged(cells), "backdoor");
      });
    expect(planted(fewest)).toBeGreaterThan(0.6);
    expect(planted(Math.floor(fewest / 2))).toBeLessThan(0.3);
  });

  test("a finding says it too, and what was not looked at is said", () => {
    const cells = draw(seeded(60), rows);
    const swapped = judged({ ...cells, label: cells.label!.map(other) });
    expect(swapped.find(({ status }) => status === "fail")).toMatchObject({
      ...{ code: "label-swap", power: expect.stringMatching(/^two exchanged classes with together under [\d.]+ % of 300 judged rows/) },
    });
    expect(swapped.find(({ code }) => code === "backdoor")).toMatchObject({ status: "pass", power: "planted labels would not be seen" });
    const alone = worldOf([draw(seeded(1), rows)]);
    expect(labelChecks(alone.caseOf(cells), false)).toMatchObject([{ code: "label-noise", observed: "not judged", status: "pass" }]);
  });
});
