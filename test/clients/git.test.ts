import { execFileSync } from "node:child_process";
import { mkdtemp, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lastChange } from "../../src/clients/git.ts";
import { listFiles } from "../../src/fetch/list.ts";
import { NO_SERVICES } from "../fetch/folder.ts";

const DAY = 86_400_000;
const COMMITTED = Date.UTC(2026, 2, 1);

async function repository(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "gated-retrain-git-"));
  const git = (...words: string[]) =>
    execFileSync("git", ["-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.org", ...words], {
      env: { ...process.env, GIT_COMMITTER_DATE: new Date(COMMITTED).toISOString(), GIT_AUTHOR_DATE: new Date(COMMITTED).toISOString() },
    });
  git("init", "-q");
  await writeFile(join(dir, "old.csv"), "a,label\n1,x\n");
  await writeFile(join(dir, ":(odd) [name].csv"), "a,label\n1,x\n");
  git("add", ".");
  git("commit", "-qm", "data");
  return dir;
}

const stale = async (dir: string, now: number) => {
  const data = {
    files: [join(dir, "*.csv")],
    window: { kind: "all" as const },
    freshnessSeconds: (7 * DAY) / 1000,
    ignore: [],
    exclude: [],
    s3: { owner: null, role: null, region: null, endpoint: null, pathStyle: null },
  };
  return (await listFiles(data, now, NO_SERVICES)).checks.find((check) => check.code === "stale");
};

describe("the last change of files in a checkout", () => {
  it("is their newest commit, whatever the checkout did to their times", async () => {
    const dir = await repository();
    const now = new Date();
    await utimes(join(dir, "old.csv"), now, now);
    expect(await lastChange([join(dir, "old.csv"), join(dir, ":(odd) [name].csv")])).toEqual({ kind: "commit", time: COMMITTED });
    expect(await stale(dir, COMMITTED + 30 * DAY)).toMatchObject({ status: "fail", message: expect.stringContaining("last committed") });
    expect(await stale(dir, COMMITTED + 2 * DAY)).toMatchObject({ status: "pass" });
  });

  it("is the file's own time once it is changed, new, or in no checkout", async () => {
    const dir = await repository();
    await writeFile(join(dir, "new.csv"), "a,label\n2,y\n");
    expect(await lastChange([join(dir, "old.csv"), join(dir, "new.csv")])).toEqual({ kind: "unversioned" });
    expect(await lastChange([join(await mkdtemp(join(tmpdir(), "gated-retrain-plain-")), "x.csv")])).toEqual({ kind: "unversioned" });
  });

  it("is unknown in a shallow checkout: a warning that says what to do, never a pass", async () => {
    const dir = await repository();
    const shallow = await mkdtemp(join(tmpdir(), "gated-retrain-shallow-"));
    execFileSync("git", ["clone", "-q", "--depth", "1", `file://${dir}`, shallow]);
    expect(await stale(shallow, COMMITTED + 2 * DAY)).toMatchObject({ status: "warn", message: expect.stringContaining("fetch-depth: 0") });
  });
});
