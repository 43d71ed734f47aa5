// Who holds a lock, and whether that process still lives.
import { randomBytes } from "node:crypto";
import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";
import { z } from "zod";
import { canonicalBytes, parseJson } from "../records/canonical.ts";

export interface Owner {
  pid: number;
  /** Host name, boot and process namespace: where `pid` means something. */
  host: string;
  /** Clock ticks between boot and the start of the process: tells a reused pid apart. null outside Linux. */
  started: string | null;
  nonce: string;
  time: string;
}

/** unknown: nobody here can tell; only a heartbeat that stops gives it away. */
export type Life = "alive" | "dead" | "unknown";

const OWNER = z.object({
  pid: z.number().int().positive(),
  host: z.string().max(1000),
  started: z.string().max(40).nullable(),
  nonce: z.string().max(100),
  time: z.string().max(40),
});

let here: Promise<{ host: string; started: string | null }> | null = null;

/** Who holds a lock: this process on this machine, since its start. */
export async function newOwner(): Promise<Owner> {
  here ??= identifyProcess();
  return { pid: process.pid, ...(await here), nonce: randomBytes(16).toString("hex"), time: new Date().toISOString() };
}

/** The bytes of a lock file. */
export function encodeOwner(owner: Owner): Uint8Array {
  return canonicalBytes(owner);
}

/** null: not written by us, or not wholly. */
export function parseOwner(bytes: Uint8Array): Owner | null {
  try {
    return OWNER.parse(parseJson(bytes));
  } catch {
    return null;
  }
}

/** Whether a lock's owner still runs; unknown on other machines. */
export async function lifeOf(owner: Owner): Promise<Life> {
  here ??= identifyProcess();
  const { host } = await here;
  if (owner.host !== host) return "unknown";
  if (!exists(owner.pid)) return "dead";
  const now = await processState(owner.pid);
  if (now === null || owner.started === null) return "unknown";
  // A zombie keeps its pid until its parent asks for it, but writes no more.
  return now.started === owner.started && now.state !== "Z" && now.state !== "X" ? "alive" : "dead";
}

/** One line for a person; owner files are not trusted. */
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

/** Fields 3 and 22 of proc(5)'s stat; the second field is a name in brackets that may hold anything. */
async function processState(pid: number): Promise<{ state: string; started: string } | null> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state, started] = [fields[0], fields[19]];
  return state === undefined || started === undefined ? null : { state, started };
}
