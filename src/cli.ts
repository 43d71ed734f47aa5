#!/usr/bin/env node
// The terminal edge: runs a command line in a thread that can be ended.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { isSupervised, supervise, threadInput } from "./clients/supervised-thread.ts";
import type { Host } from "./commands/common/command.ts";
import { ignoreOutputErrors } from "./commands/common/lost-logs.ts";
import { COMMANDS, errorOutcome, execute, hostIn, outcomeBeforeRun, print, rawFlagValue, type Streams } from "./commands/edge/terminal.ts";
import { isTooOld, tooOld } from "./commands/least-node.ts";

const STREAMS: Streams = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  home: dirname(dirname(fileURLToPath(import.meta.url))),
};

/** In the main thread: the work is done in one that can be ended. */
async function supervised(words: string[]): Promise<number> {
  const [name = "", ...rest] = words;
  const jsonTo = rawFlagValue(rest, "--json");
  if (isTooOld()) return await print(await errorOutcome(await tooOld()), jsonTo, STREAMS);
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined || rest.includes("--help") || rest.includes("-h")) return await execute(words, STREAMS, host);
  try {
    const { exitCode, error, facts } = await supervise(new URL(import.meta.url), words, terminal());
    if (error === null) return exitCode ?? 70;
    const { judges, flags } = await entry.load();
    return await print(
      judges ? await outcomeBeforeRun(error, { name, words: rest, flags }, await host(), facts) : await errorOutcome(error),
      jsonTo,
      STREAMS,
    );
  } catch (error) {
    return await print(await errorOutcome(error), jsonTo, STREAMS);
  }
}

const host = async (): Promise<Host> => ({ ...(await hostIn(process.cwd(), process.env, STREAMS)), ...terminal() });

/** Colour and width of the window, where a person looks at one (https://no-color.org); a thread has no window and is told. */
function terminal(): Pick<Host, "terminal"> {
  if (isSupervised()) return threadInput() as Pick<Host, "terminal">;
  const { isTTY, columns } = process.stdout;
  if (!isTTY || !process.stderr.isTTY) return {};
  return { terminal: { color: !process.env.NO_COLOR && process.env.TERM !== "dumb", width: columns ?? 80 } };
}

ignoreOutputErrors();
const words = process.argv.slice(2);
process.exitCode = isSupervised() ? await execute(words, STREAMS, host) : await supervised(words);
