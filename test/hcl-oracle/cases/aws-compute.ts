import type { OracleCase } from "../forms";

const VPC = { vpc_id: "vpc-0123456789abcdef0" };
const SUBNETS = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];

/** The keys of an object attribute that is not written as a block: Terraform wants them all. */
const nothing = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, null]));

const ROUTE = nothing(
  ..."carrier_gateway_id core_network_arn destination_prefix_list_id egress_only_gateway_id".split(" "),
  ..."ipv6_cidr_block local_gateway_id nat_gateway_id network_interface_id transit_gateway_id".split(" "),
  ..."vpc_endpoint_id vpc_peering_connection_id".split(" "),
);

/** Networks, instances and load balancers. */
export const AWS_COMPUTE_CASES: readonly OracleCase[] = [
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
    name: "instances",
    document: {
      resource: {
        aws_instance: {
          a: {
            count: 2,
            ami: "ami-0123456789abcdef0",
            instance_type: "t3.micro",
            subnet_id: SUBNETS[0] ?? "",
            user_data: "#!/bin/bash\necho \"${count.index}\" '\\n' > /tmp/x\ncat <<EOF\n$${HOME}\nEOF\n",
            root_block_device: { encrypted: true, volume_size: 8 },
            ebs_block_device: [
              { device_name: "/dev/sdb", volume_size: 1 },
              { device_name: "/dev/sdc", volume_size: 2, tags: { a: "b" } },
            ],
            metadata_options: { http_tokens: "required" },
            lifecycle: {
              ignore_changes: ["ami", 'tags["x y"]', "root_block_device[0].volume_size"],
              create_before_destroy: true,
              precondition: [{ condition: "${length(var.name) > 0}", error_message: 'no "name"' }],
            },
            tags: { Name: "${var.name}-${count.index}" },
            timeouts: { create: "10m" },
          },
        },
        aws_launch_template: {
          t: {
            name_prefix: "template-",
            image_id: "resolve:ssm:/aws/service/ami",
            block_device_mappings: [
              { device_name: "/dev/xvda", ebs: { encrypted: "true", volume_type: "gp3" } },
            ],
            metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
            network_interfaces: [{ security_groups: ["sg-1"], delete_on_termination: "true" }],
            tag_specifications: [
              { resource_type: "instance", tags: { a: "b" } },
              { resource_type: "volume", tags: {} },
            ],
            monitoring: { enabled: true },
            user_data: '${base64encode("a\\nb")}',
          },
        },
        aws_autoscaling_group: {
          g: {
            min_size: 1,
            max_size: 3,
            vpc_zone_identifier: SUBNETS,
            launch_template: {
              id: "${aws_launch_template.t.id}",
              version: "${aws_launch_template.t.latest_version}",
            },
            instance_refresh: {
              strategy: "Rolling",
              preferences: { min_healthy_percentage: 50 },
              triggers: ["tag"],
            },
            tag: [
              { key: "a", value: "1", propagate_at_launch: true },
              { key: "b", value: "${var.name}", propagate_at_launch: false },
            ],
          },
          mixed: {
            min_size: 0,
            max_size: 1,
            availability_zones: ["us-east-1a"],
            mixed_instances_policy: {
              instances_distribution: { on_demand_base_capacity: 0 },
              launch_template: {
                launch_template_specification: { launch_template_id: "${aws_launch_template.t.id}" },
                override: [
                  { instance_type: "t3.micro" },
                  { instance_type: "t3.small", weighted_capacity: "2" },
                ],
              },
            },
          },
        },
        aws_autoscaling_policy: {
          p: {
            name: "p",
            autoscaling_group_name: "${aws_autoscaling_group.g.name}",
            policy_type: "TargetTrackingScaling",
            target_tracking_configuration: {
              predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
              target_value: 50,
            },
          },
        },
      },
      variable: { name: { default: "n" } },
    },
  },
  {
    name: "load balancers",
    document: {
      locals: { groups: { a: 1, b: 2 }, conditions: [{ paths: ["/a", "/b"] }] },
      resource: {
        aws_lb: {
          l: {
            name: "l",
            subnets: SUBNETS,
            access_logs: { bucket: "logs", enabled: true },
            subnet_mapping: [],
          },
        },
        aws_lb_target_group: {
          g: {
            for_each: "${local.groups}",
            name: "${each.key}",
            port: 80,
            protocol: "HTTP",
            ...VPC,
            health_check: { path: "/", matcher: "200" },
            stickiness: { type: "lb_cookie" },
          },
        },
        aws_lb_listener: {
          two: {
            load_balancer_arn: "${aws_lb.l.arn}",
            port: 80,
            default_action: [
              {
                type: "forward",
                forward: {
                  target_group: [
                    { arn: '${aws_lb_target_group.g["a"].arn}', weight: 1 },
                    { arn: '${aws_lb_target_group.g["b"].arn}', weight: 2 },
                  ],
                  stickiness: { duration: 60, enabled: true },
                },
              },
            ],
          },
          nestedDynamic: {
            load_balancer_arn: "${aws_lb.l.arn}",
            port: 81,
            dynamic: {
              default_action: {
                for_each: ["x"],
                content: {
                  type: "forward",
                  forward: {
                    dynamic: {
                      target_group: {
                        for_each: "${local.groups}",
                        content: {
                          arn: "${aws_lb_target_group.g[target_group.key].arn}",
                          weight: "${target_group.value}",
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
        aws_lb_listener_rule: {
          r: {
            listener_arn: "${aws_lb_listener.two.arn}",
            action: [
              {
                type: "fixed-response",
                fixed_response: { content_type: "text/plain", message_body: 'a "b"\n', status_code: "404" },
              },
            ],
            condition: [
              { path_pattern: { values: ["/x/*"] } },
              { http_header: { http_header_name: "X", values: ["$${a}"] } },
            ],
            dynamic: [
              {
                condition: {
                  for_each: "${local.conditions}",
                  content: { path_pattern: { values: "${condition.value.paths}" } },
                },
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
