import { zoneOf } from "../../document/zones";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { cellOf } from "../examples";
import { NETWORK } from "./examples";

const files = (zones: number[]) => ({
  provider: cellOf("prod"),
  resource: {
    ...NETWORK,
    aws_efs_file_system: { shared: { encrypted: true } },
    aws_efs_mount_target: Object.fromEntries(
      zones.map((zone) => [
        `z${zone}`,
        { file_system_id: "${aws_efs_file_system.shared.id}", subnet_id: `\${aws_subnet.private${zone}.id}` },
      ]),
    ),
  },
});

export const mountTargetPerZone: ConfigurationRule = {
  id: "TAGFORM_RES_4",
  title: "In prod a file system has a mount target in every zone of the network",
  severity: "high",
  why: "What mounts through another zone loses its files with that zone.",
  fix: "Add an aws_efs_mount_target for a subnet of each zone.",
  link: "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
  appliesTo: "configuration",
  check: (configuration) =>
    configuration.cell.environment !== "prod"
      ? []
      : violationsOf(configuration.ofType("aws_efs_file_system"), (system) => {
          const subnets = configuration
            .referring("aws_efs_mount_target", "file_system_id", system)
            .flatMap(({ body }) => configuration.targets(body["subnet_id"]));
          const zones = new Set(subnets.map(zoneOf));
          const all = new Set(configuration.ofType("aws_subnet").map(zoneOf));
          const missing = [...all].filter((zone) => !zones.has(zone));
          return missing.length === 0 ? undefined : `it has no mount target in ${missing.join(", ")}`;
        }),
  passes: files([1, 2]),
  fails: files([1]),
};
