import type { Place } from "@tagform/config";
import { isRegion, quote, REGIONS } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import { checkAccessAnalysis } from "./access-analysis-config";
import { type AccountBaselineConfig, regionsOf } from "./account-baseline-config";
import { checkAlternateContacts } from "./alternate-contacts-config";
import { checkBudgets } from "./budget-config";
import { checkRecorder } from "./config-recorder-config";
import { checkDefaultVpcs } from "./default-vpcs/default-vpcs-config";
import { checkPasswordPolicy } from "./password-policy-config";
import { checkQuotaRequests } from "./quota-request-config";

/** One line for each measure that has data of its own. */
export function checkAccountBaseline(
  path: string,
  config: AccountBaselineConfig,
  { accountId }: Pick<Place, "accountId">,
): Issue[] {
  const { organization } = config;
  const regions = regionsOf(config);
  return [
    ...checkRegions(path, config),
    ...checkAlternateContacts(`${path}.contacts`, config.contacts),
    ...checkBudgets(`${path}.budgets`, config.budgets),
    ...checkRecorder(`${path}.recorder`, config.recorder, { organization, accountId, regions }),
    ...checkQuotaRequests(`${path}.quotas`, config.quotas ?? [], regions),
    ...checkDefaultVpcs(`${path}.defaultVpcs`, config.defaultVpcs ?? {}),
    ...checkPasswordPolicy(`${path}.passwords`, config.passwords ?? {}),
    ...checkAccessAnalysis(`${path}.accessAnalysis`, config.accessAnalysis ?? {}),
    ...checkSettings(path, config),
  ];
}

function checkRegions(path: string, config: AccountBaselineConfig): Issue[] {
  const { optInRegions = [] } = config;
  const regions = regionsOf(config);
  return [
    ...check(regions.length > 0, `${path}.regions`, "names no Region: name those in which anything may be"),
    ...regions.flatMap((region, index) => [
      ...checkRegion(`${path}.regions.${index}`, region, config),
      ...check(
        regions.indexOf(region) === index,
        `${path}.regions.${index}`,
        `${quote(region)} is named twice: remove one`,
      ),
    ]),
    ...optInRegions.flatMap((region, index) =>
      check(
        regions.includes(region),
        `${path}.optInRegions.${index}`,
        `${quote(region)} is none of the account's Regions: remove it`,
      ),
    ),
  ];
}

function checkRegion(
  path: string,
  region: string,
  { organization: { governedRegions }, optInRegions = [] }: AccountBaselineConfig,
): Issue[] {
  if (!isRegion(region)) return [{ path, message: `is no Region: ${quote(region)}` }];
  return [
    ...check(
      governedRegions.includes(region),
      path,
      `the organization governs only ${governedRegions.join(", ")}, got ${quote(region)}: add it there first`,
    ),
    ...check(
      !REGIONS[region].optIn || optInRegions.includes(region),
      path,
      `${region} is off in a new account: switch it on there, then name it in optInRegions too`,
    ),
  ];
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html */
const ALIAS = /^[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/;

function checkSettings(path: string, config: AccountBaselineConfig): Issue[] {
  const { publicBuckets, metadataHops = 1, accountAlias } = config;
  return [
    ...check(
      publicBuckets === undefined || publicBuckets.reason.trim() !== "",
      `${path}.publicBuckets.reason`,
      "must say what has to be public, got an empty text",
    ),
    ...check(
      Number.isInteger(metadataHops) && metadataHops >= 1 && metadataHops <= 64,
      `${path}.metadataHops`,
      `must be a whole number from 1 to 64, got ${metadataHops}`,
    ),
    ...check(
      accountAlias === undefined || (ALIAS.test(accountAlias) && !/^\d{12}$/.test(accountAlias)),
      `${path}.accountAlias`,
      `must have 3 to 63 of a-z, 0-9 and single hyphens between them, and not look like an account's id, got ${quote(accountAlias ?? "")}`,
    ),
  ];
}
