// A text as the key of a Map. V8 hashes a string of more than 16,383 characters by its length alone, so that each look-up among many of
// one length compares it with all of them.
import { createHash } from "node:crypto";

const LONGEST_HASHED = 16_383;

/** Equal for equal texts alone; short texts are their own key. */
export function textKey(text: string): string {
  if (text.length <= LONGEST_HASHED) return text;
  return `\u0000${text.length} ${createHash("sha256").update(text, "utf16le").digest("base64")}`;
}
