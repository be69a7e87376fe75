import { type CtyObject, textOf } from "../cty/cty-value";
import type { Session } from "../plugin/session";
import { digest } from "./invented-id";

/** The organization of the sample data: which one an account belongs to is not known here. */
const SAMPLE = { id: "o-a1b2c3d4e5", root: "r-ab12" };

const TRUSTED = [
  ...["access-analyzer", "account", "cloudtrail", "config", "config-multiaccountsetup", "controltower"],
  ...["guardduty", "ram", "securityhub", "servicequotas", "sso", "member.org.stacksets.cloudformation"],
].map((name) => `${name}.amazonaws.com`);

const POLICY_TYPES = [
  "DECLARATIVE_POLICY_EC2",
  "RESOURCE_CONTROL_POLICY",
  "SERVICE_CONTROL_POLICY",
  "TAG_POLICY",
];

/** An organization that is set up: all features, every kind of policy, and trust in the services of a landing zone. */
export function organization(_config: CtyObject, { partition, caller }: Session): CtyObject {
  const owner = `arn:${partition}:organizations::${caller.accountId}`;
  return {
    id: SAMPLE.id,
    arn: `${owner}:organization/${SAMPLE.id}`,
    aws_service_access_principals: TRUSTED,
    enabled_policy_types: POLICY_TYPES,
    feature_set: "ALL",
    master_account_arn: `${owner}:account/${SAMPLE.id}/${caller.accountId}`,
    master_account_email: "management@example.com",
    master_account_id: caller.accountId,
    master_account_name: "management",
    accounts: [],
    non_master_accounts: [],
    roots: [],
  };
}

/** Every account has a detector in every Region. */
export function guardDutyDetector(config: CtyObject, session: Session): CtyObject {
  const place = textOf(config["region"]) ?? session.region;
  const account = session.caller.accountId;
  const id = digest({ place, account }, "detector").slice(0, 32);
  return {
    id,
    arn: `arn:${session.partition}:guardduty:${place}:${account}:detector/${id}`,
    status: "ENABLED",
    finding_publishing_frequency: "SIX_HOURS",
    features: [],
    service_role_arn: `arn:${session.partition}:iam::${account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
  };
}

/** Every prefix has the log group that is called so. */
export function logGroups(config: CtyObject, session: Session): CtyObject {
  const place = textOf(config["region"]) ?? session.region;
  const name = textOf(config["log_group_name_prefix"]) ?? "/rehearsed";
  return {
    id: place,
    log_group_names: [name],
    arns: [`arn:${session.partition}:logs:${place}:${session.caller.accountId}:log-group:${name}`],
  };
}

/** Every key that is asked for is there, in the account and Region that its ARN names. */
export function kmsKey(config: CtyObject, session: Session): CtyObject {
  const asked = textOf(config["key_id"]) ?? "";
  const [, , , region = session.region, account = session.caller.accountId] = asked.split(":");
  const id = /^[0-9a-f-]{36}$/.test(asked) ? asked : uuidOf(digest({ asked }, "key"));
  return {
    id,
    arn: `arn:${session.partition}:kms:${region}:${account}:key/${id}`,
    aws_account_id: account,
    enabled: true,
    key_state: "Enabled",
    key_usage: "ENCRYPT_DECRYPT",
    key_manager: "CUSTOMER",
    origin: "AWS_KMS",
    multi_region: false,
    multi_region_configuration: [],
    xks_key_configuration: [],
  };
}

const uuidOf = (digits: string): string =>
  [
    ...[digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20)],
    digits.slice(20, 32),
  ].join("-");
