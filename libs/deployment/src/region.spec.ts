import awsDocumentation from "../fixtures/aws-documentation.json";
import botocore from "../fixtures/botocore-regions.json";
import moto from "../fixtures/moto-availability-zones.json";
import { isRegion, type Region, REGION_CODES, REGIONS } from "./region";

const entries = REGION_CODES.map((code) => ({ code, ...REGIONS[code] }));

test("Regions, names and partitions are botocore's", () => {
  const ours = Object.fromEntries(entries.map(({ code, name, partition }) => [code, { name, partition }]));
  expect(ours).toEqual(botocore.regions);
});

test("opt-in Regions are those of the AWS documentation", () => {
  const ours = entries.filter(({ optIn }) => optIn).map(({ code }) => code);
  expect(ours.toSorted()).toEqual(awsDocumentation.optInRegions);
});

test("zone ids of commercial Regions are those of the AWS documentation", () => {
  const ours = entries
    .filter(({ partition }) => partition === "aws")
    .map(({ code, availabilityZoneIds }) => [code, availabilityZoneIds]);
  expect(Object.fromEntries(ours)).toEqual(awsDocumentation.availabilityZoneIds);
});

test.each(Object.entries(moto.availabilityZoneIds))("zone ids of %s are moto's", (code, ids) => {
  expect(isRegion(code) ? REGIONS[code].availabilityZoneIds : []).toEqual(ids);
});

test.each<[Region, string[]]>([
  ["us-east-1", ["use1-az1", "use1-az2", "use1-az3", "use1-az4", "use1-az5", "use1-az6"]],
  ["us-east-2", ["use2-az1", "use2-az2", "use2-az3"]],
  ["us-west-1", ["usw1-az1", "usw1-az2", "usw1-az3"]],
  ["us-west-2", ["usw2-az1", "usw2-az2", "usw2-az3", "usw2-az4"]],
  ["af-south-1", ["afs1-az1", "afs1-az2", "afs1-az3"]],
  ["eu-west-1", ["euw1-az1", "euw1-az2", "euw1-az3"]],
])("zone ids of %s are the required ones", (code, ids) => {
  expect(REGIONS[code].availabilityZoneIds).toEqual(ids);
});

test("short codes of the multi-Region variant are the required ones", () => {
  const codes = [REGIONS["us-east-1"], REGIONS["eu-central-1"], REGIONS["ap-southeast-1"]];
  expect(codes.map(({ shortCode }) => shortCode)).toEqual(["use1", "euc1", "apse1"]);
});

test("no two Regions share a short code, and none continues another", () => {
  const codes = entries.map(({ shortCode }) => shortCode);
  const clashes = codes.flatMap((code, index) =>
    codes.filter((other, otherIndex) => index !== otherIndex && other.startsWith(code)),
  );
  expect(clashes).toEqual([]);
});

test.each(entries)("zone ids of $code carry its short code, unlike Local Zones", (entry) => {
  const pattern = new RegExp(`^${entry.shortCode}-az[1-9]$`);
  expect(entry.availabilityZoneIds.length).toBeGreaterThanOrEqual(3);
  expect(entry.availabilityZoneIds.filter((id) => !pattern.test(id))).toEqual([]);
});

test.each(["us-east-1a", "US-EAST-1", "global", "toString", "__proto__", ""])("%p is no Region", (text) => {
  expect(isRegion(text)).toBe(false);
});
