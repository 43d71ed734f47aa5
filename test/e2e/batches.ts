// Synthetic batches with a law to learn: y depends on two of four columns, with some noise; written as CSV.
import { writeFile } from "node:fs/promises";

export type Row = [x0: number, x1: number, color: string, noise: number, label: string];

/** Deterministic numbers in [0, 1): mulberry32. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const COLORS = ["blue", "green", "red"];

/** `flip`: the share of labels that are random. */
export function rows(count: number, seed: number, flip = 0.1): Row[] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const [x0, x1] = [Math.round(next() * 1000) / 10, Math.round(next() * 1000) / 10];
    const color = COLORS[Math.floor(next() * 3)]!;
    const truth = x0 + (color === "red" ? 30 : 0) > x1 + 10;
    const label = next() < flip ? next() < 0.5 : truth;
    return [x0, x1, color, Math.round(next() * 1000) / 10, label ? "yes" : "no"];
  });
}

export const inverted = (batch: Row[]): Row[] => batch.map(([a, b, c, d, label]) => [a, b, c, d, label === "yes" ? "no" : "yes"]);

export async function writeBatch(path: string, batch: Row[]): Promise<void> {
  await writeFile(path, `x0,x1,color,noise,label\n${batch.map((row) => row.join(",")).join("\n")}\n`);
}
