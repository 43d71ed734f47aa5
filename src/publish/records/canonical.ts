// Canonical JSON (RFC 8785) out; bounded, exact JSON in.
import canonicalizeModule from "canonicalize";
import type { JsonValue } from "../../types/problem.ts";

/** No record of ours nests deeper; a bound keeps hostile bytes from exhausting the stack. */
const MAX_DEPTH = 64;

// CommonJS: the default import is the function itself, which its declaration does not say.
const canonicalize = canonicalizeModule as unknown as (value: unknown) => string | undefined;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The one byte form of a value. Refuses NaN and infinities; half a surrogate pair becomes U+FFFD, as UTF-8 would have it. */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("nothing to write as canonical JSON");
  return encoder.encode(hasLoneSurrogate(text) ? canonicalize(wellFormed(JSON.parse(text))) : text);
}

/** Throws an Error whose message completes "the file …". */
export function parseJson(bytes: Uint8Array): JsonValue {
  if (depthOf(bytes) > MAX_DEPTH) throw new Error(`nests deeper than ${MAX_DEPTH} levels`);
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new Error("is not UTF-8 text");
  }
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new Error("is not JSON");
  }
}

/** As parseJson, for bytes that must be canonical: equal records then have equal hashes, and no key stands twice. */
export function parseCanonical(bytes: Uint8Array): JsonValue {
  const value = parseJson(bytes);
  if (Buffer.compare(canonicalBytes(value), bytes) !== 0) throw new Error("is not canonical JSON (RFC 8785)");
  return value;
}

// JSON.stringify writes a lone surrogate as \udXXX and a proper pair as itself.
function hasLoneSurrogate(json: string): boolean {
  return json.includes("\\ud");
}

function wellFormed(value: JsonValue): JsonValue {
  if (typeof value === "string") return decoder.decode(encoder.encode(value));
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, item]) => [decoder.decode(encoder.encode(key)), wellFormed(item)] as const);
  return Object.fromEntries(entries);
}

function depthOf(bytes: Uint8Array): number {
  const QUOTE = 0x22;
  const BACKSLASH = 0x5c;
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}
