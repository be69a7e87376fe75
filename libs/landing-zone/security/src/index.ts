export { type ArchiveTarget, archiveTarget } from "./log-archive/archive-delivery";
export { logArchive } from "./log-archive/log-archive-kind";
export { organizationConfig } from "./organization-config/organization-config-kind";
export { organizationSecurity } from "./organization-security/organization-security-kind";
export { organizationTrail } from "./organization-trail/organization-trail-kind";
export { securityDelegation } from "./security-delegation/security-delegation-kind";
export type { SecurityOrganization } from "./security-organization";
export { securityServices } from "./security-services/security-services-kind";
