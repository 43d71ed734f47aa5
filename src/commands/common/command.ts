// What a command of the terminal looks like; cli.ts finds, parses and runs it.
import type { Origin, Progress, Services } from "../../types/run.ts";

export interface Flag {
  /** none: a switch. several: takes every value up to the next flag. */
  takes: "none" | "one" | "several";
  placeholder?: string;
  about: string;
}

export interface Terminal {
  color: boolean;
  /** Characters of a line. */
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
  /** The folder of the installed project: dist's parent. */
  home: string;
  /** What a person's terminal shows; absent: plain lines of any length, as logs take them. */
  terminal?: Terminal;
}

export type FlagValues = Record<string, string | string[] | boolean | undefined>;

export interface Outcome {
  exitCode: number;
  /** The machine-readable result that `--json` prints. */
  json: unknown;
  /** What a person reads. */
  text: string;
}

export interface Command {
  usage: string;
  about: string;
  flags: Record<string, Flag>;
  /** It ends in a verdict, so whatever stops it is told in the form of run.json too. */
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
