// src/commands/least-node.ts
const LEAST_NODE = 20;
const isTooOld = (version = process.versions.node) => Number(version.split(".")[0]) < LEAST_NODE;
async function tooOld() {
	const { ConfigError } = await import("./errors.js");
	return new ConfigError(`gated-retrain needs Node ${LEAST_NODE} or newer, and this is ${process.version}: install a newer Node.`);
}
// src/commands/lost-logs.ts
function surviveLostLogs() {
	for (const stream of [process.stdout, process.stderr]) stream.on("error", () => void 0);
}
export { isTooOld as n, tooOld as r, surviveLostLogs as t };
