// The files of Python packages as we and Python read them; then tables in 40 dialects.
import { compareFiles } from "./compare.ts";
import { dialects } from "./dialects.ts";

const [python = "python3", folder = "tables", most = "100000", seed = "1"] = process.argv.slice(2);
const say = (text: string) => process.stdout.write(`${text}\n`);

const { wrong } = await compareFiles({ python, folder, most: Number(most), seed, say });
const read = await dialects(say);
process.exitCode = wrong === 0 && read ? 0 : 1;
