// Whether bytes are UTF-8 text at all, looked at before anything is parsed.

import { isAscii, isUtf8 } from "node:buffer";

export interface TextFault {
  /** Index of the offending character in the bytes just given; negative when it began in earlier ones. */
  at: number;
  message: string;
  /** The text may be in another encoding. */
  legacy?: boolean;
}

const SIGNATURES: [string, string][] = [
  ["1f8b", "gzip data; name the file .csv.gz"],
  ["504b0304", "a zip archive or an Excel workbook"],
  ["d0cf11e0", "an old Excel workbook"],
  ["50415231", "a Parquet file"],
  ["25504446", "a PDF"],
  ["28b52ffd", "Zstandard data"],
  ["425a68", "bzip2 data"],
  ["fd377a58", "xz data"],
  ["377abcaf", "a 7z archive"],
  ["4f626a01", "an Avro file"],
  ["53514c69", "a SQLite database"],
  ["4152524f", "an Arrow file"],
  ["89484446", "an HDF5 file"],
  ["934e554d", "a NumPy array"],
  ["0000feff", "UTF-32 text"],
  ["fffe0000", "UTF-32 text"],
];

const UTF8_MARK = [0xef, 0xbb, 0xbf];

/** Bytes of a byte order mark to skip at the start of a file. */
export function bomLength(head: Uint8Array): number {
  return UTF8_MARK.every((byte, i) => head[i] === byte) ? 3 : 0;
}

/** What the first bytes of a file say it is, when it is no UTF-8 text. */
export function signatureFault(head: Uint8Array): TextFault | null {
  const hex = Buffer.from(head.subarray(0, 4)).toString("hex");
  const found = SIGNATURES.find(([signature]) => hex.startsWith(signature))?.[1];
  if (found !== undefined) return { at: 0, message: `the file is ${found}, expected text in UTF-8` };
  const markup = markupOf(Buffer.from(head.subarray(bomLength(head), HEAD_BYTES)).toString("utf8"));
  return markup === null ? null : { at: 0, message: `the file is ${markup}, expected CSV` };
}

const HEAD_BYTES = 65_536;

/** What a text is that begins as no table does; null: it may be one. */
function markupOf(text: string): string | null {
  if (/^\s*<(\?xml|!doctype html|html)\b/i.test(text)) return /^\s*<\?xml/i.test(text) ? "XML" : "a web page (HTML)";
  const [first = "", second] = text.trimStart().split(/\r?\n/);
  if (isJson(first)) {
    const lines = second === undefined || second.trim() === "" ? "" : " Lines (one object a line)";
    return `JSON${lines}; with pandas: pd.read_json(file${lines === "" ? "" : ", lines=True"}).to_csv("file.csv", index=False)`;
  }
  return /^(\{|\[)\s*$/.test(first) && /^\s*[{["]/.test(second ?? "")
    ? 'JSON; with pandas: pd.read_json(file).to_csv("file.csv", index=False)'
    : null;
}

/** A line that is an object or an array of them, whole. */
function isJson(line: string): boolean {
  if (!/^\s*(\{\s*"|\[\s*[{[])/.test(line)) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** Where the last character begins that may go on after these bytes; their length: none. */
function wholeCharacters(bytes: Uint8Array): number {
  const end = bytes.length;
  for (let at = end - 1; at >= 0 && at >= end - 3; at--) if (bytes[at]! >= 0xc0) return at;
  return end;
}

/** Checks the bytes of one file, chunk after chunk. */
export class TextCheck {
  /** Continuation bytes that the current character still needs, and the bounds of the next (WHATWG Encoding, UTF-8 decoder). */
  #needed = 0;
  /** Bytes of the current character so far. */
  #seen = 0;
  #lower = 0x80;
  #upper = 0xbf;

  check(bytes: Uint8Array): TextFault | null {
    if (this.#needed === 0 && bytes.indexOf(0) < 0) {
      if (isAscii(bytes)) return null;
      const whole = wholeCharacters(bytes);
      if (isUtf8(bytes.subarray(0, whole))) return this.#lookAt(bytes, whole);
    }
    return this.#lookAt(bytes, 0);
  }

  /** Byte by byte from `from` on, where no character is open. */
  #lookAt(bytes: Uint8Array, from: number): TextFault | null {
    const length = bytes.length;
    let inside = this.#needed > 0;
    for (let at = from; at < length; at++) {
      const byte = bytes[at]!;
      // ASCII but zero, the usual case.
      if ((byte - 1) >>> 0 < 0x7f && !inside) continue;
      if (byte === 0) return { at, message: "a zero byte, expected text in UTF-8; the file is binary or damaged" };
      if (!this.#accepts(byte)) {
        const message = "a byte that is not UTF-8, expected text in UTF-8 (Excel: save as “CSV UTF-8”)";
        return { at: at - this.#seen, message, legacy: true };
      }
      inside = this.#needed > 0;
    }
    return null;
  }

  /** Whether the file ended inside a character. */
  get unfinished(): boolean {
    return this.#needed > 0;
  }

  #accepts(byte: number): boolean {
    if (this.#needed > 0) {
      if (byte < this.#lower || byte > this.#upper) return false;
      this.#needed--;
      this.#seen = this.#needed === 0 ? 0 : this.#seen + 1;
      this.#lower = 0x80;
      this.#upper = 0xbf;
      return true;
    }
    if (byte >= 0xc2 && byte <= 0xdf) this.#needed = 1;
    else if (byte >= 0xe0 && byte <= 0xef) this.#needed = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) this.#needed = 3;
    else return false;
    this.#seen = 1;
    // Overlong forms, surrogates and what lies beyond U+10FFFF.
    if (byte === 0xe0) this.#lower = 0xa0;
    if (byte === 0xed) this.#upper = 0x9f;
    if (byte === 0xf0) this.#lower = 0x90;
    if (byte === 0xf4) this.#upper = 0x8f;
    return true;
  }
}
