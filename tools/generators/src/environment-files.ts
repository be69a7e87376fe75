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
  const imports = importsOf(index.node.getSourceFile());
  const importedObject = (local: string): ExportedObject => {
    const imported = imports.get(local);
    if (imported === undefined) throw new UserError(`${index.path}: ${local} is not imported`);
    return readObject(files, `environments/${name}/${imported.file}.ts`, imported.name);
  };
  const nothingImported = (local: string): Literal => {
    throw new UserError(
      `environments/${name}: ${local} stands where a value is expected: write the value itself`,
    );
  };
  const data = valueOf(index.node, (local) => valueOf(importedObject(local).node, nothingImported));
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

function readObject(files: Files, path: string, name: string): ExportedObject {
  const text = files.read(path);
  if (text === undefined) throw new UserError(`${path} is missing, it should export ${name}`);
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(declared) || declared.text !== name || initializer === undefined) continue;
      const node = bare(initializer);
      if (ts.isObjectLiteralExpression(node)) return { path, text, node };
    }
  }
  throw new UserError(`${path} does not export ${name} as an object`);
}

/** What each imported name is in which file beside this one: `import { research } from "./research"`. */
function importsOf(source: ts.SourceFile): ReadonlyMap<string, { file: string; name: string }> {
  const imports = new Map<string, { file: string; name: string }>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const named = statement.importClause?.namedBindings;
    if (named === undefined || !ts.isNamedImports(named)) continue;
    const file = statement.moduleSpecifier.text.replace(/^\.\//, "");
    for (const { name, propertyName } of named.elements) {
      imports.set(name.text, { file, name: propertyName?.text ?? name.text });
    }
  }
  return imports;
}
