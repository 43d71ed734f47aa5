// A script that is judged by us, with nothing installed: nearest neighbours. It gets training rows, then rows without labels to answer.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { step, target, classes, paths } = JSON.parse(readFileSync(process.env.GATED_RETRAIN_CONTRACT, "utf8"));
const FEATURES = ["precipitation", "temp_max", "temp_min", "wind"];
const NEIGHBOURS = 15;

function rowsOf(path) {
  const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
}
const vectorOf = (row) => FEATURES.map((name) => (name === "precipitation" ? 3 * Math.log1p(Number(row[name])) : Number(row[name]) / 5));
const distance = (a, b) => a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);

if (step === "train") {
  const examples = rowsOf(paths.train).map((row) => ({ vector: vectorOf(row), label: row[target] }));
  writeFileSync(join(paths.model, "neighbours.json"), JSON.stringify(examples));
} else {
  const examples = JSON.parse(readFileSync(join(paths.model, "neighbours.json"), "utf8"));
  const lines = rowsOf(paths.test).map((row) => {
    const asked = vectorOf(row);
    const nearest = examples.map(({ vector, label }) => ({ label, at: distance(asked, vector) })).sort((a, b) => a.at - b.at);
    const votes = nearest.slice(0, NEIGHBOURS).map(({ label }) => label);
    return [row.row_id, ...classes.map((name) => votes.filter((label) => label === name).length / NEIGHBOURS)].join(",");
  });
  writeFileSync(paths.predictions, `row_id,${classes.join(",")}\n${lines.join("\n")}\n`);
}
