// A real bare repository, worked with git's own plumbing.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ZERO = "0".repeat(40);

class GitFailure extends Error {}

export interface TreeLine {
  mode: string;
  type: string;
  sha: string;
  path: string;
  size: number | null;
}

export class BareRepository {
  readonly dir: string;
  /** Objects never change, so what git said of one is remembered. */
  readonly #said = new Map<string, unknown>();
  #hasRefs = false;

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async create(defaultBranch: string): Promise<BareRepository> {
    const repository = new BareRepository(await mkdtemp(join(tmpdir(), "fake-github-")));
    await repository.run(["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, "."]);
    return repository;
  }

  async remove(): Promise<void> {
    await rm(this.dir, { recursive: true, force: true });
  }

  async text(args: string[], input?: string | Uint8Array, env: Record<string, string> = {}): Promise<string> {
    return (await this.run(args, input, env)).toString("utf8").trimEnd();
  }

  /** Throws GitFailure with what git said. */
  run(args: string[], input?: string | Uint8Array, env: Record<string, string> = {}): Promise<Buffer> {
    return new Promise((done, failed) => {
      const quiet = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", HOME: this.dir };
      const git = spawn("git", args, { cwd: this.dir, env: { ...quiet, ...env } });
      const out: Buffer[] = [];
      let said = "";
      git.stdout.on("data", (chunk: Buffer) => out.push(chunk));
      git.stderr.on("data", (chunk: Buffer) => (said += chunk));
      git.on("error", failed);
      git.on("close", (code) => (code === 0 ? done(Buffer.concat(out)) : failed(new GitFailure(said.trim() || `git ${args[0]}: ${code}`))));
      git.stdin.on("error", () => {});
      git.stdin.end(input ?? "");
    });
  }

  async type(sha: string): Promise<string | null> {
    return /^[0-9a-f]{40}$/.test(sha)
      ? await this.ofObject(`type ${sha}`, () => this.text(["cat-file", "-t", sha])).catch(() => null)
      : null;
  }

  /** Remembered unless it throws; `question` holds the object's whole name. */
  async ofObject<T>(question: string, ask: () => Promise<T>): Promise<T> {
    if (!this.#said.has(question)) this.#said.set(question, await ask());
    return this.#said.get(question) as T;
  }

  async isEmpty(): Promise<boolean> {
    this.#hasRefs ||= (await this.text(["for-each-ref", "--count=1"])) !== "";
    return !this.#hasRefs;
  }

  async ref(name: string): Promise<string | null> {
    return await this.text(["rev-parse", "--verify", "--quiet", `refs/${name}`]).catch(() => null);
  }

  async refs(prefix: string): Promise<{ name: string; sha: string }[]> {
    const lines = await this.text(["for-each-ref", "--format=%(refname) %(objectname)", "refs/"]);
    const all = lines === "" ? [] : lines.split("\n").map((line) => ({ name: line.split(" ")[0]!, sha: line.split(" ")[1]! }));
    return all.filter(({ name }) => name.startsWith(`refs/${prefix}`));
  }

  /** False when the ref is no longer at `old` (null: absent). */
  async moveRef(name: string, to: string, old: string | null): Promise<boolean> {
    return await this.run(["update-ref", `refs/${name}`, to, old ?? ZERO]).then(
      () => true,
      () => false,
    );
  }

  async blob(bytes: Uint8Array): Promise<string> {
    return await this.text(["hash-object", "-w", "--stdin"], bytes);
  }

  /** Many at once; null where there is no such blob. */
  async blobs(shas: string[]): Promise<(Buffer | null)[]> {
    const out = await this.run(["cat-file", "--batch"], `${shas.join("\n")}\n`);
    let at = 0;
    return shas.map(() => {
      const end = out.indexOf("\n", at);
      const [, type, size] = out.subarray(at, end).toString("utf8").split(" ");
      at = end + 1;
      if (size === undefined) return null;
      const bytes = out.subarray(at, at + Number(size));
      at += Number(size) + 1;
      return type === "blob" ? bytes : null;
    });
  }

  async tree(sha: string, recursive: boolean): Promise<TreeLine[]> {
    const list = () => this.#tree(sha, recursive);
    return /^[0-9a-f]{40}$/.test(sha) ? await this.ofObject(`tree ${recursive} ${sha}`, list) : await list();
  }

  async #tree(sha: string, recursive: boolean): Promise<TreeLine[]> {
    const out = await this.run(["ls-tree", "-z", "-l", ...(recursive ? ["-r", "-t"] : []), sha]);
    const lines = out
      .toString("utf8")
      .split("\0")
      .filter((line) => line !== "");
    return lines.map((line) => {
      const [, mode, type, sha1, size, path] = /^(\d+) (\w+) ([0-9a-f]{40}) +(\S+)\t(.*)$/s.exec(line)!;
      return { mode: mode!, type: type!, sha: sha1!, size: size === "-" ? null : Number(size), path: path! };
    });
  }

  /** A tree from a base and changes, through an index of its own: what git itself would write. */
  async makeTree(base: string | null, changes: { path: string; mode: string; sha: string | null }[]): Promise<string> {
    const index = join(this.dir, `index-${process.pid}-${Math.random().toString(36).slice(2)}`);
    const env = { GIT_INDEX_FILE: index };
    try {
      if (base !== null) await this.run(["read-tree", base], undefined, env);
      const lines = changes.map(({ path, mode, sha }) => (sha === null ? `0 ${ZERO}\t${path}\0` : `${mode} ${sha}\t${path}\0`));
      await this.run(["update-index", "-z", "--index-info"], lines.join(""), env);
      return await this.text(["write-tree"], undefined, env);
    } finally {
      await rm(index, { force: true });
    }
  }

  async commit(tree: string, parents: string[], message: string, who: { name: string; email: string; date?: string }): Promise<string> {
    const date = who.date ?? new Date().toISOString();
    const env = {
      GIT_AUTHOR_NAME: who.name,
      GIT_AUTHOR_EMAIL: who.email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: who.name,
      GIT_COMMITTER_EMAIL: who.email,
      GIT_COMMITTER_DATE: date,
    };
    return await this.text(["commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent])], message, env);
  }

  async descends(newer: string, older: string): Promise<boolean> {
    return await this.run(["merge-base", "--is-ancestor", older, newer]).then(
      () => true,
      () => false,
    );
  }

  /** Writes files on a branch as somebody with a clone would push them; null removes one. Answers the commit. */
  async push(branch: string, files: Record<string, string | Uint8Array | null>, message = "By hand"): Promise<string> {
    const head = await this.ref(`heads/${branch}`);
    const data = (bytes: Buffer) => [Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from("\n")];
    const who = `A Person <person@example.com> ${Math.floor(Date.now() / 1000)} +0000`;
    const stream = [Buffer.from(`commit refs/heads/${branch}\ncommitter ${who}\n`), ...data(Buffer.from(message))];
    if (head !== null) stream.push(Buffer.from(`from ${head}\n`));
    for (const [path, bytes] of Object.entries(files)) {
      const name = JSON.stringify(path);
      if (bytes === null) stream.push(Buffer.from(`D ${name}\n`));
      else stream.push(Buffer.from(`M 100644 inline ${name}\n`), ...data(Buffer.from(bytes)));
    }
    await this.run(["fast-import", "--quiet"], Buffer.concat(stream));
    return (await this.ref(`heads/${branch}`))!;
  }
}
