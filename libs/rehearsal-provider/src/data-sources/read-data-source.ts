import { isRegion, REGIONS } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";

import { type CtyObject, type CtyValue, objectsOf, textOf, textsOf, UNKNOWN } from "../cty/cty-value";
import { inventResults, zeroOf } from "../invent/invent";
import { Subject } from "../invent/subject";
import { type Session } from "../plugin/session";
import { type Block } from "../schema/model";
import { digest, inventId } from "./invented-id";
import { guardDutyDetector, kmsKey, logGroups, organization } from "./organization-answers";
import { policyDocument } from "./policy-document";
import { zonesOf } from "./zones";

/** Answers one data source: what its arguments and the session say. The rest is filled in by name and type. */
type Answer = (config: CtyObject, session: Session) => CtyObject;

const AMAZON_ACCOUNT = "137112412989";

const ANSWERS: Readonly<Record<string, Answer>> = {
  aws_ami: ami,
  aws_availability_zone: availabilityZone,
  aws_availability_zones: availabilityZones,
  aws_caller_identity: (_config, { caller }) => ({
    id: caller.accountId,
    account_id: caller.accountId,
    arn: caller.arn,
    user_id: caller.userId,
  }),
  aws_cloudwatch_log_groups: logGroups,
  aws_default_tags: (_config, { defaultTags, partition }) => ({ id: partition, tags: defaultTags }),
  aws_elb_service_account: (_config, session) => ({
    id: "127311923021",
    arn: `arn:${session.partition}:iam::127311923021:root`,
  }),
  aws_guardduty_detector: guardDutyDetector,
  aws_iam_policy_document: policyDocument,
  aws_iam_role: iamRole,
  aws_kms_key: kmsKey,
  aws_lb: loadBalancer,
  aws_organizations_organization: organization,
  aws_partition: (_config, { partition }) => ({
    id: partition,
    partition,
    dns_suffix: partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    reverse_dns_prefix: partition === "aws-cn" ? "cn.com.amazonaws" : "com.amazonaws",
  }),
  aws_region: region,
  aws_route53_zone: hostedZone,
  aws_servicequotas_service_quota: serviceQuota,
  aws_ssm_parameter: ssmParameter,
  aws_subnets: (config) => {
    const ids = ["first", "second", "third"].map((name) => inventId("subnet", config, name));
    return { id: digest(config, "subnets").slice(0, 10), ids };
  },
  aws_vpc: (config, session) => {
    const id = textOf(config["id"]) ?? filterValue(config, "vpc-id") ?? inventId("vpc", config);
    const vpc = {
      id,
      arn: `arn:${session.partition}:ec2:${session.region}:${session.caller.accountId}:vpc/${id}`,
    };
    return {
      ...vpc,
      cidr_block: textOf(config["cidr_block"]) ?? "10.0.0.0/16",
      state: "available",
      enable_dns_support: true,
    };
  },
};

/**
 * Answers a data source.
 *
 * @throws UserError when nobody taught the rehearsal provider to answer this type, or nothing matches.
 */
export function readDataSource(type: string, block: Block, config: CtyObject, session: Session): CtyObject {
  const answer = ANSWERS[type];
  if (answer === undefined) {
    throw new UserError(
      `data source ${type} cannot be answered\n` +
        `Nothing is read from AWS in a rehearsal. Answered are ${Object.keys(ANSWERS).join(", ")}.`,
    );
  }
  const values: Record<string, CtyValue> = { ...config, ...answer(config, session) };
  for (const [name, attribute] of Object.entries(block.attributes)) {
    if ((values[name] ?? null) !== null) continue;
    if (name === "region") values[name] = session.region;
    else if (attribute.computed === true) values[name] = UNKNOWN;
    else if (attribute.optional === true && type !== "aws_iam_policy_document")
      values[name] = zeroOf(attribute.type);
  }
  return inventResults(block, values, new Subject(`data.${type}`, values, session, digest(config, type)));
}

function region(config: CtyObject, session: Session): CtyObject {
  const endpoint = textOf(config["endpoint"])?.replace(/^ec2\.|\.amazonaws\.com(\.cn)?$/g, "");
  const name = textOf(config["region"]) ?? textOf(config["name"]) ?? endpoint ?? session.region;
  const description = isRegion(name) ? REGIONS[name].name : name;
  return { id: name, name, region: name, description, endpoint: `ec2.${name}.amazonaws.com` };
}

function availabilityZones(config: CtyObject, session: Session): CtyObject {
  const name = textOf(config["region"]) ?? session.region;
  const [names, ids] = [textsOf(config["exclude_names"]), textsOf(config["exclude_zone_ids"])];
  const wantedNames = filterValues(config, "zone-name");
  const wantedIds = filterValues(config, "zone-id");
  const zones = zonesOf(name).filter(
    (zone) =>
      !names.includes(zone.name) &&
      !ids.includes(zone.id) &&
      (wantedNames.length === 0 || wantedNames.includes(zone.name)) &&
      (wantedIds.length === 0 || wantedIds.includes(zone.id)),
  );
  return {
    id: name,
    names: zones.map((zone) => zone.name),
    zone_ids: zones.map((zone) => zone.id),
    group_names: [`${name}-zg-1`],
  };
}

