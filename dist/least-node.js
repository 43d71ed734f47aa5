// src/commands/common/lost-logs.ts
function ignoreOutputErrors() {
	for (const stream of [process.stdout, process.stderr]) stream.on("error", () => void 0);
}
// src/commands/least-node.ts
const LEAST_NODE = 20;
const isTooOld = (version = process.versions.node) => Number(version.split(".")[0]) < LEAST_NODE;
async function tooOld() {
	const { ConfigError } = await import("./errors.js");
	return new ConfigError(`gated-retrain needs Node ${LEAST_NODE} or newer, and this is ${process.version}: install a newer Node.`);
}
export { tooOld as n, ignoreOutputErrors as r, isTooOld as t };
