import type { OracleCase } from "../forms";

const VPC = { vpc_id: "vpc-0123456789abcdef0" };
const SUBNETS = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];

/** Instances, load balancers, containers and functions. */
export const AWS_COMPUTE_CASES: readonly OracleCase[] = [
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
    name: "containers and functions",
    document: {
      resource: {
        aws_ecs_cluster: { c: { name: "c", setting: [{ name: "containerInsights", value: "enabled" }] } },
        aws_ecs_task_definition: {
          t: {
            family: "t",
            container_definitions: JSON.stringify([
              {
                name: "a",
                image: "${local.image}",
                command: ["sh", "-c", 'echo "$${HOME}" \\ \n'],
                environment: [{ name: "X", value: "1" }],
              },
            ]),
            volume: [
              {
                name: "v",
                efs_volume_configuration: {
                  file_system_id: "fs-1",
                  authorization_config: { iam: "ENABLED" },
                },
              },
            ],
            runtime_platform: { cpu_architecture: "ARM64" },
          },
        },
        aws_ecs_service: {
          s: {
            name: "s",
            cluster: "${aws_ecs_cluster.c.id}",
            task_definition: "${aws_ecs_task_definition.t.arn}",
            network_configuration: { subnets: ["subnet-1"] },
            load_balancer: [
              {
                target_group_arn: "arn:aws:elasticloadbalancing:us-east-1:012345678901:targetgroup/a/b",
                container_name: "a",
                container_port: 80,
              },
            ],
            deployment_circuit_breaker: { enable: true, rollback: true },
          },
        },
        aws_lambda_function: {
          f: {
            function_name: "f",
            role: "arn:aws:iam::012345678901:role/r",
            runtime: "nodejs22.x",
            handler: "i.h",
            s3_bucket: "b",
            s3_key: "k",
            environment: { variables: { A: "1", B_2: '{"json":"${local.image}"}' } },
            tracing_config: { mode: "Active" },
            dead_letter_config: { target_arn: "arn:aws:sqs:us-east-1:012345678901:q" },
          },
        },
        aws_eks_cluster: {
          k: {
            name: "k",
            role_arn: "arn:aws:iam::012345678901:role/r",
            vpc_config: { subnet_ids: ["subnet-1", "subnet-2"] },
            encryption_config: {
              provider: { key_arn: "arn:aws:kms:us-east-1:012345678901:key/a" },
              resources: ["secrets"],
            },
            access_config: { authentication_mode: "API" },
          },
        },
        aws_eks_node_group: {
          n: {
            cluster_name: "${aws_eks_cluster.k.name}",
            node_role_arn: "arn:aws:iam::012345678901:role/r",
            subnet_ids: ["subnet-1"],
            scaling_config: { desired_size: 1, max_size: 1, min_size: 1 },
            taint: [{ key: "a", effect: "NO_SCHEDULE" }],
            lifecycle: { ignore_changes: ["scaling_config[0].desired_size"] },
          },
        },
      },
      locals: { image: "i:1" },
    },
  },
];
