// Writes docs/reports.md: what the bundle reports of ten different ends, each really run on Seattle's daily weather.
// node scripts/reports.mjs [FILE]; DIST names another build than the committed one.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = path.join(process.env.DIST ?? path.join(root, "dist"), "cli.js");
const example = path.join(root, "examples/seattle-weather");

/** A folder with the example's configuration, and the commands that are run in it. */
class Place {
  dir = mkdtempSync(path.join(tmpdir(), "gated-retrain-reports-"));
  env = {};

  constructor() {
    mkdirSync(path.join(this.dir, "data"));
    for (const name of ["retrain.yml", "schema.yml"]) cpSync(path.join(example, name), path.join(this.dir, name));
  }

  /** Years of the example into the folder that is trained on, `change`d line by line. */
  bring(years, change = (lines) => lines) {
    for (const year of years) {
      const lines = readFileSync(path.join(example, `weather_${year}.csv`), "utf8")
        .trimEnd()
        .split("\n");
      writeFileSync(path.join(this.dir, "data", `weather_${year}.csv`), `${change(lines).join("\n")}\n`);
    }
  }

  configure(change) {
    const file = path.join(this.dir, "retrain.yml");
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }

  /** What summary.md says up to the scores, and the exit code. */
  run(...set) {
    const args = [cli, "run", "--report-dir", "report", ...(set.length === 0 ? [] : ["--set", ...set])];
    const ran = spawnSync(process.execPath, args, {
      cwd: this.dir,
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: this.dir, NODE_NO_WARNINGS: "1", ...this.env },
    });
    const summary = readFileSync(path.join(this.dir, "report", "summary.md"), "utf8");
    const shown = summary.split(/^(?:### Scores|<details>)/m)[0].trimEnd();
    return { exit: ran.status, report: shown.replaceAll(`${this.dir}/`, "").replaceAll(this.dir, ".") };
  }

  remove() {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Fisher–Yates over the last column, with Numerical Recipes' generator. */
function shuffledLabels([header, ...rows]) {
  const labels = rows.map((row) => row.slice(row.lastIndexOf(",")));
  let state = 2014;
  for (let i = labels.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [labels[i], labels[j]] = [labels[j], labels[i]];
  }
  return [header, ...rows.map((row, i) => row.slice(0, row.lastIndexOf(",")) + labels[i])];
}

const renamed = ([header, ...rows]) => [header.replace("temp_max", "max_temp").replace("wind", "windspeed"), ...rows];

/** An S3 that answers everything as AWS answers credentials without the right; the bundle runs in a process of its own, so it needs a thread. */
async function refusing(act) {
  const served = `const { createServer } = require("node:http"); const { parentPort } = require("node:worker_threads");
    const body = '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
    const server = createServer((_, answer) => answer.writeHead(403, { "content-type": "application/xml" }).end(body));
    server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));`;
  const worker = new Worker(served, { eval: true });
  const port = await new Promise((told) => worker.once("message", told));
  try {
    return act(`http://127.0.0.1:${port}`);
  } finally {
    await worker.terminate();
  }
}

const LOW = "gates.f1-threshold=0.4";

const STORIES = [
  {
    title: "The first model",
    told: "Two years of weather, no champion yet.",
    act: (place) => {
      place.bring([2012, 2013]);
      return place.run();
    },
  },
  {
    title: "A better model",
    told: "Another year has arrived; the model that is trained with it is compared with the champion on the same held-out days.",
    act: (place) => {
      place.bring([2012, 2013]);
      place.run();
      place.bring([2014]);
      return place.run();
    },
  },
  {
    title: "Nothing new",
    told: "The same run once more.",
    act: (place) => {
      place.bring([2012, 2013]);
      place.run();
      return place.run();
    },
  },
  {
    title: "Not shown to be no worse",
    told: "Four years, and ten trees instead of a hundred: 290 held-out days cannot show that they are no worse.",
    act: (place) => {
      place.bring([2012, 2013, 2014, 2015]);
      place.run(LOW);
      return place.run(LOW, "train.trees=10");
    },
  },
  {
    title: "A renamed column",
    told: "The next year's file names two columns differently.",
    act: (place) => {
      place.bring([2012, 2013]);
      place.run();
      place.bring([2014], renamed);
      return place.run();
    },
  },
  {
    title: "Below the threshold",
    told: "The configuration asks for an F1 of 0.85.",
    act: (place) => {
      place.bring([2012, 2013]);
      return place.run("gates.f1-threshold=0.85");
    },
  },
  {
    title: "Worse than the champion",
    told: "Somebody wants faster training: one tree instead of a hundred, and the margin is 0.",
    act: (place) => {
      place.bring([2012, 2013, 2014, 2015]);
      place.run(LOW);
      return place.run(LOW, "train.trees=1", "gates.champion.margin=0");
    },
  },
  {
    title: "Shuffled labels",
    told: "The next year's labels were joined to the wrong days.",
    act: (place) => {
      place.bring([2012, 2013]);
      place.run();
      place.bring([2014], shuffledLabels);
      return place.run();
    },
  },
  {
    title: "Another hold-out",
    told: "The split's salt was changed, so other days are held out than those that judged the champion.",
    act: (place) => {
      place.bring([2012, 2013]);
      place.run();
      return place.run("split.salt=other");
    },
  },
  {
    title: "A damaged registry",
    told: "The champion's file was cut off by a full disk, and a new year has arrived.",
    act: (place) => {
      place.bring([2012, 2013]);
      place.run();
      const models = path.join(place.dir, "registry/model");
      for (const name of readdirSync(models)) if (name.endsWith(".onnx")) truncateSync(path.join(models, name), 1000);
      place.bring([2014]);
      return place.run();
    },
  },
  {
    title: "Mistakes in the configuration",
    told: "A key is misspelt, and a percentage was written where a share is meant.",
    act: (place) => {
      place.bring([2012, 2013]);
      place.configure((text) => text.replace("target:", "targte:").replace("f1-threshold: 0.70", "f1-threshold: 70"));
      return place.run();
    },
  },
  {
    title: "A bucket that may not be listed",
    told: "The files are in S3, and the credentials lack a right.",
    act: (place) =>
      refusing((address) => {
        place.configure((text) => text.replace("data/weather_{YYYY}.csv", "s3://weather-archive/weather_{YYYY}.csv"));
        Object.assign(place.env, {
          AWS_ENDPOINT_URL_S3: address,
          AWS_REGION: "eu-central-1",
          AWS_ACCESS_KEY_ID: "key",
          AWS_SECRET_ACCESS_KEY: "secret",
        });
        return place.run();
      }),
  },
];

async function told({ title, told: sentence, act }, index) {
  const place = new Place();
  try {
    const { exit, report } = await act(place);
    const quoted = report.split("\n").map((line) => `> ${line}`.trimEnd());
    return `## ${index + 1}. ${title}\n\n${sentence} Exit code ${exit}.\n\n${quoted.join("\n")}`;
  } finally {
    place.remove();
  }
}

const INTRODUCTION = `# Reports

What a person reads in the job summary (\`summary.md\`; \`report.html\` says the same with charts), each by the bundle itself on four years of
Seattle's daily weather ([examples](../examples/seattle-weather)): \`npm run reports\` runs them all again and writes this page. The first three
lines of every report answer what happened, why, and what to do; the evidence follows. Scores, files and identity, which end every
report, are left out here.`;

const parts = [];
for (const [index, story] of STORIES.entries()) parts.push(await told(story, index));
const file = process.argv[2] ?? path.join(root, "docs/reports.md");
writeFileSync(file, `${[INTRODUCTION, ...parts].join("\n\n")}\n`);
