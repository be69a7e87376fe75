export { type ArchiveTarget, archiveTarget } from "./log-archive/archive-delivery";
export { logArchive } from "./log-archive/log-archive-kind";
export { organizationTrail } from "./organization-trail/organization-trail-kind";
export type { SecurityOrganization } from "./security-organization";
