// Writes schema/*.json for editors and docs/checks.md. The sources are bundled in memory, so that Node 20 runs this too.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("..", import.meta.url));
async function exportsOf(input) {
  const bundle = await rolldown({ input: path.join(root, input), platform: "node", cwd: root });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();
  return await import(`data:text/javascript;base64,${Buffer.from(output[0].code).toString("base64")}`);
}

const { editorSchemas } = await exportsOf("src/config/json-schema.ts");
const { catalogueText } = await exportsOf("src/validate/catalogue/text.ts");

await mkdir(path.join(root, "schema"), { recursive: true });
for (const { file, json } of editorSchemas()) {
  await writeFile(path.join(root, "schema", file), `${JSON.stringify(json, null, 2)}\n`);
  console.log(`schema/${file}`);
}
await writeFile(path.join(root, "docs/checks.md"), catalogueText());
console.log("docs/checks.md");
