import { adoptableIn } from "./adoptable";

const IAM = "arn:aws:iam::555555555555:";
const resource = (address: string, after: object, actions: readonly string[] = ["create"]): object => ({
  address,
  type: address.split(".")[0],
  change: { actions, after },
});
const planOf = (resources: readonly object[], configured: readonly object[] = []): string =>
  JSON.stringify({
    resource_changes: resources,
    configuration: { root_module: { resources: configured } },
  });

test("what AWS has one of by a name is looked for under that name, where it would be", () => {
  const plan = planOf([
    resource("aws_s3_bucket.states", { bucket: "tagform-tooling", region: "us-east-1" }),
    resource("aws_dynamodb_table.locks", { name: "tagform-lock-tooling", region: "us-east-1" }),
    resource("aws_iam_role.plan", { name: "InfraPlanRole" }),
    resource("aws_iam_policy.boundary", { name: "InfraBoundary" }),
  ]);
  expect(adoptableIn(plan, IAM).map(({ address, id }) => [address, id])).toEqual([
    ["aws_s3_bucket.states", "tagform-tooling@us-east-1"],
    ["aws_dynamodb_table.locks", "tagform-lock-tooling@us-east-1"],
    ["aws_iam_role.plan", "InfraPlanRole"],
    ["aws_iam_policy.boundary", `${IAM}policy/InfraBoundary`],
  ]);
});

test("an alias leads to the key that the configuration gives it", () => {
  const alias = resource("aws_kms_alias.states", { name: "alias/states", region: "us-east-1" });
  const expressions = { target_key_id: { references: ["aws_kms_key.states.key_id", "aws_kms_key.states"] } };
  const configured = { address: "aws_kms_alias.states", expressions };
  expect(adoptableIn(planOf([alias], [configured]), IAM)).toEqual([
    {
      address: "aws_kms_alias.states",
      id: "alias/states@us-east-1",
      region: "us-east-1",
      alias: "alias/states",
      key: "aws_kms_key.states",
    },
  ]);
});

test("what is in the state, is a setting, or is not named yet is not looked for", () => {
  const plan = planOf([
    resource("aws_s3_bucket.known", { bucket: "known" }, ["no-op"]),
    resource("aws_s3_bucket.other", { bucket: "other" }, ["delete", "create"]),
    resource("aws_s3_bucket_policy.states", { bucket: "tagform-tooling" }),
    resource("aws_iam_role.generated", {}),
  ]);
  expect(adoptableIn(plan, IAM)).toEqual([]);
});
