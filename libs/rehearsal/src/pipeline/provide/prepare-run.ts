import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { type DeploymentTag, parseDeploymentTag, stackName, type StateLocation } from "@tagform/deployment";
import {
  type Cloud,
  readRunFile,
  runDirectory,
  SOURCE_MANIFEST,
  type StepContext,
  writeJson,
} from "@tagform/steps";
import { type ProviderSource } from "@tagform/toolchain";

import { cloudFor } from "../../cloud-for";
import { type WriteMirror } from "../../provider/commit-mirror";
import { type RoleSession } from "../front/role-sessions";
import { provideTools } from "./provide-tools";

export interface RunPreparerOptions {
  readonly context: StepContext;
  readonly provider: ProviderSource;
  readonly writeMirror: WriteMirror;
  readonly stateOf: (tag: DeploymentTag) => Promise<StateLocation>;
  /** Address of the embedded AWS. */
  readonly endpoint: string;
  /** Folder for the rehearsal provider, one for each tag. Absolute. */
  readonly directory: string;
}

/**
 * Makes the sources of a build ready on this machine: tools that are installed already, and in a run directory a
 * `cloud.json` that leads to the front, with the credentials of the project's role.
 */
export class RunPreparer {
  private readonly mirrors = new Map<string, Promise<ProviderSource>>();

  public constructor(private readonly options: RunPreparerOptions) {}

  public async prepare(source: string, session: RoleSession): Promise<void> {
    const { context } = this.options;
    const files = runDirectory(source);
    if (!existsSync(files.sourceManifest)) {
      await provideTools(source, context);
      return;
    }
    await provideTools(files.source, context);
    const { tag } = await readRunFile(files.sourceManifest, SOURCE_MANIFEST);
    const cloud: Cloud = cloudFor(
      { endpoint: session.endpoint, environment: session.environment },
      await this.providerOf(tag, source),
    );
    await writeJson(files.cloud, cloud);
  }

  /** The same one for all steps of a tag: what plan sealed, apply must find. */
  private providerOf(tag: string, run: string): Promise<ProviderSource> {
    const known = this.mirrors.get(tag);
    if (known !== undefined) return known;
    const made = this.makeProvider(parseDeploymentTag(tag), run);
    this.mirrors.set(tag, made);
    return made;
  }

  private async makeProvider(tag: DeploymentTag, run: string): Promise<ProviderSource> {
    const { provider, writeMirror, stateOf, endpoint, directory } = this.options;
    if (provider.kind !== "rehearsal") return provider;
    const mirror = join(directory, `${stackName(tag.cell)}-${tag.version}`);
    await mkdir(directory, { recursive: true });
    const state = await stateOf(tag);
    await writeMirror({ cell: tag.cell, run, state, stateAt: () => Promise.resolve(endpoint), mirror });
    return { kind: "rehearsal", directory: mirror };
  }
}
