// Standard output and standard error whose reader is gone, or whose disk is full.

/** What cannot be printed any more changes neither the run nor its exit code. Called once, before anything is printed. */
export function surviveLostLogs(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
