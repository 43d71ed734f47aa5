// Acceptances: rows that a person accepted although data checks fail on them.

export interface Acceptance {
  /** `sha256:<hex>`: digest of a row set, as in `data.exclude`. */
  rows: string;
  /** Accepted checks, as `CODE` or `CODE:SUBJECT`. */
  checks: string[];
  reason: string;
}

/** An acceptance by `accept --file`; it is a run record until a promotion uses it. */
export interface SignedAcceptance extends Acceptance {
  /** The file with the rows. */
  file: string;
  actor: string | null;
  /** ISO 8601, UTC. */
  time: string;
  /** The champion at that time; null: none. */
  champion: string | null;
}
