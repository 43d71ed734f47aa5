// A command line: finds the command, parses its flags, prints what it returns. Loads nothing that the command does not need.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Command, Host, Outcome } from "../common/command.ts";

/** What a terminal is shown of a long list; `--json` has all. */
const MOST_PROBLEMS = 20;

export const COMMANDS: Record<string, { about: string; load: () => Promise<Command> }> = {
  run: {
    about: "fetch, validate, train, evaluate and, when every gate passes, publish",
    load: async () => (await import("../run.ts")).run,
  },
  check: { about: "the same, but publish nothing", load: async () => (await import("../run.ts")).check },
  validate: {
    about: "judge a batch against a schema or earlier files",
    load: async () => (await import("../validate.ts")).validateCommand,
  },
  init: {
    about: "write retrain.yml, schema.yml and a workflow from your data",
    load: async () => (await import("../init/init.ts")).init,
  },
  train: { about: "train a model on all rows, without gates", load: async () => (await import("../train.ts")).trainCommand },
  predict: { about: "predict the rows of a file with a model", load: async () => (await import("../predict.ts")).predictCommand },
  diagnose: {
    about: "why the model was not updated: every link from trigger to serving",
    load: async () => (await import("../diagnose.ts")).diagnose,
  },
  history: {
    about: "who was champion when, and what runs came to nothing",
    load: async () => (await import("../history.ts")).history,
  },
  verify: { about: "re-hash everything that a registry holds", load: async () => (await import("../verify.ts")).verify },
  rollback: { about: "make an earlier model champion again", load: async () => (await import("../rollback.ts")).rollback },
  reset: { about: "begin a new line of champions, with a reason", load: async () => (await import("../override.ts")).reset },
  accept: { about: "promote against a comparison, with a reason", load: async () => (await import("../override.ts")).accept },
  plan: { about: "what a hold-out of so many rows can decide", load: async () => (await import("../plan.ts")).plan },
  demo: { about: "the whole story on real weather data, in a minute", load: async () => (await import("../demo.ts")).demo },
};

/** Commands that the design names for later. */
const LATER = ["reproduce", "diff", "gc"];

/** What a command line has around it: output streams (of the process or of a test). */
export interface Streams {
  out: (text: string) => void;
  err: (text: string) => void;
  /** The folder of package.json. */
  home: string;
}

/** Runs one command line, without the program's name, and prints what it returns; the exit code. `host` is asked for where a command runs. */
export async function execute(words: string[], streams: Streams, host: () => Promise<Host>): Promise<number> {
  const [name, ...rest] = words;
  if (name === "--version" || name === "-v") {
    const { version } = JSON.parse(readFileSync(`${streams.home}/package.json`, "utf8")) as { version: string };
    streams.out(`${version}\n`);
    return 0;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    streams.out(overview());
    return name === undefined ? 2 : 0;
  }
  return await runCommand(name, rest, streams, host);
}

async function runCommand(name: string, words: string[], streams: Streams, host: () => Promise<Host>): Promise<number> {
  const { parseFlags, helpOf } = await import("../common/flags.ts");
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  // Found before the flags are parsed, so that a mistaken command line is reported in the form that was asked for.
  const jsonTo = rawFlagValue(words, "--json");
  let command: Command | undefined;
  try {
    if (entry === undefined) throw await unknownCommand(name);
    command = await entry.load();
    if (words.includes("--help") || words.includes("-h")) {
      streams.out(helpOf(name, command));
      return 0;
    }
    return await print(await command.run(parseFlags(words, command.flags), await host()), jsonTo, streams);
  } catch (error) {
    if (command?.judges)
      return await print(await outcomeBeforeRun(error, { name, words, flags: command.flags }, await host()), jsonTo, streams);
    return await print(await errorOutcome(error), jsonTo, streams);
  }
}

/** The value of a flag among unparsed words, as `--flag=value` or `--flag value`; undefined: absent. */
export function rawFlagValue(words: string[], flag: string): string | undefined {
  const inline = words.find((word) => word.startsWith(`${flag}=`));
  return inline ? inline.slice(flag.length + 1) : words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined;
}

