// Days of rows that carry their moment, for splits by time and by file.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../../src/types/registry.ts";
import { type Row, rows } from "./batches.ts";
import { newFolder } from "./cli.ts";

const DAY = 86_400;

/** Seconds since 1970 of a day of 2026, counted from 1. */
export const midnight = (day: number) => Date.UTC(2026, 0, day) / 1000;

export type TimedRow = [at: number | null, ...Row];

/** Spread evenly over the day. */
export function timedDay(day: number, count: number, seed: number): TimedRow[] {
  return rows(count, seed).map((row, i): TimedRow => [midnight(day) + Math.floor((i * DAY) / count), ...row]);
}

const moment = (at: number | null) => (at === null ? "" : new Date(at * 1000).toISOString());

export function csvOf(timed: TimedRow[]): string {
  return `at,x0,x1,color,noise,label\n${timed.map(([at, ...row]) => [moment(at), ...row].join(",")).join("\n")}\n`;
}

const CONFIG = (by: string, more: string) => `data: {files: "data/d_{YYYYMMDD}.csv"}
target: label
split: {by: ${by}}
train: {trees: 20}
gates: {f1-threshold: 0.6, champion: {margin: 0.2}}
registry: directory:registry
${more}`;

export interface Workspace {
  dir: string;
  put(name: string, timed: TimedRow[]): Promise<void>;
  putDay(day: number, timed: TimedRow[]): Promise<void>;
  champion(): Promise<Manifest>;
}

export async function workspace(by: string, more = ""): Promise<Workspace> {
  const dir = await newFolder();
  await mkdir(join(dir, "data"));
  await writeFile(join(dir, "retrain.yml"), CONFIG(by, more));
  const put = (name: string, timed: TimedRow[]) => writeFile(join(dir, name), csvOf(timed));
  return {
    dir,
    put,
    putDay: (day, timed) => put(`data/d_202601${String(day).padStart(2, "0")}.csv`, timed),
    async champion() {
      const { id } = JSON.parse(await readFile(join(dir, "registry/champion.json"), "utf8")) as { id: string };
      return JSON.parse(await readFile(join(dir, `registry/model/model_${id}.manifest.json`), "utf8")) as Manifest;
    },
  };
}
