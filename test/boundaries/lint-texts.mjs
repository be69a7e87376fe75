// Lints texts under pretend paths: [{ file, code }] on stdin, the rules that each breaks on stdout. A process of its
// own, because jest cannot load an ES module configuration. A violating file, rather than text, would join the
// project graph and report cycles everywhere.
import { resolve } from "node:path";
import { text } from "node:stream/consumers";

import { ESLint } from "eslint";
import tseslint from "typescript-eslint";

const cwd = resolve(import.meta.dirname, "../..");
const eslint = new ESLint({
  cwd,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { project: null } } },
  ],
});

const broken = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: resolve(cwd, file) });
  broken.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
}
console.log(JSON.stringify(broken));
