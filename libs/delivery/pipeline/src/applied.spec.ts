import { resolve } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { PipelineRole, StepRoles } from "@tagform/delivery-roles";
import { type AppliedAws, forMoto, plannedActions, synthStack, withAppliedAws } from "@tagform/testing";

import { DeliveryPipeline } from "./delivery-pipeline";
import type { DeliveryPipelineConfig } from "./delivery-pipeline-config";
import type { DeliveryPlace } from "./delivery-place";
import { CONFIG, deliveryProps } from "./fixtures/delivery";
import { stepResources } from "./step-resources";
import { DeliveryStores } from "./stores/delivery-stores";

const CHECKOUT = resolve(__dirname, "../../../..");
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, process.env["PATH"] ?? "", (started) => (aws = started));

const VARIANTS: Readonly<Record<string, Partial<DeliveryPipelineConfig>>> = {
  hosted: { approval: "two-people", trail: { environments: ["dev"] } },
  codecommit: {
    repository: { host: "codecommit", repository: "infra" },
    processor: "arm",
    vpc: {
      vpcId: "vpc-0123456789abcdef0",
      subnetIds: ["subnet-0123456789abcdef0"],
      securityGroupIds: ["sg-0123456789abcdef0"],
    },
  },
};

testApplied.each(Object.keys(VARIANTS))(
  "the real AWS provider takes the whole delivery for valid: %s",
  async (variant) => {
    const { json } = synthStack((stack) => {
      new AwsProvider(stack, "aws", aws.providerSettings);
      new DeliveryPipeline(stack, "delivery", deliveryProps(VARIANTS[variant]));
    });
    const terraform = await aws.terraformIn(variant, json);
    expect((await terraform("init", "-backend=false")).stderr).toBe("");
    const validated = await terraform("validate");
    expect([validated.stderr, validated.stdout]).toEqual(["", expect.stringContaining("Success!")]);
  },
  120_000,
);

// moto 5.2.5 knows no pipeline, and no project whose source is one.
testApplied(
  "it applies stores, keys and roles, and then would create and replace nothing; nobody destroys them",
  async () => {
    const place: DeliveryPlace = {
      ...{ environment: "dev", region: "us-east-1", accountId: "123456789012", partition: "aws" },
    };
    const keyArn = "arn:aws:kms:us-east-1:123456789012:key/one";
    const { json } = synthStack((stack) => {
      new AwsProvider(stack, "aws", aws.providerSettings);
      const stores = new DeliveryStores(stack, "stores", {
        ...{ place, tfBackendConfigPrefix: "acme", commitRetentionDays: 60, logRetentionDays: 400 },
        breakGlassRoles: ["rescue/keeper"],
      });
      const keys = { stateKeyArns: [keyArn], queueKeyArn: keyArn } as const;
      const resources = stepResources({ place, config: CONFIG, stores, ...keys });
      new StepRoles(stack, "roles", resources);
      const approvals = { topicArn: "arn:aws:sns:us-east-1:123456789012:approvals", keyArn } as const;
      new PipelineRole(stack, "pipeline", { ...resources, approvals, deletable: false });
    });
    const terraform = await aws.terraformIn("stores", forMoto(json));
    expect((await terraform("init")).stderr).toBe("");
    expect((await terraform("apply", "-auto-approve")).stderr).toBe("");
    // moto 5.2.5 forgets a key's rotation period and the names of access logs.
    expect(new Set(await plannedActions(terraform))).toEqual(new Set(["read", "update"]));
    const destroyed = await terraform("destroy", "-auto-approve");
    expect(destroyed.stderr).toContain("lifecycle.prevent_destroy");
  },
  300_000,
);
