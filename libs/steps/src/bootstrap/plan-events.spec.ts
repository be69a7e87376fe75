import { probedImports } from "./plan-events";

const line = (diagnostic: object): string =>
  JSON.stringify({ "@level": "error", type: "diagnostic", diagnostic });

// As terraform 1.11.4 says it.
const NOT_THERE = {
  severity: "error",
  summary: "Cannot import non-existent remote object",
  detail:
    'While attempting to import an existing object to "aws_s3_bucket.a", the provider detected that no object exists with the given id.',
};

test("what is not there is told from what went wrong", () => {
  const denied = {
    severity: "error",
    summary: "reading S3 Bucket (b)",
    detail: "StatusCode: 403,\n  Forbidden",
    address: "aws_s3_bucket.b",
  };
  const output = [
    '{"@level":"info","type":"version","terraform":"1.11.4"}',
    line(NOT_THERE),
    line(denied),
    line({ severity: "error", summary: "Plugin crashed", detail: "" }),
    line({ severity: "warning", summary: "Deprecated", detail: "" }),
    "",
  ].join("\n");
  expect(probedImports(output)).toEqual({
    missing: new Set(["aws_s3_bucket.a"]),
    errors: [
      { address: "aws_s3_bucket.b", message: "reading S3 Bucket (b): StatusCode: 403, Forbidden" },
      { message: "Plugin crashed" },
    ],
  });
});
