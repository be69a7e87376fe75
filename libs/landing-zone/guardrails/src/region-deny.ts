import type { PolicyStatement } from "@tagform/policy-evaluator";

import { FACTORY_ROLES, RESCUE_ROLE, roleArns, STEP_ROLES } from "./platform-roles";
import type { ControlParameters, RegionDeny } from "./unit-guardrails";

/**
 * What has to be called in another Region than the resources are in: services with one endpoint, most in us-east-1, and
 * listings over all Regions. The exemptions of CT.MULTISERVICE.PV.1 as AWS's page had them in November 2026; when it
 * changes, this list and its date follow.
 * https://docs.aws.amazon.com/controltower/latest/controlreference/ou-region-deny.html
 */
export const GLOBAL_ACTIONS: readonly string[] = [
  ...["a4b:*", "access-analyzer:*", "account:*", "acm:*", "activate:*", "artifact:*"],
  ...["aws-marketplace-management:*", "aws-marketplace:*", "aws-portal:*", "billing:*", "billingconductor:*"],
  ...["budgets:*", "ce:*", "chatbot:*", "chime:*", "cloudfront:*", "cloudtrail:LookupEvents"],
  ...["compute-optimizer:*", "config:*", "consoleapp:*", "consolidatedbilling:*", "cur:*"],
  ...["datapipeline:GetAccountLimits", "devicefarm:*", "directconnect:*", "ec2:DescribeRegions"],
  ...["ec2:DescribeTransitGateways", "ec2:DescribeVpnGateways", "ecr-public:*", "fms:*", "freetier:*"],
  ...["globalaccelerator:*", "health:*", "iam:*", "importexport:*", "invoicing:*", "iq:*", "kms:*"],
  ...["license-manager:ListReceivedLicenses", "lightsail:Get*", "mobileanalytics:*", "networkmanager:*"],
  ...["notifications-contacts:*", "notifications:*", "organizations:*", "payments:*", "pricing:*"],
  ...["quicksight:DescribeAccountSubscription", "resource-explorer-2:*", "route53-recovery-cluster:*"],
  ...["route53-recovery-control-config:*", "route53-recovery-readiness:*", "route53:*", "route53domains:*"],
  ...["s3:CreateMultiRegionAccessPoint", "s3:DeleteMultiRegionAccessPoint"],
  ...["s3:DescribeMultiRegionAccessPointOperation", "s3:GetAccountPublicAccessBlock", "s3:GetBucketLocation"],
  ...["s3:GetBucketPolicyStatus", "s3:GetBucketPublicAccessBlock", "s3:GetMultiRegionAccessPoint"],
  ...["s3:GetMultiRegionAccessPointPolicy", "s3:GetMultiRegionAccessPointPolicyStatus"],
  ...["s3:GetStorageLensConfiguration", "s3:GetStorageLensDashboard", "s3:ListAllMyBuckets"],
  ...["s3:ListMultiRegionAccessPoints", "s3:ListStorageLensConfigurations", "s3:PutAccountPublicAccessBlock"],
  ...["s3:PutMultiRegionAccessPointPolicy", "savingsplans:*", "shield:*", "sso:*", "sts:*", "support:*"],
  ...["supportapp:*", "supportplans:*", "sustainability:*", "tag:GetResources", "tax:*", "trustedadvisor:*"],
  ...["vendor-insights:ListEntitledSecurityProfiles", "waf-regional:*", "waf:*", "wafv2:*"],
];

/**
 * Denies what is outside the allowed Regions but for global services. What prepares accounts in all Regions is exempt, and
 * the steps of deliveries, whose states may be in another Region. `InfraBuildRole` is not: it is what teams deploy with.
 */
export function regionDenyStatement({
  allowed,
  exemptActions = [],
  exemptRoles = [],
}: RegionDeny): PolicyStatement {
  const exempt = [...FACTORY_ROLES, RESCUE_ROLE, STEP_ROLES, ...exemptRoles.map(roleArns)];
  return denyOutside("RegionDeny", allowed, exemptActions, exempt);
}

/** The service control policy that Control Tower makes of CT.MULTISERVICE.PV.1, by the same page. */
export function controlTowerRegionDeny(parameters: ControlParameters): PolicyStatement {
  const { AllowedRegions = [], ExemptedActions = [], ExemptedPrincipalArns = [] } = parameters;
  const own = ["AWSControlTowerExecution", "aws-controltower-ConfigRecorderRole"];
  const others = ["aws-controltower-ForwardSnsNotificationRole", "AWSControlTower_VPCFlowLogsRole"];
  const exempt = [...ExemptedPrincipalArns, ...[...own, ...others].map(roleArns)];
  return denyOutside("CTMULTISERVICEPV1", AllowedRegions, ExemptedActions, exempt);
}

const denyOutside = (
  Sid: string,
  regions: readonly string[],
  actions: readonly string[],
  principals: readonly string[],
): PolicyStatement => ({
  Sid,
  Effect: "Deny",
  NotAction: [...GLOBAL_ACTIONS, ...actions],
  Resource: "*",
  Condition: {
    StringNotEquals: { "aws:RequestedRegion": regions },
    ArnNotLike: { "aws:PrincipalArn": principals },
  },
});
