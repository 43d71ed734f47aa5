// Files of another commit than the checked-out one: from the local repository, else from GitHub.
import { isAbsolute, relative, sep } from "node:path";
import { checkoutOfFile } from "../../clients/git/checkout.ts";
import { fileAt } from "../../clients/git/git.ts";
import { GitHub } from "../../clients/github/github.ts";
import { readFileAt } from "../../clients/github/github-contents.ts";
import type { BaseCommit } from "../../config/change/change.ts";
import type { TextReader } from "../../config/load.ts";
import { explain, problem } from "../../types/errors.ts";
import type { Services } from "../../types/run.ts";
import type { Change } from "./payload.ts";

/** Reads a file at a commit or branch from GitHub; null: no such file. */
export type RemoteFile = (path: string, ref: string, maxBytes: number) => Promise<Uint8Array | null>;

/** The running workflow, by environment variables of the runner. */
export interface WorkflowFile {
  /** GITHUB_WORKFLOW_REF: `owner/repo/.github/workflows/check.yml@refs/pull/1/merge`. */
  ref: string;
  /** GITHUB_WORKFLOW_SHA, or GITHUB_SHA. */
  commit: string;
}

const MAX_WORKFLOW_BYTES = 2 ** 20;

/** Reads a file at a commit, or at a branch (from GitHub only). Throws if it cannot be read. */
async function bytesAt(ref: string, path: string, cwd: string, maxBytes: number, remote: RemoteFile | null): Promise<Uint8Array | null> {
  const local = await fileAt(cwd, ref, path, maxBytes);
  if (local.kind === "file") return local.bytes;
  if (local.kind === "absent") return null;
  if (local.kind === "refused") throw new Error(`${path} ${local.why}`);
  if (remote === null)
    throw new Error(
      "the checkout does not hold it and there is no token to ask GitHub with (actions/checkout with fetch-depth: 0 fetches it)",
    );
  return await remote(path, ref, maxBytes);
}

/** A reader like `readText` at a commit or branch. */
export function readerAt(ref: string, cwd: string, remote: RemoteFile | null): TextReader {
  const known = new Map<string, Promise<Uint8Array | null>>();
  return async (file, shownName, maxBytes, named) => {
    const root = checkoutOfFile(cwd, file);
    const path = relative(root, file).split(sep).join("/");
    const fail = (got: string) => {
      const message = named ? `${named.subject} names ${shownName}, which ${got}` : `${shownName} ${got}`;
      return { text: null, problem: problem(`${message}.`, { where: named?.where ?? null, got }) };
    };
    if (path === "" || path.startsWith("..") || isAbsolute(path)) return fail("lies outside of the repository");
    let bytes: Uint8Array | null;
    try {
      const reading = known.get(file) ?? bytesAt(ref, path, root, Math.max(maxBytes, MAX_WORKFLOW_BYTES), remote);
      known.set(file, reading);
      bytes = await reading;
    } catch (error) {
      return fail(`cannot be read: ${reasonOf(error)}`);
    }
    if (bytes === null) return named === null ? { text: null, problem: null } : fail("does not exist there");
    if (bytes.length > maxBytes) return fail(`is longer than ${maxBytes} bytes`);
    try {
      return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), problem: null };
    } catch {
      return fail("is not UTF-8 text");
    }
  };
}

/** The base commit of a change; a text: why it cannot be read. `config`: path of the configuration. */
export async function baseCommitOf(
  change: Change,
  cwd: string,
  config: string,
  workflow: WorkflowFile,
  remote: RemoteFile | null,
): Promise<BaseCommit | string> {
  const { baseCommit } = change;
  if (baseCommit === null) return "the event's payload does not name the base commit";
  return {
    read: readerAt(baseCommit, cwd, remote),
    inputsCount: await isUnchanged(baseCommit, checkoutOfFile(cwd, config), workflow, remote),
  };
}

/** Uses of local actions or workflows, which the author of the change controls. */
const CALLS_LOCAL = /\buses:\s*["']?\.\/[^\s"']/;

/** Whether the running workflow file equals the base's, so that its inputs can be trusted. */
async function isUnchanged(base: string, cwd: string, { ref, commit }: WorkflowFile, remote: RemoteFile | null): Promise<boolean> {
  const path = /^[^/@]+\/[^/@]+\/(\.github\/workflows\/[^/@]+)@/.exec(ref)?.[1];
  if (path === undefined || commit === "") return false;
  try {
    const [runs, was] = await Promise.all([commit, base].map((at) => bytesAt(at, path, cwd, MAX_WORKFLOW_BYTES, remote)));
    if (!runs || !was) return false;
    return Buffer.compare(runs, was) === 0 && !CALLS_LOCAL.test(Buffer.from(was).toString("utf8"));
  } catch {
    return false;
  }
}

function reasonOf(error: unknown): string {
  const { kind, problems } = explain(error);
  return kind === "bug" && error instanceof Error ? error.message : problems.map((one) => one.message).join(" ");
}

/** Reads files from GitHub; null without a token. */
export function remoteOf({ repository }: Services): RemoteFile | null {
  if (repository === null) return null;
  const github = new GitHub(repository);
  return (path, ref, maxBytes) => readFileAt(github, path, ref, maxBytes);
}
