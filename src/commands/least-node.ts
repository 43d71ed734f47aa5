// The oldest Node that commands and the action run on.
/** The oldest supported Node, as `engines` in package.json. */
const LEAST_NODE = 20;

/** Whether this Node is too old. */
export const isTooOld = (version = process.versions.node): boolean => Number(version.split(".")[0]) < LEAST_NODE;

/** The error that says so. */
export async function tooOld(): Promise<Error> {
  const { ConfigError } = await import("../types/errors.ts");
  return new ConfigError(`gated-retrain needs Node ${LEAST_NODE} or newer, and this is ${process.version}: install a newer Node.`);
}
