// What a row is, beside the number of the batch that brought it and NEW and BACK (table/known-rows.ts).

/** Accepted as part of its file, and in no set of rows: an earlier version kept none. */
export const ADOPTED = -3;
/** Neither accepted nor within the window. */
export const OUTSIDE = -4;
/** The configuration leaves the row out. */
export const EXCLUDED = -5;
