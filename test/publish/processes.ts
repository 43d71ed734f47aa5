// Runs test/publish/publisher.ts, bundled, in processes of its own that can be killed.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { rolldown } from "rolldown";

export async function bundlePublisher(folder: string): Promise<string> {
  const file = join(folder, "publisher.mjs");
  const bundle = await rolldown({ input: join(import.meta.dirname, "publisher.ts"), platform: "node", logLevel: "silent" });
  await bundle.write({ file, format: "esm", codeSplitting: false });
  await bundle.close();
  return file;
}

/** A process that says one line at a time and is told one line at a time. */
export class Publisher {
  readonly process: ChildProcess;
  readonly exited: Promise<unknown>;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(script: string, ...parameters: string[]) {
    this.process = spawn(process.execPath, [script, ...parameters], { stdio: ["pipe", "pipe", "inherit"] });
    this.exited = once(this.process, "exit");
    this.#reader = createInterface({ input: this.process.stdout! });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  async says(): Promise<string> {
    const line = await this.#lines.next();
    return line.done ? "" : line.value;
  }

  tell(line: string): void {
    this.process.stdin!.write(`${line}\n`);
  }

  /** Settles when the process is gone for good, reaped. */
  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.exited;
    this.#reader.close();
  }
}
