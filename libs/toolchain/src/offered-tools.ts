import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Real binaries that set-up found beside the checkout, as the project's CI has them. Paths are absolute. */
export interface OfferedTools {
  /** Filesystem mirror with the real AWS provider. */
  readonly providerMirror?: string;
  /** Plugin folder of tflint with its AWS rule set. */
  readonly tflintPluginDirectory?: string;
  /** Output of `terraform providers schema -json` of that provider. */
  readonly awsProviderSchema?: string;
}

/** What set-up recorded in `<root>/.tagform/offered.json`; nothing if nothing was offered. */
export async function readOfferedTools(root: string): Promise<OfferedTools> {
  const offered = await readRecord(join(root, ".tagform", "offered.json"));
  const path = (name: string): string | undefined => {
    const value = offered[name];
    return typeof value === "string" ? value : undefined;
  };
  const [providerMirror, tflintPluginDirectory, awsProviderSchema] = [
    path("PROVIDER_MIRROR"),
    path("TFLINT_PLUGIN_DIR"),
    path("AWS_PROVIDER_SCHEMA"),
  ];
  return {
    ...(providerMirror === undefined ? {} : { providerMirror }),
    ...(tflintPluginDirectory === undefined ? {} : { tflintPluginDirectory }),
    ...(awsProviderSchema === undefined ? {} : { awsProviderSchema }),
  };
}

async function readRecord(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const record: unknown = JSON.parse(await readFile(file, "utf8"));
    if (typeof record !== "object" || record === null || !("offered" in record)) return {};
    return typeof record.offered === "object" && record.offered !== null ? { ...record.offered } : {};
  } catch {
    // Not there, or half written by somebody who was killed: the same as nothing offered.
    return {};
  }
}
