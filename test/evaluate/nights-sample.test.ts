// A sample of `npm run bench -- poison` and `-- classes`: the whole pipeline, a night at a time.
import { expect, test } from "vitest";
import { NIGHTLY, oracleSees, wrongIn } from "../../bench/classes/harms.ts";
import { Nights } from "../../bench/nights/nights.ts";
import { rowsOf, TABLES } from "../../bench/nights/tables.ts";
import { ATTACKS, HONEST } from "../../bench/poison/attacks.ts";
import { besiege } from "../../bench/poison/siege.ts";
import { uniforms } from "./random.ts";

const [loans] = TABLES;
const HOW = { seed: 31, nights: 2, rows: 500, margin: 0.02 };

test("a trigger in a narrow new range is found on the first night", async () => {
  const { found, stopped, lost } = await besiege(loans!, ATTACKS["a narrow new range as a trigger, 3 %"]!, HOW);
  expect({ found, stopped }).toEqual({ found: 1, stopped: true });
  expect(lost).toBeLessThan(3);
});

test("the same nights without an attack fail nothing", async () => {
  const { failedNights, said } = await besiege(loans!, HONEST.clean!, { ...HOW, whole: true });
  expect({ failedNights, said }).toEqual({ failedNights: 0, said: [] });
});

test("each attack changes what it says, and nothing else", () => {
  for (const table of TABLES) {
    const uniform = uniforms(7);
    const before = Array.from({ length: 3 }, () => rowsOf(table, uniform, 400));
    for (const [name, attack] of Object.entries(ATTACKS)) {
      const rows = rowsOf(table, uniform, 400);
      const { rows: made, replaced } = attack(rows, {
        table,
        uniform,
        night: name.startsWith("one night") || name.startsWith("accepted") ? 2 : 5,
        before,
      });
      const isChanged = made.length !== rows.length || made.some((row, i) => row !== rows[i]) || replaced !== undefined;
      expect(isChanged, `${name} on ${table.name}`).toBe(true);
      expect(made.every(({ cells }) => Object.keys(cells).join() === Object.keys(rows[0]!.cells).join())).toBe(true);
    }
    expect(HONEST.clean!(before[0]!, { table, uniform, night: 2, before }).rows).toBe(before[0]);
  }
});

test("a rare class whose labels are late is not lost unseen, and the oracle sees it on the first night", async () => {
  const uniform = uniforms(5);
  const before = Array.from({ length: 3 }, () => rowsOf(loans!, uniform, 1200));
  const lagging = NIGHTLY["label lag, 95 % of the rare class"]!(rowsOf(loans!, uniform, 1200), { table: loans!, uniform, night: 1 });
  const clean = wrongIn(before.flat(), loans!);
  expect(oracleSees(wrongIn(lagging, loans!), clean)).toBe(true);
  expect(oracleSees(wrongIn(rowsOf(loans!, uniform, 1200), loans!), clean)).toBe(false);
  const registry = new Nights(rowsOf(loans!, uniform, 10));
  try {
    for (const day of before) registry.deliver(day);
    expect((await registry.judge()).verdict).toBe("promoted");
    registry.deliver(lagging);
    const { failed, warned } = await registry.judge();
    expect([...failed, ...warned]).not.toEqual([]);
  } finally {
    registry.close();
  }
});
