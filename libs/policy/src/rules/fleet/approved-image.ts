import { isGiven, literalOf, textOf, textsOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { template } from "./examples";

const PARAMETER = { aws_ssm_parameter: { image: { name: "/images/web/approved" } } };

export const approvedImage: ConfigurationRule = {
  id: "TAGFORM_FLEET_13",
  title: "An image is found by what approved it, never written down as an id",
  severity: "medium",
  why: "An id is of one Region and of one day: it exists nowhere else, is never patched, and says nothing about who built it. By name alone, anybody's image may be found.",
  fix: "Read the id from an SSM parameter that a build or AWS publishes, or from aws_ami with owners.",
  link: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-systems-manager-parameter-to-find-AMI.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_launch_template", "aws_instance"), ({ body }) => {
      const image = body["image_id"] ?? body["ami"];
      const id = literalOf(image);
      if (id !== undefined && !id.startsWith("resolve:ssm:")) return `its image is ${id}`;
      const source = configuration.target(image);
      const isAnybodys =
        source?.address.startsWith("data.aws_ami.") === true && textsOf(source.body["owners"]).length === 0;
      if (isAnybodys) return `${source.address} takes an image of any owner`;
      return isGiven(image) || textOf(body["launch_template"]) !== undefined ? undefined : "it says no image";
    }),
  passes: { data: PARAMETER, resource: { aws_launch_template: { web: template() } } },
  fails: { resource: { aws_launch_template: { web: template({ image_id: "ami-0123456789abcdef0" }) } } },
};
