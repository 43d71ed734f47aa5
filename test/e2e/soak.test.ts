// A sample of `npm run bench -- soak`, and the same on a branch and in a bucket: calls of a promoting run that fail or end the process, and no
// run that lies about it. SOAK=60 tries so many cases of each, SOAK=all every one.
import { expect, it, onTestFinished } from "vitest";
import { directoryHome } from "../../bench/soak/directory.ts";
import { type Case, type Soaked, type SoakHome, soak } from "../../bench/soak/soak.ts";
import { uniforms } from "../evaluate/random.ts";
import { ENDS, Garbling, LOSSES } from "../fakes/garbling/proxy.ts";
import { FakeGitHub } from "../fakes/github/server.ts";
import { startS3 } from "../fakes/s3/server.ts";
import type { StoredObject } from "../fakes/s3/store.ts";
import { BRANCH } from "./branch.ts";
import { ROOT } from "./cli.ts";

const { SOAK } = process.env;

/** So many calls for each fault. */
function sampled(each: number, seed: number): (all: Case[]) => Case[] {
  const uniform = uniforms(Number(process.env.SOAK_SEED ?? seed));
  return (all) => {
    const faults = [...new Set(all.map(({ fault }) => fault))];
    const most = SOAK === "all" ? all.length : SOAK === undefined ? each : Math.ceil(Number(SOAK) / faults.length);
    return faults.flatMap((fault) => {
      const ranked = all.filter((one) => one.fault === fault).map((one) => ({ one, rank: uniform() }));
      return ranked
        .sort((a, b) => a.rank - b.rank)
        .slice(0, most)
        .map(({ one }) => one);
    });
  };
}

function expectNoLies({ calls, tried, lies, endings }: Soaked, leastCalls: number): void {
  if (SOAK !== undefined) console.log(`${calls.length} calls, ${tried} cases, ${lies.length} lies: ${JSON.stringify([...endings].sort())}`);
  expect(lies).toEqual([]);
  expect(calls.length).toBeGreaterThan(leastCalls);
  const kills = [...endings.keys()].filter((ending) => ending.startsWith("kill"));
  expect(kills.filter((ending) => !ending.endsWith("exit killed, nothing said"))).toEqual([]);
  expect(kills.length).toBeGreaterThan(0);
}

const say = (line: string) => (SOAK === undefined ? undefined : console.log(line));

/** Calls pass a proxy, which ends the process or the connection. */
function served(
  garbling: Garbling,
  rest: Pick<SoakHome, "registry" | "pointer" | "keep" | "reset">,
  env: Record<string, string>,
): SoakHome {
  const kinds = [...ENDS, ...LOSSES];
  return {
    ...rest,
    faults: kinds,
    disturb: (one) => {
      const kind = kinds.find((each) => each === one?.fault);
      garbling.begin(one === null || kind === undefined ? null : { at: one.call - 1, kind, lasting: false });
      return env;
    },
    watch: (child) => {
      garbling.asking = child;
    },
    calls: () => garbling.calls.map(({ method, url }) => `${method} ${url}`),
  };
}

it("in a directory", async () => {
  const home = directoryHome();
  onTestFinished(home.end);
  expectNoLies(await soak(ROOT, home, sampled(1, 20261130), say), 50);
});

it("on a branch", async () => {
  const github = await FakeGitHub.start();
  const garbling = await Garbling.before([github.apiUrl]);
  onTestFinished(() => garbling.close());
  onTestFinished(() => github.close());
  const refs = [`refs/heads/${BRANCH}`, "refs/gated-retrain/runs"];
  const text = (words: string[]) => github.git.text(words);
  let kept: string[] = [];
  const home = served(
    garbling,
    {
      registry: `branch:${BRANCH}`,
      pointer: async () => (JSON.parse(await text(["show", `${BRANCH}:champion.json`])) as { id: string }).id,
      keep: async () => {
        kept = await Promise.all(refs.map((ref) => text(["rev-parse", ref])));
      },
      reset: async () => {
        for (const [i, ref] of refs.entries()) await github.git.run(["update-ref", ref, kept[i]!]);
      },
    },
    { ...github.environment(), GITHUB_API_URL: garbling.urls[0]! },
  );
  expectNoLies(await soak(ROOT, home, sampled(1, 20261201), say), 10);
});

it("in a bucket", async () => {
  const s3 = await startS3();
  const garbling = await Garbling.before([s3.url]);
  onTestFinished(() => garbling.close());
  onTestFinished(() => s3.close());
  const models = s3.buckets.create("models");
  let kept = new Map<string, StoredObject[]>();
  const copied = () => new Map([...models.objects].map(([key, versions]) => [key, [...versions]]));
  const home = served(
    garbling,
    {
      registry: "s3://models/m",
      pointer: async () => (JSON.parse(models.objects.get("m/champion.json")!.at(-1)!.bytes.toString()) as { id: string }).id,
      keep: () => {
        kept = copied();
      },
      reset: () => {
        models.objects.clear();
        for (const [key, versions] of kept) models.objects.set(key, [...versions]);
      },
    },
    { ...s3.env, AWS_ENDPOINT_URL_S3: garbling.urls[0]! },
  );
  expectNoLies(await soak(ROOT, home, sampled(1, 20261202), say), 10);
});
