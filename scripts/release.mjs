// `node scripts/release.mjs 1.2.3`: makes the commit to tag and, on top of it, the commit whose examples and README use it by its
// hash. Pushes and tags nothing: it prints the commands that do.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The action as a workflow names it; before the first release the commit is zeros. */
const USE = /(uses: OWNER\/gated-retrain@)[0-9a-f]{40} # v\d+$/gm;

class Refused extends Error {}

const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
const read = (file) => readFileSync(join(root, file), "utf8");
const write = (file, text) => writeFileSync(join(root, file), text);

function assertReleasable(version) {
  if (!/^\d+\.\d+\.\d+$/.test(version ?? "")) throw new Refused(`"${version ?? ""}" is no version; expected three numbers such as 1.2.3.`);
  if (git("status", "--porcelain") !== "") throw new Refused("The work tree has changes: commit them first.");
  if (git("tag", "--list", `v${version}`) !== "") throw new Refused(`The tag v${version} is there already: choose the next version.`);
  if (!/^## Unreleased\n+- /m.test(read("CHANGELOG.md")))
    throw new Refused("CHANGELOG.md says nothing under Unreleased: there is nothing to release.");
}

async function assertDistIsBuilt() {
  await build();
  const different = git("status", "--porcelain", "--", "dist");
  if (different !== "") throw new Refused(`dist is not a clean rebuild of src; commit the one that is there now:\n${different}`);
}

function setVersion(version) {
  for (const file of ["package.json", "package-lock.json"]) {
    const json = JSON.parse(read(file));
    json.version = version;
    if (json.packages) json.packages[""].version = version;
    write(file, `${JSON.stringify(json, null, 2)}\n`);
  }
  write("CHANGELOG.md", read("CHANGELOG.md").replace("## Unreleased\n", `## Unreleased\n\n## ${version}\n`));
}

/** The files that show people how to use the action. */
function files() {
  const examples = readdirSync(join(root, "examples")).filter((name) => name.endsWith(".yml"));
  return [...examples.map((name) => `examples/${name}`), "README.md"];
}

function pin(commit, major) {
  for (const file of files()) {
    const text = read(file);
    if (text.search(USE) < 0) throw new Refused(`${file} does not use OWNER/gated-retrain: nothing to pin there.`);
    write(file, text.replace(USE, `$1${commit} # v${major}`));
  }
}

function commit(message) {
  git("commit", "--quiet", "--all", "--message", message);
  return git("rev-parse", "HEAD");
}

async function release(version) {
  assertReleasable(version);
  await assertDistIsBuilt();
  const [major] = version.split(".");
  setVersion(version);
  const released = commit(`Release ${version}`);
  pin(released, major);
  commit(`The examples use ${version}`);
  return `Committed. To publish:
  git tag --annotate v${version} ${released} --message "gated-retrain ${version}"
  git tag --force v${major} ${released}
  git push origin HEAD v${version}
  git push --force origin v${major}
`;
}

try {
  process.stdout.write(await release(process.argv[2]));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  process.stderr.write(`release: ${error.message}\n`);
  process.exitCode = 1;
}
