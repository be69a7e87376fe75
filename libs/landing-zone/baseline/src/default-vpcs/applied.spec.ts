import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

import { installed, Moto } from "@tagform/testing";

import { REMOVE_HANDLER, REMOVE_PROGRAM } from "./remove-program";

const CHECKOUT = resolve(__dirname, "../../../../..");
const program = installed(CHECKOUT, "moto_server");
if (program === undefined) console.warn("SKIPPED: this machine has no moto_server");
const testApplied = program === undefined ? test.skip : test;

let moto: Moto;

beforeAll(async () => {
  if (program !== undefined) moto = await Moto.start(program, process.env["PATH"] ?? "", tmpdir());
}, 60_000);
beforeEach(async () => {
  if (program !== undefined) await fetch(`${moto.endpoint}/moto-api/reset`, { method: "POST" });
});
afterAll(async () => {
  if (program !== undefined) await moto.stop();
});

/** Default VPCs in the embedded AWS have no gateway, so that each gets the one that it has in AWS. */
const PRELUDE = `
import json
def default_vpcs(ec2): return ec2.describe_vpcs(Filters=[where("is-default", "true")])["Vpcs"]
def subnets(ec2, vpc): return ec2.describe_subnets(Filters=[where("vpc-id", vpc)])["Subnets"]
def in_region(region):
    ec2 = boto3.client("ec2", region_name=region)
    vpc = default_vpcs(ec2)[0]["VpcId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return ec2, vpc
def remove(regions, kept="none"): return ${REMOVE_HANDLER}({"regions": ",".join(regions), "kept": kept}, None)
all_enabled, enabled_regions = enabled_regions, lambda region: []
`;

/** What the statements print as JSON, run together with the program that Systems Manager runs. */
async function python(...statements: string[]): Promise<unknown> {
  const interpreter = join(dirname(program ?? ""), "python3");
  const script = [REMOVE_PROGRAM, PRELUDE, ...statements].join("\n");
  const { stdout } = await promisify(execFile)(interpreter, ["-c", script], {
    env: {
      PATH: process.env["PATH"],
      AWS_ENDPOINT_URL: moto.endpoint,
      AWS_ACCESS_KEY_ID: "REHEARSALNOTREAL0000",
      AWS_SECRET_ACCESS_KEY: "none",
    },
  });
  return JSON.parse(stdout);
}

testApplied(
  "default VPCs of all Regions go with their subnets and gateways; others stay, and a second run finds none",
  async () => {
    const told = await python(
      `(home, vpc), (other, _) = in_region("us-east-1"), in_region("eu-central-1")`,
      `own = home.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]`,
      `first, second = (remove(["us-east-1", "eu-central-1"]) for _ in range(2))`,
      `print(json.dumps({`,
      `  "removed": first["us-east-1"] == f"removed {vpc}",`,
      `  "second": second,`,
      `  "only own VPC left": [one["VpcId"] for one in home.describe_vpcs()["Vpcs"]] == [own],`,
      `  "left": [subnets(home, vpc), home.describe_internet_gateways()["InternetGateways"], default_vpcs(other)],`,
      `}))`,
    );
    expect(told).toEqual({
      removed: true,
      second: { "us-east-1": "no default VPC", "eu-central-1": "no default VPC" },
      "only own VPC left": true,
      left: [[], [], []],
    });
  },
  60_000,
);

testApplied(
  "all Regions that are on are looked into, but for those that are kept and those that the organization closed",
  async () => {
    const told = await python(
      `enabled_regions = lambda region: ["us-east-1", "eu-west-1", "eu-west-2", "eu-west-3"]`,
      `client = boto3.client`,
      `class Closed:`,
      `    def describe_vpcs(self): raise ClientError({"Error": {"Code": "UnauthorizedOperation"}}, "DescribeVpcs")`,
      `boto3.client = lambda service, region_name: Closed() if region_name == "eu-west-2" else client(service, region_name=region_name)`,
      `told = remove(["us-east-1"], "eu-west-3")`,
      `def refused():`,
      `    try: return remove(["eu-west-2"])`,
      `    except ClientError as error: return error.response["Error"]["Code"]`,
      `print(json.dumps([{region: what.split(" ")[0] for region, what in told.items()}, refused(), "us-west-2" in all_enabled("us-east-1")]))`,
    );
    expect(told).toEqual([
      { "us-east-1": "removed", "eu-west-1": "removed", "eu-west-2": "closed" },
      "UnauthorizedOperation",
      true,
    ]);
  },
  60_000,
);

