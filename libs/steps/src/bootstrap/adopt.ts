import { type Region } from "@tagform/deployment";
import { assertNoIssues, type Issue } from "@tagform/outcome";
import { type ResourceChange } from "@tagform/toolchain";

import { awsClientSettings } from "../aws-client";
import { type Cloud } from "../cloud";
import { type Adoptable } from "./adoptable";
import { type BootstrapFolder, type Import, unprotect, writeImports } from "./bootstrap-folder";
import { type BootstrapTerraform } from "./bootstrap-terraform";
import { probedImports } from "./plan-events";

export interface AdoptRequest {
  readonly folder: BootstrapFolder;
  readonly cloud: Cloud;
  readonly terraform: BootstrapTerraform;
  /** What would be made, and may be there. */
  readonly candidates: readonly Adoptable[];
}

/** What is there already, and what keeps it from being taken over. */
export interface Found {
  readonly imports: readonly Import[];
  readonly problems: readonly Issue[];
}

/**
 * Find out which of the candidates AWS has, and plan to take them over from now on, without protection until it is known
 * that they fit. Terraform and its provider look, by
 * the very imports that would be applied; only keys are looked up by their aliases, as they have no name.
 */
export async function findExisting({ folder, cloud, terraform, candidates }: AdoptRequest): Promise<Found> {
  const keys = await keysBehind(cloud, candidates);
  const problems: Issue[] = [...keys.problems];
  let imports: readonly Import[] = [
    ...candidates.map(({ address, id }) => ({ address, id })),
    ...keys.imports,
  ];
  // What depends on something that is missing is looked for only when that is no longer asked for.
  for (let left = -1; left !== imports.length;) {
    left = imports.length;
    await writeImports(folder, imports);
    await unprotect(folder, imports);
    const { missing, errors } = probedImports(await terraform.planEvents());
    const broken = new Set(errors.flatMap(({ address }) => address ?? []));
    const fresh = errors.filter(({ message }) => !problems.some((known) => known.message === message));
    problems.push(...fresh.map(({ address = "terraform", message }) => ({ path: address, message })));
    imports = imports.filter(({ address }) => !missing.has(address) && !broken.has(address));
  }
  return { imports, problems };
}

interface Keys {
  readonly imports: Import[];
  readonly problems: Issue[];
}

async function keysBehind(cloud: Cloud, candidates: readonly Adoptable[]): Promise<Keys> {
  const found: Keys = { imports: [], problems: [] };
  for (const { key, alias, region } of candidates) {
    if (key === undefined || alias === undefined || region === undefined) continue;
    const behind = await keyBehind(cloud, region as Region, alias);
    if (behind === undefined) continue;
    if (behind.state === "Enabled") found.imports.push({ address: key, id: `${behind.id}@${region}` });
    else
      found.problems.push({
        path: key,
        message: `${alias} is of a key that is ${behind.state}: ${KEY_REMEDY}`,
      });
  }
  return found;
}

const KEY_REMEDY = "cancel its deletion and enable it, or delete the alias";

async function keyBehind(
  cloud: Cloud,
  region: Region,
  alias: string,
): Promise<{ id: string; state: string } | undefined> {
  const { DescribeKeyCommand, KMSClient, NotFoundException } = await import("@aws-sdk/client-kms");
  const client = new KMSClient(awsClientSettings(cloud, region, "KMS"));
  try {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: alias }));
    const { KeyId: id, KeyState: state = "unknown" } = KeyMetadata ?? {};
    return id === undefined ? undefined : { id, state };
  } catch (cause) {
    if (cause instanceof NotFoundException) return undefined;
    throw cause;
  } finally {
    client.destroy();
  }
}

/**
 * Refuse to go on where something does not fit: with what could not be looked at, and with what would be deleted or
 * replaced to fit.
 *
 * @throws UserError that names all of it
 */
export function assertFits(
  cell: string,
  problems: readonly Issue[],
  changes: readonly ResourceChange[],
): void {
  const lost = changes.filter(({ action }) => action === "delete" || action === "replace");
  assertNoIssues(`what ${cell} finds in AWS`, [...problems, ...lost.map(lossOf)]);
}

function lossOf({ address, action, attributes }: ResourceChange): Issue {
  if (action === "delete")
    return {
      path: address,
      message: "would be deleted: bootstrap deletes nothing, deliver a tag of the cell",
    };
  const forced = attributes.filter(({ forcesReplacement }) => forcesReplacement);
  const differences = forced.map(
    ({ path, before, after }) => `${path} is ${text(before)}, must be ${text(after)}`,
  );
  const why = differences.length === 0 ? "" : ` (${differences.join("; ")})`;
  return {
    path: address,
    message: `is there and does not fit${why}: it would be replaced, with all that is in it; move it away, or change the data`,
  };
}

function text(value: ResourceChange["attributes"][number]["before"]): string {
  return value.kind === "known" ? JSON.stringify(value.value) : value.kind;
}
