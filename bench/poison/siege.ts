// An attack against a registry that was begun with clean nights: what finds it, after how many nights, and what it cost by then.
import { uniforms } from "../../test/evaluate/random.ts";
import { Nights } from "../nights/nights.ts";
import { type Row, rowsOf, type Table } from "../nights/tables.ts";
import type { Attack } from "./attacks.ts";

const BEFORE = 5;
const TRUTH = 1500;

export interface Siege {
  /** The first night with a finding, from 1; null: none. */
  found: number | null;
  /** What failed there, else what was warned of. */
  codes: string[];
  stopped: boolean;
  /** Points of accuracy on the clean concept that were lost at most until then. */
  lost: number;
  nights: number;
}

/** Ends with the first finding: then a person looks. `whole`: goes on, for nights without an attack; `alarms` counts its findings. */
export async function besiege(
  table: Table,
  attack: Attack,
  { seed, nights, rows, margin, whole = false }: { seed: number; nights: number; rows: number; margin: number; whole?: boolean },
): Promise<Siege & { failedNights: number; warnedNights: number; said: string[] }> {
  const uniform = uniforms(seed);
  const truth: Row[] = rowsOf(table, uniforms(seed + 1), TRUTH).map(({ cells }) => ({ cells, label: table.classOf(cells, null, 0) }));
  const registry = new Nights(truth, { gates: { champion: { margin } } });
  try {
    const before = Array.from({ length: BEFORE }, () => rowsOf(table, uniform, rows));
    for (const day of before) {
      registry.deliver(day);
      await registry.judge();
    }
    const start = await registry.accuracy();
    const siege = { found: null as number | null, codes: [] as string[], stopped: false, lost: 0, nights };
    let [failedNights, warnedNights] = [0, 0];
    const said: string[] = [];
    for (let night = 1; night <= nights; night++) {
      const delivered = attack(rowsOf(table, uniform, rows), { table, uniform, night, before });
      for (const [day, changed] of delivered.replaced ?? []) registry.replace(day, changed);
      registry.deliver(delivered.rows);
      const { verdict, failed, warned } = await registry.judge();
      if (failed.length > 0) failedNights++;
      else if (warned.length > 0) warnedNights++;
      said.push(...failed, ...warned);
      if (verdict === "promoted") siege.lost = Math.max(siege.lost, 100 * (start - (await registry.accuracy())));
      if (siege.found === null && failed.length + warned.length > 0) {
        Object.assign(siege, { found: night, codes: failed.length > 0 ? failed : warned, stopped: failed.length > 0 });
        if (!whole) break;
      }
    }
    return { ...siege, failedNights, warnedNights, said };
  } finally {
    registry.close();
  }
}
