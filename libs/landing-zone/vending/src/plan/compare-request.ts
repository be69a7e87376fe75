import { parameterOf, type StoredRequest } from "../aws/request-table";
import type { AccountChange } from "./account-plan";

/** The one parameter of Control Tower that may change after an account's creation. */
const UNIT = "ManagedOrganizationalUnit";

/** How each fixed parameter is called in the data. */
const FIXED: Readonly<Record<string, string>> = {
  AccountName: "name",
  SSOUserEmail: "ssoUser.email",
  SSOUserFirstName: "ssoUser.firstName",
  SSOUserLastName: "ssoUser.lastName",
};

const WORDS = [
  ["change_reason", "change reason"],
  ["change_requested_by", "change requested by"],
] as const;

/** What differs between a stored request and the wanted one, the order of keys and spaces in its texts aside. */
export function compareRequests(before: StoredRequest, after: StoredRequest): AccountChange[] {
  const about = (request: StoredRequest, name: string) =>
    request["change_management_parameters"]?.M?.[name]?.S ?? "";
  return [
    ...difference("unit", parameterOf(before, UNIT), parameterOf(after, UNIT)),
    ...mapDifferences("tag", textOf(before, "account_tags"), textOf(after, "account_tags")),
    ...mapDifferences("custom field", textOf(before, "custom_fields"), textOf(after, "custom_fields")),
    ...difference(
      "customizations",
      textOf(before, "account_customizations_name"),
      textOf(after, "account_customizations_name"),
    ),
    ...WORDS.flatMap(([name, what]) => difference(what, about(before, name), about(after, name))),
  ];
}

/** What AFT cannot change any more, as the data calls it. */
export function fixedDifferences(before: StoredRequest, after: StoredRequest): AccountChange[] {
  return Object.entries(FIXED).flatMap(([name, what]) =>
    difference(what, parameterOf(before, name), parameterOf(after, name)),
  );
}

/** What differs between two maps of texts. */
export function differencesOfMaps(
  what: string,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): AccountChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => difference(`${what} ${key}`, before[key], after[key]));
}

function mapDifferences(what: string, before: string, after: string): AccountChange[] {
  const [one, other] = [mapIn(before), mapIn(after)];
  if (one === undefined || other === undefined) return difference(`${what}s`, before, after);
  return differencesOfMaps(what, one, other);
}

const textOf = (request: StoredRequest, name: string): string => request[name]?.S ?? "";

/** Undefined where the text is no map of texts: somebody else has written it. */
function mapIn(text: string): Record<string, string> | undefined {
  try {
    const value: unknown = text === "" ? {} : JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value).map(([key, one]): [string, string] => [
      key,
      typeof one === "string" ? one : JSON.stringify(one),
    ]);
    return Object.fromEntries(entries);
  } catch {
    return undefined;
  }
}

function difference(what: string, from = "", to = ""): AccountChange[] {
  return from === to ? [] : [{ what, from: from === "" ? null : from, to: to === "" ? null : to }];
}
