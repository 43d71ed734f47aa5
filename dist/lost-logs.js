// src/commands/lost-logs.ts
function surviveLostLogs() {
	for (const stream of [process.stdout, process.stderr]) stream.on("error", () => void 0);
}
export { surviveLostLogs as t };
