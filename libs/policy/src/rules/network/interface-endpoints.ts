import { type Block, type Configuration } from "../../document/configuration";
import { isTrue, textsOf } from "../../document/values";
import { zonesOf } from "../../document/zones";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { cellOf } from "../examples";
import { ingressOf } from "./security-group-rules";

const NETWORK = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/20" } },
  aws_subnet: Object.fromEntries(
    [1, 2].map((zone) => [
      `z${zone}`,
      {
        vpc_id: "${aws_vpc.main.id}",
        cidr_block: `10.0.${zone}.0/24`,
        availability_zone_id: `use1-az${zone}`,
      },
    ]),
  ),
  aws_security_group: {
    endpoint: { name: "endpoint", description: "Endpoints", vpc_id: "${aws_vpc.main.id}" },
  },
  aws_vpc_security_group_ingress_rule: {
    endpoint: {
      ...{
        security_group_id: "${aws_security_group.endpoint.id}",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
      },
      cidr_ipv4: "10.0.0.0/20",
    },
  },
};
const endpoint = (subnets: string[], more: Record<string, boolean | string[]>) => ({
  provider: cellOf("prod"),
  resource: {
    ...NETWORK,
    aws_vpc_endpoint: {
      logs: {
        ...{ vpc_id: "${aws_vpc.main.id}", service_name: "com.amazonaws.us-east-1.logs" },
        ...{ vpc_endpoint_type: "Interface", subnet_ids: subnets, ...more },
      },
    },
  },
});

function problems({ body }: Block, configuration: Configuration): string[] {
  const isProd = configuration.cell.environment === "prod";
  const zones = zonesOf(body["subnet_ids"], configuration);
  const groups = configuration.targets(body["security_group_ids"]);
  const opens = ingressOf(configuration).some(({ group, from, to }) => {
    const is443 = (from ?? 0) <= 443 && (to ?? 65535) >= 443;
    return is443 && group !== undefined && groups.includes(group);
  });
  const isOwn = groups.length === textsOf(body["security_group_ids"]).length;
  return [
    ...(isTrue(body["private_dns_enabled"])
      ? []
      : ["private_dns_enabled is not set: programs keep using the public name"]),
    ...(isProd && zones !== undefined && zones.size < 2 ? ["it has subnets in one zone only"] : []),
    ...(isOwn && !opens ? ["no security group of it lets in port 443"] : []),
  ];
}

export const interfaceEndpoints: ConfigurationRule = {
  id: "TAGFORM_NET_10",
  title: "An interface endpoint answers under the service's name, on port 443, and in prod in several zones",
  severity: "medium",
  why: "Otherwise programs go round it through the NAT gateway, lose it with one zone, or wait for connections that nothing lets in; all three look like a slow service.",
  fix: "Set private_dns_enabled, give it a subnet in each zone, and a security group that lets in 443 from the network.",
  link: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
  appliesTo: "configuration",
  check: (configuration) => {
    const interfaces = configuration
      .ofType("aws_vpc_endpoint")
      .filter(({ body }) => body["vpc_endpoint_type"] === "Interface");
    return violationsOf(interfaces, (block) => {
      const found = problems(block, configuration);
      return found.length === 0 ? undefined : found.join("; ");
    });
  },
  passes: endpoint(["${aws_subnet.z1.id}", "${aws_subnet.z2.id}"], {
    private_dns_enabled: true,
    security_group_ids: ["${aws_security_group.endpoint.id}"],
  }),
  fails: endpoint(["${aws_subnet.z1.id}"], {}),
};
