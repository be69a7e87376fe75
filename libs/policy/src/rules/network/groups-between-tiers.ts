import { isWithin } from "../../document/cidr";
import { literalOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { ingressOf, wearers } from "./security-group-rules";

const GROUPS = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
  aws_security_group: {
    front: { name: "front", description: "Load balancer", vpc_id: "${aws_vpc.main.id}" },
    back: { name: "back", description: "Instances", vpc_id: "${aws_vpc.main.id}" },
  },
};
const ingress = (source: Record<string, string>) => ({
  resource: {
    ...GROUPS,
    aws_vpc_security_group_ingress_rule: {
      back: {
        security_group_id: "${aws_security_group.back.id}",
        ip_protocol: "tcp",
        from_port: 8080,
        to_port: 8080,
        ...source,
      },
    },
  },
});

export const groupsBetweenTiers: ConfigurationRule = {
  id: "TAGFORM_NET_5",
  title: "Tiers of a network let each other in by security group, not by addresses",
  severity: "medium",
  why: "A range of addresses lets in everything that is, or will ever be, started in those subnets.",
  fix: "Name the security group of the tier that may come in: referenced_security_group_id. Endpoints of services are the exception: they serve the VPC.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  appliesTo: "configuration",
  check: (configuration) => {
    const networks = configuration.ofType("aws_vpc").map(({ body }) => literalOf(body["cidr_block"]) ?? "");
    return ingressOf(configuration).flatMap(({ address, cidrs, group }) => {
      const own = cidrs.filter((cidr) =>
        networks.some((network) => network !== "" && isWithin(cidr, network)),
      );
      const servesNetwork =
        group !== undefined && wearers("aws_vpc_endpoint", group, configuration).length > 0;
      return own.length === 0 || servesNetwork
        ? []
        : [
            {
              address,
              message: `it lets in ${own.join(", ")}, addresses of the own network: name a security group`,
            },
          ];
    });
  },
  passes: ingress({ referenced_security_group_id: "${aws_security_group.front.id}" }),
  fails: ingress({ cidr_ipv4: "10.0.1.0/24" }),
};
