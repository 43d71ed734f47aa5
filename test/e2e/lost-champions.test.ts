// Registries that vanish or are set back, promotions that no run could report, and what follows: said, and never taken for a beginning.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { FakeGitHub } from "../fakes/github/server.ts";
import { pipelineAt, runAt } from "./answers.ts";
import { BRANCH, newHome } from "./branch.ts";
import { DATA, writeDay } from "./days.ts";
import { cliJsonHere } from "./here.ts";

const HASTY = { requestMs: 2000, totalMs: 300, firstWaitMs: 10, longestWaitMs: 50 };

interface Place {
  cwd: string;
  values: Record<string, string>;
  set: string[];
  services: { identityToken: null; repository: ReturnType<FakeGitHub["repository"]> & { retryPolicy: typeof HASTY } };
}

async function newPlace(branch = BRANCH): Promise<{ github: FakeGitHub; place: Place; day: (n: number) => Promise<void> }> {
  const github = await FakeGitHub.start();
  onTestFinished(() => github.close());
  const cwd = await newHome();
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  const values = { data: DATA, target: "label", "f1-threshold": "0.6", registry: `branch:${branch}` };
  const services = { identityToken: null, repository: { ...github.repository(), retryPolicy: HASTY } };
  return { github, place: { cwd, values, set: [], services }, day: (n) => writeDay(join(cwd, "data"), n, { rows: 80, seed: 30 + n }) };
}

const pointerOn = async (github: FakeGitHub) =>
  JSON.parse(await github.git.text(["show", `${BRANCH}:champion.json`])) as { id: string; entry: string };

describe("a registry branch that was deleted", () => {
  it("between two runs: inconclusive, with the commit to restore; restored, the line goes on", async () => {
    const { github, place, day } = await newPlace();
    expect((await runAt(place)).verdict).toBe("promoted");
    const head = (await github.git.ref(`heads/${BRANCH}`))!;
    await day(3);
    await github.git.run(["update-ref", "-d", `refs/heads/${BRANCH}`]);
    const lost = await runAt(place);
    expect(lost).toMatchObject({ exitCode: 1, verdict: "inconclusive", publication: "not-moved", championId: null });
    expect(lost.reason).toContain(`git push origin ${head}:refs/heads/${BRANCH}`);
    expect(await github.git.ref(`heads/${BRANCH}`)).toBeNull();
    await github.git.run(["update-ref", `refs/heads/${BRANCH}`, head]);
    const again = await runAt(place);
    expect(again).toMatchObject({ verdict: "promoted", publication: "moved" });
    expect(again.checks.some(({ code }) => code === "champion")).toBe(true);
  });

  it("while a run was publishing: no promotion without the champion it was judged against", async () => {
    const { github, place, day } = await newPlace();
    expect((await runAt(place)).verdict).toBe("promoted");
    const head = (await github.git.ref(`heads/${BRANCH}`))!;
    await day(3);
    let isDone = false;
    github.faults.before(
      ({ method, path }) => method === "PATCH" && path.endsWith(BRANCH) && !isDone,
      async () => {
        isDone = true;
        await github.git.run(["update-ref", "-d", `refs/heads/${BRANCH}`]);
      },
    );
    const lost = await runAt(place);
    expect(lost).toMatchObject({ exitCode: 3, verdict: null, publication: "not-moved", championId: null });
    expect(lost.reason).toMatch(new RegExp(`vanished while this run was going on.* git push origin ${head}:refs/heads/${BRANCH}`));
    expect(await github.git.ref(`heads/${BRANCH}`)).toBeNull();
  });

  it("and another branch of the same repository has no part in it", async () => {
    const { github, place } = await newPlace();
    expect((await runAt(place)).verdict).toBe("promoted");
    await github.git.run(["update-ref", "-d", `refs/heads/${BRANCH}`]);
    const other = { ...place, values: { ...place.values, registry: "branch:another" } };
    expect((await runAt(other)).verdict).toBe("promoted");
    expect((await runAt(place)).verdict).toBe("inconclusive");
  });
});

