// The values of Forest.mode: how a node tests a row.

export const NODE_LEAF = 0;
/** x ≤ threshold goes to `yes`. */
export const NODE_LEQ = 1;
/** x < threshold goes to `yes`. */
export const NODE_LT = 2;
/** x = threshold goes to `yes`; category codes only. */
export const NODE_EQ = 3;

/** Leaf weights are multiples of 1 / WEIGHT_UNIT. */
export const WEIGHT_UNIT = 2 ** 24;
