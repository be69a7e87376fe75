export type { AccountFactoryConfig } from "./account-factory-config";
export { accountFactory } from "./account-factory-kind";
