// `npm run bench -- verdict`: from checkout to verdict, our one step against the job that it takes the place of.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeRows } from "../data.mjs";
import { alternating, ratioOf, timed } from "../measure.mjs";
import { actionNode, startBucket, startGitHub, versitygwPath } from "./services.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));
const ROUNDS = 3;
/** Ours in theirs. */
const MAX_RATIO = 0.1;
const DATA = { rows: 20_000, columns: 20, seed: 1 };
const PLACE = { bucket: "measurements", key: "new_data/data_20260101.csv" };
const THRESHOLD = "0.80";

const CONFIG = `data:
  files: s3://${PLACE.bucket}/new_data/data_{YYYYMMDD}.csv
target: target
split: {salt: bench}
gates: {f1-threshold: ${THRESHOLD}}
`;

const say = (text) => process.stdout.write(`${text}\n`);
/** A round takes minutes: a person should see that it goes on. */
const progress = (round, who, ms) =>
  process.stderr.write(`round ${round}${round === 0 ? " (not counted)" : ""}: ${who} ${(ms / 1000).toFixed(2)} s\n`);

/** As the runner starts the step; resolves with the time and the step's outputs. */
async function ourRound(round, dir, { github, token }, s3) {
  const home = join(dir, `ours-${round}`);
  await mkdir(home);
  const output = join(home, "output");
  await writeFile(output, "");
  const { owner, repo } = github.world;
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    NODE_NO_WARNINGS: "1",
    ...s3,
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: "schedule",
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY: `${owner}/${repo}`,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_WORKSPACE: join(home, "checkout"),
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: join(home, "summary.md"),
    RUNNER_TEMP: home,
    INPUT_REGISTRY: `branch:ours-${round}`,
    "INPUT_GITHUB-TOKEN": token,
  };
  await writeFile(env.GITHUB_STEP_SUMMARY, "");
  const job = 'git clone --quiet --depth 1 "file://$1" checkout && exec "$2" "$3"';
  const { ms } = await timed("bash", ["-c", job, "bash", github.git.dir, actionNode(root), join(root, "dist/index.js")], {
    cwd: home,
    env,
  });
  const [, verdict] = /^verdict<<(?:.*)\n(.*)\n/m.exec(await readFile(output, "utf8")) ?? [];
  if (verdict !== "promoted") throw new Error(`the step's verdict is ${verdict}, expected promoted`);
  progress(round, "ours", ms);
  return { ms };
}

/** pip keeps its cache from round to round: a new runner would have none. */
async function theirRound(round, dir, { github }, s3) {
  const home = join(dir, `theirs-${round}`);
  await mkdir(home);
  const { OPENBLAS_CORETYPE: _core, OPENBLAS_L2_SIZE: _cache, ...env } = process.env;
  const words = [github.git.dir, PLACE.bucket, "new_data/", THRESHOLD, `theirs-${round}`];
  const { ms, stdout } = await timed("bash", [join(here, "replaced.sh"), ...words], { cwd: home, env: { ...env, ...s3 } });
  await rm(home, { recursive: true, force: true });
  progress(round, "theirs", ms);
  return { ms, f1: JSON.parse(stdout.trim().split("\n").at(-1)).f1 };
}

export async function verdict() {
  const program = versitygwPath(root);
  if (program === null) {
    process.stderr.write("bench: no versitygw; `npm run test:interop` installs it, or name one in GR_VERSITYGW.\n");
    return 2;
  }
  const dir = await mkdtemp(join(tmpdir(), "gated-retrain-bench-verdict-"));
  const stops = [() => rm(dir, { recursive: true, force: true })];
  try {
    const file = join(dir, "data.csv");
    await writeRows(file, DATA);
    const bucket = await startBucket(program, dir, { ...PLACE, file });
    stops.unshift(bucket.stop);
    const service = await startGitHub(root, dir);
    stops.unshift(() => service.github.close());
    await service.github.git.push("main", { "retrain.yml": CONFIG, "replaced.py": await readFile(join(here, "replaced.py")) });
    const rounds = await alternating(
      ROUNDS,
      (round) => ourRound(round, dir, service, bucket.env),
      (round) => theirRound(round, dir, service, bucket.env),
    );
    return report(rounds);
  } finally {
    for (const stop of stops) await stop();
  }
}

function report(rounds) {
  const { ours, theirs, ratio, low, high } = ratioOf(
    rounds.map((round) => round.ours.ms),
    rounds.map((round) => round.theirs.ms),
  );
  const times = (value) => `${(1 / value).toFixed(1)} times`;
  say(`From checkout to verdict, ${DATA.rows} rows × ${DATA.columns} from a bucket to a branch; medians of ${rounds.length} rounds:`);
  say(`  our step            ${(ours / 1000).toFixed(2).padStart(8)} s   verdict promoted in every round`);
  say(`  the job it replaces ${(theirs / 1000).toFixed(2).padStart(8)} s   weighted F1 ${rounds.at(-1).theirs.f1.toFixed(3)}`);
  const kept = ratio <= MAX_RATIO;
  say(`  ${times(ratio)} faster (${times(high)} to ${times(low)})  ${kept ? "within" : "BROKEN:"} the promised ${times(MAX_RATIO)}`);
  return kept ? 0 : 1;
}
