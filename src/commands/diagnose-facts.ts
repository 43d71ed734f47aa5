// The facts of diagnose from outside of the registry: workflow files, GitHub, serving addresses.
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { GitHub } from "../clients/github/github.ts";
import { deployedModel } from "../clients/github/github-deployments.ts";
import { lastChange, repositoryState, workflowsAt } from "../clients/github-actions.ts";
import type { DeploymentFacts } from "../diagnose/deployment.ts";
import type { GitHubTriggers } from "../diagnose/trigger.ts";
import { type WorkflowFile, workflowFileOf } from "../diagnose/workflow-file.ts";
import { championByPrefix } from "../publish/records/ids.ts";
import { sentence } from "../types/errors.ts";
import type { Services } from "../types/run.ts";
import type { ServingPlace } from "../types/serving.ts";

const WORKFLOWS = ".github/workflows";
const MOST_FILES = 200;

/** The nearest parent folder with `.git` or `.github`; the folder itself if there is none. */
async function repositoryRoot(cwd: string): Promise<string> {
  for (let at = resolve(cwd); ; at = dirname(at)) {
    for (const name of [".git", ".github"])
      if (
        await stat(join(at, name)).then(
          () => true,
          () => false,
        )
      )
        return at;
    if (dirname(at) === at) return cwd;
  }
}

/** The workflow files of the checkout that `cwd` lies in, by name. */
export async function workflowFiles(cwd: string): Promise<WorkflowFile[]> {
  const root = await repositoryRoot(cwd);
  const names = await readdir(join(root, WORKFLOWS)).catch(() => []);
  const files = names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .slice(0, MOST_FILES);
  return await Promise.all(
    files.map(async (name) => workflowFileOf(`${WORKFLOWS}/${name}`, await readFile(join(root, WORKFLOWS, name), "utf8").catch(() => ""))),
  );
}

/** A file that the pattern matches, relative to the working directory; null: in a bucket, or outside. */
export function repositoryFile(pattern: string, cwd: string): string | null {
  if (/^[a-z][a-z0-9]+:\/\//i.test(pattern)) return null;
  const example = pattern
    .replace(/\{[A-Za-z]*\}/g, (part) =>
      part.slice(1, -1).replace(/YYYY/, "2026").replace(/MM/, "01").replace(/DD/, "02").replace(/HH/, "03"),
    )
    .replaceAll("**/", "")
    .replaceAll("*", "x");
  const path = relative(cwd, resolve(cwd, example)).split(sep).join("/");
  return path.startsWith("..") ? null : path;
}

/** Workflows, their runs and the last change of the data from GitHub; a text where GitHub cannot be asked. Throws GitHubError. */
export async function githubTriggers(
  { repository }: Services,
  workflows: string[],
  dataFile: string | null,
): Promise<GitHubTriggers | string> {
  if (repository === null) return "Whether the workflow ran was not asked: no token is known";
  const github = new GitHub(repository);
  const folder = dataFile === null ? null : dataFile.includes("/") ? dataFile.slice(0, dataFile.indexOf("/")) : dataFile;
  const state = await repositoryState(github);
  return {
    ...state,
    workflows: await workflowsAt(github, workflows),
    dataCommit: folder === null ? null : await lastChange(github, folder),
  };
}

/** The deployed model, by the flags or by GitHub. */
export async function deployedIn(
  environment: string | undefined,
  id: string | undefined,
  championId: string | null,
  { repository }: Services,
): Promise<DeploymentFacts["deployed"]> {
  if (id !== undefined)
    return { kind: "known", environment: "The deployment", id: id === "none" ? null : championByPrefix(id, championId) };
  if (environment === undefined) return { kind: "unasked" };
  if (repository === null) return { kind: "unseen", why: "GitHub's deployments were not asked: no token is known" };
  try {
    return { kind: "known", environment, id: await deployedModel(new GitHub(repository), environment) };
  } catch (error) {
    return { kind: "unseen", why: `GitHub could not be asked about deployments: ${sentence(error)}` };
  }
}

/** A place as `--serving` names it: an address, or a file. */
export function placeOf(name: string, cwd: string): ServingPlace {
  const at = /^https?:\/\//i.test(name) ? ({ kind: "url", url: name } as const) : ({ kind: "file", path: resolve(cwd, name) } as const);
  return { name, at, id: null, withinSeconds: null };
}
