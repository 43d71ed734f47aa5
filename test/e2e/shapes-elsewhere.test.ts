// The same rows in a bucket with the registry on a branch: judged as daily files in a folder.
import { expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { FakeGitHub } from "../fakes/github/server.ts";
import { type Bucket, put } from "../fakes/s3/store.ts";
import { times } from "../times.ts";
import { openS3 } from "./bucket.ts";
import { newFolder } from "./cli.ts";
import { cliJsonHere, commandHere } from "./here.ts";
import { type Deliveries, folderIn, followed, SHAPES, type Shape, TABLES } from "./shapes.ts";

const NIGHTS = times("NIGHTS", 2, 12);
const [usual] = TABLES(70);

const here = async (words: string[], cwd: string) => (await commandHere("run", words, cwd)).json as RunResult;

async function inFolder(table: Deliveries, shape: Shape, plan: Parameters<typeof followed>[4]) {
  const cwd = await newFolder();
  return (await followed(here, { cwd, place: await folderIn(cwd) }, table, shape, plan)).told;
}

async function inBucket(table: Deliveries, shape: Shape, plan: Parameters<typeof followed>[4]) {
  const cwd = await newFolder();
  const s3 = await openS3();
  const github = await FakeGitHub.start();
  try {
    const bucket: Bucket = s3.buckets.create("sales", { versioned: true });
    const env = { PATH: process.env.PATH, HOME: cwd, TMPDIR: cwd, ...s3.env, ...github.environment() };
    const run = async (words: string[]) => (await cliJsonHere<RunResult>(["run", ...words], { cwd, env })).json;
    const place = {
      words: ["--data", "s3://sales/new/*.csv*", "--registry", "branch:model-registry"],
      deliver: async (files: Record<string, string | Buffer>) => {
        for (const [name, content] of Object.entries(files)) put(bucket, `new/${name}`, content);
      },
    };
    return (await followed(run, { cwd, place }, table, shape, plan)).told;
  } finally {
    await github.close();
  }
}

it("a key that is overwritten night by night in a versioned bucket is judged as daily files in a folder", async () => {
  const plan = { begun: 3, nights: NIGHTS };
  const daily = await inFolder(usual!, SHAPES["a file a day"]!, plan);
  expect(daily.map(({ verdict }) => verdict)).toContain("promoted");
  expect(await inBucket(usual!, SHAPES["one file that grows"]!, plan)).toEqual(daily);
  expect(await inBucket(usual!, SHAPES["a file a day"]!, plan)).toEqual(daily);
});
