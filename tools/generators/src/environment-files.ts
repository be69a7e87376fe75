import { posix } from "node:path";

import { ENVIRONMENT_NAMES } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { bare, expressionAt, type Literal, propertiesOf, valueOf } from "@tagform/source-edit";
import type { Environment } from "@tagform/workload-catalog";
import ts from "typescript";

/** The files of the workspace, by their path in it. */
export interface Files {
  read(path: string): string | undefined;
}

/** An object literal that a file exports. */
export interface ExportedObject {
  readonly path: string;
  readonly text: string;
  readonly node: ts.ObjectLiteralExpression;
}

/** One environment as it is written. */
export interface WrittenEnvironment {
  readonly index: ExportedObject;
  /** The data; an error in it is for checks to find. */
  readonly data: Environment;
  /** The object of a team, undefined when the environment has none of that name. */
  team(name: string): ExportedObject | undefined;
}

/** The environments whose files are there, in their order. */
export function readEnvironments(files: Files): WrittenEnvironment[] {
  return ENVIRONMENT_NAMES.filter((name) => files.read(indexOf(name)) !== undefined).map((name) =>
    readEnvironment(files, name),
  );
}

const indexOf = (environment: string): string => `environments/${environment}/index.ts`;

function readEnvironment(files: Files, name: string): WrittenEnvironment {
  const index = readObject(files, indexOf(name), "environment");
  const importedObject = (local: string): ExportedObject => asObject(imported(files, index, local), local);
  const data = dataOf(files, index);
  return {
    index,
    data: data as unknown as Environment, // the compiler holds the file to that type, checks hold the data to the rest
    team: (team) => {
      const teams = expressionAt(index.node, ["teams"]);
      if (teams === undefined || !ts.isObjectLiteralExpression(teams)) return undefined;
      const value = propertiesOf(teams).find((property) => property.name === team)?.value;
      return value !== undefined && ts.isIdentifier(value) ? importedObject(value.text) : undefined;
    },
  };
}

/** What a file exports under a name, whatever it is. */
type Exported = Omit<ExportedObject, "node"> & { readonly node: ts.Expression };

/** The value of what a file exports, with what the file imports. */
export function readData(files: Files, path: string, name: string): Literal {
  return dataOf(files, readExported(files, path, name));
}

/** A value, with what its file imports. */
function dataOf(files: Files, exported: Exported): Literal {
  return valueOf(exported.node, (local) => dataOf(files, imported(files, exported, local)));
}

/** What a name in a file stands for. */
function imported(files: Files, { path, node }: Exported, local: string): Exported {
  const found = importsOf(node.getSourceFile()).get(local);
  if (found === undefined) {
    throw new UserError(
      `${path}: ${local} stands where a value is expected: write the value itself, or import it`,
    );
  }
  return readExported(files, `${posix.join(posix.dirname(path), found.file)}.ts`, found.name);
}

function readObject(files: Files, path: string, name: string): ExportedObject {
  return asObject(readExported(files, path, name), name);
}

function asObject({ path, text, node }: Exported, name: string): ExportedObject {
  if (ts.isObjectLiteralExpression(node)) return { path, text, node };
  throw new UserError(`${path} does not export ${name} as an object`);
}

function readExported(files: Files, path: string, name: string): Exported {
  const text = files.read(path);
  if (text === undefined) throw new UserError(`${path} is missing, it should export ${name}`);
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(declared) || declared.text !== name || initializer === undefined) continue;
      return { path, text, node: bare(initializer) };
    }
  }
  throw new UserError(`${path} does not export ${name}`);
}

/** What each imported name is, and its file from here without its ending: `import { research } from "./research"`. */
function importsOf(source: ts.SourceFile): ReadonlyMap<string, { file: string; name: string }> {
  const imports = new Map<string, { file: string; name: string }>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const named = statement.importClause?.namedBindings;
    if (named === undefined || !ts.isNamedImports(named)) continue;
    const file = statement.moduleSpecifier.text;
    for (const { name, propertyName } of named.elements) {
      imports.set(name.text, { file, name: propertyName?.text ?? name.text });
    }
  }
  return imports;
}
