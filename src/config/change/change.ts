// The configuration of a pull request: the head's words, and those of the base commit where only they count.
import { realpath } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import type { Config } from "../../types/config.ts";
import { ConfigError, problem } from "../../types/errors.ts";
import type { Problem } from "../../types/problem.ts";
import { readText } from "../file/read-text.ts";
import { type Invocation, loadTold, type TextReader, type Told } from "../load.ts";
import { overruled, withoutBaseOnly } from "./base-only.ts";

/** The commit that a change is to be merged into. */
export interface BaseCommit {
  read: TextReader;
  /** False: the change touches the workflow, so what its inputs say of base-only keys are the author's words. */
  inputsCount: boolean;
}

export interface ChangedConfig {
  /** All of it the author's words: read for its mistakes, never followed. */
  head: Config;
  /** All of it the base's; null when it cannot be used. */
  base: Config | null;
  /** The head's judgement by the base's means; null without `base`. */
  followed: Config | null;
  /** Why `base` is null. */
  reason: string | null;
  /** What the head changes of base-only keys. */
  overruled: Problem[];
}

/** Throws ConfigError with every mistake of the head; a mistaken base is no mistake of the author's. */
export async function loadChange(invocation: Invocation, commit: BaseCommit | string): Promise<ChangedConfig> {
  const told = await loadTold(invocation, readerWithin(invocation.cwd));
  const head = told.config;
  const alone = (reason: string): ChangedConfig => ({ head, base: null, followed: null, reason, overruled: [] });
  if (typeof commit === "string") return alone(commit);
  let before: Told;
  try {
    before = await loadTold(invocation, commit.read, commit.inputsCount ? undefined : withoutBaseOnly);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [first, ...more] = error.problems;
    const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
    return alone(`at the base commit there is no configuration that can be used: ${first?.message.replace(/\.$/, "")}${others}`);
  }
  const base = before.config;
  return { head, base, followed: follow(head, base), reason: null, overruled: overruled(told.source, before.source) };
}

/** The base's unless it is named here, so that a key that comes later is not the author's by oversight. */
function follow(head: Config, base: Config): Config {
  const { file, whereOf, schema, schemaFile, target, split, gates, checks, threads, notices } = head;
  const { trees, seed, maxDepth, minLeaf, export: files } = head.train;
  const train = { ...base.train, trees, seed, maxDepth, minLeaf, export: files };
  const command = base.command && { ...base.command, gate: head.command?.gate ?? base.command.gate };
  const report = { ...base.report, dir: head.report.dir };
  // A golden file is read where the base commit says: then so is the whole rule of what is held out.
  const namesFile = head.split.by === "file" || base.split.by === "file";
  return {
    ...base,
    file,
    whereOf,
    schema,
    schemaFile,
    target,
    split: namesFile ? base.split : split,
    gates,
    checks,
    threads,
    notices,
    train,
    command,
    requireEvidence: head.requireEvidence,
    report,
    publish: false,
  };
}

/** What a stranger's configuration names must be a file of the checkout, a link's target too: what is wrong in it gets quoted. */
function readerWithin(root: string): TextReader {
  return async (file, shownName, maxBytes, named) => {
    const [place, home] = await Promise.all([realpath(file).catch(() => file), realpath(root).catch(() => root)]);
    const path = relative(home, place);
    const [first = ""] = path.split(sep);
    const isInside = !["", "..", ".git"].includes(first) && !isAbsolute(path);
    if (isInside) return readText(file, shownName, maxBytes, named);
    const expected = "a file of the checkout";
    const subject = named ? `${named.subject} names ${shownName}, which` : shownName;
    const where = named?.where ?? null;
    return {
      text: null,
      problem: problem(`${subject} lies outside of the checkout; expected ${expected}.`, { where, got: shownName, expected }),
    };
  };
}
