import { chmod, copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { build } from "esbuild";
import { generate } from "selfsigned";

import { readSchemas } from "./schema/bindings-folder";
import { type ProviderTypes } from "./types-in-use";

/** Version of the AWS provider that the bindings were generated from, and that the mirror offers. */
export const REHEARSED_PROVIDER_VERSION = "6.25.0";

export interface RehearsalMirrorRequest {
  /** Folder to write the filesystem mirror to; it is made when missing. */
  readonly mirrorDirectory: string;
  /** Checkout that holds `libs/rehearsal-provider` and `node_modules`. */
  readonly workspaceRoot: string;
  /** The types to serve: all that configuration and state use. */
  readonly types: ProviderTypes;
  /**
   * The bundled plugin.
   *
   * @default - bundled from `libs/rehearsal-provider/src/plugin/main.ts`
   */
  readonly pluginFile?: string;
  /** @default - the node that runs this process */
  readonly nodePath?: string;
}

export interface RehearsalMirror {
  /** What to name in `provider_installation { filesystem_mirror }`. */
  readonly mirrorDirectory: string;
  /** Content of a Terraform CLI configuration that takes the AWS provider from the mirror, and nothing from elsewhere. */
  readonly cliConfig: string;
}

const HOSTS = ["registry.terraform.io", "registry.opentofu.org"] as const;
const PROTO_FILES = ["provider.proto", "plugin.proto", "health.proto"] as const;
const CERTIFICATE_DAYS = 3650;

/**
 * Writes a filesystem mirror in which the AWS provider is the rehearsal provider.
 *
 * It can be written again for other types: what `terraform init` has put in a lock file stays valid, because
 * the provider's package is only a script and the rest lies beside the packages.
 *
 * @throws UserError when a type does not exist or the bindings are not installed.
 */
export async function writeRehearsalMirror(request: RehearsalMirrorRequest): Promise<RehearsalMirror> {
  const mirrorDirectory = resolve(request.mirrorDirectory);
  const parts = join(mirrorDirectory, "rehearsal");
  await mkdir(parts, { recursive: true });
  const schema = await readSchemas(request.workspaceRoot, request.types);
  await writeWhole(join(parts, "schema.json"), JSON.stringify(schema));
  await writePlugin(parts, request);
  await writeCertificate(join(parts, "certificate.json"));
  const script = launcher(request.nodePath ?? process.execPath, parts);
  for (const host of HOSTS) {
    const platform = `${platformName(process.platform)}_${architectureName(process.arch)}`;
    const directory = join(mirrorDirectory, host, "hashicorp", "aws", REHEARSED_PROVIDER_VERSION, platform);
    await mkdir(directory, { recursive: true });
    const file = join(directory, `terraform-provider-aws_v${REHEARSED_PROVIDER_VERSION}`);
    await writeWhole(file, script, 0o755);
  }
  return { mirrorDirectory, cliConfig: cliConfig(mirrorDirectory) };
}

async function writePlugin(
  parts: string,
  { workspaceRoot, pluginFile }: RehearsalMirrorRequest,
): Promise<void> {
  const source = join(workspaceRoot, "libs", "rehearsal-provider", "src", "plugin");
  for (const file of PROTO_FILES) await copyFile(join(source, file), join(parts, file));
  await writeWhole(
    join(parts, "plugin.cjs"),
    await (pluginFile === undefined ? bundle(workspaceRoot, source) : readFile(pluginFile, "utf8")),
  );
}

async function bundle(workspaceRoot: string, source: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(source, "main.ts")],
    absWorkingDir: workspaceRoot,
    tsconfig: join(workspaceRoot, "tsconfig.base.json"),
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

/** A certificate that protects the connection between Terraform and its plugin on this machine, and nothing else. */
async function writeCertificate(file: string): Promise<void> {
  const notAfterDate = new Date(Date.now() + CERTIFICATE_DAYS * 86_400_000);
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    notAfterDate,
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  await writeWhole(file, JSON.stringify({ cert, key }), 0o600);
}

/** The whole provider package: its checksum depends on nothing but the two paths. */
function launcher(nodePath: string, parts: string): string {
  return [
    "#!/bin/sh",
    "# The rehearsal provider of Tagform. It is not the AWS provider: it creates nothing in AWS.",
    "unset NODE_OPTIONS",
    `exec ${quoteForShell(nodePath)} ${quoteForShell(join(parts, "plugin.cjs"))} ${quoteForShell(parts)}`,
    "",
  ].join("\n");
}

function cliConfig(mirrorDirectory: string): string {
  const include = HOSTS.map((host) => JSON.stringify(`${host}/hashicorp/aws`)).join(", ");
  return [
    "disable_checkpoint = true",
    "",
    "provider_installation {",
    "  filesystem_mirror {",
    `    path    = ${quoteForHcl(mirrorDirectory)}`,
    `    include = [${include}]`,
    "  }",
    "}",
    "",
  ].join("\n");
}

async function writeWhole(file: string, content: string, mode = 0o644): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  await writeFile(part, content, { mode });
  await chmod(part, mode);
  await rename(part, file);
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function quoteForHcl(text: string): string {
  return JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");
}

function platformName(platform: string): string {
  return platform === "win32" ? "windows" : platform;
}

function architectureName(architecture: string): string {
  return architecture === "x64" ? "amd64" : architecture;
}
