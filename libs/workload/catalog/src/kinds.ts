// One line per kind, under the name that environment data uses. Nothing else names a kind.
export { deliveryPipeline as "delivery-pipeline" } from "@tagform/delivery-pipeline";
export { accountRoles as "account-roles" } from "@tagform/delivery-roles/kind";
export { stateStorage as "state-storage" } from "@tagform/delivery-state";
export { accountFactory as "account-factory" } from "@tagform/landing-zone-account-factory";
export { accountBaseline as "account-baseline" } from "@tagform/landing-zone-baseline";
export { guardrails } from "@tagform/landing-zone-guardrail-stack";
export {
  logArchive as "log-archive",
  organizationConfig as "organization-config",
  organizationSecurity as "organization-security",
  organizationTrail as "organization-trail",
  securityDelegation as "security-delegation",
  securityServices as "security-services",
} from "@tagform/landing-zone-security";
export { regionalFailover as "regional-failover" } from "@tagform/workload-failover";
export { workloadRole as "workload-role" } from "@tagform/workload-role";
export { web } from "@tagform/workload-web";
