export { accountCustomizations } from "./account-customizations";
export type { WrittenCell } from "./cell-queue";
export { cellSuppressions } from "./cell-suppressions";
export { PROVIDER_SOURCE, PROVIDER_VERSION, REQUIRED_TERRAFORM } from "./pinned-versions";
export { synthesizeApp } from "./synthesize-app";
export { type CellRequest, type Format, synthesizeCell, type SynthesizedCell } from "./synthesize-cell";
export { synthesizeCells } from "./synthesize-cells";
export type { SynthesizedElement } from "./synthesized-elements";
export { writeManifest } from "./write-manifest";
