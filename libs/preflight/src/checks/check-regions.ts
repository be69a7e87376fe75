import { itemsOf, textIn } from "../aws/aws-api";
import {
  type CheckFinding,
  fails,
  passes,
  type PreflightCheck,
  type PreflightSubject,
  regionsOf,
  unknown,
} from "./preflight-check";

/** Whether the Regions that the cell works in are switched on in its account. */
export const REGIONS_ENABLED: PreflightCheck = {
  name: "regions",
  async run(subject) {
    const api = await subject.account();
    // Of the state's Region it is known that it can be asked: the cell's own may be switched off.
    const answer = await api.query("ec2", subject.state.region, "DescribeRegions", { AllRegions: "true" });
    const status = new Map(
      itemsOf(answer, "regionInfo").map((each) => [textIn(each, "regionName"), textIn(each, "optInStatus")]),
    );
    return regionsOf(subject).map((region) => finding(region, status.get(region), subject));
  },
};

function finding(
  region: string,
  status: string | undefined,
  { accountId, cloud }: PreflightSubject,
): CheckFinding {
  // Nobody can switch on a Region of an embedded AWS, which works in all of them.
  if (cloud.kind === "embedded" && status === "not-opted-in") return inEmbedded(region);
  switch (status) {
    case "opt-in-not-required":
    case "opted-in":
      return passes(`${region} is switched on in account ${accountId}`);
    case "not-opted-in":
      return fails(
        `${region} is switched off in account ${accountId}`,
        "switch it on (account:EnableRegion, which takes minutes to hours), and name it in the environment's optInRegions",
      );
    case undefined:
    default:
      return unknown(
        `AWS does not say whether ${region} is switched on in account ${accountId}${status === undefined ? "" : `: ${status}`}`,
        "look at the account's Regions in the console",
      );
  }
}

const inEmbedded = (region: string): CheckFinding =>
  unknown(
    `an embedded AWS does not know whether ${region} is switched on`,
    "ask the real AWS: tagform preflight <cell>",
  );
