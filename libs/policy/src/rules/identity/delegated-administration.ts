import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const cell = (team: string) => ({
  provider: {
    aws: [
      {
        region: "us-east-1",
        default_tags: [{ tags: { environment: "landing-zone", scope: "global", team } }],
      },
    ],
  },
  resource: {
    aws_ssoadmin_permission_set: {
      reader: { name: "reader", instance_arn: "arn:aws:sso:::instance/ssoins-0123456789abcdef" },
    },
  },
});

export const delegatedAdministration: ConfigurationRule = {
  id: "TAGFORM_IAM_4",
  title: "Identity Center is administered from a delegated account",
  severity: "medium",
  why: "Whoever may change permission sets from the management account is one mistake away from everything; no service control policy holds there.",
  fix: "Move permission sets and assignments to the cell of the delegated administrator. Only sets for the management account itself must stay there: accept those with that reason.",
  link: "https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin.html",
  appliesTo: "configuration",
  check: ({ resources, cell: { team } }) =>
    team !== "management"
      ? []
      : violationsOf(resources, ({ type }) =>
          /^aws_(ssoadmin|identitystore)_/.test(type)
            ? `${type} is administered from the management account`
            : undefined,
        ),
  passes: cell("identity"),
  fails: cell("management"),
};
