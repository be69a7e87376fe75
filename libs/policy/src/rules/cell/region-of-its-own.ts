import { literalOf, textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";

const provider = (region: string) => ({
  aws: [{ region, default_tags: [{ tags: { scope: "eu-central-1" } }] }],
});

export const regionOfItsOwn: ConfigurationRule = {
  id: "TAGFORM_CELL_3",
  title: "The provider of a Regional cell works in the cell's Region, and the state's Region is written down",
  severity: "high",
  why: "Resources made in another Region than the tag says are found by nobody, and a rollback of the right Region leaves them running.",
  fix: "Let the stack define provider and backend: the provider's Region is the scope of the cell, the backend's is the build Region.",
  link: "https://docs.aws.amazon.com/prescriptive-guidance/latest/terraform-aws-provider-best-practices/backend.html",
  appliesTo: "configuration",
  check: ({ provider: { region }, backend, cell: { scope } }) => {
    const isWrong = scope !== undefined && scope !== "global" && region !== scope;
    const stateRegion = literalOf(backend["region"]);
    const hasBackend = Object.keys(backend).length > 0;
    return [
      ...(isWrong
        ? [
            {
              address: "provider.aws",
              message: `the provider works in ${textOf(region) ?? "no Region"}, the cell is of ${scope}`,
            },
          ]
        : []),
      ...(hasBackend && stateRegion === undefined
        ? [{ address: "terraform", message: "the backend does not say in which Region the state is" }]
        : []),
    ];
  },
  passes: { provider: provider("eu-central-1") },
  fails: { provider: provider("us-east-1") },
};
