import type { ConfigurationRule } from "../../rule";
import { pipeline } from "./examples";

const STAGES = ["Lint", "Scan", "Plan", "Apply"];

export const onePipeline: ConfigurationRule = {
  id: "TAGFORM_PIPE_2",
  title: "A cell has one pipeline, at most: an environment is delivered by one",
  severity: "medium",
  why: "Two pipelines for one environment do not know of each other: they deliver the same cell at the same time.",
  fix: "Give the other pipeline a cell of its own, for the environment that it delivers.",
  link: "https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html",
  appliesTo: "configuration",
  check: (configuration) =>
    configuration
      .ofType("aws_codepipeline")
      .slice(1)
      .map(({ address }, index) => ({ address, message: `it is pipeline ${index + 2} of this cell` })),
  passes: { resource: { aws_codepipeline: { main: pipeline(STAGES) } } },
  fails: {
    resource: { aws_codepipeline: { main: pipeline(STAGES), other: { ...pipeline(STAGES), name: "other" } } },
  },
};
