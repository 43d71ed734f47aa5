import type { GitHub } from "../../clients/github/github.ts";
import { readRef, refsBelow } from "../../clients/github/github-git.ts";
import { ConfigError } from "../../types/errors.ts";

/** Throws ConfigError if the new branch cannot be created: git allows no branch `x/y` beside a branch `x`. `ref`: as `heads/x/y`. */
export async function refuseSharedPath(github: GitHub, branch: string, ref: string): Promise<void> {
  const names = ref.split("/");
  const above = names.slice(2).map((_, index) => names.slice(0, index + 2).join("/"));
  for (const prefix of above) {
    const found = await readRef(github, prefix);
    if (found !== null && found !== "empty") throw collision(branch, prefix, github.name);
  }
  const [below] = await refsBelow(github, `${ref}/`);
  if (below !== undefined) throw collision(branch, below, github.name);
}

function collision(branch: string, other: string, repository: string): ConfigError {
  const taken = other.replace(/^heads\//, "");
  return new ConfigError(
    `registry: branch:${branch} cannot be made in ${repository}, which has a branch ${taken}: git keeps no branch below another one's name; name one that does, such as branch:${branch.replaceAll("/", "-")}-models.`,
  );
}
