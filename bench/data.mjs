// Rows for the benchmark: numbers whose signs and products decide among three classes, with noise. The same for the same seed.
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

const CLASSES = ["high", "low", "middle"];

/** mulberry32: 32 bits of state, enough for data that only has to look irregular. */
function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function* lines(rows, columns, seed) {
  const random = uniform(seed);
  const normal = () => random() + random() + random() + random() - 2;
  yield `${[...Array.from({ length: columns }, (_, c) => `x${c}`), "target"].join(",")}\n`;
  for (let row = 0; row < rows; row++) {
    const x = Array.from({ length: columns }, () => normal() * 10);
    const score = x[0] + x[1] + (x[2] * x[3]) / 5 + Math.abs(x[4]) - 5 + (x[5] > 2 ? x[6] : x[7]) + normal() * 4;
    const label = random() < 0.05 ? Math.floor(random() * 3) : score > 4 ? 0 : score < -4 ? 1 : 2;
    yield `${x.map((value) => value.toFixed(6)).join(",")},${CLASSES[label]}\n`;
  }
}

export function writeRows(path, { rows, columns, seed }) {
  return pipeline(lines(rows, columns, seed), createWriteStream(path));
}
