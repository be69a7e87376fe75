import { type AwsReader, fieldsOf, itemsOf, textIn } from "../aws/aws-api";
import { type PlannedResource, textOf } from "../planned/planned-resource";

/** A quota of which each planned resource of some type takes one. */
export interface CountedQuota {
  readonly name: string;
  readonly service: string;
  readonly code: string;
  /** Whether a planned resource counts. */
  counts(resource: PlannedResource): boolean;
  /** How many there are in a Region of the account. */
  used(api: AwsReader, region: string): Promise<number>;
}

const isType =
  (type: string) =>
  (resource: PlannedResource): boolean =>
    resource.type === type;

const described =
  (action: string, list: string) =>
  async (api: AwsReader, region: string): Promise<number> => {
    let count = 0;
    let token = "";
    do {
      const answer = await api.query("ec2", region, action, token === "" ? {} : { NextToken: token });
      count += itemsOf(answer, list).length;
      token = textIn(answer, "nextToken");
    } while (token !== "");
    return count;
  };

const balancers = (kind: string): Pick<CountedQuota, "counts" | "used"> => ({
  counts: ({ type, values }) =>
    type === "aws_lb" && (textOf(values, "load_balancer_type") ?? "application") === kind,
  async used(api, region) {
    let count = 0;
    let marker = "";
    do {
      const answer = await api.query(
        "elasticloadbalancing",
        region,
        "DescribeLoadBalancers",
        marker === "" ? {} : { Marker: marker },
      );
      count += itemsOf(answer, "LoadBalancers", "member").filter(
        (each) => textIn(each, "Type") === kind,
      ).length;
      marker = textIn(answer, "NextMarker");
    } while (marker !== "");
    return count;
  },
});

/**
 * Quotas of a Region that deployments of this repository meet.
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
 */
export const COUNTED: readonly CountedQuota[] = [
  {
    name: "VPCs",
    ...{ service: "vpc", code: "L-F678F1CE", counts: isType("aws_vpc") },
    used: described("DescribeVpcs", "vpcSet"),
  },
  {
    name: "internet gateways",
    ...{ service: "vpc", code: "L-A4707A72", counts: isType("aws_internet_gateway") },
    used: described("DescribeInternetGateways", "internetGatewaySet"),
  },
  {
    name: "elastic IP addresses",
    ...{ service: "ec2", code: "L-0263D0A3", counts: isType("aws_eip") },
    async used(api, region) {
      return itemsOf(await api.query("ec2", region, "DescribeAddresses"), "addressesSet").length;
    },
  },
  {
    name: "application load balancers",
    service: "elasticloadbalancing",
    code: "L-53DA6B97",
    ...balancers("application"),
  },
  {
    name: "network load balancers",
    service: "elasticloadbalancing",
    code: "L-69A177A2",
    ...balancers("network"),
  },
];

/** Quotas of what lies in one zone; the plan does not tell in which. */
export const PER_ZONE: CountedQuota = {
  name: "NAT gateways in a zone",
  ...{ service: "vpc", code: "L-FE5A380F", counts: isType("aws_nat_gateway") },
  async used(api, region) {
    const answer = await api.query("ec2", region, "DescribeNatGateways");
    const subnets = await api.query("ec2", region, "DescribeSubnets");
    const zones = new Map(
      itemsOf(subnets, "subnetSet").map((each) => [
        textIn(each, "subnetId"),
        textIn(each, "availabilityZone"),
      ]),
    );
    const counts = new Map<string, number>();
    for (const gateway of itemsOf(answer, "natGatewaySet")) {
      if (/delet|failed/.test(textIn(gateway, "state"))) continue;
      const zone = zones.get(textIn(gateway, "subnetId")) ?? "";
      counts.set(zone, (counts.get(zone) ?? 0) + 1);
    }
    return Math.max(0, ...counts.values());
  },
};

/** On-Demand Instances of the families A, C, D, H, I, M, R, T and Z, in vCPUs. */
export const STANDARD_VCPUS = {
  name: "vCPUs of On-Demand Standard instances",
  service: "ec2",
  code: "L-1216C47A",
} as const;

/** The families that {@link STANDARD_VCPUS} counts; others have quotas of their own. */
export const isStandard = (instanceType: string): boolean => /^(?:[acdhmrtz]|i)\d/.test(instanceType);

/** What an account may have, and how much of it CloudWatch says is used. */
export interface AppliedQuota {
  readonly value: number;
  /** Whether the account's own was read, and not AWS's default. */
  readonly applied: boolean;
  /** Dimensions of the usage metric; undefined where AWS has none. */
  readonly usage: Readonly<Record<string, string>> | undefined;
}

/** @throws AwsError if AWS tells neither the account's quota nor its default */
export async function readQuota(
  api: AwsReader,
  region: string,
  { service, code }: Pick<CountedQuota, "service" | "code">,
): Promise<AppliedQuota> {
  const asked = { ServiceCode: service, QuotaCode: code };
  try {
    return quotaOf(await api.json("servicequotas", region, "GetServiceQuota", asked), true);
  } catch {
    return quotaOf(await api.json("servicequotas", region, "GetAWSDefaultServiceQuota", asked), false);
  }
}

function quotaOf(answer: Readonly<Record<string, unknown>>, applied: boolean): AppliedQuota {
  const { Value, UsageMetric } = fieldsOf(answer["Quota"]);
  const usage = fieldsOf(fieldsOf(UsageMetric)["MetricDimensions"]);
  return {
    value: Number(Value),
    applied,
    usage: Object.keys(usage).length === 0 ? undefined : (usage as Record<string, string>),
  };
}

const HOUR_MS = 3_600_000;

/** Most that was used in the last hour; undefined where CloudWatch has nothing. */
export async function usedByMetric(
  api: AwsReader,
  region: string,
  dimensions: Readonly<Record<string, string>>,
  now: Date,
): Promise<number | undefined> {
  const named = Object.entries(dimensions).flatMap(([name, value], index) => [
    [`Dimensions.member.${index + 1}.Name`, name],
    [`Dimensions.member.${index + 1}.Value`, value],
  ]);
  const answer = await api.query("monitoring", region, "GetMetricStatistics", {
    Namespace: "AWS/Usage",
    MetricName: "ResourceCount",
    StartTime: new Date(now.getTime() - HOUR_MS).toISOString(),
    EndTime: now.toISOString(),
    Period: "300",
    "Statistics.member.1": "Maximum",
    ...(Object.fromEntries(named) as Record<string, string>),
  });
  const points = itemsOf(answer, "Datapoints", "member").map((point) => Number(textIn(point, "Maximum")));
  return points.length === 0 ? undefined : Math.max(...points);
}
