import type { JsonObject, JsonValue } from "@tagform/hcl";

import type { Block } from "../../document/configuration";
import { blockOf, blocksOf, isObject, literalOf, parsedOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const SECRET = /(^|_|-)(password|passwd|secret|token|api_?key|access_?key|private_?key|credentials?)($|_|-)/i;
/** Names of a secret, or where it lies, are none. */
const POINTER = /(_|-)(arn|name|id|path|parameter|url|file|ttl|bucket|table)$/i;

type Variable = readonly [name: string, value: JsonValue | undefined];

const named = (block: JsonObject): Variable => [textOf(block["name"]) ?? "", block["value"]];

/** Variables in the environment of what runs, as far as they are written as plain text. */
function variablesOf({ type, body }: Block): Variable[] {
  if (type === "aws_lambda_function") {
    const variables = blockOf(blockOf(body["environment"])["variables"]);
    return Object.entries(variables);
  }
  if (type === "aws_codebuild_project") {
    return blocksOf(blockOf(body["environment"])["environment_variable"])
      .filter(({ type: kind }) => kind === undefined || kind === "PLAINTEXT")
      .map(named);
  }
  const containers = parsedOf(textOf(body["container_definitions"]));
  return blocksOf(containers).flatMap((container) => {
    const options = blockOf(container["logConfiguration"])["options"];
    const logging: Variable[] = isObject(options) ? Object.entries(options) : [];
    return [...blocksOf(container["environment"]).map(named), ...logging];
  });
}

const isPlainSecret = ([name, value]: Variable): boolean =>
  (SECRET.test(name) || /^api_?key$/i.test(name)) && !POINTER.test(name) && (literalOf(value) ?? "") !== "";

const project = (variable: JsonObject) => ({
  resource: {
    aws_codebuild_project: {
      build: {
        ...{
          name: "build",
          service_role: "arn:aws:iam::111122223333:role/build",
          artifacts: { type: "NO_ARTIFACTS" },
        },
        environment: {
          ...{
            compute_type: "BUILD_GENERAL1_SMALL",
            image: "aws/codebuild/standard:7.0",
            type: "LINUX_CONTAINER",
          },
          environment_variable: [variable],
        },
        source: { type: "NO_SOURCE", buildspec: "version: 0.2" },
      },
    },
  },
});

export const noPlainSecrets: ConfigurationRule = {
  id: "TAGFORM_IAM_2",
  title: "Secrets come from a vault, not from the environment's plain variables",
  severity: "high",
  why: "A plain variable is in the commit, in the state, in the console, and in every log that prints its environment. checkov looks for AWS keys in functions, not for passwords.",
  fix: "Keep it in Secrets Manager or Parameter Store and pass its name or ARN: secrets of a container, SECRETS_MANAGER of a build, a read at the start of a function.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-2",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(
      configuration.ofType("aws_lambda_function", "aws_codebuild_project", "aws_ecs_task_definition"),
      (block) => {
        const found = variablesOf(block)
          .filter(isPlainSecret)
          .map(([name]) => name);
        return found.length === 0 ? undefined : `${found.join(", ")} holds a secret as plain text`;
      },
    ),
  passes: project({
    name: "DATABASE_PASSWORD",
    value: "research/database:password",
    type: "SECRETS_MANAGER",
  }),
  fails: project({ name: "DATABASE_PASSWORD", value: "correct horse battery staple" }),
};
