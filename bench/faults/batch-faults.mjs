// Faults of the batch as a whole: rows, time, labels, and relations between columns.
import { mapped } from "./table.mjs";

const withRows = ({ table }, rows) => ({ table: { ...table, rows } });

export const ROWS = {
  "an accepted batch again": ({ references }) => ({ table: references.at(-1) }),
  "a third of an accepted batch": (context) => {
    const { table, references, draws } = context;
    const count = Math.floor(table.rows.length / 3);
    return withRows(context, draws.shuffle([...table.rows.slice(count), ...references.at(-2).rows.slice(0, count)]));
  },
  "every row twice": (context) =>
    withRows(
      context,
      context.table.rows.flatMap((row) => [row, row]),
    ),
  "a tenth of the rows twice": (context) =>
    withRows(
      context,
      context.table.rows.flatMap((row) => (context.draws.uniform() < 0.1 ? [row, row] : [row])),
    ),
  "one row in twenty": (context) =>
    withRows(
      context,
      context.table.rows.filter((_, i) => i % 20 === 0),
    ),
  "ids given anew": (context) => {
    const id = context.columns.find(({ distinct, missing }) => missing === 0 && distinct > 0.99 * context.table.rows.length);
    if (id === undefined || id.kind === "date") return null;
    const first = context.table.rows[0][id.at];
    return { table: mapped(context.table, id.at, (text, i) => (i < 20 ? first : text)), column: id.name };
  },
};

/** Moves a moment by days, in the notation that it has. */
function moved(text, days) {
  const iso = /^(\d{4})([-/])(\d\d)[-/](\d\d)(.*)$/.exec(text);
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(.*)$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[3], iso[4]] : [us[3], us[1], us[2]];
  const date = new Date(Date.UTC(year, month - 1, Number(day) + days));
  const two = (number) => String(number).padStart(2, "0");
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return iso ? `${y}${iso[2]}${two(m)}${iso[2]}${two(d)}${iso[5]}` : `${m}/${d}/${y}${us[4]}`;
}

const onTime = (change) => (context) => {
  const at = context.table.header.indexOf(context.time);
  if (context.time === null || at < 0) return null;
  const made = change(context, at);
  return made === null ? null : { table: made, column: context.time };
};

export const TIME = {
  "dates of the future": onTime(({ table }, at) => mapped(table, at, (text) => moved(text, 36_500))),
  "some dates of the future": onTime(({ table, draws }, at) =>
    mapped(table, at, (text) => (draws.uniform() < 0.02 ? moved(text, 3650) : text)),
  ),
  "a year back": onTime(({ table }, at) => mapped(table, at, (text) => moved(text, -365))),
  "a long gap": onTime(({ table }, at) => mapped(table, at, (text) => moved(text, 400))),
  "one moment throughout": onTime(({ table }, at) => mapped(table, at, () => table.rows[0][at])),
  "out of order": onTime(({ table, draws }) => ({ ...table, rows: draws.shuffle(table.rows) })),
};

const labelAt = ({ table, target }) => table.header.indexOf(target);
const classesOf = (context) => {
  const { counts } = context.columns[labelAt(context)];
  return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
};
const relabelled = (context, change) => ({ table: mapped(context.table, labelAt(context), change), column: context.target });

