import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { type SynthesizedStack, synthStack } from "@tagform/testing";

import { GatewayEndpoints } from "./gateway-endpoints";
import { InterfaceEndpoints } from "./interface-endpoints";
import { actionPrefix, interfaceServiceName } from "./interface-service";

const props = {
  name: "research-dev-web",
  vpcId: "vpc-1",
  region: "eu-central-1",
  accountId: "111122223333",
  partition: "aws",
} as const;

const gateways = synthStack(
  (stack) => new GatewayEndpoints(stack, "gateways", { ...props, routeTableIds: ["rtb-1"] }),
);
const interfaces = synthStack(
  (stack) =>
    new InterfaceEndpoints(stack, "interfaces", {
      ...{ ...props, vpcCidr: "10.0.0.0/16", subnetIds: ["subnet-1", "subnet-2"] },
      services: ["ssm", "ecr.api"],
    }),
);

const statements = (synthesized: SynthesizedStack) =>
  synthesized.all(DataAwsIamPolicyDocument).map(({ statement }) => statement);

const own = (service: string) =>
  expect.objectContaining({
    actions: [`${service}:*`],
    condition: [{ test: "StringEquals", variable: "aws:PrincipalAccount", values: ["111122223333"] }],
  }) as unknown;

test("S3 and DynamoDB have gateway endpoints, which cost nothing", () => {
  expect(gateways.all(VpcEndpoint)).toEqual([
    expect.objectContaining({ service_name: "com.amazonaws.eu-central-1.s3", vpc_endpoint_type: "Gateway" }),
    expect.objectContaining({
      service_name: "com.amazonaws.eu-central-1.dynamodb",
      vpc_endpoint_type: "Gateway",
    }),
  ]);
});

test("only this account's credentials pass an endpoint", () => {
  expect(statements(interfaces)).toEqual([[own("ssm")], [own("ecr")]]);
  expect(statements(gateways)).toEqual([
    [own("s3"), expect.objectContaining({ sid: "ReadSystemSoftware" })],
    [own("dynamodb")],
  ]);
  for (const { policy } of [...gateways.all(VpcEndpoint), ...interfaces.all(VpcEndpoint)]) {
    expect(policy).toContain("data.aws_iam_policy_document");
  }
});

test("packages of the Region come through S3's endpoint without credentials, image layers with ECR's", () => {
  const [s3] = statements(gateways) as { actions: string[]; resources: string[] }[][];
  expect(s3?.[1]?.actions).toEqual(["s3:GetObject"]);
  expect(s3?.[1]?.resources).toEqual(
    expect.arrayContaining([
      "arn:aws:s3:::al2023-repos-eu-central-1-de612dc2/*",
      "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
    ]),
  );
});

test("a service's usual name leads to its endpoint, and every subnet has a network interface of it", () => {
  expect(interfaces.all(VpcEndpoint)).toEqual([
    expect.objectContaining({ service_name: "com.amazonaws.eu-central-1.ssm", private_dns_enabled: true }),
    expect.objectContaining({
      service_name: "com.amazonaws.eu-central-1.ecr.api",
      private_dns_enabled: true,
    }),
  ]);
  for (const endpoint of interfaces.all(VpcEndpoint)) {
    expect(endpoint).toMatchObject({ subnet_ids: ["subnet-1", "subnet-2"] });
  }
});

test("interface endpoints are reached from the VPC on 443 and reach nothing", () => {
  expect(interfaces.only(VpcSecurityGroupIngressRule)).toMatchObject({
    cidr_ipv4: "10.0.0.0/16",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
  });
  expect(interfaces.all(VpcSecurityGroupEgressRule)).toEqual([]);
});

test("in China some services go by another name", () => {
  expect(interfaceServiceName("ec2", "cn-north-1")).toBe("cn.com.amazonaws.cn-north-1.ec2");
  expect(interfaceServiceName("ssm", "cn-north-1")).toBe("com.amazonaws.cn-north-1.ssm");
  expect(interfaceServiceName("ec2", "us-gov-west-1")).toBe("com.amazonaws.us-gov-west-1.ec2");
});

test("the actions of some services begin with another name than their endpoint", () => {
  expect(actionPrefix("monitoring")).toBe("cloudwatch");
  expect(actionPrefix("ecr.dkr")).toBe("ecr");
  expect(actionPrefix("ssmmessages")).toBe("ssmmessages");
});
