import { didYouMean, PENDING, quote } from "@tagform/deployment";
import type { Organization } from "@tagform/landing-zone-organization";
import { UserError } from "@tagform/outcome";
import { expressionAt } from "@tagform/source-edit";
import type { Account } from "@tagform/workload-catalog";
import ts from "typescript";

import type { AccountOptions, NewAccount } from "./account-options";
import type { ExportedObject, WrittenEnvironment } from "./environment-files";

/** An account that others are made like. */
export interface AccountModel {
  readonly file: ExportedObject;
  readonly email: string;
}

/** `research-dev` is `researchDev` in TypeScript. */
export function constantName(name: string): string {
  return name.replaceAll(/-(?<letter>[a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

/** @throws UserError when there is no account to take as a model */
export function modelOf(
  landingZone: WrittenEnvironment,
  unit: string,
  like: string | undefined,
): AccountModel {
  // What the environment's file has is what the compiler holds to be accounts.
  const accounts = Object.entries(landingZone.data.teams as Readonly<Record<string, Account>>);
  const vended = accounts.flatMap(([name, { request }]) =>
    request === undefined ? [] : [{ name, request }],
  );
  const known = vended.map(({ name }) => name);
  const found =
    like === undefined
      ? (vended.find(({ request }) => request.organizationalUnit === unit) ?? vended[0])
      : vended.find(({ name }) => name === like);
  const file = found === undefined ? undefined : landingZone.team(found.name);
  if (found !== undefined && file !== undefined) return { file, email: found.request.email };
  throw new UserError(
    like === undefined
      ? "no account was requested yet: write the first file by hand, docs/runbooks/vending.md shows one"
      : `nobody requested an account ${quote(like)}, only ${known.join(", ")}${didYouMean(like, known)}`,
  );
}

/** The text of the account's file. Not formatted. */
export function accountFile(
  { name, unit, owner, environment }: NewAccount,
  model: AccountModel,
  options: AccountOptions,
  { requiredTags }: Pick<Organization, "requiredTags">,
): string {
  const title = owner.charAt(0).toUpperCase() + owner.slice(1);
  const request = {
    name,
    email: options.email ?? subAddress(model.email, name),
    organizationalUnit: unit,
    ssoUser: {
      email: options.ssoEmail,
      firstName: options.ssoFirstName ?? title,
      lastName: options.ssoLastName ?? "Team",
    },
    tags: tagsOf(owner, environment, options.tag ?? [], requiredTags),
    change: { requestedBy: options.requestedBy ?? owner, reason: options.reason },
    ...(environment === undefined ? {} : { customFields: { environment, teams: owner, account: name } }),
  };
  const scopes = expressionAt(model.file.node, ["scopes"]);
  if (scopes === undefined)
    throw new UserError(`${model.file.path} has no scopes: name another account with --like`);
  return `import type { Account } from "@tagform/workload-catalog";

${importsFor(scopes)}export const ${constantName(name)} = {
  accountId: ${JSON.stringify(`${PENDING}${name}`)},
  request: ${JSON.stringify(request)},
  scopes: ${scopes.getText()},
} as const satisfies Account;
`;
}

/** The imports of the model's file that a part of it needs; the new file stands beside it. */
function importsFor(part: ts.Expression): string {
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) used.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(part);
  const imports = part.getSourceFile().statements.filter(ts.isImportDeclaration);
  const needed = imports.filter(({ importClause }) => {
    const named = importClause?.namedBindings;
    return (
      named !== undefined &&
      ts.isNamedImports(named) &&
      named.elements.some(({ name }) => used.has(name.text))
    );
  });
  return needed.length === 0 ? "" : `${needed.map((each) => each.getText()).join("\n")}\n\n`;
}

/** `aws+research-dev@example.com` for another account is `aws+payments-dev@example.com`. */
function subAddress(email: string, name: string): string {
  const [local = "", domain = ""] = email.split("@");
  const [mailbox = ""] = local.split("+");
  return `${mailbox}+${name}@${domain}`;
}

function tagsOf(
  owner: string,
  environment: string | undefined,
  given: readonly string[],
  required: readonly string[],
): Record<string, string> {
  const known: Record<string, string | undefined> = { Project: owner, Environment: environment };
  const tags = required.flatMap((key): [string, string][] =>
    known[key] === undefined ? [] : [[key, known[key]]],
  );
  const more = given.map((text): [string, string] => {
    const [key = "", ...value] = text.split("=");
    if (key === "" || value.length === 0) throw new UserError(`a tag is <key>=<value>, got ${quote(text)}`);
    return [key, value.join("=")];
  });
  return Object.fromEntries([...tags, ...more]);
}
