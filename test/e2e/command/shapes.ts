// Twelve shapes of retraining as teams have it in public: the script before, the lines that change, and the YAML around it.
export interface Shape {
  name: string;
  /** Files of the repository before gated-retrain; the script is train.mjs. */
  files: Record<string, string>;
  /** Lines of the script that change: what is there, and what takes its place (empty: a new line at the end, or none any more). */
  changes: [string, string][];
  yaml: string;
  /** Other files that come along. */
  added?: Record<string, string>;
  env?: Record<string, string>;
  /** What a run gives at once; a refusal says why and what to do. */
  verdict: "promoted" | "rejected";
  says?: RegExp;
  /** Where an app finds the model afterwards. */
  app?: string;
}

const FS = `import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";\n`;
const rows = (count: number, row: (i: number) => string, header: string) =>
  `${[header, ...Array.from({ length: count }, (_, i) => row(i))].join("\n")}\n`;
const CUSTOMERS = rows(400, (i) => `${i},${(i * 37) % 100},${(i * 37) % 100 > 60 ? "yes" : "no"}`, "id,months,churned");
const SALES = rows(
  365,
  (i) => `${new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10)},${100 + 20 * Math.sin(i / 7) + (i % 5)}`,
  "date,sold",
);

/** A threshold on one column, found on the first three quarters and scored on the last. */
const CHURN = `const cells = (text) => text.trim().split("\\n").slice(1).map((line) => line.split(","));
const learn = (rows) => {
  const error = (cut) => rows.filter(([, x, y]) => (Number(x) > cut) !== (y === "yes")).length;
  const cut = [...Array(100).keys()].sort((a, b) => error(a) - error(b))[0];
  const test = rows.slice(-100);
  const right = test.filter(([, x, y]) => (Number(x) > cut) === (y === "yes")).length;
  return { cut, accuracy: right / test.length, n: test.length };
};
`;
const NUMBERS = `writeFileSync("metrics.json", JSON.stringify({ accuracy, n }));`;
const yaml = (outputs: string, metric: string, more = "", train = "") => `train:
  engine: command
  command: [node, train.mjs]
  files: [train.mjs]
${train}  model: [models/model.json]
  outputs: {file: metrics.json, ${outputs}}
gates: {metric: {${metric}}}
${more}`;
const CLASSIFIES = yaml("metric: accuracy, rows: n", "at-least: 0.8, margin: 0.02");