/** Prints text and JSON of an outcome; returns its exit code. A JSON file that cannot be written is a warning on stderr. */
export async function print(outcome: Outcome, jsonTo: string | undefined, { out, err }: Streams): Promise<number> {
  const { stringify } = await import("../../report/run-json.ts");
  const json = `${stringify(JSON.parse(JSON.stringify(outcome.json)))}\n`;
  if (jsonTo === "-") out(json);
  (jsonTo === "-" || outcome.exitCode >= 2 ? err : out)(outcome.text);
  if (!jsonTo || jsonTo === "-") return outcome.exitCode;
  try {
    writeFileSync(jsonTo, json);
  } catch (error) {
    err(`warning: --json ${jsonTo} was not written: ${error instanceof Error ? error.message : String(error)}\n`);
  }
  return outcome.exitCode;
}

/** The outcome of an error before the run began, in the form of run.json; with a report where the command has --report-dir. */
export async function outcomeBeforeRun(
  error: unknown,
  { name, words, flags }: { name: string; words: string[]; flags: Command["flags"] },
  host: Host,
  facts: unknown = null,
): Promise<Outcome> {
  const [{ failedBeforeStart }, { outcomeOf }] = await Promise.all([import("../common/pipeline.ts"), import("../run.ts")]);
  const values = { "report-dir": Object.hasOwn(flags, "report-dir") ? rawFlagValue(words, "--report-dir") : undefined };
  return outcomeOf(await failedBeforeStart(error, { cwd: host.cwd, values }, name, host, facts));
}

/** The outcome of a thrown error for a command without a verdict: its problems as text and JSON, and its exit code. */
export async function errorOutcome(error: unknown): Promise<Outcome> {
  const [{ explain }, { printable }] = await Promise.all([import("../../types/errors.ts"), import("../../report/terminal.ts")]);
  const { kind, exitCode, problems } = explain(error);
  const lines = problems.slice(0, MOST_PROBLEMS).map(({ message, where }) => {
    const place = where ? `${where.file}:${where.line}:${where.column}: ` : "";
    return printable(`error: ${place}${message.replaceAll("\n", " ")}`);
  });
  if (problems.length > MOST_PROBLEMS) lines.push(`error: … and ${problems.length - MOST_PROBLEMS} more problems`);
  if (kind === "bug" && error instanceof Error && process.env.GATED_RETRAIN_DEBUG) lines.push(error.stack ?? "");
  return { exitCode, json: { error: { kind, problems }, exitCode }, text: `${lines.join("\n")}\n` };
}

async function unknownCommand(name: string): Promise<Error> {
  const [{ ConfigError }, { closest }] = await Promise.all([import("../../types/errors.ts"), import("fastest-levenshtein")]);
  if (LATER.includes(name))
    return new ConfigError(`The command "${name}" is not available in this version. See --help for those that are.`);
  return new ConfigError(`Unknown command "${name}"; did you mean ${closest(name, Object.keys(COMMANDS))}? See --help.`);
}

function overview(): string {
  const list = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(9)} ${about}`);
  return `gated-retrain: retrains a model on fresh data and promotes it only when the evidence allows it.\n\nUsage: node dist/cli.js COMMAND [flags]\n\n${list.join("\n")}\n\nEach command has --help and --json FILE|-.\n`;
}

/** The environment of a command at a terminal in folder `cwd` with the variables `env`. */
export async function hostIn(cwd: string, env: NodeJS.ProcessEnv, { err, home }: Streams): Promise<Host> {
  const [{ visible }, { environmentOf, repositoryOf }] = await Promise.all([
    import("../../report/sentences/text.ts"),
    import("../common/services.ts"),
  ]);
  const threads = availableParallelism();
  return {
    cwd,
    now: Date.now,
    threads,
    progress: (message) => err(`${visible(message)}\n`),
    origin: { run: null, actor: env.USER ?? null, event: "terminal" },
    services: {
      identityToken: null,
      repository: repositoryOf(env, env.GITHUB_TOKEN ?? env.GH_TOKEN),
      isWorkflow: env.GITHUB_ACTIONS === "true",
      rowsKey: env.GATED_RETRAIN_ROWS_KEY || null,
    },
    environment: () => environmentOf(threads),
    home,
  };
}
