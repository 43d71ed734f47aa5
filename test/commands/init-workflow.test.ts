// What init makes of examples/nightly.yml: the action by its owner and commit, as this checkout of it knows them.
import { execFileSync } from "node:child_process";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { workflowYaml } from "../../src/commands/init/init-workflow.ts";
import { newFolder, ROOT } from "../e2e/cli.ts";

async function checkout(origin: string | null): Promise<{ home: string; git: (...words: string[]) => string }> {
  const home = await newFolder();
  await mkdir(join(home, "examples"));
  await cp(join(ROOT, "examples/nightly.yml"), join(home, "examples/nightly.yml"));
  await writeFile(join(home, "action.yml"), "name: gated-retrain\n");
  const person = ["-c", "user.name=A Person", "-c", "user.email=person@example.com"];
  const git = (...words: string[]) => execFileSync("git", [...person, ...words], { cwd: home, encoding: "utf8" }).trim();
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "All");
  if (origin !== null) git("remote", "add", "origin", origin);
  return { home, git };
}

const usesOf = (text: string) => [...text.matchAll(/uses: (.*)$/gm)].map((match) => match[1]).filter((use) => !use!.startsWith("actions/"));

describe("the workflow that init writes", () => {
  it.each(["https://github.com/acme/gated-retrain.git", "https://github.com/acme/gated-retrain", "git@github.com:acme/gated-retrain.git"])(
    "a clone of %s pins its owner and commit",
    async (origin) => {
      const { home, git } = await checkout(origin);
      const text = await workflowYaml(home);
      expect(usesOf(text)).toEqual([`acme/gated-retrain@${git("rev-parse", "HEAD")}`]);
      expect(text).not.toContain("OWNER");
    },
  );

  it("leaves the owner to the person where nothing says it: no clone, another host, a changed action, a folder inside a repository", async () => {
    const { home: changed } = await checkout("https://github.com/acme/gated-retrain.git");
    await writeFile(join(changed, "action.yml"), "name: another\n");
    const { home: inside } = await checkout("https://github.com/acme/gated-retrain.git");
    await cp(join(inside, "examples"), join(inside, "vendor/examples"), { recursive: true });
    const homes = [
      (await checkout(null)).home,
      (await checkout("https://git.example.com/acme/gated-retrain.git")).home,
      changed,
      join(inside, "vendor"),
    ];
    for (const home of homes) {
      const text = await workflowYaml(home);
      expect(usesOf(text)).toEqual(["OWNER/gated-retrain@v1"]);
      expect(text).toContain("# Put the owner you took the action from in place of OWNER");
    }
  });
});