export const SHAPES: Shape[] = [
  {
    name: "a model from a CSV of the repository, committed for an app",
    files: {
      "data.csv": CUSTOMERS,
      "train.mjs": `${FS}${CHURN}const { cut, accuracy, n } = learn(cells(readFileSync("data.csv", "utf8")));
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ cut }));
console.log("accuracy", accuracy, "on", n);
`,
    },
    changes: [["", NUMBERS]],
    yaml: `${CLASSIFIES}publish: {copy: {models/model.json: app/model.json}}\n`,
    verdict: "promoted",
    app: "app/model.json",
  },
  {
    name: "rows fetched from an API, trained and committed",
    files: {
      "train.mjs": `${FS}${CHURN}const answer = await fetch(process.env.API_URL);
const { cut, accuracy, n } = learn(cells(await answer.text()));
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ cut }));
console.log({ accuracy, n });
`,
    },
    changes: [["console.log({ accuracy, n });", NUMBERS]],
    yaml: yaml("metric: accuracy, rows: n", "at-least: 0.8", "publish: {copy: {models/model.json: model.json}}\n", "  env: [API_URL]\n"),
    env: { API_URL: `data:text/csv,${encodeURIComponent(CUSTOMERS)}` },
    verdict: "promoted",
    app: "model.json",
  },
  {
    name: "a database that a secret opens",
    files: {
      "database.txt": CUSTOMERS,
      "train.mjs": `${FS}${CHURN}const { DB_USER, DB_PASSWORD } = process.env;
if (DB_USER !== "reader" || DB_PASSWORD !== "secret") throw new Error("access denied");
const { cut, accuracy, n } = learn(cells(readFileSync("database.txt", "utf8")));
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ cut }));
writeFileSync("metrics.json", JSON.stringify({ accuracy, n }));
`,
    },
    changes: [],
    yaml: yaml("metric: accuracy, rows: n", "at-least: 0.8", "", "  env: [DB_USER, DB_PASSWORD]\n"),
    env: { DB_USER: "reader", DB_PASSWORD: "secret" },
    verdict: "promoted",
  },
  {
    name: "a forecast with its mean absolute error",
    files: {
      "sales.csv": SALES,
      "train.mjs": `${FS}const sold = readFileSync("sales.csv", "utf8").trim().split("\\n").slice(1).map((line) => Number(line.split(",")[1]));
const level = (until, alpha) => sold.slice(0, until).reduce((sum, value) => sum + alpha * (value - sum), sold[0]);
const errors = (alpha) => sold.slice(-60).map((value, i) => Math.abs(value - level(sold.length - 60 + i, alpha)));
const mae = (alpha) => errors(alpha).reduce((sum, error) => sum + error, 0) / 60;
const alpha = [0.1, 0.3, 0.5, 0.9].sort((a, b) => mae(a) - mae(b))[0];
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ alpha, level: level(sold.length, alpha) }));
console.log("MAE", mae(alpha));
`,
    },
    changes: [["", `writeFileSync("metrics.json", JSON.stringify({ mae: mae(alpha), days: 60 }));`]],
    yaml: yaml("metric: mae, rows: days", "at-most: 8, margin: 2%"),
    verdict: "promoted",
  },
  {
    name: "five models of which the best is kept",
    files: {
      "data.csv": CUSTOMERS,
      "train.mjs": `${FS}${CHURN}const rows = cells(readFileSync("data.csv", "utf8"));
mkdirSync("models", { recursive: true });
const scores = {};
for (const cut of [20, 40, 50, 60, 80]) {
  const right = rows.slice(-100).filter(([, x, y]) => (Number(x) > cut) === (y === "yes")).length;
  scores["cut " + cut] = right / 100;
}
const [name, best] = Object.entries(scores).sort((a, b) => b[1] - a[1])[0];
writeFileSync("models/model.json", JSON.stringify({ cut: Number(name.slice(4)) }));
writeFileSync("metrics.json", JSON.stringify({ scores, best: { name, accuracy: best } }));
`,
    },
    changes: [],
    yaml: yaml("metric: best.accuracy", "at-least: 0.8"),
    verdict: "promoted",
  },
  {
    name: "metrics.json with nested keys",
    files: {
      "data.csv": CUSTOMERS,
      "train.mjs": `${FS}${CHURN}const { cut, accuracy, n } = learn(cells(readFileSync("data.csv", "utf8")));
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ cut }));
const report = { runs: [{ model: "cut", test: { scores: { accuracy, "f1.macro": accuracy }, support: n } }], at: "2026-01-01" };
writeFileSync("metrics.json", JSON.stringify(report, null, 2));
`,
    },
    changes: [],
    yaml: yaml("metric: runs.0.test.scores.f1.macro, rows: runs.0.test.support", "at-least: 0.8, min-rows: 50"),
    verdict: "promoted",
  },
  {
    name: "no held-out metric",
    files: {
      "data.csv": CUSTOMERS,
      "train.mjs": `${FS}const ones = readFileSync("data.csv", "utf8").split("yes").length;
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ ones }));
console.log("done");
`,
    },
    changes: [],
    yaml: CLASSIFIES,
    verdict: "rejected",
    says: /metrics\.json is not there.*Write the number into metrics\.json at the end of the run/s,
  },
  {
    name: "registration inside the script",
    files: {
      "data.csv": CUSTOMERS,
      "train.mjs": `${FS}${CHURN}const { cut, accuracy, n } = learn(cells(readFileSync("data.csv", "utf8")));
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ cut }));
appendFileSync("served.txt", "cut " + cut + "\\n");
writeFileSync("metrics.json", JSON.stringify({ accuracy, n }));
`,
    },
    changes: [['appendFileSync("served.txt", "cut " + cut + "\\n");', ""]],
    added: {
      "register.mjs": `import { appendFileSync, readFileSync } from "node:fs";
const { cut } = JSON.parse(readFileSync(process.env.GATED_RETRAIN_MODEL_DIR + "/models/model.json", "utf8"));
appendFileSync("served.txt", "cut " + cut + "\\n");
`,
    },
    yaml: `${CLASSIFIES}publish: {command: [node, register.mjs]}\n`,
    verdict: "promoted",
    app: "served.txt",
  },
  {
    name: "data that DVC pulled in an earlier step",
    files: {
      "data/customers.csv": CUSTOMERS,
      "data/customers.csv.dvc": "outs:\n- md5: 0123456789abcdef0123456789abcdef\n  path: customers.csv\n",
      "train.mjs": `${FS}${CHURN}const { cut, accuracy, n } = learn(cells(readFileSync("data/customers.csv", "utf8")));
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ cut }));
writeFileSync("metrics.json", JSON.stringify({ accuracy, n }));
`,
    },
    changes: [],
    yaml: `data: {files: data/customers.csv}\n${CLASSIFIES}`,
    verdict: "promoted",
  },
  {
    name: "features joined from three files",
    files: {
      "customers.csv": CUSTOMERS,
      "calls.csv": rows(400, (i) => `${i},${i % 9}`, "id,calls"),
      "plans.csv": rows(400, (i) => `${i},${i % 3}`, "id,plan"),
      "train.mjs": `${FS}${CHURN}const read = (name) => new Map(cells(readFileSync(name, "utf8")).map(([id, ...rest]) => [id, rest]));
const [calls, plans] = [read("calls.csv"), read("plans.csv")];
const joined = cells(readFileSync("customers.csv", "utf8")).map(([id, x, y]) => [id, Number(x) + 0 * Number(calls.get(id)[0]) * Number(plans.get(id)[0]), y]);
const { cut, accuracy, n } = learn(joined);
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ cut, features: ["months", "calls", "plan"] }));
console.log(accuracy);
`,
    },
    changes: [["console.log(accuracy);", NUMBERS]],
    yaml: CLASSIFIES,
    verdict: "promoted",
  },
  {
    name: "a regression in time order",
    files: {
      "sales.csv": SALES,
      "train.mjs": `${FS}const sold = readFileSync("sales.csv", "utf8").trim().split("\\n").slice(1).map((line) => Number(line.split(",")[1]));
const pairs = sold.slice(7).map((value, i) => [sold[i + 6], value]);
const [train, test] = [pairs.slice(0, -70), pairs.slice(-70)];
const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
const [mx, my] = [mean(train.map(([x]) => x)), mean(train.map(([, y]) => y))];
const slope = mean(train.map(([x, y]) => (x - mx) * (y - my))) / mean(train.map(([x]) => (x - mx) ** 2));
const rmse = Math.sqrt(mean(test.map(([x, y]) => (y - my - slope * (x - mx)) ** 2)));
mkdirSync("models", { recursive: true });
writeFileSync("models/model.json", JSON.stringify({ slope, intercept: my - slope * mx }));
console.log("rmse", rmse, "rows", test.length);
`,
    },
    changes: [["", `writeFileSync("metrics.json", JSON.stringify({ test: { rmse, rows: test.length } }));`]],
    yaml: yaml("metric: test.rmse, rows: test.rows", "at-most: 10, margin: 2%, min-rows: 30"),
    verdict: "promoted",
  },
  {
    name: "a script that swallows its errors",
    files: {
      "models/model.json": '{"cut":60}',
      "metrics.json": '{"accuracy":0.99,"n":100}',
      "train.mjs": `${FS}try {
  readFileSync("rows-of-today.csv");
} catch (error) {
  console.log("no rows today:", error.code);
}
`,
    },
    changes: [],
    yaml: CLASSIFIES,
    verdict: "rejected",
    says: /models\/model\.json was not written in this run: it is what was there before\. It printed last: no rows today: ENOENT.*anew in each run/s,
  },
];

/** Lines that differ. */
export function changedLines({ changes }: Shape): number {
  return changes.filter(([before, after]) => before !== after).length;
}

/** The script with its changes made; throws where a line that is to change is not in it. */
export function scriptOf({ files, changes }: Shape): string {
  return changes.reduce((script, [before, after]) => {
    if (before === "") return `${script}${after}\n`;
    if (!script.includes(`${before}\n`)) throw new Error(`no such line: ${before}`);
    return script.replace(`${before}\n`, after === "" ? "" : `${after}\n`);
  }, files["train.mjs"]!);
}
