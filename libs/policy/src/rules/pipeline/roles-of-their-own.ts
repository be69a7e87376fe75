import { textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { pipeline, project } from "./examples";

const SHARED = "arn:aws:iam::111122223333:role/delivery";
const STAGES = ["Lint", "Scan", "Plan", "Apply"];

export const rolesOfTheirOwn: ConfigurationRule = {
  id: "TAGFORM_PIPE_3",
  title: "A pipeline and each of its builds have roles of their own",
  severity: "high",
  why: "With a shared role, the code that is only to be linted may do what apply may.",
  fix: "Define a role per build project, and another for the pipeline.",
  link: "https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html",
  appliesTo: "configuration",
  check: (configuration) => {
    const blocks = configuration.ofType("aws_codepipeline", "aws_codebuild_project");
    const roleOf = (block: (typeof blocks)[number]): string =>
      textOf(block.body["role_arn"]) ?? textOf(block.body["service_role"]) ?? block.address;
    return violationsOf(blocks, (block) => {
      const others = blocks.filter((other) => other !== block && roleOf(other) === roleOf(block));
      return others.length === 0
        ? undefined
        : `it works as the same role as ${others.map(({ address }) => address).join(", ")}`;
    });
  },
  passes: {
    resource: {
      aws_codepipeline: { main: pipeline(STAGES) },
      aws_codebuild_project: { plan: project("plan"), apply: project("apply") },
    },
  },
  fails: {
    resource: {
      aws_codepipeline: { main: pipeline(STAGES) },
      aws_codebuild_project: {
        plan: project("plan", { service_role: SHARED }),
        apply: project("apply", { service_role: SHARED }),
      },
    },
  },
};
