import { UserError } from "@tagform/outcome";
import type { TerraformDataSource, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

import { callFrames, type Frame, type Site, siteOf } from "./call-site";

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
  /** Last day, in UTC, on which the finding is accepted: `2027-01-31`. Absent if it is accepted for good. */
  readonly until?: string;
  /** Where `suppress` was called; reads source maps when it is asked. */
  readonly site: () => Site | undefined;
}

export interface SuppressOptions {
  readonly reason: string;
  /**
   * Last day, in UTC, on which the finding is accepted, as an ISO date: `2027-01-31`. After it, verify fails.
   *
   * @default - for good
   */
  readonly until?: string;
}

interface SuppressionMetadata extends Omit<Suppression, "path" | "site"> {
  readonly frames: readonly Frame[];
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
 *
 * @throws UserError if `until` is no ISO date
 */
export function suppress(resource: Suppressible, id: string, { reason, until }: SuppressOptions): void {
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  if (until !== undefined) assertDate(until, `suppression of ${id} at ${address}`);
  resource.node.addMetadata(SUPPRESSION, {
    id,
    address,
    reason,
    ...(until === undefined ? {} : { until }),
    frames: callFrames(suppress),
  } satisfies SuppressionMetadata);
}

/** All suppressions under `root`, in the order of paths and rules. */
export function suppressionsIn(root: IConstruct): Suppression[] {
  return root.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === SUPPRESSION)
        .map(({ data }) => toSuppression(data as SuppressionMetadata, node.path)),
    )
    .sort((a, b) => compare(a.path, b.path) || compare(a.id, b.id));
}

const toSuppression = ({ frames, ...facts }: SuppressionMetadata, path: string): Suppression => ({
  ...facts,
  path,
  site: () => siteOf(frames),
});

/** A date that does not exist, such as 2027-02-30, becomes another one or none. */
function assertDate(text: string, what: string): void {
  const date = new Date(`${text}T00:00:00Z`);
  const isDate = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
  if (isDate) return;
  throw new UserError(`${what}: until must be a day as YYYY-MM-DD, got ${JSON.stringify(text)}`);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
