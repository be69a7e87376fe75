export { type AddedRegion, addRegion, type RegionOptions } from "./add-region";
export type { Files } from "./environment-files";
