import { ask, type PrincipalRole, synthesizedPolicy, synthesizedRoles } from "@tagform/policy-evaluator";
import { synthStack, type TerraformDocument } from "@tagform/testing";

import { DeliveryPipeline } from "./delivery-pipeline";
import { deliveryProps, TOOLING } from "./fixtures/delivery";

// Who may do what in a whole delivery: policies of roles and of keys together, as they are synthesized.

const KEYS = `arn:aws:kms:us-east-1:${TOOLING}:key/`;

const made = synthStack((stack) => new DeliveryPipeline(stack, "delivery", deliveryProps())).json;

/** As it is once Terraform has made keys and buckets. */
const json = JSON.parse(
  JSON.stringify(made)
    .replace(/\$\{aws_kms_key\.(\w+)\.arn\}/g, `${KEYS}$1`)
    .replace(/\$\{aws_s3_bucket\.(\w+)\.id\}/g, (_, id: string) =>
      String(made.resource?.["aws_s3_bucket"]?.[id]?.["bucket"]),
    ),
) as TerraformDocument;

const ROLES: readonly PrincipalRole[] = synthesizedRoles(json).roles.map(({ name, trust, identity }) => ({
  arn: `arn:aws:iam::${TOOLING}:role/${/-(source|verify|plan|apply|record)$/.test(name) ? "tagform/" : ""}${name}`,
  trust,
  identity,
  // It allows all but what is the account's own.
  boundary: undefined,
}));

/** Somebody whose own policy allows everything in the account. */
const ADMINISTRATOR: PrincipalRole = {
  arn: `arn:aws:iam::${TOOLING}:role/administrator`,
  trust: { Version: "2012-10-17", Statement: [] },
  identity: [{ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }],
  boundary: undefined,
};

const keyOf = (part: string) => {
  const [id, key] = Object.entries(json.resource?.["aws_kms_key"] ?? {}).find(([name]) =>
    name.includes(part),
  )!;
  return { arn: `${KEYS}${id}`, policy: synthesizedPolicy(json, key["policy"]) };
};

/** Names of the roles that may use the key of a part of the delivery, for an object of its bucket. */
function whoMay(action: string, part: string, object: string): string[] {
  const { arn: resource, policy } = keyOf(part);
  const context = {
    "kms:ViaService": "s3.us-east-1.amazonaws.com",
    "kms:EncryptionContext:aws:s3:arn": `arn:aws:s3:::${object}`,
  };
  return [...ROLES, ADMINISTRATOR]
    .filter((role) => ask(role, { action, resource, context }, policy).decision === "allowed")
    .map(({ arn }) => arn.split("/").at(-1) ?? "");
}

test("apply alone decrypts a sealed plan, and plan alone encrypts one: an administrator does neither", () => {
  expect(
    whoMay("kms:Decrypt", "stores_plans", "acme-dev-plans/sealed/dev_us-east-1/research/1/tfplan"),
  ).toEqual(["tagform-dev-apply"]);
  expect(whoMay("kms:GenerateDataKey", "stores_plans", "acme-dev-plans/sealed/x")).toEqual([
    "tagform-dev-plan",
  ]);
});

test("what a failed apply left is read by who records it, and not by who left it", () => {
  expect(whoMay("kms:Decrypt", "stores_plans", "acme-dev-plans/failed/x")).toEqual(["tagform-dev-record"]);
  expect(whoMay("kms:GenerateDataKey", "stores_plans", "acme-dev-plans/failed/x")).toEqual([
    "tagform-dev-apply",
  ]);
});

test("source alone stores a commit; the pipeline carries it, and steps get it from there", () => {
  expect(whoMay("kms:GenerateDataKey", "stores_commits", "acme-dev-commits")).toEqual(["tagform-dev-source"]);
  expect(whoMay("kms:Decrypt", "stores_commits", "acme-dev-commits").sort()).toEqual([
    "tagform-dev-pipeline",
    "tagform-dev-record",
  ]);
});

test("plan alone signs, apply alone verifies", () => {
  expect(whoMay("kms:Sign", "stores_sealing", "none")).toEqual(["tagform-dev-plan"]);
  expect(whoMay("kms:Verify", "stores_sealing", "none")).toEqual(["tagform-dev-apply"]);
});
