export { type AccountOptions, addAccount, type AddedAccounts } from "./add-account";
export { type AddedRegion, addRegion, type RegionOptions } from "./add-region";
export type { Files } from "./environment-files";
