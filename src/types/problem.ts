// What a mistake is, and where it stands.

export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A place in one of the user's files; line and column count from 1. */
export interface Where {
  file: string;
  line: number;
  column: number;
}

/** One mistake or failure as the user reads it: a sentence that says what, where, and how to mend it. */
export interface Problem {
  message: string;
  where: Where | null;
  got: string | null;
  expected: string | null;
}
