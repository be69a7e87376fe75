import type { Statement } from "./policy-document";
import { inBuildRegion, type StepResources } from "./step-resources";

/**
 * What CodeBuild needs to put builds into a network: an interface in one of its subnets, for nobody but CodeBuild.
 *
 * https://docs.aws.amazon.com/codebuild/latest/userguide/auth-and-access-control-iam-identity-based-access-control.html
 */
export function networkPermissions(resources: StepResources): Statement[] {
  const { network } = resources;
  if (network === undefined) return [];
  const ec2 = (type: string) => (id: string) => inBuildRegion(resources, "ec2", `${type}/${id}`);
  const subnets = network.subnetIds.map(ec2("subnet"));
  const interfaces = ec2("network-interface")("*");
  return [
    {
      sid: "NetworkRead",
      actions: ["DhcpOptions", "NetworkInterfaces", "Subnets", "SecurityGroups", "Vpcs"].map(
        (noun) => `ec2:Describe${noun}`,
      ),
      resources: { everything: { reason: "EC2 describes all of a kind, or none" } },
    },
    {
      sid: "NetworkJoined",
      actions: ["ec2:CreateNetworkInterface"],
      resources: [interfaces, ...subnets, ...network.securityGroupIds.map(ec2("security-group"))],
    },
    { sid: "NetworkLeft", actions: ["ec2:DeleteNetworkInterface"], resources: [interfaces] },
    {
      sid: "NetworkGivenToCodeBuild",
      actions: ["ec2:CreateNetworkInterfacePermission"],
      resources: [interfaces],
      conditions: [
        { test: "StringEquals", variable: "ec2:AuthorizedService", values: ["codebuild.amazonaws.com"] },
        { test: "ArnEquals", variable: "ec2:Subnet", values: subnets },
      ],
    },
  ];
}
