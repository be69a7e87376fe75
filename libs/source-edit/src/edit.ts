import ts from "typescript";

/** Replaces what lies between two positions of a text; inserts where they are equal. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all edits made; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((left, right) => right.start - left.start)
    .reduce((edited, { start, end, text: by }) => edited.slice(0, start) + by + edited.slice(end), text);
}

/** Adds an entry after the last one of an array or object; what stood there keeps its comments. */
export function append(node: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression, text: string): Edit {
  const entries: ts.NodeArray<ts.Node> = ts.isArrayLiteralExpression(node) ? node.elements : node.properties;
  const last = entries.at(-1);
  const position = last === undefined ? node.getStart() + 1 : last.getEnd();
  return { start: position, end: position, text: last === undefined ? text : `, ${text}` };
}

export function replace(node: ts.Node, text: string): Edit {
  return { start: node.getStart(), end: node.getEnd(), text };
}

/** The text of a node with edits within it, whose positions are those of its file. */
export function editedText(node: ts.Node, edits: readonly Edit[]): string {
  const offset = node.getStart();
  return applyEdits(
    node.getText(),
    edits.map(({ start, end, text }) => ({ start: start - offset, end: end - offset, text })),
  );
}
