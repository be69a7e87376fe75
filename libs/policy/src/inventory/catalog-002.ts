import {
  checkov,
  elsewhere,
  notApplicable,
  people,
  rule,
  runtime,
  type Statement,
  statement,
} from "./statement";

export const ZONES: readonly Statement[] = [
  statement(
    "002-05.1",
    "No zone name in TypeScript",
    elsewhere("eslint.config.mjs", "a literal that names a Region or a zone is refused in constructs"),
  ),
  statement("002-05.2", "No zone name in the synthesized configuration", rule("TAGFORM_NET_1")),
  statement("002-05.3", "availability_zone is no literal", rule("TAGFORM_NET_1")),
  statement(
    "002-05.4",
    "Zones that are given are ids",
    rule("TAGFORM_NET_2"),
    elsewhere("libs/deployment/src/availability-zone-id.ts", "the type of zones in a cell's data"),
  ),
];

export const LOGS: readonly Statement[] = [
  statement("002-10.1", "Security logs 365 days, application logs 90, debug logs 7", rule("TAGFORM_WATCH_1")),
  statement(
    "002-10.2",
    "A retention that AWS knows",
    elsewhere(
      "libs/steps/src/verify/terraform-checks.ts",
      "the provider's schema takes only days that AWS knows",
    ),
    elsewhere("libs/config/src/log-retention.ts", "the same in a cell's data"),
  ),
  statement("002-10.3", "No group without a retention", checkov("CKV_AWS_66"), rule("TAGFORM_WATCH_1")),
  statement(
    "002-10.4",
    "Groups exist before what writes to them",
    rule("TAGFORM_WATCH_2"),
    runtime("groups that AWS made before: AWS Config rule cw-loggroup-retention-period-check"),
  ),
  statement(
    "002-10.5",
    "Longer than a year is allowed, shorter than its class is not",
    rule("TAGFORM_WATCH_1"),
  ),
];

export const ENDPOINTS: readonly Statement[] = [
  statement("002-28.1", "S3 and DynamoDB by gateway endpoints", rule("TAGFORM_NET_7")),
  statement("002-28.2", "An interface endpoint for S3 or DynamoDB is justified", rule("TAGFORM_NET_8")),
  statement("002-28.3", "Gateway endpoints are in all private route tables", rule("TAGFORM_NET_7")),
  statement("002-28.4", "Interface endpoints let in 443 from the network", rule("TAGFORM_NET_10")),
  statement(
    "002-28.5",
    "DNS support and host names are on for private names",
    rule("TAGFORM_NET_10"),
    elsewhere("libs/network/src/network.ts", "every network has both"),
  ),
  statement("002-28.6", "One subnet per zone for an interface endpoint", rule("TAGFORM_NET_10")),
  statement(
    "002-28.7",
    "Zones in which a service is not offered are left out, by id",
    runtime("AWS refuses the endpoint when it is planned or made"),
  ),
  statement("002-28.8", "Policies of endpoints are scoped", rule("TAGFORM_NET_9")),
  statement(
    "002-28.9",
    "A central VPC for endpoints saves costs",
    people("a decision about the organization's network"),
  ),
];

export const SINGLE_POINTS: readonly Statement[] = [
  statement("002-62.1", "In prod two instances and two zones", rule("TAGFORM_RES_1")),
  statement("002-62.2", "Load balancers have subnets in two zones", rule("TAGFORM_RES_2")),
  statement("002-62.3", "RDS is Multi-AZ", checkov("CKV_AWS_157")),
  statement("002-62.4", "ElastiCache fails over", checkov("CKV2_AWS_50")),
  statement("002-62.5", "A NAT gateway per zone", rule("TAGFORM_RES_3")),
  statement("002-62.6", "An EFS mount target per zone", rule("TAGFORM_RES_4")),
  statement("002-62.7", "Two replicas", rule("TAGFORM_CONTAINER_5")),
  statement(
    "002-62.8",
    "Zones are counted by their ids, not by subnets",
    rule("TAGFORM_RES_1", "TAGFORM_RES_2", "TAGFORM_NET_2"),
  ),
  statement("002-62.9", "NLBs balance over zones", checkov("CKV_AWS_152")),
  statement("002-62.10", "Failover is tested", people("drills; docs/runbooks/regional-failover.md")),
  statement(
    "002-62.11",
    "Workloads of Kubernetes spread over zones",
    notApplicable("manifests are not Terraform"),
  ),
];
