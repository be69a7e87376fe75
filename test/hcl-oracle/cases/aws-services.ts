import type { OracleCase } from "../forms";

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: ["s3:*"],
      Resource: "${aws_s3_bucket.b.arn}/$${aws:username}/*",
      Condition: { StringLike: { 'a"b': "\\d" } },
    },
  ],
});

const ASSUME = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }],
});

/** Storage, identity, and everything else with blocks worth a look. */
export const AWS_SERVICE_CASES: readonly OracleCase[] = [
  {
    name: "buckets and identity",
    document: {
      resource: {
        aws_s3_bucket: { b: { bucket: "b-1", tags: { "quote and token": 'x "${local.name}" y' } } },
        aws_s3_bucket_policy: { p: { bucket: "${aws_s3_bucket.b.id}", policy: POLICY } },
        aws_s3_bucket_versioning: {
          v: { bucket: "${aws_s3_bucket.b.id}", versioning_configuration: { status: "Enabled" } },
        },
        aws_s3_bucket_server_side_encryption_configuration: {
          e: {
            bucket: "${aws_s3_bucket.b.id}",
            rule: [
              {
                apply_server_side_encryption_by_default: { sse_algorithm: "AES256" },
                bucket_key_enabled: true,
              },
            ],
          },
        },
        aws_s3_bucket_lifecycle_configuration: {
          l: {
            bucket: "${aws_s3_bucket.b.id}",
            rule: [
              { id: "empty filter", status: "Enabled", filter: {}, expiration: { days: 1 } },
              {
                id: "tags",
                status: "Enabled",
                filter: { and: { prefix: "a/", tags: { k: "v" } } },
                transition: [
                  { days: 30, storage_class: "STANDARD_IA" },
                  { days: 60, storage_class: "GLACIER" },
                ],
                noncurrent_version_expiration: { noncurrent_days: 3 },
              },
            ],
          },
        },
        aws_s3_bucket_public_access_block: {
          a: { bucket: "${aws_s3_bucket.b.id}", block_public_acls: true },
        },
        aws_iam_role: { r: { name: "r", assume_role_policy: ASSUME } },
        aws_iam_instance_profile: { i: { role: "${aws_iam_role.r.name}" } },
        aws_iam_role_policy_attachment: {
          many: {
            for_each: '${toset(["a", "b"])}',
            role: "${aws_iam_role.r.name}",
            policy_arn: "arn:aws:iam::aws:policy/${each.key}",
          },
        },
        aws_iam_policy: { p: { policy: "${data.aws_iam_policy_document.d.json}" } },
      },
      data: {
        aws_iam_policy_document: {
          d: {
            statement: [
              {
                actions: ["s3:GetObject"],
                resources: ["arn:aws:s3:::b/$${aws:username}/*"],
                principals: [{ type: "AWS", identifiers: ["*"] }],
                condition: [
                  { test: "StringEquals", variable: "a", values: ["x"] },
                  { test: "StringLike", variable: "b", values: ['"q"', "\\"] },
                ],
              },
              { effect: "Deny", actions: ["*"], resources: ["*"] },
            ],
            dynamic: {
              statement: {
                for_each: ["one", "two"],
                content: {
                  sid: "${statement.value}",
                  actions: ["s3:*"],
                  resources: ["*"],
                  dynamic: {
                    condition: {
                      for_each: [1],
                      iterator: "inner",
                      content: { test: "Bool", variable: "c", values: ["${inner.value == 1}"] },
                    },
                  },
                },
              },
            },
          },
          later: {
            statement: { actions: ["*"], resources: ["${aws_s3_bucket.b.arn}"] },
            depends_on: ["aws_s3_bucket.b"],
          },
        },
        aws_partition: { p: {} },
      },
      locals: { name: "n" },
      output: {
        document: { value: "${data.aws_iam_policy_document.d.json}" },
        partition: { value: "${data.aws_partition.p.id}" },
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
  {
    name: "events and alarms",
    document: {
      resource: {
        aws_cloudwatch_metric_alarm: {
          q: {
            alarm_name: "q",
            comparison_operator: "GreaterThanThreshold",
            evaluation_periods: 1,
            threshold: 10.5,
            metric_query: [
              { id: "e1", expression: 'm2/m1*100 + "x"', label: "%", return_data: true },
              {
                id: "m1",
                metric: {
                  metric_name: "R",
                  namespace: "AWS/X",
                  period: 60,
                  stat: "Sum",
                  dimensions: { "Load Balancer": "a/b" },
                },
              },
            ],
          },
        },
        aws_cloudwatch_event_rule: {
          r: { name: "r", event_pattern: JSON.stringify({ source: ["aws.${local.x}"] }) },
        },
        aws_cloudwatch_event_target: {
          t: {
            rule: "${aws_cloudwatch_event_rule.r.name}",
            arn: "arn:aws:sns:us-east-1:012345678901:t",
            input_transformer: {
              input_paths: { i: "$.detail" },
              input_template: '"state <i>"\nsecond line\n',
            },
          },
        },
        aws_sns_topic: { t: { name: "t", delivery_policy: JSON.stringify({ http: { a: 1 } }) } },
        aws_sqs_queue: {
          q: { name: "q", redrive_policy: '${jsonencode({maxReceiveCount=3,deadLetterTargetArn="arn"})}' },
        },
        aws_ssm_parameter: { p: { name: "p", type: "String", value: "a\nEOF\nEOT\n  b\n" } },
        aws_route53_zone: { z: { name: "example.com" } },
        aws_route53_record: {
          a: {
            zone_id: "${aws_route53_zone.z.zone_id}",
            name: "a",
            type: "A",
            alias: { name: "x.elb.amazonaws.com", zone_id: "Z", evaluate_target_health: true },
          },
          w: {
            zone_id: "Z",
            name: "w",
            type: "TXT",
            ttl: 60,
            records: ['v=spf1 "x"', "b"],
            set_identifier: "s",
            weighted_routing_policy: { weight: 1 },
          },
        },
        aws_kms_key: { k: { description: "a\tb", multi_region: false } },
      },
      locals: { x: "s3" },
    },
  },
  {
    name: "data stores",
    document: {
      resource: {
        aws_dynamodb_table: {
          t: {
            name: "t",
            billing_mode: "PAY_PER_REQUEST",
            hash_key: "a",
            range_key: "b",
            attribute: [
              { name: "a", type: "S" },
              { name: "b", type: "N" },
            ],
            global_secondary_index: [{ name: "g", hash_key: "b", projection_type: "ALL" }],
            ttl: { attribute_name: "t", enabled: true },
            point_in_time_recovery: { enabled: true },
          },
        },
        aws_db_instance: {
          d: {
            instance_class: "db.t3.micro",
            engine: "postgres",
            allocated_storage: 10,
            username: "u",
            manage_master_user_password: true,
            skip_final_snapshot: true,
            timeouts: { create: "1h", delete: "1h" },
          },
        },
        aws_efs_file_system: {
          e: {
            lifecycle_policy: [
              { transition_to_ia: "AFTER_30_DAYS" },
              { transition_to_archive: "AFTER_90_DAYS" },
            ],
          },
        },
        aws_elasticache_replication_group: {
          r: {
            replication_group_id: "r",
            description: "d",
            log_delivery_configuration: [
              {
                destination: "l",
                destination_type: "cloudwatch-logs",
                log_format: "json",
                log_type: "slow-log",
              },
            ],
          },
        },
        aws_backup_plan: {
          b: {
            name: "b",
            rule: [
              {
                rule_name: "r",
                target_vault_name: "vault",
                schedule: "cron(0 12 * * ? *)",
                lifecycle: { delete_after: 14 },
              },
            ],
          },
        },
      },
    },
  },
  {
    name: "edge and pipelines",
    document: {
      resource: {
        aws_cloudfront_distribution: {
          c: {
            enabled: true,
            origin: [
              {
                domain_name: "o",
                origin_id: "o",
                custom_origin_config: {
                  http_port: 80,
                  https_port: 443,
                  origin_protocol_policy: "https-only",
                  origin_ssl_protocols: ["TLSv1.2"],
                },
              },
            ],
            default_cache_behavior: {
              allowed_methods: ["GET", "HEAD"],
              cached_methods: ["GET", "HEAD"],
              target_origin_id: "o",
              viewer_protocol_policy: "https-only",
              forwarded_values: { query_string: false, cookies: { forward: "none" } },
            },
            ordered_cache_behavior: [],
            restrictions: { geo_restriction: { restriction_type: "none" } },
            viewer_certificate: { cloudfront_default_certificate: true },
          },
        },
        aws_codebuild_project: {
          p: {
            name: "p",
            service_role: "arn:aws:iam::012345678901:role/r",
            artifacts: { type: "NO_ARTIFACTS" },
            environment: {
              compute_type: "BUILD_GENERAL1_SMALL",
              image: "i",
              type: "LINUX_CONTAINER",
              environment_variable: [{ name: "A", value: "$${b}" }],
            },
            source: {
              type: "GITHUB",
              location: "https://x",
              buildspec: 'version: 0.2\nphases:\n  build:\n    commands: ["echo ${1}"]\n',
            },
          },
        },
        aws_codepipeline: {
          p: {
            name: "p",
            role_arn: "arn:aws:iam::012345678901:role/r",
            artifact_store: [{ location: "b", type: "S3" }],
            stage: [
              {
                name: "Source",
                action: [
                  {
                    name: "S",
                    category: "Source",
                    owner: "AWS",
                    provider: "S3",
                    version: "1",
                    output_artifacts: ["s"],
                    configuration: { S3Bucket: "b", S3ObjectKey: "k" },
                  },
                ],
              },
              {
                name: "Approve",
                action: [{ name: "A", category: "Approval", owner: "AWS", provider: "Manual", version: "1" }],
              },
            ],
          },
        },
        aws_wafv2_web_acl: {
          w: {
            name: "w",
            scope: "REGIONAL",
            default_action: { allow: {} },
            visibility_config: {
              cloudwatch_metrics_enabled: false,
              metric_name: "m",
              sampled_requests_enabled: false,
            },
            rule: [
              {
                name: "managed",
                priority: 1,
                override_action: { none: {} },
                statement: {
                  managed_rule_group_statement: {
                    name: "AWSManagedRulesCommonRuleSet",
                    vendor_name: "AWS",
                    rule_action_override: [{ name: "x", action_to_use: { count: {} } }],
                  },
                },
                visibility_config: {
                  cloudwatch_metrics_enabled: false,
                  metric_name: "m",
                  sampled_requests_enabled: false,
                },
              },
              {
                name: "both",
                priority: 2,
                action: { block: {} },
                statement: {
                  and_statement: {
                    statement: [
                      { geo_match_statement: { country_codes: ["US"] } },
                      {
                        not_statement: {
                          statement: [
                            {
                              ip_set_reference_statement: {
                                arn: "arn:aws:wafv2:us-east-1:012345678901:regional/ipset/a/b",
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
                visibility_config: {
                  cloudwatch_metrics_enabled: false,
                  metric_name: "m",
                  sampled_requests_enabled: false,
                },
              },
            ],
          },
        },
        aws_budgets_budget: {
          b: {
            budget_type: "COST",
            limit_amount: "1",
            limit_unit: "USD",
            time_unit: "MONTHLY",
            notification: [
              {
                comparison_operator: "GREATER_THAN",
                threshold: 100,
                threshold_type: "PERCENTAGE",
                notification_type: "FORECASTED",
                subscriber_email_addresses: ["a@b"],
              },
            ],
          },
        },
      },
    },
    warnings: ["rule.statement", "rule.statement"],
  },
];
