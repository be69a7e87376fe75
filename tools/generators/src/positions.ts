import { UserError } from "@tagform/outcome";
import { expressionAt } from "@tagform/source-edit";
import ts from "typescript";

import type { ExportedObject } from "./environment-files";

/** @throws UserError when there is no array literal */
export function arrayAt({ path, node }: ExportedObject, keys: readonly string[]): ts.ArrayLiteralExpression {
  const found = expressionAt(node, keys);
  if (found !== undefined && ts.isArrayLiteralExpression(found)) return found;
  throw new UserError(`${path}: ${keys.join(".")} must be written as an array`);
}

/** @throws UserError when there is no object literal */
export function objectAt(
  { path, node }: ExportedObject,
  keys: readonly string[],
): ts.ObjectLiteralExpression {
  const found = expressionAt(node, keys);
  if (found !== undefined && ts.isObjectLiteralExpression(found)) return found;
  throw new UserError(`${path}: ${keys.join(".")} must be written as an object`);
}
