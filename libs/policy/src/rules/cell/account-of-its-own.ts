import { blockOf, blocksOf, textOf, textsOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";

const provider = (allowed: string[], role: string, session: string) => ({
  aws: [
    {
      region: "us-east-1",
      allowed_account_ids: allowed,
      assume_role: [{ role_arn: role, session_name: session }],
    },
  ],
});

const ROLE = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/;
const ROLE_NAME = /^(\$\{var\.[a-z_.]+\}|InfraBuildRole)$/;

export const accountOfItsOwn: ConfigurationRule = {
  id: "TAGFORM_CELL_2",
  title: "A cell works in exactly one account, as InfraBuildRole, in a session named INFRA_BUILD",
  severity: "high",
  why: "With credentials of another account at hand, Terraform would build the cell there; CloudTrail tells deployments from people by the name of the session.",
  fix: "Let the stack define the provider: allowed_account_ids with the cell's account, assume_role with arn:aws:iam::<account>:role/InfraBuildRole and session name INFRA_BUILD.",
  link: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assume_role-configuration-block",
  appliesTo: "configuration",
  check: ({ document }) => {
    const providers = blocksOf(blockOf(document["provider"])["aws"]);
    if (providers.length === 0)
      return [{ address: "terraform", message: "no provider says which account it is" }];
    return providers.flatMap((provider) => {
      const accounts = textsOf(provider["allowed_account_ids"]);
      const { role_arn: arn, session_name: session } = blockOf(provider["assume_role"]);
      const [, account, name = ""] = ROLE.exec(textOf(arn) ?? "") ?? [];
      const problems = [
        ...(accounts.length === 1
          ? []
          : [`allowed_account_ids has ${accounts.length} accounts, it must have one`]),
        ...(account !== undefined && account === accounts[0] && ROLE_NAME.test(name)
          ? []
          : [
              `it assumes ${JSON.stringify(arn ?? null)}, not InfraBuildRole of ${accounts[0] ?? "its account"}`,
            ]),
        ...(session === "INFRA_BUILD"
          ? []
          : [`its session is named ${JSON.stringify(session ?? null)}, not INFRA_BUILD`]),
      ];
      return problems.map((message) => ({ address: "provider.aws", message }));
    });
  },
  passes: {
    provider: provider(["111122223333"], "arn:aws:iam::111122223333:role/InfraBuildRole", "INFRA_BUILD"),
  },
  fails: { provider: provider([], "arn:aws:iam::444455556666:role/Administrator", "laptop") },
};
