import { IamAccountPasswordPolicy } from "@cdktf/provider-aws/lib/iam-account-password-policy";
import { suppress } from "@tagform/workload-kind";
import { Construct } from "constructs";

import type { PasswordPolicyConfig } from "./password-policy-config";

/**
 * Define what passwords of IAM users must be.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html
 */
export class PasswordPolicy extends Construct {
  public constructor(scope: Construct, id: string, props: PasswordPolicyConfig) {
    super(scope, id);
    const { minimumLength = 14, maximumAgeDays = 90, remembered = 24 } = props;
    const policy = new IamAccountPasswordPolicy(this, "policy", {
      minimumPasswordLength: minimumLength,
      passwordReusePrevention: remembered,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      // Who may not, would ask an administrator for each change.
      allowUsersToChangePassword: true,
      ...(maximumAgeDays === 0 ? {} : { maxPasswordAge: maximumAgeDays }),
    });
    if (maximumAgeDays > 0 && maximumAgeDays <= 90) return;
    suppress(policy, "CKV_AWS_9", {
      reason: "the account's data asks for a longer life: nobody has a password where people come by SSO",
    });
  }
}
