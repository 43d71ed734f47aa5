// Forms that several of GitHub's answers share. Only the keys that are used; the rest of an answer may change.
import { z } from "zod";

/** Of git: SHA-1, or SHA-256 where a server has such repositories. */
export const OBJECT_ID = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

export const SHA = z.object({ sha: OBJECT_ID });

export const REF = z.object({ object: SHA });

export const FIRST_PARENTS = z.array(SHA);
