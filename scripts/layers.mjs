// Who may import whom. ROOMS lists the folders of src/ from the bottom up: each may import itself and the rooms of its row, where a
// room stands for its sub-folders too and "room/." for its own files alone. The edges (action.ts, cli.ts) see everything.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { parseAst } from "rolldown/parseAst";

const BASE = ["types", "stats", "findings"];
const DATA = [...BASE, "table", "model", "profile", "schema"];
const STAGES = [...DATA, "clients", "config", "fetch", "validate", "train", "evaluate", "publish", "report"];

export const ROOMS = {
  types: [],
  stats: [],
  findings: ["types"],

  "table/values": ["types"],
  "table/columns": ["types", "table/values"],
  "table/read": ["types", "table/values", "table/columns"],
  "table/rows": ["types", "table/values", "table/columns"],

  "model/forest": ["types"],
  "model/predict": ["types", "model/forest"],
  "model/choose": ["types", "model/forest", "model/predict"],
  "model/onnx": ["types", "model/forest"],
  model: ["types", "model"],

  profile: [...BASE, "table", "model/forest"],
  "schema/words": [...BASE, "table"],
  "schema/infer": [...BASE, "table", "profile", "schema/words"],
  "schema/difference": [...BASE, "table", "profile", "schema/words"],

  "clients/git": ["types"],
  "clients/retry": [],
  "clients/github": ["types"],
  clients: ["types", "clients/github"],
  "clients/s3": ["types", "clients/.", "clients/retry"],
  "clients/serving": ["types", "clients/.", "clients/s3"],

  "config/file": ["types", "findings", "table"],
  "config/keys": ["types", "findings", "table", "config/file"],
  "config/schema": ["types", "findings", "table", "config/file", "config/keys"],
  config: ["types", "findings", "table", "config/file", "config/keys", "config/schema"],
  "config/change": ["types", "findings", "table", "config"],

  "fetch/names": ["types", "findings", "table"],
  "fetch/places": ["types", "findings", "table", "clients", "fetch/names"],
  "fetch/listing": ["types", "findings", "table", "clients", "fetch/names", "fetch/places"],
  fetch: ["types", "findings", "table", "clients", "fetch"],

  "validate/result": DATA,
  "validate/cells": [...DATA, "validate/result"],
  "validate/history": [...DATA, "validate/result", "validate/cells"],
  "validate/migration": [...DATA, "validate/result", "validate/cells", "validate/history"],
  "validate/columns": [...DATA, "validate/result", "validate/cells", "validate/history"],
  "validate/header": [...DATA, "validate/result", "validate/cells", "validate/history", "validate/columns"],
  "validate/batch": [...DATA, "validate/result", "validate/cells", "validate/history", "validate/columns"],
  "validate/labels": [...DATA, "validate/result", "validate/cells", "validate/history", "validate/columns"],
  "validate/accepted": [...DATA, "validate/result", "validate/cells", "validate/history", "validate/columns", "validate/migration"],
  "validate/catalogue": DATA,
  validate: [...DATA, "validate"],

  "train/command": ["types", "findings", "table", "model", "clients"],
  train: ["types", "findings", "stats", "table", "model", "clients", "train"],

  "evaluate/scores": DATA,
  "evaluate/compare": [...DATA, "evaluate/scores"],
  "evaluate/gates": [...DATA, "evaluate/scores", "evaluate/compare"],
  "evaluate/regression": [...DATA, "evaluate/scores", "evaluate/compare", "evaluate/gates"],
  evaluate: [...DATA, "evaluate"],

  "publish/records": [...BASE, "table", "model"],
  "publish/chain": [...BASE, "table", "model", "publish/records"],
  "publish/homes": [...BASE, "table", "model", "clients", "publish/records", "publish/chain"],
  "publish/delivery": [...BASE, "table", "model", "clients", "publish/records", "publish/chain", "publish/homes"],
  publish: [...BASE, "table", "model", "clients", "publish"],

  "report/sentences": ["types", "findings"],
  "report/markdown": ["types", "findings", "diagnose", "report/sentences"],
  "report/html": ["types", "findings", "report/sentences"],
  report: ["types", "findings", "clients", "report"],

  diagnose: ["types"],
  run: STAGES,
  "commands/common": [...STAGES, "run", "diagnose"],
  commands: [...STAGES, "run", "diagnose", "commands/common"],
  "commands/init": [...STAGES, "commands/common"],
  "commands/github": [...STAGES, "run", "diagnose", "commands/common", "commands/."],
  "commands/edge": [...STAGES, "run", "diagnose", "commands"],
};

/** A folder of src/ shows at most this many files and folders. */
const MOST_ENTRIES = 20;

const covers = (room, other) => (room.endsWith("/.") ? other === room.slice(0, -2) : other === room || other.startsWith(`${room}/`));
const roomOf = (file) => (dirname(file) === "." ? "(edge)" : dirname(file));

/** Specifiers of all imports and re-exports of a module, types too. */
function importsOf(text) {
  const { body } = parseAst(text, { lang: "ts" });
  const later = [...text.matchAll(/\bimport\("([^"]+)"\)/g)].map(([, specifier]) => specifier);
  return [...body.flatMap(({ source }) => source?.value ?? []), ...later].filter((specifier) => specifier.startsWith("."));
}

function mayImport(from, to) {
  if (from === to || from === "(edge)") return true;
  return (ROOMS[from] ?? []).some((room) => covers(room, to));
}

/** Imports that no row allows, folders without a row and folders with too many entries: one sentence each. `src`: a source folder. */
export function misplaced(src) {
  const entries = readdirSync(src, { recursive: true, withFileTypes: true });
  const pathOf = (entry) =>
    relative(src, join(entry.parentPath ?? entry.path, entry.name))
      .split(sep)
      .join("/");
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".ts")).map(pathOf);
  const counts = new Map();
  for (const entry of entries) counts.set(dirname(pathOf(entry)), (counts.get(dirname(pathOf(entry))) ?? 0) + 1);
  return [
    ...[...counts]
      .filter(([, count]) => count > MOST_ENTRIES)
      .map(
        ([folder, count]) => `src/${folder} shows ${count} entries, at most ${MOST_ENTRIES} are easy to look through: make a sub-folder`,
      ),
    ...[...new Set(files.map(roomOf))]
      .filter((room) => !room.startsWith("(") && ROOMS[room] === undefined)
      .map((room) => `src/${room} has no row in scripts/layers.mjs: say there what it may import`),
    ...files.flatMap((file) =>
      importsOf(readFileSync(join(src, file), "utf8")).flatMap((specifier) => {
        const to = roomOf(join(dirname(file), specifier).split(sep).join("/"));
        return mayImport(roomOf(file), to) ? [] : [`src/${file} imports ${specifier}: ${roomOf(file)} may not see ${to}`];
      }),
    ),
  ];
}

/** Rooms that can reach themselves by the table, a row above as well as below. Empty: there are no loops. */
export function loops() {
  const rooms = Object.keys(ROOMS);
  const seen = new Map();
  const below = (room) => rooms.filter((other) => other !== room && ROOMS[room].some((allowed) => covers(allowed, other)));
  const reaches = (room, goal, path) =>
    below(room).some((next) => next === goal || (!path.has(next) && reaches(next, goal, path.add(next))));
  for (const room of rooms) seen.set(room, reaches(room, room, new Set()));
  return rooms.filter((room) => seen.get(room));
}
