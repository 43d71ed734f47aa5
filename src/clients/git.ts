// Asks the git of this machine about files in a checkout; reads only.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);
const MOST_PATHS = 1000;

export type LastChange =
  /** Milliseconds since 1970. */
  | { kind: "commit"; time: number }
  /** No checkout, or the files are not (or not as they are) in it: their own time counts. */
  | { kind: "unversioned" }
  | { kind: "unknown"; why: string };

/** When the newest of these files last changed, by the commit that did it: a fresh checkout gives every file the time of the checkout. */
export async function lastChange(paths: string[]): Promise<LastChange> {
  const [first] = paths;
  if (first === undefined) return { kind: "unversioned" };
  const git = async (...words: string[]) => (await execute("git", ["-C", dirname(first), ...words], { maxBuffer: 2 ** 24 })).stdout.trim();
  let gitDir: string;
  try {
    gitDir = resolve(dirname(first), await git("rev-parse", "--git-common-dir"));
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
    return said.includes("dubious ownership")
      ? { kind: "unknown", why: "git does not trust the owner of the checkout" }
      : { kind: "unversioned" };
  }
  const asked = ["--", ...paths.slice(0, MOST_PATHS).map((path) => `:(literal)${path}`)];
  try {
    if ((await git("status", "--porcelain", "--untracked-files=all", "--ignored=matching", ...asked)) !== "")
      return { kind: "unversioned" };
    const [hash, seconds] = (await git("log", "-1", "--format=%H %ct", ...asked)).split(" ");
    if (!hash || !seconds) return { kind: "unversioned" };
    const shallow = await readFile(resolve(gitDir, "shallow"), "utf8").catch(() => "");
    if (shallow.split("\n").includes(hash))
      return { kind: "unknown", why: "the checkout is shallow; give actions/checkout fetch-depth: 0" };
    return { kind: "commit", time: Number(seconds) * 1000 };
  } catch {
    return { kind: "unknown", why: "git could not tell" };
  }
}

export type FileAt =
  | { kind: "file"; bytes: Uint8Array }
  | { kind: "absent" }
  /** The checkout does not hold the commit (a shallow one holds one commit alone), or there is no checkout. */
  | { kind: "unknown" }
  | { kind: "refused"; why: string };

const COMMIT = /^[0-9a-f]{40,64}$/;

/** A file as a commit has it, by a path relative to `dir`. Nothing is fetched. */
export async function fileAt(dir: string, commit: string, path: string, maxBytes: number): Promise<FileAt> {
  if (!COMMIT.test(commit)) return { kind: "unknown" };
  const env = { ...process.env, GIT_NO_LAZY_FETCH: "1", GIT_LITERAL_PATHSPECS: "1" };
  const git = async (...words: string[]) =>
    (await execute("git", ["-C", dir, ...words], { maxBuffer: maxBytes + 4096, env, encoding: "buffer" })).stdout;
  try {
    const entry = (await git("ls-tree", "-z", commit, "--", path)).toString("utf8");
    if (entry === "") return { kind: "absent" };
    const [, mode, type, id] = /^(\d+) (\w+) ([0-9a-f]+)\t/.exec(entry) ?? [];
    if (id === undefined || type !== "blob" || mode === "120000") return { kind: "refused", why: "is no plain file" };
    const size = Number((await git("cat-file", "-s", id)).toString());
    if (size > maxBytes) return { kind: "refused", why: `has ${size} bytes, at most ${maxBytes} are read` };
    return { kind: "file", bytes: await git("cat-file", "blob", id) };
  } catch {
    return { kind: "unknown" };
  }
}

/** Whose repository on GitHub a folder is a clone of, and at which commit. */
export interface Checkout {
  owner: string;
  name: string;
  commit: string;
}

const ORIGIN = /[/@.]github\.com[/:]([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+?)(?:\.git)?\/?$/;

/** null: the folder is no clone of its own, has changes, or comes from elsewhere. */
export async function checkoutOf(folder: string): Promise<Checkout | null> {
  const git = async (...words: string[]) => (await execute("git", ["-C", folder, ...words], { maxBuffer: 2 ** 24 })).stdout.trim();
  try {
    if ((await git("rev-parse", "--show-prefix")) !== "" || (await git("status", "--porcelain", "--", "action.yml", "dist")) !== "")
      return null;
    const [, owner, name] = ORIGIN.exec(await git("remote", "get-url", "origin")) ?? [];
    return owner && name ? { owner, name, commit: await git("rev-parse", "HEAD") } : null;
  } catch {
    return null;
  }
}