function availabilityZone(config: CtyObject, session: Session): CtyObject {
  const regionName = textOf(config["region"]) ?? session.region;
  const [name, id] = [textOf(config["name"]), textOf(config["zone_id"])];
  const zone = zonesOf(regionName).find((candidate) => candidate.name === name || candidate.id === id);
  if (zone === undefined)
    throw new UserError(`${regionName} has no Availability Zone ${name ?? id ?? "without a name"}`);
  return {
    id: zone.name,
    name: zone.name,
    name_suffix: zone.name.slice(regionName.length),
    zone_id: zone.id,
    zone_type: "availability-zone",
    group_name: `${regionName}-zg-1`,
    network_border_group: regionName,
    opt_in_status: "opt-in-not-required",
    state: "available",
    region: regionName,
  };
}

function ami(config: CtyObject, session: Session): CtyObject {
  const id = inventId("ami", { ...config, region: session.region });
  return {
    id,
    image_id: id,
    arn: `arn:${session.partition}:ec2:${session.region}::image/${id}`,
    architecture: filterValue(config, "architecture") ?? "x86_64",
    creation_date: "2025-01-01T00:00:00.000Z",
    name: (filterValue(config, "name") ?? "rehearsal").replaceAll("*", "2025.01"),
    owner_id: AMAZON_ACCOUNT,
    public: true,
    root_device_name: "/dev/xvda",
    root_device_type: "ebs",
    state: "available",
    virtualization_type: "hvm",
  };
}

function iamRole(config: CtyObject, session: Session): CtyObject {
  const name = textOf(config["name"]) ?? "";
  return {
    id: name,
    arn: `arn:${session.partition}:iam::${session.caller.accountId}:role/${name}`,
    path: "/",
    unique_id: `AROA${digest(config, name).slice(0, 17).toUpperCase()}`,
    assume_role_policy: '{"Version":"2012-10-17","Statement":[]}',
    max_session_duration: 3600,
  };
}

/** Whether it exists is not known here: every load balancer is found, under the name that was asked for. */
function loadBalancer(config: CtyObject, session: Session): CtyObject {
  const name = textOf(config["name"]) ?? textOf(config["arn"])?.split("/").at(-2) ?? "";
  const place = textOf(config["region"]) ?? session.region;
  const suffix = `app/${name}/${digest({ name, place }, "load balancer").slice(0, 16)}`;
  const owner = `${session.partition}:elasticloadbalancing:${place}:${session.caller.accountId}`;
  return {
    id: `arn:${owner}:loadbalancer/${suffix}`,
    arn: `arn:${owner}:loadbalancer/${suffix}`,
    arn_suffix: suffix,
    name,
    dns_name: `${name}-${parseInt(digest({ name, place }, "dns").slice(0, 8), 16)}.${place}.elb.amazonaws.com`,
    zone_id: `Z${digest({ place }, "zone").slice(0, 13).toUpperCase()}`,
    load_balancer_type: "application",
    internal: false,
  };
}

function hostedZone(config: CtyObject, { partition }: Session): CtyObject {
  const name = textOf(config["name"])?.replace(/\.$/, "") ?? "rehearsal.example";
  const id = textOf(config["zone_id"]) ?? `Z${digest({ name }, "hosted zone").slice(0, 20).toUpperCase()}`;
  return {
    id,
    zone_id: id,
    name,
    arn: `arn:${partition}:route53:::hostedzone/${id}`,
    private_zone: config["private_zone"] ?? false,
  };
}

function ssmParameter(config: CtyObject, session: Session): CtyObject {
  const name = textOf(config["name"]) ?? "";
  const isImage = name.startsWith("/aws/service/") && /ami|image/.test(name);
  const value = isImage ? inventId("ami", { name, region: session.region }) : `rehearsal value of ${name}`;
  return {
    id: name,
    arn: `arn:${session.partition}:ssm:${session.region}:${session.caller.accountId}:parameter/${name.replace(/^\//, "")}`,
    type: "String",
    value,
    insecure_value: value,
    version: 1,
    with_decryption: config["with_decryption"] ?? true,
  };
}

/** What holds in an account is not known here: as if AWS had given it one of everything. */
function serviceQuota(config: CtyObject, session: Session): CtyObject {
  const [service, code] = [textOf(config["service_code"]) ?? "", textOf(config["quota_code"]) ?? ""];
  const place = textOf(config["region"]) ?? session.region;
  const arn = `arn:${session.partition}:servicequotas:${place}:${session.caller.accountId}:${service}/${code}`;
  return {
    ...{ id: arn, arn, quota_code: code, quota_name: textOf(config["quota_name"]) ?? `Rehearsed ${code}` },
    ...{ service_code: service, service_name: service },
    ...{ adjustable: true, global_quota: false, default_value: 1, value: 1 },
  };
}

function filterValue(config: CtyObject, name: string): string | undefined {
  return filterValues(config, name)[0];
}

function filterValues(config: CtyObject, name: string): string[] {
  return objectsOf(config["filter"])
    .filter((filter) => filter["name"] === name)
    .flatMap((filter) => textsOf(filter["values"]));
}
