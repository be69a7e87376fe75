import { textsOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { lambda } from "./examples";

export const arm64: ConfigurationRule = {
  id: "TAGFORM_FUNCTION_1",
  title: "Functions run on arm64 where their code can",
  severity: "low",
  why: "The same millisecond costs a fifth less, and takes less energy.",
  fix: 'Set architectures to ["arm64"], or accept the finding with what needs x86.',
  link: "https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_lambda_function"), ({ body }) =>
      textsOf(body["architectures"]).includes("arm64") ? undefined : "it runs on x86_64",
    ),
  passes: lambda({ architectures: ["arm64"] }),
  fails: lambda({}),
};
