// Python with the pinned packages, as run.sh installs it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { JsonValue } from "../../src/types/problem.ts";
import { ROOT } from "../e2e/cli.ts";

const PYTHON = process.env.GR_PYTHON ?? join(ROOT, ".venv/bin/python");

/** Runs a script of this folder with `input` as JSON on stdin; the JSON it prints. */
export async function python<T>(script: string, args: string[] = [], input: JsonValue = null): Promise<T> {
  return JSON.parse(await pythonText([join(ROOT, "test/interop", script), ...args], JSON.stringify(input))) as T;
}

/** What Python prints; its stderr is the error's message when it fails. */
export function pythonText(args: string[], input = "", cwd = ROOT): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(PYTHON, args, { cwd, stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.on("error", failed);
    child.on("close", (code) => (code === 0 ? done(stdout) : failed(new Error(`${args.join(" ")}: exit ${code}\n${stderr.slice(-4000)}`))));
    child.stdin.end(input);
  });
}
