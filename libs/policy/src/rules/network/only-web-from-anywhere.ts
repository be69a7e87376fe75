import { isAnywhere } from "../../document/cidr";
import type { ConfigurationRule } from "../../rule";
import { ingressOf } from "./security-group-rules";

const PORTS = new Set([80, 443]);
const open = (port: number) => ({
  resource: {
    aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
    aws_security_group: {
      front: { name: "front", description: "Load balancer", vpc_id: "${aws_vpc.main.id}" },
    },
    aws_vpc_security_group_ingress_rule: {
      front: {
        ...{
          security_group_id: "${aws_security_group.front.id}",
          ip_protocol: "tcp",
          cidr_ipv4: "0.0.0.0/0",
        },
        ...{ from_port: port, to_port: port },
      },
    },
  },
});

export const onlyWebFromAnywhere: ConfigurationRule = {
  id: "TAGFORM_NET_6",
  title: "Anybody may reach ports 80 and 443 only",
  severity: "high",
  why: "Every other open port is found within minutes, and tried for as long as it is open. Scanners know a few ports; this rule, all.",
  fix: "Let in a security group or the addresses that need it; people use Session Manager.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
  appliesTo: "configuration",
  check: (configuration) =>
    ingressOf(configuration).flatMap(({ address, cidrs, from, to }) => {
      const isWeb = from !== undefined && from === to && PORTS.has(from);
      const ports = from === undefined ? "all ports" : `ports ${from} to ${to ?? from}`;
      return isWeb || !cidrs.some(isAnywhere)
        ? []
        : [{ address, message: `${ports} are open to anybody, only 80 and 443 may be` }];
    }),
  passes: open(443),
  fails: open(5432),
};
