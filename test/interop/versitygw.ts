// A real S3 server with accounts and versions.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { newFolder } from "../e2e/cli.ts";

export interface Store {
  url: string;
  close(): Promise<void>;
}

/** versitygw names an account by its access key. */
export const KEY_ID = "123456789012";
export const SECRET = "secretsecretsecret";

export async function startVersitygw(): Promise<Store> {
  const [folder, port] = [await newFolder(), await freePort()];
  for (const name of ["iam", "versions", "data"]) await mkdir(join(folder, name));
  const args = ["-q", "--iam-dir", join(folder, "iam"), "--port", `127.0.0.1:${port}`, "posix"];
  const env = { ...process.env, ROOT_ACCESS_KEY: KEY_ID, ROOT_SECRET_KEY: SECRET };
  const words = [...args, "--versioning-dir", join(folder, "versions"), join(folder, "data")];
  return await started(spawn(process.env.GR_VERSITYGW!, words, { env, stdio: "ignore" }), port);
}

/** Answers, whatever it says. */
export async function started(child: ChildProcess, port: number): Promise<Store> {
  const url = `http://127.0.0.1:${port}`;
  for (let left = 200; ; left--) {
    if (await fetch(url).catch(() => null)) break;
    if (left === 0 || child.exitCode !== null) throw new Error(`the store did not start (${child.spawnfile})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const close = () =>
    new Promise<void>((closed) => {
      child.on("exit", () => closed());
      child.kill();
    });
  return { url, close };
}

export function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
}
