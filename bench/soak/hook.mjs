// Loaded before the program (`--import`): of the file calls that touch the registry the one of number SOAK_AT fails, or ends the process.
import { appendFileSync, constants } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { isMainThread } from "node:worker_threads";

const { SOAK_AT = "0", SOAK_HOW = "", SOAK_LOG = "", SOAK_PLACE = "/registry" } = process.env;
const ERRNO = { EIO: -5, ENOSPC: -28, EACCES: -13 };
const ofRegistry = new WeakSet();
let calls = 0;

/** The call's turn: throws, never returns, or lets it be. */
async function meet(name, path) {
  calls++;
  if (SOAK_LOG !== "") appendFileSync(SOAK_LOG, `${name} ${path}\n`);
  if (calls !== Number(SOAK_AT)) return;
  if (SOAK_HOW === "kill") {
    process.kill(process.pid, "SIGKILL");
    await new Promise(() => undefined);
  }
  const error = new Error(`${SOAK_HOW}: soak, ${name} '${path}'`);
  throw Object.assign(error, { code: SOAK_HOW, errno: ERRNO[SOAK_HOW], syscall: name, path });
}

const isOurs = (path) => typeof path === "string" && path.replaceAll("\\", "/").includes(SOAK_PLACE);

// The work is done in a thread; the main thread's calls are none of the run's.
if (!isMainThread) {
  for (const name of ["open", "readdir", "stat", "lstat", "unlink", "rename", "link", "mkdir", "copyFile", "writeFile", "readFile", "rm"]) {
    const plain = fs[name];
    fs[name] = async (path, ...rest) => {
      if (!isOurs(path) && !isOurs(rest[0])) return await plain(path, ...rest);
      await meet(name, path);
      const found = await plain(path, ...rest);
      if (name === "open") ofRegistry.add(found);
      return found;
    };
  }
  syncBuiltinESMExports();
  const probe = await fs.open(new URL(import.meta.url).pathname, constants.O_RDONLY);
  const handle = Object.getPrototypeOf(probe);
  await probe.close();
  for (const name of ["read", "readFile", "write", "writeFile", "sync", "datasync", "stat", "truncate"]) {
    const plain = handle[name];
    handle[name] = async function (...rest) {
      if (ofRegistry.has(this)) await meet(`handle.${name}`, "");
      return await plain.apply(this, rest);
    };
  }
}
