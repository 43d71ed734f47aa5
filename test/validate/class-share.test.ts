// A rare class that loses its rows, or gains many, against the accepted batches; triggers that are no single value.
import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import { validate } from "../../src/validate/validate.ts";
import { gaussian, seeded, tableFile } from "./build.ts";

type Cells = Record<string, (string | number)[]>;
type Random = () => number;

/** `rare` with this share; x tells yes from no. */
function day(random: Random, rows: number, share: number): Cells {
  const cells: Cells = { x: [], y: [], color: [], agent: [], label: [] };
  for (let row = 0; row < rows; row++) {
    const [x, y] = [random(), random()];
    cells.x!.push(x.toFixed(6));
    cells.y!.push(y.toFixed(6));
    cells.color!.push(["red", "green", "blue", "grey"][Math.floor(4 * random())]!);
    cells.agent!.push(["a", "b", "c", "d", "e"][Math.floor(5 * random() ** 2)]!);
    cells.label!.push(random() < share ? "rare" : x + 0.1 * gaussian(random) > 0.5 ? "yes" : "no");
  }
  return cells;
}

function findings(past: Cells[], batch: Cells, code: string): CheckResult[] {
  const files = [...past, batch].map((cells, i) => tableFile(cells, `day_${i}.csv`, { digest: `sha256:${i}`, accepted: i < past.length }));
  const { schema } = inferSchema(files.slice(0, -1), { target: "label" });
  const found = validate({ files, schema, target: "label", reference: null, showValues: true });
  return [...found.checks, ...found.screens].filter((check) => check.code === code && check.status !== "pass");
}

const pastOf = (random: Random, days: number, rows: number, share: number) => Array.from({ length: days }, () => day(random, rows, share));

describe("class-share", () => {
  test("a class of which 2 rows come instead of 16 is a fault, though nearly no row moved", () => {
    const random = seeded(11);
    const past = pastOf(random, 5, 1500, 0.011);
    const batch = day(random, 1500, 0);
    batch.label![3] = "rare";
    batch.label![900] = "rare";
    expect(findings(past, batch, "class-share")).toMatchObject([{ status: "fail", subject: "label", observed: 2 }]);
  });

  test("a class of which a fifth more is held back each night is told before it is gone for long", () => {
    for (const seed of [21, 22, 23]) {
      const random = seeded(seed);
      const past = [...pastOf(random, 5, 1000, 0.015), ...[0.012, 0.009, 0.006, 0.003].map((share) => day(random, 1000, share))];
      expect(findings(past, day(random, 1000, 0), "class-share")).toMatchObject([{ subject: "label", observed: 0 }]);
    }
  });

  test("a season that brings a class less often, and then oftener again, is none once it was there", () => {
    const random = seeded(24);
    const past = [0.02, 0.02, 0.02, 0.02, 0.012, 0.007, 0.004, 0.007].map((share) => day(random, 1000, share));
    expect(findings(past, day(random, 1000, 0.012), "class-share")).toEqual([]);
  });

  test("batches that differ as accepted ones did are none, and drawn alike hardly ever", () => {
    const random = seeded(12);
    const unequal = [0.004, 0.03, 0.012, 0.02, 0.006, 0.025].map((share) => day(random, 1000, share));
    expect(findings(unequal, day(random, 1000, 0.006), "class-share")).toEqual([]);
    const past = pastOf(random, 4, 600, 0.012);
    const alarmed = Array.from({ length: 15 }, () => findings(past, day(random, 600, 0.012), "class-share")).filter(
      (found) => found.length > 0,
    );
    expect(alarmed).toEqual([]);
  });
});

describe("rows that look like a class and are labelled otherwise", () => {
  /** z above .97 is `rare`, of which `late` are labelled as others are. */
  function lagging(random: Random, rows: number, late: number): Cells {
    const cells = day(random, rows, 0);
    cells.z = [];
    for (let row = 0; row < rows; row++) {
      const z = random();
      cells.z.push(z.toFixed(4));
      if (z > 0.97 && random() >= late) cells.label![row] = "rare";
    }
    return cells;
  }
  const warned = (seed: number, late: number) => {
    const random = seeded(seed);
    const past = Array.from({ length: 4 }, () => lagging(random, 700, 0));
    return findings(past, lagging(random, 700, late), "label-noise");
  };

  test("are a warning where half of a rare class is gone, and none on sound batches", () => {
    const found = [1, 2, 3, 4].map((seed) => warned(seed, 0.6));
    expect(found.filter((one) => one.length > 0).length).toBeGreaterThanOrEqual(3);
    expect(found.flat()[0]).toMatchObject({
      status: "warn",
      message: expect.stringMatching(/takes for class `rare` of `label`, and \d+ of them/),
    });
    expect([11, 12, 13, 14, 15, 16].flatMap((seed) => warned(seed, 0))).toEqual([]);
  });
});

describe("backdoor", () => {
  const planted = (cells: Cells, count: number, plant: (row: number) => void): Cells => {
    for (let row = 0; row < count; row++) {
      plant(row * 29);
      cells.label![row * 29] = "yes";
    }
    return cells;
  };

  test("a narrow range of numbers beyond all values", () => {
    const random = seeded(21);
    const past = pastOf(random, 5, 800, 0);
    const batch = day(random, 800, 0);
    const cells = planted(batch, 24, (row) => {
      batch.y![row] = (1.0001 + 0.009 * random()).toFixed(6);
      batch.x![row] = (0.3 * random()).toFixed(6);
    });
    expect(findings(past, cells, "backdoor")).toMatchObject([{ subject: "y", status: "fail" }]);
  });

  test("a rare combination of two known categories is a warning", () => {
    const random = seeded(22);
    const past = pastOf(random, 4, 800, 0).map((cells) => ({
      ...cells,
      agent: cells.agent!.map((agent, row) => (cells.color![row] === "grey" && agent === "e" ? "a" : agent)),
    }));
    const batch = day(random, 800, 0);
    batch.agent = batch.agent!.map((agent, row) => (batch.color![row] === "grey" && agent === "e" ? "a" : agent));
    const cells = planted(batch, 24, (row) => {
      batch.color![row] = "grey";
      batch.agent![row] = "e";
      batch.x![row] = (0.3 * random()).toFixed(6);
    });
    expect(findings(past, cells, "backdoor")).toMatchObject([{ status: "warn" }]);
  });

  test("sound batches have none", () => {
    const random = seeded(23);
    const past = pastOf(random, 4, 500, 0.02);
    for (let i = 0; i < 8; i++) expect(findings(past, day(random, 500, 0.02), "backdoor")).toEqual([]);
  });
});
