import { readdir } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";

import { UserError } from "@tagform/outcome";

/** Where terraform looks for the AWS provider in a filesystem mirror. */
const ADDRESS = join("registry.terraform.io", "hashicorp", "aws");

const SYSTEMS: Readonly<Record<string, string>> = { win32: "windows" };
const PROCESSORS: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

/** Node's names of a system and processor as terraform writes them: `linux_amd64`. */
export function terraformPlatform(platform: string, architecture: string): string {
  return `${SYSTEMS[platform] ?? platform}_${PROCESSORS[architecture] ?? architecture}`;
}

/**
 * Check that a filesystem mirror has the AWS provider for this machine, unpacked or as the zip file that
 * `terraform providers mirror` writes.
 *
 * @throws UserError that says what is there instead
 */
export async function assertProviderMirror(
  directory: string,
  version: string,
  platform: string,
): Promise<void> {
  if (!isAbsolute(directory)) throw new UserError(`provider mirror "${directory}" must be an absolute path`);
  const top = join(directory, ADDRESS);
  const unpacked = join(top, version, platform);
  const plugins = await namesIn(unpacked);
  if (plugins.some((name) => name.startsWith("terraform-provider-aws"))) return;
  const entries = await namesIn(top);
  if (entries.includes(`terraform-provider-aws_${version}_${platform}.zip`)) return;
  const found = entries.length === 0 ? "nothing" : entries.join(", ");
  throw new UserError(
    `provider mirror ${directory} has no AWS provider ${version} for ${platform}: ` +
      `it must be in ${relative(directory, unpacked)}, there is ${found} in ${ADDRESS}; ` +
      `fill a mirror with \`terraform providers mirror ${directory}\` where the registry can be reached`,
  );
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch(() => []);
}
