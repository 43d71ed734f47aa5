import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { fileAt, lastChange } from "../../src/clients/git/git.ts";
import { freshness, listFiles } from "../../src/fetch/list.ts";
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
    excludeRows: [],
    golden: null,
    s3: { owner: null, role: null, region: null, endpoint: null, pathStyle: null },
    repository: dir,
  };
  const [check] = await freshness(await listFiles(data, now, NO_SERVICES), data, NO_SERVICES);
  return check;
};

const here = (repository: string, isWorkflow = false) => ({ repository, isWorkflow });

describe("the last change of files in a checkout", () => {
  it("is their newest commit, whatever the checkout did to their times", async () => {
    const dir = await repository();
    const now = new Date();
    await utimes(join(dir, "old.csv"), now, now);
    const paths = [join(dir, "old.csv"), join(dir, ":(odd) [name].csv")];
    for (const isWorkflow of [false, true])
      expect(await lastChange(paths, here(dir, isWorkflow))).toEqual({ committed: COMMITTED, own: [], unknown: null });
    expect(await stale(dir, COMMITTED + 30 * DAY)).toMatchObject({ status: "fail", message: expect.stringContaining("last committed") });
    expect(await stale(dir, COMMITTED + 2 * DAY)).toMatchObject({ status: "pass" });
  });

  it("is asked of the configuration's repository alone, also from a folder below it and where GIT_DIR names another", async () => {
    const dir = await repository();
    await mkdir(join(dir, "models"));
    vi.stubEnv("GIT_DIR", join(dir, "nowhere"));
    expect(await lastChange([join(dir, "old.csv")], here(join(dir, "models")))).toMatchObject({ committed: COMMITTED });
    vi.unstubAllEnvs();
  });

  it("is the file's own time where it is changed, new, or lies in no checkout; each file for itself", async () => {
    const dir = await repository();
    const [old, added] = [join(dir, "old.csv"), join(dir, "new.csv")];
    await writeFile(added, "a,label\n2,y\n");
    for (const isWorkflow of [false, true])
      expect(await lastChange([old, added], here(dir, isWorkflow))).toEqual({ committed: COMMITTED, own: [added], unknown: null });
    await writeFile(old, "a,label\n1,x\n2,y\n");
    expect(await lastChange([old, added], here(dir))).toEqual({ committed: null, own: [old, added], unknown: null });
    const plain = await mkdtemp(join(tmpdir(), "gated-retrain-plain-"));
    await writeFile(join(plain, "x.csv"), "a\n");
    expect(await lastChange([join(plain, "x.csv")], here(plain))).toEqual({ committed: null, own: [join(plain, "x.csv")], unknown: null });
    expect((await lastChange([join(plain, "x.csv")], here(plain, true))).unknown).toContain("without a git checkout");
  });

  it("is a commit's too where the checkout wrote other line ends, or a large file for its pointer", async () => {
    const dir = await repository();
    await writeFile(join(dir, "old.csv"), "a,label\r\n1,x\r\n");
    expect(await lastChange([join(dir, "old.csv")], here(dir, true))).toMatchObject({ committed: COMMITTED, own: [] });
    const large = "a,label\n".repeat(1000);
    const oid = createHash("sha256").update(large).digest("hex");
    await writeFile(join(dir, "old.csv"), `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${large.length}\n`);
    execFileSync("git", ["-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qam", "lfs"], {
      env: { ...process.env, GIT_COMMITTER_DATE: new Date(COMMITTED + DAY).toISOString() },
    });
    await writeFile(join(dir, "old.csv"), large);
    expect(await lastChange([join(dir, "old.csv")], here(dir, true))).toMatchObject({ committed: COMMITTED + DAY, own: [] });
  });

  it("is unknown in a shallow checkout: a warning that says what to do, never a pass", async () => {
    const dir = await repository();
    const shallow = await mkdtemp(join(tmpdir(), "gated-retrain-shallow-"));
    execFileSync("git", ["clone", "-q", "--depth", "1", `file://${dir}`, shallow]);
    expect(await stale(shallow, COMMITTED + 2 * DAY)).toMatchObject({ status: "warn", message: expect.stringContaining("fetch-depth: 0") });
  });

  it("is unknown, and never a pass, for what git cannot answer about", async () => {
    const dir = await repository();
    const nested = join(dir, "nested");
    execFileSync("git", ["init", "-q", nested]);
    await mkdir(join(dir, "bare/objects"), { recursive: true });
    await mkdir(join(dir, "bare/refs"));
    for (const path of ["nested/x.csv", "bare/x.csv", "bare/HEAD"]) await writeFile(join(dir, path), "a,label\n1,x\n");
    await symlink(join(dir, "old.csv"), join(dir, "link.csv"));
    await symlink(dir, join(dir, "folder"));
    for (const [path, why] of [
      ["nested/x.csv", "checkout within the checkout"],
      ["bare/x.csv", "checkout within the checkout"],
      ["link.csv", "symbolic link"],
      ["folder/old.csv", "symbolic link"],
    ] as const)
      expect(await lastChange([join(dir, path)], here(dir))).toEqual({ committed: null, own: [], unknown: expect.stringContaining(why) });
    const many = Array.from({ length: 1001 }, (_, i) => join(dir, `${i}.csv`));
    expect((await lastChange(many, here(dir))).unknown).toContain("1000 files");
    expect((await lastChange([join(nested, "x.csv")], here(await mkdtemp(join(tmpdir(), "gated-retrain-plain-"))))).unknown).toContain(
      "checkout of their own",
    );
    vi.stubEnv("PATH", dir);
    expect((await lastChange([join(dir, "old.csv")], here(dir))).unknown).toContain("no git on the PATH");
    vi.unstubAllEnvs();
  });
});

