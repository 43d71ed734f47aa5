// Valid files to mutate, and pieces that mean something in them.

const NUMBERS = Array.from({ length: 12 }, (_, i) => `${i},${(i * 1.37).toFixed(2)},town ${i % 3},${i % 2 ? "yes" : "no"}`);

export const TABLES = [
  ["id,amount,town,label", ...NUMBERS].join("\n"),
  `${["id,amount,town,label", ...NUMBERS].join("\r\n")}\r\n`,
  ["id;amount;town;label", ...NUMBERS.map((row) => row.replaceAll(",", ";"))].join("\n"),
  ['"id","na""me","note"', '1,"a,b","two\nlines"', '2,"",""', "3,plain,é"].join("\n"),
  "a,b\n1,Köln\n2,😀\n",
].map((text) => Buffer.from(text));
TABLES.push(Buffer.from("a,b\n1,Köln\n2,Zürich\n", "latin1"), Buffer.from("\ufeffa\tb\n1\tKöln\n", "utf16le"));

export const SCHEMA = Buffer.from(`fieldsMatch: equal
missingValues: ["", NA]
primaryKey: [id]
uniqueKeys: [[id, town]]
fields:
  - {name: id, type: integer, role: id, constraints: {required: true, unique: true}}
  - {name: amount, type: number, decimalChar: ",", constraints: {minimum: 0, maximum: 1e6}}
  - {name: town, type: string, aliases: [city], constraints: {enum: [a, b], pattern: "[a-z]+"}}
  - {name: seen, type: date, format: "%d/%m/%Y"}
  - {name: label, type: boolean, trueValues: [yes], falseValues: [no]}
`);

export const DICTIONARY = [
  ...['"', '""', ",", ";", "\t", "|", "\n", "\r", "\r\n", "\n\n", '",', ',"', "\0", "\ufeff", "\u2028", "é", "😀", "-0", "1e400", "NaN"],
  ...[
    "0x1",
    "00",
    "1.0",
    "9007199254740993",
    "12345678901234567",
    "&a",
    "*a",
    "!!binary",
    "<<: ",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "__proto__",
  ],
].map((text) => Buffer.from(text));
DICTIONARY.push(Buffer.from([0xff, 0xfe]), Buffer.from([0xe9]), Buffer.from([0xc3]), Buffer.from([0x1f, 0x8b]), Buffer.from([0x81]));