describe("a directory", () => {
  const folder = async () => {
    const cwd = await newHome();
    onTestFinished(() => rm(cwd, { recursive: true, force: true }));
    const place = {
      cwd,
      values: { data: DATA, target: "label", "f1-threshold": "0.6", registry: "registry" },
      set: [],
      services: { identityToken: null, repository: null },
    };
    const promote = async (n: number) => {
      await writeDay(join(cwd, "data"), n, { rows: 80, seed: 30 + n });
      expect((await runAt(place)).verdict).toBe("promoted");
      return await readFile(join(cwd, "registry/champion.json"), "utf8");
    };
    return { cwd, place, promote };
  };

  it("of which only the run records are left is no beginning; `reset` begins anew", async () => {
    const { cwd, place, promote } = await folder();
    await promote(3);
    for (const name of await readdir(join(cwd, "registry")))
      if (name !== "runs") await rm(join(cwd, "registry", name), { recursive: true });
    expect(await runAt(place)).toMatchObject({ verdict: "inconclusive", exitCode: 1 });
    const words = ["--data", DATA, "--target", "label", "--f1-threshold", "0.6", "--set", "train.trees=5", "split.salt=quick"];
    const reset = await cliJsonHere(["reset", "--reason", "the old line is gone", ...words], {
      cwd,
      env: { PATH: process.env.PATH, HOME: cwd },
    });
    expect(reset.json).toMatchObject({ verdict: "promoted", publication: "moved" });
    expect((await runAt(place)).exitCode).toBe(0);
  });

  it.each([
    ["to the first of three", 3],
    ["to the first of two, which a run record shows", 2],
  ])("whose champion.json was set back %s does not verify, and promotes nothing", async (_name, count) => {
    const { cwd, place, promote } = await folder();
    const pointers: string[] = [];
    for (let n = 3; n < 3 + count; n++) pointers.push(await promote(n));
    await writeFile(join(cwd, "registry/champion.json"), pointers[0]!);
    await writeDay(join(cwd, "data"), 9, { rows: 80, seed: 99 });
    const run = await runAt(place);
    expect(run).toMatchObject({ verdict: "inconclusive", publication: "not-moved" });
    expect(run.reason).toContain("was set back");
    // The advice, followed to the letter.
    const line = /\{"entry":"[0-9a-f]{64}","id":"[0-9a-f]{64}"\}/.exec(run.reason)![0];
    expect(JSON.parse(line)).toEqual(JSON.parse(pointers.at(-1)!));
    await writeFile(join(cwd, "registry/champion.json"), line);
    expect(await runAt(place)).toMatchObject({ verdict: "promoted" });
  });

  it("with the entry of a run that was killed before champion.json verifies", async () => {
    const { cwd, place, promote } = await folder();
    const first = await promote(3);
    await cp(join(cwd, "registry"), join(cwd, "before"), { recursive: true });
    await promote(4);
    const entries = await readdir(join(cwd, "registry/history"));
    for (const name of entries) await cp(join(cwd, "registry/history", name), join(cwd, "before/history", name));
    await rm(join(cwd, "registry"), { recursive: true });
    await cp(join(cwd, "before"), join(cwd, "registry"), { recursive: true });
    expect(await readFile(join(cwd, "registry/champion.json"), "utf8")).toBe(first);
    expect(await runAt(place)).toMatchObject({ verdict: "promoted" });
  });

  it("whose README a killed run left old has a new one after the next run, whatever its verdict", async () => {
    const { cwd, place, promote } = await folder();
    await promote(3);
    const old = await readFile(join(cwd, "registry/README.md"), "utf8");
    const { id } = JSON.parse(await promote(4)) as { id: string };
    await writeFile(join(cwd, "registry/README.md"), old);
    expect((await runAt(place)).verdict).toBe("skipped");
    expect(await readFile(join(cwd, "registry/README.md"), "utf8")).toContain(`**\`${id}\`**`);
    await mkdir(join(cwd, "ours"));
    await writeFile(join(cwd, "registry/README.md"), "# Somebody's own\n");
    expect((await runAt(place)).verdict).toBe("skipped");
    expect(await readFile(join(cwd, "registry/README.md"), "utf8")).toBe("# Somebody's own\n");
  });
});

describe("a promotion whose answers were lost", () => {
  const loseAnswers = (github: FakeGitHub, answer: "cut" | { status: number }, isAnswerLost: boolean) => {
    let hasMoved = false;
    github.onExchange = ({ method, url, status }) => {
      if (method === "PATCH" && url.endsWith(BRANCH) && status === 200) hasMoved = true;
    };
    const isMove = ({ method, path }: { method: string; path: string }) => method === "PATCH" && path.endsWith(BRANCH);
    if (isAnswerLost) github.order({ when: isMove, afterwards: true, answer: "cut" });
    let wasAsked = false;
    github.order({
      when: (request) => {
        const strikes = isAnswerLost ? wasAsked : hasMoved;
        if (isMove(request)) wasAsked = true;
        return strikes;
      },
      times: 1e9,
      answer,
    });
  };

  it.each([["cut" as const], [{ status: 500 }], [{ status: 503 }]])(
    "GitHub had said yes, then %j for good: promoted, with a warning",
    async (answer) => {
      const { github, place, day } = await newPlace();
      const first = await runAt(place);
      await day(3);
      loseAnswers(github, answer, false);
      const { result, warnings } = await pipelineAt(place);
      const now = await pointerOn(github);
      expect(now.id).not.toBe(first.championId);
      expect(result).toMatchObject({ exitCode: 0, verdict: "promoted", publication: "moved", championId: now.id, modelId: now.id });
      expect(warnings.join()).toContain("could not be read back");
      github.faults.release();
      const next = await pipelineAt(place);
      expect(next.result).toMatchObject({ verdict: "skipped", championId: now.id });
      expect(next.warnings.join()).toContain(`Champion ${now.id} was promoted at`);
      expect((await pipelineAt(place)).warnings).toEqual([]);
    },
  );

  it.each([["cut" as const], [{ status: 500 }]])(
    "the very answer was lost, then %j for good: not known; the next run says what it finds",
    async (answer) => {
      const { github, place, day } = await newPlace();
      expect((await runAt(place)).verdict).toBe("promoted");
      await day(3);
      loseAnswers(github, answer, true);
      const lost = await runAt(place);
      expect(lost).toMatchObject({ exitCode: 3, verdict: null, publication: "unknown", championId: null });
      expect(lost.reason).toContain("is not known");
      github.faults.release();
      const now = await pointerOn(github);
      expect(now.id).toBe(lost.modelId);
      const next = await pipelineAt(place);
      expect(next.result).toMatchObject({ verdict: "skipped", championId: now.id });
      expect(next.warnings.join()).toContain(`Champion ${now.id} was promoted at`);
    },
  );
});

describe("a branch below another one's name", () => {
  it.each([
    ["models/churn", "models"],
    ["models", "models/churn"],
  ])("branch:%s where branch:%s is: a mistake, and said before anything is trained", async (wanted, taken) => {
    const { github, place } = await newPlace(wanted);
    await github.git.run(["update-ref", `refs/heads/${taken}`, (await github.git.ref("heads/main"))!]);
    const result = await runAt(place);
    expect(result).toMatchObject({ exitCode: 2, verdict: null, publication: "not-moved", modelId: null });
    expect(result.reason).toContain(`has a branch ${taken}`);
  });
});
