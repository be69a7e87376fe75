import type { Statement } from "../../document/policy-statement";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { bucketWith } from "./examples";

const policy = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const RESOURCES = ["arn:aws:s3:::example-data", "arn:aws:s3:::example-data/*"];

function deniesPlain({ effect, actions, principals, resources, conditions }: Statement): boolean {
  const plain = conditions.some(
    ({ test, variable, values }) =>
      test.toLowerCase() === "bool" &&
      variable.toLowerCase() === "aws:securetransport" &&
      values.includes("false"),
  );
  const isAll = actions.some((action) => action === "s3:*" || action === "*") && principals.includes("*");
  const covers = resources.includes("*") || resources.some((one) => one.endsWith("/*"));
  return effect === "Deny" && plain && isAll && covers && conditions.length === 1;
}

export const onlyOverTls: ConfigurationRule = {
  id: "TAGFORM_S3_2",
  title: "A bucket refuses requests without TLS",
  severity: "high",
  why: "S3 answers plain HTTP: keys, tokens in presigned addresses and content can be read on the way.",
  fix: 'Add a statement to the bucket\'s policy: Deny s3:* to "*" on the bucket and all its objects, where aws:SecureTransport is false.',
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_s3_bucket"), (bucket) => {
      const policies = configuration.referring("aws_s3_bucket_policy", "bucket", bucket);
      if (policies.length === 0) return "it has no bucket policy";
      const statements = policies.map(({ body }) => configuration.statements(body["policy"]));
      const isUnknown = statements.includes(undefined);
      return isUnknown || statements.flat().some((one) => one !== undefined && deniesPlain(one))
        ? undefined
        : "its policy denies nothing that comes without TLS";
    }),
  passes: bucketWith({
    aws_s3_bucket_policy: {
      policy: policy({
        ...{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: RESOURCES },
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    },
  }),
  fails: bucketWith({
    aws_s3_bucket_policy: {
      policy: policy({ Effect: "Deny", Principal: "*", Action: "s3:DeleteBucket", Resource: RESOURCES }),
    },
  }),
};
