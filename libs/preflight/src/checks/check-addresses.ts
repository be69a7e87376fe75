import { type Cidr, contains, readCidr } from "@tagform/config";

import { type AwsReader, type Fields, fieldsOf, itemsOf, textIn } from "../aws/aws-api";
import { type PlannedResource, textOf } from "../planned/planned-resource";
import {
  type CheckFinding,
  fails,
  passes,
  type PreflightCheck,
  type PreflightSubject,
  unknown,
} from "./preflight-check";

const TYPES = new Set(["aws_vpc", "aws_vpc_ipv4_cidr_block_association"]);
const REMEDY = "choose another range in the team's file: networks that overlap can never be peered";

/** Whether ranges of planned networks overlap those that exist in the account's Region, or that data gives to other cells. */
export const ADDRESSES: PreflightCheck = {
  name: "addresses",
  async run(subject) {
    const planned = subject.planned.resources.filter(
      ({ type, change }) => TYPES.has(type) && change === "create",
    );
    if (planned.length === 0) return [passes("no range of addresses is planned")];
    const api = await subject.account();
    const found = await Promise.all(planned.map((resource) => judge(resource, api, subject)));
    return found.flat();
  },
};

/** A range that something else has. */
interface Taken {
  readonly cidr: string;
  readonly by: string;
  /** Whether it may overlap nevertheless: a route that gathers many networks. */
  readonly isRoute: boolean;
}

async function judge(
  resource: PlannedResource,
  api: AwsReader,
  subject: PreflightSubject,
): Promise<CheckFinding[]> {
  const text = textOf(resource.values, "cidr_block");
  const range = text === undefined ? undefined : readCidr(text);
  const region = resource.region;
  if (range === undefined || region === undefined) {
    return [unknown(`range or Region of ${resource.address} are not known`, "see the plan")];
  }
  const others = subject.otherRanges.map(({ path, cidr }) => ({ cidr, by: path, isRoute: false }));
  const taken = [...others, ...(await inRegion(api, region, subject)), ...(await peersOf(api, region))];
  const overlapping = taken.filter(({ cidr }) => overlaps(range, readCidr(cidr)));
  const told = overlapping.map(({ cidr, by, isRoute }) =>
    (isRoute ? unknown : fails)(
      `${range.text} of ${resource.address} overlaps ${cidr} of ${by} in ${region}`,
      REMEDY,
    ),
  );
  return told.length > 0 ? told : [passes(`${range.text} of ${resource.address} is free in ${region}`)];
}

const overlaps = (one: Cidr, other: Cidr | undefined): boolean =>
  other !== undefined && (contains(one, other) || contains(other, one));

/** Networks of the account; those of the cell itself exist because they were made before. */
async function inRegion(api: AwsReader, region: string, { cell }: PreflightSubject): Promise<Taken[]> {
  const networks = itemsOf(await api.query("ec2", region, "DescribeVpcs"), "vpcSet");
  return networks
    .filter((network) => textIn(network, "isDefault") !== "true" && !isOf(network, cell))
    .flatMap((network) => {
      const associated = itemsOf(network, "cidrBlockAssociationSet").map((each) => textIn(each, "cidrBlock"));
      const all = new Set([textIn(network, "cidrBlock"), ...associated]);
      return [...all].map((cidr) => ({ cidr, by: textIn(network, "vpcId"), isRoute: false }));
    });
}

function isOf(network: Fields, { environment, scope, team }: PreflightSubject["cell"]): boolean {
  const tags = new Map(itemsOf(network, "tagSet").map((tag) => [textIn(tag, "key"), textIn(tag, "value")]));
  return tags.get("environment") === environment && tags.get("scope") === scope && tags.get("team") === team;
}

/** Networks that those of the Region reach: peers, and what routes lead to through a transit gateway. */
async function peersOf(api: AwsReader, region: string): Promise<Taken[]> {
  const [peerings, tables] = await Promise.all([
    api.query("ec2", region, "DescribeVpcPeeringConnections"),
    api.query("ec2", region, "DescribeRouteTables"),
  ]);
  const peers = itemsOf(peerings, "vpcPeeringConnectionSet")
    .filter((peering) => textIn(fieldsOf(peering["status"]), "code") === "active")
    .flatMap((peering) => [fieldsOf(peering["accepterVpcInfo"]), fieldsOf(peering["requesterVpcInfo"])])
    .map((side) => ({
      cidr: textIn(side, "cidrBlock"),
      by: `peer ${textIn(side, "vpcId")}`,
      isRoute: false,
    }));
  const routes = itemsOf(tables, "routeTableSet")
    .flatMap((table) => itemsOf(table, "routeSet"))
    .filter(
      (route) =>
        textIn(route, "transitGatewayId") !== "" && textIn(route, "destinationCidrBlock") !== "0.0.0.0/0",
    )
    .map((route) => ({
      cidr: textIn(route, "destinationCidrBlock"),
      by: `a route to ${textIn(route, "transitGatewayId")}`,
      isRoute: true,
    }));
  return [...peers, ...routes];
}
