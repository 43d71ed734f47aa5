// history: the champions and the runs between them.
import { printable } from "../findings/wording.ts";
import { ConfigError } from "../types/errors.ts";
import type { EntryState, HistoryEntry, PastRun, RegistryHistory } from "../types/registry.ts";
import { type Command, type FlagValues, type Host, JSON_FLAG, type Outcome, REGISTRY_FLAG, text } from "./common/command.ts";
import { registryAt } from "./common/registry-flag.ts";

/** Most run records that are read. */
const MOST_RUNS = 500;
const ID_SHOWN = 12;
const REASON_SHOWN = 100;

export const history: Command = {
  usage: "[--registry branch:NAME|directory:PATH|s3://…] [--at TIME]",
  about: "Lists promotions, rollbacks and resets, with the runs between them that came to nothing. --at: which model was champion then.",
  flags: {
    registry: REGISTRY_FLAG,
    at: { takes: "one", placeholder: "2026-11-03T12:00Z", about: "which model was champion at this time" },
    json: JSON_FLAG,
  },
  run: told,
};

async function told(flags: FlagValues, host: Host): Promise<Outcome> {
  const registry = registryAt(text(flags, "registry"), host.cwd, host.services);
  const at = timeOf(text(flags, "at"));
  const found = await registry.history(MOST_RUNS);
  if (found.entries.length === 0)
    return { exitCode: 0, json: jsonOf(found, null), text: `The registry ${registry.label} holds no champion yet.\n` };
  if (at === null) return { exitCode: 0, json: jsonOf(found, found.entries.at(-1)!), text: `${table(found)}\n` };
  const then = found.entries.findLast(({ entry }) => Date.parse(entry.time) <= at) ?? null;
  const time = new Date(at).toISOString();
  const words =
    then === null
      ? `At ${time} the registry ${registry.label} held no champion yet.`
      : `At ${time} the champion was ${then.entry.id}, by the ${then.entry.kind} of ${then.entry.time}.`;
  return { exitCode: 0, json: jsonOf(found, then), text: `${words}\n` };
}

/** The time of --at in milliseconds since 1970; null: not given. Throws ConfigError for an invalid one. */
function timeOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const isTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(given);
  const time = isTime ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(time))
    throw new ConfigError(
      `--at is "${given.slice(0, 80)}", expected a day such as 2026-11-03, or a time with its zone such as 2026-11-03T12:00Z.`,
    );
  return time;
}

/** F1 on all hold-out rows, from the dummy gate; null: the entry has none. */
function f1Of({ gates }: HistoryEntry): number | null {
  return gates.find(({ code }) => code === "dummy")?.estimate ?? null;
}

interface Row {
  time: string;
  what: string;
  model: string | null;
  f1: number | null;
  state: EntryState | null;
  reason: string;
  actor: string | null;
}

function rowsOf({ entries, runs }: RegistryHistory): Row[] {
  const made = entries.map(({ entry, state }) => ({
    time: entry.time,
    what: entry.kind,
    model: entry.id,
    f1: f1Of(entry),
    state,
    reason: entry.reason,
    actor: entry.actor,
  }));
  const came = (runs ?? []).filter(({ verdict }) => verdict !== "promoted").map((run) => rowOf(run));
  return [...made, ...came].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
}

function rowOf({ time, verdict, modelId, f1, reason }: PastRun): Row {
  return { time, what: verdict ?? "error", model: modelId, f1, state: null, reason, actor: null };
}

function jsonOf(found: RegistryHistory, then: RegistryHistory["entries"][number] | null) {
  const rows = rowsOf(found);
  return {
    champion: then === null ? null : { id: then.entry.id, since: then.entry.time, entry: then.hash },
    recordsRead: found.runs !== null,
    rows,
  };
}

function table(found: RegistryHistory): string {
  const rows = rowsOf(found).map(({ time, what, model, f1, state, reason, actor }) => [
    printable(time),
    what,
    model === null ? "" : printable(model).slice(0, ID_SHOWN),
    f1 === null ? "" : f1.toFixed(3),
    state === "past" ? "" : (state ?? ""),
    `${printable(reason, REASON_SHOWN)}${actor === null ? "" : ` (${printable(actor, 40)})`}`,
  ]);
  const all = [["time", "what", "model", "F1", "data", "why"], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!)))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, ...(found.runs === null ? ["", "The records of runs that promoted nothing could not be read."] : [])].join("\n");
}
