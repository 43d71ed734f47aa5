// The simulated batches of the tests.
export { ALPHA } from "../../src/validate/history/history.ts";
export { judgeSimulated } from "../../test/validate/simulated-batches.ts";
