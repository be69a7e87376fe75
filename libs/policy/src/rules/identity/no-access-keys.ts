import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

export const noAccessKeys: ConfigurationRule = {
  id: "TAGFORM_IAM_1",
  title: "No cell makes access keys",
  severity: "high",
  why: "A key never expires, works from anywhere, and lies in the state for all who may read it. checkov forbids users, not keys of users that are there.",
  fix: "Use a role: people come through Identity Center, programs by the role of where they run, others by OIDC.",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(
      configuration.ofType(
        "aws_iam_access_key",
        "aws_iam_user_login_profile",
        "aws_iam_service_specific_credential",
      ),
      ({ type }) => `${type} makes a credential that never expires`,
    ),
  passes: {
    resource: {
      aws_iam_role: { web: { name: "web", assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' } },
    },
  },
  fails: { resource: { aws_iam_access_key: { robot: { user: "robot" } } } },
};
