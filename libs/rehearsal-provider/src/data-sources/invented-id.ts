import { createHash } from "node:crypto";

import type { CtyObject } from "../cty/cty-value";

/** `vpc-` and 17 digits, the same for the same arguments. */
export function inventId(prefix: string, config: CtyObject, purpose = ""): string {
  return `${prefix}-${digest(config, `${prefix}${purpose}`).slice(0, 17)}`;
}

/** 64 digits, the same for the same arguments. */
export function digest(config: CtyObject, purpose: string): string {
  return createHash("sha256")
    .update(`${purpose}\n${JSON.stringify(config)}`)
    .digest("hex");
}
