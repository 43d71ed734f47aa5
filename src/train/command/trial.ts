import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ChildResult, runChild } from "../../clients/child.ts";
import type { Progress } from "../../types/run.ts";

export interface WrittenFile {
  /** Relative, with `/`. */
  name: string;
  size: number;
}

export interface NumberFile extends WrittenFile {
  /** The finite numbers by dotted key, in document order. */
  numbers: { key: string; value: number }[];
}

export interface Trial {
  end: ChildResult;
  /** Written in this run, sorted. */
  written: WrittenFile[];
}

const SKIPPED = new Set([".git", "node_modules", ".venv", "venv", "__pycache__", ".ipynb_checkpoints", ".cache", "renv"]);
const MOST_FILES = 50_000;
const MOST_JSON_BYTES = 2 ** 20;
const MOST_NUMBERS = 200;

/** Runs the program once, for `init`, and returns the files that it wrote. */
export async function trialRun(folder: string, command: string[], names: string[], minutes: number, onLine: Progress): Promise<Trial> {
  const before = await filesBelow(folder);
  const end = await runChild({
    command,
    folder,
    names,
    env: { GATED_RETRAIN: "1" },
    timeoutMs: minutes * 60_000,
    memoryBytes: null,
    onLine,
  });
  const after = await filesBelow(folder);
  const written = [...after].filter(([name, trace]) => before.get(name)?.mark !== trace.mark).map(([name, { size }]) => ({ name, size }));
  return { end, written: written.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** The written JSON files that contain numbers, with these. */
export async function numberFiles(folder: string, written: WrittenFile[]): Promise<NumberFile[]> {
  const found: NumberFile[] = [];
  for (const file of written.filter(({ name, size }) => /\.json$/i.test(name) && size <= MOST_JSON_BYTES)) {
    const numbers = numbersIn(await readFile(join(folder, file.name), "utf8").catch(() => ""));
    if (numbers.length > 0) found.push({ ...file, numbers });
  }
  return found;
}

function numbersIn(text: string): NumberFile["numbers"] {
  const numbers: NumberFile["numbers"] = [];
  const visit = (value: unknown, path: string, depth: number): void => {
    if (numbers.length >= MOST_NUMBERS || depth > 5) return;
    if (typeof value === "number" && Number.isFinite(value)) numbers.push({ key: path, value });
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`, depth + 1);
  };
  try {
    visit(JSON.parse(text), "", 0);
  } catch {
    return [];
  }
  return numbers.filter(({ key }) => key !== "");
}

/** All files below a folder, each with inode, change time and size, which change when it is rewritten. */
async function filesBelow(folder: string): Promise<Map<string, { mark: string; size: number }>> {
  const found = new Map<string, { mark: string; size: number }>();
  const visit = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true }).catch(() => [])) {
      if (found.size >= MOST_FILES || SKIPPED.has(entry.name)) continue;
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) await visit(name);
      else if (entry.isFile()) {
        const trace = await lstat(join(folder, name), { bigint: true }).catch(() => null);
        if (trace !== null) found.set(name, { mark: `${trace.ino} ${trace.ctimeNs} ${trace.size}`, size: Number(trace.size) });
      }
    }
  };
  await visit("");
  return found;
}
