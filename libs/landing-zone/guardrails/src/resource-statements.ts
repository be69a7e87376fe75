import type { PolicyStatement } from "@tagform/policy-evaluator";

import type { PerimeterService, ReadyGuardrail } from "./ready-guardrail";

type Perimeter = Extract<ReadyGuardrail, { readonly use: "resource-perimeter" }>;

/** Of STS only this: those who come with a token of an identity provider are principals of no organization. */
const actionsOf = (service: PerimeterService): string =>
  service === "sts" ? "sts:AssumeRole" : `${service}:*`;

/**
 * Denies access to those who are not of the organization, and to AWS services that work for somebody outside.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html
 */
export function perimeterStatements(
  { services, exceptAccounts = [] }: Perimeter,
  organizationId: string,
): readonly PolicyStatement[] {
  const actions = services.map(actionsOf);
  const partners = exceptAccounts.length === 0 ? {} : { "aws:PrincipalAccount": exceptAccounts };
  return [
    denyAll("OutsideOrganization", actions, {
      StringNotEqualsIfExists: { "aws:PrincipalOrgID": organizationId, ...partners },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    }),
    denyAll("ServicesForOthers", actions, {
      StringNotEqualsIfExists: {
        "aws:SourceOrgID": organizationId,
        ...(exceptAccounts.length === 0 ? {} : { "aws:SourceAccount": exceptAccounts }),
      },
      // Where the service names for whom it works; some do not.
      Null: { "aws:SourceAccount": "false" },
      Bool: { "aws:PrincipalIsAWSService": "true" },
    }),
  ];
}

export const tlsStatement = (): PolicyStatement =>
  denyAll("WithoutTls", ["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:*"], {
    BoolIfExists: { "aws:SecureTransport": "false" },
  });

const denyAll = (
  Sid: string,
  Action: readonly string[],
  Condition: PolicyStatement["Condition"],
): PolicyStatement => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action,
  Resource: "*",
  ...(Condition && { Condition }),
});
