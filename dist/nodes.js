// src/model/forest/nodes.ts
const WEIGHT_UNIT = 2 ** 24;
export { WEIGHT_UNIT as t };
