import { resolve } from "node:path";

import { type ProviderSource } from "@tagform/toolchain";

import { assertProviderMirror } from "./provider-mirror";
import { probeRegistry } from "./registry-probe";

export interface ProviderOptions {
  /** Version of the AWS provider that the configurations ask for. */
  readonly version: string;
  /** This machine, as terraform writes it: `linux_amd64`. */
  readonly platform: string;
  /** Folder that a relative mirror directory starts from. Absolute. */
  readonly directory: string;
  /** Folder for the mirror of the rehearsal provider, which is written when a commit is rehearsed. Absolute. */
  readonly rehearsalMirror: string;
  /** Why the registry cannot be used, or undefined. @default - a bounded HTTPS request to it */
  probe?(): Promise<string | undefined>;
}

/** A provider, and why it was taken, for people. */
export interface ChosenProvider {
  readonly source: ProviderSource;
  readonly reason: string;
}

/** What the rehearsal provider says of itself wherever it is used. */
const NOT_AWS = "it is not AWS: it checks arguments against the real schema and invents the attributes";

/**
 * Which AWS provider a rehearsal uses: `registry`, `rehearsal`, or the folder of a filesystem mirror.
 * Without a choice the registry's if it can be reached, else the rehearsal provider.
 *
 * @throws UserError if the mirror does not have the provider
 */
export async function chooseProvider(
  choice: string | undefined,
  options: ProviderOptions,
): Promise<ChosenProvider> {
  switch (choice) {
    case "registry":
      return { source: { kind: "registry" }, reason: "AWS provider from the Terraform registry" };
    case "rehearsal":
      return rehearsal(options, "as asked");
    case undefined:
    case "":
      return unasked(options);
    default:
      return mirror(resolve(options.directory, choice), options);
  }
}

async function unasked(options: ProviderOptions): Promise<ChosenProvider> {
  const problem = await (options.probe ?? probeRegistry)();
  if (problem !== undefined) return rehearsal(options, problem);
  return {
    source: { kind: "registry" },
    reason: "AWS provider from the Terraform registry, which can be reached",
  };
}

async function mirror(directory: string, { version, platform }: ProviderOptions): Promise<ChosenProvider> {
  await assertProviderMirror(directory, version, platform);
  return {
    source: { kind: "mirror", directory },
    reason: `AWS provider ${version} from the mirror ${directory}`,
  };
}

function rehearsal({ rehearsalMirror: directory }: ProviderOptions, why: string): ChosenProvider {
  return { source: { kind: "rehearsal", directory }, reason: `rehearsal provider (${why}); ${NOT_AWS}` };
}
