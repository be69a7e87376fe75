import {
  DELIVERY_STORES,
  deliveryBucketName,
  dispatchName,
  pipelineName,
  pipelineRoleName,
  queueTableName,
} from "./delivery-names";
import { stepRoleName } from "./step-role";

test("what delivers an environment is called by it", () => {
  expect([pipelineName("dev"), queueTableName("dev"), deliveryBucketName("acme", "dev", "commits")]).toEqual([
    "tagform-dev",
    "tagform-dev-queue",
    "acme-dev-commits",
  ]);
  expect(DELIVERY_STORES.map((store) => deliveryBucketName("acme", "landing-zone", store))).toEqual([
    "acme-landing-zone-commits",
    "acme-landing-zone-artifacts",
    "acme-landing-zone-plans",
  ]);
});

test("no role of the delivery has the name of a step's", () => {
  const names = [pipelineRoleName("dev"), dispatchName("dev"), stepRoleName("dev", "plan")];
  expect(new Set(names).size).toBe(3);
});
