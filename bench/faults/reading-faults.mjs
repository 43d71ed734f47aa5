// Faults of the file and of its header: the table cannot be read, or is not the table that was meant.
import { deflateRawSync, gzipSync } from "node:zlib";
import { writeTable } from "./table.mjs";

const whole = (bytes) => ({ bytes: Buffer.from(bytes) });
const lines = (text) => text.split("\n");

/** A cell that every row has, for faults that need any. */
const rowAt = ({ table, draws }) => 1 + Math.floor(table.rows.length * (0.3 + 0.4 * draws.uniform()));

const changedLine = (context, change) => {
  const all = lines(writeTable(context.table));
  const at = rowAt(context);
  all[at] = change(all[at]);
  return whole(all.join("\n"));
};

export const READING = {
  "utf-16": ({ table }) => whole(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(writeTable(table), "utf16le")])),
  "cp1252 with accents": ({ table, columns, draws }) => {
    const text = columns.filter(({ kind }) => kind === "category" || kind === "text");
    if (text.length === 0) return null;
    const { at, name } = draws.pick(text);
    const rows = table.rows.map((row) => (row[at] === "" || draws.uniform() < 0.9 ? row : row.with(at, `${row[at]} Café`)));
    return { bytes: Buffer.from(writeTable({ ...table, rows }), "latin1"), column: name };
  },
  mojibake: ({ table, columns, draws }) => {
    const text = columns.filter(({ kind }) => kind === "category");
    if (text.length === 0) return null;
    const { at, name, counts } = draws.pick(text);
    const hurt = draws.pick([...counts.keys()]);
    return {
      table: { ...table, rows: table.rows.map((row) => (row[at] === hurt ? row.with(at, `${hurt.slice(0, -1)}Ã©`) : row)) },
      column: name,
    };
  },
  semicolons: ({ table }) => whole(writeTable(table, { delimiter: ";" })),
  tabs: ({ table }) => whole(writeTable(table, { delimiter: "\t" })),
  "cut inside the last line": ({ table }) => {
    const text = writeTable(table);
    return whole(text.slice(0, text.lastIndexOf(",", text.length - 3)));
  },
  "cut after a third": ({ table }) => ({ table: { ...table, rows: table.rows.slice(0, Math.floor(table.rows.length / 3)) } }),
  "cut gzip": ({ table }) => {
    const packed = gzipSync(writeTable(table));
    return { bytes: packed.subarray(0, Math.floor(packed.length * 0.7)), extension: ".csv.gz" };
  },
  "a zip archive under .csv": ({ table }) => {
    const packed = deflateRawSync(writeTable(table));
    const head = Buffer.from("504b03041400000008000000000000000000", "hex");
    return whole(Buffer.concat([head, Buffer.alloc(12), packed]));
  },
  "a zero byte": (context) => changedLine(context, (line) => line.replace(",", "\0,")),
  "a quote that never closes": (context) => changedLine(context, (line) => line.replace(/,([^",]*)$/, ',"$1')),
  "a comma too many": (context) => changedLine(context, (line) => line.replace(",", ",,")),
  "a line broken in two": (context) => changedLine(context, (line) => line.replace(",", "\n")),
  "no header": ({ table }) => whole(lines(writeTable(table)).slice(1).join("\n")),
  "the header twice": ({ table, draws }) => {
    const at = draws.below(table.rows.length);
    return { table: { ...table, rows: [...table.rows.slice(0, at), table.header, ...table.rows.slice(at)] } };
  },
  "header only": ({ table }) => ({ table: { ...table, rows: [] } }),
  empty: () => whole(""),
  "another table": ({ stranger }) => ({ table: stranger }),
  "an error page": () => whole("<html><head><title>502 Bad Gateway</title></head>\n<body>\n<h1>502 Bad Gateway</h1>\n</body></html>\n"),
  "JSON lines": ({ table }) =>
    whole(table.rows.map((row) => JSON.stringify(Object.fromEntries(table.header.map((name, i) => [name, row[i]])))).join("\n")),
  "a line of totals": ({ table, columns }) => {
    const numbers = new Map(columns.filter(({ kind }) => kind === "number").map((column) => [column.at, column]));
    if (numbers.size < 2) return null;
    const total = table.header.map((_, at) =>
      numbers.has(at) ? String(Math.round(numbers.get(at).mean * table.rows.length)) : at === 0 ? "Total" : "",
    );
    return { table: { ...table, rows: [...table.rows, total] } };
  },
  "a title above the header": ({ table }) => whole(`Report of the day\n\n${writeTable(table)}`),
};

const renamed = ({ table }, at, name) => ({
  table: { ...table, header: table.header.with(at, name) },
  column: table.header[at],
  renamed: name,
});
const anyColumn = ({ table, draws, target }) => draws.pick(table.header.map((_, at) => at).filter((at) => table.header[at] !== target));

export const HEADER = {
  "a name in other writing": (context) => {
    const at = anyColumn(context);
    const name = context.table.header[at];
    const other = context.draws.pick([name.toUpperCase(), name.toLowerCase(), name.replaceAll(/[._]/g, " "), `${name} `]);
    return renamed(context, at, other === name ? `${name}_` : other);
  },
  "a name with a prefix": (context) => {
    const at = anyColumn(context);
    return renamed(context, at, `new_${context.table.header[at]}`);
  },
  "an unrelated name": (context) => renamed(context, anyColumn(context), "field_07"),
  "target renamed": (context) => renamed(context, context.table.header.indexOf(context.target), `${context.target}_v2`),
  "a column dropped": (context) => {
    const at = anyColumn(context);
    const without = (row) => row.filter((_, i) => i !== at);
    return { table: { header: without(context.table.header), rows: context.table.rows.map(without) }, column: context.table.header[at] };
  },
  "a column added": ({ table, draws }) => ({
    table: { header: [...table.header, "batch_note"], rows: table.rows.map((row) => [...row, String(draws.below(5))]) },
    column: "batch_note",
  }),
  "an index column": ({ table }) => ({ table: { header: ["", ...table.header], rows: table.rows.map((row, i) => [String(i), ...row]) } }),
  "a name twice": (context) => {
    const [a, b] = context.draws.shuffle(context.table.header.map((_, at) => at));
    return { table: { ...context.table, header: context.table.header.with(b, context.table.header[a]) } };
  },
  "two names swapped": ({ table, columns, draws }) => {
    const numbers = columns.filter(({ kind, distinct }) => kind === "number" && distinct > 8);
    const pairs = numbers.flatMap((a, i) =>
      numbers
        .slice(i + 1)
        .filter((b) => Math.abs(a.mean - b.mean) > a.deviation)
        .map((b) => [a, b]),
    );
    if (pairs.length === 0) return null;
    const [a, b] = draws.pick(pairs);
    return { table: { ...table, header: table.header.with(a.at, b.name).with(b.at, a.name) }, columns: [a.name, b.name] };
  },
  "cells one to the right": ({ table }) => ({ table: { ...table, rows: table.rows.map((row) => ["", ...row.slice(0, -1)]) } }),
};
