// What `validate` says of each case: by the built command line in a process of its own, or by the sources in this process.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root, sourcesOf } from "../sources.mjs";

const PARALLEL = 2;

const wordsOf = ({ path, references, target }) => [
  "--data",
  path,
  "--reference",
  ...references,
  ...(target === null ? [] : ["--target", target]),
  "--json",
  "-",
];

/** {flagged, crashed, checks, passes} */
function judgementOf(code, json) {
  if (code !== 0 && code !== 1)
    return { flagged: true, crashed: code !== 4, checks: [], passes: [], said: JSON.stringify(json?.error ?? null) };
  const checks = json.checks.filter(({ status }) => status !== "pass");
  const passes = json.checks.filter(({ status }) => status === "pass");
  return { flagged: json.verdict !== "checked", crashed: false, checks, passes };
}

function inProcess(one) {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(root, "dist/cli.js"), "validate", ...wordsOf(one)], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.on("close", (code) => {
      try {
        done(judgementOf(code, JSON.parse(stdout)));
      } catch {
        done({ flagged: true, crashed: true, checks: [], passes: [], said: stdout.slice(0, 500) });
      }
    });
  });
}

/** By the sources, for quick rounds while they change. */
async function fromSources() {
  const { validate, flags } = await sourcesOf({ validate: "commands/validate.ts", flags: "commands/flags.ts" });
  const { validateCommand } = validate;
  const surface = {
    cwd: root,
    now: Date.now,
    threads: 1,
    progress: () => {},
    origin: { run: null, actor: null, event: "bench" },
    services: { identityToken: null, repository: null },
    environment: () => ({ node: process.version, platform: process.platform, threads: 1, peakMemoryBytes: 0 }),
    home: root,
  };
  return async (one) => {
    try {
      const { exitCode, json } = await validateCommand.run(flags.parseFlags(wordsOf(one), validateCommand.flags), surface);
      return judgementOf(exitCode, JSON.parse(JSON.stringify(json)));
    } catch (error) {
      return { flagged: true, crashed: true, checks: [], passes: [], said: String(error) };
    }
  };
}

export async function judgeAll(cases, { sources = false } = {}) {
  const judge = sources ? await fromSources() : inProcess;
  const results = new Array(cases.length);
  let next = 0;
  const work = async () => {
    while (next < cases.length) {
      const at = next++;
      results[at] = await judge(cases[at]);
    }
  };
  await Promise.all(Array.from({ length: sources ? 1 : PARALLEL }, work));
  return results;
}
