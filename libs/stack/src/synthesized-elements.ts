import { type Site, siteOf } from "@tagform/workload-kind";
import {
  TerraformBackend,
  TerraformDataSource,
  TerraformElement,
  TerraformModule,
  TerraformOutput,
  TerraformProvider,
  TerraformResource,
  type TerraformStack,
  TerraformVariable,
} from "cdktf";
import type { IConstruct } from "constructs";

import { creationFrames } from "./creation-sites";

/** A block of a synthesized cell, and the construct that it comes from. */
export interface SynthesizedElement {
  /** As Terraform names it: `aws_s3_bucket.web_logs_bucket`, `data.aws_ami.web_image`, `provider.aws`, `terraform`. */
  readonly address: string;
  /** Path of the construct: `dev-us-east-1-research/web/logs/bucket`. */
  readonly path: string;
  /** Where this workspace's TypeScript creates it; reads source maps when it is asked. */
  readonly site: () => Site | undefined;
}

/** The blocks of a stack, in the order of their creation. */
export function elementsOf(stack: TerraformStack): SynthesizedElement[] {
  return stack.node.findAll().flatMap((construct) => {
    const address = addressOf(construct);
    if (address === undefined) return [];
    return [{ address, path: construct.node.path, site: () => siteOf(creationFrames(construct)) }];
  });
}

function addressOf(construct: IConstruct): string | undefined {
  if (!TerraformElement.isTerraformElement(construct)) return undefined;
  if (construct instanceof TerraformProvider) return `provider.${construct.terraformResourceType}`;
  // The state's place is part of that block.
  if (construct instanceof TerraformBackend) return "terraform";
  if (TerraformResource.isTerraformResource(construct)) {
    return `${construct.terraformResourceType}.${construct.friendlyUniqueId}`;
  }
  if (TerraformDataSource.isTerraformDataSource(construct)) {
    return `data.${construct.terraformResourceType}.${construct.friendlyUniqueId}`;
  }
  if (construct instanceof TerraformModule) return `module.${construct.friendlyUniqueId}`;
  if (construct instanceof TerraformVariable) return `var.${construct.friendlyUniqueId}`;
  if (construct instanceof TerraformOutput) return `output.${construct.friendlyUniqueId}`;
  return undefined;
}
