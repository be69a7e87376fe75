import type { OracleCase } from "../forms";

const VPC = { vpc_id: "vpc-0123456789abcdef0" };

/** The keys of an object attribute that is not written as a block: Terraform wants them all. */
const nothing = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, null]));

const ROUTE = nothing(
  ..."carrier_gateway_id core_network_arn destination_prefix_list_id egress_only_gateway_id".split(" "),
  ..."ipv6_cidr_block local_gateway_id nat_gateway_id network_interface_id transit_gateway_id".split(" "),
  ..."vpc_endpoint_id vpc_peering_connection_id".split(" "),
);

/** Networks and who may talk in them. */
export const AWS_NETWORK_CASES: readonly OracleCase[] = [
  {
    name: "network",
    document: {
      resource: {
        aws_vpc: { v: { cidr_block: "10.0.0.0/16", tags: { Name: 'a "b"', "odd key:1": "${1 + 1}" } } },
        aws_subnet: {
          s: { for_each: { a: 0, b: 1 }, vpc_id: "${aws_vpc.v.id}", cidr_block: "10.0.${each.value}.0/24" },
        },
        aws_internet_gateway: { i: { vpc_id: "${aws_vpc.v.id}" } },
        aws_eip: { e: { domain: "vpc" } },
        aws_nat_gateway: { n: { allocation_id: "${aws_eip.e.id}", subnet_id: '${aws_subnet.s["a"].id}' } },
        aws_route_table: {
          attribute: {
            vpc_id: "${aws_vpc.v.id}",
            route: [{ ...ROUTE, cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.i.id}" }],
          },
          empty: { vpc_id: "${aws_vpc.v.id}", route: [] },
        },
        aws_network_acl: {
          n: {
            vpc_id: "${aws_vpc.v.id}",
            ingress: [
              {
                ...nothing("icmp_code", "icmp_type", "ipv6_cidr_block"),
                protocol: "tcp",
                rule_no: 100,
                action: "allow",
                cidr_block: "10.0.0.0/8",
                from_port: 80,
                to_port: 80,
              },
            ],
          },
        },
        aws_vpc_endpoint: {
          s3: {
            vpc_id: "${aws_vpc.v.id}",
            service_name: "com.amazonaws.us-east-1.s3",
            timeouts: { create: "5m" },
          },
        },
        aws_flow_log: {
          f: {
            vpc_id: "${aws_vpc.v.id}",
            traffic_type: "ALL",
            log_destination: "arn:aws:s3:::logs",
            log_destination_type: "s3",
            destination_options: { file_format: "parquet", per_hour_partition: true },
          },
        },
      },
    },
  },
  {
    name: "security groups",
    document: {
      variable: { ports: { default: [80, 443] } },
      resource: {
        aws_security_group: {
          empty: { ...VPC, name: "empty", ingress: [], egress: [] },
          full: {
            ...VPC,
            name: "full",
            ingress: [
              {
                from_port: 80,
                to_port: 80,
                protocol: "tcp",
                cidr_blocks: ["0.0.0.0/0"],
                description: null,
                ipv6_cidr_blocks: null,
                prefix_list_ids: null,
                security_groups: null,
                self: null,
              },
            ],
          },
          dynamic: {
            ...VPC,
            name: "dynamic",
            dynamic: {
              ingress: {
                for_each: "${var.ports}",
                iterator: "port",
                content: {
                  from_port: "${port.value}",
                  to_port: "${port.value}",
                  protocol: "tcp",
                  cidr_blocks: ["10.0.0.0/8"],
                },
              },
            },
          },
        },
        aws_vpc_security_group_ingress_rule: {
          web: {
            security_group_id: "${aws_security_group.full.id}",
            ip_protocol: "tcp",
            from_port: 1,
            to_port: 2,
            cidr_ipv4: "0.0.0.0/0",
          },
        },
        aws_default_security_group: {
          d: {
            ...VPC,
            ingress: [
              {
                ...nothing(
                  "cidr_blocks",
                  "description",
                  "ipv6_cidr_blocks",
                  "prefix_list_ids",
                  "security_groups",
                ),
                protocol: -1,
                self: true,
                from_port: 0,
                to_port: 0,
              },
            ],
          },
        },
      },
    },
  },
  {
    name: "provider of a resource",
    document: {
      terraform: {
        required_providers: {
          aws: { source: "hashicorp/aws", version: "6.25.0", configuration_aliases: ["aws.other"] },
        },
      },
      resource: {
        aws_vpc: {
          default: { provider: "aws", cidr_block: "10.0.0.0/16" },
          other: { provider: "aws.other", cidr_block: "10.1.0.0/16" },
        },
      },
      module: { child: { source: "./child", providers: { aws: "aws.other" } } },
      data: { aws_region: { r: { provider: "aws.other" } } },
      output: { region: { value: "${data.aws_region.r.name}" } },
    },
    files: {
      "child/main.tf.json": JSON.stringify({
        terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
        resource: { aws_vpc: { v: { cidr_block: "10.2.0.0/16" } } },
      }),
    },
    inputs: { providers: { aws: "aws", "aws.other": "aws.west" } },
  },
];
