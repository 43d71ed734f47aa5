import { o as yamlFlow, r as stepsOf } from "./sentences.js";
import { n as clip } from "./text2.js";
import { i as text, r as THREADS_FLAG, t as JSON_FLAG } from "./command.js";
import { i as runPipeline } from "./pipeline.js";
import { t as rollback } from "./rollback2.js";
import { join, resolve } from "node:path";
import { tmpdir } from "node:os";
import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
// src/commands/demo.ts
const LINE = 240;
const SHUFFLE_SEED = 2014;
const CHAPTERS = [
	{
		title: "The years 2012 and 2013 arrive",
		stage: (place) => bring(place, 2012, 2013),
		act: "run"
	},
	{
		title: "The nightly run again, nothing new",
		stage: async () => {},
		act: "run"
	},
	{
		title: "2014 arrives with renamed columns",
		stage: (place) => rewrite(place, 2014, renameColumns),
		act: "run"
	},
	{
		title: "2014 arrives with shuffled labels",
		stage: (place) => shuffledYear(place, 2014),
		act: "run"
	},
	{
		title: "2014 arrives as it was recorded",
		stage: (place) => bring(place, 2014),
		act: "run"
	},
	{
		title: "Somebody wants the old model back",
		stage: async () => {},
		act: "rollback"
	}
];
const demo = {
	usage: "[--out DIR]",
	about: "Runs the main job on four years of Seattle's daily weather: a promotion, a skip, two rejections, a second promotion and a rollback.",
	flags: {
		out: {
			takes: "one",
			placeholder: "DIR",
			about: "an empty or new folder to work in (default: one under the system's temporary folder)"
		},
		salt: {
			takes: "one",
			placeholder: "TEXT",
			about: "another split salt than the shipped one: other rows are held out"
		},
		threads: THREADS_FLAG,
		json: JSON_FLAG
	},
	run: runDemo
};
async function runDemo(flags, host) {
	const out = text(flags, "out");
	const dir = out === void 0 ? await mkdtemp(join(tmpdir(), "gated-retrain-demo-")) : resolve(host.cwd, out);
	const place = {
		shipped: join(host.home, "examples/seattle-weather"),
		data: join(dir, "data")
	};
	await mkdir(place.data, { recursive: true });
	for (const name of ["retrain.yml", "schema.yml"]) await cp(join(place.shipped, name), join(dir, name));
	const salt = text(flags, "salt");
	const quiet = {
		...host,
		progress: () => {}
	};
	const told = [];
	for (const { title, stage, act } of CHAPTERS) {
		await stage(place);
		const result = act === "run" ? await retrainAt(dir, salt, `${told.length + 1}`, flags, quiet) : await rollbackAt(dir, quiet);
		told.push({
			title,
			result
		});
	}
	const report = join(dir, "reports", "4", "report.html");
	const json = {
		dir,
		registry: join(dir, "registry"),
		report,
		runs: told
	};
	return {
		exitCode: told.some(({ result }) => result.verdict === null) ? 70 : 0,
		json,
		text: story(dir, told, report)
	};
}
async function retrainAt(dir, salt, chapter, flags, host) {
	const values = {
		config: join(dir, "retrain.yml"),
		"report-dir": join(dir, "reports", chapter),
		threads: text(flags, "threads")
	};
	const set = salt === void 0 ? [] : [`split.salt=${salt}`];
	const { result } = await runPipeline({
		caller: "terminal",
		cwd: dir,
		values,
		set,
		publish: true,
		threads: host.threads
	}, host);
	return result;
}
async function rollbackAt(dir, host) {
	const { json } = await rollback.run({
		registry: `directory:${join(dir, "registry")}`,
		reason: "the demo asked for it"
	}, host);
	return json;
}
function yearFile(year) {
	return `weather_${year}.csv`;
}
async function bring({ shipped, data }, ...years) {
	for (const year of years) await cp(join(shipped, yearFile(year)), join(data, yearFile(year)));
}
async function rewrite({ shipped, data }, year, change) {
	const lines = (await readFile(join(shipped, yearFile(year)), "utf8")).trimEnd().split("\n");
	await writeFile(join(data, yearFile(year)), `${change(lines).join("\n")}\n`);
}
async function shuffledYear(place, year) {
	await rewrite(place, year, shuffleLabels);
}
function renameColumns([header = "", ...rows]) {
	return [header.replace("temp_max", "max_temp").replace("wind", "windspeed"), ...rows];
}
function shuffleLabels([header = "", ...rows]) {
	const cut = rows.map((row) => row.lastIndexOf(","));
	const labels = rows.map((row, i) => row.slice(cut[i]));
	let state = SHUFFLE_SEED;
	for (let i = labels.length - 1; i > 0; i--) {
		state = Math.imul(state, 1664525) + 1013904223 >>> 0;
		const j = Math.floor(state / 2 ** 32 * (i + 1));
		[labels[i], labels[j]] = [labels[j] ?? "", labels[i] ?? ""];
	}
	return [header, ...rows.map((row, i) => row.slice(0, cut[i]) + labels[i])];
}
function story(dir, told, report) {
	return [
		"Seattle's daily weather, recorded 2012 to 2015: from rain, wind and temperature, was it sun, rain, fog, drizzle or snow?",
		"Each run may promote a model only if its data matches the schema and its F1 on held-out days reaches 0.70.",
		"",
		...told.flatMap(({ title, result }, i) => [`${i + 1}. ${title}`, ...outcome(result).map((line) => `   ${line}`)]),
		"",
		`Everything is in ${dir}: data, configuration, registry, a report for each run.`,
		"Check every digest yourself: node dist/cli.js verify --registry <that folder>/registry",
		`Open the report of the poisoned batch: ${report}`,
		""
	].join("\n");
}
function outcome(result) {
	if (result.verdict === null) return [`no verdict: ${clip(result.reason, LINE)}`];
	const scored = result.evaluation?.candidate?.metrics.find((metric) => metric.name === "f1" && metric.average === "weighted");
	const score = scored ? [`F1 ${scored.value.toFixed(3)} on ${scored.rows} held-out days; champion: ${result.championId?.slice(0, 12)}`] : [];
	const fixes = result.checks.filter((check) => check.status === "fail").flatMap(({ subject, remedies = [] }) => {
		return remedies.filter(({ key }) => key !== null && stepsOf(key).path[0] === "aliases").map(({ value }) => `  to accept it, under the field ${subject} in schema.yml: aliases: ${yamlFlow(value)}`);
	});
	const { verdict, reason } = result;
	return [
		`${verdict.toUpperCase()}: ${clip(reason, LINE)}`,
		...score,
		...fixes
	];
}
export { demo };
