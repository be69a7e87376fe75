import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { Construct } from "constructs";

export interface ServiceTrustProps {
  /** `ec2.amazonaws.com` */
  readonly service: string;
  /**
   * For whom the service may use the role. A service acts for everybody: without this, somebody else's resource could
   * make it use the role (the confused deputy). Few services say for whom they come; for the others, give the reason.
   */
  readonly onBehalfOf:
    | {
        /** 12 digits. */
        readonly accountId: string;
        /** ARN of the resource, `*` allowed. */
        readonly sourceArn: string;
      }
    | { readonly anyone: { readonly reason: string } };
}

/** Define who may assume a role: one AWS service. */
export class ServiceTrust extends Construct {
  /** The policy, as JSON. */
  public readonly json: string;

  public constructor(scope: Construct, id: string, { service, onBehalfOf }: ServiceTrustProps) {
    super(scope, id);
    this.json = new DataAwsIamPolicyDocument(this, "policy", {
      statement: [
        {
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: [service] }],
          condition: "anyone" in onBehalfOf ? [] : conditions(onBehalfOf.accountId, onBehalfOf.sourceArn),
        },
      ],
    }).json;
  }
}

const conditions = (accountId: string, sourceArn: string) => [
  { test: "StringEquals", variable: "aws:SourceAccount", values: [accountId] },
  { test: "ArnLike", variable: "aws:SourceArn", values: [sourceArn] },
];
