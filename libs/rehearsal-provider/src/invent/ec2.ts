import { zonesOf } from "../data-sources/zones";
import { type Invention, type Inventions } from "./result";
import { type Subject } from "./subject";

/** An EC2 resource: the prefix of its id, and what its ARN calls it. */
function ec2(prefix: string, arnType: string, more: Inventions = {}): Inventions {
  return {
    id: (subject) => `${prefix}-${subject.hex(17)}`,
    arn: (subject) => subject.arn("ec2", `${arnType}/${subject.text("id")}`),
    ...more,
  };
}

const derivedId =
  (prefix: string, purpose: string): Invention =>
  (subject) =>
    `${prefix}-${subject.hex(17, purpose)}`;

const sameAsId: Invention = (subject) => subject.text("id");

const publicIp: Invention = (subject) => {
  const [second = 0, third = 0, fourth = 0] = octets(subject, "public");
  return `198.${18 + (second % 2)}.${third}.${fourth}`;
};

const privateIp: Invention = (subject) => `10.${octets(subject, "private").join(".")}`;

const publicDns: Invention = (subject) =>
  `ec2-${subject.text("public_ip").replaceAll(".", "-")}.${subject.region}.compute.amazonaws.com`;

/** Results that stay empty as long as nothing is attached. */
const nothing = (...names: readonly string[]): Inventions =>
  Object.fromEntries(names.map((name): [string, Invention] => [name, () => ""]));

const rule: Inventions = ec2("sgr", "security-group-rule", { security_group_rule_id: sameAsId });

export const EC2: Readonly<Record<string, Inventions>> = {
  aws_vpc: ec2("vpc", "vpc", {
    cidr_block: () => "10.0.0.0/16",
    default_network_acl_id: derivedId("acl", "default acl"),
    default_route_table_id: derivedId("rtb", "main route table"),
    main_route_table_id: derivedId("rtb", "main route table"),
    default_security_group_id: derivedId("sg", "default security group"),
    dhcp_options_id: derivedId("dopt", "dhcp options"),
    enable_dns_hostnames: () => false,
    enable_network_address_usage_metrics: () => false,
    ipv6_cidr_block: (subject) => (hasIpv6(subject) ? ipv6Range(subject) : ""),
    ipv6_association_id: (subject) => (hasIpv6(subject) ? `vpc-cidr-assoc-${subject.hex(17, "ipv6")}` : ""),
    ipv6_cidr_block_network_border_group: (subject) => (hasIpv6(subject) ? subject.region : ""),
  }),
  aws_subnet: ec2("subnet", "subnet", {
    availability_zone: (subject) => zoneOf(subject).name,
    availability_zone_id: (subject) => zoneOf(subject).id,
    private_dns_hostname_type_on_launch: () => "ip-name",
  }),
  aws_internet_gateway: ec2("igw", "internet-gateway"),
  aws_egress_only_internet_gateway: ec2("eigw", "egress-only-internet-gateway"),
  aws_nat_gateway: ec2("nat", "natgateway", {
    association_id: derivedId("eipassoc", "association"),
    network_interface_id: derivedId("eni", "network interface"),
    private_ip: privateIp,
    public_ip: (subject) => (subject.text("allocation_id") === "" ? "" : publicIp(subject)),
  }),
  aws_eip: ec2("eipalloc", "elastic-ip", {
    allocation_id: sameAsId,
    domain: () => "vpc",
    public_ip: publicIp,
    public_dns: publicDns,
    network_border_group: (subject) => subject.region,
    public_ipv4_pool: () => "amazon",
    ...nothing(
      "association_id",
      "carrier_ip",
      "customer_owned_ip",
      "instance",
      "network_interface",
      "private_ip",
    ),
  }),
  aws_route_table: ec2("rtb", "route-table"),
  aws_default_route_table: {
    id: (subject) => subject.text("default_route_table_id"),
    arn: (subject) => subject.arn("ec2", `route-table/${subject.text("id")}`),
  },
  aws_route: {
    id: (subject) => `r-${subject.text("route_table_id")}${subject.digits(10)}`,
    origin: () => "CreateRoute",
    ...nothing("instance_id", "instance_owner_id"),
    state: () => "active",
  },
  aws_route_table_association: { id: derivedId("rtbassoc", "id") },
  aws_main_route_table_association: { id: derivedId("rtbassoc", "id") },
  aws_vpc_endpoint: ec2("vpce", "vpc-endpoint", {
    state: () => "available",
    prefix_list_id: (subject) =>
      subject.text("vpc_endpoint_type") === "Gateway" ? `pl-${subject.hex(8, "prefix list")}` : "",
    policy: () =>
      '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}',
    ip_address_type: () => "ipv4",
    dns_entry: (subject) => endpointNames(subject),
  }),
  aws_flow_log: ec2("fl", "vpc-flow-log"),
  aws_security_group: ec2("sg", "security-group"),
  aws_default_security_group: ec2("sg", "security-group", {
    name: () => "default",
    description: () => "default VPC security group",
  }),
  aws_security_group_rule: {
    id: (subject) => `sgrule-${subject.digits(10)}`,
    security_group_rule_id: derivedId("sgr", "rule"),
  },
  aws_vpc_security_group_ingress_rule: rule,
  aws_vpc_security_group_egress_rule: rule,
  aws_network_acl: ec2("acl", "network-acl"),
  aws_default_network_acl: ec2("acl", "network-acl"),
  aws_network_acl_rule: { id: (subject) => `nacl-${subject.digits(10)}` },
  aws_network_acl_association: { id: derivedId("aclassoc", "id") },
  aws_network_interface: ec2("eni", "network-interface", { private_ip: privateIp }),
  aws_launch_template: ec2("lt", "launch-template", {
    latest_version: () => 1,
    default_version: () => 1,
  }),
  aws_instance: ec2("i", "instance", {
    instance_state: () => "running",
    private_ip: privateIp,
    private_dns: (subject) =>
      `ip-${subject.text("private_ip").replaceAll(".", "-")}.${subject.region}.compute.internal`,
    primary_network_interface_id: derivedId("eni", "network interface"),
    availability_zone: (subject) => zoneOf(subject).name,
  }),
  aws_ebs_volume: ec2("vol", "volume"),
  aws_ami: ec2("ami", "image"),
  aws_key_pair: {
    id: (subject) => subject.text("key_name"),
    key_pair_id: derivedId("key", "pair"),
    arn: (subject) => subject.arn("ec2", `key-pair/${subject.text("key_name")}`),
  },
  aws_vpc_peering_connection: ec2("pcx", "vpc-peering-connection", { accept_status: () => "active" }),
  aws_vpc_dhcp_options: ec2("dopt", "dhcp-options"),
  aws_vpc_dhcp_options_association: { id: (s) => `${s.text("dhcp_options_id")}-${s.text("vpc_id")}` },
  aws_vpc_ipv4_cidr_block_association: { id: derivedId("vpc-cidr-assoc", "id") },
  aws_ec2_managed_prefix_list: ec2("pl", "prefix-list", { version: () => 1 }),
  aws_ec2_transit_gateway: ec2("tgw", "transit-gateway"),
  aws_ec2_transit_gateway_vpc_attachment: ec2("tgw-attach", "transit-gateway-attachment"),
  aws_ec2_transit_gateway_route_table: ec2("tgw-rtb", "transit-gateway-route-table"),
};

