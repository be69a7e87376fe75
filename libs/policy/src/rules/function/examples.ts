import type { JsonObject } from "@tagform/hcl";

/** A function in which a rule looks for one thing. */
export const lambda = (more: JsonObject): JsonObject => ({
  resource: {
    aws_lambda_function: {
      web: {
        ...{
          function_name: "web",
          role: "arn:aws:iam::111122223333:role/web",
          runtime: "nodejs24.x",
          handler: "index.handler",
        },
        ...{ s3_bucket: "code", s3_key: "web.zip", ...more },
      },
    },
  },
});
