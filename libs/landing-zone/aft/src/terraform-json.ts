/** What Terraform's `jsonencode` is given here: text, and objects of it. */
export type TerraformJsonValue = string | { readonly [key: string]: TerraformJsonValue };

/** Go escapes these three in every string of JSON, so that it can stand in HTML, and the two line separators. */
const ESCAPED_BY_GO = /[<>&\u2028\u2029]/g;

/**
 * `value` byte for byte as Terraform's `jsonencode` gives it: keys in the order of their UTF-8 bytes, no spaces, Go's
 * escapes. Terraform keeps every text in Unicode's normal form C, and has no half of a surrogate pair.
 *
 * https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
export function terraformJson(value: TerraformJsonValue): string {
  if (typeof value === "string") return quoted(value);
  const members = Object.entries(value)
    .map(([key, member]) => ({ key: terraformText(key), member }))
    .sort((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)));
  return `{${members.map(({ key, member }) => `${quoted(key)}:${terraformJson(member)}`).join(",")}}`;
}

/** `text` as Terraform keeps it. */
export function terraformText(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, "\uFFFD").normalize("NFC");
}

function quoted(text: string): string {
  return JSON.stringify(terraformText(text)).replace(
    ESCAPED_BY_GO,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
