import { DISPATCH_VARIABLES, readSettings } from "./settings";

const variables = {
  [DISPATCH_VARIABLES.environment]: "dev",
  [DISPATCH_VARIABLES.region]: "us-east-1",
  [DISPATCH_VARIABLES.queueTable]: "tagform-dev-queue",
  [DISPATCH_VARIABLES.pipeline]: "tagform-dev",
  [DISPATCH_VARIABLES.commitsBucket]: "acme-dev-commits",
  [DISPATCH_VARIABLES.recordProject]: "tagform-dev-record",
  [DISPATCH_VARIABLES.notificationsTopic]: "arn:aws:sns:us-east-1:123456789012:notifications",
  [DISPATCH_VARIABLES.maxRunning]: "10",
};

test("reads what the stack sets", () => {
  expect(readSettings(variables)).toMatchObject({ environment: "dev", maxRunning: 10 });
});

test("names all that is missing or wrong", () => {
  const wrong = {
    ...variables,
    TAGFORM_PIPELINE: undefined,
    TAGFORM_ENVIRONMENT: "test",
    TAGFORM_MAX_RUNNING: "0",
  };
  expect(() => readSettings(wrong)).toThrow(
    "the environment of the dispatch function has 3 issues:\n" +
      "  TAGFORM_PIPELINE: is missing: the stack sets it\n" +
      '  TAGFORM_ENVIRONMENT: must name an environment, got "test"\n' +
      '  TAGFORM_MAX_RUNNING: must be a whole number above 0, got "0"',
  );
});
