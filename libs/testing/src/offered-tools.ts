import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Real binaries that set-up found beside the checkout, as the project's CI has them. Paths are absolute. */
export interface OfferedTools {
  /** Filesystem mirror with the real AWS provider. */
  readonly providerMirror?: string;
  /** Terraform CLI configuration that takes providers from that mirror only. */
  readonly terraformConfig?: string;
  /** Output of `terraform providers schema -json` of that provider. */
  readonly awsProviderSchema?: string;
}

/** What set-up recorded in `<checkout>/.tagform/offered.json`, as far as it is there; nothing if nothing was offered. */
export function offeredTools(checkout: string): OfferedTools {
  const offered = readRecord(join(checkout, ".tagform/offered.json"));
  const path = (key: keyof OfferedTools, name: string): OfferedTools => {
    const value = offered[name];
    return typeof value === "string" && existsSync(value) ? { [key]: value } : {};
  };
  return {
    ...path("providerMirror", "PROVIDER_MIRROR"),
    ...path("terraformConfig", "TF_CLI_CONFIG_FILE"),
    ...path("awsProviderSchema", "AWS_PROVIDER_SCHEMA"),
  };
}

function readRecord(file: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) return {};
  const record = JSON.parse(readFileSync(file, "utf8")) as {
    readonly offered?: Readonly<Record<string, unknown>>;
  };
  return record.offered ?? {};
}
