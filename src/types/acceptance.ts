// A person's word that rows are right although data checks fail on them.

export interface Acceptance {
  /** `sha256:<hex>`: the name of a set of rows, as in `data.exclude`. */
  rows: string;
  /** Codes of checks, each alone or as `CODE:SUBJECT`. */
  checks: string[];
  reason: string;
}

/** An acceptance by hand: a run record of its own until a promotion uses it. */
export interface SignedAcceptance extends Acceptance {
  /** The file in which the rows came. */
  file: string;
  actor: string | null;
  /** ISO 8601, UTC. */
  time: string;
  /** Champion when it was given; null: there was none. */
  champion: string | null;
}
