import type { DataAwsIamPolicyDocumentStatementCondition as Condition } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";

/** That the caller is none of these roles; nobody is excepted where there are none. Sessions come with their role's ARN. */
export function except(roleArns: readonly string[]): Condition[] {
  if (roleArns.length === 0) return [];
  return [{ test: "ArnNotLike", variable: "aws:PrincipalArn", values: [...roleArns] }];
}
