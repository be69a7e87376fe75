import { didYouMean, quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { AccountRequest } from "./account-request";
import { checkAccountEmail, checkPersonEmail } from "./check-email";
import type { Organization } from "./organization";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html */
const LONGEST_ACCOUNT_NAME = 50;
/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Tag.html */
const LONGEST_TAG_KEY = 128;
const LONGEST_TAG_VALUE = 256;
const MOST_TAGS = 50;
/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html, standard parameters */
const LONGEST_FIELD = 4096;
/** With `/aft/account-request/custom-fields/` before it, and the ARN around, a parameter's name may have 1,011 characters. */
const LONGEST_FIELD_NAME = 512;

/** Names that Control Tower gives to accounts of its own. */
const RESERVED = ["audit", "log archive", "log-archive", "management", "root"];

/** The issues of one request by itself. */
export function checkRequest(path: string, request: AccountRequest, organization: Organization): Issue[] {
  return [
    ...checkName(`${path}.name`, request.name),
    ...checkAccountEmail(`${path}.email`, request.email),
    ...checkUnit(`${path}.organizationalUnit`, request.organizationalUnit, organization),
    ...checkPersonEmail(`${path}.ssoUser.email`, request.ssoUser.email),
    ...checkText(`${path}.ssoUser.firstName`, request.ssoUser.firstName),
    ...checkText(`${path}.ssoUser.lastName`, request.ssoUser.lastName),
    ...checkText(`${path}.change.requestedBy`, request.change.requestedBy),
    ...checkText(`${path}.change.reason`, request.change.reason),
    ...checkTags(`${path}.tags`, request.tags, organization.requiredTags),
    ...checkFields(`${path}.customFields`, request.customFields ?? {}),
    ...checkCustomizations(`${path}.customizations`, request.customizations),
    ...(request.offboard === undefined ? [] : checkText(`${path}.offboard.reason`, request.offboard.reason)),
  ];
}

function checkName(path: string, name: string): Issue[] {
  return [
    ...check(
      /^[ -~]+$/.test(name) && name.length <= LONGEST_ACCOUNT_NAME && name.trim() === name,
      path,
      `must have 1 to ${LONGEST_ACCOUNT_NAME} ASCII characters, none of the ends a space, got ${name.length}: ${quote(name)}`,
    ),
    ...check(
      !RESERVED.includes(name.toLowerCase()),
      path,
      `${quote(name)} is the name of an account that the landing zone itself consists of: choose another`,
    ),
  ];
}

function checkUnit(path: string, unit: string, { units, vending }: Organization): Issue[] {
  const known = Object.keys(units);
  const found = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (found === undefined) {
    const message = `unit ${quote(unit)} is unknown, only ${known.join(", ")}${didYouMean(unit, known)}`;
    return [{ path, message }];
  }
  return [
    ...check(
      found.id !== undefined,
      path,
      `unit ${quote(unit)} has no id yet: make it, then write its id into environments/landing-zone/organization.ts`,
    ),
    ...check(
      found.registered || vending === "organizations",
      path,
      `unit ${quote(unit)} is not registered with Control Tower, which vends no account into it: register it first`,
    ),
  ];
}

function checkText(path: string, text: string): Issue[] {
  return check(text.trim() !== "", path, "must say something, got an empty text");
}

function checkTags(path: string, tags: AccountRequest["tags"], required: readonly string[]): Issue[] {
  return [
    ...check(
      Object.keys(tags).length <= MOST_TAGS,
      path,
      `must be at most ${MOST_TAGS}, got ${Object.keys(tags).length}`,
    ),
    ...required
      .filter((key) => (tags[key] ?? "") === "")
      .map((key) => ({ path: `${path}.${key}`, message: "is missing: every account must have this tag" })),
    ...Object.entries(tags).flatMap(([key, value]) => [
      ...check(
        isTagText(key) && key !== "" && key.length <= LONGEST_TAG_KEY && !/^aws:/i.test(key),
        `${path}.${key}`,
        `must have 1 to ${LONGEST_TAG_KEY} letters, digits, spaces or _.:/=+-@ and not begin with aws:`,
      ),
      ...check(
        isTagText(value) && value.length <= LONGEST_TAG_VALUE,
        `${path}.${key}`,
        `must have at most ${LONGEST_TAG_VALUE} letters, digits, spaces or _.:/=+-@ as value, got ${quote(value)}`,
      ),
    ]),
  ];
}

const isTagText = (text: string): boolean => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text);

function checkFields(path: string, fields: Readonly<Record<string, string>>): Issue[] {
  return Object.entries(fields).flatMap(([key, value]) => [
    ...check(
      /^[A-Za-z0-9_.-]+$/.test(key) && key.length <= LONGEST_FIELD_NAME,
      `${path}.${key}`,
      `must have a name of 1 to ${LONGEST_FIELD_NAME} letters, digits or _.-: it becomes the name of a parameter`,
    ),
    ...check(
      value !== "" && Buffer.byteLength(value) <= LONGEST_FIELD,
      `${path}.${key}`,
      `must have 1 to ${LONGEST_FIELD} bytes, as a parameter has, got ${Buffer.byteLength(value)}`,
    ),
  ]);
}

function checkCustomizations(path: string, name: string | undefined): Issue[] {
  const valid = name === undefined || /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(name);
  return check(valid, path, `must be the name of a folder, a-z, 0-9, _ and -, got ${quote(name ?? "")}`);
}
