export { AFT_MODULE, AFT_MODULE_SOURCE } from "./aft-module";
export { AFT_VARIABLES, type AftArguments, type AftVariableType } from "./aft-variables";
export { aftRepositories, type AftRepositoriesProps } from "./export/aft-repositories";
export { checkFactoryFields, FACTORY_FIELDS } from "./export/check-factory-fields";
export { compareExport, EXPORT_MANIFEST, type ExportDifference, writeExport } from "./export/export-folder";
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
