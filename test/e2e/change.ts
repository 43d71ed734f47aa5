// A repository with a base commit and a change on top of it, in a real git, as actions/checkout leaves it.
import { execFile } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { newFolder } from "./cli.ts";

const execute = promisify(execFile);
const PERSON = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.org", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.org" };

/** null deletes the file. */
export type Files = Record<string, string | null>;

export class Checkout {
  readonly workspace: string;
  readonly temp: string;

  private constructor(workspace: string, temp: string) {
    this.workspace = workspace;
    this.temp = temp;
  }

  static async create(files: Files): Promise<Checkout> {
    const checkout = new Checkout(await newFolder(), await newFolder());
    await checkout.git("init", "--quiet", "--initial-branch=main");
    await checkout.commit(files);
    return checkout;
  }

  /** Another checkout of the same content and history. */
  async copy(): Promise<Checkout> {
    const copy = new Checkout(await newFolder(), await newFolder());
    await cp(this.workspace, copy.workspace, { recursive: true });
    return copy;
  }

  async git(...words: string[]): Promise<string> {
    const env = { PATH: process.env.PATH, HOME: this.temp, GIT_CONFIG_NOSYSTEM: "1", ...PERSON };
    return (await execute("git", ["-C", this.workspace, ...words], { env })).stdout.trim();
  }

  /** Puts the files and commits them; the commit's id. */
  async commit(files: Files, message = "A commit"): Promise<string> {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.workspace, name);
      if (text === null) await rm(path, { force: true });
      else {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text);
      }
    }
    await this.git("add", "--all", "--", ...Object.keys(files));
    await this.git("commit", "--quiet", "--allow-empty", "-m", message);
    return await this.git("rev-parse", "HEAD");
  }
}
