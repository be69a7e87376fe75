import { join } from "node:path";

import type { ChosenProvider } from "@tagform/rehearsal";

/** The version that every stack asks for; a test compares it with libs/stack, which would bring cdktf along. */
export const AWS_PROVIDER_VERSION = "6.25.0";

export const PROVIDER_OPTION = [
  "--provider <source>",
  "where the AWS provider comes from: registry, rehearsal, or a mirror directory (default: registry if reachable, else rehearsal)",
] as const;

/** `choice` is the word of the option; the rehearsal provider's mirror would be written below `directory`. */
export async function chooseAwsProvider(
  choice: string | undefined,
  directory: string,
): Promise<ChosenProvider> {
  // Loaded here, so that the many commands that offer the choice and need none do not pay for rehearsals.
  const { chooseProvider, terraformPlatform } = await import("@tagform/rehearsal");
  return chooseProvider(choice, {
    version: AWS_PROVIDER_VERSION,
    platform: terraformPlatform(process.platform, process.arch),
    directory: process.cwd(),
    rehearsalMirror: join(directory, "rehearsal-provider"),
  });
}
