import type { Statement } from "../../document/policy-statement";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const ROOT = /:iam::(?:\d{12}|\$\{[^}]*\}):root$/;
const key = (principal: string) => ({
  resource: {
    aws_kms_key: {
      data: {
        enable_key_rotation: true,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: "kms:*", Resource: "*" }],
        }),
      },
    },
  },
});

const manages = ({ effect, principals, actions, conditions }: Statement): boolean =>
  effect === "Allow" &&
  conditions.length === 0 &&
  principals.some((principal) => ROOT.test(principal)) &&
  actions.some((action) => ["kms:*", "*", "kms:Put*", "kms:PutKeyPolicy"].includes(action));

export const accountManagesKey: ConfigurationRule = {
  id: "TAGFORM_KMS_1",
  title: "The account itself can mend the policy of a key",
  severity: "high",
  why: "A key whose policy lets in one role only is out of reach once that role is gone, with everything that it encrypts; only AWS Support helps then. checkov asks for a policy, whatever it says.",
  fix: "Add a statement that allows kms:PutKeyPolicy and the other administrative actions to arn:aws:iam::<account>:root.",
  link: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_kms_key"), ({ body }) => {
      const statements = configuration.statements(body["policy"]);
      return statements === undefined || statements.some(manages)
        ? undefined
        : "no statement lets the account's root change the policy";
    }),
  passes: key("arn:aws:iam::111122223333:root"),
  fails: key("arn:aws:iam::111122223333:role/operator"),
};
