import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { ResolvedCell, StateConfig } from "@tagform/config";
import { INFRA_BUILD_SESSION, stackName, type StateLocation } from "@tagform/deployment";
import type { TerraformJson } from "@tagform/hcl";
import { S3Backend, TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";

import { ElementNames } from "./element-name";
import { PROVIDER_SOURCE, PROVIDER_VERSION, REQUIRED_TERRAFORM } from "./pinned-versions";
import { SessionVariable } from "./session-variable";
import { documentOf, setAt } from "./stack-document";

export interface CellStackProps {
  readonly resolved: Pick<ResolvedCell, "cell" | "accountId" | "providerRegion" | "partition">;
  /** See {@link cellTags}. */
  readonly tags: Readonly<Record<string, string>>;
  readonly state: StateLocation & Pick<StateConfig, "locks" | "kmsKeyArn">;
}

/**
 * Define the root module of one cell: its state, and a provider that can work in its account only.
 *
 * Version, tag and commit never enter it: they would change every resource at every deployment.
 */
export class CellStack extends TerraformStack {
  private readonly elementNames = new ElementNames();
  private readonly overrides = {};

  public constructor(scope: Construct, { resolved, tags, state }: CellStackProps) {
    super(scope, stackName(resolved.cell));
    const { accountId, partition, providerRegion } = resolved;

    this.requireVersions();
    this.keepStateIn(state);
    const session = new SessionVariable(this, "input");
    new AwsProvider(this, "aws", {
      region: providerRegion,
      allowedAccountIds: [accountId],
      assumeRole: [
        {
          roleArn: `arn:${partition}:iam::${accountId}:role/${session.roleName}`,
          sessionName: INFRA_BUILD_SESSION,
          tags: session.tags,
        },
      ],
      defaultTags: [{ tags: { ...tags } }],
    });
  }

  /**
   * Resolves the stack once less than cdktf does: this finds references between stacks, and a single one has none. That
   * is a quarter of the time of its synthesis.
   */
  public override prepareStack(): void {
    const stacks = this.node.root.node.children.filter((child) => TerraformStack.isStack(child));
    if (stacks.length > 1) super.prepareStack();
  }

  /** What {@link toTerraform} gives, without cdktf's metadata of the stack, and in a third of the time. */
  public document(): TerraformJson {
    return documentOf(this, this.overrides);
  }

  public override addOverride(path: string, value: unknown): void {
    setAt(this.overrides, path.split("."), value);
    super.addOverride(path, value);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    return this.elementNames.allocate(node, this.node);
  }

  private requireVersions(): void {
    this.addOverride("terraform.required_version", REQUIRED_TERRAFORM);
    this.addOverride("terraform.required_providers.aws", {
      source: PROVIDER_SOURCE,
      version: PROVIDER_VERSION,
    });
  }

  private keepStateIn({ bucket, key, region, lockTable, locks, kmsKeyArn }: CellStackProps["state"]): void {
    new S3Backend(this, {
      bucket,
      key,
      region,
      // Without a key, nothing is said: "encrypt" alone asks S3 for its own key, and not for that of the bucket.
      ...(kmsKeyArn === undefined ? {} : { encrypt: true, kmsKeyId: kmsKeyArn }),
      ...(locks.includes("dynamodb") ? { dynamodbTable: lockTable } : {}),
    });
    // cdktf 0.21 does not know the argument yet.
    if (locks.includes("s3")) this.addOverride("terraform.backend.s3.use_lockfile", true);
  }
}
