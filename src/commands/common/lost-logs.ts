// Standard output and standard error whose reader is gone, or whose disk is full.

/** Ignores failures of standard output and error (reader gone, disk full), so that they change neither run nor exit code. Called once, at the start. */
export function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
