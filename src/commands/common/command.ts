// The type of a terminal command; cli.ts finds, parses and runs it.
import type { Origin, Progress, Services } from "../../types/run.ts";

export interface Flag {
  /** none: no value; several: all values up to the next flag. */
  takes: "none" | "one" | "several";
  placeholder?: string;
  about: string;
}

export interface Terminal {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
}

export interface Host {
  cwd: string;
  now: () => number;
  threads: number;
  progress: Progress;
  origin: Origin & { /** How the run was started: "schedule", "terminal". */ event: string };
  services: Services;
  environment: () => { node: string; platform: string; threads: number; peakMemoryBytes: number };
  /** Folder of the installed project, the parent of dist. */
  home: string;
  /** Properties of an interactive terminal; absent: plain output for logs. */
  terminal?: Terminal;
}

export type FlagValues = Record<string, string | string[] | boolean | undefined>;

export interface Outcome {
  exitCode: number;
  /** The result that `--json` prints. */
  json: unknown;
  /** The text output. */
  text: string;
}

export interface Command {
  usage: string;
  about: string;
  flags: Record<string, Flag>;
  /** The command ends in a verdict, so its errors are reported in the form of run.json, too. */
  judges?: true;
  run(flags: FlagValues, host: Host): Promise<Outcome>;
}

export const JSON_FLAG: Flag = {
  takes: "one",
  placeholder: "FILE|-",
  about: "write the machine-readable result to FILE, or alone to stdout",
};
export const THREADS_FLAG: Flag = {
  takes: "one",
  placeholder: "N",
  about: "threads for training (default: all cores); never changes the model",
};
export const REGISTRY_FLAG: Flag = {
  takes: "one",
  placeholder: "branch:NAME|directory:PATH|s3://…",
  about: "where models live (default directory:registry)",
};

/** A flag's one value; undefined: not given. */
export function text(flags: FlagValues, name: string): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value : undefined;
}

/** A flag's values; empty: not given. */
export function texts(flags: FlagValues, name: string): string[] {
  const value = flags[name];
  return Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
}
