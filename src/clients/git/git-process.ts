// Starts git for a given repository, with a minimal environment and without programs that its configuration could start.
import { execFile } from "node:child_process";
import { lstat, readFile, realpath, stat } from "node:fs/promises";
import { dirname, join, parse, resolve } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A work tree and where its git directory is; both absolute, links resolved. */
export interface GitRepository {
  top: string;
  gitDir: string;
}

export type RepositoryLookup = GitRepository | { why: string } | null;

/** The commands in use: they read objects and refs, not the index, so they run no filter, hook or monitor. */
type Command = "ls-tree" | "log" | "cat-file";

const MOST_BYTES = 2 ** 26;

/** Configuration keys that name a program; all are disabled. */
const OFF = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.pager=cat",
  "core.askPass=",
  "core.sshCommand=false",
  "core.gitProxy=",
  "core.commitGraph=false",
  "credential.helper=",
  "diff.external=",
  "diff.ignoreSubmodules=all",
  "submodule.recurse=false",
  "log.showSignature=false",
  "gpg.program=false",
  "gpg.ssh.program=false",
  "gpg.x509.program=false",
  "protocol.allow=never",
].flatMap((setting) => ["-c", setting]);

/**
 * The repository that a folder lies in: the nearest one with `.git` in it. null: none; `why`: it must not be used,
 * since its git directory is given explicitly below and git's own check of its owner is off then.
 */
export async function findRepository(folder: string): Promise<RepositoryLookup> {
  const start = await realpath(folder).catch(() => null);
  if (start === null) return null;
  for (let top = start; ; top = dirname(top)) {
    const gitDir = await gitDirIn(top);
    if (gitDir !== null) return await trusted({ top, gitDir });
    if (dirname(top) === top) return null;
  }
}

/** `.git` is a folder, or a file that names one: of a worktree or a submodule. */
async function gitDirIn(top: string): Promise<string | null> {
  const path = join(top, ".git");
  const found = await lstat(path).catch(() => null);
  if (found?.isDirectory()) return path;
  if (!found?.isFile() || found.size > 4096) return null;
  const named = /^gitdir: (.+?)\r?\n?$/.exec(await readFile(path, "utf8").catch(() => ""))?.[1];
  return named === undefined ? null : await realpath(resolve(top, named)).catch(() => null);
}

/** Git's own ownership check: this user, under sudo the caller, must own both folders. Not on Windows. */
async function trusted(repository: GitRepository): Promise<GitRepository | { why: string }> {
  const me = process.getuid?.();
  if (me === undefined) return repository;
  const owners = new Set([me, ...(me === 0 && process.env.SUDO_UID ? [Number(process.env.SUDO_UID)] : [])]);
  for (const path of [repository.top, repository.gitDir]) {
    const found = await stat(path).catch(() => null);
    if (found === null || !owners.has(found.uid)) return { why: "the checkout belongs to another user than the one that runs" };
  }
  return repository;
}

/** Output of a git command in bytes. Its working directory is never a data folder. Throws Node's error if git fails or is missing. */
export async function git({ top, gitDir }: GitRepository, command: Command, words: string[], mostBytes = MOST_BYTES): Promise<Buffer> {
  const place = ["--git-dir", gitDir, "--work-tree", top];
  const whole = ["--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs", ...OFF, ...place, command, ...words];
  const { stdout } = await execute("git", whole, { cwd: parse(top).root, env: environment(), maxBuffer: mostBytes, encoding: "buffer" });
  return stdout;
}

/** Environment of git: PATH and fixed settings, no secrets. */
function environment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  const given = { PATH, SystemRoot };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null",
    GIT_ATTR_NOSYSTEM: "1",
    GIT_NO_LAZY_FETCH: "1",
    // No protocol: a clone that lacks objects cannot fetch them, with whatever program its configuration names.
    GIT_ALLOW_PROTOCOL: "none",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
  };
}