describe("a file at a commit", () => {
  const text = async (dir: string, commit: string, path: string) => {
    const found = await fileAt(dir, commit, path, 100);
    return found.kind === "file" ? Buffer.from(found.bytes).toString() : found;
  };

  it("is what was committed, whatever lies in the folder now; names are names and no patterns", async () => {
    const dir = await repository();
    const head = execFileSync("git", ["-C", dir, "rev-parse", "HEAD"]).toString().trim();
    await writeFile(join(dir, "old.csv"), "changed");
    await writeFile(join(dir, "new.csv"), "new");
    expect(await text(dir, head, "old.csv")).toBe("a,label\n1,x\n");
    expect(await text(dir, head, ":(odd) [name].csv")).toBe("a,label\n1,x\n");
    for (const path of ["new.csv", "*.csv", ":(top)old.csv", "-x", "nowhere/old.csv"])
      expect(await text(dir, head, path)).toEqual({ kind: "absent" });
  });

  it("is found below the folder that is asked, not only below the root", async () => {
    const dir = await repository();
    await mkdir(join(dir, "models"));
    await writeFile(join(dir, "models/retrain.yml"), "target: x\n");
    execFileSync("git", ["-C", dir, "add", "."]);
    execFileSync("git", ["-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "more"]);
    const head = execFileSync("git", ["-C", dir, "rev-parse", "HEAD"]).toString().trim();
    expect(await text(join(dir, "models"), head, "retrain.yml")).toBe("target: x\n");
  });

  it("is no link, no folder and nothing too long", async () => {
    const dir = await repository();
    await mkdir(join(dir, "folder"));
    await writeFile(join(dir, "folder/x"), "x");
    await writeFile(join(dir, "long"), "x".repeat(101));
    await symlink("/etc/passwd", join(dir, "link"));
    execFileSync("git", ["-C", dir, "add", "."]);
    execFileSync("git", ["-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "more"]);
    const head = execFileSync("git", ["-C", dir, "rev-parse", "HEAD"]).toString().trim();
    for (const path of ["link", "folder", "long"]) expect(await text(dir, head, path)).toMatchObject({ kind: "refused" });
  });

  it("is unknown where the checkout is shallow, there is none, or the commit is no commit", async () => {
    const dir = await repository();
    const first = execFileSync("git", ["-C", dir, "rev-parse", "HEAD"]).toString().trim();
    execFileSync("git", ["-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "second", "--allow-empty"]);
    const shallow = await mkdtemp(join(tmpdir(), "gated-retrain-shallow-"));
    execFileSync("git", ["clone", "-q", "--depth", "1", `file://${dir}`, shallow]);
    expect(await text(shallow, first, "old.csv")).toEqual({ kind: "unknown" });
    expect(await text(await mkdtemp(join(tmpdir(), "gated-retrain-plain-")), first, "old.csv")).toEqual({ kind: "unknown" });
    for (const commit of ["HEAD", "main", "--help", "f".repeat(40), ""])
      expect(await text(dir, commit, "old.csv")).toEqual({ kind: "unknown" });
  });
});
