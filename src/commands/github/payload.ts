// Reads event payloads. They are not trusted: senders of dispatches and authors of pull requests choose texts in them.
import { ConfigError, problem } from "../../types/errors.ts";
import type { JsonValue } from "../../types/problem.ts";

/** The value at a path of keys; null: absent. */
export function at(value: JsonValue, ...keys: string[]): JsonValue {
  let here = value;
  for (const key of keys) {
    if (typeof here !== "object" || here === null || Array.isArray(here) || !Object.hasOwn(here, key)) return null;
    here = here[key] ?? null;
  }
  return here;
}

/** The non-empty text at a path of keys; null: absent. */
export function textAt(value: JsonValue, ...keys: string[]): string | null {
  const found = at(value, ...keys);
  return typeof found === "string" && found !== "" ? found : null;
}

/** own: a branch of this repository; fork, dependabot: a read-only token, and no secrets. */
type Author = "own" | "fork" | "dependabot";

/** A pull request, or a group of them in the merge queue. */
export interface Change {
  kind: "pull request" | "merge group";
  /** null: a merge group, or not in the payload. */
  number: number | null;
  /** The commit to merge into; null: not in the payload. */
  baseCommit: string | null;
  author: Author;
}

const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const DEPENDABOT = "dependabot[bot]";

/** The change of an event. `actor`: GITHUB_ACTOR, who started the run. */
export function changeOf(name: string, payload: JsonValue, repository: string, actor: string): Change {
  if (name === "merge_group") {
    return { kind: "merge group", number: null, baseCommit: commitAt(payload, "merge_group", "base_sha"), author: "own" };
  }
  const number = at(payload, "pull_request", "number") ?? at(payload, "number");
  return {
    kind: "pull request",
    number: typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null,
    baseCommit: commitAt(payload, "pull_request", "base", "sha"),
    author: authorOf(payload, repository, actor),
  };
}

function commitAt(payload: JsonValue, ...keys: string[]): string | null {
  const commit = textAt(payload, ...keys);
  return commit !== null && COMMIT.test(commit) ? commit : null;
}

/** The kind of author; a missing head repository (a deleted fork) counts as a fork. */
function authorOf(payload: JsonValue, repository: string, actor: string): Author {
  const head = textAt(payload, "pull_request", "head", "repo", "full_name");
  if (head === null || head.toLowerCase() !== repository.toLowerCase()) return "fork";
  const people = [actor, textAt(payload, "sender", "login"), textAt(payload, "pull_request", "user", "login")];
  return people.includes(DEPENDABOT) ? "dependabot" : "own";
}

const MOST_FILES = 1000;
const LONGEST_NAME = 1024;

/** The files that a dispatch names, which must be among the matching ones. */
export function requiredFiles(name: string, payload: JsonValue): string[] {
  if (name === "repository_dispatch") return namesIn(at(payload, "client_payload", "files"), "client_payload.files");
  if (name !== "workflow_dispatch") return [];
  const said = at(payload, "inputs", "files");
  return namesIn(typeof said === "string" ? said.split(/[\n,]/).map((line) => line.trim()) : said, "the input files of the dispatch");
}

function namesIn(said: JsonValue, subject: string): string[] {
  if (said === null) return [];
  const list = typeof said === "string" ? [said] : said;
  const expected = `a list of at most ${MOST_FILES} file names`;
  if (!Array.isArray(list) || list.length > MOST_FILES || !list.every((name) => typeof name === "string" && name.length <= LONGEST_NAME)) {
    throw new ConfigError(
      problem(`The event's payload says in ${subject} what is no list of file names; expected ${expected}.`, { expected }),
    );
  }
  return [...new Set((list as string[]).filter((name) => name !== ""))];
}
