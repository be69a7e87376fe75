import { INFRA_BUILD_SESSION, infraBuildRoleArn } from "./infra-build-role";

test("the role of an account keeps the account's leading zero", () => {
  expect(infraBuildRoleArn("012345678901")).toBe("arn:aws:iam::012345678901:role/InfraBuildRole");
});

test("the role of a GovCloud account is in its partition", () => {
  expect(infraBuildRoleArn("111122223333", "aws-us-gov")).toBe(
    "arn:aws-us-gov:iam::111122223333:role/InfraBuildRole",
  );
});

test("CloudTrail shows the session under its agreed name", () => {
  expect(INFRA_BUILD_SESSION).toBe("INFRA_BUILD");
});
