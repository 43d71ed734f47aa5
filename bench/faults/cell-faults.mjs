// Faults of cells: types, values, categories and gaps of one column.
import { mapped } from "./table.mjs";

const numbers = ({ columns, target }, more = () => true) =>
  columns.filter((column) => column.kind === "number" && column.name !== target && column.distinct > 8 && more(column));
const categories = ({ columns, target }, more = () => true) =>
  columns.filter((column) => column.kind === "category" && column.name !== target && more(column));
const dates = ({ columns }) => columns.filter((column) => column.kind === "date");

/** Changes one drawn column: some of its cells, or all. */
const on =
  (choose, change, share = 1, all = false) =>
  (context) => {
    const found = choose(context);
    if (found.length === 0) return null;
    const column = context.draws.pick(found);
    const table = mapped(
      context.table,
      column.at,
      (text, i, row) => (share < 1 && context.draws.uniform() >= share ? text : change(text, { column, i, row, ...context })),
      all,
    );
    return { table, column: column.name };
  };

const round = (value) => String(Number(value.toPrecision(6)));
const grouped = (text) => {
  const [whole, fraction] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
};
const isLarge = ({ low, level }) => low >= 0 && level(0.5) >= 1000;
const hasFraction = ({ whole }) => !whole;
const ISO = /^(\d{4})[-/](\d\d)[-/](\d\d)/;

export const TYPES = {
  "N/A among numbers": on(numbers, () => "N/A", 0.05),
  "unknown among numbers": on(numbers, () => "unknown", 0.02),
  "#REF! among numbers": on(numbers, () => "#REF!", 0.03),
  "one word among numbers": (context) => {
    const found = numbers(context);
    if (found.length === 0) return null;
    const { at, name } = context.draws.pick(found);
    const hit = context.draws.below(context.table.rows.length);
    return { table: mapped(context.table, at, (text, i) => (i === hit ? "see note" : text), true), column: name };
  },
  "decimal commas": on(
    (context) => numbers(context, hasFraction),
    (text) => text.replace(".", ","),
  ),
  "thousands separators": on((context) => numbers(context, isLarge), grouped),
  "percent signs": on(
    (context) => numbers(context, ({ low }) => low >= 0),
    (text) => `${text}%`,
  ),
  "currency signs": on(
    (context) => numbers(context, ({ low }) => low >= 0),
    (text) => `$${text}`,
  ),
  "units behind numbers": on(numbers, (text) => `${text} kg`, 0.3),
  "1e400": on(numbers, () => "1e400", 0.01),
  Infinity: on(numbers, () => "inf", 0.02),
  "NaN for numbers": on(
    (context) => numbers(context, ({ missing }) => missing === 0),
    () => "NaN",
    0.2,
  ),
  "digits beyond 2^53": on(
    (context) => numbers(context, ({ whole }) => whole),
    (_, { draws }) => `92233720368547${10000 + draws.below(89999)}`,
    0.1,
  ),
  "whole numbers halved": on(
    (context) => numbers(context, ({ whole }) => whole),
    (text) => `${text}.5`,
    0.1,
  ),
  "numbers for words": on(categories, (text, { column }) => String([...column.counts.keys()].indexOf(text))),
  "words spelled otherwise": on(
    (context) => categories(context, ({ distinct }) => distinct <= 3),
    (text) => (text.length > 1 ? text[0] : `${text}es`),
  ),
  "day before month": on(dates, (text) => text.replace(ISO, "$3/$2/$1").replace(/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?= )/, "$2/$1/$3")),
  "epoch seconds": on(dates, (text) =>
    String(
      Math.floor(
        Date.parse(
          text
            .replaceAll("/", "-")
            .replace(/^(\d+)-(\d+)-(\d{4})/, "$3-$1-$2")
            .split(" ")[0],
        ) / 1000,
      ),
    ),
  ),
  "spreadsheet days": on(dates, (text) =>
    String(
      25569 +
        Math.floor(
          Date.parse(
            text
              .replaceAll("/", "-")
              .replace(/^(\d+)-(\d+)-(\d{4})/, "$3-$1-$2")
              .split(" ")[0],
          ) / 864e5,
        ),
    ),
  ),
  "no moment but 1970": on(dates, (text) => text.replace(ISO, "1970-01-01").replace(/^\d+\/\d+\/\d{4}/, "1/1/1970"), 0.1),
};

const positive = ({ low }) => low >= 0;

