import { blockOf, blocksOf, isGiven } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const distribution = (more: ConfigurationRule["passes"]) => ({
  resource: {
    aws_imagebuilder_distribution_configuration: {
      web: {
        name: "web",
        distribution: [
          {
            region: "us-east-1",
            ami_distribution_configuration: { name: "web-{{ imagebuilder:buildDate }}", ...more },
          },
        ],
      },
    },
  },
});

export const noSharedImage: ConfigurationRule = {
  id: "TAGFORM_FLEET_16",
  title: "A build of images shares none: who approves does",
  severity: "high",
  why: "Launch permissions in the distribution share every image the moment it is built, also the one that should have been rejected.",
  fix: "Leave launch_permission out, and share by the step that follows the approval.",
  link: "https://docs.aws.amazon.com/imagebuilder/latest/userguide/manage-distribution-settings.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_imagebuilder_distribution_configuration"), ({ body }) => {
      const shared = blocksOf(body["distribution"]).filter(({ ami_distribution_configuration: ami }) =>
        isGiven(blockOf(ami)["launch_permission"]),
      );
      return shared.length === 0 ? undefined : "its distribution has launch permissions";
    }),
  passes: distribution({}),
  fails: distribution({ launch_permission: { user_ids: ["111122223333"] } }),
};
