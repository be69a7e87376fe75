/** Value of the ephemeral variable `session`: the role that the provider assumes and its session tags. */
export interface CellSession {
  readonly roleName: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The variable for terraform's environment; without a session the configuration's default holds. */
export function sessionVariable(session: CellSession | undefined): Record<string, string> {
  if (session === undefined) return {};
  const value = JSON.stringify({ role_name: session.roleName, tags: session.tags });
  // Terraform reads the text as an expression, in which these would begin a template.
  return { TF_VAR_session: value.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{") };
}