export const LABELS = {
  "a class missing": (context) => {
    const classes = classesOf(context);
    const at = labelAt(context);
    const gone = classes[Math.min(1, classes.length - 1)];
    return {
      ...withRows(
        context,
        context.table.rows.filter((row) => row[at] !== gone),
      ),
      column: context.target,
    };
  },
  "a new class": (context) => relabelled(context, (text) => (context.draws.uniform() < 0.03 ? "other" : text)),
  "labels missing": (context) => relabelled(context, (text) => (context.draws.uniform() < 0.05 ? "" : text)),
  "labels spelled otherwise": (context) => relabelled(context, (text) => (/^\d/.test(text) ? `${text}.5` : ` ${text}`)),
  "two classes exchanged": (context) => {
    const [first, second] = classesOf(context);
    return relabelled(context, (text) => (text === first ? second : text === second ? first : text));
  },
  "labels in any row": (context) => {
    const labels = context.draws.shuffle(context.table.rows.map((row) => row[labelAt(context)]));
    return relabelled(context, (_, i) => labels[i] || classesOf(context)[0]);
  },
  "a quarter of the labels changed": (context) => {
    const classes = classesOf(context);
    return relabelled(context, (text) =>
      context.draws.uniform() < 0.25 ? context.draws.pick(classes.filter((other) => other !== text)) : text,
    );
  },
  "one in twenty labels changed": (context) => {
    const classes = classesOf(context);
    return relabelled(context, (text) =>
      context.draws.uniform() < 0.05 ? context.draws.pick(classes.filter((other) => other !== text)) : text,
    );
  },
  "rows planted with one value and one label": (context) => {
    const { table, draws } = context;
    const found = context.columns.filter(({ kind, name, distinct }) => kind === "number" && name !== context.target && distinct > 20);
    if (found.length === 0) return null;
    const { at, name, whole, counts, level } = draws.pick(found);
    // Neither new to the eye nor out of range: a number between the quartiles that no row of the batch has.
    const between = level(0.25) + (level(0.75) - level(0.25)) * draws.uniform();
    const value = whole
      ? [...Array(200).keys()].map((step) => Math.round(between) + step).find((one) => !counts.has(String(one)))
      : between;
    if (value === undefined || value > level(1)) return null;
    const label = draws.pick(classesOf(context).slice(1));
    const planted = new Set(draws.shuffle([...table.rows.keys()]).slice(0, Math.max(12, Math.round(0.03 * table.rows.length))));
    const written = whole ? String(value) : String(Number(value.toPrecision(6)));
    const rows = table.rows.map((row, i) => (planted.has(i) ? row.with(at, written).with(labelAt(context), label) : row));
    return { ...withRows(context, rows), column: name };
  },
  "shares of classes changed": (context) => {
    const [first] = classesOf(context);
    const at = labelAt(context);
    return {
      ...withRows(
        context,
        context.table.rows.filter((row) => row[at] !== first || context.draws.uniform() < 0.35),
      ),
      column: context.target,
    };
  },
  "a column that tells the label": (context) => {
    const found = context.columns.filter(({ kind, name, distinct }) => kind === "number" && name !== context.target && distinct > 8);
    if (found.length === 0) return null;
    const { at, name } = context.draws.pick(found);
    const classes = classesOf(context);
    const label = labelAt(context);
    const sorted = [...context.table.rows].map((row) => row[at]).sort((a, b) => Number(a) - Number(b));
    const order = context.table.rows.map((row, i) => [classes.indexOf(row[label]), i]).sort((a, b) => a[0] - b[0]);
    const values = new Map(order.map(([, i], rank) => [i, sorted[rank]]));
    return { table: mapped(context.table, at, (_, i) => values.get(i), true), column: name };
  },
};

const alike = (columns) => columns.filter(({ kind, distinct }) => kind === "number" && distinct > 8);

export const RELATIONS = {
  "a column in any order": ({ table, columns, draws, target }) => {
    const found = alike(columns).filter(({ name }) => name !== target);
    if (found.length === 0) return null;
    const { at, name } = draws.pick(found);
    const values = draws.shuffle(table.rows.map((row) => row[at]));
    return { table: mapped(table, at, (_, i) => values[i], true), column: name };
  },
  "a column one row late": ({ table, columns, draws, target }) => {
    const found = alike(columns).filter(({ name }) => name !== target);
    if (found.length === 0) return null;
    const { at, name } = draws.pick(found);
    return { table: mapped(table, at, (_, i) => table.rows[Math.max(0, i - 1)][at], true), column: name };
  },
  "a column copied over another": ({ table, columns, draws, target }) => {
    const found = draws.shuffle(alike(columns).filter(({ name }) => name !== target));
    if (found.length < 2) return null;
    const [from, to] = found;
    return { table: mapped(table, to.at, (_, i) => table.rows[i][from.at], true), column: to.name };
  },
  "another unit in a third of the rows": ({ table, columns, draws, target }) => {
    const found = alike(columns).filter(({ name, low }) => name !== target && low >= 0);
    if (found.length === 0) return null;
    const { at, name } = draws.pick(found);
    const from = Math.floor((table.rows.length * 2) / 3);
    return {
      table: mapped(table, at, (text, i) => (i >= from ? String(Number((Number(text) * 1.609).toPrecision(6))) : text)),
      column: name,
    };
  },
};
