// Writes schema/*.json for editors. The sources are bundled in memory, so that Node 20 runs this too.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundle = await rolldown({ input: path.join(root, "src/config/json-schema.ts"), platform: "node", cwd: root });
const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
await bundle.close();
const { editorSchemas } = await import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`);

await mkdir(path.join(root, "schema"), { recursive: true });
for (const { file, json } of editorSchemas()) {
  await writeFile(path.join(root, "schema", file), `${JSON.stringify(json, null, 2)}\n`);
  console.log(`schema/${file}`);
}
