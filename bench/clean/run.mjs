// `npm run bench -- clean [HISTORIES] [ROWS]`: the simulated clean batches of the tests, many more of them.
import { sourcesOf } from "../sources.mjs";

const BATCHES = 4;

export async function clean([histories = "100", rows = "200"]) {
  const { ALPHA, judgeSimulated } = await sourcesOf("clean");
  let judged = 0;
  const alarms = [];
  // The tests take the first seeds.
  for (let seed = 1001; seed <= 1000 + Number(histories); seed++) {
    const found = judgeSimulated(seed, Number(rows), BATCHES);
    judged += found.judged;
    alarms.push(...found.alarms);
  }
  for (const { table, seed, batch, code, subject } of alarms) process.stdout.write(`${table} ${seed} ${batch}: ${code} of ${subject}\n`);
  const expected = judged * ALPHA;
  process.stdout.write(`${alarms.length} of ${judged} clean batches of ${rows} rows alarmed; at alpha ${expected.toFixed(1)}\n`);
  return alarms.length <= expected + 3 * Math.sqrt(expected) + 1 ? 0 : 1;
}
