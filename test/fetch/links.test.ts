// Links of a pull request's checkout, and slashes too many in a bucket's key.
import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { listFiles } from "../../src/fetch/list.ts";
import { startS3 } from "../fakes/s3/server.ts";
import { put as upload } from "../fakes/s3/store.ts";
import { dataConfig, folderOf, NO_SERVICES, put } from "./folder.ts";

describe("where a change is judged", () => {
  it("no link leads out of the checkout or into .git, be it a file's, a folder's or a link's to a link", async () => {
    const secret = folderOf({ "secret.csv": "token\nhunter2\n" });
    const folder = realpathSync(folderOf({ "data/own.csv": "a\n1\n", ".git/config": "[http]\n" }));
    mkdirSync(join(folder, "other"));
    symlinkSync(join(secret, "secret.csv"), join(folder, "data/file.csv"));
    symlinkSync(join(folder, "data/file.csv"), join(folder, "data/again.csv"));
    symlinkSync(secret, join(folder, "data/folder"));
    symlinkSync(join(folder, ".git/config"), join(folder, "data/config.csv"));
    put(folder, "other/inside.csv");
    symlinkSync(join(folder, "other/inside.csv"), join(folder, "data/inside.csv"));
    const data = dataConfig(folder, "data/**/*.csv", { checkout: { path: folder, real: folder } });
    const { files, checks } = await listFiles(data, Date.now(), NO_SERVICES);
    expect(files.map(({ name }) => name).sort()).toEqual(["inside.csv", "own.csv"]);
    const refused = checks.filter(({ code, status }) => code === "unreadable" && status === "fail").map(({ subject }) => subject);
    expect(refused.sort()).toEqual(["again.csv", "config.csv", "file.csv", "folder/secret.csv"]);
    // Elsewhere links lead where they like.
    expect((await listFiles(dataConfig(folder, "data/file.csv"), Date.now(), NO_SERVICES)).files).toHaveLength(1);
  });
});

describe("a key with a slash too many", () => {
  it.each(["s3://sales//new/data_{YYYYMMDD}.csv", "s3://sales//x", "s3://sales/new//data_{YYYYMMDD}.csv", "s3://sales///*.csv"])(
    "%s: no file, within a few requests, and what was meant",
    async (pattern) => {
      const s3 = await startS3();
      onTestFinished(() => s3.close());
      for (const [name, value] of Object.entries(s3.env)) vi.stubEnv(name, value);
      onTestFinished(() => void vi.unstubAllEnvs());
      upload(s3.buckets.create("sales"), "new/data_20260101.csv", "a\n1\n");
      const { checks } = await listFiles({ ...dataConfig("", []), files: [pattern] }, Date.now(), NO_SERVICES);
      const [check] = checks.filter(({ code }) => code === "no-file");
      expect(check).toMatchObject({ status: "fail", message: expect.stringContaining("too many?") });
      expect(s3.requests.length).toBeLessThan(12);
    },
  );
});
