export type { AccountRequest, ChangeRecord, SsoUser } from "./account-request";
export { isPending, PENDING, type PendingAccountId, requestOfPending } from "./pending-account-id";
export type { ExternalAccount, Organization, OrganizationalUnit, Vending } from "./organization";
