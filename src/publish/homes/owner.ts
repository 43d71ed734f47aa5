// The owner of a lock, and whether its process is alive.
import { randomBytes } from "node:crypto";
import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { z } from "zod";
import { canonicalBytes, parseJson } from "../records/canonical.ts";

export interface Owner {
  pid: number;
  /** Host name, boot id and process namespace, within which `pid` is unique. */
  host: string;
  /** Start of the process in clock ticks since boot, to recognise a reused pid; null: not on Linux. */
  started: string | null;
  nonce: string;
  time: string;
}

/** unknown: another host or namespace; then only a missing heartbeat shows that it is dead. */
export type Life = "alive" | "dead" | "unknown";

const OWNER = z.object({
  pid: z.number().int().positive(),
  host: z.string().max(1000),
  started: z.string().max(40).nullable(),
  nonce: z.string().max(100),
  time: z.string().max(40),
});

let here: Promise<{ host: string; started: string | null }> | null = null;

/** This process as an owner. */
export async function newOwner(): Promise<Owner> {
  here ??= identifyProcess();
  return { pid: process.pid, ...(await here), nonce: randomBytes(16).toString("hex"), time: new Date().toISOString() };
}

/** The bytes of a lock file. */
export function encodeOwner(owner: Owner): Uint8Array {
  return canonicalBytes(owner);
}

/** The owner in a lock file; null: incomplete or not ours. */
export function parseOwner(bytes: Uint8Array): Owner | null {
  try {
    return OWNER.parse(parseJson(bytes));
  } catch {
    return null;
  }
}

/** Whether the owner's process is alive. */
export async function lifeOf(owner: Owner): Promise<Life> {
  here ??= identifyProcess();
  const { host } = await here;
  if (owner.host !== host) return "unknown";
  if (!exists(owner.pid)) return "dead";
  const now = await processState(owner.pid);
  if (now === null || owner.started === null) return "unknown";
  // A zombie has a pid but does not write any more.
  return now.started === owner.started && now.state !== "Z" && now.state !== "X" ? "alive" : "dead";
}

/** One line for messages; the content of the file is escaped, since it is not trusted. */
export function ownerSentence(owner: Owner | null): string {
  if (owner === null) return "an unknown process";
  const plain = (text: string) => text.replace(/[^\w.:-]/g, "?").slice(0, 60);
  return `process ${owner.pid} on ${plain(owner.host.split("|")[0]!)} since ${plain(owner.time)}`;
}

async function identifyProcess(): Promise<{ host: string; started: string | null }> {
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  const namespace = await readlink("/proc/self/ns/pid").catch(() => "");
  const state = await processState(process.pid);
  return { host: [hostname(), boot.trim(), namespace].join("|"), started: state?.started ?? null };
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** State and start time: fields 3 and 22 of /proc/PID/stat (proc(5)); field 2 is a name in brackets with any characters. */
async function processState(pid: number): Promise<{ state: string; started: string } | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, started] = [fields[0], fields[19]];
  return state === undefined || started === undefined ? null : { state, started };
}
