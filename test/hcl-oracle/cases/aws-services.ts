import type { OracleCase } from "../forms";

/** Events, edge and pipelines. */
export const AWS_SERVICE_CASES: readonly OracleCase[] = [
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
