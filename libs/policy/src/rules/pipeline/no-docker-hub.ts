import { blockOf, literalOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { environment, project } from "./examples";

const OURS =
  /^aws\/codebuild\/|^\d{12}\.dkr\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/|^public\.ecr\.aws\//;

export const noDockerHub: ConfigurationRule = {
  id: "TAGFORM_PIPE_4",
  title: "Builds run in images of CodeBuild or of ECR",
  severity: "high",
  why: "Docker Hub limits pulls per address, which all of CodeBuild shares; and whoever owns the tag there owns the build.",
  fix: "Use aws/codebuild/..., or mirror the image into ECR and name it there.",
  link: "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_codebuild_project"), ({ body }) => {
      const image = literalOf(blockOf(body["environment"])["image"]);
      return image === undefined || OURS.test(image)
        ? undefined
        : `its image is ${image}, neither of CodeBuild nor of ECR`;
    }),
  passes: { resource: { aws_codebuild_project: { build: project("build") } } },
  fails: { resource: { aws_codebuild_project: { build: project("build", environment("node:22")) } } },
};
