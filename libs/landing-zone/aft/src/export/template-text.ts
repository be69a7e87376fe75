/** `text` in Terraform's JSON, where `${` and `%{` would begin a template. */
export function literal(text: string): string {
  return text.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}

/** All texts of a map, as {@link literal}, in the order of their names. */
export function literals(texts: Readonly<Record<string, string>>): Record<string, string> {
  const sorted = Object.entries(texts).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, text]) => [literal(name), literal(text)]));
}
