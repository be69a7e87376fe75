import { blockOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { lambda } from "./examples";

const JAVA = { runtime: "java21", publish: true };

export const snapStart: ConfigurationRule = {
  id: "TAGFORM_FUNCTION_3",
  title: "Functions in Java start from a snapshot",
  severity: "low",
  why: "A cold start of Java takes up to 15 seconds; from a snapshot, less than one.",
  fix: 'Set snap_start.apply_on to "PublishedVersions", and call a published version.',
  link: "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_lambda_function"), ({ body }) => {
      const runtime = textOf(body["runtime"]) ?? "";
      const isSnapped = blockOf(body["snap_start"])["apply_on"] === "PublishedVersions";
      return runtime.startsWith("java") && !isSnapped ? `it starts ${runtime} from nothing` : undefined;
    }),
  passes: lambda({ ...JAVA, snap_start: { apply_on: "PublishedVersions" } }),
  fails: lambda(JAVA),
};
