import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { DataAwsIamRole } from "@cdktf/provider-aws/lib/data-aws-iam-role";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { synthStack } from "@tagform/testing";

import type { WebConfig } from "./web-config";
import { WebWorkload } from "./web-workload";

const FLEET: WebConfig["fleet"] = { capacity: { min: 1, desired: 2, max: 3 }, instanceTypes: ["t4g.small"] };
const CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d";

const web = (overrides: Partial<WebConfig> = {}) =>
  synthStack(
    (stack) =>
      new WebWorkload(stack, "web", {
        name: "web",
        cell: { environment: "dev", scope: "us-east-1", team: "research" },
        region: "us-east-1",
        accountId: "111122223333",
        partition: "aws",
        tags: { team: "research" },
        config: {
          kind: "web",
          network: { cidr: "10.0.0.0/16", natGateways: "single" },
          fleet: FLEET,
          instanceRole: { workload: "instance", perRegion: true },
          logRetentionDays: 30,
          ...overrides,
        },
      }),
  );

test("only the front door is open to the internet, on port 80", () => {
  const open = web()
    .all(VpcSecurityGroupIngressRule)
    .filter((rule) => "cidr_ipv4" in rule);
  expect(open).toEqual([expect.objectContaining({ cidr_ipv4: "0.0.0.0/0", from_port: 80, to_port: 80 })]);
});

test("instances are reached from the front door only, and the front door reaches nothing else", () => {
  const synthesized = web();
  const ingress = synthesized.all(VpcSecurityGroupIngressRule).filter((rule) => !("cidr_ipv4" in rule));
  const egress = synthesized.all(VpcSecurityGroupEgressRule).filter((rule) => !("cidr_ipv4" in rule));
  expect(ingress).toEqual([expect.objectContaining({ from_port: 8080, to_port: 8080 })]);
  expect(ingress[0]?.referenced_security_group_id).toBe(egress[0]?.security_group_id);
  expect(egress[0]?.referenced_security_group_id).toBe(ingress[0]?.security_group_id);
});

test.each<[string, NonNullable<WebConfig["frontDoor"]>]>([
  ["http", {}],
  ["https", { tls: { certificateArn: CERTIFICATE } }],
  ["http", { type: "network" }],
])("the page is where clients reach it: %s for %j", (scheme, frontDoor) => {
  const { output = {} } = web({ frontDoor }).json;
  expect(Object.values(output)).toEqual([
    expect.objectContaining({ value: expect.stringMatching(new RegExp(`^${scheme}://`)) }),
  ]);
});

test("the fleet stands behind a Network Load Balancer where the data asks for one", () => {
  const synthesized = web({ frontDoor: { type: "network" } });
  const [fromFrontDoor] = synthesized
    .all(VpcSecurityGroupIngressRule)
    .filter((rule) => "referenced_security_group_id" in rule);
  expect(synthesized.only(Lb)).toMatchObject({
    load_balancer_type: "network",
    security_groups: [fromFrontDoor?.referenced_security_group_id],
  });
});

test("where the network has IPv6, the front door answers on it", () => {
  const network = { cidr: "10.0.0.0/16", natGateways: "single", ipv6: true } as const;
  expect(web({ network }).only(Lb)).toMatchObject({ ip_address_type: "dualstack" });
});

test("load balancer and logs can be deleted where that has a reason", () => {
  const synthesized = web({ deletable: { reason: "a rehearsal" } });
  expect(synthesized.only(Lb)).toMatchObject({ enable_deletion_protection: false });
  expect(synthesized.only(S3Bucket)).toMatchObject({ force_destroy: true });
});

test("the fleet is in three zones and replaces instances that the load balancer finds unhealthy", () => {
  const group = web().only(AutoscalingGroup);
  expect(group.vpc_zone_identifier).toHaveLength(3);
  expect(group).toMatchObject({ health_check_type: "ELB" });
});

test("requests are counted where the front door counts them", () => {
  const scaling = { requests: { target: 1000 } };
  const [, policy] = web({ fleet: { ...FLEET, scaling } }).all(AutoscalingPolicy);
  expect(JSON.stringify(policy)).toMatch(
    /\$\{aws_lb\.[\w-]+\.arn_suffix\}\/\$\{aws_lb_target_group\.[\w-]+\.arn_suffix\}/,
  );
});

test("instances measure memory only where it scales the fleet, in the namespace that their role may write", () => {
  const scaling = { memory: { target: 80 } };
  const scripts = [web(), web({ fleet: { ...FLEET, scaling } })].map(
    ({ json }) => Object.values(json.locals ?? {})[0],
  );
  expect(scripts[0]).not.toContain("cloudwatch-agent");
  expect(scripts[1]).toContain('"namespace": "research/instance"');
});

test.each([
  [{ workload: "instance", perRegion: true }, "research-dev-instance-use1"],
  [{ workload: "instance", perRegion: false, version: 2 }, "research-dev-instance-v2"],
] as const)("the role %j is found by name, not in another cell's state", (instanceRole, name) => {
  expect(web({ instanceRole }).only(DataAwsIamRole)).toMatchObject({ name });
});

test("a message cannot become a Terraform template", () => {
  const [script] = Object.values(web({ message: "${path.root} %{if true}" }).json.locals ?? {});
  expect(script).toContain("<h1>$${path.root} %%{if true}</h1>");
});
