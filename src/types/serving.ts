// Places where the champion is served, and what they answer.
import type { S3Access } from "./s3.ts";

/** A place whose model id is compared with the champion's. */
export interface ServingPlace {
  /** As the configuration names it, for messages. */
  name: string;
  at:
    | { kind: "url"; url: string }
    /** Absolute path. */
    | { kind: "file"; path: string }
    | { kind: "object"; key: string; access: S3Access };
  /** Where the id stands; null: in the header x-model-id, or under a usual key of JSON. */
  id: { header: string } | { jsonPath: string[] } | null;
  /** How long after a promotion it may still serve another model; null: not asked by the run that promotes. */
  withinSeconds: number | null;
}

/** The answer of a place. */
export interface ServedModel {
  place: string;
  /** The model's id, 64 hexadecimal digits; null: the answer has none. */
  id: string | null;
  /** Why there was no answer; null: there was one. */
  trouble: string | null;
}
