// Reads facts about files from the local git repository that contains the configuration.
import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { isAsCommitted, type TreeFile, treeFiles } from "./git-files.ts";
import { findRepository, type GitRepository, git } from "./git-process.ts";

/** Most paths of one query, bounded by the length of a command line. */
const MOST_PATHS = 1000;

export interface AskedAbout {
  /** Folder in the repository: the configuration's, or the working directory. */
  repository: string;
  /** The run is a job of a workflow: file times are those of the checkout. */
  isWorkflow: boolean;
}

/** When files last changed. */
export interface LastChange {
  /** Milliseconds since 1970, of the newest commit that changed one of the committed files; null: there is none. */
  committed: number | null;
  /** Paths that differ from the commit, so that their modification time is valid: not written by a checkout. */
  own: string[];
  /** Why the age of some files is unknown; null: all are known. */
  unknown: string | null;
}

/** When files last changed, by commit times: a fresh checkout gives every file the time of the checkout. Never throws. */
export async function lastChange(paths: string[], { repository: folder, isWorkflow }: AskedAbout): Promise<LastChange> {
  const unknown = (why: string): LastChange => ({ committed: null, own: [], unknown: why });
  const found = await findRepository(folder);
  if (found === null) return await withoutRepository(paths, isWorkflow);
  if ("why" in found) return unknown(found.why);
  if (paths.length > MOST_PATHS) return unknown(`git is asked about ${MOST_PATHS} files at most`);
  try {
    if (isWorkflow && !(await holdsAny(found, folder))) return await withoutRepository(paths, isWorkflow);
    return await askedOf(found, paths, isWorkflow);
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    return unknown(
      isAbsent ? "there is no git on the PATH to ask when the files were committed" : "git could not tell when the files were committed",
    );
  }
}

/** Whether a folder has committed files; if not (a download inside a checkout), it is not part of the repository. */
async function holdsAny(repository: GitRepository, folder: string): Promise<boolean> {
  const below = relative(repository.top, await realpath(folder))
    .split(sep)
    .join("/");
  return below === "" || (await treeFiles(repository, [below])).size > 0;
}

/** Whether files come from a checkout without git, which downloads an archive: their times are those of the job. */
async function withoutRepository(paths: string[], isWorkflow: boolean): Promise<LastChange> {
  if (!isWorkflow) {
    // Checkouts of other repositories count, too.
    const others = await Promise.all([...new Set(paths.map((path) => dirname(path)))].map((folder) => findRepository(folder)));
    if (others.every((other) => other === null)) return { committed: null, own: paths, unknown: null };
    return { committed: null, own: [], unknown: "the files lie in a checkout of their own, which is not the configuration's" };
  }
  const why =
    "in a workflow without a git checkout files have the time of the download; give the job git, and actions/checkout fetch-depth: 0";
  return { committed: null, own: [], unknown: why };
}

async function askedOf(repository: GitRepository, paths: string[], isWorkflow: boolean): Promise<LastChange> {
  const answer: LastChange = { committed: null, own: [], unknown: null };
  const inside = new Map<string, string>();
  for (const path of paths) {
    const place = await placeIn(repository, path);
    if (place.kind === "inside") inside.set(place.path, path);
    else if (place.kind === "outside") answer.own.push(path);
    else answer.unknown = place.why;
  }
  if (inside.size === 0) return answer;
  const tracked = await treeFiles(repository, [...inside.keys()]);
  const committed: string[] = [];
  for (const [path, original] of inside) {
    const file = tracked.get(path);
    const state = file === undefined ? "own" : await stateOf(repository, path, file, isWorkflow);
    if (state === "own") answer.own.push(original);
    else if (state === "committed") committed.push(path);
    else answer.unknown = state.why;
  }
  return committed.length === 0 ? answer : await withCommit(repository, committed, answer);
}

type Place = { kind: "inside"; path: string } | { kind: "outside" } | { kind: "unknown"; why: string };

/** Where a path is: inside the repository (path relative to its top, with `/`), outside, or unknown because of a link or another checkout. */
async function placeIn({ top }: GitRepository, path: string): Promise<Place> {
  const folder = await realpath(dirname(path));
  const real = await realpath(path);
  const isLink = real !== join(folder, path.slice(dirname(path).length).replace(/^[\\/]+/, ""));
  const inside = (one: string) => one === top || one.startsWith(top.endsWith(sep) ? top : top + sep);
  if (!inside(real)) {
    if (inside(resolve(path)) || isLink)
      return { kind: "unknown", why: "a symbolic link leads to the files, and its target has a time of its own" };
    const other = await findRepository(dirname(real));
    return other === null ? { kind: "outside" } : { kind: "unknown", why: "the files lie in another checkout than the configuration" };
  }
  if (isLink || (inside(resolve(path)) && resolve(path) !== real))
    return { kind: "unknown", why: "a symbolic link leads to the files, and its target has a time of its own" };
  for (let at = dirname(real); at !== top; at = dirname(at)) {
    if (await isRepository(at))
      return { kind: "unknown", why: "the files lie in a checkout within the checkout, which git is not asked about" };
  }
  return { kind: "inside", path: relative(top, real).split(sep).join("/") };
}

