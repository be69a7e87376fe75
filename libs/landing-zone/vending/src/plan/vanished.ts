import type { Organization } from "@tagform/landing-zone-organization";

import { emailOf, parameterOf } from "../aws/request-table";
import type { PlannedAccount } from "./account-plan";
import type { Existing } from "./existing";
import { type RequestedAccount, requestsOf } from "./requested-account";

/** What exists and no data names: reported, and never touched. */
export function vanishedAccounts(
  organization: Organization,
  accounts: Readonly<Record<string, RequestedAccount>>,
  { tree, requests }: Existing,
): PlannedAccount[] {
  const emails = new Set(requestsOf(accounts).map(({ request }) => request.email.toLowerCase()));
  const ids = new Set([
    tree.managementAccountId,
    ...Object.values(organization.accounts),
    ...Object.values(organization.externalAccounts).map(({ accountId }) => accountId),
    ...Object.values(accounts).map(({ accountId }) => accountId),
  ]);
  const paths = new Map([...tree.units].map(([path, id]) => [id, path]));
  const unknown = tree.accounts.filter(
    ({ accountId, email, state }) =>
      state === "ACTIVE" && !ids.has(accountId) && !emails.has(email.toLowerCase()),
  );
  const orphans = requests.filter(
    (one) =>
      !emails.has(emailOf(one).toLowerCase()) &&
      !tree.accounts.some(({ email, accountId }) => email === emailOf(one) && ids.has(accountId)),
  );
  const found = new Map(
    orphans.map((one) => [emailOf(one), { name: parameterOf(one, "AccountName"), isRequested: true }]),
  );
  for (const { email, name } of unknown)
    if (!found.has(email)) found.set(email, { name, isRequested: false });
  return [...found]
    .map(([email, { name, isRequested }]): PlannedAccount => {
      const account = tree.accounts.find((one) => one.email === email);
      return {
        name,
        accountName: name,
        email,
        action: "vanished",
        accountId: account?.accountId ?? null,
        unit: account === undefined ? null : (paths.get(account.parentId) ?? null),
        changes: [],
        note: isRequested
          ? "AFT has a request for it, no file names it: it stays as it is; write its file again, or offboard it by one"
          : "no file names it: it stays as it is; request it by its id, or list it in externalAccounts",
        request: null,
        account: null,
      };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
