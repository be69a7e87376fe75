import type { Place } from "@tagform/config";
import { physicalNameProblem, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkAccount, checkSecurityOrganization } from "../security-organization";
import {
  DATA_EVENT_RESOURCES,
  type OrganizationTrailConfig,
  type OwnTrail,
} from "./organization-trail-config";

const INSIGHTS: readonly string[] = ["ApiCallRateInsight", "ApiErrorRateInsight"];

export function checkOrganizationTrail(
  path: string,
  { organization, trail }: OrganizationTrailConfig,
  { accountId }: Place,
): Issue[] {
  const { madeBy }: { madeBy: string } = trail;
  const isVendedByControlTower = organization.vending === "account-factory";
  const place = `${path}.trail`;
  return [
    ...checkSecurityOrganization(`${path}.organization`, organization),
    ...checkAccount(path, organization, "management", accountId),
    ...check(
      ["control-tower", "tagform"].includes(madeBy),
      `${place}.madeBy`,
      `must be control-tower or tagform, got ${quote(madeBy)}`,
    ),
    ...check(
      madeBy !== "control-tower" || isVendedByControlTower,
      `${place}.madeBy`,
      "is control-tower, but accounts are vended by Organizations alone: nobody made a trail, let tagform make it",
    ),
    ...(trail.madeBy === "tagform" ? checkOwnTrail(place, trail, isVendedByControlTower) : []),
  ];
}

function checkOwnTrail(path: string, trail: OwnTrail, isVendedByControlTower: boolean): Issue[] {
  const { name, archiveBucket, dataEvents = [], insights = [], besideControlTower, deletable } = trail;
  const problem = physicalNameProblem("trail", name);
  const bucketProblem = physicalNameProblem("bucket", archiveBucket);
  const known: readonly string[] = DATA_EVENT_RESOURCES;
  return [
    ...check(
      besideControlTower !== undefined || !isVendedByControlTower,
      `${path}.madeBy`,
      "is tagform, but Control Tower has a trail of the organization: a second one records every event again, for 2 USD " +
        "per 100,000. Say control-tower, or why there are two under besideControlTower",
    ),
    ...check(
      besideControlTower === undefined || besideControlTower.reason.trim() !== "",
      `${path}.besideControlTower.reason`,
      "must say why there is a second trail, got an empty text",
    ),
    ...(problem === undefined ? [] : [{ path: `${path}.name`, message: problem }]),
    ...(bucketProblem === undefined ? [] : [{ path: `${path}.archiveBucket`, message: bucketProblem }]),
    ...checkOneOf(`${path}.dataEvents`, dataEvents, known),
    ...checkOneOf(`${path}.insights`, insights, INSIGHTS),
    ...check(
      deletable === undefined || deletable.reason.trim() !== "",
      `${path}.deletable.reason`,
      "must say why the trail may end, got an empty text",
    ),
  ];
}

const checkOneOf = (path: string, values: readonly string[], known: readonly string[]): Issue[] =>
  values.flatMap((value, index) =>
    check(
      known.includes(value) && values.indexOf(value) === index,
      `${path}.${index}`,
      `must be one of ${known.join(", ")}, each once, got ${value}`,
    ),
  );
