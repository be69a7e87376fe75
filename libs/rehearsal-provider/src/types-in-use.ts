import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { UserError } from "@tagform/outcome";

/** Resource types and data sources, by their Terraform names (`aws_vpc`), without duplicates, in order. */
export interface ProviderTypes {
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
}

const HCL_BLOCK = /^[ \t]*(resource|data)[ \t]+"(aws_\w+)"/gm;

/**
 * The AWS types that the configurations in the directories use (`*.tf` and `*.tf.json`, not their modules).
 *
 * A type that is only left in a state is not found: pass the state's JSON to {@link typesOfState} as well.
 */
export async function typesOfConfiguration(directories: readonly string[]): Promise<ProviderTypes> {
  const found: ProviderTypes[] = [];
  for (const directory of directories) {
    for (const file of await readdir(directory)) {
      const path = join(directory, file);
      if (file.endsWith(".tf")) found.push(typesOfHcl(await readFile(path, "utf8")));
      if (file.endsWith(".tf.json")) found.push(typesOfJson(path, await readFile(path, "utf8")));
    }
  }
  return uniteTypes(found);
}

/** The AWS types of a state, given the text of a state file. */
export function typesOfState(text: string): ProviderTypes {
  const { resources = [] } = JSON.parse(text) as {
    readonly resources?: readonly { readonly mode: string; readonly type: string }[];
  };
  const ofMode = (mode: string): string[] =>
    resources.filter((resource) => resource.mode === mode && isAws(resource.type)).map(({ type }) => type);
  return uniteTypes([{ resources: ofMode("managed"), dataSources: ofMode("data") }]);
}

/** All types of the lists together. */
export function uniteTypes(types: readonly ProviderTypes[]): ProviderTypes {
  const unite = (names: readonly string[]): string[] => [...new Set(names)].sort();
  return {
    resources: unite(types.flatMap(({ resources }) => resources)),
    dataSources: unite(types.flatMap(({ dataSources }) => dataSources)),
  };
}

function typesOfHcl(text: string): ProviderTypes {
  const blocks = [...text.matchAll(HCL_BLOCK)];
  const ofKind = (kind: string): string[] =>
    blocks.filter((block) => block[1] === kind).flatMap(([, , type = ""]) => [type]);
  return { resources: ofKind("resource"), dataSources: ofKind("data") };
}

function typesOfJson(path: string, text: string): ProviderTypes {
  try {
    const { resource = {}, data = {} } = JSON.parse(text) as {
      readonly resource?: object;
      readonly data?: object;
    };
    return { resources: Object.keys(resource).filter(isAws), dataSources: Object.keys(data).filter(isAws) };
  } catch (cause) {
    throw new UserError(`${path} is not JSON: ${String(cause)}`);
  }
}

function isAws(type: string): boolean {
  return type.startsWith("aws_");
}
