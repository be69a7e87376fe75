export {
  instanceRoleFolder,
  instanceRoleName,
  type InstanceRoleReference,
  roleVariant,
} from "./instance-role-name";
export { ServiceTrust, type ServiceTrustProps } from "./service-trust";
