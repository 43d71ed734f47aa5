// One page of a listing, validated.
import { z } from "zod";

export interface ListedObject {
  key: string;
  bytes: number;
  /** Milliseconds since 1970. */
  modified: number | null;
  etag: string;
}

export interface Page {
  objects: ListedObject[];
  /** Prefixes up to and with the delimiter. */
  folders: string[];
  /** How the next page is asked for; `after`: behind this key, where the store names no token; null: there is none. */
  next: { token: string } | { after: string } | null;
}

/** As the SDK reads S3's XML; a body that is none, or another one, gives an object without these. */
const OUTPUT = z.object({
  IsTruncated: z.boolean(),
  EncodingType: z.string().optional(),
  NextContinuationToken: z.string().optional(),
  KeyCount: z.number().int().min(0).optional(),
  Contents: z
    .array(
      z.object({
        Key: z.string().min(1),
        Size: z.number().int().min(0).optional(),
        LastModified: z.date().optional(),
        ETag: z.string().optional(),
      }),
    )
    .optional(),
  CommonPrefixes: z.array(z.object({ Prefix: z.string().min(1) })).optional(),
});

/** A sentence's end, “answered list with …”, where it is no page of a listing. */
export function pageOf(output: unknown): Page | string {
  const parsed = OUTPUT.safeParse(output);
  if (!parsed.success) return "what is no listing";
  const { EncodingType, IsTruncated, NextContinuationToken, KeyCount, Contents = [], CommonPrefixes = [] } = parsed.data;
  if (KeyCount !== undefined && KeyCount !== Contents.length + CommonPrefixes.length)
    return `another number of keys than the ${KeyCount} that it names`;
  const plain = EncodingType === "url" ? decodeKey : (key: string) => key;
  const objects = Contents.map(({ Key, Size = 0, LastModified, ETag = "" }) => {
    const modified = LastModified?.getTime() ?? Number.NaN;
    return { key: plain(Key), bytes: Size, modified: Number.isFinite(modified) ? modified : null, etag: ETag };
  });
  const folders = CommonPrefixes.map(({ Prefix }) => plain(Prefix));
  if (!IsTruncated) return { objects, folders, next: null };
  if (NextContinuationToken) return { objects, folders, next: { token: NextContinuationToken } };
  const last = objects.at(-1);
  if (last === undefined || folders.length > 0) return "a part of the listing, and does not say how to go on";
  return { objects, folders, next: { after: last.key } };
}

/** A key as it is, from its URL form in a listing. */
export function decodeKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll("+", " "));
  } catch {
    return key;
  }
}
