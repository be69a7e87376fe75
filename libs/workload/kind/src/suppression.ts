import type { TerraformDataSource, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

const SUPPRESSION = "tagform:suppression";

/** A finding that a scanner would report and that is accepted, with the reason. */
export interface Suppression {
  /** Id of the scanner's rule: `CKV_AWS_18`. */
  readonly id: string;
  /** Terraform address of the resource: `aws_s3_bucket.web_logs_bucket`. */
  readonly address: string;
  /** Path of the construct: `dev-us-east-1-research/web/logs/bucket`. */
  readonly path: string;
  readonly reason: string;
}

interface SuppressionMetadata {
  readonly id: string;
  readonly address: string;
  readonly reason: string;
}

type Suppressible = Pick<
  TerraformResource | TerraformDataSource,
  "node" | "terraformResourceType" | "friendlyUniqueId"
>;

/**
 * Accept a scanner's finding about one resource, for the reason given.
 *
 * Scanners read such exceptions from comments, which JSON cannot carry: the synthesized cell lists them beside its file,
 * and the verify step takes the findings out by rule and address.
 */
export function suppress(resource: Suppressible, id: string, { reason }: { readonly reason: string }): void {
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  resource.node.addMetadata(SUPPRESSION, { id, address, reason } satisfies SuppressionMetadata);
}

/** All suppressions under `root`, in the order of paths and rules. */
export function suppressionsIn(root: IConstruct): Suppression[] {
  return root.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === SUPPRESSION)
        .map(({ data }) => ({ ...(data as SuppressionMetadata), path: node.path })),
    )
    .sort((a, b) => compare(a.path, b.path) || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
