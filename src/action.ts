// The GitHub edge: runs the step in a thread that can be ended. The main thread loads no more than that, unless it has to tell how the thread ended.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { isSupervised, supervise } from "./clients/supervised-thread.ts";
import { ignoreOutputErrors } from "./commands/common/lost-logs.ts";
import { isTooOld, tooOld } from "./commands/least-node.ts";

ignoreOutputErrors();
/** null in the thread that does the work; in the main thread how that one ended. */
const ended = isSupervised()
  ? null
  : isTooOld()
    ? { exitCode: null, error: await tooOld(), facts: null }
    : await supervise(new URL(import.meta.url), []).catch((error: unknown) => ({ exitCode: null, error, facts: null }));
if (ended !== null && ended.error === null) process.exitCode = ended.exitCode ?? 70;
else await (await import("./commands/edge/step.ts")).step(ended, dirname(dirname(fileURLToPath(import.meta.url))));
