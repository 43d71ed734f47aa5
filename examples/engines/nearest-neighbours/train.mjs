// A team's own script in Node, with nothing installed: nearest neighbours on Seattle's daily weather. It reads, splits and scores by itself.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const YEARS = (process.env.YEARS ?? "2012,2013,2014").split(",");
const FEATURES = ["precipitation", "temp_max", "temp_min", "wind"];
const NEIGHBOURS = 15;

const rows = YEARS.flatMap((year) => {
  const [header, ...lines] = readFileSync(`../../seattle-weather/weather_${year}.csv`, "utf8").trim().split("\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
});
const vector = (row) => FEATURES.map((name) => (name === "precipitation" ? 3 * Math.log1p(Number(row[name])) : Number(row[name]) / 5));
const examples = rows.map((row) => ({ vector: vector(row), label: row.weather }));
const test = examples.filter((_, i) => i % 5 === 0);
const model = examples.filter((_, i) => i % 5 !== 0);

const distance = (a, b) => a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
function predict(asked) {
  const nearest = model.map(({ vector, label }) => ({ label, at: distance(asked, vector) })).sort((a, b) => a.at - b.at);
  const votes = new Map();
  for (const { label } of nearest.slice(0, NEIGHBOURS)) votes.set(label, (votes.get(label) ?? 0) + 1);
  return [...votes].sort((a, b) => b[1] - a[1])[0][0];
}

const right = test.filter(({ vector, label }) => predict(vector) === label).length;
mkdirSync("models", { recursive: true });
writeFileSync("models/neighbours.json", JSON.stringify({ features: FEATURES, neighbours: NEIGHBOURS, examples: model }));
writeFileSync("metrics.json", JSON.stringify({ test: { accuracy: right / test.length, n: test.length } }));
process.stdout.write(`accuracy ${(right / test.length).toFixed(3)} on ${test.length} rows\n`);
