import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { type Arn, PolicyDocument, type Statement } from "@tagform/delivery-roles";
import { infraBoundaryArn, physicalName } from "@tagform/deployment";
import { Construct } from "constructs";

import type { DeliveryPlace } from "./delivery-place";

export interface ServiceRoleProps {
  readonly place: DeliveryPlace;
  /** `tagform-dev-sweep` */
  readonly name: string;
  /** What the role is for, in a few words. */
  readonly description: string;
  /** The AWS service that assumes it: `scheduler.amazonaws.com`. */
  readonly service: string;
  /** What the service must be working for, `*` allowed in it. */
  readonly source: Arn;
  /** What the role may do; empty where it only has to exist. */
  readonly statements: readonly Statement[];
  /**
   * Whether Terraform refuses to delete or replace the role: for what a delivery needs until it is recorded.
   *
   * @default false
   */
  readonly preventDestroy?: boolean;
}

/** Define a role that one AWS service assumes for one thing of this account, and nobody else (confused deputy). */
export class ServiceRole extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { place, name, description, statements, preventDestroy = false } = props;
    const trust = new PolicyDocument(this, "trust", {
      statements: [trustOf(props)],
      attachedAs: "trust",
      remedy: "trust fewer sources",
    });
    const role = new IamRole(this, "role", {
      name: physicalName("role", name),
      description,
      assumeRolePolicy: trust.document.json,
      permissionsBoundary: infraBoundaryArn(place.accountId, place.partition),
      ...(preventDestroy ? { lifecycle: { preventDestroy } } : {}),
    });
    this.arn = role.arn;
    if (statements.length === 0) return;
    const allowed = new PolicyDocument(this, "allowed", {
      statements,
      attachedAs: "inline",
      remedy: "name fewer resources",
    });
    new IamRolePolicy(this, "permissions", {
      name: "Delivery",
      role: role.name,
      policy: allowed.document.json,
    });
  }
}

const trustOf = ({ place, service, source }: ServiceRoleProps): Statement => ({
  sid: "AssumedByTheService",
  actions: ["sts:AssumeRole"],
  principal: { service },
  conditions: [
    { test: "StringEquals", variable: "aws:SourceAccount", values: [place.accountId] },
    { test: "ArnLike", variable: "aws:SourceArn", values: [source] },
  ],
});
