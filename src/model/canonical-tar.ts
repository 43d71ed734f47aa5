// Files of a model as one archive: sorted names, no times, no owners; the same files are the same bytes.

/** A file inside an archive; `name` has forward slashes. */
export interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

const BLOCK = 512;
/** Octal digits of a size in the ustar format. */
const MOST_BYTES = 8 ** 11 - 1;

/** The ustar form of POSIX.1-1988: regular files, mode 0644, time 0. Throws an Error for a name or size that it cannot hold. */
export function writeTar(files: NamedFile[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const blocks = sorted.flatMap(({ name, bytes }) => [
    headerOf(name, bytes.length),
    bytes,
    new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK),
  ]);
  return joined([...blocks, new Uint8Array(2 * BLOCK)]);
}

/** Only what `writeTar` writes; throws an Error whose message completes "the archive …". */
export function readTar(archive: Uint8Array): NamedFile[] {
  const files: NamedFile[] = [];
  let at = 0;
  while (at + BLOCK <= archive.length && archive[at] !== 0) {
    const header = archive.subarray(at, at + BLOCK);
    const { name, size } = parsedHeader(header);
    if (at + BLOCK + size > archive.length) throw new Error("ends in the middle of a file");
    files.push({ name, bytes: archive.subarray(at + BLOCK, at + BLOCK + size) });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  if (!same(writeTar(files), archive)) throw new Error("is not in the canonical form");
  return files;
}

/** Whether a name can only lead below the folder that it is unpacked into. */
export function isPlainName(name: string): boolean {
  const steps = name.split("/");
  return name !== "" && !/[\\:\p{Cc}]/u.test(name) && steps.every((step) => step !== "" && step !== "." && step !== "..");
}

function headerOf(name: string, size: number): Uint8Array {
  if (!isPlainName(name)) throw new Error(`holds a file that cannot be named ${JSON.stringify(name.slice(0, 80))}`);
  if (size > MOST_BYTES) throw new Error(`holds ${name}, which is larger than 8 GiB`);
  const header = new Uint8Array(BLOCK);
  const { prefix, last } = splitName(name);
  put(header, 0, last);
  put(header, 100, "0000644\0");
  put(header, 108, "0000000\0");
  put(header, 116, "0000000\0");
  put(header, 124, `${size.toString(8).padStart(11, "0")}\0`);
  put(header, 136, `${"0".repeat(11)}\0`);
  put(header, 148, " ".repeat(8));
  put(header, 156, "0");
  put(header, 257, "ustar\x0000");
  put(header, 345, prefix);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(header, 148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return header;
}

/** Up to 100 bytes stand in the name, up to 155 before a slash in the prefix. */
function splitName(name: string): { prefix: string; last: string } {
  const length = (text: string) => new TextEncoder().encode(text).length;
  if (length(name) <= 100) return { prefix: "", last: name };
  for (let slash = name.indexOf("/"); slash >= 0; slash = name.indexOf("/", slash + 1)) {
    const [prefix, last] = [name.slice(0, slash), name.slice(slash + 1)];
    if (length(prefix) <= 155 && length(last) <= 100) return { prefix, last };
  }
  throw new Error(`holds a file with a name that is too long: ${name.slice(0, 80)}…`);
}

function parsedHeader(header: Uint8Array): { name: string; size: number } {
  const text = (from: number, length: number) => {
    const bytes = header.subarray(from, from + length);
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
  };
  const [last, prefix, size] = [text(0, 100), text(345, 155), text(124, 12)];
  const name = prefix === "" ? last : `${prefix}/${last}`;
  if (!/^[0-7]{11}$/.test(size)) throw new Error("has a header that cannot be read");
  if (!isPlainName(name)) throw new Error("names a file outside of its folder");
  return { name, size: Number.parseInt(size, 8) };
}

function put(header: Uint8Array, at: number, text: string): void {
  header.set(new TextEncoder().encode(text), at);
}

function joined(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
