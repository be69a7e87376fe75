import { join } from "node:path";

import { chooseProvider, type ChosenProvider, terraformPlatform } from "@tagform/rehearsal";

/** The version that every stack asks for; a test compares it with libs/stack, which would bring cdktf along. */
export const AWS_PROVIDER_VERSION = "6.25.0";

export const PROVIDER_OPTION = [
  "--provider <source>",
  "where the AWS provider comes from: registry, rehearsal, or a mirror directory (default: registry if reachable, else rehearsal)",
] as const;

/** `choice` is the word of the option; the rehearsal provider's mirror would be written below `directory`. */
export function chooseAwsProvider(choice: string | undefined, directory: string): Promise<ChosenProvider> {
  return chooseProvider(choice, {
    version: AWS_PROVIDER_VERSION,
    platform: terraformPlatform(process.platform, process.arch),
    directory: process.cwd(),
    rehearsalMirror: join(directory, "rehearsal-provider"),
  });
}
