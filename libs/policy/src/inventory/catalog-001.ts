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

const NO_LAMBDA_API = "no kind makes an API or a workflow yet; the rule is there for the first that does";

export const ENCRYPTION: readonly Statement[] = [
  statement(
    "001-A22.1",
    "S3 is encrypted at rest",
    checkov("CKV_AWS_145"),
    notApplicable("S3 encrypts every object since 2023, and checkov's CKV_AWS_19 passes always"),
  ),
  statement(
    "001-A22.2",
    "EBS is encrypted, by default",
    checkov("CKV_AWS_3", "CKV_AWS_8", "CKV_AWS_106"),
    rule("TAGFORM_FLEET_12"),
  ),
  statement(
    "001-A22.3",
    "RDS and Aurora are encrypted from their creation",
    checkov("CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_327"),
  ),
  statement("001-A22.4", "DynamoDB is encrypted", checkov("CKV_AWS_119")),
  statement("001-A22.5", "EFS is encrypted", checkov("CKV_AWS_42", "CKV_AWS_184")),
  statement("001-A22.6", "ElastiCache is encrypted at rest", checkov("CKV_AWS_29", "CKV_AWS_191")),
  statement(
    "001-A22.7",
    "Listeners of load balancers use TLS 1.2 or later",
    checkov("CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20", "CKV2_AWS_74"),
  ),
  statement("001-A22.8", "CloudFront requires HTTPS", checkov("CKV_AWS_34", "CKV_AWS_174")),
  statement("001-A22.9", "RDS forces TLS", checkov("CKV2_AWS_69")),
  statement(
    "001-A22.10",
    "DynamoDB is reached by HTTPS",
    notApplicable("DynamoDB's public endpoints take nothing but TLS"),
  ),
  statement("001-A22.11", "A bucket's policy requires HTTPS", rule("TAGFORM_S3_2")),
  statement("001-A22.12", "EFS is mounted with TLS", checkov("CKV_AWS_97")),
  statement(
    "001-A22.13",
    "Keys: rotation, a policy that the account can mend",
    checkov("CKV_AWS_7", "CKV2_AWS_64"),
    rule("TAGFORM_KMS_1"),
  ),
];

