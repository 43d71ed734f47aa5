// The configuration of a pull request: the head's, with base-only keys from the base commit.
import { realpath } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import type { CommandConfig } from "../../types/command.ts";
import type { Config } from "../../types/config.ts";
import { ConfigError, problem } from "../../types/errors.ts";
import type { Problem } from "../../types/problem.ts";
import { readText } from "../file/read-text.ts";
import { type Invocation, loadTold, type TextReader, type Told } from "../load.ts";
import { overruled, withoutBaseOnly } from "./base-only.ts";

/** The commit that a change is to be merged into. */
export interface BaseCommit {
  read: TextReader;
  /** False: the change touches the workflow, so its inputs do not count for base-only keys. */
  inputsCount: boolean;
}

export interface ChangedConfig {
  /** The head's configuration, read for its mistakes; runs use `followed`. */
  head: Config;
  /** The base's configuration; null: it cannot be used. */
  base: Config | null;
  /** The configuration of the run: the head's with base-only keys from the base; null without `base`. */
  followed: Config | null;
  /** Why `base` is null. */
  reason: string | null;
  /** Base-only keys that the head changes. */
  overruled: Problem[];
}

/** Throws ConfigError with all mistakes of the head; mistakes of the base are in `reason`. */
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

/** Every section comes from the base unless it is named here, so that new keys are base-only by default. */
function follow(head: Config, base: Config): Config {
  const { file, whereOf, schema, schemaFile, target, split, gates, checks, threads, notices } = head;
  const { trees, seed, maxDepth, minLeaf, export: files } = head.train;
  const train = { ...base.train, trees, seed, maxDepth, minLeaf, export: files };
  const command = withGateOf(head.command, base.command);
  const report = { ...base.report, dir: head.report.dir };
  // The golden file is the one that the base names; then the whole split is the base's.
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

/** The gate on a number is the head's; all that runs is the base's. */
function withGateOf(head: CommandConfig | null, base: CommandConfig | null): CommandConfig | null {
  if (base?.evidence === "reported" && head?.evidence === "reported") return { ...base, gate: head.gate };
  return base?.evidence === "judged" && head?.evidence === "judged" ? { ...base, errorGate: head.errorGate } : base;
}

/** Reads only files inside the checkout, links resolved: the author may be anybody, and messages quote the content. */
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
