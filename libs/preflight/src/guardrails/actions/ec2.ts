import {
  type NeededAction,
  passRole,
  reference,
  type ServiceActions,
  type TypeActions,
} from "./type-actions";

const arnOf = (type: string): string => `arn:{partition}:ec2:{region}:{account}:${type}/*`;

/** Made with tags in the same request; later changes of them are requests of their own. */
const tagged = (
  type: string,
  create: readonly NeededAction[],
  remove: readonly NeededAction[],
  { update = [], createWithSome = [] }: Partial<Pick<TypeActions, "update" | "createWithSome">> = {},
): TypeActions => ({
  arn: arnOf(type),
  create: [...create, "ec2:CreateTags"],
  createWithSome,
  update: [...update, "ec2:CreateTags", "ec2:DeleteTags"],
  delete: remove,
});

const GROUP = arnOf("security-group");

const rule = (direction: "Ingress" | "Egress"): TypeActions =>
  tagged(
    "security-group-rule",
    [[`ec2:AuthorizeSecurityGroup${direction}`, GROUP]],
    [[`ec2:RevokeSecurityGroup${direction}`, GROUP]],
    { update: [["ec2:ModifySecurityGroupRules", GROUP]] },
  );

export const EC2: ServiceActions = {
  source: reference("list_amazonec2"),
  types: {
    aws_default_network_acl: {
      arn: arnOf("network-acl"),
      create: ["ec2:CreateTags"],
      createWithSome: [
        "ec2:CreateNetworkAclEntry",
        "ec2:DeleteNetworkAclEntry",
        "ec2:ReplaceNetworkAclAssociation",
      ],
      update: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAclEntry", "ec2:CreateTags", "ec2:DeleteTags"],
      delete: [],
    },
    aws_default_route_table: {
      arn: arnOf("route-table"),
      create: ["ec2:CreateTags"],
      createWithSome: ["ec2:CreateRoute", "ec2:DeleteRoute", "ec2:DisableVgwRoutePropagation"],
      update: ["ec2:CreateRoute", "ec2:DeleteRoute", "ec2:ReplaceRoute", "ec2:CreateTags", "ec2:DeleteTags"],
      delete: [],
    },
    aws_default_security_group: {
      arn: arnOf("security-group"),
      create: ["ec2:RevokeSecurityGroupIngress", "ec2:RevokeSecurityGroupEgress", "ec2:CreateTags"],
      createWithSome: ["ec2:AuthorizeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupEgress"],
      update: [
        ...["ec2:AuthorizeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupEgress"],
        ...[
          "ec2:RevokeSecurityGroupIngress",
          "ec2:RevokeSecurityGroupEgress",
          "ec2:CreateTags",
          "ec2:DeleteTags",
        ],
      ],
      delete: [],
    },
    aws_egress_only_internet_gateway: tagged(
      "egress-only-internet-gateway",
      ["ec2:CreateEgressOnlyInternetGateway"],
      ["ec2:DeleteEgressOnlyInternetGateway"],
    ),
    aws_eip: tagged("elastic-ip", ["ec2:AllocateAddress"], ["ec2:ReleaseAddress"], {
      createWithSome: ["ec2:AssociateAddress"],
      update: ["ec2:AssociateAddress", "ec2:DisassociateAddress"],
    }),
    aws_flow_log: tagged("vpc-flow-log", ["ec2:CreateFlowLogs"], ["ec2:DeleteFlowLogs"], {
      createWithSome: [passRole("iam_role_arn"), ["logs:CreateLogDelivery", "*"]],
    }),
    aws_internet_gateway: tagged(
      "internet-gateway",
      ["ec2:CreateInternetGateway"],
      ["ec2:DeleteInternetGateway"],
      {
        createWithSome: ["ec2:AttachInternetGateway"],
        update: ["ec2:AttachInternetGateway", "ec2:DetachInternetGateway"],
      },
    ),
    aws_launch_template: tagged(
      "launch-template",
      ["ec2:CreateLaunchTemplate"],
      ["ec2:DeleteLaunchTemplate"],
      {
        update: ["ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"],
      },
    ),
    aws_nat_gateway: tagged("natgateway", ["ec2:CreateNatGateway"], ["ec2:DeleteNatGateway"]),
    aws_network_acl: tagged("network-acl", ["ec2:CreateNetworkAcl"], ["ec2:DeleteNetworkAcl"], {
      createWithSome: ["ec2:CreateNetworkAclEntry", "ec2:ReplaceNetworkAclAssociation"],
      update: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAclEntry", "ec2:ReplaceNetworkAclAssociation"],
    }),
    aws_network_acl_rule: {
      arn: arnOf("network-acl"),
      create: ["ec2:CreateNetworkAclEntry"],
      update: ["ec2:ReplaceNetworkAclEntry"],
      delete: ["ec2:DeleteNetworkAclEntry"],
    },
    aws_route: {
      arn: arnOf("route-table"),
      create: ["ec2:CreateRoute"],
      update: ["ec2:ReplaceRoute"],
      delete: ["ec2:DeleteRoute"],
    },
    aws_route_table: tagged("route-table", ["ec2:CreateRouteTable"], ["ec2:DeleteRouteTable"], {
      createWithSome: ["ec2:CreateRoute"],
      update: ["ec2:CreateRoute", "ec2:ReplaceRoute", "ec2:DeleteRoute"],
    }),
    aws_route_table_association: {
      arn: arnOf("route-table"),
      create: ["ec2:AssociateRouteTable"],
      update: ["ec2:ReplaceRouteTableAssociation"],
      delete: ["ec2:DisassociateRouteTable"],
    },
    // The provider takes away the rule that AWS gives each new group.
    aws_security_group: tagged(
      "security-group",
      ["ec2:CreateSecurityGroup", "ec2:RevokeSecurityGroupEgress"],
      ["ec2:DeleteSecurityGroup"],
      {
        createWithSome: ["ec2:AuthorizeSecurityGroupIngress", "ec2:AuthorizeSecurityGroupEgress"],
        update: [
          "ec2:AuthorizeSecurityGroupIngress",
          "ec2:AuthorizeSecurityGroupEgress",
          "ec2:RevokeSecurityGroupIngress",
          "ec2:RevokeSecurityGroupEgress",
        ],
      },
    ),
    aws_subnet: tagged("subnet", ["ec2:CreateSubnet"], ["ec2:DeleteSubnet"], {
      createWithSome: ["ec2:ModifySubnetAttribute"],
      update: ["ec2:ModifySubnetAttribute"],
    }),
    aws_vpc: tagged("vpc", ["ec2:CreateVpc"], ["ec2:DeleteVpc"], {
      createWithSome: ["ec2:ModifyVpcAttribute"],
      update: ["ec2:ModifyVpcAttribute", "ec2:ModifyVpcTenancy"],
    }),
    aws_vpc_endpoint: tagged("vpc-endpoint", ["ec2:CreateVpcEndpoint"], ["ec2:DeleteVpcEndpoints"], {
      update: ["ec2:ModifyVpcEndpoint"],
    }),
    aws_vpc_security_group_egress_rule: rule("Egress"),
    aws_vpc_security_group_ingress_rule: rule("Ingress"),
    // Settings of an account in a Region have no ARN.
    aws_ebs_default_kms_key: setting(["ec2:ModifyEbsDefaultKmsKeyId"], ["ec2:ResetEbsDefaultKmsKeyId"]),
    aws_ebs_encryption_by_default: setting(
      ["ec2:EnableEbsEncryptionByDefault"],
      ["ec2:DisableEbsEncryptionByDefault"],
    ),
    aws_ebs_snapshot_block_public_access: setting(
      ["ec2:EnableSnapshotBlockPublicAccess"],
      ["ec2:DisableSnapshotBlockPublicAccess"],
    ),
    aws_ec2_image_block_public_access: setting(["ec2:EnableImageBlockPublicAccess"], []),
    aws_ec2_instance_metadata_defaults: setting(
      ["ec2:ModifyInstanceMetadataDefaults"],
      ["ec2:ModifyInstanceMetadataDefaults"],
    ),
    aws_ec2_serial_console_access: setting(["ec2:DisableSerialConsoleAccess"], []),
  },
};

function setting(set: readonly string[], unset: readonly string[]): TypeActions {
  return { arn: "*", create: set, update: set, delete: unset };
}
