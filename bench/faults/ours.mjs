// What `validate` says of each case: by the built command line in a process of its own, or by the sources in this process.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, sourcesOf } from "../sources.mjs";

const PARALLEL = 2;

const wordsOf = ({ path, references, target, grown }) => [
  "--data",
  grown ?? path,
  "--reference",
  ...references,
  ...(grown === undefined ? [] : ["--grown"]),
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
  const { validateWith } = await sourcesOf("faults");
  return async (one) => {
    try {
      const { exitCode, json } = await validateWith(wordsOf(one), root);
      return judgementOf(exitCode, JSON.parse(JSON.stringify(json)));
    } catch (error) {
      return { flagged: true, crashed: true, checks: [], passes: [], said: String(error) };
    }
  };
}

/** The case's rows below those of the accepted batches, in one file; the case as it is where it is not written as they are. */
function appended(one, at, folder) {
  const [header, ...rest] = linesOf(one.path);
  const before = one.references.map(linesOf);
  if (before.some(([first]) => first !== header)) return one;
  const grown = join(folder, `grown-${at}.csv`);
  writeFileSync(grown, [header, ...before.flatMap((lines) => lines.slice(1)), ...rest].join("\n"), "latin1");
  return { ...one, grown };
}

/** Bytes stay what they are; a line break at the end ends the last line. */
const linesOf = (path) =>
  readFileSync(path, "latin1")
    .replace(/\r?\n$/, "")
    .split("\n");

export async function judgeAll(given, { sources = false, grownIn = null } = {}) {
  const cases = grownIn === null ? given : given.map((one, at) => appended(one, at, grownIn));
  if (grownIn !== null) process.stdout.write(`${cases.filter((one) => one.grown).length} of ${cases.length} cases are appended\n`);
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
