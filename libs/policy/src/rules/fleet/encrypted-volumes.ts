import { blockOf, blocksOf, isTrue } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const template = (encrypted: string) => ({
  resource: {
    aws_launch_template: {
      web: {
        name: "web",
        image_id: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
        block_device_mappings: [{ device_name: "/dev/xvda", ebs: { volume_size: 8, encrypted } }],
      },
    },
  },
});

export const encryptedVolumes: ConfigurationRule = {
  id: "TAGFORM_FLEET_12",
  title: "A launch template encrypts the volumes of its instances",
  severity: "high",
  why: "Snapshots of plain volumes can be copied and shared as they are. checkov looks at instances and launch configurations, not at templates.",
  fix: "List the image's volumes in block_device_mappings with ebs.encrypted.",
  link: "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_launch_template"), ({ body }) => {
      const volumes = blocksOf(body["block_device_mappings"]).filter(
        ({ no_device: none }) => none === undefined,
      );
      const plain = volumes.filter(
        ({ ebs, virtual_name: store }) => store === undefined && !isTrue(blockOf(ebs)["encrypted"]),
      );
      if (volumes.length === 0) return "it says nothing about its volumes: they are as the image has them";
      return plain.length === 0 ? undefined : `${plain.length} of its volumes are not encrypted`;
    }),
  passes: template("true"),
  fails: template("false"),
};
