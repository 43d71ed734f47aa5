import type { ContentRecord } from "../../types/registry.ts";
import { digestOf } from "./ids.ts";

/** Names and digests of a script's model files, sorted by name. */
export function contentsOf(files: { name: string; bytes: Uint8Array }[]): ContentRecord[] {
  return files.map(({ name, bytes }) => ({ name, digest: digestOf(bytes), size: bytes.length })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
