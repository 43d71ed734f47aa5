// Git configurations among the data that name programs, in five shapes, with a secret in the environment: nothing is started.
import { execFileSync } from "node:child_process";
import { chmod, cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, newFolder } from "./cli.ts";

const SECRET = "canary-5f21c0";

interface Trap {
  cwd: string;
  /** Where a program that is started leaves what it found in its environment. */
  loot: string;
}

/** A repository with a commit of its data, whose configuration and hooks name a program wherever git knows a place for one. */
async function hostile(folder: string, loot: string): Promise<void> {
  const program = join(loot, "program.sh");
  await writeFile(program, `#!/bin/sh\nenv > ${loot}/stolen-$$\necho\n`);
  await chmod(program, 0o755);
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...words], { cwd: folder });
  git("init", "-q");
  await writeFile(join(folder, ".gitattributes"), "*.csv filter=trap diff=trap merge=trap\n");
  git("add", "-A");
  git("commit", "-qm", "data");
  const settings = {
    "core.fsmonitor": program,
    "core.pager": program,
    "core.editor": program,
    "core.sshCommand": program,
    "core.askPass": program,
    "core.hooksPath": join(folder, "hooks"),
    "core.alternateRefsCommand": program,
    "pager.log": program,
    "pager.ls-tree": program,
    "diff.external": program,
    "diff.trap.command": program,
    "diff.trap.textconv": program,
    "filter.trap.clean": program,
    "filter.trap.smudge": program,
    "filter.trap.process": program,
    "log.showSignature": "true",
    "gpg.program": program,
    "gpg.ssh.program": program,
    "credential.helper": `!${program}`,
    "extensions.partialClone": "origin",
    "remote.origin.url": `ext::${program}`,
    "remote.origin.promisor": "true",
    "remote.origin.uploadpack": program,
    "protocol.ext.allow": "always",
    "submodule.recurse": "true",
    "alias.ls-tree": `!${program}`,
    "include.path": join(folder, "more"),
  };
  for (const [name, value] of Object.entries(settings)) git("config", name, value);
  await writeFile(join(folder, "more"), `[core]\n\tfsmonitor = ${program}\n`);
  await mkdir(join(folder, "hooks"));
  for (const hook of ["post-index-change", "reference-transaction", "fsmonitor-watchman", "post-checkout"])
    await cp(program, join(folder, "hooks", hook));
  // An object that is missing would be fetched.
  const blob = execFileSync("git", ["rev-parse", "HEAD:latest.csv"], { cwd: folder, env: { ...process.env, GIT_CONFIG_COUNT: "0" } })
    .toString()
    .trim();
  await rm(join(folder, ".git/objects", blob.slice(0, 2), blob.slice(2)), { force: true });
  await rm(join(loot, "stolen"), { force: true });
  for (const name of await readdir(loot)) if (name.startsWith("stolen")) await rm(join(loot, name));
}

const csv = Array.from(
  { length: 300 },
  (_, i) => `${(i * 37) % 101},${(i * 53) % 97},${((i * 37) % 101) + ((i * 53) % 97) > 98 ? "yes" : "no"}`,
).join("\n");

async function data(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "latest.csv"), `a,b,label\n${csv}\n`);
}

const SHAPES: [string, (cwd: string, loot: string) => Promise<void>][] = [
  [
    "a checkout among the data",
    async (cwd, loot) => {
      await data(join(cwd, "data"));
      await hostile(join(cwd, "data"), loot);
    },
  ],
  [
    "the layout of a bare repository among the data",
    async (cwd, loot) => {
      await data(join(cwd, "data"));
      await hostile(join(cwd, "data"), loot);
      for (const name of await readdir(join(cwd, "data/.git")))
        await cp(join(cwd, "data/.git", name), join(cwd, "data", name), { recursive: true, force: true });
      await rm(join(cwd, "data/.git"), { recursive: true });
      execFileSync("git", ["config", "--file", join(cwd, "data/config"), "core.worktree", "."]);
    },
  ],
  [
    "a .git file that names a hostile git directory",
    async (cwd, loot) => {
      await data(join(cwd, "elsewhere"));
      await hostile(join(cwd, "elsewhere"), loot);
      await data(join(cwd, "data"));
      await writeFile(join(cwd, "data/.git"), `gitdir: ${join(cwd, "elsewhere/.git")}\n`);
    },
  ],
  [
    "the working directory is a checkout that somebody else packed",
    async (cwd, loot) => {
      await data(join(cwd, "data"));
      await cp(join(cwd, "data/latest.csv"), join(cwd, "latest.csv"));
      await hostile(cwd, loot);
    },
  ],
  [
    "a submodule of a sound checkout, with a worktree configuration",
    async (cwd, loot) => {
      await writeFile(join(cwd, "README.md"), "ours\n");
      execFileSync("git", ["init", "-q"], { cwd });
      execFileSync("git", ["add", "README.md"], { cwd });
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "ours"], { cwd });
      await data(join(cwd, "data"));
      await hostile(join(cwd, "data"), loot);
      execFileSync("git", ["config", "extensions.worktreeConfig", "true"], { cwd: join(cwd, "data") });
      await writeFile(join(cwd, "data/.git/config.worktree"), `[core]\n\tfsmonitor = ${join(loot, "program.sh")}\n`);
    },
  ],
];

async function trap(plant: (typeof SHAPES)[number][1]): Promise<Trap> {
  const [cwd, loot] = await Promise.all([newFolder(), newFolder()]);
  await plant(cwd, loot);
  for (const name of await readdir(loot)) if (name.startsWith("stolen")) await rm(join(loot, name));
  return { cwd, loot };
}

describe("a program that a git configuration among the data names", () => {
  it.each(SHAPES)("is not started: %s", async (_name, plant) => {
    const { cwd, loot } = await trap(plant);
    const words = ["--data", "data/*.csv", "--target", "label", "--set", "data.freshness=36h", "split.salt=x", "train.trees=5"];
    for (const env of [{}, { GITHUB_ACTIONS: "true" }, { GIT_DIR: join(cwd, "data/.git") }]) {
      const { code, stderr } = await cli(["run", ...words], {
        cwd,
        env: { PATH: process.env.PATH, HOME: loot, MY_SECRET: SECRET, ...env },
      });
      expect(code, stderr).toBe(0);
      expect((await readdir(loot)).filter((name) => name.startsWith("stolen"))).toEqual([]);
    }
  });
});
