// The places of `serving`: absolute paths, and how their buckets are reached.
import path from "node:path";
import type { ServingPlace } from "../types/serving.ts";
import { bucketPath, settingsOf } from "./keys/bucket.ts";
import type { Draft } from "./keys/checks.ts";

/** The places in the order of the configuration; empty: none are known. */
export function servingOf({ draft, ownerBase }: Draft): ServingPlace[] {
  return (draft.serving ?? []).map((place, index) => {
    const { header, "json-path": jsonPath, within = null } = place;
    const id = header !== undefined ? { header } : jsonPath !== undefined ? { jsonPath: jsonPath.split(".") } : null;
    const common = { id, withinSeconds: within };
    if (place.url !== undefined) return { ...common, name: place.url, at: { kind: "url", url: place.url } };
    if (place.file !== undefined) {
      const base = ownerBase(["serving", index, "file"]);
      return { ...common, name: place.file, at: { kind: "file", path: path.resolve(base, place.file) } };
    }
    const name = place.object!;
    const { bucket, key } = bucketPath(name)!;
    return { ...common, name, at: { kind: "object", key, access: { ...settingsOf(draft.s3, {}), bucket } } };
  });
}
