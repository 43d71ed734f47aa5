// Batches that differ from those before by what happened, not by a fault: a party in a row, rows of a kind that was rare.
import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { timeChecks } from "../../src/validate/batch/time.ts";
import { driftChecks } from "../../src/validate/columns/drift.ts";
import { pairChecks } from "../../src/validate/columns/pairs.ts";
import { typeFiles } from "../../src/validate/history/batches.ts";
import { type BatchCase, pastBatch } from "../../src/validate/history/history.ts";
import { labelChecks } from "../../src/validate/labels/labels.ts";
import { failures, gaussian, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;

function caseOf(past: Cells[], cells: Cells): BatchCase {
  const files = past.map((one, i) => tableFile(one, `past_${i}.csv`, { digest: `sha256:${i}` }));
  const { schema } = inferSchema(files, { target: "label" });
  const [typed] = typeFiles([tableFile(cells, "new.csv", { digest: "sha256:new" })], schema);
  const history = typeFiles(files, schema).map(pastBatch);
  return { batch: pastBatch(typed!), history, schema, target: "label", now: null, showValues: false };
}

describe("a party whose rows stand together", () => {
  const SEEDS = 12;
  /** Nights rise with the length of the way; of `party` rows in the middle all are from far and stay a night. */
  function stays(seed: number, { party = 0, sign = 1 } = {}): Cells {
    const random = seeded(seed);
    const cells: Cells = { way: [], nights: [], label: [] };
    for (let row = 0; row < 300; row++) {
      const isParty = row >= 100 && row < 100 + party;
      const way = isParty ? 1.8 : gaussian(random);
      const nights = isParty ? -1.5 : sign * 0.35 * way + 0.94 * gaussian(random);
      cells.way!.push((50 + 10 * way + 0.01 * gaussian(random)).toFixed(2));
      cells.nights!.push((7 + 2 * nights + 0.01 * gaussian(random)).toFixed(2));
      cells.label!.push(random() < 0.5 ? "yes" : "no");
    }
    return cells;
  }
  const alarmsFor = (how: { party?: number; sign?: number }) =>
    Array.from({ length: SEEDS }, (_, seed) => {
      const past = Array.from({ length: 6 }, (_, i) => stays(100 * seed + i + 1));
      return failures(pairChecks(caseOf(past, stays(100 * seed + 99, how)), new Set())).length > 0;
    }).filter(Boolean).length;

  test("turns a correlation without an alarm; turned in all rows it is one", () => {
    expect(alarmsFor({ party: 50 })).toBe(0);
    expect(alarmsFor({ sign: -1 })).toBeGreaterThanOrEqual(SEEDS - 1);
    expect(alarmsFor({})).toBe(0);
  });
});

describe("rows of a kind that was rare", () => {
  const SEEDS = 6;
  /** Beyond 1.5 four of five are "yes", elsewhere half; `flipped` of the labels are turned. */
  function rows(seed: number, { middle = 0, spread = 1, flipped = 0, sharp = false } = {}): Cells {
    const random = seeded(seed);
    const cells: Cells = { x: [], y: [], label: [] };
    for (let row = 0; row < 500; row++) {
      const x = middle + spread * gaussian(random);
      const yes = sharp ? x > 0 : random() < (x > 1.5 ? 0.8 : 0.5);
      cells.x!.push(x.toFixed(3));
      cells.y!.push(gaussian(random).toFixed(3));
      cells.label!.push(yes !== random() < flipped ? "yes" : "no");
    }
    return cells;
  }
  const alarmsFor = (how: { middle?: number; spread?: number; flipped?: number; sharp?: boolean }) =>
    Array.from({ length: SEEDS }, (_, seed) => {
      const past = Array.from({ length: 5 }, (_, i) => rows(100 * seed + i + 1, { sharp: how.sharp ?? false }));
      const checks = labelChecks(caseOf(past, rows(100 * seed + 99, how)), false);
      return failures(checks).some(({ code }) => code === "label-noise" || code === "backdoor");
    }).filter(Boolean).length;

  test("make a model sure and as often wrong as ever, which is no fault of the labels; turned labels are", () => {
    expect(alarmsFor({ middle: 2.3, spread: 0.3 })).toBe(0);
    expect(alarmsFor({ flipped: 0.15, sharp: true })).toBe(SEEDS);
    expect(alarmsFor({})).toBe(0);
  });
});

describe("names that come and go", () => {
  const SEEDS = 10;
  /** Eighteen clubs play two files a season; then two or three are replaced by others. `strangers`: a share of cells under names of their own. */
  function seasons(seed: number, count: number, wrongFiles = 0): Cells[] {
    const random = seeded(seed);
    let next = 18;
    const clubs = Array.from({ length: next }, (_, i) => `club ${i}`);
    return Array.from({ length: count }, (_, file) => {
      if (file > 0 && file % 2 === 0)
        for (let i = 0; i < 2 + Math.floor(2 * random()); i++) clubs[Math.floor(18 * random())] = `club ${next++}`;
      const isLast = file === count - 1;
      const home = Array.from({ length: 150 }, () => (isLast && random() < wrongFiles ? "Club X" : clubs[Math.floor(18 * random())]!));
      return { home, goals: home.map(() => Math.floor(4 * random())), label: home.map(() => (random() < 0.5 ? "won" : "lost")) };
    });
  }
  const alarmsFor = (wrongFiles: number) =>
    Array.from({ length: SEEDS }, (_, seed) => {
      // The last file opens a season.
      const files = seasons(seed + 1, 15, wrongFiles);
      const input = caseOf(files.slice(0, -1), files.at(-1)!);
      return driftChecks(input).some(({ subject, status }) => subject === "home" && status === "fail");
    }).filter(Boolean).length;

  test("as they did before are no alarm; more of them than ever are", () => {
    expect(alarmsFor(0)).toBe(0);
    expect(alarmsFor(0.9)).toBe(SEEDS);
  });
});

test("several files of one day go on; one of the day before does not, nor one after a hole", () => {
  const DAYS = [1, 1, 2, 2, 2, 3, 3, 4, 5, 5, 5, 6];
  const file = (day: number): Cells => ({
    ended: Array.from({ length: 60 }, () => new Date(Date.UTC(2026, 4, day)).toISOString().slice(0, 10)),
    votes: Array.from({ length: 60 }, (_, row) => row + day),
    label: Array.from({ length: 60 }, (_, row) => (row % 3 === 0 ? "yes" : "no")),
  });
  const found = (day: number) =>
    timeChecks(caseOf(DAYS.map(file), file(day))).flatMap(({ code, status }) => (status === "fail" ? code : []));
  expect([6, 7, 8].flatMap(found)).toEqual([]);
  expect(found(5)).toEqual(["old-batch"]);
  expect(found(26)).toEqual(["time-gap"]);
  // Batches between that were delivered too, and failed for another reason, leave no hole.
  const failed = Array.from({ length: 19 }, (_, i) => i + 7).map((day) => caseOf(DAYS.map(file), file(day)).batch);
  const afterFailed = timeChecks({ ...caseOf(DAYS.map(file), file(26)), failed });
  expect(afterFailed.filter(({ status }) => status === "fail")).toEqual([]);
});

test("parts of a date go together as the calendar has them; other columns are held to what they did", () => {
  const stretch = (seed: number, turned: boolean, name: string): Cells => {
    const random = seeded(seed);
    const hours = Array.from({ length: 200 }, () => Math.floor(24 * random()));
    return {
      hour: hours,
      [name]: hours.map((hour) => (turned ? 30 - hour : hour) + Math.floor(3 * random())),
      label: hours.map(() => (random() < 0.5 ? "yes" : "no")),
    };
  };
  const found = (name: string) => {
    const past = [1, 2, 3, 4, 5, 6].map((seed) => stretch(seed, false, name));
    return failures(pairChecks(caseOf(past, stretch(9, true, name)), new Set())).map(({ code }) => code);
  };
  expect(found("day")).toEqual([]);
  expect(found("wear")).toEqual(["correlation"]);
});

test("two columns that begin to be filled in are no copies of each other for their gaps; full ones are", () => {
  const polls = (seed: number, asked: number, copied: boolean): Cells => {
    const random = seeded(seed);
    const raw = Array.from({ length: 100 }, (_, row) => (row < asked ? (5 * random()).toFixed(2) : ""));
    return {
      raw,
      adjusted: raw.map((cell) => (cell === "" ? "" : (copied ? Number(cell) + 0.1 : 5 * random()).toFixed(2))),
      label: raw.map(() => (random() < 0.5 ? "yes" : "no")),
    };
  };
  const found = (before: number, asked: number) => {
    const past = [1, 2, 3, 4, 5, 6].map((seed) => polls(seed, before, false));
    return failures(pairChecks(caseOf(past, polls(9, asked, true)), new Set())).map(({ code }) => code);
  };
  expect(found(20, 12)).toEqual([]);
  expect(found(90, 95)).toEqual(["duplicate-column"]);
});
