import type { NamedPolicy, PolicyStatement } from "@tagform/policy-evaluator";

import { controlTowerRegionDeny } from "./region-deny";
import type { ControlParameters, EnabledControl } from "./unit-guardrails";

const rootUser = (
  Sid: string,
  Action: string,
  { ExemptedPrincipalArns = [], ExemptAssumeRoot = false }: ControlParameters,
): PolicyStatement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource: "*",
  Condition: {
    ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:root" },
    ...(ExemptedPrincipalArns.length > 0 && { ArnNotLike: { "aws:PrincipalArn": ExemptedPrincipalArns } }),
    ...(ExemptAssumeRoot && { Null: { "aws:AssumedRoot": "true" } }),
  },
});

/**
 * What Control Tower makes of controls whose policy AWS's pages show. It composes them itself, and resets them: they are
 * here to be judged and explained, never attached.
 * https://docs.aws.amazon.com/controltower/latest/controlreference/ou-region-deny.html
 * https://docs.aws.amazon.com/controltower/latest/controlreference/strongly-recommended-preventive-controls.html
 * https://docs.aws.amazon.com/controltower/latest/controlreference/ct-ec2-pv-4.html
 */
const STATEMENTS: Readonly<Record<string, (parameters: ControlParameters) => PolicyStatement>> = {
  "AWS-GR_RESTRICT_ROOT_USER": (parameters) => rootUser("GRRESTRICTROOTUSER", "*", parameters),
  "AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS": (parameters) =>
    rootUser("GRRESTRICTROOTUSERACCESSKEYS", "iam:CreateAccessKey", parameters),
  "CT.EC2.PV.4": ({ ExemptedPrincipalArns = [] }) => ({
    ...{ Sid: "CTEC2PV4", Effect: "Deny", Action: "ebs:*", Resource: "*" },
    ...(ExemptedPrincipalArns.length > 0 && {
      Condition: { ArnNotLike: { "aws:PrincipalArn": ExemptedPrincipalArns } },
    }),
  }),
  "CT.MULTISERVICE.PV.1": controlTowerRegionDeny,
};

/** The service control policies of enabled controls, as far as their text is known, under the controls' identifiers. */
export const controlPolicies = (controls: Readonly<Record<string, EnabledControl>>): readonly NamedPolicy[] =>
  Object.entries(controls).flatMap(([name, { parameters = {} }]) => {
    const statement = STATEMENTS[name]?.(parameters);
    return statement === undefined
      ? []
      : [{ name, document: { Version: "2012-10-17", Statement: [statement] } as const }];
  });
