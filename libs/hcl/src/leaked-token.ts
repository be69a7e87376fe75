import { isList, isObject, type JsonValue } from "./terraform-json";

/** How cdktf encodes tokens in texts and in numbers; a "-" before a number token makes it stay in the output. */
const TOKEN = /[$#&]\{TfToken\[|\d\.\d+e\+(?:289|298)/;

/** Whether cdktf left one of its tokens unresolved in `value`. */
export function leaksToken(value: JsonValue): boolean {
  if (typeof value === "string") return TOKEN.test(value);
  if (typeof value === "number") return Math.abs(value) > 1e280 && TOKEN.test(String(value));
  if (isList(value)) return value.some(leaksToken);
  return isObject(value) && Object.entries(value).some(([key, item]) => TOKEN.test(key) || leaksToken(item));
}
