import ts from "typescript";

import { applyEdits, type Edit, replace } from "./edit";

/**
 * A TypeScript file with other texts where properties have them, wherever they stand in the file; all else is kept byte for
 * byte.
 *
 * @param texts what each text becomes; a text is replaced as a whole
 * @returns undefined where nothing is to be replaced
 */
export function replaceTexts(
  path: string,
  text: string,
  texts: ReadonlyMap<string, string>,
): string | undefined {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const value = ts.isPropertyAssignment(node) ? node.initializer : undefined;
    if (value !== undefined && ts.isStringLiteralLike(value)) {
      const by = texts.get(value.text);
      if (by !== undefined) edits.push(replace(value, JSON.stringify(by)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits.length === 0 ? undefined : applyEdits(text, edits);
}
