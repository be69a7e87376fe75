import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const scanning = (type: string) => ({
  resource: {
    aws_ecr_registry_scanning_configuration: {
      all: {
        scan_type: type,
        rule: { scan_frequency: "SCAN_ON_PUSH", repository_filter: { filter: "*", filter_type: "WILDCARD" } },
      },
    },
  },
});

export const enhancedScanning: ConfigurationRule = {
  id: "TAGFORM_CONTAINER_9",
  title: "Images are scanned by Inspector, also after they were pushed",
  severity: "medium",
  why: "A basic scan looks once, at packages of the operating system: what becomes known tomorrow, or comes with npm, it never tells.",
  fix: 'Set scan_type to "ENHANCED".',
  link: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_ecr_registry_scanning_configuration"), ({ body }) =>
      body["scan_type"] === "ENHANCED"
        ? undefined
        : `images are scanned as ${JSON.stringify(body["scan_type"])}`,
    ),
  passes: scanning("ENHANCED"),
  fails: scanning("BASIC"),
};
