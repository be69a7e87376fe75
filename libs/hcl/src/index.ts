export {
  type BlockSchema,
  blockSchema,
  SCHEMA_BINDING,
  SCHEMA_PROVIDER_VERSION,
  type SchemaKind,
} from "./block-schema";
export { type Conversion, convert } from "./convert";
export { convertText } from "./convert-text";
export type { JsonObject, JsonValue, TerraformJson } from "./terraform-json";
export type { ConvertWarning } from "./write-body";
