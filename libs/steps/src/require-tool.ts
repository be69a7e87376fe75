import { UserError } from "@tagform/outcome";
import { findTool, isMissing, type Tool, type ToolName } from "@tagform/toolchain";

import { type StepContext } from "./step-context";

/** The tool, or a UserError that says what to do about its absence. */
export async function requireTool(name: ToolName, { toolRoot, env }: StepContext): Promise<Tool> {
  const tool = await findTool(name, { root: toolRoot, path: env["PATH"] ?? "" });
  if (isMissing(tool)) throw new UserError(`${tool.problem}: ${tool.remedy}`);
  return tool;
}
