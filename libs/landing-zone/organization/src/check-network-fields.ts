import { contains, readCidr } from "@tagform/config";
import { quote } from "@tagform/deployment";
import { check, type Issue } from "@tagform/outcome";

import type { AccountRequest } from "./account-request";

/** The custom field by which customizations are told the range of an account's network. */
const FIELD = "vpc_cidr";

/** A request and where it stands. */
export interface PlacedRequest {
  readonly name: string;
  readonly path: string;
  readonly request: AccountRequest;
}

/** Ranges of networks are well formed, and no two accounts have overlapping ones: they could never be connected. */
export function checkNetworkFields(requests: readonly PlacedRequest[]): Issue[] {
  const fields = requests.flatMap(({ name, path, request }) => {
    const text = request.customFields?.[FIELD];
    return text === undefined
      ? []
      : [{ name, text, path: `${path}.customFields.${FIELD}`, range: readCidr(text) }];
  });
  return fields.flatMap(({ name, path, text, range }) => {
    if (range === undefined)
      return [{ path, message: `must be a range such as 10.0.0.0/20, got ${quote(text)}` }];
    const overlapping = fields.filter(
      (other) =>
        other.name !== name &&
        other.range !== undefined &&
        (contains(range, other.range) || contains(other.range, range)),
    );
    const names = overlapping.map((other) => `${other.name} (${other.text})`).join(", ");
    return [
      ...check(range.text === text, path, `begins inside a network: write ${range.text}, got ${quote(text)}`),
      ...check(overlapping.length === 0, path, `${text} overlaps that of ${names}`),
    ];
  });
}
