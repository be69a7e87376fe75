import { AVAILABILITY_ZONE_IDS } from "./availability-zone-id";

/** An AWS Region by its code, `us-east-1`. */
export type Region = keyof typeof AVAILABILITY_ZONE_IDS;

/** The part of AWS that a Region belongs to: an account lives in exactly one. */
export type Partition = "aws" | "aws-us-gov" | "aws-cn";

/** What is known about a Region without asking AWS. */
export interface RegionData {
  /** What names carry instead of the Region's code: the prefix that AWS gives the Region's zone ids. */
  readonly shortCode: string;
  readonly name: string;
  readonly partition: Partition;
  /** Whether an account must switch the Region on before it can be used. */
  readonly optIn: boolean;
  /** Ids of all its Availability Zones; a given account may see fewer. */
  readonly availabilityZoneIds: readonly string[];
}

const region = (
  code: Region,
  shortCode: string,
  name: string,
  partition: Partition,
  activation: "default" | "opt-in",
): RegionData => ({
  shortCode,
  name,
  partition,
  optIn: activation === "opt-in",
  availabilityZoneIds: AVAILABILITY_ZONE_IDS[code],
});

// Names and partitions: botocore 1.43.11, data/endpoints.json.
// Opt-in: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
export const REGIONS: Readonly<Record<Region, RegionData>> = {
  "af-south-1": region("af-south-1", "afs1", "Africa (Cape Town)", "aws", "opt-in"),
  "ap-east-1": region("ap-east-1", "ape1", "Asia Pacific (Hong Kong)", "aws", "opt-in"),
  "ap-east-2": region("ap-east-2", "ape2", "Asia Pacific (Taipei)", "aws", "opt-in"),
  "ap-northeast-1": region("ap-northeast-1", "apne1", "Asia Pacific (Tokyo)", "aws", "default"),
  "ap-northeast-2": region("ap-northeast-2", "apne2", "Asia Pacific (Seoul)", "aws", "default"),
  "ap-northeast-3": region("ap-northeast-3", "apne3", "Asia Pacific (Osaka)", "aws", "default"),
  "ap-south-1": region("ap-south-1", "aps1", "Asia Pacific (Mumbai)", "aws", "default"),
  "ap-south-2": region("ap-south-2", "aps2", "Asia Pacific (Hyderabad)", "aws", "opt-in"),
  "ap-southeast-1": region("ap-southeast-1", "apse1", "Asia Pacific (Singapore)", "aws", "default"),
  "ap-southeast-2": region("ap-southeast-2", "apse2", "Asia Pacific (Sydney)", "aws", "default"),
  "ap-southeast-3": region("ap-southeast-3", "apse3", "Asia Pacific (Jakarta)", "aws", "opt-in"),
  "ap-southeast-4": region("ap-southeast-4", "apse4", "Asia Pacific (Melbourne)", "aws", "opt-in"),
  "ap-southeast-5": region("ap-southeast-5", "apse5", "Asia Pacific (Malaysia)", "aws", "opt-in"),
  "ap-southeast-6": region("ap-southeast-6", "apse6", "Asia Pacific (New Zealand)", "aws", "opt-in"),
  "ap-southeast-7": region("ap-southeast-7", "apse7", "Asia Pacific (Thailand)", "aws", "opt-in"),
  "ca-central-1": region("ca-central-1", "cac1", "Canada (Central)", "aws", "default"),
  "ca-west-1": region("ca-west-1", "caw1", "Canada West (Calgary)", "aws", "opt-in"),
  "eu-central-1": region("eu-central-1", "euc1", "Europe (Frankfurt)", "aws", "default"),
  "eu-central-2": region("eu-central-2", "euc2", "Europe (Zurich)", "aws", "opt-in"),
  "eu-north-1": region("eu-north-1", "eun1", "Europe (Stockholm)", "aws", "default"),
  "eu-south-1": region("eu-south-1", "eus1", "Europe (Milan)", "aws", "opt-in"),
  "eu-south-2": region("eu-south-2", "eus2", "Europe (Spain)", "aws", "opt-in"),
  "eu-west-1": region("eu-west-1", "euw1", "Europe (Ireland)", "aws", "default"),
  "eu-west-2": region("eu-west-2", "euw2", "Europe (London)", "aws", "default"),
  "eu-west-3": region("eu-west-3", "euw3", "Europe (Paris)", "aws", "default"),
  "il-central-1": region("il-central-1", "ilc1", "Israel (Tel Aviv)", "aws", "opt-in"),
  "me-central-1": region("me-central-1", "mec1", "Middle East (UAE)", "aws", "opt-in"),
  "me-south-1": region("me-south-1", "mes1", "Middle East (Bahrain)", "aws", "opt-in"),
  "mx-central-1": region("mx-central-1", "mxc1", "Mexico (Central)", "aws", "opt-in"),
  "sa-east-1": region("sa-east-1", "sae1", "South America (Sao Paulo)", "aws", "default"),
  "us-east-1": region("us-east-1", "use1", "US East (N. Virginia)", "aws", "default"),
  "us-east-2": region("us-east-2", "use2", "US East (Ohio)", "aws", "default"),
  "us-west-1": region("us-west-1", "usw1", "US West (N. California)", "aws", "default"),
  "us-west-2": region("us-west-2", "usw2", "US West (Oregon)", "aws", "default"),
  "cn-north-1": region("cn-north-1", "cnn1", "China (Beijing)", "aws-cn", "default"),
  "cn-northwest-1": region("cn-northwest-1", "cnnw1", "China (Ningxia)", "aws-cn", "default"),
  "us-gov-east-1": region("us-gov-east-1", "usge1", "AWS GovCloud (US-East)", "aws-us-gov", "default"),
  "us-gov-west-1": region("us-gov-west-1", "usgw1", "AWS GovCloud (US-West)", "aws-us-gov", "default"),
};

export function isRegion(text: string): text is Region {
  return Object.hasOwn(REGIONS, text);
}

/** All Regions, in the order of the table. */
export const REGION_CODES: readonly Region[] = Object.keys(REGIONS).filter(isRegion);
