export type { AccountRequest, ChangeRecord, SsoUser } from "./account-request";
export { checkAccountEmail, checkPersonEmail } from "./check-email";
export { checkLandingZone, type LandingZoneData, type RequestedAccount } from "./check-landing-zone";
export type { ExternalAccount, Organization, OrganizationalUnit, Vending } from "./organization";
