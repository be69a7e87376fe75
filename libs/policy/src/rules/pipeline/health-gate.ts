import { blocksOf, textOf, textsWithin } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { pipeline } from "./examples";

export const healthGate: ConfigurationRule = {
  id: "TAGFORM_PIPE_6",
  title: "A pipeline asks AWS Health before it applies",
  severity: "low",
  why: "A deployment into a Region with an open issue fails half-way, or keeps a failing Region from recovering.",
  fix: "Add a stage or a condition before Apply that reads open issues of the Region from AWS Health.",
  link: "https://docs.aws.amazon.com/health/latest/ug/health-api.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_codepipeline"), ({ body }) => {
      const stages = blocksOf(body["stage"]);
      const apply = stages.findIndex(({ name }) => /apply|deploy/i.test(textOf(name) ?? ""));
      const before = stages.slice(0, apply + 1).flatMap((stage) => [...textsWithin(stage)]);
      return before.some(({ text }) => /health/i.test(text))
        ? undefined
        : "nothing before Apply looks at AWS Health";
    }),
  passes: {
    resource: { aws_codepipeline: { main: pipeline(["Lint", "Scan", "Plan", "HealthGate", "Apply"]) } },
  },
  fails: { resource: { aws_codepipeline: { main: pipeline(["Lint", "Scan", "Plan", "Apply"]) } } },
};