testApplied(
  "what AWS refuses in one Region is told, and the other Regions go on",
  async () => {
    const told = await python(
      `remove_default = remove_in`,
      `def remove_in(ec2):`,
      `    if ec2.meta.region_name == "eu-west-1": raise ClientError({"Error": {"Code": "DependencyViolation"}}, "DeleteSubnet")`,
      `    return remove_default(ec2)`,
      `def refused():`,
      `    try: return remove(["eu-west-1", "us-east-1"])`,
      `    except RuntimeError as error: return str(error)`,
      `print(json.dumps([refused(), default_vpcs(boto3.client("ec2", region_name="us-east-1"))]))`,
    );
    expect(told).toEqual([
      expect.stringMatching(/^eu-west-1: kept what is left: .*DependencyViolation.*DeleteSubnet/),
      [],
    ]);
  },
  60_000,
);

/** By what each makes in the default VPC `vpc`: the id of that. */
const OTHERS: Readonly<Record<string, string>> = {
  "network interface": `ec2.create_network_interface(SubnetId=subnets(ec2, vpc)[0]["SubnetId"])["NetworkInterface"]["NetworkInterfaceId"]`,
  "security group": `ec2.create_security_group(GroupName="a", Description="a", VpcId=vpc)["GroupId"]`,
  subnet: `ec2.create_subnet(VpcId=vpc, CidrBlock="172.31.250.0/24")["Subnet"]["SubnetId"]`,
  "route table": `ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]`,
  "network ACL": `ec2.create_network_acl(VpcId=vpc)["NetworkAcl"]["NetworkAclId"]`,
  endpoint: `ec2.create_vpc_endpoint(VpcId=vpc, ServiceName="com.amazonaws.us-east-1.s3")["VpcEndpoint"]["VpcEndpointId"]`,
  "VPN gateway": `attached(ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"])`,
  peering: `ec2.create_vpc_peering_connection(VpcId=ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"], PeerVpcId=vpc)["VpcPeeringConnection"]["VpcPeeringConnectionId"]`,
};
const REGIONS = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-west-2", "eu-west-3"],
  "ap-south-1",
];

testApplied(
  "one in which there is anything else is kept whole and named, and the other Regions go on",
  async () => {
    const cases = Object.values(OTHERS).map((made, index) => [
      `region = "${REGIONS[index] ?? ""}"`,
      `ec2, vpc = in_region(region)`,
      `def attached(id): ec2.attach_vpn_gateway(VpcId=vpc, VpnGatewayId=id); return id`,
      `thing = ${made}`,
      `expected.append(f"{region}: kept {vpc}, which has {thing}")`,
      `before.append((ec2, vpc, len(subnets(ec2, vpc)), list(gateways(ec2, vpc))))`,
    ]);
    const told = await python(
      `expected, before = [], []`,
      ...cases.flat(),
      `other, _ = in_region("eu-central-1")`,
      `try: said = remove(${JSON.stringify([...REGIONS, "eu-central-1"])})`,
      `except RuntimeError as error: said = str(error).split("; ")`,
      `whole = [len(subnets(ec2, vpc)) == count and list(gateways(ec2, vpc)) == gates for ec2, vpc, count, gates in before]`,
      `print(json.dumps({"said": said, "expected": sorted(expected), "whole": whole, "other": default_vpcs(other)}))`,
    );
    const { said, expected, whole, other } = told as Record<string, unknown[]>;
    expect(said).toEqual(expected);
    expect(whole).toEqual(Object.keys(OTHERS).map(() => true));
    expect(other).toEqual([]);
  },
  60_000,
);
