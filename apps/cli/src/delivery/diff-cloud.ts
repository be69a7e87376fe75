import { join } from "node:path";

import { type Cloud, REAL_AWS, runDirectory } from "@tagform/steps";

import type { Context } from "../context";
import { chooseAwsProvider } from "./choose-aws-provider";
import type { DiffSource } from "./diff-source";

export interface DiffCloudOptions {
  readonly provider?: string;
  /** Address of an embedded AWS that a rehearsal kept. */
  readonly endpoint?: string;
}

/**
 * What a diff asks: the real AWS with the user's own credentials, or an embedded one.
 *
 * @throws RefusedError if the endpoint is not loopback, UserError if no embedded AWS answers there
 */
export async function diffCloud(
  context: Context,
  run: string,
  { destination }: DiffSource,
  { provider: choice, endpoint }: DiffCloudOptions,
): Promise<Cloud> {
  if (endpoint === undefined && choice === undefined) return REAL_AWS;
  const { source, reason } = await chooseAwsProvider(choice, run);
  context.note(`diff: ${reason}`);
  if (endpoint === undefined) return { ...REAL_AWS, provider: source };
  const { cloudFor, EmbeddedAws, stateText } = await import("@tagform/rehearsal");
  const embedded = await EmbeddedAws.connect(endpoint);
  if (source.kind === "rehearsal") {
    const provider = await import("@tagform/rehearsal-provider");
    const state = await stateText(endpoint, destination.state);
    const folder = join(runDirectory(run).synth, destination.stackName);
    const types = provider.uniteTypes([
      await provider.typesOfConfiguration([folder]),
      ...(state === undefined ? [] : [provider.typesOfState(state)]),
    ]);
    const { root: workspaceRoot, node } = context;
    const request = { mirrorDirectory: source.directory, workspaceRoot, types, nodePath: node.path };
    await provider.writeRehearsalMirror(request);
  }
  return cloudFor(embedded, source);
}
