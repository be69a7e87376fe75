import type { Cell } from "@tagform/deployment";
import type { CellRequest, Format, SynthesizedCell } from "@tagform/stack";
import type { Environment } from "@tagform/workload-catalog";

import { resolveState, type StateOptions } from "../state-options";

/** What steps are given to synthesize one cell below a folder; cdktf is loaded when it is called. */
export function synthesizerOf(
  environment: Environment,
  cell: Cell,
  options: StateOptions,
  env: Readonly<Record<string, string>>,
  format: Format = "hcl",
): (outdir: string) => Promise<SynthesizedCell> {
  const request = requestOf(environment, cell, options, env, format);
  return async (outdir) => {
    const { synthesizeCell } = await import("@tagform/stack");
    return synthesizeCell({ ...request, outdir });
  };
}

/** What is asked of the synthesis of one cell, but the folder to write to. */
export function requestOf(
  environment: Environment,
  cell: Cell,
  options: StateOptions,
  env: Readonly<Record<string, string>>,
  format: Format,
): Omit<CellRequest, "outdir"> {
  const { tfBackendConfigPrefix, buildRegion } = resolveState(environment, options, env).settings;
  return { environment, cell, format, tfBackendConfigPrefix, buildRegion };
}
