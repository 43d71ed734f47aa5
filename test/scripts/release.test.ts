// scripts/release.mjs in a scratch repository that holds what this one does.
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { newFolder, node, ROOT } from "../e2e/cli.ts";

const execute = promisify(execFile);

let home: string;

const git = async (...args: string[]) => {
  const person = ["-c", "user.name=A Person", "-c", "user.email=person@example.com"];
  return (await execute("git", [...person, ...args], { cwd: home })).stdout.trim();
};
const release = (version: string) =>
  node([join(home, "scripts/release.mjs"), version], {
    cwd: home,
    env: { PATH: process.env.PATH, HOME: home, ...identity },
  });
const identity = {
  GIT_AUTHOR_NAME: "A Person",
  GIT_AUTHOR_EMAIL: "person@example.com",
  GIT_COMMITTER_NAME: "A Person",
  GIT_COMMITTER_EMAIL: "person@example.com",
};
const text = (path: string) => readFile(join(home, path), "utf8");

beforeAll(async () => {
  home = await newFolder();
  const { stdout } = await execute("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    maxBuffer: 2 ** 24,
  });
  const needed = /^(src|scripts|examples|docs|schema)\/|^[^/]+$/;
  for (const path of stdout.split("\0").filter((name) => needed.test(name) && !name.endsWith(".csv") && name !== ".venv")) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await cp(join(ROOT, path), join(home, path));
  }
  await symlink(join(ROOT, "node_modules"), join(home, "node_modules"));
  await writeFile(join(home, ".gitignore"), "node_modules\n");
  await node([join(home, "scripts/build.mjs")], { cwd: home });
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "Everything");
});

describe("a release", () => {
  it.each([
    ["a version that is none", "1.2", async () => {}, "expected three numbers"],
    ["changes that are not committed", "1.2.3", () => writeFile(join(home, "README.md"), "changed"), "work tree has changes"],
    ["a tag that exists", "1.2.3", () => git("tag", "v1.2.3"), "v1.2.3 is there already"],
    [
      "a dist that is not what src builds",
      "1.2.3",
      async () => {
        await writeFile(join(home, "dist/cli.js"), "// by hand\n");
        await git("commit", "--quiet", "--all", "--message", "By hand");
      },
      "dist is not a clean rebuild of src",
    ],
  ])("is refused: %s; nothing is committed", async (_, version, spoil, sentence) => {
    const clean = await git("rev-parse", "HEAD");
    await spoil();
    const before = await git("rev-parse", "HEAD");
    const { code, stderr } = await release(version);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(sentence) });
    expect(await git("rev-parse", "HEAD")).toBe(before);
    await git("reset", "--quiet", "--hard", clean);
    await git("tag", "--delete", "v1.2.3").catch(() => "");
  });

  it("makes the commit to tag and one whose samples and README use it by its hash, and prints the tag commands", async () => {
    const { code, stdout, stderr } = await release("1.2.3");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const released = await git("rev-parse", "HEAD~1");
    expect(JSON.parse(await git("show", "HEAD~1:package.json")).version).toBe("1.2.3");
    expect(await git("show", "HEAD~1:CHANGELOG.md")).toMatch(/^## Unreleased\n\n## 1\.2\.3\n\n- /m);
    for (const path of ["examples/nightly.yml", "examples/data-push.yml", "examples/schema-check.yml", "README.md"]) {
      const uses = [...(await text(path)).matchAll(/uses: OWNER\/gated-retrain@(.*)$/gm)].map((match) => match[1]);
      expect(uses, path).toEqual([`${released} # v1`]);
    }
    expect(await git("status", "--porcelain")).toBe("");
    expect((await git("diff", "--name-only", "HEAD~1")).split("\n")).not.toContain("package.json");
    const commands = stdout.split("\n").filter((line) => line.startsWith("  git "));
    expect(commands).toHaveLength(4);
    await execute("sh", ["-ec", commands.filter((line) => line.startsWith("  git tag")).join("\n")], {
      cwd: home,
      env: { PATH: process.env.PATH, HOME: home, ...identity },
    });
    expect(await git("rev-parse", "v1.2.3^{commit}", "v1")).toBe(`${released}\n${released}`);
  });

  it("can be followed by the next one", async () => {
    const changelog = await text("CHANGELOG.md");
    await writeFile(join(home, "CHANGELOG.md"), changelog.replace("## Unreleased\n", "## Unreleased\n\n- Something new.\n"));
    await git("commit", "--quiet", "--all", "--message", "Something new");
    expect((await release("2.0.0")).code).toBe(0);
    expect(await text("examples/nightly.yml")).toContain(`OWNER/gated-retrain@${await git("rev-parse", "HEAD~1")} # v2`);
    await rm(home, { recursive: true, force: true });
  });
});
