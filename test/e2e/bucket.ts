// Runs of the built bundle on a bucket of the tests.
import { onTestFinished } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { type S3Server, startS3 } from "../fakes/s3/server.ts";
import { type Row, rows } from "./batches.ts";
import { cliJson, type Finished, newFolder } from "./cli.ts";
import { cliJsonHere } from "./here.ts";

export const PATTERN = "s3://sales/new/data_{YYYYMMDD}.csv";

export const csv = (batch: Row[]) => `x0,x1,color,noise,label\n${batch.map((row) => row.join(",")).join("\n")}\n`;

export const batch = (seed: number, count = 300) => csv(rows(count, seed));

export const keyOf = (day: number) => `new/data_${new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10).replaceAll("-", "")}.csv`;

export async function openS3(): Promise<S3Server> {
  const s3 = await startS3();
  onTestFinished(() => s3.close());
  return s3;
}

export interface S3Run extends Finished {
  json: RunResult;
  dir: string;
}

/** One run in an empty folder of its own; the environment holds what `s3.env` names and nothing else of AWS. `isOwnProcess`: what Node reads at its start counts. */
export async function run(
  s3: S3Server,
  { data = [PATTERN], set = [] as string[], flags = [] as string[], env = {}, dir = "", isOwnProcess = false } = {},
): Promise<S3Run> {
  const folder = dir || (await newFolder());
  const settings = ["train.trees=5", "split.salt=bucket", ...set];
  const json = isOwnProcess ? cliJson : cliJsonHere;
  const finished = await json(["run", "--data", ...data, "--target", "label", "--set", ...settings, ...flags], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, ...s3.env, ...env },
  });
  return { ...finished, dir: folder };
}

/** What reached the server, by operation. */
export const count = (s3: S3Server, operation: string) => s3.requests.filter((request) => request.operation === operation).length;
