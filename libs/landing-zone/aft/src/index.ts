export { managedOrganizationalUnit } from "./managed-unit";
export {
  AFT_REQUEST_TABLE,
  type AftRequestItem,
  aftRequestItem,
  aftRequestItemText,
  type ControlTowerParameters,
  marshallAftRequestItem,
  type MarshalledAftRequestItem,
} from "./request-item";
export { terraformJson, type TerraformJsonValue } from "./terraform-json";
