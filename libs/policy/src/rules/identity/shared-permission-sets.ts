import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const INSTANCE = "arn:aws:sso:::instance/ssoins-0123456789abcdef";
const SET = "${aws_ssoadmin_permission_set.reader.arn}";
const assignment = (account: string) => ({
  ...{ instance_arn: INSTANCE, permission_set_arn: SET, principal_type: "GROUP", target_type: "AWS_ACCOUNT" },
  ...{ principal_id: "a1b2c3d4-1111-2222-3333-444455556666", target_id: account },
});
const RESOURCES = {
  aws_ssoadmin_permission_set: { reader: { name: "reader", instance_arn: INSTANCE } },
  aws_ssoadmin_account_assignment: { one: assignment("111122223333"), other: assignment("444455556666") },
};

export const sharedPermissionSets: ConfigurationRule = {
  id: "TAGFORM_IAM_3",
  title: "A permission set of several accounts uses policies of those accounts, or has a boundary",
  severity: "medium",
  why: "An inline policy is the same in all accounts: what one team needs is given to all, and no account can narrow it.",
  fix: "Refer to customer managed policies by name (aws_ssoadmin_customer_managed_policy_attachment), or add a permissions boundary.",
  link: "https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetcustom.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_ssoadmin_permission_set"), (set) => {
      const having = (type: string) => configuration.referring(type, "permission_set_arn", set);
      const accounts = new Set(
        having("aws_ssoadmin_account_assignment").map(({ body }) => body["target_id"]),
      );
      const isInline = having("aws_ssoadmin_permission_set_inline_policy").length > 0;
      const isBound = having("aws_ssoadmin_permissions_boundary_attachment").length > 0;
      return accounts.size > 1 && isInline && !isBound
        ? `it has an inline policy, is used in ${accounts.size} accounts, and has no boundary`
        : undefined;
    }),
  passes: { resource: RESOURCES },
  fails: {
    resource: {
      ...RESOURCES,
      aws_ssoadmin_permission_set_inline_policy: {
        reader: {
          ...{ instance_arn: INSTANCE, permission_set_arn: SET },
          inline_policy:
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::example"}]}',
        },
      },
    },
  },
};
