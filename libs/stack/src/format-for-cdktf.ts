import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { TerraformJson } from "@tagform/hcl";
import { AnnotationMetadataEntryType, type StackManifest, type TerraformStack } from "cdktf";

import { useNativeSyntax } from "./native-syntax";

const HCL_FILE = "cdk.tf";
const JSON_FILE = "cdk.tf.json";

/**
 * Makes a stack synthesize what cdktf-cli expects: `cdk.tf.json`, or with `hcl` our native syntax as `cdk.tf`, with the
 * `metadata.json` that cdktf-cli then reads in its place and a manifest that names it.
 *
 * Terraform reads both forms where it finds both, so what another run left of the other one goes first.
 */
export function useFormatForCdktf(stack: TerraformStack, format: "hcl" | "json"): void {
  if (format === "hcl") useMetadata(stack);
  const warnings = format === "hcl" ? useNativeSyntax(stack) : [];
  const inner = stack.synthesizer;
  stack.synthesizer = {
    synthesize(session) {
      const manifest = session.manifest.forStack(stack);
      const folder = join(session.outdir, manifest.workingDirectory);
      for (const file of [HCL_FILE, JSON_FILE]) rmSync(join(folder, file), { force: true });
      rmSync(join(session.outdir, manifest.stackMetadataPath), { force: true });
      inner.synthesize(session);
      if (format === "json") return;
      rename(manifest);
      for (const { address, path, message } of warnings) {
        const level = AnnotationMetadataEntryType.WARN;
        manifest.annotations.push({
          constructPath: stack.node.path,
          level,
          message: `${address}: ${path}: ${message}`,
        });
      }
    },
  };
}

/** cdktf writes the manifest last, from this very object. */
function rename(manifest: { -readonly [Key in keyof StackManifest]: StackManifest[Key] }): void {
  manifest.synthesizedStackPath = manifest.synthesizedStackPath.replace(/\.json$/, "");
}

function useMetadata(stack: TerraformStack): void {
  const inner = stack.synthesizer;
  stack.synthesizer = {
    synthesize(session) {
      inner.synthesize(session);
      const { synthesizedStackPath, stackMetadataPath } = session.manifest.forStack(stack);
      const json = readFileSync(join(session.outdir, synthesizedStackPath), "utf8");
      const metadata = metadataOf(JSON.parse(json) as TerraformJson);
      writeFileSync(join(session.outdir, stackMetadataPath), `${JSON.stringify(metadata, undefined, 2)}\n`);
    },
  };
}

/**
 * What cdktf-cli reads of a stack: backend and providers decide whether it runs `terraform init`, comments lead from
 * addresses to constructs and from outputs to their names. No configuration.
 */
function metadataOf(json: TerraformJson): Record<string, unknown> {
  const { "//": comment, terraform, resource, data } = json;
  return { "//": comment, terraform, ...commentsOf("resource", resource), ...commentsOf("data", data) };
}

function commentsOf(key: string, types: unknown): Record<string, unknown> {
  if (!isObject(types)) return {};
  const comments = mapValues(types, (names) =>
    mapValues(names, (body) => ({ "//": isObject(body) ? body["//"] : undefined })),
  );
  return { [key]: comments };
}

function mapValues(value: unknown, map: (value: unknown) => unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner)]));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
