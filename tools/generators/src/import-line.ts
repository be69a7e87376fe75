import type { Edit } from "@tagform/source-edit";
import ts from "typescript";

import type { ExportedObject } from "./environment-files";

/** Imports a name from a file beside, in the order in which lint wants imports. */
export function importName({ node }: ExportedObject, name: string, from: string): Edit {
  const source = node.getSourceFile();
  const text = `import { ${name} } from "${from}";\n`;
  const imports = source.statements.filter(ts.isImportDeclaration);
  const relative = imports.filter((each) => specifierOf(each).startsWith("."));
  const after = relative.find((each) => specifierOf(each).localeCompare(from) > 0);
  if (after !== undefined) return insertion(after.getStart(), text);
  const last = relative.at(-1) ?? imports.at(-1);
  const isFirstRelative = relative.length === 0;
  return last === undefined
    ? insertion(0, `${text}\n`)
    : insertion(last.getEnd(), `${isFirstRelative ? "\n\n" : "\n"}${text.trimEnd()}`);
}

const specifierOf = ({ moduleSpecifier }: ts.ImportDeclaration): string =>
  ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";

const insertion = (position: number, text: string): Edit => ({ start: position, end: position, text });
