import { UserError } from "@tagform/outcome";

import { quote } from "./wording";

// Nine digits stay exact as a number and are more than anybody counts up to.
const VERSION = /^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8}))?$/;

export const VERSION_GRAMMAR =
  "MAJOR.MINOR or MAJOR.MINOR.PATCH, numbers of at most 9 digits without leading zeros";

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/**
 * The order of two versions: negative when `left` comes first, positive when `right` does, 0 when they are equal.
 * `1.0` and `1.0.0` are different tags of the same order.
 */
export function compareVersions(left: string, right: string): number {
  const [leftNumbers, rightNumbers] = [numbersOf(left), numbersOf(right)];
  const differences = leftNumbers.map((number, index) => number - (rightNumbers[index] ?? 0));
  return Math.sign(differences.find((difference) => difference !== 0) ?? 0);
}

function numbersOf(version: string): readonly number[] {
  const match = VERSION.exec(version);
  if (match === null)
    throw new UserError(`version ${quote(version)} is malformed, allowed is ${VERSION_GRAMMAR}`);
  return match.slice(1).map((number: string | undefined) => Number(number ?? 0));
}
