import type { ElementOrigin } from "@tagform/steps";

/** Beside the manifest of synthesized cells. */
export const ORIGINS_FILE = "origins.json";

/** Where the blocks of each cell come from: the content of `origins.json`, by `dev_us-east-1/research`. */
export type OriginsFile = Readonly<Record<string, readonly ElementOrigin[]>>;
