import { blocksOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { pipeline } from "./examples";

/** What must be there, in this order; an approval or a gate may stand between. */
const ORDER = ["Source", "Lint", "Scan", "Plan", "Apply"] as const;
const WAYS: Readonly<Record<(typeof ORDER)[number], RegExp>> = {
  Source: /source/i,
  Lint: /lint/i,
  Scan: /scan|checkov/i,
  Plan: /plan/i,
  Apply: /apply/i,
};

export const orderOfStages: ConfigurationRule = {
  id: "TAGFORM_PIPE_1",
  title: "A pipeline takes its source, lints, scans, plans, and applies that plan, in this order",
  severity: "high",
  why: "A scan after the plan looks at what nobody stops any more; an apply without a plan before it applies what nobody saw.",
  fix: "Order the stages Source, Lint, Scan, Plan, Apply; approvals and gates stand between.",
  link: "https://docs.aws.amazon.com/prescriptive-guidance/latest/terraform-aws-provider-best-practices/structure.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_codepipeline"), ({ body }) => {
      const names = blocksOf(body["stage"]).map(({ name }) => textOf(name) ?? "");
      const places = ORDER.map((step) => names.findIndex((name) => WAYS[step].test(name)));
      const isOrdered = places.every(
        (place, index) => place >= 0 && (index === 0 || place > (places[index - 1] ?? -1)),
      );
      return isOrdered && places[0] === 0
        ? undefined
        : `its stages are ${names.join(", ")}, they must be ${ORDER.join(", ")}`;
    }),
  passes: {
    resource: { aws_codepipeline: { main: pipeline(["Lint", "Scan", "Plan", "Approve", "Apply"]) } },
  },
  fails: { resource: { aws_codepipeline: { main: pipeline(["Lint", "Plan", "Apply", "Scan"]) } } },
};
