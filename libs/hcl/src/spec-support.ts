import { convert } from "./convert";
import type { JsonObject, JsonValue, TerraformJson } from "./terraform-json";

/** The HCL of a document that must give no warnings. */
export function hclOf(document: TerraformJson): string {
  const { hcl, warnings } = convert(document);
  expect(warnings).toEqual([]);
  return hcl;
}

/** What stands for `value` in an argument of a provider's resource. */
export function argument(value: JsonValue): string {
  return between(hclOf({ resource: { terraform_data: { x: { input: value } } } }), "  input = ", "\n}\n");
}

/** What stands for `value` where Terraform evaluates nothing. */
export function literal(value: JsonValue): string {
  return between(hclOf({ variable: { x: { default: value } } }), "  default = ", "\n}\n");
}

function between(text: string, before: string, after: string): string {
  return text.slice(text.indexOf(before) + before.length, text.lastIndexOf(after));
}

/** The lines of a resource's body, without the indentation of the body. */
export function bodyOf(type: string, body: JsonObject): string {
  const lines = hclOf({ resource: { [type]: { x: body } } }).split("\n");
  return lines
    .slice(1, -2)
    .map((line) => line.replace(/^ {2}/, ""))
    .join("\n");
}

/** Lines, for expected text. */
export const lines = (...text: string[]) => text.join("\n");
