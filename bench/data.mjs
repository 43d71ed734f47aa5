// Rows for the benchmark: clusters of three classes in half of the columns, noise in the others. The same for the same seed.
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";

const CLASSES = ["high", "low", "middle"];
const CLUSTERS = 2;
/** Share of rows whose label is drawn anew. */
const WRONG = 0.05;

/** mulberry32: 32 bits of state, enough for data that only has to look irregular. */
export function uniform(seed) {
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
  const informative = columns >> 1;
  const centres = CLASSES.map(() => Array.from({ length: CLUSTERS }, () => Array.from({ length: informative }, () => Math.sign(normal()))));
  yield `${[...Array.from({ length: columns }, (_, c) => `x${c}`), "target"].join(",")}\n`;
  for (let row = 0; row < rows; row++) {
    const label = Math.floor(random() * CLASSES.length);
    const centre = centres[label][Math.floor(random() * CLUSTERS)];
    const x = Array.from({ length: columns }, (_, c) => 2 * normal() + (centre[c] ?? 0));
    const shown = random() < WRONG ? Math.floor(random() * CLASSES.length) : label;
    yield `${x.join(",")},${CLASSES[shown]}\n`;
  }
}

export function writeRows(path, { rows, columns, seed }) {
  return pipeline(lines(rows, columns, seed), createWriteStream(path));
}