export const WELL_ARCHITECTED: readonly Statement[] = [
  statement(
    "001-A32.OPS1",
    "Infrastructure is code",
    elsewhere("libs/steps/src/diff/diff.ts", "what is deployed is compared with the configuration"),
  ),
  statement(
    "001-A32.OPS2",
    "Integration and delivery are automated",
    rule("TAGFORM_PIPE_1", "TAGFORM_PIPE_2"),
    elsewhere("libs/delivery/pipeline/src/delivery-pipeline.ts", "the pipeline is a cell like every other"),
  ),
  statement("001-A32.OPS3", "Logs are structured as JSON", rule("TAGFORM_WATCH_3")),
  statement(
    "001-A32.OPS4",
    "There are metrics of one's own",
    people("what a program should measure is its team's to say"),
  ),
  statement(
    "001-A32.OPS5",
    "Alarms are configured, with SNS",
    rule("TAGFORM_WATCH_4", "TAGFORM_WATCH_5"),
    checkov("CKV_AWS_319"),
  ),
  statement(
    "001-A32.OPS6",
    "Runbooks are written",
    elsewhere("docs/runbooks/failed-apply.md", "one page per failure that somebody must mend"),
  ),
  statement(
    "001-A32.OPS7",
    "Disaster recovery is tested",
    people("a drill needs people; docs/runbooks/lost-region.md is its script"),
  ),
  statement(
    "001-A32.SEC1",
    "Roles, and no credentials in code",
    rule("TAGFORM_IAM_1"),
    checkov("CKV_AWS_41", "CKV_AWS_45", "CKV_AWS_46", "CKV_AWS_273"),
  ),
  statement(
    "001-A32.SEC2",
    "Who may do much uses MFA",
    runtime(
      "Identity Center and the account baseline; AWS Config rules root-account-mfa-enabled, iam-user-mfa-enabled",
    ),
  ),
  statement(
    "001-A32.SEC3",
    "CloudTrail records all Regions",
    checkov("CKV_AWS_67"),
    runtime("AWS Config rule multi-region-cloudtrail-enabled"),
  ),
  statement("001-A32.SEC4", "VPCs have flow logs", checkov("CKV2_AWS_11")),
  statement(
    "001-A32.SEC5",
    "GuardDuty is on",
    checkov("CKV2_AWS_3"),
    runtime("AWS Config rule guardduty-enabled-centralized"),
  ),
  statement(
    "001-A32.SEC6",
    "Everything is encrypted at rest",
    checkov(
      "CKV_AWS_145",
      "CKV_AWS_3",
      "CKV_AWS_16",
      "CKV_AWS_119",
      "CKV_AWS_42",
      "CKV_AWS_29",
      "CKV_AWS_26",
      "CKV_AWS_27",
      "CKV_AWS_158",
    ),
    rule("TAGFORM_FLEET_12"),
  ),
  statement(
    "001-A32.SEC7",
    "TLS is 1.2 or later",
    checkov("CKV_AWS_103", "CKV_AWS_174"),
    rule("TAGFORM_S3_2"),
  ),
  statement(
    "001-A32.SEC8",
    "Credentials are in Secrets Manager",
    rule("TAGFORM_IAM_2"),
    checkov("CKV_AWS_45", "CKV_AWS_46"),
  ),
  statement(
    "001-A32.SEC9",
    "Security groups let in the least",
    rule("TAGFORM_NET_5", "TAGFORM_NET_6"),
    checkov("CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_260", "CKV_AWS_277", "CKV_AWS_382", "CKV2_AWS_12"),
  ),
  statement("001-A32.REL1", "Several zones", rule("TAGFORM_RES_1", "TAGFORM_RES_2", "TAGFORM_FLEET_5")),
  statement("001-A32.REL2", "Groups scale by themselves", rule("TAGFORM_FLEET_11")),
  statement(
    "001-A32.REL3",
    "Backups are automatic",
    checkov("CKV_AWS_28", "CKV_AWS_133", "CKV_AWS_134", "CKV_AWS_21"),
  ),
  statement(
    "001-A32.REL4",
    "Critical data is backed up in another Region",
    checkov("CKV_AWS_144"),
    elsewhere("libs/delivery/state/src/check-state-storage.ts", "states have a replica Region"),
  ),
  statement(
    "001-A32.REL5",
    "Load balancers check the health of targets",
    checkov("CKV_AWS_261"),
    rule("TAGFORM_FLEET_1"),
  ),
  statement("001-A32.REL6", "RDS is Multi-AZ, or Aurora", checkov("CKV_AWS_157")),
  statement(
    "001-A32.REL7",
    "Route 53 has health checks",
    elsewhere(
      "libs/workload/failover/src/check-failover.ts",
      "a name over several Regions is only made with health checks",
    ),
  ),
  statement(
    "001-A32.REL8",
    "Failure is practised",
    people("faults in real accounts are injected by people; test/faults kills deliveries on this machine"),
  ),
  statement("001-A32.PERF1", "Sizes are right", runtime("Compute Optimizer tells from measurements")),
  statement(
    "001-A32.PERF2",
    "What is asked for often is cached",
    people("whether a cache helps is the workload's to say; no kind serves what could be cached"),
  ),
  statement(
    "001-A32.PERF3",
    "Static content comes from CloudFront",
    notApplicable("no kind serves static content"),
  ),
  statement("001-A32.PERF4", "Reads go to replicas", notApplicable("no kind makes a database")),
  statement(
    "001-A32.PERF5",
    "What can wait is done asynchronously",
    people("a question of how a program is built"),
  ),
  statement(
    "001-A32.PERF6",
    "Monitoring and alerting are on",
    rule("TAGFORM_WATCH_5"),
    checkov("CKV_AWS_126", "CKV_AWS_319"),
  ),
  statement("001-A32.COST1", "Stable load is reserved", people("a purchase, not a resource of a stack")),
  statement(
    "001-A32.COST2",
    "Spot where interruption does no harm",
    rule("TAGFORM_FLEET_7", "TAGFORM_FLEET_8"),
    people("whether a load can be interrupted is the team's to say"),
  ),
  statement(
    "001-A32.COST3",
    "Buckets have lifecycle rules",
    checkov("CKV2_AWS_61", "CKV_AWS_300"),
    rule("TAGFORM_S3_1"),
  ),
  statement(
    "001-A32.COST4",
    "Volumes and snapshots that nobody uses are deleted",
    runtime("AWS Config rule ec2-volume-inuse-check"),
  ),
  statement("001-A32.COST5", "Cost allocation tags", rule("TAGFORM_TAG_1", "TAGFORM_TAG_2", "TAGFORM_TAG_3")),
  statement("001-A32.COST6", "Budgets are configured", rule("TAGFORM_WATCH_6")),
  statement("001-A32.COST7", "Sizes are reviewed every month", people("a meeting")),
  statement("001-A32.SUS1", "Graviton where it is supported", rule("TAGFORM_FLEET_15", "TAGFORM_FUNCTION_1")),
  statement(
    "001-A32.SUS2",
    "Regions of renewable energy",
    elsewhere(
      "libs/deployment/src/region.ts",
      "the list of Regions that a cell may be in; adding one is reviewed",
    ),
  ),
  statement(
    "001-A32.SUS3",
    "S3 Intelligent-Tiering",
    notApplicable(
      "buckets of cells hold logs, states and artifacts, which expire; tiering costs more than it saves there",
    ),
  ),
  statement(
    "001-A32.SUS4",
    "Functions for what is driven by events",
    people("a question of how a program is built"),
  ),
  statement("001-A32.SUS5", "Capacity follows demand", rule("TAGFORM_FLEET_11")),
  statement(
    "001-A32.SUS6",
    "Carbon is watched",
    people("the Customer Carbon Footprint Tool is read by people"),
  ),
];

