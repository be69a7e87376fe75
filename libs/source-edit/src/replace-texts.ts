import ts from "typescript";

import { applyEdits, type Edit, replace } from "./edit";

/** Texts that a property has, by what each becomes. */
export interface ReplacedTexts {
  /** Name of the property: `accountId`. */
  readonly property: string;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * A TypeScript file with other texts at a property, wherever it stands in the file; all else is kept byte for byte.
 *
 * @returns undefined where nothing is to be replaced
 */
export function replaceTexts(
  path: string,
  text: string,
  { property, texts }: ReplacedTexts,
): string | undefined {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const value = ts.isPropertyAssignment(node) && named(node, property) ? node.initializer : undefined;
    if (value !== undefined && ts.isStringLiteralLike(value)) {
      const by = texts.get(value.text);
      if (by !== undefined) edits.push(replace(value, JSON.stringify(by)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits.length === 0 ? undefined : applyEdits(text, edits);
}

function named({ name }: ts.PropertyAssignment, property: string): boolean {
  return (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) && name.text === property;
}
