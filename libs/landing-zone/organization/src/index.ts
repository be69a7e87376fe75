export type { AccountRequest, ChangeRecord, SsoUser } from "./account-request";
export type { ExternalAccount, Organization, OrganizationalUnit, Vending } from "./organization";
