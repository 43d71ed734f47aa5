// Rewritings that change nothing: the same table in other bytes. None may be found fault with.
import { gzipSync } from "node:zlib";
import { writeTable } from "./table.mjs";

const reordered = ({ header, rows }, order) => ({
  header: order.map((at) => header[at]),
  rows: rows.map((row) => order.map((at) => row[at])),
});
const cells = ({ header, rows }, change) => ({ header, rows: rows.map((row) => row.map(change)) });

export const BENIGN = {
  "a byte order mark": ({ table }) => ({ bytes: Buffer.from(`\ufeff${writeTable(table)}`) }),
  CRLF: ({ table }) => ({ bytes: Buffer.from(writeTable(table, { newline: "\r\n" })) }),
  "every cell quoted": ({ table }) => ({ bytes: Buffer.from(writeTable(table, { quote: true })) }),
  "no last line break": ({ table }) => ({ bytes: Buffer.from(writeTable(table, { last: false })) }),
  "empty lines at the end": ({ table }) => ({ bytes: Buffer.from(`${writeTable(table)}\n\n`) }),
  "columns in another order": ({ table, draws }) => ({ table: reordered(table, draws.shuffle(table.header.map((_, at) => at))) }),
  "1.0 as 1": ({ table }) => ({ table: cells(table, (text) => text.replace(/^(-?\d+)\.0$/, "$1")) }),
  "1 as 1.0 where a column has fractions": ({ table, columns }) => {
    const fractions = new Set(columns.filter(({ kind, whole }) => kind === "number" && !whole).map(({ at }) => at));
    return {
      table: {
        ...table,
        rows: table.rows.map((row) => row.map((text, at) => (fractions.has(at) && /^-?\d+$/.test(text) ? `${text}.0` : text))),
      },
    };
  },
  gzip: ({ table }) => ({ bytes: gzipSync(writeTable(table)), extension: ".csv.gz" }),
  "rows in another order": ({ table, draws, time }) => (time === null ? { table: { ...table, rows: draws.shuffle(table.rows) } } : null),
};
