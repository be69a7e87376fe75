import { UserError } from "@tagform/outcome";
import ts from "typescript";

/** What data in an environment file can be. */
export type Literal =
  string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal };

/** What a name in the file stands for: another file's data. */
export type Resolve = (name: string) => Literal;

/**
 * The value of an expression that computes nothing, as environment files are: lint holds them to that.
 *
 * @throws UserError with file and line for anything else
 */
export function valueOf(expression: ts.Expression, resolve: Resolve): Literal {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    return -Number(valueOf(node.operand, resolve));
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isIdentifier(node)) return resolve(node.text);
  if (ts.isPropertyAccessExpression(node)) return propertyOf(node, resolve);
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => valueOf(element, resolve));
  if (ts.isObjectLiteralExpression(node)) {
    return Object.fromEntries(
      propertiesOf(node).map(({ name, value }) => [name, valueOf(value, resolve)] as const),
    );
  }
  throw notLiteral(node);
}

function propertyOf(node: ts.PropertyAccessExpression, resolve: Resolve): Literal {
  const value = valueOf(node.expression, resolve);
  const property =
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.entries(value).find(([name]) => name === node.name.text)
      : undefined;
  if (property === undefined) throw notLiteral(node);
  return property[1];
}

/** An expression without `as const`, `satisfies` and parentheses around it. */
export function bare(expression: ts.Expression): ts.Expression {
  return ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isParenthesizedExpression(expression)
    ? bare(expression.expression)
    : expression;
}

/** `name: value` and `name` alone, which stands for `name: name`. */
export function propertiesOf(node: ts.ObjectLiteralExpression): { name: string; value: ts.Expression }[] {
  return node.properties.map((property) => {
    if (ts.isShorthandPropertyAssignment(property)) return { name: property.name.text, value: property.name };
    if (!ts.isPropertyAssignment(property) || ts.isComputedPropertyName(property.name))
      throw notLiteral(property);
    return { name: property.name.text, value: property.initializer };
  });
}

/** The expression at a path of keys and, in arrays, positions; undefined when there is none. */
export function expressionAt(expression: ts.Expression, keys: readonly string[]): ts.Expression | undefined {
  const node = bare(expression);
  const [key, ...others] = keys;
  if (key === undefined) return node;
  if (ts.isArrayLiteralExpression(node)) {
    const element = node.elements[Number(key)];
    return element === undefined ? undefined : expressionAt(element, others);
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const found = propertiesOf(node).find(({ name }) => name === key);
  return found === undefined ? undefined : expressionAt(found.value, others);
}

function notLiteral(node: ts.Node): UserError {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  const text = node.getText().split("\n")[0] ?? "";
  return new UserError(
    `${source.fileName}:${line + 1}: environments are literals, this is not one: ${text}: write the value itself`,
  );
}