export const CONTAINERS: readonly Statement[] = [
  statement("001-A36.1", "No databases in containers", rule("TAGFORM_CONTAINER_7")),
  statement("001-A36.2", "No tag latest", rule("TAGFORM_CONTAINER_1")),
  statement("001-A36.3", "No secrets in environment variables", rule("TAGFORM_IAM_2")),
  statement("001-A36.4", "Two replicas over zones, at least", rule("TAGFORM_CONTAINER_5")),
  statement("001-A36.5", "Limits of CPU and memory", rule("TAGFORM_CONTAINER_2")),
  statement("001-A36.6", "No default VPC", checkov("CKV_AWS_148"), rule("TAGFORM_NET_11")),
  statement("001-A36.7", "Health checks", rule("TAGFORM_CONTAINER_3")),
  statement("001-A36.8", "Circuit breaker and rollback", rule("TAGFORM_CONTAINER_4")),
];

export const SERVERLESS: readonly Statement[] = [
  statement(
    "001-A37.1",
    "No function runs longer than 15 minutes",
    elsewhere(
      "libs/steps/src/verify/terraform-checks.ts",
      "the provider's schema takes a timeout of 1 to 900 seconds",
    ),
  ),
  statement("001-A37.2", "No state in /tmp", rule("TAGFORM_FUNCTION_2")),
  statement(
    "001-A37.3",
    "No functions for steady high traffic",
    runtime("the bill tells: it depends on how often a function is called"),
  ),
  statement(
    "001-A37.4",
    "No configuration in code",
    people("reviewed in the program's own repository"),
    elsewhere("eslint.config.mjs", "Region literals in constructs are refused"),
  ),
  statement("001-A37.5", "Cold starts: snapshots for Java", rule("TAGFORM_FUNCTION_3")),
  statement(
    "001-A37.6",
    "Large files are queried where they are",
    notApplicable("S3 Select takes no new customers since 2024"),
  ),
  statement(
    "001-A37.7",
    "No API waits for a workflow",
    rule("TAGFORM_FUNCTION_4"),
    notApplicable(NO_LAMBDA_API),
  ),
  statement(
    "001-A37.8",
    "Concurrency is limited and reserved",
    checkov("CKV_AWS_115"),
    runtime("the account's quota; the baseline requests it"),
  ),
  statement("001-A37.9", "Functions in a VPC use endpoints", rule("TAGFORM_NET_7", "TAGFORM_NET_10")),
];