export const VALUES = {
  "times a thousand": on(
    (context) => numbers(context, positive),
    (text) => round(Number(text) * 1000),
  ),
  "a thousandth": on(
    (context) => numbers(context, ({ low, whole }) => low >= 0 && !whole),
    (text) => round(Number(text) / 1000),
  ),
  "inches to centimetres": on(
    (context) => numbers(context, positive),
    (text) => round(Number(text) * 2.54),
  ),
  "Celsius to Fahrenheit": on(numbers, (text) => round(Number(text) * 1.8 + 32)),
  "pounds to kilograms": on(
    (context) => numbers(context, positive),
    (text) => round(Number(text) * 0.4536),
  ),
  "percent to share": on(
    (context) => numbers(context, ({ low, level }) => low >= 0 && level(0.5) > 1),
    (text) => round(Number(text) / 100),
  ),
  "-999 for gaps": on(
    (context) => numbers(context, positive),
    () => "-999",
    0.03,
  ),
  "99999 for gaps": on(
    (context) => numbers(context, ({ high }) => high < 20_000),
    () => "99999",
    0.03,
  ),
  "signs turned": on(
    (context) => numbers(context, ({ level }) => level(0.1) > 0),
    (text) => round(-Number(text)),
  ),
  "signs turned in 1 %": on(
    (context) => numbers(context, ({ low }) => low > 0),
    (text) => round(-Number(text)),
    0.01,
  ),
  "-9 for gaps": on(
    (context) => numbers(context, ({ low }) => low > 0),
    () => "-9",
    0.03,
  ),
  "2147483647 in half a percent": on(
    (context) => numbers(context, ({ whole }) => whole),
    () => "2147483647",
    0.005,
  ),
  "zeros for values": on(
    (context) => numbers(context, ({ low }) => low > 0),
    () => "0",
    0.3,
  ),
  "one value throughout": on(numbers, (_, { column }) => String(column.level(0.5))),
  "up by a deviation": on(
    (context) => numbers(context, ({ whole }) => !whole),
    (text, { column }) => round(Number(text) + column.deviation),
  ),
  "noise added": on(
    (context) => numbers(context, ({ whole }) => !whole),
    (text, { column, draws }) => round(Number(text) + 3 * column.deviation * draws.normal()),
  ),
  "cut off at the upper third": on(numbers, (text, { column }) => String(Math.min(Number(text), column.level(0.67)))),
  "rounded to tens": on(
    (context) => numbers(context, ({ level }) => level(0.75) - level(0.25) > 20),
    (text) => String(Math.round(Number(text) / 10) * 10),
  ),
  "five giants": (context) => {
    const found = numbers(context);
    if (found.length === 0) return null;
    const { at, name, high, deviation } = context.draws.pick(found);
    const hits = new Set(Array.from({ length: 5 }, () => context.draws.below(context.table.rows.length)));
    return { table: mapped(context.table, at, (text, i) => (hits.has(i) ? round(high + 1000 * deviation) : text), true), column: name };
  },
  "frozen from the middle on": on(
    numbers,
    (text, { column, i, table }) => (i > table.rows.length / 2 ? String(column.level(0.5)) : text),
    1,
    true,
  ),
};

export const CATEGORIES = {
  "a new value in 5 %": on(categories, () => "Mars", 0.05),
  "a new value in 1 %": on(categories, () => "Mars", 0.01),
  "other case": on(
    (context) => categories(context, ({ counts }) => [...counts.keys()].some((text) => text !== text.toUpperCase())),
    (text) => text.toUpperCase(),
  ),
  "blanks behind": on(categories, (text) => `${text} `, 0.2),
  "two values merged": on(categories, (text, { column }) => {
    const [first, second] = [...column.counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
    return text === second ? first : text;
  }),
  "all one value": on(categories, (_, { column }) => [...column.counts.keys()][0]),
  "the commonest gone": (context) => {
    const found = categories(context, ({ counts }) => Math.max(...counts.values()) < 0.7 * context.table.rows.length);
    if (found.length === 0) return null;
    const { at, name, counts } = context.draws.pick(found);
    const [first] = [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
    return { table: { ...context.table, rows: context.table.rows.filter((row) => row[at] !== first) }, column: name };
  },
  "values in any row": on(categories, (_, { column, draws }) => draws.pick([...column.counts.keys()])),
};

const complete = ({ columns, target }) =>
  columns.filter(({ name, missing, kind }) => name !== target && missing === 0 && kind !== "constant");

export const GAPS = {
  "a fifth missing": on(complete, () => "", 0.2),
  "three in a hundred missing": on(complete, () => "", 0.03),
  "a column empty": on(complete, () => ""),
  "a word for missing": on(
    (context) => categories(context),
    () => "NULL",
    0.15,
  ),
  "gaps filled with the mean": on(
    (context) => numbers(context, ({ missing }) => missing > 0.1 * context.table.rows.length),
    (text, { column }) => (text === "" ? round(column.mean) : text),
    1,
    true,
  ),
};
