export { PROVIDER_SOURCE, PROVIDER_VERSION, REQUIRED_TERRAFORM } from "./pinned-versions";
export { synthesizeApp } from "./synthesize-app";
export { type CellRequest, type Format, synthesizeCell, type SynthesizedCell } from "./synthesize-cell";
export { writeManifest } from "./write-manifest";