const hasIpv6 = (subject: Subject): boolean => subject.value("assign_generated_ipv6_cidr_block") === true;

/** The /56 that AWS chooses for a VPC. */
function ipv6Range(subject: Subject): string {
  const hex = subject.hex(6, "ipv6 range");
  return `2600:1f18:${hex.slice(0, 4)}:${hex.slice(4)}00::/56`;
}

function octets(subject: Subject, purpose: string): number[] {
  const hex = subject.hex(6, purpose);
  return [0, 2, 4].map((start) => parseInt(hex.slice(start, start + 2), 16));
}

/** The zone that was asked for by name or id, or the first of the Region. */
function zoneOf(subject: Subject): { name: string; id: string } {
  const zones = zonesOf(subject.region);
  const name = subject.text("availability_zone");
  const id = subject.text("availability_zone_id");
  return (
    zones.find((zone) => zone.name === name || zone.id === id) ??
    (name === "" ? zones[0] : { name, id: "" }) ?? { name: `${subject.region}a`, id: "" }
  );
}

function endpointNames(subject: Subject): { dns_name: string; hosted_zone_id: string }[] {
  if (subject.text("vpc_endpoint_type", "Gateway") === "Gateway") return [];
  const service = subject.text("service_name").split(".").at(-1) ?? "";
  const dns_name = `${subject.text("id")}-${subject.hex(8, "dns")}.${service}.${subject.region}.vpce.amazonaws.com`;
  return [{ dns_name, hosted_zone_id: `Z${subject.base32(13, "zone")}` }];
}
