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

/** Storage and identity. */
export const AWS_STORAGE_CASES: readonly OracleCase[] = [
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
];
