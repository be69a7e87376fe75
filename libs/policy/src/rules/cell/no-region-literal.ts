import type { Block, Configuration } from "../../document/configuration";
import { textOf, textsWithin } from "../../document/values";
import type { ConfigurationRule } from "../../rule";

const REGION =
  /\b(?:us|eu|ap|sa|ca|me|af|il|mx)(?:-gov)?-(?:north|south|east|west|central)(?:east|west)?-\d\b/g;
const SCOPED = { aws: [{ region: "eu-central-1", default_tags: [{ tags: { scope: "eu-central-1" } }] }] };

/** What crosses Regions on purpose says so: by its own argument, or by referring to what has it. */
function isOfAnotherRegion({ body }: Block, configuration: Configuration): boolean {
  const own = textOf(body["region"]);
  return (
    own !== undefined ||
    configuration.targets(body).some((target) => textOf(target.body["region"]) !== undefined)
  );
}

function foreignRegions({ body }: Block, home: string): string[] {
  const found = [...textsWithin(body)].flatMap(({ text }) => text.match(REGION) ?? []);
  return [...new Set(found)].filter((region) => region !== home);
}

export const noRegionLiteral: ConfigurationRule = {
  id: "TAGFORM_CELL_5",
  title: "A resource of a Regional cell names no other Region",
  severity: "medium",
  why: "A Region that is written into code follows it into every Region: the copy in Frankfurt then writes to, or waits for, Virginia.",
  fix: "Take the Region from the cell. What crosses Regions on purpose gets a region argument, or refers to what has one.",
  link: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
  appliesTo: "configuration",
  check: (configuration) => {
    const { scope } = configuration.cell;
    if (scope === undefined || scope === "global") return [];
    return configuration.resources.flatMap((block) => {
      const regions = foreignRegions(block, scope);
      return regions.length === 0 || isOfAnotherRegion(block, configuration)
        ? []
        : [
            {
              address: block.address,
              message: `it names ${regions.join(", ")}, and the cell is of ${scope}`,
            },
          ];
    });
  },
  passes: {
    provider: SCOPED,
    resource: {
      aws_ssm_parameter: {
        home: { name: "endpoint", type: "String", value: "https://sqs.eu-central-1.amazonaws.com" },
      },
      aws_sns_topic: { elsewhere: { name: "us-east-1-alarms", region: "us-east-1" } },
    },
  },
  fails: {
    provider: SCOPED,
    resource: {
      aws_ssm_parameter: {
        away: { name: "endpoint", type: "String", value: "https://sqs.us-east-1.amazonaws.com" },
      },
    },
  },
};
