// Text in other encodings than UTF-8: recognised by its first bytes, and rewritten as UTF-8 while it streams by.
import type { Encoding } from "../../types/schema.ts";

/** The bytes are not text of the encoding that they seemed to be. */
export class DamagedText extends Error {}

const MARKS: [string, Encoding][] = [
  ["fffe", "utf-16le"],
  ["feff", "utf-16be"],
];

/** UTF-16 by its mark, or by the zero in every other byte that Latin text has there; null: not UTF-16. */
export function utf16Of(head: Uint8Array): Encoding | null {
  const hex = Buffer.from(head.subarray(0, 4)).toString("hex");
  // UTF-32 begins alike.
  if (hex === "fffe0000") return null;
  const marked = MARKS.find(([mark]) => hex.startsWith(mark));
  if (marked) return marked[1];
  const zeros = [0, 0];
  const end = Math.min(head.length, 200) & ~1;
  for (let at = 0; at < end; at++) if (head[at] === 0) zeros[at & 1]!++;
  if (end < 8) return null;
  const pairs = end / 2;
  if (zeros[1]! > 0.8 * pairs && zeros[0] === 0) return "utf-16le";
  return zeros[0]! > 0.8 * pairs && zeros[1] === 0 ? "utf-16be" : null;
}

/** Windows-1252, 0x80 to 0x9f; 0: undefined. Above, it is Latin-1, whose letters are Unicode's. */
const WINDOWS = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019,
  0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/** The same text in UTF-8. Throws DamagedText. */
export async function* asUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  if (encoding === "windows-1252") for await (const chunk of chunks) yield windowsAsUtf8(chunk);
  else if (encoding === "utf-8") yield* chunks;
  else yield* decodedAsUtf8(chunks, encoding);
}

/** Not by TextDecoder: some versions of Node take it for Latin-1. Throws DamagedText. */
export function windowsAsUtf8(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(bytes.length * 3);
  let end = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) throw new DamagedText("control characters");
      out[end++] = byte;
      continue;
    }
    const code = byte < 0xa0 ? WINDOWS[byte - 0x80]! : byte;
    if (code === 0) throw new DamagedText("bytes that Windows-1252 does not have");
    if (code < 0x800) out[end++] = 0xc0 | (code >> 6);
    else {
      out[end++] = 0xe0 | (code >> 12);
      out[end++] = 0x80 | ((code >> 6) & 0x3f);
    }
    out[end++] = 0x80 | (code & 0x3f);
  }
  return out.subarray(0, end);
}

/** What the standard gives to bytes that mean nothing in an encoding. */
const CONTROLS = /[\u0080-\u009f]/;

async function* decodedAsUtf8(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  // The mark stays, as in UTF-8 text: the parser leaves one out, and a second one is text.
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true });
      if (CONTROLS.test(text)) throw new DamagedText(`bytes that ${encoding} does not have`);
      if (text !== "") yield Buffer.from(text);
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError)
      throw new DamagedText(encoding.startsWith("utf-16") ? "half characters" : `bytes that ${encoding} does not have`, { cause: error });
    throw error;
  }
}
