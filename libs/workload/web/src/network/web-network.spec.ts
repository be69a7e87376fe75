import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { synthStack } from "@tagform/testing";

import { WebWorkload } from "../web-workload";
import type { WebNetworkConfig } from "./network-config";

/** The whole workload, since what a network offers counts only if its other parts take it. */
const web = (network: Partial<WebNetworkConfig> = {}) =>
  synthStack(
    (stack) =>
      new WebWorkload(stack, "web", {
        ...{ name: "web", region: "us-east-1", accountId: "111122223333", partition: "aws", tags: {} },
        cell: { environment: "dev", scope: "us-east-1", team: "research" },
        config: {
          kind: "web",
          network: { cidr: "10.0.0.0/16", natGateways: "none", ...network },
          fleet: { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] },
          instanceRole: { workload: "instance", perRegion: true },
          logRetentionDays: 7,
        },
      }),
  );

const ranges = (rules: readonly Readonly<Record<string, unknown>>[]) =>
  rules.flatMap(({ cidr_ipv4, cidr_ipv6 }) => [cidr_ipv4, cidr_ipv6].filter((range) => range !== undefined));

test("over IPv6 clients come in and instances go out, as over IPv4", () => {
  const synthesized = web({ ipv6: true });
  expect(synthesized.only(Lb)).toMatchObject({ ip_address_type: "dualstack" });
  expect(ranges(synthesized.all(VpcSecurityGroupIngressRule))).toEqual(
    expect.arrayContaining(["0.0.0.0/0", "::/0"]),
  );
  expect(ranges(synthesized.all(VpcSecurityGroupEgressRule))).toEqual(["0.0.0.0/0", "::/0"]);
});

test("without IPv6 no rule and no load balancer speaks of it", () => {
  const synthesized = web();
  expect(synthesized.only(Lb)).toMatchObject({ ip_address_type: "ipv4" });
  const rules = [
    ...synthesized.all(VpcSecurityGroupIngressRule),
    ...synthesized.all(VpcSecurityGroupEgressRule),
  ];
  expect(ranges(rules)).not.toContain("::/0");
});

test("flow logs are kept as long as access logs where data does not say otherwise", () => {
  expect(web().only(FlowLog)).toMatchObject({ log_destination_type: "s3" });
  expect(web().only(S3BucketLifecycleConfiguration)).toMatchObject({
    rule: [{ expiration: [{ days: 7 }] }, { expiration: [{ days: 7 }] }, {}],
  });
});

test("flow logs are kept as long as their class says where data names one", () => {
  const inS3 = web({ flowLogs: { destination: "s3", logClass: "security" } });
  expect(inS3.only(S3BucketLifecycleConfiguration)).toMatchObject({
    rule: [{ expiration: [{ days: 7 }] }, { expiration: [{ days: 365 }] }, {}],
  });
  const inCloudWatch = web({ flowLogs: { destination: "cloudwatch", logClass: "application" } });
  expect(inCloudWatch.only(FlowLog)).toMatchObject({ log_destination_type: "cloud-watch-logs" });
  expect(inCloudWatch.only(CloudwatchLogGroup)).toMatchObject({ retention_in_days: 90 });
});

test("data chooses the services that instances reach without NAT", () => {
  const { services } = { services: ["ssm", "ssmmessages"] } as const;
  const endpoints = web({ interfaceEndpoints: { services, zones: 2 } }).all(VpcEndpoint);
  expect(
    endpoints.filter(({ subnet_ids }) => (subnet_ids as string[] | undefined)?.length === 2),
  ).toHaveLength(2);
});
