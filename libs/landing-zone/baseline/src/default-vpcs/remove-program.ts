/**
 * The function of {@link REMOVE_PROGRAM} that is called, with `{"regions": "us-east-1,eu-central-1", "kept": "none"}`: Regions
 * that must be reached, and those whose default VPC stays.
 */
export const REMOVE_HANDLER = "remove_default_vpcs";

/**
 * What Systems Manager runs, which takes Python or PowerShell. It looks into all Regions that are on in the account.
 *
 * A default VPC in which there is anything that AWS did not put there with it is kept, and told. Subnets go first: AWS itself
 * refuses to delete one with a network interface, also one of this moment, and nothing else is gone by then. A Region that
 * the organization closed is left alone, where the deployment did not ask for it: nobody can use what is there.
 */
export const REMOVE_PROGRAM = `import boto3
from botocore.exceptions import ClientError

CLOSED = ["UnauthorizedOperation", "AccessDenied", "AuthFailure", "OptInRequired"]


def remove_default_vpcs(events, context):
    own = events["regions"].split(",")
    kept = events["kept"].split(",")
    regions = {*own, *enabled_regions(own[0])}.difference(kept)
    told = {region: remove_or_tell(region, region in own) for region in sorted(regions)}
    in_use = [f"{region}: {what}" for region, what in told.items() if what.startswith("kept")]
    if in_use:
        raise RuntimeError("; ".join(in_use))
    return told


def enabled_regions(region):
    found = boto3.client("ec2", region_name=region).describe_regions()["Regions"]
    return [one["RegionName"] for one in found]


def remove_or_tell(region, is_own):
    ec2 = boto3.client("ec2", region_name=region)
    try:
        ec2.describe_vpcs()
    except ClientError as error:
        if is_own or error.response["Error"]["Code"] not in CLOSED:
            raise
        return "closed"
    try:
        return remove_in(ec2)
    except ClientError as error:
        return f"kept what is left: {error}"


def remove_in(ec2):
    found = ec2.describe_vpcs(Filters=[where("is-default", "true")])["Vpcs"]
    if not found:
        return "no default VPC"
    vpc = found[0]["VpcId"]
    others = what_others_put_there(ec2, vpc)
    if others:
        return f"kept {vpc}, which has {', '.join(others)}"
    for subnet in ec2.describe_subnets(Filters=[where("vpc-id", vpc)])["Subnets"]:
        ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    for gateway in gateways(ec2, vpc):
        ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        ec2.delete_internet_gateway(InternetGatewayId=gateway)
    ec2.delete_vpc(VpcId=vpc)
    return f"removed {vpc}"


def what_others_put_there(ec2, vpc):
    here = [where("vpc-id", vpc)]
    interfaces = ec2.describe_network_interfaces(Filters=here)["NetworkInterfaces"]
    subnets = ec2.describe_subnets(Filters=here)["Subnets"]
    groups = ec2.describe_security_groups(Filters=here)["SecurityGroups"]
    tables = ec2.describe_route_tables(Filters=here)["RouteTables"]
    acls = ec2.describe_network_acls(Filters=here)["NetworkAcls"]
    endpoints = ec2.describe_vpc_endpoints(Filters=here)["VpcEndpoints"]
    vpns = ec2.describe_vpn_gateways(Filters=[where("attachment.vpc-id", vpc)])["VpnGateways"]
    return [
        *[one["NetworkInterfaceId"] for one in interfaces],
        *[one["SubnetId"] for one in subnets if not one.get("DefaultForAz")],
        *[one["GroupId"] for one in groups if one["GroupName"] != "default"],
        *[one["RouteTableId"] for one in tables if not is_main(one)],
        *[one["NetworkAclId"] for one in acls if not one.get("IsDefault")],
        *[one["VpcEndpointId"] for one in endpoints if one["State"].lower() != "deleted"],
        *[one["VpnGatewayId"] for one in vpns if one["State"] != "deleted"],
        *peerings(ec2, vpc),
    ]


def peerings(ec2, vpc):
    ids = set()
    for side in ["requester", "accepter"]:
        filters = [where(f"{side}-vpc-info.vpc-id", vpc), where("status-code", "active", "pending-acceptance")]
        found = ec2.describe_vpc_peering_connections(Filters=filters)
        ids.update(one["VpcPeeringConnectionId"] for one in found["VpcPeeringConnections"])
    return sorted(ids)


def gateways(ec2, vpc):
    found = ec2.describe_internet_gateways(Filters=[where("attachment.vpc-id", vpc)])
    return [one["InternetGatewayId"] for one in found["InternetGateways"]]


def is_main(table):
    return any(association.get("Main") for association in table["Associations"])


def where(name, *values):
    return {"Name": name, "Values": list(values)}
`;
