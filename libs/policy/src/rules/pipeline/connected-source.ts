import type { JsonObject } from "@tagform/hcl";

import type { Block } from "../../document/configuration";
import { blockOf, blocksOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { pipeline, project } from "./examples";

const STAGES = ["Lint", "Scan", "Plan", "Apply"];
const CREDENTIALS = new Set(["BASIC_AUTH", "PERSONAL_ACCESS_TOKEN", "OAUTH"]);
const HUB: JsonObject = {
  ...{
    name: "Source",
    category: "Source",
    owner: "ThirdParty",
    provider: "GitHub",
    version: "1",
    output_artifacts: ["Commit"],
  },
  configuration: { Owner: "example", Repo: "tagform", Branch: "main", OAuthToken: "${var.token}" },
};

function problem({ type, body }: Block): string | undefined {
  if (type === "aws_codepipeline") {
    const actions = blocksOf(body["stage"]).flatMap(({ action }) => blocksOf(action));
    const old = actions.some(({ category, owner }) => category === "Source" && owner === "ThirdParty");
    return old ? "its source is read with somebody's token" : undefined;
  }
  const kind =
    type === "aws_codebuild_source_credential"
      ? body["auth_type"]
      : blockOf(blockOf(body["source"])["auth"])["type"];
  return typeof kind === "string" && CREDENTIALS.has(kind) ? `its source is read with ${kind}` : undefined;
}

export const connectedSource: ConfigurationRule = {
  id: "TAGFORM_PIPE_5",
  title: "Sources are read through a connection, never with a password or a token",
  severity: "high",
  why: "A token is a person: it reads what that person may read, and stops the deliveries on the day they leave.",
  fix: "Use CodeConnections: auth type CODECONNECTIONS of a build, provider CodeStarSourceConnection of a pipeline.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-1",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(
      configuration.ofType("aws_codepipeline", "aws_codebuild_project", "aws_codebuild_source_credential"),
      problem,
    ),
  passes: {
    resource: {
      aws_codepipeline: { main: pipeline(STAGES) },
      aws_codebuild_project: { build: project("build") },
    },
  },
  fails: {
    resource: { aws_codepipeline: { main: pipeline(STAGES, HUB) } },
    variable: { token: { type: "string", sensitive: true } },
  },
};
