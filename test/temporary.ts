// All that tests leave lying in the system's temporary folder lies in one folder, which goes with the run.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "gated-retrain-tests-"));
  // Some tests go in as another user.
  chmodSync(folder, 0o711);
  // As Node and what tests start look for it; workers inherit it.
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