/** Whether a folder has `.git` in it or is a bare repository. */
async function isRepository(folder: string): Promise<boolean> {
  const names = new Set(await readdir(folder).catch((): string[] => []));
  return names.has(".git") || ["HEAD", "objects", "refs"].every((name) => names.has(name));
}

async function stateOf(
  repository: GitRepository,
  path: string,
  file: TreeFile,
  isWorkflow: boolean,
): Promise<"own" | "committed" | { why: string }> {
  if (file.type !== "blob" || file.mode === "120000") return { why: "git has something else than files there" };
  if (await isAsCommitted(repository, path, file)) return "committed";
  // A filter of the repository's own may have written it at the checkout, which also writes the index.
  const [written, index] = await Promise.all(
    [join(repository.top, path), join(repository.gitDir, "index")].map((one) => lstat(one).catch(() => null)),
  );
  const mayBeCheckout = isWorkflow && index !== null && written != null && written.mtimeMs <= index!.mtimeMs;
  return mayBeCheckout ? { why: "the checkout wrote other bytes than were committed (a filter?)" } : "own";
}

async function withCommit(repository: GitRepository, paths: string[], answer: LastChange): Promise<LastChange> {
  const said = (
    await git(repository, "log", ["-1", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--format=%H %ct", "HEAD", "--", ...paths])
  ).toString();
  const [hash, seconds] = said.trim().split(" ");
  if (!hash || !seconds) return { ...answer, unknown: "git could not tell when the files were committed" };
  if ((await shallowIn(repository)).includes(hash))
    return { ...answer, unknown: "the checkout is shallow; give actions/checkout fetch-depth: 0" };
  return { ...answer, committed: Number(seconds) * 1000 };
}

/** The commits at which a shallow checkout ends; a worktree has them where its repository is. */
async function shallowIn({ gitDir }: GitRepository): Promise<string[]> {
  const common = (await readFile(join(gitDir, "commondir"), "utf8").catch(() => ".")).trim();
  const text = await readFile(resolve(gitDir, common, "shallow"), "utf8").catch(() => "");
  return text.split("\n");
}

export type FileAt =
  | { kind: "file"; bytes: Uint8Array }
  | { kind: "absent" }
  /** The commit is missing (a shallow checkout has only one), or there is no checkout. */
  | { kind: "unknown" }
  | { kind: "refused"; why: string };

const COMMIT = /^[0-9a-f]{40,64}$/;

/** A file at a commit, by a path relative to `dir`. Fetches nothing. */
export async function fileAt(dir: string, commit: string, path: string, maxBytes: number): Promise<FileAt> {
  const found = COMMIT.test(commit) ? await findRepository(dir) : null;
  if (found === null || "why" in found) return { kind: "unknown" };
  try {
    const below = relative(found.top, await realpath(dir))
      .split(sep)
      .join("/");
    const whole = [below, path].filter((part) => part !== "").join("/");
    const entry = (await treeAt(found, commit, whole)).get(whole);
    if (entry === undefined) return { kind: "absent" };
    if (entry.type !== "blob" || entry.mode === "120000") return { kind: "refused", why: "is no plain file" };
    const size = Number((await git(found, "cat-file", ["-s", entry.id])).toString());
    if (size > maxBytes) return { kind: "refused", why: `has ${size} bytes, at most ${maxBytes} are read` };
    return { kind: "file", bytes: await git(found, "cat-file", ["blob", entry.id], maxBytes + 4096) };
  } catch {
    return { kind: "unknown" };
  }
}

/** The entry itself, a folder's too. */
async function treeAt(repository: GitRepository, commit: string, path: string): Promise<Map<string, TreeFile>> {
  const listed = (await git(repository, "ls-tree", ["-z", "--full-tree", commit, "--", path])).toString("utf8");
  const [, mode, type, id, name] = /^(\d+) (\w+) ([0-9a-f]+)\t([^\0]*)\0/s.exec(listed) ?? [];
  return new Map(mode && type && id && name ? [[name, { mode, type, id, size: null }]] : []);
}

/** The GitHub repository and commit of a clone. */
export interface Checkout {
  owner: string;
  name: string;
  commit: string;
}

const ORIGIN = /[/@.]github\.com[/:]([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+?)(?:\.git)?\/?$/;

/** GitHub repository and commit of a folder; null: not the top of a clone, changed files, or not from GitHub. */
export async function checkoutOf(folder: string): Promise<Checkout | null> {
  try {
    const found = await findRepository(folder);
    if (found === null || "why" in found || found.top !== (await realpath(folder))) return null;
    const run = await treeFiles(found, ["action.yml", "dist"]);
    for (const [path, file] of run) if (!(await isAsCommitted(found, path, file))) return null;
    const [, owner, name] = ORIGIN.exec(originIn(await readFile(join(found.gitDir, "config"), "utf8"))) ?? [];
    const commit = (await git(found, "log", ["-1", "--no-show-signature", "--format=%H", "HEAD"])).toString().trim();
    return owner && name && run.size > 0 ? { owner, name, commit } : null;
  } catch {
    return null;
  }
}

/** The address of the remote `origin`, as git writes it into its configuration; empty where there is none. */
function originIn(config: string): string {
  const section = /^\[remote "origin"\]\s*\n((?:[ \t]+.*\n?)*)/m.exec(config)?.[1] ?? "";
  return /^\s*url\s*=\s*(\S+)\s*$/m.exec(section)?.[1] ?? "";
}
