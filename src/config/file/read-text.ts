// Bounded reading of the user's text files.
import { type FileHandle, open } from "node:fs/promises";
import { pointerIn } from "../../table/read/pointer-file.ts";
import { problem } from "../../types/errors.ts";
import type { Problem, Where } from "../../types/problem.ts";

const REASONS: Record<string, string> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist: a part of the path is no directory",
  EISDIR: "is a directory",
  EACCES: "may not be read: permission denied",
  EPERM: "may not be read: permission denied",
  ELOOP: "is a loop of symbolic links",
  ENAMETOOLONG: "has too long a name",
};

/** Reads a file. `named`: what names it, for messages; without it the file is optional, and the text null if it does not exist. */
export async function readText(
  file: string,
  shownName: string,
  maxBytes: number,
  named: { subject: string; where: Where | null } | null,
): Promise<{ text: string | null; problem: Problem | null }> {
  const fail = (got: string, expected: string) => {
    const message = named ? `${named.subject} names ${shownName}, which ${got}` : `${shownName} ${got}`;
    return { text: null, problem: problem(`${message}; expected ${expected}.`, { where: named?.where ?? null, got, expected }) };
  };
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(file, maxBytes + 1);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (named === null && (code === "ENOENT" || code === "ENOTDIR")) return { text: null, problem: null };
    return fail(REASONS[code] ?? `cannot be read (${code || "unknown reason"})`, "a file that can be read");
  }
  const pointer = pointerIn(bytes);
  if (pointer !== null) return fail(`is a ${pointer.tool} pointer, not the file: ${pointer.mend}`, "the file itself");
  if (bytes.length > maxBytes) return fail(`is longer than ${maxBytes} bytes`, `at most ${maxBytes} bytes`);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), problem: null };
  } catch {
    return fail("is not UTF-8 text", "text in UTF-8");
  }
}

/** Reads at most `most` bytes, also of a pipe, whose size is unknown. */
async function readBytes(file: string, most: number): Promise<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, "r");
    const { size } = await handle.stat();
    let bytes = new Uint8Array(Math.min(most, size + 1));
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length === most) return bytes.subarray(0, length);
      if (length < bytes.length) continue;
      const wider = new Uint8Array(Math.min(most, bytes.length * 2 + 4096));
      wider.set(bytes);
      bytes = wider;
    }
  } finally {
    await handle?.close();
  }
}
