import type { PolicyStatement } from "@tagform/policy-evaluator";

import { mergedStatements, type NamedStatement } from "./merge-statements";
import { splitStatement } from "./split-statement";
import { documentText } from "./statement-text";

/** Statements that stand in the data under one name. */
export interface NamedStatements {
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
}

/** One document to attach. */
export interface PackedDocument {
  /** Names of what has statements in it, sorted. */
  readonly names: readonly string[];
  readonly statements: readonly PolicyStatement[];
}

/** Why a target's policies do not fit. */
export interface Overflow {
  /** How many documents they would take; undefined where a statement of these names fits in none. */
  readonly documents: number | undefined;
  /** Names of what does not fit, the longest first. */
  readonly names: readonly string[];
}

export type Packing = { readonly documents: readonly PackedDocument[] } | { readonly overflow: Overflow };

/** Statements that stay in one document while there is room. */
type Group = readonly NamedStatement[];

/**
 * Puts policies into documents, in the order of their names. What has one name stays together while there is room.
 * Statements of different names are merged only where they do not fit otherwise: a merged one tells worse where it comes
 * from.
 */
export function packPolicies(
  policies: readonly NamedStatements[],
  { characters, places }: { readonly characters: number; readonly places: number },
): Packing {
  const groups = [...policies]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, statements }) =>
      mergedStatements(statements.map((statement) => ({ names: [name], statement }))),
    );
  const tooLong = groups
    .flat()
    .filter(({ statement }) => splitStatement(statement, characters) === undefined)
    .flatMap(({ names }) => names);
  if (tooLong.length > 0) return { overflow: { documents: undefined, names: [...new Set(tooLong)] } };
  const apart = pack(groups, characters);
  if (apart.length <= places) return { documents: apart };
  const merged = mergedStatements(groups.flat()).map((statement) => [statement]);
  const together = pack(merged, characters);
  if (together.length <= places) return { documents: together };
  return { overflow: { documents: together.length, names: bySize(groups) } };
}

function pack(groups: readonly Group[], characters: number): readonly PackedDocument[] {
  const documents: NamedStatement[][] = [];
  const fits = (group: Group): boolean =>
    documentText(group.map(({ statement }) => statement)).length <= characters;
  const put = (group: Group): boolean => {
    const place = documents.find((document) => fits([...document, ...group]));
    if (place === undefined && !fits(group)) return false;
    if (place === undefined) documents.push([...group]);
    else place.push(...group);
    return true;
  };
  for (const group of groups) {
    if (put(group)) continue;
    for (const { names, statement } of group) {
      for (const part of splitStatement(statement, characters) ?? []) put([{ names, statement: part }]);
    }
  }
  return documents.map((document) => ({
    names: [...new Set(document.flatMap(({ names }) => names))].sort(),
    statements: document.map(({ statement }) => statement),
  }));
}

function bySize(groups: readonly Group[]): readonly string[] {
  const size = (group: Group): number => documentText(group.map(({ statement }) => statement)).length;
  return [...groups]
    .sort((one, other) => size(other) - size(one))
    .flatMap((group) => group.slice(0, 1).flatMap(({ names }) => names));
}
