import type { KeyOwner } from "./key-purpose";

/** In the policy of a key, this key and no other. */
export const THIS_KEY = ["*"];

export const service = (name: string) => [{ type: "Service", identifiers: [name] }];

/** Everybody in the account to whom IAM allows it. */
export const account = ({ partition, accountId }: KeyOwner) => [
  { type: "AWS", identifiers: [`arn:${partition}:iam::${accountId}:root`] },
];

export const equal = (variable: string, value: string) => ({
  test: "StringEquals",
  variable,
  values: [value],
});

export const like = (variable: string, arn: string) => ({ test: "ArnLike", variable, values: [arn] });

/** Sessions come with their role's ARN. A role may come later than the key; a principal would have to exist. */
export const isOneOf = (roleArns: readonly string[]) => ({
  test: "ArnEquals",
  variable: "aws:PrincipalArn",
  values: [...roleArns],
});
